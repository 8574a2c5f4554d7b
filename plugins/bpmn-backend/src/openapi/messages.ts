import {
  processMessagePermission,
  type BroadcastSignalRequest,
  type Published,
  type PublishMessageRequest,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { groupRef } from './groupRef';
import { operation } from './operation';
import {
  id,
  integer,
  objectOf,
  optional,
  ref,
  text,
  variables,
} from './schema';

const MONTH = 30 * 24 * 60 * 60_000;

/** Parts of the document about messages and signals. */
export const messageSchemas = {
  PublishMessageRequest: objectOf<PublishMessageRequest>({
    ownerRef: groupRef,
    name: text(255, 1),
    correlationKey: optional(text(255)),
    variables: optional(variables),
    timeToLive: optional(integer(0, MONTH)),
    messageId: optional(text(255, 1)),
  }),
  BroadcastSignalRequest: objectOf<BroadcastSignalRequest>({
    ownerRef: groupRef,
    name: text(255, 1),
    variables: optional(variables),
  }),
  Published: objectOf<Published>({ id }),
};

const described = {
  method: 'post',
  permission: processMessagePermission.name,
  status: 202,
  answer: ref('Published'),
} as const;

/** What can be told to processes. */
export const messageOperations = {
  publishMessage: operation<{
    body: PublishMessageRequest;
    answer: Published;
  }>({
    ...described,
    path: '/messages',
    tag: 'Messages',
    summary: 'Sends a message to one who waits for it, or begins by it',
    description:
      'Kept for whoever waits for it next, as long as `timeToLive` says. The permission is needed on all processes of the owner.',
    body: ref('PublishMessageRequest'),
    refusals: [422],
  }),
  broadcastSignal: operation<{
    body: BroadcastSignalRequest;
    answer: Published;
  }>({
    ...described,
    path: '/signals',
    tag: 'Messages',
    summary: 'Sends a signal to all who wait for it, or begin by it',
    description: 'The permission is needed on all processes of the owner.',
    body: ref('BroadcastSignalRequest'),
  }),
};
