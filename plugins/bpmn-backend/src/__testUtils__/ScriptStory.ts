import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Host } from '../host/Host';
import { ScriptRunners } from '../scripts/ScriptRunners';
import { FakeScriptRunner } from './FakeScriptRunner';
import {
  ADA,
  element,
  HostStory,
  line,
  model,
  OWNER,
  process,
} from './hostStory';
import { MemoryFiles } from './MemoryFiles';

const extended = (inner: string) =>
  `<extensionElements>${inner}</extensionElements>`;

/** A script task of Python, tried twice. */
export const script = (attributes = '', names = ''): string =>
  `<scriptTask id="sum" name="Sum up" scriptFormat="Python">${extended(
    `<pipeline:script ${attributes}>${names}</pipeline:script><zeebe:taskDefinition type="script:python" retries="2" />`,
  )}<script>total = 1</script></scriptTask>`;

/** A host with a runner of scripts, which are played. The variable `secret` is sensitive. */
export class ScriptStory {
  readonly story: HostStory;
  runner!: FakeScriptRunner;
  private count = 0;

  constructor(databaseId: ConstructorParameters<typeof HostStory>[0]) {
    this.story = new HostStory(databaseId);
    beforeEach(() => {
      this.runner = new FakeScriptRunner();
      this.story.host = this.hostOf(this.runner);
    });
  }

  /** Another host, with this runner, and with files or without. */
  hostOf(runner: FakeScriptRunner, { hasFiles = true } = {}): Host {
    const scriptFiles = hasFiles ? this.files() : undefined;
    const scriptRunners = new ScriptRunners();
    scriptRunners.addScriptRunner(runner);
    return this.story.newHost({ scriptRunners, scriptFiles });
  }

  /** Deploys a process with a script, starts it, and does all that can be done now. Returns its id. */
  async run(variables: JsonObject = {}, xml = script()): Promise<string> {
    return this.story.start(await this.deploy(xml), variables);
  }

  /** An instance whose script waits for somebody to run it. */
  async idle(): Promise<string> {
    const processId = await this.deploy(script());
    const { deployments } = this.story.host.stores;
    const definition = (await deployments.findLatest(processId))!;
    const { record } = await this.story.host.instances.start(
      {
        definitionId: definition.id,
        processKey: definition.processKey,
        ownerRef: OWNER,
      },
      { actor: ADA },
    );
    return record.id;
  }

  private async deploy(xml: string): Promise<string> {
    const id = `scripted-${++this.count}`;
    const elements = line(
      element('startEvent', 'start'),
      ['sum', xml],
      element('userTask', 'look'),
    );
    const sensitive = extended('<pipeline:sensitive variable="secret" />');
    await this.story.deploy(model(process(id, sensitive + elements)));
    return id;
  }

  attemptsOf(id: string) {
    return this.rowsOf('script_attempts', id).orderBy('number');
  }

  logOf(id: string) {
    return this.rowsOf('script_log', id).orderBy('seq');
  }

  artifactsOf(id: string) {
    return this.rowsOf('script_artifacts', id).orderBy('seq');
  }

  incidentsOf(id: string) {
    return this.rowsOf('incidents', id);
  }

  async variablesOf(id: string): Promise<JsonObject> {
    const rows: { name: string; value: string }[] = await this.rowsOf(
      'variables',
      id,
    );
    return Object.fromEntries(
      rows.map(({ name, value }) => [name, JSON.parse(value)]),
    );
  }

  private rowsOf(table: string, id: string) {
    return this.story.knex(table).where({ instance_id: id });
  }

  private files(): MemoryFiles {
    return new MemoryFiles(() => this.story.host.stores.files);
  }
}
