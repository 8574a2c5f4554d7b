// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheDir, inRepo, root } from '../setup/paths.mjs';
import { SetupError, step } from '../setup/terminal.mjs';
import { keepLog } from './portalLog.mjs';
import { startGuarded } from './guardedProcess.mjs';
import { requireWritableFolder } from './writableFolder.mjs';

const PATIENCE_MS = 240_000;
const ASK_EVERY_MS = 300;
/** So many times the same people have to be found again: the catalog reads them one by one. */
const STEADY = 4;

/** Backstage's own command line. */
export const BACKSTAGE_CLI = inRepo(
  'node_modules/@backstage/cli/bin/backstage-cli',
);

/**
 * @typedef {object} PortalOptions
 * @property {number} port of the front end
 * @property {number} backendPort the same as `port` with a bundle
 * @property {string} dataDir where the embedded database lives, as an absolute path
 * @property {string} [bundle] a front end as it is built for production, to be served by the back end; without it the front end is compiled as it
 *   is asked for, and again when its source changes
 * @property {boolean} verbose whether to print the whole log
 * @property {AbortSignal} signal ends the start early
 */

/**
 * @typedef {object} DemoPerson
 * @property {string} displayName
 * @property {string} [role]
 * @property {string} [team]
 */

/**
 * Starts the demo portal and waits until people can sign in.
 *
 * @param {import('../setup/setUp.mjs').Workbench} workbench
 * @param {PortalOptions} options
 * @throws {SetupError} if it cannot start, is not ready within four minutes, or is told to stop before it is
 */
export async function startPortal({ node, env }, options) {
  const logs = `${cacheDir}/logs`;
  requireWritableFolder(logs, {
    what: 'the folder of the log',
    wayOut: 'Delete .cache, or make it yours.',
  });
  const packages = options.bundle ? ['backend'] : [];
  const portal = startGuarded(
    node,
    [BACKSTAGE_CLI, 'repo', 'start', ...packages],
    { cwd: root, env: { ...env, ...portalSettings(options) } },
  );
  const log = keepLog(portal.child, {
    file: `${logs}/portal-${options.port}.log`,
    verbose: options.verbose,
  });
  let hasEnded = false;
  portal.ended.then(() => (hasEnded = true));
  const failure = () => {
    if (options.signal.aborted) {
      return 'Stopped before the portal was ready.';
    }
    return hasEnded || log.isFatal()
      ? `Expected the portal to start, but it failed. The end of its log:\n\n${log.tail()}`
      : undefined;
  };

  try {
    const people = await step('Starting the portal', note =>
      waitUntilReady(options, { note, findFailure: failure }),
    );
    return { ...portal, people, log };
  } catch (error) {
    await portal.stop();
    throw error;
  }
}

/**
 * Where a portal listens and keeps its data, as environment: Backstage reads every APP_CONFIG_ variable as an override of
 * app-config.yaml.
 *
 * @param {Pick<PortalOptions, 'port' | 'backendPort' | 'dataDir' | 'bundle'>} options
 */
export function portalSettings({ port, backendPort, dataDir, bundle }) {
  const config = /** @type {Record<string, unknown>} */ ({
    app_baseUrl: `http://localhost:${port}`,
    app_listen_port: port,
    backend_baseUrl: `http://localhost:${backendPort}`,
    backend_listen_port: backendPort,
    backend_cors_origin: `http://localhost:${port}`,
    backend_database_connection_directory: `${dataDir}/sqlite`,
    techdocs_publisher_local_publishDirectory: `${dataDir}/techdocs`,
    ...(bundle && {
      app_packageName: bundle,
      // That is for tabs that stay open while a portal is brought up to date.
      app_disableStaticFallbackCache: true,
    }),
  });
  const overrides = Object.entries(config).map(([key, value]) => [
    `APP_CONFIG_${key}`,
    JSON.stringify(value),
  ]);
  return { NODE_ENV: 'development', ...Object.fromEntries(overrides) };
}

/**
 * Asks until both ends answer and no more people to sign in as turn up: right after the first start the catalog is empty.
 *
 * @param {PortalOptions} options
 * @param {object} wait
 * @param {(text: string) => void} wait.note hears what is being waited for
 * @param {() => string | undefined} wait.findFailure why waiting is in vain, if it is
 * @returns {Promise<DemoPerson[]>} those one can sign in as
 */
async function waitUntilReady(
  { port, backendPort, bundle },
  { note, findFailure },
) {
  const deadline = Date.now() + PATIENCE_MS;
  let latest = '';
  let timesTheSame = 0;
  while (Date.now() < deadline) {
    const failure = findFailure();
    if (failure) {
      throw new SetupError(failure);
    }
    const [page, people] = await Promise.all([
      answer(`http://localhost:${port}/`, response => response.text()),
      answer(
        `http://localhost:${backendPort}/api/demo-sign-in/people`,
        response => response.json(),
      ),
    ]);
    const found = JSON.stringify(people ?? []);
    timesTheSame = found === latest ? timesTheSame + 1 : 0;
    latest = found;
    const isComplete = people?.length > 0 && timesTheSame >= STEADY;
    if (page && isComplete && !findFailure()) {
      return people;
    }
    note(waitingFor({ isCompiling: !page && !bundle, people }));
    await sleep(ASK_EVERY_MS);
  }
  throw new SetupError(
    `Expected the portal to be ready within ${
      PATIENCE_MS / 60_000
    } minutes, but it is not. Try \`npm start -- --verbose\`.`,
  );
}

/** @param {{ isCompiling: boolean, people: DemoPerson[] | undefined }} state */
function waitingFor({ isCompiling, people }) {
  const backEnd = people
    ? 'the catalog is reading the example organisation'
    : 'the back end is starting';
  return [
    isCompiling && 'the front end is compiling',
    !people?.length && backEnd,
  ]
    .filter(Boolean)
    .join(', ');
}

/**
 * @template T
 * @param {string} url
 * @param {(response: Response) => Promise<T>} read
 * @returns {Promise<T | undefined>} undefined while nobody answers there as expected
 */
async function answer(url, read) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    return response.ok ? await read(response) : undefined;
  } catch {
    return undefined; // Not there yet; the caller's deadline decides when to stop asking.
  }
}
