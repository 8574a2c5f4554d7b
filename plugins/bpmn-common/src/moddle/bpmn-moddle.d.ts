/** bpmn-moddle 10 ships no types; this is the part that the test uses. */
declare module 'bpmn-moddle' {
  export class BpmnModdle {
    constructor(packages?: Record<string, unknown>);
    fromXML(xml: string): Promise<{
      rootElement: object;
      elementsById: Record<string, any>;
      warnings: Error[];
    }>;
    toXML(
      element: object,
      options?: { format?: boolean },
    ): Promise<{ xml: string }>;
  }
}
