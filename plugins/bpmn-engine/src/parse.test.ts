import { MemoryHost } from './host/memoryHost';
import { compileDocument, parse } from './parse';
import { readDocument } from './model/document';
import { flow, path, processXml } from './testing/picture';

const SMALL = `<startEvent id="start" /><endEvent id="end" />${path(
  'start',
  'end',
)}`;
const VALID = processXml(SMALL);

const bytes = (text: string, encoding: BufferEncoding) =>
  new Uint8Array(Buffer.from(text, encoding));
const declared = (encoding: string) =>
  VALID.replace('UTF-8', encoding).replace(
    'id="start"',
    'id="start" name="Käse"',
  );

describe('parse', () => {
  it('should give the process and nothing to say about it', async () => {
    // when
    const { definition, definitions, problems } = await parse(VALID);
    // then
    expect(problems).toEqual([]);
    expect(definitions).toEqual([definition]);
    expect(definition).toMatchObject({ id: 'story', hasNoneStart: true });
    expect(Array.from(definition!.nodes.keys())).toEqual([
      'story',
      'start',
      'end',
    ]);
  });

  it('should compile a document that has been read', async () => {
    // given
    const { document } = await readDocument(VALID);
    // when
    const { definition } = compileDocument(document!);
    // then
    expect(definition?.id).toBe('story');
  });

  it.each<[string, Uint8Array]>([
    ['UTF-8', bytes(declared('UTF-8'), 'utf8')],
    ['UTF-8 with a mark', bytes(`\ufeff${declared('UTF-8')}`, 'utf8')],
    ['UTF-16', bytes(`\ufeff${declared('UTF-16')}`, 'utf16le')],
    ['ISO-8859-1', bytes(declared('ISO-8859-1'), 'latin1')],
  ])('should read bytes in %s', async (_, xml) => {
    // when
    const { definition, problems } = await parse(xml);
    // then
    expect(problems).toEqual([]);
    expect(definition?.nodes.get('start')?.name).toBe('Käse');
  });

  it('should execute in spite of warnings', async () => {
    // when
    const { definitions, problems } = await parse(
      processXml('<startEvent id="start" />'),
    );
    // then
    expect(problems).toMatchObject([
      { severity: 'warning', elementId: 'story' },
    ]);
    expect(definitions).toHaveLength(1);
  });

  it('should give errors first, and each of them once', async () => {
    // when
    const { problems, definition, definitions } = await parse(
      processXml(
        `<startEvent id="start" /><task id="loose" />
         <userTask id="work" /><exclusiveGateway id="choice" /><choreographyTask id="talk" /><task id="a" /><task id="b" />
         ${path('start', 'work', 'choice')}${flow('choice', 'a', '=x +')}${flow(
          'choice',
          'b',
          '=x +',
        )}`,
      ),
    );
    // then
    const severities = problems.map(({ severity }) => severity);
    expect(severities).toEqual([...severities].sort());
    expect(new Set(severities)).toEqual(new Set(['error', 'warning']));
    expect(new Set(problems.map(problem => JSON.stringify(problem))).size).toBe(
      problems.length,
    );
    expect(definition).toBeUndefined();
    expect(definitions).toEqual([]);
  });

  describe('several processes', () => {
    const withMore = (more: string) =>
      VALID.replace('</bpmn:definitions>', `${more}</bpmn:definitions>`);

    it('should be a definition each, the first one ahead', async () => {
      // when
      const { definition, definitions } = await parse(
        withMore(
          '<bpmn:process id="second" isExecutable="true"><bpmn:task id="other" /></bpmn:process>',
        ),
      );
      // then
      expect(definitions.map(({ id }) => id)).toEqual(['story', 'second']);
      expect(definition).toBe(definitions[0]);
    });

    it('should leave out what is not executable', async () => {
      // when
      const { definitions } = await parse(
        withMore(
          '<bpmn:process id="second"><bpmn:task id="other" /></bpmn:process>',
        ),
      );
      // then
      expect(definitions.map(({ id }) => id)).toEqual(['story']);
    });

    it('should not be executed at all if one of them has an error', async () => {
      // when
      const { definitions, problems } = await parse(
        withMore('<bpmn:process id="second" isExecutable="true" />'),
      );
      // then
      expect(problems).toMatchObject([
        { severity: 'error', elementId: 'second' },
      ]);
      expect(definitions).toEqual([]);
    });

    it('should include global tasks, which are called as processes', async () => {
      // given
      const { definitions } = await parse(
        withMore(
          `<bpmn:globalTask id="plain" name="Plain" /><bpmn:globalScriptTask id="script" /><bpmn:globalUserTask id="person" name="Ask" />
           <bpmn:globalManualTask id="hand" name="By hand" /><bpmn:globalBusinessRuleTask id="rule" name="Rule" />`,
        ),
      );
      expect(definitions.map(({ id, name }) => [id, name])).toEqual([
        ['story', undefined],
        ['plain', 'Plain'],
        ['script', undefined],
        ['person', 'Ask'],
        ['hand', 'By hand'],
        ['rule', 'Rule'],
      ]);
      const host = new MemoryHost({ definitions });
      // when
      const plain = host.start('plain');
      const person = host.start('person');
      // then
      expect(host.instance(plain).rows.instanceRow?.state).toBe('completed');
      expect(host.waits(person)).toMatchObject([
        { kind: 'userTask', elementId: 'person.task' },
      ]);
    });

    it('should need a process beside global tasks', async () => {
      // when
      const { problems, definitions } = await parse(
        withMore('<bpmn:globalTask id="plain" />').replace(
          ' isExecutable="true"',
          '',
        ),
      );
      // then
      expect(problems).toMatchObject([{ rule: 'executable-process' }]);
      expect(definitions).toEqual([]);
    });
  });
});
