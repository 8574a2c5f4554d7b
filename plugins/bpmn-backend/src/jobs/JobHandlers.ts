import {
  findJobTypeProblem,
  type BpmnJobHandlersExtensionPoint,
  type JobHandler,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';

/** The job handlers that modules have brought. */
export class JobHandlers implements BpmnJobHandlersExtensionPoint {
  private readonly handlers = new Map<string, JobHandler>();

  addJobHandler(handler: JobHandler): void {
    const { type } = handler;
    const found = findJobTypeProblem(type);
    if (found) {
      throw new Error(found);
    }
    if (this.handlers.has(type)) {
      throw new Error(
        `Expected one handler of job type ${type}, but there are two. Remove one of the modules that bring them`,
      );
    }
    this.handlers.set(type, handler);
  }

  /** All of them. */
  list(): readonly JobHandler[] {
    return [...this.handlers.values()];
  }
}
