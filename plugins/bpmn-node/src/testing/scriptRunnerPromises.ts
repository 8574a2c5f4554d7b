/* eslint-disable jest/no-standalone-expect -- each check is the body of a test */
import type { ScriptEnd } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { ScriptRunnerContract } from './contractedScriptRunner';
import { begin, fileOf, hear, isEnd, runScript } from './scriptRunnerStory';

/** One thing that a runner promises, and how to see whether it keeps it. */
export interface ScriptRunnerPromise {
  /** Goes on from "should". */
  readonly promise: string;
  /** Rejects if the promise is broken. */
  check(contract: ScriptRunnerContract): Promise<void>;
}

/** Milliseconds that are too short for what has no end. */
const SHORT = 700;

const ABOUT_ITSELF: readonly ScriptRunnerPromise[] = [
  {
    promise:
      'have one default environment of its language, within what it may have',
    check: async ({ createRunner, language }) => {
      const { environments } = await createRunner();
      const own = environments.filter(one => one.language === language);
      expect(own.filter(({ isDefault }) => isDefault)).toHaveLength(1);
      for (const { limits, ceilings } of own) {
        expect(limits.timeout).toBeLessThanOrEqual(ceilings.timeout);
        expect(limits.cpu).toBeLessThanOrEqual(ceilings.cpu);
        expect(limits.memory).toBeLessThanOrEqual(ceilings.memory);
      }
    },
  },
  {
    promise: 'say that it is ready, and how much it does',
    check: async ({ createRunner }) => {
      const runner = await createRunner();
      expect(await runner.health()).toMatchObject({
        isReady: true,
        running: expect.any(Number),
        queued: expect.any(Number),
      });
    },
  },
];

const OF_WHAT_GOES_WELL: readonly ScriptRunnerPromise[] = [
  {
    promise: 'give what a script puts out, and what it took, once and last',
    check: async contract => {
      const { events, end } = await runScript(contract, 'adds');
      expect(events[0].type).toBe('started');
      expect(events.filter(isEnd)).toHaveLength(1);
      expect(end).toMatchObject({
        ...{ type: 'result', outputs: { y: 42 } },
        usage: { wall: expect.any(Number) },
      });
    },
  },
  {
    promise: 'log what a script prints, line by line',
    check: async contract => {
      const { log } = await runScript(contract, 'adds');
      expect(log).toEqual(['one', 'two']);
    },
  },
  {
    promise: 'run several at a time, each as if alone',
    check: async contract => {
      const numbers = [1, 2, 3, 4];
      const ends = await Promise.all(
        numbers.map(x => runScript(contract, 'adds', { inputs: { x } })),
      );
      expect(ends.map(({ end }) => end)).toMatchObject(
        numbers.map(x => ({ type: 'result', outputs: { y: x + 1 } })),
      );
    },
  },
  {
    promise: 'hand on what a script leaves',
    check: async contract => {
      const { artifacts } = await runScript(contract, 'keeps');
      expect(artifacts).toEqual({ 'kept.txt': 'kept' });
    },
  },
  {
    promise: 'hand files over, opened once',
    check: async contract => {
      const { file, opened } = fileOf('written');
      const { end } = await runScript(contract, 'reads', {
        inputs: { file: { ...file.reference } },
        files: [file],
      });
      expect(end).toMatchObject({ outputs: { text: 'written' } });
      expect(opened()).toBe(1);
    },
  },
];

const OF_WHAT_FAILS: readonly ScriptRunnerPromise[] = [
  {
    promise: 'say where a script fails, and why',
    check: async contract => {
      const { end } = await runScript(contract, 'fails');
      expectError(end, 'script-error');
      expect(end).toMatchObject({ line: 3 });
    },
  },
  {
    promise: 'throw BPMN errors with their variables',
    check: async contract => {
      const { end } = await runScript(contract, 'throws');
      expect(end).toMatchObject({
        ...{ type: 'thrown', code: 'tooMuch', message: 'Expected less' },
        variables: { limit: 3 },
      });
    },
  },
  {
    promise: 'refuse by name what is no data, and what is not there',
    check: async contract => {
      const strange = await runScript(contract, 'strange');
      expectError(strange.end, 'bad-output', 'y');
      const missing = await runScript(contract, 'adds', { outputs: ['z'] });
      expectError(missing.end, 'bad-output', 'z');
    },
  },
  {
    promise: 'say so where there is no such environment',
    check: async contract => {
      const environment = 'there is none of this name';
      const { end } = await runScript(contract, 'adds', { environment });
      expectError(end);
    },
  },
  {
    promise: 'say so where a file cannot be opened',
    check: async contract => {
      const { file } = fileOf('written');
      const open = () => Promise.reject(new Error('Expected it to be there'));
      const { end } = await runScript(contract, 'reads', {
        inputs: { file: { ...file.reference } },
        files: [{ ...file, open }],
      });
      expectError(end);
    },
  },
];

const OF_ENDS: readonly ScriptRunnerPromise[] = [
  {
    promise: 'end what takes longer than it may',
    check: async contract => {
      const limits = { timeout: SHORT };
      const { end } = await runScript(contract, 'endless', { limits });
      expectError(end, 'timeout');
    },
  },
  {
    promise: 'end what is cancelled while it runs, and say so once',
    check: async contract => {
      const { run } = await begin(contract, 'endless');
      const { events, end } = await hear(run, event => {
        if (event.type === 'log') {
          run.cancel();
          run.cancel();
        }
      });
      expectError(end, 'cancelled');
      expect(events.filter(isEnd)).toHaveLength(1);
    },
  },
  {
    promise: 'end what is cancelled at once',
    check: async contract => {
      const { run } = await begin(contract, 'endless');
      run.cancel();
      expectError((await hear(run)).end, 'cancelled');
    },
  },
  {
    promise: 'do nothing where what is cancelled has ended',
    check: async contract => {
      const { run } = await begin(contract, 'adds');
      const { end } = await hear(run);
      run.cancel();
      expect(end.type).toBe('result');
    },
  },
  {
    promise: 'end what nobody listens to any more',
    check: async contract => {
      const { runner, run } = await begin(contract, 'endless');
      for await (const event of run.events) {
        if (event.type === 'log') {
          break;
        }
      }
      // A runner that lets it go on is stopped by the time limit of the test.
      while ((await runner.health()).running > 0) {
        await new Promise(resolve => setImmediate(resolve));
      }
    },
  },
];

/** What every runner promises. */
export const scriptRunnerPromises: readonly ScriptRunnerPromise[] = [
  ...ABOUT_ITSELF,
  ...OF_WHAT_GOES_WELL,
  ...OF_WHAT_FAILS,
  ...OF_ENDS,
];

/** A message for people says what was expected; one about an output names it. */
function expectError(end: ScriptEnd, kind?: string, output = ''): void {
  expect(end).toMatchObject({
    type: 'error',
    message: expect.stringMatching(/\S+\s+\S+/),
    ...(kind !== undefined && { kind }),
  });
  expect((end as { readonly message: string }).message).toContain(output);
}
