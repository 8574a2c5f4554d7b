import { parentPort } from 'node:worker_threads';
import { Rejection } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { toParts } from './parts';
import { perform } from './perform';
import type { Begun, Reply, Request } from './protocol';

// The entry of a thread: one request at a time.
parentPort!.on('message', async (request: Request) => {
  let reply: Reply;
  parentPort!.postMessage('begun' satisfies Begun);
  try {
    const answer = await perform(request);
    // A version is in parts already.
    reply =
      request.kind === 'compile' ? { answer } : { parts: toParts(answer) };
  } catch (error) {
    reply = replyTo(error);
  }
  parentPort!.postMessage(reply);
});

function replyTo(error: unknown): Reply {
  if (error instanceof Rejection) {
    const { code, message, parameters } = error;
    return { rejection: { code, message, parameters } };
  }
  return { error: String((error as Error | undefined)?.stack ?? error) };
}
