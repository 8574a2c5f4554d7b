import type {
  FieldProblem,
  JsonObject,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Variables } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Clock } from '../clock/Clock';
import { EvaluationExceeded, type Evaluation } from '../evaluation';
import type { FormChecked } from './checkForm';
import { InvalidForm } from './InvalidForm';

/** What a form was filled in with. */
export interface Filling {
  readonly schema: JsonObject;
  readonly values: Variables | undefined;
  /** What the process knows. */
  readonly variables: Variables;
}

/** Holds people to forms, whoever has drawn the form on the screen. */
export class FormService {
  constructor(
    private readonly options: {
      readonly evaluation: Evaluation;
      readonly clock: Clock;
    },
  ) {}

  /** Gives the values of the fields that are shown. Rejects with an InvalidForm if one is wrong, or if there is one that no field has. */
  async requireFilledIn(filling: Filling): Promise<Variables> {
    const { problems, values, unknown } = await this.check(filling);
    const message = 'Expected only what the form asks for.';
    const all = [
      ...problems,
      ...unknown.map(path => ({ path, code: 'unknown', message })),
    ];
    if (all.length > 0) {
      throw new InvalidForm(all);
    }
    return values;
  }

  /** The same, with the values that no field has. */
  async requireFieldsFilledIn(filling: Filling): Promise<Variables> {
    const { problems, values, unknown } = await this.check(filling);
    if (problems.length > 0) {
      throw new InvalidForm(problems);
    }
    const given = filling.values ?? {};
    const others = unknown.map(name => [name, given[name]]);
    return { ...Object.fromEntries(others), ...values };
  }

  private async check({
    schema,
    values = {},
    variables,
  }: Filling): Promise<FormChecked> {
    const { evaluation, clock } = this.options;
    const now = clock.now();
    const form = { schema, values, variables, now };
    try {
      return await evaluation.ask({ kind: 'checkForm', form });
    } catch (error) {
      if (!(error instanceof EvaluationExceeded)) {
        throw error;
      }
      throw new InvalidForm([tookTooLong(schema)]);
    }
  }
}

/** Whoever asks again would wait as long again: somebody has to change the form, or what it was filled in with. */
function tookTooLong({ id }: JsonObject): FieldProblem {
  const form = typeof id === 'string' ? `form ${id}` : 'the form';
  return {
    path: '',
    code: 'tookTooLong',
    message: `Expected ${form} to be checked in a moment, but a pattern or an expression of it takes too long for what was filled in. Fill in less, or have those who own the process change the form.`,
  };
}
