import { mockServices } from '@backstage/backend-test-utils';
import type { Variables } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Knex } from 'knex';
import { createHost, type Host, type HostOptions } from '../host/Host';
import type { Caller } from '../tasks/Caller';
import { settle } from './settle';

/** Owns every process here. */
export const OWNER = 'group:default/data';

/** A person, with their groups. */
export const person = (name: string, ...groups: string[]): Caller => ({
  actor: `user:default/${name}`,
  refs: [`user:default/${name}`, ...groups.map(g => `group:default/${g}`)],
  isService: false,
});

/** What came of each of some attempts: done, or the code of the refusal. */
export const outcomes = async (attempts: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(attempts)).map(result =>
    result.status === 'fulfilled' ? 'done' : result.reason.code,
  );

/** An answer. */
export const done = (more = {}) => ({ channel: 'portal', ...more });

/** What a user task says about who is to do it, and until when. */
export const assigned = (attributes: string) =>
  `<zeebe:assignmentDefinition ${attributes} />`;

/** A process with a user task `approve`, what that says, and what is around it. */
export const approval = (
  id: string,
  extensions: string,
  { around = '', name = 'Approve &amp; publish', task = 'approve' } = {},
) => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:pipeline="https://bpmn-pipelines.dev/schema/1.0" targetNamespace="https://example.org">
  <process id="${id}" name="Approval of ${id}" isExecutable="true">
    <startEvent id="start" /><sequenceFlow id="in" sourceRef="start" targetRef="${task}" />
    <userTask id="${task}" name="${name}"><extensionElements><zeebe:userTask />${extensions}</extensionElements></userTask>
    <sequenceFlow id="out" sourceRef="${task}" targetRef="end" /><endEvent id="end" />${around}
  </process></definitions>`;

const resourcesOf = (xml: string, forms: readonly string[]) => [
  { name: 'model.bpmn', content: xml },
  ...forms.map((content, n) => ({ name: `${n}.form`, content })),
];

/** A host for user tasks, with a clock that stands still. */
export function taskHost(knex: Knex, options: Partial<HostOptions> = {}) {
  const clock = { time: Date.UTC(2026, 0, 1), now: () => clock.time };
  const logger = mockServices.logger.mock();
  const host: Host = createHost({ knex, clock, logger, ...options });

  async function deploy(xml: string, forms: readonly string[] = []) {
    const { problems, definitions } = await host.deployments.deploy(
      { ownerRef: OWNER, resources: resourcesOf(xml, forms) },
      'user:default/author',
    );
    if (definitions.length === 0) {
      throw new Error(JSON.stringify(problems));
    }
    return definitions[0];
  }

  async function start(
    processId: string,
    variables: Variables = {},
    businessKey?: string,
  ) {
    const { id, processKey, ownerRef } =
      (await host.stores.deployments.findLatest(processId))!;
    const { record } = await host.instances.start(
      { definitionId: id, processKey, ownerRef, variables, businessKey },
      { actor: 'user:default/starter' },
    );
    await settle(host);
    return record.id;
  }

  /** The tasks of an instance, in the order in which they came. */
  async function tasksOf(instanceId: string) {
    const rows = await knex('user_tasks')
      .where({ instance_id: instanceId })
      .orderBy('key');
    return Promise.all(rows.map(({ id }) => host.tasks.find(id)));
  }

  let count = 0;

  /** A new task, of a process of its own. */
  async function given(
    extensions: string,
    more: { readonly around?: string; readonly variables?: Variables } = {},
  ) {
    const processId = `approval-${++count}`;
    await deploy(approval(processId, extensions, more));
    const instanceId = await start(processId, more.variables, 'order 7');
    const [task] = await tasksOf(instanceId);
    return { processId, instanceId, id: task.id, task };
  }

  const stateOf = async (instanceId: string) =>
    (await host.stores.instances.find(instanceId))?.state;

  return { host, clock, deploy, start, tasksOf, given, stateOf };
}
