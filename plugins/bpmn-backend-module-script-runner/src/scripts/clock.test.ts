import { ALL, PYTHON, RunnerStory } from '../testing/useRunner';

describe('time in scripts', () => {
  const before = process.env.TZ;
  beforeAll(() => {
    process.env.TZ = 'Asia/Kathmandu';
  });
  const story = new RunnerStory();

  afterAll(() => {
    process.env.TZ = before;
    if (before === undefined) {
      delete process.env.TZ;
    }
  });

  it.each(ALL)(
    'should be that of UTC, wherever the machine is ($environment)',
    async way => {
      const code =
        way.language === 'python'
          ? `import datetime, time
outputs["zone"] = time.tzname[0]
outputs["hour"] = datetime.datetime.fromtimestamp(0).hour`
          : `outputs$zone <- format(as.POSIXct(0, origin = "1970-01-01"), "%Z")
outputs$hour <- as.integer(format(as.POSIXct(0, origin = "1970-01-01"), "%H"))`;
      const { end } = await story.run(way, code);
      expect(end).toMatchObject({ outputs: { zone: 'UTC', hour: 0 } });
    },
  );

  it.each(ALL)(
    'should know leap days, and zones where it is asked for one ($environment)',
    async way => {
      const code =
        way.language === 'python'
          ? `import datetime, zoneinfo
day = datetime.date(2028, 2, 29)
outputs["day"] = day
outputs["later"] = day + datetime.timedelta(days=365)
outputs["there"] = datetime.datetime(2028, 2, 29, 23, 30, tzinfo=datetime.timezone.utc).astimezone(zoneinfo.ZoneInfo("Europe/Berlin"))`
          : `day <- as.Date("2028-02-29")
outputs$day <- day
outputs$later <- day + 365
outputs$there <- format(as.POSIXct("2028-02-29 23:30:00", tz = "UTC"), "%Y-%m-%dT%H:%M:%S+01:00", tz = "Europe/Berlin")`;
      const { end } = await story.run(way, code);
      expect(end).toMatchObject({
        outputs: {
          day: '2028-02-29',
          later: '2029-02-28',
          there: '2028-03-01T00:30:00+01:00',
        },
      });
    },
  );

  it.each(PYTHON)('should not be for them to set ($environment)', async way => {
    const { end } = await story.run(
      way,
      `
import time
try:
    time.clock_settime(time.CLOCK_REALTIME, 0)
except OSError as error:
    outputs["why"] = error.strerror
`,
    );
    expect(end).toMatchObject({ outputs: { why: 'Operation not permitted' } });
  });
});
