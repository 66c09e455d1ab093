"use strict";
exports.id = 6957;
exports.ids = [6957];
exports.modules = {

/***/ 95414:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   hD: () => (/* binding */ quote),
/* harmony export */   hS: () => (/* binding */ InvalidInputs),
/* harmony export */   qg: () => (/* binding */ findNearest),
/* harmony export */   vC: () => (/* binding */ problemLimit)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77068);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40643);
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19177);
/* harmony import */ var _lib_user_info_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(45152);




/** Further problems are only counted: a list that is wrong in every line needs no more. */
const problemLimit = 50;
/** In UTF-16 units. */
const maxQuotedLength = 120;
/** All problems of all inputs in one error. */
class InvalidInputs extends _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR {
    problems;
    constructor(problems) {
        const lines = problems.slice(0, problemLimit).map((problem) => `- ${formatProblem(problem)}`);
        if (problems.length > problemLimit)
            lines.push(`- … and ${problems.length - problemLimit} more.`);
        const title = (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(problems.length, 'input error');
        super('invalid-input', `${title}:\n${lines.join('\n')}`, 'Fix the `with:` block of the step. Nothing was started.');
        this.problems = problems;
    }
}
function formatProblem(problem) {
    const given = problem.given === undefined ? 'nothing given' : `got ${quote(problem.given)}`;
    const nearest = problem.nearest === undefined ? '' : ` Did you mean ${quote(problem.nearest)}?`;
    return `${problem.where}: ${given}. ${problem.expected}${nearest}`;
}
/**
 * Quotes an untrusted value: on one line, cut at 120 characters, in double quotes, with control characters escaped, and
 * without the passwords of addresses.
 */
function quote(value) {
    const shown = (0,_lib_user_info_js__WEBPACK_IMPORTED_MODULE_3__/* .redactUserInfo */ .p)(value);
    const text = shown.length > maxQuotedLength ? `${shown.slice(0, maxQuotedLength)}…` : shown;
    return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
/** The shortest text that suggests the word that contains it, such as `Batch` for `AWSBatch`. */
const minPartLength = 4;
/** Finds the allowed word that is most like a mistyped word; undefined when none is similar. */
function findNearest(given, allowed) {
    if (allowed.length === 0 || given.length > maxQuotedLength)
        return undefined;
    const part = given.toLowerCase();
    const containing = allowed.filter((word) => word.toLowerCase().includes(part));
    if (part.length >= minPartLength && containing.length === 1)
        return containing[0];
    const best = (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .closest */ .k)(given.toLowerCase(), allowed.map((word) => word.toLowerCase()));
    const near = allowed.find((word) => word.toLowerCase() === best);
    return near !== undefined && (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .I)(given.toLowerCase(), best) <= Math.max(2, near.length / 3) ? near : undefined;
}


/***/ }),

/***/ 90977:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ toInputVariable),
/* harmony export */   i: () => (/* binding */ createInputReader)
/* harmony export */ });
/* harmony import */ var _input_problems_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95414);

/** The variable in which the runner passes an input: the name in upper case, spaces as `_`, hyphens kept. */
const toInputVariable = (name) => `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
/** Creates a reader of the runner's `INPUT_*` variables. */
function createInputReader(env, problems) {
    const find = (name) => env[toInputVariable(name)];
    const raw = (name) => find(name) ?? '';
    const text = (name) => raw(name).trim() || undefined;
    const addProblem = (where, given, expected, allowed = []) => {
        const nearest = (0,_input_problems_js__WEBPACK_IMPORTED_MODULE_0__/* .findNearest */ .qg)(given, allowed);
        problems.push({ where, given, expected, ...(nearest !== undefined && { nearest }) });
        return undefined;
    };
    return {
        text,
        isEmpty: (name) => find(name)?.trim() === '',
        parsed(name, parse, expected) {
            const given = text(name);
            return given === undefined
                ? undefined
                : (parse(given) ?? addProblem(name, given, typeof expected === 'string' ? expected : expected(given)));
        },
        choice(name, fallback, allowed) {
            const given = text(name);
            if (given === undefined)
                return fallback;
            const chosen = allowed.find((word) => word.toLowerCase() === given.toLowerCase());
            return chosen ?? addProblem(name, given, `Allowed: ${allowed.join(', ')}.`, allowed) ?? fallback;
        },
        flag(name, fallback) {
            const given = text(name);
            if (given === undefined)
                return fallback;
            if (/^(true|True|TRUE)$/.test(given))
                return true;
            if (/^(false|False|FALSE)$/.test(given))
                return false;
            return addProblem(name, given, 'Allowed: true, false.', ['true', 'false']) ?? fallback;
        },
        number(name, { min, max, isInteger }) {
            const given = text(name);
            if (given === undefined)
                return undefined;
            const number = /^\d+(\.\d+)?$/.test(given) ? Number(given) : Number.NaN;
            if (number >= min && number <= max && (!isInteger || Number.isInteger(number)))
                return number;
            return addProblem(name, given, `Give a ${isInteger ? 'whole ' : ''}number from ${min} to ${max}.`);
        },
        list(name, parse) {
            const { value, faults } = parse(raw(name));
            for (const { given, expected, allowed } of faults)
                addProblem(name, given, expected, allowed);
            return value;
        },
        missing(name, expected) {
            problems.push({ where: name, expected });
            return undefined;
        },
    };
}


/***/ }),

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

/***/ 77027:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PO: () => (/* binding */ OutputWriter),
/* harmony export */   gr: () => (/* binding */ outputNames)
/* harmony export */ });
/* unused harmony exports planOutputNames, freshnessOutputNames */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86475);
/* harmony import */ var _undo_append_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4384);



/** The outputs of action.yml, in its order; a test compares the two lists. */
const outputNames = [
    'status',
    'verdict',
    'exit-code',
    'job-id',
    'job-name',
    'job-definition',
    'job-url',
    'log-url',
    'image',
    'input-bundle-uuid',
    'input-bundle-uri',
    'output-bundle-name',
    'output-bundle-uuid',
    'output-bundle-uri',
    'output-path',
    'changes',
    'rows',
    'breaches',
    'accepted',
    'base-bundle-uuid',
    'base-bundle-uri',
    'job-ids',
    'output-bundle-uris',
    'runs',
    'failed-runs',
    'succeeded',
    'reused',
    'skipped',
    'failed',
    'comment-url',
    'failure-issue-url',
    'result-file',
    'report-file',
];
/** The outputs of plan/action.yml, in its order; a test compares the two lists. */
const planOutputNames = (/* unused pure expression or super */ null && (['layers', 'legs', 'skipped']));
/** The outputs of freshness/action.yml, in its order; a test compares the two lists. */
const freshnessOutputNames = (/* unused pure expression or super */ null && (['fresh', 'stale', 'missing', 'heal-run-url', 'failure-issue-url']));
/** Sets step outputs. A value is written once, and again when it changes. */
class OutputWriter {
    #warn;
    #holdsMasked;
    #file;
    #written = new Map();
    #masked = new Set();
    #hasWarned = false;
    /**
     * @param holdsMasked Whether a text contains a masked value: GitHub drops such an output of a job.
     * @param file GITHUB_OUTPUT, which keeps whole values when the disk is full.
     */
    constructor(warn, holdsMasked = () => false, file) {
        this.#warn = warn;
        this.#holdsMasked = holdsMasked;
        this.#file = file;
    }
    /**
     * Writes the outputs whose values are new. The runner uses the last value of a name. Never throws: outputs that
     * cannot be written are one warning.
     */
    async set(outputs) {
        const core = await (0,_log_js__WEBPACK_IMPORTED_MODULE_1__/* .loadToolkit */ .fl)();
        for (const [name, value] of outputs) {
            if (this.#written.get(name) === value)
                continue;
            const undo = (0,_undo_append_js__WEBPACK_IMPORTED_MODULE_2__/* .prepareUndo */ .G)(this.#file);
            try {
                core.setOutput(name, value);
                this.#written.set(name, value);
                await this.#warnOfMasked(name, value);
            }
            catch (error) {
                undo();
                await this.#warnOnce(`Cannot write the step output ${name}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error)}. The run goes on.`);
                return;
            }
        }
    }
    /** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idoutputs */
    async #warnOfMasked(name, value) {
        if (this.#masked.has(name) || !this.#holdsMasked(value))
            return;
        this.#masked.add(name);
        await this.#warn(`The output \`${name}\` contains a masked value. Later steps of this job can read it. GitHub drops it where it is an output of the job.`);
    }
    async #warnOnce(text) {
        if (this.#hasWarned)
            return;
        this.#hasWarned = true;
        await this.#warn(text);
    }
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

/***/ 65011:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P$: () => (/* binding */ isCovered),
/* harmony export */   Qt: () => (/* binding */ measureFinding),
/* harmony export */   qj: () => (/* binding */ hashText),
/* harmony export */   s8: () => (/* binding */ digestFinding)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

/** The most subjects that are hashed one by one; more are one hash. */
const maxSubjects = 20;
/** 96 bits, in hexadecimal digits: names of columns come from outside, and must not be made to collide. */
const hashLength = 24;
/** The finding of a limit that is broken by a value; without an amount for a value that is not finite. */
function measureFinding(value, is) {
    if (!Number.isFinite(value))
        return undefined;
    return { subjects: [], amount: { value, worse: is === '<' || is === '<=' ? 'lower' : 'higher' } };
}
/** A finding with hashes instead of texts: one for each subject, or one for all of more than `maxSubjects`. */
function digestFinding({ subjects, amount }) {
    const sorted = [...new Set(subjects)].toSorted();
    const hashes = sorted.length > maxSubjects ? [`all:${hashText(JSON.stringify(sorted))}`] : sorted.map(hashText);
    return { subjects: hashes, ...(amount && { amount }) };
}
/** The hash of a text that a digest holds in its place. */
const hashText = (text) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex').slice(0, hashLength);
/**
 * Whether a finding shows nothing that another one does not: each of its subjects is one of the other's, and its amount
 * is not further from the limit. A finding that is one hash of many subjects covers only itself.
 */
function isCovered(finding, by) {
    const known = new Set(by.subjects);
    if (!finding.subjects.every((subject) => known.has(subject)))
        return false;
    if (finding.amount === undefined || by.amount === undefined)
        return finding.amount === by.amount;
    const { value, worse } = finding.amount;
    if (worse !== by.amount.worse)
        return false;
    return worse === 'higher' ? value <= by.amount.value : value >= by.amount.value;
}


/***/ }),

/***/ 44995:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Xg: () => (/* binding */ isWindowsDeviceName),
/* harmony export */   _$: () => (/* binding */ findFilePathProblem),
/* harmony export */   mc: () => (/* binding */ isUnparsableUrlPath),
/* harmony export */   uZ: () => (/* binding */ findUrlProblem)
/* harmony export */ });
/* harmony import */ var _bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84092);

const deviceName = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)/i;
/** dsdt reads a file with such a name as its own protobuf message. */
const messageName = /_(?:h?frame|auth)\.pb$/;
/**
 * Whether Windows opens a device for a file of this name, in any folder and with any extension.
 * https://learn.microsoft.com/windows/win32/fileio/naming-a-file
 */
function isWindowsDeviceName(name) {
    return deviceName.test(name);
}
/** What a name can contain once it is in the form NFKC, in which Python compares the host of a URL. */
const hostEnd = /[/?#@:]/;
/**
 * Whether Python fails to parse `bundle://<path>`, so that dsdt cannot load a bundle with this link. The first name of
 * the path is in the place of the URL's host.
 * https://github.com/python/cpython/blob/3.11/Lib/urllib/parse.py
 */
function isUnparsableUrlPath(path) {
    const [host = ''] = path.split(/[/?#]/, 1);
    if (/[[\]]/.test(host))
        return true;
    return hostEnd.test(host.replace(/[@:]/g, '').normalize('NFKC'));
}
/**
 * Why Disdat cannot push or read a file at this path: it parses paths as URLs. Undefined where it can. Says what to
 * rename.
 */
function findUrlProblem(path) {
    const taken = /[#?]/.exec(path)?.[0];
    if (taken !== undefined)
        return `Disdat reads the path as a URL, which ends at \`${taken}\`: rename the file`;
    if (!isUnparsableUrlPath(path))
        return undefined;
    const [first = ''] = path.split('/', 1);
    return `Disdat reads the path as a URL, and \`${first}\` has \`[\`, \`]\` or a form of \`/\`, \`?\`, \`#\`, \`@\` or \`:\`: rename it`;
}
/** Why a file of a new bundle cannot have this path, with `/` between names; undefined where it can. */
function findFilePathProblem(path) {
    const names = path.split('/');
    const device = names.find(isWindowsDeviceName);
    if (device !== undefined)
        return `${device} is a device on Windows`;
    if (messageName.test(path))
        return 'Disdat reserves names that end in `_frame.pb`, `_hframe.pb` or `_auth.pb`';
    return (0,_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .findLinkPathProblem */ .y8)(path) ?? findUrlProblem(path);
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

/***/ 45152:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ findUserInfoSecrets),
/* harmony export */   p: () => (/* binding */ redactUserInfo)
/* harmony export */ });
/** Stands for a user and a password in a message. */
const redacted = '***';
/** The digest of an image follows an `@`, too. */
const digest = /^sha\d+:/;
/**
 * Replaces the user information of each address in a text by `***`: a password, and also a user, which may be a token.
 * An address may lack its scheme, and need not be a valid URL. Takes time in proportion to the text.
 */
function redactUserInfo(text) {
    if (!text.includes('@'))
        return text;
    const words = text.split(/([\s"'()]+)/);
    return words.map((word) => redactWord(word, words.length === 1)).join('');
}
function redactWord(word, isWholeText) {
    const last = word.lastIndexOf('@');
    const end = digest.test(word.slice(last + 1)) ? word.slice(0, Math.max(0, last)).lastIndexOf('@') : last;
    if (end < 0)
        return word;
    // After a first `:`, another `://` is part of a password.
    const start = (/^[^:@]*:\/\//.exec(word) ?? /^\w*=/.exec(word))?.[0].length ?? 0;
    const userInfo = word.slice(start, end);
    // A `/` may be part of a password that is not encoded, or of a path without any user information.
    const isAuthority = !userInfo.includes('/') && (start > 0 || isWholeText);
    return isAuthority || /[:@]/.test(userInfo) ? `${word.slice(0, start)}${redacted}@${word.slice(end + 1)}` : word;
}
/**
 * The secrets in the user information of one address, in every spelling that a program may print: as written, decoded
 * and encoded. They are the password, `user:password`, and the user when there is no password. Empty without user
 * information.
 */
function findUserInfoSecrets(address) {
    const rest = address.trim().replace(/^[a-z][a-z0-9+.-]*:\/\//i, '');
    const end = rest.lastIndexOf('@');
    if (end < 0)
        return [];
    const userInfo = rest.slice(0, end);
    const colon = userInfo.indexOf(':');
    const [user, password] = colon < 0 ? [userInfo, ''] : [userInfo.slice(0, colon), userInfo.slice(colon + 1)];
    const parts = password === '' ? [user] : [password, userInfo];
    const spellings = parts.flatMap((part) => [
        part,
        decodePercent(part),
        encodeURIComponent(decodePercent(part).toWellFormed()),
    ]);
    return [...new Set(spellings)].filter((spelling) => spelling !== '');
}
/** Decodes what is encoded, and keeps every other `%`, as curl and Python do. */
function decodePercent(text) {
    return text.replace(/(?:%[0-9a-f]{2})+/gi, (codes) => Buffer.from(codes.replaceAll('%', ''), 'hex').toString());
}


/***/ })

};
;