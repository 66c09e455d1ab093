"use strict";
exports.id = 98;
exports.ids = [98];
exports.modules = {

/***/ 86475:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ne: () => (/* binding */ openLog),
/* harmony export */   dD: () => (/* binding */ escapeLogText),
/* harmony export */   fl: () => (/* binding */ loadToolkit)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _untrusted_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23707);


/** Loads `@actions/core` when it is first needed, because it takes longer to load than the first Docker call. */
const loadToolkit = () => Promise.all(/* import() */[__webpack_require__.e(31), __webpack_require__.e(825)]).then(__webpack_require__.bind(__webpack_require__, 22825));
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
            sink.write(`${escapeLogText(text).replace(/^(\s*)::/gm, '$1: :')}\n`);
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
                text += `${(0,_untrusted_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeLogLine */ ._P)(line)}\n`;
            if (!sink.write(text))
                await new Promise((resolve) => sink.once('drain', resolve));
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
    core[level](escapeLogText(message).replaceAll('::', ': :'), { file, startLine: line, title: (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeLogLine */ ._P)(title) });
}
/** Escapes lines of a message that may quote untrusted text. */
const escapeLogText = (text) => text
    .split(/\r\n|\r|\n/)
    .map(_untrusted_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeLogLine */ ._P)
    .join('\n');


/***/ }),

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

/***/ 23707:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FV: () => (/* binding */ escapeMarkdown),
/* harmony export */   Fw: () => (/* binding */ escapeMermaid),
/* harmony export */   P_: () => (/* binding */ formatCode),
/* harmony export */   _P: () => (/* binding */ escapeLogLine),
/* harmony export */   mU: () => (/* binding */ formatCodeBlock),
/* harmony export */   v9: () => (/* binding */ formatProse),
/* harmony export */   xv: () => (/* binding */ truncate)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_0__);

// Control characters, line separators, and the marks that reorder text on a screen.
const invisible = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const allInvisible = /(?!\t)[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
/**
 * Mentions, references and URLs, which GitHub links after it has rendered Markdown, so that a backslash does not escape
 * them:
 * https://docs.github.com/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
 */
const autolinks = /@|#(?=\w)|\bgh-(?=\d)|:(?=\/\/)|\bwww\.(?=\S)/gi;
/**
 * Escapes one untrusted line for a log: terminal escapes and control characters are removed, and `##[`, which the log
 * viewer interprets even while commands are stopped, is broken up.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
function escapeLogLine(text) {
    const visible = invisible.test(text) ? (0,node_util__WEBPACK_IMPORTED_MODULE_0__.stripVTControlCharacters)(text).replace(allInvisible, '') : text;
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
    const parts = text.split(/`([^`]+)`/);
    return parts.map((part, index) => (index % 2 === 1 ? formatCode(part) : escapeMarkdown(part))).join('');
}
/** Formats untrusted lines as a code block. No line can end the block. */
function formatCodeBlock(lines) {
    const plain = lines.map((line) => escapeLogLine(line.toWellFormed()));
    const fence = '`'.repeat(Math.max(2, ...plain.map(findLongestRun)) + 1);
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
const joinLines = (text) => escapeLogLine(text.toWellFormed().replace(/\s+/g, ' '));
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
    'rule-broken',
    'remote-unreachable',
    'access-denied',
    'spot-interrupted',
    'host-lost',
    'image-architecture',
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
/* harmony import */ var _action_log_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86475);
/* harmony import */ var _action_state_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57048);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(40643);



const env = process.env;
const log = (0,_action_log_js__WEBPACK_IMPORTED_MODULE_0__/* .openLog */ .Ne)(process.stdout, env['RUNNER_DEBUG'] === '1');
/** Ends and removes what main left. Every part is tried. A part that fails is a warning and does not fail the job. */
async function post() {
    const state = (0,_action_state_js__WEBPACK_IMPORTED_MODULE_1__/* .readState */ .u)(env);
    if (!state?.unclean)
        return;
    const { runId, contextFolder } = state;
    const ended = await Promise.all(state.orphans.map((orphan) => {
        const job = orphan.fields['id'] ?? orphan.fields['name'];
        return attempt(job === undefined ? 'remove the container' : `end job ${job}`, () => endOrphan(state, orphan));
    }));
    const removed = await attempt('remove unfinished downloads', async () => {
        const { removeStagingFolders } = await __webpack_require__.e(/* import() */ 975).then(__webpack_require__.bind(__webpack_require__, 73975));
        if (contextFolder !== undefined)
            await removeStagingFolders(contextFolder, runId);
    });
    if (state.reported)
        return;
    const { publishKilledReport } = await __webpack_require__.e(/* import() */ 723).then(__webpack_require__.bind(__webpack_require__, 18723));
    await publishKilledReport(state.pipeClass, log, removed && !ended.includes(false));
}
/** Ends an orphan with the identity of main: GitHub still issues tokens while post runs. */
async function endOrphan({ runId }, orphan) {
    const [{ backendTypes }, { createStepIdentity }, { readInputs }, { readEvent }, { readWorkflowRun }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(474), __webpack_require__.e(914), __webpack_require__.e(813)]).then(__webpack_require__.bind(__webpack_require__, 15914)),
        Promise.all(/* import() */[__webpack_require__.e(462), __webpack_require__.e(324)]).then(__webpack_require__.bind(__webpack_require__, 30462)),
        Promise.all(/* import() */[__webpack_require__.e(303), __webpack_require__.e(474), __webpack_require__.e(483), __webpack_require__.e(914), __webpack_require__.e(166), __webpack_require__.e(279), __webpack_require__.e(194)]).then(__webpack_require__.bind(__webpack_require__, 30279)),
        __webpack_require__.e(/* import() */ 605).then(__webpack_require__.bind(__webpack_require__, 98605)),
        __webpack_require__.e(/* import() */ 396).then(__webpack_require__.bind(__webpack_require__, 83396)),
    ]);
    const type = backendTypes.find(({ kind }) => kind === orphan.backend);
    if (type === undefined)
        throw new Error(`this release has no backend ${orphan.backend}`);
    const { role } = readInputs(env, []);
    const sentence = await type.endOrphan(orphan, {
        env,
        runId,
        identity: (region) => createStepIdentity({ role, region, env, mask: log.mask }),
        origin: async () => readWorkflowRun(env, await readEvent(env)),
    });
    if (sentence !== undefined)
        log.info(sentence);
}
async function attempt(action, work) {
    try {
        await work();
        return true;
    }
    catch (error) {
        await log.warning(`Could not ${action}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .describeError */ .Uc)(error)}`);
        return false;
    }
}
// As in main.ts.
process.noDeprecation = true;
post()
    .catch((error) => log.info(`The cleanup ended early: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .describeError */ .Uc)(error)}`))
    // A call that the engine never answers would keep the process for as long as the connection is open.
    .finally(() => process.stdout.write('', () => process.exit()));


/***/ })

};
;