"use strict";
exports.id = 4;
exports.ids = [4];
exports.modules = {

/***/ 1210:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ clientConfig)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_http__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4708);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_https__WEBPACK_IMPORTED_MODULE_1__);


/** The SDK would print its warnings to the step's log; what matters comes as an error. */
const silent = { trace: () => { }, debug: () => { }, info: () => { }, warn: () => { }, error: () => { } };
const connectionTimeoutMs = 5_000;
const requestTimeoutMs = 20_000;
/** With the SDK's own full jitter between them: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html */
const attempts = 6;
/**
 * What every client of an AWS service but S3 is made with: the identity that renews itself, bounded waits, the proxy variables of `env`, and retries
 * of throttling, 5xx and broken connections, not of refusals. AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_<SERVICE> are followed by the SDK itself.
 */
function clientConfig(identity, env, region = identity.region) {
    const agentOptions = { keepAlive: true, maxSockets: 16, proxyEnv: env };
    return {
        region,
        credentials: () => identity.credentials(),
        logger: silent,
        maxAttempts: attempts,
        // Endpoints of a test-bed or a VPC have no host names of their own for streams and data.
        disableHostPrefix: true,
        requestHandler: {
            httpAgent: new (node_http__WEBPACK_IMPORTED_MODULE_0___default().Agent)(agentOptions),
            httpsAgent: new (node_https__WEBPACK_IMPORTED_MODULE_1___default().Agent)(agentOptions),
            connectionTimeout: connectionTimeoutMs,
            requestTimeout: requestTimeoutMs,
        },
    };
}


/***/ }),

/***/ 5280:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ pipePolicy),
/* harmony export */   i: () => (/* binding */ partitionOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3296);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const limitChars = 2048;
/** The partition that a region belongs to: https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
function partitionOf(region) {
    if (region.startsWith('cn-'))
        return 'aws-cn';
    return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
/**
 * The policy of a pipe's session: it lists, reads and writes the bundles of one context, deletes nothing, and knows nothing else. disdat looks
 * whether the bucket is there, which S3 answers to whoever may list it. At most 2,048 characters, or Failure `invalid-input`.
 */
function pipePolicy({ region, bucket, prefix, context, kmsKeyId }) {
    const partition = partitionOf(region);
    const arn = `arn:${partition}:s3:::${bucket}`;
    const place = `${prefix === '' ? '' : `${prefix}/`}context/${context}`;
    const statements = [
        {
            Effect: 'Allow',
            Action: 's3:ListBucket',
            Resource: arn,
            // HeadBucket has no prefix, and tells nothing but that the bucket is there.
            Condition: { StringLikeIfExists: { 's3:prefix': `${place}/*` } },
        },
        {
            Effect: 'Allow',
            Action: ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl', 's3:AbortMultipartUpload'],
            Resource: `${arn}/${place}/objects/*`,
        },
        ...(kmsKeyId === undefined ? [] : [kmsStatement(kmsKeyId, region)]),
    ];
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: statements });
    if (policy.length > limitChars) {
        const evidence = `The session policy for ${bucket}/${place} has ${policy.length} characters; STS takes ${limitChars}.`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', evidence, 'Use a shorter prefix in `remote`.');
    }
    return policy;
}
/** A key that is not named by its ARN may be any, as long as S3 is the one that uses it. */
function kmsStatement(kmsKeyId, region) {
    const isKeyArn = kmsKeyId.startsWith('arn:') && kmsKeyId.includes(':key/');
    return {
        Effect: 'Allow',
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: isKeyArn ? kmsKeyId : '*',
        ...(isKeyArn ? {} : { Condition: { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } } }),
    };
}


/***/ }),

/***/ 6004:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  BatchBackend: () => (/* binding */ BatchBackend),
  endLeft: () => (/* binding */ endLeft)
});

// EXTERNAL MODULE: ./aws/session-policy.js
var session_policy = __webpack_require__(5280);
// EXTERNAL MODULE: ./errors.js
var errors = __webpack_require__(3296);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./aws/client.js
var client = __webpack_require__(1210);
;// CONCATENATED MODULE: ./backends/batch/client.js



/** Clients in the identity's region, loaded here and not before. Nothing is asked of AWS yet. A test has an endpoint and a patience of its own. */
async function openClients(identity, env, tuning = {}) {
    const [sdk, logsSdk] = await Promise.all([Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(366), __webpack_require__.e(256)]).then(__webpack_require__.bind(__webpack_require__, 7256)), Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(366), __webpack_require__.e(376)]).then(__webpack_require__.bind(__webpack_require__, 995))]);
    const config = { ...(0,client/* clientConfig */.y)(identity, env), ...tuning };
    const clientsOfLogs = new Map();
    return {
        sdk,
        logsSdk,
        batch: new sdk.BatchClient(config),
        once: new sdk.BatchClient({ ...config, maxAttempts: 1 }),
        logsIn: (region) => {
            const client = clientsOfLogs.get(region) ?? new logsSdk.CloudWatchLogsClient({ ...config, region });
            clientsOfLogs.set(region, client);
            return client;
        },
        region: identity.region,
    };
}
const realClock = {
    now: () => Date.now(),
    sleep: async (ms, signal) => {
        await (0,promises_.setTimeout)(ms, undefined, { signal }).catch(() => undefined);
    },
    random: Math.random,
};
/** The `name` of an error of the SDK; empty of anything else. */
const errorName = (error) => (error instanceof Error ? error.name : '');
/** https://docs.aws.amazon.com/batch/latest/APIReference/CommonErrors.html */
const isThrottling = (error) => /Throttl|TooManyRequests|RequestLimitExceeded/.test(errorName(error)) || statusOf(error) === 429;
/** AWS says that we may not. */
const isRefusal = (error) => /AccessDenied|UnauthorizedOperation|NotAuthorized/.test(errorName(error)) || statusOf(error) === 403;
/** The request may have been carried out, and nobody can tell: no answer came, or one of 5xx. */
function isUnanswered(error) {
    const status = statusOf(error);
    return status === undefined || status >= 500;
}
function statusOf(error) {
    if (typeof error !== 'object' || error === null || !('$metadata' in error))
        return undefined;
    const { $metadata: metadata } = error;
    const code = typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
        ? metadata.httpStatusCode
        : undefined;
    return typeof code === 'number' ? code : undefined;
}
/** What an error of Batch or CloudWatch Logs is to a user. A Failure stays what it is. */
function awsFailure(error, what, action) {
    if (error instanceof errors/* Failure */.HR)
        return error;
    const options = { cause: error };
    const said = (0,errors/* describe */.q0)(error);
    if (isThrottling(error))
        return new errors/* Failure */.HR('throttled', `AWS throttles us, and has done so for a while: we could not ${what}. ${said}`, 'Run it again later; fewer jobs that ask at the same time help.', options);
    if (isRefusal(error))
        return new errors/* Failure */.HR('access-denied', `AWS did not let us ${what}: ${said}`, `Allow ${action} for the step's credentials: docs/iam.md.`, options);
    if (isUnanswered(error))
        return new errors/* Failure */.HR('remote-unreachable', `AWS did not answer when we wanted to ${what}: ${said}`, 'Check `aws-region`, proxies and the network, and run it again.', options);
    return new errors/* Failure */.HR('invalid-input', `AWS did not accept it when we wanted to ${what}: ${said}`, 'AWS’s own words tell what to change.', options);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./backends/batch/fargate.js
/** What Fargate offers for each number of vCPUs, in MiB: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size */
const sizes = [
    { vcpus: 0.25, memory: [512, 1024, 2048] },
    { vcpus: 0.5, memory: steps(1024, 4096, 1024) },
    { vcpus: 1, memory: steps(2048, 8192, 1024) },
    { vcpus: 2, memory: steps(4096, 16_384, 1024) },
    { vcpus: 4, memory: steps(8192, 30_720, 1024) },
    { vcpus: 8, memory: steps(16_384, 61_440, 4096) },
    { vcpus: 16, memory: steps(32_768, 122_880, 8192) },
];
function steps(from, to, by) {
    return Array.from({ length: (to - from) / by + 1 }, (_, at) => from + at * by);
}
/** The smallest size that has at least so much of both; undefined where there is none. Without a wish for memory, the least of that many vCPUs. */
function fargateSize(vcpus, memoryMib) {
    for (const size of sizes) {
        if (size.vcpus < (vcpus ?? 0.25))
            continue;
        const memory = size.memory.find((each) => each >= (memoryMib ?? 0));
        if (memory !== undefined)
            return { vcpus: size.vcpus, memoryMib: memory };
    }
    return undefined;
}

;// CONCATENATED MODULE: ./backends/batch/resources.js

/** What a job gets on hosts where nothing was asked for. */
const ec2Defaults = { vcpus: 1, memoryMib: 2048 };
/** https://docs.aws.amazon.com/batch/latest/APIReference/API_ResourceRequirement.html */
const leastMemoryMib = 4;
/** What was asked for, as the platform has it, and what was changed on the way, in sentences; or why it cannot be had. */
function resourcesFor(task, platform) {
    const asked = (resources) => `${resources.vcpus} vCPU and ${resources.memoryMib} MiB`;
    if (platform === 'FARGATE') {
        const size = fargateSize(task.vcpus ?? (task.memoryMib === undefined ? 1 : undefined), task.memoryMib);
        const faults = [
            ...(task.gpus === undefined ? [] : ['gpus: Fargate has none. Use a queue of EC2 instances.']),
            ...(size
                ? []
                : [
                    `vcpus, memory-mib: no Fargate size has ${task.vcpus ?? 'any'} vCPU and ${task.memoryMib ?? 'any'} MiB; the largest has 16 and 122880.`,
                ]),
        ];
        const resources = { ...(size ?? ec2Defaults), gpus: undefined };
        const isRounded = size && (size.vcpus !== task.vcpus || size.memoryMib !== task.memoryMib);
        return {
            resources,
            faults,
            notices: isRounded ? [`The job gets ${asked(resources)}, the nearest size that Fargate has.`] : [],
        };
    }
    const vcpus = Math.max(1, Math.ceil(task.vcpus ?? ec2Defaults.vcpus));
    const memoryMib = Math.max(leastMemoryMib, task.memoryMib ?? ec2Defaults.memoryMib);
    const resources = { vcpus, memoryMib, gpus: task.gpus };
    const isChanged = vcpus !== task.vcpus || memoryMib !== task.memoryMib;
    return { resources, faults: [], notices: isChanged ? [`The job gets ${asked(resources)}.`] : [] };
}
/** As Batch wants it to be written. */
function requirementsOf({ vcpus, memoryMib, gpus }) {
    return [
        { type: 'VCPU', value: String(vcpus) },
        { type: 'MEMORY', value: String(memoryMib) },
        ...(gpus === undefined ? [] : [{ type: 'GPU', value: String(gpus) }]),
    ];
}

;// CONCATENATED MODULE: ./backends/batch/retry.js
/**
 * Tries again what a host's loss ended, in either of the two forms in which AWS says so, and nothing else: a pipe that failed fails again. Without the
 * last rule everything that no rule matches would be tried again: https://docs.aws.amazon.com/batch/latest/userguide/job_retries.html
 */
function retryStrategyOf(attempts) {
    return { attempts, evaluateOnExit: attempts === 1 ? [exit] : [...lost, exit] };
}
const exit = { onReason: '*', action: 'EXIT' };
const lost = [
    { onStatusReason: 'Host EC2*', action: 'RETRY' },
    { onStatusReason: 'Your Spot Task was interrupted*', action: 'RETRY' },
];

;// CONCATENATED MODULE: ./backends/batch/definition.js





/** Tags of a definition: who made it, and the hash of what it says. */
const tagNames = { madeBy: 'disdat-run-action:made-by', content: 'disdat-run-action:content' };
const madeBy = 'disdat/run-action';
/** Active revisions of ours that are kept; a run that has just found one of them must find it still there when it submits. */
const keptRevisions = 5;
/** https://docs.aws.amazon.com/batch/latest/userguide/service_limits.html */
const definitionLimitBytes = 24 * 1024;
/** The definition that a task needs, as it would be registered. */
function definitionOf(task, settings, { kind, resources }) {
    const isFargate = kind === 'FARGATE';
    const arm = task.image.architecture === 'arm64';
    const content = {
        jobDefinitionName: settings.definitionName,
        type: 'container',
        platformCapabilities: [kind],
        propagateTags: true,
        retryStrategy: retryStrategyOf(settings.attempts ?? 1),
        timeout: { attemptDurationSeconds: timeoutSeconds(task) },
        containerProperties: {
            image: task.image.id,
            resourceRequirements: requirementsOf(resources),
            ...(settings.jobRoleArn && { jobRoleArn: settings.jobRoleArn }),
            ...(settings.executionRoleArn && { executionRoleArn: settings.executionRoleArn }),
            logConfiguration: { logDriver: 'awslogs' },
            ...(task.shmSizeMib !== undefined && { linuxParameters: { sharedMemorySize: task.shmSizeMib } }),
            // Without an address of its own, a task in a public subnet cannot pull its image.
            ...(isFargate && { networkConfiguration: { assignPublicIp: 'ENABLED' } }),
            ...(isFargate && arm && { runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' } }),
        },
    };
    return { ...content, tags: { [tagNames.madeBy]: madeBy, [tagNames.content]: contentHash(content) } };
}
/** Batch takes a minute at least: https://docs.aws.amazon.com/batch/latest/userguide/job_timeouts.html */
const timeoutSeconds = ({ timeoutMs }) => Math.max(60, Math.ceil(timeoutMs / 1000));
function contentHash(content) {
    return (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(content)).digest('hex');
}
const found = ({ jobDefinitionArn = '', jobDefinitionName = '', revision = 0 }) => ({
    arn: jobDefinitionArn,
    name: `${jobDefinitionName}:${revision}`,
});
/** All revisions of a name that are active, or what an ARN or `name:revision` means, the newest first. Throws Failure. */
async function revisionsOf(clients, which, signal) {
    const { sdk, batch } = clients;
    const isExact = which.startsWith('arn:') || which.includes(':');
    const all = [];
    let nextToken;
    try {
        do {
            const query = isExact ? { jobDefinitions: [which] } : { jobDefinitionName: which, status: 'ACTIVE' };
            const page = await batch.send(new sdk.DescribeJobDefinitionsCommand({ ...query, nextToken }), {
                abortSignal: signal,
            });
            all.push(...(page.jobDefinitions ?? []));
            nextToken = page.nextToken;
        } while (nextToken);
    }
    catch (error) {
        signal.throwIfAborted();
        throw awsFailure(error, `look up the job definition ${which}`, 'batch:DescribeJobDefinitions');
    }
    return all.toSorted((a, b) => (b.revision ?? 0) - (a.revision ?? 0));
}
/** The revision of ours that says just this, if it is active. */
async function sameDefinition(clients, wanted, signal) {
    const revisions = await revisionsOf(clients, wanted.jobDefinitionName ?? '', signal);
    const ours = revisions.filter(({ tags, status }) => tags?.[tagNames.madeBy] === madeBy && status === 'ACTIVE');
    const same = ours.find(({ tags }) => tags?.[tagNames.content] === wanted.tags?.[tagNames.content]);
    return { same: same && found(same), ours };
}
/**
 * The definition to submit with: an active revision of the same content, or a new one. Older ones of ours are deregistered, those of others never.
 * Two that register the same at a time get a revision each, and both are right.
 */
async function ensureDefinition(clients, wanted, signal) {
    const { sdk, batch } = clients;
    const { same, ours } = await sameDefinition(clients, wanted, signal);
    if (same !== undefined)
        return same;
    try {
        const made = await batch.send(new sdk.RegisterJobDefinitionCommand(wanted), { abortSignal: signal });
        await deregister(clients, ours.slice(keptRevisions - 1));
        return found(made);
    }
    catch (error) {
        signal.throwIfAborted();
        throw awsFailure(error, `register the job definition ${wanted.jobDefinitionName}`, 'batch:RegisterJobDefinition (and batch:TagResource, iam:PassRole for the roles that it names)');
    }
}
/** Housekeeping: what cannot be deregistered stays. */
async function deregister({ sdk, batch }, old) {
    for (const { jobDefinitionArn: jobDefinition } of old) {
        await batch.send(new sdk.DeregisterJobDefinitionCommand({ jobDefinition })).catch(() => undefined);
    }
}
/** A definition of the user's own, which is used as it is. Throws Failure `invalid-input` where it cannot run a pipe. */
async function fixedDefinition(clients, which, signal) {
    const refuse = (why, advice) => new errors/* Failure */.HR('invalid-input', `job-definition: ${why}`, advice);
    const [definition] = await revisionsOf(clients, which, signal);
    const advice = 'Check name, revision and `aws-region`, or leave `job-definition` out to have one made.';
    if (definition === undefined)
        throw refuse(`there is no active ${which} in ${clients.region}.`, advice);
    const { status, type, containerProperties } = definition;
    if (status !== 'ACTIVE')
        throw refuse(`${found(definition).name} is ${status}.`, 'Name a revision that is ACTIVE.');
    if (type !== 'container' || !containerProperties?.image)
        throw refuse(`${found(definition).name} is of type ${type}, or for EKS or several containers.`, 'Give one of type `container` with a single container.');
    return {
        ...found(definition),
        image: containerProperties.image,
        hasJobRole: Boolean(containerProperties.jobRoleArn),
        definition,
    };
}
/** Whether Batch refused a submission because the definition is not active any more. */
const isInactiveDefinition = (error) => errorName(error) === 'ClientException' &&
    error instanceof Error &&
    /definition/i.test(error.message) &&
    /active|not exist|not found/i.test(error.message);

// EXTERNAL MODULE: ./disdat/command-line.js
var command_line = __webpack_require__(9911);
;// CONCATENATED MODULE: ./backends/batch/receipt.js

/** The variable of a job's container that holds its receipt. */
const receiptVariable = 'DISDAT_RUN_ACTION_RECEIPT';
/** The receipt in a container's environment, as DescribeJobs has it; undefined where there is none, or one that is not whole. It is text from outside. */
function receiptOf(environment) {
    const text = environment?.find(({ name }) => name === receiptVariable)?.value;
    if (text === undefined)
        return undefined;
    try {
        return parse(JSON.parse(text));
    }
    catch {
        return undefined;
    }
}
function parse(value) {
    if (typeof value !== 'object' || value === null)
        return undefined;
    const fields = { ...value };
    const text = (name) => (typeof fields[name] === 'string' ? fields[name] : undefined);
    const dialect = command_line/* dialects */.O9.find((name) => name === fields['dialect']);
    const params = textsOf(fields['params']);
    const workflowAttempt = fields['workflowAttempt'];
    const [pipeClass, remote, context, outputName] = [
        text('pipeClass'),
        text('remote'),
        text('context'),
        text('outputName'),
    ];
    const [outputUuid, image, launchedAt] = [text('outputUuid'), text('image'), text('launchedAt')];
    if (!dialect || !params || !pipeClass || !remote || !context || !outputName || !outputUuid)
        return undefined;
    if (image === undefined || launchedAt === undefined || Number.isNaN(Date.parse(launchedAt)))
        return undefined;
    if (typeof workflowAttempt !== 'number')
        return undefined;
    const [inputUuid, inputParam] = [text('inputUuid'), text('inputParam')];
    return {
        pipeClass,
        remote,
        context,
        dialect,
        outputName,
        outputUuid,
        inputUuid,
        inputParam,
        params,
        image,
        launchedAt,
        workflowAttempt,
    };
}
function textsOf(value) {
    if (typeof value !== 'object' || value === null)
        return undefined;
    const entries = Object.entries(value);
    return entries.every(([, text]) => typeof text === 'string') ? Object.fromEntries(entries) : undefined;
}

;// CONCATENATED MODULE: ./backends/batch/jobs.js


/** https://docs.aws.amazon.com/batch/latest/APIReference/API_DescribeJobs.html */
const idsPerCall = 100;
/** https://docs.aws.amazon.com/batch/latest/APIReference/API_TerminateJob.html */
const reasonLimit = 1024;
/** The jobs of these ids, those that Batch still knows. Throws Failure. */
async function describeJobs({ sdk, batch }, ids, signal) {
    const found = [];
    try {
        for (let at = 0; at < ids.length; at += idsPerCall) {
            const jobs = ids.slice(at, at + idsPerCall);
            const page = await batch.send(new sdk.DescribeJobsCommand({ jobs }), { abortSignal: signal });
            found.push(...(page.jobs ?? []));
        }
        return found;
    }
    catch (error) {
        signal.throwIfAborted();
        throw awsFailure(error, 'look up the job', 'batch:DescribeJobs');
    }
}
const isOver = (status) => status === 'SUCCEEDED' || status === 'FAILED';
/** What is waiting or running in a queue under a name, the newest first. Throws Failure. */
async function liveJobs(clients, jobQueue, name, signal) {
    const { sdk, batch } = clients;
    const ids = [];
    let nextToken;
    try {
        do {
            const filters = [{ name: 'JOB_NAME', values: [name] }];
            const page = await batch.send(new sdk.ListJobsCommand({ jobQueue, filters, nextToken }), { abortSignal: signal });
            // Upper and lower case are one to the filter.
            const own = (page.jobSummaryList ?? []).filter((job) => job.jobName === name && !isOver(job.status));
            ids.push(...own.flatMap(({ jobId }) => (jobId ? [jobId] : [])));
            nextToken = page.nextToken;
        } while (nextToken);
    }
    catch (error) {
        signal.throwIfAborted();
        throw awsFailure(error, `look for jobs of this run in the queue ${jobQueue}`, 'batch:ListJobs');
    }
    const jobs = await describeJobs(clients, ids, signal);
    return jobs
        .filter(({ status }) => !isOver(status))
        .toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
        .map(({ jobId = '', jobName = '', jobDefinition, container }) => ({
        id: jobId,
        name: jobName,
        definition: definitionName(jobDefinition),
        receipt: receiptOf(container?.environment),
    }));
}
/** `name:revision` of a definition's ARN. */
const definitionName = (arn) => arn?.slice(arn.lastIndexOf('/') + 1);
/** Ends a job in whatever state it is; one that is over already stays as it is. The reason is cut at 1,024 characters. Throws Failure. */
async function terminate({ sdk, batch }, jobId, reason) {
    try {
        await batch.send(new sdk.TerminateJobCommand({ jobId, reason: reason.slice(0, reasonLimit) }));
    }
    catch (error) {
        throw awsFailure(error, `end job ${jobId}`, 'batch:TerminateJob');
    }
}

;// CONCATENATED MODULE: ./backends/batch/logs.js


/** Where Batch puts logs that are not told to go elsewhere: https://docs.aws.amazon.com/batch/latest/userguide/using_awslogs.html */
const defaultGroup = '/aws/batch/job';
/** Milliseconds between two reads while lines come, and when none come; the account shares 10 reads a second among all that read. */
const pace = { busy: 2_000, quiet: 10_000, growth: 1.5 };
/** Pages in a row of one read: what is left comes with the next. */
const pagesPerRead = 20;
/** The log's driver sends what it has within some seconds: how long no line may have come before a log counts as ended, and as not coming at all. */
const endMs = { afterLines: 5_000, withoutLines: 15_000, between: 1_500 };
/** Reads a second, of all jobs of the step together: less than half of the account's. */
const readsPerSecond = 4;
/** Shares out the reads of logs among the jobs that are followed. */
class Turns {
    #clock;
    #next = 0;
    constructor(clock) {
        this.#clock = clock;
    }
    /** Takes a turn, if there is one now. */
    tryTake() {
        if (this.#next > this.#clock.now())
            return false;
        this.#next = this.#clock.now() + 1000 / readsPerSecond;
        return true;
    }
    /** Waits for a turn. */
    async take(signal) {
        const now = this.#clock.now();
        const at = Math.max(now, this.#next);
        this.#next = at + 1000 / readsPerSecond;
        if (at > now)
            await this.#clock.sleep(at - now, signal);
    }
}
/**
 * A job's log, attempt by attempt, line by line. What cannot be read is said once and does no harm: a missing stream or permission never hides why a
 * job failed.
 */
class JobLog {
    #clients;
    #clock;
    #listener;
    #links;
    #turns;
    #stream;
    #where = { group: defaultGroup, region: '' };
    #interval = pace.busy;
    #isOff = false;
    constructor(clients, clock, listener, links, turns) {
        this.#turns = turns;
        this.#clients = clients;
        this.#clock = clock;
        this.#listener = listener;
        this.#links = links;
    }
    /** How long to wait before the next read, in ms. */
    get interval() {
        return this.#stream === undefined || this.#isOff ? pace.quiet : this.#interval;
    }
    /** The address of the newest attempt's log. */
    get url() {
        return this.#stream && this.#links.log(this.#where.group, this.#stream.name);
    }
    /** Takes notice of where the job's log is by now. The log of an attempt that is over is read to its end before the next one's begins. */
    async know({ container, attempts = [] }, signal) {
        const { logDriver, options = {} } = container?.logConfiguration ?? {};
        if (logDriver !== undefined && logDriver !== 'awslogs' && !this.#isOff)
            await this.#off(`The job’s log goes to ${logDriver}, and is not shown here.`);
        this.#where = {
            group: options['awslogs-group'] ?? defaultGroup,
            region: options['awslogs-region'] ?? this.#clients.region,
        };
        const names = attempts.map((attempt) => attempt.container?.logStreamName);
        const current = container?.logStreamName;
        if (current !== undefined && names.at(-1) !== current)
            names.push(current);
        for (const [at, name] of names.entries()) {
            if (name === undefined || at + 1 <= (this.#stream?.attempt ?? 0) || this.#stream?.name === name)
                continue;
            await this.#begin({ attempt: at + 1, name, token: undefined, lines: 0 }, signal);
        }
    }
    async #begin(stream, signal) {
        if (this.#stream !== undefined)
            await this.#readAll(signal);
        this.#stream = stream;
        this.#interval = pace.busy;
        await this.#listener.attempt(stream.attempt);
        const { url } = this;
        if (url !== undefined)
            await this.#listener.known({ logUrl: url });
    }
    /** Hands over what has come, if it is this job's turn. */
    async read(signal) {
        if (this.#stream !== undefined && !this.#isOff && this.#turns.tryTake())
            await this.#readOn(signal);
    }
    /** Waits for a turn. Resolves with the number of lines. */
    async #readAll(signal) {
        await this.#turns.take(signal);
        return await this.#readOn(signal);
    }
    async #readOn(signal) {
        const before = this.#stream?.lines ?? 0;
        for (let page = 0; page < pagesPerRead; page += 1) {
            if (page > 0)
                await this.#turns.take(signal);
            if (!(await this.#readPage(signal)))
                break;
        }
        const came = (this.#stream?.lines ?? 0) - before;
        this.#interval = came > 0 ? pace.busy : Math.min(pace.quiet, this.#interval * pace.growth);
        return came;
    }
    /** Reads to the end, when the job is over: until for a while nothing more has come. */
    async drain(signal) {
        if (this.#stream === undefined || this.#isOff)
            return;
        let quietSince = this.#clock.now();
        for (;;) {
            if ((await this.#readAll(signal)) > 0)
                quietSince = this.#clock.now();
            const limit = this.#stream.lines > 0 ? endMs.afterLines : endMs.withoutLines;
            if (this.#clock.now() - quietSince >= limit || this.#isOff)
                return;
            await this.#clock.sleep(endMs.between, signal);
            signal.throwIfAborted();
        }
    }
    /** Whether there may be another page at once. */
    async #readPage(signal) {
        const stream = this.#stream;
        if (stream === undefined || this.#isOff)
            return false;
        const { logsSdk, logsIn } = this.#clients;
        try {
            const { events = [], nextForwardToken } = await logsIn(this.#where.region).send(new logsSdk.GetLogEventsCommand({
                logGroupName: this.#where.group,
                logStreamName: stream.name,
                // Without it a token is read backwards: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
                startFromHead: true,
                nextToken: stream.token,
            }), { abortSignal: signal });
            // An event is one write, which may hold several lines.
            const lines = events.flatMap(({ message = '' }) => message.replace(/\r?\n$/, '').split(/\r?\n/));
            // Batch does not tell the streams apart, and what explains a failure comes on stderr.
            if (lines.length > 0)
                await this.#listener.lines('stderr', lines);
            stream.lines += lines.length;
            // The same token again is the end of what there is by now; an empty page alone is not.
            const isEnd = nextForwardToken === undefined || nextForwardToken === stream.token;
            stream.token = nextForwardToken ?? stream.token;
            return !isEnd;
        }
        catch (error) {
            signal.throwIfAborted();
            if (error instanceof errors/* Failure */.HR)
                throw error;
            await this.#missed(error);
            return false;
        }
    }
    async #missed(error) {
        // A stream is there only when its first line is.
        if (errorName(error) === 'ResourceNotFoundException')
            return;
        if (isThrottling(error)) {
            this.#interval = pace.quiet;
            return;
        }
        if (isRefusal(error)) {
            const { group } = this.#where;
            await this.#off(`The job’s log is not shown: logs:GetLogEvents on ${group} is not allowed to the step.`);
        }
    }
    async #off(why) {
        this.#isOff = true;
        await this.#listener.changed(why);
    }
}

;// CONCATENATED MODULE: ./backends/batch/queue-wait.js
/** How long a reason may stand before it is believed: environments are made larger, and some reasons pass. */
const graceMs = 13 * 60_000;
/** Between two looks at the queue. */
const positionEveryMs = 60_000;
/** AWS's codes for why a job is not started, in plain words: https://docs.aws.amazon.com/batch/latest/userguide/job_stuck_in_runnable.html */
const plain = [
    [
        'MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT',
        'it asks for more vCPUs, memory or GPUs than any compute environment of the queue can give',
    ],
    [
        'MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE',
        'the queue’s compute environments may not grow large enough for it',
    ],
    ['MISCONFIGURATION:SERVICE_ROLE_PERMISSIONS', 'Batch’s service role lacks permissions'],
    ['CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY', 'AWS has no free instances of the types that the queue uses'],
    ['UNDETERMINED', 'AWS does not know why'],
];
/** A reason in plain words, with AWS's own behind it. */
function inPlainWords(reason) {
    const words = plain.find(([code]) => reason.includes(code))?.[1];
    return words === undefined ? reason : `${words} (${reason})`;
}
const codeOf = (reason) => /[A-Z]+:[A-Z_]+|UNDETERMINED/.exec(reason)?.[0];
/** Follows a job's time before it runs: for how long, at which place, and why. Waiting for other jobs does not count. */
class QueueWait {
    #clients;
    #clock;
    #limitMs;
    #since;
    #reason;
    #positionAt = Number.NEGATIVE_INFINITY;
    #said = '';
    constructor(clients, clock, limitMs) {
        this.#clients = clients;
        this.#clock = clock;
        this.#limitMs = limitMs;
    }
    /** What is new about the wait, in a sentence, and whether it has to be ended. Called with the job at each look. */
    async look(job, signal) {
        const now = this.#clock.now();
        const { status, statusReason = '' } = job;
        if (status !== 'SUBMITTED' && status !== 'RUNNABLE' && status !== 'STARTING') {
            this.#since = undefined;
            this.#reason = undefined;
            return {};
        }
        this.#since ??= now;
        // Kept, since TerminateJob writes its own reason over it.
        if (statusReason !== '' && statusReason !== this.#reason?.text)
            this.#reason = { text: statusReason, since: now };
        const fault = this.#fault(now);
        if (fault !== undefined)
            return { fault };
        const words = [await this.#position(job, now, signal), this.#reason && inPlainWords(this.#reason.text)];
        const news = words.filter((word) => word !== undefined).join('; ');
        if (news === '' || news === this.#said)
            return {};
        this.#said = news;
        return { news: `The job waits: ${news}.` };
    }
    #fault(now) {
        const { text = '', since = now } = this.#reason ?? {};
        if (text.includes('MISCONFIGURATION:') && now - since >= graceMs) {
            return {
                verdict: 'unschedulable',
                evidence: `The job was ended: for ${minutes(now - since)} AWS says that it cannot be placed: ${inPlainWords(text)}.`,
                advice: `Lower \`vcpus\`, \`memory-mib\` or \`gpus\`, or enlarge the queue’s compute environments (${codeOf(text)}).`,
            };
        }
        if (now - (this.#since ?? now) < this.#limitMs)
            return undefined;
        const because = text === '' ? 'AWS gives no reason' : inPlainWords(text);
        return {
            verdict: 'queue-timeout',
            evidence: `The job was ended: it waited ${minutes(now - (this.#since ?? now))} in the queue without being started; ${because}.`,
            advice: 'Raise `queue-timeout-minutes`, or use a queue with more room. The next try may be lucky.',
        };
    }
    async #position({ jobId, jobQueue, jobArn, status }, now, signal) {
        if (status !== 'RUNNABLE' || now - this.#positionAt < positionEveryMs)
            return undefined;
        this.#positionAt = now;
        const { sdk, batch } = this.#clients;
        try {
            const command = new sdk.GetJobQueueSnapshotCommand({ jobQueue });
            const { frontOfQueue } = await batch.send(command, { abortSignal: signal });
            const jobs = frontOfQueue?.jobs ?? [];
            const at = jobs.findIndex((job) => job.jobArn === jobArn || (jobId !== undefined && job.jobArn?.endsWith(`/${jobId}`)));
            if (at >= 0)
                return `it is number ${at + 1} in the queue`;
            return jobs.length >= 100 ? 'it is not among the first 100 in the queue' : undefined;
        }
        catch {
            // A nicety: whoever may not ask does without.
            this.#positionAt = Number.POSITIVE_INFINITY;
            return undefined;
        }
    }
}
const minutes = (ms) => `${Math.max(1, Math.round(ms / 60_000))} min`;

;// CONCATENATED MODULE: ./backends/batch/reasons.js
const again = 'It was not the pipe’s fault: run it again, or let Batch do so with `attempts`.';
/**
 * AWS's words for what ended a job, the more special before the more general:
 * https://docs.aws.amazon.com/batch/latest/userguide/troubleshooting.html,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
 */
const rules = [
    {
        text: /Dependent Job failed/i,
        verdict: 'dependency-failed',
        advice: 'See what became of the jobs in `depends-on`.',
    },
    {
        text: /Job attempt duration exceeded timeout/i,
        verdict: 'timeout',
        advice: 'Raise `run-timeout-minutes`, or see in the log what it waits for.',
    },
    { text: /Your Spot Task was interrupted/i, verdict: 'spot-interrupted', advice: again },
    {
        text: /OutOfMemory/i,
        verdict: 'out-of-memory',
        advice: 'Raise `memory-mib`, or let the pipe work on less data at a time.',
    },
    {
        text: /exec format error/i,
        verdict: 'image-architecture',
        advice: 'Build the image for the queue’s processors, or use a queue that fits the image.',
    },
    {
        text: /no space left on device/i,
        verdict: 'disk-full',
        advice: 'Give the instances larger disks (a launch template of the compute environment), or make the image smaller.',
    },
    {
        text: /unable to assume (?:the )?role|ResourceInitializationError|unable to pull secrets or registry auth|is not authorized to perform|trust relationship/i,
        verdict: 'role-refused',
        advice: 'Check `job-role-arn` and `execution-role-arn`: that they exist, and that their trust policy names ecs-tasks.amazonaws.com (docs/iam.md).',
    },
    {
        text: /CannotPull.*(?:manifest unknown|not found|does not exist|repository .* not)/i,
        verdict: 'image-not-found',
        advice: 'Check that the image is still in its registry, under this tag or digest.',
    },
    {
        text: /CannotPull.*(?:access denied|unauthorized|authorization|denied|forbidden|no basic auth)/i,
        verdict: 'image-pull-denied',
        advice: 'Allow the execution role, or the instance’s role, to pull the image (docs/iam.md).',
    },
    {
        text: /CannotPull/i,
        verdict: 'agent-fault',
        advice: `The host could not pull the image: check its way to the registry. ${again}`,
    },
    { text: /Host EC2/i, verdict: 'host-lost', advice: again },
    {
        text: /CannotInspectContainer|DockerTimeout|CannotStartContainer|CannotCreateContainer|ContainerRuntime|InternalError|Task failed to start|agent (?:was )?disconnect/i,
        verdict: 'agent-fault',
        advice: again,
    },
];
/** How a job ended that is over, with its attempts, and why as far as AWS says; the pipe's own failure is left to its log. */
function endingOf(job, circumstances) {
    const attempts = attemptsOf(job, circumstances);
    const last = attempts.at(-1);
    const exitCode = job.container?.exitCode ?? last?.exitCode;
    const reasons = reasonsOf(job);
    const fault = job.status === 'SUCCEEDED' ? undefined : faultOf(job, reasons, exitCode, circumstances);
    const logUrl = last?.logUrl;
    return {
        exitCode,
        outOfMemory: reasons.some((reason) => /OutOfMemory/i.test(reason)),
        attempts,
        ...(fault && { fault: { ...fault, evidence: withHistory(fault.evidence, attempts) } }),
        ...(logUrl !== undefined && { logUrl }),
    };
}
function reasonsOf({ statusReason, container, attempts = [] }) {
    const last = attempts.at(-1);
    const all = [container?.reason, last?.container?.reason, last?.statusReason, statusReason];
    return [...new Set(all.filter((reason) => reason !== undefined && reason !== ''))].flatMap((reason) => reason ?? []);
}
function faultOf(job, reasons, exitCode, { ended, isSpot, ourReason }) {
    if (ended !== undefined)
        return ended;
    const said = reasons.join('; ');
    const rule = rules.find(({ text }) => text.test(said));
    if (rule !== undefined) {
        const verdict = rule.verdict === 'host-lost' && isSpot ? 'spot-interrupted' : rule.verdict;
        return { verdict, evidence: `${sentences[verdict] ?? 'The job failed'}. AWS says: ${said}.`, advice: rule.advice };
    }
    if (job.isTerminated || job.isCancelled)
        return terminated(said, ourReason);
    // A pipe's own exit code, and its log, explain more than that its task ended.
    if (exitCode !== undefined)
        return undefined;
    const evidence = said === '' ? 'The job failed, and AWS says nothing of why.' : `The job failed. AWS says: ${said}.`;
    return { verdict: 'agent-fault', evidence, advice: `No container ended by itself. ${again}` };
}
const sentences = {
    'dependency-failed': 'The job was not started, because one that it depends on failed',
    timeout: 'The pipe took longer than it may, and Batch ended it',
    'spot-interrupted': 'AWS took the spot instance away while the job ran',
    'out-of-memory': 'The container was killed for its memory',
    'image-architecture': 'The image is for another kind of processor than the host’s',
    'disk-full': 'The host’s disk was full',
    'role-refused': 'The job’s host was not allowed to use a role',
    'image-not-found': 'The job’s host did not find the image',
    'image-pull-denied': 'The job’s host was not allowed to pull the image',
    'host-lost': 'The instance that the job ran on was lost',
    'agent-fault': 'The job’s host failed, not the pipe',
};
function terminated(said, ourReason) {
    const byUs = said.includes(ourReason);
    return {
        verdict: 'terminated',
        evidence: byUs
            ? `The job was ended by this action, when its workflow was cancelled: ${said}.`
            : `The job was ended by somebody else: ${said === '' ? 'they gave no reason' : said}.`,
        advice: byUs
            ? 'Run the workflow again.'
            : 'Ask whoever may call batch:TerminateJob in this account; CloudTrail names them. Run it again if it should run.',
    };
}
function attemptsOf({ attempts = [] }, { links, logGroup }) {
    return attempts.map(({ startedAt, stoppedAt, statusReason, container }) => ({
        startedAt: startedAt ? new Date(startedAt) : undefined,
        stoppedAt: stoppedAt ? new Date(stoppedAt) : undefined,
        exitCode: container?.exitCode,
        reason: [container?.reason, statusReason].filter(Boolean).join('; ') || undefined,
        logUrl: container?.logStreamName === undefined ? undefined : links.log(logGroup, container.logStreamName),
    }));
}
function withHistory(evidence, attempts) {
    if (attempts.length < 2)
        return evidence;
    const history = attempts.map(({ exitCode, reason }, at) => `attempt ${at + 1}: ${reason ?? 'no reason'}${exitCode === undefined ? '' : ` (exit code ${exitCode})`}`);
    return `${evidence}\n${history.join('\n')}`;
}

;// CONCATENATED MODULE: ./backends/batch/follow.js





/** How much longer than its timeout an attempt may look as if it ran. */
const timeoutGraceMs = 2 * 60_000;
/** How often a job that does not change is heard of. */
const heartbeatMs = 5 * 60_000;
/**
 * Follows a job to its end. One that waits or runs for too long is ended, with the reason kept from before. Rejects with the signal's reason on abort; the job then
 * goes on. Throws Failure where Batch does not let us look, or does not know the job.
 */
async function followJob(job, listener, following, signal) {
    const { clients, watch, clock, links } = following;
    const log = new JobLog(clients, clock, listener, links, following.turns);
    const wait = new QueueWait(clients, clock, following.queueTimeoutMs);
    const teller = new StateTeller(job, listener, clock);
    let ended;
    let detail;
    do {
        detail = await nextLook(watch, job, log, clock, signal);
        await teller.tell(detail);
        await log.know(detail, signal);
        await log.read(signal);
        const { news, fault } = await wait.look(detail, signal);
        if (news !== undefined)
            await listener.changed(news);
        ended ??= fault ?? overrun(detail, following);
        if (ended !== undefined && !isOver(detail.status))
            await terminate(clients, job.id, `disdat/run-action: ${ended.evidence}`);
    } while (!isOver(detail.status));
    await log.drain(signal);
    const { isSpot, cancelReason: ourReason } = following;
    const logGroup = detail.container?.logConfiguration?.options?.['awslogs-group'] ?? '/aws/batch/job';
    return endingOf(detail, { isSpot, ended, ourReason, links, logGroup });
}
/** The job at the next look; until then its log is read. */
async function nextLook(watch, job, log, clock, signal) {
    const looked = new AbortController();
    const looking = watch.next(job.id, signal).finally(() => looked.abort());
    looking.catch(() => undefined);
    while (!looked.signal.aborted) {
        await clock.sleep(log.interval, AbortSignal.any([signal, looked.signal]));
        if (!looked.signal.aborted && !signal.aborted)
            await log.read(signal);
        signal.throwIfAborted();
    }
    const detail = await looking;
    if (detail !== undefined)
        return detail;
    throw new errors/* Failure */.HR('invalid-input', `Batch does not know job ${job.id}.`, 'Check its id and `aws-region`. Batch forgets a job some days after its end.');
}
function overrun({ status, startedAt }, { clock, timeoutMs }) {
    if (status !== 'RUNNING' || startedAt === undefined || clock.now() - startedAt < timeoutMs + timeoutGraceMs)
        return undefined;
    return {
        verdict: 'timeout',
        evidence: `The pipe ran for more than ${Math.round(timeoutMs / 60_000)} minutes, and was ended.`,
        advice: 'Raise `run-timeout-minutes`, or see in the log what it waits for.',
    };
}
/** Tells each state that the job comes to, how long the last one took, and now and then that nothing has changed. */
class StateTeller {
    #job;
    #listener;
    #clock;
    #state = '';
    #since = 0;
    #toldAt = 0;
    constructor(job, listener, clock) {
        this.#job = job;
        this.#listener = listener;
        this.#clock = clock;
    }
    async tell({ status = 'SUBMITTED' }) {
        const now = this.#clock.now();
        if (status !== this.#state) {
            const before = this.#state === '' ? '' : ` (${this.#state} for ${duration(now - this.#since)})`;
            this.#state = status;
            this.#since = now;
            await this.#say(`The job is ${status}${before}.`, now);
        }
        else if (now - this.#toldAt >= heartbeatMs) {
            const where = this.#job.url === undefined ? '' : `: ${this.#job.url}`;
            await this.#say(`The job is ${status} for ${duration(now - this.#since)} by now${where}`, now);
        }
    }
    async #say(text, now) {
        this.#toldAt = now;
        await this.#listener.changed(text);
    }
}
function duration(ms) {
    const seconds = Math.round(ms / 1000);
    return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

;// CONCATENATED MODULE: ./aws/ecr-image.js


const ecrReference = /^(?<registryId>\d{12})\.dkr\.ecr\.(?<region>[a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/(?<repository>[^:@]+)(?::(?<tag>[^:@]+))?(?:@(?<digest>sha256:[0-9a-f]{64}))?$/;
/** Whether a reference names an image in an ECR. */
const isEcr = (reference) => ecrReference.test(reference);
/** Manifests of one platform, and lists of such: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchGetImage.html */
const single = ['application/vnd.docker.distribution.manifest.v2+json', 'application/vnd.oci.image.manifest.v1+json'];
const lists = ['application/vnd.docker.distribution.manifest.list.v2+json', 'application/vnd.oci.image.index.v1+json'];
/** An image's configuration is a few KiB; more than this is none. */
const configLimitBytes = 4 << 20;
const configTimeoutMs = 20_000;
/**
 * Looks an image up in ECR, which is asked and never written to. Of an image for several platforms the digest is that of the list, so that each host takes its
 * own, and the configuration that of its first one; its architecture is then undefined. Throws Failure `image-not-found` or `access-denied`.
 */
async function ecrImage(identity, env, reference, signal) {
    const { registryId, region, repository = '', tag, digest } = ecrReference.exec(reference)?.groups ?? {};
    const name = reference.replace(/(?::[^:@/]+)?(?:@sha256:.*)?$/, '');
    const sdk = await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(366), __webpack_require__.e(119)]).then(__webpack_require__.bind(__webpack_require__, 1119));
    const ecr = new sdk.ECRClient((0,client/* clientConfig */.y)(identity, env, region));
    const manifestOf = async (imageId) => {
        const command = new sdk.BatchGetImageCommand({
            registryId,
            repositoryName: repository,
            imageIds: [imageId],
            acceptedMediaTypes: [...single, ...lists],
        });
        const { images = [], failures = [] } = await ecr.send(command, { abortSignal: signal });
        const [image] = images;
        if (!image?.imageManifest || !image.imageId?.imageDigest)
            throw notFound(reference, failures[0]?.failureReason);
        return { digest: image.imageId.imageDigest, manifest: JSON.parse(image.imageManifest) };
    };
    try {
        const asked = await manifestOf(digest ? { imageDigest: digest } : { imageTag: tag ?? 'latest' });
        const listed = list(asked.manifest, 'manifests').filter((entry) => ecr_image_text(entry, 'platform', 'os') === 'linux');
        const [first] = listed;
        const isList = first !== undefined;
        const { manifest } = isList ? await manifestOf({ imageDigest: ecr_image_text(first, 'digest') ?? '' }) : asked;
        const layerDigest = ecr_image_text(manifest, 'config', 'digest');
        const layer = new sdk.GetDownloadUrlForLayerCommand({ registryId, repositoryName: repository, layerDigest });
        const { downloadUrl } = await ecr.send(layer, { abortSignal: signal });
        const config = await download(downloadUrl ?? '', signal);
        return {
            pinned: `${name}@${asked.digest}`,
            architecture: isList && listed.length > 1 ? undefined : ecr_image_text(config, 'architecture'),
            config: configOf(config),
        };
    }
    catch (error) {
        signal.throwIfAborted();
        if (error instanceof errors/* Failure */.HR)
            throw error;
        if (error instanceof sdk.RepositoryNotFoundException)
            throw notFound(reference, error.message);
        throw new errors/* Failure */.HR('access-denied', `ECR did not let us look at ${reference}: ${(0,errors/* describe */.q0)(error)}`, "Allow ecr:BatchGetImage and ecr:GetDownloadUrlForLayer on the repository for the step's credentials.", { cause: error });
    }
    finally {
        ecr.destroy();
    }
}
function notFound(reference, why = 'no such image') {
    return new errors/* Failure */.HR('image-not-found', `ECR does not have ${reference}: ${why}.`, 'Check name, tag and `aws-region`, or push the image with `dsdt dockerize --push`.');
}
async function download(url, signal) {
    const answer = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(configTimeoutMs)]) });
    if (!answer.ok)
        throw new Error(`the image's configuration cannot be read: ${answer.status}`);
    if (Number(answer.headers.get('content-length') ?? 0) > configLimitBytes)
        throw new Error("the image's configuration is too large");
    return await answer.json();
}
function configOf(config) {
    const inner = at(config, 'config');
    const env = list(inner, 'Env').flatMap((line) => typeof line === 'string' ? [[line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]] : []);
    return {
        entrypoint: list(inner, 'Entrypoint').map(String),
        command: list(inner, 'Cmd').map(String),
        env: new Map(env),
        user: ecr_image_text(inner, 'User') ?? '',
    };
}
function at(value, key) {
    return typeof value === 'object' && value !== null
        ? Object.entries(value).find(([name]) => name === key)?.[1]
        : undefined;
}
function list(value, key) {
    const found = at(value, key);
    return Array.isArray(found) ? found : [];
}
function ecr_image_text(value, ...path) {
    const found = path.reduce(at, value);
    return typeof found === 'string' ? found : undefined;
}

// EXTERNAL MODULE: ./backends/engine.js
var engine = __webpack_require__(9843);
// EXTERNAL MODULE: ./backends/image.js
var backends_image = __webpack_require__(2352);
;// CONCATENATED MODULE: ./backends/batch/image.js





/**
 * The image that Batch is to pull. One in ECR is looked up there: its digest, its architecture, and from its configuration the dialect. One elsewhere is
 * named as it is; where its dialect is not given, the runner's own engine may know the image.
 */
async function batchImage(identity, env, request, signal) {
    const { reference } = request;
    if (!isEcr(reference))
        return await imageElsewhere(request, signal);
    const { pinned, architecture, config } = await ecrImage(identity, env, reference, signal);
    const dialect = request.dialect ?? (0,command_line/* dialectOf */.E3)(config.entrypoint, config.command);
    if (dialect === undefined)
        throw unknownDialect(reference, 'has neither the entry point of a classic pipeline image nor the command of a luigi one');
    return { reference, pinned, id: pinned, dialect, env: config.env, user: config.user, architecture };
}
async function imageElsewhere(request, signal) {
    const { reference } = request;
    const here = await (0,backends_image/* resolveImage */.A)(await (0,engine/* connect */.Ng)(), { ...request, pullPolicy: 'never' }, async () => undefined, signal).catch((error) => {
        signal.throwIfAborted();
        if (error instanceof errors/* Failure */.HR && error.verdict === 'invalid-input')
            throw error;
        return (0,errors/* describe */.q0)(error);
    });
    if (typeof here !== 'string')
        return { ...here, pinned: reference, id: reference };
    const dialect = request.dialect;
    if (dialect === undefined)
        throw unknownDialect(reference, 'is in no ECR and not on this runner, so its configuration cannot be read');
    return { reference, pinned: reference, id: reference, dialect, env: new Map(), user: '', architecture: undefined };
}
function unknownDialect(reference, why) {
    return new errors/* Failure */.HR('invalid-input', `dialect: the image ${reference} ${why}.`, 'Set `dialect: classic` or `dialect: luigi`.');
}

;// CONCATENATED MODULE: ./backends/batch/least-policy.js
/** The least IAM policy of the caller for one submission and what follows it; S3 is told apart. Calls that list or describe know no narrower resource. */
function leastPolicy(settings, { account, partition }, region, image) {
    const arn = (service, rest) => `arn:${partition}:${service}:${region}:${account}:${rest}`;
    const queue = settings.queue.startsWith('arn:') ? settings.queue : arn('batch', `job-queue/${settings.queue}`);
    const own = settings.fixedDefinition;
    const definition = own?.startsWith('arn:')
        ? own
        : arn('batch', `job-definition/${(own ?? settings.definitionName).split(':')[0]}`);
    const roles = own === undefined ? [settings.jobRoleArn, settings.executionRoleArn].filter((role) => role !== undefined) : [];
    const repository = /^\d{12}\.dkr\.ecr\.([a-z0-9-]+)\.[^/]+\/([^:@]+)/.exec(image);
    const allow = (Action, Resource) => ({
        Effect: 'Allow',
        Action,
        Resource,
    });
    return {
        Version: '2012-10-17',
        Statement: [
            allow([
                'batch:DescribeJobQueues',
                'batch:DescribeComputeEnvironments',
                'batch:DescribeJobDefinitions',
                'batch:DescribeJobs',
                'batch:ListJobs',
            ], '*'),
            allow(['batch:SubmitJob', 'batch:TagResource'], [queue, definition, `${definition}:*`, arn('batch', 'job/*')]),
            allow(['batch:TerminateJob'], arn('batch', 'job/*')),
            allow(['batch:GetJobQueueSnapshot'], queue),
            ...(own === undefined
                ? [
                    allow(['batch:RegisterJobDefinition', 'batch:DeregisterJobDefinition', 'batch:TagResource'], [definition, `${definition}:*`]),
                ]
                : []),
            ...(roles.length > 0
                ? [
                    {
                        ...allow(['iam:PassRole'], roles),
                        Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
                    },
                ]
                : []),
            allow(['logs:GetLogEvents'], arn('logs', 'log-group:/aws/batch/job:log-stream:*')),
            ...(repository
                ? [
                    allow(['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'], `arn:${partition}:ecr:${repository[1]}:${account}:repository/${repository[2]}`),
                ]
                : []),
        ],
    };
}

;// CONCATENATED MODULE: ./backends/batch/links.js
/** The console's host of a partition: https://docs.aws.amazon.com/awsconsolehelpdocs/latest/gsg/console-urls.html */
const hosts = {
    aws: 'console.aws.amazon.com',
    'aws-cn': 'console.amazonaws.cn',
    'aws-us-gov': 'console.amazonaws-us-gov.com',
};
/** Pages of the AWS console in a region; undefined in a partition whose console is not known. */
class Links {
    #base;
    #region;
    constructor(partition, region) {
        const host = hosts[partition];
        this.#region = region;
        this.#base = host && (partition === 'aws' ? `https://${region}.${host}` : `https://${host}`);
    }
    job(id) {
        return this.#page(`batch/home?region=${this.#region}#jobs/detail/${encodeURIComponent(id)}`);
    }
    definition(arn) {
        return this.#page(`batch/home?region=${this.#region}#job-definition/detail/${arn}`);
    }
    queue(arn) {
        return this.#page(`batch/home?region=${this.#region}#queues/detail/${arn}`);
    }
    log(group, stream) {
        // Behind the # names are encoded twice, with $ in the place of %.
        const name = (text) => encodeURIComponent(encodeURIComponent(text)).replaceAll('%', '$');
        return this.#page(`cloudwatch/home?region=${this.#region}#logsV2:log-groups/log-group/${name(group)}/log-events/${name(stream)}`);
    }
    #page(path) {
        return this.#base && `${this.#base}/${path}`;
    }
}

// EXTERNAL MODULE: ./disdat/names.js
var names = __webpack_require__(3665);
;// CONCATENATED MODULE: ./backends/batch/request.js






/** https://docs.aws.amazon.com/batch/latest/APIReference/API_SubmitJob.html */
const nameLimit = 128;
const submitLimitBytes = 30 * 1024;
/**
 * The name of the job: of its pipe, and of everything that makes it this one run of this one step: repository, workflow run, step and request. Not of the
 * attempt, so that a workflow that is run again finds its own job; nor of the uuid that the output would get.
 */
function jobName(task, origin) {
    const { outputUuid: _, launchedAt: __, workflowAttempt: ___, ...request } = task.receipt;
    const { repository, runId, workflow, job, step } = origin;
    const argv = task.argv.map((part) => part.replaceAll(task.receipt.outputUuid, 'output'));
    const content = [repository, runId, workflow, job, step, request, argv, task.vcpus, task.memoryMib, task.gpus];
    const hash = (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
    const pipeClass = (0,names/* parsePipeClass */.UN)(task.receipt.pipeClass);
    const pipe = `${pipeClass ? (0,names/* imageNameOf */.mi)(pipeClass) : 'disdat'}-${task.receipt.pipeClass.split('.').at(-1)}`;
    return `${pipe.replace(/[^\w-]/g, '-').slice(0, nameLimit - hash.length - 1)}-${hash}`;
}
/** The whole request. `isFixed`: the definition is not ours, so what ours would say about tries and time is said here. */
function submissionOf(task, settings, origin, { definition, resources, isFixed, }) {
    const environment = [...task.env, [receiptVariable, JSON.stringify(task.receipt)]].flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
    return {
        jobName: jobName(task, origin),
        jobQueue: settings.queue,
        jobDefinition: definition,
        containerOverrides: {
            command: [...task.argv],
            environment,
            ...(resources && { resourceRequirements: requirementsOf(resources) }),
        },
        ...(isFixed && { timeout: { attemptDurationSeconds: timeoutSeconds(task) } }),
        ...(isFixed && settings.attempts !== undefined && { retryStrategy: retryStrategyOf(settings.attempts) }),
        ...(settings.dependsOn.length > 0 && { dependsOn: settings.dependsOn.map((jobId) => ({ jobId })) }),
        ...(settings.shareIdentifier !== undefined && { shareIdentifier: settings.shareIdentifier }),
        ...(settings.schedulingPriority !== undefined && { schedulingPriorityOverride: settings.schedulingPriority }),
        propagateTags: true,
        tags: tagsOf(task, settings, origin),
    };
}
/** Tags are for people and for bills: what does not fit is cut, and a character that AWS does not take becomes a space. */
function tagsOf(task, settings, origin) {
    const own = [
        ['repository', origin.repository],
        ['run', origin.runId],
        ['commit', origin.commit],
        ['actor', origin.actor],
        ['pull-request', origin.pullRequest?.toString() ?? ''],
        ['pipe', task.receipt.pipeClass],
    ];
    const named = own.flatMap(([name, value]) => (value === '' ? [] : [[`disdat-run-action:${name}`, value]]));
    return Object.fromEntries([...settings.tags, ...named].map(([name, value]) => [name, tagValue(value)]));
}
/** https://docs.aws.amazon.com/batch/latest/userguide/using-tags.html#tag-restrictions */
const tagValue = (text) => text.replace(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, ' ').slice(0, 256);

;// CONCATENATED MODULE: ./backends/batch/preflight.js





/**
 * Everything that Batch can be asked about a task before it is submitted. What may not be looked at is a notice; the queue must be seen.
 * Throws Failure only where Batch cannot be asked at all.
 */
async function check(clients, { task, settings, origin, fixed, }, signal) {
    const queue = await queueOf(clients, settings.queue, signal);
    const { environments, notice } = queue ? await environmentsOf(clients, queue, signal) : { environments: [] };
    const kinds = environments.map(({ computeResources }) => computeResources?.type ?? 'EC2');
    const kind = kinds.length > 0 && kinds.every((each) => each.startsWith('FARGATE')) ? 'FARGATE' : 'EC2';
    const { resources, faults: unfit, notices } = resourcesFor(task, kind);
    const platform = { kind, resources };
    const faults = [
        ...(queue ? queueFaults(queue, settings) : [missingQueue(settings.queue, clients.region)]),
        ...environments.flatMap(environmentFaults),
        ...unfit,
        ...capacityFaults(environments, resources.vcpus),
        ...processorFaults(environments, task.image.architecture),
        ...roleFaults(settings, kind, fixed),
        ...taskFaults(task, settings, kind),
        ...sizeFaults(task, settings, origin, platform),
    ];
    const isSpot = kinds.length > 0 && kinds.every((each) => each.endsWith('SPOT'));
    const spot = isSpot && (settings.attempts ?? 1) === 1 && fixed === undefined ? [spotNotice] : [];
    return { platform, isSpot, faults, notices: [...(notice ? [notice] : []), ...notices, ...spot] };
}
const spotNotice = 'The queue runs on spot capacity, which AWS may take away: `attempts` tries again when it does.';
async function queueOf({ sdk, batch }, queue, signal) {
    try {
        const command = new sdk.DescribeJobQueuesCommand({ jobQueues: [queue] });
        const { jobQueues } = await batch.send(command, { abortSignal: signal });
        return jobQueues?.[0];
    }
    catch (error) {
        signal.throwIfAborted();
        throw awsFailure(error, `look at the queue ${queue}`, 'batch:DescribeJobQueues');
    }
}
async function environmentsOf({ sdk, batch }, { computeEnvironmentOrder = [] }, signal) {
    const names = computeEnvironmentOrder.flatMap(({ computeEnvironment }) => computeEnvironment ? [computeEnvironment] : []);
    if (names.length === 0)
        return { environments: [] };
    try {
        const command = new sdk.DescribeComputeEnvironmentsCommand({ computeEnvironments: names });
        const { computeEnvironments = [] } = await batch.send(command, { abortSignal: signal });
        return { environments: computeEnvironments };
    }
    catch (error) {
        signal.throwIfAborted();
        if (!isRefusal(error))
            throw awsFailure(error, 'look at the queue’s compute environments', 'batch:DescribeComputeEnvironments');
        return {
            environments: [],
            notice: `The queue’s compute environments could not be looked at, and are taken for EC2: ${(0,errors/* describe */.q0)(error)}`,
        };
    }
}
function missingQueue(queue, region) {
    const elsewhere = /^arn:[^:]+:batch:([^:]+):/.exec(queue)?.[1];
    if (elsewhere !== undefined && elsewhere !== region)
        return `job-queue: ${queue} is in ${elsewhere}, and the step works in ${region}: set \`aws-region: ${elsewhere}\`.`;
    return `job-queue: there is no queue ${queue} in ${region}: check its name, \`aws-region\` and the account.`;
}
function queueFaults({ jobQueueName, state, status, statusReason, schedulingPolicyArn }, { shareIdentifier }) {
    const faults = [];
    if (state !== 'ENABLED')
        faults.push(`job-queue: ${jobQueueName} is ${state}, and takes no jobs: enable it, or name another.`);
    if (status !== undefined && status !== 'VALID')
        faults.push(`job-queue: ${jobQueueName} is ${status}${statusReason ? ` (${statusReason})` : ''}, and must be VALID.`);
    if (schedulingPolicyArn !== undefined && shareIdentifier === undefined)
        faults.push(`share-identifier: ${jobQueueName} has a scheduling policy, and takes only jobs with one.`);
    if (schedulingPolicyArn === undefined && shareIdentifier !== undefined)
        faults.push(`share-identifier: ${jobQueueName} has no scheduling policy, and takes only jobs without one.`);
    return faults;
}
function environmentFaults({ computeEnvironmentName: name, state, status, statusReason, eksConfiguration, }) {
    const faults = [];
    if (eksConfiguration !== undefined)
        faults.push(`job-queue: its compute environment ${name} is on EKS, where a container cannot be told what to run.`);
    if (state !== 'ENABLED')
        faults.push(`job-queue: its compute environment ${name} is ${state}: enable it.`);
    if (status !== undefined && status !== 'VALID' && status !== 'UPDATING')
        faults.push(`job-queue: its compute environment ${name} is ${status}${statusReason ? ` (${statusReason})` : ''}, and must be VALID.`);
    return faults;
}
function capacityFaults(environments, vcpus) {
    // An environment that AWS does not manage does not say how large it is.
    const largest = environments.map(({ computeResources }) => computeResources?.maxvCpus ?? Number.POSITIVE_INFINITY);
    if (largest.length === 0 || Math.max(...largest) >= vcpus)
        return [];
    return [`vcpus: no compute environment of the queue has ${vcpus}; the largest may have ${Math.max(...largest)}.`];
}
/** Instance families with Graviton processors: `m7g`, `c7gn`, `r8gd`, `a1`. */
const armFamily = /^(?:a1|[a-z]+\d+g[a-z]*)(?:\.|$)/;
/** Only where all hosts have the same kind of processor, and it is not the image's. `optimal` are families of x86. */
function processorFaults(environments, architecture) {
    const types = environments.flatMap(({ computeResources }) => computeResources?.instanceTypes ?? []);
    if (types.length === 0 || (architecture !== 'amd64' && architecture !== 'arm64'))
        return [];
    const arms = types.filter((type) => armFamily.test(type)).length;
    const wrong = architecture === 'amd64' ? arms === types.length : arms === 0;
    if (!wrong)
        return [];
    return [
        `image: it is for ${architecture}, and the queue’s instances (${types.slice(0, 5).join(', ')}) are not. Build it for them, or name another queue.`,
    ];
}
function roleFaults(settings, kind, fixed) {
    const faults = [];
    const hasRole = settings.jobRoleArn !== undefined || fixed?.hasJobRole || settings.handsCredentials;
    if (!hasRole)
        faults.push('job-role-arn: the pipe needs a role that may read and write the remote. Give one (docs/iam.md).');
    if (kind === 'FARGATE' && settings.executionRoleArn === undefined && fixed === undefined)
        faults.push('execution-role-arn: Fargate needs one to pull the image and to write the log. Give one (docs/iam.md).');
    return faults;
}
/** https://docs.aws.amazon.com/batch/latest/userguide/service_limits.html */
const limits = { dependencies: 20, tags: 50 };
function taskFaults(task, { dependsOn, tags }, kind) {
    const faults = [];
    const reserved = [...task.env.keys()].filter((name) => name.startsWith('AWS_BATCH'));
    if (reserved.length > 0)
        faults.push(`env: ${reserved.join(', ')}: names that begin with AWS_BATCH are Batch's own.`);
    if (task.argv.some((part) => part === ''))
        faults.push('params: an empty value cannot be given to a Batch job.');
    if (dependsOn.length > limits.dependencies)
        faults.push(`depends-on: a job waits for ${limits.dependencies} others at most.`);
    if (tags.size > limits.tags - 6)
        faults.push(`job-tags: ${limits.tags - 6} at most, beside the six that say which run it is.`);
    if (kind === 'FARGATE' && task.shmSizeMib !== undefined)
        faults.push('shm-size-mib: Fargate has it fixed. Leave it out, or use a queue of EC2 instances.');
    return faults;
}
function sizeFaults(task, settings, origin, platform) {
    const { resources } = platform;
    const submission = submissionOf(task, settings, origin, {
        definition: settings.definitionName,
        resources,
        isFixed: false,
    });
    const bytes = Buffer.byteLength(JSON.stringify(submission));
    const definitionBytes = Buffer.byteLength(JSON.stringify(definitionOf(task, settings, platform)));
    return [
        ...(bytes > submitLimitBytes
            ? [
                `params, env, job-tags: the request has ${bytes} bytes, and Batch takes ${submitLimitBytes}. Hand over less; large values belong into a bundle.`,
            ]
            : []),
        ...(definitionBytes > definitionLimitBytes
            ? [`image: the job definition has ${definitionBytes} bytes, and Batch takes ${definitionLimitBytes}.`]
            : []),
    ];
}
/** All faults as one Failure; nothing where there are none. */
function refuse(faults) {
    if (faults.length === 0)
        return;
    throw new errors/* Failure */.HR('invalid-input', faults.join('\n'), 'Nothing was submitted. Each line says what to change.');
}

;// CONCATENATED MODULE: ./backends/batch/submit.js


/** How often throttling and lost answers are met with another try. */
const tries = 8;
const backoff = { firstMs: 500, mostMs: 20_000 };
/** ListJobs is told of a new job a little late: how often it is asked before a job counts as not there, and how long apart. */
const lookups = { times: 3, apartMs: 1_500 };
/**
 * Submits the job, once. One of the same name that an earlier attempt of the workflow run submitted, and that is not over, is adopted instead. SubmitJob has
 * no token that makes it idempotent: when an answer is lost, the queue is asked for our job before the request is sent again. When the signal
 * aborts while an answer is owed, the job is looked for and ended.
 *
 * Throws Failure `throttled`, `access-denied`, `invalid-input`, `remote-unreachable`.
 */
async function submit_submit(clients, { request, receipt }, { clock, signal, cancelReason, }) {
    const { jobQueue = '', jobName = '' } = request;
    const alive = await liveJobs(clients, jobQueue, jobName, signal);
    const earlier = alive.find((job) => job.receipt && job.receipt.workflowAttempt < receipt.workflowAttempt);
    if (earlier?.receipt)
        return { ...jobOf(earlier), adopted: earlier.receipt };
    for (let attempt = 1;; attempt += 1) {
        try {
            signal.throwIfAborted();
            const answer = await clients.once.send(new clients.sdk.SubmitJobCommand(request), { abortSignal: signal });
            const { jobId: id = '', jobName: name = jobName } = answer;
            return { id, name, definition: definitionName(request.jobDefinition) ?? '' };
        }
        catch (error) {
            if (signal.aborted) {
                await endUnanswered(clients, request, receipt, { clock, reason: cancelReason });
                signal.throwIfAborted();
            }
            const isLost = !isThrottling(error) && isUnanswered(error);
            const own = isLost ? await lookFor(clients, request, receipt, clock, signal) : undefined;
            if (own !== undefined)
                return jobOf(own);
            if (attempt >= tries || !(isLost || isThrottling(error)))
                throw awsFailure(error, 'submit the job', 'batch:SubmitJob');
            await clock.sleep(clock.random() * Math.min(backoff.mostMs, backoff.firstMs * 2 ** attempt), signal);
        }
    }
}
const jobOf = ({ id, name, definition }) => ({ id, name, ...(definition && { definition }) });
/** Our own job under the request's name: the one whose output would have the uuid that was chosen for it. */
async function lookFor(clients, { jobQueue = '', jobName = '' }, { outputUuid }, clock, signal) {
    for (let time = 1;; time += 1) {
        const jobs = await liveJobs(clients, jobQueue, jobName, signal);
        const own = jobs.find(({ receipt }) => receipt?.outputUuid === outputUuid);
        if (own !== undefined || time >= lookups.times)
            return own;
        await clock.sleep(lookups.apartMs, signal);
    }
}
/** Within the seconds that GitHub gives to a cancelled step; post looks again. */
async function endUnanswered(clients, request, receipt, { clock, reason }) {
    const signal = AbortSignal.timeout(lookupLimitMs);
    const own = await lookFor(clients, request, receipt, clock, signal).catch(() => undefined);
    if (own !== undefined)
        await terminate(clients, own.id, reason).catch(() => undefined);
}
/** The runner gives 7.5 s between its two signals. */
const lookupLimitMs = 6_000;

;// CONCATENATED MODULE: ./backends/batch/watch.js


/** Seconds between two looks, from the last change on; the last of them for ever. A fifth more or less, so that runners do not ask in step. */
const watch_pace = [1, 1, 2, 2, 3, 4, 5, 5, 8, 8, 10, 10, 15, 15, 15, 20, 20, 30];
const jitter = 0.2;
/** Looks in a row that AWS throttled away, each after the SDK's own tries. */
const throttledLimit = 8;
/**
 * Looks at all jobs that are followed, a hundred a call, and less often the longer nothing changes. Throttling makes it slower; only when that lasts
 * is it an error.
 */
class Watch {
    #clients;
    #clock;
    #waiting = new Map();
    #states = new Map();
    #isLooking = false;
    #quiet = 0;
    #throttled = 0;
    constructor(clients, clock) {
        this.#clients = clients;
        this.#clock = clock;
    }
    /** The job at the next look; undefined where Batch does not know it (any more). Rejects with the signal's reason on abort, or with a Failure. */
    async next(id, signal) {
        const { promise, resolve, reject } = Promise.withResolvers();
        this.#waiting.set(id, { resolve, reject });
        const abort = () => {
            this.#waiting.delete(id);
            reject(signal.reason);
        };
        signal.addEventListener('abort', abort, { once: true });
        if (signal.aborted)
            abort();
        else
            void this.#look();
        try {
            return await promise;
        }
        finally {
            signal.removeEventListener('abort', abort);
        }
    }
    async #look() {
        if (this.#isLooking)
            return;
        this.#isLooking = true;
        try {
            while (this.#waiting.size > 0) {
                await this.#clock.sleep(this.#interval(), everyone);
                await this.#lookOnce();
            }
        }
        finally {
            this.#isLooking = false;
        }
    }
    #interval() {
        const seconds = watch_pace[Math.min(this.#quiet, watch_pace.length - 1)] ?? 30;
        return seconds * 1000 * (1 - jitter + 2 * jitter * this.#clock.random()) * 2 ** this.#throttled;
    }
    async #lookOnce() {
        const asked = new Map(this.#waiting);
        try {
            const jobs = await describeJobs(this.#clients, [...asked.keys()], everyone);
            this.#throttled = 0;
            this.#quiet = this.#notice(jobs) ? 0 : this.#quiet + 1;
            for (const [id, { resolve }] of asked) {
                if (this.#waiting.delete(id))
                    resolve(jobs.find(({ jobId }) => jobId === id));
            }
        }
        catch (error) {
            this.#throttled += 1;
            if (error instanceof errors/* Failure */.HR && error.verdict === 'throttled' && this.#throttled < throttledLimit)
                return;
            for (const [id, { reject }] of asked) {
                if (this.#waiting.delete(id))
                    reject(error);
            }
        }
    }
    #notice(jobs) {
        let isChanged = false;
        for (const { jobId = '', status = '', attempts = [] } of jobs) {
            const state = `${status} ${attempts.length}`;
            isChanged ||= this.#states.get(jobId) !== state;
            this.#states.set(jobId, state);
        }
        return isChanged;
    }
}
/** The looks are shared: one who stops waiting does not end them for the others. */
const everyone = new AbortController().signal;

;// CONCATENATED MODULE: ./backends/batch/batch.js















/** Pipes as jobs in a Batch queue. */
class BatchBackend {
    #options;
    #jobs = new Set();
    #opened;
    #checked;
    #fixed;
    constructor(options) {
        this.#options = options;
    }
    async image(request, signal) {
        const { identity, env } = this.#options;
        const reference = (await this.#fixedDefinition(signal))?.image ?? request.reference;
        return await batchImage(await identity(), env, { ...request, reference }, signal);
    }
    async preflight(task, signal) {
        const { clients } = await this.#open();
        const { settings, origin } = this.#options;
        const fixed = await this.#fixedDefinition(signal);
        this.#checked = await check(clients, { task, settings, origin, fixed }, signal);
        refuse(this.#checked.faults);
        return this.#checked.notices;
    }
    async jobName(task) {
        return jobName(task, this.#options.origin);
    }
    async dryRun(task, signal) {
        const { clients } = await this.#open();
        const { settings, origin, identity } = this.#options;
        const { platform } = await this.#platform(task, signal);
        const fixed = await this.#fixedDefinition(signal);
        const wanted = definitionOf(task, settings, platform);
        const same = fixed ?? (await sameDefinition(clients, wanted, signal)).same;
        const definition = same?.name ?? `${settings.definitionName}:(the revision that is registered)`;
        const resources = fixed === undefined || isAsked(task) ? platform.resources : undefined;
        const request = submissionOf(task, settings, origin, { definition, resources, isFixed: fixed !== undefined });
        const who = await identity();
        const policy = leastPolicy(settings, await who.account(), who.region, task.image.reference);
        return [
            ...(same === undefined
                ? [`RegisterJobDefinition\n${json(wanted)}`]
                : [`The job definition ${same.name} is used.`]),
            `SubmitJob\n${json(request)}`,
            `What the step needs to be allowed to do on Batch:\n${json(policy)}`,
        ].join('\n');
    }
    async launch(task, signal) {
        const { links } = await this.#open();
        const definition = await this.#definition(task, signal);
        const job = await this.#submit(task, definition, signal).catch(async (error) => {
            // Another run's housekeeping, or a person, may have taken the revision away since we looked.
            const isGone = error instanceof errors/* Failure */.HR &&
                isInactiveDefinition(error.cause) &&
                this.#options.settings.fixedDefinition === undefined;
            if (!isGone)
                throw error;
            return await this.#submit(task, await this.#definition(task, signal), signal);
        });
        this.#jobs.add(job.id);
        const url = links.job(job.id);
        return { ...job, ...(url !== undefined && { url }) };
    }
    async #submit(task, { arn }, signal) {
        const { clients } = await this.#open();
        const { settings, origin } = this.#options;
        const { platform } = await this.#platform(task, signal);
        const isFixed = settings.fixedDefinition !== undefined;
        const resources = !isFixed || isAsked(task) ? platform.resources : undefined;
        const request = submissionOf(task, settings, origin, { definition: arn, resources, isFixed });
        const options = { clock: realClock, signal, cancelReason: this.#cancelReason };
        return await submit_submit(clients, { request, receipt: task.receipt }, options);
    }
    async #definition(task, signal) {
        const { clients } = await this.#open();
        const fixed = await this.#fixedDefinition(signal);
        if (fixed !== undefined)
            return fixed;
        const { platform } = await this.#platform(task, signal);
        return await ensureDefinition(clients, definitionOf(task, this.#options.settings, platform), signal);
    }
    async follow(job, listener, signal) {
        const { clients, watch, turns, links } = await this.#open();
        const { settings, timeoutMs } = this.#options;
        this.#jobs.add(job.id);
        return await followJob(job, listener, {
            ...{ clients, watch, turns, links, timeoutMs, clock: realClock },
            isSpot: this.#checked?.isSpot ?? false,
            queueTimeoutMs: settings.queueTimeoutMs,
            cancelReason: this.#cancelReason,
        }, signal);
    }
    /** Asks Batch to end the job, or all that this backend has started or followed; what is over stays so. */
    async stop(_runId, job) {
        const { clients } = await this.#open();
        const ids = job === undefined ? [...this.#jobs] : [job.id];
        await Promise.all(ids.map((id) => terminate(clients, id, this.#cancelReason)));
        return ids.length;
    }
    /** The jobs of these ids, which must be ours: each with its receipt. Throws one Failure `invalid-input` for all that are not. */
    async attach(ids, signal) {
        const { clients, links } = await this.#open();
        const details = await describeJobs(clients, ids, signal);
        const faults = [];
        const found = ids.flatMap((id) => {
            const detail = details.find(({ jobId }) => jobId === id);
            const receipt = receiptOf(detail?.container?.environment);
            if (detail === undefined)
                faults.push(`attach-job-ids: ${id} is not known in ${clients.region}: another region or account, or its end is days ago.`);
            else if (receipt === undefined)
                faults.push(`attach-job-ids: ${id} (${detail.jobName}) was not submitted by this action, so nobody knows which bundle it makes.`);
            if (detail === undefined || receipt === undefined)
                return [];
            const [definition, url] = [definitionName(detail.jobDefinition), links.job(id)];
            return [
                { job: { id, name: detail.jobName ?? '', ...(definition && { definition }), ...(url && { url }) }, receipt },
            ];
        });
        if (faults.length > 0)
            throw new errors/* Failure */.HR('invalid-input', faults.join('\n'), 'Give the ids that the output `job-id` or `job-ids` had.');
        return found;
    }
    get #cancelReason() {
        return cancelReasonOf(this.#options.origin);
    }
    /** What the queue is like; asked for again only where nobody has looked before. */
    async #platform(task, signal) {
        if (this.#checked === undefined)
            await this.preflight(task, signal);
        if (this.#checked === undefined)
            throw new Error('The queue was not looked at.');
        return this.#checked;
    }
    async #fixedDefinition(signal) {
        const { fixedDefinition: which } = this.#options.settings;
        if (which === undefined)
            return undefined;
        this.#fixed ??= this.#open().then(({ clients }) => fixedDefinition(clients, which, signal));
        return await this.#fixed;
    }
    async #open() {
        this.#opened ??= openAll(this.#options);
        return await this.#opened;
    }
}
async function openAll({ identity, env }) {
    const who = await identity();
    const clients = await openClients(who, env);
    return {
        clients,
        watch: new Watch(clients, realClock),
        turns: new Turns(realClock),
        links: new Links((0,session_policy/* partitionOf */.i)(who.region), who.region),
    };
}
const isAsked = ({ vcpus, memoryMib, gpus }) => (vcpus ?? memoryMib ?? gpus) !== undefined;
const json = (value) => JSON.stringify(value, null, 2);
/** The reason that a job is ended with when its workflow run is cancelled. */
const cancelReasonOf = ({ url, attempt }) => `disdat/run-action: the workflow run was cancelled: ${url} (attempt ${attempt})`;
/** Ends a job that main left, if it is still alive, and says what there was to do. One whose id nobody lived to tell is found by its name. */
async function endLeft(options, { queue, name, id, outputUuid }) {
    const clients = await openClients(await options.identity(), options.env);
    const signal = AbortSignal.timeout(endLeftMs);
    const known = id ?? (await liveJobs(clients, queue, name, signal)).find(({ receipt }) => receipt?.outputUuid === outputUuid)?.id;
    if (known === undefined)
        return 'No Batch job was left.';
    const [detail] = await describeJobs(clients, [known], signal);
    if (detail === undefined || isOver(detail.status))
        return `Batch job ${known} is over: ${detail?.status ?? 'unknown'}${detail?.statusReason ? ` (${detail.statusReason})` : ''}.`;
    await terminate(clients, known, cancelReasonOf(options.origin));
    return `Batch job ${known} was ${detail.status}, and has been told to end.`;
}
const endLeftMs = 60_000;


/***/ })

};
;