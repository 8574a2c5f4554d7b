import type { DiagramElement, EventBus, Modeling } from './services';

const AFTER_OTHERS = 100;

/** A new script task is one in Python. Camunda's own behavior would make it one with a FEEL expression, without a script of its own. */
class NewScriptTask {
  static readonly $inject = ['eventBus', 'modeling'];

  constructor(eventBus: EventBus, modeling: Modeling) {
    const begin = ({
      context,
    }: {
      context: {
        shape?: DiagramElement;
        newShape?: DiagramElement;
        hints?: { createElementsBehavior?: boolean };
      };
    }) => {
      const shape = context.shape ?? context.newShape;
      const isCopy = context.hints?.createElementsBehavior === false;
      if (shape && !isCopy && isBlank(shape)) {
        modeling.updateProperties(shape, { scriptFormat: 'python' });
      }
    };
    for (const command of ['shape.create', 'shape.replace']) {
      eventBus.on(`commandStack.${command}.postExecuted`, AFTER_OTHERS, begin);
    }
  }
}

function isBlank({ type, businessObject }: DiagramElement): boolean {
  return (
    type === 'bpmn:ScriptTask' &&
    !businessObject.scriptFormat &&
    !businessObject.script &&
    !businessObject.extensionElements
  );
}

/** Goes in after Camunda's behaviors, and takes the place of one. */
export const newScriptTaskModule = {
  __init__: ['newScriptTask'],
  newScriptTask: ['type', NewScriptTask],
  createZeebeScriptTaskBehavior: ['value', null],
};
