import { left } from '../testing/left';
import { multiInstance } from '../testing/loop';
import {
  boundary,
  conditionDefinition,
  definition,
  ends,
  escalations,
  signals,
  starts,
  subProcess,
  tasks,
  userTasks,
} from '../testing/parts';
import { path, processXml } from '../testing/picture';
import { givenXml } from '../testing/scenario';

/** An event sub-process that does not interrupt, and has something in it that sets it going again. */
const itself = (event: string, inside: string) =>
  `<subProcess id="again" triggeredByEvent="true"><startEvent id="again-start" isInterrupting="false">${event}</startEvent>${inside}${path(
    'again-start',
    'again-end',
  )}</subProcess>`;

const throwing = (id: string, event: string) =>
  `<endEvent id="${id}">${event}</endEvent>`;

describe('events that set themselves going without a wait', () => {
  it('should come to rest with an incident: a signal', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}${userTasks('work')}${itself(
          definition('signal', 'go'),
          throwing('again-end', definition('signal', 'go')),
        )}${throwing('throw', definition('signal', 'go'))}${path(
          'start',
          'work',
        )}${path('start', 'throw')}`,
        signals('go'),
      ),
    );
    // when
    story.start();
    // then
    expect(story.incidents).toMatchObject([{ kind: 'limitExceeded' }]);
    expect(story.waiting).toContain('work');
    // when
    story.send({ type: 'cancelInstance' });
    // then
    expect(left(story)).toEqual([]);
  });

  it('should come to rest with an incident: an escalation that leads back', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}${subProcess(
          'out',
          `${starts('in')}${throwing(
            'up',
            definition('escalation', 'E'),
          )}${path('in', 'up')}`,
        )}${boundary(
          { id: 'caught', on: 'out', to: 'out', interrupts: false },
          definition('escalation', 'E'),
        )}${path('start', 'out')}`,
        escalations('E'),
      ),
    );
    // when
    story.start();
    // then
    expect(story.incidents).toMatchObject([
      { kind: 'limitExceeded', elementId: expect.stringMatching(/out|caught/) },
    ]);
  });

  it('should come to rest with an incident: a condition whose event sets its variable', async () => {
    // given
    const output =
      '<extensionElements><zeebe:ioMapping><zeebe:output source="=n + 1" target="n" /></zeebe:ioMapping></extensionElements>';
    const story = await givenXml(
      processXml(
        `${starts('start')}${userTasks('work')}${itself(
          conditionDefinition('=n > 0'),
          `<endEvent id="again-end" />`,
        ).replace(
          'isInterrupting="false">',
          `isInterrupting="false">${output}`,
        )}${path('start', 'work')}`,
      ),
    );
    // when
    story.start({ n: 1 });
    // then
    expect(story.incidents).toMatchObject([{ kind: 'limitExceeded' }]);
    expect(story.waiting).toContain('work');
  });
});

describe('one command', () => {
  it('should enter no more than a million elements, wherever they are', async () => {
    // given 1,100 × 1,000 tasks: none of the scopes has too many
    const inner = `${starts('begin')}<task id="item">${multiInstance({
      cardinality: '1000',
    })}</task>${ends('over')}${path('begin', 'item', 'over')}`;
    const story = await givenXml(
      processXml(
        `${starts('start')}${subProcess(
          'sub',
          multiInstance({ cardinality: '1100' }) + inner,
        )}${tasks('after')}${path('start', 'sub', 'after')}`,
      ),
    );
    // when
    story.start();
    // then
    expect(story.incidents.length).toBeGreaterThan(0);
    expect(story.incidents[0]).toMatchObject({
      kind: 'limitExceeded',
      message: expect.stringContaining('1000000 elements'),
    });
    // when
    for (const { key: incidentKey } of [...story.incidents]) {
      story.send({ type: 'resolveIncident', incidentKey });
    }
    // then
    expect(story.state).toBe('completed');
    expect(story.completed.filter(id => id === 'over')).toHaveLength(1_100);
    expect(left(story)).toEqual([]);
  });
});
