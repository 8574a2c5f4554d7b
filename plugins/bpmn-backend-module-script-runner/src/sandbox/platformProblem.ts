import { SYSTEM_CALLS } from './seccomp/systemCalls';

/** What can be done where a sandbox can never be had. */
const WAYS_ON =
  'Run the portal in a Linux container. For development only, bpmn.scripts.mode: unsafe-process runs scripts without a sandbox';

/** Why there can never be a sandbox on this sort of machine; undefined: there can. */
export function platformProblem(): string | undefined {
  const { platform, arch } = process;
  if (platform !== 'linux') {
    return `Expected Linux to run scripts in a sandbox, but this is ${platform}. ${WAYS_ON}`;
  }
  return arch in SYSTEM_CALLS
    ? undefined
    : `Expected a processor of ${Object.keys(SYSTEM_CALLS).join(
        ' or ',
      )} to run scripts in a sandbox, but this is ${arch}: its system calls are not known. ${WAYS_ON}`;
}
