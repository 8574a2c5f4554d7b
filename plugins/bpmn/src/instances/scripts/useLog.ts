import { useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type { ScriptLogLine } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { bpmnApiRef } from '../../api';

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
  const coming = useRef<ScriptLogLine[]>([]);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    coming.current = [];
    setLog({ lines: [], isFollowed: true });
    const show = (rest: Partial<ScriptLog> = {}) => {
      const news = coming.current;
      coming.current = [];
      if (!signal.aborted && (news.length > 0 || rest.isFollowed === false)) {
        setLog(last => ({ ...last, ...rest, lines: [...last.lines, ...news] }));
      }
    };
    const timer = setInterval(() => show(), PAUSE);
    const follow = async () => {
      for await (const line of api.followScriptLog({ attemptId }, { signal })) {
        coming.current.push(line);
      }
    };
    follow().then(
      () => show({ isFollowed: false }),
      error => show({ isFollowed: false, error }),
    );
    return () => {
      clearInterval(timer);
      controller.abort();
    };
  }, [api, attemptId]);

  return log;
}
