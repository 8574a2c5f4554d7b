import { givenXml, type Scenario } from '../testing/scenario';
import {
  element,
  inARow,
  jobType,
  mappings,
  serviceTask,
} from '../testing/extensions';
import { left } from '../testing/left';
import { processXml } from '../testing/picture';

const script = (expression: string) =>
  processXml(
    inARow(
      element(
        ['scriptTask', 'calculate'],
        [`<zeebe:script expression="${expression}" resultVariable="result" />`],
      ),
    ),
  );

const warnings = (story: Scenario) =>
  story.history.filter(({ type }) => type === 'expressionWarned');

describe('evaluation', () => {
  it('should raise an incident if there is no value and a reason for it', async () => {
    // given
    const story = await givenXml(script('=price * 2'));
    // when
    story.start();
    // then
    expect(story.incidents).toMatchObject([
      {
        kind: 'expressionFailed',
        elementId: 'calculate',
        message:
          "Expected script of script task (calculate) to have a value, but =price * 2 has none: Variable 'price' not found; Can't multiply a number to null. Set the variable, or use get or else(…)",
      },
    ]);
    expect(warnings(story)).toEqual([]);
    expect(story.variables).toEqual({});
  });

  it('should take null for a value if there is nothing to wonder about', async () => {
    // given
    const story = await givenXml(script('=price'));
    // when
    story.start({ price: null });
    // then
    expect(story.incidents).toEqual([]);
    expect(story.variables).toEqual({ price: null, result: null });
  });

  it('should remember with a value what it wondered about', async () => {
    // given
    const story = await givenXml(script('=[1, missing]'));
    // when
    story.start();
    // then
    expect(story.variables).toEqual({ result: [1, null] });
    expect(story.state).toBe('completed');
    expect(warnings(story)).toMatchObject([
      {
        elementId: 'calculate',
        warnings: [expect.stringContaining('missing')],
      },
    ]);
  });

  it('should say warnings about the values of an element that waits', async () => {
    // given
    const story = await givenXml(
      processXml(
        inARow(
          element(
            ['serviceTask', 'work'],
            [jobType('=[missing][1] = null or true')],
          ),
        ),
      ),
    );
    // when
    story.start();
    // then
    expect(story.wait('work')).toMatchObject({ type: 'true' });
    expect(warnings(story)).toMatchObject([{ elementId: 'work' }]);
  });

  it('should say warnings about inputs for the element that has them', async () => {
    // given
    const story = await givenXml(
      processXml(
        inARow(
          serviceTask('work', mappings({ inputs: { list: '=[1, missing]' } })),
        ),
      ),
    );
    // when
    story.start();
    // then
    expect(warnings(story)).toEqual([
      {
        type: 'expressionWarned',
        key: story.wait('work').elementInstanceKey,
        elementId: 'work',
        warnings: [expect.stringContaining('missing')],
      },
    ]);
  });

  it('should wonder about nothing if all is there', async () => {
    // given
    const story = await givenXml(script('=[1, present]'));
    // when
    story.start({ present: 2 });
    // then
    expect(warnings(story)).toEqual([]);
  });

  it('should say how to live with a missing variable: by doing what it says', async () => {
    // given
    const story = await givenXml(script('=get or else(price, 3) * 2'));
    // when
    story.start();
    // then
    expect(story.incidents).toEqual([]);
    expect(story.variables).toEqual({ result: 6 });
  });

  it('should raise an incident if an expression throws, with the expression', async () => {
    // given
    const story = await givenXml(script('=for i in 1..100000000 return i'));
    // when
    story.start();
    // then
    expect(story.incidents).toMatchObject([
      {
        kind: 'expressionFailed',
        message: expect.stringMatching(
          / or do the work in a script task \(in script of script task \(calculate\): =for i in 1\.\.100000000 return i\)$/,
        ),
      },
    ]);
  });

  it('should give the same dice and clock to the same instance', async () => {
    // given
    const tell = async () => {
      const story = await givenXml(
        script('=string(now()) + string(random number())'),
        {
          now: Date.UTC(2025, 0, 1),
        },
      );
      return story.start().variables.result;
    };
    // when
    const [first, second] = [await tell(), await tell()];
    // then
    expect(first).toBe(second);
    expect(first).toMatch(/^2025-01-01T00:00/);
  });

  describe('of a mapping', () => {
    it('should leave an activity waiting to be entered if an input fails, with nothing set', async () => {
      // given
      const story = await givenXml(
        processXml(
          inARow(
            serviceTask(
              'work',
              mappings({ inputs: { a: '=1', b: '=missing' } }),
            ),
          ),
        ),
      );
      // when
      story.start();
      // then
      const [{ elementInstanceKey: key }] = story.incidents;
      expect(story.instance.rows.elementInstance(key)).toMatchObject({
        elementId: 'work',
        lifecycle: 'activating',
      });
      expect(story.instance.rows.variablesOf(key)).toEqual({});
      expect(story.waits).toEqual([]);
      // when
      story.resolve({ missing: 2 });
      // then
      expect(story.seenBy('work', 'a')).toBe(1);
      expect(story.seenBy('work', 'b')).toBe(2);
    });

    it('should leave an activity waiting to be left if an output fails, keeping its result', async () => {
      // given
      const story = await givenXml(
        processXml(
          inARow(
            serviceTask(
              'work',
              mappings({ outputs: { a: '=x', b: '=x + missing' } }),
            ),
          ),
        ),
      );
      story.start();
      // when
      story.completeJob('work', { x: 1 });
      // then
      const [{ elementInstanceKey: key }] = story.incidents;
      expect(story.instance.rows.elementInstance(key)).toMatchObject({
        elementId: 'work',
        lifecycle: 'completing',
      });
      expect(story.variables).toEqual({});
      expect(story.waits).toEqual([]);
      // when
      story.resolve({ missing: 2 });
      // then
      expect(story.variables).toEqual({ missing: 2, a: 1, b: 3 });
      expect(story.completed).toEqual(['start', 'work', 'end', 'story']);
      expect(left(story)).toEqual([]);
    });

    it('should say of what kind the trouble is', async () => {
      // given
      const story = await givenXml(
        processXml(
          inARow(serviceTask('work', mappings({ inputs: { a: '=missing' } }))),
        ),
      );
      // when
      story.start();
      // then
      expect(story.incidents).toMatchObject([{ kind: 'mappingFailed' }]);
    });

    it('should raise a new incident each time that it fails', async () => {
      // given
      const story = await givenXml(
        processXml(
          inARow(serviceTask('work', mappings({ inputs: { a: '=b + c' } }))),
        ),
      );
      story.start();
      const [first] = story.incidents;
      // when
      story.resolve({ b: 1 });
      // then
      expect(story.incidents).toHaveLength(1);
      expect(story.incidents[0].key).not.toBe(first.key);
      // when
      story.resolve({ c: 2 });
      // then
      expect(story.incidents).toEqual([]);
      expect(story.seenBy('work', 'a')).toBe(3);
    });

    it('should not evaluate what a variable holds', async () => {
      // given
      const story = await givenXml(
        processXml(
          inARow(serviceTask('work', mappings({ inputs: { a: '=b' } }))),
        ),
      );
      // when
      story.start({ b: '${b}' });
      // then
      expect(story.seenBy('work', 'a')).toBe('${b}');
    });
  });

  describe('of texts and numbers', () => {
    it.each([
      [7, '7'],
      [true, 'true'],
      ['text', 'text'],
    ])('should write %j as the text %j', async (kind, type) => {
      // given
      const story = await givenXml(
        processXml(
          inARow(element(['serviceTask', 'work'], [jobType('=kind')])),
        ),
      );
      // when
      story.start({ kind });
      // then
      expect(story.wait('work')).toMatchObject({ type });
    });

    it.each([
      [['a'], 'a list of 1'],
      [{ a: 1 }, 'a context'],
    ])('should not take %j for a text', async (kind, found) => {
      // given
      const story = await givenXml(
        processXml(
          inARow(element(['serviceTask', 'work'], [jobType('=kind')])),
        ),
      );
      // when
      story.start({ kind });
      // then
      expect(story.incidents).toMatchObject([
        {
          message: `Expected job type of service task (work) to be a text, but it is ${found} (=kind)`,
        },
      ]);
    });

    it.each([
      [4, 4],
      ['5', 5],
      [null, 3],
    ])('should read %j as the number %j', async (tries, retries) => {
      // given
      const story = await givenXml(
        processXml(
          inARow(element(['serviceTask', 'work'], [jobType('work', '=tries')])),
        ),
      );
      // when
      story.start({ tries });
      // then
      expect(story.wait('work')).toMatchObject({ retries });
    });

    it.each([
      ['four', 'a string'],
      [true, 'a boolean'],
      [[4], 'a list of 1'],
    ])('should not take %j for a number', async (tries, found) => {
      // given
      const story = await givenXml(
        processXml(
          inARow(element(['serviceTask', 'work'], [jobType('work', '=tries')])),
        ),
      );
      // when
      story.start({ tries });
      // then
      expect(story.incidents).toMatchObject([
        {
          message: `Expected number of retries of service task (work) to be a number, but it is ${found} (=tries)`,
        },
      ]);
    });
  });
});
