import { MODEL } from '../testing/runs';
import { readModel } from './readModel';

describe('readModel', () => {
  const model = readModel(MODEL, 'Click-Propensity');

  it('should know elements by their names, or their ids', () => {
    expect(model.elements.get('score')).toEqual({
      id: 'score',
      type: 'scriptTask',
      name: 'Score model',
      language: 'python',
    });
    expect(model.elements.get('nightly')?.name).toBe('nightly');
  });

  it('should find the timers that begin the process', () => {
    expect([...model.timers]).toEqual([
      [
        'nightly',
        { kind: 'timeCycle', text: '30 6 * * 1-5', timeZone: 'Europe/Berlin' },
      ],
    ]);
  });

  it('should find nothing in what is no model', () => {
    const { elements, timers } = readModel('no xml', 'a');
    expect(elements.size + timers.size).toBe(0);
  });
});
