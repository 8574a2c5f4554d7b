import { given, givenXml } from '../../testing/scenario';
import { element, inARow, mappings } from '../../testing/extensions';
import { processXml } from '../../testing/picture';

describe('task', () => {
  it('should have nothing to do, and let the process go on', async () => {
    // given
    const story = await given(__dirname, 'passesThrough.bpmn');
    // when
    story.start();
    // then
    expect(story.completed).toEqual(['start', 'think', 'end', 'passesThrough']);
    expect(story.state).toBe('completed');
    expect(story.waits).toEqual([]);
    expect(story.instance.rows.elements.size).toBe(0);
  });

  it('should not touch the variables', async () => {
    // given
    const story = await given(__dirname, 'passesThrough.bpmn');
    // when
    story.start({ thought: 'deep' });
    // then
    expect(story.variables).toEqual({ thought: 'deep' });
  });

  it('should hand over what its output mappings say, nothing else', async () => {
    // given
    const think = element(
      ['task', 'think'],
      [mappings({ inputs: { idea: '="new"' }, outputs: { plan: '=idea' } })],
    );
    const story = await givenXml(processXml(inARow(think)));
    // when
    story.start();
    // then
    expect(story.variables).toEqual({ plan: 'new' });
  });

  it('should raise an incident if an input cannot be mapped, and go on when it is resolved', async () => {
    // given
    const think = element(
      ['task', 'think'],
      [mappings({ inputs: { idea: '=title' }, outputs: { plan: '=idea' } })],
    );
    const story = await givenXml(processXml(inARow(think)));
    // when
    story.start();
    // then
    expect(story.incidents).toMatchObject([
      { elementId: 'think', message: expect.stringContaining('title') },
    ]);
    expect(story.completed).toEqual(['start']);
    // when
    story.resolve({ title: 'sleep on it' });
    // then
    expect(story.incidents).toEqual([]);
    expect(story.variables).toEqual({
      title: 'sleep on it',
      plan: 'sleep on it',
    });
    expect(story.state).toBe('completed');
  });
});
