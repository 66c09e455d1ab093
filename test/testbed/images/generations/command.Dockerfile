# Equivalent to the result of `dsdt dockerize` of disdat 0.9.15 to 0.10.1: no entry point, dsdt_docker on the path.
ARG PYTHON
FROM disdat-run-action/python:${PYTHON}
COPY virtualenv /opt/python-virtualenv
RUN dsdt init
COPY pipeline /opt/pipeline
RUN cd /opt/pipeline && python setup.py --quiet install --prefix /opt/python-virtualenv
RUN dsdt_docker --help
CMD [ "dsdt_docker", "--help" ]
