import type { Command } from '../command';
import { InstanceRows } from './rows';
import { RowsMissing, rowsNeededFirst, type RowsNeeded } from './view';

const instance: RowsNeeded = { rows: 'instance', of: 0 };
const wait: RowsNeeded = { rows: 'wait', of: 7 };

describe('rows that a command needs first', () => {
  it.each<[Command, readonly RowsNeeded[]]>([
    [{ type: 'startInstance', instanceId: 'i' }, [instance]],
    [{ type: 'fulfilWait', waitKey: 7 }, [instance, wait]],
    [{ type: 'failJob', waitKey: 7, message: '' }, [instance, wait]],
    [{ type: 'throwError', waitKey: 7, code: '' }, [instance, wait]],
    [{ type: 'throwEscalation', waitKey: 7, code: '' }, [instance, wait]],
    [{ type: 'updateUserTask', waitKey: 7, update: {} }, [instance, wait]],
    [
      { type: 'broadcastSignal', name: 's' },
      [instance, { rows: 'waitsOfKind', of: 'signal' }],
    ],
    [{ type: 'setVariables', variables: {} }, [instance]],
    [
      { type: 'resolveIncident', incidentKey: 5 },
      [instance, { rows: 'incident', of: 5 }],
    ],
    [{ type: 'suspendInstance' }, [instance]],
    [{ type: 'resumeInstance' }, [instance, { rows: 'heldCommands', of: 0 }]],
    [{ type: 'cancelInstance' }, [instance]],
    [{ type: 'moveInstance', terminate: [], activate: [] }, [instance]],
    [{ type: 'migrateInstance', mapping: {} }, [instance]],
    [{ type: 'activateElements', scopeKey: 1, elementIds: [] }, [instance]],
  ])('should be named for %j', (command, expected) => {
    // when
    const needed = rowsNeededFirst(command);
    // then
    expect(needed).toEqual(expected);
  });
});

describe('partial rows', () => {
  const reads: readonly [
    RowsNeeded,
    (rows: InstanceRows) => unknown,
    unknown,
  ][] = [
    [instance, rows => rows.instance(), undefined],
    [
      { rows: 'elementInstance', of: 3 },
      rows => rows.elementInstance(3),
      undefined,
    ],
    [{ rows: 'childrenOf', of: 3 }, rows => rows.childrenOf(3), []],
    [{ rows: 'variablesOf', of: 3 }, rows => rows.variable(3, 'a'), undefined],
    [{ rows: 'variablesOf', of: 3 }, rows => rows.variablesOf(3), {}],
    [{ rows: 'wait', of: 3 }, rows => rows.wait(3), undefined],
    [{ rows: 'waitsOf', of: 3 }, rows => rows.waitsOf(3), []],
    [
      { rows: 'waitsOfKind', of: 'timer' },
      rows => rows.waitsOfKind('timer'),
      [],
    ],
    [{ rows: 'tokensIn', of: 3 }, rows => rows.tokensAt(3, 'join'), new Map()],
    [{ rows: 'tokensIn', of: 3 }, rows => rows.joinsWithTokens(3), []],
    [{ rows: 'tokensIn', of: 3 }, rows => rows.activatedGateways(3), new Map()],
    [{ rows: 'incident', of: 3 }, rows => rows.incident(3), undefined],
    [{ rows: 'incidentsOf', of: 3 }, rows => rows.incidentsOf(3), []],
    [{ rows: 'compensationsIn', of: 3 }, rows => rows.compensationsIn(3), []],
    [{ rows: 'outputsOf', of: 3 }, rows => rows.outputsOf(3), new Map()],
    [{ rows: 'heldCommands', of: 0 }, rows => rows.heldCommands(), []],
  ];

  it.each(reads)('should say that %j has to be loaded', (needed, read) => {
    // given
    const rows = new InstanceRows({ isPartial: true });
    // when
    let thrown: unknown;
    try {
      read(rows);
    } catch (error) {
      thrown = error;
    }
    // then
    expect(thrown).toBeInstanceOf(RowsMissing);
    expect(thrown).toMatchObject({
      name: 'RowsMissing',
      needed,
      message: `Expected ${needed.rows} ${needed.of} to be loaded, but it was not: load it and step again`,
    });
  });

  it.each(reads)(
    'should be empty where %j is loaded and there is none',
    (needed, read, expected) => {
      // given
      const rows = new InstanceRows({ isPartial: true });
      // when
      rows.markLoaded(needed);
      // then
      expect(read(rows)).toEqual(expected);
    },
  );

  it.each(reads)(
    'should need nothing to be loaded if they are complete: %j',
    (_, read, expected) => {
      // given
      const rows = new InstanceRows();
      // then
      expect(read(rows)).toEqual(expected);
    },
  );

  it('should know one key from another', () => {
    // given
    const rows = new InstanceRows({ isPartial: true });
    // when
    rows.markLoaded({ rows: 'variablesOf', of: 3 });
    // then
    expect(() => rows.variable(4, 'a')).toThrow(RowsMissing);
    expect(() => rows.waitsOf(3)).toThrow(RowsMissing);
  });
});
