import { ElementTemplates } from './ElementTemplates';

const template = (id: string, version?: number) => ({
  id,
  name: id.toUpperCase(),
  ...(version !== undefined && { version }),
  appliesTo: ['bpmn:Task'],
  properties: [],
});

describe('ElementTemplates', () => {
  it('should offer the latest version of each, by name', () => {
    // given
    const templates = new ElementTemplates();
    // when
    [template('b', 2), template('b', 10), template('b'), template('a')].forEach(
      one => templates.addElementTemplate(one),
    );
    // then
    expect(templates.list()).toEqual([template('a'), template('b', 10)]);
  });

  it('should refuse two templates of one id and version', () => {
    // given
    const templates = new ElementTemplates();
    templates.addElementTemplate(template('a', 1));
    // when
    const act = () => templates.addElementTemplate(template('a', 1));
    // then
    expect(act).toThrow('Expected one element template a of version 1');
  });
});
