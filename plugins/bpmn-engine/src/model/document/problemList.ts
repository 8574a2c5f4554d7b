import type {
  Problem,
  ProblemSeverity,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** A list that a person still reads, and a hostile document cannot make huge. */
const MOST_OF_A_SEVERITY = 200;

/** Collects problems: the first ones word for word, the others as a number. */
export interface ProblemList {
  readonly add: (problem: Problem) => void;
  /** Whether the next problem of that severity would only be counted, so that nobody need word it. */
  readonly isFull: (severity: ProblemSeverity) => boolean;
  readonly all: () => readonly Problem[];
}

/** An empty list. */
export function problemList(): ProblemList {
  const kept: Problem[] = [];
  const found = { error: 0, warning: 0 };
  const beyond = (severity: ProblemSeverity): readonly Problem[] => {
    const count = found[severity] - MOST_OF_A_SEVERITY;
    return count > 0 ? [othersProblem(severity, count)] : [];
  };
  return {
    add: problem => {
      found[problem.severity] += 1;
      if (found[problem.severity] <= MOST_OF_A_SEVERITY) {
        kept.push(problem);
      }
    },
    isFull: severity => found[severity] >= MOST_OF_A_SEVERITY,
    all: () => [...kept, ...beyond('error'), ...beyond('warning')],
  };
}

function othersProblem(severity: ProblemSeverity, count: number): Problem {
  return {
    rule: 'too-many-problems',
    severity,
    message: `Expected at most ${MOST_OF_A_SEVERITY} ${severity}s, but found ${count} more: correct the others first, then look again.`,
    parameters: { count },
  };
}
