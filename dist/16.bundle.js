exports.id = 16;
exports.ids = [16];
exports.modules = {

/***/ 3938:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
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

"use strict";
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

/***/ 22133:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
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

"use strict";
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


/***/ }),

/***/ 25016:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  step: () => (/* binding */ step)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
;// CONCATENATED MODULE: ./src/action/checkout.js



const fullCommit = /^[0-9a-f]{40,64}$/;
const nothing = { repo: '', hash: '', branch: '' };
/** A git that has not answered by then, of a repository on a dead disk most likely, does not hold the run up. */
const gitTimeoutMs = 10_000;
const maxAnswerBytes = 64 * 1024;
/** Of a list of files: some hundred thousand names. */
const maxListBytes = 16 * 1024 * 1024;
/**
 * What git says of the checkout that a folder of the workspace is in. A repository above the workspace is none of the
 * workflow's, and says nothing. No credentials: those of the URL are left out.
 */
async function checkoutOf(folder, workspace, env) {
    const git = (...args) => askGit(folder, workspace, env, args);
    const [hash = '', head = ''] = (await git('rev-parse', 'HEAD', '--abbrev-ref', 'HEAD')).split('\n');
    if (!fullCommit.test(hash))
        return nothing;
    const repo = withoutCredentials((await git('config', '--get', 'remote.origin.url')).trim());
    return { repo, hash, branch: head === 'HEAD' ? branchOfWorkflow(hash, env) : head };
}
/** actions/checkout leaves no branch behind; the workflow knows whose commit it runs for. */
function branchOfWorkflow(hash, env) {
    if (env['GITHUB_SHA'] !== hash)
        return '';
    return env['GITHUB_HEAD_REF'] || (env['GITHUB_REF_TYPE'] === 'branch' ? (env['GITHUB_REF_NAME'] ?? '') : '');
}
/** The address of a repository, without user and password where they let somebody in. */
function withoutCredentials(repository) {
    if (!URL.canParse(repository))
        return repository;
    const url = new URL(repository);
    if (url.password === '' && (url.username === '' || url.protocol === 'ssh:'))
        return repository;
    url.password = '';
    if (url.protocol !== 'ssh:')
        url.username = '';
    return url.href;
}
/**
 * Whether a commit is in the history of another one, which counts as a part of its own. Undefined where the workspace's
 * checkout does not tell: no git, a commit that it lacks, a shallow clone, whose history ends too early for a no.
 */
async function isAncestorIn(workspace, env, { commit, of }) {
    if (workspace === '' || !fullCommit.test(commit) || !fullCommit.test(of))
        return undefined;
    const git = (...args) => runGit(workspace, workspace, env, args);
    const { code } = await git('merge-base', '--is-ancestor', commit, of);
    if (code === 0)
        return true;
    if (code !== 1)
        return undefined;
    const isWhole = (await git('rev-parse', '--is-shallow-repository')).stdout.trim() === 'false';
    return isWhole ? false : undefined;
}
/** The files of the workspace that git tracks and that have such names; none where there is no checkout, or more of them than anybody has. */
async function trackedFiles(workspace, env, pattern) {
    const { code, stdout } = await runGit(workspace, workspace, env, ['ls-files', '-z', '--', pattern], maxListBytes);
    return code === 0 ? stdout.split('\0').filter((name) => name !== '') : [];
}
/** What git prints; empty where there is no git, no repository, or no answer. */
async function askGit(folder, workspace, env, args) {
    const { code, stdout } = await runGit(folder, workspace, env, args);
    return code === 0 ? stdout : '';
}
/** How git ended and what it printed; no code where there is no git, or no answer. */
async function runGit(folder, workspace, { PATH, HOME }, args, maxBytes = maxAnswerBytes) {
    const { promise, resolve } = Promise.withResolvers();
    const env = { PATH, HOME, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_CEILING_DIRECTORIES: external_node_path_default().dirname(workspace) };
    // In a container of the job the workspace belongs to somebody else, whom git would not trust.
    const all = ['-c', 'safe.directory=*', '-C', folder, ...args];
    const child = (0,external_node_child_process_.execFile)('git', all, { env, timeout: gitTimeoutMs, maxBuffer: maxBytes }, (error, stdout) => {
        resolve({ code: typeof error?.code === 'string' ? undefined : (child.exitCode ?? undefined), stdout });
    });
    return await promise;
}
/** Who makes bundles here, as Python's getpass.getuser() has it. */
function userOf(env) {
    const named = ['LOGNAME', 'USER', 'LNAME', 'USERNAME'].map((name) => env[name]).find((name) => name);
    return named ?? nameOfAccount();
}
function nameOfAccount() {
    try {
        return (0,external_node_os_.userInfo)().username;
    }
    catch {
        // A container's user may have a number and no name.
        return '';
    }
}

;// CONCATENATED MODULE: ./src/action/tracked.js



/** Larger source files than this are not looked into. */
const maxSourceBytes = 4 * 1024 * 1024;
/** So much of a line tells it from others, in UTF-16 units. */
const shownLength = 200;
/** The Python files of the workspace's checkout, and what stands in them. */
class Sources {
    #workspace;
    #files;
    #read = new Map();
    constructor(workspace, files) {
        this.#workspace = workspace;
        this.#files = files;
    }
    /** Those that git tracks; none where there is no checkout. */
    static async open(workspace, env) {
        return new Sources(workspace, await trackedFiles(workspace, env, '*.py'));
    }
    /**
     * A line of a file as Python in a container named it, as a line of the checkout; undefined where that is not certain. Where the text of the line is
     * known it must be the same: the image may be of another commit.
     */
    async find(named) {
        const file = matching(named.file, this.#files);
        if (file === undefined)
            return undefined;
        const text = (await this.#lines(file))[named.line - 1];
        if (text === undefined || (named.code !== undefined && !isSame(text, named.code)))
            return undefined;
        return { file, line: named.line };
    }
    /** The line of a module's file where a class of it begins. */
    async findClass(module, name) {
        const paths = [`${module.join('/')}.py`, `${module.join('/')}/__init__.py`];
        const [file, ...others] = paths.flatMap((each) => matching(each, this.#files) ?? []);
        if (file === undefined || others.length > 0)
            return undefined;
        const lines = await this.#lines(file);
        const at = lines.findIndex((line) => /^class\s+([^\s(:]+)/.exec(line)?.[1] === name);
        return at < 0 ? undefined : { file, line: at + 1 };
    }
    async #lines(file) {
        const reading = this.#read.get(file) ?? linesOf(external_node_path_default().join(this.#workspace, file));
        this.#read.set(file, reading);
        return await reading;
    }
}
/** Whether a line of a file is the one that Python shows, which may be cut. */
const isSame = (text, shown) => text.trim().slice(0, shownLength) === shown.slice(0, shownLength);
/** None of a link, which may lead anywhere, and of what cannot be read. */
async function linesOf(file) {
    try {
        const status = await (0,promises_.lstat)(file);
        if (!status.isFile() || status.size > maxSourceBytes)
            return [];
        const text = await (0,promises_.readFile)(file, 'utf8');
        return text.replace(/\r?\n$/, '').split(/\r?\n/);
    }
    catch {
        return [];
    }
}
/**
 * The one tracked file that a path in a container can be: of an installed package (a relative path) the one that ends in the whole of it; else the one
 * whose end is the same over most folders, one at least, or that is the end of the path itself. Undefined where there is none, or more than one.
 */
function matching(named, files) {
    const parts = named.split('/').filter((part) => part !== '');
    const isInstalled = !named.startsWith('/');
    const lengths = files.map((file) => ({ file, names: file.split('/') }));
    const fits = lengths.flatMap(({ file, names }) => {
        const same = sameEnd(parts, names);
        const isEnough = isInstalled ? same === parts.length && same > 1 : same > 1;
        return isEnough || (same === 1 && names.length === 1) ? [{ file, same }] : [];
    });
    const most = Math.max(...fits.map(({ same }) => same));
    const [best, ...others] = fits.filter(({ same }) => same === most);
    return others.length > 0 ? undefined : best?.file;
}
function sameEnd(a, b) {
    let same = 0;
    while (same < a.length && same < b.length && a.at(-1 - same) === b.at(-1 - same))
        same += 1;
    return same;
}

;// CONCATENATED MODULE: ./src/action/annotations.js

/** https://docs.github.com/en/rest/checks/runs: a message has at most 64 KB, and nobody reads that. */
const maxMessage = 4096;
const maxTitle = 255;
/** GitHub shows ten errors of a step (https://docs.github.com/en/rest/checks/runs), and the last words of a failed one are such, too. */
const maxShown = 9;
/** The marks as annotations of tracked files, each place once. One whose place is not certain is left out: none on guesses. */
async function annotationsOf(marks, workspace, env) {
    if (marks.length === 0 || workspace === '')
        return [];
    const sources = await Sources.open(workspace, env);
    const placed = new Map();
    for (const { at, level, title, message } of marks) {
        const place = await placeOf(at, sources);
        if (place === undefined)
            continue;
        const key = JSON.stringify([place.file, place.line, at.kind === 'class' ? title : '']);
        if (placed.has(key))
            continue;
        placed.set(key, { level, ...place, title: title.slice(0, maxTitle), message: message.slice(0, maxMessage) });
    }
    return [...placed.values()];
}
async function placeOf(at, sources) {
    if (at.kind === 'class')
        return await sources.findClass(at.module, at.name);
    for (const frame of at.frames.toReversed()) {
        const place = await sources.find(frame);
        if (place !== undefined)
            return place;
    }
    return undefined;
}

// EXTERNAL MODULE: ./src/action/inputs.js + 1 modules
var action_inputs = __webpack_require__(39717);
// EXTERNAL MODULE: ./src/action/log.js
var action_log = __webpack_require__(86475);
// EXTERNAL MODULE: ./src/action/outputs.js
var action_outputs = __webpack_require__(77027);
// EXTERNAL MODULE: ./src/action/state.js
var action_state = __webpack_require__(34667);
// EXTERNAL MODULE: ./src/action/tell.js
var tell = __webpack_require__(98250);
// EXTERNAL MODULE: ./src/action/workflow.js
var action_workflow = __webpack_require__(17244);
// EXTERNAL MODULE: ../../node_modules/ini/lib/ini.js
var ini = __webpack_require__(27224);
;// CONCATENATED MODULE: ./src/disdat/configuration.js

/** Reads the text of a `disdat.cfg` (INI, as Python's configparser writes it). Never throws: INI has no wrong text. */
function readConfiguration(text) {
    const stanzas = (0,ini.parse)(text);
    const registry = setting(stanzas, 'docker', 'registry');
    const repositoryPrefix = setting(stanzas, 'docker', 'repository_prefix');
    const jobQueue = setting(stanzas, 'run', 'aws_batch_queue');
    const jobDefinition = setting(stanzas, 'run', 'aws_batch_job_definition');
    return {
        ...(registry && { registry }),
        ...(repositoryPrefix && { repositoryPrefix }),
        ...(jobQueue && { jobQueue }),
        ...(jobDefinition && { jobDefinition }),
    };
}
function setting(stanzas, stanza, key) {
    const settings = property(stanzas, stanza);
    const value = property(settings, key);
    // Disdat's own template carries `key = None` for what is not set.
    return typeof value === 'string' && value !== '' && value !== 'None' ? value : undefined;
}
function property(record, key) {
    return typeof record === 'object' && record !== null
        ? Object.entries(record).find(([name]) => name === key)?.[1]
        : undefined;
}

// EXTERNAL MODULE: ./src/disdat/names.js
var names = __webpack_require__(15086);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/disdat/bundle.js
var disdat_bundle = __webpack_require__(84092);
// EXTERNAL MODULE: ./src/remote/ctxt-db.js
var ctxt_db = __webpack_require__(12757);
// EXTERNAL MODULE: ./src/remote/disk.js
var disk = __webpack_require__(89888);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./src/disdat/hyperframe.js
var hyperframe = __webpack_require__(61999);
;// CONCATENATED MODULE: ./src/remote/files.js
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






/** ctxt.json and fs.json are a line each: more than so many bytes is something else. */
const maxJsonBytes = 64 * 1024;
/** Every file below a folder with its size in bytes, `/` between names; empty when there is no folder. */
async function sizesBelow(folder) {
    const sizes = new Map();
    const entries = await (0,promises_.readdir)(folder, { recursive: true, withFileTypes: true }).catch((error) => {
        if ((0,disk/* isMissing */.b2)(error))
            return [];
        throw (0,disk/* diskFailure */.C9)(error, folder);
    });
    for (const entry of entries) {
        const file = external_node_path_default().join(entry.parentPath, entry.name);
        const found = await (0,promises_.stat)(file).catch(() => undefined);
        if (found?.isFile())
            sizes.set(external_node_path_default().relative(folder, file).split((external_node_path_default()).sep).join('/'), found.size);
    }
    return sizes;
}
/** The bytes of a file, or the first so many; undefined when it is not there. Throws BundleFormatError beyond `maxBytes`. */
async function readBounded(file, { maxBytes, firstBytes }) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const handle = __addDisposableResource(env_1, await (0,promises_.open)(file), true);
            const { size } = await handle.stat();
            const wanted = Math.min(size, firstBytes ?? size);
            if (wanted > maxBytes)
                throw new hyperframe/* BundleFormatError */.KC(`${external_node_path_default().basename(file)} has more than ${maxBytes} bytes`);
            const bytes = new Uint8Array(wanted);
            let length = 0;
            while (length < wanted) {
                const { bytesRead } = await handle.read(bytes, length, wanted - length, length);
                if (bytesRead === 0)
                    break;
                length += bytesRead;
            }
            return bytes.subarray(0, length);
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
    catch (error) {
        if ((0,disk/* isMissing */.b2)(error))
            return undefined;
        throw error;
    }
}
/**
 * The JSON object in a file's first line, which is all that dsdt reads; undefined when there is no file. Throws Failure
 * `context-conflict` when it is something else.
 */
async function readJson(file) {
    const bytes = await readBounded(file, { firstBytes: maxJsonBytes, maxBytes: maxJsonBytes }).catch((error) => {
        throw garbage(file, (0,errors/* describe */.q0)(error), error);
    });
    if (bytes === undefined)
        return undefined;
    const json = parsed(file, new TextDecoder().decode(bytes).split('\n')[0] ?? '');
    if (typeof json !== 'object' || json === null || Array.isArray(json))
        throw garbage(file, 'no JSON object', undefined);
    return json;
}
function parsed(file, text) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        throw garbage(file, (0,errors/* describe */.q0)(error), error);
    }
}
/** The text under a name of a JSON object; undefined when it is not there, null, or empty. */
function textAt(json, name) {
    const value = Object.getOwnPropertyDescriptor(json, name)?.value;
    return typeof value === 'string' && value !== '' ? value : undefined;
}
/** The failure for a file of dsdt's that says something else than dsdt would. */
function garbage(file, reason, cause) {
    // dsdt itself dies of either file, whatever it is told to do.
    const advice = file.endsWith('fs.json')
        ? 'Remove it, and `dsdt switch` to a context.'
        : 'Mend it, or remove its folder and make the context anew with `dsdt context`.';
    return new errors/* Failure */.HR('context-conflict', `${file} is not what dsdt writes: ${reason}.`, advice, { cause });
}
/** Writes a file of dsdt's, whole, unless there is one. */
async function writeOnce(file, json) {
    if ((await (0,promises_.stat)(file).catch(() => undefined)) !== undefined)
        return;
    const temporary = `${file}.${(0,external_node_crypto_.randomUUID)()}`;
    try {
        await (0,promises_.writeFile)(temporary, JSON.stringify(json));
        await (0,promises_.rename)(temporary, file);
    }
    catch (error) {
        await (0,promises_.rm)(temporary, { force: true });
        throw error;
    }
}

// EXTERNAL MODULE: ./src/remote/contents.js
var contents = __webpack_require__(53443);
;// CONCATENATED MODULE: ./src/remote/index-line.js


/** The longest line of an index, in bytes: many times what a bundle says of itself. */
const maxLineBytes = 16 * 1024;
/** Of the uuid that a line begins with, in characters and bytes. */
const uuidLength = 36;
/**
 * A bundle as a line of an index, without its line break: the uuid, and a JSON array of the rest. Undefined when that
 * would be more than `maxLineBytes`: such a bundle is not indexed.
 */
function lineOf(bundle) {
    const { createdSeconds, name, processingName, owner, presentation, code, tags, dependsOn } = bundle;
    const rest = [
        createdSeconds,
        name,
        processingName,
        owner,
        presentation,
        [code.method, code.repo, code.hash, code.branch],
        [...tags],
        dependsOn.map((upstream) => [upstream.uuid, upstream.processingName, upstream.argument]),
    ];
    const line = bundle.uuid + JSON.stringify(rest);
    return Buffer.byteLength(line) > maxLineBytes ? undefined : line;
}
/** How a text stands in every line that holds it. */
function inLine(text) {
    return JSON.stringify(text);
}
/** The bundle of a line. Throws BundleFormatError for a line that `lineOf` did not write. */
function descriptionIn(line) {
    const uuid = line.slice(0, uuidLength);
    if (!(0,disdat_bundle/* isUuid */.O1)(uuid))
        throw new hyperframe/* BundleFormatError */.KC('an index line without a uuid');
    const [createdSeconds, name, processingName, owner, presentation, code, tags, dependsOn] = list(index_line_parsed(line));
    const [method, repo, hash, branch] = list(code);
    return (0,disdat_bundle/* descriptionOf */.Kq)({
        uuid,
        createdSeconds: number(createdSeconds),
        name: index_line_text(name),
        processingName: index_line_text(processingName),
        owner: index_line_text(owner),
        presentation: index_line_text(presentation),
        code: { method: index_line_text(method), repo: index_line_text(repo), hash: index_line_text(hash), branch: index_line_text(branch) },
        tags: new Map(list(tags).map((tag) => {
            const [key, value] = list(tag);
            return [index_line_text(key), index_line_text(value)];
        })),
        dependsOn: list(dependsOn).map((dependency) => {
            const [upstream, madeBy, argument] = list(dependency);
            return { uuid: index_line_text(upstream), processingName: index_line_text(madeBy), argument: index_line_text(argument) };
        }),
    });
}
function index_line_parsed(line) {
    try {
        return JSON.parse(line.slice(uuidLength));
    }
    catch (error) {
        throw new hyperframe/* BundleFormatError */.KC('an index line that is no JSON', { cause: error });
    }
}
function list(value) {
    if (!Array.isArray(value))
        throw new hyperframe/* BundleFormatError */.KC('an index line without one of its lists');
    return value;
}
function index_line_text(value) {
    if (typeof value !== 'string')
        throw new hyperframe/* BundleFormatError */.KC('an index line without one of its texts');
    return value;
}
function number(value) {
    if (typeof value !== 'number')
        throw new hyperframe/* BundleFormatError */.KC('an index line without its time');
    return value;
}

// EXTERNAL MODULE: ./src/remote/pool.js
var pool = __webpack_require__(47931);
;// CONCATENATED MODULE: ./src/remote/listing.js


/** What S3 gives with one answer: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
const pageSize = 1000;
/** A listing with more answers to come than this goes on by the next digit of the uuid, side by side. */
const splitPages = 3;
/** So many digits at most: 256 listings. */
const maxDigits = 2;
/** Listings at a time. */
const maxListings = 32;
const digits = '0123456789abcdef';
/**
 * The uuids of a context's bundle folders: whoever has none of these is not there. One request after the other for
 * small contexts; 16 or 256 side by side for large ones, which the first answer tells: uuids are random, so the last
 * of the first thousand tells how many more there are.
 */
async function listUuids(remote, options) {
    const uuids = new Set();
    let prefixes = [''];
    while (prefixes.length > 0) {
        const longer = [];
        const list = async (prefix, signal) => {
            longer.push(...(await listBelow(remote, prefix, uuids, signal)));
        };
        await (0,pool/* forEachBounded */.a)(prefixes, list, { ...options, limit: maxListings });
        prefixes = longer;
    }
    return uuids;
}
/** Lists the bundles whose uuid begins so, to the end, or else tells the prefixes that are left. */
async function listBelow(remote, prefix, uuids, signal) {
    let folders = 0;
    for await (const entry of remote.store.list(remote.objects + prefix, { signal, delimiter: '/' })) {
        if (entry.kind !== 'folder')
            continue;
        const uuid = entry.prefix.slice(remote.objects.length, -1);
        if (!(0,disdat_bundle/* isUuid */.O1)(uuid))
            continue;
        uuids.add(uuid);
        folders += 1;
        if (folders % pageSize !== 0 || prefix.length >= maxDigits)
            continue;
        const pages = folders / pageSize;
        const pagesLeft = pages / shareBefore(uuid.slice(prefix.length)) - pages;
        if (pagesLeft > splitPages) {
            return [...digits].filter((digit) => digit >= uuid.charAt(prefix.length)).map((digit) => prefix + digit);
        }
    }
    return [];
}
/** Which share of all uuids comes before one, by its first digits; never zero. */
function shareBefore(uuid) {
    const known = uuid.slice(0, 4);
    return (Number.parseInt(known, 16) + 1) / 16 ** known.length;
}

;// CONCATENATED MODULE: ./src/remote/catalogue.js






/**
 * Lists the context, and reads what the index does not know yet: one GET a bundle. The listing goes on beside the index
 * being read and the likely answer to `likely`; with more than `maxUnread` unknown bundles none of them is read.
 */
async function readCatalogue(remote, heads, options) {
    const { index } = remote;
    const { likely, maxUnread = Number.POSITIVE_INFINITY } = options;
    let listed = new Set();
    const tasks = [
        async (heard) => {
            listed = await listUuids(remote, heard);
        },
        async (heard) => {
            await index.load(heard);
            const best = likely && (0,disdat_bundle/* newest */.BP)(index.matching(likely).filter(({ committed }) => committed));
            if (best !== undefined)
                await heads.read(best.uuid, heard);
        },
    ];
    await (0,pool/* forEachBounded */.a)(tasks, (task, signal) => task({ signal }), { ...options, limit: tasks.length });
    const unknown = [...listed].filter((uuid) => !index.has(uuid));
    const unread = unknown.length > maxUnread ? unknown.length : 0;
    const lines = new Map();
    const large = [];
    const look = async (uuid, signal) => {
        const bundle = await heads.read(uuid, { signal });
        const line = bundle && lineOf(bundle);
        if (line !== undefined)
            lines.set(uuid, line);
        else if (bundle !== undefined)
            large.push(bundle);
        if (likely === undefined || bundle === undefined || !(0,disdat_bundle/* matches */.cK)(bundle, likely))
            heads.forget(uuid);
    };
    if (unread === 0)
        await (0,pool/* forEachBounded */.a)(unknown, look, options);
    index.learn(lines, listed);
    return {
        unread,
        has: (uuid) => listed.has(uuid),
        get: (uuid) => (listed.has(uuid) ? (large.find((bundle) => bundle.uuid === uuid) ?? index.get(uuid)) : undefined),
        matching: (wanted) => [
            ...large.filter((bundle) => bundle.committed && (0,disdat_bundle/* matches */.cK)(bundle, wanted)),
            ...index.matching(wanted).filter(({ uuid, committed }) => committed && listed.has(uuid)),
        ],
    };
}
/** HyperFrames of one remote, each read once. */
class Heads {
    #read = new Map();
    #remote;
    #onUnreadable;
    constructor(remote, { onUnreadable = () => { } }) {
        this.#remote = remote;
        this.#onUnreadable = onUnreadable;
    }
    /** Undefined for one that is not there, or cannot be read. Throws Failure as a store does. */
    async read(uuid, { signal }) {
        const reading = this.#read.get(uuid) ?? this.#readNow(uuid, signal);
        this.#read.set(uuid, reading);
        return await reading;
    }
    forget(uuid) {
        this.#read.delete(uuid);
    }
    async #readNow(uuid, signal) {
        try {
            return (await (0,contents/* readHead */.zy)(this.#remote, uuid, { signal }))?.bundle;
        }
        catch (error) {
            if (!(error instanceof hyperframe/* BundleFormatError */.KC))
                throw error;
            this.#onUnreadable(uuid, error.message);
            return undefined;
        }
    }
}

;// CONCATENATED MODULE: ./src/remote/find.js






/** Bundles whose HyperFrames are read ahead by somebody who asks for more than one: twice as many each time, up to this. */
const maxReadAhead = 64;
/**
 * The bundle asked for, or the newest committed one that has what is asked for; undefined when there is none. A bundle
 * asked for by its uuid whose HyperFrame cannot be read is a Failure `bundle-corrupt`. That its frames and files are
 * there too, `proveBundle` tells.
 */
async function findBundle(remote, query, options) {
    if (query.kind === 'uuid')
        return await bundleAt(remote, query.uuid, options);
    for await (const bundle of findBundles(remote, query, options))
        return bundle;
    return undefined;
}
/**
 * The committed bundles that have what is asked for, newest first, as many as the caller takes. Costs the LIST of the
 * context and a GET for each bundle that the index does not know, without an index for each bundle there is; then one
 * for each bundle that is given, so that what is given is what its HyperFrame says. Those without a HyperFrame, which
 * nobody finished, are passed over.
 */
async function* findBundles(remote, wanted, options) {
    const heads = new Heads(remote, options);
    const catalogue = await readCatalogue(remote, heads, { ...options, likely: wanted });
    let queue = catalogue.matching(wanted).toSorted(disdat_bundle/* newestFirst */.ll);
    for (let size = 1; queue.length > 0; size = Math.min(2 * size, maxReadAhead)) {
        const batch = queue.splice(0, size);
        await (0,pool/* forEachBounded */.a)(batch, async ({ uuid }, signal) => void (await heads.read(uuid, { signal })), options);
        for (const [place, said] of batch.entries()) {
            const bundle = await heads.read(said.uuid, options);
            if (bundle === undefined)
                continue;
            const line = lineOf(bundle);
            if (line === lineOf(said)) {
                yield bundle;
                continue;
            }
            // The index was wrong about it: it takes its place among those that are left.
            if (line !== undefined)
                remote.index.learn(new Map([[bundle.uuid, line]]));
            const here = bundle.committed && (0,disdat_bundle/* matches */.cK)(bundle, wanted) ? [bundle] : [];
            queue = [...here, ...batch.slice(place + 1), ...queue].toSorted(disdat_bundle/* newestFirst */.ll);
            break;
        }
    }
}
/** The bundle of this uuid in a place. Throws Failure `bundle-corrupt` when its HyperFrame cannot be read. */
async function bundleAt(place, uuid, options) {
    try {
        return (await (0,contents/* readHead */.zy)(place, uuid, options))?.bundle;
    }
    catch (error) {
        if (error instanceof hyperframe/* BundleFormatError */.KC)
            throw (0,contents/* corrupt */.qb)(place, uuid, error.message, error);
        throw error;
    }
}
/** The newest of these bundles that is wanted. Those without a HyperFrame, which nobody finished, are passed over. */
async function newestOf(place, uuids, options, isWanted) {
    const { onUnreadable = () => { } } = options;
    let best;
    const look = async (uuid, signal) => {
        try {
            const bundle = (await (0,contents/* readHead */.zy)(place, uuid, { signal }))?.bundle;
            if (bundle !== undefined && isWanted(bundle))
                best = best === undefined ? bundle : (0,disdat_bundle/* newer */.AE)(best, bundle);
        }
        catch (error) {
            if (!(error instanceof hyperframe/* BundleFormatError */.KC))
                throw error;
            onUnreadable(uuid, error.message);
        }
    };
    await (0,pool/* forEachBounded */.a)(uuids, look, options);
    return best;
}

;// CONCATENATED MODULE: ./src/remote/local.js








/** The current local context, as `dsdt switch` set it; undefined when there is none. Throws Failure `context-conflict`. */
async function readCurrentContext(home) {
    const json = await readJson(external_node_path_default().join(home, '.disdat', 'fs.json'));
    return json === undefined ? undefined : textAt(json, '_mangled_curr_context_name');
}
/**
 * The context of this name; undefined when there is none. Throws Failure `context-conflict` when its ctxt.json is
 * garbage, and `invalid-input` for a name that is no folder's.
 */
async function openContext({ home, name }) {
    const folder = contextFolder({ home, name });
    const file = external_node_path_default().join(folder, 'ctxt.json');
    const json = await readJson(file);
    if (json === undefined)
        return undefined;
    const url = textAt(json, 'remote_ctxt_url');
    const context = textAt(json, 'remote_ctxt');
    if (url === undefined || context === undefined)
        return contextAt(name, folder, undefined);
    if (!url.endsWith('/context'))
        throw garbage(file, `its remote_ctxt_url is ${JSON.stringify(url)}`, undefined);
    return contextAt(name, folder, { url: trimmed(url.slice(0, -'/context'.length)), context });
}
/**
 * The context of this name, bound to this remote, made if need be; it becomes the current one only where there is none.
 * Throws Failure `context-conflict` when it is bound to another remote, and `local-context-unwritable` or `disk-full`.
 */
async function ensureContext({ home, name }, remote) {
    const existing = await openContext({ home, name });
    if (existing !== undefined) {
        assertSameRemote(existing, remote);
        return existing;
    }
    const folder = contextFolder({ home, name });
    try {
        // dsdt lists `objects` as soon as it finds ctxt.json.
        await (0,promises_.mkdir)(external_node_path_default().join(folder, 'objects'), { recursive: true });
        const url = `${trimmed(remote.url)}/context`;
        await writeOnce(external_node_path_default().join(folder, 'ctxt.json'), {
            remote_ctxt: remote.context,
            local_ctxt: name,
            remote_ctxt_url: url,
        });
        await writeOnce(external_node_path_default().join(home, '.disdat', 'fs.json'), { _mangled_curr_context_name: name });
    }
    catch (error) {
        throw (0,disk/* diskFailure */.C9)(error, folder);
    }
    const made = await openContext({ home, name });
    if (made === undefined)
        throw garbage(external_node_path_default().join(folder, 'ctxt.json'), 'it vanished', undefined);
    assertSameRemote(made, remote);
    return made;
}
/** Throws Failure `context-conflict` when the context is bound to another remote; one without a remote fits any. */
function assertSameRemote(context, remote) {
    const bound = context.remote;
    if (bound === undefined || (bound.url === trimmed(remote.url) && bound.context === remote.context))
        return;
    const evidence = `The local context ${context.name} is bound to ${bound.context} on ${bound.url}, not to ${remote.context} on ${trimmed(remote.url)}.`;
    throw new errors/* Failure */.HR('context-conflict', evidence, 'Leave out `remote`, or name another local context in `context`.');
}
/** Throws Failure `local-context-unwritable` or `disk-full` unless a context of this name can be made. */
async function assertCreatable(name) {
    const folder = contextFolder(name);
    let nearest = folder;
    while ((await (0,promises_.stat)(nearest).catch(() => undefined)) === undefined)
        nearest = external_node_path_default().dirname(nearest);
    try {
        await (0,promises_.rmdir)(await (0,promises_.mkdtemp)(external_node_path_default().join(nearest, '.probe-')));
    }
    catch (error) {
        throw (0,disk/* diskFailure */.C9)(error, folder);
    }
}
/** Throws Failure `local-context-unwritable` or `disk-full` unless a bundle can be made and moved to its place. */
async function assertWritable(context) {
    try {
        await (0,promises_.mkdir)(context.objects, { recursive: true });
        const probe = await (0,promises_.mkdtemp)(external_node_path_default().join(context.folder, '.probe-'));
        const moved = external_node_path_default().join(context.objects, external_node_path_default().basename(probe));
        // As a pull does, whose download would be in vain otherwise.
        await (0,promises_.rename)(probe, moved).catch(async (error) => {
            await (0,promises_.rmdir)(probe);
            throw error;
        });
        await (0,promises_.rmdir)(moved);
    }
    catch (error) {
        throw (0,disk/* diskFailure */.C9)(error, context.folder);
    }
}
/**
 * The bundle asked for; for `newest`, the newest committed one, or when there is none the newest that is not committed,
 * which the caller must refuse. Undefined when there is none. `newest` sees what dsdt sees: when there is a ctxt.db, a
 * bundle that is not in it is not there. Throws Failure `bundle-corrupt` for a uuid whose HyperFrame cannot be read.
 */
async function findLocalBundle(context, query, options) {
    if (query.kind === 'uuid')
        return await bundleAt(context, query.uuid, options);
    const uuids = (await (0,ctxt_db/* indexedUuids */.sE)(context, query.name, options)) ?? (await objectUuids(context));
    const committed = await newestOf(context, uuids, options, (bundle) => bundle.committed && (0,disdat_bundle/* matches */.cK)(bundle, query));
    if (committed !== undefined)
        return committed;
    return await newestOf(context, uuids, { signal: options.signal }, (bundle) => (0,disdat_bundle/* matches */.cK)(bundle, query));
}
async function objectUuids(context) {
    return await (0,promises_.readdir)(context.objects).catch((error) => {
        if ((0,disk/* isMissing */.b2)(error))
            return [];
        throw (0,disk/* diskFailure */.C9)(error, context.objects);
    });
}
function contextAt(name, folder, remote) {
    const objects = external_node_path_default().join(folder, 'objects');
    return {
        name,
        folder,
        objects,
        remote,
        uri: (uuid) => external_node_path_default().join(objects, uuid),
        sizes: (uuid) => sizesBelow(external_node_path_default().join(objects, uuid)),
        read: (uuid, name, options) => readBounded(external_node_path_default().join(objects, uuid, name), options),
    };
}
/** Where the context of this name is, or would be. Throws Failure `invalid-input` for a name that is no folder's. */
function contextFolder({ home, name }) {
    if (name === '' || name === '.' || name === '..' || /[\p{Cc}/\\]/u.test(name) || Buffer.byteLength(name) > 255) {
        throw new errors/* Failure */.HR('invalid-input', `${JSON.stringify(name)} is no name for a context.`, 'Use a plain name.');
    }
    return external_node_path_default().join(home, '.disdat', 'context', name);
}
function trimmed(url) {
    return url.replace(/\/+$/, '');
}

;// CONCATENATED MODULE: ./src/defaults.js






/**
 * What this machine's Disdat says where the inputs say nothing: disdat.cfg, and the local context that is meant, or the current one. A
 * `config-file` that cannot be read is added to `problems`. Throws Failure `context-conflict` where Disdat's own files are garbage.
 */
async function readDefaults(home, inputs, problems) {
    const name = inputs.context?.local ?? (await readCurrentContext(home));
    const context = name !== undefined && (0,names/* isContextName */.b_)(name) ? await openContext({ home, name }) : undefined;
    return {
        configuration: readConfiguration(await configurationText(home, inputs.configFile, problems)),
        context: context && { local: context.name, remote: context.remote?.context ?? context.name },
        remote: context?.remote && (0,names/* parseRemote */.M8)(context.remote.url),
    };
}
async function configurationText(home, given, problems) {
    try {
        return await (0,promises_.readFile)(given ?? (0,external_node_path_.join)(home, '.config', 'disdat', 'disdat.cfg'), 'utf8');
    }
    catch (error) {
        if (given !== undefined)
            problems.push({ where: 'config-file', given, expected: `It cannot be read: ${(0,errors/* describe */.q0)(error)}.` });
        return '';
    }
}

// EXTERNAL MODULE: ./src/action/lists.js
var lists = __webpack_require__(17736);
// EXTERNAL MODULE: ./src/action/problems.js
var action_problems = __webpack_require__(61845);
;// CONCATENATED MODULE: ./src/attach-plan.js




/** What the step that submitted a job set out to bring about. A receipt is text from outside: throws Failure `invalid-input` where it makes no sense, or names another remote or context than the inputs. */
function attachedGoal(attachment, receipt, batch) {
    const pipeClass = (0,names/* parsePipeClass */.UN)(receipt.pipeClass);
    const remote = (0,names/* parseRemote */.M8)(receipt.remote);
    const context = (0,names/* parseContext */.DO)(receipt.context);
    if (!pipeClass || !remote || !context || !(0,disdat_bundle/* isUuid */.O1)(receipt.outputUuid))
        throw notOurs();
    const meant = [attachment.remote?.url ?? remote.url, attachment.context?.remote ?? context.remote];
    if (meant[0] !== remote.url || meant[1] !== context.remote) {
        const evidence = `The job writes to ${remote.url}, remote context ${context.remote}; the inputs say ${meant.join(', ')}.`;
        throw new errors/* Failure */.HR('invalid-input', evidence, 'Leave `remote` and `context` out, or give those of the step that submitted the job.');
    }
    return {
        pipeClass,
        remote,
        context: attachment.context ?? context,
        baseContext: attachment.baseContext ?? context.remote,
        outputName: receipt.outputName,
        params: new Map(Object.entries(receipt.params)),
        inputParam: receipt.inputParam,
        pullOutput: attachment.pullOutput,
        report: attachment.report,
        vcpus: undefined,
        memoryMib: undefined,
        timeoutMs: attachment.timeoutMs,
        batch,
    };
}
function notOurs() {
    return new errors/* Failure */.HR('invalid-input', 'attach-job-ids: the job does not say which bundle it makes.', 'Attach only to jobs that this action submitted.');
}
/** Everything else is known from the jobs themselves. */
function attachmentOf(inputs, found) {
    const { attachJobIds: jobIds, queueTimeoutMs, wait } = inputs.batch;
    const wrong = [...found];
    if (inputs.backend !== 'AWSBatch')
        wrong.push({ where: 'backend', given: inputs.backend, expected: '`attach-job-ids` needs `backend: AWSBatch`.' });
    if (!wait)
        wrong.push({ where: 'wait', given: 'false', expected: 'To attach to jobs is to wait for them: leave it out.' });
    if (inputs.dryRun)
        wrong.push({ where: 'dry-run', given: 'true', expected: 'There is nothing to submit: leave it out.' });
    if (wrong.length > 0)
        throw new action_problems/* InvalidInputs */.hS(wrong);
    const { pullOutput, remote, context, baseContext, report, timeoutMs } = inputs;
    const told = [...inputs.given].filter((name) => !attaching.has(name));
    const warnings = told.length === 0
        ? []
        : [`Ignored with \`attach-job-ids\`, as the jobs run already: ${told.map((name) => `\`${name}\``).join(', ')}.`];
    return {
        runs: [],
        attachment: { jobIds, queueTimeoutMs, timeoutMs, pullOutput, remote, context, baseContext, report },
        warnings,
    };
}
/** What counts when the step attaches, and what has a default in action.yml and so is always given. */
const attaching = new Set([
    ...[
        'attach-job-ids',
        'backend',
        'queue-timeout-minutes',
        'pull-output',
        'remote',
        'context',
        'base-context',
        'cleanup',
        'wait',
        'on-cancel',
    ],
    ...['aws-region', 'role-to-assume', 'role-session-name', 'role-duration-seconds', 'audience'],
    ...['allowed-account-ids', 'log-tail-lines', 'summary', 'dry-run', 'remote-index', 'config-file'],
    ...['input-bundle', 'output-bundle', 'force', 'force-all', 'push-input', 'pull-policy', 'dialect'],
    ...['workers', 'run-timeout-minutes'],
    ...['comment', 'comment-key', 'comment-mode', 'github-token'],
    ...['compare-with', 'fail-on', 'diff-max-bytes', 'diff-samples', 'annotations'],
]);

;// CONCATENATED MODULE: ./src/batch-plan.js

/** Adds what is wrong with the inputs of a run on Batch, as far as they tell by themselves. */
function checkBatch(inputs, configuration, wrong) {
    const { given, batch } = inputs;
    if ((batch.jobQueue ?? configuration.jobQueue) === undefined)
        wrong('job-queue', 'Name the queue: the input, or `aws_batch_queue` in the `[run]` stanza of `config-file`.');
    if (!batch.wait && given.has('pull-output') && inputs.pullOutput !== 'false')
        wrong('pull-output', 'With `wait: false` nobody is there to pull: leave one of the two out, and let the step that attaches pull.', inputs.pullOutput);
    if ((batch.jobDefinition ?? configuration.jobDefinition) !== undefined) {
        for (const name of fixedByDefinition.filter((each) => given.has(each)))
            wrong(name, 'A job definition that is used as it is has this fixed, and Batch cannot override it: leave one of the two out.');
    }
}
/** What SubmitJob's overrides cannot change: https://docs.aws.amazon.com/batch/latest/APIReference/API_ContainerOverrides.html */
const fixedByDefinition = [
    'image',
    'registry',
    'repository-prefix',
    'job-role-arn',
    'execution-role-arn',
    'shm-size-mib',
    'platform',
];
/** Adds what only Batch could do. */
function checkLocal({ batch }, wrong) {
    if (!batch.wait)
        wrong('wait', 'A container on the runner ends with the step: `wait: false` needs `backend: AWSBatch`.', 'false');
}
/** What a Batch job needs to be told beyond its task; undefined for a run on the runner's Docker. */
function batchSettingsOf({ backend, batch }, pipeClass, configuration) {
    if (backend !== 'AWSBatch')
        return undefined;
    const { jobRoleArn, executionRoleArn, attempts, queueTimeoutMs, shareIdentifier, schedulingPriority } = batch;
    return {
        queue: batch.jobQueue ?? configuration.jobQueue ?? '',
        fixedDefinition: batch.jobDefinition ?? configuration.jobDefinition,
        definitionName: `${(0,names/* imageNameOf */.mi)(pipeClass)}-job-definition`,
        jobRoleArn,
        executionRoleArn,
        attempts,
        queueTimeoutMs,
        shareIdentifier,
        schedulingPriority,
        tags: batch.jobTags,
        dependsOn: batch.dependsOn,
        handsCredentials: batch.tokenSeconds > 0,
    };
}

;// CONCATENATED MODULE: ./src/cleanup-plan.js

/** The plan of a step that deletes a sandbox, and does nothing else: what the inputs say of a run is for the other events of the workflow. Throws InvalidInputs. */
function cleanupOf(inputs, defaults, found) {
    const wrong = [...found];
    const remote = inputs.remote ?? defaults.remote;
    const { context } = inputs;
    if (!remote && !wrong.some(({ where }) => where === 'remote'))
        wrong.push({ where: 'remote', expected: 'Give `s3://bucket/prefix`.' });
    if (!context && !wrong.some(({ where }) => where === 'context'))
        wrong.push({ where: 'context', expected: 'Name the context that is to be deleted: none is taken for meant.' });
    if (context !== undefined && context.remote === inputs.baseContext)
        wrong.push({
            where: 'cleanup',
            given: 'true',
            expected: '`context` is the `base-context`, which is never deleted.',
        });
    if (inputs.batch.attachJobIds.length > 0)
        wrong.push({ where: 'cleanup', given: 'true', expected: 'With `attach-job-ids` there is nothing to clean up.' });
    if (wrong.length > 0 || !remote || !context)
        throw new action_problems/* InvalidInputs */.hS(wrong);
    return { runs: [], attachment: undefined, cleanup: { remote, context, dryRun: inputs.dryRun }, warnings: [] };
}

;// CONCATENATED MODULE: ./src/plan.js









/**
 * Makes one plan of inputs and defaults; nothing is called. Throws InvalidInputs with everything that is wrong, the `problems` that reading the
 * inputs found included.
 */
function planOf(inputs, defaults, env, problems) {
    const found = [...problems];
    const wrong = (where, expected, given) => {
        if (!found.some((problem) => problem.where === where))
            found.push({ where, expected, ...(given && { given }) });
    };
    if (inputs.cleanup)
        return cleanupOf(inputs, defaults, found);
    if (inputs.batch.attachJobIds.length > 0)
        return attachmentOf(inputs, found);
    const { pipeClass } = inputs;
    const remote = inputs.remote ?? defaults.remote;
    const context = inputs.context ?? defaults.context;
    if (!remote)
        wrong('remote', 'Give `s3://bucket/prefix`, or work in a local context that is bound to a remote (`dsdt remote`).');
    if (!context)
        wrong('context', 'Give `remote-context/local-context` or one name for both, or `dsdt switch` to a local context first.');
    const workspace = env['GITHUB_WORKSPACE'] ?? '';
    if (inputs.inputPaths.length > 0) {
        checkInputPath(inputs, workspace, wrong);
        const outside = inputs.inputPaths.filter((line) => workspace !== '' && isOutside(workspace, line));
        found.push(...outside.map((given) => ({ where: 'input-path', given, expected: lists/* outsideWorkspace */.tq })));
    }
    const input = inputOf(inputs, workspace);
    if (inputs.inputParam !== undefined && !input)
        wrong('input-param', 'It receives the input bundle’s uuid: give `input-bundle` too.', inputs.inputParam);
    if (inputs.inputParam !== undefined && inputs.params.has(inputs.inputParam)) {
        wrong('input-param', 'This parameter stands in `params` too: give it once.', inputs.inputParam);
    }
    if (inputs.forceAll && inputs.dialect === 'classic')
        wrong('force-all', 'The classic dialect knows `force` only.', 'true');
    if (inputs.backend === 'AWSBatch')
        checkBatch(inputs, defaults.configuration, wrong);
    else
        checkLocal(inputs, wrong);
    const image = pipeClass && imageOf(inputs, pipeClass, defaults.configuration, wrong);
    if (found.length > 0 || !pipeClass || !remote || !context || !image)
        throw new action_problems/* InvalidInputs */.hS(found);
    const run = {
        ...inputs,
        pipeClass,
        remote,
        context,
        baseContext: inputs.baseContext ?? context.remote,
        image,
        input,
        outputName: inputs.outputBundle,
        batch: batchSettingsOf(inputs, pipeClass, defaults.configuration),
        wait: inputs.batch.wait,
        tokenSeconds: inputs.batch.tokenSeconds,
        env: new Map([...inputs.env].flatMap(([name, value]) => pair(name, value ?? env[name]))),
    };
    return { runs: [run], attachment: undefined, warnings: warningsOf(inputs, env) };
}
const pair = (name, value) => value === undefined ? [] : [[name, value]];
function checkInputPath({ inputBundle, pushInput }, workspace, wrong) {
    if (workspace === '')
        wrong('input-path', 'GITHUB_WORKSPACE is not set, and paths are those of the workspace.');
    if (inputBundle === '-')
        wrong('input-bundle', 'Name the bundle that is made of `input-path`.');
    if ((0,disdat_bundle/* isUuid */.O1)(inputBundle))
        wrong('input-bundle', 'A bundle that is made of `input-path` gets a name.', inputBundle);
    if (!pushInput)
        wrong('push-input', 'What is made of `input-path` is nowhere else, so it has to be pushed: leave this out.', 'false');
}
function isOutside(workspace, line) {
    return external_node_path_default().relative(workspace, external_node_path_default().resolve(workspace, line)).split((external_node_path_default()).sep)[0] === '..';
}
/** The tags by which a pipe finds its input, where it looks for it by itself. */
function inputTagsOf({ input }) {
    return input === undefined || input.kind === 'uuid' ? new Map() : input.tags;
}
function inputOf(inputs, workspace) {
    const { inputBundle, inputTags, inputPaths } = inputs;
    if (inputBundle === '-')
        return undefined;
    if (inputPaths.length > 0)
        return { kind: 'files', name: inputBundle, tags: inputs.inputPathTags, paths: inputPaths, workspace };
    return (0,disdat_bundle/* isUuid */.O1)(inputBundle)
        ? { kind: 'uuid', uuid: inputBundle }
        : { kind: 'newest', name: inputBundle, tags: inputTags };
}
function imageOf(inputs, pipeClass, configuration, wrong) {
    if (inputs.image !== undefined)
        return { kind: 'reference', reference: inputs.image };
    const configured = (what, value, parse) => {
        if (value !== undefined && parse(value) === undefined)
            wrong(`config-file, [docker] ${what}`, 'Mend it, or give the input.', value);
        return value;
    };
    const registry = inputs.registry ?? configured('registry', configuration.registry, action_inputs/* parseRegistry */.l5);
    const prefix = inputs.repositoryPrefix ?? configured('repository_prefix', configuration.repositoryPrefix, action_inputs/* parseRepositoryPrefix */.u);
    const name = (0,names/* imageNameOf */.mi)(pipeClass);
    if (!/^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/.test(name)) {
        wrong('image', `No image can be called \`${name}\`, as the pipe class would have it: give \`image\`.`);
        return undefined;
    }
    const repository = prefix === undefined ? name : `${prefix}/${name}`;
    if (registry === '*ECR*')
        return { kind: 'ecr', repository };
    return { kind: 'reference', reference: `${registry === undefined ? repository : `${registry}/${repository}`}:latest` };
}
const ofBatch = [
    ...[
        'job-queue',
        'job-definition',
        'job-role-arn',
        'execution-role-arn',
        'attempts',
        'queue-timeout-minutes',
    ],
    ...['share-identifier', 'scheduling-priority', 'job-tags', 'depends-on', 'aws-session-token-duration'],
    'on-cancel',
];
const ofLocal = ['network'];
function ignoredOf({ backend, given }) {
    const names = (backend === 'AWSBatch' ? ofLocal : ofBatch).filter((name) => given.has(name));
    return names.map((name) => `\`${name}\` is ignored: it means nothing to the backend ${backend}.`);
}
function warningsOf(inputs, env) {
    const warnings = ignoredOf(inputs);
    if (!inputs.batch.wait &&
        (inputs.given.has('compare-with') || inputs.report.failOn.some(({ kind }) => kind !== 'error')))
        warnings.push('`compare-with` and `fail-on` are for who waits: give them to the step that attaches to the job.');
    if (inputs.image !== undefined && (inputs.registry ?? inputs.repositoryPrefix) !== undefined) {
        warnings.push('`registry` and `repository-prefix` are ignored: `image` is a whole reference.');
    }
    if (inputs.inputPathTags.size > 0 && inputs.inputPaths.length === 0) {
        warnings.push('`input-path-tags` are ignored: no bundle is made without `input-path`.');
    }
    if (inputs.inputTags.size > 0 && inputs.inputPaths.length > 0) {
        warnings.push('`input-tags` are ignored: they choose among bundles, and `input-path` makes one.');
    }
    else if (inputs.inputTags.size > 0 && (inputs.inputBundle === '-' || (0,disdat_bundle/* isUuid */.O1)(inputs.inputBundle))) {
        warnings.push('`input-tags` are ignored: they choose among the bundles of a name, and `input-bundle` is no name.');
    }
    for (const [name, value] of inputs.env) {
        if (value === undefined && env[name] === undefined)
            warnings.push(`\`env\`: ${name} is not set on this runner, so the container does not get it.`);
    }
    return warnings;
}

// EXTERNAL MODULE: ./src/action/id-token.js
var id_token = __webpack_require__(16604);
// EXTERNAL MODULE: ../../node_modules/yaml/dist/index.js
var dist = __webpack_require__(33483);
// EXTERNAL MODULE: ./src/disdat/rules.js
var disdat_rules = __webpack_require__(77137);
// EXTERNAL MODULE: ./src/action/report-inputs.js
var report_inputs = __webpack_require__(75361);
;// CONCATENATED MODULE: ./src/action/leaving.js






/** What a job has without a `timeout-minutes` of its own, and at most on a hosted and on any other runner: https://docs.github.com/en/actions/reference/limits */
const minutesOf = { default: 360, mostHosted: 360, most: 7200 };
/** What is kept for the report, the post steps and the rest of the job. */
const margin = { minutes: 6, share: 0.1 };
/** Aborts when GitHub is about to end the job for its time. */
async function leavingSignal(env) {
    return AbortSignal.timeout(Math.max(0, Math.round((await leavesAt(env)) - Date.now())));
}
/**
 * The time, in ms since 1970, at which a job should be left before GitHub ends it. A job begins when the runner writes its event's payload, and its limit is that of the
 * workflow's own file, where the workspace has it and it is a plain number; six hours otherwise, and on a hosted runner in any case.
 */
async function leavesAt(env) {
    const most = env['RUNNER_ENVIRONMENT'] === 'self-hosted' ? minutesOf.most : minutesOf.mostHosted;
    const minutes = Math.min(most, (await jobMinutes(env)) ?? minutesOf.default);
    const kept = Math.min(margin.minutes, minutes * margin.share);
    return (await jobStart(env)) + (minutes - kept) * 60_000;
}
async function jobStart({ GITHUB_EVENT_PATH: path }) {
    const written = path ? await (0,promises_.stat)(path).catch(() => undefined) : undefined;
    return written?.mtimeMs ?? Date.now();
}
/** `timeout-minutes` of this job; undefined where it has none, or one that cannot be known. */
async function jobMinutes(env) {
    const { GITHUB_WORKSPACE: workspace = '', GITHUB_WORKFLOW_REF: ref = '', GITHUB_JOB: job = '' } = env;
    // `owner/name/.github/workflows/file.yml@refs/heads/main`
    const path = /^[^/]+\/[^/]+\/(\.github\/workflows\/[^/@]+)@/.exec(ref)?.[1];
    if (path === undefined || workspace === '')
        return undefined;
    try {
        const workflow = (0,dist/* parse */.qg)(await (0,promises_.readFile)((0,external_node_path_.join)(workspace, path), 'utf8'));
        const minutes = ['jobs', job, 'timeout-minutes'].reduce(action_workflow.at, workflow);
        return typeof minutes === 'number' && minutes > 0 ? minutes : undefined;
    }
    catch {
        return undefined;
    }
}
/** The step that attaches to jobs, as YAML for a workflow: the same identity, and what else it would need to be told again. */
function attachSnippet(jobIds, inputs, env) {
    const { GITHUB_ACTION_REPOSITORY: repository, GITHUB_ACTION_REF: ref } = env;
    const { awsRegion, role, pullOutput, baseContext, report, given } = inputs;
    const lines = [
        ['backend', 'AWSBatch'],
        ['attach-job-ids', jobIds.join(',')],
        // Another job may have another environment.
        ['aws-region', awsRegion ?? (env['AWS_REGION'] || env['AWS_DEFAULT_REGION'])],
        ['role-to-assume', role.roleToAssume],
        ['audience', role.audience && JSON.stringify(role.audience)],
        ['pull-output', given.has('pull-output') ? pullOutput : undefined],
        ['base-context', baseContext && JSON.stringify(baseContext)],
        ['compare-with', given.has('compare-with') ? JSON.stringify((0,report_inputs/* compareWithText */.J)(report.compareWith)) : undefined],
        ['fail-on', report.failOn.some(({ kind }) => kind !== 'error') ? JSON.stringify(rulesText(report)) : undefined],
    ];
    const filled = lines.flatMap(([name, value]) => (value ? [`    ${name}: ${value}`] : []));
    return [`- uses: ${repository || 'disdat/run-action'}@${ref || 'main'}`, '  with:', ...filled].join('\n');
}
const rulesText = ({ failOn }) => failOn.map(disdat_rules/* printRule */.KL).join(', ');

// EXTERNAL MODULE: ./src/aws/client.js
var client = __webpack_require__(42093);
// EXTERNAL MODULE: ./src/aws/faults.js
var faults = __webpack_require__(79759);
;// CONCATENATED MODULE: ./src/aws/ecr.js



async function ecr_client(identity, env, region = identity.region) {
    const sdk = await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(366), __webpack_require__.e(119)]).then(__webpack_require__.bind(__webpack_require__, 1119));
    return { sdk, ecr: new sdk.ECRClient((0,client/* clientConfig */.y)(identity, env, region)) };
}
/**
 * The newest image's reference of a repository in the caller's own ECR: its URI with the tag `latest`, as Disdat pushes it. ECR is asked,
 * never written to. `env` has the proxy variables. Throws Failure `image-not-found`, `access-denied`, `throttled`, `remote-unreachable`.
 */
async function ecrReference(identity, env, repository, signal) {
    const { sdk, ecr } = await ecr_client(identity, env);
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
            throw (0,faults/* awsFailure */.MT)(error, `look up the repository ${repository}`, 'ecr:DescribeRepositories');
    }
    finally {
        ecr.destroy();
    }
    throw new errors/* Failure */.HR('image-not-found', `ECR has no repository ${repository} in ${identity.region}.`, 'Check `pipe-class`, `repository-prefix` and `aws-region`, or push the image with `dsdt dockerize --push`.');
}
const ecrHost = /^\d{12}\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/;
/** A login for a registry host that is an ECR; undefined for any other. It is good for twelve hours, and its password has been given to `onSecret`. Throws Failure `access-denied`, `throttled`, `remote-unreachable`. */
async function ecrLogin(identity, env, serveraddress, onSecret) {
    const region = ecrHost.exec(serveraddress)?.[1];
    if (region === undefined)
        return undefined;
    const { sdk, ecr } = await ecr_client(await identity(), env, region);
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
        throw (0,faults/* awsFailure */.MT)(error, `log in to ${serveraddress}`, 'ecr:GetAuthorizationToken');
    }
    finally {
        ecr.destroy();
    }
}

// EXTERNAL MODULE: ./src/aws/identity.js + 2 modules
var aws_identity = __webpack_require__(12646);
;// CONCATENATED MODULE: ./src/aws/session-policy.js

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const limitChars = 2048;
/** How the regions of each partition but the public one begin: https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
const partitions = [
    ['cn-', 'aws-cn'],
    ['us-gov-', 'aws-us-gov'],
    ['eusc-', 'aws-eusc'],
    ['us-iso-', 'aws-iso'],
    ['us-isob-', 'aws-iso-b'],
    ['eu-isoe-', 'aws-iso-e'],
    ['us-isof-', 'aws-iso-f'],
];
/** The partition that a region belongs to. */
function partitionOf(region) {
    return partitions.find(([beginning]) => region.startsWith(beginning))?.[1] ?? 'aws';
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
        throw new errors/* Failure */.HR('invalid-input', evidence, 'Use a shorter prefix in `remote`.');
    }
    return policy;
}
/** What a step needs of the base of its sandbox, from which it copies; its pipe needs nothing there. */
function baseStatements({ region, bucket, prefix, context }) {
    const arn = `arn:${partitionOf(region)}:s3:::${bucket}`;
    const place = `${prefix === '' ? '' : `${prefix}/`}context/${context}`;
    const Condition = { StringLike: { 's3:prefix': `${place}/*` } };
    return [
        { Effect: 'Allow', Action: 's3:ListBucket', Resource: arn, Condition },
        { Effect: 'Allow', Action: 's3:GetObject', Resource: `${arn}/${place}/*` },
    ];
}
/** What a step needs for the index that it keeps beside the bundles, and for the mark of a sandbox; its pipe does not. */
function indexStatement({ region, bucket, prefix, context }) {
    const place = `${prefix === '' ? '' : `${prefix}/`}context/${context}`;
    return {
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl'],
        Resource: `arn:${partitionOf(region)}:s3:::${bucket}/${place}/run-action/*`,
    };
}
/** A key that is not named by its ARN may be any, as long as S3 is the one that uses it. */
function kmsStatement(kmsKeyId, region) {
    const isKeyArn = kmsKeyId.startsWith('arn:') && kmsKeyId.includes(':key/');
    return {
        Effect: 'Allow',
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: isKeyArn ? kmsKeyId : '*',
        ...(isKeyArn ? {} : { Condition: { StringEquals: { 'kms:ViaService': viaS3(region) } } }),
    };
}
/** In China, services have names under another domain too. */
const viaS3 = (region) => [
    `s3.${region}.amazonaws.com`,
    ...(region.startsWith('cn-') ? [`s3.${region}.amazonaws.com.cn`] : []),
];

// EXTERNAL MODULE: ./src/backends/batch/jobs.js
var batch_jobs = __webpack_require__(26501);
;// CONCATENATED MODULE: ./src/backends/batch/instances.js
/** Instance families with Graviton processors, `m7g`, `c7gn`, `r8gd`, `a1`, Grace ones, and the set of such that AWS chooses. */
const arm = /^(?:a1|[a-z]+\d+g[a-z]*|\w+-gb\d+)(?:\.|$)|^default_arm64$/;
/** Those with GPUs of NVIDIA: https://docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html */
const gpu = /^(?:p\d|g\d|gr\d)/;
const isArm = (type) => arm.test(type);
/** GiB for each vCPU in the families where that is the same for all sizes: https://docs.aws.amazon.com/ec2/latest/instancetypes/gp.html */
function gibPerVcpu(family) {
    if (/^c5n/.test(family))
        return 2.625;
    if (/^c\d/.test(family))
        return 2;
    if (/^[mt]\d/.test(family) && !/^m2/.test(family))
        return 4;
    return /^r\d/.test(family) ? 8 : Number.POSITIVE_INFINITY;
}
/** At most so many vCPUs has an instance of this size; a family alone, `optimal` and bare metal may be of any. */
function vcpusOf(size) {
    if (size === 'xlarge')
        return 4;
    if (size !== undefined && /^(?:nano|micro|small|medium|large)$/.test(size))
        return 2;
    const times = /^(\d+)xlarge$/.exec(size ?? '')?.[1];
    return times === undefined ? Number.POSITIVE_INFINITY : 4 * Number(times);
}
/** What none of these instance types can give, in sentences. What is not known of a type is taken to be enough. */
function instanceFaults(types, { vcpus, memoryMib, gpus }) {
    if (types.length === 0)
        return [];
    const sizes = types.map((type) => {
        const [family = '', size] = type.split('.');
        const most = vcpusOf(size);
        return { vcpus: most, memoryMib: most * gibPerVcpu(family) * 1024 };
    });
    const named = `none of the queue’s instances (${types.slice(0, 5).join(', ')}) has`;
    return [
        ...(sizes.every((size) => size.vcpus < vcpus) ? [`vcpus: ${named} ${vcpus}.`] : []),
        ...(sizes.every((size) => size.memoryMib < memoryMib) ? [`memory-mib: ${named} ${memoryMib} MiB.`] : []),
        ...(gpus !== undefined && !types.some((type) => gpu.test(type)) ? [`gpus: ${named} GPUs.`] : []),
    ];
}

;// CONCATENATED MODULE: ./src/backends/batch/queue.js



/** A queue, by name or ARN; undefined where there is none. Throws Failure. */
async function queueOf({ sdk, batch }, queue, signal) {
    try {
        const command = new sdk.DescribeJobQueuesCommand({ jobQueues: [queue] });
        const { jobQueues } = await batch.send(command, { abortSignal: signal });
        return jobQueues?.[0];
    }
    catch (error) {
        signal.throwIfAborted();
        throw (0,faults/* awsFailure */.MT)(error, `look at the queue ${queue}`, 'batch:DescribeJobQueues');
    }
}
/** The compute environments of a queue; none, and a notice, where they may not be looked at. Throws Failure. */
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
        if (!(0,faults/* isRefusal */.vu)(error))
            throw (0,faults/* awsFailure */.MT)(error, 'look at the queue’s compute environments', 'batch:DescribeComputeEnvironments');
        return {
            environments: [],
            notice: `The queue’s compute environments could not be looked at, and are taken for EC2: ${(0,errors/* describe */.q0)(error)}`,
        };
    }
}
/** What is said of a queue that is not there. */
function missingQueue(queue, region) {
    const elsewhere = /^arn:[^:]+:batch:([^:]+):/.exec(queue)?.[1];
    if (elsewhere !== undefined && elsewhere !== region)
        return `job-queue: ${queue} is in ${elsewhere}, and the step works in ${region}: set \`aws-region: ${elsewhere}\`.`;
    return `job-queue: there is no queue ${queue} in ${region}: check its name, \`aws-region\` and the account.`;
}
/** What keeps a queue from taking the job. */
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
/** What keeps a compute environment from running the job. */
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
/** What none of the environments can give. */
function capacityFaults(environments, resources) {
    // An environment that AWS does not manage does not say how large it is.
    const largest = environments.map(({ computeResources }) => computeResources?.maxvCpus ?? Number.POSITIVE_INFINITY);
    if (largest.length === 0)
        return [];
    const { vcpus } = resources;
    return Math.max(...largest) < vcpus
        ? [`vcpus: no compute environment of the queue has ${vcpus}; the largest may have ${Math.max(...largest)}.`]
        : instanceFaults(typesOf(environments), resources);
}
/** The instance types of all environments; none where one of them does not tell. */
function typesOf(environments) {
    const types = environments.map(({ computeResources }) => computeResources?.instanceTypes ?? []);
    return types.some((each) => each.length === 0) ? [] : types.flat();
}
/** Told only where all hosts have the same kind of processor, and it is not the image's. `optimal` are families of x86. */
function processorFaults(environments, architecture) {
    const types = typesOf(environments);
    if (types.length === 0 || (architecture !== 'amd64' && architecture !== 'arm64'))
        return [];
    const arms = types.filter(isArm).length;
    const wrong = architecture === 'amd64' ? arms === types.length : arms === 0;
    if (!wrong)
        return [];
    return [
        `image: it is for ${architecture}, and the queue’s instances (${types.slice(0, 5).join(', ')}) are not. Build it for them, or name another queue.`,
    ];
}
/** Whether all of these environments run on spot capacity. */
const isSpotOnly = (environments) => environments.length > 0 && environments.every(({ computeResources }) => computeResources?.type?.endsWith('SPOT'));

// EXTERNAL MODULE: ./src/backends/batch/receipt.js
var batch_receipt = __webpack_require__(22133);
;// CONCATENATED MODULE: ./src/backends/batch/attach.js




/**
 * The jobs of these ids, each with its receipt, and whether their queues run on spot capacity alone, as far as we may look. Throws one Failure
 * `invalid-input` for all that are unknown, or not ours.
 */
async function attachable(clients, links, ids, signal) {
    const details = await (0,batch_jobs/* describeJobs */.w7)(clients, ids, signal);
    const byId = new Map(details.map((detail) => [detail.jobId, detail]));
    const faults = [];
    const jobs = ids.flatMap((id) => {
        const detail = byId.get(id);
        const receipt = (0,batch_receipt/* receiptOf */.W)(detail?.container?.environment);
        if (detail !== undefined && receipt !== undefined)
            return [{ job: jobOf(id, detail, links), receipt }];
        faults.push(detail === undefined
            ? `attach-job-ids: ${id} is not known in ${clients.region}: another region or account, or its end is days ago.`
            : `attach-job-ids: ${id} (${detail.jobName}) was not submitted by this action, so nobody knows which bundle it makes.`);
        return [];
    });
    if (faults.length > 0)
        throw new errors/* Failure */.HR('invalid-input', faults.join('\n'), 'Give the ids that the output `job-id` or `job-ids` had.');
    return { jobs, isSpot: await isSpot(clients, details, signal) };
}
function jobOf(id, { jobName: name = '', jobDefinition, jobQueue: queue }, links) {
    const definition = (0,batch_jobs/* definitionName */.PW)(jobDefinition);
    return { id, name, ...(definition && { definition }), ...links.job(id, { definition: jobDefinition, queue }) };
}
/** It only makes a lost host's name more exact: whoever may not look does without. */
async function isSpot(clients, details, signal) {
    const queues = [...new Set(details.flatMap(({ jobQueue }) => jobQueue ?? []))];
    try {
        const all = await Promise.all(queues.map(async (name) => {
            const queue = await queueOf(clients, name, signal);
            return queue !== undefined && isSpotOnly((await environmentsOf(clients, queue, signal)).environments);
        }));
        return all.length > 0 && all.every(Boolean);
    }
    catch {
        signal.throwIfAborted();
        return false;
    }
}

// EXTERNAL MODULE: ./src/backends/batch/client.js
var batch_client = __webpack_require__(3938);
;// CONCATENATED MODULE: ./src/backends/batch/fargate.js
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

;// CONCATENATED MODULE: ./src/backends/batch/resources.js

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
/** What a definition asks for, as Batch writes it. */
function asksOf(requirements) {
    const amountOf = (kind) => {
        const value = Number(requirements.find(({ type }) => type === kind)?.value);
        return Number.isFinite(value) ? value : undefined;
    };
    return { vcpus: amountOf('VCPU'), memoryMib: amountOf('MEMORY'), gpus: amountOf('GPU') };
}
/** What a job or a definition has, as Batch tells it; `vcpus` and `memory` are what definitions of old have. */
function resourcesOf({ resourceRequirements = [], vcpus, memory, }) {
    const asked = asksOf(resourceRequirements);
    return { vcpus: asked.vcpus ?? (vcpus || undefined), memoryMib: asked.memoryMib ?? (memory || undefined) };
}

;// CONCATENATED MODULE: ./src/backends/batch/retry.js
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

;// CONCATENATED MODULE: ./src/backends/batch/definition.js





/** Tags of a definition: who made it, and the hash of what it says. */
const tagNames = { madeBy: 'disdat-run-action:made-by', content: 'disdat-run-action:content' };
const madeBy = 'disdat/run-action';
/** Active revisions of ours that are kept; a run that has just found one of them must find it still there when it submits. */
const keptRevisions = 5;
/** https://docs.aws.amazon.com/batch/latest/userguide/service_limits.html */
const definitionLimitBytes = 24 * 1024;
/** Of an image for several processors, `platform` says which one is meant. */
const architectureOf = ({ image, platform }) => image.architecture ?? platform?.split('/')[1];
/** The definition that a task needs, as it would be registered. */
function definitionOf(task, settings, { kind, resources }) {
    const isFargate = kind === 'FARGATE';
    const arm = architectureOf(task) === 'arm64';
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
    // An ARN without a revision means the newest of the name, which Batch looks up by the name alone.
    const name = /^(?:arn:.*:job-definition\/)?([^:/]+)$/.exec(which)?.[1];
    const all = [];
    let nextToken;
    try {
        do {
            const query = name === undefined ? { jobDefinitions: [which] } : { jobDefinitionName: name, status: 'ACTIVE' };
            const page = await batch.send(new sdk.DescribeJobDefinitionsCommand({ ...query, nextToken }), {
                abortSignal: signal,
            });
            all.push(...(page.jobDefinitions ?? []));
            nextToken = page.nextToken;
        } while (nextToken);
    }
    catch (error) {
        signal.throwIfAborted();
        throw (0,faults/* awsFailure */.MT)(error, `look up the job definition ${which}`, 'batch:DescribeJobDefinitions');
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
        throw (0,faults/* awsFailure */.MT)(error, `register the job definition ${wanted.jobDefinitionName}`, 'batch:RegisterJobDefinition (and batch:TagResource, iam:PassRole for the roles that it names)');
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
    const elsewhere = /^arn:[^:]+:batch:([^:]+):/.exec(which)?.[1] ?? clients.region;
    const advice = elsewhere === clients.region
        ? 'Check name, revision and `aws-region`, or leave `job-definition` out to have one made.'
        : `It is in ${elsewhere}: set \`aws-region: ${elsewhere}\`.`;
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
        platforms: definition.platformCapabilities ?? [],
        asks: { ...asksOf(containerProperties.resourceRequirements ?? []), ...resourcesOf(containerProperties) },
        tagCount: Object.keys(definition.tags ?? {}).length,
        logGroup: containerProperties.logConfiguration?.options?.['awslogs-group'],
    };
}
/** Whether Batch refused a submission because the definition is not active any more. */
const isInactiveDefinition = (error) => (0,faults/* errorName */.Is)(error) === 'ClientException' &&
    error instanceof Error &&
    /definition/i.test(error.message) &&
    /active|not exist|not found/i.test(error.message);

// EXTERNAL MODULE: ./src/backends/lines.js
var backends_lines = __webpack_require__(17437);
;// CONCATENATED MODULE: ./src/backends/batch/logs.js



/** Where Batch puts logs that are not told to go elsewhere: https://docs.aws.amazon.com/batch/latest/userguide/using_awslogs.html */
const defaultGroup = '/aws/batch/job';
/** Milliseconds between two reads while lines come, and when none come; the account shares 10 reads a second among all that read. */
const pace = { busy: 2_000, quiet: 10_000, growth: 1.5 };
/** Pages in a row of one read: what is left comes with the next. */
const pagesPerRead = 20;
/** The log's driver sends what it has within some seconds: how long no line may have come before a log counts as ended, and as not coming at all; and how long throttling is waited out. */
const endMs = { afterLines: 5_000, withoutLines: 15_000, between: 1_500, throttled: 120_000 };
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
    #isThrottled = false;
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
        const began = this.#clock.now();
        let quietSince = began;
        for (;;) {
            this.#isThrottled = false;
            const came = await this.#readAll(signal);
            const isHeldBack = this.#isThrottled && this.#clock.now() - began < endMs.throttled;
            if (came > 0 || isHeldBack)
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
            // An event is one write, which may hold several lines; the runner ends one at a bare return too.
            const lines = events.flatMap(({ message = '' }) => message
                .replace(/\r?\n$/, '')
                .split(/\r\n|\r|\n/)
                .map(backends_lines/* cutLine */.Hh));
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
        if ((0,faults/* errorName */.Is)(error) === 'ResourceNotFoundException')
            return;
        if ((0,faults/* isThrottling */.E2)(error)) {
            this.#isThrottled = true;
            this.#interval = pace.quiet;
            return;
        }
        if ((0,faults/* isRefusal */.vu)(error)) {
            const { group } = this.#where;
            await this.#off(`The job’s log is not shown: logs:GetLogEvents on ${group} is not allowed to the step.`);
        }
    }
    async #off(why) {
        this.#isOff = true;
        await this.#listener.changed(why);
    }
}

;// CONCATENATED MODULE: ./src/backends/batch/queue-wait.js
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
        // Kept as AWS has it now, since TerminateJob writes its own over it; one that AWS takes back has passed.
        if (statusReason !== (this.#reason?.text ?? ''))
            this.#reason = statusReason === '' ? undefined : { text: statusReason, since: now };
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

;// CONCATENATED MODULE: ./src/backends/batch/reasons.js

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
        // Of a container that cannot begin, of Docker's pull, and of Fargate's.
        text: /exec format error|no matching manifest for|does not contain descriptor matching platform|image operating system .* cannot be used/i,
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
        ...(job.container && { resources: resourcesOf(job.container) }),
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

;// CONCATENATED MODULE: ./src/backends/batch/watch.js


/** Seconds between two looks, from the last change on; the last of them for ever. A fifth more or less, so that runners do not ask in step. */
const watch_pace = [1, 1, 2, 2, 3, 4, 5, 5, 8, 8, 10, 10, 15, 15, 15, 20, 20, 30];
const jitter = 0.2;
/** Milliseconds between two calls on average, however many jobs are followed and however often they change: the account shares its rate among all. */
const perCallMs = 1_000;
/** Looks in a row that came to nothing, since AWS throttled or did not answer, each after the SDK's own tries; and the longest pause between two. */
const missed = { limit: 10, mostMs: 5 * 60_000 };
/**
 * Looks at all jobs that are followed, a hundred a call, and less often the longer nothing changes. Throttling and a network that is gone make it slower;
 * only when that lasts, for some minutes at least, is it an error.
 */
class Watch {
    #clients;
    #clock;
    #waiting = new Map();
    #states = new Map();
    #isLooking = false;
    /** Of the last look. */
    #calls = 0;
    #quiet = 0;
    #missed = 0;
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
        const wished = Math.max(seconds * 1000, this.#calls * perCallMs);
        const slower = Math.min(wished * 2 ** this.#missed, Math.max(wished, missed.mostMs));
        return slower * (1 - jitter + 2 * jitter * this.#clock.random());
    }
    async #lookOnce() {
        const asked = new Map(this.#waiting);
        this.#calls = Math.ceil(asked.size / batch_jobs/* idsPerCall */.A9);
        try {
            const jobs = await (0,batch_jobs/* describeJobs */.w7)(this.#clients, [...asked.keys()], everyone);
            this.#missed = 0;
            this.#quiet = this.#notice(jobs) ? 0 : this.#quiet + 1;
            for (const [id, { resolve }] of asked) {
                if (this.#waiting.delete(id))
                    resolve(jobs.find(({ jobId }) => jobId === id));
            }
        }
        catch (error) {
            this.#missed += 1;
            if (isPassing(error) && this.#missed < missed.limit)
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
/** What another try a little later may mend. */
const isPassing = (error) => error instanceof errors/* Failure */.HR && (error.verdict === 'throttled' || error.verdict === 'remote-unreachable');
/** The looks are shared: one who stops waiting does not end them for the others. */
const everyone = new AbortController().signal;

;// CONCATENATED MODULE: ./src/backends/batch/follow.js






/** How much longer than its timeout an attempt may look as if it ran. */
const timeoutGraceMs = 2 * 60_000;
/** A job that was just submitted may not be known yet: how many looks in a row. */
const unknownLooks = 5;
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
        if (ended !== undefined && !(0,batch_jobs/* isOver */.PU)(detail.status))
            await end(clients, job, ended);
    } while (!(0,batch_jobs/* isOver */.PU)(detail.status));
    await log.drain(signal);
    const { isSpot, cancelReason: ourReason } = following;
    const logGroup = detail.container?.logConfiguration?.options?.['awslogs-group'] ?? '/aws/batch/job';
    return endingOf(detail, { isSpot, ended, ourReason, links, logGroup });
}
/** Asks for the job's end; what keeps AWS from hearing it now is tried again at the next look. */
async function end(clients, job, { evidence }) {
    try {
        await (0,batch_jobs/* terminate */.MH)(clients, job.id, `disdat/run-action: ${evidence}`);
    }
    catch (error) {
        if (!isPassing(error))
            throw error;
    }
}
/** The job as soon as Batch knows it; until then its log is read. */
async function nextLook(watch, job, log, clock, signal) {
    for (let look = 1; look <= unknownLooks; look += 1) {
        const detail = await lookOnce(watch, job, log, clock, signal);
        if (detail !== undefined)
            return detail;
    }
    throw new errors/* Failure */.HR('invalid-input', `Batch does not know job ${job.id}.`, 'Check its id and `aws-region`. Batch forgets a job some days after its end.');
}
async function lookOnce(watch, job, log, clock, signal) {
    const looked = new AbortController();
    const looking = watch.next(job.id, signal).finally(() => looked.abort());
    looking.catch(() => undefined);
    while (!looked.signal.aborted) {
        await clock.sleep(log.interval, AbortSignal.any([signal, looked.signal]));
        if (!looked.signal.aborted && !signal.aborted)
            await log.read(signal);
        signal.throwIfAborted();
    }
    return await looking;
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
    async tell({ status = 'SUBMITTED', startedAt }) {
        const now = this.#clock.now();
        if (status !== this.#state) {
            const before = this.#state === '' ? '' : ` (${this.#state} for ${duration(now - this.#since)})`;
            this.#state = status;
            // A job that is attached to may have run for hours.
            this.#since = status === 'RUNNING' ? Math.min(now, startedAt ?? now) : now;
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

// EXTERNAL MODULE: ./src/http.js
var http = __webpack_require__(48500);
;// CONCATENATED MODULE: ./src/aws/ecr-image.js




const ecr_image_ecrReference = /^(?<registryId>\d{12})\.dkr\.ecr\.(?<region>[a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/(?<repository>[^:@]+)(?::(?<tag>[^:@]+))?(?:@(?<digest>sha256:[0-9a-f]{64}))?$/;
/** Whether a reference names an image in an ECR. */
const isEcr = (reference) => ecr_image_ecrReference.test(reference);
/** Manifests of one platform, and lists of such: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchGetImage.html */
const single = ['application/vnd.docker.distribution.manifest.v2+json', 'application/vnd.oci.image.manifest.v1+json'];
const ecr_image_lists = ['application/vnd.docker.distribution.manifest.list.v2+json', 'application/vnd.oci.image.index.v1+json'];
/** An image's configuration is a few KiB; more than this is none. */
const configLimitBytes = 4 << 20;
const configTimeoutMs = 20_000;
/**
 * Looks an image up in ECR, which is asked and never written to. Of an image for several platforms the digest is that of the list, so that each host takes its
 * own, and the configuration that of its first one; its architecture is then undefined. Throws Failure `image-not-found`, `access-denied`, `throttled` or
 * `remote-unreachable`.
 */
async function ecrImage(identity, env, reference, signal) {
    const { registryId, region, repository = '', tag, digest } = ecr_image_ecrReference.exec(reference)?.groups ?? {};
    const name = reference.replace(/(?::[^:@/]+)?(?:@sha256:.*)?$/, '');
    const sdk = await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(366), __webpack_require__.e(119)]).then(__webpack_require__.bind(__webpack_require__, 1119));
    const ecr = new sdk.ECRClient((0,client/* clientConfig */.y)(identity, env, region));
    const manifestOf = async (imageId) => {
        const command = new sdk.BatchGetImageCommand({
            registryId,
            repositoryName: repository,
            imageIds: [imageId],
            acceptedMediaTypes: [...single, ...ecr_image_lists],
        });
        const { images = [], failures = [] } = await ecr.send(command, { abortSignal: signal });
        const [image] = images;
        if (!image?.imageManifest || !image.imageId?.imageDigest)
            throw notFound(reference, failures[0]?.failureReason);
        return { digest: image.imageId.imageDigest, manifest: JSON.parse(image.imageManifest) };
    };
    try {
        const asked = await manifestOf(digest ? { imageDigest: digest } : { imageTag: tag ?? 'latest' });
        const listed = ecr_image_list(asked.manifest, 'manifests').filter((entry) => ecr_image_text(entry, 'platform', 'os') === 'linux');
        const [first] = listed;
        const isList = first !== undefined;
        const { manifest } = isList ? await manifestOf({ imageDigest: ecr_image_text(first, 'digest') ?? '' }) : asked;
        const layerDigest = ecr_image_text(manifest, 'config', 'digest');
        const layer = new sdk.GetDownloadUrlForLayerCommand({ registryId, repositoryName: repository, layerDigest });
        const { downloadUrl } = await ecr.send(layer, { abortSignal: signal });
        const config = await download(downloadUrl ?? '', env, signal);
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
        throw (0,faults/* awsFailure */.MT)(error, `look at ${reference} in ECR`, 'ecr:BatchGetImage and ecr:GetDownloadUrlForLayer');
    }
    finally {
        ecr.destroy();
    }
}
function notFound(reference, why = 'no such image') {
    return new errors/* Failure */.HR('image-not-found', `ECR does not have ${reference}: ${why}.`, 'Check name, tag and `aws-region`, or push the image with `dsdt dockerize --push`.');
}
async function download(url, env, signal) {
    const { status, text } = await (0,http/* get */.J)(url, { env, signal, timeoutMs: configTimeoutMs, limitBytes: configLimitBytes });
    if (status !== 200)
        throw new Error(`the image's configuration cannot be read: ${status}`);
    return JSON.parse(text);
}
function configOf(config) {
    const inner = at(config, 'config');
    const env = ecr_image_list(inner, 'Env').flatMap((line) => typeof line === 'string' ? [[line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]] : []);
    return {
        entrypoint: ecr_image_list(inner, 'Entrypoint').map(String),
        command: ecr_image_list(inner, 'Cmd').map(String),
        env: new Map(env),
        user: ecr_image_text(inner, 'User') ?? '',
    };
}
function at(value, key) {
    return typeof value === 'object' && value !== null
        ? Object.entries(value).find(([name]) => name === key)?.[1]
        : undefined;
}
function ecr_image_list(value, key) {
    const found = at(value, key);
    return Array.isArray(found) ? found : [];
}
function ecr_image_text(value, ...path) {
    const found = path.reduce(at, value);
    return typeof found === 'string' ? found : undefined;
}

// EXTERNAL MODULE: ./src/disdat/command-line.js
var command_line = __webpack_require__(30458);
// EXTERNAL MODULE: ./src/backends/engine.js
var engine = __webpack_require__(7506);
// EXTERNAL MODULE: ./src/backends/image.js
var backends_image = __webpack_require__(87995);
;// CONCATENATED MODULE: ./src/backends/batch/image.js





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

;// CONCATENATED MODULE: ./src/backends/batch/least-policy.js
/** The least IAM policy of the caller for one submission and what follows it; S3 is told apart. Calls that list or describe know no narrower resource. */
function leastPolicy(settings, { account, partition }, region, { image, logGroup = '/aws/batch/job' }) {
    const arn = (service, rest) => `arn:${partition}:${service}:${region}:${account}:${rest}`;
    const queue = settings.queue.startsWith('arn:') ? settings.queue : arn('batch', `job-queue/${settings.queue}`);
    const own = settings.fixedDefinition;
    const definition = own?.startsWith('arn:')
        ? own
        : arn('batch', `job-definition/${(own ?? settings.definitionName).split(':')[0]}`);
    const roles = own === undefined ? [settings.jobRoleArn, settings.executionRoleArn].filter((role) => role !== undefined) : [];
    const repository = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.[^/]+\/([^:@]+)/.exec(image);
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
            allow(['logs:GetLogEvents'], arn('logs', `log-group:${logGroup}:log-stream:*`)),
            ...(repository
                ? [
                    allow(['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'], `arn:${partition}:ecr:${repository[2]}:${repository[1]}:repository/${repository[3]}`),
                ]
                : []),
        ],
    };
}

;// CONCATENATED MODULE: ./src/backends/batch/links.js
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
    /** A job's own page, and those of its definition and its queue, by their ARNs. Names are not encoded there. */
    job(id, { definition, queue } = {}) {
        const url = this.#page(`batch/home?region=${this.#region}#jobs/detail/${encodeURIComponent(id)}`);
        const definitionUrl = definition && this.#page(`batch/home?region=${this.#region}#job-definition/detail/${definition}`);
        const queueUrl = queue && this.#page(`batch/home?region=${this.#region}#queues/detail/${queue}`);
        const name = queue?.split('/').at(-1);
        return {
            ...(name && { queue: name }),
            ...(url && { url }),
            ...(definitionUrl && { definitionUrl }),
            ...(queueUrl && { queueUrl }),
        };
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

;// CONCATENATED MODULE: ./src/backends/batch/request.js






/** https://docs.aws.amazon.com/batch/latest/APIReference/API_SubmitJob.html */
const nameLimit = 128;
const submitLimitBytes = 30 * 1024;
/** The variables in which a job may be handed credentials. */
const handedVariables = new Set([
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
]);
/**
 * The name of the job: of its pipe, and of everything that makes it this one run of this one step: repository, workflow run, step and request. Not of the
 * attempt, so that a workflow that is run again finds its own job; nor of the uuid that the output would get.
 */
function jobName(task, origin) {
    const { outputUuid: _, launchedAt: __, workflowAttempt: ___, ...request } = task.receipt;
    const { repository, runId, workflow, job, step } = origin;
    const argv = task.argv.map((part) => part.replaceAll(task.receipt.outputUuid, 'output'));
    // Legs of a matrix are one step of one job to GitHub: what tells them apart is what they ask for. Credentials are new each time.
    const env = [...task.env].filter(([name]) => !handedVariables.has(name));
    const size = [task.vcpus, task.memoryMib, task.gpus, task.shmSizeMib];
    const content = [repository, runId, workflow, job, step, request, argv, size, env];
    const hash = (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
    const pipeClass = (0,names/* parsePipeClass */.UN)(task.receipt.pipeClass);
    const pipe = `${pipeClass ? (0,names/* imageNameOf */.mi)(pipeClass) : 'disdat'}-${task.receipt.pipeClass.split('.').at(-1)}`;
    return `${pipe.replace(/[^\w-]/g, '-').slice(0, nameLimit - hash.length - 1)}-${hash}`;
}
/** The whole request. `isFixed`: the definition is not ours, so what ours would say about tries and time is said here. */
function submissionOf(task, settings, origin, { definition, resources, isFixed, }) {
    const environment = [...task.env, [batch_receipt/* receiptVariable */.P, JSON.stringify(task.receipt)]].flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
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

;// CONCATENATED MODULE: ./src/backends/batch/preflight.js





/**
 * Everything that Batch can be asked about a task before it is submitted. What may not be looked at is a notice; the queue must be seen.
 * Throws Failure only where Batch cannot be asked at all.
 */
async function check(clients, { task, settings, origin, fixed, }, signal) {
    const queue = await queueOf(clients, settings.queue, signal);
    const { environments, notice } = queue ? await environmentsOf(clients, queue, signal) : { environments: [] };
    const well = environments.filter((environment) => environmentFaults(environment).length === 0);
    const usable = well.length > 0 ? well : environments;
    const kinds = environments.map(({ computeResources }) => computeResources?.type ?? 'EC2');
    const kind = kinds.length > 0 && kinds.every((each) => each.startsWith('FARGATE')) ? 'FARGATE' : 'EC2';
    const { vcpus = fixed?.asks.vcpus, memoryMib = fixed?.asks.memoryMib, gpus = fixed?.asks.gpus } = task;
    const { resources, faults: unfit, notices } = resourcesFor({ vcpus, memoryMib, gpus }, kind);
    const platform = { kind, resources };
    const faults = [
        ...(queue ? queueFaults(queue, settings) : [missingQueue(settings.queue, clients.region)]),
        // A queue goes on with those that are well.
        ...(well.length === 0 ? environments.flatMap(environmentFaults) : []),
        ...unfit,
        ...capacityFaults(usable, resources),
        ...processorFaults(usable, architectureOf(task)),
        ...(queue && environments.length > 0 ? platformFaults(queue, kind, fixed) : []),
        ...roleFaults(settings, kind, fixed),
        ...accountFaults(settings, queue?.jobQueueArn),
        ...taskFaults(task, settings, kind, fixed),
        ...sizeFaults(task, settings, origin, platform),
    ];
    const isSpot = isSpotOnly(environments);
    const spot = isSpot && (settings.attempts ?? 1) === 1 && fixed === undefined ? [spotNotice] : [];
    // Nothing is asked for, so that a definition's own size is left as it is.
    const isLeft = fixed !== undefined && (task.vcpus ?? task.memoryMib ?? task.gpus) === undefined;
    const ill = well.length > 0 ? environments.flatMap(environmentFaults) : [];
    return {
        queue: queue?.jobQueueArn,
        platform,
        isSpot,
        faults,
        notices: [...(notice ? [notice] : []), ...ill, ...(isLeft ? [] : notices), ...emptyVariables(task), ...spot],
    };
}
/** https://github.com/hashicorp/terraform-provider-aws/issues/19466 */
function emptyVariables({ env }) {
    const names = [...env].flatMap(([name, value]) => (value === '' ? [name] : []));
    return names.length === 0
        ? []
        : [`env: Batch is known to leave out variables that are empty, so the pipe may not see ${names.join(', ')}.`];
}
const spotNotice = 'The queue runs on spot capacity, which AWS may take away: `attempts` tries again when it does.';
function platformFaults({ jobQueueName }, kind, fixed) {
    if (fixed === undefined)
        return [];
    const platforms = fixed.platforms.length > 0 ? fixed.platforms : ['EC2'];
    if (platforms.includes(kind))
        return [];
    return [`job-definition: ${fixed.name} is for ${platforms.join(', ')}, and the queue ${jobQueueName} is on ${kind}.`];
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
/** A role is passed within its account: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html */
function accountFaults({ jobRoleArn, executionRoleArn }, queueArn = '') {
    const accountOf = (arn) => arn.split(':')[4];
    const roles = [
        ['job-role-arn', jobRoleArn],
        ['execution-role-arn', executionRoleArn],
    ];
    return roles.flatMap(([input, arn]) => arn === undefined || queueArn === '' || accountOf(arn) === accountOf(queueArn)
        ? []
        : [
            `${input}: ${arn} is of another account than the queue (${accountOf(queueArn)}), and cannot be passed to its jobs.`,
        ]);
}
/** https://docs.aws.amazon.com/batch/latest/userguide/service_limits.html */
const limits = { dependencies: 20, tags: 50 };
/** Tags that say which run a job belongs to, and those of a definition of ours. */
const ownTags = { job: 6, definition: 2 };
function taskFaults(task, { dependsOn, tags }, kind, fixed) {
    const faults = [];
    const reserved = [...task.env.keys()].filter((name) => name.startsWith('AWS_BATCH'));
    if (reserved.length > 0)
        faults.push(`env: ${reserved.join(', ')}: names that begin with AWS_BATCH are Batch's own.`);
    if (task.argv.some((part) => part === ''))
        faults.push('params: an empty value cannot be given to a Batch job.');
    if (dependsOn.length > limits.dependencies)
        faults.push(`depends-on: a job waits for ${limits.dependencies} others at most.`);
    // A task gets the definition's tags too, and a job that would have more than fifty fails.
    const room = limits.tags - ownTags.job - (fixed?.tagCount ?? ownTags.definition);
    if (tags.size > room)
        faults.push(`job-tags: ${room} at most, beside those of the definition and the six that say which run it is.`);
    if (kind === 'FARGATE' && task.shmSizeMib !== undefined)
        faults.push('shm-size-mib: Fargate has it fixed. Leave it out, or use a queue of EC2 instances.');
    return faults;
}
/** Keys and session token of a role, as the overrides have them: they are made only when the rest is known to be right. */
const credentialBytes = 2048;
function sizeFaults(task, settings, origin, platform) {
    const { resources } = platform;
    const submission = submissionOf(task, settings, origin, {
        definition: settings.definitionName,
        resources,
        isFixed: false,
    });
    const bytes = Buffer.byteLength(JSON.stringify(submission)) + (settings.handsCredentials ? credentialBytes : 0);
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

// EXTERNAL MODULE: ./src/backends/batch/settings.js
var batch_settings = __webpack_require__(66004);
;// CONCATENATED MODULE: ./src/backends/batch/submit.js


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
    const known = await (0,batch_jobs/* jobsNamed */.gE)(clients, jobQueue, jobName, signal);
    const isEarlier = (job) => job.receipt && job.receipt.workflowAttempt < receipt.workflowAttempt;
    const earlier = known.find((job) => !job.isOver && isEarlier(job));
    if (earlier?.receipt)
        return { ...submit_jobOf(earlier), adopted: earlier.receipt };
    for (let attempt = 1;; attempt += 1) {
        try {
            signal.throwIfAborted();
            const answer = await clients.once.send(new clients.sdk.SubmitJobCommand(request), { abortSignal: signal });
            const { jobId: id = '', jobName: name = jobName } = answer;
            return { id, name, definition: (0,batch_jobs/* definitionName */.PW)(request.jobDefinition) ?? '' };
        }
        catch (error) {
            if (signal.aborted) {
                await endUnanswered(clients, request, receipt, { clock, reason: cancelReason });
                signal.throwIfAborted();
            }
            const isLost = !(0,faults/* isThrottling */.E2)(error) && (0,faults/* isUnanswered */.Ni)(error);
            const own = isLost ? await lookFor(clients, request, receipt, clock, signal) : undefined;
            if (own !== undefined)
                return submit_jobOf(own);
            if (attempt >= tries || !(isLost || (0,faults/* isThrottling */.E2)(error)))
                throw (0,faults/* awsFailure */.MT)(error, 'submit the job', 'batch:SubmitJob');
            await clock.sleep(clock.random() * Math.min(backoff.mostMs, backoff.firstMs * 2 ** attempt), signal);
        }
    }
}
const submit_jobOf = ({ id, name, definition }) => ({ id, name, ...(definition && { definition }) });
/** Our own job under the request's name, the one whose output would have the uuid that was chosen for it. A short one may be over before it is found. */
async function lookFor(clients, { jobQueue = '', jobName = '' }, { outputUuid }, clock, signal) {
    for (let time = 1;; time += 1) {
        const jobs = await (0,batch_jobs/* jobsNamed */.gE)(clients, jobQueue, jobName, signal);
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
    if (own?.isOver === false)
        await (0,batch_jobs/* terminate */.MH)(clients, own.id, reason).catch(() => undefined);
}
/** The runner gives 7.5 s between its two signals. */
const lookupLimitMs = 6_000;

;// CONCATENATED MODULE: ./src/backends/batch/batch.js
















/** Pipes as jobs in a Batch queue. */
class BatchBackend {
    #options;
    #jobs = new Set();
    #opened;
    #checked;
    #fixed;
    /** Of the jobs that were attached to. */
    #isSpot = false;
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
        const policy = leastPolicy(settings, await who.account(), who.region, {
            image: task.image.reference,
            logGroup: fixed?.logGroup,
        });
        return [
            ...(same === undefined
                ? [`RegisterJobDefinition\n${json(wanted)}`]
                : [`The job definition ${same.name} is used.`]),
            `SubmitJob\n${json(request)}`,
            `What the step needs to be allowed to do on Batch:\n${json(policy)}`,
        ].join('\n');
    }
    async launch(task, signal) {
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
        return job;
    }
    async #submit(task, { arn, name }, signal) {
        const { clients, links } = await this.#open();
        const { settings, origin } = this.#options;
        const { platform, queue } = await this.#platform(task, signal);
        const isFixed = settings.fixedDefinition !== undefined;
        const resources = !isFixed || isAsked(task) ? platform.resources : undefined;
        const request = submissionOf(task, settings, origin, { definition: arn, resources, isFixed });
        const options = { clock: batch_client/* realClock */.d, signal, cancelReason: this.#cancelReason };
        const job = await submit_submit(clients, { request, receipt: task.receipt }, options);
        // One that is adopted may be of another revision.
        return { ...job, ...links.job(job.id, { definition: job.definition === name ? arn : undefined, queue }) };
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
            ...{ clients, watch, turns, links, timeoutMs, clock: batch_client/* realClock */.d },
            isSpot: this.#checked?.isSpot ?? this.#isSpot,
            queueTimeoutMs: settings.queueTimeoutMs,
            cancelReason: this.#cancelReason,
        }, signal);
    }
    /** Asks Batch to end the job, or all that this backend has started or followed; what is over stays so. */
    async stop(_runId, job) {
        const { clients } = await this.#open();
        const ids = job === undefined ? [...this.#jobs] : [job.id];
        await Promise.all(ids.map((id) => (0,batch_jobs/* terminate */.MH)(clients, id, this.#cancelReason)));
        return ids.length;
    }
    /** The jobs of these ids, which must be ours: each with its receipt. Throws one Failure `invalid-input` for all that are not. */
    async attach(ids, signal) {
        const { clients, links } = await this.#open();
        const { isSpot, jobs } = await attachable(clients, links, ids, signal);
        this.#isSpot = isSpot;
        return jobs;
    }
    get #cancelReason() {
        return (0,batch_settings/* cancelReasonOf */.a)(this.#options.origin);
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
    const clients = await (0,batch_client/* openClients */.B)(who, env);
    return {
        clients,
        watch: new Watch(clients, batch_client/* realClock */.d),
        turns: new Turns(batch_client/* realClock */.d),
        links: new Links(partitionOf(who.region), who.region),
    };
}
const isAsked = ({ vcpus, memoryMib, gpus }) => (vcpus ?? memoryMib ?? gpus) !== undefined;
const json = (value) => JSON.stringify(value, null, 2);

// EXTERNAL MODULE: ./src/backends/local.js + 3 modules
var local = __webpack_require__(66394);
// EXTERNAL MODULE: ./src/backends/registry-login.js
var registry_login = __webpack_require__(93355);
;// CONCATENATED MODULE: ./src/remote/budget.js
/** A fixed amount of something, bytes of memory or connections, that many tasks share; who comes first is served first. */
class Budget {
    #total;
    #free;
    #waiting = [];
    constructor(total) {
        this.#total = total;
        this.#free = total;
    }
    /** Runs it while it holds so much; whoever wants more than there is gets all of it. Ends with the signal's reason when that aborts first. */
    async hold(wanted, signal, action) {
        const amount = Math.min(wanted, this.#total);
        await this.#take(amount, signal);
        try {
            return await action();
        }
        finally {
            this.#free += amount;
            this.#serve();
        }
    }
    async #take(amount, signal) {
        signal.throwIfAborted();
        if (this.#waiting.length === 0 && amount <= this.#free) {
            this.#free -= amount;
            return;
        }
        const { promise, resolve, reject } = Promise.withResolvers();
        const request = { amount, start: resolve };
        const leave = () => {
            const at = this.#waiting.indexOf(request);
            // What it waited for may have been given to it a moment ago.
            if (at < 0)
                return;
            this.#waiting.splice(at, 1);
            reject(signal.reason);
            this.#serve();
        };
        this.#waiting.push(request);
        signal.addEventListener('abort', leave, { once: true });
        await promise.finally(() => signal.removeEventListener('abort', leave));
    }
    #serve() {
        for (let next = this.#waiting[0]; next !== undefined && next.amount <= this.#free; next = this.#waiting[0]) {
            this.#waiting.shift();
            this.#free -= next.amount;
            next.start();
        }
    }
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./src/remote/index-shard.js





const compress = (0,external_node_util_.promisify)(external_node_zlib_.gzip);
const decompress = (0,external_node_util_.promisify)(external_node_zlib_.gunzip);
/** What the text of every shard begins with; another format has another number. */
const header = 'disdat-run-action index 1\n';
/** The longest text of a shard that is read or written, in bytes: 100,000 bundles take about 40 MiB. */
const maxTextBytes = 256 * 1024 * 1024;
const lineBreak = 10;
/**
 * One object of an index: a gzipped header, and under it a line a bundle, in the order of their uuids. It stays one
 * buffer of text in memory, and only the lines that somebody asks for are parsed: 100,000 bundles are ready within
 * about 0.1 s, and searched in 0.02 s.
 */
class Shard {
    static empty = new Shard(Buffer.from(header));
    uuids;
    #text;
    /** Where each line begins, and where the last one ends. */
    #starts;
    constructor(text) {
        if (!text.subarray(0, header.length).equals(Buffer.from(header))) {
            throw new hyperframe/* BundleFormatError */.KC('an index of another format');
        }
        const starts = [header.length];
        const uuids = new Set();
        let last = '';
        for (let at = header.length; at < text.length;) {
            const uuid = text.toString('latin1', at, at + uuidLength);
            const end = text.indexOf(lineBreak, at);
            if (end < 0 || uuid <= last || !(0,disdat_bundle/* isUuid */.O1)(uuid))
                throw new hyperframe/* BundleFormatError */.KC('an index that is out of order');
            uuids.add(uuid);
            last = uuid;
            at = end + 1;
            starts.push(at);
        }
        this.#text = text;
        this.#starts = Uint32Array.from(starts);
        this.uuids = uuids;
    }
    /** The shard in an object's bytes. Throws BundleFormatError for anything that `pack` did not write. */
    static async unpack(bytes) {
        let text;
        try {
            text = await decompress(bytes, { maxOutputLength: maxTextBytes });
        }
        catch (error) {
            throw new hyperframe/* BundleFormatError */.KC('an index that cannot be unpacked', { cause: error });
        }
        return new Shard(text);
    }
    /** A shard of these lines, by their uuids. Throws BundleFormatError when they are more than a shard holds. */
    static of(lines) {
        const sorted = [...lines].toSorted(([a], [b]) => (a < b ? -1 : 1));
        const chunks = [Buffer.from(header)];
        let length = header.length;
        for (const [, line] of sorted) {
            const chunk = Buffer.from(`${line}\n`);
            length += chunk.length;
            if (length > maxTextBytes)
                throw new hyperframe/* BundleFormatError */.KC(`an index of more than ${maxTextBytes} bytes`);
            chunks.push(chunk);
        }
        return new Shard(Buffer.concat(chunks, length));
    }
    /** The bytes to be stored. Compressed little: twice the time would save a twentieth. */
    async pack() {
        return await compress(this.#text, { level: external_node_zlib_.constants.Z_BEST_SPEED });
    }
    /** The line of this bundle. */
    get(uuid) {
        let low = 0;
        let high = this.uuids.size;
        while (low < high) {
            const middle = (low + high) >>> 1;
            const found = this.#uuidAt(middle);
            if (found === uuid)
                return this.#line(middle);
            if (found < uuid)
                low = middle + 1;
            else
                high = middle;
        }
        return undefined;
    }
    /** Every line. */
    *lines() {
        for (let index = 0; index < this.uuids.size; index++)
            yield this.#line(index);
    }
    /** Every line in which this text stands somewhere. */
    *linesWith(text) {
        const wanted = Buffer.from(text);
        for (let at = this.#text.indexOf(wanted, header.length); at >= 0;) {
            const start = this.#text.lastIndexOf(lineBreak, at) + 1;
            const end = this.#text.indexOf(lineBreak, at);
            yield this.#text.toString('utf8', start, end);
            at = this.#text.indexOf(wanted, end);
        }
    }
    #uuidAt(index) {
        const start = this.#starts[index] ?? 0;
        return this.#text.toString('latin1', start, start + uuidLength);
    }
    #line(index) {
        return this.#text.toString('utf8', this.#starts[index], (this.#starts[index + 1] ?? 0) - 1);
    }
}

;// CONCATENATED MODULE: ./src/remote/index-levels.js




/**
 * How many bundles each level holds. A bundle that is added is written with a level 0 of some 50 kB; level 1 (about
 * 1 MB) is written every 512 bundles, level 2 (40 MB for half a million) every 16,384. More than that is not indexed.
 */
const capacities = [512, 16_384, 524_288];
/** The largest object of an index that is read, in bytes: half a million bundles, and as much again. */
const maxPackedBytes = 96 * 1024 * 1024;
/** How often an update that met another one begins again, and how long it waits at most before, in milliseconds. */
const saveAttempts = 16;
const maxPauseMs = 500;
/** All levels of an index, the one with the newest lines first. Throws Failure as a store does. */
async function readLevels(shelf, { signal }) {
    return await Promise.all(capacities.map((_, level) => readLevel(shelf, level, signal)));
}
async function readLevel({ store, key, debug }, level, signal) {
    const version = await store.getVersion(keyOf(key, level), { signal, maxBytes: maxPackedBytes });
    if (version === undefined)
        return { tag: undefined, shard: Shard.empty };
    const { tag, bytes } = version;
    try {
        if (bytes === undefined)
            throw new hyperframe/* BundleFormatError */.KC(`an index of more than ${maxPackedBytes} bytes`);
        return { tag, shard: await Shard.unpack(bytes) };
    }
    catch (error) {
        if (!(error instanceof hyperframe/* BundleFormatError */.KC))
            throw error;
        debug(`${keyOf(key, level)} is ignored, and will be replaced: ${(0,errors/* describe */.q0)(error)}.`);
        return { tag, shard: Shard.empty };
    }
}
/**
 * Adds lines to an index that others may be adding to: nothing that anybody added is lost. Each level is replaced only
 * if it is still what was read; whoever comes second reads again. `levels` is what was read before, if it was. False
 * when others were first every time, or when the index is full. Throws Failure as a store does.
 */
async function addToLevels(shelf, change, { signal, levels }) {
    let known = levels ?? (await readLevels(shelf, { signal }));
    for (let attempt = 1; attempt <= saveAttempts; attempt++) {
        const outcome = await write(shelf, change, known, signal);
        if (outcome === 'stored')
            return true;
        if (outcome === 'full')
            return false;
        await (0,external_node_timers_promises_.setTimeout)(Math.random() * Math.min(maxPauseMs, 10 * 2 ** attempt), undefined, { signal });
        const { changed } = outcome;
        known = await Promise.all(known.map((old, level) => (level > changed ? old : readLevel(shelf, level, signal))));
    }
    return false;
}
async function write(shelf, change, levels, signal) {
    const merged = new Map([...change.lines].filter(([uuid, line]) => lineIn(levels, uuid) !== line));
    if (merged.size === 0)
        return 'stored';
    const emptied = [];
    for (const [number, { tag, shard }] of levels.entries()) {
        for (const uuid of shard.uuids) {
            if (merged.has(uuid) || (number > 0 && change.gone.has(uuid)))
                continue;
            const line = shard.get(uuid);
            if (line !== undefined)
                merged.set(uuid, line);
        }
        if (merged.size > (capacities[number] ?? 0)) {
            if (shard.uuids.size > 0)
                emptied.push({ level: number, tag });
            continue;
        }
        const put = (level, content, over) => content.pack().then((bytes) => shelf.store.putVersion(keyOf(shelf.key, level), bytes, over, { signal }));
        const outcome = await put(number, Shard.of(merged), tag);
        if (outcome === 'changed')
            return { changed: number };
        // Their lines stand in the higher level now. Where somebody has added to one meanwhile, they stand in both: no harm.
        for (const { level, tag: old } of emptied)
            await put(level, Shard.empty, old);
        return 'stored';
    }
    return 'full';
}
/** The newest line of a bundle. */
function lineIn(levels, uuid) {
    for (const { shard } of levels)
        if (shard.uuids.has(uuid))
            return shard.get(uuid);
    return undefined;
}
function keyOf(key, level) {
    return `${key}-${level}.gz`;
}

;// CONCATENATED MODULE: ./src/remote/bundle-index.js





/** How long a search waits for the index at most, before it goes on without, in milliseconds. */
const loadLimitMs = 15_000;
/** How long an update may take, in milliseconds. */
const saveLimitMs = 120_000;
/**
 * What the HyperFrames of a remote context say of themselves, kept beside its `objects/` so that nobody has to read
 * them all again: bundles never change. A hint and no truth: what is there, the LIST says, and what is found with it is
 * read once more. Whatever is wrong with it (absent, corrupt, of another version, too large, forbidden) is a debug line,
 * and then it knows nothing. Updates happen behind the caller's back; they never fail and are never waited for, and end
 * when `signal` aborts.
 */
class BundleIndex {
    #shelf;
    #readOnly;
    #loading;
    /** Undefined where the index cannot be read, and so is not written. */
    #levels;
    #learnt = new Map();
    /** Bundles whose lines were looked at and cannot be read. */
    #spoilt = new Set();
    #unsaved = new Map();
    #saving = Promise.resolve();
    /** An index on this shelf, of which nothing is asked yet; without one it is empty, and forgotten in the end. */
    constructor(shelf) {
        this.#shelf = shelf;
        this.#readOnly = shelf?.readOnly ?? false;
    }
    /** Whether it is on the remote, or to be put there. */
    get isKept() {
        return this.#shelf !== undefined;
    }
    /** Reads it, once. Throws the signal's reason, and nothing else. */
    async load({ signal }) {
        this.#loading ??= this.#shelf && this.#load(this.#shelf, signal);
        try {
            await this.#loading;
        }
        catch (error) {
            this.#loading = undefined;
            throw error;
        }
    }
    /** Whether it says something of a bundle, as far as its lines have been looked at. */
    has(uuid) {
        return this.#learnt.has(uuid) || (!this.#spoilt.has(uuid) && this.#known.some(({ shard }) => shard.uuids.has(uuid)));
    }
    /** What it says of a bundle; undefined where it says nothing that can be read. */
    get(uuid) {
        const line = this.#learnt.get(uuid) ?? lineIn(this.#known, uuid);
        return line === undefined ? undefined : this.#read(line);
    }
    /** What it says of the bundles that have what is asked for, in no order. */
    matching(wanted) {
        const found = new Map();
        const look = (line) => {
            const bundle = this.#read(line);
            if (bundle !== undefined && !found.has(bundle.uuid) && (0,disdat_bundle/* matches */.cK)(bundle, wanted))
                found.set(bundle.uuid, bundle);
        };
        const needle = needleOf(wanted);
        for (const line of this.#learnt.values())
            if (needle === undefined || line.includes(needle))
                look(line);
        for (const [number, { shard }] of this.#known.entries()) {
            const newer = this.#known.slice(0, number);
            for (const line of needle === undefined ? shard.lines() : shard.linesWith(needle)) {
                const uuid = line.slice(0, uuidLength);
                if (!this.#learnt.has(uuid) && lineIn(newer, uuid) === undefined)
                    look(line);
            }
        }
        return [...found.values()];
    }
    /** Adds lines; the store learns of them by and by, and forgets at an occasion what is not `listed` any more. */
    learn(lines, listed) {
        for (const [uuid, line] of lines) {
            this.#learnt.set(uuid, line);
            this.#unsaved.set(uuid, line);
        }
        const levels = this.#levels;
        const shelf = this.#shelf;
        if (shelf === undefined || this.#readOnly || levels === undefined || this.#unsaved.size === 0)
            return;
        const gone = listed && levels.flatMap(({ shard }) => [...shard.uuids].filter((uuid) => !listed.has(uuid)));
        this.#saving = this.#saving.then(() => this.#save(shelf, levels, new Set(gone)));
    }
    /** Resolves when everything that was learnt is stored, or will not be. */
    async settled() {
        await this.#saving;
    }
    get #known() {
        return this.#levels ?? [];
    }
    #read(line) {
        try {
            return descriptionIn(line);
        }
        catch (error) {
            if (!(error instanceof hyperframe/* BundleFormatError */.KC))
                throw error;
            this.#spoilt.add(line.slice(0, uuidLength));
            this.#shelf?.debug(`A line of the index is ignored: ${error.message}.`);
            return undefined;
        }
    }
    async #load(shelf, signal) {
        try {
            const limit = AbortSignal.timeout(loadLimitMs);
            this.#levels = await readLevels(shelf, { signal: AbortSignal.any([signal, shelf.signal, limit]) });
        }
        catch (error) {
            signal.throwIfAborted();
            shelf.debug(`The index is not used: ${(0,errors/* describe */.q0)(error)}`);
        }
    }
    async #save(shelf, levels, gone) {
        const lines = this.#unsaved;
        if (lines.size === 0 || shelf.signal.aborted)
            return;
        this.#unsaved = new Map();
        try {
            const signal = AbortSignal.any([shelf.signal, AbortSignal.timeout(saveLimitMs)]);
            const stored = await addToLevels(shelf, { lines, gone }, { signal, levels });
            shelf.debug(`Bundles ${stored ? '' : 'not '}added to the index: ${lines.size}.`);
        }
        catch (error) {
            if (!shelf.signal.aborted)
                shelf.debug(`The index was not updated: ${(0,errors/* describe */.q0)(error)}`);
        }
    }
}
/** A text that stands in the line of every bundle that has what is asked for; the rarest that is known. */
function needleOf({ processingName, taskId, name, codeMethod }) {
    if (processingName !== undefined)
        return inLine(processingName);
    if (taskId !== undefined)
        return inLine(`${taskId}_`).slice(0, -1);
    if (name !== undefined)
        return inLine(name);
    return codeMethod === undefined ? undefined : inLine(codeMethod);
}

;// CONCATENATED MODULE: ./src/remote/s3-answer.js
/** No answer at all. `code` is the system's own, such as `ECONNRESET`. */
class NoAnswer extends Error {
    name = 'NoAnswer';
    code;
    constructor(code, message, options) {
        super(message, options);
        this.code = code;
    }
}
/** An answer that broke off in its body. */
class BrokenBody extends Error {
    name = 'BrokenBody';
}
/** The one value of a header; undefined where there is none. */
function headerOf({ headers }, name) {
    const value = headers[name];
    return typeof value === 'string' ? value : undefined;
}

;// CONCATENATED MODULE: ./src/remote/s3-endpoint.js

/** The domains of the partitions: https://docs.aws.amazon.com/general/latest/gr/s3.html */
const domains = [
    ['cn-', 'amazonaws.com.cn'],
    ['us-iso-', 'c2s.ic.gov'],
    ['us-isob-', 'sc2s.sgov.gov'],
    ['us-isof-', 'csp.hci.ic.gov'],
    ['eu-isoe-', 'cloud.adc-e.uk'],
    ['eusc-', 'amazonaws.eu'],
];
/** Whether text may be a region's name, and so become one label of a host's: whatever it is, that host is AWS's. */
function isRegion(text) {
    return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text);
}
/**
 * Where the bucket answers in a region. AWS_ENDPOINT_URL_S3 and AWS_ENDPOINT_URL take every region, with the bucket in
 * the path; AWS has it in the host's name where its certificates allow that, and follows AWS_USE_FIPS_ENDPOINT and
 * AWS_USE_DUALSTACK_ENDPOINT. Throws Failure `invalid-input`.
 */
function endpointsOf(bucket, env) {
    const { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, AWS_USE_FIPS_ENDPOINT, AWS_USE_DUALSTACK_ENDPOINT } = env;
    const custom = AWS_ENDPOINT_URL_S3 || AWS_ENDPOINT_URL;
    if (custom) {
        const endpoint = customEndpoint(custom, bucket);
        return () => endpoint;
    }
    const service = `s3${isTrue(AWS_USE_FIPS_ENDPOINT) ? '-fips' : ''}${isTrue(AWS_USE_DUALSTACK_ENDPOINT) ? '.dualstack' : ''}`;
    return (region) => {
        if (!isRegion(region)) {
            const evidence = `${JSON.stringify(region)} is not a region of AWS.`;
            throw new errors/* Failure */.HR('invalid-input', evidence, 'Set `aws-region` to one, such as `us-east-1`.');
        }
        const domain = domains.find(([regions]) => region.startsWith(regions))?.[1] ?? 'amazonaws.com';
        const server = `${service}.${region}.${domain}`;
        // The certificate is for one name more: https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
        const inPath = bucket.includes('.');
        const host = inPath ? server : `${bucket}.${server}`;
        return { isSecure: true, hostname: host, port: '', host, base: inPath ? `/${bucket}/` : '/' };
    };
}
function customEndpoint(text, bucket) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
        const evidence = `${JSON.stringify(text)}, which AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL holds, is not an HTTP address.`;
        throw new errors/* Failure */.HR('invalid-input', evidence, 'Write it as https://host or http://host:port.');
    }
    return {
        isSecure: url.protocol === 'https:',
        hostname: url.hostname.replace(/^\[|\]$/g, ''),
        port: url.port,
        host: url.host,
        base: `${url.pathname.replace(/\/$/, '')}/${bucket}/`,
    };
}
const isTrue = (value) => value?.toLowerCase() === 'true';

;// CONCATENATED MODULE: ./src/remote/s3-errors.js

const wrongRegion = new Set(['PermanentRedirect', 'AuthorizationHeaderMalformed', 'IllegalLocationConstraintException']);
const ended = new Set(['ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired']);
/** Codes of https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html that a 403 or a 400 may carry. */
const refusals = new Map([
    ['ExpiredToken', 'The credentials have expired: ask for a longer session (role-duration-seconds), or renew them.'],
    ['ExpiredTokenException', 'The credentials have expired: ask for a longer session, or renew them.'],
    ['TokenRefreshRequired', 'The credentials have expired: ask for a longer session, or renew them.'],
    ['InvalidToken', 'The session token does not belong to these keys: check AWS_SESSION_TOKEN.'],
    ['InvalidAccessKeyId', 'AWS does not know this access key: check the secrets that AWS_ACCESS_KEY_ID comes from.'],
    ['SignatureDoesNotMatch', 'The secret key is not that of the access key: check AWS_SECRET_ACCESS_KEY.'],
    ['RequestTimeTooSkewed', "This machine's clock is wrong: set it, and run again."],
    ['RequestExpired', "This machine's clock is wrong: set it, and run again."],
]);
/** `KMS.NotFoundException`, `KMS.DisabledException` and the like: https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html */
const kmsAdvice = "Check `sse-kms-key-id`, that the key is enabled, and that it is in the bucket's region.";
const network = new Set([
    'ECONNREFUSED',
    'ECONNRESET',
    'ENOTFOUND',
    'EAI_AGAIN',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'EPIPE',
]);
/** An answer of S3 that is not what was asked for; its name is S3's own code, where it has one. */
class S3Error extends Error {
    name;
    status;
    /** Where the bucket is, when S3 says so. */
    region;
    /** The time at S3, when it says so. */
    date;
    constructor(status, code, message, more = {}) {
        super(message || code || `status ${status}`);
        this.name = code ?? 'Error';
        this.status = status;
        this.region = more.region;
        this.date = more.date;
    }
}
/** The service's own name for an error, such as `NoSuchBucket`; for a connection, such as `ECONNREFUSED`. */
function s3_errors_codeOf(error) {
    if (!(error instanceof Error))
        return '';
    const code = 'code' in error ? error.code : undefined;
    if (typeof code === 'string' && network.has(code))
        return code;
    return error.name;
}
/** The HTTP status that an error came with, of our client or of the SDK's. */
function statusOf(error) {
    if (error instanceof S3Error)
        return error.status;
    if (!(error instanceof Error) || !('$metadata' in error))
        return undefined;
    const metadata = error.$metadata;
    if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata))
        return undefined;
    return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}
/** Whether S3 says that the credentials have ended. */
function hasEnded(error) {
    return ended.has(s3_errors_codeOf(error));
}
/** Whether a key is not there. A bucket that is not there is something else, where S3 says so. */
function isAbsent(error) {
    return statusOf(error) === 404 && s3_errors_codeOf(error) !== 'NoSuchBucket';
}
/** The failure that an error of S3, of the way to it, or of the credentials amounts to, with the error as its cause. */
function s3Failure(error, attempt) {
    const { bucket, target, region } = attempt;
    const code = s3_errors_codeOf(error);
    const status = statusOf(error);
    const options = { cause: error };
    const answer = status === undefined ? (0,errors/* describe */.q0)(error) : code === 'Error' ? `${status}` : `${status} ${code}`;
    if (code === 'NoSuchBucket') {
        const advice = 'Check the spelling of `remote`, or create the bucket.';
        return new errors/* Failure */.HR('remote-unreachable', `The bucket ${bucket} does not exist (NoSuchBucket).`, advice, options);
    }
    if (status === 301 || wrongRegion.has(code)) {
        const evidence = `The bucket ${bucket} is not in ${region} (${answer}).`;
        return new errors/* Failure */.HR('remote-unreachable', evidence, "Set `aws-region` to the bucket's region.", options);
    }
    const refusal = refusals.get(code) ?? (code.startsWith('KMS.') ? kmsAdvice : undefined);
    if (refusal !== undefined)
        return new errors/* Failure */.HR('access-denied', `S3 refused ${target}: ${answer}.`, refusal, options);
    if (status === 401 || status === 403) {
        const advice = `Give the role in use s3:ListBucket on ${bucket}, and s3:GetObject, s3:PutObject and s3:PutObjectAcl below the remote.`;
        return new errors/* Failure */.HR('access-denied', `S3 refused ${target}: ${answer}.`, advice, options);
    }
    if (status === 429 || (status !== undefined && status >= 500)) {
        const advice = 'S3 itself is in trouble or asks for patience: run the job again later.';
        return new errors/* Failure */.HR('remote-unreachable', `S3 failed at ${target}: ${answer}.`, advice, options);
    }
    if (status !== undefined && status < 300) {
        const advice = 'Check AWS_ENDPOINT_URL and proxy variables: something else than S3 may answer there.';
        return new errors/* Failure */.HR('remote-unreachable', `What answers about ${target} is no S3.`, advice, options);
    }
    if (status !== undefined) {
        const advice = 'If the remote is not AWS, check that it supports what the action needs; otherwise report this.';
        return new errors/* Failure */.HR('remote-unreachable', `S3 did not accept ${target}: ${answer}.`, advice, options);
    }
    const advice = `Check \`remote\`, \`aws-region\` (${region}), and AWS_ENDPOINT_URL and proxy variables if you use them.`;
    return new errors/* Failure */.HR('remote-unreachable', `No answer from S3 about ${target}: ${(0,errors/* describe */.q0)(error)}.`, advice, options);
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
var external_node_http_default = /*#__PURE__*/__webpack_require__.n(external_node_http_);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(44708);
var external_node_https_default = /*#__PURE__*/__webpack_require__.n(external_node_https_);
;// CONCATENATED MODULE: ./src/remote/s3-exchange.js



/** How long a connection may take to be made. */
const connectionTimeoutMs = 5_000;
/** A body that brings fewer bytes than this within the idle timeout has stopped, whatever it drips. */
const leastProgressBytes = 64 * 1024;
/** Of an answer that is no good, S3's error is all that is of use: more of it is not taken. */
const maxErrorBytes = 256 * 1024;
/** Connections that are kept, so many at most, through the proxy that the environment names. */
class Connections {
    #plain;
    #secure;
    #idleTimeoutMs;
    constructor(options) {
        const agentOptions = { keepAlive: true, maxSockets: options.maxConnections, proxyEnv: options.env };
        this.#plain = new (external_node_http_default()).Agent(agentOptions);
        this.#secure = new (external_node_https_default()).Agent(agentOptions);
        this.#idleTimeoutMs = options.idleTimeoutMs;
    }
    /**
     * Sends it once, and takes the answer, whatever its status. Throws NoAnswer and BrokenBody, also when a connection is
     * silent for the idle timeout, or brings next to nothing in it; and the signal's reason.
     */
    async exchange(outgoing) {
        const { method, endpoint, path, headers } = outgoing;
        const { hostname, port } = endpoint;
        const options = { method, hostname, port, path, headers };
        const request = endpoint.isSecure
            ? external_node_https_default().request({ ...options, agent: this.#secure })
            : external_node_http_default().request({ ...options, agent: this.#plain });
        return await new Exchange(request, outgoing, this.#idleTimeoutMs).answer;
    }
    /** Lets them go, those in use too. */
    close() {
        this.#plain.destroy();
        this.#secure.destroy();
    }
}
/** One request and its answer. */
class Exchange {
    answer;
    #request;
    #outgoing;
    #idleTimeoutMs;
    #resolve;
    #reject;
    #clock;
    #response;
    #chunks = [];
    #into;
    #received = 0;
    #most = 0;
    /** Bytes of the body that had come at the last look. */
    #seen = 0;
    #isSettled = false;
    constructor(request, outgoing, idleTimeoutMs) {
        const { promise, resolve, reject } = Promise.withResolvers();
        this.answer = promise;
        this.#request = request;
        this.#outgoing = outgoing;
        this.#idleTimeoutMs = idleTimeoutMs;
        this.#resolve = resolve;
        this.#reject = reject;
        // Node's own timer knows what is still in the socket's queue, and does not run while a request waits for a socket.
        request.setTimeout(idleTimeoutMs, () => this.#beSilent());
        request.on('socket', (socket) => this.#connect(socket));
        request.on('response', (response) => this.#begin(response));
        request.on('error', (error) => (this.#response === undefined ? this.#fail(noAnswer(error)) : this.#breakOff(error)));
        outgoing.signal.addEventListener('abort', this.#cancel, { once: true });
        if (outgoing.signal.aborted)
            this.#cancel();
        else
            this.#send();
    }
    #cancel = () => this.#fail(this.#outgoing.signal.reason);
    #send() {
        const { body } = this.#outgoing;
        if (typeof body !== 'function') {
            this.#request.end(body);
            return;
        }
        const stream = body();
        stream.on('error', (error) => this.#fail(error));
        this.#request.on('close', () => stream.destroy());
        stream.pipe(this.#request);
    }
    #connect(socket) {
        if (!socket.connecting)
            return;
        const timer = setTimeout(() => {
            this.#fail(new NoAnswer('ETIMEDOUT', `no connection in ${connectionTimeoutMs / 1000} s`));
        }, connectionTimeoutMs);
        const settle = () => clearTimeout(timer);
        socket.once('connect', settle).once('close', settle);
    }
    #begin(response) {
        this.#response = response;
        this.#clock = setInterval(() => this.#look(), this.#idleTimeoutMs);
        const { statusCode = 0, headers } = response;
        const isGood = statusCode < 300;
        this.#most = isGood ? this.#outgoing.maxBytes : maxErrorBytes;
        const { into } = this.#outgoing;
        const length = Number(headers['content-length'] ?? Number.NaN);
        if (isGood && this.#outgoing.method !== 'HEAD' && length > this.#most) {
            this.#finish(length);
            return;
        }
        if (isGood && into !== undefined && length <= into.length)
            this.#into = into;
        response.on('data', (chunk) => this.#take(chunk));
        response.on('end', () => (response.complete ? this.#finish(undefined) : this.#breakOff(undefined)));
        response.on('error', (error) => this.#breakOff(error));
        response.on('close', () => this.#breakOff(undefined));
    }
    #take(chunk) {
        this.#received += chunk.length;
        if (this.#received > this.#most)
            this.#finish(this.#received);
        else if (this.#into === undefined)
            this.#chunks.push(chunk);
        else
            chunk.copy(this.#into, this.#received - chunk.length);
    }
    #finish(cutFrom) {
        if (this.#isSettled)
            return;
        const { statusCode: status = 0, headers = {} } = this.#response ?? {};
        const body = this.#into?.subarray(0, this.#received) ?? joined(this.#chunks);
        this.#settle();
        if (cutFrom !== undefined)
            this.#request.destroy();
        this.#resolve({ status, headers, body: cutFrom === undefined ? body : Buffer.alloc(0), cutFrom });
    }
    #breakOff(cause) {
        if (this.#isSettled)
            return;
        this.#fail(new BrokenBody(`the body broke off after ${this.#received} bytes`, { cause }));
    }
    #fail(error) {
        // After its answer the connection is somebody else's.
        if (this.#isSettled)
            return;
        this.#settle();
        this.#reject(error);
        this.#request.destroy();
    }
    #beSilent() {
        const seconds = this.#idleTimeoutMs / 1000;
        if (this.#response === undefined)
            this.#fail(new NoAnswer('ETIMEDOUT', `nothing came in ${seconds} s`));
        else
            this.#fail(new BrokenBody(`the body stopped: 0 bytes in ${seconds} s`));
    }
    /** Whether enough of the body came since the last time. */
    #look() {
        const progress = this.#received - this.#seen;
        this.#seen = this.#received;
        if (progress >= leastProgressBytes)
            return;
        this.#fail(new BrokenBody(`the body stopped: ${progress} bytes in ${this.#idleTimeoutMs / 1000} s`));
    }
    #settle() {
        this.#isSettled = true;
        clearInterval(this.#clock);
        this.#outgoing.signal.removeEventListener('abort', this.#cancel);
    }
}
function joined(chunks) {
    const [first] = chunks;
    return first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks);
}
function noAnswer(error) {
    const code = 'code' in error ? String(error.code) : error.name;
    return new NoAnswer(code, error.message || code, { cause: error });
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
var external_node_net_default = /*#__PURE__*/__webpack_require__.n(external_node_net_);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(41692);
var external_node_tls_default = /*#__PURE__*/__webpack_require__.n(external_node_tls_);
;// CONCATENATED MODULE: ./src/remote/s3-lanes.js



/** What is read at once, of the head of an answer and of its body. */
const headBytes = 64 * 1024;
const pieceBytes = 1024 * 1024;
const endOfHead = '\r\n\r\n';
/**
 * Connections on which large ranges come straight into memory that is there already. Node's HTTP client makes a buffer
 * for every 64 KiB of a body, and reads 1 GiB in 1.0 s of CPU; this takes 0.2 s and no memory (bench/large-file).
 *
 * It knows one answer only, a plain 206 of the length that was asked for. Whatever else comes, or goes wrong, the
 * connection is given up and nothing is said about it: the same request over HTTP as node has it tells what it is.
 */
class Lanes {
    #idleTimeoutMs;
    #isOff;
    #free = [];
    #all = new Set();
    constructor({ env, idleTimeoutMs }) {
        this.#idleTimeoutMs = idleTimeoutMs;
        // Proxies are left to node.
        this.#isOff = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'].some((name) => env[name]);
    }
    /** Undefined when it did not come. Throws the signal's reason. */
    async fill(filling) {
        if (this.#isOff)
            return undefined;
        const { endpoint, signal } = filling;
        const at = this.#free.findLastIndex((lane) => lane.endpoint.host === endpoint.host);
        const lane = (at < 0 ? undefined : this.#free.splice(at, 1)[0]) ?? new Lane(endpoint);
        this.#all.add(lane);
        const answer = await lane.fill(filling, this.#idleTimeoutMs);
        signal.throwIfAborted();
        if (lane.isUsable)
            this.#free.push(lane);
        else
            this.#all.delete(lane);
        return answer;
    }
    close() {
        for (const lane of this.#all)
            lane.close();
    }
}
/** One connection, and the one request that is on it. */
class Lane {
    endpoint;
    #socket;
    #small = Buffer.allocUnsafeSlow(headBytes);
    #head = '';
    #headers;
    #into;
    #filled = 0;
    #done = () => { };
    constructor(endpoint) {
        this.endpoint = endpoint;
        const { hostname: host, isSecure } = endpoint;
        const onread = { buffer: () => this.#room, callback: (length) => this.#take(length) };
        const options = { host, port: Number(endpoint.port || (isSecure ? 443 : 80)), onread };
        const named = external_node_net_default().isIP(host) ? options : { ...options, servername: host };
        this.#socket = isSecure ? external_node_tls_default().connect(named) : external_node_net_default().connect(options);
        this.#socket.setNoDelay();
        this.#socket.on('error', () => this.close());
        this.#socket.on('end', () => this.close());
        this.#socket.on('close', () => this.#done(undefined));
    }
    get isUsable() {
        return !this.#socket.destroyed;
    }
    close() {
        this.#socket.destroy();
    }
    async fill({ method, path, headers, into, signal }, idleTimeoutMs) {
        const { promise, resolve } = Promise.withResolvers();
        const close = () => this.close();
        let seen = 0;
        const look = () => {
            if (this.#filled - seen < leastProgressBytes)
                close();
            seen = this.#filled;
        };
        this.#begin(into, resolve);
        const clock = setInterval(look, idleTimeoutMs);
        const timer = setTimeout(() => this.#socket.connecting && close(), connectionTimeoutMs);
        signal.addEventListener('abort', close, { once: true });
        this.#socket.ref();
        const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
        if (signal.aborted || this.#socket.destroyed)
            resolve(undefined);
        else
            this.#socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
        try {
            return await promise;
        }
        finally {
            clearInterval(clock);
            clearTimeout(timer);
            signal.removeEventListener('abort', close);
            // One that nobody uses holds up nobody.
            this.#socket.unref();
        }
    }
    #begin(into, resolve) {
        this.#head = '';
        this.#headers = undefined;
        this.#into = into;
        this.#filled = 0;
        this.#done = resolve;
    }
    /** Where the next bytes are read to. */
    get #room() {
        if (this.#headers === undefined || this.#into === undefined)
            return this.#small;
        return this.#into.subarray(this.#filled, this.#filled + pieceBytes);
    }
    #take(length) {
        const into = this.#into;
        // What nobody asked for is no answer.
        if (into === undefined)
            this.close();
        else if (this.#headers === undefined)
            this.#takeHead(length, into);
        else
            this.#filled += length;
        if (this.#headers !== undefined && this.#filled === into?.length)
            this.#finish(this.#headers, into);
        return !this.#socket.destroyed;
    }
    #takeHead(length, into) {
        const before = this.#head.length;
        this.#head += this.#small.toString('latin1', 0, length);
        const end = this.#head.indexOf(endOfHead);
        if (end < 0 && this.#head.length < headBytes)
            return;
        const headers = end < 0 ? undefined : headersOf(this.#head.slice(0, end), into.length);
        const rest = this.#small.subarray(end + endOfHead.length - before, length);
        if (headers === undefined || rest.length > into.length) {
            this.close();
            return;
        }
        rest.copy(into);
        this.#filled = rest.length;
        this.#headers = headers;
    }
    #finish(headers, body) {
        if (headers.connection !== undefined && headers.connection !== 'keep-alive')
            this.close();
        this.#headers = undefined;
        this.#into = undefined;
        this.#head = '';
        this.#done({ status: 206, headers, body, cutFrom: undefined });
        this.#done = () => { };
    }
}
/** The headers of a plain 206 whose body has so many bytes; undefined for every other answer. */
function headersOf(head, length) {
    const [status = '', ...lines] = head.split('\r\n');
    if (!/^HTTP\/1\.1 206(?: |$)/.test(status))
        return undefined;
    const headers = {};
    for (const line of lines) {
        const [, name = '', value = ''] = /^([\w-]+):[ \t]*([^\r\n]*?)[ \t]*$/.exec(line) ?? [];
        const key = name.toLowerCase();
        if (key === '' || (key in headers && key !== 'set-cookie'))
            return undefined;
        headers[key] = value;
    }
    const isPlain = headers['transfer-encoding'] === undefined && headers['content-encoding'] === undefined;
    return isPlain && headers['content-length'] === String(length) ? headers : undefined;
}

;// CONCATENATED MODULE: ./src/remote/s3-retry.js



/** How often a request is sent that meets trouble. */
const requestAttempts = 4;
/** How often a body that broke off, or came wrong, is asked for, or sent, again. */
const bodyAttempts = 3;
/** The longest first pauses, in milliseconds; each is twice as long as the one before. */
const firstPauseMs = 100;
const firstSlowDownPauseMs = 500;
/** S3's codes, statuses, and faults of a connection, that may pass; a refusal does not. */
const passing = new Set([
    'InternalError',
    'SlowDown',
    'RequestTimeout',
    'RequestTimeoutException',
    'ServiceUnavailable',
]);
const passingStatus = new Set([429, 500, 502, 503, 504]);
const passingFaults = new Set([
    ...['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
]);
/** How often it may be tried with errors like this. */
function attemptsAt(error) {
    if (error instanceof BrokenBody)
        return bodyAttempts;
    if (error instanceof NoAnswer)
        return passingFaults.has(error.code) ? requestAttempts : 1;
    return error instanceof S3Error && (passingStatus.has(error.status) || passing.has(error.name)) ? requestAttempts : 1;
}
/** Waits before the next attempt, with full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
async function pauseAfter(error, attempt, signal) {
    const isAsked = error instanceof S3Error && (error.status === 503 || error.status === 429);
    const most = (isAsked ? firstSlowDownPauseMs : firstPauseMs) * 2 ** (attempt - 1);
    await (0,external_node_timers_promises_.setTimeout)(Math.random() * most, undefined, { signal });
}

;// CONCATENATED MODULE: ./src/remote/s3-sign.js

/** Of a body that TLS protects, or whose signed checksum S3 compares. */
const unsignedPayload = 'UNSIGNED-PAYLOAD';
/**
 * Signs requests to S3 in one region after the other: every header that is there, and those that it adds. Never holds
 * more than the key of a day. https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
class Signer {
    #key;
    /** The headers with which the request is sent. */
    sign({ method, path, query, headers, payload }, { credentials, region, at }) {
        const { accessKeyId, secretAccessKey, sessionToken } = credentials;
        const time = at.toISOString().replace(/[-:]|\.\d{3}/g, '');
        const signed = { ...headers, 'x-amz-content-sha256': payload, 'x-amz-date': time };
        if (sessionToken !== undefined)
            signed['x-amz-security-token'] = sessionToken;
        const names = Object.keys(signed).sort();
        const lines = names.map((name) => `${name}:${signed[name]?.trim().replace(/ +/g, ' ')}\n`).join('');
        const canonical = `${method}\n${path}\n${query}\n${lines}\n${names.join(';')}\n${payload}`;
        const day = time.slice(0, 8);
        const scope = `${day}/${region}/s3/aws4_request`;
        const key = this.#keyOf(secretAccessKey, day, region);
        const signature = hmac(key, `AWS4-HMAC-SHA256\n${time}\n${scope}\n${(0,external_node_crypto_.hash)('sha256', canonical)}`).toString('hex');
        const credential = `Credential=${accessKeyId}/${scope}`;
        signed['authorization'] = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
        return signed;
    }
    /** As an object: node takes several times as long to sign with bytes. */
    #keyOf(secret, day, region) {
        const of = `${day}/${region}/${secret}`;
        if (this.#key?.of !== of) {
            const bytes = [day, region, 's3', 'aws4_request'].reduce(hmac, Buffer.from(`AWS4${secret}`));
            this.#key = { of, object: (0,external_node_crypto_.createSecretKey)(bytes) };
        }
        return this.#key.object;
    }
}
function hmac(key, text) {
    return (0,external_node_crypto_.createHmac)('sha256', key).update(text).digest();
}
/** A key as the path of a request. */
function encodedPath(key) {
    return key.split('/').map(encoded).join('/');
}
/** The parameters in the order in which they are signed. */
function encodedQuery(query) {
    const names = Object.keys(query).sort();
    return names.map((name) => `${encoded(name)}=${encoded(query[name] ?? '')}`).join('&');
}
/** Everything but A to Z, a to z, 0 to 9, `-`, `.`, `_` and `~`. */
function encoded(text) {
    return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

;// CONCATENATED MODULE: ./src/remote/s3-xml.js
/** An answer that is no XML, or none that S3 would give. */
class StrangeXml extends Error {
    name = 'StrangeXml';
}
/** `<?xml version="1.0" encoding="UTF-8"?>`, which may stand before the root. */
const declaration = /^\uFEFF?\s*<\?xml\s[^<>]*\?>/;
const maxDeclaration = 200;
/** Elements in elements: deeper than anything that S3 says. */
const maxDepth = 8;
/** A ListBucketResult: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html Throws StrangeXml. */
function pageOf(xml) {
    const [folders, objects] = [[], []];
    let isTruncated = false;
    let next;
    let [key, size, etag] = ['', 0, ''];
    read(xml, 'ListBucketResult', (path, text) => {
        switch (path) {
            case '/Contents/Key':
                key = text;
                break;
            case '/Contents/Size':
                size = Number(text);
                break;
            case '/Contents/ETag':
                etag = text.replaceAll('"', '');
                break;
            case '/Contents':
                if (!Number.isSafeInteger(size) || size < 0)
                    throw new StrangeXml('an object has no size');
                if (key !== '')
                    objects.push({ kind: 'object', key, size, etag });
                [key, size, etag] = ['', 0, ''];
                break;
            case '/CommonPrefixes/Prefix':
                if (text !== '')
                    folders.push({ kind: 'folder', prefix: text });
                break;
            case '/IsTruncated':
                isTruncated = text === 'true';
                break;
            case '/NextContinuationToken':
                next = text;
                break;
        }
    });
    return { entries: [...folders, ...objects], isTruncated, next };
}
/** An Error: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html Undefined when it is something else. */
function errorOf(xml) {
    const said = new Map();
    try {
        read(xml, 'Error', (path, text) => void said.set(path, text));
    }
    catch (error) {
        if (error instanceof StrangeXml)
            return undefined;
        throw error;
    }
    return { code: said.get('/Code') ?? '', message: said.get('/Message') ?? '', region: said.get('/Region') };
}
/** Tells the end of every element below the root, with its path (`/Contents/Key`) and its own text. */
function read(xml, root, onEnd) {
    /** Where each open element's path ends in `path`. */
    const ends = [];
    let path = '';
    let at = declaration.exec(xml.slice(0, maxDeclaration))?.[0].length ?? 0;
    for (;;) {
        const open = xml.indexOf('<', at);
        const close = xml.indexOf('>', open);
        if (open < 0 || close < 0)
            throw new StrangeXml('the answer is cut off');
        const text = xml.slice(at, open);
        if (xml.charAt(open + 1) === '/') {
            const begin = ends.pop() ?? 0;
            if (path.slice(begin + 1) !== xml.slice(open + 2, close).trimEnd())
                throw new StrangeXml('an element is not closed');
            if (ends.length === 0)
                break;
            onEnd(path.slice(root.length + 1), unescaped(text));
            path = path.slice(0, begin);
        }
        else {
            const isEmpty = xml.charAt(close - 1) === '/';
            const name = nameIn(xml.slice(open + 1, isEmpty ? close - 1 : close));
            if (ends.length === 0 && name !== root)
                throw new StrangeXml(`the answer is not a ${root}`);
            if (ends.length >= maxDepth)
                throw new StrangeXml('the answer is too deep');
            if (!isEmpty) {
                ends.push(path.length);
                path += `/${name}`;
            }
            else if (ends.length === 0)
                break;
            else
                onEnd(`${path.slice(root.length + 1)}/${name}`, '');
        }
        at = close + 1;
    }
}
/** The name in `Name xmlns="…"`; what its attributes say is nothing that we need. */
function nameIn(tag) {
    const [, name] = /^([A-Za-z][A-Za-z0-9]*)(?:\s+[\w:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*$/.exec(tag) ?? [];
    if (name === undefined)
        throw new StrangeXml('the answer is no XML of S3');
    return name;
}
const entities = new Map([
    ['lt', '<'],
    ['gt', '>'],
    ['amp', '&'],
    ['quot', '"'],
    ['apos', "'"],
]);
function unescaped(text) {
    if (!text.includes('&'))
        return text;
    return text.replace(/&([^;&]{0,10});?/g, (whole, name) => {
        const char = entities.get(name) ?? charOf(name);
        if (char === undefined || !whole.endsWith(';'))
            throw new StrangeXml('the answer has an unknown entity');
        return char;
    });
}
/** The character of `#65` or `#x41`. */
function charOf(reference) {
    const [, hex, decimal] = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(reference) ?? [];
    const code = hex === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

;// CONCATENATED MODULE: ./src/remote/s3-client.js









/** S3 takes 15 minutes: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html (RequestTimeTooSkewed) */
const skewMs = 5 * 60_000;
/** The SHA-256 of no bytes. */
const s3_client_nothing = (0,external_node_crypto_.hash)('sha256', '');
/** Of an answer in which nobody is interested, so much is read: then the connection can be used again. */
const leftBytes = 64 * 1024;
const userAgent = 'disdat-run-action';
/** Of S3's words about an error, which go into a log. */
const s3_client_maxMessage = 500;
/**
 * The few calls that the action makes again and again, at the least cost: the SDK takes more than ten times as long for
 * a small request. An answer that is no success is thrown as S3Error; trouble that may pass is waited for, with jitter;
 * a bucket's true region and S3's time are taken on.
 */
class S3Client {
    #connections;
    #lanes;
    #endpointOf;
    #keys;
    #signer = new Signer();
    #terms;
    /** Throws Failure `invalid-input` for an endpoint that is none. */
    constructor(options) {
        this.#connections = new Connections(options);
        this.#lanes = new Lanes(options);
        this.#endpointOf = endpointsOf(options.bucket, options.env);
        this.#keys = options.keys;
        this.#terms = { region: options.region, clockOffsetMs: 0 };
    }
    async send(call) {
        const { signal } = call;
        const mended = new Set();
        for (let attempt = 1;;) {
            signal.throwIfAborted();
            const terms = { ...this.#terms, credentials: await this.#keys.current() };
            try {
                return await this.#once(call, terms);
            }
            catch (error) {
                signal.throwIfAborted();
                const wrong = error instanceof S3Error ? await this.#mend(error, terms) : undefined;
                signal.throwIfAborted();
                if (wrong !== undefined && !mended.has(wrong)) {
                    mended.add(wrong);
                    continue;
                }
                if (attempt >= attemptsAt(error))
                    throw error;
                await pauseAfter(error, attempt, signal);
                attempt++;
            }
        }
    }
    /**
     * Fetches a range of exactly as many bytes as `into` has, the quickest way; undefined when that fails: `send` does it,
     * or tells what is wrong.
     */
    async fill(call) {
        const outgoing = this.#outgoing(call, { ...this.#terms, credentials: await this.#keys.current() });
        return await this.#lanes.fill({ ...outgoing, into: call.into });
    }
    /** Lets the connections go. */
    close() {
        this.#lanes.close();
        this.#connections.close();
    }
    async #once(call, terms) {
        const answer = await this.#connections.exchange(this.#outgoing(call, terms));
        if (answer.status < 200 || answer.status >= 300)
            throw errorIn(answer);
        return answer;
    }
    #outgoing(call, { region, clockOffsetMs, credentials }) {
        const { method, key = '', query = {}, headers = {}, body, isBodyUnsigned, signal, maxBytes = leftBytes, into, } = call;
        const endpoint = this.#endpointOf(region);
        const path = endpoint.base + encodedPath(key);
        const search = encodedQuery(query);
        const isStream = body !== undefined && !(body instanceof Uint8Array);
        const isUnsigned = endpoint.isSecure || isBodyUnsigned || isStream;
        const signed = this.#signer.sign({
            method,
            path,
            query: search,
            headers: { host: endpoint.host, ...lengthOf(body), ...present(headers) },
            payload: body === undefined ? s3_client_nothing : isUnsigned ? unsignedPayload : (0,external_node_crypto_.hash)('sha256', body),
        }, { credentials, region, at: new Date(Date.now() + clockOffsetMs) });
        return {
            ...{ method, endpoint, signal },
            // Not signed: proxies may say that they were there.
            headers: { ...signed, 'user-agent': userAgent },
            path: search === '' ? path : `${path}?${search}`,
            body: isStream ? body.open : body,
            ...{ maxBytes, into },
        };
    }
    /** Takes on what an answer says of the bucket's region or of the time, or new credentials; tells what was wrong with the terms of the request. */
    async #mend(error, terms) {
        const { status, region, date } = error;
        if (hasEnded(error))
            return (await this.#keys.replace(terms.credentials)) ? 'credentials' : undefined;
        if ((status === 301 || status === 307 || status === 400) && region !== undefined && region !== terms.region) {
            this.#terms = { ...this.#terms, region };
            return 'region';
        }
        if (status !== 403 || date === undefined)
            return undefined;
        const clockOffsetMs = date.getTime() - Date.now();
        if (Math.abs(clockOffsetMs - terms.clockOffsetMs) < skewMs)
            return undefined;
        this.#terms = { ...this.#terms, clockOffsetMs };
        return 'clockOffsetMs';
    }
}
function errorIn(answer) {
    const { status } = answer;
    const words = errorOf(answer.body.toString());
    const code = /^[\w.]{1,64}$/.test(words?.code ?? '') ? words?.code : undefined;
    const region = headerOf(answer, 'x-amz-bucket-region') ?? words?.region;
    const date = Date.parse(headerOf(answer, 'date') ?? '');
    return new S3Error(status, code, (words?.message ?? '').slice(0, s3_client_maxMessage), {
        // It becomes a part of a host's name.
        ...(region !== undefined && isRegion(region) ? { region } : {}),
        ...(Number.isNaN(date) ? {} : { date: new Date(date) }),
    });
}
function lengthOf(body) {
    return body === undefined ? {} : { 'content-length': String(body.length) };
}
function present(headers) {
    const there = {};
    for (const [name, value] of Object.entries(headers))
        if (value !== undefined)
            there[name] = value;
    return there;
}

;// CONCATENATED MODULE: ./src/remote/crc.js
/**
 * Cyclic redundancy checks as S3 has them for whole objects, and their combination: parts that are read or sent side by
 * side give the checksum of the whole. https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */

/** CRC-32 of zip and PNG, which zlib computes. */
const crc32Of = {
    width: 4,
    add: (crc, bytes) => BigInt((0,external_node_zlib_.crc32)(bytes, Number(crc))),
    combine: (pieces) => combined(pieces, 0xedb88320n, 31n),
};
const castagnoliPolynomial = 0x82f63b78;
/** CRC-32C of iSCSI, which nothing of ours makes: a byte at a time. */
const crc32cOf = {
    width: 4,
    add: addCrc32c,
    combine: (pieces) => combined(pieces, BigInt(castagnoliPolynomial), 31n),
};
const nvmePolynomial = 0x9a6c9329ac4bc9b5n;
/** CRC-64/NVME, which S3 makes of what came without a checksum. */
const crc64NvmeOf = {
    width: 8,
    add: addCrc64,
    combine: (pieces) => combined(pieces, nvmePolynomial, 63n),
};
/** The checksum as S3 writes it: big-endian, in base64. */
function crc_encoded({ width }, crc) {
    return Buffer.from(crc.toString(16).padStart(width * 2, '0'), 'hex').toString('base64');
}
/** Polynomials modulo the generator, the highest power in the lowest bit, as in zlib's crc32_combine. */
function combined(pieces, polynomial, top) {
    const one = 1n << top;
    const product = (a, b) => {
        let sum = 0n;
        let shifted = b;
        for (let bit = one; bit > 0n; bit >>= 1n) {
            if (a & bit)
                sum ^= shifted;
            shifted = shifted & 1n ? (shifted >> 1n) ^ polynomial : shifted >> 1n;
        }
        return sum;
    };
    /** x to the power of eight times `bytes`. */
    const shiftOf = (bytes) => {
        let power = one;
        let square = one >> 8n;
        for (let rest = bytes; rest > 0; rest = Math.floor(rest / 2)) {
            if (rest % 2 === 1)
                power = product(square, power);
            square = product(square, square);
        }
        return power;
    };
    const shifts = new Map();
    let whole = 0n;
    for (const { bytes, crc } of pieces) {
        const shift = shifts.get(bytes) ?? shiftOf(bytes);
        shifts.set(bytes, shift);
        whole = product(shift, whole) ^ crc;
    }
    return whole;
}
let castagnoliTable;
function addCrc32c(crc, bytes) {
    castagnoliTable ??= Uint32Array.from({ length: 256 }, (_, byte) => {
        let value = byte;
        for (let bit = 0; bit < 8; bit++)
            value = value & 1 ? (value >>> 1) ^ castagnoliPolynomial : value >>> 1;
        return value;
    });
    let value = ~Number(crc);
    for (const byte of bytes)
        value = (value >>> 8) ^ (castagnoliTable[(value ^ byte) & 255] ?? 0);
    return BigInt(~value >>> 0);
}
/** Tables for eight bytes at a time, of the upper and the lower 32 bits; made when they are first needed. */
let tables;
function makeTables() {
    const upper = new Uint32Array(8 * 256);
    const lower = new Uint32Array(8 * 256);
    const entry = (at) => (BigInt(upper[at] ?? 0) << 32n) | BigInt(lower[at] ?? 0);
    const put = (at, value) => {
        upper[at] = Number(value >> 32n);
        lower[at] = Number(value & 0xffffffffn);
    };
    for (let byte = 0; byte < 256; byte++) {
        let value = BigInt(byte);
        for (let bit = 0; bit < 8; bit++)
            value = value & 1n ? (value >> 1n) ^ nvmePolynomial : value >> 1n;
        put(byte, value);
    }
    for (let at = 256; at < 8 * 256; at++) {
        const before = entry(at - 256);
        put(at, (before >> 8n) ^ entry(Number(before & 0xffn)));
    }
    return { upper, lower };
}
function addCrc64(crc, bytes) {
    tables ??= makeTables();
    const { upper, lower } = tables;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let high = ~Number(crc >> 32n);
    let low = ~Number(crc & 0xffffffffn);
    let at = 0;
    for (; at + 8 <= bytes.length; at += 8) {
        low ^= view.getUint32(at, true);
        high ^= view.getUint32(at + 4, true);
        const [a, b, c, d] = [
            1792 + (low & 255),
            1536 + ((low >>> 8) & 255),
            1280 + ((low >>> 16) & 255),
            1024 + (low >>> 24),
        ];
        const [e, f, g, h] = [768 + (high & 255), 512 + ((high >>> 8) & 255), 256 + ((high >>> 16) & 255), high >>> 24];
        low = xor(lower, a, b, c, d) ^ xor(lower, e, f, g, h);
        high = xor(upper, a, b, c, d) ^ xor(upper, e, f, g, h);
    }
    for (; at < bytes.length; at++) {
        const index = (low ^ view.getUint8(at)) & 255;
        low = ((low >>> 8) | (high << 24)) ^ (lower[index] ?? 0);
        high = (high >>> 8) ^ (upper[index] ?? 0);
    }
    return (BigInt(~high >>> 0) << 32n) | BigInt(~low >>> 0);
}
function xor(table, a, b, c, d) {
    return (table[a] ?? 0) ^ (table[b] ?? 0) ^ (table[c] ?? 0) ^ (table[d] ?? 0);
}

;// CONCATENATED MODULE: ./src/remote/s3-checksum.js



/** The quickest first. */
const kinds = [
    { name: 'crc32', width: crc32Of.width, of: (value) => ({ kind: 'crc', crc: crc32Of, value }) },
    {
        name: 'crc64nvme',
        width: crc64NvmeOf.width,
        of: (value) => ({ kind: 'crc', crc: crc64NvmeOf, value }),
    },
    { name: 'crc32c', width: crc32cOf.width, of: (value) => ({ kind: 'crc', crc: crc32cOf, value }) },
    { name: 'sha1', width: 20, of: (value) => ({ kind: 'hash', algorithm: 'sha1', value }) },
    { name: 'sha256', width: 32, of: (value) => ({ kind: 'hash', algorithm: 'sha256', value }) },
];
/**
 * The checksum of the whole object that an answer tells; one of the checksums of its parts (`…-3`) says nothing without
 * knowing these. https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */
function checksumIn(answer) {
    if (headerOf(answer, 'x-amz-checksum-type') === 'COMPOSITE')
        return undefined;
    for (const { name, width, of } of kinds) {
        const value = headerOf(answer, `x-amz-checksum-${name}`);
        if (value !== undefined && !value.includes('-') && Buffer.from(value, 'base64').length === width)
            return of(value);
    }
    return undefined;
}
/** Whether bytes have it. */
function hasChecksum(bytes, checksum) {
    const { value } = checksum;
    if (checksum.kind === 'hash')
        return (0,external_node_crypto_.hash)(checksum.algorithm, bytes, 'base64') === value;
    return crc_encoded(checksum.crc, checksum.crc.add(0n, bytes)) === value;
}

;// CONCATENATED MODULE: ./src/remote/s3-conditional.js




/** How often a copy is tried that met somebody who was writing the very same key. */
const copyAttempts = 3;
/**
 * How objects are written, as dsdt does it, or with a KMS key:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-kms-encryption.html
 */
function writing(acl, kmsKeyId) {
    const encryption = kmsKeyId === undefined
        ? { ServerSideEncryption: 'AES256' }
        : { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kmsKeyId };
    return { ...encryption, ...(acl ? { ACL: 'bucket-owner-full-control' } : {}) };
}
/** The same as headers, with what says that these bytes are those that are meant. */
function writingHeaders(bytes, acl, kmsKeyId) {
    const { ServerSideEncryption, SSEKMSKeyId, ACL } = writing(acl, kmsKeyId);
    return {
        'content-type': 'application/octet-stream',
        'x-amz-server-side-encryption': ServerSideEncryption,
        'x-amz-server-side-encryption-aws-kms-key-id': SSEKMSKeyId,
        'x-amz-acl': ACL,
        ...checksumHeaders(crc32Of.add(0n, bytes)),
    };
}
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html */
function checksumHeaders(crc) {
    return { 'x-amz-sdk-checksum-algorithm': 'CRC32', 'x-amz-checksum-crc32': crc_encoded(crc32Of, crc) };
}
/** `copyIfAbsent` of a store. At most 5 GiB: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
async function copyObject({ sdk, bucket, kmsKeyId }, from, to, { signal, acl }) {
    const CopySource = from.split('/').reduce((path, name) => `${path}/${encodeURIComponent(name)}`, bucket);
    const input = { Bucket: bucket, CopySource, Key: to, IfNoneMatch: '*', ...writing(acl, kmsKeyId) };
    for (let attempt = 1;; attempt++) {
        try {
            await sdk.use((s3, { CopyObjectCommand }) => s3.send(new CopyObjectCommand(input), { abortSignal: signal }));
            return 'created';
        }
        catch (error) {
            if (statusOf(error) === 412)
                return 'exists';
            if (isAbsent(error))
                return 'absent';
            if (statusOf(error) !== 409 || attempt >= copyAttempts)
                throw error;
        }
    }
}
/** `getVersion` of a store. */
async function getVersion({ client }, key, { signal, maxBytes }) {
    try {
        const headers = { 'x-amz-checksum-mode': 'ENABLED' };
        const answer = await client.send({ method: 'GET', key, headers, maxBytes, signal });
        const [tag, checksum] = [headerOf(answer, 'etag'), checksumIn(answer)];
        if (tag === undefined)
            throw new Error(`no ETag for ${key}`);
        if (answer.cutFrom !== undefined)
            return { tag, bytes: undefined };
        if (checksum !== undefined && !hasChecksum(answer.body, checksum))
            throw new Error(`${key} came with other bytes`);
        return { tag, bytes: answer.body };
    }
    catch (error) {
        if (isAbsent(error))
            return undefined;
        throw error;
    }
}
/** `putVersion` of a store. */
async function putVersion({ client, kmsKeyId }, key, bytes, { tag, signal, acl }) {
    const condition = tag === undefined ? { 'if-none-match': '*' } : { 'if-match': tag };
    const headers = { ...condition, ...writingHeaders(bytes, acl, kmsKeyId) };
    try {
        await client.send({ method: 'PUT', key, body: bytes, headers, signal });
        return 'stored';
    }
    catch (error) {
        // 409 is a race, 404 a version that is gone: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
        if (statusOf(error) === 412 || statusOf(error) === 409 || isAbsent(error))
            return 'changed';
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/remote/s3-transfer.js





const mib = 1024 * 1024;
/**
 * S3's own advice is a connection for every 85 to 90 MB/s that are wanted, and parts of 8 to 16 MB:
 * https://docs.aws.amazon.com/whitepapers/latest/s3-optimizing-performance-best-practices/horizontal-scaling-and-request-parallelization-for-high-throughput.html
 */
const tuned = { idleTimeoutMs: 60_000, wholeBytes: 16 * mib, partBytes: 8 * mib, maxParts: 10_000 };
/** Bytes of files in memory, on their way up; a store's own, however many files it sends. */
const maxSentBytes = 64 * mib;
/** The same on their way down. */
const maxReceivedBytes = 64 * mib;
/** More connections than this for one file bring no more of it. */
const rangesAtOnce = 8;
function transfersOf(access, tuning) {
    const [sending, receiving] = [new Budget(maxSentBytes), new Budget(maxReceivedBytes)];
    return { ...access, tuning, sending, receiving, rangesAtOnce, spare: [] };
}
const longestPauseMs = 500;
/** Waits before another attempt, for so long that those who failed together do not come again together. */
async function pause(signal) {
    await (0,external_node_timers_promises_.setTimeout)(Math.random() * longestPauseMs, undefined, { signal });
}
/** What no retry mends, and what is no trouble with S3. */
function isFinal(error) {
    return error instanceof errors/* Failure */.HR || error instanceof hyperframe/* BundleFormatError */.KC || (0,disk/* fileErrorCode */.c2)(error) !== undefined;
}

;// CONCATENATED MODULE: ./src/remote/s3-delete.js

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
const maxRemoved = 1000;
/** S3's own trouble with a key, which may pass. */
const s3_delete_passing = /^(?:InternalError|SlowDown|ServiceUnavailable)$/;
const attempts = 4;
/** `remove` of a store. */
async function deleteObjects({ sdk, bucket }, keys, { signal }) {
    const refused = [];
    let left = keys;
    let isVersioned = false;
    for (let attempt = 1;; attempt++) {
        const input = { Bucket: bucket, Delete: { Objects: left.map((Key) => ({ Key })) } };
        const { Deleted = [], Errors = [] } = await sdk.use((s3, { DeleteObjectsCommand }) => s3.send(new DeleteObjectsCommand(input), { abortSignal: signal }));
        isVersioned ||= Deleted.some(({ DeleteMarker }) => DeleteMarker === true);
        const failed = Errors.map(({ Key = '', Code = '', Message = '' }) => ({ key: Key, code: Code, message: Message }));
        // Nothing is deleted that only an answer names.
        const asked = new Set(left);
        const again = attempt < attempts ? failed.filter(({ key, code }) => s3_delete_passing.test(code) && asked.has(key)) : [];
        refused.push(...failed.filter((each) => !again.includes(each)));
        if (again.length === 0)
            return { failed: refused, isVersioned };
        left = again.map(({ key }) => key);
        await pause(signal);
    }
}

;// CONCATENATED MODULE: ./src/remote/s3-download.js
var s3_download_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var s3_download_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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








/** The bytes of an object, or of a range of it; undefined when it is not there. Throws BundleFormatError for more than `maxBytes`. */
async function readObject(transfers, key, { maxBytes, ...reading }) {
    return await eachAttempt(transfers, key, { ...reading, maxBytes }, ({ body, cutFrom }) => {
        if (cutFrom !== undefined)
            throw new hyperframe/* BundleFormatError */.KC(`${key} has more than ${maxBytes} bytes`);
        return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
    });
}
/** Writes an object of this size, which fits into memory, to a file. False when it is not there. */
async function downloadWhole(transfers, key, file, { size, signal }) {
    const uri = `s3://${transfers.bucket}/${key}`;
    return await transfers.receiving.hold(size, signal, async () => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const handle = s3_download_addDisposableResource(env_1, await (0,promises_.open)(file, 'wx'), true);
            const bytes = await eachAttempt(transfers, key, { signal, maxBytes: size }, ({ body, cutFrom }) => {
                const came = cutFrom ?? body.length;
                if (came !== size)
                    throw new WrongBody(uri, `${came} bytes`, `${size}`);
                return body;
            });
            if (bytes !== undefined && size > 0)
                await (0,disk/* writeAt */.HN)(handle, [bytes], 0);
            return bytes !== undefined;
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = s3_download_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    });
}
/** Bytes that are not those that S3 has: worth another attempt, and a bundle that cannot be used after the last. */
class WrongBody extends Error {
    name = 'WrongBody';
    /** What a user is told in the end. */
    failure;
    constructor(uri, came, expected) {
        const evidence = `${uri} came as ${came}; the listing said ${expected}.`;
        super(evidence);
        this.failure = new errors/* Failure */.HR('bundle-corrupt', evidence, 'Something changed it meanwhile: run again.');
    }
}
class WrongChecksum extends Error {
    name = 'WrongChecksum';
}
/** Fetches it and has it looked at, again when it came wrong; undefined when the key is not there. */
async function eachAttempt(transfers, key, reading, use) {
    for (let attempt = 1;; attempt++) {
        const answer = await fetchObject(transfers, key, reading);
        if (answer === undefined)
            return undefined;
        try {
            const checksum = answer.status === 200 && answer.cutFrom === undefined ? checksumIn(answer) : undefined;
            if (checksum !== undefined && !hasChecksum(answer.body, checksum))
                throw new WrongChecksum();
            return use(answer);
        }
        catch (error) {
            if (!(error instanceof WrongBody || error instanceof WrongChecksum))
                throw error;
            if (attempt >= bodyAttempts || reading.signal.aborted)
                throw told(error, `s3://${transfers.bucket}/${key}`);
        }
        await pause(reading.signal);
    }
}
function told(error, uri) {
    return error instanceof WrongBody ? error.failure : wrongChecksum(uri);
}
/** What came again and again with another checksum than S3 says it has. */
function wrongChecksum(uri) {
    const evidence = `What came of ${uri} does not have the checksum that S3 has of it.`;
    return new errors/* Failure */.HR('bundle-corrupt', evidence, 'Run again; if it stays so, make the bundle again.');
}
async function fetchObject({ client }, key, { signal, range, tag, maxBytes, into }) {
    const headers = { range, 'if-match': tag, 'x-amz-checksum-mode': range === undefined ? 'ENABLED' : undefined };
    try {
        const call = { method: 'GET', key, headers, maxBytes, signal };
        const filled = into && (await client.fill({ ...call, into }));
        return filled ?? (await client.send({ ...call, into }));
    }
    catch (error) {
        if (isAbsent(error))
            return undefined;
        // A range of an empty object cannot be satisfied, and S3 says so.
        if (statusOf(error) === 416)
            return { status: 206, headers: {}, body: Buffer.alloc(0), cutFrom: undefined };
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/remote/s3-keys.js
/** Credentials are asked for again so long before they end, in milliseconds, and no more often than `leastMs`. */
const aheadMs = 5 * 60_000;
const leastMs = 1_000;
/** The credentials of an identity, asked for when they are needed and not for each request. */
class Keys {
    #identity;
    #current;
    #until = 0;
    constructor(identity) {
        this.#identity = identity;
    }
    /** Throws Failure as the identity does; the next who asks makes it try again. */
    async current() {
        if (this.#current === undefined || Date.now() >= this.#until)
            this.#current = this.#ask();
        return await this.#current;
    }
    /** Asks for others than those that S3 says have ended, once for all who had them; false where there are none. */
    async replace(refused) {
        const current = this.#current;
        const isRefused = (await current)?.accessKeyId === refused.accessKeyId;
        // Whoever came first has asked for others already.
        if (isRefused && this.#current === current)
            this.#current = this.#ask(refused);
        return (await this.current()).accessKeyId !== refused.accessKeyId;
    }
    async #ask(refused) {
        this.#until = Number.POSITIVE_INFINITY;
        try {
            const credentials = await this.#identity.credentials(refused);
            const { expiration } = credentials;
            if (expiration !== undefined)
                this.#until = Math.max(expiration.getTime() - aheadMs, Date.now() + leastMs);
            return credentials;
        }
        catch (error) {
            this.#until = 0;
            throw error;
        }
    }
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
;// CONCATENATED MODULE: ./src/remote/s3-ranges.js
var s3_ranges_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var s3_ranges_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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












/** How often the whole file is fetched when its checksum is another one. */
const wholeAttempts = 2;
/**
 * Writes a large object to a new file by ranges, several at a time. All of them are of one version of the object, each
 * has its length, and the whole has the checksum of S3 where that keeps one of the whole object. False when the object
 * is not there.
 */
async function downloadInRanges(transfers, key, file, { size, signal }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const uri = `s3://${transfers.bucket}/${key}`;
        const known = await headOf(transfers, key, signal);
        if (known === undefined)
            return false;
        if (known.size !== size)
            throw new WrongBody(uri, `${known.size} bytes`, `${size}`).failure;
        const _ = s3_ranges_addDisposableResource(env_1, releasing(transfers), false);
        const handle = s3_ranges_addDisposableResource(env_1, await (0,promises_.open)(file, 'wx')
        // Takes no room yet; what it is for is that ranges may come in any order.
        , true);
        // Takes no room yet; what it is for is that ranges may come in any order.
        await handle.truncate(size);
        for (let attempt = 1;; attempt++) {
            const pieces = await fetchRanges(transfers, key, handle, known, signal);
            if (pieces === undefined)
                return false;
            if (await isRight(known.checksum, pieces, { file, signal }))
                return true;
            if (attempt >= wholeAttempts)
                throw wrongChecksum(uri);
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = s3_ranges_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** What comes next has use for the memory. */
function releasing({ spare }) {
    return {
        [Symbol.dispose]() {
            spare.length = 0;
        },
    };
}
async function fetchRanges(transfers, key, handle, { size, tag, checksum }, signal) {
    const { partBytes } = transfers.tuning;
    const crc = checksum?.kind === 'crc' ? checksum.crc : undefined;
    const pieces = [];
    let isGone = false;
    const one = async (nth, heard) => {
        const from = nth * partBytes;
        const to = Math.min(size, from + partBytes);
        const piece = await transfers.receiving.hold(to - from, heard, () => fetchRange(transfers, key, handle, { from, to, size, tag, crc, signal: heard }));
        if (piece === undefined)
            isGone = true;
        else
            pieces[nth] = piece;
    };
    const limit = transfers.rangesAtOnce;
    await (0,pool/* forEachBounded */.a)(Array.from({ length: Math.ceil(size / partBytes) }).keys(), one, { signal, limit });
    return isGone ? undefined : pieces;
}
async function fetchRange(transfers, key, handle, { from, to, size, tag, crc, signal }) {
    const uri = `s3://${transfers.bucket}/${key}`;
    const bytes = to - from;
    const range = `bytes=${from}-${to - 1}`;
    const buffer = transfers.spare.pop() ?? Buffer.allocUnsafeSlow(transfers.tuning.partBytes);
    const reading = { signal, tag, range, maxBytes: bytes, into: buffer.subarray(0, bytes) };
    try {
        const body = await eachAttempt(transfers, key, reading, (answer) => {
            const came = headerOf(answer, 'content-range');
            // A server that knows no ranges sends the whole instead.
            if (came !== `bytes ${from}-${to - 1}/${size}`)
                throw new errors/* Failure */.HR('remote-unreachable', ...noRange(uri, came));
            if (answer.body.length !== bytes)
                throw new WrongBody(uri, `${answer.body.length} bytes of a range`, `${bytes}`);
            return answer.body;
        });
        if (body === undefined)
            return undefined;
        const writing = (0,disk/* writeAt */.HN)(handle, [body], from);
        const piece = { bytes, crc: crc?.add(0n, body) ?? 0n };
        await writing;
        // Not after an error: what is left of a broken connection, or of a write, may still be using it.
        transfers.spare.push(buffer);
        return piece;
    }
    catch (error) {
        if (statusOf(error) !== 412)
            throw error;
        const evidence = `${uri} was replaced while it was read.`;
        const advice = 'Bundles never change: find out who writes there, and run again.';
        throw new errors/* Failure */.HR('bundle-corrupt', evidence, advice, { cause: error });
    }
}
function noRange(uri, range) {
    const evidence = `A part of ${uri} was asked for, and something else came (${range ?? 'no range'}).`;
    return [evidence, 'This is an error of the S3 server, or of a proxy on the way to it.'];
}
async function headOf({ client }, key, signal) {
    try {
        const head = await client.send({ method: 'HEAD', key, headers: { 'x-amz-checksum-mode': 'ENABLED' }, signal });
        const [tag, length] = [headerOf(head, 'etag'), headerOf(head, 'content-length')];
        if (tag === undefined || length === undefined)
            throw new Error(`no ETag, or no length, of ${key}`);
        return { tag, size: Number(length), checksum: checksumIn(head) };
    }
    catch (error) {
        if (isAbsent(error))
            return undefined;
        throw error;
    }
}
async function isRight(checksum, pieces, { file, signal }) {
    if (checksum === undefined)
        return true;
    if (checksum.kind === 'crc')
        return crc_encoded(checksum.crc, checksum.crc.combine(pieces)) === checksum.value;
    const hash = (0,external_node_crypto_.createHash)(checksum.algorithm);
    await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(file), hash, { signal });
    return hash.digest('base64') === checksum.value;
}

;// CONCATENATED MODULE: ./src/remote/s3-sdk.js



/** The SDK would print its warnings to the step's log; what matters comes as an error. */
const silent = { trace: () => { }, debug: () => { }, info: () => { }, warn: () => { }, error: () => { } };
const s3_sdk_connectionTimeoutMs = 5_000;
const s3_sdk_requestAttempts = 4;
/**
 * The SDK's client, for what is asked for a few times in a run at most: the frame of an upload in parts, and copies. It
 * takes some 0.3 s to load, which is done at its first use. What is thrown is the SDK's own error.
 */
class Sdk {
    #options;
    #client;
    constructor(options) {
        this.#options = options;
    }
    /** Does something with it; again, with new credentials, when S3 says that those in use have ended. */
    async use(action) {
        const { keys } = this.#options;
        const [sdk, used] = await Promise.all([Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(366), __webpack_require__.e(980)]).then(__webpack_require__.bind(__webpack_require__, 53980)), keys.current()]);
        this.#client ??= this.#make(sdk);
        try {
            return await action(this.#client, sdk);
        }
        catch (error) {
            if (!hasEnded(error) || !(await keys.replace(used)))
                throw error;
            return await action(this.#client, sdk);
        }
    }
    close() {
        this.#client?.destroy();
        this.#client = undefined;
    }
    #make(sdk) {
        const { keys, region, env, idleTimeoutMs } = this.#options;
        const { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL } = env;
        const endpoint = AWS_ENDPOINT_URL_S3 || AWS_ENDPOINT_URL || undefined;
        const agentOptions = { keepAlive: true, proxyEnv: env };
        return new sdk.S3Client({
            region,
            // What never ends the SDK would ask for only once; `keys` know better when to ask.
            credentials: async () => ({ ...(await keys.current()), expiration: new Date() }),
            ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
            followRegionRedirects: true,
            logger: silent,
            maxAttempts: s3_sdk_requestAttempts,
            // The handler would send such requests past our agents, and so past the proxy.
            expectContinueHeader: false,
            requestHandler: {
                httpAgent: new (external_node_http_default()).Agent(agentOptions),
                httpsAgent: new (external_node_https_default()).Agent(agentOptions),
                connectionTimeout: s3_sdk_connectionTimeoutMs,
                socketTimeout: idleTimeoutMs,
            },
        });
    }
}

;// CONCATENATED MODULE: ./src/remote/s3-strays.js
/** How long the search for strays may take, in milliseconds: nothing depends on it. */
const timeoutMs = 4_000;
/**
 * Aborts whatever upload in parts there still is for a key that is there: S3 had begun one whose answer was lost, and
 * nobody knows its id. Another runner that is at it finds its own gone and the key taken, as it would have in the end.
 * What fails here, for want of `s3:ListBucketMultipartUploads` for one, is left to a lifecycle rule.
 */
async function abortStrays({ sdk, bucket }, key, signal) {
    const options = { abortSignal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) };
    await sdk
        .use(async (s3, { AbortMultipartUploadCommand, ListMultipartUploadsCommand }) => {
        const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: key }), options);
        for (const { Key, UploadId } of Uploads) {
            if (Key !== key)
                continue;
            await s3.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }), options);
        }
    })
        .catch(() => { });
}

;// CONCATENATED MODULE: ./src/remote/s3-upload.js
var s3_upload_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var s3_upload_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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












/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const maxObjectBytes = 5 * 1024 ** 4;
/** How long the answer to CreateMultipartUpload is waited for when nobody wants the upload any more: without it nobody could abort it. */
const lateAnswerMs = 2_000;
const abortTimeoutMs = 4_000;
/** What S3 says of bytes that changed on the way to it. */
const damaged = new Set(['BadDigest', 'XAmzContentChecksumMismatch', 'InvalidDigest']);
/** The size of the parts of a file of so many bytes, which are as many as S3 takes at most. */
function partSizeOf(size, { partBytes, maxParts }) {
    return Math.max(partBytes, Math.ceil(size / maxParts));
}
/** Stores bytes unless the key is taken. Sent again when they were damaged on the way, or another was writing the same key. */
async function putWhole({ client, kmsKeyId }, key, body, { signal, acl }) {
    const headers = { 'if-none-match': '*', ...writingHeaders(body, acl, kmsKeyId) };
    for (let attempt = 1;; attempt++) {
        try {
            await client.send({ method: 'PUT', key, body, headers, signal });
            return 'created';
        }
        catch (error) {
            if (statusOf(error) === 412)
                return 'exists';
            // 409: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
            const mayPass = statusOf(error) === 409 || damaged.has(s3_errors_codeOf(error));
            if (!mayPass || attempt >= bodyAttempts || signal.aborted)
                throw error;
        }
        await pause(signal);
    }
}
/** The bytes of a file that must have so many. Throws Failure `bundle-corrupt` when it has not. */
async function wholeFile({ file, size }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const handle = s3_upload_addDisposableResource(env_1, await (0,promises_.open)(file), true);
        await assertSize(handle, { file, size });
        const bytes = Buffer.allocUnsafeSlow(size);
        await readAt(handle, bytes, { file, position: 0 });
        return bytes;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = s3_upload_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/**
 * Stores a file in parts, several at a time, unless the key is taken: S3 decides that when the last part is there.
 * However it ends, no unfinished upload is left behind, as far as S3 can still be told (within `abortTimeoutMs`).
 */
async function uploadInParts(transfers, key, body, sending) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const handle = s3_upload_addDisposableResource(env_2, await (0,promises_.open)(body.file), true);
        await assertSize(handle, body);
        let mayStray = false;
        const onRepeat = () => {
            mayStray = true;
        };
        try {
            for (let attempt = 1;; attempt++) {
                const outcome = await uploadOnce(transfers, key, { ...body, handle }, { ...sending, onRepeat });
                if (outcome !== 'conflict') {
                    if (mayStray)
                        await abortStrays(transfers, key, sending.signal);
                    return outcome;
                }
                if (attempt >= bodyAttempts)
                    throw new Error(`others write ${key} all the time`);
                await pause(sending.signal);
            }
        }
        finally {
            // What comes next, a pull for one, has use for the memory.
            transfers.spare.length = 0;
        }
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = s3_upload_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
async function uploadOnce(transfers, key, file, { signal, acl, onRepeat }) {
    const env_3 = { stack: [], error: void 0, hasError: false };
    try {
        const { sdk, bucket, kmsKeyId } = transfers;
        const target = { Bucket: bucket, Key: key };
        const frame = {
            ...target,
            ...writing(acl, kmsKeyId),
            ChecksumAlgorithm: 'CRC32',
            ChecksumType: 'FULL_OBJECT',
        };
        const late = s3_upload_addDisposableResource(env_3, laterThan(signal, lateAnswerMs), false);
        const { UploadId: uploadId, $metadata: metadata } = await sdk.use((s3, { CreateMultipartUploadCommand }) => s3.send(new CreateMultipartUploadCommand(frame), { abortSignal: late.signal }));
        if (uploadId === undefined)
            throw new Error(`no upload id for ${key}`);
        // An attempt before may have begun an upload, too.
        if ((metadata.attempts ?? 1) > 1)
            onRepeat();
        const upload = { ...target, UploadId: uploadId };
        try {
            const parts = await sendParts(transfers, { key, uploadId }, file, signal);
            const completion = { ...upload, ...completionOf(parts), IfNoneMatch: '*', MpuObjectSize: file.size };
            await sdk.use((s3, { CompleteMultipartUploadCommand }) => s3.send(new CompleteMultipartUploadCommand(completion), { abortSignal: signal }));
            return 'created';
        }
        catch (error) {
            const soon = { abortSignal: AbortSignal.timeout(abortTimeoutMs) };
            await sdk
                .use((s3, { AbortMultipartUploadCommand }) => s3.send(new AbortMultipartUploadCommand(upload), soon))
                .catch(() => { });
            signal.throwIfAborted();
            if (statusOf(error) === 412)
                return 'exists';
            // After a conflict S3 wants all parts again. An upload that is gone may be one whose success was not heard of.
            if (statusOf(error) !== 409 && s3_errors_codeOf(error) !== 'NoSuchUpload')
                throw error;
            return (await isThere(transfers, key, signal)) ? 'exists' : 'conflict';
        }
    }
    catch (e_3) {
        env_3.error = e_3;
        env_3.hasError = true;
    }
    finally {
        s3_upload_disposeResources(env_3);
    }
}
function completionOf(parts) {
    const Parts = parts.map(({ tag, crc }, at) => ({
        PartNumber: at + 1,
        ETag: tag,
        ChecksumCRC32: crc_encoded(crc32Of, crc),
    }));
    const ChecksumCRC32 = crc_encoded(crc32Of, crc32Of.combine(parts));
    return { MultipartUpload: { Parts }, ChecksumType: 'FULL_OBJECT', ChecksumCRC32 };
}
async function sendParts(transfers, upload, file, signal) {
    const partBytes = partSizeOf(file.size, transfers.tuning);
    const parts = [];
    const one = async (nth, heard) => {
        const position = nth * partBytes;
        const bytes = Math.min(partBytes, file.size - position);
        await transfers.sending.hold(Math.min(bytes, transfers.tuning.partBytes), heard, async () => {
            parts[nth] = await sendPart(transfers, { ...upload, number: nth + 1 }, file, { position, bytes, signal: heard });
        });
    };
    await (0,pool/* forEachBounded */.a)(Array.from({ length: Math.ceil(file.size / partBytes) }).keys(), one, { signal });
    return parts;
}
async function sendPart(transfers, { key, uploadId, number }, { handle, file }, { position, bytes, signal }) {
    const { spare, tuning } = transfers;
    const buffer = spare.pop() ?? Buffer.allocUnsafeSlow(tuning.partBytes);
    let crc = 0;
    for (let at = 0; at < bytes; at += buffer.length) {
        const some = buffer.subarray(0, Math.min(buffer.length, bytes - at));
        await readAt(handle, some, { file, position: position + at });
        crc = (0,external_node_zlib_.crc32)(some, crc);
    }
    // Its bytes are in the buffer still, unless there are too many of them.
    const body = bytes <= buffer.length ? buffer.subarray(0, bytes) : streamed(file, { position, bytes });
    const sum = BigInt(crc);
    const query = { partNumber: String(number), uploadId };
    const headers = checksumHeaders(sum);
    for (let attempt = 1;; attempt++) {
        try {
            const call = { method: 'PUT', key, query, headers, body, isBodyUnsigned: true, signal };
            const answer = await transfers.client.send(call);
            // Not after an error: what is left of a broken connection may still be reading it.
            spare.push(buffer);
            return { bytes, crc: sum, tag: headerOf(answer, 'etag') };
        }
        catch (error) {
            if (attempt >= bodyAttempts || signal.aborted || !damaged.has(s3_errors_codeOf(error)))
                throw error;
        }
        await pause(signal);
    }
}
function streamed(file, { position, bytes }) {
    return { length: bytes, open: () => (0,external_node_fs_.createReadStream)(file, { start: position, end: position + bytes - 1 }) };
}
async function isThere({ client }, key, signal) {
    try {
        await client.send({ method: 'HEAD', key, signal });
        return true;
    }
    catch (error) {
        if (isAbsent(error))
            return false;
        throw error;
    }
}
async function assertSize(handle, { file, size }) {
    const { size: now } = await handle.stat();
    if (now !== size)
        throw changed(file);
}
async function readAt(handle, bytes, { file, position }) {
    for (let at = 0; at < bytes.length;) {
        const { bytesRead } = await handle.read(bytes, at, bytes.length - at, position + at);
        if (bytesRead === 0)
            throw changed(file);
        at += bytesRead;
    }
}
function changed(file) {
    return new errors/* Failure */.HR('bundle-corrupt', `${file} changed while it was pushed.`, 'Leave bundles alone, and run again.');
}
/** A signal that aborts so long after another one. */
function laterThan(signal, ms) {
    const later = new AbortController();
    let timer;
    const begin = () => {
        timer = setTimeout(() => later.abort(signal.reason), ms);
    };
    signal.addEventListener('abort', begin, { once: true });
    return {
        signal: later.signal,
        [Symbol.dispose]() {
            signal.removeEventListener('abort', begin);
            clearTimeout(timer);
        },
    };
}

;// CONCATENATED MODULE: ./src/remote/s3.js













/** Parts of large files go beside what else is in flight. */
const maxConnections = pool/* maxInFlight */.I + 16;
/** A thousand keys of the longest kind, with all that S3 says of them. */
const maxPageBytes = 64 * 1024 * 1024;
/**
 * The bucket, as this identity sees it; nothing is asked of it yet. AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL (with
 * path-style addresses) and the proxy variables of `env` are followed. Throws Failure `invalid-input` for an endpoint that is none.
 */
async function openStore(options) {
    const { bucket, identity, env, kmsKeyId } = options;
    const tuning = { ...tuned, ...options.tuning };
    const { region } = identity;
    const { idleTimeoutMs } = tuning;
    const keys = new Keys(identity);
    const client = new S3Client({ bucket, region, keys, env, idleTimeoutMs, maxConnections });
    const sdk = new Sdk({ keys, region, env, idleTimeoutMs });
    return new S3Store(transfersOf({ client, sdk, bucket, kmsKeyId }, tuning), region);
}
class S3Store {
    bucket;
    #transfers;
    #region;
    #acceptsAcl = true;
    constructor(transfers, region) {
        this.#transfers = transfers;
        this.bucket = transfers.bucket;
        this.#region = region;
    }
    async *list(prefix, { signal, delimiter }) {
        const { client } = this.#transfers;
        const query = { 'list-type': '2', prefix, ...(delimiter && { delimiter }) };
        let token;
        do {
            const more = token === undefined ? {} : { 'continuation-token': token };
            const call = { method: 'GET', query: { ...query, ...more }, maxBytes: maxPageBytes, signal };
            const page = await this.#attempt(`${prefix}*`, signal, async () => pageIn(await client.send(call)));
            yield* page.entries;
            const next = page.isTruncated ? page.next : undefined;
            // A listing that is cut short unnoticed would be a lie about what is there.
            if (page.isTruncated && (!next || next === token))
                throw endlessListing(`s3://${this.bucket}/${prefix}`);
            token = next;
        } while (token !== undefined);
    }
    async get(key, { signal, maxBytes, firstBytes, lastBytes }) {
        const first = firstBytes === undefined ? undefined : `bytes=0-${firstBytes - 1}`;
        const range = lastBytes === undefined ? first : `bytes=-${lastBytes}`;
        return await this.#attempt(key, signal, () => readObject(this.#transfers, key, { signal, maxBytes, range }));
    }
    async getToFile(key, file, options) {
        const download = options.size > this.#transfers.tuning.wholeBytes ? downloadInRanges : downloadWhole;
        return await this.#attempt(key, options.signal, () => download(this.#transfers, key, file, options));
    }
    async putIfAbsent(key, body, { signal }) {
        const transfers = this.#transfers;
        return await this.#attempt(key, signal, async () => {
            if (body instanceof Uint8Array)
                return await this.#withAcl((acl) => putWhole(transfers, key, body, { signal, acl }));
            const { size } = body;
            if (size > maxObjectBytes)
                throw tooLarge(key, size);
            if (size > transfers.tuning.wholeBytes) {
                return await this.#withAcl((acl) => uploadInParts(transfers, key, body, { signal, acl }));
            }
            return await transfers.sending.hold(size, signal, async () => {
                const bytes = await wholeFile(body);
                return await this.#withAcl((acl) => putWhole(transfers, key, bytes, { signal, acl }));
            });
        });
    }
    async copyIfAbsent(from, to, { signal }) {
        return await this.#attempt(to, signal, () => this.#withAcl((acl) => copyObject(this.#transfers, from, to, { signal, acl })));
    }
    async getVersion(key, options) {
        return await this.#attempt(key, options.signal, () => getVersion(this.#transfers, key, options));
    }
    async putVersion(key, bytes, tag, { signal }) {
        return await this.#attempt(key, signal, () => this.#withAcl((acl) => putVersion(this.#transfers, key, bytes, { tag, signal, acl })));
    }
    async remove(keys, { signal }) {
        const [first = ''] = keys;
        return await this.#attempt(first, signal, () => deleteObjects(this.#transfers, keys, { signal }));
    }
    close() {
        this.#transfers.client.close();
        this.#transfers.sdk.close();
    }
    /** Sends it with an ACL, or without one to a bucket that has none. */
    async #withAcl(send) {
        const acl = this.#acceptsAcl;
        try {
            return await send(acl);
        }
        catch (error) {
            if (s3_errors_codeOf(error) !== 'AccessControlListNotSupported' || !acl)
                throw error;
            this.#acceptsAcl = false;
            return await send(false);
        }
    }
    /** Runs it; what it throws becomes the signal's reason, an error of a file as it is, or a Failure. */
    async #attempt(key, signal, action) {
        try {
            signal.throwIfAborted();
            return await action();
        }
        catch (error) {
            signal.throwIfAborted();
            if (isFinal(error))
                throw error;
            throw s3Failure(error, {
                bucket: this.bucket,
                target: `s3://${this.bucket}/${key}`,
                region: this.#region,
            });
        }
    }
}
/** Throws an S3Error, for whoever answers well and not as S3 does is no S3. */
function pageIn({ status, body, cutFrom }) {
    if (cutFrom !== undefined)
        throw new S3Error(status, 'StrangeXml', 'the answer is too long');
    try {
        return pageOf(body.toString());
    }
    catch (error) {
        if (error instanceof StrangeXml)
            throw new S3Error(status, error.name, error.message);
        throw error;
    }
}
function endlessListing(prefix) {
    const evidence = `The listing of ${prefix} goes on, and does not say where.`;
    return new errors/* Failure */.HR('remote-unreachable', evidence, 'This is an error of the S3 server.');
}
function tooLarge(key, size) {
    const evidence = `${key} has ${size} bytes; an object has at most ${maxObjectBytes}.`;
    return new errors/* Failure */.HR('invalid-input', evidence, 'Split the file, and make the bundle again.');
}

;// CONCATENATED MODULE: ./src/remote/remote.js




/** Where the index is, beside `objects/`. */
const indexName = 'run-action/index';
/** Bucket and prefix of `s3://bucket/prefix`; the prefix may be empty. Throws Failure `invalid-input`. */
function parseRemoteUrl(url) {
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*?))?\/?$/s.exec(url) ?? [];
    const names = prefix.split('/');
    const isPlain = prefix === '' || !names.some((name) => name === '' || name === '.' || name === '..');
    if (bucket === undefined || !isPlain || /[\p{Cc}\\?#]/u.test(prefix)) {
        throw new errors/* Failure */.HR('invalid-input', `${JSON.stringify(url)} is not a remote.`, 'Write it as s3://bucket/prefix.');
    }
    return { bucket, prefix };
}
/** The remote context, as this identity sees it. Nothing is asked of it yet. Throws Failure `invalid-input`. */
async function openRemote(options) {
    const { bucket } = parseRemoteUrl(options.url);
    return remoteAt(await openStore({ ...options, bucket }), options);
}
/** Another context of the same remote, to be read: nothing is written there, its index neither. */
function baseAt(remote, context, useIndex) {
    return remoteAt(remote.store, { url: remote.url, context, useIndex: useIndex && { ...useIndex, readOnly: true } });
}
/** The remote context over a store, which must be that of the URL's bucket. */
function remoteAt(store, where) {
    const { bucket, prefix } = parseRemoteUrl(where.url);
    const { context } = where;
    const url = prefix === '' ? `s3://${bucket}` : `s3://${bucket}/${prefix}`;
    const objects = `${(0,disdat_bundle/* objectsUri */.bS)({ url, context }).slice(`s3://${bucket}/`.length)}/`;
    const folder = objects.slice(0, -'objects/'.length);
    const key = (uuid, path) => `${objects}${uuid}/${path}`;
    return {
        url,
        context,
        store,
        index: new BundleIndex(where.useIndex && { ...where.useIndex, store, key: `${folder}${indexName}` }),
        objects,
        key,
        uri: (uuid) => (0,disdat_bundle/* bundleUri */.fR)({ url, context }, uuid),
        read: (uuid, path, options) => store.get(key(uuid, path), options),
        async sizes(uuid, options) {
            const folder = key(uuid, '');
            const sizes = new Map();
            for await (const entry of store.list(folder, options)) {
                if (entry.kind === 'object')
                    sizes.set(entry.key.slice(folder.length), entry.size);
            }
            return sizes;
        },
    };
}

// EXTERNAL MODULE: ./src/steps/github.js + 1 modules
var github = __webpack_require__(76412);
;// CONCATENATED MODULE: ./src/real-parts.js
















/** Of many jobs that are followed, so many outputs are compared at a time. */
const maxComparisons = 4;
/** The real parts of a step. Nothing is called yet: identity, remote and backends are asked for when they are first needed. */
async function partsOf(beginning, home) {
    const { env, log, outputs, state, inputs, cancelled, ended } = beginning;
    const surroundings = (0,action_workflow/* surroundingsOf */.ZD)(env);
    for (const secret of (0,action_workflow/* proxySecrets */.Wm)(surroundings))
        await log.secret(secret);
    const identity = once(() => (0,aws_identity.identityOf)({
        ...inputs.role,
        region: inputs.awsRegion,
        env,
        onSecret: log.secret,
        noToken: id_token/* noToken */.f,
        idToken: (0,id_token/* idTokens */.S)(env, log.secret),
    }));
    const event = await (0,action_workflow/* readEvent */.j_)(env);
    const origin = (0,action_workflow/* originOf */.yv)(env, event);
    const index = { signal: AbortSignal.any([cancelled, ended]), debug: (text) => void log.debug(text) };
    const useIndex = inputs.remoteIndex ? index : undefined;
    const kmsKeyId = inputs.sseKmsKeyId;
    const batchFor = (settings) => new BatchBackend({ identity, env, settings, origin, timeoutMs: inputs.timeoutMs });
    return {
        backendFor: (batch) => batch === undefined
            ? new local/* LocalBackend */.i(async (reference) => {
                const login = await (0,registry_login/* registryLogin */.j)(reference, env['DOCKER_CONFIG'] ?? (0,external_node_path_.join)(home, '.docker'));
                return login ?? (await ecrLogin(identity, env, (0,registry_login/* registryOf */.F)(reference), log.secret));
            })
            : batchFor(batch),
        attach: (attachment, signal) => attachTo(batchFor, attachment, signal),
        identity,
        pipePolicy: ({ url, context }, region) => pipePolicy({ ...parseRemoteUrl(url), context, region, kmsKeyId }),
        indexStatement: ({ url, context }, region) => inputs.remoteIndex || inputs.baseContext !== undefined
            ? indexStatement({ ...parseRemoteUrl(url), context, region })
            : undefined,
        baseStatements: ({ url, context }, region) => baseStatements({ ...parseRemoteUrl(url), context, region }),
        openRemote: async ({ url }, context) => openRemote({ url, context, identity: await identity(), env, useIndex, kmsKeyId }),
        baseOf: (remote, context) => baseAt(remote, context, useIndex),
        pullRequest: (0,action_workflow/* pullRequestOf */._n)(env, event),
        log,
        outputs,
        state,
        home,
        owner: userOf(env),
        checkoutOf: async (folder, workspace) => await checkoutOf(folder, workspace, env),
        annotate: async (marks) => inputs.report.annotations ? await annotationsOf(marks, env['GITHUB_WORKSPACE'] ?? '', env) : [],
        surroundings,
        commits: (0,action_workflow/* commitsOf */.g3)(env, event),
        baseCommit: (0,action_workflow/* baseCommitOf */.sP)(env, event),
        isAncestorInCheckout: async (commit, of) => await isAncestorIn(env['GITHUB_WORKSPACE'] ?? '', env, { commit, of }),
        isAncestor: (0,github/* askAncestry */.d)({ token: inputs.report.githubToken, env, log }, cancelled),
        comparisons: new Budget(maxComparisons),
        workflowAttempt: origin.attempt,
        tailLines: inputs.logTailLines,
        cancelled,
        leaving: await leavingSignal(env),
        leavesJobs: inputs.batch.onCancel === 'detach',
        attachSnippet: (jobIds) => attachSnippet(jobIds, inputs, env),
    };
}
function once(make) {
    let made;
    return () => {
        made ??= make();
        return made;
    };
}
/** One backend for all of them, so that they are looked at together. */
async function attachTo(batchFor, { jobIds, queueTimeoutMs }, signal) {
    const settings = { ...batch_settings/* settledSettings */.t, queueTimeoutMs };
    const backend = batchFor(settings);
    const jobs = await backend.attach(jobIds, signal);
    return jobs.map((found) => ({ ...found, backend, settings }));
}

;// CONCATENATED MODULE: ./src/action/tail.js
/** The last lines of a stream of lines, in flat memory. */
class Tail {
    #limit;
    #ring = [];
    #lines = 0;
    constructor(limit) {
        this.#limit = limit;
    }
    /** How many lines there were in all. */
    get lines() {
        return this.#lines;
    }
    add(lines) {
        // Of a batch, only the lines that can be the last ones are worth a place.
        const skipped = Math.max(0, lines.length - this.#limit);
        this.#lines += skipped;
        for (const line of lines.slice(skipped)) {
            if (this.#limit > 0)
                this.#ring[this.#lines % this.#limit] = line;
            this.#lines += 1;
        }
    }
    /** The last lines, oldest first. */
    last() {
        if (this.#lines <= this.#limit)
            return this.#ring.slice();
        const start = this.#lines % this.#limit || 0;
        return this.#limit === 0 ? [] : [...this.#ring.slice(start), ...this.#ring.slice(0, start)];
    }
}

;// CONCATENATED MODULE: ./src/action/teller.js


/** Gathers a run's report while it goes on, and sets each output as soon as it is known. */
class Teller {
    tail;
    #outputs;
    #started = performance.now();
    #report;
    #phase = 'start';
    #cutShort = [];
    /** @param tailLines how many of the log's last lines are kept */
    constructor(start, outputs, tailLines) {
        this.#report = { ...start, startedAt: new Date(), phases: [], durationMs: 0, log: { lines: 0, tail: [] } };
        this.#outputs = outputs;
        this.tail = new Tail(tailLines);
    }
    /** Everything that is known by now. */
    get report() {
        const { lines } = this.tail;
        return { ...this.#report, durationMs: performance.now() - this.#started, log: { lines, tail: this.tail.last() } };
    }
    get runId() {
        return this.#report.runId;
    }
    /** The phase that is going on or was cut short, for a sentence such as "cancelled during …". Two may have been at once. */
    get phase() {
        return this.#cutShort.length > 0 ? this.#cutShort.join(' and ') : this.#phase;
    }
    /** Adds to the report, and sets the outputs that follow from it. */
    async know(news) {
        this.#report = { ...this.#report, ...news };
        await this.#outputs.know(this.#report);
    }
    /** Does a part of the run under a name, and keeps how long it took, also when it fails. */
    async during(name, work) {
        const started = performance.now();
        this.#phase = name;
        try {
            return await work();
        }
        catch (error) {
            this.#cutShort.push(name);
            throw error;
        }
        finally {
            const phase = { name, ms: performance.now() - started };
            this.#report = { ...this.#report, phases: [...this.#report.phases, phase] };
        }
    }
    /** Ends the report with what went wrong. Anything that is not a Failure is a mistake of ours, and is said to be one. */
    async failed(error) {
        const failure = error instanceof errors/* Failure */.HR ? error : unexpected(error);
        const { verdict, message: evidence, advice, where } = failure;
        const status = verdict === 'cancelled' ? 'cancelled' : 'failed';
        await this.know({ status, failure: { verdict, evidence, advice, ...(where && { where }) } });
    }
}
function unexpected(error) {
    const advice = 'This is a mistake of the action. Please report it with the log of a run with debug logging on.';
    return new errors/* Failure */.HR('internal-error', `Unexpected: ${(0,errors/* describe */.q0)(error)}.`, advice, { cause: error });
}

;// CONCATENATED MODULE: ./src/disdat/reuse.js
/**
 * What can be said about reuse before the run. disdat 1.x takes code for changed unless GIT_DIRTY is there and empty, which images of
 * `dsdt dockerize` never have: we vouch for an image whose commit is the workflow's own. An image whose configuration has
 * `ignore_code_version`, as `dsdt init` writes it, does not ask about the code at all.
 */
function reuseOf({ dialect, force, env, commits }) {
    const imageCommit = commitOf(env.get('PIPELINE_GIT_HASH'));
    const answer = (possible, why, told = []) => {
        return { possible, why, env: new Map(told), imageCommit };
    };
    if (force)
        return answer(false, 'Not asked for: `force` makes everything anew.');
    if (dialect === 'classic')
        return answer(undefined, 'Left to the classic image, which decides by itself.');
    const dirty = env.get('GIT_DIRTY');
    if (dirty === '')
        return answer(true, 'Possible: GIT_DIRTY is empty in the environment.');
    if (dirty !== undefined)
        return answer(undefined, `Left to the image: GIT_DIRTY is set, so ${unlessIgnored}`);
    if (imageCommit === undefined)
        return answer(undefined, `Left to the image, which names no commit: ${unlessIgnored}`);
    const built = `the image was built from commit ${imageCommit.slice(0, 7)}`;
    if (commits.includes(imageCommit))
        return answer(true, `Possible: ${built}, this workflow's own.`, [['GIT_DIRTY', '']]);
    const mine = commits[0]?.slice(0, 7) ?? 'none';
    return answer(undefined, `Left to the image: ${built}, this workflow runs for ${mine}, so ${unlessIgnored}`);
}
const unlessIgnored = 'Disdat makes everything anew unless the image is configured with `ignore_code_version`.';
/** What dockerize bakes in may be the text of a Python bytes object, with or without its quotes: `b'1288…\n'`, `b1288…\n`. */
function commitOf(text) {
    return /^(?:b'?)?([0-9a-f]{40}|[0-9a-f]{64})(?:\\n)?'?$/.exec(text?.trim() ?? '')?.[1];
}

;// CONCATENATED MODULE: ./src/disdat/traceback.js
/** Longest piece of a line that is kept as evidence, in UTF-16 units. */
const evidenceLimit = 500;
/** Frames of a traceback that are kept: the deepest of a recursion. */
const maxFrames = 16;
// In an exception group the lines of a traceback stand behind a margin, and the first one says what it is.
const head = /^( {2,}[|+] )?(?:Exception Group )?Traceback \(most recent call last\):/;
// A syntax error's own line has no ", in function" behind it.
const traceback_frame = /^ {2}File "(.+)", line (\d+)/;
/** https://docs.python.org/3/tutorial/errors.html#exception-chaining */
const traceback_link = /^(?: {2,}\| )?(?:During handling of the above exception, another exception occurred:|The above exception was the direct cause of the following exception:)$/;
/** Reads the tracebacks out of one stream, line by line, in flat memory. */
class TracebackReader {
    #isOwn;
    #open;
    /** The deepest frame so far is one of the user's own, and its code may come with the next line. */
    #awaitsCode = false;
    #isLinked = false;
    /** @param isOwn whether a file, as Python names it, is the user's own */
    constructor(isOwn) {
        this.#isOwn = isOwn;
    }
    /** The next line: undefined where it is none of a traceback's, `taken` where it is one of it, and the traceback with its last line. */
    read(line) {
        if (this.#open !== undefined)
            return this.#readInside(line, this.#open);
        const begun = head.exec(line);
        if (begun === null) {
            if (traceback_link.test(line))
                this.#isLinked = true;
            return undefined;
        }
        const margin = begun[1]?.replace('+', '|') ?? '';
        // A group's own traceback begins with a `+`; one behind a bar is of something in it.
        this.#open = { margin, frames: [], isChained: this.#isLinked || begun[1]?.endsWith('| ') === true };
        this.#isLinked = false;
        this.#awaitsCode = false;
        return 'taken';
    }
    #readInside(line, open) {
        const { margin, frames, isChained } = open;
        const text = line.startsWith(margin) ? line.slice(margin.length) : line.trimStart();
        const [, file, number] = traceback_frame.exec(text) ?? [];
        if (file !== undefined) {
            this.#awaitsCode = this.#isOwn(file);
            if (this.#awaitsCode)
                frames.push({ file: shortPath(file), line: Number(number), code: undefined });
            if (frames.length > maxFrames)
                frames.shift();
            return 'taken';
        }
        if (this.#awaitsCode && text.startsWith('    '))
            this.#addCode(frames, text.trim());
        this.#awaitsCode = false;
        if (text === '' || text.startsWith(' '))
            return 'taken';
        this.#open = undefined;
        const exception = text.slice(0, evidenceLimit).replace(/\.$/, '');
        return { exception, frames, isChained, isNested: margin.length > '  | '.length };
    }
    #addCode(frames, code) {
        const last = frames.pop();
        if (last !== undefined)
            frames.push({ ...last, code: code.slice(0, evidenceLimit) });
    }
}
/** Of a file in an installed package, its path from that package on. */
const installedPath = (file) => /\/(?:site|dist)-packages\/(.+)$/.exec(file)?.[1];
const shortPath = (file) => (installedPath(file) ?? file).slice(0, evidenceLimit);

;// CONCATENATED MODULE: ./src/disdat/transcript.js

/** Exceptions whose places are kept. */
const maxOrigins = 5;
const taskFailed = /^ERROR: \[pid \d+\] Worker .+ failed {4}(\S.*)$/;
const taskInformed = /^INFO: Informed scheduler that task {3}(\S+) {3}has status {3}(\w+)$/;
const summaryEdge = '===== Luigi Execution Summary =====';
/** On a command that cannot be executed: a container's init process (tini), or what starts a container without one (runc, before and since 2022). */
const initFailed = /^(?:\[FATAL tini \(\d+\)\] (exec .+ failed: .+)|standard_init_linux\.go:\d+: (exec user process caused.*: exec format error)|(exec \S+: exec format error))$/;
/** As disdat 1.2 words it: the first five stop a run before it begins, the last one lets it end with exit code 0 and nothing pushed. */
const remoteTrouble = /^(?:Unable to bind context |Pull cannot execute\.|aws_s3: bucket .+ raised a |aws_s3\.\w+ Fail on |Push unable to copy bundle )/;
/**
 * Reads a pipe's log line by line and keeps what explains the end: the traceback of the first failed task, or else the last one of all; Luigi's
 * own summary; Disdat's first word on a remote that it could not use. Memory is flat, whatever the pipe prints. Nothing here is proof: a pipe can
 * print anything, and a log is evidence only where the exit code or the missing bundle has already told that the run failed.
 */
class Transcript {
    #package;
    #places;
    #first;
    #last;
    /** Of tasks that failed, the first ones. */
    #ofTasks = [];
    /** Of the last exception and those that it came of, the last ones. */
    #ofLast = [];
    #summary;
    #remoteTrouble;
    #notStarted;
    #root;
    /** @param pipeClass `pkg.mod.Class`: its first part is the package whose code is the user's own */
    constructor(pipeClass) {
        this.#package = pipeClass.split('.')[0] ?? '';
        const nowhere = () => ({
            tracebacks: new TracebackReader((file) => this.#isOwn(file)),
            failing: undefined,
            inSummary: false,
        });
        this.#places = { stdout: nowhere(), stderr: nowhere() };
    }
    /** The next line of a stream, without its line end. Python, Luigi and Disdat report on stderr. */
    read(line, stream = 'stderr') {
        const place = this.#places[stream];
        const traceback = place.tracebacks.read(line);
        if (traceback === 'taken')
            return;
        if (traceback !== undefined)
            this.#keep(traceback, place);
        else if (line === summaryEdge)
            this.#toggleSummary(place);
        else if (place.inSummary)
            this.#readSummary(line);
        else
            this.#readNotice(line, place);
    }
    /** The traceback that explains a failure: of the task that failed first, or else the last one there was. */
    get failure() {
        return this.#first ?? (this.#last && { traceback: this.#last });
    }
    /**
     * Where the exceptions came from that explain a failure, at most five different ones: those of the tasks that failed, or else the last one of all
     * with those that it came of. What the pipe itself handled and logged is not among them where a task failed.
     */
    get origins() {
        return this.#ofTasks.length > 0 ? this.#ofTasks : this.#ofLast;
    }
    /** Luigi's summary; undefined where the pipe did not come so far. */
    get summary() {
        return this.#summary;
    }
    /** The task that was asked for, which Luigi looks at first, and what it found: `DONE` is up to date. */
    get root() {
        return this.#root;
    }
    /** The first line in which Disdat says that it cannot use the remote. */
    get remoteTrouble() {
        return this.#remoteTrouble;
    }
    /** Why the container's command could not be executed at all. */
    get notStarted() {
        return this.#notStarted;
    }
    #keep({ exception, frames, isChained, isNested }, { failing }) {
        const origin = { task: failing, exception, frames };
        if (!isChained)
            this.#ofLast = [];
        addTo(this.#ofLast, origin);
        if (this.#ofLast.length > maxOrigins)
            this.#ofLast.shift();
        if (failing !== undefined && this.#ofTasks.length < maxOrigins)
            addTo(this.#ofTasks, origin);
        // What a group holds is told with the group.
        if (isNested)
            return;
        const deepest = frames.at(-1);
        const traceback = { exception, where: deepest && { file: deepest.file, line: deepest.line } };
        this.#last = traceback;
        // A task's later tracebacks are the same failure, told again with its consequences ("During handling of the above exception").
        if (failing !== undefined && (this.#first === undefined || this.#first.task === failing)) {
            this.#first = { task: failing, traceback };
        }
    }
    /** `dsdt dockerize` installs the pipe into site-packages beside everything else: the package's name tells it apart. */
    #isOwn(file) {
        const installed = installedPath(file);
        if (installed !== undefined)
            return installed.startsWith(`${this.#package}/`) || installed === `${this.#package}.py`;
        return file.startsWith('/') && !/\/lib(64)?\/python\d|\/bin\/[^/]+$/.test(file);
    }
    #toggleSummary(place) {
        place.inSummary = !place.inSummary;
        if (place.inSummary)
            this.#summary = { ran: 0, complete: 0, failed: 0 };
    }
    #readSummary(line) {
        const [, count, what] = /^\* (\d+) (ran successfully|complete ones were encountered|failed)(?: scheduling)?:/.exec(line) ?? [];
        if (this.#summary === undefined || count === undefined)
            return;
        const key = what === 'failed' ? 'failed' : what === 'ran successfully' ? 'ran' : 'complete';
        this.#summary = { ...this.#summary, [key]: this.#summary[key] + Number(count) };
    }
    #readLuigi(line, place) {
        place.failing = undefined;
        if (this.#root !== undefined)
            return;
        const [, id, status] = taskInformed.exec(line) ?? [];
        if (id !== undefined && status !== undefined)
            this.#root = { id: id.slice(0, evidenceLimit), status };
    }
    #readNotice(line, place) {
        const task = taskFailed.exec(line)?.[1];
        if (task !== undefined)
            place.failing = task.slice(0, evidenceLimit);
        else if (/^(INFO|DEBUG|WARNING): /.test(line))
            this.#readLuigi(line, place);
        else if (remoteTrouble.test(line))
            this.#remoteTrouble ??= line.slice(0, evidenceLimit);
        else
            this.#notStarted ??= initFailed.exec(line)?.slice(1).find(Boolean)?.slice(0, evidenceLimit);
    }
}
/** One exception at one line is told once, however many tasks it ends. */
function addTo(origins, origin) {
    const deepest = origin.frames.at(-1);
    if (deepest === undefined)
        return;
    const isKnown = origins.some(({ exception, frames }) => {
        const known = frames.at(-1);
        const isThere = known?.file === deepest.file && known.line === deepest.line;
        return isThere && kindOf(exception) === kindOf(origin.exception);
    });
    if (!isKnown)
        origins.push(origin);
}
const kindOf = (exception) => exception.split(':', 1)[0];

;// CONCATENATED MODULE: ./src/steps/annotate.js

/** Failures of a pipe's code, which its tracebacks explain. */
const ofCode = new Set(['pipe-error', 'pipe-not-found', 'unknown-parameter', 'missing-parameter']);
/** Failures that stand in no line of the user's, but are about the parameters of the pipe's class. */
const ofClass = new Set(['unknown-parameter', 'missing-parameter']);
/** Does the end of a run; where that fails, the lines of the checkout that the failure comes from are reported with it. */
async function annotating(step, transcript, work) {
    try {
        await work();
    }
    catch (error) {
        if (error instanceof errors/* Failure */.HR)
            await annotate(step, [...marksOf(step.run, transcript, error), ...brokenRules(step)]);
        throw error;
    }
}
/** A failure to do so is a debug line: what failed is told anyhow. */
async function annotate({ parts, teller }, marks) {
    try {
        const annotations = await parts.annotate(marks);
        if (annotations.length > 0)
            await teller.know({ annotations });
    }
    catch (error) {
        await parts.log.debug(`The lines that failed are not annotated: ${(0,errors/* describe */.q0)(error)}`);
    }
}
function marksOf({ pipeClass }, { origins }, { verdict, message, advice, where }) {
    const level = 'error';
    const ofTracebacks = origins.map(({ task, exception, frames }) => {
        const title = `${task ?? classOf(pipeClass).name} failed`;
        return { level, title, message: exception, at: { kind: 'frames', frames } };
    });
    return [
        ...(ofCode.has(verdict) || where !== undefined ? ofTracebacks : []),
        ...(ofClass.has(verdict)
            ? [{ level, title: verdict, message: `${message} ${advice}`, at: classOf(pipeClass) }]
            : []),
    ];
}
function brokenRules({ run, teller }) {
    const at = classOf(run.pipeClass);
    const breaches = teller.report.rules?.breaches ?? [];
    return breaches.map(({ rule, evidence }) => ({
        level: 'error',
        title: `${at.name} breaks ${rule}`,
        message: evidence,
        at,
    }));
}
const classOf = ({ module, name }) => ({ kind: 'class', module, name: name.split('.').at(-1) ?? '' });

;// CONCATENATED MODULE: ./src/steps/both.js
/** Both, side by side. The first failure is thrown only when the other has ended too: nothing goes on behind the report's back. */
async function bothOf(a, b) {
    const [first, second] = await Promise.allSettled([a, b]);
    if (first.status === 'rejected')
        throw first.reason;
    if (second.status === 'rejected')
        throw second.reason;
    return [first.value, second.value];
}

// EXTERNAL MODULE: ./src/action/units.js
var units = __webpack_require__(78218);
;// CONCATENATED MODULE: ./src/remote/sandbox.js
/** The format of the mark; a context with another one is nobody's. */
const version = 1;
/** A mark has a tenth of this. */
const maxMarkerBytes = 4096;
/** What the keys of a remote context begin with, a slash at the end. */
const sandbox_contextFolder = ({ objects }) => objects.slice(0, -'objects/'.length);
/** The key of a context's mark. */
const markerKey = (remote) => `${sandbox_contextFolder(remote)}run-action/sandbox`;
/** Whether a context's name says that it is this pull request's: it ends in `pr-<number>`, with nothing or a mark of punctuation before. */
function isNamedAfter(context, pullRequest) {
    return new RegExp(`(?:^|[._-])pr-${pullRequest}$`).test(context);
}
/** Whose sandbox a context is; undefined where it has no mark, or one that nobody can read. */
async function readMarker(remote, options) {
    const bytes = (await remote.store.getVersion(markerKey(remote), { ...options, maxBytes: maxMarkerBytes }))?.bytes;
    return bytes && parseMarker(Buffer.from(bytes).toString());
}
function parseMarker(text) {
    try {
        const said = JSON.parse(text);
        if (typeof said !== 'object' || said === null)
            return undefined;
        const { version: format, repository, pullRequest, created } = { ...said };
        if (format !== version || typeof repository !== 'string' || typeof pullRequest !== 'number')
            return undefined;
        return { repository, pullRequest, created: new Date(typeof created === 'string' ? created : Number.NaN) };
    }
    catch {
        return undefined;
    }
}
/**
 * Makes a context somebody's sandbox, if it holds no bundle yet; `taken` where it holds some that were not made in a sandbox of his. Decided once: a mark
 * is never replaced. Throws Failure as a store does.
 */
async function markSandbox(remote, owner, options) {
    const isHis = (marker) => marker?.repository === owner.repository && marker.pullRequest === owner.pullRequest;
    if (isHis(await readMarker(remote, options)))
        return 'marked';
    if (await holdsBundles(remote, options))
        return 'taken';
    const text = JSON.stringify({ version, ...owner, created: new Date().toISOString() });
    const outcome = await remote.store.putVersion(markerKey(remote), Buffer.from(text), undefined, options);
    // Another step of the same pull request may have been first.
    return outcome === 'stored' || isHis(await readMarker(remote, options)) ? 'marked' : 'taken';
}
async function holdsBundles(remote, options) {
    for await (const _ of remote.store.list(remote.objects, { ...options, delimiter: '/' }))
        return true;
    return false;
}

;// CONCATENATED MODULE: ./src/remote/remove.js




/** Requests of a thousand keys at a time: S3 takes 3,500 deletions a second below one prefix. */
const maxRequests = 3;
/** How often the context is looked through, for what was written meanwhile. */
const maxPasses = 3;
/** Keys that are told by name. */
const maxNamed = 20;
/** Everything that stands below a remote context's name, the mark of a sandbox too. Costs a request for each thousand. */
async function* objectsOf(remote, options) {
    const folder = sandbox_contextFolder(remote);
    for await (const entry of remote.store.list(folder, options)) {
        if (entry.kind === 'object' && entry.key.startsWith(folder))
            yield entry;
    }
}
/**
 * Removes everything that stands below a remote context's name, and nothing else: the HyperFrames first, so that no bundle is seen that is not
 * whole; the mark of the sandbox last, and only when all the rest is gone, so that another attempt may finish what this one leaves. What is written
 * meanwhile is removed, too, unless there is no end of it. Throws Failure as a store does.
 */
async function deleteContext(remote, options) {
    const removing = new Removing(remote, options);
    await removing.all(headsOf(remote, options));
    let found = 1;
    for (let pass = 1; found > 0 && pass <= maxPasses && removing.failures === 0; pass++) {
        found = await removing.all(allButMarker(remote, options));
    }
    const isWrittenTo = found > 0 && removing.failures === 0;
    if (removing.failures === 0 && !isWrittenTo)
        await removing.marker();
    return {
        ...removing.tally,
        failed: removing.failed,
        failures: removing.failures,
        isVersioned: removing.isVersioned,
        isWrittenTo,
    };
}
async function* headsOf(remote, options) {
    for await (const entry of objectsOf(remote, options))
        if (isHead(remote, entry.key))
            yield entry;
}
async function* allButMarker(remote, options) {
    for await (const entry of objectsOf(remote, options))
        if (entry.key !== markerKey(remote))
            yield entry;
}
/** Whether this is the object by which a bundle is there. */
function isHead({ objects }, key) {
    const [uuid = '', name, ...more] = key.startsWith(objects) ? key.slice(objects.length).split('/') : [];
    return (0,disdat_bundle/* isUuid */.O1)(uuid) && name === `${uuid}_hframe.pb` && more.length === 0;
}
/** Removes keys a thousand at a time, and counts. */
class Removing {
    #remote;
    #options;
    failed = [];
    failures = 0;
    isVersioned = false;
    tally = { bundles: 0, objects: 0, bytes: 0 };
    constructor(remote, options) {
        this.#remote = remote;
        this.#options = options;
    }
    /** Resolves with how many there were. */
    async all(entries) {
        let found = 0;
        const remove = async (batch, signal) => {
            found += batch.length;
            await this.#batch(batch, signal);
        };
        await (0,pool/* forEachBounded */.a)(batchesOf(entries), remove, { ...this.#options, limit: maxRequests });
        return found;
    }
    async marker() {
        const key = markerKey(this.#remote);
        const { failed } = await this.#remote.store.remove([key], this.#options);
        this.#failed(failed);
    }
    async #batch(batch, signal) {
        const { failed, isVersioned } = await this.#remote.store.remove(batch.map(({ key }) => key), { signal });
        const left = new Set(failed.map(({ key }) => key));
        const gone = batch.filter(({ key }) => !left.has(key));
        const { bundles, objects, bytes } = this.tally;
        this.tally = {
            bundles: bundles + gone.filter(({ key }) => isHead(this.#remote, key)).length,
            objects: objects + gone.length,
            bytes: bytes + gone.reduce((sum, { size }) => sum + size, 0),
        };
        this.isVersioned ||= isVersioned;
        this.#failed(failed);
    }
    #failed(failed) {
        this.failures += failed.length;
        this.failed.push(...failed.slice(0, Math.max(0, maxNamed - this.failed.length)));
    }
}
async function* batchesOf(entries) {
    let batch = [];
    for await (const entry of entries) {
        batch.push(entry);
        if (batch.length < maxRemoved)
            continue;
        yield batch;
        batch = [];
    }
    if (batch.length > 0)
        yield batch;
}

;// CONCATENATED MODULE: ./src/steps/cleanup.js




/** Keys that a dry run lists by name. */
const maxListed = 1000;
/**
 * Deletes the sandbox of a pull request that was closed. Refused with a Failure `invalid-input` on any other event, for a context of another name, and
 * for one that no run of this pull request has marked. A dry run lists what would go, wherever it runs.
 */
async function cleanUp(cleanup, parts, teller) {
    const remote = await parts.openRemote(cleanup.remote, cleanup.context.remote);
    await teller.know({ cleanup: { bundles: 0, objects: 0, bytes: 0, isVersioned: false } });
    if (cleanup.dryRun)
        return await listAll(cleanup, parts, teller, remote);
    assertMeant(cleanup, parts);
    if (await isEmpty(remote, parts)) {
        parts.log.info(`There is nothing in ${contextUri(remote)}: no run has made a sandbox of it, or it is deleted already.`);
        return await teller.know({ status: 'skipped' });
    }
    await assertMarked(cleanup, parts, remote);
    const deletion = await teller.during('cleanup', () => deleteContext(remote, { signal: parts.cancelled }));
    const { bundles, objects, bytes, isVersioned } = deletion;
    await teller.know({ cleanup: { bundles, objects, bytes, isVersioned } });
    parts.log.info(`Deleted from ${contextUri(remote)}: ${words(deletion)}.`);
    if (isVersioned)
        parts.log.info('The bucket keeps versions: what was deleted is hidden, and stays until a lifecycle rule removes it.');
    assertGone(deletion, remote);
    await teller.know({ status: 'succeeded' });
}
const words = ({ bundles, objects, bytes }) => `${(0,units/* count */.U9)(bundles, 'bundle')}, ${(0,units/* count */.U9)(objects, 'object')}, ${(0,units/* size */.Ej)(bytes)}`;
async function isEmpty(remote, { cancelled: signal }) {
    for await (const _ of objectsOf(remote, { signal }))
        return false;
    return true;
}
/** What the event and the name of the context say. */
function faultIn({ context: { remote: context } }, { pullRequest }) {
    if (pullRequest === undefined || !pullRequest.isClosed)
        return [
            'This workflow does not run because a pull request was closed.',
            'Run it `on: pull_request` with `types: [closed]`, and set `cleanup` for that event only.',
        ];
    const { number } = pullRequest;
    if (!isNamedAfter(context, number))
        return [
            `The context ${context} is not named after pull request ${number}.`,
            `Only a context that is called \`pr-${number}\`, or ends in \`-pr-${number}\`, is deleted when that one is closed.`,
        ];
    return undefined;
}
function assertMeant(cleanup, parts) {
    const fault = faultIn(cleanup, parts);
    if (fault !== undefined)
        throw refused(...fault);
}
/** What the mark in the context says. */
async function faultInMarker({ context: { remote: context } }, { pullRequest, cancelled: signal }, remote) {
    const marker = await readMarker(remote, { signal });
    if (marker === undefined)
        return [
            `The context ${context} has no mark of a sandbox: it held bundles before a run with \`base-context\` could mark it.`,
            'If nobody needs it, delete it yourself.',
        ];
    const isOurs = marker.repository === pullRequest?.repository && marker.pullRequest === pullRequest.number;
    if (isOurs)
        return undefined;
    return [
        `The context ${context} is the sandbox of pull request ${marker.pullRequest} of ${marker.repository}.`,
        'It is deleted when that one is closed.',
    ];
}
async function assertMarked(cleanup, parts, remote) {
    const fault = await faultInMarker(cleanup, parts, remote);
    if (fault !== undefined)
        throw refused(...fault);
}
function refused(evidence, advice) {
    return new errors/* Failure */.HR('invalid-input', `cleanup: ${evidence} Nothing was deleted.`, advice);
}
function assertGone({ failed, failures, isWrittenTo }, remote) {
    if (isWrittenTo)
        throw new errors/* Failure */.HR('context-conflict', `Somebody writes to ${contextUri(remote)} while it is deleted.`, 'End the runs of this pull request, and run this job again: it finishes what is left.');
    if (failures === 0)
        return;
    const named = failed.slice(0, 5).map(({ key, code }) => `${key} (${code})`);
    const more = failures > named.length ? `, and ${failures - named.length} more` : '';
    const isDenied = failed.every(({ code }) => code === 'AccessDenied');
    throw new errors/* Failure */.HR(isDenied ? 'access-denied' : 'remote-unreachable', `S3 did not delete ${named.join(', ')}${more}.`, isDenied
        ? `Give the role s3:DeleteObject below ${contextUri(remote)}, and run this job again: it finishes what is left.`
        : 'Run this job again: it finishes what is left.');
}
/** Prints what would go, and what would be in the way. */
async function listAll(cleanup, parts, teller, remote) {
    const tally = { bundles: 0, objects: 0, bytes: 0 };
    const keys = [];
    for await (const { key, size } of objectsOf(remote, { signal: parts.cancelled })) {
        if (isHead(remote, key))
            tally.bundles += 1;
        tally.objects += 1;
        tally.bytes += size;
        if (keys.length < maxListed)
            keys.push(key);
    }
    if (tally.objects > 0) {
        const [fault] = faultIn(cleanup, parts) ?? (await faultInMarker(cleanup, parts, remote)) ?? [];
        if (fault !== undefined)
            parts.log.info(`It would be refused. ${fault}`);
    }
    parts.log.info(`What would be deleted from ${contextUri(remote)}: ${words(tally)}.`);
    await parts.log.untrusted(keys);
    parts.log.endUntrusted();
    if (keys.length < tally.objects)
        parts.log.info(`… and ${(0,units/* count */.U9)(tally.objects - keys.length, 'object')} more.`);
    await teller.know({ status: 'skipped', cleanup: { ...tally, isVersioned: false } });
}
const contextUri = ({ url, context }) => `${url}/context/${context}`;

// EXTERNAL MODULE: ./src/disdat/comparison.js
var comparison = __webpack_require__(71641);
// EXTERNAL MODULE: ./src/disdat/file-tables.js
var file_tables = __webpack_require__(14362);
;// CONCATENATED MODULE: ./src/disdat/judge.js


const kept = { kind: 'kept' };
const broken = (evidence) => ({ kind: 'broken', evidence });
const undecided = (why) => ({ kind: 'undecided', why });
/** Columns that a sentence names before it only counts them. */
const judge_maxNamed = 5;
/**
 * Judges an output that is proved. A rule is broken only where that was seen; where it is not known, it is undecided, with the reason. `error` and
 * `missing-output` are kept by whatever output there is: without one there is nothing to judge.
 */
function judge(rules, facts) {
    const findings = rules.map((rule) => ({ rule: (0,disdat_rules/* printRule */.KL)(rule), ...findingOf(rule, facts) }));
    return {
        checked: findings.map(({ rule }) => rule),
        breaches: findings.flatMap((one) => (one.kind === 'broken' ? [{ rule: one.rule, evidence: one.evidence }] : [])),
        undecided: findings.flatMap((one) => (one.kind === 'undecided' ? [{ rule: one.rule, why: one.why }] : [])),
    };
}
function findingOf(rule, facts) {
    const { comparison, noBase } = facts;
    const seen = (find) => 'unknown' in comparison ? undecided(comparison.unknown) : find(comparison);
    const beside = (find) => seen((whole) => (noBase === undefined ? find(whole) : undecided(noBase)));
    switch (rule.kind) {
        case 'error':
        case 'missing-output':
            return kept;
        case 'stale':
            return ageOf(rule, facts);
        case 'empty':
            return seen(emptiness);
        case 'column-removed':
            return beside(removal);
        case 'type-changed':
            return beside(retyping);
        case 'limit':
            // The size of a proved bundle is known also where nothing was compared.
            return rule.quantity.of === 'bytes' && !rule.isChange
                ? limited(rule, facts, { base: undefined, now: facts.bytes })
                : seen((whole) => limitOf(rule, facts, whole));
    }
}
function ageOf({ amount, unit }, { createdAt, now }) {
    const age = now.getTime() - createdAt.getTime();
    if (age <= amount * disdat_rules/* timeUnits */.F7[unit])
        return kept;
    const made = createdAt.toISOString().slice(0, 16).replace('T', ' ');
    return broken(`It was made on ${made} UTC, ${judge_number(age / disdat_rules/* timeUnits */.F7[unit])} ${unit} ago.`);
}
function emptiness({ rows, columns, files, nested }) {
    if (rows.now !== undefined)
        return rows.now > 0 ? kept : broken('It has no rows.');
    const has = (part) => part.now !== undefined;
    if (nested.some(({ uuids }) => has(uuids)) || columns.some(({ now }) => now !== undefined && now.rows > 0))
        return kept;
    const sizes = files.flatMap(({ now }) => (now === undefined ? [] : [now.bytes]));
    if (sizes.some((bytes) => bytes > 0))
        return kept;
    if (columns.some(({ fate, now }) => fate !== 'removed' && now === undefined))
        return undecided('Some of its frames cannot be read.');
    if (sizes.length > 0)
        return broken(`Of its ${sizes.length} file(s) none has a byte in it.`);
    return broken(columns.some(has) ? 'Its frames hold no values.' : 'It holds nothing.');
}
function removal(comparison) {
    const gone = comparison.columns.flatMap(({ name, fate }) => (fate === 'removed' ? [name] : []));
    const { base, now } = (0,file_tables/* tablesOf */.t)(comparison.files);
    const hidden = now.size === 0 || (0,file_tables/* hasUnreadTable */.g)(comparison.files, 'now');
    const missing = [...gone, ...(hidden ? [] : [...base.keys()].filter((name) => !now.has(name)))];
    if (missing.length > 0)
        return broken(`Gone: ${named(missing)}.`);
    return tablesUnknown(comparison);
}
function retyping(comparison) {
    const retyped = comparison.columns.flatMap(({ name, differs, base, now }) => differs.includes('type') ? [`${name} (${base?.type} before, ${now?.type} now)`] : []);
    const { base, now } = (0,file_tables/* tablesOf */.t)(comparison.files);
    for (const [name, types] of base) {
        const others = now.get(name);
        if (others !== undefined && others !== types)
            retyped.push(`${name} (${types} before, ${others} now)`);
    }
    if (retyped.length > 0)
        return broken(`Of another type: ${named(retyped)}.`);
    const unread = comparison.columns.filter(({ fate, base, now }) => fate === 'unknown' && !(base && now));
    if (unread.length > 0)
        return undecided(`Not readable: ${named(unread.map(({ name }) => name))}.`);
    return tablesUnknown(comparison);
}
/** Files of tables that are not read as ones any more may have lost anything. */
function tablesUnknown(comparison) {
    const { base, now } = (0,file_tables/* tablesOf */.t)(comparison.files);
    const isUnread = now.size === 0 || (0,file_tables/* hasUnreadTable */.g)(comparison.files, 'now');
    const isUnknown = base.size > 0 && isUnread && comparison.files.some((file) => file.now !== undefined);
    return isUnknown ? undecided('Which columns the files of the output have is not known.') : kept;
}
function limitOf(rule, facts, { rows, bytes, columns }) {
    const { quantity } = rule;
    if (quantity.of !== 'nulls')
        return limited(rule, facts, quantity.of === 'rows' ? rows : bytes);
    const column = columns.find(({ name }) => name === quantity.column);
    if (column?.now === undefined)
        return undecided(`The output has no frame ${JSON.stringify(quantity.column)}.`);
    const counts = (of) => {
        if (of?.values === undefined)
            return undefined;
        return rule.isPercent ? ratio(of.values.nulls, of.rows) : of.values.nulls;
    };
    return limited(rule, facts, { base: counts(column.base), now: counts(column.now) });
}
/** The share in per cent; none of nothing. */
const ratio = (part, whole) => (whole === 0 ? 0 : (part * 100) / whole);
function limited(rule, { noBase }, { base, now }) {
    const what = wordsFor(rule);
    if (now === undefined)
        return undecided(`How many ${what.noun} the output has is not known${what.reason}.`);
    if (!rule.isChange)
        return stands(now, rule) ? broken(`${amountText(now, rule)}.`) : kept;
    if (noBase !== undefined)
        return undecided(noBase);
    if (base === undefined)
        return undecided(`How many ${what.noun} the base has is not known${what.reason}.`);
    const isRelative = rule.isPercent && rule.quantity.of !== 'nulls';
    const change = isRelative ? relativeChange(base, now) : now - base;
    if (!stands(change, rule))
        return kept;
    const told = isRelative ? `${signed(change)} %` : `${signed(change)}${rule.isPercent ? ' points' : ''}`;
    const rise = change === Number.POSITIVE_INFINITY ? 'a rise without bound' : told;
    return broken(`${amountText(now, rule)}, ${judge_number(base)}${rule.isPercent && !isRelative ? ' %' : ''} in the base: ${rise}.`);
}
/** In per cent of the base. From 0 to 0 is no change, from 0 to anything a rise without bound, and from anything to 0 is −100 %. */
function relativeChange(base, now) {
    if (base === 0)
        return now === 0 ? 0 : Number.POSITIVE_INFINITY;
    return ((now - base) * 100) / base;
}
function stands(value, { is, amount }) {
    switch (is) {
        case '<':
            return value < amount;
        case '<=':
            return value <= amount;
        case '>':
            return value > amount;
        case '>=':
            return value >= amount;
    }
}
function wordsFor({ quantity }) {
    if (quantity.of !== 'nulls')
        return { noun: quantity.of, reason: '' };
    return { noun: `nulls of ${quantity.column}`, reason: ': its values were not looked at, see `diff-max-bytes`' };
}
function amountText(amount, { quantity, isPercent }) {
    if (quantity.of !== 'nulls')
        return `${judge_number(amount)} ${amount === 1 ? quantity.of.slice(0, -1) : quantity.of}`;
    return `${judge_number(amount)}${isPercent ? ' %' : ''} of ${quantity.column} are null`;
}
const judge_number = (value) => value.toLocaleString('en', { maximumFractionDigits: 2 });
const signed = (value) => value.toLocaleString('en', { maximumFractionDigits: 2, signDisplay: 'exceptZero' }).replace('-', '−');
function named(names) {
    const some = names.slice(0, judge_maxNamed).join(', ');
    return names.length > judge_maxNamed ? `${some}, and ${names.length - judge_maxNamed} more` : some;
}

// EXTERNAL MODULE: ./src/disdat/proto/hyperframe_pb.js
var hyperframe_pb = __webpack_require__(26033);
;// CONCATENATED MODULE: ./src/disdat/frame.js


/**
 * Protobuf's own limit for a message, and so for a frame, in bytes. Python refuses to write more; a length beyond it
 * is refused unread.
 */
const maxFrameFileBytes = 2 ** 31 - 1;
/** As many as NumPy takes. */
const maxDimensions = 64;
/** Where each stands is its number. */
const frameTypes = [
    'NONE',
    'LINK',
    'FLOAT16',
    'FLOAT32',
    'FLOAT64',
    'UINT8',
    'UINT16',
    'UINT32',
    'UINT64',
    'INT8',
    'INT16',
    'INT32',
    'INT64',
    'STRING',
    'BOOL',
    'COMPLEX64',
    'COMPLEX128',
    'HFRAME',
    'OBJECT',
];
/** How a type's numbers lie in `data`; undefined for types whose values are no numbers. */
function layoutOf(type) {
    return layouts.get(type);
}
const layouts = new Map([
    ['FLOAT16', layout(2, (buffer) => ({ kind: 'floats', values: new Float16Array(buffer) }))],
    ['FLOAT32', layout(4, (buffer) => ({ kind: 'floats', values: new Float32Array(buffer) }))],
    ['FLOAT64', layout(8, (buffer) => ({ kind: 'floats', values: new Float64Array(buffer) }))],
    ['UINT8', layout(1, (buffer) => ({ kind: 'integers', values: new Uint8Array(buffer) }))],
    ['UINT16', layout(2, (buffer) => ({ kind: 'integers', values: new Uint16Array(buffer) }))],
    ['UINT32', layout(4, (buffer) => ({ kind: 'integers', values: new Uint32Array(buffer) }))],
    ['UINT64', layout(8, (buffer) => ({ kind: 'bigints', values: new BigUint64Array(buffer) }))],
    ['INT8', layout(1, (buffer) => ({ kind: 'integers', values: new Int8Array(buffer) }))],
    ['INT16', layout(2, (buffer) => ({ kind: 'integers', values: new Int16Array(buffer) }))],
    ['INT32', layout(4, (buffer) => ({ kind: 'integers', values: new Int32Array(buffer) }))],
    ['INT64', layout(8, (buffer) => ({ kind: 'bigints', values: new BigInt64Array(buffer) }))],
    ['BOOL', layout(1, (buffer) => ({ kind: 'booleans', values: new Uint8Array(buffer) }))],
    ['COMPLEX64', { ...layout(4, (buffer) => ({ kind: 'complex', values: new Float32Array(buffer) })), valueBytes: 8 }],
    ['COMPLEX128', { ...layout(8, (buffer) => ({ kind: 'complex', values: new Float64Array(buffer) })), valueBytes: 16 }],
]);
function layout(bytes, view) {
    return { valueBytes: bytes, wordBytes: bytes, view };
}
/** Turns the words of a buffer round, in place, between this order and the machine's. */
function swapWords(buffer, wordBytes, order) {
    if ((order === 'big') === isBigEndian)
        return;
    const bytes = Buffer.from(buffer);
    if (wordBytes === 2)
        bytes.swap16();
    if (wordBytes === 4)
        bytes.swap32();
    if (wordBytes === 8)
        bytes.swap64();
}
const isBigEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 0;
/**
 * How many values a shape speaks of. Throws BundleFormatError for more dimensions than `maxDimensions`, and for more
 * values than any frame can hold, whatever the other dimensions are, unless one of them is zero.
 */
function countOf(shape) {
    if (shape.length > maxDimensions) {
        throw new hyperframe/* BundleFormatError */.KC(`a shape of ${shape.length} dimensions; ${maxDimensions} is the limit`);
    }
    if (shape.includes(0))
        return 0;
    let count = 1;
    for (const length of shape) {
        count *= length;
        // Each value takes at least a byte, and two 32-bit factors cannot leave the exact integers unseen.
        if (count > maxFrameFileBytes)
            throw new hyperframe/* BundleFormatError */.KC(`a shape of more values than a frame can hold: ${shape}`);
    }
    return count;
}
/** Throws BundleFormatError for a number that Disdat has no type for. */
function typeOf(number) {
    return frameTypes[number] ?? frame_refuse(`a frame of type ${number}`);
}
/** Throws BundleFormatError for a number that Disdat has no byte order for. */
function byteOrderOf(number) {
    return byteOrders.get(number) ?? frame_refuse(`a frame of byte order ${number}`);
}
const byteOrders = new Map([
    [hyperframe_pb/* ByteOrder */.Bu.BIG, 'big'],
    [hyperframe_pb/* ByteOrder */.Bu.LITTLE, 'little'],
    [hyperframe_pb/* ByteOrder */.Bu.NA, 'none'],
]);
/** Throws BundleFormatError: for the right-hand side of a `??`. */
function frame_refuse(message) {
    throw new hyperframe/* BundleFormatError */.KC(message);
}

;// CONCATENATED MODULE: ./src/disdat/histogram.js
/** Stretches of a histogram: as many as a line of text can show. */
const stretches = 12;
/** The numbers of a frame; undefined of one that holds something else. */
function numbersIn(content) {
    const { kind } = content;
    return kind === 'floats' || kind === 'integers' || kind === 'bigints' ? content.values : undefined;
}
/**
 * How the numbers of a column lie, before and now, between the least and the greatest finite one of both. NaN and
 * infinities are not counted, and integers beyond 2^53 are rounded. Undefined where there are no numbers, or only one and
 * the same, which has no bounds to lie between.
 */
function histogramOf(base, now) {
    const bounds = [base, now].flatMap((values) => boundsOf(values ?? []) ?? []);
    const from = Math.min(...bounds);
    const to = Math.max(...bounds);
    if (from >= to)
        return undefined;
    const countsOf = (values) => values && counted(values, from, to);
    return { from, to, base: countsOf(base), now: countsOf(now) };
}
function boundsOf(values) {
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    for (const value of values) {
        const number = Number(value);
        if (!Number.isFinite(number))
            continue;
        if (number < min)
            min = number;
        if (number > max)
            max = number;
    }
    return min <= max ? [min, max] : undefined;
}
function counted(values, from, to) {
    const counts = new Array(stretches).fill(0);
    // The distance between the greatest doubles is none; that between their halves is.
    const unit = Number.isFinite(to - from) ? 1 : 0.5;
    const width = to * unit - from * unit;
    for (const value of values) {
        const number = Number(value);
        if (!Number.isFinite(number))
            continue;
        const place = Math.min(stretches - 1, Math.floor(((number * unit - from * unit) / width) * stretches));
        counts[place] = (counts[place] ?? 0) + 1;
    }
    return counts;
}

;// CONCATENATED MODULE: ./src/disdat/columns.js


/** What Disdat calls a frame that nobody gave a name. */
const unnamed = /^unnamed:\d+$/;
/** Of two frames of the same name, or of one that the other bundle has not, what became of it. */
function columnChange(pair, base, now) {
    const { name } = pair;
    const facts = { base: factsOf(base), now: factsOf(now) };
    const histogram = histogramOf(numbersOf(base), numbersOf(now));
    if (pair.base === undefined)
        return { name, fate: 'added', ...facts, differs: [], histogram };
    if (pair.now === undefined)
        return { name, fate: 'removed', ...facts, differs: [], histogram };
    const differs = [];
    const isRetyped = facts.base !== undefined && facts.now !== undefined && facts.base.type !== facts.now.type;
    if (isRetyped)
        differs.push('type');
    if (facts.base && facts.now && !sameShape(facts.base.shape, facts.now.shape))
        differs.push('shape');
    if (pair.isMoved)
        differs.push('place');
    const isEqual = haveEqualValues(base, now);
    // Values of another type are other values, which says nothing that the type does not.
    if (isEqual === false && !isRetyped)
        differs.push('values');
    const fate = differs.length > 0 ? 'changed' : isEqual === undefined ? 'unknown' : 'same';
    return { name, fate, ...facts, differs, histogram };
}
/** Whether a frame is shown as a column: not one without a name that holds files or bundles, which are told of by themselves. */
function isColumn(frame, name) {
    if (frame === undefined)
        return false;
    if (frame.kind === 'unreadable' || !unnamed.test(name))
        return true;
    return frame.facts.type !== 'LINK' && (frame.facts.type !== 'HFRAME' || frame.kind === 'head');
}
/**
 * The rows of a bundle: of a table what its columns agree on, of files the sum of their tables', where all of them tell,
 * of an array its first dimension. Undefined for everything else.
 */
function rowsOf(presentation, columns, files) {
    if (presentation === 'DF') {
        const known = columns.filter((facts) => facts !== undefined);
        const rows = known[0]?.rows ?? (columns.length === 0 ? 0 : undefined);
        return known.every(({ shape }) => shape.length === 1 && shape[0] === rows) ? rows : undefined;
    }
    if (files.length > 0) {
        return files.reduce((sum, rows) => (sum === undefined || rows === undefined ? undefined : sum + rows), 0);
    }
    return presentation === 'TENSOR' && columns.length === 1 ? columns[0]?.shape[0] : undefined;
}
function haveEqualValues(base, now) {
    if (base?.kind === 'read' && now?.kind === 'read')
        return base.digest === now.digest;
    const facts = { base: factsOf(base), now: factsOf(now) };
    if (facts.base === undefined || facts.now === undefined)
        return undefined;
    if (facts.base.type !== facts.now.type)
        return false;
    if (countOf(facts.base.shape) !== countOf(facts.now.shape))
        return false;
    // Only what stands in a frame's head can make the same values more or fewer bytes.
    const isAlike = base?.kind === 'head' && now?.kind === 'head' && base.byteOrder === now.byteOrder;
    return isAlike && sameShape(facts.base.shape, facts.now.shape) && facts.base.bytes !== facts.now.bytes
        ? false
        : undefined;
}
function sameShape(a, b) {
    return a.length === b.length && a.every((length, place) => length === b[place]);
}
function factsOf(frame) {
    return frame === undefined || frame.kind === 'unreadable' ? undefined : frame.facts;
}
function numbersOf(frame) {
    return frame?.kind === 'read' ? frame.numbers : undefined;
}

;// CONCATENATED MODULE: ./src/disdat/comparison-notes.js
/** So many sentences, and names in each, are given; of more only their number. */
const maxNotes = 20;
const maxNames = 5;
/** What was not compared and why: a sentence for each reason, with the names of what it is true of. */
class ComparisonNotes {
    #names = new Map();
    /** `reason` is a sentence without its full stop. */
    add(reason, name) {
        const names = this.#names.get(reason) ?? [];
        names.push(name);
        this.#names.set(reason, names);
    }
    /** In the same order, whatever the order was in which they came. */
    sentences() {
        const all = [...this.#names]
            .toSorted(([a], [b]) => (a < b ? -1 : 1))
            .map(([reason, unsorted]) => {
            const names = unsorted.toSorted();
            const more = names.length > maxNames ? `, … (${names.length} in all)` : '';
            return `${reason}: ${names.slice(0, maxNames).join(', ')}${more}.`;
        });
        const left = all.length - maxNotes;
        return left > 0 ? [...all.slice(0, maxNotes), `There are ${left} more such notes.`] : all;
    }
}

;// CONCATENATED MODULE: ./src/disdat/tag-changes.js
/** Disdat's own tags, beside those that begin with `__`. */
const tag_changes_ownTags = new Set(['committed', 'root_task']);
/** What became of the tags that users gave, by key; without a base all of them are `added`. */
function tagChanges(base, now) {
    const keys = new Set([...now.keys(), ...(base?.keys() ?? [])]);
    return [...keys]
        .filter((key) => !key.startsWith('__') && !tag_changes_ownTags.has(key))
        .toSorted()
        .map((key) => {
        const values = { base: base?.get(key), now: now.get(key) };
        return { key, fate: fateOf(values.base, values.now), values };
    });
}
/** What became of something that stands for itself. */
function fateOf(base, now) {
    if (base === undefined)
        return 'added';
    if (now === undefined)
        return 'removed';
    return base === now ? 'same' : 'changed';
}

;// CONCATENATED MODULE: ./src/remote/compare-read.js

/** All that is read of two bundles is at most so many times what may be read of one frame or file. */
const readFactor = 16;
/** What is held in memory at once, all frames and files together, unless a single one is larger; in bytes. */
const maxHeldBytes = 128 * 1024 * 1024;
/** What may still be read, and held, in bytes. */
class ReadLimit {
    maxBytes;
    memory = new Budget(maxHeldBytes);
    #left;
    constructor(maxBytes) {
        this.maxBytes = maxBytes;
        this.#left = maxBytes * readFactor;
    }
    /** Takes so much of it; or says, for a note, why that may not be read. */
    take(bytes) {
        if (bytes > this.maxBytes)
            return `Larger than ${this.maxBytes} bytes (diff-max-bytes), so not read whole`;
        if (bytes > this.#left)
            return `Not read whole, for ${readFactor} times diff-max-bytes were read before`;
        this.#left -= bytes;
        return undefined;
    }
}
/** The bundle itself, without those nested in it. */
function ownPart({ proof }) {
    return proof.parts.at(-1);
}
/** The first or the last bytes of an object, no more than it has; undefined when it is gone. */
async function bytesOf({ bundle, path }, part, { signal }) {
    const maxBytes = 'firstBytes' in part ? part.firstBytes : part.lastBytes;
    // There is no range without bytes.
    if (maxBytes === 0)
        return new Uint8Array();
    const { remote, proof } = bundle;
    return await remote.store.get(remote.key(proof.bundle.uuid, path), { ...part, maxBytes, signal });
}
/** A name as a note has it. */
function noted(name, side) {
    const quoted = JSON.stringify(name.length > 100 ? `${name.slice(0, 100)}…` : name);
    return side === 'base' ? `${quoted} of the base` : quoted;
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: ./src/disdat/table-file.js
var table_file = __webpack_require__(64509);
;// CONCATENATED MODULE: ./src/disdat/csv-table.js




/** So many bytes of a file hold its header, or it has none that anybody reads. */
const csvHeadBytes = 64 * 1024;
/** In characters; a quote that is never closed makes one record of all that follows. */
const maxRecordLength = 1024 * 1024;
/** What is parsed before others get their turn, in bytes. */
const csv_table_pieceBytes = 64 * 1024;
/**
 * The columns of a CSV file, whose first record is taken for its header; their types are not known. Throws
 * BundleFormatError for what is no CSV, a header that does not end, or more than `maxTableColumns`.
 */
async function readCsvHeader(file) {
    const { bytes, isWhole } = file;
    const { parse } = await Promise.all(/* import() */[__webpack_require__.e(624), __webpack_require__.e(196)]).then(__webpack_require__.bind(__webpack_require__, 27196));
    const header = [];
    (0,hyperframe/* decoded */.DH)('CSV file', () => parse(bytes, {
        ...optionsOf(file, (names, end) => header.push({ names, end })),
        to: 1,
    }));
    const [first = { names: [], end: 0 }] = header;
    if (!isWhole && first.end >= bytes.length)
        throw new hyperframe/* BundleFormatError */.KC('a header that does not end');
    if (first.names.length > table_file/* maxTableColumns */.C)
        throw new hyperframe/* BundleFormatError */.KC(`a table of ${first.names.length} columns`);
    return first.names.map((name) => ({ name, type: 'TEXT' }));
}
/**
 * The rows of a whole CSV file: its records but for the header; empty lines are none. Throws BundleFormatError for what is
 * no CSV to its end, and the signal's reason.
 */
async function countCsvRows(file, signal) {
    const { parse } = await Promise.all(/* import() */[__webpack_require__.e(624), __webpack_require__.e(847)]).then(__webpack_require__.bind(__webpack_require__, 24847));
    let records = 0;
    const parser = parse(optionsOf(file, () => records++));
    // Nothing comes of it, and without somebody who takes that it would not end.
    parser.resume();
    try {
        await (0,external_node_stream_promises_.pipeline)(external_node_stream_.Readable.from(piecesOf(file.bytes)), parser, { signal });
    }
    catch (error) {
        signal.throwIfAborted();
        return (0,hyperframe/* decoded */.DH)('CSV file', () => {
            throw error;
        });
    }
    return Math.max(0, records - 1);
}
/** `see` hears each record, and how many bytes there were up to its end; none of them is kept. */
function optionsOf({ delimiter }, see) {
    return {
        delimiter,
        bom: true,
        relax_column_count: true,
        relax_quotes: true,
        skip_empty_lines: true,
        max_record_size: maxRecordLength,
        on_record: (record, { bytes }) => {
            see(record, bytes);
            return null;
        },
    };
}
function* piecesOf(bytes) {
    for (let at = 0; at < bytes.length; at += csv_table_pieceBytes)
        yield bytes.subarray(at, at + csv_table_pieceBytes);
}

;// CONCATENATED MODULE: ./src/disdat/thrift-walk.js

/** Seven bits a byte, of 64. */
const maxVarintBytes = 10;
/** Structs in structs and lists in lists. */
const thrift_walk_maxDepth = 16;
/** Numbers of Thrift's compact protocol. https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md */
const thrift_walk_kinds = {
    stop: 0,
    yes: 1,
    no: 2,
    byte: 3,
    i16: 4,
    i32: 5,
    i64: 6,
    double: 7,
    binary: 8,
    list: 9,
    struct: 12,
};
/**
 * Goes over a message in Thrift's compact protocol without making anything of it, so that a decoder that trusts it may
 * have it afterwards: every length in it is true, no number is longer than 64 bits, and there are at most `maxValues`.
 * Every call throws BundleFormatError for what is not so.
 */
class ThriftWalk {
    #bytes;
    #at = 0;
    #values;
    constructor(bytes, maxValues) {
        this.#bytes = bytes;
        this.#values = maxValues;
    }
    /** Where the next thing begins. */
    get at() {
        return this.#at;
    }
    /** The number of the field that begins here after the field `last`, and what is in it; undefined where the struct ends. */
    field(last) {
        const byte = this.#byte();
        const kind = byte & 0x0f;
        if (kind === thrift_walk_kinds.stop)
            return undefined;
        const delta = byte >> 4;
        return { number: delta === 0 ? this.#zigZag() : last + delta, kind };
    }
    /** Over what is in a field. */
    skip(kind, depth = 0) {
        if (depth > thrift_walk_maxDepth)
            throw thrift_walk_broken('too many things in things');
        if (--this.#values < 0)
            throw thrift_walk_broken('too many values');
        if (kind === thrift_walk_kinds.byte)
            this.#over(1);
        else if (kind === thrift_walk_kinds.i16 || kind === thrift_walk_kinds.i32 || kind === thrift_walk_kinds.i64)
            this.#varint();
        else if (kind === thrift_walk_kinds.double)
            this.#over(8);
        else if (kind === thrift_walk_kinds.binary)
            this.#over(this.#varint());
        else if (kind === thrift_walk_kinds.list)
            this.#list(depth);
        else if (kind === thrift_walk_kinds.struct)
            this.#struct(depth);
        else if (kind !== thrift_walk_kinds.yes && kind !== thrift_walk_kinds.no)
            throw thrift_walk_broken(`a value of type ${kind}`);
    }
    #struct(depth) {
        for (let field = this.field(0); field !== undefined; field = this.field(field.number)) {
            this.skip(field.kind, depth + 1);
        }
    }
    #list(depth) {
        const byte = this.#byte();
        const kind = byte & 0x0f;
        const short = byte >> 4;
        const size = short === 15 ? this.#varint() : short;
        // In a list a boolean has a byte of its own.
        const inList = kind === thrift_walk_kinds.yes || kind === thrift_walk_kinds.no ? thrift_walk_kinds.byte : kind;
        if (size > this.#bytes.length - this.#at)
            throw thrift_walk_broken('a list of more values than there are bytes');
        for (let index = 0; index < size; index++)
            this.skip(inList, depth + 1);
    }
    #over(bytes) {
        if (bytes > this.#bytes.length - this.#at)
            throw thrift_walk_broken('a value that is cut off');
        this.#at += bytes;
    }
    #byte() {
        const byte = this.#bytes[this.#at];
        if (byte === undefined)
            throw thrift_walk_broken('an end before its end');
        this.#at++;
        return byte;
    }
    #varint() {
        let value = 0;
        for (let index = 0; index < maxVarintBytes; index++) {
            const byte = this.#byte();
            value += (byte & 0x7f) * 2 ** (7 * index);
            if (byte < 0x80)
                return value;
        }
        throw thrift_walk_broken('a number without an end');
    }
    #zigZag() {
        const value = this.#varint();
        return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
}
function thrift_walk_broken(what) {
    return new hyperframe/* BundleFormatError */.KC(`not Thrift: ${what}`);
}

;// CONCATENATED MODULE: ./src/disdat/parquet-footer.js




/** What is read of a file's end at first: the whole footer of most files; in bytes. */
const parquetTailBytes = 64 * 1024;
/** Wide tables in many row groups have long footers; in bytes. */
const maxFooterBytes = 16 * 1024 * 1024;
/** Values in a footer up to its row groups: some ten for each column. */
const maxValues = 20 * table_file/* maxTableColumns */.C;
/** Of a column in columns, their names and the dots between, in characters. */
const maxPathLength = 4096;
/** The footer's length and `PAR1`. https://parquet.apache.org/docs/file-format/ */
const trailerBytes = 8;
const magic = Buffer.from('PAR1');
/** Fields of FileMetaData. https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift */
const fields = { rows: 3, rowGroups: 4 };
/** A list of no row groups after the field before it, and the end of the struct. */
const noRowGroups = Buffer.of(0x19, 0x0c, 0x00);
/**
 * How many bytes at the end of a Parquet file, of `size` bytes, hold its footer, told by its last eight bytes. Throws
 * BundleFormatError for a file that is none, and for a footer of more than `maxFooterBytes`.
 */
function parquetFooterBytes(tail, size) {
    const trailer = Buffer.from(tail.subarray(-trailerBytes));
    if (trailer.length < trailerBytes || !trailer.subarray(4).equals(magic)) {
        throw new hyperframe/* BundleFormatError */.KC('not a Parquet file: it does not end like one');
    }
    const bytes = trailer.readUInt32LE() + trailerBytes;
    if (bytes > size)
        throw new hyperframe/* BundleFormatError */.KC('not a Parquet file: its footer is longer than the file');
    if (bytes > maxFooterBytes)
        throw new hyperframe/* BundleFormatError */.KC(`a footer of ${bytes} bytes; ${maxFooterBytes} is the limit`);
    return bytes;
}
/**
 * The table in a Parquet file, from the bytes of its footer: columns in columns by their path with dots between. Throws
 * BundleFormatError for what is no footer, more than `maxTableColumns`, or a path of more than `maxPathLength`.
 */
async function readParquetFooter(footer) {
    const { parquetMetadata } = await __webpack_require__.e(/* import() */ 829).then(__webpack_require__.bind(__webpack_require__, 37829));
    const { schema, num_rows: rows } = (0,hyperframe/* decoded */.DH)('Parquet file', () => parquetMetadata(withoutRowGroups(footer), { geoparquet: false }));
    const isCount = typeof rows === 'bigint' && rows >= 0n && rows <= Number.MAX_SAFE_INTEGER;
    return { format: 'parquet', rows: isCount ? Number(rows) : undefined, columns: columnsOf(schema) };
}
/** The footer up to its row groups, which may be most of it and say nothing of the table, as a footer of its own. */
function withoutRowGroups(footer) {
    const metadata = footer.subarray(0, -trailerBytes);
    const walk = new ThriftWalk(metadata, maxValues);
    let end = 0;
    let last = 0;
    for (let field = walk.field(last); field !== undefined && field.number < fields.rowGroups; field = walk.field(last)) {
        walk.skip(field.kind);
        last = field.number;
        end = walk.at;
    }
    if (last !== fields.rows)
        throw new hyperframe/* BundleFormatError */.KC('not a Parquet file: it does not say how many rows it has');
    const length = Buffer.alloc(4);
    length.writeUInt32LE(end + noRowGroups.length);
    return new Uint8Array(Buffer.concat([metadata.subarray(0, end), noRowGroups, length, magic]));
}
function columnsOf([, ...elements]) {
    const columns = [];
    /** What the column at hand is in, and how many columns of each are to come. */
    const outer = [];
    for (const element of elements) {
        while (outer.at(-1)?.left === 0)
            outer.pop();
        const parent = outer.at(-1);
        if (parent !== undefined)
            parent.left--;
        const name = nameOf(element);
        const path = parent === undefined ? name : `${parent.path}.${name}`;
        if (path.length > maxPathLength)
            throw new hyperframe/* BundleFormatError */.KC(`a column whose path has ${path.length} characters`);
        const inner = element.num_children ?? 0;
        if (inner > 0)
            outer.push({ path, left: inner });
        else
            columns.push({ name: path, type: typeNameOf(element) });
        if (columns.length > table_file/* maxTableColumns */.C)
            throw new hyperframe/* BundleFormatError */.KC(`a table of more than ${table_file/* maxTableColumns */.C} columns`);
    }
    return columns;
}
/** Its logical type where it has one, or else how its bytes lie. */
function typeNameOf(element) {
    const { type, type_length: length, converted_type: converted, logical_type: logical } = element;
    if (logical?.type === 'INTEGER')
        return `${logical.isSigned ? '' : 'U'}INT${parquet_footer_digits(logical.bitWidth)}`;
    if (logical?.type === 'TIMESTAMP' || logical?.type === 'TIME') {
        return `${logical.type}(${logical.unit}${logical.isAdjustedToUTC ? ', UTC' : ''})`;
    }
    if (logical?.type === 'DECIMAL' || converted === 'DECIMAL') {
        const { precision, scale } = logical?.type === 'DECIMAL' ? logical : element;
        return `DECIMAL(${parquet_footer_digits(precision)}, ${parquet_footer_digits(scale ?? 0)})`;
    }
    if (typeof logical?.type === 'string')
        return logical.type;
    if (converted !== undefined)
        return converted === 'UTF8' ? 'STRING' : converted;
    return type === 'FIXED_LEN_BYTE_ARRAY' ? `${type}(${parquet_footer_digits(length)})` : (type ?? 'GROUP');
}
/** In these places the decoder gives whatever the file has. */
function nameOf({ name }) {
    return typeof name === 'string' ? name : frame_refuse('a column without a name');
}
function parquet_footer_digits(value) {
    return typeof value === 'number' ? String(value) : '?';
}

;// CONCATENATED MODULE: ./src/remote/compare-tables.js





/**
 * The table in a file, as its name promises one: of Parquet from its footer; of CSV from its header, and the number of
 * rows where the whole of it may be read. Undefined of other files, and with a note where it cannot be read.
 */
async function readTable(file, looking) {
    const format = (0,table_file/* tableFormatOf */.$)(file.path);
    if (format === undefined)
        return undefined;
    try {
        return await (format.format === 'parquet' ? readParquet(file, looking) : readCsv(file, format, looking));
    }
    catch (error) {
        if (!(error instanceof hyperframe/* BundleFormatError */.KC))
            throw error;
        looking.notes.add(`No table read (${error.message})`, noted(file.path, file.side));
        return undefined;
    }
}
async function readParquet(file, looking) {
    const tail = await bytesOf(file, { lastBytes: Math.min(file.size, parquetTailBytes) }, looking);
    const bytes = tail && parquetFooterBytes(tail, file.size);
    if (tail === undefined || bytes === undefined)
        return undefined;
    if (bytes <= tail.length)
        return await readParquetFooter(tail.subarray(-bytes));
    const whyNot = looking.reads.take(bytes);
    if (whyNot !== undefined)
        throw new hyperframe/* BundleFormatError */.KC(`a footer of ${bytes} bytes`);
    return await looking.reads.memory.hold(bytes, looking.signal, async () => {
        const footer = await bytesOf(file, { lastBytes: bytes }, looking);
        return footer && (await readParquetFooter(footer));
    });
}
async function readCsv(file, { delimiter }, looking) {
    const isWhole = file.size <= csvHeadBytes || looking.reads.take(file.size) === undefined;
    const firstBytes = isWhole ? file.size : csvHeadBytes;
    return await looking.reads.memory.hold(firstBytes, looking.signal, async () => {
        const bytes = await bytesOf(file, { firstBytes }, looking);
        if (bytes === undefined)
            return undefined;
        const columns = await readCsvHeader({ bytes, isWhole, delimiter });
        return { format: 'csv', rows: isWhole ? await countRows(file, { bytes, delimiter }, looking) : undefined, columns };
    });
}
/** Undefined, with a note, where the file is no CSV to its end. */
async function countRows(file, csv, { notes, signal }) {
    try {
        return await countCsvRows(csv, signal);
    }
    catch (error) {
        if (!(error instanceof hyperframe/* BundleFormatError */.KC))
            throw error;
        notes.add(`No rows counted (${error.message})`, noted(file.path, file.side));
        return undefined;
    }
}

;// CONCATENATED MODULE: ./src/remote/compare-files.js





/** Tables in files are read of so many files; a bundle of more is compared by sizes and ETags. */
const maxTables = 1000;
const md5 = /^[0-9a-f]{32}$/;
/** Compares the linked files of two bundles, of one path with each other; see compareBundles. */
async function compareFiles(now, base, looking) {
    const isItself = base?.proof.bundle.uuid === now.proof.bundle.uuid;
    const after = filesOf('now', now);
    const before = base === undefined ? new Map() : filesOf('base', base);
    const pairs = [...new Set([...before.keys(), ...after.keys()])]
        .toSorted()
        .map((path) => ({ path, base: before.get(path), now: after.get(path), isItself }));
    const needsTags = !isItself && pairs.some((pair) => pair.base?.size === pair.now?.size);
    const tags = {
        base: needsTags && base !== undefined ? await compare_files_tagsOf(base, looking) : undefined,
        now: needsTags ? await compare_files_tagsOf(now, looking) : undefined,
    };
    const changes = [];
    await (0,pool/* forEachBounded */.a)(pairs.entries(), async ([place, pair], signal) => {
        const heard = { ...looking, signal };
        const told = fateOfFile(pair, tags);
        const fate = told === 'unknown' ? await fateOfBytes(pair, heard) : told;
        changes[place] = { path: pair.path, fate, ...(await compare_files_factsOf(pair, fate, place < maxTables, heard)) };
    }, looking);
    for (const { path } of pairs.slice(maxTables))
        looking.notes.add(`No tables read beyond ${maxTables} files`, noted(path, 'now'));
    return changes;
}
function filesOf(side, bundle) {
    const part = ownPart(bundle);
    const frames = new Set(part?.bundle.frames.map(({ uuid }) => (0,disdat_bundle/* frameName */.VW)(uuid)));
    const files = part?.objects.filter(({ path }) => !frames.has(path)) ?? [];
    return new Map(files.map(({ path, size }) => [path, { bundle, side, path, size }]));
}
async function compare_files_tagsOf({ remote, proof }, { signal }) {
    const { uuid } = proof.bundle;
    const folder = remote.key(uuid, '');
    const etags = new Map();
    for await (const entry of remote.store.list(folder, { signal })) {
        if (entry.kind === 'object')
            etags.set(entry.key.slice(folder.length), entry.etag);
    }
    // With KMS an ETag looks like an MD5 and is none. A bundle is written by one tool, so its HyperFrame tells for all.
    const hash = (0,external_node_crypto_.createHash)('md5').update(proof.parts.at(-1)?.hyperFrame ?? '');
    return { etags, areMd5: etags.get((0,disdat_bundle/* hyperFrameName */.lm)(uuid)) === hash.digest('hex') };
}
/**
 * What sizes and ETags tell. Equal ETags are of equal bytes; different ones of different bytes where both are MD5s, which
 * those of uploads in parts and of objects under KMS are not.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
 */
function fateOfFile({ path, base, now, isItself }, tags) {
    if (base === undefined)
        return 'added';
    if (now === undefined)
        return 'removed';
    if (isItself)
        return 'same';
    if (base.size !== now.size)
        return 'changed';
    const etags = { base: tags.base?.etags.get(path) ?? '', now: tags.now?.etags.get(path) ?? '' };
    if (etags.base !== '' && etags.base === etags.now)
        return 'same';
    const areMd5 = tags.base?.areMd5 && tags.now?.areMd5 && md5.test(etags.base) && md5.test(etags.now);
    return areMd5 ? 'changed' : 'unknown';
}
/** What the bytes of two files of the same size tell, where they may be read. */
async function fateOfBytes({ path, base, now }, looking) {
    if (base === undefined || now === undefined)
        return 'unknown';
    const { reads, notes, signal } = looking;
    if (reads.take(base.size) !== undefined || reads.take(now.size) !== undefined) {
        notes.add('Of the same size, and their ETags do not tell whether they are the same', noted(path, 'now'));
        return 'unknown';
    }
    return await reads.memory.hold(base.size + now.size, signal, async () => {
        const [before, after] = await Promise.all([base, now].map((file) => bytesOf(file, { firstBytes: file.size }, looking)));
        if (before === undefined || after === undefined)
            return 'unknown';
        return Buffer.compare(before, after) === 0 ? 'same' : 'changed';
    });
}
async function compare_files_factsOf({ base, now }, fate, withTable, looking) {
    const facts = async (file) => file && { bytes: file.size, table: withTable ? await readTable(file, looking) : undefined };
    const after = await facts(now);
    return { base: fate === 'same' ? after : await facts(base), now: after };
}

;// CONCATENATED MODULE: ./src/disdat/column-pairs.js
/**
 * Things of the same name, the first of a name with the first of that name and so on; in the new order, with those that
 * were removed where they stood. As few as can be are moved.
 */
function pairsOf(base, now) {
    const places = placesOf(base);
    const matches = occurrencesOf(now).map((key) => places.get(key));
    const kept = new Set(matches.filter((place) => place !== undefined));
    const steady = longestRising(matches.filter((place) => place !== undefined));
    const removed = new Map();
    let before;
    for (const [place, name] of base.entries()) {
        if (kept.has(place)) {
            before = place;
            continue;
        }
        const followers = removed.get(before) ?? [];
        followers.push({ name, base: place, now: undefined, isMoved: false });
        removed.set(before, followers);
    }
    const pairs = now.flatMap((name, place) => {
        const match = matches[place];
        const pair = { name, base: match, now: place, isMoved: match !== undefined && !steady.has(match) };
        return [pair, ...((match !== undefined && removed.get(match)) || [])];
    });
    return [...(removed.get(undefined) ?? []), ...pairs];
}
function placesOf(names) {
    return new Map(occurrencesOf(names).map((key, place) => [key, place]));
}
/** Each name with how often it came before: `0 a`, `1 a`. */
function occurrencesOf(names) {
    const seen = new Map();
    return names.map((name) => {
        const count = seen.get(name) ?? 0;
        seen.set(name, count + 1);
        return `${count} ${name}`;
    });
}
/** The longest part of different numbers that rises. https://en.wikipedia.org/wiki/Longest_increasing_subsequence */
function longestRising(numbers) {
    /** The least number that a rising part of each length can end with, and what came before each number. */
    const ends = [];
    const previous = new Map();
    for (const number of numbers) {
        let low = 0;
        for (let high = ends.length; low < high;) {
            const middle = (low + high) >>> 1;
            if ((ends[middle] ?? 0) < number)
                low = middle + 1;
            else
                high = middle;
        }
        previous.set(number, ends[low - 1]);
        ends[low] = number;
    }
    const part = new Set();
    for (let number = ends.at(-1); number !== undefined; number = previous.get(number))
        part.add(number);
    return part;
}

;// CONCATENATED MODULE: ./src/disdat/frame-parts.js


/** How many values a frame's head speaks of; undefined where texts, links or bundles state no shape, or there are none. */
function statedCount({ type, shape }) {
    const isUncounted = shape.length === 0 && layoutOf(type) === undefined && type !== 'OBJECT';
    return isUncounted ? undefined : countOf(shape);
}
/** The shape of a frame of so many values: as stated, or, where texts, links or bundles state none, their number. */
function shapeOf(head, count) {
    return head.shape.length === 0 && count !== 1 && head.type !== 'NONE' ? [count] : head.shape;
}
/** The number of the one field that values of this type are in. */
function contentField(type) {
    if (type === 'NONE')
        return undefined;
    if (type === 'LINK')
        return hyperframe_pb/* FrameSchema */.ty.field.links.number;
    if (type === 'HFRAME')
        return hyperframe_pb/* FrameSchema */.ty.field.hframes.number;
    return type === 'STRING' ? hyperframe_pb/* FrameSchema */.ty.field.strings.number : hyperframe_pb/* FrameSchema */.ty.field.data.number;
}

;// CONCATENATED MODULE: ./src/disdat/wire-field.js

/** Seven bits a byte, of 64. */
const wire_field_maxVarintBytes = 10;
/**
 * The field that begins at this place; undefined when the bytes end before its content does begin. Throws
 * BundleFormatError for what begins no field, for groups, which nobody writes, and for lengths beyond 32 bits.
 */
function fieldAt(bytes, at) {
    const tag = varintAt(bytes, at);
    if (tag === undefined)
        return undefined;
    const number = tag.value >>> 3;
    if (number === 0 || tag.isLarge)
        throw new hyperframe/* BundleFormatError */.KC('not a Frame: a field without a number');
    const wireType = tag.value & 7;
    if (wireType === 1 || wireType === 5) {
        return { number, kind: 'fixed', value: 0, content: tag.next, contentBytes: wireType === 1 ? 8 : 4 };
    }
    if (wireType !== 0 && wireType !== 2)
        throw new hyperframe/* BundleFormatError */.KC(`not a Frame: a field of wire type ${wireType}`);
    const varint = varintAt(bytes, tag.next);
    if (varint === undefined)
        return undefined;
    if (wireType === 0)
        return { number, kind: 'number', value: varint.value, content: varint.next, contentBytes: 0 };
    if (varint.isLarge)
        throw new hyperframe/* BundleFormatError */.KC('not a Frame: a field of more than 4 GiB');
    return { number, kind: 'delimited', value: 0, content: varint.next, contentBytes: varint.value };
}
/** The varints that fill these bytes, each cut to 32 bits, at most `limit` of them. Throws BundleFormatError for others. */
function packedNumbers(bytes, limit) {
    const numbers = [];
    for (let at = 0; at < bytes.length;) {
        const varint = varintAt(bytes, at);
        if (varint === undefined)
            throw new hyperframe/* BundleFormatError */.KC('not a Frame: a number that is cut off');
        if (numbers.length === limit)
            throw new hyperframe/* BundleFormatError */.KC(`not a Frame: more than ${limit} numbers`);
        numbers.push(varint.value);
        at = varint.next;
    }
    return numbers;
}
function varintAt(bytes, start) {
    let value = 0;
    let isLarge = false;
    for (let index = 0; index < wire_field_maxVarintBytes; index++) {
        const byte = bytes[start + index];
        if (byte === undefined)
            return undefined;
        const bits = byte & 0x7f;
        if (index < 5)
            value = (value | (bits << (7 * index))) >>> 0;
        if (index > 4 ? bits !== 0 : index === 4 && bits > 0x0f)
            isLarge = true;
        if (byte < 0x80)
            return { value, isLarge, next: start + index + 1 };
    }
    throw new hyperframe/* BundleFormatError */.KC('not a Frame: a number without an end');
}

;// CONCATENATED MODULE: ./src/disdat/frame-parser.js







/** More than any name, uuid, shape, link or hash needs, in bytes. */
const maxSmallFieldBytes = 64 * 1024;
const frame_parser_fields = hyperframe_pb/* FrameSchema */.ty.field;
const lastFieldOfHead = frame_parser_fields.byteorder.number;
const lastField = frame_parser_fields.hash.number;
const repeatedFields = new Set([frame_parser_fields.shape, frame_parser_fields.hframes, frame_parser_fields.links, frame_parser_fields.strings].map(({ number }) => number));
const skip = { kind: 'pieces', take: () => undefined };
const frame_parser_nothing = new Uint8Array(0);
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/**
 * Reads the bytes of one Frame as they come, in chunks cut anywhere, and keeps no more of them than one small field.
 * Stricter than protobuf: fields come in number order and single ones once, as every Disdat writes them; values are of
 * no other kind than the type's, and exactly as many as the shape says. Fields that this schema does not know are
 * skipped.
 *
 * Every call throws BundleFormatError for what is no such frame; a parser that threw is of no further use.
 */
class FrameParser {
    #visitor;
    #wholeTextBytes;
    #md5 = (0,external_node_crypto_.createHash)('md5');
    /** The begin of a field that has not come whole. */
    #rest = frame_parser_nothing;
    #totalBytes = 0;
    /** A field that is taken as it comes, and how much of it is to come. */
    #open;
    #last = 0;
    #name = '';
    #uuid = '';
    #type = 'NONE';
    #byteOrder = 'big';
    #shape = [];
    #isHeadTold = false;
    /** How many values the shape speaks of, where it does. */
    #stated;
    #count = 0;
    #hash = '';
    /** How much of the chunk at hand the MD5 has had. */
    #hashedTo = 0;
    constructor(visitor, wholeTextBytes) {
        this.#visitor = visitor;
        this.#wholeTextBytes = wholeTextBytes;
    }
    push(chunk) {
        this.#totalBytes += chunk.length;
        if (this.#totalBytes > maxFrameFileBytes)
            frame_refuse(`a frame of more than ${maxFrameFileBytes} bytes`);
        const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
        this.#hashedTo = 0;
        let at = 0;
        while (at < bytes.length) {
            const next = this.#open === undefined ? this.#field(bytes, at) : this.#piece(this.#open, bytes, at);
            if (next === undefined)
                break;
            at = next;
        }
        this.#md5.update(bytes.subarray(this.#hashedTo, at));
        this.#rest = at === bytes.length ? frame_parser_nothing : new Uint8Array(bytes.subarray(at));
    }
    /** To be called once, after the last chunk. */
    end() {
        if (this.#rest.length > 0 || this.#open !== undefined)
            frame_refuse('a frame that is cut off');
        // It is written last, and so is what a truncation loses first.
        if (this.#hash === '')
            frame_refuse('a frame without its hash: it is empty or truncated');
        if (this.#stated !== undefined && this.#count !== this.#stated) {
            frame_refuse(`a frame of ${this.#count} values whose shape is [${this.#shape.join(', ')}]`);
        }
        return { count: this.#count, hashMatches: this.#md5.digest('hex') === this.#hash };
    }
    /** Takes what begins here, and tells where the next field does; undefined when more bytes are needed. */
    #field(bytes, start) {
        const field = fieldAt(bytes, start);
        if (field === undefined)
            return undefined;
        const { number, content, contentBytes } = field;
        const end = content + contentBytes;
        if (contentBytes > maxFrameFileBytes)
            frame_refuse(`a field ${number} of ${contentBytes} bytes`);
        const taker = this.#takerOf(field);
        if (taker.kind === 'whole') {
            if (contentBytes > taker.maxBytes)
                frame_refuse(`a field ${number} of ${contentBytes} bytes`);
            if (end > bytes.length)
                return undefined;
        }
        if (number <= lastField)
            this.#enter(field);
        if (taker.kind === 'pieces') {
            if (contentBytes > 0)
                this.#open = { take: taker.take, bytes: contentBytes };
            return content;
        }
        taker.take(bytes.subarray(content, end));
        if (number === lastField) {
            this.#md5.update(bytes.subarray(this.#hashedTo, start));
            this.#hashedTo = end;
        }
        return end;
    }
    #piece(open, bytes, start) {
        const piece = bytes.subarray(start, start + open.bytes);
        const left = open.bytes - piece.length;
        this.#open = left === 0 ? undefined : { take: open.take, bytes: left };
        open.take(piece, left === 0);
        return start + piece.length;
    }
    #takerOf({ number, kind, value, contentBytes }) {
        if (number > lastField)
            return skip;
        if (kind === 'number') {
            if (number === frame_parser_fields.type.number)
                return whole(() => (this.#type = typeOf(value)));
            if (number === frame_parser_fields.byteorder.number)
                return whole(() => (this.#byteOrder = byteOrderOf(value)));
            if (number === frame_parser_fields.shape.number)
                return whole(() => this.#shape.push(value));
        }
        if (kind === 'delimited') {
            if (number === frame_parser_fields.name.number)
                return whole((content) => (this.#name = frame_parser_text(content)));
            if (number === frame_parser_fields.uuid.number)
                return whole((content) => (this.#uuid = frame_parser_text(content)));
            if (number === frame_parser_fields.shape.number) {
                return whole((content) => this.#shape.push(...packedNumbers(content, maxDimensions)));
            }
            if (number === frame_parser_fields.hframes.number)
                return whole((content) => this.#bundle(content), hyperframe/* maxHyperFrameBytes */.ts);
            if (number === frame_parser_fields.links.number) {
                return whole((content) => this.#visitor.link((0,hyperframe/* decoded */.DH)('Link', () => (0,hyperframe/* linkUrl */.YY)(content))));
            }
            if (number === frame_parser_fields.strings.number) {
                if (contentBytes > this.#wholeTextBytes)
                    return { kind: 'pieces', take: this.#visitor.text };
                return whole((content) => this.#visitor.text(content, true), contentBytes);
            }
            if (number === frame_parser_fields.data.number)
                return { kind: 'pieces', take: this.#visitor.data };
            if (number === lastField)
                return whole((content) => (this.#hash = frame_parser_text(content)));
        }
        return frame_refuse(`a field ${number} that is a ${kind}`);
    }
    #bundle(content) {
        if (!(0,disdat_bundle/* isUuid */.O1)((0,hyperframe/* readHyperFrame */.we)(content).uuid))
            frame_refuse('a nested bundle whose uuid is none');
        this.#visitor.bundle(content);
    }
    /** What must be so before a field of ours is taken; above all, before anything is made as large as it claims. */
    #enter({ number, contentBytes }) {
        if (number < this.#last || (number === this.#last && !repeatedFields.has(number))) {
            frame_refuse(`field ${number} after field ${this.#last}`);
        }
        this.#last = number;
        if (number <= lastFieldOfHead)
            return;
        if (!this.#isHeadTold)
            this.#tellHead();
        if (number === lastField)
            return;
        if (number !== contentField(this.#type))
            frame_refuse(`a frame of type ${this.#type} that holds a field ${number}`);
        const layout = layoutOf(this.#type);
        this.#count = layout === undefined ? this.#count + 1 : contentBytes / layout.valueBytes;
        if (this.#stated !== undefined && this.#count > this.#stated) {
            frame_refuse(`a frame of ${this.#count} values or more whose shape is [${this.#shape.join(', ')}]`);
        }
    }
    #tellHead() {
        this.#isHeadTold = true;
        const head = {
            name: this.#name,
            uuid: this.#uuid,
            type: this.#type,
            shape: this.#shape,
            byteOrder: this.#byteOrder,
        };
        this.#stated = statedCount(head);
        this.#visitor.head(head);
    }
}
function whole(take, maxBytes = maxSmallFieldBytes) {
    return { kind: 'whole', maxBytes, take };
}
function frame_parser_text(bytes) {
    return (0,hyperframe/* decoded */.DH)('Frame', () => utf8.decode(bytes));
}

;// CONCATENATED MODULE: ./src/disdat/frame-read.js




const frame_read_utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/**
 * The values in the bytes of a whole Frame, copied out of them. Takes what Disdat writes and no more: see FrameParser.
 * Memory is bounded by the bytes there are, at about ten times their length, whatever they claim. Throws
 * BundleFormatError for anything else, and for links or nested bundles of more than `maxFrameBytes`.
 */
function readFrameValues(bytes) {
    let head;
    let data = new ArrayBuffer(0);
    const texts = [];
    const bundles = [];
    const parser = new FrameParser({
        head: (told) => {
            head = told;
            if ((told.type === 'LINK' || told.type === 'HFRAME') && bytes.length > hyperframe/* maxFrameBytes */.fr) {
                frame_refuse(`a frame of ${told.type} of ${bytes.length} bytes; ${hyperframe/* maxFrameBytes */.fr} is the limit`);
            }
        },
        // All bytes are there, so each piece is the whole.
        data: (piece) => {
            data = new ArrayBuffer(piece.length);
            new Uint8Array(data).set(piece);
        },
        text: (piece) => texts.push((0,hyperframe/* decoded */.DH)('text', () => frame_read_utf8.decode(piece))),
        link: (url) => texts.push(url),
        bundle: (hyperFrame) => bundles.push(new Uint8Array(hyperFrame)),
    }, Number.POSITIVE_INFINITY);
    parser.push(bytes);
    const { count, hashMatches } = parser.end();
    if (head === undefined)
        return frame_refuse('a frame without a head');
    const { name, uuid, type, byteOrder } = head;
    const shape = shapeOf(head, count);
    swapWords(data, layoutOf(type)?.wordBytes ?? 1, byteOrder);
    return { name, uuid, shape, byteOrder, content: contentOf(type, data, { texts, bundles }), hashMatches };
}
/**
 * What the frame that begins with these bytes says of itself; undefined where they end before its values begin. Throws
 * BundleFormatError for bytes that begin no frame.
 */
function frameHeadIn(start) {
    let head;
    const parser = new FrameParser({
        head: (told) => {
            head = told;
        },
        data: () => undefined,
        text: () => undefined,
        link: () => undefined,
        bundle: () => undefined,
    }, 0);
    parser.push(start);
    return head;
}
function contentOf(type, data, { texts, bundles }) {
    switch (type) {
        case 'NONE':
            return { kind: 'none' };
        case 'LINK':
            return { kind: 'links', values: texts };
        case 'HFRAME':
            return { kind: 'bundles', values: bundles };
        case 'STRING':
            return { kind: 'strings', values: texts };
        case 'OBJECT':
            return { kind: 'object', text: (0,hyperframe/* decoded */.DH)('text', () => frame_read_utf8.decode(data)) };
        default: {
            const content = layoutOf(type)?.view(data) ?? frame_refuse(`a frame of type ${type}`);
            // Any byte but 0 is true to NumPy.
            return content.kind === 'booleans'
                ? { ...content, values: content.values.map((byte) => Math.min(byte, 1)) }
                : content;
        }
    }
}

;// CONCATENATED MODULE: ./src/disdat/distinct.js
/** Different values are counted up to so many; beyond, memory would grow with the data. */
const maxDistinct = 10_000;
/** Counts different values up to `maxDistinct`. -0 is 0. */
class Distinct {
    #seen = new Set();
    /** Whether it pays to go on adding. */
    get isOpen() {
        return this.#seen !== undefined;
    }
    add(value) {
        if (this.#seen === undefined)
            return;
        this.#seen.add(value);
        if (this.#seen.size > maxDistinct)
            this.#seen = undefined;
    }
    /** `except`: what was added and is not to be counted after all. */
    result(except = []) {
        const seen = this.#seen;
        if (seen === undefined)
            return { count: maxDistinct, isExact: false };
        return { count: seen.size - except.filter((value) => seen.has(value)).length, isExact: true };
    }
}

;// CONCATENATED MODULE: ./src/disdat/number-tally.js


/** Numbers are looked at so many bytes at a time: a multiple of every value's length. */
const blockBytes = 64 * 1024;
/** Sees the bytes of numbers go by, in pieces cut anywhere; keeps a block of them and `maxDistinct` values. */
class NumberTally {
    #layout;
    #byteOrder;
    #block;
    #filled = 0;
    #distinct = new Distinct();
    #floats = new FloatTally();
    #integers = new IntegerTally();
    #trues = 0;
    #nulls = 0;
    /** `values`: how many are to come. */
    constructor(layout, byteOrder, values) {
        this.#layout = layout;
        this.#byteOrder = byteOrder;
        this.#block = new ArrayBuffer(Math.min(blockBytes, values * layout.valueBytes));
    }
    add(piece) {
        for (let at = 0; at < piece.length;) {
            const part = piece.subarray(at, at + this.#block.byteLength - this.#filled);
            new Uint8Array(this.#block).set(part, this.#filled);
            this.#filled += part.length;
            at += part.length;
            if (this.#filled === this.#block.byteLength)
                this.#look(this.#block);
        }
    }
    /** Nulls are NaN, which is what Disdat makes of a missing number; of a complex number either part. */
    end() {
        const kind = this.#look(this.#block.slice(0, this.#filled));
        const { min, max, mean } = kind === 'floats' ? this.#floats : this.#integers;
        const nulls = this.#nulls + this.#floats.nulls;
        const distinct = this.#distinct.result();
        if (kind === 'booleans')
            return { summary: { kind, trues: this.#trues }, nulls, distinct };
        if (kind === 'complex')
            return { summary: { kind }, nulls, distinct };
        return { summary: { kind: 'numbers', min, max, mean }, nulls, distinct };
    }
    #look(block) {
        swapWords(block, this.#layout.wordBytes, this.#byteOrder);
        this.#filled = 0;
        const content = this.#layout.view(block);
        if (content.kind === 'floats')
            this.#floats.look(content.values, this.#distinct);
        if (content.kind === 'integers' || content.kind === 'bigints')
            this.#integers.look(content.values, this.#distinct);
        if (content.kind === 'booleans')
            this.#lookAtBooleans(content.values);
        if (content.kind === 'complex')
            this.#lookAtComplex(content.values);
        return content.kind;
    }
    #lookAtBooleans(values) {
        let trues = 0;
        for (const value of values)
            if (value !== 0)
                trues++;
        this.#trues += trues;
        if (trues > 0)
            this.#distinct.add(1);
        if (trues < values.length)
            this.#distinct.add(0);
    }
    #lookAtComplex(values) {
        for (let index = 0; index < values.length; index += 2) {
            const real = values[index] ?? 0;
            const imaginary = values[index + 1] ?? 0;
            if (Number.isNaN(real) || Number.isNaN(imaginary))
                this.#nulls++;
            else if (this.#distinct.isOpen)
                this.#distinct.add(`${real} ${imaginary}`);
        }
    }
}
class FloatTally {
    min;
    max;
    nulls = 0;
    #count = 0;
    #sum = 0;
    /** What rounding lost of the sum. https://en.wikipedia.org/wiki/Kahan_summation_algorithm#Further_enhancements */
    #lost = 0;
    get mean() {
        if (this.#count === 0)
            return undefined;
        return (Number.isFinite(this.#sum) ? this.#sum + this.#lost : this.#sum) / this.#count;
    }
    look(values, distinct) {
        let min = this.min ?? Number.POSITIVE_INFINITY;
        let max = this.max ?? Number.NEGATIVE_INFINITY;
        let nulls = 0;
        let sum = this.#sum;
        let lost = this.#lost;
        for (const value of values) {
            if (Number.isNaN(value)) {
                nulls++;
                continue;
            }
            if (value < min)
                min = value;
            if (value > max)
                max = value;
            const next = sum + value;
            lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
            sum = next;
            if (distinct.isOpen)
                distinct.add(value);
        }
        this.nulls += nulls;
        this.#count += values.length - nulls;
        this.#sum = sum;
        this.#lost = lost;
        if (this.#count > 0) {
            this.min = min;
            this.max = max;
        }
    }
}
class IntegerTally {
    min;
    max;
    #count = 0;
    #total = 0n;
    get mean() {
        return this.#count === 0 ? undefined : Number(this.#total) / this.#count;
    }
    look(values, distinct) {
        this.#count += values.length;
        if (values instanceof BigInt64Array || values instanceof BigUint64Array)
            this.#lookAtBig(values, distinct);
        else
            this.#lookAtSmall(values, distinct);
    }
    #lookAtSmall(values, distinct) {
        let min = Number.POSITIVE_INFINITY;
        let max = Number.NEGATIVE_INFINITY;
        // Exact: a block has at most 2^16 values of 32 bits.
        let sum = 0;
        for (const value of values) {
            if (value < min)
                min = value;
            if (value > max)
                max = value;
            sum += value;
            if (distinct.isOpen)
                distinct.add(value);
        }
        if (values.length > 0)
            this.#widen(min, max);
        this.#total += BigInt(sum);
    }
    #lookAtBig(values, distinct) {
        let [min = 0n] = values;
        let max = min;
        let sum = 0n;
        for (const value of values) {
            if (value < min)
                min = value;
            if (value > max)
                max = value;
            sum += value;
            if (distinct.isOpen)
                distinct.add(value);
        }
        if (values.length > 0)
            this.#widen(min, max);
        this.#total += sum;
    }
    #widen(min, max) {
        if (this.min === undefined || min < this.min)
            this.min = min;
        if (this.max === undefined || max > this.max)
            this.max = max;
    }
}

;// CONCATENATED MODULE: ./src/disdat/text-tally.js



/** Longer texts may come in pieces, and are told apart by their MD5; in bytes. */
const wholeTextBytes = 64 * 1024;
/** Up to so many characters a text is kept to be told from others; beyond, its MD5. */
const keptLength = 64;
const bareJson = /^(?:null|NaN|-?Infinity|true|false|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
const jsonNulls = ['null', 'NaN'];
const text_tally_utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** Sees texts go by; keeps none of them but up to `maxDistinct` short ones. */
class TextTally {
    #distinct = new Distinct();
    #plain = new Lengths();
    #inJson = new Lengths();
    #mayBeJson = true;
    #hasBareJson = false;
    #nulls = 0;
    #long;
    /** Throws BundleFormatError for what is not UTF-8. */
    add(piece, isLast) {
        if (isLast && this.#long === undefined && piece.length <= wholeTextBytes) {
            this.#see((0,hyperframe/* decoded */.DH)('text', () => text_tally_utf8.decode(piece)));
            return;
        }
        this.#long ??= new LongText();
        this.#long.add(piece);
        if (!isLast)
            return;
        this.#seeLong(this.#long);
        this.#long = undefined;
    }
    end() {
        const isJson = this.#mayBeJson && this.#hasBareJson;
        const { min, max } = isJson ? this.#inJson : this.#plain;
        return {
            summary: { kind: 'texts', isJson, minLength: min, maxLength: max },
            nulls: isJson ? this.#nulls : 0,
            distinct: this.#distinct.result(isJson ? jsonNulls : []),
        };
    }
    #see(text) {
        if (this.#distinct.isOpen)
            this.#distinct.add(text.length <= keptLength ? text : longKey((0,external_node_crypto_.createHash)('md5').update(text)));
        const length = codePoints(text);
        this.#plain.add(length);
        if (!this.#mayBeJson)
            return;
        const first = text[0];
        if (first === '"') {
            const inner = jsonString(text);
            if (inner === undefined)
                this.#mayBeJson = false;
            else
                this.#inJson.add(codePoints(inner));
        }
        else if (bareJson.test(text) || (first === '{' && text.endsWith('}')) || (first === '[' && text.endsWith(']'))) {
            this.#hasBareJson = true;
            if (jsonNulls.includes(text))
                this.#nulls++;
            else
                this.#inJson.add(length);
        }
        else {
            this.#mayBeJson = false;
        }
    }
    #seeLong(text) {
        const { length, first, last, digest } = text.end();
        this.#distinct.add(digest);
        this.#plain.add(length);
        const enclosing = `${first}${last}`;
        this.#inJson.add(enclosing === '""' ? length - 2 : length);
        if (enclosing === '{}' || enclosing === '[]')
            this.#hasBareJson = true;
        else if (enclosing !== '""')
            this.#mayBeJson = false;
    }
}
/** A text that comes in pieces, and is not kept. Throws BundleFormatError for what is not UTF-8. */
class LongText {
    #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    #md5 = (0,external_node_crypto_.createHash)('md5');
    #length = 0;
    #first = '';
    #last = '';
    add(piece) {
        this.#see((0,hyperframe/* decoded */.DH)('text', () => this.#decoder.decode(piece, { stream: true })));
        this.#md5.update(piece);
    }
    end() {
        this.#see((0,hyperframe/* decoded */.DH)('text', () => this.#decoder.decode()));
        return { length: this.#length, first: this.#first, last: this.#last, digest: longKey(this.#md5) };
    }
    #see(part) {
        this.#length += codePoints(part);
        this.#first ||= part.slice(0, 1);
        this.#last = part.slice(-1) || this.#last;
    }
}
class Lengths {
    min;
    max;
    add(length) {
        if (this.min === undefined || length < this.min)
            this.min = length;
        if (this.max === undefined || length > this.max)
            this.max = length;
    }
}
/** What stands for a text of more than `keptLength`, and is no text of less. */
function longKey(md5) {
    return `${md5.digest('hex')}${' '.repeat(keptLength)}`;
}
function codePoints(text) {
    let count = text.length;
    for (let index = 0; index < text.length; index++)
        if ((text.charCodeAt(index) & 0xfc00) === 0xdc00)
            count--;
    return count;
}
function jsonString(text) {
    try {
        const value = JSON.parse(text);
        return typeof value === 'string' ? value : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./src/disdat/value-digest.js



/** No UTF-8 has this byte, so it ends a text. */
const textEnd = Buffer.of(0xff);
const value_digest_nothing = new Uint8Array(0);
/**
 * Hears what a frame holds, and makes a SHA-256 of it: of its type, and of its numbers in this machine's byte order, its
 * texts, its links, or the uuids of its bundles. Frame.hash cannot stand for that: the frame's own uuid is in it.
 */
class ValueDigest {
    #hash = (0,external_node_crypto_.createHash)('sha256');
    #wordBytes = 1;
    #byteOrder = 'none';
    /** The begin of a word that has not come whole. */
    #rest = value_digest_nothing;
    head({ type, byteOrder }) {
        this.#hash.update(type).update(textEnd);
        this.#wordBytes = layoutOf(type)?.wordBytes ?? 1;
        this.#byteOrder = byteOrder;
    }
    data(piece) {
        if (this.#wordBytes === 1) {
            this.#hash.update(piece);
            return;
        }
        const length = this.#rest.length + piece.length;
        const whole = length - (length % this.#wordBytes);
        const words = new Uint8Array(length);
        words.set(this.#rest);
        words.set(piece, this.#rest.length);
        this.#rest = words.subarray(whole);
        const buffer = words.buffer.slice(0, whole);
        swapWords(buffer, this.#wordBytes, this.#byteOrder);
        this.#hash.update(new Uint8Array(buffer));
    }
    text(piece, isLast) {
        this.#hash.update(piece);
        if (isLast)
            this.#hash.update(textEnd);
    }
    link(url) {
        this.#hash.update(url).update(textEnd);
    }
    bundle(hyperFrame) {
        this.#hash.update((0,hyperframe/* readHyperFrame */.we)(hyperFrame).uuid);
    }
    end() {
        return this.#hash.digest('hex');
    }
}

;// CONCATENATED MODULE: ./src/disdat/frame-summary.js






/**
 * What the Frame in these bytes comes to. It is seen once, in chunks cut anywhere, and never held: memory is the same for
 * a frame of 2 GiB as for one of 2 MiB (a nested HyperFrame, up to `maxHyperFrameBytes`, apart). Throws BundleFormatError
 * for what Disdat would not write: see FrameParser; and whatever the chunks throw.
 */
async function summariseFrame(chunks) {
    let head;
    let numbers;
    const texts = new TextTally();
    let object;
    const digest = new ValueDigest();
    const parser = new FrameParser({
        head: (told) => {
            head = told;
            digest.head(told);
            const layout = layoutOf(told.type);
            if (layout !== undefined)
                numbers = new NumberTally(layout, told.byteOrder, countOf(told.shape));
        },
        data: (piece, isLast) => {
            digest.data(piece);
            if (numbers !== undefined) {
                numbers.add(piece);
                return;
            }
            object ??= new LongText();
            object.add(piece);
            if (isLast)
                object.end();
        },
        text: (piece, isLast) => {
            digest.text(piece, isLast);
            texts.add(piece, isLast);
        },
        link: (url) => {
            digest.link(url);
            texts.add(Buffer.from(url), true);
        },
        bundle: (hyperFrame) => digest.bundle(hyperFrame),
    }, wholeTextBytes);
    for await (const chunk of chunks)
        parser.push(chunk);
    const { count, hashMatches } = parser.end();
    if (head === undefined)
        return frame_refuse('a frame without a head');
    const { name, uuid, type } = head;
    const shape = shapeOf(head, count);
    const seen = numbers?.end() ?? texts.end();
    return {
        name,
        uuid,
        type,
        shape,
        rows: shape[0] ?? count,
        values: count,
        nulls: type === 'LINK' ? 0 : seen.nulls,
        distinct: seen.summary.kind === 'texts' && type !== 'STRING' && type !== 'LINK' ? undefined : seen.distinct,
        hashMatches,
        digest: digest.end(),
        detail: seen.summary.kind === 'texts' && type !== 'STRING' ? { kind: 'others' } : seen.summary,
    };
}

;// CONCATENATED MODULE: ./src/disdat/seen-frame.js







/** A sample has at most so many characters. */
const maxSampleLength = 200;
/** The frame in these bytes; one that is none is unreadable. Memory is bounded by the bytes there are. */
async function seeFrame(bytes, samples) {
    return await orUnreadable(async () => {
        const summary = await summariseFrame([bytes]);
        const { type, shape, rows, digest } = summary;
        const hasSample = samples && summary.values === 1;
        // Texts take ten times their bytes, so they are not made without need.
        const isNeeded = hasSample || type === 'LINK' || type === 'HFRAME' || layoutOf(type) !== undefined;
        const content = isNeeded ? readFrameValues(bytes).content : { kind: 'none' };
        const values = valueFacts(summary, hasSample ? sampleOf(content) : undefined);
        return {
            kind: 'read',
            facts: { type, shape, rows, bytes: bytes.length, values },
            digest,
            numbers: numbersIn(content),
            nested: content.kind === 'bundles' ? content.values.map(nestedIn) : [],
            leadsOut: content.kind === 'links' && !content.values.every(disdat_bundle/* isOwnLink */.VN),
        };
    });
}
/** What the begin of a frame of `size` bytes tells of it; unreadable where that does not tell its shape. */
async function seeFrameHead(start, size) {
    return await orUnreadable(async () => {
        const head = frameHeadIn(start);
        const count = head && statedCount(head);
        if (head === undefined || count === undefined)
            return { kind: 'unreadable', why: 'its first bytes do not tell its shape' };
        const { type, shape, byteOrder } = head;
        return { kind: 'head', facts: { type, shape, rows: shape[0] ?? count, bytes: size, values: undefined }, byteOrder };
    });
}
async function orUnreadable(see) {
    try {
        return await see();
    }
    catch (error) {
        if (!(error instanceof hyperframe/* BundleFormatError */.KC))
            throw error;
        return { kind: 'unreadable', why: error.message };
    }
}
function valueFacts({ nulls, distinct, detail }, sample) {
    const { min, max, mean } = detail.kind === 'numbers' ? detail : { min: undefined, max: undefined, mean: undefined };
    return { nulls, distinct, min, max, mean, sample };
}
function nestedIn(hyperFrame) {
    const { uuid, humanName } = (0,hyperframe/* readHyperFrame */.we)(hyperFrame);
    return { uuid, name: humanName };
}
function sampleOf(content) {
    const text = textOf(content);
    if (text === undefined || text.length <= maxSampleLength)
        return text;
    // Whole characters only.
    return `${text.slice(0, maxSampleLength).replace(/[\ud800-\udbff]$/, '')}…`;
}
function textOf(content) {
    switch (content.kind) {
        case 'none':
        case 'links':
        case 'bundles':
            return undefined;
        case 'object':
            return content.text;
        case 'strings':
            return content.values[0];
        case 'booleans':
            return content.values[0] === 0 ? 'false' : 'true';
        case 'complex':
            return content.values.join(' + ').concat('i');
        default:
            return String(content.values[0]);
    }
}

;// CONCATENATED MODULE: ./src/remote/compare-frames.js








/** Of a frame that is not read whole: what stands before its values, unless its name is absurd; in bytes. */
const compare_frames_headBytes = 4 * 1024;
/** Compares the frames of two bundles, of one name with each other; see compareBundles. */
async function compareFrames(now, base, looking) {
    const pairs = pairsOf(namesOf(base), namesOf(now));
    const sides = { now: sideOf('now', now), base: base && sideOf('base', base) };
    const compared = [];
    await (0,pool/* forEachBounded */.a)(pairs.entries(), async ([place, pair], signal) => {
        compared[place] = await comparePair(pair, sides, { ...looking, signal });
    }, looking);
    const nested = compared.flatMap((pair) => pair.nested);
    return {
        columns: compared.flatMap(({ change, isShown }) => (isShown ? [change] : [])),
        nested,
        fates: [
            ...compared.flatMap(({ change, isTold }) => (isTold ? [] : [change.fate])),
            ...nested.map(({ fate }) => fate),
        ],
    };
}
async function comparePair(pair, { now, base }, looking) {
    const isItself = base?.bundle.proof.bundle.uuid === now.bundle.proof.bundle.uuid;
    const after = wanted(now, pair, looking);
    const before = base && !isItself ? wanted(base, pair, looking) : undefined;
    return await looking.reads.memory.hold(heldFor(after) + heldFor(before), looking.signal, async () => {
        const [seenNow, seenBefore] = await Promise.all([see(after, looking), see(before, looking)]);
        const seenBase = isItself ? seenNow : seenBefore;
        const change = columnChange(pair, seenBase, seenNow);
        const isShown = isColumn(seenBase, pair.name) || isColumn(seenNow, pair.name);
        return {
            change: isItself ? unchanged(change) : change,
            isShown,
            // Files are added in the order in which a folder gives them, which is another one elsewhere.
            isTold: !isShown && !leadsOut(seenBase) && !leadsOut(seenNow),
            nested: nestedChanges(pair.name, compare_frames_nestedIn(seenBase), compare_frames_nestedIn(seenNow)),
        };
    });
}
/** Of the same bundle, which is the same whatever of it was read. */
function unchanged(change) {
    return { ...change, fate: 'same', differs: [] };
}
function sideOf(side, bundle) {
    return { side, bundle, sizes: new Map(ownPart(bundle)?.objects.map(({ path, size }) => [path, size])) };
}
function wanted(side, pair, { reads }) {
    const place = pair[side.side];
    const frame = place === undefined ? undefined : side.bundle.proof.bundle.frames[place];
    if (frame === undefined)
        return undefined;
    const path = (0,disdat_bundle/* frameName */.VW)(frame.uuid);
    const size = side.sizes.get(path) ?? 0;
    return { bundle: side.bundle, side: side.side, name: pair.name, path, size, whyNot: reads.take(size) };
}
function heldFor(frame) {
    // As bytes and as numbers.
    return frame === undefined ? 0 : 2 * lookedAt(frame);
}
function lookedAt({ size, whyNot }) {
    return whyNot === undefined ? size : Math.min(size, compare_frames_headBytes);
}
async function see(frame, looking) {
    if (frame === undefined)
        return undefined;
    const { notes } = looking;
    const seen = await compare_frames_read(frame, looking);
    const name = noted(frame.name, frame.side);
    if (seen.kind === 'unreadable')
        notes.add(`Not read (${seen.why})`, name);
    if (seen.kind === 'head' && frame.whyNot !== undefined)
        notes.add(frame.whyNot, name);
    if (leadsOut(seen))
        notes.add('Links out of the bundle, which nobody follows', name);
    return seen;
}
async function compare_frames_read(frame, looking) {
    try {
        const bytes = await bytesOf(frame, { firstBytes: lookedAt(frame) }, looking);
        if (bytes === undefined)
            return { kind: 'unreadable', why: 'it is gone' };
        return frame.whyNot === undefined ? await seeFrame(bytes, looking.samples) : await seeFrameHead(bytes, frame.size);
    }
    catch (error) {
        if (!(error instanceof hyperframe/* BundleFormatError */.KC))
            throw error;
        return { kind: 'unreadable', why: error.message };
    }
}
function nestedChanges(frame, base, now) {
    return Array.from({ length: Math.max(base.length, now.length) }, (_, place) => {
        const uuids = { base: base[place]?.uuid, now: now[place]?.uuid };
        return { frame, fate: fateOf(uuids.base, uuids.now), uuids, name: (now[place] ?? base[place])?.name ?? '' };
    });
}
function compare_frames_nestedIn(frame) {
    return frame?.kind === 'read' ? frame.nested : [];
}
function leadsOut(frame) {
    return frame?.kind === 'read' && frame.leadsOut;
}
function namesOf(bundle) {
    return bundle?.proof.bundle.frames.map(({ name }) => name) ?? [];
}

;// CONCATENATED MODULE: ./src/remote/compare.js






/**
 * What a proved bundle holds beside what another one, its base, held; without a base, what it holds. Costs for each frame
 * of both bundles a GET: of the whole of it up to `maxBytes` and up to `readFactor` times that of all frames and files
 * together, beyond that of its begin; and a LIST of each bundle with files. The same bundle twice is read once. What
 * cannot be read is a note and `unknown`. `samples`: whether values of frames that hold a single one are told. Throws
 * Failure as a store does.
 */
async function compareBundles(now, base, options) {
    const looking = { ...options, reads: new ReadLimit(options.maxBytes), notes: new ComparisonNotes() };
    const frames = await compareFrames(now, base, looking);
    const files = await compareFiles(now, base, looking);
    const before = base?.proof.bundle;
    const after = now.proof.bundle;
    const presentation = { base: before?.presentation, now: after.presentation };
    const rowsIn = (side, bundle) => bundle &&
        rowsOf(bundle.presentation, frames.columns
            .filter((column) => column.fate !== (side === 'now' ? 'removed' : 'added'))
            .map((column) => column[side]), files.filter((file) => file[side] !== undefined).map((file) => file[side]?.table?.rows));
    const fates = [...frames.fates, ...files.map(({ fate }) => fate)];
    return {
        isSame: base === undefined ? undefined : compare_isSame(fates, presentation.base === presentation.now),
        presentation,
        rows: { base: rowsIn('base', before), now: rowsIn('now', after) },
        bytes: { base: base?.proof.bytes, now: now.proof.bytes },
        columns: frames.columns,
        files,
        nested: frames.nested,
        tags: tagChanges(before?.tags, after.tags),
        durationMs: { base: before?.tookMs, now: after.tookMs },
        notes: looking.notes.sentences(),
    };
}
function compare_isSame(fates, isPresentedSo) {
    if (!isPresentedSo || fates.some((fate) => fate !== 'same' && fate !== 'unknown'))
        return false;
    return fates.includes('unknown') ? undefined : true;
}

;// CONCATENATED MODULE: ./src/remote/base.js


/** Bundles whose commits are asked about at most, the newest first. */
const maxAsked = 50;
/**
 * The base that a run finds by itself: the newest bundle that was made the same way, and whose commit is in the history; else the newest of them, with a
 * note. Undefined where there is none: the output is a first version.
 */
async function findBase(catalogue, compared, ancestry) {
    const { output, isNamedByPipe } = compared;
    const wanted = isNamedByPipe && output.code.method !== '' ? { codeMethod: output.code.method } : { name: output.name };
    const alike = others(catalogue.matching(wanted), compared).filter((other) => agree(other, compared));
    // A parameter that is new, or gone, does not make it another output.
    const same = alike.filter((other) => differing(other, compared).length === 0);
    const candidates = same.length > 0 ? same : alike;
    const [newest] = candidates;
    if (newest === undefined)
        return undefined;
    const { of } = ancestry;
    const found = of === undefined ? undefined : await firstInHistory(candidates, { ...ancestry, of });
    if (found?.bundle !== undefined)
        return withNote({ bundle: found.bundle, choice: 'ancestor' }, compared);
    return withNote({ bundle: newest, choice: 'newest' }, compared, originOf(newest, of, found?.told));
}
/** The newest bundle of this name, one of the same parameters if there is any. Undefined where there is none. */
function namedBase(catalogue, name, compared) {
    const candidates = others(catalogue.matching({ name }), compared);
    const bundle = candidates.find((other) => differing(other, compared).length === 0) ?? candidates[0];
    return bundle && withNote({ bundle, choice: 'asked-for' }, compared);
}
/** A bundle that was asked for by its uuid, as a base. */
function askedBase(bundle, compared) {
    return withNote({ bundle, choice: 'asked-for' }, compared);
}
function others(bundles, { output, isReused }) {
    return bundles.filter(({ uuid }) => isReused || uuid !== output.uuid).toSorted(disdat_bundle/* newestFirst */.ll);
}
/** Whether the parameters that both have are the same, but for those that name bundles: their values are others each time. */
function agree(other, { output, inputParam }) {
    return [...output.params].every(([name, value]) => {
        const before = other.params.get(name);
        return before === undefined || name === inputParam || value === before || ((0,disdat_bundle/* isUuid */.O1)(value) && (0,disdat_bundle/* isUuid */.O1)(before));
    });
}
/** The parameters that are not the same, or that only one of them has. */
function differing(other, compared) {
    const { output, inputParam } = compared;
    const names = new Set([...output.params.keys(), ...other.params.keys()]);
    return [...names].filter((name) => {
        const [now, before] = [output.params.get(name), other.params.get(name)];
        if (name === inputParam || now === before)
            return false;
        return now === undefined || before === undefined || !(0,disdat_bundle/* isUuid */.O1)(now) || !(0,disdat_bundle/* isUuid */.O1)(before);
    });
}
/** The first of them that is known to be in the history, and what was told of the commits before it. Asks about each commit once. */
async function firstInHistory(candidates, { of, isAncestor }) {
    const told = new Map();
    for (const bundle of candidates.slice(0, maxAsked)) {
        const commit = commitOf(bundle.code.hash);
        if (commit === undefined)
            continue;
        if (!told.has(commit))
            told.set(commit, commit === of || (await isAncestor(commit, of)));
        if (told.get(commit))
            return { bundle, told };
    }
    return { bundle: undefined, told };
}
/** What a reader should know of a base of which nobody knows that it is in the history. */
function originOf(bundle, of, told) {
    const commit = commitOf(bundle.code.hash);
    if (commit === undefined)
        return 'Base of unknown code: the bundle names no commit.';
    const made = `it was made at commit ${base_short(commit)}`;
    if (of === undefined)
        return `Base of unknown history: ${made}, and which one this workflow runs for is not known.`;
    if (told?.get(commit) === false)
        return `Base from another commit: ${made}, which is not in the history of ${base_short(of)}.`;
    return `Base of unknown history: ${made}, and whether that is in the history of ${base_short(of)} is not known.`;
}
function withNote(base, compared, origin) {
    const { bundle } = base;
    if (bundle.uuid === compared.output.uuid)
        return { ...base, note: 'The output is the very bundle that was there before: nothing was made anew.' };
    const names = differing(bundle, compared);
    const params = names.length > 0 ? `It was made with other parameters: ${names.slice(0, base_maxNamed).join(', ')}.` : '';
    return { ...base, note: [origin, params].filter(Boolean).join(' ') || undefined };
}
/** Parameters that a note names at most. */
const base_maxNamed = 10;
const base_short = (commit) => commit.slice(0, 7);

;// CONCATENATED MODULE: ./src/remote/prove.js

/** How many missing objects an error names before it only counts them. */
const prove_maxNamed = 5;
/**
 * Proof that a bundle is on the remote: its HyperFrame was read, its folder listed, and every frame, linked file and
 * nested bundle is there. Undefined when there is no HyperFrame. Throws Failure `bundle-corrupt` that names what is
 * missing, or says why the bundle cannot be read.
 */
async function proveBundle(remote, uuid, options) {
    const parts = await (0,contents/* readParts */.fp)(remote, uuid, options);
    const bundle = parts?.at(-1)?.bundle;
    if (parts === undefined || bundle === undefined)
        return undefined;
    for (const { bundle: inner, missing } of parts) {
        if (missing.length > 0)
            throw (0,contents/* corrupt */.qb)(remote, inner.uuid, absence(missing), undefined);
    }
    return {
        bundle,
        uri: remote.uri(uuid),
        parts,
        objects: parts.reduce((sum, part) => sum + part.objects.length + 1, 0),
        bytes: parts.reduce((sum, part) => sum + part.hyperFrame.length + prove_bytesOf(part.objects), 0),
        warnings: parts.flatMap((part) => part.warnings),
    };
}
/** What a sentence says of objects that are not there: the names of the first of them, and their number. */
function absence(missing) {
    const named = missing.slice(0, prove_maxNamed).join(', ');
    const more = missing.length > prove_maxNamed ? `, … (${missing.length} in all)` : '';
    return `it names what is not there: ${named}${more}`;
}
function prove_bytesOf(objects) {
    return objects.reduce((sum, object) => sum + object.size, 0);
}

;// CONCATENATED MODULE: ./src/disdat/verdict.js
const credentialAdvice = 'Check what the step’s role may do on this remote: list, get and put under its context.';
const denial = /\((?:AccessDenied|403|Forbidden|ExpiredToken|InvalidAccessKeyId|InvalidClientTokenId|SignatureDoesNotMatch|RequestExpired)\w*\)/;
/** Exceptions before a task has begun, none of the user's own lines among their frames, as disdat 1.2, disdat-luigi 1.0.2 and luigi 3.8 word them. */
const startRules = [
    {
        exception: /^ValueError: Parameter .+ is not defined in class /,
        verdict: 'unknown-parameter',
        advice: 'Correct the name in `params`, or add the parameter to the pipe.',
    },
    {
        exception: /UnknownParameterException: /,
        verdict: 'unknown-parameter',
        advice: 'Correct the name in `params`, or add the parameter to the pipe.',
    },
    {
        exception: /MissingParameterException: /,
        verdict: 'missing-parameter',
        advice: 'Give the parameter in `params`; for the one that takes the input bundle’s uuid, name it in `input-param`.',
    },
    {
        exception: /^ModuleNotFoundError: |^AttributeError: module '.+' has no attribute /,
        verdict: 'pipe-not-found',
        advice: 'Check `pipe-class` against the modules in the image, and that the image is not an old one.',
    },
];
/** A place that the pipe writes to, whenever it does. */
const diskRule = {
    exception: /^OSError: \[Errno 28\] |No space left on device/,
    verdict: 'disk-full',
    advice: 'Give the host a larger disk, free some space before this step, or let the pipe keep fewer files at a time.',
};
/** Exceptions of the AWS SDK for Python, whenever they come. */
const remoteRules = [
    {
        exception: /^botocore\.exceptions\.(?:EndpointConnectionError|ConnectTimeoutError|ReadTimeoutError|ConnectionClosedError|ProxyConnectionError|SSLError): /,
        verdict: 'remote-unreachable',
        advice: 'The container did not reach S3: check `network`, proxies and AWS_ENDPOINT_URL as seen from inside a container.',
    },
    {
        exception: new RegExp(`^boto(?:core|3)\\.\\w+\\.(?:NoCredentialsError|CredentialRetrievalError|\\w+: .*${denial.source})`),
        verdict: 'access-denied',
        advice: credentialAdvice,
    },
];
/** Names what went wrong in a container that did not bring its bundle to the remote. */
function diagnose(transcript, end) {
    if (end.outOfMemory || (end.exitCode === 137 && end.memoryMib !== undefined))
        return outOfMemory(end);
    const notStarted = transcript.notStarted;
    if (notStarted !== undefined && /exec format error/i.test(notStarted))
        return wrongArchitecture(notStarted, end);
    if (notStarted !== undefined && (end.exitCode === 126 || end.exitCode === 127))
        return neverBegan(notStarted);
    const failure = transcript.failure;
    const where = failure?.traceback.where;
    const isStart = failure?.task === undefined && where === undefined;
    const rule = [...(isStart ? startRules : []), ...remoteRules, diskRule].find(({ exception }) => exception.test(failure?.traceback.exception ?? ''));
    if (failure !== undefined && rule !== undefined) {
        return {
            verdict: rule.verdict,
            evidence: `The pipe ended with exit code ${end.exitCode}: ${failure.traceback.exception}.`,
            advice: rule.advice,
            ...(where && { where }),
        };
    }
    if (transcript.remoteTrouble !== undefined && failure?.task === undefined)
        return verdict_remoteTrouble(transcript.remoteTrouble);
    if (end.exitCode === 0)
        return noOutput(transcript);
    return pipeError(transcript, end);
}
function wrongArchitecture(why, { exitCode }) {
    return {
        verdict: 'image-architecture',
        evidence: `The image is for another kind of processor than the host’s: ${why} (exit code ${exitCode}).`,
        advice: 'Build the image for the host’s processor, or use a host that fits the image: see `platform`.',
    };
}
function neverBegan(why) {
    return {
        verdict: 'invalid-input',
        evidence: `The container could not start its command: ${why}.`,
        advice: 'Is it a Disdat pipeline image of this dialect, for this platform? See `image`, `dialect` and `platform`.',
    };
}
function verdict_remoteTrouble(line) {
    const evidence = `Disdat in the container says: ${line}`;
    if (denial.test(line) || line.includes('(access forbidden)'))
        return { verdict: 'access-denied', evidence, advice: credentialAdvice };
    const advice = 'The container could not use the remote that this runner could: check `network` and proxies, and that the bucket is the one you mean.';
    return { verdict: 'remote-unreachable', evidence, advice };
}
function outOfMemory({ exitCode, outOfMemory: isKnown, memoryMib }) {
    const victim = exitCode === 137 ? 'The container' : 'A process in the container';
    const limit = memoryMib === undefined ? 'the engine’s memory was used up' : `the limit is ${memoryMib} MiB`;
    return {
        verdict: 'out-of-memory',
        evidence: `${victim} was killed${isKnown ? '' : ', most likely'} for its memory (${limit}; exit code ${exitCode}).`,
        advice: 'Raise `memory-mib`, use a larger runner, or let the pipe work on less data at a time.',
    };
}
function noOutput({ summary }) {
    const told = summary === undefined
        ? ''
        : ` Luigi counts its tasks: ${summary.ran} ran, ${summary.complete} complete before, ${summary.failed} failed.`;
    return {
        verdict: 'no-output',
        evidence: `The pipe ended with exit code 0, but its output bundle is not on the remote.${told}`,
        advice: 'See in the log whether the last task ran to its end. Transient bundles (tag `__transient`) are never pushed.',
    };
}
function pipeError({ failure }, { exitCode }) {
    if (failure === undefined) {
        return {
            verdict: 'pipe-error',
            evidence: `The pipe ended with exit code ${exitCode}${signalOf(exitCode)} and left no traceback.`,
            advice: 'Read the last lines of the log.',
        };
    }
    const { task, traceback } = failure;
    return {
        verdict: 'pipe-error',
        evidence: `${task === undefined ? 'The pipe' : `Task ${task}`} failed with ${traceback.exception} (exit code ${exitCode}).`,
        advice: 'Mend the pipe. What its earlier tasks made is on the remote, and the next run may reuse it.',
        ...(traceback.where && { where: traceback.where }),
    };
}
function signalOf(exitCode) {
    const names = { 134: 'SIGABRT', 137: 'SIGKILL', 139: 'SIGSEGV', 143: 'SIGTERM' };
    const name = names[exitCode];
    return name === undefined ? '' : ` (${name})`;
}

;// CONCATENATED MODULE: ./src/remote/input.js




/**
 * The input bundle: from the local context if it has one that fits, else from the remote; with a base, the newest of both
 * contexts, as if the one lay over the other. Throws Failure `input-not-found`,
 * `input-not-committed` (with the command that fixes it), `bundle-corrupt`, `remote-unreachable` or `access-denied`.
 */
async function findInput(query, context, remote, options) {
    const local = context && (await findLocalBundle(context, query, options));
    if (local?.committed)
        return { bundle: local, source: 'local' };
    if (local !== undefined)
        throw notCommitted(local);
    const found = await findRemoteInput(query, remote, options);
    if (found !== undefined)
        return found;
    const { base } = options;
    const where = `${remote.context}${base === undefined ? '' : `, or ${base.context},`} on ${remote.url}`;
    const places = context ? `Neither the local context ${context.name} nor ${where} has` : `There is not in ${where}`;
    const advice = query.kind === 'uuid'
        ? 'Check the uuid, `remote` and `context`.'
        : 'Check the name, `input-tags`, `remote` and `context`; `dsdt ls -v` shows what there is.';
    throw new errors/* Failure */.HR('input-not-found', `${places} ${input_wordsFor(query)}.`, advice);
}
async function findRemoteInput(query, remote, { base, ...options }) {
    const bundle = await findBundle(remote, query, options);
    const needsNone = base === undefined || (query.kind === 'uuid' && bundle !== undefined);
    const inBase = needsNone ? undefined : await findBundle(base, query, options);
    if (inBase !== undefined && (bundle === undefined || (0,disdat_bundle/* newestFirst */.ll)(inBase, bundle) < 0))
        return { bundle: inBase, source: 'base' };
    return bundle && { bundle, source: 'remote' };
}
function input_wordsFor(query) {
    if (query.kind === 'uuid')
        return `a bundle ${query.uuid}`;
    const tags = [...(query.tags ?? [])].map(([key, value]) => `${key}:${value}`);
    return `a committed bundle "${query.name}"${tags.length > 0 ? ` with the tags ${tags.join(', ')}` : ''}`;
}
function notCommitted(bundle) {
    const evidence = `The input bundle "${bundle.name}" (${bundle.uuid}) in the local context is not committed, and only committed bundles are pushed.`;
    return new errors/* Failure */.HR('input-not-committed', evidence, `Commit it: dsdt commit -u ${bundle.uuid}`);
}
/** The newest bundle that was made the same way, which Disdat therefore did not make again; undefined where there is none. */
async function findReusable(remote, made, options) {
    const params = made.taskId === undefined ? made.params : undefined;
    return await findBundle(remote, { kind: 'newest', ...made, params }, options);
}

// EXTERNAL MODULE: ./src/remote/pull.js + 1 modules
var pull = __webpack_require__(61705);
;// CONCATENATED MODULE: ./src/steps/prove.js







/**
 * Proof of the output: the bundle that this run made, or the one that Disdat found up to date. Throws the Failure that explains why there is
 * neither. A proved bundle is success whatever the exit code says: luigi counts a success at the second try as failure.
 */
async function prove({ run, parts }, ended) {
    const { remote, ending } = ended;
    const { outputUuid } = ended.receipt;
    const { cancelled: signal, log } = parts;
    const failed = () => failureOf(ended, run.memoryMib);
    const proof = await proveBundle(remote, outputUuid, { signal }).catch((error) => {
        // The remains of a push that was cut short: what cut it short is the better evidence.
        throw ending.exitCode === 0 || !(error instanceof errors/* Failure */.HR) || error.verdict !== 'bundle-corrupt' ? error : failed();
    });
    if (proof !== undefined) {
        const how = ending.fault?.evidence ?? `The container ended with exit code ${ending.exitCode}.`;
        if (ending.exitCode !== 0)
            await log.warning(`Its output is on the remote, whole, all the same: ${how}`);
        return { proof, status: 'succeeded' };
    }
    const other = mayBeReuse(ended) ? await reused(run, ended, signal) : undefined;
    if (other === undefined)
        throw failed();
    if (other.bundle.createdAt < new Date(ended.receipt.launchedAt)) {
        const stale = staleness(other, ended.imageCommit);
        if (stale !== undefined)
            await log.warning(stale);
        return { proof: other, status: 'reused' };
    }
    await log.warning('The image gave its output another uuid than it was asked to: it was found by its name and time.');
    return { proof: other, status: 'succeeded' };
}
/** Where the place that ran it knows better than the log, its word counts. */
function failureOf({ transcript, ending }, memoryMib) {
    const { exitCode, outOfMemory, fault } = ending;
    if (fault !== undefined)
        return new errors/* Failure */.HR(fault.verdict, fault.evidence, fault.advice);
    const { verdict, evidence, advice, where } = diagnose(transcript, {
        exitCode: exitCode ?? -1,
        outOfMemory,
        memoryMib,
    });
    return new errors/* Failure */.HR(verdict, evidence, advice, { ...(where && { where }) });
}
/** Luigi says which task it looked at first, and what it did: only one that was done before anything ran has been reused. */
function mayBeReuse({ ending, receipt, transcript: { root, summary } }) {
    if (ending.exitCode !== 0)
        return false;
    return (receipt.dialect === 'classic' ||
        (root?.status === 'DONE' && summary !== undefined && summary.ran + summary.failed === 0));
}
/** An image with `ignore_code_version` gives the old data also when its code is new. */
function staleness({ bundle }, imageCommit) {
    const made = commitOf(bundle.code.hash);
    if (imageCommit === undefined || made === undefined || made === imageCommit)
        return undefined;
    return `The reused bundle was made by commit ${made.slice(0, 7)}, the image is of ${imageCommit.slice(0, 7)}: use \`force\` if the code's change matters to the data.`;
}
async function reused(run, { remote, transcript, receipt: { inputUuid } }, signal) {
    const input = run.inputParam !== undefined && inputUuid !== undefined ? [[run.inputParam, inputUuid]] : [];
    const made = {
        name: run.outputName === '-' ? undefined : run.outputName,
        codeMethod: run.pipeClass.name,
        // A classic pipe takes no input parameter, and has none in its tags.
        params: new Map([...run.params, ...(transcript.root ? input : [])]),
        taskId: transcript.root?.id,
    };
    const bundle = await findReusable(remote, made, { signal });
    return bundle && (await proveBundle(remote, bundle.uuid, { signal }));
}
/** Pulls the proved output into the local context, which is made where there was none. */
async function pullOutput({ run, parts, teller }, remote, proof) {
    const bound = { url: run.remote.url, context: run.context.remote };
    try {
        const context = await ensureContext({ home: parts.home, name: run.context.local }, bound);
        const files = run.pullOutput !== 'metadata';
        const pulled = await (0,pull/* pullBundle */.C1)(remote, proof, context, { signal: parts.cancelled, runId: teller.runId, files });
        for (const warning of pulled.warnings)
            await parts.log.warning(warning);
        return pulled;
    }
    catch (error) {
        if (!(error instanceof errors/* Failure */.HR))
            throw error;
        const evidence = `The output bundle is on the remote, whole, but could not be pulled. ${error.message}`;
        throw new errors/* Failure */.HR(error.verdict, evidence, error.advice, { cause: error });
    }
}
/** A proved bundle as the report shows it. */
function bundleReport(remote, { bundle, bytes, parts }) {
    const frames = parts.reduce((sum, part) => sum + part.bundle.frames.length, 0);
    const objects = parts.reduce((sum, part) => sum + part.objects.length, 0);
    const { name, uuid, createdAt, tags } = bundle;
    return { name, uuid, uri: remote.uri(uuid), createdAt, tags, bytes, files: Math.max(0, objects - frames) };
}

;// CONCATENATED MODULE: ./src/steps/survey.js

/** What the end of a run waits for a comparison at most, and for what is told beside it, in milliseconds. */
const surveyLimits = { comparing: 60_000, telling: 3_000 };
/** HyperFrames that are read for it at most where the index lacks them; another run will know. */
const maxUnread = 10_000;
/** Begins to read what a context holds. `isWhole`: all of it is needed, not only what is upstream of a bundle. */
function surveyOf(remote, signal, isWhole) {
    const heads = new Heads(remote, {});
    const catalogue = readCatalogue(remote, heads, { signal, maxUnread: isWhole ? maxUnread : 0 });
    // Whoever waits for it hears of it.
    catalogue.catch(() => undefined);
    return { heads, catalogue, signal };
}

;// CONCATENATED MODULE: ./src/steps/base.js






/** Commits that GitHub is asked about at most, and how long all its answers are waited for, in milliseconds. */
const base_maxAsked = 10;
const askingLimitMs = 15_000;
const unknown = (why) => ({ kind: 'unknown', why });
/** Finds and proves the bundle that the output is to be compared with. Throws Failure as a remote does. */
async function chooseBase(step, now, survey) {
    const { run, parts } = step;
    const { compareWith } = run.report;
    if (compareWith.kind === 'nothing')
        return unknown('Nothing to compare with was asked for: `compare-with` says so.');
    const context = ('context' in compareWith ? compareWith.context : undefined) ?? run.baseContext;
    const isOwn = context === now.remote.context;
    const remote = isOwn ? now.remote : parts.baseOf(now.remote, context);
    const compared = comparedOf(run, now);
    const { signal } = survey;
    if (compareWith.kind === 'uuid') {
        const bundle = await bundleAt(remote, compareWith.which, { signal });
        if (bundle === undefined)
            return unknown(`There is no bundle ${remote.uri(compareWith.which)}.`);
        return await proved(remote, askedBase(bundle, compared), now, signal);
    }
    const catalogue = await (isOwn ? survey : surveyOf(remote, signal, true)).catalogue;
    if (catalogue.unread > 0)
        return unknown(tooMany(context, catalogue));
    if (compareWith.kind === 'name') {
        const base = namedBase(catalogue, compareWith.which, compared);
        if (base !== undefined)
            return await proved(remote, base, now, signal);
        return unknown(`There is no other committed bundle "${compareWith.which}" in the remote context ${context}.`);
    }
    const base = await findBase(catalogue, compared, ancestryOf(parts));
    return base === undefined ? { kind: 'none' } : await proved(remote, base, now, signal);
}
function comparedOf({ outputName, inputParam }, { proof, status }) {
    return { output: proof.bundle, isReused: status === 'reused', isNamedByPipe: outputName === '-', inputParam };
}
const tooMany = (context, { unread }) => `The remote context ${context} holds ${unread} bundles that are in no index yet, more than are read for a comparison. A run of this action in that context that names its input indexes them.`;
/** The checkout is asked first, as that costs nothing. Where GitHub keeps us waiting, its answer is that it does not know. */
function ancestryOf(parts) {
    let asked = 0;
    const limit = AbortSignal.timeout(askingLimitMs);
    const { promise: late, resolve: giveUp } = Promise.withResolvers();
    limit.addEventListener('abort', () => giveUp(undefined));
    return {
        of: parts.baseCommit,
        async isAncestor(commit, of) {
            const known = await parts.isAncestorInCheckout(commit, of);
            if (known !== undefined || asked >= base_maxAsked || limit.aborted)
                return known;
            asked += 1;
            return await Promise.race([parts.isAncestor(commit, of), late]);
        },
    };
}
async function proved(remote, { bundle: { uuid }, choice, note }, now, signal) {
    const isItself = uuid === now.proof.bundle.uuid && remote.context === now.remote.context;
    const proof = isItself ? now.proof : await proveBundle(remote, uuid, { signal });
    if (proof === undefined)
        return unknown(`The bundle ${remote.uri(uuid)} is not there any more.`);
    const commit = commitOf(proof.bundle.code.hash);
    const report = {
        ...bundleReport(remote, proof),
        context: remote.context,
        choice,
        ...(note !== undefined && { note }),
        ...(commit !== undefined && { commit }),
    };
    return { kind: 'base', report, remote, proof };
}

;// CONCATENATED MODULE: ./src/steps/compare.js







/** Compares the output with its base, judges it by `fail-on`, and reports both. Only a cancelled workflow makes it throw: what cannot be compared is said to be so. */
async function compareAndJudge(step, now, survey) {
    const { run, teller } = step;
    const facts = await comparedOrWhy(step, now, survey);
    const { bundle, bytes } = now.proof;
    const rules = judge(run.report.failOn, { ...facts, createdAt: bundle.createdAt, now: new Date(), bytes });
    await teller.know({ rules });
    return rules;
}
/** Throws Failure `rule-broken` where a rule is broken. */
function refuseBroken({ breaches }) {
    const [first, ...others] = breaches;
    if (first === undefined)
        return;
    const lines = breaches.map(({ rule, evidence }) => `- ${rule}: ${evidence}`);
    const evidence = others.length === 0
        ? `The output breaks the rule ${first.rule} of \`fail-on\`: ${first.evidence}`
        : `The output breaks ${breaches.length} rules of \`fail-on\`:\n${lines.join('\n')}`;
    const advice = 'The bundle is on the remote, whole. Mend the pipe; or, if the change is meant, loosen the rule or name another base in `compare-with`.';
    throw new errors/* Failure */.HR('rule-broken', evidence, advice);
}
/** Whether a rule asks for what the output holds, whatever it is compared with. */
function looksInside({ report: { failOn } }) {
    return failOn.some(({ kind }) => kind === 'empty' || kind === 'limit');
}
async function comparedOrWhy(step, now, survey) {
    const { parts, teller } = step;
    try {
        return await teller.during('compare', () => compared(step, now, survey));
    }
    catch (error) {
        parts.cancelled.throwIfAborted();
        await parts.log.debug((0,external_node_util_.inspect)(error, { depth: 5 }));
        const late = `The comparison took more than ${surveyLimits.comparing / 1000} s.`;
        const why = survey.signal.aborted ? late : `It could not be compared: ${(0,errors/* describe */.q0)(error)}`;
        await teller.know({ notCompared: why });
        await parts.log.warning(`The output is proved, but not compared with an earlier one. ${why}`);
        return { comparison: { unknown: why }, noBase: why };
    }
}
async function compared(step, now, survey) {
    const { run, parts, teller } = step;
    const base = await chooseBase(step, now, survey);
    if (base.kind === 'unknown') {
        const { why } = base;
        await teller.know({ notCompared: why });
        if (run.report.compareWith.kind !== 'nothing')
            await parts.log.warning(`The output is not compared. ${why}`);
        return { comparison: looksInside(run) ? await contentsOf(step, now, base, survey) : { unknown: why }, noBase: why };
    }
    const changes = await contentsOf(step, now, base, survey);
    const report = base.kind === 'base' ? base.report : undefined;
    const kind = (0,comparison/* changeKindOf */.cC)(changes, report !== undefined);
    parts.log.info(compare_wordsFor(kind, report));
    await teller.know({ comparison: { base: report, kind, changes } });
    return { comparison: changes, noBase: report === undefined ? firstVersion : undefined };
}
const outcomes = {
    none: 'nothing has changed',
    data: 'the data has changed',
    schema: 'the schema has changed',
    'first-version': 'it is a first version',
    unknown: 'whether anything has changed is not known',
};
function compare_wordsFor(kind, base) {
    if (base === undefined)
        return `No earlier bundle to compare with: ${outcomes[kind]}.`;
    return `Compared with ${base.name} ${base.uri}: ${outcomes[kind]}.${base.note === undefined ? '' : ` ${base.note}`}`;
}
const firstVersion = 'There is no earlier bundle to compare with.';
/** What the output holds, beside its base where it has one. */
async function contentsOf({ run }, now, base, { signal }) {
    const { diffMaxBytes: maxBytes, diffSamples: samples } = run.report;
    return await compareBundles(now, base.kind === 'base' ? base : undefined, { signal, maxBytes, samples });
}

;// CONCATENATED MODULE: ./src/steps/cost.js
const hourMs = 3_600_000;
/** Reports what the run took of its machine: of a container here its limits, for as long as it was followed; of a job what it had, for as long as its attempts ran. */
async function tellCost({ run, teller }, ending) {
    const cost = run.batch === undefined
        ? costOf(run, teller.report.phases.findLast(({ name }) => name === 'run')?.ms ?? 0)
        : costOf(ending?.resources, runningMs(ending?.attempts));
    if (cost !== undefined)
        await teller.know({ cost });
}
/** Of resources for so long. Undefined where neither is known, or nothing ran. */
function costOf(resources, ms) {
    const { vcpus, memoryMib } = resources ?? {};
    if (ms <= 0 || (vcpus ?? memoryMib) === undefined)
        return undefined;
    const hours = ms / hourMs;
    return {
        ...(vcpus !== undefined && { vcpuHours: vcpus * hours }),
        ...(memoryMib !== undefined && { gibHours: (memoryMib / 1024) * hours }),
    };
}
/** How long attempts ran, all together; those that never started, or whose end is not known, do not count. */
function runningMs(attempts = []) {
    return attempts.reduce((sum, { startedAt, stoppedAt }) => startedAt && stoppedAt ? sum + Math.max(0, stoppedAt.getTime() - startedAt.getTime()) : sum, 0);
}

;// CONCATENATED MODULE: ./src/aws/container-files.js
const folder = '/etc/disdat-run-action';
const credentialsPath = `${folder}/credentials.json`;
/** By these, an image would choose its credentials before the SDK looks into a configuration file. */
const imagesOwn = [
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'AWS_SECURITY_TOKEN',
    'AWS_CREDENTIAL_EXPIRATION',
    'AWS_PROFILE',
    'AWS_DEFAULT_PROFILE',
    'AWS_ROLE_ARN',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
];
/**
 * What tells the AWS SDK in the container to read our files, and nothing else: an image's own variables (undefined here: taken away) and
 * `~/.aws` must not win over the step's credentials, nor may a metadata service. None of these is a secret.
 */
function awsFileVariables(region) {
    return new Map([
        ...imagesOwn.map((name) => [name, undefined]),
        ['AWS_CONFIG_FILE', `${folder}/config`],
        ['AWS_SHARED_CREDENTIALS_FILE', `${folder}/none`],
        ['AWS_EC2_METADATA_DISABLED', 'true'],
        ['AWS_REGION', region],
        ['AWS_DEFAULT_REGION', region],
    ]);
}
/**
 * An AWS configuration whose `credential_process` reads a file beside it. When that file is renewed, SDKs take the new credentials before
 * the old ones end (https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html).
 */
function awsFiles(identity, credentials) {
    const config = ['[default]', `region = ${identity.region}`, `credential_process = cat ${credentialsPath}`, ''];
    return [{ path: `${folder}/config`, content: config.join('\n') }, credentialsFile(credentials)];
}
/** The renewed part of `awsFiles`. */
function credentialsFile({ accessKeyId, secretAccessKey, sessionToken, expiration }) {
    const content = {
        Version: 1,
        AccessKeyId: accessKeyId,
        SecretAccessKey: secretAccessKey,
        SessionToken: sessionToken,
        Expiration: expiration?.toISOString(),
    };
    return { path: credentialsPath, content: JSON.stringify(content) };
}
/** Credentials are renewed this long before they end, or at half their remaining life where that is shorter. */
const container_files_aheadMs = 5 * 60_000;
/** How long to wait, in ms, before credentials must be renewed; undefined for those that do not end. */
function renewalDelay({ expiration }, now) {
    if (expiration === undefined)
        return undefined;
    const left = expiration.getTime() - now.getTime();
    return Math.max(0, left - container_files_aheadMs, left / 2);
}

;// CONCATENATED MODULE: ./src/steps/credentials.js



/**
 * Gives the pipe its credentials: files in a container here; in a Batch job nothing, for its job role is the way, unless the inputs ask for credentials
 * in the job's overrides. They may do no more than the remote's context needs, where the step has a role to assume again. Throws Failure
 * `invalid-input` where credentials would have to be shown to everyone who may read jobs and cannot be narrowed.
 */
async function handOver({ run, parts }, task, remote) {
    if (run.batch !== undefined) {
        const env = run.tokenSeconds > 0 ? await overrides(run, parts, remote) : [];
        return { task: { ...task, env: new Map([...env, ...task.env]), files: [] } };
    }
    const own = await parts.identity();
    const limited = await own.forPipe(parts.pipePolicy(remote, own.region));
    if (limited === undefined)
        await parts.log.debug('The pipe gets the step’s own credentials: only a `role-to-assume` can be narrowed to the remote.');
    const identity = limited ?? own;
    const credentials = await identity.credentials();
    const env = new Map([...awsFileVariables(identity.region), ...task.env]);
    return { task: { ...task, env, files: awsFiles(identity, credentials) }, source: { identity, credentials } };
}
async function overrides(run, parts, remote) {
    const own = await parts.identity();
    const limited = await own.forPipe(parts.pipePolicy(remote, own.region), { durationSeconds: run.tokenSeconds });
    if (limited === undefined)
        throw new errors/* Failure */.HR('invalid-input', 'aws-session-token-duration: the step’s own credentials cannot be narrowed to the remote, and a job’s overrides show them to everyone who may read jobs.', 'Give `role-to-assume`, which is assumed again with a policy for the remote alone; better still, give the job a role of its own: `job-role-arn`.');
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = await limited.credentials();
    await parts.log.warning('The job gets credentials in its overrides. Whoever may call batch:DescribeJobs in this account can read them until they end; they allow the remote’s context only. A `job-role-arn` needs none.');
    const needed = run.timeoutMs + (run.batch?.queueTimeoutMs ?? 0);
    if (expiration !== undefined && expiration.getTime() - Date.now() < needed)
        await parts.log.warning(`Those credentials end at ${expiration.toISOString()}, before the job may: it has \`queue-timeout-minutes\` and \`run-timeout-minutes\` together. Raise \`aws-session-token-duration\`, or lower these.`);
    return [
        ['AWS_ACCESS_KEY_ID', accessKeyId],
        ['AWS_SECRET_ACCESS_KEY', secretAccessKey],
        ['AWS_SESSION_TOKEN', sessionToken ?? ''],
        ['AWS_REGION', own.region],
        ['AWS_DEFAULT_REGION', own.region],
    ];
}
/** How long to wait before asking again for credentials that could not be renewed, at most and at least. */
const retryMs = { most: 60_000, least: 1_000 };
/** Puts new credentials into the container before the old ones end, for as long as it runs. A failure to do so is a warning: the pipe may end in time. */
async function renew({ parts, backend }, job, { task, source }, ended) {
    if (source === undefined || backend.refresh === undefined)
        return;
    const { log } = parts;
    let current = source.credentials;
    let failed = false;
    for (;;) {
        const delay = renewalDelay(current, new Date());
        if (delay === undefined)
            return;
        await (0,external_node_timers_promises_.setTimeout)(failed ? retryDelay(delay) : delay, undefined, { signal: ended }).catch(() => undefined);
        if (ended.aborted)
            return;
        try {
            const next = await source.identity.credentials();
            // A source that gives the same credentials again has no newer ones yet.
            failed = next.expiration?.getTime() === current.expiration?.getTime();
            if (failed)
                continue;
            current = next;
            await backend.refresh(job, [credentialsFile(current)], task.image);
            log.info('The container has new credentials.');
        }
        catch (error) {
            failed = true;
            if (!ended.aborted)
                await log.warning(`The container's credentials could not be renewed: ${(0,errors/* describe */.q0)(error)}`);
        }
    }
}
/** Within what is left of the old credentials, so that short-lived ones are renewed too; without haste when they have ended anyway. */
function retryDelay(delay) {
    return delay === 0 ? retryMs.most : Math.min(retryMs.most, Math.max(delay, retryMs.least));
}

;// CONCATENATED MODULE: ./src/remote/copy.js




/** What S3 copies with one request, in bytes: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
const maxCopiedBytes = 5 * 1024 ** 3;
/** An object of a bundle that is too large to be copied. */
function tooLargeToCopy({ parts }) {
    return parts.flatMap(({ objects }) => objects).find(({ size }) => size > maxCopiedBytes);
}
/**
 * Copies a proved bundle, and before it those nested in it, to another context on the same remote: files and frames, then
 * the HyperFrame, each only if it is not there. S3 does the copying, and what came of it is listed and compared. Costs a
 * request an object. Throws Failure `bundle-corrupt` when the other context has something else under one of its names or
 * when an object vanished, and `invalid-input` for a context in another bucket or an object of more than 5 GiB.
 */
async function copyBundle(from, proof, to, options) {
    if (from.store.bucket !== to.store.bucket) {
        const evidence = `${to.uri(proof.bundle.uuid)} is in another bucket than ${proof.uri}.`;
        throw new errors/* Failure */.HR('invalid-input', evidence, 'Copies stay in one bucket: pull the bundle, and push it there.');
    }
    const large = tooLargeToCopy(proof);
    if (large !== undefined) {
        const evidence = `${large.path} of ${proof.uri} has ${large.size} bytes; S3 copies at most ${maxCopiedBytes} at once.`;
        throw new errors/* Failure */.HR('invalid-input', evidence, 'Push the bundle to the other context with `dsdt push`.');
    }
    const copied = { uri: to.uri(proof.bundle.uuid), objects: 0, bytes: 0 };
    for (const part of proof.parts) {
        const { objects, bytes } = await copyPart(from, part, to, options);
        copied.objects += objects;
        copied.bytes += bytes;
    }
    return copied;
}
async function copyPart(from, part, to, options) {
    const { uuid } = part.bundle;
    const last = { path: (0,disdat_bundle/* hyperFrameName */.lm)(uuid), size: part.hyperFrame.length };
    const before = await to.sizes(uuid, options);
    assertNoOther(to, part, before);
    let objects = 0;
    let bytes = 0;
    const copy = async ({ path, size }, signal) => {
        const outcome = await from.store.copyIfAbsent(from.key(uuid, path), to.key(uuid, path), { signal });
        if (outcome === 'absent')
            throw (0,contents/* corrupt */.qb)(from, uuid, `${path} vanished while it was copied`, undefined);
        if (outcome === 'exists')
            return;
        objects += 1;
        bytes += size;
    };
    const lacking = part.objects.filter(({ path }) => !before.has(path));
    await (0,pool/* forEachBounded */.a)(lacking, copy, options);
    // What is there now is what the HyperFrame will speak for.
    const after = lacking.length === 0 ? before : await to.sizes(uuid, options);
    assertNoOther(to, part, after);
    const lost = part.objects.find(({ path }) => !after.has(path));
    if (lost !== undefined)
        throw (0,contents/* corrupt */.qb)(to, uuid, `${lost.path} vanished after it was copied`, undefined);
    if (!before.has(last.path))
        await copy(last, options.signal);
    return { objects, bytes };
}
function assertNoOther(to, { bundle, objects, hyperFrame }, there) {
    const all = [...objects, { path: (0,disdat_bundle/* hyperFrameName */.lm)(bundle.uuid), size: hyperFrame.length }];
    const other = all.find(({ path, size }) => there.has(path) && there.get(path) !== size);
    if (other === undefined)
        return;
    const reason = `${other.path} has ${there.get(other.path)} bytes there and ${other.size} here`;
    throw (0,contents/* corrupt */.qb)(to, bundle.uuid, reason, undefined);
}

;// CONCATENATED MODULE: ./src/remote/lineage.js


/** Bundles made of bundles, longer than anybody's chain. */
const lineage_maxDepth = 256;
/** Ancestors that are followed, all levels together. */
const maxAncestors = 10_000;
/**
 * The lineage of a bundle, from the remote alone; undefined when the bundle is not there. Costs nothing for what the
 * catalogue knows, and a GET for each other bundle. Throws Failure as a store does.
 */
async function readLineage(catalogue, heads, uuid, options) {
    const read = async (wanted, signal) => (0,disdat_bundle/* isUuid */.O1)(wanted) && catalogue.has(wanted)
        ? (catalogue.get(wanted) ?? (await heads.read(wanted, { signal })))
        : undefined;
    const bundle = await read(uuid, options.signal);
    if (bundle === undefined)
        return undefined;
    const ancestors = new Map();
    const missing = new Set();
    let next = upstreamOf([bundle]);
    for (let depth = 1; next.length > 0; depth++) {
        const room = maxAncestors - ancestors.size - missing.size;
        if (depth > lineage_maxDepth || room <= 0)
            return { bundle, ancestors, missing, cut: true };
        const level = next.slice(0, room);
        const found = new Map();
        await (0,pool/* forEachBounded */.a)(level, async (each, signal) => void found.set(each, await read(each, signal)), options);
        for (const each of level) {
            const ancestor = found.get(each);
            if (ancestor === undefined)
                missing.add(each);
            else
                ancestors.set(each, ancestor);
        }
        const further = upstreamOf([...found.values()].filter((each) => each !== undefined));
        next = [...next.slice(room), ...further].filter((each) => !ancestors.has(each) && !missing.has(each));
    }
    return { bundle, ancestors, missing, cut: false };
}
/**
 * The ancestors of which there is a newer committed bundle, the nearest first: of the same name, and, unless it was
 * added by hand (`dsdt add`), of the same parameters, for another day's bundle is not a newer one of this day.
 */
function outdated({ bundle, ancestors }, catalogue) {
    const named = new Map();
    const newer = [];
    for (const used of ancestors.values()) {
        const { name } = used;
        if (name === '' || used.uuid === bundle.uuid)
            continue;
        const others = named.get(name) ?? catalogue.matching({ name }).toSorted(disdat_bundle/* newestFirst */.ll);
        named.set(name, others);
        const newest = others.find((other) => replaces(other, used));
        if (newest !== undefined && newest.uuid !== used.uuid && (0,disdat_bundle/* newestFirst */.ll)(newest, used) < 0)
            newer.push({ used, newest });
    }
    return newer;
}
/** `dsdt add` gives its bundles this code method, and the path of the file as a parameter. */
const addedByHand = 'add';
function replaces(other, used) {
    if (used.code.method === addedByHand)
        return true;
    return (other.params.size === used.params.size && [...used.params].every(([key, value]) => other.params.get(key) === value));
}
function upstreamOf(bundles) {
    return [...new Set(bundles.flatMap((bundle) => bundle.dependsOn.map(({ uuid }) => uuid)))];
}

;// CONCATENATED MODULE: ./src/remote/externals.js



/**
 * The bundles of the base context that a pipe will look for by itself, and that its own context lacks: for each name that the newest output there was
 * made of by others (added by hand, or by another package) the newest bundle; and those that it is told of by uuid. Each once, in the order in which
 * the lineage comes to them. Costs the LIST of both contexts, and a GET for each bundle that their indexes do not know. Throws Failure as a store does.
 */
async function lackingExternals(base, own, needs, options) {
    const heads = new Heads(base, options);
    const there = await readCatalogue(base, heads, options);
    const here = await readCatalogue(own, new Heads(own, options), options);
    const made = (0,disdat_bundle/* newest */.BP)(there.matching(needs.output));
    const lineage = made && (await readLineage(there, heads, made.uuid, options));
    const named = lineage === undefined ? [] : externalsOf(lineage, needs.ownPackage);
    const names = new Set(named.map(({ name }) => name));
    names.delete(needs.except ?? '');
    const wanted = [
        ...needs.uuids.map((uuid) => there.get(uuid)),
        ...[...names].map((name) => newestLacking(name, there, here)),
    ];
    const lacking = wanted.filter((bundle) => bundle?.committed && here.get(bundle.uuid) === undefined);
    return [...new Map(lacking.flatMap((bundle) => (bundle ? [[bundle.uuid, bundle]] : []))).values()];
}
/** What others made, without what that was made of: further up nobody looks. */
function externalsOf({ bundle, ancestors }, ownPackage) {
    const externals = [];
    const seen = new Set();
    const visit = ({ dependsOn }) => {
        for (const { uuid } of dependsOn) {
            const ancestor = ancestors.get(uuid);
            if (ancestor === undefined || seen.has(uuid))
                continue;
            seen.add(uuid);
            if (ancestor.code.method.split('.')[0] === ownPackage)
                visit(ancestor);
            else
                externals.push(ancestor);
        }
    };
    visit(bundle);
    return externals;
}
/** A newer one of its own is what a pipe would find. */
function newestLacking(name, there, here) {
    const inBase = (0,disdat_bundle/* newest */.BP)(there.matching({ name }));
    const inOwn = (0,disdat_bundle/* newest */.BP)(here.matching({ name }));
    return inBase && inOwn && (0,disdat_bundle/* newestFirst */.ll)(inOwn, inBase) < 0 ? undefined : inBase;
}

;// CONCATENATED MODULE: ./src/steps/sandbox.js








/** Bundles that are copied beside the input at most, and what they hold together at most, in bytes. */
const maxCopies = 64;
const sandbox_maxCopiedBytes = 100 * 1024 ** 3;
/** The base of a run in a sandbox, to be read; undefined where the run's own context is its base. */
function baseOf({ run, parts }, remote) {
    return run.baseContext === run.context.remote ? undefined : parts.baseOf(remote, run.baseContext);
}
/**
 * Makes the sandbox ready: marked, where it is a pull request's own, and with those bundles of the base that the pipe will look for by itself.
 * S3 copies them; nothing is written to the base. What cannot be copied is a warning: the pipe will tell whether it needed that.
 */
async function fillSandbox(step, input, base) {
    const { remote } = input;
    await mark(step, remote);
    const copied = [];
    const leftOut = [];
    let bytes = 0;
    for (const { name, uuid } of await lackingIn(step, input, base)) {
        const proof = copied.length < maxCopies ? await proofOf(step, base, uuid) : 'more than are copied for one run';
        const reason = typeof proof === 'string' ? proof : reasonAgainst(proof, bytes);
        if (typeof proof === 'string' || reason !== undefined) {
            leftOut.push(`${name} (${uuid}: ${reason})`);
            continue;
        }
        copied.push(await copyInto(step, base, proof, remote));
        bytes += proof.bytes;
    }
    if (leftOut.length > 0)
        await step.parts.log.warning(`Not copied from ${base.context}, and so not there if the pipe looks for it: ${leftOut.slice(0, 5).join('; ')}${leftOut.length > 5 ? `; and ${leftOut.length - 5} more` : ''}.`);
    if (copied.length > 0)
        await step.teller.know({ copied });
}
async function mark({ run, parts }, remote) {
    const { pullRequest, cancelled: signal } = parts;
    if (pullRequest === undefined || !isNamedAfter(run.context.remote, pullRequest.number))
        return;
    const { repository, number } = pullRequest;
    const outcome = await markSandbox(remote, { repository, pullRequest: number }, { signal });
    if (outcome === 'marked')
        return;
    await parts.log.warning(`The context ${remote.context} is no sandbox of this pull request: it held bundles, or was another one's, before this action could mark it. The run goes on; \`cleanup\` will refuse to delete it.`);
}
function reasonAgainst(proof, before) {
    const { bytes } = proof;
    const large = tooLargeToCopy(proof);
    if (large !== undefined)
        return `${large.path} of ${(0,units/* size */.Ej)(large.size)} is too large to be copied`;
    return before + bytes > sandbox_maxCopiedBytes ? `${(0,units/* size */.Ej)(bytes)}, over ${(0,units/* size */.Ej)(sandbox_maxCopiedBytes)} with the others` : undefined;
}
/** A string says why there is none. */
async function proofOf({ parts }, base, uuid) {
    try {
        return (await proveBundle(base, uuid, { signal: parts.cancelled })) ?? 'it has no HyperFrame';
    }
    catch (error) {
        if (error instanceof errors/* Failure */.HR && error.verdict === 'bundle-corrupt')
            return error.message;
        throw error;
    }
}
async function lackingIn({ run, parts }, { remote, found, files }, base) {
    const { pipeClass, outputName } = run;
    const inputName = files === undefined ? found?.bundle.name : sandbox_nameOf(run.input);
    return await lackingExternals(base, remote, {
        output: outputName === '-' ? { codeMethod: pipeClass.name } : { name: outputName },
        ownPackage: pipeClass.module[0] ?? '',
        uuids: [...run.params.values()].filter(disdat_bundle/* isUuid */.O1),
        except: inputName,
    }, { signal: parts.cancelled });
}
const sandbox_nameOf = (input) => (input?.kind === 'files' ? input.name : undefined);
/** Copies the input bundle from the base, where that is what was found. */
async function copyInput(step, base, bundle, remote) {
    const proof = await proveBundle(base, bundle.uuid, { signal: step.parts.cancelled });
    if (proof === undefined) {
        const evidence = `The input bundle "${bundle.name}" (${bundle.uuid}) vanished from ${base.context}.`;
        throw new errors/* Failure */.HR('input-not-found', evidence, 'Run the workflow again, if another version is there.');
    }
    await copyInto(step, base, proof, remote);
}
async function copyInto({ parts }, base, proof, remote) {
    const { objects, bytes, uri } = await copyBundle(base, proof, remote, { signal: parts.cancelled });
    parts.log.info(`Copied ${proof.bundle.name} from ${base.context} to ${uri} (${objects} objects, ${(0,units/* size */.Ej)(bytes)}).`);
    return { ...bundleReport(remote, proof), copiedFrom: base.context };
}

;// CONCATENATED MODULE: ./src/steps/dry-run.js

/** Prints what would be asked for, and the least that must be allowed for it. */
async function tellDryRun({ run, parts, backend }, task, remote) {
    const { log } = parts;
    log.info(await backend.dryRun(task, parts.cancelled));
    if (run.batch !== undefined && run.tokenSeconds > 0)
        log.info('Credentials for the pipe would be added to the environment of the overrides.');
    const { region } = await parts.identity();
    const policy = JSON.parse(parts.pipePolicy(remote, region));
    log.info(`What the pipe needs to be allowed to do, and the step too:\n${dry_run_json(policy)}`);
    const index = parts.indexStatement(remote, region);
    const base = baseOf({ run, parts }, remote);
    const own = [
        ...(index ? [index] : []),
        ...(base ? parts.baseStatements(base, region) : []),
        ...(run.image.kind === 'ecr' ? [lookUp] : []),
    ];
    if (own.length > 0)
        log.info(`What the step needs beside that:\n${dry_run_json(own)}`);
}
/** Of `registry: '*ECR*'`. */
const lookUp = { Effect: 'Allow', Action: 'ecr:DescribeRepositories', Resource: '*' };
const dry_run_json = (value) => JSON.stringify(value, null, 2);

;// CONCATENATED MODULE: ./src/steps/state.js

/** Leaves for post what it must clean up if nobody else does: before anything is started, and for a job when more is known of it. */
async function keepState({ run, parts, teller }, job) {
    if (job !== undefined && run.batch !== undefined) {
        const { region } = await parts.identity();
        await parts.state.job({ ...job, region, queue: run.batch.queue });
        return;
    }
    const folder = contextFolder({ home: parts.home, name: run.context.local });
    await parts.state.know({ runId: teller.runId, pipeClass: run.pipeClass.name, contextFolder: folder, unclean: true });
}

;// CONCATENATED MODULE: ./src/steps/launch.js





/** The container of this run. */
function taskOf({ run, parts, teller }, { image, input, reuse, outputUuid }) {
    const bundle = input.found?.bundle;
    const inputParam = run.inputParam !== undefined && bundle && image.dialect === 'luigi' ? [[run.inputParam, bundle.uuid]] : [];
    const argv = (0,command_line/* commandLine */.ay)(image.dialect, {
        ...run,
        pipeClass: run.pipeClass.name,
        outputUuid,
        inputName: bundle?.name ?? '-',
        inputTags: inputTagsOf(run),
        params: new Map([...run.params, ...inputParam]),
        remote: run.remote.url,
    });
    const cpus = run.vcpus === undefined ? [] : [['DISDAT_CPU_COUNT', String(Math.ceil(run.vcpus))]];
    // This runner's proxies and endpoints are not those of a Batch host.
    const surroundings = run.batch === undefined ? parts.surroundings : [];
    return {
        ...run,
        runId: teller.runId,
        name: `${(0,names/* imageNameOf */.mi)(run.pipeClass)}-${teller.runId}`,
        image,
        argv,
        env: new Map([['PYTHONUNBUFFERED', '1'], ...cpus, ...surroundings, ...reuse.env, ...run.env]),
        receipt: {
            pipeClass: run.pipeClass.name,
            remote: run.remote.url,
            context: `${run.context.remote}/${run.context.local}`,
            dialect: image.dialect,
            outputName: run.outputName,
            outputUuid,
            inputUuid: bundle?.uuid,
            inputParam: run.inputParam,
            params: Object.fromEntries(run.params),
            image: image.pinned,
            launchedAt: new Date().toISOString(),
            workflowAttempt: parts.workflowAttempt,
        },
    };
}
/** Starts the task. What post must know to end it is left before it can run. */
async function launch(step, handed) {
    const { run, parts, teller, backend } = step;
    const { task } = handed;
    if (run.batch !== undefined) {
        const name = (await backend.jobName?.(task)) ?? task.name;
        await keepState(step, { name, outputUuid: task.receipt.outputUuid });
    }
    const job = await backend.launch(task, parts.cancelled);
    await teller.know({ job });
    const what = run.batch === undefined ? 'Container' : 'Job';
    const words = task.argv.map((part) => JSON.stringify(part)).join(' ');
    parts.log.info(`${what} ${job.name} runs: ${words}`);
    return { job, receipt: await settledReceipt(step, handed, job.adopted), handed };
}
/** A job that was there already makes another bundle than the one that we would have asked for. */
async function settledReceipt(step, { task }, adopted) {
    const { run, parts, teller } = step;
    const { job, output } = teller.report;
    if (run.batch !== undefined && job !== undefined) {
        const { outputUuid } = adopted ?? task.receipt;
        await keepState(step, { name: job.name, id: job.id, outputUuid });
        parts.log.info(`Its id is ${job.id}${job.url ? `, its page ${job.url}` : ''}.`);
    }
    if (adopted === undefined)
        return task.receipt;
    parts.log.info(`It was submitted by attempt ${adopted.workflowAttempt} of this workflow run, and is still alive: it is followed, and nothing is submitted.`);
    const uri = output?.uri.replace(task.receipt.outputUuid, adopted.outputUuid) ?? '';
    await teller.know({ output: { name: adopted.outputName, uuid: adopted.outputUuid, uri } });
    return adopted;
}
/** Removes the run's container, or ends its job; post tries again what fails here. Never throws. */
async function stop({ parts, teller, backend, run }, job) {
    try {
        await backend.stop(teller.runId, job);
    }
    catch (error) {
        const what = run.batch === undefined ? 'container is not removed' : 'job is not ended';
        await parts.log.warning(`The ${what} yet: ${(0,errors/* describe */.q0)(error)}`);
    }
}

;// CONCATENATED MODULE: ./src/steps/follow.js




/**
 * Follows the job to its end, within its time. What does not end by itself is ended before this throws. Resolves with undefined where the job is
 * left to itself, as it must be before GitHub ends this one, or where GitHub gives no tokens any more: the report then says how to go on.
 */
async function follow(step, launched, transcript) {
    const { run, parts, backend } = step;
    const { log, cancelled } = parts;
    const limit = run.batch === undefined ? AbortSignal.timeout(run.timeoutMs) : parts.leaving;
    const ended = new AbortController();
    const { handed, job } = launched;
    const renewing = handed && renew({ parts, backend }, job, handed, ended.signal);
    try {
        return await backend.follow(job, listener(step, launched, transcript), AbortSignal.any([cancelled, limit]));
    }
    catch (error) {
        log.endUntrusted();
        if (run.batch !== undefined && !cancelled.aborted && (limit.aborted || (0,aws_identity.isIdentityLost)(error))) {
            await leave(step, launched, limit.aborted ? ending : (0,errors/* describe */.q0)(error));
            return undefined;
        }
        if (run.batch !== undefined && cancelled.aborted && parts.leavesJobs)
            await leave(step, launched, cancelledButLeft);
        else
            await stop(step, job);
        if (!limit.aborted || cancelled.aborted)
            throw error;
        throw timedOut(run.timeoutMs, error);
    }
    finally {
        log.endUntrusted();
        await log.endGroup();
        ended.abort();
        await renewing;
    }
}
const ending = 'GitHub ends this job soon, and the Batch job is not at its end.';
const cancelledButLeft = 'The workflow was cancelled, and `on-cancel: detach` leaves the Batch job running.';
function timedOut(timeoutMs, cause) {
    const evidence = `The pipe did not end within ${timeoutMs / 60_000} minutes and was stopped.`;
    return new errors/* Failure */.HR('timeout', evidence, 'Raise `run-timeout-minutes`, or see in the log what it waits for.', {
        cause,
    });
}
/** Leaves the job to itself, and says how to go on and what that costs. */
async function leave({ parts, teller }, { job, receipt }, why) {
    const snippet = parts.attachSnippet([job.id]);
    await teller.know({ left: { why, snippet } });
    await parts.state.leave(receipt.outputUuid);
    await parts.log.notice(`${why} Job ${job.id} goes on without this step, and is paid for until it ends.`);
    parts.log.info(`This step follows it to its end, proves its output and pulls it:\n${snippet}`);
}
function listener({ parts, teller }, { job, isOneOfMany }, transcript) {
    const { log } = parts;
    const mark = isOneOfMany ? `[${job.name} ${job.id.slice(0, 8)}] ` : '';
    return {
        async lines(stream, lines) {
            for (const line of lines)
                transcript.read(line, stream);
            teller.tail.add(lines);
            await log.untrusted(mark === '' ? lines : lines.map((line) => mark + line));
        },
        async changed(text) {
            log.info(`${mark}${text}`);
        },
        async attempt(number) {
            log.endUntrusted();
            if (isOneOfMany)
                log.info(`${mark}Attempt ${number}`);
            else
                await log.group(`Log of attempt ${number}`);
        },
        known: (news) => teller.know(news),
    };
}

;// CONCATENATED MODULE: ./src/steps/lineage.js


/** Bundles of a report at most; the nearest are kept. */
const maxNodes = 1_000;
/** What the output was made of, as the report has it: the output first, the nearest before the farther. */
function lineageReport({ bundle, ancestors, missing, cut }, making) {
    const there = [bundle, ...[...ancestors.values()].filter(({ uuid }) => uuid !== bundle.uuid)];
    const nodes = [
        ...there.map((one) => nodeOf(one, making)),
        ...[...missing].map((id) => ({ id, name: '', state: 'missing' })),
    ];
    const kept = new Set(nodes.slice(0, maxNodes).map(({ id }) => id));
    const edges = there.flatMap(({ uuid: to, dependsOn }) => [...new Set(dependsOn.map(({ uuid }) => uuid))].map((from) => ({ from, to })));
    return {
        nodes: nodes.slice(0, maxNodes),
        edges: edges.filter(({ from, to }) => kept.has(from) && kept.has(to)),
        isCut: cut || nodes.length > maxNodes,
    };
}
/** All that is known of the lineage of an output that was not made: the task that failed. Undefined where none is named. */
function failedLineage({ failure }) {
    if (failure?.task === undefined)
        return undefined;
    const [name = ''] = failure.task.split('(');
    return { nodes: [{ id: failure.task, name, state: 'failed' }], edges: [], isCut: true };
}
function nodeOf({ uuid: id, name, createdAt, code }, making) {
    const commit = commitOf(code.hash);
    const repo = withoutCredentials(code.repo);
    return {
        id,
        name,
        state: stateOf(code.method, createdAt, making),
        createdAt,
        ...(code.method !== '' && { codeMethod: code.method }),
        ...(commit !== undefined && { commit }),
        ...(repo !== '' && { repo }),
    };
}
function stateOf(method, createdAt, making) {
    if (method.split('.')[0] !== making.package)
        return 'external';
    return createdAt >= making.launchedAt ? 'produced' : 'reused';
}

;// CONCATENATED MODULE: ./src/remote/push.js





/**
 * Brings a bundle of the local context to the remote, and before it those nested in it: its files and frames, then the
 * HyperFrame, each only if it is not there, so that nobody sees half a bundle and nothing is overwritten. Files that
 * are only on the remote (`dsdt push --delocalize`) are left there. Undefined when the bundle is not in the context.
 * Throws Failure `bundle-corrupt` when something it names is nowhere, or is on the remote with another size.
 */
async function pushBundle(context, uuid, remote, options) {
    const parts = await (0,contents/* readParts */.fp)(context, uuid, options);
    if (parts === undefined)
        return undefined;
    const pushed = { uri: remote.uri(uuid), objects: 0, bytes: 0 };
    for (const part of parts) {
        const { objects, bytes } = await pushPart(context, part, remote, options);
        pushed.objects += objects;
        pushed.bytes += bytes;
    }
    return pushed;
}
async function pushPart(context, part, remote, options) {
    const { uuid } = part.bundle;
    const there = await remote.sizes(uuid, options);
    const nowhere = part.missing.filter((name) => !there.has(name));
    if (nowhere.length > 0)
        throw (0,contents/* corrupt */.qb)(context, uuid, absence(nowhere), undefined);
    const different = part.objects.find(({ path: name, size }) => there.has(name) && there.get(name) !== size);
    if (different !== undefined) {
        const reason = `${different.path} has ${different.size} bytes here and ${there.get(different.path)} on the remote`;
        throw (0,contents/* corrupt */.qb)(context, uuid, reason, undefined);
    }
    let objects = 0;
    let bytes = 0;
    await (0,pool/* forEachBounded */.a)(part.objects.filter((object) => !there.has(object.path)), async ({ path: name, size }, signal) => {
        const kept = part.kept.get(name);
        const body = kept?.length === size ? kept : { file: external_node_path_default().join(context.objects, uuid, name), size };
        const outcome = await remote.store.putIfAbsent(remote.key(uuid, name), body, { signal });
        if (outcome === 'exists')
            return;
        objects += 1;
        bytes += size;
    }, options);
    // Last: whoever sees it may rely on the rest.
    const last = await remote.store.putIfAbsent(remote.key(uuid, (0,disdat_bundle/* hyperFrameName */.lm)(uuid)), part.hyperFrame, options);
    return last === 'exists' ? { objects, bytes } : { objects: objects + 1, bytes: bytes + part.hyperFrame.length };
}

// EXTERNAL MODULE: ../../node_modules/@bufbuild/protobuf/dist/esm/create.js
var create = __webpack_require__(61409);
// EXTERNAL MODULE: ../../node_modules/@bufbuild/protobuf/dist/esm/to-binary.js
var to_binary = __webpack_require__(73188);
;// CONCATENATED MODULE: ./src/disdat/frame-write.js






/**
 * The bytes of `<uuid>_frame.pb`, the very ones that Disdat writes of the same values under the same uuid. Throws
 * BundleFormatError for what could not be read back: a shape of another number of values, a uuid that is none, text with
 * half a surrogate pair, half a complex number, a bundle that is none.
 */
function makeFrame(draft) {
    const { name, uuid, content } = draft;
    if (!(0,disdat_bundle/* isUuid */.O1)(uuid))
        frame_refuse(`a frame whose uuid is ${JSON.stringify(uuid)}`);
    const type = frameTypeOf(content);
    const count = valuesIn(content);
    const shape = draft.shape ?? (content.kind === 'none' ? [] : [count]);
    if (content.kind !== 'none' && countOf(shape) !== count)
        frame_refuse(`${count} values for the shape [${shape.join(', ')}]`);
    const byteOrder = draft.byteOrder ?? usualByteOrder(type);
    return (0,hyperframe/* writeFrame */.vr)((0,create/* create */.v)(hyperframe_pb/* FrameSchema */.ty, {
        name: wellFormed(name),
        uuid,
        type: hyperframe_pb/* Type */.ZU[type],
        shape: [...shape],
        byteorder: frame_write_byteOrders[byteOrder],
        hframes: content.kind === 'bundles' ? content.values.map(hyperframe/* readHyperFrame */.we) : [],
        links: content.kind === 'links' ? content.values.map((url) => makeLink(uuid, url)) : [],
        strings: content.kind === 'strings' ? content.values.map(wellFormed) : [],
        data: dataOf(content, type, byteOrder),
    }));
}
const frame_write_byteOrders = { big: hyperframe_pb/* ByteOrder */.Bu.BIG, little: hyperframe_pb/* ByteOrder */.Bu.LITTLE, none: hyperframe_pb/* ByteOrder */.Bu.NA };
function usualByteOrder(type) {
    if (type === 'NONE' || type === 'LINK' || type === 'HFRAME')
        return 'big';
    return (layoutOf(type)?.wordBytes ?? 1) > 1 ? 'little' : 'none';
}
/** Disdat's type for what a frame holds. */
function frameTypeOf(content) {
    switch (content.kind) {
        case 'none':
            return 'NONE';
        case 'floats':
            return floatTypes[content.values[Symbol.toStringTag]];
        case 'integers':
        case 'bigints':
            return integerTypes[content.values[Symbol.toStringTag]];
        case 'booleans':
            return 'BOOL';
        case 'complex':
            return complexTypes[content.values[Symbol.toStringTag]];
        case 'strings':
            return 'STRING';
        case 'object':
            return 'OBJECT';
        case 'links':
            return 'LINK';
        case 'bundles':
            return 'HFRAME';
    }
}
const floatTypes = { Float16Array: 'FLOAT16', Float32Array: 'FLOAT32', Float64Array: 'FLOAT64' };
const complexTypes = { Float32Array: 'COMPLEX64', Float64Array: 'COMPLEX128' };
const integerTypes = {
    Int8Array: 'INT8',
    Uint8Array: 'UINT8',
    Int16Array: 'INT16',
    Uint16Array: 'UINT16',
    Int32Array: 'INT32',
    Uint32Array: 'UINT32',
    BigInt64Array: 'INT64',
    BigUint64Array: 'UINT64',
};
/** How many values there are: an object is one, a complex number too. Throws BundleFormatError for half of one. */
function valuesIn(content) {
    if (content.kind === 'none')
        return 0;
    if (content.kind === 'object')
        return 1;
    if (content.kind !== 'complex')
        return content.values.length;
    if (content.values.length % 2 !== 0)
        frame_refuse('complex numbers of which the last has no imaginary part');
    return content.values.length / 2;
}
/** The text. Throws BundleFormatError when half a surrogate pair is in it, which no UTF-8 can hold. */
function wellFormed(text) {
    return text.isWellFormed() ? text : frame_refuse(`text that is not Unicode: ${JSON.stringify(text.slice(0, 100))}`);
}
function dataOf(content, type, byteOrder) {
    if (content.kind === 'object')
        return Buffer.from(wellFormed(content.text));
    const layout = layoutOf(type);
    if (layout === undefined || content.kind === 'none' || !ArrayBuffer.isView(content.values))
        return new Uint8Array(0);
    const { buffer, byteOffset, byteLength } = content.values;
    const bytes = new Uint8Array(byteLength);
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength));
    if (content.kind === 'booleans')
        return bytes.map((byte) => Math.min(byte, 1));
    swapWords(bytes.buffer, layout.wordBytes, byteOrder);
    return bytes;
}
function makeLink(frameUuid, url) {
    const link = (0,create/* create */.v)(hyperframe_pb/* LinkSchema */.md, {
        frameUuid,
        link: { case: 'local', value: (0,create/* create */.v)(hyperframe_pb/* LocalLinkSchema */.Fh, { path: wellFormed(url) }) },
    });
    link.hash = (0,external_node_crypto_.createHash)('md5').update((0,to_binary/* toBinary */.R)(hyperframe_pb/* LinkSchema */.md, link)).digest('hex');
    return link;
}

;// CONCATENATED MODULE: ./src/disdat/bundle-write.js







/** What frames without a name are called. */
const bundle_write_unnamed = 'unnamed';
/**
 * The files of a bundle but for those that it links to: the very bytes that Disdat would write. The HyperFrame is the
 * one to be stored last. Throws BundleFormatError for what Disdat could not read back, and for uuids that are none.
 */
function writeBundle(draft) {
    const { uuid, content, code } = draft;
    if (!(0,disdat_bundle/* isUuid */.O1)(uuid))
        frame_refuse(`a bundle whose uuid is ${JSON.stringify(uuid)}`);
    const frames = framesOf(content);
    const pair = ([k, v]) => ({ k: wellFormed(k), v: wellFormed(v) });
    const hyperFrame = (0,create/* create */.v)(hyperframe_pb/* HyperFrameSchema */.xm, {
        owner: wellFormed(draft.owner),
        humanName: wellFormed(draft.name),
        processingName: wellFormed(draft.processingName),
        uuid,
        frames: frames.map((frame) => pair([frame.name, frame.uuid])),
        lineage: (0,create/* create */.v)(hyperframe_pb/* LineageSchema */.lq, {
            hframeProcName: draft.processingName,
            hframeUuid: uuid,
            codeRepo: wellFormed(code.repo),
            codeHash: wellFormed(code.hash),
            codeBranch: wellFormed(code.branch),
            creationDate: draft.createdSeconds,
            dependsOn: draft.dependsOn.map((dependency) => ({
                hframeProcName: wellFormed(dependency.processingName),
                hframeUuid: wellFormed(dependency.uuid),
                argName: wellFormed(dependency.argument),
            })),
            startTime: draft.startSeconds,
            stopTime: draft.stopSeconds,
            codeMethod: wellFormed(code.method),
        }),
        tags: [...draft.tags].map(pair),
        presentation: hyperframe_pb/* Presentation */.Jm[content.presentation],
    });
    const bytes = (0,hyperframe/* writeHyperFrame */.NH)(hyperFrame);
    // What we could not read back nobody should have to.
    (0,disdat_bundle/* readBundle */.Bo)(bytes, uuid);
    return {
        hyperFrame: { name: (0,disdat_bundle/* hyperFrameName */.lm)(uuid), bytes },
        frames: frames.map((frame) => ({ name: (0,disdat_bundle/* frameName */.VW)(frame.uuid), bytes: makeFrame(frame) })),
    };
}
/**
 * What Disdat calls bundles that were made the same way, where the pipe does not say: the code, and hashes of the
 * parameters and of the processing names of what it was made from, by argument.
 */
function defaultProcessingName(codeMethod, params, upstream) {
    return `${codeMethod}_${shortHash(params)}_${shortHash(upstream)}`;
}
/** Disdat's PROC_ID_TRUNCATE_HASH. */
const shortHashLength = 10;
function shortHash(values) {
    const inOrder = [...values].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const text = inOrder.map(([, value]) => value).join('.');
    return (0,external_node_crypto_.createHash)('md5').update(text).digest('hex').slice(0, shortHashLength);
}
function framesOf(content) {
    if ('columns' in content)
        return table(content.columns);
    if ('fields' in content)
        return row(content.fields);
    if ('frames' in content)
        return namedApart(content.frames);
    const reason = bundle_write_reasonAgainst(content.presentation, content.frame);
    if (reason !== undefined)
        frame_refuse(reason);
    return [{ ...content.frame, name: `${bundle_write_unnamed}:0` }];
}
function bundle_write_reasonAgainst(presentation, { content }) {
    const values = valuesIn(content);
    switch (presentation) {
        case 'HF':
            return content.kind === 'bundles' ? undefined : 'an HF of other than bundles';
        case 'SCALAR':
            return values === 1 ? undefined : `a scalar of ${values} values`;
        case 'ROW':
            return values === 1 ? 'a tuple of one value, which Disdat cannot read' : undefined;
        case 'JSON':
            return content.kind === 'strings' && values === 1 ? undefined : 'JSON that is not one text';
        case 'TENSOR':
            return undefined;
    }
}
function row(fields) {
    const [first] = fields;
    if (first === undefined)
        return frame_refuse('a row of nothing, which Disdat cannot read');
    if (first.name.includes(bundle_write_unnamed))
        frame_refuse(`a row whose first name, ${first.name}, tells Disdat that there are no names`);
    if (fields.some(({ shape }) => shape?.length === 0))
        frame_refuse('a row that holds a value without a dimension');
    return namedApart(fields);
}
function table(columns) {
    const lengths = new Set(columns.map(({ content }) => valuesIn(content)));
    if (lengths.size > 1)
        frame_refuse(`a table whose columns have ${[...lengths].join(' and ')} rows`);
    if (columns.some(({ shape }) => shape !== undefined && shape.length !== 1))
        frame_refuse('a column of other than one dimension');
    return namedApart(columns);
}
/** Disdat finds frames by name, and their files by uuid. */
function namedApart(frames) {
    if (new Set(frames.map(({ name }) => name)).size < frames.length)
        frame_refuse('two frames of the same name');
    if (new Set(frames.map(({ uuid }) => uuid)).size < frames.length)
        frame_refuse('two frames of the same uuid');
    return frames;
}

;// CONCATENATED MODULE: ./src/remote/add.js












/** What dsdt calls the code of `dsdt add`. */
const method = 'add';
/**
 * Makes a committed bundle of files in a local context: what `dsdt add` and `dsdt commit` make of them, one file as a scalar
 * and several as a list. It is there whole or not at all, and dsdt sees it at once. Throws Failure `disk-full`,
 * `local-context-unwritable`, or `invalid-input` for more links than anybody could read.
 */
async function addBundle(context, files, addition, options) {
    let temporary;
    try {
        temporary = await (0,pull/* makeTemporary */.ww)(context, options.runId);
        const uuid = (0,external_node_crypto_.randomUUID)();
        const landing = external_node_path_default().join(temporary, uuid);
        await copyAll(files, landing, options);
        const hyperFrame = await writeMessages(landing, draftOf(uuid, files, addition));
        options.signal.throwIfAborted();
        const target = external_node_path_default().join(context.objects, uuid);
        await (0,promises_.mkdir)(context.objects, { recursive: true });
        await (0,promises_.rename)(landing, target);
        await (0,ctxt_db/* registerBundle */.eE)(context, hyperFrame, options).catch(async (error) => {
            await (0,promises_.rm)(target, { recursive: true, force: true });
            throw error;
        });
        return (0,disdat_bundle/* readBundle */.Bo)(hyperFrame, uuid);
    }
    catch (error) {
        throw (0,disk/* diskFailure */.C9)(error, context.folder);
    }
    finally {
        if (temporary !== undefined)
            await (0,promises_.rm)(temporary, { recursive: true, force: true });
    }
}
async function copyAll(files, landing, options) {
    const folders = new Set([landing, ...files.map((file) => external_node_path_default().dirname(external_node_path_default().join(landing, file.path)))]);
    for (const folder of folders)
        await (0,promises_.mkdir)(folder, { recursive: true });
    await (0,pool/* forEachBounded */.a)(files, async (file) => await (0,promises_.copyFile)(file.source, external_node_path_default().join(landing, file.path), external_node_fs_.constants.COPYFILE_FICLONE), options);
}
/** Writes the frame, then the HyperFrame, whose bytes are given back. */
async function writeMessages(folder, draft) {
    const { hyperFrame, frames } = writeBundle(draft);
    for (const { name, bytes } of frames) {
        if (bytes.length > hyperframe/* maxFrameBytes */.fr) {
            const evidence = `input-path: the paths of the files take ${bytes.length} bytes; ${hyperframe/* maxFrameBytes */.fr} is the limit.`;
            throw new errors/* Failure */.HR('invalid-input', evidence, 'Name fewer files, or shorten their paths.');
        }
        await (0,promises_.writeFile)(external_node_path_default().join(folder, name), bytes);
    }
    await (0,promises_.writeFile)(external_node_path_default().join(folder, hyperFrame.name), hyperFrame.bytes);
    return hyperFrame.bytes;
}
function draftOf(uuid, files, addition) {
    const links = { kind: 'links', values: files.map((file) => `bundle://${file.path}`) };
    return {
        uuid,
        name: addition.name,
        owner: addition.owner,
        processingName: defaultProcessingName(method, new Map([['path', addition.path]]), new Map()),
        tags: new Map([['__param.path', addition.path], ...addition.tags, ['committed', 'True']]),
        createdSeconds: (performance.timeOrigin + performance.now()) / 1000,
        startSeconds: 0,
        stopSeconds: 0,
        code: { method, ...addition.checkout },
        dependsOn: [],
        content: {
            presentation: files.length === 1 ? 'SCALAR' : 'TENSOR',
            frame: { uuid: (0,external_node_crypto_.randomUUID)(), content: links },
        },
    };
}

// EXTERNAL MODULE: ./src/remote/collect.js + 1 modules
var collect = __webpack_require__(83900);
;// CONCATENATED MODULE: ./src/steps/add.js







/** The files that the input is to be made of. Nothing is made before it is known that the run can start. */
async function findFiles({ paths, workspace }, parts) {
    const { files, leftOut } = await (0,collect/* collectFiles */.C)(workspace, paths, { signal: parts.cancelled });
    if (leftOut.length > 0) {
        const some = leftOut.slice(0, 5).map((name) => JSON.stringify(name));
        const rest = leftOut.length > some.length ? ` and ${leftOut.length - some.length} more` : '';
        await parts.log.warning(`Left out of the input bundle, as links to folders and git’s own: ${some.join(', ')}${rest}.`);
    }
    return files;
}
/** Makes the input bundle in the local context, which is made where there was none. */
async function makeInput({ run, parts, teller }, files) {
    const { input } = run;
    if (input?.kind !== 'files')
        return undefined;
    const { name, tags, paths, workspace } = input;
    const checkout = await parts.checkoutOf(await folderOf(external_node_path_default().resolve(workspace, paths[0] ?? '')), workspace);
    const addition = { name, tags, owner: parts.owner, path: paths.join(' '), checkout };
    try {
        const bound = { url: run.remote.url, context: run.context.remote };
        const context = await ensureContext({ home: parts.home, name: run.context.local }, bound);
        const bundle = await addBundle(context, files, addition, { signal: parts.cancelled, runId: teller.runId });
        const bytes = files.reduce((sum, file) => sum + file.size, 0);
        parts.log.info(`Made ${name} of ${files.length} file(s) of the workspace (${(0,units/* size */.Ej)(bytes)}).`);
        return { context, found: { bundle, source: 'local' } };
    }
    catch (error) {
        throw error instanceof errors/* Failure */.HR ? notMade(error) : error;
    }
}
function notMade(error) {
    const advice = error.verdict === 'local-context-unwritable'
        ? "Make it writable for the job's user: `input-path` makes the bundle there."
        : error.advice;
    return new errors/* Failure */.HR(error.verdict, `The input bundle could not be made. ${error.message}`, advice, { cause: error });
}
/** The nearest folder that is there: the path itself may be a file or a pattern. */
async function folderOf(place) {
    for (let folder = place;; folder = external_node_path_default().dirname(folder)) {
        if ((await (0,promises_.stat)(folder).catch(() => undefined))?.isDirectory() || folder === external_node_path_default().dirname(folder))
            return folder;
    }
}

;// CONCATENATED MODULE: ./src/steps/prepare.js












/**
 * The local context to read the input from and to pull the output into, if there is one. Checked now, so that a folder that cannot be written to, or
 * is bound elsewhere, does not cost a run. One that is not there yet is made when there is something to pull: a mistyped remote must not be bound.
 */
async function localContext({ run, parts }) {
    const name = { home: parts.home, name: run.context.local };
    const context = await openContext(name);
    if (context !== undefined)
        assertSameRemote(context, { url: run.remote.url, context: run.context.remote });
    if (run.pullOutput !== 'false')
        await (context === undefined ? assertCreatable(name) : assertWritable(context));
    return context;
}
/** The image, found or pulled, with a dialect that can do what the inputs ask. */
async function findImage({ run, parts, backend }) {
    const reference = run.image.kind === 'ecr'
        ? await ecrReference(await parts.identity(), Object.fromEntries(parts.surroundings), run.image.repository, parts.cancelled)
        : run.image.reference;
    const image = await backend.image({ ...run, reference, pullPolicy: run.dryRun ? 'never' : run.pullPolicy }, parts.cancelled);
    await checkDialect(run, image, parts);
    parts.log.info(`Image ${image.reference} (${image.dialect}) is ${image.pinned}.`);
    return image;
}
async function checkDialect(run, { dialect, reference }, { log }) {
    const refuse = (evidence, advice) => new errors/* Failure */.HR('invalid-input', evidence, advice);
    if (dialect === 'classic') {
        if (run.forceAll)
            throw refuse(`force-all: ${reference} is a classic image, which knows \`force\` only.`, 'Use `force`.');
        if (run.inputParam !== undefined)
            await log.warning('`input-param` is ignored: a classic image takes the input bundle by its name.');
        if (run.workers !== 1)
            await log.warning('`workers` is ignored: a classic image has no workers.');
        return;
    }
    const [tag] = [...run.outputTags].find(([key, value]) => value.includes(':') || key.includes(':')) ?? [];
    // dsdt_docker splits an --output-tag at every colon and dies of the third part.
    if (tag !== undefined)
        throw refuse(`output-tags: the value of ${tag} holds a colon, which a luigi image cannot take.`, 'Use another character.');
    if (run.input !== undefined && run.inputParam === undefined) {
        await log.warning('The pipe is not told of the input bundle: a luigi pipe takes it as a parameter. Name that in `input-param`.');
    }
}
/** Opens the remote and finds the input bundle. A remote that cannot be listed fails here, before anything runs. */
async function openInput(step, context) {
    const { run, parts } = step;
    const remote = await parts.openRemote(run.remote, run.context.remote);
    const base = baseOf(step, remote);
    const signal = parts.cancelled;
    if (run.input === undefined) {
        await assertReachable(remote, signal);
        return { remote, base, found: undefined };
    }
    if (run.input.kind === 'files') {
        await assertReachable(remote, signal);
        return { remote, base, found: undefined, files: await findFiles(run.input, parts) };
    }
    const unreadable = [];
    const onUnreadable = (uuid, reason) => unreadable.push(`${uuid} (${reason})`);
    const found = await findInput(run.input, context, remote, { signal, onUnreadable, base });
    if (unreadable.length > 0)
        await parts.log.warning(`Passed over what cannot be read: ${unreadable.slice(0, 5).join('; ')}.`);
    if (found.source === 'local')
        await assertReachable(remote, signal);
    return { remote, base, found };
}
async function assertReachable(remote, signal) {
    for await (const _ of remote.store.list(remote.objects, { signal, delimiter: '/' }))
        return;
}
/**
 * Makes the input of files where it is to be made; pushes one of the local context, unless told not to; copies one of the base; and makes sure
 * that the remote has the whole of it.
 */
async function bringInput(step, asked, image, existing) {
    const { run, parts, teller } = step;
    const { remote } = asked;
    const made = asked.files && (await makeInput(step, asked.files));
    const context = made?.context ?? existing;
    const found = made?.found ?? asked.found;
    if (found === undefined)
        return asked;
    const { uuid } = found.bundle;
    const mayPush = found.source === 'local' && run.pushInput && context !== undefined;
    if (found.source === 'base' && asked.base)
        await copyInput(step, asked.base, found.bundle, remote);
    const pushed = mayPush ? await pushBundle(context, uuid, remote, { signal: parts.cancelled }) : undefined;
    const proof = await proveBundle(remote, uuid, { signal: parts.cancelled });
    if (proof === undefined) {
        const evidence = `The input bundle "${found.bundle.name}" (${uuid}) is in the local context but not on the remote.`;
        throw new errors/* Failure */.HR('input-not-found', evidence, 'Leave `push-input` at true, or push it with `dsdt push`.');
    }
    if (image.dialect === 'classic')
        await assertNewest(step, remote, proof);
    for (const warning of proof.warnings)
        await parts.log.warning(warning);
    const input = {
        ...bundleReport(remote, proof),
        pushed: (pushed?.objects ?? 0) > 0,
        ...(found.source === 'base' && { copiedFrom: run.baseContext }),
    };
    parts.log.info(`Input ${input.name} is ${input.uri} (${(0,units/* size */.Ej)(proof.bytes)}${input.pushed ? ', pushed now' : ''}).`);
    await teller.know({ input });
    return { ...asked, found };
}
/** A classic container looks for the input by itself, by name and tags: it must come to the same bundle. */
async function assertNewest({ run, parts }, remote, { bundle }) {
    const tags = inputTagsOf(run);
    const newest = await findBundle(remote, { kind: 'newest', name: bundle.name, tags }, { signal: parts.cancelled });
    if (newest === undefined || newest.uuid === bundle.uuid)
        return;
    throw new errors/* Failure */.HR('invalid-input', `A classic image takes the newest bundle of a name, and the remote has a newer "${bundle.name}" (${newest.uuid}) than ${bundle.uuid}.`, 'Use that one, or tell them apart with `input-tags`.');
}

;// CONCATENATED MODULE: ./src/steps/preflight.js




/**
 * Looks up image and input, and asks the backend what it knows to be wrong, before anything is pushed or started. Everything that can be known to be
 * wrong is told in one Failure.
 */
async function preflight(step, context, outputUuid) {
    const { teller, parts } = step;
    const [image, input] = await Promise.allSettled([
        teller.during('image', () => findImage(step)),
        teller.during('input', () => openInput(step, context)),
    ]);
    const asks = () => teller.during('preflight', () => preflight_check(step, image, input, outputUuid));
    const [checked] = await Promise.allSettled([step.backend.preflight === undefined ? [] : asks()]);
    if (image.status === 'fulfilled' && input.status === 'fulfilled' && checked.status === 'fulfilled') {
        for (const notice of checked.value)
            parts.log.info(notice);
        return { image: image.value, input: input.value };
    }
    throw preflight_joined([checked, image, input].flatMap((part) => (part.status === 'rejected' ? [part.reason] : [])));
}
async function preflight_check(step, image, input, outputUuid) {
    const { backend, parts, run } = step;
    if (backend.preflight === undefined)
        return [];
    // What is not there is told already; the rest can be asked about without it.
    const known = image.status === 'fulfilled' ? image.value : absentImage(step);
    const found = input.status === 'fulfilled' ? input.value.found : undefined;
    const reuse = reuseOf({ ...known, force: run.force, commits: parts.commits });
    const task = taskOf(step, { image: known, input: { found }, reuse, outputUuid });
    return await backend.preflight({ ...task, files: [] }, parts.cancelled);
}
function absentImage({ run }) {
    const reference = run.image.kind === 'reference' ? run.image.reference : run.image.repository;
    const nothing = { env: new Map(), user: '', architecture: undefined };
    return { reference, pinned: reference, id: reference, dialect: run.dialect ?? 'luigi', ...nothing };
}
/** One failure of several; anything that is not a Failure is a mistake of ours or a cancel, and comes first. */
function preflight_joined(reasons) {
    const failures = reasons.filter((reason) => reason instanceof errors/* Failure */.HR);
    const [first] = failures;
    const other = reasons.find((reason) => !(reason instanceof errors/* Failure */.HR));
    // A definition of the user's own is looked up for its image and for the rest: what is wrong with it is told once.
    const lines = [...new Set(failures.map(({ message }) => message))];
    if (other !== undefined || first === undefined || lines.length === 1)
        return other ?? first;
    const advice = [...new Set(failures.map((failure) => failure.advice))];
    return new errors/* Failure */.HR(first.verdict, lines.join('\n'), advice.join(' '), { cause: first });
}

;// CONCATENATED MODULE: ./src/steps/upstream.js



/**
 * Reports what the output was made of, and the bundles upstream of it of which the remote has newer ones. Only for telling: where there is no time or no
 * answer, nothing is said of it; nor of newer ones where not all bundles of the context are known.
 */
async function tellUpstream({ run, parts, teller }, { heads, catalogue: reading, signal }, output) {
    try {
        const catalogue = await reading;
        const lineage = await readLineage(catalogue, heads, output.uuid, { signal });
        if (lineage === undefined)
            return;
        const { launchedAt } = output;
        await teller.know({ lineage: lineageReport(lineage, { launchedAt, package: run.pipeClass.module[0] ?? '' }) });
        if (catalogue.unread > 0)
            return;
        const newerUpstream = outdated(lineage, catalogue).map(({ used, newest }) => ({
            name: newest.name,
            uuid: newest.uuid,
            createdAt: newest.createdAt,
            used: { uuid: used.uuid, createdAt: used.createdAt },
        }));
        await teller.know({ newerUpstream });
    }
    catch (error) {
        await parts.log.debug(`What is upstream of the output is not known: ${(0,errors/* describe */.q0)(error)}`);
    }
}

;// CONCATENATED MODULE: ./src/steps/tell-output.js




/** Tells what a proved output was made of, and what it is beside its base, within a time. Resolves with what came of the rules; throws only when the workflow is cancelled. */
async function tellOfOutput(step, ended, output) {
    const { comparisons, cancelled } = step.parts;
    return await comparisons.hold(1, cancelled, () => surveyAndTell(step, ended, output));
}
async function surveyAndTell(step, { remote, receipt }, output) {
    const { run, parts } = step;
    const isCompared = run.report.compareWith.kind !== 'nothing';
    const limitMs = isCompared || looksInside(run) ? surveyLimits.comparing : surveyLimits.telling;
    const signal = AbortSignal.any([parts.cancelled, AbortSignal.timeout(limitMs)]);
    const survey = surveyOf(remote, signal, isCompared || remote.index.isKept);
    const upstream = { uuid: output.proof.bundle.uuid, launchedAt: new Date(receipt.launchedAt) };
    const [rules] = await bothOf(compareAndJudge(step, { remote, ...output }, survey), tellUpstream(step, survey, upstream));
    return rules;
}

;// CONCATENATED MODULE: ./src/run.js























/** Carries out a plan, one run after the other, or follows the jobs that it names, all at a time. Never throws: what went wrong stands in the reports. */
async function run(plan, parts) {
    for (const warning of plan.warnings)
        await parts.log.warning(warning);
    if (plan.attachment !== undefined)
        return await attach(plan.attachment, parts);
    const { cleanup } = plan;
    if (cleanup !== undefined)
        return [await run_told(cleaning(cleanup), parts, (teller) => cleanUp(cleanup, parts, teller))];
    const reports = [];
    for (const one of plan.runs) {
        reports.push(await run_told(startOf(one), parts, (teller) => story({ run: one, parts, teller, backend: parts.backendFor(one.batch) })));
    }
    return reports;
}
/** A report of whatever comes of it. */
async function run_told(start, parts, work) {
    const teller = new Teller({ runId: newRunId(), ...start }, parts.outputs, parts.tailLines);
    try {
        await work(teller);
    }
    catch (error) {
        await parts.log.debug((0,external_node_util_.inspect)(error, { depth: 5 }));
        await teller.failed(parts.cancelled.aborted ? cancelledDuring(teller.phase, error) : error);
    }
    return teller.report;
}
/** What happens, in order. Whatever it throws is the report's failure; nothing that it started is left when it ends. */
async function story(step) {
    const { run, teller } = step;
    const context = await localContext(step);
    await keepState(step);
    const outputUuid = crypto.randomUUID();
    const { image, input: asked } = await preflight(step, context, outputUuid);
    const reuse = reuseFor(step, image);
    await teller.know({ image, reuse });
    await teller.know({ output: { name: run.outputName, uuid: outputUuid, uri: asked.remote.uri(outputUuid) } });
    if (run.dryRun) {
        const task = { ...taskOf(step, { image, input: asked, reuse, outputUuid }), files: [] };
        await tellDryRun(step, task, asked.remote);
        return await teller.know({ status: 'skipped' });
    }
    const { base } = asked;
    if (base)
        await teller.during('copy', () => fillSandbox(step, asked, base));
    const input = run.input ? await teller.during('push', () => bringInput(step, asked, image, context)) : asked;
    const launched = await teller.during('launch', async () => {
        const task = taskOf(step, { image, input, reuse, outputUuid });
        return await launch(step, await handOver(step, task, input.remote));
    });
    if (!run.wait) {
        await leave(step, launched, '`wait: false` was asked for.');
        return await teller.know({ status: 'submitted' });
    }
    await followAndProve(step, launched, { remote: input.remote, imageCommit: reuse.imageCommit });
}
/** From a job that runs to a bundle that is proved and pulled. */
async function followAndProve(step, launched, known) {
    const { run, teller } = step;
    const { receipt } = launched;
    const transcript = new Transcript(run.pipeClass.name);
    const ending = await followed(step, launched, transcript);
    if (ending === undefined)
        return await teller.know({ status: 'detached' });
    const { exitCode, attempts, logUrl } = ending;
    await teller.know({
        ...(exitCode !== undefined && { exitCode }),
        ...(attempts && { attempts }),
        ...(logUrl && { logUrl }),
    });
    const clearAway = run.batch === undefined ? stop(step, launched.job) : Promise.resolve();
    await annotating(step, transcript, () => bothOf(clearAway, proveAndPull(step, { ...known, transcript, ending, receipt })));
}
/** Its cost is told however it ends. */
async function followed(step, launched, transcript) {
    let ending;
    try {
        ending = await step.teller.during('run', () => follow(step, launched, transcript));
        return ending;
    }
    finally {
        await tellCost(step, ending);
    }
}
async function proveAndPull(step, ended) {
    const { run, teller } = step;
    const output = await teller
        .during('prove', () => prove(step, ended))
        .catch(async (error) => {
        const lineage = failedLineage(ended.transcript);
        if (lineage !== undefined)
            await teller.know({ lineage });
        throw error;
    });
    const { proof, status } = output;
    await teller.know({ output: bundleReport(ended.remote, proof) });
    const pull = async () => {
        if (run.pullOutput === 'false')
            return;
        const { folder } = await teller.during('pull', () => pullOutput(step, ended.remote, proof));
        await teller.know({ outputPath: folder });
    };
    const [, rules] = await bothOf(pull(), tellOfOutput(step, ended, output));
    refuseBroken(rules);
    await teller.know({ status });
}
/** Jobs that an earlier step submitted, followed to their end and proved as that step would have done. */
async function attach(attachment, parts) {
    let jobs;
    try {
        const found = await parts.attach(attachment, parts.cancelled);
        // All of them, before the first is followed.
        jobs = found.map((job) => ({ ...job, goal: attachedGoal(attachment, job.receipt, job.settings) }));
    }
    catch (error) {
        return [await reportOfRefusal('', parts.outputs, error, 'AWSBatch')];
    }
    return await Promise.all(jobs.map(({ job, receipt, backend, goal }) => run_told(startOf(goal), parts, async (teller) => {
        const step = { run: goal, parts, teller, backend };
        const remote = await parts.openRemote(goal.remote, goal.context.remote);
        await keepState(step);
        await keepState(step, { name: job.name, id: job.id, outputUuid: receipt.outputUuid });
        const { outputName: name, outputUuid: uuid } = receipt;
        await teller.know({ job, output: { name, uuid, uri: remote.uri(uuid) } });
        await localContext(step);
        await followAndProve(step, { job, receipt, isOneOfMany: jobs.length > 1 }, { remote, imageCommit: undefined });
    })));
}
/** The report of a step that was refused before it began. */
async function reportOfRefusal(pipeClass, outputs, error, backend) {
    const nothing = { runId: newRunId(), backend, remote: '', context: '', params: new Map() };
    const teller = new Teller({ ...nothing, pipeClass }, outputs, 0);
    await teller.failed(error);
    return teller.report;
}
const newRunId = () => (0,external_node_crypto_.randomBytes)(6).toString('hex');
function cleaning({ remote, context }) {
    return {
        pipeClass: '',
        backend: 'Local',
        remote: remote.url,
        context: `${context.remote}/${context.local}`,
        params: new Map(),
    };
}
function startOf(run) {
    return {
        pipeClass: run.pipeClass.name,
        backend: run.batch === undefined ? 'Local' : 'AWSBatch',
        remote: run.remote.url,
        context: `${run.context.remote}/${run.context.local}`,
        params: run.params,
    };
}
function cancelledDuring(phase, cause) {
    const advice = phase === 'cleanup'
        ? 'Run the job again: it finishes what is left.'
        : 'Run the workflow again. Bundles of tasks that had ended are on the remote, and the next run may reuse them.';
    return new errors/* Failure */.HR('cancelled', `The workflow was cancelled during the phase "${phase}".`, advice, { cause });
}
function reuseFor({ run, parts }, image) {
    const env = new Map([...image.env, ...run.env]);
    const reuse = reuseOf({ ...image, force: run.force || run.forceAll, env, commits: parts.commits });
    const isHandedOver = run.batch !== undefined && image.env.get('GIT_DIRTY') !== '';
    if (reuse.possible !== true || !isHandedOver)
        return reuse;
    return { ...reuse, possible: undefined, why: `${reuse.why} Batch may leave an empty GIT_DIRTY out, though.` };
}

// EXTERNAL MODULE: ./src/steps/comment.js + 3 modules
var comment = __webpack_require__(77327);
;// CONCATENATED MODULE: ./src/step.js













/** The step, from its inputs to its exit code. Never throws. */
async function step(env) {
    // Updates of the remote's index go on beside the run, and do not outlast it.
    const ended = new AbortController();
    try {
        await carryOutAndTell(env, ended.signal);
    }
    catch (error) {
        const core = await (0,action_log/* toolkit */.VQ)();
        core.setFailed(`internal-error: ${error instanceof Error ? error.stack : String(error)}`);
    }
    finally {
        ended.abort();
    }
}
async function carryOutAndTell(env, ended) {
    const log = (0,action_log/* openLog */.Ne)(process.stdout, env['RUNNER_DEBUG'] === '1');
    const outputs = new action_outputs/* Outputs */.tY();
    const state = new action_state/* StateKeeper */.o();
    const cancel = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'])
        process.on(signal, () => cancel.abort(new Error(signal)));
    const problems = [];
    const inputs = (0,action_inputs/* readInputs */.Ko)(env, problems);
    const reports = await carryOut({ env, log, outputs, state, inputs, cancelled: cancel.signal, ended }, problems);
    const [first, ...others] = reports;
    if (first === undefined)
        return;
    await (0,tell/* tell */.qz)([first, ...others], { env, log, outputs, summary: inputs.summary });
    if (inputs.report.comment !== 'never' && !inputs.cleanup)
        await step_comment(reports, { env, log, outputs, inputs, cancelled: cancel.signal });
    // The container of a failed run was removed, or could not be, as when the engine was gone: post tries once more.
    await state.know({ reported: true, unclean: reports.some(mayHaveLeft) });
    // Before the last words, which say the same without a place.
    for (const each of reports.flatMap(({ annotations = [] }) => annotations).slice(0, maxShown))
        await log.annotate(each);
    for (const { failure } of reports)
        if (failure)
            await fail(failure);
}
/** Tells the pull request, where there is one. */
async function step_comment(reports, { env, log, outputs, inputs, cancelled }) {
    const occasion = (0,comment/* occasionOf */.zC)((0,action_workflow/* originOf */.yv)(env, await (0,action_workflow/* readEvent */.j_)(env)), inputs.report, reports);
    const token = inputs.report.githubToken;
    if (occasion !== undefined)
        return await (0,comment/* tellComment */.lB)(reports, occasion, { token, env, log, outputs, cancelled });
    await log.notice('`comment` tells pull requests, and this workflow run is for none.');
}
const mayHaveLeft = ({ failure, phases }) => failure !== undefined && phases.some(({ name }) => name === 'launch' || name === 'run');
async function fail({ verdict, evidence, advice, where }) {
    const core = await (0,action_log/* toolkit */.VQ)();
    const place = where ? `At ${where.file}:${where.line}. ` : '';
    core.setFailed((0,action_log/* plainText */.wh)(`${verdict}: ${evidence}${evidence.includes('\n') ? '\n' : ' '}${place}${advice}`));
}
async function carryOut(beginning, problems) {
    const { env, inputs, outputs } = beginning;
    try {
        const home = env['HOME'] ?? (0,external_node_os_.homedir)();
        const defaults = await readDefaults(home, inputs, problems);
        const plan = planOf(inputs, defaults, env, problems);
        return await run(plan, await partsOf(beginning, home));
    }
    catch (error) {
        return [await reportOfRefusal(env['INPUT_PIPE-CLASS'] ?? '', outputs, error, inputs.backend)];
    }
}


/***/ }),

/***/ 27224:
/***/ ((module) => {

const { hasOwnProperty } = Object.prototype

const encode = (obj, opt = {}) => {
  if (typeof opt === 'string') {
    opt = { section: opt }
  }
  opt.align = opt.align === true
  opt.newline = opt.newline === true
  opt.sort = opt.sort === true
  opt.whitespace = opt.whitespace === true || opt.align === true
  // The `typeof` check is required because accessing the `process` directly fails on browsers.
  /* istanbul ignore next */
  opt.platform = opt.platform || (typeof process !== 'undefined' && process.platform)
  opt.bracketedArray = opt.bracketedArray !== false

  /* istanbul ignore next */
  const eol = opt.platform === 'win32' ? '\r\n' : '\n'
  const separator = opt.whitespace ? ' = ' : '='
  const children = []

  const keys = opt.sort ? Object.keys(obj).sort() : Object.keys(obj)

  let padToChars = 0
  // If aligning on the separator, then padToChars is determined as follows:
  // 1. Get the keys
  // 2. Exclude keys pointing to objects unless the value is null or an array
  // 3. Add `[]` to array keys
  // 4. Ensure non empty set of keys
  // 5. Reduce the set to the longest `safe` key
  // 6. Get the `safe` length
  if (opt.align) {
    padToChars = safe(
      (
        keys
          .filter(k => obj[k] === null || Array.isArray(obj[k]) || typeof obj[k] !== 'object')
          .map(k => Array.isArray(obj[k]) ? `${k}[]` : k)
      )
        .concat([''])
        .reduce((a, b) => safe(a).length >= safe(b).length ? a : b)
    ).length
  }

  let out = ''
  const arraySuffix = opt.bracketedArray ? '[]' : ''

  for (const k of keys) {
    const val = obj[k]
    if (val && Array.isArray(val)) {
      for (const item of val) {
        out += safe(`${k}${arraySuffix}`).padEnd(padToChars, ' ') + separator + safe(item) + eol
      }
    } else if (val && typeof val === 'object') {
      children.push(k)
    } else {
      out += safe(k).padEnd(padToChars, ' ') + separator + safe(val) + eol
    }
  }

  if (opt.section && out.length) {
    out = '[' + safe(opt.section) + ']' + (opt.newline ? eol + eol : eol) + out
  }

  for (const k of children) {
    const nk = splitSections(k, '.').join('\\.')
    const section = (opt.section ? opt.section + '.' : '') + nk
    const child = encode(obj[k], {
      ...opt,
      section,
    })
    if (out.length && child.length) {
      out += eol
    }

    out += child
  }

  return out
}

function splitSections (str, separator) {
  var lastMatchIndex = 0
  var lastSeparatorIndex = 0
  var nextIndex = 0
  var sections = []

  do {
    nextIndex = str.indexOf(separator, lastMatchIndex)

    if (nextIndex !== -1) {
      lastMatchIndex = nextIndex + separator.length

      if (nextIndex > 0 && str[nextIndex - 1] === '\\') {
        continue
      }

      sections.push(str.slice(lastSeparatorIndex, nextIndex))
      lastSeparatorIndex = nextIndex + separator.length
    }
  } while (nextIndex !== -1)

  sections.push(str.slice(lastSeparatorIndex))

  return sections
}

const decode = (str, opt = {}) => {
  opt.bracketedArray = opt.bracketedArray !== false
  const out = Object.create(null)
  let p = out
  let section = null
  //          section          |key      = value
  const re = /^\[([^\]]*)\]\s*$|^([^=]+)(=(.*))?$/i
  const lines = str.split(/[\r\n]+/g)
  const duplicates = {}

  for (const line of lines) {
    if (!line || line.match(/^\s*[;#]/) || line.match(/^\s*$/)) {
      continue
    }
    const match = line.match(re)
    if (!match) {
      continue
    }
    if (match[1] !== undefined) {
      section = unsafe(match[1])
      if (section === '__proto__') {
        // not allowed
        // keep parsing the section, but don't attach it.
        p = Object.create(null)
        continue
      }
      p = out[section] = out[section] || Object.create(null)
      continue
    }
    const keyRaw = unsafe(match[2])
    let isArray
    if (opt.bracketedArray) {
      isArray = keyRaw.length > 2 && keyRaw.slice(-2) === '[]'
    } else {
      duplicates[keyRaw] = (duplicates?.[keyRaw] || 0) + 1
      isArray = duplicates[keyRaw] > 1
    }
    const key = isArray && keyRaw.endsWith('[]')
      ? keyRaw.slice(0, -2) : keyRaw

    if (key === '__proto__') {
      continue
    }
    const valueRaw = match[3] ? unsafe(match[4]) : true
    const value = valueRaw === 'true' ||
      valueRaw === 'false' ||
      valueRaw === 'null' ? JSON.parse(valueRaw)
      : valueRaw

    // Convert keys with '[]' suffix to an array
    if (isArray) {
      if (!hasOwnProperty.call(p, key)) {
        p[key] = []
      } else if (!Array.isArray(p[key])) {
        p[key] = [p[key]]
      }
    }

    // safeguard against resetting a previously defined
    // array by accidentally forgetting the brackets
    if (Array.isArray(p[key])) {
      p[key].push(value)
    } else {
      p[key] = value
    }
  }

  // {a:{y:1},"a.b":{x:2}} --> {a:{y:1,b:{x:2}}}
  // use a filter to return the keys that have to be deleted.
  const remove = []
  for (const k of Object.keys(out)) {
    if (!hasOwnProperty.call(out, k) ||
      typeof out[k] !== 'object' ||
      Array.isArray(out[k])) {
      continue
    }

    // see if the parent section is also an object.
    // if so, add it to that, and mark this one for deletion
    const parts = splitSections(k, '.')
    p = out
    const l = parts.pop()
    const nl = l.replace(/\\\./g, '.')
    for (const part of parts) {
      if (part === '__proto__') {
        continue
      }
      if (!hasOwnProperty.call(p, part) || typeof p[part] !== 'object') {
        p[part] = Object.create(null)
      }
      p = p[part]
    }
    if (p === out && nl === l) {
      continue
    }

    p[nl] = out[k]
    remove.push(k)
  }
  for (const del of remove) {
    delete out[del]
  }

  return out
}

const isQuoted = val => {
  return (val.startsWith('"') && val.endsWith('"')) ||
    (val.startsWith("'") && val.endsWith("'"))
}

const safe = val => {
  if (
    typeof val !== 'string' ||
    val.match(/[=\r\n]/) ||
    val.match(/^\[/) ||
    (val.length > 1 && isQuoted(val)) ||
    val !== val.trim()
  ) {
    return JSON.stringify(val)
  }
  return val.split(';').join('\\;').split('#').join('\\#')
}

const unsafe = val => {
  val = (val || '').trim()
  if (isQuoted(val)) {
    // remove the single quotes before calling JSON.parse
    if (val.charAt(0) === "'") {
      val = val.slice(1, -1)
    }
    try {
      val = JSON.parse(val)
    } catch {
      // ignore errors
    }
  } else {
    // walk the val to find the first not-escaped ; character
    let esc = false
    let unesc = ''
    for (let i = 0, l = val.length; i < l; i++) {
      const c = val.charAt(i)
      if (esc) {
        if ('\\;#'.indexOf(c) !== -1) {
          unesc += c
        } else {
          unesc += '\\' + c
        }

        esc = false
      } else if (';#'.indexOf(c) !== -1) {
        break
      } else if (c === '\\') {
        esc = true
      } else {
        unesc += c
      }
    }
    if (esc) {
      unesc += '\\'
    }

    return unesc.trim()
  }
  return val
}

module.exports = {
  parse: decode,
  decode,
  stringify: encode,
  encode,
  safe,
  unsafe,
}


/***/ })

};
;