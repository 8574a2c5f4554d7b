import { DateTime, Duration } from 'luxon';
import { isContext, isDefinedFunction, isFunction, isRange } from './feelValue';
import { kindOfDateTime, kindOfDuration } from './temporal';

/** What kind of value it is, for warnings: what it is may be nobody's business. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return `a list of ${value.length}`;
  }
  if (DateTime.isDateTime(value)) {
    return `a ${kindOfDateTime(value)}`;
  }
  if (Duration.isDuration(value)) {
    return `a ${kindOfDuration(value)}`;
  }
  return isFunction(value) ? functionOf(value) : otherKind(value);
}

function functionOf(value: unknown): string {
  return isDefinedFunction(value)
    ? `function(${value.parameterNames.join(', ')})`
    : 'a function';
}

function otherKind(value: unknown): string {
  if (isRange(value)) {
    return 'a range';
  }
  return isContext(value) ? 'a context' : `a ${typeof value}`;
}
