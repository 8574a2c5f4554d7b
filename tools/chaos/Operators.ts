import type { Command } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Knex } from 'knex';
import type { Dice } from './Dice';
import type { Fleet } from './Fleet';
import type { Load } from './Load';

const MOST = 100;

interface IncidentRow {
  readonly instance_id: string;
  readonly key: number;
  readonly element_id: string;
  readonly kind: string;
  readonly message: string;
}

/** What is missing where something of the mix has failed, by the id of its element. */
const MENDS: Readonly<Record<string, Readonly<Record<string, boolean>>>> = {
  breaks: { fixed: true },
  choose: { mended: true },
};

/** Elements whose jobs may run out of tries. */
const UNLUCKY = new Set(['flaky', 'cancel']);

/** People: they mend what has failed, do their tasks, and now and then suspend something. */
export class Operators {
  /** Incidents that nobody has provided for. */
  readonly surprises = new Map<string, string>();
  isSuspending = true;

  constructor(
    private readonly options: {
      readonly knex: Knex;
      readonly fleet: Fleet;
      readonly load: Load;
      readonly dice: Dice;
    },
  ) {}

  /** Does what is to be done. Returns whether there was anything. */
  async act(): Promise<boolean> {
    const acts = await Promise.all([
      this.mend(),
      this.decide(),
      this.crow(),
      this.suspend(),
      this.resume(),
    ]);
    return acts.some(Boolean);
  }

  private async mend(): Promise<boolean> {
    const incidents: IncidentRow[] = await this.options
      .knex('incidents')
      .join('process_instances', 'process_instances.id', 'instance_id')
      .where({ state: 'active' })
      .select('incidents.*')
      .limit(MOST);
    const known = incidents.filter(incident => this.isExpected(incident));
    await Promise.all(known.map(incident => this.resolve(incident)));
    return known.length > 0;
  }

  private isExpected(incident: IncidentRow): boolean {
    const { instance_id: id, element_id: elementId, kind, key } = incident;
    const isExpected =
      elementId in MENDS || (UNLUCKY.has(elementId) && kind === 'jobFailed');
    if (!isExpected) {
      this.surprises.set(
        `${id} ${key}`,
        `${id} has an incident ${kind} at ${elementId}: ${incident.message}`,
      );
    }
    return isExpected;
  }

  private async resolve({
    instance_id: instanceId,
    key: incidentKey,
    element_id: elementId,
  }: IncidentRow): Promise<void> {
    const variables = MENDS[elementId];
    if (variables) {
      await this.command(instanceId, { type: 'setVariables', variables });
    }
    await this.command(instanceId, { type: 'resolveIncident', incidentKey });
  }

  private async decide(): Promise<boolean> {
    const tasks = await this.options
      .knex('waits')
      .join('process_instances', 'process_instances.id', 'instance_id')
      .where({ kind: 'userTask', state: 'active' })
      .select('instance_id', 'key')
      .limit(MOST);
    await Promise.all(
      tasks.map(task =>
        this.command(task.instance_id, {
          type: 'fulfilWait',
          waitKey: task.key,
        }),
      ),
    );
    return tasks.length > 0;
  }

  /** Wakes those who wait for the dawn. */
  private async crow(): Promise<boolean> {
    const { knex, load } = this.options;
    const asleep = await knex('waits')
      .where({ kind: 'signal', topic: 'dawn' })
      .first('key');
    if (asleep) {
      await load.start('cock');
    }
    return asleep !== undefined;
  }

  private async suspend(): Promise<boolean> {
    const { knex, dice } = this.options;
    if (!this.isSuspending || !dice.chance(0.3)) {
      return false;
    }
    const running = await knex('process_instances')
      .where({ state: 'active' })
      .whereNot({ process_id: 'sleeper' })
      .select('id')
      .limit(MOST);
    if (running.length > 0) {
      const { id } = dice.pick(running);
      await this.command(id, { type: 'suspendInstance' });
    }
    return running.length > 0;
  }

  private async resume(): Promise<boolean> {
    const { knex, dice } = this.options;
    const suspended = await knex('process_instances')
      .where({ state: 'suspended' })
      .select('id');
    await Promise.all(
      suspended
        .filter(() => !this.isSuspending || dice.chance(0.4))
        .map(({ id }) => this.command(id, { type: 'resumeInstance' })),
    );
    return suspended.length > 0;
  }

  private async command(instanceId: string, command: Command): Promise<void> {
    await this.options.fleet.ask({ type: 'command', instanceId, command });
  }
}
