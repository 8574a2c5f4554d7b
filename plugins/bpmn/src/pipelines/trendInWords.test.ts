import { aRun } from '../testing/runs';
import { trendInWords } from './trendInWords';

describe('trendInWords', () => {
  it('should say how the latest runs were', () => {
    const runs = [
      aRun({ incidentCount: 1, hasOpenTasks: true }),
      aRun({ hasOpenTasks: true }),
      aRun({ state: 'completed' }),
      aRun({ state: 'completed' }),
      aRun({ state: 'terminated' }),
    ];
    expect(trendInWords(runs)).toBe(
      'Last 5 runs: 1 needs attention, 1 waiting for people, 2 completed, 1 cancelled',
    );
  });

  it('should say that there were none', () => {
    expect(trendInWords([])).toBe('No runs yet');
  });
});
