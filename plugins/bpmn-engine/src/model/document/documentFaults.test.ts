import { MAX_DEFINITION_BYTES } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { readDocument } from './readDocument';
import { bpmn, inProcess } from './testing/bpmnText';

describe('what is no BPMN document', () => {
  it.each([
    ['nothing', '', 'document-empty'],
    ['white space', ' \n ', 'document-empty'],
    ['text', 'hello', 'xml-syntax'],
    ['another root', '<html/>', 'document-not-bpmn'],
    [
      'definitions of DMN',
      '<definitions xmlns="urn:dmn"/>',
      'document-not-bpmn',
    ],
    [
      'a document type',
      `<!DOCTYPE x [<!ENTITY a "b">]>${bpmn('')}`,
      'xml-doctype',
    ],
    ['an entity of its own', bpmn('<process id="&a;"/>'), 'xml-syntax'],
    ['a bare &', bpmn('<process name="a & b"/>'), 'xml-syntax'],
    [
      'the number of no character',
      bpmn('<process name="&#0;"/>'),
      'xml-syntax',
    ],
    ['a null byte', bpmn('<process name="\0"/>'), 'xml-syntax'],
    ['half a surrogate pair', bpmn('<process name="\ud800"/>'), 'xml-syntax'],
    ['tags that cross', bpmn('<process><task></process></task>'), 'xml-syntax'],
    ['an end without a start', `${bpmn('')}</process>`, 'xml-syntax'],
    ['two roots', `${bpmn('')}${bpmn('')}`, 'xml-syntax'],
    ['text behind the root', `${bpmn('')}text`, 'xml-syntax'],
    ['an attribute without quotes', bpmn('<process id=a/>'), 'xml-syntax'],
    ['an attribute twice', bpmn('<process id="a" id="b"/>'), 'xml-syntax'],
    ['an unknown prefix', bpmn('<a:b/>'), 'xml-syntax'],
    [
      'an unknown prefix of an attribute',
      bpmn('<process a:b=""/>'),
      'xml-syntax',
    ],
    ['an open comment', `${bpmn('')}<!-- `, 'xml-syntax'],
    ['an open CDATA section', bpmn('<![CDATA['), 'xml-syntax'],
    [
      'a namespace that every object has',
      bpmn('<a:b xmlns:a="constructor"/>'),
      'xml-syntax',
    ],
  ])('should refuse %s', async (_, xml, rule) => {
    // when
    const { document, problems } = await readDocument(xml);

    // then
    expect(document).toBeUndefined();
    expect(problems).toEqual([
      expect.objectContaining({
        rule,
        severity: 'error',
        message: expect.stringMatching(/Expected [^]+, but found [^]+\.$/),
      }),
    ]);
  });

  it('should refuse a document that is cut off, wherever', async () => {
    // given
    const whole = inProcess('<task id="task" name="a &amp; b"/><!-- x -->');

    for (let length = 0; length < whole.length; length += 1) {
      // when
      const { document, problems } = await readDocument(whole.slice(0, length));

      // then
      expect([length, document]).toEqual([length, undefined]);
      expect(problems).toHaveLength(1);
    }
  });

  it('should say in which line', async () => {
    const [problem] = (
      await readDocument(
        '<?xml version="1.0"?>\r\n<!-- two\r\nlines -->\r\n<html/>',
      )
    ).problems;

    expect(problem.message).toMatch(/^Line 4: /);
    expect(problem.parameters).toEqual({ line: 4 });
  });
});

describe('what is hostile', () => {
  const filled = (piece: string) =>
    piece.repeat(Math.floor((MAX_DEFINITION_BYTES - 1000) / piece.length));

  it.each([
    ['too large', `<!-- ${'x'.repeat(MAX_DEFINITION_BYTES)} -->`],
    [
      'too large as bytes only',
      `<!-- ${'ü'.repeat(MAX_DEFINITION_BYTES / 2)} -->`,
    ],
    ['nested too deeply', bpmn(filled('<subProcess>'))],
    ['foreign and nested too deeply', bpmn(filled('<own:a>'))],
    ['full of elements', inProcess(filled('<task/>\n'))],
    ['full of unknown elements', inProcess(filled('<x/>\n'))],
    [
      'full of references',
      inProcess(`<task>${filled('<incoming>a</incoming>')}</task>`),
    ],
    [
      'full of attributes',
      bpmn(
        `<process ${Array.from(
          { length: 300_000 },
          (_, at) => `a${at}=""`,
        ).join(' ')}/>`,
      ),
    ],
    ['full of namespaces', bpmn(filled('<a xmlns:b="c"/>'))],
    ['full of quotes', bpmn(`<process ${filled("'")}`)],
    ['full of open tags', filled('<')],
    ['full of ampersands', bpmn(filled('&'))],
  ])('should refuse a document that is %s', async (_, xml) => {
    // when
    const { document, problems } = await readDocument(xml);

    // then
    expect(document).toBeUndefined();
    expect(problems.some(({ severity }) => severity === 'error')).toBe(true);
    expect(problems.length).toBeLessThan(500);
  });

  it.each([
    ['texts where none belongs', inProcess(filled('x<!---->\n'))],
    ['entities', inProcess(`<documentation>${filled('&lt;')}</documentation>`)],
    ['comments', inProcess(filled('<!-- -->'))],
    ['ids that are taken', inProcess('<task id="a"/>\n'.repeat(100_000))],
    ['unknown attributes', inProcess('<task a="" b=""/>\n'.repeat(100_000))],
  ])('should read a document that is full of %s', async (_, xml) => {
    // when
    const { document, problems } = await readDocument(xml);

    // then
    expect(document).toBeDefined();
    expect(problems.length).toBeLessThan(500);
  });

  it('should not mistake names for what every object has', async () => {
    // when
    const { document } = await readDocument(
      inProcess(`
        <task id="constructor" toString="a" __proto__="b"/>
        <task id="task"><incoming>toString</incoming></task>
        <sequenceFlow id="flow" sourceRef="valueOf" targetRef="__proto__"/>
        <extensionElements><own:a get="1" set="2" constructor="3"/></extensionElements>`),
    );

    // then
    expect(document?.problems.map(({ rule }) => rule)).toEqual([
      'id-syntax',
      'dropped-content',
      'dropped-content',
      'dropped-content',
      'dropped-content',
      'dropped-content',
      'dangling-reference',
      'dangling-reference',
      'dangling-reference',
    ]);
    expect(document?.elementsById.get('task')?.incoming).toEqual([]);
    expect(document?.elementsById.get('flow')?.sourceRef).toBeUndefined();
  });
});
