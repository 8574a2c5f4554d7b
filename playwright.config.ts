import { defineConfig } from '@playwright/test';

const PORT = 3200;

// Chromium must not look for anything outside this machine.
const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  testDir: 'packages/app/e2e-tests',
  outputDir: '.cache/e2e-results',
  timeout: 180_000,
  expect: { timeout: 30_000 },
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json']],
  use: {
    baseURL: `http://localhost:${PORT}`,
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    launchOptions: {
      executablePath: process.env.BROWSER_EXECUTABLE,
      args: CHROMIUM_ARGS,
    },
  },
  webServer: {
    // As in production: a browser has it in a fraction of the time, and it is held to the policy for its content.
    command: `node tools/start.mjs --built --backend-port ${PORT} --data .cache/e2e-data`,
    // The front end answers before the catalog knows anybody.
    wait: { stdout: /The portal is ready/ },
    stdout: 'ignore',
    timeout: 240_000,
    reuseExistingServer: false,
    // The launcher stops the portal when it is asked to; a kill would leave the portal running.
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
  },
});
