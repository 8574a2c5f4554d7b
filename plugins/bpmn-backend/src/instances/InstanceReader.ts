import type {
  JobScript,
  JsonObject,
  JsonValue,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  Rejection,
  type JobWait,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Definitions } from '../deployments/Definitions';
import { jobScriptOf } from '../scripts/jobScriptOf';
import type { DeploymentQueries } from '../store/deployments';
import type {
  InstanceQueries,
  InstanceRow,
  InstanceSearch,
  Slice,
} from '../store/instances';
import type { PageOf } from '../store/cursor';

/** What stands for a value that nobody is to see. */
const REDACTED = { $redacted: true };
/** Characters of JSON. */
const LONGEST_SHOWN = 1000;

/** Which instances are looked for, with variables as people write them. */
export interface InstanceFilter extends Omit<InstanceSearch, 'variables'> {
  /** `name=value`. */
  readonly variable?: readonly string[];
}

/** A variable of a scope. */
export interface VisibleVariable {
  readonly scopeKey: number;
  readonly name: string;
  readonly value: JsonValue;
}

/** Shows instances to people, but not what is sensitive. */
export class InstanceReader {
  constructor(
    private readonly options: {
      readonly queries: InstanceQueries;
      readonly deploymentQueries: DeploymentQueries;
      readonly definitions: Definitions;
    },
  ) {}

  /** An instance. */
  find(id: string): Promise<InstanceRow | undefined> {
    return this.options.queries.find(id);
  }

  /** Instances, the youngest first. Throws a Rejection if a variable cannot be looked for. */
  async list(
    { variable = [], ...search }: InstanceFilter,
    slice: Slice,
  ): Promise<PageOf<InstanceRow>> {
    const variables = variable.map(readVariable);
    if (variables.length > 0) {
      await this.requireOpen(
        variables.map(({ name }) => name),
        search.processId,
      );
    }
    return this.options.queries.list({ ...search, variables }, slice);
  }

  /** Variables of all scopes, or of one. */
  async listVariables(
    { id, definitionId }: InstanceRow,
    slice: Slice & { readonly scopeKey?: number },
  ): Promise<PageOf<VisibleVariable>> {
    const { queries, definitions } = this.options;
    const { sensitive } = await definitions.get(definitionId);
    const { rows, ...rest } = await queries.listVariables(id, slice);
    return {
      ...rest,
      rows: rows.map(({ scopeKey, name, value }) => ({
        scopeKey,
        name,
        value: sensitive.has(name) ? REDACTED : JSON.parse(value),
      })),
    };
  }

  /** What some variables of a scope are, for an auditor: neither secrets nor large values. */
  async showVariables(
    { id, definitionId }: InstanceRow,
    {
      scopeKey,
      names,
    }: { readonly scopeKey: number; readonly names: readonly string[] },
  ): Promise<JsonObject> {
    const rows = await this.options.queries.findVariables(id, {
      scopeKey,
      names,
    });
    const variables = rows.map(({ name, value }) => [name, JSON.parse(value)]);
    return this.showGiven(definitionId, Object.fromEntries(variables));
  }

  /** Variables that somebody gives to an instance of a version, for an auditor: neither secrets nor large values. */
  async showGiven(
    definitionId: string,
    variables: JsonObject = {},
  ): Promise<JsonObject> {
    const { sensitive } = await this.options.definitions.get(definitionId);
    return Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [
        name,
        sensitive.has(name) || JSON.stringify(value).length > LONGEST_SHOWN
          ? REDACTED
          : value,
      ]),
    );
  }

  /** The script that a job is to run; undefined: it is no script task. */
  async scriptOf(
    definitionId: string,
    { type, elementId, listener }: JobWait,
  ): Promise<JobScript | undefined> {
    if (listener || !type.startsWith('script')) {
      return undefined;
    }
    const { definition } = await this.options.definitions.get(definitionId);
    return jobScriptOf(definition.nodes.get(elementId));
  }

  /** Whoever can look for a value can guess it. */
  private async requireOpen(
    names: readonly string[],
    processId: string | undefined,
  ): Promise<void> {
    if (processId === undefined) {
      throw new Rejection(
        'invalidArgument',
        'Expected processId beside variable, but it is missing',
      );
    }
    const sensitive = await this.options.deploymentQueries.listSensitive(
      processId,
    );
    const found = names.find(name => sensitive.has(name));
    if (found !== undefined) {
      throw new Rejection(
        'invalidArgument',
        `Expected variables that are not sensitive, but ${found} is`,
        { name: found },
      );
    }
  }
}

/** A variable as people write it: the value as JSON, and what is no JSON as text. */
function readVariable(written: string): { name: string; value: string } {
  const [, name, text] = /^([^=]+)=([^]*)$/.exec(written) ?? [];
  if (name === undefined) {
    throw new Rejection(
      'invalidArgument',
      `Expected variable to be name=value, but found ${written}`,
    );
  }
  const value = readValue(text);
  if (typeof value === 'object' && value !== null) {
    throw new Rejection(
      'invalidArgument',
      `Expected the value of ${name} to be a text, number, boolean or null, but it is a list or an object`,
      { name },
    );
  }
  return { name, value: JSON.stringify(value) };
}

function readValue(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
