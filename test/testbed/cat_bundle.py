"""Prints the contents of bundles as a JSON list of texts. argv: the local context, and the uuids."""

import json
import sys

import disdat.api as api

context, *uuids = sys.argv[1:]


def read(uuid):
    bundle = api.get(context, None, uuid=uuid)
    if bundle is None:
        raise SystemExit(f"no bundle {uuid} in context {context}")
    return f"{bundle.data}\n"


print(json.dumps([read(uuid) for uuid in uuids]))
