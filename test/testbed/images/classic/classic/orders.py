"""Orders, for the classic image. Parameters are texts."""

import time

import pandas as pd


class DailyOrders:
    """The orders of a day, a row for each customer."""

    parameters = ("day",)

    def pipe_run(self, pipeline_input, day):
        orders = pipeline_input if isinstance(pipeline_input, pd.DataFrame) else pd.read_csv(pipeline_input)
        todays = orders[(orders["day"] == day) & (orders["amount"] > 0)].drop_duplicates("order_id")
        if todays.empty:
            raise ValueError(f"no orders on {day}")
        by_customer = todays.groupby("customer", sort=True)["amount"]
        daily = pd.DataFrame({"orders": by_customer.count(), "total": by_customer.sum()}).reset_index()
        print(f"{day}: {len(todays)} orders of {len(daily)} customers")
        return daily


def look_up_price(prices, article):
    """The deepest frame of the traceback of `Raises`."""
    return prices[article]


class Raises:
    """Fails with a KeyError."""

    parameters = ()

    def pipe_run(self, pipeline_input):
        return look_up_price({"apple": 1.5}, "pear")


class Sleeps:
    """Sleeps for a time."""

    parameters = ("seconds",)

    def pipe_run(self, pipeline_input, seconds):
        print(f"sleeping for {seconds} s", flush=True)
        time.sleep(float(seconds))
        return seconds
