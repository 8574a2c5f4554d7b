/** A process in text, for stories too small for a picture of their own: BPMN elements without the prefix. */
export function processXml(content: string, around = ''): string {
  const prefixed = (text: string) =>
    text.replace(/<(\/?)([a-zA-Z]+)(?=[\s/>])/g, '<$1bpmn:$2');
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:pipeline="https://bpmn-pipelines.dev/schema/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="https://bpmn-pipelines.dev">
${prefixed(around)}
<bpmn:process id="story" isExecutable="true">
${prefixed(content)}
</bpmn:process>
</bpmn:definitions>`;
}

/** A sequence flow, its id made of its ends: `flow('a', 'b')` is `a-b`. */
export function flow(from: string, to: string, condition?: string): string {
  const inner = condition
    ? `<conditionExpression>${condition
        .replace(/&/g, '&amp;')
        .replace(/</g, '&lt;')}</conditionExpression>`
    : '';
  return `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}">${inner}</sequenceFlow>`;
}

/** Flows through elements in order: `path('a', 'b', 'c')`. */
export function path(...ids: readonly string[]): string {
  return ids
    .slice(1)
    .map((to, index) => flow(ids[index], to))
    .join('');
}
