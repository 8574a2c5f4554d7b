import { parentPort } from 'node:worker_threads';
import { perform } from './perform';
import type { Reply, Request } from './protocol';

// The entry of a thread: one request at a time.
parentPort!.on('message', async (request: Request) => {
  let reply: Reply;
  try {
    reply = { answer: await perform(request) };
  } catch (error) {
    reply = { error: String((error as Error | undefined)?.stack ?? error) };
  }
  parentPort!.postMessage(reply);
});
