import type { Cases, Given } from './Given';

const ofScript =
  (body?: object): Given =>
  async world => ({
    params: { attemptId: (await world.scriptAttempt()).attemptId },
    body,
  });

/** Operations on scripts and their runs. */
export const scriptCases = {
  listScriptEnvironments: { done: async () => ({}) },
  listScriptAttempts: {
    done: async world => ({
      params: { instanceId: (await world.scriptAttempt()).instanceId },
    }),
  },
  getScriptAttempt: { done: ofScript() },
  listScriptLog: { done: ofScript() },
  followScriptLog: { done: ofScript() },
  rerunScript: {
    done: ofScript({ code: 'total = 2' }),
    409: async world => ({
      params: { attemptId: (await world.scriptAttempt('secretive')).attemptId },
      body: {},
    }),
  },
} satisfies Record<string, Cases>;
