"use strict";
exports.id = 7476;
exports.ids = [7476,8605,3396];
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

/***/ 15273:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ isMatrixJson),
/* harmony export */   h: () => (/* binding */ findMatrixLeg)
/* harmony export */ });
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33178);

/** Whether a text can come from `toJSON(matrix)`, which is `null` in a job without a matrix. */
const isMatrixJson = (text) => typeof (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .parseJson */ .qF)(text) === 'object';
/**
 * The leg of a matrix that the job is, as JSON; undefined in a job without a matrix. No variable of the runner
 * distinguishes legs. GitHub gives the matrix to the defaults of inputs only: the first of these inputs that has it.
 */
const findMatrixLeg = (inputs) => inputs.find((text) => text !== undefined && (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .parseJson */ .qF)(text)));


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

/***/ 83396:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   getBaseCommit: () => (/* binding */ getBaseCommit),
/* harmony export */   getWorkflowCommits: () => (/* binding */ getWorkflowCommits),
/* harmony export */   isUnattendedRun: () => (/* binding */ isUnattendedRun),
/* harmony export */   readWorkflowRun: () => (/* binding */ readWorkflowRun)
/* harmony export */ });
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33178);

/** Reads the workflow run. https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
function readWorkflowRun(env, event) {
    const { GITHUB_REPOSITORY: repository = '', GITHUB_RUN_ID: runId = '', GITHUB_SERVER_URL: server = '' } = env;
    const actor = env['GITHUB_ACTOR'] ?? '';
    const pullRequest = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getField */ .VI)(event, 'pull_request');
    const pullRequestNumber = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getNumber */ .WZ)(event, 'number') ?? (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getNumber */ .WZ)(pullRequest, 'number');
    return {
        repository,
        runId,
        number: Number(env['GITHUB_RUN_NUMBER'] ?? 0) || 0,
        attempt: Number(env['GITHUB_RUN_ATTEMPT'] ?? 1) || 1,
        workflow: env['GITHUB_WORKFLOW'] ?? '',
        workflowPath: /^[^/]+\/[^/]+\/([^@]+)@/.exec(env['GITHUB_WORKFLOW_REF'] ?? '')?.[1] ?? '',
        job: env['GITHUB_JOB'] ?? '',
        step: env['GITHUB_ACTION'] ?? '',
        commit: getWorkflowCommits(env, event).at(-1) ?? '',
        actor,
        pullRequest: pullRequest === undefined ? undefined : pullRequestNumber,
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
/**
 * Whether the workflow runs on a schedule, which GitHub does only on the default branch, or was started by hand on the
 * default branch. https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */
function isUnattendedRun(env, event) {
    const { GITHUB_EVENT_NAME: name, GITHUB_REF: ref } = env;
    const branch = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getString */ .AA)(event, 'repository', 'default_branch');
    return name === 'schedule' || (name === 'workflow_dispatch' && ref !== undefined && ref === `refs/heads/${branch}`);
}


/***/ }),

/***/ 32100:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  xA: () => (/* binding */ historyRuns),
  NR: () => (/* binding */ parseRules),
  xi: () => (/* binding */ printQuantity),
  KL: () => (/* binding */ printRule),
  F7: () => (/* binding */ timeUnits)
});

;// CONCATENATED MODULE: ./src/compare/rules/cursor.js
/** Blanks within a line, none included. */
const blanks = /[^\S\n]*/y;
/** A syntax error at a position of the text. The message is what was expected there. */
class SyntaxFault extends Error {
    name = 'SyntaxFault';
    position;
    word;
    /** @param word The word at the position, and the allowed ones. */
    constructor(position, expected, word) {
        super(expected);
        this.position = position;
        this.word = word;
    }
}
/** A position in a text that moves forward. Patterns are sticky. */
class Cursor {
    #text;
    position = 0;
    constructor(text) {
        this.#text = text;
    }
    get isAtEnd() {
        return this.position >= this.#text.length;
    }
    /** Moves behind a match of the pattern, and returns the match; undefined without one. */
    take(pattern) {
        pattern.lastIndex = this.position;
        const match = pattern.exec(this.#text)?.[0];
        if (match !== undefined)
            this.position += match.length;
        return match;
    }
    /** Moves behind blanks and the first of the texts that follows them, and returns that text; undefined without one. */
    takeOneOf(texts) {
        this.take(blanks);
        const match = texts.find((each) => this.#text.startsWith(each, this.position));
        this.position += match?.length ?? 0;
        return match;
    }
    expect(text, expected) {
        if (this.takeOneOf([text]) === undefined)
            throw new SyntaxFault(this.position, expected);
    }
}

// EXTERNAL MODULE: ./src/lib/json.js
var json = __webpack_require__(33178);
;// CONCATENATED MODULE: ./src/compare/rules/rule-words.js


/** Longer ones first, so that `<=` does not match as `<`. */
const operators = ['<=', '>=', '<', '>'];
/** Columns that can be written without quotes. */
const plainColumn = /^[\p{L}\p{N}_.:-](?:[\p{L}\p{N}_.: -]*[\p{L}\p{N}_.:-])?$/u;
/** Formats a column so that `readColumn` reads it. */
const formatColumn = (name) => (plainColumn.test(name) ? name : JSON.stringify(name));
/** Reads a column in parentheses. Throws SyntaxFault. */
function readColumn(cursor) {
    cursor.expect('(', '`(` and a column, as in `nulls(email)>1%`');
    cursor.take(blanks);
    const start = cursor.position;
    const quoted = cursor.take(/"(?:[^"\\\n]|\\[^\n])*"/y);
    const name = quoted === undefined ? cursor.take(/[^()"'\n]+/y)?.trim() : (0,json/* parseJson */.qF)(quoted);
    if (typeof name !== 'string' || name === '')
        throw new SyntaxFault(start, 'a column; write one with quotes, parentheses or line breaks as a JSON text');
    cursor.expect(')', '`)` after the column; write a column with quotes or parentheses as a JSON text');
    return name;
}
/** Reads a number that is not negative. Throws SyntaxFault. */
function readNumber(cursor) {
    cursor.take(blanks);
    // Only numbers that a double holds exactly enough, and prints without an exponent.
    const text = cursor.take(/\d{1,12}(?:\.\d{1,6})?/y);
    if (text === undefined)
        throw new SyntaxFault(cursor.position, 'a number, such as 20 or 0.5');
    return Number(text);
}

;// CONCATENATED MODULE: ./src/compare/rules/row-limit.js


/** What rules about single rows count, with `diff-key`; `changed` are the rows in which one column differs. */
const rowQuantities = ['rows-added', 'rows-removed', 'rows-changed', 'changed'];
/** Reads what follows the name of a quantity. Throws SyntaxFault. */
function readRowChangeLimit(cursor, of) {
    const column = of === 'changed' ? readColumn(cursor) : undefined;
    const is = cursor.takeOneOf(operators);
    if (is === undefined)
        throw new SyntaxFault(cursor.position, operators.map((each) => `\`${each}\``).join(', '));
    const start = cursor.position;
    const amount = readNumber(cursor);
    const isPercent = cursor.takeOneOf(['%']) !== undefined;
    if (!isPercent && !Number.isSafeInteger(amount))
        throw new SyntaxFault(start, 'a whole number of rows, or percent with `%`');
    return { kind: 'row-limit', of, column, is, amount, isPercent };
}
/** Formats a limit without blanks. */
function printRowChangeLimit({ of, column, is, amount, isPercent }) {
    const quantity = column === undefined ? of : `${of}(${formatColumn(column)})`;
    return `${quantity}${is}${amount}${isPercent ? '%' : ''}`;
}

;// CONCATENATED MODULE: ./src/compare/rules/rules.js



/** Rules without an amount. */
const plainRules = ['error', 'missing-output', 'empty', 'column-removed', 'type-changed', 'restated'];
const byteUnits = { TiB: 1024 ** 4, GiB: 1024 ** 3, MiB: 1024 ** 2, KiB: 1024, B: 1 };
/** In milliseconds. */
const timeUnits = { d: 86_400_000, h: 3_600_000, m: 60_000 };
const maxRules = 100;
/** The values of which a rule against history can make a band. With fewer, one unusual value decides too much. */
const historyRuns = { fewest: 5, most: 100 };
/**
 * Parses at most `maxRules` rules, separated by commas or line breaks: `empty`, `rows<-20%`, `bytes>+1GiB`,
 * `nulls("a column")>1%`, `rows<-20% previous`, `rows outside 14 runs`, `rows-removed>0`, `stale>26h`. Removes
 * duplicates. Reports all syntax errors as faults; never throws.
 */
function parseRules(text) {
    const cursor = new Cursor(text);
    const rules = new Map();
    const faults = [];
    for (cursor.take(/[\s,]+/y); !cursor.isAtEnd && rules.size + faults.length < maxRules; cursor.take(/[\s,]+/y)) {
        const start = cursor.position;
        try {
            const rule = readRule(cursor);
            rules.set(printRule(rule), rule);
        }
        catch (error) {
            if (!(error instanceof SyntaxFault))
                throw error;
            faults.push(describeFault(text, start, error));
            cursor.take(/[^,\n]*/y);
        }
    }
    if (!cursor.isAtEnd) {
        const excess = new SyntaxFault(cursor.position, `the end: at most ${maxRules} rules are allowed`);
        faults.push(describeFault(text, cursor.position, excess));
    }
    return { value: [...rules.values()], faults };
}
/** Formats a rule with no more blanks than it needs, so that `parseRules` returns an equal rule. */
function printRule(rule) {
    switch (rule.kind) {
        case 'stale':
            return `stale>${rule.amount}${rule.unit}`;
        case 'limit':
            return printLimit(rule);
        case 'row-limit':
            return printRowChangeLimit(rule);
        case 'previous':
            return `${printLimit(rule.change)} previous`;
        case 'outside':
            return `${printQuantity(rule.quantity)} outside ${rule.runs} runs`;
        default:
            return rule.kind;
    }
}
/** Formats a quantity as rules spell it: `rows`, `nulls(email)`. */
const printQuantity = (quantity) => quantity.of === 'nulls' ? `nulls(${formatColumn(quantity.column)})` : quantity.of;
function printLimit({ quantity, is, isChange, isPercent, amount }) {
    const unit = quantity.of === 'bytes' && !isPercent ? findByteUnit(amount) : undefined;
    const number = unit === undefined ? Math.abs(amount) : Math.abs(amount) / byteUnits[unit];
    const sign = isChange ? (amount < 0 ? '-' : '+') : '';
    return `${printQuantity(quantity)}${is}${sign}${number}${isPercent ? '%' : (unit ?? '')}`;
}
/** The largest unit of which the bytes are a multiple; undefined for bytes themselves. */
function findByteUnit(bytes) {
    return bytes === 0 ? undefined : largerUnits.find((unit) => bytes % byteUnits[unit] === 0);
}
const largerUnits = ['TiB', 'GiB', 'MiB', 'KiB'];
function describeFault(text, start, { position, message, word }) {
    const before = text.slice(0, position);
    const [line, column] = [before.split('\n').length, position - before.lastIndexOf('\n')];
    const given = word?.given ||
        text
            .slice(start)
            .replace(/[,\n].*/s, '')
            .trim();
    const expected = `Line ${line}, column ${column}: expected ${message}.`;
    return { line, column, given, expected, allowed: word?.allowed ?? [] };
}
const words = [...plainRules, 'rows', 'bytes', 'nulls', 'stale', ...rowQuantities];
function readRule(cursor) {
    const start = cursor.position;
    const given = cursor.take(/[a-z]+(?:-[a-z]+)*/iy) ?? '';
    const word = words.find((each) => each === given.toLowerCase());
    if (word === undefined)
        throw new SyntaxFault(start, `a rule (${words.join(', ')})`, { given, allowed: words });
    const rule = readAfterWord(cursor, word);
    cursor.take(blanks);
    const end = cursor.position;
    const separator = 'a comma or a line break before the next rule';
    if (!cursor.isAtEnd && cursor.take(/[,\n]/y) === undefined)
        throw new SyntaxFault(end, rule.kind === 'limit' && rule.isChange ? `\`previous\`, or ${separator}` : separator);
    return rule;
}
function readAfterWord(cursor, word) {
    switch (word) {
        case 'rows':
        case 'bytes':
            return readQuantityRule(cursor, { of: word });
        case 'nulls':
            return readQuantityRule(cursor, { of: word, column: readColumn(cursor) });
        case 'rows-added':
        case 'rows-removed':
        case 'rows-changed':
        case 'changed':
            return readRowChangeLimit(cursor, word);
        case 'stale':
            cursor.expect('>', '`>` and an age, as in `stale>26h`');
            return { kind: word, ...readAge(cursor) };
        default:
            return { kind: word };
    }
}
function readQuantityRule(cursor, quantity) {
    if (cursor.takeOneOf(['outside']) !== undefined)
        return { kind: 'outside', quantity, runs: readRuns(cursor) };
    const limit = readLimit(cursor, quantity);
    if (cursor.takeOneOf(['previous']) === undefined)
        return limit;
    if (limit.isChange)
        return { kind: 'previous', change: limit };
    const start = cursor.position - 'previous'.length;
    throw new SyntaxFault(start, 'a sign before the amount: `previous` limits a change, as in `rows<-20% previous`');
}
function readRuns(cursor) {
    cursor.take(blanks);
    const start = cursor.position;
    const { fewest, most } = historyRuns;
    const runs = Number(cursor.take(/\d{1,3}(?![\d.])/y) ?? Number.NaN);
    if (!(runs >= fewest && runs <= most))
        throw new SyntaxFault(start, `a number of runs from ${fewest} to ${most}, as in \`rows outside 14 runs\``);
    cursor.expect('runs', '`runs` after their number, as in `rows outside 14 runs`');
    return runs;
}
function readLimit(cursor, quantity) {
    const is = cursor.takeOneOf(operators);
    if (is === undefined)
        throw new SyntaxFault(cursor.position, `${operators.map((each) => `\`${each}\``).join(', ')} or \`outside\``);
    const sign = cursor.takeOneOf(['+', '-']);
    const start = cursor.position;
    const number = readNumber(cursor);
    const isPercent = cursor.takeOneOf(['%']) !== undefined;
    if (isPercent && sign === undefined && quantity.of !== 'nulls')
        throw new SyntaxFault(start, `a sign: a percentage of ${quantity.of} is a change, as in \`rows<-20%\` or \`rows>+50%\``);
    const unit = isPercent || quantity.of !== 'bytes' ? undefined : cursor.takeOneOf(byteUnitNames);
    const size = unit === undefined ? number : Math.round(number * byteUnits[unit]);
    if (!isPercent && !Number.isSafeInteger(size))
        throw new SyntaxFault(start, `a whole number of ${quantity.of}, or percent with \`%\``);
    // −0 and 0 are equal amounts.
    const amount = sign === '-' && size !== 0 ? -size : size;
    return { kind: 'limit', quantity, is, amount, isPercent, isChange: sign !== undefined };
}
const byteUnitNames = ['TiB', 'GiB', 'MiB', 'KiB', 'B'];
const timeUnitNames = ['m', 'h', 'd'];
function readAge(cursor) {
    const amount = readNumber(cursor);
    const unit = cursor.takeOneOf(timeUnitNames);
    if (unit === undefined)
        throw new SyntaxFault(cursor.position, 'a unit: `m` (minutes), `h` (hours) or `d` (days)');
    return { amount, unit };
}


/***/ }),

/***/ 55996:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HP: () => (/* binding */ formatCommentMarker),
/* harmony export */   Yv: () => (/* binding */ isNewerMarker),
/* harmony export */   Zv: () => (/* binding */ parseCommentMarker),
/* harmony export */   rU: () => (/* binding */ commentMarkerLimit)
/* harmony export */ });
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33178);
/* harmony import */ var _hidden_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35269);


const version = 1;
const name = 'disdat-run-action';
/** The longest marker, which a comment's body must leave room for. */
const commentMarkerLimit = _hidden_json_js__WEBPACK_IMPORTED_MODULE_0__/* .hiddenJsonLimit */ .Y2;
/** The first line of a comment of this action. */
function formatCommentMarker({ key, sha, run, attempt, state }) {
    return (0,_hidden_json_js__WEBPACK_IMPORTED_MODULE_0__/* .formatHiddenJson */ .Mb)(name, { v: version, key, sha, run, attempt, state });
}
/** The marker in the first line of a comment, of this version or a later one; undefined without a valid marker. */
function parseCommentMarker(body) {
    const value = (0,_hidden_json_js__WEBPACK_IMPORTED_MODULE_0__/* .parseHiddenJson */ .G5)(name, body);
    const [key, sha, state] = [(0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getString */ .AA)(value, 'key'), (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getString */ .AA)(value, 'sha'), (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getString */ .AA)(value, 'state')];
    const [run, attempt] = [(0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(value, 'run'), (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(value, 'attempt')];
    if (typeof (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(value, 'v') !== 'number' || key === undefined || sha === undefined || state === undefined)
        return undefined;
    return (0,_hidden_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isCount */ .my)(run) && (0,_hidden_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isCount */ .my)(attempt) ? { key, sha, run, attempt, state } : undefined;
}
/** Whether a later run, or a later attempt of the same run, wrote the first marker. */
function isNewerMarker(marker, other) {
    return marker.run === other.run ? marker.attempt > other.attempt : marker.run > other.run;
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

/***/ 35269:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G5: () => (/* binding */ parseHiddenJson),
/* harmony export */   Mb: () => (/* binding */ formatHiddenJson),
/* harmony export */   Y2: () => (/* binding */ hiddenJsonLimit),
/* harmony export */   my: () => (/* binding */ isCount)
/* harmony export */ });
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33178);

/** What a line has beside its JSON, for a name of at most 30 characters. */
const nameLimit = 40;
/** The longest line of a small object, in UTF-16 units. */
const hiddenJsonLimit = 500;
/** Formats an object as one line of Markdown that GitHub does not show. */
function formatHiddenJson(name, value) {
    // These characters could end the HTML comment.
    return `<!-- ${name} ${JSON.stringify(value).replace(/[<>-]/g, escapeCharacter)} -->`;
}
const escapeCharacter = (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
/**
 * The value in the first line of a text; undefined when that line is not one of `formatHiddenJson` with this name, or
 * is longer than `limit`.
 */
function parseHiddenJson(name, text, limit = hiddenJsonLimit) {
    const [, json = ''] = /^<!-- [a-z-]+ (\{[^\r\n]*\}) -->/.exec(text.slice(0, limit)) ?? [];
    return text.startsWith(`<!-- ${name} `) && json.length <= limit - nameLimit ? (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .parseJson */ .qF)(json) : undefined;
}
/** Whether a value counts something: an integer from 0. */
const isCount = (value) => Number.isSafeInteger(value) && Number(value) >= 0;


/***/ }),

/***/ 19177:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B4: () => (/* binding */ formatCount),
/* harmony export */   ZV: () => (/* binding */ formatNumber),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   cH: () => (/* binding */ formatDistinctNumbers),
/* harmony export */   fU: () => (/* binding */ formatTime),
/* harmony export */   jR: () => (/* binding */ formatDifference),
/* harmony export */   z3: () => (/* binding */ formatBytes),
/* harmony export */   z_: () => (/* binding */ parseBytes)
/* harmony export */ });
/** Shorter durations are easier to compare in hours. */
const minDayHours = 48;
/** Formats a duration in at most two units: `0.4 s`, `12 s`, `3 min 5 s`, `2 h 10 min`, `3 days 4 h`. */
function formatDuration(ms) {
    const seconds = ms / 1000;
    if (seconds < 9.95)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    if (whole < 60)
        return `${whole} s`;
    if (whole < 3600)
        return `${Math.floor(whole / 60)} min ${whole % 60} s`;
    const hours = Math.floor(whole / 3600);
    if (hours < minDayHours)
        return `${hours} h ${Math.floor((whole % 3600) / 60)} min`;
    return `${formatCount(Math.floor(hours / 24), 'day')} ${hours % 24} h`;
}
/** Formats a number of bytes in binary units: `512 B`, `3.4 KiB`. */
function formatBytes(bytes) {
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
    const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
    return power === 0 ? `${bytes} B` : `${(bytes / 1024 ** power).toFixed(1)} ${units[power]}`;
}
const byteUnits = { B: 1, KIB: 1024, MIB: 1024 ** 2, GIB: 1024 ** 3, TIB: 1024 ** 4 };
/** Parses bytes, or a number of KiB, MiB, GiB or TiB, in any case; undefined for any other text. */
function parseBytes(text) {
    const [, number, unit = 'B'] = /^(\d{1,15}(?:\.\d{1,6})?) ?(B|[KMGT]iB)?$/i.exec(text) ?? [];
    const [, factor] = Object.entries(byteUnits).find(([name]) => name === unit.toUpperCase()) ?? [];
    return number === undefined || factor === undefined ? undefined : Math.round(Number(number) * factor);
}
/** Formats a time to the minute: `2026-01-05 09:31 UTC`. */
const formatTime = (time) => Number.isNaN(time.getTime()) ? 'unknown' : `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
/** Formats a count with its noun: `1 file`, `1,234 files`. */
const formatCount = (n, noun) => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;
/**
 * Formats a number: integers in full, other numbers with `digits` significant digits, very large and very small numbers
 * with an exponent.
 */
function formatNumber(value, digits = 6) {
    if (typeof value === 'bigint' || (Number.isInteger(value) && Math.abs(value) < 1e15))
        return value.toLocaleString('en');
    if (!Number.isFinite(value))
        return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '-∞';
    const needsExponent = Math.abs(value) < 1e-4 || Math.abs(value) >= 1e15;
    return needsExponent
        ? value.toExponential(digits - 1)
        : value.toLocaleString('en', { maximumSignificantDigits: digits });
}
/** Formats two numbers with as many digits as are needed to see that they differ. */
function formatDistinctNumbers(base, now) {
    for (const digits of [6, 9, 12]) {
        const [before, after] = [formatNumber(base, digits), formatNumber(now, digits)];
        if (before !== after || base === now)
            return [before, after];
    }
    return [String(base), String(now)];
}
/** Formats the change from `base` to `now` in percent of `base`; words when one of the two is 0. */
function formatDifference(base, now) {
    if (base === now)
        return 'same';
    if (base === 0)
        return 'none before';
    if (now === 0)
        return 'none left';
    const percent = ((now - base) / Math.abs(base)) * 100;
    const sign = percent < 0 ? '−' : '+';
    const amount = Math.abs(percent);
    if (amount < 0.05)
        return `${sign}<0.1 %`;
    if (percent > -100 && percent < -99.95)
        return '−>99.9 %';
    const digits = amount < 100 ? 1 : 0;
    return `${sign}${amount.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })} %`;
}


/***/ }),

/***/ 60879:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   WK: () => (/* binding */ fitSections),
/* harmony export */   aI: () => (/* binding */ createShorteningVariants),
/* harmony export */   fx: () => (/* binding */ summaryLimitBytes),
/* harmony export */   hx: () => (/* binding */ createWholeSection)
/* harmony export */ });
/**
 * GitHub rejects a summary over 1 MiB:
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#step-isolation-and-limits
 */
const summaryLimitBytes = 1_000_000;
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
    return renderTable(pick(head), rows.map(pick), kept.map((index) => align[index]).join(''));
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

/***/ 43403:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _N: () => (/* binding */ describeRuns),
/* harmony export */   fG: () => (/* binding */ createCommentTarget),
/* harmony export */   xZ: () => (/* binding */ createPlaceKey)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _action_matrix_leg_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15273);


/** Creates the target for the pull request of a workflow run; undefined for other events. */
function createCommentTarget(workflowRun, inputs, reports) {
    const { pullRequest, commit: sha, attempt, url, workflow, job, step, isFromOutside } = workflowRun;
    if (pullRequest === undefined)
        return undefined;
    const refusalAdvice = isFromOutside
        ? 'GitHub gives runs for a fork or for Dependabot no write permission: see "Pull requests from forks" in docs/pull-requests.md.'
        : 'Give the job `permissions: pull-requests: write`.';
    const key = createPlaceKey(inputs.commentKey, [workflow, job, step, ...describeRuns(reports)]);
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
 * Creates the key that distinguishes the comments of a pull request, or the issues of a repository: the given text or,
 * when that is only a matrix leg, also the place of the step. A hash, so that neither a long nor an unusual name
 * becomes part of the marker.
 */
function createPlaceKey(given = 'null', place) {
    const parts = (0,_action_matrix_leg_js__WEBPACK_IMPORTED_MODULE_1__/* .isMatrixJson */ .O)(given) ? [...place, given] : [given];
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}


/***/ }),

/***/ 29287:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  eU: () => (/* binding */ createAncestryCheck),
  jb: () => (/* binding */ openGitHubFor),
  lR: () => (/* binding */ openMergesFor)
});

// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/github/errors.js
var github_errors = __webpack_require__(9421);
// EXTERNAL MODULE: ./src/lib/json.js
var json = __webpack_require__(33178);
;// CONCATENATED MODULE: ./src/github/rest-calls.js

/** The most entries that GitHub returns at once: https://docs.github.com/en/rest/using-the-rest-api */
const pageSize = 100;
/**
 * Reads all pages of a list, the first page being 1, but at most `maxPages`.
 * https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api
 */
async function readPages(readPage, maxPages) {
    const entries = [];
    for (let page = 1; page <= maxPages; page += 1) {
        const { data, headers } = await readPage(page);
        entries.push(...data);
        if (!/;\s*rel="next"/.test(headers.link ?? ''))
            break;
    }
    return entries;
}
/** Resolves with undefined for a resource that does not exist or that the token cannot see. */
async function allowMissing(call) {
    try {
        return await call;
    }
    catch (error) {
        if (error instanceof github_errors/* GitHubError */.y && (error.status === 404 || error.status === 410))
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/github/acceptance-events.js



/** More events than a pull request has labels; the events beyond are the newest, so that reading fails. */
const maxPages = 100;
class OctokitAcceptanceEvents {
    #octokit;
    #name;
    #retry;
    constructor(octokit, name, retry) {
        this.#octokit = octokit;
        this.#name = name;
        this.#retry = retry;
    }
    /** https://docs.github.com/en/rest/issues/events#list-issue-events-for-an-issue */
    async listLabelEvents(pullRequest) {
        return await this.#retry(async (request) => {
            const query = { ...this.#name, issue_number: pullRequest, per_page: pageSize, request };
            const events = await readPages((page) => this.#octokit.rest.issues.listEvents({ ...query, page }), maxPages);
            if (events.length === maxPages * pageSize)
                throw createRefusal('the pull request has too many events');
            return events.flatMap(parseLabelEvent).toSorted((one, other) => one.id - other.id);
        });
    }
    /** https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user */
    async getPermission(login) {
        return await allowMissing(this.#retry(async (request) => {
            const query = { ...this.#name, username: login, request };
            const { data } = await this.#octokit.rest.repos.getCollaboratorPermissionLevel(query);
            const permission = (0,json/* getString */.AA)(data, 'permission');
            if (permission === undefined || (0,json/* getString */.AA)(data, 'user', 'login')?.toLowerCase() !== login.toLowerCase())
                throw createRefusal('the response is not about this account');
            return permission;
        }));
    }
}
const createRefusal = (text) => new github_errors/* GitHubError */.y('refused', new Error(text), undefined);
function parseLabelEvent(event) {
    const kind = (0,json/* getString */.AA)(event, 'event');
    if (kind !== 'labeled' && kind !== 'unlabeled')
        return [];
    const [id, label, at] = [(0,json/* getNumber */.WZ)(event, 'id'), (0,json/* getString */.AA)(event, 'label', 'name'), getTime(event, 'created_at')];
    // An event that cannot be read may be the removal of the label.
    if (id === undefined || label === undefined || at === undefined)
        throw createRefusal('an event of a label is not valid');
    return [{ id, kind, label, actor: parseActor(event, 'actor'), at }];
}
/** Logins of people, of enterprise accounts and of apps. */
const validLogin = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\[bot\])?$/;
/** Reads who caused an event, or who wrote a comment. */
function parseActor(value, field) {
    const login = (0,json/* getString */.AA)(value, field, 'login') ?? '';
    const isByApp = ((0,json/* getField */.VI)(value, 'performed_via_github_app') ?? null) !== null;
    const isPerson = (0,json/* getString */.AA)(value, field, 'type') === 'User' && !login.endsWith('[bot]') && !isByApp;
    return { login: validLogin.test(login) ? login : '', isPerson };
}
/** A time of GitHub; undefined when the field is not one. */
function getTime(value, field) {
    const time = new Date((0,json/* getString */.AA)(value, field) ?? '');
    return Number.isNaN(time.getTime()) ? undefined : time;
}

;// CONCATENATED MODULE: ./src/github/merges.js


class OctokitMerges {
    #octokit;
    #name;
    #retry;
    constructor(octokit, name, retry) {
        this.#octokit = octokit;
        this.#name = name;
        this.#retry = retry;
    }
    async findMerged(commit, branch) {
        const { owner, repo } = this.#name;
        const list = this.#retry(async (request) => {
            const query = { owner, repo, commit_sha: commit, request };
            return (await this.#octokit.rest.repos.listPullRequestsAssociatedWithCommit(query)).data;
        });
        const found = (await allowMissing(list))?.find(({ merged_at: mergedAt, merge_commit_sha: mergeCommit, base }) => 
        // The commit for each kind of merge: https://docs.github.com/en/rest/pulls/pulls#get-a-pull-request
        mergedAt && mergeCommit === commit && base.ref === branch && base.repo.full_name === `${owner}/${repo}`);
        const head = found?.head;
        return found && head && { number: found.number, head: { sha: head.sha, repository: head.repo?.full_name } };
    }
    async readTree(commit, folder) {
        const data = await this.#retry((request) => this.#octokit.graphql(treeQuery, { ...this.#name, expression: `${commit}:${folder}`, request }));
        return (0,json/* getString */.AA)(data, 'repository', 'object', 'oid');
    }
}
/** https://docs.github.com/en/graphql/reference/objects#repository */
const treeQuery = `query ($owner: String!, $repo: String!, $expression: String!) {
  repository(owner: $owner, name: $repo) { object(expression: $expression) { ... on Tree { oid } } }
}`;

;// CONCATENATED MODULE: ./src/github/octokit-issues.js

/** More open issues with one label, 5,000, than a person could look at. */
const octokit_issues_maxPages = 50;
/** The issues of a repository: https://docs.github.com/en/rest/issues/issues */
class OctokitIssues {
    #octokit;
    #name;
    #retry;
    constructor(octokit, name, retry) {
        this.#octokit = octokit;
        this.#name = name;
        this.#retry = retry;
    }
    async listOpen(label) {
        return await this.#retry((request) => this.#readOpen(label, request));
    }
    async listClosed(label) {
        return await this.#retry(async (request) => {
            const order = { state: 'closed', sort: 'updated', direction: 'desc' };
            const query = { ...this.#name, ...order, labels: label, per_page: pageSize, request };
            return selectIssues((await this.#octokit.rest.issues.listForRepo(query)).data);
        });
    }
    async create(issue, find) {
        const [label = ''] = issue.labels;
        return await this.#retry(async (request, attempt) => {
            const existing = attempt === 1 ? undefined : find(await this.#readOpen(label, request));
            if (existing !== undefined)
                return existing;
            const { title, body, labels, assignees } = issue;
            const input = { ...this.#name, title, body, labels: [...labels], assignees: [...assignees], request };
            return toIssue((await this.#octokit.rest.issues.create(input)).data);
        });
    }
    async update(number, { body, closeAs }) {
        const state = closeAs === undefined ? {} : { state: 'closed', state_reason: closeAs };
        return await allowMissing(this.#retry(async (request) => {
            const input = { ...this.#name, issue_number: number, body, ...state, request };
            return toIssue((await this.#octokit.rest.issues.update(input)).data);
        }));
    }
    async addLabels(number, labels) {
        await this.#retry(async (request) => {
            const input = { ...this.#name, issue_number: number, labels: [...labels], request };
            await this.#octokit.rest.issues.addLabels(input);
        });
    }
    async #readOpen(label, request) {
        const order = { state: 'open', sort: 'created', direction: 'asc' };
        const query = { ...this.#name, ...order, labels: label, per_page: pageSize, request };
        return selectIssues(await readPages((page) => this.#octokit.rest.issues.listForRepo({ ...query, page }), octokit_issues_maxPages));
    }
}
const selectIssues = (issues) => issues.filter(({ pull_request: pullRequest }) => pullRequest === undefined).map(toIssue);
const toIssue = ({ number, user, body, html_url: url, labels }) => ({
    number,
    author: user?.login ?? '',
    body: body ?? '',
    labels: labels.map((label) => (typeof label === 'string' ? label : (label.name ?? ''))),
    url,
});

;// CONCATENATED MODULE: ./src/github/octokit-workflow-runs.js


/** https://docs.github.com/en/rest/actions/workflow-runs#list-workflow-runs-for-a-workflow */
const unfinished = ['in_progress', 'queued', 'waiting', 'pending', 'requested'];
/** How far the clocks of this runner and of GitHub may differ, in milliseconds. */
const maxClockSkewMs = 60_000;
/** `retry` is called for each request: with its options, and the number of the attempt. */
class OctokitWorkflowRuns {
    #octokit;
    #name;
    #retry;
    constructor(octokit, name, retry) {
        this.#octokit = octokit;
        this.#name = name;
        this.#retry = retry;
    }
    async countUnfinished(workflow) {
        const counts = unfinished.map(async (status) => (await this.#list(workflow, { status })).count);
        return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
    }
    async countDispatches(workflow, since) {
        return (await this.#list(workflow, createDispatchQuery(since))).count;
    }
    async dispatch(dispatch, startedAt) {
        const since = new Date(startedAt.getTime() - maxClockSkewMs);
        return await this.#retry(async (request, attempt) => {
            if (attempt > 1) {
                const { count, newestUrl } = await this.#listOnce(dispatch.workflow, createDispatchQuery(since), request);
                if (count > 0)
                    return newestUrl;
            }
            return await this.#dispatchOnce(dispatch, request);
        });
    }
    async #dispatchOnce({ workflow, ref, inputs }, request) {
        const send = async (details) => {
            const input = { ...this.#name, workflow_id: workflow, ref, inputs, ...details, request };
            const { data } = await this.#octokit.rest.actions.createWorkflowDispatch(input);
            return (0,json/* getString */.AA)(data, 'html_url');
        };
        try {
            return await send({ return_run_details: true });
        }
        catch (error) {
            // Enterprise servers before 3.21 refuse the unknown field.
            if (!String(error).includes('return_run_details'))
                throw error;
            return await send({});
        }
    }
    async #list(workflow, query) {
        return await this.#retry((request) => this.#listOnce(workflow, query, request));
    }
    async #listOnce(workflow, query, request) {
        const input = { ...this.#name, workflow_id: workflow, per_page: 1, ...query, request };
        const { data } = await this.#octokit.rest.actions.listWorkflowRuns(input);
        const count = (0,json/* getNumber */.WZ)(data, 'total_count');
        if (count === undefined)
            throw new github_errors/* GitHubError */.y('unclear', new Error('the response has no number of runs'), undefined);
        return { count, newestUrl: (0,json/* getString */.AA)(data, 'workflow_runs', '0', 'html_url') };
    }
}
/** https://docs.github.com/en/search-github/getting-started-with-searching-on-github/understanding-the-search-syntax */
const createDispatchQuery = (since) => ({
    event: 'workflow_dispatch',
    created: `>=${since.toISOString().slice(0, 19)}Z`,
});

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
    issues;
    acceptanceEvents;
    workflowRuns;
    merges;
    #octokit;
    #name;
    #signal;
    constructor(octokit, name, signal) {
        this.#octokit = octokit;
        this.#name = name;
        this.#signal = signal;
        this.issues = new OctokitIssues(octokit, name, (call) => this.#retry(call));
        this.acceptanceEvents = new OctokitAcceptanceEvents(octokit, name, (call) => this.#retry(call));
        this.workflowRuns = new OctokitWorkflowRuns(octokit, name, (call) => this.#retry(call));
        this.merges = new OctokitMerges(octokit, name, (call) => this.#retry(call));
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
        return await allowMissing(this.#retry(async (request) => {
            const input = { ...this.#name, comment_id: id, body, request };
            return toComment((await this.#octokit.rest.issues.updateComment(input)).data);
        }));
    }
    async deleteComment(id) {
        await allowMissing(this.#retry(async (request) => {
            await this.#octokit.rest.issues.deleteComment({ ...this.#name, comment_id: id, request });
        }));
    }
    async isAncestor(commit, of) {
        return await allowMissing(this.#retry(async (request) => {
            const query = { ...this.#name, basehead: `${commit}...${of}`, per_page: 1, request };
            const { data } = await this.#octokit.rest.repos.compareCommitsWithBasehead(query);
            const status = (0,json/* getString */.AA)(data, 'status');
            if (status === undefined)
                throw new Error('the response has no comparison');
            return status === 'ahead' || status === 'identical';
        }));
    }
    async #readComments(pullRequest, request) {
        const query = { ...this.#name, issue_number: pullRequest, per_page: pageSize, request };
        const comments = await readPages((page) => this.#octokit.rest.issues.listComments({ ...query, page }), open_github_maxPages);
        return comments.map(toComment);
    }
    async #retry(call) {
        return await retryGitHub(async (signal, attempt) => await call({ signal }, attempt), this.#signal);
    }
}
/** More comments than a pull request can have: https://docs.github.com/en/rest/issues/comments */
const open_github_maxPages = 100;
/** The account of GITHUB_TOKEN. An app's token cannot read its account by REST (`GET /user`), only by GraphQL. */
const actionsLogin = 'github-actions[bot]';
function toComment(comment) {
    const { id, user, body = '', html_url: url } = comment;
    const [createdAt, updatedAt] = [getTime(comment, 'created_at'), getTime(comment, 'updated_at')];
    if (createdAt === undefined || updatedAt === undefined)
        throw new Error('a comment has no times');
    return { id, author: user?.login ?? '', by: parseActor(comment, 'user'), body, url, createdAt, updatedAt };
}
const toPullRequest = ({ number, state, user, labels, head }) => ({
    number,
    isOpen: state === 'open',
    author: user?.login ?? '',
    labels: labels.map(({ name }) => name),
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
/** How long GitHub may take to answer about the merge of a pull request, in milliseconds. */
const mergeLimitMs = 60_000;
/** Opens the merges of the workflow's repository. Throws GitHubError `refused` without a token. */
async function openMergesFor(access, cancelled) {
    const github = await openGitHubFor(access, AbortSignal.any([cancelled, AbortSignal.timeout(mergeLimitMs)]));
    if (github === undefined)
        throw new github_errors/* GitHubError */.y('refused', new Error('there is no `github-token`'), undefined);
    return github.merges;
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


/***/ })

};
;