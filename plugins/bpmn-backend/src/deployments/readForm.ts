/** What deployment wants to know of a form of form-js. */
export interface FormRead {
  /** What tasks name it by; absent: nothing can. */
  readonly formId?: string;
  /** Variables that fields which are marked as sensitive fill in or show. */
  readonly sensitiveVariables: readonly string[];
}

/** A field, or what holds some. */
interface Place {
  readonly component: Component;
  /** The variable that what is around it is in. */
  readonly variable?: string;
  readonly isSensitive: boolean;
}

type Component = Readonly<Record<string, unknown>>;

/**
 * Reads a document as a form. A field is sensitive if its custom properties say `"sensitive": "true"`, or those of a group, list or form
 * around it; `person.salary` makes the variable `person` sensitive.
 */
export function readForm(text: string): FormRead {
  const form = parsed(text);
  if (!form) {
    return { sensitiveVariables: [] };
  }
  const found = new Set<string>();
  const places: Place[] = [{ component: form, isSensitive: false }];
  // Not by recursion: nobody says how deep a form is.
  for (let place = places.pop(); place; place = places.pop()) {
    const { component } = place;
    const variable = place.variable ?? variableOf(component);
    const isSensitive = place.isSensitive || isMarked(component);
    if (isSensitive && variable !== undefined) {
      found.add(variable);
    }
    for (const inner of listOf(component.components)) {
      places.push({ component: inner, variable, isSensitive });
    }
  }
  return {
    ...(typeof form.id === 'string' && { formId: form.id }),
    sensitiveVariables: Array.from(found).sort(),
  };
}

/** The first part of the path by which a field, group or list is bound. */
function variableOf({ key, path }: Component): string | undefined {
  const bound = [key, path].find(
    one => typeof one === 'string' && one !== '',
  ) as string | undefined;
  return bound?.split('.')[0] || undefined;
}

function isMarked({ properties }: Component): boolean {
  return isObject(properties) && String(properties.sensitive) === 'true';
}

function listOf(components: unknown): readonly Component[] {
  return Array.isArray(components) ? components.filter(isObject) : [];
}

function isObject(value: unknown): value is Component {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): Component | undefined {
  try {
    const value = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
