import type { Problem } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback, useEffect, useState } from 'react';
import type { PipelineModeler } from '../canvas/PipelineModeler';
import { findProblems } from '../simulate/findProblems';

const QUIET_MS = 400;

/** What is wrong with the model as it is drawn, looked for a moment after each change, and marked on the canvas. */
export function useProblems(modeler: PipelineModeler | undefined) {
  const [problems, setProblems] = useState<readonly Problem[]>([]);

  useEffect(() => {
    if (!modeler) {
      return undefined;
    }
    let timer: ReturnType<typeof setTimeout>;
    let latest = 0;
    const look = async () => {
      const mine = ++latest;
      const found = await findProblems(await modeler.saveXml());
      if (mine === latest) {
        setProblems(found);
      }
    };
    const stop = modeler.onChange(() => {
      clearTimeout(timer);
      timer = setTimeout(look, QUIET_MS);
    });
    look();
    return () => {
      latest = -1;
      clearTimeout(timer);
      stop();
    };
  }, [modeler]);

  useEffect(() => modeler?.showProblems(problems), [modeler, problems]);

  /** Shows what the back end has found, until the model is changed. */
  const show = useCallback(
    (found: readonly Problem[]) => setProblems(found),
    [],
  );
  return { problems, show };
}
