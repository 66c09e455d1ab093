"""Describes bundles of a local context as disdat itself reads them, in JSON that keeps every bit.

Numbers are texts: an integer its digits, a float the hexadecimal of its big-endian double (`nan` for any NaN).

Usage: describe.py CONTEXT UUID...
"""

import json
import os
import struct
import sys
from fractions import Fraction

import disdat.api as api
import numpy as np
import pandas as pd
from disdat import hyperframe, hyperframe_pb2


def exactly(value):
    """One value. Disdat's API returns numbers of NumPy and of Python."""
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return str(int(value))
    if isinstance(value, (float, np.floating)):
        return "nan" if np.isnan(value) else struct.pack(">d", float(value)).hex()
    if isinstance(value, (str, bytes)):
        # Paths begin with the home.
        text = value.decode() if isinstance(value, bytes) else str(value)
        return text.replace(os.environ["HOME"], "~")
    if value is None:
        return None
    raise TypeError(f"{type(value)}")


def values_of(record):
    """The flat values of a frame. Texts are as in the message."""
    pb = record.pb
    if pb.type == hyperframe_pb2.LINK:
        return record.get_link_urls()
    if pb.type == hyperframe_pb2.HFRAME:
        return [nested.pb.uuid for nested in record.get_hframes()]
    if pb.type == hyperframe_pb2.STRING:
        # An ndarray would drop their trailing NUL characters.
        return list(pb.strings)
    array = record.to_ndarray()
    assert array.shape == tuple(pb.shape)
    return [exactly(value) for value in array.flatten()]


def summary(record):
    """The statistics of numbers, without NaN, or of texts; None for other values."""
    pb = record.pb
    if pb.type == hyperframe_pb2.STRING:
        return {"distinct": len(set(pb.strings))}
    if pb.type in (hyperframe_pb2.LINK, hyperframe_pb2.HFRAME):
        return None
    values = [value for value in record.to_ndarray().flatten().tolist() if value == value]
    if not values:
        return {"distinct": 0, "nulls": int(np.prod(pb.shape)), "min": None, "max": None, "mean": None}
    mean = sum(map(Fraction, values)) / len(values) if all(np.isfinite(values)) else sum(values) / len(values)
    return {
        "distinct": len(set(values)),
        "nulls": int(np.prod(pb.shape)) - len(values),
        "min": exactly(min(values) + 0),
        "max": exactly(max(values) + 0),
        "mean": exactly(float(mean)),
    }


def frame(record):
    pb = record.pb
    return {
        "name": pb.name,
        "uuid": pb.uuid,
        "type": hyperframe_pb2.Type.Name(pb.type),
        "shape": list(pb.shape),
        "byteorder": hyperframe_pb2.ByteOrder.Name(pb.byteorder),
        "values": values_of(record),
        "summary": summary(record),
    }


def presented(data):
    """The value of `Bundle.data`."""
    if isinstance(data, pd.DataFrame):
        return {"columns": {name: presented(data[name].values) for name in data.columns}, "rows": len(data)}
    if isinstance(data, np.ndarray):
        return {"shape": list(data.shape), "values": [exactly(value) for value in data.flatten()]}
    if isinstance(data, dict):
        return {"fields": {name: presented(value) for name, value in data.items()}}
    if isinstance(data, (list, tuple)):
        return [presented(item) for item in data]
    if isinstance(data, hyperframe.HyperFrameRecord):
        return {"bundle": data.pb.uuid, "name": data.pb.human_name}
    return {"value": exactly(data)}


def bundle(context, uuid):
    """One bundle. One with the presentation DEFAULT has no `Bundle`, only a record."""
    [record] = context.get_hframes(uuid=uuid)
    is_presentable = record.is_presentable()
    found = api.get(context.get_local_name(), None, uuid=uuid) if is_presentable else record
    return {
        "uuid": uuid,
        "name": found.pb.human_name,
        "presentation": hyperframe_pb2.Presentation.Name(found.pb.presentation),
        "tags": {tag.k: tag.v for tag in found.pb.tags},
        "frames": [frame(one) for one in found.get_frames(context)],
        "presented": presented(found.data) if is_presentable else None,
    }


def bundles(context_name, uuids):
    context = api._get_context(context_name)
    return [bundle(context, uuid) for uuid in uuids]


if __name__ == "__main__":
    # disdat prints to standard output too, so the result has a line with a prefix.
    print("\ndescribed=" + json.dumps(bundles(sys.argv[1], sys.argv[2:])))
