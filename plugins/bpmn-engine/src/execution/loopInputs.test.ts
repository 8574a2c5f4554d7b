import { multiInstance } from '../testing/loop';
import { starts, tasks } from '../testing/parts';
import { path, processXml } from '../testing/picture';
import { givenXml } from '../testing/scenario';

describe('an input collection', () => {
  it('should be looked at anew when a variable that it is made of is set beside the loop', async () => {
    // given ten items one after the other, and a task beside them that sets the factor while they are on their way
    const set =
      '<extensionElements><zeebe:ioMapping><zeebe:output source="=100" target="factor" /></zeebe:ioMapping></extensionElements>';
    const story = await givenXml(
      processXml(
        `${starts('start')}<task id="item">${multiInstance({
          sequential: true,
          input: '=for i in 1..10 return i * factor',
          element: 'it',
          output: 'out',
          outputElement: '=it',
        })}</task>${tasks('one', 'two')}<task id="set">${set}</task>${path(
          'start',
          'item',
        )}${path('start', 'one', 'two', 'set')}`,
      ),
    );
    // when
    story.start({ factor: 1 });
    // then
    const out = story.variables.out as number[];
    expect(out).toHaveLength(10);
    expect(out[0]).toBe(1);
    expect(out[9]).toBe(1_000);
  });
});
