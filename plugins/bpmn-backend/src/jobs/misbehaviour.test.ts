import {
  complete,
  type Job,
  type JobHandler,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { eachDatabase } from '../__testUtils__/database';
import {
  element,
  HostStory,
  job,
  line,
  model,
  process,
} from '../__testUtils__/hostStory';
import { createJobWorker, type Host } from '../host/Host';

/** Milliseconds that a try may take here: few, for one test waits for them, and enough for a busy machine to hand a job over. */
const TIMEOUT = 1_000;
const LATER = 60_000;

type Handle = (job: Job) => unknown;

/** What a handler can do wrong, and what whoever looks after the process reads then. */
const cases: readonly (readonly [string, Handle, number, string])[] = [
  [
    'never answers, and does not stop when it is told to',
    () => new Promise(() => {}),
    3,
    'Let it do less at a time, or give it more time',
  ],
  [
    'throws before there is a promise',
    () => {
      throw new Error('Expected a file, but there is none');
    },
    3,
    'Expected a file, but there is none',
  ],
  ['throws what is no error', () => Promise.reject(undefined), 3, 'undefined'],
  ['answers nothing', () => undefined, 1, '(handler of job type badly:done)'],
  [
    'answers nonsense',
    async () => ({ kind: 'complete', variables: { now: () => 1 } }),
    1,
    '(handler of job type badly:done)',
  ],
  [
    'answers more than can be kept',
    async () => complete({ large: 'x'.repeat(5_000_000) }),
    1,
    'large',
  ],
];

describe.each(eachDatabase)('a handler on %s', databaseId => {
  const story = new HostStory(databaseId);

  beforeEach(() => story.knex('waits').del());

  /** One that does one job at a time, and an instance that has one for it. */
  async function given(handle: Handle) {
    const tries: Job[] = [];
    const handler: JobHandler = {
      type: 'badly:done',
      concurrency: 1,
      timeout: TIMEOUT,
      handle(handed) {
        tries.push(handed);
        return handle(handed) as ReturnType<JobHandler['handle']>;
      },
    };
    const host = story.newHost({ handlers: [handler] });
    await story.deploy(
      model(
        process(
          'badly',
          line(element('startEvent', 'start'), job('work', 'badly:done')),
        ),
      ),
    );
    const id = await story.start('badly');
    return { host, handler, tries, id };
  }

  /** As long as there is something to do, and later. */
  async function work(host: Host, times = 5): Promise<void> {
    const worker = createJobWorker(host);
    for (let count = 0; count < times; count++) {
      await worker.runOnce();
      await worker.settle();
      story.now += LATER;
    }
  }

  it.each(cases)(
    'that %s should be tried again or end in an incident that says what to do, and do the next job',
    async (...[, handle, count, message]) => {
      // given
      const { host, handler, tries, id } = await given(handle);
      // when
      await work(host);
      // then
      expect(tries).toHaveLength(count);
      expect(await story.knex('incidents').where({ instance_id: id })).toEqual([
        expect.objectContaining({
          kind: 'jobFailed',
          message: expect.stringContaining(message),
        }),
      ]);
      // when
      handler.handle = async () => complete();
      const next = await story.start('badly');
      await work(host, 1);
      // then
      expect(await story.stateOf(next)).toBe('completed');
    },
  );

  it('that keeps everything waiting for longer than its lease should count if nobody else has begun', async () => {
    // given
    const { host, tries, id } = await given(() => {
      story.now += 10 * LATER;
      return complete();
    });
    // when
    await work(host, 1);
    // then
    expect(tries).toHaveLength(1);
    expect(await story.stateOf(id)).toBe('completed');
  });

  it('that answers after somebody else has taken over should not count', async () => {
    // given
    let answer = () => {};
    const { host, id } = await given(
      () =>
        new Promise(resolve => {
          answer = () => resolve(complete({ by: 'late' }));
        }),
    );
    const worker = createJobWorker(host);
    await worker.runOnce();
    story.now += LATER;
    const other = story.newHost({
      handlers: [
        { type: 'badly:done', handle: async () => complete({ by: 'other' }) },
      ],
    });
    await work(other, 1);
    // when
    answer();
    await worker.settle();
    // then
    expect(await story.stateOf(id)).toBe('completed');
    expect(
      await story.knex('variables').where({ instance_id: id, name: 'by' }),
    ).toMatchObject([{ value: '"other"' }]);
    expect(await story.knex('incidents').where({ instance_id: id })).toEqual(
      [],
    );
  });
});
