import { scriptRunnerContract } from '@bpmn-pipelines/backstage-plugin-bpmn-node/testing';
import { ALL, RunnerStory } from '../testing/useRunner';

describe('the runner', () => {
  const story = new RunnerStory();

  describe.each(ALL)('in $environment', ({ language, environment }) => {
    scriptRunnerContract({
      createRunner: () => story.runner,
      language,
      environment,
    });
  });
});
