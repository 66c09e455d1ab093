"""Prints the local values of Terraform files as JSON, with the expressions in them unevaluated."""

import json
import sys

import hcl2


def unquoted(value):
    """hcl2 keeps the quotes of texts, and those of keys."""
    if isinstance(value, dict):
        return {unquoted(key): unquoted(each) for key, each in value.items() if not key.startswith("__")}
    if isinstance(value, list):
        return [unquoted(each) for each in value]
    is_text = isinstance(value, str) and len(value) > 1 and value[0] == value[-1] == '"'
    return value[1:-1] if is_text else value


found = {}
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        for block in hcl2.load(file)["locals"]:
            found |= unquoted(block)
print(json.dumps(found))
