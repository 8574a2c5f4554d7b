import { element, inARow, inputs, outputs } from '../testing/extensions';
import { processXml } from '../testing/picture';
import { givenXml } from '../testing/scenario';

const file = (key: string) => ({
  $file: key,
  name: 'report.pdf',
  size: 3,
  contentType: 'application/pdf',
  sha256: 'a'.repeat(64),
});

const work = (mappings: string) =>
  processXml(
    inARow(
      element(
        ['serviceTask', 'work'],
        ['<zeebe:taskDefinition type="work" />', mappings],
      ),
    ),
  );

describe('files in mappings', () => {
  it.each([
    ['input', inputs({ 'mail.attached': '=report' })],
    ['output', outputs({ 'mail.attached': '=report' })],
  ])('should be handed on as they are by an %s', async (_, mappings) => {
    // given
    const story = await givenXml(work(mappings));
    // when
    story.start({ report: file('ours') });
    story.completeJob('work', {});
    // then
    expect(story.incidents).toEqual([]);
  });

  it.each([
    ['the key of one', { report: '=report', 'report.$file': '="theirs"' }],
    ['a field of one', { copy: '=report', 'copy.name': '="payslip.pdf"' }],
    ['one out of nothing', { 'made.$file': '="theirs"' }],
    ['one by an expression', { made: '={"$file": "theirs"}' }],
  ])('should not be made by setting %s', async (_, sources) => {
    // given
    const story = await givenXml(work(inputs({ ...sources } as any)));
    // when
    story.start({ report: file('ours') });
    // then
    expect(story.incidents).toMatchObject([
      { kind: 'mappingFailed', elementId: 'work' },
    ]);
    expect(story.variables).toEqual({ report: file('ours') });
  });

  it('should not be changed where they are, from inside', async () => {
    // given
    const story = await givenXml(
      work(outputs({ 'report.$file': '="theirs"' })),
    );
    story.start({ report: file('ours') });
    // when
    story.completeJob('work', {});
    // then
    expect(story.incidents).toMatchObject([{ kind: 'mappingFailed' }]);
    expect(story.variables).toEqual({ report: file('ours') });
  });
});
