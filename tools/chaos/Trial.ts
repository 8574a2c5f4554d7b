import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import {
  connect,
  redirected,
  urlOf,
  type ScratchDatabase,
} from '../databases/scratch';
import { deploy } from '../hosting/deploy';
import { auditInstances } from './audit/auditInstances';
import { auditRest, auditRows } from './audit/auditRows';
import { Judge } from './audit/Judge';
import { setDatabaseTime } from './backend/hasten';
import {
  timeOf,
  type BackendKind,
  type DeedLine,
  type TimeSettings,
} from './backend/protocol';
import { Dice } from './Dice';
import { Fleet } from './Fleet';
import { Load } from './Load';
import { kinds } from './mix';
import { Operators } from './Operators';
import { Proxy } from './trouble/Proxy';
import { BACKEND, Trouble } from './trouble/Trouble';

/** Clocks go so much faster than the one on the wall: leases of 30 s end after 3. */
const SPEED = 10;
/** Instances that run at the same time, at most. */
const MOST_RUNNING = 150;
/** Milliseconds within which everything has to come to rest. */
const PATIENCE = 120_000;
const BREATH = 250;

/** How long and how hard. */
export interface TrialOptions {
  readonly seconds: number;
  readonly seed: number;
  /** Back ends at the same time. */
  readonly kinds: readonly BackendKind[];
  /** Milliseconds between two troubles, from and to. */
  readonly between: readonly [number, number];
  readonly say?: (line: string) => void;
}

/** What a trial has come to. */
export interface TrialReport {
  readonly findings: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  /** What the back ends have complained of; trouble makes them complain. */
  readonly complaints: readonly string[];
}

/** How back ends reach their database. */
interface Proxied {
  readonly config: Knex.Config;
  readonly proxy?: Proxy;
}

/** One trial, from the first start to the audit. */
class Trial {
  private readonly folder = mkdtempSync(join(tmpdir(), 'bpmn-chaos-'));
  private readonly deedsFile = join(this.folder, 'deeds.jsonl');
  private readonly time: TimeSettings = {
    since: Date.now(),
    speed: SPEED,
    shift: 0,
  };
  private readonly findings: string[] = [];
  private readonly knex: Knex;
  private readonly fleet: Fleet;
  private readonly load: Load;
  private readonly operators: Operators;
  private readonly trouble: Trouble;
  private running = 0;
  private doneAgain = 0;

  constructor(
    database: ScratchDatabase,
    private readonly proxied: Proxied,
    private readonly options: TrialOptions,
  ) {
    const { deedsFile, time } = this;
    const dice = new Dice(options.seed);
    this.knex = connect(database);
    this.fleet = new Fleet(
      { database: proxied.config, deedsFile, time },
      { kinds: options.kinds, dice },
    );
    const { knex, fleet } = this;
    this.load = new Load(fleet, dice);
    this.operators = new Operators({ knex, fleet, load: this.load, dice });
    const { between } = options;
    this.trouble = new Trouble({ knex, fleet, dice, between });
  }

  /** Runs it, and cleans up after it. */
  async run(): Promise<TrialReport> {
    try {
      writeFileSync(this.deedsFile, '');
      for (const { documents } of kinds) {
        await deploy(this.knex, timeOf(this.time), documents);
      }
      await setDatabaseTime(this.knex, this.time);
      await this.fleet.start();
      await this.livePartly();
      await this.comeToRest();
      await this.fleet.stopAll();
      await this.auditAll();
      return this.report();
    } finally {
      await this.trouble.stop();
      await this.fleet.killAll();
      await this.knex.destroy();
      rmSync(this.folder, { recursive: true, force: true });
    }
  }

  /** In stages: after each, everybody is killed, and what is in the database has to fit together. */
  private async livePartly(): Promise<void> {
    const { seconds, say } = this.options;
    const stages = Math.max(1, Math.round(seconds / 60));
    for (let stage = 1; stage <= stages; stage++) {
      const half = (seconds * 500) / stages;
      await this.live(half);
      if (stage % 2 === 1) {
        await this.insist();
        await this.trouble.jump();
        const { shift } = this.trouble;
        await setDatabaseTime(this.knex, { ...this.time, shift });
      }
      await this.live(half);
      await this.fleet.killAll();
      await sleep(BREATH);
      this.findings.push(
        ...(await auditRows(this.knex)),
        ...(await auditInstances(this.knex)),
      );
      say?.(`${stage}/${stages}: ${JSON.stringify(this.counts())}`);
      await this.fleet.start();
    }
  }

  /** Keys of requests live for a day: whoever asks again does so before. */
  private async insist(): Promise<void> {
    const until = Date.now() + PATIENCE;
    while (!(await this.load.insist()) && Date.now() < until) {
      await sleep(BREATH);
    }
  }

  private async live(milliseconds: number): Promise<void> {
    const until = Date.now() + milliseconds;
    this.operators.isSuspending = true;
    this.trouble.start();
    while (Date.now() < until) {
      const work = sleep(BREATH);
      await this.countRunning();
      await Promise.all([
        this.fill(),
        this.load.insist(),
        this.operators.act(),
      ]);
      await work;
    }
    await this.trouble.stop();
  }

  /** Begins as much as there is room for, as long as somebody answers. */
  private async fill(): Promise<void> {
    if (this.fleet.listening.length === 0) {
      return;
    }
    const room = Math.max(0, MOST_RUNNING - this.running);
    const count = Math.ceil(room / 10);
    await Promise.all(Array.from({ length: count }, () => this.load.begin()));
  }

  private async countRunning(): Promise<void> {
    const [{ count }] = await this.knex('process_instances')
      .whereNull('ended_at')
      .whereNot({ process_id: 'sleeper' })
      .count({ count: '*' });
    this.running = Number(count);
  }

  private async comeToRest(): Promise<void> {
    const until = Date.now() + PATIENCE;
    this.operators.isSuspending = false;
    for (let calm = 0; calm < 4 && Date.now() < until; ) {
      const isKnown = await this.load.insist();
      const hasActed = await this.operators.act();
      await this.countRunning();
      const [{ count }] = await this.knex('outbox').count({ count: '*' });
      const isCalm =
        isKnown && !hasActed && this.running === 0 && Number(count) === 0;
      calm = isCalm ? calm + 1 : 0;
      await sleep(BREATH);
    }
  }

  private async auditAll(): Promise<void> {
    const lines = readFileSync(this.deedsFile, 'utf8').split('\n');
    const deeds: DeedLine[] = lines.filter(Boolean).map(readDeed);
    const judge = new Judge(this.load.started, deeds);
    const { knex, fleet, operators } = this;
    const wrong = await auditInstances(knex, found => judge.note(found));
    this.findings.push(
      ...wrong,
      ...(await auditRows(knex)),
      ...(await auditRest(knex, timeOf(this.time) + this.trouble.shift)),
      ...judge.findings(),
      ...operators.surprises.values(),
      ...fleet.stubborn,
    );
    this.doneAgain =
      deeds.length - new Set(deeds.map(deed => deed.idempotencyKey)).size;
  }

  private counts() {
    return {
      instances: this.load.started.length,
      kills: this.fleet.kills,
      stops: this.fleet.stops,
      cuts: this.trouble.cuts + (this.proxied.proxy?.cuts ?? 0),
      jumps: this.trouble.jumps,
      doneAgain: this.doneAgain,
    };
  }

  private report(): TrialReport {
    return {
      findings: Array.from(new Set(this.findings)),
      counts: this.counts(),
      complaints: this.fleet.backends.flatMap(({ complaints, failures }) => [
        ...complaints,
        ...failures,
      ]),
    };
  }
}

/** The last line of somebody who was killed may be cut off. */
function readDeed(line: string): DeedLine {
  return JSON.parse(line);
}

/** Load, trouble and an audit, on one database. */
export async function runTrial(
  database: ScratchDatabase,
  options: TrialOptions,
): Promise<TrialReport> {
  const { config } = database;
  const { hostname: host, port } =
    config.client === 'pg' ? urlOf(config) : { hostname: '', port: '' };
  const proxy = host
    ? new Proxy({ host, port: Number(port) }, new Dice(options.seed))
    : undefined;
  const proxied = proxy
    ? {
        config: redirected(config, {
          port: await proxy.start(),
          name: BACKEND,
        }),
        proxy,
      }
    : { config };
  try {
    return await new Trial(database, proxied, options).run();
  } finally {
    proxy?.stop();
  }
}
