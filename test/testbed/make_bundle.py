"""Makes one bundle from a description on standard input, and prints its uuid. Runs in the home of dsdt.ts."""

import json
import sys
from pathlib import Path

import disdat.api as api
import pandas as pd

wanted = json.load(sys.stdin)
context, name, tags, data = wanted["context"], wanted["name"], wanted["tags"], wanted["data"]

if data["kind"] == "files":
    folder = Path(wanted["folder"])
    for path, content in data["files"].items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    # dsdt add makes another kind of bundle from a file than from the folder that holds it.
    only = [folder / path for path in data["files"]]
    bundle = api.add(context, name, str(only[0] if len(only) == 1 else folder), tags=tags)
else:
    value = pd.DataFrame(data["columns"]) if data["kind"] == "frame" else data["value"]
    for column, dtype in data.get("dtypes", {}).items():
        value[column] = value[column].astype(dtype)
    bundle = api.Bundle(context, name=name, data=value, tags=tags, params=wanted["params"], code_method=wanted["method"])

if wanted["commit"]:
    bundle.commit()
if wanted["push"]:
    bundle.push()

# disdat prints on standard output too, so the answer has a line of its own that can be told apart.
print(f"\nuuid={bundle.uuid}")
