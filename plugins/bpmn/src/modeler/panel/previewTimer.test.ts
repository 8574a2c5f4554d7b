import { previewTimer } from './previewTimer';

const NOW = Date.parse('2026-11-30T10:00:00Z');

describe('previewTimer', () => {
  it('should say a cron in words, with its next five times in its zone', () => {
    // when
    const preview = previewTimer(
      { kind: 'cycle', text: '0 9 * * MON-FRI', timeZone: 'Europe/Berlin' },
      NOW,
    );
    // then
    expect(preview.text).toBe(
      'At 09:00, Monday through Friday (Europe/Berlin). Next 5 times:',
    );
    expect(preview.lines).toHaveLength(5);
    expect(preview.lines[0]).toContain('1 Dec 2026');
    expect(preview.lines[0]).toContain('09:00');
  });

  it('should say when a duration would be over', () => {
    // when
    const preview = previewTimer({ kind: 'duration', text: 'PT15M' }, NOW);
    // then
    expect(preview.text).toBe('If it began now, due:');
    expect(preview.lines[0]).toContain('10:15');
  });

  it('should say in words what is wrong', () => {
    // when
    const preview = previewTimer({ kind: 'cycle', text: 'often' }, NOW);
    // then
    expect(preview).toMatchObject({
      isError: true,
      text: expect.stringContaining('Expected'),
      lines: [],
    });
  });

  it('should leave an expression to the time when it runs', () => {
    expect(
      previewTimer({ kind: 'date', text: '=deadline' }, NOW),
    ).toMatchObject({ isError: false, lines: [] });
  });
});
