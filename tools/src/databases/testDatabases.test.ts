import { testDatabases } from './testDatabases';

const databases = testDatabases();

describe('testDatabases', () => {
  it('should offer SQLite and PostgreSQL, always both', () => {
    expect(databases.eachSupportedId()).toEqual([
      ['SQLITE_3'],
      ['POSTGRES_18'],
    ]);
  });

  it('should say what to do where no PostgreSQL was started', () => {
    const key = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';
    const connectionString = process.env[key];
    delete process.env[key];
    try {
      expect(() => testDatabases()).toThrow(
        /^Expected a PostgreSQL .*"globalSetup"/,
      );
    } finally {
      process.env[key] = connectionString;
    }
  });

  describe.each(databases.eachSupportedId())('on %s', id => {
    it('should be the real thing', async () => {
      const knex = await databases.init(id);

      const version =
        id === 'SQLITE_3'
          ? 'sqlite_version()'
          : `split_part(version(), ' ', 1)`;
      const [row] = await knex.select(knex.raw(`${version} as version`));

      expect(row.version).toMatch(id === 'SQLITE_3' ? /^3\./ : /^PostgreSQL$/);
    });

    it('should give every test an empty database of its own', async () => {
      const mine = await databases.init(id);
      await mine.schema.createTable('user_tasks', table => {
        table.string('id').primary();
      });

      const yours = await databases.init(id);

      expect(await mine.schema.hasTable('user_tasks')).toBe(true);
      expect(await yours.schema.hasTable('user_tasks')).toBe(false);
    });
  });
});
