import type { Knex } from 'knex';
import { createJobWorker } from '../host/Host';
import { ScriptRunners } from '../scripts/ScriptRunners';
import { FakeScriptRunner } from './FakeScriptRunner';
import { Readable } from 'node:stream';
import { job, sequence } from './models';
import { ADA, OWNER, restApi } from './restApi';

type Api = ReturnType<typeof restApi>;

/** The value of a variable that is sensitive in all processes here. */
export const SECRET = 'do not tell';

const SENSITIVE = {
  more: '<extensionElements><pipeline:sensitive variable="secret" /></extensionElements>',
};

const ASK = [
  'ask',
  '<userTask id="ask" name="ask"><extensionElements><zeebe:userTask /></extensionElements></userTask>',
] as const;

const AD_HOC = [
  'choose',
  `<adHocSubProcess id="choose" name="choose"><extensionElements><zeebe:adHoc activeElementsCollection="=[&quot;inner&quot;]" /></extensionElements>${
    job('inner', 'chosen')[1]
  }</adHocSubProcess>`,
] as const;

/** A process that begins every hour. */
export const HOURLY = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="https://example.org"><process id="hourly" isExecutable="true"><startEvent id="start"><timerEventDefinition><timeCycle>R/PT1H</timeCycle></timerEventDefinition></startEvent><sequenceFlow id="a" sourceRef="start" targetRef="work" /><task id="work" /></process></definitions>`;

/** A script of Python. */
const scripted = (inner = '') =>
  [
    'sum',
    `<scriptTask id="sum" name="Sum up" scriptFormat="python"><extensionElements><pipeline:script>${inner}</pipeline:script></extensionElements><script>total = amount</script></scriptTask>`,
  ] as const;

/** Models by the ids of their processes. */
export const MODELS = {
  known: sequence('known', [job('first'), job('second')], SENSITIVE),
  working: sequence('working', [job('work', 'working')], SENSITIVE),
  asking: sequence('asking', [ASK], SENSITIVE),
  choosing: sequence('choosing', [AD_HOC], SENSITIVE),
  scripted: sequence('scripted', [
    scripted('<pipeline:inputs name="amount" />'),
  ]),
  /** Its script sees what is sensitive. */
  secretive: sequence('secretive', [scripted()], SENSITIVE),
  hourly: HOURLY,
  /** Handed from one owner to another. */
  movable: sequence('movable', [job('work', 'moved')]),
};

type Process = keyof typeof MODELS;

/** The REST API with one of everything that it is about, and more of it when it is asked for. */
export async function newWorld(knex: Knex) {
  const runner = new FakeScriptRunner();
  const scriptRunners = new ScriptRunners();
  scriptRunners.addScriptRunner(runner);
  const api: Api = restApi(knex, { scriptRunners });
  const versions = new Map<string, { id: string; deploymentId: string }>();
  for (const [id, xml] of Object.entries(MODELS)) {
    versions.set(id, await api.deploy(xml));
  }
  const schedule = await knex('start_subscriptions').first('id');
  const made = makingOf(api, knex, id => versions.get(id)!.id);
  const { draftId: knownDraftId } = await made.draft('known');
  return {
    api,
    knex,
    runner,
    knownDraftId,
    ...made,
    definitionId: (id: Process) => versions.get(id)!.id,
    deploymentId: versions.get('known')!.deploymentId,
    scheduleId: schedule.id as string,
  };
}

/** What tests ask a world for. */
export type World = Awaited<ReturnType<typeof newWorld>>;

function makingOf(api: Api, knex: Knex, definitionId: (id: Process) => string) {
  const { host } = api;
  /** An instance that waits. */
  async function instance(id: Process = 'known') {
    const { record } = await host.instances.start(
      {
        definitionId: definitionId(id),
        processKey: id,
        ownerRef: OWNER,
        variables: { amount: 5, secret: SECRET },
        businessKey: 'order 7',
      },
      { actor: ADA },
    );
    return { instanceId: record.id, rootKey: record.rootKey };
  }

  /** Keys of what runs in an instance. */
  const keyOf = async (instanceId: string, elementId: string) =>
    (
      await knex('element_instances')
        .where({ instance_id: instanceId, element_id: elementId })
        .first('key')
    ).key as number;

  /** An instance that is over. */
  async function over(id: Process = 'known') {
    const ended = await instance(id);
    const command = { type: 'cancelInstance' } as const;
    await host.instances.handle(ended.instanceId, command, { actor: ADA });
    return ended;
  }

  /** A file that says of itself how large it is. */
  async function file(size?: number) {
    const { instanceId } = await instance();
    const content = Readable.from([Buffer.from('a,b\n')]);
    const given = { instanceId, name: 'a.csv', content, createdBy: ADA };
    const { $file: fileKey } = await host.files.add(given);
    if (size !== undefined) {
      await knex('files').where({ key: fileKey }).update({ size });
    }
    return { instanceId, fileKey };
  }

  /** A mail of an instance, with a file. */
  async function mail() {
    const { instanceId, fileKey } = await file();
    const reference = await host.files.find(instanceId, fileKey);
    const key = `mail of ${instanceId}`;
    await host.stores.mails.keep(
      {
        ...{ key, instanceId, elementId: 'first', state: 'kept' },
        sender: 'portal@example.com',
        recipients: ['ada@example.com'],
        subject: 'The report',
        text: 'Here it is',
        messageId: `<${instanceId}@example.com>`,
        attachments: [reference!],
      },
      api.clock.now(),
    );
    const { id: mailId } = await knex('mails').where({ key }).first('id');
    return { mailId: mailId as string, fileKey, instanceId };
  }

  return {
    instance,
    keyOf,
    over,
    file,
    mail,
    ...jobsOf(api, knex, instance),
    ...tasksOf(api, knex, instance),
    ...draftsOf(api),
    ...scriptsOf(api, knex, instance),
  };
}

type Begin = (
  id: Process,
) => Promise<{ readonly instanceId: string; readonly rootKey: number }>;

function jobsOf({ host }: Api, knex: Knex, instance: Begin) {
  /** A job that is leased. */
  async function leased() {
    await instance('working');
    const [{ instanceId, wait, attempt }] = await host.jobs.activate({
      types: ['working'],
      worker: 'w',
      limit: 1,
      lease: 3_600_000,
    });
    return { instanceId, wait, attempt };
  }

  /** The same as clients know it. */
  async function leasedJob() {
    const { instanceId, wait, attempt } = await leased();
    const jobId = `${instanceId}.${wait.key}`;
    return { jobId, attemptId: attempt, instanceId };
  }

  /** What a job that could not be done has left. */
  async function incident() {
    const given = await leased();
    const failure = { kind: 'fail', message: 'no luck', retries: 0 } as const;
    await host.jobs.answer(given, failure, ADA);
    const { key } = await knex('incidents')
      .where({ instance_id: given.instanceId })
      .first('key');
    const { instanceId } = given;
    return { incidentId: `${instanceId}.${key}`, instanceId };
  }

  return { leasedJob, incident };
}

function tasksOf({ host }: Api, knex: Knex, instance: Begin) {
  /** A task that members of the owner are asked to do. */
  async function task() {
    const { instanceId } = await instance('asking');
    const { id } = await knex('user_tasks')
      .where({ instance_id: instanceId })
      .first('id');
    return { taskId: id as string, instanceId };
  }

  /** A task that is done. */
  async function doneTask() {
    const done = await task();
    await host.tasks.complete(
      done.taskId,
      { channel: 'portal' },
      { actor: ADA, refs: [ADA, OWNER], isService: false },
    );
    return done;
  }

  return { task, doneTask };
}

function scriptsOf({ host }: Api, knex: Knex, instance: Begin) {
  /** A run of a script that has ended, as its runner plays it. */
  async function scriptAttempt(id: 'scripted' | 'secretive' = 'scripted') {
    const { instanceId } = await instance(id);
    const worker = createJobWorker(host);
    while ((await worker.runOnce()) === 0);
    await worker.settle();
    const { id: attemptId } = await knex('script_attempts')
      .where({ instance_id: instanceId })
      .first('id');
    return { attemptId: attemptId as string, instanceId };
  }

  return { scriptAttempt };
}

function draftsOf({ host }: Api) {
  let drafts = 0;

  /** The id of a process that nobody has yet. */
  const newProcessId = () => `drafted-${++drafts}`;

  /** A draft of a process that nobody has drafted yet. */
  async function draft(processId = newProcessId()) {
    const resources = [{ name: 'model.bpmn', content: MODELS.known }];
    const place = { processId, ownerRef: OWNER };
    const { id, revision } = await host.drafts.create(place, resources, ADA);
    return { draftId: id, ifRevision: revision, processId };
  }

  return { draft, newProcessId };
}
