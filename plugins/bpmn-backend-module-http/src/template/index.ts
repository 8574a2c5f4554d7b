import type { ElementTemplate } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import template from './httpRequest.json';

/** The element "HTTP request" of the modeler. */
export const httpRequestTemplate: ElementTemplate = template;
