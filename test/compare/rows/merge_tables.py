"""Compares pairs of tables with pandas: a JSON list of cases on standard input, a JSON list of counts on standard output."""

import json
import sys

import pandas as pd

DTYPES = {"integers": "int64", "floats": "float64", "booleans": "bool", "texts": "object"}


def read(table):
    return pd.DataFrame({name: pd.Series(column["values"], dtype=DTYPES[column["kind"]]) for name, column in table.items()})


def count_keys(table, key, side):
    sizes = table.groupby(key, dropna=False).size().rename(side).reset_index()
    return sizes.astype({name: table[name].dtype for name in key})


def compare(case):
    key, base, now = case["key"], read(case["base"]), read(case["now"])
    values = [name for name in now.columns if name in base.columns and name not in key]
    counts = count_keys(base, key, "b").merge(count_keys(now, key, "n"), on=key, how="outer").fillna({"b": 0, "n": 0})
    ambiguous = counts[(counts.b > 1) | (counts.n > 1)]
    unique = counts.loc[(counts.b <= 1) & (counts.n <= 1), key]
    merged = base.merge(unique, on=key).merge(now.merge(unique, on=key), on=key, how="outer", indicator=True)
    kinds = merged["_merge"].value_counts()
    both = merged[merged["_merge"] == "both"]
    columns, changed = {}, pd.Series(False, index=both.index)
    for name in values:
        before, after = both[f"{name}_x"], both[f"{name}_y"]
        differs = ~((before == after) | (before.isna() & after.isna())).astype(bool)
        changed |= differs
        columns[name] = {"differing": int(differs.sum())}
        if case["now"][name]["kind"] in ("integers", "floats"):
            numbers = (after - before)[differs].astype("float64").dropna()
            columns[name]["numbers"] = [float(f"{numbers.mean():.12g}"), float(numbers.abs().max())] if len(numbers) else None
    return {
        "added": int(kinds["right_only"]),
        "removed": int(kinds["left_only"]),
        "shared": int(kinds["both"]),
        "changed": int(changed.sum()),
        "duplicates": [int(ambiguous.b.sum()), int(ambiguous.n.sum()), len(ambiguous)],
        "columns": columns,
    }


json.dump([compare(case) for case in json.load(sys.stdin)], sys.stdout)
