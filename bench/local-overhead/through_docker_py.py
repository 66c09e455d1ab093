"""Runs an image like `dsdt run`: with docker-py, attached, and prints the log after the end of the container."""

import sys

import docker

endpoint, image, *command = sys.argv[1:]
client = docker.from_env()
environment = {"AWS_ENDPOINT_URL": endpoint}
log = client.containers.run(image, command, environment=environment, network_mode="host", init=True, stderr=True, remove=True)
print(log.decode())
