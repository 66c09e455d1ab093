#!/usr/bin/env python3
"""Has the command line of Disdat 0.7's pipeline images: runs a pipe on an input bundle, and pushes its output."""

import argparse
import json
import logging
import os
import sys
import time

import disdat.api as api
import disdat.common
import disdat.log

NONE = "-"

logger = logging.getLogger("entrypoint")


def command_line():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--remote", help="the S3 URL that bundles are pulled from and pushed to")
    parser.add_argument("--branch", required=True, help="<remote context>/<local context>")
    parser.add_argument("--pipeline", default=os.environ.get("PIPELINE_CLASS"), help="package.module.Class (default: %(default)s)")
    parser.add_argument("--output-bundle-uuid", help="the uuid that a new output bundle gets")
    parser.add_argument("--input-tags", type=json.loads, default={}, help="a JSON object: the input bundle has these tags")
    parser.add_argument("--output-tags", type=json.loads, default={}, help="a JSON object: the output bundle gets these tags")
    parser.add_argument("--force", action="store_true", help="run even if an up-to-date output exists")
    parser.add_argument("--no-pull", action="store_true")
    parser.add_argument("--no-push", action="store_true")
    parser.add_argument("input_bundle", help=f"name of the input bundle, or {NONE}")
    parser.add_argument("output_bundle", help=f"name of the output bundle, or {NONE} for the class's name")
    parser.add_argument("params", nargs=argparse.REMAINDER, help="--name value ...")
    args = parser.parse_args()
    if args.branch.count("/") != 1:
        parser.error(f"--branch must be <remote context>/<local context>, not {args.branch!r}")
    return args


def parameters(words, pipe):
    """The parameters of the pipe. Each one must exist in its class."""
    params = {name.removeprefix("--"): value for name, value in zip(words[::2], words[1::2])}
    for name in params:
        if name not in pipe.parameters:
            raise ValueError(f"Parameter {name} is not defined in class {pipe.__name__}.")
    return params


def newest(context, name, tags):
    """Compares exact names: in the search of dsdt, a dot matches any character."""
    found = [bundle for bundle in api.search(context, human_name=name, tags=tags) if bundle.name == name]
    return max(found, key=lambda bundle: bundle.creation_date, default=None)


def up_to_date(context, name, method, params, inputs):
    """The newest bundle that equals the output of this run."""
    latest = newest(context, name, None)
    if latest is None or latest.code_ref != method or latest.params != params:
        return None
    if {uuid for _, uuid in latest.dependencies.values()} != {bundle.uuid for bundle in inputs.values()}:
        return None
    return latest


def run(args, pipe, params):
    remote_context, context = args.branch.split("/")
    name = pipe.__name__ if args.output_bundle == NONE else args.output_bundle

    api.context(args.branch)
    api.switch(context)
    if args.remote is not None:
        api.remote(context, remote_context, args.remote)
        if not args.no_pull:
            api.pull(context)

    inputs = {}
    if args.input_bundle != NONE:
        found = newest(context, args.input_bundle, args.input_tags)
        if found is None:
            raise RuntimeError(f"no bundle {args.input_bundle} with tags {args.input_tags} in {args.branch}")
        inputs["pipeline_input"] = found.pull(localize=True) or found

    existing = None if args.force else up_to_date(context, name, args.pipeline, params, inputs)
    if existing is not None:
        print(f"reusing bundle {name} {existing.uuid}")
        return

    start = time.time()
    data = pipe().pipe_run(inputs["pipeline_input"].data if inputs else None, **params)
    # Not `with`: it would open the bundle a second time, under another uuid.
    output = api.Bundle(context, name=name, tags=args.output_tags).open(force_uuid=args.output_bundle_uuid)
    output.add_data(data)
    output.add_params(params)
    output.add_dependencies(list(inputs.values()), list(inputs))
    output.add_code_ref(args.pipeline)
    output.add_timing(start, time.time())
    output.close()
    output.commit()
    if args.remote is not None and not args.no_push:
        output.push()


def main():
    disdat.log.enable(level=logging.INFO)
    args = command_line()
    print(f"Entrypoint running with args: {args}", flush=True)
    pipe = disdat.common.load_class(args.pipeline)
    params = parameters(args.params, pipe)
    try:
        run(args, pipe, params)
    except Exception:
        logger.exception("Failed to run pipeline")
        sys.exit(os.EX_IOERR)


if __name__ == "__main__":
    main()
