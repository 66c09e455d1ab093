"""Signs requests as botocore does.

Reads a JSON list of requests from standard input, and writes a JSON list of their Authorization headers.
"""

import json
import sys
from urllib.parse import quote

from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials


def sign(request):
    url = f"https://{request['host']}{quote(request['path'], safe='/~')}"
    aws_request = AWSRequest(
        method=request["method"],
        url=url,
        params=request["query"],
        headers=request["headers"],
        data=request["body"].encode(),
    )
    config = Config(s3={"payload_signing_enabled": request["signsBody"]})
    aws_request.context.update(timestamp=request["time"], client_config=config)
    keys = Credentials(request["accessKeyId"], request["secretAccessKey"], request["sessionToken"])
    signer = S3SigV4Auth(keys, "s3", request["region"])
    # add_auth without its look at the clock.
    signer._modify_request_before_signing(aws_request)
    canonical_request = signer.canonical_request(aws_request)
    signature = signer.signature(signer.string_to_sign(aws_request, canonical_request), aws_request)
    signer._inject_signature_to_request(aws_request, signature)
    return aws_request.headers["Authorization"]


json.dump([sign(request) for request in json.load(sys.stdin)], sys.stdout)
