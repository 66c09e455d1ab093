"""Writes two tables of ten columns, and counts how their rows differ with pandas, DuckDB, csv-diff or daff.

row_diff_peers.py make FOLDER ROWS [snappy|zstd]   the tables as Parquet files
row_diff_peers.py csv FOLDER                       the same as CSV files, for csv-diff, daff, and the action
row_diff_peers.py frames FOLDER                    the same as frames of Disdat, as it stores the columns of a DataFrame
row_diff_peers.py pandas|duckdb|csv-diff|daff FOLDER

`bench/install-peers` makes the environment for it: .testbed/peers-venv/bin/python.
"""

import os
import resource
import sys

CHUNK = 1_000_000
VALUES = ["customer", "day", "amount", "tax", "quantity", "price", "country", "comment", "refunded"]


def make(folder, rows, compression):
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
                writers[name] = pq.ParquetWriter(f"{folder}/{name}.parquet", data.schema, compression=compression)
            writers[name].write_table(data)
    for writer in writers.values():
        writer.close()


def read_parquet(folder):
    import pandas as pd

    for name in ("base", "now"):
        yield name, pd.read_parquet(f"{folder}/{name}.parquet")


def make_csv(folder):
    for name, table in read_parquet(folder):
        table.to_csv(f"{folder}/{name}.csv", index=False)


def make_frames(folder):
    import pandas as pd
    import pyarrow.parquet as pq
    from disdat.hyperframe import FrameRecord

    for name in ("base", "now"):
        path = f"{folder}/{name}.parquet"
        os.makedirs(f"{folder}/{name}", exist_ok=True)
        # Column by column: 20 million rows of all columns take more than 20 GB.
        for column in pq.read_schema(path).names:
            values = pd.read_parquet(path, columns=[column])[column]
            # Disdat has no frames of times: pipes store them as texts.
            values = values.astype(str) if values.dtype.kind == "M" else values
            frame = FrameRecord.from_serieslike("0", column, values)
            with open(f"{folder}/{name}/{column}.pb", "wb") as file:
                file.write(frame.pb.SerializeToString())


def count_with_csv_diff(folder):
    from csv_diff import compare, load_csv

    diff = compare(*(load_csv(open(f"{folder}/{name}.csv"), key="id") for name in ("base", "now")))
    return {kind: len(found) for kind, found in diff.items()}


def count_with_daff(folder):
    import csv

    import daff

    base, now = (daff.PythonTableView(list(csv.reader(open(f"{folder}/{name}.csv")))) for name in ("base", "now"))
    flags = daff.CompareFlags()
    flags.addPrimaryKey("id")
    diff = daff.TableDiff(daff.Coopy.compareTables(base, now, flags).align(), flags)
    diff.hilite(daff.PythonTableView([]))
    found = diff.getSummary()
    return {"added": found.row_inserts, "removed": found.row_deletes, "changed": found.row_updates}


def count_with_pandas(folder):
    base, now = (table for _, table in read_parquet(folder))
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


COUNTS = {
    "pandas": count_with_pandas,
    "duckdb": count_with_duckdb,
    "csv-diff": count_with_csv_diff,
    "daff": count_with_daff,
}
FORMATS = {"csv": make_csv, "frames": make_frames}

if __name__ == "__main__":
    work, folder, *more = sys.argv[1:]
    if work == "make":
        make(folder, int(more[0]), more[1] if len(more) > 1 else "snappy")
    elif work in FORMATS:
        FORMATS[work](folder)
    else:
        print(COUNTS[work](folder))
        usage = resource.getrusage(resource.RUSAGE_SELF)
        print(f"{usage.ru_utime + usage.ru_stime:.1f} s of processor time, {usage.ru_maxrss / 1024:.0f} MiB")
