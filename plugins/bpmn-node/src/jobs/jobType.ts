import type { JobHandler } from './jobHandler';

const MAX_LENGTH = 255;
const JOB_TYPE = /^[^\s*\p{Cs}\0]+$/u;

/**
 * The handler of a job type: the one of exactly this type, else the one with the longest beginning; undefined if nobody does it.
 *
 * @public
 */
export function findJobHandler<Handler extends Pick<JobHandler, 'type'>>(
  handlers: Iterable<Handler>,
  type: string,
): Handler | undefined {
  let found: Handler | undefined;
  for (const handler of handlers) {
    if (handler.type === type) {
      return handler;
    }
    if (
      isPattern(handler.type) &&
      type.startsWith(handler.type.slice(0, -1)) &&
      handler.type.length > (found?.type.length ?? 0)
    ) {
      found = handler;
    }
  }
  return found;
}

/**
 * What keeps a text from being the `type` of a {@link JobHandler}; undefined if it can be one.
 *
 * @public
 */
export function findJobTypeProblem(type: string): string | undefined {
  const name = isPattern(type) ? type.slice(0, -1) : type;
  return name.length <= MAX_LENGTH && JOB_TYPE.test(name)
    ? undefined
    : `Expected a job type such as "http:request" or "script:*", of at most ${MAX_LENGTH} characters, no spaces, and a star at its end only, but found "${type}"`;
}

function isPattern(type: string): boolean {
  return type.endsWith('*');
}
