import { mockServices } from '@backstage/backend-test-utils';
import type { Variables } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import {
  complete,
  type Job,
  type JobAnswer,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { Knex } from 'knex';
import { createHost, type Host, type HostOptions } from '../host/Host';
import { migratedDatabase } from './database';
import { settle } from './settle';

export const OWNER = 'group:default/data';
export const ADA = 'user:default/ada';

/** A document with processes, and what they refer to. */
export const model = (content: string, around = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>
  <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:pipeline="https://bpmn-pipelines.dev/schema/1.0" targetNamespace="https://example.org">${around}${content}</definitions>`;

/** A process. */
export const process = (id: string, content: string) =>
  `<process id="${id}" isExecutable="true">${content}</process>`;

/** Elements one after the other: `[id, xml]`. */
export const line = (...elements: readonly (readonly [string, string])[]) =>
  elements
    .map(
      ([id, xml], index) =>
        `${xml}${
          index > 0
            ? `<sequenceFlow id="to-${id}" sourceRef="${
                elements[index - 1][0]
              }" targetRef="${id}" />`
            : ''
        }`,
    )
    .join('');

/** An element: its id, and its XML. */
export const element = (kind: string, id: string, inner = '') =>
  [id, `<${kind} id="${id}">${inner}</${kind}>`] as const;
/** A service task. */
export const job = (id: string, type = 'work') =>
  element(
    'serviceTask',
    id,
    `<extensionElements><zeebe:taskDefinition type="${type}" /></extensionElements>`,
  );

/** A host on a database of its own, for the tests of one suite: each begins with a new host, on what the others have left. */
export class HostStory {
  knex!: Knex;
  host!: Host;
  /** Epoch milliseconds. */
  now = 0;
  /** Jobs that were handed out. */
  done: Job[] = [];
  answer: (job: Job) => JobAnswer | Promise<JobAnswer> = () => complete();

  constructor(databaseId: Parameters<typeof migratedDatabase>[0]) {
    beforeAll(async () => {
      this.knex = await migratedDatabase(databaseId);
    });
    beforeEach(() => {
      this.now = Date.UTC(2026, 0, 1);
      this.done = [];
      this.answer = () => complete();
      this.host = this.newHost();
    });
  }

  /** Another host, which knows what is in the database only. */
  newHost(options: Partial<HostOptions> = {}): Host {
    return createHost({
      knex: this.knex,
      clock: { now: () => this.now },
      logger: mockServices.logger.mock(),
      handlers: [
        {
          type: 'work*',
          handle: async handed => {
            this.done.push(handed);
            return this.answer(handed);
          },
        },
      ],
      ...options,
    });
  }

  /** Deploys a document that has no errors. */
  async deploy(xml: string, ownerRef = OWNER) {
    const { definitions, problems } = await this.host.deployments.deploy(
      { ownerRef, resources: [{ name: 'model.bpmn', content: xml }] },
      ADA,
    );
    if (definitions.length === 0) {
      throw new Error(JSON.stringify(problems, null, 2));
    }
    return definitions;
  }

  /** Starts an instance, and does all that can be done now. Returns its id. */
  async start(processId: string, variables: Variables = {}): Promise<string> {
    const { deployments } = this.host.stores;
    const definition = (await deployments.findLatest(processId))!;
    const { record } = await this.host.instances.start(
      {
        definitionId: definition.id,
        processKey: definition.processKey,
        ownerRef: definition.ownerRef,
        variables,
      },
      { actor: ADA },
    );
    await this.settle();
    return record.id;
  }

  settle(): Promise<void> {
    return settle(this.host);
  }

  /** Where an instance stands. */
  async stateOf(id: string) {
    return (await this.host.stores.instances.find(id))?.state;
  }
}
