"use strict";
exports.id = 3274;
exports.ids = [3274];
exports.modules = {

/***/ 33274:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   failStep: () => (/* binding */ failStep),
/* harmony export */   failWith: () => (/* binding */ failWith),
/* harmony export */   failWithCrash: () => (/* binding */ failWithCrash),
/* harmony export */   reportUncaught: () => (/* binding */ reportUncaught)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);
/* harmony import */ var _docs_link_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(70131);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(86475);



/** Fails the step with an error. Its text is escaped. */
async function failStep(text) {
    // Without the toolkit, a damaged checkout of the action for example, the step would be green.
    process.exitCode = 1;
    const core = await (0,_log_js__WEBPACK_IMPORTED_MODULE_2__/* .loadToolkit */ .fl)();
    core.setFailed((0,_log_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeLogText */ .dD)(text));
}
/** Fails the step with what ended it: a failure with its advice, or an internal error. */
async function failWith(error, env) {
    const text = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR
        ? `${error.verdict}: ${error.message} ${error.advice}`
        : `internal-error: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error)}`;
    await failStep((0,_docs_link_js__WEBPACK_IMPORTED_MODULE_1__/* .linkDocs */ .cG)(text, (0,_docs_link_js__WEBPACK_IMPORTED_MODULE_1__/* .getDocsUrl */ .Tr)(env)));
}
/** Fails the step with an error that nothing else explains, with its stack. */
async function failWithCrash(error) {
    await failStep(`internal-error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}
/**
 * Reports an exception that nothing catches, and ends the process. Otherwise node prints its stack as it is: a line in
 * it could be a workflow command.
 */
function reportUncaught(report) {
    process.on('uncaughtException', (error) => {
        void report(error)
            .catch(() => undefined)
            .finally(() => process.stdout.write('', () => process.exit()));
    });
}


/***/ }),

/***/ 70131:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Tr: () => (/* binding */ getDocsUrl),
/* harmony export */   cG: () => (/* binding */ linkDocs),
/* harmony export */   hk: () => (/* binding */ splitAtDocs)
/* harmony export */ });
const page = /\bdocs\/([a-z0-9-]+\.md)\b/;
const origin = { server: 'https://github.com', repository: 'disdat/run-action' };
/**
 * Returns the URL of the folder `docs` of the version in use, which the runner names; of `main` for an action of the
 * workspace. A copy of the action under another name is on the server of the workflow.
 */
function getDocsUrl(env) {
    const { GITHUB_ACTION_REPOSITORY: repository = '', GITHUB_ACTION_REF: ref = '', GITHUB_SERVER_URL: own = '' } = env;
    const version = /^[\w./-]{1,200}$/.test(ref) ? ref : 'main';
    const isCopy = repository !== origin.repository && /^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(repository);
    const server = isCopy && /^https:\/\/[\w.-]{1,253}(?::\d{1,5})?$/.test(own) ? own : origin.server;
    return `${server}/${isCopy ? repository : origin.repository}/blob/${version}/docs`;
}
/** Replaces each name of a page, such as `docs/iam.md`, by its URL. */
const linkDocs = (text, docsUrl) => text.replace(new RegExp(page, 'g'), (_, name) => `${docsUrl}/${name}`);
/** Splits a text at the names of pages. Every second part is such a name, without its folder. */
const splitAtDocs = (text) => text.split(page);


/***/ }),

/***/ 86475:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ne: () => (/* binding */ openLog),
/* harmony export */   X8: () => (/* binding */ hideValues),
/* harmony export */   dD: () => (/* binding */ escapeLogText),
/* harmony export */   fl: () => (/* binding */ loadToolkit)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _lib_control_sequences_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58608);
/* harmony import */ var _docs_link_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(70131);
/* harmony import */ var _untrusted_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23707);




/** Loads `@actions/core` when it is first needed, because it takes longer to load than the first Docker call. */
const loadToolkit = () => Promise.all(/* import() */[__webpack_require__.e(1684), __webpack_require__.e(2825)]).then(__webpack_require__.bind(__webpack_require__, 22825));
/**
 * Opens a log on `sink`. All output goes to one stream: the runner reads stdout and stderr separately, so that a line
 * on stderr could overtake the `::stop-commands::` that protects it. Names of pages become links below `docsUrl`.
 */
function openLog(sink, isDebugging, docsUrl = (0,_docs_link_js__WEBPACK_IMPORTED_MODULE_1__/* .getDocsUrl */ .Tr)({})) {
    const guard = new CommandGuard(sink);
    const masked = new Set();
    const link = (text) => (0,_docs_link_js__WEBPACK_IMPORTED_MODULE_1__/* .linkDocs */ .cG)(text, docsUrl);
    let isGroupOpen = false;
    return {
        info: (text) => {
            // A line that quotes untrusted text could start with `::`. The runner trims a line before it looks for commands.
            sink.write(`${escapeLogText(link(text)).replace(/^([^\S\n]*)::/gm, '$1: :')}\n`);
        },
        debug: async (text) => {
            if (isDebugging)
                await guard.send((core) => core.debug(escapeLogText(text)));
        },
        notice: (text) => guard.send((core) => core.notice(escapeLogText(link(text)))),
        warning: (text) => guard.send((core) => core.warning(escapeLogText(link(text)))),
        annotate: (annotation) => guard.send((core) => sendAnnotation(core, annotation)),
        mask: async (value) => {
            if (masked.has(value))
                return;
            masked.add(value);
            await guard.send((core) => core.setSecret(value));
        },
        holdsMasked: (text) => [...masked].some((value) => text.includes(value)),
        redact: (text) => hideValues(text, [...masked]),
        printUntrusted: async (lines) => {
            guard.stop();
            let text = '';
            for (const line of lines)
                text += `${(0,_lib_control_sequences_js__WEBPACK_IMPORTED_MODULE_2__/* .keepColors */ .E)(line, _untrusted_js__WEBPACK_IMPORTED_MODULE_3__/* .escapeLogLine */ ._P)}\n`;
            if (!sink.write(text))
                await new Promise((resolve) => sink.once('drain', resolve));
            // A log that never pauses must not keep signals and timers waiting.
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setImmediate)();
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
/** Replaces values in a text by `***`, the longest first, because one value may be a part of another. */
function hideValues(text, values) {
    const ordered = values.filter((value) => value !== '').toSorted((a, b) => b.length - a.length);
    return ordered.reduce((hidden, value) => hidden.replaceAll(value, '***'), text);
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
        this.#token = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('hex');
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
    core[level](escapeLogText(message).replaceAll('::', ': :'), { file, startLine: line, title: (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_3__/* .escapeLogLine */ ._P)(title) });
}
/** The longest message, in UTF-16 units. */
const maxMessageLength = 256 * 1024;
/** Escapes lines of a message that may quote untrusted text, and cuts the message at `maxMessageLength`. */
const escapeLogText = (text) => (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_3__/* .truncate */ .xv)(text, maxMessageLength)
    .split(/\r\n|\r|\n/)
    .map(_untrusted_js__WEBPACK_IMPORTED_MODULE_3__/* .escapeLogLine */ ._P)
    .join('\n');


/***/ }),

/***/ 23707:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A5: () => (/* binding */ escapeTitle),
/* harmony export */   FV: () => (/* binding */ escapeMarkdown),
/* harmony export */   Fw: () => (/* binding */ escapeMermaid),
/* harmony export */   P_: () => (/* binding */ formatCode),
/* harmony export */   _P: () => (/* binding */ escapeLogLine),
/* harmony export */   mB: () => (/* binding */ splitCode),
/* harmony export */   mU: () => (/* binding */ formatCodeBlock),
/* harmony export */   v9: () => (/* binding */ formatProse),
/* harmony export */   xv: () => (/* binding */ truncate)
/* harmony export */ });
/* unused harmony export maxShownLength */
/* harmony import */ var _lib_control_sequences_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58608);

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
    const visible = invisible.test(line) ? (0,_lib_control_sequences_js__WEBPACK_IMPORTED_MODULE_0__/* .stripControlSequences */ .U)(line).replace(allInvisible, '') : line;
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
 * Escapes untrusted text for a title, in which GitHub interprets only code, emoji, mentions and references: without
 * them, line breaks and control characters.
 */
function escapeTitle(text) {
    return joinLines(text)
        .replace(autolinks, '$&\u2060')
        .replaceAll('`', "'")
        .replace(/:(?=[\w+-]+:)/g, '$&\u2060')
        .trim();
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
    const parts = splitCode(truncate(text, maxShownLength));
    return parts.map(({ text: part, isCode }) => (isCode ? formatCode(part) : escapeMarkdown(part))).join('');
}
/** Splits a sentence into plain text and the code between backticks. */
function splitCode(text) {
    // Every second part of the split is the text between two backticks.
    return text.split(/`+([^`]+)`+/).map((part, index) => ({ text: part, isCode: index % 2 === 1 }));
}
/** Formats untrusted lines as a code block of a language. No line can end the block. */
function formatCodeBlock(lines, language = 'text') {
    const plain = lines.map((line) => escapeLogLine(line).toWellFormed());
    const longest = plain.reduce((most, line) => Math.max(most, findLongestRun(line)), 2);
    const fence = '`'.repeat(longest + 1);
    return [`${fence}${language}`, ...plain, fence].join('\n');
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
/* harmony export */   Gd: () => (/* binding */ completeAdvice),
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
const retryWords = /\b(?:retry|again|later)\b/i;
/** Completes advice that does not speak of a retry already, where a retry may succeed. */
const completeAdvice = ({ verdict, advice }) => isTransientVerdict(verdict) && !retryWords.test(advice) ? `${advice} A retry may succeed.` : advice;
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

/***/ 58608:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ keepColors),
/* harmony export */   U: () => (/* binding */ stripControlSequences)
/* harmony export */ });
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
/** The sequences that set colors and other looks of text (SGR): ECMA-48, 8.3.117. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern detects them.
const rendition = /\u001b\[[0-9;:]{0,64}m/g;
const reset = '\u001b[0m';
/** Stands for a sequence that is kept: a noncharacter, which no text contains. */
const placeholder = '\uffff';
/**
 * Cleans a line with `clean`, which removes control characters, and keeps the sequences that set colors, with a reset
 * at its end. A sequence within another one goes with it. The colors go where the text between them would not be the
 * text that `clean` leaves without them: its checks must see what a reader sees.
 */
function keepColors(line, clean) {
    if (!line.includes('\u001b['))
        return clean(line);
    const kept = [];
    const marked = line
        .replaceAll(placeholder, '')
        .replace(rendition, (found) => `${placeholder}${kept.push(found) - 1}${placeholder}`);
    const [plain, cleaned] = [clean(line), clean(marked)];
    if (kept.length === 0 || cleaned.replace(/\uffff\d+\uffff/g, '') !== plain)
        return plain;
    return cleaned.replace(/\uffff(\d+)\uffff/g, (_, index) => kept[Number(index)] ?? '') + reset;
}
/**
 * Removes terminal control sequences, such as colors, titles and links. The text of a control string that does not end
 * stays. Takes time in proportion to the length of the text, unlike `util.stripVTControlCharacters`.
 */
function stripControlSequences(text) {
    if (!introducer.test(text))
        return text;
    return text.replace(sequence, (_, content, terminator) => terminator === undefined ? (content ?? '') : '');
}


/***/ })

};
;