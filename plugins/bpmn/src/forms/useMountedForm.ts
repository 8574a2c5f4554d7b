import { useEffect, useRef, useState, type RefObject } from 'react';
import type { FormViewProps } from './FormViewProps';
import { mountForm, type MountedForm } from './mountForm';

/** A form in an element, for as long as that is shown. */
export interface FormInPlace {
  readonly container: RefObject<HTMLDivElement>;
  /** Undefined until it is there. */
  readonly form?: MountedForm;
  /** Why it cannot be shown. */
  readonly failure?: Error;
}

/** Mounts the form of a schema. It is mounted anew for another schema only: whatever else changes, what was typed stays. */
export function useMountedForm(props: FormViewProps): FormInPlace {
  const { schema, isReadOnly = false } = props;
  const container = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const [state, setState] = useState<Omit<FormInPlace, 'container'>>({});
  const { form } = state;
  const written = JSON.stringify(schema);

  useEffect(() => {
    let isGone = false;
    let mounted: MountedForm | undefined;
    setState({});
    mountForm(container.current!, {
      schema: JSON.parse(written),
      values: latest.current.values ?? {},
      onSubmit: (values, files) => latest.current.onSubmit(values, files),
      onChange: values => latest.current.onChange?.(values),
    }).then(
      one => {
        mounted = one;
        if (isGone) {
          one.destroy();
        } else {
          setState({ form: one });
        }
      },
      failure => !isGone && setState({ failure }),
    );
    return () => {
      isGone = true;
      mounted?.destroy();
    };
  }, [written]);

  useEffect(() => form?.setReadOnly(isReadOnly), [form, isReadOnly]);

  return { container, ...state };
}
