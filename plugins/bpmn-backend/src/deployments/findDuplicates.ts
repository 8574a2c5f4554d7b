import {
  processIdKey,
  type ResourceProblem,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';

interface InResource {
  readonly resourceName: string;
}

/** Documents of the same name: which of them would it be? */
export function findDuplicateResources(
  resources: readonly { readonly name: string }[],
): readonly ResourceProblem[] {
  return repeated(
    resources,
    ({ name }) => name,
    ({ name }) => ({
      resource: name,
      rule: 'duplicate-resource',
      severity: 'error',
      parameters: { resource: name },
      message: `Expected one document of the name ${name}, but there are several. Rename all but one of them`,
    }),
  );
}

/** Processes of the same id: only the case of letters is no difference (see `processIdKey`). */
export function findDuplicateProcesses<
  Process extends InResource & { readonly processId: string },
>(processes: readonly Process[]): readonly ResourceProblem[] {
  return repeated(
    processes,
    ({ processId }) => processIdKey(processId),
    ({ processId, resourceName }, first) => ({
      resource: resourceName,
      elementId: processId,
      rule: 'duplicate-process',
      severity: 'error',
      parameters: {
        processId: first.processId,
        resource: first.resourceName,
      },
      message: `Expected one process of the id ${processId}, but ${first.processId} in ${first.resourceName} has it too (upper and lower case are the same). Rename one of them`,
      path: ['id'],
    }),
  );
}

/** Forms of the same id: a task names its form by it. */
export function findDuplicateForms(
  forms: readonly (InResource & { readonly formId: string })[],
): readonly ResourceProblem[] {
  return repeated(
    forms,
    ({ formId }) => formId,
    ({ formId, resourceName }, first) => ({
      resource: resourceName,
      rule: 'duplicate-form',
      severity: 'error',
      parameters: { formId, resource: first.resourceName },
      message: `Expected one form of the id ${formId}, but ${first.resourceName} has it too. Give one of them another id`,
    }),
  );
}

/** A problem for each thing whose key another one before it has. */
function repeated<Thing>(
  things: readonly Thing[],
  keyOf: (thing: Thing) => string,
  problemOf: (thing: Thing, first: Thing) => ResourceProblem,
): readonly ResourceProblem[] {
  const firsts = new Map<string, Thing>();
  return things.flatMap(thing => {
    const key = keyOf(thing);
    const first = firsts.get(key);
    if (first === undefined) {
      firsts.set(key, thing);
      return [];
    }
    return [problemOf(thing, first)];
  });
}
