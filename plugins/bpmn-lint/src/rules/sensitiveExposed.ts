import {
  describeElement,
  elementOf,
  elementsOf,
  eventDefinitionsOf,
  extensionsOf,
  readsVariable,
  shortened,
  textOf,
  type ModdleElement,
} from '../model';
import type { Finding, LintRule } from './rule';

/** Far above what one process marks; keeps the time in proportion to the document. */
const MOST_VARIABLES = 100;

/** Whom a mail goes to may be sensitive: there is no other way to say it. */
const RECIPIENTS = new Set([
  'to',
  'cc',
  'bcc',
  'replyTo',
  'from',
  'recipients',
]);

/** Parts of what a job is told that others read or log. */
const EXPOSED: Readonly<Record<string, (target: string) => boolean>> = {
  'mail:send': target => !RECIPIENTS.has(target.split('.')[0]),
  'http:request': target => /^(request\.)?(url|query)(\.|$)/.test(target),
};

/** Looks at names only: whether a sensitive value has been copied into another variable cannot be told from the model. */
export const sensitiveExposed: LintRule = {
  name: 'sensitive-exposed',
  title:
    'A sensitive variable is not put into mails, addresses or correlation keys',
  severity: 'warning',
  why: 'pipeline:sensitive keeps a value out of history and logs. A mail is stored and forwarded, an address is logged by every proxy (CWE-598), a correlation key is a column that operators search by: there, nothing hides it.',
  check: ({ ofType }) => {
    const sensitive = new Map(
      ofType('bpmn:Process').map(process => [process, markedIn(process)]),
    );
    return ofType('bpmn:FlowElement').flatMap(element => {
      const variables = sensitive.get(processOf(element)!) ?? [];
      return variables.length > 0 ? exposedBy(element, variables) : [];
    });
  },
};

function markedIn(process: ModdleElement) {
  return extensionsOf(process, 'pipeline:Sensitive')
    .map(mark => textOf(mark, 'variable'))
    .slice(0, MOST_VARIABLES);
}

function processOf(element: ModdleElement): ModdleElement | undefined {
  let here: ModdleElement | undefined = element;
  while (here && here.$type !== 'bpmn:Process') {
    here = elementOf(here, '$parent');
  }
  return here;
}

function exposedBy(
  element: ModdleElement,
  variables: readonly string[],
): readonly Finding[] {
  return [...jobInputs(element), ...correlationKeys(element)].flatMap(
    ({ place, text, path }) =>
      variables
        .filter(variable => readsVariable(text, variable))
        .map(variable => ({
          element,
          path,
          parameters: { variable, place },
          message: `Expected no sensitive variable in ${shortened(
            place,
          )} of ${describeElement(element)}, but found "${shortened(
            variable,
          )}": others can read it there. Leave it out, or use a value that says less.`,
        })),
  );
}

interface Place {
  readonly place: string;
  readonly text: string;
  readonly path: readonly string[];
}

function jobInputs(element: ModdleElement): readonly Place[] {
  const [definition] = extensionsOf(element, 'zeebe:TaskDefinition');
  const type = textOf(definition, 'type');
  const isExposed = Object.hasOwn(EXPOSED, type) ? EXPOSED[type] : () => false;
  return extensionsOf(element, 'zeebe:IoMapping')
    .flatMap(mapping => elementsOf(mapping, 'inputParameters'))
    .filter(input => isExposed(textOf(input, 'target')))
    .map(input => ({
      place: `input "${textOf(input, 'target')}"`,
      text: textOf(input, 'source'),
      path: ['extensionElements', 'inputParameters'],
    }));
}

function correlationKeys(element: ModdleElement): readonly Place[] {
  return [
    element,
    ...eventDefinitionsOf(element, 'bpmn:MessageEventDefinition'),
  ]
    .flatMap(holder =>
      extensionsOf(elementOf(holder, 'messageRef'), 'zeebe:Subscription'),
    )
    .map(subscription => ({
      place: 'the correlation key',
      text: textOf(subscription, 'correlationKey'),
      path: ['messageRef', 'extensionElements', 'correlationKey'],
    }));
}
