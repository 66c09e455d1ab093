# One Python with everything that several versions of disdat import.
FROM disdat-run-action/base:bullseye
ARG PYTHON
COPY virtualenv /opt/python-virtualenv
COPY modules/sitecustomize.py /etc/python${PYTHON}/sitecustomize.py
COPY modules/pyodbc.py /usr/local/lib/python${PYTHON}/dist-packages/
ENV VIRTUAL_ENV=/opt/python-virtualenv \
    PATH=/opt/python-virtualenv/bin:/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin:/bin:/sbin
RUN mkdir -p /opt/python-virtualenv/bin && ln -s /usr/bin/python${PYTHON} /opt/python-virtualenv/bin/python \
    && python -m compileall -q /opt/python-virtualenv/lib
