"""Sets up dsdt like a new user: init, context, switch, remote. Uses one process, because each dsdt takes a second."""

import sys

import disdat.api as api

remote_context, local_context, remote = sys.argv[1:]

api.init()
api.context(f"{remote_context}/{local_context}")
api.switch(local_context)
if remote:
    api.remote(local_context, remote_context, remote)
