import {
  coreServices,
  createBackendPlugin,
  type BackendPluginRegistrationPoints,
  type DatabaseService,
  type HttpRouterService,
  type LifecycleService,
  type LoggerService,
  type PermissionsRegistryService,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  bpmnElementTemplatesExtensionPoint,
  bpmnJobHandlersExtensionPoint,
  bpmnMailboxExtensionPoint,
  bpmnScriptRunnersExtensionPoint,
  bpmnTaskNotifiersExtensionPoint,
  bpmnTaskWatchersExtensionPoint,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { Knex } from 'knex';
import { registerActions } from './actions/registerActions';
import { DatabaseClock } from './clock/DatabaseClock';
import { readBpmnConfig } from './config/readBpmnConfig';
import { ElementTemplates } from './elementTemplates/ElementTemplates';
import { EvaluationThreads } from './evaluation';
import { eventsServiceRef } from './events/eventsServiceRef';
import { publishProcesses } from './events/publishProcesses';
import { createHost, type Host } from './host/Host';
import { startWorkers } from './host/startWorkers';
import { IncidentService } from './incidents/IncidentService';
import { InstanceChanges } from './instances/InstanceChanges';
import { InstanceReader } from './instances/InstanceReader';
import { InstanceStarter } from './instances/InstanceStarter';
import { JobHandlers } from './jobs/JobHandlers';
import { JobPolling } from './jobs/JobPolling';
import { Mailbox } from './mails/Mailbox';
import { measureHost } from './metrics/HostMetrics';
import { TaskNotifiers } from './notices/TaskNotifiers';
import { TaskWatchers } from './notices/TaskWatchers';
import { operations } from './openapi/document';
import { Access } from './permissions/Access';
import { registerPermissions } from './permissions/registerPermissions';
import { portalCatalog } from './relations/portalCatalog';
import { createRouter } from './router/createRouter';
import type { RouteServices } from './router/RouteServices';
import { ScriptAttempts } from './scripts/ScriptAttempts';
import { ScriptRunners } from './scripts/ScriptRunners';
import { DeploymentQueries } from './store/deployments';
import { IncidentQueries } from './store/incidents';
import { InstanceQueries, LedgerQueries } from './store/instances';
import { migrate } from './store/migrate';
import { readDatabaseTime } from './store/readDatabaseTime';
import { ScriptAttemptQueries } from './store/scripts';
import { ConditionStore } from './store/subscriptions';
import { ConditionService } from './triggers/ConditionService';

/** Runs BPMN processes: the host with its REST API. */
export const bpmnPlugin = createBackendPlugin({
  pluginId: 'bpmn',
  register(reg) {
    const { jobHandlers, elementTemplates, mailbox, ...brought } =
      openToModules(reg);
    reg.registerInit({
      deps: {
        actions: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        permissions: coreServices.permissions,
        registry: coreServices.permissionsRegistry,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { logger, lifecycle, registry } = deps;
        const config = readBpmnConfig(deps.config);
        const knex = await migrated(deps.database);
        const clock = await runningClock(knex, { lifecycle, logger });
        const handlers = jobHandlers.list();
        const evaluation = new EvaluationThreads();
        const parts = { knex, clock, logger, handlers, evaluation };
        const catalog = portalCatalog(deps);
        const host = createHost({ ...parts, ...config, ...brought, catalog });
        mailbox.open({ store: host.stores.mails, clock });
        const stopping = runWithBackend(host, lifecycle, () =>
          evaluation.stop(),
        );
        const services = {
          ...createRouteServices(host, stopping),
          access: new Access(deps),
          elementTemplates,
        };
        permitByRow(registry, services, host);
        publishProcesses(host, deps.events);
        measureHost(deps.metrics, host);
        registerActions(deps.actions, { ...deps, services });
        deps.httpRouter.use(createRouter(services, deps));
        letMonitoringIn(deps.httpRouter);
      },
    });
  },
});

/** Lets modules bring what they have. */
function openToModules(reg: BackendPluginRegistrationPoints) {
  const jobHandlers = new JobHandlers();
  const elementTemplates = new ElementTemplates();
  const scriptRunners = new ScriptRunners();
  const taskNotifiers = new TaskNotifiers();
  const taskWatchers = new TaskWatchers();
  const mailbox = new Mailbox();
  reg.registerExtensionPoint(bpmnJobHandlersExtensionPoint, jobHandlers);
  reg.registerExtensionPoint(bpmnScriptRunnersExtensionPoint, scriptRunners);
  reg.registerExtensionPoint(bpmnTaskNotifiersExtensionPoint, taskNotifiers);
  reg.registerExtensionPoint(bpmnTaskWatchersExtensionPoint, taskWatchers);
  reg.registerExtensionPoint(bpmnMailboxExtensionPoint, mailbox);
  reg.registerExtensionPoint(
    bpmnElementTemplatesExtensionPoint,
    elementTemplates,
  );
  return {
    ...{ jobHandlers, elementTemplates, scriptRunners },
    ...{ taskNotifiers, taskWatchers, mailbox },
  };
}

/** Monitoring has no token. */
function letMonitoringIn(httpRouter: HttpRouterService): void {
  httpRouter.addAuthPolicy({
    path: `/v1${operations.getHealth.path}`,
    allow: 'unauthenticated',
  });
}

/** Lets a policy decide by what a permission is about. */
function permitByRow(
  registry: PermissionsRegistryService,
  { deploymentQueries, instanceQueries }: RouteServices,
  { stores }: Host,
): void {
  registerPermissions(registry, {
    findProcess: id => deploymentQueries.findProcess(id),
    findInstance: id => instanceQueries.find(id),
    findTask: id => stores.tasks.find(id),
  });
}

/** The database with our tables. */
async function migrated(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await migrate(knex);
  }
  return knex;
}

/** A clock that agrees with those of the other replicas. */
async function runningClock(
  knex: Knex,
  {
    lifecycle,
    logger,
  }: { readonly lifecycle: LifecycleService; readonly logger: LoggerService },
): Promise<DatabaseClock> {
  const clock = new DatabaseClock({
    readTime: () => readDatabaseTime(knex),
    logger,
  });
  await clock.start();
  lifecycle.addShutdownHook(() => clock.stop());
  return clock;
}

/**
 * Works while the back end runs; what has begun comes to its end before it stops, and with it what that needs. Gives the signal that it
 * stops: nobody waits for anything to happen any longer.
 */
function runWithBackend(
  host: Host,
  lifecycle: LifecycleService,
  stopRest: () => Promise<void>,
): AbortSignal {
  const stopping = new AbortController();
  let workers: ReturnType<typeof startWorkers> | undefined;
  lifecycle.addStartupHook(() => {
    workers = startWorkers(host);
  });
  lifecycle.addShutdownHook(async () => {
    stopping.abort();
    await workers?.stop();
    await stopRest();
  });
  return stopping.signal;
}

/** Those who start instances for people and other programs. */
function createStarters({
  knex,
  instances,
  queries,
  keys,
  ...host
}: Pick<
  Host,
  | 'knex'
  | 'clock'
  | 'instances'
  | 'definitions'
  | 'evaluation'
  | 'startForms'
  | 'guard'
> & {
  readonly queries: InstanceQueries;
  readonly keys: Host['stores']['keys'];
}) {
  const { clock, definitions, evaluation, startForms, guard } = host;
  const shared = { instances, queries, keys, clock };
  const store = new ConditionStore(knex);
  return {
    conditions: new ConditionService({
      ...{ ...shared, store },
      ...{ definitions, evaluation },
    }),
    startForms,
    starter: new InstanceStarter({ ...shared, startForms, guard }),
  };
}

/** What routes call, besides what they are given from outside. */
export function createRouteServices(
  { knex, clock, definitions, instances, jobs, messages, ...host }: Host,
  stopping: AbortSignal,
): Omit<RouteServices, 'access' | 'elementTemplates'> {
  const deploymentQueries = new DeploymentQueries(knex);
  const queries = new InstanceQueries(knex);
  const shared = { instances, queries, keys: host.stores.keys, clock };
  return {
    changes: new InstanceChanges({ queries, instances }),
    deploymentQueries,
    deployments: host.deployments,
    drafts: host.drafts,
    owners: host.owners,
    comparisons: host.comparisons,
    files: host.files,
    health: host.health,
    incidents: new IncidentService({
      queries: new IncidentQueries(knex),
      instances,
    }),
    instanceQueries: queries,
    instances,
    jobPolling: new JobPolling({ jobs, instances, stopping }),
    jobs,
    ledger: new LedgerQueries(knex),
    mails: host.stores.mails,
    messages,
    reader: new InstanceReader({ queries, deploymentQueries, definitions }),
    schedules: host.schedules,
    scriptAttempts: new ScriptAttempts({
      queries: new ScriptAttemptQueries(knex),
      definitions,
      runs: host.scripts.runs,
      clock,
    }),
    scriptReruns: host.scripts.reruns,
    scriptRunners: host.scripts.runners,
    ...createStarters({ ...host, ...shared, knex, definitions }),
    tasks: host.tasks,
    stopping,
  };
}
