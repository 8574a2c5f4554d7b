import { eachDatabase } from '../__testUtils__/database';
import {
  element,
  HostStory,
  line,
  model,
  process,
} from '../__testUtils__/hostStory';

/** Texts that PostgreSQL refuses, changes or cannot index. */
const STRANGE = [
  ['U+0000', 'a\u0000b'],
  ['half of a surrogate pair', 'a\ud800'],
  ['a great length', 'ü'.repeat(5000)],
  ['what stands for others', `sha256:${'0'.repeat(64)}`],
] as const;

// Many instances are started.
jest.setTimeout(120_000);

describe.each(eachDatabase)('strange texts on %s', databaseId => {
  const story = new HostStory(databaseId);

  const MESSAGE =
    '<message id="paid" name="=name"><extensionElements><zeebe:subscription correlationKey="=order" /></extensionElements></message><signal id="alarm" name="=name" />';
  const withEvent = (id: string, kind: string, definition: string) =>
    model(
      process(
        id,
        line(
          element('startEvent', 'start'),
          element(kind, 'event', definition),
        ),
      ),
      MESSAGE,
    );
  const PAID = '<messageEventDefinition messageRef="paid" />';
  const ALARM = '<signalEventDefinition signalRef="alarm" />';

  const calling = (id: string, called: string) =>
    model(
      process(
        id,
        line(
          element('startEvent', 'start'),
          element(
            'callActivity',
            'call',
            `<extensionElements><zeebe:calledElement ${called} /></extensionElements>`,
          ),
        ),
      ),
    );

  const incidentsOf = (id: string) =>
    story.knex('incidents').where({ instance_id: id });

  it.each(STRANGE)(
    'should be names and keys of messages like others: %s',
    async (_, strange) => {
      // given
      await story.deploy(withEvent('waits', 'intermediateCatchEvent', PAID));
      await story.deploy(withEvent('sends', 'intermediateThrowEvent', PAID));
      const variables = { name: strange, order: strange };
      const waiting = await story.start('waits', variables);
      // when
      await story.start('sends', { name: strange, order: `${strange}x` });
      // then
      expect(await story.stateOf(waiting)).toBe('active');
      // when
      await story.start('sends', variables);
      // then
      expect(await story.stateOf(waiting)).toBe('completed');
      // when
      await story.start('sends', { name: strange, order: `${strange}y` });
      const late = await story.start('waits', {
        name: strange,
        order: `${strange}y`,
      });
      // then
      expect(await story.stateOf(late)).toBe('completed');
    },
  );

  it.each(STRANGE)(
    'should be names of signals like others: %s',
    async (_, strange) => {
      // given
      await story.deploy(withEvent('hears', 'intermediateCatchEvent', ALARM));
      await story.deploy(withEvent('calls', 'intermediateThrowEvent', ALARM));
      const id = await story.start('hears', { name: strange });
      // when
      await story.start('calls', { name: strange });
      // then
      expect(await story.stateOf(id)).toBe('completed');
    },
  );

  it.each(STRANGE)(
    'should be an incident as the id of a called process: %s',
    async (_, strange) => {
      // given
      await story.deploy(calling('caller', 'processId="=name"'));
      // when
      const id = await story.start('caller', { name: strange });
      // then
      expect(await incidentsOf(id)).toMatchObject([
        { kind: 'calledElementMissing' },
      ]);
    },
  );

  it.each(STRANGE.slice(0, 3))(
    'should be an incident as the business key of a called process: %s',
    async (_, strange) => {
      // given
      await story.deploy(
        calling('namer', 'processId="named" businessId="=name"'),
      );
      await story.deploy(
        model(process('named', line(element('startEvent', 'start')))),
      );
      // when
      const id = await story.start('namer', { name: strange });
      // then
      expect(await incidentsOf(id)).toMatchObject([
        { kind: 'calledElementMissing' },
      ]);
      expect((await incidentsOf(id))[0].message).toContain('business key');
    },
  );
});
