import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { JobHandler } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { LintLevels } from '@bpmn-pipelines/backstage-plugin-bpmn-lint';
import type { Clock } from '../clock/Clock';
import { ComparisonService } from '../comparison/ComparisonService';
import { Definitions } from '../deployments/Definitions';
import { DeploymentService } from '../deployments/DeploymentService';
import { DraftService } from '../drafts/DraftService';
import { evaluationHere, type Evaluation } from '../evaluation';
import { DatabaseFileContents } from '../files/DatabaseFileContents';
import type { FileContents } from '../files/FileContents';
import { FileGuard } from '../files/FileGuard';
import { FileService } from '../files/FileService';
import { FILE_LIMITS, type FileLimits } from '../files/FileTooLarge';
import { FileWorker } from '../files/FileWorker';
import { FolderFileContents } from '../files/FolderFileContents';
import { FormService } from '../forms/FormService';
import { StartForms } from '../forms/StartForms';
import { HealthService } from '../health/HealthService';
import { InstanceService } from '../instances/InstanceService';
import { CONCURRENCY, type JobLimits } from '../jobs/JobLimits';
import { JobService } from '../jobs/JobService';
import { JobWorker } from '../jobs/JobWorker';
import { LeaseWatch } from '../leases/LeaseWatch';
import { MessageService } from '../messages/MessageService';
import { SignalService } from '../messages/SignalService';
import type { TaskNotices } from '../notices/TaskNotices';
import type { TaskNotifiers } from '../notices/TaskNotifiers';
import type { TaskWatchers } from '../notices/TaskWatchers';
import { Deeds } from '../outbox/Deeds';
import { OutboxWorker } from '../outbox/OutboxWorker';
import { OwnerService } from '../owners/OwnerService';
import { OwnerWorker } from '../owners/OwnerWorker';
import type { PeopleCatalog } from '../relations/PeopleCatalog';
import { createScripts } from '../scripts/createScripts';
import type { ScriptFiles } from '../scripts/ScriptFiles';
import type { ScriptRunners } from '../scripts/ScriptRunners';
import { watchConnections } from '../store/watchConnections';
import { TaskService } from '../tasks/TaskService';
import { RetentionWorker } from '../retention/RetentionWorker';
import { TimerWorker } from '../timers/TimerWorker';
import { ScheduleService } from '../triggers/ScheduleService';
import { ScheduleWorker } from '../triggers/ScheduleWorker';
import { createNotices } from './createNotices';
import { createStores, type Stores } from './createStores';

/** What a host is made of. */
export interface HostOptions {
  /** A migrated database. */
  readonly knex: Knex;
  readonly clock: Clock;
  readonly logger: LoggerService;
  readonly handlers?: readonly JobHandler[];
  /** Names this process, for people. */
  readonly name?: string;
  /** How many jobs at a time, of what and of whom. */
  readonly jobLimits?: Partial<JobLimits>;
  /** Milliseconds that jobs have to come to their end at a shutdown. */
  readonly shutdownGrace?: number;
  /** MiB that running instances take in memory between their commands. */
  readonly instanceMemory?: number;
  /** Milliseconds for which finished instances are kept whose process does not say; absent: for ever. */
  readonly historyTimeToLive?: number;
  /** What can take long is done there; absent: here, which is for tests. */
  readonly evaluation?: Evaluation;
  /** Milliseconds that PostgreSQL may take for a statement before its connection is given up; absent: a minute. */
  readonly databasePatience?: number;
  /** Who runs scripts; absent: nobody. */
  readonly scriptRunners?: ScriptRunners;
  /** Where scripts get files from, and leave some; absent: where those of instances are. */
  readonly scriptFiles?: ScriptFiles;
  /** How serious each rule of good practice is at deployment. */
  readonly lintLevels?: LintLevels;
  /** How much files may take. */
  readonly fileLimits?: Partial<FileLimits>;
  /** Where the bytes of files are; absent: in the database. */
  readonly fileContents?: FileContents;
  /** Folder for the bytes of files, if they are to be in one. */
  readonly filesFolder?: string;
  /** On what people are told of tasks; absent: on nothing. */
  readonly taskNotifiers?: TaskNotifiers;
  /** Who hears which tasks have changed; absent: nobody. */
  readonly taskWatchers?: TaskWatchers;
  /** What says who is the owner of something or the manager of somebody; absent: it names nobody. */
  readonly catalog?: PeopleCatalog;
  /** Milliseconds after which it is asked again. */
  readonly relationRefresh?: number;
}

const JOB_TIMEOUT = 60 * 60_000;
const SHUTDOWN_GRACE = 20_000;

/** Knex would write the values of a statement into the message of its error: they can be secret. */
function keepValuesOutOfErrors(knex: Knex): void {
  Object.assign(knex.client.config, { compileSqlOnError: false });
}

/** What is deployed, ready to run. */
function createDefinitions(
  { deployments }: Stores,
  evaluation: Evaluation,
): Definitions {
  return new Definitions(id => deployments.findSource(id), evaluation);
}

/** Who executes commands. */
function createInstances(
  { instanceMemory: memory, taskNotifiers }: HostOptions,
  { instances: store }: Stores,
  shared: {
    readonly definitions: Definitions;
    readonly clock: Clock;
    readonly evaluation: Evaluation;
    readonly files: FileGuard;
  },
): InstanceService {
  const tellsOfTasks = (taskNotifiers?.list() ?? []).length > 0;
  return new InstanceService({ ...shared, store, memory, tellsOfTasks });
}

/** What instances want of each other. */
function createDeeds(
  stores: Stores,
  shared: Pick<HostOptions, 'clock' | 'logger'> & {
    readonly instances: InstanceService;
    readonly files: FileGuard;
    readonly notices: TaskNotices;
  },
) {
  const { instances: instanceStore, deployments } = stores;
  const { subscriptions, outbox, spreads, keys } = stores;
  const messages = new MessageService({
    ...shared,
    subscriptions,
    outbox,
    keys,
  });
  const signals = new SignalService({
    ...shared,
    instanceStore,
    subscriptions,
    spreads,
  });
  const deeds = new Deeds({
    ...shared,
    messages,
    signals,
    deployments,
    instanceStore,
    outbox,
    spreads,
  });
  return { messages, deeds };
}

/** What is done without anybody asking for it. */
function createCaretakers(options: HostOptions, stores: Stores) {
  const { clock, logger, handlers, historyTimeToLive: timeToLive } = options;
  const schedules = { store: stores.schedules, clock, logger };
  const retention = { store: stores.retention, clock, timeToLive };
  return {
    scheduleWorker: new ScheduleWorker(schedules),
    retentionWorker: new RetentionWorker(retention),
    ownerWorker: new OwnerWorker({ store: stores.owners, clock }),
    leaseWatch: new LeaseWatch({ store: stores.leases, clock, logger }),
    health: new HealthService({
      store: stores.backlog,
      clock,
      handlers,
      scripts: options.scriptRunners,
      instances: stores.instances,
    }),
  };
}

/** Files, and who removes them. */
function createFiles(
  { clock, fileLimits, filesFolder, fileContents }: HostOptions,
  stores: Stores,
) {
  const contents =
    filesFolder === undefined
      ? new DatabaseFileContents(stores.fileChunks)
      : new FolderFileContents(filesFolder);
  const shared = {
    leftovers: stores.fileLeftovers,
    contents: fileContents ?? contents,
    clock,
  };
  const limits = { ...FILE_LIMITS, ...fileLimits };
  return {
    files: new FileService({ ...shared, store: stores.files, limits }),
    fileWorker: new FileWorker(shared),
  };
}

/** Those who take models, and who owns them. */
function createModelling(
  {
    clock,
    evaluation,
    lintLevels,
  }: HostOptions & { readonly evaluation: Evaluation },
  stores: Stores,
) {
  return {
    deployments: new DeploymentService({
      store: stores.deployments,
      clock,
      evaluation,
      lintLevels,
    }),
    comparisons: new ComparisonService(evaluation),
    drafts: new DraftService({ store: stores.drafts, clock }),
    owners: new OwnerService({ store: stores.owners, clock }),
  };
}

/** What people do. */
function createPeople(
  { tasks: store }: Stores,
  {
    evaluation,
    ...shared
  }: {
    readonly instances: InstanceService;
    readonly definitions: Definitions;
    readonly clock: Clock;
    readonly evaluation: Evaluation;
  },
) {
  const { clock, definitions } = shared;
  const forms = new FormService({ evaluation, clock });
  return {
    startForms: new StartForms({ definitions, forms, store }),
    tasks: new TaskService({ ...shared, forms, store }),
  };
}

/** All services of one process, put together. */
export function createHost(options: HostOptions) {
  const { knex, clock, logger, evaluation = evaluationHere } = options;
  keepValuesOutOfErrors(knex);
  watchConnections(knex, options.databasePatience);
  const stores = createStores(knex);
  const guard = new FileGuard(stores.files);
  const definitions = createDefinitions(stores, evaluation);
  const instances = createInstances(options, stores, {
    ...{ definitions, clock, evaluation },
    files: guard,
  });
  const kept = createFiles(options, stores);
  const { handlers, ...scripts } = createScripts({
    scriptFiles: kept.files,
    ...options,
    ...{ definitions, guard, store: stores.scripts },
  });
  const shared = { instances, clock };
  const { outbox } = stores;
  const opened = { definitions, guard, files: kept.files };
  const told = createNotices(options, stores, { ...opened, instances });
  const { notices, ...telling } = told;
  const talk = { ...shared, files: guard, notices, logger };
  const { messages, deeds } = createDeeds(stores, talk);
  const jobs = new JobService({ ...shared, store: stores.jobs });
  const timers = { ...shared, store: stores.timers, logger };
  const people = createPeople(stores, { ...shared, definitions, evaluation });
  return {
    ...options,
    handlers,
    guard,
    scripts,
    evaluation,
    stores,
    definitions,
    instances,
    messages,
    jobs,
    ...people,
    ...telling,
    ...createModelling({ ...options, evaluation }, stores),
    outboxWorker: new OutboxWorker({ store: outbox, deeds, clock, logger }),
    timerWorker: new TimerWorker(timers),
    schedules: new ScheduleService({ store: stores.schedules, outbox, clock }),
    ...createCaretakers({ ...options, handlers }, stores),
    ...kept,
  };
}

/** All services of one process. */
export type Host = ReturnType<typeof createHost>;

/** Does the jobs for which a host has handlers. */
export function createJobWorker(host: Host, onRoom?: () => void): JobWorker {
  const { jobs, definitions, stores, clock, logger, files, guard } = host;
  return new JobWorker({
    jobs,
    definitions,
    clock,
    logger,
    files,
    guard,
    onRoom,
    handlers: host.handlers,
    versionOf: async id => (await stores.deployments.find(id))!.version,
    name: host.name ?? `process ${process.pid}`,
    limits: { concurrency: CONCURRENCY, ...host.jobLimits },
    timeout: JOB_TIMEOUT,
    grace: host.shutdownGrace ?? SHUTDOWN_GRACE,
  });
}
