import { lint, lintRules } from './lint';
import { everything } from './__testUtils__/everything';
import { bpmn, definitionsOf } from './__testUtils__/picture';

describe('lint', () => {
  it('should give problems that can be drawn, errors first', async () => {
    // given
    const definitions = await definitionsOf(
      bpmn({
        attributes: 'isExecutable="true"',
        process:
          '<startEvent id="start"><extensionElements><pipeline:accepts from="risk"/></extensionElements></startEvent>',
      }),
    );
    // when
    const problems = lint(definitions);
    // then
    expect(problems).toEqual([
      {
        elementId: 'start',
        rule: 'accepts-sender',
        severity: 'error',
        path: ['extensionElements', 'from'],
        parameters: { sender: 'risk' },
        message:
          'Expected start event (start) to accept groups such as group:default/risk, or any, but found "risk": write the entity ref of the group.',
      },
      expect.objectContaining({
        elementId: 'process',
        rule: 'process-name',
        severity: 'warning',
      }),
    ]);
  });

  it('should find nothing in a document without an executable process', async () => {
    // given
    const drawn = everything.replace('isExecutable="true"', '');
    // then
    expect(lint(await definitionsOf(drawn))).toEqual([]);
    expect(lint({ $type: 'bpmn:Definitions' })).toEqual([]);
  });

  it('should break every rule in the document that the other tests take apart', async () => {
    // when
    const problems = lint(await definitionsOf(everything));
    // then
    expect(new Set(problems.map(({ rule }) => rule))).toEqual(
      new Set(lintRules.map(({ name }) => name)),
    );
  });

  it('should do as configured', async () => {
    // given
    const definitions = await definitionsOf(everything);
    const severities = (levels: Parameters<typeof lint>[1]) =>
      lint(definitions, levels)
        .filter(({ rule }) => rule === 'process-name')
        .map(({ severity }) => severity);
    // then
    expect(severities({})).toEqual(['warning']);
    expect(severities({ 'process-name': 'off' })).toEqual([]);
    expect(severities({ 'process-name': 'warn' })).toEqual(['warning']);
    expect(severities({ 'process-name': 'error' })).toEqual(['error']);
  });

  it('should put what is configured to be an error first', async () => {
    // when
    const [first] = lint(await definitionsOf(everything), {
      'process-name': 'error',
      'join-waits-forever': 'warn',
      'secret-in-model': 'off',
      'accepts-sender': 'off',
      'user-task-relation': 'off',
    });
    // then
    expect(first.rule).toBe('process-name');
  });

  it('should list the first places of very many, and count the others', async () => {
    // given
    const definitions = await definitionsOf(
      bpmn('<task id="a"/>'.replace('id="a"', '').repeat(10_000)),
    );
    // when
    const problems = lint(definitions);
    // then
    expect(problems).toHaveLength(26);
    expect(problems.at(-1)).toMatchObject({
      rule: 'activity-name',
      parameters: { others: 9_975 },
      message: expect.stringMatching(/^Expected .*, but found 9975 more .*\.$/),
    });
  });

  it('should change nothing in the document', async () => {
    // given
    const definitions = await definitionsOf(everything);
    const before = JSON.stringify(definitions);
    // when
    lint(definitions);
    // then
    expect(JSON.stringify(definitions)).toBe(before);
  });
});

describe('lintRules', () => {
  it('should have a name of its own, a demand and a reason for every rule', () => {
    const names = lintRules.map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
    for (const { name, title, why } of lintRules) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)+$/);
      expect(title).toMatch(/^[A-Z].*[^.]$/);
      expect(why).toMatch(/^[A-Zp].*\.$/);
    }
  });
});
