"""Unpacks the seed of a container in the folder of its local context, and then becomes the command of the container.

    python3 <context>/unpack_seed.py <command> <argument>...

Beside this file are the blocks `seed-0`, `seed-1` and so on. A block is a line of JSON, the paths and sizes of its files,
and then their contents. The last file is ctxt.json, with which the context exists for Disdat.
"""
import json
import os
import sys

DONE = "disdat/run-action: unpacked the seed"


def unpack(context):
    folders = set()
    number = 0
    while True:
        block = os.path.join(context, "seed-%d" % number)
        if not os.path.exists(block):
            break
        with open(block, "rb") as stream:
            for path, size in json.loads(stream.readline().decode()):
                folder = path.rpartition("/")[0]
                if folder not in folders:
                    os.makedirs(os.path.join(context, folder), exist_ok=True)
                    folders.add(folder)
                write(context + "/" + path, stream.read(size), size)
        os.unlink(block)  # its space is needed for the next one
        number += 1
    if not os.path.exists(os.path.join(context, "ctxt.json")):
        raise Exception("the seed is not whole")
    os.unlink(os.path.join(context, os.path.basename(__file__)))


def write(path, content, size):
    """Without a Python stream, which takes half as long again for a small file."""
    if len(content) != size:
        raise Exception("%s has %d bytes, not %d" % (path, len(content), size))
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    try:
        while content:
            content = content[os.write(file, content):]
    finally:
        os.close(file)


def main():
    try:
        unpack(os.path.dirname(os.path.abspath(__file__)))
    except Exception as error:
        print(error, flush=True)
        sys.exit(1)
    print(DONE, flush=True)
    os.execvp(sys.argv[1], sys.argv[1:])


main()
