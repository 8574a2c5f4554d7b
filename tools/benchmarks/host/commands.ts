import type { Bench } from './bench';
import { TEN } from './contestants';
import { ACTOR, JOB, type ModelId } from './models';
import type { InstanceWrite } from '@bpmn-pipelines/backstage-plugin-bpmn-backend/testing';

/** What one instance has its host write, command by command; what comes before a lease is a claim. */
export type RecordedCommand =
  | { readonly kind: 'write'; readonly write: InstanceWrite }
  | { readonly kind: 'claim'; readonly waitKey: number };

/** Runs an instance, and takes down what is written; `onDone` is told after each command. */
export async function recordCommands(
  bench: Bench,
  process: Extract<ModelId, 'automatic' | 'tenWaits'>,
  onDone: () => Promise<void> = async () => {},
): Promise<readonly RecordedCommand[]> {
  const { host } = bench;
  const store = host.stores.instances;
  const recorded: RecordedCommand[] = [];
  const save = store.save.bind(store);
  store.save = async write => {
    recorded.push({ kind: 'write', write });
    return save(write);
  };
  try {
    await bench.start(process);
    await onDone();
    for (let done = 0; process === 'tenWaits' && done < TEN; done++) {
      const [job] = await host.jobs.activate({
        types: [JOB],
        worker: 'bench',
        limit: 1,
        lease: 60_000,
      });
      recorded.push({ kind: 'claim', waitKey: job.wait.key });
      await onDone();
      const variables = { [job.wait.elementId]: true };
      await host.jobs.answer(job, { kind: 'complete', variables }, ACTOR);
      await onDone();
    }
  } finally {
    store.save = save;
  }
  return recorded;
}
