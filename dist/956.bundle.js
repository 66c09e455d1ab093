"use strict";
exports.id = 956;
exports.ids = [956];
exports.modules = {

/***/ 16604:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ idTokens),
/* harmony export */   f: () => (/* binding */ noToken)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40643);
/* harmony import */ var _http_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48500);
/* harmony import */ var _workflow_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(17244);




const requestTimeoutMs = 10_000;
const tokenLimitBytes = 64 << 10;
const tries = 5;
const backoff = { firstMs: 250, mostMs: 5_000 };
/** Why the runner gives no token. */
const noToken = 'the job has no `permissions: id-token: write`, so GitHub gives it no OIDC token.';
const variables = { url: 'ACTIONS_ID_TOKEN_REQUEST_URL', token: 'ACTIONS_ID_TOKEN_REQUEST_TOKEN' };
/**
 * A function that asks GitHub for an OIDC token of an audience; each call gets a new one, which lasts five minutes. Undefined where the job may not
 * have one. Throttling, 5xx and broken connections are tried again with full jitter, a refusal is not: the function then throws Failure
 * `access-denied`, or `remote-unreachable`. https://docs.github.com/en/actions/reference/security/oidc
 */
function idTokens(env, onSecret) {
    const url = env[variables.url];
    const requestToken = env[variables.token];
    if (!url || !requestToken)
        return undefined;
    return async (audience) => {
        const token = await patiently(() => ask(`${url}&audience=${encodeURIComponent(audience)}`, requestToken, env));
        await onSecret(token);
        return token;
    };
}
class Refusal extends Error {
}
async function ask(url, requestToken, env) {
    const answer = await (0,_http_js__WEBPACK_IMPORTED_MODULE_2__/* .get */ .J)(url, {
        env,
        headers: { authorization: `Bearer ${requestToken}`, accept: 'application/json' },
        timeoutMs: requestTimeoutMs,
        limitBytes: tokenLimitBytes,
    });
    if (answer.status >= 500 || answer.status === 429)
        throw new Error(`GitHub answered ${answer.status}`);
    if (answer.status !== 200)
        throw new Refusal(`GitHub answered ${answer.status}`);
    const value = (0,_workflow_js__WEBPACK_IMPORTED_MODULE_3__.at)(JSON.parse(answer.text), 'value');
    if (typeof value !== 'string' || value === '')
        throw new Refusal('GitHub answered without a token');
    return value;
}
async function patiently(work) {
    for (let attempt = 1;; attempt += 1) {
        try {
            return await work();
        }
        catch (error) {
            if (error instanceof Refusal)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('access-denied', `GitHub gives no OIDC token: ${error.message}.`, advice, { cause: error });
            if (attempt >= tries)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('remote-unreachable', `GitHub’s OIDC tokens cannot be had: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .describe */ .q0)(error)}.`, waitAdvice, {
                    cause: error,
                });
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(Math.random() * Math.min(backoff.mostMs, backoff.firstMs * 2 ** attempt));
        }
    }
}
const advice = 'Check `permissions: id-token: write`; GitHub gives tokens only while the job runs, and not for much over six hours.';
const waitAdvice = 'Run the workflow again; see githubstatus.com.';


/***/ }),

/***/ 39717:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  l5: () => (/* binding */ parseRegistry),
  u: () => (/* binding */ parseRepositoryPrefix),
  Ko: () => (/* binding */ readInputs)
});

// UNUSED EXPORTS: backendNames, inputNames, pullOutputs, pullPolicies

// EXTERNAL MODULE: ./src/disdat/command-line.js
var command_line = __webpack_require__(30458);
// EXTERNAL MODULE: ./src/disdat/names.js
var names = __webpack_require__(15086);
// EXTERNAL MODULE: ./src/action/lists.js
var lists = __webpack_require__(17736);
;// CONCATENATED MODULE: ./src/action/aws-inputs.js

/** What happens to a job when the workflow is cancelled. */
const onCancels = ['terminate', 'detach'];
const matching = (pattern) => (text) => (pattern.test(text) ? text : undefined);
const roleArn = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/;
const roleName = /^[\w+=,.@-]{1,64}$/;
/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html */
const sessionName = /^[\w+=,.@-]{2,64}$/;
const queue = /^(?:[A-Za-z0-9][\w-]{0,127}|arn:aws[a-z-]*:batch:[a-z0-9-]+:\d{12}:job-queue\/[\w-]{1,128})$/;
const definition = /^(?:[A-Za-z0-9][\w-]{0,127}(?::\d+)?|arn:aws[a-z-]*:batch:[a-z0-9-]+:\d{12}:job-definition\/[\w-]{1,128}(?::\d+)?)$/;
/** A job's id; `:n` is a child of an array. */
const jobId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?::\d{1,5})?$/;
const shareIdentifier = /^[A-Za-z0-9]{1,255}\*?$/;
const roleAdvice = (name) => `Give the role's ARN, such as \`arn:aws:iam::123456789012:role/${name}\`.`;
/** Reads who the step is to be; whatever is wrong becomes a problem of `read`'s. */
function readRoleInputs(read) {
    return {
        roleToAssume: read.one('role-to-assume', (text) => matching(roleArn)(text) ?? matching(roleName)(text), roleAdvice('disdat-ci')),
        roleSessionName: read.one('role-session-name', matching(sessionName), 'Give 2 to 64 letters, digits and characters of `_+=,.@-`.'),
        roleDurationSeconds: read.number('role-duration-seconds', { least: 900, most: 43_200, whole: true }),
        audience: read.text('audience'),
        allowedAccountIds: read.list('allowed-account-ids', (text) => (0,lists/* parseIds */.Ae)(text, /^\d{12}$/, 'Give account ids of 12 digits, separated by commas or line breaks.')),
    };
}
/** Reads what matters to Batch only; whatever is wrong becomes a problem of `read`'s. */
function readBatchInputs(read) {
    const queueTimeout = read.number('queue-timeout-minutes', { least: 1, most: 7200, whole: false });
    const ids = 'Give job ids as the output `job-id` has them, separated by commas or line breaks.';
    return {
        jobQueue: read.one('job-queue', matching(queue), "Give a job queue's name or ARN."),
        jobDefinition: read.one('job-definition', matching(definition), "Give a job definition's `name`, `name:revision` or ARN."),
        jobRoleArn: read.one('job-role-arn', matching(roleArn), roleAdvice('disdat-job')),
        executionRoleArn: read.one('execution-role-arn', matching(roleArn), roleAdvice('ecsTaskExecutionRole')),
        // https://docs.aws.amazon.com/batch/latest/APIReference/API_RetryStrategy.html
        attempts: read.number('attempts', { least: 1, most: 10, whole: true }),
        queueTimeoutMs: (queueTimeout ?? defaultQueueMinutes) * 60_000,
        shareIdentifier: read.one('share-identifier', matching(shareIdentifier), 'Give letters and digits, at most 255; a `*` may stand at the end.'),
        schedulingPriority: read.number('scheduling-priority', { least: 0, most: 9999, whole: true }),
        jobTags: read.list('job-tags', (text) => (0,lists/* parseTags */.rL)(text, reservedTags)),
        dependsOn: read.list('depends-on', (text) => (0,lists/* parseIds */.Ae)(text, jobId, ids)),
        tokenSeconds: tokenSecondsOf(read),
        wait: read.flag('wait', true),
        onCancel: read.choice('on-cancel', 'terminate', onCancels),
        attachJobIds: read.list('attach-job-ids', (text) => (0,lists/* parseIds */.Ae)(text, jobId, ids)),
    };
}
const defaultQueueMinutes = 60;
/** Tags of AWS and of ours: https://docs.aws.amazon.com/batch/latest/userguide/using-tags.html */
const reservedTags = /^(?:aws|disdat-run-action)$/i;
/** 0, or what STS accepts for a session. */
function tokenSecondsOf(read) {
    if (read.text('aws-session-token-duration') === '0')
        return 0;
    return read.number('aws-session-token-duration', { least: 900, most: 43_200, whole: true }) ?? 0;
}

// EXTERNAL MODULE: ./src/action/problems.js
var action_problems = __webpack_require__(61845);
// EXTERNAL MODULE: ./src/action/reader.js
var reader = __webpack_require__(37506);
// EXTERNAL MODULE: ./src/action/report-inputs.js
var report_inputs = __webpack_require__(75361);
;// CONCATENATED MODULE: ./src/action/inputs.js







/** Every input of action.yml, in its order. A test holds the two equal. */
const inputNames = [
    'pipe-class',
    'input-bundle',
    'input-path',
    'input-path-tags',
    'output-bundle',
    'backend',
    'params',
    'input-tags',
    'output-tags',
    'force',
    'force-all',
    'push-input',
    'pull-output',
    'remote',
    'context',
    'base-context',
    'cleanup',
    'remote-index',
    'config-file',
    'image',
    'registry',
    'repository-prefix',
    'pull-policy',
    'platform',
    'network',
    'dialect',
    'workers',
    'input-param',
    'env',
    'vcpus',
    'memory-mib',
    'shm-size-mib',
    'gpus',
    'run-timeout-minutes',
    'aws-region',
    'role-to-assume',
    'role-session-name',
    'role-duration-seconds',
    'audience',
    'allowed-account-ids',
    'sse-kms-key-id',
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
    'wait',
    'on-cancel',
    'attach-job-ids',
    'dry-run',
    'compare-with',
    'fail-on',
    'diff-max-bytes',
    'diff-samples',
    'comment',
    'comment-key',
    'comment-mode',
    'github-token',
    'annotations',
    'log-tail-lines',
    'summary',
];
const backendNames = ['Local', 'AWSBatch'];
const pullPolicies = ['missing', 'always', 'never'];
/** `metadata`: frames without the files that they link to. */
const pullOutputs = ['true', 'false', 'metadata'];
/** A hosted job's six hours, and a self-hosted one's five days (https://docs.github.com/en/actions/reference/limits). */
const defaultRunMinutes = 360;
const longestRunMinutes = 7200;
/** More lines than this belong into the job's log, not into its summary. */
const longestTail = 1000;
const largestMemoryMib = 16 * 1024 * 1024;
const disdatsOwnTags = /^(committed|root_task|__.*)$/;
const advice = {
    'pipe-class': 'Give `module.submodule.PipeClass`: Python names joined by dots, the class last.',
    bundle: 'Give a bundle name, of at most 255 characters and without slash, `..`, `::`, leading `-`, line break or other control character; or `-`.',
    remote: 'Give `s3://bucket/prefix`: a bucket of 3 to 63 lower-case letters, digits, dots and hyphens, and a prefix without `..`, `//` or unusual characters.',
    context: 'Give `remote-context/local-context`, or one name for both: letters, digits, `_`, `-` and `.`.',
    'base-context': 'Give the name of a remote context: letters, digits, `_`, `-` and `.`.',
    image: 'Give an image reference in lower case: `[host[:port]/]name[:tag][@sha256:…]`.',
    registry: 'Give a registry host such as `ghcr.io` or `localhost:5000`, without `https://`, or `*ECR*`.',
    'repository-prefix': 'Give lower-case path parts such as `team/pipelines`.',
    platform: 'Give `os/architecture`, such as `linux/amd64` or `linux/arm64`.',
    network: "Give a Docker network's name, or `host`.",
    'input-param': "Give the name of one of the pipe's parameters: letters, digits and `_`.",
    'aws-region': 'Give an AWS region such as `us-east-1`.',
    'sse-kms-key-id': "Give a KMS key: its id, `alias/name`, or the ARN of either (an alias of another account's key needs the ARN).",
};
/** Reads the step's inputs out of the runner's `INPUT_*` variables. Never throws: whatever is wrong is added to `problems`. */
function readInputs(env, problems) {
    const read = (0,reader/* readerOf */.T)(env, problems);
    const dialect = read.choice('dialect', 'auto', ['auto', ...command_line/* dialects */.O9]);
    const timeout = read.number('run-timeout-minutes', { least: 0.01, most: longestRunMinutes, whole: false });
    const memory = { most: largestMemoryMib, whole: true };
    const batch = readBatchInputs(read);
    const cleanup = read.flag('cleanup', false);
    return {
        backend: backendOf(read.text('backend') ?? 'Local', problems),
        given: new Set(inputNames.filter((name) => read.text(name) !== undefined)),
        pipeClass: pipeClassOf(read, cleanup || batch.attachJobIds.length > 0),
        inputBundle: read.one('input-bundle', bundleName, (text) => `${nameAdvice(text)} A uuid is accepted too.`) ?? '-',
        inputPaths: read.list('input-path', lists/* parsePaths */.Iz),
        inputPathTags: read.list('input-path-tags', (text) => (0,lists/* parseTags */.rL)(text, disdatsOwnTags)),
        outputBundle: read.one('output-bundle', bundleName, nameAdvice) ?? '-',
        params: read.list('params', lists/* parseParams */.Sl),
        inputTags: read.list('input-tags', (text) => (0,lists/* parseTags */.rL)(text)),
        outputTags: read.list('output-tags', (text) => (0,lists/* parseTags */.rL)(text, disdatsOwnTags)),
        force: read.flag('force', false),
        forceAll: read.flag('force-all', false),
        pushInput: read.flag('push-input', true),
        pullOutput: read.choice('pull-output', 'true', pullOutputs),
        remote: read.one('remote', names/* parseRemote */.M8, advice.remote),
        context: read.one('context', names/* parseContext */.DO, advice.context),
        baseContext: read.one('base-context', (text) => ((0,names/* isContextName */.b_)(text) ? text : undefined), advice['base-context']),
        cleanup,
        remoteIndex: read.flag('remote-index', true),
        configFile: read.text('config-file'),
        image: read.one('image', inputs_matching(imageReference), advice.image),
        registry: read.one('registry', parseRegistry, advice.registry),
        repositoryPrefix: read.one('repository-prefix', parseRepositoryPrefix, advice['repository-prefix']),
        pullPolicy: read.choice('pull-policy', 'missing', pullPolicies),
        platform: read.one('platform', inputs_matching(platform), advice.platform),
        network: read.one('network', inputs_matching(networkName), advice.network),
        dialect: dialect === 'auto' ? undefined : dialect,
        workers: read.number('workers', { least: 1, most: 512, whole: true }) ?? 1,
        inputParam: read.one('input-param', inputs_matching(parameterName), advice['input-param']),
        env: read.list('env', lists/* parseEnv */.vc),
        vcpus: read.number('vcpus', { least: 0.01, most: 1024, whole: false }),
        // Docker's own least: https://docs.docker.com/engine/containers/resource_constraints/
        memoryMib: read.number('memory-mib', { least: 6, ...memory }),
        shmSizeMib: read.number('shm-size-mib', { least: 1, ...memory }),
        gpus: read.number('gpus', { least: 1, most: 64, whole: true }),
        timeoutMs: (timeout ?? defaultRunMinutes) * 60_000,
        awsRegion: read.one('aws-region', inputs_matching(region), advice['aws-region']),
        role: readRoleInputs(read),
        batch,
        dryRun: read.flag('dry-run', false),
        report: (0,report_inputs/* readReportInputs */.g)(read),
        sseKmsKeyId: read.one('sse-kms-key-id', inputs_matching(kmsKeyId), advice['sse-kms-key-id']),
        logTailLines: read.number('log-tail-lines', { least: 0, most: longestTail, whole: true }) ?? 100,
        summary: read.flag('summary', true),
    };
}
/** Jobs that run already say themselves which pipe they run, and to clean up is to run none. */
function pipeClassOf(read, isNone) {
    if (read.text('pipe-class') !== undefined)
        return read.one('pipe-class', names/* parsePipeClass */.UN, advice['pipe-class']);
    return isNone ? undefined : read.missing('pipe-class', `Name the pipe to run. ${advice['pipe-class']}`);
}
/** `aws-batch` too, in any case. */
function backendOf(given, problems) {
    const found = backendNames.find((name) => name.toLowerCase() === given.toLowerCase().replaceAll('-', ''));
    if (found !== undefined)
        return found;
    const nearest = (0,action_problems/* nearestOf */.qw)(given, backendNames);
    const expected = `Allowed: ${backendNames.join(', ')}.`;
    problems.push({ where: 'backend', given, expected, ...(nearest !== undefined && { nearest }) });
    return 'Local';
}
const nameAdvice = (text) => `It ${(0,names/* faultInBundleName */.ld)(text)}. ${advice.bundle}`;
const bundleName = (text) => (text === '-' || (0,names/* faultInBundleName */.ld)(text) === undefined ? text : undefined);
const pathPart = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
/** https://pkg.go.dev/github.com/distribution/reference */
const imageReference = new RegExp(`^(?:[A-Za-z0-9][A-Za-z0-9.-]*(?::\\d+)?/)?${pathPart}(?:/${pathPart})*(?::\\w[\\w.-]{0,127})?(?:@sha256:[a-f0-9]{64})?$`);
const repositoryPath = new RegExp(`^${pathPart}(?:/${pathPart})*$`);
const platform = /^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9.]+)?$/;
const networkName = /^[A-Za-z0-9][\w.-]*$/;
const parameterName = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const region = /^[a-z]{2,}(?:-[a-z]+)+-\d+$/;
/** https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id */
const kmsKeyId = /^(?:arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(?:key\/[a-z0-9-]{36}|alias\/[\w/-]{1,250})|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}|alias\/[\w/-]{1,250})$/;
const inputs_matching = (pattern) => (text) => (pattern.test(text) ? text : undefined);
/** A registry as an input and as disdat.cfg have it; undefined where it is none. */
const parseRegistry = inputs_matching(/^(?:\*ECR\*|[A-Za-z0-9][A-Za-z0-9.-]*(?::\d+)?(?:\/[a-z0-9._/-]+)?)$/);
/** A repository prefix as an input and as disdat.cfg have it; undefined where it is none. */
const parseRepositoryPrefix = inputs_matching(repositoryPath);


/***/ }),

/***/ 75361:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ compareWithText),
/* harmony export */   g: () => (/* binding */ readReportInputs)
/* harmony export */ });
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84092);
/* harmony import */ var _disdat_names_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(15086);
/* harmony import */ var _disdat_rules_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77137);
/* harmony import */ var _comment_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(31236);




/** More than this belongs to a pipe that compares, not to a report; the values are held in memory. */
const largestDiffBytes = 1024 ** 3;
const defaultDiffBytes = 8 * 1024 ** 2;
const bundleAdvice = 'Give a bundle name or a uuid, `context/name` or `context/uuid` for one of another remote context, or `-` for nothing.';
/** Reads what the report is to hold; whatever is wrong becomes a problem of `read`'s. */
function readReportInputs(read) {
    return {
        compareWith: read.one('compare-with', parseCompareWith, bundleAdvice) ?? { kind: 'automatic' },
        failOn: read.list('fail-on', _disdat_rules_js__WEBPACK_IMPORTED_MODULE_1__/* .parseRules */ .NR),
        diffMaxBytes: read.one('diff-max-bytes', parseBytes, 'Give bytes up to 1 GiB, such as `8MiB`.') ?? defaultDiffBytes,
        diffSamples: read.flag('diff-samples', false),
        ...(0,_comment_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .readCommentInputs */ .J5)(read),
        annotations: read.flag('annotations', true),
    };
}
function parseCompareWith(text) {
    if (text === '-' || text.toLowerCase() === 'none')
        return { kind: 'nothing' };
    const at = text.indexOf('/');
    const context = at < 0 ? undefined : text.slice(0, at);
    const which = text.slice(at + 1);
    if (context !== undefined && !(0,_disdat_names_js__WEBPACK_IMPORTED_MODULE_3__/* .isContextName */ .b_)(context))
        return undefined;
    if ((0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .isUuid */ .O1)(which))
        return { kind: 'uuid', context, which };
    return (0,_disdat_names_js__WEBPACK_IMPORTED_MODULE_3__/* .faultInBundleName */ .ld)(which) === undefined ? { kind: 'name', context, which } : undefined;
}
/** As the input is written. */
function compareWithText(compareWith) {
    if (!('which' in compareWith))
        return compareWith.kind === 'nothing' ? '-' : '';
    const { context, which } = compareWith;
    return context === undefined ? which : `${context}/${which}`;
}
const units = { B: 1, KIB: 1024, MIB: 1024 ** 2, GIB: 1024 ** 3 };
/** Bytes, or a number of KiB, MiB or GiB. */
function parseBytes(text) {
    const [, number, unit = 'B'] = /^(\d{1,12}(?:\.\d{1,6})?) ?(B|[KMG]iB)?$/i.exec(text) ?? [];
    const [, factor] = Object.entries(units).find(([name]) => name === unit.toUpperCase()) ?? [];
    const bytes = Math.round(Number(number) * (factor ?? Number.NaN));
    return bytes <= largestDiffBytes ? bytes : undefined;
}


/***/ }),

/***/ 34667:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ StateKeeper),
/* harmony export */   u: () => (/* binding */ readState)
/* harmony export */ });
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86475);

const key = 'run';
/** Leaves the state for post, all of it again with each news. Before anything is started something is left, so that a killed main can be cleaned up after. */
class StateKeeper {
    #state = { runId: '', pipeClass: '', jobs: [], reported: false, unclean: false };
    async know(news) {
        await this.#save({ ...this.#state, ...news });
    }
    /** A job that post makes sure of; what was known of it before is replaced. */
    async job(job) {
        await this.#save({ ...this.#state, jobs: [...this.#without(job.outputUuid), job] });
    }
    /** A job that goes on without us. */
    async leave(outputUuid) {
        await this.#save({ ...this.#state, jobs: this.#without(outputUuid) });
    }
    #without(outputUuid) {
        return this.#state.jobs.filter((job) => job.outputUuid !== outputUuid);
    }
    async #save(state) {
        this.#state = state;
        const core = await (0,_log_js__WEBPACK_IMPORTED_MODULE_0__/* .toolkit */ .VQ)();
        core.saveState(key, JSON.stringify(state));
    }
}
/** The state that main left; undefined where it started nothing. */
function readState(env) {
    const text = env[`STATE_${key}`];
    if (!text)
        return undefined;
    const state = JSON.parse(text);
    if (typeof state !== 'object' || state === null)
        return undefined;
    const { runId, pipeClass, contextFolder, jobs, reported, unclean } = { ...state };
    if (typeof runId !== 'string' || typeof pipeClass !== 'string')
        return undefined;
    return {
        runId,
        pipeClass,
        reported: reported === true,
        unclean: unclean === true,
        jobs: Array.isArray(jobs) ? jobs.flatMap(jobState) : [],
        ...(typeof contextFolder === 'string' && { contextFolder }),
    };
}
function jobState(value) {
    if (typeof value !== 'object' || value === null)
        return [];
    const { region, queue, name, id, outputUuid } = { ...value };
    if (typeof region !== 'string' || typeof queue !== 'string' || typeof name !== 'string')
        return [];
    if (typeof outputUuid !== 'string')
        return [];
    return [{ region, queue, name, outputUuid, ...(typeof id === 'string' && { id }) }];
}


/***/ }),

/***/ 87995:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ resolveImage)
/* harmony export */ });
/* harmony import */ var _disdat_command_line_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(30458);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);
/* harmony import */ var _engine_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7506);
/* harmony import */ var _registry_login_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(93355);




/** Finds the image on the engine, or pulls it as the policy says. Throws as Backend.image does. */
async function resolveImage(docker, request, loginFor, signal) {
    const present = request.pullPolicy === 'always' ? undefined : await inspect(docker, request, signal);
    if (present !== undefined)
        return present;
    if (request.pullPolicy === 'never') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('image-not-found', `The image ${request.reference} is not on this engine, and pull-policy is \`never\`.`, buildAdvice);
    }
    await pull(docker, request, loginFor, signal);
    const pulled = await inspect(docker, request, signal);
    if (pulled === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('image-not-found', `The engine pulled ${request.reference} but does not have it.`, 'Check `platform`, and the engine’s log.');
    }
    return pulled;
}
/** The longest pull that we wait for. */
const pullLimitMs = 60 * 60_000;
const buildAdvice = 'Build the image with `dsdt dockerize`, or give `image`, `registry` or `repository-prefix` so that the name is right.';
async function inspect(docker, request, signal) {
    const found = await (0,_engine_js__WEBPACK_IMPORTED_MODULE_1__/* .callEngine */ .rU)(() => docker.getImage(request.reference).inspect().catch(absent), () => undefined, signal);
    if (found === undefined)
        return undefined;
    const config = found.Config;
    if (typeof found.Id !== 'string' || typeof config !== 'object')
        throw noEngine();
    if (request.platform !== undefined && !runsOn(found, request.platform))
        return undefined;
    const shown = (0,_disdat_command_line_js__WEBPACK_IMPORTED_MODULE_3__/* .dialectOf */ .E3)(list(config.Entrypoint), list(config.Cmd));
    const dialect = request.dialect ?? shown;
    if (dialect === undefined)
        throw unknownDialect(request.reference);
    // An image with an entry point of its own may pass on what we do not see; one without takes the command line as it is.
    const isWrapped = shown === 'luigi' && list(config.Entrypoint).length > 0;
    if (shown !== undefined && shown !== dialect && !isWrapped)
        throw otherDialect(request.reference, shown);
    const repository = request.reference.replace(/(@sha256:.*|:[^/:]+)$/, '');
    const digest = list(found.RepoDigests).find((pinned) => pinned.startsWith(`${repository}@`)) ?? list(found.RepoDigests)[0];
    return {
        reference: request.reference,
        pinned: digest ?? found.Id,
        id: found.Id,
        dialect,
        env: new Map(list(config.Env).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])),
        user: config.User,
        architecture: found.Architecture,
    };
}
function noEngine() {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('docker-unavailable', 'Something answers where the Docker engine should, but it is no Docker engine.', 'Check DOCKER_HOST.');
}
function absent(error) {
    if ((0,_engine_js__WEBPACK_IMPORTED_MODULE_1__/* .engineError */ .v_)(error).status !== 404)
        throw error;
}
function unknownDialect(reference) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `The image ${reference} has neither the entry point of a classic pipeline image (/opt/bin/entrypoint.py) nor the command of a luigi one (dsdt_docker).`, `Set \`dialect: classic\` or \`dialect: luigi\` if it is a Disdat pipeline image all the same.`);
}
function otherDialect(reference, shown) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `dialect: the image ${reference} is a ${shown} one, as its own configuration shows.`, 'Leave `dialect` out, or name the other image in `image`.');
}
const list = (value) => typeof value === 'string' ? [value] : (value ?? []);
function runsOn(image, platform) {
    return platform.split('/').slice(0, 2).join('/') === `${image.Os}/${image.Architecture}`;
}
async function pull(docker, request, loginFor, signal) {
    const authconfig = await loginFor(request.reference);
    const options = {
        ...(authconfig && { authconfig }),
        ...(request.platform && { platform: request.platform }),
        abortSignal: signal,
    };
    await (0,_engine_js__WEBPACK_IMPORTED_MODULE_1__/* .callEngine */ .rU)(async () => {
        const progress = await docker.pull(request.reference, options);
        await new Promise((resolve, reject) => {
            docker.modem.followProgress(progress, (error) => (error ? reject(error) : resolve()));
        });
    }, (error) => pullFailure(request.reference, error, authconfig !== undefined), signal, pullLimitMs);
}
function pullFailure(reference, { message }, loggedIn) {
    const registry = (0,_registry_login_js__WEBPACK_IMPORTED_MODULE_2__/* .registryOf */ .F)(reference);
    const evidence = `The image ${reference} could not be pulled: ${message}.`;
    if (/denied|unauthorized|authentication required|no basic auth|forbidden/i.test(message)) {
        const login = loggedIn
            ? `The login for ${registry} was refused or may not pull this image`
            : `There is no login for ${registry} on this runner`;
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('image-pull-denied', evidence, `${login}. Log in before this step (docker/login-action, or amazon-ecr-login), and check the name.`);
    }
    if (/not found|manifest unknown|does not exist|no matching manifest|invalid reference/i.test(message)) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('image-not-found', evidence, buildAdvice);
    }
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('image-not-found', evidence, `See whether the runner reaches ${registry}, or set \`pull-policy: never\` for an image that is built on this runner.`);
}


/***/ }),

/***/ 17437:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hh: () => (/* binding */ cutLine),
/* harmony export */   g3: () => (/* binding */ LineSplitter)
/* harmony export */ });
/* unused harmony export lineLimit */
/** The longest line that is shown, in UTF-16 units. The rest of a longer one is counted and dropped. */
const lineLimit = 16 * 1024;
/** A line as it may be shown: one over the limit is cut, and says how much is missing. */
function cutLine(text) {
    const dropped = text.length - lineLimit;
    return dropped > 0 ? withDropped(text.slice(0, lineLimit), dropped) : text;
}
const withDropped = (text, dropped) => `${text} … [${dropped} more characters not shown]`;
/**
 * Cuts a stream of bytes into lines, in flat memory. A line ends at `\n`, `\r\n` or a bare `\r`, because the runner's reader ends one at
 * each of them (https://learn.microsoft.com/dotnet/api/system.io.streamreader.readline). Invalid UTF-8 becomes U+FFFD; a line over the
 * limit is cut and says how much is missing.
 */
class LineSplitter {
    // A byte order mark is kept: Node's decoder otherwise takes one away in the middle of a stream too, depending on how it is cut.
    #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    #open = '';
    #dropped = 0;
    #afterReturn = false;
    /** The lines that these bytes complete. */
    push(bytes) {
        return this.#take(this.#decoder.decode(bytes, { stream: true }));
    }
    /** The last line, if the stream did not end with a line end. */
    end() {
        const lines = this.#take(this.#decoder.decode());
        if (this.#open !== '' || this.#dropped > 0)
            lines.push(this.#close(''));
        return lines;
    }
    #take(text) {
        let rest = text;
        if (this.#afterReturn && rest !== '') {
            if (rest.startsWith('\n'))
                rest = rest.slice(1);
            this.#afterReturn = false;
        }
        if (rest.endsWith('\r'))
            this.#afterReturn = true;
        const parts = rest.includes('\r') ? rest.split(/\r\n|\r|\n/) : rest.split('\n');
        const open = parts.pop() ?? '';
        const lines = parts.map((part) => this.#close(part));
        this.#append(open);
        return lines;
    }
    #append(text) {
        const room = lineLimit - this.#open.length;
        if (text.length <= room) {
            this.#open += text;
            return;
        }
        this.#open += text.slice(0, Math.max(0, room));
        this.#dropped += text.length - Math.max(0, room);
    }
    #close(text) {
        this.#append(text);
        const line = this.#dropped > 0 ? withDropped(this.#open, this.#dropped) : this.#open;
        this.#open = '';
        this.#dropped = 0;
        return line;
    }
}


/***/ }),

/***/ 66394:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  i: () => (/* binding */ LocalBackend)
});

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __webpack_require__(38321);
// EXTERNAL MODULE: ../../node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(36474);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
;// CONCATENATED MODULE: ./src/backends/container.js




/** The label that every container of ours carries; its value is the run's id. */
const runLabel = 'disdat.run-action.run-id';
const mib = 1024 * 1024;
/** The engine's request for a task's container. */
function containerOf(task) {
    return {
        name: task.name,
        Image: task.image.id,
        ...(task.platform && { platform: task.platform }),
        Cmd: [...task.argv],
        // A name without a value is taken out of the image's environment (https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerCreate).
        Env: [...task.env].map(([name, value]) => (value === undefined ? name : `${name}=${value}`)),
        Labels: { [runLabel]: task.runId },
        AttachStdout: true,
        AttachStderr: true,
        HostConfig: {
            // Python does not reap what it did not start, and does not end on SIGTERM as process 1.
            Init: true,
            // We read the streams directly: a copy in the engine's log would only fill the runner's disk.
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
/** The files as a tar archive for the container's root. Only the container's user can read them, unless it is known by name alone. */
async function archiveOf(files, image) {
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
/** What the engine's refusal to create or start a container means. */
function launchFailure(task, { message }) {
    const invalid = (evidence, advice) => new errors/* Failure */.HR('invalid-input', evidence, advice);
    if (/network .*not found/i.test(message)) {
        return invalid(`network: the engine has no network ${task.network}.`, '`docker network ls` lists them; `host` is always there on Linux.');
    }
    if (/device driver|capabilities: \[\[gpu/i.test(message)) {
        return invalid(`gpus: the engine cannot give GPUs (${message}).`, 'Use a runner with GPUs and the NVIDIA container toolkit, or leave `gpus` out.');
    }
    if (/CPUs? (available|is from)|Range of CPUs/i.test(message)) {
        return invalid(`vcpus: the engine refuses ${task.vcpus} (${message}).`, 'Ask for no more CPUs than the runner has.');
    }
    if (/executable file not found|no such file or directory/i.test(message)) {
        return invalid(`The image ${task.image.reference} has no ${task.argv[0]} (${message}).`, 'Is it a Disdat pipeline image of this dialect? See `image` and `dialect`.');
    }
    if (/exec format error/i.test(message)) {
        return new errors/* Failure */.HR('image-architecture', `The image ${task.image.reference} is for another kind of processor than this runner’s (${message}).`, 'Set `platform`, or build the image for this runner.');
    }
    return undefined;
}

;// CONCATENATED MODULE: ./src/backends/demux.js
const headerLength = 8;
/**
 * Takes Docker's multiplexed stream apart (https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerAttach).
 * Payloads are passed on in whatever pieces they come, so a frame of any claimed length needs no memory; dockerode's own demultiplexer
 * gathers each frame, calls itself for every one, and knows no backpressure.
 */
async function* demux(source) {
    const header = Buffer.alloc(headerLength);
    let headerFilled = 0;
    let remaining = 0;
    let stream = 'stdout';
    for await (const data of source) {
        const chunks = [];
        let at = 0;
        while (at < data.length) {
            if (remaining > 0) {
                const bytes = data.subarray(at, at + remaining);
                chunks.push({ stream, bytes });
                at += bytes.length;
                remaining -= bytes.length;
                continue;
            }
            const part = data.subarray(at, at + headerLength - headerFilled);
            header.set(part, headerFilled);
            headerFilled += part.length;
            at += part.length;
            if (headerFilled < headerLength)
                continue;
            headerFilled = 0;
            stream = header[0] === 2 ? 'stderr' : 'stdout';
            remaining = header.readUInt32BE(4);
        }
        if (chunks.length > 0)
            yield chunks;
    }
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./src/backends/engine.js
var engine = __webpack_require__(7506);
;// CONCATENATED MODULE: ./src/backends/ending.js



/** How often we look whether a container that says nothing is still there. */
const lookEveryMs = 10_000;
/** How long the exit code may come after the last of the output. */
const lateMs = 1_000;
/** 128 + SIGKILL: what a container ends with when it is removed by force. */
const killed = 137;
/**
 * How a container ended. docker-modem never settles a call whose connection broke after the answer had begun, as that of a wait does when the
 * engine dies; so the engine is asked too, when the output has ended and now and then. Throws what the engine's loss throws, and Failure
 * `docker-unavailable` when somebody else removed the container.
 */
async function endingOf(docker, job, { exitCode, copied }, signal) {
    let late = copied.then(() => (0,promises_.setTimeout)(lateMs, undefined, { signal }));
    for (;;) {
        const code = await Promise.race([exitCode, late, (0,promises_.setTimeout)(lookEveryMs, undefined, { signal })]);
        const state = (await docker.getContainer(job.id).inspect().catch(absent))?.State;
        const isRemoved = state === undefined || state.Status === 'removing' || state.Status === 'dead';
        // A removal after the end is none of ours.
        if (isRemoved && (code === undefined || code === killed))
            throw removedWhileRunning(job);
        const outOfMemory = state?.OOMKilled ?? false;
        if (code !== undefined)
            return { exitCode: code, outOfMemory };
        if (state?.Running === false)
            return { exitCode: state.ExitCode, outOfMemory };
        late = new Promise(() => undefined);
    }
}
/** The failure for a container that somebody else removed. */
function removedWhileRunning({ name }) {
    return new errors/* Failure */.HR('docker-unavailable', `The container ${name} was removed while it ran, and not by this step.`, 'See what else removes containers on this machine, such as a clean-up job, and run the step again.');
}
function absent(error) {
    if ((0,engine/* engineError */.v_)(error).status !== 404)
        throw error;
}

// EXTERNAL MODULE: ./src/backends/image.js
var backends_image = __webpack_require__(87995);
// EXTERNAL MODULE: ./src/backends/lines.js
var lines = __webpack_require__(17437);
;// CONCATENATED MODULE: ./src/backends/local.js







/** How long a container may take to end by itself after SIGTERM. The runner gives 7.5 s in all (actions/runner, ProcessInvoker). */
const stopGraceSeconds = 3;
/** Pipes in containers on the Docker engine that `DOCKER_HOST` names. */
class LocalBackend {
    #loginFor;
    #running = new Map();
    constructor(loginFor) {
        this.#loginFor = loginFor;
    }
    async image(request, signal) {
        return (0,backends_image/* resolveImage */.A)(await (0,engine/* connect */.Ng)(), request, this.#loginFor, signal);
    }
    async dryRun(task) {
        return `POST /containers/create\n${JSON.stringify(containerOf(task), null, 2)}`;
    }
    async launch(task, signal) {
        const docker = await (0,engine/* connect */.Ng)();
        try {
            return await (0,engine/* callEngine */.rU)(() => this.#start(docker, task, signal), (error) => launchFailure(task, error));
        }
        catch (error) {
            await this.stop(task.runId).catch(() => 0);
            signal.throwIfAborted();
            throw error;
        }
    }
    async #start(docker, task, signal) {
        const container = await docker.createContainer(containerOf(task));
        signal.throwIfAborted();
        await container.putArchive(await archiveOf(task.files, task.image), { path: '/' });
        // Attached, and waited for, before the start: no line and no exit can be missed.
        const output = await container.attach({ stream: true, stdout: true, stderr: true });
        if (!(output instanceof external_node_stream_.Readable))
            throw new Error('The engine gave no stream of the container.');
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
        const docker = await (0,engine/* connect */.Ng)();
        const over = new AbortController();
        const abort = () => running.output.destroy();
        signal.addEventListener('abort', abort, { once: true });
        const copied = copyLines(running.output, lines);
        const heard = { exitCode: running.exitCode, copied };
        try {
            signal.throwIfAborted();
            const both = Promise.all([endingOf(docker, job, heard, over.signal), copied]);
            const [ending] = await (0,engine/* callEngine */.rU)(() => both.catch(lostWhileRunning), noName, signal, longestFollowMs);
            return ending;
        }
        finally {
            signal.removeEventListener('abort', abort);
            over.abort();
            running.output.destroy();
            // No line may come when whoever follows has ended.
            await copied.catch(() => undefined);
        }
    }
    async refresh(job, files, image) {
        const archive = await archiveOf(files, image);
        const docker = await (0,engine/* connect */.Ng)();
        await (0,engine/* callEngine */.rU)(() => docker.getContainer(job.id).putArchive(archive, { path: '/' }), ({ status }) => (status === 404 ? removedWhileRunning(job) : undefined));
    }
    async stop(runId) {
        const docker = await (0,engine/* connect */.Ng)();
        const filters = { label: [`${runLabel}=${runId}`] };
        const found = await (0,engine/* callEngine */.rU)(() => docker.listContainers({ all: true, filters }), noName);
        await Promise.all(found.map(async ({ Id, State }) => {
            const container = docker.getContainer(Id);
            // Whatever happens to the polite request, the removal by force is what counts.
            if (State === 'running')
                await container.stop({ t: stopGraceSeconds }).catch(() => undefined);
            await (0,engine/* callEngine */.rU)(() => container.remove({ force: true, v: true }).catch(alreadyGone), noName);
        }));
        return found.length;
    }
}
/** No run is followed for longer than GitHub lets a job live on a self-hosted runner: five days. */
const longestFollowMs = 5 * 24 * 60 * 60_000;
/** Docker answers 404 for a container that is removed and 409 for one that is being removed. */
function alreadyGone(error) {
    const { status } = (0,engine/* engineError */.v_)(error);
    if (status !== 404 && status !== 409)
        throw error;
}
/** Leaves the engine's refusal to be told in its own words. */
const noName = () => undefined;
function lostWhileRunning(error) {
    throw (0,engine/* engineGone */.aC)(error, 'The Docker engine went away while the container ran') ?? error;
}
async function copyLines(output, sink) {
    const splitters = { stdout: new lines/* LineSplitter */.g3(), stderr: new lines/* LineSplitter */.g3() };
    for await (const chunks of demux(output)) {
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
function readExitCode(answer) {
    const code = typeof answer === 'object' && answer !== null && 'StatusCode' in answer ? answer.StatusCode : undefined;
    if (typeof code !== 'number')
        throw new Error('The engine gave no exit code.');
    return code;
}


/***/ }),

/***/ 93355:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ registryOf),
/* harmony export */   j: () => (/* binding */ registryLogin)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);



/** A credential helper that does not answer must not hold the run. */
const helperTimeoutMs = 20_000;
const dockerHub = 'https://index.docker.io/v1/';
/** The registry host of a reference, by Docker's rule: the first part is a host if it has a dot, a colon, or is `localhost`. */
function registryOf(reference) {
    const [first = '', ...rest] = reference.split('/');
    return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? first : 'docker.io';
}
/**
 * The login that `docker login` (or docker/login-action) left in Docker's own configuration for the reference's registry; undefined
 * where there is none. Credential helpers are asked (https://github.com/docker/docker-credential-helpers). Never throws: a pull without
 * login then says what is wrong.
 */
async function registryLogin(reference, configFolder) {
    const config = await readJson((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(configFolder, 'config.json'));
    const registry = registryOf(reference);
    for (const server of registry === 'docker.io' ? [dockerHub, 'docker.io'] : [registry, `https://${registry}`]) {
        const helper = textAt(config, 'credHelpers', server) ?? textAt(config, 'credsStore');
        const login = (helper && (await askHelper(helper, server))) || fromAuth(textAt(config, 'auths', server, 'auth'), server);
        if (login)
            return login;
    }
    return undefined;
}
function fromAuth(auth, serveraddress) {
    const [, username, password] = /^([^:]+):(.+)$/s.exec(Buffer.from(auth ?? '', 'base64').toString()) ?? [];
    return username && password ? { username, password, serveraddress } : undefined;
}
function askHelper(name, server) {
    if (!/^[\w.-]+$/.test(name))
        return Promise.resolve(undefined);
    return new Promise((resolve) => {
        const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)(`docker-credential-${name}`, ['get'], { timeout: helperTimeoutMs }, (error, stdout) => {
            const answer = error ? undefined : parse(stdout);
            const username = textAt(answer, 'Username');
            const password = textAt(answer, 'Secret');
            resolve(username && password ? { username, password, serveraddress: server } : undefined);
        });
        // A helper that is not installed fails the write too; the callback above already tells.
        child.stdin?.on('error', () => resolve(undefined));
        child.stdin?.end(server);
    });
}
async function readJson(path) {
    return parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(path, 'utf8').catch(() => ''));
}
function parse(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
function textAt(value, ...path) {
    let at = value;
    for (const key of path)
        at = typeof at === 'object' && at !== null ? Object.entries(at).find(([name]) => name === key)?.[1] : undefined;
    return typeof at === 'string' && at !== '' ? at : undefined;
}


/***/ }),

/***/ 30458:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E3: () => (/* binding */ dialectOf),
/* harmony export */   O9: () => (/* binding */ dialects),
/* harmony export */   ay: () => (/* binding */ commandLine)
/* harmony export */ });
/**
 * The two command lines that pipeline images understand: `classic` (0.7: an entry point that takes input and output) and `luigi`
 * (disdat-luigi 1.x: `dsdt_docker`). Both are in use.
 */
const dialects = ['classic', 'luigi'];
const classicEntrypoint = '/opt/bin/entrypoint.py';
const luigiCommand = 'dsdt_docker';
/** The dialect that an image's own configuration shows; undefined where it shows neither, and the user must say. */
function dialectOf(entrypoint, command) {
    if (entrypoint.some((part) => part.endsWith(classicEntrypoint)))
        return 'classic';
    if (command.some((part) => part.split('/').at(-1) === luigiCommand))
        return 'luigi';
    return undefined;
}
/** The container's argv (after its entry point, if it has one). Never joined into a shell string. */
function commandLine(dialect, invocation) {
    return dialect === 'classic' ? classic(invocation) : luigi(invocation);
}
function classic(call) {
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
        ...flags(call.params),
    ];
}
function luigi(call) {
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
        ...flags(call.params),
    ];
}
function flags(params) {
    return [...params].flatMap(([name, value]) => [`--${name}`, value]);
}


/***/ }),

/***/ 77137:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F7: () => (/* binding */ timeUnits),
/* harmony export */   KL: () => (/* binding */ printRule),
/* harmony export */   NR: () => (/* binding */ parseRules)
/* harmony export */ });
/** Rules that need no amount. */
const plainRules = ['error', 'missing-output', 'empty', 'column-removed', 'type-changed'];
/** In the order in which they are looked for, so that `<=` is not taken for `<`. */
const relations = ['<=', '>=', '<', '>'];
const byteUnits = { TiB: 1024 ** 4, GiB: 1024 ** 3, MiB: 1024 ** 2, KiB: 1024, B: 1 };
/** In milliseconds. */
const timeUnits = { d: 86_400_000, h: 3_600_000, m: 60_000 };
/** More rules than anybody needs. */
const maxRules = 100;
/**
 * Reads rules, separated by commas or line breaks: `empty`, `rows<-20%`, `bytes>+1GiB`, `nulls("a column")>1%`, `stale>26h`. A rule that stands
 * twice counts once. Reads on after a mistake, and tells all of them; never throws.
 */
function parseRules(text) {
    const cursor = new Cursor(text);
    const rules = new Map();
    const faults = [];
    for (cursor.take(/[\s,]+/y); !cursor.isAtEnd && rules.size + faults.length < maxRules; cursor.take(/[\s,]+/y)) {
        const start = cursor.at;
        try {
            const rule = readRule(cursor);
            rules.set(printRule(rule), rule);
        }
        catch (error) {
            if (!(error instanceof Unexpected))
                throw error;
            faults.push(faultAt(text, start, error));
            cursor.take(/[^,\n]*/y);
        }
    }
    if (!cursor.isAtEnd)
        faults.push(faultAt(text, cursor.at, new Unexpected(cursor.at, `the end: there are at most ${maxRules} rules`)));
    return { value: [...rules.values()], faults };
}
/** The rule as it is written without blanks; `parseRules` reads it back as the same. */
function printRule(rule) {
    if (rule.kind === 'stale')
        return `stale>${rule.amount}${rule.unit}`;
    if (rule.kind !== 'limit')
        return rule.kind;
    const { quantity, is, isChange, isPercent, amount } = rule;
    const what = quantity.of === 'nulls' ? `nulls(${columnText(quantity.column)})` : quantity.of;
    const unit = quantity.of === 'bytes' && !isPercent ? byteUnitOf(amount) : undefined;
    const number = unit === undefined ? Math.abs(amount) : Math.abs(amount) / byteUnits[unit];
    const sign = isChange ? (amount < 0 ? '-' : '+') : '';
    return `${what}${is}${sign}${number}${isPercent ? '%' : (unit ?? '')}`;
}
const columnText = (name) => (plainColumn.test(name) ? name : JSON.stringify(name));
/** The largest unit of which it is a whole number; none for what is smaller than all but bytes. */
function byteUnitOf(bytes) {
    return bytes === 0 ? undefined : largerUnits.find((unit) => bytes % byteUnits[unit] === 0);
}
const largerUnits = ['TiB', 'GiB', 'MiB', 'KiB'];
/** Something else was expected at a place of the text. */
class Unexpected extends Error {
    name = 'Unexpected';
    at;
    word;
    /** @param word the one that stands there, and those that could */
    constructor(at, expected, word) {
        super(expected);
        this.at = at;
        this.word = word;
    }
}
function faultAt(text, start, { at, message, word }) {
    const before = text.slice(0, at).split('\n');
    const [line, column] = [before.length, (before.at(-1) ?? '').length + 1];
    const given = word?.given || (/^[^,\n]*/.exec(text.slice(start))?.[0] ?? '').trim();
    const expected = `Line ${line}, column ${column}: expected ${message}.`;
    return { line, column, given, expected, allowed: word?.allowed ?? [] };
}
/** A place in a text, from which one reads on. Patterns are sticky. */
class Cursor {
    #text;
    at = 0;
    constructor(text) {
        this.#text = text;
    }
    get isAtEnd() {
        return this.at >= this.#text.length;
    }
    /** What the pattern finds here, which is then passed; undefined where it finds nothing. */
    take(pattern) {
        pattern.lastIndex = this.at;
        const found = pattern.exec(this.#text)?.[0];
        if (found !== undefined)
            this.at += found.length;
        return found;
    }
    /** The first of these texts that stands here, after blanks. */
    oneOf(texts) {
        this.take(blanks);
        const found = texts.find((each) => this.#text.startsWith(each, this.at));
        this.at += found?.length ?? 0;
        return found;
    }
    expect(text, expected) {
        if (this.oneOf([text]) === undefined)
            throw new Unexpected(this.at, expected);
    }
}
const blanks = /[^\S\n]*/y;
const words = [...plainRules, 'rows', 'bytes', 'nulls', 'stale'];
/** A column that needs no quotes. */
const plainColumn = /^[\p{L}\p{N}_.:-](?:[\p{L}\p{N}_.: -]*[\p{L}\p{N}_.:-])?$/u;
function readRule(cursor) {
    const start = cursor.at;
    const given = cursor.take(/[a-z]+(?:-[a-z]+)*/iy) ?? '';
    const word = words.find((each) => each === given.toLowerCase());
    if (word === undefined)
        throw new Unexpected(start, `a rule (${words.join(', ')})`, { given, allowed: words });
    const rule = readRest(cursor, word);
    cursor.take(blanks);
    const end = cursor.at;
    if (!cursor.isAtEnd && cursor.take(/[,\n]/y) === undefined)
        throw new Unexpected(end, 'a comma or a line break before the next rule');
    return rule;
}
function readRest(cursor, word) {
    switch (word) {
        case 'rows':
        case 'bytes':
            return readLimit(cursor, { of: word });
        case 'nulls':
            return readLimit(cursor, { of: word, column: readColumn(cursor) });
        case 'stale':
            cursor.expect('>', '`>` and an age, as in `stale>26h`');
            return { kind: word, ...readAge(cursor) };
        default:
            return { kind: word };
    }
}
function readColumn(cursor) {
    cursor.expect('(', '`(` and a column, as in `nulls(email)>1%`');
    cursor.take(blanks);
    const start = cursor.at;
    const quoted = cursor.take(/"(?:[^"\\\n]|\\[^\n])*"/y);
    const name = quoted === undefined ? cursor.take(/[^()"'\n]*/y)?.trim() : unquoted(quoted);
    if (name === undefined || name === '')
        throw new Unexpected(start, 'a column; one with quotes, brackets or line breaks in it stands as a JSON text');
    cursor.expect(')', '`)` after the column; one with quotes or brackets in it stands as a JSON text');
    return name;
}
function unquoted(text) {
    try {
        return String(JSON.parse(text));
    }
    catch {
        return undefined;
    }
}
function readLimit(cursor, quantity) {
    const is = cursor.oneOf(relations);
    if (is === undefined)
        throw new Unexpected(cursor.at, `one of ${relations.map((each) => `\`${each}\``).join(', ')}`);
    const sign = cursor.oneOf(['+', '-']);
    const start = cursor.at;
    const number = readNumber(cursor);
    const isPercent = cursor.oneOf(['%']) !== undefined;
    if (isPercent && sign === undefined && quantity.of !== 'nulls')
        throw new Unexpected(start, `a sign: per cent of ${quantity.of} are a change, as in \`rows<-20%\` or \`rows>+50%\``);
    const unit = isPercent || quantity.of !== 'bytes' ? undefined : cursor.oneOf(byteUnitNames);
    const size = unit === undefined ? number : Math.round(number * byteUnits[unit]);
    if (!isPercent && !Number.isSafeInteger(size))
        throw new Unexpected(start, `a whole number of ${quantity.of}, or per cent with \`%\``);
    // There is no −0 to be told from 0.
    const amount = sign === '-' && size !== 0 ? -size : size;
    return { kind: 'limit', quantity, is, amount, isPercent, isChange: sign !== undefined };
}
const byteUnitNames = ['TiB', 'GiB', 'MiB', 'KiB', 'B'];
const timeUnitNames = ['m', 'h', 'd'];
function readAge(cursor) {
    const amount = readNumber(cursor);
    const unit = cursor.oneOf(timeUnitNames);
    if (unit === undefined)
        throw new Unexpected(cursor.at, 'a unit: `m` (minutes), `h` (hours) or `d` (days)');
    return { amount, unit };
}
function readNumber(cursor) {
    cursor.take(blanks);
    // No number that a double could not hold, or would print with an exponent.
    const text = cursor.take(/\d{1,12}(?:\.\d{1,6})?/y);
    if (text === undefined)
        throw new Unexpected(cursor.at, 'a number, such as 20 or 0.5');
    return Number(text);
}


/***/ }),

/***/ 48500:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ get)
/* harmony export */ });
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78474);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_events__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(37067);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_http__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44708);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_https__WEBPACK_IMPORTED_MODULE_2__);



/** Gets a text, whatever its status; redirects are not followed. Rejects where no answer came in time, or a longer one than allowed. */
async function get(url, { env, headers = {}, timeoutMs, limitBytes, signal }) {
    const { get: ask, Agent } = new URL(url).protocol === 'http:' ? (node_http__WEBPACK_IMPORTED_MODULE_1___default()) : (node_https__WEBPACK_IMPORTED_MODULE_2___default());
    const agent = new Agent({ proxyEnv: env });
    const timeout = AbortSignal.timeout(timeoutMs);
    const ended = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    try {
        const request = ask(url, { headers, agent, signal: ended });
        const [response] = await (0,node_events__WEBPACK_IMPORTED_MODULE_0__.once)(request, 'response', { signal: ended });
        if (response === undefined)
            throw new Error('no answer came');
        const chunks = [];
        let bytes = 0;
        for await (const chunk of response) {
            chunks.push(chunk);
            bytes += chunk.length;
            if (bytes > limitBytes)
                throw new Error(`the answer has more than ${limitBytes} bytes`);
        }
        return { status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() };
    }
    finally {
        agent.destroy();
    }
}


/***/ }),

/***/ 53443:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fp: () => (/* binding */ readParts),
/* harmony export */   qb: () => (/* binding */ corrupt),
/* harmony export */   zy: () => (/* binding */ readHead)
/* harmony export */ });
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84092);
/* harmony import */ var _disdat_hyperframe_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(61999);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(40643);
/* harmony import */ var _pool_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(47931);




/** Bundles in bundles in bundles: deeper than anybody has nested them. */
const maxDepth = 32;
/** Bundles that one bundle may hold, all levels together. */
const maxParts = 10_000;
/** Bytes of frames that a bundle, with those nested in it, keeps in memory. */
const maxKeptBytes = 8 * 1024 * 1024;
const remake = 'Make it again, or take an older version of it.';
/**
 * A bundle and all that are nested in it, each once, inner before outer, so the last is the one asked for; undefined
 * when its HyperFrame is not there. Throws Failure `bundle-corrupt` when one of them cannot be read; what is named but
 * missing is told in its part.
 */
async function readParts(place, uuid, options) {
    const seen = new Set();
    const parts = [];
    const room = { bytes: maxKeptBytes };
    const visit = async (inner, depth) => {
        if (seen.has(inner))
            return true;
        if (depth > maxDepth || seen.size >= maxParts)
            throw corrupt(place, uuid, 'it holds too many bundles', undefined);
        seen.add(inner);
        const found = await readPart(place, inner, room, options);
        if (found === undefined)
            return false;
        for (const nested of found.nested) {
            if (await visit(nested, depth + 1))
                continue;
            throw corrupt(place, inner, `it holds the bundle ${nested}, which is not there`, undefined);
        }
        parts.push(found.part);
        return true;
    };
    return (await visit(uuid, 0)) ? parts : undefined;
}
/** The bundle of this uuid, read from its HyperFrame alone. Throws BundleFormatError when that is not one. */
async function readHead(place, uuid, options) {
    // It becomes a key or a path.
    if (!(0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .isUuid */ .O1)(uuid))
        return undefined;
    const bytes = await place.read(uuid, (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .hyperFrameName */ .lm)(uuid), { ...options, maxBytes: _disdat_hyperframe_js__WEBPACK_IMPORTED_MODULE_1__/* .maxHyperFrameBytes */ .ts });
    return bytes === undefined ? undefined : { bundle: (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .readBundle */ .Bo)(bytes, uuid), bytes };
}
/** What to tell when a bundle, asked for by its uuid, is there and cannot be used. */
function corrupt(place, uuid, reason, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('bundle-corrupt', `The bundle ${place.uri(uuid)} cannot be used: ${reason}.`, remake, { cause });
}
async function readPart(place, uuid, room, options) {
    try {
        const listing = place.sizes(uuid, options);
        const [head, sizes] = await Promise.all([readHead(place, uuid, options), listing]);
        if (head === undefined)
            return undefined;
        const { bundle, bytes } = head;
        const warnings = [];
        if (!(0,_disdat_hyperframe_js__WEBPACK_IMPORTED_MODULE_1__/* .hyperFrameHashMatches */ .XI)(bytes))
            warnings.push(`The HyperFrame of ${uuid} does not match its own hash.`);
        const frames = [];
        const missing = [];
        const sound = new Map();
        const kept = new Map();
        await (0,_pool_js__WEBPACK_IMPORTED_MODULE_3__/* .forEachBounded */ .a)(bundle.frames, async ({ uuid: frameUuid }, signal) => {
            const path = (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .frameName */ .VW)(frameUuid);
            const size = sizes.get(path);
            const contents = size === undefined ? undefined : await readFrameContents(place, uuid, path, { size, signal });
            if (contents === undefined)
                missing.push(path);
            else
                frames.push({ path, nested: contents.nested, links: contents.links });
            if (contents?.hashMatches !== undefined)
                sound.set(path, contents.hashMatches);
            const whole = contents?.bytes;
            if (whole !== undefined && whole.length <= room.bytes) {
                room.bytes -= whole.length;
                kept.set(path, whole);
            }
            if (contents?.hashMatches === false)
                warnings.push(`The frame ${frameUuid} of ${uuid} does not match its own hash.`);
        }, options);
        const files = new Set();
        for (const url of frames.flatMap((frame) => frame.links)) {
            const link = (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .linkPath */ .OT)(url);
            if (link.kind === 'file')
                files.add(link.path);
            else
                warnings.push(`A link of ${uuid} leads out of it, to ${link.url}: nobody proves or pulls that.`);
        }
        const own = new Set([(0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .hyperFrameName */ .lm)(uuid), ...bundle.frames.map((frame) => (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .frameName */ .VW)(frame.uuid))]);
        const objects = [];
        for (const path of [...files, ...new Set(frames.map((frame) => frame.path))]) {
            if (files.has(path) && own.has(path))
                throw new _disdat_hyperframe_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC(`a link to ${path}, which is no file of the user`);
            const size = sizes.get(path);
            if (size === undefined)
                missing.push(path);
            else
                objects.push({ path, size });
        }
        const part = { bundle, hyperFrame: bytes, objects, missing, sound, kept, warnings };
        return { part, nested: frames.flatMap((frame) => frame.nested) };
    }
    catch (error) {
        if (error instanceof _disdat_hyperframe_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC)
            throw corrupt(place, uuid, error.message, error);
        throw error;
    }
}
/** Large frames of values are not read: a look at their beginning tells that they name nothing. */
async function readFrameContents(place, uuid, path, { size, signal }) {
    if (size > _disdat_hyperframe_js__WEBPACK_IMPORTED_MODULE_1__/* .framePeekBytes */ .Af) {
        const start = await place.read(uuid, path, { signal, firstBytes: _disdat_hyperframe_js__WEBPACK_IMPORTED_MODULE_1__/* .framePeekBytes */ .Af, maxBytes: _disdat_hyperframe_js__WEBPACK_IMPORTED_MODULE_1__/* .framePeekBytes */ .Af });
        if (start === undefined)
            return undefined;
        if ((0,_disdat_hyperframe_js__WEBPACK_IMPORTED_MODULE_1__/* .peekFrame */ .VT)(start) === 'values')
            return { kind: 'values', links: [], nested: [] };
    }
    const bytes = await place.read(uuid, path, { signal, maxBytes: _disdat_hyperframe_js__WEBPACK_IMPORTED_MODULE_1__/* .maxFrameBytes */ .fr });
    if (bytes === undefined)
        return undefined;
    const contents = (0,_disdat_hyperframe_js__WEBPACK_IMPORTED_MODULE_1__/* .scanFrame */ .$$)(bytes);
    const stray = contents.nested.find((nested) => !(0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .isUuid */ .O1)(nested));
    if (stray !== undefined)
        throw new _disdat_hyperframe_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC('a nested bundle without a uuid');
    return { ...contents, hashMatches: (0,_disdat_hyperframe_js__WEBPACK_IMPORTED_MODULE_1__/* .frameHashMatches */ .bG)(bytes), bytes };
}


/***/ }),

/***/ 12757:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   eE: () => (/* binding */ registerBundle),
/* harmony export */   sE: () => (/* binding */ indexedUuids)
/* harmony export */ });
/* unused harmony export sqlDate */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(73136);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_url__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(84092);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(40643);
/* harmony import */ var _disk_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(89888);







/** How long another process, a dsdt most likely, may hold the database before we give up, in milliseconds. */
const lockedForMs = 30_000;
/** SQLite waits in our own thread, deaf to signals, so it waits briefly and often. */
const busyTimeoutMs = 100;
const pauseMs = 50;
/** https://www.sqlite.org/rescode.html */
const sqlite = { busy: 5, locked: 6, readOnly: 8, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26 };
const tables = `
  CREATE TABLE IF NOT EXISTS hframes (uuid TEXT PRIMARY KEY, owner TEXT, human_name TEXT, processing_name TEXT,
    creation_date TEXT, state TEXT, pb BLOB);
  CREATE TABLE IF NOT EXISTS hframes_tags (key TEXT, uuid TEXT, value TEXT, UNIQUE (key, uuid));`;
/**
 * The uuids of the bundles that dsdt knows, of one name or of all; undefined when there is no database or dsdt would
 * make it anew. Throws Failure `local-context-unwritable` when it stays locked for 30 s.
 */
async function indexedUuids(context, name, options) {
    return await withDatabase(context, options, (database) => {
        const query = 'SELECT uuid FROM hframes WHERE state = ? AND (? IS NULL OR human_name = ?)';
        if (!hasTables(database))
            return [];
        const rows = database.prepare(query).all('valid', name ?? null, name ?? null);
        return rows.map(({ uuid }) => uuid).filter((uuid) => typeof uuid === 'string');
    });
}
/**
 * Makes a bundle whose folder is in place known to dsdt: one transaction in its database. Does nothing when there is
 * none, or it is broken: then dsdt finds the bundle by itself. Throws Failure `local-context-unwritable`, also when it
 * stays locked for 30 s, or `disk-full`.
 */
async function registerBundle(context, hyperFrame, options) {
    const bundle = (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_4__/* .readBundle */ .Bo)(hyperFrame);
    await withDatabase(context, options, (database) => {
        if (isRegistered(database, bundle.uuid, hyperFrame))
            return;
        database.exec('BEGIN IMMEDIATE');
        try {
            insert(database, bundle, hyperFrame);
            database.exec('COMMIT');
        }
        catch (error) {
            // A full disk, for one, has rolled back by itself.
            if (database.isTransaction)
                database.exec('ROLLBACK');
            throw error;
        }
    });
}
function insert(database, bundle, hyperFrame) {
    database.exec(tables);
    database
        .prepare('INSERT OR REPLACE INTO hframes VALUES (?, ?, ?, ?, ?, ?, ?)')
        .run(bundle.uuid, bundle.owner, bundle.name, bundle.processingName, sqlDate(bundle.createdSeconds), 'valid', hyperFrame);
    database.prepare('DELETE FROM hframes_tags WHERE uuid = ?').run(bundle.uuid);
    const tag = database.prepare('INSERT INTO hframes_tags (key, uuid, value) VALUES (?, ?, ?)');
    for (const [key, value] of bundle.tags)
        tag.run(key, bundle.uuid, value);
}
function hasTables(database) {
    return database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'hframes'").get() !== undefined;
}
function isRegistered(database, uuid, hyperFrame) {
    if (!hasTables(database))
        return false;
    const { pb } = database.prepare('SELECT pb FROM hframes WHERE uuid = ? AND state = ?').get(uuid, 'valid') ?? {};
    return pb instanceof Uint8Array && Buffer.compare(pb, hyperFrame) === 0;
}
/** Runs `use` on the database, again and again while another process holds it. Undefined when there is none. */
async function withDatabase(context, { signal }, use) {
    const file = node_path__WEBPACK_IMPORTED_MODULE_1___default().join(context.folder, 'ctxt.db');
    const deadline = Date.now() + lockedForMs;
    for (;;) {
        signal.throwIfAborted();
        try {
            return await useDatabase(file, use);
        }
        catch (error) {
            const code = resultCode(error);
            if (code === sqlite.corrupt || code === sqlite.notADatabase)
                return undefined;
            if (code === sqlite.cannotOpen && (await isAbsent(file)))
                return undefined;
            if (code !== sqlite.busy && code !== sqlite.locked)
                throw databaseFailure(error, code, file);
            if (Date.now() > deadline)
                throw databaseFailure(error, code, file);
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_2__.setTimeout)(pauseMs, undefined, { signal });
        }
    }
}
async function isAbsent(file) {
    return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(file).then(() => false, (error) => (0,_disk_js__WEBPACK_IMPORTED_MODULE_6__/* .isMissing */ .b2)(error));
}
async function useDatabase(file, use) {
    const { DatabaseSync } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 80099, 23));
    // `rw`: never make one, for dsdt takes an empty database for a complete one.
    const url = (0,node_url__WEBPACK_IMPORTED_MODULE_3__.pathToFileURL)(file);
    url.searchParams.set('mode', 'rw');
    const database = new DatabaseSync(url, { timeout: busyTimeoutMs });
    try {
        return use(database);
    }
    finally {
        database.close();
    }
}
function databaseFailure(error, code, file) {
    const options = { cause: error };
    switch (code) {
        case sqlite.full:
            return new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .Failure */ .HR('disk-full', `No room is left for ${file}.`, 'Free some space there.', options);
        case sqlite.busy:
        case sqlite.locked: {
            const evidence = `Another process has held ${file} for ${lockedForMs / 1000} s.`;
            return new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .Failure */ .HR('local-context-unwritable', evidence, 'Let the dsdt that uses it end, and run again.', options);
        }
        case sqlite.readOnly:
        case sqlite.cannotOpen: {
            const advice = "Make it writable for the job's user, or set `pull-output: false`.";
            return new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .Failure */ .HR('local-context-unwritable', `${file} could not be written.`, advice, options);
        }
        default:
            return error;
    }
}
/** The primary result code of SQLite, without what its extended codes add above the lowest byte. */
function resultCode(error) {
    if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
        return undefined;
    return error.errcode & 0xff;
}
/**
 * Unix seconds as dsdt stores them, for it sorts by this text: Python's `datetime.utcfromtimestamp(…).isoformat(' ')`,
 * to the microsecond, half to even, and without a fraction when there is none.
 */
function sqlDate(seconds) {
    const whole = Math.floor(seconds);
    const scaled = (seconds - whole) * 1e6;
    const floor = Math.floor(scaled);
    const rest = scaled - floor;
    const up = rest > 0.5 || (rest === 0.5 && floor % 2 === 1);
    const micros = floor + (up ? 1 : 0);
    const carried = micros === 1e6 ? { whole: whole + 1, micros: 0 } : { whole, micros };
    const text = new Date(carried.whole * 1000).toISOString().slice(0, 19).replace('T', ' ');
    return carried.micros === 0 ? text : `${text}.${String(carried.micros).padStart(6, '0')}`;
}


/***/ }),

/***/ 47931:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ maxInFlight),
/* harmony export */   a: () => (/* binding */ forEachBounded)
/* harmony export */ });
/**
 * Requests and files in flight at once: with 30 ms of latency enough for the 5,500 reads and 3,500 writes a second that
 * S3 takes below a prefix, and few enough for the default 1,024 open files.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html
 */
const maxInFlight = 192;
/**
 * Does `work` for each item, at most `limit` at a time. At the first error, or when `signal` aborts, the others hear it
 * through the signal they were given, all are waited for, and then it is thrown: nothing runs on.
 */
async function forEachBounded(items, work, { limit = maxInFlight, signal }) {
    const stop = new AbortController();
    const either = AbortSignal.any([signal, stop.signal]);
    const iterator = each(items);
    const workers = [];
    const worker = async () => {
        try {
            for (let isFirst = true;; isFirst = false) {
                either.throwIfAborted();
                const next = await iterator.next();
                if (next.done)
                    return;
                // No more of them than there are items: there may be a single one.
                if (isFirst && workers.length < limit)
                    workers.push(worker());
                await work(next.value, either);
            }
        }
        catch (error) {
            stop.abort(error);
        }
    };
    workers.push(worker());
    // More are added meanwhile, by those before them.
    for (const each of workers)
        await each;
    await iterator.return(undefined);
    stop.signal.throwIfAborted();
}
async function* each(items) {
    yield* items;
}


/***/ }),

/***/ 61705:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ww: () => (/* binding */ makeTemporary),
  C1: () => (/* binding */ pullBundle),
  Ge: () => (/* binding */ removeUnfinishedPulls)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./src/disdat/bundle.js
var bundle = __webpack_require__(84092);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/remote/contents.js
var contents = __webpack_require__(53443);
// EXTERNAL MODULE: ./src/remote/ctxt-db.js
var ctxt_db = __webpack_require__(12757);
// EXTERNAL MODULE: ./src/remote/disk.js
var disk = __webpack_require__(89888);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./src/remote/frame-file.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});


/** A frame ends with its hash: field 10, 32 characters. */
const tailBytes = 34;
const tailStart = Buffer.of(0x52, 32);
const chunkBytes = 1024 * 1024;
/**
 * Whether the `hash` at the end of a frame's file is the MD5 of what stands before it, where Disdat writes it; undefined
 * when no hash stands there. Read in pieces: a frame of numbers may be larger than memory.
 */
async function frameFileMatches(file) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const handle = __addDisposableResource(env_1, await (0,promises_.open)(file), true);
        const { size } = await handle.stat();
        if (size < tailBytes)
            return undefined;
        const tail = Buffer.alloc(tailBytes);
        await handle.read(tail, 0, tailBytes, size - tailBytes);
        if (!tail.subarray(0, tailStart.length).equals(tailStart))
            return undefined;
        const hash = (0,external_node_crypto_.createHash)('md5');
        const buffer = Buffer.alloc(Math.min(chunkBytes, size));
        for (let at = 0; at < size - tailBytes;) {
            const wanted = Math.min(buffer.length, size - tailBytes - at);
            const { bytesRead } = await handle.read(buffer, 0, wanted, at);
            if (bytesRead === 0)
                return false;
            hash.update(buffer.subarray(0, bytesRead));
            at += bytesRead;
        }
        return hash.digest('hex') === tail.toString('latin1', tailStart.length);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}

// EXTERNAL MODULE: ./src/remote/local-paths.js
var local_paths = __webpack_require__(88483);
// EXTERNAL MODULE: ./src/remote/pool.js
var pool = __webpack_require__(47931);
;// CONCATENATED MODULE: ./src/remote/pull.js










/** Beside `objects/`, for dsdt indexes whatever it finds in there. */
const temporaryPrefix = '.pull-';
/** What a killed pull left behind is swept by a later one after so long, in milliseconds. */
const abandonedAfterMs = 24 * 3600 * 1000;
/**
 * Brings a proved bundle, and before it those nested in it, into the local context, where dsdt sees it at once. Each
 * lands in a temporary folder, is checked (lengths, S3's checksums, the frames' own hashes), and is renamed: it is there
 * whole or not at all. Objects that are there already are kept. With `files: false` linked files are left on the remote,
 * as `dsdt pull` does without `--localize`. Throws Failure `disk-full`,
 * `local-context-unwritable`, or `bundle-corrupt` when the local copy differs; then, and when `signal` aborts, no
 * temporary folder stays.
 */
async function pullBundle(remote, proof, context, options) {
    const folder = external_node_path_default().join(context.objects, proof.bundle.uuid);
    const warnings = [];
    const pulled = { folder, objects: 0, bytes: 0, warnings };
    let temporary;
    try {
        temporary = await makeTemporary(context, options.runId);
        for (const part of proof.parts) {
            const { objects, bytes, odd } = await pullPart(remote, part, context, { ...options, temporary });
            pulled.objects += objects;
            pulled.bytes += bytes;
            warnings.push(...odd);
            await (0,ctxt_db/* registerBundle */.eE)(context, part.hyperFrame, options);
        }
        return pulled;
    }
    catch (error) {
        throw (0,disk/* diskFailure */.C9)(error, context.folder);
    }
    finally {
        if (temporary !== undefined)
            await (0,promises_.rm)(temporary, { recursive: true, force: true });
    }
}
/** A folder for what is not yet whole, in the context and outside its `objects/`; `removeUnfinishedPulls` finds it by the run's id. */
async function makeTemporary({ folder }, runId) {
    await sweep(folder);
    return await (0,promises_.mkdtemp)(external_node_path_default().join(folder, `${temporaryPrefix}${runId}-`));
}
async function pullPart(remote, part, context, options) {
    const { uuid } = part.bundle;
    const target = external_node_path_default().join(context.objects, uuid);
    const landing = external_node_path_default().join(options.temporary, uuid);
    const own = new Set(part.bundle.frames.map((frame) => (0,bundle/* frameName */.VW)(frame.uuid)));
    const wanted = options.files === false ? part.objects.filter((object) => own.has(object.path)) : part.objects;
    const all = [...wanted, { path: (0,bundle/* hyperFrameName */.lm)(uuid), size: part.hyperFrame.length }];
    await assertFits(all, uuid, target);
    const have = await context.sizes(uuid, options);
    const different = all.find((object) => have.has(object.path) && have.get(object.path) !== object.size);
    if (different !== undefined) {
        const sizes = `${different.path} has ${have.get(different.path)} bytes there and ${different.size} on the remote`;
        const evidence = `The local copy of the bundle ${uuid} in ${target} is not that of the remote: ${sizes}.`;
        throw new errors/* Failure */.HR('bundle-corrupt', evidence, `Remove it with \`dsdt rm --uuid ${uuid}\`, and run again.`);
    }
    const lacking = all.filter((object) => !have.has(object.path));
    if (lacking.length === 0)
        return { objects: 0, bytes: 0, odd: [] };
    await Promise.all(foldersOf(lacking, landing).map((folder) => (0,promises_.mkdir)(folder, { recursive: true })));
    const odd = [];
    await (0,pool/* forEachBounded */.a)(lacking, async ({ path: name, size }, signal) => {
        const file = external_node_path_default().join(landing, name);
        const kept = name === (0,bundle/* hyperFrameName */.lm)(uuid) ? part.hyperFrame : part.kept.get(name);
        if (kept?.length === size)
            await (0,promises_.writeFile)(file, kept, { signal });
        else if (!(await remote.store.getToFile(remote.key(uuid, name), file, { size, signal }))) {
            throw (0,contents/* corrupt */.qb)(remote, uuid, `${name} vanished while it was pulled`, undefined);
        }
        else if (own.has(name) && (await frameFileMatches(file)) === false) {
            const was = part.sound.get(name);
            if (was === true)
                throw (0,contents/* corrupt */.qb)(remote, uuid, `${name} came with other bytes than it was proved with`, undefined);
            if (was === undefined)
                odd.push(`${name} of ${uuid} does not match its own hash.`);
        }
    }, options);
    options.signal.throwIfAborted();
    await (0,promises_.mkdir)(context.objects, { recursive: true });
    const isNew = have.size === 0 && (await renamedWhole(landing, target));
    if (!isNew)
        await complete(lacking, landing, target);
    return { objects: lacking.length, bytes: lacking.reduce((sum, object) => sum + object.size, 0), odd };
}
/** Throws Failure `bundle-corrupt` when a folder cannot hold these, or would not be where they land. */
async function assertFits(objects, uuid, target) {
    const paths = objects.map((object) => object.path);
    const fault = (0,local_paths/* faultInPaths */.c)(paths);
    if (fault !== undefined) {
        const evidence = `The bundle ${uuid} cannot be pulled: ${fault}.`;
        throw new errors/* Failure */.HR('bundle-corrupt', evidence, 'Make it again with other names, or set `pull-output: metadata`.');
    }
    const link = await (0,local_paths/* linkOnTheWay */.K)(target, paths);
    if (link === undefined)
        return;
    const evidence = `The bundle ${uuid} cannot be pulled: ${link} is a symbolic link, and its files would land elsewhere.`;
    throw new errors/* Failure */.HR('bundle-corrupt', evidence, 'Remove the link, and run again.');
}
/** False when somebody else put the bundle there first. */
async function renamedWhole(landing, target) {
    try {
        await (0,promises_.rename)(landing, target);
        return true;
    }
    catch (error) {
        const code = (0,disk/* fileErrorCode */.c2)(error);
        if (code === 'ENOTEMPTY' || code === 'EEXIST')
            return false;
        throw error;
    }
}
/** Puts what lacks into a folder that is there already; in order, so the HyperFrame comes last. */
async function complete(lacking, landing, target) {
    for (const folder of foldersOf(lacking, target))
        await (0,promises_.mkdir)(folder, { recursive: true });
    for (const { path: name } of lacking)
        await (0,promises_.rename)(external_node_path_default().join(landing, name), external_node_path_default().join(target, name));
}
function foldersOf(objects, root) {
    return [...new Set(objects.map((object) => external_node_path_default().dirname(external_node_path_default().join(root, object.path))))];
}
/** Removes what a killed run of this id left in a local context's folder, if that is there. */
async function removeUnfinishedPulls(folder, runId) {
    const names = await (0,promises_.readdir)(folder).catch((error) => {
        if ((0,disk/* isMissing */.b2)(error))
            return [];
        throw error;
    });
    const own = names.filter((name) => name.startsWith(`${temporaryPrefix}${runId}-`));
    await Promise.all(own.map((name) => (0,promises_.rm)(external_node_path_default().join(folder, name), { recursive: true, force: true })));
}
/** Folders that this process has swept: once is enough for all that it pulls into one. */
const swept = new Set();
async function sweep(folder) {
    if (swept.has(folder))
        return;
    swept.add(folder);
    const names = await (0,promises_.readdir)(folder);
    for (const name of names.filter((each) => each.startsWith(temporaryPrefix))) {
        const old = external_node_path_default().join(folder, name);
        const age = Date.now() - (await (0,promises_.stat)(old).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
        if (age > abandonedAfterMs)
            await (0,promises_.rm)(old, { recursive: true, force: true });
    }
}


/***/ })

};
;