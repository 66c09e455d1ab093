"use strict";
exports.id = 914;
exports.ids = [914,324];
exports.modules = {

/***/ 48728:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ae: () => (/* binding */ parseIds),
/* harmony export */   Iz: () => (/* binding */ parsePaths),
/* harmony export */   fz: () => (/* binding */ valueLimit),
/* harmony export */   nI: () => (/* binding */ parseJobIds),
/* harmony export */   rL: () => (/* binding */ parseTags),
/* harmony export */   tq: () => (/* binding */ outsideWorkspace),
/* harmony export */   vc: () => (/* binding */ parseEnv)
/* harmony export */ });
/** The longest value of a parameter, tag or variable, in characters. A whole Batch request may have 30 KiB. */
const valueLimit = 8192;
/** Lines without blank ones and comments, with their numbers. */
function splitLines(text) {
    return text
        .split(/\r?\n/)
        .map((line, index) => ({ line: line.trim(), number: index + 1 }))
        .filter(({ line }) => line !== '' && !line.startsWith('#'));
}
/**
 * Parses tags: one `key:value` a line; the value may contain `:`. Keys that match `reserved` belong to Disdat and are
 * refused.
 */
function parseTags(text, reserved) {
    const value = new Map();
    const faults = [];
    for (const { line } of splitLines(text)) {
        const [, key = '', tag = ''] = /^([^:]*):(.*)$/s.exec(line) ?? [];
        const expected = findTagFault(key.trim(), tag.trim(), value) ?? (reserved?.test(key.trim()) ? reservedTag : undefined);
        if (expected !== undefined)
            faults.push({ given: line, expected });
        else
            value.set(key.trim(), tag.trim());
    }
    return { value, faults };
}
const reservedTag = 'Disdat sets this tag. Choose another key.';
function findTagFault(key, value, taken) {
    if (key === '' || value === '')
        return 'Write one `key:value` a line. Neither side may be empty.';
    if (control.test(key) || control.test(value))
        return 'Tags must not contain control characters.';
    if (/^-|\s/.test(key))
        return 'A key must not contain spaces or begin with `-`, which Disdat reads as an option.';
    if (value.length > valueLimit)
        return `A value has at most ${valueLimit} characters.`;
    if (taken.has(key))
        return 'This key is given twice. Give it once.';
    return undefined;
}
/**
 * Parses files, folders and patterns of the workspace, one a line. Whether a path leaves the workspace through a
 * symbolic link is checked when it is opened.
 */
function parsePaths(text) {
    const value = [];
    const faults = [];
    if (text.length > valueLimit)
        return {
            value,
            faults: [{ given: text, expected: `The list has at most ${valueLimit} characters. Use a folder or a pattern.` }],
        };
    for (const { line } of splitLines(text)) {
        const expected = findPathFault(line);
        if (expected === undefined)
            value.push(line);
        else
            faults.push({ given: line, expected });
    }
    return { value, faults };
}
/** The message for a path that leaves the workspace. */
const outsideWorkspace = 'Paths must stay inside the workspace and must not contain `..`.';
function findPathFault(line) {
    if (control.test(line))
        return 'Paths must not contain control characters.';
    if (line.startsWith('!') && !line.startsWith('!('))
        return '`!` exclusions are not supported: list what to include. For a file whose name begins with `!`, write `./!…`.';
    if (line.split('/').includes('..'))
        return outsideWorkspace;
    return undefined;
}
const control = /[\p{Cc}\p{Zl}\p{Zp}]/u;
const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;
const credential = /^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|SECURITY_TOKEN|CONFIG_FILE|SHARED_CREDENTIALS_FILE|PROFILE)$/;
/**
 * Parses variables of the container: `NAME` (the runner's value is passed on) or `NAME=value`, one a line. Credentials
 * are refused, because they reach the container as files.
 */
function parseEnv(text) {
    const value = new Map();
    const faults = [];
    for (const { line, number } of splitLines(text)) {
        const at = line.indexOf('=');
        const name = at < 0 ? line : line.slice(0, at);
        // The value is not shown, because it may be a secret. A line without a name may be the second line of a secret.
        const given = at < 0 ? line : `${name}=…`;
        if (!variableName.test(name))
            faults.push({
                given: '…',
                expected: `Line ${number} is not shown, because it may be a secret. Write \`NAME\` or \`NAME=value\`, one a line. A name has letters, digits and \`_\`.`,
            });
        else if (credential.test(name))
            faults.push({
                given,
                expected: 'Credentials are not passed as variables: the pipe gets them from a file. Remove the line.',
            });
        else if (value.has(name))
            faults.push({ given, expected: 'This variable is given twice. Give it once.' });
        else
            value.set(name, at < 0 ? undefined : line.slice(at + 1));
    }
    return { value, faults };
}
/** Parses ids separated by commas, spaces or line breaks. A repeated id counts once. */
function parseIds(text, pattern, expected) {
    const words = text.split(/[\s,]+/).filter((word) => word !== '');
    const faults = words.filter((word) => !pattern.test(word)).map((given) => ({ given, expected }));
    return { value: [...new Set(words.filter((word) => pattern.test(word)))], faults };
}
/** The id of a job; `:n` is a child of an array. */
const jobId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?::\d{1,5})?$/;
/** Parses ids of jobs, as `parseIds` does. */
function parseJobIds(text) {
    return parseIds(text, jobId, 'Give job ids as the output `job-id` has them, separated by commas or line breaks.');
}


/***/ }),

/***/ 8804:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ createClientConfig)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37067);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_http__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44708);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_https__WEBPACK_IMPORTED_MODULE_1__);


/** The SDK would print warnings to the step's log; everything that matters is an error. */
const silentLogger = { trace: () => { }, debug: () => { }, info: () => { }, warn: () => { }, error: () => { } };
const connectionTimeoutMs = 5_000;
const requestTimeoutMs = 20_000;
/** The SDK pauses with full jitter: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html */
const maxAttempts = 6;
/**
 * The configuration of every AWS client except S3's: the renewing identity, bounded waits, the proxy variables of
 * `env`, and retries after throttling, 5xx and broken connections, never after a refusal. The SDK itself follows
 * AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_<SERVICE>.
 */
function createClientConfig(identity, env, region = identity.region) {
    const agentOptions = { keepAlive: true, maxSockets: 16, proxyEnv: env };
    return {
        region,
        credentials: () => identity.credentials(),
        logger: silentLogger,
        maxAttempts,
        // Endpoints of a test double or a VPC have no separate host names for streams and data.
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

/***/ 50574:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ createEcrLogin),
/* harmony export */   w: () => (/* binding */ resolveEcrReference)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);
/* harmony import */ var _client_config_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8804);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(29333);



async function openEcr(identity, env, region = identity.region) {
    const sdk = await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(366), __webpack_require__.e(119)]).then(__webpack_require__.bind(__webpack_require__, 1119));
    return { sdk, ecr: new sdk.ECRClient((0,_client_config_js__WEBPACK_IMPORTED_MODULE_1__/* .createClientConfig */ .o)(identity, env, region)) };
}
/**
 * The reference of a repository in the caller's ECR: its URI with the tag `latest`, which `dsdt` pushes. Never creates
 * the repository. `env` has the proxy variables. Throws Failure `image-not-found`, `access-denied`, `throttled`,
 * `remote-unreachable`.
 */
async function resolveEcrReference(identity, env, repository, signal) {
    const { sdk, ecr } = await openEcr(identity, env);
    try {
        const command = new sdk.DescribeRepositoriesCommand({ repositoryNames: [repository] });
        const { repositories } = await ecr.send(command, { abortSignal: signal });
        const uri = repositories?.[0]?.repositoryUri;
        if (uri !== undefined)
            return `${uri}:latest`;
    }
    catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof sdk.RepositoryNotFoundException))
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .toAwsFailure */ .B_)(error, `look up the repository ${repository}`, 'ecr:DescribeRepositories');
    }
    finally {
        ecr.destroy();
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('image-not-found', `ECR has no repository ${repository} in ${identity.region}.`, 'Check `pipe-class`, `repository-prefix` and `aws-region`, or push the image with `dsdt dockerize --push`.');
}
const ecrHost = /^\d{12}\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/;
/**
 * A login for a registry host of ECR, valid for twelve hours; undefined for other hosts. Its password has been passed
 * to `onSecret`. Throws Failure `access-denied`, `throttled`, `remote-unreachable`.
 */
async function createEcrLogin(identity, env, serveraddress, onSecret) {
    const region = ecrHost.exec(serveraddress)?.[1];
    if (region === undefined)
        return undefined;
    const { sdk, ecr } = await openEcr(await identity(), env, region);
    try {
        const { authorizationData } = await ecr.send(new sdk.GetAuthorizationTokenCommand({}));
        const token = authorizationData?.[0]?.authorizationToken;
        const [, username, password] = /^([^:]+):(.+)$/s.exec(Buffer.from(token ?? '', 'base64').toString()) ?? [];
        if (username === undefined || password === undefined)
            return undefined;
        await onSecret(password);
        return { username, password, serveraddress };
    }
    catch (error) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .toAwsFailure */ .B_)(error, `log in to ${serveraddress}`, 'ecr:GetAuthorizationToken');
    }
    finally {
        ecr.destroy();
    }
}


/***/ }),

/***/ 29333:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B_: () => (/* binding */ toAwsFailure),
/* harmony export */   E2: () => (/* binding */ isThrottling),
/* harmony export */   Rk: () => (/* binding */ isConnectionError),
/* harmony export */   WY: () => (/* binding */ getErrorName),
/* harmony export */   jx: () => (/* binding */ getHttpStatus),
/* harmony export */   r_: () => (/* binding */ isExpiredToken),
/* harmony export */   w7: () => (/* binding */ isAccessDenied)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33178);


/** The `name` of an SDK error; empty for anything else. */
const getErrorName = (error) => (error instanceof Error ? error.name : '');
/** https://docs.aws.amazon.com/batch/latest/APIReference/CommonErrors.html; STS and S3 use other names. */
const isThrottling = (error) => /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown/.test(getErrorName(error)) || getHttpStatus(error) === 429;
/** AWS does not allow the call. */
const isAccessDenied = (error) => /AccessDenied|UnauthorizedOperation|NotAuthorized/.test(getErrorName(error)) || getHttpStatus(error) === 403;
/** Whether AWS may have carried out the request: there was no response, or one with a 5xx status. */
function isConnectionError(error) {
    const status = getHttpStatus(error);
    return status === undefined || status >= 500;
}
/** AWS reports that the credentials have expired. */
const isExpiredToken = (error) => /^ExpiredToken|^RequestExpired$/.test(getErrorName(error));
/** The HTTP status of AWS's response; undefined without a response. */
const getHttpStatus = (error) => (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getNumber */ .WZ)(error, '$metadata', 'httpStatusCode');
/**
 * The failure for an error of an AWS service: `throttled`, `access-denied`, `remote-unreachable` or `invalid-input`.
 * A Failure is returned unchanged. `operation` is a verb and its object, such as "submit the job"; `action` is the
 * IAM action to allow.
 */
function toAwsFailure(error, operation, action) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR)
        return error;
    const options = { cause: error };
    const message = (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error);
    if (isThrottling(error))
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('throttled', `AWS is throttling requests: could not ${operation}. ${message}`, 'A retry may succeed. Run fewer jobs that call AWS at the same time.', options);
    if (isExpiredToken(error))
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('access-denied', `The AWS credentials of this step have expired: could not ${operation}. ${message}`, 'Set `role-to-assume`, whose session the step renews, or use credentials that last as long as the run.', options);
    if (isAccessDenied(error))
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('access-denied', `AWS denied permission to ${operation}: ${message}`, `Allow ${action} for the step's credentials: docs/iam.md.`, options);
    if (isConnectionError(error))
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('remote-unreachable', `AWS did not respond when the step tried to ${operation}: ${message}`, 'Check `aws-region`, proxies and the network, then run it again.', options);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `AWS rejected the request to ${operation}: ${message}`, 'Correct what the message of AWS names.', options);
}


/***/ }),

/***/ 29171:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ib: () => (/* binding */ createIndexStatement),
/* harmony export */   OH: () => (/* binding */ createBaseStatements),
/* harmony export */   PO: () => (/* binding */ getPartition),
/* harmony export */   pd: () => (/* binding */ createPipePolicy)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const maxPolicyLength = 2048;
/**
 * Prefixes of the regions in each partition except the public one:
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
const partitionPrefixes = [
    ['cn-', 'aws-cn'],
    ['us-gov-', 'aws-us-gov'],
    ['eusc-', 'aws-eusc'],
    ['us-iso-', 'aws-iso'],
    ['us-isob-', 'aws-iso-b'],
    ['eu-isoe-', 'aws-iso-e'],
    ['us-isof-', 'aws-iso-f'],
];
/** The partition of a region. */
function getPartition(region) {
    return partitionPrefixes.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
}
/**
 * The session policy of a pipe. It allows listing, reading and writing the bundles of one context, and nothing else: no
 * deletion. disdat sends HeadBucket, which needs `s3:ListBucket`. Throws Failure `invalid-input` for a policy of more
 * than 2,048 characters.
 */
function createPipePolicy({ region, bucket, prefix, context, kmsKeyId }) {
    const partition = getPartition(region);
    const arn = `arn:${partition}:s3:::${bucket}`;
    const folder = `${prefix === '' ? '' : `${prefix}/`}context/${context}`;
    const statements = [
        {
            Effect: 'Allow',
            Action: 's3:ListBucket',
            Resource: arn,
            // HeadBucket has no prefix, and reveals only that the bucket exists.
            Condition: { StringLikeIfExists: { 's3:prefix': `${folder}/*` } },
        },
        {
            Effect: 'Allow',
            Action: ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl', 's3:AbortMultipartUpload'],
            Resource: `${arn}/${folder}/objects/*`,
        },
        ...(kmsKeyId === undefined ? [] : [createKmsStatement(kmsKeyId, region)]),
    ];
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: statements });
    if (policy.length > maxPolicyLength) {
        const evidence = `The session policy for ${bucket}/${folder} has ${policy.length} characters. STS allows ${maxPolicyLength}.`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', evidence, 'Use a shorter prefix in `remote`.');
    }
    return policy;
}
/** Statements for the base of a sandbox, from which the step copies. The pipe needs no access to it. */
function createBaseStatements({ region, bucket, prefix, context }) {
    const arn = `arn:${getPartition(region)}:s3:::${bucket}`;
    const folder = `${prefix === '' ? '' : `${prefix}/`}context/${context}`;
    const Condition = { StringLike: { 's3:prefix': `${folder}/*` } };
    return [
        { Effect: 'Allow', Action: 's3:ListBucket', Resource: arn, Condition },
        { Effect: 'Allow', Action: 's3:GetObject', Resource: `${arn}/${folder}/*` },
    ];
}
/** The statement for the index beside the bundles and the marker of a sandbox. The pipe needs no access to them. */
function createIndexStatement({ region, bucket, prefix, context }) {
    const folder = `${prefix === '' ? '' : `${prefix}/`}context/${context}`;
    return {
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl'],
        Resource: `arn:${getPartition(region)}:s3:::${bucket}/${folder}/run-action/*`,
    };
}
/** An alias does not name the key, so the statement allows every key, but only for use by S3. */
function createKmsStatement(kmsKeyId, region) {
    const isKeyArn = kmsKeyId.startsWith('arn:') && kmsKeyId.includes(':key/');
    return {
        Effect: 'Allow',
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: isKeyArn ? kmsKeyId : '*',
        ...(isKeyArn ? {} : { Condition: { StringEquals: { 'kms:ViaService': getS3ServiceNames(region) } } }),
    };
}
/** In China, services also have names in another domain. */
const getS3ServiceNames = (region) => [
    `s3.${region}.amazonaws.com`,
    ...(region.startsWith('cn-') ? [`s3.${region}.amazonaws.com.cn`] : []),
];


/***/ }),

/***/ 15914:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  backendTypes: () => (/* binding */ backendTypes)
});

// EXTERNAL MODULE: ./src/disdat/names.js
var names = __webpack_require__(15086);
// EXTERNAL MODULE: ./src/aws/session-policy.js
var session_policy = __webpack_require__(29171);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/lib/clock.js
var lib_clock = __webpack_require__(56620);
// EXTERNAL MODULE: ./src/aws/errors.js
var aws_errors = __webpack_require__(29333);
// EXTERNAL MODULE: ./src/disdat/command-line.js
var command_line = __webpack_require__(30458);
// EXTERNAL MODULE: ./src/lib/json.js
var json = __webpack_require__(33178);
;// CONCATENATED MODULE: ./src/backends/batch/receipt.js


/** The environment variable of a job that holds its receipt. */
const receiptVariable = 'DISDAT_RUN_ACTION_RECEIPT';
/**
 * The receipt in a container's environment, as DescribeJobs returns it; undefined without a complete receipt. The
 * variable is untrusted.
 */
function readReceipt(environment) {
    const text = environment?.find(({ name }) => name === receiptVariable)?.value;
    return text === undefined ? undefined : parseReceipt((0,json/* parseJson */.qF)(text));
}
function parseReceipt(value) {
    const dialect = command_line/* dialects */.O9.find((name) => name === (0,json/* getField */.VI)(value, 'dialect'));
    const params = readStrings((0,json/* getField */.VI)(value, 'params'));
    const [pipeClass, remote, context] = [
        (0,json/* getString */.AA)(value, 'pipeClass'),
        (0,json/* getString */.AA)(value, 'remote'),
        (0,json/* getString */.AA)(value, 'context'),
    ];
    const [outputName, outputUuid] = [(0,json/* getString */.AA)(value, 'outputName'), (0,json/* getString */.AA)(value, 'outputUuid')];
    const [image, launchedAt] = [(0,json/* getString */.AA)(value, 'image'), (0,json/* getString */.AA)(value, 'launchedAt')];
    const workflowAttempt = (0,json/* getNumber */.WZ)(value, 'workflowAttempt');
    if (!dialect || !params || !pipeClass || !remote || !context || !outputName || !outputUuid)
        return undefined;
    if (image === undefined || launchedAt === undefined || Number.isNaN(Date.parse(launchedAt)))
        return undefined;
    if (workflowAttempt === undefined)
        return undefined;
    const [inputUuid, inputParam] = [(0,json/* getString */.AA)(value, 'inputUuid'), (0,json/* getString */.AA)(value, 'inputParam')];
    return {
        ...{ pipeClass, remote, context, dialect, outputName, outputUuid, inputUuid, inputParam },
        ...{ params, image, launchedAt, workflowAttempt },
    };
}
function readStrings(value) {
    if (!(0,json/* isObject */.Gv)(value))
        return undefined;
    const entries = Object.entries(value).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : []));
    return entries.length === Object.keys(value).length ? Object.fromEntries(entries) : undefined;
}

;// CONCATENATED MODULE: ./src/backends/batch/jobs.js


/** https://docs.aws.amazon.com/batch/latest/APIReference/API_DescribeJobs.html */
const maxJobsPerCall = 100;
/** https://docs.aws.amazon.com/batch/latest/APIReference/API_TerminateJob.html */
const maxReasonLength = 1024;
/** The jobs of these ids that Batch still knows. Throws Failure. */
async function describeJobs({ sdk, batch }, ids, signal) {
    const details = [];
    try {
        for (let start = 0; start < ids.length; start += maxJobsPerCall) {
            const command = new sdk.DescribeJobsCommand({ jobs: ids.slice(start, start + maxJobsPerCall) });
            const { jobs = [] } = await batch.send(command, { abortSignal: signal });
            details.push(...jobs);
        }
        return details;
    }
    catch (error) {
        signal.throwIfAborted();
        throw (0,aws_errors/* toAwsFailure */.B_)(error, 'describe the job', 'batch:DescribeJobs');
    }
}
const isFinishedStatus = (status) => status === 'SUCCEEDED' || status === 'FAILED';
/** All jobs of a name in a queue, including ended ones, the newest first. Throws Failure. */
async function listJobsByName(clients, jobQueue, name, signal) {
    const { sdk, batch } = clients;
    const filters = [{ name: 'JOB_NAME', values: [name] }];
    const ids = [];
    let nextToken;
    try {
        do {
            const page = await batch.send(new sdk.ListJobsCommand({ jobQueue, filters, nextToken }), { abortSignal: signal });
            // The filter ignores case.
            const exact = (page.jobSummaryList ?? []).filter((job) => job.jobName === name);
            ids.push(...exact.flatMap(({ jobId }) => (jobId ? [jobId] : [])));
            nextToken = page.nextToken;
        } while (nextToken);
    }
    catch (error) {
        signal.throwIfAborted();
        throw (0,aws_errors/* toAwsFailure */.B_)(error, `list the jobs of this run in the queue ${jobQueue}`, 'batch:ListJobs');
    }
    const jobs = await describeJobs(clients, ids, signal);
    return jobs
        .toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
        .map(({ jobId = '', jobName = '', jobDefinition, status, container }) => ({
        id: jobId,
        name: jobName,
        definition: getDefinitionName(jobDefinition),
        isFinished: isFinishedStatus(status),
        receipt: readReceipt(container?.environment),
    }));
}
/** The `name:revision` in a definition's ARN. */
const getDefinitionName = (arn) => arn?.slice(arn.lastIndexOf('/') + 1);
/** Terminates a job in any state. Does nothing to an ended job. Cuts the reason to 1,024 characters. Throws Failure. */
async function terminateJob({ sdk, batch }, jobId, reason) {
    try {
        await batch.send(new sdk.TerminateJobCommand({ jobId, reason: reason.slice(0, maxReasonLength) }));
    }
    catch (error) {
        throw (0,aws_errors/* toAwsFailure */.B_)(error, `terminate job ${jobId}`, 'batch:TerminateJob');
    }
}

;// CONCATENATED MODULE: ./src/backends/batch/instance-types.js
/** Families with Graviton (`m7g`, `c7gn`, `r8gd`, `a1`) or Grace processors, and AWS's own selection of them. */
const armPattern = /^(?:a1|[a-z]+\d+g[a-z]*|\w+-gb\d+)(?:\.|$)|^default_arm64$/;
/** Families with NVIDIA GPUs: https://docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html */
const gpuPattern = /^(?:p\d|g\d|gr\d)/;
/** Whether the instances of a type or family have arm64 processors. */
const isArmInstanceType = (type) => armPattern.test(type);
/**
 * GiB for each vCPU in a family where the ratio is the same for all sizes:
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/gp.html
 */
function getGibPerVcpu(family) {
    if (/^c5n/.test(family))
        return 2.625;
    if (/^c\d/.test(family))
        return 2;
    if (/^[mt]\d/.test(family) && !/^m2/.test(family))
        return 4;
    return /^r\d/.test(family) ? 8 : Number.POSITIVE_INFINITY;
}
/** The most vCPUs of an instance of this size. Unlimited for a family without a size, `optimal` and bare metal. */
function getMaxVcpus(size) {
    if (size === 'xlarge')
        return 4;
    if (size !== undefined && /^(?:nano|micro|small|medium|large)$/.test(size))
        return 2;
    const multiple = /^(\d+)xlarge$/.exec(size ?? '')?.[1];
    return multiple === undefined ? Number.POSITIVE_INFINITY : 4 * Number(multiple);
}
/** One sentence for each resource that none of the instance types has. Unknown types count as large enough. */
function findInstanceProblems(types, { vcpus, memoryMib, gpus }) {
    if (types.length === 0)
        return [];
    const sizes = types.map((type) => {
        const [family = '', size] = type.split('.');
        const maxVcpus = getMaxVcpus(size);
        return { vcpus: maxVcpus, memoryMib: maxVcpus * getGibPerVcpu(family) * 1024 };
    });
    const subject = `none of the queue’s instances (${types.slice(0, 5).join(', ')}) has`;
    return [
        ...(sizes.every((size) => size.vcpus < vcpus) ? [`vcpus: ${subject} ${vcpus}.`] : []),
        ...(sizes.every((size) => size.memoryMib < memoryMib) ? [`memory-mib: ${subject} ${memoryMib} MiB.`] : []),
        ...(gpus !== undefined && !types.some((type) => gpuPattern.test(type)) ? [`gpus: ${subject} GPUs.`] : []),
    ];
}

;// CONCATENATED MODULE: ./src/backends/batch/queue.js



/** A queue, by name or ARN; undefined when it does not exist. Throws Failure. */
async function readQueue({ sdk, batch }, queue, signal) {
    try {
        const command = new sdk.DescribeJobQueuesCommand({ jobQueues: [queue] });
        const { jobQueues } = await batch.send(command, { abortSignal: signal });
        return jobQueues?.[0];
    }
    catch (error) {
        signal.throwIfAborted();
        throw (0,aws_errors/* toAwsFailure */.B_)(error, `describe the queue ${queue}`, 'batch:DescribeJobQueues');
    }
}
/** The compute environments of a queue. Without permission to describe them: none, and a notice. Throws Failure. */
async function readComputeEnvironments({ sdk, batch }, { computeEnvironmentOrder = [] }, signal) {
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
        if (!(0,aws_errors/* isAccessDenied */.w7)(error))
            throw (0,aws_errors/* toAwsFailure */.B_)(error, 'describe the queue’s compute environments', 'batch:DescribeComputeEnvironments');
        return {
            environments: [],
            notice: `The queue’s compute environments could not be described. The action assumes EC2: ${(0,errors/* describeError */.Uc)(error)}`,
        };
    }
}
/** The problem of a queue that does not exist. */
function describeMissingQueue(queue, region) {
    const queueRegion = /^arn:[^:]+:batch:([^:]+):/.exec(queue)?.[1];
    if (queueRegion !== undefined && queueRegion !== region)
        return `job-queue: ${queue} is in ${queueRegion}, and the step works in ${region}: set \`aws-region: ${queueRegion}\`.`;
    return `job-queue: there is no queue ${queue} in ${region}: check its name, \`aws-region\` and the account.`;
}
/** Why a queue does not accept the job, one sentence per problem. */
function findQueueProblems({ jobQueueName, state, status, statusReason, schedulingPolicyArn }, { shareIdentifier }) {
    const problems = [];
    if (state !== 'ENABLED')
        problems.push(`job-queue: ${jobQueueName} is ${state} and accepts no jobs: enable it, or name another queue.`);
    if (status !== undefined && status !== 'VALID')
        problems.push(`job-queue: ${jobQueueName} is ${status}${statusReason ? ` (${statusReason})` : ''}. It must be VALID.`);
    if (schedulingPolicyArn !== undefined && shareIdentifier === undefined)
        problems.push(`share-identifier: ${jobQueueName} has a scheduling policy and requires a share identifier.`);
    if (schedulingPolicyArn === undefined && shareIdentifier !== undefined)
        problems.push(`share-identifier: ${jobQueueName} has no scheduling policy and accepts no share identifier.`);
    return problems;
}
/** Why a compute environment does not run the job, one sentence per problem. */
function findEnvironmentProblems({ computeEnvironmentName: name, state, status, statusReason, eksConfiguration, }) {
    const problems = [];
    if (eksConfiguration !== undefined)
        problems.push(`job-queue: its compute environment ${name} is on EKS, where a job cannot override the container's command.`);
    if (state !== 'ENABLED')
        problems.push(`job-queue: its compute environment ${name} is ${state}: enable it.`);
    if (status !== undefined && status !== 'VALID' && status !== 'UPDATING')
        problems.push(`job-queue: its compute environment ${name} is ${status}${statusReason ? ` (${statusReason})` : ''}. It must be VALID.`);
    return problems;
}
/** The resources that no environment can provide, one sentence each. */
function findCapacityProblems(environments, resources) {
    // An unmanaged environment does not report its size.
    const limits = environments.map(({ computeResources }) => computeResources?.maxvCpus ?? Number.POSITIVE_INFINITY);
    if (limits.length === 0)
        return [];
    const { vcpus } = resources;
    return Math.max(...limits) < vcpus
        ? [`vcpus: no compute environment of the queue has ${vcpus}. The largest allows ${Math.max(...limits)}.`]
        : findInstanceProblems(listInstanceTypes(environments), resources);
}
/** The instance types of all environments; empty when one of them does not name its own. */
function listInstanceTypes(environments) {
    const types = environments.map(({ computeResources }) => computeResources?.instanceTypes ?? []);
    return types.some((each) => each.length === 0) ? [] : types.flat();
}
/** A problem only when every host has the same processors, and the image is for others. `optimal` selects x86. */
function findProcessorProblems(environments, architecture) {
    const types = listInstanceTypes(environments);
    if (types.length === 0 || (architecture !== 'amd64' && architecture !== 'arm64'))
        return [];
    const armCount = types.filter(isArmInstanceType).length;
    const isMismatch = architecture === 'amd64' ? armCount === types.length : armCount === 0;
    if (!isMismatch)
        return [];
    return [
        `image: it is for ${architecture}, and the queue’s instances (${types.slice(0, 5).join(', ')}) are not. Build it for them, or name another queue.`,
    ];
}
/** Whether all environments have spot capacity. */
const isSpotOnly = (environments) => environments.length > 0 && environments.every(({ computeResources }) => computeResources?.type?.endsWith('SPOT'));

;// CONCATENATED MODULE: ./src/backends/batch/attach.js




/**
 * The jobs of these ids, each with its receipt, and whether all their queues have only spot capacity. Throws one
 * Failure `invalid-input` for all ids that are unknown or of jobs that this action did not submit.
 */
async function findAttachableJobs(clients, links, ids, signal) {
    const details = await describeJobs(clients, ids, signal);
    const byId = new Map(details.map((detail) => [detail.jobId, detail]));
    const problems = [];
    const jobs = ids.flatMap((id) => {
        const detail = byId.get(id);
        const receipt = readReceipt(detail?.container?.environment);
        if (detail !== undefined && receipt !== undefined)
            return [{ job: createJob(id, detail, links), receipt }];
        problems.push(detail === undefined
            ? `attach-job-ids: ${id} is not known in ${clients.region}: it is in another region or account, or it ended days ago.`
            : `attach-job-ids: ${id} (${detail.jobName}) was not submitted by this action, so its output bundle is unknown.`);
        return [];
    });
    if (problems.length > 0)
        throw new errors/* Failure */.HR('invalid-input', problems.join('\n'), 'Use ids from the outputs `job-id` or `job-ids`.');
    return { jobs, isSpot: await hasOnlySpotQueues(clients, details, signal) };
}
function createJob(id, { jobName: name = '', jobDefinition, jobQueue: queue }, links) {
    const definition = getDefinitionName(jobDefinition);
    return { id, name, ...(definition && { definition }), ...links.getJobLinks(id, { definition: jobDefinition, queue }) };
}
/** Whether all queues have only spot capacity, which explains a lost host. False without the permission. */
async function hasOnlySpotQueues(clients, details, signal) {
    const queues = [...new Set(details.flatMap(({ jobQueue }) => jobQueue ?? []))];
    try {
        const areSpot = await Promise.all(queues.map(async (name) => {
            const queue = await readQueue(clients, name, signal);
            return queue !== undefined && isSpotOnly((await readComputeEnvironments(clients, queue, signal)).environments);
        }));
        return areSpot.length > 0 && areSpot.every(Boolean);
    }
    catch {
        signal.throwIfAborted();
        return false;
    }
}

// EXTERNAL MODULE: ./src/aws/client-config.js
var client_config = __webpack_require__(8804);
;// CONCATENATED MODULE: ./src/backends/batch/clients.js

/**
 * Loads the SDKs and creates clients in the identity's region. AWS is not called yet. `overrides` are for tests, which
 * use their own endpoint and number of attempts.
 */
async function openBatchClients(identity, env, overrides = {}) {
    const [sdk, logsSdk] = await Promise.all([Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(366), __webpack_require__.e(256)]).then(__webpack_require__.bind(__webpack_require__, 87256)), Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(366), __webpack_require__.e(376)]).then(__webpack_require__.bind(__webpack_require__, 3376))]);
    const config = { ...(0,client_config/* createClientConfig */.o)(identity, env), ...overrides };
    const logsClients = new Map();
    return {
        sdk,
        logsSdk,
        batch: new sdk.BatchClient(config),
        batchWithoutRetries: new sdk.BatchClient({ ...config, maxAttempts: 1 }),
        getLogsClient: (region) => {
            const client = logsClients.get(region) ?? new logsSdk.CloudWatchLogsClient({ ...config, region });
            logsClients.set(region, client);
            return client;
        },
        region: identity.region,
    };
}

;// CONCATENATED MODULE: ./src/backends/batch/console-links.js
/** The console's host in each partition: https://docs.aws.amazon.com/awsconsolehelpdocs/latest/gsg/console-urls.html */
const hosts = {
    aws: 'console.aws.amazon.com',
    'aws-cn': 'console.amazonaws.cn',
    'aws-us-gov': 'console.amazonaws-us-gov.com',
};
/** Addresses of pages in the AWS console of a region; undefined in a partition whose console is unknown. */
class ConsoleLinks {
    #base;
    #region;
    constructor(partition, region) {
        const host = hosts[partition];
        this.#region = region;
        this.#base = host && (partition === 'aws' ? `https://${region}.${host}` : `https://${host}`);
    }
    /** The pages of a job and of the definition and queue with these ARNs. The console does not encode ARNs. */
    getJobLinks(id, { definition, queue } = {}) {
        const url = this.#getUrl(`batch/home?region=${this.#region}#jobs/detail/${encodeURIComponent(id)}`);
        const definitionUrl = definition && this.#getUrl(`batch/home?region=${this.#region}#job-definition/detail/${definition}`);
        const queueUrl = queue && this.#getUrl(`batch/home?region=${this.#region}#queues/detail/${queue}`);
        const name = queue?.split('/').at(-1);
        return {
            ...(name && { queue: name }),
            ...(url && { url }),
            ...(definitionUrl && { definitionUrl }),
            ...(queueUrl && { queueUrl }),
        };
    }
    /** The page of a log stream. */
    getLogUrl(group, stream) {
        // The console encodes names in the fragment twice, with $ instead of %.
        const encode = (name) => encodeURIComponent(encodeURIComponent(name)).replaceAll('%', '$');
        return this.#getUrl(`cloudwatch/home?region=${this.#region}#logsV2:log-groups/log-group/${encode(group)}/log-events/${encode(stream)}`);
    }
    #getUrl(path) {
        return this.#base && `${this.#base}/${path}`;
    }
}

;// CONCATENATED MODULE: ./src/backends/batch/dry-run.js
/** The requests as text. */
function renderDryRun({ definition, submission, policy }) {
    return [
        typeof definition === 'string'
            ? `Uses the job definition ${definition}.`
            : `RegisterJobDefinition\n${formatJson(definition)}`,
        `SubmitJob\n${formatJson(submission)}`,
        `Permissions that the step needs on Batch:\n${formatJson(policy)}`,
    ].join('\n');
}
const formatJson = (value) => JSON.stringify(value, null, 2);

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./src/backends/batch/fargate.js
/**
 * The memory sizes of Fargate for each number of vCPUs, in MiB:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
 */
const sizes = [
    { vcpus: 0.25, memory: [512, 1024, 2048] },
    { vcpus: 0.5, memory: createRange(1024, 4096, 1024) },
    { vcpus: 1, memory: createRange(2048, 8192, 1024) },
    { vcpus: 2, memory: createRange(4096, 16_384, 1024) },
    { vcpus: 4, memory: createRange(8192, 30_720, 1024) },
    { vcpus: 8, memory: createRange(16_384, 61_440, 4096) },
    { vcpus: 16, memory: createRange(32_768, 122_880, 8192) },
];
function createRange(first, last, step) {
    return Array.from({ length: (last - first) / step + 1 }, (_, index) => first + index * step);
}
/**
 * The smallest Fargate size with at least these vCPUs and this memory; undefined when there is none. Without a memory,
 * the smallest one of that number of vCPUs.
 */
function chooseFargateSize(vcpus, memoryMib) {
    for (const size of sizes) {
        if (size.vcpus < (vcpus ?? 0.25))
            continue;
        const memory = size.memory.find((each) => each >= (memoryMib ?? 0));
        if (memory !== undefined)
            return { vcpus: size.vcpus, memoryMib: memory };
    }
    return undefined;
}

;// CONCATENATED MODULE: ./src/backends/batch/resources.js

const ec2Defaults = { vcpus: 1, memoryMib: 2048 };
/** https://docs.aws.amazon.com/batch/latest/APIReference/API_ResourceRequirement.html */
const minMemoryMib = 4;
/** The resources for a request on a platform. */
function chooseResources(request, platform) {
    if (platform === 'FARGATE')
        return chooseFargateResources(request);
    const vcpus = Math.max(1, Math.ceil(request.vcpus ?? ec2Defaults.vcpus));
    const memoryMib = Math.max(minMemoryMib, request.memoryMib ?? ec2Defaults.memoryMib);
    const isChanged = vcpus !== request.vcpus || memoryMib !== request.memoryMib;
    return {
        resources: { vcpus, memoryMib, gpus: request.gpus },
        notices: isChanged ? [`The job gets ${vcpus} vCPU and ${memoryMib} MiB.`] : [],
        problems: [],
    };
}
function chooseFargateResources({ vcpus, memoryMib, gpus }) {
    const size = chooseFargateSize(vcpus ?? (memoryMib === undefined ? 1 : undefined), memoryMib);
    const problems = [
        ...(gpus === undefined ? [] : ['gpus: Fargate has no GPUs. Use a queue of EC2 instances.']),
        ...(size
            ? []
            : [
                `vcpus, memory-mib: no Fargate size has ${vcpus ?? 'any'} vCPU and ${memoryMib ?? 'any'} MiB. The largest has 16 and 122880.`,
            ]),
    ];
    const isRounded = size && (size.vcpus !== vcpus || size.memoryMib !== memoryMib);
    return {
        resources: { ...(size ?? ec2Defaults), gpus: undefined },
        notices: isRounded
            ? [`The job gets ${size.vcpus} vCPU and ${size.memoryMib} MiB, the nearest size that Fargate has.`]
            : [],
        problems,
    };
}
/** Resources in the format of the Batch API. */
function createRequirements({ vcpus, memoryMib, gpus }) {
    return [
        { type: 'VCPU', value: String(vcpus) },
        { type: 'MEMORY', value: String(memoryMib) },
        ...(gpus === undefined ? [] : [{ type: 'GPU', value: String(gpus) }]),
    ];
}
/** The resources in a definition's or job's requirements. */
function parseRequirements(requirements) {
    const findAmount = (kind) => {
        const amount = Number(requirements.find(({ type }) => type === kind)?.value);
        return Number.isFinite(amount) ? amount : undefined;
    };
    return { vcpus: findAmount('VCPU'), memoryMib: findAmount('MEMORY'), gpus: findAmount('GPU') };
}
/** The resources of a job or definition as Batch describes it. Old definitions have `vcpus` and `memory`. */
function readResources({ resourceRequirements = [], vcpus, memory, }) {
    const required = parseRequirements(resourceRequirements);
    return { vcpus: required.vcpus ?? (vcpus || undefined), memoryMib: required.memoryMib ?? (memory || undefined) };
}

;// CONCATENATED MODULE: ./src/backends/batch/retry-strategy.js
/**
 * Retries an attempt that ended because its host was lost, which AWS words in two ways, and nothing else: a pipe that
 * failed would fail again. Without the last rule, Batch would retry everything that matches no rule:
 * https://docs.aws.amazon.com/batch/latest/userguide/job_retries.html
 */
function createRetryStrategy(attempts) {
    return { attempts, evaluateOnExit: attempts === 1 ? [exitRule] : [...lostHostRules, exitRule] };
}
const exitRule = { onReason: '*', action: 'EXIT' };
const lostHostRules = [
    { onStatusReason: 'Host EC2*', action: 'RETRY' },
    { onStatusReason: 'Your Spot Task was interrupted*', action: 'RETRY' },
];

;// CONCATENATED MODULE: ./src/backends/batch/job-definition.js




/** Tags of the action's definitions: their creator, and the hash of their content. */
const definitionTags = { madeBy: 'disdat-run-action:made-by', content: 'disdat-run-action:content' };
const madeBy = 'disdat/run-action';
/** How many active revisions of ours stay: a concurrent run that has found one of them still has to submit with it. */
const maxKeptRevisions = 5;
/** https://docs.aws.amazon.com/batch/latest/userguide/service_limits.html */
const definitionLimitBytes = 24 * 1024;
/** The processor architecture that a task needs. For an image of several architectures, `platform` decides. */
const getArchitecture = ({ image, platform }) => image.architecture ?? platform?.split('/')[1];
/** The request for RegisterJobDefinition with the definition that a task needs. */
function createDefinitionRequest(task, settings, { kind, resources }) {
    const isFargate = kind === 'FARGATE';
    const isArm = getArchitecture(task) === 'arm64';
    const content = {
        jobDefinitionName: settings.definitionName,
        type: 'container',
        platformCapabilities: [kind],
        propagateTags: true,
        retryStrategy: createRetryStrategy(settings.attempts ?? 1),
        timeout: { attemptDurationSeconds: getTimeoutSeconds(task) },
        containerProperties: {
            image: task.image.id,
            resourceRequirements: createRequirements(resources),
            ...(settings.jobRoleArn && { jobRoleArn: settings.jobRoleArn }),
            ...(settings.executionRoleArn && { executionRoleArn: settings.executionRoleArn }),
            logConfiguration: { logDriver: 'awslogs' },
            ...(task.shmSizeMib !== undefined && { linuxParameters: { sharedMemorySize: task.shmSizeMib } }),
            // Without a public address, a task in a public subnet cannot pull its image.
            ...(isFargate && { networkConfiguration: { assignPublicIp: 'ENABLED' } }),
            ...(isFargate && isArm && { runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' } }),
        },
    };
    return { ...content, tags: { [definitionTags.madeBy]: madeBy, [definitionTags.content]: hashContent(content) } };
}
/** At least a minute: https://docs.aws.amazon.com/batch/latest/userguide/job_timeouts.html */
const getTimeoutSeconds = ({ timeoutMs }) => Math.max(60, Math.ceil(timeoutMs / 1000));
function hashContent(content) {
    return (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(content)).digest('hex');
}
/** The names of a revision, as Batch describes it. */
const toDefinitionRevision = ({ jobDefinitionArn = '', jobDefinitionName = '', revision = 0, }) => ({
    arn: jobDefinitionArn,
    name: `${jobDefinitionName}:${revision}`,
});
/** All active revisions of a name, or the revision of an ARN or `name:revision`, the newest first. Throws Failure. */
async function listRevisions(clients, nameOrArn, signal) {
    const { sdk, batch } = clients;
    // An ARN without a revision means the newest one, which Batch looks up only by name.
    const name = /^(?:arn:.*:job-definition\/)?([^:/]+)$/.exec(nameOrArn)?.[1];
    const query = name === undefined ? { jobDefinitions: [nameOrArn] } : { jobDefinitionName: name, status: 'ACTIVE' };
    const revisions = [];
    let nextToken;
    try {
        do {
            const command = new sdk.DescribeJobDefinitionsCommand({ ...query, nextToken });
            const page = await batch.send(command, { abortSignal: signal });
            revisions.push(...(page.jobDefinitions ?? []));
            nextToken = page.nextToken;
        } while (nextToken);
    }
    catch (error) {
        signal.throwIfAborted();
        throw (0,aws_errors/* toAwsFailure */.B_)(error, `look up the job definition ${nameOrArn}`, 'batch:DescribeJobDefinitions');
    }
    return revisions.toSorted((a, b) => (b.revision ?? 0) - (a.revision ?? 0));
}
/** The active revision of ours with the requested content, if there is one, and all active revisions of ours. */
async function findSameDefinition(clients, request, signal) {
    const revisions = await listRevisions(clients, request.jobDefinitionName ?? '', signal);
    const ours = revisions.filter(({ tags, status }) => tags?.[definitionTags.madeBy] === madeBy && status === 'ACTIVE');
    const same = ours.find(({ tags }) => tags?.[definitionTags.content] === request.tags?.[definitionTags.content]);
    return { same: same && toDefinitionRevision(same), ours };
}
/**
 * The revision to submit with: an active one with the same content, or a new one. Deregisters old revisions of ours,
 * never those of others. Two concurrent registrations create two revisions, which are equally valid.
 */
async function ensureDefinition(clients, request, signal) {
    const { sdk, batch } = clients;
    const { same, ours } = await findSameDefinition(clients, request, signal);
    if (same !== undefined)
        return same;
    try {
        const revision = await batch.send(new sdk.RegisterJobDefinitionCommand(request), { abortSignal: signal });
        await deregister(clients, ours.slice(maxKeptRevisions - 1));
        return toDefinitionRevision(revision);
    }
    catch (error) {
        signal.throwIfAborted();
        throw (0,aws_errors/* toAwsFailure */.B_)(error, `register the job definition ${request.jobDefinitionName}`, 'batch:RegisterJobDefinition (and batch:TagResource, iam:PassRole for the roles that it names)');
    }
}
/** A revision that cannot be deregistered stays. */
async function deregister({ sdk, batch }, revisions) {
    for (const { jobDefinitionArn: jobDefinition } of revisions) {
        await batch.send(new sdk.DeregisterJobDefinitionCommand({ jobDefinition })).catch(() => undefined);
    }
}
/** Whether Batch refused a submission because the definition is not active any more. */
const isInactiveDefinition = (error) => (0,aws_errors/* getErrorName */.WY)(error) === 'ClientException' &&
    error instanceof Error &&
    /definition/i.test(error.message) &&
    /active|not exist|not found/i.test(error.message);

;// CONCATENATED MODULE: ./src/backends/batch/fixed-definition.js



/** Reads a user's job definition. Throws Failure `invalid-input` when it cannot run a pipe. */
async function readFixedDefinition(clients, nameOrArn, signal) {
    const [definition] = await listRevisions(clients, nameOrArn, signal);
    if (definition === undefined)
        throw createMissingFailure(nameOrArn, clients.region);
    const { status, type, containerProperties, platformCapabilities = [], tags = {} } = definition;
    const revision = toDefinitionRevision(definition);
    if (status !== 'ACTIVE')
        throw new errors/* Failure */.HR('invalid-input', `job-definition: ${revision.name} is ${status}.`, 'Name a revision that is ACTIVE.');
    if (type !== 'container' || !containerProperties?.image)
        throw new errors/* Failure */.HR('invalid-input', `job-definition: ${revision.name} is of type ${type}, or for EKS or several containers.`, 'Name a definition of type `container` with a single container.');
    return {
        ...revision,
        image: containerProperties.image,
        hasJobRole: Boolean(containerProperties.jobRoleArn),
        platforms: platformCapabilities,
        resources: {
            ...parseRequirements(containerProperties.resourceRequirements ?? []),
            ...readResources(containerProperties),
        },
        tagCount: Object.keys(tags).length,
        logGroup: containerProperties.logConfiguration?.options?.['awslogs-group'],
    };
}
function createMissingFailure(nameOrArn, region) {
    const definitionRegion = /^arn:[^:]+:batch:([^:]+):/.exec(nameOrArn)?.[1] ?? region;
    return new errors/* Failure */.HR('invalid-input', `job-definition: there is no active ${nameOrArn} in ${region}.`, definitionRegion === region
        ? 'Check name, revision and `aws-region`, or leave out `job-definition` so that the action registers one.'
        : `It is in ${definitionRegion}: set \`aws-region: ${definitionRegion}\`.`);
}

;// CONCATENATED MODULE: ./src/backends/line-splitter.js
/** The longest line that is shown, in UTF-16 units. The rest of a longer line is dropped. */
const maxLineLength = 16 * 1024;
/** Cuts a line at the limit, and says how much is missing. */
function truncateLine(text) {
    const dropped = text.length - maxLineLength;
    return dropped > 0 ? addDroppedCount(text.slice(0, maxLineLength), dropped) : text;
}
const addDroppedCount = (text, dropped) => `${text} … [${dropped} more characters not shown]`;
/**
 * Splits a stream of bytes into lines, with bounded memory. A line ends at `\n`, `\r\n` or a bare `\r`, as it does for
 * the runner's reader (https://learn.microsoft.com/dotnet/api/system.io.streamreader.readline). Invalid UTF-8 becomes
 * U+FFFD. A line over the limit is cut and says how much is missing.
 */
class LineSplitter {
    // Keeps byte order marks. Otherwise the decoder removes one inside the stream too, depending on the chunks.
    #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    #unfinished = '';
    #dropped = 0;
    #endsWithReturn = false;
    /** The lines that these bytes complete. */
    push(bytes) {
        return this.#split(this.#decoder.decode(bytes, { stream: true }));
    }
    /** The last line, if the stream does not end with a line end. */
    end() {
        const lines = this.#split(this.#decoder.decode());
        if (this.#unfinished !== '' || this.#dropped > 0)
            lines.push(this.#finish(''));
        return lines;
    }
    #split(text) {
        let rest = text;
        if (this.#endsWithReturn && rest !== '') {
            if (rest.startsWith('\n'))
                rest = rest.slice(1);
            this.#endsWithReturn = false;
        }
        if (rest.endsWith('\r'))
            this.#endsWithReturn = true;
        const parts = rest.includes('\r') ? rest.split(/\r\n|\r|\n/) : rest.split('\n');
        const last = parts.pop() ?? '';
        const lines = parts.map((part) => this.#finish(part));
        this.#append(last);
        return lines;
    }
    #append(text) {
        const room = maxLineLength - this.#unfinished.length;
        if (text.length <= room) {
            this.#unfinished += text;
            return;
        }
        this.#unfinished += text.slice(0, Math.max(0, room));
        this.#dropped += text.length - Math.max(0, room);
    }
    #finish(text) {
        this.#append(text);
        const line = this.#dropped > 0 ? addDroppedCount(this.#unfinished, this.#dropped) : this.#unfinished;
        this.#unfinished = '';
        this.#dropped = 0;
        return line;
    }
}

;// CONCATENATED MODULE: ./src/backends/batch/job-log.js



/** The log group of jobs that name none: https://docs.aws.amazon.com/batch/latest/userguide/using_awslogs.html */
const defaultLogGroup = '/aws/batch/job';
/** The pause between two reads while lines arrive, and the longest pause while none do. */
const readInterval = { busyMs: 2_000, quietMs: 10_000, growth: 1.5 };
/** Most pages of one read; the next read continues. */
const maxPagesPerRead = 20;
/**
 * When a log counts as complete after the job ended, in milliseconds: so long after its last line, or so long without
 * any line, because the log driver delivers lines some seconds late. Throttling extends the wait.
 */
const drainLimits = { afterLinesMs: 5_000, withoutLinesMs: 15_000, pauseMs: 1_500, throttledMs: 120_000 };
/**
 * Reads a job's log, attempt by attempt, line by line. A log that cannot be read is reported once and never hides why a
 * job failed.
 */
class JobLog {
    #context;
    #listener;
    #stream;
    #location = { group: defaultLogGroup, region: '' };
    #intervalMs = readInterval.busyMs;
    #isOff = false;
    #isThrottled = false;
    constructor(context, listener) {
        this.#context = context;
        this.#listener = listener;
    }
    /** How long to wait before the next read, in milliseconds. */
    get intervalMs() {
        return this.#stream === undefined || this.#isOff ? readInterval.quietMs : this.#intervalMs;
    }
    /** The console page of the newest attempt's log. */
    get url() {
        return this.#stream && this.#context.links.getLogUrl(this.#location.group, this.#stream.name);
    }
    /** Takes a new description of the job. Reads an ended attempt's log completely before the next one's. */
    async update({ container, attempts = [] }, signal) {
        const { logDriver, options = {} } = container?.logConfiguration ?? {};
        if (logDriver !== undefined && logDriver !== 'awslogs' && !this.#isOff)
            await this.#turnOff(`The job’s log goes to ${logDriver} and is not shown here.`);
        this.#location = {
            group: options['awslogs-group'] ?? defaultLogGroup,
            region: options['awslogs-region'] ?? this.#context.clients.region,
        };
        const names = attempts.map((attempt) => attempt.container?.logStreamName);
        const current = container?.logStreamName;
        if (current !== undefined && names.at(-1) !== current)
            names.push(current);
        for (const [index, name] of names.entries()) {
            if (name === undefined || index + 1 <= (this.#stream?.attempt ?? 0) || this.#stream?.name === name)
                continue;
            await this.#open({ attempt: index + 1, name, token: undefined, lines: 0 }, signal);
        }
    }
    async #open(stream, signal) {
        if (this.#stream !== undefined)
            await this.#readAll(signal);
        this.#stream = stream;
        this.#intervalMs = readInterval.busyMs;
        await this.#listener.attempt(stream.attempt);
        const { url } = this;
        if (url !== undefined)
            await this.#listener.known({ logUrl: url });
    }
    /** Passes on the lines that have arrived, if the rate limit allows a read now. */
    async read(signal) {
        if (this.#stream !== undefined && !this.#isOff && this.#context.rateLimiter.tryAcquire())
            await this.#readPages(signal);
    }
    /** Waits for the rate limit. Resolves with the number of new lines. */
    async #readAll(signal) {
        await this.#context.rateLimiter.acquire(signal);
        return await this.#readPages(signal);
    }
    async #readPages(signal) {
        const linesBefore = this.#stream?.lines ?? 0;
        for (let page = 0; page < maxPagesPerRead; page += 1) {
            if (page > 0)
                await this.#context.rateLimiter.acquire(signal);
            if (!(await this.#readPage(signal)))
                break;
        }
        const count = (this.#stream?.lines ?? 0) - linesBefore;
        const { busyMs, quietMs, growth } = readInterval;
        this.#intervalMs = count > 0 ? busyMs : Math.min(quietMs, this.#intervalMs * growth);
        return count;
    }
    /** Reads the rest of the log after the job ended, until no lines have arrived for some time. */
    async drain(signal) {
        if (this.#stream === undefined || this.#isOff)
            return;
        const { clock } = this.#context;
        const startedAt = clock.now();
        let quietSince = startedAt;
        for (;;) {
            this.#isThrottled = false;
            const count = await this.#readAll(signal);
            const mustWait = this.#isThrottled && clock.now() - startedAt < drainLimits.throttledMs;
            if (count > 0 || mustWait)
                quietSince = clock.now();
            const limitMs = this.#stream.lines > 0 ? drainLimits.afterLinesMs : drainLimits.withoutLinesMs;
            if (clock.now() - quietSince >= limitMs || this.#isOff)
                return;
            await clock.sleep(drainLimits.pauseMs, signal);
        }
    }
    /** Resolves with whether another page may follow at once. */
    async #readPage(signal) {
        const stream = this.#stream;
        if (stream === undefined || this.#isOff)
            return false;
        const { logsSdk, getLogsClient } = this.#context.clients;
        try {
            const command = new logsSdk.GetLogEventsCommand({
                logGroupName: this.#location.group,
                logStreamName: stream.name,
                // Without it, the API reads backwards:
                // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
                startFromHead: true,
                nextToken: stream.token,
            });
            const client = getLogsClient(this.#location.region);
            const { events = [], nextForwardToken } = await client.send(command, { abortSignal: signal });
            const lines = events.flatMap(({ message = '' }) => splitMessage(message));
            // Batch merges the two streams, and the explanation of a failure is on stderr.
            if (lines.length > 0)
                await this.#listener.lines('stderr', lines);
            stream.lines += lines.length;
            // The log ends for now when the token repeats; an empty page does not mean the end.
            const isEnd = nextForwardToken === undefined || nextForwardToken === stream.token;
            stream.token = nextForwardToken ?? stream.token;
            return !isEnd;
        }
        catch (error) {
            signal.throwIfAborted();
            if (error instanceof errors/* Failure */.HR)
                throw error;
            await this.#handleError(error);
            return false;
        }
    }
    async #handleError(error) {
        // A stream does not exist before its first line.
        if ((0,aws_errors/* getErrorName */.WY)(error) === 'ResourceNotFoundException')
            return;
        if ((0,aws_errors/* isThrottling */.E2)(error)) {
            this.#isThrottled = true;
            this.#intervalMs = readInterval.quietMs;
            return;
        }
        if ((0,aws_errors/* isAccessDenied */.w7)(error)) {
            const { group } = this.#location;
            await this.#turnOff(`The job’s log is not shown: allow logs:GetLogEvents on ${group} for the step's credentials.`);
        }
    }
    async #turnOff(reason) {
        this.#isOff = true;
        await this.#listener.changed(reason);
    }
}
/** An event is one write, which may hold several lines; the runner also ends a line at a bare carriage return. */
const splitMessage = (message) => message
    .replace(/\r?\n$/, '')
    .split(/\r\n|\r|\n/)
    .map(truncateLine);

;// CONCATENATED MODULE: ./src/backends/batch/job-poller.js


/** Seconds between two polls, counted from the last change. The last value repeats. */
const intervals = [1, 1, 2, 2, 3, 4, 5, 5, 8, 8, 10, 10, 15, 15, 15, 20, 20, 30];
/** Intervals vary by a fifth, so that runners do not poll in step. */
const jitter = 0.2;
/** The average time between two calls for any number of jobs: all runners of the account share its request rate. */
const perCallMs = 1_000;
/** Failed polls in a row before the poller gives up, each after the SDK's retries; and the longest pause. */
const failedPolls = { limit: 10, maxPauseMs: 5 * 60_000 };
/**
 * Polls all followed jobs, a hundred per call, and less often the longer nothing changes. Throttling and a lost network
 * slow it down. They become an error only when they last for several minutes.
 */
class JobPoller {
    #clients;
    #clock;
    #waiters = new Map();
    #states = new Map();
    #isPolling = false;
    /** Calls of the last poll. */
    #calls = 0;
    #pollsWithoutChange = 0;
    #failedPolls = 0;
    constructor(clients, clock) {
        this.#clients = clients;
        this.#clock = clock;
    }
    /** The job at the next poll; undefined when Batch does not know it. Rejects with the signal's reason or a Failure. */
    async next(id, signal) {
        const { promise, resolve, reject } = Promise.withResolvers();
        this.#waiters.set(id, { resolve, reject });
        const abort = () => {
            this.#waiters.delete(id);
            reject(signal.reason);
        };
        signal.addEventListener('abort', abort, { once: true });
        if (signal.aborted)
            abort();
        else
            void this.#poll();
        try {
            return await promise;
        }
        finally {
            signal.removeEventListener('abort', abort);
        }
    }
    async #poll() {
        if (this.#isPolling)
            return;
        this.#isPolling = true;
        try {
            while (this.#waiters.size > 0) {
                await this.#clock.sleep(this.#getIntervalMs());
                await this.#pollOnce();
            }
        }
        finally {
            this.#isPolling = false;
        }
    }
    #getIntervalMs() {
        const seconds = intervals[Math.min(this.#pollsWithoutChange, intervals.length - 1)] ?? 30;
        const regularMs = Math.max(seconds * 1000, this.#calls * perCallMs);
        const slowedMs = Math.min(regularMs * 2 ** this.#failedPolls, Math.max(regularMs, failedPolls.maxPauseMs));
        return slowedMs * (1 - jitter + 2 * jitter * this.#clock.random());
    }
    async #pollOnce() {
        const waiters = new Map(this.#waiters);
        this.#calls = Math.ceil(waiters.size / maxJobsPerCall);
        try {
            const jobs = await describeJobs(this.#clients, [...waiters.keys()], neverAborted);
            this.#failedPolls = 0;
            this.#pollsWithoutChange = this.#recordStates(jobs) ? 0 : this.#pollsWithoutChange + 1;
            for (const [id, { resolve }] of waiters) {
                if (this.#waiters.delete(id))
                    resolve(jobs.find(({ jobId }) => jobId === id));
            }
        }
        catch (error) {
            this.#failedPolls += 1;
            if (isTransientFailure(error) && this.#failedPolls < failedPolls.limit)
                return;
            for (const [id, { reject }] of waiters) {
                if (this.#waiters.delete(id))
                    reject(error);
            }
        }
    }
    /** Returns whether a job has changed since the last poll. */
    #recordStates(jobs) {
        let hasChanged = false;
        for (const { jobId = '', status = '', attempts = [] } of jobs) {
            const state = `${status} ${attempts.length}`;
            hasChanged ||= this.#states.get(jobId) !== state;
            this.#states.set(jobId, state);
        }
        return hasChanged;
    }
}
/** Whether a later retry may succeed. */
const isTransientFailure = (error) => error instanceof errors/* Failure */.HR && (error.verdict === 'throttled' || error.verdict === 'remote-unreachable');
/** All waiters share a poll, so a waiter's abort does not end it for the others. */
const neverAborted = new AbortController().signal;

;// CONCATENATED MODULE: ./src/backends/batch/failure-rules.js
/** Advice for a failure of the host: a retry may succeed. */
const retryAdvice = 'The pipe did not cause this: run it again, or let Batch retry with `attempts`.';
/**
 * AWS's messages for the end of a job, specific ones before general ones:
 * https://docs.aws.amazon.com/batch/latest/userguide/troubleshooting.html,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
 */
const failureRules = [
    {
        pattern: /Dependent Job failed/i,
        verdict: 'dependency-failed',
        advice: 'Check the jobs in `depends-on`.',
    },
    {
        pattern: /Job attempt duration exceeded timeout/i,
        verdict: 'timeout',
        advice: 'Raise `run-timeout-minutes`, or find out from the log what the pipe waits for.',
    },
    { pattern: /Your Spot Task was interrupted/i, verdict: 'spot-interrupted', advice: retryAdvice },
    {
        pattern: /OutOfMemory/i,
        verdict: 'out-of-memory',
        advice: 'Raise `memory-mib`, or let the pipe process less data at a time.',
    },
    {
        // Messages of the container's start, of Docker's pull, and of Fargate's.
        pattern: /exec format error|no matching manifest for|does not contain descriptor matching platform|image operating system .* cannot be used/i,
        verdict: 'image-architecture',
        advice: 'Build the image for the queue’s processors, or use a queue that matches the image.',
    },
    {
        pattern: /no space left on device/i,
        verdict: 'disk-full',
        advice: 'Give the instances larger disks (launch template of the compute environment), or make the image smaller.',
    },
    {
        pattern: /unable to assume (?:the )?role|ResourceInitializationError|unable to pull secrets or registry auth|is not authorized to perform|trust relationship/i,
        verdict: 'role-refused',
        advice: 'Check that `job-role-arn` and `execution-role-arn` exist, and that their trust policies name ecs-tasks.amazonaws.com (docs/iam.md).',
    },
    {
        pattern: /CannotPull.*(?:manifest unknown|not found|does not exist|repository .* not)/i,
        verdict: 'image-not-found',
        advice: 'Check that the registry still has the image under this tag or digest.',
    },
    {
        pattern: /CannotPull.*(?:access denied|unauthorized|authorization|denied|forbidden|no basic auth)/i,
        verdict: 'image-pull-denied',
        advice: 'Allow the execution role, or the instance’s role, to pull the image (docs/iam.md).',
    },
    {
        pattern: /CannotPull/i,
        verdict: 'agent-fault',
        advice: `The host could not pull the image: check its route to the registry. ${retryAdvice}`,
    },
    { pattern: /Host EC2/i, verdict: 'host-lost', advice: retryAdvice },
    {
        pattern: /CannotInspectContainer|DockerTimeout|CannotStartContainer|CannotCreateContainer|ContainerRuntime|InternalError|Task failed to start|agent (?:was )?disconnect/i,
        verdict: 'agent-fault',
        advice: retryAdvice,
    },
];
/** What happened, for each verdict of the rules. */
const summaries = {
    'dependency-failed': 'The job did not start, because a job that it depends on failed',
    timeout: 'The pipe exceeded its time limit, and Batch terminated it',
    'spot-interrupted': 'AWS reclaimed the spot instance while the job ran',
    'out-of-memory': 'The container was killed because it exceeded its memory',
    'image-architecture': 'The image is for another processor architecture than the host’s',
    'disk-full': 'The host’s disk was full',
    'role-refused': 'The job’s host was not allowed to use a role',
    'image-not-found': 'The job’s host did not find the image',
    'image-pull-denied': 'The job’s host was not allowed to pull the image',
    'host-lost': 'The instance that ran the job was lost',
    'agent-fault': 'The job’s host failed, not the pipe',
};

;// CONCATENATED MODULE: ./src/backends/batch/job-result.js



/**
 * The result of an ended job: its attempts, and why it failed as far as AWS reports it. A failure of the pipe itself is
 * left to its log.
 */
function createJobResult(job, context) {
    const attempts = readAttempts(job, context.links);
    const last = attempts.at(-1);
    const exitCode = job.container?.exitCode ?? last?.exitCode;
    const reasons = readReasons(job);
    const failure = job.status === 'SUCCEEDED' ? undefined : explainFailure(job, reasons, exitCode, context);
    const logUrl = last?.logUrl;
    return {
        exitCode,
        outOfMemory: reasons.some((reason) => /OutOfMemory/i.test(reason)),
        attempts,
        ...(failure && { failure: { ...failure, evidence: addHistory(failure.evidence, attempts) } }),
        ...(logUrl !== undefined && { logUrl }),
        ...(job.container && { resources: readResources(job.container) }),
    };
}
function readReasons({ statusReason, container, attempts = [] }) {
    const last = attempts.at(-1);
    const reasons = [container?.reason, last?.container?.reason, last?.statusReason, statusReason];
    return [...new Set(reasons.flatMap((reason) => (reason ? [reason] : [])))];
}
function explainFailure({ isTerminated, isCancelled }, reasons, exitCode, { terminatedFor, isSpot, cancelReason }) {
    if (terminatedFor !== undefined)
        return terminatedFor;
    const reason = reasons.join('; ');
    const rule = failureRules.find(({ pattern }) => pattern.test(reason));
    if (rule !== undefined) {
        const verdict = rule.verdict === 'host-lost' && isSpot ? 'spot-interrupted' : rule.verdict;
        const summary = summaries[verdict] ?? 'The job failed';
        return { verdict, evidence: `${summary}. AWS reports: ${reason}.`, advice: rule.advice };
    }
    if (isTerminated || isCancelled)
        return explainTermination(reason, cancelReason);
    // The pipe's exit code and log explain more than AWS's "Essential container in task exited".
    if (exitCode !== undefined)
        return undefined;
    const evidence = reason === '' ? 'The job failed, and AWS reports no reason.' : `The job failed. AWS reports: ${reason}.`;
    return { verdict: 'agent-fault', evidence, advice: `No container exited. ${retryAdvice}` };
}
function explainTermination(reason, cancelReason) {
    if (reason.includes(cancelReason))
        return {
            verdict: 'terminated',
            evidence: `This action terminated the job when its workflow was cancelled: ${reason}.`,
            advice: 'Run the workflow again.',
        };
    return {
        verdict: 'terminated',
        evidence: `The job was terminated, and not by this action: ${reason === '' ? 'AWS reports no reason' : reason}.`,
        advice: 'Find out from CloudTrail who called batch:TerminateJob, then run it again.',
    };
}
function readAttempts({ attempts = [], container }, links) {
    const logGroup = container?.logConfiguration?.options?.['awslogs-group'] ?? defaultLogGroup;
    return attempts.map(({ startedAt, stoppedAt, statusReason, container: ended }) => ({
        startedAt: startedAt ? new Date(startedAt) : undefined,
        stoppedAt: stoppedAt ? new Date(stoppedAt) : undefined,
        exitCode: ended?.exitCode,
        reason: [ended?.reason, statusReason].filter(Boolean).join('; ') || undefined,
        logUrl: ended?.logStreamName === undefined ? undefined : links.getLogUrl(logGroup, ended.logStreamName),
    }));
}
function addHistory(evidence, attempts) {
    if (attempts.length < 2)
        return evidence;
    const history = attempts.map(({ exitCode, reason = 'no reason' }, index) => {
        const suffix = exitCode === undefined ? '' : ` (exit code ${exitCode})`;
        return `attempt ${index + 1}: ${reason}${suffix}`;
    });
    return `${evidence}\n${history.join('\n')}`;
}

;// CONCATENATED MODULE: ./src/backends/batch/job-state-reporter.js
/** How often the state of an unchanged job is reported. */
const heartbeatMs = 5 * 60_000;
/** Reports each new state of a job and how long the previous one lasted, and from time to time an unchanged state. */
class JobStateReporter {
    #job;
    #listener;
    #clock;
    #state = '';
    #since = 0;
    #reportedAt = 0;
    constructor(job, listener, clock) {
        this.#job = job;
        this.#listener = listener;
        this.#clock = clock;
    }
    /** Takes a new description of the job. */
    async report({ status = 'SUBMITTED', startedAt }) {
        const now = this.#clock.now();
        if (status !== this.#state) {
            const previous = this.#state === '' ? '' : ` (${this.#state} for ${formatDuration(now - this.#since)})`;
            this.#state = status;
            // A job that the step attached to may have run for hours.
            this.#since = status === 'RUNNING' ? Math.min(now, startedAt ?? now) : now;
            await this.#send(`The job is ${status}${previous}.`, now);
        }
        else if (now - this.#reportedAt >= heartbeatMs) {
            const link = this.#job.url === undefined ? '' : `: ${this.#job.url}`;
            await this.#send(`The job has been ${status} for ${formatDuration(now - this.#since)}${link}`, now);
        }
    }
    async #send(text, now) {
        this.#reportedAt = now;
        await this.#listener.changed(text);
    }
}
function formatDuration(ms) {
    const seconds = Math.round(ms / 1000);
    return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

;// CONCATENATED MODULE: ./src/backends/batch/queue-wait.js
/**
 * How long AWS must report a misconfiguration before the job is terminated. Environments can grow, and AWS may withdraw
 * a reason.
 */
const graceMs = 13 * 60_000;
/** How often the position in the queue is looked up. */
const positionIntervalMs = 60_000;
/**
 * Explanations of AWS's codes for a job that does not start:
 * https://docs.aws.amazon.com/batch/latest/userguide/job_stuck_in_runnable.html
 */
const explanations = [
    [
        'MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT',
        'it requests more vCPUs, memory or GPUs than any compute environment of the queue has',
    ],
    [
        'MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE',
        'the maximum vCPUs of the queue’s compute environments are too low for it',
    ],
    ['MISCONFIGURATION:SERVICE_ROLE_PERMISSIONS', 'Batch’s service role lacks permissions'],
    ['CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY', 'AWS has no free instances of the types that the queue uses'],
    ['UNDETERMINED', 'AWS cannot determine why'],
];
/** An explanation of a status reason, followed by the reason itself. */
function explainStatusReason(reason) {
    const explanation = explanations.find(([code]) => reason.includes(code))?.[1];
    return explanation === undefined ? reason : `${explanation} (${reason})`;
}
const getReasonCode = (reason) => /[A-Z]+:[A-Z_]+|UNDETERMINED/.exec(reason)?.[0];
/** How long a job has waited to start, its position in the queue, and why. Waiting for other jobs does not count. */
class QueueWait {
    #clients;
    #clock;
    #limitMs;
    #since;
    #reason;
    #positionAt = Number.NEGATIVE_INFINITY;
    #lastMessage = '';
    constructor(clients, clock, limitMs) {
        this.#clients = clients;
        this.#clock = clock;
        this.#limitMs = limitMs;
    }
    /**
     * Takes a new description of the job. Resolves with a sentence when something changed, or with the reason to
     * terminate the job.
     */
    async update(job, signal) {
        const now = this.#clock.now();
        const { status, statusReason = '' } = job;
        if (status !== 'SUBMITTED' && status !== 'RUNNABLE' && status !== 'STARTING') {
            this.#since = undefined;
            this.#reason = undefined;
            return {};
        }
        this.#since ??= now;
        // Kept here, because TerminateJob replaces it. A reason that AWS withdraws no longer counts.
        if (statusReason !== (this.#reason?.text ?? ''))
            this.#reason = statusReason === '' ? undefined : { text: statusReason, since: now };
        const failure = this.#checkLimits(now);
        if (failure !== undefined)
            return { failure };
        const position = await this.#describePosition(job, now, signal);
        const parts = [position, this.#reason && explainStatusReason(this.#reason.text)];
        const message = parts.filter((part) => part !== undefined).join('; ');
        if (message === '' || message === this.#lastMessage)
            return {};
        this.#lastMessage = message;
        return { message: `The job waits: ${message}.` };
    }
    #checkLimits(now) {
        const { text = '', since = now } = this.#reason ?? {};
        if (text.includes('MISCONFIGURATION:') && now - since >= graceMs) {
            return {
                verdict: 'unschedulable',
                evidence: `The job was terminated: for ${formatMinutes(now - since)} AWS reported that it cannot be placed: ${explainStatusReason(text)}.`,
                advice: `Lower \`vcpus\`, \`memory-mib\` or \`gpus\`, or enlarge the queue’s compute environments (${getReasonCode(text)}).`,
            };
        }
        const waitedMs = now - (this.#since ?? now);
        if (waitedMs < this.#limitMs)
            return undefined;
        const reason = text === '' ? 'AWS gives no reason' : explainStatusReason(text);
        return {
            verdict: 'queue-timeout',
            evidence: `The job was terminated: it waited ${formatMinutes(waitedMs)} in the queue and did not start; ${reason}.`,
            advice: 'Raise `queue-timeout-minutes`, or use a queue with more capacity. A retry may succeed.',
        };
    }
    async #describePosition({ jobId, jobQueue, jobArn, status }, now, signal) {
        if (status !== 'RUNNABLE' || now - this.#positionAt < positionIntervalMs)
            return undefined;
        this.#positionAt = now;
        const { sdk, batch } = this.#clients;
        try {
            const command = new sdk.GetJobQueueSnapshotCommand({ jobQueue });
            const { frontOfQueue } = await batch.send(command, { abortSignal: signal });
            const jobs = frontOfQueue?.jobs ?? [];
            const index = jobs.findIndex((job) => job.jobArn === jobArn || (jobId !== undefined && job.jobArn?.endsWith(`/${jobId}`)));
            if (index >= 0)
                return `it is number ${index + 1} in the queue`;
            return jobs.length >= 100 ? 'it is not among the first 100 in the queue' : undefined;
        }
        catch {
            // The position is optional: without permission it is not looked up again.
            this.#positionAt = Number.POSITIVE_INFINITY;
            return undefined;
        }
    }
}
const formatMinutes = (ms) => `${Math.max(1, Math.round(ms / 60_000))} min`;

;// CONCATENATED MODULE: ./src/backends/batch/follow.js







/** How much longer than its timeout an attempt may appear to run. */
const timeoutGraceMs = 2 * 60_000;
/** Batch may not know a job that was just submitted: how many polls in a row may miss it. */
const maxUnknownPolls = 5;
/**
 * Follows a job until it ends. Terminates a job that waits or runs too long, and keeps the reason. Rejects with the
 * signal's reason on abort; the job then continues. Throws Failure when the step may not describe the job, or Batch
 * does not know it.
 */
async function followJob(job, listener, context, signal) {
    const { clients, clock, links, isSpot, cancelReason } = context;
    const log = new JobLog(context, listener);
    const queueWait = new QueueWait(clients, clock, context.queueTimeoutMs);
    const stateReporter = new JobStateReporter(job, listener, clock);
    let terminatedFor;
    let detail;
    do {
        detail = await pollUntilKnown(job, log, context, signal);
        await stateReporter.report(detail);
        await log.update(detail, signal);
        await log.read(signal);
        const { message, failure } = await queueWait.update(detail, signal);
        if (message !== undefined)
            await listener.changed(message);
        terminatedFor ??= failure ?? checkTimeout(detail, context);
        if (terminatedFor !== undefined && !isFinishedStatus(detail.status))
            await requestTermination(context, job, terminatedFor);
    } while (!isFinishedStatus(detail.status));
    await log.drain(signal);
    return createJobResult(detail, { isSpot, terminatedFor, cancelReason, links });
}
/** Asks Batch to terminate the job. A transient error is ignored, because the next poll asks again. */
async function requestTermination({ clients }, job, { evidence }) {
    try {
        await terminateJob(clients, job.id, `disdat/run-action: ${evidence}`);
    }
    catch (error) {
        if (!isTransientFailure(error))
            throw error;
    }
}
/** The job as soon as Batch knows it. */
async function pollUntilKnown(job, log, context, signal) {
    for (let poll = 1; poll <= maxUnknownPolls; poll += 1) {
        const detail = await pollAndReadLog(job, log, context, signal);
        if (detail !== undefined)
            return detail;
    }
    throw new errors/* Failure */.HR('invalid-input', `Batch does not know job ${job.id}.`, 'Check the id and `aws-region`. Batch forgets a job some days after its end.');
}
/** Reads the job's log until the next poll is done. */
async function pollAndReadLog(job, log, { poller, clock }, signal) {
    const polled = new AbortController();
    const detail = poller.next(job.id, signal).finally(() => polled.abort());
    detail.catch(() => undefined);
    while (!polled.signal.aborted) {
        await clock.sleep(log.intervalMs, AbortSignal.any([signal, polled.signal])).catch(() => undefined);
        if (!polled.signal.aborted && !signal.aborted)
            await log.read(signal);
        signal.throwIfAborted();
    }
    return await detail;
}
function checkTimeout({ status, startedAt }, { clock, timeoutMs }) {
    if (status !== 'RUNNING' || startedAt === undefined || clock.now() - startedAt < timeoutMs + timeoutGraceMs)
        return undefined;
    return {
        verdict: 'timeout',
        evidence: `The pipe ran for more than ${Math.round(timeoutMs / 60_000)} minutes and was terminated.`,
        advice: 'Raise `run-timeout-minutes`, or find out from the log what the pipe waits for.',
    };
}

// EXTERNAL MODULE: ./src/lib/http.js
var http = __webpack_require__(46504);
;// CONCATENATED MODULE: ./src/aws/ecr-image.js





const ecrReference = /^(?<registryId>\d{12})\.dkr\.ecr\.(?<region>[a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/(?<repository>[^:@]+)(?::(?<tag>[^:@]+))?(?:@(?<digest>sha256:[0-9a-f]{64}))?$/;
/** Whether a reference names an image in ECR. */
const isEcrReference = (reference) => ecrReference.test(reference);
/** Manifests and manifest lists: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchGetImage.html */
const acceptedMediaTypes = [
    'application/vnd.docker.distribution.manifest.v2+json',
    'application/vnd.oci.image.manifest.v1+json',
    'application/vnd.docker.distribution.manifest.list.v2+json',
    'application/vnd.oci.image.index.v1+json',
];
/** An image's configuration has a few KiB. */
const configLimitBytes = 4 << 20;
const configTimeoutMs = 20_000;
/**
 * Looks up an image in ECR without writing to it. For an image of several platforms, the digest is the manifest list's,
 * so that each host pulls its own image, the configuration is that of the first Linux image, and the architecture is
 * undefined. Throws Failure `image-not-found`, `access-denied`, `throttled` or `remote-unreachable`.
 */
async function readEcrImage(identity, env, reference, signal) {
    const { registryId, region, repository = '', tag, digest } = ecrReference.exec(reference)?.groups ?? {};
    const sdk = await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(366), __webpack_require__.e(119)]).then(__webpack_require__.bind(__webpack_require__, 1119));
    const ecr = new sdk.ECRClient((0,client_config/* createClientConfig */.o)(identity, env, region));
    const registry = { sdk, ecr, registryId, repository, reference };
    try {
        const top = await readManifest(registry, digest ? { imageDigest: digest } : { imageTag: tag ?? 'latest' }, signal);
        const images = (0,json/* getList */.vS)(top.manifest, 'manifests').filter((entry) => (0,json/* getString */.AA)(entry, 'platform', 'os') === 'linux');
        const [first] = images;
        const { manifest } = first === undefined
            ? top
            : await readManifest(registry, { imageDigest: (0,json/* getString */.AA)(first, 'digest') ?? '' }, signal);
        const config = await readConfig(registry, (0,json/* getString */.AA)(manifest, 'config', 'digest'), env, signal);
        return {
            pinned: `${reference.replace(/(?::[^:@/]+)?(?:@sha256:.*)?$/, '')}@${top.digest}`,
            architecture: images.length > 1 ? undefined : (0,json/* getString */.AA)(config, 'architecture'),
            config: parseImageConfig(config),
        };
    }
    catch (error) {
        signal.throwIfAborted();
        if (error instanceof errors/* Failure */.HR)
            throw error;
        if (error instanceof sdk.RepositoryNotFoundException)
            throw createNotFoundFailure(reference, error.message);
        throw (0,aws_errors/* toAwsFailure */.B_)(error, `look up ${reference} in ECR`, 'ecr:BatchGetImage and ecr:GetDownloadUrlForLayer');
    }
    finally {
        ecr.destroy();
    }
}
async function readManifest({ sdk, ecr, registryId, repository: repositoryName, reference }, imageId, signal) {
    const command = new sdk.BatchGetImageCommand({ registryId, repositoryName, imageIds: [imageId], acceptedMediaTypes });
    const { images = [], failures = [] } = await ecr.send(command, { abortSignal: signal });
    const [image] = images;
    if (!image?.imageManifest || !image.imageId?.imageDigest)
        throw createNotFoundFailure(reference, failures[0]?.failureReason);
    return { digest: image.imageId.imageDigest, manifest: JSON.parse(image.imageManifest) };
}
function createNotFoundFailure(reference, reason = 'no such image') {
    return new errors/* Failure */.HR('image-not-found', `ECR does not have ${reference}: ${reason}.`, 'Check name, tag and `aws-region`, or push the image with `dsdt dockerize --push`.');
}
async function readConfig({ sdk, ecr, registryId, repository: repositoryName }, layerDigest, env, signal) {
    const command = new sdk.GetDownloadUrlForLayerCommand({ registryId, repositoryName, layerDigest });
    const { downloadUrl = '' } = await ecr.send(command, { abortSignal: signal });
    const limits = { timeoutMs: configTimeoutMs, limitBytes: configLimitBytes };
    const { status, text } = await (0,http/* getText */.q)(downloadUrl, { env, signal, ...limits });
    if (status !== 200)
        throw new Error(`the image's configuration cannot be read: ${status}`);
    return JSON.parse(text);
}
/** https://github.com/opencontainers/image-spec/blob/main/config.md */
function parseImageConfig(content) {
    const config = (0,json/* getField */.VI)(content, 'config');
    const env = (0,json/* getList */.vS)(config, 'Env').flatMap((line) => typeof line === 'string' ? [[line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]] : []);
    return {
        entrypoint: (0,json/* getList */.vS)(config, 'Entrypoint').map(String),
        command: (0,json/* getList */.vS)(config, 'Cmd').map(String),
        env: new Map(env),
        user: (0,json/* getString */.AA)(config, 'User') ?? '',
    };
}

;// CONCATENATED MODULE: ./src/backends/image-failures.js

/** The failure for an image whose dialect is unknown. `reason` completes "the image X …". */
function createUnknownDialectFailure(reference, reason) {
    return new errors/* Failure */.HR('invalid-input', `dialect: the image ${reference} ${reason}.`, 'If it is a Disdat pipeline image, set `dialect: classic` or `dialect: luigi`.');
}
/** The reason when an image's configuration matches no dialect. */
const noDialectReason = 'has neither the entry point of a classic pipeline image (/opt/bin/entrypoint.py) nor the command of a luigi one (dsdt_docker)';

;// CONCATENATED MODULE: ./src/backends/batch/image.js




/**
 * The image that Batch pulls. ECR provides the digest, the architecture and the configuration, which shows the
 * dialect. Another registry's image keeps its reference, and without a `dialect` input the runner's own copy shows it.
 */
async function resolveBatchImage(context, request, signal) {
    const { reference } = request;
    if (!isEcrReference(reference))
        return await resolveOtherImage(context, request, signal);
    const { pinned, architecture, config } = await readEcrImage(context.identity, context.env, reference, signal);
    const dialect = request.dialect ?? (0,command_line/* detectDialect */.IZ)(config.entrypoint, config.command);
    if (dialect === undefined)
        throw createUnknownDialectFailure(reference, noDialectReason);
    return { reference, pinned, id: pinned, dialect, env: config.env, user: config.user, architecture };
}
async function resolveOtherImage({ findLocalImage }, request, signal) {
    const { reference, dialect } = request;
    const local = await findLocalImage(request, signal).catch((error) => {
        signal.throwIfAborted();
        if (error instanceof errors/* Failure */.HR && error.verdict === 'invalid-input')
            throw error;
        return (0,errors/* describeError */.Uc)(error);
    });
    if (typeof local !== 'string')
        return { ...local, pinned: reference, id: reference };
    if (dialect === undefined)
        throw createUnknownDialectFailure(reference, 'is not in ECR and not on this runner, so its configuration cannot be read');
    return { reference, pinned: reference, id: reference, dialect, env: new Map(), user: '', architecture: undefined };
}

;// CONCATENATED MODULE: ./src/backends/batch/least-privilege-policy.js
/**
 * The least-privilege IAM policy for submitting and following one job. It grants no access to S3. Calls that list or
 * describe do not support narrower resources than `*`.
 */
function createLeastPrivilegePolicy(settings, { account: { account, partition }, region, image, logGroup = '/aws/batch/job' }) {
    const formatArn = (service, path) => `arn:${partition}:${service}:${region}:${account}:${path}`;
    const queue = settings.queue.startsWith('arn:') ? settings.queue : formatArn('batch', `job-queue/${settings.queue}`);
    const definition = getDefinitionArn(settings, formatArn);
    const definitions = [definition, `${definition}:*`];
    const statements = [
        allow(readActions, '*'),
        allow(['batch:SubmitJob', 'batch:TagResource'], [queue, ...definitions, formatArn('batch', 'job/*')]),
        allow(['batch:TerminateJob'], formatArn('batch', 'job/*')),
        allow(['batch:GetJobQueueSnapshot'], queue),
        ...(settings.fixedDefinition === undefined ? createDefinitionStatements(settings, definitions) : []),
        allow(['logs:GetLogEvents'], formatArn('logs', `log-group:${logGroup}:log-stream:*`)),
        ...createEcrStatements(image, partition),
    ];
    return { Version: '2012-10-17', Statement: statements };
}
const readActions = [
    'batch:DescribeJobQueues',
    'batch:DescribeComputeEnvironments',
    'batch:DescribeJobDefinitions',
    'batch:DescribeJobs',
    'batch:ListJobs',
];
function allow(Action, Resource) {
    return { Effect: 'Allow', Action, Resource };
}
/** Without a revision. */
function getDefinitionArn({ fixedDefinition, definitionName }, formatArn) {
    if (fixedDefinition?.startsWith('arn:'))
        return fixedDefinition;
    return formatArn('batch', `job-definition/${(fixedDefinition ?? definitionName).split(':')[0]}`);
}
/** Permissions to register our own definition and to pass the roles that it names. */
function createDefinitionStatements({ jobRoleArn, executionRoleArn }, definitions) {
    const actions = ['batch:RegisterJobDefinition', 'batch:DeregisterJobDefinition', 'batch:TagResource'];
    const roles = [jobRoleArn, executionRoleArn].filter((role) => role !== undefined);
    const Condition = { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } };
    return [allow(actions, definitions), ...(roles.length > 0 ? [{ ...allow(['iam:PassRole'], roles), Condition }] : [])];
}
function createEcrStatements(image, partition) {
    const [, account, region, repository] = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.[^/]+\/([^:@]+)/.exec(image) ?? [];
    if (repository === undefined)
        return [];
    const actions = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
    return [allow(actions, `arn:${partition}:ecr:${region}:${account}:repository/${repository}`)];
}

;// CONCATENATED MODULE: ./src/backends/batch/submit-request.js






/** https://docs.aws.amazon.com/batch/latest/APIReference/API_SubmitJob.html */
const maxNameLength = 128;
const submitLimitBytes = 30 * 1024;
/** The variables that may hold credentials for the job. */
const credentialVariables = new Set([
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
]);
/**
 * A job's name: the pipe, and a hash of everything that identifies this run of the step: repository, workflow run, step
 * and request. The attempt does not count, so that a rerun workflow finds its job, nor does the output's uuid.
 */
function createJobName(task, origin) {
    const { outputUuid, launchedAt: _, workflowAttempt: __, ...request } = task.receipt;
    const { repository, runId, workflow, job, step } = origin;
    const argv = task.argv.map((part) => part.replaceAll(outputUuid, 'output'));
    // To GitHub, the jobs of a matrix are one step of one job: only their requests differ. Credentials always differ.
    const env = [...task.env].filter(([name]) => !credentialVariables.has(name));
    const size = [task.vcpus, task.memoryMib, task.gpus, task.shmSizeMib];
    const content = [repository, runId, workflow, job, step, request, argv, size, env];
    const hash = (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
    const pipeClass = (0,names/* parsePipeClass */.UN)(task.receipt.pipeClass);
    const pipe = `${pipeClass ? (0,names/* deriveImageName */.qW)(pipeClass) : 'disdat'}-${task.receipt.pipeClass.split('.').at(-1)}`;
    return `${pipe.replace(/[^\w-]/g, '-').slice(0, maxNameLength - hash.length - 1)}-${hash}`;
}
/** The request for SubmitJob. */
function createSubmitRequest(task, settings, origin, { definition, resources, isFixed }) {
    const environment = [...task.env, [receiptVariable, JSON.stringify(task.receipt)]].flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
    return {
        jobName: createJobName(task, origin),
        jobQueue: settings.queue,
        jobDefinition: definition,
        containerOverrides: {
            command: [...task.argv],
            environment,
            ...(resources && { resourceRequirements: createRequirements(resources) }),
        },
        ...(isFixed && { timeout: { attemptDurationSeconds: getTimeoutSeconds(task) } }),
        ...(isFixed && settings.attempts !== undefined && { retryStrategy: createRetryStrategy(settings.attempts) }),
        ...(settings.dependsOn.length > 0 && { dependsOn: settings.dependsOn.map((jobId) => ({ jobId })) }),
        ...(settings.shareIdentifier !== undefined && { shareIdentifier: settings.shareIdentifier }),
        ...(settings.schedulingPriority !== undefined && { schedulingPriorityOverride: settings.schedulingPriority }),
        propagateTags: true,
        tags: createTags(task, settings, origin),
    };
}
/** Tags for people and for billing: long values are cut, and characters that AWS refuses become spaces. */
function createTags(task, settings, origin) {
    const ownTags = [
        ['repository', origin.repository],
        ['run', origin.runId],
        ['commit', origin.commit],
        ['actor', origin.actor],
        ['pull-request', origin.pullRequest?.toString() ?? ''],
        ['pipe', task.receipt.pipeClass],
    ];
    const tags = ownTags.flatMap(([name, value]) => (value === '' ? [] : [[`disdat-run-action:${name}`, value]]));
    return Object.fromEntries([...settings.tags, ...tags].map(([name, value]) => [name, toTagValue(value)]));
}
/** https://docs.aws.amazon.com/batch/latest/userguide/using-tags.html#tag-restrictions */
const toTagValue = (text) => text.replace(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, ' ').slice(0, 256);

;// CONCATENATED MODULE: ./src/backends/batch/task-problems.js


/** A user's definition for another platform than the queue's. */
function findPlatformProblems({ jobQueueName }, kind, fixed) {
    if (fixed === undefined)
        return [];
    const platforms = fixed.platforms.length > 0 ? fixed.platforms : ['EC2'];
    if (platforms.includes(kind))
        return [];
    return [`job-definition: ${fixed.name} is for ${platforms.join(', ')}, and the queue ${jobQueueName} is on ${kind}.`];
}
/** Roles that the job needs and no input names. */
function findRoleProblems(settings, kind, fixed) {
    const problems = [];
    const hasRole = settings.jobRoleArn !== undefined || fixed?.hasJobRole || settings.passesCredentials;
    if (!hasRole)
        problems.push('job-role-arn: the pipe needs a role that can read and write the remote. Name one (docs/iam.md).');
    if (kind === 'FARGATE' && settings.executionRoleArn === undefined && fixed === undefined)
        problems.push('execution-role-arn: Fargate needs a role to pull the image and to write the log. Name one (docs/iam.md).');
    return problems;
}
/** Roles of another account: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html */
function findAccountProblems({ jobRoleArn, executionRoleArn }, queueArn = '') {
    const getAccount = (arn) => arn.split(':')[4];
    const roles = [
        ['job-role-arn', jobRoleArn],
        ['execution-role-arn', executionRoleArn],
    ];
    return roles.flatMap(([input, arn]) => arn === undefined || queueArn === '' || getAccount(arn) === getAccount(queueArn)
        ? []
        : [
            `${input}: ${arn} is in another account than the queue (${getAccount(queueArn)}) and cannot be passed to its jobs.`,
        ]);
}
/** https://docs.aws.amazon.com/batch/latest/userguide/service_limits.html */
const limits = { dependencies: 20, tags: 50 };
/** The tags that the action adds to a job and to its own definitions. */
const ownTags = { job: 6, definition: 2 };
/** Parts of the task that Batch does not accept. */
function findTaskProblems({ task, settings: { dependsOn, tags }, fixed }, kind) {
    const problems = [];
    const reserved = [...task.env.keys()].filter((name) => name.startsWith('AWS_BATCH'));
    if (reserved.length > 0)
        problems.push(`env: ${reserved.join(', ')}: names that begin with AWS_BATCH are reserved for Batch.`);
    if (task.argv.some((part) => part === ''))
        problems.push('params: a Batch job cannot get an empty value.');
    if (dependsOn.length > limits.dependencies)
        problems.push(`depends-on: a job can depend on at most ${limits.dependencies} others.`);
    // A job also gets the definition's tags, and a job with more than 50 tags fails.
    const maxTags = limits.tags - ownTags.job - (fixed?.tagCount ?? ownTags.definition);
    if (tags.size > maxTags)
        problems.push(`job-tags: at most ${maxTags}, in addition to the definition's tags and the six that identify the run.`);
    if (kind === 'FARGATE' && task.shmSizeMib !== undefined)
        problems.push('shm-size-mib: Fargate does not allow a size. Leave it out, or use a queue of EC2 instances.');
    return problems;
}
/** The keys and the session token of a role in the overrides. They are requested only after the checks. */
const credentialBytes = 2048;
/** Requests that are larger than Batch accepts. */
function findSizeProblems({ task, settings, origin }, platform) {
    const { resources } = platform;
    const options = { definition: settings.definitionName, resources, isFixed: false };
    const bytes = countBytes(createSubmitRequest(task, settings, origin, options));
    const submitBytes = bytes + (settings.passesCredentials ? credentialBytes : 0);
    const definitionBytes = countBytes(createDefinitionRequest(task, settings, platform));
    return [
        ...(submitBytes > submitLimitBytes
            ? [
                `params, env, job-tags: the request has ${submitBytes} bytes, and Batch accepts ${submitLimitBytes}. Pass less, or put large values into a bundle.`,
            ]
            : []),
        ...(definitionBytes > definitionLimitBytes
            ? [`image: the job definition has ${definitionBytes} bytes, and Batch accepts ${definitionLimitBytes}.`]
            : []),
    ];
}
const countBytes = (request) => Buffer.byteLength(JSON.stringify(request));

;// CONCATENATED MODULE: ./src/backends/batch/preflight.js





/**
 * Checks everything about a task that can be checked before it is submitted. Missing permission to describe
 * the compute environments is a notice. Throws Failure when the queue cannot be described.
 */
async function checkTask(clients, check, signal) {
    const { task, settings, fixed } = check;
    const queue = await readQueue(clients, settings.queue, signal);
    const { environments, notice } = queue ? await readComputeEnvironments(clients, queue, signal) : { environments: [] };
    const kind = getPlatformKind(environments);
    const { vcpus = fixed?.resources.vcpus, memoryMib = fixed?.resources.memoryMib, gpus = fixed?.resources.gpus } = task;
    const chosen = chooseResources({ vcpus, memoryMib, gpus }, kind);
    const platform = { kind, resources: chosen.resources };
    const hosts = checkEnvironments(environments);
    const isSpot = isSpotOnly(environments);
    return {
        queue: queue?.jobQueueArn,
        platform,
        isSpot,
        problems: [
            ...(queue ? findQueueProblems(queue, settings) : [describeMissingQueue(settings.queue, clients.region)]),
            ...hosts.problems,
            ...chosen.problems,
            ...findCapacityProblems(hosts.usable, chosen.resources),
            ...findProcessorProblems(hosts.usable, getArchitecture(task)),
            ...(queue && environments.length > 0 ? findPlatformProblems(queue, kind, fixed) : []),
            ...findRoleProblems(settings, kind, fixed),
            ...findAccountProblems(settings, queue?.jobQueueArn),
            ...findTaskProblems(check, kind),
            ...findSizeProblems(check, platform),
        ],
        notices: [
            ...(notice ? [notice] : []),
            ...hosts.notices,
            ...(keepsDefinitionSize(check) ? [] : chosen.notices),
            ...findEmptyVariables(task),
            ...(isSpot ? findSpotNotices(check) : []),
        ],
    };
}
/** A job that requests nothing keeps the size of a user's definition. */
const keepsDefinitionSize = ({ task, fixed }) => fixed !== undefined && (task.vcpus ?? task.memoryMib ?? task.gpus) === undefined;
function findSpotNotices({ settings, fixed }) {
    const canRetry = (settings.attempts ?? 1) > 1 || fixed !== undefined;
    return canRetry
        ? []
        : ['The queue has only spot capacity, which AWS may reclaim. Set `attempts` to retry when it does.'];
}
function getPlatformKind(environments) {
    const types = environments.map(({ computeResources }) => computeResources?.type ?? 'EC2');
    return types.length > 0 && types.every((type) => type.startsWith('FARGATE')) ? 'FARGATE' : 'EC2';
}
/** A queue works as long as one of its environments does; problems of the others are notices. */
function checkEnvironments(environments) {
    const healthy = environments.filter((environment) => findEnvironmentProblems(environment).length === 0);
    const sentences = environments.flatMap(findEnvironmentProblems);
    return healthy.length > 0
        ? { usable: healthy, problems: [], notices: sentences }
        : { usable: environments, problems: sentences, notices: [] };
}
/** https://github.com/hashicorp/terraform-provider-aws/issues/19466 */
function findEmptyVariables({ env }) {
    const names = [...env].flatMap(([name, value]) => (value === '' ? [name] : []));
    return names.length === 0 ? [] : [`env: Batch may omit empty variables, so the pipe may not see ${names.join(', ')}.`];
}
/** Throws all problems as one Failure. Does nothing without problems. */
function throwProblems(problems) {
    if (problems.length === 0)
        return;
    throw new errors/* Failure */.HR('invalid-input', problems.join('\n'), 'Nothing was submitted. Change what each line names.');
}

;// CONCATENATED MODULE: ./src/backends/batch/rate-limiter.js
/** CloudWatch Logs reads of all jobs of the step, per second: less than half of the account's quota of 10. */
const readsPerSecond = 4;
/** Limits how often the logs of all followed jobs are read. */
class RateLimiter {
    #clock;
    #nextAt = 0;
    constructor(clock) {
        this.#clock = clock;
    }
    /** Uses up a read if one is available now. */
    tryAcquire() {
        if (this.#nextAt > this.#clock.now())
            return false;
        this.#nextAt = this.#clock.now() + 1000 / readsPerSecond;
        return true;
    }
    /** Waits for a read. Rejects with the signal's reason on abort. */
    async acquire(signal) {
        const now = this.#clock.now();
        const at = Math.max(now, this.#nextAt);
        this.#nextAt = at + 1000 / readsPerSecond;
        if (at > now)
            await this.#clock.sleep(at - now, signal);
    }
}

;// CONCATENATED MODULE: ./src/backends/batch/settings.js
/** Settings for jobs that an earlier step submitted: nothing is requested any more. */
const attachedSettings = {
    queue: '',
    fixedDefinition: undefined,
    definitionName: '',
    jobRoleArn: undefined,
    executionRoleArn: undefined,
    attempts: undefined,
    shareIdentifier: undefined,
    schedulingPriority: undefined,
    tags: new Map(),
    dependsOn: [],
    passesCredentials: false,
};
/** The reason for TerminateJob when the workflow run is cancelled. */
const createCancelReason = ({ url, attempt }) => `disdat/run-action: the workflow run was cancelled: ${url} (attempt ${attempt})`;

// EXTERNAL MODULE: ./src/lib/retry.js
var retry = __webpack_require__(44568);
;// CONCATENATED MODULE: ./src/backends/batch/submit.js




/** The first attempt and those after throttling or a lost response. */
const maxAttempts = 8;
const backoff = { firstMs: 1000, maxMs: 20_000 };
/** ListJobs shows a new job with a delay: how often to look before a job counts as missing, and the pause between. */
const lookups = { count: 3, pauseMs: 1_500 };
/** The runner sends its second signal after 7.5 s. */
const cancelLookupMs = 6_000;
/**
 * Submits the job exactly once. An unfinished job of the same name from an earlier attempt of the workflow run is
 * adopted instead. SubmitJob has no idempotency token, so after a lost response the job is looked up in the queue
 * before the request is sent again. When the signal aborts before there is a response, the job is looked up and
 * terminated.
 *
 * Throws Failure `throttled`, `access-denied`, `invalid-input`, `remote-unreachable`.
 */
async function submitJob(clients, submission, { clock, signal, cancelReason, }) {
    const earlier = await findEarlierJob(clients, submission, signal);
    if (earlier !== undefined)
        return earlier;
    try {
        return await (0,retry/* retry */.L)(() => sendOnce(clients, submission, clock, signal), {
            pauseMs: (error, attempt) => {
                const canRetry = !signal.aborted && attempt < maxAttempts && ((0,aws_errors/* isThrottling */.E2)(error) || isLostResponse(error));
                return canRetry ? (0,retry/* jitteredPause */.k)(attempt, backoff, () => clock.random()) : undefined;
            },
            signal,
            clock,
        });
    }
    catch (error) {
        if (signal.aborted) {
            await endUnconfirmedJob(clients, submission, clock, cancelReason);
            signal.throwIfAborted();
        }
        throw (0,aws_errors/* toAwsFailure */.B_)(error, 'submit the job', 'batch:SubmitJob');
    }
}
/** The unfinished job of this name that an earlier attempt of the workflow run submitted. */
async function findEarlierJob(clients, { request: { jobQueue = '', jobName = '' }, receipt: { workflowAttempt } }, signal) {
    const jobs = await listJobsByName(clients, jobQueue, jobName, signal);
    const earlier = jobs.find((job) => !job.isFinished && job.receipt && job.receipt.workflowAttempt < workflowAttempt);
    return earlier?.receipt && { ...toJob(earlier), adopted: earlier.receipt };
}
/** Sends the request. A lost response is replaced by the job's entry in the queue, if it has one. */
async function sendOnce(clients, submission, clock, signal) {
    const { request } = submission;
    signal.throwIfAborted();
    try {
        const { batchWithoutRetries, sdk } = clients;
        const response = await batchWithoutRetries.send(new sdk.SubmitJobCommand(request), { abortSignal: signal });
        const { jobId: id = '', jobName: name = request.jobName ?? '' } = response;
        return { id, name, definition: getDefinitionName(request.jobDefinition) ?? '' };
    }
    catch (error) {
        signal.throwIfAborted();
        const job = isLostResponse(error) ? await findOwnJob(clients, submission, clock, signal) : undefined;
        if (job === undefined)
            throw error;
        return toJob(job);
    }
}
/** Whether AWS may have carried out the request. Not true of a Failure, which a lookup throws. */
const isLostResponse = (error) => !(error instanceof errors/* Failure */.HR) && !(0,aws_errors/* isThrottling */.E2)(error) && (0,aws_errors/* isConnectionError */.Rk)(error);
const toJob = ({ id, name, definition }) => ({ id, name, ...(definition && { definition }) });
/** The job of this name whose output gets our uuid. A short job may have ended before it is found. */
async function findOwnJob(clients, { request: { jobQueue = '', jobName = '' }, receipt: { outputUuid } }, clock, signal) {
    for (let lookup = 1;; lookup += 1) {
        const jobs = await listJobsByName(clients, jobQueue, jobName, signal);
        const job = jobs.find(({ receipt }) => receipt?.outputUuid === outputUuid);
        if (job !== undefined || lookup >= lookups.count)
            return job;
        await clock.sleep(lookups.pauseMs, signal);
    }
}
/** Terminates a job whose submission has no response, within the time that a cancelled step has. Post looks again. */
async function endUnconfirmedJob(clients, submission, clock, reason) {
    const signal = AbortSignal.timeout(cancelLookupMs);
    const job = await findOwnJob(clients, submission, clock, signal).catch(() => undefined);
    if (job?.isFinished === false)
        await terminateJob(clients, job.id, reason).catch(() => undefined);
}

;// CONCATENATED MODULE: ./src/backends/batch/batch-backend.js



















/** What AWS Batch can do. */
const batchCapabilities = {
    unit: 'job',
    outlivesStep: true,
    usesRunnerNetwork: false,
    // Whether Batch keeps an empty variable of the overrides is not documented.
    passesEmptyVariables: false,
    reportsUsage: true,
};
/** Pipes as jobs in a Batch queue. */
class BatchBackend {
    kind = 'AWSBatch';
    can = batchCapabilities;
    #options;
    #jobs = new Set();
    #connection;
    #preflightResult;
    #fixedDefinition;
    /** Whether the attached jobs run on spot capacity. */
    #isSpot = false;
    constructor(options) {
        this.#options = options;
    }
    async image(request, signal) {
        const { identity, env, findLocalImage } = this.#options;
        const reference = (await this.#readFixedDefinition(signal))?.image ?? request.reference;
        const context = { identity: await identity(), env, findLocalImage };
        return await resolveBatchImage(context, { ...request, reference }, signal);
    }
    async preflight(task, signal) {
        const { clients } = await this.#open();
        const { settings, origin } = this.#options;
        const fixed = await this.#readFixedDefinition(signal);
        const result = await checkTask(clients, { task, settings, origin, fixed }, signal);
        this.#preflightResult = result;
        throwProblems(result.problems);
        return result.notices;
    }
    async createOrphanFields(task, job) {
        return await this.#describeOrphan(job ?? { name: createJobName(task, this.#options.origin) });
    }
    async #describeOrphan({ name, id }) {
        const { region } = await this.#options.identity();
        return { region, queue: this.#options.settings.queue, name, ...(id !== undefined && { id }) };
    }
    async dryRun(task, signal) {
        const { clients } = await this.#open();
        const { settings, origin, identity } = this.#options;
        const { platform } = await this.#getPreflightResult(task, signal);
        const fixed = await this.#readFixedDefinition(signal);
        const definitionRequest = createDefinitionRequest(task, settings, platform);
        const existing = fixed ?? (await findSameDefinition(clients, definitionRequest, signal)).same;
        const caller = await identity();
        return renderDryRun({
            definition: existing?.name ?? definitionRequest,
            submission: createSubmitRequest(task, settings, origin, {
                definition: existing?.name ?? `${settings.definitionName}:(the new revision)`,
                resources: fixed === undefined || requestsResources(task) ? platform.resources : undefined,
                isFixed: fixed !== undefined,
            }),
            policy: createLeastPrivilegePolicy(settings, {
                account: await caller.getAccount(),
                region: caller.region,
                image: task.image.reference,
                logGroup: fixed?.logGroup,
            }),
        });
    }
    async launch(task, signal) {
        const definition = await this.#ensureDefinition(task, signal);
        const job = await this.#submit(task, definition, signal).catch(async (error) => {
            // Another run or a person may have deregistered the revision meanwhile.
            const wasDeregistered = error instanceof errors/* Failure */.HR &&
                isInactiveDefinition(error.cause) &&
                this.#options.settings.fixedDefinition === undefined;
            if (!wasDeregistered)
                throw error;
            return await this.#submit(task, await this.#ensureDefinition(task, signal), signal);
        });
        this.#jobs.add(job.id);
        return job;
    }
    async #submit(task, { arn, name }, signal) {
        const { clients, links } = await this.#open();
        const { settings, origin } = this.#options;
        const { platform, queue } = await this.#getPreflightResult(task, signal);
        const isFixed = settings.fixedDefinition !== undefined;
        const resources = !isFixed || requestsResources(task) ? platform.resources : undefined;
        const request = createSubmitRequest(task, settings, origin, { definition: arn, resources, isFixed });
        const options = { clock: lib_clock/* systemClock */.m, signal, cancelReason: this.#cancelReason };
        const job = await submitJob(clients, { request, receipt: task.receipt }, options);
        // An adopted job may have another revision.
        return { ...job, ...links.getJobLinks(job.id, { definition: job.definition === name ? arn : undefined, queue }) };
    }
    async #ensureDefinition(task, signal) {
        const { clients } = await this.#open();
        const fixed = await this.#readFixedDefinition(signal);
        if (fixed !== undefined)
            return fixed;
        const { platform } = await this.#getPreflightResult(task, signal);
        return await ensureDefinition(clients, createDefinitionRequest(task, this.#options.settings, platform), signal);
    }
    async follow(job, listener, signal) {
        const connection = await this.#open();
        const { settings, timeoutMs } = this.#options;
        this.#jobs.add(job.id);
        return await followJob(job, listener, {
            ...connection,
            timeoutMs,
            clock: lib_clock/* systemClock */.m,
            isSpot: this.#preflightResult?.isSpot ?? this.#isSpot,
            queueTimeoutMs: settings.queueTimeoutMs,
            cancelReason: this.#cancelReason,
        }, signal);
    }
    /** Terminates the job, or all jobs that this backend has submitted or followed. */
    async stop(_runId, job) {
        const { clients } = await this.#open();
        const ids = job === undefined ? [...this.#jobs] : [job.id];
        await Promise.all(ids.map((id) => terminateJob(clients, id, this.#cancelReason)));
        return ids.length;
    }
    /** The jobs of these ids, each with its receipt. Throws one Failure `invalid-input` for all others. */
    async attach(ids, signal) {
        const { clients, links } = await this.#open();
        const { isSpot, jobs } = await findAttachableJobs(clients, links, ids, signal);
        this.#isSpot = isSpot;
        return await Promise.all(jobs.map(async ({ job, receipt }) => ({ job, receipt, orphanFields: await this.#describeOrphan(job) })));
    }
    get #cancelReason() {
        return createCancelReason(this.#options.origin);
    }
    /** The result of the preflight, which runs now if it has not run before. */
    async #getPreflightResult(task, signal) {
        if (this.#preflightResult === undefined)
            await this.preflight(task, signal);
        if (this.#preflightResult === undefined)
            throw new Error('The task was not checked.');
        return this.#preflightResult;
    }
    async #readFixedDefinition(signal) {
        const { fixedDefinition: nameOrArn } = this.#options.settings;
        if (nameOrArn === undefined)
            return undefined;
        this.#fixedDefinition ??= this.#open().then(({ clients }) => readFixedDefinition(clients, nameOrArn, signal));
        return await this.#fixedDefinition;
    }
    async #open() {
        this.#connection ??= openConnection(this.#options);
        return await this.#connection;
    }
}
async function openConnection({ identity, env }) {
    const caller = await identity();
    const clients = await openBatchClients(caller, env);
    return {
        clients,
        poller: new JobPoller(clients, lib_clock/* systemClock */.m),
        rateLimiter: new RateLimiter(lib_clock/* systemClock */.m),
        links: new ConsoleLinks((0,session_policy/* getPartition */.PO)(caller.region), caller.region),
    };
}
const requestsResources = ({ vcpus, memoryMib, gpus }) => (vcpus ?? memoryMib ?? gpus) !== undefined;

// EXTERNAL MODULE: ./src/action/input-parsers.js
var input_parsers = __webpack_require__(48728);
;// CONCATENATED MODULE: ./src/backends/batch/batch-inputs.js

/** What happens to a job when the workflow is cancelled. */
const cancelActions = ['terminate', 'detach'];
/** The inputs that only AWS Batch reads. */
const batchInputNames = [
    'job-queue',
    'job-definition',
    'job-role-arn',
    'execution-role-arn',
    'attempts',
    'queue-timeout-minutes',
    'share-identifier',
    'scheduling-priority',
    'job-tags',
    'depends-on',
    'aws-session-token-duration',
    'on-cancel',
];
const roleArn = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/;
const queue = /^(?:[A-Za-z0-9][\w-]{0,127}|arn:aws[a-z-]*:batch:[a-z0-9-]+:\d{12}:job-queue\/[\w-]{1,128})$/;
const definition = /^(?:[A-Za-z0-9][\w-]{0,127}(?::\d+)?|arn:aws[a-z-]*:batch:[a-z0-9-]+:\d{12}:job-definition\/[\w-]{1,128}(?::\d+)?)$/;
const shareIdentifier = /^[A-Za-z0-9]{1,255}\*?$/;
/** Tags of AWS and of the action: https://docs.aws.amazon.com/batch/latest/userguide/using-tags.html */
const reservedTags = /^(?:aws|disdat-run-action)$/i;
const defaultQueueMinutes = 60;
const describeRole = (name) => `Give the role's ARN, such as \`arn:aws:iam::123456789012:role/${name}\`.`;
const matching = (pattern) => (text) => (pattern.test(text) ? text : undefined);
/** Reads the inputs that only Batch reads; every mistake becomes a problem of `read`. */
function readBatchInputs(read) {
    const queueTimeout = read.number('queue-timeout-minutes', { min: 1, max: 7200, isInteger: false });
    return {
        jobQueue: read.parsed('job-queue', matching(queue), "Give a job queue's name or ARN."),
        jobDefinition: read.parsed('job-definition', matching(definition), "Give a job definition's `name`, `name:revision` or ARN."),
        jobRoleArn: read.parsed('job-role-arn', matching(roleArn), describeRole('disdat-job')),
        executionRoleArn: read.parsed('execution-role-arn', matching(roleArn), describeRole('ecsTaskExecutionRole')),
        // https://docs.aws.amazon.com/batch/latest/APIReference/API_RetryStrategy.html
        attempts: read.number('attempts', { min: 1, max: 10, isInteger: true }),
        queueTimeoutMs: (queueTimeout ?? defaultQueueMinutes) * 60_000,
        shareIdentifier: read.parsed('share-identifier', matching(shareIdentifier), 'Give at most 255 letters and digits; the last character may be `*`.'),
        schedulingPriority: read.number('scheduling-priority', { min: 0, max: 9999, isInteger: true }),
        jobTags: read.list('job-tags', (text) => (0,input_parsers/* parseTags */.rL)(text, reservedTags)),
        dependsOn: read.list('depends-on', input_parsers/* parseJobIds */.nI),
        tokenSeconds: readTokenSeconds(read),
        onCancel: read.choice('on-cancel', 'terminate', cancelActions),
    };
}
/** 0, or a duration that STS accepts for a session. */
function readTokenSeconds(read) {
    if (read.text('aws-session-token-duration') === '0')
        return 0;
    return read.number('aws-session-token-duration', { min: 900, max: 43_200, isInteger: true }) ?? 0;
}

;// CONCATENATED MODULE: ./src/backends/batch/terminate-orphan.js



const lookupTimeoutMs = 60_000;
/**
 * Terminates a job that main left running, and returns a sentence about it. A job without an id is found by its name.
 */
async function terminateOrphan({ identity, env, origin }, { queue, name, id, outputUuid }) {
    const clients = await openBatchClients(await identity(), env);
    const signal = AbortSignal.timeout(lookupTimeoutMs);
    const jobId = id ??
        (await listJobsByName(clients, queue, name, signal)).find(({ receipt }) => receipt?.outputUuid === outputUuid)?.id;
    if (jobId === undefined)
        return 'No Batch job was left running.';
    const [detail] = await describeJobs(clients, [jobId], signal);
    if (detail === undefined)
        return `Batch does not know job ${jobId} any more.`;
    const { status, statusReason } = detail;
    if (isFinishedStatus(status))
        return `Batch job ${jobId} has ended: ${status}${statusReason ? ` (${statusReason})` : ''}.`;
    await terminateJob(clients, jobId, createCancelReason(origin));
    return `Batch job ${jobId} was ${status}. It is being terminated.`;
}

;// CONCATENATED MODULE: ./src/backends/batch/batch-type.js





/** Jobs in an AWS Batch queue. `findLocalImage` finds an image that is not in ECR. */
const createBatchBackendType = (findLocalImage) => ({
    kind: 'AWSBatch',
    inputs: batchInputNames,
    readInputs(read) {
        const inputs = readBatchInputs(read);
        return {
            plan(request) {
                checkInputs(inputs, request);
                return createPlannedBackend(inputs, createBatchSettings(inputs, request), findLocalImage);
            },
            planAttach() {
                const settings = { ...attachedSettings, queueTimeoutMs: inputs.queueTimeoutMs };
                return createPlannedBackend(inputs, settings, findLocalImage);
            },
        };
    },
    async endOrphan({ fields, outputUuid }, { identity, env, origin }) {
        const { region = '', queue = '', name = '', id } = fields;
        const context = { identity: () => identity(region), env, origin: await origin() };
        return await terminateOrphan(context, { queue, name, id, outputUuid });
    },
});
function createPlannedBackend(inputs, settings, findLocalImage) {
    return {
        kind: 'AWSBatch',
        can: batchCapabilities,
        credentials: createDelivery(inputs),
        detachesOnCancel: inputs.onCancel === 'detach',
        open: ({ identity, env, origin, timeoutMs }) => new BatchBackend({ identity, env, origin, timeoutMs, settings, findLocalImage }),
    };
}
function createDelivery({ tokenSeconds, queueTimeoutMs }) {
    return tokenSeconds > 0
        ? { kind: 'environment', durationSeconds: tokenSeconds, queueTimeoutMs }
        : { kind: 'job-role' };
}
function checkInputs(inputs, { given, configuration, addProblem }) {
    if ((inputs.jobQueue ?? configuration.jobQueue) === undefined)
        addProblem('job-queue', 'Name the queue here, or as `aws_batch_queue` in the `[run]` section of `config-file`.');
    if ((inputs.jobDefinition ?? configuration.jobDefinition) === undefined)
        return;
    for (const name of fixedByDefinition.filter((each) => given.has(each)))
        addProblem(name, 'A job definition fixes this, and Batch cannot override it. Give `job-definition` or this input.');
}
/** What SubmitJob cannot override: https://docs.aws.amazon.com/batch/latest/APIReference/API_ContainerOverrides.html */
const fixedByDefinition = [
    'image',
    'registry',
    'repository-prefix',
    'job-role-arn',
    'execution-role-arn',
    'shm-size-mib',
    'platform',
];
/** What a Batch job needs beyond its task; absent inputs come from disdat.cfg. */
function createBatchSettings(inputs, { configuration, pipeClass }) {
    return {
        queue: inputs.jobQueue ?? configuration.jobQueue ?? '',
        fixedDefinition: inputs.jobDefinition ?? configuration.jobDefinition,
        definitionName: pipeClass === undefined ? '' : `${(0,names/* deriveImageName */.qW)(pipeClass)}-job-definition`,
        jobRoleArn: inputs.jobRoleArn,
        executionRoleArn: inputs.executionRoleArn,
        attempts: inputs.attempts,
        queueTimeoutMs: inputs.queueTimeoutMs,
        shareIdentifier: inputs.shareIdentifier,
        schedulingPriority: inputs.schedulingPriority,
        tags: inputs.jobTags,
        dependsOn: inputs.dependsOn,
        passesCredentials: inputs.tokenSeconds > 0,
    };
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./src/aws/ecr.js
var ecr = __webpack_require__(50574);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __webpack_require__(38321);
// EXTERNAL MODULE: ../../node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(36474);
;// CONCATENATED MODULE: ./src/backends/docker/container.js




/** The label of every container of this action; its value is the run's id. */
const runIdLabel = 'disdat.run-action.run-id';
const mib = 1024 * 1024;
/** The request to create a task's container. */
function createContainerRequest(task) {
    return {
        name: task.name,
        Image: task.image.id,
        ...(task.platform && { platform: task.platform }),
        Cmd: [...task.argv],
        // A name without a value removes the image's variable:
        // https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerCreate
        Env: [...task.env].map(([name, value]) => (value === undefined ? name : `${name}=${value}`)),
        Labels: { [runIdLabel]: task.runId },
        AttachStdout: true,
        AttachStderr: true,
        HostConfig: {
            // As process 1, Python does not reap other processes and ignores SIGTERM.
            Init: true,
            // We read the streams directly. A copy in the engine's log would only fill the runner's disk.
            LogConfig: { Type: 'none', Config: {} },
            ...(task.network && { NetworkMode: task.network }),
            ...(task.vcpus !== undefined && { NanoCpus: Math.round(task.vcpus * 1e9) }),
            // Equal limits mean no swap: a pipe that needs more memory ends now, not after an hour of thrashing.
            ...(task.memoryMib !== undefined && { Memory: task.memoryMib * mib, MemorySwap: task.memoryMib * mib }),
            ...(task.shmSizeMib !== undefined && { ShmSize: task.shmSizeMib * mib }),
            ...(task.gpus !== undefined && { DeviceRequests: [{ Count: task.gpus, Capabilities: [['gpu']] }] }),
        },
    };
}
/** The files as a tar archive for the container's root. Only the image's user can read them, if it has a number. */
async function createFileArchive(files, image) {
    const [uid = '', gid = uid] = (image.user === '' || image.user === 'root' ? '0' : image.user).split(':');
    const owner = /^\d+$/.test(uid)
        ? { uid: Number(uid), gid: /^\d+$/.test(gid) ? Number(gid) : 0, mode: 0o600 }
        : { mode: 0o644 };
    const archive = (0,tar_stream.pack)();
    const folders = new Set(files.map((file) => file.path.slice(1, file.path.lastIndexOf('/'))));
    for (const name of folders)
        archive.entry({ name, type: 'directory', mode: 0o755 });
    for (const { path, content } of files)
        archive.entry({ name: path.slice(1), ...owner }, content);
    archive.finalize();
    return (0,consumers_.buffer)(external_node_stream_.Readable.from(archive));
}
/** The failure for the engine's refusal to create or start a container; undefined for an unknown reason. */
function explainLaunchFailure(task, { message }) {
    const { reference } = task.image;
    if (/network .*not found/i.test(message))
        return new errors/* Failure */.HR('invalid-input', `network: the engine has no network ${task.network}.`, 'Name a network that `docker network ls` lists. On Linux, `host` always exists.');
    if (/device driver|capabilities: \[\[gpu/i.test(message))
        return new errors/* Failure */.HR('invalid-input', `gpus: the engine has no GPUs (${message}).`, 'Use a runner with GPUs and the NVIDIA container toolkit, or leave out `gpus`.');
    if (/CPUs? (available|is from)|Range of CPUs/i.test(message))
        return new errors/* Failure */.HR('invalid-input', `vcpus: the engine refuses ${task.vcpus} (${message}).`, 'Request at most as many CPUs as the runner has.');
    if (/executable file not found|no such file or directory/i.test(message))
        return new errors/* Failure */.HR('invalid-input', `The image ${reference} has no ${task.argv[0]} (${message}).`, 'Check that it is a Disdat pipeline image of this dialect: see `image` and `dialect`.');
    if (/exec format error/i.test(message))
        return new errors/* Failure */.HR('image-architecture', `The image ${reference} is for another processor architecture than this runner’s (${message}).`, 'Set `platform`, or build the image for this runner.');
    return undefined;
}

// EXTERNAL MODULE: ./src/backends/docker/engine.js
var engine = __webpack_require__(90813);
;// CONCATENATED MODULE: ./src/backends/docker/container-result.js



/** How often a container without output is inspected. */
const inspectIntervalMs = 10_000;
/** How much later than the end of the output the exit code may arrive. */
const exitCodeDelayMs = 1_000;
/** 128 + SIGKILL: the exit code of a container that is removed by force. */
const killedExitCode = 137;
/**
 * How a container ended. docker-modem never settles a call whose connection breaks after the response has begun, which
 * happens to a wait when the engine dies. So the container is also inspected, at the end of its output and from time to
 * time. Throws dockerode's error when the engine is lost, and Failure `docker-unavailable` when somebody else removed
 * the container.
 */
async function waitForResult(docker, job, { exitCode, copied }, signal, clock = lib_clock/* systemClock */.m) {
    let outputEnd = copied.then(async () => {
        await clock.sleep(exitCodeDelayMs, signal);
        return undefined;
    });
    for (;;) {
        const pause = clock.sleep(inspectIntervalMs, signal).then(() => undefined);
        const code = await Promise.race([exitCode, outputEnd, pause]);
        const state = (await docker.getContainer(job.id).inspect().catch(engine/* ignoreMissing */.bt))?.State;
        const isRemoved = state === undefined || state.Status === 'removing' || state.Status === 'dead';
        // A removal after the end does not matter.
        if (isRemoved && (code === undefined || code === killedExitCode))
            throw createContainerRemovedFailure(job);
        const outOfMemory = state?.OOMKilled ?? false;
        if (code !== undefined)
            return { exitCode: code, outOfMemory };
        if (state?.Running === false)
            return { exitCode: state.ExitCode, outOfMemory };
        outputEnd = new Promise(() => undefined);
    }
}
/** The failure for a container that somebody else removed. */
function createContainerRemovedFailure({ name }) {
    return new errors/* Failure */.HR('docker-unavailable', `The container ${name} was removed while it ran, and not by this step.`, 'Find out what else removes containers on this machine, such as a clean-up job, and run the step again.');
}

;// CONCATENATED MODULE: ./src/backends/docker/demux.js
const headerLength = 8;
/**
 * Splits Docker's multiplexed stream:
 * https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerAttach
 * Passes on payloads as they arrive, so a frame of any claimed length needs no memory. dockerode's demultiplexer
 * buffers whole frames, recurses for each of them and has no backpressure.
 */
async function* demux(source) {
    const header = Buffer.alloc(headerLength);
    let headerBytes = 0;
    let payloadLeft = 0;
    let stream = 'stdout';
    for await (const data of source) {
        const chunks = [];
        let offset = 0;
        while (offset < data.length) {
            if (payloadLeft > 0) {
                const bytes = data.subarray(offset, offset + payloadLeft);
                chunks.push({ stream, bytes });
                offset += bytes.length;
                payloadLeft -= bytes.length;
                continue;
            }
            const part = data.subarray(offset, offset + headerLength - headerBytes);
            header.set(part, headerBytes);
            headerBytes += part.length;
            offset += part.length;
            if (headerBytes < headerLength)
                continue;
            headerBytes = 0;
            stream = header[0] === 2 ? 'stderr' : 'stdout';
            payloadLeft = header.readUInt32BE(4);
        }
        if (chunks.length > 0)
            yield chunks;
    }
}

;// CONCATENATED MODULE: ./src/backends/docker/copy-lines.js


/** Passes a container's multiplexed output to a sink, line by line. Resolves at the end of the output. */
async function copyLines(output, sink) {
    const splitters = { stdout: new LineSplitter(), stderr: new LineSplitter() };
    for await (const chunks of demux(output)) {
        // Adjacent chunks of one stream go to the sink together.
        let batch;
        for (const { stream, bytes } of chunks) {
            const lines = splitters[stream].push(bytes);
            if (batch?.stream === stream)
                batch.lines.push(...lines);
            else {
                if (batch !== undefined && batch.lines.length > 0)
                    await sink(batch.stream, batch.lines);
                batch = { stream, lines };
            }
        }
        if (batch !== undefined && batch.lines.length > 0)
            await sink(batch.stream, batch.lines);
    }
    for (const stream of ['stdout', 'stderr']) {
        const lines = splitters[stream].end();
        if (lines.length > 0)
            await sink(stream, lines);
    }
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
;// CONCATENATED MODULE: ./src/backends/docker/registry-login.js




/** A credential helper that hangs must not hold up the run. */
const helperTimeoutMs = 20_000;
const dockerHub = 'https://index.docker.io/v1/';
/** The registry host of a reference. Docker's rule: a first part with a dot or a colon, or `localhost`, is a host. */
function parseRegistryHost(reference) {
    const [first = '', ...rest] = reference.split('/');
    return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? first : 'docker.io';
}
/**
 * The login for the reference's registry that `docker login` (or docker/login-action) left in Docker's configuration;
 * undefined without one. Runs credential helpers (https://github.com/docker/docker-credential-helpers). Never throws:
 * a pull without a login reports the problem.
 */
async function findRegistryLogin(reference, configFolder) {
    const config = (0,json/* parseJson */.qF)(await (0,promises_.readFile)((0,external_node_path_.join)(configFolder, 'config.json'), 'utf8').catch(() => ''));
    const registry = parseRegistryHost(reference);
    for (const server of registry === 'docker.io' ? [dockerHub, 'docker.io'] : [registry, `https://${registry}`]) {
        const helper = getText(config, 'credHelpers', server) ?? getText(config, 'credsStore');
        const login = (helper && (await runHelper(helper, server))) || parseAuth(getText(config, 'auths', server, 'auth'), server);
        if (login)
            return login;
    }
    return undefined;
}
function parseAuth(auth, serveraddress) {
    const [, username, password] = /^([^:]+):(.+)$/s.exec(Buffer.from(auth ?? '', 'base64').toString()) ?? [];
    return username && password ? { username, password, serveraddress } : undefined;
}
function runHelper(name, serveraddress) {
    if (!/^[\w.-]+$/.test(name))
        return Promise.resolve(undefined);
    return new Promise((resolve) => {
        const child = (0,external_node_child_process_.execFile)(`docker-credential-${name}`, ['get'], { timeout: helperTimeoutMs }, (error, stdout) => {
            const output = error ? undefined : (0,json/* parseJson */.qF)(stdout);
            const username = getText(output, 'Username');
            const password = getText(output, 'Secret');
            resolve(username && password ? { username, password, serveraddress } : undefined);
        });
        // The write also fails for a helper that is not installed; the callback above handles that.
        child.stdin?.on('error', () => resolve(undefined));
        child.stdin?.end(serveraddress);
    });
}
/** The text at the path; undefined where it is empty. */
const getText = (value, ...path) => (0,json/* getString */.AA)(value, ...path) || undefined;

;// CONCATENATED MODULE: ./src/backends/docker/pull.js



/** The longest pull. */
const pullTimeoutMs = 60 * 60_000;
/** Advice for an image that is neither on the engine nor in the registry. */
const buildAdvice = 'Build the image with `dsdt dockerize`, or set `image`, `registry` or `repository-prefix` so that the name is right.';
/** Pulls the image. Throws Failure `image-not-found`, `image-pull-denied`, `docker-unavailable`. */
async function pullImage(docker, { reference, platform }, findLogin, signal) {
    const authconfig = await findLogin(reference);
    const options = { ...(authconfig && { authconfig }), ...(platform && { platform }), abortSignal: signal };
    await (0,engine/* callEngine */.rU)(async () => {
        const progress = await docker.pull(reference, options);
        await new Promise((resolve, reject) => {
            docker.modem.followProgress(progress, (error) => (error ? reject(error) : resolve()));
        });
    }, (error) => explainPullFailure(reference, error, authconfig !== undefined), signal, pullTimeoutMs);
}
/** The failure for an engine's error during a pull. */
function explainPullFailure(reference, { message }, hasLogin) {
    const registry = parseRegistryHost(reference);
    const evidence = `The image ${reference} could not be pulled: ${message}.`;
    if (/denied|unauthorized|authentication required|no basic auth|forbidden/i.test(message)) {
        const reason = hasLogin
            ? `The login for ${registry} was refused or may not pull this image`
            : `There is no login for ${registry} on this runner`;
        return new errors/* Failure */.HR('image-pull-denied', evidence, `${reason}. Log in before this step (docker/login-action, or amazon-ecr-login), and check the name.`);
    }
    if (/not found|manifest unknown|does not exist|no matching manifest|invalid reference/i.test(message))
        return new errors/* Failure */.HR('image-not-found', evidence, buildAdvice);
    return new errors/* Failure */.HR('image-not-found', evidence, `Check that the runner can reach ${registry}, or set \`pull-policy: never\` for an image that is built on this runner.`);
}

;// CONCATENATED MODULE: ./src/backends/docker/image.js





/** Finds the image on the engine, or pulls it as the policy says. Throws the failures of `Backend.image`. */
async function resolveDockerImage(docker, request, findLogin, signal) {
    const { reference, pullPolicy } = request;
    const existing = pullPolicy === 'always' ? undefined : await inspectImage(docker, request, signal);
    if (existing !== undefined)
        return existing;
    if (pullPolicy === 'never') {
        throw new errors/* Failure */.HR('image-not-found', `The image ${reference} is not on this engine, and pull-policy is \`never\`.`, buildAdvice);
    }
    await pullImage(docker, request, findLogin, signal);
    const pulled = await inspectImage(docker, request, signal);
    if (pulled === undefined) {
        throw new errors/* Failure */.HR('image-not-found', `The engine pulled ${reference} but does not have it.`, 'Check `platform`, and the engine’s log.');
    }
    return pulled;
}
/** Finds an image on the engine, without pulling it. Throws the failures of `Backend.image`. */
async function findLocalImage(request, signal) {
    const docker = await (0,engine/* connectEngine */.xn)();
    return await resolveDockerImage(docker, { ...request, pullPolicy: 'never' }, async () => undefined, signal);
}
async function inspectImage(docker, request, signal) {
    const { reference, platform } = request;
    const info = await (0,engine/* callEngine */.rU)(() => docker.getImage(reference).inspect().catch(engine/* ignoreMissing */.bt), () => undefined, signal);
    if (info === undefined)
        return undefined;
    const { Config: config } = info;
    if (typeof info.Id !== 'string' || typeof config !== 'object')
        throw createNoEngineFailure();
    if (platform !== undefined && !isForPlatform(info, platform))
        return undefined;
    const entrypoint = toList(config.Entrypoint);
    const dialect = chooseDialect(request, entrypoint, (0,command_line/* detectDialect */.IZ)(entrypoint, toList(config.Cmd)));
    const env = toList(config.Env).map((line) => {
        const end = line.indexOf('=');
        return [line.slice(0, end), line.slice(end + 1)];
    });
    return {
        reference,
        pinned: findDigest(reference, toList(info.RepoDigests)) ?? info.Id,
        id: info.Id,
        dialect,
        env: new Map(env),
        user: config.User,
        architecture: info.Architecture,
    };
}
/** The requested dialect, or the dialect that the image's configuration shows. */
function chooseDialect(request, entrypoint, detected) {
    const { reference } = request;
    const dialect = request.dialect ?? detected;
    if (dialect === undefined)
        throw createUnknownDialectFailure(reference, noDialectReason);
    // An entry point may pass on a command that we do not see. Without one, the image runs the command line as it is.
    const isWrapped = detected === 'luigi' && entrypoint.length > 0;
    if (detected === undefined || detected === dialect || isWrapped)
        return dialect;
    throw new errors/* Failure */.HR('invalid-input', `dialect: the configuration of the image ${reference} shows the dialect ${detected}.`, 'Leave out `dialect`, or name another image in `image`.');
}
/** `name@sha256:…` in the repository of the reference, else in any repository. */
function findDigest(reference, digests) {
    const repository = reference.replace(/(@sha256:.*|:[^/:]+)$/, '');
    return digests.find((digest) => digest.startsWith(`${repository}@`)) ?? digests[0];
}
function createNoEngineFailure() {
    return new errors/* Failure */.HR('docker-unavailable', 'The server at DOCKER_HOST did not answer like a Docker engine.', 'Check DOCKER_HOST.');
}
const toList = (value) => typeof value === 'string' ? [value] : (value ?? []);
function isForPlatform({ Os, Architecture }, platform) {
    return platform.split('/').slice(0, 2).join('/') === `${Os}/${Architecture}`;
}

;// CONCATENATED MODULE: ./src/backends/docker/docker-backend.js







/**
 * How long a container may take to end after SIGTERM. The runner allows the step 7.5 s (actions/runner,
 * ProcessInvoker).
 */
const stopGraceSeconds = 3;
/** What the Docker engine of the runner can do. */
const dockerCapabilities = {
    unit: 'container',
    outlivesStep: false,
    usesRunnerNetwork: true,
    passesEmptyVariables: true,
    reportsUsage: false,
};
/** Pipes in containers on the Docker engine that `DOCKER_HOST` names. */
class DockerBackend {
    kind = 'Local';
    can = dockerCapabilities;
    #findLogin;
    #running = new Map();
    constructor(findLogin) {
        this.#findLogin = findLogin;
    }
    async image(request, signal) {
        return resolveDockerImage(await (0,engine/* connectEngine */.xn)(), request, this.#findLogin, signal);
    }
    /** Post finds the container by the run's id alone. */
    async createOrphanFields() {
        return {};
    }
    async dryRun(task) {
        return `POST /containers/create\n${JSON.stringify(createContainerRequest(task), null, 2)}`;
    }
    async launch(task, signal) {
        const docker = await (0,engine/* connectEngine */.xn)();
        try {
            return await (0,engine/* callEngine */.rU)(() => this.#start(docker, task, signal), (error) => explainLaunchFailure(task, error));
        }
        catch (error) {
            await this.stop(task.runId).catch(() => 0);
            signal.throwIfAborted();
            throw error;
        }
    }
    async #start(docker, task, signal) {
        const container = await docker.createContainer(createContainerRequest(task));
        signal.throwIfAborted();
        await container.putArchive(await createFileArchive(task.files, task.image), { path: '/' });
        // Attaching and waiting before the start misses no line and no exit.
        const output = await container.attach({ stream: true, stdout: true, stderr: true });
        if (!(output instanceof external_node_stream_.Readable))
            throw new Error('The engine returned no stream of the container.');
        const exitCode = container.wait({ condition: 'next-exit' }).then(readExitCode);
        exitCode.catch(() => undefined);
        signal.throwIfAborted();
        await container.start();
        this.#running.set(container.id, { output, exitCode });
        return { id: container.id, name: task.name };
    }
    async follow(job, { lines }, signal) {
        const running = this.#running.get(job.id);
        if (running === undefined)
            throw new Error(`Container ${job.name} was not started here.`);
        const docker = await (0,engine/* connectEngine */.xn)();
        const ended = new AbortController();
        const abort = () => running.output.destroy();
        signal.addEventListener('abort', abort, { once: true });
        const copied = copyLines(running.output, lines);
        try {
            signal.throwIfAborted();
            const output = { exitCode: running.exitCode, copied };
            const work = Promise.all([waitForResult(docker, job, output, ended.signal), copied]);
            const [result] = await (0,engine/* callEngine */.rU)(() => work.catch(throwEngineLoss), useEngineMessage, signal, maxFollowMs);
            return result;
        }
        finally {
            signal.removeEventListener('abort', abort);
            ended.abort();
            running.output.destroy();
            // The listener gets no lines after this call has ended.
            await copied.catch(() => undefined);
        }
    }
    async refresh(job, files, image) {
        const archive = await createFileArchive(files, image);
        const docker = await (0,engine/* connectEngine */.xn)();
        await (0,engine/* callEngine */.rU)(() => docker.getContainer(job.id).putArchive(archive, { path: '/' }), ({ status }) => (status === 404 ? createContainerRemovedFailure(job) : undefined));
    }
    /** An ended container stays until it is removed. */
    async release(runId) {
        await this.stop(runId);
    }
    async stop(runId) {
        const docker = await (0,engine/* connectEngine */.xn)();
        const filters = { label: [`${runIdLabel}=${runId}`] };
        const containers = await (0,engine/* callEngine */.rU)(() => docker.listContainers({ all: true, filters }), useEngineMessage);
        await Promise.all(containers.map(async ({ Id, State }) => {
            const container = docker.getContainer(Id);
            // The forced removal follows in any case.
            if (State === 'running')
                await container.stop({ t: stopGraceSeconds }).catch(() => undefined);
            await (0,engine/* callEngine */.rU)(() => container.remove({ force: true, v: true }).catch(ignoreRemoved), useEngineMessage);
        }));
        return containers.length;
    }
}
/** Five days: GitHub's limit for a job on a self-hosted runner. */
const maxFollowMs = 5 * 24 * 60 * 60_000;
/** Docker responds with 404 for a removed container and with 409 while it is being removed. */
function ignoreRemoved(error) {
    const { status } = (0,engine/* toEngineError */.Ib)(error);
    if (status !== 404 && status !== 409)
        throw error;
}
/** The failure quotes the engine's own message. */
const useEngineMessage = () => undefined;
function throwEngineLoss(error) {
    throw (0,engine/* explainEngineLoss */.HN)(error, 'The Docker engine was lost while the container ran') ?? error;
}
function readExitCode(response) {
    const code = (0,json/* getNumber */.WZ)(response, 'StatusCode');
    if (code === undefined)
        throw new Error('The engine returned no exit code.');
    return code;
}

;// CONCATENATED MODULE: ./src/backends/docker/docker-type.js




/** Containers on the Docker engine that `DOCKER_HOST` names, by default the runner's own. */
const dockerBackendType = {
    kind: 'Local',
    inputs: ['network'],
    readInputs: () => ({ plan: () => planned, planAttach: () => undefined }),
    async endOrphan(_orphan, { runId }) {
        const removed = await new DockerBackend(async () => undefined).stop(runId);
        return removed > 0 ? 'Removed the container that main left.' : undefined;
    },
};
const planned = {
    kind: 'Local',
    can: dockerCapabilities,
    credentials: { kind: 'files' },
    detachesOnCancel: false,
    open: (services) => new DockerBackend((reference) => findLogin(reference, services)),
};
/** The login of `docker login` or of a credential helper; for ECR also the login that AWS issues. */
async function findLogin(reference, { env, home, identity, onSecret }) {
    const login = await findRegistryLogin(reference, env['DOCKER_CONFIG'] ?? (0,external_node_path_.join)(home, '.docker'));
    return login ?? (await (0,ecr/* createEcrLogin */.k)(identity, env, parseRegistryHost(reference), onSecret));
}

;// CONCATENATED MODULE: ./src/backends/registry.js



/** Every backend. The first is the default of the input `backend`. */
const backendTypes = [dockerBackendType, createBatchBackendType(findLocalImage)];


/***/ }),

/***/ 30458:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G0: () => (/* binding */ createCommandLine),
/* harmony export */   IZ: () => (/* binding */ detectDialect),
/* harmony export */   O9: () => (/* binding */ dialects)
/* harmony export */ });
/**
 * The two command lines of pipeline images: `classic` (Disdat 0.7, an entry point that takes input and output bundle)
 * and `luigi` (disdat-luigi 1.x, `dsdt_docker`). Both are in use.
 */
const dialects = ['classic', 'luigi'];
const classicEntrypoint = '/opt/bin/entrypoint.py';
const luigiCommand = 'dsdt_docker';
/** The dialect of an image, from the entry point and command of its configuration; undefined where neither shows it. */
function detectDialect(entrypoint, command) {
    if (entrypoint.some((part) => part.endsWith(classicEntrypoint)))
        return 'classic';
    if (command.some((part) => part.split('/').at(-1) === luigiCommand))
        return 'luigi';
    return undefined;
}
/** The argument list of the container, after its entry point if it has one. It is never joined into a shell string. */
function createCommandLine(dialect, invocation) {
    return dialect === 'classic' ? createClassicCommandLine(invocation) : createLuigiCommandLine(invocation);
}
function createClassicCommandLine(call) {
    return [
        ...['--output-bundle-uuid', call.outputUuid],
        ...['--remote', call.remote],
        ...['--branch', `${call.context.remote}/${call.context.local}`],
        ...['--pipeline', call.pipeClass],
        ...(call.inputTags.size > 0 ? ['--input-tags', JSON.stringify(Object.fromEntries(call.inputTags))] : []),
        ...(call.outputTags.size > 0 ? ['--output-tags', JSON.stringify(Object.fromEntries(call.outputTags))] : []),
        ...(call.force ? ['--force'] : []),
        call.inputName,
        call.outputName,
        ...createParamOptions(call.params),
    ];
}
function createLuigiCommandLine(call) {
    return [
        luigiCommand,
        ...['--output-bundle-uuid', call.outputUuid],
        ...['--output-bundle', call.outputName],
        ...['--branch', `${call.context.remote}/${call.context.local}`],
        ...['--workers', String(call.workers)],
        ...['--remote', call.remote],
        ...(call.force ? ['--force'] : []),
        ...(call.forceAll ? ['--force-all'] : []),
        ...[...call.outputTags].flatMap(([key, value]) => ['--output-tag', `${key}:${value}`]),
        call.pipeClass,
        ...createParamOptions(call.params),
    ];
}
function createParamOptions(params) {
    return [...params].flatMap(([name, value]) => [`--${name}`, value]);
}


/***/ }),

/***/ 15086:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DO: () => (/* binding */ parseContext),
/* harmony export */   JH: () => (/* binding */ parseRemoteUrl),
/* harmony export */   UN: () => (/* binding */ parsePipeClass),
/* harmony export */   _5: () => (/* binding */ isIdentifier),
/* harmony export */   b_: () => (/* binding */ isContextName),
/* harmony export */   qW: () => (/* binding */ deriveImageName),
/* harmony export */   sz: () => (/* binding */ findBundleNameProblem)
/* harmony export */ });
/* unused harmony export bundleNameLimit */
/** https://docs.python.org/3/reference/lexical_analysis.html#identifiers */
const identifier = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;
/** Whether a text is a Python identifier. A pipe's parameters are, because they are attributes of its class. */
function isIdentifier(text) {
    return identifier.test(text);
}
/** Parses a dotted Python name; undefined where it is not one, or has no module. */
function parsePipeClass(text) {
    const parts = text.split('.');
    if (parts.length < 2 || !parts.every(isIdentifier))
        return undefined;
    return { name: text, module: parts.slice(0, -1) };
}
/**
 * The repository name of a pipe's image, as `dsdt dockerize` of Disdat 0.7 names it: `disdat-module-submodule`, in
 * lower case (https://disdat.gitbook.io/disdat-documentation). Docker may still reject a name made of unusual
 * identifiers.
 */
function deriveImageName(pipeClass) {
    return ['disdat', ...pipeClass.module].join('-').toLowerCase();
}
/** The longest bundle name that the action accepts, in UTF-16 units. Disdat stores names as tags and table rows. */
const bundleNameLimit = 255;
/**
 * Why a text cannot be a bundle's name, as a predicate such as `is empty`; undefined where it can. A name may be in any
 * script. It never becomes a path.
 */
function findBundleNameProblem(name) {
    if (name === '')
        return 'is empty';
    if (name.length > bundleNameLimit)
        return `is ${name.length} characters long, the limit is ${bundleNameLimit}`;
    if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name))
        return 'contains a line break or another control character';
    if (/[/\\]/.test(name))
        return 'contains a slash';
    if (name.includes('..'))
        return 'contains `..`';
    if (name.includes('::'))
        return 'contains `::`';
    if (name !== name.trim())
        return 'starts or ends with a space';
    if (name.startsWith('-'))
        return 'starts with `-`, which Disdat reads as an option';
    return undefined;
}
/** Whether a text can be a context's name: one path segment, because it is a folder on disk and a part of every key. */
function isContextName(name) {
    return /^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,127}$/u.test(name) && !name.includes('..');
}
/** Parses `remote-context/local-context`, or one name for both; undefined where the text is neither. */
function parseContext(text) {
    const [remote = '', local = remote, ...rest] = text.split('/');
    return rest.length === 0 && isContextName(remote) && isContextName(local) ? { remote, local } : undefined;
}
const bucketName = /^(?!\d+(?:\.\d+){3}$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
/**
 * Parses `s3://bucket/prefix`; undefined where the text is not such a URL. The bucket follows S3's naming rules
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html). The prefix has no empty part, `.` or
 * `..`.
 */
function parseRemoteUrl(text) {
    const match = /^s3:\/\/([^/]+)(?:\/(.*?))?\/?$/su.exec(text);
    const bucket = match?.[1] ?? '';
    const prefix = match?.[2] ?? '';
    if (!bucketName.test(bucket) || bucket.includes('..'))
        return undefined;
    const plain = /^[\p{L}\p{N}!_.*'() @=+-]+$/u;
    const parts = prefix === '' ? [] : prefix.split('/');
    if (!parts.every((part) => plain.test(part) && part !== '.' && part !== '..'))
        return undefined;
    return { bucket, prefix, url: ['s3:/', bucket, ...parts].join('/') };
}


/***/ }),

/***/ 56620:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ systemClock)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);

/** The machine's own time and random numbers. */
const systemClock = {
    now: () => Date.now(),
    async sleep(ms, signal) {
        signal?.throwIfAborted();
        try {
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(ms, undefined, signal && { signal });
        }
        catch (error) {
            // Node throws an AbortError of its own; callers compare with the reason.
            signal?.throwIfAborted();
            throw error;
        }
    },
    random: Math.random,
};


/***/ }),

/***/ 46504:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ getText)
/* harmony export */ });
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78474);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_events__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(37067);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_http__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44708);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_https__WEBPACK_IMPORTED_MODULE_2__);



/**
 * Requests a text. Resolves for every status and does not follow redirects. Rejects when the connection fails, the time
 * limit passes, or the body is larger than the size limit.
 */
async function getText(url, { env, headers = {}, timeoutMs, limitBytes, signal }) {
    const { get: sendRequest, Agent } = new URL(url).protocol === 'http:' ? (node_http__WEBPACK_IMPORTED_MODULE_1___default()) : (node_https__WEBPACK_IMPORTED_MODULE_2___default());
    const agent = new Agent({ proxyEnv: env });
    const timeout = AbortSignal.timeout(timeoutMs);
    const ended = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    try {
        const request = sendRequest(url, { headers, agent, signal: ended });
        const [response] = await (0,node_events__WEBPACK_IMPORTED_MODULE_0__.once)(request, 'response', { signal: ended });
        if (response === undefined)
            throw new Error('the server did not answer');
        const chunks = [];
        let bytes = 0;
        for await (const chunk of response) {
            chunks.push(chunk);
            bytes += chunk.length;
            if (bytes > limitBytes)
                throw new Error(`the response is larger than ${limitBytes} bytes`);
        }
        return { status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() };
    }
    finally {
        agent.destroy();
    }
}


/***/ }),

/***/ 44568:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ retry),
/* harmony export */   k: () => (/* binding */ jitteredPause)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56620);

/**
 * Calls `work` until it resolves or the policy gives up. `work` gets the number of the attempt, from 1. Throws the last
 * error.
 */
async function retry(work, { pauseMs, signal, clock = _clock_js__WEBPACK_IMPORTED_MODULE_0__/* .systemClock */ .m }) {
    for (let attempt = 1;; attempt += 1) {
        try {
            return await work(attempt);
        }
        catch (error) {
            const ms = pauseMs(error, attempt);
            if (ms === undefined)
                throw error;
            await clock.sleep(ms, signal);
        }
    }
}
/**
 * A pause with full jitter: any length up to an exponentially growing limit, so that many runners do not retry in step.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
function jitteredPause(attempt, { firstMs, maxMs }, random = Math.random) {
    return random() * Math.min(maxMs, firstMs * 2 ** (attempt - 1));
}


/***/ })

};
;