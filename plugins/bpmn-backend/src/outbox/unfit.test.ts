import { Rejection } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { eachDatabase } from '../__testUtils__/database';
import {
  element,
  HostStory,
  line,
  model,
  OWNER,
  process,
} from '../__testUtils__/hostStory';
import { outboxRow } from '../store/outbox';

describe.each(eachDatabase)('what cannot be done on %s', databaseId => {
  const story = new HostStory(databaseId);

  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('should be given up where to do it again would not help', async () => {
    // given
    const [{ id: definitionId }] = await story.deploy(
      model(process('begins', line(element('startEvent', 'start')))),
    );
    const deed = { kind: 'start', startEvent: 'gone', event: 0 } as const;
    await story.host.stores.outbox.add([
      outboxRow(
        { deed: { ...deed, definitionId, variables: {} }, ownerRef: OWNER },
        story.now,
      ),
    ]);
    // when
    await story.settle();
    // then
    expect(await story.knex('outbox')).toEqual([]);
    expect(story.host.logger.error).toHaveBeenCalledTimes(1);
  });

  it('should be an incident of the caller where it cannot take what comes back', async () => {
    // given
    await story.deploy(
      model(process('called', line(element('startEvent', 'start')))),
    );
    await story.deploy(
      model(
        process(
          'caller',
          line(
            element('startEvent', 'start'),
            element(
              'callActivity',
              'call',
              '<extensionElements><zeebe:calledElement processId="called" /></extensionElements>',
            ),
          ),
        ),
      ),
    );
    const { instances } = story.host;
    const handle = instances.handle.bind(instances);
    jest
      .spyOn(instances, 'handle')
      .mockImplementation(async (id, command, context) => {
        if (command.type === 'fulfilWait') {
          throw new Rejection('invalidArgument', 'Too strange');
        }
        return handle(id, command, context);
      });
    // when
    const id = await story.start('caller');
    // then
    expect(
      await story.knex('incidents').where({ instance_id: id }),
    ).toMatchObject([{ element_id: 'call', message: 'Too strange' }]);
    expect(await story.knex('outbox')).toEqual([]);
  });
});
