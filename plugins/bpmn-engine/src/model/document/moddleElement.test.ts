import {
  containedIn,
  describeElement,
  extensionsOf,
  isOfType,
  nearestId,
  type ModdleElement,
} from './moddleElement';
import { readDocument } from './readDocument';

const xml = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions">
  <process id="process">
    <userTask id="task" name=" Approve ">
      <extensionElements><zeebe:taskDefinition type="x"/></extensionElements>
      <multiInstanceLoopCharacteristics/>
    </userTask>
  </process>
</definitions>`;

let task: ModdleElement;

beforeAll(async () => {
  task = (await readDocument(xml)).document!.elementsById.get('task')!;
});

describe('isOfType', () => {
  it('should know derived types', () => {
    expect(isOfType(task, 'bpmn:Activity')).toBe(true);
    expect(isOfType(task, 'bpmn:Event')).toBe(false);
    expect(isOfType(undefined, 'bpmn:Event')).toBe(false);
  });
});

describe('nearestId', () => {
  it('should look around an element that has none', () => {
    expect(nearestId(task.loopCharacteristics)).toBe('task');
    expect(nearestId(undefined)).toBeUndefined();
  });
});

describe('describeElement', () => {
  it('should say what it is, its name and its id', () => {
    expect(describeElement(task)).toBe('user task "Approve" (task)');
    expect(describeElement(task.loopCharacteristics)).toBe(
      'multi instance loop characteristics without id',
    );
  });

  it('should shorten a name that is no name', () => {
    const element = { $type: 'bpmn:Task', name: 'x'.repeat(1000), id: 'a' };

    expect(describeElement(element)).toHaveLength(92);
  });
});

describe('extensionsOf', () => {
  it('should find extension elements by type', () => {
    expect(extensionsOf(task, 'zeebe:TaskDefinition')).toHaveLength(1);
    expect(extensionsOf(task, 'zeebe:Script')).toEqual([]);
    expect(extensionsOf(task.$parent!, 'zeebe:Script')).toEqual([]);
  });
});

describe('containedIn', () => {
  it('should follow what is contained, not what is referred to', () => {
    expect(containedIn(task).map(({ $type }) => $type)).toEqual([
      'bpmn:ExtensionElements',
      'bpmn:MultiInstanceLoopCharacteristics',
    ]);
  });
});
