// @ts-check
import { build } from 'esbuild';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { inRepo } from '../setup/paths.mjs';

/** What a portal has anyway. */
const OF_THE_PORTAL = [
  'react',
  'react/*',
  'react-dom',
  'react-dom/*',
  'react-router',
  'react-router-dom',
  '@backstage/*',
  '@material-ui/*',
];

/** What style sheets name; none of it is code. */
const FONTS = ['.eot', '.svg', '.ttf', '.woff', '.woff2'];

const PLUGIN = inRepo('plugins/bpmn');

/**
 * Measures what a portal loads of the plugin before one of its pages is opened: its entry with all that it imports, without what a portal
 * has anyway.
 *
 * @param {string} entry below plugins/bpmn
 * @returns {Promise<{ bytes: number, largest: string[] }>} `bytes`: compressed; `largest`: the files that most of it comes from
 */
export async function measureEntry(entry) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: PLUGIN,
    entryPoints: [entry],
    outdir: inRepo('.cache/plugin-entry'),
    write: false,
    metafile: true,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    jsx: 'automatic',
    external: OF_THE_PORTAL,
    loader: Object.fromEntries(FONTS.map(ending => [ending, 'empty'])),
    logLevel: 'silent',
  });
  const names = loadedAtOnce(metafile.outputs, entry);
  const paths = new Set(names.map(name => resolve(PLUGIN, name)));
  const code = outputFiles
    .filter(({ path }) => paths.has(path))
    .map(({ text }) => text);
  return {
    bytes: gzipSync(code.join('\n')).length,
    largest: largestOf(names.map(name => metafile.outputs[name])),
  };
}

/**
 * @param {import('esbuild').Metafile['outputs']} outputs
 * @param {string} entry
 * @returns {string[]} the outputs that come with the one of an entry
 */
function loadedAtOnce(outputs, entry) {
  const first = Object.keys(outputs).filter(
    name => outputs[name].entryPoint === entry,
  );
  const found = new Set(first);
  for (const name of found) {
    outputs[name].imports
      .filter(({ kind, external }) => kind === 'import-statement' && !external)
      .forEach(({ path }) => found.add(path));
  }
  return [...found];
}

/**
 * @param {import('esbuild').Metafile['outputs'][string][]} outputs
 * @returns {string[]}
 */
function largestOf(outputs) {
  return outputs
    .flatMap(({ inputs }) => Object.entries(inputs))
    .sort(([, one], [, other]) => other.bytesInOutput - one.bytesInOutput)
    .slice(0, 10)
    .map(([path, { bytesInOutput }]) => `${path} (${bytesInOutput} bytes)`);
}
