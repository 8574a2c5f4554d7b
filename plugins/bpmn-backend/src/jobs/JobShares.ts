import {
  findJobHandler,
  type JobHandler,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { DueJob, JobChoice } from '../store/jobs';
import type { JobLimits } from './JobLimits';

/** What a job counts to. */
type Counted = Pick<DueJob, 'type' | 'ownerRef'>;

/** Jobs of a sort that are done at a time: of a job type, or of those that begin alike. */
interface Sort {
  readonly name: string;
  readonly most: number;
}

/** A job that may be chosen. */
interface Candidate {
  readonly job: Counted;
  readonly sort: Sort;
}

/** Counts by name. */
class Counts {
  private readonly counts: Map<string, number>;

  constructor(counts?: Counts) {
    this.counts = new Map(counts?.counts);
  }

  of(name: string): number {
    return this.counts.get(name) ?? 0;
  }

  add(name: string, count: 1 | -1): void {
    const sum = this.of(name) + count;
    if (sum === 0) {
      this.counts.delete(name);
    } else {
      this.counts.set(name, sum);
    }
  }

  names(): readonly string[] {
    return [...this.counts.keys()];
  }
}

/**
 * Who has which share of the jobs that this process does: neither one sort of jobs nor one owner takes all there is, where that is limited.
 * Of owners, those come first of whom the fewest jobs are being done, then the most urgent jobs.
 */
export class JobShares {
  private readonly sorts = new Counts();
  private readonly owners = new Counts();
  private readonly limited: readonly { readonly type: string }[];
  private readonly isByOwner: boolean;
  private readonly isByType: boolean;

  constructor(
    private readonly limits: JobLimits,
    private readonly handlers: readonly JobHandler[],
  ) {
    const { perType = {}, perOwner, owners = {} } = limits;
    this.limited = Object.keys(perType).map(type => ({ type }));
    this.isByOwner = perOwner !== undefined || Object.keys(owners).length > 0;
    this.isByType =
      this.limited.length > 0 ||
      handlers.some(({ concurrency }) => concurrency !== undefined);
  }

  /** Counts a job that is begun. */
  begin(job: Counted): void {
    this.count(job, 1);
  }

  /** Counts a job no more. */
  end(job: Counted): void {
    this.count(job, -1);
  }

  /** Job types of which there is room for another one. */
  types(): readonly string[] {
    return this.handlers
      .map(({ type }) => type)
      .filter(type => {
        const { name, most } = this.sortOf(type);
        return type.endsWith('*') || this.sorts.of(name) < most;
      });
  }

  /** How jobs are chosen; undefined: nothing is limited, so it is the most urgent ones. */
  choice(): JobChoice | undefined {
    if (!this.isByOwner && !this.isByType) {
      return undefined;
    }
    return {
      isByOwner: this.isByOwner,
      exceptOwners: this.owners
        .names()
        .filter(owner => this.isOwnerFull(owner, this.owners)),
      choose: (due, limit) => this.choose(due, limit),
    };
  }

  private choose<Job extends DueJob>(
    due: readonly Job[],
    limit: number,
  ): readonly Job[] {
    const counts = {
      sorts: new Counts(this.sorts),
      owners: new Counts(this.owners),
    };
    const left = new Set(
      due.map(job => ({ job, sort: this.sortOf(job.type) })),
    );
    const chosen: Job[] = [];
    while (chosen.length < limit) {
      const next = this.next(left, counts);
      if (!next) {
        break;
      }
      left.delete(next);
      chosen.push(next.job);
      counts.sorts.add(next.sort.name, 1);
      counts.owners.add(next.job.ownerRef, 1);
    }
    return chosen;
  }

  /** The most urgent one, of the owner who has the smallest share. What there is no room for is `left` no more. */
  private next<One extends Candidate>(
    left: Set<One>,
    { sorts, owners }: { readonly sorts: Counts; readonly owners: Counts },
  ): One | undefined {
    let found: One | undefined;
    let fewest = Infinity;
    for (const one of left) {
      const { ownerRef } = one.job;
      const isFull =
        sorts.of(one.sort.name) >= one.sort.most ||
        this.isOwnerFull(ownerRef, owners);
      if (isFull) {
        left.delete(one);
      } else if (!this.isByOwner) {
        return one;
      } else if (owners.of(ownerRef) < fewest) {
        fewest = owners.of(ownerRef);
        found = one;
      }
    }
    return found;
  }

  private count({ type, ownerRef }: Counted, count: 1 | -1): void {
    this.sorts.add(this.sortOf(type).name, count);
    this.owners.add(ownerRef, count);
  }

  private isOwnerFull(ownerRef: string, counts: Counts): boolean {
    const { perOwner = Infinity, owners = {} } = this.limits;
    return counts.of(ownerRef) >= (owners[ownerRef] ?? perOwner);
  }

  /** What is configured for a job type, else what its handler says of itself. */
  private sortOf(type: string): Sort {
    const { perType = {} } = this.limits;
    const configured = findJobHandler(this.limited, type);
    if (configured) {
      return { name: configured.type, most: perType[configured.type] };
    }
    const handler = findJobHandler(this.handlers, type);
    return {
      name: handler ? `handler ${handler.type}` : type,
      most: handler?.concurrency ?? Infinity,
    };
  }
}
