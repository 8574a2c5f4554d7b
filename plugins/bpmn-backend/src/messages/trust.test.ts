import { eachDatabase } from '../__testUtils__/database';
import {
  ADA,
  element,
  HostStory,
  line,
  model,
  OWNER,
  process,
} from '../__testUtils__/hostStory';

const OTHERS = 'group:default/others';
const THIRD = 'group:default/third';

const AROUND =
  '<message id="m" name="paid"><extensionElements><zeebe:subscription correlationKey="=order" /></extensionElements></message><signal id="s" name="alarm" />';

const EVENTS = {
  message: ['messageEventDefinition', 'messageRef="m"'],
  signal: ['signalEventDefinition', 'signalRef="s"'],
} as const;
type Kind = keyof typeof EVENTS;
const kinds = Object.keys(EVENTS) as Kind[];

/** An event definition, and whom it accepts. */
function eventOf(kind: Kind, from: readonly string[] = []): string {
  const [name, attributes] = EVENTS[kind];
  return `<${name} ${attributes}>${
    from.length > 0
      ? `<extensionElements><pipeline:accepts from="${from.join(
          ', ',
        )}" /></extensionElements>`
      : ''
  }</${name}>`;
}

const begunBy = (id: string, event: string) =>
  model(
    process(
      id,
      line(element('startEvent', 'start', event), element('task', 'work')),
    ),
    AROUND,
  );

const waitingFor = (id: string, event: string) =>
  model(
    process(
      id,
      line(
        element('startEvent', 'start'),
        element('intermediateCatchEvent', 'wait', event),
      ),
    ),
    AROUND,
  );

const saying = (id: string, event: string) =>
  model(
    process(
      id,
      line(
        element('startEvent', 'start'),
        element('intermediateThrowEvent', 'say', event),
      ),
    ),
    AROUND,
  );

describe.each(eachDatabase)('who is heard by whom, on %s', databaseId => {
  const story = new HostStory(databaseId);
  let count = 0;
  let said = 0;
  let order: string;

  beforeEach(async () => {
    order = `order ${++count}`;
    // Whoever listened in another test does not any more.
    for (const table of ['waits', 'outbox', 'start_subscriptions']) {
      await story.knex(table).del();
    }
  });

  /** Says it from outside, in the name of a group. */
  async function publish(kind: Kind, ownerRef: string): Promise<void> {
    const deed =
      kind === 'message'
        ? { kind, name: 'paid', correlationKey: order, variables: {} }
        : { kind, name: 'alarm', variables: {} };
    await story.host.messages.publish({ ownerRef, deed }, ADA);
    await story.settle();
  }

  /** Says it from a process of a group. */
  async function say(kind: Kind, ownerRef: string): Promise<void> {
    const id = `says-${++said}`;
    await story.deploy(saying(id, eventOf(kind)), ownerRef);
    await story.start(id, { order });
  }

  const begun = async (id: string) =>
    (await story.knex('process_instances').where({ process_id: id })).length;

  describe.each(kinds)('a %s', kind => {
    describe.each([
      ['from outside', publish],
      ['of a process', say],
    ])('%s', (_where, send) => {
      it('should reach nobody who waits for it and belongs to somebody else', async () => {
        // given
        const id = `waits-${count}`;
        await story.deploy(waitingFor(id, eventOf(kind)), OTHERS);
        const theirs = await story.start(id, { order });
        // when
        await send(kind, OWNER);
        // then
        expect(await story.stateOf(theirs)).toBe('active');
        // when
        await send(kind, OTHERS);
        // then
        expect(await story.stateOf(theirs)).toBe('completed');
      });

      it('should begin nothing that belongs to somebody else', async () => {
        // given
        const id = `begins-${count}`;
        await story.deploy(begunBy(id, eventOf(kind)), OTHERS);
        // when
        await send(kind, OWNER);
        // then
        expect(await begun(id)).toBe(0);
      });

      it('should be heard by those only who accept its sender', async () => {
        // given
        const accepting = [
          ['any', ['any']],
          ['named', [THIRD, OWNER]],
          ['other', [THIRD]],
        ] as const;
        for (const [name, from] of accepting) {
          const event = eventOf(kind, from);
          const id = `${name}-${count}`;
          await story.deploy(begunBy(`begins-${id}`, event), OTHERS);
          await story.deploy(waitingFor(`waits-${id}`, event), OTHERS);
        }
        const wait = (name: string) =>
          story.start(`waits-${name}-${count}`, { order });
        const [any, named, other] = [
          await wait('any'),
          await wait('named'),
          await wait('other'),
        ];
        // when: a message goes to one who waits as long as there is one
        for (let times = 0; times < (kind === 'message' ? 4 : 1); times++) {
          await publish(kind, OWNER);
        }
        // then
        expect(await story.stateOf(any)).toBe('completed');
        expect(await story.stateOf(named)).toBe('completed');
        expect(await story.stateOf(other)).toBe('active');
        expect(await begun(`begins-other-${count}`)).toBe(0);
        const accepted =
          (await begun(`begins-any-${count}`)) +
          (await begun(`begins-named-${count}`));
        expect(accepted).toBeGreaterThan(0);
      });
    });
  });

  it('should keep a message from those who wait for it later and belong to somebody else', async () => {
    // given
    await publish('message', OWNER);
    const id = `late-${count}`;
    await story.deploy(waitingFor(id, eventOf('message')), OTHERS);
    await story.deploy(waitingFor(`${id}-own`, eventOf('message')));
    // when
    const theirs = await story.start(id, { order });
    // then
    expect(await story.stateOf(theirs)).toBe('active');
    // when
    const ours = await story.start(`${id}-own`, { order });
    // then
    expect(await story.stateOf(ours)).toBe('completed');
  });

  it('should give a message to its own where somebody else waits longer', async () => {
    // given
    const id = `both-${count}`;
    await story.deploy(waitingFor(id, eventOf('message')), OTHERS);
    await story.deploy(waitingFor(`${id}-own`, eventOf('message')));
    const theirs = await story.start(id, { order });
    const ours = await story.start(`${id}-own`, { order });
    // when
    await publish('message', OWNER);
    // then
    expect(await story.stateOf(theirs)).toBe('active');
    expect(await story.stateOf(ours)).toBe('completed');
  });
});
