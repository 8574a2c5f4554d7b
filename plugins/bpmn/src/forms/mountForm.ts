import { Form } from '@bpmn-io/form-js';
import '@bpmn-io/form-js/dist/assets/form-js.css';
import type { FormProblem } from './FormViewProps';
import { withoutSubmitButtons } from './withoutSubmitButtons';

/** A form on a page. */
export interface MountedForm {
  /** Has the form look at its values, and hand them on if they are right. Else the first field that is wrong gets the focus. */
  submit(): void;
  setReadOnly(isReadOnly: boolean): void;
  /** Shows problems at their fields, and gives those that belong to no field that is shown. */
  showProblems(problems: readonly FormProblem[]): readonly FormProblem[];
  destroy(): void;
}

/** What a form is mounted with. */
export interface FormMounting {
  readonly schema: object;
  readonly values: object;
  onSubmit(values: object, files: Map<string, File[]>): void;
  onChange(values: object): void;
}

interface Submitted {
  readonly data: object;
  readonly errors: object;
  readonly files: Map<string, File[]>;
}

/** By hand, by voice, by paste or by program: what comes before a change that somebody has made. */
const USES = ['keydown', 'pointerdown', 'input', 'change', 'drop'] as const;

/** What the form knows of a field that is shown: in lists there is one for each row. */
interface FieldInstance {
  readonly id: string;
  readonly valuePath: readonly (string | number)[];
  readonly indexes?: Readonly<Record<string, number>>;
}

/** Puts a form into an element. The only module that knows the viewer of form-js; tests replace it. */
export async function mountForm(
  container: HTMLElement,
  { schema, values, onSubmit, onChange }: FormMounting,
): Promise<MountedForm> {
  const form = new Form({ container });
  await form.importSchema(withoutSubmitButtons(schema) as never, {
    ...values,
  });
  form.on('submit', ({ data, errors, files }: Submitted) => {
    if (Object.keys(errors).length === 0) {
      onSubmit(data, files);
    } else {
      focusFirstWrong(container);
    }
  });
  const use = whenUsed(container);
  form.on('changed', () => use.isBegun() && onChange(form._getSubmitData()));
  return {
    submit: () => void form.submit(),
    setReadOnly: isReadOnly => form.setProperty('readOnly', isReadOnly),
    showProblems: problems => {
      const homeless = showProblems(form, problems);
      focusFirstWrong(container);
      return homeless;
    },
    destroy: () => {
      use.forget();
      form.destroy();
    },
  };
}

/** What a form computes is not what somebody has typed: knows whether anybody has touched it. */
function whenUsed(container: HTMLElement) {
  let isBegun = false;
  const begin = () => {
    isBegun = true;
  };
  for (const kind of USES) {
    container.addEventListener(kind, begin, { capture: true });
  }
  return {
    isBegun: () => isBegun,
    forget: () =>
      USES.forEach(kind =>
        container.removeEventListener(kind, begin, { capture: true }),
      ),
  };
}

function showProblems(
  form: Form,
  problems: readonly FormProblem[],
): readonly FormProblem[] {
  const registry = form.get<{ getAllKeyed(): readonly FieldInstance[] }>(
    'formFieldInstanceRegistry',
  );
  const byPath = new Map(
    registry.getAllKeyed().map(one => [one.valuePath.join('.'), one]),
  );
  const errors: Record<string, unknown> = {};
  const homeless: FormProblem[] = [];
  for (const problem of problems) {
    const field = byPath.get(problem.path);
    if (field) {
      note(errors, field, problem.message);
    } else {
      homeless.push(problem);
    }
  }
  form._setState({ errors });
  return homeless;
}

/** The form keeps messages by the id of the field, and within lists by the index of each row. */
function note(
  errors: Record<string, unknown>,
  { id, indexes = {} }: FieldInstance,
  message: string,
): void {
  const path = [id, ...Object.values(indexes).map(String)];
  const last = path.pop()!;
  let place = errors;
  for (const part of path) {
    place = (place[part] ??= {}) as Record<string, unknown>;
  }
  const before = (place[last] as readonly string[] | undefined) ?? [];
  place[last] = [...before, message];
}

function focusFirstWrong(container: HTMLElement): void {
  // The form draws what it was told in the next frame.
  requestAnimationFrame(() => {
    const wrong = container.querySelector<HTMLElement>('[aria-invalid="true"]');
    wrong?.focus();
  });
}
