import {
  element,
  executionListeners,
  inARow,
  jobType,
  outputs,
  serviceTask,
} from '../testing/extensions';
import { left } from '../testing/left';
import { multiInstance, valuesOf } from '../testing/loop';
import { complete } from '../testing/openJobs';
import { starts, userTasks } from '../testing/parts';
import { flow, path, processXml } from '../testing/picture';
import { givenXml } from '../testing/scenario';

/** A job behind which the flow `yes` is taken if `ok`; without it none can be chosen. */
const choosing = (...extensions: readonly string[]) =>
  processXml(
    `${starts('start')}${serviceTask('work', ...extensions)[1]}${userTasks(
      'yes',
    )}${path('start', 'work')}${flow('work', 'yes', '=ok')}`,
  );

describe('outputs that are mapped when the element cannot go on', () => {
  it('should be mapped once, however often the incident is resolved', async () => {
    // given
    const story = await givenXml(choosing(outputs({ sum: '=sum + x' })));
    story.start({ sum: 1, ok: false });
    story.completeJob('work', { x: 10 });
    expect(story.incidents).toMatchObject([{ kind: 'noFlowChosen' }]);
    // when
    story.resolve().resolve({ ok: true });
    // then
    expect(story.variables).toEqual({ sum: 11, ok: true });
    expect(story.waiting).toEqual(['yes']);
  });

  it('should not write over what has been corrected', async () => {
    // given
    const story = await givenXml(choosing(outputs({ ok: '=answer' })));
    story.start();
    story.completeJob('work', { answer: false });
    expect(story.incidents).toMatchObject([{ kind: 'noFlowChosen' }]);
    // when
    story.resolve({ ok: true });
    // then
    expect(story.incidents).toEqual([]);
    expect(story.waiting).toEqual(['yes']);
  });

  it('should be mapped once beside end listeners, too', async () => {
    // given
    const story = await givenXml(
      choosing(
        outputs({ sum: '=sum + x' }),
        executionListeners(['end', 'log']),
      ),
    );
    story.start({ sum: 1, ok: false });
    complete(story, 'work', { x: 10 });
    complete(story, 'log');
    // when
    story.resolve().resolve({ ok: true });
    // then
    expect(story.variables).toEqual({ sum: 11, ok: true });
    expect(story.waiting).toEqual(['yes']);
  });

  it('should be mapped once for each instance of a multi-instance activity', async () => {
    // given its completion condition fails
    const story = await givenXml(
      processXml(
        inARow(
          element(
            ['serviceTask', 'work'],
            [jobType('work'), outputs({ sum: '=sum + 1' })],
            multiInstance({
              cardinality: '1',
              output: 'out',
              outputElement: '=sum',
              condition: '=stop',
            }),
          ),
        ),
      ),
    );
    story.start({ sum: 1 });
    complete(story, 'work');
    expect(story.incidents).toMatchObject([{ kind: 'expressionFailed' }]);
    // when
    story.resolve({ stop: true });
    // then
    expect(valuesOf(story, 'sum')).toEqual([1, 2]);
    expect(story.variables.out).toEqual([2]);
    expect(left(story)).toEqual([]);
  });

  it('should be mapped again if it was the mapping that failed', async () => {
    // given
    const story = await givenXml(
      choosing(outputs({ a: '=1', sum: '=sum + missing' })),
    );
    story.start({ sum: 1, ok: true });
    story.completeJob('work');
    expect(story.incidents).toMatchObject([{ kind: 'mappingFailed' }]);
    expect(story.variables).toEqual({ sum: 1, ok: true });
    // when
    story.resolve({ missing: 2 });
    // then
    expect(story.variables).toMatchObject({ a: 1, sum: 3 });
    expect(story.waiting).toEqual(['yes']);
  });
});
