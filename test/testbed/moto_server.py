"""Runs the moto server, and ends it together with the test that started it, even when the test is killed."""

import ctypes
import os
import signal

PR_SET_PDEATHSIG = 1

parent = os.getppid()
ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
if os.getppid() != parent:
    raise SystemExit("the parent process has already ended")

import moto_batch  # noqa: E402, F401
from moto.server import main  # noqa: E402  (the imports take a second: the signal must be set before)

main()
