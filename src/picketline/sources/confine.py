"""What a process that parses strangers' bytes gives up: memory, time, sockets, other programs, writing files.

Sockets and other programs are refused by the kernel (seccomp, on Linux on x86-64 and ARM64) and, there and elsewhere, by a Python
audit hook. Files can still be read, for parsers load their tables when they are first used.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import struct
import sys

_REFUSED = ("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.fork", "os.kill", "pty.", "urllib.Request")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

# seccomp: (architecture, numbers of the system calls refused): socket, socketpair, connect, bind, execve, execveat, fork, vfork, ptrace
_CALLS = {
    "x86_64": (0xC000003E, (41, 53, 42, 49, 59, 322, 57, 58, 101)),
    "aarch64": (0xC00000B7, (198, 199, 203, 200, 221, 281, 117)),
}
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2
_LOAD, _RETURN, _IF_EQUAL, _IF_FROM, _UNLESS_EQUAL = 0x20, 0x06, 0x15, 0x35, 0
_OTHER_ABI = 0x40000000  # numbers from here on are those of x32
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 1  # 1 is EPERM


def confine(memory: int) -> None:
    """Gives up sockets, programs and writing for ever, and leaves `memory` bytes of address space beyond what is in use."""
    sys.addaudithook(_refuse)
    _limit_memory(memory)
    _refuse_calls()


def allow_seconds(seconds: int) -> None:
    """Leaves so many seconds of CPU from now on, or what a limit of the user's own leaves; then the kernel ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + 1 + seconds
    _, most = resource.getrlimit(resource.RLIMIT_CPU)  # only the privileged may raise it
    resource.setrlimit(resource.RLIMIT_CPU, (limit if most == resource.RLIM_INFINITY else min(limit, most), most))


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_REFUSED) or (event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING):
        raise PermissionError(f"{event} is refused while parsing")


def _limit_memory(memory: int) -> None:
    if sys.platform != "linux":
        return
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123  # pathlib is not needed for this alone
        pages = int(file.read().split()[0])
    limit = pages * resource.getpagesize() + memory
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _refuse_calls() -> None:
    """Installs a seccomp filter; where the kernel has none the audit hook stands alone."""
    if sys.platform != "linux" or platform.machine() not in _CALLS:
        return
    architecture, calls = _CALLS[platform.machine()]
    tests = [(_UNLESS_EQUAL, architecture), *((_IF_EQUAL, call) for call in calls), (_IF_FROM, _OTHER_ABI)]
    steps = [_step(test, value, len(tests) - i) for i, (test, value) in enumerate(tests)]
    steps = [(_LOAD, 0, 0, 4), steps[0], (_LOAD, 0, 0, 0), *steps[1:], (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    program = Program(len(steps), ctypes.cast(code, ctypes.c_void_p))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0)


def _step(test: int, value: int, left: int) -> tuple[int, int, int, int]:
    """One instruction of the filter that jumps to the refusal at its end where the test holds; `left` tests stand from it to the end."""
    if test == _UNLESS_EQUAL:  # one instruction more stands between: the second load
        return _IF_EQUAL, 0, left + 1, value
    return test, left, 0, value
