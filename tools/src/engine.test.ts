import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

const engine = resolve(__dirname, '../../plugins/bpmn-engine');
const MOST_DEPENDENCIES = 6;

describe('the engine package', () => {
  it(`should have at most ${MOST_DEPENDENCIES} runtime dependencies`, () => {
    const { dependencies } = JSON.parse(
      readFileSync(join(engine, 'package.json'), 'utf8'),
    );
    expect(Object.keys(dependencies).length).toBeLessThanOrEqual(
      MOST_DEPENDENCIES,
    );
  });

  it('should say what each of its public exports is', () => {
    expect(undocumentedExports(join(engine, 'src/index.ts'))).toEqual([]);
  });

  it.each(
    ['elements', 'events'].flatMap(folder =>
      readdirSync(join(engine, 'src', folder), { withFileTypes: true })
        .filter(entry => entry.isDirectory())
        .map(({ name }) => [folder, name]),
    ),
  )('should have a test and a picture for %s/%s', (folder, name) => {
    const own = join(engine, 'src', folder, name);
    expect(existsSync(join(own, `${name}.test.ts`))).toBe(true);
    expect(readdirSync(own).some(file => file.endsWith('.bpmn'))).toBe(true);
  });
});

/** Names that a module exports without a word about them. */
function undocumentedExports(file: string): readonly string[] {
  const program = ts.createProgram([file], {
    allowJs: false,
    esModuleInterop: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    noEmit: true,
    resolveJsonModule: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
  });
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(file)!);
  return checker
    .getExportsOfModule(module!)
    .map(symbol =>
      symbol.flags & ts.SymbolFlags.Alias
        ? checker.getAliasedSymbol(symbol)
        : symbol,
    )
    .filter(symbol => symbol.getDocumentationComment(checker).length === 0)
    .map(symbol => symbol.name);
}
