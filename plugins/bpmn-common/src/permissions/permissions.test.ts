import {
  isReadPermission,
  Permission,
} from '@backstage/plugin-permission-common';
import * as permissions from '.';

const exported = Object.entries(permissions).filter(([name]) =>
  name.endsWith('Permission'),
);

describe('bpmnPermissions', () => {
  it('should list every permission once', () => {
    const names = permissions.bpmnPermissions.map(({ name }) => name);

    expect(names.sort()).toEqual(
      exported.map(([, permission]) => (permission as Permission).name).sort(),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it('should name permissions after plugin, resource and verb', () => {
    for (const { name } of permissions.bpmnPermissions) {
      expect(name).toMatch(/^bpmn\.(process|instance|task|mail)\.[a-z]+$/);
    }
  });

  it('should let a policy tell reading from acting', () => {
    const reading = permissions.bpmnPermissions.filter(isReadPermission);

    expect(reading.map(({ name }) => name)).toEqual([
      'bpmn.process.read',
      'bpmn.instance.read',
      'bpmn.mail.read',
      'bpmn.task.read',
    ]);
  });
});
