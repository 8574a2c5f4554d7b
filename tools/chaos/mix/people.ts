import { expectVariables, type Kind } from './kind';
import {
  after,
  catching,
  documentOf,
  each,
  flow,
  job,
  message,
  messageOf,
  path,
  plain,
  processOf,
  signal,
  signalOf,
  start,
} from './xml';

/** What goes wrong until an operator mends it. */
export const fragile: Kind = {
  weight: 3,
  documents: [
    documentOf(
      processOf(
        'fragile',
        start(),
        job('breaks', 'fragile'),
        '<exclusiveGateway id="choose" />',
        job('last', 'echo'),
        path('start', 'breaks', 'choose'),
        flow('choose', 'last', '=mended'),
      ),
    ),
  ],
  begin: () => [{ processId: 'fragile', variables: {} }],
  ends: {
    fragile: {
      state: 'completed',
      findWrong: expectVariables(() => ({ breaks: true, last: true })),
    },
  },
};

/** What people decide. */
export const reviews: Kind = {
  weight: 2,
  documents: [
    documentOf(
      processOf(
        'reviews',
        start(),
        `<userTask id="review">${each(
          'inputCollection="=readers" inputElement="reader" outputCollection="opinions" outputElement="=reader"',
        )}</userTask>`,
        job('last', 'echo'),
        path('start', 'review', 'last'),
      ),
    ),
  ],
  begin: dice => [
    {
      processId: 'reviews',
      variables: {
        readers: ['ada', 'ben', 'cleo', 'dan'].slice(0, dice.between(1, 4)),
      },
    },
  ],
  ends: {
    reviews: {
      state: 'completed',
      findWrong: expectVariables(({ readers }) => ({
        opinions: readers,
        last: true,
      })),
    },
  },
};

/** What comes to rest with something of everything. */
export const sleeper: Kind = {
  weight: 1,
  documents: [
    documentOf(
      message('never'),
      signal('nightfall'),
      processOf(
        'sleeper',
        start(),
        job('before', 'count'),
        plain('parallelGateway', 'fork'),
        catching('inAMonth', after('P30D')),
        catching('noMessage', messageOf('never')),
        catching('noSignal', signalOf('nightfall')),
        `<receiveTask id="some" messageRef="message-never">${each(
          'inputCollection="=[1, 2, 3]" inputElement="item"',
        )}</receiveTask>`,
        job('nobody', 'never'),
        plain('parallelGateway', 'join'),
        path('start', 'before', 'fork', 'inAMonth', 'join'),
        path('fork', 'noMessage', 'join'),
        path('fork', 'noSignal', 'join'),
        path('fork', 'some', 'join'),
        path('fork', 'nobody', 'join'),
        flow('fork', 'join'),
      ),
    ),
  ],
  begin: (_, key) => [{ processId: 'sleeper', variables: { key, count: 1 } }],
  ends: { sleeper: { state: 'rests' } },
};
