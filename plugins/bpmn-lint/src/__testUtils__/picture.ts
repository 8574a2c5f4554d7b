import { bpmnModdleExtensions } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { BpmnModdle } from 'bpmn-moddle';
import type { ModdleElement } from '../model';

/** What is in an executable process, or that and what is around it. */
export type Picture =
  | string
  | {
      readonly process: string;
      /** Beside the process: messages, errors, other processes. */
      readonly root?: string;
      /** Of the process. */
      readonly attributes?: string;
    };

/** A BPMN document around a process with the id `process`. */
export function bpmn(picture: Picture): string {
  const {
    process,
    root = '',
    attributes = 'name="Process" isExecutable="true"',
  } = typeof picture === 'string' ? { process: picture } : picture;
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:pipeline="https://bpmn-pipelines.dev/schema/1.0" id="definitions" targetNamespace="https://example.com">
${root}
<process id="process" ${attributes}>
${process}
</process>
</definitions>`;
}

/** Sequence flows from each node to the next; their ids are made of the ends. */
export function flows(...nodes: readonly string[]): string {
  return nodes
    .slice(1)
    .map((target, index) => flow(nodes[index], target))
    .join('\n');
}

/** A sequence flow with something in it. */
export function flow(source: string, target: string, condition = ''): string {
  return `<sequenceFlow id="${source}-${target}" sourceRef="${source}" targetRef="${target}">${
    condition && `<conditionExpression>${condition}</conditionExpression>`
  }</sequenceFlow>`;
}

/** Extension elements. */
export function extensions(content: string): string {
  return `<extensionElements>${content}</extensionElements>`;
}

/** Root element of the document, as the engine reads it too. */
export async function definitionsOf(xml: string): Promise<ModdleElement> {
  const { rootElement, warnings } = await new BpmnModdle({
    ...bpmnModdleExtensions,
  }).fromXML(xml);
  if (warnings.length > 0) {
    throw new Error(`Expected a sound picture, but found ${warnings}`);
  }
  return rootElement as ModdleElement;
}
