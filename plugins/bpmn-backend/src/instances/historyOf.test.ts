import type {
  Command,
  ProcessDefinition,
  StateChange,
  Wait,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { historyOf, ledgerOf } from './historyOf';
import { redactionOf } from './redaction';

const SECRET = 'DE02 1203 0000';

/** Whatever is made of it. */
const made = `x-${SECRET}-x`;
const variables = {
  iban: { number: SECRET },
  note: made,
  odd: { kind: made, elementId: [made], type: made, [made]: 1 },
};

const definition = {
  sensitiveVariables: ['iban', 'ibans'],
  nodes: new Map([
    [
      'each',
      { loop: { kind: 'multiInstance', outputCollection: 'ibans' } } as any,
    ],
  ]),
} as unknown as ProcessDefinition;

const about = { key: 3, elementInstanceKey: 2, elementId: 'work' };
const collected = { iban: SECRET };

const job: Extract<Wait, { kind: 'job' }> = {
  ...about,
  kind: 'job',
  type: made,
  retries: 1,
  headers: { to: made },
  collected,
};

const waits: { readonly [Kind in Wait['kind']]: Wait } = {
  job,
  userTask: {
    ...about,
    kind: 'userTask',
    priority: 1,
    assignee: SECRET,
    candidateUsers: [made],
    candidateGroups: [made, SECRET],
    headers: { to: made },
  },
  timer: {
    ...about,
    kind: 'timer',
    dueAt: 1,
    schedule: { kind: 'cron', cron: made, timeZone: SECRET },
    fired: 0,
    catchUp: 'once',
    collected,
  },
  message: {
    ...about,
    kind: 'message',
    name: made,
    correlationKey: SECRET,
    collected,
  },
  signal: { ...about, kind: 'signal', name: made },
  condition: { ...about, kind: 'condition' },
  childInstance: {
    ...about,
    kind: 'childInstance',
    processId: made,
    businessKey: SECRET,
    variables,
  },
};

const commands: readonly Command[] = [
  { type: 'fulfilWait', waitKey: 3, variables },
  { type: 'failJob', waitKey: 3, message: made },
  { type: 'throwError', waitKey: 3, code: made, message: made, variables },
  {
    type: 'moveInstance',
    terminate: [],
    activate: [{ elementId: 'work', variables }],
  },
];

const scope = { scopeKey: 1, elementId: 'work' };

/** Every kind of change, with it wherever something can be made of it. */
const samples: {
  readonly [Type in StateChange['type']]: readonly Extract<
    StateChange,
    { type: Type }
  >[];
} = {
  instanceStarted: [
    {
      type: 'instanceStarted',
      instanceId: 'i',
      processId: 'p',
      rootKey: 1,
      businessKey: made,
    },
  ],
  elementEntered: [
    {
      type: 'elementEntered',
      key: 2,
      ...scope,
      cause: { kind: 'event', variables },
    },
  ],
  lifecycleMoved: [
    { type: 'lifecycleMoved', key: 2, elementId: 'work', to: 'active' },
  ],
  loopStarted: [{ type: 'loopStarted', key: 2, total: 1 }],
  elementsQueued: [{ type: 'elementsQueued', key: 2, elementIds: ['work'] }],
  completionConditionMet: [{ type: 'completionConditionMet', key: 2 }],
  loopOutputCollected: [
    {
      type: 'loopOutputCollected',
      key: 2,
      elementId: 'each',
      loopCounter: 1,
      value: ['DE02', '1203', '0000'],
    },
    {
      type: 'loopOutputCollected',
      key: 2,
      elementId: 'other',
      loopCounter: 1,
      value: [{ note: made }],
    },
  ],
  sequenceFlowTaken: [{ type: 'sequenceFlowTaken', flowId: 'f', scopeKey: 1 }],
  tokensConsumed: [
    { type: 'tokensConsumed', scopeKey: 1, joinId: 'j', flowIds: ['f'] },
  ],
  gatewayReset: [{ type: 'gatewayReset', ...scope, usedFlowIds: ['f'] }],
  variablesSet: [{ type: 'variablesSet', scopeKey: 1, variables }],
  waitOpened: Object.values(waits).map(wait => ({ type: 'waitOpened', wait })),
  waitChanged: Object.values(waits).map(wait => ({
    type: 'waitChanged',
    wait,
  })),
  waitClosed: [
    {
      type: 'waitClosed',
      waitKey: 3,
      kind: 'job',
      elementInstanceKey: 2,
      reason: 'failed',
    },
  ],
  incidentRaised: [
    {
      type: 'incidentRaised',
      incident: {
        ...about,
        kind: 'jobFailed',
        message: `Expected no ${made}`,
        job,
        errorCode: made,
        resumes: { wait: waits.message, variables },
      },
    },
  ],
  incidentResolved: [
    { type: 'incidentResolved', incidentKey: 4, elementInstanceKey: 2 },
  ],
  compensationRecorded: [
    {
      type: 'compensationRecorded',
      record: { ...about, scopeKey: 1, variables },
    },
  ],
  compensationDropped: [
    { type: 'compensationDropped', recordKey: 5, scopeKey: 1 },
  ],
  messageThrown: [
    {
      type: 'messageThrown',
      elementId: 'work',
      name: made,
      correlationKey: SECRET,
      variables,
    },
  ],
  signalThrown: [
    { type: 'signalThrown', elementId: 'work', name: made, variables },
  ],
  errorThrown: [{ type: 'errorThrown', elementId: 'work', code: made }],
  escalationThrown: [
    { type: 'escalationThrown', elementId: 'work', code: made, variables },
  ],
  expressionWarned: [
    {
      type: 'expressionWarned',
      key: 2,
      elementId: 'work',
      warnings: [`Cannot compare ${made}`],
    },
  ],
  instanceSuspended: [{ type: 'instanceSuspended' }],
  instanceResumed: [{ type: 'instanceResumed' }],
  commandHeld: commands.map(command => ({ type: 'commandHeld', command })),
  commandDropped: commands.map(command => ({
    type: 'commandDropped',
    command,
    reason: `Expected ${made}`,
  })),
  instanceMigrated: [{ type: 'instanceMigrated', processId: 'p' }],
  elementMigrated: [
    { type: 'elementMigrated', key: 2, from: 'work', to: 'works' },
  ],
  instanceEnded: [
    {
      type: 'instanceEnded',
      state: 'terminated',
      variables,
      error: { code: made, variables },
    },
  ],
};

describe('what history and ledger keep', () => {
  it.each(Object.entries(samples))(
    'should be nothing of a secret: %s',
    (_, changes) => {
      // given
      const secrets = [{ number: SECRET }];
      const redaction = redactionOf({ definition, changes, secrets });
      // when
      const history = historyOf(changes, redaction);
      // then
      expect(history).not.toContain(SECRET);
      expect(history).not.toContain('DE02');
    },
  );

  it('should be all of what is none', () => {
    // given: what is a secret is also the name of an element
    const changes = samples.elementMigrated;
    const redaction = redactionOf({ definition, changes, secrets: ['work'] });
    // then
    expect(JSON.parse(historyOf(changes, redaction))).toEqual(changes);
  });

  it('should be no short text that is in others by chance', () => {
    // given
    const changes = samples.signalThrown;
    const redaction = redactionOf({ definition, changes, secrets: ['x-D'] });
    // then
    expect(historyOf(changes, redaction)).toContain(made);
  });

  it('should be the names of what was set, and values of those that are not sensitive', () => {
    // given
    const changes = samples.variablesSet;
    const redaction = redactionOf({ definition, changes, secrets: [] });
    // then
    expect(JSON.parse(historyOf(changes, redaction))).toEqual([
      { ...changes[0], variables: ['iban', 'note', 'odd'] },
    ]);
    expect(ledgerOf(changes, redaction)).toEqual([
      { scopeKey: 1, name: 'iban' },
      { scopeKey: 1, name: 'note', value: JSON.stringify(made) },
      { scopeKey: 1, name: 'odd', value: JSON.stringify(variables.odd) },
    ]);
  });

  it('should be everything where nothing is sensitive', () => {
    // given
    const changes = Object.values(samples).flat();
    const open = { ...definition, sensitiveVariables: [] };
    const redaction = redactionOf({
      definition: open,
      changes,
      secrets: [SECRET],
    });
    // then
    expect(historyOf(changes, redaction)).toContain(SECRET);
  });
});
