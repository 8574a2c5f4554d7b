import { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { evaluateExpression, Evaluation } from '../evaluateExpression';
import { compileExpression, Expression } from '../expression';

/** Sunday, 22 November 2026, 09:30 UTC. */
export const NOW = Date.UTC(2026, 10, 22, 9, 30);

/** The expression of a source that compiles. */
export function expressionOf(source: string): Expression {
  const compiled = compileExpression(source);
  if ('problem' in compiled) {
    throw new Error(`${source}: ${compiled.problem}`);
  }
  return compiled.expression;
}

/** What is wrong with a source; undefined if it compiles. */
export function problemOf(source: string): string | undefined {
  const compiled = compileExpression(source);
  return 'problem' in compiled ? compiled.problem : undefined;
}

/** Evaluates a source with variables, at `NOW` and with dice that always say 0.5. */
export function evaluate(
  source: string,
  variables: JsonObject = {},
): Evaluation {
  return evaluateExpression(expressionOf(source), {
    variable: name =>
      Object.hasOwn(variables, name) ? variables[name] : undefined,
    now: NOW,
    random: () => 0.5,
  });
}

/** The message with which the evaluation of a source fails; throws if it does not, or with another error. */
export function failureOf(source: string, variables?: JsonObject): string {
  try {
    const { value } = evaluate(source, variables);
    return `no failure, but ${JSON.stringify(value)}`;
  } catch (error) {
    const { name, message } = error as Error;
    return name === 'ExpressionFailure' ? message : `${name}: ${message}`;
  }
}
