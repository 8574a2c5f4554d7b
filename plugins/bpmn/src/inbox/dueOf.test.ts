import { DateTime } from 'luxon';
import { ago, dueOf } from './dueOf';

const now = DateTime.fromISO('2026-03-02T12:00:00Z');

describe('dueOf', () => {
  it('should say nothing of what is never due', () => {
    expect(dueOf({}, now)).toBeUndefined();
  });

  it('should say how long there is', () => {
    expect(dueOf({ dueAt: '2026-03-05T12:00:00Z' }, now)).toMatchObject({
      text: 'Due in 3 days',
      isOverdue: false,
    });
  });

  it('should mark what is late', () => {
    expect(dueOf({ dueAt: '2026-03-02T10:00:00Z' }, now)).toMatchObject({
      text: 'Overdue, was due 2 hours ago',
      isOverdue: true,
    });
  });
});

describe('ago', () => {
  it('should say how long ago something was', () => {
    expect(ago('2026-03-02T11:55:00Z', now)).toBe('5 minutes ago');
  });
});
