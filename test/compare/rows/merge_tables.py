"""Compares pairs of tables with pandas: a JSON list of cases on standard input, a JSON list of counts on standard output.

Pairs whose columns have the same types are merged together, with the number of the pair as a further key: a merge takes
much longer to begin than for a few rows more.
"""

import datetime
import decimal
import json
import sys

import numpy as np
import pandas as pd

DTYPES = {"integers": "int64", "floats": "float64", "booleans": "bool", "texts": "object"}
OBJECTS = {"decimal": decimal.Decimal, "date": datetime.date.fromisoformat}
NUMBERS = ("integers", "floats", "numbers")


def get_dtype(column):
    return column.get("dtype") or DTYPES[column["kind"]]


def read_column(values, dtype):
    if dtype in OBJECTS:
        return pd.Series([None if value is None else OBJECTS[dtype](value) for value in values], dtype="object")
    if dtype.startswith("datetime64"):
        # Instants, or times without a zone.
        return pd.Series(pd.to_datetime(values, format="ISO8601", utc="," in dtype)).astype(dtype)
    return pd.Series(values, dtype=dtype)


def read(cases, side):
    tables = [case[side] for case in cases]
    columns = {
        name: read_column([value for table in tables for value in table[name]["values"]], get_dtype(column))
        for name, column in tables[0].items()
    }
    rows = [len(next(iter(table.values()))["values"]) for table in tables]
    return pd.DataFrame({"pair": np.repeat(np.arange(len(cases)), rows), **columns})


def count_keys(table, key, side):
    sizes = table.groupby(key, dropna=False).size().rename(side).reset_index()
    return sizes.astype({name: table[name].dtype for name in key})


def compare(cases):
    key, base, now = ["pair", *cases[0]["key"]], read(cases, "base"), read(cases, "now")
    values = [name for name in now.columns if name in base.columns and name not in key]
    counts = count_keys(base, key, "b").merge(count_keys(now, key, "n"), on=key, how="outer").fillna({"b": 0, "n": 0})
    ambiguous = counts[(counts.b > 1) | (counts.n > 1)]
    unique = counts.loc[(counts.b <= 1) & (counts.n <= 1), key]
    merged = base.merge(unique, on=key).merge(now.merge(unique, on=key), on=key, how="outer", indicator=True)
    both = merged[merged["_merge"] == "both"]

    def add(counted, pairs):
        return counted.groupby(pairs).sum().reindex(range(len(cases)), fill_value=0)

    sides = {kind: add(merged["_merge"] == kind, merged["pair"]) for kind in ("left_only", "right_only", "both")}
    duplicates = [add(ambiguous[side], ambiguous["pair"]) for side in ("b", "n")]
    keys = add(pd.Series(1, index=ambiguous.index), ambiguous["pair"])
    columns, changed = {}, pd.Series(False, index=both.index)
    for name in values:
        before, after = both[f"{name}_x"], both[f"{name}_y"]
        differs = ~((before == after) | (before.isna() & after.isna())).astype(bool)
        changed |= differs
        columns[name] = {"differing": add(differs, both["pair"])}
        if cases[0]["now"][name]["kind"] in NUMBERS:
            present = differs & before.notna() & after.notna()
            # A difference of floats of 32 bits is one of 32 bits in pandas.
            numbers = after[present].astype("float64") - before[present].astype("float64")
            columns[name]["mean"] = numbers.groupby(both["pair"]).mean()
            columns[name]["greatest"] = numbers.abs().groupby(both["pair"]).max()
    changes = add(changed, both["pair"])

    def describe(column, pair):
        shown = {"differing": int(column["differing"][pair])}
        if "mean" in column:
            known = pair in column["mean"].index
            shown["numbers"] = [float(f"{column[name][pair]:.12g}") for name in ("mean", "greatest")] if known else None
        return shown

    return [
        {
            "added": int(sides["right_only"][pair]),
            "removed": int(sides["left_only"][pair]),
            "shared": int(sides["both"][pair]),
            "changed": int(changes[pair]),
            "duplicates": [int(duplicates[0][pair]), int(duplicates[1][pair]), int(keys[pair])],
            "columns": {name: describe(column, pair) for name, column in columns.items()},
        }
        for pair in range(len(cases))
    ]


def get_types(case):
    return json.dumps([case["key"], *([name, get_dtype(column)] for side in ("base", "now") for name, column in case[side].items())])


groups = {}
for place, case in enumerate(json.load(sys.stdin)):
    groups.setdefault(get_types(case), []).append((place, case))
counted = {}
for group in groups.values():
    for (place, _), found in zip(group, compare([case for _, case in group])):
        counted[place] = found
json.dump([counted[place] for place in range(len(counted))], sys.stdout)
