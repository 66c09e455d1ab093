"use strict";
exports.id = 561;
exports.ids = [561];
exports.modules = {

/***/ 6481:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ idTokens),
/* harmony export */   f: () => (/* binding */ noToken)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3296);
/* harmony import */ var _workflow_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1621);



const requestTimeoutMs = 10_000;
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
        const token = await patiently(() => ask(`${url}&audience=${encodeURIComponent(audience)}`, requestToken));
        await onSecret(token);
        return token;
    };
}
class Refusal extends Error {
}
async function ask(url, requestToken) {
    const answer = await fetch(url, {
        headers: { authorization: `Bearer ${requestToken}`, accept: 'application/json' },
        signal: AbortSignal.timeout(requestTimeoutMs),
    });
    const text = await answer.text();
    if (answer.status >= 500 || answer.status === 429)
        throw new Error(`GitHub answered ${answer.status}`);
    if (!answer.ok)
        throw new Refusal(`GitHub answered ${answer.status}`);
    const value = (0,_workflow_js__WEBPACK_IMPORTED_MODULE_2__.at)(JSON.parse(text), 'value');
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

/***/ 8506:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  l5: () => (/* binding */ parseRegistry),
  u: () => (/* binding */ parseRepositoryPrefix),
  Ko: () => (/* binding */ readInputs)
});

// UNUSED EXPORTS: backendNames, inputNames, pullOutputs, pullPolicies

// EXTERNAL MODULE: ./disdat/command-line.js
var command_line = __webpack_require__(9911);
// EXTERNAL MODULE: ./disdat/names.js
var names = __webpack_require__(3665);
// EXTERNAL MODULE: ./action/lists.js
var lists = __webpack_require__(4295);
;// CONCATENATED MODULE: ./action/aws-inputs.js

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

// EXTERNAL MODULE: ./action/problems.js
var action_problems = __webpack_require__(7584);
;// CONCATENATED MODULE: ./action/reader.js

/** A reader over the runner's `INPUT_*` variables: upper case, spaces as `_`, hyphens kept. */
function readerOf(env, problems) {
    const raw = (name) => env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '';
    const text = (name) => raw(name).trim() || undefined;
    const wrong = (where, given, expected, allowed = []) => {
        const nearest = (0,action_problems/* nearestOf */.qw)(given, allowed);
        problems.push({ where, given, expected, ...(nearest !== undefined && { nearest }) });
        return undefined;
    };
    return {
        text,
        one(name, parse, expected) {
            const given = text(name);
            return given === undefined
                ? undefined
                : (parse(given) ?? wrong(name, given, typeof expected === 'string' ? expected : expected(given)));
        },
        choice(name, fallback, allowed) {
            const given = text(name);
            if (given === undefined)
                return fallback;
            const chosen = allowed.find((word) => word.toLowerCase() === given.toLowerCase());
            return chosen ?? wrong(name, given, `Allowed: ${allowed.join(', ')}.`, allowed) ?? fallback;
        },
        flag(name, fallback) {
            const given = text(name);
            if (given === undefined)
                return fallback;
            if (/^(true|True|TRUE)$/.test(given))
                return true;
            if (/^(false|False|FALSE)$/.test(given))
                return false;
            return wrong(name, given, 'Allowed: true, false.', ['true', 'false']) ?? fallback;
        },
        number(name, { least, most, whole }) {
            const given = text(name);
            if (given === undefined)
                return undefined;
            const number = /^\d+(\.\d+)?$/.test(given) ? Number(given) : Number.NaN;
            if (number >= least && number <= most && (!whole || Number.isInteger(number)))
                return number;
            return wrong(name, given, `Give a ${whole ? 'whole ' : ''}number from ${least} to ${most}.`);
        },
        list(name, parse) {
            const { value, faults } = parse(raw(name));
            for (const { given, expected } of faults)
                wrong(name, given, expected);
            return value;
        },
        missing(name, expected) {
            problems.push({ where: name, expected });
            return undefined;
        },
    };
}

;// CONCATENATED MODULE: ./action/inputs.js






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
    const read = readerOf(env, problems);
    const dialect = read.choice('dialect', 'auto', ['auto', ...command_line/* dialects */.O9]);
    const timeout = read.number('run-timeout-minutes', { least: 0.01, most: longestRunMinutes, whole: false });
    const memory = { most: largestMemoryMib, whole: true };
    const batch = readBatchInputs(read);
    return {
        backend: backendOf(read.text('backend') ?? 'Local', problems),
        given: new Set(inputNames.filter((name) => read.text(name) !== undefined)),
        pipeClass: pipeClassOf(read, batch.attachJobIds.length > 0),
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
        sseKmsKeyId: read.one('sse-kms-key-id', inputs_matching(kmsKeyId), advice['sse-kms-key-id']),
        logTailLines: read.number('log-tail-lines', { least: 0, most: longestTail, whole: true }) ?? 100,
        summary: read.flag('summary', true),
    };
}
/** Jobs that run already say themselves which pipe they run. */
function pipeClassOf(read, attaches) {
    if (read.text('pipe-class') !== undefined)
        return read.one('pipe-class', names/* parsePipeClass */.UN, advice['pipe-class']);
    return attaches ? undefined : read.missing('pipe-class', `Name the pipe to run. ${advice['pipe-class']}`);
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

/***/ 4295:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ae: () => (/* binding */ parseIds),
/* harmony export */   Iz: () => (/* binding */ parsePaths),
/* harmony export */   Sl: () => (/* binding */ parseParams),
/* harmony export */   rL: () => (/* binding */ parseTags),
/* harmony export */   tq: () => (/* binding */ outsideWorkspace),
/* harmony export */   vc: () => (/* binding */ parseEnv)
/* harmony export */ });
/* unused harmony export valueLimit */
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3483);
/* harmony import */ var _disdat_names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3665);


/** The largest value of one parameter, tag or variable, in characters. Batch takes 30 KiB for a whole request. */
const valueLimit = 8192;
const lines = (text) => text
    .split(/\r?\n/)
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'));
/** `key:value`, one a line; the value may hold `:`. Keys that match `reserved` are Disdat's own and are refused. */
function parseTags(text, reserved) {
    const value = new Map();
    const faults = [];
    for (const { line } of lines(text)) {
        const [, key = '', tag = ''] = /^([^:]*):(.*)$/s.exec(line) ?? [];
        const expected = faultInPair(key.trim(), tag.trim(), value) ?? (reserved?.test(key.trim()) ? reservedTag : undefined);
        if (expected !== undefined)
            faults.push({ given: line, expected });
        else
            value.set(key.trim(), tag.trim());
    }
    return { value, faults };
}
const reservedTag = 'Disdat sets this tag itself: choose another key.';
function faultInPair(key, value, taken) {
    if (key === '' || value === '')
        return 'Give one `key:value` a line, neither side empty.';
    if (control.test(key) || control.test(value))
        return 'Control characters are not allowed in tags.';
    if (/^-|\s/.test(key))
        return 'A key has no spaces, and no `-` in front: Disdat takes that for an option.';
    if (value.length > valueLimit)
        return `A value is at most ${valueLimit} characters long.`;
    if (taken.has(key))
        return 'This key stands twice: give it once.';
    return undefined;
}
/** Files, folders and patterns of the workspace, one a line. That they lead nowhere else is seen again when they are looked up. */
function parsePaths(text) {
    const value = [];
    const faults = [];
    if (text.length > valueLimit)
        return {
            value,
            faults: [{ given: text, expected: `At most ${valueLimit} characters: use a folder or a pattern.` }],
        };
    for (const { line } of lines(text)) {
        const expected = faultInPath(line);
        if (expected === undefined)
            value.push(line);
        else
            faults.push({ given: line, expected });
    }
    return { value, faults };
}
/** What is said of a path that leads elsewhere. */
const outsideWorkspace = 'Only what is in the workspace can be named, and without `..`.';
function faultInPath(line) {
    if (control.test(line))
        return 'Control characters are not allowed in paths.';
    if (line.startsWith('!') && !line.startsWith('!('))
        return 'Nothing can be taken out again: name what is wanted. A file of such a name is `./!…`.';
    if (line.split('/').includes('..'))
        return outsideWorkspace;
    return undefined;
}
const control = /[\p{Cc}\p{Zl}\p{Zp}]/u;
/**
 * The pipe's parameters: a YAML map, or `--name value` pairs with shell-like quotes. Values keep the text that was written
 * (`010` stays `010`); a YAML list or map as a value becomes JSON, which is what luigi's List and Dict parameters read.
 */
function parseParams(text) {
    return /^\s*--?[^\s-]/.test(text) ? parsePairs(text) : parseYamlMap(text);
}
const emptyValue = 'has an empty value. Disdat expects every parameter to have one: leave the parameter out, or give it a value (in a YAML map if it begins with `--`).';
function addParam(params, faults, name, value, place) {
    if (!(0,_disdat_names_js__WEBPACK_IMPORTED_MODULE_1__/* .isIdentifier */ ._5)(name))
        faults.push({ given: name, expected: `A parameter's name is a Python one: letters, digits and \`_\`${place}.` });
    else if (value === '')
        faults.push({ given: name, expected: `Parameter \`${name}\` ${emptyValue}` });
    else if (value.includes('\0'))
        faults.push({
            given: name,
            expected: `Parameter \`${name}\` holds a NUL character, which no command line can carry.`,
        });
    else if (value.length > valueLimit)
        faults.push({ given: name, expected: `Parameter \`${name}\` is over ${valueLimit} characters long.` });
    else if (params.has(name))
        faults.push({ given: name, expected: `Parameter \`${name}\` stands twice: give it once.` });
    else
        params.set(name, value);
}
function parsePairs(text) {
    const value = new Map();
    const faults = [];
    const words = splitWords(text);
    if (words === undefined)
        return { value, faults: [{ given: text, expected: 'A quote is opened and never closed.' }] };
    for (let at = 0; at < words.length; at += 1) {
        const flag = words[at] ?? '';
        if (!flag.startsWith('--')) {
            faults.push({
                given: flag,
                expected: 'Expected `--name` here: give `--name value` pairs, with quotes round a value that has spaces.',
            });
            continue;
        }
        const next = words[at + 1] ?? '';
        const isValue = !next.startsWith('--');
        addParam(value, faults, flag.slice(2), isValue ? next : '', '');
        if (isValue)
            at += 1;
    }
    return { value, faults };
}
const pieces = /\s+|'([^']*)'|"((?:\\.|[^"\\])*)"|[^\s'"]+|(['"])/gs;
/** Words with quotes, as in a shell; a backslash is special only before `"` and `\` in double quotes. Undefined where a quote is not closed. */
function splitWords(text) {
    const words = [];
    let open = false;
    for (const [piece, single, double, unclosed] of text.matchAll(pieces)) {
        if (unclosed !== undefined)
            return undefined;
        const isSpace = /^\s/.test(piece);
        const plain = single ?? double?.replace(/\\(["\\])/g, '$1') ?? piece;
        if (!isSpace)
            words.push(open ? `${words.pop()}${plain}` : plain);
        open = !isSpace;
    }
    return words;
}
function parseYamlMap(text) {
    const value = new Map();
    const faults = [];
    const lineCounter = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text, { lineCounter, prettyErrors: false });
    for (const error of document.errors) {
        const { line, col } = lineCounter.linePos(error.pos[0]);
        faults.push({
            given: text.split('\n')[line - 1] ?? '',
            expected: `Not valid YAML at line ${line}, column ${col}: ${error.message}.`,
        });
    }
    (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .visit */ .YR)(document, {
        Alias: (_, { source, range }) => {
            const expected = `References are not read (line ${lineCounter.linePos(range?.[0] ?? 0).line}): write the value out.`;
            faults.push({ given: `*${source}`, expected });
        },
    });
    if (faults.length > 0 || document.contents === null)
        return { value, faults };
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(document.contents)) {
        return {
            value,
            faults: [{ given: text, expected: 'Give a YAML map (`name: value`, one a line) or `--name value` pairs.' }],
        };
    }
    for (const pair of document.contents.items) {
        const name = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(pair.key) ? String(pair.key.source ?? pair.key.value) : '';
        const at = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(pair.key) ? pair.key.range?.[0] : undefined;
        addParam(value, faults, name, paramText(pair.value), at === undefined ? '' : ` (line ${lineCounter.linePos(at).line})`);
    }
    return { value, faults };
}
function paramText(node) {
    return (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node) ? scalarText(node) : (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node) || (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(node) ? jsonOf(node) : '';
}
const scalarText = ({ source, value }) => source ?? String(value ?? '');
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** A node as JSON. Numbers are copied, not computed: a JavaScript number would round a long id. */
function jsonOf(node) {
    if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(node))
        return `[${node.items.map(jsonOf).join(',')}]`;
    if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node))
        return `{${node.items.map(({ key, value }) => `${jsonKey(key)}:${jsonOf(value)}`).join(',')}}`;
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node))
        return 'null';
    const isNumber = typeof node.value === 'number' && jsonNumber.test(scalarText(node));
    return isNumber ? scalarText(node) : JSON.stringify(node.value);
}
const jsonKey = (key) => JSON.stringify(paramText(key));
const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;
const credential = /^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|SECURITY_TOKEN|CONFIG_FILE|SHARED_CREDENTIALS_FILE|PROFILE)$/;
/** `NAME` (the runner's own value is passed on) or `NAME=value`, one a line. Credentials are refused: they reach the container as files. */
function parseEnv(text) {
    const value = new Map();
    const faults = [];
    for (const { line, number } of lines(text)) {
        const at = line.indexOf('=');
        const name = at < 0 ? line : line.slice(0, at);
        // The value is not repeated: people put secrets here. What is no name may be a secret's second line.
        const given = at < 0 ? line : `${name}=…`;
        if (!variableName.test(name))
            faults.push({
                given: '…',
                expected: `Line ${number} is not shown, it may be a secret. Give \`NAME\` or \`NAME=value\`, one a line; a name is letters, digits and \`_\`.`,
            });
        else if (credential.test(name))
            faults.push({
                given,
                expected: 'Credentials never travel in the environment: the pipe already has this step’s own, from a file. Remove the line.',
            });
        else if (value.has(name))
            faults.push({ given, expected: 'This variable stands twice: give it once.' });
        else
            value.set(name, at < 0 ? undefined : line.slice(at + 1));
    }
    return { value, faults };
}
/** Ids, separated by commas, blanks or line breaks; one that stands twice counts once. */
function parseIds(text, pattern, expected) {
    const words = text.split(/[\s,]+/).filter((word) => word !== '');
    const faults = words.filter((word) => !pattern.test(word)).map((given) => ({ given, expected }));
    return { value: [...new Set(words.filter((word) => pattern.test(word)))], faults };
}


/***/ }),

/***/ 4464:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ne: () => (/* binding */ openLog),
/* harmony export */   VQ: () => (/* binding */ toolkit),
/* harmony export */   wh: () => (/* binding */ plainText)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _untrusted_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3316);


/** What the log needs of `@actions/core`, loaded when it is first needed: it takes longer to load than a first Docker call. */
const toolkit = () => __webpack_require__.e(/* import() */ 825).then(__webpack_require__.bind(__webpack_require__, 2825));
/**
 * A log on `sink`. Everything goes to one stream: the runner reads stdout and stderr apart, so a line on stderr could overtake the
 * `::stop-commands::` that protects it. While lines from outside are printed, commands are stopped under a random token that is new each
 * time (https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#stopping-and-starting-workflow-commands).
 */
function openLog(sink, debugging) {
    const masked = new Set();
    let token;
    let grouped = false;
    const stop = () => {
        token ??= (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(32).toString('hex');
        sink.write(`::stop-commands::${token}\n`);
    };
    const resume = () => {
        if (token !== undefined)
            sink.write(`::${token}::\n`);
        token = undefined;
    };
    const command = async (send) => {
        const core = await toolkit();
        const stopped = token !== undefined;
        resume();
        send(core);
        if (stopped)
            stop();
    };
    return {
        info: (text) => {
            // A line of ours that quotes text from outside could start with `::`; the runner trims before it looks.
            sink.write(`${plainText(text).replace(/^(\s*)::/gm, '$1: :')}\n`);
        },
        debug: async (text) => {
            if (debugging)
                await command((core) => core.debug(plainText(text)));
        },
        notice: (text) => command((core) => core.notice(plainText(text))),
        warning: (text) => command((core) => core.warning(plainText(text))),
        secret: async (value) => {
            if (masked.has(value))
                return;
            masked.add(value);
            await command((core) => core.setSecret(value));
        },
        untrusted: async (lines) => {
            if (token === undefined)
                stop();
            let text = '';
            for (const line of lines)
                text += `${(0,_untrusted_js__WEBPACK_IMPORTED_MODULE_1__/* .plainLine */ .h0)(line)}\n`;
            if (!sink.write(text))
                await new Promise((resolve) => sink.once('drain', resolve));
        },
        group: async (title) => {
            await command((core) => {
                if (grouped)
                    core.endGroup();
                core.startGroup(plainText(title));
            });
            grouped = true;
        },
        endGroup: async () => {
            if (grouped)
                await command((core) => core.endGroup());
            grouped = false;
        },
        endUntrusted: resume,
    };
}
/** Lines of ours that may quote text from outside, each made plain. */
const plainText = (text) => text
    .split(/\r\n|\r|\n/)
    .map(_untrusted_js__WEBPACK_IMPORTED_MODULE_1__/* .plainLine */ .h0)
    .join('\n');


/***/ }),

/***/ 7584:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   hS: () => (/* binding */ InvalidInputs),
/* harmony export */   qw: () => (/* binding */ nearestOf)
/* harmony export */ });
/* unused harmony export quote */
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7068);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3296);


/** More than these are counted, not shown: a long list that is wrong in every line is told by its first ones. */
const problemLimit = 50;
/** Every problem of every input, in one error. */
class InvalidInputs extends _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR {
    problems;
    constructor(problems) {
        const lines = problems.slice(0, problemLimit).map((problem) => `- ${phrase(problem)}`);
        if (problems.length > problemLimit)
            lines.push(`- … and ${problems.length - problemLimit} more.`);
        const count = problems.length === 1 ? 'One input is wrong' : `${problems.length} mistakes in the inputs`;
        super('invalid-input', `${count}:\n${lines.join('\n')}`, 'Mend the `with:` block of the step. Nothing was started.');
        this.problems = problems;
    }
}
const shown = 120;
function phrase(problem) {
    const given = problem.given === undefined ? 'nothing given' : `got ${quote(problem.given)}`;
    const nearest = problem.nearest === undefined ? '' : ` Did you mean ${quote(problem.nearest)}?`;
    return `${problem.where}: ${given}. ${problem.expected}${nearest}`;
}
/** A value from outside, on one line, cut at 120 characters, in double quotes with its control characters escaped. */
function quote(value) {
    const text = value.length > shown ? `${value.slice(0, shown)}…` : value;
    return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
/** The allowed word that a mistyped one was probably meant to be; undefined where none is near. */
function nearestOf(given, allowed) {
    if (allowed.length === 0 || given.length > shown)
        return undefined;
    const best = (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .closest */ .k)(given.toLowerCase(), allowed.map((word) => word.toLowerCase()));
    const near = allowed.find((word) => word.toLowerCase() === best);
    return near !== undefined && (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .I)(given.toLowerCase(), best) <= Math.max(2, near.length / 3) ? near : undefined;
}


/***/ }),

/***/ 3475:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ StateKeeper),
/* harmony export */   u: () => (/* binding */ readState)
/* harmony export */ });
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4464);

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

/***/ 7158:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ej: () => (/* binding */ size),
/* harmony export */   YG: () => (/* binding */ summaryOf),
/* harmony export */   fx: () => (/* binding */ summaryLimitBytes),
/* harmony export */   p0: () => (/* binding */ duration)
/* harmony export */ });
/* harmony import */ var _untrusted_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3316);

/** GitHub drops a whole summary over 1 MiB (https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#step-isolation-and-limits). */
const summaryLimitBytes = 1_000_000;
const tailLineLimit = 500;
/** Evidence, in lines and in characters of each; longer values and lists of the table are cut too. Everything whole is in the result file. */
const evidenceLineLimit = 60;
const evidenceLimit = 1000;
const valueLimit = 300;
const pairLimit = 50;
const newerUpstreamLimit = 5;
/** Batch tries at most so often: https://docs.aws.amazon.com/batch/latest/APIReference/API_RetryStrategy.html */
const attemptLimit = 10;
const docs = 'https://github.com/disdat/run-action/blob/main/docs/troubleshooting.md';
/** The step summary of one run: verdict first, then what happened to the data, then the details. At most `limitBytes`, 1,000,000 unless several share it. */
function summaryOf(report, limitBytes = summaryLimitBytes) {
    const failed = report.failure !== undefined;
    const parts = [
        `### ${headline(report)}`,
        ...(report.failure ? [failureOf(report)] : []),
        leftOf(report),
        bundlesOf(report),
        newerUpstreamOf(report),
        ...(report.reuse ? [`**Reuse:** ${(0,_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .proseMarkdown */ .Rw)(cut(report.reuse.why, evidenceLimit))}`] : []),
        details('Run', runTable(report), false),
        attemptsOf(report),
    ].filter((part) => part !== '');
    const text = (tail) => `${[...parts, logOf(report, tail, failed)].filter((part) => part !== '').join('\n\n')}\n\n`;
    let tail = report.log.tail.map((line) => cut(line, tailLineLimit));
    while (tail.length > 0 && Buffer.byteLength(text(tail)) > limitBytes)
        tail = tail.slice(Math.ceil(tail.length / 2));
    return text(tail);
}
function headline(report) {
    const pipe = code(report.pipeClass.split('.').at(-1) ?? '');
    const time = duration(report.durationMs);
    const output = report.output ? code(report.output.name) : 'its output';
    switch (report.status ?? 'failed') {
        case 'succeeded':
            return `✅ ${pipe} made ${output} · ${time}`;
        case 'reused':
            return `♻️ ${pipe} had nothing new to make: ${output} is up to date · ${time}`;
        case 'skipped':
            return `📝 ${pipe} would run: nothing was started · ${time}`;
        case 'submitted':
            return `📨 ${pipe} is submitted; ${output} is not made yet · ${time}`;
        case 'detached':
            return `⏳ ${pipe} goes on without this step; ${output} is not proved yet · ${time}`;
        case 'cancelled':
            return `🚫 ${pipe} was cancelled after ${time}`;
        case 'failed':
            return `❌ ${pipe} failed: ${code(report.failure?.verdict ?? 'internal-error')} · ${time}`;
    }
}
function failureOf({ failure }) {
    if (failure === undefined)
        return '';
    const evidence = failure.evidence
        .split('\n', evidenceLineLimit)
        .map((line) => (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .proseMarkdown */ .Rw)(cut(line, evidenceLimit)));
    const where = failure.where ? [`At ${code(`${failure.where.file}:${failure.where.line}`)}`] : [];
    const advice = `**What to do:** ${(0,_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .proseMarkdown */ .Rw)(cut(failure.advice, evidenceLimit))} [More](${docs}#${failure.verdict})`;
    return [...evidence, ...where, '', advice].map((line) => `> ${line}`.trimEnd()).join('  \n');
}
function bundlesOf({ input, output, status }) {
    const made = status === 'succeeded' || status === 'reused';
    const rows = [
        ...(input ? [bundleRow(input.pushed ? 'input, pushed' : 'input', input)] : []),
        ...(output && made ? [bundleRow(status === 'reused' ? 'output, reused' : 'output', output)] : []),
    ];
    return rows.length === 0
        ? ''
        : ['| bundle | name | uuid | made | holds | where |', '|---|---|---|---|---|---|', ...rows].join('\n');
}
function bundleRow(kind, bundle) {
    const made = bundle.createdAt ? minute(bundle.createdAt) : '';
    const holds = bundle.bytes === undefined ? '' : `${bundle.files ? `${count(bundle.files, 'file')}, ` : ''}${size(bundle.bytes)}`;
    const cells = [kind, code(bundle.name), code(bundle.uuid.slice(0, 8)), made, holds, code(bundle.uri)];
    return `| ${cells.join(' | ')} |`;
}
function newerUpstreamOf({ newerUpstream = [] }) {
    if (newerUpstream.length === 0)
        return '';
    const shown = newerUpstream
        .slice(0, newerUpstreamLimit)
        .map(({ name, createdAt, used }) => `${code(name)} of ${minute(createdAt)} (used: ${minute(used.createdAt)})`);
    const more = newerUpstream.length - shown.length;
    return `**Newer upstream:** ${[...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(', ')}`;
}
function runTable(report) {
    const rows = [
        ['pipe', code(report.pipeClass)],
        ['parameters', pairs([...report.params], '=')],
        ['remote', code(report.remote)],
        ['context', code(report.context)],
        [
            'output tags',
            pairs([...(report.output?.tags ?? [])].filter(([key]) => !key.startsWith('__')), ':'),
        ],
        ['image', report.image && `${code(report.image.reference)} as ${code(report.image.pinned)}`],
        ['dialect', report.image?.dialect],
        [report.backend === 'Local' ? 'container' : 'job', report.job && jobOf(report.job)],
        ['job definition', report.job?.definition && code(report.job.definition)],
        ['log', report.logUrl && `[CloudWatch Logs](${report.logUrl})`],
        ['exit code', report.exitCode?.toString()],
        ['local copy', report.outputPath && code(report.outputPath)],
        ['time', report.phases.map(({ name, ms }) => `${name} ${duration(ms)}`).join(' · ')],
    ];
    const filled = rows.flatMap(([name, value]) => (value ? [`| ${name} | ${value} |`] : []));
    return ['| | |', '|---|---|', ...filled].join('\n');
}
const jobOf = ({ name, id, url }) => url === undefined ? code(name) : `${code(name)} [${id}](${url})`;
/** How to go on with a job that nobody follows any more. */
function leftOf({ left, job }) {
    if (left === undefined)
        return '';
    const cost = `Job ${code(job?.id ?? '')} is paid for until it ends. This step follows it, proves its output and pulls it:`;
    return `${(0,_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .proseMarkdown */ .Rw)(left.why)} ${cost}\n\n${(0,_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .codeBlock */ .DV)(left.snippet.split('\n'))}`;
}
function attemptsOf({ attempts = [] }) {
    if (attempts.length < 2)
        return '';
    const rows = attempts.slice(-attemptLimit).map(({ startedAt, stoppedAt, exitCode, reason, logUrl }, at) => {
        const took = startedAt && stoppedAt ? duration(stoppedAt.getTime() - startedAt.getTime()) : '';
        const log = logUrl === undefined ? '' : `[log](${logUrl})`;
        const cells = [
            at + 1,
            startedAt ? minute(startedAt) : '',
            took,
            exitCode ?? '',
            (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .proseMarkdown */ .Rw)(cut(reason ?? '', valueLimit)),
            log,
        ];
        return `| ${cells.join(' | ')} |`;
    });
    return details(`${count(attempts.length, 'attempt')}`, ['| | started | took | exit code | ended because | |', '|---|---|---|---|---|---|', ...rows].join('\n'), false);
}
function pairs(all, between) {
    const shown = all.slice(0, pairLimit).map(([name, value]) => code(`${name}${between}${value}`));
    return [...shown, ...(all.length > pairLimit ? [`and ${all.length - pairLimit} more`] : [])].join(' ');
}
function logOf({ log }, tail, open) {
    if (tail.length === 0)
        return '';
    const title = tail.length < log.lines
        ? `Log: the last ${tail.length} of ${log.lines.toLocaleString('en')} lines`
        : `Log: ${count(log.lines, 'line')}`;
    return details(title, (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .codeBlock */ .DV)(tail), open);
}
function details(title, body, open) {
    return `<details${open ? ' open' : ''}><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
const cut = (text, limit) => (text.length > limit ? `${text.slice(0, limit)} …` : text);
const code = (text) => (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .inlineCode */ .ti)(cut(text, valueLimit));
const minute = (time) => `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
const count = (n, noun) => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;
/** A length of time in at most two units: `0.4 s`, `12 s`, `3 min 5 s`, `2 h 10 min`. */
function duration(ms) {
    const seconds = ms / 1000;
    if (seconds < 9.95)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    if (whole < 60)
        return `${whole} s`;
    if (whole < 3600)
        return `${Math.floor(whole / 60)} min ${whole % 60} s`;
    return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
/** A number of bytes in binary units: `512 B`, `3.4 KiB`. */
function size(bytes) {
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
    const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
    return power === 0 ? `${bytes} B` : `${(bytes / 1024 ** power).toFixed(1)} ${units[power]}`;
}


/***/ }),

/***/ 7204:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  q: () => (/* binding */ tell),
  G: () => (/* binding */ tellOfKilled)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./errors.js
var errors = __webpack_require__(3296);
// EXTERNAL MODULE: ./action/log.js
var action_log = __webpack_require__(4464);
;// CONCATENATED MODULE: ./action/result.js
/** The result file's format. A field may be added within a version; one is never removed or given another meaning. */
const resultVersion = 1;
/** The result file: a report as JSON, under docs/result.schema.json; those of a step with several beside the first one. Absent values are left out. */
function resultJson([first, ...others]) {
    const result = {
        version: resultVersion,
        ...resultOf(first),
        ...(others.length > 0 && { others: others.map(resultOf) }),
    };
    return `${JSON.stringify(result, null, 2)}\n`;
}
function resultOf(report) {
    const { status, failure, image, job, exitCode, outputPath, reuse } = report;
    return {
        status,
        ...failure,
        pipeClass: report.pipeClass,
        backend: report.backend,
        remote: report.remote,
        context: report.context,
        params: Object.fromEntries(report.params),
        startedAt: report.startedAt.toISOString(),
        durationMs: Math.round(report.durationMs),
        phases: report.phases.map(({ name, ms }) => ({ name, ms: Math.round(ms) })),
        image: image && { reference: image.reference, pinned: image.pinned, dialect: image.dialect },
        job,
        exitCode,
        logUrl: report.logUrl,
        attempts: report.attempts?.map(({ startedAt, stoppedAt, ...rest }) => ({
            startedAt: startedAt?.toISOString(),
            stoppedAt: stoppedAt?.toISOString(),
            ...rest,
        })),
        left: report.left,
        input: report.input && { ...bundle(report.input), pushed: report.input.pushed },
        output: report.output && bundle(report.output),
        outputPath,
        newerUpstream: report.newerUpstream?.map(({ name, uuid, createdAt, used }) => ({
            name,
            uuid,
            createdAt: createdAt.toISOString(),
            used: { uuid: used.uuid, createdAt: used.createdAt.toISOString() },
        })),
        reuse: reuse && { possible: reuse.possible, why: reuse.why },
        log: report.log,
    };
}
function bundle({ name, uuid, uri, createdAt, files, bytes, tags }) {
    return { name, uuid, uri, createdAt: createdAt?.toISOString(), files, bytes, tags: tags && Object.fromEntries(tags) };
}

// EXTERNAL MODULE: ./action/summary.js
var action_summary = __webpack_require__(7158);
// EXTERNAL MODULE: ./action/untrusted.js
var untrusted = __webpack_require__(3316);
;// CONCATENATED MODULE: ./action/tell.js








/** Tells how the run ended: the result file, the last outputs, the summary, the last line of the log. Never throws. */
async function tell(reports, { env, log, outputs, summary }) {
    try {
        const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(env['RUNNER_TEMP'] ?? (0,external_node_os_.tmpdir)(), 'disdat-run-'));
        const file = (0,external_node_path_.join)(folder, 'result.json');
        await (0,promises_.writeFile)(file, resultJson(reports));
        await outputs.set(new Map([['result-file', file]]));
    }
    catch (error) {
        await log.warning(`The result file could not be written: ${(0,errors/* describe */.q0)(error)}`);
    }
    const limit = Math.floor(action_summary/* summaryLimitBytes */.fx / reports.length);
    if (summary)
        await writeSummary(reports.map((report) => (0,action_summary/* summaryOf */.YG)(report, limit)).join(''), log);
    for (const report of reports)
        log.info(lastWords(report));
}
/** The summary of a run whose main was killed before it could report. `clean`: what it had started has been removed. */
async function tellOfKilled({ pipeClass }, log, clean) {
    const pipe = (0,untrusted/* inlineCode */.ti)(pipeClass.split('.').at(-1) ?? '');
    const left = clean
        ? 'Nothing that it had started is left.'
        : 'What it had started, or an unfinished download, may be left: see the warnings of the clean-up.';
    const text = `### 🚫 ${pipe} was killed before it could report\n\n${left} The log above shows how far it came.\n\n`;
    await writeSummary(text, log);
}
async function writeSummary(text, log) {
    try {
        await (await (0,action_log/* toolkit */.VQ)()).summary.addRaw(text).write();
    }
    catch (error) {
        await log.warning(`The step summary could not be written: ${(0,errors/* describe */.q0)(error)}`);
    }
}
function lastWords({ status, output, durationMs, outputPath }) {
    if (status === 'skipped')
        return 'A dry run: nothing was pushed, registered or started.';
    if (status !== 'succeeded' && status !== 'reused')
        return `Ended after ${(0,action_summary/* duration */.p0)(durationMs)}: ${status}.`;
    const verb = status === 'reused' ? 'Up to date' : 'Made';
    return `${verb}: ${output?.name} ${output?.uri}${outputPath ? ` (pulled to ${outputPath})` : ''}, ${(0,action_summary/* duration */.p0)(durationMs)}.`;
}


/***/ }),

/***/ 3316:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DV: () => (/* binding */ codeBlock),
/* harmony export */   Rw: () => (/* binding */ proseMarkdown),
/* harmony export */   h0: () => (/* binding */ plainLine),
/* harmony export */   ti: () => (/* binding */ inlineCode)
/* harmony export */ });
/* unused harmony export inlineMarkdown */
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_0__);

// Control characters but tab, line separators, and the marks that reorder text on a screen.
const unseen = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const everyUnseen = /(?!\t)[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
/**
 * One line of text from outside as it may be shown in a log: terminal escapes and control characters are gone, and `##[`, which the
 * log viewer takes for its own marks even where commands are stopped, is broken up
 * (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs).
 */
function plainLine(text) {
    const seen = unseen.test(text) ? (0,node_util__WEBPACK_IMPORTED_MODULE_0__.stripVTControlCharacters)(text).replace(everyUnseen, '') : text;
    return seen.includes('##[') ? seen.replaceAll('##[', '## [') : seen;
}
/** Text from outside as one inline piece of Markdown: no HTML, mention, link, table border or line break comes through. */
function inlineMarkdown(text) {
    return plainLine(text.replace(/\s+/g, ' '))
        .replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? c)
        .replace(/[\\`*_{}[\]()#+.!|~$:=-]/g, '\\$&')
        .replace(/@/g, '@\u2060');
}
/** Text from outside as inline code. The text cannot end the code: the fence is longer than any run of backticks in it. */
function inlineCode(text) {
    const plain = plainLine(text.replace(/\s+/g, ' ')).trim();
    if (plain === '')
        return '';
    const fence = '`'.repeat(longestRun(plain) + 1);
    // A table splits its cells before it looks for code, so a pipe is escaped even here (https://github.github.com/gfm/#tables-extension-).
    const code = plain.replaceAll('|', '\\|');
    return longestRun(plain) === 0 ? `${fence}${code}${fence}` : `${fence} ${code} ${fence}`;
}
/** A sentence as Markdown, in which what stands between backticks is code. No other mark of it has an effect, whoever wrote it. */
function proseMarkdown(text) {
    const parts = text.split(/`([^`]+)`/);
    return parts.map((part, index) => (index % 2 === 1 ? inlineCode(part) : inlineMarkdown(part))).join('');
}
/** Lines from outside as a code block that they cannot break out of. */
function codeBlock(lines) {
    const plain = lines.map(plainLine);
    const fence = '`'.repeat(Math.max(2, ...plain.map(longestRun)) + 1);
    return [`${fence}text`, ...plain, fence].join('\n');
}
function longestRun(text) {
    return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}


/***/ }),

/***/ 1621:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Wm: () => (/* binding */ proxySecrets),
/* harmony export */   ZD: () => (/* binding */ surroundingsOf),
/* harmony export */   at: () => (/* binding */ at),
/* harmony export */   g3: () => (/* binding */ commitsOf),
/* harmony export */   j_: () => (/* binding */ readEvent),
/* harmony export */   yv: () => (/* binding */ originOf)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);

/** A field of whatever came from outside; undefined where there is none. */
function at(value, key) {
    return typeof value === 'object' && value !== null
        ? Object.entries(value).find(([name]) => name === key)?.[1]
        : undefined;
}
/** The payload of the event that started the workflow, as the runner has left it; undefined where there is none. */
async function readEvent(env) {
    const path = env['GITHUB_EVENT_PATH'];
    const text = path ? await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'utf8').catch(() => '') : '';
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/**
 * The commits that this workflow runs for: the one that was checked out, and in a pull request also its head, since what is checked out there is
 * a merge that nobody has built an image from (https://docs.github.com/en/actions/reference/events-that-trigger-workflows#pull_request).
 */
function commitsOf(env, event) {
    const head = at(at(at(event, 'pull_request'), 'head'), 'sha');
    return [env['GITHUB_SHA'], head].filter((commit) => typeof commit === 'string' && commit !== '').map(String);
}
/** Who asks for what is submitted: https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
function originOf(env, event) {
    const { GITHUB_REPOSITORY: repository = '', GITHUB_RUN_ID: runId = '', GITHUB_SERVER_URL: server = '' } = env;
    const { GITHUB_WORKFLOW: workflow = '', GITHUB_JOB: job = '', GITHUB_ACTION: step = '', GITHUB_ACTOR: actor = '', } = env;
    const number = at(event, 'number') ?? at(at(event, 'pull_request'), 'number');
    return {
        ...{ repository, runId, workflow, job, step, actor },
        attempt: Number(env['GITHUB_RUN_ATTEMPT'] ?? 1) || 1,
        commit: commitsOf(env, event).at(-1) ?? '',
        pullRequest: typeof number === 'number' && at(event, 'pull_request') !== undefined ? number : undefined,
        url: runId === '' ? '' : `${server}/${repository}/actions/runs/${runId}`,
    };
}
const passedOn = /^(AWS_ENDPOINT_URL(_[A-Z0-9_]+)?|(https?|no|all)_proxy)$/i;
/** The variables that say how this runner reaches the world, for a container that must reach it too. */
function surroundingsOf(env) {
    return new Map(Object.entries(env).flatMap(([name, value]) => (value && passedOn.test(name) ? [[name, value]] : [])));
}
/** The passwords in proxy URLs. */
function proxySecrets(surroundings) {
    return [...surroundings.values()].flatMap((value) => {
        const password = URL.canParse(value) ? new URL(value).password : '';
        return password === '' ? [] : [password, decodeURIComponent(password)];
    });
}


/***/ }),

/***/ 2352:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ resolveImage)
/* harmony export */ });
/* harmony import */ var _disdat_command_line_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9911);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3296);
/* harmony import */ var _engine_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9843);
/* harmony import */ var _registry_login_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4534);




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

/***/ 8252:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  i: () => (/* binding */ LocalBackend)
});

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __webpack_require__(8321);
// EXTERNAL MODULE: ../../node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(6474);
// EXTERNAL MODULE: ./errors.js
var errors = __webpack_require__(3296);
;// CONCATENATED MODULE: ./backends/container.js




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
        return invalid(`The image ${task.image.reference} is for another architecture.`, 'Set `platform`, or build the image for this runner.');
    }
    return undefined;
}

;// CONCATENATED MODULE: ./backends/demux.js
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
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./backends/engine.js
var engine = __webpack_require__(9843);
;// CONCATENATED MODULE: ./backends/ending.js



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

// EXTERNAL MODULE: ./backends/image.js
var backends_image = __webpack_require__(2352);
;// CONCATENATED MODULE: ./backends/lines.js
/** The longest line that is shown, in UTF-16 units. The rest of a longer one is counted and dropped. */
const lineLimit = 16 * 1024;
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
        const line = this.#dropped > 0 ? `${this.#open} … [${this.#dropped} more characters not shown]` : this.#open;
        this.#open = '';
        this.#dropped = 0;
        return line;
    }
}

;// CONCATENATED MODULE: ./backends/local.js







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
    const splitters = { stdout: new LineSplitter(), stderr: new LineSplitter() };
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

/***/ 4534:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ registryOf),
/* harmony export */   j: () => (/* binding */ registryLogin)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
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

/***/ 4429:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AE: () => (/* binding */ newer),
/* harmony export */   BP: () => (/* binding */ newest),
/* harmony export */   Bo: () => (/* binding */ readBundle),
/* harmony export */   Kq: () => (/* binding */ descriptionOf),
/* harmony export */   O1: () => (/* binding */ isUuid),
/* harmony export */   OT: () => (/* binding */ linkPath),
/* harmony export */   VW: () => (/* binding */ frameName),
/* harmony export */   bS: () => (/* binding */ objectsUri),
/* harmony export */   cK: () => (/* binding */ matches),
/* harmony export */   fR: () => (/* binding */ bundleUri),
/* harmony export */   ll: () => (/* binding */ newestFirst),
/* harmony export */   lm: () => (/* binding */ hyperFrameName)
/* harmony export */ });
/* unused harmony export plainText */
/* harmony import */ var _hyperframe_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1362);

const paramPrefix = '__param.';
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const linkScheme = 'bundle://';
/** S3's limit for a key, and more than Linux takes in most places, in bytes. */
const maxLinkPathBytes = 1024;
/** What file systems take for one name, in bytes. */
const maxNameBytes = 255;
/** 9999-12-31: the last day that Python, and so dsdt, can write down, in Unix seconds. */
const maxCreatedSeconds = 253_402_300_799;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
const controlCharacters = /[\u0000-\u001f\u007f-\u009f]/;
/** Whether this is a uuid as Disdat writes it: 36 characters, lower case. Only such a one becomes a key or a path. */
function isUuid(text) {
    return uuidPattern.test(text);
}
/** `<uuid>_hframe.pb`: a bundle is there when this object is. */
function hyperFrameName(uuid) {
    return `${uuid}_hframe.pb`;
}
/** `<uuid>_frame.pb` */
function frameName(frameUuid) {
    return `${frameUuid}_frame.pb`;
}
/** Where the bundles of a remote's context are: `s3://bucket/prefix/context/<context>/objects`, no slash at the end. */
function objectsUri(remote) {
    return `${remote.url}/context/${remote.context}/objects`;
}
/** A bundle's own URI, which is also where its files are: `s3://…/objects/<uuid>`. */
function bundleUri(remote, uuid) {
    return `${objectsUri(remote)}/${uuid}`;
}
/**
 * The bundle in a HyperFrame's bytes. Throws BundleFormatError when they are no HyperFrame, when it speaks of another
 * bundle than `uuid` (where one is expected), or when a uuid or a date in it is none.
 */
function readBundle(bytes, uuid) {
    return bundleOf((0,_hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .readHyperFrame */ .we)(bytes), uuid);
}
function bundleOf(message, expected) {
    const { uuid, lineage } = message;
    if (!isUuid(uuid))
        throw new _hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .BundleFormatError */ .KC(`a HyperFrame whose uuid is ${quoted(uuid)}`);
    if (expected !== undefined && uuid !== expected) {
        throw new _hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .BundleFormatError */ .KC(`the HyperFrame of another bundle, ${uuid}`);
    }
    const frames = message.frames.map(({ k, v }) => ({ name: k, uuid: v }));
    const stray = frames.find((frame) => !isUuid(frame.uuid));
    if (stray !== undefined)
        throw new _hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .BundleFormatError */ .KC(`a frame whose uuid is ${quoted(stray.uuid)}`);
    const createdSeconds = lineage?.creationDate ?? 0;
    const tags = new Map(message.tags.map(({ k, v }) => [k, v]));
    const said = {
        uuid,
        name: message.humanName,
        owner: message.owner,
        processingName: message.processingName,
        createdSeconds,
        tags,
        presentation: (0,_hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .presentationName */ .Qk)(message.presentation),
        code: {
            method: lineage?.codeMethod ?? '',
            repo: plainText(lineage?.codeRepo ?? ''),
            hash: plainText(lineage?.codeHash ?? ''),
            branch: plainText(lineage?.codeBranch ?? ''),
        },
        dependsOn: (lineage?.dependsOn ?? []).map((dependency) => ({
            uuid: dependency.hframeUuid,
            processingName: dependency.hframeProcName,
            argument: dependency.argName,
        })),
    };
    return { ...descriptionOf(said), frames };
}
/** A description with what follows from the rest of it. Throws BundleFormatError for a time that is none. */
function descriptionOf(said) {
    const { createdSeconds, tags } = said;
    if (!(Math.abs(createdSeconds) <= maxCreatedSeconds)) {
        throw new _hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .BundleFormatError */ .KC(`a creation date of ${createdSeconds} seconds`);
    }
    const createdAt = new Date(createdSeconds * 1000);
    return { ...said, createdAt, committed: tags.get('committed') === 'True', params: paramsOf(tags) };
}
/** Whether a bundle has everything that is asked for. */
function matches(bundle, wanted) {
    const { after, before } = wanted;
    return ((wanted.name === undefined || wanted.name === bundle.name) &&
        (wanted.codeMethod === undefined || wanted.codeMethod === bundle.code.method) &&
        (wanted.taskId === undefined || bundle.processingName.startsWith(`${wanted.taskId}_`)) &&
        (wanted.processingName === undefined || wanted.processingName === bundle.processingName) &&
        (after === undefined || bundle.createdSeconds >= after.getTime() / 1000) &&
        (before === undefined || bundle.createdSeconds < before.getTime() / 1000) &&
        hasAll(bundle.tags, wanted.tags) &&
        hasAll(bundle.params, wanted.params));
}
/** The newer of two bundles: later created, or at the very same microsecond the one of the greater uuid. */
function newer(a, b) {
    return newestFirst(a, b) <= 0 ? a : b;
}
/** The order in which the newest bundle comes first. */
function newestFirst(a, b) {
    return b.createdSeconds - a.createdSeconds || (a.uuid > b.uuid ? -1 : 1);
}
/** The newest of all, undefined of none. */
function newest(bundles) {
    let best;
    for (const bundle of bundles)
        best = best === undefined ? bundle : newer(best, bundle);
    return best;
}
/**
 * Where a link leads: to a file of its own bundle, as a path relative to the bundle's folder, or out of the bundle
 * (`s3://`, `db://`), which nobody can prove or pull. Throws BundleFormatError for a path that would leave the
 * folder, is absolute, names no file, or has a character in it that a key or a path must not have.
 */
function linkPath(url) {
    if (!url.startsWith(linkScheme)) {
        if (/^[a-z][a-z0-9+.-]*:\/\//i.test(url))
            return { kind: 'external', url };
        throw new _hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .BundleFormatError */ .KC(`a link to ${quoted(url)}, which is neither a file of the bundle nor a URL`);
    }
    const path = url.slice(linkScheme.length);
    const reason = reasonAgainst(path);
    if (reason !== undefined)
        throw new _hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .BundleFormatError */ .KC(`a link to ${quoted(url)}: ${reason}`);
    return { kind: 'file', path };
}
function reasonAgainst(path) {
    if (path === '')
        return 'it names no file';
    if (path.includes('\\') || controlCharacters.test(path))
        return 'a path must not have such characters';
    if (Buffer.byteLength(path) > maxLinkPathBytes)
        return `a path has at most ${maxLinkPathBytes} bytes`;
    const names = path.split('/');
    if (names.some((name) => name === '' || name === '.' || name === '..'))
        return 'it leaves the bundle or is not plain';
    if (names.some((name) => Buffer.byteLength(name) > maxNameBytes))
        return `a name has at most ${maxNameBytes} bytes`;
    return undefined;
}
/**
 * Lineage text without the traces of Python: what came from git may be stored as the text of a bytes object with its newline spelt out,
 * with quotes (`b'1288…\n'`) or, through an image of `dsdt dockerize`, without (`b1288…\n`).
 */
function plainText(text) {
    const inner = /^b(['"])(.*)\1$/s.exec(text)?.[2] ?? /^b(.*)\\n$/s.exec(text)?.[1];
    return (inner === undefined ? text : inner.replace(/\\[nrt]/g, ' ')).trim();
}
function paramsOf(tags) {
    const params = new Map();
    for (const [key, value] of tags) {
        if (key.startsWith(paramPrefix))
            params.set(key.slice(paramPrefix.length), value);
    }
    return params;
}
function hasAll(have, wanted) {
    return wanted === undefined || [...wanted].every(([key, value]) => have.get(key) === value);
}
function quoted(text) {
    return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}


/***/ }),

/***/ 9911:
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

/***/ 1362:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $$: () => (/* binding */ scanFrame),
/* harmony export */   Af: () => (/* binding */ framePeekBytes),
/* harmony export */   KC: () => (/* binding */ BundleFormatError),
/* harmony export */   NH: () => (/* binding */ writeHyperFrame),
/* harmony export */   Qk: () => (/* binding */ presentationName),
/* harmony export */   VT: () => (/* binding */ peekFrame),
/* harmony export */   XI: () => (/* binding */ hyperFrameHashMatches),
/* harmony export */   bG: () => (/* binding */ frameHashMatches),
/* harmony export */   fr: () => (/* binding */ maxFrameBytes),
/* harmony export */   ts: () => (/* binding */ maxHyperFrameBytes),
/* harmony export */   vr: () => (/* binding */ writeFrame),
/* harmony export */   we: () => (/* binding */ readHyperFrame)
/* harmony export */ });
/* unused harmony exports readFrame, linkUrl, decoded */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3095);
/* harmony import */ var _bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(363);
/* harmony import */ var _bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3188);
/* harmony import */ var _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8902);
/* harmony import */ var _proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7718);




/** More than any HyperFrame needs (50,000 columns), and little enough to be decoded without thought, in bytes. */
const maxHyperFrameBytes = 4 * 1024 * 1024;
/** Frames whose links or nested bundles are read: room for about 300,000 links, in bytes. */
const maxFrameBytes = 64 * 1024 * 1024;
/** A frame's type stands in its first bytes: so many are enough unless the frame's name is absurd. */
const framePeekBytes = 64 * 1024;
const hyperFrameHashField = 9;
const frameHashField = 10;
/** Bytes, a path or a value that no Disdat ever wrote. The message says what is wrong, without saying where it lay. */
class BundleFormatError extends Error {
    name = 'BundleFormatError';
}
/**
 * The HyperFrame in these bytes. Fields that this schema does not know are kept, and written again by
 * `writeHyperFrame`. Throws BundleFormatError for anything that is not a whole HyperFrame: undecodable bytes, more
 * than `maxHyperFrameBytes`, or no `hash`, which is written last and so is what a truncation loses first.
 */
function readHyperFrame(bytes) {
    if (bytes.length > maxHyperFrameBytes) {
        throw new BundleFormatError(`a HyperFrame of ${bytes.length} bytes; ${maxHyperFrameBytes} is the limit`);
    }
    const message = decoded('HyperFrame', () => (0,_bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_2__/* .fromBinary */ .Er)(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .HyperFrameSchema */ .xm, bytes));
    if (message.hash === '')
        throw new BundleFormatError('a HyperFrame without its hash: it is empty or truncated');
    return message;
}
/** The bytes of a HyperFrame as Disdat writes them: fields in number order, `hash` made anew. */
function writeHyperFrame(message) {
    const copy = (0,_bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_3__/* .clone */ .o)(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .HyperFrameSchema */ .xm, message);
    copy.hash = '';
    copy.hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('md5').update((0,_bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_4__/* .toBinary */ .R)(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .HyperFrameSchema */ .xm, copy)).digest('hex');
    return (0,_bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_4__/* .toBinary */ .R)(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .HyperFrameSchema */ .xm, copy);
}
/** The whole Frame in these bytes, its data included. Throws BundleFormatError when they are not one. */
function readFrame(bytes) {
    return decoded('Frame', () => fromBinary(FrameSchema, bytes));
}
/** The bytes of a Frame as Disdat writes them: fields in number order, `hash` made anew. */
function writeFrame(message) {
    const copy = (0,_bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_3__/* .clone */ .o)(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .FrameSchema */ .ty, message);
    copy.hash = '';
    copy.hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('md5').update((0,_bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_4__/* .toBinary */ .R)(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .FrameSchema */ .ty, copy)).digest('hex');
    return (0,_bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_4__/* .toBinary */ .R)(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .FrameSchema */ .ty, copy);
}
/** Whether the `hash` in a HyperFrame's bytes is the MD5 of the rest of them. False for bytes that are no message. */
function hyperFrameHashMatches(bytes) {
    return hashMatches(bytes, hyperFrameHashField);
}
/** Whether the `hash` in a Frame's bytes is the MD5 of the rest of them. False for bytes that are no message. */
function frameHashMatches(bytes) {
    return hashMatches(bytes, frameHashField);
}
/**
 * What kind of frame begins with these bytes, the first `framePeekBytes` of it; undefined when they do not tell. Throws
 * BundleFormatError for bytes that begin no frame.
 */
function peekFrame(start) {
    return decoded('Frame', () => {
        const reader = new _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_5__/* .BinaryReader */ .V5(start);
        while (reader.pos < reader.len) {
            const [field, wireType] = reader.tag();
            if (field === _proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .FrameSchema */ .ty.field.type.number && wireType === _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_5__/* .WireType */ .O0.Varint)
                return kindOf(reader.int32());
            const length = wireType === _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_5__/* .WireType */ .O0.LengthDelimited ? reader.uint32() : undefined;
            if (length === undefined)
                reader.skip(wireType, field);
            else
                reader.pos += length;
        }
        return undefined;
    });
}
/**
 * The links and nested bundles of a whole frame. Memory grows with what is found, not with what the bytes claim.
 * Throws BundleFormatError for more than `maxFrameBytes`, bytes that are no frame, or a link that leads nowhere.
 */
function scanFrame(bytes) {
    if (bytes.length > maxFrameBytes) {
        throw new BundleFormatError(`a frame of links of ${bytes.length} bytes; ${maxFrameBytes} is the limit`);
    }
    return decoded('Frame', () => {
        const links = [];
        const nested = [];
        let kind = 'values';
        for (const { field, wireType, value } of topLevelFields(bytes)) {
            const isMessage = wireType === _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_5__/* .WireType */ .O0.LengthDelimited;
            if (field === _proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .FrameSchema */ .ty.field.type.number && wireType === _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_5__/* .WireType */ .O0.Varint) {
                kind = kindOf(new _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_5__/* .BinaryReader */ .V5(value).int32());
            }
            else if (field === _proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .FrameSchema */ .ty.field.links.number && isMessage) {
                links.push(linkUrl(content(value)));
            }
            else if (field === _proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .FrameSchema */ .ty.field.hframes.number && isMessage) {
                nested.push(readHyperFrame(content(value)).uuid);
            }
        }
        return { kind, links, nested };
    });
}
/** `DF`, `SCALAR`, … as dsdt spells it; a number that Disdat does not define becomes its digits. */
function presentationName(value) {
    return Object.entries(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .Presentation */ .Jm).find(([, number]) => number === value)?.[0] ?? String(value);
}
function kindOf(type) {
    if (type === _proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .Type */ .ZU.LINK)
        return 'links';
    return type === _proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .Type */ .ZU.HFRAME ? 'bundles' : 'values';
}
/**
 * Where the Link in these bytes leads, as written: to be given to `linkPath`. Throws BundleFormatError for one that leads
 * nowhere, and whatever the decoder throws for bytes that are no Link.
 */
function linkUrl(bytes) {
    const { link } = (0,_bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_2__/* .fromBinary */ .Er)(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .LinkSchema */ .md, bytes);
    const url = link.case === 'local' ? link.value.path : (link.value?.url ?? '');
    if (url === '')
        throw new BundleFormatError('a link that leads nowhere');
    return url;
}
function hashMatches(bytes, hashField) {
    const md5 = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('md5');
    let claimed = '';
    try {
        for (const { field, wireType, value, whole } of topLevelFields(bytes)) {
            if (field !== hashField)
                md5.update(whole);
            else if (wireType === _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_5__/* .WireType */ .O0.LengthDelimited)
                claimed = new _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_5__/* .BinaryReader */ .V5(value).string(false);
        }
    }
    catch {
        return false;
    }
    return md5.digest('hex') === claimed;
}
function* topLevelFields(bytes) {
    const reader = new _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_5__/* .BinaryReader */ .V5(bytes);
    while (reader.pos < reader.len) {
        const start = reader.pos;
        const [field, wireType] = reader.tag();
        const value = reader.skip(wireType, field);
        yield { field, wireType, value, whole: bytes.subarray(start, reader.pos) };
    }
}
function content(lengthPrefixed) {
    return new _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_5__/* .BinaryReader */ .V5(lengthPrefixed).bytes();
}
/** What `decode` returns; whatever it throws becomes a BundleFormatError that says that this is not a `what`. */
function decoded(what, decode) {
    try {
        return decode();
    }
    catch (error) {
        if (error instanceof BundleFormatError)
            throw error;
        const reason = error instanceof Error ? error.message : String(error);
        throw new BundleFormatError(`not a ${what}: ${reason}`, { cause: error });
    }
}


/***/ }),

/***/ 3665:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DO: () => (/* binding */ parseContext),
/* harmony export */   M8: () => (/* binding */ parseRemote),
/* harmony export */   UN: () => (/* binding */ parsePipeClass),
/* harmony export */   _5: () => (/* binding */ isIdentifier),
/* harmony export */   b_: () => (/* binding */ isContextName),
/* harmony export */   ld: () => (/* binding */ faultInBundleName),
/* harmony export */   mi: () => (/* binding */ imageNameOf)
/* harmony export */ });
/* unused harmony export bundleNameLimit */
/** https://docs.python.org/3/reference/lexical_analysis.html#identifiers */
const identifier = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;
/** Whether Python could call something so; a pipe's parameters are attributes of its class. */
function isIdentifier(text) {
    return identifier.test(text);
}
/** Takes a dotted Python name apart; undefined where it is not one, or names no module. */
function parsePipeClass(text) {
    const parts = text.split('.');
    if (parts.length < 2 || !parts.every(isIdentifier))
        return undefined;
    return { name: text, module: parts.slice(0, -1) };
}
/**
 * The repository name of a pipe's image, as `dsdt dockerize` of the 0.7 line names it: `disdat-module-submodule`, in lower case
 * (https://disdat.gitbook.io/disdat-documentation). Docker may still refuse a name made of unusual identifiers.
 */
function imageNameOf(pipeClass) {
    return ['disdat', ...pipeClass.module].join('-').toLowerCase();
}
/** The longest bundle name that we pass on. Names are stored as tags and table rows; nothing sensible is longer. */
const bundleNameLimit = 255;
/** Why a text cannot be a bundle's name; undefined where it can. A name may be in any script; it never becomes a path. */
function faultInBundleName(name) {
    if (name === '')
        return 'is empty';
    if (name.length > bundleNameLimit)
        return `is ${name.length} characters long, the limit is ${bundleNameLimit}`;
    if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name))
        return 'holds a line break or another control character';
    if (/[/\\]/.test(name))
        return 'holds a slash';
    if (name.includes('..'))
        return 'holds `..`';
    if (name.includes('::'))
        return 'holds `::`';
    if (name !== name.trim())
        return 'starts or ends with a space';
    if (name.startsWith('-'))
        return 'starts with `-`, which Disdat takes for an option';
    return undefined;
}
/** A context's name is a folder on disk and a part of every key on the remote, so it is one plain path segment. */
function isContextName(name) {
    return /^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,127}$/u.test(name) && !name.includes('..');
}
/** `remote-context/local-context`, or one name for both; undefined where it is neither. */
function parseContext(text) {
    const [remote = '', local = remote, ...rest] = text.split('/');
    return rest.length === 0 && isContextName(remote) && isContextName(local) ? { remote, local } : undefined;
}
const bucketName = /^(?!\d+(?:\.\d+){3}$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
/**
 * Parses `s3://bucket/prefix`; undefined where it is no such URL. The bucket follows S3's naming rules
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html), the prefix has no empty, `.` or `..` part.
 */
function parseRemote(text) {
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

/***/ 7718:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bu: () => (/* binding */ ByteOrder),
/* harmony export */   Fh: () => (/* binding */ LocalLinkSchema),
/* harmony export */   Jm: () => (/* binding */ Presentation),
/* harmony export */   ZU: () => (/* binding */ Type),
/* harmony export */   lq: () => (/* binding */ LineageSchema),
/* harmony export */   md: () => (/* binding */ LinkSchema),
/* harmony export */   ty: () => (/* binding */ FrameSchema),
/* harmony export */   xm: () => (/* binding */ HyperFrameSchema)
/* harmony export */ });
/* unused harmony exports file_hyperframe, StringTupleSchema, Lineage_DependencySchema, S3LinkSchema, DatabaseLinkSchema, PresentationSchema, ByteOrderSchema, TypeSchema */
/* harmony import */ var _bufbuild_protobuf_codegenv2__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8671);
/* harmony import */ var _bufbuild_protobuf_codegenv2__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7860);
// The messages that Disdat writes beside a bundle's files: one HyperFrame a bundle, one Frame a column or tensor.
// Names, numbers and types are Disdat's wire format; `npm run proto` makes hyperframe_pb.ts from this file.

/**
 * Describes the file hyperframe.proto.
 */
const file_hyperframe = /*@__PURE__*/ (0,_bufbuild_protobuf_codegenv2__WEBPACK_IMPORTED_MODULE_0__/* .fileDesc */ .w)("ChBoeXBlcmZyYW1lLnByb3RvEgZidW5kbGUiIwoLU3RyaW5nVHVwbGUSCQoBaxgBIAEoCRIJCgF2GAIgASgJIvoBCgpIeXBlckZyYW1lEg0KBW93bmVyGAEgASgJEhIKCmh1bWFuX25hbWUYAiABKAkSFwoPcHJvY2Vzc2luZ19uYW1lGAMgASgJEgwKBHV1aWQYBCABKAkSIwoGZnJhbWVzGAUgAygLMhMuYnVuZGxlLlN0cmluZ1R1cGxlEiAKB2xpbmVhZ2UYBiABKAsyDy5idW5kbGUuTGluZWFnZRIhCgR0YWdzGAcgAygLMhMuYnVuZGxlLlN0cmluZ1R1cGxlEioKDHByZXNlbnRhdGlvbhgIIAEoDjIULmJ1bmRsZS5QcmVzZW50YXRpb24SDAoEaGFzaBgJIAEoCSLjAQoFRnJhbWUSDAoEbmFtZRgBIAEoCRIMCgR1dWlkGAIgASgJEhoKBHR5cGUYAyABKA4yDC5idW5kbGUuVHlwZRINCgVzaGFwZRgEIAMoDRIkCglieXRlb3JkZXIYBSABKA4yES5idW5kbGUuQnl0ZU9yZGVyEiMKB2hmcmFtZXMYBiADKAsyEi5idW5kbGUuSHlwZXJGcmFtZRIbCgVsaW5rcxgHIAMoCzIMLmJ1bmRsZS5MaW5rEg8KB3N0cmluZ3MYCCADKAkSDAoEZGF0YRgJIAEoDBIMCgRoYXNoGAogASgJIpgDCgdMaW5lYWdlEhgKEGhmcmFtZV9wcm9jX25hbWUYASABKAkSEwoLaGZyYW1lX3V1aWQYAiABKAkSEQoJY29kZV9yZXBvGAMgASgJEhEKCWNvZGVfbmFtZRgEIAEoCRITCgtjb2RlX3NlbXZlchgFIAEoCRIRCgljb2RlX2hhc2gYBiABKAkSEwoLY29kZV9icmFuY2gYByABKAkSFAoMZGF0YV9jb250ZXh0GAggASgJEhMKC2RhdGFfYnJhbmNoGAkgASgJEhUKDWNyZWF0aW9uX2RhdGUYCiABKAESLgoKZGVwZW5kc19vbhgLIAMoCzIaLmJ1bmRsZS5MaW5lYWdlLkRlcGVuZGVuY3kSEgoKc3RhcnRfdGltZRgMIAEoARIRCglzdG9wX3RpbWUYDSABKAESEwoLY29kZV9tZXRob2QYDiABKAkaTQoKRGVwZW5kZW5jeRIYChBoZnJhbWVfcHJvY19uYW1lGAEgASgJEhMKC2hmcmFtZV91dWlkGAIgASgJEhAKCGFyZ19uYW1lGAMgASgJIsEBCgRMaW5rEgwKBHV1aWQYASABKAkSEgoKZnJhbWVfdXVpZBgCIAEoCRIVCg1saW5rYXV0aF91dWlkGAMgASgJEgwKBGhhc2gYBCABKAkSIgoFbG9jYWwYBSABKAsyES5idW5kbGUuTG9jYWxMaW5rSAASHAoCczMYBiABKAsyDi5idW5kbGUuUzNMaW5rSAASKAoIZGF0YWJhc2UYByABKAsyFC5idW5kbGUuRGF0YWJhc2VMaW5rSABCBgoEbGluayIZCglMb2NhbExpbmsSDAoEcGF0aBgBIAEoCSIVCgZTM0xpbmsSCwoDdXJsGAEgASgJIowBCgxEYXRhYmFzZUxpbmsSCwoDdXJsGAEgASgJEhAKCGRhdGFiYXNlGAIgASgJEhIKCnNlcnZlcm5hbWUYAyABKAkSDgoGc2NoZW1hGAQgASgJEg0KBXRhYmxlGAUgASgJEg8KB2NvbHVtbnMYBiADKAkSCwoDZHNuGAcgASgJEgwKBHBvcnQYCCABKAUqVgoMUHJlc2VudGF0aW9uEgYKAkhGEAASBgoCREYQARIKCgZTQ0FMQVIQAxIKCgZURU5TT1IQBBIHCgNST1cQBRILCgdERUZBVUxUEAYSCAoESlNPThAHKigKCUJ5dGVPcmRlchIHCgNCSUcQABIKCgZMSVRUTEUQARIGCgJOQRACKugBCgRUeXBlEggKBE5PTkUQABIICgRMSU5LEAESCwoHRkxPQVQxNhACEgsKB0ZMT0FUMzIQAxILCgdGTE9BVDY0EAQSCQoFVUlOVDgQBRIKCgZVSU5UMTYQBhIKCgZVSU5UMzIQBxIKCgZVSU5UNjQQCBIICgRJTlQ4EAkSCQoFSU5UMTYQChIJCgVJTlQzMhALEgkKBUlOVDY0EAwSCgoGU1RSSU5HEA0SCAoEQk9PTBAOEg0KCUNPTVBMRVg2NBAPEg4KCkNPTVBMRVgxMjgQEBIKCgZIRlJBTUUQERIKCgZPQkpFQ1QQEmIGcHJvdG8z");
/**
 * Describes the message bundle.StringTuple.
 * Use `create(StringTupleSchema)` to create a new message.
 */
const StringTupleSchema = /*@__PURE__*/ (/* unused pure expression or super */ null && (messageDesc(file_hyperframe, 0)));
/**
 * Describes the message bundle.HyperFrame.
 * Use `create(HyperFrameSchema)` to create a new message.
 */
const HyperFrameSchema = /*@__PURE__*/ (0,_bufbuild_protobuf_codegenv2__WEBPACK_IMPORTED_MODULE_1__/* .messageDesc */ .Z)(file_hyperframe, 1);
/**
 * Describes the message bundle.Frame.
 * Use `create(FrameSchema)` to create a new message.
 */
const FrameSchema = /*@__PURE__*/ (0,_bufbuild_protobuf_codegenv2__WEBPACK_IMPORTED_MODULE_1__/* .messageDesc */ .Z)(file_hyperframe, 2);
/**
 * Describes the message bundle.Lineage.
 * Use `create(LineageSchema)` to create a new message.
 */
const LineageSchema = /*@__PURE__*/ (0,_bufbuild_protobuf_codegenv2__WEBPACK_IMPORTED_MODULE_1__/* .messageDesc */ .Z)(file_hyperframe, 3);
/**
 * Describes the message bundle.Lineage.Dependency.
 * Use `create(Lineage_DependencySchema)` to create a new message.
 */
const Lineage_DependencySchema = /*@__PURE__*/ (/* unused pure expression or super */ null && (messageDesc(file_hyperframe, 3, 0)));
/**
 * Describes the message bundle.Link.
 * Use `create(LinkSchema)` to create a new message.
 */
const LinkSchema = /*@__PURE__*/ (0,_bufbuild_protobuf_codegenv2__WEBPACK_IMPORTED_MODULE_1__/* .messageDesc */ .Z)(file_hyperframe, 4);
/**
 * Describes the message bundle.LocalLink.
 * Use `create(LocalLinkSchema)` to create a new message.
 */
const LocalLinkSchema = /*@__PURE__*/ (0,_bufbuild_protobuf_codegenv2__WEBPACK_IMPORTED_MODULE_1__/* .messageDesc */ .Z)(file_hyperframe, 5);
/**
 * Describes the message bundle.S3Link.
 * Use `create(S3LinkSchema)` to create a new message.
 */
const S3LinkSchema = /*@__PURE__*/ (/* unused pure expression or super */ null && (messageDesc(file_hyperframe, 6)));
/**
 * Describes the message bundle.DatabaseLink.
 * Use `create(DatabaseLinkSchema)` to create a new message.
 */
const DatabaseLinkSchema = /*@__PURE__*/ (/* unused pure expression or super */ null && (messageDesc(file_hyperframe, 7)));
/**
 * @generated from enum bundle.Presentation
 */
const Presentation = {
    /**
     * @generated from enum value: HF = 0;
     */
    HF: 0,
    /**
     * @generated from enum value: DF = 1;
     */
    DF: 1,
    /**
     * @generated from enum value: SCALAR = 3;
     */
    SCALAR: 3,
    /**
     * @generated from enum value: TENSOR = 4;
     */
    TENSOR: 4,
    /**
     * @generated from enum value: ROW = 5;
     */
    ROW: 5,
    /**
     * @generated from enum value: DEFAULT = 6;
     */
    DEFAULT: 6,
    /**
     * @generated from enum value: JSON = 7;
     */
    JSON: 7,
};
/**
 * Describes the enum bundle.Presentation.
 */
const PresentationSchema = /*@__PURE__*/ (/* unused pure expression or super */ null && (enumDesc(file_hyperframe, 0)));
/**
 * @generated from enum bundle.ByteOrder
 */
const ByteOrder = {
    /**
     * @generated from enum value: BIG = 0;
     */
    BIG: 0,
    /**
     * @generated from enum value: LITTLE = 1;
     */
    LITTLE: 1,
    /**
     * @generated from enum value: NA = 2;
     */
    NA: 2,
};
/**
 * Describes the enum bundle.ByteOrder.
 */
const ByteOrderSchema = /*@__PURE__*/ (/* unused pure expression or super */ null && (enumDesc(file_hyperframe, 1)));
/**
 * @generated from enum bundle.Type
 */
const Type = {
    /**
     * @generated from enum value: NONE = 0;
     */
    NONE: 0,
    /**
     * @generated from enum value: LINK = 1;
     */
    LINK: 1,
    /**
     * @generated from enum value: FLOAT16 = 2;
     */
    FLOAT16: 2,
    /**
     * @generated from enum value: FLOAT32 = 3;
     */
    FLOAT32: 3,
    /**
     * @generated from enum value: FLOAT64 = 4;
     */
    FLOAT64: 4,
    /**
     * @generated from enum value: UINT8 = 5;
     */
    UINT8: 5,
    /**
     * @generated from enum value: UINT16 = 6;
     */
    UINT16: 6,
    /**
     * @generated from enum value: UINT32 = 7;
     */
    UINT32: 7,
    /**
     * @generated from enum value: UINT64 = 8;
     */
    UINT64: 8,
    /**
     * @generated from enum value: INT8 = 9;
     */
    INT8: 9,
    /**
     * @generated from enum value: INT16 = 10;
     */
    INT16: 10,
    /**
     * @generated from enum value: INT32 = 11;
     */
    INT32: 11,
    /**
     * @generated from enum value: INT64 = 12;
     */
    INT64: 12,
    /**
     * @generated from enum value: STRING = 13;
     */
    STRING: 13,
    /**
     * @generated from enum value: BOOL = 14;
     */
    BOOL: 14,
    /**
     * @generated from enum value: COMPLEX64 = 15;
     */
    COMPLEX64: 15,
    /**
     * @generated from enum value: COMPLEX128 = 16;
     */
    COMPLEX128: 16,
    /**
     * @generated from enum value: HFRAME = 17;
     */
    HFRAME: 17,
    /**
     * @generated from enum value: OBJECT = 18;
     */
    OBJECT: 18,
};
/**
 * Describes the enum bundle.Type.
 */
const TypeSchema = /*@__PURE__*/ (/* unused pure expression or super */ null && (enumDesc(file_hyperframe, 2)));


/***/ }),

/***/ 5826:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fp: () => (/* binding */ readParts),
/* harmony export */   qb: () => (/* binding */ corrupt),
/* harmony export */   zy: () => (/* binding */ readHead)
/* harmony export */ });
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4429);
/* harmony import */ var _disdat_hyperframe_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1362);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3296);
/* harmony import */ var _pool_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6438);




/** Bundles in bundles in bundles: deeper than anybody has nested them. */
const maxDepth = 32;
/** Bundles that one bundle may hold, all levels together. */
const maxParts = 10_000;
const remake = 'Make it again, or take an older version of it.';
/**
 * A bundle and all that are nested in it, each once, inner before outer, so the last is the one asked for; undefined
 * when its HyperFrame is not there. Throws Failure `bundle-corrupt` when one of them cannot be read; what is named but
 * missing is told in its part.
 */
async function readParts(place, uuid, options) {
    const seen = new Set();
    const parts = [];
    const visit = async (inner, depth) => {
        if (seen.has(inner))
            return true;
        if (depth > maxDepth || seen.size >= maxParts)
            throw corrupt(place, uuid, 'it holds too many bundles', undefined);
        seen.add(inner);
        const found = await readPart(place, inner, options);
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
async function readPart(place, uuid, options) {
    try {
        const head = await readHead(place, uuid, options);
        if (head === undefined)
            return undefined;
        const { bundle, bytes } = head;
        const sizes = await place.sizes(uuid, options);
        const warnings = [];
        if (!(0,_disdat_hyperframe_js__WEBPACK_IMPORTED_MODULE_1__/* .hyperFrameHashMatches */ .XI)(bytes))
            warnings.push(`The HyperFrame of ${uuid} does not match its own hash.`);
        const frames = [];
        const missing = [];
        const sound = new Map();
        await (0,_pool_js__WEBPACK_IMPORTED_MODULE_3__/* .forEachBounded */ .a)(bundle.frames, async ({ uuid: frameUuid }, signal) => {
            const path = (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .frameName */ .VW)(frameUuid);
            const size = sizes.get(path);
            const contents = size === undefined ? undefined : await readFrameContents(place, uuid, path, { size, signal });
            if (contents === undefined)
                missing.push(path);
            else
                frames.push({ path, ...contents });
            if (contents?.hashMatches !== undefined)
                sound.set(path, contents.hashMatches);
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
        const part = { bundle, hyperFrame: bytes, objects, missing, sound, warnings };
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
            return { kind: 'values', links: [], nested: [], hashMatches: undefined };
    }
    const bytes = await place.read(uuid, path, { signal, maxBytes: _disdat_hyperframe_js__WEBPACK_IMPORTED_MODULE_1__/* .maxFrameBytes */ .fr });
    if (bytes === undefined)
        return undefined;
    const contents = (0,_disdat_hyperframe_js__WEBPACK_IMPORTED_MODULE_1__/* .scanFrame */ .$$)(bytes);
    const stray = contents.nested.find((nested) => !(0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .isUuid */ .O1)(nested));
    if (stray !== undefined)
        throw new _disdat_hyperframe_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC('a nested bundle without a uuid');
    return { ...contents, hashMatches: (0,_disdat_hyperframe_js__WEBPACK_IMPORTED_MODULE_1__/* .frameHashMatches */ .bG)(bytes) };
}


/***/ }),

/***/ 8350:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   eE: () => (/* binding */ registerBundle),
/* harmony export */   sE: () => (/* binding */ indexedUuids)
/* harmony export */ });
/* unused harmony export sqlDate */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3136);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_url__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4429);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3296);
/* harmony import */ var _disk_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(713);







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
    const { DatabaseSync } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 99, 23));
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

/***/ 713:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C9: () => (/* binding */ diskFailure),
/* harmony export */   HN: () => (/* binding */ writeAt),
/* harmony export */   b2: () => (/* binding */ isMissing),
/* harmony export */   c2: () => (/* binding */ fileErrorCode)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3296);

const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const forbidden = new Set(['EACCES', 'EROFS', 'EPERM', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG']);
const other = new Set(['EXDEV', 'ENOENT', 'EIO', 'EMFILE', 'ENFILE', 'EEXIST', 'ENOTEMPTY', 'EBUSY']);
/** The system's name for what went wrong with a file, such as `ENOSPC`; undefined for errors of another kind. */
function fileErrorCode(error) {
    if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string')
        return undefined;
    return full.has(error.code) || forbidden.has(error.code) || other.has(error.code) ? error.code : undefined;
}
/** Whether a file or folder is not there. */
function isMissing(error) {
    return fileErrorCode(error) === 'ENOENT' || fileErrorCode(error) === 'ENOTDIR';
}
/**
 * The failure that an error of writing below `folder` amounts to: `disk-full` or `local-context-unwritable`.
 * What is no error of a file is given back as it came.
 */
function diskFailure(error, folder) {
    const code = fileErrorCode(error);
    if (code === undefined || error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR)
        return error;
    const options = { cause: error };
    if (full.has(code)) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('disk-full', `No room is left below ${folder} (${code}).`, 'Free some space there.', options);
    }
    const evidence = `${folder} could not be written (${code}).`;
    if (code === 'EXDEV') {
        const advice = 'Have `objects` on the same file system as its context: a bundle is put there by one rename.';
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('local-context-unwritable', evidence, advice, options);
    }
    const advice = "Make it writable for the job's user, or set `pull-output: false`.";
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('local-context-unwritable', evidence, advice, options);
}
/** Writes all of these bytes from a position of a file on. */
async function writeAt(handle, chunks, position) {
    const { bytesWritten } = await handle.writev(chunks, position);
    const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    if (bytesWritten === length)
        return;
    // A disk that is nearly full takes a part of it, and says why it did not take more when it is asked again.
    const rest = Buffer.concat(chunks).subarray(bytesWritten);
    for (let at = 0; at < rest.length;) {
        at += (await handle.write(rest, at, rest.length - at, position + bytesWritten + at)).bytesWritten;
    }
}


/***/ }),

/***/ 2640:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ linkOnTheWay),
/* harmony export */   c: () => (/* binding */ faultInPaths)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _disk_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(713);



/** Names that lead to a device whatever folder they are in: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const deviceName = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?$/i;
/** A name that ends like this loses its end there, and so becomes another file's. */
const lostEnd = /[ .]$/;
const forbiddenOnWindows = /[<>:"|?*\\]/;
/**
 * Why these paths of one bundle, `/` between names, cannot all be files of a folder, or undefined when they can. Two that
 * differ in case only are refused everywhere: on some machines the one would overwrite the other.
 */
function faultInPaths(paths, platform = process.platform) {
    const files = new Map();
    const folders = new Map();
    for (const each of paths) {
        const names = each.split('/');
        const unusable = platform === 'win32' ? names.find(isUnusableOnWindows) : undefined;
        if (unusable !== undefined)
            return `Windows has no file named ${JSON.stringify(unusable)} (${each})`;
        const twin = files.get(folded(each)) ?? each;
        if (twin !== each)
            return `${twin} and ${each} are the same file where case does not count`;
        files.set(folded(each), each);
        for (let depth = 1; depth < names.length; depth++)
            folders.set(folded(names.slice(0, depth).join('/')), each);
    }
    for (const [name, inner] of folders) {
        const file = files.get(name);
        if (file !== undefined)
            return `${file} is a file, and the folder of ${inner}`;
    }
    return undefined;
}
/** As file systems that do not count case compare names; those of macOS do not tell é from e´ either. */
function folded(name) {
    return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}
function isUnusableOnWindows(name) {
    return deviceName.test(name) || lostEnd.test(name) || forbiddenOnWindows.test(name);
}
/**
 * The folder on the way from `root` to one of these files that is a symbolic link, so that the file would land elsewhere;
 * `root` itself counts. Undefined when there is none. What is not there yet is none.
 */
async function linkOnTheWay(root, paths) {
    const folders = new Set([root]);
    for (const each of paths) {
        const names = each.split('/');
        for (let depth = 1; depth < names.length; depth++)
            folders.add(node_path__WEBPACK_IMPORTED_MODULE_1___default().join(root, ...names.slice(0, depth)));
    }
    for (const folder of folders) {
        const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(folder).catch((error) => {
            if ((0,_disk_js__WEBPACK_IMPORTED_MODULE_2__/* .isMissing */ .b2)(error))
                return undefined;
            throw error;
        });
        if (found?.isSymbolicLink())
            return folder;
    }
    return undefined;
}


/***/ }),

/***/ 6438:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ maxInFlight),
/* harmony export */   a: () => (/* binding */ forEachBounded)
/* harmony export */ });
/** Requests and files in flight at once: enough to hide 30 ms of latency, few enough for the default 1,024 open files. */
const maxInFlight = 64;
/**
 * Does `work` for each item, at most `limit` at a time. At the first error, or when `signal` aborts, the others hear it
 * through the signal they were given, all are waited for, and then it is thrown: nothing runs on.
 */
async function forEachBounded(items, work, { limit = maxInFlight, signal }) {
    const stop = new AbortController();
    const either = AbortSignal.any([signal, stop.signal]);
    const iterator = each(items);
    const worker = async () => {
        try {
            for (;;) {
                either.throwIfAborted();
                const next = await iterator.next();
                if (next.done)
                    return;
                await work(next.value, either);
            }
        }
        catch (error) {
            stop.abort(error);
        }
    };
    await Promise.all(Array.from({ length: limit }, worker));
    await iterator.return(undefined);
    stop.signal.throwIfAborted();
}
async function* each(items) {
    yield* items;
}


/***/ }),

/***/ 7642:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ww: () => (/* binding */ makeTemporary),
  C1: () => (/* binding */ pullBundle),
  Ge: () => (/* binding */ removeUnfinishedPulls)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./disdat/bundle.js
var bundle = __webpack_require__(4429);
// EXTERNAL MODULE: ./errors.js
var errors = __webpack_require__(3296);
// EXTERNAL MODULE: ./remote/contents.js
var contents = __webpack_require__(5826);
// EXTERNAL MODULE: ./remote/ctxt-db.js
var ctxt_db = __webpack_require__(8350);
// EXTERNAL MODULE: ./remote/disk.js
var disk = __webpack_require__(713);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./remote/frame-file.js
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

// EXTERNAL MODULE: ./remote/local-paths.js
var local_paths = __webpack_require__(2640);
// EXTERNAL MODULE: ./remote/pool.js
var pool = __webpack_require__(6438);
;// CONCATENATED MODULE: ./remote/pull.js










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
        if (name === (0,bundle/* hyperFrameName */.lm)(uuid))
            await (0,promises_.writeFile)(file, part.hyperFrame, { signal });
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
async function sweep(folder) {
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