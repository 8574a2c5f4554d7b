import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { FOLDERS } from './limits';

/** What a sandbox is to have. */
export interface SandboxPlan {
  /** Folder with what runs inside, seen as `/runner`. */
  readonly runtime: string;
  /** Folder with the socket that copies of a zygote connect to, seen as `/channel`; absent: there are none. */
  readonly channels?: string;
  /** Folders that are there to be read, besides those of the system. */
  readonly paths: readonly string[];
  /** Whether scripts in it may reach some hosts. */
  readonly hasNetwork: boolean;
}

/** What is seen of `/etc`: nothing of it is a secret, and libraries do not work without. */
const ETC = [
  'alternatives',
  'ld.so.cache',
  'ld.so.conf',
  'ld.so.conf.d',
  'R',
  'fonts',
  'matplotlibrc',
];

/** The same of those that may reach hosts: whom to trust. */
const ETC_OF_NETWORK = [
  ...['ssl/certs', 'ssl/openssl.cnf'],
  ...['pki/tls/certs', 'pki/ca-trust/extracted', 'ca-certificates/extracted'],
];

/** Folders of the system that are links into `/usr` in some distributions, and folders in others. */
const SYSTEM = ['/bin', '/lib', '/lib32', '/lib64', '/libx32'];

const ENVIRONMENT: Readonly<Record<string, string>> = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  HOME: '/job',
  LANG: 'C.UTF-8',
  TZ: 'UTC',
  MPLBACKEND: 'Agg',
  MPLCONFIGDIR: '/tmp',
  PYTHONDONTWRITEBYTECODE: '1',
  // Threads that a library begins when it is loaded would not be there in a copy.
  OPENBLAS_NUM_THREADS: '1',
  OMP_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
};

/** Where the way out begins: see runtime/native/relay.c. */
const PROXY = 'http://127.0.0.1:3128';

const ENVIRONMENT_OF_NETWORK: Readonly<Record<string, string>> = {
  ...{ http_proxy: PROXY, https_proxy: PROXY },
  ...{ HTTP_PROXY: PROXY, HTTPS_PROXY: PROXY },
};

/** What `/proc/self` of nobody is called inside. */
const NOBODY = '65534';

/**
 * Arguments of bubblewrap for the sandbox of a zygote: without network, environment, users or processes of the machine, in which only folders of a
 * limited size can be written. Each script gets another one in it, with a filter of system calls on top, or this one alone, with the filter; one
 * that may reach hosts has its own loopback there, and nothing else.
 */
export function bwrapArguments(plan: SandboxPlan): readonly string[] {
  const { runtime, channels, paths, hasNetwork } = plan;
  const etc = [...ETC, ...(hasNetwork ? ETC_OF_NETWORK : [])];
  const environment = {
    ...ENVIRONMENT,
    ...(hasNetwork && ENVIRONMENT_OF_NETWORK),
  };
  return [
    ...['--unshare-user', '--unshare-ipc', '--unshare-pid', '--unshare-net'],
    ...['--unshare-uts', '--unshare-cgroup-try', '--uid', NOBODY],
    ...['--gid', NOBODY, '--hostname', 'script', '--die-with-parent'],
    ...['--new-session', '--clearenv'],
    ...Object.entries(environment).flatMap(pair => ['--setenv', ...pair]),
    ...['--ro-bind', '/usr', '/usr', ...SYSTEM.flatMap(systemFolder)],
    ...etc.flatMap(name => ['--ro-bind-try', `/etc/${name}`, `/etc/${name}`]),
    ...paths.flatMap(path => ['--ro-bind', path, path]),
    ...['--ro-bind', runtime, '/runner'],
    ...(channels === undefined ? [] : ['--ro-bind', channels, '/channel']),
    ...['--proc', '/proc', '--dev', '/dev'],
    ...Object.entries(FOLDERS).flatMap(([folder, size]) => [
      ...['--size', String(size), '--tmpfs', folder],
    ]),
    ...['--remount-ro', '/dev', '--remount-ro', '/', '--chdir', '/job'],
    '--',
  ];
}

function systemFolder(folder: string): readonly string[] {
  if (!existsSync(folder)) {
    return [];
  }
  return lstatSync(folder).isSymbolicLink()
    ? ['--symlink', readlinkSync(folder), folder]
    : ['--ro-bind', folder, folder];
}
