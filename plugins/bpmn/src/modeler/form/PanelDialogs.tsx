import { useEffect, useState } from 'react';
import type { PanelRequest } from '../canvas/PipelineModeler';
import {
  formsOf,
  formWithId,
  withForm,
  type FormSchema,
} from '../draft/bundle';
import type { Editor } from '../draft/useEditor';
import { ScriptDialog } from '../script/ScriptDialog';
import { FormDialog } from './FormDialog';
import { newForm } from './newForm';

/** What the properties panel has asked for: the editor of a script, or of a form. */
export const PanelDialogs = ({ editor }: { editor: Editor }) => {
  const { modeler, bundle, setBundle } = editor;
  const [request, setRequest] = useState<PanelRequest>();
  useEffect(() => modeler.onRequest(setRequest), [modeler]);
  const close = () => setRequest(undefined);

  if (request?.kind === 'editScript') {
    const { elementId } = request;
    const script = modeler.scriptOf(elementId);
    return script ? (
      <ScriptDialog
        key={elementId}
        script={script}
        onChange={code => modeler.setScript(elementId, code)}
        onClose={close}
      />
    ) : null;
  }
  if (!request) {
    return null;
  }
  const schema = schemaFor(request, bundle());
  return schema ? (
    <FormDialog
      key={schema.id}
      schema={schema}
      onClose={close}
      onSave={saved => {
        const form = { ...saved, id: idOf(saved) ?? schema.id };
        setBundle(withForm(bundle(), form, schema.id));
        if (request.kind === 'newForm') {
          modeler.setFormId(request.elementId, form.id);
        }
        close();
      }}
    />
  ) : null;
};

function schemaFor(
  request: Exclude<PanelRequest, { kind: 'editScript' }>,
  bundle: ReturnType<Editor['bundle']>,
): FormSchema | undefined {
  return request.kind === 'editForm'
    ? formWithId(bundle, request.formId)
    : newForm(
        request.elementId,
        formsOf(bundle).map(({ value }) => value),
      );
}

function idOf(schema: object): string | undefined {
  const { id } = schema as { id?: unknown };
  return typeof id === 'string' && id !== '' ? id : undefined;
}
