import { findProcessIdProblem } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  compileDocument,
  holdsAtStart,
  packDefinition,
  parse,
  readDocument,
  startSubscriptions,
  unpackDefinition,
  withSensitive,
  type PortableDefinition,
  type ProcessDefinition,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { compareModels } from '../comparison/compareModels';
import { readForm } from '../deployments/readForm';
import { checkForm } from '../forms/checkForm';
import { stepOnce, type Stepped } from '../instances/stepOnce';
import { viewOf } from '../store/instances';
import { fromParts, toParts, type Parts } from './parts';
import { lint } from '@bpmn-pipelines/backstage-plugin-bpmn-lint';
import type {
  Answers,
  CompileDefinition,
  DefinitionCompiled,
  EvaluateConditions,
  Evaluation,
  ModelRead,
  ReadModel,
  Request,
  Step,
} from './protocol';

type Performers = {
  readonly [Kind in Request['kind']]: (
    request: Extract<Request, { kind: Kind }>,
  ) => Promise<Answers[Kind]>;
};

const performers: Performers = {
  readModel,
  readForms: async ({ contents }) => contents.map(readForm),
  checkForm: async ({ form }) => checkForm(form),
  compareModels: ({ pairs }) => compareModels(pairs),
  compile,
  step,
  conditions,
};

/** Does what a thread is asked for: work that can take long, whatever a document or expression says. */
export function perform<Kind extends Request['kind']>(
  request: Extract<Request, { kind: Kind }>,
): Promise<Answers[Kind]> {
  const performer = performers[request.kind] as (
    request: Request,
  ) => Promise<Answers[Kind]>;
  return performer(request);
}

/** Does it where it is asked. */
export const evaluationHere: Evaluation = { ask: perform };

async function readModel({
  content,
  now,
  lintLevels,
  sensitiveVariables = [],
}: ReadModel): Promise<ModelRead> {
  const { document, problems } = await readDocument(content);
  if (!document) {
    return { processes: [], problems };
  }
  const compiled = compileDocument(document);
  const read = compiled.definitions.map(definition =>
    processOf(withSensitive(definition, sensitiveVariables), now),
  );
  return {
    processes: read.map(({ process }) => process),
    problems: [
      ...compiled.problems,
      ...lint(document.definitions, lintLevels),
      ...read.flatMap(found => found.problems),
    ],
  };
}

function processOf(definition: ProcessDefinition, now: number) {
  const { id: processId, name, versionTag, sensitiveVariables } = definition;
  const { subscriptions, problems } = startSubscriptions(definition, now);
  const idProblem = findProcessIdProblem(processId);
  const found: ModelRead['problems'] = problems.map(
    ({ elementId, message }) => ({
      elementId,
      rule: 'start-subscription',
      severity: 'error',
      message,
    }),
  );
  return {
    process: { processId, name, versionTag, subscriptions, sensitiveVariables },
    problems: idProblem ? [idProblem, ...found] : found,
  };
}

async function compile({
  processId,
  xml,
  sensitiveVariables = [],
}: CompileDefinition): Promise<DefinitionCompiled> {
  const { definitions, problems } = await parse(xml);
  const definition = definitions.find(({ id }) => id === processId);
  return definition
    ? {
        portable: toParts(
          packDefinition(withSensitive(definition, sensitiveVariables)),
        ),
      }
    : {
        problem: problems[0]?.message ?? `${processId} is not in its document`,
      };
}

async function step({
  instance,
  definition,
  target,
  at,
  given,
  limit,
}: Step): Promise<Stepped> {
  return stepOnce(
    {
      loaded: viewOf(instance),
      definition: await unpacked(definition),
      target: target && (await unpacked(target)),
      at,
      limit,
    },
    given,
  );
}

async function conditions({
  starts,
  variables,
  now,
}: EvaluateConditions): Promise<readonly boolean[]> {
  const held: boolean[] = [];
  for (const { definition, ...start } of starts) {
    const compiled = await unpacked(definition);
    held.push(holdsAtStart(compiled, start, { variables, now }));
  }
  return held;
}

async function unpacked(portable: Parts): Promise<ProcessDefinition> {
  return unpackDefinition(await fromParts<PortableDefinition>(portable));
}
