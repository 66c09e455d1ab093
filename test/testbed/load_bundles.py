"""Loads each bundle of a folder as dsdt does, each in a context of its own, and prints a JSON list: an error or null.

argv: a folder with one folder for each case, which holds `objects/<uuid>/…`. Runs in one process for many bundles."""

import contextlib
import io
import json
import logging
import os
import sys
import time

logging.disable(logging.CRITICAL)

from datetime import datetime

import disdat.api as api
from disdat.data_context import DataContext
from disdat.fs import DisdatFS

zones = ("UTC", "Pacific/Kiritimati", "Etc/GMT+12")


def load(root, case):
    context = DataContext(root, "remote", case, "s3://bucket/context")
    frames = context.get_hframes()
    names = os.listdir(context.get_object_dir())
    if len(frames) != len(names):
        raise ValueError("dsdt ls shows %d of %d bundles" % (len(frames), len(names)))
    for record in frames:
        for zone in zones:
            os.environ["TZ"] = zone
            time.tzset()
            DisdatFS._pretty_print_hframe(record, print_tags=True, print_args=True).encode()
            datetime.fromtimestamp(record.pb.lineage.creation_date)
        api.Bundle(context).fill_from_hfr(record)


# Without a configuration, dsdt exits.
api.init()
root = sys.argv[1]
results = []
for case in sorted(os.listdir(root)):
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            load(root, case)
            results.append(None)
        except BaseException as error:
            results.append("%s: %s" % (type(error).__name__, str(error)[:200]))
print("\n" + json.dumps(results))
