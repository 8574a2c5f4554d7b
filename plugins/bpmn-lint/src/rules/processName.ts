import { describeElement, textOf } from '../model';
import type { LintRule } from './rule';

/** The id cannot do it: it is short, without spaces, and cannot be changed. */
export const processName: LintRule = {
  name: 'process-name',
  title: 'A process has a name',
  severity: 'warning',
  why: 'The catalog, the list of instances and every mail call the process by its name. With the id alone, people do not know what they are asked for.',
  check: ({ ofType }) =>
    ofType('bpmn:Process')
      .filter(process => textOf(process, 'name') === '')
      .map(element => ({
        element,
        path: ['name'],
        message: `Expected ${describeElement(
          element,
        )} to have a name, which the catalog and every list show, but found none: say what it is for.`,
      })),
};
