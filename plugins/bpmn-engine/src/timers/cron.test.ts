import { parseCron } from './cron';

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('parseCron', () => {
  it('should not guess which day a weekday of Quartz is', () => {
    expect(parseCron('0 0 9 ? * 2-6')).toMatchObject({
      problem: expect.stringMatching(
        /^Expected a cron .* With "\?" this is Quartz/,
      ),
    });
    expect(parseCron('0 0 9 ? * MON-FRI')).not.toHaveProperty('problem');
    expect(parseCron('0 0 9 1/5 * ?')).not.toHaveProperty('problem');
  });

  it('should read five fields, at second 0', () => {
    expect(parseCron('30 9 1,15 1-3 MON-FRI')).toEqual({
      seconds: [0],
      minutes: [30],
      hours: [9],
      hoursAre: 'fixed',
      months: [1, 2, 3],
      monthDays: { days: [1, 15], last: false },
      weekDays: { days: [1, 2, 3, 4, 5], last: [] },
    });
  });

  it('should read six fields, with seconds first', () => {
    expect(parseCron('*/20 0 9 * JAN ?')).toEqual({
      seconds: [0, 20, 40],
      minutes: [0],
      hours: [9],
      hoursAre: 'fixed',
      months: [1],
    });
  });

  it.each([
    ['0 0 * * 0', [0]],
    ['0 0 * * 7', [0]],
    ['0 0 * * SUN', [0]],
    ['0 0 * * 1', [1]],
    ['0 0 * * 6-7', [0, 6]],
    ['0 0 * * sat', [6]],
    ['0 0 * * */2', [0, 2, 4, 6]],
  ])('should count weekdays from Sunday in "%s"', (cron, days) => {
    const rule = parseCron(cron);

    expect(
      'weekDays' in rule && [...(rule.weekDays?.days ?? [])].sort(),
    ).toEqual(days);
  });

  it.each([
    ['0 0 L * *', { monthDays: { days: [], last: true } }],
    ['0 0 1,L * *', { monthDays: { days: [1], last: true } }],
    ['0 0 * * 5L', { weekDays: { days: [], last: [5] } }],
    ['0 0 * * 7L', { weekDays: { days: [], last: [0] } }],
    ['0 0 * * FRI#3', { weekDays: { days: [5], last: [], nth: 3 } }],
  ])('should read the days of "%s"', (cron, days) => {
    expect(parseCron(cron)).toMatchObject(days);
  });

  it.each([
    ['* * * * *', 'every'],
    ['*/10 ? * * *', 'every'],
    ['0 */1 * * *', 'every'],
    ['0 0-23 * * *', 'every'],
    ['0 */2 * * *', 'step'],
    ['0 1/6 * * *', 'step'],
    ['0 8-18/2 * * *', 'step'],
    ['0 */24 * * *', 'fixed'],
    ['*/10 8-18 * * *', 'fixed'],
    ['0 2 * * *', 'fixed'],
    ['0 0,12 * * *', 'fixed'],
  ])('should tell how the hours of "%s" are meant', (cron, hoursAre) => {
    expect(parseCron(cron)).toMatchObject({ hoursAre });
  });

  it.each([
    ['@daily', '0 0 * * *'],
    ['@Midnight', '0 0 * * *'],
    ['@hourly', '0 * * * *'],
    ['@weekly', '0 0 * * SUN'],
    ['@monthly', '0 0 1 * *'],
    ['@yearly', '0 0 1 1 *'],
    ['@annually', '0 0 1 1 *'],
    ['@weekdays', '0 0 * * 1-5'],
    ['@weekends', '0 0 * * SUN,SAT'],
    ['@minutely', '* * * * *'],
    ['@secondly', '* * * * * *'],
  ])('should read %s as "%s"', (macro, cron) => {
    expect(parseCron(macro)).toEqual(parseCron(cron));
  });

  it('should read long steps as far as they are taken', () => {
    expect(parseCron('0/60 0 * * *')).toMatchObject({ minutes: [0] });
    expect(parseCron('*/7 * * * *')).toMatchObject({
      minutes: [0, 7, 14, 21, 28, 35, 42, 49, 56],
      hours: range(0, 23),
    });
  });

  it('should say what to do with the seven fields of Quartz', () => {
    expect(parseCron('0 0 9 ? * 2-6 *')).toMatchObject({
      problem:
        'Expected a cron of 5 fields (minute, hour, day of the month, month, day of the week) or 6 (with the second first), but found "0 0 9 ? * 2-6 *". Seven fields are Quartz: leave out the year at the end, and count weekdays from 0 = Sunday, not from 1, or name them (MON).',
    });
  });

  it('should say what it expects without the text, which may be secret', () => {
    expect(parseCron('60 9 * * *')).toEqual({
      problem: expect.stringContaining('60 9 * * *'),
      expected: expect.stringMatching(/^a cron of 5 fields/),
      wayOut: expect.stringMatching(/^Write for example/),
    });
  });

  it.each([
    ['', 'a cron of 5 fields'],
    ['5', 'a cron of 5 fields'],
    ['0 9 * *', 'a cron of 5 fields'],
    ['0 0 9 * * * * *', 'a cron of 5 fields'],
    ['@reboot', 'one of @yearly'],
    ['@constructor', 'one of @yearly'],
    ['H 9 * * *', 'a minute of a cron, but found "H"'],
    ['x 9 * * *', 'a minute of a cron, but found "X"'],
    ['1-5-7 9 * * *', 'a minute of a cron, but found "1-5-7"'],
    ['1,,2 9 * * *', 'a minute of a cron, but found nothing'],
    ['*/ 9 * * *', 'a minute of a cron, but found "*/"'],
    ['0 9 MON * *', 'a day of the month of a cron, but found "MON"'],
    ['0 9 15W * *', 'a day of the month of a cron, but found "15W"'],
    ['0 9 LW * *', 'a day of the month of a cron, but found "LW"'],
    ['0 9 * MON *', 'a month of a cron, but found "MON"'],
    ['0 9 * * JAN', 'a day of the week of a cron, but found "JAN"'],
    ['0 9 * * MONDAY', 'a day of the week of a cron, but found "MONDAY"'],
    ['0 9 * * 5#6', 'a day of the week of a cron, but found "5#6"'],
    ['0 9 * * L', 'a day of the week of a cron, but found "L"'],
    ['*/90 * * * *', 'a step of at most 60 for the minute'],
    ['60 9 * * *', 'Constraint error'],
    ['0 24 * * *', 'Constraint error'],
    ['0 9 0 * *', 'Constraint error'],
    ['0 9 * 13 *', 'Constraint error'],
    ['0 9 * * 8', 'Constraint error'],
    ['*/0 9 * * *', 'cannot repeat'],
    ['0 9 * * FRI-MON', 'Invalid range'],
    ['1,1 9 * * *', 'duplicate'],
    ['0 9 * * 1#2,3', 'incompatible'],
    ['0 0 30 2 *', 'a cron with a date that exists'],
  ])('should refuse "%s"', (cron, problem) => {
    expect(parseCron(cron)).toMatchObject({
      problem: expect.stringMatching(/^Expected .*, but found /),
    });
    expect(parseCron(cron)).toMatchObject({
      problem: expect.stringContaining(problem),
    });
  });
});
