import { expectVariables, type Kind } from './kind';
import {
  after,
  beside,
  boundary,
  call,
  catching,
  documentOf,
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
  throwing,
} from './xml';

/** A called process that answers, shouts or refuses. */
export const calls: Kind = {
  weight: 4,
  documents: [
    documentOf(
      '<error id="refused" errorCode="refused" /><escalation id="shout" escalationCode="shout" />',
      processOf(
        'calls',
        start(),
        call('call', 'called'),
        boundary(
          'caught',
          'call',
          '<errorEventDefinition errorRef="refused" />',
        ),
        beside(
          'heard',
          'call',
          '<escalationEventDefinition escalationRef="shout" />',
        ),
        job('noted', 'echo'),
        job('mend', 'echo'),
        job('well', 'echo'),
        path('start', 'call', 'well'),
        flow('caught', 'mend'),
        flow('heard', 'noted'),
      ),
    ),
    documentOf(
      '<error id="refused" errorCode="refused" /><escalation id="shout" escalationCode="shout" />',
      processOf(
        'called',
        start(),
        job('square', 'square'),
        catching('pause', after('PT1S')),
        `<exclusiveGateway id="shouting" default="shouting-quiet" />`,
        plain('exclusiveGateway', 'quiet'),
        throwing(
          'shouts',
          '<escalationEventDefinition escalationRef="shout" />',
        ),
        `<exclusiveGateway id="refusing" default="refusing-end" />`,
        '<endEvent id="refuse"><errorEventDefinition errorRef="refused" /></endEvent>',
        plain('endEvent', 'end'),
        path(
          'start',
          'square',
          'pause',
          'shouting',
          'quiet',
          'refusing',
          'end',
        ),
        flow('shouting', 'shouts', '=shouts'),
        flow('shouts', 'quiet'),
        flow('refusing', 'refuse', '=refuses'),
      ),
    ),
  ],
  begin: dice => [
    {
      processId: 'calls',
      variables: {
        item: dice.between(1, 99),
        shouts: dice.chance(0.5),
        refuses: dice.chance(0.3),
      },
    },
  ],
  ends: {
    calls: {
      state: 'completed',
      findWrong: expectVariables(({ item, shouts, refuses }) => ({
        ...(shouts ? { noted: true } : {}),
        ...(refuses
          ? { mend: true }
          : { well: true, square: Number(item) ** 2 }),
      })),
    },
    // Where it refuses, the error ends it.
    called: { state: 'over' },
  },
};

/** A called process that is given up. */
export const givesUp: Kind = {
  weight: 2,
  documents: [
    documentOf(
      processOf(
        'givesUp',
        start(),
        call('call', 'endless'),
        boundary('tooLong', 'call', after('PT2S')),
        job('goesOn', 'echo'),
        path('start', 'call'),
        flow('tooLong', 'goesOn'),
      ),
    ),
    documentOf(
      processOf(
        'endless',
        start(),
        job('nobody', 'never'),
        path('start', 'nobody'),
      ),
    ),
  ],
  begin: () => [{ processId: 'givesUp', variables: {} }],
  ends: {
    givesUp: {
      state: 'completed',
      findWrong: expectVariables(() => ({ goesOn: true })),
    },
    endless: { state: 'terminated' },
  },
};

const KEY = '<zeebe:input source="=key" target="from" />';

/** Two that wait for each other's message, and one that a message begins. */
export const pingPong: Kind = {
  weight: 4,
  documents: [
    documentOf(
      message('ping'),
      message('pong'),
      message('order'),
      processOf(
        'ping',
        start(),
        job('ready', 'slow'),
        throwing('sendPing', messageOf('ping'), KEY),
        catching('takePong', messageOf('pong')),
        throwing('sendOrder', messageOf('order'), KEY),
        job('last', 'echo'),
        path('start', 'ready', 'sendPing', 'takePong', 'sendOrder', 'last'),
      ),
    ),
    documentOf(
      message('ping'),
      message('pong'),
      message('order'),
      processOf(
        'pong',
        start(),
        catching('takePing', messageOf('ping')),
        job('think', 'echo'),
        throwing('sendPong', messageOf('pong'), KEY),
        path('start', 'takePing', 'think', 'sendPong'),
      ),
    ),
    documentOf(
      message('ping'),
      message('pong'),
      message('order'),
      processOf(
        'order',
        `<startEvent id="start">${messageOf('order')}</startEvent>`,
        job('deliver', 'echo'),
        path('start', 'deliver'),
      ),
    ),
  ],
  begin: (_, key) => [
    { processId: 'ping', variables: { key } },
    { processId: 'pong', variables: { key } },
  ],
  ends: {
    ping: {
      state: 'completed',
      findWrong: expectVariables(({ key }) => ({ from: key, last: true })),
    },
    pong: {
      state: 'completed',
      findWrong: expectVariables(({ key }) => ({ from: key, think: true })),
    },
    order: { state: 'completed' },
  },
};

/** Some that wait for the dawn, and those that it wakes. */
export const dawn: Kind = {
  weight: 2,
  documents: [
    documentOf(
      signal('dawn'),
      processOf(
        'sleepsIn',
        start(),
        job('snore', 'echo'),
        catching('wake', signalOf('dawn')),
        job('yawn', 'echo'),
        path('start', 'snore', 'wake', 'yawn'),
      ),
    ),
    documentOf(
      signal('dawn'),
      processOf(
        'cock',
        start(),
        throwing('crow', signalOf('dawn')),
        path('start', 'crow'),
      ),
    ),
    documentOf(
      signal('dawn'),
      processOf(
        'early',
        `<startEvent id="start">${signalOf('dawn')}</startEvent>`,
        job('rise', 'echo'),
        path('start', 'rise'),
      ),
    ),
  ],
  begin: () => [{ processId: 'sleepsIn', variables: {} }],
  ends: {
    sleepsIn: {
      state: 'completed',
      findWrong: expectVariables(() => ({ yawn: true })),
    },
    cock: { state: 'completed' },
    early: {
      state: 'completed',
      findWrong: expectVariables(() => ({ rise: true })),
    },
  },
};
