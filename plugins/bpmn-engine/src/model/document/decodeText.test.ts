import { readDocument } from './readDocument';
import { bpmn } from './testing/bpmnText';

const asBytes = (text: string, bytesPerUnit: 1 | 2, isBigEndian = false) => {
  const bytes = new Uint8Array(text.length * bytesPerUnit);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at += 1) {
    if (bytesPerUnit === 1) {
      view.setUint8(at, text.charCodeAt(at));
    } else {
      view.setUint16(at * 2, text.charCodeAt(at), !isBigEndian);
    }
  }
  return bytes;
};

describe('decodeText', () => {
  const named = (encoding: string) =>
    bpmn(
      '<process id="process" name="Prüfung"/>',
      `<?xml version="1.0" encoding="${encoding}"?>\n`,
    );

  it.each([
    ['UTF-8', new TextEncoder().encode(named('UTF-8'))],
    [
      'UTF-8 with a byte order mark',
      new TextEncoder().encode(`\ufeff${named('UTF-8')}`),
    ],
    [
      'UTF-8 by default',
      new TextEncoder().encode(bpmn('<process id="process" name="Prüfung"/>')),
    ],
    ['UTF-16 LE', asBytes(`\ufeff${named('UTF-16')}`, 2)],
    ['UTF-16 BE', asBytes(`\ufeff${named('UTF-16')}`, 2, true)],
    ['UTF-16 LE without a mark', asBytes(named('UTF-16'), 2)],
    ['UTF-16 BE without a mark', asBytes(named('UTF-16'), 2, true)],
    ['ISO-8859-1', asBytes(named('ISO-8859-1'), 1)],
    ['windows-1252', asBytes(named('windows-1252'), 1)],
    [
      'UTF-8 that is said to be UTF-16',
      new TextEncoder().encode(named('UTF-16')),
    ],
  ])('should read %s', async (_, bytes) => {
    // when
    const { document, problems } = await readDocument(bytes);

    // then
    expect(problems).toEqual([]);
    expect(document?.elementsById.get('process')?.name).toBe('Prüfung');
  });

  it('should read a text that has been decoded, whatever it says', async () => {
    const { document, problems } = await readDocument(named('ISO-8859-1'));

    expect(problems).toEqual([]);
    expect(document?.elementsById.get('process')?.name).toBe('Prüfung');
  });

  it.each([
    ['an unknown encoding', asBytes(named('EBCDIC-37'), 1), 'ebcdic-37'],
    ['UTF-32', asBytes('\ufeff\u0000<\u0000', 2), 'utf-32le'],
    ['UTF-8 that is none', asBytes(named('UTF-8'), 1), 'utf-8'],
    ['ASCII that is none', asBytes(named('US-ASCII'), 1), 'us-ascii'],
    ['half a UTF-16', asBytes('\ufeff<', 2).slice(0, 3), 'utf-16le'],
  ])('should name %s', async (_, bytes, encoding) => {
    expect((await readDocument(bytes)).problems).toEqual([
      {
        rule: 'document-encoding',
        severity: 'error',
        message: expect.stringContaining(encoding),
        parameters: { encoding },
      },
    ]);
  });
});
