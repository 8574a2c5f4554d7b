import { CATCHING, THROWING, story } from '../../testing/eventPositions';
import { left } from '../../testing/left';

const ERRORS = `
  <error id="broken" name="Broken" errorCode="BROKEN" />
  <error id="missing" name="Missing" errorCode="MISSING" />`;
const BROKEN = '<errorEventDefinition errorRef="broken" />';
const MISSING = '<errorEventDefinition errorRef="missing" />';

describe('error that nobody catches', () => {
  describe('that nobody catches', () => {
    it('should be an incident of the job, which is opened again when that is resolved', async () => {
      // given
      const about = await story(
        CATCHING['interrupting boundary event'](MISSING),
        ERRORS,
      );
      about.start();
      // when
      about.throwError('work', 'BROKEN', { part: 'wheel' });
      // then
      expect(about.state).toBe('active');
      expect(about.waits).toEqual([]);
      expect(about.variables).toEqual({});
      expect(about.incidents).toEqual([
        {
          key: expect.any(Number),
          elementInstanceKey: expect.any(Number),
          elementId: 'work',
          kind: 'errorUncaught',
          message:
            'Expected a boundary event or event sub-process to catch error "BROKEN", but there is none',
          errorCode: 'BROKEN',
        },
      ]);
      expect(about.history).toContainEqual({
        type: 'errorThrown',
        elementId: 'work',
        code: 'BROKEN',
      });
      // when
      about.resolve();
      // then
      expect(about.incidents).toEqual([]);
      expect(about.wait('work')).toMatchObject({ kind: 'job', retries: 3 });
      // when
      about.completeJob('work');
      // then
      expect(about.state).toBe('completed');
      expect(left(about)).toEqual([]);
    });

    it('should be an incident of the end event, which throws it again when that is resolved', async () => {
      // given
      const about = await story(THROWING['end event'](BROKEN), ERRORS);
      // when
      about.start();
      // then
      expect(about.incidents).toMatchObject([
        { kind: 'errorUncaught', elementId: 'on', errorCode: 'BROKEN' },
      ]);
      // when
      about.resolve();
      // then
      expect(about.incidents).toHaveLength(1);
      expect(
        about.history.filter(({ type }) => type === 'errorThrown'),
      ).toHaveLength(2);
      // when
      about.send({ type: 'cancelInstance' });
      // then
      expect(left(about)).toEqual([]);
    });

    it('should say in the incident what was said with it', async () => {
      // given
      const about = await story(
        CATCHING['interrupting boundary event'](MISSING),
        ERRORS,
      );
      about.start();
      // when
      const { key: waitKey } = about.wait('work');
      about.send({
        type: 'throwError',
        waitKey,
        code: 'BROKEN',
        message: 'the wheel came off',
      });
      // then
      expect(about.incidents).toMatchObject([
        {
          message: expect.stringMatching(/there is none: the wheel came off$/),
        },
      ]);
    });

    it('should not go with messages that have been thrown before it', async () => {
      // given
      const about = await story(
        THROWING['end event'](
          `<messageEventDefinition messageRef="sorry" />${BROKEN}`,
        ),
        `${ERRORS}<message id="sorry" name="sorry" />`,
      );
      // when
      about.start().resolve();
      // then
      expect(
        about.history.filter(({ type }) => type === 'messageThrown'),
      ).toHaveLength(1);
    });
  });
});
