import { describeElement } from '../model/document';
import type { FlowNode } from '../model/graph';

/** What a person calls an element in a sentence: `user task "Approve" (approve)`. */
export function describeNode({ type, name, id }: FlowNode): string {
  return describeElement({ $type: type, name, id });
}
