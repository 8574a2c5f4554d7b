import type { FlowNode } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { jobScriptOf } from './jobScriptOf';

describe('the script of an element', () => {
  const node = (data: object, type = 'scriptTask') =>
    ({ id: 'sum', type, data } as Partial<FlowNode> as FlowNode);
  const python = { language: 'python', script: 'x = 1' };

  it('should have limits as numbers, and names where some are declared', () => {
    expect(
      jobScriptOf(
        node({
          ...python,
          ...{ environment: 'science', timeout: 'PT5M', cpu: 'PT90S' },
          ...{ memory: '512MiB', inputs: ['a'], outputs: ['b'] },
        }),
      ),
    ).toEqual({
      language: 'python',
      source: 'x = 1',
      environment: 'science',
      timeout: 300_000,
      cpu: 90_000,
      memory: 512 * 1024 ** 2,
      inputs: ['a'],
      outputs: ['b'],
    });
    expect(jobScriptOf(node({ ...python, inputs: [], outputs: [] }))).toEqual({
      language: 'python',
      source: 'x = 1',
    });
  });

  it.each([
    [
      { timeout: '5 minutes' },
      'Expected the timeout of the script to be such as PT5M, but found 5 minutes',
    ],
    [{ timeout: 'PT0S' }, 'but found PT0S'],
    [
      { cpu: '1' },
      'Expected the cpu of the script to be such as PT1M, but found 1',
    ],
    [
      { memory: '512MB' },
      'Expected the memory of the script to be such as 512MiB, but found 512MB',
    ],
    [{ memory: '0GiB' }, 'but found 0GiB'],
    [
      { script: ' ' },
      'Expected the script task sum to have a script, but it has none',
    ],
    [{ script: undefined }, 'Expected the script task sum to have a script'],
  ])('should say what is wrong with %p', (more, problem) => {
    expect(jobScriptOf(node({ ...python, ...more }))?.problem).toContain(
      problem,
    );
  });

  it.each([
    ['of another element', node(python, 'serviceTask')],
    ['without language', node({ script: 'x = 1' })],
    ['that is not there', undefined],
  ])('should be none %s', (_, other) => {
    expect(jobScriptOf(other)).toBeUndefined();
  });
});
