"""Turns raw orders into the figures of a day and a report.

    raw orders ──> CleanOrders ──> DailyOrders    one row per customer, for one day
                              └──> OrdersReport   a Markdown file over all days

The raw orders are a bundle from another source. Its uuid is a parameter, so that a run states exactly which data it
reads, and so that the same code does not process the same data twice.
"""

import luigi
import numpy as np
import pandas as pd
from disdatluigi.pipe import PipeTask

COLUMNS = ["order_id", "day", "customer", "amount", "refunded"]


def read_orders(data):
    """Returns the orders as a DataFrame, from a DataFrame bundle or from a CSV file that `dsdt add` added."""
    orders = data if isinstance(data, pd.DataFrame) else pd.read_csv(data)
    missing = [column for column in COLUMNS if column not in orders.columns]
    if missing:
        raise ValueError(f"the orders lack the columns {', '.join(missing)}; they have {', '.join(orders.columns)}")
    return orders[COLUMNS]


class CleanOrders(PipeTask):
    """The valid orders: each order once, with a customer and a positive amount."""

    orders = luigi.Parameter(description="uuid of the bundle with the raw orders")

    def pipe_requires(self):
        self.set_bundle_name("orders.clean")
        self.add_external_dependency("raw", None, {}, uuid=self.orders)

    def pipe_run(self, raw=None):
        orders = read_orders(raw)
        # A missing customer is NaN in a CSV file, and an empty string in the DataFrame of a bundle.
        countable = (orders["customer"].fillna("") != "") & (orders["amount"] > 0)
        clean = orders[countable].drop_duplicates("order_id").sort_values("order_id").reset_index(drop=True)
        print(f"kept {len(clean)} of {len(orders)} orders")
        return clean


class DailyOrders(PipeTask):
    """The orders of one day, with one row per customer."""

    orders = luigi.Parameter(description="uuid of the bundle with the raw orders")
    day = luigi.DateParameter(description="the day, for example 2026-01-05")

    def pipe_requires(self):
        self.add_dependency("clean", CleanOrders, {"orders": self.orders})

    def pipe_run(self, clean=None):
        day = self.day.isoformat()
        todays = clean[clean["day"] == day]
        kept = todays[~todays["refunded"].astype(bool)]
        if kept.empty:
            # Disdat cannot store a DataFrame without rows, and an empty result is probably an error.
            raise ValueError(f"no orders on {day}")
        by_customer = kept.groupby("customer", sort=True)["amount"]
        daily = pd.DataFrame(
            {
                "day": day,
                "orders": by_customer.count().astype(np.int32),
                "total": by_customer.sum().astype(np.float64),
                "largest": by_customer.max().astype(np.float32),
            }
        ).reset_index()
        daily["big_spender"] = daily["total"] >= 100.0
        print(f"{day}: {len(todays)} orders of {len(daily)} customers")
        return daily


class OrdersReport(PipeTask):
    """A Markdown table of all days, as a file in the bundle."""

    orders = luigi.Parameter(description="uuid of the bundle with the raw orders")

    def pipe_requires(self):
        self.add_dependency("clean", CleanOrders, {"orders": self.orders})

    def pipe_run(self, clean=None):
        by_day = clean.groupby("day", sort=True)["amount"]
        report = self.create_output_file("report.md")
        with report.open("w") as out:
            out.write("| day | orders | total |\n| --- | ---: | ---: |\n")
            for day, amounts in by_day:
                out.write(f"| {day} | {len(amounts)} | {amounts.sum():.2f} |\n")
        print(f"wrote {report.path}")
        return report.path
