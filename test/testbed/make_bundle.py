"""Creates bundles from descriptions on standard input, and prints their uuids in order. Runs in the home of dsdt.ts."""

import json
import sys
from pathlib import Path

import disdat.api as api
import pandas as pd


def make(context, folder, wanted):
    name, tags, data = wanted["name"], wanted["tags"], wanted["data"]
    if data["kind"] == "files":
        for path, content in data["files"].items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content)
        # dsdt add creates different bundles for a file and for a folder with this file.
        only = [folder / path for path in data["files"]]
        bundle = api.add(context, name, str(only[0] if len(only) == 1 else folder), tags=tags)
    else:
        value = pd.DataFrame(data["columns"]) if data["kind"] == "frame" else data["value"]
        for column, dtype in data.get("dtypes", {}).items():
            value[column] = value[column].astype(dtype)
        bundle = api.Bundle(
            context, name=name, data=value, tags=tags, params=wanted["params"], code_method=wanted["method"]
        )
    if wanted["commit"]:
        bundle.commit()
    if wanted["push"]:
        bundle.push()
    return bundle.uuid


request = json.load(sys.stdin)
for number, wanted in enumerate(request["bundles"]):
    uuid = make(request["context"], Path(request["folder"]) / str(number), wanted)
    # disdat prints on standard output too, so the result has a line with its own prefix.
    print(f"\nuuid={uuid}")
