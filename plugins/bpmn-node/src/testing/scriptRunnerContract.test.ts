import { Readable } from 'node:stream';
import type {
  ScriptEnd,
  ScriptEvent,
  ScriptFailureKind,
  ScriptRunner,
  ScriptTask,
} from '../scripts';
import { contractScripts } from './contractScripts';
import { scriptRunnerContract } from './scriptRunnerContract';
import { scriptRunnerPromises } from './scriptRunnerPromises';

const LIMITS = { timeout: 60_000, cpu: 60_000, memory: 1 << 30 };
const usage = { wall: 1 };
const SCRIPTS = contractScripts.python;

const failure = (kind: ScriptFailureKind, about = ''): ScriptEnd => ({
  type: 'error',
  kind,
  message: `Expected another ${about}`,
});

const line = (text: string): ScriptEvent => ({
  ...{ type: 'log', level: 'info', time: 0, text },
});

/** What comes of the scripts of the suite. */
async function* played(
  task: ScriptTask,
  stopped: Promise<ScriptEnd>,
): AsyncGenerator<ScriptEvent> {
  const { inputs, outputs = ['y'], files = [] } = task;
  switch (task.code) {
    case SCRIPTS.adds:
      yield line('one');
      yield line('two');
      yield outputs.includes('y')
        ? { type: 'result', outputs: { y: Number(inputs.x) + 1 }, usage }
        : failure('bad-output', 'z');
      return;
    case SCRIPTS.keeps:
      yield {
        ...{ type: 'artifact', kind: 'file', name: 'kept.txt', size: 4 },
        content: Readable.from([Buffer.from('kept')]),
      };
      yield { type: 'result', outputs: {}, usage };
      return;
    case SCRIPTS.reads: {
      const content = await files[0].open().catch(() => undefined);
      const text = (await content?.toArray())?.join('');
      yield text === undefined
        ? failure('lost')
        : { type: 'result', outputs: { text }, usage };
      return;
    }
    case SCRIPTS.fails:
      yield { ...failure('script-error'), line: 3 } as ScriptEnd;
      return;
    case SCRIPTS.throws:
      yield {
        ...{ type: 'thrown', code: 'tooMuch', message: 'Expected less' },
        ...{ variables: { limit: 3 }, usage },
      };
      return;
    case SCRIPTS.strange:
      yield failure('bad-output', 'y');
      return;
    default:
      yield line('begun');
      yield await stopped;
  }
}

/** Runs nothing, and keeps its promises. */
function playingRunner(): ScriptRunner {
  let running = 0;
  return {
    environments: [
      {
        ...{ name: 'plain', language: 'python', isDefault: true },
        ...{ preload: [], limits: LIMITS, ceilings: LIMITS, network: [] },
      },
    ],
    async health() {
      return { isReady: true, isIsolated: true, notes: [], running, queued: 0 };
    },
    submit(task) {
      let stop!: (end: ScriptEnd) => void;
      const stopped = new Promise<ScriptEnd>(resolve => {
        stop = resolve;
      });
      if (task.limits?.timeout) {
        stop(failure('timeout'));
      }
      async function* events(): AsyncGenerator<ScriptEvent> {
        if ((task.environment ?? 'plain') !== 'plain') {
          yield failure('sandbox-unavailable');
          return;
        }
        running++;
        try {
          yield { type: 'started', environment: 'plain' };
          yield* played(task, stopped);
        } finally {
          running--;
        }
      }
      return { events: events(), cancel: () => stop(failure('cancelled')) };
    },
  };
}

const contractOf = (runner: ScriptRunner) => ({
  createRunner: () => runner,
  language: 'python' as const,
});

/** A runner that changes what another one says. */
function changing(change: (event: ScriptEvent) => readonly ScriptEvent[]) {
  const runner = playingRunner();
  async function* changed(events: AsyncIterable<ScriptEvent>) {
    for await (const event of events) {
      yield* change(event);
    }
  }
  return {
    ...runner,
    submit(task: ScriptTask) {
      const { events, cancel } = runner.submit(task);
      return { events: changed(events), cancel };
    },
  };
}

describe('the contract of script runners, kept', () => {
  scriptRunnerContract(contractOf(playingRunner()));
});

describe('the contract of script runners, broken', () => {
  const broken: readonly (readonly [string, ScriptRunner])[] = [
    ['have one default', { ...playingRunner(), environments: [] }],
    [
      'say that it is ready',
      {
        ...playingRunner(),
        health: async () => ({
          ...(await playingRunner().health()),
          isReady: false,
        }),
      },
    ],
    [
      'give what a script puts out',
      changing(event => (event.type === 'started' ? [] : [event])),
    ],
    [
      'give what a script puts out',
      changing(event => (event.type === 'result' ? [event, event] : [event])),
    ],
    [
      'log what a script prints',
      changing(event => (event.type === 'log' ? [] : [event])),
    ],
    [
      'run several at a time',
      changing(event =>
        event.type === 'result' ? [{ ...event, outputs: { y: 2 } }] : [event],
      ),
    ],
    [
      'hand on what a script leaves',
      changing(event => (event.type === 'artifact' ? [] : [event])),
    ],
    [
      'hand files over',
      changing(event =>
        event.type === 'result' ? [{ ...event, outputs: {} }] : [event],
      ),
    ],
    [
      'say where a script fails',
      changing(event =>
        event.type === 'error' ? [{ ...event, line: 1 }] : [event],
      ),
    ],
    [
      'throw BPMN errors',
      changing(event =>
        event.type === 'thrown' ? [failure('script-error')] : [event],
      ),
    ],
    [
      'refuse by name',
      changing(event =>
        event.type === 'error'
          ? [{ ...event, message: 'Expected data, but found none' }]
          : [event],
      ),
    ],
    ...['say so where there is no such', 'say so where a file'].map(
      promise =>
        [
          promise,
          changing(event =>
            event.type === 'error' ? [{ ...event, message: '' }] : [event],
          ),
        ] as const,
    ),
    ...[
      'end what takes longer',
      'end what is cancelled while',
      'end what is cancelled at',
    ].map(
      promise =>
        [
          promise,
          changing(event =>
            event.type === 'error' ? [failure('lost')] : [event],
          ),
        ] as const,
    ),
    [
      'do nothing where what is cancelled',
      changing(event =>
        event.type === 'result' ? [failure('cancelled')] : [event],
      ),
    ],
  ];

  it.each(broken)('should notice who does not: %s', async (begin, runner) => {
    // given
    const found = scriptRunnerPromises.find(({ promise }) =>
      promise.startsWith(begin),
    );
    // then
    await expect(found!.check(contractOf(runner))).rejects.toThrow();
  });

  it('should notice a run that ends with nothing', async () => {
    // given
    const silent = changing(() => []);
    const { check } = scriptRunnerPromises.find(({ promise }) =>
      promise.startsWith('log what'),
    )!;
    // then
    await expect(check(contractOf(silent))).rejects.toThrow(
      'Expected a run to end',
    );
  });
});
