// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is loaded when it is first shown, and not before. */
const LATER = [
  /^bpmn-js/,
  /^diagram-js/,
  /^@bpmn-io\/form-js/,
  /^@bpmn-io\/properties-panel$/,
  /^codemirror$/,
  /^@codemirror\//,
];

/**
 * Finds out what a browser loads with the first page of the portal that it has to load later only.
 *
 * @param {string} dist the folder with the bundle and its source maps
 * @returns {{ packages: Set<string>, early: string[] }} `packages`: all that are loaded with the first page; `early`: those that must not be,
 *   each with the chunk that it is in
 */
export function readFirstLoad(dist) {
  const packages = /** @type {Set<string>} */ (new Set());
  const early = /** @type {Set<string>} */ (new Set());
  for (const script of scriptsOf(
    readFileSync(join(dist, 'index.html'), 'utf8'),
  )) {
    const map = JSON.parse(readFileSync(join(dist, `${script}.map`), 'utf8'));
    for (const name of map.sources.map(packageOf)) {
      if (name) {
        packages.add(name);
      }
      if (name && LATER.some(pattern => pattern.test(name))) {
        early.add(`${name} in ${script}`);
      }
    }
  }
  return { packages, early: [...early].sort() };
}

/**
 * @param {string} html
 * @returns {string[]} paths in the bundle of the scripts that a page loads
 */
export function scriptsOf(html) {
  const found = html.matchAll(/<script\b[^>]*\ssrc="([^"]+\.js)"/g);
  return Array.from(found, ([, url]) => url.replace(/^.*?(?=static\/)/, ''));
}

/**
 * @param {string} source of a source map
 * @returns {string | undefined} the package that it comes from; one of ours by its folder, such as `plugins/bpmn`
 */
export function packageOf(source) {
  const [, after] = source.match(/^.*\/node_modules\/(.+)$/) ?? [];
  const name = after ?? source.match(/plugins\/[^/]+\/src\//)?.[0];
  return name?.match(/^(?:@[^/]+\/|plugins\/)?[^/]+/)?.[0];
}
