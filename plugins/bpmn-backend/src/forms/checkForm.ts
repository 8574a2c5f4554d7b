import type {
  FieldProblem,
  JsonObject,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { FormWalk, type FormFilledIn, type FormSeen } from './FormWalk';

/** What is found of a form that was filled in. */
export interface FormChecked {
  readonly problems: readonly FieldProblem[];
  /** What the fields that can be filled in have, within the variables that they are parts of; what others were given is left out. */
  readonly values: JsonObject;
  /** Names of values that no field has, hidden or not. */
  readonly unknown: readonly string[];
}

/** Most walks: conditions that ask for each other may never agree. */
const MOST_WALKS = 20;

/**
 * Checks what a form was filled in with as the form itself does: fields that it hides do not count, nor do those that it has disabled or made
 * read-only; what it computes is computed here.
 */
export function checkForm(form: FormFilledIn): FormChecked {
  const { checks, kept, known } = settled(form);
  return {
    problems: checks.flatMap(({ path, find }) => {
      const problem = find();
      return problem ? [{ path, ...problem }] : [];
    }),
    values: kept.values,
    unknown: Object.keys(form.values).filter(name => !known.has(name)),
  };
}

/** The walk that has seen what it shows itself: first nothing is taken that a condition may hide or make read-only, then what they allow. */
function settled(form: FormFilledIn): FormWalk {
  let seen: FormSeen = { opened: new Set() };
  let walk = new FormWalk(form, seen);
  for (let walks = 1; walks < MOST_WALKS; walks++) {
    seen = { ...seen, shown: walk.shown.values };
    walk = new FormWalk(form, seen);
    if (JSON.stringify(walk.shown.values) === JSON.stringify(seen.shown)) {
      break;
    }
  }
  return walk;
}
