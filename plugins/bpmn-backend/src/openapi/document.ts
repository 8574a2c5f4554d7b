import type {
  FieldProblem,
  ProblemDetails,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { conditionOperations, conditionSchemas } from './conditions';
import { deploymentOperations, deploymentSchemas } from './deployments';
import { draftOperations, draftSchemas } from './drafts';
import {
  elementTemplateOperations,
  elementTemplateSchemas,
} from './elementTemplates';
import { fileOperations, fileSchemas } from './files';
import { healthOperations, healthSchemas } from './health';
import { incidentOperations, incidentSchemas } from './incidents';
import {
  instanceCommandOperations,
  instanceCommandSchemas,
} from './instanceCommands';
import { instanceOperations, instanceSchemas } from './instances';
import { jobOperations, jobSchemas } from './jobs';
import { mailOperations, mailSchemas } from './mails';
import { messageOperations, messageSchemas } from './messages';
import type { Operation, Operations } from './operation';
import { processOperations, processSchemas } from './processes';
import {
  anyText,
  integer,
  isOptional,
  listOf,
  objectOf,
  optional,
  ref,
  text,
  type JsonSchema,
} from './schema';
import { scheduleOperations, scheduleSchemas } from './schedules';
import { scriptOperations, scriptSchemas } from './scripts';
import { taskOperations, taskSchemas } from './tasks';

/** Every operation by its id. */
export const operations = {
  ...healthOperations,
  ...deploymentOperations,
  ...draftOperations,
  ...processOperations,
  ...instanceOperations,
  ...instanceCommandOperations,
  ...fileOperations,
  ...conditionOperations,
  ...incidentOperations,
  ...jobOperations,
  ...mailOperations,
  ...messageOperations,
  ...scheduleOperations,
  ...elementTemplateOperations,
  ...scriptOperations,
  ...taskOperations,
};

const schemas = {
  ProblemDetails: objectOf<ProblemDetails>({
    type: anyText,
    title: anyText,
    status: integer(400, 599),
    detail: anyText,
    code: anyText,
    parameters: optional({ type: 'object' }),
    elementIds: optional(listOf(anyText)),
    problems: optional(listOf(ref('ResourceProblem'))),
    fieldProblems: optional(listOf(ref('FieldProblem'))),
  }),
  FieldProblem: objectOf<FieldProblem>({
    path: anyText,
    code: anyText,
    message: anyText,
  }),
  ...healthSchemas,
  ...deploymentSchemas,
  ...draftSchemas,
  ...processSchemas,
  ...instanceSchemas,
  ...instanceCommandSchemas,
  ...fileSchemas,
  ...conditionSchemas,
  ...incidentSchemas,
  ...jobSchemas,
  ...mailSchemas,
  ...messageSchemas,
  ...scheduleSchemas,
  ...elementTemplateSchemas,
  ...scriptSchemas,
  ...taskSchemas,
};

const OTHER_ANSWERS = {
  206: 'The part that is asked for',
  304: 'It is still as whoever asks knows it',
};

const REFUSALS = {
  400: 'The request is not as this document says, or names what cannot be',
  401: 'Nobody is signed in',
  403: 'The permission is missing',
  404: 'There is no such thing',
  409: 'The state does not allow it',
  413: 'The body is too large',
  415: 'The body is of another kind',
  416: 'There is no such part',
  422: 'The content cannot be processed',
  503: 'It cannot be done now, or not by this replica: ask again later',
};

/** Headers that mean something to an operation. */
export const headerSchemas = {
  idempotencyKey: {
    name: 'idempotency-key',
    schema: text(255, 1),
    description:
      'Names the request: sent again within 24 hours it is done once. With another body it is refused (422).',
  },
  lastEventId: {
    name: 'last-event-id',
    schema: integer(0),
    description: 'Revision after which to go on.',
  },
};

/** The OpenAPI 3.1 document of the REST API: what is served, and what requests are validated against. */
export const openApiDocument = {
  openapi: '3.1.0',
  info: {
    title: 'BPMN Pipelines',
    version: '1.0.0',
    description:
      'Deploys, starts and steers processes. Times are UTC. Ids and cursors are opaque.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/api/bpmn/v1' }],
  security: [{ bearer: [] }],
  paths: pathsOf(operations),
  components: {
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    schemas,
  },
};

function pathsOf(all: Operations): Record<string, Record<string, object>> {
  const paths: Record<string, Record<string, object>> = {};
  for (const [operationId, operation] of Object.entries(all)) {
    const { method, path } = operation;
    paths[path] = {
      ...paths[path],
      [method]: { operationId, ...described(operation) },
    };
  }
  return paths;
}

function described(operation: Operation): object {
  const { tag, summary, description, permission, isOpen } = operation;
  return {
    tags: [tag],
    summary,
    ...(description && { description }),
    ...(permission && { 'x-permission': permission }),
    ...(isOpen && { security: [{}, { bearer: [] }] }),
    parameters: parametersOf(operation),
    ...requestBodyOf(operation),
    responses: responsesOf(operation),
  };
}

function requestBodyOf({ body, isUpload }: Operation): object {
  if (isUpload) {
    return { requestBody: { required: true, ...content({}, '*/*') } };
  }
  return body ? { requestBody: { required: true, ...content(body) } } : {};
}

function parametersOf({
  params = {},
  query = {},
  isIdempotent,
  isStream,
}: Operation): readonly object[] {
  const header = ({
    name,
    schema,
    description,
  }: (typeof headerSchemas)[keyof typeof headerSchemas]) => ({
    name,
    in: 'header',
    required: false,
    schema,
    description,
  });
  return [
    ...Object.entries(params).map(([name, schema]) => ({
      name,
      in: 'path',
      required: true,
      schema,
    })),
    ...Object.entries(query).map(([name, property]) => ({
      name,
      in: 'query',
      required: !isOptional(property),
      schema: isOptional(property) ? property.optional : property,
    })),
    ...(isIdempotent ? [header(headerSchemas.idempotencyKey)] : []),
    ...(isStream ? [header(headerSchemas.lastEventId)] : []),
  ];
}

function responsesOf({
  status,
  answer,
  answerType,
  otherAnswers = [],
  refusals = [],
  body,
  isUpload,
  isOpen,
}: Operation): object {
  const statuses = new Set([
    400,
    ...(isOpen ? [] : [401, 403]),
    ...refusals,
    ...(body || isUpload ? [413, 415] : []),
    503,
  ]);
  return {
    [status]: {
      description: 'Done',
      ...(answer && content(answer, answerType)),
    },
    ...Object.fromEntries(
      otherAnswers.map(other => [
        other,
        {
          description: OTHER_ANSWERS[other],
          ...(other === 206 && content(answer!, answerType)),
        },
      ]),
    ),
    ...Object.fromEntries(
      [...statuses].sort().map(refusal => [
        refusal,
        {
          description: REFUSALS[refusal as keyof typeof REFUSALS],
          content: {
            'application/problem+json': { schema: ref('ProblemDetails') },
            // Whoever comes without a token at all is turned away by the portal, before us.
            ...(refusal === 401 && {
              'application/json': { schema: { type: 'object' } },
            }),
          },
        },
      ]),
    ),
  };
}

function content(schema: JsonSchema, type = 'application/json'): object {
  return { content: { [type]: { schema } } };
}
