import { withoutSubmitButtons } from './withoutSubmitButtons';

describe('withoutSubmitButtons', () => {
  it('should leave out what submits the form, and keep all else', () => {
    // given
    const schema = {
      id: 'review',
      components: [
        { type: 'textfield', key: 'reason' },
        { type: 'button', action: 'submit' },
        { type: 'button' },
        {
          type: 'group',
          components: [{ type: 'button', action: 'reset' }, { type: 'button' }],
        },
      ],
    };
    // when
    const shown = withoutSubmitButtons(schema);
    // then
    expect(shown).toEqual({
      id: 'review',
      components: [
        { type: 'textfield', key: 'reason' },
        { type: 'group', components: [{ type: 'button', action: 'reset' }] },
      ],
    });
  });

  it('should leave a form without fields as it is', () => {
    // given
    const schema = { type: 'default' };
    // then
    expect(withoutSubmitButtons(schema)).toBe(schema);
  });
});
