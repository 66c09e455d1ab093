"""Pipes that fail in different ways. Only the test-bed's image contains them, beside `pipelines.orders`."""

import json
import os
import signal
import socket
import sys
import time

import botocore.session
import luigi
from disdatluigi.pipe import PipeTask

# With several workers, Luigi runs a task in a forked child. To end the container, a task signals the process that
# imported this module, which handles the signal.
CONTAINER_PROCESS = os.getpid()
signal.signal(signal.SIGUSR2, lambda *_: os._exit(0))


def look_up_price(prices, article):
    """The deepest frame of the traceback of `Raises`."""
    return prices[article]


class Raises(PipeTask):
    """Fails with a KeyError."""

    def pipe_run(self):
        print("looking up a price")
        return look_up_price({"apple": 1.5}, "pear")


class Sleeps(PipeTask):
    """Sleeps for a time."""

    seconds = luigi.FloatParameter()

    def pipe_run(self):
        print(f"sleeping for {self.seconds} s", flush=True)
        time.sleep(self.seconds)
        return self.seconds


class Waits(PipeTask):
    """Waits until the server at the address LATCH closes the connection."""

    number = luigi.IntParameter()

    def pipe_run(self):
        print(f"waiting: {self.number}", flush=True)
        host, port = os.environ["LATCH"].split(":")
        with socket.create_connection((host, int(port))) as connection:
            connection.recv(1)
        return self.number


class Allocates(PipeTask):
    """Allocates memory until it is killed. Stops at `limit_mib`, to protect a machine without a memory limit."""

    limit_mib = luigi.IntParameter(default=2048)

    def pipe_run(self):
        print("allocating", flush=True)
        step_mib = 16
        held = []
        while len(held) * step_mib < self.limit_mib:
            held.append(bytearray(b"x") * (step_mib << 20))
        return len(held) * step_mib


class Hostile(PipeTask):
    """Prints lines that a log must neutralize."""

    def pipe_run(self):
        lines = [
            b"::error::x",
            b"::error file=app.js,line=1::x",
            b"::set-output name=a::b",
            b"::save-state name=a::b",
            b"::set-env name=PATH::/tmp",
            b"::add-path::/tmp",
            b"::add-mask::x",
            b"::stop-commands::t",
            b"::t::",
            b"::group::x",
            b"::endgroup::",
            b"::echo::on",
            b"::add-matcher::/tmp/matcher.json",
            b"##[command]x",
            b"##[error]x",
            b"##[group]x",
            b"  ::error::after blanks",
            b"text before ##[error]x",
            b"harmless\r::error::after a carriage return",
            b"\x1b[31mred\x1b[0m \x1b[2J\x1b[H \x1b]0;title\x07 \x1b]8;;https://example.com\x07link\x1b]8;;\x07",
            b"\x9b31mC1 control\x9b0m",
            b"invalid UTF-8: \xff\xfe \xc3\x28 \xf0\x9f\x92",
            b"NUL \x00 and backspace \x08\x08\x08",
            "bidi \u202eover\u202c, line separators \u2028::error::x \u2029::error::x \u0085::error::x".encode(),
            b"L" * (5 << 20),
            b"the last line",
        ]
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
            for line in lines:
                stream.buffer.write(line + b"\n")
            stream.buffer.write(b"an end without a newline")
            stream.buffer.flush()
            stream.buffer.write(b"\n")
            stream.buffer.flush()
        return "unharmed"


class NoOutput(PipeTask):
    """Succeeds in the container, but its bundle is transient and is not pushed."""

    def pipe_run(self):
        self.mark_transient(push_meta=False)
        return "not for the remote"


class ExitsZeroUnfinished(PipeTask):
    """Ends the container with exit code 0 before the end of the task."""

    def pipe_run(self):
        print("leaving early", flush=True)
        os.kill(CONTAINER_PROCESS, signal.SIGUSR2)
        time.sleep(60)


class Prints(PipeTask):
    """Prints many lines."""

    lines = luigi.IntParameter()

    def pipe_run(self):
        for first in range(0, self.lines, 1000):
            last = min(first + 1000, self.lines)
            sys.stdout.write("".join(f"{n:09d} the quick brown fox jumps over the lazy dog, again\n" for n in range(first, last)))
        sys.stdout.flush()
        return self.lines


def first_line(*paths):
    """The first line of the first file that exists: cgroup v1 and v2 have different files for their limits."""
    for path in paths:
        try:
            with open(path) as file:
                return file.readline().strip()
        except OSError:
            continue
    return None


class ShowsEnvironment(PipeTask):
    """Prints a JSON line about the container's settings: only the names of variables, as their values may be secret."""

    def pipe_run(self):
        credentials = botocore.session.get_session().get_credentials()
        shm = os.statvfs("/dev/shm")
        print(
            json.dumps(
                {
                    "environment": sorted(os.environ),
                    "argv": sys.argv,
                    "pid": os.getpid(),
                    "init": first_line("/proc/1/comm"),
                    "user": os.getuid(),
                    "credentials": credentials.method if credentials else None,
                    "cpu_quota": first_line("/sys/fs/cgroup/cpu.max", "/sys/fs/cgroup/cpu/cpu.cfs_quota_us"),
                    "cpu_period": first_line("/sys/fs/cgroup/cpu.max", "/sys/fs/cgroup/cpu/cpu.cfs_period_us"),
                    "memory": first_line("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"),
                    "shm_bytes": shm.f_blocks * shm.f_frsize,
                }
            ),
            flush=True,
        )
        return "shown"
