"""Runs Python programs in forks of one process that has imported their packages, because that takes most of a second.

    fork_server.py SOCKET MODULE...

Each connection to the socket runs one program. The client sends a line of JSON with its arguments, its environment,
its working directory and its standard input. It receives lines of JSON: the output of the program, then its exit code.
The program is killed when the connection closes, and all programs end with the process that started this server.
"""

import codecs
import ctypes
import gc
import importlib
import json
import os
import runpy
import selectors
import signal
import socket
import sys
import types

PR_SET_PDEATHSIG = 1
CHUNK = 1 << 16


def die_with_parent():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def serve(path, modules):
    """Returns a request in the process of its program, and never in the server."""
    die_with_parent()
    for module in modules:
        importlib.import_module(module)
    # The garbage collector of a fork would copy the pages of all these objects.
    gc.freeze()
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen(64)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print("ready", flush=True)
    while True:
        connection, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            return start(connection)
        connection.close()


def start(connection):
    """Returns the request in the process of the program. The process around it sends what the program prints."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    die_with_parent()
    request = json.loads(connection.makefile().readline())
    streams = {"stdout": os.pipe(), "stderr": os.pipe()}
    program = os.fork()
    if program == 0:
        die_with_parent()
        # A group of its own, with which its children are killed.
        os.setpgid(0, 0)
        connection.close()
        given = os.memfd_create("stdin")
        os.write(given, request["input"].encode())
        os.lseek(given, 0, os.SEEK_SET)
        for number, file in enumerate([given, streams["stdout"][1], streams["stderr"][1]]):
            os.dup2(file, number)
        return request
    for _, writer in streams.values():
        os.close(writer)
    copy_output(connection, {reader: name for name, (reader, _) in streams.items()}, program)
    _, status = os.waitpid(program, 0)
    send(connection, {"exit": os.waitstatus_to_exitcode(status)})
    os._exit(0)


def copy_output(connection, readers, program):
    """Ends when the program has closed its output, or kills it when the client goes."""
    decoders = {name: codecs.getincrementaldecoder("utf-8")("replace") for name in readers.values()}
    selector = selectors.DefaultSelector()
    selector.register(connection, selectors.EVENT_READ)
    for reader in readers:
        selector.register(reader, selectors.EVENT_READ)
    while len(selector.get_map()) > 1:
        for key, _ in selector.select():
            if key.fileobj is connection:
                os.killpg(program, signal.SIGKILL)
                os._exit(0)
            chunk = os.read(key.fd, CHUNK)
            name = readers[key.fd]
            text = decoders[name].decode(chunk, final=not chunk)
            if text:
                send(connection, {name: text})
            if not chunk:
                selector.unregister(key.fileobj)


def send(connection, event):
    try:
        connection.sendall(f"{json.dumps(event)}\n".encode())
    except OSError:
        # The client has gone. The next look at the connection ends the program.
        pass


def run(args, env, cwd, **_):
    """Does what the interpreter does with these arguments."""
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    if args[0] == "-c":
        sys.argv, sys.path[0] = ["-c", *args[2:]], ""
        sys.modules["__main__"] = types.ModuleType("__main__")
        exec(compile(args[1], "<string>", "exec"), vars(sys.modules["__main__"]))
    else:
        sys.argv, sys.path[0] = args, os.path.dirname(os.path.abspath(args[0]))
        runpy.run_path(args[0], run_name="__main__")


run(**serve(sys.argv[1], sys.argv[2:]))
