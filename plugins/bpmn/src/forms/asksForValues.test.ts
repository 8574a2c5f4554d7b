import { asksForValues } from './asksForValues';

const formOf = (...components: object[]) => ({ type: 'default', components });

describe('asksForValues', () => {
  it.each([
    ['a field', formOf({ type: 'text' }, { type: 'number', key: 'auc' })],
    [
      'a field within a group',
      formOf({ type: 'group', components: [{ type: 'radio', key: 'why' }] }),
    ],
    [
      'a field that an expression makes read-only',
      formOf({ type: 'textfield', key: 'name', readonly: '=isKnown' }),
    ],
  ])('should be so with %s', (_, schema) => {
    expect(asksForValues(schema)).toBe(true);
  });

  it.each([
    ['nothing', formOf()],
    ['texts and buttons', formOf({ type: 'text' }, { type: 'button' })],
    [
      'fields that cannot be written into',
      formOf(
        { type: 'number', key: 'auc', readonly: true },
        {
          type: 'group',
          components: [{ type: 'textfield', key: 'a', disabled: true }],
        },
      ),
    ],
  ])('should not be so with %s', (_, schema) => {
    expect(asksForValues(schema)).toBe(false);
  });
});
