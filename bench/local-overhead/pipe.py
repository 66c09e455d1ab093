#!/usr/bin/env -S python3 -IS
"""Writes one small bundle to the remote: the bundle in the image, under the uuid of the command line."""

import hashlib
import http.client
import os
import sys

UUID = b"00000000-0000-4000-8000-000000000000"
FRAME_UUID = "11111111-1111-4111-8111-111111111111"
HASH_FIELD = b"\x4a\x20"  # field 9, 32 bytes: the last of a HyperFrame

options = dict(zip(sys.argv[1::2], sys.argv[2::2]))
uuid = options["--output-bundle-uuid"]
bucket, _, prefix = options["--remote"].removeprefix("s3://").partition("/")
folder = f"/{bucket}/{prefix}/context/{options['--branch'].split('/')[0]}/objects/{uuid}"

with open("/hyperframe.bin", "rb") as file:
    hyperframe = file.read().replace(UUID, uuid.encode())
with open("/frame.bin", "rb") as file:
    frame = file.read()

server = http.client.HTTPConnection(os.environ["AWS_ENDPOINT_URL"].removeprefix("http://"))
hyperframe += HASH_FIELD + hashlib.md5(hyperframe).hexdigest().encode()
for name, data in ((f"{FRAME_UUID}_frame.pb", frame), (f"{uuid}_hframe.pb", hyperframe)):
    server.request("PUT", f"{folder}/{name}", body=data)
    answer = server.getresponse()
    if answer.status != 200:
        sys.exit(f"{name}: {answer.status} {answer.read()}")
    answer.read()
print(f"made {uuid}")
