import type {
  BpmnApi,
  ProcessDefinition,
  ProcessInstance,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** A back end that answers as it is told to, and refuses all else. */
export const fakeApi = (answers: Partial<Record<keyof BpmnApi, unknown>>) =>
  new Proxy(answers, {
    get: (_, name: keyof BpmnApi) =>
      answers[name] ??
      (async () => {
        throw new Error(`Expected no question, but ${name} was asked`);
      }),
  }) as unknown as BpmnApi;

/** Whoever is signed in. */
export const ME = 'user:default/ada';

/** Their team. */
export const TEAM = 'group:default/analytics';

/** A version of a process. */
export const aDefinition = (
  more: Partial<ProcessDefinition> = {},
): ProcessDefinition => ({
  id: 'version-1',
  processId: 'click-propensity',
  version: 1,
  name: 'Click propensity',
  ownerRef: TEAM,
  deploymentId: 'deployment-1',
  resourceName: 'clicks.bpmn',
  contentHash: 'a'.repeat(64),
  deployedAt: '2026-11-01T08:00:00.000Z',
  ...more,
});

/** A run that goes on. */
export const aRun = (more: Partial<ProcessInstance> = {}): ProcessInstance => ({
  id: 'run-1',
  processId: 'click-propensity',
  processDefinitionId: 'version-1',
  version: 1,
  ownerRef: TEAM,
  state: 'active',
  revision: 3,
  businessKey: 'November',
  startedBy: ME,
  startedAt: '2026-11-02T08:00:00.000Z',
  incidentCount: 0,
  hasOpenTasks: false,
  elementCount: 2,
  rootKey: 1,
  ...more,
});

/** A page of a list, with nothing after it. */
export const page = <Item>(...items: Item[]) => ({ items });

/** A model with a script, an approval and a timer. */
export const MODEL = `<?xml version="1.0"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:pipeline="https://bpmn-pipelines.dev/schema/1.0" id="definitions">
  <bpmn:process id="click-propensity">
    <bpmn:startEvent id="start" name="Data chosen" />
    <bpmn:startEvent id="nightly">
      <bpmn:timerEventDefinition id="timer">
        <bpmn:extensionElements>
          <pipeline:timer timeZone="Europe/Berlin" />
        </bpmn:extensionElements>
        <bpmn:timeCycle>30 6 * * 1-5</bpmn:timeCycle>
      </bpmn:timerEventDefinition>
    </bpmn:startEvent>
    <bpmn:scriptTask id="score" name="Score model" scriptFormat="Python" />
    <bpmn:userTask id="approve" name="Approve" />
  </bpmn:process>
</bpmn:definitions>`;
