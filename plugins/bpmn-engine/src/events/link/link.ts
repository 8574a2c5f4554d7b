import { defineEvent } from '../../execution/element';
import { linkName } from '../../model/reachability';

/** Goes on at the catch event of the same name, in the same scope (BPMN 2.0.2 10.5.5). */
export const link = defineEvent<{ readonly name: string }>({
  type: 'link',
  title: 'Link',
  bpmnType: 'bpmn:LinkEventDefinition',
  positions: ['catch', 'throw'],
  compile: ({ source }) => ({ name: source.name ?? '' }),
  throws(visit, { name }) {
    const target = visit.node.parent!.content!.nodes.find(
      node => node.type === 'intermediateCatchEvent' && linkName(node) === name,
    );
    return () => {
      if (target) {
        visit.goTo(target);
      }
      return true;
    };
  },
});
