import { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { Settings } from 'luxon';
import { evaluate, failureOf } from './testing/feel';
import { toJson } from './toJson';

const DATE_AND_TIME = 'date and time';

describe('toJson', () => {
  it.each<[string, unknown, JsonValue]>([
    ['null', null, null],
    ['what is missing', undefined, null],
    ['a boolean', false, false],
    ['a number', 1.5, 1.5],
    ['minus zero', -0, 0],
    ['a string', 'a"b', 'a"b'],
    ['a list', [1, undefined, [null]], [1, null, [null]]],
    ['a context', { a: undefined, b: { c: 1 } }, { a: null, b: { c: 1 } }],
  ])('should give %s', (_, value, json) => {
    expect(toJson(value)).toStrictEqual(json);
  });

  it('should keep an entry whatever its name', () => {
    // given
    const value = JSON.parse('{"__proto__": 1, "constructor": 2}');

    // then
    expect(JSON.stringify(toJson(value))).toBe(
      '{"__proto__":1,"constructor":2}',
    );
  });

  it.each([
    ['date', '2026-11-22'],
    ['date', '1900-01-01'],
    ['time', '10:00:00'],
    ['time', '00:00:00'],
    ['time', '10:00:00.125'],
    ['time', '10:00:00Z'],
    ['time', '10:00:00+02:00'],
    ['time', '10:00:00@Europe/Berlin'],
    [DATE_AND_TIME, '2026-11-22T10:00:00'],
    [DATE_AND_TIME, '2026-11-22T00:00:00'],
    [DATE_AND_TIME, '2026-11-22T00:00:00Z'],
    [DATE_AND_TIME, '2026-11-22T10:00:00.125Z'],
    [DATE_AND_TIME, '2026-11-22T10:00:00-05:30'],
    [DATE_AND_TIME, '2026-11-22T10:00:00@Europe/Berlin'],
    ['duration', 'P1DT2H3M4S'],
    ['duration', 'PT1.5S'],
    ['duration', '-PT1H'],
    ['duration', 'PT0S'],
    ['duration', 'P400D'],
    ['duration', 'P1Y2M'],
    ['duration', '-P1Y'],
    ['duration', 'P0M'],
  ])('should write a %s so that it is read back: %s', (type, text) => {
    // when
    const { value } = evaluate(`${type}("${text}")`);
    const again = evaluate(
      `[${type}(x), @"${text}", ${type}(x) instance of ${
        type === 'duration' && /^-?P\d+[YM]/.test(text)
          ? 'years and months duration'
          : type.replace('duration', 'days and time duration')
      }]`,
      { x: value },
    );

    // then
    expect(value).toBe(text);
    expect(again.value).toEqual([text, text, true]);
  });

  it.each([
    ['duration("PT36H")', 'P1DT12H'],
    ['duration("P2W")', 'P14D'],
    ['duration("P18M")', 'P1Y6M'],
    ['duration("P13M") - duration("P13M")', 'P0M'],
    ['@"2027-11-22" - @"2026-11-22"', 'P365D'],
    ['@"2026-11-22" - @"2026-11-23"', '-P1D'],
    ['@"2026-11-22" + @"P1M"', '2026-12-22'],
    ['@"2026-11-22" + @"PT36H"', '2026-11-23T12:00:00Z'],
    ['@"10:00:00" + @"PT20H"', '06:00:00'],
    [
      '@"2026-10-24T12:00:00@Europe/Berlin" + @"P1D"',
      '2026-10-25T12:00:00@Europe/Berlin',
    ],
    [
      'date and time("2026-11-22T10:00:00+01:00[Europe/Berlin]")',
      '2026-11-22T10:00:00@Europe/Berlin',
    ],
    ['{at: [today()]}', { at: ['2026-11-22'] }],
  ])('should write %s', (source, value) => {
    expect(evaluate(source).value).toEqual(value);
  });

  it.each([
    ['x', 'x'.repeat(1_100_000)],
    ['[x, x]', 'x'.repeat(600_000)],
    ['[x]', 'é'.repeat(600_000)],
    ['[x]', '\n'.repeat(600_000)],
    ['for i in 1..600000 return 1', null],
  ])('should refuse %s if it is too large', (source, x) => {
    expect(failureOf(`(${source})`, { x })).toContain(
      'at most 1048576 bytes of JSON',
    );
  });

  it('should refuse what grows without end, at once', () => {
    // given
    const names = [...'bcdefghijklmnopqrstuvwxyz'];
    const doubled = names.reduce((entries, name, index) => {
      const last = index === 0 ? 'a' : names[index - 1];
      return `${entries}, ${name}: [${last}, ${last}]`;
    }, 'a: [1]');

    // then
    expect(failureOf(`{${doubled}}.z`)).toContain('at most 1048576 bytes');
    expect(failureOf(`string({${doubled}}.z)`)).toContain('steps');
  });

  it.each([
    '@"2026-11-22" + @"P999999Y"',
    'string(now() - @"P999999Y")',
    '@"P1D" * 10 ** 400',
    '@"PT1S" / (1 / 10 ** 300) * 10 ** 300',
  ])('should refuse %s, which no calendar has', source => {
    expect(failureOf(source)).toMatch(/^Expected .*, but/);
  });

  it('should refuse what contains itself', () => {
    // given
    const list: unknown[] = [];
    list.push(list);

    // then
    expect(() => toJson(list)).toThrow('contains itself');
    expect(failureOf('for i in 1..3 return partial')).toContain(
      'contains itself',
    );
    expect(
      failureOf('{a: for i in 1..3 return partial, b: a = a}.b'),
    ).toContain('contains itself');
  });
});

describe('the host', () => {
  afterEach(() => {
    Settings.defaultZone = 'system';
    Settings.defaultLocale = 'en-US';
    Settings.now = () => 0;
  });

  it.each([
    'now()',
    'today()',
    'date(2026, 2, 28)',
    'time(10, 0, 0)',
    'date("2026-11-22")',
    'date(@"2026-11-22T23:00:00-05:00")',
    'date and time("2026-11-22T10:00:00")',
    'date and time(date("2026-11-22"), time("10:00:00"))',
    'date and time("2026-11-22T10:00:00") < now()',
    'date and time("2026-11-22T09:30:00") = now()',
    '@"2026-11-22T10:00:00"',
    '@"10:00:00" + @"PT1H"',
    'time(now())',
    'years and months duration(@"2026-01-31", @"2026-03-30")',
    'day of week(@"2026-11-22")',
    'month of year(@"2026-11-22")',
    'string(@"2026-11-22T10:00:00@Asia/Tokyo")',
    'now().day',
  ])('should not count for %s', source => {
    // given
    Settings.defaultZone = 'America/New_York';
    Settings.defaultLocale = 'en-US';
    Settings.now = () => Date.UTC(2000, 1, 29, 23);
    const there = evaluate(source);

    // when
    Settings.defaultZone = 'Asia/Tokyo';
    Settings.defaultLocale = 'de-DE';
    Settings.now = () => Date.UTC(2030, 5, 30, 1);
    const here = evaluate(source);

    // then
    expect(here).toEqual(there);
    expect(here.value).not.toBeNull();
  });
});
