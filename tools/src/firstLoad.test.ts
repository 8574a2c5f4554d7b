import { createMockDirectory } from '@backstage/backend-test-utils';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { repoRoot } from './repoRoot';

const INDEX = `<!doctype html>
  <script defer src="/portal/static/runtime.js"></script>
  <script type="module" src="/portal/static/main.js"></script>`;

const mapOf = (...sources: string[]) => JSON.stringify({ sources });

describe('the first load of the portal', () => {
  const bundle = createMockDirectory();

  function read(): { packages: string[]; early: string[] } {
    const code = `
      import { readFirstLoad } from ${JSON.stringify(
        join(repoRoot, 'tools/bundle/firstLoad.mjs'),
      )};
      const { packages, early } = readFirstLoad(${JSON.stringify(bundle.path)});
      console.log(JSON.stringify({ packages: [...packages], early }));`;
    const args = ['--input-type=module', '--eval', code];
    return JSON.parse(
      execFileSync(process.execPath, args, { encoding: 'utf8' }),
    );
  }

  it('should be found wanting when what draws diagrams, forms or code is in it', () => {
    // given
    bundle.setContent({
      'index.html': INDEX,
      static: {
        'runtime.js.map': mapOf('webpack://app/webpack/bootstrap'),
        'main.js.map': mapOf(
          'webpack://app/../../node_modules/react/index.js',
          'webpack://app/../../node_modules/bpmn-js/lib/Viewer.js',
          'webpack://app/../../node_modules/x/node_modules/@codemirror/view/dist/index.js',
          'webpack://app/../../node_modules/@bpmn-io/form-js-viewer/dist/index.es.js',
          'webpack://app/../../node_modules/bpmn-moddle/dist/index.js',
        ),
        'later.js.map': mapOf(
          'webpack://app/../../node_modules/diagram-js/lib/Diagram.js',
        ),
      },
    });
    // then
    expect(read().early).toEqual([
      '@bpmn-io/form-js-viewer in static/main.js',
      '@codemirror/view in static/main.js',
      'bpmn-js in static/main.js',
    ]);
  });

  it('should be in order when they come later', () => {
    // given
    bundle.setContent({
      'index.html': INDEX,
      static: {
        'runtime.js.map': mapOf(),
        'main.js.map': mapOf(
          'webpack://app/../../node_modules/react/index.js',
          'webpack://app/../../plugins/bpmn/src/index.ts',
        ),
        'later.js.map': mapOf(
          'webpack://app/../../node_modules/bpmn-js/lib/Viewer.js',
        ),
      },
    });
    // then
    expect(read()).toEqual({ packages: ['react', 'plugins/bpmn'], early: [] });
  });
});
