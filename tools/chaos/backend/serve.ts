import type { Performer } from './Performer';
import type { BackendSettings, Envelope, Reply, Request } from './protocol';

/** Milliseconds after which it says why it has not stopped. */
const LONG = 15_000;

const say = (reply: Reply) => process.send!(reply);

/** Is a back-end process: started, told what to do and killed by ./Backend.ts. */
export async function serve(
  open: (settings: BackendSettings) => Promise<Performer>,
): Promise<void> {
  // Whoever started it is gone.
  process.on('disconnect', () => process.exit());
  try {
    const performer = await open(JSON.parse(process.argv[2]));
    process.on('message', (envelope: Envelope) => respond(performer, envelope));
    process.on('SIGTERM', () => stop(performer));
    say({ type: 'ready' });
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
}

async function perform(
  performer: Performer,
  request: Request,
): Promise<string | undefined> {
  switch (request.type) {
    case 'start':
      return performer.start(request);
    case 'command':
      await performer.command(request.instanceId, request.command);
      return undefined;
    case 'shiftClock':
      await performer.shiftClock(request.by);
      return undefined;
    default:
      throw new Error(`Unknown request ${request satisfies never}`);
  }
}

async function respond(
  performer: Performer,
  { number, request }: Envelope,
): Promise<void> {
  try {
    const instanceId = await perform(performer, request);
    say({ type: 'done', number, instanceId });
  } catch (error) {
    const { message } = error as Error;
    const type = performer.isRefusal(error) ? 'rejected' : 'failed';
    say({ type, number, message });
  }
}

/** Brings what is being done to its end. Says what keeps it from ending, if something does. */
async function stop(performer: Performer): Promise<void> {
  setTimeout(() => {
    console.error(
      `error: Expected to have stopped, but it takes long: ${performer.describe()}; ${process.getActiveResourcesInfo()}`,
    );
  }, LONG).unref();
  await performer.stop();
  process.disconnect!();
}
