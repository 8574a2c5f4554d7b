import {
  KubernetesValidatorFunctions,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { findProcessIdProblem, processIdKey } from './processId';

describe('findProcessIdProblem', () => {
  it.each(['a', 'click-propensity', 'Process_1', 'v1.2', 'x'.repeat(63)])(
    'should accept %s, as the catalog does',
    id => {
      expect(findProcessIdProblem(id)).toBeUndefined();
      expect(KubernetesValidatorFunctions.isValidObjectName(id)).toBe(true);
    },
  );

  it.each(['', '1st', '-x', 'x-', 'x_', 'two words', 'größe', 'a/b'])(
    'should refuse "%s", naming the element and the way out',
    id => {
      expect(findProcessIdProblem(id)).toMatchObject({
        elementId: id,
        rule: 'process-id',
        severity: 'error',
        message: expect.stringMatching(/^Expected .*, but found .* rename it$/),
      });
    },
  );

  it('should say how long a too long id is', () => {
    expect(findProcessIdProblem('x'.repeat(64))?.message).toContain(
      'but it has 64 characters',
    );
  });
});

describe('processIdKey', () => {
  it.each(['invoice', 'Invoice', 'INVOICE'])(
    'should be the same for ids that are one entity of the catalog (%s)',
    id => {
      expect(processIdKey(id)).toBe('invoice');
      expect(stringifyEntityRef({ kind: 'Component', name: id })).toBe(
        `component:default/${processIdKey(id)}`,
      );
    },
  );
});
