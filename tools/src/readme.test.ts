import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import ts from 'typescript';
import { repoRoot } from './repoRoot';

const ENGINE = '@bpmn-pipelines/backstage-plugin-bpmn-engine';
const LINT = '@bpmn-pipelines/backstage-plugin-bpmn-lint';

const examplesIn = (folder: string) =>
  Array.from(
    readFileSync(join(repoRoot, folder, 'README.md'), 'utf8').matchAll(
      /^```ts\n([^]*?)^```$/gm,
    ),
    ([, code]) => code,
  );

describe.each([
  { folder: 'plugins/bpmn-engine', count: 2 },
  { folder: 'plugins/bpmn-lint', count: 1 },
])('the README of $folder', ({ folder, count }) => {
  const examples = examplesIn(folder);

  it('should have examples', () => {
    // then
    expect(examples).toHaveLength(count);
  });

  it.each(examples)(
    'should have examples without type errors: %#',
    code => {
      // then
      expect(typeErrors(code)).toEqual([]);
    },
    60_000,
  );

  it.each(examples)(
    'should have examples that print what they say they do: %#',
    async code => {
      // when
      const printed = await run(code);
      // then
      expect(printed).toEqual(promised(code));
      expect(printed).not.toEqual([]);
    },
  );
});

/** The comments behind what is printed. */
function promised(code: string): readonly string[] {
  return Array.from(
    code.matchAll(/console\.log\(.*\); \/\/ (.*)/g),
    ([, text]) => text,
  );
}

/** Runs an example and returns what it prints. */
async function run(code: string): Promise<readonly string[]> {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
    },
  });
  const printed: string[] = [];
  const imports: Readonly<Record<string, unknown>> = {
    [ENGINE]: jest.requireActual(ENGINE),
    [LINT]: jest.requireActual(LINT),
  };
  // A function body may not begin with an import, but may await.
  // eslint-disable-next-line no-new-func
  const execute = new Function(
    'require',
    'exports',
    'console',
    `return (async () => {${outputText}})();`,
  );
  await execute(
    (name: string) => imports[name],
    {},
    { log: (...values: unknown[]) => printed.push(format(...values)) },
  );
  return printed;
}

/** What the compiler says of an example. */
function typeErrors(code: string): readonly string[] {
  const file = join(__dirname, 'example.ts');
  const options: ts.CompilerOptions = {
    esModuleInterop: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    noEmit: true,
    resolveJsonModule: true,
    skipLibCheck: true,
    strict: true,
    target: ts.ScriptTarget.ES2022,
    types: ['node'],
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = name => name === file || fileExists(name);
  host.readFile = name => (name === file ? code : readFile(name));
  host.getSourceFile = (name, ...rest) =>
    name === file
      ? ts.createSourceFile(name, code, ts.ScriptTarget.ES2022)
      : getSourceFile(name, ...rest);
  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file);
  return [
    ...program.getSyntacticDiagnostics(source),
    ...program.getSemanticDiagnostics(source),
  ].map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}
