"""Times one operation of the real disdat in the home of HOME, without the start of Python and the imports.

    dsdt_timed.py push|pull <remote context> <remote url>
    dsdt_timed.py find <remote context> <remote url> <bundle name>

push and pull do the work of `dsdt push` and `dsdt pull` with a whole context. find is `dsdt pull --bundle`, the only way of
disdat to get the newest bundle of a name.
"""

import json
import sys
import time
from pathlib import Path

import disdat.api as api
from disdat.fs import DisdatFS
from disdat.utility import aws_s3

what, remote_context, remote, *name = sys.argv[1:]
# Equivalent to `dsdt context` and `dsdt remote`, which do not bind a context that has bundles or another remote.
folder = Path.home() / ".disdat/context/local"
(folder / "objects").mkdir(parents=True, exist_ok=True)
(folder / "ctxt.db").unlink(missing_ok=True)
bound = {"remote_ctxt": remote_context, "local_ctxt": "local", "remote_ctxt_url": f"{remote}/context"}
(folder / "ctxt.json").write_text(json.dumps(bound))
if not (Path.home() / ".config/disdat").exists():
    api.init()
api.switch("local")
context = api._get_context("local")
context.rebuild_db()
fs = api._get_fs()
# This takes half a second, regardless of the amount of work.
aws_s3.get_s3_client()
aws_s3.get_s3_resource()

started = time.perf_counter()
if what == "push":
    fs.fast_push(context, False)
elif what == "pull":
    DisdatFS.fast_pull(context, True)
else:
    api.pull("local", bundle_name=name[0])
seconds = time.perf_counter() - started

uuid = None
if what == "find":
    found = [bundle for bundle in api.search("local", human_name=name[0])]
    uuid = max(found, key=lambda bundle: bundle.creation_date).uuid if found else None

# disdat prints on standard output too.
print("\n" + json.dumps({"seconds": seconds, "uuid": uuid}))
