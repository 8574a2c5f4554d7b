import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Knex } from 'knex';
import { LRUCache } from 'lru-cache';

/** Most versions of processes whose forms are kept in memory. */
const MOST = 100;

type Forms = ReadonlyMap<string, JsonObject>;

/** Forms, as they were deployed with the processes that show them: they never change. */
export class FormStore {
  private readonly forms = new LRUCache<string, Promise<Forms>>({ max: MOST });

  constructor(private readonly knex: Knex) {}

  /** The form of an id that was deployed with a version of a process: the JSON document that says it has that id. */
  async find(
    definitionId: string,
    formId: string,
  ): Promise<JsonObject | undefined> {
    let forms = this.forms.get(definitionId);
    if (!forms) {
      forms = this.load(definitionId);
      this.forms.set(definitionId, forms);
      forms.catch(() => this.forms.delete(definitionId));
    }
    return (await forms).get(formId);
  }

  private async load(definitionId: string): Promise<Forms> {
    const documents: string[] = await this.knex('deployment_resources')
      .join(
        'process_definitions',
        'process_definitions.deployment_id',
        'deployment_resources.deployment_id',
      )
      .where('process_definitions.id', definitionId)
      .where('content_type', 'application/json')
      .orderBy('deployment_resources.name')
      .pluck('content');
    return new Map(
      documents.flatMap(text => {
        const form = parsed(text);
        return typeof form?.id === 'string' ? [[form.id, form]] : [];
      }),
    );
  }
}

/** A document; undefined if it is none that a form can be. */
function parsed(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
