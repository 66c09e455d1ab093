# Equivalent to the result of `dsdt dockerize` of disdat 0.8.1 to 0.9.5: the entry point of the package.
ARG PYTHON
FROM disdat-run-action/python:${PYTHON}
COPY virtualenv /opt/python-virtualenv
RUN dsdt init
COPY pipeline /opt/pipeline
RUN cd /opt/pipeline && python setup.py --quiet install --prefix /opt/python-virtualenv
RUN install -D /opt/python-virtualenv/lib/python*/site-packages/disdat/infrastructure/dockerizer/context.template/bin/entrypoint.py \
    /opt/bin/entrypoint.py && /opt/bin/entrypoint.py --help
ENTRYPOINT [ "/opt/bin/entrypoint.py" ]
CMD [ "--help" ]
