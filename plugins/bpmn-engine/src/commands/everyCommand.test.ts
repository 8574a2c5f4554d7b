import type { Command } from '../command';
import { flow, path, processXml } from '../testing/picture';
import { rejectionOf } from '../testing/rejectionOf';
import { givenXml } from '../testing/scenario';

const nested = processXml(
  `<startEvent id="start"/>
   <subProcess id="sub"><startEvent id="begin"/><userTask id="review"/>${flow(
     'begin',
     'review',
   )}</subProcess>
   <userTask id="after"/>${path('start', 'sub', 'after')}
   <boundaryEvent id="bored" attachedToRef="sub"><timerEventDefinition><timeDuration xsi:type="bpmn:tFormalExpression">PT1H</timeDuration></timerEventDefinition></boundaryEvent>`,
);

describe('every command', () => {
  const commands: readonly Command[] = [
    { type: 'fulfilWait', waitKey: 1 },
    { type: 'failJob', waitKey: 1, message: '' },
    { type: 'throwError', waitKey: 1, code: '' },
    { type: 'throwEscalation', waitKey: 1, code: '' },
    { type: 'broadcastSignal', name: '' },
    { type: 'updateUserTask', waitKey: 1, update: {} },
    { type: 'setVariables', variables: {} },
    { type: 'resolveIncident', incidentKey: 1 },
    { type: 'suspendInstance' },
    { type: 'resumeInstance' },
    { type: 'cancelInstance' },
    { type: 'moveInstance', terminate: [], activate: [] },
    { type: 'migrateInstance', mapping: {} },
    { type: 'activateElements', scopeKey: 1, elementIds: [] },
    { type: 'lookAgain', scopeKeys: [], conditionKeys: [] },
  ];

  it.each(commands)(
    'should be refused before the start: $type',
    async command => {
      // given
      const story = await givenXml(nested);
      story.start();
      story.instance.rows.instanceRow = undefined;
      // when
      const rejection = rejectionOf(() => story.send(command));
      // then
      expect(rejection).toEqual({
        code: 'notFound',
        message: 'Expected the instance to be started, but it is not',
        parameters: {},
      });
    },
  );

  it.each(commands)('should be refused after the end: $type', async command => {
    // given
    const story = (await givenXml(nested)).start();
    story.send({ type: 'cancelInstance' });
    // when
    const rejection = rejectionOf(() => story.send(command));
    // then
    expect(rejection).toEqual({
      code: 'invalidState',
      message: 'Expected instance story-1 to run, but it is terminated',
      parameters: { instanceId: 'story-1', state: 'terminated' },
    });
  });

  it('should be refused if nobody knows it', async () => {
    // given
    const story = (await givenXml(nested)).start();
    // when
    const rejection = rejectionOf(() => story.send({ type: 'dance' } as any));
    // then
    expect(rejection).toEqual({
      code: 'invalidArgument',
      message: 'Expected a command, but found "dance"',
      parameters: {},
    });
  });

  it('should be a bug of the host if it comes with the definition of another process', async () => {
    // given
    const story = (await givenXml(nested)).start();
    story.instance.rows.instanceRow = {
      ...story.instance.rows.instanceRow!,
      processId: 'another',
    };
    // when
    const act = () => story.send({ type: 'setVariables', variables: {} });
    // then
    expect(act).toThrow(
      new Error(
        'Expected the definition of process another, but got that of story',
      ),
    );
  });
});
