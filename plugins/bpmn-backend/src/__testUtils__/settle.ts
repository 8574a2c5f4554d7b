import { createJobWorker, type Host } from '../host/Host';

/** Does all that can be done now, one after the other: as the workers of a host would, but to an end. */
export async function settle(host: Host): Promise<void> {
  const jobs = createJobWorker(host);
  for (let isBusy = true; isBusy; ) {
    await host.relations.settle();
    const rests = [
      await host.relationWorker.runOnce(),
      await host.scheduleWorker.runOnce(),
      await host.outboxWorker.runOnce(),
    ];
    await host.outboxWorker.settle();
    rests.push(await jobs.runOnce());
    await jobs.settle();
    rests.push(await host.timerWorker.runOnce());
    await host.timerWorker.settle();
    isBusy = rests.includes(0);
  }
}
