import {
  constantText,
  describeElement,
  elementsOf,
  extensionsOf,
  textOf,
  type ModdleElement,
} from '../model';
import type { Finding, LintRule } from './rule';

/** What is known by its shape. Every repetition has an end, so that no text takes long. */
const SHAPES: readonly (readonly [what: string, shape: RegExp])[] = [
  ['a private key', /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----/],
  ['a GitHub token', /\b(gh[opsur]_\w{30}|github_pat_\w{22})/],
  ['a GitLab token', /\bglpat-[\w-]{20}/],
  ['a Slack token', /\bxox[abprs]-[\w-]{10}/],
  ['an AWS access key', /\bAKIA[0-9A-Z]{16}\b/],
  ['a JSON web token', /\beyJ[\w-]{10,200}\.eyJ[\w-]{10}/],
  ['an authorization header', /\b(Bearer|Basic) {1,3}[\w+./=~-]{16}/],
  [
    'a password in an address',
    /:\/\/[^\s/:@"'<>{}$]{1,100}:[^\s/@"'<>{}$]{1,100}@/,
  ],
];

/** Last word of a name that says what is behind it. */
const SECRET_NAME =
  /(^|[^a-z])(authorization|password|passwd|passphrase|secret|token|api[-_ ]?key|private[-_ ]?key)$/i;
const CAMEL = /([a-z\d])([A-Z])/g;

/** Only what is written down is found: an expression that reads the secret from where it is kept is what is wanted. */
export const secretInModel: LintRule = {
  name: 'secret-in-model',
  title: 'No password, token or key is written into the model',
  severity: 'error',
  why: 'Everybody who can see the process can read it, it is kept in every deployed version for good, and often goes to git: it has to be changed wherever it is used (CWE-798).',
  check: ({ ofType }) =>
    [...ofType('bpmn:FlowElement'), ...ofType('bpmn:Process')].flatMap(
      element => valuesOf(element).flatMap(value => findingIn(element, value)),
    ),
};

interface NamedValue {
  readonly name: string;
  readonly text: string;
  readonly path: readonly string[];
}

function valuesOf(element: ModdleElement): readonly NamedValue[] {
  const inExtension = (type: string, list: string, [name, text]: string[]) =>
    extensionsOf(element, type)
      .flatMap(group => elementsOf(group, list))
      .map(item => ({
        name: textOf(item, name),
        text: textOf(item, text),
        path: ['extensionElements', list],
      }));
  return [
    ...inExtension('zeebe:IoMapping', 'inputParameters', ['target', 'source']),
    ...inExtension('zeebe:IoMapping', 'outputParameters', ['target', 'source']),
    ...inExtension('zeebe:TaskHeaders', 'values', ['key', 'value']),
    ...inExtension('zeebe:Properties', 'properties', ['name', 'value']),
    { name: '', text: textOf(element, 'script'), path: ['script'] },
  ];
}

function findingIn(
  element: ModdleElement,
  { name, text, path }: NamedValue,
): readonly Finding[] {
  const shape = SHAPES.find(([, pattern]) => pattern.test(text))?.[0];
  const what =
    shape ?? (isSecretByName(name, text) ? `a value for "${name}"` : undefined);
  return what === undefined
    ? []
    : [
        {
          element,
          path,
          parameters: { what },
          message: `Expected no secret in ${describeElement(
            element,
          )}, but found what looks like ${what}: change it where it is used, because it has been seen, and let the process read it from where secrets are kept.`,
        },
      ];
}

/** A literal behind a name such as `apiKey`; a placeholder is none. */
function isSecretByName(name: string, text: string): boolean {
  const constant = constantText(text) ?? '';
  return (
    constant.length > 3 &&
    !/[{}<>$]|secrets?\./i.test(constant) &&
    SECRET_NAME.test(name.replace(CAMEL, '$1 $2'))
  );
}
