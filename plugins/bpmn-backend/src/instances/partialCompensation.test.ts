import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { Definitions } from '../deployments/Definitions';
import { evaluationHere } from '../evaluation';
import { InstanceStore } from '../store/instances';
import { InstanceService } from './InstanceService';
import { FileGuard } from '../files/FileGuard';
import { FileStore } from '../store/files';

const ADA = 'user:default/ada';

/** A sub-process in which something was paid has completed; then it is undone. */
const XML = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x"><process id="p" isExecutable="true"><startEvent id="start" /><sequenceFlow id="f1" sourceRef="start" targetRef="sub" /><subProcess id="sub"><startEvent id="begin" /><sequenceFlow id="f2" sourceRef="begin" targetRef="pay" /><task id="pay" /><boundaryEvent id="on" attachedToRef="pay"><compensateEventDefinition /></boundaryEvent><userTask id="refund" isForCompensation="true" /><association id="to" sourceRef="on" targetRef="refund" associationDirection="One" /></subProcess><sequenceFlow id="f3" sourceRef="sub" targetRef="check" /><userTask id="check" /><sequenceFlow id="f4" sourceRef="check" targetRef="undo" /><endEvent id="undo"><compensateEventDefinition /></endEvent></process></definitions>`;

describe.each(eachDatabase)('a large instance on %s', databaseId => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
  });

  it('should undo what was done in a sub-process that has completed', async () => {
    // given a host that loads every instance in part
    const fresh = () =>
      new InstanceService({
        store: new InstanceStore(knex, { wholeUpTo: 0 }),
        definitions: new Definitions(
          async () => ({ processId: 'p', xml: XML }),
          evaluationHere,
        ),
        clock: { now: () => 0 },
        evaluation: evaluationHere,
        files: new FileGuard(new FileStore(knex)),
      });
    const { record } = await fresh().start(
      {
        definitionId: 'd',
        processKey: 'p',
        ownerRef: 'group:default/data',
      },
      { actor: ADA },
    );
    const [check] = await knex('waits').where({ instance_id: record.id });
    // when
    await fresh().handle(
      record.id,
      { type: 'fulfilWait', waitKey: check.key },
      { actor: ADA },
    );
    // then
    const waits = await knex('waits').where({ instance_id: record.id });
    expect(waits.map(({ details }) => JSON.parse(details).elementId)).toEqual([
      'refund',
    ]);
  });
});
