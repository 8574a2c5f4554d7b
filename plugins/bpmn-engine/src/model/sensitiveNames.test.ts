import { withSensitive } from '../withSensitive';
import { multiInstance } from '../testing/loop';
import { definitionOf } from '../testing/migration';
import {
  element,
  extended,
  inARow,
  inputs,
  outputs,
} from '../testing/extensions';
import { processXml } from '../testing/picture';

const named = async (...elements: readonly (readonly [string, string])[]) => {
  const marked = extended('<pipeline:sensitive variable="iban" />');
  const xml = processXml(marked + inARow(...elements));
  return [...(await definitionOf(xml)).sensitiveVariables].sort();
};

const script = (expression: string) =>
  element(
    ['scriptTask', 'script'],
    [`<zeebe:script expression="${expression}" resultVariable="result" />`],
  );

describe('sensitive variables', () => {
  it('should be those that get the values of others that are sensitive besides', async () => {
    // given
    const definition = await definitionOf(
      processXml(
        inARow(element(['task', 'a'], [inputs({ copy: '=salary + 1' })])),
      ),
    );
    // then
    expect(definition.sensitiveVariables).toEqual([]);
    const marked = withSensitive(definition, ['salary']);
    expect(marked.sensitiveVariables).toEqual(['salary', 'copy']);
  });

  it.each([
    ['an input mapping', element(['task', 'a'], [inputs({ copy: '=iban' })])],
    [
      'an output mapping into a part of it',
      element(['task', 'a'], [outputs({ 'copy.of.it': '="x" + iban' })]),
    ],
    ['a path', element(['task', 'a'], [inputs({ copy: '=iban.country' })])],
    [
      'the element of a collection',
      element(
        ['task', 'a'],
        [],
        multiInstance({ input: '=[iban]', element: 'copy' }),
      ),
    ],
    [
      'the outputs of a loop',
      element(
        ['task', 'a'],
        [],
        multiInstance({
          cardinality: '2',
          output: 'copy',
          outputElement: '=iban',
        }),
      ),
    ],
  ])('should be those that get them by %s', async (_, copying) => {
    expect(await named(copying)).toEqual(['copy', 'iban']);
  });

  it('should be those that a script gives', async () => {
    expect(await named(script('=upper case(iban)'))).toEqual([
      'iban',
      'result',
    ]);
  });

  it('should be those that get them by way of others, in any order', async () => {
    expect(
      await named(
        element(['task', 'a'], [inputs({ third: '=result' })]),
        script('=first'),
        element(['task', 'b'], [inputs({ first: '=iban' })]),
      ),
    ).toEqual(['first', 'iban', 'result', 'third']);
  });

  it('should not be those that have nothing to do with them', async () => {
    expect(
      await named(
        element(['task', 'a'], [inputs({ copy: '="iban"', other: '=x.iban' })]),
        script('=1'),
      ),
    ).toEqual(['iban']);
  });
});
