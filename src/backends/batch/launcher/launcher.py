"""Fills the local context of a Batch job from S3, and then becomes the command of the job.

    python3 -c <this file> <settings> <command> <argument>...

The settings are a JSON list: URL of the remote, remote context, local context, and the most bytes to fetch. Disdat
fetches every HyperFrame and frame of the context one by one; here most come from the packs beside the bundles. A pack
is a cache: a member counts only with the size and the MD5 that the listing reports. After any failure, the command starts
as if this file did not exist.
"""
import configparser
import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
import threading
import time
import warnings
import zlib
from concurrent.futures import ThreadPoolExecutor

IDLE_SECONDS = 8  # without an object or a page of the listing
TOTAL_SECONDS = 600
THREADS = 32
PACK_THREADS = 4  # a pack takes up to three times MAX_PACK of memory
MAX_OBJECTS = 300000  # about 150 MiB of memory
MAX_FAILURES = 20  # of single objects; Disdat pulls them
MAX_PACK = 12 << 20
CHUNK = 1 << 20
MAX_MEMBER = 16 << 10
MIN_MISSING = 4  # objects of one pack below the root; fewer are fetched themselves
DIGITS = "0123456789abcdef"
PATH = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/[0-9A-Za-z_-][0-9A-Za-z._-]{0,200}")

# The fields of a HyperFrame that are texts (None) or messages. https://protobuf.dev/programming-guides/encoding/
PAIR = {1: None, 2: None}
LINEAGE = dict.fromkeys((1, 2, 3, 4, 5, 6, 7, 8, 9, 14))
LINEAGE[11] = dict.fromkeys((1, 2, 3))
HYPER_FRAME = {1: None, 2: None, 3: None, 4: None, 5: PAIR, 6: LINEAGE, 7: PAIR, 9: None}


class Seed:
    """The objects of a context, and the folder that they are written to before it becomes the context."""

    def __init__(self, url, remote, local, max_bytes):
        warnings.simplefilter("ignore")  # the command shows those of boto3
        import boto3
        from botocore.config import Config

        self.bucket, _, key = url[len("s3://"):].partition("/")
        self.base = (key.rstrip("/") + "/" if key else "") + "context/" + remote + "/"
        self.binding = {"remote_ctxt": remote, "local_ctxt": local, "remote_ctxt_url": url.rstrip("/") + "/context"}
        self.max_bytes = max_bytes
        self.touched = time.monotonic()
        self.stopped = False
        self.complete = True
        self.objects = {}  # path below objects/ -> (size, ETag, time)
        self.failures = 0
        self.folders = set()
        limits = {"connect_timeout": 3, "read_timeout": 5, "retries": {"max_attempts": 2}}
        self.s3 = boto3.client("s3", config=Config(max_pool_connections=THREADS, **limits))

    def fill(self, home):
        target = os.path.join(home, "context", self.binding["local_ctxt"])
        if os.path.lexists(target):
            raise Exception(target + " exists")
        self.list_objects()
        self.choose_objects()
        os.makedirs(os.path.dirname(target), exist_ok=True)
        self.folder = tempfile.mkdtemp(dir=home, prefix=".seed-")
        os.chmod(self.folder, 0o755)
        count = len(self.objects)
        os.mkdir(os.path.join(self.folder, "objects"))
        self.fetch_objects()
        with open(os.path.join(self.folder, "ctxt.json"), "w") as file:
            json.dump(self.binding, file)
        self.touch()
        os.rename(self.folder, target)
        return count - len(self.objects)

    def touch(self):
        if self.stopped:
            raise Exception("stopped")
        self.touched = time.monotonic()

    def list_objects(self):
        if self.list_prefix("", False):
            for_each(self.list_prefix, DIGITS)

    def list_prefix(self, digit, follow=True):
        """Whether there are more pages, unless they are followed."""
        request = {"Bucket": self.bucket, "Prefix": self.base + "objects/" + digit}
        while True:
            page = self.s3.list_objects_v2(**request)
            self.touch()
            for entry in page.get("Contents", ()):
                path = entry["Key"][len(self.base + "objects/"):]
                if "frame.pb" in path:
                    if PATH.fullmatch(path):
                        self.objects[path] = (entry["Size"], entry["ETag"].strip('"'), entry["LastModified"])
                    else:
                        self.complete = False  # left to Disdat
            if len(self.objects) > MAX_OBJECTS:
                raise Exception("the context has more than %d objects" % MAX_OBJECTS)
            if not page.get("IsTruncated") or not follow:
                return page.get("IsTruncated")
            request["ContinuationToken"] = page["NextContinuationToken"]

    def choose_objects(self):
        """Leaves out the oldest bundles that do not fit."""
        bundles = {}
        for path, (size, _, modified) in self.objects.items():
            bundles.setdefault(path[:36], []).append((modified, size, path))
        left = self.max_bytes
        for files in sorted(bundles.values(), key=max, reverse=True):
            size = sum(file[1] for file in files)
            left -= size
            if left < 0:
                left += size
                self.complete = False
                for file in files:
                    del self.objects[file[2]]

    def fetch_objects(self):
        """Takes what it writes out of self.objects."""
        prefixes = [""]
        for _ in range(3):
            counts = {}
            for path, (size, _, _) in self.objects.items():
                if size <= MAX_MEMBER:
                    prefix = path[:len(prefixes[0])]
                    counts[prefix] = counts.get(prefix, 0) + 1
            self.packs = []
            for_each(self.fetch_pack, [p for p in prefixes if counts.get(p, 0) >= MIN_MISSING], PACK_THREADS)
            prefixes = [prefix + digit for prefix in self.packs for digit in DIGITS]
            if not prefixes:
                break
        for_each(self.fetch_object, list(self.objects))
        self.complete = self.complete and not self.objects

    def fetch_pack(self, prefix):
        try:
            key = self.base + "run-action/pack" + (prefix and "-" + prefix) + ".gz"
            packed = b"".join(self.read(key, MAX_PACK))
            self.packs.append(prefix)  # an update that fills the packs below writes this one, too
            for path, content in read_pack(packed, self.binding["remote_ctxt"]):
                path = path[len("objects/"):]
                size, etag, _ = self.objects.get(path, (-1, "", 0))
                if size == len(content) and etag == hashlib.md5(content).hexdigest():
                    self.write(path, [content])
        except OSError:
            raise
        except Exception:
            self.touch()  # the objects are fetched one by one

    def fetch_object(self, path):
        try:
            self.write(path, self.read(self.base + "objects/" + path, self.objects[path][0]))
        except OSError:
            raise
        except Exception:
            self.failures += 1
            if self.failures > MAX_FAILURES:
                raise

    def read(self, key, limit):
        response = self.s3.get_object(Bucket=self.bucket, Key=key)
        if response["ContentLength"] > limit:
            raise Exception(key + " is larger than expected")
        return response["Body"].iter_chunks(CHUNK)

    def write(self, path, chunks):
        """A file that is not whole is removed: Disdat pulls no file that exists."""
        folder = os.path.join(self.folder, "objects", path[:36])
        if folder not in self.folders:
            os.makedirs(folder, exist_ok=True)
            self.folders.add(folder)
        file = folder + path[36:]
        try:
            with open(file, "wb") as stream:
                for chunk in chunks:
                    self.touch()
                    stream.write(chunk)
            if os.path.getsize(file) != self.objects[path][0]:
                raise Exception(path + " has another size than listed")
            del self.objects[path]
            if path.endswith("_hframe.pb") and not is_hyper_frame(file):
                self.complete = False
                os.unlink(file)  # Disdat's own pull fails on it, as it should
        except BaseException:
            if os.path.exists(file):
                os.unlink(file)
            raise


def for_each(work, items, threads=THREADS):
    with ThreadPoolExecutor(threads) as pool:
        for _ in pool.map(work, items):
            pass


def read_pack(packed, context):
    unpacker = zlib.decompressobj(31)
    text = unpacker.decompress(packed, MAX_PACK)
    head, _, text = text.partition(b"\n")
    head = json.loads(head.decode())
    if not unpacker.eof or (head["pack"], head["version"], head["context"]) != ("disdat-run-action", 1, context):
        raise Exception("not a pack of this context")
    start = 0
    for path, size in head["members"]:
        yield path, text[start:start + size]
        start += size


def is_hyper_frame(file):
    with open(file, "rb") as stream:
        try:
            return check_message(stream.read(), HYPER_FRAME)
        except (IndexError, ValueError):
            return False


def check_message(message, texts):
    """Whether Disdat can parse a protobuf message. `texts` has its fields that are texts or messages."""
    at = 0

    def read_varint():
        nonlocal at
        value = 0
        for shift in range(0, 70, 7):
            byte = message[at]
            at += 1
            value |= (byte & 127) << shift
            if byte < 128:
                return value
        raise ValueError

    while at < len(message):
        field, kind = divmod(read_varint(), 8)
        if field == 0 or kind not in (0, 1, 2, 5):
            return False
        size = {0: 0, 1: 8, 5: 4}.get(kind)
        if kind == 0:
            read_varint()
        elif kind == 2:
            size = read_varint()
        at += size
        if at > len(message):
            return False
        inner = texts.get(field) if kind == 2 else None
        if inner is not None and not check_message(message[at - size:at], inner):
            return False
        if kind == 2 and field in texts and inner is None:
            message[at - size:at].decode()
    return True


def find_home():
    """The folder .disdat, as Disdat finds it."""
    file = os.path.expanduser("~/.config/disdat/disdat.cfg")
    config = configparser.ConfigParser({"meta_dir_root": "~/"})
    config.read(file)
    root = os.path.expanduser(config.get("core", "meta_dir_root", fallback="~/"))
    return os.path.join(os.path.dirname(file), root, ".disdat")


def fill(settings, command):
    """Returns the options to add to the command."""
    with open(shutil.which(command[0]), "rb") as program:
        text = program.read(1 << 16)
        if b"--no-pull" in text and b"add_argument" not in text:  # Disdat's own program defines the option
            return []  # the image wants an empty context
    seed, result = None, []
    started = time.monotonic()

    def work():
        nonlocal seed
        try:
            seed = Seed(*settings)
            result.append(seed.fill(find_home()))
        except BaseException as error:
            result.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(0.05)
        now = time.monotonic()
        if now - (seed.touched if seed else started) > IDLE_SECONDS or now - started > TOTAL_SECONDS:
            break
    result = result[0] if result else "no progress for %d s" % IDLE_SECONDS
    if not isinstance(result, int):
        if seed:
            seed.stopped = True
            shutil.rmtree(getattr(seed, "folder", ""), ignore_errors=True)
        print("disdat/run-action: the local context was not filled: %s" % result, flush=True)
        return []
    rest = "" if seed.complete else "; Disdat pulls the rest"
    text = "disdat/run-action: filled the local context with %d objects in %.1f s%s"
    print(text % (result, time.monotonic() - started, rest), flush=True)
    return ["--no-pull"] if seed.complete else []


def main():
    command = sys.argv[2:]
    options = []
    try:
        options = fill(json.loads(sys.argv[1]), command)
    except BaseException as error:
        print("disdat/run-action: the local context was not filled: %s" % error, flush=True)
    os.execvp(command[0], command[:1] + options + command[1:])


main()
