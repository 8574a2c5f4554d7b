const NAMESPACES = `xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:own="https://example.com"`;

/** A BPMN document; prefix `own` is that of its own namespace. */
export function bpmn(content: string, declaration = ''): string {
  return `${declaration}<definitions ${NAMESPACES} id="definitions" targetNamespace="https://example.com">${content}</definitions>`;
}

/** A BPMN document with one process. */
export function inProcess(content: string): string {
  return bpmn(`\n<process id="process">\n${content}\n</process>`);
}
