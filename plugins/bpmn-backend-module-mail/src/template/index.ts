import type { ElementTemplate } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import template from './mail.json';

/** The element "Mail" of the modeler. */
export const mailTemplate: ElementTemplate = template;
