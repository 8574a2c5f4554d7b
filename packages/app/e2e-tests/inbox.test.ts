import { expect, test } from '@playwright/test';
import { backendAs } from './backendAs';
import { signIn } from './signIn';

const FORM = {
  id: 'review',
  type: 'default',
  components: [
    {
      type: 'select',
      id: 'verdict',
      key: 'verdict',
      label: 'Verdict',
      validate: { required: true },
      values: [
        { label: 'Ship it', value: 'ship' },
        { label: 'Train again', value: 'again' },
      ],
    },
    {
      type: 'textarea',
      id: 'reason',
      key: 'reason',
      label: 'Why?',
      conditional: { hide: '=verdict != "again"' },
    },
    { type: 'filepicker', id: 'evidence', key: 'evidence', label: 'Evidence' },
  ],
};

const model = (id: string, task: string) =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="https://example.org"><process id="${id}" isExecutable="true"><startEvent id="start" /><sequenceFlow id="in" sourceRef="start" targetRef="task" /><userTask id="task" ${task}</userTask><sequenceFlow id="out" sourceRef="task" targetRef="end" /><endEvent id="end" /></process></definitions>`;

const extended = (name: string, content: string) =>
  `name="${name}"><extensionElements><zeebe:userTask />${content}</extensionElements>`;

const APPROVAL = model(
  'e2e-approval',
  extended(
    'Approve the model',
    '<zeebe:assignmentDefinition candidateGroups="analytics" />',
  ),
);
const REVIEW = model(
  'e2e-review',
  extended(
    'Review the scores',
    '<zeebe:assignmentDefinition assignee="chloe" /><zeebe:formDefinition formId="review" />',
  ),
);

test.describe('the inbox', () => {
  test.beforeAll(async ({ request }) => {
    const ben = await backendAs('ben', request);
    await ben('post', '/deployments', {
      ownerRef: 'group:default/analytics',
      resources: [
        { name: 'approval.bpmn', content: APPROVAL },
        { name: 'review.bpmn', content: REVIEW },
        { name: 'review.form', content: JSON.stringify(FORM) },
      ],
    });
  });

  test('should let a person claim a task of the team, and say at once when somebody else was faster', async ({
    page,
    request,
  }) => {
    // given
    const ben = await backendAs('ben', request);
    await ben('post', '/process-instances', { processId: 'e2e-approval' });
    await signIn(page, 'Ben Lindqvist');
    await page.goto('/tasks?of=teams');
    await page.getByRole('button', { name: 'Claim Approve the model' }).click();
    await page.getByRole('tab', { name: 'My tasks' }).click();
    await page.getByRole('link', { name: 'Approve the model' }).click();
    await page.getByLabel('Comment').fill('Better than before');

    // when
    const { items } = await ben('get', '/tasks?scope=mine');
    const outcome = { outcome: 'rejected' };
    await ben('post', `/tasks/${items[0].id}/complete`, outcome);

    // then
    await expect(page.getByText(/Decided by .*: rejected/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Approve' })).toBeDisabled();
    await expect(page.getByLabel('Comment')).toHaveValue('Better than before');
  });

  test('should let a person fill in a form with a file, and lead on', async ({
    page,
    request,
  }) => {
    // given
    const ben = await backendAs('ben', request);
    const { id } = await ben('post', '/process-instances', {
      processId: 'e2e-review',
    });
    await signIn(page, 'Chloe Marchetti');
    await page.goto('/tasks');
    await page.getByRole('link', { name: 'Review the scores' }).click();

    // when
    await page.getByRole('button', { name: 'Complete' }).click();
    await expect(page.getByText('Field is required.')).toBeVisible();
    // The field that has the label is not to be seen: its list is.
    await page.locator('.fjs-form-field-select .fjs-input-group').click();
    await page.getByText('Train again', { exact: true }).click();
    await page.getByLabel('Why?').fill('It drifts');
    await page.locator('input[type=file]').setInputFiles({
      name: 'evidence.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('a,b\n1,2\n'),
    });
    await page.getByRole('button', { name: 'Complete' }).click();

    // then
    await expect(page.getByText('Done: Review the scores')).toBeVisible();
    const { items } = await ben('get', `/process-instances/${id}/variables`);
    expect(items).toContainEqual(
      expect.objectContaining({
        name: 'evidence',
        value: expect.objectContaining({ name: 'evidence.csv', size: 8 }),
      }),
    );
  });
});
