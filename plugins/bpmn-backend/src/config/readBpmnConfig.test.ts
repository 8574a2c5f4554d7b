import { ConfigReader } from '@backstage/config';
import { readBpmnConfig } from './readBpmnConfig';

describe('readBpmnConfig', () => {
  it('should read what is configured', () => {
    const bpmn = {
      jobs: { concurrency: 5 },
      instances: { memory: 64 },
      lint: { 'process-name': 'error' },
      history: { timeToLive: 'P2D' },
    };
    expect(readBpmnConfig(new ConfigReader({ bpmn }))).toEqual({
      concurrency: 5,
      instanceMemory: 64,
      historyTimeToLive: 2 * 24 * 3_600_000,
      lintLevels: { 'process-name': 'error' },
    });
  });

  it('should leave to the host what is not configured', () => {
    expect(readBpmnConfig(new ConfigReader({}))).toEqual({ lintLevels: {} });
  });

  it.each([
    [{ jobs: { concurrency: 0 } }, 'bpmn.jobs.concurrency'],
    [{ jobs: { concurrency: 1.5 } }, 'bpmn.jobs.concurrency'],
    [{ instances: { memory: 0 } }, 'bpmn.instances.memory'],
    [{ history: { timeToLive: '180 days' } }, 'bpmn.history.timeToLive'],
    [{ history: { timeToLive: 'PT0S' } }, 'bpmn.history.timeToLive'],
    [{ lint: { 'no-such-rule': 'off' } }, 'bpmn.lint'],
  ])('should name the key of what is wrong: %j', (bpmn, key) => {
    expect(() => readBpmnConfig(new ConfigReader({ bpmn } as any))).toThrow(
      key,
    );
  });
});
