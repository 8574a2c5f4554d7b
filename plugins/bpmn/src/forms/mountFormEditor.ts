import { FormEditor } from '@bpmn-io/form-js';
import '@bpmn-io/form-js/dist/assets/form-js.css';
import '@bpmn-io/form-js/dist/assets/form-js-editor.css';
import '@bpmn-io/form-js/dist/assets/properties-panel.css';

/** An editor of forms on a page. */
export interface MountedFormEditor {
  /** The form as it is drawn now. */
  schema(): object;
  destroy(): void;
}

/** Puts an editor into an element. The only module that knows the editor of form-js; tests replace it. */
export async function mountFormEditor(
  container: HTMLElement,
  schema: object,
): Promise<MountedFormEditor> {
  const editor = new FormEditor({ container });
  await editor.importSchema(schema as never);
  return {
    schema: () => editor.saveSchema(),
    destroy: () => editor.destroy(),
  };
}
