import { casesOf, placesFoundBy } from '../__testUtils__/ruleCases';
import { flows } from '../__testUtils__/picture';
import { joinWaitsForever } from './joinWaitsForever';

const node = (kind: string, ...ids: readonly string[]) =>
  ids.map(id => `<${kind} id="${id}"/>`).join('');

/** From a split by two tasks to a parallel join. */
const diamond = (split: string) => `
  ${node('startEvent', 'start')}${node(split, 'split')}${node('task', 'a', 'b')}
  ${node('parallelGateway', 'join')}${node('endEvent', 'end')}
  ${flows('start', 'split', 'a', 'join', 'end')}${flows('split', 'b', 'join')}`;

const boundary = (cancelActivity: boolean) => `
  ${node('startEvent', 'start')}${node('task', 'a', 'b')}
  <boundaryEvent id="late" attachedToRef="a" cancelActivity="${cancelActivity}"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>
  ${node('parallelGateway', 'join')}${node('endEvent', 'end')}
  ${flows('start', 'a', 'join', 'end')}${flows('late', 'b', 'join')}`;

describe('join-waits-forever', () => {
  it.each(
    casesOf({
      finds: {
        'a join behind a choice': [diamond('exclusiveGateway'), 'join'],
        'a join behind a choice by events': [
          diamond('eventBasedGateway')
            .replace('<task id="a"/>', '<receiveTask id="a"/>')
            .replace('<task id="b"/>', '<receiveTask id="b"/>'),
          'join',
        ],
        'a join of a task and what interrupts it': [boundary(true), 'join'],
        'a join that its own loop leads to': [
          `${node('startEvent', 'start')}${node(
            'parallelGateway',
            'join',
          )}${node('task', 'a')}${node('exclusiveGateway', 'again')}${node(
            'endEvent',
            'end',
          )}
      ${flows('start', 'join', 'a', 'again', 'join')}${flows('again', 'end')}`,
          'join',
        ],
        'a join of two triggers, each of which begins the process': [
          `<startEvent id="one"><messageEventDefinition/></startEvent><startEvent id="two"><signalEventDefinition/></startEvent>
      ${node('parallelGateway', 'join')}${node('endEvent', 'end')}
      ${flows('one', 'join', 'end')}${flows('two', 'join')}`,
          'join',
        ],
        'two of three ways that exclude each other': [
          `${node('startEvent', 'start')}${node(
            'parallelGateway',
            'split',
            'join',
          )}
      ${node('exclusiveGateway', 'choice')}${node('task', 'a', 'b', 'c')}
      ${node('endEvent', 'end')}
      ${flows('start', 'split', 'a', 'join', 'end')}
      ${flows('split', 'choice', 'b', 'join')}${flows('choice', 'c', 'join')}`,
          'join',
        ],
        'a join in a sub-process': [
          `<subProcess id="inner">${diamond('exclusiveGateway')}</subProcess>`,
          'join',
        ],
      },
      accepts: {
        'a join behind a parallel gateway': diamond('parallelGateway'),
        'a join behind an inclusive choice': diamond('inclusiveGateway'),
        'a join behind a task with two ways out': diamond('task'),
        'a join of a task and what does not interrupt it': boundary(false),
        'a join of two beginnings without trigger': `
      ${node('startEvent', 'one', 'two')}${node('parallelGateway', 'join')}
      ${node('endEvent', 'end')}${flows('one', 'join', 'end')}${flows(
          'two',
          'join',
        )}`,
        'a join of two events in a process without start event': `
      <intermediateCatchEvent id="a"><messageEventDefinition/></intermediateCatchEvent>
      <intermediateCatchEvent id="b"><messageEventDefinition/></intermediateCatchEvent>
      ${node('parallelGateway', 'join')}${flows('a', 'join')}${flows(
          'b',
          'join',
        )}`,
        'a join in a process without start event': `
      ${node('task', 'a', 'b')}${node('parallelGateway', 'join')}
      ${flows('a', 'join')}${flows('b', 'join')}`,
        'a choice inside of a parallel way': `
      ${node('startEvent', 'start')}${node('parallelGateway', 'split', 'join')}
      ${node('exclusiveGateway', 'choice', 'merge')}
      ${node('task', 'a', 'b', 'c')}${node('endEvent', 'end')}
      ${flows('start', 'split', 'choice', 'a', 'merge', 'join', 'end')}
      ${flows('choice', 'b', 'merge')}${flows('split', 'c', 'join')}`,
        'a parallel part that a loop repeats': `
      ${node('startEvent', 'start')}${node(
          'exclusiveGateway',
          'merge',
          'again',
        )}
      ${node('parallelGateway', 'split', 'join')}${node('task', 'a', 'b')}
      ${node('endEvent', 'end')}
      ${flows('start', 'merge', 'split', 'a', 'join', 'again', 'end')}
      ${flows('split', 'b', 'join')}${flows('again', 'merge')}`,
        'ways that links continue': `
      ${node('startEvent', 'start')}${node('parallelGateway', 'split', 'join')}
      <intermediateThrowEvent id="out"><linkEventDefinition name="on"/></intermediateThrowEvent>
      <intermediateCatchEvent id="in"><linkEventDefinition name="on"/></intermediateCatchEvent>
      ${node('task', 'a')}${node('endEvent', 'end')}
      ${flows('start', 'split', 'a', 'join', 'end')}
      ${flows('split', 'out')}${flows('in', 'join')}`,
        'a task that gives several tokens': diamond('exclusiveGateway').replace(
          '<startEvent id="start"/>',
          '<startEvent id="begin"/><task id="start" completionQuantity="2"/><sequenceFlow id="f" sourceRef="begin" targetRef="start"/>',
        ),
        'a way that nothing leads to, which parsing looks at': `
      ${node('startEvent', 'start')}${node('task', 'a', 'b')}
      ${node('parallelGateway', 'join')}${node('endEvent', 'end')}
      ${flows('start', 'a', 'join', 'end')}${flows('b', 'join')}`,
        'an event-based gateway that begins with all of its events': `
      <eventBasedGateway id="begin" instantiate="true" eventGatewayType="Parallel"/>
      ${node('receiveTask', 'a', 'b')}${node('parallelGateway', 'join')}
      ${node('endEvent', 'end')}
      ${flows('begin', 'a', 'join', 'end')}${flows('begin', 'b', 'join')}`,
      },
    }),
  )('should %s', async (_, { picture, elementIds }) => {
    // then
    expect(await placesFoundBy(joinWaitsForever, picture)).toEqual(elementIds);
  });
});
