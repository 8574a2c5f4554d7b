import { evaluate, failureOf } from './testing/feel';

const file = (key: string) => ({
  $file: key,
  name: 'report.pdf',
  size: 3,
  contentType: 'application/pdf',
  sha256: 'a'.repeat(64),
});

const variables = {
  report: file('ours'),
  reports: [file('ours'), file('other')],
  key: 'theirs',
  text: JSON.stringify(file('theirs')),
};

describe('files in expressions', () => {
  it.each([
    ['report', file('ours')],
    ['{of: report}.of', file('ours')],
    ['reports[2]', file('other')],
    ['for r in reports return r', [file('ours'), file('other')]],
    [
      '{mail: {attached: [report, null]}}',
      { mail: { attached: [file('ours'), null] } },
    ],
    ['context merge([report])', file('ours')],
    ['report.name', 'report.pdf'],
    ['report.`$file`', 'ours'],
  ])('should be handed on: %s', (source, value) => {
    // when
    const result = evaluate(source, variables);
    // then
    expect(result.value).toEqual(value);
  });

  it.each([
    ['{"$file": key}'],
    [
      '{"$file": "theirs", name: "report.pdf", size: 3, contentType: "application/pdf", sha256: report.sha256}',
    ],
    ['context put(report, "$file", key)'],
    ['context put(report, "name", "payslip.pdf")'],
    ['context put({}, "$file", key)'],
    ['context merge([report, {size: 4}])'],
    ['from json(text)'],
    ['{list: [1, {deep: {"$file": 1}}]}'],
    ['{"$file": null}'],
  ])('should not be made: %s', source => {
    // when
    const failure = failureOf(source, variables);
    // then
    expect(failure).toContain('Expected files of the process, as they are');
  });
});
