import {
  createMockDirectory,
  mockCredentials,
} from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { BpmnApiError } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { createDeployAction } from './deploy/deployAction';
import { createStartAction } from './start/startAction';

/** Those of the scaffolder itself. */
const OURS = mockCredentials.service('plugin:scaffolder');

async function* these(...items: object[]) {
  yield* items;
}

describe('bpmn:process:deploy', () => {
  const workspace = createMockDirectory();
  const deploy = jest.fn();

  const run = (input: object) => {
    const context = createMockActionContext({
      input: input as any,
      workspacePath: workspace.path,
    });
    return { context, done: createDeployAction({ deploy }).handler(context) };
  };

  beforeEach(() => {
    jest.resetAllMocks();
    workspace.setContent({
      'report.bpmn': '<definitions />',
      forms: { 'a.form': '{}' },
    });
  });

  it('should deploy files of the workspace for their owner', async () => {
    // given
    deploy.mockResolvedValue({
      definitions: [{ processId: 'Report', version: 3 }],
      problems: [],
    });
    // when
    const { context, done } = run({
      owner: 'group:default/data',
      files: ['./report.bpmn', 'forms/a.form'],
    });
    await done;
    // then
    expect(deploy).toHaveBeenCalledWith(
      {
        body: {
          ownerRef: 'group:default/data',
          resources: [
            { name: 'report.bpmn', content: '<definitions />' },
            { name: 'a.form', content: '{}' },
          ],
        },
      },
      { credentials: await context.getInitiatorCredentials() },
    );
    expect(context.output).toHaveBeenCalledWith('processId', 'Report');
    expect(context.output).toHaveBeenCalledWith('version', 3);
    expect(context.output).toHaveBeenCalledWith(
      'entityRef',
      'component:default/report',
    );
  });

  it('should say what is wrong with which element', async () => {
    // given
    deploy.mockRejectedValue(
      new BpmnApiError({
        status: 422,
        detail: 'Expected a type',
        problems: [
          {
            severity: 'error',
            resource: 'report.bpmn',
            elementId: 'work',
            message: 'No type',
          },
        ],
      } as any),
    );
    // then
    await expect(
      run({ owner: 'group:default/data', files: ['report.bpmn'] }).done,
    ).rejects.toThrow('Expected a type\nreport.bpmn: work: No type');
  });

  it('should not read files outside the workspace', async () => {
    await expect(
      run({ owner: 'group:default/data', files: ['../../etc/passwd'] }).done,
    ).rejects.toThrow();
    expect(deploy).not.toHaveBeenCalled();
  });
});

describe('bpmn:process:start', () => {
  const bpmn = {
    startInstance: jest.fn(),
    getInstance: jest.fn(),
    followInstance: jest.fn(),
    listScriptAttempts: jest.fn(),
    followScriptLog: jest.fn(),
  };
  const auth = { getOwnServiceCredentials: jest.fn() };
  const said: string[] = [];

  function run(input: object = {}, more: object = {}) {
    const context = {
      ...createMockActionContext({
        input: { processId: 'report', ...input } as any,
      }),
      ...more,
    };
    const keep = (line: string) => {
      said.push(line);
    };
    Object.assign(context.logger, { info: keep, warn: keep });
    const action = createStartAction({ auth, bpmn });
    return { context, done: action.handler(context) };
  }

  beforeEach(() => {
    jest.resetAllMocks();
    said.length = 0;
    auth.getOwnServiceCredentials.mockResolvedValue(OURS);
    bpmn.startInstance.mockResolvedValue({ id: 'i-1' });
    bpmn.getInstance.mockResolvedValue({ state: 'completed' });
    bpmn.listScriptAttempts.mockResolvedValue({ items: [] });
    bpmn.followInstance.mockImplementation(() => these());
  });

  it('should show what happens and what scripts say, until the end', async () => {
    // given
    bpmn.followInstance.mockImplementation(() =>
      these(
        { changes: [{ type: 'elementEntered', elementId: 'score' }] },
        { changes: [{ type: 'instanceEnded', state: 'completed' }] },
      ),
    );
    bpmn.listScriptAttempts.mockResolvedValue({
      items: [{ id: 'a-1', elementId: 'score' }],
    });
    bpmn.followScriptLog.mockImplementation(() =>
      these({ level: 'info', text: '100 rows' }),
    );
    // when
    const { context, done } = run({ variables: { month: 1 } });
    await done;
    // then
    expect(bpmn.startInstance).toHaveBeenCalledWith(
      { body: { processId: 'report', variables: { month: 1 } } },
      expect.objectContaining({
        idempotencyKey: expect.stringMatching(/^scaffolder [0-9a-f]{64}$/),
      }),
    );
    expect(said).toEqual(
      expect.arrayContaining([
        'score has begun',
        '[score] 100 rows',
        'The run has completed',
      ]),
    );
    expect(bpmn.followScriptLog).toHaveBeenCalledTimes(1);
    expect(context.output).toHaveBeenCalledWith('instanceId', 'i-1');
    expect(context.output).toHaveBeenCalledWith('state', 'completed');
  });

  it('should start as whoever runs the template, and follow as the scaffolder', async () => {
    // given
    bpmn.followInstance.mockImplementation(() => these({ changes: [] }));
    bpmn.listScriptAttempts.mockResolvedValue({
      items: [{ id: 'a-1', elementId: 'score' }],
    });
    bpmn.followScriptLog.mockImplementation(() => these());
    // when
    const { context, done } = run();
    await done;
    // then
    const theirs = await context.getInitiatorCredentials();
    const whoAsks = (method: jest.Mock) =>
      method.mock.calls.map(([, { credentials }]) => credentials);
    expect(whoAsks(bpmn.startInstance)).toEqual([theirs]);
    expect(whoAsks(bpmn.getInstance)).toEqual([theirs, OURS]);
    expect(whoAsks(bpmn.followInstance)).toEqual([OURS]);
    expect(whoAsks(bpmn.followScriptLog)).toEqual([OURS]);
    expect(new Set(whoAsks(bpmn.listScriptAttempts))).toEqual(new Set([OURS]));
  });

  it('should show nothing of a run to those who may not see it', async () => {
    // given
    bpmn.getInstance.mockRejectedValueOnce(
      new BpmnApiError({ status: 403, detail: 'Not yours' } as any),
    );
    // then
    await expect(run().done).rejects.toThrow('Not yours');
    expect(bpmn.followInstance).not.toHaveBeenCalled();
  });

  it('should fail if the run does', async () => {
    bpmn.getInstance.mockResolvedValue({ state: 'terminated' });
    await expect(run().done).rejects.toThrow('but it is terminated');
  });

  it('should fail at an incident, unless somebody is to resolve it', async () => {
    // given
    const incident = { elementId: 'score', message: 'no luck' };
    bpmn.followInstance.mockImplementation(() =>
      these({ changes: [{ type: 'incidentRaised', incident }] }),
    );
    // then
    await expect(run().done).rejects.toThrow('no luck');
    await expect(run({ failOnIncident: false }).done).resolves.toBeUndefined();
  });

  it('should not wait where it is told not to', async () => {
    // given
    bpmn.getInstance.mockResolvedValue({ state: 'active' });
    // when
    await run({ wait: false }).done;
    // then
    expect(bpmn.followInstance).not.toHaveBeenCalled();
  });

  it('should start the same once for each step, and for each of what it is done for', async () => {
    // given
    const task = { id: 'task-1' };
    const [first, second] = [{ id: 'first' }, { id: 'second' }];
    // when
    await run({}, { task, step: first }).done;
    await run({}, { task, step: first }).done;
    await run({}, { task, step: second }).done;
    await run({}, { task, step: second, each: { key: '1' } }).done;
    // then
    const [a, again, b, c] = bpmn.startInstance.mock.calls.map(
      ([, { idempotencyKey }]) => idempotencyKey,
    );
    expect(again).toBe(a);
    expect(new Set([a, b, c]).size).toBe(3);
  });

  it('should say why a process cannot be started', async () => {
    bpmn.startInstance.mockRejectedValue(
      new BpmnApiError({ status: 404, detail: 'No such process' } as any),
    );
    await expect(run().done).rejects.toThrow('No such process');
  });

  it('should say what is wrong with which variable', async () => {
    bpmn.startInstance.mockRejectedValue(
      new BpmnApiError({
        status: 422,
        detail: 'Expected a form. See fieldProblems',
        fieldProblems: [
          { path: 'rows', code: 'required', message: 'Expected a value' },
          { path: 'owner.mail', code: 'pattern', message: 'Expected a mail' },
        ],
      } as any),
    );
    await expect(run().done).rejects.toThrow(
      'See fieldProblems\nrows: Expected a value\nowner.mail: Expected a mail',
    );
  });
});
