import { discoveryApiRef, useApi } from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { useEffect, useState } from 'react';

/** A person of the demo organisation, as `GET /api/demo-sign-in/people` answers. */
export interface DemoPerson {
  readonly entityRef: string;
  readonly displayName: string;
  readonly email?: string;
  readonly role?: string;
  readonly team?: string;
}

export interface DemoPeople {
  /** Undefined until the first answer; empty while the catalog is still reading the example organisation. */
  readonly people?: readonly DemoPerson[];
  readonly error?: Error;
}

const ASK_EVERY_MS = 1_500;

/** The people one can sign in as. Keeps asking: right after the first start the catalog reads them one by one. */
export function useDemoPeople(): DemoPeople {
  const discovery = useApi(discoveryApiRef);
  const [state, setState] = useState<DemoPeople>({});

  useEffect(() => {
    const abort = new AbortController();
    let again: ReturnType<typeof setTimeout> | undefined;

    async function load() {
      try {
        const baseUrl = await discovery.getBaseUrl('demo-sign-in');
        const response = await fetch(`${baseUrl}/people`, {
          signal: abort.signal,
        });
        if (!response.ok) {
          throw await ResponseError.fromResponse(response);
        }
        const people: DemoPerson[] = await response.json();
        setState({ people });
      } catch (error) {
        if (!abort.signal.aborted) {
          setState({ error: error as Error });
        }
      }
      if (!abort.signal.aborted) {
        again = setTimeout(load, ASK_EVERY_MS);
      }
    }

    load();
    return () => {
      abort.abort();
      clearTimeout(again);
    };
  }, [discovery]);

  return state;
}
