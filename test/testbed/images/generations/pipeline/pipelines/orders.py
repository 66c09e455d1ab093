# -*- coding: utf-8 -*-
"""Orders: the example of the seed documentation, and one pipe for each thing that the tests ask of every version.

To 0.8.0, a pipe receives the input bundle as `pipeline_input`. A pipe of later versions finds its inputs itself, here by
the uuid in the parameter `orders`.
"""

from __future__ import print_function

import sys
import time

import luigi
import numpy as np
import pandas as pd
from disdat.pipe import PipeTask


def depends_on_any_bundle():
    """Whether an external dependency can be a bundle of any origin: since 0.8.13."""
    function = getattr(PipeTask, "add_external_dependency", None)
    return function is not None and "uuid" in function.__code__.co_varnames


class OrdersTask(PipeTask):
    """A pipe that reads orders."""

    orders = luigi.Parameter(default="")

    def pipe_requires(self, **_):
        if self.orders and depends_on_any_bundle():
            self.add_external_dependency("external_orders", None, {}, uuid=self.orders)

    def pipe_run(self, pipeline_input=None, external_orders=None, **_):
        orders = external_orders if pipeline_input is None else pipeline_input
        if self.orders and orders is None:
            import disdat.api

            orders = disdat.api.get(self.data_context.get_local_name(), None, uuid=self.orders).cat()
        if orders is None or isinstance(orders, pd.DataFrame):
            return self.convert(orders)
        # The presentation of a bundle with one file: its path, or an array or a column with it.
        path = np.asarray(orders).ravel()[0]
        return self.convert(pd.read_csv(path[7:] if path.startswith("file://") else path))


class DailyOrders(OrdersTask):
    """The orders of a day, one row for each customer."""

    day = luigi.Parameter(default="2026-01-05")

    def convert(self, orders):
        todays = orders[(orders["day"] == self.day) & (orders["amount"] > 0)].drop_duplicates("order_id")
        if todays.empty:
            raise ValueError("no orders on {}".format(self.day))
        by_customer = todays.groupby("customer", sort=True)["amount"]
        daily = pd.DataFrame({"orders": by_customer.count(), "total": by_customer.sum()}).reset_index()
        print("{}: {} orders of {} customers".format(self.day, len(todays), len(daily)))
        return daily


class Echo(OrdersTask):
    """The parameter, and the number of orders; -1 without an input."""

    text = luigi.Parameter(default="-")

    def convert(self, orders):
        return pd.DataFrame({"text": [self.text], "orders": [-1 if orders is None else len(orders)]})


def look_up_price(prices, article):
    """The deepest frame of the traceback of `Raises`."""
    return prices[article]


class Raises(OrdersTask):
    """Fails with a KeyError."""

    def convert(self, orders):
        print("looking up a price, with {} orders".format("no" if orders is None else len(orders)))
        return look_up_price({"apple": 1.5}, "pear")


class Frame(OrdersTask):
    """A DataFrame with a column of each type, with text outside ASCII."""

    def convert(self, orders):
        return pd.DataFrame(
            {"count": [1, 2], "price": [0.5, 1.25], "sold": [True, False], "name": [u"J\xfcrgen \u8336", u"plain"]}
        )


class Tensor(OrdersTask):
    """An array of three numbers."""

    def convert(self, orders):
        return np.array([1.5, 2.5, 3.5])


class Files(OrdersTask):
    """Two files."""

    def convert(self, orders):
        targets = [self.create_output_file(name) for name in ("one.csv", "two.csv")]
        for number, target in enumerate(targets):
            with target.open("w") as file:
                file.write("n\n{}\n".format(number))
        return targets


class Nested(OrdersTask):
    """A bundle that contains the bundle of `Frame`."""

    def pipe_requires(self, **_):
        self.add_dependency("frame", Frame, {})

    def pipe_run(self, **_):
        return self.upstream_hframes()[0]


class Sleeps(OrdersTask):
    """Sleeps for a time."""

    seconds = luigi.FloatParameter(default=1.0)

    def convert(self, orders):
        print("sleeping for {} s".format(self.seconds))
        sys.stdout.flush()
        time.sleep(self.seconds)
        return self.seconds
