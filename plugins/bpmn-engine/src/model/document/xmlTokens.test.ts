import { xmlTokens } from './xmlTokens';

const tokens = (xml: string) => [...xmlTokens(xml)];

describe('xmlTokens', () => {
  it('should give tags, attributes and text with their places', () => {
    expect(tokens(`<a b='1'>x</a>`)).toEqual([
      {
        kind: 'open',
        name: 'a',
        attributes: [['b', '1']],
        closed: false,
        offset: 0,
      },
      { kind: 'text', source: 'x', offset: 9 },
      { kind: 'close', name: 'a', offset: 10 },
    ]);
  });

  it('should leave out comments and instructions, and keep CDATA as written', () => {
    expect(
      tokens('<?xml version="1.0"?><!-- <a> --><a/><![CDATA[<b>]]>').map(
        token => [token.kind, 'source' in token && token.source],
      ),
    ).toEqual([
      ['open', false],
      ['text', '<![CDATA[<b>]]>'],
    ]);
  });

  it('should let > and < be in values', () => {
    expect(tokens('<a b="1 < 2 > 0"/>')).toMatchObject([
      { kind: 'open', attributes: [['b', '1 < 2 > 0']], closed: true },
    ]);
  });

  it.each([
    '<a',
    '<a b>',
    '<a b=>',
    '<a b="1>',
    '< a>',
    '</a',
    '<1/>',
    '<a:b:c/>',
  ])('should end with a fault at %s', xml => {
    expect(tokens(`<ok/>${xml}`)).toMatchObject([
      { kind: 'open' },
      { kind: 'fault', rule: 'xml-syntax', offset: 5 },
    ]);
  });
});
