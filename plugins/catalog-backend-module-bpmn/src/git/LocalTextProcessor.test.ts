import { createMockDirectory } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { LocalTextProcessor } from './LocalTextProcessor';

const entityWith = (spec: object): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'report' },
  spec: { type: 'bpmn-process', owner: 'data', ...spec },
});

describe('LocalTextProcessor', () => {
  const files = createMockDirectory({
    content: {
      'secret.txt': 'secret',
      report: { 'report.bpmn': '<model />', forms: { 'a.form': '{}' } },
    },
  });
  const location = {
    type: 'file',
    target: files.resolve('report/catalog-info.yaml'),
  };
  const processor = new LocalTextProcessor();

  it('should read what is beside the entity of a process, before the catalog takes it for an address', async () => {
    // given
    const entity = entityWith({
      definition: { $text: './report.bpmn' },
      resources: {
        'a.form': { $text: 'forms/a.form' },
        'b.form': { $text: 'https://git.corp/b.form' },
        'c.form': '{"id":"c"}',
      },
    });
    // when
    const { spec } = await processor.preProcessEntity(entity, location);
    // then
    expect(spec).toEqual({
      type: 'bpmn-process',
      owner: 'data',
      definition: '<model />',
      resources: {
        'a.form': '{}',
        'b.form': { $text: 'https://git.corp/b.form' },
        'c.form': '{"id":"c"}',
      },
    });
    expect(processor.getPriority()).toBeLessThan(20);
  });

  it.each(['../secret.txt', './missing.bpmn'])(
    'should not read %s',
    async $text => {
      await expect(
        processor.preProcessEntity(
          entityWith({ definition: { $text } }),
          location,
        ),
      ).rejects.toThrow(`Expected ${$text} to be a file beside the entity`);
    },
  );

  it.each([
    ['of another type', { type: 'openapi' }, location],
    ['from elsewhere', {}, { type: 'url', target: 'https://git.corp/c.yaml' }],
  ])('should leave an entity alone that is %s', async (_, spec, from) => {
    // given
    const entity = entityWith({ definition: { $text: './a' }, ...spec });
    // then
    expect(await processor.preProcessEntity(entity, from)).toBe(entity);
  });
});
