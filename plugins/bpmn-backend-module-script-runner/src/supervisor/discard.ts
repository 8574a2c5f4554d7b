import type { Body } from './Body';

/** Ends the process of a script that is not told anything, and waits until nothing of it is left. */
export async function discard(body: Body): Promise<void> {
  const { channel, out, err } = body;
  body.kill();
  // Nobody listens: what is not read would not come to its end.
  [channel, out, err].forEach(stream => stream.resume());
  await body.ended;
}
