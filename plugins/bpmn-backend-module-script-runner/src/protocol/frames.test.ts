import { bytesFrame, FrameReader, jsonFrame } from './frames';

const GIB = 2 ** 30;

/** What stands before a payload: its length with that of its kind, and its kind. */
function header(length: number, kind = 'J'): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(length, 0);
  head.write(kind, 4);
  return head;
}

describe('FrameReader', () => {
  it('should make frames of bytes, however they come in', () => {
    // given
    const sent = [jsonFrame({ a: 'ü' }), bytesFrame(Buffer.from('abc'))];
    const reader = new FrameReader(100);
    // when
    const frames = [...Buffer.concat(sent)].flatMap(byte =>
      reader.push(Buffer.from([byte])),
    );
    // then
    expect(frames.map(({ kind, payload }) => [kind, String(payload)])).toEqual([
      ['json', '{"a":"ü"}'],
      ['bytes', 'abc'],
    ]);
    expect(reader.isInside).toBe(false);
    expect(new FrameReader(100).push(Buffer.concat(sent))).toHaveLength(2);
  });

  it.each([
    ['is too long', header(GIB), `but its header says ${GIB + 4}`],
    ['has no kind', header(0), 'but its header says 4'],
    ['is of another kind', header(10, 'X'), 'but found 88'],
  ])(
    'should refuse one that %s by its header, without waiting for more',
    (_, head, message) => {
      const reader = new FrameReader(1000);
      expect(reader.push(head.subarray(0, 4))).toEqual([]);
      expect(() => reader.push(head.subarray(4))).toThrow(message);
    },
  );
});
