"use strict";
exports.id = 7035;
exports.ids = [7035,3975];
exports.modules = {

/***/ 70161:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  X: () => (/* binding */ createAnnotations),
  a: () => (/* binding */ maxErrors)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./src/lib/regular-file.js
var regular_file = __webpack_require__(39145);
// EXTERNAL MODULE: ./src/action/checkout.js
var checkout = __webpack_require__(34837);
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
        return new SourceLines(workspace, await (0,checkout/* listTrackedFiles */.sp)(workspace, env, '*.py'));
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
    const text = await (0,regular_file/* readOptionalText */.ko)(file, { maxBytes: maxSourceBytes, followsLink: false });
    return text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
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
/** GitHub shows ten errors of a step, its failure included: https://docs.github.com/en/rest/checks/runs */
const maxErrors = 10;
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


/***/ }),

/***/ 34837:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QQ: () => (/* binding */ getOwner),
/* harmony export */   b$: () => (/* binding */ readCheckout),
/* harmony export */   oY: () => (/* binding */ findCheckoutFolder),
/* harmony export */   sp: () => (/* binding */ listTrackedFiles),
/* harmony export */   tD: () => (/* binding */ isAncestorInCheckout),
/* harmony export */   tm: () => (/* binding */ removeCredentials)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_3__);




const fullCommit = /^[0-9a-f]{40,64}$/;
const unknownCheckout = { repo: '', hash: '', branch: '' };
/** Limit of the folders of the workspace in which a checkout is searched. */
const maxSearchedFolders = 500;
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
/**
 * The folder with the checkout of the workflow's repository: the workspace, or the folder in it that actions/checkout
 * filled because of its input `path`, at most two levels below. The workspace where none or several qualify.
 */
async function findCheckoutFolder(workspace, env) {
    if (workspace === '' || (await isRepository(workspace)))
        return workspace;
    const found = [];
    for (const folder of await listRepositories(workspace))
        if (isWorkflowCheckout(await readCheckout(folder, workspace, env), env))
            found.push(folder);
    const [only, ...others] = found;
    return only === undefined || others.length > 0 ? workspace : only;
}
async function listRepositories(workspace) {
    const children = (await listFolders(workspace)).slice(0, maxSearchedFolders);
    const folders = [...children, ...(await Promise.all(children.map(listFolders))).flat()].slice(0, maxSearchedFolders);
    const areRepositories = await Promise.all(folders.map(isRepository));
    return folders.filter((_, index) => areRepositories[index]);
}
/** The folders in a folder, without links and hidden folders; empty for a folder that cannot be read. */
async function listFolders(folder) {
    const entries = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(folder, { withFileTypes: true }).catch(() => []);
    const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
    return folders.map(({ name }) => node_path__WEBPACK_IMPORTED_MODULE_3___default().join(folder, name));
}
/** `.git` is a file in a worktree. */
async function isRepository(folder) {
    return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.access)(node_path__WEBPACK_IMPORTED_MODULE_3___default().join(folder, '.git')).then(() => true, () => false);
}
function isWorkflowCheckout({ hash, repo }, env) {
    const name = env['GITHUB_REPOSITORY'] ?? '';
    if (name !== '' && repo !== '')
        return repo
            .replace(/\.git$/, '')
            .toLowerCase()
            .endsWith(`/${name.toLowerCase()}`);
    return hash !== '' && hash === env['GITHUB_SHA'];
}
/** actions/checkout leaves a detached HEAD; the runner's variables name the branch of the workflow's own commit. */
function findWorkflowBranch(hash, env) {
    if (env['GITHUB_SHA'] !== hash)
        return '';
    return env['GITHUB_HEAD_REF'] || (env['GITHUB_REF_TYPE'] === 'branch' ? (env['GITHUB_REF_NAME'] ?? '') : '');
}
/**
 * Removes user and password from a repository's URL; empty for a malformed URL that may have them. The user of an SSH
 * URL stays: it is not a credential.
 */
function removeCredentials(repository) {
    // A malformed URL may have a password anywhere.
    if (!URL.canParse(repository))
        return /:\/\/.*@/s.test(repository) ? '' : repository;
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
    const env = { PATH, HOME, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_CEILING_DIRECTORIES: node_path__WEBPACK_IMPORTED_MODULE_3___default().dirname(workspace) };
    // In a job container the workspace belongs to another user, and git would refuse the repository.
    const allArgs = ['-c', 'safe.directory=*', '-C', folder, ...args];
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)('git', allArgs, { env, timeout: gitTimeoutMs, maxBuffer: maxBytes }, (error, stdout) => {
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
        return (0,node_os__WEBPACK_IMPORTED_MODULE_2__.userInfo)().username;
    }
    catch {
        // The user of a container may have an id without a name.
        return '';
    }
}


/***/ }),

/***/ 57048:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ StateWriter),
/* harmony export */   u: () => (/* binding */ readState)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(40643);
/* harmony import */ var _lib_file_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(60372);
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(33178);
/* harmony import */ var _lib_regular_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(39145);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(86475);
/* harmony import */ var _undo_append_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4384);








/** The most bytes of the file: 1,000 jobs take less than a megabyte. */
const maxStateBytes = 64 << 20;
/** The name of the state whose value is the path of the file. */
const key = 'file';
/** The name of the state that says that post has nothing to do. post.ts has it too, because it imports nothing then. */
const cleanKey = 'clean';
/**
 * Saves the state for post, so that post can clean up whenever main is killed. Each change is one line of a file in
 * `folder`, because the runner passes state in environment variables, and Linux limits one to 128 KiB
 * (https://man7.org/linux/man-pages/man2/execve.2.html). Never throws: a state that cannot be saved is one warning, and
 * the next change tries again with everything that is not saved.
 */
class StateWriter {
    #folder;
    #warn;
    #runnerFile;
    #state = { runId: '', pipeClass: '', reported: false, unclean: false };
    #orphans = new Map();
    #file;
    /** Lines that could not be appended. */
    #unsaved = '';
    /** Lets the runner pass the path of the file to post. */
    #passing;
    #hasWarned = false;
    /**
     * @param folder Exists until post has run: RUNNER_TEMP.
     * @param runnerFile GITHUB_STATE, which keeps whole values when the disk is full.
     */
    constructor(folder, warn, runnerFile) {
        this.#folder = folder;
        this.#warn = warn;
        this.#runnerFile = runnerFile;
    }
    async update(changes) {
        this.#state = { ...this.#state, ...changes };
        await this.#save({ set: changes });
    }
    /** Adds a record for post, or replaces the record with the same output. */
    async addOrphan(orphan) {
        this.#orphans.set(orphan.outputUuid, orphan);
        await this.#save({ orphan });
    }
    /** Removes the record of a job that continues without this step. */
    async removeOrphan(outputUuid) {
        this.#orphans.delete(outputUuid);
        await this.#save({ removed: outputUuid });
    }
    /** Lets post end at once: there is nothing to clean up. A failure is harmless: the saved state says the same. */
    async markClean() {
        if (this.#file === undefined)
            return;
        try {
            await this.#pass(cleanKey, 'true');
        }
        catch {
            // Post reads the state.
        }
    }
    async #save(change) {
        try {
            if (this.#file === undefined)
                this.#file = this.#create();
            else
                this.#append(this.#file, change);
            this.#passing ??= this.#pass(key, this.#file);
            await this.#passing.catch((error) => {
                this.#passing = undefined;
                throw error;
            });
        }
        catch (error) {
            if (this.#hasWarned)
                return;
            this.#hasWarned = true;
            await this.#warn(`Cannot save what the post step needs: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .describeError */ .Uc)(error)}. If this step is killed, what it started may remain.`);
        }
    }
    /** Passes a value to post. Throws the error of the runner's file. */
    async #pass(name, value) {
        const core = await (0,_log_js__WEBPACK_IMPORTED_MODULE_5__/* .loadToolkit */ .fl)();
        const undo = (0,_undo_append_js__WEBPACK_IMPORTED_MODULE_6__/* .prepareUndo */ .G)(this.#runnerFile);
        try {
            core.saveState(name, value);
        }
        catch (error) {
            undo();
            throw error;
        }
    }
    #create() {
        const folder = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdtempSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(this.#folder, 'disdat-state-'));
        const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'state.jsonl');
        try {
            this.#writeAll(file);
            return file;
        }
        catch (error) {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(folder, { recursive: true, force: true });
            throw error;
        }
    }
    /** Writes synchronously: the next instruction may start a container. A file that was deleted is written again. */
    #append(file, change) {
        this.#unsaved += formatLine(change);
        const undo = (0,_undo_append_js__WEBPACK_IMPORTED_MODULE_6__/* .prepareUndo */ .G)(file);
        try {
            const opened = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(file, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_WRONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_APPEND | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK);
            try {
                (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(opened, this.#unsaved);
            }
            finally {
                (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(opened);
            }
        }
        catch (error) {
            if (!(0,_lib_file_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .isMissingFileError */ .HP)(error)) {
                undo();
                throw error;
            }
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(file), { recursive: true, mode: 0o700 });
            this.#writeAll(file);
        }
        this.#unsaved = '';
    }
    #writeAll(file) {
        const changes = [
            { set: this.#state },
            ...[...this.#orphans.values()].map((orphan) => ({ orphan })),
        ];
        try {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(file, changes.map(formatLine).join(''), { mode: 0o600 });
        }
        catch (error) {
            // Half a file would not be written again.
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(file, { force: true });
            throw error;
        }
    }
}
const formatLine = (change) => `${JSON.stringify(change)}\n`;
/**
 * Reads the state that main saved; undefined when main started nothing. Ignores lines that it cannot parse: a killed
 * main can leave half a line. Throws UnreadableFileError, or the error of the file system, for a file that cannot be
 * read.
 */
async function readState(env) {
    const file = env[`STATE_${key}`] ?? '';
    if (file === '')
        return undefined;
    let state = {};
    const orphans = new Map();
    for (const line of (await (0,_lib_regular_file_js__WEBPACK_IMPORTED_MODULE_4__/* .readRegularFile */ .XF)(file, { maxBytes: maxStateBytes })).toString().split('\n')) {
        const change = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_7__/* .parseJson */ .qF)(line);
        const set = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_7__/* .getField */ .VI)(change, 'set');
        if ((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_7__/* .isObject */ .Gv)(set))
            state = { ...state, ...set };
        for (const orphan of parseOrphan((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_7__/* .getField */ .VI)(change, 'orphan')))
            orphans.set(orphan.outputUuid, orphan);
        orphans.delete((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_7__/* .getString */ .AA)(change, 'removed') ?? '');
    }
    return parseState(state, [...orphans.values()]);
}
function parseState(state, orphans) {
    const runId = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_7__/* .getString */ .AA)(state, 'runId');
    const pipeClass = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_7__/* .getString */ .AA)(state, 'pipeClass');
    const contextFolder = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_7__/* .getString */ .AA)(state, 'contextFolder');
    if (runId === undefined || pipeClass === undefined)
        return undefined;
    return {
        runId,
        pipeClass,
        reported: (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_7__/* .getField */ .VI)(state, 'reported') === true,
        unclean: (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_7__/* .getField */ .VI)(state, 'unclean') === true,
        orphans,
        ...((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_7__/* .getField */ .VI)(state, 'cancelled') === true && { cancelled: true }),
        ...(contextFolder !== undefined && { contextFolder }),
    };
}
function parseOrphan(value) {
    const backend = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_7__/* .getString */ .AA)(value, 'backend');
    const runId = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_7__/* .getString */ .AA)(value, 'runId');
    const outputUuid = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_7__/* .getString */ .AA)(value, 'outputUuid');
    const fields = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_7__/* .getField */ .VI)(value, 'fields');
    if (backend === undefined || runId === undefined || outputUuid === undefined || !(0,_lib_json_js__WEBPACK_IMPORTED_MODULE_7__/* .isObject */ .Gv)(fields))
        return [];
    const texts = Object.entries(fields).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : []));
    return [{ backend, runId, outputUuid, fields: Object.fromEntries(texts) }];
}


/***/ }),

/***/ 95403:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ findNewestBundle),
/* harmony export */   _: () => (/* binding */ readBundleAt)
/* harmony export */ });
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84092);
/* harmony import */ var _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51178);
/* harmony import */ var _lib_for_each_bounded_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(52759);
/* harmony import */ var _bundle_place_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76116);




/** The bundle of this uuid in a place. Throws Failure `bundle-corrupt` when its HyperFrame cannot be read. */
async function readBundleAt(place, uuid, options) {
    try {
        return (await (0,_bundle_place_js__WEBPACK_IMPORTED_MODULE_1__/* .readHyperFrameObject */ .T)(place, uuid, options))?.bundle;
    }
    catch (error) {
        if (error instanceof _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_2__/* .BundleFormatError */ .KC)
            throw (0,_bundle_place_js__WEBPACK_IMPORTED_MODULE_1__/* .createCorruptBundleFailure */ .U)(place, uuid, error.message, error);
        throw error;
    }
}
/** The newest of these bundles that passes `isMatch`. Unfinished bundles, which have no HyperFrame, are skipped. */
async function findNewestBundle(place, uuids, options, isMatch) {
    const { onUnreadable = () => { } } = options;
    let best;
    const compare = async (uuid, signal) => {
        try {
            const bundle = (await (0,_bundle_place_js__WEBPACK_IMPORTED_MODULE_1__/* .readHyperFrameObject */ .T)(place, uuid, { signal }))?.bundle;
            if (bundle !== undefined && isMatch(bundle))
                best = best === undefined ? bundle : (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .pickNewer */ .sD)(best, bundle);
        }
        catch (error) {
            if (!(error instanceof _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_2__/* .BundleFormatError */ .KC))
                throw error;
            onUnreadable(uuid, error.message);
        }
    };
    await (0,_lib_for_each_bounded_js__WEBPACK_IMPORTED_MODULE_3__/* .forEachBounded */ .a)(uuids, compare, options);
    return best;
}


/***/ }),

/***/ 30458:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ createCommandLine),
/* harmony export */   S: () => (/* binding */ findUnsupportedInputs)
/* harmony export */ });
/* harmony import */ var _generations_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9429);

/**
 * The argument list of the container, after its entry point if it has one. It is never joined into a shell string.
 * Python's argparse looks for options in every word before `--`, also in those that belong to the pipe, and takes
 * abbreviations (https://docs.python.org/3/library/argparse.html#arguments-containing).
 */
function createCommandLine(dialect, call) {
    const generation = (0,_generations_js__WEBPACK_IMPORTED_MODULE_0__/* .getGeneration */ .D3)(dialect);
    const { program, takesInput, pipeClass, hasWorkers, hasForceAll } = generation;
    return [
        ...(program === undefined ? [] : [program]),
        ...['--output-bundle-uuid', call.outputUuid],
        ...(takesInput ? [] : ['--output-bundle', call.outputName]),
        ...['--branch', `${call.context.remote}/${call.context.local}`],
        ...(hasWorkers ? ['--workers', String(call.workers)] : []),
        ...['--remote', call.remote],
        ...(call.noPull ? ['--no-pull'] : []),
        ...(pipeClass === 'argument' ? [] : ['--pipeline', call.pipeClass]),
        ...(call.force ? ['--force'] : []),
        ...(call.forceAll && hasForceAll ? ['--force-all'] : []),
        ...(takesInput ? createTagOptions(generation, 'input', call.inputTags) : []),
        ...createTagOptions(generation, 'output', call.outputTags),
        ...createArguments(generation, call),
    ];
}
/** `=` carries a value that begins with a dash. */
function createTagOptions({ tags: spelling }, bundle, tags) {
    if (tags.size === 0)
        return [];
    if (spelling === 'json')
        return [`--${bundle}-tags`, JSON.stringify(Object.fromEntries(tags))];
    return [...tags].map(([key, value]) => `--${bundle}-tag=${key}:${value}`);
}
function createArguments({ takesInput, pipeClass }, call) {
    // Disdat removes the dashes of a parameter's name, so it arrives without them too. Some versions look for the word
    // `--entrypoint` in all words.
    const params = [...call.params].flatMap(([name, value]) => [name === 'entrypoint' ? name : `--${name}`, value]);
    if (takesInput)
        return ['--', call.inputName, call.outputName, ...params];
    if (pipeClass === 'argument')
        return ['--', call.pipeClass, ...params];
    // No argument precedes the parameters, so `--` would become the name of the first one. Here it is the value of a
    // parameter that is given again.
    const [first] = call.params.keys();
    return first === undefined ? [] : [first, '--', ...params];
}
/** What the command line of a generation cannot carry. */
function findUnsupportedInputs(dialect, call) {
    const generation = (0,_generations_js__WEBPACK_IMPORTED_MODULE_0__/* .getGeneration */ .D3)(dialect);
    const { versions, pushesUnnamedOutput, hasForceAll, runsEntrypointOption } = generation;
    const { outputName, params, forceAll } = call;
    const found = [];
    if (outputName === '-' && !pushesUnnamedOutput)
        found.push({
            where: 'output-bundle',
            given: '-',
            expected: `Images of ${versions} push the output by its name. Set \`output-bundle\` to a name.`,
        });
    if (forceAll && !hasForceAll)
        found.push({
            where: 'force-all',
            given: 'true',
            expected: `Images of ${versions} support \`force\` only. Use it, or build the image with disdat 0.8.13 or later.`,
        });
    found.push(...findUnsupportedTags(generation, call));
    for (const [name, value] of params)
        if (runsEntrypointOption && value === entrypointOption)
            found.push({
                where: 'params',
                given: `${name}: ${value}`,
                expected: `This value collides with the option \`${entrypointOption}\` of images of ${versions}. Use another value.`,
            });
    return found;
}
function findUnsupportedTags({ versions, takesInput, tags }, { inputTags, outputTags }) {
    if (tags === 'json')
        return [];
    const checked = [['output-tags', outputTags]];
    if (takesInput)
        checked.push(['input-tags', inputTags]);
    return checked.flatMap(([where, given]) => [...given]
        .map(([key, value]) => `${key}:${value}`)
        .filter((tag) => /:.*:/s.test(tag))
        .map((tag) => ({
        where,
        given: tag,
        expected: `Images of ${versions} split a tag at every colon. Use another character in key and value.`,
    })));
}
const entrypointOption = '--entrypoint';


/***/ }),

/***/ 51354:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ predictReuse),
/* harmony export */   L: () => (/* binding */ parseCommit)
/* harmony export */ });
/* harmony import */ var _generations_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9429);

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
    const { versions, takesInput } = (0,_generations_js__WEBPACK_IMPORTED_MODULE_0__/* .getGeneration */ .D3)(dialect);
    if (takesInput)
        return predict(undefined, `Depends on the image: images of ${versions} decide on their own.`);
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


/***/ }),

/***/ 63581:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ openFolder)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);


/**
 * Opens a folder. Throws the error of the file system, also for a symbolic link (`ENOTDIR`).
 * https://man7.org/linux/man-pages/man5/proc_pid_fd.5.html
 */
async function openFolder(folder) {
    if (process.platform !== 'linux')
        return { path: folder, async [Symbol.asyncDispose]() { } };
    const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(folder, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_DIRECTORY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW);
    const path = `/proc/self/fd/${handle.fd}`;
    // A container may have no /proc.
    const hasProc = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(path).catch(() => undefined))?.isDirectory() === true;
    return { path: hasProc ? path : folder, [Symbol.asyncDispose]: () => handle.close() };
}


/***/ }),

/***/ 78917:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bz: () => (/* binding */ assertWritable),
/* harmony export */   KH: () => (/* binding */ getContextFolder),
/* harmony export */   MP: () => (/* binding */ assertCreatable),
/* harmony export */   V: () => (/* binding */ readCurrentContext),
/* harmony export */   c8: () => (/* binding */ ensureContext),
/* harmony export */   eA: () => (/* binding */ openContext),
/* harmony export */   fX: () => (/* binding */ findLocalBundle),
/* harmony export */   jy: () => (/* binding */ assertSameRemote)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _bundles_find_in_place_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(95403);
/* harmony import */ var _disdat_bundle_query_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(82885);
/* harmony import */ var _disdat_names_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(15086);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(40643);
/* harmony import */ var _lib_file_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(60372);
/* harmony import */ var _lib_user_info_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(45152);
/* harmony import */ var _ctxt_db_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(33538);
/* harmony import */ var _disk_failure_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(78754);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(10357);











/**
 * The name of the current local context, as `dsdt switch` set it; undefined when there is none. Throws Failure
 * `context-conflict` when fs.json is not what dsdt writes, or names what the input `context` may not name.
 */
async function readCurrentContext(home) {
    const file = node_path__WEBPACK_IMPORTED_MODULE_1___default().join(home, '.disdat', 'fs.json');
    const json = await (0,_files_js__WEBPACK_IMPORTED_MODULE_7__/* .readFirstLineJson */ .nT)(file);
    const name = json && (0,_files_js__WEBPACK_IMPORTED_MODULE_7__/* .getNonEmptyText */ .oP)(json, '_mangled_curr_context_name');
    if (name !== undefined && !(0,_disdat_names_js__WEBPACK_IMPORTED_MODULE_8__/* .isContextName */ .b_)(name))
        throw createNameFailure(file, '_mangled_curr_context_name', name);
    return name;
}
/**
 * The context of this name; undefined when there is none. Throws Failure `context-conflict` when its ctxt.json is not
 * what dsdt writes, or names what the inputs `remote` and `context` may not name, and `invalid-input` for a name that
 * is not a context's.
 */
async function openContext({ home, name }) {
    const folder = getContextFolder({ home, name });
    const file = node_path__WEBPACK_IMPORTED_MODULE_1___default().join(folder, 'ctxt.json');
    const json = await (0,_files_js__WEBPACK_IMPORTED_MODULE_7__/* .readFirstLineJson */ .nT)(file);
    if (json === undefined)
        return undefined;
    const url = (0,_files_js__WEBPACK_IMPORTED_MODULE_7__/* .getNonEmptyText */ .oP)(json, 'remote_ctxt_url');
    const context = (0,_files_js__WEBPACK_IMPORTED_MODULE_7__/* .getNonEmptyText */ .oP)(json, 'remote_ctxt');
    if (url === undefined || context === undefined)
        return toLocalContext(name, folder, undefined);
    const remote = url.endsWith('/context') ? (0,_disdat_names_js__WEBPACK_IMPORTED_MODULE_8__/* .parseRemoteUrl */ .JH)(trimSlashes(url.slice(0, -'/context'.length))) : undefined;
    if (remote === undefined)
        throw (0,_files_js__WEBPACK_IMPORTED_MODULE_7__/* .createContextFileFailure */ .qq)(file, `its remote_ctxt_url is ${quote(url)}`);
    if (!(0,_disdat_names_js__WEBPACK_IMPORTED_MODULE_8__/* .isContextName */ .b_)(context))
        throw createNameFailure(file, 'remote_ctxt', context);
    return toLocalContext(name, folder, { url: remote.url, context });
}
function createNameFailure(file, field, name) {
    const allowed = 'letters, digits, `_`, `-` and `.`';
    const reason = `its ${field} ${quote(name)} is not the name of a context that this action accepts (${allowed})`;
    return (0,_files_js__WEBPACK_IMPORTED_MODULE_7__/* .createContextFileFailure */ .qq)(file, reason);
}
/** A text for a message: cut to 200 characters, and without a password. */
const quote = (text) => JSON.stringify((0,_lib_user_info_js__WEBPACK_IMPORTED_MODULE_9__/* .redactUserInfo */ .p)(text).slice(0, 200));
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
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(node_path__WEBPACK_IMPORTED_MODULE_1___default().join(folder, 'objects'), { recursive: true });
        const url = `${trimSlashes(remote.url)}/context`;
        await (0,_files_js__WEBPACK_IMPORTED_MODULE_7__/* .writeOnce */ .Fq)(node_path__WEBPACK_IMPORTED_MODULE_1___default().join(folder, 'ctxt.json'), {
            remote_ctxt: remote.context,
            local_ctxt: name,
            remote_ctxt_url: url,
        });
        await (0,_files_js__WEBPACK_IMPORTED_MODULE_7__/* .writeOnce */ .Fq)(node_path__WEBPACK_IMPORTED_MODULE_1___default().join(home, '.disdat', 'fs.json'), { _mangled_curr_context_name: name });
    }
    catch (error) {
        throw (0,_disk_failure_js__WEBPACK_IMPORTED_MODULE_6__/* .toDiskFailure */ .R)(error, folder);
    }
    const created = await openContext({ home, name });
    if (created === undefined)
        throw (0,_files_js__WEBPACK_IMPORTED_MODULE_7__/* .createContextFileFailure */ .qq)(node_path__WEBPACK_IMPORTED_MODULE_1___default().join(folder, 'ctxt.json'), 'it was deleted');
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
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('context-conflict', evidence, 'Remove `remote`, or set another local context in `context`.');
}
/** Throws Failure `local-context-unwritable` or `disk-full` unless a context of this name can be created. */
async function assertCreatable(name) {
    const folder = getContextFolder(name);
    let nearest = folder;
    while ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(nearest).catch(() => undefined)) === undefined)
        nearest = node_path__WEBPACK_IMPORTED_MODULE_1___default().dirname(nearest);
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)(node_path__WEBPACK_IMPORTED_MODULE_1___default().join(nearest, '.probe-')));
    }
    catch (error) {
        throw (0,_disk_failure_js__WEBPACK_IMPORTED_MODULE_6__/* .toDiskFailure */ .R)(error, folder);
    }
}
/**
 * Throws Failure `local-context-unwritable` or `disk-full` unless a bundle can be written and moved into `objects/`.
 */
async function assertWritable(context) {
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(context.objects, { recursive: true });
        const probe = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)(node_path__WEBPACK_IMPORTED_MODULE_1___default().join(context.folder, '.probe-'));
        const moved = node_path__WEBPACK_IMPORTED_MODULE_1___default().join(context.objects, node_path__WEBPACK_IMPORTED_MODULE_1___default().basename(probe));
        // A pull ends with this rename. A failure now saves the download.
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(probe, moved).catch(async (error) => {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)(probe);
            throw error;
        });
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)(moved);
    }
    catch (error) {
        throw (0,_disk_failure_js__WEBPACK_IMPORTED_MODULE_6__/* .toDiskFailure */ .R)(error, context.folder);
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
        return await (0,_bundles_find_in_place_js__WEBPACK_IMPORTED_MODULE_2__/* .readBundleAt */ ._)(context, query.uuid, options);
    const uuids = (await (0,_ctxt_db_js__WEBPACK_IMPORTED_MODULE_5__/* .listIndexedUuids */ .mv)(context, query.name, options)) ?? (await listFolderNames(context));
    const committed = await (0,_bundles_find_in_place_js__WEBPACK_IMPORTED_MODULE_2__/* .findNewestBundle */ .M)(context, uuids, options, (bundle) => bundle.committed && (0,_disdat_bundle_query_js__WEBPACK_IMPORTED_MODULE_10__/* .matchesQuery */ .Q)(bundle, query));
    if (committed !== undefined)
        return committed;
    return await (0,_bundles_find_in_place_js__WEBPACK_IMPORTED_MODULE_2__/* .findNewestBundle */ .M)(context, uuids, { signal: options.signal }, (bundle) => (0,_disdat_bundle_query_js__WEBPACK_IMPORTED_MODULE_10__/* .matchesQuery */ .Q)(bundle, query));
}
async function listFolderNames(context) {
    return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(context.objects).catch((error) => {
        if ((0,_lib_file_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .isMissingFileError */ .HP)(error))
            return [];
        throw (0,_disk_failure_js__WEBPACK_IMPORTED_MODULE_6__/* .toDiskFailure */ .R)(error, context.objects);
    });
}
function toLocalContext(name, folder, remote) {
    const objects = node_path__WEBPACK_IMPORTED_MODULE_1___default().join(folder, 'objects');
    return {
        name,
        folder,
        objects,
        remote,
        getUri: (uuid) => node_path__WEBPACK_IMPORTED_MODULE_1___default().join(objects, uuid),
        listSizes: (uuid) => (0,_files_js__WEBPACK_IMPORTED_MODULE_7__/* .listFileSizes */ .$i)(node_path__WEBPACK_IMPORTED_MODULE_1___default().join(objects, uuid)),
        read: (uuid, name, options) => (0,_files_js__WEBPACK_IMPORTED_MODULE_7__/* .readBounded */ .CB)(node_path__WEBPACK_IMPORTED_MODULE_1___default().join(objects, uuid, name), options),
    };
}
/**
 * The folder of the context of this name, whether it exists or not. Throws Failure `invalid-input` for a name that is
 * not a context's.
 */
function getContextFolder({ home, name }) {
    if (!(0,_disdat_names_js__WEBPACK_IMPORTED_MODULE_8__/* .isContextName */ .b_)(name)) {
        const evidence = `${quote(name)} cannot be the name of a local context.`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('invalid-input', evidence, 'Use letters, digits, `_`, `-` and `.`.');
    }
    return node_path__WEBPACK_IMPORTED_MODULE_1___default().join(home, '.disdat', 'context', name);
}
function trimSlashes(url) {
    return url.replace(/\/+$/, '');
}


/***/ }),

/***/ 33538:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ insertTagSql),
/* harmony export */   YI: () => (/* binding */ indexTables),
/* harmony export */   e4: () => (/* binding */ insertBundleSql),
/* harmony export */   eE: () => (/* binding */ registerBundle),
/* harmony export */   mv: () => (/* binding */ listIndexedUuids),
/* harmony export */   rp: () => (/* binding */ createIndexRow)
/* harmony export */ });
/* unused harmony export formatSqlDate */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(73136);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_url__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(84092);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(40643);
/* harmony import */ var _lib_clock_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(56620);
/* harmony import */ var _lib_file_errors_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(60372);
/* harmony import */ var _lib_retry_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(44568);
/* harmony import */ var _disk_failure_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(78754);










/** The longest wait for another process, most likely a dsdt, that locks the database, in milliseconds. */
const lockLimitMs = 30_000;
/** SQLite blocks the thread while it waits, and signals are not handled: it waits briefly and often. */
const busyTimeoutMs = 100;
const pauseMs = 50;
/** https://www.sqlite.org/rescode.html */
const sqlite = { busy: 5, locked: 6, readOnly: 8, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26 };
/** The tables of dsdt's index. */
const indexTables = `
  CREATE TABLE IF NOT EXISTS hframes (uuid TEXT PRIMARY KEY, owner TEXT, human_name TEXT, processing_name TEXT,
    creation_date TEXT, state TEXT, pb BLOB);
  CREATE TABLE IF NOT EXISTS hframes_tags (key TEXT, uuid TEXT, value TEXT, UNIQUE (key, uuid));`;
/**
 * The uuids of the bundles in the index, of one name or of all; undefined when there is no database or dsdt would
 * rebuild it. Throws Failure `local-context-unwritable` when the database stays locked for `lockLimitMs`, or is a link.
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
 * when the database stays locked for `lockLimitMs`, or is not a regular file.
 */
async function registerBundle(context, hyperFrame, options) {
    const bundle = (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_4__/* .readBundle */ .Bo)(hyperFrame);
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
/** Takes the values of `createIndexRow`. */
const insertBundleSql = 'INSERT OR REPLACE INTO hframes VALUES (?, ?, ?, ?, ?, ?, ?)';
/** Takes the key of a tag, the uuid of its bundle, and its value. */
const insertTagSql = 'INSERT INTO hframes_tags (key, uuid, value) VALUES (?, ?, ?)';
/** The row of a bundle in dsdt's index, in the order of its columns. */
function createIndexRow(bundle, hyperFrame) {
    const { uuid, owner, name, processingName, createdSeconds } = bundle;
    return [uuid, owner, name, processingName, formatSqlDate(createdSeconds), 'valid', hyperFrame];
}
function insertBundle(database, bundle, hyperFrame) {
    database.exec(indexTables);
    database.prepare(insertBundleSql).run(...createIndexRow(bundle, hyperFrame));
    database.prepare('DELETE FROM hframes_tags WHERE uuid = ?').run(bundle.uuid);
    const insertTag = database.prepare(insertTagSql);
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
    const file = node_path__WEBPACK_IMPORTED_MODULE_2___default().join(context.folder, 'ctxt.db');
    const deadline = _lib_clock_js__WEBPACK_IMPORTED_MODULE_6__/* .systemClock */ .m.now() + lockLimitMs;
    const attempt = async () => {
        signal.throwIfAborted();
        assertRegularFile(file);
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
        return await (0,_lib_retry_js__WEBPACK_IMPORTED_MODULE_8__/* .retry */ .L)(attempt, {
            pauseMs: (error) => (isLocked(error) && _lib_clock_js__WEBPACK_IMPORTED_MODULE_6__/* .systemClock */ .m.now() <= deadline ? pauseMs : undefined),
            signal,
        });
    }
    catch (error) {
        throw toDatabaseFailure(error, file);
    }
}
/** SQLite would write through a symbolic link to another database, and fails on a named pipe with an I/O error. */
function assertRegularFile(file) {
    const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(file, { throwIfNoEntry: false });
    if (stats === undefined || stats.isFile())
        return;
    const kind = stats.isSymbolicLink() ? 'a symbolic link' : 'not a regular file';
    const advice = 'Remove it: dsdt creates it again from the bundles.';
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .Failure */ .HR('local-context-unwritable', `${file} is ${kind}, and is not used.`, advice);
}
/** Whether there is no database to use: the file is missing or is not a database. */
async function isUnusable(file, error) {
    const code = getResultCode(error);
    if (code === sqlite.corrupt || code === sqlite.notADatabase)
        return true;
    if (code !== sqlite.cannotOpen)
        return false;
    return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(file).then(() => false, _lib_file_errors_js__WEBPACK_IMPORTED_MODULE_7__/* .isMissingFileError */ .HP);
}
function isLocked(error) {
    const code = getResultCode(error);
    return code === sqlite.busy || code === sqlite.locked;
}
async function useDatabase(file, use) {
    const { DatabaseSync } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 80099, 23));
    // `rw` does not create a database: dsdt takes an empty database for a complete one.
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
function toDatabaseFailure(error, file) {
    const options = { cause: error };
    switch (getResultCode(error)) {
        case sqlite.full:
            return new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .Failure */ .HR('disk-full', `No space is left for ${file}.`, 'Free some disk space.', options);
        case sqlite.busy:
        case sqlite.locked: {
            const evidence = `Another process has locked ${file} for ${lockLimitMs / 1000} s.`;
            const advice = 'Wait until the dsdt that uses it ends, and run again.';
            return new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .Failure */ .HR('local-context-unwritable', evidence, advice, options);
        }
        case sqlite.readOnly:
        case sqlite.cannotOpen:
            return new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .Failure */ .HR('local-context-unwritable', `${file} could not be written.`, _disk_failure_js__WEBPACK_IMPORTED_MODULE_9__/* .unwritableAdvice */ .g, options);
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


/***/ }),

/***/ 78754:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ toDiskFailure),
/* harmony export */   g: () => (/* binding */ unwritableAdvice)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);
/* harmony import */ var _lib_file_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60372);


/**
 * The Failure, `disk-full` or `local-context-unwritable`, for an error of writing below `folder`. Any other error is
 * returned as it is.
 */
function toDiskFailure(error, folder) {
    const code = (0,_lib_file_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .getFileErrorCode */ .Ah)(error);
    if (code === undefined || error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR)
        return error;
    const options = { cause: error };
    if (_lib_file_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .diskFullCodes */ .b3.has(code)) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('disk-full', `No space is left below ${folder} (${code}).`, 'Free some disk space.', options);
    }
    const evidence = `${folder} could not be written (${code}).`;
    if (code === 'EXDEV') {
        const advice = 'Keep `objects` on the same file system as its context: a bundle is moved into place with one rename.';
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('local-context-unwritable', evidence, advice, options);
    }
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('local-context-unwritable', evidence, unwritableAdvice, options);
}
/** What to do when the user of the job cannot write to a local context. */
const unwritableAdvice = "Make it writable for the job's user, or set `pull-output: false`.";


/***/ }),

/***/ 10357:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $i: () => (/* binding */ listFileSizes),
/* harmony export */   CB: () => (/* binding */ readBounded),
/* harmony export */   Fq: () => (/* binding */ writeOnce),
/* harmony export */   nT: () => (/* binding */ readFirstLineJson),
/* harmony export */   oP: () => (/* binding */ getNonEmptyText),
/* harmony export */   qq: () => (/* binding */ createContextFileFailure)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(51178);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(40643);
/* harmony import */ var _lib_file_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(60372);
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(33178);
/* harmony import */ var _lib_regular_file_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(39145);
/* harmony import */ var _disk_failure_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(78754);









/** The limit for ctxt.json and fs.json, in bytes: dsdt writes one line to each. */
const maxJsonBytes = 64 * 1024;
/**
 * Every file below a folder with its size in bytes, `/` between names; empty when there is no folder. Links are left
 * out: in a context that others can write, a link could name any file of this user.
 */
async function listFileSizes(folder) {
    const sizes = new Map();
    const entries = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(folder, { recursive: true, withFileTypes: true }).catch((error) => {
        if ((0,_lib_file_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .isMissingFileError */ .HP)(error))
            return [];
        throw (0,_disk_failure_js__WEBPACK_IMPORTED_MODULE_6__/* .toDiskFailure */ .R)(error, folder);
    });
    for (const entry of entries) {
        const file = node_path__WEBPACK_IMPORTED_MODULE_2___default().join(entry.parentPath, entry.name);
        const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(file).catch(() => undefined);
        if (stats?.isFile())
            sizes.set(node_path__WEBPACK_IMPORTED_MODULE_2___default().relative(folder, file).split((node_path__WEBPACK_IMPORTED_MODULE_2___default().sep)).join('/'), stats.size);
    }
    return sizes;
}
/**
 * The bytes of a file, or the first `firstBytes`; undefined when there is no file. Throws BundleFormatError for more
 * than `maxBytes`, and for what is not a regular file, such as a folder or a named pipe; `/dev/null` is empty.
 */
async function readBounded(file, limits) {
    try {
        return await (0,_lib_regular_file_js__WEBPACK_IMPORTED_MODULE_5__/* .readRegularFile */ .XF)(file, limits);
    }
    catch (error) {
        if ((0,_lib_file_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .isMissingFileError */ .HP)(error))
            return undefined;
        if (error instanceof _lib_regular_file_js__WEBPACK_IMPORTED_MODULE_5__/* .UnreadableFileError */ .o2)
            throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_7__/* .BundleFormatError */ .KC(error.message, { cause: error });
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
        throw createContextFileFailure(file, (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .describeError */ .Uc)(error), error);
    });
    if (bytes === undefined)
        return undefined;
    const json = parseOrThrow(file, new TextDecoder().decode(bytes).replace(/\n.*$/s, ''));
    if (!(0,_lib_json_js__WEBPACK_IMPORTED_MODULE_8__/* .isObject */ .Gv)(json))
        throw createContextFileFailure(file, 'it is not a JSON object');
    return json;
}
function parseOrThrow(file, text) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        throw createContextFileFailure(file, (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .describeError */ .Uc)(error), error);
    }
}
/** The text of a field; undefined when the field is absent, null or empty. */
function getNonEmptyText(json, name) {
    return (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_8__/* .getString */ .AA)(json, name) || undefined;
}
/** The failure for a file of a local context that dsdt did not write. `reason` is a clause without a full stop. */
function createContextFileFailure(file, reason, cause) {
    // dsdt fails on either file, whichever command is run.
    const advice = file.endsWith('fs.json')
        ? 'Remove it, and select a context with `dsdt switch`.'
        : 'Fix it, or remove its folder and create the context again with `dsdt context`.';
    return new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('context-conflict', `${file} is not what dsdt writes: ${reason}.`, advice, { cause });
}
/** Writes a JSON file in one step. An existing file stays as it is. */
async function writeOnce(file, json) {
    if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(file).catch(() => undefined)) !== undefined)
        return;
    const temporary = `${file}.${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`;
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(temporary, JSON.stringify(json));
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(temporary, file);
    }
    catch (error) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(temporary, { force: true });
        throw error;
    }
}


/***/ }),

/***/ 73975:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ useStagingFolder),
/* harmony export */   removeStagingFolders: () => (/* binding */ removeStagingFolders)
/* harmony export */ });
/* unused harmony export createStagingFolder */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _lib_file_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(60372);
/* harmony import */ var _anchored_folder_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(63581);
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
/**
 * Calls `work` with a new staging folder, and removes the folder. In a context that others can write, they may put a
 * link in its place meanwhile: the path that `work` gets still leads to the folder itself.
 */
async function useStagingFolder(contextFolder, runId, work) {
    const name = await createStagingFolder(contextFolder, runId);
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const folder = __addDisposableResource(env_1, await (0,_anchored_folder_js__WEBPACK_IMPORTED_MODULE_3__/* .openFolder */ .N)(name), true);
            try {
                return await work(folder.path);
            }
            finally {
                const entries = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(folder.path);
                await Promise.all(entries.map((entry) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(node_path__WEBPACK_IMPORTED_MODULE_1___default().join(folder.path, entry), { recursive: true, force: true })));
            }
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
    finally {
        // Fails for a link that another process put there.
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)(name).catch(() => undefined);
    }
}
/**
 * Removes the staging folders that the runs of a killed step left in the folder of a local context, if that folder
 * exists. The ids of the runs are that of the step, or begin with it and `-`.
 */
async function removeStagingFolders(contextFolder, stepId) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(contextFolder).catch((error) => {
        if ((0,_lib_file_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isMissingFileError */ .HP)(error))
            return [];
        throw error;
    });
    const own = names.filter((name) => name.startsWith(`${stagingPrefix}${stepId}-`));
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

/***/ 51075:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ createAttachedTarget),
/* harmony export */   r: () => (/* binding */ createAttachPlan)
/* harmony export */ });
/* harmony import */ var _action_input_problems_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95414);
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84092);
/* harmony import */ var _disdat_names_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(15086);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(40643);
/* harmony import */ var _resource_inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(61854);





/**
 * Creates the target of a job from the receipt of the step that submitted it. A receipt is untrusted: throws Failure
 * `invalid-input` when it is malformed, or names another remote or context than the inputs.
 */
function createAttachedTarget(attachment, receipt) {
    const pipeClass = (0,_disdat_names_js__WEBPACK_IMPORTED_MODULE_4__/* .parsePipeClass */ .UN)(receipt.pipeClass);
    const remote = (0,_disdat_names_js__WEBPACK_IMPORTED_MODULE_4__/* .parseRemoteUrl */ .JH)(receipt.remote);
    const context = (0,_disdat_names_js__WEBPACK_IMPORTED_MODULE_4__/* .parseContext */ .DO)(receipt.context);
    if (!pipeClass || !remote || !context || !(0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_1__/* .isUuid */ .O1)(receipt.outputUuid))
        throw createForeignJobFailure();
    const requested = [attachment.remote?.url ?? remote.url, attachment.context?.remote ?? context.remote];
    if (requested[0] !== remote.url || requested[1] !== context.remote)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('invalid-input', `The job writes to ${remote.url}, remote context ${context.remote}, but the inputs name ${requested.join(', ')}.`, 'Remove `remote` and `context`, or give those of the step that submitted the job.');
    return {
        pipeClass,
        remote,
        context: attachment.context ?? context,
        baseContext: attachment.baseContext ?? context.remote,
        outputName: receipt.outputName,
        params: new Map(Object.entries(receipt.params)),
        inputParam: receipt.inputParam,
        eachParams: [],
        pullOutput: attachment.pullOutput,
        comparison: attachment.comparison,
        vcpus: undefined,
        memoryMib: undefined,
        timeoutMs: attachment.timeoutMs,
        isLimitedByJob: false,
        backend: attachment.backend,
    };
}
function createForeignJobFailure() {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('invalid-input', 'attach-job-ids: the record of the job does not name the bundle that it creates.', 'Attach only to jobs that this action submitted.');
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
    for (const name of ['runs', 'each'])
        if (inputs.many[name] !== undefined)
            problems.push({ where: name, given: inputs.many[name], expected: '`attach-job-ids` starts no runs. Remove one.' });
    if (inputs.dryRun)
        problems.push({ where: 'dry-run', given: 'true', expected: '`attach-job-ids` submits nothing. Remove this input.' });
    if (problems.length > 0 || backend === undefined)
        throw new _action_input_problems_js__WEBPACK_IMPORTED_MODULE_0__/* .InvalidInputs */ .hS(problems);
    const { attachJobIds: jobIds, pullOutput, remote, context, baseContext, comparison } = inputs;
    const timeoutMs = inputs.timeoutMs ?? _resource_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .defaultRunMs */ .X;
    return {
        kind: 'attach',
        attachment: { jobIds, backend, timeoutMs, pullOutput, remote, context, baseContext, comparison },
        warnings: createWarnings(inputs),
    };
}
function createWarnings({ given, deprecations }) {
    const ignored = [...given.keys()].filter((name) => !usedToAttach.has(name));
    if (ignored.length === 0)
        return deprecations;
    const names = ignored.map((name) => `\`${name}\``).join(', ');
    return [...deprecations, `Ignored with \`attach-job-ids\`, because the jobs have started: ${names}.`];
}
/** Inputs that a step uses to attach. */
const usedToAttach = new Set([
    ...['attach-job-ids', 'backend', 'queue-timeout-minutes', 'run-timeout-minutes', 'job-timeout-minutes'],
    ...['pull-output', 'remote', 'context', 'base-context', 'remote-index'],
    ...['wait', 'on-cancel', 'on-detach', 'cleanup', 'dry-run', 'log-tail-lines', 'summary', 'annotations'],
    ...['aws-region', 'role-to-assume', 'role-session-name', 'role-duration-seconds', 'role-external-id'],
    ...['audience', 'allowed-account-ids', 'mask-aws-account-id'],
    ...['comment', 'comment-key', 'comment-mode', 'github-token', 'accept', 'accept-label', 'accept-by'],
    ...['failure-issue', 'failure-issue-key', 'failure-issue-labels', 'failure-issue-assignees'],
    ...['compare-with', 'fail-on', 'diff-max-bytes', 'diff-samples', 'diff-key', 'diff-max-rows'],
]);


/***/ }),

/***/ 95489:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  q: () => (/* binding */ createPlan)
});

// EXTERNAL MODULE: ./src/plan/attach-plan.js
var attach_plan = __webpack_require__(51075);
// EXTERNAL MODULE: ./src/action/input-problems.js
var input_problems = __webpack_require__(95414);
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
    const { baseContext, promote: awaitsPromotion, dryRun } = inputs;
    const cleanup = { remote, context, baseContext, awaitsPromotion, dryRun };
    return { kind: 'cleanup', cleanup, warnings: inputs.deprecations };
}

// EXTERNAL MODULE: ./src/action/id-token.js
var id_token = __webpack_require__(16604);
// EXTERNAL MODULE: ./src/disdat/bundle.js
var bundle = __webpack_require__(84092);
// EXTERNAL MODULE: ./src/disdat/command-line.js
var command_line = __webpack_require__(30458);
// EXTERNAL MODULE: ./src/disdat/names.js
var names = __webpack_require__(15086);
// EXTERNAL MODULE: ./src/lib/image-reference.js
var image_reference = __webpack_require__(57531);
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
    if (!(0,image_reference/* isRepositoryPath */.og)(name)) {
        const expected = `Its image would be \`${name}\`, which cannot be the name of an image. Set \`image\`.`;
        addProblem('pipe-class', expected, pipeClass.name);
        return undefined;
    }
    const repository = prefix === undefined ? name : `${prefix}/${name}`;
    if (registry === '*ECR*')
        return { kind: 'ecr', repository };
    return { kind: 'reference', reference: `${registry === undefined ? repository : `${registry}/${repository}`}:latest` };
}

// EXTERNAL MODULE: ./src/plan/input-request.js
var input_request = __webpack_require__(29516);
// EXTERNAL MODULE: ./src/plan/resource-inputs.js
var resource_inputs = __webpack_require__(61854);
;// CONCATENATED MODULE: ./src/plan/create-run.js







/**
 * Creates a run from inputs and defaults; calls nothing. Throws InvalidInputs with everything that is wrong, including
 * the `problems` that reading the inputs found.
 */
function createRun(inputs, defaults, env, problems) {
    const found = [...problems];
    const addProblem = createAddProblem(found, inputs.given);
    const { pipeClass } = inputs;
    const remote = inputs.remote ?? defaults.remote;
    const context = inputs.context ?? defaults.context;
    if (!remote)
        addProblem('remote', 'Give `s3://bucket/prefix`, or use a local context that is bound to a remote (`dsdt remote`).');
    if (!context)
        addProblem('context', 'Give `remote-context/local-context` or one name for both, or switch to a local context (`dsdt switch`).');
    const input = (0,input_request/* createInputRequest */.Ej)(inputs, env['GITHUB_WORKSPACE'] ?? '', found, addProblem);
    checkSkip(inputs, addProblem);
    checkDialect(inputs, input, addProblem);
    const backend = planBackend(inputs, defaults, addProblem);
    const image = pipeClass && resolveImageName(inputs.image, pipeClass, defaults.configuration, addProblem);
    if (found.length > 0 || !pipeClass || !remote || !context || !image || !backend)
        throw new input_problems/* InvalidInputs */.hS(found);
    return {
        ...{ pipeClass, remote, context, input, backend, image },
        outputName: inputs.outputBundle,
        params: inputs.params,
        inputParam: inputs.inputParam,
        eachParams: [],
        pullOutput: inputs.pullOutput,
        baseContext: inputs.baseContext ?? context.remote,
        comparison: inputs.comparison,
        vcpus: inputs.vcpus,
        memoryMib: inputs.memoryMib,
        timeoutMs: inputs.timeoutMs ?? resource_inputs/* defaultRunMs */.X,
        isLimitedByJob: inputs.timeoutMs === undefined,
        ...{ pullPolicy: inputs.image.pullPolicy, platform: inputs.image.platform, dialect: inputs.dialect },
        pushInput: inputs.pushInput,
        outputTags: inputs.outputTags,
        ...{ force: inputs.force, forceAll: inputs.forceAll, skipUnchanged: inputs.skipUnchanged },
        ...{ promote: inputs.promote, workers: inputs.workers, network: inputs.network },
        shmSizeMib: inputs.shmSizeMib,
        gpus: inputs.gpus,
        env: resolveEnv(inputs.env, env),
        ...{ seed: inputs.seed, wait: inputs.wait, dryRun: inputs.dryRun },
    };
}
function checkSkip({ skipUnchanged, promote, remoteIndex }, addProblem) {
    if (remoteIndex)
        return;
    const expected = 'It reads what earlier runs recorded beside the index: remove `remote-index: false`.';
    if (skipUnchanged)
        addProblem('skip-unchanged', expected);
    if (promote)
        addProblem('promote', expected);
}
/** An unknown dialect is checked when the image is found. */
function checkDialect(inputs, input, addProblem) {
    if (inputs.dialect === undefined)
        return;
    const unsupported = (0,command_line/* findUnsupportedInputs */.S)(inputs.dialect, {
        ...inputs,
        inputTags: (0,input_request/* getInputTags */.eQ)(input),
        outputName: inputs.outputBundle,
    });
    for (const { where, expected, given } of unsupported)
        addProblem(where, expected, given);
}
/** Adds at most one problem for each input: the first explains the others. Every problem quotes what was given. */
function createAddProblem(problems, texts) {
    return (where, expected, given = texts.get(where)) => {
        if (problems.some((problem) => problem.where === where))
            return;
        problems.push({ where, expected, ...(given && { given }) });
    };
}
function planBackend(inputs, { configuration }, addProblem) {
    const { pipeClass, given, wait, pullOutput } = inputs;
    const backend = inputs.backends.get(inputs.backend)?.plan({ pipeClass, given, configuration, addProblem });
    if (wait || backend === undefined)
        return backend;
    if (!backend.can.outlivesStep)
        addProblem('wait', `A ${backend.can.unit} of the backend ${backend.kind} ends with the step: \`wait: false\` needs \`backend: AWSBatch\`.`, 'false');
    else if (pullOutput !== 'false')
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
function warnExternalId({ role }, env) {
    if (role.roleExternalId === undefined)
        return [];
    if (role.roleToAssume === undefined)
        return ['`role-external-id` is ignored: there is no `role-to-assume`.'];
    return (0,id_token/* hasIdToken */.lP)(env)
        ? ["`role-external-id` is ignored: GitHub's OIDC token assumes the role, and such a request has no external id."]
        : [];
}
function warnSkip({ skipUnchanged, given, force, forceAll, inputPaths }) {
    if (skipUnchanged === undefined)
        return given.has('max-age') ? ['`max-age` is ignored: it limits `skip-unchanged`, which is not given.'] : [];
    if (force || forceAll)
        return [`\`skip-unchanged\` is ignored: \`${force ? 'force' : 'force-all'}\` is set.`];
    if (inputPaths.length > 0 && skipUnchanged.triggers.has('input'))
        return ['`skip-unchanged` skips nothing: `input-path` creates a new input bundle in each run.'];
    return [];
}
function warnPromote({ promote, inputPaths }) {
    return !promote || inputPaths.length === 0
        ? []
        : ['`promote` promotes nothing: `input-path` creates a new input bundle in each run.'];
}
/** Unusual but harmless combinations of the inputs of a run, one sentence each. */
function collectWarnings(inputs, env) {
    const { given, image, comparison } = inputs;
    const warnings = [
        ...inputs.deprecations,
        ...inputs.foreignInputs.map((name) => `\`${name}\` is ignored: the backend ${inputs.backend} does not use it.`),
        ...warnExternalId(inputs, env),
    ];
    if (!inputs.wait && (given.has('compare-with') || comparison.failOn.some(({ kind }) => kind !== 'error')))
        warnings.push('`compare-with` and `fail-on` need the output: give them to the step that attaches to the job.');
    if (image.reference !== undefined && (image.registry ?? image.repositoryPrefix) !== undefined)
        warnings.push('`registry` and `repository-prefix` are ignored: `image` is a whole reference.');
    if (inputs.inputPathTags.size > 0 && inputs.inputPaths.length === 0)
        warnings.push('`input-path-tags` are ignored: without `input-path` no bundle is created.');
    if (inputs.inputTags.size > 0 && inputs.inputPaths.length > 0)
        warnings.push('`input-tags` are ignored: they select an existing bundle, and `input-path` creates one.');
    else if (inputs.inputTags.size > 0 && (inputs.inputBundle === '-' || (0,bundle/* isUuid */.O1)(inputs.inputBundle)))
        warnings.push('`input-tags` are ignored: they select a bundle by name, and `input-bundle` is not a name.');
    warnings.push(...warnSkip(inputs), ...warnPromote(inputs));
    for (const [name, value] of inputs.env)
        if (value === undefined && env[name] === undefined)
            warnings.push(`\`env\`: ${name} is not set on this runner, so the container does not get it.`);
    return warnings;
}

// EXTERNAL MODULE: ./src/plan/many-inputs.js
var many_inputs = __webpack_require__(18799);
// EXTERNAL MODULE: ./src/lib/units.js
var units = __webpack_require__(19177);
// EXTERNAL MODULE: ./src/action/input-reader.js
var input_reader = __webpack_require__(90977);
// EXTERNAL MODULE: ./src/backends/registry.js + 78 modules
var registry = __webpack_require__(15000);
// EXTERNAL MODULE: ./src/plan/deprecated-inputs.js
var deprecated_inputs = __webpack_require__(6809);
// EXTERNAL MODULE: ./src/plan/inputs.js + 2 modules
var plan_inputs = __webpack_require__(20059);
// EXTERNAL MODULE: ./src/plan/runs/run-keys.js
var run_keys = __webpack_require__(99439);
// EXTERNAL MODULE: ./src/plan/runs/substitute-values.js
var substitute_values = __webpack_require__(82830);
;// CONCATENATED MODULE: ./src/plan/runs/create-instance-run.js








/**
 * Creates the run of an instance: its own inputs, those of the step where it has none, and its values as parameters.
 * Undefined when something is wrong, which becomes a problem of its line.
 */
function createInstanceRun(instance, step, problems) {
    const unreplaced = [];
    const env = createRunEnv(instance, step.env, unreplaced);
    const found = [];
    const read = (0,plan_inputs.readInputs)(env, found);
    const inputs = { ...read, params: createParams(read, instance, unreplaced) };
    if (instance.inputFrom !== undefined)
        checkInputRun(inputs, instance.inputFrom, found);
    if (instance.definition.when === 'never')
        checkLookedUpRun(inputs, found);
    const run = tryCreateRun(inputs, { ...step, env }, found);
    if (run !== undefined && unreplaced.length === 0)
        return {
            run: { ...run, ...(instance.inputFrom && { input: undefined }), eachParams: [...instance.label.values.keys()] },
            template: { outputName: findText('output-bundle', instance, step.env) || '-', params: read.params },
            warnings: collectWarnings(inputs, env),
        };
    // A text whose names are wrong is wrong in other ways too.
    const others = found.filter(({ where }) => !unreplaced.some((problem) => problem.where === where));
    placeProblems([...unreplaced, ...others], instance.definition, step, problems);
    return undefined;
}
function tryCreateRun(inputs, { defaults, env }, found) {
    try {
        return createRun(inputs, defaults, env, found);
    }
    catch (error) {
        if (!(error instanceof input_problems/* InvalidInputs */.hS))
            throw error;
        found.splice(0, found.length, ...error.problems);
        return undefined;
    }
}
/** Inputs of a backend, whose texts are not parts of the data. */
const backendInputs = new Set(registry.backendTypes.flatMap(({ inputs }) => inputs));
/** The variables of a run: its own texts over those of the step, each with the values in place of `${…}`. */
function createRunEnv({ definition, label }, env, problems) {
    // A step with `runs` needs no pipe, and each of its runs does.
    const texts = { [(0,input_reader/* toInputVariable */.e)('runs')]: '' };
    // The step's old form of an input would contradict the run's new one.
    for (const [old, { name }] of deprecated_inputs/* deprecatedInputs */.J)
        if (definition.inputs.has(name))
            texts[(0,input_reader/* toInputVariable */.e)(old)] = '';
    for (const name of run_keys/* runKeys */.k.keys()) {
        const variable = (0,input_reader/* toInputVariable */.e)(name);
        const own = definition.inputs.get(name)?.value;
        const text = findText(name, { definition }, env);
        if (own !== undefined)
            texts[variable] = own;
        // Parameters are replaced when they are parsed, so that a value cannot become another parameter.
        if (name === 'params' || !text.includes('${'))
            continue;
        if (!backendInputs.has(name))
            texts[variable] = replaceNames(text, name, label.values, problems);
        else if (own !== undefined)
            problems.push({
                where: name,
                given: own,
                expected: 'A setting of a backend has the same text for all values of `each`.',
            });
    }
    return { ...env, ...texts };
}
/** The text of an input of a run, with `${…}`: its own, or that of the step. */
const findText = (name, { definition }, env) => definition.inputs.get(name)?.value ?? env[(0,input_reader/* toInputVariable */.e)(name)] ?? '';
/** The parameters of a run with its values among them. A parameter that has two values becomes a problem. */
function createParams({ params, inputParam }, { label }, problems) {
    const created = new Map();
    for (const [name, text] of params)
        created.set(name, replaceNames(text, 'params', label.values, problems));
    for (const [name, value] of label.values) {
        for (const where of ['params', 'input-param'])
            if (where === 'params' ? params.has(name) : inputParam === name)
                problems.push({ where, given: name, expected: 'This parameter gets its values from `each`. Give it once.' });
        created.set(name, value);
    }
    return created;
}
function replaceNames(text, where, values, problems) {
    const result = where === 'params' ? (0,substitute_values/* substituteInParam */.r)(text, values) : (0,substitute_values/* substituteValues */.n)(text, values);
    if ('text' in result)
        return result.text;
    const names = [...values.keys()].map((name) => `\${${name}}`);
    const given = `\${${result.unknown}}`;
    const allowed = names.length === 0 ? 'This run has no `each`, whose parameters it could name.' : `Allowed: ${names.join(', ')}.`;
    const nearest = (0,input_problems/* findNearest */.qg)(given, names);
    problems.push({
        ...{ where, given, expected: `${allowed} For a literal \`\${\`, write \`$\${\`.` },
        ...(nearest !== undefined && { nearest }),
    });
    return text;
}
/** The output of a run is found by its uuid, and nothing else can select or create it. */
function checkInputRun({ inputPaths, inputTags }, inputFrom, problems) {
    if (inputPaths.length === 0 && inputTags.size === 0)
        return;
    const { name } = inputFrom.label;
    const expected = `Its input is the output of the run \`${name}\`: leave \`input-path\` and \`input-tags\` empty.`;
    problems.push({ where: 'input-bundle', given: name, expected });
}
/** An output is recognized by its input, and a bundle that is created from files is always a new one. */
function checkLookedUpRun({ inputPaths }, problems) {
    if (inputPaths.length === 0)
        return;
    const expected = 'With `when: never`, the output is found by its input bundle. Create that bundle in an earlier step.';
    problems.push({ where: 'input-path', given: inputPaths.join(' '), expected });
}
/**
 * Adds the problems of a run, each with the line of its text. Problems of the step's inputs that are known already are
 * left out, and so are problems that are not of a run and that another run has too.
 */
function placeProblems(found, { name, line, inputs }, { problems: known, isShortForm, addProblem }, problems) {
    for (const problem of found) {
        const { where, expected, given, nearest } = problem;
        const own = inputs.get(where);
        if (own !== undefined || (run_keys/* runKeys */.k.has(where) && !isShortForm && !isKnown(problem, known)))
            addProblem(own?.line ?? line, `${name}.${where}`, { expected, given, ...(nearest && { allowed: [nearest] }) });
        else if (!isKnown(problem, problems))
            problems.push(problem);
    }
}
const isKnown = ({ where, given }, known) => known.some((other) => other.where === where && other.given === given);

// EXTERNAL MODULE: ./src/plan/runs/each-values.js
var each_values = __webpack_require__(49121);
;// CONCATENATED MODULE: ./src/plan/runs/order-runs.js
/** The run whose output is the input of a definition, by name; undefined when its input is a bundle. */
const findInputRun = ({ inputs }, byName) => {
    const bundle = inputs.get('input-bundle');
    return bundle !== undefined && byName.has(bundle.value) ? bundle : undefined;
};
/** Lists the runs before a run: those that it needs, and the run that makes its input. */
function listNeeds(definition, byName) {
    const input = findInputRun(definition, byName);
    const isNamed = input === undefined || definition.needs.some(({ value }) => value === input.value);
    return isNamed ? definition.needs : [...definition.needs, input];
}
/**
 * Sorts definitions so that each comes after those that it needs, and otherwise in the order in which they are
 * written. Unknown names and cycles become problems; undefined is returned then.
 */
function orderRuns(definitions, addProblem) {
    const byName = new Map(definitions.map((definition) => [definition.name, definition]));
    const needs = new Map(definitions.map((definition) => [definition.name, listNeeds(definition, byName)]));
    if (hasUnknownNeeds(definitions, needs, addProblem))
        return undefined;
    const ordered = new Map();
    const waiting = new Map(byName);
    for (;;) {
        const next = [...waiting.values()].find(({ name }) => needs.get(name)?.every(({ value }) => ordered.has(value)));
        if (next === undefined)
            break;
        waiting.delete(next.name);
        ordered.set(next.name, next);
    }
    if (waiting.size === 0)
        return [...ordered.values()];
    addCycleProblem(waiting, needs, addProblem);
    return undefined;
}
function hasUnknownNeeds(definitions, needs, addProblem) {
    let isUnknown = false;
    for (const { name } of definitions)
        for (const { value, line } of needs.get(name) ?? []) {
            if (needs.has(value))
                continue;
            isUnknown = true;
            const allowed = [...needs.keys()].filter((other) => other !== name);
            addProblem(line, `${name}.needs`, { expected: 'No run has this name.', given: value, allowed });
        }
    return isUnknown;
}
/** Each waiting run needs another one, so that following them leads into a cycle. */
function addCycleProblem(waiting, needs, addProblem) {
    const path = [];
    let name = [...waiting.keys()][0] ?? '';
    while (!path.some(({ value }) => value === name)) {
        const need = needs.get(name)?.find(({ value }) => waiting.has(value));
        if (need === undefined)
            return;
        path.push({ value: name, line: need.line });
        name = need.value;
    }
    const cycle = path.slice(path.findIndex(({ value }) => value === name));
    const [first] = cycle;
    const names = [...cycle.map(({ value }) => value), name];
    addProblem(first?.line, `${name}.needs`, {
        given: names.slice(0, maxNamesShown).join(' → '),
        expected: cycle.length === 1 ? 'A run cannot need itself.' : 'These runs wait for each other. Remove one of the needs.',
    });
}
const maxNamesShown = 20;

;// CONCATENATED MODULE: ./src/plan/runs/resolve-each.js


/**
 * Replaces each name of a run in `each` with the values of that run. Unknown names, runs without the parameter, and
 * names that lead back to themselves become problems, and are left out.
 */
function resolveEach(definitions, addProblem) {
    const byName = new Map(definitions.map((definition) => [definition.name, definition]));
    return definitions.map((definition) => {
        const each = new Map();
        for (const [parameter, { value, line }] of definition.each) {
            const found = value.kind === 'run' ? followNames(parameter, value, byName) : value;
            if (!('expected' in found))
                each.set(parameter, found);
            else
                addProblem(line, `${definition.name}.each.${parameter}`, found);
        }
        return { definition, each };
    });
}
function followNames(parameter, from, byName) {
    const seen = new Set();
    const given = from.name;
    let values = from;
    while (values.kind === 'run') {
        const { name } = values;
        if (seen.has(name))
            return { given, expected: `The values of \`${parameter}\` lead back to \`${name}\`. Write a list.` };
        seen.add(name);
        const run = byName.get(name);
        if (run === undefined)
            return {
                given,
                expected: 'This is not a list, a range such as `1..10` or `2026-07-01..yesterday`, or the name of a run.',
                allowed: [...byName.keys()],
            };
        const next = run.each.get(parameter);
        if (next === undefined)
            return { given, expected: `The run \`${name}\` has no \`${parameter}\` in its \`each\`.` };
        values = next.value;
    }
    return values;
}
/** The number of runs, without listing their values. */
const countRuns = ({ each }) => [...each.values()].reduce((product, values) => product * (0,each_values/* countValues */.I6)(values), 1n);
/** Adds a problem if there are more runs than `max-runs` allows: those that are only looked up count up to 1,000. */
function checkRunCount(runs, maxRuns, addProblem) {
    const counts = runs.map((run) => ({ run, count: countRuns(run) }));
    const total = counts.reduce((sum, { count }) => sum + count, 0n);
    const started = counts.reduce((sum, { run, count }) => (run.definition.when === 'never' ? sum : sum + count), 0n);
    if (started <= maxRuns && total <= many_inputs/* runLimit */.RW)
        return;
    const largest = counts.reduce((most, each) => (each.count > most.count ? each : most));
    const { name, line } = largest.run.definition;
    const advice = total <= many_inputs/* runLimit */.RW
        ? `Shorten a range, or set \`max-runs: ${started}\`.`
        : `Shorten a range: a step has at most ${formatBig(BigInt(many_inputs/* runLimit */.RW))} runs.`;
    addProblem(line, name, {
        given: `${formatBig(total)} runs`,
        expected: `\`max-runs\` allows ${maxRuns}. ${formatBig(largest.count)} of them are of \`${name}\`. ${advice}`,
    });
}
const formatBig = (count) => count.toLocaleString('en');

;// CONCATENATED MODULE: ./src/plan/runs/expand-runs.js



/**
 * Lists all runs of all values, each after those that it needs, otherwise in the order in which they are written and
 * in the order of their values. Undefined when a problem was added. The number is checked before a run is created.
 */
function expandRuns(definitions, { maxRuns, order }, addProblem) {
    let hasProblem = false;
    const addExpandProblem = (...problem) => {
        hasProblem = true;
        addProblem(...problem);
    };
    const resolved = resolveEach(definitions, addExpandProblem);
    if (!hasProblem)
        checkRunCount(resolved, maxRuns, addExpandProblem);
    const ordered = orderRuns(definitions, addExpandProblem);
    if (hasProblem || ordered === undefined)
        return undefined;
    const byDefinition = new Map(resolved.map((run) => [run.definition, run]));
    const expanded = new Map();
    for (const definition of ordered) {
        const run = byDefinition.get(definition);
        if (run !== undefined)
            expanded.set(definition.name, expandRun(run, order, expanded, addExpandProblem));
    }
    return hasProblem ? undefined : [...expanded.values()].flatMap(({ instances }) => instances);
}
function expandRun(run, order, earlier, addProblem) {
    const { definition } = run;
    const findPartners = listNeeds(definition, earlier).map((need) => createPairing(need, run, earlier));
    const inputRun = findInputRun(definition, earlier);
    const instances = listCombinations(run, order).map((values) => {
        const label = { name: definition.name, values };
        const needs = findPartners.flatMap((find) => find(values));
        const inputs = inputRun === undefined ? [] : needs.filter(({ label: { name } }) => name === inputRun.value);
        return { definition, label, needs, inputFrom: inputs.length === 1 ? inputs[0] : undefined };
    });
    checkPartners(definition, instances, earlier, addProblem);
    return { run, instances };
}
/** All combinations of values: those of the last parameter change fastest. */
function listCombinations({ each }, order) {
    let combinations = [[]];
    for (const [parameter, values] of each) {
        const listed = order === 'newest' ? (0,each_values/* listValues */.Du)(values).toReversed() : (0,each_values/* listValues */.Du)(values);
        combinations = combinations.flatMap((others) => listed.map((value) => [...others, [parameter, value]]));
    }
    return combinations.map((entries) => new Map(entries));
}
/** Finds the runs of a name that have the same values of the parameters that both have: all without such parameters. */
function createPairing(need, { each }, earlier) {
    const { run: needed, instances = [] } = earlier.get(need.value) ?? {};
    const shared = [...each.keys()].filter((parameter) => needed?.each.has(parameter));
    const toKey = (values) => JSON.stringify(shared.map((name) => values.get(name)));
    const byKey = Map.groupBy(instances, ({ label }) => toKey(label.values));
    return (values) => byKey.get(toKey(values)) ?? [];
}
/** Adds a problem for the first run that finds none of a name that it needs, or more than one input. */
function checkPartners(definition, instances, earlier, addProblem) {
    const input = findInputRun(definition, earlier);
    for (const { value, line } of listNeeds(definition, earlier)) {
        const isInput = value === input?.value;
        const key = `${definition.name}.${isInput ? 'input-bundle' : 'needs'}`;
        const place = isInput ? input.line : line;
        const countOf = ({ needs }) => needs.filter(({ label }) => label.name === value).length;
        const alone = instances.find((instance) => countOf(instance) === 0);
        const many = isInput ? instances.find(({ inputFrom }) => inputFrom === undefined) : undefined;
        if (alone !== undefined)
            addProblem(place, key, {
                given: formatValues(alone.label),
                expected: `\`${value}\` has no run with these values. Give both the same values, as \`each: { day: ${value} }\` does.`,
            });
        else if (many !== undefined)
            addProblem(place, key, {
                given: value,
                expected: `An input is one bundle, and ${countOf(many)} runs of \`${value}\` are before this run. ` +
                    `Give it the same \`each\`, or name \`${value}\` in \`needs\` only.`,
            });
    }
}
const formatValues = ({ values }) => [...values].map(([parameter, value]) => `${parameter}=${value}`).join(', ');

// EXTERNAL MODULE: ../../node_modules/yaml/dist/index.js
var dist = __webpack_require__(33483);
// EXTERNAL MODULE: ./src/plan/input-names.js
var input_names = __webpack_require__(49393);
// EXTERNAL MODULE: ./src/plan/yaml-text.js
var yaml_text = __webpack_require__(48237);
// EXTERNAL MODULE: ./src/action/input-parsers.js
var input_parsers = __webpack_require__(48728);
// EXTERNAL MODULE: ./src/plan/runs/read-value.js
var read_value = __webpack_require__(21571);
;// CONCATENATED MODULE: ./src/plan/runs/read-each.js





/** The longest value, in characters: it is shown in every table. */
const maxValueLength = 200;
/** The most parameters of one run. */
const maxParameters = 20;
const read_each_forms = 'Write a list, a range such as `1..10` or `2026-07-01..yesterday`, a map with `range`, or the name of a run.';
/** Reads the values of each parameter of `each`. Invalid values become problems, and no values. */
function readEach(node, context) {
    const { yaml, addProblem, prefix, line } = context;
    const each = new Map();
    const place = prefix.replace(/\.$/, '') || undefined;
    if (!(0,dist/* isMap */.jh)(node) || node.items.length === 0) {
        addProblem(line, place, { expected: 'Write a map of parameters to their values.', given: (0,read_value/* readScalar */.$)(node) });
        return each;
    }
    if (node.items.length > maxParameters) {
        addProblem(line, place, { expected: `It has at most ${maxParameters} parameters.` });
        return each;
    }
    for (const { key, value } of node.items) {
        const name = (0,read_value/* readScalar */.$)(key) ?? '';
        const at = yaml.findLine(key) ?? line;
        const refuse = (fault) => {
            addProblem(at, `${prefix}${name.slice(0, maxValueLength)}`, fault);
        };
        if (!(0,names/* isIdentifier */._5)(name))
            refuse({ expected: 'The name of a parameter is a Python identifier: letters, digits and `_`.', given: name });
        const values = readValues(value, context.now, refuse);
        each.set(name, { value: values ?? { kind: 'list', values: [] }, line: at });
    }
    return each;
}
function readValues(node, now, refuse) {
    if ((0,dist/* isSeq */.oP)(node))
        return readList(node, refuse);
    if ((0,dist/* isMap */.jh)(node))
        return readRangeMap(node, now, refuse);
    const text = (0,read_value/* readScalar */.$)(node)?.trim() ?? '';
    const range = (0,each_values/* parseRange */.RC)(text, { now });
    if (range === undefined && runName.test(text))
        return { kind: 'run', name: text };
    if (range !== undefined && 'kind' in range)
        return range;
    return refuse({ expected: range?.expected ?? read_each_forms, given: text });
}
/** The name of a run: it is part of names on Batch, and of tables. */
const runName = /^[A-Za-z0-9][\w-]{0,63}$/;
function readList({ items }, refuse) {
    const values = new Set();
    for (const item of items) {
        const value = (0,read_value/* readScalar */.$)(item);
        if (value === undefined)
            return refuse({ expected: 'A value is a text or a number.' });
        const expected = findValueFault(value, values);
        if (expected !== undefined)
            return refuse({ expected, given: value });
        values.add(value);
    }
    if (values.size === 0)
        return refuse({ expected: 'The list is empty. Write at least one value.' });
    return { kind: 'list', values: [...values] };
}
function findValueFault(value, taken) {
    if (value === '')
        return 'A value is not empty. Disdat has no empty parameters.';
    if (value.length > maxValueLength)
        return `A value has at most ${maxValueLength} characters.`;
    if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value))
        return 'A value has no line break or other control character.';
    const problem = (0,input_parsers/* findArgumentProblem */.Ky)(value);
    if (problem !== undefined)
        return `The value ${problem}.`;
    return taken.has(value) ? 'This value is given twice. Give it once.' : undefined;
}
const rangeKeys = ['range', 'every', 'timezone'];
function readRangeMap(map, now, refuse) {
    const texts = new Map(map.items.map(({ key, value }) => [(0,read_value/* readScalar */.$)(key) ?? '', (0,read_value/* readScalar */.$)(value)]));
    const unknown = [...texts.keys()].find((key) => !rangeKeys.includes(key));
    if (unknown !== undefined)
        return refuse({ expected: `Allowed: ${rangeKeys.join(', ')}.`, given: unknown, allowed: rangeKeys });
    const [text = '', every, timeZone] = rangeKeys.map((key) => texts.get(key));
    const range = (0,each_values/* parseRange */.RC)(text, { now, every, timeZone });
    if (range === undefined)
        return refuse({ expected: '`range` is a range, such as `2026-07-01..yesterday`.', given: text });
    if (!('kind' in range))
        return refuse({ expected: range.expected, given: text });
    if (range.kind !== 'dates' && texts.size > 1)
        return refuse({ expected: '`every` and `timezone` are for ranges of dates. Remove them.', given: text });
    return range;
}

// EXTERNAL MODULE: ./src/plan/runs/run-definition.js
var run_definition = __webpack_require__(28830);
;// CONCATENATED MODULE: ./src/plan/runs/read-runs.js







/** The name of the run of a step with `each` and without `runs`. */
const onlyRunName = 'run';
/** Reads the runs from YAML. Each thing that is wrong becomes a problem with its line, and is left out. */
function readRuns({ kind, text, now }, addProblem) {
    const yaml = (0,yaml_text/* parseYamlText */.c)(text);
    for (const fault of yaml.faults)
        addProblem(undefined, undefined, fault);
    if (yaml.faults.length > 0)
        return [];
    const context = { yaml, now, addProblem };
    if (kind === 'each') {
        const each = readEach(yaml.contents, { ...context, prefix: '', line: 1 });
        return [{ name: onlyRunName, line: 1, inputs: new Map(), each, needs: [], when: 'succeeded', runsOn: undefined }];
    }
    if (!(0,dist/* isMap */.jh)(yaml.contents) || yaml.contents.items.length === 0) {
        const expected = 'Write a YAML map of names to runs, or the path of a `.yml` or `.yaml` file of the workspace.';
        addProblem(undefined, undefined, { expected, given: text.trim() });
        return [];
    }
    return yaml.contents.items.flatMap((pair) => readRun(pair, context));
}
function readRun({ key, value }, context) {
    const { yaml, addProblem } = context;
    const name = (0,read_value/* readScalar */.$)(key) ?? '';
    const line = yaml.findLine(key) ?? 1;
    const isEmpty = (0,read_value/* readScalar */.$)(value) === '';
    if (!runName.test(name)) {
        const expected = 'The name of a run has at most 64 letters, digits, `_` and `-`, the first a letter or digit.';
        addProblem(line, undefined, { expected, given: name });
        return [];
    }
    if (!(0,dist/* isMap */.jh)(value) && !isEmpty) {
        addProblem(line, name, { expected: 'Write a map of inputs.', given: (0,read_value/* readScalar */.$)(value) });
        return [];
    }
    return [readRunBody(name, line, (0,dist/* isMap */.jh)(value) ? value.items : [], context)];
}
function readRunBody(name, line, pairs, context) {
    const { yaml, addProblem } = context;
    const inputs = new Map();
    let each = new Map();
    let needs = [];
    let when = 'succeeded';
    let runsOn;
    for (const { key: keyNode, value: node } of pairs) {
        const key = (0,read_value/* readScalar */.$)(keyNode) ?? '';
        const at = yaml.findLine(keyNode) ?? line;
        const form = run_keys/* runKeys */.k.get(key);
        const refuse = (fault) => addProblem(at, form === undefined && !isRelation(key) ? name : `${name}.${key}`, fault);
        if (key === 'each')
            each = readEach(node, { ...context, prefix: `${name}.each.`, line: at });
        else if (key === 'needs')
            needs = readNeeds(node, at, refuse);
        else if (key === 'when')
            when = readWhen(node, refuse);
        else if (key === 'runs-on')
            runsOn = readRunsOn(node, refuse);
        else if (form === undefined)
            refuse(describeUnknownKey(key));
        else {
            const value = (0,read_value/* readKeyValue */.D)(node, form, yaml, refuse);
            if (value !== undefined)
                inputs.set(key, { value, line: at });
        }
    }
    return { name, line, inputs, each, needs, when, runsOn };
}
const isRelation = (key) => run_keys/* relationKeys */.F.some((known) => known === key);
function describeUnknownKey(key) {
    if (input_names/* inputNames */.v.some((name) => name === key))
        return { expected: 'It is the same for all runs of a step: write it beside `runs`.', given: key };
    const expected = 'A run has inputs of a pipe, its bundles, its image and its container, `each`, `needs`, `when` and `runs-on`.';
    return { expected, given: key, allowed: [...run_keys/* runKeys */.k.keys(), ...run_keys/* relationKeys */.F] };
}
function readNeeds(node, line, refuse) {
    const names = (0,dist/* isSeq */.oP)(node) ? node.items.map(read_value/* readScalar */.$) : [(0,read_value/* readScalar */.$)(node)];
    if (names.every(isRunName))
        return [...new Set(names)].map((value) => ({ value, line }));
    refuse({ expected: 'Write the name of a run, or a list of names.', given: names.find((name) => !isRunName(name)) });
    return [];
}
const isRunName = (name) => name !== undefined && runName.test(name);
function readWhen(node, refuse) {
    const given = (0,read_value/* readScalar */.$)(node);
    const condition = run_definition/* runConditions */.u.find((each) => each === given);
    if (condition === undefined)
        refuse({ expected: `Allowed: ${run_definition/* runConditions */.u.join(', ')}.`, given, allowed: run_definition/* runConditions */.u });
    return condition ?? 'succeeded';
}
/** The labels of a runner, as `jobs.<job_id>.runs-on` of a workflow has them. */
function readRunsOn(node, refuse) {
    const labels = (0,dist/* isSeq */.oP)(node) ? node.items.map(read_value/* readScalar */.$) : [(0,read_value/* readScalar */.$)(node)];
    if (labels.length > 0 && labels.every(isRunnerLabel))
        return (0,dist/* isSeq */.oP)(node) ? labels : labels[0];
    refuse({
        expected: 'Write the label of a runner, or a list of labels.',
        given: labels.find((label) => !isRunnerLabel(label)),
    });
    return undefined;
}
const isRunnerLabel = (label) => label !== undefined && /^[^\p{Cc}]{1,256}$/u.test(label);

;// CONCATENATED MODULE: ./src/plan/runs/create-many-plan.js








/**
 * Creates the plan of a step with several runs; calls nothing. Each run is read and checked like the inputs of a step
 * with one run. Throws InvalidInputs with everything that is wrong, including the `problems` that were found before.
 */
function createManyPlan(source, inputs, defaults, env, found) {
    const problems = [...found];
    const addProblem = (0,run_definition/* createAddRunProblem */.w)(source.label, problems);
    const definitions = readRuns(source, addProblem);
    checkStep(inputs, definitions, problems);
    // The next steps take time for each pair of runs.
    checkDefinitionCount(definitions, inputs.many.maxRuns, addProblem);
    const isReadable = problems.length === found.length;
    const instances = isReadable ? expandRuns(definitions, inputs.many, addProblem) : undefined;
    const step = { env, defaults, problems: found, isShortForm: source.kind === 'each', addProblem };
    const created = createRuns(instances ?? definitions.slice(0, inputs.many.maxRuns).map(createSample), step, problems);
    if (problems.length > 0)
        throw new input_problems/* InvalidInputs */.hS(problems);
    const { rerun, maxParallel, failFast } = inputs.many;
    const runs = created.map(({ planned }) => planned);
    checkWait(inputs, runs);
    return {
        kind: 'many',
        many: { runs, rerun, maxParallel, failFast },
        warnings: mergeWarnings(created, definitions.length),
    };
}
function checkDefinitionCount(definitions, maxRuns, addProblem) {
    const started = definitions.filter(({ when }) => when !== 'never').length;
    if (started <= maxRuns && definitions.length <= many_inputs/* runLimit */.RW)
        return;
    const given = (0,units/* formatCount */.B4)(definitions.length, 'run');
    const advice = definitions.length <= many_inputs/* runLimit */.RW ? `Set \`max-runs: ${started}\`.` : `A step has at most ${many_inputs/* runLimit */.RW} runs.`;
    addProblem(undefined, undefined, { given, expected: `\`max-runs\` allows ${maxRuns}. ${advice}` });
}
/** A run of a definition, so that its inputs are checked although the runs cannot be listed. */
const createSample = (definition) => ({
    ...{ definition, needs: [], inputFrom: undefined },
    label: {
        name: definition.name,
        values: new Map([...definition.each].map(([parameter, { value }]) => [parameter, (0,each_values/* getSampleValue */.yH)(value)])),
    },
});
/** Only the first run of a definition that is wrong is reported: the others have the same texts. */
function createRuns(instances, step, problems) {
    const wrong = new Set();
    const created = new Map();
    for (const instance of instances) {
        const { definition, label } = instance;
        const { when } = definition;
        if (wrong.has(definition))
            continue;
        const run = createInstanceRun(instance, step, problems);
        if (run === undefined)
            wrong.add(definition);
        else
            created.set(instance, {
                ...run,
                planned: {
                    ...{ label, run: completeRun(run.run, definition), when, definition, template: run.template },
                    ...create_many_plan_link(instance, created),
                },
            });
    }
    return [...created.values()];
}
/** A run that is only looked up does not get an output of its own, which `force` would ask for. */
const completeRun = (run, { when }) => when === 'never' ? { ...run, force: false, forceAll: false } : run;
function create_many_plan_link({ needs, inputFrom }, created) {
    return {
        needs: needs.flatMap((need) => created.get(need)?.planned ?? []),
        inputFrom: inputFrom && created.get(inputFrom)?.planned,
    };
}
/** A default of all runs cannot mean the output of one: that run would need itself. */
function checkStep({ given }, definitions, problems) {
    const bundle = given.get('input-bundle');
    if (bundle === undefined || !definitions.some(({ name }) => name === bundle))
        return;
    const expected = 'A run has this name. Give `input-bundle` in the runs that read its output, or rename the run.';
    problems.push({ where: 'input-bundle', given: bundle, expected });
}
/** Without the step, a job can wait for the success of some others in its queue, and for nothing else. */
function checkWait({ wait, many: { maxParallel } }, runs) {
    if (wait)
        return;
    const laneDependencies = (0,many_inputs/* countLaneDependencies */.Xy)(runs.length, maxParallel);
    const others = laneDependencies > 0 ? '`depends-on` and that of `max-parallel`' : '`depends-on`';
    for (const { label, needs, when, run } of runs) {
        const most = run.backend.can.maxDependencies - laneDependencies;
        const reason = when === 'always' && needs.length > 0
            ? 'has `when: always`, and without the step a job waits only for the success of others'
            : needs.length > most
                ? `needs ${(0,units/* formatCount */.B4)(needs.length, 'run')}, and without the step a job waits for at most ${Math.max(0, most)} besides those of ${others}`
                : undefined;
        if (reason === undefined)
            continue;
        const advice = 'Remove this input, so that the step waits, or give this run to a later step.';
        throw new input_problems/* InvalidInputs */.hS([{ where: 'wait', given: 'false', expected: `\`${label.name}\` ${reason}. ${advice}` }]);
    }
}
/** A warning of all runs is shown once; any other names its runs. */
function mergeWarnings(created, definitionCount) {
    const names = new Map();
    for (const { warnings, planned } of created)
        for (const warning of warnings)
            names.set(warning, (names.get(warning) ?? new Set()).add(planned.label.name));
    return [...names].map(([warning, runs]) => runs.size === definitionCount ? warning : `${[...runs].slice(0, create_many_plan_maxNamesShown).join(', ')}: ${warning}`);
}
const create_many_plan_maxNamesShown = 5;

;// CONCATENATED MODULE: ./src/plan/create-plan.js





/**
 * Creates the plan from inputs and defaults; calls nothing. `runs` is what the inputs `runs` or `each` contain;
 * undefined without both. Throws InvalidInputs with everything that is wrong, including the `problems` that reading the
 * inputs found.
 */
function createPlan(inputs, defaults, env, problems, runs) {
    if (inputs.cleanup)
        return createCleanupPlan(inputs, defaults, problems);
    if (inputs.attachJobIds.length > 0)
        return (0,attach_plan/* createAttachPlan */.r)(inputs, problems);
    if (runs !== undefined)
        return createManyPlan(runs, inputs, defaults, env, problems);
    const ignored = many_inputs/* manyOnlyInputs */.fn.filter((name) => inputs.given.has(name));
    return {
        kind: 'run',
        run: createRun(inputs, defaults, env, problems),
        warnings: [
            ...collectWarnings(inputs, env),
            ...ignored.map((name) => `\`${name}\` is ignored: it is for a step with \`runs\` or \`each\`.`),
        ],
    };
}


/***/ }),

/***/ 85364:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  D: () => (/* binding */ readDefaults)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./src/disdat/python-config.js
var python_config = __webpack_require__(19845);
;// CONCATENATED MODULE: ./src/disdat/configuration.js

/** Reads the text of a `disdat.cfg`. Throws PythonConfigError for a text that Python's configparser refuses. */
function readConfiguration(text) {
    const config = (0,python_config/* parsePythonConfig */.q)(text);
    const read = (section, option) => {
        const value = config.get(section, option);
        // Disdat's template has `key = None` for settings without a value.
        return value === 'None' ? '' : value;
    };
    const registry = read('docker', 'registry');
    const repositoryPrefix = read('docker', 'repository_prefix');
    const jobQueue = read('run', 'aws_batch_queue');
    const jobDefinition = read('run', 'aws_batch_job_definition');
    return {
        ...(registry && { registry }),
        ...(repositoryPrefix && { repositoryPrefix }),
        ...(jobQueue && { jobQueue }),
        ...(jobDefinition && { jobDefinition }),
    };
}

// EXTERNAL MODULE: ./src/disdat/names.js
var names = __webpack_require__(15086);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/local/context.js
var local_context = __webpack_require__(78917);
// EXTERNAL MODULE: ./src/local/files.js
var files = __webpack_require__(10357);
;// CONCATENATED MODULE: ./src/plan/defaults.js







/**
 * Reads disdat.cfg and the local context that the inputs name, or else the current one. A disdat.cfg that Disdat could
 * not read is added to `problems`. A step that attaches to jobs reads none of them: the jobs say what it needs. Throws
 * Failure `context-conflict` when Disdat's own files are corrupt.
 */
async function readDefaults(home, inputs, problems) {
    if (inputs.attachJobIds.length > 0)
        return { configuration: {}, context: undefined, remote: undefined };
    const name = inputs.context?.local ?? (await (0,local_context/* readCurrentContext */.V)(home));
    const context = name !== undefined ? await (0,local_context/* openContext */.eA)({ home, name }) : undefined;
    return {
        configuration: await readConfigurationFile(home, inputs.configFile, problems),
        context: context && { local: context.name, remote: context.remote?.context ?? context.name },
        remote: context?.remote && (0,names/* parseRemoteUrl */.JH)(context.remote.url),
    };
}
/** The most bytes of a configuration file. Disdat's own has less than a kilobyte. */
const maxConfigurationBytes = 1024 * 1024;
async function readConfigurationFile(home, given, problems) {
    const file = given ?? (0,external_node_path_.join)(home, '.config', 'disdat', 'disdat.cfg');
    const addProblem = (expected) => problems.push({ where: 'config-file', given: file, expected });
    try {
        const bytes = await (0,files/* readBounded */.CB)(file, { maxBytes: maxConfigurationBytes });
        if (bytes === undefined && given !== undefined)
            addProblem('The file does not exist.');
        return readConfiguration(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    }
    catch (error) {
        if (error instanceof python_config/* PythonConfigError */.h)
            addProblem(`Disdat's own parser refuses this file: ${(0,errors/* describeError */.Uc)(error)}. Fix it, or give another file.`);
        else
            addProblem(`The file cannot be read: ${(0,errors/* describeError */.Uc)(error)}.`);
        return {};
    }
}


/***/ }),

/***/ 29516:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ej: () => (/* binding */ createInputRequest),
/* harmony export */   eQ: () => (/* binding */ getInputTags),
/* harmony export */   fW: () => (/* binding */ getRequestKey)
/* harmony export */ });
/* unused harmony export isOutside */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _action_input_parsers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48728);
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84092);



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
    return (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_1__/* .isUuid */ .O1)(inputBundle)
        ? { kind: 'uuid', uuid: inputBundle }
        : { kind: 'newest', name: inputBundle, tags: inputTags };
}
/** A text that is the same for equal requests. */
function getRequestKey(input) {
    return JSON.stringify(input, (_, value) => (value instanceof Map ? [...value] : value));
}
/** Returns the tags that select the input when the pipe looks for it on its own. */
function getInputTags(input) {
    return input === undefined || input.kind === 'uuid' || input.kind === 'promised' ? new Map() : input.tags;
}
function checkInputPath({ inputBundle, inputPaths, pushInput }, workspace, problems, addProblem) {
    if (workspace === '')
        addProblem('input-path', 'GITHUB_WORKSPACE is not set, and paths are relative to it.');
    if (inputBundle === '-')
        addProblem('input-bundle', 'Name the bundle that is created from `input-path`.');
    if ((0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_1__/* .isUuid */ .O1)(inputBundle))
        addProblem('input-bundle', 'A bundle that is created from `input-path` needs a name, not a uuid.', inputBundle);
    if (!pushInput)
        addProblem('push-input', 'A bundle that is created from `input-path` exists nowhere else, so it must be pushed. Remove this input.', 'false');
    const outside = inputPaths.filter((line) => workspace !== '' && isOutside(workspace, line));
    problems.push(...outside.map((given) => ({ where: 'input-path', given, expected: _action_input_parsers_js__WEBPACK_IMPORTED_MODULE_2__/* .outsideWorkspace */ .tq })));
}
/** Whether a line of `input-path` leads out of the workspace. On Windows another drive does too. */
function isOutside(workspace, line, platform = (node_path__WEBPACK_IMPORTED_MODULE_0___default())) {
    const relative = platform.relative(workspace, platform.resolve(workspace, line));
    return relative.split(platform.sep)[0] === '..' || platform.isAbsolute(relative);
}


/***/ }),

/***/ 99439:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ relationKeys),
/* harmony export */   k: () => (/* binding */ runKeys)
/* harmony export */ });
/**
 * The inputs that each of several runs can have for itself: those of a pipe, its bundles, image, container and job.
 * Identity, remote, context, backend and report are the same for the whole step.
 */
const runKeys = new Map([
    ['pipe-class', 'text'],
    ['params', 'params'],
    ['force', 'text'],
    ['force-all', 'text'],
    ['skip-unchanged', 'lines'],
    ['max-age', 'text'],
    ['promote', 'text'],
    ['workers', 'text'],
    ['input-bundle', 'text'],
    ['input-param', 'text'],
    ['input-tags', 'tags'],
    ['input-path', 'lines'],
    ['input-path-tags', 'tags'],
    ['push-input', 'text'],
    ['output-bundle', 'text'],
    ['output-tags', 'tags'],
    ['pull-output', 'text'],
    ['compare-with', 'text'],
    ['fail-on', 'lines'],
    ['diff-max-bytes', 'text'],
    ['diff-samples', 'text'],
    ['diff-key', 'lines'],
    ['diff-max-rows', 'text'],
    ['image', 'text'],
    ['registry', 'text'],
    ['repository-prefix', 'text'],
    ['pull-policy', 'text'],
    ['platform', 'text'],
    ['dialect', 'text'],
    ['network', 'text'],
    ['env', 'variables'],
    ['vcpus', 'text'],
    ['memory', 'text'],
    ['shm-size', 'text'],
    ['gpus', 'text'],
    ['run-timeout-minutes', 'text'],
    ['job-queue', 'text'],
    ['job-definition', 'text'],
    ['job-role-arn', 'text'],
    ['execution-role-arn', 'text'],
    ['attempts', 'text'],
    ['queue-timeout-minutes', 'text'],
    ['share-identifier', 'text'],
    ['scheduling-priority', 'text'],
    ['job-tags', 'tags'],
    ['depends-on', 'lines'],
]);
/** The keys of a run that are not inputs of a run. */
const relationKeys = ['each', 'needs', 'when', 'runs-on'];


/***/ }),

/***/ 88315:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ readRunsSource),
/* harmony export */   V: () => (/* binding */ maxRunsLength)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _action_input_parsers_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(48728);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(40643);
/* harmony import */ var _lib_regular_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(39145);





/** The most characters of `runs` and `each`, and the most bytes of a file of runs. 1,000 runs need no more. */
const maxRunsLength = 128 * 1024;
/**
 * Reads the runs of a step from its inputs, or from the file of the workspace that `runs` names; undefined without
 * both inputs, and when a problem is added.
 */
async function readRunsSource(inputs, env, now, problems) {
    const { runs, each } = inputs.many;
    if (runs !== undefined && each !== undefined)
        problems.push({ where: 'each', given: each, expected: 'Write it into the runs of `runs`, or remove `runs`.' });
    const kind = runs === undefined ? 'each' : 'runs';
    const given = runs ?? each;
    if (given === undefined)
        return undefined;
    const addProblem = (expected) => {
        problems.push({ where: kind, given, expected });
    };
    if (kind === 'runs' && filePath.test(given))
        return await readRunsFile(given.trim(), env['GITHUB_WORKSPACE'] ?? '', now, addProblem);
    if (given.length > maxRunsLength)
        return addProblem(`It has at most ${maxRunsLength} characters. Use shorter runs.`);
    return { kind, label: kind, text: given, now };
}
/** One line that ends like a YAML file; a map on one line has a colon with a space behind it. */
const filePath = /^\s*(?!.*:\s)[^\n]+\.ya?ml\s*$/i;
async function readRunsFile(name, workspace, now, addProblem) {
    if (workspace === '')
        return addProblem('GITHUB_WORKSPACE is not set, and paths are relative to it.');
    try {
        const root = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(workspace);
        const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(node_path__WEBPACK_IMPORTED_MODULE_1___default().resolve(root, name));
        const folders = node_path__WEBPACK_IMPORTED_MODULE_1___default().relative(root, file).split((node_path__WEBPACK_IMPORTED_MODULE_1___default().sep));
        if (folders[0] === '..')
            return addProblem(_action_input_parsers_js__WEBPACK_IMPORTED_MODULE_4__/* .outsideWorkspace */ .tq);
        if (folders.includes('.git'))
            return addProblem('The file belongs to git. Give a file of the checkout.');
        const bytes = await (0,_lib_regular_file_js__WEBPACK_IMPORTED_MODULE_3__/* .readRegularFile */ .XF)(file, { maxBytes: maxRunsLength, followsLink: false });
        return { kind: 'runs', label: name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), now };
    }
    catch (error) {
        const reason = error instanceof _lib_regular_file_js__WEBPACK_IMPORTED_MODULE_3__/* .UnreadableFileError */ .o2 ? error.message : (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .describeError */ .Uc)(error);
        return addProblem(`The file cannot be read: ${reason}. Check the repository out first, and give one of its files.`);
    }
}


/***/ }),

/***/ 82830:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ substituteValues),
/* harmony export */   r: () => (/* binding */ substituteInParam)
/* harmony export */ });
/**
 * Replaces `${day}` with the value of `day`. `$${` is a literal `${`. A `${` that is not closed counts as an unknown
 * name.
 */
function substituteValues(text, values) {
    let unknown;
    const replaced = text.replace(/\$\$\{|\$\{([^{}\n]*)\}?/g, (piece, name) => {
        if (name === undefined)
            return '${';
        const value = piece.endsWith('}') ? values.get(name.trim()) : undefined;
        if (value === undefined)
            unknown ??= name.trim();
        return value ?? '';
    });
    return unknown === undefined ? { text: replaced } : { unknown };
}
/** As `substituteValues` does, in the text of a parameter: a value in a list or map of JSON is a part of its text. */
function substituteInParam(text, values) {
    const isJson = /^[[{]/.test(text);
    const escaped = [...values].map(([name, value]) => [name, JSON.stringify(value).slice(1, -1)]);
    return substituteValues(text, isJson ? new Map(escaped) : values);
}


/***/ }),

/***/ 78952:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ copyBundle),
/* harmony export */   R: () => (/* binding */ copyBundles)
/* harmony export */ });
/* harmony import */ var _bundles_bundle_place_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76116);
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84092);
/* harmony import */ var _disdat_format_hyperframe_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(53197);
/* harmony import */ var _disdat_promotion_tag_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(45154);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(40643);
/* harmony import */ var _lib_for_each_bounded_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(52759);






/**
 * Copies a proved bundle and the bundles nested in it to another context on the same remote, as `copyBundles` does.
 * Throws Failure as `copyBundles` does.
 */
async function copyBundle(from, proof, to, options) {
    return { uri: to.getUri(proof.bundle.uuid), ...(await copyBundles(from, [proof], to, options)) };
}
/**
 * Copies proved bundles and the bundles nested in them to another context on the same remote: the files and frames of
 * all of them, and then their HyperFrames in the given order, inner ones before outer ones, each object only if it does
 * not exist. So a bundle appears whole, and only after those that are before it. S3 copies files and frames, whose
 * bytes do not pass through this machine, and they are listed and compared before the first HyperFrame is written. A
 * copy that was interrupted is completed by the next one. A HyperFrame that exists may have the tag of another
 * promotion, or none. Throws Failure `bundle-corrupt` when the other context has an object of another size under the
 * same name or when an object is deleted meanwhile, and `invalid-input` for a context in another bucket.
 */
async function copyBundles(from, proofs, to, options) {
    const parts = listParts(from, proofs, to);
    for (const proof of proofs)
        options.counter?.expect(proof);
    const result = { objects: 0, bytes: 0 };
    const invisible = [];
    for (const part of parts) {
        const { isVisible, ...counts } = await copyObjects(from, part, to, options);
        if (!isVisible)
            invisible.push(part);
        result.objects += counts.objects;
        result.bytes += counts.bytes;
    }
    for (const { bundle, hyperFrame } of invisible) {
        // From the bytes that were proved. S3 and most other servers honour the condition of this request.
        const key = to.getKey(bundle.uuid, (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_1__/* .formatHyperFrameName */ .Oj)(bundle.uuid));
        const bytes = options.isPromotion === true ? (0,_disdat_promotion_tag_js__WEBPACK_IMPORTED_MODULE_3__/* .addPromotionTag */ .ph)(hyperFrame, from.context) : hyperFrame;
        const outcome = await to.store.putIfAbsent(key, bytes, options);
        options.counter?.add(hyperFrame.length);
        if (outcome === 'exists')
            continue;
        result.objects += 1;
        result.bytes += bytes.length;
    }
    return result;
}
/** The bundles to copy, each once. Throws Failure `invalid-input` for a context in another bucket. */
function listParts(from, proofs, to) {
    const [first] = proofs;
    if (first !== undefined && from.store.bucket !== to.store.bucket) {
        const evidence = `${to.getUri(first.bundle.uuid)} is in another bucket than ${first.uri}.`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR('invalid-input', evidence, 'Bundles are copied within one bucket: pull the bundle, and push it.');
    }
    const parts = new Map();
    for (const part of proofs.flatMap((proof) => proof.parts))
        if (!parts.has(part.bundle.uuid))
            parts.set(part.bundle.uuid, part);
    return [...parts.values()];
}
/** Copies all objects of a bundle but its HyperFrame, which may be there already. */
async function copyObjects(from, part, to, options) {
    const { uuid } = part.bundle;
    const before = await to.listSizes(uuid, options);
    await assertSame(to, part, before, options);
    let objects = 0;
    let bytes = 0;
    const copy = async ({ path, size }, signal) => {
        const outcome = await from.store.copyIfAbsent(from.getKey(uuid, path), to.getKey(uuid, path), { signal, size });
        if (outcome === 'absent')
            throw (0,_bundles_bundle_place_js__WEBPACK_IMPORTED_MODULE_0__/* .createCorruptBundleFailure */ .U)(from, uuid, `${path} was deleted while it was copied`);
        options.counter?.add(size);
        if (outcome === 'exists')
            return;
        objects += 1;
        bytes += size;
    };
    const absent = part.objects.filter(({ path }) => !before.has(path));
    for (const { size } of part.objects.filter(({ path }) => before.has(path)))
        options.counter?.add(size);
    await (0,_lib_for_each_bounded_js__WEBPACK_IMPORTED_MODULE_5__/* .forEachBounded */ .a)(absent, copy, options);
    // The HyperFrame makes the copy visible, so the other objects are checked first.
    const after = absent.length === 0 ? before : await to.listSizes(uuid, options);
    await assertSame(to, part, after, options);
    const lost = part.objects.find(({ path }) => !after.has(path));
    if (lost !== undefined)
        throw (0,_bundles_bundle_place_js__WEBPACK_IMPORTED_MODULE_0__/* .createCorruptBundleFailure */ .U)(to, uuid, `${lost.path} was deleted after it was copied`);
    return { objects, bytes, isVisible: before.has((0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_1__/* .formatHyperFrameName */ .Oj)(uuid)) };
}
async function assertSame(to, part, existing, options) {
    const { uuid } = part.bundle;
    const head = { path: (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_1__/* .formatHyperFrameName */ .Oj)(uuid), size: part.hyperFrame.length };
    const isOther = ({ path, size }) => (existing.get(path) ?? size) !== size;
    const isOtherHead = isOther(head) && !(await hasSameHyperFrame(to, part, options));
    const different = part.objects.find(isOther) ?? (isOtherHead ? head : undefined);
    if (different === undefined)
        return;
    const { path, size } = different;
    const reason = `${path} has ${existing.get(path)} bytes in that context and ${size} in the original`;
    throw (0,_bundles_bundle_place_js__WEBPACK_IMPORTED_MODULE_0__/* .createCorruptBundleFailure */ .U)(to, uuid, reason);
}
/** Whether the HyperFrame in the other context differs by the tag of a promotion only. */
async function hasSameHyperFrame(to, { bundle, hyperFrame }, options) {
    const limits = { ...options, maxBytes: _disdat_format_hyperframe_js__WEBPACK_IMPORTED_MODULE_2__/* .maxHyperFrameBytes */ .ts };
    const bytes = await to.read(bundle.uuid, (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_1__/* .formatHyperFrameName */ .Oj)(bundle.uuid), limits);
    return bytes !== undefined && (0,_disdat_promotion_tag_js__WEBPACK_IMPORTED_MODULE_3__/* .isEqualExceptPromotion */ .xz)(bytes, hyperFrame);
}


/***/ }),

/***/ 52130:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ findBundle),
/* harmony export */   n: () => (/* binding */ findBundles)
/* harmony export */ });
/* harmony import */ var _bundles_find_in_place_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95403);
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84092);
/* harmony import */ var _disdat_bundle_query_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(82885);
/* harmony import */ var _lib_for_each_bounded_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(52759);
/* harmony import */ var _catalog_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(77414);
/* harmony import */ var _index_line_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(45446);






/** The most HyperFrames that are read ahead of the caller; the number doubles with each batch up to this. */
const maxReadAhead = 64;
/**
 * The bundle of a query, for `newest` the newest committed match; undefined when there is none. Reads the HyperFrame
 * only: `proveBundle` checks that frames and files exist. Throws Failure `bundle-corrupt` for a uuid whose HyperFrame
 * cannot be read.
 */
async function findBundle(remote, query, options) {
    if (query.kind === 'uuid')
        return await (0,_bundles_find_in_place_js__WEBPACK_IMPORTED_MODULE_0__/* .readBundleAt */ ._)(remote, query.uuid, options);
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
    const cache = new _catalog_js__WEBPACK_IMPORTED_MODULE_2__/* .HyperFrameCache */ .W(remote, options);
    const catalog = await (0,_catalog_js__WEBPACK_IMPORTED_MODULE_2__/* .readCatalog */ .u)(remote, cache, { ...options, likelyQuery: query });
    let queue = catalog.findMatches(query).toSorted(_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_1__/* .compareNewestFirst */ .a0);
    for (let size = 1; queue.length > 0; size = Math.min(2 * size, maxReadAhead)) {
        const batch = queue.splice(0, size);
        await (0,_lib_for_each_bounded_js__WEBPACK_IMPORTED_MODULE_4__/* .forEachBounded */ .a)(batch, async ({ uuid }, signal) => void (await cache.read(uuid, { signal })), options);
        for (const [position, entry] of batch.entries()) {
            const bundle = await cache.read(entry.uuid, options);
            if (bundle === undefined)
                continue;
            if (correctIndex(remote, entry, bundle)) {
                // The index was wrong about the bundle: sort it into the rest of the queue.
                const corrected = bundle.committed && (0,_disdat_bundle_query_js__WEBPACK_IMPORTED_MODULE_5__/* .matchesQuery */ .Q)(bundle, query) ? [bundle] : [];
                queue = [...corrected, ...batch.slice(position + 1), ...queue].toSorted(_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_1__/* .compareNewestFirst */ .a0);
                break;
            }
            yield bundle;
        }
    }
}
/** Corrects the index when it describes a bundle otherwise than its HyperFrame. Returns whether it did. */
function correctIndex(remote, entry, bundle) {
    const line = (0,_index_line_js__WEBPACK_IMPORTED_MODULE_3__/* .formatIndexLine */ .W2)(bundle);
    if (line === (0,_index_line_js__WEBPACK_IMPORTED_MODULE_3__/* .formatIndexLine */ .W2)(entry))
        return false;
    if (line !== undefined)
        remote.index.add(new Map([[bundle.uuid, line]]));
    return true;
}


/***/ }),

/***/ 89692:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ findOutdated),
/* harmony export */   K: () => (/* binding */ readLineage)
/* harmony export */ });
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84092);
/* harmony import */ var _lib_for_each_bounded_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(52759);


/** The longest chain of dependencies that is followed. */
const maxDepth = 256;
/** The most ancestors that are followed, all levels together. */
const maxAncestors = 10_000;
/**
 * The lineage of a bundle, from the remote alone; undefined when the bundle does not exist. Costs a GET for each bundle
 * that the catalog does not describe. Throws Failure as a store does.
 */
async function readLineage(catalog, cache, uuid, options) {
    const read = async (id, signal) => (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .isUuid */ .O1)(id) && catalog.has(id) ? (catalog.get(id) ?? (await cache.read(id, { signal }))) : undefined;
    const bundle = await read(uuid, options.signal);
    if (bundle === undefined)
        return undefined;
    const ancestors = new Map();
    const missing = new Set();
    let next = listUpstream([bundle]);
    for (let depth = 1; next.length > 0; depth++) {
        const room = maxAncestors - ancestors.size - missing.size;
        if (depth > maxDepth || room <= 0)
            return { bundle, ancestors, missing, isCut: true };
        const level = next.slice(0, room);
        const results = new Map();
        await (0,_lib_for_each_bounded_js__WEBPACK_IMPORTED_MODULE_1__/* .forEachBounded */ .a)(level, async (id, signal) => void results.set(id, await read(id, signal)), options);
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
        const sameName = byName.get(name) ?? catalog.findMatches({ name }).toSorted(_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .compareNewestFirst */ .a0);
        byName.set(name, sameName);
        const newest = sameName.find((other) => canReplace(other, used));
        if (newest === undefined || newest.uuid === used.uuid)
            continue;
        if ((0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .compareNewestFirst */ .a0)(newest, used) < 0)
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


/***/ }),

/***/ 74958:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gq: () => (/* binding */ listSandboxNames),
/* harmony export */   n7: () => (/* binding */ findSandbox),
/* harmony export */   wX: () => (/* binding */ listSandboxBeginnings)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);
/* harmony import */ var _sandbox_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19770);


/** What the names begin with, of which all but the first stand for contexts of several pipelines on one remote. */
const listSandboxBeginnings = (base) => [
    'pr-',
    ...['-', '.', '_'].map((separator) => `${base}${separator}pr-`),
];
/** The names that are looked for. */
const listSandboxNames = (base, pullRequest) => listSandboxBeginnings(base).map((beginning) => `${beginning}${pullRequest}`);
/**
 * Finds the sandbox that is marked as that of a pull request: `pr-<number>`, or this name after that of the base. There
 * is none when it was deleted, or when S3 denies reading it: a role may read one of the names only. Costs one GET for
 * each name. Throws Failure as a store does, except `access-denied`.
 */
async function findSandbox(base, { repository, pullRequest }, open, options) {
    const found = await Promise.all(listSandboxNames(base.context, pullRequest).map(async (context) => {
        const sandbox = open(context);
        try {
            const marker = await (0,_sandbox_js__WEBPACK_IMPORTED_MODULE_1__/* .readSandboxMarker */ .w2)(sandbox, options);
            return marker?.repository === repository && marker.pullRequest === pullRequest ? { sandbox } : {};
        }
        catch (error) {
            if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR && error.verdict === 'access-denied')
                return { denied: error };
            throw error;
        }
    }));
    return found.find(({ sandbox }) => sandbox) ?? found.find(({ denied }) => denied) ?? {};
}


/***/ }),

/***/ 19770:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VD: () => (/* binding */ markSandbox),
/* harmony export */   ex: () => (/* binding */ isSandboxNameFor),
/* harmony export */   i9: () => (/* binding */ getContextPrefix),
/* harmony export */   ob: () => (/* binding */ getMarkerKey),
/* harmony export */   w2: () => (/* binding */ readSandboxMarker)
/* harmony export */ });
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33178);

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
    const marker = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .parseJson */ .qF)(text);
    const repository = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getString */ .AA)(marker, 'repository');
    const pullRequest = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getNumber */ .WZ)(marker, 'pullRequest');
    if ((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getNumber */ .WZ)(marker, 'version') !== version || repository === undefined || pullRequest === undefined) {
        return undefined;
    }
    return { repository, pullRequest, created: new Date((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getString */ .AA)(marker, 'created') ?? Number.NaN) };
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


/***/ }),

/***/ 55922:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  h: () => (/* binding */ RunReporter)
});

// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
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
    #started = [{ name: 'start', hasFailed: false }];
    /** @param tailLines how many of the last log lines are kept */
    constructor(initial, outputs, tailLines) {
        this.#report = { ...initial, startedAt: new Date(), phases: [], durationMs: 0, log: { lines: 0, tail: [] } };
        this.#outputs = outputs;
        outputs.add(this.#report);
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
     * The phases that failed, in the order in which they started, or else the current phase, for a sentence such as
     * "Cancelled during …". Two can run at the same time.
     */
    get currentPhase() {
        const failed = this.#started.filter(({ hasFailed }) => hasFailed);
        return (failed.length > 0 ? failed : this.#started.slice(-1)).map(({ name }) => name).join(' and ');
    }
    /** Adds to the report, and sets the outputs that follow. */
    async update(update) {
        this.#report = { ...this.#report, ...update };
        await this.#outputs.update(this.#report);
    }
    /** Runs a part of the run under a name, and records its duration, also when it fails. */
    async phase(name, work) {
        const startMs = performance.now();
        const started = { name, hasFailed: false };
        this.#started.push(started);
        try {
            return await work();
        }
        catch (error) {
            started.hasFailed = true;
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


/***/ }),

/***/ 28753:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Y: () => (/* binding */ createDependencies)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./src/action/annotations.js + 1 modules
var annotations = __webpack_require__(70161);
// EXTERNAL MODULE: ./src/action/checkout.js
var checkout = __webpack_require__(34837);
// EXTERNAL MODULE: ./src/action/event.js
var action_event = __webpack_require__(98605);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ../../node_modules/yaml/dist/index.js
var dist = __webpack_require__(33483);
// EXTERNAL MODULE: ./src/lib/json.js
var json = __webpack_require__(33178);
// EXTERNAL MODULE: ./src/lib/regular-file.js
var regular_file = __webpack_require__(39145);
;// CONCATENATED MODULE: ./src/action/job-deadline.js





/**
 * The time limit of a job in minutes: the default without `timeout-minutes`, and the maximum on a GitHub-hosted and on
 * a self-hosted runner. https://docs.github.com/en/actions/reference/limits
 */
const limitMinutes = { default: 360, maxHosted: 360, maxSelfHosted: 7200 };
/** A larger workflow file is not read. */
const maxWorkflowBytes = 1 << 20;
/** The time that is kept for the report, the post steps and the rest of the job: the smaller of the two. */
const margin = { minutes: 6, share: 0.1 };
/** Aborts when GitHub is about to end the job because of its time limit. */
async function createJobDeadline(env, jobMinutes) {
    return AbortSignal.timeout(Math.max(0, Math.round((await findJobDeadline(env, jobMinutes)) - Date.now())));
}
/**
 * Returns the time, in ms since 1970, at which a step should stop waiting because GitHub is about to end the job. The
 * job starts when the runner writes the event's payload. Its limit is `jobMinutes`, or else `timeout-minutes` in the
 * workflow's file, if the workspace has that file and the value is a number; otherwise six hours. On a hosted runner it
 * is never more than six hours.
 */
async function findJobDeadline(env, jobMinutes) {
    const max = env['RUNNER_ENVIRONMENT'] === 'self-hosted' ? limitMinutes.maxSelfHosted : limitMinutes.maxHosted;
    const minutes = Math.min(max, jobMinutes ?? (await readJobMinutes(env)) ?? limitMinutes.default);
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
        const workflow = (0,dist/* parse */.qg)(await (0,regular_file/* readOptionalText */.ko)((0,external_node_path_.join)(workspace, path), { maxBytes: maxWorkflowBytes }));
        const minutes = (0,json/* getNumber */.WZ)(workflow, 'jobs', job, 'timeout-minutes');
        return minutes !== undefined && minutes > 0 ? minutes : undefined;
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./src/action/matrix-leg.js
var matrix_leg = __webpack_require__(15273);
// EXTERNAL MODULE: ./src/action/network-env.js
var network_env = __webpack_require__(76545);
// EXTERNAL MODULE: ./src/action/workflow-run.js
var workflow_run = __webpack_require__(83396);
;// CONCATENATED MODULE: ./src/action/pull-request.js


/** Reads the pull request from the event; undefined for other events. */
function readPullRequest(env, event) {
    const { repository, pullRequest: number } = (0,workflow_run.readWorkflowRun)(env, event);
    if (number === undefined || repository === '')
        return undefined;
    const isClosed = env['GITHUB_EVENT_NAME'] === 'pull_request' && (0,json/* getField */.VI)(event, 'action') === 'closed';
    return { repository, number, isClosed, isMerged: isClosed && (0,json/* getField */.VI)(event, 'pull_request', 'merged') === true };
}

;// CONCATENATED MODULE: ./src/action/push.js
const branchRef = 'refs/heads/';
/** Reads the push from the variables of the runner; undefined for other events and for tags. */
function readPush(env) {
    const { GITHUB_EVENT_NAME: event, GITHUB_REF: ref = '', GITHUB_SHA: commit, GITHUB_REPOSITORY: repository } = env;
    if (event !== 'push' || !ref.startsWith(branchRef) || !commit || !repository)
        return undefined;
    return { repository, commit, branch: ref.slice(branchRef.length) };
}

// EXTERNAL MODULE: ./src/aws/limit-identity.js
var limit_identity = __webpack_require__(4938);
// EXTERNAL MODULE: ./src/aws/session-policy.js
var session_policy = __webpack_require__(29171);
// EXTERNAL MODULE: ./src/lib/abort.js
var abort = __webpack_require__(31140);
// EXTERNAL MODULE: ./src/lib/clock.js
var clock = __webpack_require__(56620);
// EXTERNAL MODULE: ./src/lib/memo.js
var memo = __webpack_require__(40590);
// EXTERNAL MODULE: ./src/lib/semaphore.js
var semaphore = __webpack_require__(68224);
// EXTERNAL MODULE: ./src/compare/rules/rules.js + 3 modules
var rules_rules = __webpack_require__(32100);
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
    return [`- uses: ${repository || 'disdat/run-action'}@${ref || 'v1'}`, '  with:', ...filled].join('\n');
}
const printRules = (rules) => rules.map(rules_rules/* printRule */.KL).join(', ');

// EXTERNAL MODULE: ./src/remote/promotion/find-sandbox.js
var find_sandbox = __webpack_require__(74958);
// EXTERNAL MODULE: ./src/remote/remote.js + 37 modules
var remote_remote = __webpack_require__(70717);
// EXTERNAL MODULE: ./src/report/redact-report.js
var redact_report = __webpack_require__(21371);
// EXTERNAL MODULE: ./src/report/report-outputs.js
var report_outputs = __webpack_require__(86840);
// EXTERNAL MODULE: ./src/run/acceptance/step-acceptance.js + 3 modules
var step_acceptance = __webpack_require__(38721);
// EXTERNAL MODULE: ./src/run/comment-target.js
var comment_target = __webpack_require__(43403);
// EXTERNAL MODULE: ./src/run/github-access.js + 7 modules
var github_access = __webpack_require__(29287);
// EXTERNAL MODULE: ./src/run/output-watch.js
var output_watch = __webpack_require__(80605);
;// CONCATENATED MODULE: ./src/run/promote/merge-source.js

/** Creates the source of a push. Calls nothing yet. */
function createMergeSource({ push, openMerges, listTrackedFiles }) {
    const findPullRequest = (0,memo/* memoize */.B)(async () => (await openMerges()).findMerged(push.commit, push.branch));
    const comparisons = new memo/* Memo */.l();
    return {
        push,
        findPullRequest,
        async compareCode(module, was, now) {
            return await comparisons.get([...module, was, now].join('/'), async () => {
                const folder = await findFolder(module, listTrackedFiles);
                if (was === now)
                    return { match: 'equal', folder };
                const merges = await openMerges();
                const [before, after] = await Promise.all([was, now].map((commit) => merges.readTree(commit, folder)));
                if (before === undefined || after === undefined)
                    return { match: 'unknown', folder };
                return { match: before === after ? 'equal' : 'different', folder };
            });
        },
    };
}
/** The folder that holds the package of a pipe, where the checkout has exactly one file of its module. */
async function findFolder(module, listTrackedFiles) {
    const path = module.join('/');
    const endings = [`${path}.py`, `${path}/__init__.py`];
    const listed = await Promise.all(endings.map(async (ending) => {
        const files = await listTrackedFiles(`:(glob)**/${ending}`);
        return files.map((file) => file.slice(0, -ending.length).replace(/\/$/, ''));
    }));
    const [only = '', ...others] = listed.flat();
    return others.length === 0 ? only : '';
}

// EXTERNAL MODULE: ./src/run/shared-parts.js
var shared_parts = __webpack_require__(67276);
// EXTERNAL MODULE: ./src/run/step-identity.js + 4 modules
var step_identity = __webpack_require__(16214);
;// CONCATENATED MODULE: ./src/run/create-dependencies.js





























/** The most jobs whose outputs are proved, pulled and compared at the same time when many jobs are followed. */
const maxFinishedJobs = 16;
/** The most outputs that are compared at the same time when many jobs are followed. */
const maxComparisons = 4;
/**
 * Creates the dependencies of a step. Calls nothing yet: identity, remote and backends are opened when they are first
 * needed.
 */
async function createDependencies(context, home) {
    const { env, log, state, inputs, cancelled, pageLogs } = context;
    const networkEnv = (0,network_env/* readNetworkEnv */.AB)(env);
    for (const secret of (0,network_env/* findNetworkSecrets */.nl)(networkEnv))
        await log.mask(secret);
    const event = await (0,action_event.readEvent)(env);
    const origin = (0,workflow_run.readWorkflowRun)(env, event);
    const leg = (0,matrix_leg/* findMatrixLeg */.h)([inputs.comment.commentKey, inputs.failureIssue.key]);
    const workspace = env['GITHUB_WORKSPACE'] ?? '';
    const checkoutFolder = (0,memo/* memoize */.B)(() => (0,checkout/* findCheckoutFolder */.oY)(workspace, env));
    const { role, awsRegion: region } = inputs;
    const created = (0,memo/* memoize */.B)(() => (0,step_identity.createStepIdentity)({ role, region, env, mask: log.mask }));
    const limited = (0,memo/* memoize */.B)(async () => (0,limit_identity/* limitIdentity */.g)(await created(), cancelled));
    const identity = () => (0,abort/* raceSignal */.WU)(limited(), cancelled);
    const services = {
        ...{ env, home, origin: { ...origin, leg }, onSecret: log.mask, onWait: log.info },
        // To end a job, credentials are needed after a cancellation too: each call of a backend has its own signal.
        identity: () => (0,abort/* raceSignal */.WU)(created(), cancelled),
    };
    return {
        ...{ openBackend: createBackends(services), identity, ...createRunIds(), shared: (0,shared_parts/* createSharedParts */.i)() },
        ...createPolicies(inputs),
        ...createRemotes(context, identity),
        ...{ pullRequest: readPullRequest(env, event), mergeSource: createPushSource(context, checkoutFolder) },
        ...{ ...createOutputs(context, origin), log, state, home, networkEnv, cancelled },
        temporaryFolder: env['RUNNER_TEMP'] || (0,external_node_os_.tmpdir)(),
        owner: (0,checkout/* getOwner */.QQ)(env),
        readCheckout: async (folder, root) => await (0,checkout/* readCheckout */.b$)(folder, root, env),
        annotate: async (candidates) => inputs.annotations ? await (0,annotations/* createAnnotations */.X)(candidates, await checkoutFolder(), env) : [],
        commits: (0,workflow_run.getWorkflowCommits)(env, event),
        baseCommit: (0,workflow_run.getBaseCommit)(env, event),
        isAncestorInCheckout: async (commit, of) => await (0,checkout/* isAncestorInCheckout */.tD)(await checkoutFolder(), env, { ancestor: commit, descendant: of }),
        isAncestor: (0,github_access/* createAncestryCheck */.eU)({ token: inputs.comment.githubToken, env, log }, cancelled),
        finishedJobs: new semaphore.Semaphore(maxFinishedJobs),
        comparisons: new semaphore.Semaphore(maxComparisons),
        outputLooks: (0,output_watch/* createLookLimiter */.C)(clock/* systemClock */.m),
        workflowAttempt: origin.attempt,
        workflowRun: { url: origin.url, runNumber: origin.number, attempt: origin.attempt },
        ...{ tailLines: inputs.logTailLines, pageLogs },
        jobDeadline: await createJobDeadline(env, inputs.jobTimeoutMinutes),
        renderAttachSnippet: (jobIds) => renderAttachSnippet(jobIds, inputs, env),
    };
}
function createOutputs({ env, log, outputs: writer, inputs: { comment, acceptance }, redact, cancelled }, workflowRun) {
    const outputs = new report_outputs/* ReportOutputs */.Xs(writer);
    const access = { token: comment.githubToken, env, log };
    // All runs have their place among the outputs before the first of them ends. The comment is one of redacted reports.
    const findPlace = () => (0,comment_target/* createCommentTarget */.fG)(workflowRun, comment, outputs.reports.map((report) => (0,redact_report/* redactReport */.a)(report, redact)));
    return { outputs, acceptance: (0,step_acceptance/* createStepAcceptance */.O)(acceptance, { access, cancelled, redact, findPlace }) };
}
/** Undefined unless the workflow runs for a push to a branch. */
function createPushSource({ env, inputs, log, cancelled }, checkoutFolder) {
    const push = readPush(env);
    if (push === undefined)
        return undefined;
    return createMergeSource({
        push,
        openMerges: () => (0,github_access/* openMergesFor */.lR)({ token: inputs.comment.githubToken, env, log }, cancelled),
        listTrackedFiles: async (pattern) => await (0,checkout/* listTrackedFiles */.sp)(await checkoutFolder(), env, pattern),
    });
}
/** Runs whose plan has one backend share it when it is opened. */
function createBackends(services) {
    const opened = new Map();
    return (planned, timeoutMs) => {
        const byTimeout = opened.get(planned) ?? new Map();
        opened.set(planned, byTimeout);
        const backend = byTimeout.get(timeoutMs) ?? planned.open({ ...services, timeoutMs });
        byTimeout.set(timeoutMs, backend);
        return backend;
    };
}
function createRunIds() {
    const stepId = (0,external_node_crypto_.randomBytes)(6).toString('hex');
    let count = 0;
    const createRunId = () => {
        count += 1;
        return count === 1 ? stepId : `${stepId}-${count}`;
    };
    return { stepId, createRunId };
}
/** The key of an account that S3 uses for `aws:kms` without a key. */
const defaultKmsKey = 'alias/aws/s3';
function createPolicies({ encryption, remoteIndex, baseContext, }) {
    const kmsKeyId = encryption.kind === 'aws:kms' ? (encryption.keyId ?? defaultKmsKey) : undefined;
    const usesIndex = remoteIndex || baseContext !== undefined;
    return {
        createPipePolicy: ({ url, context }, region, { needsPrefixKey: readsPrefixKey, readsPacks = false }) => (0,session_policy/* createPipePolicy */.pd)({ ...(0,remote_remote/* requireRemoteUrl */.VB)(url), context, region, kmsKeyId, readsPrefixKey, readsPacks }),
        createPrefixKeyStatements: ({ url }, region) => (0,session_policy/* createPrefixKeyStatements */.mN)({ ...(0,remote_remote/* requireRemoteUrl */.VB)(url), region }),
        createIndexStatement: ({ url, context }, region) => usesIndex ? (0,session_policy/* createIndexStatement */.Ib)({ ...(0,remote_remote/* requireRemoteUrl */.VB)(url), context, region }) : undefined,
        createBaseStatements: ({ url, context }, region) => (0,session_policy/* createBaseStatements */.OH)({ ...(0,remote_remote/* requireRemoteUrl */.VB)(url), context, region }),
        createSandboxStatements: ({ url, context }, region) => (0,session_policy/* createSandboxStatements */.KX)({ ...(0,remote_remote/* requireRemoteUrl */.VB)(url), region }, (0,find_sandbox/* listSandboxBeginnings */.wX)(context)),
    };
}
function createRemotes({ env, log, inputs, cancelled, ended, updates }, identity) {
    const index = { signal: AbortSignal.any([cancelled, ended]), debug: (text) => void log.debug(text) };
    const useIndex = inputs.remoteIndex ? index : undefined;
    const warned = new Set();
    const warn = (text) => {
        if (warned.has(text))
            return;
        warned.add(text);
        void log.warning(text);
    };
    // Many jobs with one remote share its connections, its limits of memory and its index.
    const opened = new Map();
    const open = async (url, context) => {
        const { encryption } = inputs;
        const remote = await (0,remote_remote/* openRemote */.d3)({ url, context, identity: await identity(), env, useIndex, warn, encryption });
        updates.add(remote);
        return remote;
    };
    return {
        openRemote: async ({ url }, context) => {
            const key = `${url} ${context}`;
            const remote = opened.get(key) ?? open(url, context);
            opened.set(key, remote);
            // An identity that failed once may be there the next time.
            remote.catch(() => opened.delete(key));
            return await remote;
        },
        openBase: (remote, context) => (0,remote_remote/* openBaseContext */.Z7)(remote, context, useIndex),
    };
}


/***/ }),

/***/ 37368:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p: () => (/* binding */ createInput),
  _: () => (/* binding */ findSourceFiles)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/lib/units.js
var units = __webpack_require__(19177);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./src/disdat/bundle.js
var disdat_bundle = __webpack_require__(84092);
// EXTERNAL MODULE: ./src/disdat/format/hyperframe.js
var hyperframe = __webpack_require__(53197);
// EXTERNAL MODULE: ../../node_modules/@bufbuild/protobuf/dist/esm/create.js
var create = __webpack_require__(61409);
// EXTERNAL MODULE: ../../node_modules/@bufbuild/protobuf/dist/esm/to-binary.js
var to_binary = __webpack_require__(73188);
// EXTERNAL MODULE: ./src/disdat/format/format-error.js
var format_error = __webpack_require__(51178);
// EXTERNAL MODULE: ./src/disdat/format/proto/hyperframe_pb.js
var hyperframe_pb = __webpack_require__(60339);
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

// EXTERNAL MODULE: ./src/lib/for-each-bounded.js
var for_each_bounded = __webpack_require__(52759);
// EXTERNAL MODULE: ./src/local/ctxt-db.js
var ctxt_db = __webpack_require__(33538);
// EXTERNAL MODULE: ./src/local/disk-failure.js
var disk_failure = __webpack_require__(78754);
// EXTERNAL MODULE: ./src/local/staging.js
var staging = __webpack_require__(73975);
;// CONCATENATED MODULE: ./src/local/add-bundle.js












/** The code method that `dsdt add` records. */
const addMethod = 'add';
/**
 * Creates a committed bundle of files in a local context, as `dsdt add` and `dsdt commit` do: one file as a scalar,
 * several as a list. The bundle appears whole or not at all, and dsdt sees it at once. Throws Failure `disk-full`,
 * `local-context-unwritable`, or `invalid-input` when the links take more than `maxFrameBytes`.
 */
async function addBundle(context, files, newBundle, options) {
    const uuid = (0,external_node_crypto_.randomUUID)();
    try {
        return await (0,staging/* useStagingFolder */.X)(context.folder, options.runId, async (staging) => {
            // Fails before it copies: there may be many files.
            const { frame, hyperFrame } = encodeMessages(describeLinkBundle(uuid, files, newBundle));
            const source = external_node_path_default().join(staging, uuid);
            await copyFiles(files, source, options);
            for (const { name, bytes } of [frame, hyperFrame])
                await (0,promises_.writeFile)(external_node_path_default().join(source, name), bytes);
            options.signal.throwIfAborted();
            const target = external_node_path_default().join(context.objects, uuid);
            await (0,promises_.mkdir)(context.objects, { recursive: true });
            await (0,promises_.rename)(source, target);
            await (0,ctxt_db/* registerBundle */.eE)(context, hyperFrame.bytes, options).catch(async (error) => {
                await (0,promises_.rm)(target, { recursive: true, force: true });
                throw error;
            });
            return (0,disdat_bundle/* readBundle */.Bo)(hyperFrame.bytes, uuid);
        });
    }
    catch (error) {
        throw (0,disk_failure/* toDiskFailure */.R)(error, context.folder);
    }
}
async function copyFiles(files, target, options) {
    const folders = new Set([target, ...files.map((file) => external_node_path_default().dirname(external_node_path_default().join(target, file.path)))]);
    for (const folder of folders)
        await (0,promises_.mkdir)(folder, { recursive: true });
    await (0,for_each_bounded/* forEachBounded */.a)(files, async (file) => await (0,promises_.copyFile)(file.source, external_node_path_default().join(target, file.path), external_node_fs_.constants.COPYFILE_FICLONE), options);
}
function encodeMessages(bundle) {
    const messages = writeLinkBundle(bundle);
    const { length } = messages.frame.bytes;
    if (length > hyperframe/* maxFrameBytes */.fr) {
        const evidence = `input-path: the paths of the files take ${length} bytes; the limit is ${hyperframe/* maxFrameBytes */.fr}.`;
        throw new errors/* Failure */.HR('invalid-input', evidence, 'List fewer files, or shorten their paths.');
    }
    return messages;
}
function describeLinkBundle(uuid, files, newBundle) {
    const { name, owner, checkout } = newBundle;
    return {
        uuid,
        frameUuid: (0,external_node_crypto_.randomUUID)(),
        name,
        owner,
        processingName: createProcessingName(addMethod, new Map([['path', newBundle.path]]), new Map()),
        tags: new Map([['__param.path', newBundle.path], ...newBundle.tags, ['committed', 'True']]),
        createdSeconds: (performance.timeOrigin + performance.now()) / 1000,
        code: { method: addMethod, repo: checkout.repo, hash: checkout.hash, branch: checkout.branch },
        links: files.map((file) => `bundle://${file.path}`),
    };
}

// EXTERNAL MODULE: ./src/local/context.js
var local_context = __webpack_require__(78917);
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
        const context = await (0,local_context/* ensureContext */.c8)({ home, name: run.context.local }, boundTo);
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


/***/ }),

/***/ 91063:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ createFailureTexts)
/* harmony export */ });
/* harmony import */ var _action_docs_link_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70131);
/* harmony import */ var _lib_run_label_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90416);
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19177);



/** The most failures of runs that are errors of their own. */
const maxFailures = 5;
/** The errors of a step: its first failures, and the numbers of all others and of runs that did not start. */
function createFailureTexts(reports, env) {
    const failed = reports.filter(({ failure }) => failure !== undefined);
    const texts = failed.slice(0, maxFailures).map((report) => (0,_action_docs_link_js__WEBPACK_IMPORTED_MODULE_0__/* .linkDocs */ .cG)(formatFailure(report), (0,_action_docs_link_js__WEBPACK_IMPORTED_MODULE_0__/* .getDocsUrl */ .Tr)(env)));
    const more = failed.length - texts.length;
    const notRun = reports.filter(({ status }) => status === 'not-run').length;
    const counts = [
        ...(more > 0 ? [`${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(more, 'more run')} did not succeed`] : []),
        ...(notRun > 0 ? [`${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(notRun, 'run')} did not start`] : []),
    ];
    return counts.length === 0 ? texts : [...texts, `${counts.join(', and ')}. The summary lists all runs.`];
}
function formatFailure({ failure, label }) {
    const { verdict = 'internal-error', evidence = '', advice = '', where } = failure ?? {};
    const run = label ? `${(0,_lib_run_label_js__WEBPACK_IMPORTED_MODULE_2__/* .formatRunLabel */ .j)(label)}: ` : '';
    const place = where ? `At ${where.file}:${where.line}. ` : '';
    return `${run}${verdict}: ${evidence}${evidence.includes('\n') ? '\n' : ' '}${place}${advice}`;
}


/***/ }),

/***/ 8261:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ findImage),
/* harmony export */   s: () => (/* binding */ resolveReference)
/* harmony export */ });
/* harmony import */ var _action_input_problems_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95414);
/* harmony import */ var _aws_ecr_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50574);
/* harmony import */ var _disdat_command_line_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(30458);
/* harmony import */ var _disdat_generations_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9429);
/* harmony import */ var _plan_input_request_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(29516);





/** Finds or pulls the image, and checks that its command line supports the inputs. Throws Failure. */
async function findImage(context) {
    const { run, dependencies, backend } = context;
    const { log, shared } = dependencies;
    // The classic versions differ in tags, and in an output without a name.
    const needsVersion = run.outputTags.size + (0,_plan_input_request_js__WEBPACK_IMPORTED_MODULE_4__/* .getInputTags */ .eQ)(run.input).size > 0 || run.outputName === '-';
    const pullPolicy = run.dryRun ? 'never' : run.pullPolicy;
    const request = { pullPolicy, platform: run.platform, dialect: run.dialect, needsVersion };
    const image = await shared.images.get(backend, JSON.stringify([run.image, request]), () => requestImage(context, request));
    await checkDialect(run, image, dependencies);
    log.info(`Image ${image.reference} (dialect ${image.dialect}): ${image.pinned}`);
    return image;
}
async function requestImage({ run, runId, dependencies, backend }, request) {
    const { state, cancelled } = dependencies;
    const trackContainer = async ({ backend: kind, fields }, work) => {
        await state.addOrphan({ backend: kind, runId, outputUuid: runId, fields });
        const result = await work();
        await state.removeOrphan(runId);
        return result;
    };
    const reference = await resolveReference(run, dependencies);
    return await backend.image({ ...request, reference, runId, trackContainer }, cancelled);
}
/** The whole reference of a run's image. ECR is asked for the address of its registry. Throws Failure. */
async function resolveReference({ image }, { identity, networkEnv, cancelled }) {
    if (image.kind === 'reference')
        return image.reference;
    return await (0,_aws_ecr_js__WEBPACK_IMPORTED_MODULE_1__/* .resolveEcrReference */ .wB)(await identity(), Object.fromEntries(networkEnv), image.repository, cancelled);
}
async function checkDialect(run, { dialect }, { log }) {
    const unsupported = (0,_disdat_command_line_js__WEBPACK_IMPORTED_MODULE_2__/* .findUnsupportedInputs */ .S)(dialect, { ...run, inputTags: (0,_plan_input_request_js__WEBPACK_IMPORTED_MODULE_4__/* .getInputTags */ .eQ)(run.input) });
    if (unsupported.length > 0)
        throw new _action_input_problems_js__WEBPACK_IMPORTED_MODULE_0__/* .InvalidInputs */ .hS(unsupported);
    const { versions, takesInput, hasWorkers } = (0,_disdat_generations_js__WEBPACK_IMPORTED_MODULE_3__/* .getGeneration */ .D3)(dialect);
    if (takesInput && run.inputParam !== undefined)
        await log.warning(`\`input-param\` is ignored: images of ${versions} take the input bundle by name.`);
    if (!hasWorkers && run.workers !== 1)
        await log.warning(`\`workers\` is ignored: images of ${versions} have no workers${dialect === 'classic' ? ', except 0.8.0 with `dialect: disdat-0.8.0`' : ''}.`);
    if (!takesInput && run.input !== undefined && run.inputParam === undefined)
        await log.warning(`The pipe does not receive the input bundle: images of ${versions} take it as a parameter. Name that parameter in \`input-param\`.`);
}


/***/ }),

/***/ 80605:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ OutputWatch),
/* harmony export */   C: () => (/* binding */ createLookLimiter)
/* harmony export */ });
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84092);
/* harmony import */ var _lib_rate_limiter_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(45747);


/** The pause between two looks for the output of a job whose log is silent, in milliseconds. */
const lookIntervalMs = 4_000;
/** Looks of all followed jobs of a step, per second. S3 allows 5,500 in each prefix. */
const looksPerSecond = 4;
/** Failed looks in a row after which the output is not watched any more: the polls of the job find its end. */
const maxFailures = 3;
/** Limits the looks of all followed jobs of a step. */
const createLookLimiter = (clock) => new _lib_rate_limiter_js__WEBPACK_IMPORTED_MODULE_1__/* .RateLimiter */ .v(clock, { perSecond: looksPerSecond });
/**
 * Watches for the HyperFrame of an output, which Disdat pushes last: the job is about to end. Looks only while the log
 * is silent, because a log announces the end on its own.
 */
class OutputWatch {
    #options;
    #linesAt = Number.NEGATIVE_INFINITY;
    #watching;
    constructor(options) {
        this.#options = options;
    }
    /** Begins the watch. Has no effect the second time. */
    start() {
        this.#watching ??= this.#watch();
    }
    /** Records that lines of the log have arrived. */
    recordLines() {
        this.#linesAt = this.#options.clock.now();
    }
    /** Resolves when the watch has ended. Never rejects. */
    async finish() {
        await this.#watching;
    }
    async #watch() {
        const { clock, ended, announceEnd } = this.#options;
        for (let failures = 0; failures < maxFailures;) {
            try {
                await clock.sleep(lookIntervalMs, ended);
                if (clock.now() - this.#linesAt < lookIntervalMs)
                    continue;
                if (await this.#exists())
                    return await announceEnd();
                failures = 0;
            }
            catch {
                if (ended.aborted)
                    return;
                failures += 1;
            }
        }
    }
    async #exists() {
        const { remote, uuid, limiter, ended: signal } = this.#options;
        await limiter.acquire(signal);
        return (await remote.read(uuid, (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .formatHyperFrameName */ .Oj)(uuid), { signal, maxBytes: 1, firstBytes: 1 })) !== undefined;
    }
}


/***/ }),

/***/ 80582:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ok: () => (/* binding */ getInputKey),
  lt: () => (/* binding */ openInput),
  ny: () => (/* binding */ openLocalContext)
});

// EXTERNAL MODULE: ./src/local/context.js
var local_context = __webpack_require__(78917);
// EXTERNAL MODULE: ./src/plan/input-request.js
var input_request = __webpack_require__(29516);
// EXTERNAL MODULE: ./src/disdat/bundle.js
var disdat_bundle = __webpack_require__(84092);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/remote/find.js
var find = __webpack_require__(52130);
;// CONCATENATED MODULE: ./src/remote/input.js




/**
 * The input bundle: from the local context if it has a match, otherwise from the remote. With a base context, the
 * newest match of both remote contexts. Throws Failure `input-not-found`, `input-not-committed`, `bundle-corrupt`,
 * `remote-unreachable` or `access-denied`.
 */
async function findInput(query, context, remote, options) {
    const local = context && (await (0,local_context/* findLocalBundle */.fX)(context, query, options));
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
    const bundle = await (0,find/* findBundle */.a)(remote, query, options);
    const skipsBase = base === undefined || (query.kind === 'uuid' && bundle !== undefined);
    const inBase = skipsBase ? undefined : await (0,find/* findBundle */.a)(base, query, options);
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

// EXTERNAL MODULE: ./src/run/create-input.js + 2 modules
var create_input = __webpack_require__(37368);
// EXTERNAL MODULE: ./src/run/sandbox.js + 1 modules
var sandbox = __webpack_require__(18390);
;// CONCATENATED MODULE: ./src/run/prepare.js





/**
 * Opens the local context that the input is read from and the output is pulled into, if it exists. It is checked now,
 * so that a folder that is not writable or is bound to another remote does not cost a run. A missing context is created
 * only when there is something to pull: a mistyped remote must not be bound.
 */
async function openLocalContext({ run, dependencies, }) {
    const name = { home: dependencies.home, name: run.context.local };
    const context = await (0,local_context/* openContext */.eA)(name);
    if (context !== undefined)
        (0,local_context/* assertSameRemote */.jy)(context, { url: run.remote.url, context: run.context.remote });
    if (run.pullOutput !== 'false')
        await (context === undefined ? (0,local_context/* assertCreatable */.MP)(name) : (0,local_context/* assertWritable */.Bz)(context));
    return context;
}
/**
 * Opens the remote and finds the input bundle, once for all runs with the same request. Fails here, before anything
 * runs, when the remote cannot be listed.
 */
async function openInput(context, localContext) {
    const { inputs } = context.dependencies.shared;
    return await inputs.get(getInputKey(context), () => lookUpInput(context, localContext));
}
/** A text that is the same for runs with the same input: by remote, contexts and request. */
function getInputKey({ run }) {
    const { remote, context, baseContext, input } = run;
    return JSON.stringify([remote.url, context.remote, context.local, baseContext, (0,input_request/* getRequestKey */.fW)(input)]);
}
async function lookUpInput(context, localContext) {
    const { run, dependencies } = context;
    const { cancelled: signal, log } = dependencies;
    const remote = await dependencies.openRemote(run.remote, run.context.remote);
    const base = (0,sandbox/* openSandboxBase */.BI)(context, remote);
    if (run.input === undefined) {
        await assertReachable(remote, signal);
        return { remote, base, found: undefined };
    }
    if (run.input.kind === 'files') {
        await assertReachable(remote, signal);
        return { remote, base, found: undefined, files: await (0,create_input/* findSourceFiles */._)(run.input, dependencies) };
    }
    if (run.input.kind === 'promised') {
        await assertReachable(remote, signal);
        return { remote, base, found: undefined, promised: run.input };
    }
    const unreadable = [];
    const onUnreadable = (uuid, reason) => unreadable.push(`${uuid} (${reason})`);
    let found;
    try {
        found = await findInput(run.input, localContext, remote, { signal, onUnreadable, base });
    }
    finally {
        // Also when nothing is found: an unreadable bundle may be why.
        if (unreadable.length > 0)
            await log.warning(`Skipped unreadable bundles: ${unreadable.slice(0, 5).join('; ')}.`);
    }
    if (found.source === 'local')
        await assertReachable(remote, signal);
    return { remote, base, found };
}
async function assertReachable(remote, signal) {
    for await (const _ of remote.store.list(remote.objects, { signal, delimiter: '/' }))
        return;
}


/***/ }),

/***/ 55593:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ StepPromotion)
/* harmony export */ });
/** The marker of a step, which all of its runs share: a cleanup waits until each of them is decided. */
class StepPromotion {
    #held;
    #undecided;
    #ended;
    /** @param runs How many runs of the step may promote */
    constructor(runs) {
        this.#undecided = runs;
    }
    /** Creates the marker unless another run has, or all have been decided. Throws what `create` throws. */
    async begin(create) {
        if (this.#ended !== undefined)
            return;
        this.#held ??= create();
        await this.#held;
    }
    /** Counts a run as decided, and ends the marker after the last one. Never throws. */
    async decide() {
        this.#undecided -= 1;
        if (this.#undecided <= 0)
            await this[Symbol.asyncDispose]();
    }
    /** Ends the marker, also before all runs are decided. Never throws: a marker that is not ended gets too old. */
    async [Symbol.asyncDispose]() {
        this.#ended ??= Promise.resolve(this.#held)
            .then((held) => held?.end())
            .catch(() => undefined);
        await this.#ended;
    }
}


/***/ }),

/***/ 73983:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  P: () => (/* binding */ createBundleReport),
  $: () => (/* binding */ pullOutput)
});

// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/local/context.js
var context = __webpack_require__(78917);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./src/bundles/bundle-place.js
var bundle_place = __webpack_require__(76116);
// EXTERNAL MODULE: ./src/disdat/bundle.js
var bundle = __webpack_require__(84092);
// EXTERNAL MODULE: ./src/disdat/format/format-error.js
var format_error = __webpack_require__(51178);
// EXTERNAL MODULE: ./src/disdat/load-rules.js
var load_rules = __webpack_require__(97986);
// EXTERNAL MODULE: ./src/lib/file-errors.js
var file_errors = __webpack_require__(60372);
// EXTERNAL MODULE: ./src/lib/for-each-bounded.js
var for_each_bounded = __webpack_require__(52759);
// EXTERNAL MODULE: ./src/lib/warning-collector.js
var warning_collector = __webpack_require__(82196);
// EXTERNAL MODULE: ./src/local/anchored-folder.js
var anchored_folder = __webpack_require__(63581);
// EXTERNAL MODULE: ./src/local/ctxt-db.js
var ctxt_db = __webpack_require__(33538);
// EXTERNAL MODULE: ./src/local/disk-failure.js
var disk_failure = __webpack_require__(78754);
// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./src/disdat/format/frame.js
var format_frame = __webpack_require__(37521);
// EXTERNAL MODULE: ./src/disdat/format/frame-reader.js
var frame_reader = __webpack_require__(71109);
// EXTERNAL MODULE: ./src/disdat/format/frame-summary.js
var frame_summary = __webpack_require__(56812);
// EXTERNAL MODULE: ./src/disdat/format/hyperframe.js
var hyperframe = __webpack_require__(53197);
// EXTERNAL MODULE: ./src/disdat/format/wire-fields.js
var wire_fields = __webpack_require__(71617);
// EXTERNAL MODULE: ./src/lib/regular-file.js
var regular_file = __webpack_require__(39145);
;// CONCATENATED MODULE: ./src/local/frame-file.js
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









/** A frame ends with its hash: two bytes for field 10 and its length, and 32 characters. */
const tailBytes = 34;
const tailStart = Buffer.of(0x52, 32);
const chunkBytes = 1024 * 1024;
/** A frame up to this size is read at once. */
const maxWholeBytes = 1024 * 1024;
/** The number and the length of a field take less, so that the end of a chunk never cuts them. */
const maxFieldHeadBytes = 32;
/**
 * Whether the `hash` at the end of a frame's file is the MD5 of the bytes before it, as Disdat writes it; undefined
 * when the file does not end with a hash. Reads the file in chunks: a frame may be larger than memory.
 */
async function frameFileHashMatches(file) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const handle = __addDisposableResource(env_1, await (0,regular_file/* openRegularFile */.ZU)(file), true);
        const { size } = await handle.stat();
        if (size < tailBytes)
            return undefined;
        const tail = Buffer.alloc(tailBytes);
        await handle.read(tail, 0, tailBytes, size - tailBytes);
        if (!tail.subarray(0, tailStart.length).equals(tailStart))
            return undefined;
        const hash = (0,external_node_crypto_.createHash)('md5');
        const buffer = Buffer.alloc(Math.min(chunkBytes, size));
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
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/**
 * Summarizes the frame in a file. Reads a large frame of values in chunks: it may be larger than memory. Throws
 * BundleFormatError for a file that Disdat cannot decode, or whose values do not fit its head.
 */
async function summarizeFrameFile(file) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const handle = __addDisposableResource(env_2, await (0,regular_file/* openRegularFile */.ZU)(file), true);
        const { size } = await handle.stat();
        if (size > format_frame/* maxWrittenFrameBytes */.yy)
            (0,format_error/* throwFormatError */.o6)(`a frame of ${size} bytes; ${format_frame/* maxWrittenFrameBytes */.yy} is the limit`);
        if (size <= maxWholeBytes)
            return (0,frame_summary/* summarizeFrame */.Z)(await readChunk(handle, 0, size));
        const head = (0,frame_reader/* readFrameHead */.yS)(await readChunk(handle, 0, hyperframe/* framePeekBytes */.Af));
        if (head === undefined)
            (0,format_error/* throwFormatError */.o6)(`a frame whose values begin after ${hyperframe/* framePeekBytes */.Af} bytes`);
        if (head.type !== 'LINK' && head.type !== 'HFRAME')
            return await summarizeValues(handle, size, head);
        if (size > hyperframe/* maxFrameBytes */.fr)
            (0,format_error/* throwFormatError */.o6)(`a frame of ${head.type} of ${size} bytes; ${hyperframe/* maxFrameBytes */.fr} is the limit`);
        return (0,frame_summary/* summarizeFrame */.Z)(await readChunk(handle, 0, size));
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = __disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
async function summarizeValues(handle, size, head) {
    const valueBytes = (0,format_frame/* getNumberLayout */.q4)(head.type)?.valueBytes;
    let count = 0;
    let hasHash = false;
    let firstText;
    for await (const field of readFileFields(handle, size)) {
        if (field.number === hyperframe/* frameHashField */._r)
            hasHash = true;
        if (field.number <= frame_reader/* lastHeadField */.b3 || field.number >= hyperframe/* frameHashField */._r)
            continue;
        count += valueBytes === undefined ? 1 : field.contentBytes / valueBytes;
        if (head.type !== 'STRING')
            continue;
        if (!(await isUtf8Field(handle, field)))
            (0,format_error/* throwFormatError */.o6)('text that is not UTF-8');
        firstText ??= Buffer.from(field.content);
    }
    if (!hasHash)
        (0,format_error/* throwFormatError */.o6)('a frame without its hash: it is empty or truncated');
    const stated = (0,format_frame/* countStatedValues */.Fm)(head);
    if (stated !== undefined && stated !== count) {
        (0,format_error/* throwFormatError */.o6)(`a frame of ${count} values whose shape is [${head.shape.join(', ')}]`);
    }
    return { ...(0,frame_summary/* summarizeFrameHead */.D)(head), count, firstText };
}
async function* readFileFields(handle, size) {
    for (let position = 0; position < size;) {
        const chunk = await readChunk(handle, position, Math.min(chunkBytes, size - position));
        const isLast = position + chunk.length === size;
        let next = 0;
        for (const field of (0,wire_fields/* readFields */.q)(chunk, { isPrefix: !isLast })) {
            const isCut = field.end > chunk.length;
            // A field that another chunk can hold is read from there.
            if (isCut && field.start > 0)
                break;
            next = field.end;
            if (position + next > size)
                (0,format_error/* throwFormatError */.o6)(`field ${field.number} is cut off`);
            yield { ...field, contentStart: position + field.end - field.contentBytes };
            if (!isLast && next > chunk.length - maxFieldHeadBytes)
                break;
        }
        position += next;
    }
}
async function isUtf8Field(handle, { content, contentBytes, contentStart }) {
    if (content.length === contentBytes)
        return (0,external_node_buffer_.isUtf8)(content);
    const decoder = new TextDecoder('utf-8', { fatal: true });
    try {
        for (let done = 0; done < contentBytes; done += chunkBytes) {
            const chunk = await readChunk(handle, contentStart + done, Math.min(chunkBytes, contentBytes - done));
            decoder.decode(chunk, { stream: done + chunkBytes < contentBytes });
        }
        return true;
    }
    catch (error) {
        if (error instanceof TypeError)
            return false;
        throw error;
    }
}
async function readChunk(handle, position, length) {
    const chunk = Buffer.alloc(length);
    let filled = 0;
    while (filled < length) {
        const { bytesRead } = await handle.read(chunk, filled, length - filled, position + filled);
        if (bytesRead === 0)
            (0,format_error/* throwFormatError */.o6)('a file that became shorter while it was read');
        filled += bytesRead;
    }
    return chunk;
}

// EXTERNAL MODULE: ./src/local/paths.js
var local_paths = __webpack_require__(2686);
// EXTERNAL MODULE: ./src/local/staging.js
var staging = __webpack_require__(73975);
// EXTERNAL MODULE: ./src/disdat/promotion-tag.js
var promotion_tag = __webpack_require__(45154);
;// CONCATENATED MODULE: ./src/remote/local-hyperframe.js




/**
 * The part with the HyperFrame of the local context, where that differs by the tag of a promotion only: the bundle was
 * pulled from the sandbox before it was promoted. Existing objects are kept, and dsdt's index must say the same.
 */
async function preferLocalHyperFrame(part, context, { signal }) {
    const { uuid } = part.bundle;
    try {
        const local = await context.read(uuid, (0,bundle/* formatHyperFrameName */.Oj)(uuid), { signal, maxBytes: hyperframe/* maxHyperFrameBytes */.ts });
        const isSame = local !== undefined && (0,promotion_tag/* isEqualExceptPromotion */.xz)(local, part.hyperFrame);
        return isSame ? { ...part, hyperFrame: local } : part;
    }
    catch (error) {
        if (error instanceof format_error/* BundleFormatError */.KC)
            return part;
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/remote/pull.js
var pull_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var pull_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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

















/**
 * Pulls a proved bundle into the local context, after the bundles nested in it, and registers each so that dsdt sees it
 * at once. Each bundle is downloaded to a staging folder, checked (lengths, S3's checksums, the hashes of frames) and
 * renamed: it appears whole or not at all. Existing objects are kept. With `files: false`, linked files stay on the
 * remote, as with `dsdt pull` without `--localize`. Throws Failure `disk-full`, `local-context-unwritable`, or
 * `bundle-corrupt` when the local copy differs. No staging folder is left after a failure or when `signal` aborts.
 */
async function pullBundle(remote, proof, context, options) {
    const folder = external_node_path_default().join(context.objects, proof.bundle.uuid);
    const warnings = new warning_collector/* WarningCollector */.U();
    const result = { folder, objects: 0, bytes: 0 };
    try {
        options.counter?.expect(measureSelected(proof.parts, options.files !== false));
        return await (0,staging/* useStagingFolder */.X)(context.folder, options.runId, async (staging) => {
            for (const proved of proof.parts) {
                const part = await preferLocalHyperFrame(proved, context, options);
                const { objects, bytes } = await pullPart(remote, part, context, { ...options, staging, warnings });
                result.objects += objects;
                result.bytes += bytes;
                await (0,ctxt_db/* registerBundle */.eE)(context, part.hyperFrame, options);
            }
            return { ...result, warnings: warnings.texts };
        });
    }
    catch (error) {
        throw (0,disk_failure/* toDiskFailure */.R)(error, context.folder);
    }
}
async function pullPart(remote, part, context, options) {
    const { uuid } = part.bundle;
    const target = external_node_path_default().join(context.objects, uuid);
    const source = external_node_path_default().join(options.staging, uuid);
    const all = selectObjects(part, options.files !== false);
    await assertFits(all, { uuid, staging: options.staging });
    await assertNoLinks(all, { uuid, target });
    const existing = await context.listSizes(uuid, options);
    assertSameSizes(all, existing, uuid, target);
    const absent = all.filter((object) => !existing.has(object.path));
    for (const { size } of all.filter((object) => existing.has(object.path)))
        options.counter?.add(size);
    if (absent.length === 0)
        return { objects: 0, bytes: 0 };
    await Promise.all(listFolders(absent, source).map((folder) => (0,promises_.mkdir)(folder, { recursive: true })));
    await downloadObjects(remote, part, absent, { ...options, folder: source });
    options.signal.throwIfAborted();
    // Others may have written to the context during the download.
    await assertNoLinks(all, { uuid, target });
    await (0,promises_.mkdir)(context.objects, { recursive: true });
    const isComplete = existing.size === 0 && (await renameWhole(source, target));
    if (!isComplete)
        await addObjects(absent, source, target);
    return { objects: absent.length, bytes: absent.reduce((sum, object) => sum + object.size, 0) };
}
function measureSelected(parts, hasFiles) {
    const sizes = parts.flatMap((part) => selectObjects(part, hasFiles).map(({ size }) => size));
    return { objects: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
/** The objects to pull, the HyperFrame last. */
function selectObjects(part, hasFiles) {
    const { uuid, frames } = part.bundle;
    const names = new Set(frames.map((frame) => (0,bundle/* formatFrameName */.u_)(frame.uuid)));
    const selected = hasFiles ? part.objects : part.objects.filter((object) => names.has(object.path));
    return [...selected, { path: (0,bundle/* formatHyperFrameName */.Oj)(uuid), size: part.hyperFrame.length }];
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
/** Writes objects to the staging folder and checks them. Warns of large frames that do not match their hash. */
async function downloadObjects(remote, part, objects, options) {
    const { uuid, frames } = part.bundle;
    const frameNames = new Set(frames.map((frame) => (0,bundle/* formatFrameName */.u_)(frame.uuid)));
    const inMemory = new Map([...part.frameBytes, [(0,bundle/* formatHyperFrameName */.Oj)(uuid), part.hyperFrame]]);
    await (0,for_each_bounded/* forEachBounded */.a)(objects, async ({ path: name, size }, signal) => {
        const file = external_node_path_default().join(options.folder, name);
        const bytes = inMemory.get(name);
        if (bytes?.length === size) {
            await (0,promises_.writeFile)(file, bytes, { signal });
            options.counter?.add(size);
            return;
        }
        const progress = options.counter?.begin();
        const download = { size, signal, onBytes: progress?.update };
        if (!(await remote.store.getToFile(remote.getKey(uuid, name), file, download)))
            throw (0,bundle_place/* createCorruptBundleFailure */.U)(remote, uuid, `${name} was deleted while it was pulled`);
        progress?.end(size);
        if (frameNames.has(name))
            await checkFrameFile(remote, part, { name, file, warnings: options.warnings });
    }, options);
}
/** Throws Failure `bundle-corrupt` for a frame that Disdat cannot load, or that has changed since the proof. */
async function checkFrameFile(remote, part, { name, file, warnings }) {
    const { uuid } = part.bundle;
    if ((await frameFileHashMatches(file)) === false) {
        const matchedBefore = part.hashChecks.get(name);
        if (matchedBefore === true)
            throw (0,bundle_place/* createCorruptBundleFailure */.U)(remote, uuid, `${name} has other bytes than when the bundle was proved`);
        if (matchedBefore === undefined)
            warnings.add('frames with another hash', `${name} of ${uuid} does not match its own hash.`);
    }
    try {
        (0,load_rules/* assertFrameLoadable */.CW)(part.bundle, await summarizeFrameFile(file));
    }
    catch (error) {
        if (error instanceof format_error/* BundleFormatError */.KC)
            throw (0,bundle_place/* createCorruptBundleFailure */.U)(remote, uuid, error.message, error);
        throw error;
    }
}
/** Throws Failure `bundle-corrupt` when a folder cannot hold these objects. */
async function assertFits(objects, { uuid, staging }) {
    const paths = objects.map((object) => object.path);
    const mayConflict = (0,local_paths/* findPathConflict */.P8)(paths, { distinguishesCase: false }) !== undefined;
    const conflict = mayConflict
        ? (0,local_paths/* findPathConflict */.P8)(paths, { distinguishesCase: await (0,local_paths/* distinguishesCase */.Sp)(staging) })
        : undefined;
    if (conflict === undefined)
        return;
    const evidence = `The bundle ${uuid} cannot be pulled: ${conflict}.`;
    throw new errors/* Failure */.HR('bundle-corrupt', evidence, 'Create it with other file names, or set `pull-output: metadata`.');
}
/** Throws Failure `bundle-corrupt` when a symbolic link would redirect objects. */
async function assertNoLinks(objects, { uuid, target }) {
    const link = await (0,local_paths/* findSymlinkOnPath */.lp)(target, objects.map((object) => object.path));
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
/**
 * Moves objects into the existing folder of a bundle, in order, so that the HyperFrame comes last. Follows no link:
 * each folder is opened in the one above.
 */
async function addObjects(objects, source, target) {
    const byFolder = Map.groupBy(objects, (object) => external_node_path_default().posix.dirname(object.path));
    const root = byFolder.get('.') ?? [];
    byFolder.delete('.');
    for (const [name, inside] of [...byFolder, ['.', root]]) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const folder = pull_addDisposableResource(env_1, await openBelow(target, name === '.' ? [] : name.split('/')), true);
            for (const { path: file } of inside)
                await (0,promises_.rename)(external_node_path_default().join(source, file), external_node_path_default().join(folder.path, external_node_path_default().basename(file)));
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = pull_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
}
/** Opens a folder below another one; creates folders that do not exist. */
async function openBelow(parent, names) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        await (0,promises_.mkdir)(parent).catch(ignoreExisting);
        const folder = await (0,anchored_folder/* openFolder */.N)(parent);
        const [next, ...others] = names;
        if (next === undefined)
            return folder;
        const _ = pull_addDisposableResource(env_2, folder, true);
        return await openBelow(external_node_path_default().join(folder.path, next), others);
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = pull_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
function ignoreExisting(error) {
    if ((0,file_errors/* getFileErrorCode */.Ah)(error) !== 'EEXIST')
        throw error;
}
function listFolders(objects, root) {
    return [...new Set(objects.map((object) => external_node_path_default().dirname(external_node_path_default().join(root, object.path))))];
}

// EXTERNAL MODULE: ./src/run/report-transfer.js
var report_transfer = __webpack_require__(39082);
;// CONCATENATED MODULE: ./src/run/pull-output.js




/** Pulls the proved output into the local context, which is created when it does not exist. Throws Failure. */
async function pullOutput({ run, dependencies, runId }, remote, proof) {
    const { home, cancelled: signal, log } = dependencies;
    const boundTo = { url: run.remote.url, context: run.context.remote };
    try {
        const localContext = await (0,context/* ensureContext */.c8)({ home, name: run.context.local }, boundTo);
        const files = run.pullOutput !== 'metadata';
        const begin = `Pulling the output ${proof.bundle.name} from ${proof.uri}.`;
        const pulled = await (0,report_transfer/* reportTransfer */.u)({ dependencies }, begin, (counter) => pullBundle(remote, proof, localContext, { signal, runId, files, counter }));
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


/***/ }),

/***/ 76303:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ RemoteUpdates)
/* harmony export */ });
/* harmony import */ var _lib_abort_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31140);

/** The longest wait at the end of a step for its updates of the index, the packs and the receipts, in milliseconds. */
const waitLimitMs = 10_000;
/**
 * The updates of the caches beside the bundles, which run in the background. A step that is faster than its update,
 * such as a submission with `wait: false`, would otherwise lose it, and every later step would read the bundles again.
 */
class RemoteUpdates {
    #caches = [];
    /** Adds the caches of a remote. */
    add({ index, packs, receipts }) {
        this.#caches.push(index, packs, receipts);
    }
    /** Waits until all updates have ended, for at most 10 s or until the signal aborts. Never throws. */
    async wait(signal, ms = waitLimitMs) {
        const settle = async () => await Promise.all(this.#caches.map((cache) => cache.waitForSave()));
        await (0,_lib_abort_js__WEBPACK_IMPORTED_MODULE_0__/* .limitTime */ .DZ)(settle, { ms, signal }).catch(() => undefined);
    }
}


/***/ }),

/***/ 39082:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ reportTransfer)
/* harmony export */ });
/* harmony import */ var _lib_progress_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14443);

/** Transfers a bundle. The log says so before, and every 10 s how many objects and bytes have arrived. */
async function reportTransfer({ dependencies }, begin, transfer) {
    const counter = new _lib_progress_js__WEBPACK_IMPORTED_MODULE_0__/* .TransferCounter */ .A();
    const { log } = dependencies;
    return await (0,_lib_progress_js__WEBPACK_IMPORTED_MODULE_0__/* .withProgress */ .E)({ begin, describe: (ms) => counter.describe(ms), say: log.info }, () => transfer(counter));
}


/***/ }),

/***/ 17241:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E1: () => (/* binding */ runWithReport),
/* harmony export */   Gn: () => (/* binding */ createRunStart),
/* harmony export */   Nh: () => (/* binding */ runTarget),
/* harmony export */   Zb: () => (/* binding */ createCancelFailure),
/* harmony export */   fr: () => (/* binding */ createRefusalReport)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40643);
/* harmony import */ var _report_run_reporter_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(55922);



/** Runs `work`, and resolves with its report. Never throws: a failure is part of the report. */
async function runWithReport(start, dependencies, work) {
    const initial = { ...start, runId: start.runId ?? dependencies.createRunId() };
    const reporter = new _report_run_reporter_js__WEBPACK_IMPORTED_MODULE_2__/* .RunReporter */ .h(initial, dependencies.outputs, dependencies.tailLines);
    try {
        await work(reporter);
    }
    catch (error) {
        await dependencies.log.debug((0,node_util__WEBPACK_IMPORTED_MODULE_0__.inspect)(error, { depth: 5 }));
        const { aborted, reason } = dependencies.cancelled;
        await reporter.fail(aborted ? createEndFailure(reason, reporter.currentPhase, error) : error);
    }
    return reporter.report;
}
/**
 * Runs `work` for a run or an attached job with the context of its phases, and resolves with its report. Never throws.
 */
async function runTarget(run, dependencies, backend, work, place = {}) {
    return await runWithReport(createRunStart(run, place), dependencies, async (reporter) => {
        const phase = reporter.phase.bind(reporter);
        await work({ run, dependencies, backend, runId: reporter.runId, phase }, reporter);
    });
}
/** The known facts of a run before it starts. */
function createRunStart(run, place) {
    return {
        pipeClass: run.pipeClass.name,
        backend: run.backend.kind,
        remote: run.remote.url,
        context: `${run.context.remote}/${run.context.local}`,
        params: run.params,
        ...place,
    };
}
/** Creates the report of a step that was refused before anything started. */
async function createRefusalReport(requested, outputs, error) {
    const reporter = new _report_run_reporter_js__WEBPACK_IMPORTED_MODULE_2__/* .RunReporter */ .h({ runId: 'refused', remote: '', ...requested }, outputs, 0);
    await reporter.fail(error);
    return reporter.report;
}
/** The step itself may have ended the run, with a failure of its own. */
const createEndFailure = (reason, phase, cause) => reason instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR ? reason : createCancelFailure(phase, cause);
/** Creates the failure of a step that was cancelled during a phase. */
function createCancelFailure(phase, cause) {
    const advice = phase === 'cleanup'
        ? 'Run the job again: it deletes what remains.'
        : 'Run the workflow again. Bundles from tasks that finished are on the remote and can be reused.';
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('cancelled', `The workflow was cancelled during the phase "${phase}".`, advice, { cause });
}


/***/ }),

/***/ 18390:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  sH: () => (/* binding */ copyInput),
  F5: () => (/* binding */ fillSandbox),
  cJ: () => (/* binding */ listCopies),
  BI: () => (/* binding */ openSandboxBase)
});

// EXTERNAL MODULE: ./src/disdat/bundle.js
var bundle = __webpack_require__(84092);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/lib/units.js
var units = __webpack_require__(19177);
// EXTERNAL MODULE: ./src/remote/copy.js
var copy = __webpack_require__(78952);
// EXTERNAL MODULE: ./src/remote/catalog.js
var catalog = __webpack_require__(77414);
// EXTERNAL MODULE: ./src/remote/lineage.js
var remote_lineage = __webpack_require__(89692);
;// CONCATENATED MODULE: ./src/remote/externals.js



/**
 * The bundles of the base context that a pipe looks up and its own context lacks: for each name that others created (by
 * hand, or in another package) upstream of the newest output in the base context, the newest bundle; and the bundles
 * that `uuids` names. Each bundle once, in the order of the lineage. Costs the LIST of both contexts, and a GET for
 * each bundle that their indexes do not know. Throws Failure as a store does.
 */
async function findMissingExternals(base, own, needs, options) {
    const baseCache = new catalog/* HyperFrameCache */.W(base, options);
    const baseCatalog = await (0,catalog/* readCatalog */.u)(base, baseCache, options);
    const ownCatalog = await (0,catalog/* readCatalog */.u)(own, new catalog/* HyperFrameCache */.W(own, options), options);
    const output = (0,bundle/* pickNewest */.iR)(baseCatalog.findMatches(needs.output));
    const lineage = output && (await (0,remote_lineage/* readLineage */.K)(baseCatalog, baseCache, output.uuid, options));
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
    const inBase = (0,bundle/* pickNewest */.iR)(base.findMatches({ name }));
    const inOwn = (0,bundle/* pickNewest */.iR)(own.findMatches({ name }));
    return inBase && inOwn && (0,bundle/* compareNewestFirst */.a0)(inOwn, inBase) < 0 ? undefined : inBase;
}

// EXTERNAL MODULE: ./src/remote/prove.js
var prove = __webpack_require__(83411);
// EXTERNAL MODULE: ./src/remote/sandbox.js
var sandbox = __webpack_require__(19770);
// EXTERNAL MODULE: ./src/run/pull-output.js + 3 modules
var pull_output = __webpack_require__(73983);
// EXTERNAL MODULE: ./src/run/report-transfer.js
var report_transfer = __webpack_require__(39082);
;// CONCATENATED MODULE: ./src/run/sandbox.js









/** The most bundles that are copied besides the input, and the limit of their bytes together. */
const maxCopies = 64;
const maxCopiedBytes = 100 * 1024 ** 3;
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
    for (const { name, uuid } of await listCopies(context, input, base)) {
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
    if (pullRequest === undefined || !(0,sandbox/* isSandboxNameFor */.ex)(run.context.remote, pullRequest.number))
        return;
    const { repository, number } = pullRequest;
    const outcome = await (0,sandbox/* markSandbox */.VD)(remote, { repository, pullRequest: number }, { signal });
    if (outcome === 'marked')
        return;
    await dependencies.log.warning(`The context ${remote.context} is not a sandbox of this pull request: it contained bundles, or belonged to another pull request, before this action could mark it. The run continues, and \`cleanup\` will refuse to delete the context.`);
}
function findCopyProblem({ bytes }, copiedBytes) {
    return copiedBytes + bytes > maxCopiedBytes
        ? `${(0,units/* formatBytes */.z3)(bytes)}, over ${(0,units/* formatBytes */.z3)(maxCopiedBytes)} with the others`
        : undefined;
}
/** Returns the proof, or the reason why the bundle cannot be proved. */
async function proveOrExplain({ dependencies }, base, uuid) {
    try {
        return (await (0,prove/* proveBundle */.x)(base, uuid, { signal: dependencies.cancelled })) ?? 'it has no HyperFrame';
    }
    catch (error) {
        const unusable = ['bundle-corrupt', 'unreadable-file-name'];
        if (error instanceof errors/* Failure */.HR && unusable.includes(error.verdict))
            return error.message;
        throw error;
    }
}
/** The bundles of the base that the pipe looks for on its own, and that the sandbox lacks. */
async function listCopies({ run, dependencies }, { remote, found }, base) {
    const { pipeClass, outputName, input } = run;
    return await findMissingExternals(base, remote, {
        output: outputName === '-' ? { codeMethod: pipeClass.name } : { name: outputName },
        ownPackage: pipeClass.module[0] ?? '',
        uuids: [...run.params.values()].filter(bundle/* isUuid */.O1),
        except: input?.kind === 'files' ? input.name : found?.bundle.name,
    }, { signal: dependencies.cancelled });
}
/** Copies the input bundle from the base into the sandbox. Throws Failure. */
async function copyInput(context, base, bundle, remote) {
    const proof = await (0,prove/* proveBundle */.x)(base, bundle.uuid, { signal: context.dependencies.cancelled });
    if (proof === undefined) {
        const evidence = `The input bundle "${bundle.name}" (${bundle.uuid}) disappeared from ${base.context}.`;
        throw new errors/* Failure */.HR('input-not-found', evidence, 'If the context has another version, run the workflow again.');
    }
    await copyInto(context, base, proof, remote);
}
async function copyInto({ dependencies }, base, proof, remote) {
    const { cancelled: signal } = dependencies;
    const begin = `Copying ${proof.bundle.name} from ${base.context}: ${(0,units/* formatBytes */.z3)(proof.bytes)}.`;
    const { objects, bytes, uri } = await (0,report_transfer/* reportTransfer */.u)({ dependencies }, begin, (counter) => (0,copy/* copyBundle */.Q)(base, proof, remote, { signal, counter }));
    dependencies.log.info(`Copied ${proof.bundle.name} from ${base.context} to ${uri} (${(0,units/* formatCount */.B4)(objects, 'object')}, ${(0,units/* formatBytes */.z3)(bytes)})`);
    return { ...(0,pull_output/* createBundleReport */.P)(remote, proof), copiedFrom: base.context };
}


/***/ }),

/***/ 67276:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ createSharedParts),
/* harmony export */   l: () => (/* binding */ getInputBundle)
/* harmony export */ });
/* harmony import */ var _lib_memo_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40590);
/* harmony import */ var _lib_semaphore_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(68224);
/* harmony import */ var _promote_step_promotion_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(55593);



/** The input bundle, as far as it has a uuid before anything is pushed. */
const getInputBundle = ({ found, promised }) => promised ?? found?.bundle;
/** Creates the shared parts of a step, of which nothing is known yet. */
const createSharedParts = () => ({
    images: new ImageLookups(),
    inputs: new _lib_memo_js__WEBPACK_IMPORTED_MODULE_1__/* .Memo */ .l(),
    pushes: new _lib_memo_js__WEBPACK_IMPORTED_MODULE_1__/* .Memo */ .l(),
    seeds: undefined,
    copying: new _lib_semaphore_js__WEBPACK_IMPORTED_MODULE_2__.Semaphore(1),
    promotion: new _promote_step_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .StepPromotion */ .E(1),
});
/** The images that backends have found, by request. */
class ImageLookups {
    #byBackend = new WeakMap();
    async get(backend, key, find) {
        const images = this.#byBackend.get(backend) ?? new _lib_memo_js__WEBPACK_IMPORTED_MODULE_1__/* .Memo */ .l();
        this.#byBackend.set(backend, images);
        return await images.get(key, find);
    }
}


/***/ })

};
;