import { casesOf, placesFoundBy } from '../__testUtils__/ruleCases';
import { extensions } from '../__testUtils__/picture';
import { variableName } from './variableName';

const task = (content: string) =>
  `<serviceTask id="task">${extensions(content)}</serviceTask>`;
const output = (target: string) =>
  task(
    `<zeebe:ioMapping><zeebe:output source="=x" target="${target}"/></zeebe:ioMapping>`,
  );
const script = (content: string) =>
  `<scriptTask id="task">${extensions(
    `<pipeline:script>${content}</pipeline:script>`,
  )}</scriptTask>`;

describe('variable-name', () => {
  it.each(
    casesOf({
      finds: {
        'a dash, which FEEL reads as minus': [output('click-rate'), 'task'],
        'a dash within a path': [output('customer.first-name'), 'task'],
        'a digit in front': [output('2024total'), 'task'],
        'a sign': [output('sum$'), 'task'],
        'a word of FEEL': [output('return'), 'task'],
        'the name of an input, once': [
          task(
            '<zeebe:ioMapping><zeebe:input source="=x" target="a-b"/><zeebe:input source="=y" target="a-b"/></zeebe:ioMapping>',
          ),
          'task',
        ],
        'the variable for a result': [
          task('<zeebe:script expression="=1" resultVariable="the+result"/>'),
          'task',
        ],
        'variables of a loop': [
          `<task id="task"><multiInstanceLoopCharacteristics>${extensions(
            '<zeebe:loopCharacteristics inputCollection="=xs" inputElement="x-y" outputCollection="zs"/>',
          )}</multiInstanceLoopCharacteristics></task>`,
          'task',
        ],
        'a name with a space in a script': [
          script('<pipeline:input name="order total"/>'),
          'task',
        ],
        'a word of Python in a script': [
          script('<pipeline:output name="class"/>'),
          'task',
        ],
      },
      accepts: {
        'letters, digits and underscores': output('click_rate2'),
        'letters of every language': output('größe.höhe'),
        'words, which FEEL puts together': output('order total'),
        'a word of Python where there is no script': output('class'),
        'an empty target, which parsing looks at': output('a..b'),
        'names in a script': script(
          '<pipeline:input name="customers"/><pipeline:output name="scores"/>',
        ),
      },
    }),
  )('should %s', async (_, { picture, elementIds }) => {
    // then
    expect(await placesFoundBy(variableName, picture)).toEqual(elementIds);
  });
});
