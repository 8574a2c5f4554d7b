import type { Random } from './random';

/** A part of a process with one way in and one way out. */
export interface Block {
  readonly xml: string;
  readonly entry: string;
  readonly exit: string;
}

/** Where in a process a block is made. */
export interface Place {
  /** How deep in sub-processes. */
  readonly depth: number;
  /** Ids of activities of the scope that can be undone. */
  readonly undoable: string[];
  /** Whether the scope is a transaction that can be cancelled. */
  readonly isTransaction: boolean;
  /** Whether the scope is an ad-hoc sub-process, in which nothing has an end event. */
  readonly isAdHoc: boolean;
  /** Code of an error that is caught on the scope or further out. */
  readonly errorCode?: string;
  /** Makes blocks one after the other, here. */
  readonly sequence: () => Block;
}

/** What is made for one process. Conditions read the variable `v`, which is always a number. */
export class Workshop {
  /** Variables that somebody has to set before some mapping can be applied. */
  readonly needed: Record<string, number> = {};
  /** How many more activities and gateways may be made. */
  budget: number;
  private readonly counts: Record<string, number> = {};

  constructor(readonly random: Random, budget: number) {
    this.budget = budget;
  }

  /** A new id: `task1`, `task2`, … */
  id(prefix: string): string {
    this.counts[prefix] = (this.counts[prefix] ?? 0) + 1;
    return `${prefix}${this.counts[prefix]}`;
  }

  flow(from: string, to: string, condition?: string): string {
    return this.namedFlow(this.id('flow'), { from, to, condition });
  }

  namedFlow(
    id: string,
    { from, to, condition }: { from: string; to: string; condition?: string },
  ): string {
    const inner = condition
      ? `<conditionExpression>${condition}</conditionExpression>`
      : '';
    return `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${inner}</sequenceFlow>`;
  }

  /** Blocks one after the other. */
  chain(blocks: readonly Block[]): Block {
    const flows = blocks
      .slice(1)
      .map((block, index) => this.flow(blocks[index].exit, block.entry));
    return {
      xml: blocks.map(({ xml }) => xml).join('') + flows.join(''),
      entry: blocks[0].entry,
      exit: blocks[blocks.length - 1].exit,
    };
  }

  /** A condition that is true now and then. */
  condition(): string {
    const { random } = this;
    return random.chance(0.5)
      ? `=v &gt; ${random.between(1, 6)}`
      : `=v &lt; ${random.between(3, 8)}`;
  }
}

/** A block that is one element. */
export function single(kind: string, id: string, inner = ''): Block {
  return { xml: element(kind, `id="${id}"`, inner), entry: id, exit: id };
}

/** An element as text. */
export function element(kind: string, attributes: string, inner = ''): string {
  return `<${kind} ${attributes}>${inner}</${kind}>`;
}

/** An expression as element content. */
export function expression(kind: string, text: string): string {
  return `<${kind} xsi:type="bpmn:tFormalExpression">${text}</${kind}>`;
}

/** Events that can be waited for, by what tells them. */
export function eventDefinition(
  workshop: Workshop,
  kind: 'timer' | 'message' | 'signal' | 'conditional' | 'error' | 'escalation',
  repeats = false,
): string {
  const { random } = workshop;
  switch (kind) {
    case 'timer':
      return `<timerEventDefinition>${
        repeats && random.chance(0.5)
          ? expression('timeCycle', 'R2/PT1M')
          : expression('timeDuration', `PT${random.between(0, 9)}M`)
      }</timerEventDefinition>`;
    case 'conditional':
      return `<conditionalEventDefinition>${expression(
        'condition',
        `=v &gt; ${random.between(4, 7)}`,
      )}</conditionalEventDefinition>`;
    case 'error':
    case 'escalation':
      return `<${kind}EventDefinition ${
        random.chance(0.7) ? `${kind}Ref="${kind}${random.between(1, 2)}"` : ''
      }/>`;
    default:
      return `<${kind}EventDefinition ${kind}Ref="${kind}${random.between(
        1,
        2,
      )}"/>`;
  }
}

/** What the events of a random process refer to. Messages and signals are named after their ids, errors and escalations have them as codes. */
export const DEFINITIONS = [1, 2]
  .map(
    n =>
      `<message id="message${n}" name="message${n}"/><signal id="signal${n}" name="signal${n}"/>` +
      `<error id="error${n}" errorCode="error${n}"/><escalation id="escalation${n}" escalationCode="escalation${n}"/>`,
  )
  .join('');
