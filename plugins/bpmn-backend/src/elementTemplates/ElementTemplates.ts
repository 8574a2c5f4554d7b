import type {
  BpmnElementTemplatesExtensionPoint,
  ElementTemplate,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';

/** The element templates that modules have brought. */
export class ElementTemplates implements BpmnElementTemplatesExtensionPoint {
  private readonly versions = new Map<string, ElementTemplate[]>();

  addElementTemplate(template: ElementTemplate): void {
    const { id, version } = template;
    const known = this.versions.get(id) ?? [];
    if (known.some(one => one.version === version)) {
      throw new Error(
        `Expected one element template ${id} of version ${version}, but there are two. Remove one of the modules that bring them`,
      );
    }
    this.versions.set(id, [...known, template]);
  }

  /** The latest version of each, by name. */
  list(): readonly ElementTemplate[] {
    return Array.from(this.versions.values(), versions =>
      versions.reduce((latest, one) =>
        (one.version ?? 0) > (latest.version ?? 0) ? one : latest,
      ),
    ).sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
