import type { MailState } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { MailKept } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { pageOf, positionOf, type PageOf } from '../cursor';
import { INSTANCE_COLUMNS } from '../instances';
import { whereMatching, type RowCriteria } from '../matching';
import { rowsOf } from '../rowsOf';
import { storable } from '../storable';
import { mailOf, type MailRecord } from './MailRecord';

/** Which mails are wanted; all of it has to hold. */
export interface MailSearch {
  readonly instanceId?: string;
  readonly state?: MailState;
  /** What a permission policy says; undefined: nothing. */
  readonly criteria: RowCriteria;
  readonly cursor?: string;
  readonly limit: number;
}

/** Columns of a mail that is added. */
const COLUMNS =
  'id, key, instance_id, element_id, task_id, state, problem, sender, recipients, subject, text, message_id, attachments, created_at';

/** Those that another try can change: who is written to may not have been known before. */
const TRIED = [
  'state',
  'problem',
  'sender',
  'recipients',
  'subject',
  'text',
  'message_id',
  'attachments',
];

/** Mails of instances, and what became of them. */
export class MailStore {
  constructor(private readonly knex: Knex) {}

  /**
   * Keeps a mail, or what became of one that is there, as it was tried last: what was sent, or is kept because there is no mail server, stays so.
   * Nothing happens if its instance is gone.
   */
  async keep(mail: MailKept, now: number): Promise<void> {
    const values = [
      uuid({ msecs: now }),
      mail.key,
      mail.elementId,
      mail.taskId ?? null,
      mail.state,
      mail.problem === undefined ? null : storable(mail.problem),
      mail.sender,
      JSON.stringify(mail.recipients),
      storable(mail.subject),
      storable(mail.text),
      mail.messageId,
      JSON.stringify(mail.attachments),
      now,
    ];
    const [id, key, ...rest] = values.map(() => '?');
    await rowsOf(
      this.knex,
      `insert into mails (${COLUMNS})
       select ${[id, key, 'process_instances.id', ...rest]
         .map(asTyped)
         .join(', ')}
         from process_instances where process_instances.id = ?
       on conflict (key) do update set ${TRIED.map(asExcluded).join(', ')}
         where mails.state not in ('sent', 'kept')
       returning id`,
      [...values, mail.instanceId],
    );
  }

  /** A mail that waits is not sent any more. Nothing happens to others, nor if there is none. */
  async giveUp(key: string, problem: string): Promise<void> {
    await this.knex('mails')
      .where({ key, state: 'waiting' })
      .update({ state: 'failed', problem });
  }

  /** What became of a mail. */
  async findState(key: string): Promise<MailState | undefined> {
    const row = await this.knex('mails').where({ key }).first('state');
    return row?.state;
  }

  /** A mail. */
  async find(id: string): Promise<MailRecord | undefined> {
    const row = await this.mails().where('mails.id', id).first();
    return row && mailOf(row);
  }

  /** Mails, the youngest first: ids are in order of time. */
  async list({
    instanceId,
    state,
    criteria,
    cursor,
    limit,
  }: MailSearch): Promise<PageOf<MailRecord>> {
    const query = this.mails()
      .orderBy('mails.id', 'desc')
      .limit(limit + 1);
    whereMatching(query, criteria, INSTANCE_COLUMNS);
    if (instanceId !== undefined) {
      query.where('mails.instance_id', instanceId);
    }
    if (state !== undefined) {
      query.where('mails.state', state);
    }
    if (cursor !== undefined) {
      query.where('mails.id', '<', positionOf(cursor, [''])[0]);
    }
    return pageOf((await query).map(mailOf), limit, ({ id }) => [id]);
  }

  private mails(): Knex.QueryBuilder<any, any[]> {
    return this.knex('mails')
      .join('process_instances', 'process_instances.id', 'mails.instance_id')
      .leftJoin(
        'process_definitions',
        'process_definitions.id',
        'process_instances.definition_id',
      )
      .select(
        'mails.*',
        'process_definitions.name as process_name',
        'process_instances.process_id',
        'process_instances.owner_ref',
        'process_instances.started_by',
      );
  }
}

/** Positions of columns that are no texts. */
const CREATED_AT = 13;

function asExcluded(column: string): string {
  return `${column} = excluded.${column}`;
}

/** PostgreSQL wants to know what a parameter of a select is. */
function asTyped(expression: string, index: number): string {
  return expression === '?'
    ? `cast(? as ${index === CREATED_AT ? 'bigint' : 'text'})`
    : expression;
}
