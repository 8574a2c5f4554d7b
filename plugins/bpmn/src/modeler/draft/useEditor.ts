import {
  alertApiRef,
  useApi,
  type AlertApi,
} from '@backstage/frontend-plugin-api';
import type { DraftDetails } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { bpmnApiRef } from '../../api';
import type { PipelineModeler } from '../canvas/PipelineModeler';
import { bundleOf, formsOf, resourcesOf, type Bundle } from './bundle';
import { draftKeeper, type DraftKeeper } from './draftKeeper';
import { DraftSaver, type SaveState } from './DraftSaver';

/** A draft that is open: the modeler that shows it, and what saves it. */
export interface Editor {
  readonly modeler: PipelineModeler;
  readonly saver: DraftSaver;
  /** Has what could not be saved. */
  readonly keeper: DraftKeeper;
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

/** How a draft is opened. */
interface OpenOptions {
  /** Nothing of what is changed in it is saved. */
  readonly isReadOnly: boolean;
}

/** Opens a draft in a modeler, and saves whatever is changed in it. */
export function useEditor(
  draft: DraftDetails,
  { isReadOnly }: OpenOptions,
): OpenEditor {
  const api = useApi(bpmnApiRef);
  const alerts = useApi(alertApiRef);
  const canvas = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const opened = useRef(draft);
  const [editor, setEditor] = useState<Editor>();
  const [error, setError] = useState<Error>();
  const [saveState, setSaveState] = useState<SaveState>(
    isReadOnly ? { kind: 'readOnly' } : { kind: 'saved', draft },
  );

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
        isReadOnly,
        onState: setSaveState,
      });
      close = () => leave(made, alerts).finally(() => modeler.destroy());
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
  }, [api, alerts, isReadOnly]);

  return { canvas, panel, editor, saveState, error };
}

async function openDraft(
  draft: DraftDetails,
  modeler: PipelineModeler,
  options: Pick<
    ConstructorParameters<typeof DraftSaver>[0],
    'api' | 'isReadOnly' | 'onState'
  >,
): Promise<Editor> {
  let bundle = bundleOf(draft.resources);
  if (!bundle) {
    throw new Error(
      'Expected a .bpmn document in the draft, but there is none. Delete the draft, and begin anew.',
    );
  }
  const current = () => bundle!;
  await modeler.importXml(bundle.model.content);
  const keeper = draftKeeper(draft.id);
  const saver = new DraftSaver({
    ...options,
    draft,
    keeper,
    collect: async () => resourcesOf(current(), await modeler.saveXml()),
  });
  modeler.setPanelData({ forms: formsOf(bundle) });
  modeler.onChange(() => saver.note());
  return {
    modeler,
    saver,
    keeper,
    bundle: current,
    setBundle: changed => {
      bundle = changed;
      modeler.setPanelData({ forms: formsOf(changed) });
      saver.note();
    },
  };
}

/** What is left is saved. Whoever has gone already is told if that was not possible. */
async function leave({ saver }: Editor, alerts: AlertApi): Promise<void> {
  const left = await saver.close();
  if (left !== 'saved') {
    const { processId } = saver.saved;
    alerts.post({
      severity: 'error',
      message:
        left === 'kept'
          ? `Your latest changes to ${processId} could not be saved, but are kept in this tab. Open the draft again to go on with them.`
          : `Your latest changes to ${processId} could not be saved, and are lost: this browser has no room for them.`,
    });
  }
}
