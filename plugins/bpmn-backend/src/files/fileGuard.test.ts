import {
  complete,
  throwError,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { eachDatabase } from '../__testUtils__/database';
import {
  ADA,
  element,
  HostStory,
  job,
  line,
  model,
  OWNER,
  process,
} from '../__testUtils__/hostStory';

const reference = (key: string, name = 'report.pdf') => ({
  $file: key,
  name,
  size: 3,
  contentType: 'application/pdf',
  sha256: 'a'.repeat(64),
});

describe.each(eachDatabase)('files of instances on %s', databaseId => {
  const story = new HostStory(databaseId);
  let count = 0;

  /** A file that has come into being in an instance. */
  async function fileOf(instanceId: string) {
    const file = reference(`file-${++count}`);
    await story.host.stores.files.add({
      reference: file,
      instanceId,
      createdBy: ADA,
      createdAt: story.now,
    });
    return file;
  }

  const review = element('userTask', 'review');

  async function reviewed(variables = {}) {
    await story.deploy(
      model(process('reviewed', line(element('startEvent', 'start'), review))),
    );
    const id = await story.start('reviewed', variables);
    const wait = await story.knex('waits').where({ instance_id: id }).first();
    return { id, waitKey: wait.key as number };
  }

  const variablesOf = (id: string) =>
    story.knex('variables').where({ instance_id: id }).orderBy('name');

  it('should be handed on by whoever works for the instance', async () => {
    // given
    const { id, waitKey } = await reviewed();
    const file = await fileOf(id);
    // when
    await story.host.instances.handle(
      id,
      { type: 'fulfilWait', waitKey, variables: { docs: [file] } },
      { actor: ADA },
    );
    // then
    expect(await variablesOf(id)).toMatchObject([
      { name: 'docs', value: JSON.stringify([file]) },
    ]);
  });

  it.each([
    ['of another instance', (file: object) => file],
    ['with another name', (file: object) => ({ ...file, name: 'other.pdf' })],
    ['that nobody knows', () => reference('nobody-knows-it')],
    ['that is none', () => ({ $file: 1 })],
    ['of which parts are missing', () => ({ $file: 'file-1' })],
  ])('should not be files %s', async (what, forge) => {
    // given
    const { id, waitKey } = await reviewed();
    const others = await reviewed();
    const file = await fileOf(what === 'with another name' ? id : others.id);
    // when
    const handled = story.host.instances.handle(
      id,
      {
        type: 'fulfilWait',
        waitKey,
        variables: { docs: { deep: [forge(file)] } } as any,
      },
      { actor: ADA },
    );
    // then
    await expect(handled).rejects.toMatchObject({ code: 'invalidArgument' });
    expect(await variablesOf(id)).toEqual([]);
    expect(await story.stateOf(id)).toBe('active');
  });

  it('should not come in with the start, by set variables or with an incident', async () => {
    // given
    const others = await reviewed();
    const docs = await fileOf(others.id);
    const { id } = await reviewed();
    const context = { actor: ADA };
    // then
    await expect(story.start('reviewed', { docs })).rejects.toMatchObject({
      code: 'invalidArgument',
    });
    await expect(
      story.host.instances.handle(
        id,
        { type: 'setVariables', variables: { docs } },
        context,
      ),
    ).rejects.toMatchObject({ code: 'invalidArgument' });
    await expect(
      story.host.instances.handle(
        id,
        { type: 'suspendInstance' },
        {
          ...context,
          precededBy: [{ type: 'setVariables', variables: { docs } }],
        },
      ),
    ).rejects.toMatchObject({ code: 'invalidArgument' });
    expect(await story.stateOf(id)).toBe('active');
  });

  it('should not be sent from outside', async () => {
    // given
    const { id } = await reviewed();
    const docs = await fileOf(id);
    // when
    const published = story.host.messages.publish(
      {
        deed: { kind: 'message', name: 'm', variables: { docs } },
        ownerRef: OWNER,
      },
      ADA,
    );
    // then
    await expect(published).rejects.toMatchObject({ code: 'invalidArgument' });
  });

  const catching = (kind: string) =>
    model(
      process(
        `catching-${kind}`,
        line(
          element(
            'startEvent',
            'start',
            `<${kind}EventDefinition ${kind}Ref="m" />`,
          ),
          review,
        ),
      ),
      `<${kind} id="m" name="${kind}s" />`,
    );
  const calling = model(
    process(
      'calling',
      line(
        element('startEvent', 'start'),
        job('make'),
        element(
          'callActivity',
          'call',
          '<extensionElements><zeebe:calledElement processId="reviewed" propagateAllChildVariables="true" /></extensionElements>',
        ),
        job('mail'),
      ),
    ),
  );
  const throwing = (kind: string) =>
    model(
      process(
        `throwing-${kind}`,
        line(
          element('startEvent', 'start'),
          job('make'),
          element(
            'endEvent',
            'end',
            `<extensionElements><zeebe:ioMapping><zeebe:input source="=docs" target="docs" /></zeebe:ioMapping></extensionElements><${kind}EventDefinition ${kind}Ref="m" />`,
          ),
        ),
      ),
      `<${kind} id="m" name="${kind}s" />`,
    );

  /** Makes a file in an instance, as a handler would. */
  function makesAFile() {
    story.answer = async handed =>
      handed.elementId === 'make'
        ? complete({ docs: await fileOf(handed.instanceId) })
        : complete();
  }

  it('should go with a call, and come back with what was called', async () => {
    // given
    await reviewed();
    await story.deploy(calling);
    makesAFile();
    const id = await story.start('calling');
    const called = await story
      .knex('process_instances')
      .where({ caller_instance_id: id })
      .first();
    const wait = await story
      .knex('waits')
      .where({ instance_id: called.id })
      .first();
    const made = await fileOf(called.id);
    // when
    await story.host.instances.handle(
      called.id,
      { type: 'fulfilWait', waitKey: wait.key, variables: { made } },
      { actor: ADA },
    );
    await story.settle();
    // then
    const { docs } = story.done.at(-1)!.variables as any;
    expect(story.done.at(-1)).toMatchObject({
      elementId: 'mail',
      variables: { docs, made },
    });
    expect(await story.stateOf(id)).toBe('completed');
  });

  it.each(['message', 'signal'])(
    'should go with a %s of the instance that they are of, and be handed on there',
    async kind => {
      // given
      await story.deploy(catching(kind));
      await story.deploy(throwing(kind));
      makesAFile();
      // when
      await story.start(`throwing-${kind}`);
      // then
      const { id } = await story
        .knex('process_instances')
        .where({ process_id: `catching-${kind}` })
        .first();
      const [{ value }] = await variablesOf(id);
      const docs = JSON.parse(value);
      const wait = await story.knex('waits').where({ instance_id: id }).first();
      // when
      await story.host.instances.handle(
        id,
        { type: 'fulfilWait', waitKey: wait.key, variables: { again: docs } },
        { actor: ADA },
      );
      // then
      expect(await variablesOf(id)).toMatchObject([
        { name: 'again', value },
        { name: 'docs', value },
      ]);
    },
  );

  it.each([
    ['completes its job', (docs: any) => complete({ docs })],
    ['throws an error', (docs: any) => throwError('odd', '', { docs })],
  ])(
    'should end in an incident where a handler %s with another file',
    async (_, answer) => {
      // given
      const others = await reviewed();
      const docs = await fileOf(others.id);
      await story.deploy(
        model(
          process('forging', line(element('startEvent', 'start'), job('a'))),
        ),
      );
      story.answer = () => answer(docs);
      // when
      const id = await story.start('forging');
      // then
      expect(
        await story.knex('incidents').where({ instance_id: id }),
      ).toMatchObject([{ kind: 'jobFailed', element_id: 'a' }]);
      expect(await variablesOf(id)).toEqual([]);
    },
  );
});
