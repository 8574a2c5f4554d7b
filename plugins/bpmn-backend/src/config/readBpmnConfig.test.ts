import { ConfigReader } from '@backstage/config';
import { readBpmnConfig } from './readBpmnConfig';

describe('readBpmnConfig', () => {
  it('should read what is configured', () => {
    const bpmn = {
      jobs: {
        concurrency: 5,
        perType: { 'script:*': 3, 'script:python': 2 },
        perOwner: 4,
        owners: { 'group:default/data': 8, 'Group:Default/ML': 1 },
      },
      shutdown: { grace: 'PT5S' },
      instances: { memory: 64 },
      lint: { 'process-name': 'error' },
      history: { timeToLive: 'P2D' },
      people: { refresh: 'PT1M' },
      files: { maxSize: 1000, quota: 5000, folder: '/var/files' },
    };
    expect(readBpmnConfig(new ConfigReader({ bpmn }))).toEqual({
      jobLimits: {
        concurrency: 5,
        perType: { 'script:*': 3, 'script:python': 2 },
        perOwner: 4,
        owners: { 'group:default/data': 8, 'group:default/ml': 1 },
      },
      shutdownGrace: 5000,
      instanceMemory: 64,
      fileLimits: { maxSize: 1000, quota: 5000 },
      filesFolder: '/var/files',
      relationRefresh: 60_000,
      historyTimeToLive: 2 * 24 * 3_600_000,
      lintLevels: { 'process-name': 'error' },
    });
  });

  it('should leave to the host what is not configured', () => {
    expect(readBpmnConfig(new ConfigReader({}))).toEqual({
      jobLimits: {},
      fileLimits: {},
      lintLevels: {},
    });
  });

  it.each([
    [{ jobs: { concurrency: 0 } }, 'bpmn.jobs.concurrency'],
    [{ jobs: { concurrency: 1.5 } }, 'bpmn.jobs.concurrency'],
    [{ jobs: { perOwner: 0 } }, 'bpmn.jobs.perOwner'],
    [{ jobs: { perType: 5 } }, 'bpmn.jobs.perType'],
    [{ jobs: { perType: { 'a b': 5 } } }, 'bpmn.jobs.perType'],
    [{ jobs: { perType: { a: 0 } } }, 'bpmn.jobs.perType["a"]'],
    [{ jobs: { owners: { data: 5 } } }, 'bpmn.jobs.owners'],
    [{ jobs: { owners: { 'group:default/a': -1 } } }, 'bpmn.jobs.owners'],
    [{ shutdown: { grace: '20' } }, 'bpmn.shutdown.grace'],
    [{ instances: { memory: 0 } }, 'bpmn.instances.memory'],
    [{ history: { timeToLive: '180 days' } }, 'bpmn.history.timeToLive'],
    [{ history: { timeToLive: 'PT0S' } }, 'bpmn.history.timeToLive'],
    [{ people: { refresh: 'PT0.5S' } }, 'bpmn.people.refresh'],
    [{ files: { maxSize: 0 } }, 'bpmn.files.maxSize'],
    [{ files: { quota: 1.5 } }, 'bpmn.files.quota'],
    [{ files: { folder: 5 } }, 'bpmn.files.folder'],
    [{ lint: { 'no-such-rule': 'off' } }, 'bpmn.lint'],
  ])('should name the key of what is wrong: %j', (bpmn, key) => {
    expect(() => readBpmnConfig(new ConfigReader({ bpmn } as any))).toThrow(
      key,
    );
  });
});
