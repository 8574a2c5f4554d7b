import { givenXml } from '../../testing/scenario';
import { element, extended, inARow } from '../../testing/extensions';
import { processXml } from '../../testing/picture';

describe('call activity of a global task', () => {
  const callingTask = (globalTask: string) =>
    processXml(
      inARow(
        element(
          ['callActivity', 'call'],
          [
            '<zeebe:calledElement processId="shared" propagateAllChildVariables="true" />',
          ],
        ),
      ),
      globalTask,
    );

  it.each([
    ['<globalUserTask id="shared" name="Review" />', 'userTask', 'shared.task'],
    [
      '<globalScriptTask id="shared" scriptLanguage="Python"><script>x = 1</script></globalScriptTask>',
      'job',
      'shared.task',
    ],
    [
      `<globalBusinessRuleTask id="shared">${extended(
        '<zeebe:calledDecision decisionId="d" resultVariable="r" />',
      )}</globalBusinessRuleTask>`,
      'job',
      'shared.task',
    ],
  ] as const)(
    'should do its work in an instance of its own: %s',
    async (globalTask, kind, elementId) => {
      // given
      const story = await givenXml(callingTask(globalTask));
      // when
      story.start();
      // then
      const shared = story.storyOf('shared');
      expect(shared.waits).toMatchObject([{ kind, elementId }]);
      // when
      shared.fulfil(elementId, kind, { done: true });
      // then
      expect(shared.completed).toEqual(['shared.task', 'shared']);
      expect(story.completed).toEqual(['start', 'call', 'end', 'story']);
      expect(story.variables).toEqual({ done: true });
    },
  );

  it.each(['<globalTask id="shared" />', '<globalManualTask id="shared" />'])(
    'should go on at once where nobody has to do anything: %s',
    async globalTask => {
      // given
      const story = await givenXml(callingTask(globalTask));
      // when
      story.start();
      // then
      expect(story.storyOf('shared').completed).toEqual([
        'shared.task',
        'shared',
      ]);
      expect(story.state).toBe('completed');
    },
  );

  it('should say in which language a global script is written', async () => {
    // given
    const story = await givenXml(
      callingTask(
        '<globalScriptTask id="shared" scriptLanguage="R"><script>x</script></globalScriptTask>',
      ),
    );
    // when
    story.start();
    // then
    expect(story.storyOf('shared').wait('shared.task')).toMatchObject({
      type: 'script:r',
    });
  });
});
