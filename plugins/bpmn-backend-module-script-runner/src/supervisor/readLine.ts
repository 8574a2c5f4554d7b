import type { Readable } from 'node:stream';

const LONGEST = 10_000;

/** What comes before the first end of a line; what comes after it stays where it is. Undefined: nothing more comes. */
export function readLine(stream: Readable): Promise<string | undefined> {
  return new Promise(resolve => {
    let head = Buffer.alloc(0);
    function done(line: string | undefined) {
      stream.off('data', onData).off('end', onEnd).off('close', onEnd);
      stream.pause();
      resolve(line);
    }
    function onEnd() {
      done(undefined);
    }
    function onData(chunk: Buffer) {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\n');
      if (end < 0 && head.length <= LONGEST) {
        return;
      }
      done(head.subarray(0, Math.max(end, 0)).toString());
      const rest = head.subarray(end + 1);
      if (rest.length > 0) {
        stream.unshift(rest);
      }
    }
    stream.on('data', onData);
    stream.once('end', onEnd).once('close', onEnd);
  });
}
