import { parse } from '../../parse';
import { given, givenXml } from '../../testing/scenario';
import { element, extended, inARow, mappings } from '../../testing/extensions';
import { processXml } from '../../testing/picture';

describe('receive task', () => {
  it('should wait for its message with its correlation key', async () => {
    // given
    const story = await given(__dirname, 'receives.bpmn');
    // when
    story.start({ parcel: 'P-1' });
    // then
    expect(story.waits).toEqual([
      {
        kind: 'message',
        key: expect.any(Number),
        elementInstanceKey: expect.any(Number),
        elementId: 'receive',
        event: 0,
        name: 'parcel arrived',
        correlationKey: 'P-1',
      },
    ]);
    expect(story.completed).toEqual(['start']);
  });

  it('should go on with what the message carries', async () => {
    // given
    const story = await given(__dirname, 'receives.bpmn');
    story.start({ parcel: 'P-1' });
    // when
    story.publish('parcel arrived', { weight: 3 }, 'P-1');
    // then
    expect(story.completed).toEqual(['start', 'receive', 'end', 'receives']);
    expect(story.variables).toEqual({ parcel: 'P-1', weight: 3 });
    expect(story.waits).toEqual([]);
    expect(story.instance.rows.elements.size).toBe(0);
  });

  it('should not take a message for somebody else', async () => {
    // given
    const story = await given(__dirname, 'receives.bpmn');
    story.start({ parcel: 'P-1' });
    // when
    story.publish('parcel arrived', {}, 'P-2');
    story.publish('parcel lost', {}, 'P-1');
    // then
    expect(story.waiting).toEqual(['receive']);
  });

  it('should map what the message carries', async () => {
    // given
    const receive = element(
      ['receiveTask messageRef="m"', 'receive'],
      [mappings({ outputs: { kilos: '=weight / 1000' } })],
    );
    const story = await givenXml(
      processXml(inARow(receive), '<message id="m" name="weighed" />'),
    );
    story.start();
    // when
    story.publish('weighed', { weight: 2500 });
    // then
    expect(story.variables).toEqual({ kilos: 2.5 });
  });

  it('should raise an incident if its correlation key cannot be evaluated, and wait when that is resolved', async () => {
    // given
    const story = await given(__dirname, 'receives.bpmn');
    // when
    story.start();
    // then
    expect(story.incidents).toMatchObject([
      { kind: 'expressionFailed', elementId: 'receive' },
    ]);
    expect(story.waits).toEqual([]);
    // when
    story.resolve({ parcel: 'P-9' });
    // then
    expect(story.incidents).toEqual([]);
    expect(story.wait('receive')).toMatchObject({ correlationKey: 'P-9' });
  });

  it("should raise an incident if its correlation key has no value: anybody's message would do", async () => {
    // given
    const story = await given(__dirname, 'receives.bpmn');
    // when
    story.start({ parcel: null });
    // then
    expect(story.waits).toEqual([]);
    expect(story.incidents).toMatchObject([
      { kind: 'expressionFailed', elementId: 'receive' },
    ]);
  });

  it('should raise an incident if its message turns out to have no name', async () => {
    // given
    const story = await givenXml(
      processXml(
        inARow(element(['receiveTask messageRef="m"', 'receive'])),
        '<message id="m" name="=topic" />',
      ),
    );
    // when
    story.start({ topic: null });
    // then
    expect(story.waits).toEqual([]);
    expect(story.incidents).toMatchObject([
      { kind: 'expressionFailed', elementId: 'receive' },
    ]);
  });

  it('should say who may send the message', async () => {
    // given
    const receive = element(
      ['receiveTask messageRef="m"', 'receive'],
      ['<pipeline:accepts from="group:default/logistics, any" />'],
    );
    const story = await givenXml(
      processXml(inARow(receive), '<message id="m" name="arrived" />'),
    );
    // when
    story.start();
    // then
    expect(story.wait('receive')).toMatchObject({
      accepts: ['group:default/logistics', 'any'],
    });
  });

  it('should begin the process if it instantiates, and not wait once more', async () => {
    // given
    const story = await given(__dirname, 'begins.bpmn');
    // when
    story.start({ item: 'pen' }, 'receive');
    // then
    expect(story.completed).toEqual(['receive']);
    expect(story.waiting).toEqual(['pack']);
    expect(story.variables).toEqual({ item: 'pen' });
    expect(story.instance.definition.startTriggers).toMatchObject([
      { elementId: 'receive', event: { type: 'message' } },
    ]);
  });

  it('should begin the process when its message is published', async () => {
    // given
    const story = await given(__dirname, 'begins.bpmn');
    // when
    story.publish('ordered', { item: 'ink' });
    // then
    const begun = story.storyOf('begins');
    expect(begun.waiting).toEqual(['pack']);
    expect(begun.variables).toEqual({ item: 'ink' });
  });

  it('should withdraw its wait when it is terminated', async () => {
    // given
    const story = await given(__dirname, 'receives.bpmn');
    story.start({ parcel: 'P-1' });
    // when
    story.send({ type: 'cancelInstance' });
    // then
    expect(story.waits).toEqual([]);
    expect(story.terminated).toEqual(['receive', 'receives']);
  });

  it('should warn if it refers to no message, and raise an incident when it is reached', async () => {
    // given
    const xml = processXml(inARow(element(['receiveTask', 'receive'])));
    const { problems } = await parse(xml);
    const story = await givenXml(xml);
    // when
    story.start();
    // then
    expect(problems).toContainEqual(
      expect.objectContaining({
        severity: 'warning',
        elementId: 'receive',
      }),
    );
    expect(story.incidents).toMatchObject([
      {
        elementId: 'receive',
        message:
          'Expected receive task (receive) to have an event to wait for, but it has none. Give it one in the model, and migrate the instance',
      },
    ]);
  });

  it('should not warn if it refers to a message', async () => {
    // given
    const xml = processXml(
      inARow(element(['receiveTask messageRef="m"', 'receive'])),
      `<message id="m" name="a">${extended(
        '<zeebe:subscription correlationKey="=1" />',
      )}</message>`,
    );
    // when
    const { problems } = await parse(xml);
    // then
    expect(problems).toEqual([]);
  });
});
