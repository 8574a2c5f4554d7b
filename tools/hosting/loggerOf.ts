import type { LoggerService } from '@backstage/backend-plugin-api';

/** A logger that hands on what is worth a look, and nothing else. */
export function loggerOf(write: (line: string) => void): LoggerService {
  const say = (level: string) => (message: string, meta?: object) => {
    const why = meta instanceof Error ? `: ${meta.stack ?? meta.message}` : '';
    write(`${level}: ${message}${why}`);
  };
  const logger: LoggerService = {
    error: say('error'),
    warn: say('warn'),
    info: () => {},
    debug: () => {},
    child: () => logger,
  };
  return logger;
}
