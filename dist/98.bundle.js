"use strict";
exports.id = 98;
exports.ids = [98];
exports.modules = {

/***/ 33274:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ failWithCrash),
/* harmony export */   z: () => (/* binding */ reportUncaught)
/* harmony export */ });
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86475);

/** Fails the step with an error that nothing else explains. Its text, the stack included, is escaped. */
async function failWithCrash(error) {
    const core = await (0,_log_js__WEBPACK_IMPORTED_MODULE_0__/* .loadToolkit */ .fl)();
    core.setFailed((0,_log_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeLogText */ .dD)(`internal-error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`));
}
/**
 * Reports an exception that nothing catches, and ends the process. Otherwise node prints its stack as it is: a line in
 * it could be a workflow command.
 */
function reportUncaught(report) {
    process.on('uncaughtException', (error) => {
        void report(error).finally(() => process.stdout.write('', () => process.exit()));
    });
}


/***/ }),

/***/ 86475:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ne: () => (/* binding */ openLog),
/* harmony export */   dD: () => (/* binding */ escapeLogText),
/* harmony export */   fl: () => (/* binding */ loadToolkit)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _untrusted_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83585);



/** Loads `@actions/core` when it is first needed, because it takes longer to load than the first Docker call. */
const loadToolkit = () => Promise.all(/* import() */[__webpack_require__.e(8031), __webpack_require__.e(2825)]).then(__webpack_require__.bind(__webpack_require__, 22825));
/**
 * Opens a log on `sink`. All output goes to one stream: the runner reads stdout and stderr separately, so that a line
 * on stderr could overtake the `::stop-commands::` that protects it.
 */
function openLog(sink, isDebugging) {
    const guard = new CommandGuard(sink);
    const masked = new Set();
    let isGroupOpen = false;
    return {
        info: (text) => {
            // A line that quotes untrusted text could start with `::`. The runner trims a line before it looks for commands.
            sink.write(`${escapeLogText(text).replace(/^([^\S\n]*)::/gm, '$1: :')}\n`);
        },
        debug: async (text) => {
            if (isDebugging)
                await guard.send((core) => core.debug(escapeLogText(text)));
        },
        notice: (text) => guard.send((core) => core.notice(escapeLogText(text))),
        warning: (text) => guard.send((core) => core.warning(escapeLogText(text))),
        annotate: (annotation) => guard.send((core) => sendAnnotation(core, annotation)),
        mask: async (value) => {
            if (masked.has(value))
                return;
            masked.add(value);
            await guard.send((core) => core.setSecret(value));
        },
        printUntrusted: async (lines) => {
            guard.stop();
            let text = '';
            for (const line of lines)
                text += `${(0,_untrusted_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeLogLine */ ._P)(line)}\n`;
            if (!sink.write(text))
                await new Promise((resolve) => sink.once('drain', resolve));
            // A log that never pauses must not keep signals and timers waiting.
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setImmediate)();
        },
        startGroup: async (title) => {
            await guard.send((core) => {
                if (isGroupOpen)
                    core.endGroup();
                core.startGroup(escapeLogText(title));
            });
            isGroupOpen = true;
        },
        endGroup: async () => {
            if (isGroupOpen)
                await guard.send((core) => core.endGroup());
            isGroupOpen = false;
        },
        endUntrusted: () => guard.resume(),
    };
}
/**
 * Stops workflow commands while untrusted lines are printed, with a random token that is new each time.
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
class CommandGuard {
    #sink;
    #token;
    constructor(sink) {
        this.#sink = sink;
    }
    /** Stops commands, unless they are stopped already. */
    stop() {
        if (this.#token !== undefined)
            return;
        this.#token = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(32).toString('hex');
        this.#sink.write(`::stop-commands::${this.#token}\n`);
    }
    /** Resumes commands, if they are stopped. */
    resume() {
        if (this.#token !== undefined)
            this.#sink.write(`::${this.#token}::\n`);
        this.#token = undefined;
    }
    /** Sends a command of the action. Commands that were stopped are stopped again afterwards. */
    async send(command) {
        const core = await loadToolkit();
        const wasStopped = this.#token !== undefined;
        this.resume();
        command(core);
        if (wasStopped)
            this.stop();
    }
}
function sendAnnotation(core, { level, file, line, title, message }) {
    // A `::` in a message is harmless; it is escaped for those who read the raw log.
    core[level](escapeLogText(message).replaceAll('::', ': :'), { file, startLine: line, title: (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeLogLine */ ._P)(title) });
}
/** The longest message, in UTF-16 units. */
const maxMessageLength = 256 * 1024;
/** Escapes lines of a message that may quote untrusted text, and cuts the message at `maxMessageLength`. */
const escapeLogText = (text) => (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_2__/* .truncate */ .xv)(text, maxMessageLength)
    .split(/\r\n|\r|\n/)
    .map(_untrusted_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeLogLine */ ._P)
    .join('\n');


/***/ }),

/***/ 57048:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ StateWriter),
/* harmony export */   u: () => (/* binding */ readState)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(40643);
/* harmony import */ var _lib_file_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(60372);
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(33178);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(86475);







/** The name of the state whose value is the path of the file. */
const key = 'file';
/**
 * Saves the state for post, so that post can clean up whenever main is killed. Each change is one line of a file in
 * `folder`, because the runner passes state in environment variables, and Linux limits one to 128 KiB
 * (https://man7.org/linux/man-pages/man2/execve.2.html). Never throws: a state that cannot be saved is one warning.
 */
class StateWriter {
    #folder;
    #warn;
    #state = { runId: '', pipeClass: '', reported: false, unclean: false };
    #orphans = new Map();
    #file;
    #hasWarned = false;
    /** `folder` exists until post has run: RUNNER_TEMP. */
    constructor(folder, warn) {
        this.#folder = folder;
        this.#warn = warn;
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
    async #save(change) {
        try {
            if (this.#file === undefined)
                await this.#create();
            else
                this.#append(this.#file, change);
        }
        catch (error) {
            if (this.#hasWarned)
                return;
            this.#hasWarned = true;
            await this.#warn(`Cannot save what the post step needs: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .describeError */ .Uc)(error)}. If this step is killed, what it started may remain.`);
        }
    }
    async #create() {
        const file = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdtempSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(this.#folder, 'disdat-state-')), 'state.jsonl');
        this.#writeAll(file);
        this.#file = file;
        const core = await (0,_log_js__WEBPACK_IMPORTED_MODULE_5__/* .loadToolkit */ .fl)();
        core.saveState(key, file);
    }
    /** Writes synchronously: the next instruction may start a container. A file that was deleted is written again. */
    #append(file, change) {
        try {
            const opened = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(file, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_WRONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_APPEND);
            try {
                (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(opened, formatLine(change));
            }
            finally {
                (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(opened);
            }
        }
        catch (error) {
            if (!(0,_lib_file_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .isMissingFileError */ .HP)(error))
                throw error;
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(file), { recursive: true, mode: 0o700 });
            this.#writeAll(file);
        }
    }
    #writeAll(file) {
        const changes = [
            { set: this.#state },
            ...[...this.#orphans.values()].map((orphan) => ({ orphan })),
        ];
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(file, changes.map(formatLine).join(''), { mode: 0o600 });
    }
}
const formatLine = (change) => `${JSON.stringify(change)}\n`;
/**
 * Reads the state that main saved; undefined when main started nothing. Ignores lines that it cannot parse: a killed
 * main can leave half a line. Throws the error of the file system for a file that cannot be read.
 */
async function readState(env) {
    const file = env[`STATE_${key}`] ?? '';
    if (file === '')
        return undefined;
    let state = {};
    const orphans = new Map();
    for (const line of (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file, 'utf8')).split('\n')) {
        const change = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_6__/* .parseJson */ .qF)(line);
        const set = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_6__/* .getField */ .VI)(change, 'set');
        if ((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_6__/* .isObject */ .Gv)(set))
            state = { ...state, ...set };
        for (const orphan of parseOrphan((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_6__/* .getField */ .VI)(change, 'orphan')))
            orphans.set(orphan.outputUuid, orphan);
        orphans.delete((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_6__/* .getString */ .AA)(change, 'removed') ?? '');
    }
    return parseState(state, [...orphans.values()]);
}
function parseState(state, orphans) {
    const runId = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_6__/* .getString */ .AA)(state, 'runId');
    const pipeClass = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_6__/* .getString */ .AA)(state, 'pipeClass');
    const contextFolder = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_6__/* .getString */ .AA)(state, 'contextFolder');
    if (runId === undefined || pipeClass === undefined)
        return undefined;
    return {
        runId,
        pipeClass,
        reported: (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_6__/* .getField */ .VI)(state, 'reported') === true,
        unclean: (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_6__/* .getField */ .VI)(state, 'unclean') === true,
        orphans,
        ...(contextFolder !== undefined && { contextFolder }),
    };
}
function parseOrphan(value) {
    const backend = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_6__/* .getString */ .AA)(value, 'backend');
    const outputUuid = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_6__/* .getString */ .AA)(value, 'outputUuid');
    const fields = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_6__/* .getField */ .VI)(value, 'fields');
    if (backend === undefined || outputUuid === undefined || !(0,_lib_json_js__WEBPACK_IMPORTED_MODULE_6__/* .isObject */ .Gv)(fields))
        return [];
    const texts = Object.entries(fields).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : []));
    return [{ backend, outputUuid, fields: Object.fromEntries(texts) }];
}


/***/ }),

/***/ 83585:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  _P: () => (/* binding */ escapeLogLine),
  FV: () => (/* binding */ escapeMarkdown),
  Fw: () => (/* binding */ escapeMermaid),
  P_: () => (/* binding */ formatCode),
  mU: () => (/* binding */ formatCodeBlock),
  v9: () => (/* binding */ formatProse),
  xv: () => (/* binding */ truncate)
});

// UNUSED EXPORTS: maxShownLength

;// CONCATENATED MODULE: ./src/lib/control-sequences.js
/** ESC and the C1 controls that begin a control sequence or a control string: ECMA-48, 5.3 to 5.6. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern detects them.
const introducer = /[\u001b\u0090\u0098\u009b\u009d-\u009f]/;
/**
 * A control sequence, a control string up to its terminator or the next escape, or another escape. Each alternative
 * matches once its introducer matches, so that the search never goes back: its time is linear.
 * https://ecma-international.org/publications-and-standards/standards/ecma-48/
 */
const sequence = 
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern detects them.
/(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|(?:\u001b[PX\]^_]|[\u0090\u0098\u009d-\u009f])([^\u0007\u001b\u009c]*)(\u0007|\u001b\\|\u009c)?|\u001b[ -/]*[0-~]?/g;
/**
 * Removes terminal control sequences, such as colors, titles and links. The text of a control string that does not end
 * stays. Takes time in proportion to the length of the text, unlike `util.stripVTControlCharacters`.
 */
function stripControlSequences(text) {
    if (!introducer.test(text))
        return text;
    return text.replace(sequence, (_, content, terminator) => terminator === undefined ? (content ?? '') : '');
}

;// CONCATENATED MODULE: ./src/action/untrusted.js

// Control characters, line separators, and the marks that reorder text on a screen.
const invisible = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const allInvisible = /(?!\t)[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
/**
 * Mentions, references and URLs, which GitHub links after it has rendered Markdown, so that a backslash does not escape
 * them:
 * https://docs.github.com/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
 */
const autolinks = /@|#(?=\w)|\bgh-(?=\d)|:(?=\/\/)|\bwww\.(?=\S)/gi;
/** The longest line that is shown, in UTF-16 units. A line of a container's log is cut before, at a lower limit. */
const maxShownLength = 20_000;
/**
 * Escapes one untrusted line for a log, cut at `maxShownLength`: terminal escapes and control characters are removed,
 * and `##[`, which the log viewer interprets even while commands are stopped, is broken up.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
function escapeLogLine(text) {
    const line = truncate(text, maxShownLength);
    const visible = invisible.test(line) ? stripControlSequences(line).replace(allInvisible, '') : line;
    return visible.includes('##[') ? visible.replaceAll('##[', '## [') : visible;
}
/** Escapes untrusted text as one inline piece of Markdown without HTML, mentions, references, links and line breaks. */
function escapeMarkdown(text) {
    return joinLines(text)
        .replace(autolinks, '$&\u2060')
        .replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? c)
        .replace(/[\\`*_{}[\]()#+.!|~$:=-]/g, '\\$&');
}
/**
 * Formats untrusted text as inline code. The fence is longer than any run of backticks in the text, which cannot end
 * it.
 */
function formatCode(text) {
    const plain = joinLines(text).trim();
    if (plain === '')
        return '';
    const fence = '`'.repeat(findLongestRun(plain) + 1);
    return findLongestRun(plain) === 0 ? `${fence}${plain}${fence}` : `${fence} ${plain} ${fence}`;
}
/** Formats a sentence as Markdown: text between backticks becomes code, and everything else is escaped. */
function formatProse(text) {
    // Every second part of the split is the text between two backticks.
    const parts = truncate(text, maxShownLength).split(/`([^`]+)`/);
    return parts.map((part, index) => (index % 2 === 1 ? formatCode(part) : escapeMarkdown(part))).join('');
}
/** Formats untrusted lines as a code block. No line can end the block. */
function formatCodeBlock(lines) {
    const plain = lines.map((line) => escapeLogLine(line).toWellFormed());
    const longest = plain.reduce((most, line) => Math.max(most, findLongestRun(line)), 2);
    const fence = '`'.repeat(longest + 1);
    return [`${fence}text`, ...plain, fence].join('\n');
}
/** Shortens a text to at most `limit` UTF-16 units and an ellipsis. Never splits a surrogate pair. */
function truncate(text, limit) {
    if (text.length <= limit)
        return text;
    return `${text.slice(0, isHighSurrogate(text.charCodeAt(limit - 1)) ? limit - 1 : limit)} …`;
}
/**
 * Escapes untrusted text for a quoted mermaid label. Everything but letters, digits and spaces becomes an entity code,
 * so that mermaid sees no quote, keyword, comment, Markdown or HTML.
 * https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
 */
function escapeMermaid(text) {
    return joinLines(text)
        .trim()
        .replace(/[^\p{L}\p{N} ]/gu, (c) => `#${c.codePointAt(0)};`);
}
const joinLines = (text) => escapeLogLine(truncate(text, maxShownLength).toWellFormed().replace(/\s+/g, ' '));
const isHighSurrogate = (unit) => unit >= 0xd800 && unit < 0xdc00;
function findLongestRun(text) {
    return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}


/***/ }),

/***/ 40643:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gp: () => (/* binding */ isTransientVerdict),
/* harmony export */   HR: () => (/* binding */ Failure),
/* harmony export */   Uc: () => (/* binding */ describeError)
/* harmony export */ });
/* unused harmony export verdicts */
/**
 * Every reason why a step can fail, as the `verdict` output spells it. docs/troubleshooting.md has one section for
 * each; a test keeps the two lists equal.
 */
const verdicts = (/* unused pure expression or super */ null && ([
    'invalid-input',
    'context-conflict',
    'input-not-found',
    'input-not-committed',
    'bundle-corrupt',
    'image-not-found',
    'image-pull-denied',
    'docker-unavailable',
    'pipe-error',
    'pipe-not-found',
    'unknown-parameter',
    'missing-parameter',
    'out-of-memory',
    'timeout',
    'cancelled',
    'no-output',
    'unreadable-file-name',
    'rule-broken',
    'remote-unreachable',
    'access-denied',
    'object-archived',
    'spot-interrupted',
    'host-lost',
    'image-architecture',
    'image-incompatible',
    'queue-timeout',
    'unschedulable',
    'role-refused',
    'agent-fault',
    'dependency-failed',
    'terminated',
    'throttled',
    'local-context-unwritable',
    'disk-full',
    'internal-error',
]));
const transientVerdicts = new Set([
    'cancelled',
    'remote-unreachable',
    'docker-unavailable',
    'spot-interrupted',
    'host-lost',
    'queue-timeout',
    'agent-fault',
    'terminated',
    'throttled',
]);
/** Whether a retry of the same run may succeed without a change, because the run itself did not cause the failure. */
const isTransientVerdict = (verdict) => transientVerdicts.has(verdict);
/**
 * A failure that has a name: one sentence of evidence (what was seen) and one of advice (what to do next).
 * Both are shown to users as plain text; text from outside in them is escaped where it is shown, not here.
 */
class Failure extends Error {
    name = 'Failure';
    verdict;
    advice;
    /** The line of the user's own code that caused the failure. */
    where;
    constructor(verdict, evidence, advice, options) {
        super(evidence, options);
        this.verdict = verdict;
        this.advice = advice;
        this.where = options?.where;
    }
}
/** The message of anything thrown, with the messages of its causes: `a: b: c`. Never empty. */
function describeError(error) {
    if (!(error instanceof Error))
        return String(error);
    const message = error.message || error.name;
    const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
    if (inner === undefined)
        return message;
    const cause = describeError(inner);
    return message.includes(cause) ? message : `${message}: ${cause}`;
}


/***/ }),

/***/ 31140:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $q: () => (/* binding */ TimeLimitError),
/* harmony export */   DZ: () => (/* binding */ limitTime),
/* harmony export */   WU: () => (/* binding */ raceSignal),
/* harmony export */   kF: () => (/* binding */ neverAborted),
/* harmony export */   y5: () => (/* binding */ delayAbort)
/* harmony export */ });
/** For work that callers with different signals share. */
const neverAborted = new AbortController().signal;
/**
 * Waits for `work`, but no longer than until the signal aborts, and then throws its reason. A result that needs no
 * waiting, such as a cached one, is returned even if the signal has aborted. The work itself continues.
 */
async function raceSignal(work, signal) {
    const aborted = Promise.withResolvers();
    const abort = () => void setImmediate(() => aborted.reject(signal.reason));
    if (signal.aborted)
        abort();
    else
        signal.addEventListener('abort', abort, { once: true });
    try {
        return await Promise.race([work, aborted.promise]);
    }
    finally {
        signal.removeEventListener('abort', abort);
        // Without a listener, the loser of the race would be an unhandled rejection.
        aborted.promise.catch(() => undefined);
        work.catch(() => undefined);
    }
}
/** Work took longer than its limit. */
class TimeLimitError extends Error {
    name = 'TimeLimitError';
}
/**
 * Calls `work` with a signal that aborts after `ms`, or with the given signal. Then it rejects at once, also when the
 * work ignores the signal: with TimeLimitError or the error of `createError`, or the reason of the given signal.
 */
async function limitTime(work, { ms, signal, createError }) {
    const limit = new AbortController();
    const abort = () => limit.abort(signal?.reason);
    if (signal?.aborted)
        abort();
    else
        signal?.addEventListener('abort', abort, { once: true });
    const stop = () => limit.abort(createError?.() ?? new TimeLimitError(`there was no response within ${ms / 1000} s`));
    const timer = setTimeout(stop, ms);
    try {
        return await raceSignal(work(limit.signal), limit.signal);
    }
    catch (error) {
        // Work that observes the signal throws an error of its own.
        limit.signal.throwIfAborted();
        throw error;
    }
    finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
    }
}
/** Creates a signal that aborts `ms` milliseconds after another one, with its reason. Does not keep the process. */
function delayAbort(signal, ms) {
    const delayed = new AbortController();
    const start = () => void setTimeout(() => delayed.abort(signal.reason), ms).unref();
    if (signal.aborted)
        start();
    else
        signal.addEventListener('abort', start, { once: true });
    return delayed.signal;
}


/***/ }),

/***/ 12819:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ resolveFolders)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);

/** Folders of the user, the system and the runner. */
const folderVariables = ['HOME', 'TMPDIR', 'RUNNER_TEMP', 'GITHUB_WORKSPACE', 'DOCKER_CONFIG'];
/**
 * Makes the folders in the variables of a process absolute, and deletes variables that are empty. Libraries would take
 * both for a path in the working directory, which is the checkout: they would write there, and read credentials there.
 */
function resolveFolders(env) {
    for (const name of folderVariables) {
        const value = env[name];
        if (value === '')
            delete env[name];
        else if (value !== undefined)
            env[name] = node_path__WEBPACK_IMPORTED_MODULE_0___default().resolve(value);
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

/***/ 33178:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AA: () => (/* binding */ getString),
/* harmony export */   Gv: () => (/* binding */ isObject),
/* harmony export */   VI: () => (/* binding */ getField),
/* harmony export */   WZ: () => (/* binding */ getNumber),
/* harmony export */   qF: () => (/* binding */ parseJson),
/* harmony export */   vS: () => (/* binding */ getList)
/* harmony export */ });
/** Whether a value is a JSON object: not null and not a list. */
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/**
 * The value at a path of own properties, one name for each level; undefined where a level is absent or is not an
 * object.
 */
function getField(value, ...path) {
    return path.reduce((inner, name) => typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name) ? Reflect.get(inner, name) : undefined, value);
}
/** The text at a path of own properties; undefined when the field is absent or not a text. */
function getString(value, ...path) {
    const field = getField(value, ...path);
    return typeof field === 'string' ? field : undefined;
}
/** The finite number at a path of own properties; undefined when the field is absent or not a finite number. */
function getNumber(value, ...path) {
    const field = getField(value, ...path);
    return typeof field === 'number' && Number.isFinite(field) ? field : undefined;
}
/** The list at a path of own properties; empty when the field is absent or not a list. */
function getList(value, ...path) {
    const field = getField(value, ...path);
    return Array.isArray(field) ? field : [];
}
/** The value of a JSON text; undefined where the text is not JSON. */
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 90098:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _action_crash_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33274);
/* harmony import */ var _action_log_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86475);
/* harmony import */ var _action_state_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57048);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(40643);
/* harmony import */ var _lib_abort_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(31140);
/* harmony import */ var _lib_environment_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(12819);






/** How many jobs post ends at the same time: each needs a few calls, and Batch throttles them for the whole account. */
const maxParallelEnds = 16;
const env = process.env;
(0,_lib_environment_js__WEBPACK_IMPORTED_MODULE_5__/* .resolveFolders */ .c)(env);
const log = (0,_action_log_js__WEBPACK_IMPORTED_MODULE_1__/* .openLog */ .Ne)(process.stdout, env['RUNNER_DEBUG'] === '1');
/** Ends and removes what main left. Every part is tried. A part that fails is a warning and does not fail the job. */
async function post() {
    const state = await (0,_action_state_js__WEBPACK_IMPORTED_MODULE_2__/* .readState */ .u)(env);
    if (!state?.unclean)
        return;
    const { runId, contextFolder } = state;
    const ends = await endOrphans(state);
    const removed = await attempt('remove unfinished downloads', async () => {
        const { removeStagingFolders } = await __webpack_require__.e(/* import() */ 3975).then(__webpack_require__.bind(__webpack_require__, 73975));
        if (contextFolder !== undefined)
            await removeStagingFolders(contextFolder, runId);
    });
    if (state.reported)
        return;
    const { publishKilledReport } = await __webpack_require__.e(/* import() */ 8723).then(__webpack_require__.bind(__webpack_require__, 18723));
    await publishKilledReport(state.pipeClass, log, {
        isComplete: [removed, ...ends].every(({ isDone }) => isDone),
        sentences: ends.flatMap(({ result }) => result ?? []),
    });
}
/** Ends all orphans, a few at a time. Resolves with a sentence about each, where there is something to say. */
async function endOrphans({ runId, orphans }) {
    if (orphans.length === 0)
        return [];
    const services = createOrphanServices(runId);
    services.catch(() => undefined);
    const { Semaphore } = await __webpack_require__.e(/* import() */ 8224).then(__webpack_require__.bind(__webpack_require__, 68224));
    const semaphore = new Semaphore(maxParallelEnds);
    return await Promise.all(orphans.map((orphan) => {
        const job = orphan.fields['id'] ?? orphan.fields['name'];
        const action = job === undefined ? 'remove the container' : `end job ${job}`;
        const end = () => attempt(action, async () => await endOrphan(orphan, await services));
        return semaphore.hold(1, _lib_abort_js__WEBPACK_IMPORTED_MODULE_4__/* .neverAborted */ .kF, end);
    }));
}
/** Orphans end with the identity of main, one for each region: GitHub still issues tokens while post runs. */
async function createOrphanServices(runId) {
    const [{ createStepIdentity }, { readInputs }, { readEvent }, { readWorkflowRun }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(3127), __webpack_require__.e(462), __webpack_require__.e(265)]).then(__webpack_require__.bind(__webpack_require__, 30462)),
        Promise.all(/* import() */[__webpack_require__.e(2303), __webpack_require__.e(6474), __webpack_require__.e(3483), __webpack_require__.e(3127), __webpack_require__.e(7202), __webpack_require__.e(2166), __webpack_require__.e(3452), __webpack_require__.e(813)]).then(__webpack_require__.bind(__webpack_require__, 93452)),
        __webpack_require__.e(/* import() */ 8605).then(__webpack_require__.bind(__webpack_require__, 98605)),
        __webpack_require__.e(/* import() */ 3396).then(__webpack_require__.bind(__webpack_require__, 83396)),
    ]);
    const { role } = readInputs(env, []);
    const identities = new Map();
    return {
        env,
        runId,
        identity: (region) => {
            const identity = identities.get(region) ?? createStepIdentity({ role, region, env, mask: log.mask });
            identities.set(region, identity);
            return identity;
        },
        origin: async () => readWorkflowRun(env, await readEvent(env)),
    };
}
async function endOrphan(orphan, services) {
    const { backendTypes } = await Promise.all(/* import() */[__webpack_require__.e(6474), __webpack_require__.e(3127), __webpack_require__.e(7202), __webpack_require__.e(3194)]).then(__webpack_require__.bind(__webpack_require__, 67202));
    const type = backendTypes.find(({ kind }) => kind === orphan.backend);
    if (type === undefined)
        throw new Error(`this release has no backend ${orphan.backend}`);
    const sentence = await type.endOrphan(orphan, services);
    if (sentence !== undefined)
        log.info(sentence);
    return sentence;
}
async function attempt(action, work) {
    try {
        return { isDone: true, result: await work() };
    }
    catch (error) {
        await log.warning(`Could not ${action}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .describeError */ .Uc)(error)}`);
        return { isDone: false };
    }
}
// As in main.ts.
process.noDeprecation = true;
const warn = (error) => log.warning(`The cleanup ended early: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .describeError */ .Uc)(error)}.`);
(0,_action_crash_js__WEBPACK_IMPORTED_MODULE_0__/* .reportUncaught */ .z)(warn);
post()
    .catch(warn)
    // A call that the engine never answers would keep the process for as long as the connection is open.
    .finally(() => process.stdout.write('', () => process.exit()));


/***/ })

};
;