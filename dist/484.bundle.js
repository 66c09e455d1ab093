"use strict";
exports.id = 484;
exports.ids = [484];
exports.modules = {

/***/ 42093:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ clientConfig)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37067);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_http__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44708);
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

/***/ 79759:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E2: () => (/* binding */ isThrottling),
/* harmony export */   Is: () => (/* binding */ errorName),
/* harmony export */   MT: () => (/* binding */ awsFailure),
/* harmony export */   Ni: () => (/* binding */ isUnanswered),
/* harmony export */   _d: () => (/* binding */ isExpired),
/* harmony export */   c2: () => (/* binding */ statusOf),
/* harmony export */   vu: () => (/* binding */ isRefusal)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);

/** The `name` of an error of the SDK; empty of anything else. */
const errorName = (error) => (error instanceof Error ? error.name : '');
/** https://docs.aws.amazon.com/batch/latest/APIReference/CommonErrors.html; STS and S3 have words of their own. */
const isThrottling = (error) => /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown/.test(errorName(error)) || statusOf(error) === 429;
/** AWS says that we may not. */
const isRefusal = (error) => /AccessDenied|UnauthorizedOperation|NotAuthorized/.test(errorName(error)) || statusOf(error) === 403;
/** The request may have been carried out, and nobody can tell: no answer came, or one of 5xx. */
function isUnanswered(error) {
    const status = statusOf(error);
    return status === undefined || status >= 500;
}
/** The credentials have ended, and AWS says so. */
const isExpired = (error) => /^ExpiredToken|^RequestExpired$/.test(errorName(error));
/** Of AWS's answer; undefined where there was none at all. */
function statusOf(error) {
    if (typeof error !== 'object' || error === null || !('$metadata' in error))
        return undefined;
    const { $metadata: metadata } = error;
    const code = typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
        ? metadata.httpStatusCode
        : undefined;
    return typeof code === 'number' ? code : undefined;
}
/**
 * What an error of an AWS service is to a user: Failure `throttled`, `access-denied` (with the action to allow), `remote-unreachable` or
 * `invalid-input`. A Failure stays what it is.
 */
function awsFailure(error, what, action) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR)
        return error;
    const options = { cause: error };
    const said = (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describe */ .q0)(error);
    if (isThrottling(error))
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('throttled', `AWS throttles us, and has done so for a while: we could not ${what}. ${said}`, 'Run it again later; fewer jobs that ask at the same time help.', options);
    if (isExpired(error))
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('access-denied', `The step’s AWS credentials have ended: we could not ${what}. ${said}`, 'Give `role-to-assume`, whose session the step renews by itself, or let the credentials last as long as the run.', options);
    if (isRefusal(error))
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('access-denied', `AWS did not let us ${what}: ${said}`, `Allow ${action} for the step's credentials: docs/iam.md.`, options);
    if (isUnanswered(error))
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('remote-unreachable', `AWS did not answer when we wanted to ${what}: ${said}`, 'Check `aws-region`, proxies and the network, and run it again.', options);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `AWS did not accept it when we wanted to ${what}: ${said}`, 'AWS’s own words tell what to change.', options);
}


/***/ }),

/***/ 3938:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ openClients),
/* harmony export */   d: () => (/* binding */ realClock)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _aws_client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(42093);


/** Clients in the identity's region, loaded here and not before. Nothing is asked of AWS yet. A test has an endpoint and a patience of its own. */
async function openClients(identity, env, tuning = {}) {
    const [sdk, logsSdk] = await Promise.all([Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(366), __webpack_require__.e(256)]).then(__webpack_require__.bind(__webpack_require__, 87256)), Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(366), __webpack_require__.e(376)]).then(__webpack_require__.bind(__webpack_require__, 3376))]);
    const config = { ...(0,_aws_client_js__WEBPACK_IMPORTED_MODULE_1__/* .clientConfig */ .y)(identity, env), ...tuning };
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
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(ms, undefined, { signal }).catch(() => undefined);
    },
    random: Math.random,
};


/***/ }),

/***/ 26501:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A9: () => (/* binding */ idsPerCall),
/* harmony export */   MH: () => (/* binding */ terminate),
/* harmony export */   PU: () => (/* binding */ isOver),
/* harmony export */   PW: () => (/* binding */ definitionName),
/* harmony export */   gE: () => (/* binding */ jobsNamed),
/* harmony export */   w7: () => (/* binding */ describeJobs)
/* harmony export */ });
/* harmony import */ var _aws_faults_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(79759);
/* harmony import */ var _receipt_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(22133);


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
        throw (0,_aws_faults_js__WEBPACK_IMPORTED_MODULE_0__/* .awsFailure */ .MT)(error, 'look up the job', 'batch:DescribeJobs');
    }
}
const isOver = (status) => status === 'SUCCEEDED' || status === 'FAILED';
/** All jobs of a name that a queue knows, those that are over too, the newest first. Throws Failure. */
async function jobsNamed(clients, jobQueue, name, signal) {
    const { sdk, batch } = clients;
    const ids = [];
    let nextToken;
    try {
        do {
            const filters = [{ name: 'JOB_NAME', values: [name] }];
            const page = await batch.send(new sdk.ListJobsCommand({ jobQueue, filters, nextToken }), { abortSignal: signal });
            // Upper and lower case are one to the filter.
            const own = (page.jobSummaryList ?? []).filter((job) => job.jobName === name);
            ids.push(...own.flatMap(({ jobId }) => (jobId ? [jobId] : [])));
            nextToken = page.nextToken;
        } while (nextToken);
    }
    catch (error) {
        signal.throwIfAborted();
        throw (0,_aws_faults_js__WEBPACK_IMPORTED_MODULE_0__/* .awsFailure */ .MT)(error, `look for jobs of this run in the queue ${jobQueue}`, 'batch:ListJobs');
    }
    const jobs = await describeJobs(clients, ids, signal);
    return jobs
        .toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
        .map(({ jobId = '', jobName = '', jobDefinition, status, container }) => ({
        id: jobId,
        name: jobName,
        definition: definitionName(jobDefinition),
        isOver: isOver(status),
        receipt: (0,_receipt_js__WEBPACK_IMPORTED_MODULE_1__/* .receiptOf */ .W)(container?.environment),
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
        throw (0,_aws_faults_js__WEBPACK_IMPORTED_MODULE_0__/* .awsFailure */ .MT)(error, `end job ${jobId}`, 'batch:TerminateJob');
    }
}


/***/ }),

/***/ 4484:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   endLeft: () => (/* binding */ endLeft)
/* harmony export */ });
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3938);
/* harmony import */ var _jobs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26501);
/* harmony import */ var _settings_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66004);



/** Ends a job that main left, if it is still alive, and says what there was to do. One whose id nobody lived to tell is found by its name. */
async function endLeft({ identity, env, origin }, { queue, name, id, outputUuid }) {
    const clients = await (0,_client_js__WEBPACK_IMPORTED_MODULE_0__/* .openClients */ .B)(await identity(), env);
    const signal = AbortSignal.timeout(endLeftMs);
    const known = id ?? (await (0,_jobs_js__WEBPACK_IMPORTED_MODULE_1__/* .jobsNamed */ .gE)(clients, queue, name, signal)).find(({ receipt }) => receipt?.outputUuid === outputUuid)?.id;
    if (known === undefined)
        return 'No Batch job was left.';
    const [detail] = await (0,_jobs_js__WEBPACK_IMPORTED_MODULE_1__/* .describeJobs */ .w7)(clients, [known], signal);
    if (detail === undefined || (0,_jobs_js__WEBPACK_IMPORTED_MODULE_1__/* .isOver */ .PU)(detail.status))
        return `Batch job ${known} is over: ${detail?.status ?? 'unknown'}${detail?.statusReason ? ` (${detail.statusReason})` : ''}.`;
    await (0,_jobs_js__WEBPACK_IMPORTED_MODULE_1__/* .terminate */ .MH)(clients, known, (0,_settings_js__WEBPACK_IMPORTED_MODULE_2__/* .cancelReasonOf */ .a)(origin));
    return `Batch job ${known} was ${detail.status}, and has been told to end.`;
}
const endLeftMs = 60_000;


/***/ }),

/***/ 22133:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ receiptVariable),
/* harmony export */   W: () => (/* binding */ receiptOf)
/* harmony export */ });
/* harmony import */ var _disdat_command_line_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(30458);

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
    const dialect = _disdat_command_line_js__WEBPACK_IMPORTED_MODULE_0__/* .dialects */ .O9.find((name) => name === fields['dialect']);
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


/***/ }),

/***/ 66004:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ cancelReasonOf),
/* harmony export */   t: () => (/* binding */ settledSettings)
/* harmony export */ });
/** Of jobs that are submitted already: nothing is asked for any more. */
const settledSettings = {
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
    handsCredentials: false,
};
/** The reason that a job is ended with when its workflow run is cancelled. */
const cancelReasonOf = ({ url, attempt }) => `disdat/run-action: the workflow run was cancelled: ${url} (attempt ${attempt})`;


/***/ })

};
;