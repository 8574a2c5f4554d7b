import { pipeline, Transform, type Readable } from 'node:stream';

/** A file is not as large as it was when it was stored. */
class OtherSize extends Error {
  readonly name = 'OtherSize';
}

/** What is read, which ends in an error of the name `OtherSize` if it is not as much as is known to be stored. */
export function wholly(
  content: Readable,
  { key, size }: { readonly key: string; readonly size: number },
): Readable {
  let bytes = 0;
  const counted = new Transform({
    transform(part, _, done) {
      bytes += part.length;
      done(null, part);
    },
    flush(done) {
      done(
        bytes === size
          ? null
          : new OtherSize(
              `Expected ${size} bytes of file ${key} to be stored, but there are ${bytes}. Look whether somebody else has changed what is stored`,
            ),
      );
    },
  });
  // Whoever reads is told of errors; whoever stops reading closes both.
  return pipeline(content, counted, () => {});
}
