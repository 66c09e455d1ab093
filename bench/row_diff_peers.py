"""Writes two tables of ten columns as Parquet files, and counts how their rows differ with pandas or DuckDB.

row_diff_peers.py make FOLDER ROWS | pandas FOLDER | duckdb FOLDER
"""

import resource
import sys

CHUNK = 1_000_000
VALUES = ["customer", "day", "amount", "tax", "quantity", "price", "country", "comment", "refunded"]


def make(folder, rows):
    import numpy as np
    import pandas as pd
    import pyarrow as pa
    import pyarrow.parquet as pq

    random = np.random.default_rng(19)
    writers = {}
    for start in range(0, rows, CHUNK):
        n = min(CHUNK, rows - start)
        base = pd.DataFrame(
            {
                "id": np.arange(start, start + n),
                "customer": random.integers(0, 1_000_000, n),
                "day": pd.Timestamp("2026-01-01") + pd.to_timedelta(random.integers(0, 365, n), unit="D"),
                "amount": np.round(random.random(n) * 1000, 4),
                "tax": np.round(random.random(n) * 100, 4),
                "quantity": random.integers(1, 10, n).astype("int32"),
                "price": random.random(n),
                "country": np.array(["de", "fr", "us", "gb", "it"])[random.integers(0, 5, n)],
                "comment": "order " + pd.Series(random.integers(0, rows, n)).astype(str),
                "refunded": random.random(n) < 0.1,
            }
        )
        now = base.assign(amount=base["amount"].round(2))[base["id"] % 1000 != 7]
        now.loc[now["id"] % 1000 == 8, "id"] += rows
        for name, table in (("base", base), ("now", now)):
            data = pa.Table.from_pandas(table, preserve_index=False)
            if name not in writers:
                writers[name] = pq.ParquetWriter(f"{folder}/{name}.parquet", data.schema)
            writers[name].write_table(data)
    for writer in writers.values():
        writer.close()


def count_with_pandas(folder):
    import pandas as pd

    base, now = (pd.read_parquet(f"{folder}/{name}.parquet") for name in ("base", "now"))
    merged = base.merge(now, on="id", how="outer", indicator=True)
    both = merged[merged["_merge"] == "both"]
    changed = {}
    for name in VALUES:
        a, b = both[f"{name}_x"], both[f"{name}_y"]
        changed[name] = int((~((a == b) | (a.isna() & b.isna()))).sum())
    return merged["_merge"].value_counts().to_dict(), changed


def count_with_duckdb(folder):
    import duckdb

    differs = ", ".join(f"count(*) FILTER (b.id IS NOT NULL AND n.id IS NOT NULL AND b.{c} IS DISTINCT FROM n.{c})" for c in VALUES)
    duckdb.execute("SET threads = 1")
    query = f"""SELECT count(*) FILTER (b.id IS NULL), count(*) FILTER (n.id IS NULL), {differs}
      FROM '{folder}/base.parquet' b FULL OUTER JOIN '{folder}/now.parquet' n ON b.id = n.id"""
    return duckdb.execute(query).fetchall()


if __name__ == "__main__":
    work, folder, *more = sys.argv[1:]
    if work == "make":
        make(folder, int(more[0]))
    else:
        print(count_with_pandas(folder) if work == "pandas" else count_with_duckdb(folder))
        usage = resource.getrusage(resource.RUSAGE_SELF)
        print(f"{usage.ru_utime + usage.ru_stime:.1f} s of processor time, {usage.ru_maxrss / 1024:.0f} MiB")
