"""Runs an image as dsdt's own `run` does: docker-py, attached, the log printed when the container has ended."""

import sys

import docker

endpoint, image, *command = sys.argv[1:]
client = docker.from_env()
environment = {"AWS_ENDPOINT_URL": endpoint}
log = client.containers.run(image, command, environment=environment, network_mode="host", init=True, stderr=True, remove=True)
print(log.decode())
