"""Installs wheels for another Python than that of this machine, even if pip no longer supports it.

python3 unpack_wheels.py PREFIX SITE_PACKAGES WHEEL...: unpacks the wheels into PREFIX/SITE_PACKAGES, without their tests,
and writes their commands to PREFIX/bin. In the image, the prefix is /opt/python-virtualenv.
"""

import configparser
import pathlib
import sys
import zipfile

COMMAND = """#!/opt/python-virtualenv/bin/python
import sys
from {module} import {function}
if __name__ == "__main__":
    sys.exit({function}())
"""


def is_needed(name: str) -> bool:
    folders = name.split("/")[:-1]
    return not name.endswith("/") and "tests" not in folders and not any(folder.endswith(".data") for folder in folders)


def write_commands(metadata: str, folder: pathlib.Path) -> None:
    parser = configparser.ConfigParser(delimiters="=")
    parser.read_string(metadata)
    if not parser.has_section("console_scripts"):
        return
    folder.mkdir(parents=True, exist_ok=True)
    for name, target in parser.items("console_scripts"):
        module, function = target.split(":")
        command = folder / name
        command.write_text(COMMAND.format(module=module, function=function))
        command.chmod(0o755)


def main(prefix: str, site_packages: str, *wheels: str) -> None:
    for path in wheels:
        with zipfile.ZipFile(path) as wheel:
            names = wheel.namelist()
            wheel.extractall(pathlib.Path(prefix, site_packages), members=filter(is_needed, names))
            for name in names:
                if name.endswith(".dist-info/entry_points.txt"):
                    write_commands(wheel.read(name).decode(), pathlib.Path(prefix, "bin"))


if __name__ == "__main__":
    main(*sys.argv[1:])
