import { allRules } from './rules';

/** What a rule means for a deployment: nothing, a warning, or that it is refused. */
export type LintLevel = 'off' | 'warn' | 'error';

/** Levels by the name of the rule; the others have their own severity. */
export type LintLevels = Readonly<Record<string, LintLevel>>;

const LEVELS: readonly unknown[] = ['off', 'warn', 'error'];

/**
 * Checks levels that somebody has written into a configuration.
 *
 * @param value as it was read; absent means that nothing is configured
 * @param key under which it stands, for the message
 * @throws Error that names the key, when a rule or its level is unknown
 */
export function readLintLevels(value: unknown, key: string): LintLevels {
  if (value === undefined) {
    return {};
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(
      `Expected ${key} to be an object of levels by rule, but found ${JSON.stringify(
        value,
      )}: write e.g. process-name: error.`,
    );
  }
  const names = allRules.map(({ name }) => name);
  for (const [name, level] of Object.entries(value)) {
    if (!names.includes(name)) {
      throw new Error(
        `Expected ${key} to name lint rules, but found "${name}": use one of ${names.join(
          ', ',
        )}.`,
      );
    }
    if (!LEVELS.includes(level)) {
      throw new Error(
        `Expected ${key}.${name} to be off, warn or error, but found ${JSON.stringify(
          level,
        )}: choose one of them.`,
      );
    }
  }
  return value as LintLevels;
}
