import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { checkForm } from './checkForm';

const check = (
  components: readonly object[],
  values: object,
  variables: object = {},
) =>
  checkForm({
    schema: { components } as unknown as JsonObject,
    values: values as JsonObject,
    variables: variables as JsonObject,
    now: 0,
  });

const kept = (...form: Parameters<typeof check>) => check(...form).values;

const codes = (...form: Parameters<typeof check>) =>
  check(...form).problems.map(({ path, code }) => `${path} ${code}`);

const number = (key: string, more: object = {}) => ({
  type: 'number',
  key,
  ...more,
});
const text = (key: string, more: object = {}) => ({
  type: 'textfield',
  key,
  ...more,
});
const list = (components: readonly object[], more: object = {}) => ({
  type: 'dynamiclist',
  path: 'items',
  components,
  ...more,
});
const readonly = true;
const hiddenIf = (hide: string) => ({ conditional: { hide } });

describe('fields that nobody can fill in', () => {
  it('should not be written, whoever sends them', () => {
    // given
    const metrics = { auc: 0.4, library: 'sklearn' };
    const sent = { metrics: { auc: 0.99 }, state: 'approved' };
    const components = (isLocked: unknown) => [
      number('metrics.auc', { readonly: isLocked }),
      text('state', { readonly: isLocked }),
    ];
    const known = { metrics, state: 'new', isLocked: true };
    // then
    expect(kept(components(true), sent, known)).toEqual({});
    expect(kept(components('=isLocked'), sent, known)).toEqual({});
    expect(check(components(true), sent, known).unknown).toEqual([]);
    expect(
      kept(components('=isLocked'), sent, { ...known, isLocked: false }),
    ).toEqual({
      metrics: { auc: 0.99, library: 'sklearn' },
      state: 'approved',
    });
  });

  it('should have their defaults, as the form sends them, where the process knows nothing', () => {
    // given
    const currency = text('currency', { readonly, defaultValue: 'EUR' });
    // then
    expect(kept([currency], { currency: 'USD' })).toEqual({ currency: 'EUR' });
    expect(kept([currency], {})).toEqual({});
    expect(
      kept([text('currency', { disabled: true })], { currency: 'USD' }),
    ).toEqual({});
  });

  it('should not be made to be filled in by what is sent for them', () => {
    // given
    const by = text('by', { readonly: '=by != ""' });
    const note = text('note', { readonly: '=not(isOpen)' });
    const isOpen = { type: 'checkbox', key: 'isOpen', ...hiddenIf('=true') };
    // then
    expect(kept([by], { by: 'eve' }, { by: 'ada' })).toEqual({});
    expect(kept([by], { by: 'ada' })).toEqual({ by: 'ada' });
    expect(
      kept(
        [isOpen, note],
        { isOpen: true, note: 'x' },
        { isOpen: false, note: '' },
      ),
    ).toEqual({});
  });

  it('should be seen by limits and conditions as the form shows them', () => {
    // given
    const limited = number('amount', { validate: { max: '=limit' } });
    const sent = { limit: 1e9, amount: 1e8 };
    const ways = [
      { disabled: true },
      { readonly },
      { readonly: '=amount > 0' },
      hiddenIf('=amount > 0'),
    ];
    // then
    for (const way of ways) {
      expect(
        codes([number('limit', way), limited], sent, { limit: 10 }),
      ).toEqual(['amount max']);
    }
    expect(
      codes([number('limit', { readonly, defaultValue: 5 }), limited], sent),
    ).toEqual(['amount max']);
    expect(codes([number('limit'), limited], sent, { limit: 10 })).toEqual([]);
  });

  it('should hide nothing by what is sent for them', () => {
    // given
    const components = [
      { type: 'checkbox', key: 'isSmall', disabled: true },
      text('reason', { validate: { required: true }, ...hiddenIf('=isSmall') }),
    ];
    // then
    expect(codes(components, { isSmall: true }, { isSmall: false })).toEqual([
      'reason required',
    ]);
    expect(codes(components, {}, { isSmall: true })).toEqual([]);
  });

  it('should follow conditions that ask for each other', () => {
    // given
    const needed = { validate: { required: true } };
    const components = [
      { type: 'checkbox', key: 'a' },
      { type: 'checkbox', key: 'b', ...hiddenIf('=not(a)') },
      text('c', { ...needed, ...hiddenIf('=not(b)') }),
      text('d', hiddenIf('=e = "x"')),
      text('e', hiddenIf('=d = "x"')),
    ];
    // then
    expect(codes(components, { a: true, b: true })).toEqual(['c required']);
    expect(kept(components, { a: false, b: true, c: 'x' })).toEqual({
      a: false,
    });
    expect(codes(components, { a: false, d: 'x', e: 'x' })).toEqual([]);
  });

  it('should be computed here', () => {
    // given
    const components = [
      number('price'),
      number('count'),
      { type: 'expression', key: 'order.total', expression: '=price * count' },
      number('paid', { validate: { max: '=order.total' } }),
    ];
    const sent = { price: 2, count: 3, order: { total: 1e9 }, paid: 100 };
    // when
    const { problems, values } = check(components, sent, { order: { id: 7 } });
    // then
    expect(values.order).toEqual({ id: 7, total: 6 });
    expect(problems).toMatchObject([{ path: 'paid', code: 'max' }]);
    expect(
      kept([{ type: 'expression', key: 'x', expression: '=1 +' }], { x: 1 }),
    ).toEqual({ x: null });
  });
});

describe('what a form asks only for a part of', () => {
  it('should keep the other parts', () => {
    // given
    const order = { id: 7, buyer: { name: 'Ada', city: 'Rome' }, tags: ['a'] };
    // when
    const values = kept(
      [text('order.buyer.name'), text('order.note')],
      { order: { buyer: { name: 'Bea' }, note: 'x', id: 8 } },
      { order },
    );
    // then
    expect(values).toEqual({
      order: { ...order, buyer: { name: 'Bea', city: 'Rome' }, note: 'x' },
    });
    expect(order.buyer.name).toBe('Ada');
  });

  it('should see the other parts', () => {
    // given
    const components = [
      number('order.amount', { validate: { max: '=order.limit' } }),
    ];
    // then
    expect(
      codes(components, { order: { amount: 9 } }, { order: { limit: 5 } }),
    ).toEqual(['order.amount max']);
  });

  it('should take no list and no name that objects inherit for an object', () => {
    // then
    expect(
      kept([text('a.length')], { a: { length: 'x' } }, { a: [1] }),
    ).toEqual({ a: { length: 'x' } });
    expect(
      kept(
        [text('a.b.length')],
        { a: { b: { length: 'x' } } },
        { a: { b: [] } },
      ),
    ).toEqual({ a: { b: { length: 'x' } } });
    kept([text('__proto__.x'), text('constructor.y')], {
      ['__proto__']: { x: 'x' },
      constructor: { y: 'y' },
    });
    expect(({} as any).x).toBeUndefined();
    expect((Object as any).y).toBeUndefined();
  });

  it('should keep the rows of a list that nobody can add to', () => {
    // given
    const form = list([text('name', { readonly }), text('state')]);
    const items = [
      { id: 1, name: 'A', state: '' },
      { id: 2, name: 'B', state: '' },
    ];
    // then
    expect(
      kept(
        [form],
        { items: [{ name: 'Z', state: 'ok' }, { name: 'B', state: 'no' }, {}] },
        { items },
      ),
    ).toEqual({
      items: [
        { ...items[0], state: 'ok' },
        { ...items[1], state: 'no' },
      ],
    });
    expect(kept([form], { items: [] }, { items })).toEqual({ items });
  });

  it('should let rows that can be added and removed have what one of them had', () => {
    // given
    const form = list(
      [
        text('name', { readonly }),
        number('price', { readonly }),
        text('state'),
      ],
      { allowAddRemove: true },
    );
    const items = [
      { name: 'A', price: 1, state: '' },
      { name: 'B', price: 2, state: '' },
    ];
    // when
    const values = kept(
      [form],
      {
        items: [
          { name: 'B', price: 2, state: 'ok' },
          { name: 'A', price: 2, state: 'mixed' },
          { name: '', price: null, state: 'new' },
          { name: 'Z', price: 9, state: 'forged' },
        ],
      },
      { items },
    );
    // then
    expect(values).toEqual({
      items: [
        { name: 'B', price: 2, state: 'ok' },
        { name: 'A', price: null, state: 'mixed' },
        { name: '', price: null, state: 'new' },
        { name: '', price: null, state: 'forged' },
      ],
    });
  });

  it('should see in each row what the form shows of it', () => {
    // given
    const form = list([
      number('limit', { readonly }),
      number('amount', { validate: { max: '=this.limit' } }),
      text('why', { readonly: '=this.isDone' }),
    ]);
    const items = [{ limit: 5, isDone: true, why: 'old' }];
    const sent = [{ limit: 99, amount: 50, why: 'new' }];
    // when
    const { problems, values } = check([form], { items: sent }, { items });
    // then
    expect(problems).toMatchObject([{ path: 'items.0.amount', code: 'max' }]);
    expect(values).toEqual({ items: [{ ...items[0], amount: 50 }] });
  });
});
