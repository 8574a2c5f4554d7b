import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Scenario } from './scenario';
import {
  element,
  inARow,
  inARowInside,
  inputs,
  mappings,
  outputs,
  serviceTask,
} from './extensions';
import type { Propagation } from './propagation';

const job =
  (elementId: string, variables: JsonObject) =>
  (story: Scenario): void => {
    story.completeJob(elementId, variables);
  };

/** A sub-process that holds one service task, `work`. */
export const around = (
  extensions: readonly string[],
  inside = '',
  ...work: readonly string[]
): readonly [string, string] =>
  element(
    ['subProcess', 'inner'],
    extensions,
    inside + inARowInside('inner', serviceTask('work', ...work)),
  );

/** Job results without output mappings. */
export const results: Readonly<Record<string, Propagation>> = {
  'a new variable is made in the process': {
    content: inARow(serviceTask('work')),
    act: job('work', { receipt: 1 }),
    after: { receipt: 1 },
  },
  'a variable of the process is updated': {
    content: inARow(serviceTask('work')),
    before: { total: 1, other: 0 },
    act: job('work', { total: 2 }),
    after: { total: 2, other: 0 },
  },
  'null is a value, too': {
    content: inARow(serviceTask('work')),
    before: { total: 1 },
    act: job('work', { total: null }),
    after: { total: null },
  },
  'an object is replaced, not merged': {
    content: inARow(serviceTask('work')),
    before: { order: { id: 1, total: 2 } },
    act: job('work', { order: { total: 3 } }),
    after: { order: { total: 3 } },
  },
  'a result stays with the input that has its name': {
    content: inARow(serviceTask('work', inputs({ total: '=sum' }))),
    before: { sum: 1, total: 0 },
    act: job('work', { total: 2, more: 3 }),
    after: { sum: 1, total: 0, more: 3 },
  },
  'a result stays with the property that has its name': {
    content: inARow(
      element(
        ['serviceTask', 'work'],
        ['<zeebe:taskDefinition type="work" />'],
        '<property id="p" name="draft" />',
      ),
    ),
    act: job('work', { draft: 'x', final: 'y' }),
    after: { final: 'y' },
  },
  'a new variable skips the sub-process': {
    content: inARow(around([])),
    act: job('work', { receipt: 1 }),
    after: { receipt: 1 },
  },
  'a variable of the sub-process keeps it': {
    content: inARow(around([inputs({ total: '=0' })])),
    before: { total: 7 },
    act: job('work', { total: 2, other: 3 }),
    after: { total: 7, other: 3 },
  },
  'a data object of the sub-process keeps it': {
    content: inARow(around([], '<dataObject id="d" name="total" />')),
    before: { total: 7 },
    act: job('work', { total: 2 }),
    after: { total: 7 },
  },
  'a property without name is called by its id': {
    content: inARow(
      element(
        ['serviceTask', 'work'],
        ['<zeebe:taskDefinition type="work" />'],
        '<property id="draft" />',
      ),
    ),
    act: job('work', { draft: 'x' }),
    after: {},
  },
  'a data object of the process gets it': {
    content: `${inARow(
      serviceTask('work'),
    )}<dataObject id="invoice" /><dataObjectReference id="ref" dataObjectRef="invoice" /><dataStoreReference id="store" />`,
    act: job('work', { invoice: 'R-1' }),
    after: { invoice: 'R-1' },
  },
  'a property of the sub-process keeps it': {
    content: inARow(around([], '<property id="p" name="total" />')),
    act: job('work', { total: 2 }),
    after: {},
  },
};

/** Job results with output mappings. */
export const mapped: Readonly<Record<string, Propagation>> = {
  'only mapped values leave': {
    content: inARow(serviceTask('work', outputs({ paid: '=result.ok' }))),
    act: job('work', { result: { ok: true }, secret: 1 }),
    after: { paid: true },
  },
  'a result does not reach a variable of its name, it is mapped': {
    content: inARow(serviceTask('work', outputs({ copy: '=total' }))),
    before: { total: 1 },
    act: job('work', { total: 2 }),
    after: { total: 1, copy: 2 },
  },
  'a mapping sees what earlier mappings made': {
    content: inARow(serviceTask('work', outputs({ a: '=x + 1', b: '=a + 1' }))),
    act: job('work', { x: 1 }),
    after: { a: 2, b: 3 },
  },
  'a mapping sees the process and its own inputs': {
    content: inARow(
      serviceTask(
        'work',
        mappings({
          inputs: { factor: '=10' },
          outputs: { total: '=x * factor + base' },
        }),
      ),
    ),
    before: { base: 1 },
    act: job('work', { x: 2 }),
    after: { base: 1, total: 21 },
  },
  'inputs do not leave': {
    content: inARow(serviceTask('work', inputs({ local: '=1' }))),
    after: {},
    act: job('work', {}),
  },
  'a text is taken literally': {
    content: inARow(serviceTask('work', outputs({ status: 'done' }))),
    act: job('work', {}),
    after: { status: 'done' },
  },
  'a path changes its leaf only': {
    content: inARow(serviceTask('work', outputs({ 'order.status': '=s' }))),
    before: { order: { id: 1, status: 'new' } },
    act: job('work', { s: 'paid' }),
    after: { order: { id: 1, status: 'paid' } },
  },
  'a deep path changes its leaf only': {
    content: inARow(serviceTask('work', outputs({ 'a.b.c': '=1' }))),
    before: { a: { b: { d: 2 }, e: 3 } },
    act: job('work', {}),
    after: { a: { b: { d: 2, c: 1 }, e: 3 } },
  },
  'a path makes what is missing': {
    content: inARow(serviceTask('work', outputs({ 'a.b.c': '=1' }))),
    act: job('work', {}),
    after: { a: { b: { c: 1 } } },
  },
  'a path replaces what is no object': {
    content: inARow(
      serviceTask(
        'work',
        outputs({ 'list.x': '=1', 'text.x': '=2', 'none.x': '=3' }),
      ),
    ),
    before: { list: [1], text: 'a', none: null },
    act: job('work', {}),
    after: { list: { x: 1 }, text: { x: 2 }, none: { x: 3 } },
  },
  'several paths of one variable add up': {
    content: inARow(
      serviceTask('work', outputs({ 'order.a': '=1', 'order.b': '=2' })),
    ),
    before: { order: { z: 0 } },
    act: job('work', {}),
    after: { order: { z: 0, a: 1, b: 2 } },
  },
  'a path after the whole variable changes the new value': {
    content: inARow(
      serviceTask('work', outputs({ order: '={ id: 2 }', 'order.a': '=1' })),
    ),
    before: { order: { z: 0 } },
    act: job('work', {}),
    after: { order: { id: 2, a: 1 } },
  },
  'a path does not merge with the local variable': {
    content: inARow(
      serviceTask(
        'work',
        mappings({
          inputs: { order: '={ local: 1 }' },
          outputs: { 'order.a': '=1' },
        }),
      ),
    ),
    before: { order: { z: 0 } },
    act: job('work', {}),
    after: { order: { z: 0, a: 1 } },
  },
  'a mapped value goes to the sub-process that has the name': {
    content: inARow(
      around(
        [inputs({ total: '=0' })],
        '',
        outputs({ total: '=x', other: '=x' }),
      ),
    ),
    act: job('work', { x: 5 }),
    after: { other: 5 },
  },
  'the locals of a sub-process leave by its mappings': {
    content: inARow(
      around([
        mappings({ inputs: { total: '=0' }, outputs: { sum: '=total' } }),
      ]),
    ),
    act: job('work', { total: 5 }),
    after: { sum: 5 },
  },
};
