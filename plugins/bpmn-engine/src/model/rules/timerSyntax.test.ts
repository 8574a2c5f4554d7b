import {
  hasZone,
  isAnyTimerValue,
  timerProblem,
  type TimerForm,
} from './timerSyntax';

describe('timerProblem', () => {
  it.each<[TimerForm, string]>([
    ['timeDate', '2030-01-31'],
    ['timeDate', '2030-01-31T09:00'],
    ['timeDate', '2030-01-31T09:00:00'],
    ['timeDate', '2030-01-31T09:00:00.123Z'],
    ['timeDate', '2030-01-31T09:00:00+01:00'],
    ['timeDate', '2030-01-31T09:00:00+01:00[Europe/Berlin]'],
    ['timeDate', '2030-01-31T09:00:00@Europe/Berlin'],
    ['timeDate', '2032-02-29T00:00:00Z'],
    ['timeDuration', 'PT0S'],
    ['timeDuration', 'PT1.5S'],
    ['timeDuration', 'P1Y2M3DT4H5M6S'],
    ['timeDuration', 'P2W'],
    ['timeDuration', '-PT5M'],
    ['timeCycle', 'R/PT1M'],
    ['timeCycle', 'R3/PT10M'],
    ['timeCycle', 'R3/2030-01-31T09:00:00Z/PT10M'],
    ['timeCycle', 'R3/PT10M/2030-01-31T09:00:00Z'],
    ['timeCycle', '*/5 * * * *'],
    ['timeCycle', '0 0 9-17/2 1,15 * mon-fri'],
    ['timeCycle', '0 0 1 jan *'],
  ])('should understand %s %s', (form, text) => {
    expect(timerProblem(form, text)).toBeUndefined();
  });

  it.each<[TimerForm, string]>([
    ['timeDate', 'INVALID'],
    ['timeDate', '2030-13-01T00:00:00Z'],
    ['timeDate', '2030-02-29T00:00:00Z'],
    ['timeDate', '2030-01-31T25:00:00Z'],
    ['timeDate', 'PT1M'],
    ['timeDuration', 'P'],
    ['timeDuration', 'P1H'],
    ['timeDuration', '1 hour'],
    ['timeCycle', 'PT1M'],
    ['timeCycle', 'R3'],
    ['timeCycle', 'R3/PT1M/PT1M'],
    ['timeCycle', '* * * *'],
    ['timeCycle', '0 0 9 * * 2 2030'],
    ['timeCycle', '60 * * * *'],
    ['timeCycle', '0 24 * * *'],
    ['timeCycle', '*/0 * * * *'],
  ])('should not understand %s %s', (form, text) => {
    expect(timerProblem(form, text)).toMatch(/^Expected/);
  });

  it('should end on a text that is as long as a document can be', () => {
    const text = `R${'1'.repeat(1_000_000)}/P${'1'.repeat(1_000_000)}`;

    expect(timerProblem('timeCycle', text)).toMatch(/^Expected/);
    expect(timerProblem('timeCycle', '1,'.repeat(1_000_000))).toMatch(
      /^Expected/,
    );
  });
});

describe('isAnyTimerValue', () => {
  it('should not take numbers in a row for a value, which cron would', () => {
    expect(isAnyTimerValue('PT1M')).toBe(true);
    expect(isAnyTimerValue('1 2 3 4 5')).toBe(false);
  });
});

describe('hasZone', () => {
  it('should tell a moment from local time', () => {
    expect(hasZone('2030-01-31T09:00:00Z')).toBe(true);
    expect(hasZone('2030-01-31T09:00:00@Europe/Berlin')).toBe(true);
    expect(hasZone('2030-01-31T09:00:00')).toBe(false);
  });
});
