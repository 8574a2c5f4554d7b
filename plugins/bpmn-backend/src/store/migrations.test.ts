import {
  eachDatabase,
  emptyDatabase,
  migrationsFolder,
} from '../__testUtils__/database';

describe.each(eachDatabase)('migrations on %s', databaseId => {
  it('should go up, down without a trace, and up again', async () => {
    // given
    const knex = await emptyDatabase(databaseId);
    const config = { directory: migrationsFolder };
    await knex.migrate.latest(config);
    expect(await knex.schema.hasTable('process_instances')).toBe(true);
    // when
    await knex.migrate.rollback(config, true);
    // then
    for (const table of [
      'process_instances',
      'waits',
      'history',
      'outbox',
      'user_tasks',
      'task_drafts',
      'process_drafts',
      'draft_resources',
      'owner_moves',
      'script_attempts',
      'script_log',
      'script_artifacts',
      'script_sources',
      'files',
      'file_grants',
      'file_chunks',
      'file_leftovers',
      'mails',
      'people_relations',
      'relation_people',
    ]) {
      expect([table, await knex.schema.hasTable(table)]).toEqual([
        table,
        false,
      ]);
    }
    // when
    await knex.migrate.latest(config);
    // then
    expect(await knex.schema.hasTable('waits')).toBe(true);
  });
});
