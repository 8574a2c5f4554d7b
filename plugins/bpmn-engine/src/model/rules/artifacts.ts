import { describeElement, type ModdleElement } from '../document';
import { every, type StructureRule } from './rule';

const MIME_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(\s*;.*)?$/;

const hasStrangeFormat = ({ textFormat }: ModdleElement) =>
  textFormat !== undefined && !MIME_TYPE.test(textFormat.trim());

const say = (element: ModdleElement) =>
  `Expected a format such as text/plain in ${describeElement(
    element,
  )}, but found "${element.textFormat}": correct it, or remove it.`;

/** Rules on what explains a process. */
export const artifactRules: readonly StructureRule[] = [
  {
    id: 'text-format',
    severity: 'warning',
    title: 'The format of a text is a MIME type',
    source: 'BPMN 2.0.2, 8.4.1',
    check: every('bpmn:TextAnnotation', hasStrangeFormat, say),
  },
  {
    id: 'documentation-format',
    severity: 'warning',
    title: 'The format of documentation is a MIME type',
    source: 'BPMN 2.0.2, 8.3.1',
    check: every('bpmn:Documentation', hasStrangeFormat, say),
  },
];
