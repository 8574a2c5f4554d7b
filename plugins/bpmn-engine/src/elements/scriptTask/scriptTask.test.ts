import { parse } from '../../parse';
import { given, givenXml } from '../../testing/scenario';
import { element, inARow, jobType, mappings } from '../../testing/extensions';
import { processXml } from '../../testing/picture';

const oneScript = (
  attributes: string,
  extensions: readonly string[] = [],
  script = '',
) =>
  processXml(
    inARow(
      element([`scriptTask ${attributes}`, 'calculate'], extensions, script),
    ),
  );

const feel = (expression: string, resultVariable = 'result') =>
  `<zeebe:script expression="${expression}" resultVariable="${resultVariable}" />`;

describe('script task', () => {
  describe('in FEEL', () => {
    it('should be evaluated at once, its value becoming the result variable', async () => {
      // given
      const story = await given(__dirname, 'feel.bpmn');
      // when
      story.start({ net: 100 });
      // then
      expect(story.completed).toEqual(['start', 'add', 'end', 'feel']);
      expect(story.variables).toEqual({ net: 100, gross: 120 });
      expect(story.history.filter(({ type }) => type === 'waitOpened')).toEqual(
        [],
      );
      expect(story.instance.rows.elements.size).toBe(0);
    });

    it('should raise an incident if it cannot be evaluated, and be evaluated again when that is resolved', async () => {
      // given
      const story = await given(__dirname, 'feel.bpmn');
      // when
      story.start();
      // then
      expect(story.state).toBe('active');
      expect(story.incidents).toMatchObject([
        {
          kind: 'expressionFailed',
          elementId: 'add',
          message: expect.stringContaining('net'),
        },
      ]);
      // when
      story.resolve({ net: 10 });
      // then
      expect(story.incidents).toEqual([]);
      expect(story.variables).toEqual({ net: 10, gross: 12 });
      expect(story.state).toBe('completed');
    });

    it('should end with its incident when the instance is cancelled', async () => {
      // given
      const story = await given(__dirname, 'feel.bpmn');
      story.start();
      // when
      story.send({ type: 'cancelInstance' });
      // then
      expect(story.incidents).toEqual([]);
      expect(story.terminated).toEqual(['add', 'feel']);
    });

    it.each([
      ['{ a: 1, b: [x] }', { a: 1, b: [2] }],
      ['null', null],
      ['&quot;text&quot;', 'text'],
      ['x &gt; 1', true],
      ['date(&quot;2025-03-01&quot;)', '2025-03-01'],
    ])('should give any value: =%s', async (expression, result) => {
      // given
      const story = await givenXml(oneScript('', [feel(`=${expression}`)]));
      // when
      story.start({ x: 2 });
      // then
      expect(story.variables).toEqual({ x: 2, result });
    });

    it('should see its input mappings, and hand its result to its output mappings', async () => {
      // given
      const story = await givenXml(
        oneScript('', [
          feel('=price * 2', 'double'),
          mappings({
            inputs: { price: '=order.price' },
            outputs: { total: '=double + price' },
          }),
        ]),
      );
      // when
      story.start({ order: { price: 5 } });
      // then
      expect(story.variables).toEqual({ order: { price: 5 }, total: 15 });
    });

    it('should warn of an expression that is no FEEL, and raise an incident when it is reached', async () => {
      // given
      const xml = oneScript('', [feel('1 + 1')]);
      const { problems } = await parse(xml);
      const story = await givenXml(xml);
      // when
      story.start();
      // then
      expect(problems).toMatchObject([
        {
          rule: 'expression-language',
          severity: 'warning',
          elementId: 'calculate',
        },
      ]);
      expect(story.incidents).toMatchObject([
        {
          kind: 'expressionFailed',
          message:
            'Expected script of script task (calculate) to be FEEL with a leading "=", but found 1 + 1. Write it in FEEL and migrate the instance',
        },
      ]);
    });

    it('should be refused when it is deployed if it cannot be parsed', async () => {
      // given
      const xml = oneScript('', [feel('=1 +')]);
      // when
      const { problems } = await parse(xml);
      // then
      expect(problems).toMatchObject([
        { rule: 'feel-expression', severity: 'error', elementId: 'calculate' },
      ]);
    });

    it("should be evaluated without a result variable, too, its value being nobody's", async () => {
      // given
      const story = await givenXml(
        oneScript('', ['<zeebe:script expression="=x + 1" />']),
      );
      // when
      story.start({ x: 1 });
      // then
      expect(story.state).toBe('completed');
      expect(story.variables).toEqual({ x: 1 });
    });

    it('should be refused when it is deployed if there is no script', async () => {
      // given
      const xml = oneScript('scriptFormat="feel"');
      // when
      const { problems } = await parse(xml);
      // then
      expect(problems).toContainEqual(
        expect.objectContaining({ severity: 'error', elementId: 'calculate' }),
      );
    });

    it.each(['1 + x', '=1 + x', '\n  1 + x\n', '\n  =1 + x\n'])(
      'should be recognised by its format: %j',
      async text => {
        // given
        const story = await givenXml(
          oneScript('scriptFormat="FEEL"', [], `<script>${text}</script>`),
        );
        // when
        story.start();
        // then
        expect(story.incidents).toMatchObject([
          { kind: 'expressionFailed', elementId: 'calculate' },
        ]);
        // when
        story.resolve({ x: 1 });
        // then
        expect(story.completed).toEqual(['start', 'calculate', 'end', 'story']);
        expect(story.variables).toEqual({ x: 1 });
      },
    );
  });

  describe('in another language', () => {
    it('should be a job that is named after the language', async () => {
      // given
      const story = await given(__dirname, 'python.bpmn');
      // when
      story.start();
      // then
      expect(story.waits).toMatchObject([
        { kind: 'job', elementId: 'score', type: 'script:python', retries: 5 },
      ]);
    });

    it('should say what its runner has to know', async () => {
      // given
      const story = await given(__dirname, 'python.bpmn');
      // when
      const { definition } = story.start().instance;
      // then
      expect(definition.nodes.get('score')!.data).toMatchObject({
        language: 'python',
        script: 'score = sum(offer)',
        environment: 'data-science',
        timeout: 'PT5M',
        memory: '512MiB',
        cpu: 'PT1M',
        inputs: ['offer', 'weights'],
        outputs: ['score'],
      });
    });

    it('should not pass on variables without name', async () => {
      // given
      const story = await givenXml(
        oneScript('scriptFormat="python"', [
          '<pipeline:script><pipeline:input /><pipeline:input name="a" /><pipeline:output name="" /></pipeline:script>',
        ]),
      );
      // when
      const { definition } = story.start().instance;
      // then
      expect(definition.nodes.get('calculate')!.data).toMatchObject({
        inputs: ['a'],
        outputs: [],
      });
    });

    it('should say nothing of variables where the model does not', async () => {
      // given
      const story = await givenXml(oneScript('scriptFormat="python"'));
      // when
      const { definition } = story.start().instance;
      // then
      expect(definition.nodes.get('calculate')!.data).toMatchObject({
        inputs: undefined,
        outputs: undefined,
        environment: undefined,
      });
    });

    it('should complete with its job', async () => {
      // given
      const story = await given(__dirname, 'python.bpmn');
      story.start();
      // when
      story.completeJob('score', { score: 0.7 });
      // then
      expect(story.completed).toEqual(['start', 'score', 'end', 'python']);
      expect(story.variables).toEqual({ score: 0.7 });
      expect(story.waits).toEqual([]);
    });

    it.each([
      ['scriptFormat=" R "', 'script:r'],
      [
        'scriptFormat="application/javascript"',
        'script:application/javascript',
      ],
      ['scriptFormat="  "', 'script'],
      ['', 'script'],
    ])('should be a job for %j: %s', async (attributes, type) => {
      // given
      const story = await givenXml(oneScript(attributes));
      // when
      story.start();
      // then
      expect(story.waits).toMatchObject([{ kind: 'job', type, retries: 3 }]);
    });

    it('should be done by whoever its job type names', async () => {
      // given
      const story = await givenXml(
        oneScript('scriptFormat="python"', [jobType('notebook')]),
      );
      // when
      story.start();
      // then
      expect(story.waits).toMatchObject([{ type: 'notebook' }]);
    });

    it('should withdraw its job when it is terminated', async () => {
      // given
      const story = await given(__dirname, 'python.bpmn');
      story.start();
      // when
      story.send({ type: 'cancelInstance' });
      // then
      expect(story.waits).toEqual([]);
      expect(story.terminated).toEqual(['score', 'python']);
    });
  });
});
