import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { EvaluationExceeded, EvaluationThreads } from '.';

const model = (tasks: number) =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x"><process id="p" isExecutable="true"><startEvent id="t-1" />${Array.from(
    { length: tasks },
    (_, n) =>
      `<task id="t${n}" /><sequenceFlow id="f${n}" sourceRef="t${
        n - 1
      }" targetRef="t${n}" />`,
  ).join('')}</process></definitions>`;

const read = (content: string) =>
  ({ kind: 'readModel', content, now: 0 } as const);

/** Longest time that nothing else could be done, in milliseconds. */
async function longestPause(during: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 1);
  await during();
  clearInterval(timer);
  return longest;
}

// A thread translates its source first.
jest.setTimeout(120_000);

describe('threads for models', () => {
  let threads: EvaluationThreads;

  beforeEach(() => {
    threads = new EvaluationThreads();
  });

  afterEach(() => threads.stop());

  it('should read models, and say what is wrong with them', async () => {
    // when
    const [good, bad] = await Promise.all([
      threads.ask(read(model(3))),
      threads.ask(read('<no>')),
    ]);
    // then
    expect(good.processes).toMatchObject([{ processId: 'p' }]);
    expect(good.problems.every(({ severity }) => severity !== 'error')).toBe(
      true,
    );
    expect(bad.processes).toEqual([]);
    expect(bad.problems[0]).toMatchObject({ severity: 'error' });
  });

  it('should leave time for others, whatever they read', async () => {
    // given
    await threads.ask(read(model(1)));
    const content = model(5000);
    // when
    let reading = 0;
    const pause = await longestPause(async () => {
      const begin = performance.now();
      await threads.ask(read(content));
      reading = performance.now() - begin;
    });
    // then: others do not wait for all of it
    expect(pause).toBeLessThan(reading / 2);
  });

  it('should be stopped where they take too long, and go on with the next', async () => {
    // given
    await threads.stop();
    threads = new EvaluationThreads({ size: 1, deadline: 1 });
    const slow = threads.ask(read(model(5000)));
    // then
    await expect(slow).rejects.toThrow(EvaluationExceeded);
    // when
    const patient = new EvaluationThreads({ size: 1 });
    const next = await patient.ask(read(model(1)));
    await patient.stop();
    // then
    expect(next.processes).toHaveLength(1);
  });

  it('should be stopped soon where a form takes too long to be checked', async () => {
    // given
    const validate = { pattern: '^(a+)+$' };
    const x = { type: 'textfield', key: 'x', validate };
    const schema = { components: [x] } as unknown as JsonObject;
    const values = { x: `${'a'.repeat(60)}b` };
    const form = { schema, values, variables: {}, now: 0 };
    // when
    const checked = threads.ask({ kind: 'checkForm', form });
    // then
    await expect(checked).rejects.toThrow('at most 2000 ms');
  });

  it('should answer all, though there are fewer of them', async () => {
    // when
    const all = await Promise.all(
      Array.from({ length: 9 }, (_, n) => threads.ask(read(model(n + 1)))),
    );
    // then
    expect(all.map(({ processes }) => processes.length)).toEqual(
      Array(9).fill(1),
    );
  });

  it('should give up what was asked for when they are stopped', async () => {
    // given
    const asked = Promise.allSettled(
      Array.from({ length: 4 }, () => threads.ask(read(model(2000)))),
    );
    // when
    await threads.stop();
    // then
    expect((await asked).map(({ status }) => status)).toEqual(
      Array(4).fill('rejected'),
    );
  });
});
