import { useApi } from '@backstage/frontend-plugin-api';
import type { DraftDetails } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { bpmnApiRef } from '../../api';
import type { PipelineModeler } from '../canvas/PipelineModeler';
import { bundleOf, formsOf, resourcesOf, type Bundle } from './bundle';
import { DraftSaver, type SaveState } from './DraftSaver';

/** A draft that is open: the modeler that shows it, and what saves it. */
export interface Editor {
  readonly modeler: PipelineModeler;
  readonly saver: DraftSaver;
  /** As it was changed last; its model is the one that the modeler has. */
  readonly bundle: () => Bundle;
  /** Changes the documents beside the model. */
  readonly setBundle: (bundle: Bundle) => void;
}

/** What a page puts into place, and what comes of it. */
export interface OpenEditor {
  readonly canvas: RefObject<HTMLDivElement>;
  readonly panel: RefObject<HTMLDivElement>;
  /** Absent while it is loaded. */
  readonly editor?: Editor;
  readonly saveState: SaveState;
  /** Why the model cannot be shown. */
  readonly error?: Error;
}

/** Opens a draft in a modeler, and saves whatever is changed in it. */
export function useEditor(draft: DraftDetails): OpenEditor {
  const api = useApi(bpmnApiRef);
  const canvas = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const opened = useRef(draft);
  const [editor, setEditor] = useState<Editor>();
  const [error, setError] = useState<Error>();
  const [saveState, setSaveState] = useState<SaveState>({
    kind: 'saved',
    draft,
  });

  useEffect(() => {
    let isGone = false;
    let close = () => {};
    const open = async () => {
      const { createModeler } = await import('../canvas/createModeler');
      if (isGone || !canvas.current || !panel.current) {
        return;
      }
      const modeler = createModeler({
        canvas: canvas.current,
        panel: panel.current,
      });
      close = () => modeler.destroy();
      const made = await openDraft(opened.current, modeler, {
        api,
        onState: setSaveState,
      });
      close = () => made.saver.close().finally(() => modeler.destroy());
      if (isGone) {
        close();
      } else {
        setEditor(made);
      }
    };
    open().catch(setError);
    return () => {
      isGone = true;
      close();
    };
  }, [api]);

  return { canvas, panel, editor, saveState, error };
}

async function openDraft(
  draft: DraftDetails,
  modeler: PipelineModeler,
  options: Pick<ConstructorParameters<typeof DraftSaver>[0], 'api' | 'onState'>,
): Promise<Editor> {
  let bundle = bundleOf(draft.resources);
  if (!bundle) {
    throw new Error(
      'Expected a .bpmn document in the draft, but there is none. Delete the draft and begin anew.',
    );
  }
  const current = () => bundle!;
  await modeler.importXml(bundle.model.content);
  const saver = new DraftSaver({
    ...options,
    draft,
    collect: async () => resourcesOf(current(), await modeler.saveXml()),
  });
  modeler.setPanelData({ forms: formsOf(bundle) });
  modeler.onChange(() => saver.note());
  return {
    modeler,
    saver,
    bundle: current,
    setBundle: changed => {
      bundle = changed;
      modeler.setPanelData({ forms: formsOf(changed) });
      saver.note();
    },
  };
}
