const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span of time in words, e.g. `1 min 5 s`. */
export function spanInWords(ms: number): string {
  if (ms < SECOND) {
    return `${Math.max(0, Math.round(ms))} ms`;
  }
  if (ms < MINUTE) {
    return `${(ms / SECOND).toFixed(ms < 10 * SECOND ? 1 : 0)} s`;
  }
  if (ms < HOUR) {
    return two(ms, [MINUTE, 'min'], [SECOND, 's']);
  }
  return ms < DAY
    ? two(ms, [HOUR, 'h'], [MINUTE, 'min'])
    : two(ms, [DAY, 'd'], [HOUR, 'h']);
}

type Unit = readonly [number, string];

function two(ms: number, [large, ofLarge]: Unit, [small, ofSmall]: Unit) {
  const rest = Math.floor((ms % large) / small);
  const whole = `${Math.floor(ms / large)} ${ofLarge}`;
  return rest > 0 ? `${whole} ${rest} ${ofSmall}` : whole;
}

const KIB = 1024;

/** Bytes in words, e.g. `1.5 MiB`. */
export function bytesInWords(bytes: number): string {
  let rest = bytes;
  for (const unit of ['B', 'KiB', 'MiB']) {
    if (rest < KIB) {
      return `${unit === 'B' ? rest : rest.toFixed(1)} ${unit}`;
    }
    rest /= KIB;
  }
  return `${rest.toFixed(1)} GiB`;
}

/** A number of things, e.g. `1 run`, `2 runs`. */
export const counted = (count: number, thing: string): string =>
  `${count} ${thing}${count === 1 ? '' : 's'}`;
