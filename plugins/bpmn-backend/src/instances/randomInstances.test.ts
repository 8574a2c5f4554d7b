import {
  Rejection,
  type StateChange,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import {
  isOver,
  tell,
  type Story,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine/testing';
import type { Knex } from 'knex';
import { Definitions } from '../deployments/Definitions';
import { evaluationHere } from '../evaluation';
import { InstanceStore } from '../store/instances';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { InstanceService } from './InstanceService';
import { FileGuard } from '../files/FileGuard';
import { FileStore } from '../store/files';

const SEEDS = Array.from({ length: 60 }, (_, index) => index + 1);
const ACTOR = 'user:default/ada';

/** Tables in which nothing may be left of an instance that is over. */
const EMPTIED = [
  'element_instances',
  'waits',
  'incidents',
  'compensations',
  'loop_outputs',
  'held_commands',
  'user_task_candidates',
  'task_drafts',
];

/** Tables of running instances that hold something. */
async function filled(knex: Knex): Promise<readonly string[]> {
  const counts = await Promise.all(
    EMPTIED.map(async table => ({ table, row: await knex(table).first() })),
  );
  return counts.flatMap(({ table, row }) => (row ? [table] : []));
}

/** How each user task has come to its end, in the order in which they came. */
async function tasksTold(knex: Knex): Promise<readonly [number, string][]> {
  const rows = await knex('user_tasks').orderBy('key').select('key', 'state');
  return rows.map(({ key, state }) => [key, state]);
}

/** The same as the changes tell it: what a command only passed through was no task to anybody. */
function tasksIn({ chapters }: Story): readonly [number, string][] {
  const states = new Map<number, string>();
  for (const { changes } of chapters) {
    const opened = new Set<number>();
    for (const change of changes) {
      if (change.type === 'waitOpened' && change.wait.kind === 'userTask') {
        opened.add(change.wait.key);
        states.set(change.wait.key, 'open');
      } else if (change.type === 'waitClosed' && states.has(change.waitKey)) {
        const { waitKey, reason } = change;
        states.set(waitKey, reason === 'fulfilled' ? 'completed' : 'canceled');
        if (opened.has(waitKey)) {
          states.delete(waitKey);
        }
      }
    }
  }
  return [...states].sort(([a], [b]) => a - b);
}

/** How a host keeps an instance between commands: not at all, as a whole, or what it has read of it. */
type Mode = 'forgets' | 'remembers' | 'loads in part';

/** A host that knows one process. */
function hostOf(knex: Knex, story: Story, mode: Mode) {
  const { definition, process } = story;
  let now = 0;
  const definitions = new Definitions(
    async () => ({ processId: definition.id, xml: process.xml }),
    evaluationHere,
  );
  const wholeUpTo = mode === 'loads in part' ? 0 : undefined;
  const fresh = () =>
    new InstanceService({
      store: new InstanceStore(knex, { wholeUpTo }),
      definitions,
      evaluation: evaluationHere,
      files: new FileGuard(new FileStore(knex)),
      clock: { now: () => now },
    });
  return {
    fresh,
    at: (time: number) => {
      now = time;
    },
  };
}

async function live(
  knex: Knex,
  story: Story,
  mode: Mode,
): Promise<readonly (readonly StateChange[])[]> {
  const { fresh, at } = hostOf(knex, story, mode);
  const id = `seed ${story.seed}`;
  let service = fresh();
  const told: (readonly StateChange[])[] = [];
  for (const { given } of story.chapters) {
    const { command } = given;
    at(given.now);
    service = mode === 'remembers' ? service : fresh();
    const { changes } =
      command.type === 'startInstance'
        ? await service.start(
            {
              id,
              definitionId: `definition ${story.seed}`,
              processKey: story.definition.id,
              ownerRef: 'group:default/data',
              variables: command.variables,
            },
            { actor: ACTOR },
          )
        : await service.handle(id, command, { actor: ACTOR });
    told.push(changes);
    await expectCountedSizes(knex, id);
  }
  return told;
}

/** What an instance counts its variables to take is what they take. */
async function expectCountedSizes(knex: Knex, id: string): Promise<void> {
  const instance = await knex('process_instances').where({ id }).first();
  if (instance.ended_at !== null) {
    return;
  }
  const rows = [
    ...(await knex('variables').where({ instance_id: id })),
    ...(await knex('loop_outputs').where({ instance_id: id })),
  ];
  const bytes = rows.reduce(
    (sum, { value }) => sum + Buffer.byteLength(value),
    0,
  );
  expect([id, instance.variable_bytes]).toEqual([id, bytes]);
}

const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

describe.each(eachDatabase)('random processes on %s', databaseId => {
  let knex: Knex;
  let stories: readonly Story[];

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
    stories = await Promise.all(SEEDS.map(tell));
  }, 120_000);

  it.each<Mode>(['forgets', 'remembers', 'loads in part'])(
    'should do what the engine does, in a host that %s',
    async mode => {
      for (const story of stories) {
        await knex('process_instances').del();
        for (const table of [
          ...EMPTIED,
          'variables',
          'history',
          'variable_ledger',
          'user_tasks',
        ]) {
          await knex(table).del();
        }
        // when
        const told = await live(knex, story, mode);
        // then
        expect([story.seed, plain(told)]).toEqual([
          story.seed,
          plain(story.chapters.map(({ changes }) => changes)),
        ]);
        const [instance] = await knex('process_instances');
        expect(instance).toMatchObject({
          revision: story.chapters.length,
          state: story.rows.instanceRow!.state,
        });
        expect([story.seed, isOver(story.rows), await filled(knex)]).toEqual([
          story.seed,
          true,
          [],
        ]);
        expect(await tasksTold(knex)).toEqual(tasksIn(story));
      }
    },
    300_000,
  );

  it('should say that there is no such instance', async () => {
    // given
    const { fresh } = hostOf(knex, stories[0], 'forgets');
    // when
    const handled = fresh().handle(
      'nobody',
      { type: 'suspendInstance' },
      { actor: ACTOR },
    );
    // then
    await expect(handled).rejects.toThrow(Rejection);
    await expect(handled).rejects.toMatchObject({ code: 'notFound' });
  });
});
