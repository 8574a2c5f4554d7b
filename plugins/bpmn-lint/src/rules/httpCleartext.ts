import {
  describeElement,
  elementsOf,
  extensionsOf,
  textOf,
  type ModdleElement,
} from '../model';
import type { LintRule } from './rule';

/** An address that is put together by FEEL is judged by its beginning. */
export const httpCleartext: LintRule = {
  name: 'http-cleartext',
  title: 'A request over HTTP is encrypted',
  severity: 'warning',
  why: 'With http:// everybody on the way reads and changes what is sent, tokens included (CWE-319). Internal services speak https too, behind the same proxies.',
  check: ({ ofType }) =>
    ofType('bpmn:Activity')
      .filter(task => isHttpRequest(task) && isCleartext(task))
      .map(element => ({
        element,
        path: ['extensionElements', 'inputParameters'],
        message: `Expected ${describeElement(
          element,
        )} to call an address with https://, but found http://: change it, so that nobody on the way can read the request.`,
      })),
};

function isHttpRequest(task: ModdleElement) {
  return extensionsOf(task, 'zeebe:TaskDefinition').some(
    definition => textOf(definition, 'type') === 'http:request',
  );
}

function isCleartext(task: ModdleElement) {
  return extensionsOf(task, 'zeebe:IoMapping')
    .flatMap(mapping => elementsOf(mapping, 'inputParameters'))
    .some(
      input =>
        /^(request\.)?url$/.test(textOf(input, 'target')) &&
        /^(=\s*")?http:\/\//i.test(textOf(input, 'source')),
    );
}
