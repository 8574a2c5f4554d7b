import { describeNode } from '../../execution/describeNode';
import { defineElement } from '../../execution/element';
import { Failure } from '../../execution/failure';
import { wayToValue } from '../../execution/requiredText';
import type { ModelValue } from '../../model/graph';
import type { ModelReader } from '../../model/vocabulary';
import type { ChildInstanceWait } from '../../state/state';

/** Which process is called, and what it is given and gives back. */
export interface CallActivity {
  readonly processId?: ModelValue;
  readonly binding?: ChildInstanceWait['binding'];
  readonly versionTag?: string;
  readonly businessKey?: ModelValue;
  /** Whether it gets all that the call activity sees, or only what its input mappings make. */
  readonly givesAll: boolean;
  /** Whether its variables come back. */
  readonly takesAll: boolean;
}

/** Calls another process and waits for its end (BPMN 2.0.2 10.3.6). The host starts it. */
export const callActivity = defineElement<CallActivity>({
  type: 'callActivity',
  title: 'Call activity',
  matches: ({ $type }) => $type === 'bpmn:CallActivity',
  isActivity: true,
  compile: readCall,
  enter(visit) {
    const { data } = visit.node;
    const processId = visit.text(data.processId);
    if (!processId) {
      throw new Failure(
        'calledElementMissing',
        `Expected ${describeNode(
          visit.node,
        )} to name a process, but it names none. ${wayToValue(data.processId)}`,
      );
    }
    const businessKey = visit.text(data.businessKey);
    visit.waitFor({
      kind: 'childInstance',
      processId,
      binding: data.binding,
      versionTag: data.versionTag,
      businessKey,
      variables: data.givesAll
        ? visit.visibleVariables()
        : visit.ownVariables(),
    });
  },
  resume(visit, { variables }) {
    const { node } = visit;
    if (node.outputs.length > 0 || node.data.takesAll) {
      visit.setResult(variables);
    }
    visit.complete();
  },
});

function readCall(reader: ModelReader): CallActivity {
  const called = reader.extension('zeebe:CalledElement');
  const text = called?.processId ?? reader.source.calledElement;
  const processId = reader.value(localName(text), 'text', 'called process');
  return {
    processId,
    binding: called?.bindingType,
    versionTag: called?.versionTag,
    businessKey: reader.value(called?.businessId, 'text', 'business key'),
    givesAll: called?.propagateAllParentVariables !== false,
    takesAll: called?.propagateAllChildVariables === true,
  };
}

/** A called element is a qualified name; processes are found by their id. */
function localName(text: string | undefined): string | undefined {
  return text?.startsWith('=') ? text : text?.replace(/^.*:/, '');
}
