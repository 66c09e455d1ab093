import { describe, expect, test } from 'vitest'
import { failureRules } from '../../../src/backends/batch/failure-rules.ts'
import type { Verdict } from '../../../src/errors.ts'

const explain = (reason: string) => failureRules.find(({ pattern }) => pattern.test(reason))
const oci =
  'CannotStartContainerError: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: '
const resource = 'ResourceInitializationError: unable to pull secrets or registry auth: '

/**
 * Reasons that AWS's documentation and public reports quote, some with other names of images and accounts, and some cut
 * at 255 characters as AWS does: the verdict, and a part of the advice.
 */
const reasons: Readonly<Partial<Record<Verdict, readonly (readonly [reason: string, advice: string])[]>>> = {
  'dependency-failed': [['Dependent Job failed', 'depends-on']],
  timeout: [['Job attempt duration exceeded timeout', 'run-timeout-minutes']],
  'spot-interrupted': [
    ['Your Spot Task was interrupted.', 'attempts'],
    ['SpotInterruption: Your Spot Task was interrupted.', 'attempts'],
  ],
  unschedulable: [
    ['Canceled by JobStateTimeLimit action due to reason: CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY', 'capacity'],
    ['Canceled by JobStateTimeLimit action due to reason: MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT', 'request less'],
    ["You've reached the limit on the number of vCPUs you can run concurrently", 'quota'],
    ["You've reached the limit on the number of tasks you can run concurrently", 'quota'],
  ],
  'out-of-memory': [
    ['OutOfMemoryError: Container killed due to memory usage', '`memory`'],
    [`${oci}container init was OOM-killed (memory limit too low?): unknown`, '`memory`'],
  ],
  throttled: [
    [
      'CannotPullContainerError: Error response from daemon: toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit',
      'pull-through cache',
    ],
    [
      'CannotPullImageManifestError: Error response from daemon: toomanyrequests: Request exceeded pull rate limit for IP 10.0.0.1',
      'ECR',
    ],
    [
      'CannotPullContainerError: ref pull has been retried 5 time(s): failed to copy: httpReadSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/python/manifests/sha256:1: 429 Too Many Requests',
      'later',
    ],
    ['CannotPullContainerError: toomanyrequests: Rate exceeded', 'later'],
  ],
  'disk-full': [
    [
      'CannotPullContainerError: write /var/lib/docker/tmp/GetImageBlob887491687: no space left on device',
      'larger disks',
    ],
    [
      'CannotPullContainerError: failed to register layer: ApplyLayer exit status 1 stdout: stderr: write /root/.cache/pip/x: no space left on device',
      'larger disks',
    ],
    [
      'CannotPullContainerError: ref pull has been retried 1 time(s): failed to extract layer sha256:1: write /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/x: no space left on device: unknown',
      'larger disks',
    ],
    [
      'CannotCreateContainerError: API error (500): devmapper: Thin Pool has 4350 free data blocks which is less than minimum required 4454 free data blocks. Create more free space in thin pool',
      'larger disks',
    ],
    [
      'CannotStartContainerError: Error response from daemon: mkdir /var/lib/docker/overlay2/x: no space left on device',
      'larger disks',
    ],
  ],
  'image-architecture': [
    ['exec /usr/local/bin/dsdt_docker: exec format error', 'processors'],
    ['CannotPullContainerError: no matching manifest for linux/amd64 in the manifest list entries', 'processors'],
    [
      "CannotPullContainerError: pull image manifest has been retried 7 time(s): image Manifest does not contain descriptor matching platform 'linux/amd64'",
      'processors',
    ],
    [
      'CannotPullContainerError: image operating system "windows" cannot be used on this platform: operating system is not supported',
      'processors',
    ],
    ['CannotPullContainerError: no match for platform in manifest sha256:1: not found', 'processors'],
  ],
  'remote-unreachable': [
    ['CannotPullContainerError: dial tcp 10.0.0.1:443: i/o timeout', 'NAT gateway'],
    [
      'CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref docker.io/acme/orders:2: failed to do request: Head "https://registry-1.docker.io/v2/acme/orders/manifests/2": dial tcp 34.205.13.154:443: i/o timeout',
      'NAT gateway',
    ],
    [
      'CannotPullContainerError: ref pull has been retried 5 time(s): failed to copy: httpReadSeeker: failed open: failed to do request: Get 123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/orders:0.0.1: dial tcp 52.219.199.138:443: i/o timeout',
      'NAT gateway',
    ],
    [
      'CannotPullContainerError: API error (500): Get https://123456789012.dkr.ecr.us-east-1.amazonaws.com/v2/: net/http: request canceled while waiting for connection',
      'NAT gateway',
    ],
    [
      'CannotPullContainerError: Error response from daemon: Get "https://ghcr.io/v2/": dial tcp: lookup ghcr.io: no such host',
      'route',
    ],
    [
      'CannotPullContainerError: Error response from daemon: Get "https://ghcr.io/v2/": net/http: TLS handshake timeout',
      'route',
    ],
    [
      "CannotPullContainerError: The task cannot pull 'orders' from the Amazon ECR repository '123456789012.dkr.ecr.us-east-1.amazonaws.com/orders'. There is a connection issue between the task and Amazon ECR. Check your task network configuration.",
      'route',
    ],
    ['CannotPullContainerError: context canceled', 'route'],
    [
      'CannotPullContainerError: ref pull has been retried 1 time(s): failed to copy: httpReaderSeeker: failed open: unexpected status code',
      'S3',
    ],
    ['CannotPullContainerError: pull command failed: panic: runtime error: invalid memory address', 'S3'],
    ['CannotPullContainerError: error pulling image configuration', 'S3'],
    [
      'CannotPullContainerError: Error response from daemon: received unexpected HTTP status: 503 Service Unavailable',
      'later',
    ],
    [
      'CannotPullContainerError: Error response from daemon: Get "https://r.example/v2/": x509: certificate signed by unknown authority',
      'certificate',
    ],
    [
      'CannotPullContainerError: ref pull has been retried 1 time(s): number of layers and diffIDs don’t match: layers and diffIDs: 3 != 15',
      'attempts',
    ],
    [
      `${resource}execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed caused by: Post "https://api.ecr.eu-west-3.amazonaws.com/": dial tcp 35.180.245.30:443: i/o timeout. Please check your task network configuration.`,
      'VPC endpoints',
    ],
    [
      `${resource}The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration. operation error ECR: GetAuthorizationToken, exceeded maximum number of attempts, 3`,
      'VPC endpoints',
    ],
    [
      `${resource}execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 5 time(s): RequestCanceled: request context canceled caused by: context deadline exceeded`,
      'VPC endpoints',
    ],
    [
      `${resource}unable to retrieve secret from asm: There is a connection issue between the task and AWS Secrets Manager. Check your task network configuration. failed to fetch secret arn:aws:secretsmanager:us-east-1:123456789012:secret:x`,
      'VPC endpoints',
    ],
    [`${resource}pull command failed: : signal: killed`, 'VPC endpoints'],
    [
      'ResourceInitializationError: failed to validate logger args: The task cannot find the Amazon CloudWatch log group defined in the task definition. There is a connection issue between the task and Amazon CloudWatch. Check your network configuration. : signal: killed',
      'VPC endpoints',
    ],
    [
      'CannotStartContainerError: Error response from daemon: failed to initialize logging driver: failed to create Cloudwatch log stream: RequestError: send request failed caused by: Post https://logs.us-east-2.amazonaws.com/: dial tcp 10.20.10.16:443: i/o time',
      'CloudWatch',
    ],
    [
      'ResourceInitializationError: failed to download env files: file download command: non empty error stream: RequestCanceled: request context canceled caused by: context deadline exceeded',
      'VPC endpoints',
    ],
  ],
  'image-pull-denied': [
    [
      "CannotPullContainerError: Error response from daemon: pull access denied for acme/orders, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
      'check that the image exists',
    ],
    [
      'CannotPullImageManifestError: Error response from daemon: errors: denied: requested access to the resource is denied unauthorized: authentication required',
      'execution role',
    ],
    [
      'CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref ghcr.io/acme/orders:latest: failed to authorize: failed to fetch anonymous token: 401 Unauthorized',
      'execution role',
    ],
    [
      'CannotPullContainerError: Error response from daemon: Head "https://123456789012.dkr.ecr.us-east-1.amazonaws.com/v2/orders/manifests/1": no basic auth credentials',
      'execution role',
    ],
    [
      'CannotPullContainerError: AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/exec/1 is not authorized to perform: ecr:GetAuthorizationToken on resource: *',
      'docs/iam.md',
    ],
    [
      'CannotPullContainerError: ref pull has been retried 1 time(s): failed to copy: httpReadSeeker: failed open: unexpected status code https://prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com/x: 403 Forbidden',
      'docs/iam.md',
    ],
    [
      'CannotPullContainerError: The task can’t pull the image. Check that the role has the permissions to pull images from the registry.',
      'docs/iam.md',
    ],
  ],
  'image-not-found': [
    ['CannotPullContainerError: Error response from daemon: manifest unknown: manifest unknown', 'tag or digest'],
    ['CannotPullImageManifestError: Error response from daemon: manifest unknown: manifest unknown', 'tag or digest'],
    [
      'CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref 123456789012.dkr.ecr.ap-south-1.amazonaws.com/acme/api:latest: not found',
      'tag or digest',
    ],
    [
      'CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref',
      'tag or digest',
    ],
    [
      "CannotPullContainerError: Error response from daemon: repository 123456789012.dkr.ecr.us-east-1.amazonaws.com/orders not found: name unknown: The repository with name 'orders' does not exist in the registry with id '123456789012'",
      'tag or digest',
    ],
    [
      'CannotPullContainerError: Error response from daemon: manifest for acme/orders:9 not found: manifest unknown',
      'tag or digest',
    ],
    ['CannotPullContainerError: invalid reference format', 'tag or digest'],
  ],
  'role-refused': [
    [
      "ECS was unable to assume the role 'arn:aws:iam::123456789012:role/x' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.",
      'trust policies',
    ],
    [
      'Unable to assume the service linked role. Please verify that the ECS service linked role exists.',
      'trust policies',
    ],
    [
      `${resource}execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/x/1 is not authorized to perform: ecr:GetAuthorizationToken on resource: *`,
      'docs/iam.md',
    ],
    ['Fetching secret data from SSM Parameter Store in us-west-2: AccessDeniedException: User x is not', 'docs/iam.md'],
    [
      'CannotStartContainerError: Error response from daemon: failed to initialize logging driver: failed to create Cloudwatch log stream: AccessDeniedException: User: x is not authorized to perform: logs:CreateLogStream',
      'docs/iam.md',
    ],
    ['ResourceInitializationError: unable to pull secrets or registry auth', 'docs/iam.md'],
  ],
  'image-incompatible': [
    [
      'CannotStartContainerError: API error (400): OCI runtime create failed: container_linux.go:296: starting container process caused "exec: \\"dsdt_docker\\": executable file not found in $PATH": unknown',
      'dialect',
    ],
    [`${oci}exec: "/usr/local/bin/_entrypoint.sh": stat /usr/loca`, 'dialect'],
    [
      'CannotStartContainerError: Error response from daemon: OCI runtime create failed: container_linux.go:380: starting container process caused: exec: "/usr/local/env-execute": stat /usr/local/env-execute: no such file or directory: unknown',
      'dialect',
    ],
    ['CannotStartContainerError: exec: "uvicorn": executable file not found in $PATH', 'dialect'],
  ],
  'invalid-input': [
    [`${oci}exec: "/opt/bin/entrypoint.py": permission denied: unknown`, 'chmod +x'],
    [`${oci}exec: "/bin/sh": argument list too long: unknown`, 'parameters'],
    [`${oci}chdir to cwd ("/work") set in config.json failed: no such file or directory: unknown`, 'WORKDIR'],
    [
      'CannotStartContainerError: Error response from daemon: unable to find user disdat: no matching entries in passwd file',
      'USER',
    ],
    [
      'ResourceInitializationError: unable to create new container: mount callback failed on /tmp/containerd-mount1: no users found',
      'USER',
    ],
    [
      `${oci}error during container init: error running hook #0: error running hook: exit status 1, stdout: , stderr: nvidia-container-cli: initialization error: driver error: failed to process request: unknown`,
      'GPU',
    ],
    [
      'CannotStartContainerError: Error response from daemon: could not select device driver "nvidia" with capabilities: [[gpu]]',
      'GPU',
    ],
    ['CannotCreateContainerError: Error response from daemon: unknown or invalid runtime name: nvidia', 'GPU'],
    [
      `${oci}error running hook #0: stderr: nvidia-container-cli: requirement error: unsatisfied condition: cuda>=12.4, please update your driver to a newer version`,
      'newer AMI',
    ],
    [
      'CannotStartContainerError: Error response from daemon: failed to initialize logging driver: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist.',
      'awslogs-create-group',
    ],
    [
      'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. : exit status 1',
      'awslogs-create-group',
    ],
    [
      `${resource}execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret arn:x from secrets manager: ResourceNotFoundException: Secrets Manager can't find the specified secret.`,
      'secrets',
    ],
    [
      `${resource}execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): retrieved secret from Secrets Manager did not contain json key USERNAME`,
      'secrets',
    ],
    [`${resource}execution resource retrieval failed: invalid ssm parameters: DB_PASSWORD`, 'secrets'],
    [
      'ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: mount.nfs4: Connection timed out',
      'volumes',
    ],
    [
      'CannotCreateContainerError: failed to copy file info for /var/lib/ecs/volumes/x: failed to chown /var/lib/ecs/volumes/x: operation not permitted',
      'volumes',
    ],
  ],
  'host-lost': [
    ['Host EC2 (instance i-0abc) terminated.', 'attempts'],
    ['Host EC2 (instance i-0abc) stopped.', 'attempts'],
  ],
  'agent-fault': [
    ['DockerTimeoutError: Could not transition to created; timed out after waiting 4m0s', 'attempts'],
    ['DockerTimeoutError: Could not transition to started; timed out after waiting 3m0s', 'attempts'],
    ['CannotInspectContainerError: Could not transition to inspecting; timed out after waiting 30s', 'attempts'],
    ['Timeout waiting for network interface provisioning to complete.', 'free addresses'],
    ['Timeout waiting for EphemeralStorage provisioning to complete.', 'attempts'],
    [
      'ResourceInitializationError: failed to configure ENI: failed to setup regular eni: netplugin failed with no error message',
      'free addresses',
    ],
    ['Capacity is unavailable at this time. Please try again later or in a different availability zone', 'attempts'],
    [
      'CannotCreateContainerError: API error (500): devicemapper: Error running deviceResume dm_task_run failed',
      'attempts',
    ],
    [
      'CannotStartContainerError: Error response from daemon: failed to create endpoint x on network bridge: adding interface veth1 to bridge docker0 failed',
      'attempts',
    ],
    [
      'CannotStartContainerError: Error response from daemon: exec: "docker-init": executable file not found in $PATH',
      'attempts',
    ],
    [`${oci}exec: "/usr/bin/containerd-shim-runc-v2": stat /usr/bin/containerd-shim-runc-v2: no such file`, 'attempts'],
    [
      'CannotStartContainerError: Error response from daemon: cgroups: cannot find cgroup mount destination: unknown',
      'attempts',
    ],
    ['InternalError: unexpected internal error', 'attempts'],
    ['CannotPullContainerError: something new', 'route'],
    ['Task failed to start', 'attempts'],
  ],
}

const rows = Object.entries(reasons).flatMap(([verdict, list]) =>
  list.map(([reason, advice]) => ({ verdict, reason, advice })),
)

describe('failureRules', () => {
  test.each(rows)('explains with $verdict: $reason', ({ verdict, reason, advice }) => {
    // Batch reports the state of the task beside the reason of its container.
    for (const text of [reason, `${reason}; Task failed to start`, `Essential container in task exited; ${reason}`])
      expect(explain(text)).toMatchObject({ verdict, advice: expect.stringContaining(advice) })
  })

  test('has at least sixty reasons in its table', () => {
    expect(rows.length).toBeGreaterThan(60)
  })

  test.each(['Essential container in task exited', 'closed for the night', ''])('has no rule for %j', (reason) => {
    expect(explain(reason)).toBeUndefined()
  })

  test('reads a very long reason in linear time', () => {
    const reason = `CannotPullContainerError: ${'exec: "a '.repeat(20_000)}`
    expect(explain(reason)).toMatchObject({ verdict: 'agent-fault' })
  }, 2_000)
})
