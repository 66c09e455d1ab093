"use strict";
exports.id = 6012;
exports.ids = [6012,8605,3396];
exports.modules = {

/***/ 98605:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readEvent: () => (/* binding */ readEvent)
/* harmony export */ });
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33178);
/* harmony import */ var _lib_regular_file_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(39145);


/** GitHub's payloads have at most 25 MB: https://docs.github.com/en/webhooks/webhook-events-and-payloads */
const maxEventBytes = 32 << 20;
/** Reads the payload of the event that started the workflow; undefined without a payload, or when it is not JSON. */
async function readEvent(env) {
    const path = env['GITHUB_EVENT_PATH'];
    return (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .qF)(path ? await (0,_lib_regular_file_js__WEBPACK_IMPORTED_MODULE_0__/* .readOptionalText */ .ko)(path, { maxBytes: maxEventBytes }) : '');
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
/* harmony export */   P: () => (/* binding */ OutputWriter),
/* harmony export */   g: () => (/* binding */ outputNames)
/* harmony export */ });
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
    'result-file',
];
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

/***/ 52366:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ writeStepSummary)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86475);
/* harmony import */ var _undo_append_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4384);



/**
 * Adds Markdown to the step summary, all or nothing. Never throws: a failure, also of `render`, is a warning.
 *
 * @param file GITHUB_STEP_SUMMARY.
 */
async function writeStepSummary(render, log, file) {
    const undo = (0,_undo_append_js__WEBPACK_IMPORTED_MODULE_2__/* .prepareUndo */ .G)(file);
    try {
        await (await (0,_log_js__WEBPACK_IMPORTED_MODULE_1__/* .loadToolkit */ .fl)()).summary.addRaw(render()).write();
    }
    catch (error) {
        undo();
        await log.warning(`Cannot write the step summary: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error)}`);
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

/***/ 35198:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LE: () => (/* binding */ isSameType),
/* harmony export */   dT: () => (/* binding */ maybeUtc),
/* harmony export */   m6: () => (/* binding */ untypedColumn),
/* harmony export */   vI: () => (/* binding */ anyTimestamp)
/* harmony export */ });
/** The type of every column of a CSV file, which states no types. */
const untypedColumn = 'TEXT';
/** Ends the type of a time of which its file does not say whether it is in UTC. */
const maybeUtc = ', UTC?)';
/** The type of a time of which its file does not state the unit either. */
const anyTimestamp = 'TIMESTAMP';
/** Whether two types of columns in files are the same, as far as the files state them. */
function isSameType(a, b) {
    return a === b || includesType(a, b) || includesType(b, a);
}
function includesType(vague, type) {
    if (vague === untypedColumn)
        return true;
    if (vague === anyTimestamp)
        return type.startsWith(`${anyTimestamp}(`);
    const known = vague.endsWith(maybeUtc) ? vague.slice(0, -maybeUtc.length) : undefined;
    return known !== undefined && (type === `${known})` || type === `${known}, UTC)`);
}


/***/ }),

/***/ 21581:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fd: () => (/* binding */ classifyChange),
/* harmony export */   PW: () => (/* binding */ isReshaped)
/* harmony export */ });
/* unused harmony export changeKinds */
/* harmony import */ var _column_types_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35198);

/** The summary of a comparison in one word, as in the output `changes`. */
const changeKinds = (/* unused pure expression or super */ null && (['none', 'data', 'schema', 'first-version', 'unknown']));
/**
 * Summarizes a comparison. `none`: the data is equal. `schema`: a column, file or nested bundle was added or removed; a
 * column, also in the table of a file, has another type, place or dimension other than its rows; or the bundle has
 * another presentation. `data`: only values differ. `unknown`: the parts that were read do not show a change.
 *
 * @param hasBase Whether there was a bundle to compare with; without one it is the `first-version`.
 */
function classifyChange(comparison, hasBase) {
    if (!hasBase)
        return 'first-version';
    const { isSame, presentation, columns, files, nested } = comparison;
    if (isSame === true)
        return 'none';
    const isSchemaChange = presentation.base !== presentation.now ||
        [...columns, ...files, ...nested].some(({ status }) => status === 'added' || status === 'removed') ||
        columns.some(hasSchemaChange) ||
        files.some(hasOtherTable);
    if (isSchemaChange)
        return 'schema';
    return isSame === false ? 'data' : 'unknown';
}
function hasSchemaChange(column) {
    return column.differs.includes('type') || column.differs.includes('place') || isReshaped(column);
}
/** Whether another dimension than the rows of a column differs. */
function isReshaped({ differs, base, now }) {
    return differs.includes('shape') && describeDimensions(base) !== describeDimensions(now);
}
function describeDimensions(facts) {
    return [facts?.shape.length, ...(facts?.shape.slice(1) ?? [])].join();
}
function hasOtherTable({ base, now }) {
    if (base?.table === undefined || now?.table === undefined)
        return false;
    const others = now.table.columns;
    return (base.table.columns.length !== others.length ||
        base.table.columns.some((column, index) => {
            const other = others[index];
            return other === undefined || !isSameTableColumn(column, other);
        }));
}
function isSameTableColumn(a, b) {
    return a.name === b.name && a.isNested === b.isNested && (0,_column_types_js__WEBPACK_IMPORTED_MODULE_0__/* .isSameType */ .LE)(a.type, b.type);
}


/***/ }),

/***/ 46446:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EG: () => (/* binding */ haveSameTypes),
/* harmony export */   Gm: () => (/* binding */ collectTables),
/* harmony export */   fg: () => (/* binding */ formatTypes),
/* harmony export */   gT: () => (/* binding */ hasUnreadTable)
/* harmony export */ });
/* harmony import */ var _column_types_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35198);
/* harmony import */ var _table_file_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31337);


/**
 * The columns of all tables in files. The tables of all files count as one, because file names change from run to run
 * and a table may be split into any number of files. Further columns of one name in a table are columns of their own,
 * as are a field `b` of a column `a` and a column `a.b`; equal columns of both sides have the same key.
 */
function collectTables(files) {
    const collectColumns = (side) => {
        const columns = new Map();
        for (const table of files.flatMap((file) => file[side]?.table ?? [])) {
            for (const { key, name, type } of numberColumns(table)) {
                const column = columns.get(key) ?? { name, types: new Set() };
                columns.set(key, column);
                column.types.add(type);
            }
        }
        return columns;
    };
    return { base: collectColumns('base'), now: collectColumns('now') };
}
function numberColumns({ columns }) {
    const seen = new Map();
    return columns.map(({ name, type, isNested = false }) => {
        const id = JSON.stringify([name, isNested]);
        const count = (seen.get(id) ?? 0) + 1;
        seen.set(id, count);
        const shown = name === '' ? '""' : name;
        return { key: `${count} ${id}`, name: count === 1 ? shown : `${shown} (${count})`, type };
    });
}
/** Whether each type of one column is a type of the other one. */
function haveSameTypes(a, b) {
    const includesAll = (all, some) => [...some].every((type) => [...all].some((other) => (0,_column_types_js__WEBPACK_IMPORTED_MODULE_1__/* .isSameType */ .LE)(type, other)));
    return includesAll(a.types, b.types) && includesAll(b.types, a.types);
}
/** Formats the types of a column: `INT32 or INT64`. */
function formatTypes({ types }) {
    return [...types].toSorted().join(' or ');
}
/** Whether a side has a file with the name of a table that could not be read, so that its columns are unknown. */
function hasUnreadTable(files, side) {
    return files.some((file) => {
        const facts = file[side];
        return facts !== undefined && facts.table === undefined && (0,_table_file_js__WEBPACK_IMPORTED_MODULE_0__/* .detectTableFormat */ .b)(file.path) !== undefined;
    });
}


/***/ }),

/***/ 31337:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ maxTableColumns),
/* harmony export */   b: () => (/* binding */ detectTableFormat)
/* harmony export */ });
/** Tables with more columns are not compared. */
const maxTableColumns = 10_000;
const formats = new Map([
    ['parquet', 'parquet'],
    ['pq', 'parquet'],
    ['csv', 'csv'],
    ['tsv', 'csv'],
]);
/** The format that the extension of a file promises; undefined for other files, and for compressed ones. */
function detectTableFormat(path) {
    return formats.get(/\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '');
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
/* harmony import */ var _format_format_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51178);


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
    const plain = host.replace(/[@:#?]/g, '');
    const normal = plain.normalize('NFKC');
    return normal !== plain && hostEnd.test(normal);
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
    try {
        (0,_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .parseLinkPath */ .xx)(`bundle://${path}`);
        return findUrlProblem(path);
    }
    catch (error) {
        if (error instanceof _format_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC)
            return error.message;
        throw error;
    }
}


/***/ }),

/***/ 9421:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ toGitHubError),
/* harmony export */   y: () => (/* binding */ GitHubError)
/* harmony export */ });
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33178);
/* harmony import */ var _lib_tls_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(29587);


/**
 * A call to GitHub that failed. `refused`: a retry cannot succeed. `busy`: GitHub did not carry it out, and may do so
 * later. `unclear`: there was no response, or a 5xx one, and GitHub may have carried it out.
 */
class GitHubError extends Error {
    name = 'GitHubError';
    kind;
    /** The HTTP status; undefined without a response. */
    status;
    /** The pause that GitHub asks for, in milliseconds. */
    pauseMs;
    constructor(kind, cause, status, pauseMs) {
        super(describeCause(cause), { cause });
        this.kind = kind;
        this.status = status;
        this.pauseMs = pauseMs;
    }
}
function describeCause(cause) {
    const tls = (0,_lib_tls_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .findTlsFailure */ .B)(cause);
    if (tls !== undefined)
        return `No TLS connection to GitHub: ${tls.reason} (${tls.code}). ${tls.advice}`;
    return cause instanceof Error ? cause.message : String(cause);
}
/**
 * Classifies an error of Octokit; a GitHubError is returned unchanged. A response has headers; a broken connection has
 * none, even if Octokit's error has a status.
 */
function toGitHubError(error) {
    if (error instanceof GitHubError)
        return error;
    const response = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(error, 'response');
    const status = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getNumber */ .WZ)(error, 'status');
    // A GraphQL response with errors has no status.
    if ((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(error, 'errors') !== undefined && status === undefined)
        return new GitHubError('refused', error, undefined);
    if (response === undefined || status === undefined)
        return new GitHubError('unclear', error, undefined);
    if (status >= 500)
        return new GitHubError('unclear', error, status, getPause(response));
    return isRetryable(status, response, error)
        ? new GitHubError('busy', error, status, getPause(response))
        : new GitHubError('refused', error, status);
}
/**
 * A rate limit or a conflict:
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
function isRetryable(status, response, error) {
    if (status === 429 || status === 409)
        return true;
    if (status !== 403)
        return false;
    const headers = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(response, 'headers');
    return ((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(headers, 'retry-after') !== undefined ||
        (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(headers, 'x-ratelimit-remaining') === '0' ||
        /rate limit/i.test(String((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(error, 'message'))));
}
/** In milliseconds; undefined when GitHub does not ask for a pause. */
function getPause(response) {
    const headers = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(response, 'headers');
    const seconds = Number((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(headers, 'retry-after') ?? Number.NaN);
    if (seconds >= 0)
        return seconds * 1000;
    const isLimitReached = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(headers, 'x-ratelimit-remaining') === '0';
    const resetSeconds = Number((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(headers, 'x-ratelimit-reset') ?? Number.NaN);
    return isLimitReached && resetSeconds > 0 ? Math.max(0, resetSeconds * 1000 - Date.now()) : undefined;
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

/***/ 90416:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ formatRunLabel)
/* harmony export */ });
/** Formats a label for messages and tables: `daily`, `daily [day=2026-07-01]`. */
function formatRunLabel({ name, values }) {
    if (values.size === 0)
        return name;
    return `${name} [${[...values].map(([parameter, value]) => `${parameter}=${value}`).join(', ')}]`;
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
 * status or the code of the error, and the milliseconds until the response began, or ended for a range of a large
 * object. No path, query or header is in it: these hold signatures and names. Uses the channels of node
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

/***/ 2686:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P8: () => (/* binding */ findPathConflict),
/* harmony export */   Sp: () => (/* binding */ distinguishesCase),
/* harmony export */   lp: () => (/* binding */ findSymlinkOnPath)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _disdat_file_names_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44995);
/* harmony import */ var _lib_file_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(60372);




/** Windows drops these characters at the end of a name, so the name becomes that of another file. */
const droppedEnd = /[ .]$/;
const forbiddenOnWindows = /[<>:"|?*\\]/;
/**
 * Why these paths of one bundle, `/` between names, cannot all be files of one folder; undefined when they can. Where
 * the file system ignores case, one of two paths that differ only in case would overwrite the other.
 */
function findPathConflict(paths, { distinguishesCase, platform = process.platform }) {
    const fold = (name) => (distinguishesCase ? name : foldCase(name));
    const files = new Map();
    const folders = new Map();
    for (const filePath of paths) {
        const names = filePath.split('/');
        const unusable = platform === 'win32' ? names.find(isUnusableOnWindows) : undefined;
        if (unusable !== undefined)
            return `Windows does not allow a file named ${JSON.stringify(unusable)} (${filePath})`;
        const twin = files.get(fold(filePath)) ?? filePath;
        if (twin !== filePath)
            return `${twin} and ${filePath} are the same file on a file system that ignores case`;
        files.set(fold(filePath), filePath);
        for (let depth = 1; depth < names.length; depth++) {
            folders.set(fold(names.slice(0, depth).join('/')), filePath);
        }
    }
    for (const [folder, inner] of folders) {
        const file = files.get(folder);
        if (file !== undefined)
            return `${file} is both a file and the folder of ${inner}`;
    }
    return undefined;
}
/**
 * Whether the file system of a folder keeps names apart that differ only in case, or in the form of a letter in
 * Unicode. Tries it with files of its own in a new subfolder.
 */
async function distinguishesCase(folder) {
    const probe = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)(node_path__WEBPACK_IMPORTED_MODULE_1___default().join(folder, '.names-'));
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(node_path__WEBPACK_IMPORTED_MODULE_1___default().join(probe, 'a\u00e9'), '');
        const others = ['A\u00e9', 'ae\u0301'].map((name) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(node_path__WEBPACK_IMPORTED_MODULE_1___default().join(probe, name)).then(() => false, _lib_file_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .isMissingFileError */ .HP));
        return (await Promise.all(others)).every(Boolean);
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(probe, { recursive: true, force: true });
    }
}
/** A name as file systems that ignore case compare it. macOS also ignores whether é is one character or two. */
function foldCase(name) {
    return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}
function isUnusableOnWindows(name) {
    return (0,_disdat_file_names_js__WEBPACK_IMPORTED_MODULE_2__/* .isWindowsDeviceName */ .Xg)(name) || droppedEnd.test(name) || forbiddenOnWindows.test(name);
}
/**
 * The first folder between `root` and one of these files, `root` included, that is a symbolic link: the file would be
 * written elsewhere. Undefined when there is none. Folders that do not exist are not links.
 */
async function findSymlinkOnPath(root, paths) {
    const folders = new Set([root]);
    for (const filePath of paths) {
        const names = filePath.split('/');
        for (let depth = 1; depth < names.length; depth++)
            folders.add(node_path__WEBPACK_IMPORTED_MODULE_1___default().join(root, ...names.slice(0, depth)));
    }
    for (const folder of folders) {
        const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(folder).catch((error) => {
            if ((0,_lib_file_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .isMissingFileError */ .HP)(error))
                return undefined;
            throw error;
        });
        if (stats?.isSymbolicLink())
            return folder;
    }
    return undefined;
}


/***/ }),

/***/ 41113:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ collectFiles)
/* harmony export */ });
/* unused harmony export maxFiles */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _disdat_file_names_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(44995);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(40643);
/* harmony import */ var _lib_file_errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(60372);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2686);







/** The most files of one bundle: the frame of links has to stay readable. */
const maxFiles = 100_000;
const fix = 'Correct `input-path`.';
/**
 * The files that the lines of `input-path` name in a workspace, in the order of `dsdt add`: a file, all files of a
 * folder, or the sorted matches of a pattern. In the bundle, a single file has its own name, a file of a folder its
 * path within that folder, and a match its path below the part of the pattern without wildcards. Links to folders are
 * left out, as dsdt does, and so is `.git`, which may hold credentials. Throws Failure `invalid-input`.
 */
async function collectFiles(workspace, lines, options) {
    const { signal, limit = maxFiles } = options;
    const root = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(workspace).catch((error) => {
        throw createFailure(`the workspace ${workspace} cannot be read (${(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .describeError */ .Uc)(error)})`, error);
    });
    const files = new Map();
    const leftOut = [];
    for (const line of lines) {
        let isEmpty = true;
        for await (const candidate of findCandidates(root, line, leftOut)) {
            signal.throwIfAborted();
            isEmpty = false;
            const file = await readSourceFile(root, candidate);
            const other = files.get(file.path);
            if (other?.source === file.source)
                continue;
            if (other !== undefined) {
                const names = `${quote(candidate.name)} and ${quote(other.source)}`;
                throw createFailure(`${names} would both be ${quote(file.path)} in the bundle`);
            }
            if (files.size === limit)
                throw createFailure(`there are more than ${limit} files, up to ${quote(candidate.name)}`);
            files.set(file.path, file);
        }
        if (isEmpty)
            throw createFailure(`${quote(line)} matches no file of the workspace`);
    }
    // The workspace holds all of them. A pull elsewhere checks its own file system.
    const conflict = (0,_paths_js__WEBPACK_IMPORTED_MODULE_6__/* .findPathConflict */ .P8)([...files.keys()], { distinguishesCase: true });
    if (conflict !== undefined)
        throw createFailure(`in the bundle, ${conflict}`);
    return { files: [...files.values()], leftOut };
}
async function* findCandidates(root, line, leftOut) {
    const target = node_path__WEBPACK_IMPORTED_MODULE_2___default().resolve(root, line);
    const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(target).catch((error) => {
        // A path that does not exist may be a pattern.
        const code = (0,_lib_file_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .getFileErrorCode */ .Ah)(error);
        if (code === undefined || code === 'EACCES')
            throw createUnreadableFailure(line, error);
        return undefined;
    });
    if (stats?.isDirectory()) {
        await resolveInside(root, target, line);
        yield* walkFolder(root, target, '', leftOut);
    }
    else if (stats !== undefined) {
        yield { name: node_path__WEBPACK_IMPORTED_MODULE_2___default().relative(root, target), path: node_path__WEBPACK_IMPORTED_MODULE_2___default().basename(target) };
    }
    else {
        yield* matchPattern(root, line, leftOut);
    }
}
/** In the order of Python's os.walk: the files of a folder in directory order, then its subfolders. */
async function* walkFolder(root, base, inner, leftOut) {
    const subfolders = [];
    const folder = node_path__WEBPACK_IMPORTED_MODULE_2___default().join(base, inner);
    const entries = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.opendir)(folder).catch((error) => {
        throw createUnreadableFailure(node_path__WEBPACK_IMPORTED_MODULE_2___default().relative(root, folder), error);
    });
    for await (const entry of entries) {
        const inBundle = node_path__WEBPACK_IMPORTED_MODULE_2___default().posix.join(inner, entry.name);
        const name = node_path__WEBPACK_IMPORTED_MODULE_2___default().relative(root, node_path__WEBPACK_IMPORTED_MODULE_2___default().join(folder, entry.name));
        if (entry.name === '.git')
            leftOut.push(name);
        else if (entry.isDirectory())
            subfolders.push(inBundle);
        else if (entry.isSymbolicLink() && (await isFolder(node_path__WEBPACK_IMPORTED_MODULE_2___default().join(folder, entry.name))))
            leftOut.push(name);
        else
            yield { name, path: inBundle };
    }
    for (const subfolder of subfolders)
        yield* walkFolder(root, base, subfolder, leftOut);
}
async function isFolder(link) {
    // A broken link is reported when the file is read.
    return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(link).catch(() => undefined))?.isDirectory() ?? false;
}
async function* matchPattern(root, pattern, leftOut) {
    const base = node_path__WEBPACK_IMPORTED_MODULE_2___default().resolve(root, getFixedFolder(pattern));
    const matches = [];
    for await (const match of (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.glob)(pattern, { cwd: root }))
        matches.push(node_path__WEBPACK_IMPORTED_MODULE_2___default().relative(root, node_path__WEBPACK_IMPORTED_MODULE_2___default().resolve(root, match)));
    for (const match of matches.toSorted()) {
        const file = node_path__WEBPACK_IMPORTED_MODULE_2___default().join(root, match);
        if (match.split((node_path__WEBPACK_IMPORTED_MODULE_2___default().sep)).includes('.git'))
            leftOut.push(match);
        else if (!(await isFolder(file))) {
            yield { name: match, path: node_path__WEBPACK_IMPORTED_MODULE_2___default().relative(base, file).split((node_path__WEBPACK_IMPORTED_MODULE_2___default().sep)).join('/') };
        }
    }
}
/** The folders before the first part of a pattern that has a wildcard. The last part is never included. */
function getFixedFolder(pattern) {
    const parts = pattern.split('/');
    const first = parts.findIndex((part) => /[*?[{\\]|[!+@]\(/.test(part));
    return parts.slice(0, first < 0 ? -1 : first).join('/') || (pattern.startsWith('/') ? '/' : '.');
}
async function readSourceFile(root, { name, path: inBundle }) {
    const source = await resolveInside(root, node_path__WEBPACK_IMPORTED_MODULE_2___default().join(root, name), name);
    const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(source).catch((error) => {
        throw createUnreadableFailure(name, error);
    });
    if (!stats.isFile())
        throw createFailure(`${quote(name)} is not a file`);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.access)(source, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.R_OK).catch((error) => {
        throw createUnreadableFailure(name, error);
    });
    const problem = (0,_disdat_file_names_js__WEBPACK_IMPORTED_MODULE_3__/* .findFilePathProblem */ ._$)(inBundle);
    if (problem !== undefined)
        throw createFailure(`${quote(name)} cannot be in a bundle: ${problem}`);
    return { source, path: inBundle, size: stats.size };
}
/** The path with symbolic links resolved, which must be in the workspace and must not belong to git. */
async function resolveInside(root, file, name) {
    const real = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(file).catch((error) => {
        throw createUnreadableFailure(name, error);
    });
    const relative = node_path__WEBPACK_IMPORTED_MODULE_2___default().relative(root, real);
    const folders = relative.split((node_path__WEBPACK_IMPORTED_MODULE_2___default().sep));
    if (folders[0] === '..' || node_path__WEBPACK_IMPORTED_MODULE_2___default().isAbsolute(relative)) {
        throw createFailure(`${quote(name)} leads out of the workspace, to ${real}`);
    }
    if (folders.includes('.git'))
        throw createFailure(`${quote(name)} belongs to git, which may keep credentials there`);
    return real;
}
/** A path for a message, cut to 200 characters. */
function quote(text) {
    return JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text);
}
function createUnreadableFailure(name, error) {
    return createFailure(`${quote(name)} cannot be read (${(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .describeError */ .Uc)(error)})`, error);
}
function createFailure(evidence, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR('invalid-input', `input-path: ${evidence}.`, fix, { cause });
}


/***/ }),

/***/ 60879:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   WK: () => (/* binding */ fitSections),
/* harmony export */   aI: () => (/* binding */ createShorteningVariants),
/* harmony export */   hx: () => (/* binding */ createWholeSection)
/* harmony export */ });
/** The order in which oversized reports drop sections. The headline is not a section: it always stays. */
const dropOrder = [
    'log',
    'unchanged',
    'graph',
    'files',
    'contents',
    'values',
    'run',
    'schema',
    'notes',
    'overview',
    'failure',
];
const separator = '\n\n';
const shortenedNote = '_This report is shortened to fit the size limit of GitHub._';
/**
 * Joins the headline and the longest variants of the sections that fit into the budget. A note says so when a section
 * is shortened. The headline stays even when it alone is larger than the budget.
 */
function fitSections(headline, sections, { limit, measure }) {
    const parts = sections.map(({ dropPriority, variants }) => ({
        dropPriority,
        variants,
        index: 0,
        text: variants[0]?.() ?? '',
    }));
    const measurePart = (text) => (text === '' ? 0 : measure(separator + text));
    let total = parts.reduce((sum, { text }) => sum + measurePart(text), measure(headline));
    const note = total > limit ? shortenedNote : '';
    total += measurePart(note);
    for (const priority of dropOrder) {
        for (const part of parts.filter(({ dropPriority }) => dropPriority === priority).reverse()) {
            while (total > limit && part.text !== '') {
                part.index += 1;
                total -= measurePart(part.text);
                part.text = part.variants[part.index]?.() ?? '';
                total += measurePart(part.text);
            }
        }
    }
    return [headline, ...parts.map(({ text }) => text), note].filter((text) => text !== '').join(separator);
}
/** Creates a section with one variant, which is either shown or left out. */
const createWholeSection = (dropPriority, text) => ({
    dropPriority,
    variants: [() => text],
});
/**
 * Creates variants of a list: with at most `limit` items, half as many, and so on. `render` gets the number of omitted
 * items.
 */
function createShorteningVariants(items, limit, render) {
    const sizes = [];
    for (let n = Math.min(items.length, limit); n > 0; n = Math.floor(n / 2))
        sizes.push(n);
    return sizes.map((n) => () => render(items.slice(0, n), items.length - n));
}


/***/ }),

/***/ 78842:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ formatSeed)
/* harmony export */ });
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19177);

/** Describes a seed, for the log and the summary. */
function formatSeed({ bundles, bytes, ms, isComplete }) {
    const rest = isComplete ? '' : '; the container pulled the rest';
    return `seeded ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(bundles, 'bundle')}, ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(bytes)}, in ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(ms)}${rest}`;
}


/***/ }),

/***/ 74361:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  g: () => (/* binding */ renderManyRuns),
  b: () => (/* binding */ renderRunsHeadline)
});

// EXTERNAL MODULE: ./src/lib/run-label.js
var run_label = __webpack_require__(90416);
// EXTERNAL MODULE: ./src/lib/units.js
var units = __webpack_require__(19177);
// EXTERNAL MODULE: ./src/report/fit-sections.js
var fit_sections = __webpack_require__(60879);
// EXTERNAL MODULE: ./src/report/markdown.js
var markdown = __webpack_require__(11156);
// EXTERNAL MODULE: ./src/report/render-reports.js
var render_reports = __webpack_require__(21395);
// EXTERNAL MODULE: ./src/report/run-result.js
var run_result = __webpack_require__(30488);
;// CONCATENATED MODULE: ./src/report/sections/calendar.js




/** The rows of the table. */
const rowLimit = 120;
/** The values in one row, where they are no days. */
const valuesInRow = 31;
/** The limits of names and values, in UTF-16 units. */
const nameLimit = 80;
const valueLimit = 40;
/** A day without a run. */
const noRun = '▫️';
const isDate = (value) => /^\d{4}-\d\d-\d\d$/.test(value);
const icons = new Map(run_result/* runResults */.Qj.map(({ result, icon }) => [result, icon]));
const getIcon = (report) => icons.get((0,run_result/* getRunResult */.Bq)(report)) ?? '';
/** A row for each run, with a cell for each value, and a row for each month where the values are days. */
function createCalendarSection(reports) {
    const byName = Map.groupBy(reports, ({ label }) => label.name);
    const rows = [...byName].flatMap(([name, runs]) => createRows(name, runs));
    const counts = [...byName].map(([name, runs]) => [(0,markdown/* renderCode */.cR)(name, nameLimit), renderCounts(runs)]);
    const countTable = (0,markdown/* renderTable */.bo)(['run', 'result'], counts.slice(0, rowLimit));
    return {
        dropPriority: 'overview',
        variants: [
            ...(0,fit_sections/* createShorteningVariants */.aI)(rows, rowLimit, (shown, more) => {
                const table = (0,markdown/* renderTable */.bo)(['run', 'result', 'values', ''], shown);
                return `${table}${(0,markdown/* renderMore */.Ij)(more, 'row')}\n\n${renderLegend(reports)}`;
            }),
            () => countTable,
        ],
    };
}
const renderCounts = (reports) => (0,run_result/* countResults */.aD)(reports)
    .map(({ n, words }) => `${n.toLocaleString('en')} ${words}`)
    .join(', ');
function renderLegend(reports) {
    const found = new Set(reports.map(run_result/* getRunResult */.Bq));
    return run_result/* runResults */.Qj
        .filter(({ result }) => found.has(result))
        .map(({ icon, words }) => `${icon} ${words}`)
        .join(' · ');
}
/** The result stands in the first row of a run. */
function createRows(name, runs) {
    const rows = createLines(name, runs).flatMap(({ title, cells }) => splitCells(cells).map(({ first, last, text }, index) => ({
        title: index === 0 ? (0,markdown/* renderCode */.cR)(title, nameLimit) : '',
        cells: [first === '' ? '' : renderRange(first, last), text],
    })));
    return rows.map(({ title, cells }, index) => [title, index === 0 ? renderCounts(runs) : '', ...cells]);
}
const renderRange = (first, last) => first === last
    ? (0,markdown/* renderCode */.cR)(first, valueLimit)
    : `${(0,markdown/* renderCode */.cR)(first, valueLimit)} – ${(0,markdown/* renderCode */.cR)(isDate(last) ? last.slice('YYYY-MM-'.length) : last, valueLimit)}`;
/** The columns are the values of the last parameter whose values are days, else of the last parameter. */
function createLines(name, runs) {
    const parameters = [...(runs[0]?.label.values.keys() ?? [])];
    const areDays = (parameter) => runs.every(({ label }) => isDate(label.values.get(parameter) ?? ''));
    const column = parameters.findLast(areDays) ?? parameters.at(-1) ?? '';
    const getTitle = ({ values }) => (0,run_label/* formatRunLabel */.j)({ name, values: new Map([...values].filter(([parameter]) => parameter !== column)) });
    return [...Map.groupBy(runs, ({ label }) => getTitle(label))].map(([title, found]) => ({
        title,
        cells: found.map((report) => ({ value: report.label.values.get(column) ?? '', icon: getIcon(report) })),
    }));
}
function splitCells(cells) {
    if (cells.every(({ value }) => isDate(value)))
        return splitByMonth(cells);
    const chunks = [];
    for (let start = 0; start < cells.length; start += valuesInRow) {
        const row = cells.slice(start, start + valuesInRow);
        const text = row.map(({ icon }) => icon).join('');
        chunks.push({ first: row[0]?.value ?? '', last: row.at(-1)?.value ?? '', text });
    }
    return chunks;
}
/** Each month from its first to its last day with a run; a space after every fifth day of the month. */
function splitByMonth(cells) {
    const sorted = cells.toSorted((one, other) => (one.value < other.value ? -1 : 1));
    return [...Map.groupBy(sorted, ({ value }) => value.slice(0, 'YYYY-MM'.length))].map(([month, days]) => {
        const byDay = new Map(days.map(({ value, icon }) => [Number(value.slice(-2)), icon]));
        const numbers = [...byDay.keys()];
        const [first = 1, last = 1] = [numbers[0], numbers.at(-1)];
        let text = '';
        for (let day = first; day <= last; day++)
            text += `${byDay.get(day) ?? noRun}${day % 5 === 0 && day < last ? ' ' : ''}`;
        const format = (day) => `${month}-${String(day).padStart(2, '0')}`;
        return { first: format(first), last: format(last), text };
    });
}

// EXTERNAL MODULE: ./src/report/sections/overview.js
var overview = __webpack_require__(10703);
;// CONCATENATED MODULE: ./src/report/sections/run-changes.js




/** The rows of the table. */
const run_changes_rowLimit = 400;
/** The limit of names and values, in UTF-16 units. */
const run_changes_nameLimit = 80;
/** The changes that matter most come first. */
const order = ['schema', 'data', 'unknown', 'first-version', 'none'];
const words = {
    schema: '⚠️ schema changed',
    data: '⚠️ data changed',
    unknown: '❓ changes unknown',
    'first-version': '✅ first version',
    none: '✅ same data',
};
const isCompared = (report) => report.comparison !== undefined;
/** How the outputs of each run differ from their bases: folded, one table for each run. */
function createRunChangesSections(reports) {
    const compared = reports.filter(isCompared);
    return [...Map.groupBy(compared, ({ label }) => label.name)].map(([name, runs]) => createSection(name, runs));
}
function createSection(name, runs) {
    const sorted = runs.toSorted((one, other) => getRank(one) - getRank(other));
    const counts = order
        .map((kind) => ({ kind, n: runs.filter(({ comparison }) => comparison.kind === kind).length }))
        .filter(({ n }) => n > 0)
        .map(({ kind, n }) => `${n.toLocaleString('en')} × ${words[kind]}`);
    // A title must not hold untrusted text, and a result file can hold any name.
    const title = `Changes of ${isRunName(name) ? name : 'a run'}: ${counts.join(', ')}`;
    return {
        dropPriority: 'values',
        variants: (0,fit_sections/* createShorteningVariants */.aI)(sorted, run_changes_rowLimit, (shown, more) => (0,markdown/* renderDetails */.PL)(title, `${(0,markdown/* renderTable */.bo)(['values', 'change', 'rows', 'Δ'], shown.map(createRow), 'llrr')}${(0,markdown/* renderMore */.Ij)(more, 'run')}`)),
    };
}
const isRunName = (name) => /^[A-Za-z0-9_-]{1,64}$/.test(name);
const getRank = ({ comparison }) => order.indexOf(comparison.kind);
function createRow({ label, comparison }) {
    const { base, now } = comparison.changes.rows;
    const difference = base === undefined || now === undefined ? '' : (0,units/* formatDifference */.jR)(base, now);
    const values = [...label.values.values()].map((value) => (0,markdown/* renderCode */.cR)(value, run_changes_nameLimit)).join(' ');
    return [values, words[comparison.kind], now === undefined ? overview/* unknownValue */.Uo : now.toLocaleString('en'), difference];
}

// EXTERNAL MODULE: ./src/report/sections/run-table.js
var run_table = __webpack_require__(30234);
;// CONCATENATED MODULE: ./src/report/many-runs.js









/** The runs that are shown with all their sections: those that failed, and a few runs in any case. */
const maxShown = 5;
/** The further runs without success that are listed, one a line. */
const listLimit = 100;
/** The limit of a label, in UTF-16 units. */
const labelLimit = 120;
/** The shares of the budget for what stands above the reports of single runs, and for these reports. */
const shares = { overview: 0.5, reports: 0.3 };
/**
 * Renders the reports of a step with several runs: one headline, a table of all runs, the reports of at most five runs,
 * those that failed first, and how the outputs changed.
 */
function renderManyRuns(reports, { createSections, budget }) {
    const { limit, measure } = budget;
    const shown = selectShown(reports);
    const others = reports.filter((report) => (0,run_result/* isUnsuccessful */.Ou)(report) && !shown.includes(report));
    const overview = (0,fit_sections/* fitSections */.WK)(`### ${renderRunsHeadline(reports)}`, [createCalendarSection(reports)], {
        limit: Math.floor(limit * shares.overview),
        measure,
    });
    const inFull = shown.length === 0
        ? ''
        : (0,render_reports/* renderReports */.k)(shown, {
            ...{ createSections, heading: '####' },
            budget: { limit: Math.floor(limit * shares.reports), measure },
        });
    const sections = [createReasonsSection(others), ...createRunChangesSections(reports)];
    const above = `${overview}\n\n${inFull}`;
    return `${(0,fit_sections/* fitSections */.WK)(above.trimEnd(), sections, { limit: limit - 2, measure })}\n\n`;
}
/** A run that was not started has nothing to show but its reason. */
function selectShown(reports) {
    const started = reports.filter((report) => !['not-run', 'present', 'planned'].includes((0,run_result/* getRunResult */.Bq)(report)));
    if (started.length <= maxShown)
        return started;
    return started.filter((report) => ['failed', 'cancelled'].includes((0,run_result/* getRunResult */.Bq)(report))).slice(0, maxShown);
}
/** Renders the result of all runs as one line, such as `❌ 87 of 90 runs made, 2 failed, 1 not run · 14 min`. */
function renderRunsHeadline(reports) {
    const [first, ...others] = (0,run_result/* countResults */.aD)(reports);
    const total = reports.length.toLocaleString('en');
    const noun = reports.length === 1 ? 'run' : 'runs';
    const counts = first && [
        first.n === reports.length
            ? `${total} ${noun} ${first.words}`
            : `${first.n.toLocaleString('en')} of ${total} ${noun} ${first.words}`,
        ...others.map(({ n, words }) => `${n.toLocaleString('en')} ${words}`),
    ];
    const cost = (0,run_table/* formatCost */.BD)(sumCosts(reports));
    return [
        `${many_runs_getIcon(reports)} ${counts?.join(', ') ?? ''}`,
        (0,units/* formatDuration */.a3)(measureAll(reports)),
        ...(cost === '' ? [] : [cost]),
    ].join(' · ');
}
function many_runs_getIcon(reports) {
    const results = new Set(reports.map(run_result/* getRunResult */.Bq));
    if (results.has('cancelled'))
        return '🚫';
    if (results.has('failed') || results.has('not-run'))
        return '❌';
    if (results.has('continuing'))
        return '⏳';
    return results.has('planned') ? '📝' : '✅';
}
/** From the start of the first run to the end of the last, in milliseconds. */
function measureAll(reports) {
    const starts = reports.map(({ startedAt }) => startedAt.getTime());
    const ends = reports.map(({ startedAt, durationMs }) => startedAt.getTime() + durationMs);
    return Math.max(...ends) - Math.min(...starts);
}
function sumCosts(reports) {
    const sum = (values) => {
        const known = values.filter((value) => value !== undefined);
        return known.length === 0 ? undefined : known.reduce((total, value) => total + value, 0);
    };
    const vcpuHours = sum(reports.map(({ cost }) => cost?.vcpuHours));
    const gibHours = sum(reports.map(({ cost }) => cost?.gibHours));
    return { ...(vcpuHours !== undefined && { vcpuHours }), ...(gibHours !== undefined && { gibHours }) };
}
/** The runs without success that are not shown in full, with the verdict or the reason of each; folded if many. */
function createReasonsSection(reports) {
    const lines = reports.map((report) => {
        const { label, failure, notRunReason } = report;
        const reason = notRunReason === undefined ? (0,markdown/* renderCode */.cR)(failure?.verdict ?? 'cancelled') : (0,markdown/* renderProse */.E9)(notRunReason, 200);
        return `- ${(0,markdown/* renderCode */.cR)((0,run_label/* formatRunLabel */.j)(label), labelLimit)}: ${reason}`;
    });
    return {
        dropPriority: 'schema',
        variants: (0,fit_sections/* createShorteningVariants */.aI)(lines, listLimit, (shown, more) => {
            const list = shown.join('\n') + (0,markdown/* renderMore */.Ij)(more, 'run');
            return lines.length > maxShown
                ? (0,markdown/* renderDetails */.PL)(`${(0,units/* formatCount */.B4)(lines.length, 'other run')} without success`, list)
                : list;
        }),
    };
}


/***/ }),

/***/ 11156:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BK: () => (/* binding */ renderLink),
/* harmony export */   E9: () => (/* binding */ renderProse),
/* harmony export */   FR: () => (/* binding */ renderFilledTable),
/* harmony export */   Ij: () => (/* binding */ renderMore),
/* harmony export */   PL: () => (/* binding */ renderDetails),
/* harmony export */   bo: () => (/* binding */ renderTable),
/* harmony export */   cR: () => (/* binding */ renderCode),
/* harmony export */   i4: () => (/* binding */ renderShortId),
/* harmony export */   pI: () => (/* binding */ renderList)
/* harmony export */ });
/* harmony import */ var _action_untrusted_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23707);

/** The limits of a name or value and of a sentence, in UTF-16 units. The result file has more. */
const valueLimit = 300;
const sentenceLimit = 1000;
/** Longer URLs are not linked. */
const urlLimit = 2000;
/** Renders an untrusted name or value as inline code, shortened to `limit`. */
const renderCode = (text, limit = valueLimit) => (0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCode */ .P_)((0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .truncate */ .xv)(text, limit));
/** Renders a sentence that may quote untrusted text, shortened to `limit`. */
const renderProse = (text, limit = sentenceLimit) => (0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .formatProse */ .v9)((0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .truncate */ .xv)(text, limit));
/** Renders the first characters of a uuid or commit as code. */
const renderShortId = (id) => (0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCode */ .P_)((0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .truncate */ .xv)(id, 8).replace(/ …$/, ''));
/** Renders a link, or only its text when the URL is not an https URL. `text` is Markdown. */
function renderLink(text, url) {
    if (url.length > urlLimit || !URL.canParse(url) || new URL(url).protocol !== 'https:')
        return text;
    const safe = new URL(url).href.replace(/[()[\]<>\\|`*_~'"\s]/g, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
    return `[${text}](${safe})`;
}
/**
 * Renders a table. A cell is one line of Markdown. GitHub splits rows into cells before it parses code, so that `|` is
 * escaped everywhere (https://github.github.com/gfm/#tables-extension-). `align` has a letter for each column: `l` or
 * `r`.
 */
function renderTable(head, rows, align = '') {
    const delimiters = head.map((_, index) => (align[index] === 'r' ? '--:' : '---'));
    const renderRow = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
    return [renderRow(head), `|${delimiters.join('|')}|`, ...rows.map(renderRow)].join('\n');
}
/** Renders a table without its empty columns. */
function renderFilledTable(head, rows, align = '') {
    const kept = [...head.keys()].filter((index) => rows.some((row) => (row[index] ?? '') !== ''));
    const pick = (cells) => kept.map((index) => cells[index] ?? '');
    return renderTable(pick(head), rows.map(pick), kept.map((index) => align[index] ?? 'l').join(''));
}
/** Renders a section that can be unfolded. `title` must not hold untrusted text; `body` is Markdown. */
function renderDetails(title, body, isOpen = false) {
    return `<details${isOpen ? ' open' : ''}><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
/** Renders items one after the other, and the number of further items. */
const renderList = (shown, omitted, separator = ', ') => [...shown, ...(omitted > 0 ? [`and ${omitted.toLocaleString('en')} more`] : [])].join(separator);
/** Renders the number of omitted items below a list or table; empty when there are none. */
const renderMore = (omitted, noun) => omitted > 0 ? `\n\n… and ${omitted.toLocaleString('en')} more ${noun}${omitted === 1 ? '' : 's'}.` : '';


/***/ }),

/***/ 21395:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ renderReports)
/* harmony export */ });
/* harmony import */ var _fit_sections_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60879);
/* harmony import */ var _sections_headline_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48996);


/** The space for the smallest report, its headline, in bytes or characters. */
const minReportSize = 1000;
/** The most severe status first: these reports are shown when not all fit. */
const severity = [
    'failed',
    undefined,
    'cancelled',
    'not-run',
    'detached',
    'submitted',
    'succeeded',
    'skipped',
    'reused',
];
const separator = '\n\n';
/**
 * Renders reports one after the other within one budget, each shortened to its share. Space that one report does not
 * need is given to the others. If not all fit, the most severe reports are shown and the others are counted.
 */
function renderReports(reports, { createSections, budget, heading = '###' }) {
    const maxShown = Math.max(1, Math.floor(budget.limit / minReportSize) - 1);
    const numbered = reports.map((report, index) => ({ index, report }));
    const shown = numbered.toSorted((a, b) => getSeverity(a.report) - getSeverity(b.report)).slice(0, maxShown);
    const texts = new Map();
    let remaining = reports.length === 1 ? budget.limit : budget.limit - minReportSize;
    // Reports of successful runs come first, because they are short and leave space for the others.
    for (const [done, { index, report }] of shown.toReversed().entries()) {
        const limit = Math.floor(remaining / (shown.length - done)) - budget.measure(separator);
        const text = `${(0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .fitSections */ .WK)(`${heading} ${(0,_sections_headline_js__WEBPACK_IMPORTED_MODULE_0__/* .renderHeadline */ .Lf)(report)}`, createSections(report), { ...budget, limit })}${separator}`;
        texts.set(index, text);
        remaining -= budget.measure(text);
    }
    const omitted = reports.filter((_, index) => !texts.has(index));
    const all = [...reports.keys()].map((index) => texts.get(index) ?? '');
    return all.join('') + (omitted.length === 0 ? '' : renderOmitted(omitted));
}
const getSeverity = ({ status }) => severity.indexOf(status);
function renderOmitted(reports) {
    const counts = severity
        .map((status) => ({ status, n: reports.filter((report) => report.status === status).length }))
        .filter(({ n }) => n > 0)
        .map(({ status, n }) => `${n.toLocaleString('en')} ${status ?? 'without a status'}`);
    return `… and ${reports.length.toLocaleString('en')} more: ${counts.join(', ')}.${separator}`;
}


/***/ }),

/***/ 65835:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _Z: () => (/* binding */ resultLimitBytes),
/* harmony export */   ux: () => (/* binding */ renderResultFile)
/* harmony export */ });
/* unused harmony export resultVersion */
/* harmony import */ var _action_untrusted_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23707);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);


/**
 * The version of the result file's format. Within a version fields may be added, but none is removed or changes its
 * meaning.
 */
const resultVersion = 1;
/** The size limit of a result file in bytes. Larger files are not read. */
const resultLimitBytes = 4 * 1024 * 1024;
/** The limits of lists, of the log's last lines, and of texts in the schema. */
const itemLimit = 5000;
const tailLimit = 1000;
const textLimit = 19_900;
/** The years that the schema's times have room for. */
const years = { first: 0, last: 9999 };
/** The numbers for which the schema allows texts, because JSON cannot represent NaN and infinity. */
const textNumbers = new Set(['min', 'max', 'mean']);
/**
 * Renders the result file: the first report as JSON, with the other reports of the step in `others`. The schema is
 * docs/result.schema.json. Absent values are left out. Long texts and lists are shortened, and lists again until the
 * file is smaller than 4 MiB. The comparison's `notes` name its shortened lists.
 */
function renderResultFile(reports) {
    for (let maxItems = itemLimit;; maxItems = Math.ceil(maxItems / 2)) {
        const text = renderRuns(reports, maxItems);
        if (maxItems === 1 || Buffer.byteLength(text) <= resultLimitBytes)
            return text;
    }
}
function renderRuns([first, ...others], maxItems) {
    const result = {
        version: resultVersion,
        ...createRun(first, maxItems),
        ...(others.length > 0 && { others: others.map((report) => createRun(report, maxItems)) }),
    };
    const convert = function (key, value) {
        return convertToJson.call(this, key, value, maxItems);
    };
    return `${JSON.stringify(result, convert, 2)}\n`;
}
/**
 * Converts values that JSON cannot represent to texts and objects, and shortens texts, keys and lists. A value without
 * a place in the schema, such as an invalid time or an infinite count, is left out.
 */
function convertToJson(key, value, maxItems) {
    // JSON.stringify has already called toJSON of a date.
    const original = this !== null && typeof this === 'object' ? Reflect.get(this, key) : value;
    if (original instanceof Date)
        return isWritable(original) ? value : undefined;
    if (typeof value === 'string')
        return (0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_1__/* .truncate */ .xv)(value, textLimit).toWellFormed();
    if (typeof value === 'bigint')
        return value.toString();
    if (typeof value === 'number' && !Number.isFinite(value))
        return textNumbers.has(key) ? String(value) : undefined;
    if (value instanceof Map)
        return createObject(value);
    return Array.isArray(value) && value.length > maxItems ? value.slice(0, maxItems) : value;
}
function isWritable(time) {
    const year = time.getUTCFullYear();
    return year >= years.first && year <= years.last;
}
/** The first of several keys that are equal once they are shortened counts. */
function createObject(map) {
    const entries = new Map();
    for (const [key, value] of map) {
        if (entries.size === itemLimit)
            break;
        const shortened = (0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_1__/* .truncate */ .xv)(key, textLimit).toWellFormed();
        if (!entries.has(shortened))
            entries.set(shortened, value);
    }
    return Object.fromEntries(entries);
}
/** A duration in whole milliseconds; 0 where the clock was set back. */
function roundDuration(ms) {
    return Number.isFinite(ms) ? Math.max(0, Math.round(ms)) : 0;
}
function createRun(report, maxItems) {
    const { status, failure, image, comparison, durationMs, phases, log } = report;
    return {
        status,
        label: report.label,
        notRunReason: report.notRunReason,
        ...(failure && createFailureJson(failure)),
        retryMayHelp: failure && (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTransientVerdict */ .Gp)(failure.verdict),
        pipeClass: report.pipeClass,
        backend: report.backend,
        remote: report.remote,
        context: report.context,
        params: report.params,
        startedAt: report.startedAt,
        durationMs: roundDuration(durationMs),
        phases: phases.map(({ name, ms }) => ({ name, ms: roundDuration(ms) })),
        image: image && { reference: image.reference, pinned: image.pinned, dialect: image.dialect },
        job: report.job,
        exitCode: report.exitCode,
        logUrl: report.logUrl,
        attempts: report.attempts,
        left: report.left,
        input: report.input,
        copied: report.copied,
        output: report.output,
        outputPath: report.outputPath,
        newerUpstream: report.newerUpstream?.filter(({ name, createdAt, used }) => {
            return name !== '' && isWritable(createdAt) && isWritable(used.createdAt);
        }),
        reuse: report.reuse && { possible: report.reuse.possible, why: report.reuse.why },
        notCompared: report.notCompared,
        comparison: comparison && {
            ...comparison,
            changes: { ...comparison.changes, notes: createNotes(comparison, maxItems) },
        },
        rules: report.rules,
        lineage: report.lineage && createLineage(report.lineage),
        cost: report.cost,
        annotations: report.annotations,
        cleanup: report.cleanup,
        log: { lines: log.lines, tail: log.tail.slice(-Math.min(maxItems, tailLimit)) },
    };
}
function createFailureJson({ evidence, advice, where, ...rest }) {
    const unknown = 'Nothing more is known.';
    return { ...rest, evidence: evidence || unknown, advice: advice || unknown, where: where?.file ? where : undefined };
}
/** Bundles can name upstream bundles without a uuid. */
function createLineage(lineage) {
    return { ...lineage, nodes: lineage.nodes.filter(({ id }) => id !== '') };
}
/** Adds notes on shortened lists to the notes of the comparison. */
function createNotes({ changes }, maxItems) {
    const lists = { columns: changes.columns, files: changes.files, 'nested bundles': changes.nested, tags: changes.tags };
    const shortened = Object.entries(lists)
        .filter(([, { length }]) => length > maxItems)
        .map(([name, { length }]) => `The result file contains ${maxItems} of ${length} ${name}.`);
    return [...shortened, ...changes.notes];
}


/***/ }),

/***/ 30488:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bq: () => (/* binding */ getRunResult),
/* harmony export */   Ou: () => (/* binding */ isUnsuccessful),
/* harmony export */   Qj: () => (/* binding */ runResults),
/* harmony export */   aD: () => (/* binding */ countResults),
/* harmony export */   ko: () => (/* binding */ areLabelled)
/* harmony export */ });
/** How one of several runs ended, in the order in which a headline counts them. */
const runResults = [
    { result: 'made', icon: '✅', words: 'made' },
    { result: 'reused', icon: '♻️', words: 'up to date' },
    { result: 'present', icon: '🟦', words: 'there already' },
    { result: 'planned', icon: '📝', words: 'not started: dry run' },
    { result: 'continuing', icon: '⏳', words: 'without an end yet' },
    { result: 'failed', icon: '❌', words: 'failed' },
    { result: 'cancelled', icon: '🚫', words: 'cancelled' },
    { result: 'not-run', icon: '⏭️', words: 'not run' },
];
/** Whether the reports are those of the runs of one step with `runs` or `each`. */
const areLabelled = (reports) => reports.length > 0 && reports.every(({ label }) => label !== undefined);
/** Returns how a run ended. A run without a status ended with the step. */
function getRunResult({ status, output }) {
    switch (status) {
        case 'succeeded':
            return 'made';
        case 'skipped':
            return output === undefined ? 'planned' : 'present';
        case 'submitted':
        case 'detached':
            return 'continuing';
        case undefined:
            return 'failed';
        default:
            return status;
    }
}
/** Whether the run makes the step fail. */
const isUnsuccessful = (report) => ['failed', 'cancelled', 'not-run'].includes(getRunResult(report));
/** Counts the results: `87 made, 2 failed, 1 not run`. */
function countResults(reports) {
    const counts = Map.groupBy(reports, getRunResult);
    return runResults.map(({ result, words }) => ({ n: counts.get(result)?.length ?? 0, words })).filter(({ n }) => n > 0);
}


/***/ }),

/***/ 40678:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ isLocalBackend),
/* harmony export */   i: () => (/* binding */ formatBackend)
/* harmony export */ });
/** Whether pipes of a backend run in a container on the runner; other backends run jobs. */
const isLocalBackend = (backend) => backend === 'Local';
/** Formats the name of a backend as words: `AWSBatch` becomes `AWS Batch`. */
const formatBackend = (backend) => backend.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ');


/***/ }),

/***/ 63179:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ createBundlesSection),
/* harmony export */   y: () => (/* binding */ createNewerUpstreamSection)
/* harmony export */ });
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19177);
/* harmony import */ var _fit_sections_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(60879);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11156);
/* harmony import */ var _headline_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48996);




const newerUpstreamLimit = 5;
const copiedLimit = 10;
/** The input, copied bundles and the output with their URIs. An output that is not proved is left out. */
function createBundlesSection(report) {
    const { input, copied = [], output, status } = report;
    const rows = [
        ...(input ? [createBundleCells(formatInputKind(input), input)] : []),
        ...copied
            .slice(0, copiedLimit)
            .map((bundle) => createBundleCells(`copied from ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(bundle.copiedFrom)}`, bundle)),
        ...(output && (0,_headline_js__WEBPACK_IMPORTED_MODULE_1__/* .isProved */ .n_)(report)
            ? [createBundleCells(status === 'reused' ? 'output, reused' : 'output', output)]
            : []),
    ];
    return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_3__/* .createWholeSection */ .hx)('run', rows.length === 0 ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderTable */ .bo)(['bundle', 'name', 'uuid', 'created', 'contents', 'URI'], rows));
}
function formatInputKind({ pushed, copiedFrom }) {
    if (copiedFrom !== undefined)
        return `input, copied from ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(copiedFrom)}`;
    return pushed ? 'input, pushed' : 'input';
}
function createBundleCells(kind, bundle) {
    const created = bundle.createdAt ? (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatTime */ .fU)(bundle.createdAt) : '';
    const contents = bundle.bytes === undefined
        ? ''
        : `${bundle.files ? `${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(bundle.files, 'file')}, ` : ''}${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(bundle.bytes)}`;
    return [kind, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(bundle.name), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderShortId */ .i4)(bundle.uuid), created, contents, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(bundle.uri)];
}
/** The upstream bundles of which newer ones exist. */
function createNewerUpstreamSection({ newerUpstream = [] }) {
    if (newerUpstream.length === 0)
        return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_3__/* .createWholeSection */ .hx)('notes', '');
    const shown = newerUpstream
        .slice(0, newerUpstreamLimit)
        .map(({ name, createdAt, used }) => `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(name)} of ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatTime */ .fU)(createdAt)} (used: ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatTime */ .fU)(used.createdAt)})`);
    return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_3__/* .createWholeSection */ .hx)('notes', `**Newer upstream:** ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderList */ .pI)(shown, newerUpstream.length - shown.length)}`);
}


/***/ }),

/***/ 46311:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  P: () => (/* binding */ createUnchangedSection),
  w: () => (/* binding */ createValuesSection)
});

// EXTERNAL MODULE: ./src/compare/comparison.js
var comparison = __webpack_require__(21581);
// EXTERNAL MODULE: ./src/lib/units.js
var units = __webpack_require__(19177);
// EXTERNAL MODULE: ./src/report/fit-sections.js
var fit_sections = __webpack_require__(60879);
// EXTERNAL MODULE: ./src/report/markdown.js
var markdown = __webpack_require__(11156);
// EXTERNAL MODULE: ./src/action/untrusted.js
var untrusted = __webpack_require__(23707);
;// CONCATENATED MODULE: ./src/report/sections/histogram.js

const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/** The limit of bars: bins of finer histograms are added up. */
const widthLimit = 16;
/**
 * Draws the histograms of the base and of this run as bars of text; undefined for a missing one. Both show shares of
 * their own rows on one scale, so that shapes compare even when the number of rows differs. Only an empty bin has the
 * lowest bar.
 */
function drawHistogram(histogram) {
    const base = computeShares(histogram?.base);
    const now = computeShares(histogram?.now);
    const top = Math.max(...(base ?? []), ...(now ?? []));
    return [drawBars(base, top), drawBars(now, top)];
}
function drawBars(shares, top) {
    if (shares === undefined || !(top > 0))
        return undefined;
    const heights = shares.map((share) => Math.ceil((share / top) * (bars.length - 1)));
    return (0,untrusted/* formatCode */.P_)(heights.map((height) => bars[height] ?? '').join(''));
}
function computeShares(counts) {
    if (counts === undefined || counts.length === 0)
        return undefined;
    const binsPerBar = Math.ceil(counts.length / widthLimit);
    const bins = Array.from({ length: Math.ceil(counts.length / binsPerBar) }, (_, index) => counts.slice(index * binsPerBar, (index + 1) * binsPerBar).reduce((sum, n) => sum + n, 0));
    const total = bins.reduce((sum, n) => sum + n, 0);
    return total === 0 ? undefined : bins.map((n) => n / total);
}

// EXTERNAL MODULE: ./src/report/sections/schema.js
var schema = __webpack_require__(49415);
;// CONCATENATED MODULE: ./src/report/sections/columns.js






const rowLimit = 200;
/** Longer tables are folded, and so are all tables when the schema changed. */
const openLimit = 12;
/** The limit of a sample value, in UTF-16 units. */
const sampleLimit = 80;
/** The columns whose values changed, with the values of the base and of this run; in a first version all columns. */
function createValuesSection({ comparison }) {
    if (comparison === undefined)
        return (0,fit_sections/* createWholeSection */.hx)('values', '');
    const { base, changes } = comparison;
    const shown = base === undefined ? changes.columns : changes.columns.filter(hasOtherValues);
    const title = base === undefined ? `Columns: ${shown.length.toLocaleString('en')}` : 'Changed values';
    const isOpen = comparison.kind !== 'schema' && shown.length <= openLimit;
    return { dropPriority: 'values', variants: createVariants(title, shown, isOpen) };
}
/** The columns whose values are unchanged or unknown. */
function createUnchangedSection({ comparison }) {
    if (comparison?.base === undefined)
        return (0,fit_sections/* createWholeSection */.hx)('unchanged', '');
    const { columns } = comparison.changes;
    const others = columns
        .filter(({ status }) => status !== 'added' && status !== 'removed')
        .filter((column) => !hasOtherValues(column) && !hasOtherTypeOrShape(column));
    const hasUnknown = others.some(({ status }) => status === 'unknown');
    const title = hasUnknown ? 'Unchanged and unknown values' : 'Unchanged values';
    return { dropPriority: 'unchanged', variants: createVariants(title, others, false) };
}
/**
 * A column with another type or shape is listed only when its values are known: the schema section reports the rest.
 */
const hasOtherValues = (column) => column.status === 'changed' &&
    column.differs.includes('values') &&
    (column.now?.values !== undefined || !hasOtherTypeOrShape(column));
const hasOtherTypeOrShape = (column) => column.differs.includes('type') || (0,comparison/* isReshaped */.PW)(column);
const head = ['column', 'type', 'nulls', 'distinct', 'min', 'max', 'mean', 'distribution', 'value'];
function createVariants(title, columns, isOpen) {
    return (0,fit_sections/* createShorteningVariants */.aI)(columns, rowLimit, (shown, more) => (0,markdown/* renderDetails */.PL)(title, (0,markdown/* renderFilledTable */.FR)(head, shown.map(createColumnCells), 'llrrrrrll') + (0,markdown/* renderMore */.Ij)(more, 'column'), isOpen));
}
function createColumnCells({ name, status, base, now, histogram }) {
    const [a, b] = [base?.values, now?.values];
    if (a === undefined && b === undefined)
        return [
            (0,markdown/* renderCode */.cR)(name),
            (0,schema/* formatColumnType */.M)(now ?? base),
            status === 'same' ? '' : 'not read',
            '',
            '',
            '',
            '',
            '',
            '',
        ];
    const number = (key) => formatNumberChange(a?.[key], b?.[key]);
    return [
        (0,markdown/* renderCode */.cR)(name),
        formatChange(base && (0,schema/* formatColumnType */.M)(base), now && (0,schema/* formatColumnType */.M)(now)),
        number('nulls'),
        formatChange(formatDistinct(a), formatDistinct(b)),
        ...[number('min'), number('max'), number('mean')],
        [...new Set(drawHistogram(histogram))].filter((drawing) => drawing !== undefined).join('<br>'),
        formatChange(formatSample(a), formatSample(b)),
    ];
}
const formatDistinct = (values) => values?.distinct && `${values.distinct.isExact ? '' : 'over '}${values.distinct.count.toLocaleString('en')}`;
const formatSample = (values) => values?.sample === undefined ? undefined : (0,markdown/* renderCode */.cR)(values.sample, sampleLimit);
function formatNumberChange(base, now) {
    if (base === undefined || now === undefined)
        return formatChange(base && (0,units/* formatNumber */.ZV)(base), now && (0,units/* formatNumber */.ZV)(now));
    return formatChange(...(0,units/* formatDistinctNumbers */.cH)(base, now));
}
/** Formats the value of the base and, below it, of this run; once when both are the same. */
function formatChange(base, now) {
    if (base === undefined || now === undefined || base === now)
        return `${now ?? base ?? ''}`;
    return `${base}<br>→\u00a0${now}`;
}


/***/ }),

/***/ 96738:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TG: () => (/* binding */ createTagsSection),
/* harmony export */   Tx: () => (/* binding */ createNestedSection),
/* harmony export */   f8: () => (/* binding */ createFilesSection)
/* harmony export */ });
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19177);
/* harmony import */ var _fit_sections_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60879);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11156);



const rowLimit = 200;
const marks = {
    removed: '❌ removed',
    added: '➕ added',
    changed: '✏️ changed',
    unknown: '❓ unknown',
    same: 'same',
};
/** Files that were added, removed or changed; in a first version all files. */
function createFilesSection({ comparison }) {
    const head = ['file', '', 'base', 'now', 'Δ', 'rows', 'columns'];
    return createChangesSection(comparison, {
        dropPriority: 'files',
        noun: 'file',
        all: comparison?.changes.files,
        head,
        align: 'llrrrrl',
        createCells: createFileCells,
    });
}
/** Bundles within the bundle that were added, removed or replaced. */
function createNestedSection({ comparison }) {
    const head = ['bundle', 'frame', '', 'base', 'now'];
    return createChangesSection(comparison, {
        noun: 'nested bundle',
        all: comparison?.changes.nested,
        head,
        createCells: createNestedCells,
    });
}
/** Tags that differ, without the tags that Disdat sets. */
function createTagsSection({ comparison }) {
    const head = ['tag', '', 'base', 'now'];
    return createChangesSection(comparison, {
        noun: 'tag',
        all: comparison?.changes.tags,
        head,
        createCells: createTagCells,
    });
}
/** Creates a folded table of the changes, under a title that counts all items. */
function createChangesSection(comparison, { dropPriority = 'contents', noun, all = [], head, align = '', createCells }) {
    const hasBase = comparison?.base !== undefined;
    const title = `${noun[0]?.toUpperCase()}${noun.slice(1)}s: ${hasBase ? formatStatusCounts(all) : all.length.toLocaleString('en')}`;
    const differing = all.filter(({ status }) => status !== 'same');
    const variants = (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .createShorteningVariants */ .aI)(differing, rowLimit, (shown, more) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderDetails */ .PL)(title, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderFilledTable */ .FR)(head, shown.map((item) => createCells(item, hasBase)), align) + (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderMore */ .Ij)(more, noun)));
    return { dropPriority, variants };
}
/** Counts the items of each status: `1 added, 2 changed, 3 same`. */
function formatStatusCounts(all) {
    return ['added', 'removed', 'changed', 'unknown', 'same']
        .map((status) => ({ status, n: all.filter((item) => item.status === status).length }))
        .filter(({ n }) => n > 0)
        .map(({ status, n }) => `${n.toLocaleString('en')} ${status}`)
        .join(', ');
}
function createFileCells({ path, status, base, now }, hasBase) {
    const formatSize = (facts, isAbsent) => facts ? (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(facts.bytes) : isAbsent ? '–' : 'unknown';
    const delta = base && now ? (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDifference */ .jR)(base.bytes, now.bytes) : '';
    const before = hasBase ? [marks[status], formatSize(base, status === 'added')] : ['', ''];
    return [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(path),
        ...before,
        formatSize(now, status === 'removed'),
        delta,
        formatRows(base, now),
        formatColumns(now ?? base),
    ];
}
function formatRows(base, now) {
    const [before, after] = [base, now].map((facts) => facts?.table?.rows?.toLocaleString('en'));
    const isSingle = before === undefined || after === undefined || before === after;
    return isSingle ? (after ?? before ?? '') : `${before} → ${after}`;
}
const formatColumns = (facts) => facts?.table ? `${facts.table.columns.length.toLocaleString('en')}, ${facts.table.format}` : '';
function createNestedCells({ frame, name, status, uuids }, hasBase) {
    const before = hasBase ? [marks[status], uuids.base ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderShortId */ .i4)(uuids.base) : '–'] : ['', ''];
    return [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(name), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(frame), ...before, uuids.now ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderShortId */ .i4)(uuids.now) : '–'];
}
function createTagCells({ key, status, values }, hasBase) {
    const before = hasBase ? [marks[status], (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(values.base ?? '') || '–'] : ['', ''];
    return [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(key), ...before, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(values.now ?? '') || '–'];
}


/***/ }),

/***/ 89396:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ createFailureSection),
/* harmony export */   k: () => (/* binding */ createDetachedSection)
/* harmony export */ });
/* harmony import */ var _action_docs_link_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70131);
/* harmony import */ var _action_untrusted_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(23707);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40643);
/* harmony import */ var _fit_sections_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(60879);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11156);





/** The limit of the evidence, in lines. */
const lineLimit = 60;
/**
 * Why the run failed and what to do, as a quote. Broken rules have a section of their own, so that only the advice is
 * shown. Names of pages are links below `docsUrl`.
 */
function createFailureSection({ failure, rules }, docsUrl) {
    if (failure === undefined)
        return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .createWholeSection */ .hx)('failure', '');
    const isReportedElsewhere = failure.verdict === 'rule-broken' && (rules?.breaches.length ?? 0) > 0;
    const lines = isReportedElsewhere
        ? []
        : failure.evidence.split('\n', lineLimit).map((line) => renderEvidence(line, docsUrl));
    const where = failure.where ? [`At ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderCode */ .cR)(`${failure.where.file}:${failure.where.line}`)}`] : [];
    const more = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderLink */ .BK)('More', `${docsUrl}/troubleshooting.md#${failure.verdict}`);
    const advice = `**What to do:** ${renderSentence((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .completeAdvice */ .Gd)(failure), docsUrl)} ${more}`;
    const quote = (evidence) => [...evidence, ...where, ...(evidence.length + where.length > 0 ? [''] : []), advice]
        .map((line) => `> ${line}`.trimEnd())
        .join('  \n');
    return { dropPriority: 'failure', variants: [() => quote(lines), () => quote(lines.slice(0, 5)), () => quote([])] };
}
/** A line of several problems is an item of a list. */
function renderEvidence(line, docsUrl) {
    const isItem = line.startsWith('- ');
    return `${isItem ? '- ' : ''}${renderSentence(isItem ? line.slice(2) : line, docsUrl)}`;
}
/** Renders a sentence with links to the pages that it names. */
function renderSentence(text, docsUrl) {
    const parts = (0,_action_docs_link_js__WEBPACK_IMPORTED_MODULE_0__/* .splitAtDocs */ .hk)(text);
    return parts
        .map((part, index) => index % 2 === 0 ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderProse */ .E9)(part) : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderLink */ .BK)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderCode */ .cR)(`docs/${part}`), `${docsUrl}/${part}`))
        .join('');
}
/** How to attach to a job that continues without the step. */
function createDetachedSection({ left, job }) {
    if (left === undefined)
        return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .createWholeSection */ .hx)('failure', '');
    const cost = `Job ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderCode */ .cR)(job?.id ?? '')} is charged until it ends. This step follows the job, proves its output and pulls it:`;
    return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .createWholeSection */ .hx)('failure', `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderProse */ .E9)(left.why)} ${cost}\n\n${(0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_4__/* .formatCodeBlock */ .mU)(left.snippet.split('\n'), 'yaml')}`);
}


/***/ }),

/***/ 48996:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H0: () => (/* binding */ isRefused),
/* harmony export */   Lf: () => (/* binding */ renderHeadline),
/* harmony export */   n_: () => (/* binding */ isProved)
/* harmony export */ });
/* harmony import */ var _lib_run_label_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(90416);
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19177);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11156);
/* harmony import */ var _backend_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40678);




/** The limit of a name in a headline, which is never dropped, in UTF-16 units. */
const nameLimit = 100;
const changeKinds = {
    none: { icon: '✅', words: 'same data' },
    data: { icon: '⚠️', words: 'data changed' },
    schema: { icon: '⚠️', words: 'schema changed' },
    'first-version': { icon: '✅', words: 'first version' },
    unknown: { icon: '❓', words: 'changes unknown' },
};
const notCompared = { icon: '❓', words: 'not compared' };
/** Renders the result of a run as one line of Markdown, without the mark of a heading. At most 700 bytes. */
function renderHeadline(report) {
    const backend = (0,_backend_js__WEBPACK_IMPORTED_MODULE_1__/* .isLocalBackend */ .S)(report.backend) ? '' : ` · ${(0,_backend_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBackend */ .i)(report.backend)}`;
    return `${renderVerdict(report)}${backend}`;
}
function renderCleanup({ status, context, durationMs, failure }, { bundles, objects, bytes }) {
    const sandbox = `the sandbox ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(context.split('/')[0] ?? '', nameLimit)}`;
    const counts = `${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(bundles, 'bundle')}, ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(objects, 'object')}, ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(bytes)}`;
    const time = (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(durationMs);
    if (status === 'succeeded')
        return `🧹 Deleted ${sandbox}: ${counts} · ${time}`;
    if (status === 'skipped')
        return `📝 Did not delete ${sandbox}, which holds ${counts} · ${time}`;
    if (status === 'cancelled')
        return `🚫 Cancelled while deleting ${sandbox} · ${time}`;
    return `❌ Did not delete ${sandbox}: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(failure?.verdict ?? 'internal-error')} · ${time}`;
}
/** Renders the result first, then the output, the pipe and the time. */
function renderVerdict(report) {
    if (report.cleanup !== undefined)
        return renderCleanup(report, report.cleanup);
    const { label, pipeClass } = report;
    const pipe = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(label ? (0,_lib_run_label_js__WEBPACK_IMPORTED_MODULE_3__/* .formatRunLabel */ .j)(label) : (pipeClass.split('.').at(-1) ?? ''), nameLimit);
    return [renderResult(report), pipe, (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(report.durationMs)].filter((part) => part !== '').join(' · ');
}
function renderResult(report) {
    const output = report.output ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(report.output.name, nameLimit) : 'the output';
    const change = report.comparison ? changeKinds[report.comparison.kind] : notCompared;
    const [first = ''] = change.words;
    switch (report.status ?? 'failed') {
        case 'succeeded':
            return `${change.icon} ${first.toUpperCase()}${change.words.slice(1)}: ${output}`;
        case 'reused':
            return `♻️ Up to date: ${output}${report.comparison ? `, ${change.words}` : ''}`;
        case 'skipped':
            if (report.label !== undefined && report.output !== undefined)
                return `🟦 There already: ${output}`;
            return '📝 Dry run: nothing was started';
        case 'submitted':
            return `📨 Submitted: ${output} is not produced yet`;
        case 'detached':
            return `⏳ Continues without this step: ${output} is not proved yet`;
        case 'not-run':
            return `⏭️ Not run: ${output}`;
        case 'cancelled':
            return '🚫 Cancelled';
        case 'failed':
            return renderFailure(report, `${output}${report.comparison ? `, ${change.words}` : ''}`);
    }
}
function renderFailure(report, output) {
    const { failure, rules } = report;
    const broken = rules?.breaches.length ?? 0;
    if (failure?.verdict === 'rule-broken' && broken > 0)
        return `❌ ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(broken, 'rule')} broken: ${output}`;
    if (isRefused(report))
        return '❌ Inputs refused: nothing was started';
    return `❌ Failed: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(failure?.verdict ?? 'internal-error')}`;
}
/** Whether the inputs of the step were refused, so that there is no run to report. */
const isRefused = ({ failure, remote, phases }) => failure?.verdict === 'invalid-input' && remote === '' && phases.length === 0;
/** Whether the output bundle is on the remote and complete, also when the step failed because of a broken rule. */
function isProved({ status, failure }) {
    return status === 'succeeded' || status === 'reused' || failure?.verdict === 'rule-broken';
}


/***/ }),

/***/ 49914:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p: () => (/* binding */ createLineageCountsSection),
  a: () => (/* binding */ createLineageSections)
});

// EXTERNAL MODULE: ./src/disdat/bundle.js
var bundle = __webpack_require__(84092);
// EXTERNAL MODULE: ./src/lib/units.js
var units = __webpack_require__(19177);
// EXTERNAL MODULE: ./src/report/fit-sections.js
var fit_sections = __webpack_require__(60879);
// EXTERNAL MODULE: ./src/report/markdown.js
var markdown = __webpack_require__(11156);
;// CONCATENATED MODULE: ./src/report/sections/commit.js

const github = /^(?:https:\/\/(?:[^@/]+@)?|(?:ssh:\/\/)?git@)github\.com[/:]([A-Za-z0-9-]{1,39})\/([A-Za-z0-9._-]{1,100}?)(?:\.git)?\/?$/;
/** Returns the page of a commit; undefined unless the repository is on github.com and the commit is a hash. */
function getCommitUrl({ commit, repo }) {
    const [, owner, name] = github.exec(repo ?? '') ?? [];
    if (owner === undefined || name === undefined || !/^[0-9a-f]{7,40}$/.test(commit ?? ''))
        return undefined;
    return `https://github.com/${owner}/${name}/commit/${commit}`;
}
/** Renders a commit, linked if it has a page; empty without a commit. */
function renderCommit(code) {
    const url = getCommitUrl(code);
    return code.commit === undefined
        ? ''
        : url === undefined
            ? (0,markdown/* renderShortId */.i4)(code.commit)
            : (0,markdown/* renderLink */.BK)((0,markdown/* renderShortId */.i4)(code.commit), url);
}

// EXTERNAL MODULE: ./src/action/untrusted.js
var untrusted = __webpack_require__(23707);
;// CONCATENATED MODULE: ./src/report/sections/graph.js



/** Larger graphs are unreadable. */
const nodeLimit = 60;
/**
 * Mermaid draws no diagram with more characters or edges (maxTextSize, maxEdges):
 * https://mermaid.js.org/config/schema-docs/config.html
 */
const textLimit = 50_000;
const edgeLimit = 500;
const nameLimit = 60;
/** The states of bundles in words. */
const stateWords = {
    produced: 'produced',
    reused: 'reused',
    external: 'external',
    missing: 'not found on the remote',
    failed: 'failed',
};
const styles = {
    produced: 'stroke:#2da44e,stroke-width:2px',
    reused: 'stroke:#0969da,stroke-width:2px',
    external: 'stroke:#8c959f,stroke-width:1px',
    missing: 'stroke:#bf8700,stroke-width:2px,stroke-dasharray:4 3',
    failed: 'stroke:#cf222e,stroke-width:3px',
};
/**
 * Renders the lineage as a mermaid flow chart, from upstream to the output. The `maxNodes` nodes nearest to the output
 * are drawn; one more node counts the others. Undefined when there is nothing to draw.
 */
function renderGraph(lineage, maxNodes = nodeLimit) {
    if (lineage.nodes.length < 2)
        return undefined;
    for (let drawn = Math.min(maxNodes, lineage.nodes.length); drawn > 1; drawn = Math.floor(drawn / 2)) {
        const { text, edges } = renderNodes(lineage, drawn);
        if (text.length <= textLimit && edges <= edgeLimit)
            return text;
    }
    return undefined;
}
function renderNodes({ nodes, edges, isCut }, drawn) {
    const numbers = new Map(nodes.map(({ id }, index) => [id, Math.min(index, drawn)]));
    const omitted = nodes.length - drawn;
    const counted = omitted > 0 ? `${omitted.toLocaleString('en')} more` : '';
    const more = [counted, isCut ? 'more upstream' : ''].filter((words) => words !== '').join(', and ');
    const arrows = new Set(edges.flatMap(({ from, to }) => {
        const [a, b] = [numbers.get(from), numbers.get(to)];
        return a === undefined || b === undefined || a === b ? [] : [`  n${a} --> n${b}`];
    }));
    const shown = nodes.slice(0, drawn);
    const lines = [
        'graph LR',
        ...shown.map((node, at) => `  n${at}["${renderLabel(node)}"]:::${node.state}`),
        ...(more === '' ? [] : [`  n${drawn}(["${more}"]):::external`]),
        ...arrows,
        ...shown.flatMap((node, at) => {
            const url = getCommitUrl(node);
            return url === undefined ? [] : [`  click n${at} href "${url}" _blank`];
        }),
        ...[...new Set(shown.map(({ state }) => state)), ...(more === '' ? [] : ['external'])]
            .filter((state, at, all) => all.indexOf(state) === at)
            .map((state) => `  classDef ${state} ${styles[state]}`),
    ];
    return { text: lines.join('\n'), edges: arrows.size };
}
function renderLabel({ id, name, state }) {
    const details = (0,bundle/* isUuid */.O1)(id) ? `${(0,untrusted/* escapeMermaid */.Fw)(id.slice(0, 8))}\u00a0·\u00a0${stateWords[state]}` : stateWords[state];
    return `${(0,untrusted/* escapeMermaid */.Fw)((0,untrusted/* truncate */.xv)(name, nameLimit)) || '#8211;'}<br/>${details}`;
}

;// CONCATENATED MODULE: ./src/report/sections/lineage.js






const rowLimit = 200;
/** A graph of more nodes is folded. */
const openLimit = 12;
/** The number of lineage nodes in each state, in one line. */
function createLineageCountsSection({ lineage }, suffix = '') {
    return (0,fit_sections/* createWholeSection */.hx)('graph', lineage === undefined ? '' : `**Lineage:** ${formatStateCounts(lineage)}${suffix}`);
}
/** The lineage as a graph, if it can be drawn, and as a list. */
function createLineageSections({ lineage }) {
    if (lineage === undefined)
        return [];
    const title = `Lineage: ${formatStateCounts(lineage)}`;
    const isOpen = lineage.nodes.length <= openLimit;
    const graphs = [60, 30, 15].map((maxNodes) => () => {
        const graph = renderGraph(lineage, maxNodes);
        return graph === undefined ? '' : (0,markdown/* renderDetails */.PL)(title, ['```mermaid', graph, '```'].join('\n'), isOpen);
    });
    return [{ dropPriority: 'graph', variants: [...graphs, () => `**${title}**`] }, createListSection(lineage)];
}
function createListSection({ nodes }) {
    const variants = (0,fit_sections/* createShorteningVariants */.aI)(nodes, rowLimit, (shown, more) => (0,markdown/* renderDetails */.PL)('Lineage as a list', (0,markdown/* renderFilledTable */.FR)(['bundle', 'uuid', 'state', 'created', 'code', 'commit'], shown.map(createNodeCells)) +
        (0,markdown/* renderMore */.Ij)(more, 'bundle')));
    return { dropPriority: 'graph', variants: nodes.length === 0 ? [] : variants };
}
function createNodeCells(node) {
    const { id, name, state, createdAt, codeMethod } = node;
    return [
        (0,markdown/* renderCode */.cR)(name),
        (0,bundle/* isUuid */.O1)(id) ? (0,markdown/* renderShortId */.i4)(id) : '',
        stateWords[state],
        createdAt ? (0,units/* formatTime */.fU)(createdAt) : '',
        (0,markdown/* renderCode */.cR)(codeMethod ?? ''),
        renderCommit(node),
    ];
}
function formatStateCounts({ nodes, isCut }) {
    const counts = ['produced', 'reused', 'external', 'missing', 'failed']
        .map((state) => ({ state, n: nodes.filter((node) => node.state === state).length }))
        .filter(({ n }) => n > 0)
        .map(({ state, n }) => `${n.toLocaleString('en')} ${stateWords[state]}`);
    return `${counts.join(', ')}${isCut ? ', and more upstream' : ''}`;
}


/***/ }),

/***/ 46564:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ createLogSection)
/* harmony export */ });
/* harmony import */ var _action_untrusted_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23707);
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19177);
/* harmony import */ var _fit_sections_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60879);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11156);




const lineLimit = 500;
/**
 * The last lines of the log, of which earlier lines are dropped first. Unfolded after a failure that the log may
 * explain.
 */
function createLogSection({ log, failure }, limit = log.tail.length) {
    const isOpen = failure !== undefined && failure.verdict !== 'rule-broken';
    const fromLast = log.tail.toReversed();
    const variants = (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .createShorteningVariants */ .aI)(fromLast, limit, (shown) => {
        const title = shown.length < log.lines
            ? `Log: last ${shown.length.toLocaleString('en')} of ${log.lines.toLocaleString('en')} lines`
            : `Log: ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(log.lines, 'line')}`;
        const lines = shown.toReversed().map((line) => (0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_2__/* .truncate */ .xv)(line, lineLimit));
        return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderDetails */ .PL)(title, (0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCodeBlock */ .mU)(lines), isOpen);
    });
    return { dropPriority: 'log', variants };
}


/***/ }),

/***/ 10703:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Uo: () => (/* binding */ unknownValue),
/* harmony export */   rX: () => (/* binding */ createNotesSection),
/* harmony export */   tU: () => (/* binding */ createOverviewSection)
/* harmony export */ });
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19177);
/* harmony import */ var _fit_sections_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60879);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11156);



const noteLimit = 20;
const unmeasured = { base: undefined, now: undefined };
/** Stands for every value that could not be determined. */
const unknownValue = 'unknown';
/** The base, this run and the differences in one table, and how the base was chosen. */
function createOverviewSection({ output, status, comparison, notCompared, lineage }) {
    if (comparison === undefined || output === undefined) {
        // The headline of a successful run says "Not compared".
        const label = status === 'succeeded' ? '' : '**Not compared:** ';
        return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .createWholeSection */ .hx)('overview', notCompared === undefined ? '' : `${label}${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderProse */ .E9)(notCompared)}`);
    }
    const { base, kind } = comparison;
    // Disdat records the time of the run that produced a bundle, which is another run.
    const changes = status === 'reused' ? { ...comparison.changes, durationMs: unmeasured } : comparison.changes;
    const commit = lineage?.nodes.find(({ id }) => id === output.uuid)?.commit;
    const rows = [
        ...(base ? [createBundleRow(base, output)] : [['bundle', '', renderBundle(output), '']]),
        ...createRows(changes),
    ];
    const head = [
        '',
        base ? `base ${renderContext(base.context, base.commit)}` : '',
        `this run${commit ? ` at ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderShortId */ .i4)(commit)}` : ''}`,
        'Δ',
    ];
    if (base && kind === 'none') {
        const table = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderDetails */ .PL)('Base and this run', renderComparison(head, rows));
        return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .createWholeSection */ .hx)('overview', `${renderBase(base, '**No difference from the base**,')}\n\n${table}`);
    }
    const text = base
        ? `${renderComparison(head, rows)}\n\n${renderBase(base)}`
        : `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderTable */ .bo)(['', head[2] ?? ''], rows.map(([name = '', , now = '']) => [name, now]), 'lr')}\n\nThere is no earlier bundle to compare with.`;
    return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .createWholeSection */ .hx)('overview', text);
}
/** The differences come first, because a phone shows the first columns only. */
function renderComparison(head, rows) {
    const reorder = ([name = '', base = '', now = '', delta = '']) => [name, delta, base, now];
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderTable */ .bo)(reorder(head), rows.map(reorder), 'llrr');
}
/** What could not be compared, and why. */
function createNotesSection({ comparison }) {
    const notes = comparison?.changes.notes ?? [];
    const variants = (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .createShorteningVariants */ .aI)(notes, noteLimit, (shown, more) => notes.length === 1
        ? `**Not checked:** ${shown.map((note) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderProse */ .E9)(note)).join('')}`
        : ['**Not checked:**', '', ...shown.map((note) => `- ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderProse */ .E9)(note)}`)].join('\n') +
            (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderMore */ .Ij)(more, 'note'));
    return { dropPriority: 'notes', variants };
}
const renderBundle = ({ name, uuid }) => `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(name, 100)} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderShortId */ .i4)(uuid)}`;
const renderContext = (context, commit) => `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(context, 100)}${commit ? ` at ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderShortId */ .i4)(commit)}` : ''}`;
function createBundleRow(base, output) {
    return ['bundle', renderBundle(base), renderBundle(output), base.uuid === output.uuid ? 'same' : 'different'];
}
function renderBase({ choice, note, createdAt, context }, label = '**Base:**') {
    const created = createdAt ? `, created ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatTime */ .fU)(createdAt)}` : '';
    const reason = {
        'asked-for': 'the bundle that `compare-with` names',
        ancestor: `the newest bundle in ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(context)} whose commit is in the history of the base branch`,
        newest: `the newest bundle in ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(context)}`,
    }[choice];
    return `${label} ${reason}${created}.${note ? ` ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderProse */ .E9)(note)}` : ''}`;
}
function createRows(changes) {
    const { base, now } = changes.presentation;
    return [
        ...(base !== undefined && now !== undefined && base !== now
            ? [['presentation', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(base), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(now), 'changed']]
            : []),
        ...createMeasureRows(changes.rows, { name: 'rows', format: (n) => n.toLocaleString('en') }),
        ...createCountRows('columns', changes.columns),
        ...createCountRows('files', changes.files),
        ...createCountRows('nested', changes.nested),
        ...createMeasureRows(changes.bytes, { name: 'size', format: _lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3 }),
        ...createCountRows('tags', changes.tags),
        ...createMeasureRows(changes.durationMs, { name: 'task time', format: _lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3, minDifference: 1000 }),
    ];
}
function createMeasureRows({ base, now }, { name, format, minDifference = 0 }) {
    if (base === undefined && now === undefined)
        return [];
    const values = [base, now].map((value) => (value === undefined ? unknownValue : format(value)));
    if (base === undefined || now === undefined)
        return [[name, ...values, unknownValue]];
    const delta = Math.abs(now - base) < minDifference ? '' : (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDifference */ .jR)(base, now);
    return [[name, ...values, name === 'rows' && now < base ? `🔻 ${delta}` : delta]];
}
function createCountRows(name, items) {
    if (items.length === 0)
        return [];
    const countStatus = (status) => items.filter((item) => item.status === status).length;
    const words = ['added', 'removed', 'changed', 'unknown']
        .map((status) => ({ status, n: countStatus(status) }))
        .filter(({ n }) => n > 0)
        .map(({ status, n }) => `${n.toLocaleString('en')} ${status}`);
    const total = (excluded) => (items.length - countStatus(excluded)).toLocaleString('en');
    return [[name, total('added'), total('removed'), words.length === 0 ? 'same' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderList */ .pI)(words, 0)]];
}


/***/ }),

/***/ 83385:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ createRulesSection)
/* harmony export */ });
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19177);
/* harmony import */ var _fit_sections_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60879);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11156);



const ruleLimit = 50;
/**
 * The results of `fail-on`: broken rules first, then undecided rules, without their number, which the headline has. If
 * all rules passed, they are one line.
 */
function createRulesSection({ rules }) {
    if (rules === undefined)
        return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .createWholeSection */ .hx)('failure', '');
    const { checked, breaches, undecided } = rules;
    const lines = [
        ...breaches.map(({ rule, evidence }) => `- ❌ ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(rule)}: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderProse */ .E9)(evidence)}`),
        ...undecided.map(({ rule, why }) => `- ❓ ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(rule)} is undecided: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderProse */ .E9)(why)}`),
    ];
    if (lines.length === 0) {
        // `error` is the default, and every run that ends successfully passes it.
        const passed = checked.filter((rule) => rule !== 'error');
        const title = `**${passed.length === 1 ? 'Rule' : 'Rules'} passed:**`;
        const variants = (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .createShorteningVariants */ .aI)(passed, ruleLimit, (shown, more) => `${title} ${shown.map((rule) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(rule)).join(', ')}${more > 0 ? ' …' : ''}`);
        return { dropPriority: 'failure', variants };
    }
    const counts = [
        ...(breaches.length > 0 ? [`${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(breaches.length, 'rule')} broken`] : []),
        ...(undecided.length > 0 ? [`${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(undecided.length, 'rule')} undecided`] : []),
    ];
    const variants = (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .createShorteningVariants */ .aI)(lines, ruleLimit, (shown, more) => `${shown.join('\n')}${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderMore */ .Ij)(more, 'rule')}`);
    return { dropPriority: 'failure', variants: [...variants, () => `**${counts.join(', ')}**`] };
}


/***/ }),

/***/ 30234:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BD: () => (/* binding */ formatCost),
/* harmony export */   GL: () => (/* binding */ createAttemptsSection),
/* harmony export */   bH: () => (/* binding */ createRunSection),
/* harmony export */   cK: () => (/* binding */ createReuseSection),
/* harmony export */   gE: () => (/* binding */ createParamsSection),
/* harmony export */   kj: () => (/* binding */ labelCost)
/* harmony export */ });
/* harmony import */ var _action_untrusted_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(23707);
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19177);
/* harmony import */ var _fit_sections_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(60879);
/* harmony import */ var _format_seed_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78842);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(11156);
/* harmony import */ var _backend_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(40678);
/* harmony import */ var _headline_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48996);







const pairLimit = 50;
const reasonLimit = 300;
/** The maximum of AWS Batch: https://docs.aws.amazon.com/batch/latest/APIReference/API_RetryStrategy.html */
const attemptLimit = 10;
/** Whether Disdat could have reused an earlier bundle. */
function createReuseSection({ reuse }) {
    return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_3__/* .createWholeSection */ .hx)('notes', reuse ? `**Reuse:** ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderProse */ .E9)(reuse.why)}` : '');
}
/** The parameters in one line, which distinguish several runs of one pipe. */
function createParamsSection({ params }) {
    return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_3__/* .createWholeSection */ .hx)('notes', params.size === 0 ? '' : `**Parameters:** ${renderPairs([...params], '=', 10)}`);
}
/** The details of the run: pipe, parameters, image, job, phases. */
function createRunSection(report) {
    return { dropPriority: 'run', variants: [() => renderRunTable(report, pairLimit), () => renderRunTable(report, 5)] };
}
/** Tags that Disdat sets on every output. */
const disdatTags = /^(?:__|committed$|root_task$)/;
function renderRunTable(report, maxPairs) {
    if ((0,_headline_js__WEBPACK_IMPORTED_MODULE_2__/* .isRefused */ .H0)(report))
        return '';
    const tags = [...(report.output?.tags ?? [])].filter(([key]) => !disdatTags.test(key));
    const rows = [
        ['pipe', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(report.pipeClass)],
        ['parameters', renderPairs([...report.params], '=', maxPairs)],
        ['remote', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(report.remote)],
        ['context', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(report.context)],
        ['output tags', renderPairs(tags, ':', maxPairs)],
        ['image', report.image && `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(report.image.reference)} as ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(report.image.pinned)}`],
        ['dialect', report.image?.dialect],
        [(0,_backend_js__WEBPACK_IMPORTED_MODULE_5__/* .isLocalBackend */ .S)(report.backend) ? 'container' : 'job', report.job && renderJob(report.job)],
        ['job definition', report.job?.definition && renderNamedLink(report.job.definition, report.job.definitionUrl)],
        ['queue', report.job?.queue && renderNamedLink(report.job.queue, report.job.queueUrl)],
        ['log', report.logUrl && (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderLink */ .BK)('CloudWatch Logs', report.logUrl)],
        ['seed', report.seed && (0,_format_seed_js__WEBPACK_IMPORTED_MODULE_1__/* .formatSeed */ .j)(report.seed)],
        ['exit code', report.exitCode?.toString()],
        ['local copy', report.outputPath && (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(report.outputPath)],
        ['phases', report.phases.map(({ name, ms }) => `${(0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_6__/* .escapeMarkdown */ .FV)(name)} ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(ms)}`).join(' · ')],
        [labelCost(report).toLowerCase(), report.cost && formatCost(report.cost)],
    ];
    // The first row is the head, because GitHub shows a head without text as an empty row.
    const [head = [], ...filled] = rows.flatMap(([name, value]) => (value ? [[name, value]] : []));
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderDetails */ .PL)('Run', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderTable */ .bo)(head, filled));
}
const renderNamedLink = (name, url) => url === undefined ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(name) : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderLink */ .BK)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(name), url);
function renderJob({ name, id, url }) {
    return url === undefined ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(name) : `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(name)} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderLink */ .BK)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(id), url)}`;
}
/** The label of the cost, which is that of all attempts. */
const labelCost = ({ attempts = [] }) => attempts.length > 1 ? `Cost of ${attempts.length} attempts` : 'Cost';
/** Formats the resources that a run occupied: `0.23 vCPU·h, 0.94 GiB·h`. */
function formatCost({ vcpuHours, gibHours }) {
    return [
        ...(vcpuHours === undefined ? [] : [`${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatNumber */ .ZV)(vcpuHours, 2)} vCPU·h`]),
        ...(gibHours === undefined ? [] : [`${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatNumber */ .ZV)(gibHours, 2)} GiB·h`]),
    ].join(', ');
}
function renderPairs(pairs, separator, limit) {
    const shown = pairs.slice(0, limit).map(([name, value]) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(`${name}${separator}${value}`));
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderList */ .pI)(shown, pairs.length - shown.length, ' ');
}
/** The attempts of a Batch job, if there was more than one. */
function createAttemptsSection({ attempts = [] }) {
    if (attempts.length < 2)
        return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_3__/* .createWholeSection */ .hx)('run', '');
    const rows = attempts
        .slice(-attemptLimit)
        .map(({ startedAt, stoppedAt, exitCode, reason, logUrl }, index) => [
        `${Math.max(0, attempts.length - attemptLimit) + index + 1}`,
        startedAt ? (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatTime */ .fU)(startedAt) : '',
        startedAt && stoppedAt ? (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(stoppedAt.getTime() - startedAt.getTime()) : '',
        exitCode?.toString() ?? '',
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderProse */ .E9)(reason ?? '', reasonLimit),
        logUrl === undefined ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderLink */ .BK)('log', logUrl),
    ]);
    const head = ['', 'started', 'duration', 'exit code', 'reason', ''];
    return {
        dropPriority: 'run',
        variants: (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_3__/* .createShorteningVariants */ .aI)(rows.toReversed(), attemptLimit, (shown) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderDetails */ .PL)((0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(attempts.length, 'attempt'), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderFilledTable */ .FR)(head, shown.toReversed()))),
    };
}


/***/ }),

/***/ 49415:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ createSchemaSection),
/* harmony export */   M: () => (/* binding */ formatColumnType)
/* harmony export */ });
/* harmony import */ var _action_untrusted_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(23707);
/* harmony import */ var _compare_comparison_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(21581);
/* harmony import */ var _compare_file_tables_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46446);
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19177);
/* harmony import */ var _fit_sections_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(60879);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(11156);
/* harmony import */ var _overview_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(10703);







const rowLimit = 100;
/** The columns that were removed or added, have another type or shape, or moved, also those of tables in files. */
function createSchemaSection({ comparison }) {
    const { base, changes } = comparison ?? {};
    const rows = changes === undefined || base === undefined ? [] : [...createColumnRows(changes), ...createFileRows(changes.files)];
    // The differences come first, because a phone shows the first columns only.
    const sorted = rows
        .toSorted((a, b) => a.severity - b.severity)
        .map(({ cells: [column = '', before = '', after = '', note = ''] }) => [column, note, before, after]);
    const title = 'Schema';
    const variants = (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_3__/* .createShorteningVariants */ .aI)(sorted, rowLimit, (shown, more) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderDetails */ .PL)(title, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderTable */ .bo)(['column', 'Δ', 'base', 'now'], shown) + (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderMore */ .Ij)(more, 'difference'), true));
    return { dropPriority: 'schema', variants: rows.length === 0 ? [] : [...variants, () => `**${title}**`] };
}
function createColumnRows({ columns }) {
    return columns.flatMap((column) => {
        const { name, status, base, now, differs } = column;
        if (status === 'removed')
            return [{ severity: 0, cells: [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(name), formatColumnType(base), '–', '❌ removed'] }];
        if (status === 'added')
            return [
                { severity: 2, cells: [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(name), '–', formatColumnType(now), `➕ added${formatAddedValues(now)}`] },
            ];
        const words = [
            ...(differs.includes('type') ? ['type changed'] : []),
            ...((0,_compare_comparison_js__WEBPACK_IMPORTED_MODULE_5__/* .isReshaped */ .PW)(column) ? ['shape changed'] : []),
            ...(differs.includes('place') ? ['moved'] : []),
        ];
        if (words.length === 0)
            return [];
        const isMoved = words[0] === 'moved';
        const note = isMoved ? '↕️ moved' : `⚠️ ${words.join(', ')}${formatValueChanges(column)}`;
        return [
            { severity: isMoved ? 3 : 1, cells: [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(name), formatColumnType(base), formatColumnType(now), note] },
        ];
    });
}
/** Formats the type of a column, and the shape of its values if they are arrays. */
function formatColumnType(facts) {
    if (facts === undefined)
        return _overview_js__WEBPACK_IMPORTED_MODULE_2__/* .unknownValue */ .Uo;
    const inner = facts.shape.slice(1);
    return (0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_6__/* .escapeMarkdown */ .FV)(inner.length === 0 ? facts.type : `${facts.type} [${inner.join('×')}]`);
}
function formatAddedValues(now) {
    const values = now?.values;
    if (values === undefined)
        return '';
    const range = values.min !== undefined && values.max !== undefined
        ? `, ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatNumber */ .ZV)(values.min)} to ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatNumber */ .ZV)(values.max)}`
        : '';
    return `${values.nulls === undefined ? '' : `, ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(values.nulls, 'null')}`}${range}`;
}
/** Formats how the values of a column with another type or shape changed. */
function formatValueChanges({ base, now }) {
    if (base?.values === undefined || now?.values === undefined)
        return '';
    const [before, after] = [base.values, now.values];
    const changes = ['nulls', 'min', 'max', 'mean'].flatMap((name) => {
        const [a, b] = [before[name], after[name]];
        if (a === undefined || b === undefined || a === b)
            return [];
        return [`${name} ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDistinctNumbers */ .cH)(a, b).join(' → ')}`];
    });
    if (changes.length > 0)
        return `; ${changes.join(', ')}`;
    return after.mean === undefined ? '' : '; nulls, min, max and mean unchanged';
}
/** Creates rows for tables in files. The columns of a file that could not be read are unknown. */
function createFileRows(files) {
    const { base: before, now: after } = (0,_compare_file_tables_js__WEBPACK_IMPORTED_MODULE_0__/* .collectTables */ .Gm)(files);
    if (before.size === 0 || after.size === 0)
        return [];
    const formatAbsent = (side) => ((0,_compare_file_tables_js__WEBPACK_IMPORTED_MODULE_0__/* .hasUnreadTable */ .gT)(files, side) ? _overview_js__WEBPACK_IMPORTED_MODULE_2__/* .unknownValue */ .Uo : '–');
    return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
        const [base, now] = [before.get(key), after.get(key)];
        if (base && now && (0,_compare_file_tables_js__WEBPACK_IMPORTED_MODULE_0__/* .haveSameTypes */ .EG)(base, now))
            return [];
        const cells = [
            `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)((base ?? now)?.name ?? '')} in files`,
            (base && (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)((0,_compare_file_tables_js__WEBPACK_IMPORTED_MODULE_0__/* .formatTypes */ .fg)(base))) ?? formatAbsent('base'),
            (now && (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)((0,_compare_file_tables_js__WEBPACK_IMPORTED_MODULE_0__/* .formatTypes */ .fg)(now))) ?? formatAbsent('now'),
        ];
        if (cells.includes(_overview_js__WEBPACK_IMPORTED_MODULE_2__/* .unknownValue */ .Uo))
            return [{ severity: 1, cells: [...cells, '❓ a file could not be read'] }];
        const note = now === undefined ? '❌ removed' : base === undefined ? '➕ added' : '⚠️ type changed';
        return [{ severity: now === undefined ? 0 : base === undefined ? 2 : 1, cells: [...cells, note] }];
    });
}


/***/ }),

/***/ 96451:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  B: () => (/* binding */ renderSummary)
});

// UNUSED EXPORTS: summaryLimitBytes

// EXTERNAL MODULE: ./src/action/docs-link.js
var docs_link = __webpack_require__(70131);
// EXTERNAL MODULE: ./src/report/many-runs.js + 2 modules
var many_runs = __webpack_require__(74361);
// EXTERNAL MODULE: ./src/report/render-reports.js
var render_reports = __webpack_require__(21395);
// EXTERNAL MODULE: ./src/report/run-result.js
var run_result = __webpack_require__(30488);
// EXTERNAL MODULE: ./src/report/sections/bundles.js
var bundles = __webpack_require__(63179);
// EXTERNAL MODULE: ./src/report/sections/columns.js + 1 modules
var columns = __webpack_require__(46311);
// EXTERNAL MODULE: ./src/report/sections/contents.js
var contents = __webpack_require__(96738);
// EXTERNAL MODULE: ./src/report/sections/failure.js
var failure = __webpack_require__(89396);
// EXTERNAL MODULE: ./src/report/sections/lineage.js + 2 modules
var lineage = __webpack_require__(49914);
// EXTERNAL MODULE: ./src/report/sections/log.js
var log = __webpack_require__(46564);
// EXTERNAL MODULE: ./src/report/sections/overview.js
var overview = __webpack_require__(10703);
// EXTERNAL MODULE: ./src/report/sections/rules.js
var rules = __webpack_require__(83385);
// EXTERNAL MODULE: ./src/report/sections/run-table.js
var run_table = __webpack_require__(30234);
// EXTERNAL MODULE: ./src/report/sections/schema.js
var schema = __webpack_require__(49415);
// EXTERNAL MODULE: ./src/report/fit-sections.js
var fit_sections = __webpack_require__(60879);
;// CONCATENATED MODULE: ./src/report/sections/versions.js

/** What a deletion leaves in a versioned bucket. */
function createVersioningSection({ cleanup }) {
    const text = 'The bucket is versioned: deleted objects are hidden and charged until a lifecycle rule of the bucket removes them.';
    return (0,fit_sections/* createWholeSection */.hx)('notes', cleanup?.isVersioned ? text : '');
}

;// CONCATENATED MODULE: ./src/report/summary.js















/**
 * GitHub rejects a summary over 1 MiB:
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#step-isolation-and-limits
 */
const summaryLimitBytes = 1_000_000;
/**
 * Renders the summary of a step: for each run its result, the changes of the data, and the details; for several runs
 * one table, and the details of some. At most `limitBytes` of UTF-8.
 */
function renderSummary(reports, { limitBytes = summaryLimitBytes, docsUrl = (0,docs_link/* getDocsUrl */.Tr)({}) } = {}) {
    const budget = { limit: limitBytes, measure: (text) => Buffer.byteLength(text) };
    const layout = { createSections: (report) => createSections(report, docsUrl), budget };
    return (0,run_result/* areLabelled */.ko)(reports) ? (0,many_runs/* renderManyRuns */.g)(reports, layout) : (0,render_reports/* renderReports */.k)(reports, layout);
}
const createSections = (report, docsUrl) => [
    (0,rules/* createRulesSection */.N)(report),
    (0,failure/* createFailureSection */.T)(report, docsUrl),
    (0,failure/* createDetachedSection */.k)(report),
    createVersioningSection(report),
    (0,overview/* createOverviewSection */.tU)(report),
    (0,schema/* createSchemaSection */.J)(report),
    (0,overview/* createNotesSection */.rX)(report),
    (0,columns/* createValuesSection */.w)(report),
    (0,columns/* createUnchangedSection */.P)(report),
    (0,contents/* createFilesSection */.f8)(report),
    (0,contents/* createNestedSection */.Tx)(report),
    (0,contents/* createTagsSection */.TG)(report),
    ...(0,lineage/* createLineageSections */.a)(report),
    (0,bundles/* createBundlesSection */.R)(report),
    (0,bundles/* createNewerUpstreamSection */.y)(report),
    (0,run_table/* createReuseSection */.cK)(report),
    (0,run_table/* createRunSection */.bH)(report),
    (0,run_table/* createAttemptsSection */.GL)(report),
    (0,log/* createLogSection */.M)(report),
];


/***/ }),

/***/ 43403:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _N: () => (/* binding */ describeRuns),
/* harmony export */   fG: () => (/* binding */ createCommentTarget),
/* harmony export */   hO: () => (/* binding */ createCommentKey)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33178);


/** Creates the target for the pull request of a workflow run; undefined for other events. */
function createCommentTarget(workflowRun, inputs, reports) {
    const { pullRequest, commit: sha, attempt, url, workflow, job, step, isFromOutside } = workflowRun;
    if (pullRequest === undefined)
        return undefined;
    const refusalAdvice = isFromOutside
        ? 'GitHub gives runs for a fork or for Dependabot no write permission: see "Pull requests from forks" in docs/pull-requests.md.'
        : 'Give the job `permissions: pull-requests: write`.';
    const key = createCommentKey(inputs.commentKey, [workflow, job, step, ...describeRuns(reports)]);
    return { pullRequest, sha, runId: Number(workflowRun.runId), attempt, url, inputs, key, remark: '', refusalAdvice };
}
/**
 * What distinguishes the runs of two calls of one reusable workflow: the pipe, its contexts and its parameters. Several
 * runs of a step count by their names, because their values differ from day to day.
 */
function describeRuns(reports) {
    const runs = reports.map(({ pipeClass, context, params, label }) => JSON.stringify([pipeClass, context, label?.name ?? [...params].toSorted(([a], [b]) => (a < b ? -1 : 1))]));
    return [...new Set(runs)].toSorted();
}
/**
 * Creates the key that distinguishes the comments of a pull request: the given text or, when that is only a matrix leg,
 * also the place of the step. A hash, so that neither a long nor an unusual name becomes part of the marker.
 */
function createCommentKey(given = 'null', place) {
    const parts = isMatrixLeg(given) ? [...place, given] : [given];
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
/** Whether a text can come from `toJSON(matrix)`. */
const isMatrixLeg = (text) => typeof (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .qF)(text) === 'object';


/***/ }),

/***/ 75251:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* binding */ createAncestryCheck),
  j: () => (/* binding */ openGitHubFor)
});

// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/lib/json.js
var json = __webpack_require__(33178);
// EXTERNAL MODULE: ./src/github/errors.js
var github_errors = __webpack_require__(9421);
// EXTERNAL MODULE: ./src/lib/retry.js
var retry = __webpack_require__(44568);
// EXTERNAL MODULE: ./src/lib/tls-errors.js
var tls_errors = __webpack_require__(29587);
;// CONCATENATED MODULE: ./src/github/retry-github.js



/** Limits of one call and its retries. */
const limits = {
    attempts: 5,
    /** Of one attempt, in milliseconds. */
    attemptMs: 15_000,
    firstPauseMs: 1000,
    /** The step does not wait for a longer pause, even if GitHub asks for one. */
    maxPauseMs: 60_000,
};
/**
 * Sends a call at most five times, each for at most 15 s. The pauses are those that GitHub asks for, or jittered; at
 * most a minute each. `call` gets the number of the attempt, from 1. Throws GitHubError, at once for a refusal.
 */
async function retryGitHub(call, signal) {
    let lastError;
    const send = async (attempt) => {
        try {
            return await call(AbortSignal.any([signal, AbortSignal.timeout(limits.attemptMs)]), attempt);
        }
        catch (error) {
            lastError = (0,github_errors/* toGitHubError */.L)(error);
            throw lastError;
        }
    };
    try {
        return await (0,retry/* retry */.L)(send, { pauseMs: (_, attempt) => getPauseMs(lastError, attempt, signal), signal });
    }
    catch (error) {
        // An abort during a pause throws the signal's reason; the caller expects GitHub's error.
        throw lastError ?? error;
    }
}
function getPauseMs(error, attempt, signal) {
    const isFinal = error === undefined || error.kind === 'refused' || (0,tls_errors/* findTlsFailure */.B)(error) !== undefined;
    if (isFinal || attempt === limits.attempts || signal.aborted)
        return undefined;
    const { firstPauseMs: firstMs, maxPauseMs: maxMs } = limits;
    const pauseMs = error.pauseMs ?? (0,retry/* jitteredPause */.k)(attempt, { firstMs, maxMs });
    return pauseMs > maxMs ? undefined : pauseMs;
}

;// CONCATENATED MODULE: ./src/github/open-github.js



/** Opens a repository for a token. Loads GitHub's client here, because most steps do not need it. */
async function openGitHub({ token, apiUrl, repository, signal }) {
    const { getOctokit } = await Promise.all(/* import() */[__webpack_require__.e(1684), __webpack_require__.e(1329)]).then(__webpack_require__.bind(__webpack_require__, 61329));
    const [owner = '', repo = ''] = repository.split('/');
    return new OctokitRepository(getOctokit(token, { baseUrl: apiUrl, log: silentLog }), { owner, repo }, signal);
}
const ignore = () => undefined;
/** Octokit's messages do not belong into the step's log. */
const silentLog = { debug: ignore, info: ignore, warn: ignore, error: ignore };
class OctokitRepository {
    #octokit;
    #name;
    #signal;
    constructor(octokit, name, signal) {
        this.#octokit = octokit;
        this.#name = name;
        this.#signal = signal;
    }
    async getLogin() {
        const query = 'query { viewer { login } }';
        try {
            return await this.#retry(async (request) => {
                const login = (0,json/* getString */.AA)(await this.#octokit.graphql(query, { request }), 'viewer', 'login');
                if (login === undefined)
                    throw new Error('the response names no account');
                return login;
            });
        }
        catch (error) {
            if (error instanceof github_errors/* GitHubError */.y && error.kind === 'refused')
                return actionsLogin;
            throw error;
        }
    }
    async getPullRequest(number) {
        return await this.#retry(async (request) => {
            const { data } = await this.#octokit.rest.pulls.get({ ...this.#name, pull_number: number, request });
            return toPullRequest(data);
        });
    }
    async listPullRequests(repository, branch) {
        const head = `${repository.split('/')[0]}:${branch}`;
        return await this.#retry(async (request) => {
            const query = { ...this.#name, head, state: 'open', per_page: pageSize, request };
            const { data } = await this.#octokit.rest.pulls.list(query);
            return data
                .map(toPullRequest)
                .filter((pullRequest) => pullRequest.head.repository === repository && pullRequest.head.branch === branch)
                .toSorted((a, b) => b.number - a.number);
        });
    }
    async listComments(pullRequest) {
        return await this.#retry((request) => this.#readComments(pullRequest, request));
    }
    async createComment(pullRequest, body, find) {
        return await this.#retry(async (request, attempt) => {
            const existing = attempt === 1 ? undefined : find(await this.#readComments(pullRequest, request));
            if (existing !== undefined)
                return existing;
            const input = { ...this.#name, issue_number: pullRequest, body, request };
            return toComment((await this.#octokit.rest.issues.createComment(input)).data);
        });
    }
    async updateComment(id, body) {
        return await ignoreMissing(this.#retry(async (request) => {
            const input = { ...this.#name, comment_id: id, body, request };
            return toComment((await this.#octokit.rest.issues.updateComment(input)).data);
        }));
    }
    async deleteComment(id) {
        await ignoreMissing(this.#retry(async (request) => {
            await this.#octokit.rest.issues.deleteComment({ ...this.#name, comment_id: id, request });
        }));
    }
    async isAncestor(commit, of) {
        return await ignoreMissing(this.#retry(async (request) => {
            const query = { ...this.#name, basehead: `${commit}...${of}`, per_page: 1, request };
            const { data } = await this.#octokit.rest.repos.compareCommitsWithBasehead(query);
            const status = (0,json/* getString */.AA)(data, 'status');
            if (status === undefined)
                throw new Error('the response has no comparison');
            return status === 'ahead' || status === 'identical';
        }));
    }
    async #readComments(pullRequest, request) {
        const comments = [];
        for (let page = 1; page <= maxPages; page += 1) {
            const query = { ...this.#name, issue_number: pullRequest, per_page: pageSize, page, request };
            const { data, headers } = await this.#octokit.rest.issues.listComments(query);
            comments.push(...data.map(toComment));
            if (!hasNextPage(headers.link))
                break;
        }
        return comments;
    }
    async #retry(call) {
        return await retryGitHub(async (signal, attempt) => await call({ signal }, attempt), this.#signal);
    }
}
const pageSize = 100;
/** More comments than a pull request can have: https://docs.github.com/en/rest/issues/comments */
const maxPages = 100;
/** https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api */
const hasNextPage = (link) => /;\s*rel="next"/.test(link ?? '');
/** Resolves with undefined for a resource that does not exist or that the token cannot see. */
async function ignoreMissing(call) {
    try {
        return await call;
    }
    catch (error) {
        if (error instanceof github_errors/* GitHubError */.y && (error.status === 404 || error.status === 410))
            return undefined;
        throw error;
    }
}
/** The account of GITHUB_TOKEN. An app's token cannot read its account by REST (`GET /user`), only by GraphQL. */
const actionsLogin = 'github-actions[bot]';
const toComment = ({ id, user, body = '', html_url: url }) => ({
    id,
    author: user?.login ?? '',
    body,
    url,
});
const toPullRequest = ({ number, state, head }) => ({
    number,
    isOpen: state === 'open',
    head: { sha: head.sha, branch: head.ref, repository: head.repo?.full_name },
});

;// CONCATENATED MODULE: ./src/run/github-access.js


/**
 * Opens the workflow's repository on GitHub; undefined without a token or outside of a workflow. The token is masked
 * before use.
 */
async function openGitHubFor({ token, env, log }, signal) {
    const { GITHUB_API_URL: apiUrl = 'https://api.github.com', GITHUB_REPOSITORY: repository } = env;
    if (token === undefined || !repository)
        return undefined;
    await log.mask(token);
    return await openGitHub({ token, apiUrl, repository, signal });
}
/** How long GitHub may take to answer about the history of a commit, in milliseconds. */
const historyLimitMs = 30_000;
/**
 * Creates a function that asks GitHub whether a commit is in the history of another: undefined when GitHub does not
 * know. Never throws.
 */
function createAncestryCheck(access, cancelled) {
    return async (commit, of) => {
        try {
            const github = await openGitHubFor(access, AbortSignal.any([cancelled, AbortSignal.timeout(historyLimitMs)]));
            return await github?.isAncestor(commit, of);
        }
        catch (error) {
            await access.log.debug(`GitHub did not answer whether ${commit} is in the history of ${of}: ${(0,errors/* describeError */.Uc)(error)}`);
            return undefined;
        }
    };
}


/***/ }),

/***/ 17728:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  g: () => (/* binding */ logCommentFailure),
  p: () => (/* binding */ publishComment)
});

// EXTERNAL MODULE: ./src/action/docs-link.js
var docs_link = __webpack_require__(70131);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/lib/json.js
var json = __webpack_require__(33178);
;// CONCATENATED MODULE: ./src/github/comment-marker.js

const version = 1;
/** The longest marker, which a comment's body must leave room for. */
const commentMarkerLimit = 400;
const pattern = /^<!-- disdat-run-action (\{[^\r\n]{1,360}\}) -->/;
/** The first line of a comment of this action. */
function formatCommentMarker({ key, sha, run, attempt, state }) {
    const json = JSON.stringify({ v: version, key, sha, run, attempt, state });
    // These characters could end the HTML comment.
    return `<!-- disdat-run-action ${json.replace(/[<>-]/g, escapeCharacter)} -->`;
}
const escapeCharacter = (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
/** The marker in the first line of a comment, of this version or a later one; undefined without a valid marker. */
function parseCommentMarker(body) {
    const value = (0,json/* parseJson */.qF)(pattern.exec(body)?.[1] ?? '');
    const [key, sha, state] = [(0,json/* getString */.AA)(value, 'key'), (0,json/* getString */.AA)(value, 'sha'), (0,json/* getString */.AA)(value, 'state')];
    const [run, attempt] = [(0,json/* getField */.VI)(value, 'run'), (0,json/* getField */.VI)(value, 'attempt')];
    if (typeof (0,json/* getField */.VI)(value, 'v') !== 'number' || key === undefined || sha === undefined || state === undefined)
        return undefined;
    return isCount(run) && isCount(attempt) ? { key, sha, run, attempt, state } : undefined;
}
const isCount = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
/** Whether a later run, or a later attempt of the same run, wrote the first marker. */
function isNewerMarker(marker, other) {
    return marker.run === other.run ? marker.attempt > other.attempt : marker.run > other.run;
}

;// CONCATENATED MODULE: ./src/github/comment.js

/** GitHub refuses comments of more than 65,536 characters; the marker takes some of them. */
const commentBodyLimit = 65_536 - commentMarkerLimit - 1;
/**
 * Keeps one comment of a pull request up to date: the one by the token's account whose marker has the key. A comment of
 * a newer run stays, and nothing is posted when the pull request has a newer head. If concurrent runs post several, the
 * oldest comment stays, with the newest text. Throws GitHubError.
 */
async function upsertComment(github, request) {
    const { marker, pullRequest, mode } = request;
    const { head } = await github.getPullRequest(pullRequest);
    if (head.sha !== marker.sha)
        return { kind: 'outdated', by: 'head' };
    const author = await github.getLogin();
    const earlier = selectOwn(await github.listComments(pullRequest), author, marker.key);
    const newest = findNewest(earlier);
    if (newest !== undefined && isNewerMarker(newest.marker, marker))
        return { kind: 'outdated', by: 'run' };
    if (!request.shouldPost(newest?.marker.state))
        return { kind: 'skipped' };
    const text = `${formatCommentMarker(marker)}\n${request.body}`;
    const [oldest, ...others] = earlier;
    const updated = oldest && mode === 'update' ? await github.updateComment(oldest.comment.id, text) : undefined;
    if (updated !== undefined) {
        for (const { comment } of others)
            await github.deleteComment(comment.id);
        return { kind: 'posted', how: 'updated', url: updated.url };
    }
    const { url } = await createComment(github, { request, text, author, earlier });
    return { kind: 'posted', how: 'created', url };
}
async function createComment(github, { request, text, author, earlier }) {
    const { pullRequest, marker } = request;
    const earlierIds = new Set(earlier.map(({ comment }) => comment.id));
    const selectNew = (comments) => selectOwn(comments, author, marker.key).filter(({ comment }) => !earlierIds.has(comment.id));
    const created = await github.createComment(pullRequest, text, (comments) => selectNew(comments)
        .map(({ comment }) => comment)
        .find(({ body }) => body.startsWith(formatCommentMarker(marker))));
    for (const id of earlierIds)
        await github.deleteComment(id);
    return await mergeConcurrent(github, selectNew(await github.listComments(pullRequest)), created);
}
/** The account's comments with this key, the oldest first. */
function selectOwn(comments, author, key) {
    return comments
        .flatMap((comment) => {
        const marker = comment.author === author ? parseCommentMarker(comment.body) : undefined;
        return marker?.key === key ? [{ comment, marker }] : [];
    })
        .toSorted((a, b) => a.comment.id - b.comment.id);
}
const findNewest = (comments) => comments.reduce((newest, comment) => (newest && isNewerMarker(newest.marker, comment.marker) ? newest : comment), undefined);
/** Leaves one of the comments that concurrent runs created. Every run that merges makes the same choice. */
async function mergeConcurrent(github, comments, created) {
    const [oldest, ...others] = comments;
    const newest = findNewest(comments);
    if (oldest === undefined || newest === undefined || others.length === 0)
        return created;
    if (newest !== oldest && isNewerMarker(newest.marker, oldest.marker))
        await github.updateComment(oldest.comment.id, newest.comment.body);
    for (const { comment } of others)
        await github.deleteComment(comment.id);
    return oldest.comment;
}

// EXTERNAL MODULE: ./src/github/errors.js
var github_errors = __webpack_require__(9421);
// EXTERNAL MODULE: ./src/lib/abort.js
var abort = __webpack_require__(31140);
// EXTERNAL MODULE: ./src/lib/units.js
var units = __webpack_require__(19177);
// EXTERNAL MODULE: ./src/report/fit-sections.js
var fit_sections = __webpack_require__(60879);
// EXTERNAL MODULE: ./src/report/many-runs.js + 2 modules
var many_runs = __webpack_require__(74361);
// EXTERNAL MODULE: ./src/report/markdown.js
var markdown = __webpack_require__(11156);
// EXTERNAL MODULE: ./src/report/render-reports.js
var render_reports = __webpack_require__(21395);
// EXTERNAL MODULE: ./src/report/run-result.js
var run_result = __webpack_require__(30488);
// EXTERNAL MODULE: ./src/report/sections/bundles.js
var bundles = __webpack_require__(63179);
// EXTERNAL MODULE: ./src/report/sections/columns.js + 1 modules
var columns = __webpack_require__(46311);
// EXTERNAL MODULE: ./src/report/sections/contents.js
var contents = __webpack_require__(96738);
// EXTERNAL MODULE: ./src/report/sections/failure.js
var failure = __webpack_require__(89396);
// EXTERNAL MODULE: ./src/report/sections/headline.js
var headline = __webpack_require__(48996);
// EXTERNAL MODULE: ./src/report/sections/lineage.js + 2 modules
var lineage = __webpack_require__(49914);
// EXTERNAL MODULE: ./src/report/sections/log.js
var log = __webpack_require__(46564);
// EXTERNAL MODULE: ./src/report/sections/overview.js
var overview = __webpack_require__(10703);
// EXTERNAL MODULE: ./src/report/sections/rules.js
var rules = __webpack_require__(83385);
// EXTERNAL MODULE: ./src/report/sections/run-table.js
var run_table = __webpack_require__(30234);
// EXTERNAL MODULE: ./src/report/sections/schema.js
var schema = __webpack_require__(49415);
;// CONCATENATED MODULE: ./src/report/comment.js


















/** GitHub accepts 65,536 characters; the difference is for a hidden marker. */
const commentLimit = 64_500;
/** The log lines of a failed run; the summary shows more. */
const logLimit = 20;
/** Renders the comment on a pull request: what happened to the data. At most `limit` characters, without the marker. */
function renderComment(reports, { limit = commentLimit, runUrl, commit, updatedAt, docsUrl = (0,docs_link/* getDocsUrl */.Tr)({}) } = {}) {
    const footer = [
        ...(runUrl === undefined ? [] : [(0,markdown/* renderLink */.BK)('Run summary', runUrl)]),
        ...(commit ? [`commit ${(0,markdown/* renderShortId */.i4)(commit)}`] : []),
        ...(updatedAt === undefined ? [] : [`updated ${(0,units/* formatTime */.fU)(updatedAt)}`]),
    ].join(' · ');
    const budget = { limit: limit - footer.length - 1, measure: (text) => text.length };
    // A label has the values that distinguish several runs.
    const hasParams = reports.length > 1 && !(0,run_result/* areLabelled */.ko)(reports);
    const sections = (report) => hasParams ? [(0,run_table/* createParamsSection */.gE)(report), ...createSections(report, docsUrl)] : createSections(report, docsUrl);
    const layout = { createSections: sections, budget };
    const text = (0,run_result/* areLabelled */.ko)(reports) ? (0,many_runs/* renderManyRuns */.g)(reports, layout) : (0,render_reports/* renderReports */.k)(reports, layout);
    return `${text}${footer}`.trimEnd().concat('\n');
}
const createSections = (report, docsUrl) => [
    (0,rules/* createRulesSection */.N)(report),
    (0,failure/* createFailureSection */.T)(report, docsUrl),
    (0,failure/* createDetachedSection */.k)(report),
    (0,overview/* createOverviewSection */.tU)(report),
    (0,schema/* createSchemaSection */.J)(report),
    (0,overview/* createNotesSection */.rX)(report),
    (0,columns/* createValuesSection */.w)(report),
    (0,contents/* createFilesSection */.f8)(report),
    (0,contents/* createNestedSection */.Tx)(report),
    (0,contents/* createTagsSection */.TG)(report),
    (0,lineage/* createLineageCountsSection */.p)(report, report.lineage && report.lineage.nodes.length > 1 ? ' (graph in the run summary)' : ''),
    (0,bundles/* createNewerUpstreamSection */.y)(report),
    (0,log/* createLogSection */.M)(report, report.failure && report.failure.verdict !== 'rule-broken' ? logLimit : 0),
    (0,fit_sections/* createWholeSection */.hx)('run', renderLinks(report)),
];
function renderLinks(report) {
    const { output, logUrl, cost } = report;
    return [
        ...(output && (0,headline/* isProved */.n_)(report) ? [(0,markdown/* renderCode */.cR)(output.uri)] : []),
        ...(logUrl === undefined ? [] : [(0,markdown/* renderLink */.BK)('CloudWatch Logs', logUrl)]),
        ...(cost && (0,run_table/* formatCost */.BD)(cost) !== '' ? [`${(0,run_table/* labelCost */.kj)(report)}: ${(0,run_table/* formatCost */.BD)(cost)}`] : []),
    ].join(' · ');
}

// EXTERNAL MODULE: ./src/run/github-access.js + 2 modules
var github_access = __webpack_require__(75251);
;// CONCATENATED MODULE: ./src/run/publish-comment.js







/** How long all calls may take, in milliseconds. After a cancellation GitHub leaves the step 10 s in all. */
const limitMs = 180_000;
const cancelledLimitMs = 4_000;
/**
 * Posts or updates the one comment of the pull request, when `comment` asks for it. Never throws: the log says once why
 * a comment could not be posted.
 */
async function publishComment(reports, target, sinks) {
    const { log, outputs, cancelled } = sinks;
    const limit = AbortSignal.any([AbortSignal.timeout(limitMs), (0,abort/* delayAbort */.y5)(cancelled, cancelledLimitMs)]);
    try {
        const github = await (0,github_access/* openGitHubFor */.j)(sinks, limit);
        if (github === undefined)
            return await log.notice('`comment` needs `github-token`. No comment was posted.');
        const { runId: run, sha, attempt, pullRequest, inputs, key } = target;
        const state = getCommentState(reports);
        const result = await upsertComment(github, {
            pullRequest,
            mode: inputs.commentMode,
            marker: { key, sha, run, attempt, state },
            body: renderBody(reports, target, (0,docs_link/* getDocsUrl */.Tr)(sinks.env)),
            shouldPost: (before) => shouldPost(inputs, state, before),
        });
        log.info(describeResult(result, pullRequest));
        if (result.kind === 'posted')
            await outputs.set(new Map([['comment-url', result.url]]));
    }
    catch (error) {
        await logCommentFailure(error, target.refusalAdvice, log);
    }
}
/** Logs why a comment could not be posted. A refusal by GitHub is only a notice: the run did not cause it. */
async function logCommentFailure(error, refusalAdvice, log) {
    if (error instanceof github_errors/* GitHubError */.y && error.kind === 'refused')
        return await log.notice(`GitHub does not let this token comment: ${(0,errors/* describeError */.Uc)(error)}. ${refusalAdvice}`);
    await log.warning(`The comment could not be posted: ${(0,errors/* describeError */.Uc)(error)}`);
}
function describeResult(result, pullRequest) {
    switch (result.kind) {
        case 'posted':
            return `Commented on pull request #${pullRequest}: ${result.url}`;
        case 'skipped':
            return `No comment on pull request #${pullRequest}: nothing happened that \`comment\` asks for.`;
        case 'outdated':
            return result.by === 'head'
                ? `No comment on pull request #${pullRequest}: it has a newer commit.`
                : `No comment on pull request #${pullRequest}: a newer run has commented already.`;
    }
}
function getCommentState(reports) {
    const isBroken = (report) => (report.rules?.breaches ?? []).length > 0 || report.failure?.verdict === 'rule-broken';
    if (reports.some((report) => report.failure !== undefined && !isBroken(report)))
        return 'failed';
    if (reports.some(isBroken))
        return 'broken';
    return reports.some(isChanged) ? 'changed' : 'fine';
}
/** A new bundle that was not compared may contain anything. */
function isChanged({ status, comparison }) {
    return comparison === undefined ? status === 'succeeded' : comparison.kind !== 'none';
}
/**
 * An existing comment is always updated, so that no alarm stays. A comment is posted again only when its state changes.
 */
function shouldPost({ comment, commentMode }, state, before) {
    if (before !== undefined && (commentMode === 'update' || before !== state))
        return true;
    switch (comment) {
        case 'never':
            return false;
        case 'changes':
            return state !== 'fine';
        case 'failures':
            return state === 'failed' || state === 'broken';
        case 'always':
            return true;
    }
}
function renderBody(reports, { url, sha, remark }, docsUrl) {
    const limit = Math.min(commentLimit, commentBodyLimit - remark.length);
    return `${renderComment(reports, { limit, runUrl: url, commit: sha, updatedAt: new Date(), docsUrl })}${remark}`;
}


/***/ })

};
;