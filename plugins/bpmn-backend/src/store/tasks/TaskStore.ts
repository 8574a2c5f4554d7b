import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type {
  Key,
  Variables,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Knex } from 'knex';
import { pageOf, type PageOf } from '../cursor';
import { isPostgres } from '../driver';
import { NO_ANSWERS, readAnswers } from '../relations';
import { rowsOf } from '../rowsOf';
import { variablesSeenFrom } from '../variablesSeenFrom';
import { FormStore } from './FormStore';
import { decisionOf, relationsOf, taskOf } from './fromTaskRows';
import { inOrder, placeOf } from './taskOrder';
import type {
  DecisionRecord,
  TaskFilters,
  TaskQuery,
  TaskRecord,
} from './TaskRecord';
import { NO_RELATED, readRelated, type Related } from './Related';
import { whereWanted } from './whereWanted';

/** Names a task in its own tables. */
type Names = Pick<TaskRecord, 'instanceId' | 'waitKey'>;

const named = ({ instanceId, waitKey }: Names) => ({
  instance_id: instanceId,
  key: waitKey,
});

/** As a task's version of its process says. */
const PROCESS_NAME =
  '(select name from process_definitions where process_definitions.id = user_tasks.definition_id)';

/** User tasks as they are read. What changes them is a command to their instance: `store/instances` writes it. */
export class TaskStore {
  private readonly forms: FormStore;

  constructor(private readonly knex: Knex) {
    this.forms = new FormStore(knex);
  }

  /** A task by its id. */
  async find(id: string): Promise<TaskRecord | undefined> {
    const rows = await this.tasks().where({ id });
    return (await this.tasksOf(rows))[0];
  }

  /** A task by its wait. */
  async findByWait(
    instanceId: string,
    waitKey: Key,
  ): Promise<TaskRecord | undefined> {
    const rows = await this.tasks().where(named({ instanceId, waitKey }));
    return (await this.tasksOf(rows))[0];
  }

  /** Tasks by their waits, in no order. */
  async findByWaits(waits: readonly Names[]): Promise<readonly TaskRecord[]> {
    const keys = waits.map(({ instanceId, waitKey }) => [instanceId, waitKey]);
    const rows = await this.tasks().whereIn(['instance_id', 'key'], keys);
    return this.tasksOf(rows);
  }

  /** Part of the tasks that are wanted, in order. */
  async list(query: TaskQuery): Promise<PageOf<TaskRecord>> {
    const rows = await this.listing(query, await readRelated(this.knex, query));
    return pageOf(await this.tasksOf(rows), query.limit, task =>
      placeOf(task, query.sort),
    );
  }

  /** The statement of {@link list}, for those who are related to others as this says. */
  listing(query: TaskQuery, related: Related = NO_RELATED): Knex.QueryBuilder {
    const wanted = this.tasks();
    whereWanted(wanted, query, { related, isPostgres: isPostgres(this.knex) });
    return inOrder(wanted, query);
  }

  /** How many tasks are wanted, not counted beyond a limit. */
  async count(filters: TaskFilters, limit: number): Promise<number> {
    const wanted = this.knex('user_tasks').select('id').limit(limit);
    const related = await readRelated(this.knex, filters);
    whereWanted(wanted, filters, {
      related,
      isPostgres: isPostgres(this.knex),
    });
    const [{ n }] = await this.knex.from(wanted.as('wanted')).count({ n: '*' });
    return Number(n);
  }

  /** What was answered, the first answer first. */
  async decisions(task: Names): Promise<readonly DecisionRecord[]> {
    const rows = await this.knex('task_decisions')
      .where(named(task))
      .orderBy([{ column: 'at' }, { column: 'id' }]);
    return rows.map(decisionOf);
  }

  /** The form of a task, if it was deployed with its process. */
  async findForm({
    definitionId,
    form,
  }: Pick<TaskRecord, 'definitionId' | 'form'>): Promise<
    JsonObject | undefined
  > {
    return form?.formId === undefined
      ? undefined
      : this.forms.find(definitionId, form.formId);
  }

  /** The variables that an open task sees. */
  async variables(
    task: Pick<TaskRecord, 'instanceId' | 'elementInstanceKey'>,
  ): Promise<Variables> {
    return variablesSeenFrom(
      this.knex,
      task.instanceId,
      task.elementInstanceKey,
    );
  }

  /** What somebody has filled in so far. */
  async findDraft(task: Names, person: string): Promise<Variables | undefined> {
    const row = await this.knex('task_drafts')
      .where({ ...named(task), person })
      .first('variables');
    return row && JSON.parse(row.variables);
  }

  /**
   * Keeps what somebody has filled in. Returns false, having kept nothing, if the task is not open any more. A draft that is saved in the
   * very moment in which its task is completed can outlive it: nobody is shown it.
   */
  async saveDraft(
    task: Names,
    {
      person,
      variables,
      at,
    }: {
      readonly person: string;
      readonly variables: Variables;
      readonly at: number;
    },
  ): Promise<boolean> {
    const sql = `insert into task_drafts (instance_id, key, person, variables, saved_at)
      select instance_id, key, ?, ?, ? from user_tasks where instance_id = ? and key = ? and state = 'open'
      on conflict (instance_id, key, person) do update set variables = excluded.variables, saved_at = excluded.saved_at
      returning key`;
    const { instanceId, waitKey } = task;
    const values = [person, JSON.stringify(variables), at, instanceId, waitKey];
    return (await rowsOf(this.knex, sql, values)).length === 1;
  }

  private tasks(): Knex.QueryBuilder<any, any[]> {
    return this.knex('user_tasks').select(
      'user_tasks.*',
      this.knex.raw(`${PROCESS_NAME} as process_name`),
    );
  }

  /** Tasks of their rows: whom the catalog has named for them is one question, where any asks for that. */
  private async tasksOf(rows: readonly any[]): Promise<readonly TaskRecord[]> {
    const names = rows.flatMap(relationsOf);
    const answers =
      names.length === 0 ? NO_ANSWERS : await readAnswers(this.knex, names);
    return rows.map(row => taskOf(row, answers));
  }
}
