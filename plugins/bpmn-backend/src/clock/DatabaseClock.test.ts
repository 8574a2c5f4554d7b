import { mockServices } from '@backstage/backend-test-utils';
import { eachDatabase, emptyDatabase } from '../__testUtils__/database';
import { readDatabaseTime } from '../store/readDatabaseTime';
import { DatabaseClock } from './DatabaseClock';

describe('DatabaseClock', () => {
  const logger = mockServices.logger.mock();
  let elapsed = 0;
  let database = 0;

  beforeEach(() => {
    elapsed = 1000;
    database = Date.UTC(2026, 0, 1);
    jest.useFakeTimers();
  });

  afterEach(() => jest.useRealTimers());

  const given = (delays: number[]) =>
    new DatabaseClock({
      logger,
      elapsed: () => elapsed,
      readTime: async () => {
        const delay = delays.shift() ?? 0;
        elapsed += delay / 2;
        database += delay / 2;
        const answer = database;
        elapsed += delay / 2;
        database += delay / 2;
        return answer;
      },
    });

  it('should tell the time of the database, and go on by itself', async () => {
    // given
    const clock = given([]);
    // when
    await clock.start();
    // then
    expect(clock.now()).toBe(database);
    // when
    elapsed += 500;
    // then
    expect(clock.now()).toBe(database + 500);
    clock.stop();
  });

  it('should make allowance for the way to the database and back', async () => {
    // given
    const clock = given([300, 4, 80]);
    // when
    await clock.start();
    // then
    expect(clock.now()).toBe(database);
    clock.stop();
  });

  it('should follow the database when it is set', async () => {
    // given
    const clock = given([]);
    await clock.start();
    // when
    database += 86_400_000;
    await jest.advanceTimersByTimeAsync(10_000);
    // then
    expect(clock.now()).toBe(database);
    clock.stop();
  });

  it('should go on when the database does not answer', async () => {
    // given
    const clock = given([]);
    await clock.start();
    (clock as any).options.readTime = async () => {
      throw new Error('gone');
    };
    // when
    elapsed += 20_000;
    await jest.advanceTimersByTimeAsync(10_000);
    // then
    expect(clock.now()).toBe(database + 20_000);
    expect(logger.warn).toHaveBeenCalled();
    clock.stop();
  });
});

describe.each(eachDatabase)('the time of %s', databaseId => {
  it('should be about what it is here, on a machine of the same time', async () => {
    // given
    const knex = await emptyDatabase(databaseId);
    // when
    const time = await readDatabaseTime(knex);
    // then
    expect(Math.abs(time - Date.now())).toBeLessThan(5000);
  });
});
