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
    const found = findJobTypeProblem(type) ?? findLimitProblem(handler);
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

/** Longest time that can be waited for, in milliseconds. */
const LONGEST = 2 ** 31 - 1;

function findLimitProblem({
  type,
  concurrency = 1,
  timeout = 1,
}: JobHandler): string | undefined {
  for (const [name, value] of Object.entries({ concurrency, timeout })) {
    if (!(Number.isInteger(value) && value >= 1 && value <= LONGEST)) {
      return `Expected the ${name} of the handler of job type ${type} to be a whole number from 1 to ${LONGEST}, but found ${value}`;
    }
  }
  return undefined;
}
