import { useEffect, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type { ScriptLogLine } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { bpmnApiRef } from '../../api';
import { followInView } from '../../parts/followInView';

/** What a script has said so far. */
export interface ScriptLog {
  readonly lines: readonly ScriptLogLine[];
  /** Whether more may come. */
  readonly isFollowed: boolean;
  readonly error?: Error;
}

/** Lines that come within this time are shown together, in milliseconds. */
const PAUSE = 100;

/** Follows the log of a script. */
export function useLog(attemptId: string): ScriptLog {
  const api = useApi(bpmnApiRef);
  const [log, setLog] = useState<ScriptLog>({ lines: [], isFollowed: true });

  useEffect(() => {
    let after = 0;
    let coming: ScriptLogLine[] = [];
    setLog({ lines: [], isFollowed: true });
    const show = (rest: Partial<ScriptLog> = {}) => {
      const news = coming;
      coming = [];
      setLog(last => ({ ...last, ...rest, lines: [...last.lines, ...news] }));
    };
    const timer = setInterval(() => coming.length > 0 && show(), PAUSE);
    const stop = followInView<ScriptLogLine>({
      open: signal => api.followScriptLog({ attemptId, after }, { signal }),
      onItem: line => {
        after = line.seq;
        coming.push(line);
      },
      onEnd: () => show({ isFollowed: false }),
      onError: (error, isOver) => show({ error, isFollowed: !isOver }),
    });
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [api, attemptId]);

  return log;
}
