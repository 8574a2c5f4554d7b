import { findProcessIdProblem } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { processIdFrom } from './processIdFrom';

describe('processIdFrom', () => {
  it.each([
    ['Click propensity', 'click-propensity'],
    ['  Überprüfung (2026)  ', 'uberprufung-2026'],
    ['3 reports', 'reports'],
    ['!!!', ''],
  ])('should make of "%s" the id "%s"', (name, id) => {
    expect(processIdFrom(name)).toBe(id);
  });

  it('should make an id that the catalog takes, however long the name is', () => {
    expect(findProcessIdProblem(processIdFrom('report '.repeat(40)))).toBe(
      undefined,
    );
  });
});
