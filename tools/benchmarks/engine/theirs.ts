import * as Elements from 'bpmn-elements';
import { Engine } from 'bpmn-engine';
import { BpmnModdle } from 'bpmn-moddle';
import serialize, { TypeResolver } from 'moddle-context-serializer';
import type { RunOnce } from './measure';

/** The engine that we compare ourselves with. */
export const AGAINST = 'bpmn-engine';

type Callback = (error: Error | null, result?: unknown) => void;

interface Scope {
  readonly environment: { readonly variables: Record<string, number> };
}

interface Script {
  readonly execute: (scope: Scope, callback: Callback) => void;
}

const NOTHING: Script = { execute: (_scope, callback) => callback(null) };

/** Plain functions, so that no script interpreter counts against it. */
const SCRIPTS: Readonly<Record<string, Script>> = {
  count: {
    execute({ environment: { variables } }, callback) {
      variables.counter = (variables.counter ?? 0) + 1;
      callback(null);
    },
  },
  'more-count': {
    execute: ({ environment: { variables } }, callback) =>
      callback(null, variables.counter < 10),
  },
};

const scripts = {
  register() {},
  getScript: (_language: string, { id }: { id: string }): Script =>
    SCRIPTS[id] ?? NOTHING,
};

/** bpmn-engine on a model that it has read and serialised before: the fastest way that it offers. */
export async function theirs(xml: string): Promise<RunOnce> {
  const moddleContext = await new BpmnModdle().fromXML(xml);
  const sourceContext = serialize(
    moddleContext as any,
    TypeResolver(Elements as any),
  );
  return () =>
    new Promise((resolve, reject) => {
      const engine = new Engine({
        name: 'bench',
        sourceContext,
        scripts,
      } as any);
      engine.once('end', () => resolve());
      engine.once('error', reject);
      engine.execute().catch(reject);
    });
}
