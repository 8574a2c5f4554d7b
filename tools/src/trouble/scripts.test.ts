import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import { auditInstances } from '../../chaos/audit/auditInstances';
import { auditRows } from '../../chaos/audit/auditRows';
import { Backend } from '../../chaos/backend/Backend';
import { setDatabaseTime } from '../../chaos/backend/hasten';
import { timeOf, type TimeSettings } from '../../chaos/backend/protocol';
import { documentOf, path, processOf, start } from '../../chaos/mix/xml';
import {
  connect,
  makeScratch,
  type ScratchDatabase,
} from '../../databases/scratch';
import { deploy } from '../../hosting/deploy';

const BREATH = 50;

jest.setTimeout(120_000);

/** Takes long when it is first tried; which try it was is what comes of it. */
const script = (seconds: string) => `
<scriptTask id="work" scriptFormat="python"><script>
import flow, subprocess
if flow.task.attempt == "1":
    subprocess.run(["/usr/bin/sleep", "${seconds}"])
outputs["try"] = flow.task.attempt
</script></scriptTask>`;

/** Longer than any test. */
const ENDLESS = '36036';
/** Longer than a lease. */
const LONG = '6.036';

const models = Object.entries({
  endless: ENDLESS,
  long: LONG,
  short: '0',
}).map(([id, seconds]) =>
  documentOf(processOf(id, start(), script(seconds), path('start', 'work'))),
);

/** Of this machine: command line and environment of each process. */
function processes(): readonly string[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(pid => {
      try {
        return ['cmdline', 'environ']
          .map(file => readFileSync(`/proc/${pid}/${file}`, 'latin1'))
          .join('\0');
      } catch {
        return '';
      }
    });
}

const isThere = (text: string) => processes().some(one => one.includes(text));

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) {
    await sleep(BREATH);
  }
}

// Leases of 30 seconds end after 3.
describe('scripts of back ends', () => {
  const time: TimeSettings = { since: Date.now(), speed: 10, shift: 0 };
  const before = process.env.TMPDIR;
  const folder = mkdtempSync(join(tmpdir(), 'bpmn-scripts-of-'));
  const deedsFile = join(folder, 'deeds.jsonl');
  let database: ScratchDatabase;
  let knex: Knex;
  let one: Backend;
  let other: Backend;

  beforeAll(async () => {
    writeFileSync(deedsFile, '');
    database = await makeScratch('postgres');
    knex = connect(database);
    await deploy(knex, timeOf(time), models);
    await setDatabaseTime(knex, time);
    // Whatever they begin has this in its environment, or in what it is told.
    process.env.TMPDIR = folder;
    chmodSync(folder, 0o777);
    const shared = { kind: 'portal', runsScripts: true } as const;
    [one, other] = ['one', 'other'].map(
      name =>
        new Backend({
          ...{ ...shared, name, deedsFile, time },
          database: database.config,
        }),
    );
    await one.start();
  });

  afterAll(async () => {
    one?.wake();
    await Promise.all([one, other].map(each => each?.kill()));
    process.env.TMPDIR = before;
    if (before === undefined) {
      delete process.env.TMPDIR;
    }
    await knex?.destroy();
    await database?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const begin = (processId: string) =>
    one.ask({ type: 'start', key: processId, processId, variables: {} });

  const isOver = async (id: string) =>
    (await knex('process_instances').where({ id }).first()).ended_at !== null;

  async function expectDoneAgain(id: string): Promise<void> {
    expect(
      await knex('script_attempts')
        .where({ instance_id: id })
        .orderBy('number'),
    ).toMatchObject([
      { number: 1, state: 'failed', failure_kind: 'lost', outputs: null },
      { number: 2, state: 'completed', outputs: '{"try":"2"}' },
    ]);
    expect(
      await knex('variables')
        .where({ instance_id: id })
        .select('name', 'value'),
    ).toEqual([{ name: 'try', value: '"2"' }]);
    expect(await knex('incidents')).toEqual([]);
    expect(await auditRows(knex)).toEqual([]);
    expect(await auditInstances(knex)).toEqual([]);
  }

  it('should leave nothing of themselves where their back end is killed, and be run again when its lease has ended', async () => {
    // given
    const { instanceId } = await begin('endless');
    await until(() => isThere(`sleep\0${ENDLESS}`));
    // when
    await one.kill();
    // then
    await until(() => !isThere(folder));
    expect(isThere(`sleep\0${ENDLESS}`)).toBe(false);
    // when
    await one.start();
    await until(() => isOver(instanceId!));
    // then
    await expectDoneAgain(instanceId!);
    expect(isThere(`sleep\0${ENDLESS}`)).toBe(false);
  });

  it('should have no say where somebody else has gone on, because theirs slept', async () => {
    // given
    const { instanceId } = await begin('long');
    await until(() => isThere(`sleep\0${LONG}`));
    one.freeze();
    await other.start();
    // when
    await until(() => isOver(instanceId!));
    await until(() => !isThere(`sleep\0${LONG}`));
    // When it was last seen to run may be written late.
    const endings = async () =>
      (await knex('script_attempts').where({ instance_id: instanceId })).map(
        ({ seen_at, ...rest }) => rest,
      );
    const ended = await endings();
    await other.kill();
    one.wake();
    const { instanceId: next } = await begin('short');
    await until(() => isOver(next!));
    // then
    await expectDoneAgain(instanceId!);
    expect(await endings()).toEqual(ended);
  });
});
