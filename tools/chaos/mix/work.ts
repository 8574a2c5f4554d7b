import { expectVariables, type Kind } from './kind';
import {
  after,
  beside,
  boundary,
  catching,
  documentOf,
  each,
  every,
  flow,
  job,
  path,
  plain,
  processOf,
  start,
  subProcess,
} from './xml';

const ROUNDS = 5;

/** Jobs one after the other, and around in a loop. */
export const steps: Kind = {
  weight: 6,
  documents: [
    documentOf(
      processOf(
        'steps',
        start(),
        plain('exclusiveGateway', 'again'),
        `<exclusiveGateway id="enough" default="enough-slow" />`,
        job('count', 'count'),
        job('slow', 'slow'),
        job('flaky', 'flaky'),
        plain('endEvent', 'end'),
        path('start', 'again', 'count', 'enough', 'slow', 'flaky', 'end'),
        flow('enough', 'again', `=count &lt; ${ROUNDS}`),
      ),
    ),
  ],
  begin: () => [{ processId: 'steps', variables: { count: 0 } }],
  ends: {
    steps: {
      state: 'completed',
      findWrong: expectVariables(() => ({
        count: ROUNDS,
        slow: true,
        flaky: true,
      })),
    },
  },
};

/** Timers in a row, at the edge, and again and again. */
export const pauses: Kind = {
  weight: 4,
  documents: [
    documentOf(
      processOf(
        'pauses',
        start(),
        plain('parallelGateway', 'fork', 'join'),
        catching('short', after('PT2S')),
        job('afterShort', 'echo'),
        catching('long', after('PT6S')),
        job('endless', 'never'),
        boundary('tooLong', 'endless', after('PT4S')),
        beside('tick', 'endless', every('R3/PT1S')),
        job('ticked', 'echo'),
        job('afterTooLong', 'echo'),
        plain('exclusiveGateway', 'either'),
        plain('endEvent', 'end'),
        path('start', 'fork', 'short', 'afterShort', 'join', 'end'),
        path('fork', 'long', 'join'),
        path('fork', 'endless', 'either', 'join'),
        path('tooLong', 'afterTooLong', 'either'),
        flow('tick', 'ticked'),
      ),
    ),
  ],
  begin: () => [{ processId: 'pauses', variables: {} }],
  ends: {
    pauses: {
      state: 'completed',
      findWrong: outcome => [
        ...expectVariables(() => ({ afterShort: true, afterTooLong: true }))(
          outcome,
        ),
        ...((outcome.entered.get('ticked') ?? 0) > 3
          ? [`ticked ${outcome.entered.get('ticked')} times`]
          : []),
      ],
    },
  },
};

/** The same work for many things at once, and for some in turn. */
export const items: Kind = {
  weight: 3,
  documents: [
    documentOf(
      processOf(
        'items',
        start(),
        job(
          'all',
          'square',
          each(
            'inputCollection="=items" inputElement="item" outputCollection="squares" outputElement="=square"',
          ),
        ),
        job(
          'some',
          'square',
          each(
            'inputCollection="=few" inputElement="item" outputCollection="fewSquares" outputElement="=square"',
            'isSequential="true"',
          ),
        ),
        plain('endEvent', 'end'),
        path('start', 'all', 'some', 'end'),
      ),
    ),
  ],
  begin(dice) {
    const most = dice.chance(0.03) ? 700 : 30;
    const count = most === 700 ? most : dice.between(0, most);
    const numbers = Array.from({ length: count }, (_, index) => index);
    const variables = { items: numbers, few: numbers.slice(0, 3) };
    return [{ processId: 'items', variables }];
  },
  ends: {
    items: {
      state: 'completed',
      findWrong: expectVariables(({ items: all, few }) => ({
        squares: (all as number[]).map(item => item * item),
        fewSquares: (few as number[]).map(item => item * item),
      })),
    },
  },
};

/** Scopes in scopes, left by an error or at their end. */
export const nested: Kind = {
  weight: 4,
  documents: [
    documentOf(
      '<error id="refused" errorCode="refused" />',
      processOf(
        'nested',
        start(),
        subProcess(
          'outer',
          start('outerStart'),
          subProcess(
            'inner',
            start('innerStart'),
            plain('parallelGateway', 'innerFork'),
            job('refuse', 'refuse'),
            job('beside', 'slow'),
            path('innerStart', 'innerFork', 'refuse'),
            flow('innerFork', 'beside'),
          ),
          job('last', 'echo'),
          path('outerStart', 'inner', 'last'),
        ),
        boundary(
          'caught',
          'outer',
          '<errorEventDefinition errorRef="refused" />',
        ),
        job('mend', 'echo'),
        job('well', 'echo'),
        path('start', 'outer', 'well'),
        flow('caught', 'mend'),
      ),
    ),
  ],
  begin: dice => [
    { processId: 'nested', variables: { refuses: dice.chance(0.5) } },
  ],
  ends: {
    nested: {
      state: 'completed',
      findWrong: expectVariables(({ refuses }) => ({
        [refuses ? 'mend' : 'well']: true,
      })),
    },
  },
};

/** What is done is undone. */
export const undoing: Kind = {
  weight: 2,
  documents: [
    documentOf(
      processOf(
        'undoing',
        start(),
        job('book', 'echo'),
        boundary('undone', 'book', '<compensateEventDefinition id="undo" />'),
        '<serviceTask id="cancel" isForCompensation="true"><extensionElements><zeebe:taskDefinition type="flaky" /></extensionElements></serviceTask>',
        '<association id="undone-cancel" associationDirection="One" sourceRef="undone" targetRef="cancel" />',
        job('pay', 'echo'),
        '<intermediateThrowEvent id="regret"><compensateEventDefinition id="undoAll" /></intermediateThrowEvent>',
        job('last', 'echo'),
        path('start', 'book', 'pay', 'regret', 'last'),
      ),
    ),
  ],
  begin: () => [{ processId: 'undoing', variables: {} }],
  ends: {
    undoing: {
      state: 'completed',
      findWrong: expectVariables(() => ({
        book: true,
        cancel: true,
        last: true,
      })),
    },
  },
};
