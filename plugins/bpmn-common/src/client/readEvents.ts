/** A server-sent event. */
export interface ServerSentEvent {
  readonly type: string;
  readonly data: string;
}

/** Server-sent events of an answer, as they come. */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<ServerSentEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) {
        return;
      }
      const blocks = (rest + decoder.decode(value, { stream: true })).split(
        '\n\n',
      );
      rest = blocks.pop()!;
      for (const block of blocks) {
        const fields = fieldsOf(block);
        if (fields.data !== undefined) {
          yield { type: fields.event ?? 'message', data: fields.data };
        }
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function fieldsOf(block: string): Partial<Record<'event' | 'data', string>> {
  return Object.fromEntries(
    block.split('\n').map(line => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );
}
