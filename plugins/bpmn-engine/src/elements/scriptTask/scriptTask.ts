import { defineElement } from '../../execution/element';
import { openJob, readJob, type JobData } from '../../execution/jobs';
import type { ModelValue } from '../../model/graph';
import type { ModelReader } from '../../model/vocabulary';

/** A script: FEEL is evaluated by the engine, everything else is a job of type `script:<language>`. */
export interface ScriptTask extends JobData {
  /** FEEL whose value is the result. */
  readonly expression?: ModelValue;
  /** Variable that gets the value of the expression. */
  readonly resultVariable?: string;
  /** In lower case, e.g. `python`. */
  readonly language?: string;
  readonly script?: string;
  /** Name of a configured environment, and limits, as the model gives them. */
  readonly environment?: string;
  readonly timeout?: string;
  readonly memory?: string;
  readonly cpu?: string;
  /** Names of the variables that the script sees and gives back. */
  readonly inputs?: readonly string[];
  readonly outputs?: readonly string[];
}

/** A script task (BPMN 2.0.2 10.3.3). */
export const scriptTask = defineElement<ScriptTask>({
  type: 'scriptTask',
  title: 'Script task',
  matches: ({ $type }) =>
    $type === 'bpmn:ScriptTask' || $type === 'bpmn:GlobalScriptTask',
  isActivity: true,
  compile: reader => ({
    ...readJob(reader, jobTypeOf(reader)),
    ...readExpression(reader),
    ...readScript(reader),
  }),
  copies: ({ expression, resultVariable }) => ({
    value: expression,
    name: resultVariable,
  }),
  enter(visit) {
    const { expression, resultVariable } = visit.node.data;
    if (!expression) {
      openJob(visit);
      return;
    }
    const value = visit.evaluate(expression);
    if (resultVariable) {
      visit.setResult({ [resultVariable]: value });
    }
    visit.complete();
  },
});

function languageOf({ source }: ModelReader): string | undefined {
  const format: string | undefined =
    source.scriptFormat ?? source.scriptLanguage;
  return format?.trim().toLocaleLowerCase('en-US') || undefined;
}

/** Nobody is known to do a script without language; a host may offer somebody. */
function jobTypeOf(reader: ModelReader): string {
  const language = languageOf(reader);
  return language ? `script:${language}` : 'script';
}

function readExpression(
  reader: ModelReader,
): Pick<ScriptTask, 'expression' | 'resultVariable'> {
  const zeebe = reader.extension('zeebe:Script');
  if (zeebe) {
    return {
      expression: reader.value(zeebe.expression, 'collection', 'script'),
      resultVariable: zeebe.resultVariable,
    };
  }
  if (languageOf(reader) !== 'feel') {
    return {};
  }
  const text = String(reader.source.script ?? '').trim();
  return {
    expression: reader.value(
      text.startsWith('=') ? text : `=${text}`,
      'collection',
      'script',
    ),
  };
}

function readScript(reader: ModelReader): Partial<ScriptTask> {
  const pipeline = reader.extension('pipeline:Script');
  const names = (items: readonly { name?: string }[] | undefined) =>
    items?.map(({ name }) => name).filter((name): name is string => !!name);
  return {
    language: languageOf(reader),
    script: reader.source.script,
    environment: pipeline?.environment,
    timeout: pipeline?.timeout,
    memory: pipeline?.memory,
    cpu: pipeline?.cpu,
    inputs: names(pipeline?.inputs),
    outputs: names(pipeline?.outputs),
  };
}
