import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Clock } from '../clock/Clock';
import type { Handled } from '../instances/InstanceService';
import type { RelationChange, RelationStore } from '../store/relations';
import { peopleOf, relationsAmong } from '../tasks/peopleOf';
import { findPeople } from './findPeople';
import type { PeopleCatalog } from './PeopleCatalog';

/** Milliseconds after which the catalog is asked again. */
export const REFRESH = 5 * 60_000;

/** Milliseconds for which an answer is kept that nobody asks for any more. */
const KEPT = 30 * 24 * 3_600_000;

/** Most relations that are looked up together. */
const TOGETHER = 200;

/**
 * Whom tasks are for that name people by relations: asks the catalog, never in a transaction, and keeps what it says, so that all else is a
 * question to the database.
 */
export class RelationService {
  private readonly askedListeners: (() => void)[] = [];
  private readonly changeListeners: ((
    changes: readonly RelationChange[],
  ) => Promise<void>)[] = [];
  private readonly asking = new Set<Promise<void>>();

  constructor(
    private readonly options: {
      readonly store: RelationStore;
      readonly catalog: PeopleCatalog;
      readonly clock: Clock;
      readonly logger: LoggerService;
      /** Milliseconds after which the catalog is asked again. */
      readonly refresh: number;
      /** Whether people are told of tasks. */
      readonly tellsOfTasks: boolean;
    },
  ) {}

  /** Tells whenever there may be something to look up. */
  onAsked(listener: () => void): void {
    this.askedListeners.push(listener);
  }

  /** Tells for which relations the catalog names others than before. */
  onChanged(
    listener: (changes: readonly RelationChange[]) => Promise<void>,
  ): void {
    this.changeListeners.push(listener);
  }

  /** Notes what the tasks ask for that a command has opened or changed. */
  note({ record, changes }: Handled): void {
    const names = changes.flatMap(change =>
      (change.type === 'waitOpened' || change.type === 'waitChanged') &&
      change.wait.kind === 'userTask'
        ? relationsAmong(peopleOf(change.wait, record.startedBy))
        : [],
    );
    if (names.length > 0) {
      const asking = this.ask(names)
        .catch(error => {
          this.options.logger.warn(
            'Could not note whom tasks ask the catalog for; that is found out later',
            error,
          );
        })
        .finally(() => this.asking.delete(asking));
      this.asking.add(asking);
    }
  }

  /** Waits for what is being noted. */
  async settle(): Promise<void> {
    await Promise.all(this.asking);
  }

  /** Sees to it that the catalog was asked for relations, and not too long ago. */
  async ensure(names: readonly string[]): Promise<void> {
    const { store, clock, refresh } = this.options;
    await this.ask(names);
    const answers = await store.answers(names);
    const freshSince = clock.now() - refresh;
    await this.lookUp(
      names.filter(
        name => (answers.get(name)?.lookedUpAt ?? -Infinity) < freshSince,
      ),
    );
  }

  /** Asks again for relations, those that tasks still ask for; the others go after a while. */
  async renew(names: readonly string[]): Promise<void> {
    const { store, clock, refresh } = this.options;
    const asked = await store.findAsked(names);
    const now = clock.now();
    await store.rest(
      names.filter(name => !asked.includes(name)),
      { askedBefore: now - KEPT, dueAt: now + refresh },
    );
    await this.lookUp(asked);
  }

  private async ask(names: readonly string[]): Promise<void> {
    const { store, clock, refresh } = this.options;
    const now = clock.now();
    await store.ask(names, { now, freshSince: now - refresh });
    this.askedListeners.forEach(listener => listener());
  }

  private async lookUp(names: readonly string[]): Promise<void> {
    for (let first = 0; first < names.length; first += TOGETHER) {
      await this.lookUpSome(names.slice(first, first + TOGETHER));
    }
  }

  private async lookUpSome(names: readonly string[]): Promise<void> {
    const { store, catalog, clock, refresh, tellsOfTasks } = this.options;
    const before = await store.answers(names);
    const found = await findPeople(names, catalog);
    const at = clock.now();
    const changes = await store.keep({
      ...{ found, before, at, tellsOfTasks },
      dueAt: at + refresh,
    });
    for (const listener of this.changeListeners) {
      await listener(changes);
    }
  }
}
