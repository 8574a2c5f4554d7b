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

  it('should refuse what is no job type', () => {
    expect(() => new JobHandlers().addJobHandler(handler('a b'))).toThrow(
      'Expected a job type',
    );
  });
});
