import type { Readable } from 'node:stream';

/** Reads at most so many bytes, and says whether there was more; what is left is not waited for. */
export async function readBytes(
  stream: Readable,
  maxBytes: number,
): Promise<{ readonly bytes: Buffer; readonly isCut: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxBytes) {
      // Leaving the loop destroys the stream, and with it the connection.
      break;
    }
  }
  return {
    bytes: Buffer.concat(chunks).subarray(0, maxBytes),
    isCut: size > maxBytes,
  };
}
