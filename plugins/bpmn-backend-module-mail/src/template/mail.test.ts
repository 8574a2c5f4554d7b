import { elementTemplateContract } from '@bpmn-pipelines/backstage-plugin-bpmn-node/testing';
import { validateZeebe } from '@bpmn-io/element-templates-validator';
import { connector } from '../__testUtils__/connector';
import { mailTemplate } from './index';

describe('the template "Mail"', () => {
  elementTemplateContract({
    template: mailTemplate,
    createHandler: () => connector().handler,
  });

  it('should be one as the modeler understands it', () => {
    expect(validateZeebe(mailTemplate)).toMatchObject({ valid: true });
  });
});
