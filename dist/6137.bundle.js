"use strict";
exports.id = 6137;
exports.ids = [6137,2685];
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

/***/ 90813:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HN: () => (/* binding */ explainEngineLoss),
/* harmony export */   Ib: () => (/* binding */ toEngineError),
/* harmony export */   bt: () => (/* binding */ ignoreMissing),
/* harmony export */   lM: () => (/* binding */ warmUp),
/* harmony export */   rU: () => (/* binding */ callEngine),
/* harmony export */   xn: () => (/* binding */ connectEngine)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40643);
/* harmony import */ var _lib_abort_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(31140);
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(33178);




let engine;
/**
 * The engine that `DOCKER_HOST` names, or the one at the default socket; always the same object. Sends no request.
 * Throws Failure `docker-unavailable` for an invalid DOCKER_HOST.
 */
function connectEngine() {
    engine ??= createEngine();
    return engine;
}
async function createEngine() {
    const { default: Engine } = await __webpack_require__.e(/* import() */ 5292).then(__webpack_require__.t.bind(__webpack_require__, 65292, 23));
    let docker;
    try {
        docker = new Engine();
    }
    catch (error) {
        const evidence = `DOCKER_HOST is not usable: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .describeError */ .Uc)(error)}.`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('docker-unavailable', evidence, 'Correct or unset DOCKER_HOST.', { cause: error });
    }
    // docker-modem would open a connection of its own for each call, without a check of the server's key.
    if ((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_3__/* .getString */ .AA)(docker, 'modem', 'protocol') === 'ssh')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('docker-unavailable', 'DOCKER_HOST is an ssh:// address, which is not supported.', sshAdvice);
    return docker;
}
const sshAdvice = 'Set it to `unix:///path` or `tcp://host:port`. To reach an engine by SSH, forward its socket in a step before this one: `ssh -fnNT -L "$RUNNER_TEMP/docker.sock:/var/run/docker.sock" host`.';
/**
 * Sends a first request to the engine and does not wait for the response, so that the connection opens while the rest
 * of the program loads. The first real call reports an engine that does not respond.
 */
async function warmUp() {
    connectEngine()
        .then((docker) => docker.ping())
        .catch(() => undefined);
    await connectEngine().catch(() => undefined);
    // One turn of the event loop to connect and one to send: nothing else runs while a module loads.
    await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setImmediate)();
    await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setImmediate)();
}
/** What docker-modem puts before the engine's message. */
const modemPrefix = /^\(HTTP code \d+\) [\w ]+ - /;
/** The parts of an error that dockerode threw. */
function toEngineError(error) {
    const message = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_3__/* .getString */ .AA)(error, 'json', 'message') || (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .describeError */ .Uc)(error);
    return {
        status: (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_3__/* .getNumber */ .WZ)(error, 'statusCode'),
        code: (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_3__/* .getString */ .AA)(error, 'code'),
        message: message.replace(modemPrefix, '').trim(),
    };
}
/** Resolves with undefined when the engine does not have the container or image; throws other errors. */
function ignoreMissing(error) {
    if (toEngineError(error).status !== 404)
        throw error;
}
const adviceByCode = {
    ENOENT: 'Start the Docker engine, or set DOCKER_HOST. Among hosted runners, only Linux has an engine.',
    ECONNREFUSED: 'Start the Docker engine, or set DOCKER_HOST.',
    ENOTFOUND: 'Check DOCKER_HOST: its host name does not exist.',
    HPE_INVALID_CONSTANT: 'Check DOCKER_HOST: the server there is not a Docker engine.',
    EACCES: "Allow the runner's user to use the Docker socket (the group `docker`).",
};
/** The failure for an engine that cannot be reached or was lost; undefined when the engine responded. */
function explainEngineLoss(error, summary = 'The Docker engine does not respond') {
    const { status, code, message } = toEngineError(error);
    if (status !== undefined || error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR)
        return undefined;
    const isLost = code !== undefined || /socket hang up|aborted|ECONNRESET|Unable to determine the domain name/.test(message);
    if (!isLost)
        return undefined;
    const advice = adviceByCode[code ?? ''] ?? 'Find out why the Docker engine stopped responding, then run it again.';
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('docker-unavailable', `${summary}: ${message}.`, advice, { cause: error });
}
/** The longest wait for one response of the engine, except for pulls. */
const responseTimeoutMs = 60_000;
/**
 * Calls the engine, with a limit of 60 s unless given. A lost or silent engine becomes `docker-unavailable`;
 * `explainError` returns the failure for an error response, if it knows the reason. Throws the signal's reason on
 * abort.
 */
async function callEngine(call, explainError, signal, timeoutMs = responseTimeoutMs) {
    try {
        return await (0,_lib_abort_js__WEBPACK_IMPORTED_MODULE_2__/* .limitTime */ .DZ)(call, { ms: timeoutMs, signal, createError: () => createSilenceFailure(timeoutMs) });
    }
    catch (error) {
        signal?.throwIfAborted();
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR)
            throw error;
        const { message } = toEngineError(error);
        throw (explainEngineLoss(error) ??
            explainError(toEngineError(error)) ??
            new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('docker-unavailable', `The Docker engine refused the request: ${message}.`, "See the engine's log.", {
                cause: error,
            }));
    }
}
function createSilenceFailure(timeoutMs) {
    const evidence = `The Docker engine did not respond within ${timeoutMs / 1000} s.`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('docker-unavailable', evidence, "See the engine's log: it may be overloaded.");
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

/***/ 70265:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ isHostLabel)
/* harmony export */ });
const label = /^(?!-)[A-Za-z0-9-]{1,63}(?<!-)$/;
/** Whether a text can be one label of a host name, as the AWS SDK requires of a region. */
const isHostLabel = (text) => label.test(text);


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


/***/ }),

/***/ 54415:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ readAcceptanceInputs)
/* harmony export */ });
/** How a person accepts an expected change. */
const acceptanceWays = ['label', 'comment'];
/** Who may accept: everyone with write access, or everyone of them but the author of the pull request. */
const acceptors = ['writer', 'other'];
const defaultLabel = 'disdat: accepted';
/** GitHub's own limit. */
const labelLimit = 50;
/** Reads the inputs of the acceptance; invalid values become problems of `read`. */
function readAcceptanceInputs(read, { comment }) {
    const ways = read.list('accept', parseWays);
    if (ways.length > 0 && comment === 'never')
        read.missing('comment', neededComment);
    const label = read.parsed('accept-label', parseLabel, labelAdvice) ?? defaultLabel;
    return { ways, label, acceptBy: read.choice('accept-by', 'writer', acceptors) };
}
const neededComment = '`accept` needs it, because a person accepts what the comment shows. Give `failures`, `changes` or `always`.';
const labelAdvice = `Give the name of a label: at most ${labelLimit} characters, no comma and no control characters.`;
/** One or both of the words, separated by commas or line breaks; `never` alone stands for neither. */
function parseWays(text) {
    const words = text
        .split(/[,\n]/)
        .map((word) => word.trim())
        .filter((word) => word !== '');
    if (words.length === 1 && words[0]?.toLowerCase() === 'never')
        return { value: [], faults: [] };
    const value = acceptanceWays.filter((way) => words.some((word) => word.toLowerCase() === way));
    const isKnown = (word) => acceptanceWays.some((way) => way === word.toLowerCase());
    const expected = 'Allowed: never, or one or both of label and comment.';
    const faults = words.filter((word) => !isKnown(word)).map((given) => ({ given, expected, allowed: acceptanceWays }));
    return { value, faults };
}
const parseLabel = (text) => text.length <= labelLimit && !/[\p{Cc},]/u.test(text) && text.isWellFormed() ? text : undefined;


/***/ }),

/***/ 27907:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J5: () => (/* binding */ readCommentInputs)
/* harmony export */ });
/* unused harmony exports commentConditions, commentModes */
/** When a comment is posted: never, when the data differs, when the run failed, or always. */
const commentConditions = ['never', 'changes', 'failures', 'always'];
/** Whether an earlier comment is edited in place, or deleted and posted again. */
const commentModes = ['update', 'recreate'];
/**
 * Reads the inputs of the comment; invalid values become problems of `read`. `fallback` is the default of
 * `comment`.
 */
function readCommentInputs(read, fallback = 'never') {
    return {
        comment: read.choice('comment', fallback, commentConditions),
        commentKey: read.text('comment-key'),
        commentMode: read.choice('comment-mode', 'update', commentModes),
        githubToken: read.text('github-token'),
    };
}


/***/ }),

/***/ 81656:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ readFailureIssueInputs)
/* harmony export */ });
/** GitHub's own limits: https://docs.github.com/en/rest/issues */
const maxAssignees = 10;
const labelLimit = 50;
/** GitHub accepts 100 on an issue; the action has one of its own. */
const maxLabels = 20;
/** Logins of people, of enterprise accounts and of apps. */
const login = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\[bot\])?$/;
/** Reads the inputs of the issue; invalid values become problems of `read`. */
function readFailureIssueInputs(read) {
    return {
        isEnabled: read.flag('failure-issue', false),
        key: read.text('failure-issue-key'),
        labels: read.list('failure-issue-labels', parseLabels),
        assignees: read.list('failure-issue-assignees', parseAssignees),
    };
}
function parseLabels(text) {
    const isLabel = (word) => word.length <= labelLimit && !/\p{Cc}/u.test(word) && word.isWellFormed();
    return parseWords(text, maxLabels, (word) => isLabel(word) ? undefined : `A label has at most ${labelLimit} characters and no control characters.`);
}
function parseAssignees(text) {
    return parseWords(text, maxAssignees, (word) => login.test(word) ? undefined : 'Give logins of GitHub without `@`, separated by commas or line breaks.');
}
/** Words separated by commas or line breaks. A repeated word counts once. */
function parseWords(text, max, findProblem) {
    const words = [...new Set(text.split(/[,\n]/).map((word) => word.trim()))].filter((word) => word !== '');
    const faults = words.flatMap((given) => {
        const expected = findProblem(given);
        return expected === undefined ? [] : [{ given, expected }];
    });
    const excess = words.length > max ? [{ given: `${words.length} words`, expected: `Give at most ${max}.` }] : [];
    return { value: words, faults: [...faults, ...excess] };
}


/***/ }),

/***/ 59130:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (/* binding */ parseParams),
  _: () => (/* binding */ readParamMap)
});

// EXTERNAL MODULE: ../../node_modules/yaml/dist/index.js
var dist = __webpack_require__(33483);
// EXTERNAL MODULE: ./src/action/input-parsers.js
var input_parsers = __webpack_require__(48728);
// EXTERNAL MODULE: ./src/disdat/names.js
var names = __webpack_require__(15086);
;// CONCATENATED MODULE: ./src/plan/yaml-json.js

const missingValue = 'An item of a list or map has no value. Write `null` or `""`.';
/** The fault of a text with a lone surrogate, which UTF-8 cannot hold. */
const notText = 'Half of a surrogate pair, such as `\\ud800`, is not text. Remove it.';
/**
 * Formats a node of YAML 1.2 as JSON, so that each value arrives as it is written. Numbers keep their text, because a
 * JavaScript number would round them. Calls `refuse` for what has no exact form: infinity, a number with a leading zero
 * (which is octal in YAML 1.1), half of a surrogate pair, an item without a value, and a key that is not a text or is
 * given twice.
 */
function formatExactJson(node, refuse) {
    if ((0,dist/* isSeq */.oP)(node))
        return `[${node.items.map((item) => formatExactJson(item, refuse)).join(',')}]`;
    if ((0,dist/* isMap */.jh)(node))
        return formatMap(node, refuse);
    if (!(0,dist/* isScalar */.jn)(node) || !hasValue(node))
        refuse('', missingValue, node);
    else if (typeof node.value === 'number')
        return formatNumber(node, refuse);
    else if (typeof node.value === 'string' && !node.value.isWellFormed())
        refuse(node.value, notText, node);
    else
        return JSON.stringify(node.value);
    return '';
}
/** An empty text in quotes is a value. */
const hasValue = ({ source, value }) => value !== null || source !== '';
function formatMap(map, refuse) {
    const members = new Map();
    for (const { key, value } of map.items) {
        const name = (0,dist/* isScalar */.jn)(key) && hasValue(key) ? String(key.source ?? key.value) : undefined;
        if (name === undefined)
            refuse('', 'A key of a map is a text, such as `day` or `"2026-01-05"`.', key);
        else if (name === '<<' && (0,dist/* isScalar */.jn)(key) && key.type === 'PLAIN')
            refuse(name, 'YAML merges are not supported. Write all keys.', key);
        else if (!name.isWellFormed())
            refuse(name, notText, key);
        else if (members.has(name))
            refuse(name, 'This key is given twice. Give it once.', key);
        else if (value === null)
            refuse(name, missingValue, key);
        else
            members.set(name, formatExactJson(value, refuse));
    }
    return `{${[...members].map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`;
}
/** https://yaml.org/spec/1.2.2/#1032-tag-resolution */
const decimal = /^([-+]?)(\d*)(?:\.(\d*))?([eE][-+]?\d+)?$/;
function formatNumber(node, refuse) {
    const text = node.source ?? String(node.value);
    const inQuotes = 'Write it in quotes if it is a text';
    if (/^0[xo]/.test(text))
        return BigInt(text).toString();
    if (!Number.isFinite(node.value)) {
        refuse(text, `JSON, in which lists and maps reach the pipe, has no such number. ${inQuotes}.`, node);
        return '';
    }
    const [, sign = '', whole = '', fraction, exponent = ''] = decimal.exec(text) ?? [];
    if (/^0\d/.test(whole)) {
        refuse(text, `A leading zero means octal in YAML 1.1 and nothing in YAML 1.2. ${inQuotes}, or without the zero.`, node);
        return '';
    }
    const point = fraction === undefined ? '' : `.${fraction || '0'}`;
    return `${sign === '-' ? '-' : ''}${whole || '0'}${point}${exponent}`;
}

// EXTERNAL MODULE: ./src/plan/yaml-text.js
var yaml_text = __webpack_require__(48237);
;// CONCATENATED MODULE: ./src/plan/params.js





/**
 * Parses the pipe's parameters: a YAML map, or `--name value` pairs with quotes as in a shell. Values keep their text
 * (`010` stays `010`). A YAML list or map as a value becomes JSON, which luigi's List and Dict parameters read.
 */
function parseParams(text) {
    return /^\s*--?[^\s-]/.test(text) ? parsePairs(text) : parseYamlMap(text);
}
const emptyValue = 'has no value, and Disdat requires one. Leave the parameter out, or give it a value (in a YAML map if the value begins with `--`).';
function addParam(params, faults, name, value, place) {
    const problem = (0,input_parsers/* findArgumentProblem */.Ky)(value);
    if (!(0,names/* isIdentifier */._5)(name))
        faults.push({
            given: name,
            expected: `The name of a parameter is a Python identifier: letters, digits and \`_\`${place}.`,
        });
    else if (value === '')
        faults.push({ given: name, expected: `Parameter \`${name}\` ${emptyValue}` });
    else if (problem !== undefined)
        faults.push({ given: name, expected: `Parameter \`${name}\` ${problem}.` });
    else if (value.length > input_parsers/* valueLimit */.fz)
        faults.push({ given: name, expected: `Parameter \`${name}\` has more than ${input_parsers/* valueLimit */.fz} characters.` });
    else if (params.has(name))
        faults.push({ given: name, expected: `Parameter \`${name}\` is given twice. Give it once.` });
    else
        params.set(name, value);
}
function parsePairs(text) {
    const value = new Map();
    const faults = [];
    const words = splitWords(text);
    if (words === undefined)
        return { value, faults: [{ given: text, expected: 'A quote is not closed.' }] };
    for (let at = 0; at < words.length; at += 1) {
        const flag = words[at] ?? '';
        if (!flag.startsWith('--')) {
            faults.push({
                given: flag,
                expected: 'Expected `--name` here. Write `--name value` pairs, with quotes around a value that contains spaces.',
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
const wordPieces = /\s+|'([^']*)'|"((?:\\.|[^"\\])*)"|[^\s'"]+|(['"])/gs;
/**
 * Splits words with quotes as in a shell; a backslash is special only before `"` and `\` in double quotes. Undefined
 * when a quote is not closed.
 */
function splitWords(text) {
    const words = [];
    let open = false;
    for (const [piece, single, double, unclosed] of text.matchAll(wordPieces)) {
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
    const yaml = (0,yaml_text/* parseYamlText */.c)(text);
    const { contents, faults } = yaml;
    if (faults.length > 0 || contents === null)
        return { value: new Map(), faults };
    if ((0,dist/* isMap */.jh)(contents))
        return readParamMap(contents, yaml);
    return {
        value: new Map(),
        faults: [{ given: text, expected: 'Write a YAML map (`name: value`, one a line) or `--name value` pairs.' }],
    };
}
/** Reads the parameters of a map that is a part of `yaml`. Faults name lines of the whole text. */
function readParamMap({ items }, { faults, findLine, refuse }) {
    const value = new Map();
    const earlier = faults.length;
    for (const { key, value: node } of items) {
        const name = (0,dist/* isScalar */.jn)(key) ? String(key.source ?? key.value) : '';
        const count = faults.length;
        const formatted = (0,dist/* isMap */.jh)(node) || (0,dist/* isSeq */.oP)(node) ? formatExactJson(node, refuse) : (0,dist/* isScalar */.jn)(node) ? formatScalar(node) : '';
        const line = findLine(key);
        if (faults.length === count)
            addParam(value, faults, name, formatted, line ? ` (line ${line})` : '');
    }
    return { value, faults: faults.slice(earlier) };
}
const formatScalar = ({ source, value }) => source ?? String(value);


/***/ }),

/***/ 65962:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ readRegion),
/* harmony export */   _: () => (/* binding */ readRoleInputs)
/* harmony export */ });
/* harmony import */ var _action_input_parsers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48728);
/* harmony import */ var _lib_host_label_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70265);


const roleArn = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/;
const roleName = /^[\w+=,.@-]{1,64}$/;
/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html */
const sessionName = /^[\w+=,.@-]{2,64}$/;
/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const externalId = /^[\w+=,.@:/-]{2,1224}$/;
const awsRegion = /^[a-z]{2,}(?:-[a-z]+)+-\d+$/;
/**
 * Reads the region of the step. With an endpoint of another S3, its regions may have any name, such as `auto`, `garage`
 * or `nyc3`; for AWS itself, a typing error becomes a problem of `read`.
 */
function readRegion(read, env) {
    const isAws = isAwsEndpoint(env['AWS_ENDPOINT_URL_S3'] || env['AWS_ENDPOINT_URL']);
    const parse = (text) => ((isAws ? awsRegion.test(text) : (0,_lib_host_label_js__WEBPACK_IMPORTED_MODULE_0__/* .isHostLabel */ .h)(text)) ? text : undefined);
    return read.parsed('aws-region', parse, isAws
        ? 'Give an AWS region such as `us-east-1`. For another S3, set AWS_ENDPOINT_URL, which allows its own names.'
        : 'Give a name of at most 63 letters, digits and hyphens.');
}
/** Without an endpoint, and with one of a VPC. */
function isAwsEndpoint(endpoint) {
    if (!endpoint)
        return true;
    return URL.canParse(endpoint) && /\.amazonaws\.(?:com|com\.cn|eu)$/.test(new URL(endpoint).hostname);
}
/** Reads the identity of the step; invalid values become problems of `read`. */
function readRoleInputs(read) {
    const parseRole = (text) => (roleArn.test(text) || roleName.test(text) ? text : undefined);
    const parseSessionName = (text) => (sessionName.test(text) ? text : undefined);
    const parseExternalId = (text) => (externalId.test(text) ? text : undefined);
    const parseAccountIds = (text) => (0,_action_input_parsers_js__WEBPACK_IMPORTED_MODULE_1__/* .parseIds */ .Ae)(text, /^\d{12}$/, 'Give account ids of 12 digits, separated by commas or line breaks.');
    return {
        roleToAssume: read.parsed('role-to-assume', parseRole, "Give the role's ARN, such as `arn:aws:iam::123456789012:role/disdat-ci`."),
        roleSessionName: read.parsed('role-session-name', parseSessionName, 'Give 2 to 64 letters, digits and characters of `_+=,.@-`.'),
        roleDurationSeconds: read.number('role-duration-seconds', { min: 900, max: 43_200, isInteger: true }),
        roleExternalId: read.parsed('role-external-id', parseExternalId, 'Give 2 to 1224 letters, digits and characters of `_+=,.@:/-`.'),
        audience: read.text('audience'),
        shouldMaskAccountId: read.flag('mask-aws-account-id', false),
        allowedAccountIds: read.list('allowed-account-ids', parseAccountIds),
    };
}


/***/ }),

/***/ 48237:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ parseYamlText)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33483);

/**
 * Parses YAML, and refuses keys that are given twice, and what would change a value that follows it: anchors,
 * references, tags and the rules of YAML 1.1. Where there are faults, the contents are incomplete.
 */
function parseYamlText(text) {
    const faults = [];
    const lineCounter = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    // The parser would compare each key of a map with all others, which takes a minute for 20,000 keys.
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text, { lineCounter, prettyErrors: false, uniqueKeys: false });
    const lines = text.split('\n');
    for (const error of document.errors) {
        const { line, col } = lineCounter.linePos(error.pos[0]);
        faults.push({
            given: lines[line - 1] ?? '',
            expected: `Not valid YAML at line ${line}, column ${col}: ${error.message}.`,
        });
    }
    const findLine = (node) => {
        const start = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isNode */ .Ll)(node) ? node.range?.[0] : undefined;
        return start === undefined ? undefined : lineCounter.linePos(start).line;
    };
    const refuse = (given, expected, node) => {
        const line = findLine(node);
        faults.push({ given, expected: line ? expected.replace(/(?=\.(?: |$))/, ` (line ${line})`) : expected });
    };
    if (faults.length === 0)
        refuseUnsupportedSyntax(document, refuse);
    return { contents: document.contents, faults, findLine, refuse };
}
function refuseUnsupportedSyntax(document, refuse) {
    const inQuotes = 'Write the value, in quotes if it is a text.';
    const refuseProperties = (node) => {
        const { anchor, tag } = node;
        if (anchor !== undefined)
            refuse(`&${anchor}`, `YAML anchors are not supported. ${inQuotes}`, node);
        if (tag !== undefined && tag !== textTag)
            refuse(tag, `YAML tags are not supported. ${inQuotes}`, node);
    };
    if (document.directives.yaml.explicit === true)
        refuse('%YAML', `\`%YAML\` is not supported: inputs are YAML 1.2. Remove it.`, undefined);
    (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .visit */ .YR)(document, {
        Map: (_, map) => {
            refuseRepeatedKeys(map.items, refuse);
            refuseProperties(map);
        },
        Alias: (_, node) => refuse(`*${node.source}`, 'YAML references are not supported. Write the value.', node),
        // Not called for maps, which have a function of their own.
        Value: (_, node) => refuseProperties(node),
    });
}
function refuseRepeatedKeys(items, refuse) {
    const names = new Set();
    for (const { key } of items) {
        if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key))
            continue;
        const name = String(key.source ?? key.value);
        if (names.has(name))
            refuse(name, 'This key is given twice. Give it once.', key);
        names.add(name);
    }
}
/** `!!str`, which keeps the text. */
const textTag = 'tag:yaml.org,2002:str';


/***/ })

};
;