import { Entity } from '@backstage/catalog-model';
import { isProcessEntity, isProcessFromGit } from './processEntity';

const entity = (kind: string, type?: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name: 'click-propensity' },
  ...(type && { spec: { type, owner: 'group:default/analytics' } }),
});

describe('isProcessEntity', () => {
  it('should recognise a component of type bpmn-process, in whatever case its kind is written', () => {
    expect(isProcessEntity(entity('Component', 'bpmn-process'))).toBe(true);
    expect(isProcessEntity(entity('component', 'bpmn-process'))).toBe(true);
  });

  it('should not take other components, kinds or entities without a spec for processes', () => {
    expect(isProcessEntity(entity('Component', 'service'))).toBe(false);
    expect(isProcessEntity(entity('Resource', 'bpmn-process'))).toBe(false);
    expect(isProcessEntity(entity('Component'))).toBe(false);
  });
});

describe('isProcessFromGit', () => {
  it('should recognise a process whose entity holds its model', () => {
    const process = entity('Component', 'bpmn-process');
    const withModel = {
      ...process,
      spec: { ...process.spec, definition: '<definitions />' },
    };
    expect(isProcessFromGit(withModel)).toBe(true);
    expect(isProcessFromGit(process)).toBe(false);
    expect(isProcessFromGit({ ...withModel, kind: 'API' })).toBe(false);
  });
});
