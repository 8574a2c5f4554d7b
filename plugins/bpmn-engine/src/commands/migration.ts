import { Rejection } from '../command';
import type { FlowNode, ProcessDefinition } from '../model/graph';
import type { ElementInstance } from '../state/state';

/** From one version to another. */
export interface Migration {
  readonly before: ProcessDefinition;
  readonly after: ProcessDefinition;
  /** What an element or flow is called in the new version. */
  readonly mapped: (id: string) => string;
}

/** An element instance with its element before and after. */
export interface Step {
  readonly instance: ElementInstance;
  readonly from: FlowNode;
  readonly to: FlowNode;
}

/** What has no equal in the new version. */
export function refused({ id, name }: FlowNode, reason: string): Rejection {
  return new Rejection(
    'invalidArgument',
    `Expected ${
      name ? `"${name}"` : id
    } to have an equal in the new version, but ${reason}. Map it, or move the instance on first`,
    { elementId: id },
  );
}
