import type {
  JsonObject,
  JsonValue,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  compileExpression,
  evaluateExpression,
  ExpressionFailure,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';

/** What expressions of a form see in one place of it: what the form shows goes before what the process knows, what is near before what is far. */
export class FormScope {
  private constructor(
    private readonly options: {
      /** All that the form shows. */
      readonly values: JsonObject;
      readonly variables: JsonObject;
      readonly now: number;
      /** The row of a list that the place is in; absent: it is in none. */
      readonly row?: JsonObject;
      readonly parent?: FormScope;
      /** Positions of the rows around it, from 1. */
      readonly positions: readonly number[];
    },
  ) {}

  /** The scope of the whole form. */
  static of(values: JsonObject, variables: JsonObject, now: number): FormScope {
    return new FormScope({ values, variables, now, positions: [] });
  }

  /** The scope of a row of a list. */
  inRow(row: JsonObject, index: number): FormScope {
    const positions = [...this.options.positions, index + 1];
    return new FormScope({ ...this.options, row, parent: this, positions });
  }

  /** What an expression gives; undefined where it has no value, or the text is no expression. */
  evaluate(text: unknown): JsonValue | undefined {
    if (typeof text !== 'string' || !text.startsWith('=')) {
      return undefined;
    }
    const compiled = compileExpression(text.slice(1));
    if ('problem' in compiled) {
      return undefined;
    }
    try {
      const { value } = evaluateExpression(compiled.expression, {
        variable: name => this.variable(name),
        now: this.options.now,
        random: () => 0,
      });
      return value;
    } catch (error) {
      // As in the form itself: what cannot be evaluated has no value.
      if (error instanceof ExpressionFailure) {
        return undefined;
      }
      throw error;
    }
  }

  private variable(name: string): JsonValue | undefined {
    const { positions, parent } = this.options;
    switch (name) {
      case 'this':
        return this.here();
      case 'parent':
        return parent?.here();
      case 'i':
        return positions;
      default:
        return this.named(name);
    }
  }

  private here(): JsonObject {
    return this.options.row ?? this.options.values;
  }

  private named(name: string): JsonValue | undefined {
    const { row = {}, values, variables } = this.options;
    const place = [row, values, variables].find(
      one => Object.hasOwn(one, name) && one[name] !== undefined,
    );
    return place?.[name];
  }
}
