"use strict";
exports.id = 8011;
exports.ids = [8011,3975,8224];
exports.modules = {

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

/***/ 76116:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ readHyperFrameObject),
/* harmony export */   U: () => (/* binding */ createCorruptBundleFailure)
/* harmony export */ });
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84092);
/* harmony import */ var _disdat_format_hyperframe_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(53197);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(40643);



/**
 * The bundle of this uuid, read from its HyperFrame alone; undefined when there is no HyperFrame. Throws
 * BundleFormatError when the object is not a HyperFrame.
 */
async function readHyperFrameObject(place, uuid, options) {
    // The uuid becomes part of a key or a path.
    if (!(0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .isUuid */ .O1)(uuid))
        return undefined;
    const bytes = await place.read(uuid, (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .formatHyperFrameName */ .Oj)(uuid), { ...options, maxBytes: _disdat_format_hyperframe_js__WEBPACK_IMPORTED_MODULE_1__/* .maxHyperFrameBytes */ .ts });
    return bytes === undefined ? undefined : { bundle: (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .readBundle */ .Bo)(bytes, uuid), bytes };
}
/** The failure for a bundle that exists and cannot be used. `reason` is a clause without a full stop. */
function createCorruptBundleFailure(place, uuid, reason, cause) {
    const evidence = `The bundle ${place.getUri(uuid)} cannot be used: ${reason}.`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('bundle-corrupt', evidence, 'Create it again, or use an older version.', { cause });
}


/***/ }),

/***/ 38326:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p: () => (/* binding */ readBundleParts)
});

// EXTERNAL MODULE: ./src/disdat/bundle.js
var disdat_bundle = __webpack_require__(84092);
// EXTERNAL MODULE: ./src/disdat/file-names.js
var file_names = __webpack_require__(44995);
// EXTERNAL MODULE: ./src/disdat/format/format-error.js
var format_error = __webpack_require__(51178);
// EXTERNAL MODULE: ./src/disdat/format/frame-reader.js
var frame_reader = __webpack_require__(71109);
// EXTERNAL MODULE: ./src/disdat/format/frame-summary.js
var frame_summary = __webpack_require__(56812);
// EXTERNAL MODULE: ./src/disdat/format/hyperframe.js
var hyperframe = __webpack_require__(53197);
// EXTERNAL MODULE: ./src/disdat/load-rules.js
var load_rules = __webpack_require__(97986);
// EXTERNAL MODULE: ./src/lib/for-each-bounded.js
var for_each_bounded = __webpack_require__(52759);
// EXTERNAL MODULE: ./src/lib/warning-collector.js
var warning_collector = __webpack_require__(82196);
// EXTERNAL MODULE: ./src/bundles/bundle-place.js
var bundle_place = __webpack_require__(76116);
// EXTERNAL MODULE: ./src/lib/semaphore.js
var semaphore = __webpack_require__(68224);
;// CONCATENATED MODULE: ./src/bundles/reading-budget.js



/** The most links and nested bundles of a bundle, all levels together, each as often as it is named. */
const maxReferences = 500_000;
/** The most bytes of frames of links and nested bundles of a bundle, all levels together. */
const maxReferenceBytes = 256 * 1024 * 1024;
/** The most objects in the folder of a bundle, those that the bundle does not name included. */
const maxFolderObjects = 500_000;
/** Bytes of frames that are read at the same time. */
const maxBytesInFlight = hyperframe/* maxFrameBytes */.fr;
/** Bytes of frames that a bundle, with those nested in it, keeps in memory. */
const maxKeptBytes = 8 * 1024 * 1024;
/** What the reading of one bundle, with the bundles nested in it, may still take. */
class ReadingBudget {
    #inFlight = new semaphore.Semaphore(maxBytesInFlight);
    #references = maxReferences;
    #referenceBytes = maxReferenceBytes;
    #keptBytes = maxKeptBytes;
    /** Waits until a frame of this size may be read, and reads it. */
    async hold(bytes, signal, read) {
        return await this.#inFlight.hold(bytes, signal, read);
    }
    /** Counts a frame of links or nested bundles, before it is read. Throws BundleFormatError for too many bytes. */
    countReferenceBytes(bytes) {
        this.#referenceBytes -= bytes;
        if (this.#referenceBytes >= 0)
            return;
        throw new format_error/* BundleFormatError */.KC(`its frames of links and bundles have more than ${maxReferenceBytes} bytes`);
    }
    /** Counts links or nested bundles. Throws BundleFormatError for too many. */
    countReferences(references) {
        this.#references -= references;
        if (this.#references >= 0)
            return;
        throw new format_error/* BundleFormatError */.KC(`it refers to more than ${maxReferences} objects and bundles`);
    }
    /** Whether these bytes may stay in memory, and counts them if so. */
    mayKeep(bytes) {
        if (bytes > this.#keptBytes)
            return false;
        this.#keptBytes -= bytes;
        return true;
    }
}

;// CONCATENATED MODULE: ./src/bundles/bundle-reader.js











/** The deepest nesting of bundles that is followed. */
const maxDepth = 32;
/** The most bundles that one bundle may contain, all levels together. */
const maxParts = 10_000;
/**
 * A bundle and all bundles nested in it, each once, inner before outer, so that the last part is the bundle itself;
 * undefined when its HyperFrame does not exist. Missing objects are listed in their part. Oddities that do not make a
 * bundle unusable are added to `warnings`. Throws Failure `bundle-corrupt` when one of the bundles cannot be read, when
 * Disdat could not load it, or when it refers to more than a ReadingBudget allows.
 */
async function readBundleParts(place, uuid, options) {
    const seen = new Set();
    const parts = [];
    const budget = new ReadingBudget();
    const visit = async (inner, depth) => {
        if (seen.has(inner))
            return true;
        if (depth > maxDepth || seen.size >= maxParts) {
            const reason = `it contains more than ${maxParts} bundles, or nests them more than ${maxDepth} deep`;
            throw (0,bundle_place/* createCorruptBundleFailure */.U)(place, uuid, reason);
        }
        seen.add(inner);
        const read = await readPart(place, inner, budget, options);
        if (read === undefined)
            return false;
        const skipped = [...read.part.skipped];
        for (const nested of read.nested) {
            try {
                if (await visit(nested, depth + 1))
                    continue;
            }
            catch (error) {
                if (!options.canSkip?.(error))
                    throw error;
                skipped.push(nested);
                continue;
            }
            throw (0,bundle_place/* createCorruptBundleFailure */.U)(place, inner, `it contains the bundle ${nested}, which does not exist`);
        }
        parts.push({ ...read.part, skipped });
        return true;
    };
    return (await visit(uuid, 0)) ? parts : undefined;
}
async function readPart(place, uuid, budget, options) {
    try {
        const listing = place.listSizes(uuid, { signal: options.signal, limit: maxFolderObjects });
        const [head, sizes] = await Promise.all([(0,bundle_place/* readHyperFrameObject */.T)(place, uuid, options), listing]);
        if (head === undefined)
            return undefined;
        const { bundle, bytes } = head;
        (0,load_rules/* assertPresentable */.a$)(bundle);
        const { warnings = new warning_collector/* WarningCollector */.U(), canSkip, signal } = options;
        if (!(0,hyperframe/* hyperFrameHashMatches */.XI)(bytes)) {
            warnings.add('HyperFrames with another hash', `The HyperFrame of ${uuid} does not match its own hash.`);
        }
        const frames = await readFrames(place, bundle, { signal, sizes, budget, warnings, canSkip });
        (0,load_rules/* assertColumnsLoadable */.Uy)(bundle, frames.present);
        const linked = collectLinkedFiles(bundle, frames.present, warnings);
        // A skipped frame may link to any file of the folder.
        const possible = frames.skipped.length > 0 ? [...sizes.keys()].filter((path) => !(0,disdat_bundle/* isHyperFrameName */.$f)(path)) : [];
        const paths = new Set([...linked, ...frames.present.map((frame) => frame.path), ...possible]);
        const objects = [];
        const missing = [...frames.missing];
        for (const path of paths) {
            const size = sizes.get(path);
            if (size === undefined)
                missing.push(path);
            else
                objects.push({ path, size });
        }
        const { hashChecks, frameBytes, skipped } = frames;
        const part = { bundle, hyperFrame: bytes, objects, missing, skipped, hashChecks, frameBytes };
        return { part, nested: [...new Set(frames.present.flatMap((frame) => frame.nested))] };
    }
    catch (error) {
        if (error instanceof format_error/* BundleFormatError */.KC)
            throw (0,bundle_place/* createCorruptBundleFailure */.U)(place, uuid, error.message, error);
        throw error;
    }
}
/** The frames of one bundle, each once. A frame without an object is in `missing`. */
async function readFrames(place, bundle, options) {
    const { uuid, frames } = bundle;
    const { sizes, budget, warnings, canSkip } = options;
    const present = [];
    const missing = [];
    const skipped = [];
    const hashChecks = new Map();
    const frameBytes = new Map();
    await (0,for_each_bounded/* forEachBounded */.a)(new Set(frames.map((frame) => frame.uuid)), async (frameUuid, signal) => {
        const path = (0,disdat_bundle/* formatFrameName */.u_)(frameUuid);
        const size = sizes.get(path);
        const tryRead = async () => size === undefined ? undefined : await readFrameObject(place, uuid, path, { size, signal, budget });
        const read = await tryRead().catch((error) => {
            if (!canSkip?.(error))
                throw error;
            skipped.push(path);
            return 'skipped';
        });
        if (read === 'skipped')
            return;
        if (read === undefined) {
            missing.push(path);
            return;
        }
        const { summary, bytes } = read;
        (0,load_rules/* assertFrameLoadable */.CW)(bundle, summary);
        // The first text would keep the bytes of its frame in memory.
        const { firstText: _, ...references } = summary;
        present.push({ path, ...references });
        if (bytes === undefined)
            return;
        const hashMatches = (0,hyperframe/* frameHashMatches */.bG)(bytes);
        hashChecks.set(path, hashMatches);
        if (!hashMatches) {
            warnings.add('frames with another hash', `The frame ${frameUuid} of ${uuid} does not match its own hash.`);
        }
        if (budget.mayKeep(bytes.length))
            frameBytes.set(path, bytes);
    }, options);
    return { present, missing, skipped, hashChecks, frameBytes };
}
/** The files that the links of a bundle name. Throws BundleFormatError for a link to a frame or a HyperFrame. */
function collectLinkedFiles({ uuid, frames }, present, warnings) {
    const own = new Set(frames.map((frame) => (0,disdat_bundle/* formatFrameName */.u_)(frame.uuid)));
    const paths = new Set();
    for (const { links } of present) {
        for (const url of links) {
            const link = (0,disdat_bundle/* parseLinkPath */.xx)(url);
            if (link.kind === 'file')
                paths.add(link.path);
            else
                warnings.add('links outside the bundle', describeExternalLink(uuid, link.url));
        }
    }
    for (const path of paths) {
        if ((0,file_names/* isUnparsableUrlPath */.mc)(path))
            throw new format_error/* BundleFormatError */.KC(`a link to ${path}, which Python cannot parse as a URL`);
        // dsdt reads every file with such a name as the HyperFrame of a bundle.
        if (!own.has(path) && !(0,disdat_bundle/* isHyperFrameName */.$f)(path))
            continue;
        throw new format_error/* BundleFormatError */.KC(`a link to ${path}, which is not a file of the user`);
    }
    return paths;
}
function describeExternalLink(uuid, url) {
    const shown = url.length > 200 ? `${url.slice(0, 200).toWellFormed()}…` : url;
    return `A link of ${uuid} points outside the bundle, to ${shown}: it is neither checked nor pulled.`;
}
/**
 * A frame; undefined when it does not exist. Only the first bytes of a large frame of values are read: they show that
 * it refers to nothing.
 */
async function readFrameObject(place, uuid, path, { size, signal, budget }) {
    if (size > hyperframe/* framePeekBytes */.Af) {
        const start = await place.read(uuid, path, { signal, firstBytes: hyperframe/* framePeekBytes */.Af, maxBytes: hyperframe/* framePeekBytes */.Af });
        if (start === undefined)
            return undefined;
        const head = (0,frame_reader/* readFrameHead */.yS)(start);
        if (head === undefined)
            throw new format_error/* BundleFormatError */.KC(`a frame whose values begin after ${hyperframe/* framePeekBytes */.Af} bytes`);
        if (head.type !== 'LINK' && head.type !== 'HFRAME')
            return { summary: (0,frame_summary/* summarizeFrameHead */.D)(head) };
        budget.countReferenceBytes(size);
    }
    return await budget.hold(size, signal, async () => {
        const bytes = await place.read(uuid, path, { signal, maxBytes: hyperframe/* maxFrameBytes */.fr });
        if (bytes === undefined)
            return undefined;
        const summary = (0,frame_summary/* summarizeFrame */.Z)(bytes);
        budget.countReferences(summary.links.length + summary.nested.length);
        return { summary, bytes };
    });
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

/***/ 82885:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ matchesQuery)
/* harmony export */ });
/** Whether a bundle has all properties of the query. */
function matchesQuery(bundle, query) {
    const { after, before } = query;
    return ((query.name === undefined || query.name === bundle.name) &&
        (query.codeMethod === undefined || query.codeMethod === bundle.code.method) &&
        (query.className === undefined || isOfClass(bundle, query.className)) &&
        (query.taskId === undefined || bundle.processingName.startsWith(`${query.taskId}_`)) &&
        (query.processingName === undefined || query.processingName === bundle.processingName) &&
        (after === undefined || bundle.createdSeconds >= after.getTime() / 1000) &&
        (before === undefined || bundle.createdSeconds < before.getTime() / 1000) &&
        hasAll(bundle.tags, query.tags));
}
function hasAll(actual, required) {
    return required === undefined || [...required].every(([key, value]) => actual.get(key) === value);
}
/**
 * A processing name begins with the class and its Luigi namespace, if it has one
 * (https://luigi.readthedocs.io/en/stable/api/luigi.task.html#luigi.task.task_id_str).
 */
function isOfClass({ processingName }, className) {
    return `.${processingName}`.includes(`.${className}_`);
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
    for (const [name, value] of runsEntrypointOption ? params : [])
        if (value === entrypointOption)
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
    const checked = [['output-tags', outputTags], ...(takesInput ? [['input-tags', inputTags]] : [])];
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

/***/ 71109:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IW: () => (/* binding */ readFrame),
/* harmony export */   b3: () => (/* binding */ lastHeadField),
/* harmony export */   yS: () => (/* binding */ readFrameHead)
/* harmony export */ });
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_buffer__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8902);
/* harmony import */ var _bundle_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84092);
/* harmony import */ var _format_error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(51178);
/* harmony import */ var _frame_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(37521);
/* harmony import */ var _hyperframe_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(53197);
/* harmony import */ var _proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(60339);
/* harmony import */ var _wire_fields_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(71617);








/** The most that a name, uuid, shape, link or hash takes, in bytes. */
const maxSmallFieldBytes = 64 * 1024;
const missingHash = 'a frame without its hash: it is empty or truncated';
const fields = _proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_4__/* .FrameSchema */ .ty.field;
/** The number of the last field before the values. */
const lastHeadField = fields.byteorder.number;
const lastField = fields.hash.number;
const repeatedFields = new Set([fields.shape, fields.hframes, fields.links, fields.strings].map(({ number }) => number));
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
        throw new _format_error_js__WEBPACK_IMPORTED_MODULE_5__/* .BundleFormatError */ .KC(missingHash);
    const isReference = head.type === 'LINK' || head.type === 'HFRAME';
    if (isReference && bytes.length > _hyperframe_js__WEBPACK_IMPORTED_MODULE_3__/* .maxFrameBytes */ .fr) {
        throw new _format_error_js__WEBPACK_IMPORTED_MODULE_5__/* .BundleFormatError */ .KC(`a frame of ${head.type} of ${bytes.length} bytes; ${_hyperframe_js__WEBPACK_IMPORTED_MODULE_3__/* .maxFrameBytes */ .fr} is the limit`);
    }
    const counter = new ValueCounter(head);
    let hash = '';
    for (const field of readKnownFields(bytes)) {
        if (field.number === lastField)
            hash = readText(field);
        else if (field.number > lastHeadField) {
            counter.add(field);
            visitValue(head.type, readContent(field), visitor);
        }
    }
    // The hash is written last, so a truncation removes it first.
    if (hash === '')
        throw new _format_error_js__WEBPACK_IMPORTED_MODULE_5__/* .BundleFormatError */ .KC(missingHash);
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
            (0,_frame_js__WEBPACK_IMPORTED_MODULE_2__/* .assertTypeLoadable */ .Xc)(head.type);
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
    for (const field of (0,_wire_fields_js__WEBPACK_IMPORTED_MODULE_6__/* .readFields */ .q)(bytes, { isPrefix })) {
        const { number } = field;
        if (number > lastField)
            continue;
        if (number < last || (number === last && !repeatedFields.has(number))) {
            throw new _format_error_js__WEBPACK_IMPORTED_MODULE_5__/* .BundleFormatError */ .KC(`field ${number} after field ${last}`);
        }
        last = number;
        yield field;
    }
}
function addToHead(head, field) {
    switch (field.number) {
        case fields.name.number:
            return { ...head, name: readText(field) };
        case fields.uuid.number:
            return { ...head, uuid: readText(field) };
        case fields.type.number:
            return { ...head, type: (0,_frame_js__WEBPACK_IMPORTED_MODULE_2__/* .parseFrameType */ .xs)(readNumber(field)) };
        case fields.byteorder.number:
            return { ...head, byteOrder: (0,_frame_js__WEBPACK_IMPORTED_MODULE_2__/* .parseByteOrder */ ._X)(readNumber(field)) };
        default:
            return { ...head, shape: [...head.shape, ...readLengths(field, _frame_js__WEBPACK_IMPORTED_MODULE_2__/* .maxDimensions */ .gj - head.shape.length)] };
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
        this.#stated = (0,_frame_js__WEBPACK_IMPORTED_MODULE_2__/* .countStatedValues */ .Fm)(head);
        this.#field = getValueField(head.type);
        this.#valueBytes = (0,_frame_js__WEBPACK_IMPORTED_MODULE_2__/* .getNumberLayout */ .q4)(head.type)?.valueBytes;
    }
    /** Throws BundleFormatError for values of another type, and for more of them than the shape states. */
    add({ number, contentBytes }) {
        const { type, shape } = this.#head;
        if (number !== this.#field)
            throw new _format_error_js__WEBPACK_IMPORTED_MODULE_5__/* .BundleFormatError */ .KC(`a frame of type ${type} that holds a field ${number}`);
        this.count = this.#valueBytes === undefined ? this.count + 1 : contentBytes / this.#valueBytes;
        if (this.#stated !== undefined && this.count > this.#stated) {
            throw new _format_error_js__WEBPACK_IMPORTED_MODULE_5__/* .BundleFormatError */ .KC(`a frame of ${this.count} values or more whose shape is [${shape.join(', ')}]`);
        }
    }
    /** The number of values. Throws BundleFormatError for fewer than the shape states. */
    end() {
        if (this.#stated === undefined || this.count === this.#stated)
            return this.count;
        throw new _format_error_js__WEBPACK_IMPORTED_MODULE_5__/* .BundleFormatError */ .KC(`a frame of ${this.count} values whose shape is [${this.#head.shape.join(', ')}]`);
    }
}
/** The number of the only field that holds values of this type. */
function getValueField(type) {
    if (type === 'LINK')
        return fields.links.number;
    if (type === 'HFRAME')
        return fields.hframes.number;
    return type === 'STRING' ? fields.strings.number : fields.data.number;
}
function visitValue(type, content, visitor) {
    switch (type) {
        case 'LINK':
            visitor.link((0,_hyperframe_js__WEBPACK_IMPORTED_MODULE_3__/* .readLinkUrl */ .uF)(content), content);
            break;
        case 'HFRAME': {
            const hyperFrame = (0,_hyperframe_js__WEBPACK_IMPORTED_MODULE_3__/* .readHyperFrame */ .we)(content);
            if (!(0,_bundle_js__WEBPACK_IMPORTED_MODULE_1__/* .isUuid */ .O1)(hyperFrame.uuid))
                throw new _format_error_js__WEBPACK_IMPORTED_MODULE_5__/* .BundleFormatError */ .KC('a nested bundle without a uuid');
            visitor.bundle(hyperFrame);
            break;
        }
        case 'STRING':
            visitor.text(requireUtf8(content));
            break;
        default:
            visitor.data(content);
    }
}
/** The shape as written, or the number of values where texts, links or bundles have none. */
function inferShape({ shape }, count) {
    return shape.length === 0 && count !== 1 ? [count] : shape;
}
function readContent({ number, wireType, content }, maxBytes = Number.POSITIVE_INFINITY) {
    if (wireType !== _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_7__/* .WireType */ .O0.LengthDelimited)
        throw new _format_error_js__WEBPACK_IMPORTED_MODULE_5__/* .BundleFormatError */ .KC(`a field ${number} of wire type ${wireType}`);
    if (content.length > maxBytes)
        throw new _format_error_js__WEBPACK_IMPORTED_MODULE_5__/* .BundleFormatError */ .KC(`a field ${number} of ${content.length} bytes`);
    return content;
}
function readText(field) {
    return requireUtf8(readContent(field, maxSmallFieldBytes)).toString();
}
function readNumber({ number, wireType, content }) {
    if (wireType !== _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_7__/* .WireType */ .O0.Varint)
        throw new _format_error_js__WEBPACK_IMPORTED_MODULE_5__/* .BundleFormatError */ .KC(`a field ${number} of wire type ${wireType}`);
    return (0,_format_error_js__WEBPACK_IMPORTED_MODULE_5__/* .decodeOrThrow */ .GB)('Frame', () => new _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_7__/* .BinaryReader */ .V5(content).uint32());
}
/** At most `limit` lengths of dimensions, packed or a single one. */
function readLengths(field, limit) {
    const reader = new _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_7__/* .BinaryReader */ .V5(field.wireType === _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_7__/* .WireType */ .O0.Varint ? field.content : readContent(field, maxSmallFieldBytes));
    const lengths = [];
    while (reader.pos < reader.len) {
        if (lengths.length === limit)
            throw new _format_error_js__WEBPACK_IMPORTED_MODULE_5__/* .BundleFormatError */ .KC(`a shape of more than ${_frame_js__WEBPACK_IMPORTED_MODULE_2__/* .maxDimensions */ .gj} dimensions`);
        lengths.push((0,_format_error_js__WEBPACK_IMPORTED_MODULE_5__/* .decodeOrThrow */ .GB)('Frame', () => reader.uint32()));
    }
    return lengths;
}
function requireUtf8(bytes) {
    return (0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isUtf8)(bytes) ? bytes : (0,_format_error_js__WEBPACK_IMPORTED_MODULE_5__/* .throwFormatError */ .o6)('text that is not UTF-8');
}


/***/ }),

/***/ 56812:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ summarizeFrameHead),
/* harmony export */   Z: () => (/* binding */ summarizeFrame)
/* harmony export */ });
/* harmony import */ var _format_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51178);
/* harmony import */ var _frame_reader_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(71109);
/* harmony import */ var _hyperframe_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(53197);



/**
 * Reads what a whole frame refers to. Memory grows with the references that the frame holds, not with lengths that it
 * claims. Throws BundleFormatError as `readFrame` does.
 */
function summarizeFrame(bytes) {
    const links = [];
    const nested = [];
    let startsWithDatabase = false;
    let firstText;
    const { count } = (0,_frame_reader_js__WEBPACK_IMPORTED_MODULE_0__/* .readFrame */ .IW)(bytes, {
        data: () => { },
        text: (text) => {
            firstText ??= text;
        },
        link: (url, encoded) => {
            if (links.length === 0)
                startsWithDatabase = (0,_hyperframe_js__WEBPACK_IMPORTED_MODULE_1__/* .isDatabaseLink */ .cb)(encoded);
            links.push(url);
        },
        bundle: ({ uuid }) => nested.push(uuid),
    });
    const head = (0,_frame_reader_js__WEBPACK_IMPORTED_MODULE_0__/* .readFrameHead */ .yS)(bytes) ?? (0,_format_error_js__WEBPACK_IMPORTED_MODULE_2__/* .throwFormatError */ .o6)('a frame without values and hash');
    return { head, count, links, startsWithDatabase, nested, firstText };
}
/** Summarizes a frame of values of which only the beginning was read. */
function summarizeFrameHead(head) {
    return { head, count: undefined, links: [], startsWithDatabase: false, nested: [], firstText: undefined };
}


/***/ }),

/***/ 37521:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fm: () => (/* binding */ countStatedValues),
/* harmony export */   Xc: () => (/* binding */ assertTypeLoadable),
/* harmony export */   _X: () => (/* binding */ parseByteOrder),
/* harmony export */   gj: () => (/* binding */ maxDimensions),
/* harmony export */   q4: () => (/* binding */ getNumberLayout),
/* harmony export */   vW: () => (/* binding */ decodeNumbers),
/* harmony export */   x: () => (/* binding */ countElements),
/* harmony export */   xs: () => (/* binding */ parseFrameType),
/* harmony export */   yy: () => (/* binding */ maxWrittenFrameBytes)
/* harmony export */ });
/* unused harmony exports frameTypes, swapValues */
/* harmony import */ var _format_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51178);
/* harmony import */ var _proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(60339);


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
/** The types of the schema for which Disdat has no values in Python. */
const unloadableTypes = new Set(['NONE', 'COMPLEX64', 'COMPLEX128', 'OBJECT']);
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
]);
/** Undefined for types that are not numbers. */
function getNumberLayout(type) {
    return layouts.get(type);
}
/** The numbers in the data of a frame, copied, in the byte order of this machine. */
function decodeNumbers(layout, data, byteOrder) {
    const buffer = new ArrayBuffer(data.length);
    new Uint8Array(buffer).set(data);
    swapValues(buffer, layout.valueBytes, byteOrder);
    return layout.view(buffer);
}
/** Reverses the bytes of each value in a buffer, in place, where `order` is not the byte order of this machine. */
function swapValues(buffer, valueBytes, order) {
    if ((order === 'big') === isBigEndian)
        return;
    const bytes = Buffer.from(buffer);
    if (valueBytes === 2)
        bytes.swap16();
    if (valueBytes === 4)
        bytes.swap32();
    if (valueBytes === 8)
        bytes.swap64();
}
const isBigEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 0;
/**
 * The number of values in a shape. Throws BundleFormatError for more dimensions than `maxDimensions`, and for more
 * values than a frame can hold, unless a dimension is 0.
 */
function countElements(shape) {
    if (shape.length > maxDimensions) {
        throw new _format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC(`a shape of ${shape.length} dimensions; ${maxDimensions} is the limit`);
    }
    if (shape.includes(0))
        return 0;
    let count = 1;
    for (const length of shape) {
        count *= length;
        // A value takes at least one byte, and the product of two 32-bit factors is still exact enough for this check.
        if (count > maxWrittenFrameBytes) {
            throw new _format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC(`a shape of more values than a frame can hold: ${shape}`);
        }
    }
    return count;
}
/** The number of values that the head states; undefined where texts, links or bundles have no shape. */
function countStatedValues({ type, shape }) {
    const isUncounted = shape.length === 0 && getNumberLayout(type) === undefined;
    return isUncounted ? undefined : countElements(shape);
}
/** Throws BundleFormatError for a number without a type. */
function parseFrameType(number) {
    return frameTypes[number] ?? (0,_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .throwFormatError */ .o6)(`a frame of type ${number}`);
}
/** Throws BundleFormatError for a type of which Disdat can load no frame. */
function assertTypeLoadable(type) {
    if (unloadableTypes.has(type))
        throw new _format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC(`a frame of type ${type}, which Disdat cannot load`);
}
/** Throws BundleFormatError for a number without a byte order. */
function parseByteOrder(number) {
    return byteOrders.get(number) ?? (0,_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .throwFormatError */ .o6)(`a frame of byte order ${number}`);
}
const byteOrders = new Map([
    [_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_0__/* .ByteOrder */ .Bu.BIG, 'big'],
    [_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_0__/* .ByteOrder */ .Bu.LITTLE, 'little'],
    [_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_0__/* .ByteOrder */ .Bu.NA, 'none'],
]);
function createLayout(valueBytes, view) {
    return { valueBytes, view };
}


/***/ }),

/***/ 97986:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CW: () => (/* binding */ assertFrameLoadable),
/* harmony export */   Uy: () => (/* binding */ assertColumnsLoadable),
/* harmony export */   a$: () => (/* binding */ assertPresentable)
/* harmony export */ });
/* harmony import */ var _bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84092);
/* harmony import */ var _format_format_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51178);
/* harmony import */ var _format_frame_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(37521);



/**
 * What Disdat can load: `present_hfr` of disdat/data_context.py and `to_ndarray` of disdat/hyperframe.py. A bundle that
 * breaks these rules never reaches a local context: some kinds make every command of dsdt fail there, and
 * `api.search` fails for the whole context as soon as it meets one. A test compares the rules with the real dsdt.
 */
/** NumPy 1 has no more; NumPy 2 has 64. */
const maxArrayDimensions = 32;
/** Python parses no longer integer: https://docs.python.org/3/library/stdtypes.html#int-max-str-digits */
const maxIntegerDigits = 4300;
/** Disdat writes JSON for `None` alone. */
const maxJsonBytes = 1024 * 1024;
/** Python stops at about 1,000 levels: https://docs.python.org/3/library/sys.html#sys.setrecursionlimit */
const maxJsonDepth = 500;
/** In the names that Disdat gives to values without a name: `DEFAULT_FRAME_NAME` of disdat/common.py. */
const unnamed = 'unnamed';
/** The number of frames of each presentation; Disdat uses the last of several frames with one name. */
const frameCounts = new Map([
    ['HF', { min: 0, max: 1 }],
    ['DF', { min: 0, max: Number.POSITIVE_INFINITY }],
    ['SCALAR', { min: 1, max: 1 }],
    ['TENSOR', { min: 1, max: 1 }],
    ['ROW', { min: 1, max: Number.POSITIVE_INFINITY }],
    ['JSON', { min: 1, max: 1 }],
]);
/** Throws BundleFormatError for a presentation, or a number of frames, that Disdat cannot load. */
function assertPresentable({ presentation, frames }) {
    const allowed = frameCounts.get(presentation);
    if (allowed === undefined)
        throw new _format_format_error_js__WEBPACK_IMPORTED_MODULE_2__/* .BundleFormatError */ .KC(`Disdat cannot load the presentation ${presentation}`);
    const { size } = new Set(frames.map(({ name }) => name));
    if (size >= allowed.min && size <= allowed.max)
        return;
    throw new _format_format_error_js__WEBPACK_IMPORTED_MODULE_2__/* .BundleFormatError */ .KC(`Disdat cannot load the presentation ${presentation} with ${size} frames`);
}
/** Throws BundleFormatError for a frame that Disdat cannot load in this bundle. */
function assertFrameLoadable(bundle, frame) {
    const problem = findTypeProblem(frame) ?? findPresentationProblem(bundle, frame);
    if (problem === undefined)
        return;
    throw new _format_format_error_js__WEBPACK_IMPORTED_MODULE_2__/* .BundleFormatError */ .KC(`Disdat cannot load the frame ${JSON.stringify(frame.head.name.slice(0, 100))}: ${problem}`);
}
/**
 * Throws BundleFormatError for the columns of a table that Disdat cannot load together: pandas fills a column that is
 * shorter than others, and fails at one of big-endian numbers.
 */
function assertColumnsLoadable({ presentation }, columns) {
    if (presentation !== 'DF')
        return;
    const lengths = new Set(columns.map(({ head, count }) => count ?? (0,_format_frame_js__WEBPACK_IMPORTED_MODULE_1__/* .countStatedValues */ .Fm)(head)));
    const isBigEndian = ({ type, byteOrder }) => byteOrder === 'big' && ((0,_format_frame_js__WEBPACK_IMPORTED_MODULE_1__/* .getNumberLayout */ .q4)(type)?.valueBytes ?? 1) > 1;
    if (lengths.size < 2 || !columns.some(({ head }) => isBigEndian(head)))
        return;
    throw new _format_format_error_js__WEBPACK_IMPORTED_MODULE_2__/* .BundleFormatError */ .KC('Disdat cannot load columns of different lengths that have big-endian numbers');
}
function findTypeProblem({ head: { type, shape }, links, startsWithDatabase }) {
    if (type === 'LINK') {
        const [first] = links;
        if (first === undefined)
            return 'it has no links';
        if (!startsWithDatabase && (0,_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .parseLinkPath */ .xx)(first).kind === 'external')
            return 'its first link is not to a file of the bundle';
        return undefined;
    }
    if ((0,_format_frame_js__WEBPACK_IMPORTED_MODULE_1__/* .getNumberLayout */ .q4)(type) === undefined)
        return undefined;
    if (shape.length > maxArrayDimensions)
        return `its shape has ${shape.length} dimensions`;
    // NumPy multiplies the lengths even where one of them is 0.
    (0,_format_frame_js__WEBPACK_IMPORTED_MODULE_1__/* .countElements */ .x)(shape.filter((length) => length > 0));
    return undefined;
}
function findPresentationProblem({ presentation, frames }, frame) {
    const { type, shape } = frame.head;
    const { count } = frame;
    switch (presentation) {
        case 'HF':
            return type === 'HFRAME' ? undefined : `a bundle of bundles has a frame of type ${type}`;
        case 'SCALAR':
            return count === undefined || count === 1 ? undefined : `a scalar has ${count} values`;
        case 'JSON':
            return findJsonProblem(frame);
        case 'ROW':
            return findRowProblem(frame, new Set(frames.map(({ name }) => name)).size === 1);
        case 'DF':
            return (0,_format_frame_js__WEBPACK_IMPORTED_MODULE_1__/* .getNumberLayout */ .q4)(type) !== undefined && shape.length > 1 ? `a column has the shape ${shape}` : undefined;
        default:
            return undefined;
    }
}
function findRowProblem({ head: { name, type, shape } }, isOnly) {
    if (type === 'LINK')
        return undefined;
    if (shape.length === 0)
        return 'a value of a row has no shape';
    if (shape[0] !== 1)
        return undefined;
    if ((0,_format_frame_js__WEBPACK_IMPORTED_MODULE_1__/* .countElements */ .x)(shape) !== 1)
        return `a value of a row has the shape ${shape}`;
    // Disdat makes a tuple of the value itself: of a text, but not of a number.
    if (isOnly && name.includes(unnamed) && (0,_format_frame_js__WEBPACK_IMPORTED_MODULE_1__/* .getNumberLayout */ .q4)(type) !== undefined)
        return 'a row has a single number, without a name';
    return undefined;
}
function findJsonProblem({ head: { type }, count, firstText }) {
    if (type !== 'STRING')
        return `JSON has the type ${type}`;
    if (count !== undefined && count !== 1)
        return `JSON has ${count} values`;
    if (firstText === undefined)
        return undefined;
    if (firstText.length > maxJsonBytes)
        return `its JSON has more than ${maxJsonBytes} bytes`;
    return isPythonJson(Buffer.from(firstText).toString()) ? undefined : 'its text is not JSON';
}
/** A whole text, or a number, that Python also reads as JSON and JavaScript does not. Always matches a quote. */
const jsonTokens = /"(?:[^"\\]|\\.)*"?|(?<=^|[\s[,:])(?:NaN|-?Infinity)(?=$|[\s\],}])/gs;
/** Whether Python's `json.loads` reads a text. */
function isPythonJson(text) {
    const outside = text.replace(jsonTokens, (token) => (token.startsWith('"') ? '""' : '0'));
    if (new RegExp(`\\d{${maxIntegerDigits + 1}}`).test(outside))
        return false;
    let depth = 0;
    for (const character of outside) {
        if (character === '[' || character === '{')
            depth += 1;
        else if (character === ']' || character === '}')
            depth -= 1;
        if (depth > maxJsonDepth)
            return false;
    }
    try {
        JSON.parse(text.replace(jsonTokens, (token) => (token.startsWith('"') ? token : '0')));
        return true;
    }
    catch {
        return false;
    }
}


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

/***/ 52759:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ maxInFlight),
/* harmony export */   a: () => (/* binding */ forEachBounded)
/* harmony export */ });
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


/***/ }),

/***/ 68224:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Semaphore: () => (/* binding */ Semaphore)
/* harmony export */ });
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


/***/ }),

/***/ 82196:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ WarningCollector)
/* harmony export */ });
/* unused harmony export maxWarningsOfKind */
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19177);

/** The most warnings of one kind that are kept. */
const maxWarningsOfKind = 5;
/**
 * Warnings that a loop creates: the first `maxWarningsOfKind` of each kind, and the number of the others, so that a
 * bundle with many oddities fills neither memory nor the log.
 */
class WarningCollector {
    #texts = [];
    #counts = new Map();
    /** Adds a warning. `kind` completes "12 more warnings about …", such as `links outside the bundle`. */
    add(kind, text) {
        const count = (this.#counts.get(kind) ?? 0) + 1;
        this.#counts.set(kind, count);
        if (count <= maxWarningsOfKind)
            this.#texts.push(text);
    }
    /** One sentence each, in the order of their additions, the numbers last. */
    get texts() {
        const more = [...this.#counts].filter(([, count]) => count > maxWarningsOfKind);
        const counts = more.map(([kind, count]) => {
            return `There are ${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(count - maxWarningsOfKind, 'more warning')} about ${kind}.`;
        });
        return [...this.#texts, ...counts];
    }
}


/***/ }),

/***/ 71339:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ writeAt)
/* harmony export */ });
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
    const json = parseOrThrow(file, new TextDecoder().decode(bytes).split('\n')[0] ?? '');
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
    return input === undefined || input.kind === 'uuid' ? new Map() : input.tags;
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

/***/ 77414:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ HyperFrameCache),
/* harmony export */   u: () => (/* binding */ readCatalog)
/* harmony export */ });
/* harmony import */ var _bundles_bundle_place_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76116);
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84092);
/* harmony import */ var _disdat_bundle_query_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(82885);
/* harmony import */ var _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(51178);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(40643);
/* harmony import */ var _lib_for_each_bounded_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(52759);
/* harmony import */ var _index_line_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(45446);
/* harmony import */ var _listing_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(61681);








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
        const line = bundle && (0,_index_line_js__WEBPACK_IMPORTED_MODULE_3__/* .formatIndexLine */ .W2)(bundle);
        if (line !== undefined)
            lines.set(uuid, line);
        else if (bundle !== undefined)
            unindexed.push(bundle);
        if (likelyQuery === undefined || bundle === undefined || !(0,_disdat_bundle_query_js__WEBPACK_IMPORTED_MODULE_5__/* .matchesQuery */ .Q)(bundle, likelyQuery))
            cache.forget(uuid);
    };
    if (unread === 0)
        await (0,_lib_for_each_bounded_js__WEBPACK_IMPORTED_MODULE_6__/* .forEachBounded */ .a)(unknown, read, options);
    index.add(lines, listed);
    const get = (uuid) => unindexed.find((bundle) => bundle.uuid === uuid) ?? index.get(uuid);
    return {
        unread,
        has: (uuid) => listed.has(uuid),
        get: (uuid) => (listed.has(uuid) ? get(uuid) : undefined),
        findMatches: (query) => [
            ...unindexed.filter((bundle) => bundle.committed && (0,_disdat_bundle_query_js__WEBPACK_IMPORTED_MODULE_5__/* .matchesQuery */ .Q)(bundle, query)),
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
        listed = await (0,_listing_js__WEBPACK_IMPORTED_MODULE_4__/* .listBundleUuids */ .d)(remote, cancellable);
    };
    const readLikely = async (cancellable) => {
        await index.load(cancellable);
        const best = likelyQuery && (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_1__/* .pickNewest */ .iR)(index.findMatches(likelyQuery).filter(({ committed }) => committed));
        if (best !== undefined)
            await cache.read(best.uuid, cancellable);
    };
    const tasks = [list, readLikely];
    await (0,_lib_for_each_bounded_js__WEBPACK_IMPORTED_MODULE_6__/* .forEachBounded */ .a)(tasks, (task, signal) => task({ signal }), { ...options, limit: tasks.length });
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
            return (await (0,_bundles_bundle_place_js__WEBPACK_IMPORTED_MODULE_0__/* .readHyperFrameObject */ .T)(this.#remote, uuid, { signal }))?.bundle;
        }
        catch (error) {
            if (!isUnreadable(error))
                throw error;
            this.#onUnreadable(uuid, error.message);
            return undefined;
        }
    }
}
/** Whether a search can go on without the HyperFrame: one archived bundle must not hide all others. */
function isUnreadable(error) {
    return error instanceof _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_7__/* .BundleFormatError */ .KC || (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR && error.verdict === 'object-archived');
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

/***/ 45446:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ln: () => (/* binding */ escapeIndexText),
/* harmony export */   OT: () => (/* binding */ parseIndexLine),
/* harmony export */   W2: () => (/* binding */ formatIndexLine),
/* harmony export */   yV: () => (/* binding */ uuidLength)
/* harmony export */ });
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84092);
/* harmony import */ var _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51178);
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(33178);



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
    if (!(0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .isUuid */ .O1)(uuid))
        throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC('an index line without a uuid');
    const fields = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qF)(line.slice(uuidLength));
    if (fields === undefined)
        throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC('an index line that is not JSON');
    const [createdSeconds, name, processingName, owner, presentation, code, tags, dependsOn] = readList(fields);
    const [method, repo, hash, branch] = readList(code);
    return (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .createDescription */ .zx)({
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
        throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC('an index line without one of its lists');
    return value;
}
function readText(value) {
    if (typeof value !== 'string')
        throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC('an index line without one of its texts');
    return value;
}
function readNumber(value) {
    if (typeof value !== 'number')
        throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC('an index line without its time');
    return value;
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

/***/ 54578:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ isMd5ETag),
/* harmony export */   s: () => (/* binding */ matchesListing)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

const md5ETag = /^[0-9a-f]{32}$/;
/**
 * Whether an ETag can be the MD5 of the content: so it is for an object that was uploaded in one part, except under
 * `aws:kms`. https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
 */
function isMd5ETag(etag) {
    return md5ETag.test(etag);
}
/**
 * Whether the bytes are those that LIST reported: equal size, and an ETag that is their MD5. False for an object whose
 * ETag is not an MD5, because nothing proves its bytes.
 */
function matchesListing({ bytes: size, etag }, bytes) {
    return bytes.length === size && isMd5ETag(etag) && (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('md5', bytes) === etag;
}


/***/ }),

/***/ 61681:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ listBundleUuids),
/* harmony export */   t: () => (/* binding */ visitContext)
/* harmony export */ });
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84092);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40643);
/* harmony import */ var _lib_for_each_bounded_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52759);



/** The entries of one response. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
const pageSize = 1000;
/** A listing that needs more further pages than this is split by the next digit of the uuid. */
const splitPages = 3;
/** The longest prefix that a listing is split by: 256 listings. */
const maxDigits = 2;
/** The most bundles of a context: their uuids are in memory together. */
const maxBundles = 2_000_000;
/** Concurrent listings. */
const maxListings = 32;
const digits = '0123456789abcdef';
const uuidLength = 36;
/**
 * The uuids of a context's bundle folders; a bundle without a folder does not exist. Throws Failure `invalid-input` for
 * more than `maxBundles`.
 */
async function listBundleUuids(remote, options) {
    const uuids = new Set();
    const add = (entry) => {
        if (entry.kind !== 'folder')
            return;
        const uuid = entry.prefix.slice(remote.objects.length, -1);
        if ((0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .isUuid */ .O1)(uuid))
            uuids.add(copyText(uuid));
        if (uuids.size > maxBundles)
            throw createTooManyFailure(remote);
    };
    await visitContext(remote, add, { ...options, delimiter: '/' });
    return uuids;
}
/** A part of a text keeps the whole text in memory, which is a page of the listing. */
const copyText = (text) => Buffer.from(text).toString('latin1');
/**
 * Visits the objects of a context's bundles, or with a delimiter their folders; some of them twice. Small contexts are
 * listed page by page, large ones by 16 or 256 concurrent listings. Uuids are random, so the last one of the first page
 * shows how many pages follow. A large context is visited without what is in folders that no uuid can name.
 */
async function visitContext(remote, visit, options) {
    let prefixes = [''];
    while (prefixes.length > 0) {
        const longer = [];
        const list = async (prefix, signal) => {
            longer.push(...(await listWithPrefix(remote, prefix, visit, { ...options, signal })));
        };
        await (0,_lib_for_each_bounded_js__WEBPACK_IMPORTED_MODULE_2__/* .forEachBounded */ .a)(prefixes, list, { ...options, limit: maxListings });
        prefixes = longer;
    }
}
/** Visits the entries with this prefix. Returns longer prefixes that are still to be listed, or an empty list. */
async function listWithPrefix(remote, prefix, visit, options) {
    let entries = 0;
    for await (const entry of remote.store.list(remote.objects + prefix, options)) {
        visit(entry);
        const path = (entry.kind === 'folder' ? entry.prefix : entry.key).slice(remote.objects.length);
        if (!(0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .isUuid */ .O1)(path.slice(0, uuidLength)))
            continue;
        entries += 1;
        if (entries % pageSize !== 0 || prefix.length >= maxDigits)
            continue;
        const pages = entries / pageSize;
        const pagesLeft = pages / estimateShare(path.slice(prefix.length)) - pages;
        if (pagesLeft > splitPages) {
            return [...digits].filter((digit) => digit >= path.charAt(prefix.length)).map((digit) => prefix + digit);
        }
    }
    return [];
}
function createTooManyFailure({ objects }) {
    const evidence = `The context has more than ${maxBundles} bundles below ${objects}.`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', evidence, 'Use another `context`, or delete old bundles.');
}
/** The share of all uuids that sort before this one, from its first digits. Never zero. */
function estimateShare(uuid) {
    const known = uuid.slice(0, 4);
    return (Number.parseInt(known, 16) + 1) / 16 ** known.length;
}


/***/ }),

/***/ 4235:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bb: () => (/* binding */ formatPack),
/* harmony export */   Ll: () => (/* binding */ parsePack),
/* harmony export */   cF: () => (/* binding */ getMemberBytes),
/* harmony export */   eE: () => (/* binding */ isPackable),
/* harmony export */   tZ: () => (/* binding */ maxPackBytes)
/* harmony export */ });
/* unused harmony export maxMemberBytes */
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38522);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_zlib__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84092);
/* harmony import */ var _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(51178);
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(33178);
/* harmony import */ var _listed_object_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(54578);






const compress = (0,node_util__WEBPACK_IMPORTED_MODULE_0__.promisify)(node_zlib__WEBPACK_IMPORTED_MODULE_1__.gzip);
const decompress = (0,node_util__WEBPACK_IMPORTED_MODULE_0__.promisify)(node_zlib__WEBPACK_IMPORTED_MODULE_1__.gunzip);
/** Name and version of the format. Readers ignore a pack of another version, and writers replace it. */
const format = { pack: 'disdat-run-action', version: 1 };
/** The largest object in a pack, in bytes. A HyperFrame of 100 frames has about 8 KiB. */
const maxMemberBytes = 16 * 1024;
/** The largest pack that is read, in bytes, packed and unpacked: half as much again as the largest capacity. */
const maxPackBytes = 12 * 1024 * 1024;
/** A HyperFrame or frame directly in the folder of its bundle: Disdat names them after their uuids. */
const pathPattern = /^objects\/([0-9a-f-]{36})\/[0-9A-Za-z-]{1,64}_h?frame\.pb$/;
/**
 * Whether an object belongs into packs: a HyperFrame or frame of at most `maxMemberBytes` whose ETag is the MD5 of its
 * content, so that the content can be checked.
 */
function isPackable({ path, bytes, etag }) {
    const uuid = pathPattern.exec(path)?.[1] ?? '';
    return (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_2__/* .isUuid */ .O1)(uuid) && bytes <= maxMemberBytes && (0,_listed_object_js__WEBPACK_IMPORTED_MODULE_3__/* .isMd5ETag */ .S)(etag);
}
/** The size of a member with its path, in bytes. */
const getMemberBytes = (path, bytes) => path.length + bytes.length;
/**
 * The bytes of a pack: gzip of one line of JSON, which names the format, the context and the path and size of each
 * member, followed by the content of the members in this order.
 */
async function formatPack(context, members) {
    const sizes = [...members].map(([path, { length }]) => [path, length]);
    const head = Buffer.from(`${JSON.stringify({ ...format, context, members: sizes })}\n`);
    return await compress(Buffer.concat([head, ...members.values()]), { level: node_zlib__WEBPACK_IMPORTED_MODULE_1__.constants.Z_BEST_SPEED });
}
/** The members of a pack. Throws BundleFormatError for bytes that `formatPack` did not write for this context. */
async function parsePack(packed, context) {
    const text = await decompress(packed, { maxOutputLength: maxPackBytes }).catch((error) => {
        throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_4__/* .BundleFormatError */ .KC('a pack that cannot be unpacked', { cause: error });
    });
    const end = text.indexOf('\n');
    const head = end < 0 ? undefined : (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_5__/* .parseJson */ .qF)(text.toString('utf8', 0, end));
    if (!(0,_lib_json_js__WEBPACK_IMPORTED_MODULE_5__/* .isObject */ .Gv)(head) || head['pack'] !== format.pack || head['version'] !== format.version)
        throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_4__/* .BundleFormatError */ .KC('a pack of another format');
    if (head['context'] !== context)
        throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_4__/* .BundleFormatError */ .KC('a pack of another context');
    const members = new Map();
    let offset = end + 1;
    for (const member of (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_5__/* .getList */ .vS)(head, 'members')) {
        const [path, size] = [(0,_lib_json_js__WEBPACK_IMPORTED_MODULE_5__/* .getString */ .AA)(member, '0'), (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_5__/* .getNumber */ .WZ)(member, '1')];
        if (path === undefined || size === undefined || !Number.isInteger(size) || size < 0)
            throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_4__/* .BundleFormatError */ .KC('a pack with a member without path or size');
        members.set(path, text.subarray(offset, offset + size));
        offset += size;
    }
    if (offset !== text.length)
        throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_4__/* .BundleFormatError */ .KC('a pack of another size than that of its members');
    return members;
}


/***/ }),

/***/ 83411:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ describeMissing),
/* harmony export */   x: () => (/* binding */ proveBundle)
/* harmony export */ });
/* harmony import */ var _bundles_bundle_place_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76116);
/* harmony import */ var _bundles_bundle_reader_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38326);
/* harmony import */ var _disdat_file_names_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44995);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(40643);
/* harmony import */ var _lib_warning_collector_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(82196);





/** The most missing objects that an error names. */
const maxNamed = 5;
/**
 * Proves that a bundle is on the remote: reads its HyperFrame, lists its folder, and checks that every frame, linked
 * file and nested bundle exists. Undefined when there is no HyperFrame. Throws Failure `bundle-corrupt` that names the
 * missing objects, or says why the bundle cannot be read, and `unreadable-file-name` for a file that dsdt left out.
 *
 * @param options.canSkip Allows a proof without the frames and nested bundles that cannot be read: see BundlePart.
 */
async function proveBundle(remote, uuid, { signal, canSkip }) {
    const warnings = new _lib_warning_collector_js__WEBPACK_IMPORTED_MODULE_4__/* .WarningCollector */ .U();
    const parts = await (0,_bundles_bundle_reader_js__WEBPACK_IMPORTED_MODULE_1__/* .readBundleParts */ .p)(remote, uuid, { signal, warnings, canSkip });
    const bundle = parts?.at(-1)?.bundle;
    if (parts === undefined || bundle === undefined)
        return undefined;
    for (const { bundle: inner, missing } of parts) {
        if (missing.length > 0)
            throw createMissingFailure(remote, inner.uuid, missing);
    }
    return {
        bundle,
        uri: remote.getUri(uuid),
        parts,
        objects: parts.reduce((sum, part) => sum + part.objects.length + 1, 0),
        bytes: parts.reduce((sum, part) => sum + part.hyperFrame.length + sumSizes(part.objects), 0),
        warnings: warnings.texts,
    };
}
/** dsdt pushes a bundle without the files whose names it cannot read. */
function createMissingFailure(remote, uuid, missing) {
    const unreadable = missing.find((path) => (0,_disdat_file_names_js__WEBPACK_IMPORTED_MODULE_2__/* .findUrlProblem */ .uZ)(path) !== undefined);
    if (unreadable === undefined)
        return (0,_bundles_bundle_place_js__WEBPACK_IMPORTED_MODULE_0__/* .createCorruptBundleFailure */ .U)(remote, uuid, describeMissing(missing));
    const evidence = `Disdat did not push the file ${unreadable} of the bundle ${remote.getUri(uuid)}.`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('unreadable-file-name', evidence, `Rename it in the pipe: ${(0,_disdat_file_names_js__WEBPACK_IMPORTED_MODULE_2__/* .findUrlProblem */ .uZ)(unreadable)}.`);
}
/** A clause about missing objects: the names of the first `maxNamed`, and how many there are in all. */
function describeMissing(missing) {
    const named = missing.slice(0, maxNamed).join(', ');
    const more = missing.length > maxNamed ? `, … (${missing.length} in all)` : '';
    return `it refers to objects that do not exist: ${named}${more}`;
}
function sumSizes(objects) {
    return objects.reduce((sum, object) => sum + object.size, 0);
}


/***/ }),

/***/ 43870:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Z7: () => (/* binding */ openBaseContext),
  d3: () => (/* binding */ openRemote),
  VB: () => (/* binding */ requireRemoteUrl)
});

// UNUSED EXPORTS: createRemote

// EXTERNAL MODULE: ./src/disdat/bundle.js
var bundle = __webpack_require__(84092);
// EXTERNAL MODULE: ./src/disdat/format/format-error.js
var format_error = __webpack_require__(51178);
// EXTERNAL MODULE: ./src/disdat/names.js
var names = __webpack_require__(15086);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/lib/for-each-bounded.js
var for_each_bounded = __webpack_require__(52759);
// EXTERNAL MODULE: ./src/lib/json.js
var json = __webpack_require__(33178);
// EXTERNAL MODULE: ./src/s3/errors.js
var s3_errors = __webpack_require__(65762);
;// CONCATENATED MODULE: ./src/s3/bucket-region.js


/** The statuses with which S3 refuses a request that is for another region. */
const wrongRegionStatuses = new Set([301, 307, 400]);
/** The region of a bucket. All clients of a store share it, so that they all follow a response that corrects it. */
class BucketRegion {
    #current;
    constructor(configured) {
        this.#current = configured;
    }
    get current() {
        return this.#current;
    }
    /** Whether an error names another region than the request was signed for: repeat the request then. */
    correct(error, used) {
        const region = getErrorRegion(error);
        if (region === undefined || region === used || !wrongRegionStatuses.has((0,s3_errors/* getErrorStatus */.v9)(error) ?? 0))
            return false;
        this.#current = region;
        return true;
    }
}
/** The region of the bucket in an error of this client or of the SDK, where the response names a valid one. */
function getErrorRegion(error) {
    if (error instanceof s3_errors/* S3Error */.Dg)
        return error.region;
    const region = (0,json/* getString */.AA)(error, '$response', 'headers', 'x-amz-bucket-region') ?? (0,json/* getString */.AA)(error, 'Region');
    return region !== undefined && isRegion(region) ? region : undefined;
}
/**
 * Whether a text can be the name of a region: it becomes one label of a host name below a domain of AWS, and no more.
 */
function isRegion(text) {
    return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./src/lib/retry.js
var retry = __webpack_require__(44568);
// EXTERNAL MODULE: ./src/lib/user-info.js
var user_info = __webpack_require__(45152);
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
/** Whether the environment names another server than S3 of AWS. */
function hasCustomEndpoint({ AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL }) {
    return Boolean(AWS_ENDPOINT_URL_S3 || AWS_ENDPOINT_URL);
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
            throw new s3_errors/* StoreError */.AD('invalid-region', `${JSON.stringify(region)} is not a region of AWS.`);
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
        const value = JSON.stringify((0,user_info/* redactUserInfo */.p)(text));
        throw new s3_errors/* StoreError */.AD('invalid-endpoint', `AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL is ${value}: not an HTTP address.`);
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

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(41692);
var external_node_tls_default = /*#__PURE__*/__webpack_require__.n(external_node_tls_);
// EXTERNAL MODULE: ../../node_modules/undici/index.js
var undici = __webpack_require__(61684);
// EXTERNAL MODULE: ./src/lib/proxy-env.js
var proxy_env = __webpack_require__(58076);
;// CONCATENATED MODULE: ./src/s3/http-exchange.js





/** Limit of connecting, with the handshake of TLS, in milliseconds. */
const connectionTimeoutMs = 5_000;
/** A body that brings fewer bytes than this within the idle timeout fails, even if it never stops. */
const minProgressBytes = 64 * 1024;
/** Limit of the body of an error, in bytes. */
const maxErrorBytes = 256 * 1024;
/** Larger bodies are sent in pieces of this size, in bytes: TLS copies a piece, and each one counts as progress. */
const sentBytes = 512 * 1024;
/** Connections that are kept alive, at most `maxConnections` a server, through the proxy that the environment names. */
class ConnectionPool {
    #options;
    #dispatchers = new Map();
    constructor(options) {
        this.#options = options;
    }
    /**
     * Sends a request once and resolves with the response, which may have any status. Throws the reason of the signal,
     * and ConnectionError or TruncatedBodyError, also when a connection is silent for the idle timeout or makes too
     * little progress in that time.
     */
    async exchange(outgoing) {
        const { endpoint } = outgoing;
        const origin = `${endpoint.isSecure ? 'https' : 'http'}://${endpoint.host}`;
        const dispatcher = this.#dispatchers.get(origin) ?? this.#createDispatcher(origin, endpoint);
        this.#dispatchers.set(origin, dispatcher);
        return await new Exchange(outgoing, this.#options.idleTimeoutMs).send(dispatcher, origin);
    }
    /** Closes all connections, also those in use. */
    close() {
        for (const dispatcher of this.#dispatchers.values())
            void dispatcher.destroy();
    }
    #createDispatcher(origin, endpoint) {
        const { env, maxConnections } = this.#options;
        const proxy = (0,proxy_env/* selectProxy */.Vx)(env, endpoint);
        // An exchange has limits of its own.
        const options = { connections: maxConnections, headersTimeout: 0, bodyTimeout: 0 };
        if (proxy === undefined) {
            // One context for all connections: creating one takes a tenth of a handshake's CPU time.
            const secureOptions = endpoint.isSecure ? { secureContext: (0,external_node_tls_.createSecureContext)() } : {};
            return new undici.Pool(origin, { ...options, connect: { timeout: connectionTimeoutMs, ...secureOptions } });
        }
        const { href: uri, authorization: token } = proxy;
        // Plain requests are passed to the proxy as they are, as Node's agents and curl do.
        return new undici.ProxyAgent({ ...options, uri, proxyTunnel: endpoint.isSecure, ...(token && { token }) });
    }
}
/** One request and its response. */
class Exchange {
    #response = Promise.withResolvers();
    #outgoing;
    #idleTimeoutMs;
    #body;
    #closeConnection = () => { };
    #progressTimer;
    #status = 0;
    #headers = {};
    #chunks = [];
    #into;
    #receivedBytes = 0;
    #maxBytes = maxErrorBytes;
    /** At the last check of the progress: bytes of the response. Since then: whether bytes of the request were sent. */
    #checkedBytes = 0;
    #hasSent = false;
    #isSettled = false;
    constructor(outgoing, idleTimeoutMs) {
        this.#outgoing = outgoing;
        this.#idleTimeoutMs = idleTimeoutMs;
    }
    async send(dispatcher, origin) {
        const { method, path, headers, body, signal } = this.#outgoing;
        signal.addEventListener('abort', this.#cancel, { once: true });
        if (signal.aborted)
            this.#cancel();
        else {
            const opened = openBody(body);
            if (opened instanceof external_node_stream_.Readable)
                this.#body = opened.on('error', (error) => this.#fail(error));
            // Without `reset`, a HEAD request would close its connection.
            dispatcher.dispatch({ origin, method, path, headers, body: opened, reset: false }, this);
        }
        return await this.#response.promise;
    }
    onConnect(abort) {
        this.#closeConnection = abort;
        if (this.#isSettled)
            abort();
        else
            this.#progressTimer = setInterval(() => this.#checkProgress(), this.#idleTimeoutMs);
    }
    onBodySent() {
        this.#hasSent = true;
    }
    onHeaders(status, headers) {
        // Others announce a response.
        if (status >= 200)
            this.#receiveHead(status, undici.util.parseHeaders(headers));
        return true;
    }
    onData(chunk) {
        const room = this.#maxBytes - this.#receivedBytes;
        this.#receivedBytes += chunk.length;
        if (chunk.length > room) {
            if (this.#keepsStart)
                this.#chunks.push(chunk.subarray(0, room));
            this.#finish(this.#receivedBytes);
        }
        else if (this.#into === undefined)
            this.#chunks.push(chunk);
        else
            chunk.copy(this.#into, this.#receivedBytes - chunk.length);
        return true;
    }
    onComplete() {
        this.#finish(undefined);
    }
    onError(error) {
        if (this.#status === 0)
            this.#fail(toConnectionError(error));
        else
            this.#failTruncated(`the body ended early, after ${this.#receivedBytes} bytes`, error);
    }
    #cancel = () => this.#fail(this.#outgoing.signal.reason);
    #receiveHead(status, headers) {
        this.#status = status;
        this.#headers = headers;
        this.#progressTimer?.refresh();
        if (status >= 300)
            return;
        const { into, method, maxBytes } = this.#outgoing;
        this.#maxBytes = maxBytes;
        const length = Number(headers['content-length'] ?? Number.NaN);
        if (method !== 'HEAD' && length > maxBytes && !this.#keepsStart)
            this.#finish(length);
        else if (into !== undefined && length <= into.length)
            this.#into = into;
    }
    /** A server that does not support ranges sends the whole object, whose first bytes may be the requested ones. */
    get #keepsStart() {
        return this.#outgoing.headers['range'] !== undefined && this.#outgoing.into === undefined;
    }
    #finish(cutFrom) {
        if (this.#isSettled)
            return;
        const body = this.#into?.subarray(0, this.#receivedBytes) ?? joinChunks(this.#chunks);
        const isUsable = cutFrom === undefined || this.#keepsStart;
        const [status, headers] = [this.#status, this.#headers];
        this.#settle();
        if (cutFrom !== undefined)
            this.#closeConnection();
        this.#response.resolve({ status, headers, body: isUsable ? body : Buffer.alloc(0), cutFrom });
    }
    #failTruncated(message, cause) {
        this.#fail(new s3_errors/* TruncatedBodyError */.T$(message, { cause }));
    }
    #fail(error) {
        // After its response the connection may serve another request.
        if (this.#isSettled)
            return;
        this.#settle();
        this.#response.reject(error);
        this.#closeConnection();
    }
    #checkProgress() {
        const seconds = this.#idleTimeoutMs / 1000;
        const progress = this.#receivedBytes - this.#checkedBytes;
        this.#checkedBytes = this.#receivedBytes;
        if (this.#status === 0 && !this.#hasSent) {
            this.#fail(new s3_errors/* ConnectionError */.Rc('ETIMEDOUT', `no response in ${seconds} s`));
        }
        if (this.#status !== 0 && progress < minProgressBytes) {
            this.#failTruncated(`the body stopped: ${progress} bytes in ${seconds} s`);
        }
        this.#hasSent = false;
    }
    #settle() {
        this.#isSettled = true;
        clearInterval(this.#progressTimer);
        this.#outgoing.signal.removeEventListener('abort', this.#cancel);
        this.#body?.destroy();
    }
}
function openBody(body) {
    if (body === undefined)
        return null;
    if (!(body instanceof Uint8Array))
        return body.open();
    return body.length > sentBytes ? external_node_stream_.Readable.from(splitBody(body)) : body;
}
function* splitBody(body) {
    for (let at = 0; at < body.length; at += sentBytes)
        yield body.subarray(at, at + sentBytes);
}
function joinChunks(chunks) {
    const [first] = chunks;
    return first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks);
}
/** The codes of undici that stand for codes of the system, and messages for them. */
const connectionErrors = new Map([
    ['UND_ERR_SOCKET', ['ECONNRESET', 'socket hang up']],
    ['UND_ERR_CONNECT_TIMEOUT', ['ETIMEDOUT', `no connection in ${connectionTimeoutMs / 1000} s`]],
]);
function toConnectionError(error) {
    const own = 'code' in error ? String(error.code) : error.name;
    const [code = own, message = error.message || own] = connectionErrors.get(own) ?? [];
    return new s3_errors/* ConnectionError */.Rc(code, message, { cause: error });
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
var external_node_net_default = /*#__PURE__*/__webpack_require__.n(external_node_net_);
// EXTERNAL MODULE: ./src/lib/trace-requests.js
var trace_requests = __webpack_require__(98458);
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
 * Connections that read ranges into memory that is already there. An HTTP client creates a buffer for each chunk of a
 * body, at most 64 KiB with HTTP and 16 KiB with TLS, which takes most of the time of a large download:
 * docs/design/s3-client.md has the figures.
 *
 * The reader accepts one kind of response, a plain 206 of the requested length. After any other response, and after an
 * error, it closes the connection and returns undefined: the same request with ConnectionPool gives the reason.
 */
class RangeReader {
    #idleTimeoutMs;
    #isDisabled;
    #idle = [];
    #all = new Set();
    constructor({ env, idleTimeoutMs }) {
        this.#idleTimeoutMs = idleTimeoutMs;
        // Only ConnectionPool supports proxies.
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
        const end = (0,trace_requests/* announceRequest */.z)(request.method, endpoint.hostname);
        const response = await connection.readRangeInto(request, this.#idleTimeoutMs);
        end(response?.status);
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
        if (headers['connection'] !== undefined && headers['connection'] !== 'keep-alive')
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
/** The value of a header; undefined when it has none, or several that differ. */
function getHeader({ headers }, name) {
    const [value, ...others] = [headers[name]].flat();
    return others.every((other) => other === value) ? value : undefined;
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
const isDamaged = (error) => damageCodes.has((0,s3_errors/* getErrorCode */.E2)(error));
/** The pause before a single request is sent again, in milliseconds; undefined for a final error. */
function choosePause(error, attempt) {
    if (attempt >= countAttempts(error))
        return undefined;
    const isSlowDown = error instanceof s3_errors/* S3Error */.Dg && slowDownStatuses.has(error.status);
    return (0,retry/* jitteredPause */.k)(attempt, isSlowDown ? slowDownBackoff : requestBackoff);
}
function countAttempts(error) {
    if (error instanceof s3_errors/* TruncatedBodyError */.T$)
        return bodyAttempts;
    if (error instanceof s3_errors/* ConnectionError */.Rc)
        return (0,s3_errors/* isConnectionCode */.IL)(error.code) ? requestAttempts : 1;
    const isTransient = error instanceof s3_errors/* S3Error */.Dg && (transientStatuses.has(error.status) || transientCodes.has(error.name));
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
                key = copyText(text);
                break;
            case '/Contents/Size':
                size = Number(text);
                break;
            case '/Contents/ETag':
                etag = copyText(text.replaceAll('"', ''));
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
                    folders.push({ kind: 'folder', prefix: copyText(text) });
                break;
            case '/IsTruncated':
                isTruncated = text === 'true';
                break;
            case '/NextContinuationToken':
                next = copyText(text);
                break;
        }
    });
    return { entries: [...folders, ...objects], isTruncated, next };
}
/** V8 keeps a whole page in memory for as long as a slice of its text is used: a listing outlives its pages. */
const copyText = (slice) => Buffer.from(slice).toString();
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
const maxMessageLength = 500;
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
    #region;
    #clockOffsetMs = 0;
    /** Throws StoreError `invalid-endpoint`. */
    constructor(options) {
        this.#connections = new ConnectionPool(options);
        this.#rangeReader = new RangeReader(options);
        this.#resolveEndpoint = createEndpointResolver(options.bucket, options.env);
        this.#credentials = options.credentials;
        this.#userAgent = options.userAgent;
        this.#region = options.region;
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
        const request = this.#createRequest(call, await this.#getContext());
        return await this.#rangeReader.readRangeInto({ ...request, into: call.into });
    }
    /** Closes the connections. */
    close() {
        this.#rangeReader.close();
        this.#connections.close();
    }
    async #getContext() {
        const credentials = await this.#credentials.get();
        return { region: this.#region.current, clockOffsetMs: this.#clockOffsetMs, credentials };
    }
    async #sendAdjusted(call, adjusted) {
        const { signal } = call;
        signal.throwIfAborted();
        const context = await this.#getContext();
        try {
            const response = await this.#connections.exchange(this.#createRequest(call, context));
            if (response.status < 200 || response.status >= 300)
                throw createError(response);
            return response;
        }
        catch (error) {
            signal.throwIfAborted();
            const part = error instanceof s3_errors/* S3Error */.Dg ? await this.#adjustSigning(error, context) : undefined;
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
        const { status, date } = error;
        if ((0,s3_errors/* isExpiredCredentials */.CW)(error)) {
            return (await this.#credentials.replace(context.credentials)) ? 'credentials' : undefined;
        }
        if (this.#region.correct(error, context.region))
            return 'region';
        if (status !== 403 || date === undefined)
            return undefined;
        const clockOffsetMs = date.getTime() - Date.now();
        if (Math.abs(clockOffsetMs - context.clockOffsetMs) < maxSkewMs)
            return undefined;
        this.#clockOffsetMs = clockOffsetMs;
        return 'clockOffsetMs';
    }
}
function createError(response) {
    const body = parseErrorBody(response.body.toString());
    const code = /^[\w.:-]{1,64}$/.test(body?.code ?? '') ? body?.code : undefined;
    const region = getHeader(response, 'x-amz-bucket-region') ?? body?.region;
    const date = Date.parse(getHeader(response, 'date') ?? '');
    return new s3_errors/* S3Error */.Dg(response.status, code, (body?.message ?? '').slice(0, maxMessageLength), {
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

;// CONCATENATED MODULE: ./src/s3/condition-probe.js
/** Only objects of at most so many bytes are written a second time. */
const maxProbeBytes = 64 * 1024;
/**
 * Finds out whether a server honours the condition of a write: it repeats the first write of each kind that created a
 * small object. A server that honours the condition refuses the second one. A server that ignores it stores the same
 * bytes again, which changes nothing. This costs one request for each kind of write, and none before the first object.
 */
class ConditionProbe {
    #onIgnored;
    #checked = new Set();
    /** Calls `onIgnored` at most once for each kind of write. Without it, no write is repeated. */
    constructor(onIgnored) {
        this.#onIgnored = onIgnored;
    }
    /**
     * Calls `write`, which stores an object of `size` bytes, and returns its result. Throws what the first call throws.
     */
    async write(kind, size, write) {
        const outcome = await write();
        const isDue = outcome === 'created' && size <= maxProbeBytes && !this.#checked.has(kind);
        if (this.#onIgnored === undefined || !isDue)
            return outcome;
        this.#checked.add(kind);
        // The object is stored: an error of the repeated request means nothing for it.
        const repeated = await write().catch(() => undefined);
        if (repeated === 'created')
            this.#onIgnored(kind);
        return outcome;
    }
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
let tables;
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
    tables ??= createTables();
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
 * How objects are written, for the SDK. The ACL:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
function createWriteInput(acl, encryption) {
    return {
        ...(encryption.kind === 'none' ? {} : { ServerSideEncryption: encryption.kind }),
        ...(encryption.kind === 'aws:kms' && encryption.keyId !== undefined ? { SSEKMSKeyId: encryption.keyId } : {}),
        ...(acl ? { ACL: 'bucket-owner-full-control' } : {}),
    };
}
/** The same as headers of a request with these bytes, and their checksum. */
function createWriteHeaders(bytes, acl, encryption) {
    const { ServerSideEncryption, SSEKMSKeyId, ACL } = createWriteInput(acl, encryption);
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
const isConflict = (error) => (0,s3_errors/* getErrorStatus */.v9)(error) === 409;
/** Whether the condition of a write was not met. */
const isConditionFailed = (error) => (0,s3_errors/* getErrorStatus */.v9)(error) === 412;
/**
 * `copyIfAbsent` of a store. At most 5 GiB: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 *
 * A server that does not implement the condition of a copy refuses it, as partitions of AWS did that were updated late.
 * It is then asked whether the key exists, which does not protect from a writer at the same moment.
 */
async function copyObject(access, from, to, options) {
    try {
        await sendCopy(access, from, to, { ...options, condition: '*' });
        return 'created';
    }
    catch (error) {
        if (isConditionFailed(error))
            return 'exists';
        if ((0,s3_errors/* isAbsent */.W0)(error))
            return 'absent';
        if ((0,s3_errors/* getErrorStatus */.v9)(error) !== notImplemented)
            throw error;
    }
    if (await hasObject(access, to, options.signal))
        return 'exists';
    await sendCopy(access, from, to, { ...options, condition: undefined });
    return 'created';
}
const notImplemented = 501;
async function sendCopy({ sdk, bucket, encryption }, from, to, { signal, acl, condition }) {
    const CopySource = from.split('/').reduce((path, name) => `${path}/${encodeURIComponent(name)}`, bucket);
    const input = { Bucket: bucket, CopySource, Key: to, IfNoneMatch: condition, ...createWriteInput(acl, encryption) };
    const copy = () => sdk.use((client, { CopyObjectCommand }) => client.send(new CopyObjectCommand(input), { abortSignal: signal }));
    await (0,retry/* retry */.L)(copy, repeatOperation(isConflict, signal));
}
/** Whether the key exists at this moment. */
async function hasObject({ client }, key, signal) {
    try {
        await client.send({ method: 'HEAD', key, signal });
        return true;
    }
    catch (error) {
        if ((0,s3_errors/* isAbsent */.W0)(error))
            return false;
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
        if ((0,s3_errors/* isAbsent */.W0)(error))
            return undefined;
        throw error;
    }
}
/** `putVersion` of a store. */
async function putVersion({ client, encryption }, key, bytes, { etag, signal, acl }) {
    const condition = etag === undefined ? { 'if-none-match': '*' } : { 'if-match': etag };
    const headers = { ...condition, ...createWriteHeaders(bytes, acl, encryption) };
    try {
        await client.send({ method: 'PUT', key, body: bytes, headers, signal });
        return 'stored';
    }
    catch (error) {
        // A key that is absent is a version that was deleted.
        if (isConditionFailed(error) || isConflict(error) || (0,s3_errors/* isAbsent */.W0)(error))
            return 'changed';
        throw error;
    }
}

// EXTERNAL MODULE: ./src/lib/clock.js
var lib_clock = __webpack_require__(56620);
;// CONCATENATED MODULE: ./src/s3/credentials.js

/** Credentials are renewed this long before they expire, in milliseconds, but no more often than `minRenewalMs`. */
const renewBeforeMs = 5 * 60_000;
const minRenewalMs = 1_000;
/**
 * How long credentials that just arrived are used. If they seem to have expired, the time of day of this machine is
 * wrong, and S3 says when they expire.
 */
function getUsableMs(expiration, clock) {
    const lifeMs = expiration.getTime() - clock.date().getTime();
    return lifeMs > 0 ? Math.max(lifeMs - renewBeforeMs, minRenewalMs) : renewBeforeMs;
}
/**
 * The credentials of an identity, requested when they are needed and not for each request. Their life is counted from
 * their arrival on the clock that is never set: a later change of the time of day neither repeats nor delays a renewal.
 */
class CredentialCache {
    #identity;
    #clock;
    #current;
    /** On the clock that is never set. */
    #validUntil = Number.NEGATIVE_INFINITY;
    constructor(identity, clock = lib_clock/* systemClock */.m) {
        this.#identity = identity;
        this.#clock = clock;
    }
    /** Rejects as the identity does; the next call asks the identity again. */
    async get() {
        if (this.#current === undefined || this.#clock.now() >= this.#validUntil)
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
                this.#validUntil = this.#clock.now() + getUsableMs(expiration, this.#clock);
            }
            return credentials;
        }
        catch (error) {
            this.#validUntil = Number.NEGATIVE_INFINITY;
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
        const response = await sdk.use((client, { DeleteObjectsCommand }) => client.send(new DeleteObjectsCommand(input), { abortSignal: signal }));
        const { Deleted = [], Errors = [] } = response;
        if (response.Deleted === undefined && response.Errors === undefined && remaining.length > 0)
            throw new UndeletedKeysError('the response names no key');
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
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./src/lib/write-at.js
var write_at = __webpack_require__(71339);
;// CONCATENATED MODULE: ./src/s3/get-object.js
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







/**
 * Reads an object, or a part; undefined when it does not exist. A server that does not support ranges sends the whole
 * object: its first bytes are used, and its last bytes if it fits. Throws StoreError `object-too-large`, and
 * `no-ranges` for another part than requested.
 */
async function getObject(context, key, options) {
    const { signal, maxBytes, ...part } = options;
    return await fetchObject(context, key, { signal, maxBytes, range: formatRange(part) }, (response) => {
        const bytes = selectPart(response, part);
        if (bytes === undefined)
            throw createRangeError(`s3://${context.bucket}/${key}`, response);
        if (response.cutFrom !== undefined && (part.firstBytes === undefined || bytes.length < part.firstBytes)) {
            throw new s3_errors/* StoreError */.AD('object-too-large', `${key} has more than ${maxBytes} bytes`);
        }
        return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    });
}
function formatRange({ firstBytes, lastBytes }) {
    if (lastBytes !== undefined)
        return `bytes=-${lastBytes}`;
    return firstBytes === undefined ? undefined : `bytes=0-${firstBytes - 1}`;
}
/** The bytes of the part in a response; undefined where it contains another part. */
function selectPart(response, { firstBytes, lastBytes }) {
    const { status, body, cutFrom } = response;
    const isPartial = status === 206;
    if (firstBytes === undefined && lastBytes === undefined)
        return isPartial ? undefined : body;
    if (!isPartial) {
        if (lastBytes === undefined)
            return body.subarray(0, firstBytes);
        return cutFrom === undefined ? body.subarray(-lastBytes) : undefined;
    }
    // The response to a range of an empty object.
    if (body.length === 0)
        return body;
    const [, from, to, size] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(getHeader(response, 'content-range') ?? '') ?? [];
    const isRequested = lastBytes === undefined ? from === '0' : size === '*' || Number(to) + 1 === Number(size);
    return from !== undefined && isRequested ? body : undefined;
}
/** The error for a response with another part of an object than requested. */
function createRangeError(uri, response) {
    const range = getHeader(response, 'content-range') ?? 'no range';
    return new s3_errors/* StoreError */.AD('no-ranges', `S3 did not send the requested range of ${uri}, but ${range}.`);
}
/** Writes an object that fits into memory to a new file. False when it does not exist. */
async function downloadWhole(context, key, file, { size, signal }) {
    const uri = `s3://${context.bucket}/${key}`;
    return await context.receiving.hold(size, signal, async () => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const handle = __addDisposableResource(env_1, await (0,promises_.open)(file, 'wx'), true);
            const bytes = await fetchObject(context, key, { signal, maxBytes: size }, ({ body, cutFrom }) => {
                assertLength(uri, cutFrom ?? body.length, size);
                return body;
            });
            if (bytes !== undefined && size > 0)
                await (0,write_at/* writeAt */.H)(handle, [bytes], 0);
            return bytes !== undefined;
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
    });
}
/** Throws StoreError `size-mismatch` for another number of bytes than expected. */
function assertLength(what, length, expected) {
    if (length === expected)
        return;
    throw new s3_errors/* StoreError */.AD('size-mismatch', `${what} has ${length} bytes; ${expected} were expected.`);
}
function createChecksumError(uri) {
    return new s3_errors/* StoreError */.AD('checksum-mismatch', `The bytes of ${uri} do not match the checksum that S3 stores.`);
}
const mismatches = new Set(['size-mismatch', 'checksum-mismatch']);
const isMismatch = (error) => error instanceof s3_errors/* StoreError */.AD && mismatches.has(error.kind);
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
        if ((0,s3_errors/* isAbsent */.W0)(error))
            return undefined;
        // S3 responds with 416 to any range of an empty object.
        if ((0,s3_errors/* getErrorStatus */.v9)(error) === 416)
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
async function downloadInRanges(context, key, file, { size, signal, onBytes }) {
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
            const pieces = await fetchRanges(context, key, handle, info, { signal, onBytes });
            if (pieces === undefined)
                return false;
            if (!(await matchesChecksum(info.checksum, pieces, { file, signal })))
                throw createChecksumError(uri);
            return true;
        };
        const isChecksumError = (error) => error instanceof s3_errors/* StoreError */.AD && error.kind === 'checksum-mismatch';
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
async function fetchRanges(context, key, handle, { size, etag, checksum }, { signal, onBytes }) {
    const { partBytes } = context.tuning;
    const crc = checksum?.kind === 'crc' ? checksum.crc : undefined;
    const pieces = [];
    let isGone = false;
    let receivedBytes = 0;
    const fetchNth = async (nth, ended) => {
        const from = nth * partBytes;
        const to = Math.min(size, from + partBytes);
        const piece = await context.receiving.hold(to - from, ended, () => fetchRange(context, key, handle, { from, to, size, etag, crc, signal: ended }));
        if (piece === undefined) {
            isGone = true;
            return;
        }
        pieces[nth] = piece;
        receivedBytes += piece.bytes;
        onBytes?.(receivedBytes);
    };
    const numbers = Array.from({ length: Math.ceil(size / partBytes) }).keys();
    await (0,for_each_bounded/* forEachBounded */.a)(numbers, fetchNth, { signal, limit: maxRanges });
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
                throw createRangeError(uri, response);
            assertLength(`A range of ${uri}`, response.body.length, bytes);
            return response.body;
        });
        if (body === undefined)
            return undefined;
        const writing = (0,write_at/* writeAt */.H)(handle, [body], from);
        const piece = { bytes, crc: crc?.add(0n, body) ?? 0n };
        await writing;
        // Not after an error: a broken connection, or a write, may still use the buffer.
        context.spareBuffers.push(buffer);
        return piece;
    }
    catch (error) {
        if (!isConditionFailed(error))
            throw error;
        throw new s3_errors/* StoreError */.AD('object-replaced', `${uri} was replaced while it was read.`, { cause: error });
    }
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
        if ((0,s3_errors/* isAbsent */.W0)(error))
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

// EXTERNAL MODULE: ./src/lib/regular-file.js
var regular_file = __webpack_require__(39145);
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



/** Opens a file of a bundle. A link that replaced it meanwhile is refused: it could name any file of this user. */
const openLocalFile = (file) => (0,regular_file/* openRegularFile */.ZU)(file, { followsLink: false });
/** Reads a whole file. Throws StoreError `file-changed` when it has another size. */
async function readWholeFile({ file, size }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const handle = local_file_addDisposableResource(env_1, await openLocalFile(file), true);
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
/** Bytes that are read at a time. */
const streamedBytes = 64 * 1024;
/** A body that is read from a file while it is sent. */
function streamFile(file, position, length) {
    return { length, open: () => external_node_stream_.Readable.from(readRange(file, position, length), { objectMode: false }) };
}
async function* readRange(file, position, length) {
    const handle = await openLocalFile(file);
    // The stream closes the handle.
    yield* handle.createReadStream({ start: position, end: position + length - 1, highWaterMark: streamedBytes });
}
function createChangedError(file) {
    return new s3_errors/* StoreError */.AD('file-changed', `${file} changed while it was sent.`);
}

;// CONCATENATED MODULE: ./src/s3/put-object.js




/**
 * Stores bytes unless the key exists; sends them again when they were damaged or another client writes the same key.
 */
async function putObject({ client, encryption }, key, body, { signal, acl }) {
    const headers = { 'if-none-match': '*', ...createWriteHeaders(body, acl, encryption) };
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

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
var external_node_http_default = /*#__PURE__*/__webpack_require__.n(external_node_http_);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(44708);
var external_node_https_default = /*#__PURE__*/__webpack_require__.n(external_node_https_);
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
     * Calls `action`, and again after a response that corrects the region or says that the credentials have expired, once
     * for each. Throws errors of the SDK.
     */
    async use(action) {
        const sdk = await Promise.all(/* import() */[__webpack_require__.e(3668), __webpack_require__.e(1366), __webpack_require__.e(3980)]).then(__webpack_require__.bind(__webpack_require__, 53980));
        const client = this.#client ?? this.#create(sdk);
        this.#client = client;
        return await this.#callAdjusted(async () => await action(client, sdk), new Set());
    }
    async #callAdjusted(call, adjusted) {
        const { credentials, region } = this.#options;
        const used = { credentials: await credentials.get(), region: region.current };
        try {
            return await call();
        }
        catch (error) {
            const part = (0,s3_errors/* isExpiredCredentials */.CW)(error) ? 'credentials' : 'region';
            if (adjusted.has(part))
                throw error;
            const canRepeat = part === 'credentials' ? await credentials.replace(used.credentials) : region.correct(error, used.region);
            if (!canRepeat)
                throw error;
            return await this.#callAdjusted(call, adjusted.add(part));
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
        const agentOptions = { keepAlive: true, proxyEnv: (0,proxy_env/* createProxyEnv */.qZ)(env) };
        return new sdk.S3Client({
            region: async () => region.current,
            // The SDK keeps credentials without an expiration for ever; the cache decides when to renew them.
            credentials: async () => ({ ...(await credentials.get()), expiration: new Date() }),
            ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
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

// EXTERNAL MODULE: ./src/lib/semaphore.js
var semaphore = __webpack_require__(68224);
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
    const [sending, receiving] = [new semaphore.Semaphore(maxBufferedBytes), new semaphore.Semaphore(maxBufferedBytes)];
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
        const handle = upload_in_parts_addDisposableResource(env_1, await openLocalFile(body.file), true);
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
        const parts = await sendParts(context, { key, uploadId: upload.UploadId }, file, options);
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
        if (!isConflict(error) && (0,s3_errors/* getErrorCode */.E2)(error) !== 'NoSuchUpload')
            throw error;
        if (await hasObject(context, key, signal))
            return 'exists';
        throw new UploadConflictError(`other clients write ${key} at the same time`, { cause: error });
    }
}
/** Starts an upload and returns its id. Calls `onRepeat` when S3 may have started another one. */
async function createUpload({ sdk, bucket, encryption }, key, { signal, acl, onRepeat }) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const checksum = { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' };
        const input = { Bucket: bucket, Key: key, ...createWriteInput(acl, encryption), ...checksum };
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
async function sendParts(context, upload, file, { signal, onBytes }) {
    const { sending, tuning } = context;
    const partBytes = choosePartSize(file.size, tuning);
    const parts = [];
    let sentBytes = 0;
    const sendNth = async (nth, ended) => {
        const position = nth * partBytes;
        const bytes = Math.min(partBytes, file.size - position);
        await sending.hold(Math.min(bytes, tuning.partBytes), ended, async () => {
            parts[nth] = await sendPart(context, { ...upload, number: nth + 1 }, file, { position, bytes, signal: ended });
        });
        sentBytes += bytes;
        onBytes?.(sentBytes);
    };
    await (0,for_each_bounded/* forEachBounded */.a)(Array.from({ length: Math.ceil(file.size / partBytes) }).keys(), sendNth, { signal });
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
const maxConnections = for_each_bounded/* maxInFlight */.I + 16;
/** Limit of one listing, in pages: ten million objects. A server that always names another page is given up there. */
const maxPages = 10_000;
/** Limit of a page of a listing: a thousand keys of the longest kind, with all their fields. */
const maxPageBytes = 64 * 1024 * 1024;
/** Opens the store of a bucket without a request. Throws StoreError `invalid-endpoint`. */
async function openStore(options) {
    const { bucket, identity, env, userAgent = 'object-store', translateError = (error) => error } = options;
    const { region } = identity;
    const encryption = options.encryption ?? { kind: 'AES256' };
    const tuning = { ...defaultTuning, ...options.tuning };
    const credentials = new CredentialCache(identity);
    const clientOptions = { credentials, region: new BucketRegion(region), env, idleTimeoutMs: tuning.idleTimeoutMs };
    try {
        const client = new S3HttpClient({ ...clientOptions, bucket, userAgent, maxConnections });
        const sdk = new SdkClient(clientOptions);
        const translate = (error, target) => translateError(error, { bucket, target, region });
        const probe = new ConditionProbe(hasCustomEndpoint(env) ? options.onConditionIgnored : undefined);
        return new S3Store(createTransferContext({ client, sdk, bucket, encryption }, tuning), probe, translate);
    }
    catch (error) {
        throw translateError(error, { bucket, target: `s3://${bucket}`, region });
    }
}
class S3Store {
    bucket;
    #context;
    #probe;
    #translate;
    #acceptsAcl = true;
    constructor(context, probe, translate) {
        this.#context = context;
        this.#probe = probe;
        this.#translate = translate;
        this.bucket = context.bucket;
    }
    async *list(prefix, { signal, delimiter }) {
        const { client } = this.#context;
        const query = { 'list-type': '2', prefix, ...(delimiter && { delimiter }) };
        let token;
        let pages = 0;
        do {
            if (pages === maxPages)
                throw createTooLongError(`s3://${this.bucket}/${prefix}`);
            pages += 1;
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
    async get(key, options) {
        return await this.#run(key, options.signal, () => getObject(this.#context, key, options));
    }
    async getToFile(key, file, options) {
        const download = options.size > this.#context.tuning.wholeBytes ? downloadInRanges : downloadWhole;
        return await this.#run(key, options.signal, () => download(this.#context, key, file, options));
    }
    async putIfAbsent(key, body, { signal, onBytes }) {
        const context = this.#context;
        return await this.#run(key, signal, async () => {
            if (body instanceof Uint8Array)
                return await this.#putBytes(key, body, signal);
            const { size } = body;
            if (size > maxObjectBytes) {
                throw new s3_errors/* StoreError */.AD('file-too-large', `${key} has ${size} bytes; an object has at most ${maxObjectBytes}.`);
            }
            if (size > context.tuning.wholeBytes) {
                return await this.#withAcl((acl) => uploadInParts(context, key, body, { signal, acl, onBytes }));
            }
            return await context.sending.hold(size, signal, async () => {
                const bytes = await readWholeFile(body);
                return await this.#putBytes(key, bytes, signal);
            });
        });
    }
    async copyIfAbsent(from, to, { signal, size }) {
        const copy = () => this.#withAcl((acl) => copyObject(this.#context, from, to, { signal, acl }));
        return await this.#run(to, signal, () => this.#probe.write('CopyObject', size, copy));
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
    async #putBytes(key, bytes, signal) {
        const put = () => this.#withAcl((acl) => putObject(this.#context, key, bytes, { signal, acl }));
        return await this.#probe.write('PutObject', bytes.length, put);
    }
    /** Calls `write` with an ACL, or without one once the bucket has refused it. */
    async #withAcl(write) {
        const acl = this.#acceptsAcl;
        try {
            return await write(acl);
        }
        catch (error) {
            if ((0,s3_errors/* getErrorCode */.E2)(error) !== 'AccessControlListNotSupported' || !acl)
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
        throw new s3_errors/* S3Error */.Dg(status, 'InvalidXmlError', 'the response is too long');
    try {
        return parseListPage(body.toString());
    }
    catch (error) {
        if (error instanceof InvalidXmlError)
            throw new s3_errors/* S3Error */.Dg(status, error.name, error.message);
        throw error;
    }
}
function createTooLongError(prefix) {
    return new s3_errors/* StoreError */.AD('endless-listing', `The listing of ${prefix} has more than ${maxPages} pages.`);
}
function createEndlessError(prefix) {
    return new s3_errors/* StoreError */.AD('endless-listing', `The listing of ${prefix} is truncated, but names no next page.`);
}

// EXTERNAL MODULE: ./src/disdat/bundle-query.js
var bundle_query = __webpack_require__(82885);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./src/remote/index/line.js
var index_line = __webpack_require__(45446);
;// CONCATENATED MODULE: ./src/remote/index/shard.js





const compress = (0,external_node_util_.promisify)(external_node_zlib_.gzip);
const decompress = (0,external_node_util_.promisify)(external_node_zlib_.gunzip);
/** The first line of the text of every shard. Another format has another number. */
const header = 'disdat-run-action index 1\n';
/** The longest text of a shard, in bytes: 100,000 bundles take about 40 MiB. */
const maxTextBytes = 256 * 1024 * 1024;
const lineBreak = 10;
/** Finds the lines of a shard. Throws BundleFormatError for a text that is not one. */
function locateLines(text) {
    if (!text.subarray(0, header.length).equals(Buffer.from(header))) {
        throw new format_error/* BundleFormatError */.KC('an index of another format');
    }
    const starts = [header.length];
    const uuids = new Set();
    let last = '';
    for (let offset = header.length; offset < text.length;) {
        const uuid = text.toString('latin1', offset, offset + index_line/* uuidLength */.yV);
        const end = text.indexOf(lineBreak, offset);
        if (end < 0 || uuid <= last || !(0,bundle/* isUuid */.O1)(uuid))
            throw new format_error/* BundleFormatError */.KC('an index that is out of order');
        uuids.add(uuid);
        last = uuid;
        offset = end + 1;
        starts.push(offset);
    }
    return { uuids, starts: Uint32Array.from(starts) };
}
/**
 * One object of an index: gzipped text with a header and one line for each bundle, sorted by uuid. In memory it is one
 * buffer, and only requested lines are parsed: 100,000 bundles load in about 0.1 s and are searched in 0.02 s.
 */
class Shard {
    static empty = new Shard(Buffer.from(header));
    #text;
    #places;
    constructor(text) {
        this.#text = text;
    }
    get uuids() {
        return this.#locate().uuids;
    }
    /** Finds the lines when they are first needed: a shard that is only stored needs none. */
    #locate() {
        this.#places ??= locateLines(this.#text);
        return this.#places;
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
        const shard = new Shard(text);
        shard.#locate();
        return shard;
    }
    /** A shard of these lines, by uuid. Throws BundleFormatError for more than `maxTextBytes`. */
    static fromLines(lines) {
        // One buffer: a copy of each line would take the memory twice.
        let length = header.length;
        for (const line of lines.values())
            length += Buffer.byteLength(line) + 1;
        if (length > maxTextBytes)
            throw new format_error/* BundleFormatError */.KC(`an index of more than ${maxTextBytes} bytes`);
        const text = Buffer.allocUnsafe(length);
        let end = text.write(header);
        for (const uuid of [...lines.keys()].toSorted()) {
            end += text.write(lines.get(uuid) ?? '', end);
            end = text.writeUInt8(lineBreak, end);
        }
        return new Shard(text);
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
        const start = this.#locate().starts[index] ?? 0;
        return this.#text.toString('latin1', start, start + index_line/* uuidLength */.yV);
    }
    #getLine(index) {
        const { starts } = this.#locate();
        return this.#text.toString('utf8', starts[index], (starts[index + 1] ?? 0) - 1);
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
/**
 * The attempts of an update that meets other writers, and the limits of the pauses between them, in milliseconds: about
 * 40 s together, in which 1,000 writers can be served (docs/design/scale.md).
 */
const levels_maxAttempts = 16;
const backoff = { firstMs: 50, maxMs: 8_000 };
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
async function addToIndex(location, change, { signal, levels, clock }) {
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
            ...(clock && { clock }),
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
    const merged = new Map();
    for (const [uuid, line] of change.lines)
        if (findLine(levels, uuid) !== line)
            merged.set(uuid, line);
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
function findLine(levels, uuid) {
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
        const line = this.#added.get(uuid) ?? findLine(this.#loaded, uuid);
        return line === undefined ? undefined : this.#parse(line);
    }
    /** The descriptions of all bundles that match, unordered. */
    findMatches(query) {
        const found = new Map();
        const check = (line) => {
            const bundle = this.#parse(line);
            if (bundle !== undefined && !found.has(bundle.uuid) && (0,bundle_query/* matchesQuery */.Q)(bundle, query))
                found.set(bundle.uuid, bundle);
        };
        const hint = getSearchHint(query);
        for (const line of this.#added.values())
            if (hint === undefined || line.includes(hint))
                check(line);
        for (const [level, { shard }] of this.#loaded.entries()) {
            const newerLevels = this.#loaded.slice(0, level);
            for (const line of hint === undefined ? shard.lines() : shard.linesWith(hint)) {
                const uuid = line.slice(0, index_line/* uuidLength */.yV);
                if (!this.#added.has(uuid) && findLine(newerLevels, uuid) === undefined)
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
            return (0,index_line/* parseIndexLine */.OT)(line);
        }
        catch (error) {
            if (!(error instanceof format_error/* BundleFormatError */.KC))
                throw error;
            this.#invalid.add(line.slice(0, index_line/* uuidLength */.yV));
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
function getSearchHint({ processingName, taskId, name, codeMethod, className }) {
    if (processingName !== undefined)
        return (0,index_line/* escapeIndexText */.Ln)(processingName);
    if (taskId !== undefined)
        return (0,index_line/* escapeIndexText */.Ln)(`${taskId}_`).slice(0, -1);
    if (name !== undefined)
        return (0,index_line/* escapeIndexText */.Ln)(name);
    if (codeMethod !== undefined)
        return (0,index_line/* escapeIndexText */.Ln)(codeMethod);
    // Within the processing name, without the quotes around it.
    return className === undefined ? undefined : (0,index_line/* escapeIndexText */.Ln)(className).slice(1, -1);
}

// EXTERNAL MODULE: ./src/remote/listed-object.js
var listed_object = __webpack_require__(54578);
// EXTERNAL MODULE: ./src/remote/packs/pack.js
var pack = __webpack_require__(4235);
;// CONCATENATED MODULE: ./src/remote/packs/pack-tree.js




const pack_tree_mib = 1024 * 1024;
/**
 * The most content of a pack of each level, in bytes: the root, which most updates write, the 16 packs of the bundles
 * with one first digit of their uuid, and the 256 with two. All packs together have at most 642 MiB.
 */
const packCapacities = [2 * pack_tree_mib, 8 * pack_tree_mib, 2 * pack_tree_mib];
/** Packs of one level that are written at the same time: each takes up to 24 MiB of memory. */
const maxWrites = 3;
/**
 * The attempts of an update that meets other writers, and the limits of the pauses between them, in milliseconds. After
 * them, a later step adds the objects.
 */
const pack_tree_maxAttempts = 8;
const pack_tree_backoff = { firstMs: 100, maxMs: 8_000 };
const digits = [...'0123456789abcdef'];
/** The digits of packs one level below. */
const listChildren = (prefix) => digits.map((digit) => prefix + digit);
/** Whether the pack of these first digits of a uuid is the place of a member. */
const belongsTo = (prefix, path) => path.startsWith(prefix, 'objects/'.length);
/** Reads the pack of these first digits of uuids. Throws Failure as a store does. */
async function readPack(location, prefix, options) {
    const { store, context, debug } = location;
    const key = getPackKey(location, prefix);
    const version = await store.getVersion(key, { ...options, maxBytes: pack/* maxPackBytes */.tZ });
    if (version === undefined)
        return { etag: undefined, members: new Map() };
    const { etag, bytes } = version;
    try {
        if (bytes === undefined)
            throw new format_error/* BundleFormatError */.KC(`a pack of more than ${pack/* maxPackBytes */.tZ} bytes`);
        return { etag, members: await (0,pack/* parsePack */.Ll)(bytes, context) };
    }
    catch (error) {
        if (!(error instanceof format_error/* BundleFormatError */.KC))
            throw error;
        debug(`${key} is ignored and will be replaced: ${error.message}.`);
        return { etag, members: new Map() };
    }
}
const getPackKey = ({ key }, prefix) => `${key}${prefix && `-${prefix}`}.gz`;
/** Another writer was first to replace a pack. */
class PackConflict extends Error {
}
/**
 * Adds members to the pack of these digits. A pack that would become larger than its capacity moves its members into
 * the 16 packs below it, which costs 16 writes for about 2,000 bundles; a pack of the last level drops its oldest ones.
 * Other writers may do the same: a pack is replaced only if it is still the version that was read, and members leave it
 * only when the pack below has them, so no update loses the members of another one. Throws Failure as a store does, and
 * PackConflict after `maxAttempts`.
 */
async function addToPacks(location, { members, isCurrent }, { prefix = '', ...options }) {
    const { signal, clock } = options;
    const update = async () => {
        const { etag, members: stored } = await readPack(location, prefix, { signal });
        const kept = new Map([...stored].filter(([path, bytes]) => prefix === '' || isCurrent(path, bytes)));
        const added = [...members].filter(([path, bytes]) => !isEqual(kept.get(path), bytes));
        if (added.length === 0)
            return;
        const merged = new Map([...kept, ...added]);
        const remaining = keepNewest(merged, packCapacities[prefix.length] ?? 0);
        if (remaining.size < merged.size && prefix.length < packCapacities.length - 1) {
            await addToChildren(location, { members: merged, isCurrent }, { ...options, prefix });
            remaining.clear();
        }
        const packed = await (0,pack/* formatPack */.Bb)(location.context, remaining);
        const result = await location.store.putVersion(getPackKey(location, prefix), packed, etag, { signal });
        if (result === 'changed')
            throw new PackConflict(`${getPackKey(location, prefix)} was replaced by another writer.`);
    };
    await (0,retry/* retry */.L)(update, {
        pauseMs: (error, attempt) => error instanceof PackConflict && attempt < pack_tree_maxAttempts ? (0,retry/* jitteredPause */.k)(attempt, pack_tree_backoff) : undefined,
        signal,
        ...(clock && { clock }),
    });
}
async function addToChildren(location, { members, isCurrent }, { prefix, signal, ...options }) {
    const addToChild = async (child, childSignal) => {
        const own = new Map([...members].filter(([path]) => belongsTo(child, path)));
        if (own.size > 0)
            await addToPacks(location, { members: own, isCurrent }, { ...options, signal: childSignal, prefix: child });
    };
    await (0,for_each_bounded/* forEachBounded */.a)(listChildren(prefix), addToChild, { signal, limit: maxWrites });
}
const isEqual = (one, other) => one !== undefined && Buffer.compare(one, other) === 0;
/** The newest members that have at most `maxBytes` together. */
function keepNewest(members, maxBytes) {
    let size = 0;
    const newestFirst = [...members].reverse();
    const fitting = newestFirst.filter(([path, bytes]) => {
        size += (0,pack/* getMemberBytes */.cF)(path, bytes);
        return size <= maxBytes;
    });
    return new Map(fitting.reverse());
}

;// CONCATENATED MODULE: ./src/remote/packs/context-packs.js




/** The longest wait for one pack, in milliseconds. Reading then goes on without it. */
const readLimitMs = 15_000;
/** The longest update, in milliseconds. */
const context_packs_saveLimitMs = 120_000;
/** The fewest missing objects for which a pack below the root is read: with fewer, the objects themselves are. */
const minMissing = 4;
/** Packs that are read at the same time. */
const maxReads = 4;
/**
 * The content that is stored together, in bytes. While it is stored, as much again is held; what comes meanwhile beyond
 * that is left to later steps.
 */
const maxAddedBytes = 16 * 1024 * 1024;
/**
 * HyperFrames and small frames of a remote context in packs, kept beside its `objects/`, so that the objects of 10,000
 * bundles are read with 17 requests. Packs are a cache: the listing says which objects exist, and a member whose size
 * or MD5 differs from it does not count. A pack that is absent, corrupt, of another version or context, too large or
 * forbidden counts as empty and is reported with `debug`. Updates run in the background, never fail, and end when the
 * signal of the location aborts.
 */
class ContextPacks {
    #location;
    #added = new Map();
    #addedBytes = 0;
    #isSaving = false;
    #updating = Promise.resolve();
    #saving = Promise.resolve();
    /** Sends no request. Without a location, there are no packs. */
    constructor(location) {
        this.#location = location;
    }
    /**
     * The content of those objects that packs have, in any order, once each. Throws only the reason of the signal. In
     * memory are at most `maxReads` packs at a time.
     */
    async *read(objects, { signal }) {
        const location = this.#location;
        if (location === undefined)
            return;
        const missing = new Map();
        for (const object of objects)
            if ((0,pack/* isPackable */.eE)(object))
                missing.set(object.path, object);
        let prefixes = [''];
        for (const _ of packCapacities) {
            const needed = selectPrefixes(prefixes, missing);
            for (let start = 0; start < needed.length; start += maxReads) {
                const reads = needed.slice(start, start + maxReads).map((prefix) => this.#read(location, prefix, signal));
                for (const members of await Promise.all(reads))
                    yield* this.#take(members, missing);
            }
            prefixes = prefixes.flatMap(listChildren);
        }
    }
    /**
     * Keeps an object that packs do not have for the next `save`, if it is small enough and its content is right. A
     * collection of many objects is stored while it goes on.
     */
    add(object, bytes) {
        if (this.#location === undefined || this.#location.isReadOnly || !(0,pack/* isPackable */.eE)(object))
            return;
        const size = (0,pack/* getMemberBytes */.cF)(object.path, bytes);
        if (!(0,listed_object/* matchesListing */.s)(object, bytes))
            return;
        if (this.#addedBytes + size > maxAddedBytes) {
            if (this.#isSaving)
                return;
            this.save();
        }
        this.#addedBytes += size;
        this.#added.set(object.path, Uint8Array.from(bytes));
    }
    /**
     * Stores the added objects in the background. With all `listed` objects of the context by their paths, objects that
     * are gone or that differ leave the packs that are written.
     */
    save(listed) {
        const location = this.#location;
        if (location === undefined || this.#added.size === 0)
            return;
        const members = this.#added;
        this.#added = new Map();
        this.#addedBytes = 0;
        const isCurrent = (path, bytes) => {
            const object = listed?.get(path);
            return listed === undefined || (object !== undefined && (0,listed_object/* matchesListing */.s)(object, bytes));
        };
        this.#isSaving = true;
        const saving = this.#saving.then(() => this.#save(location, { members, isCurrent }));
        this.#saving = saving;
        void saving.then(() => {
            if (this.#saving === saving)
                this.#isSaving = false;
        });
    }
    /**
     * Adds objects in the background: `read` resolves with all listed objects of the context, and calls `add` before. It
     * ends with its signal.
     */
    update(read) {
        const location = this.#location;
        if (location === undefined || location.isReadOnly)
            return;
        const work = async () => {
            const signal = AbortSignal.any([location.signal, AbortSignal.timeout(context_packs_saveLimitMs)]);
            this.save(await read({ signal }));
        };
        this.#updating = work().catch((error) => {
            if (!location.signal.aborted)
                location.debug(`The packs were not updated: ${(0,errors/* describeError */.Uc)(error)}`);
        });
    }
    /** Resolves when all updates and saved objects are stored or have failed to be stored. */
    async waitForSave() {
        await this.#updating;
        await this.#saving;
    }
    async #read(location, prefix, signal) {
        signal.throwIfAborted();
        try {
            const limit = AbortSignal.timeout(readLimitMs);
            return (await readPack(location, prefix, { signal: AbortSignal.any([signal, location.signal, limit]) })).members;
        }
        catch (error) {
            signal.throwIfAborted();
            location.debug(`A pack is not used: ${(0,errors/* describeError */.Uc)(error)}`);
            return new Map();
        }
    }
    *#take(members, missing) {
        for (const [path, bytes] of members) {
            const object = missing.get(path);
            if (object === undefined || !(0,listed_object/* matchesListing */.s)(object, bytes))
                continue;
            missing.delete(path);
            yield { object, bytes };
        }
    }
    async #save(location, change) {
        if (location.signal.aborted)
            return;
        try {
            const signal = AbortSignal.any([location.signal, AbortSignal.timeout(context_packs_saveLimitMs)]);
            await addToPacks(location, change, { signal });
            location.debug(`Objects added to the packs: ${change.members.size}.`);
        }
        catch (error) {
            if (!location.signal.aborted)
                location.debug(`The packs were not updated: ${(0,errors/* describeError */.Uc)(error)}`);
        }
    }
}
/** The packs with enough missing objects. The root has the newest objects of all. */
function selectPrefixes(prefixes, missing) {
    const counts = new Map();
    const length = prefixes[0]?.length ?? 0;
    for (const path of missing.keys()) {
        const prefix = path.slice('objects/'.length, 'objects/'.length + length);
        counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
    }
    return prefixes.filter((prefix) => (counts.get(prefix) ?? 0) >= (length === 0 ? 1 : minMissing));
}

// EXTERNAL MODULE: ./src/lib/file-errors.js
var file_errors = __webpack_require__(60372);
// EXTERNAL MODULE: ./src/lib/tls-errors.js
var tls_errors = __webpack_require__(29587);
;// CONCATENATED MODULE: ./src/remote/s3-error-advice.js
const expired = 'The credentials have expired: set a longer session (`role-duration-seconds`), or renew them.';
const wrongClock = 'The clock of this machine is wrong: set it, and run the job again.';
const wrongSecret = 'The secret key does not belong to the access key, or a proxy changes requests: check AWS_SECRET_ACCESS_KEY.';
const unknownKey = 'S3 does not know this access key: check the secrets that AWS_ACCESS_KEY_ID comes from, and AWS_ENDPOINT_URL.';
const account = 'The AWS account of the bucket has a problem, such as an unpaid bill: ask its owner or AWS Support.';
const restore = 'Restore it, for example with `aws s3api restore-object`, wait until it is readable, and run the job again. Exclude bundles that are still used from lifecycle rules and archive tiers.';
const locked = 'Object Lock or a retention rule of the bucket protects the object. Wait until the retention ends, or use a remote without it.';
const slower = 'S3 asks for fewer requests: run the job again later, and start fewer jobs on this remote at a time.';
const trouble = 'S3 has an error or is overloaded: run the job again later.';
const race = 'Another request changed the same object or bucket at the same time: run the job again.';
const lostUpload = 'Another client or a lifecycle rule ended the upload: run the job again.';
const fullStorage = 'The storage of the server is full or its quota is used up: free space there, and run the job again.';
const unsupported = 'This server lacks what the action needs, or AWS_ENDPOINT_URL is not the address of an S3 API: docs/s3-servers.md lists servers that work.';
/**
 * The codes that have their own verdict or advice: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 * The codes that begin with `XMinio` are MinIO's.
 */
const codes = new Map([
    ['ExpiredToken', ['access-denied', expired]],
    ['ExpiredTokenException', ['access-denied', expired]],
    ['TokenRefreshRequired', ['access-denied', expired]],
    ['InvalidToken', ['access-denied', 'The session token does not belong to these keys: check AWS_SESSION_TOKEN.']],
    ['InvalidAccessKeyId', ['access-denied', unknownKey]],
    ['SignatureDoesNotMatch', ['access-denied', wrongSecret]],
    ['RequestTimeTooSkewed', ['access-denied', wrongClock]],
    ['RequestExpired', ['access-denied', wrongClock]],
    ['AccountProblem', ['access-denied', account]],
    ['AllAccessDisabled', ['access-denied', account]],
    ['NotSignedUp', ['access-denied', account]],
    ['InvalidPayer', ['access-denied', account]],
    ['ObjectLocked', ['access-denied', locked]],
    ['InvalidObjectState', ['object-archived', restore]],
    ['ObjectNotInActiveTierError', ['object-archived', restore]],
    ['SlowDown', ['remote-unreachable', slower]],
    ['SlowDownRead', ['remote-unreachable', slower]],
    ['SlowDownWrite', ['remote-unreachable', slower]],
    ['TooManyRequests', ['remote-unreachable', slower]],
    ['RequestLimitExceeded', ['remote-unreachable', slower]],
    ['InternalError', ['remote-unreachable', trouble]],
    ['ServiceUnavailable', ['remote-unreachable', trouble]],
    ['RequestTimeout', ['remote-unreachable', 'The connection to S3 is too slow or broke: run the job again.']],
    ['OperationAborted', ['remote-unreachable', race]],
    ['ConditionalRequestConflict', ['remote-unreachable', race]],
    ['NoSuchUpload', ['remote-unreachable', lostUpload]],
    ['MethodNotAllowed', ['remote-unreachable', unsupported]],
    ['NotImplemented', ['remote-unreachable', unsupported]],
    ['XNotImplemented', ['remote-unreachable', unsupported]],
    ['QuotaExceeded', ['remote-unreachable', fullStorage]],
    ['XMinioStorageFull', ['remote-unreachable', fullStorage]],
    ['XMinioAdminBucketQuotaExceeded', ['remote-unreachable', fullStorage]],
    [
        'KeyTooLongError',
        ['invalid-input', 'A key has at most 1,024 bytes: shorten `remote`, `context` or the file name.'],
    ],
    ['EntityTooLarge', ['invalid-input', 'The server does not accept objects of this size: split the file.']],
]);
/**
 * `KMS.DisabledException`, `kms:KeyNotFound` and the like:
 * https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html
 */
const kmsCode = /^kms[.:]/i;
const kms = [
    'access-denied',
    "Check `sse-kms-key-id`, or the bucket's default key: it exists, is enabled and in the bucket's region, and the role may use it.",
];
/** The verdict and the advice for a code of S3; undefined for a code that says no more than its status. */
function findS3ErrorAdvice(code) {
    return kmsCode.test(code) ? kms : codes.get(code);
}
const encryptionCode = /^(?:NotImplemented|XNotImplemented|Invalid(?:Argument|Request|EncryptionAlgorithmError))$/;
const encryptionMessage = /KMS is not configured|server.side.encryption|\bSSE\b|encryption (?:method|algorithm)/i;
/** What helps against a server that does not know the encryption which the action asks for. */
const encryptionAdvice = 'Configure an encryption key on the server (MinIO: MINIO_KMS_SECRET_KEY), because Disdat in the container always asks for AES256. `sse: none` omits it from what the action itself writes.';
/** Whether a server does not know the encryption of a request: MinIO without a key, for example. */
function isEncryptionUnknown(code, message) {
    return encryptionCode.test(code) && encryptionMessage.test(message);
}

;// CONCATENATED MODULE: ./src/remote/translate-s3-error.js







const wrongRegionCodes = new Set([
    'PermanentRedirect',
    'TemporaryRedirect',
    'AuthorizationHeaderMalformed',
    'IllegalLocationConstraintException',
]);
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
    if (!(error instanceof s3_errors/* StoreError */.AD))
        return createFailure(error, operation);
    if (error.kind === 'object-too-large')
        return new format_error/* BundleFormatError */.KC(error.message);
    const [verdict, advice] = storeErrors[error.kind];
    return new errors/* Failure */.HR(verdict, error.message, advice, { cause: error });
}
function createFailure(error, operation) {
    const [code, status] = [(0,s3_errors/* getErrorCode */.E2)(error), (0,s3_errors/* getErrorStatus */.v9)(error)];
    const [verdict, evidence, advice] = status === undefined ? describeLostResponse(error, operation) : describeResponse(error, { code, status }, operation);
    return new errors/* Failure */.HR(verdict, evidence, advice, { cause: error });
}
function describeLostResponse(error, { target, region }) {
    const tls = (0,tls_errors/* findTlsFailure */.B)(error);
    if (tls !== undefined) {
        const evidence = `No TLS connection to S3 for ${target}: ${tls.reason} (${tls.code}).`;
        return ['remote-unreachable', evidence, tls.advice];
    }
    const advice = `Check \`remote\`, \`aws-region\` (${region}), and AWS_ENDPOINT_URL and proxy variables if you use them.`;
    return ['remote-unreachable', `No answer from S3 about ${target}: ${(0,errors/* describeError */.Uc)(error)}.`, advice];
}
function describeResponse(error, { code, status }, operation) {
    const { bucket, target, region } = operation;
    const answer = code === 'Error' ? `${status}` : `${status} ${code}`;
    if (code === 'NoSuchBucket') {
        const advice = 'Check the spelling of `remote`, or create the bucket.';
        return ['remote-unreachable', `The bucket ${bucket} does not exist (NoSuchBucket).`, advice];
    }
    if (status === 301 || wrongRegionCodes.has(code)) {
        const right = getErrorRegion(error);
        const advice = right === undefined ? "Set `aws-region` to the bucket's region." : `Set \`aws-region: ${right}\`.`;
        return ['remote-unreachable', `The bucket ${bucket} is not in ${region} (${answer}).`, advice];
    }
    const message = error instanceof Error ? error.message : '';
    if (isEncryptionUnknown(code, message)) {
        const evidence = `S3 cannot encrypt ${target}: ${answer} (${message}).`;
        return ['invalid-input', evidence, encryptionAdvice];
    }
    const [verdict, advice] = findS3ErrorAdvice(code) ?? [];
    if (verdict === undefined || advice === undefined)
        return describeStatus(status, answer, operation);
    return [verdict, describeRefusal(verdict, { target, answer, status }), advice];
}
function describeRefusal(verdict, { target, answer, status }) {
    if (verdict === 'object-archived')
        return `${target} is archived and cannot be read until it is restored: ${answer}.`;
    if (verdict === 'access-denied')
        return `S3 refused ${target}: ${answer}.`;
    return status >= 500 || status === 429
        ? `S3 failed at ${target}: ${answer}.`
        : `S3 did not accept ${target}: ${answer}.`;
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








/** The names of the index and of the packs, beside `objects/`. */
const cacheNames = { index: 'run-action/index', packs: 'run-action/pack' };
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
    const { url, context, useIndex, identity, env, encryption, tuning, warn } = options;
    const { bucket } = requireRemoteUrl(url);
    const translateError = translateS3Error;
    const onConditionIgnored = warn && ((write) => warn(describeIgnoredCondition(bucket, write)));
    const settings = { encryption, onConditionIgnored, userAgent, translateError, ...(tuning && { tuning }) };
    const store = await openStore({ bucket, identity, env, ...settings });
    return createRemote(store, { url, context, useIndex });
}
function describeIgnoredCondition(bucket, write) {
    return `The S3 server of s3://${bucket} ignores the condition of ${write}: steps that write the same object at the same time can overwrite each other's. docs/s3-servers.md lists what holds on which server.`;
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
    const objects = `${(0,bundle/* formatObjectsUri */.Ab)({ url, context }).slice(`s3://${bucket}/`.length)}/`;
    const folder = objects.slice(0, -'objects/'.length);
    const getKey = (uuid, path) => `${objects}${uuid}/${path}`;
    return {
        url,
        context,
        store,
        index: new BundleIndex(useIndex && { ...useIndex, store, key: folder + cacheNames.index }),
        packs: new ContextPacks(useIndex && { ...useIndex, store, context, key: folder + cacheNames.packs }),
        objects,
        getKey,
        getUri: (uuid) => (0,bundle/* formatBundleUri */.gL)({ url, context }, uuid),
        read: (uuid, path, readOptions) => store.get(getKey(uuid, path), readOptions),
        async listSizes(uuid, { signal, limit = Number.POSITIVE_INFINITY }) {
            const prefix = getKey(uuid, '');
            const sizes = new Map();
            for await (const entry of store.list(prefix, { signal })) {
                if (sizes.size >= limit)
                    throw new format_error/* BundleFormatError */.KC(`its folder has more than ${limit} objects`);
                if (entry.kind === 'object')
                    sizes.set(entry.key.slice(prefix.length), entry.size);
            }
            return sizes;
        },
    };
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
            const source = external_node_path_default().join(staging, uuid);
            await copyFiles(files, source, options);
            const hyperFrame = await writeMessages(source, describeLinkBundle(uuid, files, newBundle));
            options.signal.throwIfAborted();
            const target = external_node_path_default().join(context.objects, uuid);
            await (0,promises_.mkdir)(context.objects, { recursive: true });
            await (0,promises_.rename)(source, target);
            await (0,ctxt_db/* registerBundle */.eE)(context, hyperFrame, options).catch(async (error) => {
                await (0,promises_.rm)(target, { recursive: true, force: true });
                throw error;
            });
            return (0,disdat_bundle/* readBundle */.Bo)(hyperFrame, uuid);
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

/***/ 70200:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  a: () => (/* binding */ injectCredentials),
  Q: () => (/* binding */ renewCredentials)
});

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
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
    'AWS_ACCESS_KEY',
    'AWS_SECRET_KEY',
    'AWS_CREDENTIAL_FILE',
    'BOTO_CONFIG',
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
const renewBeforeMs = 5 * 60_000;
/** How long to wait before credentials must be renewed, in milliseconds; undefined for credentials without an end. */
function getRenewalDelay({ expiration }, now) {
    if (expiration === undefined)
        return undefined;
    const leftMs = expiration.getTime() - now.getTime();
    return Math.max(0, leftMs - renewBeforeMs, leftMs / 2);
}

// EXTERNAL MODULE: ./src/disdat/generations.js
var generations = __webpack_require__(9429);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/lib/clock.js
var clock = __webpack_require__(56620);
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
            return { task: addEnv(task, await createCredentialsEnv(context, delivery, task, remote)) };
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
    const generation = (0,generations/* getGeneration */.D3)(task.image.dialect);
    const narrowed = await own.createPipeIdentity(dependencies.createPipePolicy(remote, own.region, generation));
    if (narrowed === undefined)
        await dependencies.log.debug("The pipe gets the step's own credentials: only those of a `role-to-assume` can be narrowed to the remote.");
    const identity = narrowed ?? own;
    const credentials = await identity.credentials();
    const files = createAwsFiles(identity, credentials);
    return { task: { ...addEnv(task, createAwsFileEnv(identity.region)), files }, source: { identity, credentials } };
}
async function createCredentialsEnv({ run, dependencies }, { durationSeconds, queueTimeoutMs }, { image, jobSeed }, remote) {
    const own = await dependencies.identity();
    const needs = { ...(0,generations/* getGeneration */.D3)(image.dialect), readsPacks: jobSeed !== undefined };
    const policy = dependencies.createPipePolicy(remote, own.region, needs);
    const narrowed = await own.createPipeIdentity(policy, { durationSeconds });
    if (narrowed === undefined)
        throw new errors/* Failure */.HR('invalid-input', "job-credentials-seconds: the step's own credentials cannot be narrowed to the remote, and everyone who may describe jobs can read them.", 'Set `role-to-assume`, which can be narrowed, or better give the job a role of its own with `job-role-arn`.');
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = await narrowed.credentials();
    await dependencies.log.warning('The job gets credentials as environment variables. Everyone who may call batch:DescribeJobs in this account can read them until they expire. They allow access to the remote context only. With `job-role-arn` the job needs none.');
    const jobEndsBy = clock/* systemClock */.m.date().getTime() + run.timeoutMs + queueTimeoutMs;
    if (expiration !== undefined && expiration.getTime() < jobEndsBy)
        await dependencies.log.warning(`These credentials expire at ${expiration.toISOString()}, and the job may take longer: \`queue-timeout-minutes\` plus \`run-timeout-minutes\`. Raise \`job-credentials-seconds\`, or lower the two.`);
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
        const delayMs = getRenewalDelay(current, clock/* systemClock */.m.date());
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


/***/ }),

/***/ 22127:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ detach),
/* harmony export */   e: () => (/* binding */ follow)
/* harmony export */ });
/* harmony import */ var _aws_role_credentials_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8304);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40643);
/* harmony import */ var _lib_clock_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56620);
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19177);
/* harmony import */ var _credentials_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(70200);
/* harmony import */ var _launch_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(34761);
/* harmony import */ var _output_watch_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(80605);







const deadlineReason = 'GitHub ends this workflow job soon, and the pipe has not ended.';
const detachedOnCancelReason = 'The workflow was cancelled, and `on-cancel: detach` leaves the job of the pipe running.';
/**
 * Follows the job until it ends, within its time limit. A job that does not end on its own is stopped before this
 * throws. A job that can outlive the step is detached when GitHub is about to end the step, when the step gets no more
 * credentials, on cancellation with `on-cancel: detach`, and when it can be followed no longer: an error of the step or
 * of AWS says nothing about the job, and does not end it.
 */
async function follow(context, launched, analyzer, observer) {
    const { run, dependencies, backend } = context;
    const { log, cancelled } = dependencies;
    const isLimitedByJob = backend.can.outlivesStep || run.isLimitedByJob;
    const limit = isLimitedByJob ? dependencies.jobDeadline : AbortSignal.timeout(run.timeoutMs);
    const ended = new AbortController();
    const { prepared, job } = launched;
    const renewing = prepared && (0,_credentials_js__WEBPACK_IMPORTED_MODULE_4__/* .renewCredentials */ .Q)(context, job, prepared, ended.signal);
    const watch = createOutputWatch(context, launched, ended.signal);
    try {
        const listener = createListener(context, launched, { analyzer, observer, watch });
        // A job of Batch begins a group for each of its attempts.
        if (!backend.can.outlivesStep && !launched.isOneOfMany)
            await log.startGroup('Log of the pipe');
        return { kind: 'ended', result: await backend.follow(job, listener, AbortSignal.any([cancelled, limit])) };
    }
    catch (error) {
        log.endUntrusted();
        const reason = findDetachReason(context, limit, error);
        if (reason !== undefined) {
            const { why, failure } = reason;
            const left = await detach(context, launched, why);
            return { kind: 'detached', left, ...(failure !== undefined && { error: failure }) };
        }
        await (0,_launch_js__WEBPACK_IMPORTED_MODULE_5__/* .stop */ .ds)(context, job);
        if (!limit.aborted || cancelled.aborted)
            throw error;
        throw isLimitedByJob ? createJobLimitFailure(error) : createTimeoutFailure(run.timeoutMs, error);
    }
    finally {
        log.endUntrusted();
        await log.endGroup();
        ended.abort();
        await Promise.all([renewing, watch?.finish()]);
    }
}
/** Returns why the job continues without this step, and the error if that fails the step; undefined to stop the job. */
function findDetachReason({ run, dependencies, backend }, limit, error) {
    if (!backend.can.outlivesStep)
        return undefined;
    if (dependencies.cancelled.aborted)
        return canDetach(run, dependencies) ? { why: detachedOnCancelReason, failure: error } : undefined;
    const { failsOnDetach } = run.backend;
    if (limit.aborted)
        return { why: deadlineReason, ...(failsOnDetach && { failure: createDetachFailure(error) }) };
    const why = (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .describeError */ .Uc)(error);
    return (0,_aws_role_credentials_js__WEBPACK_IMPORTED_MODULE_0__/* .isIdentityLost */ .Fs)(error) && !failsOnDetach ? { why } : { why, failure: error };
}
/** A cancellation by the step itself has a failure of its own as its reason, and ends the job. */
const canDetach = ({ backend }, { cancelled }) => backend.detachesOnCancel && !(cancelled.reason instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR);
function createDetachFailure(cause) {
    const evidence = 'GitHub ends this workflow job soon, and the job of the pipe has not ended. It continues.';
    const advice = 'Attach to it with the step in the report, or set `on-detach: succeed` and attach in a later job.';
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('timeout', evidence, advice, { cause });
}
function createJobLimitFailure(cause) {
    const evidence = 'GitHub ends this workflow job soon, and the pipe had not ended. It was stopped.';
    const advice = 'Raise `timeout-minutes` of the workflow job, or run the pipe with `backend: AWSBatch`, where it can outlive the job.';
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('timeout', evidence, advice, { cause });
}
function createTimeoutFailure(timeoutMs, cause) {
    const evidence = `The pipe did not end within ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_3__/* .formatDuration */ .a3)(timeoutMs)} and was stopped.`;
    const advice = 'Raise `run-timeout-minutes`, or look in the log for what the pipe waits for.';
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('timeout', evidence, advice, { cause });
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
/** Watches the output of a job whose backend has to look for its end. */
function createOutputWatch({ dependencies, backend }, { job, receipt, remote }, ended) {
    if (backend.announceEnd === undefined)
        return undefined;
    const announceEnd = async () => await backend.announceEnd?.(job);
    const { outputLooks: limiter } = dependencies;
    return new _output_watch_js__WEBPACK_IMPORTED_MODULE_6__/* .OutputWatch */ .$({ remote, uuid: receipt.outputUuid, clock: _lib_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .systemClock */ .m, limiter, announceEnd, ended });
}
function createListener({ dependencies }, { job, isOneOfMany }, { analyzer, observer, watch }) {
    const { log } = dependencies;
    const prefix = isOneOfMany ? `[${job.name} ${job.id.slice(0, 8)}] ` : '';
    return {
        async lines(stream, lines) {
            for (const line of lines)
                analyzer.readLine(line, stream);
            observer.addLines(lines);
            watch?.recordLines();
            await log.printUntrusted(prefix === '' ? lines : lines.map((line) => prefix + line));
        },
        async changed(text) {
            log.info(`${prefix}${text}`);
        },
        async attempt(number) {
            watch?.start();
            log.endUntrusted();
            if (isOneOfMany)
                log.info(`${prefix}Attempt ${number}`);
            else
                await log.startGroup(`Log of attempt ${number}`);
        },
        known: (update) => observer.update(update),
    };
}


/***/ }),

/***/ 34761:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F9: () => (/* binding */ recordJob),
/* harmony export */   Lv: () => (/* binding */ releaseJob),
/* harmony export */   ds: () => (/* binding */ stop),
/* harmony export */   ql: () => (/* binding */ launch)
/* harmony export */ });
/* harmony import */ var _backends_unknown_job_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24802);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40643);
/* harmony import */ var _lib_abort_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(31140);
/* harmony import */ var _lib_progress_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(14443);
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19177);
/* harmony import */ var _save_state_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(69343);






/** Starts the task. Saves what post needs to end it before it can run. */
async function launch(context, task) {
    const { backend, dependencies } = context;
    const save = async () => await (0,_save_state_js__WEBPACK_IMPORTED_MODULE_5__/* .saveOrphan */ .q)(context, task.receipt.outputUuid, await backend.createOrphanFields(task));
    await save();
    const progress = {
        begin: `Starting the ${backend.can.unit} of ${task.receipt.pipeClass}.`,
        describe: (ms) => `The ${backend.can.unit} has not started yet, after ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_4__/* .formatDuration */ .a3)(ms)}.`,
        say: dependencies.log.info,
    };
    const launched = (0,_lib_progress_js__WEBPACK_IMPORTED_MODULE_3__/* .withProgress */ .E)(progress, () => backend.launch(task, dependencies.cancelled));
    const job = await launched.catch(async (error) => {
        // What post needs has changed: the backend may now know that nothing was started.
        if (backend.can.outlivesStep)
            await forgetOrphan(context, task, error);
        else
            await save().catch(() => undefined);
        throw error;
    });
    const argv = job.seedProblem === undefined ? (task.seed?.argv ?? task.argv) : task.argv;
    const words = argv.map((part) => JSON.stringify(part)).join(' ');
    dependencies.log.info(`Started ${backend.can.unit} ${job.name}: ${words}`);
    return job;
}
/** Post has nothing to look for when there is no job, or when `on-cancel: detach` leaves a job that may exist. */
async function forgetOrphan({ run, dependencies }, task, error) {
    const { cancelled, state, log } = dependencies;
    const isUnknown = error instanceof _backends_unknown_job_js__WEBPACK_IMPORTED_MODULE_0__/* .UnknownJobError */ .y;
    const isLeft = isUnknown && cancelled.aborted && run.backend.detachesOnCancel;
    if (isUnknown && !isLeft)
        return;
    await state.removeOrphan(task.receipt.outputUuid);
    if (!isLeft)
        return;
    await log.notice('The workflow was cancelled during the submission. If a job was created, `on-cancel: detach` leaves it running: look for it in the queue.');
}
/**
 * Saves what post needs now that the job has an id, and resolves with the job's receipt. A job that an earlier attempt
 * submitted creates another bundle than this step requested.
 */
async function recordJob(context, task, job) {
    const { backend, dependencies } = context;
    const { log, state } = dependencies;
    const receipt = job.adopted ?? task.receipt;
    if (receipt.outputUuid !== task.receipt.outputUuid)
        await state.removeOrphan(task.receipt.outputUuid);
    await (0,_save_state_js__WEBPACK_IMPORTED_MODULE_5__/* .saveOrphan */ .q)(context, receipt.outputUuid, await backend.createOrphanFields(task, job));
    if (backend.can.outlivesStep)
        log.info(`Job id: ${job.id}${job.url ? `, page: ${job.url}` : ''}`);
    if (job.adopted !== undefined)
        log.info(`Attempt ${receipt.workflowAttempt} of this workflow run submitted this job, and it is still active. It is followed; no other job is submitted.`);
    return receipt;
}
/** Stops the run's container or job; post tries again when this fails. Never throws. */
async function stop(context, job) {
    await endInTime(context, 'stopped', () => context.backend.stop(context.runId, job));
}
/** Frees what the ended job still occupies; post tries again when this fails. Never throws. */
async function releaseJob(context) {
    await endInTime(context, 'removed', async () => await context.backend.release?.(context.runId));
}
/** How long ending a container or job may take, and after a cancellation, of which GitHub leaves 7.5 s. */
const endLimits = { ms: 120_000, cancelledMs: 6_000 };
async function endInTime({ dependencies, backend }, result, work) {
    const { cancelled, log } = dependencies;
    const late = (0,_lib_abort_js__WEBPACK_IMPORTED_MODULE_2__/* .delayAbort */ .y5)(cancelled, endLimits.cancelledMs);
    try {
        await (0,_lib_abort_js__WEBPACK_IMPORTED_MODULE_2__/* .limitTime */ .DZ)(work, { ms: endLimits.ms, signal: late });
    }
    catch (error) {
        const reason = late.aborted
            ? `there was no response within ${endLimits.cancelledMs / 1000} s`
            : (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .describeError */ .Uc)(error);
        await log.warning(`The ${backend.can.unit} could not be ${result} yet: ${reason}`);
    }
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
// EXTERNAL MODULE: ./src/run/sandbox.js + 2 modules
var sandbox = __webpack_require__(89189);
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

/***/ 4700:
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
            for (const part of proof.parts) {
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

/***/ 21626:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Q: () => (/* binding */ loadFinishing),
  G: () => (/* binding */ runPipe)
});

// EXTERNAL MODULE: external "node:perf_hooks"
var external_node_perf_hooks_ = __webpack_require__(643);
// EXTERNAL MODULE: ./src/disdat/bundle.js
var bundle = __webpack_require__(84092);
// EXTERNAL MODULE: ./src/disdat/generations.js
var generations = __webpack_require__(9429);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/report/format-seed.js
var format_seed = __webpack_require__(78842);
;// CONCATENATED MODULE: ./src/run/context-seed.js





/** How long the collection of a seed may take; the container then pulls its context on its own. */
const maxCollectMs = 10 * 60_000;
/** Loads what collects a seed, beside the lookup of the image. */
const loadSeeding = () => Promise.all([__webpack_require__.e(/* import() */ 3934).then(__webpack_require__.bind(__webpack_require__, 33934)), __webpack_require__.e(/* import() */ 4151).then(__webpack_require__.bind(__webpack_require__, 44151)), Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 10811))]);
/**
 * Collects the seed of a run while its image is pulled. A failure is a notice at most: without a seed, the
 * container pulls its context as Disdat does it. Only a cancellation is thrown.
 */
class SeedCollector {
    #context;
    #localContext;
    #ended = new AbortController();
    #collecting;
    constructor(context, localContext) {
        this.#context = context;
        this.#localContext = localContext;
    }
    /** Starts to collect the seed in the background, if the run can have one. */
    start(input) {
        const { run, backend } = this.#context;
        const isPossible = run.dialect === undefined || (0,generations/* getGeneration */.D3)(run.dialect).pullsContext;
        if (run.seed.mode === 'none' || run.dryRun || !backend.can.seedsContext || !isPossible)
            return;
        this.#collecting = this.#protect(() => this.#collect(input.remote, input.found?.bundle.uuid));
    }
    get isStarted() {
        return this.#collecting !== undefined;
    }
    /**
     * Resolves with the seed for a container of the image, once it is complete; undefined when there is none.
     * `hasPushed`: this run has changed the remote context since `start`.
     */
    async finish(image, hasPushed) {
        const { pullsContext, indexesBundlesOnly } = (0,generations/* getGeneration */.D3)(image.dialect);
        if (!pullsContext)
            return undefined;
        const collection = await this.#collecting;
        if (collection === undefined)
            return undefined;
        return await this.#protect(async (signal) => {
            if (hasPushed)
                await collection.builder.update({ signal });
            const seed = collection.builder.finish();
            if (seed.bundles === 0)
                return undefined;
            const { bundles, bytes, isComplete } = seed;
            return {
                localContext: this.#context.run.context.local,
                isComplete,
                files: () => this.#listFiles(seed, indexesBundlesOnly),
                report: { bundles, bytes, ms: external_node_perf_hooks_.performance.now() - collection.startedMs, isComplete },
            };
        });
    }
    async #collect(remote, inputUuid) {
        const { run, dependencies } = this.#context;
        const startedMs = external_node_perf_hooks_.performance.now();
        const [{ SeedBuilder }, { SeedSpool }, sourceTypes] = await loadSeeding();
        const { createLocalSource, createPackSource, createRemoteSource } = sourceTypes;
        const spool = await SeedSpool.create(dependencies.temporaryFolder);
        const stack = new AsyncDisposableStack();
        stack.use(spool);
        try {
            const mode = run.seed.mode === 'newest' ? 'newest' : 'all';
            const pinned = new Set([...run.params.values(), inputUuid ?? ''].filter(bundle/* isUuid */.O1));
            const local = this.#localContext === undefined ? [] : [createLocalSource(this.#localContext)];
            const sources = [...local, createPackSource(remote), createRemoteSource(remote)];
            const debug = (text) => void dependencies.log.debug(text);
            const request = { mode, maxBytes: run.seed.maxBytes, pinned, sources, debug };
            const builder = stack.use(await SeedBuilder.create(remote, request, spool));
            await builder.update({ signal: this.#signal() });
            return { builder, startedMs, [Symbol.asyncDispose]: () => stack.disposeAsync() };
        }
        catch (error) {
            await stack.disposeAsync();
            throw error;
        }
    }
    async *#listFiles(seed, hasIndex) {
        const { run } = this.#context;
        yield* seed.objects();
        if (hasIndex)
            yield { path: 'ctxt.db', bytes: seed.indexBytes, file: seed.indexFile };
        // The context exists for Disdat once it has this file.
        const binding = {
            remote_ctxt: run.context.remote,
            local_ctxt: run.context.local,
            remote_ctxt_url: `${run.remote.url}/context`,
        };
        const content = Buffer.from(JSON.stringify(binding));
        yield { path: 'ctxt.json', bytes: content.length, content };
    }
    #signal() {
        const { cancelled } = this.#context.dependencies;
        return AbortSignal.any([cancelled, this.#ended.signal, AbortSignal.timeout(maxCollectMs)]);
    }
    /** Resolves with undefined, after one notice, when the work fails. Throws the reason of a cancellation. */
    async #protect(work) {
        const { dependencies } = this.#context;
        try {
            return await work(this.#signal());
        }
        catch (error) {
            if (this.#ended.signal.aborted || dependencies.cancelled.aborted)
                return undefined;
            await dependencies.log.notice(`${unseededNotice} ${(0,errors/* describeError */.Uc)(error).replace(/\.$/, '')}.`);
            return undefined;
        }
    }
    /** Ends what still runs, and removes the temporary files. */
    async [Symbol.asyncDispose]() {
        this.#ended.abort();
        const collection = await this.#collecting;
        try {
            await collection?.[Symbol.asyncDispose]();
        }
        catch (error) {
            await this.#context.dependencies.log.debug(`The seed's files were not removed: ${(0,errors/* describeError */.Uc)(error)}`);
        }
    }
}
const unseededNotice = 'The container pulls its context on its own, because no seed could be collected:';
/** Logs whether the container of a job has its seed. Resolves with its part of the report. */
async function reportSeed({ dependencies }, seed, { seedProblem }) {
    const { log } = dependencies;
    if (seed === undefined)
        return {};
    if (seedProblem !== undefined) {
        const { reason, isExpected } = seedProblem;
        if (isExpected)
            await log.debug(`The container gets no seed, because ${reason}.`);
        else
            await log.notice(`The container pulls its context on its own, because ${reason}.`);
        return {};
    }
    log.info(`Local context: ${(0,format_seed/* formatSeed */.j)(seed.report)}.`);
    return { seed: seed.report };
}

// EXTERNAL MODULE: ./src/action/input-parsers.js
var input_parsers = __webpack_require__(48728);
// EXTERNAL MODULE: ./src/disdat/command-line.js
var command_line = __webpack_require__(30458);
// EXTERNAL MODULE: ./src/disdat/names.js
var names = __webpack_require__(15086);
// EXTERNAL MODULE: ./src/plan/input-request.js
var input_request = __webpack_require__(29516);
;// CONCATENATED MODULE: ./src/run/create-task.js






const nameAdvice = 'Give another bundle, or push this one again under another name.';
/**
 * Creates the task of a run, without credentials, which `injectCredentials` adds. Throws Failure `bundle-corrupt` for
 * an input bundle whose name cannot be an argument.
 */
function createTask(context, parts) {
    const { run, runId } = context;
    const { image, seed } = parts;
    const problem = findNameProblem(parts);
    if (problem !== undefined)
        throw new errors/* Failure */.HR('bundle-corrupt', `The name of the input bundle ${parts.inputBundle?.uuid} ${problem}.`, nameAdvice);
    return {
        runId,
        name: `${(0,names/* deriveImageName */.qW)(run.pipeClass)}-${runId}`,
        image,
        argv: createArgv(context, parts, false),
        env: createEnv(context, parts),
        files: [],
        ...createJobSeed(context, parts),
        ...(seed && {
            seed: {
                localContext: seed.localContext,
                argv: createArgv(context, parts, seed.isComplete),
                files: seed.files,
            },
        }),
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
/** A job fills its local context itself, where its backend cannot. */
function createJobSeed({ run }, { image, isContextEmpty }) {
    const { mode, maxBytes, isRequested } = run.seed;
    if (mode === 'none' || isContextEmpty || !(0,generations/* getGeneration */.D3)(image.dialect).pullsContext)
        return {};
    const { remote: remoteContext, local: localContext } = run.context;
    return { jobSeed: { mode, remote: run.remote.url, remoteContext, localContext, maxBytes, isRequested } };
}
function createArgv(context, parts, noPull) {
    const { run } = context;
    const { image, inputBundle, outputUuid } = parts;
    return (0,command_line/* createCommandLine */.G)(image.dialect, {
        pipeClass: run.pipeClass.name,
        inputName: inputBundle?.name ?? '-',
        inputTags: (0,input_request/* getInputTags */.eQ)(run.input),
        outputName: run.outputName,
        outputTags: run.outputTags,
        outputUuid,
        params: createParams(context, parts),
        remote: run.remote.url,
        context: run.context,
        force: run.force,
        forceAll: run.forceAll,
        workers: run.workers,
        noPull,
    });
}
/** Only the inputs were checked: a HyperFrame may have any name. The name `-` would select no input at all. */
function findNameProblem({ image, inputBundle }) {
    if (inputBundle === undefined || !(0,generations/* getGeneration */.D3)(image.dialect).takesInput)
        return undefined;
    if (inputBundle.name === '-')
        return 'is `-`, which Disdat reads as no input';
    return (0,input_parsers/* findArgumentProblem */.Ky)(inputBundle.name);
}
/** A pipe receives the uuid of its input as a parameter, unless its image takes the input by name. */
function createParams({ run }, { image, inputBundle }) {
    const { takesInput } = (0,generations/* getGeneration */.D3)(image.dialect);
    if (run.inputParam === undefined || inputBundle === undefined || takesInput)
        return run.params;
    return new Map([...run.params, [run.inputParam, inputBundle.uuid]]);
}
/**
 * Disdat's threads for S3; nothing else reads the variable. With 30 ms of latency, containers start sooner with 16
 * threads than with 8, and no sooner with 32: bench/README.md.
 */
const s3Threads = 16;
function createEnv({ run, backend, dependencies }, { reuse }) {
    const threads = Math.max(s3Threads, Math.ceil(run.vcpus ?? 0));
    const networkEnv = backend.can.usesRunnerNetwork ? dependencies.networkEnv : [];
    return new Map([
        ['PYTHONUNBUFFERED', '1'],
        ['DISDAT_CPU_COUNT', String(threads)],
        ...networkEnv,
        ...reuse.env,
        ...run.env,
    ]);
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

// EXTERNAL MODULE: ./src/lib/user-info.js
var user_info = __webpack_require__(45152);
// EXTERNAL MODULE: ./src/run/sandbox.js + 2 modules
var sandbox = __webpack_require__(89189);
;// CONCATENATED MODULE: ./src/run/dry-run.js



/** Prints what a run would request, and the permissions that it needs. */
async function logDryRun(context, task, remote) {
    const { run, dependencies, backend } = context;
    const { log } = dependencies;
    log.info(await backend.dryRun(hidePasswords(task), dependencies.cancelled));
    if (run.backend.credentials.kind === 'environment')
        log.info('The environment of the overrides would also contain credentials for the pipe.');
    const { region } = await dependencies.identity();
    const generation = (0,generations/* getGeneration */.D3)(task.image.dialect);
    const policy = JSON.parse(dependencies.createPipePolicy(remote, region, generation));
    log.info(`The pipe and the step need these permissions:\n${toJson(policy)}`);
    const index = dependencies.createIndexStatement(remote, region);
    const base = (0,sandbox/* openSandboxBase */.BI)(context, remote);
    const statements = [
        ...(index ? [index] : []),
        ...(generation.needsPrefixKey ? dependencies.createPrefixKeyStatements(remote, region) : []),
        ...(base ? dependencies.createBaseStatements(base, region) : []),
        ...(run.image.kind === 'ecr' ? [describeRepositories] : []),
    ];
    if (statements.length > 0)
        log.info(`The step also needs these permissions:\n${toJson(statements)}`);
}
/** Addresses of proxies and services in variables may hold a password. */
function hidePasswords(task) {
    return { ...task, env: new Map([...task.env].map(([name, value]) => [name, value && (0,user_info/* redactUserInfo */.p)(value)])) };
}
/** For `registry: '*ECR*'`. */
const describeRepositories = { Effect: 'Allow', Action: 'ecr:DescribeRepositories', Resource: '*' };
const toJson = (value) => JSON.stringify(value, null, 2);

// EXTERNAL MODULE: ./src/run/follow.js
var follow = __webpack_require__(22127);
// EXTERNAL MODULE: ./src/remote/packs/pack.js
var pack = __webpack_require__(4235);
// EXTERNAL MODULE: ./src/seed/list-seed.js
var list_seed = __webpack_require__(73348);
// EXTERNAL MODULE: ./src/seed/seed-sources.js + 1 modules
var seed_sources = __webpack_require__(10811);
;// CONCATENATED MODULE: ./src/seed/update-packs.js



/** The most objects that one step reads for the packs, of about 20,000 bundles. Later steps read the rest. */
const maxObjects = 50_000;
/**
 * Adds what the packs of a context lack, in the background, for jobs that fill their local context from them. Never
 * throws. Costs a LIST for each 1,000 objects, a GET for each pack, and a GET for each missing object.
 */
function updatePacks(remote) {
    remote.packs.update(async (options) => await readMissing(remote, options));
}
async function readMissing(remote, options) {
    const { bundles } = await (0,list_seed/* listSeed */.Ar)(remote, options);
    const listed = new Map([...bundles.values()].flat().map((object) => [object.path, object]));
    const missing = new Map([...listed].filter(([, object]) => (0,pack/* isPackable */.eE)(object)));
    for await (const { object } of (0,seed_sources.createPackSource)(remote).read([...missing.values()], options))
        missing.delete(object.path);
    const members = (0,seed_sources.createRemoteSource)(remote).read([...missing.values()].slice(0, maxObjects), options);
    for await (const _ of members)
        options.signal.throwIfAborted();
    return listed;
}

// EXTERNAL MODULE: ./src/run/credentials.js + 1 modules
var credentials = __webpack_require__(70200);
// EXTERNAL MODULE: ./src/run/launch.js
var launch = __webpack_require__(34761);
// EXTERNAL MODULE: ./src/remote/remote.js + 32 modules
var remote_remote = __webpack_require__(43870);
;// CONCATENATED MODULE: ./src/remote/prefix-key.js


/**
 * Creates the object without bytes whose key is the prefix of the remote and a slash, unless it exists. Disdat before
 * 0.9.14 binds a remote only if it does (`s3_path_exists` in disdat/utility/aws_s3.py). A remote without a prefix needs
 * none. Throws Failure; `access-denied` has the command that creates the object.
 */
async function createPrefixKey(remote, options) {
    const { bucket, prefix } = (0,remote_remote/* requireRemoteUrl */.VB)(remote.url);
    if (prefix === '')
        return 'exists';
    const key = `${prefix}/`;
    try {
        const existing = await remote.store.getVersion(key, { ...options, maxBytes: 0 }).catch(ignoreDenied);
        if (existing !== undefined)
            return 'exists';
        return await remote.store.putIfAbsent(key, new Uint8Array(), options);
    }
    catch (error) {
        if (!isDenied(error))
            throw error;
        throw new errors/* Failure */.HR('access-denied', `The image needs the object s3://${bucket}/${key} to bind the remote, and the step may not create it: ${(0,errors/* describeError */.Uc)(error)}`, `Allow s3:GetObject, s3:PutObject and s3:PutObjectAcl on this key, or create it once: aws s3api put-object --bucket ${quote(bucket)} --key ${quote(key)}`, { cause: error });
    }
}
const isDenied = (error) => error instanceof errors/* Failure */.HR && error.verdict === 'access-denied';
/** The right to write is enough. */
function ignoreDenied(error) {
    if (!isDenied(error))
        throw error;
}
/** As a word of a shell. */
const quote = (word) => (/^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

;// CONCATENATED MODULE: ./src/run/prepare-binding.js


/** Creates, as the step, the object that images before 0.9.14 need to bind a remote. Throws Failure. */
async function prepareBinding({ dependencies }, image, remote) {
    const { needsPrefixKey, versions } = (0,generations/* getGeneration */.D3)(image.dialect);
    if (!needsPrefixKey)
        return;
    const outcome = await createPrefixKey(remote, { signal: dependencies.cancelled });
    if (outcome === 'created')
        dependencies.log.info(`Created the empty object ${remote.url}/, which images of ${versions} need to bind a remote.`);
}

;// CONCATENATED MODULE: ./src/run/launch-task.js







/** Starts the job, and records it in the report and for post. */
async function launchTask(context, reporter, remote, parts) {
    await prepareBinding(context, parts.image, remote);
    const isContextEmpty = await hasEmptyContext(context, remote);
    const prepared = await (0,credentials/* injectCredentials */.a)(context, createTask(context, { ...parts, isContextEmpty }), remote);
    const job = await (0,launch/* launch */.ql)(context, prepared.task);
    await reporter.update({ job, ...(await reportSeed(context, parts.seed, job)) });
    const receipt = await (0,launch/* recordJob */.F9)(context, prepared.task, job);
    const { outputName: name, outputUuid: uuid } = receipt;
    if (prepared.task.jobSeed && !context.backend.can.seedsContext)
        updatePacks(remote);
    if (job.adopted)
        await reporter.update({ output: { name, uuid, uri: remote.getUri(uuid) } });
    return { job, receipt, prepared };
}
/** Whether a job has nothing to put into its local context: one LIST. Disdat pulls what is pushed until it starts. */
async function hasEmptyContext({ run, backend, dependencies }, remote) {
    const { cancelled: signal, log } = dependencies;
    if (backend.can.seedsContext || run.seed.mode === 'none')
        return false;
    try {
        const { done } = await remote.store.list(remote.objects, { signal })[Symbol.asyncIterator]().next();
        return done === true;
    }
    catch (error) {
        signal.throwIfAborted();
        await log.debug(`Whether the remote context has bundles is not known: ${(0,errors/* describeError */.Uc)(error)}`);
        return false;
    }
}

// EXTERNAL MODULE: ./src/action/input-problems.js
var input_problems = __webpack_require__(95414);
// EXTERNAL MODULE: ./src/aws/ecr.js
var ecr = __webpack_require__(50574);
;// CONCATENATED MODULE: ./src/run/find-image.js





/** Finds or pulls the image, and checks that its command line supports the inputs. Throws Failure. */
async function findImage(context) {
    const { run, dependencies, backend } = context;
    const { log, shared } = dependencies;
    // The classic versions differ in tags, and in an output without a name.
    const needsVersion = run.outputTags.size + (0,input_request/* getInputTags */.eQ)(run.input).size > 0 || run.outputName === '-';
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
async function resolveReference({ image }, { identity, networkEnv, cancelled }) {
    if (image.kind === 'reference')
        return image.reference;
    return await (0,ecr/* resolveEcrReference */.wB)(await identity(), Object.fromEntries(networkEnv), image.repository, cancelled);
}
async function checkDialect(run, { dialect }, { log }) {
    const unsupported = (0,command_line/* findUnsupportedInputs */.S)(dialect, { ...run, inputTags: (0,input_request/* getInputTags */.eQ)(run.input) });
    if (unsupported.length > 0)
        throw new input_problems/* InvalidInputs */.hS(unsupported);
    const { versions, takesInput, hasWorkers } = (0,generations/* getGeneration */.D3)(dialect);
    if (takesInput && run.inputParam !== undefined)
        await log.warning(`\`input-param\` is ignored: images of ${versions} take the input bundle by name.`);
    if (!hasWorkers && run.workers !== 1)
        await log.warning(`\`workers\` is ignored: images of ${versions} have no workers${dialect === 'classic' ? ', except 0.8.0 with `dialect: disdat-0.8.0`' : ''}.`);
    if (!takesInput && run.input !== undefined && run.inputParam === undefined)
        await log.warning(`The pipe does not receive the input bundle: images of ${versions} take it as a parameter. Name that parameter in \`input-param\`.`);
}

// EXTERNAL MODULE: ./src/run/prepare.js + 1 modules
var prepare = __webpack_require__(80582);
// EXTERNAL MODULE: ./src/disdat/reuse.js
var disdat_reuse = __webpack_require__(51354);
;// CONCATENATED MODULE: ./src/run/reuse.js

/** Predicts whether Disdat reuses an existing output, and returns the variables that allow it. */
function decideReuse({ run, dependencies, backend }, image) {
    const env = new Map([...image.env, ...run.env]);
    const force = run.force || run.forceAll;
    const reuse = (0,disdat_reuse/* predictReuse */.A)({ dialect: image.dialect, force, env, commits: dependencies.commits });
    const needsEmptyVariable = image.env.get('GIT_DIRTY') !== '';
    if (reuse.possible !== true || backend.can.passesEmptyVariables || !needsEmptyVariable)
        return reuse;
    return { ...reuse, possible: undefined, why: `${reuse.why} However, ${backend.kind} may drop the empty GIT_DIRTY.` };
}

;// CONCATENATED MODULE: ./src/run/preflight.js





/**
 * Finds image and input, and lets the backend check the run, before anything is pushed or started. Throws one Failure
 * that names all problems.
 * `onInput` is called as soon as the input is found, when the image may still be pulled.
 */
async function preflight(context, localContext, outputUuid, onInput = () => undefined) {
    const { phase, backend, dependencies } = context;
    const [image, input] = await Promise.allSettled([
        phase('image', () => findImage(context)),
        phase('input', () => (0,prepare/* openInput */.lt)(context, localContext)).then((found) => {
            onInput(found);
            return found;
        }),
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
    const bullets = [...new Set(failures.flatMap(listProblems))];
    if (other !== undefined || first === undefined || failures.length === 1)
        return other ?? first;
    if (new Set(failures.map(({ message }) => message)).size === 1)
        return first;
    const evidence = [`${bullets.length} problems:`, ...bullets.map((bullet) => `- ${bullet}`)].join('\n');
    return new errors/* Failure */.HR(first.verdict, evidence, 'Fix each of them. Nothing was started.', { cause: first });
}
/** Lists the problems of a failure, each with its fix: one, or one for each line where each line is a problem. */
function listProblems({ message, advice }) {
    const lines = message.split('\n').map((line) => line.replace(/^- /, ''));
    return lines.length > 1 ? lines : [`${message} ${advice}`];
}

// EXTERNAL MODULE: ./src/lib/units.js
var units = __webpack_require__(19177);
// EXTERNAL MODULE: ./src/remote/find.js
var find = __webpack_require__(52130);
// EXTERNAL MODULE: ./src/remote/prove.js
var prove = __webpack_require__(83411);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./src/bundles/bundle-place.js
var bundle_place = __webpack_require__(76116);
// EXTERNAL MODULE: ./src/bundles/bundle-reader.js + 1 modules
var bundle_reader = __webpack_require__(38326);
// EXTERNAL MODULE: ./src/lib/for-each-bounded.js
var for_each_bounded = __webpack_require__(52759);
;// CONCATENATED MODULE: ./src/remote/push.js






/**
 * Pushes a bundle of the local context to the remote, after the bundles nested in it: files and frames first, then the
 * HyperFrame, each only if it does not exist, so that a bundle appears whole and nothing is overwritten. Files that are
 * only on the remote (`dsdt push --delocalize`) stay there. Undefined when the bundle is not in the context. Throws
 * Failure `bundle-corrupt` when an object exists in neither place, or has another size on the remote.
 */
async function pushBundle(context, uuid, remote, options) {
    const parts = await (0,bundle_reader/* readBundleParts */.p)(context, uuid, options);
    if (parts === undefined)
        return undefined;
    options.counter?.expect(measureParts(parts));
    const result = { uri: remote.getUri(uuid), objects: 0, bytes: 0 };
    for (const part of parts) {
        const { objects, bytes } = await pushPart(context, part, remote, options);
        result.objects += objects;
        result.bytes += bytes;
    }
    return result;
}
/** Returns the number of objects of a bundle's parts and their bytes, HyperFrames included. */
function measureParts(parts) {
    return {
        objects: parts.reduce((sum, part) => sum + part.objects.length + 1, 0),
        bytes: parts.reduce((sum, part) => sum + part.hyperFrame.length + sumSizes(part.objects), 0),
    };
}
const sumSizes = (objects) => objects.reduce((sum, { size }) => sum + size, 0);
async function pushPart(context, part, remote, options) {
    const { uuid } = part.bundle;
    const existing = await remote.listSizes(uuid, options);
    assertPushable(context, part, existing);
    let objects = 0;
    let bytes = 0;
    for (const { size } of part.objects.filter((object) => existing.has(object.path)))
        options.counter?.add(size);
    await (0,for_each_bounded/* forEachBounded */.a)(part.objects.filter((object) => !existing.has(object.path)), async ({ path: name, size }, signal) => {
        const frame = part.frameBytes.get(name);
        const body = frame?.length === size ? frame : { file: external_node_path_default().join(context.objects, uuid, name), size };
        const progress = options.counter?.begin();
        const outcome = await remote.store.putIfAbsent(remote.getKey(uuid, name), body, {
            signal,
            onBytes: progress?.update,
        });
        progress?.end(size);
        if (outcome === 'exists')
            return;
        objects += 1;
        bytes += size;
    }, options);
    // The HyperFrame comes last: once it exists, readers rely on all other objects.
    const outcome = await remote.store.putIfAbsent(remote.getKey(uuid, (0,bundle/* formatHyperFrameName */.Oj)(uuid)), part.hyperFrame, options);
    options.counter?.add(part.hyperFrame.length);
    return outcome === 'exists' ? { objects, bytes } : { objects: objects + 1, bytes: bytes + part.hyperFrame.length };
}
function assertPushable(context, part, existing) {
    const { uuid } = part.bundle;
    const missing = part.missing.filter((name) => !existing.has(name));
    if (missing.length > 0)
        throw (0,bundle_place/* createCorruptBundleFailure */.U)(context, uuid, (0,prove/* describeMissing */.U)(missing));
    const different = part.objects.find((object) => (existing.get(object.path) ?? object.size) !== object.size);
    if (different === undefined)
        return;
    const { path: name, size } = different;
    const reason = `${name} has ${size} bytes in the local context and ${existing.get(name)} on the remote`;
    throw (0,bundle_place/* createCorruptBundleFailure */.U)(context, uuid, reason);
}

// EXTERNAL MODULE: ./src/run/create-input.js + 2 modules
var create_input = __webpack_require__(37368);
// EXTERNAL MODULE: ./src/run/pull-output.js + 2 modules
var pull_output = __webpack_require__(4700);
// EXTERNAL MODULE: ./src/run/report-transfer.js
var report_transfer = __webpack_require__(39082);
;// CONCATENATED MODULE: ./src/run/push-input.js












/**
 * Brings the input to the remote context: creates it from files, pushes it from the local context unless `push-input`
 * is false, or copies it from the base. Then proves that the remote has the whole bundle. Runs with the same request
 * share its result.
 */
async function pushInput(context, prepared, image, existing) {
    const { run, dependencies } = context;
    const { log, shared } = dependencies;
    const { remote } = prepared;
    if (prepared.found === undefined && prepared.files === undefined)
        return { bundle: undefined };
    const key = JSON.stringify([(0,prepare/* getInputKey */.Ok)(context), prepared.found?.bundle.uuid, run.pushInput]);
    const { found, proof, pushed } = await shared.pushes.get(key, () => bringInput(context, prepared, existing));
    const { takesInput, versions } = (0,generations/* getGeneration */.D3)(image.dialect);
    if (takesInput)
        await assertNewest(context, remote, proof, versions);
    for (const warning of proof.warnings)
        await log.warning(warning);
    const report = {
        ...(0,pull_output/* createBundleReport */.P)(remote, proof),
        pushed,
        ...(found.source === 'base' && { copiedFrom: run.baseContext }),
    };
    log.info(`Input ${report.name}: ${report.uri} (${(0,units/* formatBytes */.z3)(proof.bytes)}${report.pushed ? ', pushed now' : ''})`);
    return { bundle: found.bundle, report };
}
async function bringInput(context, prepared, existing) {
    const { run, dependencies } = context;
    const { cancelled: signal } = dependencies;
    const { remote, base } = prepared;
    const created = prepared.files && (await (0,create_input/* createInput */.p)(context, prepared.files));
    const localContext = created?.context ?? existing;
    const found = created?.found ?? prepared.found;
    if (found === undefined)
        throw new Error('The run has no input.');
    const { uuid, name } = found.bundle;
    if (found.source === 'base' && base)
        await (0,sandbox/* copyInput */.sH)(context, base, found.bundle, remote);
    const mayPush = found.source === 'local' && run.pushInput && localContext !== undefined;
    const pushed = mayPush
        ? await (0,report_transfer/* reportTransfer */.u)(context, `Pushing the input ${name} to ${remote.getUri(uuid)}.`, (counter) => pushBundle(localContext, uuid, remote, { signal, counter }))
        : undefined;
    const proof = await (0,prove/* proveBundle */.x)(remote, uuid, { signal });
    if (proof === undefined)
        throw new errors/* Failure */.HR('input-not-found', `The input bundle "${name}" (${uuid}) is in the local context but not on the remote.`, 'Set `push-input: true`, or push it with `dsdt push`.');
    return { found, proof, pushed: (pushed?.objects ?? 0) > 0 };
}
/** A container that takes the input by name looks for it on its own, and must find the same bundle. */
async function assertNewest({ run, dependencies }, remote, { bundle }, versions) {
    const query = { kind: 'newest', name: bundle.name, tags: (0,input_request/* getInputTags */.eQ)(run.input) };
    const newest = await (0,find/* findBundle */.a)(remote, query, { signal: dependencies.cancelled });
    if (newest === undefined || newest.uuid === bundle.uuid)
        return;
    throw new errors/* Failure */.HR('invalid-input', `Images of ${versions} take the newest bundle of a name, and the remote has a newer "${bundle.name}" (${newest.uuid}) than ${bundle.uuid}.`, 'Use that bundle, or distinguish the two with `input-tags`.');
}

// EXTERNAL MODULE: ./src/run/save-state.js
var save_state = __webpack_require__(69343);
;// CONCATENATED MODULE: ./src/run/run-pipe.js
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











/** Loads what proves, compares and pulls an output. The pipe is running by then, so that loading costs no time. */
const loadFinishing = () => __webpack_require__.e(/* import() */ 2824).then(__webpack_require__.bind(__webpack_require__, 32824));
/**
 * Runs a pipe, phase by phase. Errors become the failure of the report. Nothing that the run started remains when it
 * ends, except a job that continues without this step.
 *
 * @param onLaunched Called when the pipe runs
 */
async function runPipe(context, reporter, onLaunched = () => undefined) {
    const running = await launchPipe(context, reporter);
    if (running === undefined)
        return;
    onLaunched();
    const { finishJob } = await loadFinishing();
    await finishJob(context, reporter, running.launched, running.known);
}
/** Resolves when the pipe runs; with undefined when it is not to be followed, or in a dry run. */
async function launchPipe(context, reporter) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { run, phase, dependencies } = context;
        await dependencies.log.startGroup('Preparation');
        const localContext = await (0,prepare/* openLocalContext */.ny)(context);
        await (0,save_state/* saveState */.L)(context);
        const seed = __addDisposableResource(env_1, new SeedCollector(context, localContext), true);
        const outputUuid = crypto.randomUUID();
        const { image, input } = await preflight(context, localContext, outputUuid, (found) => seed.start(found));
        const reuse = decideReuse(context, image);
        const output = { name: run.outputName, uuid: outputUuid, uri: input.remote.getUri(outputUuid) };
        await reporter.update({ image, reuse, output });
        if (run.dryRun) {
            const task = createTask(context, { image, inputBundle: input.found?.bundle, reuse, outputUuid });
            await logDryRun(context, task, input.remote);
            await reporter.update({ status: 'skipped' });
            return undefined;
        }
        const { base } = input;
        const { copying } = dependencies.shared;
        const fill = (from) => copying.hold(1, dependencies.cancelled, () => (0,sandbox/* fillSandbox */.F5)(context, input, from));
        if (base)
            await reporter.update(await phase('copy', () => fill(base)));
        const pushed = run.input && (await phase('push', () => pushInput(context, input, image, localContext)));
        if (pushed?.report)
            await reporter.update({ input: pushed.report });
        const hasPushed = base !== undefined || pushed?.report?.pushed === true;
        const prepared = seed.isStarted ? await phase('seed', () => seed.finish(image, hasPushed)) : undefined;
        const parts = { image, inputBundle: pushed?.bundle, reuse, outputUuid, seed: prepared };
        const launched = await phase('launch', () => launchTask(context, reporter, input.remote, parts));
        await seed[Symbol.asyncDispose]();
        // A cancelled step ends its job, or detaches it, as it does when it waits.
        if (run.wait || dependencies.cancelled.aborted)
            return { launched, known: { remote: input.remote, imageCommit: reuse.imageCommit } };
        const left = await (0,follow/* detach */.Y)(context, launched, '`wait: false` is set.');
        await reporter.update({ left, status: 'submitted' });
        return undefined;
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

/***/ 89189:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  sH: () => (/* binding */ copyInput),
  F5: () => (/* binding */ fillSandbox),
  BI: () => (/* binding */ openSandboxBase)
});

// EXTERNAL MODULE: ./src/disdat/bundle.js
var bundle = __webpack_require__(84092);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/lib/units.js
var units = __webpack_require__(19177);
// EXTERNAL MODULE: ./src/bundles/bundle-place.js
var bundle_place = __webpack_require__(76116);
// EXTERNAL MODULE: ./src/lib/for-each-bounded.js
var for_each_bounded = __webpack_require__(52759);
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
    options.counter?.expect(proof);
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
    const head = { path: (0,bundle/* formatHyperFrameName */.Oj)(uuid), size: part.hyperFrame.length };
    const before = await to.listSizes(uuid, options);
    assertSameSizes(to, part, before);
    let objects = 0;
    let bytes = 0;
    const copy = async ({ path, size }, signal) => {
        const outcome = await from.store.copyIfAbsent(from.getKey(uuid, path), to.getKey(uuid, path), { signal, size });
        if (outcome === 'absent')
            throw (0,bundle_place/* createCorruptBundleFailure */.U)(from, uuid, `${path} was deleted while it was copied`);
        options.counter?.add(size);
        if (outcome === 'exists')
            return;
        objects += 1;
        bytes += size;
    };
    const absent = part.objects.filter(({ path }) => !before.has(path));
    for (const { size } of part.objects.filter(({ path }) => before.has(path)))
        options.counter?.add(size);
    await (0,for_each_bounded/* forEachBounded */.a)(absent, copy, options);
    // The HyperFrame makes the copy visible, so the other objects are checked first.
    const after = absent.length === 0 ? before : await to.listSizes(uuid, options);
    assertSameSizes(to, part, after);
    const lost = part.objects.find(({ path }) => !after.has(path));
    if (lost !== undefined)
        throw (0,bundle_place/* createCorruptBundleFailure */.U)(to, uuid, `${lost.path} was deleted after it was copied`);
    if (!before.has(head.path))
        await copy(head, options.signal);
    return { objects, bytes };
}
function assertSameSizes(to, part, existing) {
    const { uuid } = part.bundle;
    const all = [...part.objects, { path: (0,bundle/* formatHyperFrameName */.Oj)(uuid), size: part.hyperFrame.length }];
    const different = all.find(({ path, size }) => (existing.get(path) ?? size) !== size);
    if (different === undefined)
        return;
    const { path, size } = different;
    const reason = `${path} has ${existing.get(path)} bytes in that context and ${size} in the original`;
    throw (0,bundle_place/* createCorruptBundleFailure */.U)(to, uuid, reason);
}

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
// EXTERNAL MODULE: ./src/run/pull-output.js + 2 modules
var pull_output = __webpack_require__(4700);
// EXTERNAL MODULE: ./src/run/report-transfer.js
var report_transfer = __webpack_require__(39082);
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
    if (pullRequest === undefined || !(0,sandbox/* isSandboxNameFor */.ex)(run.context.remote, pullRequest.number))
        return;
    const { repository, number } = pullRequest;
    const outcome = await (0,sandbox/* markSandbox */.VD)(remote, { repository, pullRequest: number }, { signal });
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
        return (await (0,prove/* proveBundle */.x)(base, uuid, { signal: dependencies.cancelled })) ?? 'it has no HyperFrame';
    }
    catch (error) {
        const unusable = ['bundle-corrupt', 'unreadable-file-name'];
        if (error instanceof errors/* Failure */.HR && unusable.includes(error.verdict))
            return error.message;
        throw error;
    }
}
async function findMissing({ run, dependencies }, { remote, found }, base) {
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
    const { objects, bytes, uri } = await (0,report_transfer/* reportTransfer */.u)({ dependencies }, begin, (counter) => copyBundle(base, proof, remote, { signal, counter }));
    dependencies.log.info(`Copied ${proof.bundle.name} from ${base.context} to ${uri} (${(0,units/* formatCount */.B4)(objects, 'object')}, ${(0,units/* formatBytes */.z3)(bytes)})`);
    return { ...(0,pull_output/* createBundleReport */.P)(remote, proof), copiedFrom: base.context };
}


/***/ }),

/***/ 69343:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ saveState),
/* harmony export */   q: () => (/* binding */ saveOrphan)
/* harmony export */ });
/* harmony import */ var _local_context_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78917);

/** Saves what post cleans up when main cannot. Called before anything is started. */
async function saveState({ run, dependencies }) {
    const { home, state, stepId: runId } = dependencies;
    const contextFolder = (0,_local_context_js__WEBPACK_IMPORTED_MODULE_0__/* .getContextFolder */ .KH)({ home, name: run.context.local });
    await state.update({ runId, pipeClass: run.pipeClass.name, contextFolder, unclean: true });
}
/** Saves what post needs to end a container or job; replaces what was saved for the same output. */
async function saveOrphan({ dependencies, backend, runId }, outputUuid, fields) {
    await dependencies.state.addOrphan({ backend: backend.kind, runId, outputUuid, fields });
}


/***/ }),

/***/ 48011:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runStep: () => (/* binding */ runStep)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
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

// EXTERNAL MODULE: ./src/action/crash.js
var crash = __webpack_require__(33274);
// EXTERNAL MODULE: ./src/action/docs-link.js
var docs_link = __webpack_require__(70131);
// EXTERNAL MODULE: ./src/action/event.js
var action_event = __webpack_require__(98605);
// EXTERNAL MODULE: ./src/lib/proxy-env.js
var proxy_env = __webpack_require__(58076);
// EXTERNAL MODULE: ./src/lib/user-info.js
var user_info = __webpack_require__(45152);
;// CONCATENATED MODULE: ./src/action/network-env.js


const networkVariable = /^(AWS_ENDPOINT_URL(_[A-Z0-9_]+)?|(https?|no|all)_proxy)$/i;
/** Returns the runner's variables for endpoints and proxies. A container on this runner needs them too. */
function readNetworkEnv(env) {
    return new Map(Object.entries(env).flatMap(([name, value]) => (value && networkVariable.test(name) ? [[name, value]] : [])));
}
/** Finds the secrets in the addresses of proxies and endpoints, in every spelling that a program may print. */
function findNetworkSecrets(networkEnv) {
    return [...new Set([...networkEnv.values()].flatMap(user_info/* findUserInfoSecrets */.g))];
}
/** Finds the proxies with an address that no program could use. */
function findProxyProblems(env) {
    return (0,proxy_env/* findUnusableProxies */.pl)(env).map((name) => ({
        where: `the variable ${name}`,
        given: (0,user_info/* redactUserInfo */.p)(env[name] ?? ''),
        expected: 'Write `http://user:password@host:port`, and encode special characters of the password: `/` is `%2F`, `#` is `%23`.',
    }));
}

// EXTERNAL MODULE: ./src/action/open-step-log.js
var open_step_log = __webpack_require__(60327);
// EXTERNAL MODULE: ./src/action/outputs.js
var action_outputs = __webpack_require__(77027);
// EXTERNAL MODULE: ./src/action/state.js
var action_state = __webpack_require__(57048);
// EXTERNAL MODULE: ./src/action/workflow-run.js
var workflow_run = __webpack_require__(83396);
// EXTERNAL MODULE: ./src/lib/clock.js
var clock = __webpack_require__(56620);
// EXTERNAL MODULE: ./src/lib/run-label.js
var run_label = __webpack_require__(90416);
// EXTERNAL MODULE: ./src/lib/units.js
var units = __webpack_require__(19177);
// EXTERNAL MODULE: ./src/action/input-problems.js
var input_problems = __webpack_require__(95414);
// EXTERNAL MODULE: ./src/disdat/bundle.js
var bundle = __webpack_require__(84092);
// EXTERNAL MODULE: ./src/disdat/names.js
var names = __webpack_require__(15086);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/plan/resource-inputs.js
var resource_inputs = __webpack_require__(61854);
;// CONCATENATED MODULE: ./src/plan/attach-plan.js





/**
 * Creates the target of a job from the receipt of the step that submitted it. A receipt is untrusted: throws Failure
 * `invalid-input` when it is malformed, or names another remote or context than the inputs.
 */
function createAttachedTarget(attachment, receipt) {
    const pipeClass = (0,names/* parsePipeClass */.UN)(receipt.pipeClass);
    const remote = (0,names/* parseRemoteUrl */.JH)(receipt.remote);
    const context = (0,names/* parseContext */.DO)(receipt.context);
    if (!pipeClass || !remote || !context || !(0,bundle/* isUuid */.O1)(receipt.outputUuid))
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
        isLimitedByJob: false,
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
    for (const name of ['runs', 'each'])
        if (inputs.many[name] !== undefined)
            problems.push({ where: name, given: inputs.many[name], expected: '`attach-job-ids` starts no runs. Remove one.' });
    if (inputs.dryRun)
        problems.push({ where: 'dry-run', given: 'true', expected: '`attach-job-ids` submits nothing. Remove this input.' });
    if (problems.length > 0 || backend === undefined)
        throw new input_problems/* InvalidInputs */.hS(problems);
    const { attachJobIds: jobIds, pullOutput, remote, context, baseContext, comparison } = inputs;
    const timeoutMs = inputs.timeoutMs ?? resource_inputs/* defaultRunMs */.X;
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
    ...['comment', 'comment-key', 'comment-mode', 'github-token'],
    ...['compare-with', 'fail-on', 'diff-max-bytes', 'diff-samples'],
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
    return { kind: 'cleanup', cleanup: { remote, context, dryRun: inputs.dryRun }, warnings: inputs.deprecations };
}

// EXTERNAL MODULE: ./src/action/id-token.js
var id_token = __webpack_require__(16604);
// EXTERNAL MODULE: ./src/disdat/command-line.js
var command_line = __webpack_require__(30458);
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
        ...{ force: inputs.force, forceAll: inputs.forceAll },
        workers: inputs.workers,
        network: inputs.network,
        shmSizeMib: inputs.shmSizeMib,
        gpus: inputs.gpus,
        env: resolveEnv(inputs.env, env),
        ...{ seed: inputs.seed, wait: inputs.wait, dryRun: inputs.dryRun },
    };
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
function warnExternalId({ role }, env) {
    if (role.roleExternalId === undefined)
        return [];
    if (role.roleToAssume === undefined)
        return ['`role-external-id` is ignored: there is no `role-to-assume`.'];
    return (0,id_token/* hasIdToken */.lP)(env)
        ? ["`role-external-id` is ignored: GitHub's OIDC token assumes the role, and such a request has no external id."]
        : [];
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
    for (const [name, value] of inputs.env)
        if (value === undefined && env[name] === undefined)
            warnings.push(`\`env\`: ${name} is not set on this runner, so the container does not get it.`);
    return warnings;
}

// EXTERNAL MODULE: ./src/plan/many-inputs.js
var many_inputs = __webpack_require__(18799);
// EXTERNAL MODULE: ./src/action/input-reader.js
var input_reader = __webpack_require__(90977);
// EXTERNAL MODULE: ./src/backends/registry.js + 66 modules
var registry = __webpack_require__(35936);
// EXTERNAL MODULE: ./src/plan/deprecated-inputs.js
var deprecated_inputs = __webpack_require__(6809);
// EXTERNAL MODULE: ./src/plan/inputs.js + 3 modules
var plan_inputs = __webpack_require__(92984);
;// CONCATENATED MODULE: ./src/plan/runs/run-keys.js
/**
 * The inputs that each of several runs can have for itself: those of a pipe, its bundles, image, container and job.
 * Identity, remote, context, backend and report are the same for the whole step.
 */
const runKeys = new Map([
    ['pipe-class', 'text'],
    ['params', 'params'],
    ['force', 'text'],
    ['force-all', 'text'],
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
const relationKeys = ['each', 'needs', 'when'];

;// CONCATENATED MODULE: ./src/plan/runs/substitute-values.js
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
    const run = tryCreateRun(inputs, { ...step, env }, found);
    if (run !== undefined && unreplaced.length === 0)
        return {
            run: instance.inputFrom === undefined ? run : { ...run, input: undefined },
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
    const texts = { [(0,input_reader/* toInputVariable */.e)('runs')]: '', [(0,input_reader/* toInputVariable */.e)('each')]: '' };
    // The step's old form of an input would contradict the run's new one.
    for (const [old, { name }] of deprecated_inputs/* deprecatedInputs */.J)
        if (definition.inputs.has(name))
            texts[(0,input_reader/* toInputVariable */.e)(old)] = '';
    for (const name of runKeys.keys()) {
        const variable = (0,input_reader/* toInputVariable */.e)(name);
        const own = definition.inputs.get(name)?.value;
        const text = own ?? env[variable] ?? '';
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
    // A value in JSON, which lists and maps of `params` are, is a part of a JSON text.
    const isJson = where === 'params' && /^[[{]/.test(text);
    const escaped = isJson
        ? new Map([...values].map(([name, value]) => [name, JSON.stringify(value).slice(1, -1)]))
        : values;
    const result = substituteValues(text, escaped);
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
/**
 * Adds the problems of a run, each with the line of its text. Problems of the step's inputs that are known already are
 * left out, and so are problems that are not of a run and that another run has too.
 */
function placeProblems(found, { name, line, inputs }, { problems: known, isShortForm, addProblem }, problems) {
    for (const problem of found) {
        const { where, expected, given, nearest } = problem;
        const own = inputs.get(where);
        if (own !== undefined || (runKeys.has(where) && !isShortForm && !isKnown(problem, known)))
            addProblem(own?.line ?? line, `${name}.${where}`, { expected, given, ...(nearest && { allowed: [nearest] }) });
        else if (!isKnown(problem, problems))
            problems.push(problem);
    }
}
const isKnown = ({ where, expected, given }, known) => known.some((other) => other.where === where && other.expected === expected && other.given === given);

;// CONCATENATED MODULE: ./src/lib/calendar.js
const msPerDay = 86_400_000;
/** Parses `2026-07-01`; undefined for any other form, and for a day that the calendar does not have. */
function parseDay(text) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text))
        return undefined;
    const time = Date.parse(`${text}T00:00:00Z`);
    // Date.parse takes 2026-02-30 for a day of March.
    return Number.isNaN(time) || formatDay(time / msPerDay) !== text ? undefined : time / msPerDay;
}
/** Formats a day as `2026-07-01`. */
const formatDay = (day) => new Date(day * msPerDay).toISOString().slice(0, 10);
/** The day that the calendars of a time zone show at a moment. Throws RangeError for an unknown zone. */
function findDay(moment, timeZone) {
    const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
        ...{ timeZone, year: 'numeric', month: 'numeric', day: 'numeric' },
    });
    const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(parts.get('year') ?? 0, (parts.get('month') ?? 1) - 1, parts.get('day')) / msPerDay;
}
/** Whether the text is the name of a time zone, such as `Europe/Berlin` (https://www.iana.org/time-zones). */
function isTimeZone(text) {
    if (!/^[A-Za-z][\w+/-]{0,63}$/.test(text))
        return false;
    try {
        new Intl.DateTimeFormat('en', { timeZone: text });
        return true;
    }
    catch {
        return false;
    }
}
/** The number of days in a series from `first` to `last`, both included where the step meets them. */
function countDays(first, last, step) {
    if (last < first)
        return 0;
    if (step.unit !== 'mo')
        return Math.floor((last - first) / getDays(step)) + 1;
    const [from, to] = [new Date(first * msPerDay), new Date(last * msPerDay)];
    const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
    const index = Math.floor(months / step.amount);
    return getDay(first, step, index) > last ? index : index + 1;
}
/**
 * A day of a series. Months are counted from the first day, and a day that a month does not have is its last day:
 * after 2026-01-31 come 2026-02-28 and 2026-03-31.
 */
function getDay(first, step, index) {
    if (step.unit !== 'mo')
        return first + index * getDays(step);
    const from = new Date(first * msPerDay);
    const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + index * step.amount];
    const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
    return Date.UTC(year, month, Math.min(from.getUTCDate(), lastOfMonth)) / msPerDay;
}
const getDays = ({ amount, unit }) => amount * (unit === 'w' ? 7 : 1);

;// CONCATENATED MODULE: ./src/plan/runs/each-values.js

/** The most digits of a whole number and of days before today. 100,000 days are 273 years. */
const maxDigits = 18;
const maxDayDigits = 5;
/**
 * Parses a range: `1..10`, `2026-07-01..yesterday`, `-7..yesterday`, or one date. Undefined when the text has the form
 * of neither.
 */
function parseRange(text, options) {
    const { now, every = '1d', timeZone = 'UTC' } = options;
    const step = parseStep(every);
    if (step === undefined)
        return { expected: '`every` is a number of days, weeks or months: `1d`, `2w`, `1mo`.' };
    if (!isTimeZone(timeZone))
        return { expected: '`timezone` is the name of a time zone, such as `Europe/Berlin`.' };
    const today = findDay(now, timeZone);
    const ends = text.split('..').map((end) => end.trim());
    const [from = '', to = from] = ends;
    const isDates = ends.some((end) => isDate(end));
    if (ends.length > 2 || (ends.length === 1 && !isDates))
        return undefined;
    if (isDates)
        return parseDates([from, to], today, step);
    return wholeNumber.test(from) && wholeNumber.test(to) ? parseNumbers(from, to) : undefined;
}
const wholeNumber = /^-?\d+$/;
const isDate = (end) => /^(today|yesterday|\d{4}-\d\d?-\d\d?)$/.test(end);
function parseStep(text) {
    const [, amount, unit] = /^([1-9]\d{0,3})(d|w|mo)$/.exec(text) ?? [];
    return unit === 'd' || unit === 'w' || unit === 'mo' ? { amount: Number(amount), unit } : undefined;
}
function parseDates(ends, today, step) {
    const [first, last] = ends.map((end) => parseDateEnd(end, today));
    if (first === undefined || last === undefined) {
        const wrong = first === undefined ? ends[0] : ends[1];
        const advice = 'Write `2026-07-01`, `today`, `yesterday`, or `-7` for 7 days before today.';
        return { expected: `\`${wrong.slice(0, 40)}\` is not a date. ${advice}` };
    }
    if (last < first)
        return { expected: `It has no day: ${formatDay(last)} is before ${formatDay(first)}.` };
    return { kind: 'dates', first, last, step };
}
function parseDateEnd(text, today) {
    if (text === 'today')
        return today;
    if (text === 'yesterday')
        return today - 1;
    const [, before] = /^-(\d+)$/.exec(text) ?? [];
    if (before === undefined)
        return parseDay(text);
    return before.length <= maxDayDigits ? today - Number(before) : undefined;
}
function parseNumbers(from, to) {
    for (const end of [from, to]) {
        if (/^-?0\d/.test(end))
            return { expected: 'A number of a range has no leading zero. Write a list to keep zeros.' };
        if (end.length > maxDigits)
            return { expected: `A number of a range has at most ${maxDigits} digits.` };
    }
    const [first, last] = [BigInt(from), BigInt(to)];
    if (last < first)
        return { expected: 'It has no number: write the smaller end first. `order: newest` reverses it.' };
    return { kind: 'numbers', first, last };
}
/** The number of values, without listing them. */
function countValues(values) {
    switch (values.kind) {
        case 'list':
            return BigInt(values.values.length);
        case 'numbers':
            return values.last - values.first + 1n;
        case 'dates':
            return BigInt(countDays(values.first, values.last, values.step));
    }
}
/** A value that the parameter has, or stands for one where the values are those of another run. */
function getSampleValue(values) {
    if (values.kind === 'run')
        return '1';
    if (values.kind === 'list')
        return values.values[0] ?? '1';
    return values.kind === 'numbers' ? String(values.first) : formatDay(values.first);
}
/** Lists the values. Their number must be checked first. */
function listValues(values) {
    if (values.kind === 'list')
        return values.values;
    const length = Number(countValues(values));
    if (values.kind === 'numbers')
        return Array.from({ length }, (_, at) => String(values.first + BigInt(at)));
    return Array.from({ length }, (_, at) => formatDay(getDay(values.first, values.step, at)));
}

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
            const found = followNames(parameter, value, byName);
            if (!('expected' in found))
                each.set(parameter, found);
            else
                addProblem(line, `${definition.name}.each.${parameter}`, {
                    ...found,
                    given: value.kind === 'run' ? value.name : undefined,
                });
        }
        return { definition, each };
    });
}
function followNames(parameter, from, byName) {
    const seen = new Set();
    let values = from;
    while (values.kind === 'run') {
        const { name } = values;
        if (seen.has(name))
            return { expected: `The values of \`${parameter}\` lead back to \`${name}\`. Write a list.` };
        seen.add(name);
        const run = byName.get(name);
        if (run === undefined)
            return {
                expected: 'This is not a list, a range such as `1..10` or `2026-07-01..yesterday`, or the name of a run.',
                allowed: [...byName.keys()],
            };
        const next = run.each.get(parameter);
        if (next === undefined)
            return { expected: `The run \`${name}\` has no \`${parameter}\` in its \`each\`.` };
        values = next.value;
    }
    return values;
}
/** The number of runs, without listing their values. */
const countRuns = ({ each }) => [...each.values()].reduce((product, values) => product * countValues(values), 1n);
/** Adds a problem if there are more runs than `max-runs` allows. */
function checkRunCount(runs, maxRuns, addProblem) {
    const counts = runs.map((run) => ({ run, count: countRuns(run) }));
    const total = counts.reduce((sum, { count }) => sum + count, 0n);
    if (total <= maxRuns)
        return;
    const largest = counts.reduce((most, each) => (each.count > most.count ? each : most));
    const { name, line } = largest.run.definition;
    addProblem(line, name, {
        given: `${formatBig(total)} runs`,
        expected: `\`max-runs\` allows ${maxRuns}. ${formatBig(largest.count)} of them are of \`${name}\`. ` +
            'Shorten a range, or raise `max-runs` up to 1000.',
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
        const partners = findPartners.map((find) => find(values));
        const needs = partners.length === 1 ? (partners[0] ?? []) : [...new Set(partners.flat())];
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
        const listed = order === 'newest' ? listValues(values).toReversed() : listValues(values);
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
// EXTERNAL MODULE: ./src/plan/params.js + 1 modules
var params = __webpack_require__(59130);
;// CONCATENATED MODULE: ./src/plan/runs/read-value.js


/** A scalar as it is written: `1.0` and `0x10` stay. Empty for none and for `null`; undefined for a list or a map. */
function readScalar(node) {
    if (node === null || node === undefined)
        return '';
    if (!(0,dist/* isScalar */.jn)(node))
        return undefined;
    return node.value === null ? '' : (node.source ?? String(node.value));
}
/**
 * Reads the value of a key as the text that the runner would pass: a text as it is, a list as lines, a map of tags as
 * `key:value` lines, of variables as `NAME=value` lines, and of parameters as YAML.
 */
function readKeyValue(node, form, yaml, refuse) {
    const text = readScalar(node);
    if (text !== undefined)
        return text;
    if (form === 'params' && (0,dist/* isMap */.jh)(node))
        return readParams(node, yaml, refuse);
    if ((0,dist/* isSeq */.oP)(node) && form !== 'text' && form !== 'params')
        return read_value_readLines(node.items.map(readScalar), 'A list has one text an item.', refuse);
    if ((0,dist/* isMap */.jh)(node) && form === 'tags')
        return readPairs(node, ':', refuse);
    if ((0,dist/* isMap */.jh)(node) && form === 'variables')
        return readPairs(node, '=', refuse);
    refuse({ expected: expectedForms[form] });
    return undefined;
}
const expectedForms = {
    text: 'Write a text.',
    lines: 'Write a text, or a list of texts.',
    tags: 'Write `key:value` lines, a list of them, or a map.',
    variables: 'Write `NAME=value` lines, a list of them, or a map.',
    params: 'Write a map (`name: value`, one a line), or `--name value` pairs.',
};
/** A line must not be empty or a comment: the input would leave it out. */
function read_value_readLines(lines, expected, refuse) {
    const wrong = lines.find((line) => line === undefined || !/^\s*[^\s#]/.test(line) || /[\r\n]/.test(line));
    if (wrong === undefined && !lines.includes(undefined))
        return lines.join('\n');
    const advice = 'It is not empty, has no line break and does not begin with `#`.';
    refuse({ expected: `${expected} ${advice}`, ...(wrong && { given: wrong }) });
    return undefined;
}
function readPairs(map, separator, refuse) {
    const lines = map.items.map((pair) => readPair(pair, separator));
    return read_value_readLines(lines, `A map has one text a key, and a key has no \`${separator}\`.`, refuse);
}
/** A variable without a value gets the runner's own, as with the input `env`. */
function readPair({ key, value: node }, separator) {
    const [name, value] = [readScalar(key), readScalar(node)];
    if (!name || name.includes(separator) || value === undefined)
        return undefined;
    const hasValue = (0,dist/* isScalar */.jn)(node) && node.value !== null;
    return separator === '=' && !hasValue ? name : `${name}${separator}${value}`;
}
/**
 * Parameters are parsed from their own part of the text, at the same lines, and become JSON, in which each value is
 * the text that the pipe gets.
 */
function readParams(map, { text, findPosition }, refuse) {
    const { line = 1, col = 1 } = findPosition(map) ?? {};
    const [start = 0, end = text.length] = map.range ?? [];
    const { value, faults } = (0,params/* parseParams */.S)(`${'\n'.repeat(line - 1)}${' '.repeat(col - 1)}${text.slice(start, end)}`);
    for (const fault of faults)
        refuse(fault);
    return faults.length > 0 ? undefined : JSON.stringify(Object.fromEntries(value));
}

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
    if (!(0,dist/* isMap */.jh)(node) || node.items.length === 0) {
        const place = prefix.replace(/\.$/, '') || undefined;
        addProblem(line, place, { expected: 'Write a map of parameters to their values.', given: readScalar(node) });
        return each;
    }
    if (node.items.length > maxParameters) {
        addProblem(line, prefix.replace(/\.$/, '') || undefined, {
            expected: `It has at most ${maxParameters} parameters.`,
        });
        return each;
    }
    for (const { key, value } of node.items) {
        const name = readScalar(key) ?? '';
        const at = yaml.findPosition(key)?.line ?? line;
        const refuse = (fault) => addProblem(at, `${prefix}${name.slice(0, maxValueLength)}`, fault);
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
    const text = readScalar(node)?.trim() ?? '';
    const range = parseRange(text, { now });
    if (range === undefined && runName.test(text))
        return { kind: 'run', name: text };
    if (range !== undefined && 'kind' in range)
        return range;
    refuse({ expected: range?.expected ?? read_each_forms, given: text });
    return undefined;
}
/** The name of a run: it is part of names on Batch, and of tables. */
const runName = /^[A-Za-z0-9][\w-]{0,63}$/;
function readList({ items }, refuse) {
    const values = new Set();
    for (const item of items) {
        const value = (0,dist/* isScalar */.jn)(item) ? readScalar(item) : undefined;
        const expected = findValueFault(value, values);
        if (expected !== undefined || value === undefined) {
            refuse({ expected: expected ?? read_each_forms, given: value });
            return undefined;
        }
        values.add(value);
    }
    if (values.size === 0)
        refuse({ expected: 'The list is empty. Write at least one value.' });
    return values.size === 0 ? undefined : { kind: 'list', values: [...values] };
}
function findValueFault(value, taken) {
    if (value === undefined)
        return 'A value is a text or a number.';
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
    const texts = new Map(map.items.map(({ key, value }) => [readScalar(key) ?? '', readScalar(value)]));
    const unknown = [...texts.keys()].find((key) => !rangeKeys.includes(key));
    if (unknown !== undefined) {
        refuse({ expected: `Allowed: ${rangeKeys.join(', ')}.`, given: unknown, allowed: rangeKeys });
        return undefined;
    }
    const [text = '', every, timeZone] = rangeKeys.map((key) => texts.get(key));
    const range = parseRange(text.trim(), { now, every, timeZone });
    if (range === undefined)
        refuse({ expected: '`range` is a range, such as `2026-07-01..yesterday`.', given: text });
    else if (!('kind' in range))
        refuse({ expected: range.expected, given: text });
    else if (range.kind !== 'dates' && texts.size > 1)
        refuse({ expected: '`every` and `timezone` are for ranges of dates. Remove them.', given: text });
    else
        return range;
    return undefined;
}

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
        return [{ name: onlyRunName, line: 1, inputs: new Map(), each, needs: [], when: 'succeeded' }];
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
    const name = readScalar(key) ?? '';
    const line = yaml.findPosition(key)?.line ?? 1;
    const isEmpty = readScalar(value) === '';
    if (!runName.test(name)) {
        const expected = 'The name of a run has at most 64 letters, digits, `_` and `-`, the first a letter or digit.';
        addProblem(line, undefined, { expected, given: name });
        return [];
    }
    if (!(0,dist/* isMap */.jh)(value) && !isEmpty) {
        addProblem(line, name, { expected: 'Write a map of inputs.', given: readScalar(value) });
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
    for (const { key: keyNode, value: node } of pairs) {
        const key = readScalar(keyNode) ?? '';
        const at = yaml.findPosition(keyNode)?.line ?? line;
        const form = runKeys.get(key);
        const refuse = (fault) => addProblem(at, form === undefined && !isRelation(key) ? name : `${name}.${key}`, fault);
        if (key === 'each')
            each = readEach(node, { ...context, prefix: `${name}.each.`, line: at });
        else if (key === 'needs')
            needs = readNeeds(node, at, refuse);
        else if (key === 'when')
            when = readWhen(node, refuse);
        else if (form === undefined)
            refuse(describeUnknownKey(key));
        else {
            const value = readKeyValue(node, form, yaml, refuse);
            if (value !== undefined)
                inputs.set(key, { value, line: at });
        }
    }
    return { name, line, inputs, each, needs, when };
}
const isRelation = (key) => relationKeys.some((known) => known === key);
function describeUnknownKey(key) {
    if (input_names/* inputNames */.v.some((name) => name === key))
        return { expected: 'It is the same for all runs of a step: write it beside `runs`.', given: key };
    const expected = 'A run has inputs of a pipe, its bundles, its image and its container, `each`, `needs` and `when`.';
    return { expected, given: key, allowed: [...runKeys.keys(), ...relationKeys] };
}
function readNeeds(node, line, refuse) {
    const names = (0,dist/* isSeq */.oP)(node) ? node.items.map(readScalar) : [readScalar(node)];
    if (names.every((name) => name !== undefined && runName.test(name)))
        return [...new Set(names)].flatMap((value) => (value === undefined ? [] : [{ value, line }]));
    const given = names.find((name) => name !== undefined && !runName.test(name));
    refuse({ expected: 'Write the name of a run, or a list of names.', given });
    return [];
}
function readWhen(node, refuse) {
    const given = readScalar(node);
    if (given === 'succeeded' || given === 'always')
        return given;
    refuse({ expected: 'Allowed: succeeded, always.', given, allowed: ['succeeded', 'always'] });
    return 'succeeded';
}

;// CONCATENATED MODULE: ./src/plan/runs/run-definition.js

/** Creates a function that adds problems of the runs in an input or a file: `runs, line 7, daily.input-param`. */
function createAddRunProblem(label, problems) {
    return (line, key, { expected, given, allowed = [] }) => {
        const where = [label, line === undefined ? undefined : `line ${line}`, key].filter(Boolean).join(', ');
        // Suggestions of problems that are only counted would take time for each pair of names.
        const nearest = given === undefined || problems.length >= input_problems/* problemLimit */.vC ? undefined : (0,input_problems/* findNearest */.qg)(given, allowed);
        problems.push({
            ...{ where, expected },
            ...(given !== undefined && { given }),
            ...(nearest !== undefined && { nearest }),
        });
    };
}

;// CONCATENATED MODULE: ./src/plan/runs/create-many-plan.js







/**
 * Creates the plan of a step with several runs; calls nothing. Each run is read and checked like the inputs of a step
 * with one run. Throws InvalidInputs with everything that is wrong, including the `problems` that were found before.
 */
function createManyPlan(source, inputs, defaults, env, found) {
    const problems = [...found];
    const addProblem = createAddRunProblem(source.label, problems);
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
    if (definitions.length <= maxRuns)
        return;
    const given = (0,units/* formatCount */.B4)(definitions.length, 'run');
    addProblem(undefined, undefined, { given, expected: `\`max-runs\` allows ${maxRuns}. Raise it up to 1000.` });
}
/** A run of a definition, so that its inputs are checked although the runs cannot be listed. */
const createSample = (definition) => ({
    ...{ definition, needs: [], inputFrom: undefined },
    label: {
        name: definition.name,
        values: new Map([...definition.each].map(([parameter, { value }]) => [parameter, getSampleValue(value)])),
    },
});
/** Only the first run of a definition that is wrong is reported: the others have the same texts. */
function createRuns(instances, step, problems) {
    const wrong = new Set();
    const created = new Map();
    for (const instance of instances) {
        const { definition, label } = instance;
        if (wrong.has(definition))
            continue;
        const run = createInstanceRun(instance, step, problems);
        if (run === undefined)
            wrong.add(definition);
        else
            created.set(instance, {
                ...run,
                planned: { label, run: run.run, when: definition.when, ...create_many_plan_link(instance, created) },
            });
    }
    return [...created.values()];
}
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
function checkWait({ wait }, runs) {
    const dependent = runs.find(({ needs }) => needs.length > 0);
    if (wait || dependent === undefined)
        return;
    const expected = `\`${dependent.label.name}\` starts when the runs that it needs have ended, so the step waits for them. ` +
        'Remove this input, or give the runs that need others to a later step.';
    throw new input_problems/* InvalidInputs */.hS([{ where: 'wait', given: 'false', expected }]);
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
        return createAttachPlan(inputs, problems);
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

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
;// CONCATENATED MODULE: ./src/plan/runs/runs-source.js





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
        const root = await (0,promises_.realpath)(workspace);
        const file = await (0,promises_.realpath)(external_node_path_default().resolve(root, name));
        const folders = external_node_path_default().relative(root, file).split((external_node_path_default()).sep);
        if (folders[0] === '..')
            return addProblem(input_parsers/* outsideWorkspace */.tq);
        if (folders.includes('.git'))
            return addProblem('The file belongs to git. Give a file of the checkout.');
        const bytes = await (0,regular_file/* readRegularFile */.XF)(file, { maxBytes: maxRunsLength, followsLink: false });
        return { kind: 'runs', label: name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), now };
    }
    catch (error) {
        const reason = error instanceof regular_file/* UnreadableFileError */.o2 ? error.message : (0,errors/* describeError */.Uc)(error);
        return addProblem(`The file cannot be read: ${reason}. Check the repository out first, and give one of its files.`);
    }
}

// EXTERNAL MODULE: ./src/action/step-summary.js
var step_summary = __webpack_require__(52366);
// EXTERNAL MODULE: ./src/report/many-runs.js + 2 modules
var many_runs = __webpack_require__(74361);
// EXTERNAL MODULE: ./src/report/result-file.js
var result_file = __webpack_require__(65835);
// EXTERNAL MODULE: ./src/report/run-result.js
var run_result = __webpack_require__(30488);
// EXTERNAL MODULE: ./src/report/summary.js + 1 modules
var summary = __webpack_require__(96451);
;// CONCATENATED MODULE: ./src/report/publish-report.js











/**
 * Publishes how the runs ended: result file, its output, step summary, and a line of the log for each run, or one line
 * for the runs of a step with several. Never throws.
 */
async function publishReport(reports, { env, log, outputs, shouldWriteSummary }) {
    try {
        const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(env['RUNNER_TEMP'] ?? (0,external_node_os_.tmpdir)(), 'disdat-run-'));
        const file = (0,external_node_path_.join)(folder, 'result.json');
        await (0,promises_.writeFile)(file, (0,result_file/* renderResultFile */.ux)(reports)).catch(async (error) => {
            // A full disk leaves half a file, which an upload by pattern would pass on.
            await (0,promises_.rm)(folder, { recursive: true, force: true });
            throw error;
        });
        await outputs.set(new Map([['result-file', file]]));
    }
    catch (error) {
        await log.warning(`Cannot write the result file: ${(0,errors/* describeError */.Uc)(error)}`);
    }
    if (shouldWriteSummary) {
        const render = () => (0,summary/* renderSummary */.B)(reports, { docsUrl: (0,docs_link/* getDocsUrl */.Tr)(env) });
        await (0,step_summary/* writeStepSummary */.o)(render, log, env['GITHUB_STEP_SUMMARY']);
    }
    for (const line of (0,run_result/* areLabelled */.ko)(reports) ? [(0,many_runs/* renderRunsHeadline */.b)(reports)] : reports.map(formatClosingLine))
        log.info(line);
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

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./src/report/report-outputs.js




/** From best to worst: with several runs, the output `status` is the worst. */
const fromBest = [
    'reused',
    'succeeded',
    'skipped',
    'submitted',
    'detached',
    'not-run',
    'cancelled',
    'failed',
];
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
        ...((0,run_result/* areLabelled */.ko)(reports) && !isStatusKnown ? noLists : createLists(reports)),
        ...((0,run_result/* areLabelled */.ko)(reports) && isStatusKnown ? createRunOutputs(reports) : noRunOutputs),
    };
    const values = new Map(Object.entries(outputs));
    return new Map(action_outputs/* outputNames */.g.flatMap((name) => {
        const value = values.get(name);
        return value ? [[name, value]] : [];
    }));
}
function createLists(reports) {
    return {
        'job-ids': formatList(reports.flatMap(({ job }) => job?.id ?? [])),
        'output-bundle-uris': formatList(reports.flatMap(({ output }) => output?.uri ?? [])),
    };
}
/** While runs start one after the other, the file of the outputs would get every list again with each of them. */
const noLists = { 'job-ids': undefined, 'output-bundle-uris': undefined };
const noRunOutputs = {
    ...{ runs: undefined, 'failed-runs': undefined, succeeded: undefined },
    ...{ reused: undefined, skipped: undefined, failed: undefined },
};
/** The outputs of a step with several runs, all of which have ended. */
function createRunOutputs(runs) {
    const failed = runs.filter(run_result/* isUnsuccessful */.Ou);
    const count = (result) => String(runs.filter((report) => (0,run_result/* getRunResult */.Bq)(report) === result).length);
    return {
        runs: JSON.stringify(createRunTree(runs)),
        'failed-runs': JSON.stringify(failed.map(({ label }) => (0,run_label/* formatRunLabel */.j)(label))),
        succeeded: count('made'),
        reused: count('reused'),
        skipped: count('present'),
        failed: String(failed.length),
    };
}
/** Each run by its name and its values. */
function createRunTree(runs) {
    const byName = Map.groupBy(runs, ({ label }) => label.name);
    const entries = [...byName].map(([name, reports]) => {
        const summaries = new Map(reports.map((report) => [[...report.label.values.values()].join(','), summarizeRun(report)]));
        return [name, summaries.get('') ?? Object.fromEntries(summaries)];
    });
    return Object.fromEntries(entries);
}
function summarizeRun({ status, failure, output, job, comparison }) {
    return {
        ...{ status, verdict: failure?.verdict, uuid: output?.uuid, uri: output?.uri, 'job-id': job?.id },
        ...{ rows: comparison?.changes.rows.now, changes: comparison?.kind },
    };
}
const listBrokenRules = ({ breaches }) => breaches.map(({ rule }) => rule);
const formatList = (items) => (items.length > 0 ? JSON.stringify(items) : undefined);
/** Sets the step outputs from the reports of all runs of a step. */
class ReportOutputs {
    #writer;
    #reports = new Map();
    #writing;
    constructor(writer) {
        this.#writer = writer;
    }
    /** Gives a run its place in the lists: runs are listed in the order in which they are added. */
    add(report) {
        this.#reports.set(report.runId, report);
    }
    /**
     * Sets what follows from the report of one run and from the latest reports of the others. Updates of one turn of the
     * event loop are written together: the lists of ids of many jobs would otherwise be written once for each job.
     */
    async update(report) {
        this.#reports.set(report.runId, report);
        this.#writing ??= this.#write();
        await this.#writing;
    }
    async #write() {
        await (0,external_node_timers_promises_.setImmediate)();
        this.#writing = undefined;
        await this.#writer.set(createOutputs([...this.#reports.values()]));
    }
}

// EXTERNAL MODULE: ./src/run/comment-target.js
var comment_target = __webpack_require__(43403);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./src/lib/json.js
var json = __webpack_require__(33178);
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

;// CONCATENATED MODULE: ./src/action/pull-request.js


/** Reads the pull request from the event; undefined for other events. */
function readPullRequest(env, event) {
    const { repository, pullRequest: number } = (0,workflow_run.readWorkflowRun)(env, event);
    if (number === undefined || repository === '')
        return undefined;
    const isClosed = env['GITHUB_EVENT_NAME'] === 'pull_request' && (0,json/* getField */.VI)(event, 'action') === 'closed';
    return { repository, number, isClosed };
}

// EXTERNAL MODULE: ./src/lib/abort.js
var abort = __webpack_require__(31140);
;// CONCATENATED MODULE: ./src/aws/limit-identity.js

/**
 * The same identity for callers that end when the signal aborts: they wait for no token and no role any longer. The
 * requests themselves continue within their own limits, because other callers share them. Cached credentials are still
 * returned.
 */
function limitIdentity(identity, signal) {
    return {
        ...limitCredentials(identity, signal),
        getAccount: () => (0,abort/* raceSignal */.WU)(identity.getAccount(), signal),
        createPipeIdentity: async (policy, options) => {
            const created = await (0,abort/* raceSignal */.WU)(identity.createPipeIdentity(policy, options), signal);
            return created && limitCredentials(created, signal);
        },
    };
}
const limitCredentials = (identity, signal) => ({
    region: identity.region,
    credentials: (refused) => (0,abort/* raceSignal */.WU)(identity.credentials(refused), signal),
});

// EXTERNAL MODULE: ./src/aws/session-policy.js
var session_policy = __webpack_require__(29171);
// EXTERNAL MODULE: ./src/lib/semaphore.js
var semaphore = __webpack_require__(68224);
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
    return [`- uses: ${repository || 'disdat/run-action'}@${ref || 'v1'}`, '  with:', ...filled].join('\n');
}
const printRules = (rules) => rules.map(rules_rules/* printRule */.KL).join(', ');

// EXTERNAL MODULE: ./src/remote/remote.js + 32 modules
var remote_remote = __webpack_require__(43870);
// EXTERNAL MODULE: ./src/run/github-access.js + 2 modules
var github_access = __webpack_require__(75251);
// EXTERNAL MODULE: ./src/run/output-watch.js
var output_watch = __webpack_require__(80605);
// EXTERNAL MODULE: ./src/lib/memo.js
var memo = __webpack_require__(40590);
;// CONCATENATED MODULE: ./src/run/shared-parts.js


/** Creates the shared parts of a step, of which nothing is known yet. */
const createSharedParts = () => ({
    images: new ImageLookups(),
    inputs: new memo/* Memo */.l(),
    pushes: new memo/* Memo */.l(),
    copying: new semaphore.Semaphore(1),
});
/** The images that backends have found, by request. */
class ImageLookups {
    #byBackend = new WeakMap();
    async get(backend, key, find) {
        const images = this.#byBackend.get(backend) ?? new memo/* Memo */.l();
        this.#byBackend.set(backend, images);
        return await images.get(key, find);
    }
}

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
    const { env, log, outputs, state, inputs, cancelled } = context;
    const networkEnv = readNetworkEnv(env);
    for (const secret of findNetworkSecrets(networkEnv))
        await log.mask(secret);
    const event = await (0,action_event.readEvent)(env);
    const origin = (0,workflow_run.readWorkflowRun)(env, event);
    const workspace = env['GITHUB_WORKSPACE'] ?? '';
    const checkoutFolder = memoize(() => (0,checkout/* findCheckoutFolder */.oY)(workspace, env));
    const { role, awsRegion: region } = inputs;
    const created = memoize(() => (0,step_identity.createStepIdentity)({ role, region, env, mask: log.mask }));
    const limited = memoize(async () => limitIdentity(await created(), cancelled));
    const identity = () => (0,abort/* raceSignal */.WU)(limited(), cancelled);
    const services = {
        ...{ env, home, origin, onSecret: log.mask, onWait: log.info },
        // To end a job, credentials are needed after a cancellation too: each call of a backend has its own signal.
        identity: () => (0,abort/* raceSignal */.WU)(created(), cancelled),
    };
    return {
        ...{ openBackend: createBackends(services), identity, ...createRunIds(), shared: createSharedParts() },
        ...createPolicies(inputs),
        ...createRemotes(context, identity),
        pullRequest: readPullRequest(env, event),
        outputs: new ReportOutputs(outputs),
        ...{ log, state, home, networkEnv, cancelled },
        temporaryFolder: env['RUNNER_TEMP'] || (0,external_node_os_.tmpdir)(),
        owner: (0,checkout/* getOwner */.QQ)(env),
        readCheckout: async (folder, root) => await (0,checkout/* readCheckout */.b$)(folder, root, env),
        annotate: async (candidates) => inputs.annotations ? await createAnnotations(candidates, await checkoutFolder(), env) : [],
        commits: (0,workflow_run.getWorkflowCommits)(env, event),
        baseCommit: (0,workflow_run.getBaseCommit)(env, event),
        isAncestorInCheckout: async (commit, of) => await (0,checkout/* isAncestorInCheckout */.tD)(await checkoutFolder(), env, { ancestor: commit, descendant: of }),
        isAncestor: (0,github_access/* createAncestryCheck */.e)({ token: inputs.comment.githubToken, env, log }, cancelled),
        finishedJobs: new semaphore.Semaphore(maxFinishedJobs),
        comparisons: new semaphore.Semaphore(maxComparisons),
        outputLooks: (0,output_watch/* createLookLimiter */.C)(clock/* systemClock */.m),
        workflowAttempt: origin.attempt,
        tailLines: inputs.logTailLines,
        jobDeadline: await createJobDeadline(env, inputs.jobTimeoutMinutes),
        renderAttachSnippet: (jobIds) => renderAttachSnippet(jobIds, inputs, env),
    };
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
function memoize(create) {
    let created;
    return () => {
        created ??= create();
        return created;
    };
}

// EXTERNAL MODULE: ./src/run/publish-comment.js + 3 modules
var publish_comment = __webpack_require__(17728);
;// CONCATENATED MODULE: ./src/run/remote-updates.js

/** The longest wait at the end of a step for its updates of the index and the packs, in milliseconds. */
const waitLimitMs = 10_000;
/**
 * The updates of the caches beside the bundles, which run in the background. A step that is faster than its update,
 * such as a submission with `wait: false`, would otherwise lose it, and every later step would read the bundles again.
 */
class RemoteUpdates {
    #caches = [];
    /** Adds the caches of a remote. */
    add({ index, packs }) {
        this.#caches.push(index, packs);
    }
    /** Waits until all updates have ended, for at most 10 s or until the signal aborts. Never throws. */
    async wait(signal, ms = waitLimitMs) {
        const settle = async () => await Promise.all(this.#caches.map((cache) => cache.waitForSave()));
        await (0,abort/* limitTime */.DZ)(settle, { ms, signal }).catch(() => undefined);
    }
}

// EXTERNAL MODULE: ./src/lib/for-each-bounded.js
var for_each_bounded = __webpack_require__(52759);
;// CONCATENATED MODULE: ./src/s3/store.js
/** Keys in one deletion: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
const maxDeletedKeys = 1000;

// EXTERNAL MODULE: ./src/remote/sandbox.js
var sandbox = __webpack_require__(19770);
;// CONCATENATED MODULE: ./src/remote/remove.js




/** Concurrent requests of 1,000 keys each: S3 accepts 3,500 deletions a second below one prefix. */
const maxRequests = 3;
/** The most times that the context is listed again for objects that were written meanwhile. */
const maxPasses = 3;
/** The most keys that a result names. */
const maxNamed = 20;
/** Every object of a remote context, the marker of a sandbox included. Costs a request for each 1,000 objects. */
async function* listContextObjects(remote, options) {
    const prefix = (0,sandbox/* getContextPrefix */.i9)(remote);
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
    const markerKey = (0,sandbox/* getMarkerKey */.ob)(remote);
    for await (const entry of listContextObjects(remote, options))
        if (entry.key !== markerKey)
            yield entry;
}
/** Whether a key is that of a HyperFrame, whose existence makes a bundle visible. */
function isHyperFrameKey({ objects }, key) {
    const [uuid = '', name, ...more] = key.startsWith(objects) ? key.slice(objects.length).split('/') : [];
    return (0,bundle/* isUuid */.O1)(uuid) && name === (0,bundle/* formatHyperFrameName */.Oj)(uuid) && more.length === 0;
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
        await (0,for_each_bounded/* forEachBounded */.a)(splitIntoBatches(entries), removeBatch, { ...this.#options, limit: maxRequests });
        return found;
    }
    async removeMarker() {
        const { failed } = await this.#remote.store.deleteObjects([(0,sandbox/* getMarkerKey */.ob)(this.#remote)], this.#options);
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
        this.failed.push(...failed.slice(0, Math.max(0, maxNamed - this.failed.length)));
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
    if ((0,sandbox/* isSandboxNameFor */.ex)(context, number))
        return undefined;
    return {
        evidence: `The context ${context} is not named after pull request ${number}.`,
        advice: `Only a context that is called \`pr-${number}\`, or ends in \`-pr-${number}\`, is deleted when that pull request is closed.`,
    };
}
/** Checks the marker in the context. */
async function findMarkerRefusal({ context: { remote: context } }, { pullRequest, cancelled: signal }, remote) {
    const marker = await (0,sandbox/* readSandboxMarker */.w2)(remote, { signal });
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

// EXTERNAL MODULE: ./src/run/prepare.js + 1 modules
var prepare = __webpack_require__(80582);
// EXTERNAL MODULE: ./src/run/run-pipe.js + 12 modules
var run_pipe = __webpack_require__(21626);
// EXTERNAL MODULE: ./src/run/run-with-report.js
var run_with_report = __webpack_require__(17241);
// EXTERNAL MODULE: ./src/run/save-state.js
var save_state = __webpack_require__(69343);
;// CONCATENATED MODULE: ./src/run/run.js






/**
 * Carries out a plan: its run or runs, or the jobs to attach to all at once, or a cleanup. Never throws:
 * every failure is in a report.
 */
async function run(plan, dependencies) {
    for (const warning of plan.warnings)
        await dependencies.log.warning(warning);
    switch (plan.kind) {
        case 'run':
            return [await runOne(plan.run, dependencies)];
        case 'many': {
            const { runMany } = await __webpack_require__.e(/* import() */ 9459).then(__webpack_require__.bind(__webpack_require__, 79459));
            return await runMany(plan.many, dependencies);
        }
        case 'attach':
            return await attach(plan.attachment, dependencies);
        case 'cleanup':
            return [await cleanUp(plan.cleanup, dependencies)];
    }
}
async function runOne(each, dependencies) {
    const backend = dependencies.openBackend(each.backend, each.timeoutMs);
    const report = await (0,run_with_report/* runTarget */.Nh)(each, dependencies, backend, run_pipe/* runPipe */.G);
    await dependencies.log.endGroup();
    return report;
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
        const failure = dependencies.cancelled.aborted ? (0,run_with_report/* createCancelFailure */.Zb)('attach', error) : error;
        const requested = { pipeClass: '', backend: backend.kind, context: '', params: new Map() };
        return [await (0,run_with_report/* createRefusalReport */.fr)(requested, dependencies.outputs, failure)];
    }
    const isOneOfMany = jobs.length > 1;
    const reports = await Promise.all(jobs.map(({ target, ...job }) => (0,run_with_report/* runTarget */.Nh)(target, dependencies, backend, (context, reporter) => finishAttachedJob(context, reporter, { ...job, isOneOfMany }))));
    await dependencies.log.endGroup();
    return reports;
}
async function finishAttachedJob(context, reporter, { orphanFields, ...launched }) {
    const { run, dependencies } = context;
    const { job, receipt } = launched;
    const remote = await dependencies.openRemote(run.remote, run.context.remote);
    await (0,save_state/* saveState */.L)(context);
    await (0,save_state/* saveOrphan */.q)(context, receipt.outputUuid, orphanFields);
    const { outputName: name, outputUuid: uuid } = receipt;
    await reporter.update({ job, output: { name, uuid, uri: remote.getUri(uuid) } });
    await (0,prepare/* openLocalContext */.ny)(context);
    const { finishJob } = await (0,run_pipe/* loadFinishing */.Q)();
    await finishJob(context, reporter, launched, { remote, imageCommit: undefined });
}
/** Deletes the sandbox of a closed pull request, or lists it in a dry run. */
async function cleanUp(cleanup, dependencies) {
    const { remote: url, context } = cleanup;
    const names = `${context.remote}/${context.local}`;
    const start = { pipeClass: '', backend: 'Local', remote: url.url, context: names, params: new Map() };
    return await (0,run_with_report/* runWithReport */.E1)(start, dependencies, async (reporter) => {
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

























/** The most failures of runs that are errors of their own. */
const maxFailures = 5;
/** Runs the step, from its inputs to its exit code. `cancelled` aborts with the workflow. Never throws. */
async function runStep(env, cancelled) {
    const ended = new AbortController();
    const updates = new RemoteUpdates();
    try {
        await runAndPublish(env, { cancelled, ended: ended.signal, updates });
        await updates.wait(cancelled);
    }
    catch (error) {
        await (0,crash.failWithCrash)(error);
    }
    finally {
        ended.abort();
    }
}
async function runAndPublish(env, scope) {
    const log = (0,open_step_log/* openStepLog */.p)(env);
    const outputs = new action_outputs/* OutputWriter */.P(log.warning, log.holdsMasked, env['GITHUB_OUTPUT']);
    const state = new action_state/* StateWriter */.r(env['RUNNER_TEMP'] || (0,external_node_os_.tmpdir)(), log.warning, env['GITHUB_STATE']);
    const problems = [];
    const inputs = (0,plan_inputs.readInputs)(env, problems);
    const context = { env, log, outputs, state, inputs, ...scope };
    const reports = await planAndRun(context, problems);
    const [first, ...others] = reports;
    if (first === undefined)
        return;
    await publishReport([first, ...others], { env, log, outputs, shouldWriteSummary: inputs.summary });
    if (inputs.comment.comment !== 'never' && !inputs.cleanup)
        await comment(reports, context);
    // Main may have failed to remove the container of a failed run, for example without an engine: post tries again.
    const unclean = reports.some(mayLeaveContainer);
    await state.update({ reported: true, unclean });
    if (!unclean)
        await state.markClean();
    // Annotations come before the final error, which repeats the failure without a line of code.
    const annotations = reports.flatMap((report) => report.annotations ?? []);
    const failures = createFailureTexts(reports, env);
    const maxAnnotations = maxErrors - failures.length;
    for (const annotation of annotations.slice(0, maxAnnotations))
        await log.annotate(annotation);
    for (const text of failures)
        await (0,crash.failStep)(text);
}
async function comment(reports, context) {
    const { env, log, outputs, inputs, cancelled } = context;
    const target = (0,comment_target/* createCommentTarget */.fG)((0,workflow_run.readWorkflowRun)(env, await (0,action_event.readEvent)(env)), inputs.comment, reports);
    if (target === undefined)
        return await log.notice('`comment` is ignored: this workflow run does not belong to a pull request.');
    await (0,publish_comment/* publishComment */.p)(reports, target, { token: inputs.comment.githubToken, env, log, outputs, cancelled });
}
const mayLeaveContainer = ({ failure, phases }) => failure !== undefined && phases.some(({ name }) => name === 'launch' || name === 'run');
/** The errors of a step: its first failures, and the numbers of all others and of runs that did not start. */
function createFailureTexts(reports, env) {
    const failed = reports.filter(({ failure }) => failure !== undefined);
    const texts = failed.slice(0, maxFailures).map((report) => (0,docs_link/* linkDocs */.cG)(formatFailure(report), (0,docs_link/* getDocsUrl */.Tr)(env)));
    const more = failed.length - texts.length;
    const notRun = reports.filter(({ status }) => status === 'not-run').length;
    const counts = [
        ...(more > 0 ? [`${(0,units/* formatCount */.B4)(more, 'more run')} did not succeed`] : []),
        ...(notRun > 0 ? [`${(0,units/* formatCount */.B4)(notRun, 'run')} did not start`] : []),
    ];
    return counts.length === 0 ? texts : [...texts, `${counts.join(', and ')}. The summary lists all runs.`];
}
function formatFailure({ failure, label }) {
    const { verdict = 'internal-error', evidence = '', advice = '', where } = failure ?? {};
    const run = label ? `${(0,run_label/* formatRunLabel */.j)(label)}: ` : '';
    const place = where ? `At ${where.file}:${where.line}. ` : '';
    return `${run}${verdict}: ${evidence}${evidence.includes('\n') ? '\n' : ' '}${place}${advice}`;
}
async function planAndRun(context, problems) {
    const { env, inputs, outputs, cancelled } = context;
    let defaults;
    try {
        const home = env['HOME'] ?? (0,external_node_os_.homedir)();
        problems.push(...findProxyProblems(env));
        defaults = await readDefaults(home, inputs, problems);
        const runs = await readRunsSource(inputs, env, clock/* systemClock */.m.date(), problems);
        const plan = createPlan(inputs, defaults, env, problems, runs);
        return await run(plan, await createDependencies(context, home));
    }
    catch (error) {
        const failure = cancelled.aborted ? (0,run_with_report/* createCancelFailure */.Zb)('plan', error) : error;
        const { backend, context: names = defaults?.context, params } = inputs;
        const requested = {
            pipeClass: env['INPUT_PIPE-CLASS'] ?? '',
            backend,
            context: names === undefined ? '' : `${names.remote}/${names.local}`,
            params,
        };
        return [await (0,run_with_report/* createRefusalReport */.fr)(requested, new ReportOutputs(outputs), failure)];
    }
}


/***/ }),

/***/ 65762:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AD: () => (/* binding */ StoreError),
/* harmony export */   CW: () => (/* binding */ isExpiredCredentials),
/* harmony export */   Dg: () => (/* binding */ S3Error),
/* harmony export */   E2: () => (/* binding */ getErrorCode),
/* harmony export */   IL: () => (/* binding */ isConnectionCode),
/* harmony export */   Rc: () => (/* binding */ ConnectionError),
/* harmony export */   T$: () => (/* binding */ TruncatedBodyError),
/* harmony export */   W0: () => (/* binding */ isAbsent),
/* harmony export */   v9: () => (/* binding */ getErrorStatus)
/* harmony export */ });
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33178);

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
    return error instanceof S3Error ? error.status : (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getNumber */ .WZ)(error, '$metadata', 'httpStatusCode');
}
const expiryCodes = new Set(['ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired']);
/** Whether S3 says that the credentials have expired. */
function isExpiredCredentials(error) {
    return expiryCodes.has(getErrorCode(error));
}
/** A response to HEAD has no body, and so no code: this client and the SDK have names of their own for it. */
const absentCodes = new Set(['NoSuchKey', 'NotFound', 'Error', 'UnknownError']);
/** Whether the key does not exist. False for anything else that does not exist: the bucket, an upload, a key of KMS. */
function isAbsent(error) {
    return getErrorStatus(error) === 404 && absentCodes.has(getErrorCode(error));
}


/***/ }),

/***/ 73348:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ar: () => (/* binding */ listSeed)
/* harmony export */ });
/* unused harmony exports maxSeedObjects, SeedTooLargeError */
/* harmony import */ var _lib_for_each_bounded_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52759);
/* harmony import */ var _remote_listing_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(61681);
/* harmony import */ var _seed_path_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50209);



/** The most objects of a seed: about 100 MiB of names while they are listed and read. */
const maxSeedObjects = 300_000;
/** Up to this number of bundles, each folder is listed alone. */
const maxFolderListings = 256;
/** A context with more objects than a seed may have. */
class SeedTooLargeError extends Error {
    constructor() {
        super(`the context has more than ${maxSeedObjects} objects that a container pulls; use \`seed-context: newest\``);
    }
}
/**
 * Lists the objects of a context that a container pulls at its start, or those of some bundles. Throws
 * SeedTooLargeError, and Failure as a store does.
 */
async function listSeed(remote, { signal, only }) {
    // By path: a large context is listed with overlaps.
    const objects = new Map();
    let hasOthers = false;
    const folder = remote.objects.slice(0, -'objects/'.length);
    const visit = (entry) => {
        if (entry.kind !== 'object' || !(0,_seed_path_js__WEBPACK_IMPORTED_MODULE_1__/* .isPulledAtStart */ .E0)(entry.key))
            return;
        const path = entry.key.slice(folder.length);
        const parsed = (0,_seed_path_js__WEBPACK_IMPORTED_MODULE_1__/* .parseSeedPath */ .Qc)(path);
        if (parsed === undefined)
            hasOthers = true;
        else if (only?.has(parsed.uuid) ?? true)
            objects.set(path, { path, bytes: entry.size, etag: entry.etag });
        if (objects.size > maxSeedObjects)
            throw new SeedTooLargeError();
    };
    if (only !== undefined && only.size <= maxFolderListings)
        await visitFolders(remote, only, visit, signal);
    else
        await (0,_remote_listing_js__WEBPACK_IMPORTED_MODULE_0__/* .visitContext */ .t)(remote, visit, { signal });
    return { bundles: Map.groupBy(objects.values(), ({ path }) => (0,_seed_path_js__WEBPACK_IMPORTED_MODULE_1__/* .parseSeedPath */ .Qc)(path)?.uuid ?? ''), hasOthers };
}
async function visitFolders(remote, uuids, visit, signal) {
    const list = async (uuid, listSignal) => {
        for await (const entry of remote.store.list(remote.getKey(uuid, ''), { signal: listSignal }))
            visit(entry);
    };
    await (0,_lib_for_each_bounded_js__WEBPACK_IMPORTED_MODULE_2__/* .forEachBounded */ .a)(uuids, list, { signal });
}


/***/ }),

/***/ 50209:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E0: () => (/* binding */ isPulledAtStart),
/* harmony export */   Qc: () => (/* binding */ parseSeedPath)
/* harmony export */ });
/* unused harmony export formatSeedPath */
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84092);

/** The limit of most file systems for one name, in bytes. */
const maxNameBytes = 255;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern detects them.
const unusual = /[\u0000-\u001f\u007f-\u009f/\\]/;
/** The path of an object within the folder of its context. */
function formatSeedPath(uuid, file) {
    return `objects/${uuid}/${file}`;
}
/**
 * The uuid and the file name of a path `objects/<uuid>/<file name>`; undefined for every other text. The path is text
 * from outside that becomes a path in a container: it has no other folder, no `..`, and no control character.
 */
function parseSeedPath(path) {
    const [folder, uuid = '', file = '', ...rest] = path.split('/');
    if (folder !== 'objects' || rest.length > 0 || !(0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .isUuid */ .O1)(uuid))
        return undefined;
    const isPlain = file !== '' && file !== '.' && file !== '..' && !unusual.test(file) && file.isWellFormed();
    return isPlain && Buffer.byteLength(file) <= maxNameBytes ? { uuid, file } : undefined;
}
/** Whether the pull that starts a container fetches an object: Disdat looks for this text in the key. */
function isPulledAtStart(pathInContext) {
    return pathInContext.includes('frame.pb');
}


/***/ }),

/***/ 10811:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createLocalSource: () => (/* binding */ createLocalSource),
  createPackSource: () => (/* binding */ createPackSource),
  createRemoteSource: () => (/* binding */ createRemoteSource)
});

// EXTERNAL MODULE: ./src/disdat/format/format-error.js
var format_error = __webpack_require__(51178);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/lib/for-each-bounded.js
var for_each_bounded = __webpack_require__(52759);
;// CONCATENATED MODULE: ./src/lib/map-bounded.js
/**
 * Yields the result of `work` for each item, in the order of the items, while at most `limit` calls run or wait for
 * their turn. At the first error, when `signal` aborts, and when the caller stops, it aborts the signals of the other
 * calls; it does not wait for their ends.
 */
async function* mapBounded(items, work, { limit, signal }) {
    const ended = new AbortController();
    const workSignal = AbortSignal.any([signal, ended.signal]);
    const running = [];
    const start = (item) => {
        const result = work(item, workSignal);
        // The error of a call is thrown at its turn, or not at all after an earlier one.
        result.catch(() => undefined);
        running.push(result);
    };
    try {
        for (const item of items) {
            signal.throwIfAborted();
            start(item);
            if (running.length < limit)
                continue;
            const [first] = running.splice(0, 1);
            if (first !== undefined)
                yield await first;
        }
        for (const result of running)
            yield await result;
    }
    finally {
        ended.abort();
    }
}

// EXTERNAL MODULE: ./src/seed/seed-path.js
var seed_path = __webpack_require__(50209);
;// CONCATENATED MODULE: ./src/seed/seed-sources.js





/** The bundles that a local context of the runner holds. */
function createLocalSource(context) {
    return { name: 'the local context', isRemote: false, read: createRead(context.read.bind(context)) };
}
/** The packs beside the index of a remote context. */
function createPackSource({ packs }) {
    return { name: 'the packs', isRemote: false, read: (objects, options) => packs.read(objects, options) };
}
/** The remote itself: one GET for each object. What it reads is added to the packs with their next `save`. */
function createRemoteSource(remote) {
    const read = createRead(remote.read.bind(remote));
    return {
        ...{ name: 'the remote', isRemote: true },
        async *read(objects, options) {
            for await (const member of read(objects, options)) {
                remote.packs.add(member.object, member.bytes);
                yield member;
            }
        },
    };
}
function createRead(readBytes) {
    const read = async (object, signal) => {
        const { uuid, file } = (0,seed_path/* parseSeedPath */.Qc)(object.path) ?? { uuid: '', file: '' };
        try {
            return { object, bytes: await readBytes(uuid, file, { signal, maxBytes: object.bytes }) };
        }
        catch (error) {
            if (!concernsObjectOnly(error))
                throw error;
            return { object, bytes: undefined };
        }
    };
    return async function* (objects, { signal }) {
        for await (const { object, bytes } of mapBounded(objects, read, { limit: for_each_bounded/* maxInFlight */.I, signal }))
            if (bytes !== undefined)
                yield { object, bytes };
    };
}
/** Whether other objects can be read: this one is larger than LIST reported, or archived. */
function concernsObjectOnly(error) {
    if (error instanceof errors/* Failure */.HR)
        return error.verdict === 'object-archived' || error.verdict === 'bundle-corrupt';
    return error instanceof format_error/* BundleFormatError */.KC;
}


/***/ })

};
;