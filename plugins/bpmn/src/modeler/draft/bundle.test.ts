import { bundleOf, formsOf, formWithId, resourcesOf, withForm } from './bundle';

const form = (id: string) => ({
  name: `${id}.form`,
  content: JSON.stringify({ id, components: [] }),
});
const model = { name: 'report.bpmn', content: '<old />' };

describe('a bundle', () => {
  it('should be a model with what belongs to it', () => {
    // given
    const bundle = bundleOf([form('ask'), model])!;
    // then
    expect(bundle.model).toBe(model);
    expect(formsOf(bundle)).toEqual([
      { value: 'ask', label: 'ask (ask.form)' },
    ]);
    expect(resourcesOf(bundle, '<new />')).toEqual([
      { name: 'report.bpmn', content: '<new />' },
      form('ask'),
    ]);
  });

  it('should not be one without a model', () => {
    expect(bundleOf([form('ask')])).toBeUndefined();
  });

  it('should take a form in, under a name of its own', () => {
    // given
    const bundle = bundleOf([model, { name: 'ask.form', content: 'no form' }])!;
    // when
    const after = withForm(bundle, { id: 'ask', components: [] });
    // then
    expect(after.others.map(({ name }) => name)).toEqual([
      'ask.form',
      'ask-2.form',
    ]);
    expect(formWithId(after, 'ask')).toEqual({ id: 'ask', components: [] });
  });

  it('should put a changed form in the place of the one before, also under another id', () => {
    // given
    const bundle = bundleOf([model, form('ask')])!;
    // when
    const after = withForm(bundle, { id: 'tell', components: [] }, 'ask');
    // then
    expect(formsOf(after).map(({ value }) => value)).toEqual(['tell']);
  });
});
