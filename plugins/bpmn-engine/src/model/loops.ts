import type { ModdleElement } from './document';
import type { EventDefinition, Loop, LoopBehavior, ModelValue } from './graph';
import type { ModelReader } from './vocabulary';

/** Compiles an event definition that a multi-instance activity throws. */
export type CompileThrown = (
  source: ModdleElement,
) => EventDefinition | undefined;

/** Loop characteristics of an activity (BPMN 2.0.2 10.3.8). */
export function readLoop(
  reader: ModelReader,
  compileThrown: CompileThrown,
): Loop | undefined {
  const source: ModdleElement | undefined = reader.source.loopCharacteristics;
  if (!source) {
    return undefined;
  }
  const loop = reader.within(source);
  return source.$type === 'bpmn:StandardLoopCharacteristics'
    ? readStandardLoop(loop)
    : readMultiInstance(loop, compileThrown);
}

function readStandardLoop(reader: ModelReader): Loop {
  const { testBefore, loopCondition, loopMaximum } = reader.source;
  return {
    kind: 'standard',
    testBefore: testBefore === true,
    condition: reader.value(loopCondition?.body, 'boolean', 'loopCondition'),
    maximum: loopMaximum === undefined ? undefined : Number(loopMaximum),
  };
}

function readMultiInstance(
  reader: ModelReader,
  compileThrown: CompileThrown,
): Loop {
  const { source } = reader;
  const zeebe = reader.extension('zeebe:LoopCharacteristics');
  const inputCollection = zeebe
    ? reader.value(zeebe.inputCollection, 'collection', 'inputCollection')
    : readDataReference(reader, source.loopDataInputRef, 'inputCollection');
  const cardinality = reader.value(
    source.loopCardinality?.body,
    'number',
    'loopCardinality',
  );
  return {
    kind: 'multiInstance',
    isSequential: source.isSequential === true,
    cardinality,
    inputCollection,
    inputElement: zeebe?.inputElement ?? source.inputDataItem?.name,
    outputCollection: zeebe?.outputCollection ?? source.loopDataOutputRef?.name,
    outputElement: zeebe
      ? reader.value(zeebe.outputElement, 'collection', 'outputElement')
      : readDataReference(reader, source.outputDataItem, 'outputElement'),
    completionCondition: reader.value(
      source.completionCondition?.body,
      'boolean',
      'completionCondition',
    ),
    behavior: readBehavior(reader, compileThrown),
  };
}

/** A data input, output or object that is named as collection or item: the variable of its name. */
function readDataReference(
  reader: ModelReader,
  reference: ModdleElement | undefined,
  path: 'inputCollection' | 'outputElement',
): ModelValue | undefined {
  return reference?.name
    ? reader.value(`=${reference.name}`, 'collection', path)
    : undefined;
}

function readBehavior(
  reader: ModelReader,
  compileThrown: CompileThrown,
): LoopBehavior | undefined {
  const { behavior, oneBehaviorEventRef, noneBehaviorEventRef } = reader.source;
  const single = (reference: ModdleElement | undefined) => {
    const event = reference && compileThrown(reference);
    return event ? [{ event }] : [];
  };
  switch (String(behavior).toLocaleLowerCase('en-US')) {
    case 'none':
      return { on: 'None', throws: single(noneBehaviorEventRef) };
    case 'one':
      return { on: 'One', throws: single(oneBehaviorEventRef) };
    case 'complex':
      return { on: 'Complex', throws: readComplex(reader, compileThrown) };
    default:
      return undefined;
  }
}

function readComplex(
  reader: ModelReader,
  compileThrown: CompileThrown,
): LoopBehavior['throws'] {
  const definitions: readonly ModdleElement[] =
    reader.source.complexBehaviorDefinition ?? [];
  return definitions.flatMap(({ condition, event }) => {
    const definition = event?.eventDefinitions?.[0];
    const thrown = definition && compileThrown(definition);
    return thrown
      ? [
          {
            condition: reader.value(condition?.body, 'boolean', 'condition'),
            event: thrown,
          },
        ]
      : [];
  });
}
