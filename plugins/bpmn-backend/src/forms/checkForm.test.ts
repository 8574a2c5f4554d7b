import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { checkForm } from './checkForm';

const FILE = {
  $file: 'key',
  name: 'a.csv',
  size: 1,
  contentType: 'text/csv',
  sha256: '0'.repeat(64),
};

const check = (
  components: readonly object[],
  values: JsonObject,
  variables: JsonObject = {},
) =>
  checkForm({
    schema: { components } as unknown as JsonObject,
    values,
    variables,
    now: 0,
  });

const codesOf = (field: object, value: JsonObject[string]) =>
  check([{ key: 'x', ...field }], { x: value }).problems.map(
    ({ path, code }) => `${path} ${code}`,
  );

const values = [{ label: 'A', value: 'a' }, { value: 2 }];

describe('checkForm', () => {
  it.each([
    [{ type: 'textfield' }, 'Ada'],
    [{ type: 'textarea', validate: { minLength: 2, maxLength: 3 } }, 'Ada'],
    [{ type: 'textfield', validate: { pattern: '^A' } }, 'Ada'],
    [{ type: 'textfield', validate: { pattern: '(' } }, 'Ada'],
    [{ type: 'textfield', validate: { minLength: 2 } }, ''],
    [{ type: 'textfield', validate: { validationType: 'email' } }, 'a@b.de'],
    [
      { type: 'textfield', validate: { validationType: 'phone' } },
      '+49 30 664040900',
    ],
    [{ type: 'number', decimalDigits: 2, increment: '0.01' }, 1.15],
    [{ type: 'number', validate: { min: 1, max: 3 } }, 3],
    [{ type: 'number', serializeToString: true }, '12345678901234567890'],
    [{ type: 'number' }, null],
    [{ type: 'checkbox' }, false],
    [{ type: 'checkbox', validate: { required: true } }, true],
    [{ type: 'radio', values }, 'a'],
    [{ type: 'select', values }, 2],
    [{ type: 'checklist', values }, ['a', 2]],
    [{ type: 'taglist', valuesKey: 'unheardOf' }, ['any']],
    [{ type: 'datetime', subtype: 'date' }, '2026-02-28'],
    [{ type: 'datetime', subtype: 'time' }, '08:30'],
    [{ type: 'datetime', subtype: 'datetime' }, '2026-02-28T08:30Z'],
    [{ type: 'filepicker', validate: { required: true } }, FILE],
    [{ type: 'filepicker', multiple: true }, [FILE, FILE]],
    [{ type: 'expression' }, { anything: 1 }],
  ])('should let %j be %j', (field, value) => {
    expect(codesOf(field, value)).toEqual([]);
  });

  it.each([
    [{ type: 'textfield' }, 1, 'type'],
    [{ type: 'textfield', validate: { required: true } }, '', 'required'],
    [{ type: 'textarea', validate: { minLength: 4 } }, ' Ada ', 'minLength'],
    [{ type: 'textarea', validate: { maxLength: 2 } }, 'Ada', 'maxLength'],
    [{ type: 'textfield', validate: { pattern: '^B' } }, 'Ada', 'pattern'],
    [
      { type: 'textfield', validate: { validationType: 'email' } },
      'a at b',
      'email',
    ],
    [
      { type: 'textfield', validate: { validationType: 'phone' } },
      '110',
      'phone',
    ],
    [{ type: 'number' }, '1', 'type'],
    [{ type: 'number', serializeToString: true }, 1, 'type'],
    [{ type: 'number', decimalDigits: 0 }, 1.5, 'decimalDigits'],
    [{ type: 'number', increment: 5 }, 7, 'increment'],
    [{ type: 'number', validate: { min: 1 } }, 0, 'min'],
    [{ type: 'number', validate: { max: '=1 + 1' } }, 3, 'max'],
    [{ type: 'checkbox' }, 'true', 'type'],
    [{ type: 'checkbox', validate: { required: true } }, false, 'required'],
    [{ type: 'radio', values }, 'b', 'option'],
    [{ type: 'select', values }, '2', 'option'],
    [{ type: 'checklist', values }, 'a', 'type'],
    [{ type: 'taglist', values }, ['a', 'b'], 'option'],
    [{ type: 'taglist', values, validate: { required: true } }, [], 'required'],
    [{ type: 'datetime', subtype: 'date' }, '28.2.2026', 'type'],
    [{ type: 'datetime', subtype: 'date' }, '2026-13-01', 'type'],
    [{ type: 'filepicker' }, 'files::1', 'file'],
    [{ type: 'filepicker' }, [FILE], 'file'],
  ])('should not let %j be %j: %s', (field, value, code) => {
    expect(codesOf(field, value)).toEqual([`x ${code}`]);
  });

  it('should say in the words of the form what is wrong', () => {
    // given
    const validate = { pattern: '^B', patternErrorMessage: 'Begin with a B' };
    // when
    const { problems } = check([{ type: 'textfield', key: 'x', validate }], {
      x: 'Ada',
    });
    // then
    expect(problems).toEqual([
      { path: 'x', code: 'pattern', message: 'Begin with a B' },
    ]);
  });

  it('should miss what is not there at all', () => {
    // when
    const { problems } = check(
      [{ type: 'textfield', key: 'a.b', validate: { required: true } }],
      {},
    );
    // then
    expect(problems).toMatchObject([{ path: 'a.b', code: 'required' }]);
  });

  it('should neither check nor keep what is hidden, by what was filled in or by what the process knows', () => {
    // given
    const hiddenIf = (hide: string) => ({ conditional: { hide } });
    const required = { required: true };
    const components = [
      { type: 'checkbox', key: 'isNew' },
      {
        type: 'textfield',
        key: 'old',
        validate: required,
        ...hiddenIf('=isNew'),
      },
      {
        type: 'group',
        ...hiddenIf('=score > 1'),
        components: [{ type: 'textfield', key: 'inner', validate: required }],
      },
      { type: 'textfield', key: 'shown', ...hiddenIf('=score > 2') },
      { type: 'textfield', key: 'fixed', disabled: true },
    ];
    // when
    const checked = check(
      components,
      { isNew: true, old: 'x', inner: 'y', shown: 'z', fixed: 'w' },
      { score: 2, isNew: false },
    );
    // then
    expect(checked).toEqual({
      problems: [],
      values: { isNew: true, shown: 'z' },
      unknown: [],
    });
  });

  it('should check each row of a list by itself', () => {
    // given
    const list = {
      type: 'dynamiclist',
      path: 'order.items',
      components: [
        { type: 'number', key: 'price', validate: { max: '=limit' } },
        {
          type: 'textfield',
          key: 'why',
          validate: { required: true },
          conditional: { hide: '=this.price < 10' },
        },
      ],
    };
    // when
    const { problems, values: kept } = check(
      [list],
      {
        order: { items: [{ price: 1, why: '' }, { price: 20 }, { price: 99 }] },
      },
      { limit: 50 },
    );
    // then
    expect(problems.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'order.items.1.why required',
      'order.items.2.price max',
      'order.items.2.why required',
    ]);
    expect(kept).toEqual({
      order: { items: [{ price: 1 }, { price: 20 }, { price: 99 }] },
    });
  });

  it('should not take a list for anything else', () => {
    // given
    const list = { type: 'dynamiclist', path: 'items', components: [] };
    // then
    for (const items of [1, 'a', [1], {}]) {
      expect(check([list], { items }).problems).toMatchObject([
        { path: 'items', code: 'type' },
      ]);
    }
  });

  it('should name what no field has', () => {
    // when
    const { unknown, values: kept } = check(
      [{ type: 'textfield', key: 'a.b' }],
      { a: { b: 'x', c: 'left out' }, d: 1 },
    );
    // then
    expect(unknown).toEqual(['d']);
    expect(kept).toEqual({ a: { b: 'x' } });
  });

  it('should take names that objects inherit for names', () => {
    // when
    const checked = check([{ type: 'textfield', key: '__proto__.x' }], {});
    // then
    expect(checked).toEqual({ problems: [], values: {}, unknown: [] });
    expect(({} as any).x).toBeUndefined();
  });

  it('should not fall over a form that is none', () => {
    // given
    const strange = [
      { type: 'group', components: 'none' },
      { type: 'textfield' },
      { key: 7, type: 'number' },
      { type: 'select', key: 's', valuesExpression: '=[' },
      { type: 'textfield', key: 't', conditional: { hide: 7 }, validate: [] },
    ];
    // when
    const { problems } = check(strange, { s: 1, t: 'x' });
    // then
    expect(problems).toEqual([]);
  });
});
