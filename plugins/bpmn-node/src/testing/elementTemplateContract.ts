/* eslint-disable jest/no-export -- tests that others have to pass are exported */
import {
  findJobHandler,
  type ElementTemplate,
  type JobHandler,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';

/**
 * A template and who does the jobs of the elements that are made with it.
 *
 * @public
 */
export interface ElementTemplateContract {
  /** As it is added to the extension point. */
  readonly template: ElementTemplate;
  /** Makes the handler. */
  createHandler(): JobHandler | Promise<JobHandler>;
}

/**
 * Declares the tests that the element template of a connector has to pass. Call it inside a `describe`.
 *
 * @public
 */
export function elementTemplateContract({
  template,
  createHandler,
}: ElementTemplateContract): void {
  it('should be a template that can be sent to the modeler', () => {
    expect(JSON.parse(JSON.stringify(template))).toStrictEqual(template);
    expect(template.id).toMatch(/^\S+$/);
    expect(template.name).toMatch(/\S/);
    expect(template.appliesTo).not.toEqual([]);
  });

  it('should say which version it is, so that elements can be upgraded', () => {
    expect(template.version).toEqual(expect.any(Number));
  });

  it('should make elements whose jobs its handler does', async () => {
    const handler = await createHandler();
    const jobType = jobTypeOf(template);
    expect(jobType).toEqual(expect.any(String));
    expect(findJobHandler([handler], jobType!)).toBe(handler);
  });
}

/** Also as older templates write it. */
function jobTypeOf({ properties }: ElementTemplate): string | undefined {
  const property = properties.find(
    ({ binding }) =>
      binding.type === 'zeebe:taskDefinition:type' ||
      (binding.type === 'zeebe:taskDefinition' && binding.property === 'type'),
  );
  return property?.value as string | undefined;
}
