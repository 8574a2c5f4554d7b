import { parse } from './parse';
import { flow, path, processXml } from './testing/picture';

const SMALL = `<startEvent id="start" /><endEvent id="end" />${path(
  'start',
  'end',
)}`;
const VALID = processXml(SMALL);
const linked = (name: string) => `<linkEventDefinition name="${name}" />`;

const bytes = (text: string, encoding: BufferEncoding) =>
  new Uint8Array(Buffer.from(text, encoding));
const declared = (encoding: string) =>
  VALID.replace('UTF-8', encoding).replace(
    'id="start"',
    'id="start" name="Käse"',
  );

describe('problems of parsing', () => {
  describe('a document that cannot be read', () => {
    it.each<[string, string | Uint8Array, string]>([
      ['is empty', '', 'document-empty'],
      ['is only blank', ' \n ', 'document-empty'],
      ['is text', 'hello', 'xml-syntax'],
      ['is another kind of document', '<html></html>', 'document-not-bpmn'],
      ['is JSON', '{"id": 1}', 'xml-syntax'],
      ['is not closed', VALID.replace('</bpmn:process>', ''), 'xml-syntax'],
      ['is cut off', VALID.slice(0, -40), 'xml-syntax'],
      [
        'has a control character',
        VALID.replace('start', 'st\u0000art'),
        'xml-syntax',
      ],
      [
        'has an entity that nobody knows',
        VALID.replace('id="start"', 'id="start" name="&nope;"'),
        'xml-syntax',
      ],
      [
        'has a prefix that nobody declares',
        VALID.replace('<bpmn:startEvent', '<other:startEvent'),
        'xml-syntax',
      ],
      [
        'has other bytes than it says',
        bytes(declared('UTF-8'), 'latin1'),
        'document-encoding',
      ],
      [
        'has an encoding that nobody knows',
        bytes(declared('KLINGON'), 'utf8'),
        'document-encoding',
      ],
      [
        'is over 4 MB',
        VALID.replace(
          '</bpmn:process>',
          `<!--${'x'.repeat(4 * 1024 * 1024)}--></bpmn:process>`,
        ),
        'document-too-large',
      ],
      [
        'is over 4 MB of bytes',
        new Uint8Array(4 * 1024 * 1024 + 1).fill(32),
        'document-too-large',
      ],
      ['is nested too deeply', processXml(nested(400)), 'document-too-large'],
    ])('should be a problem if it %s', async (_, xml, rule) => {
      // when
      const { problems, definition, definitions } = await parse(xml);
      // then
      expect(problems).toMatchObject([
        {
          severity: 'error',
          rule,
          message: expect.stringContaining('Expected'),
        },
      ]);
      expect(definition).toBeUndefined();
      expect(definitions).toEqual([]);
    });

    it.each([
      [
        'grow',
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">',
        '&c;',
      ],
      ['refer to themselves', '<!ENTITY c "&c;">', '&c;'],
      ['read files', '<!ENTITY c SYSTEM "file:///etc/passwd">', '&c;'],
    ])('should not follow entities that %s', async (_, entities, used) => {
      // given
      const xml = VALID.replace(
        '?>\n',
        `?>\n<!DOCTYPE bpmn:definitions [${entities}]>`,
      ).replace('id="start"', `id="start" name="${used}"`);
      // when
      const { problems } = await parse(xml);
      // then
      expect(problems).toMatchObject([
        { severity: 'error', rule: 'xml-doctype' },
      ]);
    });
  });

  describe('a model that cannot be executed', () => {
    const cases: readonly (readonly [string, string, string])[] = [
      ['an id twice', processXml(`${SMALL}<task id="start" />`), 'start'],
      [
        'two definitions of one id',
        VALID.replace(
          '</bpmn:definitions>',
          '<bpmn:process id="story" isExecutable="true"><bpmn:task id="other" /></bpmn:process></bpmn:definitions>',
        ),
        'story',
      ],
      [
        'a flow to nowhere',
        processXml(`${SMALL}${flow('start', 'nowhere')}`),
        'start-nowhere',
      ],
      [
        'a flow from nowhere',
        processXml(`${SMALL}${flow('nowhere', 'end')}`),
        'nowhere-end',
      ],
      [
        'a flow into a sub-process',
        processXml(
          `${SMALL}<subProcess id="sub"><task id="in" /></subProcess>${flow(
            'start',
            'in',
          )}`,
        ),
        'start-in',
      ],
      [
        'a message that is not there',
        caught('<messageEventDefinition messageRef="gone" />'),
        'on',
      ],
      [
        'a signal that is not there',
        caught('<signalEventDefinition signalRef="gone" />'),
        'on',
      ],
      [
        'a boundary event of nothing',
        processXml(
          `${SMALL}<boundaryEvent id="on" attachedToRef="gone"><errorEventDefinition /></boundaryEvent>`,
        ),
        'on',
      ],
      [
        'a default flow that is not there',
        processXml(
          `<startEvent id="start" /><exclusiveGateway id="choice" default="gone" />${path(
            'start',
            'choice',
          )}`,
        ),
        'choice',
      ],
      [
        'a compensation of what is not there',
        processXml(
          `<startEvent id="start" /><endEvent id="end"><compensateEventDefinition activityRef="gone" /></endEvent>${path(
            'start',
            'end',
          )}`,
        ),
        'end',
      ],
      [
        'links in a circle',
        processXml(
          `<startEvent id="start" /><intermediateThrowEvent id="a">${linked(
            'x',
          )}</intermediateThrowEvent><intermediateCatchEvent id="b">${linked(
            'x',
          )}</intermediateCatchEvent><intermediateThrowEvent id="c">${linked(
            'x',
          )}</intermediateThrowEvent>${flow('start', 'a')}${flow('b', 'c')}`,
        ),
        'c',
      ],
      [
        'a link to nowhere',
        processXml(
          `<startEvent id="start" /><intermediateThrowEvent id="a">${linked(
            'x',
          )}</intermediateThrowEvent>${flow('start', 'a')}`,
        ),
        'a',
      ],
      [
        'a condition that is no FEEL',
        caught(
          '<conditionalEventDefinition><condition>=amount &gt;</condition></conditionalEventDefinition>',
        ),
        'on',
      ],
      [
        'a timer that is no FEEL',
        caught(
          '<timerEventDefinition><timeDuration>=duration(</timeDuration></timerEventDefinition>',
        ),
        'on',
      ],
      ['a timer without a time', caught('<timerEventDefinition />'), 'on'],
      [
        'a mapping that is no FEEL',
        processXml(
          `<startEvent id="start" /><userTask id="work" name="Work"><extensionElements><zeebe:ioMapping><zeebe:input source="=((" target="x" /></zeebe:ioMapping></extensionElements></userTask>${path(
            'start',
            'work',
          )}`,
        ),
        'work',
      ],
      [
        'a choreography task',
        processXml(`${SMALL}<choreographyTask id="talk" />`),
        'talk',
      ],
      [
        'a sub-choreography',
        processXml(`${SMALL}<subChoreography id="talk" />`),
        'talk',
      ],
      [
        'a called choreography',
        processXml(`${SMALL}<callChoreography id="talk" />`),
        'talk',
      ],
      [
        'an element that BPMN does not have',
        processXml(`${SMALL}<robotTask id="robot" />`),
        'story',
      ],
      ['nothing in it', processXml(''), 'story'],
      [
        'an element without id',
        processXml('<startEvent /><task id="work" />'),
        'story',
      ],
    ];

    it.each(cases)(
      'should be a problem that names the element: %s',
      async (_, xml, elementId) => {
        // when
        const { problems, definition, definitions } = await parse(xml);
        // then
        expect(
          problems
            .filter(({ severity }) => severity === 'error')
            .map(problem => problem.elementId),
        ).toContain(elementId);
        expect(definition).toBeUndefined();
        expect(definitions).toEqual([]);
      },
    );

    it('should name the sequence flow whose condition cannot be read', async () => {
      // when
      const { problems } = await parse(
        processXml(
          `<startEvent id="start" /><exclusiveGateway id="choice" /><task id="a" /><task id="b" />
           ${flow('start', 'choice')}${flow('choice', 'a', '=x +')}${flow(
            'choice',
            'b',
            '=true',
          )}`,
        ),
      );
      // then
      expect(problems).toContainEqual(
        expect.objectContaining({
          rule: 'feel-expression',
          severity: 'error',
          elementId: 'choice-a',
          message:
            'Expected the expression to go on, but it ends at line 1, column 4 (in condition of sequence flow (choice-a): =x +)',
        }),
      );
    });

    it.each([
      [
        'not marked',
        VALID.replace(' isExecutable="true"', ''),
        /marked as executable, but none is\. Mark .*isExecutable="true"/,
      ],
      [
        'marked as not executable',
        VALID.replace('"true"', '"false"'),
        /marked as executable, but none is\. Mark .*isExecutable="true"/,
      ],
      [
        'absent',
        VALID.replace(/<bpmn:process[^]*process>/, ''),
        /in the document, but there is none\. Draw one, .*isExecutable="true"/,
      ],
    ])('should be a problem if its process is %s', async (_, xml, message) => {
      // when
      const { problems, definitions } = await parse(xml);
      // then
      expect(problems).toMatchObject([
        {
          rule: 'executable-process',
          severity: 'error',
          message: expect.stringMatching(message),
        },
      ]);
      expect(definitions).toEqual([]);
    });
  });
});

function nested(depth: number): string {
  const opened = Array.from(
    { length: depth },
    (_, index) => `<subProcess id="s${index}">`,
  );
  return `${opened.join('')}<task id="in" />${'</subProcess>'.repeat(depth)}`;
}

function caught(definition: string): string {
  return processXml(
    `<startEvent id="start" /><intermediateCatchEvent id="on">${definition}</intermediateCatchEvent><endEvent id="end" />${path(
      'start',
      'on',
      'end',
    )}`,
  );
}
