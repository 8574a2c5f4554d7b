import { scriptModel } from './scriptModel';

/** A pipeline of Analytics whose script fails when there are no impressions. */
export const rateDeployment = {
  ownerRef: 'group:default/analytics',
  resources: [
    {
      name: 'rate.bpmn',
      content: scriptModel({
        id: 'click-rate',
        name: 'Rate of clicks',
        task: 'Divide',
        script: `print("dividing")
share = clicks / impressions
outputs["rate"] = share
`,
      }),
    },
  ],
};
