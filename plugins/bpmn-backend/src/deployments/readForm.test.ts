import { readForm } from './readForm';

const marked = { properties: { sensitive: 'true' } };

const sensitiveIn = (form: object) =>
  readForm(JSON.stringify(form)).sensitiveVariables;

describe('readForm', () => {
  it('should find the variables of the fields that are marked as sensitive', () => {
    expect(
      sensitiveIn({
        components: [
          { key: 'name', type: 'textfield' },
          { key: 'salary', type: 'number', ...marked },
          { key: 'iban', type: 'textfield', properties: { sensitive: true } },
          { key: 'note', properties: { sensitive: 'false' } },
          { type: 'text', ...marked },
        ],
      }),
    ).toEqual(['iban', 'salary']);
  });

  it('should take the variable that a field is in for the field', () => {
    expect(
      sensitiveIn({
        components: [
          { key: 'person.salary', ...marked },
          {
            type: 'dynamiclist',
            path: 'children',
            components: [{ key: 'illness', ...marked }],
          },
        ],
      }),
    ).toEqual(['children', 'person']);
  });

  it('should take a mark of a group for all that is in it', () => {
    expect(
      sensitiveIn({
        components: [
          {
            type: 'group',
            ...marked,
            components: [{ key: 'a' }, { components: [{ key: 'b' }] }],
          },
          { type: 'group', path: 'c', ...marked, components: [{ key: 'd' }] },
          { key: 'e' },
        ],
      }),
    ).toEqual(['a', 'b', 'c']);
  });

  it('should say by which id tasks name it', () => {
    expect(readForm('{"id":"ask"}')).toEqual({
      formId: 'ask',
      sensitiveVariables: [],
    });
  });

  it.each([
    'no JSON',
    'null',
    '[]',
    '1',
    '{"components":{"a":1}}',
    '{"components":[1,null,[],{"key":7,"properties":[]}]}',
    '{"id":5}',
    `{"components":${'[{"components":'.repeat(50_000)}[]${'}]'.repeat(
      50_000,
    )}}`,
  ])('should find nothing where there is no form: %.40s', text => {
    expect(readForm(text)).toEqual({ sensitiveVariables: [] });
  });
});
