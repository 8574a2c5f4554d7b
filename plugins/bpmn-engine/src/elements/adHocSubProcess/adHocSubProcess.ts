import { defineElement, type Visit } from '../../execution/element';
import { Failure } from '../../execution/failure';
import type { FlowNode, ModelValue } from '../../model/graph';
import type { ModelReader } from '../../model/vocabulary';

/** Which of its activities run, and when it is done. */
export interface AdHocSubProcess {
  /** Ids of the elements to begin with; absent: all that nothing leads to. */
  readonly activeElements?: ModelValue;
  readonly completionCondition?: ModelValue;
  /** Whether what still runs is ended when it is done. */
  readonly cancelsRemaining: boolean;
  readonly isSequential: boolean;
}

/**
 * Runs those of its activities that it is told to, in any order, until its condition is true or nothing runs any more (BPMN 2.0.2
 * 13.3.5).
 */
export const adHocSubProcess = defineElement<AdHocSubProcess>({
  type: 'adHocSubProcess',
  title: 'Ad-hoc sub-process',
  isScope: true,
  matches: ({ $type }) => $type === 'bpmn:AdHocSubProcess',
  isActivity: true,
  compile(reader) {
    const { source } = reader;
    rejectOthers(reader);
    return {
      activeElements: reader.value(
        reader.extension('zeebe:AdHoc')?.activeElementsCollection,
        'collection',
        'activeElementsCollection',
      ),
      completionCondition: reader.value(
        source.completionCondition?.body,
        'boolean',
        'completionCondition',
      ),
      cancelsRemaining: source.cancelRemainingInstances !== false,
      isSequential: source.ordering === 'Sequential',
    };
  },
  enter(visit) {
    const nodes = firstNodes(visit);
    const atOnce = visit.node.data.isSequential ? 1 : nodes.length;
    if (nodes.length === 0) {
      visit.complete();
      return;
    }
    visit.queue(nodes.slice(atOnce).map(({ id }) => id));
    visit.enterContent(nodes.slice(0, atOnce));
  },
  childLeft(visit) {
    const { completionCondition, cancelsRemaining } = visit.node.data;
    const { isSatisfied } = visit.instance;
    if (
      !isSatisfied &&
      completionCondition &&
      visit.boolean(completionCondition)
    ) {
      visit.meetCompletionCondition();
      if (cancelsRemaining) {
        visit.terminateContent();
      }
    }
  },
  drained(visit) {
    const { instance, node } = visit;
    const [next, ...later] = instance.queued ?? [];
    if (next !== undefined && !instance.isSatisfied) {
      visit.queue(later);
      visit.enterContent(node.content!.nodes.filter(({ id }) => id === next));
    } else if (instance.isSatisfied || !node.data.completionCondition) {
      // Until its condition is true, somebody may begin more of the activities.
      visit.complete();
    }
  },
});

/** Forms of an ad-hoc sub-process that others execute and we do not. */
function rejectOthers(reader: ModelReader): void {
  const adHoc = reader.extension('zeebe:AdHoc');
  const isOther =
    reader.extension('zeebe:TaskDefinition') ??
    adHoc?.outputCollection ??
    adHoc?.outputElement;
  if (isOther) {
    reader.report({
      rule: 'not-executed',
      message:
        'Expected an ad-hoc sub-process that runs by itself, but it has a job type or an output collection, which are not executed. Remove them, and collect outputs by mappings of its activities',
      path: ['extensionElements'],
    });
  }
}

function firstNodes(visit: Visit<AdHocSubProcess>): readonly FlowNode[] {
  const { data, content } = visit.node;
  const { activeElements } = data;
  if (!activeElements) {
    return content!.starts;
  }
  const ids = visit.texts(activeElements);
  if (!ids) {
    throw new Failure(
      'expressionFailed',
      `Expected ${activeElements.place} to be a list, but it is null. Set the variables that it reads`,
    );
  }
  return ids.map((wanted, index) => {
    const node = content!.nodes.find(inner => inner.id === wanted);
    if (!node) {
      throw new Failure(
        'expressionFailed',
        `Expected ${
          activeElements.place
        } to be ids of elements in it, but item ${
          index + 1
        } is none. Correct the variables that it reads`,
      );
    }
    return node;
  });
}
