import {
  MAX_INSTANCE_VARIABLES_BYTES,
  MAX_VARIABLE_BYTES,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { Rejection } from '../command';
import { jsonBytes } from '../state/jsonBytes';
import type { Key, TooLarge, Variables } from '../state/state';
import { Failure } from './failure';
import { findTextProblem } from './findTextProblem';
import type { Run } from './run';

/** Variables that are about to be set in a scope. */
export interface Setting {
  readonly scopeKey: Key;
  readonly variables: Variables;
}

/** Variables that are about to be set in a scope that may not be there yet. */
export type Plan = Pick<Setting, 'variables'> & Partial<Setting>;

/** What is wrong with variables: for people, and for programs. */
export interface RoomProblem extends TooLarge {
  readonly message: string;
}

const WAY_OUT =
  'Put it into a file and let the variable refer to that, or make other variables smaller';

/** What keeps variables from being set by their names alone. */
export function findNameProblem(variables: Variables): string | undefined {
  for (const name of Object.keys(variables)) {
    const problem = findTextProblem(name);
    if (problem !== undefined) {
      return `Expected each name of a variable to be text that can be looked for, but one ${problem}`;
    }
  }
  return undefined;
}

/** A variable that is larger than any may be, whatever else there is; or variables that are so together. */
export function findSizeProblem(variables: Variables): RoomProblem | undefined {
  return problemOf(sizesOf(variables), 0);
}

/**
 * Says that variables can be set: none of them is too large, and neither are all of the instance together, unless they get no larger. Throws a
 * Failure.
 *
 * @param released - bytes of outputs that go when this is done
 */
export function requireRoom(
  run: Run,
  settings: readonly Plan[],
  released = 0,
): void {
  for (const { variables } of settings) {
    const message = findNameProblem(variables);
    if (message !== undefined) {
      throw new Failure('limitExceeded', message);
    }
  }
  const problem = findRoomProblem(run, settings, released);
  if (problem !== undefined) {
    const { message, ...rest } = problem;
    throw new Failure('limitExceeded', message, rest);
  }
}

/** The same for whoever sets variables from outside, before anything is done. Throws a Rejection. */
export function rejectWithoutRoom(run: Run, settings: readonly Plan[]): void {
  const problem = findRoomProblem(run, settings, 0);
  if (problem !== undefined) {
    throw tooLarge(problem);
  }
}

/** The refusal of variables that are too large. */
export function tooLarge({ message, ...parameters }: RoomProblem): Rejection {
  return new Rejection('variableTooLarge', message, { ...parameters });
}

type Size = readonly [name: string, bytes: number];

function sizesOf(variables: Variables): readonly Size[] {
  return Object.keys(variables).map(name => [name, jsonBytes(variables[name])]);
}

function findRoomProblem(
  { view }: Run,
  settings: readonly Plan[],
  released: number,
): RoomProblem | undefined {
  const sizes: Size[] = [];
  let grown = -released;
  for (const { scopeKey, variables } of settings) {
    for (const [name, size] of sizesOf(variables)) {
      const before =
        scopeKey === undefined ? undefined : view.variable(scopeKey, name);
      sizes.push([name, size]);
      grown += size - (before === undefined ? 0 : jsonBytes(before));
    }
  }
  const others = view.variableBytes() + grown - sum(sizes);
  return problemOf(sizes, grown > 0 ? others : -Infinity);
}

/** @param others - bytes of all variables that stay as they are */
function problemOf(
  sizes: readonly Size[],
  others: number,
): RoomProblem | undefined {
  const [name, size] = sizes.reduce<Size>(
    (largest, one) => (one[1] > largest[1] ? one : largest),
    ['', 0],
  );
  if (size > MAX_VARIABLE_BYTES) {
    const limit = MAX_VARIABLE_BYTES;
    return {
      name,
      size,
      limit,
      message: `Expected variable ${name} to have at most ${limit} bytes of JSON, but it would have ${size}. ${WAY_OUT}`,
    };
  }
  const all = others + sum(sizes);
  const limit = MAX_INSTANCE_VARIABLES_BYTES;
  return all <= limit
    ? undefined
    : {
        name,
        size: all,
        limit,
        message: `Expected all variables of an instance to have at most ${limit} bytes of JSON, but with ${name}, which has ${size}, they would have ${all}. ${WAY_OUT}`,
      };
}

function sum(sizes: readonly Size[]): number {
  return sizes.reduce((bytes, [, size]) => bytes + size, 0);
}
