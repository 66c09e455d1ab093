"""Creates a bundle of every kind in a local context with disdat's own code, and describes each.

Uses disdat's API where it can (`make`). What Disdat's format has but the API refuses (values without a
dimension, arrays without rows, the presentation DEFAULT) is created with its records (`record`).

Usage: make.py CONTEXT
"""

import json
import os
import sys

import disdat.api as api
import numpy as np
import pandas as pd
from disdat import hyperframe, hyperframe_pb2

import describe

CONTEXT = sys.argv[1]
made = {}


def keep(kind, bundle):
    made[kind] = bundle.uuid
    return bundle


def make(kind, data, **more):
    return keep(kind, api.Bundle(CONTEXT, name=kind, data=data, code_method="pkg.mod.Made", **more))


def record(kind, presentation, frames):
    """A bundle of frames without the API: `(name, type, shape, data, byteorder)`, or a function of a uuid."""
    context = api._get_context(CONTEXT)
    _, uuid, _ = context.make_managed_path()
    hyperframes = [
        make_frame(uuid)
        if callable(make_frame)
        else hyperframe.FrameRecord(
            name=make_frame[0],
            hframe_uuid=uuid,
            type=make_frame[1],
            shape=make_frame[2],
            data=make_frame[3],
            byteorder=make_frame[4],
        )
        for make_frame in frames
    ]
    lineage = hyperframe.LineageRecord(
        hframe_proc_name=kind,
        hframe_uuid=uuid,
        code_repo="https://example.com/größe",
        code_hash="1288a02f",
        code_branch="main",
        code_method="pkg.mod.Record",
        start_ts=1767571200.25,
        stop_ts=1767571201.5,
    )
    hfr = hyperframe.HyperFrameRecord(
        owner="someone",
        human_name=kind,
        processing_name=kind,
        uuid=uuid,
        frames=hyperframes,
        lin_obj=lineage,
        presentation=presentation,
    )
    context.write_hframe_local(hfr)
    made[kind] = uuid


def extremes(dtype):
    """Extreme values of a type."""
    dtype = np.dtype(dtype)
    if dtype.kind == "b":
        return [True, False, True]
    if dtype.kind in "iu":
        info = np.iinfo(dtype)
        return [info.min, info.max, 0, 1, info.max - 1]
    info = np.finfo(dtype)
    return [0.0, -0.0, np.inf, -np.inf, np.nan, info.max, info.min, info.tiny, info.smallest_subnormal, 1 / 3]


DTYPES = ["f2", "f4", "f8", "u1", "u2", "u4", "u8", "i1", "i2", "i4", "i8", "?"]

for name in DTYPES:
    for order in "<>":
        dtype = np.dtype(name).newbyteorder(order)
        array = np.array(extremes(name), dtype=dtype)
        make(f"tensor {order}{name}", array)
        make(f"dimensions {order}{name}", np.resize(array, (2, 3, 1, 4)))
        make(f"scalar {order}{name}", array[1])
        make(f"tuple of {order}{name}", {"many": array, "one": array[:1]})
    make(f"no columns {name}", np.zeros((3, 0), dtype=name))

make("every type", pd.DataFrame({name: np.resize(np.array(extremes(name), dtype=name), 12) for name in DTYPES}))
make("other order", pd.DataFrame({name: np.array(extremes(name)[:3], dtype=">" + name) for name in ("f8", "i8", "u2")}))
make("dimensions at their most", np.arange(2**12, dtype="i4").reshape([2] * 12 + [1] * 52))
make("strided", np.arange(24, dtype="i8").reshape(4, 6)[::2, ::-3].T)

TEXTS = ["", "a", "ä", "日本語", "مرحبا", "🙂👩‍👩‍👧", "e\u0301", "\ufeffmark", "line\nbreak\ttab", "nul\0inside", "x" * 70_000, "null"]
make("texts", TEXTS)
make("texts of python", np.array(TEXTS, dtype=object))
make("bytes", [b"a", "ü".encode(), b""])
make("text", "ein Größenwert")
make("empty text", "")
make("text like a number", "007")
make("mixed", [1, "a", None, 2.5, True, {"k": [None, "ü"]}, float("nan"), 2**70])
make("missing texts", pd.DataFrame({"t": ["a", None, 'q"ü', float("nan")], "n": [1, None, 3, 4], "b": [True, None, False, None]}))
make("categories", pd.DataFrame({"c": pd.Categorical(["a", "b", "a"])}))
make("nullable integers", pd.DataFrame({"i": pd.array([1, None, 3], dtype="Int64")}))
make("python integer", 42)
make("large integer", 2**63 - 1)
make("huge integer", 2**70)
make("python float", -0.0)
make("python bool", True)
make("list", [1.5, 2.5])
make("nested list", [[1, 2], [3, 4]])
make("tuple", (1, 2, 3))
make("tuple of texts", ("a", "b"))
make("fields", {"größe": [1, 2], "名前": ["x", "y"], "🙂": 2.5, "": [True], "a b/c:d": np.zeros((2, 2))})
make("columns by any name", pd.DataFrame({"größe": [1], "名前": ["x"], "🙂": [2.5], "": [True], "a\nb\0c": [1], "x" * 300: [1]}))
make("no columns at all", pd.DataFrame())
make("described", [1], tags={"env": "prüf", "empty": ""}, params={"day": "2026-01-05", "größe": "1"})

with api.Bundle(CONTEXT, name="none", code_method="pkg.mod.Made") as bundle:
    bundle.add_data(None)
keep("none", bundle)

os.makedirs("made/sub", exist_ok=True)
for name, text in {"one.txt": "one", "größe 1.txt": "zwei", "sub/three.txt": "three"}.items():
    with open(os.path.join("made", name), "w", encoding="utf-8") as file:
        file.write(text)
here = os.path.abspath("made")
one = keep("file", api.add(CONTEXT, "file", os.path.join(here, "one.txt"), tags={"via": "add"}))
files = keep("files", api.add(CONTEXT, "files", here))
make("table of files", pd.DataFrame({"file": [os.path.join(here, "one.txt")], "n": [1]}))
make("row of files", {"file": [os.path.join(here, "one.txt")], "n": [1, 2]})

child = make("child", [1.5, 2.5], dependencies={"upstream": one, "b": files})
nested = make("nested", files)
make("nested twice", nested)
make("several bundles", [child, one])
make("table of bundles", pd.DataFrame({"b": [child, one], "n": [1, 2]}))

with_committed = make("committed", pd.DataFrame({"n": [1]}), tags={"a": "b"})
with_committed.commit()

ndarray = hyperframe.FrameRecord.from_ndarray
for name in DTYPES:
    value = np.array(extremes(name)[-1], dtype=name)
    record(f"no dimension {name}", hyperframe_pb2.SCALAR, [lambda uuid, value=value: ndarray(uuid, "unnamed:0", value)])
    for kind, shape in (("empty", (0,)), ("no rows", (0, 3))):
        empty = np.zeros(shape, dtype=name)
        record(f"{kind} {name}", hyperframe_pb2.TENSOR, [lambda uuid, empty=empty: ndarray(uuid, "unnamed:0", empty)])
record("empty texts", hyperframe_pb2.TENSOR, [("unnamed:0", "STRING", (0,), [], "|")])
record("empty table", hyperframe_pb2.DF, [lambda uuid, n=n: ndarray(uuid, n, np.array([], dtype=n)) for n in DTYPES])
record("unordered number", hyperframe_pb2.TENSOR, [("unnamed:0", "INT32", (2,), np.array([1, -2], "<i4").tobytes(), None)])

record("no frames", hyperframe_pb2.DEFAULT, [])
record(
    "any frames",
    hyperframe_pb2.DEFAULT,
    [
        lambda uuid: ndarray(uuid, "first", np.arange(3)),
        ("second", "STRING", (2,), ["a", "ü"], "|"),
        lambda uuid: hyperframe.FrameRecord.make_hframe_frame(uuid, "none of them", []),
    ],
)

described = dict(zip(made, describe.bundles(CONTEXT, made.values())))
print("\ndescribed=" + json.dumps([{"kind": kind, **bundle} for kind, bundle in described.items()]))
