import {
  describeElement,
  elementOf,
  eventDefinitionsOf,
  isEventSubProcess,
  isOfType,
  shortened,
  textOf,
  type LintModel,
  type ModdleElement,
} from '../model';
import type { Finding, LintRule } from './rule';

const KINDS = [
  {
    kind: 'error',
    type: 'bpmn:ErrorEventDefinition',
    reference: 'errorRef',
    code: 'errorCode',
    harm: 'it would stop the process with an incident',
  },
  {
    kind: 'escalation',
    type: 'bpmn:EscalationEventDefinition',
    reference: 'escalationRef',
    code: 'escalationCode',
    harm: 'nothing would happen',
  },
] as const;

type Kind = (typeof KINDS)[number];

/**
 * What is thrown on the uppermost level of a process that can be called is its answer to the caller. Errors that workers throw are not in
 * the model, so a catching event that nothing throws to is fine.
 */
export const throwUncaught: LintRule = {
  name: 'throw-uncaught',
  title: 'An error or escalation that is thrown is caught',
  severity: 'warning',
  why: 'An uncaught error is an incident that somebody has to clear by hand, an uncaught escalation is lost (BPMN 2.0.2, 10.5.6): the way that was meant for the exception is not there, or listens for another code.',
  check: model =>
    KINDS.flatMap(kind => {
      const catchers = catchersOf(kind, model);
      return model
        .ofType('bpmn:ThrowEvent')
        .flatMap(event => uncaughtBy(event, kind, catchers));
    }),
};

/** By the activity or scope that they watch, the codes that are caught there; undefined for all of them. */
type Catchers = ReadonlyMap<
  ModdleElement,
  readonly { readonly code?: string; readonly inside?: ModdleElement }[]
>;

function catchersOf(kind: Kind, { ofType }: LintModel): Catchers {
  const found = new Map<
    ModdleElement,
    { code?: string; inside?: ModdleElement }[]
  >();
  for (const event of ofType('bpmn:CatchEvent')) {
    const parent = elementOf(event, '$parent');
    const inside = isEventSubProcess(parent) ? parent : undefined;
    const watched =
      elementOf(event, 'attachedToRef') ?? elementOf(inside, '$parent');
    for (const definition of watched
      ? eventDefinitionsOf(event, kind.type)
      : []) {
      const list = found.get(watched!) ?? [];
      found.set(watched!, list);
      list.push({ code: codeOf(definition, kind), inside });
    }
  }
  return found;
}

function codeOf(
  definition: ModdleElement,
  { reference, code }: Kind,
): string | undefined {
  const referred = elementOf(definition, reference);
  return (
    referred &&
    (textOf(referred, code) ||
      textOf(referred, 'name') ||
      textOf(referred, 'id'))
  );
}

function uncaughtBy(
  event: ModdleElement,
  kind: Kind,
  catchers: Catchers,
): readonly Finding[] {
  return eventDefinitionsOf(event, kind.type)
    .map(definition => codeOf(definition, kind) ?? '')
    .filter(code => !isAnswer(event) && !isCaught(event, code, catchers))
    .map(code => ({
      element: event,
      path: ['eventDefinitions'],
      parameters: { kind: kind.kind, code },
      message: `Expected an event that catches ${
        code ? `${kind.kind} "${shortened(code)}"` : `the ${kind.kind}`
      } of ${describeElement(event)}, but found none: ${
        kind.harm
      }. Attach one to the sub-process around it, or add an event sub-process.`,
    }));
}

/** Whether a call activity can be told by it. */
function isAnswer(event: ModdleElement): boolean {
  const process = elementOf(event, '$parent');
  const starts = process?.flowElements;
  return (
    isOfType(process, 'bpmn:Process') &&
    Array.isArray(starts) &&
    starts.some(
      start =>
        isOfType(start, 'bpmn:StartEvent') &&
        eventDefinitionsOf(start).length === 0,
    )
  );
}

/** The nearest scope that catches it, by code or all of them; an event sub-process does not catch what it throws itself. */
function isCaught(
  event: ModdleElement,
  code: string,
  catchers: Catchers,
): boolean {
  let cameFrom = event;
  for (
    let here = elementOf(event, '$parent');
    here;
    here = elementOf(here, '$parent')
  ) {
    const from = cameFrom;
    const isHere = catchers
      .get(here)
      ?.some(
        catcher =>
          (catcher.inside === undefined || catcher.inside !== from) &&
          (catcher.code === undefined || catcher.code === code),
      );
    if (isHere) {
      return true;
    }
    cameFrom = here;
  }
  return false;
}
