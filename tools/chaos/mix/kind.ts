import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** Dice. */
export interface Dice {
  between(min: number, max: number): number;
  chance(probability: number): boolean;
}

/** A process instance that is to be started. */
export interface Beginning {
  readonly processId: string;
  readonly variables: JsonObject;
}

/** What has become of an instance. */
export interface Outcome {
  readonly given: JsonObject;
  /** Variables of the process, at its end. */
  readonly result: JsonObject;
  /** How often each element was entered. */
  readonly entered: ReadonlyMap<string, number>;
}

/** A sort of process in the mix. */
export interface Kind {
  /** What it is made of, to be deployed together. */
  readonly documents: readonly string[];
  /** How often it is chosen. */
  readonly weight: number;
  /** Instances that belong together; `key` is theirs alone. */
  begin(dice: Dice, key: string): readonly Beginning[];
  /** What is expected of each process in the end; those that nobody starts by hand included. */
  readonly ends: Readonly<Record<string, End>>;
}

/** How instances of a process end. */
export interface End {
  /** `over`: completed or terminated. `rests`: it waits for ever. */
  readonly state: 'completed' | 'terminated' | 'over' | 'rests';
  /** What is wrong. */
  readonly findWrong?: (outcome: Outcome) => readonly string[];
}

/** That variables have values. */
export function expectVariables(
  expected: (given: JsonObject) => JsonObject,
): (outcome: Outcome) => readonly string[] {
  return ({ given, result }) =>
    Object.entries(expected(given)).flatMap(([name, value]) =>
      JSON.stringify(result[name]) === JSON.stringify(value)
        ? []
        : [
            `${name} is ${JSON.stringify(
              result[name],
            )} instead of ${JSON.stringify(value)}`,
          ],
    );
}
