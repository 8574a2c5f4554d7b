import type { FileContent, HistoryEntry, ScriptLogLine } from '../api';
import { BpmnApiError } from './BpmnApiError';
import type { BpmnOperations } from './operations';
import type {
  FileParams,
  InstanceParams,
  MailAttachmentParams,
  ScriptAttemptParams,
} from './params';
import { readEvents } from './readEvents';
import { bpmnRoutes } from './routes';

/**
 * Where the back end is, and how it is asked. Those of Backstage fit, in the browser and on the server.
 *
 * @public
 */
export interface BpmnClientOptions {
  /** Says where the back end is. */
  readonly discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  /** Sends requests, with the token of whoever is signed in. */
  readonly fetchApi: { fetch: typeof fetch };
}

/**
 * How one request is made.
 *
 * @public
 */
export interface BpmnRequestOptions {
  /** For those who have no signed-in person: the token of a service. */
  readonly token?: string;
  /** Aborts the request. */
  readonly signal?: AbortSignal;
  /** Names the request: sent again within 24 hours it is done once. Means something to `startInstance` and `evaluateConditions` only. */
  readonly idempotencyKey?: string;
}

/**
 * What the method of an operation takes: what is in the path and behind it by name, and the body, or the bytes of a file.
 *
 * @public
 */
export type BpmnInput<Types> = (Types extends { params: infer Params }
  ? Params
  : unknown) &
  (Types extends { query: infer Query } ? Query : unknown) &
  (Types extends { body: infer Body } ? { readonly body: Body } : unknown) &
  (Types extends { content: infer Content }
    ? { readonly content: Content }
    : unknown);

/**
 * What the method of an operation gives.
 *
 * @public
 */
export type BpmnAnswer<Types> = Types extends { answer: infer Answer }
  ? Answer
  : void;

/**
 * The REST API: a method for each operation. It takes what is in the path and behind it by name, and the body; it rejects with a
 * {@link BpmnApiError}.
 *
 * @public
 */
export type BpmnApi = {
  readonly [Id in keyof BpmnOperations]: (
    input: BpmnInput<BpmnOperations[Id]>,
    options?: BpmnRequestOptions,
  ) => Promise<BpmnAnswer<BpmnOperations[Id]>>;
} & {
  /**
   * What happens to an instance, from a revision on, until it is over. Goes on by itself where the connection was cut, until the signal
   * aborts.
   */
  followInstance(
    input: InstanceParams & { readonly after?: number },
    options?: BpmnRequestOptions,
  ): AsyncGenerator<HistoryEntry>;
  /** Lines of the log of a script as it says them, after one of them, until it has ended. Goes on by itself as well. */
  followScriptLog(
    input: ScriptAttemptParams & { readonly after?: number },
    options?: BpmnRequestOptions,
  ): AsyncGenerator<ScriptLogLine>;
  /**
   * A file of an instance: its bytes are the body of what this resolves with, as a stream or whole. Never show HTML or SVG as a part of a page:
   * only in a sandboxed frame.
   */
  getFile(input: FileParams, options?: BpmnRequestOptions): Promise<Response>;
  /** A file that is attached to a mail, as {@link BpmnApi.getFile | getFile} gives one of an instance. */
  getMailAttachment(
    input: MailAttachmentParams,
    options?: BpmnRequestOptions,
  ): Promise<Response>;
};

const FILE = '/process-instances/{instanceId}/files/{fileKey}';
const ATTACHMENT = '/mails/{mailId}/attachments/{fileKey}';

/** Streams: where they are, and which of their events are told. */
const FOLLOWED = {
  instance: {
    path: '/process-instances/{instanceId}/events',
    event: 'changes',
  },
  scriptLog: { path: '/script-attempts/{attemptId}/events', event: 'log' },
} as const;

/**
 * Makes a client of the REST API.
 *
 * @public
 */
export function createBpmnClient(options: BpmnClientOptions): BpmnApi {
  const methods = Object.entries(bpmnRoutes).map(([id, route]) => {
    const [method, path] = route.split(' ');
    return [
      id,
      (input: Input, how?: BpmnRequestOptions) =>
        request(options, { method, path, input }, how),
    ];
  });
  return {
    ...Object.fromEntries(methods),
    followInstance: (
      input: InstanceParams & { readonly after?: number },
      how?: BpmnRequestOptions,
    ) =>
      follow<HistoryEntry>(
        options,
        { ...FOLLOWED.instance, input, idOf: ({ revision }) => revision },
        how,
      ),
    followScriptLog: (
      input: ScriptAttemptParams & { readonly after?: number },
      how?: BpmnRequestOptions,
    ) =>
      follow<ScriptLogLine>(
        options,
        { ...FOLLOWED.scriptLog, input, idOf: ({ seq }) => seq },
        how,
      ),
    getFile: (input: FileParams, how: BpmnRequestOptions = {}) =>
      send(options, { url: urlOf(FILE, { ...input }), method: 'GET' }, how),
    getMailAttachment: (
      input: MailAttachmentParams,
      how: BpmnRequestOptions = {},
    ) =>
      send(
        options,
        { url: urlOf(ATTACHMENT, { ...input }), method: 'GET' },
        how,
      ),
  } as BpmnApi;
}

type Input = Readonly<Record<string, unknown>>;

interface Target {
  readonly method: string;
  readonly path: string;
  readonly input: Input;
}

async function request(
  options: BpmnClientOptions,
  { method, path, input }: Target,
  how: BpmnRequestOptions = {},
): Promise<unknown> {
  const { body, content, ...named } = input;
  const response = await send(
    options,
    {
      url: urlOf(path, named),
      method,
      body,
      content: content as FileContent | undefined,
    },
    how,
  );
  if (response.status === 204) {
    return undefined;
  }
  const isJson = response.headers.get('content-type')?.includes('json');
  return isJson ? response.json() : response.text();
}

async function send(
  { discoveryApi, fetchApi }: BpmnClientOptions,
  asked: {
    readonly url: string;
    readonly method: string;
    readonly body?: unknown;
    readonly content?: FileContent;
    readonly headers?: Readonly<Record<string, string>>;
  },
  { token, signal, idempotencyKey }: BpmnRequestOptions,
): Promise<Response> {
  const { url, method, body, content, headers } = asked;
  const base = await discoveryApi.getBaseUrl('bpmn');
  const response = await fetchApi.fetch(`${base}/v1${url}`, {
    method,
    signal,
    headers: {
      ...headers,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    // Whoever sends a stream has to say that nothing comes back before its end.
    ...(content && ({ body: content, duplex: 'half' } as RequestInit)),
  });
  if (!response.ok) {
    throw await BpmnApiError.fromResponse(response);
  }
  return response;
}

/** What the path names goes there, all else behind it. */
function urlOf(path: string, named: Input): string {
  const inPath = new Set<string>();
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    inPath.add(name);
    return encodeURIComponent(String(named[name]));
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(named)) {
    if (!inPath.has(name) && value !== undefined) {
      [value].flat().forEach(one => query.append(name, String(one)));
    }
  }
  return query.size > 0 ? `${filled}?${query}` : filled;
}

/** How long one waits before one asks again, in milliseconds. */
const PAUSE = 1000;

interface Followed<Item> {
  readonly path: string;
  readonly event: string;
  readonly input: { readonly after?: number };
  /** What comes after it is asked for by this. */
  readonly idOf: (item: Item) => number;
}

async function* follow<Item>(
  options: BpmnClientOptions,
  { path, event, input, idOf }: Followed<Item>,
  how: BpmnRequestOptions = {},
): AsyncGenerator<Item> {
  const { after = 0, ...named } = input;
  const url = urlOf(path, named);
  let last = after;
  let isKnown = false;
  while (!how.signal?.aborted) {
    const headers = { 'last-event-id': String(last) };
    try {
      const response = await send(
        options,
        { url, method: 'GET', headers },
        how,
      );
      isKnown = true;
      for await (const { type, data } of readEvents(response.body!)) {
        if (type === 'end') {
          return;
        }
        if (type === event) {
          const item: Item = JSON.parse(data);
          last = idOf(item);
          yield item;
        }
      }
    } catch (error) {
      if (how.signal?.aborted || !isKnown || !isCutOff(error)) {
        throw error;
      }
    }
    await new Promise(resolve => setTimeout(resolve, PAUSE));
  }
}

/** Whether the back end, or the way to it, is away for a moment: it goes on where it was. */
function isCutOff(error: unknown): boolean {
  return (
    error instanceof TypeError ||
    (error instanceof BpmnApiError && error.problem.status >= 502)
  );
}
