import { findProblems } from '../simulate/findProblems';
import { emptyProcess } from './emptyProcess';

describe('emptyProcess', () => {
  it('should be a model that can be executed, whatever its name is', async () => {
    // when
    const problems = await findProblems(
      emptyProcess({ processId: 'a-b', name: '"Fish" & <chips>' }),
    );
    // then
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
