"""Runs the moto server, and ends it together with the test that started it, even when the test is killed."""

import ctypes
import importlib.abc
import importlib.machinery
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
# EventBridge needs another one for the templates of its targets. Without a template, each path is a field: `$.detail`.
def parse_path(path):
    return types.SimpleNamespace(find=lambda event: [types.SimpleNamespace(value=event[path.removeprefix("$.")])])


sys.modules["jsonpath_ng"] = types.SimpleNamespace()
sys.modules["jsonpath_ng.ext"] = types.SimpleNamespace(parse=parse_path)


class BatchFinder(importlib.abc.MetaPathFinder):
    """Imports moto_batch when moto's Batch is imported: its EC2 takes most of a second, and most tests use only S3."""

    def find_spec(self, name, path, target=None):
        if name != "moto.batch.models":
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        execute = spec.loader.exec_module

        def execute_and_replace(module):
            execute(module)
            import moto_batch  # noqa: F401

        spec.loader.exec_module = execute_and_replace
        return spec


sys.meta_path.insert(0, BatchFinder())

from moto.server import main  # noqa: E402  (the import takes half a second: the signal must be set before)

main()
