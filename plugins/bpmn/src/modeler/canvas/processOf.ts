import type { ModdleElement } from '@bpmn-pipelines/backstage-plugin-bpmn-lint';
import type { DiagramElement, Services } from './services';

interface DrawnProcess {
  /** What stands for it in the diagram: the canvas, or a pool. */
  readonly shape: DiagramElement;
  readonly businessObject: ModdleElement;
}

/** The process that is drawn: the whole canvas, or that of the first pool that has an executable one. */
export function processOf(
  get: <Name extends keyof Services>(name: Name) => Services[Name],
): DrawnProcess | undefined {
  const processes = get('elementRegistry')
    .filter(
      ({ type }) => type === 'bpmn:Process' || type === 'bpmn:Participant',
    )
    .flatMap(shape => {
      const businessObject =
        shape.type === 'bpmn:Process'
          ? shape.businessObject
          : (shape.businessObject.processRef as ModdleElement | undefined);
      return businessObject ? [{ shape, businessObject }] : [];
    });
  return (
    processes.find(
      ({ businessObject }) => businessObject.isExecutable === true,
    ) ?? processes[0]
  );
}
