import { complete } from '../jobs';
import { elementTemplateContract } from './elementTemplateContract';

const template = {
  id: 'test.greet',
  name: 'Greet',
  version: 1,
  appliesTo: ['bpmn:Task'],
  properties: [],
};
const createHandler = () => ({
  type: 'test:*',
  handle: async () => complete(),
});

describe('the contract of element templates', () => {
  elementTemplateContract({
    template: {
      ...template,
      properties: [
        {
          type: 'Hidden',
          value: 'test:greet',
          binding: { type: 'zeebe:taskDefinition', property: 'type' },
        },
      ],
    },
    createHandler,
  });
});

describe('the contract of element templates, in its older form', () => {
  elementTemplateContract({
    template: {
      ...template,
      properties: [
        {
          type: 'Hidden',
          value: 'test:greet',
          binding: { type: 'zeebe:taskDefinition:type' },
        },
      ],
    },
    createHandler,
  });
});
