"""What keeps a script in, beyond what has been done before it began: limits, capabilities, seccomp, and namespaces of its own."""

import ctypes
import os
import resource
import signal
import socket
import struct

_libc = ctypes.CDLL(None, use_errno=True)

NEW_NAMESPACES = (
    0x00020000  # mounts
    | 0x02000000  # cgroups
    | 0x04000000  # host name
    | 0x08000000  # IPC
    | 0x10000000  # users
    | 0x20000000  # processes
    | 0x40000000  # network
)
CLONE = {"x86_64": 56, "aarch64": 220}
CLOSE_RANGE = 436
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP = 1, 4, 22
PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 24, 38
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
LAST_CAPABILITY = 63


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]


def fork_into_namespaces():
    """As os.fork, but the child is the first process of namespaces of its own."""
    pid = _libc.syscall(CLONE[os.uname().machine], NEW_NAMESPACES | signal.SIGCHLD, 0, 0, 0, 0)
    return _checked(pid, "clone")


def map_user(uid, gid):
    """Lets the namespace know the one user that it has."""
    _write("/proc/self/setgroups", "deny")
    _write("/proc/self/uid_map", f"{uid} {uid} 1")
    _write("/proc/self/gid_map", f"{gid} {gid} 1")


def mount_own(sizes):
    """Folders that nobody else sees, each of so many bytes; and processes that nobody else sees."""
    _mount(b"proc", "/proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, None)
    _mount(b"tmpfs", "/channel", MS_RDONLY | MS_NOSUID | MS_NODEV, b"size=4096,mode=0500")
    for folder, size in sizes.items():
        options = f"size={size},nr_inodes=20000,mode=1777".encode()
        _mount(b"tmpfs", folder, MS_NOSUID | MS_NODEV, options)


def give_up_rights(filter_bytes):
    """From here on there are no capabilities, nothing that would give some, and no system call that no script needs."""
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    for capability in range(LAST_CAPABILITY + 1):
        if _libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            break
    none = struct.pack("6I", 0, 0, 0, 0, 0, 0)
    _checked(_libc.capset(struct.pack("Ii", 0x20080522, 0), none), "capset")
    _checked(_libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
    if filter_bytes is not None:
        program = _Program(len(filter_bytes) // 8, filter_bytes)
        _checked(_libc.prctl(PR_SET_SECCOMP, 2, ctypes.byref(program), 0, 0), "seccomp")


def hide(is_hidden):
    """Whether others in the sandbox may look into this process."""
    _libc.prctl(PR_SET_DUMPABLE, 0 if is_hidden else 1, 0, 0, 0)


def limit(limits):
    """Sets what this process and its children may take; they cannot have more again."""
    with open("/proc/self/statm", encoding="ascii") as file:
        has_already = int(file.read().split()[0]) * resource.getpagesize()
    for name, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, has_already + limits["memory"]),
        (resource.RLIMIT_FSIZE, limits["fileSize"]),
        (resource.RLIMIT_NOFILE, limits["files"]),
        (resource.RLIMIT_NPROC, limits["processes"]),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_RTPRIO, 0),
    ):
        resource.setrlimit(name, (most, most))
    # The first is a signal that says what it is about, the second ends whoever does not listen.
    resource.setrlimit(resource.RLIMIT_CPU, (limits["cpu"], limits["cpu"] + 1))


def connect(path, greeting):
    """A stream to the supervisor, which knows by the greeting what it is for."""
    stream = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    stream.connect(path)
    stream.sendall(greeting.encode())
    return stream.detach()


def close_all_but(kept):
    """Closes every descriptor but the standard ones and this one."""
    _close_range(3, kept - 1)
    _close_range(kept + 1, 0x7FFFFFFF)


def _close_range(first, last):
    if first <= last:
        _checked(_libc.syscall(CLOSE_RANGE, first, last, 0), "close_range")


def _write(path, text):
    descriptor = os.open(path, os.O_WRONLY)
    try:
        os.write(descriptor, text.encode())
    finally:
        os.close(descriptor)


def _mount(kind, folder, flags, options):
    _checked(_libc.mount(kind, folder.encode(), kind, ctypes.c_ulong(flags), options), f"mount {folder}")


def _checked(result, what):
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result
