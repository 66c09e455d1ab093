"use strict";
exports.id = 1827;
exports.ids = [1827];
exports.modules = {

/***/ 60327:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ openStepLog)
/* harmony export */ });
/* harmony import */ var _lib_trace_requests_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98458);
/* harmony import */ var _docs_link_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(70131);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(86475);



/** Opens the log of a step on stdout. With debug logging of the runner, it has a line for each HTTP request. */
function openStepLog(env) {
    const isDebugging = env['RUNNER_DEBUG'] === '1';
    const log = (0,_log_js__WEBPACK_IMPORTED_MODULE_2__/* .openLog */ .Ne)(process.stdout, isDebugging, (0,_docs_link_js__WEBPACK_IMPORTED_MODULE_1__/* .getDocsUrl */ .Tr)(env));
    if (isDebugging)
        (0,_lib_trace_requests_js__WEBPACK_IMPORTED_MODULE_0__/* .traceRequests */ .u)((line) => void log.debug(line));
    return log;
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

/***/ 4384:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ prepareUndo)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);

/**
 * Returns a function that undoes what is appended to a file from now on. A full disk takes the beginning of a value,
 * and the runner fails a step whose file ends in the middle of one. The function does nothing without a file, and never
 * throws. https://github.com/actions/runner/blob/main/src/Runner.Worker/FileCommandManager.cs
 */
function prepareUndo(file) {
    const size = file === undefined ? undefined : getSize(file);
    return () => {
        if (file === undefined || size === undefined || getSize(file) === size)
            return;
        try {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.truncateSync)(file, size);
        }
        catch {
            // The error of the write says more.
        }
    };
}
/** Undefined for a file that cannot be read, whose writer says why. */
function getSize(file) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(file, { throwIfNoEntry: false })?.size;
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 60372:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ah: () => (/* binding */ getFileErrorCode),
/* harmony export */   HP: () => (/* binding */ isMissingFileError),
/* harmony export */   b3: () => (/* binding */ diskFullCodes)
/* harmony export */ });
/** Codes of errors about a file. https://nodejs.org/api/errors.html#common-system-errors */
const diskFullCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const codes = new Set([
    ...diskFullCodes,
    'EACCES',
    'EROFS',
    'EPERM',
    'ENOTDIR',
    'EISDIR',
    'ELOOP',
    'ENAMETOOLONG',
    'EXDEV',
    'ENOENT',
    'EIO',
    'EMFILE',
    'ENFILE',
    'EEXIST',
    'ENOTEMPTY',
    'EBUSY',
]);
/** The code of an error about a file, such as `ENOSPC`; undefined for any other error. */
function getFileErrorCode(error) {
    if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string')
        return undefined;
    return codes.has(error.code) ? error.code : undefined;
}
/** Whether an error says that a file or folder does not exist. */
function isMissingFileError(error) {
    const code = getFileErrorCode(error);
    return code === 'ENOENT' || code === 'ENOTDIR';
}


/***/ }),

/***/ 40590:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ memoize),
/* harmony export */   l: () => (/* binding */ Memo)
/* harmony export */ });
/** Results by key. Each is created once; a creation that failed is repeated the next time. */
class Memo {
    #results = new Map();
    /** The result of the key, which `create` creates unless an earlier call has done so or is about to. */
    async get(key, create) {
        const existing = this.#results.get(key);
        if (existing !== undefined)
            return await existing;
        const created = create();
        this.#results.set(key, created);
        try {
            return await created;
        }
        catch (error) {
            if (this.#results.get(key) === created)
                this.forget(key);
            throw error;
        }
    }
    /** Lets the next call create the result of the key again. */
    forget(key) {
        this.#results.delete(key);
    }
}
/** A function that creates its result once; a creation that failed is repeated in the next call. */
function memoize(create) {
    const memo = new Memo();
    return () => memo.get('', create);
}


/***/ }),

/***/ 39145:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   XF: () => (/* binding */ readRegularFile),
/* harmony export */   ZU: () => (/* binding */ openRegularFile),
/* harmony export */   ko: () => (/* binding */ readOptionalText),
/* harmony export */   o2: () => (/* binding */ UnreadableFileError)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
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



/** A path does not lead to a regular file, or the file has too many bytes. The message is a clause that names it. */
class UnreadableFileError extends Error {
    name = 'UnreadableFileError';
}
/**
 * Opens a regular file for reading; a character device such as `/dev/null` counts as an empty one. Throws
 * UnreadableFileError for anything else, such as a folder or a named pipe, the error of the file system, and with
 * `followsLink: false` also for a symbolic link (`ELOOP`).
 */
async function openRegularFile(file, { followsLink = true } = {}) {
    // Without O_NONBLOCK, opening a named pipe waits for its writer, and a cancellation does not end that wait.
    const flags = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK | (followsLink ? 0 : node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW);
    const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(file, flags);
    const stats = await handle.stat();
    if (stats.isFile() || stats.isCharacterDevice())
        return handle;
    await handle.close();
    throw new UnreadableFileError(`${node_path__WEBPACK_IMPORTED_MODULE_2___default().basename(file)} is not a regular file`);
}
/** The bytes of a regular file. Throws as `openRegularFile`, and UnreadableFileError for more than `maxBytes`. */
async function readRegularFile(file, limits) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { maxBytes, firstBytes, ...options } = limits;
        const handle = __addDisposableResource(env_1, await openRegularFile(file, options), true);
        const { size } = await handle.stat();
        const target = Math.min(size, firstBytes ?? size);
        if (target > maxBytes)
            throw new UnreadableFileError(`${node_path__WEBPACK_IMPORTED_MODULE_2___default().basename(file)} has more than ${maxBytes} bytes`);
        const bytes = Buffer.allocUnsafeSlow(target);
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
/** The text of a regular file that a step can do without; empty when it does not exist or cannot be read. */
async function readOptionalText(file, limits) {
    return await readRegularFile(file, limits).then((bytes) => bytes.toString(), () => '');
}


/***/ }),

/***/ 98458:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ traceRequests),
/* harmony export */   z: () => (/* binding */ announceRequest)
/* harmony export */ });
/* harmony import */ var node_diagnostics_channel__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(53053);
/* harmony import */ var node_diagnostics_channel__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_diagnostics_channel__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33178);


/** The channels of requests on connections of our own. Their messages have the shape of node's. */
const ownChannels = { start: 'run-action:request:start', end: 'run-action:request:end' };
/**
 * Makes a request that does not use node's HTTP client visible to `traceRequests`. Returns a function for its end, with
 * the status of the response, or undefined without one.
 */
function announceRequest(method, host) {
    const request = { method, host };
    (0,node_diagnostics_channel__WEBPACK_IMPORTED_MODULE_0__.channel)(ownChannels.start).publish({ request });
    return (statusCode) => (0,node_diagnostics_channel__WEBPACK_IMPORTED_MODULE_0__.channel)(ownChannels.end).publish({ request, response: { statusCode } });
}
/**
 * Calls `report` for each HTTP request of this process that is answered or fails from now on: its method, its host, the
 * status or the code of the error, and the milliseconds until the response began, or ended where `BodyReader` read it.
 * No path, query or header is in it: these hold signatures and names. Uses the channels of node
 * (https://nodejs.org/api/diagnostics_channel.html#http) and of its fetch
 * (https://undici.nodejs.org/#/docs/api/DiagnosticsChannel).
 */
function traceRequests(report) {
    const starts = new WeakMap();
    const start = (message) => {
        const request = getRequest(message);
        if (request !== undefined)
            starts.set(request, performance.now());
    };
    const end = (message) => {
        const request = getRequest(message);
        const startedAt = request && starts.get(request);
        if (request === undefined || startedAt === undefined)
            return;
        const status = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getNumber */ .WZ)(message, 'response', 'statusCode') ?? (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getString */ .AA)(message, 'error', 'code') ?? 'failed';
        report(`${describeTarget(request)}: ${status} in ${Math.round(performance.now() - startedAt)} ms`);
        starts.delete(request);
    };
    for (const name of ['http.client.request.start', 'undici:request:create', ownChannels.start])
        (0,node_diagnostics_channel__WEBPACK_IMPORTED_MODULE_0__.subscribe)(name, start);
    for (const name of ['http.client.response.finish', 'undici:request:headers', ownChannels.end])
        (0,node_diagnostics_channel__WEBPACK_IMPORTED_MODULE_0__.subscribe)(name, end);
    for (const name of ['http.client.request.error', 'undici:request:error'])
        (0,node_diagnostics_channel__WEBPACK_IMPORTED_MODULE_0__.subscribe)(name, end);
}
function getRequest(message) {
    const request = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(message, 'request');
    return typeof request === 'object' && request !== null ? request : undefined;
}
function describeTarget(request) {
    const method = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getString */ .AA)(request, 'method') ?? 'GET';
    const socket = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getString */ .AA)(request, 'socketPath');
    const origin = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getString */ .AA)(request, 'origin');
    if (socket !== undefined)
        return `${method} ${socket}`;
    return `${method} ${origin === undefined ? (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getString */ .AA)(request, 'host') : new URL(origin).hostname}`;
}


/***/ }),

/***/ 21827:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runPostStep: () => (/* binding */ runPostStep)
/* harmony export */ });
/* harmony import */ var _action_open_step_log_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(60327);
/* harmony import */ var _action_state_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57048);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(40643);
/* harmony import */ var _lib_abort_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(31140);
/* harmony import */ var _lib_memo_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(40590);





/**
 * Ends and removes what main left. Every part is tried. A part that fails is a warning and does not fail the job. Never
 * throws.
 *
 * @param onUncaught Receives what to do with an exception that nothing catches
 */
async function runPostStep(env, onUncaught) {
    const log = (0,_action_open_step_log_js__WEBPACK_IMPORTED_MODULE_0__/* .openStepLog */ .p)(env);
    const warn = (error) => log.warning(`The cleanup ended early: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .describeError */ .Uc)(error)}.`);
    onUncaught(warn);
    await endRun({ env, log }).catch(warn);
}
async function endRun(context) {
    const state = await (0,_action_state_js__WEBPACK_IMPORTED_MODULE_1__/* .readState */ .u)(context.env);
    if (!state?.unclean)
        return;
    const { runId, contextFolder } = state;
    const ends = await endOrphans(state, context);
    const removed = await attempt(context, 'remove unfinished downloads', async () => {
        const { removeStagingFolders } = await __webpack_require__.e(/* import() */ 3975).then(__webpack_require__.bind(__webpack_require__, 73975));
        if (contextFolder !== undefined)
            await removeStagingFolders(contextFolder, runId);
        return undefined;
    });
    if (!state.reported)
        await reportKilledRun(state, [removed, ...ends], context);
}
/** A step that was killed for another reason than a cancellation has failed, and its issue says so. */
async function reportKilledRun({ pipeClass, orphans, cancelled }, parts, { env, log }) {
    const [{ readInputs }, { Redaction }, { publishKilledReport }, { publishKilledIssue }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(2536), __webpack_require__.e(4422), __webpack_require__.e(6474), __webpack_require__.e(4092), __webpack_require__.e(3127), __webpack_require__.e(5000), __webpack_require__.e(59), __webpack_require__.e(6137)]).then(__webpack_require__.bind(__webpack_require__, 20059)),
        __webpack_require__.e(/* import() */ 8985).then(__webpack_require__.bind(__webpack_require__, 28985)),
        __webpack_require__.e(/* import() */ 8723).then(__webpack_require__.bind(__webpack_require__, 18723)),
        Promise.all(/* import() */[__webpack_require__.e(2536), __webpack_require__.e(4092), __webpack_require__.e(7476), __webpack_require__.e(562), __webpack_require__.e(8632), __webpack_require__.e(4717)]).then(__webpack_require__.bind(__webpack_require__, 25718)),
    ]);
    const inputs = readInputs(env, []);
    const redaction = new Redaction(env, log);
    redaction.add(inputs.env);
    const text = await publishKilledReport(pipeClass, { log, summaryFile: env['GITHUB_STEP_SUMMARY'] }, {
        isComplete: parts.every(({ isDone }) => isDone),
        sentences: parts.flatMap(({ result }) => (result ? [redaction.hide(result)] : [])),
        startedRuns: new Set(orphans.map(({ runId }) => runId)).size,
    });
    if (cancelled !== true)
        await publishKilledIssue({ pipeClass, text }, inputs, { env, log, cancelled: _lib_abort_js__WEBPACK_IMPORTED_MODULE_3__/* .neverAborted */ .kF });
}
/**
 * Ends all orphans, as many at a time as their backend allows. Resolves with a sentence about each, where there is
 * something to say.
 */
async function endOrphans({ orphans }, context) {
    if (orphans.length === 0)
        return [];
    const services = createOrphanServices(context);
    services.catch(() => undefined);
    const [{ Semaphore }, { backendTypes }] = await Promise.all([
        __webpack_require__.e(/* import() */ 8224).then(__webpack_require__.bind(__webpack_require__, 68224)),
        Promise.all(/* import() */[__webpack_require__.e(6474), __webpack_require__.e(3127), __webpack_require__.e(5000), __webpack_require__.e(2685)]).then(__webpack_require__.bind(__webpack_require__, 15000)),
    ]);
    const semaphores = new Map(backendTypes.map((type) => [type.kind, new Semaphore(type.maxParallelEnds)]));
    return await Promise.all(orphans.map((orphan) => {
        const job = orphan.fields['id'] ?? orphan.fields['name'];
        const action = job === undefined ? 'remove the container' : `end job ${job}`;
        const type = backendTypes.find(({ kind }) => kind === orphan.backend);
        const end = () => attempt(context, action, async () => await endOrphan(orphan, type, await services, context));
        return semaphores.get(orphan.backend)?.hold(1, _lib_abort_js__WEBPACK_IMPORTED_MODULE_3__/* .neverAborted */ .kF, end) ?? end();
    }));
}
/** Orphans end with the identity of main, one for each region: GitHub still issues tokens while post runs. */
async function createOrphanServices({ env, log }) {
    const [{ createStepIdentity }, { readInputs }, { readEvent }, { readWorkflowRun }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(3127), __webpack_require__.e(6214)]).then(__webpack_require__.bind(__webpack_require__, 16214)),
        Promise.all(/* import() */[__webpack_require__.e(2536), __webpack_require__.e(4422), __webpack_require__.e(6474), __webpack_require__.e(4092), __webpack_require__.e(3127), __webpack_require__.e(5000), __webpack_require__.e(59), __webpack_require__.e(6137)]).then(__webpack_require__.bind(__webpack_require__, 20059)),
        __webpack_require__.e(/* import() */ 8605).then(__webpack_require__.bind(__webpack_require__, 98605)),
        __webpack_require__.e(/* import() */ 3396).then(__webpack_require__.bind(__webpack_require__, 83396)),
    ]);
    const { role } = readInputs(env, []);
    const identities = new _lib_memo_js__WEBPACK_IMPORTED_MODULE_4__/* .Memo */ .l();
    return {
        env,
        identity: (region) => identities.get(region, () => createStepIdentity({ role, region, env, mask: log.mask })),
        origin: async () => readWorkflowRun(env, await readEvent(env)),
    };
}
async function endOrphan(orphan, type, services, { log }) {
    if (type === undefined)
        throw new Error(`this release has no backend ${orphan.backend}`);
    const sentence = await type.endOrphan(orphan, services);
    if (sentence !== undefined)
        log.info(sentence);
    return sentence;
}
async function attempt({ log }, action, work) {
    try {
        return { isDone: true, result: await work() };
    }
    catch (error) {
        await log.warning(`Could not ${action}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .describeError */ .Uc)(error)}`);
        return { isDone: false };
    }
}


/***/ })

};
;