"""Runs the moto server, and ends it together with the test that started it, even when the test is killed."""

import ctypes
import os
import signal
import sys
import types

PR_SET_PDEATHSIG = 1

parent = os.getppid()
ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
if os.getppid() != parent:
    raise SystemExit("the parent process has already ended")

# moto's CloudFormation imports the models of all services. Those of API Gateway, which no test uses, need a package
# with fifteen others.
package = "openapi_spec_validator"
sys.modules[package] = types.SimpleNamespace(validate_spec=None)
sys.modules[f"{package}.validation"] = types.SimpleNamespace()
sys.modules[f"{package}.validation.exceptions"] = types.SimpleNamespace(OpenAPIValidationError=ValueError)

import moto_batch  # noqa: E402, F401
from moto.server import main  # noqa: E402  (the imports take a second: the signal must be set before)

main()
