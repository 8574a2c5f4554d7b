import type { ScriptFrame } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { failureLines } from './failureLines';

const AS_IT_IS = { frame: (frame: ScriptFrame) => frame };

describe('failureLines', () => {
  it('should tell the way to a failure with its values, then the failure', () => {
    expect(
      failureLines(
        {
          type: 'error',
          kind: 'script-error',
          message: 'KeyError: no rate',
          line: 9,
          trace: [
            { file: 'Sum up', line: 30, code: 'add(rows)' },
            {
              ...{ file: 'Sum up', line: 9, function: 'add' },
              ...{ code: 'raise KeyError()', values: { a: ' 1', b: "'x'" } },
            },
            { file: 'json/decoder.py', line: 337, function: 'decode' },
          ],
        },
        'Sum up',
        AS_IT_IS,
      ),
    ).toEqual([
      { line: 30, text: 'line 30: add(rows)' },
      {
        line: 9,
        text: "line 9, in add: raise KeyError()  (a = 1, b = 'x')",
      },
      { line: undefined, text: 'json/decoder.py:337, in decode' },
      { line: 9, text: 'KeyError: no rate' },
    ]);
  });

  it('should be the failure alone where no way to it is known', () => {
    expect(
      failureLines(
        { type: 'error', kind: 'timeout', message: 'Expected it to end' },
        'Sum up',
        AS_IT_IS,
      ),
    ).toEqual([{ line: undefined, text: 'Expected it to end' }]);
  });
});
