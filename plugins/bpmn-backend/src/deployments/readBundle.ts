import type {
  Problem,
  ResourceProblem,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { LintLevels } from '@bpmn-pipelines/backstage-plugin-bpmn-lint';
import {
  EvaluationExceeded,
  type Evaluation,
  type ModelRead,
} from '../evaluation';
import type { DeployedProcess, Resource } from '../store/deployments';
import {
  findDuplicateForms,
  findDuplicateProcesses,
  findDuplicateResources,
} from './findDuplicates';
import { isForm, isModel } from './storedResources';

/** What is read from documents that belong together. */
export interface BundleRead {
  readonly processes: readonly DeployedProcess[];
  /** With an error among them nothing can be deployed. */
  readonly problems: readonly ResourceProblem[];
}

/** How they are read. */
export interface BundleReading {
  readonly evaluation: Evaluation;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly lintLevels?: LintLevels;
}

/** Reads documents, in threads, and finds what is wrong with them. */
export async function readBundle(
  resources: readonly Resource[],
  reading: BundleReading,
): Promise<BundleRead> {
  const twice = findDuplicateResources(resources);
  if (twice.length > 0) {
    return { processes: [], problems: twice };
  }
  const forms = await readForms(resources, reading);
  const models = await readModels(resources, {
    ...reading,
    sensitiveVariables: forms.flatMap(form => form.sensitiveVariables),
  });
  const processes = models.flatMap(({ name, processes: declared }) =>
    declared.map(process => ({ ...process, resourceName: name })),
  );
  return {
    processes,
    problems: [
      ...(models.length === 0 ? [noModel()] : []),
      ...models.flatMap(({ name, problems }) => inResource(name, problems)),
      ...findDuplicateProcesses(processes),
      ...findDuplicateForms(forms.flatMap(named)),
    ],
  };
}

/** Whether something among problems prevents deployment. */
export const isRefused = (problems: readonly Problem[]): boolean =>
  problems.some(({ severity }) => severity === 'error');

/** How models are read, when it is known what forms say. */
interface ModelReading extends BundleReading {
  readonly sensitiveVariables: readonly string[];
}

async function readModels(
  resources: readonly Resource[],
  reading: ModelReading,
) {
  return Promise.all(
    resources
      .filter(({ name }) => isModel(name))
      .map(async ({ name, content }) => ({
        name,
        ...(await readModel(content, reading)),
      })),
  );
}

/** What is in a model. One that takes too long to read could not be run either. */
async function readModel(
  content: string,
  { evaluation, ...reading }: ModelReading,
): Promise<ModelRead> {
  try {
    return await evaluation.ask({ kind: 'readModel', content, ...reading });
  } catch (error) {
    if (!(error instanceof EvaluationExceeded)) {
      throw error;
    }
    return { processes: [], problems: [tooMuch(error)] };
  }
}

/** What forms are is found out here, so that nobody has to read them later to know what is sensitive. */
async function readForms(
  resources: readonly Resource[],
  { evaluation }: BundleReading,
) {
  const documents = resources.filter(isForm);
  if (documents.length === 0) {
    return [];
  }
  const contents = documents.map(({ content }) => content);
  const forms = await evaluation.ask({ kind: 'readForms', contents });
  return forms.map((form, index) => ({
    ...form,
    resourceName: documents[index].name,
  }));
}

function named<Form extends { readonly formId?: string }>(form: Form) {
  const { formId } = form;
  return formId === undefined ? [] : [{ ...form, formId }];
}

function inResource(
  resource: string,
  problems: readonly Problem[],
): readonly ResourceProblem[] {
  return problems.map(problem => ({ ...problem, resource }));
}

function tooMuch({ message }: EvaluationExceeded): Problem {
  return {
    rule: 'evaluation-limit',
    severity: 'error',
    message: `Expected a model that can be read, but it takes too much: ${message}. Split it into processes that call each other, or shorten its expressions`,
  };
}

function noModel(): ResourceProblem {
  return {
    resource: '',
    rule: 'no-model',
    severity: 'error',
    message:
      'Expected a BPMN model among what is deployed, but there is none. Add a document whose name ends in .bpmn',
  };
}
