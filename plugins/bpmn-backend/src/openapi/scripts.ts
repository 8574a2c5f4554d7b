import {
  instanceOperatePermission,
  instanceReadPermission,
  processReadPermission,
  type Page,
  type RerunScriptRequest,
  type ScriptArtifact,
  type ScriptAttempt,
  type ScriptAttemptDetails,
  type ScriptAttemptQuery,
  type ScriptEnvironmentInfo,
  type ScriptEnvironments,
  type ScriptLimitsInfo,
  type ScriptLogLine,
  type ScriptLogLines,
  type ScriptLogQuery,
  type ScriptMetric,
  type ScriptPlace,
  type ScriptProgress,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { InstanceParams } from './instances';
import { operation } from './operation';
import {
  anyText,
  bool,
  elementId,
  id,
  integer,
  json,
  key,
  listOf,
  objectOf,
  oneOf,
  optional,
  pageOf,
  pageQuery,
  ref,
  text,
  time,
  variables,
} from './schema';

const count = { type: 'integer', minimum: 0 };

const attempt = {
  id,
  instanceId: id,
  processDefinitionId: id,
  elementId: anyText,
  elementInstanceKey: key,
  jobId: optional(id),
  number: integer(1),
  rerunOf: optional(id),
  language: anyText,
  environment: anyText,
  codeSha256: anyText,
  isEdited: bool,
  state: oneOf(['running', 'completed', 'failed', 'thrown', 'cancelled']),
  failureKind: optional(anyText),
  errorCode: optional(anyText),
  message: optional(anyText),
  line: optional({ type: 'integer' }),
  wall: optional(count),
  cpu: optional(count),
  memory: optional(count),
  metrics: listOf(ref('ScriptMetric')),
  progress: optional(ref('ScriptProgress')),
  logLines: count,
  logBytes: count,
  startedAt: time,
  startedBy: anyText,
  endedAt: optional(time),
};

/** Parts of the document about scripts. */
export const scriptSchemas = {
  ScriptLimits: objectOf<ScriptLimitsInfo>({
    timeout: { type: 'number' },
    cpu: { type: 'number' },
    memory: { type: 'number' },
  }),
  ScriptEnvironment: objectOf<ScriptEnvironmentInfo>({
    name: anyText,
    language: anyText,
    isDefault: bool,
    description: optional(anyText),
    preload: listOf(anyText),
    limits: ref('ScriptLimits'),
    ceilings: ref('ScriptLimits'),
    network: listOf(anyText),
    isReady: bool,
    missing: listOf(anyText),
  }),
  ScriptEnvironments: objectOf<ScriptEnvironments>({
    items: listOf(ref('ScriptEnvironment')),
  }),
  ScriptMetric: objectOf<ScriptMetric>({
    name: anyText,
    value: json,
    at: time,
  }),
  ScriptProgress: objectOf<ScriptProgress>({
    done: { type: 'number' },
    text: optional(anyText),
  }),
  ScriptAttempt: objectOf<ScriptAttempt>(attempt),
  ScriptAttempts: pageOf(ref('ScriptAttempt')),
  ScriptPlace: objectOf<ScriptPlace>({
    file: anyText,
    line: { type: 'integer' },
    function: optional(anyText),
    code: optional(anyText),
    values: optional({ type: 'object', additionalProperties: anyText }),
  }),
  ScriptArtifact: objectOf<ScriptArtifact>({
    kind: oneOf(['file', 'figure', 'table']),
    name: anyText,
    title: optional(anyText),
    size: count,
    preview: optional({ type: 'object' }),
    file: optional({ type: 'object' }),
  }),
  ScriptAttemptDetails: objectOf<ScriptAttemptDetails>({
    ...attempt,
    code: anyText,
    inputs: { type: 'object' },
    outputs: optional({ type: 'object' }),
    trace: optional(listOf(ref('ScriptPlace'))),
    artifacts: listOf(ref('ScriptArtifact')),
  }),
  ScriptLogLine: objectOf<ScriptLogLine>({
    seq: key,
    level: oneOf(['debug', 'info', 'warning', 'error']),
    at: time,
    line: optional({ type: 'integer' }),
    text: anyText,
  }),
  ScriptLogLines: objectOf<ScriptLogLines>({
    items: listOf(ref('ScriptLogLine')),
  }),
  RerunScriptRequest: objectOf<RerunScriptRequest>({
    code: optional(text(1024 * 1024, 1)),
    inputs: optional(variables),
  }),
};

/** What names a run of a script. */
export interface ScriptAttemptParams {
  readonly attemptId: string;
}

const described = {
  method: 'get',
  tag: 'Scripts',
  permission: instanceReadPermission.name,
  status: 200,
  refusals: [404],
} as const;

const ofAttempt = { ...described, params: { attemptId: id } } as const;

/** What can be seen and done of scripts. */
export const scriptOperations = {
  listScriptEnvironments: operation<{ answer: ScriptEnvironments }>({
    ...described,
    path: '/script-environments',
    summary: 'Where scripts can be run',
    permission: processReadPermission.name,
    refusals: [],
    answer: ref('ScriptEnvironments'),
  }),
  listScriptAttempts: operation<{
    params: InstanceParams;
    query: ScriptAttemptQuery;
    answer: Page<ScriptAttempt>;
  }>({
    ...described,
    path: '/process-instances/{instanceId}/script-attempts',
    summary: 'Runs of the scripts of an instance, the youngest first',
    params: { instanceId: id },
    query: { ...pageQuery, elementId: optional(elementId) },
    answer: ref('ScriptAttempts'),
  }),
  getScriptAttempt: operation<{
    params: ScriptAttemptParams;
    answer: ScriptAttemptDetails;
  }>({
    ...ofAttempt,
    path: '/script-attempts/{attemptId}',
    summary: 'A run of a script with all that is known of it',
    answer: ref('ScriptAttemptDetails'),
  }),
  listScriptLog: operation<{
    params: ScriptAttemptParams;
    query: ScriptLogQuery;
    answer: ScriptLogLines;
  }>({
    ...ofAttempt,
    path: '/script-attempts/{attemptId}/log',
    summary: 'What a script has printed and said, in order',
    query: {
      after: optional({
        ...integer(0),
        description: '`seq` of the line after which to begin.',
      }),
      limit: optional({ ...integer(1, 1000), default: 200 }),
    },
    answer: ref('ScriptLogLines'),
  }),
  followScriptLog: operation<{
    params: ScriptAttemptParams;
    answer: undefined;
  }>({
    ...ofAttempt,
    path: '/script-attempts/{attemptId}/events',
    summary: 'What a script says, as it says it',
    description:
      'Server-sent events: `log` with a ScriptLogLine each, whose id is its `seq`; `attempt` with a ScriptAttempt when its metrics or progress are others; `end` with it when it has ended. Without `Last-Event-ID` from the beginning. Ends after some minutes: whoever wants to know more asks again with the last id.',
    isStream: true,
    answer: anyText,
    answerType: 'text/event-stream',
  }),
  rerunScript: operation<{
    params: ScriptAttemptParams;
    body: RerunScriptRequest;
    answer: ScriptAttempt;
  }>({
    ...ofAttempt,
    method: 'post',
    path: '/script-attempts/{attemptId}/rerun',
    summary: 'Runs a script once more, as it was or edited',
    description:
      'With the inputs that it had, in its environment, in the name of the owner of the process. The instance does not notice: what comes of it is read as of any other run. Inputs that are sensitive were not kept: without values for them it is refused (409).',
    permission: instanceOperatePermission.name,
    body: ref('RerunScriptRequest'),
    status: 201,
    answer: ref('ScriptAttempt'),
    refusals: [404, 409],
  }),
};
