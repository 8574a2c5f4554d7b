declare module '@bpmn-io/element-templates-validator' {
  /** Checks a template against the schema of Camunda 8. */
  export function validateZeebe(template: unknown): {
    readonly valid: boolean;
    readonly errors?: readonly object[];
  };
}
