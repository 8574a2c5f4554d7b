import { readDocument } from './readDocument';
import { bpmn, inProcess } from './testing/bpmnText';

/** Rules, severities and places of what reading finds. */
const found = async (source: string | Uint8Array) =>
  (await readDocument(source)).problems.map(
    ({ rule, severity, elementId, path }) =>
      [rule, severity, elementId, path?.join('.')] as const,
  );

describe('readDocument', () => {
  it('should give the elements as a tree and by id', async () => {
    // when
    const { document, problems } = await readDocument(
      inProcess('<userTask id="approve" name="Approve"/>'),
    );

    // then
    expect(problems).toEqual([]);
    expect(document?.definitions.rootElements[0].flowElements[0]).toBe(
      document?.elementsById.get('approve'),
    );
    expect(document?.elementsById.get('approve')).toMatchObject({
      $type: 'bpmn:UserTask',
      name: 'Approve',
    });
    expect(document?.elementsById.has('toString')).toBe(false);
  });

  it('should know the extensions that the engine executes', async () => {
    // when
    const { document } = await readDocument(
      inProcess(
        '<serviceTask id="pay"><extensionElements><zeebe:taskDefinition type="pay" retries="5"/></extensionElements></serviceTask>',
      ),
    );

    // then
    expect(
      document?.elementsById.get('pay')?.extensionElements.values,
    ).toMatchObject([{ $type: 'zeebe:TaskDefinition', type: 'pay' }]);
  });

  it('should keep what bpmn-moddle alone would drop', async () => {
    // when
    const { document, problems } = await readDocument(
      bpmn(
        '<globalScriptTask id="global"><script>x = 1</script></globalScriptTask><globalUserTask id="user"/>',
      ),
    );

    // then
    expect(problems).toEqual([]);
    expect(document?.elementsById.get('global')?.script).toBe('x = 1');
    expect(document?.elementsById.get('user')?.$type).toBe(
      'bpmn:GlobalUserTask',
    );
  });

  describe('what is lost', () => {
    it.each([
      [
        'an unknown element of BPMN',
        '<task id="task"><fooTask/></task>',
        ['dropped-content', 'error', 'task', undefined],
      ],
      [
        'an element where it does not belong',
        '<task id="task"><startEvent id="start"/></task>',
        ['dropped-content', 'error', 'task', undefined],
      ],
      [
        'part of a script',
        '<scriptTask id="task"><script>if a<b/></script></scriptTask>',
        ['dropped-content', 'error', 'task', undefined],
      ],
      [
        'the format of documentation',
        '<task id="task"><documentation>very <b>bold</b></documentation></task>',
        ['dropped-content', 'warning', 'task', undefined],
      ],
      [
        'an extension outside of its place',
        '<task id="task"><own:thing/></task>',
        ['dropped-content', 'warning', 'task', undefined],
      ],
      [
        'text between elements',
        '<task id="task">text</task>',
        ['dropped-content', 'warning', 'task', undefined],
      ],
      [
        'the order of text and elements of an extension',
        '<task id="task"><extensionElements><own:a>text<own:b/></own:a></extensionElements></task>',
        ['dropped-content', 'warning', 'task', undefined],
      ],
      [
        'an attribute that is an element',
        '<task id="task" incoming="a"/>',
        ['dropped-content', 'warning', 'task', 'incoming'],
      ],
      [
        'one of two loop markers',
        '<task id="task"><standardLoopCharacteristics/><multiInstanceLoopCharacteristics/></task>',
        ['repeated-content', 'error', 'task', 'loopCharacteristics'],
      ],
      [
        'one of two scripts',
        '<scriptTask id="task"><script>a</script><script>b</script></scriptTask>',
        ['repeated-content', 'error', 'task', 'script'],
      ],
    ])('should name %s', async (_, content, expected) => {
      expect(await found(inProcess(content))).toEqual([expected]);
    });

    it.each([
      [
        'an extension that nobody knows',
        '<extensionElements><zeebe:fooBar/></extensionElements>',
        'Expected only known extensions in <extensionElements>, but found <zeebe:fooBar>: it is left out and has no effect. Check how it is spelled',
      ],
      [
        'an unknown part of an extension',
        '<extensionElements><zeebe:ioMapping><zeebe:inputs/></zeebe:ioMapping></extensionElements>',
        'Expected only what belongs in <zeebe:ioMapping>, but found <zeebe:inputs>: it is left out and has no effect. Check how it is spelled',
      ],
      [
        'an element of BPMN among extensions',
        '<extensionElements><task id="inner"/></extensionElements>',
        'Expected only known extensions in <extensionElements>, but found <task>: it is left out and has no effect. Check how it is spelled and where it belongs',
      ],
      [
        'an extension outside of its place',
        '<zeebe:taskDefinition type="pay"/>',
        'Expected only what belongs in <task>, but found <zeebe:taskDefinition>: it is left out. Put it into <extensionElements>',
      ],
      [
        'an element in a text',
        '<documentation>a <b/> c</documentation>',
        'Expected only text in <documentation>, but found <b>: it is left out. Write "<" as &lt; where it is text, or remove it.',
      ],
    ])('should say what to do about %s', async (_, content, message) => {
      // when
      const { problems } = await readDocument(
        inProcess(`<task id="task">${content}</task>`),
      );

      // then
      expect(problems).toMatchObject([
        {
          rule: 'dropped-content',
          elementId: 'task',
          message: expect.stringContaining(message),
        },
      ]);
    });

    it.each([
      [
        'an attribute that BPMN does not have',
        '<task id="task" colour="red"/>',
        ['unknown-attribute', 'warning', 'task', 'colour'],
      ],
      [
        'a truth value that is none',
        '<task id="task" isForCompensation="yes"/>',
        ['attribute-value', 'error', 'task', 'isForCompensation'],
      ],
      [
        'a number that is none',
        '<task id="task" startQuantity="many"/>',
        ['attribute-value', 'error', 'task', 'startQuantity'],
      ],
      [
        'an id that is taken',
        '<task id="task"/><task id="task"/>',
        ['duplicate-id', 'error', 'task', 'id'],
      ],
      [
        'an id with a space',
        '<task id="my task"/>',
        ['id-syntax', 'error', 'process', 'id'],
      ],
    ])('should name %s', async (_, content, expected) => {
      expect(await found(inProcess(content))).toEqual([expected]);
    });

    it('should understand truth values and references as XML Schema writes them', async () => {
      // when
      const { document, problems } = await readDocument(
        inProcess(`
          <task id="task" isForCompensation="1"><incoming>
            flow
          </incoming></task>
          <sequenceFlow id="flow" sourceRef=" task " targetRef="own:task"/>`),
      );

      // then
      const task = document?.elementsById.get('task');
      const flow = document?.elementsById.get('flow');
      expect(problems).toEqual([]);
      expect(task?.isForCompensation).toBe(true);
      expect(task?.incoming).toEqual([flow]);
      expect([flow?.sourceRef, flow?.targetRef]).toEqual([task, task]);
    });
  });

  describe('references that lead nowhere', () => {
    it.each([
      [
        'sourceRef',
        '<task id="a"/><sequenceFlow id="place" sourceRef="b" targetRef="a"/>',
      ],
      [
        'targetRef',
        '<task id="a"/><sequenceFlow id="place" sourceRef="a" targetRef="b"/>',
      ],
      ['attachedToRef', '<boundaryEvent id="place" attachedToRef="b"/>'],
      ['default', '<task id="place" default="b"/>'],
      ['messageRef', '<receiveTask id="place" messageRef="b"/>'],
      [
        'signalRef',
        '<endEvent id="place"><signalEventDefinition signalRef="b"/></endEvent>',
      ],
      [
        'eventDefinitionRef',
        '<endEvent id="place"><eventDefinitionRef>b</eventDefinitionRef></endEvent>',
      ],
    ])(
      'should be an error in %s, which is executed',
      async (property, content) => {
        expect(await found(inProcess(content))).toEqual([
          ['dangling-reference', 'error', 'place', property],
        ]);
      },
    );

    it.each([
      ['incoming', '<task id="place"><incoming>b</incoming></task>'],
      ['dataObjectRef', '<dataObjectReference id="place" dataObjectRef="b"/>'],
      [
        'targetRef',
        '<task id="a"/><association id="place" sourceRef="a" targetRef="b"/>',
      ],
    ])('should be a warning in %s, which is not', async (property, content) => {
      expect(await found(inProcess(content))).toEqual([
        ['dangling-reference', 'warning', 'place', property],
      ]);
    });

    it.each([
      ['reference', '<task id="place" default="b"/>'],
      [
        'whole element',
        '<task id="a"/><sequenceFlow id="place" sourceRef="a" targetRef="b"/>',
      ],
    ])('should be advised to go as a %s', async (what, content) => {
      // when
      const { problems } = await readDocument(inProcess(content));

      // then
      expect(problems).toMatchObject([
        {
          message: expect.stringMatching(
            `found "b", which is none: choose an existing one, or remove the ${what}\\.$`,
          ),
        },
      ]);
    });
  });
});
