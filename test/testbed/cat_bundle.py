"""Prints the content of a bundle."""

import sys

import disdat.api as api

context, uuid = sys.argv[1:]
bundle = api.get(context, None, uuid=uuid)
if bundle is None:
    raise SystemExit(f"no bundle {uuid} in context {context}")
print(bundle.data)
