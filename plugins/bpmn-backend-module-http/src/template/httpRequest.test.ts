import { elementTemplateContract } from '@bpmn-pipelines/backstage-plugin-bpmn-node/testing';
import { validateZeebe } from '@bpmn-io/element-templates-validator';
import { connector } from '../testing/connector';
import { httpRequestTemplate } from './index';

describe('the template "HTTP request"', () => {
  elementTemplateContract({
    template: httpRequestTemplate,
    createHandler: () => connector().handler,
  });

  it('should be one as the modeler understands it', () => {
    expect(validateZeebe(httpRequestTemplate)).toMatchObject({ valid: true });
  });
});
