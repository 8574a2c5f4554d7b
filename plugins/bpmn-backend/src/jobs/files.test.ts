import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { complete } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { eachDatabase } from '../__testUtils__/database';
import {
  ADA,
  HostStory,
  job,
  line,
  model,
  process,
} from '../__testUtils__/hostStory';

describe.each(eachDatabase)('files for handlers on %s', databaseId => {
  const story = new HostStory(databaseId);

  it('should be opened if they are of the instance, and not if they are forged', async () => {
    // given
    const read: string[] = [];
    const refused: unknown[] = [];
    const listed: FileReference[] = [];
    const foreign: FileReference[] = [];
    story.host = story.newHost({
      handlers: [
        {
          type: 'read',
          async handle({ variables }, { openFile, listFiles }) {
            const file = variables.file as unknown as FileReference;
            read.push(String(await buffer(await openFile(file))));
            const renamed = { ...file, name: 'other.txt' };
            for (const forged of [...foreign, renamed]) {
              refused.push(await openFile(forged).catch(({ code }) => code));
            }
            listed.push(...(await listFiles()));
            return complete();
          },
        },
      ],
    });
    const content = line(
      ['start', '<startEvent id="start" />'],
      job('work', 'wait'),
      job('read', 'read'),
    );
    await story.deploy(model(process('reads', content)));
    const add = async (instanceId: string, text: string) =>
      story.host.files.add({
        instanceId,
        name: 'a.txt',
        content: Readable.from([Buffer.from(text)]),
        createdBy: ADA,
      });
    foreign.push(await add(await story.start('reads'), 'of another'));
    const id = await story.start('reads');
    const file = await add(id, 'mine');
    const leased = await story.host.jobs.activate({
      types: ['wait'],
      worker: 'w',
      limit: 2,
      lease: 60_000,
    });
    const mine = leased.find(({ instanceId }) => instanceId === id)!;
    // when
    await story.host.jobs.answer(mine, complete({ file: { ...file } }), ADA);
    await story.settle();
    // then
    expect(read).toEqual(['mine']);
    expect(listed).toEqual([file]);
    expect(refused).toEqual(['invalidArgument', 'invalidArgument']);
    expect(await story.stateOf(id)).toBe('completed');
  });
});
