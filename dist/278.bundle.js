"use strict";
exports.id = 278;
exports.ids = [278,396];
exports.modules = {

/***/ 57048:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ StateWriter),
/* harmony export */   u: () => (/* binding */ readState)
/* harmony export */ });
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33178);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86475);


const key = 'run';
/** Saves the state for post. Each call saves the whole state, so that post can clean up whenever main is killed. */
class StateWriter {
    #state = { runId: '', pipeClass: '', orphans: [], reported: false, unclean: false };
    async update(changes) {
        await this.#save({ ...this.#state, ...changes });
    }
    /** Adds a record for post, or replaces the record with the same output. */
    async addOrphan(orphan) {
        await this.#save({ ...this.#state, orphans: [...this.#without(orphan.outputUuid), orphan] });
    }
    /** Removes the record of a job that continues without this step. */
    async removeOrphan(outputUuid) {
        await this.#save({ ...this.#state, orphans: this.#without(outputUuid) });
    }
    #without(outputUuid) {
        return this.#state.orphans.filter((orphan) => orphan.outputUuid !== outputUuid);
    }
    async #save(state) {
        this.#state = state;
        const core = await (0,_log_js__WEBPACK_IMPORTED_MODULE_0__/* .loadToolkit */ .fl)();
        core.saveState(key, JSON.stringify(state));
    }
}
/** The state that main saved; undefined when main started nothing. */
function readState(env) {
    const state = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .qF)(env[`STATE_${key}`] ?? '');
    const runId = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getString */ .AA)(state, 'runId');
    const pipeClass = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getString */ .AA)(state, 'pipeClass');
    const contextFolder = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getString */ .AA)(state, 'contextFolder');
    if (runId === undefined || pipeClass === undefined)
        return undefined;
    return {
        runId,
        pipeClass,
        reported: (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(state, 'reported') === true,
        unclean: (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(state, 'unclean') === true,
        orphans: (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getList */ .vS)(state, 'orphans').flatMap(parseOrphan),
        ...(contextFolder !== undefined && { contextFolder }),
    };
}
function parseOrphan(value) {
    const backend = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getString */ .AA)(value, 'backend');
    const outputUuid = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getString */ .AA)(value, 'outputUuid');
    const fields = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(value, 'fields');
    if (backend === undefined || outputUuid === undefined || !(0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(fields))
        return [];
    const texts = Object.entries(fields).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : []));
    return [{ backend, outputUuid, fields: Object.fromEntries(texts) }];
}


/***/ }),

/***/ 83396:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   getBaseCommit: () => (/* binding */ getBaseCommit),
/* harmony export */   getWorkflowCommits: () => (/* binding */ getWorkflowCommits),
/* harmony export */   readWorkflowRun: () => (/* binding */ readWorkflowRun)
/* harmony export */ });
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33178);

/** Reads the workflow run. https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
function readWorkflowRun(env, event) {
    const { GITHUB_REPOSITORY: repository = '', GITHUB_RUN_ID: runId = '', GITHUB_SERVER_URL: server = '' } = env;
    const actor = env['GITHUB_ACTOR'] ?? '';
    const pullRequest = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getField */ .VI)(event, 'pull_request');
    const number = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getNumber */ .WZ)(event, 'number') ?? (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getNumber */ .WZ)(pullRequest, 'number');
    return {
        repository,
        runId,
        attempt: Number(env['GITHUB_RUN_ATTEMPT'] ?? 1) || 1,
        workflow: env['GITHUB_WORKFLOW'] ?? '',
        job: env['GITHUB_JOB'] ?? '',
        step: env['GITHUB_ACTION'] ?? '',
        commit: getWorkflowCommits(env, event).at(-1) ?? '',
        actor,
        pullRequest: pullRequest === undefined ? undefined : number,
        isFromOutside: actor === 'dependabot[bot]' || isFork(pullRequest, repository),
        url: runId === '' ? '' : `${server}/${repository}/actions/runs/${runId}`,
    };
}
/** A pull request whose repository was deleted came from a fork. */
function isFork(pullRequest, repository) {
    return pullRequest !== undefined && (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getField */ .VI)(pullRequest, 'head', 'repo', 'full_name') !== repository;
}
/**
 * Returns the commits that the workflow runs for: the commit that is checked out, and in a pull request also its head.
 * The checked-out commit of a pull request is a merge from which no image was built.
 * https://docs.github.com/en/actions/reference/events-that-trigger-workflows#pull_request
 */
function getWorkflowCommits(env, event) {
    return [env['GITHUB_SHA'], (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getString */ .AA)(event, 'pull_request', 'head', 'sha')].flatMap((commit) => commit || []);
}
/**
 * Returns the commit in whose history an earlier bundle is looked for: in a pull request the commit of the base branch,
 * otherwise the workflow's own commit.
 */
function getBaseCommit(env, event) {
    return (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getString */ .AA)(event, 'pull_request', 'base', 'sha') || env['GITHUB_SHA'] || undefined;
}


/***/ }),

/***/ 73975:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ createStagingFolder),
/* harmony export */   removeStagingFolders: () => (/* binding */ removeStagingFolders)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _lib_file_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(60372);



/** Staging folders stand beside `objects/`: dsdt indexes everything inside `objects/`. */
const stagingPrefix = '.pull-';
/** The age in milliseconds after which a staging folder counts as left behind by a killed run. */
const abandonedAfterMs = 24 * 3600 * 1000;
/**
 * Creates a folder for a bundle that is not yet complete, in the folder of a local context and outside its `objects/`.
 * `removeStagingFolders` finds it by the id of the run. Removes abandoned staging folders of earlier runs.
 */
async function createStagingFolder(contextFolder, runId) {
    await removeAbandonedFolders(contextFolder);
    return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)(node_path__WEBPACK_IMPORTED_MODULE_1___default().join(contextFolder, `${stagingPrefix}${runId}-`));
}
/** Removes the staging folders that a killed run left in the folder of a local context, if that folder exists. */
async function removeStagingFolders(contextFolder, runId) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(contextFolder).catch((error) => {
        if ((0,_lib_file_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isMissingFileError */ .HP)(error))
            return [];
        throw error;
    });
    const own = names.filter((name) => name.startsWith(`${stagingPrefix}${runId}-`));
    await Promise.all(own.map((name) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(node_path__WEBPACK_IMPORTED_MODULE_1___default().join(contextFolder, name), { recursive: true, force: true })));
}
/** The folders that this process has cleaned: once is enough, however many bundles it pulls. */
const cleaned = new Set();
async function removeAbandonedFolders(contextFolder) {
    if (cleaned.has(contextFolder))
        return;
    cleaned.add(contextFolder);
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(contextFolder);
    for (const name of names.filter((each) => each.startsWith(stagingPrefix))) {
        const folder = node_path__WEBPACK_IMPORTED_MODULE_1___default().join(contextFolder, name);
        const { mtimeMs } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(folder).catch(() => ({ mtimeMs: Date.now() }));
        if (Date.now() - mtimeMs > abandonedAfterMs)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(folder, { recursive: true, force: true });
    }
}


/***/ }),

/***/ 36278:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runStep: () => (/* binding */ runStep)
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
const unknownCheckout = { repo: '', hash: '', branch: '' };
/** Git is stopped after this time: the disk of the repository probably does not respond. */
const gitTimeoutMs = 10_000;
const maxAnswerBytes = 64 * 1024;
/** The limit for a list of files: some hundred thousand names. */
const maxListBytes = 16 * 1024 * 1024;
/**
 * Reads the checkout that contains a folder of the workspace. A repository above the workspace is ignored, because it
 * does not belong to the workflow. Credentials in the repository's URL are removed.
 */
async function readCheckout(folder, workspace, env) {
    const git = (...args) => readGit(folder, workspace, env, args);
    const [hash = '', head = ''] = (await git('rev-parse', 'HEAD', '--abbrev-ref', 'HEAD')).split('\n');
    if (!fullCommit.test(hash))
        return unknownCheckout;
    const repo = removeCredentials((await git('config', '--get', 'remote.origin.url')).trim());
    return { repo, hash, branch: head === 'HEAD' ? findWorkflowBranch(hash, env) : head };
}
/** actions/checkout leaves a detached HEAD; the runner's variables name the branch of the workflow's own commit. */
function findWorkflowBranch(hash, env) {
    if (env['GITHUB_SHA'] !== hash)
        return '';
    return env['GITHUB_HEAD_REF'] || (env['GITHUB_REF_TYPE'] === 'branch' ? (env['GITHUB_REF_NAME'] ?? '') : '');
}
/** Removes user and password from a repository's URL. The user of an SSH URL stays: it is not a credential. */
function removeCredentials(repository) {
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
 * Whether a commit is in the history of another commit, or is that commit. Undefined when the workspace's checkout
 * cannot decide: git is missing, a commit is missing, or the clone is shallow and its history ends too early to say no.
 */
async function isAncestorInCheckout(workspace, env, { ancestor, descendant }) {
    if (workspace === '' || !fullCommit.test(ancestor) || !fullCommit.test(descendant))
        return undefined;
    const git = (...args) => runGit(workspace, workspace, env, args);
    const { code } = await git('merge-base', '--is-ancestor', ancestor, descendant);
    if (code === 0)
        return true;
    if (code !== 1)
        return undefined;
    const isComplete = (await git('rev-parse', '--is-shallow-repository')).stdout.trim() === 'false';
    return isComplete ? false : undefined;
}
/**
 * Lists the files of the workspace that git tracks and that match a pathspec; empty without a checkout, or above 16 MiB
 * of names.
 */
async function listTrackedFiles(workspace, env, pattern) {
    const { code, stdout } = await runGit(workspace, workspace, env, ['ls-files', '-z', '--', pattern], maxListBytes);
    return code === 0 ? stdout.split('\0').filter((name) => name !== '') : [];
}
/** Returns what git prints; empty when git fails, is missing or times out. */
async function readGit(folder, workspace, env, args) {
    const { code, stdout } = await runGit(folder, workspace, env, args);
    return code === 0 ? stdout : '';
}
/** Runs git. The code is undefined when git is missing or times out. */
async function runGit(folder, workspace, { PATH, HOME }, args, maxBytes = maxAnswerBytes) {
    const { promise, resolve } = Promise.withResolvers();
    const env = { PATH, HOME, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_CEILING_DIRECTORIES: external_node_path_default().dirname(workspace) };
    // In a job container the workspace belongs to another user, and git would refuse the repository.
    const allArgs = ['-c', 'safe.directory=*', '-C', folder, ...args];
    const child = (0,external_node_child_process_.execFile)('git', allArgs, { env, timeout: gitTimeoutMs, maxBuffer: maxBytes }, (error, stdout) => {
        resolve({ code: typeof error?.code === 'string' ? undefined : (child.exitCode ?? undefined), stdout });
    });
    return await promise;
}
/** Returns the owner of new bundles, by the rules of Python's getpass.getuser(), which Disdat uses. */
function getOwner(env) {
    const name = ['LOGNAME', 'USER', 'LNAME', 'USERNAME'].map((variable) => env[variable]).find((value) => value);
    return name ?? readAccountName();
}
function readAccountName() {
    try {
        return (0,external_node_os_.userInfo)().username;
    }
    catch {
        // The user of a container may have an id without a name.
        return '';
    }
}

;// CONCATENATED MODULE: ./src/action/source-lines.js



/** Larger source files are not read. */
const maxSourceBytes = 4 * 1024 * 1024;
/** The part of a line that is compared, in UTF-16 units: tracebacks shorten lines. */
const comparedLength = 200;
/** The Python files of the workspace's checkout and their lines. */
class SourceLines {
    #workspace;
    #files;
    #read = new Map();
    constructor(workspace, files) {
        this.#workspace = workspace;
        this.#files = files;
    }
    /** Lists the files that git tracks; none without a checkout. */
    static async open(workspace, env) {
        return new SourceLines(workspace, await listTrackedFiles(workspace, env, '*.py'));
    }
    /**
     * Finds the line of the checkout for a frame of a Python traceback from a container; undefined when it is not
     * certain. The text of the line, if the frame has it, must be the same, because the image may come from another
     * commit.
     */
    async find(frame) {
        const file = findMatchingFile(frame.file, this.#files);
        if (file === undefined)
            return undefined;
        const text = (await this.#lines(file))[frame.line - 1];
        if (text === undefined || (frame.code !== undefined && !isSameLine(text, frame.code)))
            return undefined;
        return { file, line: frame.line };
    }
    /** Finds the line of a module's file where a class begins. */
    async findClass(module, name) {
        const paths = [`${module.join('/')}.py`, `${module.join('/')}/__init__.py`];
        const [file, ...others] = paths.flatMap((each) => findMatchingFile(each, this.#files) ?? []);
        if (file === undefined || others.length > 0)
            return undefined;
        const lines = await this.#lines(file);
        const at = lines.findIndex((line) => /^class\s+([^\s(:]+)/.exec(line)?.[1] === name);
        return at < 0 ? undefined : { file, line: at + 1 };
    }
    async #lines(file) {
        const reading = this.#read.get(file) ?? readLines(external_node_path_default().join(this.#workspace, file));
        this.#read.set(file, reading);
        return await reading;
    }
}
const isSameLine = (text, shown) => text.trim().slice(0, comparedLength) === shown.slice(0, comparedLength);
/** Empty for a symbolic link, which may lead out of the workspace, and for a file that cannot be read. */
async function readLines(file) {
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
 * Finds the tracked file that a path in a container stands for. The relative path of an installed package must be the
 * whole end of the file's path. For an absolute path, the file name and at least one folder must agree, and the file
 * with most folders in common is chosen; a file in the root of the checkout needs only its name. Undefined when no file
 * or more than one file qualifies.
 */
function findMatchingFile(containerPath, files) {
    const parts = containerPath.split('/').filter((part) => part !== '');
    const isInstalled = !containerPath.startsWith('/');
    const candidates = files.flatMap((file) => {
        const names = file.split('/');
        const common = countCommonNames(parts, names);
        const isEnough = isInstalled ? common === parts.length && common > 1 : common > 1;
        return isEnough || (common === 1 && names.length === 1) ? [{ file, common }] : [];
    });
    const most = Math.max(...candidates.map(({ common }) => common));
    const [best, ...others] = candidates.filter(({ common }) => common === most);
    return others.length > 0 ? undefined : best?.file;
}
/** How many names at the end of two paths are the same. */
function countCommonNames(a, b) {
    let common = 0;
    while (common < a.length && common < b.length && a.at(-1 - common) === b.at(-1 - common))
        common += 1;
    return common;
}

;// CONCATENATED MODULE: ./src/action/annotations.js

/** Shorter than the 64 KB that GitHub allows, so that people read it: https://docs.github.com/en/rest/checks/runs */
const maxMessageLength = 4096;
const maxTitleLength = 255;
/** GitHub shows ten errors of a step, and the step's failure is one: https://docs.github.com/en/rest/checks/runs */
const maxAnnotations = 9;
/**
 * Creates annotations of tracked files, one for each line. A candidate whose line is not certain is left out: a wrong
 * line misleads more than none.
 */
async function createAnnotations(candidates, workspace, env) {
    if (candidates.length === 0 || workspace === '')
        return [];
    const sources = await SourceLines.open(workspace, env);
    const placed = new Map();
    for (const { at, level, title, message } of candidates) {
        const place = await findLine(at, sources);
        if (place === undefined)
            continue;
        const key = JSON.stringify([place.file, place.line, at.kind === 'class' ? title : '']);
        if (placed.has(key))
            continue;
        placed.set(key, {
            level,
            ...place,
            title: title.slice(0, maxTitleLength),
            message: message.slice(0, maxMessageLength),
        });
    }
    return [...placed.values()];
}
async function findLine(at, sources) {
    if (at.kind === 'class')
        return await sources.findClass(at.module, at.name);
    for (const frame of at.frames.toReversed()) {
        const place = await sources.find(frame);
        if (place !== undefined)
            return place;
    }
    return undefined;
}

// EXTERNAL MODULE: ./src/action/event.js
var action_event = __webpack_require__(98605);
// EXTERNAL MODULE: ./src/action/log.js
var action_log = __webpack_require__(86475);
// EXTERNAL MODULE: ./src/action/outputs.js
var action_outputs = __webpack_require__(77027);
// EXTERNAL MODULE: ./src/action/state.js
var action_state = __webpack_require__(57048);
// EXTERNAL MODULE: ./src/action/workflow-run.js
var workflow_run = __webpack_require__(83396);
// EXTERNAL MODULE: ./src/action/input-problems.js
var input_problems = __webpack_require__(95414);
// EXTERNAL MODULE: ./src/disdat/bundle.js
var disdat_bundle = __webpack_require__(84092);
// EXTERNAL MODULE: ./src/disdat/names.js
var names = __webpack_require__(15086);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
;// CONCATENATED MODULE: ./src/plan/attach-plan.js




/**
 * Creates the target of a job from the receipt of the step that submitted it. A receipt is untrusted: throws Failure
 * `invalid-input` when it is malformed, or names another remote or context than the inputs.
 */
function createAttachedTarget(attachment, receipt) {
    const pipeClass = (0,names/* parsePipeClass */.UN)(receipt.pipeClass);
    const remote = (0,names/* parseRemoteUrl */.JH)(receipt.remote);
    const context = (0,names/* parseContext */.DO)(receipt.context);
    if (!pipeClass || !remote || !context || !(0,disdat_bundle/* isUuid */.O1)(receipt.outputUuid))
        throw createForeignJobFailure();
    const requested = [attachment.remote?.url ?? remote.url, attachment.context?.remote ?? context.remote];
    if (requested[0] !== remote.url || requested[1] !== context.remote)
        throw new errors/* Failure */.HR('invalid-input', `The job writes to ${remote.url}, remote context ${context.remote}, but the inputs name ${requested.join(', ')}.`, 'Remove `remote` and `context`, or give those of the step that submitted the job.');
    return {
        pipeClass,
        remote,
        context: attachment.context ?? context,
        baseContext: attachment.baseContext ?? context.remote,
        outputName: receipt.outputName,
        params: new Map(Object.entries(receipt.params)),
        inputParam: receipt.inputParam,
        pullOutput: attachment.pullOutput,
        comparison: attachment.comparison,
        vcpus: undefined,
        memoryMib: undefined,
        timeoutMs: attachment.timeoutMs,
        backend: attachment.backend,
    };
}
function createForeignJobFailure() {
    return new errors/* Failure */.HR('invalid-input', 'attach-job-ids: the record of the job does not name the bundle that it creates.', 'Attach only to jobs that this action submitted.');
}
/**
 * Creates the plan of a step that attaches to jobs. What the inputs do not give comes from the jobs. Throws
 * InvalidInputs.
 */
function createAttachPlan(inputs, found) {
    const problems = [...found];
    const backend = inputs.backends.get(inputs.backend)?.planAttach();
    if (backend === undefined)
        problems.push({
            where: 'backend',
            given: inputs.backend,
            expected: '`attach-job-ids` needs `backend: AWSBatch`.',
        });
    if (!inputs.wait)
        problems.push({
            where: 'wait',
            given: 'false',
            expected: '`attach-job-ids` waits for the jobs. Remove this input.',
        });
    if (inputs.dryRun)
        problems.push({ where: 'dry-run', given: 'true', expected: '`attach-job-ids` submits nothing. Remove this input.' });
    if (problems.length > 0 || backend === undefined)
        throw new input_problems/* InvalidInputs */.hS(problems);
    const { attachJobIds: jobIds, pullOutput, remote, context, baseContext, comparison, timeoutMs } = inputs;
    return {
        kind: 'attach',
        attachment: { jobIds, backend, timeoutMs, pullOutput, remote, context, baseContext, comparison },
        warnings: createIgnoredWarning(inputs),
    };
}
function createIgnoredWarning({ given }) {
    const ignored = [...given].filter((name) => !usedToAttach.has(name));
    if (ignored.length === 0)
        return [];
    const names = ignored.map((name) => `\`${name}\``).join(', ');
    return [`Ignored with \`attach-job-ids\`, because the jobs have started: ${names}.`];
}
/** Inputs that a step uses to attach, and inputs that are always given because action.yml has a default for them. */
const usedToAttach = new Set([
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

;// CONCATENATED MODULE: ./src/plan/cleanup-plan.js

/**
 * Creates the plan of a step that only deletes a sandbox. Inputs of a run are ignored: they belong to the other events
 * of the workflow. Throws InvalidInputs.
 */
function createCleanupPlan(inputs, defaults, found) {
    const problems = [...found];
    const remote = inputs.remote ?? defaults.remote;
    const { context } = inputs;
    if (!remote && !problems.some(({ where }) => where === 'remote'))
        problems.push({ where: 'remote', expected: 'Give `s3://bucket/prefix`.' });
    if (!context && !problems.some(({ where }) => where === 'context'))
        problems.push({ where: 'context', expected: 'Name the context to delete. Deletion has no default context.' });
    if (context !== undefined && context.remote === inputs.baseContext)
        problems.push({
            where: 'cleanup',
            given: 'true',
            expected: '`context` is the `base-context`, which is never deleted.',
        });
    if (inputs.attachJobIds.length > 0)
        problems.push({ where: 'cleanup', given: 'true', expected: '`attach-job-ids` cannot be combined with it.' });
    if (problems.length > 0 || !remote || !context)
        throw new input_problems/* InvalidInputs */.hS(problems);
    return { kind: 'cleanup', cleanup: { remote, context, dryRun: inputs.dryRun }, warnings: [] };
}

// EXTERNAL MODULE: ./src/plan/image-inputs.js
var image_inputs = __webpack_require__(9111);
;// CONCATENATED MODULE: ./src/plan/image-name.js


/**
 * Resolves the image of a run: the given reference, or the name that Disdat derives from the pipe class, in the
 * registry and below the prefix of inputs or disdat.cfg. Undefined, and a problem, when no image can have that name.
 */
function resolveImageName(inputs, pipeClass, configuration, addProblem) {
    if (inputs.reference !== undefined)
        return { kind: 'reference', reference: inputs.reference };
    const check = (key, value, parse) => {
        if (value !== undefined && parse(value) === undefined)
            addProblem(`config-file, [docker] ${key}`, 'Fix it, or set the input.', value);
        return value;
    };
    const registry = inputs.registry ?? check('registry', configuration.registry, image_inputs/* parseRegistry */.l5);
    const prefix = inputs.repositoryPrefix ?? check('repository_prefix', configuration.repositoryPrefix, image_inputs/* parseRepositoryPrefix */.u);
    const name = (0,names/* deriveImageName */.qW)(pipeClass);
    if (!(0,image_inputs/* isImageName */.lS)(name)) {
        addProblem('image', `\`${name}\`, derived from the pipe class, cannot be the name of an image. Set \`image\`.`);
        return undefined;
    }
    const repository = prefix === undefined ? name : `${prefix}/${name}`;
    if (registry === '*ECR*')
        return { kind: 'ecr', repository };
    return { kind: 'reference', reference: `${registry === undefined ? repository : `${registry}/${repository}`}:latest` };
}

// EXTERNAL MODULE: ./src/action/input-parsers.js
var input_parsers = __webpack_require__(48728);
;// CONCATENATED MODULE: ./src/plan/input-request.js



/**
 * Creates the request for the input bundle; undefined without one. Adds invalid combinations of inputs to `problems`.
 */
function createInputRequest(inputs, workspace, problems, addProblem) {
    const { inputBundle, inputTags, inputPaths, inputParam, params } = inputs;
    if (inputPaths.length > 0)
        checkInputPath(inputs, workspace, problems, addProblem);
    if (inputParam !== undefined && inputBundle === '-')
        addProblem('input-param', 'It receives the uuid of the input bundle: set `input-bundle` too.', inputParam);
    if (inputParam !== undefined && params.has(inputParam))
        addProblem('input-param', 'This parameter is also in `params`. Give it once.', inputParam);
    if (inputBundle === '-')
        return undefined;
    if (inputPaths.length > 0)
        return { kind: 'files', name: inputBundle, tags: inputs.inputPathTags, paths: inputPaths, workspace };
    return (0,disdat_bundle/* isUuid */.O1)(inputBundle)
        ? { kind: 'uuid', uuid: inputBundle }
        : { kind: 'newest', name: inputBundle, tags: inputTags };
}
/** Returns the tags that select the input when the pipe looks for it on its own. */
function getInputTags(input) {
    return input === undefined || input.kind === 'uuid' ? new Map() : input.tags;
}
function checkInputPath({ inputBundle, inputPaths, pushInput }, workspace, problems, addProblem) {
    if (workspace === '')
        addProblem('input-path', 'GITHUB_WORKSPACE is not set, and paths are relative to it.');
    if (inputBundle === '-')
        addProblem('input-bundle', 'Name the bundle that is created from `input-path`.');
    if ((0,disdat_bundle/* isUuid */.O1)(inputBundle))
        addProblem('input-bundle', 'A bundle that is created from `input-path` needs a name, not a uuid.', inputBundle);
    if (!pushInput)
        addProblem('push-input', 'A bundle that is created from `input-path` exists nowhere else, so it must be pushed. Remove this input.', 'false');
    const outside = inputPaths.filter((line) => workspace !== '' && isOutside(workspace, line));
    problems.push(...outside.map((given) => ({ where: 'input-path', given, expected: input_parsers/* outsideWorkspace */.tq })));
}
function isOutside(workspace, line) {
    return external_node_path_default().relative(workspace, external_node_path_default().resolve(workspace, line)).split((external_node_path_default()).sep)[0] === '..';
}

;// CONCATENATED MODULE: ./src/plan/create-plan.js






/**
 * Creates the plan from inputs and defaults; calls nothing. Throws InvalidInputs with everything that is wrong,
 * including the `problems` that reading the inputs found.
 */
function createPlan(inputs, defaults, env, problems) {
    if (inputs.cleanup)
        return createCleanupPlan(inputs, defaults, problems);
    if (inputs.attachJobIds.length > 0)
        return createAttachPlan(inputs, problems);
    return {
        kind: 'run',
        runs: [createRun(inputs, defaults, env, problems)],
        warnings: collectWarnings(inputs, env),
    };
}
function createRun(inputs, defaults, env, problems) {
    const found = [...problems];
    const addProblem = createAddProblem(found);
    const { pipeClass } = inputs;
    const remote = inputs.remote ?? defaults.remote;
    const context = inputs.context ?? defaults.context;
    if (!remote)
        addProblem('remote', 'Give `s3://bucket/prefix`, or use a local context that is bound to a remote (`dsdt remote`).');
    if (!context)
        addProblem('context', 'Give `remote-context/local-context` or one name for both, or switch to a local context (`dsdt switch`).');
    const input = createInputRequest(inputs, env['GITHUB_WORKSPACE'] ?? '', found, addProblem);
    const backend = planBackend(inputs, defaults, addProblem);
    const image = pipeClass && resolveImageName(inputs.image, pipeClass, defaults.configuration, addProblem);
    if (found.length > 0 || !pipeClass || !remote || !context || !image || !backend)
        throw new input_problems/* InvalidInputs */.hS(found);
    return {
        ...{ pipeClass, remote, context, input, backend, image },
        outputName: inputs.outputBundle,
        params: inputs.params,
        inputParam: inputs.inputParam,
        pullOutput: inputs.pullOutput,
        baseContext: inputs.baseContext ?? context.remote,
        comparison: inputs.comparison,
        vcpus: inputs.vcpus,
        memoryMib: inputs.memoryMib,
        timeoutMs: inputs.timeoutMs,
        ...{ pullPolicy: inputs.image.pullPolicy, platform: inputs.image.platform },
        dialect: inputs.dialect,
        pushInput: inputs.pushInput,
        outputTags: inputs.outputTags,
        force: inputs.force,
        forceAll: inputs.forceAll,
        workers: inputs.workers,
        network: inputs.network,
        shmSizeMib: inputs.shmSizeMib,
        gpus: inputs.gpus,
        env: resolveEnv(inputs.env, env),
        wait: inputs.wait,
        dryRun: inputs.dryRun,
    };
}
/** Adds at most one problem for each input: the first explains the others. */
function createAddProblem(problems) {
    return (where, expected, given) => {
        if (problems.some((problem) => problem.where === where))
            return;
        problems.push({ where, expected, ...(given && { given }) });
    };
}
function planBackend(inputs, { configuration }, addProblem) {
    const { pipeClass, given, wait, pullOutput } = inputs;
    if (inputs.forceAll && inputs.dialect === 'classic')
        addProblem('force-all', 'Images of the classic dialect support `force` only.', 'true');
    const backend = inputs.backends.get(inputs.backend)?.plan({ pipeClass, given, configuration, addProblem });
    if (wait || backend === undefined)
        return backend;
    if (!backend.can.outlivesStep)
        addProblem('wait', `A ${backend.can.unit} of the backend ${backend.kind} ends with the step: \`wait: false\` needs \`backend: AWSBatch\`.`, 'false');
    else if (given.has('pull-output') && pullOutput !== 'false')
        addProblem('pull-output', 'With `wait: false` this step cannot pull. Remove one of the two, and pull in the step that attaches.', pullOutput);
    return backend;
}
/** Resolves the container's variables: a variable without a value gets the runner's own, if there is one. */
function resolveEnv(variables, env) {
    const resolved = new Map();
    for (const [name, given] of variables) {
        const value = given ?? env[name];
        if (value !== undefined)
            resolved.set(name, value);
    }
    return resolved;
}
function collectWarnings(inputs, env) {
    const { given, image, comparison } = inputs;
    const warnings = inputs.foreignInputs.map((name) => `\`${name}\` is ignored: the backend ${inputs.backend} does not use it.`);
    if (!inputs.wait && (given.has('compare-with') || comparison.failOn.some(({ kind }) => kind !== 'error')))
        warnings.push('`compare-with` and `fail-on` need the output: give them to the step that attaches to the job.');
    if (image.reference !== undefined && (image.registry ?? image.repositoryPrefix) !== undefined)
        warnings.push('`registry` and `repository-prefix` are ignored: `image` is a whole reference.');
    if (inputs.inputPathTags.size > 0 && inputs.inputPaths.length === 0)
        warnings.push('`input-path-tags` are ignored: without `input-path` no bundle is created.');
    if (inputs.inputTags.size > 0 && inputs.inputPaths.length > 0)
        warnings.push('`input-tags` are ignored: they select an existing bundle, and `input-path` creates one.');
    else if (inputs.inputTags.size > 0 && (inputs.inputBundle === '-' || (0,disdat_bundle/* isUuid */.O1)(inputs.inputBundle)))
        warnings.push('`input-tags` are ignored: they select a bundle by name, and `input-bundle` is not a name.');
    for (const [name, value] of inputs.env)
        if (value === undefined && env[name] === undefined)
            warnings.push(`\`env\`: ${name} is not set on this runner, so the container does not get it.`);
    return warnings;
}

// EXTERNAL MODULE: ../../node_modules/ini/lib/ini.js
var ini = __webpack_require__(27224);
// EXTERNAL MODULE: ./src/lib/json.js
var lib_json = __webpack_require__(33178);
;// CONCATENATED MODULE: ./src/disdat/configuration.js


/** Reads the text of a `disdat.cfg` (INI, as Python's configparser writes it). Never throws: any text is valid INI. */
function readConfiguration(text) {
    const stanzas = (0,ini.parse)(text);
    const registry = readSetting(stanzas, 'docker', 'registry');
    const repositoryPrefix = readSetting(stanzas, 'docker', 'repository_prefix');
    const jobQueue = readSetting(stanzas, 'run', 'aws_batch_queue');
    const jobDefinition = readSetting(stanzas, 'run', 'aws_batch_job_definition');
    return {
        ...(registry && { registry }),
        ...(repositoryPrefix && { repositoryPrefix }),
        ...(jobQueue && { jobQueue }),
        ...(jobDefinition && { jobDefinition }),
    };
}
function readSetting(stanzas, stanza, key) {
    const value = (0,lib_json/* getString */.AA)(stanzas, stanza, key);
    // Disdat's template has `key = None` for settings without a value.
    return value === '' || value === 'None' ? undefined : value;
}

// EXTERNAL MODULE: ./src/disdat/format/format-error.js
var format_error = __webpack_require__(51178);
;// CONCATENATED MODULE: ./src/lib/for-each-bounded.js
/**
 * Requests and files in flight at once. With 30 ms of latency this is enough for the 5,500 reads and 3,500 writes a
 * second that S3 accepts below a prefix, and it stays below the default limit of 1,024 open files.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html
 */
const maxInFlight = 192;
/**
 * Calls `work` for each item, at most `limit` calls at a time. At the first error, or when `signal` aborts, it aborts
 * the signals of the other calls, waits until all calls have ended, and throws the error or the reason.
 */
async function forEachBounded(items, work, { limit = maxInFlight, signal }) {
    const failure = new AbortController();
    const workSignal = AbortSignal.any([signal, failure.signal]);
    const iterator = iterate(items);
    const workers = [];
    const runWorker = async () => {
        try {
            for (let isFirst = true;; isFirst = false) {
                workSignal.throwIfAborted();
                const next = await iterator.next();
                if (next.done)
                    return;
                // Each worker starts the next one at its first item, so there are no more workers than items.
                if (isFirst && workers.length < limit)
                    workers.push(runWorker());
                await work(next.value, workSignal);
            }
        }
        catch (error) {
            failure.abort(error);
        }
    };
    workers.push(runWorker());
    // The list grows during the loop.
    for (const worker of workers)
        await worker;
    await iterator.return(undefined);
    failure.signal.throwIfAborted();
}
async function* iterate(items) {
    yield* items;
}

// EXTERNAL MODULE: ./src/disdat/format/hyperframe.js
var hyperframe = __webpack_require__(53197);
;// CONCATENATED MODULE: ./src/bundles/bundle-place.js



/**
 * The bundle of this uuid, read from its HyperFrame alone; undefined when there is no HyperFrame. Throws
 * BundleFormatError when the object is not a HyperFrame.
 */
async function readHyperFrameObject(place, uuid, options) {
    // The uuid becomes part of a key or a path.
    if (!(0,disdat_bundle/* isUuid */.O1)(uuid))
        return undefined;
    const bytes = await place.read(uuid, (0,disdat_bundle/* formatHyperFrameName */.Oj)(uuid), { ...options, maxBytes: hyperframe/* maxHyperFrameBytes */.ts });
    return bytes === undefined ? undefined : { bundle: (0,disdat_bundle/* readBundle */.Bo)(bytes, uuid), bytes };
}
/** The failure for a bundle that exists and cannot be used. `reason` is a clause without a full stop. */
function createCorruptBundleFailure(place, uuid, reason, cause) {
    const evidence = `The bundle ${place.getUri(uuid)} cannot be used: ${reason}.`;
    return new errors/* Failure */.HR('bundle-corrupt', evidence, 'Create it again, or use an older version.', { cause });
}

;// CONCATENATED MODULE: ./src/bundles/find-in-place.js




/** The bundle of this uuid in a place. Throws Failure `bundle-corrupt` when its HyperFrame cannot be read. */
async function readBundleAt(place, uuid, options) {
    try {
        return (await readHyperFrameObject(place, uuid, options))?.bundle;
    }
    catch (error) {
        if (error instanceof format_error/* BundleFormatError */.KC)
            throw createCorruptBundleFailure(place, uuid, error.message, error);
        throw error;
    }
}
/** The newest of these bundles that passes `isMatch`. Unfinished bundles, which have no HyperFrame, are skipped. */
async function findNewestBundle(place, uuids, options, isMatch) {
    const { onUnreadable = () => { } } = options;
    let best;
    const compare = async (uuid, signal) => {
        try {
            const bundle = (await readHyperFrameObject(place, uuid, { signal }))?.bundle;
            if (bundle !== undefined && isMatch(bundle))
                best = best === undefined ? bundle : (0,disdat_bundle/* pickNewer */.$f)(best, bundle);
        }
        catch (error) {
            if (!(error instanceof format_error/* BundleFormatError */.KC))
                throw error;
            onUnreadable(uuid, error.message);
        }
    };
    await forEachBounded(uuids, compare, options);
    return best;
}

// EXTERNAL MODULE: ./src/lib/file-errors.js
var file_errors = __webpack_require__(60372);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(73136);
// EXTERNAL MODULE: ./src/lib/clock.js
var clock = __webpack_require__(56620);
// EXTERNAL MODULE: ./src/lib/retry.js
var retry = __webpack_require__(44568);
;// CONCATENATED MODULE: ./src/local/disk-failure.js


/**
 * The Failure, `disk-full` or `local-context-unwritable`, for an error of writing below `folder`. Any other error is
 * returned as it is.
 */
function toDiskFailure(error, folder) {
    const code = (0,file_errors/* getFileErrorCode */.Ah)(error);
    if (code === undefined || error instanceof errors/* Failure */.HR)
        return error;
    const options = { cause: error };
    if (file_errors/* diskFullCodes */.b3.has(code)) {
        return new errors/* Failure */.HR('disk-full', `No space is left below ${folder} (${code}).`, 'Free some disk space.', options);
    }
    const evidence = `${folder} could not be written (${code}).`;
    if (code === 'EXDEV') {
        const advice = 'Keep `objects` on the same file system as its context: a bundle is moved into place with one rename.';
        return new errors/* Failure */.HR('local-context-unwritable', evidence, advice, options);
    }
    return new errors/* Failure */.HR('local-context-unwritable', evidence, unwritableAdvice, options);
}
/** What to do when the user of the job cannot write to a local context. */
const unwritableAdvice = "Make it writable for the job's user, or set `pull-output: false`.";

;// CONCATENATED MODULE: ./src/local/ctxt-db.js









/** The longest wait for another process, most likely a dsdt, that locks the database, in milliseconds. */
const lockLimitMs = 30_000;
/** SQLite blocks the thread while it waits, and signals are not handled: it waits briefly and often. */
const busyTimeoutMs = 100;
const pauseMs = 50;
/** https://www.sqlite.org/rescode.html */
const sqlite = { busy: 5, locked: 6, readOnly: 8, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26 };
const tables = `
  CREATE TABLE IF NOT EXISTS hframes (uuid TEXT PRIMARY KEY, owner TEXT, human_name TEXT, processing_name TEXT,
    creation_date TEXT, state TEXT, pb BLOB);
  CREATE TABLE IF NOT EXISTS hframes_tags (key TEXT, uuid TEXT, value TEXT, UNIQUE (key, uuid));`;
/**
 * The uuids of the bundles in the index, of one name or of all; undefined when there is no database or dsdt would
 * rebuild it. Throws Failure `local-context-unwritable` when the database stays locked for `lockLimitMs`.
 */
async function listIndexedUuids(context, name, options) {
    return await withDatabase(context, options, (database) => {
        const query = 'SELECT uuid FROM hframes WHERE state = ? AND (? IS NULL OR human_name = ?)';
        if (!hasTables(database))
            return [];
        const rows = database.prepare(query).all('valid', name ?? null, name ?? null);
        return rows.map(({ uuid }) => uuid).filter((uuid) => typeof uuid === 'string');
    });
}
/**
 * Adds a bundle whose folder is in place to the index, in one transaction. Does nothing when there is no database or it
 * is corrupt: dsdt then finds the bundle on its own. Throws Failure `disk-full`, or `local-context-unwritable`, also
 * when the database stays locked for `lockLimitMs`.
 */
async function registerBundle(context, hyperFrame, options) {
    const bundle = (0,disdat_bundle/* readBundle */.Bo)(hyperFrame);
    await withDatabase(context, options, (database) => {
        if (isRegistered(database, bundle.uuid, hyperFrame))
            return;
        database.exec('BEGIN IMMEDIATE');
        try {
            insertBundle(database, bundle, hyperFrame);
            database.exec('COMMIT');
        }
        catch (error) {
            // SQLite has already rolled back after some errors, such as a full disk.
            if (database.isTransaction)
                database.exec('ROLLBACK');
            throw error;
        }
    });
}
function insertBundle(database, bundle, hyperFrame) {
    database.exec(tables);
    database
        .prepare('INSERT OR REPLACE INTO hframes VALUES (?, ?, ?, ?, ?, ?, ?)')
        .run(bundle.uuid, bundle.owner, bundle.name, bundle.processingName, formatSqlDate(bundle.createdSeconds), 'valid', hyperFrame);
    database.prepare('DELETE FROM hframes_tags WHERE uuid = ?').run(bundle.uuid);
    const insertTag = database.prepare('INSERT INTO hframes_tags (key, uuid, value) VALUES (?, ?, ?)');
    for (const [key, value] of bundle.tags)
        insertTag.run(key, bundle.uuid, value);
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
/** Calls `use` with the database, and repeats it while another process locks the database. Undefined without one. */
async function withDatabase(context, { signal }, use) {
    const file = external_node_path_default().join(context.folder, 'ctxt.db');
    const deadline = clock/* systemClock */.m.now() + lockLimitMs;
    const attempt = async () => {
        signal.throwIfAborted();
        try {
            return await useDatabase(file, use);
        }
        catch (error) {
            if (await isUnusable(file, error))
                return undefined;
            throw error;
        }
    };
    try {
        return await (0,retry/* retry */.L)(attempt, {
            pauseMs: (error) => (isLocked(error) && clock/* systemClock */.m.now() <= deadline ? pauseMs : undefined),
            signal,
        });
    }
    catch (error) {
        throw toDatabaseFailure(error, file);
    }
}
/** Whether there is no database to use: the file is missing or is not a database. */
async function isUnusable(file, error) {
    const code = getResultCode(error);
    if (code === sqlite.corrupt || code === sqlite.notADatabase)
        return true;
    if (code !== sqlite.cannotOpen)
        return false;
    return await (0,promises_.stat)(file).then(() => false, file_errors/* isMissingFileError */.HP);
}
function isLocked(error) {
    const code = getResultCode(error);
    return code === sqlite.busy || code === sqlite.locked;
}
async function useDatabase(file, use) {
    const { DatabaseSync } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 80099, 23));
    // `rw` does not create a database: dsdt takes an empty database for a complete one.
    const url = (0,external_node_url_.pathToFileURL)(file);
    url.searchParams.set('mode', 'rw');
    const database = new DatabaseSync(url, { timeout: busyTimeoutMs });
    try {
        return use(database);
    }
    finally {
        database.close();
    }
}
function toDatabaseFailure(error, file) {
    const options = { cause: error };
    switch (getResultCode(error)) {
        case sqlite.full:
            return new errors/* Failure */.HR('disk-full', `No space is left for ${file}.`, 'Free some disk space.', options);
        case sqlite.busy:
        case sqlite.locked: {
            const evidence = `Another process has locked ${file} for ${lockLimitMs / 1000} s.`;
            const advice = 'Wait until the dsdt that uses it ends, and run again.';
            return new errors/* Failure */.HR('local-context-unwritable', evidence, advice, options);
        }
        case sqlite.readOnly:
        case sqlite.cannotOpen:
            return new errors/* Failure */.HR('local-context-unwritable', `${file} could not be written.`, unwritableAdvice, options);
        default:
            return error;
    }
}
/** The primary result code of SQLite: the lowest byte of an extended code. */
function getResultCode(error) {
    if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
        return undefined;
    return error.errcode & 0xff;
}
/**
 * Unix seconds as dsdt stores and sorts them: Python's `datetime.utcfromtimestamp(…).isoformat(' ')`, rounded half to
 * even to the microsecond, without a fraction of zero.
 */
function formatSqlDate(seconds) {
    const whole = Math.floor(seconds);
    const scaled = (seconds - whole) * 1e6;
    const floor = Math.floor(scaled);
    const rest = scaled - floor;
    const roundsUp = rest > 0.5 || (rest === 0.5 && floor % 2 === 1);
    const micros = floor + (roundsUp ? 1 : 0);
    const carried = micros === 1e6 ? { whole: whole + 1, micros: 0 } : { whole, micros };
    const text = new Date(carried.whole * 1000).toISOString().slice(0, 19).replace('T', ' ');
    return carried.micros === 0 ? text : `${text}.${String(carried.micros).padStart(6, '0')}`;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./src/local/files.js
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








/** The limit for ctxt.json and fs.json, in bytes: dsdt writes one line to each. */
const maxJsonBytes = 64 * 1024;
/** Every file below a folder with its size in bytes, `/` between names; empty when there is no folder. */
async function listFileSizes(folder) {
    const sizes = new Map();
    const entries = await (0,promises_.readdir)(folder, { recursive: true, withFileTypes: true }).catch((error) => {
        if ((0,file_errors/* isMissingFileError */.HP)(error))
            return [];
        throw toDiskFailure(error, folder);
    });
    for (const entry of entries) {
        const file = external_node_path_default().join(entry.parentPath, entry.name);
        const stats = await (0,promises_.stat)(file).catch(() => undefined);
        if (stats?.isFile())
            sizes.set(external_node_path_default().relative(folder, file).split((external_node_path_default()).sep).join('/'), stats.size);
    }
    return sizes;
}
/**
 * The bytes of a file, or the first `firstBytes`; undefined when there is no file. Throws BundleFormatError for more
 * than `maxBytes`.
 */
async function readBounded(file, { maxBytes, firstBytes }) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const handle = __addDisposableResource(env_1, await (0,promises_.open)(file), true);
            const { size } = await handle.stat();
            const target = Math.min(size, firstBytes ?? size);
            if (target > maxBytes)
                throw new format_error/* BundleFormatError */.KC(`${external_node_path_default().basename(file)} has more than ${maxBytes} bytes`);
            const bytes = new Uint8Array(target);
            let length = 0;
            while (length < target) {
                const { bytesRead } = await handle.read(bytes, length, target - length, length);
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
        if ((0,file_errors/* isMissingFileError */.HP)(error))
            return undefined;
        throw error;
    }
}
/**
 * The JSON object in the first line of a file, which is all that dsdt reads; undefined when there is no file. Throws
 * Failure `context-conflict` when the line is not a JSON object.
 */
async function readFirstLineJson(file) {
    const limits = { firstBytes: maxJsonBytes, maxBytes: maxJsonBytes };
    const bytes = await readBounded(file, limits).catch((error) => {
        throw createContextFileFailure(file, (0,errors/* describeError */.Uc)(error), error);
    });
    if (bytes === undefined)
        return undefined;
    const json = parseOrThrow(file, new TextDecoder().decode(bytes).split('\n')[0] ?? '');
    if (!(0,lib_json/* isObject */.Gv)(json))
        throw createContextFileFailure(file, 'it is not a JSON object');
    return json;
}
function parseOrThrow(file, text) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        throw createContextFileFailure(file, (0,errors/* describeError */.Uc)(error), error);
    }
}
/** The text of a field; undefined when the field is absent, null or empty. */
function getNonEmptyText(json, name) {
    return (0,lib_json/* getString */.AA)(json, name) || undefined;
}
/** The failure for a file of a local context that dsdt did not write. `reason` is a clause without a full stop. */
function createContextFileFailure(file, reason, cause) {
    // dsdt fails on either file, whichever command is run.
    const advice = file.endsWith('fs.json')
        ? 'Remove it, and select a context with `dsdt switch`.'
        : 'Fix it, or remove its folder and create the context again with `dsdt context`.';
    return new errors/* Failure */.HR('context-conflict', `${file} is not what dsdt writes: ${reason}.`, advice, { cause });
}
/** Writes a JSON file in one step. An existing file stays as it is. */
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

;// CONCATENATED MODULE: ./src/local/context.js









/**
 * The name of the current local context, as `dsdt switch` set it; undefined when there is none. Throws Failure
 * `context-conflict` when fs.json is not what dsdt writes.
 */
async function readCurrentContext(home) {
    const json = await readFirstLineJson(external_node_path_default().join(home, '.disdat', 'fs.json'));
    return json === undefined ? undefined : getNonEmptyText(json, '_mangled_curr_context_name');
}
/**
 * The context of this name; undefined when there is none. Throws Failure `context-conflict` when its ctxt.json is not
 * what dsdt writes, and `invalid-input` for a name that cannot be the name of a folder.
 */
async function openContext({ home, name }) {
    const folder = getContextFolder({ home, name });
    const file = external_node_path_default().join(folder, 'ctxt.json');
    const json = await readFirstLineJson(file);
    if (json === undefined)
        return undefined;
    const url = getNonEmptyText(json, 'remote_ctxt_url');
    const context = getNonEmptyText(json, 'remote_ctxt');
    if (url === undefined || context === undefined)
        return toLocalContext(name, folder, undefined);
    if (!url.endsWith('/context'))
        throw createContextFileFailure(file, `its remote_ctxt_url is ${JSON.stringify(url)}`);
    return toLocalContext(name, folder, { url: trimSlashes(url.slice(0, -'/context'.length)), context });
}
/**
 * The context of this name, bound to this remote. Creates it when it does not exist; a new context becomes the current
 * one when there is no current context. Throws Failure `context-conflict` when the context is bound to another remote,
 * and `local-context-unwritable` or `disk-full`.
 */
async function ensureContext({ home, name }, remote) {
    const existing = await openContext({ home, name });
    if (existing !== undefined) {
        assertSameRemote(existing, remote);
        return existing;
    }
    const folder = getContextFolder({ home, name });
    try {
        // dsdt lists `objects` as soon as it finds ctxt.json.
        await (0,promises_.mkdir)(external_node_path_default().join(folder, 'objects'), { recursive: true });
        const url = `${trimSlashes(remote.url)}/context`;
        await writeOnce(external_node_path_default().join(folder, 'ctxt.json'), {
            remote_ctxt: remote.context,
            local_ctxt: name,
            remote_ctxt_url: url,
        });
        await writeOnce(external_node_path_default().join(home, '.disdat', 'fs.json'), { _mangled_curr_context_name: name });
    }
    catch (error) {
        throw toDiskFailure(error, folder);
    }
    const created = await openContext({ home, name });
    if (created === undefined)
        throw createContextFileFailure(external_node_path_default().join(folder, 'ctxt.json'), 'it was deleted');
    assertSameRemote(created, remote);
    return created;
}
/**
 * Throws Failure `context-conflict` when the context is bound to another remote. A context without a remote fits any.
 */
function assertSameRemote(context, remote) {
    const bound = context.remote;
    if (bound === undefined || (bound.url === trimSlashes(remote.url) && bound.context === remote.context))
        return;
    const other = `${remote.context} on ${trimSlashes(remote.url)}`;
    const evidence = `The local context ${context.name} is bound to ${bound.context} on ${bound.url}, not to ${other}.`;
    throw new errors/* Failure */.HR('context-conflict', evidence, 'Remove `remote`, or set another local context in `context`.');
}
/** Throws Failure `local-context-unwritable` or `disk-full` unless a context of this name can be created. */
async function assertCreatable(name) {
    const folder = getContextFolder(name);
    let nearest = folder;
    while ((await (0,promises_.stat)(nearest).catch(() => undefined)) === undefined)
        nearest = external_node_path_default().dirname(nearest);
    try {
        await (0,promises_.rmdir)(await (0,promises_.mkdtemp)(external_node_path_default().join(nearest, '.probe-')));
    }
    catch (error) {
        throw toDiskFailure(error, folder);
    }
}
/**
 * Throws Failure `local-context-unwritable` or `disk-full` unless a bundle can be written and moved into `objects/`.
 */
async function assertWritable(context) {
    try {
        await (0,promises_.mkdir)(context.objects, { recursive: true });
        const probe = await (0,promises_.mkdtemp)(external_node_path_default().join(context.folder, '.probe-'));
        const moved = external_node_path_default().join(context.objects, external_node_path_default().basename(probe));
        // A pull ends with this rename. A failure now saves the download.
        await (0,promises_.rename)(probe, moved).catch(async (error) => {
            await (0,promises_.rmdir)(probe);
            throw error;
        });
        await (0,promises_.rmdir)(moved);
    }
    catch (error) {
        throw toDiskFailure(error, context.folder);
    }
}
/**
 * The bundle of a query; undefined when there is none. A `newest` query returns the newest committed bundle, or, when
 * none is committed, the newest uncommitted one, which the caller must refuse. `newest` sees what dsdt sees: with a
 * ctxt.db, only bundles that are registered there. Throws Failure `bundle-corrupt` for a uuid whose HyperFrame cannot
 * be read.
 */
async function findLocalBundle(context, query, options) {
    if (query.kind === 'uuid')
        return await readBundleAt(context, query.uuid, options);
    const uuids = (await listIndexedUuids(context, query.name, options)) ?? (await listFolderNames(context));
    const committed = await findNewestBundle(context, uuids, options, (bundle) => bundle.committed && (0,disdat_bundle/* matchesQuery */.Qk)(bundle, query));
    if (committed !== undefined)
        return committed;
    return await findNewestBundle(context, uuids, { signal: options.signal }, (bundle) => (0,disdat_bundle/* matchesQuery */.Qk)(bundle, query));
}
async function listFolderNames(context) {
    return await (0,promises_.readdir)(context.objects).catch((error) => {
        if ((0,file_errors/* isMissingFileError */.HP)(error))
            return [];
        throw toDiskFailure(error, context.objects);
    });
}
function toLocalContext(name, folder, remote) {
    const objects = external_node_path_default().join(folder, 'objects');
    return {
        name,
        folder,
        objects,
        remote,
        getUri: (uuid) => external_node_path_default().join(objects, uuid),
        listSizes: (uuid) => listFileSizes(external_node_path_default().join(objects, uuid)),
        read: (uuid, name, options) => readBounded(external_node_path_default().join(objects, uuid, name), options),
    };
}
/**
 * The folder of the context of this name, whether it exists or not. Throws Failure `invalid-input` for a name that
 * cannot be the name of a folder.
 */
function getContextFolder({ home, name }) {
    if (name === '' || name === '.' || name === '..' || /[\p{Cc}/\\]/u.test(name) || Buffer.byteLength(name) > 255) {
        const evidence = `${JSON.stringify(name)} cannot be the name of a local context.`;
        throw new errors/* Failure */.HR('invalid-input', evidence, 'Use letters, digits, `_`, `-` and `.`.');
    }
    return external_node_path_default().join(home, '.disdat', 'context', name);
}
function trimSlashes(url) {
    return url.replace(/\/+$/, '');
}

;// CONCATENATED MODULE: ./src/plan/defaults.js






/**
 * Reads disdat.cfg and the local context that the inputs name, or else the current one. A `config-file` that cannot be
 * read is added to `problems`. Throws Failure `context-conflict` when Disdat's own files are corrupt.
 */
async function readDefaults(home, inputs, problems) {
    const name = inputs.context?.local ?? (await readCurrentContext(home));
    const context = name !== undefined && (0,names/* isContextName */.b_)(name) ? await openContext({ home, name }) : undefined;
    return {
        configuration: readConfiguration(await readConfigurationFile(home, inputs.configFile, problems)),
        context: context && { local: context.name, remote: context.remote?.context ?? context.name },
        remote: context?.remote && (0,names/* parseRemoteUrl */.JH)(context.remote.url),
    };
}
async function readConfigurationFile(home, given, problems) {
    try {
        return await (0,promises_.readFile)(given ?? (0,external_node_path_.join)(home, '.config', 'disdat', 'disdat.cfg'), 'utf8');
    }
    catch (error) {
        if (given !== undefined)
            problems.push({ where: 'config-file', given, expected: `The file cannot be read: ${(0,errors/* describeError */.Uc)(error)}.` });
        return '';
    }
}

// EXTERNAL MODULE: ./src/plan/inputs.js + 3 modules
var plan_inputs = __webpack_require__(30279);
// EXTERNAL MODULE: ./src/action/step-summary.js
var step_summary = __webpack_require__(52366);
// EXTERNAL MODULE: ./src/lib/units.js
var units = __webpack_require__(19177);
// EXTERNAL MODULE: ./src/report/result-file.js
var result_file = __webpack_require__(65835);
// EXTERNAL MODULE: ./src/report/summary.js + 1 modules
var summary = __webpack_require__(96451);
;// CONCATENATED MODULE: ./src/report/publish-report.js








/**
 * Publishes how the runs ended: result file, its output, step summary, and a line of the log for each run. Never
 * throws.
 */
async function publishReport(reports, { env, log, outputs, shouldWriteSummary }) {
    try {
        const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(env['RUNNER_TEMP'] ?? (0,external_node_os_.tmpdir)(), 'disdat-run-'));
        const file = (0,external_node_path_.join)(folder, 'result.json');
        await (0,promises_.writeFile)(file, (0,result_file/* renderResultFile */.ux)(reports));
        await outputs.set(new Map([['result-file', file]]));
    }
    catch (error) {
        await log.warning(`Cannot write the result file: ${(0,errors/* describeError */.Uc)(error)}`);
    }
    if (shouldWriteSummary)
        await (0,step_summary/* writeStepSummary */.o)(() => (0,summary/* renderSummary */.B)(reports), log);
    for (const report of reports)
        log.info(formatClosingLine(report));
}
function formatClosingLine({ status, output, durationMs, outputPath, cleanup }) {
    const time = (0,units/* formatDuration */.a3)(durationMs);
    if (cleanup === undefined && status === 'skipped')
        return 'Dry run: nothing was pushed, registered or started.';
    if (cleanup !== undefined || (status !== 'succeeded' && status !== 'reused'))
        return `Ended after ${time}: ${status}.`;
    const verb = status === 'reused' ? 'Up to date' : 'Produced';
    return `${verb}: ${output?.name} ${output?.uri}${outputPath ? ` (pulled to ${outputPath})` : ''}, ${time}.`;
}

;// CONCATENATED MODULE: ./src/report/report-outputs.js

/** From best to worst: with several runs, the output `status` is the worst. */
const fromBest = ['reused', 'succeeded', 'skipped', 'submitted', 'detached', 'cancelled', 'failed'];
/**
 * Returns the outputs of the reports so far, without those that are not known yet. With several runs, ids and names are
 * those of the first run.
 */
function createOutputs(reports) {
    const [first] = reports;
    if (first === undefined)
        return new Map();
    const isStatusKnown = reports.every(({ status }) => status !== undefined);
    const checked = reports.flatMap(({ rules }) => (rules ? [rules] : []));
    const outputs = {
        status: isStatusKnown ? fromBest.findLast((status) => reports.some((each) => each.status === status)) : undefined,
        verdict: reports.find(({ failure }) => failure !== undefined)?.failure?.verdict,
        'exit-code': first.exitCode?.toString(),
        'job-id': first.job?.id,
        'job-name': first.job?.name,
        'job-definition': first.job?.definition,
        'job-url': first.job?.url,
        'log-url': first.logUrl,
        image: first.image?.pinned,
        'input-bundle-uuid': first.input?.uuid,
        'input-bundle-uri': first.input?.uri,
        'output-bundle-name': first.output?.name,
        'output-bundle-uuid': first.output?.uuid,
        'output-bundle-uri': first.output?.uri,
        'output-path': first.outputPath,
        changes: first.comparison?.kind ?? (first.notCompared === undefined ? undefined : 'unknown'),
        rows: first.comparison?.changes.rows.now?.toString(),
        breaches: checked.length > 0 ? JSON.stringify(checked.flatMap(listBrokenRules)) : undefined,
        'base-bundle-uuid': first.comparison?.base?.uuid,
        'base-bundle-uri': first.comparison?.base?.uri,
        'job-ids': formatList(reports.flatMap(({ job }) => job?.id ?? [])),
        'output-bundle-uris': formatList(reports.flatMap(({ output }) => output?.uri ?? [])),
    };
    const values = new Map(Object.entries(outputs));
    return new Map(action_outputs/* outputNames */.g.flatMap((name) => {
        const value = values.get(name);
        return value ? [[name, value]] : [];
    }));
}
const listBrokenRules = ({ breaches }) => breaches.map(({ rule }) => rule);
const formatList = (items) => (items.length > 0 ? JSON.stringify(items) : undefined);
/** Sets the step outputs from the reports of all runs of a step. */
class ReportOutputs {
    #writer;
    #reports = new Map();
    constructor(writer) {
        this.#writer = writer;
    }
    /** Sets what follows from the report of one run and from the latest reports of the others. */
    async update(report) {
        this.#reports.set(report.runId, report);
        await this.#writer.set(createOutputs([...this.#reports.values()]));
    }
}

// EXTERNAL MODULE: ./src/run/comment-target.js
var comment_target = __webpack_require__(43403);
// EXTERNAL MODULE: ../../node_modules/yaml/dist/index.js
var dist = __webpack_require__(33483);
;// CONCATENATED MODULE: ./src/action/job-deadline.js




/**
 * The time limit of a job in minutes: the default without `timeout-minutes`, and the maximum on a GitHub-hosted and on
 * a self-hosted runner. https://docs.github.com/en/actions/reference/limits
 */
const limitMinutes = { default: 360, maxHosted: 360, maxSelfHosted: 7200 };
/** The time that is kept for the report, the post steps and the rest of the job: the smaller of the two. */
const margin = { minutes: 6, share: 0.1 };
/** Aborts when GitHub is about to end the job because of its time limit. */
async function createJobDeadline(env) {
    return AbortSignal.timeout(Math.max(0, Math.round((await findJobDeadline(env)) - Date.now())));
}
/**
 * Returns the time, in ms since 1970, at which a step should stop waiting because GitHub is about to end the job. The
 * job starts when the runner writes the event's payload. Its limit is `timeout-minutes` in the workflow's file, if the
 * workspace has that file and the value is a number; otherwise six hours. On a hosted runner it is never more than six
 * hours.
 */
async function findJobDeadline(env) {
    const max = env['RUNNER_ENVIRONMENT'] === 'self-hosted' ? limitMinutes.maxSelfHosted : limitMinutes.maxHosted;
    const minutes = Math.min(max, (await readJobMinutes(env)) ?? limitMinutes.default);
    const kept = Math.min(margin.minutes, minutes * margin.share);
    return (await readJobStart(env)) + (minutes - kept) * 60_000;
}
async function readJobStart({ GITHUB_EVENT_PATH: path }) {
    const status = path ? await (0,promises_.stat)(path).catch(() => undefined) : undefined;
    return status?.mtimeMs ?? Date.now();
}
/** Reads `timeout-minutes` of this job; undefined when the job has none, or when it is an expression. */
async function readJobMinutes(env) {
    const { GITHUB_WORKSPACE: workspace = '', GITHUB_WORKFLOW_REF: ref = '', GITHUB_JOB: job = '' } = env;
    // `owner/name/.github/workflows/file.yml@refs/heads/main`
    const path = /^[^/]+\/[^/]+\/(\.github\/workflows\/[^/@]+)@/.exec(ref)?.[1];
    if (path === undefined || workspace === '')
        return undefined;
    try {
        const workflow = (0,dist/* parse */.qg)(await (0,promises_.readFile)((0,external_node_path_.join)(workspace, path), 'utf8'));
        const minutes = (0,lib_json/* getNumber */.WZ)(workflow, 'jobs', job, 'timeout-minutes');
        return minutes !== undefined && minutes > 0 ? minutes : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./src/action/network-env.js
const networkVariable = /^(AWS_ENDPOINT_URL(_[A-Z0-9_]+)?|(https?|no|all)_proxy)$/i;
/** Returns the runner's variables for endpoints and proxies. A container on this runner needs them too. */
function readNetworkEnv(env) {
    return new Map(Object.entries(env).flatMap(([name, value]) => (value && networkVariable.test(name) ? [[name, value]] : [])));
}
/** Finds the passwords in proxy URLs, as they are written and decoded. */
function findProxySecrets(networkEnv) {
    return [...networkEnv.values()].flatMap((value) => {
        const password = URL.canParse(value) ? new URL(value).password : '';
        return password === '' ? [] : [password, decodeURIComponent(password)];
    });
}

;// CONCATENATED MODULE: ./src/action/pull-request.js


/** Reads the pull request from the event; undefined for other events. */
function readPullRequest(env, event) {
    const { repository, pullRequest: number } = (0,workflow_run.readWorkflowRun)(env, event);
    if (number === undefined || repository === '')
        return undefined;
    const isClosed = env['GITHUB_EVENT_NAME'] === 'pull_request' && (0,lib_json/* getField */.VI)(event, 'action') === 'closed';
    return { repository, number, isClosed };
}

// EXTERNAL MODULE: ./src/aws/session-policy.js
var session_policy = __webpack_require__(29171);
;// CONCATENATED MODULE: ./src/lib/semaphore.js
/**
 * A fixed amount, such as bytes of memory or connections, that many tasks share. Waiting tasks get their share in the
 * order of their requests.
 */
class Semaphore {
    #total;
    #free;
    #queue = [];
    constructor(total) {
        this.#total = total;
        this.#free = total;
    }
    /**
     * Runs the action while it holds `requested`, or the total if that is less. Throws the reason of the signal when that
     * aborts during the wait.
     */
    async hold(requested, signal, action) {
        const amount = Math.min(requested, this.#total);
        await this.#acquire(amount, signal);
        try {
            return await action();
        }
        finally {
            this.#free += amount;
            this.#startWaiting();
        }
    }
    async #acquire(amount, signal) {
        signal.throwIfAborted();
        if (this.#queue.length === 0 && amount <= this.#free) {
            this.#free -= amount;
            return;
        }
        const { promise, resolve, reject } = Promise.withResolvers();
        const request = { amount, start: resolve };
        const cancel = () => {
            const index = this.#queue.indexOf(request);
            // The request may have started in this very moment.
            if (index < 0)
                return;
            this.#queue.splice(index, 1);
            reject(signal.reason);
            this.#startWaiting();
        };
        this.#queue.push(request);
        signal.addEventListener('abort', cancel, { once: true });
        await promise.finally(() => signal.removeEventListener('abort', cancel));
    }
    #startWaiting() {
        for (let next = this.#queue[0]; next !== undefined && next.amount <= this.#free; next = this.#queue[0]) {
            this.#queue.shift();
            this.#free -= next.amount;
            next.start();
        }
    }
}

// EXTERNAL MODULE: ./src/compare/rules/rules.js
var rules_rules = __webpack_require__(78857);
// EXTERNAL MODULE: ./src/plan/comparison-inputs.js
var comparison_inputs = __webpack_require__(63497);
;// CONCATENATED MODULE: ./src/plan/attach-snippet.js


/**
 * Renders the step that attaches to jobs, as YAML for a workflow. It repeats the inputs that such a step needs: the
 * identity, and what happens to the output.
 */
function renderAttachSnippet(jobIds, inputs, env) {
    const { GITHUB_ACTION_REPOSITORY: repository, GITHUB_ACTION_REF: ref } = env;
    const { backend, awsRegion, role, pullOutput, baseContext, comparison, given } = inputs;
    const { compareWith, failOn } = comparison;
    const lines = [
        ['backend', backend],
        ['attach-job-ids', jobIds.join(',')],
        // The other job may have another environment.
        ['aws-region', awsRegion ?? (env['AWS_REGION'] || env['AWS_DEFAULT_REGION'])],
        ['role-to-assume', role.roleToAssume],
        ['audience', role.audience && JSON.stringify(role.audience)],
        ['pull-output', given.has('pull-output') ? pullOutput : undefined],
        ['base-context', baseContext && JSON.stringify(baseContext)],
        ['compare-with', given.has('compare-with') ? JSON.stringify((0,comparison_inputs/* formatCompareWith */.B)(compareWith)) : undefined],
        ['fail-on', failOn.some(({ kind }) => kind !== 'error') ? JSON.stringify(printRules(failOn)) : undefined],
    ];
    const filled = lines.flatMap(([name, value]) => (value ? [`    ${name}: ${value}`] : []));
    return [`- uses: ${repository || 'disdat/run-action'}@${ref || 'main'}`, '  with:', ...filled].join('\n');
}
const printRules = (rules) => rules.map(rules_rules/* printRule */.KL).join(', ');

;// CONCATENATED MODULE: ./src/s3/errors.js

/** An error that a store detects on its own. The message is a sentence for a user. */
class StoreError extends Error {
    name = 'StoreError';
    kind;
    constructor(kind, message, options) {
        super(message, options);
        this.kind = kind;
    }
}
/** A response with an error status, or with a body that S3 would not send. `name` is the error code of S3, if any. */
class S3Error extends Error {
    name;
    status;
    /** The region of the bucket, where the response names it. */
    region;
    /** The time at S3, where the response has it. */
    date;
    constructor(status, code, message, more = {}) {
        super(message || code || `status ${status}`);
        this.name = code ?? 'Error';
        this.status = status;
        this.region = more.region;
        this.date = more.date;
    }
}
/** No response at all. `code` is that of the system, such as `ECONNRESET`. */
class ConnectionError extends Error {
    name = 'ConnectionError';
    code;
    constructor(code, message, options) {
        super(message, options);
        this.code = code;
    }
}
/** A response whose body ended too early, or stopped. */
class TruncatedBodyError extends Error {
    name = 'TruncatedBodyError';
}
const connectionCodes = new Set([
    'ECONNREFUSED',
    'ECONNRESET',
    'ENOTFOUND',
    'EAI_AGAIN',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'EPIPE',
]);
/** Whether a code is that of a failed connection, where a retry may succeed. */
const isConnectionCode = (code) => connectionCodes.has(code);
/** The code of S3 in an error, such as `NoSuchBucket`, or of the system, such as `ECONNREFUSED`. */
function getErrorCode(error) {
    if (!(error instanceof Error))
        return '';
    const code = 'code' in error ? error.code : undefined;
    return typeof code === 'string' && isConnectionCode(code) ? code : error.name;
}
/** The HTTP status in an error of this client or of the SDK. */
function getErrorStatus(error) {
    return error instanceof S3Error ? error.status : (0,lib_json/* getNumber */.WZ)(error, '$metadata', 'httpStatusCode');
}
const expiryCodes = new Set(['ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired']);
/** Whether S3 says that the credentials have expired. */
function isExpiredCredentials(error) {
    return expiryCodes.has(getErrorCode(error));
}
/** Whether the key does not exist. False for a bucket that does not exist, where S3 distinguishes the two. */
function isAbsent(error) {
    return getErrorStatus(error) === 404 && getErrorCode(error) !== 'NoSuchBucket';
}

;// CONCATENATED MODULE: ./src/s3/endpoint.js

/** The domains of the partitions: https://docs.aws.amazon.com/general/latest/gr/s3.html */
const domains = [
    ['cn-', 'amazonaws.com.cn'],
    ['us-iso-', 'c2s.ic.gov'],
    ['us-isob-', 'sc2s.sgov.gov'],
    ['us-isof-', 'csp.hci.ic.gov'],
    ['eu-isoe-', 'cloud.adc-e.uk'],
    ['eusc-', 'amazonaws.eu'],
];
/**
 * Whether a text can be the name of a region: it becomes one label of a host name below a domain of AWS, and no more.
 */
function isRegion(text) {
    return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text);
}
/**
 * Returns a function from a region to the address of the bucket there. AWS_ENDPOINT_URL_S3, then AWS_ENDPOINT_URL,
 * serve every region, with the bucket in the path. Without them the address is AWS's, with the bucket in the host name
 * where the certificate allows it; AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT apply. Throws StoreError
 * `invalid-endpoint`, and the function `invalid-region`.
 */
function createEndpointResolver(bucket, env) {
    const { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, AWS_USE_FIPS_ENDPOINT, AWS_USE_DUALSTACK_ENDPOINT } = env;
    const custom = AWS_ENDPOINT_URL_S3 || AWS_ENDPOINT_URL;
    if (custom) {
        const endpoint = parseEndpoint(custom, bucket);
        return () => endpoint;
    }
    const service = `s3${isTrue(AWS_USE_FIPS_ENDPOINT) ? '-fips' : ''}${isTrue(AWS_USE_DUALSTACK_ENDPOINT) ? '.dualstack' : ''}`;
    return (region) => {
        if (!isRegion(region)) {
            throw new StoreError('invalid-region', `${JSON.stringify(region)} is not a region of AWS.`);
        }
        const domain = domains.find(([regions]) => region.startsWith(regions))?.[1] ?? 'amazonaws.com';
        const server = `${service}.${region}.${domain}`;
        // The certificate covers one more label: https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
        const inPath = bucket.includes('.');
        const host = inPath ? server : `${bucket}.${server}`;
        return { isSecure: true, hostname: host, port: '', host, base: inPath ? `/${bucket}/` : '/' };
    };
}
function parseEndpoint(text, bucket) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
        const value = JSON.stringify(text);
        throw new StoreError('invalid-endpoint', `AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL is ${value}: not an HTTP address.`);
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

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
var external_node_http_default = /*#__PURE__*/__webpack_require__.n(external_node_http_);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(44708);
var external_node_https_default = /*#__PURE__*/__webpack_require__.n(external_node_https_);
;// CONCATENATED MODULE: ./src/s3/http-exchange.js



/** Limit of connecting, in milliseconds. */
const connectionTimeoutMs = 5_000;
/** A body that brings fewer bytes than this within the idle timeout fails, even if it never stops. */
const minProgressBytes = 64 * 1024;
/** Limit of the body of an error, in bytes. */
const maxErrorBytes = 256 * 1024;
/** Connections that are kept alive, at most `maxConnections`, through the proxy that the environment names. */
class ConnectionPool {
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
     * Sends a request once and resolves with the response, which may have any status. Throws the reason of the signal,
     * and ConnectionError or TruncatedBodyError, also when a connection is silent for the idle timeout or makes too
     * little progress in that time.
     */
    async exchange(outgoing) {
        const { method, endpoint, path, headers } = outgoing;
        const { hostname, port } = endpoint;
        const options = { method, hostname, port, path, headers };
        const request = endpoint.isSecure
            ? external_node_https_default().request({ ...options, agent: this.#secure })
            : external_node_http_default().request({ ...options, agent: this.#plain });
        return await new Exchange(request, outgoing, this.#idleTimeoutMs).response;
    }
    /** Closes all connections, also those in use. */
    close() {
        this.#plain.destroy();
        this.#secure.destroy();
    }
}
/** One request and its response. */
class Exchange {
    response;
    #request;
    #outgoing;
    #idleTimeoutMs;
    #resolve;
    #reject;
    #progressTimer;
    #incoming;
    #chunks = [];
    #into;
    #receivedBytes = 0;
    #maxBytes = 0;
    /** Bytes of the body at the last check of the progress. */
    #checkedBytes = 0;
    #isSettled = false;
    constructor(request, outgoing, idleTimeoutMs) {
        const { promise, resolve, reject } = Promise.withResolvers();
        this.response = promise;
        this.#request = request;
        this.#outgoing = outgoing;
        this.#idleTimeoutMs = idleTimeoutMs;
        this.#resolve = resolve;
        this.#reject = reject;
        // Node's own timer sees bytes that still leave the socket, and does not run while a request waits for a socket.
        request.setTimeout(idleTimeoutMs, () => this.#failSilent());
        request.on('socket', (socket) => this.#limitConnecting(socket));
        request.on('response', (incoming) => this.#receive(incoming));
        request.on('error', (error) => this.#incoming === undefined ? this.#fail(toConnectionError(error)) : this.#failTruncated(error));
        outgoing.signal.addEventListener('abort', this.#cancel, { once: true });
        if (outgoing.signal.aborted)
            this.#cancel();
        else
            this.#send();
    }
    #cancel = () => this.#fail(this.#outgoing.signal.reason);
    #send() {
        const { body } = this.#outgoing;
        if (body === undefined || body instanceof Uint8Array) {
            this.#request.end(body);
            return;
        }
        const stream = body.open();
        stream.on('error', (error) => this.#fail(error));
        this.#request.on('close', () => stream.destroy());
        stream.pipe(this.#request);
    }
    #limitConnecting(socket) {
        if (!socket.connecting)
            return;
        const timer = setTimeout(() => {
            this.#fail(new ConnectionError('ETIMEDOUT', `no connection in ${connectionTimeoutMs / 1000} s`));
        }, connectionTimeoutMs);
        const stop = () => clearTimeout(timer);
        socket.once('connect', stop).once('close', stop);
    }
    #receive(incoming) {
        this.#incoming = incoming;
        this.#progressTimer = setInterval(() => this.#checkProgress(), this.#idleTimeoutMs);
        const { statusCode = 0, headers } = incoming;
        const isGood = statusCode < 300;
        this.#maxBytes = isGood ? this.#outgoing.maxBytes : maxErrorBytes;
        const { into, method } = this.#outgoing;
        const length = Number(headers['content-length'] ?? Number.NaN);
        if (isGood && method !== 'HEAD' && length > this.#maxBytes) {
            this.#finish(length);
            return;
        }
        if (isGood && into !== undefined && length <= into.length)
            this.#into = into;
        incoming.on('data', (chunk) => this.#append(chunk));
        incoming.on('end', () => (incoming.complete ? this.#finish(undefined) : this.#failTruncated(undefined)));
        incoming.on('error', (error) => this.#failTruncated(error));
        incoming.on('close', () => this.#failTruncated(undefined));
    }
    #append(chunk) {
        this.#receivedBytes += chunk.length;
        if (this.#receivedBytes > this.#maxBytes)
            this.#finish(this.#receivedBytes);
        else if (this.#into === undefined)
            this.#chunks.push(chunk);
        else
            chunk.copy(this.#into, this.#receivedBytes - chunk.length);
    }
    #finish(cutFrom) {
        if (this.#isSettled)
            return;
        const { statusCode: status = 0, headers = {} } = this.#incoming ?? {};
        const body = this.#into?.subarray(0, this.#receivedBytes) ?? joinChunks(this.#chunks);
        this.#settle();
        if (cutFrom !== undefined)
            this.#request.destroy();
        this.#resolve({ status, headers, body: cutFrom === undefined ? body : Buffer.alloc(0), cutFrom });
    }
    #failTruncated(cause) {
        if (this.#isSettled)
            return;
        this.#fail(new TruncatedBodyError(`the body ended early, after ${this.#receivedBytes} bytes`, { cause }));
    }
    #fail(error) {
        // After its response the connection may serve another request.
        if (this.#isSettled)
            return;
        this.#settle();
        this.#reject(error);
        this.#request.destroy();
    }
    #failSilent() {
        const seconds = this.#idleTimeoutMs / 1000;
        if (this.#incoming === undefined)
            this.#fail(new ConnectionError('ETIMEDOUT', `no response in ${seconds} s`));
        else
            this.#fail(new TruncatedBodyError(`the body stopped: 0 bytes in ${seconds} s`));
    }
    #checkProgress() {
        const progress = this.#receivedBytes - this.#checkedBytes;
        this.#checkedBytes = this.#receivedBytes;
        if (progress >= minProgressBytes)
            return;
        this.#fail(new TruncatedBodyError(`the body stopped: ${progress} bytes in ${this.#idleTimeoutMs / 1000} s`));
    }
    #settle() {
        this.#isSettled = true;
        clearInterval(this.#progressTimer);
        this.#outgoing.signal.removeEventListener('abort', this.#cancel);
    }
}
function joinChunks(chunks) {
    const [first] = chunks;
    return first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks);
}
function toConnectionError(error) {
    const code = 'code' in error ? String(error.code) : error.name;
    return new ConnectionError(code, error.message || code, { cause: error });
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
var external_node_net_default = /*#__PURE__*/__webpack_require__.n(external_node_net_);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(41692);
var external_node_tls_default = /*#__PURE__*/__webpack_require__.n(external_node_tls_);
;// CONCATENATED MODULE: ./src/s3/range-reader.js



/** Limit of the head of a response, in bytes. */
const maxHeadBytes = 64 * 1024;
/** Limit of one read into the body, in bytes. */
const maxReadBytes = 1024 * 1024;
const endOfHead = '\r\n\r\n';
/**
 * Headers that say where the body ends and what its bytes are: twice in one response, they may contradict each other.
 */
const framingHeaders = new Set([
    'connection',
    'content-encoding',
    'content-length',
    'content-range',
    'transfer-encoding',
]);
/**
 * Connections that read ranges into memory that is already there. Node's HTTP client creates a buffer for each chunk of
 * a body, at most 64 KiB with HTTP and 16 KiB with TLS, which takes most of the time of a large download:
 * docs/design/s3-client.md has the figures.
 *
 * The reader accepts one kind of response, a plain 206 of the requested length. After any other response, and after an
 * error, it closes the connection and returns undefined: the same request with node's HTTP client gives the reason.
 */
class RangeReader {
    #idleTimeoutMs;
    #isDisabled;
    #idle = [];
    #all = new Set();
    constructor({ env, idleTimeoutMs }) {
        this.#idleTimeoutMs = idleTimeoutMs;
        // Only node's HTTP client supports proxies.
        this.#isDisabled = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'].some((name) => env[name]);
    }
    /** Fills `into`; undefined when that fails. Throws the reason of the signal. */
    async readRangeInto(request) {
        if (this.#isDisabled)
            return undefined;
        const { endpoint, signal } = request;
        const index = this.#idle.findLastIndex((connection) => connection.endpoint.host === endpoint.host);
        const idle = index < 0 ? undefined : this.#idle.splice(index, 1)[0];
        const connection = idle ?? new RangeConnection(endpoint);
        this.#all.add(connection);
        const response = await connection.readRangeInto(request, this.#idleTimeoutMs);
        signal.throwIfAborted();
        if (connection.isUsable)
            this.#idle.push(connection);
        else
            this.#all.delete(connection);
        return response;
    }
    close() {
        for (const connection of this.#all)
            connection.close();
    }
}
/** One connection, with at most one request at a time. */
class RangeConnection {
    endpoint;
    #socket;
    #headBuffer = Buffer.allocUnsafeSlow(maxHeadBytes);
    #head = '';
    #headers;
    #into;
    #filledBytes = 0;
    #resolve = () => { };
    constructor(endpoint) {
        this.endpoint = endpoint;
        const { hostname: host, isSecure } = endpoint;
        const onread = { buffer: () => this.#target, callback: (length) => this.#receive(length) };
        const options = { host, port: Number(endpoint.port || (isSecure ? 443 : 80)), onread };
        const secureOptions = external_node_net_default().isIP(host) ? options : { ...options, servername: host };
        this.#socket = isSecure ? external_node_tls_default().connect(secureOptions) : external_node_net_default().connect(options);
        this.#socket.setNoDelay();
        this.#socket.on('error', () => this.close());
        this.#socket.on('end', () => this.close());
        this.#socket.on('close', () => this.#resolve(undefined));
    }
    get isUsable() {
        return !this.#socket.destroyed;
    }
    close() {
        this.#socket.destroy();
    }
    async readRangeInto({ method, path, headers, into, signal }, idleTimeoutMs) {
        const { promise, resolve } = Promise.withResolvers();
        const close = () => this.close();
        let checkedBytes = 0;
        const checkProgress = () => {
            if (this.#filledBytes - checkedBytes < minProgressBytes)
                close();
            checkedBytes = this.#filledBytes;
        };
        this.#start(into, resolve);
        const progressTimer = setInterval(checkProgress, idleTimeoutMs);
        const connectTimer = setTimeout(() => this.#socket.connecting && close(), connectionTimeoutMs);
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
            clearInterval(progressTimer);
            clearTimeout(connectTimer);
            signal.removeEventListener('abort', close);
            // An idle connection does not keep the process alive.
            this.#socket.unref();
        }
    }
    #start(into, resolve) {
        this.#head = '';
        this.#headers = undefined;
        this.#into = into;
        this.#filledBytes = 0;
        this.#resolve = resolve;
    }
    /** The memory for the next bytes. */
    get #target() {
        if (this.#headers === undefined || this.#into === undefined)
            return this.#headBuffer;
        return this.#into.subarray(this.#filledBytes, this.#filledBytes + maxReadBytes);
    }
    #receive(length) {
        const into = this.#into;
        // Bytes without a request are not a response.
        if (into === undefined)
            this.close();
        else if (this.#headers === undefined)
            this.#receiveHead(length, into);
        else
            this.#filledBytes += length;
        if (this.#headers !== undefined && this.#filledBytes === into?.length)
            this.#finish(this.#headers, into);
        return !this.#socket.destroyed;
    }
    #receiveHead(length, into) {
        const before = this.#head.length;
        this.#head += this.#headBuffer.toString('latin1', 0, length);
        const end = this.#head.indexOf(endOfHead);
        if (end < 0 && this.#head.length < maxHeadBytes)
            return;
        const headers = end < 0 ? undefined : parsePlainHead(this.#head.slice(0, end), into.length);
        const rest = this.#headBuffer.subarray(end + endOfHead.length - before, length);
        if (headers === undefined || rest.length > into.length) {
            this.close();
            return;
        }
        rest.copy(into);
        this.#filledBytes = rest.length;
        this.#headers = headers;
    }
    #finish(headers, body) {
        if (headers.connection !== undefined && headers.connection !== 'keep-alive')
            this.close();
        this.#headers = undefined;
        this.#into = undefined;
        this.#head = '';
        this.#resolve({ status: 206, headers, body, cutFrom: undefined });
        this.#resolve = () => { };
    }
}
/** Parses the headers of a plain 206 whose body has `length` bytes; undefined for any other response. */
function parsePlainHead(head, length) {
    const [status = '', ...lines] = head.split('\r\n');
    if (!/^HTTP\/1\.1 206(?: |$)/.test(status))
        return undefined;
    const headers = {};
    for (const line of lines) {
        const [, name = '', value = ''] = /^([\w-]+):[ \t]*([^\r\n]*?)[ \t]*$/.exec(line) ?? [];
        const key = name.toLowerCase();
        if (key === '' || (key in headers && framingHeaders.has(key)))
            return undefined;
        headers[key] ??= value;
    }
    const isPlain = headers['transfer-encoding'] === undefined && headers['content-encoding'] === undefined;
    return isPlain && headers['content-length'] === String(length) ? headers : undefined;
}

;// CONCATENATED MODULE: ./src/s3/request.js
/** The value of a header that occurs once; undefined otherwise. */
function getHeader({ headers }, name) {
    const value = headers[name];
    return typeof value === 'string' ? value : undefined;
}

;// CONCATENATED MODULE: ./src/s3/retry-policy.js


/** Attempts at a request that fails with a transient error. */
const requestAttempts = 4;
/** Attempts at a body that ends too early or is damaged, in either direction. */
const bodyAttempts = 3;
const requestBackoff = { firstMs: 100, maxMs: 800 };
/** After a response that asks for fewer requests. */
const slowDownBackoff = { firstMs: 500, maxMs: 4_000 };
/** Between whole operations: any pause up to the limit, so that clients that collided do not collide again. */
const operationBackoff = { firstMs: 500, maxMs: 500 };
const transientCodes = new Set([
    'InternalError',
    'SlowDown',
    'RequestTimeout',
    'RequestTimeoutException',
    'ServiceUnavailable',
]);
const transientStatuses = new Set([429, 500, 502, 503, 504]);
const slowDownStatuses = new Set([429, 503]);
const damageCodes = new Set(['BadDigest', 'XAmzContentChecksumMismatch', 'InvalidDigest']);
/** Whether S3 received other bytes than were sent. */
const isDamaged = (error) => damageCodes.has(getErrorCode(error));
/** The pause before a single request is sent again, in milliseconds; undefined for a final error. */
function choosePause(error, attempt) {
    if (attempt >= countAttempts(error))
        return undefined;
    const isSlowDown = error instanceof S3Error && slowDownStatuses.has(error.status);
    return (0,retry/* jitteredPause */.k)(attempt, isSlowDown ? slowDownBackoff : requestBackoff);
}
function countAttempts(error) {
    if (error instanceof TruncatedBodyError)
        return bodyAttempts;
    if (error instanceof ConnectionError)
        return isConnectionCode(error.code) ? requestAttempts : 1;
    const isTransient = error instanceof S3Error && (transientStatuses.has(error.status) || transientCodes.has(error.name));
    return isTransient ? requestAttempts : 1;
}
/** The policy for an operation of one or more requests, repeated for the errors that `isTransient` accepts. */
function repeatOperation(isTransient, signal, attempts = bodyAttempts) {
    const pauseMs = (error, attempt) => attempt < attempts && !signal.aborted && isTransient(error) ? (0,retry/* jitteredPause */.k)(1, operationBackoff) : undefined;
    return { pauseMs, signal };
}

;// CONCATENATED MODULE: ./src/s3/sign.js

/** Stands for the hash of a body that TLS protects, or whose signed checksum S3 compares. */
const unsignedPayload = 'UNSIGNED-PAYLOAD';
/**
 * Signs requests to S3: all headers it is given, and those it adds. It keeps the key of one day, region and secret.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
class Signer {
    #key;
    /** Returns the headers of the signed request. */
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
        const key = this.#deriveKey(secretAccessKey, day, region);
        const signature = hmac(key, `AWS4-HMAC-SHA256\n${time}\n${scope}\n${(0,external_node_crypto_.hash)('sha256', canonical)}`).toString('hex');
        const credential = `Credential=${accessKeyId}/${scope}`;
        signed['authorization'] = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
        return signed;
    }
    /** A KeyObject, because node takes several times as long to sign with bytes. */
    #deriveKey(secret, day, region) {
        const id = `${day}/${region}/${secret}`;
        if (this.#key?.id !== id) {
            const bytes = [day, region, 's3', 'aws4_request'].reduce(hmac, Buffer.from(`AWS4${secret}`));
            this.#key = { id, object: (0,external_node_crypto_.createSecretKey)(bytes) };
        }
        return this.#key.object;
    }
}
function hmac(key, text) {
    return (0,external_node_crypto_.createHmac)('sha256', key).update(text).digest();
}
/** Encodes a key as the path of a request; slashes stay. */
function encodePath(key) {
    return key.split('/').map(encode).join('/');
}
/** Encodes parameters, sorted by their encoded names, as the signature needs them. */
function encodeQuery(query) {
    const pairs = Object.entries(query).map(([name, value]) => [encode(name), encode(value)]);
    return pairs
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map((pair) => pair.join('='))
        .join('&');
}
/** Percent-encodes everything but A to Z, a to z, 0 to 9, `-`, `.`, `_` and `~`. */
function encode(text) {
    return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

;// CONCATENATED MODULE: ./src/s3/xml.js
/** A response that is not XML, or not XML as S3 sends it. */
class InvalidXmlError extends Error {
    name = 'InvalidXmlError';
}
/** `<?xml version="1.0" encoding="UTF-8"?>`, optional before the root. */
const declaration = /^\uFEFF?\s*<\?xml\s[^<>]*\?>/;
const maxDeclaration = 200;
/** Nested elements: more than in any response of S3. */
const maxDepth = 8;
/**
 * Parses a ListBucketResult. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html Throws
 * InvalidXmlError.
 */
function parseListPage(xml) {
    const [folders, objects] = [[], []];
    let isTruncated = false;
    let next;
    let [key, size, etag] = ['', 0, ''];
    readElements(xml, 'ListBucketResult', (path, text) => {
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
                    throw new InvalidXmlError('an object has no size');
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
/** Parses an Error; undefined for anything else. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
function parseErrorBody(xml) {
    const fields = new Map();
    try {
        readElements(xml, 'Error', (path, text) => void fields.set(path, text));
    }
    catch (error) {
        if (error instanceof InvalidXmlError)
            return undefined;
        throw error;
    }
    return { code: fields.get('/Code') ?? '', message: fields.get('/Message') ?? '', region: fields.get('/Region') };
}
/** Calls `onEnd` at the end of every element below the root, with its path (`/Contents/Key`) and its own text. */
function readElements(xml, root, onEnd) {
    /** For each open element, the length of the path of its parent. */
    const ends = [];
    let path = '';
    let at = declaration.exec(xml.slice(0, maxDeclaration))?.[0].length ?? 0;
    for (;;) {
        const open = xml.indexOf('<', at);
        const close = xml.indexOf('>', open);
        if (open < 0 || close < 0)
            throw new InvalidXmlError('the response is cut off');
        const text = xml.slice(at, open);
        if (xml.charAt(open + 1) === '/') {
            const begin = ends.pop() ?? 0;
            if (path.slice(begin + 1) !== xml.slice(open + 2, close).trimEnd())
                throw new InvalidXmlError('an element is not closed');
            if (ends.length === 0)
                break;
            onEnd(path.slice(root.length + 1), decodeEntities(text));
            path = path.slice(0, begin);
        }
        else {
            const isEmpty = xml.charAt(close - 1) === '/';
            const name = parseTagName(xml.slice(open + 1, isEmpty ? close - 1 : close));
            if (ends.length === 0 && name !== root)
                throw new InvalidXmlError(`the response is not a ${root}`);
            if (ends.length >= maxDepth)
                throw new InvalidXmlError('the response is too deep');
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
/** The name in `Name xmlns="…"`. The attributes are checked and ignored. */
function parseTagName(tag) {
    const [, name] = /^([A-Za-z][A-Za-z0-9]*)(?:\s+[\w:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*$/.exec(tag) ?? [];
    if (name === undefined)
        throw new InvalidXmlError('the response is not XML of S3');
    return name;
}
const entities = new Map([
    ['lt', '<'],
    ['gt', '>'],
    ['amp', '&'],
    ['quot', '"'],
    ['apos', "'"],
]);
function decodeEntities(text) {
    if (!text.includes('&'))
        return text;
    return text.replace(/&([^;&]{0,10});?/g, (whole, name) => {
        const char = entities.get(name) ?? parseCharacterReference(name);
        if (char === undefined || !whole.endsWith(';'))
            throw new InvalidXmlError('the response has an unknown entity');
        return char;
    });
}
/** The character that `#65` or `#x41` stands for. */
function parseCharacterReference(reference) {
    const [, hex, decimal] = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(reference) ?? [];
    const code = hex === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

;// CONCATENATED MODULE: ./src/s3/client.js










/** S3 allows 15 minutes: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html (RequestTimeTooSkewed) */
const maxSkewMs = 5 * 60_000;
const emptySha256 = (0,external_node_crypto_.hash)('sha256', '');
/** Limit of a body that the caller ignores, in bytes: reading it makes the connection reusable. */
const maxIgnoredBytes = 64 * 1024;
/** Limit of a message of S3, which may go into a log, in characters. */
const client_maxMessageLength = 500;
/**
 * Sends the frequent requests of a store at a fraction of the CPU time of the SDK: docs/design/s3-client.md. Throws
 * S3Error for any response but a success. It sends requests again after transient errors, and follows the region of the
 * bucket, the clock of S3 and renewed credentials.
 */
class S3HttpClient {
    #connections;
    #rangeReader;
    #resolveEndpoint;
    #credentials;
    #userAgent;
    #signer = new Signer();
    #context;
    /** Throws StoreError `invalid-endpoint`. */
    constructor(options) {
        this.#connections = new ConnectionPool(options);
        this.#rangeReader = new RangeReader(options);
        this.#resolveEndpoint = createEndpointResolver(options.bucket, options.env);
        this.#credentials = options.credentials;
        this.#userAgent = options.userAgent;
        this.#context = { region: options.region, clockOffsetMs: 0 };
    }
    async send(call) {
        const adjusted = new Set();
        const { signal } = call;
        return await (0,retry/* retry */.L)(() => this.#sendAdjusted(call, adjusted), { pauseMs: choosePause, signal });
    }
    /**
     * Reads a range of exactly the length of `into` on a connection of its own. Undefined when that fails: `send` then
     * succeeds or throws the reason.
     */
    async readRangeInto(call) {
        const request = this.#createRequest(call, { ...this.#context, credentials: await this.#credentials.get() });
        return await this.#rangeReader.readRangeInto({ ...request, into: call.into });
    }
    /** Closes the connections. */
    close() {
        this.#rangeReader.close();
        this.#connections.close();
    }
    async #sendAdjusted(call, adjusted) {
        const { signal } = call;
        signal.throwIfAborted();
        const context = { ...this.#context, credentials: await this.#credentials.get() };
        try {
            const response = await this.#connections.exchange(this.#createRequest(call, context));
            if (response.status < 200 || response.status >= 300)
                throw createError(response);
            return response;
        }
        catch (error) {
            signal.throwIfAborted();
            const part = error instanceof S3Error ? await this.#adjustSigning(error, context) : undefined;
            signal.throwIfAborted();
            if (part === undefined || adjusted.has(part))
                throw error;
            adjusted.add(part);
            return await this.#sendAdjusted(call, adjusted);
        }
    }
    #createRequest(call, { region, clockOffsetMs, credentials }) {
        const { method, body, isBodyUnsigned, signal, maxBytes = maxIgnoredBytes, into } = call;
        const endpoint = this.#resolveEndpoint(region);
        const path = endpoint.base + encodePath(call.key ?? '');
        const query = encodeQuery(call.query ?? {});
        const isUnsigned = endpoint.isSecure || isBodyUnsigned || !(body instanceof Uint8Array);
        const length = body === undefined ? {} : { 'content-length': String(body.length) };
        const headers = this.#signer.sign({
            method,
            path,
            query,
            headers: { host: endpoint.host, ...length, ...removeUndefined(call.headers ?? {}) },
            payload: body === undefined ? emptySha256 : isUnsigned ? unsignedPayload : (0,external_node_crypto_.hash)('sha256', body),
        }, { credentials, region, at: new Date(Date.now() + clockOffsetMs) });
        return {
            ...{ method, endpoint, signal, body, maxBytes, into },
            path: query === '' ? path : `${path}?${query}`,
            // The signature does not cover this header, because proxies may change it.
            headers: { ...headers, 'user-agent': this.#userAgent },
        };
    }
    /**
     * Corrects the part of the signing context that a response shows to be wrong, and returns the name of the part.
     */
    async #adjustSigning(error, context) {
        const { status, region, date } = error;
        if (isExpiredCredentials(error)) {
            return (await this.#credentials.replace(context.credentials)) ? 'credentials' : undefined;
        }
        if ((status === 301 || status === 307 || status === 400) && region !== undefined && region !== context.region) {
            this.#context = { ...this.#context, region };
            return 'region';
        }
        if (status !== 403 || date === undefined)
            return undefined;
        const clockOffsetMs = date.getTime() - Date.now();
        if (Math.abs(clockOffsetMs - context.clockOffsetMs) < maxSkewMs)
            return undefined;
        this.#context = { ...this.#context, clockOffsetMs };
        return 'clockOffsetMs';
    }
}
function createError(response) {
    const body = parseErrorBody(response.body.toString());
    const code = /^[\w.]{1,64}$/.test(body?.code ?? '') ? body?.code : undefined;
    const region = getHeader(response, 'x-amz-bucket-region') ?? body?.region;
    const date = Date.parse(getHeader(response, 'date') ?? '');
    return new S3Error(response.status, code, (body?.message ?? '').slice(0, client_maxMessageLength), {
        // The region becomes part of a host name.
        ...(region !== undefined && isRegion(region) ? { region } : {}),
        ...(Number.isNaN(date) ? {} : { date: new Date(date) }),
    });
}
function removeUndefined(headers) {
    const defined = {};
    for (const [name, value] of Object.entries(headers))
        if (value !== undefined)
            defined[name] = value;
    return defined;
}

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
var external_node_zlib_default = /*#__PURE__*/__webpack_require__.n(external_node_zlib_);
;// CONCATENATED MODULE: ./src/s3/crc.js
/**
 * The cyclic redundancy checks of S3, and their combination: parts that are read or sent side by side give the checksum
 * of the whole object. https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */

/** CRC-32 of zip and PNG, which zlib computes. */
const crc32 = {
    width: 4,
    add: (crc, bytes) => BigInt(external_node_zlib_default().crc32(bytes, Number(crc))),
    combine: (pieces) => combinePieces(pieces, 0xedb88320n, 31n),
};
const castagnoliPolynomial = 0x82f63b78;
/** CRC-32C of iSCSI. Only other clients store it, so a byte at a time is fast enough. */
const crc32c = {
    width: 4,
    add: addCrc32c,
    combine: (pieces) => combinePieces(pieces, BigInt(castagnoliPolynomial), 31n),
};
const nvmePolynomial = 0x9a6c9329ac4bc9b5n;
/** CRC-64/NVME, which S3 computes for objects that came without a checksum. */
const crc64Nvme = {
    width: 8,
    add: addCrc64,
    combine: (pieces) => combinePieces(pieces, nvmePolynomial, 63n),
};
/** Encodes a checksum as S3 does: big-endian, in base64. */
function encodeCrc({ width }, crc) {
    return Buffer.from(crc.toString(16).padStart(width * 2, '0'), 'hex').toString('base64');
}
/** Multiplies polynomials modulo the generator, the highest power in the lowest bit, as zlib's crc32_combine does. */
function combinePieces(pieces, polynomial, top) {
    const one = 1n << top;
    const multiply = (a, b) => {
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
    const computeShift = (bytes) => {
        let power = one;
        let square = one >> 8n;
        for (let rest = bytes; rest > 0; rest = Math.floor(rest / 2)) {
            if (rest % 2 === 1)
                power = multiply(square, power);
            square = multiply(square, square);
        }
        return power;
    };
    const shifts = new Map();
    let whole = 0n;
    for (const { bytes, crc } of pieces) {
        const shift = shifts.get(bytes) ?? computeShift(bytes);
        shifts.set(bytes, shift);
        whole = multiply(shift, whole) ^ crc;
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
/** Tables for eight bytes at a time, of the upper and the lower 32 bits; created at the first use. */
let crc_tables;
function createTables() {
    const upper = new Uint32Array(8 * 256);
    const lower = new Uint32Array(8 * 256);
    const readEntry = (at) => (BigInt(upper[at] ?? 0) << 32n) | BigInt(lower[at] ?? 0);
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
        const before = readEntry(at - 256);
        put(at, (before >> 8n) ^ readEntry(Number(before & 0xffn)));
    }
    return { upper, lower };
}
function addCrc64(crc, bytes) {
    crc_tables ??= createTables();
    const { upper, lower } = crc_tables;
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

;// CONCATENATED MODULE: ./src/s3/checksum.js



/** The fastest first; widths in bytes. */
const algorithms = [
    { name: 'crc32', width: crc32.width, checksum: { kind: 'crc', crc: crc32 } },
    { name: 'crc64nvme', width: crc64Nvme.width, checksum: { kind: 'crc', crc: crc64Nvme } },
    { name: 'crc32c', width: crc32c.width, checksum: { kind: 'crc', crc: crc32c } },
    { name: 'sha1', width: 20, checksum: { kind: 'hash', algorithm: 'sha1' } },
    { name: 'sha256', width: 32, checksum: { kind: 'hash', algorithm: 'sha256' } },
];
/**
 * Reads the checksum of the whole object from a response. A checksum of the checksums of its parts (`…-3`) is useless
 * without the sizes of the parts. https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */
function readChecksum(response) {
    if (getHeader(response, 'x-amz-checksum-type') === 'COMPOSITE')
        return undefined;
    for (const { name, width, checksum } of algorithms) {
        const value = getHeader(response, `x-amz-checksum-${name}`);
        if (value !== undefined && !value.includes('-') && Buffer.from(value, 'base64').length === width)
            return { ...checksum, value };
    }
    return undefined;
}
/** Whether bytes have this checksum. */
function hasChecksum(bytes, checksum) {
    const { value } = checksum;
    if (checksum.kind === 'hash')
        return (0,external_node_crypto_.hash)(checksum.algorithm, bytes, 'base64') === value;
    return encodeCrc(checksum.crc, checksum.crc.add(0n, bytes)) === value;
}

;// CONCATENATED MODULE: ./src/s3/write-headers.js

/**
 * How objects are written, for the SDK:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-kms-encryption.html
 */
function createWriteInput(acl, kmsKeyId) {
    const encryption = kmsKeyId === undefined
        ? { ServerSideEncryption: 'AES256' }
        : { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kmsKeyId };
    return { ...encryption, ...(acl ? { ACL: 'bucket-owner-full-control' } : {}) };
}
/** The same as headers of a request with these bytes, and their checksum. */
function createWriteHeaders(bytes, acl, kmsKeyId) {
    const { ServerSideEncryption, SSEKMSKeyId, ACL } = createWriteInput(acl, kmsKeyId);
    return {
        'content-type': 'application/octet-stream',
        'x-amz-server-side-encryption': ServerSideEncryption,
        'x-amz-server-side-encryption-aws-kms-key-id': SSEKMSKeyId,
        'x-amz-acl': ACL,
        ...createChecksumHeaders(crc32.add(0n, bytes)),
    };
}
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html */
function createChecksumHeaders(crc) {
    return { 'x-amz-sdk-checksum-algorithm': 'CRC32', 'x-amz-checksum-crc32': encodeCrc(crc32, crc) };
}

;// CONCATENATED MODULE: ./src/s3/conditional.js






/**
 * Whether another writer of the same key was at work:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
const isConflict = (error) => getErrorStatus(error) === 409;
/** Whether the condition of a write was not met. */
const isConditionFailed = (error) => getErrorStatus(error) === 412;
/** `copyIfAbsent` of a store. At most 5 GiB: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
async function copyObject({ sdk, bucket, kmsKeyId }, from, to, { signal, acl }) {
    const CopySource = from.split('/').reduce((path, name) => `${path}/${encodeURIComponent(name)}`, bucket);
    const input = { Bucket: bucket, CopySource, Key: to, IfNoneMatch: '*', ...createWriteInput(acl, kmsKeyId) };
    const copy = () => sdk.use((client, { CopyObjectCommand }) => client.send(new CopyObjectCommand(input), { abortSignal: signal }));
    try {
        await (0,retry/* retry */.L)(copy, repeatOperation(isConflict, signal));
        return 'created';
    }
    catch (error) {
        if (isConditionFailed(error))
            return 'exists';
        if (isAbsent(error))
            return 'absent';
        throw error;
    }
}
/** `getVersion` of a store. */
async function getVersion({ client }, key, { signal, maxBytes }) {
    try {
        const headers = { 'x-amz-checksum-mode': 'ENABLED' };
        const response = await client.send({ method: 'GET', key, headers, maxBytes, signal });
        const [etag, checksum] = [getHeader(response, 'etag'), readChecksum(response)];
        if (etag === undefined)
            throw new Error(`S3 sent no ETag for ${key}`);
        if (response.cutFrom !== undefined)
            return { etag, bytes: undefined };
        if (checksum !== undefined && !hasChecksum(response.body, checksum)) {
            throw new Error(`the bytes of ${key} do not match the checksum of S3`);
        }
        return { etag, bytes: response.body };
    }
    catch (error) {
        if (isAbsent(error))
            return undefined;
        throw error;
    }
}
/** `putVersion` of a store. */
async function putVersion({ client, kmsKeyId }, key, bytes, { etag, signal, acl }) {
    const condition = etag === undefined ? { 'if-none-match': '*' } : { 'if-match': etag };
    const headers = { ...condition, ...createWriteHeaders(bytes, acl, kmsKeyId) };
    try {
        await client.send({ method: 'PUT', key, body: bytes, headers, signal });
        return 'stored';
    }
    catch (error) {
        // A key that is absent is a version that was deleted.
        if (isConditionFailed(error) || isConflict(error) || isAbsent(error))
            return 'changed';
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/s3/credentials.js
/** Credentials are renewed this long before they expire, in milliseconds, but no more often than `minRenewalMs`. */
const renewBeforeMs = 5 * 60_000;
const minRenewalMs = 1_000;
/** The credentials of an identity, requested when they are needed and not for each request. */
class CredentialCache {
    #identity;
    #current;
    #validUntil = 0;
    constructor(identity) {
        this.#identity = identity;
    }
    /** Rejects as the identity does; the next call asks the identity again. */
    async get() {
        if (this.#current === undefined || Date.now() >= this.#validUntil)
            this.#current = this.#request();
        return await this.#current;
    }
    /**
     * Replaces credentials that S3 says have expired, once for all requests that used them. False where the identity has
     * no others.
     */
    async replace(refused) {
        const current = this.#current;
        const isRefused = (await current)?.accessKeyId === refused.accessKeyId;
        // Another request may have replaced them while this one waited.
        if (isRefused && this.#current === current)
            this.#current = this.#request(refused);
        return (await this.get()).accessKeyId !== refused.accessKeyId;
    }
    async #request(refused) {
        this.#validUntil = Number.POSITIVE_INFINITY;
        try {
            const credentials = await this.#identity.credentials(refused);
            const { expiration } = credentials;
            if (expiration !== undefined) {
                this.#validUntil = Math.max(expiration.getTime() - renewBeforeMs, Date.now() + minRenewalMs);
            }
            return credentials;
        }
        catch (error) {
            this.#validUntil = 0;
            throw error;
        }
    }
}

;// CONCATENATED MODULE: ./src/s3/delete-objects.js


/** The code of a key that S3 could not delete, where a retry may succeed. */
const transientCode = /^(?:InternalError|SlowDown|ServiceUnavailable)$/;
const maxAttempts = 4;
/** `deleteObjects` of a store. */
async function deleteObjects({ sdk, bucket }, keys, { signal }) {
    const failed = [];
    let remaining = keys;
    let isVersioned = false;
    const deleteRemaining = async (attempt) => {
        const input = { Bucket: bucket, Delete: { Objects: remaining.map((Key) => ({ Key })) } };
        const { Deleted = [], Errors = [] } = await sdk.use((client, { DeleteObjectsCommand }) => client.send(new DeleteObjectsCommand(input), { abortSignal: signal }));
        isVersioned ||= Deleted.some(({ DeleteMarker }) => DeleteMarker === true);
        const failures = Errors.map(({ Key = '', Code = '', Message = '' }) => ({ key: Key, code: Code, message: Message }));
        // A key that only the response names is not deleted.
        const requested = new Set(remaining);
        const shouldRetry = ({ key, code }) => attempt < maxAttempts && transientCode.test(code) && requested.has(key);
        failed.push(...failures.filter((failure) => !shouldRetry(failure)));
        remaining = failures.filter(shouldRetry).map(({ key }) => key);
        if (remaining.length > 0)
            throw new UndeletedKeysError();
    };
    const isUndeleted = (error) => error instanceof UndeletedKeysError;
    await (0,retry/* retry */.L)(deleteRemaining, repeatOperation(isUndeleted, signal, maxAttempts));
    return { failed, isVersioned };
}
/** Some keys are to be deleted again. */
class UndeletedKeysError extends Error {
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
;// CONCATENATED MODULE: ./src/lib/write-at.js
/** Writes all chunks one after the other, from `position` in the file. Throws the error of the file system. */
async function writeAt(handle, chunks, position) {
    const { bytesWritten } = await handle.writev(chunks, position);
    const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    if (bytesWritten === length)
        return;
    // A disk that is nearly full takes some of the bytes; only the next write reports the error.
    const rest = Buffer.concat(chunks).subarray(bytesWritten);
    for (let offset = 0; offset < rest.length;) {
        const written = await handle.write(rest, offset, rest.length - offset, position + bytesWritten + offset);
        offset += written.bytesWritten;
    }
}

;// CONCATENATED MODULE: ./src/s3/get-object.js
var get_object_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var get_object_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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






/** Reads an object, or a range; undefined when it does not exist. Throws StoreError `object-too-large`. */
async function getObject(context, key, options) {
    return await fetchObject(context, key, options, ({ body, cutFrom }) => {
        if (cutFrom !== undefined) {
            throw new StoreError('object-too-large', `${key} has more than ${options.maxBytes} bytes`);
        }
        return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
    });
}
/** Writes an object that fits into memory to a new file. False when it does not exist. */
async function downloadWhole(context, key, file, { size, signal }) {
    const uri = `s3://${context.bucket}/${key}`;
    return await context.receiving.hold(size, signal, async () => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const handle = get_object_addDisposableResource(env_1, await (0,promises_.open)(file, 'wx'), true);
            const bytes = await fetchObject(context, key, { signal, maxBytes: size }, ({ body, cutFrom }) => {
                assertLength(uri, cutFrom ?? body.length, size);
                return body;
            });
            if (bytes !== undefined && size > 0)
                await writeAt(handle, [bytes], 0);
            return bytes !== undefined;
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = get_object_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    });
}
/** Throws StoreError `size-mismatch` for another number of bytes than expected. */
function assertLength(what, length, expected) {
    if (length === expected)
        return;
    throw new StoreError('size-mismatch', `${what} has ${length} bytes; ${expected} were expected.`);
}
function createChecksumError(uri) {
    return new StoreError('checksum-mismatch', `The bytes of ${uri} do not match the checksum that S3 stores.`);
}
const mismatches = new Set(['size-mismatch', 'checksum-mismatch']);
const isMismatch = (error) => error instanceof StoreError && mismatches.has(error.kind);
/**
 * Fetches an object and passes the response to `use`, again when its size or checksum is wrong. Undefined when the key
 * does not exist.
 */
async function fetchObject(context, key, options, use) {
    const fetchOnce = async () => {
        const response = await sendGet(context, key, options);
        if (response === undefined)
            return undefined;
        const isWhole = response.status === 200 && response.cutFrom === undefined;
        const checksum = isWhole ? readChecksum(response) : undefined;
        if (checksum !== undefined && !hasChecksum(response.body, checksum)) {
            throw createChecksumError(`s3://${context.bucket}/${key}`);
        }
        return use(response);
    };
    return await (0,retry/* retry */.L)(fetchOnce, repeatOperation(isMismatch, options.signal));
}
async function sendGet({ client }, key, { signal, range, etag, maxBytes, into }) {
    const headers = { range, 'if-match': etag, 'x-amz-checksum-mode': range === undefined ? 'ENABLED' : undefined };
    try {
        const call = { method: 'GET', key, headers, maxBytes, signal };
        const fast = into && (await client.readRangeInto({ ...call, into }));
        return fast ?? (await client.send({ ...call, into }));
    }
    catch (error) {
        if (isAbsent(error))
            return undefined;
        // S3 responds with 416 to any range of an empty object.
        if (getErrorStatus(error) === 416)
            return { status: 206, headers: {}, body: Buffer.alloc(0), cutFrom: undefined };
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/s3/download-in-ranges.js
var download_in_ranges_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var download_in_ranges_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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














/** More connections for one file bring no more bytes a second. */
const maxRanges = 8;
/** Attempts at a whole file whose checksum does not match. */
const fileAttempts = 2;
/**
 * Writes a large object to a new file by ranges, several at a time. All ranges are of one version of the object, each
 * has its length, and the file matches the checksum of the whole object, where S3 stores one. False when the object
 * does not exist.
 */
async function downloadInRanges(context, key, file, { size, signal }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const uri = `s3://${context.bucket}/${key}`;
        const info = await fetchInfo(context, key, signal);
        if (info === undefined)
            return false;
        assertLength(uri, info.size, size);
        const handle = download_in_ranges_addDisposableResource(env_1, await (0,promises_.open)(file, 'wx')
        // Ranges arrive in any order. The file takes no room yet.
        , true);
        // Ranges arrive in any order. The file takes no room yet.
        await handle.truncate(size);
        const download = async () => {
            const pieces = await fetchRanges(context, key, handle, info, signal);
            if (pieces === undefined)
                return false;
            if (!(await matchesChecksum(info.checksum, pieces, { file, signal })))
                throw createChecksumError(uri);
            return true;
        };
        const isChecksumError = (error) => error instanceof StoreError && error.kind === 'checksum-mismatch';
        try {
            return await (0,retry/* retry */.L)(download, repeatOperation(isChecksumError, signal, fileAttempts));
        }
        finally {
            // The next operation needs the memory.
            context.spareBuffers.length = 0;
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = download_in_ranges_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function fetchRanges(context, key, handle, { size, etag, checksum }, signal) {
    const { partBytes } = context.tuning;
    const crc = checksum?.kind === 'crc' ? checksum.crc : undefined;
    const pieces = [];
    let isGone = false;
    const fetchNth = async (nth, ended) => {
        const from = nth * partBytes;
        const to = Math.min(size, from + partBytes);
        const piece = await context.receiving.hold(to - from, ended, () => fetchRange(context, key, handle, { from, to, size, etag, crc, signal: ended }));
        if (piece === undefined)
            isGone = true;
        else
            pieces[nth] = piece;
    };
    const numbers = Array.from({ length: Math.ceil(size / partBytes) }).keys();
    await forEachBounded(numbers, fetchNth, { signal, limit: maxRanges });
    return isGone ? undefined : pieces;
}
async function fetchRange(context, key, handle, { from, to, size, etag, crc, signal }) {
    const uri = `s3://${context.bucket}/${key}`;
    const bytes = to - from;
    const buffer = context.spareBuffers.pop() ?? Buffer.allocUnsafeSlow(context.tuning.partBytes);
    const options = { signal, etag, range: `bytes=${from}-${to - 1}`, maxBytes: bytes, into: buffer.subarray(0, bytes) };
    try {
        const body = await fetchObject(context, key, options, (response) => {
            const range = getHeader(response, 'content-range');
            // A server that does not support ranges sends the whole object.
            if (range !== `bytes ${from}-${to - 1}/${size}`)
                throw createRangeError(uri, range);
            assertLength(`A range of ${uri}`, response.body.length, bytes);
            return response.body;
        });
        if (body === undefined)
            return undefined;
        const writing = writeAt(handle, [body], from);
        const piece = { bytes, crc: crc?.add(0n, body) ?? 0n };
        await writing;
        // Not after an error: a broken connection, or a write, may still use the buffer.
        context.spareBuffers.push(buffer);
        return piece;
    }
    catch (error) {
        if (!isConditionFailed(error))
            throw error;
        throw new StoreError('object-replaced', `${uri} was replaced while it was read.`, { cause: error });
    }
}
function createRangeError(uri, range) {
    return new StoreError('no-ranges', `S3 did not send the requested range of ${uri}, but ${range ?? 'no range'}.`);
}
async function fetchInfo({ client }, key, signal) {
    try {
        const head = await client.send({ method: 'HEAD', key, headers: { 'x-amz-checksum-mode': 'ENABLED' }, signal });
        const [etag, length] = [getHeader(head, 'etag'), getHeader(head, 'content-length')];
        if (etag === undefined || length === undefined)
            throw new Error(`S3 sent no ETag, or no length, for ${key}`);
        return { etag, size: Number(length), checksum: readChecksum(head) };
    }
    catch (error) {
        if (isAbsent(error))
            return undefined;
        throw error;
    }
}
async function matchesChecksum(checksum, pieces, { file, signal }) {
    if (checksum === undefined)
        return true;
    if (checksum.kind === 'crc')
        return encodeCrc(checksum.crc, checksum.crc.combine(pieces)) === checksum.value;
    const hash = (0,external_node_crypto_.createHash)(checksum.algorithm);
    await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(file), hash, { signal });
    return hash.digest('base64') === checksum.value;
}

;// CONCATENATED MODULE: ./src/s3/local-file.js
var local_file_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var local_file_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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



/** Reads a whole file. Throws StoreError `file-changed` when it has another size. */
async function readWholeFile({ file, size }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const handle = local_file_addDisposableResource(env_1, await (0,promises_.open)(file), true);
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
        const result_1 = local_file_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Throws StoreError `file-changed` when the file has another size. */
async function assertSize(handle, { file, size }) {
    if ((await handle.stat()).size !== size)
        throw createChangedError(file);
}
/** Fills a buffer from a position of a file. Throws StoreError `file-changed` when the file ends before. */
async function readAt(handle, bytes, { file, position }) {
    for (let offset = 0; offset < bytes.length;) {
        const { bytesRead } = await handle.read(bytes, offset, bytes.length - offset, position + offset);
        if (bytesRead === 0)
            throw createChangedError(file);
        offset += bytesRead;
    }
}
/** A body that is read from a file while it is sent. */
function streamFile(file, position, length) {
    return { length, open: () => (0,external_node_fs_.createReadStream)(file, { start: position, end: position + length - 1 }) };
}
function createChangedError(file) {
    return new StoreError('file-changed', `${file} changed while it was sent.`);
}

;// CONCATENATED MODULE: ./src/s3/put-object.js




/**
 * Stores bytes unless the key exists; sends them again when they were damaged or another client writes the same key.
 */
async function putObject({ client, kmsKeyId }, key, body, { signal, acl }) {
    const headers = { 'if-none-match': '*', ...createWriteHeaders(body, acl, kmsKeyId) };
    const put = () => client.send({ method: 'PUT', key, body, headers, signal });
    try {
        await (0,retry/* retry */.L)(put, repeatOperation((error) => isConflict(error) || isDamaged(error), signal));
        return 'created';
    }
    catch (error) {
        if (isConditionFailed(error))
            return 'exists';
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/s3/sdk.js



/** The SDK would print its warnings to the log of the process; errors reach the caller anyway. */
const silentLogger = { trace: () => { }, debug: () => { }, info: () => { }, warn: () => { }, error: () => { } };
const sdk_connectionTimeoutMs = 5_000;
const sdk_maxAttempts = 4;
/**
 * The SDK's client, for requests that are rare: start and end of an upload in parts, copies, deletions. Loading it
 * takes about 0.3 s, so that happens at the first use.
 */
class SdkClient {
    #options;
    #client;
    constructor(options) {
        this.#options = options;
    }
    /**
     * Calls `action` and, if S3 says that the credentials have expired, once more with new ones. Throws errors of the
     * SDK.
     */
    async use(action) {
        const { credentials } = this.#options;
        const [sdk, used] = await Promise.all([Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(366), __webpack_require__.e(980)]).then(__webpack_require__.bind(__webpack_require__, 53980)), credentials.get()]);
        this.#client ??= this.#create(sdk);
        try {
            return await action(this.#client, sdk);
        }
        catch (error) {
            if (!isExpiredCredentials(error) || !(await credentials.replace(used)))
                throw error;
            return await action(this.#client, sdk);
        }
    }
    close() {
        this.#client?.destroy();
        this.#client = undefined;
    }
    #create(sdk) {
        const { credentials, region, env, idleTimeoutMs } = this.#options;
        const { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL } = env;
        const endpoint = AWS_ENDPOINT_URL_S3 || AWS_ENDPOINT_URL || undefined;
        const agentOptions = { keepAlive: true, proxyEnv: env };
        return new sdk.S3Client({
            region,
            // The SDK keeps credentials without an expiration for ever; the cache decides when to renew them.
            credentials: async () => ({ ...(await credentials.get()), expiration: new Date() }),
            ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
            followRegionRedirects: true,
            logger: silentLogger,
            maxAttempts: sdk_maxAttempts,
            // The handler would send requests with this header without our agents, and so without the proxy.
            expectContinueHeader: false,
            requestHandler: {
                httpAgent: new (external_node_http_default()).Agent(agentOptions),
                httpsAgent: new (external_node_https_default()).Agent(agentOptions),
                connectionTimeout: sdk_connectionTimeoutMs,
                socketTimeout: idleTimeoutMs,
            },
        });
    }
}

;// CONCATENATED MODULE: ./src/s3/transfer.js

const mib = 1024 * 1024;
/**
 * S3 advises a connection for every 85 to 90 MB/s, and parts of 8 to 16 MB:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance-design-patterns.html
 */
const defaultTuning = {
    idleTimeoutMs: 60_000,
    wholeBytes: 16 * mib,
    partBytes: 8 * mib,
    maxParts: 10_000,
};
/** Bytes of all files in memory during uploads, and as many during downloads. */
const maxBufferedBytes = 64 * mib;
/** Chooses the size of the parts of a file, in bytes, so that S3 accepts their number. */
function choosePartSize(size, { partBytes, maxParts }) {
    return Math.max(partBytes, Math.ceil(size / maxParts));
}
function createTransferContext(access, tuning) {
    const [sending, receiving] = [new Semaphore(maxBufferedBytes), new Semaphore(maxBufferedBytes)];
    return { ...access, tuning, sending, receiving, spareBuffers: [] };
}

;// CONCATENATED MODULE: ./src/s3/orphan-uploads.js
/** Limit of the search, in milliseconds: no result depends on it. */
const timeoutMs = 4_000;
/**
 * Aborts all uploads in parts of a key that exists: S3 may have started one whose id was lost with the response. A
 * client that still sends parts loses its upload and finds that the key exists, as it would in the end. Errors are
 * ignored, for example without `s3:ListBucketMultipartUploads`: a lifecycle rule can remove such uploads.
 */
async function abortOrphanUploads({ sdk, bucket }, key, signal) {
    const options = { abortSignal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) };
    await sdk
        .use(async (client, { AbortMultipartUploadCommand, ListMultipartUploadsCommand }) => {
        const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: key }), options);
        for (const { Key, UploadId } of Uploads) {
            if (Key !== key)
                continue;
            await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }), options);
        }
    })
        .catch(() => { });
}

;// CONCATENATED MODULE: ./src/s3/upload-in-parts.js
var upload_in_parts_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var upload_in_parts_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
/**
 * After a cancellation, the wait for the response to CreateMultipartUpload: without its id the upload cannot be
 * aborted.
 */
const createGraceMs = 2_000;
const abortTimeoutMs = 4_000;
/**
 * Stores a file in parts, several at a time, unless the key exists: S3 decides that at the end. In every case the
 * upload is completed or aborted, as far as S3 responds within `abortTimeoutMs`.
 */
async function uploadInParts(context, key, body, options) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const handle = upload_in_parts_addDisposableResource(env_1, await (0,promises_.open)(body.file), true);
        await assertSize(handle, body);
        let hasRepeated = false;
        const onRepeat = () => {
            hasRepeated = true;
        };
        const upload = () => uploadOnce(context, key, { ...body, handle }, { ...options, onRepeat });
        const isUploadConflict = (error) => error instanceof UploadConflictError;
        try {
            const outcome = await (0,retry/* retry */.L)(upload, repeatOperation(isUploadConflict, options.signal));
            if (hasRepeated)
                await abortOrphanUploads(context, key, options.signal);
            return outcome;
        }
        finally {
            // The next operation needs the memory.
            context.spareBuffers.length = 0;
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = upload_in_parts_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Another client wrote the same key, or aborted the upload, and the key does not exist. */
class UploadConflictError extends Error {
    name = 'UploadConflictError';
}
async function uploadOnce(context, key, file, options) {
    const { sdk, bucket } = context;
    const { signal } = options;
    const upload = { Bucket: bucket, Key: key, UploadId: await createUpload(context, key, options) };
    try {
        const parts = await sendParts(context, { key, uploadId: upload.UploadId }, file, signal);
        const completion = { ...upload, ...listParts(parts), IfNoneMatch: '*', MpuObjectSize: file.size };
        await sdk.use((client, { CompleteMultipartUploadCommand }) => client.send(new CompleteMultipartUploadCommand(completion), { abortSignal: signal }));
        return 'created';
    }
    catch (error) {
        const soon = { abortSignal: AbortSignal.timeout(abortTimeoutMs) };
        await sdk
            .use((client, { AbortMultipartUploadCommand }) => client.send(new AbortMultipartUploadCommand(upload), soon))
            .catch(() => { });
        signal.throwIfAborted();
        if (isConditionFailed(error))
            return 'exists';
        // After a conflict S3 needs all parts again. An upload that is gone may have succeeded without a response.
        if (!isConflict(error) && getErrorCode(error) !== 'NoSuchUpload')
            throw error;
        if (await hasObject(context, key, signal))
            return 'exists';
        throw new UploadConflictError(`other clients write ${key} at the same time`, { cause: error });
    }
}
/** Starts an upload and returns its id. Calls `onRepeat` when S3 may have started another one. */
async function createUpload({ sdk, bucket, kmsKeyId }, key, { signal, acl, onRepeat }) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const checksum = { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' };
        const input = { Bucket: bucket, Key: key, ...createWriteInput(acl, kmsKeyId), ...checksum };
        const delayed = upload_in_parts_addDisposableResource(env_2, delaySignal(signal, createGraceMs), false);
        const { UploadId, $metadata: metadata } = await sdk.use((client, { CreateMultipartUploadCommand }) => client.send(new CreateMultipartUploadCommand(input), { abortSignal: delayed.signal }));
        if (UploadId === undefined)
            throw new Error(`S3 sent no upload id for ${key}`);
        if ((metadata.attempts ?? 1) > 1)
            onRepeat();
        return UploadId;
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        upload_in_parts_disposeResources(env_2);
    }
}
function listParts(parts) {
    const Parts = parts.map(({ etag, crc }, index) => ({
        PartNumber: index + 1,
        ETag: etag,
        ChecksumCRC32: encodeCrc(crc32, crc),
    }));
    const ChecksumCRC32 = encodeCrc(crc32, crc32.combine(parts));
    return { MultipartUpload: { Parts }, ChecksumType: 'FULL_OBJECT', ChecksumCRC32 };
}
async function sendParts(context, upload, file, signal) {
    const { sending, tuning } = context;
    const partBytes = choosePartSize(file.size, tuning);
    const parts = [];
    const sendNth = async (nth, ended) => {
        const position = nth * partBytes;
        const bytes = Math.min(partBytes, file.size - position);
        await sending.hold(Math.min(bytes, tuning.partBytes), ended, async () => {
            parts[nth] = await sendPart(context, { ...upload, number: nth + 1 }, file, { position, bytes, signal: ended });
        });
    };
    await forEachBounded(Array.from({ length: Math.ceil(file.size / partBytes) }).keys(), sendNth, { signal });
    return parts;
}
async function sendPart({ client, spareBuffers, tuning }, { key, uploadId, number }, { handle, file }, { position, bytes, signal }) {
    const buffer = spareBuffers.pop() ?? Buffer.allocUnsafeSlow(tuning.partBytes);
    let sum = 0;
    for (let offset = 0; offset < bytes; offset += buffer.length) {
        const chunk = buffer.subarray(0, Math.min(buffer.length, bytes - offset));
        await readAt(handle, chunk, { file, position: position + offset });
        sum = external_node_zlib_default().crc32(chunk, sum);
    }
    const crc = BigInt(sum);
    // A part that is larger than the buffer is read again.
    const body = bytes <= buffer.length ? buffer.subarray(0, bytes) : streamFile(file, position, bytes);
    const query = { partNumber: String(number), uploadId };
    const call = { method: 'PUT', key, query, headers: createChecksumHeaders(crc), body, signal };
    const response = await (0,retry/* retry */.L)(() => client.send({ ...call, isBodyUnsigned: true }), repeatOperation(isDamaged, signal));
    // Not after an error: a broken connection may still read the buffer.
    spareBuffers.push(buffer);
    return { bytes, crc, etag: getHeader(response, 'etag') };
}
async function hasObject({ client }, key, signal) {
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
/** A signal that aborts `ms` milliseconds after another one. */
function delaySignal(signal, ms) {
    const delayed = new AbortController();
    let timer;
    const start = () => {
        timer = setTimeout(() => delayed.abort(signal.reason), ms);
    };
    signal.addEventListener('abort', start, { once: true });
    return {
        signal: delayed.signal,
        [Symbol.dispose]() {
            signal.removeEventListener('abort', start);
            clearTimeout(timer);
        },
    };
}

;// CONCATENATED MODULE: ./src/s3/open-store.js














/** Parts of large files use connections beside all other requests in flight. */
const maxConnections = maxInFlight + 16;
/** Limit of a page of a listing: a thousand keys of the longest kind, with all their fields. */
const maxPageBytes = 64 * 1024 * 1024;
/** Opens the store of a bucket without a request. Throws StoreError `invalid-endpoint`. */
async function openStore(options) {
    const { bucket, identity, env, kmsKeyId, userAgent = 'object-store', translateError = (error) => error } = options;
    const { region } = identity;
    const tuning = { ...defaultTuning, ...options.tuning };
    const credentials = new CredentialCache(identity);
    const clientOptions = { credentials, region, env, idleTimeoutMs: tuning.idleTimeoutMs };
    try {
        const client = new S3HttpClient({ ...clientOptions, bucket, userAgent, maxConnections });
        const sdk = new SdkClient(clientOptions);
        const translate = (error, target) => translateError(error, { bucket, target, region });
        return new S3Store(createTransferContext({ client, sdk, bucket, kmsKeyId }, tuning), translate);
    }
    catch (error) {
        throw translateError(error, { bucket, target: `s3://${bucket}`, region });
    }
}
class S3Store {
    bucket;
    #context;
    #translate;
    #acceptsAcl = true;
    constructor(context, translate) {
        this.#context = context;
        this.#translate = translate;
        this.bucket = context.bucket;
    }
    async *list(prefix, { signal, delimiter }) {
        const { client } = this.#context;
        const query = { 'list-type': '2', prefix, ...(delimiter && { delimiter }) };
        let token;
        do {
            const position = token === undefined ? {} : { 'continuation-token': token };
            const call = { method: 'GET', query: { ...query, ...position }, maxBytes: maxPageBytes, signal };
            const page = await this.#run(`${prefix}*`, signal, async () => {
                const { next, ...rest } = parsePage(await client.send(call));
                // A listing that ends early and unnoticed would hide objects.
                if (rest.isTruncated && (!next || next === token))
                    throw createEndlessError(`s3://${this.bucket}/${prefix}`);
                return { ...rest, next: rest.isTruncated ? next : undefined };
            });
            yield* page.entries;
            token = page.next;
        } while (token !== undefined);
    }
    async get(key, { signal, maxBytes, firstBytes, lastBytes }) {
        const first = firstBytes === undefined ? undefined : `bytes=0-${firstBytes - 1}`;
        const range = lastBytes === undefined ? first : `bytes=-${lastBytes}`;
        return await this.#run(key, signal, () => getObject(this.#context, key, { signal, maxBytes, range }));
    }
    async getToFile(key, file, options) {
        const download = options.size > this.#context.tuning.wholeBytes ? downloadInRanges : downloadWhole;
        return await this.#run(key, options.signal, () => download(this.#context, key, file, options));
    }
    async putIfAbsent(key, body, { signal }) {
        const context = this.#context;
        return await this.#run(key, signal, async () => {
            if (body instanceof Uint8Array)
                return await this.#withAcl((acl) => putObject(context, key, body, { signal, acl }));
            const { size } = body;
            if (size > maxObjectBytes) {
                throw new StoreError('file-too-large', `${key} has ${size} bytes; an object has at most ${maxObjectBytes}.`);
            }
            if (size > context.tuning.wholeBytes) {
                return await this.#withAcl((acl) => uploadInParts(context, key, body, { signal, acl }));
            }
            return await context.sending.hold(size, signal, async () => {
                const bytes = await readWholeFile(body);
                return await this.#withAcl((acl) => putObject(context, key, bytes, { signal, acl }));
            });
        });
    }
    async copyIfAbsent(from, to, { signal }) {
        const copy = (acl) => copyObject(this.#context, from, to, { signal, acl });
        return await this.#run(to, signal, () => this.#withAcl(copy));
    }
    async getVersion(key, options) {
        return await this.#run(key, options.signal, () => getVersion(this.#context, key, options));
    }
    async putVersion(key, bytes, etag, { signal }) {
        const put = (acl) => putVersion(this.#context, key, bytes, { etag, signal, acl });
        return await this.#run(key, signal, () => this.#withAcl(put));
    }
    async deleteObjects(keys, { signal }) {
        const [first = ''] = keys;
        return await this.#run(first, signal, () => deleteObjects(this.#context, keys, { signal }));
    }
    close() {
        this.#context.client.close();
        this.#context.sdk.close();
    }
    /** Calls `write` with an ACL, or without one once the bucket has refused it. */
    async #withAcl(write) {
        const acl = this.#acceptsAcl;
        try {
            return await write(acl);
        }
        catch (error) {
            if (getErrorCode(error) !== 'AccessControlListNotSupported' || !acl)
                throw error;
            this.#acceptsAcl = false;
            return await write(false);
        }
    }
    /** Throws the reason of the signal when it aborts, and all other errors translated. */
    async #run(key, signal, action) {
        try {
            signal.throwIfAborted();
            return await action();
        }
        catch (error) {
            signal.throwIfAborted();
            throw this.#translate(error, `s3://${this.bucket}/${key}`);
        }
    }
}
/** Throws S3Error: a success with a body that S3 would not send comes from another server. */
function parsePage({ status, body, cutFrom }) {
    if (cutFrom !== undefined)
        throw new S3Error(status, 'InvalidXmlError', 'the response is too long');
    try {
        return parseListPage(body.toString());
    }
    catch (error) {
        if (error instanceof InvalidXmlError)
            throw new S3Error(status, error.name, error.message);
        throw error;
    }
}
function createEndlessError(prefix) {
    return new StoreError('endless-listing', `The listing of ${prefix} is truncated, but names no next page.`);
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
;// CONCATENATED MODULE: ./src/remote/index/line.js



/** The longest line of an index, in bytes: many times the length of a usual line. */
const maxLineBytes = 16 * 1024;
/** The length of the uuid that starts a line, in characters and bytes. */
const uuidLength = 36;
/**
 * A bundle as a line of an index, without its line break: the uuid, and a JSON array of the other fields. Undefined for
 * more than `maxLineBytes`: such a bundle is not indexed.
 */
function formatIndexLine(bundle) {
    const { createdSeconds, name, processingName, owner, presentation, code, tags, dependsOn } = bundle;
    const fields = [
        createdSeconds,
        name,
        processingName,
        owner,
        presentation,
        [code.method, code.repo, code.hash, code.branch],
        [...tags],
        dependsOn.map((upstream) => [upstream.uuid, upstream.processingName, upstream.argument]),
    ];
    const line = bundle.uuid + JSON.stringify(fields);
    return Buffer.byteLength(line) > maxLineBytes ? undefined : line;
}
/** A text as every line that contains it spells it. */
function escapeIndexText(text) {
    return JSON.stringify(text);
}
/** The bundle of a line. Throws BundleFormatError for a line that `formatIndexLine` did not write. */
function parseIndexLine(line) {
    const uuid = line.slice(0, uuidLength);
    if (!(0,disdat_bundle/* isUuid */.O1)(uuid))
        throw new format_error/* BundleFormatError */.KC('an index line without a uuid');
    const fields = (0,lib_json/* parseJson */.qF)(line.slice(uuidLength));
    if (fields === undefined)
        throw new format_error/* BundleFormatError */.KC('an index line that is not JSON');
    const [createdSeconds, name, processingName, owner, presentation, code, tags, dependsOn] = readList(fields);
    const [method, repo, hash, branch] = readList(code);
    return (0,disdat_bundle/* createDescription */.zx)({
        uuid,
        createdSeconds: readNumber(createdSeconds),
        name: readText(name),
        processingName: readText(processingName),
        owner: readText(owner),
        presentation: readText(presentation),
        code: { method: readText(method), repo: readText(repo), hash: readText(hash), branch: readText(branch) },
        tags: new Map(readList(tags).map((tag) => {
            const [key, value] = readList(tag);
            return [readText(key), readText(value)];
        })),
        dependsOn: readList(dependsOn).map((dependency) => {
            const [upstream, upstreamName, argument] = readList(dependency);
            return { uuid: readText(upstream), processingName: readText(upstreamName), argument: readText(argument) };
        }),
    });
}
function readList(value) {
    if (!Array.isArray(value))
        throw new format_error/* BundleFormatError */.KC('an index line without one of its lists');
    return value;
}
function readText(value) {
    if (typeof value !== 'string')
        throw new format_error/* BundleFormatError */.KC('an index line without one of its texts');
    return value;
}
function readNumber(value) {
    if (typeof value !== 'number')
        throw new format_error/* BundleFormatError */.KC('an index line without its time');
    return value;
}

;// CONCATENATED MODULE: ./src/remote/index/shard.js





const compress = (0,external_node_util_.promisify)(external_node_zlib_.gzip);
const decompress = (0,external_node_util_.promisify)(external_node_zlib_.gunzip);
/** The first line of the text of every shard. Another format has another number. */
const header = 'disdat-run-action index 1\n';
/** The longest text of a shard, in bytes: 100,000 bundles take about 40 MiB. */
const maxTextBytes = 256 * 1024 * 1024;
const lineBreak = 10;
/**
 * One object of an index: gzipped text with a header and one line for each bundle, sorted by uuid. In memory it is one
 * buffer, and only requested lines are parsed: 100,000 bundles load in about 0.1 s and are searched in 0.02 s.
 */
class Shard {
    static empty = new Shard(Buffer.from(header));
    uuids;
    #text;
    /** The offset of each line, and the end of the last one. */
    #starts;
    constructor(text) {
        if (!text.subarray(0, header.length).equals(Buffer.from(header))) {
            throw new format_error/* BundleFormatError */.KC('an index of another format');
        }
        const starts = [header.length];
        const uuids = new Set();
        let last = '';
        for (let offset = header.length; offset < text.length;) {
            const uuid = text.toString('latin1', offset, offset + uuidLength);
            const end = text.indexOf(lineBreak, offset);
            if (end < 0 || uuid <= last || !(0,disdat_bundle/* isUuid */.O1)(uuid))
                throw new format_error/* BundleFormatError */.KC('an index that is out of order');
            uuids.add(uuid);
            last = uuid;
            offset = end + 1;
            starts.push(offset);
        }
        this.#text = text;
        this.#starts = Uint32Array.from(starts);
        this.uuids = uuids;
    }
    /** The shard in the bytes of an object. Throws BundleFormatError for bytes that `pack` did not write. */
    static async unpack(bytes) {
        let text;
        try {
            text = await decompress(bytes, { maxOutputLength: maxTextBytes });
        }
        catch (error) {
            throw new format_error/* BundleFormatError */.KC('an index that cannot be unpacked', { cause: error });
        }
        return new Shard(text);
    }
    /** A shard of these lines, by uuid. Throws BundleFormatError for more than `maxTextBytes`. */
    static fromLines(lines) {
        const sorted = [...lines].toSorted(([a], [b]) => (a < b ? -1 : 1));
        const chunks = [Buffer.from(header)];
        let length = header.length;
        for (const [, line] of sorted) {
            const chunk = Buffer.from(`${line}\n`);
            length += chunk.length;
            if (length > maxTextBytes)
                throw new format_error/* BundleFormatError */.KC(`an index of more than ${maxTextBytes} bytes`);
            chunks.push(chunk);
        }
        return new Shard(Buffer.concat(chunks, length));
    }
    /** The bytes to store. The fastest compression level: the default takes twice the time and saves 5 %. */
    async pack() {
        return await compress(this.#text, { level: external_node_zlib_.constants.Z_BEST_SPEED });
    }
    /** The line of a bundle; undefined when the shard has none. */
    get(uuid) {
        let low = 0;
        let high = this.uuids.size;
        while (low < high) {
            const middle = (low + high) >>> 1;
            const middleUuid = this.#getUuid(middle);
            if (middleUuid === uuid)
                return this.#getLine(middle);
            if (middleUuid < uuid)
                low = middle + 1;
            else
                high = middle;
        }
        return undefined;
    }
    /** Every line. */
    *lines() {
        for (let index = 0; index < this.uuids.size; index++)
            yield this.#getLine(index);
    }
    /** Every line that contains this text. */
    *linesWith(text) {
        const bytes = Buffer.from(text);
        for (let offset = this.#text.indexOf(bytes, header.length); offset >= 0;) {
            const start = this.#text.lastIndexOf(lineBreak, offset) + 1;
            const end = this.#text.indexOf(lineBreak, offset);
            yield this.#text.toString('utf8', start, end);
            offset = this.#text.indexOf(bytes, end);
        }
    }
    #getUuid(index) {
        const start = this.#starts[index] ?? 0;
        return this.#text.toString('latin1', start, start + uuidLength);
    }
    #getLine(index) {
        return this.#text.toString('utf8', this.#starts[index], (this.#starts[index + 1] ?? 0) - 1);
    }
}

;// CONCATENATED MODULE: ./src/remote/index/levels.js




/**
 * The most bundles of each level. A new bundle is written with level 0, about 50 kB; level 1 (about 1 MB) is written
 * every 512 bundles, level 2 (40 MB for half a million) every 16,384. Further bundles are not indexed.
 */
const capacities = [512, 16_384, 524_288];
/** The largest object of an index that is read, in bytes: twice the size of half a million bundles. */
const maxPackedBytes = 96 * 1024 * 1024;
/** The attempts of an update that meets other writers, and the limits of the pauses between them, in milliseconds. */
const levels_maxAttempts = 16;
const backoff = { firstMs: 20, maxMs: 500 };
/** All levels of an index, the level with the newest lines first. Throws Failure as a store does. */
async function readLevels(location, { signal }) {
    return await Promise.all(capacities.map((_, level) => readLevel(location, level, signal)));
}
async function readLevel({ store, key, debug }, level, signal) {
    const levelKey = getLevelKey(key, level);
    const version = await store.getVersion(levelKey, { signal, maxBytes: maxPackedBytes });
    if (version === undefined)
        return { etag: undefined, shard: Shard.empty };
    const { etag, bytes } = version;
    try {
        if (bytes === undefined)
            throw new format_error/* BundleFormatError */.KC(`an index of more than ${maxPackedBytes} bytes`);
        return { etag, shard: await Shard.unpack(bytes) };
    }
    catch (error) {
        if (!(error instanceof format_error/* BundleFormatError */.KC))
            throw error;
        debug(`${levelKey} is ignored and will be replaced: ${(0,errors/* describeError */.Uc)(error)}.`);
        return { etag, shard: Shard.empty };
    }
}
/** Another writer was first to replace a level. */
class LevelConflict extends Error {
    level;
    constructor(level) {
        super(`Level ${level} of the index was replaced by another writer.`);
        this.level = level;
    }
}
/**
 * Adds lines to an index that other writers may update at the same time, without losing their lines: each level is
 * replaced only if it is still the version that was read; otherwise the update reads it again and starts over. `levels`
 * are the levels as they were read before, if any. Returns false after `maxAttempts` conflicts, or when the index is
 * full. Throws Failure as a store does.
 */
async function addToIndex(location, change, { signal, levels }) {
    let known = levels ?? (await readLevels(location, { signal }));
    let changed = -1;
    const update = async () => {
        known = await Promise.all(known.map((old, level) => (level > changed ? old : readLevel(location, level, signal))));
        return await writeLevels(location, change, known, signal);
    };
    try {
        return await (0,retry/* retry */.L)(update, {
            pauseMs(error, attempt) {
                if (!(error instanceof LevelConflict) || attempt >= levels_maxAttempts)
                    return undefined;
                changed = error.level;
                return (0,retry/* jitteredPause */.k)(attempt, backoff);
            },
            signal,
        });
    }
    catch (error) {
        if (error instanceof LevelConflict)
            return false;
        throw error;
    }
}
/**
 * Writes the lowest level with room for the new lines and those of all levels below. Returns false when none has room.
 */
async function writeLevels({ store, key }, change, levels, signal) {
    const merged = new Map([...change.lines].filter(([uuid, line]) => levels_findLine(levels, uuid) !== line));
    if (merged.size === 0)
        return true;
    const put = async (level, shard, etag) => await store.putVersion(getLevelKey(key, level), await shard.pack(), etag, { signal });
    const emptied = [];
    for (const [level, { etag, shard }] of levels.entries()) {
        for (const uuid of shard.uuids) {
            if (merged.has(uuid) || (level > 0 && change.gone.has(uuid)))
                continue;
            const line = shard.get(uuid);
            if (line !== undefined)
                merged.set(uuid, line);
        }
        if (merged.size > (capacities[level] ?? 0)) {
            if (shard.uuids.size > 0)
                emptied.push({ level, etag });
            continue;
        }
        if ((await put(level, Shard.fromLines(merged), etag)) === 'changed')
            throw new LevelConflict(level);
        // The lines of these levels are now in the higher one. A level that another writer has changed keeps them:
        // harmless.
        for (const lower of emptied)
            await put(lower.level, Shard.empty, lower.etag);
        return true;
    }
    return false;
}
/** The newest line of a bundle. */
function levels_findLine(levels, uuid) {
    for (const { shard } of levels)
        if (shard.uuids.has(uuid))
            return shard.get(uuid);
    return undefined;
}
function getLevelKey(key, level) {
    return `${key}-${level}.gz`;
}

;// CONCATENATED MODULE: ./src/remote/index/bundle-index.js





/** The longest wait of a search for the index, in milliseconds. The search then goes on without it. */
const loadLimitMs = 15_000;
/** The longest update, in milliseconds. */
const saveLimitMs = 120_000;
/**
 * The descriptions of the bundles of a remote context, kept beside its `objects/` so that HyperFrames, which never
 * change, are not read again. The index is a hint: only the LIST says which bundles exist, and a bundle found with the
 * index is read once more. An index that is absent, corrupt, of another version, too large or forbidden counts as empty
 * and is reported with `debug`. Updates run in the background, are not awaited, never fail, and end when `signal`
 * aborts.
 */
class BundleIndex {
    #location;
    #isReadOnly;
    #loading;
    /** Undefined while the index is not loaded or cannot be read. It is then not written. */
    #levels;
    #added = new Map();
    /** The uuids of lines that cannot be parsed. */
    #invalid = new Set();
    #unsaved = new Map();
    #saving = Promise.resolve();
    /** Sends no request. Without a location, the index starts empty and is not stored. */
    constructor(location) {
        this.#location = location;
        this.#isReadOnly = location?.isReadOnly ?? false;
    }
    /** Whether the index is stored on the remote. */
    get isPersisted() {
        return this.#location !== undefined;
    }
    /** Reads the index, once. Throws only the reason of the signal. */
    async load({ signal }) {
        this.#loading ??= this.#location && this.#load(this.#location, signal);
        try {
            await this.#loading;
        }
        catch (error) {
            this.#loading = undefined;
            throw error;
        }
    }
    /** Whether the index has a line for a bundle. A line that was parsed and is invalid does not count. */
    has(uuid) {
        if (this.#added.has(uuid))
            return true;
        return !this.#invalid.has(uuid) && this.#loaded.some(({ shard }) => shard.uuids.has(uuid));
    }
    /** The description of a bundle; undefined without a valid line. */
    get(uuid) {
        const line = this.#added.get(uuid) ?? levels_findLine(this.#loaded, uuid);
        return line === undefined ? undefined : this.#parse(line);
    }
    /** The descriptions of all bundles that match, unordered. */
    findMatches(query) {
        const found = new Map();
        const check = (line) => {
            const bundle = this.#parse(line);
            if (bundle !== undefined && !found.has(bundle.uuid) && (0,disdat_bundle/* matchesQuery */.Qk)(bundle, query))
                found.set(bundle.uuid, bundle);
        };
        const hint = getSearchHint(query);
        for (const line of this.#added.values())
            if (hint === undefined || line.includes(hint))
                check(line);
        for (const [level, { shard }] of this.#loaded.entries()) {
            const newerLevels = this.#loaded.slice(0, level);
            for (const line of hint === undefined ? shard.lines() : shard.linesWith(hint)) {
                const uuid = line.slice(0, uuidLength);
                if (!this.#added.has(uuid) && levels_findLine(newerLevels, uuid) === undefined)
                    check(line);
            }
        }
        return [...found.values()];
    }
    /**
     * Adds lines, and stores them in the background. Bundles that are not `listed` leave the index with a later update.
     */
    add(lines, listed) {
        for (const [uuid, line] of lines) {
            this.#added.set(uuid, line);
            this.#unsaved.set(uuid, line);
        }
        const levels = this.#levels;
        const location = this.#location;
        if (location === undefined || this.#isReadOnly || levels === undefined || this.#unsaved.size === 0)
            return;
        const gone = listed && levels.flatMap(({ shard }) => [...shard.uuids].filter((uuid) => !listed.has(uuid)));
        this.#saving = this.#saving.then(() => this.#save(location, levels, new Set(gone)));
    }
    /** Resolves when all added lines are stored or have failed to be stored. */
    async waitForSave() {
        await this.#saving;
    }
    get #loaded() {
        return this.#levels ?? [];
    }
    #parse(line) {
        try {
            return parseIndexLine(line);
        }
        catch (error) {
            if (!(error instanceof format_error/* BundleFormatError */.KC))
                throw error;
            this.#invalid.add(line.slice(0, uuidLength));
            this.#location?.debug(`A line of the index is ignored: ${error.message}.`);
            return undefined;
        }
    }
    async #load(location, signal) {
        try {
            const limit = AbortSignal.timeout(loadLimitMs);
            this.#levels = await readLevels(location, { signal: AbortSignal.any([signal, location.signal, limit]) });
        }
        catch (error) {
            signal.throwIfAborted();
            location.debug(`The index is not used: ${(0,errors/* describeError */.Uc)(error)}`);
        }
    }
    async #save(location, levels, gone) {
        const lines = this.#unsaved;
        if (lines.size === 0 || location.signal.aborted)
            return;
        this.#unsaved = new Map();
        try {
            const signal = AbortSignal.any([location.signal, AbortSignal.timeout(saveLimitMs)]);
            const isStored = await addToIndex(location, { lines, gone }, { signal, levels });
            location.debug(`Bundles ${isStored ? '' : 'not '}added to the index: ${lines.size}.`);
        }
        catch (error) {
            if (!location.signal.aborted)
                location.debug(`The index was not updated: ${(0,errors/* describeError */.Uc)(error)}`);
        }
    }
}
/** A text that the line of every match contains: the rarest one of the query. */
function getSearchHint({ processingName, taskId, name, codeMethod }) {
    if (processingName !== undefined)
        return escapeIndexText(processingName);
    if (taskId !== undefined)
        return escapeIndexText(`${taskId}_`).slice(0, -1);
    if (name !== undefined)
        return escapeIndexText(name);
    return codeMethod === undefined ? undefined : escapeIndexText(codeMethod);
}

;// CONCATENATED MODULE: ./src/remote/translate-s3-error.js




const wrongRegionCodes = new Set([
    'PermanentRedirect',
    'AuthorizationHeaderMalformed',
    'IllegalLocationConstraintException',
]);
const expired = 'The credentials have expired: set a longer session (`role-duration-seconds`), or renew them.';
const wrongClock = 'The clock of this machine is wrong: set it, and run the job again.';
/** Advice for the codes of a 403 or a 400: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const refusalAdvice = new Map([
    ['ExpiredToken', expired],
    ['ExpiredTokenException', expired],
    ['TokenRefreshRequired', expired],
    ['InvalidToken', 'The session token does not belong to these keys: check AWS_SESSION_TOKEN.'],
    ['InvalidAccessKeyId', 'AWS does not know this access key: check the secrets that AWS_ACCESS_KEY_ID comes from.'],
    ['SignatureDoesNotMatch', 'The secret key is not that of the access key: check AWS_SECRET_ACCESS_KEY.'],
    ['RequestTimeTooSkewed', wrongClock],
    ['RequestExpired', wrongClock],
]);
/**
 * For `KMS.NotFoundException`, `KMS.DisabledException` and the like:
 * https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html
 */
const kmsAdvice = "Check `sse-kms-key-id`, that the key is enabled, and that it is in the bucket's region.";
const storeErrors = {
    'invalid-endpoint': ['invalid-input', 'Write it as https://host or http://host:port.'],
    'invalid-region': ['invalid-input', 'Set `aws-region` to a region, such as `us-east-1`.'],
    'file-too-large': ['invalid-input', 'Split the file, and create the bundle again.'],
    'file-changed': ['bundle-corrupt', 'Do not change bundles while the action runs, and run the job again.'],
    'size-mismatch': ['bundle-corrupt', 'Another writer may have changed it: run the job again.'],
    'checksum-mismatch': ['bundle-corrupt', 'Run the job again. If the error stays, create the bundle again.'],
    'object-replaced': ['bundle-corrupt', 'Bundles never change: find out what writes there, and run the job again.'],
    'no-ranges': ['remote-unreachable', 'This is an error of the S3 server, or of a proxy on the way to it.'],
    'endless-listing': ['remote-unreachable', 'This is an error of the S3 server.'],
};
/**
 * Turns an error of a store into what the rest of the action expects: a Failure with the error as its cause, or a
 * BundleFormatError for an object that is too large. A Failure, and an error about a local file, stay as they are.
 */
function translateS3Error(error, operation) {
    if (error instanceof errors/* Failure */.HR || (0,file_errors/* getFileErrorCode */.Ah)(error) !== undefined)
        return error;
    if (!(error instanceof StoreError))
        return createFailure(error, operation);
    if (error.kind === 'object-too-large')
        return new format_error/* BundleFormatError */.KC(error.message);
    const [verdict, advice] = storeErrors[error.kind];
    return new errors/* Failure */.HR(verdict, error.message, advice, { cause: error });
}
function createFailure(error, operation) {
    const { bucket, target, region } = operation;
    const [code, status] = [getErrorCode(error), getErrorStatus(error)];
    const answer = status === undefined ? (0,errors/* describeError */.Uc)(error) : code === 'Error' ? `${status}` : `${status} ${code}`;
    const cause = { cause: error };
    if (code === 'NoSuchBucket') {
        const advice = 'Check the spelling of `remote`, or create the bucket.';
        return new errors/* Failure */.HR('remote-unreachable', `The bucket ${bucket} does not exist (NoSuchBucket).`, advice, cause);
    }
    if (status === 301 || wrongRegionCodes.has(code)) {
        const advice = "Set `aws-region` to the bucket's region.";
        return new errors/* Failure */.HR('remote-unreachable', `The bucket ${bucket} is not in ${region} (${answer}).`, advice, cause);
    }
    const refusal = refusalAdvice.get(code) ?? (code.startsWith('KMS.') ? kmsAdvice : undefined);
    if (refusal !== undefined)
        return new errors/* Failure */.HR('access-denied', `S3 refused ${target}: ${answer}.`, refusal, cause);
    if (status === undefined) {
        const advice = `Check \`remote\`, \`aws-region\` (${region}), and AWS_ENDPOINT_URL and proxy variables if you use them.`;
        return new errors/* Failure */.HR('remote-unreachable', `No answer from S3 about ${target}: ${answer}.`, advice, cause);
    }
    const [verdict, evidence, advice] = describeStatus(status, answer, operation);
    return new errors/* Failure */.HR(verdict, evidence, advice, cause);
}
function describeStatus(status, answer, { bucket, target }) {
    if (status === 401 || status === 403) {
        const advice = `Give the role in use s3:ListBucket on ${bucket}, and s3:GetObject, s3:PutObject and s3:PutObjectAcl below the remote.`;
        return ['access-denied', `S3 refused ${target}: ${answer}.`, advice];
    }
    if (status === 429 || status >= 500) {
        const advice = 'S3 has an error or is overloaded: run the job again later.';
        return ['remote-unreachable', `S3 failed at ${target}: ${answer}.`, advice];
    }
    if (status < 300) {
        const advice = 'Check AWS_ENDPOINT_URL and proxy variables: another server than S3 may answer there.';
        return ['remote-unreachable', `The server at ${target} did not answer like S3.`, advice];
    }
    const advice = 'If the remote is not AWS, check that it supports what the action needs. Otherwise report this error.';
    return ['remote-unreachable', `S3 did not accept ${target}: ${answer}.`, advice];
}

;// CONCATENATED MODULE: ./src/remote/remote.js






/** The name of the index, beside `objects/`. */
const indexName = 'run-action/index';
/** Names the action in the logs of S3. */
const userAgent = 'disdat-run-action';
/** Parses the URL of a remote. Throws Failure `invalid-input` for any other text. */
function requireRemoteUrl(url) {
    const parsed = (0,names/* parseRemoteUrl */.JH)(url);
    if (parsed !== undefined)
        return parsed;
    const evidence = `${JSON.stringify(url)} is not the URL of a remote.`;
    throw new errors/* Failure */.HR('invalid-input', evidence, 'Write it as `s3://bucket/prefix`.');
}
/** Opens a remote context. Sends no request yet. Throws Failure `invalid-input` for a URL that is not a remote's. */
async function openRemote(options) {
    const { url, context, useIndex, identity, env, kmsKeyId, tuning } = options;
    const { bucket } = requireRemoteUrl(url);
    const translateError = translateS3Error;
    const settings = { kmsKeyId, userAgent, translateError, ...(tuning && { tuning }) };
    const store = await openStore({ bucket, identity, env, ...settings });
    return createRemote(store, { url, context, useIndex });
}
/** Another context of the same remote, for reading: neither it nor its index is written. */
function openBaseContext(remote, context, useIndex) {
    const { store, url } = remote;
    return createRemote(store, { url, context, useIndex: useIndex && { ...useIndex, isReadOnly: true } });
}
/** A remote context over a store, which must be the store of the URL's bucket. Throws Failure `invalid-input`. */
function createRemote(store, options) {
    const { bucket, url } = requireRemoteUrl(options.url);
    const { context, useIndex } = options;
    const objects = `${(0,disdat_bundle/* formatObjectsUri */.Ab)({ url, context }).slice(`s3://${bucket}/`.length)}/`;
    const folder = objects.slice(0, -'objects/'.length);
    const getKey = (uuid, path) => `${objects}${uuid}/${path}`;
    return {
        url,
        context,
        store,
        index: new BundleIndex(useIndex && { ...useIndex, store, key: `${folder}${indexName}` }),
        objects,
        getKey,
        getUri: (uuid) => (0,disdat_bundle/* formatBundleUri */.gL)({ url, context }, uuid),
        read: (uuid, path, readOptions) => store.get(getKey(uuid, path), readOptions),
        async listSizes(uuid, listOptions) {
            const prefix = getKey(uuid, '');
            const sizes = new Map();
            for await (const entry of store.list(prefix, listOptions)) {
                if (entry.kind === 'object')
                    sizes.set(entry.key.slice(prefix.length), entry.size);
            }
            return sizes;
        },
    };
}

// EXTERNAL MODULE: ./src/run/github-access.js + 2 modules
var github_access = __webpack_require__(75251);
// EXTERNAL MODULE: ./src/run/step-identity.js + 5 modules
var step_identity = __webpack_require__(30462);
;// CONCATENATED MODULE: ./src/run/create-dependencies.js














/** The most outputs that are compared at the same time when many jobs are followed. */
const maxComparisons = 4;
/**
 * Creates the dependencies of a step. Calls nothing yet: identity, remote and backends are opened when they are first
 * needed.
 */
async function createDependencies(context, home) {
    const { env, log, outputs, state, inputs, cancelled } = context;
    const networkEnv = readNetworkEnv(env);
    for (const secret of findProxySecrets(networkEnv))
        await log.mask(secret);
    const event = await (0,action_event.readEvent)(env);
    const origin = (0,workflow_run.readWorkflowRun)(env, event);
    const workspace = env['GITHUB_WORKSPACE'] ?? '';
    const { role, awsRegion: region } = inputs;
    const identity = memoize(() => (0,step_identity.createStepIdentity)({ role, region, env, mask: log.mask }));
    const services = { env, home, identity, origin, onSecret: log.mask };
    return {
        openBackend: (planned, timeoutMs) => planned.open({ ...services, timeoutMs }),
        identity,
        ...createPolicies(inputs),
        ...createRemotes(context, identity),
        pullRequest: readPullRequest(env, event),
        outputs: new ReportOutputs(outputs),
        ...{ log, state, home, networkEnv, cancelled },
        owner: getOwner(env),
        readCheckout: async (folder, root) => await readCheckout(folder, root, env),
        annotate: async (candidates) => (inputs.annotations ? await createAnnotations(candidates, workspace, env) : []),
        commits: (0,workflow_run.getWorkflowCommits)(env, event),
        baseCommit: (0,workflow_run.getBaseCommit)(env, event),
        isAncestorInCheckout: async (commit, of) => await isAncestorInCheckout(workspace, env, { ancestor: commit, descendant: of }),
        isAncestor: (0,github_access/* createAncestryCheck */.e)({ token: inputs.comment.githubToken, env, log }, cancelled),
        comparisons: new Semaphore(maxComparisons),
        workflowAttempt: origin.attempt,
        tailLines: inputs.logTailLines,
        jobDeadline: await createJobDeadline(env),
        renderAttachSnippet: (jobIds) => renderAttachSnippet(jobIds, inputs, env),
    };
}
function createPolicies({ sseKmsKeyId: kmsKeyId, remoteIndex, baseContext, }) {
    const usesIndex = remoteIndex || baseContext !== undefined;
    return {
        createPipePolicy: ({ url, context }, region) => (0,session_policy/* createPipePolicy */.pd)({ ...requireRemoteUrl(url), context, region, kmsKeyId }),
        createIndexStatement: ({ url, context }, region) => usesIndex ? (0,session_policy/* createIndexStatement */.Ib)({ ...requireRemoteUrl(url), context, region }) : undefined,
        createBaseStatements: ({ url, context }, region) => (0,session_policy/* createBaseStatements */.OH)({ ...requireRemoteUrl(url), context, region }),
    };
}
function createRemotes({ env, log, inputs, cancelled, ended }, identity) {
    const index = { signal: AbortSignal.any([cancelled, ended]), debug: (text) => void log.debug(text) };
    const useIndex = inputs.remoteIndex ? index : undefined;
    return {
        openRemote: async ({ url }, context) => openRemote({ url, context, identity: await identity(), env, useIndex, kmsKeyId: inputs.sseKmsKeyId }),
        openBase: (remote, context) => openBaseContext(remote, context, useIndex),
    };
}
function memoize(create) {
    let created;
    return () => {
        created ??= create();
        return created;
    };
}

// EXTERNAL MODULE: ./src/run/publish-comment.js + 3 modules
var publish_comment = __webpack_require__(17728);
// EXTERNAL MODULE: external "node:perf_hooks"
var external_node_perf_hooks_ = __webpack_require__(643);
;// CONCATENATED MODULE: ./src/disdat/traceback.js
/** Limit of the part of a line that is kept as evidence, in UTF-16 units. */
const evidenceLimit = 500;
/** Limit of the frames that are kept of a traceback: of a recursion, the deepest ones. */
const maxFrames = 16;
// In an exception group, the lines of a traceback have a margin, and the first line says what the traceback is.
const headerLine = /^( {2,}[|+] )?(?:Exception Group )?Traceback \(most recent call last\):/;
// The entry of a syntax error ends without ", in function".
const frameLine = /^ {2}File "(.+)", line (\d+)/;
/** https://docs.python.org/3/tutorial/errors.html#exception-chaining */
const chainLine = /^(?: {2,}\| )?(?:During handling of the above exception, another exception occurred:|The above exception was the direct cause of the following exception:)$/;
/** Extracts the tracebacks of one stream, line by line. Memory use does not grow with the stream. */
class TracebackReader {
    #isUserFile;
    #open;
    /** Whether the last frame is in the user's code, so that the next line may be its text. */
    #expectsCode = false;
    #isChained = false;
    /** @param isUserFile whether a file, as Python names it, holds the user's code */
    constructor(isUserFile) {
        this.#isUserFile = isUserFile;
    }
    /**
     * Takes the next line. Returns undefined where it does not belong to a traceback, `consumed` where it does, and the
     * traceback with its last line.
     */
    readLine(line) {
        if (this.#open !== undefined)
            return this.#readInside(line, this.#open);
        const header = headerLine.exec(line);
        if (header === null) {
            if (chainLine.test(line))
                this.#isChained = true;
            return undefined;
        }
        const margin = header[1]?.replace('+', '|') ?? '';
        // The traceback of the group itself has the margin `+`; those of its members have the margin `|`.
        this.#open = { margin, frames: [], isChained: this.#isChained || header[1]?.endsWith('| ') === true };
        this.#isChained = false;
        this.#expectsCode = false;
        return 'consumed';
    }
    #readInside(line, open) {
        const { margin, frames, isChained } = open;
        const text = line.startsWith(margin) ? line.slice(margin.length) : line.trimStart();
        const [, file, number] = frameLine.exec(text) ?? [];
        if (file !== undefined) {
            this.#expectsCode = this.#isUserFile(file);
            if (this.#expectsCode)
                frames.push({ file: shortenPath(file), line: Number(number), code: undefined });
            if (frames.length > maxFrames)
                frames.shift();
            return 'consumed';
        }
        if (this.#expectsCode && text.startsWith('    '))
            this.#addCode(frames, text.trim());
        this.#expectsCode = false;
        if (text === '' || text.startsWith(' '))
            return 'consumed';
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
/** The path of a file in site-packages, from its package on; undefined for other files. */
const findInstalledPath = (file) => /\/(?:site|dist)-packages\/(.+)$/.exec(file)?.[1];
const shortenPath = (file) => (findInstalledPath(file) ?? file).slice(0, evidenceLimit);

;// CONCATENATED MODULE: ./src/disdat/log-analyzer.js

/** Limit of the exceptions whose origins are kept. */
const maxOrigins = 5;
const taskFailedLine = /^ERROR: \[pid \d+\] Worker .+ failed {4}(\S.*)$/;
const taskStatusLine = /^INFO: Informed scheduler that task {3}(\S+) {3}has status {3}(\w+)$/;
const summaryEdge = '===== Luigi Execution Summary =====';
/**
 * The messages about a command that cannot be executed: of a container's init process (tini), or, without one, of the
 * container runtime (runc, before and since 2022).
 */
const startErrorLine = /^(?:\[FATAL tini \(\d+\)\] (exec .+ failed: .+)|standard_init_linux\.go:\d+: (exec user process caused.*: exec format error)|(exec \S+: exec format error))$/;
/**
 * The messages of disdat 1.2 about a remote that it cannot use. The last one ends a run with exit code 0 and nothing
 * pushed, the others stop it before it begins.
 */
const remoteErrorLine = /^(?:Unable to bind context |Pull cannot execute\.|aws_s3: bucket .+ raised a |aws_s3\.\w+ Fail on |Push unable to copy bundle )/;
/**
 * Reads a pipe's log line by line and keeps what explains a failure: the traceback of the first failed task, or else
 * the last traceback; the Luigi Execution Summary; Disdat's first error about the remote. Memory use does not grow with
 * the log. Nothing in a log is proof, because a pipe can print anything: use it only to explain a failure that the exit
 * code or the missing bundle has shown.
 */
class LogAnalyzer {
    #package;
    #streams;
    #firstTaskFailure;
    #lastTraceback;
    /** The first exceptions of tasks that failed. */
    #taskOrigins = [];
    /** The last exception and the exceptions that caused it. */
    #lastOrigins = [];
    #summary;
    #remoteError;
    #startError;
    #rootTask;
    /** @param pipeClass `pkg.mod.Class`: the first part is the package with the user's code */
    constructor(pipeClass) {
        this.#package = pipeClass.split('.')[0] ?? '';
        const createState = () => ({
            tracebacks: new TracebackReader((file) => this.#isUserFile(file)),
            failedTask: undefined,
            isInSummary: false,
        });
        this.#streams = { stdout: createState(), stderr: createState() };
    }
    /** Takes the next line of a stream, without its line end. Python, Luigi and Disdat report on stderr. */
    readLine(line, stream = 'stderr') {
        const state = this.#streams[stream];
        const traceback = state.tracebacks.readLine(line);
        if (traceback === 'consumed')
            return;
        if (traceback !== undefined)
            this.#addTraceback(traceback, state);
        else if (line === summaryEdge)
            this.#toggleSummary(state);
        else if (state.isInSummary)
            this.#readSummaryLine(line);
        else
            this.#readMessage(line, state);
    }
    /** The traceback that explains a failure: that of the task that failed first, or else the last one. */
    get failure() {
        return this.#firstTaskFailure ?? (this.#lastTraceback && { traceback: this.#lastTraceback });
    }
    /**
     * The origins of the exceptions that explain a failure, at most five different ones: those of the tasks that failed,
     * or else the last exception and its causes. Where a task failed, exceptions that the pipe handled are left out.
     */
    get origins() {
        return this.#taskOrigins.length > 0 ? this.#taskOrigins : this.#lastOrigins;
    }
    /** The Luigi Execution Summary; undefined where the pipe ended before Luigi printed it. */
    get summary() {
        return this.#summary;
    }
    /** The requested task and the status in which Luigi found it. Luigi checks it first; `DONE` means up to date. */
    get rootTask() {
        return this.#rootTask;
    }
    /** Disdat's first error about the remote. */
    get remoteError() {
        return this.#remoteError;
    }
    /** Why the container's command could not be executed. */
    get startError() {
        return this.#startError;
    }
    #addTraceback({ exception, frames, isChained, isNested }, { failedTask: task }) {
        const origin = { task, exception, frames };
        if (!isChained)
            this.#lastOrigins = [];
        addOrigin(this.#lastOrigins, origin);
        if (this.#lastOrigins.length > maxOrigins)
            this.#lastOrigins.shift();
        if (task !== undefined && this.#taskOrigins.length < maxOrigins)
            addOrigin(this.#taskOrigins, origin);
        // The traceback of an exception group covers the exceptions in the group.
        if (isNested)
            return;
        const deepest = frames.at(-1);
        const traceback = { exception, where: deepest && { file: deepest.file, line: deepest.line } };
        this.#lastTraceback = traceback;
        // Later tracebacks of a task belong to the same failure ("During handling of the above exception").
        if (task !== undefined && (this.#firstTaskFailure === undefined || this.#firstTaskFailure.task === task)) {
            this.#firstTaskFailure = { task, traceback };
        }
    }
    /** `dsdt dockerize` installs the pipe into site-packages, so only the package's name identifies the user's code. */
    #isUserFile(file) {
        const installed = findInstalledPath(file);
        if (installed !== undefined)
            return installed.startsWith(`${this.#package}/`) || installed === `${this.#package}.py`;
        return file.startsWith('/') && !/\/lib(64)?\/python\d|\/bin\/[^/]+$/.test(file);
    }
    #toggleSummary(state) {
        state.isInSummary = !state.isInSummary;
        if (state.isInSummary)
            this.#summary = { ran: 0, complete: 0, failed: 0 };
    }
    #readSummaryLine(line) {
        const [, count, outcome] = /^\* (\d+) (ran successfully|complete ones were encountered|failed)(?: scheduling)?:/.exec(line) ?? [];
        if (this.#summary === undefined || count === undefined)
            return;
        const key = outcome === 'failed' ? 'failed' : outcome === 'ran successfully' ? 'ran' : 'complete';
        this.#summary = { ...this.#summary, [key]: this.#summary[key] + Number(count) };
    }
    #readLuigiMessage(line, state) {
        state.failedTask = undefined;
        if (this.#rootTask !== undefined)
            return;
        const [, id, status] = taskStatusLine.exec(line) ?? [];
        if (id !== undefined && status !== undefined)
            this.#rootTask = { id: id.slice(0, evidenceLimit), status };
    }
    #readMessage(line, state) {
        const task = taskFailedLine.exec(line)?.[1];
        if (task !== undefined)
            state.failedTask = task.slice(0, evidenceLimit);
        else if (/^(INFO|DEBUG|WARNING): /.test(line))
            this.#readLuigiMessage(line, state);
        else if (remoteErrorLine.test(line))
            this.#remoteError ??= line.slice(0, evidenceLimit);
        else
            this.#startError ??= startErrorLine.exec(line)?.slice(1).find(Boolean)?.slice(0, evidenceLimit);
    }
}
/** Adds an origin unless the same exception at the same line is there already: one error can end many tasks. */
function addOrigin(origins, origin) {
    const deepest = origin.frames.at(-1);
    if (deepest === undefined)
        return;
    const isKnown = origins.some(({ exception, frames }) => {
        const known = frames.at(-1);
        const isSameLine = known?.file === deepest.file && known.line === deepest.line;
        return isSameLine && getExceptionType(exception) === getExceptionType(origin.exception);
    });
    if (!isKnown)
        origins.push(origin);
}
const getExceptionType = (exception) => exception.split(':', 1)[0];

;// CONCATENATED MODULE: ./src/lib/settle-both.js
/**
 * Waits for both promises. A rejection is thrown only when the other promise has settled too, so that no work continues
 * after the report. When both reject, the first one's reason is thrown.
 */
async function settleBoth(a, b) {
    const [first, second] = await Promise.allSettled([a, b]);
    if (first.status === 'rejected')
        throw first.reason;
    if (second.status === 'rejected')
        throw second.reason;
    return [first.value, second.value];
}

// EXTERNAL MODULE: ./src/disdat/format/proto/hyperframe_pb.js
var hyperframe_pb = __webpack_require__(60339);
;// CONCATENATED MODULE: ./src/disdat/format/frame.js


/** The largest frame that Disdat can write, in bytes: the limit of Protocol Buffers for one message. */
const maxWrittenFrameBytes = 2 ** 31 - 1;
/** The limit of NumPy. */
const maxDimensions = 64;
/** The types of frames as Disdat spells them, each at the index that is its number. */
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
const layouts = new Map([
    ['FLOAT16', createLayout(2, (buffer) => ({ kind: 'floats', values: new Float16Array(buffer) }))],
    ['FLOAT32', createLayout(4, (buffer) => ({ kind: 'floats', values: new Float32Array(buffer) }))],
    ['FLOAT64', createLayout(8, (buffer) => ({ kind: 'floats', values: new Float64Array(buffer) }))],
    ['UINT8', createLayout(1, (buffer) => ({ kind: 'integers', values: new Uint8Array(buffer) }))],
    ['UINT16', createLayout(2, (buffer) => ({ kind: 'integers', values: new Uint16Array(buffer) }))],
    ['UINT32', createLayout(4, (buffer) => ({ kind: 'integers', values: new Uint32Array(buffer) }))],
    ['UINT64', createLayout(8, (buffer) => ({ kind: 'bigints', values: new BigUint64Array(buffer) }))],
    ['INT8', createLayout(1, (buffer) => ({ kind: 'integers', values: new Int8Array(buffer) }))],
    ['INT16', createLayout(2, (buffer) => ({ kind: 'integers', values: new Int16Array(buffer) }))],
    ['INT32', createLayout(4, (buffer) => ({ kind: 'integers', values: new Int32Array(buffer) }))],
    ['INT64', createLayout(8, (buffer) => ({ kind: 'bigints', values: new BigInt64Array(buffer) }))],
    ['BOOL', createLayout(1, (buffer) => ({ kind: 'booleans', values: new Uint8Array(buffer) }))],
    ['COMPLEX64', createLayout(4, (buffer) => ({ kind: 'complex', values: new Float32Array(buffer) }), 8)],
    ['COMPLEX128', createLayout(8, (buffer) => ({ kind: 'complex', values: new Float64Array(buffer) }), 16)],
]);
/** Undefined for types that are not numbers. */
function getNumberLayout(type) {
    return layouts.get(type);
}
/** The numbers in the data of a frame, copied, in the byte order of this machine. */
function decodeNumbers(layout, data, byteOrder) {
    const buffer = new ArrayBuffer(data.length);
    new Uint8Array(buffer).set(data);
    swapWords(buffer, layout.wordBytes, byteOrder);
    return layout.view(buffer);
}
/** Reverses the bytes of each word of a buffer, in place, where `order` is not the byte order of this machine. */
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
 * The number of values in a shape. Throws BundleFormatError for more dimensions than `maxDimensions`, and for more
 * values than a frame can hold, unless a dimension is 0.
 */
function countElements(shape) {
    if (shape.length > maxDimensions) {
        throw new format_error/* BundleFormatError */.KC(`a shape of ${shape.length} dimensions; ${maxDimensions} is the limit`);
    }
    if (shape.includes(0))
        return 0;
    let count = 1;
    for (const length of shape) {
        count *= length;
        // A value takes at least one byte, and the product of two 32-bit factors is still exact enough for this check.
        if (count > maxWrittenFrameBytes) {
            throw new format_error/* BundleFormatError */.KC(`a shape of more values than a frame can hold: ${shape}`);
        }
    }
    return count;
}
/** The number of values that the head states; undefined where texts, links or bundles have no shape. */
function countStatedValues({ type, shape }) {
    const isUncounted = shape.length === 0 && getNumberLayout(type) === undefined && type !== 'OBJECT';
    return isUncounted ? undefined : countElements(shape);
}
/** Throws BundleFormatError for a number without a type. */
function parseFrameType(number) {
    return frameTypes[number] ?? (0,format_error/* throwFormatError */.o6)(`a frame of type ${number}`);
}
/** Throws BundleFormatError for a number without a byte order. */
function parseByteOrder(number) {
    return byteOrders.get(number) ?? (0,format_error/* throwFormatError */.o6)(`a frame of byte order ${number}`);
}
const byteOrders = new Map([
    [hyperframe_pb/* ByteOrder */.Bu.BIG, 'big'],
    [hyperframe_pb/* ByteOrder */.Bu.LITTLE, 'little'],
    [hyperframe_pb/* ByteOrder */.Bu.NA, 'none'],
]);
function createLayout(wordBytes, view, valueBytes = wordBytes) {
    return { valueBytes, wordBytes, view };
}

;// CONCATENATED MODULE: ./src/compare/histogram.js
/** The number of bins, which one line of text can show. */
const bins = 12;
/** Undefined for booleans and complex numbers. */
function getOrderedNumbers(numbers) {
    return numbers === undefined || numbers.kind === 'booleans' || numbers.kind === 'complex' ? undefined : numbers.values;
}
/**
 * The distribution of a column's numbers, before and now, over equal bins between the smallest and the largest finite
 * number of both. NaN and infinities do not count, and integers beyond 2^53 are rounded. Undefined where there are
 * fewer than two different numbers.
 */
function createHistogram(base, now) {
    const bounds = [base, now].flatMap((values) => findBounds(values ?? []) ?? []);
    const from = Math.min(...bounds);
    const to = Math.max(...bounds);
    if (from >= to)
        return undefined;
    return { from, to, base: base && countBins(base, from, to), now: now && countBins(now, from, to) };
}
function findBounds(values) {
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
function countBins(values, from, to) {
    const counts = new Array(bins).fill(0);
    // The difference of the largest doubles overflows; the difference of their halves does not.
    const unit = Number.isFinite(to - from) ? 1 : 0.5;
    const width = to * unit - from * unit;
    for (const value of values) {
        const number = Number(value);
        if (!Number.isFinite(number))
            continue;
        const bin = Math.min(bins - 1, Math.floor(((number * unit - from * unit) / width) * bins));
        counts[bin] = (counts[bin] ?? 0) + 1;
    }
    return counts;
}

;// CONCATENATED MODULE: ./src/compare/columns.js


/** Disdat's name for a frame without a name. */
const unnamed = /^unnamed:\d+$/;
/** The change between two frames of the same name, or of a frame that only one of the bundles has. */
function compareColumn(pair, base, now) {
    const { name } = pair;
    const facts = { base: getFacts(base), now: getFacts(now) };
    const histogram = createHistogram(getNumbers(base), getNumbers(now));
    if (pair.base === undefined)
        return { name, status: 'added', ...facts, differs: [], histogram };
    if (pair.now === undefined)
        return { name, status: 'removed', ...facts, differs: [], histogram };
    const differs = [];
    const hasOtherType = facts.base !== undefined && facts.now !== undefined && facts.base.type !== facts.now.type;
    if (hasOtherType)
        differs.push('type');
    if (facts.base && facts.now && !haveEqualShapes(facts.base.shape, facts.now.shape))
        differs.push('shape');
    if (pair.isMoved)
        differs.push('place');
    const isEqual = haveEqualValues(base, now);
    // Values of another type always differ, which the type already says.
    if (isEqual === false && !hasOtherType)
        differs.push('values');
    const status = differs.length > 0 ? 'changed' : isEqual === undefined ? 'unknown' : 'same';
    return { name, status, ...facts, differs, histogram };
}
/**
 * Whether the report shows a frame as a column. It shows the files or bundles of an unnamed frame in their own lists.
 */
function isColumn(frame, name) {
    if (frame === undefined)
        return false;
    if (frame.kind === 'unreadable' || !unnamed.test(name))
        return true;
    return frame.facts.type !== 'LINK' && (frame.facts.type !== 'HFRAME' || frame.kind === 'head');
}
/**
 * The rows of a bundle: of a table, the rows that its columns agree on; of files, the sum over their tables if all are
 * known; of an array, its first dimension. Otherwise undefined.
 */
function countRows(presentation, columns, files) {
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
    const facts = { base: getFacts(base), now: getFacts(now) };
    if (facts.base === undefined || facts.now === undefined)
        return undefined;
    if (facts.base.type !== facts.now.type)
        return false;
    if (countElements(facts.base.shape) !== countElements(facts.now.shape))
        return false;
    // With equal heads, frames of different sizes have different values.
    const isAlike = base?.kind === 'head' && now?.kind === 'head' && base.byteOrder === now.byteOrder;
    return isAlike && haveEqualShapes(facts.base.shape, facts.now.shape) && facts.base.bytes !== facts.now.bytes
        ? false
        : undefined;
}
function haveEqualShapes(a, b) {
    return a.length === b.length && a.every((length, dimension) => length === b[dimension]);
}
function getFacts(frame) {
    return frame === undefined || frame.kind === 'unreadable' ? undefined : frame.facts;
}
function getNumbers(frame) {
    return frame?.kind === 'read' ? frame.numbers : undefined;
}

;// CONCATENATED MODULE: ./src/compare/compare-read.js

/** All reads of a comparison together take at most this many times the limit of one frame or file. */
const readFactor = 16;
/** The bytes of frames and files in memory at a time, unless a single one is larger. */
const maxHeldBytes = 128 * 1024 * 1024;
/** The bytes that a comparison may still read, and may hold in memory. */
class ReadLimit {
    maxBytes;
    memory = new Semaphore(maxHeldBytes);
    #left;
    /** @param maxBytes The limit of one frame or file. */
    constructor(maxBytes) {
        this.maxBytes = maxBytes;
        this.#left = maxBytes * readFactor;
    }
    /** Takes the bytes from the limit; or returns, for a note, the reason why they must not be read. */
    take(bytes) {
        if (bytes > this.maxBytes)
            return `Larger than ${this.maxBytes} bytes (diff-max-bytes), so not read whole`;
        if (bytes > this.#left)
            return `Not read whole, because ${readFactor} times diff-max-bytes were read before`;
        this.#left -= bytes;
        return undefined;
    }
}
/** The part of the bundle itself, without the bundles nested in it. */
function findOwnPart({ proof }) {
    return proof.parts.at(-1);
}
/** The first or the last bytes of an object, no more than it has; undefined when it no longer exists. */
async function readObject({ bundle, path }, range, { signal }) {
    const maxBytes = 'firstBytes' in range ? range.firstBytes : range.lastBytes;
    // HTTP has no range of zero bytes.
    if (maxBytes === 0)
        return new Uint8Array();
    const { remote, proof } = bundle;
    return await remote.store.get(remote.getKey(proof.bundle.uuid, path), { ...range, maxBytes, signal });
}
/** The name of a frame or file, quoted and of limited length, for a note. */
function quoteForNote(name, side) {
    const quoted = JSON.stringify(name.length > 100 ? `${name.slice(0, 100)}…` : name);
    return side === 'base' ? `${quoted} of the base` : quoted;
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: ./src/compare/table-file.js
var table_file = __webpack_require__(31337);
;// CONCATENATED MODULE: ./src/compare/csv-table.js




/** The bytes of a file that are searched for its header. */
const csvHeadBytes = 64 * 1024;
/** In characters: an unclosed quote makes one record of the rest of the file. */
const maxRecordLength = 1024 * 1024;
/** The bytes that are parsed before other tasks run. */
const chunkBytes = 64 * 1024;
/**
 * The columns of a CSV file, whose first record is its header; their types are unknown. Throws BundleFormatError for
 * bytes that are not CSV, a header without an end, or more than `maxTableColumns`.
 */
async function readCsvHeader(file) {
    const { bytes, isWhole } = file;
    const { parse } = await Promise.all(/* import() */[__webpack_require__.e(624), __webpack_require__.e(196)]).then(__webpack_require__.bind(__webpack_require__, 27196));
    const records = [];
    (0,format_error/* decodeOrThrow */.GB)('CSV file', () => parse(bytes, {
        ...createParseOptions(file, (names, end) => records.push({ names, end })),
        to: 1,
    }));
    const [header = { names: [], end: 0 }] = records;
    if (!isWhole && header.end >= bytes.length)
        throw new format_error/* BundleFormatError */.KC('a header without an end');
    if (header.names.length > table_file/* maxTableColumns */.C)
        throw new format_error/* BundleFormatError */.KC(`a table of ${header.names.length} columns`);
    return header.names.map((name) => ({ name, type: 'TEXT' }));
}
/**
 * Counts the rows of a whole CSV file: its records without the header and without empty lines. Throws BundleFormatError
 * for bytes that are not CSV to their end, and the reason of the signal.
 */
async function countCsvRows(file, signal) {
    const { parse } = await Promise.all(/* import() */[__webpack_require__.e(624), __webpack_require__.e(847)]).then(__webpack_require__.bind(__webpack_require__, 24847));
    let records = 0;
    const parser = parse(createParseOptions(file, () => records++));
    // The parser emits no records, but ends only when they are consumed.
    parser.resume();
    try {
        await (0,external_node_stream_promises_.pipeline)(external_node_stream_.Readable.from(splitIntoChunks(file.bytes)), parser, { signal });
    }
    catch (error) {
        signal.throwIfAborted();
        return (0,format_error/* decodeOrThrow */.GB)('CSV file', () => {
            throw error;
        });
    }
    return Math.max(0, records - 1);
}
/** @param onRecord Receives each record, and the offset of its end in bytes. Records are not kept. */
function createParseOptions({ delimiter }, onRecord) {
    return {
        delimiter,
        bom: true,
        relax_column_count: true,
        relax_quotes: true,
        skip_empty_lines: true,
        max_record_size: maxRecordLength,
        on_record: (record, { bytes }) => {
            onRecord(record, bytes);
            return null;
        },
    };
}
function* splitIntoChunks(bytes) {
    for (let start = 0; start < bytes.length; start += chunkBytes)
        yield bytes.subarray(start, start + chunkBytes);
}

;// CONCATENATED MODULE: ./src/compare/thrift-validator.js

/** A 64-bit number at seven bits a byte. */
const maxVarintBytes = 10;
/** The deepest nesting of structs and lists. */
const thrift_validator_maxDepth = 16;
/** https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md */
const types = {
    stop: 0,
    booleanTrue: 1,
    booleanFalse: 2,
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
 * Validates a message in Thrift's compact protocol without decoding it, for a decoder that trusts its input: all
 * lengths are within the message, no number is longer than 64 bits, nesting is limited, and there are at most
 * `maxValues` values. Every method throws BundleFormatError for other bytes.
 */
class ThriftValidator {
    #bytes;
    #position = 0;
    #valuesLeft;
    constructor(bytes, maxValues) {
        this.#bytes = bytes;
        this.#valuesLeft = maxValues;
    }
    /** The offset of the next byte. */
    get position() {
        return this.#position;
    }
    /** Reads the number and type of the field after the field `last`; undefined at the end of the struct. */
    readField(last) {
        const byte = this.#readByte();
        const type = byte & 0x0f;
        if (type === types.stop)
            return undefined;
        const delta = byte >> 4;
        return { number: delta === 0 ? this.#readZigZag() : last + delta, type };
    }
    /** Skips the value of a field of this type. */
    skipValue(type, depth = 0) {
        if (depth > thrift_validator_maxDepth)
            throw thrift_validator_createError(`more than ${thrift_validator_maxDepth} levels of nesting`);
        if (--this.#valuesLeft < 0)
            throw thrift_validator_createError('too many values');
        if (type === types.byte)
            this.#skipBytes(1);
        else if (type === types.i16 || type === types.i32 || type === types.i64)
            this.#readVarint();
        else if (type === types.double)
            this.#skipBytes(8);
        else if (type === types.binary)
            this.#skipBytes(this.#readVarint());
        else if (type === types.list)
            this.#skipList(depth);
        else if (type === types.struct)
            this.#skipStruct(depth);
        else if (type !== types.booleanTrue && type !== types.booleanFalse)
            throw thrift_validator_createError(`a value of type ${type}`);
    }
    #skipStruct(depth) {
        for (let field = this.readField(0); field !== undefined; field = this.readField(field.number)) {
            this.skipValue(field.type, depth + 1);
        }
    }
    #skipList(depth) {
        const byte = this.#readByte();
        const type = byte & 0x0f;
        const shortSize = byte >> 4;
        const size = shortSize === 15 ? this.#readVarint() : shortSize;
        // A boolean of a list takes a byte, while a boolean field is in its type.
        const elementType = type === types.booleanTrue || type === types.booleanFalse ? types.byte : type;
        if (size > this.#bytes.length - this.#position)
            throw thrift_validator_createError('a list of more values than there are bytes');
        for (let index = 0; index < size; index++)
            this.skipValue(elementType, depth + 1);
    }
    #skipBytes(bytes) {
        if (bytes > this.#bytes.length - this.#position)
            throw thrift_validator_createError('a value that is cut off');
        this.#position += bytes;
    }
    #readByte() {
        const byte = this.#bytes[this.#position];
        if (byte === undefined)
            throw thrift_validator_createError('an unexpected end');
        this.#position++;
        return byte;
    }
    #readVarint() {
        let value = 0;
        for (let index = 0; index < maxVarintBytes; index++) {
            const byte = this.#readByte();
            value += (byte & 0x7f) * 2 ** (7 * index);
            if (byte < 0x80)
                return value;
        }
        throw thrift_validator_createError('a number without an end');
    }
    #readZigZag() {
        const value = this.#readVarint();
        return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
}
function thrift_validator_createError(reason) {
    return new format_error/* BundleFormatError */.KC(`not Thrift: ${reason}`);
}

;// CONCATENATED MODULE: ./src/compare/parquet-footer.js



/** The end of a file that is read first, in bytes: it holds the whole footer of most files. */
const parquetTailBytes = 64 * 1024;
/** In bytes: wide tables with many row groups have long footers. */
const maxFooterBytes = 16 * 1024 * 1024;
/** The most values before the row groups of a footer, which has about ten for each column. */
const maxValues = 20 * table_file/* maxTableColumns */.C;
/** The longest path of a nested column, in UTF-16 units. */
const maxPathLength = 4096;
/** The footer's length and `PAR1`. https://parquet.apache.org/docs/file-format/ */
const trailerBytes = 8;
const magic = Buffer.from('PAR1');
/** Fields of FileMetaData. https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift */
const fields = { rows: 3, rowGroups: 4 };
/** An empty list of row groups, as the field after the number of rows, and the end of the struct. */
const noRowGroups = Buffer.of(0x19, 0x0c, 0x00);
/**
 * Reads the size of the footer of a Parquet file of `size` bytes from its last eight bytes; the result includes these.
 * Throws BundleFormatError for a file of another format, and for a footer of more than `maxFooterBytes`.
 */
function readParquetFooterSize(tail, size) {
    const trailer = Buffer.from(tail.subarray(-trailerBytes));
    if (trailer.length < trailerBytes || !trailer.subarray(4).equals(magic)) {
        throw new format_error/* BundleFormatError */.KC('not a Parquet file: it does not end with PAR1');
    }
    const bytes = trailer.readUInt32LE() + trailerBytes;
    if (bytes > size)
        throw new format_error/* BundleFormatError */.KC('not a Parquet file: its footer is longer than the file');
    if (bytes > maxFooterBytes)
        throw new format_error/* BundleFormatError */.KC(`a footer of ${bytes} bytes; ${maxFooterBytes} is the limit`);
    return bytes;
}
/**
 * Reads the table of a Parquet file from the bytes of its footer. Nested columns are named by their path, with dots.
 * Throws BundleFormatError for other bytes, more than `maxTableColumns` columns, or a path longer than `maxPathLength`.
 */
async function readParquetFooter(footer) {
    const { parquetMetadata } = await __webpack_require__.e(/* import() */ 829).then(__webpack_require__.bind(__webpack_require__, 37829));
    const { schema, num_rows: rows } = (0,format_error/* decodeOrThrow */.GB)('Parquet file', () => parquetMetadata(removeRowGroups(footer), { geoparquet: false }));
    const isCount = typeof rows === 'bigint' && rows >= 0n && rows <= Number.MAX_SAFE_INTEGER;
    return { format: 'parquet', rows: isCount ? Number(rows) : undefined, columns: listColumns(schema) };
}
/** A valid footer without row groups, which may be most of the footer and are not needed. */
function removeRowGroups(footer) {
    const metadata = footer.subarray(0, -trailerBytes);
    const validator = new ThriftValidator(metadata, maxValues);
    let end = 0;
    let last = 0;
    for (;;) {
        const field = validator.readField(last);
        if (field === undefined || field.number >= fields.rowGroups)
            break;
        validator.skipValue(field.type);
        last = field.number;
        end = validator.position;
    }
    if (last !== fields.rows)
        throw new format_error/* BundleFormatError */.KC('not a Parquet file: it does not state its number of rows');
    const length = Buffer.alloc(4);
    length.writeUInt32LE(end + noRowGroups.length);
    return new Uint8Array(Buffer.concat([metadata.subarray(0, end), noRowGroups, length, magic]));
}
function listColumns([, ...elements]) {
    const columns = [];
    // The groups around the current element, with the number of their children that follow.
    const groups = [];
    for (const element of elements) {
        while (groups.at(-1)?.left === 0)
            groups.pop();
        const parent = groups.at(-1);
        if (parent !== undefined)
            parent.left--;
        const name = requireName(element);
        const path = parent === undefined ? name : `${parent.path}.${name}`;
        if (path.length > maxPathLength)
            throw new format_error/* BundleFormatError */.KC(`a column whose path has ${path.length} characters`);
        const children = element.num_children ?? 0;
        if (children > 0)
            groups.push({ path, left: children });
        else
            columns.push({ name: path, type: describeType(element) });
        if (columns.length > table_file/* maxTableColumns */.C)
            throw new format_error/* BundleFormatError */.KC(`a table of more than ${table_file/* maxTableColumns */.C} columns`);
    }
    return columns;
}
/** The logical type, or else the physical type. */
function describeType(element) {
    const { type, type_length: length, converted_type: converted, logical_type: logical } = element;
    if (logical?.type === 'INTEGER')
        return `${logical.isSigned ? '' : 'U'}INT${formatDigits(logical.bitWidth)}`;
    if (logical?.type === 'TIMESTAMP' || logical?.type === 'TIME') {
        return `${logical.type}(${logical.unit}${logical.isAdjustedToUTC ? ', UTC' : ''})`;
    }
    if (logical?.type === 'DECIMAL' || converted === 'DECIMAL') {
        const { precision, scale } = logical?.type === 'DECIMAL' ? logical : element;
        return `DECIMAL(${formatDigits(precision)}, ${formatDigits(scale ?? 0)})`;
    }
    if (typeof logical?.type === 'string')
        return logical.type;
    if (converted !== undefined)
        return converted === 'UTF8' ? 'STRING' : converted;
    return type === 'FIXED_LEN_BYTE_ARRAY' ? `${type}(${formatDigits(length)})` : (type ?? 'GROUP');
}
/** The decoder does not check names. */
function requireName({ name }) {
    return typeof name === 'string' ? name : (0,format_error/* throwFormatError */.o6)('a column without a name');
}
function formatDigits(value) {
    return typeof value === 'number' ? String(value) : '?';
}

;// CONCATENATED MODULE: ./src/compare/compare-tables.js





/**
 * The table in a file whose name promises one: of Parquet from its footer; of CSV from its header, with the number of
 * rows where the limits permit reading the whole file. Undefined for other files, and with a note for an unreadable
 * table.
 */
async function readTable(file, context) {
    const format = (0,table_file/* detectTableFormat */.b)(file.path);
    if (format === undefined)
        return undefined;
    try {
        return await (format.format === 'parquet' ? readParquet(file, context) : readCsv(file, format, context));
    }
    catch (error) {
        if (!(error instanceof format_error/* BundleFormatError */.KC))
            throw error;
        context.notes.add(`No table read (${error.message})`, quoteForNote(file.path, file.side));
        return undefined;
    }
}
async function readParquet(file, context) {
    const tail = await readObject(file, { lastBytes: Math.min(file.size, parquetTailBytes) }, context);
    const bytes = tail && readParquetFooterSize(tail, file.size);
    if (tail === undefined || bytes === undefined)
        return undefined;
    if (bytes <= tail.length)
        return await readParquetFooter(tail.subarray(-bytes));
    if (context.reads.take(bytes) !== undefined)
        throw new format_error/* BundleFormatError */.KC(`a footer of ${bytes} bytes`);
    return await context.reads.memory.hold(bytes, context.signal, async () => {
        const footer = await readObject(file, { lastBytes: bytes }, context);
        return footer && (await readParquetFooter(footer));
    });
}
async function readCsv(file, { delimiter }, context) {
    const isWhole = file.size <= csvHeadBytes || context.reads.take(file.size) === undefined;
    const firstBytes = isWhole ? file.size : csvHeadBytes;
    return await context.reads.memory.hold(firstBytes, context.signal, async () => {
        const bytes = await readObject(file, { firstBytes }, context);
        if (bytes === undefined)
            return undefined;
        const columns = await readCsvHeader({ bytes, isWhole, delimiter });
        const rows = isWhole ? await countRowsOrNote(file, { bytes, delimiter }, context) : undefined;
        return { format: 'csv', rows, columns };
    });
}
/** Undefined, with a note, for a file that is not valid CSV to its end. */
async function countRowsOrNote(file, csv, { notes, signal }) {
    try {
        return await countCsvRows(csv, signal);
    }
    catch (error) {
        if (!(error instanceof format_error/* BundleFormatError */.KC))
            throw error;
        notes.add(`No rows counted (${error.message})`, quoteForNote(file.path, file.side));
        return undefined;
    }
}

;// CONCATENATED MODULE: ./src/compare/compare-files.js





/** The most files whose tables are read. */
const maxTables = 1000;
const md5 = /^[0-9a-f]{32}$/;
/** Compares the linked files of two bundles by path: see compareBundles. */
async function compareFiles(now, base, context) {
    const isSameBundle = base?.proof.bundle.uuid === now.proof.bundle.uuid;
    const files = { now: collectFiles('now', now), base: base === undefined ? new Map() : collectFiles('base', base) };
    const pairs = [...new Set([...files.base.keys(), ...files.now.keys()])]
        .toSorted()
        .map((path) => ({ path, base: files.base.get(path), now: files.now.get(path), isSameBundle }));
    const needsEtags = !isSameBundle && pairs.some((pair) => pair.base?.size === pair.now?.size);
    const etags = {
        base: needsEtags && base !== undefined ? await listEtags(base, context) : undefined,
        now: needsEtags ? await listEtags(now, context) : undefined,
    };
    const changes = [];
    await forEachBounded(pairs.entries(), async ([index, pair], signal) => {
        const inner = { ...context, signal };
        const known = compareBySizeAndEtag(pair, etags);
        const status = known === 'unknown' ? await compareBytes(pair, inner) : known;
        changes[index] = { path: pair.path, status, ...(await readFacts(pair, status, index < maxTables, inner)) };
    }, context);
    for (const { path } of pairs.slice(maxTables))
        context.notes.add(`No tables read beyond ${maxTables} files`, quoteForNote(path, 'now'));
    return changes;
}
function collectFiles(side, bundle) {
    const part = findOwnPart(bundle);
    const frames = new Set(part?.bundle.frames.map(({ uuid }) => (0,disdat_bundle/* formatFrameName */.u_)(uuid)));
    const files = part?.objects.filter(({ path }) => !frames.has(path)) ?? [];
    return new Map(files.map(({ path, size }) => [path, { bundle, side, path, size }]));
}
async function listEtags({ remote, proof }, { signal }) {
    const { uuid } = proof.bundle;
    const folder = remote.getKey(uuid, '');
    const etags = new Map();
    for await (const entry of remote.store.list(folder, { signal })) {
        if (entry.kind === 'object')
            etags.set(entry.key.slice(folder.length), entry.etag);
    }
    // Under KMS an ETag looks like an MD5 but is not. One tool writes a whole bundle, so its HyperFrame shows the kind.
    const hash = (0,external_node_crypto_.createHash)('md5').update(proof.parts.at(-1)?.hyperFrame ?? '');
    return { etags, areMd5: etags.get((0,disdat_bundle/* formatHyperFrameName */.Oj)(uuid)) === hash.digest('hex') };
}
/**
 * The status that sizes and ETags show. Equal ETags belong to equal bytes. Different ETags belong to different bytes if
 * both are MD5s, which the ETags of multipart uploads and of objects under KMS are not.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
 */
function compareBySizeAndEtag({ path, base, now, isSameBundle }, listed) {
    if (base === undefined)
        return 'added';
    if (now === undefined)
        return 'removed';
    if (isSameBundle)
        return 'same';
    if (base.size !== now.size)
        return 'changed';
    const etags = { base: listed.base?.etags.get(path) ?? '', now: listed.now?.etags.get(path) ?? '' };
    if (etags.base !== '' && etags.base === etags.now)
        return 'same';
    const areMd5 = listed.base?.areMd5 && listed.now?.areMd5 && md5.test(etags.base) && md5.test(etags.now);
    return areMd5 ? 'changed' : 'unknown';
}
/** The status that the bytes of two files of the same size show; `unknown` where they must not be read. */
async function compareBytes({ path, base, now }, context) {
    if (base === undefined || now === undefined)
        return 'unknown';
    const { reads, notes, signal } = context;
    if (reads.take(base.size) !== undefined || reads.take(now.size) !== undefined) {
        notes.add('Equal sizes, and ETags that do not show whether the files are the same', quoteForNote(path, 'now'));
        return 'unknown';
    }
    return await reads.memory.hold(base.size + now.size, signal, async () => {
        const [bytesBase, bytesNow] = await Promise.all([base, now].map((file) => readObject(file, { firstBytes: file.size }, context)));
        if (bytesBase === undefined || bytesNow === undefined)
            return 'unknown';
        return Buffer.compare(bytesBase, bytesNow) === 0 ? 'same' : 'changed';
    });
}
async function readFacts({ base, now }, status, shouldReadTable, context) {
    const read = async (file) => file && { bytes: file.size, table: shouldReadTable ? await readTable(file, context) : undefined };
    const facts = await read(now);
    return { base: status === 'same' ? facts : await read(base), now: facts };
}

;// CONCATENATED MODULE: ./src/compare/column-pairs.js
/**
 * Pairs columns of the same name: the first of a name with the first of that name, and so on. The pairs have the new
 * order, with removed columns at their old place. As few columns as possible are moved.
 */
function pairColumns(base, now) {
    const baseIndexes = new Map(numberOccurrences(base).map((key, index) => [key, index]));
    const matches = numberOccurrences(now).map((key) => baseIndexes.get(key));
    const kept = matches.filter((index) => index !== undefined);
    const unmoved = findLongestIncreasing(kept);
    const removed = groupRemoved(base, new Set(kept));
    const pairs = now.flatMap((name, index) => {
        const match = matches[index];
        const pair = { name, base: match, now: index, isMoved: match !== undefined && !unmoved.has(match) };
        return [pair, ...((match !== undefined && removed.get(match)) || [])];
    });
    return [...(removed.get(undefined) ?? []), ...pairs];
}
/** The removed columns by the index of the last kept column before them; undefined where there is none. */
function groupRemoved(base, kept) {
    const removed = new Map();
    let lastKept;
    for (const [index, name] of base.entries()) {
        if (kept.has(index)) {
            lastKept = index;
            continue;
        }
        const group = removed.get(lastKept) ?? [];
        group.push({ name, base: index, now: undefined, isMoved: false });
        removed.set(lastKept, group);
    }
    return removed;
}
/** Each name after the number of its earlier occurrences: `0 a`, `1 a`. */
function numberOccurrences(names) {
    const seen = new Map();
    return names.map((name) => {
        const count = seen.get(name) ?? 0;
        seen.set(name, count + 1);
        return `${count} ${name}`;
    });
}
/** https://en.wikipedia.org/wiki/Longest_increasing_subsequence of different numbers. */
function findLongestIncreasing(numbers) {
    // The smallest last number of a subsequence of each length, and the predecessor of each number.
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
    const longest = new Set();
    for (let number = ends.at(-1); number !== undefined; number = previous.get(number))
        longest.add(number);
    return longest;
}

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: ../../node_modules/@bufbuild/protobuf/dist/esm/wire/binary-encoding.js
var binary_encoding = __webpack_require__(8902);
// EXTERNAL MODULE: ./src/disdat/format/wire-fields.js
var wire_fields = __webpack_require__(71617);
;// CONCATENATED MODULE: ./src/disdat/format/frame-reader.js








/** The most that a name, uuid, shape, link or hash takes, in bytes. */
const maxSmallFieldBytes = 64 * 1024;
const missingHash = 'a frame without its hash: it is empty or truncated';
const frame_reader_fields = hyperframe_pb/* FrameSchema */.ty.field;
const lastHeadField = frame_reader_fields.byteorder.number;
const lastField = frame_reader_fields.hash.number;
const repeatedFields = new Set([frame_reader_fields.shape, frame_reader_fields.hframes, frame_reader_fields.links, frame_reader_fields.strings].map(({ number }) => number));
/**
 * Reads a whole frame. Stricter than Protocol Buffers, but accepts all that Disdat writes: fields are in the order of
 * their numbers, single fields occur once, values are of the frame's type and as many as its shape states, and text is
 * UTF-8. Fields that the schema does not know are skipped. Memory does not grow with lengths that the bytes claim.
 *
 * Throws BundleFormatError for other bytes, possibly after some values went to the visitor, and for links or nested
 * bundles of more than `maxFrameBytes`.
 */
function readFrame(bytes, visitor) {
    const head = readHead(readKnownFields(bytes));
    if (head === undefined)
        throw new format_error/* BundleFormatError */.KC(missingHash);
    const isReference = head.type === 'LINK' || head.type === 'HFRAME';
    if (isReference && bytes.length > hyperframe/* maxFrameBytes */.fr) {
        throw new format_error/* BundleFormatError */.KC(`a frame of ${head.type} of ${bytes.length} bytes; ${hyperframe/* maxFrameBytes */.fr} is the limit`);
    }
    const counter = new ValueCounter(head);
    let hash = '';
    for (const field of readKnownFields(bytes)) {
        if (field.number === lastField)
            hash = frame_reader_readText(field);
        else if (field.number > lastHeadField) {
            counter.add(field);
            visitValue(head.type, readContent(field), visitor);
        }
    }
    // The hash is written last, so a truncation removes it first.
    if (hash === '')
        throw new format_error/* BundleFormatError */.KC(missingHash);
    return { ...head, shape: inferShape(head, counter.count), count: counter.end() };
}
/**
 * The head of the frame that begins with these bytes; undefined when they end before its values begin. Throws
 * BundleFormatError for bytes that do not begin a frame.
 */
function readFrameHead(start) {
    return readHead(readKnownFields(start, true));
}
/** Undefined when the fields end before the first field that follows the head. */
function readHead(knownFields) {
    let head = { name: '', uuid: '', type: 'NONE', shape: [], byteOrder: 'big' };
    for (const field of knownFields) {
        if (field.number > lastHeadField) {
            const counter = new ValueCounter(head);
            if (field.number !== lastField)
                counter.add(field);
            return head;
        }
        head = addToHead(head, field);
    }
    return undefined;
}
/** The fields of the schema. Throws BundleFormatError for other than ascending numbers. */
function* readKnownFields(bytes, isPrefix = false) {
    let last = 0;
    for (const field of (0,wire_fields/* readFields */.q)(bytes, { isPrefix })) {
        const { number } = field;
        if (number > lastField)
            continue;
        if (number < last || (number === last && !repeatedFields.has(number))) {
            throw new format_error/* BundleFormatError */.KC(`field ${number} after field ${last}`);
        }
        last = number;
        yield field;
    }
}
function addToHead(head, field) {
    switch (field.number) {
        case frame_reader_fields.name.number:
            return { ...head, name: frame_reader_readText(field) };
        case frame_reader_fields.uuid.number:
            return { ...head, uuid: frame_reader_readText(field) };
        case frame_reader_fields.type.number:
            return { ...head, type: parseFrameType(frame_reader_readNumber(field)) };
        case frame_reader_fields.byteorder.number:
            return { ...head, byteOrder: parseByteOrder(frame_reader_readNumber(field)) };
        default:
            return { ...head, shape: [...head.shape, ...readLengths(field, maxDimensions - head.shape.length)] };
    }
}
/** Compares the values of a frame with its head while they are read. */
class ValueCounter {
    #head;
    #stated;
    #field;
    #valueBytes;
    count = 0;
    constructor(head) {
        this.#head = head;
        this.#stated = countStatedValues(head);
        this.#field = findValueField(head.type);
        this.#valueBytes = getNumberLayout(head.type)?.valueBytes;
    }
    /** Throws BundleFormatError for values of another type, and for more of them than the shape states. */
    add({ number, contentBytes }) {
        const { type, shape } = this.#head;
        if (number !== this.#field)
            throw new format_error/* BundleFormatError */.KC(`a frame of type ${type} that holds a field ${number}`);
        this.count = this.#valueBytes === undefined ? this.count + 1 : contentBytes / this.#valueBytes;
        if (this.#stated !== undefined && this.count > this.#stated) {
            throw new format_error/* BundleFormatError */.KC(`a frame of ${this.count} values or more whose shape is [${shape.join(', ')}]`);
        }
    }
    /** The number of values. Throws BundleFormatError for fewer than the shape states. */
    end() {
        if (this.#stated === undefined || this.count === this.#stated)
            return this.count;
        throw new format_error/* BundleFormatError */.KC(`a frame of ${this.count} values whose shape is [${this.#head.shape.join(', ')}]`);
    }
}
/** The number of the only field that holds values of this type. */
function findValueField(type) {
    if (type === 'NONE')
        return undefined;
    if (type === 'LINK')
        return frame_reader_fields.links.number;
    if (type === 'HFRAME')
        return frame_reader_fields.hframes.number;
    return type === 'STRING' ? frame_reader_fields.strings.number : frame_reader_fields.data.number;
}
function visitValue(type, content, visitor) {
    switch (type) {
        case 'LINK':
            visitor.link((0,hyperframe/* readLinkUrl */.uF)(content));
            break;
        case 'HFRAME': {
            const hyperFrame = (0,hyperframe/* readHyperFrame */.we)(content);
            if (!(0,disdat_bundle/* isUuid */.O1)(hyperFrame.uuid))
                throw new format_error/* BundleFormatError */.KC('a nested bundle without a uuid');
            visitor.bundle(hyperFrame);
            break;
        }
        case 'STRING':
            visitor.text(requireUtf8(content));
            break;
        default:
            visitor.data(type === 'OBJECT' ? requireUtf8(content) : content);
    }
}
/** The shape as written, or the number of values where texts, links or bundles have none. */
function inferShape({ type, shape }, count) {
    return shape.length === 0 && count !== 1 && type !== 'NONE' ? [count] : shape;
}
function readContent({ number, wireType, content }, maxBytes = Number.POSITIVE_INFINITY) {
    if (wireType !== binary_encoding/* WireType */.O0.LengthDelimited)
        throw new format_error/* BundleFormatError */.KC(`a field ${number} of wire type ${wireType}`);
    if (content.length > maxBytes)
        throw new format_error/* BundleFormatError */.KC(`a field ${number} of ${content.length} bytes`);
    return content;
}
function frame_reader_readText(field) {
    return requireUtf8(readContent(field, maxSmallFieldBytes)).toString();
}
function frame_reader_readNumber({ number, wireType, content }) {
    if (wireType !== binary_encoding/* WireType */.O0.Varint)
        throw new format_error/* BundleFormatError */.KC(`a field ${number} of wire type ${wireType}`);
    return (0,format_error/* decodeOrThrow */.GB)('Frame', () => new binary_encoding/* BinaryReader */.V5(content).uint32());
}
/** At most `limit` lengths of dimensions, packed or a single one. */
function readLengths(field, limit) {
    const reader = new binary_encoding/* BinaryReader */.V5(field.wireType === binary_encoding/* WireType */.O0.Varint ? field.content : readContent(field, maxSmallFieldBytes));
    const lengths = [];
    while (reader.pos < reader.len) {
        if (lengths.length === limit)
            throw new format_error/* BundleFormatError */.KC(`a shape of more than ${maxDimensions} dimensions`);
        lengths.push((0,format_error/* decodeOrThrow */.GB)('Frame', () => reader.uint32()));
    }
    return lengths;
}
function requireUtf8(bytes) {
    return (0,external_node_buffer_.isUtf8)(bytes) ? bytes : (0,format_error/* throwFormatError */.o6)('text that is not UTF-8');
}

;// CONCATENATED MODULE: ./src/compare/distinct-counter.js
/** The most different values that are counted, so that memory does not grow with the data. */
const maxDistinct = 10_000;
/** Counts different values up to `maxDistinct`. -0 equals 0. */
class DistinctCounter {
    #seen = new Set();
    /** Whether more values can change the count. */
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
    /** @param excluded Values that do not count although they were added. */
    count(excluded = []) {
        const seen = this.#seen;
        if (seen === undefined)
            return { count: maxDistinct, isExact: false };
        return { count: seen.size - excluded.filter((value) => seen.has(value)).length, isExact: true };
    }
}

;// CONCATENATED MODULE: ./src/compare/summarize-numbers.js

/** Integers of up to 32 bits whose sum is exact in a double. */
const exactBlock = 2 ** 20;
function summarizeNumbers(numbers) {
    switch (numbers.kind) {
        case 'floats':
            return summarizeFloats(numbers.values);
        case 'integers':
            return summarizeIntegers(numbers.values);
        case 'bigints':
            return summarizeBigints(numbers.values);
        case 'booleans':
            return summarizeBooleans(numbers.values);
        case 'complex':
            return summarizeComplex(numbers.values);
    }
}
function summarizeFloats(values) {
    const counter = new DistinctCounter();
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    let nulls = 0;
    let sum = 0;
    // What rounding removes from the sum: https://en.wikipedia.org/wiki/Kahan_summation_algorithm#Further_enhancements
    let lost = 0;
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
        if (counter.isOpen)
            counter.add(value);
    }
    const distinct = counter.count();
    const count = values.length - nulls;
    if (count === 0)
        return { nulls, distinct, min: undefined, max: undefined, mean: undefined };
    return { nulls, distinct, min, max, mean: (Number.isFinite(sum) ? sum + lost : sum) / count };
}
function summarizeIntegers(values) {
    const counter = new DistinctCounter();
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    let total = 0n;
    for (let start = 0; start < values.length; start += exactBlock) {
        let sum = 0;
        for (const value of values.subarray(start, start + exactBlock)) {
            if (value < min)
                min = value;
            if (value > max)
                max = value;
            sum += value;
            if (counter.isOpen)
                counter.add(value);
        }
        total += BigInt(sum);
    }
    return describeIntegers(values.length, counter, { min, max, total });
}
function summarizeBigints(values) {
    const counter = new DistinctCounter();
    let [min = 0n] = values;
    let max = min;
    let total = 0n;
    for (const value of values) {
        if (value < min)
            min = value;
        if (value > max)
            max = value;
        total += value;
        if (counter.isOpen)
            counter.add(value);
    }
    return describeIntegers(values.length, counter, { min, max, total });
}
function describeIntegers(count, counter, { min, max, total }) {
    const distinct = counter.count();
    if (count === 0)
        return { nulls: 0, distinct, min: undefined, max: undefined, mean: undefined };
    return { nulls: 0, distinct, min, max, mean: Number(total) / count };
}
function summarizeBooleans(values) {
    const count = (values.includes(0) ? 1 : 0) + (values.some((value) => value !== 0) ? 1 : 0);
    return { nulls: 0, distinct: { count, isExact: true }, min: undefined, max: undefined, mean: undefined };
}
function summarizeComplex(values) {
    const counter = new DistinctCounter();
    let nulls = 0;
    for (let index = 0; index < values.length; index += 2) {
        const real = values[index] ?? 0;
        const imaginary = values[index + 1] ?? 0;
        if (Number.isNaN(real) || Number.isNaN(imaginary))
            nulls++;
        else if (counter.isOpen)
            counter.add(`${real} ${imaginary}`);
    }
    return { nulls, distinct: counter.count(), min: undefined, max: undefined, mean: undefined };
}

;// CONCATENATED MODULE: ./src/compare/text-summary.js



/** Longer texts count as JSON by their first and last byte alone, and are not decoded; in bytes. */
const maxParsedBytes = 64 * 1024;
/** Longer texts are distinguished by their MD5, so that memory does not grow with the data; in bytes. */
const maxKeyBytes = 64;
const jsonScalar = /^(?:null|NaN|-?Infinity|true|false|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
const jsonNulls = ['null', 'NaN'];
const quote = '"'.charCodeAt(0);
/**
 * Counts nulls and different values of a column of texts. Disdat stores None, and columns of mixed types, as JSON
 * texts. A column counts as JSON when every text is JSON and at least one is not a JSON string, because Disdat would
 * have stored strings alone as they are. Texts that happen to look like this count as JSON too.
 */
class TextSummary {
    #distinct = new DistinctCounter();
    #canBeJson = true;
    #hasJsonValue = false;
    #nulls = 0;
    /** Adds a text in UTF-8, which must be valid. */
    add(text) {
        if (!this.#canBeJson && !this.#distinct.isOpen)
            return;
        if (this.#distinct.isOpen)
            this.#distinct.add(createKey(text));
        if (!this.#canBeJson)
            return;
        if (isJsonString(text))
            return;
        if (isJsonNull(text))
            this.#nulls++;
        else if (!isJsonContainer(text) && !isJsonScalar(text))
            this.#canBeJson = false;
        this.#hasJsonValue = true;
    }
    get nulls() {
        return this.#isJson ? this.#nulls : 0;
    }
    get distinct() {
        return this.#distinct.count(this.#isJson ? jsonNulls : []);
    }
    get #isJson() {
        return this.#canBeJson && this.#hasJsonValue;
    }
}
function createKey(text) {
    if (text.length <= maxKeyBytes)
        return text.toString();
    // Longer than any short text, so that no short text has the same key.
    return (0,external_node_crypto_.createHash)('md5')
        .update(text)
        .digest('hex')
        .padEnd(maxKeyBytes + 1);
}
function isJsonString(text) {
    if (text.length > maxParsedBytes)
        return isEnclosed(text, '""');
    return text[0] === quote && typeof (0,lib_json/* parseJson */.qF)(text.toString()) === 'string';
}
function isJsonContainer(text) {
    return isEnclosed(text, '{}') || isEnclosed(text, '[]');
}
function isJsonScalar(text) {
    return text.length <= maxParsedBytes && jsonScalar.test(text.toString());
}
function isJsonNull(text) {
    return text.length <= 4 && jsonNulls.includes(text.toString());
}
function isEnclosed(text, brackets) {
    return text.length > 1 && text[0] === brackets.charCodeAt(0) && text.at(-1) === brackets.charCodeAt(1);
}

;// CONCATENATED MODULE: ./src/compare/value-digest.js

/** Follows each text: UTF-8 does not have this byte. */
const textEnd = 0xff;
const bufferBytes = 64 * 1024;
/**
 * A SHA-256 of the values of a frame. Collects short texts in a buffer, because an update of the hash for each would
 * take most of the time of a comparison.
 */
class ValueDigest {
    #hash = (0,external_node_crypto_.createHash)('sha256');
    #buffer = Buffer.alloc(bufferBytes);
    #length = 0;
    addText(text) {
        if (this.#length + text.length >= bufferBytes)
            this.#flush();
        if (text.length >= bufferBytes) {
            this.#hash.update(text).update(Buffer.of(textEnd));
            return;
        }
        this.#buffer.set(text, this.#length);
        this.#length += text.length;
        this.#buffer[this.#length++] = textEnd;
    }
    /** Adds the type and the bytes of values other than texts, and returns the digest in hexadecimal. */
    end(type, data) {
        this.#flush();
        return this.#hash.update(type).update(data).digest('hex');
    }
    #flush() {
        this.#hash.update(this.#buffer.subarray(0, this.#length));
        this.#length = 0;
    }
}

;// CONCATENATED MODULE: ./src/compare/inspect-frame.js








/** The longest sample, in UTF-16 units, without the ellipsis. */
const maxSampleLength = 200;
/**
 * Inspects a whole frame in one pass; an invalid frame is unreadable. Takes memory for a copy of its numbers, for
 * the names of nested bundles, and for up to `maxDistinct` short texts.
 *
 * @param samples Whether to report the value of a frame that holds a single one.
 */
function inspectFrame(bytes, samples) {
    return catchFormatError(() => inspectValidFrame(bytes, samples));
}
/** Inspects the beginning of a frame of `size` bytes; unreadable where that does not show the shape. */
function inspectFrameHead(start, size) {
    return catchFormatError(() => {
        const head = readFrameHead(start);
        const count = head && countStatedValues(head);
        if (head === undefined || count === undefined)
            return { kind: 'unreadable', reason: 'its first bytes do not show its shape' };
        const { type, shape, byteOrder } = head;
        return { kind: 'head', facts: { type, shape, rows: shape[0] ?? count, bytes: size, values: undefined }, byteOrder };
    });
}
function catchFormatError(inspect) {
    try {
        return inspect();
    }
    catch (error) {
        if (!(error instanceof format_error/* BundleFormatError */.KC))
            throw error;
        return { kind: 'unreadable', reason: error.message };
    }
}
function inspectValidFrame(bytes, samples) {
    const { frame, texts, digest, data, firstText, nested, hasExternalLinks } = collectValues(bytes);
    const { type, shape, count } = frame;
    const numbers = decodeFrameNumbers(frame, data);
    const text = type === 'STRING' ? firstText : type === 'OBJECT' ? data : undefined;
    const sample = samples && count === 1 ? formatSample(numbers, text) : undefined;
    const values = { ...summarizeValues(frame, numbers, texts), sample };
    return {
        kind: 'read',
        facts: { type, shape, rows: shape[0] ?? count, bytes: bytes.length, values },
        digest: digest.end(type, numbers === undefined ? data : new Uint8Array(numbers.values.buffer)),
        numbers: getOrderedNumbers(numbers),
        nested,
        hasExternalLinks,
    };
}
function collectValues(bytes) {
    const digest = new ValueDigest();
    const texts = new TextSummary();
    const nested = [];
    let hasExternalLinks = false;
    let data = Buffer.alloc(0);
    let firstText;
    const addText = (text) => {
        firstText ??= text;
        digest.addText(text);
        texts.add(text);
    };
    const frame = readFrame(bytes, {
        data: (all) => {
            data = all;
        },
        text: addText,
        link: (url) => {
            addText(Buffer.from(url));
            if (!(0,disdat_bundle/* isOwnLink */.VN)(url))
                hasExternalLinks = true;
        },
        bundle: ({ uuid, humanName: name }) => {
            digest.addText(Buffer.from(uuid));
            nested.push({ uuid, name });
        },
    });
    return { frame, texts, digest, data, firstText, nested, hasExternalLinks };
}
/** Undefined for a frame of a type that is not a number. */
function decodeFrameNumbers({ type, byteOrder }, data) {
    const layout = getNumberLayout(type);
    return layout && decodeNumbers(layout, data, byteOrder);
}
function summarizeValues({ type }, numbers, texts) {
    if (numbers !== undefined)
        return summarizeNumbers(numbers);
    const isText = type === 'STRING' || type === 'LINK';
    const distinct = isText ? texts.distinct : undefined;
    const nulls = type === 'STRING' ? texts.nulls : 0;
    return { nulls, distinct, min: undefined, max: undefined, mean: undefined };
}
/** The single value of a frame as a text; undefined for links, bundles and nothing. */
function formatSample(numbers, text) {
    const sample = numbers === undefined ? text?.toString() : formatNumber(numbers);
    if (sample === undefined || sample.length <= maxSampleLength)
        return sample;
    // Do not cut a surrogate pair.
    return `${sample.slice(0, maxSampleLength).replace(/[\ud800-\udbff]$/, '')}…`;
}
function formatNumber({ kind, values }) {
    if (kind === 'booleans')
        return values[0] === 0 ? 'false' : 'true';
    return kind === 'complex' ? `${values.join(' + ')}i` : String(values[0]);
}

;// CONCATENATED MODULE: ./src/compare/tag-changes.js
/** The tags of Disdat itself that do not begin with `__`. */
const disdatTags = new Set(['committed', 'root_task']);
/** The changes of the tags that users set, sorted by key; without a base all tags are `added`. */
function compareTags(base, now) {
    const keys = new Set([...now.keys(), ...(base?.keys() ?? [])]);
    return [...keys]
        .filter((key) => !key.startsWith('__') && !disdatTags.has(key))
        .toSorted()
        .map((key) => {
        const values = { base: base?.get(key), now: now.get(key) };
        return { key, status: compareValues(values.base, values.now), values };
    });
}
/** The change of a single value. */
function compareValues(base, now) {
    if (base === undefined)
        return 'added';
    if (now === undefined)
        return 'removed';
    return base === now ? 'same' : 'changed';
}

;// CONCATENATED MODULE: ./src/compare/compare-frames.js








/** The first bytes of a frame that is not read whole: enough for its head, except for a very long name. */
const headBytes = 4 * 1024;
/** Compares the frames of two bundles by name: see compareBundles. */
async function compareFrames(now, base, context) {
    const pairs = pairColumns(listFrameNames(base), listFrameNames(now));
    const sides = { now: createSide('now', now), base: base && createSide('base', base) };
    const compared = [];
    await forEachBounded(pairs.entries(), async ([index, pair], signal) => {
        compared[index] = await comparePair(pair, sides, { ...context, signal });
    }, context);
    const nested = compared.flatMap((pair) => pair.nested);
    return {
        columns: compared.flatMap(({ change, isShown }) => (isShown ? [change] : [])),
        nested,
        statuses: [
            ...compared.flatMap(({ change, isReportedElsewhere }) => (isReportedElsewhere ? [] : [change.status])),
            ...nested.map(({ status }) => status),
        ],
    };
}
async function comparePair(pair, { now, base }, context) {
    const isSameBundle = base?.bundle.proof.bundle.uuid === now.bundle.proof.bundle.uuid;
    const request = {
        now: requestFrame(now, pair, context),
        base: base && !isSameBundle ? requestFrame(base, pair, context) : undefined,
    };
    const heldBytes = countHeldBytes(request.now) + countHeldBytes(request.base);
    return await context.reads.memory.hold(heldBytes, context.signal, async () => {
        const [frameNow, otherFrame] = await Promise.all([inspect(request.now, context), inspect(request.base, context)]);
        const frameBase = isSameBundle ? frameNow : otherFrame;
        const change = compareColumn(pair, frameBase, frameNow);
        const isShown = isColumn(frameBase, pair.name) || isColumn(frameNow, pair.name);
        return {
            // The same bundle is the same even where its frame was not read.
            change: isSameBundle ? { ...change, status: 'same', differs: [] } : change,
            isShown,
            // Links have the order of a folder's listing, which differs between file systems, so files are compared instead.
            isReportedElsewhere: !isShown && !hasExternalLinks(frameBase) && !hasExternalLinks(frameNow),
            nested: compareNested(pair.name, listNested(frameBase), listNested(frameNow)),
        };
    });
}
function createSide(side, bundle) {
    return { side, bundle, sizes: new Map(findOwnPart(bundle)?.objects.map(({ path, size }) => [path, size])) };
}
function requestFrame(side, pair, { reads }) {
    const index = pair[side.side];
    const frame = index === undefined ? undefined : side.bundle.proof.bundle.frames[index];
    if (frame === undefined)
        return undefined;
    const path = (0,disdat_bundle/* formatFrameName */.u_)(frame.uuid);
    const size = side.sizes.get(path) ?? 0;
    return { bundle: side.bundle, side: side.side, name: pair.name, path, size, limitReason: reads.take(size) };
}
function countHeldBytes(frame) {
    // The bytes and a copy of them as numbers.
    return frame === undefined ? 0 : 2 * countReadBytes(frame);
}
function countReadBytes({ size, limitReason }) {
    return limitReason === undefined ? size : Math.min(size, headBytes);
}
async function inspect(request, context) {
    if (request === undefined)
        return undefined;
    const { notes } = context;
    const frame = await readAndInspect(request, context);
    const name = quoteForNote(request.name, request.side);
    if (frame.kind === 'unreadable')
        notes.add(`Not read (${frame.reason})`, name);
    if (frame.kind === 'head' && request.limitReason !== undefined)
        notes.add(request.limitReason, name);
    if (hasExternalLinks(frame))
        notes.add('Links outside the bundle, which are not followed', name);
    return frame;
}
async function readAndInspect(request, context) {
    try {
        const bytes = await readObject(request, { firstBytes: countReadBytes(request) }, context);
        if (bytes === undefined)
            return { kind: 'unreadable', reason: 'it no longer exists' };
        return request.limitReason === undefined
            ? inspectFrame(bytes, context.samples)
            : inspectFrameHead(bytes, request.size);
    }
    catch (error) {
        if (!(error instanceof format_error/* BundleFormatError */.KC))
            throw error;
        return { kind: 'unreadable', reason: error.message };
    }
}
function compareNested(frame, base, now) {
    return Array.from({ length: Math.max(base.length, now.length) }, (_, index) => {
        const uuids = { base: base[index]?.uuid, now: now[index]?.uuid };
        return { frame, status: compareValues(uuids.base, uuids.now), uuids, name: (now[index] ?? base[index])?.name ?? '' };
    });
}
function listNested(frame) {
    return frame?.kind === 'read' ? frame.nested : [];
}
function hasExternalLinks(frame) {
    return frame?.kind === 'read' && frame.hasExternalLinks;
}
function listFrameNames(bundle) {
    return bundle?.proof.bundle.frames.map(({ name }) => name) ?? [];
}

;// CONCATENATED MODULE: ./src/compare/comparison-notes.js
/** Further sentences, and further names in a sentence, are only counted. */
const maxNotes = 20;
const maxNames = 5;
/** Collects the reasons why parts were not compared: one sentence for each, with the names of the parts. */
class ComparisonNotes {
    #names = new Map();
    /** @param reason A sentence without its full stop. */
    add(reason, name) {
        const names = this.#names.get(reason) ?? [];
        names.push(name);
        this.#names.set(reason, names);
    }
    /** Sorted, so that the order does not depend on the order of reads. */
    toSentences() {
        const sentences = [...this.#names]
            .toSorted(([a], [b]) => (a < b ? -1 : 1))
            .map(([reason, unsorted]) => {
            const names = unsorted.toSorted();
            const more = names.length > maxNames ? `, … (${names.length} in all)` : '';
            return `${reason}: ${names.slice(0, maxNames).join(', ')}${more}.`;
        });
        const omitted = sentences.length - maxNotes;
        return omitted > 0 ? [...sentences.slice(0, maxNotes), `${omitted} more notes are omitted.`] : sentences;
    }
}

;// CONCATENATED MODULE: ./src/compare/compare-bundles.js






/**
 * Compares a proved bundle with its base; without a base, describes the bundle alone. Sends one GET for each frame of
 * both bundles and one LIST for each bundle with files. A frame or file is read whole up to `maxBytes`, and while all
 * of them together take at most `readFactor` times that; otherwise only its beginning is read. The same bundle twice is
 * read once. A frame or file that cannot be read is `unknown`, with a note. Throws Failure as the store does.
 *
 * @param options.samples Whether to report the values of frames that hold a single one.
 */
async function compareBundles(now, base, options) {
    const context = { ...options, reads: new ReadLimit(options.maxBytes), notes: new ComparisonNotes() };
    const frames = await compareFrames(now, base, context);
    const files = await compareFiles(now, base, context);
    const bundles = { base: base?.proof.bundle, now: now.proof.bundle };
    const presentation = { base: bundles.base?.presentation, now: bundles.now.presentation };
    const countRowsIn = (side) => {
        const present = side === 'now' ? 'removed' : 'added';
        const columns = frames.columns.filter(({ status }) => status !== present).map((column) => column[side]);
        const tables = files.filter((file) => file[side] !== undefined).map((file) => file[side]?.table?.rows);
        const bundle = bundles[side];
        return bundle && countRows(bundle.presentation, columns, tables);
    };
    const statuses = [...frames.statuses, ...files.map(({ status }) => status)];
    return {
        isSame: base === undefined ? undefined : isSame(statuses, presentation.base === presentation.now),
        presentation,
        rows: { base: countRowsIn('base'), now: countRowsIn('now') },
        bytes: { base: base?.proof.bytes, now: now.proof.bytes },
        columns: frames.columns,
        files,
        nested: frames.nested,
        tags: compareTags(bundles.base?.tags, bundles.now.tags),
        durationMs: { base: bundles.base?.tookMs, now: bundles.now.tookMs },
        notes: context.notes.toSentences(),
    };
}
function isSame(statuses, hasSamePresentation) {
    if (!hasSamePresentation)
        return false;
    if (statuses.some((status) => status !== 'same' && status !== 'unknown'))
        return false;
    return statuses.includes('unknown') ? undefined : true;
}

// EXTERNAL MODULE: ./src/compare/comparison.js
var comparison = __webpack_require__(21581);
// EXTERNAL MODULE: ./src/compare/file-tables.js
var file_tables = __webpack_require__(46446);
;// CONCATENATED MODULE: ./src/compare/rules/evaluate-rules.js


const kept = { kind: 'kept' };
const breakRule = (evidence) => ({ kind: 'broken', evidence });
const leaveUndecided = (why) => ({ kind: 'undecided', why });
/** The most columns that a sentence names; it counts the others. */
const maxNamed = 5;
/**
 * Evaluates rules for a proved output. A rule is broken only with evidence; without the facts it is undecided, with the
 * reason. A proved output always keeps `error` and `missing-output`.
 */
function evaluateRules(rules, facts) {
    const results = rules.map((rule) => ({ rule: (0,rules_rules/* printRule */.KL)(rule), ...evaluateRule(rule, facts) }));
    return {
        checked: results.map(({ rule }) => rule),
        breaches: results.flatMap((one) => (one.kind === 'broken' ? [{ rule: one.rule, evidence: one.evidence }] : [])),
        undecided: results.flatMap((one) => (one.kind === 'undecided' ? [{ rule: one.rule, why: one.why }] : [])),
    };
}
function evaluateRule(rule, facts) {
    const { comparison, noBase } = facts;
    const withComparison = (find) => 'unknown' in comparison ? leaveUndecided(comparison.unknown) : find(comparison);
    const withBase = (find) => withComparison((known) => (noBase === undefined ? find(known) : leaveUndecided(noBase)));
    switch (rule.kind) {
        case 'error':
        case 'missing-output':
            return kept;
        case 'stale':
            return checkAge(rule, facts);
        case 'empty':
            return withComparison(checkEmpty);
        case 'column-removed':
            return withBase(checkRemovedColumns);
        case 'type-changed':
            return withBase(checkChangedTypes);
        case 'limit':
            // The size of a proved bundle is known even without a comparison.
            return rule.quantity.of === 'bytes' && !rule.isChange
                ? checkLimit(rule, facts, { base: undefined, now: facts.bytes })
                : withComparison((comparison) => checkQuantity(rule, facts, comparison));
    }
}
function checkAge({ amount, unit }, { createdAt, now }) {
    const age = now.getTime() - createdAt.getTime();
    if (age <= amount * rules_rules/* timeUnits */.F7[unit])
        return kept;
    const created = createdAt.toISOString().slice(0, 16).replace('T', ' ');
    return breakRule(`It was created at ${created} UTC, ${evaluate_rules_formatNumber(age / rules_rules/* timeUnits */.F7[unit])} ${unit} ago.`);
}
function checkEmpty({ rows, columns, files, nested }) {
    if (rows.now !== undefined)
        return rows.now > 0 ? kept : breakRule('It has no rows.');
    const has = (part) => part.now !== undefined;
    if (nested.some(({ uuids }) => has(uuids)) || columns.some(({ now }) => now !== undefined && now.rows > 0))
        return kept;
    const sizes = files.flatMap(({ now }) => (now === undefined ? [] : [now.bytes]));
    if (sizes.some((bytes) => bytes > 0))
        return kept;
    if (columns.some(({ status, now }) => status !== 'removed' && now === undefined))
        return leaveUndecided('Some frames cannot be read.');
    if (sizes.length > 0)
        return breakRule(`All ${sizes.length} file(s) are empty.`);
    return breakRule(columns.some(has) ? 'Its frames hold no values.' : 'It holds nothing.');
}
function checkRemovedColumns(comparison) {
    const removed = comparison.columns.flatMap(({ name, status }) => (status === 'removed' ? [name] : []));
    const { base, now } = (0,file_tables/* collectTables */.G)(comparison.files);
    const isUnread = now.size === 0 || (0,file_tables/* hasUnreadTable */.g)(comparison.files, 'now');
    const missing = [...removed, ...(isUnread ? [] : [...base.keys()].filter((name) => !now.has(name)))];
    if (missing.length > 0)
        return breakRule(`Removed columns: ${listNames(missing)}.`);
    return checkUnreadTables(comparison);
}
function checkChangedTypes(comparison) {
    const changed = comparison.columns.flatMap(({ name, differs, base, now }) => differs.includes('type') ? [`${name} (${base?.type} before, ${now?.type} now)`] : []);
    const { base, now } = (0,file_tables/* collectTables */.G)(comparison.files);
    for (const [name, types] of base) {
        const typesNow = now.get(name);
        if (typesNow !== undefined && typesNow !== types)
            changed.push(`${name} (${types} before, ${typesNow} now)`);
    }
    if (changed.length > 0)
        return breakRule(`Changed types: ${listNames(changed)}.`);
    const unread = comparison.columns.filter(({ status, base, now }) => status === 'unknown' && !(base && now));
    if (unread.length > 0)
        return leaveUndecided(`Unreadable columns: ${listNames(unread.map(({ name }) => name))}.`);
    return checkUnreadTables(comparison);
}
/** Tables in files that can no longer be read may have lost any column. */
function checkUnreadTables(comparison) {
    const { base, now } = (0,file_tables/* collectTables */.G)(comparison.files);
    const isUnread = now.size === 0 || (0,file_tables/* hasUnreadTable */.g)(comparison.files, 'now');
    const isUnknown = base.size > 0 && isUnread && comparison.files.some((file) => file.now !== undefined);
    return isUnknown ? leaveUndecided('The columns in the files of the output are unknown.') : kept;
}
function checkQuantity(rule, facts, { rows, bytes, columns }) {
    const { quantity } = rule;
    if (quantity.of !== 'nulls')
        return checkLimit(rule, facts, quantity.of === 'rows' ? rows : bytes);
    const column = columns.find(({ name }) => name === quantity.column);
    if (column?.now === undefined)
        return leaveUndecided(`The output has no column ${JSON.stringify(quantity.column)}.`);
    const countNulls = (side) => {
        if (side?.values === undefined)
            return undefined;
        return rule.isPercent ? toPercent(side.values.nulls, side.rows) : side.values.nulls;
    };
    return checkLimit(rule, facts, { base: countNulls(column.base), now: countNulls(column.now) });
}
/** In percent; 0 without rows. */
const toPercent = (part, whole) => (whole === 0 ? 0 : (part * 100) / whole);
function checkLimit(rule, { noBase }, { base, now }) {
    const { noun, reason } = describeQuantity(rule);
    if (now === undefined)
        return leaveUndecided(`The number of ${noun} in the output is unknown${reason}.`);
    if (!rule.isChange)
        return breaksLimit(now, rule) ? breakRule(`${formatAmount(now, rule)}.`) : kept;
    if (noBase !== undefined)
        return leaveUndecided(noBase);
    if (base === undefined)
        return leaveUndecided(`The number of ${noun} in the base is unknown${reason}.`);
    const isRelative = rule.isPercent && rule.quantity.of !== 'nulls';
    const change = isRelative ? getRelativeChange(base, now) : now - base;
    if (!breaksLimit(change, rule))
        return kept;
    const unit = rule.isPercent && !isRelative ? ' %' : '';
    const evidence = `${formatAmount(now, rule)}, ${evaluate_rules_formatNumber(base)}${unit} in the base`;
    return breakRule(`${evidence}: ${formatChange(change, rule, isRelative)}.`);
}
function formatChange(change, { isPercent }, isRelative) {
    if (change === Number.POSITIVE_INFINITY)
        return 'an infinite increase';
    if (isRelative)
        return `${formatSigned(change)} %`;
    return `${formatSigned(change)}${isPercent ? ' points' : ''}`;
}
/** In percent of the base: 0 from 0 to 0, infinite from 0 to more, −100 to 0. */
function getRelativeChange(base, now) {
    if (base === 0)
        return now === 0 ? 0 : Number.POSITIVE_INFINITY;
    return ((now - base) * 100) / base;
}
function breaksLimit(value, { is, amount }) {
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
function describeQuantity({ quantity }) {
    if (quantity.of !== 'nulls')
        return { noun: quantity.of, reason: '' };
    return { noun: `nulls of ${quantity.column}`, reason: ': its values were not read, see `diff-max-bytes`' };
}
function formatAmount(amount, { quantity, isPercent }) {
    if (quantity.of !== 'nulls')
        return `${evaluate_rules_formatNumber(amount)} ${amount === 1 ? quantity.of.slice(0, -1) : quantity.of}`;
    return `${evaluate_rules_formatNumber(amount)}${isPercent ? ' %' : ''} of ${quantity.column} are null`;
}
const evaluate_rules_formatNumber = (value) => value.toLocaleString('en', { maximumFractionDigits: 2 });
const formatSigned = (value) => value.toLocaleString('en', { maximumFractionDigits: 2, signDisplay: 'exceptZero' }).replace('-', '−');
function listNames(names) {
    const some = names.slice(0, maxNamed).join(', ');
    return names.length > maxNamed ? `${some}, and ${names.length - maxNamed} more` : some;
}

;// CONCATENATED MODULE: ./src/disdat/reuse.js
/**
 * Predicts whether Disdat can reuse a bundle. disdat 1.x treats code as changed unless GIT_DIRTY is set and empty, and
 * images of `dsdt dockerize` never set it. So `env` sets it for an image whose commit is the workflow's own. An image
 * with `ignore_code_version` in its configuration, as `dsdt init` writes it, does not compare code at all.
 */
function predictReuse({ dialect, force, env, commits }) {
    const imageCommit = parseCommit(env.get('PIPELINE_GIT_HASH'));
    const predict = (possible, why, vars = []) => {
        return { possible, why, env: new Map(vars), imageCommit };
    };
    if (force)
        return predict(false, 'Not possible: `force` is set.');
    if (dialect === 'classic')
        return predict(undefined, 'Depends on the image: a classic image decides on its own.');
    const dirty = env.get('GIT_DIRTY');
    if (dirty === '')
        return predict(true, 'Possible: GIT_DIRTY is empty in the environment.');
    if (dirty !== undefined)
        return predict(undefined, `Depends on the image: GIT_DIRTY is set, so ${unlessIgnored}`);
    if (imageCommit === undefined)
        return predict(undefined, `Depends on the image: it names no commit, so ${unlessIgnored}`);
    const built = `built from commit ${imageCommit.slice(0, 7)}`;
    if (commits.includes(imageCommit))
        return predict(true, `Possible: the image is ${built}, which this workflow runs for.`, [['GIT_DIRTY', '']]);
    const workflowCommit = commits[0]?.slice(0, 7) ?? 'an unknown commit';
    return predict(undefined, `Depends on the image: it is ${built} and this workflow runs for ${workflowCommit}, so ${unlessIgnored}`);
}
const unlessIgnored = 'Disdat runs every task again unless the image is configured with `ignore_code_version`.';
/**
 * Reads a commit hash. dockerize may write it as the text of a Python bytes object, with or without its quotes:
 * `b'1288…\n'`, `b1288…\n`.
 */
function parseCommit(text) {
    return /^(?:b'?)?([0-9a-f]{40}|[0-9a-f]{64})(?:\\n)?'?$/.exec(text?.trim() ?? '')?.[1];
}

;// CONCATENATED MODULE: ./src/remote/base.js


/** The most candidates whose commits are looked up, newest first. */
const maxLookups = 50;
/** The most parameters that a note names. */
const maxNamedParams = 10;
/**
 * The base of a run without `compare-with`: among the bundles with the same identity and the same parameters, the
 * newest whose commit is in the history; otherwise the newest of them, with a note. Undefined when there is none: the
 * output is a first version.
 */
async function findBase(catalog, criteria, ancestry) {
    const { output, isNamedByPipe } = criteria;
    const query = isNamedByPipe && output.code.method !== '' ? { codeMethod: output.code.method } : { name: output.name };
    const similar = listOthers(catalog.findMatches(query), criteria).filter((other) => hasSameParams(other, criteria));
    // A parameter that only one of the two has does not rule a bundle out, but equal parameters are preferred.
    const identical = similar.filter((other) => listDifferentParams(other, criteria).length === 0);
    const candidates = identical.length > 0 ? identical : similar;
    const [newest] = candidates;
    if (newest === undefined)
        return undefined;
    const { head } = ancestry;
    const lookup = head === undefined ? undefined : await findFirstAncestor(candidates, { ...ancestry, head });
    if (lookup?.bundle !== undefined)
        return addNote({ bundle: lookup.bundle, choice: 'ancestor' }, criteria);
    return addNote({ bundle: newest, choice: 'newest' }, criteria, describeOrigin(newest, head, lookup?.known));
}
/** The newest bundle of this name, one with the same parameters first. Undefined when there is none. */
function findNamedBase(catalog, name, criteria) {
    const candidates = listOthers(catalog.findMatches({ name }), criteria);
    const bundle = candidates.find((other) => listDifferentParams(other, criteria).length === 0) ?? candidates[0];
    return bundle && addNote({ bundle, choice: 'asked-for' }, criteria);
}
/** A base for a bundle that `compare-with` names by its uuid. */
function createNamedBase(bundle, criteria) {
    return addNote({ bundle, choice: 'asked-for' }, criteria);
}
function listOthers(bundles, { output, isReused }) {
    return bundles.filter(({ uuid }) => isReused || uuid !== output.uuid).toSorted(disdat_bundle/* compareNewestFirst */.a0);
}
/**
 * Whether the parameters that both bundles have are equal. Uuids of bundles may differ: they change from run to run.
 */
function hasSameParams(other, { output, inputParam }) {
    return [...output.params].every(([name, value]) => {
        const otherValue = other.params.get(name);
        if (otherValue === undefined || name === inputParam || value === otherValue)
            return true;
        return (0,disdat_bundle/* isUuid */.O1)(value) && (0,disdat_bundle/* isUuid */.O1)(otherValue);
    });
}
/** The names of the parameters that differ, or that only one of the bundles has. */
function listDifferentParams(other, { output, inputParam }) {
    const names = new Set([...output.params.keys(), ...other.params.keys()]);
    return [...names].filter((name) => {
        const [value, otherValue] = [output.params.get(name), other.params.get(name)];
        if (name === inputParam || value === otherValue)
            return false;
        return value === undefined || otherValue === undefined || !(0,disdat_bundle/* isUuid */.O1)(value) || !(0,disdat_bundle/* isUuid */.O1)(otherValue);
    });
}
/** The first candidate whose commit is in the history, and the commits that were looked up, each once. */
async function findFirstAncestor(candidates, { head, isAncestor }) {
    const known = new Map();
    for (const bundle of candidates.slice(0, maxLookups)) {
        const commit = parseCommit(bundle.code.hash);
        if (commit === undefined)
            continue;
        if (!known.has(commit))
            known.set(commit, commit === head || (await isAncestor(commit, head)));
        if (known.get(commit))
            return { bundle, known };
    }
    return { bundle: undefined, known };
}
/** The note about a base that is not known to be in the history. */
function describeOrigin(bundle, head, known) {
    const commit = parseCommit(bundle.code.hash);
    if (commit === undefined)
        return 'Base of unknown code: the bundle names no commit.';
    const origin = `the base was created at commit ${shorten(commit)}`;
    if (head === undefined)
        return `Base of unknown history: ${origin}, and the commit of this workflow is unknown.`;
    const history = `the history of ${shorten(head)}`;
    if (known?.get(commit) === false)
        return `Base from another commit: ${origin}, which is not in ${history}.`;
    return `Base of unknown history: ${origin}, which may or may not be in ${history}.`;
}
function addNote(base, criteria, origin) {
    const { bundle, choice } = base;
    if (bundle.uuid === criteria.output.uuid) {
        return { bundle, choice, note: 'The output is its own base: the run created nothing.' };
    }
    const names = listDifferentParams(bundle, criteria).slice(0, maxNamedParams);
    const params = names.length > 0 ? `The base has other parameters: ${names.join(', ')}.` : undefined;
    return { bundle, choice, note: [origin, params].filter(Boolean).join(' ') || undefined };
}
function shorten(commit) {
    return commit.slice(0, 7);
}

;// CONCATENATED MODULE: ./src/bundles/bundle-reader.js





/** The deepest nesting of bundles that is followed. */
const bundle_reader_maxDepth = 32;
/** The most bundles that one bundle may contain, all levels together. */
const maxParts = 10_000;
/** Bytes of frames that a bundle, with those nested in it, keeps in memory. */
const maxKeptBytes = 8 * 1024 * 1024;
/**
 * A bundle and all bundles nested in it, each once, inner before outer, so that the last part is the bundle itself;
 * undefined when its HyperFrame does not exist. Missing objects are listed in their part. Throws Failure
 * `bundle-corrupt` when one of the bundles cannot be read.
 */
async function readBundleParts(place, uuid, options) {
    const seen = new Set();
    const parts = [];
    const budget = { bytes: maxKeptBytes };
    const visit = async (inner, depth) => {
        if (seen.has(inner))
            return true;
        if (depth > bundle_reader_maxDepth || seen.size >= maxParts) {
            const reason = `it contains more than ${maxParts} bundles, or nests them more than ${bundle_reader_maxDepth} deep`;
            throw createCorruptBundleFailure(place, uuid, reason);
        }
        seen.add(inner);
        const read = await readPart(place, inner, budget, options);
        if (read === undefined)
            return false;
        for (const nested of read.nested) {
            if (await visit(nested, depth + 1))
                continue;
            throw createCorruptBundleFailure(place, inner, `it contains the bundle ${nested}, which does not exist`);
        }
        parts.push(read.part);
        return true;
    };
    return (await visit(uuid, 0)) ? parts : undefined;
}
async function readPart(place, uuid, budget, options) {
    try {
        const listing = place.listSizes(uuid, options);
        const [head, sizes] = await Promise.all([readHyperFrameObject(place, uuid, options), listing]);
        if (head === undefined)
            return undefined;
        const { bundle, bytes } = head;
        const frames = await readFrames(place, bundle, { signal: options.signal, sizes, budget });
        const files = collectLinkedFiles(bundle, frames.present);
        const warnings = [...frames.warnings, ...files.warnings];
        if (!(0,hyperframe/* hyperFrameHashMatches */.XI)(bytes))
            warnings.unshift(`The HyperFrame of ${uuid} does not match its own hash.`);
        const paths = new Set([...files.paths, ...frames.present.map((frame) => frame.path)]);
        const objects = [];
        const missing = [...frames.missing];
        for (const path of paths) {
            const size = sizes.get(path);
            if (size === undefined)
                missing.push(path);
            else
                objects.push({ path, size });
        }
        const { hashChecks, frameBytes } = frames;
        const part = { bundle, hyperFrame: bytes, objects, missing, hashChecks, frameBytes, warnings };
        return { part, nested: frames.present.flatMap((frame) => frame.nested) };
    }
    catch (error) {
        if (error instanceof format_error/* BundleFormatError */.KC)
            throw createCorruptBundleFailure(place, uuid, error.message, error);
        throw error;
    }
}
/** The frames of one bundle. A frame without an object is in `missing`. */
async function readFrames(place, { uuid, frames }, options) {
    const { sizes, budget } = options;
    const present = [];
    const missing = [];
    const hashChecks = new Map();
    const frameBytes = new Map();
    const warnings = [];
    await forEachBounded(frames, async ({ uuid: frameUuid }, signal) => {
        const path = (0,disdat_bundle/* formatFrameName */.u_)(frameUuid);
        const size = sizes.get(path);
        const contents = size === undefined ? undefined : await readFrameContents(place, uuid, path, { size, signal });
        if (contents === undefined) {
            missing.push(path);
            return;
        }
        const { nested, links, hashMatches, bytes } = contents;
        present.push({ path, nested, links });
        if (hashMatches !== undefined)
            hashChecks.set(path, hashMatches);
        if (hashMatches === false)
            warnings.push(`The frame ${frameUuid} of ${uuid} does not match its own hash.`);
        if (bytes !== undefined && bytes.length <= budget.bytes) {
            budget.bytes -= bytes.length;
            frameBytes.set(path, bytes);
        }
    }, options);
    return { present, missing, hashChecks, frameBytes, warnings };
}
/** The files that the links of a bundle name. Throws BundleFormatError for a link to a frame or the HyperFrame. */
function collectLinkedFiles({ uuid, frames }, present) {
    const paths = new Set();
    const warnings = [];
    for (const url of present.flatMap((frame) => frame.links)) {
        const link = (0,disdat_bundle/* parseLinkPath */.xx)(url);
        if (link.kind === 'file')
            paths.add(link.path);
        else
            warnings.push(`A link of ${uuid} points outside the bundle, to ${link.url}: it is neither checked nor pulled.`);
    }
    const own = [(0,disdat_bundle/* formatHyperFrameName */.Oj)(uuid), ...frames.map((frame) => (0,disdat_bundle/* formatFrameName */.u_)(frame.uuid))];
    const reserved = own.find((path) => paths.has(path));
    if (reserved !== undefined)
        throw new format_error/* BundleFormatError */.KC(`a link to ${reserved}, which is not a file of the user`);
    return { paths, warnings };
}
/** The contents of a frame. A large frame of values is not read: its first bytes show that it refers to nothing. */
async function readFrameContents(place, uuid, path, { size, signal }) {
    if (size > hyperframe/* framePeekBytes */.Af) {
        const start = await place.read(uuid, path, { signal, firstBytes: hyperframe/* framePeekBytes */.Af, maxBytes: hyperframe/* framePeekBytes */.Af });
        if (start === undefined)
            return undefined;
        if ((0,hyperframe/* peekFrame */.VT)(start) === 'values')
            return { kind: 'values', links: [], nested: [] };
    }
    const bytes = await place.read(uuid, path, { signal, maxBytes: hyperframe/* maxFrameBytes */.fr });
    if (bytes === undefined)
        return undefined;
    const contents = (0,hyperframe/* scanFrame */.$$)(bytes);
    if (!contents.nested.every(disdat_bundle/* isUuid */.O1))
        throw new format_error/* BundleFormatError */.KC('a nested bundle without a uuid');
    return { ...contents, hashMatches: (0,hyperframe/* frameHashMatches */.bG)(bytes), bytes };
}

;// CONCATENATED MODULE: ./src/remote/prove.js


/** The most missing objects that an error names. */
const prove_maxNamed = 5;
/**
 * Proves that a bundle is on the remote: reads its HyperFrame, lists its folder, and checks that every frame, linked
 * file and nested bundle exists. Undefined when there is no HyperFrame. Throws Failure `bundle-corrupt` that names the
 * missing objects, or says why the bundle cannot be read.
 */
async function proveBundle(remote, uuid, options) {
    const parts = await readBundleParts(remote, uuid, options);
    const bundle = parts?.at(-1)?.bundle;
    if (parts === undefined || bundle === undefined)
        return undefined;
    for (const { bundle: inner, missing } of parts) {
        if (missing.length > 0)
            throw createCorruptBundleFailure(remote, inner.uuid, describeMissing(missing));
    }
    return {
        bundle,
        uri: remote.getUri(uuid),
        parts,
        objects: parts.reduce((sum, part) => sum + part.objects.length + 1, 0),
        bytes: parts.reduce((sum, part) => sum + part.hyperFrame.length + sumSizes(part.objects), 0),
        warnings: parts.flatMap((part) => part.warnings),
    };
}
/** A clause about missing objects: the names of the first `maxNamed`, and how many there are in all. */
function describeMissing(missing) {
    const named = missing.slice(0, prove_maxNamed).join(', ');
    const more = missing.length > prove_maxNamed ? `, … (${missing.length} in all)` : '';
    return `it refers to objects that do not exist: ${named}${more}`;
}
function sumSizes(objects) {
    return objects.reduce((sum, object) => sum + object.size, 0);
}

;// CONCATENATED MODULE: ./src/remote/listing.js


/** The entries of one response. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
const pageSize = 1000;
/** A listing that needs more further pages than this is split by the next digit of the uuid. */
const splitPages = 3;
/** The longest prefix that a listing is split by: 256 listings. */
const maxDigits = 2;
/** Concurrent listings. */
const maxListings = 32;
const digits = '0123456789abcdef';
/**
 * The uuids of a context's bundle folders; a bundle without a folder does not exist. Small contexts are listed page by
 * page, large ones by 16 or 256 concurrent listings. Uuids are random, so the last one of the first page shows how many
 * pages follow.
 */
async function listBundleUuids(remote, options) {
    const uuids = new Set();
    let prefixes = [''];
    while (prefixes.length > 0) {
        const longer = [];
        const list = async (prefix, signal) => {
            longer.push(...(await listWithPrefix(remote, prefix, uuids, signal)));
        };
        await forEachBounded(prefixes, list, { ...options, limit: maxListings });
        prefixes = longer;
    }
    return uuids;
}
/**
 * Adds the uuids with this prefix to `uuids`. Returns longer prefixes that are still to be listed, or an empty list.
 */
async function listWithPrefix(remote, prefix, uuids, signal) {
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
        const pagesLeft = pages / estimateShare(uuid.slice(prefix.length)) - pages;
        if (pagesLeft > splitPages) {
            return [...digits].filter((digit) => digit >= uuid.charAt(prefix.length)).map((digit) => prefix + digit);
        }
    }
    return [];
}
/** The share of all uuids that sort before this one, from its first digits. Never zero. */
function estimateShare(uuid) {
    const known = uuid.slice(0, 4);
    return (Number.parseInt(known, 16) + 1) / 16 ** known.length;
}

;// CONCATENATED MODULE: ./src/remote/catalog.js






/**
 * Lists the context, and reads the bundles that the index does not know: one GET each. With more than `maxUnread`
 * unknown bundles, none of them is read. While the listing runs, the index is read, and the likely answer to
 * `likelyQuery`.
 */
async function readCatalog(remote, cache, options) {
    const { index } = remote;
    const { likelyQuery, maxUnread = Number.POSITIVE_INFINITY } = options;
    const listed = await listBesideIndex(remote, cache, options);
    const unknown = [...listed].filter((uuid) => !index.has(uuid));
    const unread = unknown.length > maxUnread ? unknown.length : 0;
    const lines = new Map();
    const unindexed = [];
    const read = async (uuid, signal) => {
        const bundle = await cache.read(uuid, { signal });
        const line = bundle && formatIndexLine(bundle);
        if (line !== undefined)
            lines.set(uuid, line);
        else if (bundle !== undefined)
            unindexed.push(bundle);
        if (likelyQuery === undefined || bundle === undefined || !(0,disdat_bundle/* matchesQuery */.Qk)(bundle, likelyQuery))
            cache.forget(uuid);
    };
    if (unread === 0)
        await forEachBounded(unknown, read, options);
    index.add(lines, listed);
    const get = (uuid) => unindexed.find((bundle) => bundle.uuid === uuid) ?? index.get(uuid);
    return {
        unread,
        has: (uuid) => listed.has(uuid),
        get: (uuid) => (listed.has(uuid) ? get(uuid) : undefined),
        findMatches: (query) => [
            ...unindexed.filter((bundle) => bundle.committed && (0,disdat_bundle/* matchesQuery */.Qk)(bundle, query)),
            ...index.findMatches(query).filter(({ uuid, committed }) => committed && listed.has(uuid)),
        ],
    };
}
/** Lists the context while the index is loaded and its best answer to `likelyQuery` is read into the cache. */
async function listBesideIndex(remote, cache, options) {
    const { index } = remote;
    const { likelyQuery } = options;
    let listed = new Set();
    const list = async (cancellable) => {
        listed = await listBundleUuids(remote, cancellable);
    };
    const readLikely = async (cancellable) => {
        await index.load(cancellable);
        const best = likelyQuery && (0,disdat_bundle/* pickNewest */.iR)(index.findMatches(likelyQuery).filter(({ committed }) => committed));
        if (best !== undefined)
            await cache.read(best.uuid, cancellable);
    };
    const tasks = [list, readLikely];
    await forEachBounded(tasks, (task, signal) => task({ signal }), { ...options, limit: tasks.length });
    return listed;
}
/** HyperFrames of one remote, each read once. */
class HyperFrameCache {
    #reads = new Map();
    #remote;
    #onUnreadable;
    constructor(remote, { onUnreadable = () => { } }) {
        this.#remote = remote;
        this.#onUnreadable = onUnreadable;
    }
    /** Undefined for a bundle that does not exist or cannot be read. Throws Failure as a store does. */
    async read(uuid, { signal }) {
        const pending = this.#reads.get(uuid) ?? this.#fetch(uuid, signal);
        this.#reads.set(uuid, pending);
        return await pending;
    }
    forget(uuid) {
        this.#reads.delete(uuid);
    }
    async #fetch(uuid, signal) {
        try {
            return (await readHyperFrameObject(this.#remote, uuid, { signal }))?.bundle;
        }
        catch (error) {
            if (!(error instanceof format_error/* BundleFormatError */.KC))
                throw error;
            this.#onUnreadable(uuid, error.message);
            return undefined;
        }
    }
}

;// CONCATENATED MODULE: ./src/run/context-snapshot.js

/** How long the end of a run waits for a comparison, and for the lineage alone. */
const snapshotLimits = { compareMs: 60_000, upstreamMs: 3_000 };
/** The most HyperFrames without an index entry that are read for a comparison; with more, none is read. */
const maxUnread = 10_000;
/**
 * Starts to read the contents of a context. `isWhole`: the whole context is needed, not only the lineage of a bundle.
 */
function createContextSnapshot(remote, signal, isWhole) {
    const hyperFrames = new HyperFrameCache(remote, {});
    const catalog = readCatalog(remote, hyperFrames, { signal, maxUnread: isWhole ? maxUnread : 0 });
    // Each reader of the snapshot handles a failure.
    catalog.catch(() => undefined);
    return { hyperFrames, catalog, signal };
}

;// CONCATENATED MODULE: ./src/local/frame-file.js
var frame_file_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var frame_file_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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


/** A frame ends with its hash: two bytes for field 10 and its length, and 32 characters. */
const tailBytes = 34;
const tailStart = Buffer.of(0x52, 32);
const frame_file_chunkBytes = 1024 * 1024;
/**
 * Whether the `hash` at the end of a frame's file is the MD5 of the bytes before it, as Disdat writes it; undefined
 * when the file does not end with a hash. Reads the file in chunks: a frame may be larger than memory.
 */
async function frameFileHashMatches(file) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const handle = frame_file_addDisposableResource(env_1, await (0,promises_.open)(file), true);
        const { size } = await handle.stat();
        if (size < tailBytes)
            return undefined;
        const tail = Buffer.alloc(tailBytes);
        await handle.read(tail, 0, tailBytes, size - tailBytes);
        if (!tail.subarray(0, tailStart.length).equals(tailStart))
            return undefined;
        const hash = (0,external_node_crypto_.createHash)('md5');
        const buffer = Buffer.alloc(Math.min(frame_file_chunkBytes, size));
        for (let position = 0; position < size - tailBytes;) {
            const length = Math.min(buffer.length, size - tailBytes - position);
            const { bytesRead } = await handle.read(buffer, 0, length, position);
            if (bytesRead === 0)
                return false;
            hash.update(buffer.subarray(0, bytesRead));
            position += bytesRead;
        }
        return hash.digest('hex') === tail.toString('latin1', tailStart.length);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = frame_file_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}

// EXTERNAL MODULE: ./src/local/paths.js
var local_paths = __webpack_require__(2686);
// EXTERNAL MODULE: ./src/local/staging.js
var local_staging = __webpack_require__(73975);
;// CONCATENATED MODULE: ./src/remote/pull.js












/**
 * Pulls a proved bundle into the local context, after the bundles nested in it, and registers each so that dsdt sees it
 * at once. Each bundle is downloaded to a staging folder, checked (lengths, S3's checksums, the hashes of frames) and
 * renamed: it appears whole or not at all. Existing objects are kept. With `files: false`, linked files stay on the
 * remote, as with `dsdt pull` without `--localize`. Throws Failure `disk-full`, `local-context-unwritable`, or
 * `bundle-corrupt` when the local copy differs. No staging folder is left after a failure or when `signal` aborts.
 */
async function pullBundle(remote, proof, context, options) {
    const folder = external_node_path_default().join(context.objects, proof.bundle.uuid);
    const allWarnings = [];
    const result = { folder, objects: 0, bytes: 0, warnings: allWarnings };
    let staging;
    try {
        staging = await (0,local_staging/* createStagingFolder */.c)(context.folder, options.runId);
        for (const part of proof.parts) {
            const { objects, bytes, warnings } = await pullPart(remote, part, context, { ...options, staging });
            result.objects += objects;
            result.bytes += bytes;
            allWarnings.push(...warnings);
            await registerBundle(context, part.hyperFrame, options);
        }
        return result;
    }
    catch (error) {
        throw toDiskFailure(error, context.folder);
    }
    finally {
        if (staging !== undefined)
            await (0,promises_.rm)(staging, { recursive: true, force: true });
    }
}
async function pullPart(remote, part, context, options) {
    const { uuid } = part.bundle;
    const target = external_node_path_default().join(context.objects, uuid);
    const source = external_node_path_default().join(options.staging, uuid);
    const all = selectObjects(part, options.files !== false);
    await assertFits(all, uuid, target);
    const existing = await context.listSizes(uuid, options);
    assertSameSizes(all, existing, uuid, target);
    const absent = all.filter((object) => !existing.has(object.path));
    if (absent.length === 0)
        return { objects: 0, bytes: 0, warnings: [] };
    await Promise.all(listFolders(absent, source).map((folder) => (0,promises_.mkdir)(folder, { recursive: true })));
    const warnings = await downloadObjects(remote, part, absent, { signal: options.signal, folder: source });
    options.signal.throwIfAborted();
    await (0,promises_.mkdir)(context.objects, { recursive: true });
    const isComplete = existing.size === 0 && (await renameWhole(source, target));
    if (!isComplete)
        await addObjects(absent, source, target);
    return { objects: absent.length, bytes: absent.reduce((sum, object) => sum + object.size, 0), warnings };
}
/** The objects to pull, the HyperFrame last. */
function selectObjects(part, hasFiles) {
    const { uuid, frames } = part.bundle;
    const names = new Set(frames.map((frame) => (0,disdat_bundle/* formatFrameName */.u_)(frame.uuid)));
    const selected = hasFiles ? part.objects : part.objects.filter((object) => names.has(object.path));
    return [...selected, { path: (0,disdat_bundle/* formatHyperFrameName */.Oj)(uuid), size: part.hyperFrame.length }];
}
function assertSameSizes(objects, existing, uuid, target) {
    const different = objects.find((object) => (existing.get(object.path) ?? object.size) !== object.size);
    if (different === undefined)
        return;
    const { path: name, size } = different;
    const sizes = `${name} has ${existing.get(name)} bytes in the local context and ${size} on the remote`;
    const evidence = `The local copy of the bundle ${uuid} in ${target} differs from the remote: ${sizes}.`;
    throw new errors/* Failure */.HR('bundle-corrupt', evidence, `Remove it with \`dsdt rm --uuid ${uuid}\`, and run again.`);
}
/**
 * Writes objects to the staging folder and checks them. Returns warnings about large frames that do not match their
 * hash.
 */
async function downloadObjects(remote, part, objects, options) {
    const { uuid, frames } = part.bundle;
    const frameNames = new Set(frames.map((frame) => (0,disdat_bundle/* formatFrameName */.u_)(frame.uuid)));
    const inMemory = new Map([...part.frameBytes, [(0,disdat_bundle/* formatHyperFrameName */.Oj)(uuid), part.hyperFrame]]);
    const warnings = [];
    await forEachBounded(objects, async ({ path: name, size }, signal) => {
        const file = external_node_path_default().join(options.folder, name);
        const bytes = inMemory.get(name);
        if (bytes?.length === size) {
            await (0,promises_.writeFile)(file, bytes, { signal });
            return;
        }
        if (!(await remote.store.getToFile(remote.getKey(uuid, name), file, { size, signal })))
            throw createCorruptBundleFailure(remote, uuid, `${name} was deleted while it was pulled`);
        if (!frameNames.has(name) || (await frameFileHashMatches(file)) !== false)
            return;
        const matchedBefore = part.hashChecks.get(name);
        if (matchedBefore === true)
            throw createCorruptBundleFailure(remote, uuid, `${name} has other bytes than when the bundle was proved`);
        if (matchedBefore === undefined)
            warnings.push(`${name} of ${uuid} does not match its own hash.`);
    }, options);
    return warnings;
}
/** Throws Failure `bundle-corrupt` when a folder cannot hold these objects, or a symbolic link would redirect them. */
async function assertFits(objects, uuid, target) {
    const paths = objects.map((object) => object.path);
    const conflict = (0,local_paths/* findPathConflict */.P)(paths);
    if (conflict !== undefined) {
        const evidence = `The bundle ${uuid} cannot be pulled: ${conflict}.`;
        throw new errors/* Failure */.HR('bundle-corrupt', evidence, 'Create it with other file names, or set `pull-output: metadata`.');
    }
    const link = await (0,local_paths/* findSymlinkOnPath */.l)(target, paths);
    if (link === undefined)
        return;
    const evidence = `The bundle ${uuid} cannot be pulled: ${link} is a symbolic link that leads elsewhere.`;
    throw new errors/* Failure */.HR('bundle-corrupt', evidence, 'Remove the link, and run again.');
}
/** Moves the folder of a bundle into place. Returns false when another process has already put the bundle there. */
async function renameWhole(source, target) {
    try {
        await (0,promises_.rename)(source, target);
        return true;
    }
    catch (error) {
        const code = (0,file_errors/* getFileErrorCode */.Ah)(error);
        if (code === 'ENOTEMPTY' || code === 'EEXIST')
            return false;
        throw error;
    }
}
/** Moves objects into the existing folder of a bundle, in order, so that the HyperFrame comes last. */
async function addObjects(objects, source, target) {
    for (const folder of listFolders(objects, target))
        await (0,promises_.mkdir)(folder, { recursive: true });
    for (const { path: name } of objects)
        await (0,promises_.rename)(external_node_path_default().join(source, name), external_node_path_default().join(target, name));
}
function listFolders(objects, root) {
    return [...new Set(objects.map((object) => external_node_path_default().dirname(external_node_path_default().join(root, object.path))))];
}

;// CONCATENATED MODULE: ./src/run/pull-output.js



/** Pulls the proved output into the local context, which is created when it does not exist. Throws Failure. */
async function pullOutput({ run, dependencies, runId }, remote, proof) {
    const { home, cancelled: signal, log } = dependencies;
    const boundTo = { url: run.remote.url, context: run.context.remote };
    try {
        const localContext = await ensureContext({ home, name: run.context.local }, boundTo);
        const files = run.pullOutput !== 'metadata';
        const pulled = await pullBundle(remote, proof, localContext, { signal, runId, files });
        for (const warning of pulled.warnings)
            await log.warning(warning);
        return pulled;
    }
    catch (error) {
        if (!(error instanceof errors/* Failure */.HR))
            throw error;
        const evidence = `The whole output bundle is on the remote, but it could not be pulled. ${error.message}`;
        throw new errors/* Failure */.HR(error.verdict, evidence, error.advice, { cause: error });
    }
}
/** Describes a proved bundle for the report. */
function createBundleReport(remote, { bundle, bytes, parts }) {
    const frames = parts.reduce((sum, part) => sum + part.bundle.frames.length, 0);
    const objects = parts.reduce((sum, part) => sum + part.objects.length, 0);
    const { name, uuid, createdAt, tags } = bundle;
    return { name, uuid, uri: remote.getUri(uuid), createdAt, tags, bytes, files: Math.max(0, objects - frames) };
}

;// CONCATENATED MODULE: ./src/run/choose-base.js







/** The most commits that GitHub is asked about, and the time limit for all its answers, in milliseconds. */
const maxAncestryCalls = 10;
const ancestryLimitMs = 15_000;
const createUnknown = (why) => ({ kind: 'unknown', why });
/** Finds and proves the bundle that the output is compared with. Throws Failure as a remote does. */
async function chooseBase(context, output, snapshot) {
    const { run, dependencies } = context;
    const { compareWith } = run.comparison;
    if (compareWith.kind === 'nothing')
        return createUnknown('`compare-with` turns the comparison off.');
    const baseContext = ('context' in compareWith ? compareWith.context : undefined) ?? run.baseContext;
    const isOwn = baseContext === output.remote.context;
    const remote = isOwn ? output.remote : dependencies.openBase(output.remote, baseContext);
    const criteria = createCriteria(run, output);
    const { signal } = snapshot;
    if (compareWith.kind === 'uuid') {
        const bundle = await readBundleAt(remote, compareWith.which, { signal });
        if (bundle === undefined)
            return createUnknown(`The bundle ${remote.getUri(compareWith.which)} does not exist.`);
        return await proveBase(remote, createNamedBase(bundle, criteria), output, signal);
    }
    const catalog = await (isOwn ? snapshot : createContextSnapshot(remote, signal, true)).catalog;
    if (catalog.unread > 0)
        return createUnknown(explainUnread(baseContext, catalog.unread));
    if (compareWith.kind === 'name') {
        const base = findNamedBase(catalog, compareWith.which, criteria);
        if (base !== undefined)
            return await proveBase(remote, base, output, signal);
        return createUnknown(`The remote context ${baseContext} has no other committed bundle "${compareWith.which}".`);
    }
    const base = await findBase(catalog, criteria, createAncestry(dependencies));
    return base === undefined ? { kind: 'none' } : await proveBase(remote, base, output, signal);
}
function createCriteria({ outputName, inputParam }, { proof, status }) {
    return { output: proof.bundle, isReused: status === 'reused', isNamedByPipe: outputName === '-', inputParam };
}
const explainUnread = (context, unread) => `The remote context ${context} has ${(0,units/* formatCount */.B4)(unread, 'bundle')} without an index entry, more than a comparison reads. A run of this action in that context with \`input-bundle\` indexes them.`;
/** The checkout answers first, because that costs nothing. When GitHub is slow, the answer is unknown. */
function createAncestry(dependencies) {
    let calls = 0;
    const limit = AbortSignal.timeout(ancestryLimitMs);
    const { promise: late, resolve: giveUp } = Promise.withResolvers();
    limit.addEventListener('abort', () => giveUp(undefined));
    return {
        head: dependencies.baseCommit,
        async isAncestor(commit, head) {
            const known = await dependencies.isAncestorInCheckout(commit, head);
            if (known !== undefined || calls >= maxAncestryCalls || limit.aborted)
                return known;
            calls += 1;
            return await Promise.race([dependencies.isAncestor(commit, head), late]);
        },
    };
}
async function proveBase(remote, { bundle: { uuid }, choice, note }, output, signal) {
    const isOutputItself = uuid === output.proof.bundle.uuid && remote.context === output.remote.context;
    const proof = isOutputItself ? output.proof : await proveBundle(remote, uuid, { signal });
    if (proof === undefined)
        return createUnknown(`The bundle ${remote.getUri(uuid)} does not exist any more.`);
    const commit = parseCommit(proof.bundle.code.hash);
    const report = {
        ...createBundleReport(remote, proof),
        context: remote.context,
        choice,
        ...(note !== undefined && { note }),
        ...(commit !== undefined && { commit }),
    };
    return { kind: 'base', report, remote, proof };
}

;// CONCATENATED MODULE: ./src/run/compare-output.js







/**
 * Compares the output with its base, and evaluates the rules of `fail-on`. Throws only when the workflow is cancelled:
 * the report says what cannot be compared.
 */
async function compareOutput(context, output, snapshot) {
    const { result, facts } = await compareOrExplain(context, output, snapshot);
    const { bundle, bytes } = output.proof;
    const { failOn } = context.run.comparison;
    const rules = evaluateRules(failOn, { ...facts, createdAt: bundle.createdAt, now: new Date(), bytes });
    return { ...result, rules };
}
/** Throws Failure `rule-broken` for the rules that the output breaks. */
function throwOnBreach({ breaches }) {
    const [first, ...others] = breaches;
    if (first === undefined)
        return;
    const lines = breaches.map(({ rule, evidence }) => `- ${rule}: ${evidence}`);
    const evidence = others.length === 0
        ? `The output breaks the rule ${first.rule} of \`fail-on\`: ${first.evidence}`
        : `The output breaks ${breaches.length} rules of \`fail-on\`:\n${lines.join('\n')}`;
    const advice = 'The whole bundle is on the remote. Fix the pipe. If the change is intended, relax the rule or name another base in `compare-with`.';
    throw new errors/* Failure */.HR('rule-broken', evidence, advice);
}
/** Whether a rule needs the contents of the output, even without a base. */
function needsContents({ comparison: { failOn } }) {
    return failOn.some(({ kind }) => kind === 'empty' || kind === 'limit');
}
async function compareOrExplain(context, output, snapshot) {
    const { cancelled, log } = context.dependencies;
    try {
        return await context.phase('compare', () => compareWithBase(context, output, snapshot));
    }
    catch (error) {
        cancelled.throwIfAborted();
        await log.debug((0,external_node_util_.inspect)(error, { depth: 5 }));
        const timeout = `The comparison took more than ${snapshotLimits.compareMs / 1000} s.`;
        const why = snapshot.signal.aborted ? timeout : `The comparison failed: ${(0,errors/* describeError */.Uc)(error)}`;
        await log.warning(`The output is proved, but it was not compared with an earlier one. ${why}`);
        return { result: { notCompared: why }, facts: { comparison: { unknown: why }, noBase: why } };
    }
}
async function compareWithBase(context, output, snapshot) {
    const { run, dependencies } = context;
    const { log } = dependencies;
    const base = await chooseBase(context, output, snapshot);
    if (base.kind === 'unknown') {
        const { why } = base;
        if (run.comparison.compareWith.kind !== 'nothing')
            await log.warning(`The output is not compared. ${why}`);
        const comparison = needsContents(run) ? await readContents(run, output, base, snapshot) : { unknown: why };
        return { result: { notCompared: why }, facts: { comparison, noBase: why } };
    }
    const changes = await readContents(run, output, base, snapshot);
    const report = base.kind === 'base' ? base.report : undefined;
    const kind = (0,comparison/* classifyChange */.Fd)(changes, report !== undefined);
    log.info(describeComparison(kind, report));
    return {
        result: { comparison: { base: report, kind, changes } },
        facts: {
            comparison: changes,
            noBase: report === undefined ? 'There is no earlier bundle to compare with.' : undefined,
        },
    };
}
const outcomes = {
    none: 'no changes',
    data: 'the data changed',
    schema: 'the schema changed',
    'first-version': 'this is the first version',
    unknown: 'unknown whether anything changed',
};
function describeComparison(kind, base) {
    if (base === undefined)
        return `There is no earlier bundle to compare with: ${outcomes[kind]}.`;
    return `Compared with ${base.name} ${base.uri}: ${outcomes[kind]}.${base.note === undefined ? '' : ` ${base.note}`}`;
}
/** Reads the contents of the output, and compares them with its base if there is one. */
async function readContents({ comparison: { diffMaxBytes: maxBytes, diffSamples: samples } }, output, base, { signal }) {
    return await compareBundles(output, base.kind === 'base' ? base : undefined, { signal, maxBytes, samples });
}

;// CONCATENATED MODULE: ./src/remote/lineage.js


/** The longest chain of dependencies that is followed. */
const lineage_maxDepth = 256;
/** The most ancestors that are followed, all levels together. */
const maxAncestors = 10_000;
/**
 * The lineage of a bundle, from the remote alone; undefined when the bundle does not exist. Costs a GET for each bundle
 * that the catalog does not describe. Throws Failure as a store does.
 */
async function readLineage(catalog, cache, uuid, options) {
    const read = async (id, signal) => (0,disdat_bundle/* isUuid */.O1)(id) && catalog.has(id) ? (catalog.get(id) ?? (await cache.read(id, { signal }))) : undefined;
    const bundle = await read(uuid, options.signal);
    if (bundle === undefined)
        return undefined;
    const ancestors = new Map();
    const missing = new Set();
    let next = listUpstream([bundle]);
    for (let depth = 1; next.length > 0; depth++) {
        const room = maxAncestors - ancestors.size - missing.size;
        if (depth > lineage_maxDepth || room <= 0)
            return { bundle, ancestors, missing, isCut: true };
        const level = next.slice(0, room);
        const results = new Map();
        await forEachBounded(level, async (id, signal) => void results.set(id, await read(id, signal)), options);
        for (const id of level) {
            const ancestor = results.get(id);
            if (ancestor === undefined)
                missing.add(id);
            else
                ancestors.set(id, ancestor);
        }
        const further = listUpstream([...results.values()].filter((ancestor) => ancestor !== undefined));
        next = [...next.slice(room), ...further].filter((id) => !ancestors.has(id) && !missing.has(id));
    }
    return { bundle, ancestors, missing, isCut: false };
}
/**
 * The ancestors that have a newer committed bundle of the same name, the nearest first. Unless it was added by hand
 * (`dsdt add`), the newer bundle must also have the same parameters: a bundle of another day does not replace it.
 */
function findOutdated({ bundle, ancestors }, catalog) {
    const byName = new Map();
    const outdated = [];
    for (const used of ancestors.values()) {
        const { name } = used;
        if (name === '' || used.uuid === bundle.uuid)
            continue;
        const sameName = byName.get(name) ?? catalog.findMatches({ name }).toSorted(disdat_bundle/* compareNewestFirst */.a0);
        byName.set(name, sameName);
        const newest = sameName.find((other) => canReplace(other, used));
        if (newest === undefined || newest.uuid === used.uuid)
            continue;
        if ((0,disdat_bundle/* compareNewestFirst */.a0)(newest, used) < 0)
            outdated.push({ used, newest });
    }
    return outdated;
}
/** `dsdt add` records this code method, and the path of the file as a parameter. */
const addMethod = 'add';
function canReplace(other, used) {
    if (used.code.method === addMethod)
        return true;
    return (other.params.size === used.params.size && [...used.params].every(([key, value]) => other.params.get(key) === value));
}
function listUpstream(bundles) {
    return [...new Set(bundles.flatMap((bundle) => bundle.dependsOn.map(({ uuid }) => uuid)))];
}

;// CONCATENATED MODULE: ./src/run/lineage.js


/** The most bundles in a report; those nearest to the output are kept. */
const maxNodes = 1_000;
/** Creates the lineage of the output for the report: the output first, then its upstream, the nearest bundles first. */
function createLineageReport({ bundle, ancestors, missing, isCut }, context) {
    const found = [bundle, ...[...ancestors.values()].filter(({ uuid }) => uuid !== bundle.uuid)];
    const nodes = [
        ...found.map((each) => createNode(each, context)),
        ...[...missing].map((id) => ({ id, name: '', state: 'missing' })),
    ];
    const kept = new Set(nodes.slice(0, maxNodes).map(({ id }) => id));
    const edges = found.flatMap(({ uuid: to, dependsOn }) => [...new Set(dependsOn.map(({ uuid }) => uuid))].map((from) => ({ from, to })));
    return {
        nodes: nodes.slice(0, maxNodes),
        edges: edges.filter(({ from, to }) => kept.has(from) && kept.has(to)),
        isCut: isCut || nodes.length > maxNodes,
    };
}
/** Creates the lineage of an output that was not created: the failed task alone. Undefined when the log names none. */
function createFailedLineage({ failure }) {
    if (failure?.task === undefined)
        return undefined;
    const [name = ''] = failure.task.split('(');
    return { nodes: [{ id: failure.task, name, state: 'failed' }], edges: [], isCut: true };
}
function createNode({ uuid: id, name, createdAt, code }, context) {
    const commit = parseCommit(code.hash);
    const repo = removeCredentials(code.repo);
    return {
        id,
        name,
        state: getState(code.method, createdAt, context),
        createdAt,
        ...(code.method !== '' && { codeMethod: code.method }),
        ...(commit !== undefined && { commit }),
        ...(repo !== '' && { repo }),
    };
}
function getState(method, createdAt, context) {
    if (method.split('.')[0] !== context.package)
        return 'external';
    return createdAt >= context.launchedAt ? 'produced' : 'reused';
}

;// CONCATENATED MODULE: ./src/run/upstream.js



/**
 * Reads the lineage of the output, and finds upstream bundles that have a newer version on the remote. Empty after a
 * timeout or an error; without newer versions when some bundles of the context were not read. Never throws.
 */
async function readUpstream({ run, dependencies }, snapshot, output) {
    try {
        const catalog = await snapshot.catalog;
        const found = await readLineage(catalog, snapshot.hyperFrames, output.uuid, { signal: snapshot.signal });
        if (found === undefined)
            return {};
        const ownPackage = run.pipeClass.module[0] ?? '';
        const lineage = createLineageReport(found, { launchedAt: output.launchedAt, package: ownPackage });
        if (catalog.unread > 0)
            return { lineage };
        const newerUpstream = findOutdated(found, catalog).map(({ used, newest }) => ({
            name: newest.name,
            uuid: newest.uuid,
            createdAt: newest.createdAt,
            used: { uuid: used.uuid, createdAt: used.createdAt },
        }));
        return { lineage, newerUpstream };
    }
    catch (error) {
        await dependencies.log.debug(`The lineage of the output could not be read: ${(0,errors/* describeError */.Uc)(error)}`);
        return {};
    }
}

;// CONCATENATED MODULE: ./src/run/analyze-output.js




/**
 * Compares a proved output with its base, evaluates `fail-on`, and reads the output's lineage, all within a time limit.
 * Throws only when the workflow is cancelled.
 */
async function analyzeOutput(context, finished, output) {
    const { comparisons, cancelled } = context.dependencies;
    return await comparisons.hold(1, cancelled, () => analyze(context, finished, output));
}
async function analyze(context, { remote, receipt }, output) {
    const { run, dependencies } = context;
    const isCompared = run.comparison.compareWith.kind !== 'nothing';
    const limitMs = isCompared || needsContents(run) ? snapshotLimits.compareMs : snapshotLimits.upstreamMs;
    const signal = AbortSignal.any([dependencies.cancelled, AbortSignal.timeout(limitMs)]);
    const snapshot = createContextSnapshot(remote, signal, isCompared || remote.index.isPersisted);
    const outputFacts = { uuid: output.proof.bundle.uuid, launchedAt: new Date(receipt.launchedAt) };
    const [comparison, upstream] = await settleBoth(compareOutput(context, { remote, ...output }, snapshot), readUpstream(context, snapshot, outputFacts));
    return { ...comparison, ...upstream };
}

;// CONCATENATED MODULE: ./src/run/annotate-failure.js

/** Failures of a pipe's code, which its tracebacks explain. */
const codeVerdicts = new Set([
    'pipe-error',
    'pipe-not-found',
    'unknown-parameter',
    'missing-parameter',
]);
/** Failures without a line in the user's code, which concern the parameters of the pipe's class. */
const classVerdicts = new Set(['unknown-parameter', 'missing-parameter']);
/**
 * Finds the lines of the checkout that caused a failure; empty for an error that is not a Failure. Never throws: the
 * failure is reported in any case.
 */
async function annotateFailure({ run, dependencies }, analyzer, error, rules) {
    if (!(error instanceof errors/* Failure */.HR))
        return [];
    try {
        return await dependencies.annotate([
            ...createFailureCandidates(run, analyzer, error),
            ...createBreachCandidates(run, rules),
        ]);
    }
    catch (cause) {
        await dependencies.log.debug(`The lines of the failure could not be annotated: ${(0,errors/* describeError */.Uc)(cause)}`);
        return [];
    }
}
function createFailureCandidates({ pipeClass }, { origins }, { verdict, message, advice, where }) {
    const level = 'error';
    const tracebacks = origins.map(({ task, exception, frames }) => {
        const title = `${task ?? locateClass(pipeClass).name} failed`;
        return { level, title, message: exception, at: { kind: 'frames', frames } };
    });
    return [
        ...(codeVerdicts.has(verdict) || where !== undefined ? tracebacks : []),
        ...(classVerdicts.has(verdict)
            ? [{ level, title: verdict, message: `${message} ${advice}`, at: locateClass(pipeClass) }]
            : []),
    ];
}
function createBreachCandidates({ pipeClass }, rules) {
    const at = locateClass(pipeClass);
    return (rules?.breaches ?? []).map(({ rule, evidence }) => ({
        level: 'error',
        title: `${at.name} breaks ${rule}`,
        message: evidence,
        at,
    }));
}
const locateClass = ({ module, name }) => ({ kind: 'class', module, name: name.split('.').at(-1) ?? '' });

;// CONCATENATED MODULE: ./src/s3/store.js
/** Keys in one deletion: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
const maxDeletedKeys = 1000;

;// CONCATENATED MODULE: ./src/remote/sandbox.js

/** The format of the marker. A context whose marker has another format belongs to no pull request. */
const version = 1;
/** The limit for a marker, in bytes: ten times its size. */
const maxMarkerBytes = 4096;
/** The common prefix of the keys of a remote context, with a trailing slash. */
function getContextPrefix({ objects }) {
    return objects.slice(0, -'objects/'.length);
}
/** The key of the marker of a context. */
function getMarkerKey(remote) {
    return `${getContextPrefix(remote)}run-action/sandbox`;
}
/** Whether a context has the name of this pull request: `pr-<number>`, alone or after `.`, `_` or `-`. */
function isSandboxNameFor(context, pullRequest) {
    return new RegExp(`(?:^|[._-])pr-${pullRequest}$`).test(context);
}
/** The marker of a context; undefined when there is no marker or it cannot be read. */
async function readSandboxMarker(remote, options) {
    const object = await remote.store.getVersion(getMarkerKey(remote), { ...options, maxBytes: maxMarkerBytes });
    return object?.bytes && parseSandboxMarker(Buffer.from(object.bytes).toString());
}
function parseSandboxMarker(text) {
    const marker = (0,lib_json/* parseJson */.qF)(text);
    const repository = (0,lib_json/* getString */.AA)(marker, 'repository');
    const pullRequest = (0,lib_json/* getNumber */.WZ)(marker, 'pullRequest');
    if ((0,lib_json/* getNumber */.WZ)(marker, 'version') !== version || repository === undefined || pullRequest === undefined) {
        return undefined;
    }
    return { repository, pullRequest, created: new Date((0,lib_json/* getString */.AA)(marker, 'created') ?? Number.NaN) };
}
/**
 * Marks a context as a sandbox of a pull request. `taken` when the context holds bundles but no marker, or belongs to
 * another pull request. A marker is never replaced. Throws Failure as a store does.
 */
async function markSandbox(remote, owner, options) {
    const isOwn = (marker) => marker?.repository === owner.repository && marker.pullRequest === owner.pullRequest;
    if (isOwn(await readSandboxMarker(remote, options)))
        return 'marked';
    if (await hasBundles(remote, options))
        return 'taken';
    const { repository, pullRequest } = owner;
    const text = JSON.stringify({ version, repository, pullRequest, created: new Date().toISOString() });
    const outcome = await remote.store.putVersion(getMarkerKey(remote), Buffer.from(text), undefined, options);
    // Another step of the same pull request may have been first.
    return outcome === 'stored' || isOwn(await readSandboxMarker(remote, options)) ? 'marked' : 'taken';
}
async function hasBundles(remote, options) {
    for await (const _ of remote.store.list(remote.objects, { ...options, delimiter: '/' }))
        return true;
    return false;
}

;// CONCATENATED MODULE: ./src/remote/remove.js




/** Concurrent requests of 1,000 keys each: S3 accepts 3,500 deletions a second below one prefix. */
const maxRequests = 3;
/** The most times that the context is listed again for objects that were written meanwhile. */
const maxPasses = 3;
/** The most keys that a result names. */
const remove_maxNamed = 20;
/** Every object of a remote context, the marker of a sandbox included. Costs a request for each 1,000 objects. */
async function* listContextObjects(remote, options) {
    const prefix = getContextPrefix(remote);
    for await (const entry of remote.store.list(prefix, options)) {
        if (entry.kind === 'object' && entry.key.startsWith(prefix))
            yield entry;
    }
}
/**
 * Deletes every object of a remote context, and nothing else: HyperFrames first, so that no incomplete bundle is
 * visible; the marker of the sandbox last and only when everything else is gone, so that another attempt can finish the
 * work. Objects that are written meanwhile are deleted too, in at most `maxPasses` passes. Throws Failure as a store
 * does.
 */
async function deleteContext(remote, options) {
    const remover = new ObjectRemover(remote, options);
    await remover.remove(listHyperFrames(remote, options));
    let found = 1;
    for (let pass = 1; found > 0 && pass <= maxPasses && remover.failures === 0; pass++) {
        found = await remover.remove(listAllButMarker(remote, options));
    }
    const isWrittenTo = found > 0 && remover.failures === 0;
    if (remover.failures === 0 && !isWrittenTo)
        await remover.removeMarker();
    const { counts, failed, failures, isVersioned } = remover;
    return { ...counts, failed, failures, isVersioned, isWrittenTo };
}
async function* listHyperFrames(remote, options) {
    for await (const entry of listContextObjects(remote, options))
        if (isHyperFrameKey(remote, entry.key))
            yield entry;
}
async function* listAllButMarker(remote, options) {
    const markerKey = getMarkerKey(remote);
    for await (const entry of listContextObjects(remote, options))
        if (entry.key !== markerKey)
            yield entry;
}
/** Whether a key is that of a HyperFrame, whose existence makes a bundle visible. */
function isHyperFrameKey({ objects }, key) {
    const [uuid = '', name, ...more] = key.startsWith(objects) ? key.slice(objects.length).split('/') : [];
    return (0,disdat_bundle/* isUuid */.O1)(uuid) && name === (0,disdat_bundle/* formatHyperFrameName */.Oj)(uuid) && more.length === 0;
}
/** Deletes objects in batches of `maxDeletedKeys`, and counts them. */
class ObjectRemover {
    #remote;
    #options;
    failed = [];
    failures = 0;
    isVersioned = false;
    counts = { bundles: 0, objects: 0, bytes: 0 };
    constructor(remote, options) {
        this.#remote = remote;
        this.#options = options;
    }
    /** Returns the number of entries, deleted or not. */
    async remove(entries) {
        let found = 0;
        const removeBatch = async (batch, signal) => {
            found += batch.length;
            await this.#removeBatch(batch, signal);
        };
        await forEachBounded(splitIntoBatches(entries), removeBatch, { ...this.#options, limit: maxRequests });
        return found;
    }
    async removeMarker() {
        const { failed } = await this.#remote.store.deleteObjects([getMarkerKey(this.#remote)], this.#options);
        this.#addFailures(failed);
    }
    async #removeBatch(batch, signal) {
        const keys = batch.map(({ key }) => key);
        const { failed, isVersioned } = await this.#remote.store.deleteObjects(keys, { signal });
        const remaining = new Set(failed.map(({ key }) => key));
        const deleted = batch.filter(({ key }) => !remaining.has(key));
        const { bundles, objects, bytes } = this.counts;
        this.counts = {
            bundles: bundles + deleted.filter(({ key }) => isHyperFrameKey(this.#remote, key)).length,
            objects: objects + deleted.length,
            bytes: bytes + deleted.reduce((sum, { size }) => sum + size, 0),
        };
        this.isVersioned ||= isVersioned;
        this.#addFailures(failed);
    }
    #addFailures(failed) {
        this.failures += failed.length;
        this.failed.push(...failed.slice(0, Math.max(0, remove_maxNamed - this.failed.length)));
    }
}
async function* splitIntoBatches(entries) {
    let batch = [];
    for await (const entry of entries) {
        batch.push(entry);
        if (batch.length < maxDeletedKeys)
            continue;
        yield batch;
        batch = [];
    }
    if (batch.length > 0)
        yield batch;
}

;// CONCATENATED MODULE: ./src/run/cleanup.js




/** The most keys that a dry run lists. */
const maxListedKeys = 1000;
/**
 * Deletes the sandbox of a closed pull request; undefined when the context is empty. Throws Failure `invalid-input` on
 * any other event, for a context with another name, and for a context without a marker of this pull request.
 */
async function deleteSandbox(cleanup, dependencies, remote, phase) {
    const { log, cancelled: signal } = dependencies;
    throwRefusal(findEventRefusal(cleanup, dependencies));
    if (await isEmpty(remote, dependencies)) {
        log.info(`${formatContextUri(remote)} is empty: no run created a sandbox in it, or it has been deleted.`);
        return undefined;
    }
    throwRefusal(await findMarkerRefusal(cleanup, dependencies, remote));
    const deletion = await phase('cleanup', () => deleteContext(remote, { signal }));
    log.info(`Deleted from ${formatContextUri(remote)}: ${formatCounts(deletion)}`);
    if (deletion.isVersioned)
        log.info('The bucket has versioning: the deleted objects are hidden and remain until a lifecycle rule removes them.');
    return deletion;
}
/** Throws Failure when something remains in the sandbox. */
function assertDeleted({ failed, failures, isWrittenTo }, remote) {
    if (isWrittenTo)
        throw new errors/* Failure */.HR('context-conflict', `Another process writes to ${formatContextUri(remote)} during its deletion.`, 'Cancel the runs of this pull request, and run this job again: it deletes what remains.');
    if (failures === 0)
        return;
    const keys = failed.slice(0, 5).map(({ key, code }) => `${key} (${code})`);
    const more = failures > keys.length ? `, and ${failures - keys.length} more` : '';
    const isDenied = failed.every(({ code }) => code === 'AccessDenied');
    throw new errors/* Failure */.HR(isDenied ? 'access-denied' : 'remote-unreachable', `S3 did not delete ${keys.join(', ')}${more}.`, isDenied
        ? `Give the role s3:DeleteObject below ${formatContextUri(remote)}, and run this job again: it deletes what remains.`
        : 'Run this job again: it deletes what remains.');
}
/** Lists what a cleanup would delete, and why it would be refused. */
async function listSandbox(cleanup, dependencies, remote) {
    const { log, cancelled: signal } = dependencies;
    const counts = { bundles: 0, objects: 0, bytes: 0 };
    const keys = [];
    for await (const object of listContextObjects(remote, { signal })) {
        if (isHyperFrameKey(remote, object.key))
            counts.bundles += 1;
        counts.objects += 1;
        counts.bytes += object.size;
        if (keys.length < maxListedKeys)
            keys.push(object.key);
    }
    if (counts.objects > 0) {
        const refusal = findEventRefusal(cleanup, dependencies) ?? (await findMarkerRefusal(cleanup, dependencies, remote));
        if (refusal !== undefined)
            log.info(`This cleanup would be refused. ${refusal.evidence}`);
    }
    log.info(`A cleanup would delete from ${formatContextUri(remote)}: ${formatCounts(counts)}`);
    await log.printUntrusted(keys);
    log.endUntrusted();
    if (keys.length < counts.objects)
        log.info(`… and ${(0,units/* formatCount */.B4)(counts.objects - keys.length, 'object')} more`);
    return counts;
}
/** Checks the event of the workflow and the name of the context. */
function findEventRefusal({ context: { remote: context } }, { pullRequest }) {
    if (pullRequest === undefined || !pullRequest.isClosed)
        return {
            evidence: 'This workflow does not run because a pull request was closed.',
            advice: 'Use `on: pull_request` with `types: [closed]`, and set `cleanup` for that event only.',
        };
    const { number } = pullRequest;
    if (isSandboxNameFor(context, number))
        return undefined;
    return {
        evidence: `The context ${context} is not named after pull request ${number}.`,
        advice: `Only a context that is called \`pr-${number}\`, or ends in \`-pr-${number}\`, is deleted when that pull request is closed.`,
    };
}
/** Checks the marker in the context. */
async function findMarkerRefusal({ context: { remote: context } }, { pullRequest, cancelled: signal }, remote) {
    const marker = await readSandboxMarker(remote, { signal });
    if (marker === undefined)
        return {
            evidence: `The context ${context} is not marked as a sandbox: it contained bundles before a run with \`base-context\` could mark it.`,
            advice: 'Delete it yourself if it is not needed.',
        };
    const isOurs = marker.repository === pullRequest?.repository && marker.pullRequest === pullRequest.number;
    if (isOurs)
        return undefined;
    return {
        evidence: `The context ${context} is the sandbox of pull request ${marker.pullRequest} of ${marker.repository}.`,
        advice: 'It is deleted when that pull request is closed.',
    };
}
function throwRefusal(refusal) {
    if (refusal === undefined)
        return;
    throw new errors/* Failure */.HR('invalid-input', `cleanup: ${refusal.evidence} Nothing was deleted.`, refusal.advice);
}
async function isEmpty(remote, { cancelled: signal }) {
    for await (const _ of listContextObjects(remote, { signal }))
        return false;
    return true;
}
const formatCounts = ({ bundles, objects, bytes }) => `${(0,units/* formatCount */.B4)(bundles, 'bundle')}, ${(0,units/* formatCount */.B4)(objects, 'object')}, ${(0,units/* formatBytes */.z3)(bytes)}`;
const formatContextUri = ({ url, context }) => `${url}/context/${context}`;

;// CONCATENATED MODULE: ./src/run/cost.js
const hourMs = 3_600_000;
/**
 * Calculates the resources that the run occupied: for a backend that reports them, the resources of each attempt for as
 * long as the attempts ran; otherwise the limits of the run for `followedMs`. Undefined when neither vCPUs nor memory
 * are known, or nothing ran.
 */
function calculateCost({ run, backend }, result, followedMs) {
    return backend.can.reportsUsage
        ? multiplyResources(result?.resources, sumRunningMs(result?.attempts))
        : multiplyResources(run, followedMs);
}
/** Returns the vCPU hours and GiB hours of resources that were occupied for `ms`. */
function multiplyResources(resources, ms) {
    const { vcpus, memoryMib } = resources ?? {};
    if (ms <= 0 || (vcpus ?? memoryMib) === undefined)
        return undefined;
    const hours = ms / hourMs;
    return {
        ...(vcpus !== undefined && { vcpuHours: vcpus * hours }),
        ...(memoryMib !== undefined && { gibHours: (memoryMib / 1024) * hours }),
    };
}
/** Sums the running times of all attempts; an attempt that never started, or whose end is unknown, does not count. */
function sumRunningMs(attempts = []) {
    return attempts.reduce((sum, { startedAt, stoppedAt }) => startedAt && stoppedAt ? sum + Math.max(0, stoppedAt.getTime() - startedAt.getTime()) : sum, 0);
}

// EXTERNAL MODULE: ./src/disdat/command-line.js
var command_line = __webpack_require__(30458);
;// CONCATENATED MODULE: ./src/run/create-task.js



/** Creates the task of a run, without credentials, which `injectCredentials` adds. */
function createTask(context, parts) {
    const { run, runId } = context;
    const { image, inputBundle, outputUuid } = parts;
    return {
        runId,
        name: `${(0,names/* deriveImageName */.qW)(run.pipeClass)}-${runId}`,
        image,
        argv: (0,command_line/* createCommandLine */.G0)(image.dialect, {
            pipeClass: run.pipeClass.name,
            inputName: inputBundle?.name ?? '-',
            inputTags: getInputTags(run.input),
            outputName: run.outputName,
            outputTags: run.outputTags,
            outputUuid,
            params: createParams(context, parts),
            remote: run.remote.url,
            context: run.context,
            force: run.force,
            forceAll: run.forceAll,
            workers: run.workers,
        }),
        env: createEnv(context, parts),
        files: [],
        network: run.network,
        platform: run.platform,
        vcpus: run.vcpus,
        memoryMib: run.memoryMib,
        shmSizeMib: run.shmSizeMib,
        gpus: run.gpus,
        timeoutMs: run.timeoutMs,
        receipt: createReceipt(context, parts),
    };
}
/** A luigi pipe receives the uuid of its input as a parameter; a classic one gets the input by name. */
function createParams({ run }, { image, inputBundle }) {
    if (run.inputParam === undefined || inputBundle === undefined || image.dialect !== 'luigi')
        return run.params;
    return new Map([...run.params, [run.inputParam, inputBundle.uuid]]);
}
function createEnv({ run, backend, dependencies }, { reuse }) {
    const cpuCount = run.vcpus === undefined ? [] : [['DISDAT_CPU_COUNT', String(Math.ceil(run.vcpus))]];
    const networkEnv = backend.can.usesRunnerNetwork ? dependencies.networkEnv : [];
    return new Map([['PYTHONUNBUFFERED', '1'], ...cpuCount, ...networkEnv, ...reuse.env, ...run.env]);
}
function createReceipt({ run, dependencies }, { image, inputBundle, outputUuid }) {
    return {
        pipeClass: run.pipeClass.name,
        remote: run.remote.url,
        context: `${run.context.remote}/${run.context.local}`,
        dialect: image.dialect,
        outputName: run.outputName,
        outputUuid,
        inputUuid: inputBundle?.uuid,
        inputParam: run.inputParam,
        params: Object.fromEntries(run.params),
        image: image.pinned,
        launchedAt: new Date().toISOString(),
        workflowAttempt: dependencies.workflowAttempt,
    };
}

;// CONCATENATED MODULE: ./src/aws/container-files.js
const folder = '/etc/disdat-run-action';
const credentialsPath = `${folder}/credentials.json`;
/** Variables of an image that the SDK would prefer to a configuration file. */
const removedVariables = [
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
 * Variables that make the AWS SDK in the container read only our files. The image's own variables are removed
 * (undefined here), and neither `~/.aws` nor a metadata service can replace the step's credentials. None is a secret.
 */
function createAwsFileEnv(region) {
    return new Map([
        ...removedVariables.map((name) => [name, undefined]),
        ['AWS_CONFIG_FILE', `${folder}/config`],
        ['AWS_SHARED_CREDENTIALS_FILE', `${folder}/none`],
        ['AWS_EC2_METADATA_DISABLED', 'true'],
        ['AWS_REGION', region],
        ['AWS_DEFAULT_REGION', region],
    ]);
}
/**
 * An AWS configuration whose `credential_process` prints a file beside it. SDKs run the process again before the
 * credentials expire (https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html), so replacing
 * the file renews the credentials of a running pipe.
 */
function createAwsFiles(identity, credentials) {
    const config = ['[default]', `region = ${identity.region}`, `credential_process = cat ${credentialsPath}`, ''];
    return [{ path: `${folder}/config`, content: config.join('\n') }, createCredentialsFile(credentials)];
}
/** The file of `createAwsFiles` that holds the credentials. */
function createCredentialsFile({ accessKeyId, secretAccessKey, sessionToken, expiration, }) {
    const content = {
        Version: 1,
        AccessKeyId: accessKeyId,
        SecretAccessKey: secretAccessKey,
        SessionToken: sessionToken,
        Expiration: expiration?.toISOString(),
    };
    return { path: credentialsPath, content: JSON.stringify(content) };
}
/** Credentials are renewed this long before they expire, or after half of the remaining time if that is later. */
const container_files_renewBeforeMs = 5 * 60_000;
/** How long to wait before credentials must be renewed, in milliseconds; undefined for credentials without an end. */
function getRenewalDelay({ expiration }, now) {
    if (expiration === undefined)
        return undefined;
    const leftMs = expiration.getTime() - now.getTime();
    return Math.max(0, leftMs - container_files_renewBeforeMs, leftMs / 2);
}

;// CONCATENATED MODULE: ./src/run/credentials.js



/**
 * Gives the pipe its credentials, the way the backend delivers them. With `role-to-assume` they allow only what the
 * remote context needs. Throws Failure `invalid-input` when everyone who may describe jobs could read credentials that
 * cannot be narrowed.
 */
async function injectCredentials(context, task, remote) {
    const delivery = context.run.backend.credentials;
    switch (delivery.kind) {
        case 'job-role':
            return { task };
        case 'environment':
            return { task: addEnv(task, await createCredentialsEnv(context, delivery, remote)) };
        case 'files':
            return await addCredentialFiles(context, task, remote);
    }
}
/** Variables of the task itself take precedence. */
const addEnv = (task, env) => ({
    ...task,
    env: new Map([...env, ...task.env]),
});
async function addCredentialFiles({ dependencies }, task, remote) {
    const own = await dependencies.identity();
    const narrowed = await own.createPipeIdentity(dependencies.createPipePolicy(remote, own.region));
    if (narrowed === undefined)
        await dependencies.log.debug("The pipe gets the step's own credentials: only those of a `role-to-assume` can be narrowed to the remote.");
    const identity = narrowed ?? own;
    const credentials = await identity.credentials();
    const files = createAwsFiles(identity, credentials);
    return { task: { ...addEnv(task, createAwsFileEnv(identity.region)), files }, source: { identity, credentials } };
}
async function createCredentialsEnv({ run, dependencies }, { durationSeconds, queueTimeoutMs }, remote) {
    const own = await dependencies.identity();
    const policy = dependencies.createPipePolicy(remote, own.region);
    const narrowed = await own.createPipeIdentity(policy, { durationSeconds });
    if (narrowed === undefined)
        throw new errors/* Failure */.HR('invalid-input', "aws-session-token-duration: the step's own credentials cannot be narrowed to the remote, and everyone who may describe jobs can read them.", 'Set `role-to-assume`, which can be narrowed, or better give the job a role of its own with `job-role-arn`.');
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = await narrowed.credentials();
    await dependencies.log.warning('The job gets credentials as environment variables. Everyone who may call batch:DescribeJobs in this account can read them until they expire. They allow access to the remote context only. With `job-role-arn` the job needs none.');
    const jobEndsBy = clock/* systemClock */.m.now() + run.timeoutMs + queueTimeoutMs;
    if (expiration !== undefined && expiration.getTime() < jobEndsBy)
        await dependencies.log.warning(`These credentials expire at ${expiration.toISOString()}, and the job may take longer: \`queue-timeout-minutes\` plus \`run-timeout-minutes\`. Raise \`aws-session-token-duration\`, or lower the two.`);
    return [
        ['AWS_ACCESS_KEY_ID', accessKeyId],
        ['AWS_SECRET_ACCESS_KEY', secretAccessKey],
        ['AWS_SESSION_TOKEN', sessionToken ?? ''],
        ['AWS_REGION', own.region],
        ['AWS_DEFAULT_REGION', own.region],
    ];
}
/** Limits of the pause before another attempt to renew credentials, in milliseconds. */
const retryPause = { minMs: 1_000, maxMs: 60_000 };
/**
 * Puts new credentials into the container before the old ones expire, until `ended` aborts. A failure is only a
 * warning: the pipe may end before they expire.
 */
async function renewCredentials({ dependencies, backend }, job, { task, source }, ended) {
    if (source === undefined || backend.refresh === undefined)
        return;
    const { log } = dependencies;
    let current = source.credentials;
    let hasFailed = false;
    for (;;) {
        const delayMs = getRenewalDelay(current, new Date());
        if (delayMs === undefined)
            return;
        await clock/* systemClock */.m.sleep(hasFailed ? getRetryPause(delayMs) : delayMs, ended).catch(() => undefined);
        if (ended.aborted)
            return;
        try {
            const next = await source.identity.credentials();
            // A source that returns the same credentials has no newer ones yet.
            hasFailed = next.expiration?.getTime() === current.expiration?.getTime();
            if (hasFailed)
                continue;
            current = next;
            await backend.refresh(job, [createCredentialsFile(current)], task.image);
            log.info("Renewed the container's credentials.");
        }
        catch (error) {
            hasFailed = true;
            if (!ended.aborted)
                await log.warning(`The container's credentials were not renewed: ${(0,errors/* describeError */.Uc)(error)}`);
        }
    }
}
/**
 * Returns a pause within the remaining life of the old credentials, so that short-lived ones are renewed too; the
 * longest pause once they have expired.
 */
function getRetryPause(remainingMs) {
    if (remainingMs === 0)
        return retryPause.maxMs;
    return Math.min(retryPause.maxMs, Math.max(remainingMs, retryPause.minMs));
}

;// CONCATENATED MODULE: ./src/remote/copy.js




/**
 * The largest object that one CopyObject request copies, in bytes.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 */
const maxCopiedBytes = 5 * 1024 ** 3;
/** The first object of a bundle that is too large for one CopyObject request. */
function findUncopyableObject({ parts }) {
    return parts.flatMap(({ objects }) => objects).find(({ size }) => size > maxCopiedBytes);
}
/**
 * Copies a proved bundle, after the bundles nested in it, to another context on the same remote: files and frames, then
 * the HyperFrame, each only if it does not exist. S3 copies the bytes, one request an object, and the result is listed
 * and compared before the HyperFrame is copied. Throws Failure `bundle-corrupt` when the other context has an object of
 * another size under the same name or when an object is deleted meanwhile, and `invalid-input` for a context in another
 * bucket or an object of more than 5 GiB.
 */
async function copyBundle(from, proof, to, options) {
    if (from.store.bucket !== to.store.bucket) {
        const evidence = `${to.getUri(proof.bundle.uuid)} is in another bucket than ${proof.uri}.`;
        throw new errors/* Failure */.HR('invalid-input', evidence, 'Bundles are copied within one bucket: pull the bundle, and push it.');
    }
    const large = findUncopyableObject(proof);
    if (large !== undefined) {
        const evidence = `${large.path} of ${proof.uri} has ${large.size} bytes; S3 copies at most ${maxCopiedBytes} at once.`;
        throw new errors/* Failure */.HR('invalid-input', evidence, 'Push the bundle to the other context with `dsdt push`.');
    }
    const result = { uri: to.getUri(proof.bundle.uuid), objects: 0, bytes: 0 };
    for (const part of proof.parts) {
        const { objects, bytes } = await copyPart(from, part, to, options);
        result.objects += objects;
        result.bytes += bytes;
    }
    return result;
}
async function copyPart(from, part, to, options) {
    const { uuid } = part.bundle;
    const head = { path: (0,disdat_bundle/* formatHyperFrameName */.Oj)(uuid), size: part.hyperFrame.length };
    const before = await to.listSizes(uuid, options);
    copy_assertSameSizes(to, part, before);
    let objects = 0;
    let bytes = 0;
    const copy = async ({ path, size }, signal) => {
        const outcome = await from.store.copyIfAbsent(from.getKey(uuid, path), to.getKey(uuid, path), { signal });
        if (outcome === 'absent')
            throw createCorruptBundleFailure(from, uuid, `${path} was deleted while it was copied`);
        if (outcome === 'exists')
            return;
        objects += 1;
        bytes += size;
    };
    const absent = part.objects.filter(({ path }) => !before.has(path));
    await forEachBounded(absent, copy, options);
    // The HyperFrame makes the copy visible, so the other objects are checked first.
    const after = absent.length === 0 ? before : await to.listSizes(uuid, options);
    copy_assertSameSizes(to, part, after);
    const lost = part.objects.find(({ path }) => !after.has(path));
    if (lost !== undefined)
        throw createCorruptBundleFailure(to, uuid, `${lost.path} was deleted after it was copied`);
    if (!before.has(head.path))
        await copy(head, options.signal);
    return { objects, bytes };
}
function copy_assertSameSizes(to, part, existing) {
    const { uuid } = part.bundle;
    const all = [...part.objects, { path: (0,disdat_bundle/* formatHyperFrameName */.Oj)(uuid), size: part.hyperFrame.length }];
    const different = all.find(({ path, size }) => (existing.get(path) ?? size) !== size);
    if (different === undefined)
        return;
    const { path, size } = different;
    const reason = `${path} has ${existing.get(path)} bytes in that context and ${size} in the original`;
    throw createCorruptBundleFailure(to, uuid, reason);
}

;// CONCATENATED MODULE: ./src/remote/externals.js



/**
 * The bundles of the base context that a pipe looks up and its own context lacks: for each name that others created (by
 * hand, or in another package) upstream of the newest output in the base context, the newest bundle; and the bundles
 * that `uuids` names. Each bundle once, in the order of the lineage. Costs the LIST of both contexts, and a GET for
 * each bundle that their indexes do not know. Throws Failure as a store does.
 */
async function findMissingExternals(base, own, needs, options) {
    const baseCache = new HyperFrameCache(base, options);
    const baseCatalog = await readCatalog(base, baseCache, options);
    const ownCatalog = await readCatalog(own, new HyperFrameCache(own, options), options);
    const output = (0,disdat_bundle/* pickNewest */.iR)(baseCatalog.findMatches(needs.output));
    const lineage = output && (await readLineage(baseCatalog, baseCache, output.uuid, options));
    const externals = lineage === undefined ? [] : collectExternals(lineage, needs.ownPackage);
    const names = new Set(externals.map(({ name }) => name));
    names.delete(needs.except ?? '');
    const candidates = [
        ...needs.uuids.map((uuid) => baseCatalog.get(uuid)),
        ...[...names].map((name) => findNewerInBase(name, baseCatalog, ownCatalog)),
    ];
    const missing = new Map();
    for (const bundle of candidates) {
        if (bundle?.committed && ownCatalog.get(bundle.uuid) === undefined)
            missing.set(bundle.uuid, bundle);
    }
    return [...missing.values()];
}
/** The nearest ancestors that were created outside of the package. Their own ancestors are not needed. */
function collectExternals({ bundle, ancestors }, ownPackage) {
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
/**
 * The newest bundle of a name in the base context, unless the own context has a newer one, which the pipe would find.
 */
function findNewerInBase(name, base, own) {
    const inBase = (0,disdat_bundle/* pickNewest */.iR)(base.findMatches({ name }));
    const inOwn = (0,disdat_bundle/* pickNewest */.iR)(own.findMatches({ name }));
    return inBase && inOwn && (0,disdat_bundle/* compareNewestFirst */.a0)(inOwn, inBase) < 0 ? undefined : inBase;
}

;// CONCATENATED MODULE: ./src/run/sandbox.js








/** The most bundles that are copied besides the input, and the limit of their bytes together. */
const maxCopies = 64;
const sandbox_maxCopiedBytes = 100 * 1024 ** 3;
/** Opens the base of a run in a sandbox, for reading; undefined when the run's own context is its base. */
function openSandboxBase({ run, dependencies }, remote) {
    return run.baseContext === run.context.remote ? undefined : dependencies.openBase(remote, run.baseContext);
}
/**
 * Prepares the sandbox: marks it when it belongs to the pull request, and copies the bundles of the base that the pipe
 * looks for on its own. S3 copies them; nothing is written to the base. A bundle that cannot be copied is a warning,
 * because the pipe may not need it.
 */
async function fillSandbox(context, input, base) {
    const { remote } = input;
    await markForPullRequest(context, remote);
    const copied = [];
    const skipped = [];
    let bytes = 0;
    for (const { name, uuid } of await findMissing(context, input, base)) {
        const proof = copied.length < maxCopies ? await proveOrExplain(context, base, uuid) : 'a run copies no more bundles';
        const reason = typeof proof === 'string' ? proof : findCopyProblem(proof, bytes);
        if (typeof proof === 'string' || reason !== undefined) {
            skipped.push(`${name} (${uuid}: ${reason})`);
            continue;
        }
        copied.push(await copyInto(context, base, proof, remote));
        bytes += proof.bytes;
    }
    if (skipped.length > 0)
        await context.dependencies.log.warning(`These bundles of ${base.context} were not copied, and the pipe cannot find them: ${skipped.slice(0, 5).join('; ')}${skipped.length > 5 ? `; and ${skipped.length - 5} more` : ''}.`);
    return copied.length > 0 ? { copied } : {};
}
async function markForPullRequest({ run, dependencies }, remote) {
    const { pullRequest, cancelled: signal } = dependencies;
    if (pullRequest === undefined || !isSandboxNameFor(run.context.remote, pullRequest.number))
        return;
    const { repository, number } = pullRequest;
    const outcome = await markSandbox(remote, { repository, pullRequest: number }, { signal });
    if (outcome === 'marked')
        return;
    await dependencies.log.warning(`The context ${remote.context} is not a sandbox of this pull request: it contained bundles, or belonged to another pull request, before this action could mark it. The run continues, and \`cleanup\` will refuse to delete the context.`);
}
function findCopyProblem(proof, copiedBytes) {
    const { bytes } = proof;
    const large = findUncopyableObject(proof);
    if (large !== undefined)
        return `${large.path} of ${(0,units/* formatBytes */.z3)(large.size)} is too large to copy`;
    return copiedBytes + bytes > sandbox_maxCopiedBytes
        ? `${(0,units/* formatBytes */.z3)(bytes)}, over ${(0,units/* formatBytes */.z3)(sandbox_maxCopiedBytes)} with the others`
        : undefined;
}
/** Returns the proof, or the reason why the bundle cannot be proved. */
async function proveOrExplain({ dependencies }, base, uuid) {
    try {
        return (await proveBundle(base, uuid, { signal: dependencies.cancelled })) ?? 'it has no HyperFrame';
    }
    catch (error) {
        if (error instanceof errors/* Failure */.HR && error.verdict === 'bundle-corrupt')
            return error.message;
        throw error;
    }
}
async function findMissing({ run, dependencies }, { remote, found }, base) {
    const { pipeClass, outputName, input } = run;
    return await findMissingExternals(base, remote, {
        output: outputName === '-' ? { codeMethod: pipeClass.name } : { name: outputName },
        ownPackage: pipeClass.module[0] ?? '',
        uuids: [...run.params.values()].filter(disdat_bundle/* isUuid */.O1),
        except: input?.kind === 'files' ? input.name : found?.bundle.name,
    }, { signal: dependencies.cancelled });
}
/** Copies the input bundle from the base into the sandbox. Throws Failure. */
async function copyInput(context, base, bundle, remote) {
    const proof = await proveBundle(base, bundle.uuid, { signal: context.dependencies.cancelled });
    if (proof === undefined) {
        const evidence = `The input bundle "${bundle.name}" (${bundle.uuid}) disappeared from ${base.context}.`;
        throw new errors/* Failure */.HR('input-not-found', evidence, 'If the context has another version, run the workflow again.');
    }
    await copyInto(context, base, proof, remote);
}
async function copyInto({ dependencies }, base, proof, remote) {
    const { objects, bytes, uri } = await copyBundle(base, proof, remote, { signal: dependencies.cancelled });
    dependencies.log.info(`Copied ${proof.bundle.name} from ${base.context} to ${uri} (${(0,units/* formatCount */.B4)(objects, 'object')}, ${(0,units/* formatBytes */.z3)(bytes)})`);
    return { ...createBundleReport(remote, proof), copiedFrom: base.context };
}

;// CONCATENATED MODULE: ./src/run/dry-run.js

/** Prints what a run would request, and the permissions that it needs. */
async function logDryRun(context, task, remote) {
    const { run, dependencies, backend } = context;
    const { log } = dependencies;
    log.info(await backend.dryRun(task, dependencies.cancelled));
    if (run.backend.credentials.kind === 'environment')
        log.info('The environment of the overrides would also contain credentials for the pipe.');
    const { region } = await dependencies.identity();
    const policy = JSON.parse(dependencies.createPipePolicy(remote, region));
    log.info(`The pipe and the step need these permissions:\n${toJson(policy)}`);
    const index = dependencies.createIndexStatement(remote, region);
    const base = openSandboxBase(context, remote);
    const statements = [
        ...(index ? [index] : []),
        ...(base ? dependencies.createBaseStatements(base, region) : []),
        ...(run.image.kind === 'ecr' ? [describeRepositories] : []),
    ];
    if (statements.length > 0)
        log.info(`The step also needs these permissions:\n${toJson(statements)}`);
}
/** For `registry: '*ECR*'`. */
const describeRepositories = { Effect: 'Allow', Action: 'ecr:DescribeRepositories', Resource: '*' };
const toJson = (value) => JSON.stringify(value, null, 2);

// EXTERNAL MODULE: ./src/aws/role-credentials.js + 1 modules
var role_credentials = __webpack_require__(8304);
;// CONCATENATED MODULE: ./src/run/save-state.js

/** Saves what post cleans up when main cannot. Called before anything is started. */
async function saveState({ run, dependencies, runId }) {
    const contextFolder = getContextFolder({ home: dependencies.home, name: run.context.local });
    await dependencies.state.update({ runId, pipeClass: run.pipeClass.name, contextFolder, unclean: true });
}
/** Saves what post needs to end a container or job; replaces what was saved for the same output. */
async function saveOrphan({ dependencies, backend }, outputUuid, fields) {
    await dependencies.state.addOrphan({ backend: backend.kind, outputUuid, fields });
}

;// CONCATENATED MODULE: ./src/run/launch.js


/** Starts the task. Saves what post needs to end it before it can run. */
async function launch(context, task) {
    const { backend, dependencies } = context;
    await saveOrphan(context, task.receipt.outputUuid, await backend.createOrphanFields(task));
    const job = await backend.launch(task, dependencies.cancelled);
    const words = task.argv.map((part) => JSON.stringify(part)).join(' ');
    dependencies.log.info(`Started ${backend.can.unit} ${job.name}: ${words}`);
    return job;
}
/**
 * Saves what post needs now that the job has an id, and resolves with the job's receipt. A job that an earlier attempt
 * submitted creates another bundle than this step requested.
 */
async function recordJob(context, task, job) {
    const { backend, dependencies } = context;
    const { log, state } = dependencies;
    const receipt = job.adopted ?? task.receipt;
    if (backend.can.outlivesStep) {
        if (receipt.outputUuid !== task.receipt.outputUuid)
            await state.removeOrphan(task.receipt.outputUuid);
        await saveOrphan(context, receipt.outputUuid, await backend.createOrphanFields(task, job));
        log.info(`Job id: ${job.id}${job.url ? `, page: ${job.url}` : ''}`);
    }
    if (job.adopted !== undefined)
        log.info(`Attempt ${receipt.workflowAttempt} of this workflow run submitted this job, and it is still active. It is followed; no other job is submitted.`);
    return receipt;
}
/** Stops the run's container or job; post tries again when this fails. Never throws. */
async function stop({ dependencies, backend, runId }, job) {
    try {
        await backend.stop(runId, job);
    }
    catch (error) {
        await dependencies.log.warning(`The ${backend.can.unit} could not be stopped yet: ${(0,errors/* describeError */.Uc)(error)}`);
    }
}
/** Frees what the ended job still occupies; post tries again when this fails. Never throws. */
async function releaseJob({ dependencies, backend, runId }) {
    try {
        await backend.release?.(runId);
    }
    catch (error) {
        await dependencies.log.warning(`The ${backend.can.unit} could not be removed yet: ${(0,errors/* describeError */.Uc)(error)}`);
    }
}

;// CONCATENATED MODULE: ./src/run/follow.js





const deadlineReason = 'GitHub ends this workflow job soon, and the pipe has not ended.';
const detachedOnCancelReason = 'The workflow was cancelled, and `on-cancel: detach` leaves the job of the pipe running.';
/**
 * Follows the job until it ends, within its time limit. A job that does not end on its own is stopped before this
 * throws. A job that can outlive the step is detached when GitHub is about to end the step, when the step gets no more
 * credentials, or on cancellation with `on-cancel: detach`.
 */
async function follow(context, launched, analyzer, observer) {
    const { run, dependencies, backend } = context;
    const { log, cancelled } = dependencies;
    const limit = backend.can.outlivesStep ? dependencies.jobDeadline : AbortSignal.timeout(run.timeoutMs);
    const ended = new AbortController();
    const { prepared, job } = launched;
    const renewing = prepared && renewCredentials(context, job, prepared, ended.signal);
    try {
        const listener = createListener(context, launched, analyzer, observer);
        return { kind: 'ended', result: await backend.follow(job, listener, AbortSignal.any([cancelled, limit])) };
    }
    catch (error) {
        log.endUntrusted();
        const reason = findDetachReason(context, limit, error);
        if (reason !== undefined) {
            const isCancelled = cancelled.aborted;
            const left = await detach(context, launched, reason);
            return { kind: 'detached', left, ...(isCancelled && { cancellation: error }) };
        }
        await stop(context, job);
        if (!limit.aborted || cancelled.aborted)
            throw error;
        throw createTimeoutFailure(run.timeoutMs, error);
    }
    finally {
        log.endUntrusted();
        await log.endGroup();
        ended.abort();
        await renewing;
    }
}
/** Returns why the job continues without this step; undefined when it must be stopped. */
function findDetachReason({ run, dependencies, backend }, limit, error) {
    if (!backend.can.outlivesStep)
        return undefined;
    if (dependencies.cancelled.aborted)
        return run.backend.detachesOnCancel ? detachedOnCancelReason : undefined;
    if (limit.aborted)
        return deadlineReason;
    return (0,role_credentials/* isIdentityLost */.Fs)(error) ? (0,errors/* describeError */.Uc)(error) : undefined;
}
function createTimeoutFailure(timeoutMs, cause) {
    const evidence = `The pipe did not end within ${(0,units/* formatDuration */.a3)(timeoutMs)} and was stopped.`;
    const advice = 'Raise `run-timeout-minutes`, or look in the log for what the pipe waits for.';
    return new errors/* Failure */.HR('timeout', evidence, advice, { cause });
}
/** Lets the job continue without this step. The log says how to attach to it, and that it costs money until it ends. */
async function detach({ dependencies }, { job, receipt }, why) {
    const { log, state } = dependencies;
    const snippet = dependencies.renderAttachSnippet([job.id]);
    await state.removeOrphan(receipt.outputUuid);
    await log.notice(`${why} Job ${job.id} continues without this step and is charged until it ends.`);
    log.info(`This step follows the job until it ends, proves its output and pulls it:\n${snippet}`);
    return { why, snippet };
}
function createListener({ dependencies }, { job, isOneOfMany }, analyzer, observer) {
    const { log } = dependencies;
    const prefix = isOneOfMany ? `[${job.name} ${job.id.slice(0, 8)}] ` : '';
    return {
        async lines(stream, lines) {
            for (const line of lines)
                analyzer.readLine(line, stream);
            observer.addLines(lines);
            await log.printUntrusted(prefix === '' ? lines : lines.map((line) => prefix + line));
        },
        async changed(text) {
            log.info(`${prefix}${text}`);
        },
        async attempt(number) {
            log.endUntrusted();
            if (isOneOfMany)
                log.info(`${prefix}Attempt ${number}`);
            else
                await log.startGroup(`Log of attempt ${number}`);
        },
        known: (update) => observer.update(update),
    };
}

// EXTERNAL MODULE: ./src/aws/ecr.js
var ecr = __webpack_require__(50574);
;// CONCATENATED MODULE: ./src/run/find-image.js


/** Finds or pulls the image, and checks that its dialect supports the inputs. Throws Failure. */
async function findImage({ run, dependencies, backend }) {
    const { log, cancelled } = dependencies;
    const image = await backend.image({
        reference: await resolveReference(run, dependencies),
        pullPolicy: run.dryRun ? 'never' : run.pullPolicy,
        platform: run.platform,
        dialect: run.dialect,
    }, cancelled);
    await checkDialect(run, image, dependencies);
    log.info(`Image ${image.reference} (dialect ${image.dialect}): ${image.pinned}`);
    return image;
}
async function resolveReference({ image }, { identity, networkEnv, cancelled }) {
    if (image.kind === 'reference')
        return image.reference;
    return await (0,ecr/* resolveEcrReference */.w)(await identity(), Object.fromEntries(networkEnv), image.repository, cancelled);
}
async function checkDialect(run, { dialect, reference }, { log }) {
    if (dialect === 'classic') {
        if (run.forceAll)
            throw new errors/* Failure */.HR('invalid-input', `force-all: ${reference} is an image of the classic dialect, which supports \`force\` only.`, 'Use `force`.');
        if (run.inputParam !== undefined)
            await log.warning('`input-param` is ignored: an image of the classic dialect takes the input bundle by name.');
        if (run.workers !== 1)
            await log.warning('`workers` is ignored: an image of the classic dialect has no workers.');
        return;
    }
    // dsdt_docker splits an --output-tag at every colon and fails on a third part.
    const [tag] = [...run.outputTags].find(([key, value]) => value.includes(':') || key.includes(':')) ?? [];
    if (tag !== undefined)
        throw new errors/* Failure */.HR('invalid-input', `output-tags: the value of ${tag} contains a colon, which images of the luigi dialect cannot take.`, 'Use another character.');
    if (run.input !== undefined && run.inputParam === undefined)
        await log.warning('The pipe does not receive the input bundle: a pipe of the luigi dialect takes it as a parameter. Name that parameter in `input-param`.');
}

;// CONCATENATED MODULE: ./src/remote/find.js





/** The most HyperFrames that are read ahead of the caller; the number doubles with each batch up to this. */
const maxReadAhead = 64;
/**
 * The bundle of a query, for `newest` the newest committed match; undefined when there is none. Reads the HyperFrame
 * only: `proveBundle` checks that frames and files exist. Throws Failure `bundle-corrupt` for a uuid whose HyperFrame
 * cannot be read.
 */
async function findBundle(remote, query, options) {
    if (query.kind === 'uuid')
        return await readBundleAt(remote, query.uuid, options);
    for await (const bundle of findBundles(remote, query, options))
        return bundle;
    return undefined;
}
/**
 * The committed bundles that match, newest first, as many as the caller takes. Costs the LIST of the context, one GET
 * for each bundle that the index does not know (every bundle without an index), and one GET for each bundle returned,
 * so that it is what its HyperFrame says. Unfinished bundles, which have no HyperFrame, are skipped.
 */
async function* findBundles(remote, query, options) {
    const cache = new HyperFrameCache(remote, options);
    const catalog = await readCatalog(remote, cache, { ...options, likelyQuery: query });
    let queue = catalog.findMatches(query).toSorted(disdat_bundle/* compareNewestFirst */.a0);
    for (let size = 1; queue.length > 0; size = Math.min(2 * size, maxReadAhead)) {
        const batch = queue.splice(0, size);
        await forEachBounded(batch, async ({ uuid }, signal) => void (await cache.read(uuid, { signal })), options);
        for (const [position, entry] of batch.entries()) {
            const bundle = await cache.read(entry.uuid, options);
            if (bundle === undefined)
                continue;
            if (correctIndex(remote, entry, bundle)) {
                // The index was wrong about the bundle: sort it into the rest of the queue.
                const corrected = bundle.committed && (0,disdat_bundle/* matchesQuery */.Qk)(bundle, query) ? [bundle] : [];
                queue = [...corrected, ...batch.slice(position + 1), ...queue].toSorted(disdat_bundle/* compareNewestFirst */.a0);
                break;
            }
            yield bundle;
        }
    }
}
/** Corrects the index when it describes a bundle otherwise than its HyperFrame. Returns whether it did. */
function correctIndex(remote, entry, bundle) {
    const line = formatIndexLine(bundle);
    if (line === formatIndexLine(entry))
        return false;
    if (line !== undefined)
        remote.index.add(new Map([[bundle.uuid, line]]));
    return true;
}

;// CONCATENATED MODULE: ./src/remote/input.js




/**
 * The input bundle: from the local context if it has a match, otherwise from the remote. With a base context, the
 * newest match of both remote contexts. Throws Failure `input-not-found`, `input-not-committed`, `bundle-corrupt`,
 * `remote-unreachable` or `access-denied`.
 */
async function findInput(query, context, remote, options) {
    const local = context && (await findLocalBundle(context, query, options));
    if (local?.committed)
        return { bundle: local, source: 'local' };
    if (local !== undefined)
        throw createNotCommittedFailure(local);
    const found = await findRemoteInput(query, remote, options);
    if (found !== undefined)
        return found;
    throw createNotFoundFailure(query, context, remote, options.base);
}
async function findRemoteInput(query, remote, { base, ...options }) {
    const bundle = await findBundle(remote, query, options);
    const skipsBase = base === undefined || (query.kind === 'uuid' && bundle !== undefined);
    const inBase = skipsBase ? undefined : await findBundle(base, query, options);
    if (inBase !== undefined && (bundle === undefined || (0,disdat_bundle/* compareNewestFirst */.a0)(inBase, bundle) < 0)) {
        return { bundle: inBase, source: 'base' };
    }
    return bundle && { bundle, source: 'remote' };
}
function createNotFoundFailure(query, context, remote, base) {
    const contexts = base === undefined ? `\`${remote.context}\`` : `\`${remote.context}\` or \`${base.context}\``;
    const local = context === undefined ? '' : `in the local context \`${context.name}\` or `;
    const evidence = `No ${describeQuery(query)} ${local}in context ${contexts} of ${remote.url}.`;
    const advice = query.kind === 'uuid'
        ? 'Check the uuid, `remote` and `context`.'
        : 'Check the name, `input-tags`, `remote` and `context`. Push it with `dsdt push`, or create it here with `input-path`.';
    return new errors/* Failure */.HR('input-not-found', evidence, advice);
}
function describeQuery(query) {
    if (query.kind === 'uuid')
        return `bundle ${query.uuid}`;
    const tags = [...(query.tags ?? [])].map(([key, value]) => `${key}:${value}`);
    return `committed bundle \`${query.name}\`${tags.length > 0 ? ` with the tags ${tags.join(', ')}` : ''}`;
}
function createNotCommittedFailure(bundle) {
    const evidence = `The input bundle \`${bundle.name}\` (${bundle.uuid}) in the local context is not committed. Only committed bundles can be pushed.`;
    return new errors/* Failure */.HR('input-not-committed', evidence, `Commit it: dsdt commit -u ${bundle.uuid}`);
}
/** The newest bundle that a run with this key would create; undefined when there is none. */
async function findReusable(remote, key, options) {
    const { name, codeMethod, taskId } = key;
    const params = taskId === undefined ? key.params : undefined;
    return await findBundle(remote, { kind: 'newest', name, codeMethod, taskId, params }, options);
}

// EXTERNAL MODULE: ../../node_modules/@bufbuild/protobuf/dist/esm/create.js
var create = __webpack_require__(61409);
// EXTERNAL MODULE: ../../node_modules/@bufbuild/protobuf/dist/esm/to-binary.js
var to_binary = __webpack_require__(73188);
;// CONCATENATED MODULE: ./src/disdat/format/link-bundle.js






/** The name of a frame of a bundle that is not a table. */
const frameLabel = 'unnamed:0';
/**
 * Encodes the HyperFrame and the frame of a bundle of files, byte for byte as Disdat does: one file as a scalar,
 * several as a list. Store the HyperFrame last. Throws BundleFormatError for what Disdat could not read back: text that
 * is not Unicode, a uuid or a time that is not one.
 */
function writeLinkBundle(bundle) {
    const { uuid, frameUuid } = bundle;
    for (const id of [uuid, frameUuid])
        if (!(0,disdat_bundle/* isUuid */.O1)(id))
            (0,format_error/* throwFormatError */.o6)(`${JSON.stringify(id)} is not a uuid`);
    const hyperFrame = encodeHyperFrame(bundle);
    // Fails here rather than in every later reader.
    (0,disdat_bundle/* readBundle */.Bo)(hyperFrame, uuid);
    return {
        hyperFrame: { name: (0,disdat_bundle/* formatHyperFrameName */.Oj)(uuid), bytes: hyperFrame },
        frame: { name: (0,disdat_bundle/* formatFrameName */.u_)(frameUuid), bytes: encodeLinkFrame(frameUuid, bundle.links) },
    };
}
function encodeHyperFrame({ uuid, frameUuid, code, ...bundle }) {
    const processingName = requireUnicode(bundle.processingName);
    return (0,hyperframe/* writeHyperFrame */.NH)((0,create/* create */.v)(hyperframe_pb/* HyperFrameSchema */.xm, {
        owner: requireUnicode(bundle.owner),
        humanName: requireUnicode(bundle.name),
        processingName,
        uuid,
        frames: [{ k: frameLabel, v: frameUuid }],
        lineage: (0,create/* create */.v)(hyperframe_pb/* LineageSchema */.lq, {
            hframeProcName: processingName,
            hframeUuid: uuid,
            codeRepo: requireUnicode(code.repo),
            codeHash: requireUnicode(code.hash),
            codeBranch: requireUnicode(code.branch),
            creationDate: bundle.createdSeconds,
            codeMethod: requireUnicode(code.method),
        }),
        tags: Array.from(bundle.tags, ([k, v]) => ({ k: requireUnicode(k), v: requireUnicode(v) })),
        presentation: bundle.links.length === 1 ? hyperframe_pb/* Presentation */.Jm.SCALAR : hyperframe_pb/* Presentation */.Jm.TENSOR,
    }));
}
function encodeLinkFrame(uuid, links) {
    return (0,hyperframe/* writeFrame */.vr)((0,create/* create */.v)(hyperframe_pb/* FrameSchema */.ty, {
        name: frameLabel,
        uuid,
        type: hyperframe_pb/* Type */.ZU.LINK,
        shape: [links.length],
        links: links.map((url) => createLink(uuid, url)),
    }));
}
function createLink(frameUuid, url) {
    const link = (0,create/* create */.v)(hyperframe_pb/* LinkSchema */.md, {
        frameUuid,
        link: { case: 'local', value: (0,create/* create */.v)(hyperframe_pb/* LocalLinkSchema */.Fh, { path: requireUnicode(url) }) },
    });
    link.hash = (0,external_node_crypto_.createHash)('md5').update((0,to_binary/* toBinary */.R)(hyperframe_pb/* LinkSchema */.md, link)).digest('hex');
    return link;
}
/** The text. Throws BundleFormatError for an unpaired surrogate, which UTF-8 cannot encode. */
function requireUnicode(text) {
    if (text.isWellFormed())
        return text;
    throw new format_error/* BundleFormatError */.KC(`text that is not Unicode: ${JSON.stringify(text.slice(0, 100))}`);
}
/**
 * The name that Disdat gives to all bundles made in the same way, unless the pipe sets one: the code, and hashes of the
 * parameters and of the processing names of the upstream bundles, by argument.
 */
function createProcessingName(codeMethod, params, upstream) {
    return `${codeMethod}_${hashValues(params)}_${hashValues(upstream)}`;
}
/** Disdat's PROC_ID_TRUNCATE_HASH. */
const shortHashLength = 10;
function hashValues(values) {
    const inOrder = [...values].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const text = inOrder.map(([, value]) => value).join('.');
    return (0,external_node_crypto_.createHash)('md5').update(text).digest('hex').slice(0, shortHashLength);
}

;// CONCATENATED MODULE: ./src/local/add-bundle.js












/** The code method that `dsdt add` records. */
const add_bundle_addMethod = 'add';
/**
 * Creates a committed bundle of files in a local context, as `dsdt add` and `dsdt commit` do: one file as a scalar,
 * several as a list. The bundle appears whole or not at all, and dsdt sees it at once. Throws Failure `disk-full`,
 * `local-context-unwritable`, or `invalid-input` when the links take more than `maxFrameBytes`.
 */
async function addBundle(context, files, newBundle, options) {
    let staging;
    try {
        staging = await (0,local_staging/* createStagingFolder */.c)(context.folder, options.runId);
        const uuid = (0,external_node_crypto_.randomUUID)();
        const source = external_node_path_default().join(staging, uuid);
        await copyFiles(files, source, options);
        const hyperFrame = await writeMessages(source, describeLinkBundle(uuid, files, newBundle));
        options.signal.throwIfAborted();
        const target = external_node_path_default().join(context.objects, uuid);
        await (0,promises_.mkdir)(context.objects, { recursive: true });
        await (0,promises_.rename)(source, target);
        await registerBundle(context, hyperFrame, options).catch(async (error) => {
            await (0,promises_.rm)(target, { recursive: true, force: true });
            throw error;
        });
        return (0,disdat_bundle/* readBundle */.Bo)(hyperFrame, uuid);
    }
    catch (error) {
        throw toDiskFailure(error, context.folder);
    }
    finally {
        if (staging !== undefined)
            await (0,promises_.rm)(staging, { recursive: true, force: true });
    }
}
async function copyFiles(files, target, options) {
    const folders = new Set([target, ...files.map((file) => external_node_path_default().dirname(external_node_path_default().join(target, file.path)))]);
    for (const folder of folders)
        await (0,promises_.mkdir)(folder, { recursive: true });
    await forEachBounded(files, async (file) => await (0,promises_.copyFile)(file.source, external_node_path_default().join(target, file.path), external_node_fs_.constants.COPYFILE_FICLONE), options);
}
/** Writes the frame, then the HyperFrame, and returns the bytes of the HyperFrame. */
async function writeMessages(folder, bundle) {
    const { hyperFrame, frame } = writeLinkBundle(bundle);
    const { length } = frame.bytes;
    if (length > hyperframe/* maxFrameBytes */.fr) {
        const evidence = `input-path: the paths of the files take ${length} bytes; the limit is ${hyperframe/* maxFrameBytes */.fr}.`;
        throw new errors/* Failure */.HR('invalid-input', evidence, 'List fewer files, or shorten their paths.');
    }
    await (0,promises_.writeFile)(external_node_path_default().join(folder, frame.name), frame.bytes);
    await (0,promises_.writeFile)(external_node_path_default().join(folder, hyperFrame.name), hyperFrame.bytes);
    return hyperFrame.bytes;
}
function describeLinkBundle(uuid, files, newBundle) {
    const { name, owner, checkout } = newBundle;
    return {
        uuid,
        frameUuid: (0,external_node_crypto_.randomUUID)(),
        name,
        owner,
        processingName: createProcessingName(add_bundle_addMethod, new Map([['path', newBundle.path]]), new Map()),
        tags: new Map([['__param.path', newBundle.path], ...newBundle.tags, ['committed', 'True']]),
        createdSeconds: (performance.timeOrigin + performance.now()) / 1000,
        code: { method: add_bundle_addMethod, repo: checkout.repo, hash: checkout.hash, branch: checkout.branch },
        links: files.map((file) => `bundle://${file.path}`),
    };
}

// EXTERNAL MODULE: ./src/local/workspace-files.js
var workspace_files = __webpack_require__(41113);
;// CONCATENATED MODULE: ./src/run/create-input.js







/**
 * Finds the files that the input is created from. The bundle is created later, when the run is known to be able to
 * start.
 */
async function findSourceFiles({ paths, workspace }, { log, cancelled: signal }) {
    const { files, leftOut } = await (0,workspace_files/* collectFiles */.C)(workspace, paths, { signal });
    if (leftOut.length > 0) {
        const shown = leftOut.slice(0, 5).map((name) => JSON.stringify(name));
        const more = leftOut.length > shown.length ? ` and ${leftOut.length - shown.length} more` : '';
        await log.warning(`The input bundle does not contain links to folders and Git's own files: ${shown.join(', ')}${more}.`);
    }
    return files;
}
/** Creates the input bundle in the local context, which is created when it does not exist. Throws Failure. */
async function createInput({ run, dependencies, runId }, files) {
    const { input } = run;
    if (input?.kind !== 'files')
        return undefined;
    const { name, tags, paths, workspace } = input;
    const { home, owner, log, cancelled: signal } = dependencies;
    const folder = await findExistingFolder(external_node_path_default().resolve(workspace, paths[0] ?? ''));
    const checkout = await dependencies.readCheckout(folder, workspace);
    try {
        const boundTo = { url: run.remote.url, context: run.context.remote };
        const context = await ensureContext({ home, name: run.context.local }, boundTo);
        const newBundle = { name, tags, owner, path: paths.join(' '), checkout };
        const bundle = await addBundle(context, files, newBundle, { signal, runId });
        const bytes = files.reduce((sum, file) => sum + file.size, 0);
        log.info(`Created the bundle ${name} from ${(0,units/* formatCount */.B4)(files.length, 'file')} of the workspace (${(0,units/* formatBytes */.z3)(bytes)})`);
        return { context, found: { bundle, source: 'local' } };
    }
    catch (error) {
        throw error instanceof errors/* Failure */.HR ? explainInputFailure(error) : error;
    }
}
function explainInputFailure(error) {
    const advice = error.verdict === 'local-context-unwritable'
        ? "Make it writable for the job's user: `input-path` creates the bundle there."
        : error.advice;
    return new errors/* Failure */.HR(error.verdict, `The input bundle could not be created. ${error.message}`, advice, { cause: error });
}
/** Finds the nearest folder that exists: the path may be a file or a pattern. */
async function findExistingFolder(start) {
    for (let folder = start;; folder = external_node_path_default().dirname(folder)) {
        if ((await (0,promises_.stat)(folder).catch(() => undefined))?.isDirectory() || folder === external_node_path_default().dirname(folder))
            return folder;
    }
}

;// CONCATENATED MODULE: ./src/run/prepare.js




/**
 * Opens the local context that the input is read from and the output is pulled into, if it exists. It is checked now,
 * so that a folder that is not writable or is bound to another remote does not cost a run. A missing context is created
 * only when there is something to pull: a mistyped remote must not be bound.
 */
async function openLocalContext({ run, dependencies, }) {
    const name = { home: dependencies.home, name: run.context.local };
    const context = await openContext(name);
    if (context !== undefined)
        assertSameRemote(context, { url: run.remote.url, context: run.context.remote });
    if (run.pullOutput !== 'false')
        await (context === undefined ? assertCreatable(name) : assertWritable(context));
    return context;
}
/** Opens the remote and finds the input bundle. Fails here, before anything runs, when the remote cannot be listed. */
async function openInput(context, localContext) {
    const { run, dependencies } = context;
    const { cancelled: signal, log } = dependencies;
    const remote = await dependencies.openRemote(run.remote, run.context.remote);
    const base = openSandboxBase(context, remote);
    if (run.input === undefined) {
        await assertReachable(remote, signal);
        return { remote, base, found: undefined };
    }
    if (run.input.kind === 'files') {
        await assertReachable(remote, signal);
        return { remote, base, found: undefined, files: await findSourceFiles(run.input, dependencies) };
    }
    const unreadable = [];
    const onUnreadable = (uuid, reason) => unreadable.push(`${uuid} (${reason})`);
    const found = await findInput(run.input, localContext, remote, { signal, onUnreadable, base });
    if (unreadable.length > 0)
        await log.warning(`Skipped unreadable bundles: ${unreadable.slice(0, 5).join('; ')}.`);
    if (found.source === 'local')
        await assertReachable(remote, signal);
    return { remote, base, found };
}
async function assertReachable(remote, signal) {
    for await (const _ of remote.store.list(remote.objects, { signal, delimiter: '/' }))
        return;
}

;// CONCATENATED MODULE: ./src/run/reuse.js

/** Predicts whether Disdat reuses an existing output, and returns the variables that allow it. */
function decideReuse({ run, dependencies, backend }, image) {
    const env = new Map([...image.env, ...run.env]);
    const force = run.force || run.forceAll;
    const reuse = predictReuse({ dialect: image.dialect, force, env, commits: dependencies.commits });
    const needsEmptyVariable = image.env.get('GIT_DIRTY') !== '';
    if (reuse.possible !== true || backend.can.passesEmptyVariables || !needsEmptyVariable)
        return reuse;
    return { ...reuse, possible: undefined, why: `${reuse.why} However, ${backend.kind} may drop the empty GIT_DIRTY.` };
}

;// CONCATENATED MODULE: ./src/run/preflight.js





/**
 * Finds image and input, and lets the backend check the run, before anything is pushed or started. Throws one Failure
 * that names all problems.
 */
async function preflight(context, localContext, outputUuid) {
    const { phase, backend, dependencies } = context;
    const [image, input] = await Promise.allSettled([
        phase('image', () => findImage(context)),
        phase('input', () => openInput(context, localContext)),
    ]);
    const check = () => phase('preflight', () => checkTask(context, image, input, outputUuid));
    const [checked] = await Promise.allSettled([backend.preflight === undefined ? [] : check()]);
    if (image.status === 'fulfilled' && input.status === 'fulfilled' && checked.status === 'fulfilled') {
        for (const notice of checked.value)
            dependencies.log.info(notice);
        return { image: image.value, input: input.value };
    }
    throw combineErrors([checked, image, input].flatMap((part) => (part.status === 'rejected' ? [part.reason] : [])));
}
async function checkTask(context, image, input, outputUuid) {
    const { backend, dependencies } = context;
    if (backend.preflight === undefined)
        return [];
    // A missing image is reported on its own; the rest of the task can be checked without it.
    const known = image.status === 'fulfilled' ? image.value : createMissingImage(context);
    const inputBundle = input.status === 'fulfilled' ? input.value.found?.bundle : undefined;
    const reuse = decideReuse(context, known);
    const task = createTask(context, { image: known, inputBundle, reuse, outputUuid });
    return await backend.preflight(task, dependencies.cancelled);
}
function createMissingImage({ run }) {
    const reference = run.image.kind === 'reference' ? run.image.reference : run.image.repository;
    const unknown = { env: new Map(), user: '', architecture: undefined };
    return { reference, pinned: reference, id: reference, dialect: run.dialect ?? 'luigi', ...unknown };
}
/** Combines failures into one. An error that is not a Failure is a bug or a cancellation, and takes precedence. */
function combineErrors(reasons) {
    const failures = reasons.filter((reason) => reason instanceof errors/* Failure */.HR);
    const [first] = failures;
    const other = reasons.find((reason) => !(reason instanceof errors/* Failure */.HR));
    // A job definition of the user is read for its image and again for the rest: its problem is reported once.
    const messages = [...new Set(failures.map(({ message }) => message))];
    if (other !== undefined || first === undefined || messages.length === 1)
        return other ?? first;
    const advice = [...new Set(failures.map((failure) => failure.advice))];
    return new errors/* Failure */.HR(first.verdict, messages.join('\n'), advice.join(' '), { cause: first });
}

;// CONCATENATED MODULE: ./src/disdat/diagnosis.js
const credentialAdvice = 'Check that the step’s role may list, get and put objects below the remote context.';
const accessDeniedCode = /\((?:AccessDenied|403|Forbidden|ExpiredToken|InvalidAccessKeyId|InvalidClientTokenId|SignatureDoesNotMatch|RequestExpired)\w*\)/;
/**
 * Exceptions before the first task, whose traceback has no line of the user's code.
 * The texts are those of disdat 1.2, disdat-luigi 1.0.2 and luigi 3.8.
 */
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
        advice: 'Set the parameter in `params`. If it receives the input bundle’s uuid, set its name in `input-param`.',
    },
    {
        exception: /^ModuleNotFoundError: |^AttributeError: module '.+' has no attribute /,
        verdict: 'pipe-not-found',
        advice: 'Check that the image has the class that `pipe-class` names, and that the image is up to date.',
    },
];
/** Applies at any time: a pipe can fill the disk before and during a task. */
const diskRule = {
    exception: /^OSError: \[Errno 28\] |No space left on device/,
    verdict: 'disk-full',
    advice: 'Use a host with a larger disk, free space before this step, or let the pipe keep fewer files at a time.',
};
/** Exceptions of the AWS SDK for Python, at any time. */
const remoteRules = [
    {
        exception: /^botocore\.exceptions\.(?:EndpointConnectionError|ConnectTimeoutError|ReadTimeoutError|ConnectionClosedError|ProxyConnectionError|SSLError): /,
        verdict: 'remote-unreachable',
        advice: 'The container cannot reach S3. Check `network`, the proxy variables and AWS_ENDPOINT_URL from inside a container.',
    },
    {
        exception: new RegExp(`^boto(?:core|3)\\.\\w+\\.(?:NoCredentialsError|CredentialRetrievalError|\\w+: .*${accessDeniedCode.source})`),
        verdict: 'access-denied',
        advice: credentialAdvice,
    },
];
/** Explains why a container did not push its output bundle to the remote. */
function diagnose(analyzer, end) {
    if (end.outOfMemory || (end.exitCode === 137 && end.memoryMib !== undefined))
        return diagnoseOutOfMemory(end);
    const { startError, remoteError, failure } = analyzer;
    if (startError !== undefined && /exec format error/i.test(startError))
        return diagnoseArchitecture(startError, end);
    if (startError !== undefined && (end.exitCode === 126 || end.exitCode === 127))
        return diagnoseStartError(startError);
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
    if (remoteError !== undefined && failure?.task === undefined)
        return diagnoseRemoteError(remoteError);
    if (end.exitCode === 0)
        return diagnoseNoOutput(analyzer);
    return diagnosePipeError(analyzer, end);
}
function diagnoseArchitecture(startError, { exitCode }) {
    return {
        verdict: 'image-architecture',
        evidence: `The image is built for another processor architecture than the host’s: ${startError} (exit code ${exitCode}).`,
        advice: 'Build the image for the host’s architecture, or use a host of the image’s architecture. See `platform`.',
    };
}
function diagnoseStartError(startError) {
    return {
        verdict: 'invalid-input',
        evidence: `The container could not start its command: ${startError}.`,
        advice: 'Check that the image is a Disdat pipeline image of this dialect and platform. See `image`, `dialect` and `platform`.',
    };
}
function diagnoseRemoteError(line) {
    const evidence = `Disdat in the container reported: ${line}`;
    if (accessDeniedCode.test(line) || line.includes('(access forbidden)'))
        return { verdict: 'access-denied', evidence, advice: credentialAdvice };
    const advice = 'The runner can use this remote, but the container cannot. Check `network`, the proxy variables and the bucket’s name.';
    return { verdict: 'remote-unreachable', evidence, advice };
}
function diagnoseOutOfMemory({ exitCode, outOfMemory, memoryMib }) {
    const victim = exitCode === 137 ? 'The container' : 'A process in the container';
    const limit = memoryMib === undefined ? 'the engine has no memory left' : `the limit is ${memoryMib} MiB`;
    return {
        verdict: 'out-of-memory',
        evidence: `${victim} was killed${outOfMemory ? '' : ', probably'} because it ran out of memory (${limit}; exit code ${exitCode}).`,
        advice: 'Raise `memory-mib`, use a larger runner, or let the pipe work on less data at a time.',
    };
}
function diagnoseNoOutput({ summary }) {
    const counts = summary === undefined
        ? ''
        : ` Luigi reports its tasks: ${summary.ran} ran, ${summary.complete} already complete, ${summary.failed} failed.`;
    return {
        verdict: 'no-output',
        evidence: `The pipe ended with exit code 0, but its output bundle is not on the remote.${counts}`,
        advice: 'Check in the log whether the last task finished. Bundles with the tag `__transient` are never pushed.',
    };
}
function diagnosePipeError({ failure }, { exitCode }) {
    if (failure === undefined) {
        return {
            verdict: 'pipe-error',
            evidence: `The pipe ended with exit code ${exitCode}${formatSignal(exitCode)} and printed no traceback.`,
            advice: 'Read the last lines of the log.',
        };
    }
    const { task, traceback } = failure;
    return {
        verdict: 'pipe-error',
        evidence: `${task === undefined ? 'The pipe' : `Task ${task}`} failed with ${traceback.exception} (exit code ${exitCode}).`,
        advice: 'Fix the pipe. Bundles from tasks that finished are on the remote and can be reused.',
        ...(traceback.where && { where: traceback.where }),
    };
}
function formatSignal(exitCode) {
    const names = { 134: 'SIGABRT', 137: 'SIGKILL', 139: 'SIGSEGV', 143: 'SIGTERM' };
    const name = names[exitCode];
    return name === undefined ? '' : ` (${name})`;
}

;// CONCATENATED MODULE: ./src/run/prove.js





/**
 * Proves the output: the bundle that this run created, or the bundle that Disdat found up to date. Throws the Failure
 * that explains why there is neither. A proved bundle is success regardless of the exit code: luigi counts a success at
 * the second attempt as a failure.
 */
async function proveOutput({ run, dependencies }, finished) {
    const { remote, result, receipt } = finished;
    const { cancelled: signal, log } = dependencies;
    const proof = await proveBundle(remote, receipt.outputUuid, { signal }).catch((error) => {
        // An interrupted push leaves a corrupt bundle: what interrupted it is the better evidence.
        const isInterrupted = result.exitCode !== 0 && error instanceof errors/* Failure */.HR && error.verdict === 'bundle-corrupt';
        throw isInterrupted ? explainFailure(finished, run.memoryMib) : error;
    });
    if (proof !== undefined) {
        const how = result.failure?.evidence ?? `The container exited with code ${result.exitCode}.`;
        if (result.exitCode !== 0)
            await log.warning(`The whole output is on the remote, although the run failed: ${how}`);
        return { proof, status: 'succeeded' };
    }
    const other = mayBeReuse(finished) ? await findReusedOutput(run, finished, signal) : undefined;
    if (other === undefined)
        throw explainFailure(finished, run.memoryMib);
    if (other.bundle.createdAt < new Date(receipt.launchedAt)) {
        const warning = findCodeChange(other, finished.imageCommit);
        if (warning !== undefined)
            await log.warning(warning);
        return { proof: other, status: 'reused' };
    }
    await log.warning('The output has another uuid than requested. It was found by its name and creation time.');
    return { proof: other, status: 'succeeded' };
}
/** The backend's own failure takes precedence over the log. */
function explainFailure({ analyzer, result }, memoryMib) {
    const { exitCode, outOfMemory, failure } = result;
    if (failure !== undefined)
        return new errors/* Failure */.HR(failure.verdict, failure.evidence, failure.advice);
    const { verdict, evidence, advice, where } = diagnose(analyzer, { exitCode: exitCode ?? -1, outOfMemory, memoryMib });
    return new errors/* Failure */.HR(verdict, evidence, advice, { ...(where && { where }) });
}
/** Luigi logs which task it checked first and what it ran: only a task that was done before anything ran is a reuse. */
function mayBeReuse({ result, receipt, analyzer: { rootTask, summary } }) {
    if (result.exitCode !== 0)
        return false;
    return (receipt.dialect === 'classic' ||
        (rootTask?.status === 'DONE' && summary !== undefined && summary.ran + summary.failed === 0));
}
/** An image with `ignore_code_version` returns old data although its code is new. */
function findCodeChange({ bundle }, imageCommit) {
    const bundleCommit = parseCommit(bundle.code.hash);
    if (imageCommit === undefined || bundleCommit === undefined || bundleCommit === imageCommit)
        return undefined;
    return `Commit ${bundleCommit.slice(0, 7)} created the reused bundle, and the image is from ${imageCommit.slice(0, 7)}. Use \`force\` if the change of the code matters to the data.`;
}
async function findReusedOutput(run, { remote, analyzer, receipt: { inputUuid } }, signal) {
    const input = run.inputParam !== undefined && inputUuid !== undefined ? [[run.inputParam, inputUuid]] : [];
    const key = {
        name: run.outputName === '-' ? undefined : run.outputName,
        codeMethod: run.pipeClass.name,
        // A classic pipe takes no input parameter, so its tags have none.
        params: new Map([...run.params, ...(analyzer.rootTask ? input : [])]),
        taskId: analyzer.rootTask?.id,
    };
    const bundle = await findReusable(remote, key, { signal });
    return bundle && (await proveBundle(remote, bundle.uuid, { signal }));
}

;// CONCATENATED MODULE: ./src/remote/push.js






/**
 * Pushes a bundle of the local context to the remote, after the bundles nested in it: files and frames first, then the
 * HyperFrame, each only if it does not exist, so that a bundle appears whole and nothing is overwritten. Files that are
 * only on the remote (`dsdt push --delocalize`) stay there. Undefined when the bundle is not in the context. Throws
 * Failure `bundle-corrupt` when an object exists in neither place, or has another size on the remote.
 */
async function pushBundle(context, uuid, remote, options) {
    const parts = await readBundleParts(context, uuid, options);
    if (parts === undefined)
        return undefined;
    const result = { uri: remote.getUri(uuid), objects: 0, bytes: 0 };
    for (const part of parts) {
        const { objects, bytes } = await pushPart(context, part, remote, options);
        result.objects += objects;
        result.bytes += bytes;
    }
    return result;
}
async function pushPart(context, part, remote, options) {
    const { uuid } = part.bundle;
    const existing = await remote.listSizes(uuid, options);
    assertPushable(context, part, existing);
    let objects = 0;
    let bytes = 0;
    await forEachBounded(part.objects.filter((object) => !existing.has(object.path)), async ({ path: name, size }, signal) => {
        const frame = part.frameBytes.get(name);
        const body = frame?.length === size ? frame : { file: external_node_path_default().join(context.objects, uuid, name), size };
        const outcome = await remote.store.putIfAbsent(remote.getKey(uuid, name), body, { signal });
        if (outcome === 'exists')
            return;
        objects += 1;
        bytes += size;
    }, options);
    // The HyperFrame comes last: once it exists, readers rely on all other objects.
    const outcome = await remote.store.putIfAbsent(remote.getKey(uuid, (0,disdat_bundle/* formatHyperFrameName */.Oj)(uuid)), part.hyperFrame, options);
    return outcome === 'exists' ? { objects, bytes } : { objects: objects + 1, bytes: bytes + part.hyperFrame.length };
}
function assertPushable(context, part, existing) {
    const { uuid } = part.bundle;
    const missing = part.missing.filter((name) => !existing.has(name));
    if (missing.length > 0)
        throw createCorruptBundleFailure(context, uuid, describeMissing(missing));
    const different = part.objects.find((object) => (existing.get(object.path) ?? object.size) !== object.size);
    if (different === undefined)
        return;
    const { path: name, size } = different;
    const reason = `${name} has ${size} bytes in the local context and ${existing.get(name)} on the remote`;
    throw createCorruptBundleFailure(context, uuid, reason);
}

;// CONCATENATED MODULE: ./src/run/push-input.js









/**
 * Brings the input to the remote context: creates it from files, pushes it from the local context unless `push-input`
 * is false, or copies it from the base. Then proves that the remote has the whole bundle.
 */
async function pushInput(context, prepared, image, existing) {
    const { run, dependencies } = context;
    const { cancelled: signal, log } = dependencies;
    const { remote, base } = prepared;
    const created = prepared.files && (await createInput(context, prepared.files));
    const localContext = created?.context ?? existing;
    const found = created?.found ?? prepared.found;
    if (found === undefined)
        return { bundle: undefined };
    const { uuid, name } = found.bundle;
    if (found.source === 'base' && base)
        await copyInput(context, base, found.bundle, remote);
    const mayPush = found.source === 'local' && run.pushInput && localContext !== undefined;
    const pushed = mayPush ? await pushBundle(localContext, uuid, remote, { signal }) : undefined;
    const proof = await proveBundle(remote, uuid, { signal });
    if (proof === undefined)
        throw new errors/* Failure */.HR('input-not-found', `The input bundle "${name}" (${uuid}) is in the local context but not on the remote.`, 'Set `push-input: true`, or push it with `dsdt push`.');
    if (image.dialect === 'classic')
        await assertNewest(context, remote, proof);
    for (const warning of proof.warnings)
        await log.warning(warning);
    const report = {
        ...createBundleReport(remote, proof),
        pushed: (pushed?.objects ?? 0) > 0,
        ...(found.source === 'base' && { copiedFrom: run.baseContext }),
    };
    log.info(`Input ${report.name}: ${report.uri} (${(0,units/* formatBytes */.z3)(proof.bytes)}${report.pushed ? ', pushed now' : ''})`);
    return { bundle: found.bundle, report };
}
/** A classic container looks for the input by name and tags on its own, and must find the same bundle. */
async function assertNewest({ run, dependencies }, remote, { bundle }) {
    const query = { kind: 'newest', name: bundle.name, tags: getInputTags(run.input) };
    const newest = await findBundle(remote, query, { signal: dependencies.cancelled });
    if (newest === undefined || newest.uuid === bundle.uuid)
        return;
    throw new errors/* Failure */.HR('invalid-input', `An image of the classic dialect takes the newest bundle of a name, and the remote has a newer "${bundle.name}" (${newest.uuid}) than ${bundle.uuid}.`, 'Use that bundle, or distinguish the two with `input-tags`.');
}

;// CONCATENATED MODULE: ./src/report/log-tail.js
/** Keeps the last lines of a stream in constant memory. */
class LogTail {
    #limit;
    #ring = [];
    #lines = 0;
    constructor(limit) {
        this.#limit = limit;
    }
    /** The number of all lines so far. */
    get lineCount() {
        return this.#lines;
    }
    add(lines) {
        // Only the last `limit` lines of a batch can remain.
        const skipped = Math.max(0, lines.length - this.#limit);
        this.#lines += skipped;
        for (const line of lines.slice(skipped)) {
            if (this.#limit > 0)
                this.#ring[this.#lines % this.#limit] = line;
            this.#lines += 1;
        }
    }
    /** The last lines, oldest first. */
    getLast() {
        if (this.#lines <= this.#limit)
            return this.#ring.slice();
        const start = this.#lines % this.#limit || 0;
        return this.#limit === 0 ? [] : [...this.#ring.slice(start), ...this.#ring.slice(0, start)];
    }
}

;// CONCATENATED MODULE: ./src/report/run-reporter.js


/** Collects the report of a run while it runs, and sets each output as soon as it is known. */
class RunReporter {
    tail;
    #outputs;
    #startMs = performance.now();
    #report;
    #phase = 'start';
    #failedPhases = [];
    /** @param tailLines how many of the last log lines are kept */
    constructor(initial, outputs, tailLines) {
        this.#report = { ...initial, startedAt: new Date(), phases: [], durationMs: 0, log: { lines: 0, tail: [] } };
        this.#outputs = outputs;
        this.tail = new LogTail(tailLines);
    }
    /** The report so far. */
    get report() {
        const log = { lines: this.tail.lineCount, tail: this.tail.getLast() };
        return { ...this.#report, durationMs: performance.now() - this.#startMs, log };
    }
    get runId() {
        return this.#report.runId;
    }
    /**
     * The current phase or the phases that failed, for a sentence such as "Cancelled during …". Two can run at the same
     * time.
     */
    get currentPhase() {
        return this.#failedPhases.length > 0 ? this.#failedPhases.join(' and ') : this.#phase;
    }
    /** Adds to the report, and sets the outputs that follow. */
    async update(update) {
        this.#report = { ...this.#report, ...update };
        await this.#outputs.update(this.#report);
    }
    /** Runs a part of the run under a name, and records its duration, also when it fails. */
    async phase(name, work) {
        const startMs = performance.now();
        this.#phase = name;
        try {
            return await work();
        }
        catch (error) {
            this.#failedPhases.push(name);
            throw error;
        }
        finally {
            const phase = { name, ms: performance.now() - startMs };
            this.#report = { ...this.#report, phases: [...this.#report.phases, phase] };
        }
    }
    /** Records why the run failed. An error that is not a Failure is a defect of the action, and is reported as such. */
    async fail(error) {
        const failure = error instanceof errors/* Failure */.HR ? error : createInternalError(error);
        const { verdict, message: evidence, advice, where } = failure;
        const status = verdict === 'cancelled' ? 'cancelled' : 'failed';
        await this.update({ status, failure: { verdict, evidence, advice, ...(where && { where }) } });
    }
}
function createInternalError(error) {
    const advice = 'This is a defect of the action. Report it with the log of a run with debug logging.';
    return new errors/* Failure */.HR('internal-error', `Unexpected error: ${(0,errors/* describeError */.Uc)(error)}.`, advice, { cause: error });
}

;// CONCATENATED MODULE: ./src/run/run-with-report.js




/** Runs `work`, and resolves with its report. Never throws: a failure is part of the report. */
async function runWithReport(start, dependencies, work) {
    const reporter = new RunReporter({ runId: createRunId(), ...start }, dependencies.outputs, dependencies.tailLines);
    try {
        await work(reporter);
    }
    catch (error) {
        await dependencies.log.debug((0,external_node_util_.inspect)(error, { depth: 5 }));
        const { aborted } = dependencies.cancelled;
        await reporter.fail(aborted ? createCancelFailure(reporter.currentPhase, error) : error);
    }
    return reporter.report;
}
/**
 * Runs `work` for a run or an attached job with the context of its phases, and resolves with its report. Never throws.
 */
async function runTarget(run, dependencies, backend, work) {
    const start = {
        pipeClass: run.pipeClass.name,
        backend: backend.kind,
        remote: run.remote.url,
        context: `${run.context.remote}/${run.context.local}`,
        params: run.params,
    };
    return await runWithReport(start, dependencies, async (reporter) => {
        const phase = reporter.phase.bind(reporter);
        await work({ run, dependencies, backend, runId: reporter.runId, phase }, reporter);
    });
}
/** Creates the report of a step that was refused before anything started. */
async function createRefusalReport(pipeClass, backend, outputs, error) {
    const start = { runId: createRunId(), pipeClass, backend, remote: '', context: '', params: new Map() };
    const reporter = new RunReporter(start, outputs, 0);
    await reporter.fail(error);
    return reporter.report;
}
const createRunId = () => (0,external_node_crypto_.randomBytes)(6).toString('hex');
function createCancelFailure(phase, cause) {
    const advice = phase === 'cleanup'
        ? 'Run the job again: it deletes what remains.'
        : 'Run the workflow again. Bundles from tasks that finished are on the remote and can be reused.';
    return new errors/* Failure */.HR('cancelled', `The workflow was cancelled during the phase "${phase}".`, advice, { cause });
}

;// CONCATENATED MODULE: ./src/run/run.js
























/**
 * Carries out a plan: its runs one after the other, or the jobs to attach to all at once, or a cleanup. Never throws:
 * every failure is in a report.
 */
async function run(plan, dependencies) {
    for (const warning of plan.warnings)
        await dependencies.log.warning(warning);
    switch (plan.kind) {
        case 'run':
            return await runInOrder(plan.runs, dependencies);
        case 'attach':
            return await attach(plan.attachment, dependencies);
        case 'cleanup':
            return [await cleanUp(plan.cleanup, dependencies)];
    }
}
async function runInOrder(runs, dependencies) {
    const reports = [];
    for (const each of runs) {
        const backend = dependencies.openBackend(each.backend, each.timeoutMs);
        reports.push(await runTarget(each, dependencies, backend, runPipe));
    }
    return reports;
}
/**
 * Runs a pipe, phase by phase. Errors become the failure of the report. Nothing that the run started remains when it
 * ends, except a job that continues without this step.
 */
async function runPipe(context, reporter) {
    const { run, phase } = context;
    const localContext = await openLocalContext(context);
    await saveState(context);
    const outputUuid = crypto.randomUUID();
    const { image, input } = await preflight(context, localContext, outputUuid);
    const reuse = decideReuse(context, image);
    const output = { name: run.outputName, uuid: outputUuid, uri: input.remote.getUri(outputUuid) };
    await reporter.update({ image, reuse, output });
    if (run.dryRun) {
        const task = createTask(context, { image, inputBundle: input.found?.bundle, reuse, outputUuid });
        await logDryRun(context, task, input.remote);
        return await reporter.update({ status: 'skipped' });
    }
    const { base } = input;
    if (base)
        await reporter.update(await phase('copy', () => fillSandbox(context, input, base)));
    const pushed = run.input && (await phase('push', () => pushInput(context, input, image, localContext)));
    if (pushed?.report)
        await reporter.update({ input: pushed.report });
    const launched = await phase('launch', async () => {
        const task = createTask(context, { image, inputBundle: pushed?.bundle, reuse, outputUuid });
        const prepared = await injectCredentials(context, task, input.remote);
        const job = await launch(context, prepared.task);
        await reporter.update({ job });
        const receipt = await recordJob(context, prepared.task, job);
        const { outputName: name, outputUuid: uuid } = receipt;
        if (job.adopted)
            await reporter.update({ output: { name, uuid, uri: input.remote.getUri(uuid) } });
        return { job, receipt, prepared };
    });
    if (!run.wait) {
        const left = await detach(context, launched, '`wait: false` is set.');
        return await reporter.update({ left, status: 'submitted' });
    }
    await finishJob(context, reporter, launched, { remote: input.remote, imageCommit: reuse.imageCommit });
}
/** Follows a running job, then proves, compares and pulls its output. */
async function finishJob(context, reporter, launched, known) {
    const analyzer = new LogAnalyzer(context.run.pipeClass.name);
    const outcome = await followAndCharge(context, reporter, launched, analyzer);
    if (outcome.kind === 'detached') {
        await reporter.update({ left: outcome.left, ...(outcome.cancellation === undefined && { status: 'detached' }) });
        if (outcome.cancellation !== undefined)
            throw outcome.cancellation;
        return;
    }
    const { result } = outcome;
    const { exitCode, attempts, logUrl } = result;
    await reporter.update({
        ...(exitCode !== undefined && { exitCode }),
        ...(attempts && { attempts }),
        ...(logUrl && { logUrl }),
    });
    let rules;
    const proveAndPull = async () => {
        const finished = { ...known, analyzer, result, receipt: launched.receipt };
        const output = await proveAndReport(context, reporter, finished);
        const analyze = async () => {
            const analysis = await analyzeOutput(context, finished, output);
            rules = analysis.rules;
            await reporter.update(analysis);
        };
        await settleBoth(pullAndReport(context, reporter, finished, output), analyze());
        if (rules)
            throwOnBreach(rules);
        await reporter.update({ status: output.status });
    };
    try {
        await settleBoth(releaseJob(context), proveAndPull());
    }
    catch (error) {
        const annotations = await annotateFailure(context, analyzer, error, rules);
        if (annotations.length > 0)
            await reporter.update({ annotations });
        throw error;
    }
}
/** Follows the job, and adds its cost to the report however the job ends. */
async function followAndCharge(context, reporter, launched, analyzer) {
    const observer = {
        addLines: (lines) => reporter.tail.add(lines),
        update: (update) => reporter.update(update),
    };
    const started = external_node_perf_hooks_.performance.now();
    let result;
    try {
        const outcome = await context.phase('run', () => follow(context, launched, analyzer, observer));
        if (outcome.kind === 'ended')
            result = outcome.result;
        return outcome;
    }
    finally {
        const cost = calculateCost(context, result, external_node_perf_hooks_.performance.now() - started);
        if (cost !== undefined)
            await reporter.update({ cost });
    }
}
async function proveAndReport(context, reporter, finished) {
    try {
        const output = await context.phase('prove', () => proveOutput(context, finished));
        await reporter.update({ output: createBundleReport(finished.remote, output.proof) });
        return output;
    }
    catch (error) {
        const lineage = createFailedLineage(finished.analyzer);
        if (lineage !== undefined)
            await reporter.update({ lineage });
        throw error;
    }
}
async function pullAndReport(context, reporter, { remote }, { proof }) {
    if (context.run.pullOutput === 'false')
        return;
    const { folder } = await context.phase('pull', () => pullOutput(context, remote, proof));
    await reporter.update({ outputPath: folder });
}
/** Follows jobs that an earlier step submitted, and proves their outputs as that step would have done. */
async function attach(attachment, dependencies) {
    const backend = dependencies.openBackend(attachment.backend, attachment.timeoutMs);
    let jobs;
    try {
        if (backend.attach === undefined)
            throw new Error(`the backend ${backend.kind} cannot attach to jobs`);
        const found = await backend.attach(attachment.jobIds, dependencies.cancelled);
        // Every receipt is checked before the first job is followed.
        jobs = found.map((job) => ({ ...job, target: createAttachedTarget(attachment, job.receipt) }));
    }
    catch (error) {
        return [await createRefusalReport('', backend.kind, dependencies.outputs, error)];
    }
    const isOneOfMany = jobs.length > 1;
    return await Promise.all(jobs.map(({ target, ...job }) => runTarget(target, dependencies, backend, (context, reporter) => finishAttachedJob(context, reporter, { ...job, isOneOfMany }))));
}
async function finishAttachedJob(context, reporter, { orphanFields, ...launched }) {
    const { run, dependencies } = context;
    const { job, receipt } = launched;
    const remote = await dependencies.openRemote(run.remote, run.context.remote);
    await saveState(context);
    await saveOrphan(context, receipt.outputUuid, orphanFields);
    const { outputName: name, outputUuid: uuid } = receipt;
    await reporter.update({ job, output: { name, uuid, uri: remote.getUri(uuid) } });
    await openLocalContext(context);
    await finishJob(context, reporter, launched, { remote, imageCommit: undefined });
}
/** Deletes the sandbox of a closed pull request, or lists it in a dry run. */
async function cleanUp(cleanup, dependencies) {
    const { remote: url, context } = cleanup;
    const names = `${context.remote}/${context.local}`;
    const start = { pipeClass: '', backend: 'Local', remote: url.url, context: names, params: new Map() };
    return await runWithReport(start, dependencies, async (reporter) => {
        const remote = await dependencies.openRemote(url, context.remote);
        await reporter.update({ cleanup: { bundles: 0, objects: 0, bytes: 0, isVersioned: false } });
        if (cleanup.dryRun) {
            const listed = await listSandbox(cleanup, dependencies, remote);
            return await reporter.update({ status: 'skipped', cleanup: { ...listed, isVersioned: false } });
        }
        const deletion = await deleteSandbox(cleanup, dependencies, remote, reporter.phase.bind(reporter));
        if (deletion === undefined)
            return await reporter.update({ status: 'skipped' });
        const { bundles, objects, bytes, isVersioned } = deletion;
        await reporter.update({ cleanup: { bundles, objects, bytes, isVersioned } });
        assertDeleted(deletion, remote);
        await reporter.update({ status: 'succeeded' });
    });
}

;// CONCATENATED MODULE: ./src/run/step.js

















/** Runs the step, from its inputs to its exit code. Never throws. */
async function runStep(env) {
    const ended = new AbortController();
    try {
        await runAndPublish(env, ended.signal);
    }
    catch (error) {
        const core = await (0,action_log/* loadToolkit */.fl)();
        core.setFailed(`internal-error: ${error instanceof Error ? error.stack : String(error)}`);
    }
    finally {
        ended.abort();
    }
}
async function runAndPublish(env, ended) {
    const log = (0,action_log/* openLog */.Ne)(process.stdout, env['RUNNER_DEBUG'] === '1');
    const outputs = new action_outputs/* OutputWriter */.P();
    const state = new action_state/* StateWriter */.r();
    const cancel = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'])
        process.on(signal, () => cancel.abort(new Error(signal)));
    const problems = [];
    const inputs = (0,plan_inputs.readInputs)(env, problems);
    const context = { env, log, outputs, state, inputs, cancelled: cancel.signal, ended };
    const reports = await planAndRun(context, problems);
    const [first, ...others] = reports;
    if (first === undefined)
        return;
    await publishReport([first, ...others], { env, log, outputs, shouldWriteSummary: inputs.summary });
    if (inputs.comment.comment !== 'never' && !inputs.cleanup)
        await comment(reports, context);
    // Main may have failed to remove the container of a failed run, for example without an engine: post tries again.
    await state.update({ reported: true, unclean: reports.some(mayLeaveContainer) });
    // Annotations come before the final error, which repeats the failure without a line of code.
    const annotations = reports.flatMap((report) => report.annotations ?? []);
    for (const annotation of annotations.slice(0, maxAnnotations))
        await log.annotate(annotation);
    for (const { failure } of reports)
        if (failure)
            await fail(failure);
}
async function comment(reports, context) {
    const { env, log, outputs, inputs, cancelled } = context;
    const target = (0,comment_target/* createCommentTarget */.f)((0,workflow_run.readWorkflowRun)(env, await (0,action_event.readEvent)(env)), inputs.comment, reports);
    if (target === undefined)
        return await log.notice('`comment` is ignored: this workflow run does not belong to a pull request.');
    await (0,publish_comment/* publishComment */.p)(reports, target, { token: inputs.comment.githubToken, env, log, outputs, cancelled });
}
const mayLeaveContainer = ({ failure, phases }) => failure !== undefined && phases.some(({ name }) => name === 'launch' || name === 'run');
async function fail({ verdict, evidence, advice, where }) {
    const core = await (0,action_log/* loadToolkit */.fl)();
    const place = where ? `At ${where.file}:${where.line}. ` : '';
    core.setFailed((0,action_log/* escapeLogText */.dD)(`${verdict}: ${evidence}${evidence.includes('\n') ? '\n' : ' '}${place}${advice}`));
}
async function planAndRun(context, problems) {
    const { env, inputs, outputs } = context;
    try {
        const home = env['HOME'] ?? (0,external_node_os_.homedir)();
        const defaults = await readDefaults(home, inputs, problems);
        const plan = createPlan(inputs, defaults, env, problems);
        return await run(plan, await createDependencies(context, home));
    }
    catch (error) {
        return [await createRefusalReport(env['INPUT_PIPE-CLASS'] ?? '', inputs.backend, new ReportOutputs(outputs), error)];
    }
}


/***/ })

};
;