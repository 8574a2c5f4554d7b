// @ts-check
import { createServer } from 'node:net';
import { SetupError } from '../setup/terminal.mjs';

/**
 * Makes sure that a port of this machine is free.
 *
 * @param {number} port
 * @param {{ what: string, option: string }} use what wants the port, and the option that names another one
 * @throws {SetupError} if somebody listens there
 */
export async function requireFreePort(port, { what, option }) {
  for (const host of ['127.0.0.1', '::1']) {
    const error = await listenOnce(port, host);
    if (error?.code === 'EADDRINUSE') {
      throw new SetupError(
        `Expected port ${port} to be free for ${what}, but something listens there already. Stop it, or choose another port: npm start -- ${option} ${another(
          port,
        )}`,
      );
    }
    if (error?.code === 'EACCES') {
      throw new SetupError(
        `Expected port ${port} to be open to you for ${what}, but the system refuses it. Choose one above 1023: npm start -- ${option} 3100`,
      );
    }
  }
}

/** @param {number} port */
function another(port) {
  return port > 65_000 ? port - 100 : port + 100;
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<NodeJS.ErrnoException | undefined>} why it cannot be listened to
 */
function listenOnce(port, host) {
  return new Promise(done => {
    const server = createServer();
    server.once('error', done);
    server.listen(port, host, () => server.close(() => done(undefined)));
  });
}
