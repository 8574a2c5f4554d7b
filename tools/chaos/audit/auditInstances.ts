import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { InstanceStore } from '@bpmn-pipelines/backstage-plugin-bpmn-backend/testing';
import {
  parse,
  type InstanceRows,
  type ProcessDefinition,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { findBrokenInvariants } from '@bpmn-pipelines/backstage-plugin-bpmn-engine/testing';
import type { Knex } from 'knex';
import { kinds } from '../mix';
import { canonical, shortened } from './canonical';
import { Histories, type History } from './Histories';

/** An instance as it is found. */
export interface Found {
  readonly id: string;
  readonly processId: string;
  /** Of whoever has started it by hand. */
  readonly key?: string;
  readonly state: string;
  readonly history: History;
  /** Variables of the process, as they are now. */
  readonly result: JsonObject;
}

const WHOLE = {
  isAll: true,
  keys: [],
  waitKeys: [],
  incidentKeys: [],
  outputsOf: [],
};

/** Reads every instance, and tells what is wrong with it by itself: its history has to tell its state, and nothing in it may be stuck. */
export async function auditInstances(
  knex: Knex,
  judge: (found: Found) => void = () => {},
): Promise<readonly string[]> {
  const store = new InstanceStore(knex);
  const histories = new Histories(knex);
  const definitions = await readDefinitions();
  const wrong: string[] = [];
  for (const row of await knex('process_instances').orderBy('id')) {
    const { id, process_id: processId, business_key: key, state } = row;
    try {
      const { rows } = (await store.load(id, WHOLE))!;
      const history = await histories.of(id);
      const folded = histories.fold(history);
      const result = await resultOf(knex, row);
      wrong.push(
        ...[
          ...findDifferences(rows, folded),
          ...findBrokenInvariants(rows, definitions.get(processId)!),
          ...findLostResult(history, row.root_key, result),
        ].map(what => `${id}: ${what}`),
      );
      judge({
        ...{ id, processId, state, history, result },
        ...(key !== null && { key }),
      });
    } catch (error) {
      wrong.push(`${id} cannot be read: ${(error as Error).stack}`);
    }
  }
  return wrong;
}

async function readDefinitions(): Promise<
  ReadonlyMap<string, ProcessDefinition>
> {
  const parsed = await Promise.all(
    kinds.flatMap(({ documents }) => documents).map(xml => parse(xml)),
  );
  return new Map(
    parsed
      .flatMap(({ definitions }) => definitions)
      .map(definition => [definition.id, definition]),
  );
}

async function resultOf(
  knex: Knex,
  row: { readonly id: string; readonly root_key: number },
): Promise<JsonObject> {
  const variables = await knex('variables').where({
    instance_id: row.id,
    scope_key: row.root_key,
  });
  return Object.fromEntries(
    variables.map(({ name, value }) => [name, JSON.parse(value)]),
  );
}

function findDifferences(
  rows: InstanceRows,
  folded: InstanceRows,
): readonly string[] {
  const told = canonical(folded);
  return Array.from(canonical(rows)).flatMap(([part, text]) =>
    text === told.get(part)
      ? []
      : [
          `${part} are not what its history tells: ${text} instead of ${told.get(
            part,
          )}`,
        ],
  );
}

/** What the process has set last is what it leaves behind. */
function findLostResult(
  { changes }: History,
  rootKey: number,
  result: JsonObject,
): readonly string[] {
  const last = new Map<string, unknown>();
  for (const change of changes) {
    if (change.type === 'variablesSet' && change.scopeKey === rootKey) {
      Object.entries(change.variables).forEach(([name, value]) =>
        last.set(name, value),
      );
    }
  }
  return Array.from(last).flatMap(([name, value]) =>
    JSON.stringify(shortened(result[name])) === JSON.stringify(value)
      ? []
      : [`${name} is not what was set last`],
  );
}
