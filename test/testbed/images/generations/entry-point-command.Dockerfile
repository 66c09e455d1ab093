# Equivalent to the result of `dsdt dockerize` of disdat 0.9.6 to 0.9.14: no entry point, but its file as the command.
ARG PYTHON
FROM disdat-run-action/python:${PYTHON}
COPY virtualenv /opt/python-virtualenv
RUN dsdt init
COPY pipeline /opt/pipeline
RUN cd /opt/pipeline && python setup.py --quiet install --prefix /opt/python-virtualenv
RUN install -D /opt/python-virtualenv/lib/python*/site-packages/disdat/infrastructure/dockerizer/context.template/bin/entrypoint.py \
    /opt/bin/entrypoint.py && /opt/bin/entrypoint.py --help
CMD [ "/opt/bin/entrypoint.py", "--help" ]
