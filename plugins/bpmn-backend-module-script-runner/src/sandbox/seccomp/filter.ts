import { SYSTEM_CALLS, type SystemCalls } from './systemCalls';

/** Offsets in `struct seccomp_data`; what is compared of an argument are its lower 32 bits, as the kernel itself does for these. */
const NUMBER = 0;
const ARCHITECTURE = 4;
const argument = (index: number) => 16 + 8 * index;

const LOAD = 0x20; // BPF_LD | BPF_W | BPF_ABS
const IF_EQUAL = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
const IF_AT_LEAST = 0x35; // BPF_JMP | BPF_JGE | BPF_K
const IF_ANY_BIT = 0x45; // BPF_JMP | BPF_JSET | BPF_K
const AND = 0x54; // BPF_ALU | BPF_AND | BPF_K
const RETURN = 0x06; // BPF_RET | BPF_K

const ALLOW = 0x7fff0000;
const KILL = 0x80000000;
const refuse = (errno: number) => 0x00050000 + errno;

const EPERM = 1;
const ENOSYS = 38;
const EPROTONOSUPPORT = 93;
const EAFNOSUPPORT = 97;

const AF_UNIX = 1;
const AF_INET = 2;
const AF_INET6 = 10;

/** Kinds of sockets; there are flags in the bits above. */
const SOCK_STREAM = 1;
const SOCK_KIND = 0xf;

const IPPROTO_TCP = 6;

/** Any of the `CLONE_NEW…` flags: a script makes no namespaces, in which it would have capabilities. */
const NEW_NAMESPACE = 0x7e020000;

/** Input that is put into a terminal. */
const TIOCSTI = 0x5412;
const TIOCLINUX = 0x541c;

/** Calls that are treated below, by what they are asked for. */
const BY_ARGUMENT = new Set([
  'clone',
  'clone3',
  'ioctl',
  'socket',
  'socketpair',
]);

type Instruction = readonly [code: number, yes: number, no: number, k: number];

/** Sockets within the sandbox. */
const ONLY_LOCAL: readonly Instruction[] = [
  [LOAD, 0, 0, argument(0)],
  [IF_EQUAL, 1, 0, AF_UNIX],
  [RETURN, 0, 0, refuse(EAFNOSUPPORT)],
  [RETURN, 0, 0, ALLOW],
];

/** The same, and TCP: neither datagrams nor raw packets nor rarer protocols, which are less looked after. */
const ONLY_STREAMS: readonly Instruction[] = [
  [LOAD, 0, 0, argument(0)],
  [IF_EQUAL, 10, 0, AF_UNIX],
  [IF_EQUAL, 2, 0, AF_INET],
  [IF_EQUAL, 1, 0, AF_INET6],
  [RETURN, 0, 0, refuse(EAFNOSUPPORT)],
  [LOAD, 0, 0, argument(1)],
  [AND, 0, 0, SOCK_KIND],
  [IF_EQUAL, 0, 3, SOCK_STREAM],
  [LOAD, 0, 0, argument(2)],
  [IF_EQUAL, 2, 0, 0],
  [IF_EQUAL, 1, 0, IPPROTO_TCP],
  [RETURN, 0, 0, refuse(EPROTONOSUPPORT)],
  [RETURN, 0, 0, ALLOW],
];

/**
 * A program for seccomp that refuses what no script needs: namespaces, mounts, other processes, kernel and clock, keys, io_uring, and sockets
 * but for those within the sandbox. All else is allowed: the namespaces and limits of the sandbox are what keeps scripts in.
 *
 * The bytes are what both `bwrap --seccomp` and `prctl(PR_SET_SECCOMP)` take (`struct sock_filter`).
 *
 * @param hasNetwork - whether it may make connections of TCP too, to what there is in its namespace of the network
 */
export function seccompFilter(arch: string, hasNetwork = false): Buffer {
  const calls = SYSTEM_CALLS[arch];
  if (!calls) {
    throw new Error(
      `Expected a processor of ${Object.keys(SYSTEM_CALLS).join(
        ' or ',
      )}, but this is ${arch}: its system calls are not known`,
    );
  }
  return encode([
    ...onlyOn(calls),
    ...Object.entries(calls.numbers)
      .filter(([name]) => !BY_ARGUMENT.has(name))
      .flatMap(([, number]) => ifCall(number, [[RETURN, 0, 0, refuse(EPERM)]])),
    // Without it the C library takes clone, of which the flags can be seen.
    ...ifCall(calls.numbers.clone3, [[RETURN, 0, 0, refuse(ENOSYS)]]),
    ...ifCall(calls.numbers.clone, [
      [LOAD, 0, 0, argument(0)],
      [IF_ANY_BIT, 0, 1, NEW_NAMESPACE],
      [RETURN, 0, 0, refuse(EPERM)],
      [RETURN, 0, 0, ALLOW],
    ]),
    ...ifCall(calls.numbers.ioctl, [
      [LOAD, 0, 0, argument(1)],
      [IF_EQUAL, 1, 0, TIOCSTI],
      [IF_EQUAL, 0, 1, TIOCLINUX],
      [RETURN, 0, 0, refuse(EPERM)],
      [RETURN, 0, 0, ALLOW],
    ]),
    ...ifCall(calls.numbers.socketpair, ONLY_LOCAL),
    ...ifCall(calls.numbers.socket, hasNetwork ? ONLY_STREAMS : ONLY_LOCAL),
    [RETURN, 0, 0, ALLOW],
  ]);
}

function onlyOn({ audit, end }: SystemCalls): readonly Instruction[] {
  return [
    [LOAD, 0, 0, ARCHITECTURE],
    [IF_EQUAL, 1, 0, audit],
    [RETURN, 0, 0, KILL],
    [LOAD, 0, 0, NUMBER],
    ...(end === undefined
      ? []
      : ([
          [IF_AT_LEAST, 0, 1, end],
          [RETURN, 0, 0, KILL],
        ] as const)),
  ];
}

/** Does something if the number that is loaded is that of a call. */
function ifCall(
  number: number,
  then: readonly Instruction[],
): readonly Instruction[] {
  return [[IF_EQUAL, 0, then.length, number], ...then];
}

function encode(instructions: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(8 * instructions.length);
  instructions.forEach(([code, yes, no, k], index) => {
    bytes.writeUInt16LE(code, 8 * index);
    bytes[8 * index + 2] = yes;
    bytes[8 * index + 3] = no;
    bytes.writeUInt32LE(k, 8 * index + 4);
  });
  return bytes;
}
