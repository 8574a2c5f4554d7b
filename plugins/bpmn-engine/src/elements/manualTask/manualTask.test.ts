import { given, givenXml } from '../../testing/scenario';
import { element, inARow } from '../../testing/extensions';
import { processXml } from '../../testing/picture';

describe('manual task', () => {
  it('should not be waited for: nobody reports that it is done', async () => {
    // given
    const story = await given(__dirname, 'passesThrough.bpmn');
    // when
    story.start({ boxes: 3 });
    // then
    expect(story.completed).toEqual(['start', 'carry', 'end', 'passesThrough']);
    expect(story.history.filter(({ type }) => type === 'waitOpened')).toEqual(
      [],
    );
    expect(story.variables).toEqual({ boxes: 3 });
    expect(story.instance.rows.elements.size).toBe(0);
  });

  it('should be an activity: it can be repeated', async () => {
    // given
    const carry = element(
      ['manualTask', 'carry'],
      [],
      '<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>',
    );
    const story = await givenXml(processXml(inARow(carry)));
    // when
    story.start();
    // then
    expect(story.completed).toEqual([
      'start',
      'carry',
      'carry',
      'carry',
      'end',
      'story',
    ]);
  });
});
