import {
  InstanceRows,
  parse,
  step,
  type ProcessDefinition,
  type StateChange,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { RunOnce } from './measure';

/** Our engine, running a model to its end in one command; the whole list of changes is kept. */
export async function ours(
  xml: string,
  variables: Readonly<Record<string, string | number>> = {},
): Promise<RunOnce> {
  const { definition, problems } = await parse(xml);
  if (!definition) {
    throw new Error(
      `Expected a model that runs, but ${JSON.stringify(problems)}`,
    );
  }
  return async () => {
    check(runToEnd(definition, variables));
  };
}

function runToEnd(
  definition: ProcessDefinition,
  variables: Readonly<Record<string, string | number>>,
): readonly StateChange[] {
  let key = 0;
  return step({
    definition,
    view: new InstanceRows(),
    command: { type: 'startInstance', instanceId: 'bench', variables },
    now: 0,
    nextKey: () => ++key,
  });
}

function check(changes: readonly StateChange[]): void {
  const last = changes[changes.length - 1];
  if (last.type !== 'instanceEnded') {
    throw new Error(
      `Expected the model to end, but its last change is ${last.type}`,
    );
  }
}
