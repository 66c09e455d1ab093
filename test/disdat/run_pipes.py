"""Runs pipes that reach their upstream bundles in every way that Disdat has, and prints the uuid of each bundle."""

import disdat.api
import disdatluigi.api
import luigi
from disdatluigi.pipe import PipeTask


class Region(PipeTask):
    region = luigi.Parameter()

    def pipe_requires(self):
        self.set_bundle_name(f"region.{self.region}")

    def pipe_run(self):
        return self.region


class Tasks(PipeTask):
    """Two tasks, whose arguments are not in the order of their names."""

    def pipe_requires(self):
        self.add_dependency("second", Region, {"region": "eu"})
        self.add_dependency("first", Region, {"region": "us"})

    def pipe_run(self, first=None, second=None):
        return first + second


class External(PipeTask):
    """A bundle of another pipe, by its name."""

    def pipe_requires(self):
        self.add_external_dependency("rates", None, {}, human_name="ra tes")

    def pipe_run(self, rates=None):
        return rates


class Mixed(PipeTask):
    """A task, bundles of other pipes, and a task that is yielded."""

    def pipe_requires(self):
        external = self.add_external_dependency("rates", None, {}, human_name="ra tes")
        self.add_dependency("here", Region, {"region": "eu"})
        self.add_external_dependency("again", None, {}, uuid=external.uuid)
        self.add_external_dependency("zone", Region, {"region": "us"})

    def pipe_run(self, rates=None, here=None, again=None, zone=None):
        yield self.yield_dependency(Region, {"region": "asia"})
        return here


class Both(PipeTask):
    """A bundle of a task, which the pipe also finds by its name."""

    def pipe_requires(self):
        self.add_dependency("here", Region, {"region": "eu"})
        self.add_dependency("other", Region, {"region": "us"})
        self.add_external_dependency("newest", None, {}, human_name="region.eu")

    def pipe_run(self, here=None, other=None, newest=None):
        return here + newest


class Last(PipeTask):
    def pipe_requires(self):
        self.add_dependency("tasks", Tasks, {})

    def pipe_run(self, tasks=None):
        return tasks


disdat.api.Bundle("local", name="ra tes", data=1, params={"of": "to day"}, processing_name="Räte 🌍 of to-day 1").commit()
for pipe in (Tasks, External, Mixed, Both, Last):
    disdatluigi.api.apply("local", pipe)
for bundle in disdat.api.search("local"):
    # disdat prints on standard output too, so the result has lines with their own prefix.
    print(f"\nbundle={bundle.uuid} {bundle.name}")
