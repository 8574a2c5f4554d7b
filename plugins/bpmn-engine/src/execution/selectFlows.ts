import type { FlowNode, SequenceFlow } from '../model/graph';
import type { ElementInstance } from '../state/state';
import { describeNode } from './describeNode';
import type { Evaluator } from './element';
import { evaluatorFor } from './evaluate';
import { Failure } from './failure';
import type { Run } from './run';

/**
 * The outgoing flows that a choice selects: the first whose condition is true, or all of them and those without condition. The
 * default flow is taken if no condition is true (BPMN 2.0.2 13.2.1, 13.4.2).
 */
export function selectFlows(
  run: Run,
  { node, instance }: { node: FlowNode; instance: ElementInstance },
  kind: 'first' | 'all',
): readonly SequenceFlow[] {
  const evaluator = evaluatorFor(run, instance.scopeKey);
  const selected: SequenceFlow[] = [];
  let isDecided = false;
  for (const flow of node.outgoing) {
    if (!flow.isDefault && isTrue(evaluator, flow)) {
      if (kind === 'first') {
        return [flow];
      }
      selected.push(flow);
      isDecided ||= flow.condition !== undefined;
    }
  }
  const byDefault = node.outgoing.filter(({ isDefault }) => isDefault);
  if (!isDecided) {
    selected.push(...byDefault);
  }
  if (selected.length === 0 && node.outgoing.length > 0) {
    throw noFlowChosen(node);
  }
  return selected;
}

function isTrue(evaluator: Evaluator, { condition }: SequenceFlow): boolean {
  return !condition || evaluator.boolean(condition);
}

function noFlowChosen(node: FlowNode): Failure {
  const names = node.outgoing.map(({ id, name }) => name || id).join(', ');
  return new Failure(
    'noFlowChosen',
    `Expected one of the conditions of ${names} to be true, so that ${describeNode(
      node,
    )} can go on, but none is. Add a default flow, or correct the variables and resolve`,
  );
}
