import type {
  Rejection,
  StartSubscription,
  Variables,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Problem } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { ModelPair, ModelsCompared } from '../comparison/compareModels';
import type { FormRead } from '../deployments/readForm';
import type { FormChecked } from '../forms/checkForm';
import type { FormFilledIn } from '../forms/FormWalk';
import type { DefinitionSource } from '../store/deployments';
import type { Given, Stepped } from '../instances/stepOnce';
import type { StoredInstance } from '../store/instances';
import type { Parts } from './parts';
import type { LintLevels } from '@bpmn-pipelines/backstage-plugin-bpmn-lint';

/** A model that is to be deployed. */
export interface ReadModel {
  readonly kind: 'readModel';
  readonly content: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly lintLevels?: LintLevels;
  /** Besides those that it marks: those of the forms beside it. */
  readonly sensitiveVariables?: readonly string[];
}

/** What is found in it. */
export interface ModelRead {
  readonly processes: readonly {
    readonly processId: string;
    readonly name?: string;
    readonly versionTag?: string;
    readonly subscriptions: readonly StartSubscription[];
    /** With those that get their values. */
    readonly sensitiveVariables: readonly string[];
  }[];
  readonly problems: readonly Problem[];
}

/** Documents that are deployed and may be forms. */
export interface ReadForms {
  readonly kind: 'readForms';
  readonly contents: readonly string[];
}

/** Models that are to be compared. */
export interface CompareModels {
  readonly kind: 'compareModels';
  readonly pairs: readonly ModelPair[];
}

/** A version that is to be executed. */
export interface CompileDefinition extends DefinitionSource {
  readonly kind: 'compile';
}

/** It, or why it cannot be. */
export type DefinitionCompiled =
  /** A `PortableDefinition`. */
  { readonly portable: Parts } | { readonly problem: string };

/** A command that takes long. */
export interface Step {
  readonly kind: 'step';
  /** All of the instance. */
  readonly instance: StoredInstance;
  readonly definition: Parts;
  readonly target?: Parts;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly given: Given;
  /** Work beyond which there is an incident, see `step`; absent: as for any command. */
  readonly limit?: number;
}

/** Conditions that begin processes, and that take long. */
export interface EvaluateConditions {
  readonly kind: 'conditions';
  readonly starts: readonly {
    readonly definition: Parts;
    readonly elementId: string;
    readonly event: number;
  }[];
  readonly variables: Variables;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A form that somebody has filled in: its patterns and expressions can take long. */
export interface CheckForm {
  readonly kind: 'checkForm';
  readonly form: FormFilledIn;
}

/** What a thread is asked for. */
export type Request =
  | ReadModel
  | ReadForms
  | CheckForm
  | CompareModels
  | CompileDefinition
  | Step
  | EvaluateConditions;

/** What it answers, by kind of request. */
export interface Answers {
  readonly readModel: ModelRead;
  /** In the same order. */
  readonly readForms: readonly FormRead[];
  readonly checkForm: FormChecked;
  readonly compareModels: ModelsCompared;
  readonly compile: DefinitionCompiled;
  /** Rejects with a Rejection if the state of the instance does not allow the command. */
  readonly step: Stepped;
  /** Whether each of them holds. */
  readonly conditions: readonly boolean[];
}

/** Does what can take long: in threads, or in tests where it is asked. */
export interface Evaluation {
  /** Rejects with an EvaluationExceeded if it takes too long or too much memory. */
  ask<Kind extends Request['kind']>(
    request: Extract<Request, { kind: Kind }>,
  ): Promise<Answers[Kind]>;
}

/** What a thread says when it begins with what it is asked for. */
export type Begun = 'begun';

/** An answer, as it is or in parts, or what was thrown: text alone survives the way. */
export type Reply =
  | { readonly answer: Answers[keyof Answers] }
  | { readonly parts: Parts }
  | {
      readonly rejection: Pick<Rejection, 'code' | 'message' | 'parameters'>;
    }
  | { readonly error: string };
