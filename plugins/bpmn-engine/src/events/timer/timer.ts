import { defineEvent, type Evaluator } from '../../execution/element';
import { Failure } from '../../execution/failure';
import { scheduleOf } from '../../execution/moments';
import type { ModelValue } from '../../model/graph';
import type { ModelReader } from '../../model/vocabulary';
import {
  arm,
  firstDue,
  parseSchedule,
  type CatchUp,
  type TimerKind,
  type TimerSchedule,
} from '../../timers';

/** A timer as the model describes it. */
export interface TimerData {
  readonly kind: TimerKind;
  /** Null where the model says none. */
  readonly value: ModelValue;
  /** IANA name. */
  readonly timeZone?: string;
  readonly catchUp: CatchUp;
  /** Whether it follows the variables that its expression reads. */
  readonly reevaluates: boolean;
}

/** A moment, a duration, a cycle or a cron expression (BPMN 2.0.2 10.5.5). */
export const timer = defineEvent<TimerData>({
  type: 'timer',
  title: 'Timer',
  bpmnType: 'bpmn:TimerEventDefinition',
  positions: [
    'start',
    'eventSubProcess',
    'eventSubProcessNonInterrupting',
    'catch',
    'boundary',
    'boundaryNonInterrupting',
  ],
  compile: readTimer,
  watches: ({ reevaluates, value }) =>
    reevaluates && value.kind === 'feel' ? value.expression.names : [],
  catches(evaluator, data) {
    const schedule = arm(readSchedule(evaluator, data), evaluator.now);
    const dueAt = firstDue(schedule, evaluator.now);
    return dueAt === undefined
      ? undefined
      : { kind: 'timer', schedule, dueAt, fired: 0, catchUp: data.catchUp };
  },
});

/** What a timer is set to. Throws a Failure if its text is no time. */
function readSchedule(
  evaluator: Evaluator,
  { kind, value, timeZone }: TimerData,
): TimerSchedule {
  const text = evaluator.text(value);
  if (text === undefined) {
    throw new Failure(
      'expressionFailed',
      `Expected ${value.place} to have a time, but it has none. Set the variables that it reads`,
    );
  }
  return scheduleOf(value, parseSchedule(kind, text, { timeZone }));
}

function readTimer(reader: ModelReader): TimerData {
  const { timeDate, timeDuration, timeCycle } = reader.source;
  const pipeline = reader.extension('pipeline:Timer');
  const kind = kindOf(reader);
  const text: string | undefined = (timeDate ?? timeDuration ?? timeCycle)
    ?.body;
  const timeZone: string | undefined = pipeline?.timeZone;
  checkZone(reader, timeZone);
  const value = reader.valueOrNull(text, 'text', 'timer');
  return {
    kind,
    value,
    timeZone,
    catchUp: catchUpOf(reader, pipeline?.catchUp),
    reevaluates: pipeline?.reevaluate === true,
  };
}

function checkZone(reader: ModelReader, timeZone: string | undefined): void {
  const parsed = parseSchedule('duration', 'PT0S', { timeZone });
  if ('problem' in parsed) {
    reader.report({
      rule: 'timer-zone',
      parameters: { timeZone: timeZone ?? '' },
      message: parsed.problem,
      path: ['extensionElements'],
    });
  }
}

function kindOf({ source }: ModelReader): TimerKind {
  if (source.timeDate) {
    return 'date';
  }
  return source.timeDuration ? 'duration' : 'cycle';
}

const CATCH_UP: readonly CatchUp[] = ['skip', 'once', 'all'];

function catchUpOf(reader: ModelReader, text: string | undefined): CatchUp {
  const found = CATCH_UP.find(known => known === text);
  if (text !== undefined && !found) {
    reader.report({
      rule: 'timer',
      parameters: { catchUp: text },
      message: `Expected catchUp to be one of ${CATCH_UP.join(
        ', ',
      )}, but found "${text}"`,
      path: ['extensionElements'],
    });
  }
  return found ?? 'once';
}
