"""Parses command lines with the real parser of a pipeline image, in Python 2.7 and 3.

Runs in a container of the image. Reads a JSON list of argument lists from stdin, and writes what each becomes: the values
that the image would run with, or `{"error": ...}`. Only what comes after parsing is replaced.
"""

from __future__ import print_function

import argparse
import io
import json
import os
import runpy
import subprocess
import sys

ENTRYPOINT = "/opt/bin/entrypoint.py"

try:
    import disdatluigi.common as common
    from disdat.common import parse_args_tags

    MODULE = "disdatluigi.entrypoints.docker_ep"
except ImportError:
    import disdat.common as common
    from disdat.common import parse_args_tags

    MODULE = "disdat.entrypoints.docker_ep"

# Parameters are not converted to the types of a class: their text is what is compared.
common.convert_str_params = lambda cls, params: params


class Parsed(Exception):
    def __init__(self, values):
        self.values = values


def tags(namespace, bundle):
    as_json = getattr(namespace, bundle + "_tags", None)
    if as_json is not None:
        return json.loads(as_json)
    return parse_args_tags(getattr(namespace, bundle + "_tag", None))


def params(namespace, pipe):
    words = namespace.pipeline_args
    # Since 0.8.4, the class converts them.
    return common.parse_params(pipe, words) if common.parse_params.__code__.co_argcount == 2 else common.parse_params(words)


def values(namespace):
    pipe = getattr(namespace, "pipe_cls", None) or namespace.pipeline
    return {
        "pipe": pipe if isinstance(pipe, str) else pipe.__module__ + "." + pipe.__name__,
        "uuid": namespace.output_bundle_uuid,
        "remote": namespace.remote,
        "branch": namespace.branch,
        "input": getattr(namespace, "input_bundle", None),
        "output": namespace.output_bundle,
        "inputTags": tags(namespace, "input"),
        "outputTags": tags(namespace, "output"),
        "params": params(namespace, pipe),
        "force": namespace.force,
        "forceAll": getattr(namespace, "force_all", None),
        "workers": getattr(namespace, "workers", None),
    }


def run_program(words):
    raise Parsed({"error": "runs the program %r" % (words[:2],)})


subprocess.call = run_program
parse = argparse.ArgumentParser.parse_args


def parse_and_stop(self, args=None, namespace=None):
    raise Parsed(values(parse(self, args, namespace)))


argparse.ArgumentParser.parse_args = parse_and_stop


def run(words):
    sys.argv[1:] = [word.encode("utf-8") for word in words] if sys.version_info[0] == 2 else words
    sys.stderr = io.BytesIO() if sys.version_info[0] == 2 else io.StringIO()
    try:
        if os.path.exists(ENTRYPOINT):
            runpy.run_path(ENTRYPOINT, run_name="__main__")
        else:
            runpy.run_module(MODULE, run_name="__main__")
    except Parsed as parsed:
        return parsed.values
    except (Exception, SystemExit) as error:
        return {"error": "%s: %s" % (type(error).__name__, sys.stderr.getvalue()[-500:] or error)}
    finally:
        sys.stderr = sys.__stderr__
    return {"error": "did not parse"}


print(json.dumps([run(words) for words in json.load(sys.stdin)]))
