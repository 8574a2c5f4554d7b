import type {
  JsonObject,
  Problem,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { problemList } from './problemList';

/** What reading found at some place of the text. */
export interface ReadingProblem {
  readonly rule: string;
  readonly severity: Problem['severity'];
  /** What comes behind the number of the line. */
  readonly message: string;
  readonly offset: number;
  readonly elementId?: string;
  readonly parameters?: JsonObject;
  readonly path?: Problem['path'];
}

/** Collects problems and finds out in which line they are. */
export interface ReadingProblems {
  /** Offsets may only grow: lines are counted from the last one on. */
  readonly add: (problem: ReadingProblem) => void;
  readonly all: () => readonly Problem[];
}

/**
 * @param xml whose line ends are `\n`
 */
export function readingProblems(xml: string): ReadingProblems {
  const { add, all } = problemList();
  let line = 1;
  let end = endOfLine(xml, 0);

  const lineOf = (offset: number): number => {
    while (end < offset) {
      line += 1;
      end = endOfLine(xml, end + 1);
    }
    return line;
  };

  return {
    add: ({ offset, message, parameters, elementId, ...rest }) => {
      const at = lineOf(offset);
      add({
        ...rest,
        ...(elementId === undefined ? {} : { elementId }),
        message: `Line ${at}: ${message}`,
        parameters: { line: at, ...parameters },
      });
    },
    all,
  };
}

function endOfLine(xml: string, from: number): number {
  const end = xml.indexOf('\n', from);
  return end === -1 ? xml.length : end;
}
