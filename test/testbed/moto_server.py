"""Runs the moto server, and ends it together with the test that started it, also when that test was killed."""

import ctypes
import os
import signal

PR_SET_PDEATHSIG = 1

parent = os.getppid()
ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
if os.getppid() != parent:
    raise SystemExit("whoever started this is gone already")

import moto_batch  # noqa: E402, F401
from moto.server import main  # noqa: E402  (a second of imports, too long to be without the signal)

main()
