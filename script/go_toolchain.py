"""Downloads a Go toolchain from the Go module proxy, for machines without a recent Go.

python3 go_toolchain.py FOLDER: creates FOLDER/bin/go. Needs only Python.
"""

import base64
import hashlib
import os
import platform
import sys
import tempfile
import urllib.request
import zipfile

VERSION = "v0.0.1-go1.26.8"
# The sums of Go's checksum database: a changed file is rejected.
SUMS = {
    "linux-amd64": "h1:ZOmGe1OnfREDMIdb1Qi4G9JSuDPBLGExZMQ4nis1RXM=",
    "linux-arm64": "h1:sYL/O6MqS68ML0kjsQ36WoYIpJqkw60TxizWUYUKQMc=",
}
ARCHITECTURES = {"x86_64": "linux-amd64", "aarch64": "linux-arm64", "arm64": "linux-arm64"}


def list_proxies() -> list[str]:
    """The proxies of GOPROXY, without `direct` and `off`."""
    named = os.environ.get("GOPROXY", "").replace("|", ",").split(",")
    return [url.rstrip("/") for url in named if "://" in url] or ["https://proxy.golang.org"]


def download(path: str, target) -> None:
    failures = []
    for proxy in list_proxies():
        try:
            with urllib.request.urlopen(f"{proxy}/{path}", timeout=300) as answer:
                while chunk := answer.read(1 << 20):
                    target.write(chunk)
            return
        except OSError as error:
            failures.append(f"{proxy}: {error}")
            target.seek(0)
            target.truncate()
    sys.exit("no Go toolchain: " + "; ".join(failures))


def compute_sum(archive: zipfile.ZipFile) -> str:
    """The `h1:` sum of a module: a hash of the sorted hashes of its files."""
    total = hashlib.sha256()
    for name in sorted(archive.namelist()):
        total.update(f"{hashlib.sha256(archive.read(name)).hexdigest()}  {name}\n".encode())
    return "h1:" + base64.b64encode(total.digest()).decode()


def extract(archive: zipfile.ZipFile, prefix: str, folder: str) -> None:
    for entry in archive.infolist():
        # The archive has no file modes, and another name for a go.mod inside a module.
        name = entry.filename.removeprefix(prefix).replace("_go.mod", "go.mod")
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(archive.read(entry))
        os.chmod(path, 0o755 if name.startswith(("bin/", "pkg/tool/")) else 0o644)


def main(folder: str) -> None:
    target = ARCHITECTURES.get(platform.machine())
    if sys.platform != "linux" or target is None:
        sys.exit(f"no Go toolchain is pinned for {sys.platform} on {platform.machine()}: install Go 1.25 or newer")
    version = f"{VERSION}.{target}"
    with tempfile.TemporaryFile() as file:
        download(f"golang.org/toolchain/@v/{version}.zip", file)
        with zipfile.ZipFile(file) as archive:
            if compute_sum(archive) != SUMS[target]:
                sys.exit(f"the sum of the Go toolchain {version} differs from the pinned sum")
            extract(archive, f"golang.org/toolchain@{version}/", folder)


main(sys.argv[1])
