"""Python imports this module first. It makes two settings of the test-bed's images of old Disdat versions.

1. /opt/python-virtualenv is the prefix of the packages, as in the images of `dsdt dockerize`, without a virtual environment.
2. Botocore of this age does not know AWS_ENDPOINT_URL, the variable by which newer versions find the emulated AWS account.
"""

import os
import site
import sys

site.addsitedir("/opt/python-virtualenv/lib/python%d.%d/site-packages" % sys.version_info[:2])


def set_endpoint(url):
    import botocore.session

    create_client = botocore.session.Session.create_client

    def create_client_of_endpoint(self, *args, **options):
        if options.get("endpoint_url") is None:
            options["endpoint_url"] = url
        return create_client(self, *args, **options)

    botocore.session.Session.create_client = create_client_of_endpoint


if os.environ.get("AWS_ENDPOINT_URL"):
    set_endpoint(os.environ["AWS_ENDPOINT_URL"])
