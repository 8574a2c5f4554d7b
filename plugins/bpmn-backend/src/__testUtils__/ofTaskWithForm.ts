import type { Given } from './Given';
import { sequence } from './models';
import { OWNER } from './restApi';

/** A task whose form asks for a name. */
export const ofTaskWithForm =
  (body: object): Given =>
  async ({ api, knex }) => {
    const processId = 'with-form';
    const required = { required: true };
    const field = { type: 'textfield', key: 'name', validate: required };
    const form = JSON.stringify({ id: 'ask', components: [field] });
    const task = `<userTask id="ask"><extensionElements><zeebe:userTask /><zeebe:formDefinition formId="ask" /></extensionElements></userTask>`;
    const content = sequence(processId, [['ask', task]]);
    const resources = [
      { name: 'model.bpmn', content },
      { name: 'ask.form', content: form },
    ];
    await api.send('deploy', { body: { ownerRef: OWNER, resources } });
    const instanceId = await api.start({ processId });
    const { id: taskId } = await knex('user_tasks')
      .where({ instance_id: instanceId })
      .first('id');
    return { params: { taskId }, body };
  };
