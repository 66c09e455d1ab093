"""Makes the jobs of moto's Batch behave like those of AWS Batch, in real containers on this machine's Docker engine.

moto 5.2 manages queues, definitions and jobs, but writes the log of a job only after its end, and lacks exit codes,
retries and reasons. This module replaces the part of its job class that runs a container. A job uses the endpoint of
its submitter, and gets only the credentials of its job role, from its own endpoint, as on ECS. The name of a queue
selects a behaviour: `held…` never starts a job, `lossy…` loses the host of the first attempt when its pipe sleeps, in
`hasty…` a minute takes three seconds, and the agent of `blind…` loses a container that has ended.
"""

import codecs
import copy
import fnmatch
import json
import os
import re
import threading
import time
import uuid
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import docker
from flask import request
from moto.batch import models
from moto.sts.models import sts_backends

LABEL = "disdat.testbed.batch-queue"
ACCOUNT = "123456789012"
ECR = re.compile(r"^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com/")
STATUS = models.JobStatus
TIMED_OUT = "Job attempt duration exceeded timeout"
HOST_LOST = "Host EC2 (instance i-0123456789abcdef0) terminated."
LOST_SIGHT = "CannotInspectContainerError: Could not transition to inspecting; timed out after waiting 30s"
HASTE = 20
ENDED = "Essential container in task exited"


class RoleCredentials(BaseHTTPRequestHandler):
    """The credentials of a job role: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html"""

    roles: dict = {}

    def do_GET(self):
        role = self.roles.get(self.path)
        if role is None:
            self.send_error(404)
            return
        session = sts_backends[ACCOUNT]["aws"].assume_role("us-east-1", "batch-job", role, None, 3600, None)
        answer = {
            "RoleArn": role,
            "AccessKeyId": session.access_key_id,
            "SecretAccessKey": session.secret_access_key,
            "Token": session.session_token,
            "Expiration": (datetime.now(timezone.utc) + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


credentials = ThreadingHTTPServer(("127.0.0.1", 0), RoleCredentials)
threading.Thread(target=credentials.serve_forever, daemon=True).start()


def container_property(job, name, default):
    """Replaces moto's property, which extends the overrides on each read."""
    own = (job.job_definition.container_properties or {}).get(name, default)
    if name != "environment":
        return job.container_overrides.get(name, own)
    values = {e["name"]: e["value"] for e in [*own, *job.container_overrides.get(name, [])]}
    return [{"name": name, "value": value} for name, value in values.items()]


def requirement(job, kind, default):
    wanted = job.container_overrides.get("resourceRequirements") or []
    wanted = [*wanted, *(job.job_definition.container_properties or {}).get("resourceRequirements", [])]
    return next((each["value"] for each in wanted if each["type"] == kind), default)


def container_details(job):
    own = job.job_definition.container_properties or {}
    details = {
        "image": own.get("image"),
        "command": container_property(job, "command", []),
        "environment": container_property(job, "environment", []),
        "resourceRequirements": container_property(job, "resourceRequirements", []),
        "logConfiguration": own.get("logConfiguration"),
        "jobRoleArn": own.get("jobRoleArn"),
        "executionRoleArn": own.get("executionRoleArn"),
        "logStreamName": job.log_stream_name,
        "exitCode": job.exit_code,
        "reason": getattr(job, "container_reason", None),
        "taskArn": getattr(job, "task_arn", None),
    }
    return {name: copy.deepcopy(value) for name, value in details.items() if value is not None}


def local_name(image):
    """The data plane of ECR is a registry of the test-bed, if one runs."""
    registry = os.environ.get("TESTBED_REGISTRY")
    return ECR.sub(f"{registry}/", image) if registry else image


class Attempt:
    """An attempt of a job: a container, its log and its end."""

    def __init__(self, job, number):
        self.job = job
        self.number = number
        self.exit_code = None
        self.container_reason = None
        self.reason = ENDED
        self.is_asleep = threading.Event()
        self.docker = docker.from_env()

    def run(self):
        job = self.job
        task = uuid.uuid4().hex
        options = ((job.job_definition.container_properties.get("logConfiguration") or {}).get("options")) or {}
        self.group = options.get("awslogs-group", "/aws/batch/job")
        job.task_arn = f"arn:aws:ecs:us-east-1:{ACCOUNT}:task/testbed/{task}"
        job.log_stream_name = f"{job.job_definition.name}/default/{task}"
        job.job_started_at = datetime.now()
        container = None
        try:
            container = self.start()
            job._start_attempt()
            job.latest_attempt["container"]["taskArn"] = job.task_arn
            job.status = STATUS.RUNNING
            self.follow(container)
        except (docker.errors.ImageNotFound, docker.errors.APIError) as error:
            # ECS writes no line in this case, and the task never runs.
            job.log_stream_name = None
            job._start_attempt()
            self.container_reason = f"CannotPullContainerError: Error response from daemon: {error.explanation or error}"
            self.reason = "Task failed to start"
        finally:
            if container is not None:
                container.remove(force=True)
        self.close()

    def start(self):
        job = self.job
        image = local_name(job.job_definition.container_properties["image"])
        try:
            self.docker.images.get(image)
        except docker.errors.ImageNotFound:
            self.docker.images.pull(image)
        container = self.docker.containers.create(
            image,
            container_property(job, "command", []) or None,
            environment=self.environment(),
            network_mode="host",
            mem_limit=f"{requirement(job, 'MEMORY', '2048')}m",
            memswap_limit=f"{requirement(job, 'MEMORY', '2048')}m",
            labels={LABEL: job.job_queue.name},
        )
        container.start()
        return container

    def environment(self):
        job = self.job
        path = f"/{uuid.uuid4().hex}"
        role = job.job_definition.container_properties.get("jobRoleArn")
        # The environment from host, agent and Batch; that of the job overrides it.
        given = {
            "AWS_ENDPOINT_URL": job.endpoint,
            "AWS_REGION": "us-east-1",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_BATCH_JOB_ID": job.job_id,
            "AWS_BATCH_JOB_ATTEMPT": str(self.number),
            "AWS_BATCH_JQ_NAME": job.job_queue.name,
            "AWS_BATCH_CE_NAME": "testbed",
        }
        if "index" in job.array_properties:
            given["AWS_BATCH_JOB_ARRAY_INDEX"] = str(job.array_properties["index"])
        if role is not None:
            RoleCredentials.roles[path] = role
            host, port = credentials.server_address[:2]
            given["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = f"http://{host}:{port}{path}"
        return given | {e["name"]: e["value"] for e in container_property(job, "environment", [])}

    def follow(self, container):
        logs = threading.Thread(target=self.copy_log, args=(container,), daemon=True)
        logs.start()
        queue = self.job.job_queue.name
        is_lost = queue.startswith("lossy") and self.number == 1
        limit = (self.job._get_attempt_duration() or 0) / (HASTE if queue.startswith("hasty") else 1)
        deadline = time.monotonic() + limit if limit else None
        ended = threading.Thread(target=self.wait, args=(container,), daemon=True)
        ended.start()
        while ended.is_alive():
            ended.join(0.1)
            is_late = deadline and time.monotonic() > deadline
            if self.job.stop or is_late or (is_lost and self.is_asleep.is_set()):
                self.reason = self.job.job_stopped_reason if self.job.stop else TIMED_OUT if is_late else HOST_LOST
                container.stop(timeout=2)
                ended.join()
        logs.join()
        if self.reason == HOST_LOST:
            # A lost host reports no exit code.
            self.exit_code = None
        if queue.startswith("blind"):
            self.exit_code = None
            self.container_reason = LOST_SIGHT
        container.reload()
        if container.attrs["State"].get("OOMKilled"):
            self.container_reason = "OutOfMemoryError: Container killed due to memory usage"

    def wait(self, container):
        self.exit_code = container.wait()["StatusCode"]

    def copy_log(self, container):
        """Copies whole lines as they arrive. A chunk may end in the middle of a line or a character."""
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        rest = ""
        for chunk in container.logs(stream=True, follow=True):
            *lines, rest = (rest + decoder.decode(chunk)).split("\n")
            self.put(lines)
            if any("sleeping for" in line for line in lines):
                self.is_asleep.set()
        self.put([rest] if rest else [])

    def put(self, lines):
        if not lines:
            return
        backend, stream = self.job._log_backend, self.job.log_stream_name
        backend.ensure_log_group(self.group)
        backend.ensure_log_stream(self.group, stream)
        now = int(time.time() * 1000)
        backend.put_log_events(self.group, stream, [{"timestamp": now, "message": line} for line in lines])

    def close(self):
        job = self.job
        job.exit_code = self.exit_code
        job.container_reason = self.container_reason
        job.job_stopped_at = datetime.now()
        container = job.latest_attempt["container"]
        container.pop("exitCode", None)
        if self.exit_code is not None:
            container["exitCode"] = self.exit_code
        if self.container_reason is not None:
            container["reason"] = self.container_reason
        job.latest_attempt["statusReason"] = self.reason
        job._stop_attempt()

    def is_tried_again(self):
        """https://docs.aws.amazon.com/batch/latest/userguide/job_retries.html: a job without a matching rule is retried."""
        if self.job.stop or self.reason == TIMED_OUT:
            return False
        for rule in (self.job.job_definition.retry_strategy or {}).get("evaluateOnExit", []):
            seen = {"onExitCode": str(self.exit_code), "onReason": self.container_reason or "", "onStatusReason": self.reason}
            if all(fnmatch.fnmatchcase(text, rule[name]) for name, text in seen.items() if name in rule):
                return rule["action"].upper() == "RETRY"
        return True


def run(job):
    try:
        job.status = STATUS.PENDING
        if job.depends_on and not job._wait_for_dependencies():
            return
        tries = int((job.job_definition.retry_strategy or {}).get("attempts", 1))
        for number in range(1, tries + 1):
            job.status = STATUS.RUNNABLE
            while job.job_queue.name.startswith("held") and not job.stop:
                time.sleep(0.1)
            if job.stop:
                job._mark_stopped(success=False)
                return
            job.status = STATUS.STARTING
            attempt = Attempt(job, number)
            attempt.run()
            is_success = attempt.exit_code == 0 and attempt.reason == ENDED
            if is_success or not attempt.is_tried_again():
                break
        job.job_stopped_reason = attempt.reason
        job._mark_stopped(success=is_success)
    except Exception as error:  # an error of the test-bed: failing is better than waiting
        job.job_stopped_reason = f"testbed: {error!r}"
        job._mark_stopped(success=False)
        raise


original_describe = models.Job.describe


def settle_array(job):
    """The parent of an array runs nothing: it waits for its children, and fails when a child fails.
    https://docs.aws.amazon.com/batch/latest/userguide/array_jobs.html"""
    children = job._child_jobs or []
    if job.job_stopped or not children:
        return
    if job.stop:
        for child in children:
            child.terminate(job.job_stopped_reason)
    job.status = STATUS.PENDING
    if all(child.job_stopped for child in children):
        is_success = all(child.status == STATUS.SUCCEEDED for child in children)
        job.job_stopped_reason = job.job_stopped_reason or (None if is_success else "Array Child Job failed")
        job._mark_stopped(success=is_success)


def describe(job):
    settle_array(job)
    return {**original_describe(job), **({"isTerminated": True} if job.stop else {})}


original_init = models.Job.__init__


def init(job, *args, **kwargs):
    original_init(job, *args, **kwargs)
    job.endpoint = request.host_url.rstrip("/")


def wait_for_dependencies(job):
    """Replaces moto's method, which looks once a second."""
    waiting = {dependency["jobId"] for dependency in job.depends_on}
    while waiting and not job.stop:
        statuses = {id: job.all_jobs[id].status for id in waiting if id in job.all_jobs}
        if STATUS.FAILED in statuses.values():
            break
        waiting -= {id for id, status in statuses.items() if status == STATUS.SUCCEEDED}
        if waiting:
            time.sleep(0.1)
    if waiting:
        job.job_stopped_reason = job.job_stopped_reason or "Dependent Job failed"
        job._mark_stopped(success=False)
    return not waiting


models.Job.__init__ = init
models.Job.run = run
models.Job._wait_for_dependencies = wait_for_dependencies
models.Job.describe = describe
models.Job._container_details = container_details
models.Job._get_container_property = container_property


def create_environment(cls, name, template, account, region, **_):
    """AWS creates and uses a service-linked role when a template names no service role; moto wants one.
    https://docs.aws.amazon.com/batch/latest/userguide/using-service-linked-roles.html"""
    properties = template["Properties"]
    iam = models.iam_backends[account]["aws"]
    linked = next((role for role in iam.roles.values() if role.name == "AWSServiceRoleForBatch"), None)
    linked = linked or iam.create_role("AWSServiceRoleForBatch", "{}", "/", "", "", {}, 3600)
    resources = {key[0].lower() + key[1:]: value for key, value in properties["ComputeResources"].items()}
    for count in ("minvCpus", "maxvCpus"):
        if count in resources:
            resources[count] = int(resources[count])
    return models.batch_backends[account][region].create_compute_environment(
        name, properties["Type"], properties["State"], resources, properties.get("ServiceRole", linked.arn)
    )


models.ComputeEnvironment.create_from_cloudformation_json = classmethod(create_environment)
