import type { InstanceService } from '../instances/InstanceService';
import { TaskChanges } from '../notices/TaskChanges';
import { TaskNotices, type TaskNoticesOptions } from '../notices/TaskNotices';
import { TaskNotifiers } from '../notices/TaskNotifiers';
import { TaskWatchers } from '../notices/TaskWatchers';
import { noCatalog, type PeopleCatalog } from '../relations/PeopleCatalog';
import { REFRESH, RelationService } from '../relations/RelationService';
import { RelationWorker } from '../relations/RelationWorker';
import type { RelationChange } from '../store/relations';
import type { Stores } from './createStores';

/** What they are told of, and by what. */
export interface NoticeOptions
  extends Pick<TaskNoticesOptions, 'clock' | 'logger'> {
  readonly taskNotifiers?: TaskNotifiers;
  readonly taskWatchers?: TaskWatchers;
  readonly catalog?: PeopleCatalog;
  readonly relationRefresh?: number;
}

/** What people are told of: which tasks they have, and that some have changed; and who looks up whom tasks are for. */
export function createNotices(
  options: NoticeOptions,
  stores: Stores,
  {
    instances,
    ...opened
  }: Pick<TaskNoticesOptions, 'definitions' | 'files' | 'guard'> & {
    readonly instances: InstanceService;
  },
) {
  const { clock, logger, relationRefresh: refresh = REFRESH } = options;
  const { taskWatchers: watchers = new TaskWatchers() } = options;
  const { taskNotifiers: notifiers = new TaskNotifiers() } = options;
  const { tasks, outbox, mails } = stores;
  const { instances: instanceStore } = stores;
  const store = stores.relations;
  const relations = new RelationService({
    ...{ store, clock, logger, refresh },
    catalog: options.catalog ?? noCatalog,
    tellsOfTasks: notifiers.list().length > 0,
  });
  const taskChanges = new TaskChanges({ watchers, tasks, logger });
  instances.onCommit(handled => {
    taskChanges.note(handled);
    relations.note(handled);
  });
  relations.onChanged(async changes => {
    for (const change of changes) {
      taskChanges.add(await concernedBy(change, stores));
    }
  });
  const kept = { tasks, outbox, mails, instanceStore, relations };
  return {
    notices: new TaskNotices({ ...opened, ...kept, notifiers, clock, logger }),
    taskChanges,
    relations,
    relationWorker: new RelationWorker({ store, relations, clock, refresh }),
  };
}

/** Open tasks that are for others than before, with all of them. */
async function concernedBy(
  { name, before, people }: RelationChange,
  { relations }: Stores,
) {
  const tasks = await relations.tasksAsking(name);
  return tasks.map(({ instanceId, waitKey, ownerRef }) => ({
    instanceId,
    waitKey,
    former:
      before.people.length > 0
        ? [...before.people, ...people]
        : [...people, ownerRef],
  }));
}
