import { ConfigReader } from '@backstage/config';
import type { JsonObject as ConfigObject } from '@backstage/types';
import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  handleJob,
  type Job,
  type JobAnswer,
  type JobHandler,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import {
  testJob,
  testJobContext,
  type TestJobContext,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node/testing';
import { readHttpConfig } from '../config/readHttpConfig';
import { Guard, type Resolve } from '../guard/Guard';
import { createHttpJobHandler } from '../httpJobHandler';

/** The connector as the module puts it together. */
export interface Connector {
  readonly handler: JobHandler;
  /** Sends what the variable `request` says. */
  send(
    request: JsonObject,
    job?: Partial<Job>,
    context?: TestJobContext,
  ): Promise<JobAnswer>;
}

const opened: Guard[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map(guard => guard.close()));
});

/** No name means anything, so that no test asks the network. */
const resolveNothing: Resolve = async () => [];

/** Puts the connector together, with what `bpmn.http` says. */
export function connector(
  http: ConfigObject = {},
  resolve: Resolve = resolveNothing,
): Connector {
  const config = readHttpConfig(new ConfigReader({ bpmn: { http } }));
  const guard = new Guard({ ...config, resolve });
  opened.push(guard);
  const handler = createHttpJobHandler({ config, guard });
  return {
    handler,
    send: (request, job = {}, context = testJobContext()) =>
      handleJob(
        handler,
        testJob({ type: 'http:request', variables: { request }, ...job }),
        context,
      ),
  };
}

/** What lets servers of the test be asked. */
export function allowing(
  ...servers: readonly { readonly port: number }[]
): ConfigObject {
  return {
    allow: [{ host: '127.0.0.1', ports: servers.map(({ port }) => port) }],
  };
}
