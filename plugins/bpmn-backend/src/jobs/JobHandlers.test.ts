import { complete } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { JobHandlers } from './JobHandlers';

const handler = (type: string) => ({ type, handle: async () => complete() });

describe('JobHandlers', () => {
  it('should keep what modules bring', () => {
    // given
    const handlers = new JobHandlers();
    // when
    handlers.addJobHandler(handler('mail:send'));
    handlers.addJobHandler(handler('script:*'));
    // then
    expect(handlers.list().map(({ type }) => type)).toEqual([
      'mail:send',
      'script:*',
    ]);
  });

  it('should refuse two handlers of one type', () => {
    // given
    const handlers = new JobHandlers();
    handlers.addJobHandler(handler('mail:send'));
    // when
    const act = () => handlers.addJobHandler(handler('mail:send'));
    // then
    expect(act).toThrow(
      'Expected one handler of job type mail:send, but there are two',
    );
  });

  it.each(['a b', 'a\u0000', 'a\ud800'])(
    'should refuse what is no job type: %j',
    type => {
      expect(() => new JobHandlers().addJobHandler(handler(type))).toThrow(
        'Expected a job type',
      );
    },
  );

  it.each([{ concurrency: 0 }, { timeout: 0.5 }, { timeout: 2 ** 31 }])(
    'should refuse a limit that cannot be kept: %j',
    limits => {
      const limited = { ...handler('mail:send'), ...limits };
      expect(() => new JobHandlers().addJobHandler(limited)).toThrow(
        'Expected the',
      );
    },
  );
});
