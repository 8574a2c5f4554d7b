// @ts-check
// Runs a PostgreSQL server for as long as standard input is open. When whoever started it ends, in whatever way, the
// input closes, and the server goes with its data.
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const { join } = require('node:path');

const { command, data, port, user, folder, settings } = JSON.parse(
  process.argv[2],
);
const log = join(folder, 'log');

// Tests need no data that survives a power cut, and are twice as fast without.
const forTests = {
  listen_addresses: '127.0.0.1',
  port,
  unix_socket_directories: '',
  max_connections: 200,
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

const server = spawn(
  command,
  [
    ...['-D', data],
    ...Object.entries({ ...forTests, ...settings }).flatMap(([key, value]) => [
      '-c',
      `${key}=${value}`,
    ]),
  ],
  { ...user, cwd: '/', stdio: ['ignore', 'ignore', fs.openSync(log, 'w')] },
);

server.on('error', error => {
  console.error(error.message);
  process.exit(1);
});
server.on('exit', code => {
  if (code !== 0) {
    console.error(fs.readFileSync(log, 'utf8').slice(-2_000));
  }
  fs.rmSync(folder, { recursive: true, force: true });
  process.exit(code ?? 1);
});

process.stdin.resume();
process.stdin.on('end', () => server.kill('SIGINT')); // PostgreSQL's fast shutdown
