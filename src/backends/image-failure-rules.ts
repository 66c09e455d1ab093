import type { Verdict } from '../errors.ts'

/** One kind of failure of an image. Docker's engine, containerd and the agents of ECS report it in similar words. */
export interface ImageFailureRule {
  readonly pattern: RegExp
  readonly verdict: Verdict
  /** What happened, as a clause without end. */
  readonly clause: string
  /** What to do about an image on the runner's engine, and about one on a host of AWS Batch. */
  readonly runnerAdvice: string
  readonly hostAdvice: string
  /** An attempt some seconds later may succeed. */
  readonly isTransient?: true
}

/** Advice for an image that is neither on the engine nor in the registry. */
export const buildAdvice =
  'Build the image with `docker build` (examples/pipeline/Dockerfile of this action is a template), or set `image`, `registry` or `repository-prefix` so that the name is right.'

const programAdvice =
  'Check that `image` names a Disdat pipeline image, and set `dialect` to the version of Disdat in it (docs/dialects.md).'

const networkHostAdvice =
  'Give the subnet of the compute environment a route to the registry (a NAT gateway or VPC endpoints), and check its security groups.'

const diskFull: ImageFailureRule = {
  pattern: /no space left on device|disk quota exceeded|not enough space|Thin Pool has \d+ free data blocks/i,
  verdict: 'disk-full',
  clause: 'the disk is full',
  runnerAdvice: 'Free space on the engine’s disk before this step, for example with `docker image prune`.',
  hostAdvice:
    'Give the instances larger disks (launch template of the compute environment), or make the image smaller.',
}

const wrongPlatform: ImageFailureRule = {
  pattern:
    /no matching manifest for|no match for platform|does not (?:contain descriptor matching|match the (?:specified|detected)) platform|image operating system .* cannot be used|exec format error/i,
  verdict: 'image-architecture',
  clause: 'the image is not built for this platform',
  runnerAdvice: 'Set `platform` to a platform of the image, or build the image for this runner.',
  hostAdvice: 'Build the image for the queue’s processors, or use a queue that matches the image.',
}

/** Failures of a pull, specific ones before general ones. */
export const pullFailureRules: readonly ImageFailureRule[] = [
  {
    pattern: /(?:reached your|exceeded) (?:\w+ )?pull rate limit/i,
    verdict: 'throttled',
    clause: 'the registry’s limit of pulls is reached',
    runnerAdvice: 'Log in to the registry before this step, which raises the limit, or use a copy of the image in ECR.',
    hostAdvice: 'Use a copy of the image in ECR, or a pull-through cache of ECR.',
  },
  {
    pattern: /toomanyrequests|too many requests|\b429\b|rate exceeded|throttling/i,
    verdict: 'throttled',
    clause: 'the registry is throttling requests',
    runnerAdvice: 'Run the step again later, and start fewer runs at a time.',
    hostAdvice: 'Run it again later, or let Batch retry with `attempts`.',
    isTransient: true,
  },
  diskFull,
  {
    pattern: /server gave HTTP response to HTTPS client/i,
    verdict: 'remote-unreachable',
    clause: 'the registry does not speak TLS',
    runnerAdvice:
      'Add the registry to `insecure-registries` in the configuration of the engine, or give it a certificate.',
    hostAdvice: 'Use a registry with TLS.',
  },
  {
    pattern: /x509:|\btls: (?!.*timeout)|certificate (?:has expired|is not|signed by)/i,
    verdict: 'remote-unreachable',
    clause: 'the engine does not trust the registry’s certificate, or TLS failed',
    runnerAdvice:
      'Put the certificate of its authority in `/etc/docker/certs.d/<registry>/ca.crt` on the machine of the engine, and check its clock.',
    hostAdvice:
      'Install the certificate of its authority on the instances, or use a registry with a public certificate.',
  },
  wrongPlatform,
  {
    pattern:
      /(?:unexpected (?:HTTP )?status(?: code)?|error parsing HTTP).{0,400}?\b5\d\d\b|\b50[0234] (?:internal|bad gateway|service|gateway)|service unavailable|internal server error/i,
    verdict: 'remote-unreachable',
    clause: 'the registry failed',
    runnerAdvice: 'Run the step again later, and check the status page of the registry.',
    hostAdvice: 'Run it again later, or let Batch retry with `attempts`.',
    isTransient: true,
  },
  {
    pattern: /layer verification failed|unexpected commit digest|failed size validation|layers and diffIDs|short read/i,
    verdict: 'remote-unreachable',
    clause: 'the image did not arrive intact',
    runnerAdvice: 'Run the step again, and check the proxy between engine and registry.',
    hostAdvice: 'Run it again, or let Batch retry with `attempts`.',
    isTransient: true,
  },
  {
    pattern:
      /i\/o timeout|handshake timeout|deadline exceeded|client\.timeout|request cancell?ed|connection (?:reset|timed out)|broken pipe|\bEOF\b|server misbehaving|temporary failure in name resolution|stream error/i,
    verdict: 'remote-unreachable',
    clause: 'the connection to the registry broke or timed out',
    runnerAdvice:
      'Check that this runner can reach the registry, or set `pull-policy: never` for an image that is built on this runner.',
    hostAdvice: networkHostAdvice,
    isTransient: true,
  },
  {
    pattern:
      /no such host|connection refused|network is unreachable|no route to host|proxyconnect|connection issue|network configuration|context canceled|signal: killed/i,
    verdict: 'remote-unreachable',
    clause: 'the registry cannot be reached',
    runnerAdvice:
      'Check that this runner can reach the registry, or set `pull-policy: never` for an image that is built on this runner.',
    hostAdvice: networkHostAdvice,
  },
  {
    // Docker Hub reports a missing repository in these words too: "does not exist or may require 'docker login'".
    pattern:
      /denied|unauthorized|authentication required|no basic auth|forbidden|not authorized|authorization token has expired|failed to authorize|failed to fetch (?:anonymous|oauth) token|incorrect username|permissions|\b40[13]\b/i,
    verdict: 'image-pull-denied',
    clause: 'the registry refused the pull',
    runnerAdvice: 'Log in before this step (docker/login-action, or amazon-ecr-login), and check the name.',
    hostAdvice:
      'Allow the execution role, or the instance’s role, to pull the image (docs/iam.md), and check that the image exists.',
  },
  {
    pattern:
      /manifest unknown|name unknown|not found|does not exist|no such image|image exists|failed to resolve ref|invalid reference format|must be lowercase/i,
    verdict: 'image-not-found',
    clause: 'the registry does not have the image',
    runnerAdvice: buildAdvice,
    hostAdvice: 'Check that the registry still has the image under this tag or digest.',
  },
  {
    pattern: /failed open|failed to do request|send request failed|pull command failed|error pulling image conf/i,
    verdict: 'remote-unreachable',
    clause: 'the registry, or the storage of its layers, cannot be reached',
    runnerAdvice: 'Check that this runner can reach the registry, and the host that stores its layers.',
    hostAdvice: `${networkHostAdvice} ECR stores layers in S3, which needs a route too.`,
  },
]

/** Programs of the engine itself: if one is missing, the image is not to blame. */
const engineProgram = String.raw`(?:[^"\\]*/)?(?:docker-init|tini|catatonit|runc|crun|runsc|containerd-shim|nvidia-|modprobe|ip6?tables)`
const ownProgram = String.raw`exec: [\\"]+(?!${engineProgram})[^"\\]+[\\"]+: `

/** Failures of the start of a container, specific ones before general ones. AWS cuts them at 255 characters. */
export const startFailureRules: readonly ImageFailureRule[] = [
  {
    pattern: /requirement error: unsatisfied condition|driver\/library version mismatch/i,
    verdict: 'invalid-input',
    clause: 'the GPU driver of the machine does not fit the image',
    runnerAdvice: 'Use a runner with a newer GPU driver, or an image for an older CUDA.',
    hostAdvice: 'Use a newer AMI in the compute environment, or an image for an older CUDA.',
  },
  {
    pattern:
      /could not select device driver|capabilities: \[\[gpu|nvidia-container-(?:cli|runtime)|unknown (?:or invalid )?runtime(?: name| specified)?:? nvidia|libnvidia-ml|NVML|unresolvable CDI devices/i,
    verdict: 'invalid-input',
    clause: 'gpus: the machine has no usable GPU',
    runnerAdvice: 'Use a runner with GPUs and the NVIDIA container toolkit, or leave out `gpus`.',
    hostAdvice: 'Use a queue whose instances have GPUs and an ECS AMI with GPU support, or leave out `gpus`.',
  },
  wrongPlatform,
  diskFull,
  {
    pattern: new RegExp(
      `${ownProgram}(?:executable file|stat\\b|no such file|file does not exist|is a directory)|executable file \`[^\`]+\` not found|invoke a command that was not found|exec user process caused.{0,20}no such file`,
      'i',
    ),
    verdict: 'image-incompatible',
    clause: 'the image does not have the program to run',
    runnerAdvice: programAdvice,
    hostAdvice: programAdvice,
  },
  {
    pattern: new RegExp(`${ownProgram}(?:fork/exec \\S+: )?permission denied`, 'i'),
    verdict: 'invalid-input',
    clause: 'the image’s user may not execute the program',
    runnerAdvice: 'Make the program executable in the image (`chmod +x`), for its user.',
    hostAdvice: 'Make the program executable in the image (`chmod +x`), for its user.',
  },
  {
    pattern: /OOM-killed|minimum memory limit allowed/i,
    verdict: 'out-of-memory',
    clause: 'its memory limit is too low to start',
    runnerAdvice: 'Raise `memory`.',
    hostAdvice: 'Raise `memory`.',
  },
  {
    pattern: /argument list too long/i,
    verdict: 'invalid-input',
    clause: 'params: the command line is too long',
    runnerAdvice: 'Pass large values in a bundle or a file, not as parameters.',
    hostAdvice: 'Pass large values in a bundle or a file, not as parameters.',
  },
  {
    pattern: /unable to find (?:user|group) |no users found|no matching entries in (?:passwd|group) file/i,
    verdict: 'invalid-input',
    clause: 'the image does not have the user that it runs as',
    runnerAdvice: 'Create the user in the image, or correct its `USER`.',
    hostAdvice: 'Create the user in the image, or correct its `USER` or the user of `job-definition`.',
  },
  {
    pattern: /chdir to cwd .{0,200}(?:no such file|permission denied)/i,
    verdict: 'invalid-input',
    clause: 'the image does not have its working directory',
    runnerAdvice: 'Correct `WORKDIR` in the image.',
    hostAdvice: 'Correct `WORKDIR` in the image.',
  },
]

/** The first rule whose pattern the message matches; undefined for an unknown reason. */
export function findImageFailure(rules: readonly ImageFailureRule[], message: string): ImageFailureRule | undefined {
  return rules.find(({ pattern }) => pattern.test(message))
}
