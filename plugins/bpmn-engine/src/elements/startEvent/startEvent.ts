import { defineElement, type Visit } from '../../execution/element';
import { formReferenceOf } from '../../execution/formReference';
import type { FormReference, Variables } from '../../state/state';

/** What people fill in to start a process. */
export interface StartEvent {
  readonly form?: FormReference;
}

/**
 * Where a process or sub-process begins. What its trigger carried becomes variables (BPMN 2.0.2 13.5.1). If a process needs several
 * triggers, the first begins it and the others are waited for.
 */
export const startEvent = defineElement<StartEvent>({
  type: 'startEvent',
  title: 'Start event',
  matches: ({ $type }) => $type === 'bpmn:StartEvent',
  compile: reader => ({ form: formReferenceOf(reader) }),
  enter(visit) {
    const { cause } = visit.instance;
    const carried = (cause?.kind === 'event' && cause.variables) || {};
    const others = triggersToCome(visit);
    if (others.length > 0) {
      visit.setResult(carried);
      visit.waitForEvents(others);
    } else {
      complete(visit, carried);
    }
  },
  resume: (visit, { variables }) => complete(visit, variables),
});

function complete(visit: Visit, variables: Variables): void {
  visit.setResult(variables);
  visit.complete();
}

/** An event sub-process begins when all of its triggers have come; a process begins with the first. */
function triggersToCome(visit: Visit) {
  const { node, instance } = visit;
  const { cause } = instance;
  const isBegun =
    node.isParallelMultiple &&
    node.parent?.type === 'process' &&
    cause?.kind === 'event';
  return isBegun
    ? visit
        .catchRequests(node)
        .filter(({ event }) => event !== (cause.event ?? 0))
    : [];
}
