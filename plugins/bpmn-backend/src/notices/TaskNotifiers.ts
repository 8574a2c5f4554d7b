import type {
  BpmnTaskNotifiersExtensionPoint,
  TaskNotifier,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';

/** The channels that modules have brought, on which people are told of their tasks. */
export class TaskNotifiers implements BpmnTaskNotifiersExtensionPoint {
  private readonly notifiers = new Map<string, TaskNotifier>();

  addTaskNotifier(notifier: TaskNotifier): void {
    const { name } = notifier;
    if (this.notifiers.has(name)) {
      throw new Error(
        `Expected one task notifier ${name}, but there are two. Remove one of the modules that bring them`,
      );
    }
    this.notifiers.set(name, notifier);
  }

  /** One of them; undefined: there is none of this name any more. */
  find(name: string): TaskNotifier | undefined {
    return this.notifiers.get(name);
  }

  /** All of them. */
  list(): readonly TaskNotifier[] {
    return [...this.notifiers.values()];
  }
}
