"use strict";
exports.id = 1456;
exports.ids = [1456,3274,2819];
exports.modules = {

/***/ 33274:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   failStep: () => (/* binding */ failStep),
/* harmony export */   failWithCrash: () => (/* binding */ failWithCrash),
/* harmony export */   reportUncaught: () => (/* binding */ reportUncaught)
/* harmony export */ });
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86475);

/** Fails the step with an error. Its text is escaped. */
async function failStep(text) {
    const core = await (0,_log_js__WEBPACK_IMPORTED_MODULE_0__/* .loadToolkit */ .fl)();
    core.setFailed((0,_log_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeLogText */ .dD)(text));
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
        void report(error).finally(() => process.stdout.write('', () => process.exit()));
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

/***/ 48728:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ae: () => (/* binding */ parseIds),
/* harmony export */   Iz: () => (/* binding */ parsePaths),
/* harmony export */   Ky: () => (/* binding */ findArgumentProblem),
/* harmony export */   fz: () => (/* binding */ valueLimit),
/* harmony export */   nI: () => (/* binding */ parseJobIds),
/* harmony export */   rL: () => (/* binding */ parseTags),
/* harmony export */   tq: () => (/* binding */ outsideWorkspace),
/* harmony export */   vc: () => (/* binding */ parseEnv)
/* harmony export */ });
/** The longest value of a parameter, tag or variable, in characters. A whole Batch request may have 30 KiB. */
const valueLimit = 8192;
/**
 * Why a text can be neither an argument of a command nor the value of a variable, as a predicate; undefined where it
 * can be both. A lone surrogate has no form in UTF-8.
 */
function findArgumentProblem(text) {
    if (text.includes('\0'))
        return 'contains a NUL character, which a command line cannot carry';
    return text.isWellFormed() ? undefined : 'contains half of a surrogate pair, which is not text';
}
/** Lines without blank ones and comments, with their numbers. */
function splitLines(text) {
    return text
        .split(/\r?\n/)
        .map((line, index) => ({ line: line.trim(), number: index + 1 }))
        .filter(({ line }) => line !== '' && !line.startsWith('#'));
}
/**
 * Parses tags: one `key:value` a line; the value may contain `:`. Keys that match `reserved` belong to Disdat and are
 * refused.
 */
function parseTags(text, reserved) {
    const value = new Map();
    const faults = [];
    for (const { line } of splitLines(text)) {
        const [, key = '', tag = ''] = /^([^:]*):(.*)$/s.exec(line) ?? [];
        const expected = findTagFault(key.trim(), tag.trim(), value) ?? (reserved?.test(key.trim()) ? reservedTag : undefined);
        if (expected !== undefined)
            faults.push({ given: line, expected });
        else
            value.set(key.trim(), tag.trim());
    }
    return { value, faults };
}
const reservedTag = 'Disdat sets this tag. Choose another key.';
function findTagFault(key, value, taken) {
    if (key === '' || value === '')
        return 'Write one `key:value` a line. Neither side may be empty.';
    if (control.test(key) || control.test(value))
        return 'Tags must not contain control characters.';
    const problem = findArgumentProblem(key + value);
    if (problem !== undefined)
        return `The tag ${problem}.`;
    if (/^-|\s/.test(key))
        return 'A key must not contain spaces or begin with `-`, which Disdat reads as an option.';
    if (value.length > valueLimit)
        return `A value has at most ${valueLimit} characters.`;
    if (taken.has(key))
        return 'This key is given twice. Give it once.';
    return undefined;
}
/**
 * Parses files, folders and patterns of the workspace, one a line. Whether a path leaves the workspace through a
 * symbolic link is checked when it is opened.
 */
function parsePaths(text) {
    const value = [];
    const faults = [];
    if (text.length > valueLimit)
        return {
            value,
            faults: [{ given: text, expected: `The list has at most ${valueLimit} characters. Use a folder or a pattern.` }],
        };
    for (const { line } of splitLines(text)) {
        const expected = findPathFault(line);
        if (expected === undefined)
            value.push(line);
        else
            faults.push({ given: line, expected });
    }
    return { value, faults };
}
/** The message for a path that leaves the workspace. */
const outsideWorkspace = 'Paths must stay inside the workspace and must not contain `..`.';
function findPathFault(line) {
    if (control.test(line))
        return 'Paths must not contain control characters.';
    if (line.startsWith('!') && !line.startsWith('!('))
        return '`!` exclusions are not supported: list what to include. For a file whose name begins with `!`, write `./!…`.';
    if (line.split('/').includes('..'))
        return outsideWorkspace;
    return undefined;
}
const control = /[\p{Cc}\p{Zl}\p{Zp}]/u;
const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;
/**
 * Variables from which SDKs get credentials or their source: profiles, roles and their tokens, and the services of
 * containers and instances (https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html). `AWS_ACCESS_KEY`
 * and `AWS_SECRET_KEY` are Hadoop's and older SDKs', and `BOTO_CONFIG` and `AWS_CREDENTIAL_FILE` are boto's.
 */
const credential = /^(?:AWS_(?:ACCESS_KEY(?:_ID)?|SECRET_(?:ACCESS_)?KEY|SESSION_TOKEN|SECURITY_TOKEN|CREDENTIAL_\w+|CONFIG_FILE|SHARED_CREDENTIALS_FILE|(?:DEFAULT_)?PROFILE|ROLE_\w+|WEB_IDENTITY_\w+|CONTAINER_\w+|EC2_METADATA_\w+|BEARER_TOKEN_\w+|LOGIN_\w+)|BOTO_CONFIG)$/;
/**
 * Parses variables of the container: `NAME` (the runner's value is passed on) or `NAME=value`, one a line. Credentials
 * are refused, because they reach the container as files.
 */
function parseEnv(text) {
    const value = new Map();
    const faults = [];
    for (const { line, number } of splitLines(text)) {
        const at = line.indexOf('=');
        const name = at < 0 ? line : line.slice(0, at);
        // The value is not shown, because it may be a secret. A line without a name may be the second line of a secret.
        const given = at < 0 ? line : `${name}=…`;
        const problem = findArgumentProblem(line);
        if (!variableName.test(name))
            faults.push({
                given: '…',
                expected: `Line ${number} is not shown, because it may be a secret. Write \`NAME\` or \`NAME=value\`, one a line. A name has letters, digits and \`_\`.`,
            });
        else if (credential.test(name))
            faults.push({
                given,
                expected: 'Credentials are not passed as variables: the pipe gets them from a file. Remove the line.',
            });
        else if (problem !== undefined)
            faults.push({ given, expected: `The value ${problem}.` });
        else if (value.has(name))
            faults.push({ given, expected: 'This variable is given twice. Give it once.' });
        else
            value.set(name, at < 0 ? undefined : line.slice(at + 1));
    }
    return { value, faults };
}
/** Parses ids separated by commas, spaces or line breaks. A repeated id counts once. */
function parseIds(text, pattern, expected) {
    const words = text.split(/[\s,]+/).filter((word) => word !== '');
    const faults = words.filter((word) => !pattern.test(word)).map((given) => ({ given, expected }));
    return { value: [...new Set(words.filter((word) => pattern.test(word)))], faults };
}
/** The id of a job; `:n` is a child of an array. */
const jobId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?::\d{1,5})?$/;
/** Parses ids of jobs, as `parseIds` does. */
function parseJobIds(text) {
    return parseIds(text, jobId, 'Give job ids as the output `job-id` has them, separated by commas or line breaks.');
}


/***/ }),

/***/ 86475:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ne: () => (/* binding */ openLog),
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
/* harmony export */   FV: () => (/* binding */ escapeMarkdown),
/* harmony export */   Fw: () => (/* binding */ escapeMermaid),
/* harmony export */   P_: () => (/* binding */ formatCode),
/* harmony export */   _P: () => (/* binding */ escapeLogLine),
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

/***/ 56620:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ systemClock)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);

/** The machine's own time and random numbers. */
const systemClock = {
    now: () => performance.now(),
    date: () => new Date(),
    async sleep(ms, signal) {
        signal?.throwIfAborted();
        try {
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(ms, undefined, signal && { signal });
        }
        catch (error) {
            // Node throws an AbortError of its own; callers compare with the reason.
            signal?.throwIfAborted();
            throw error;
        }
    },
    random: Math.random,
};


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


/***/ }),

/***/ 12819:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   resolveFolders: () => (/* binding */ resolveFolders)
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

/***/ 44568:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ retry),
/* harmony export */   k: () => (/* binding */ jitteredPause)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56620);

/**
 * Calls `work` until it resolves or the policy gives up. `work` gets the number of the attempt, from 1. Throws the last
 * error.
 */
async function retry(work, { pauseMs, signal, clock = _clock_js__WEBPACK_IMPORTED_MODULE_0__/* .systemClock */ .m }) {
    for (let attempt = 1;; attempt += 1) {
        try {
            return await work(attempt);
        }
        catch (error) {
            const ms = pauseMs(error, attempt);
            if (ms === undefined)
                throw error;
            await clock.sleep(ms, signal);
        }
    }
}
/**
 * A pause with full jitter: any length up to an exponentially growing limit, so that many runners do not retry in step.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
function jitteredPause(attempt, { firstMs, maxMs }, random = Math.random) {
    return random() * Math.min(maxMs, firstMs * 2 ** (attempt - 1));
}


/***/ }),

/***/ 29587:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ findTlsFailure)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33178);

/** Limit of the causes of an error that are examined. */
const maxCauses = 10;
const trustAdvice = 'If you trust the server, set NODE_EXTRA_CA_CERTS in the environment of the step to a PEM file with the certificate of its authority.';
const renewAdvice = 'Renew the certificate of the server, and check the clock of this machine.';
const plainAdvice = 'Check the address: a server without TLS needs `http://`, and https has another port.';
const versionAdvice = 'Let the server, or the proxy before it, offer TLS 1.2 or newer.';
const unknownAuthority = ['its certificate comes from an authority that this machine does not trust', trustAdvice];
const expired = ['its certificate has expired, or is not valid yet', renewAdvice];
const noTls = ['it did not respond with TLS', plainAdvice];
const noCommonVersion = ['the server and this machine have no TLS version or cipher in common', versionAdvice];
/** https://nodejs.org/api/tls.html#x509-certificate-error-codes and the names of OpenSSL's errors. */
const failures = new Map([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', ['its certificate is self-signed', trustAdvice]],
    ['SELF_SIGNED_CERT_IN_CHAIN', unknownAuthority],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', unknownAuthority],
    ['UNABLE_TO_GET_ISSUER_CERT', unknownAuthority],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', unknownAuthority],
    ['CERT_UNTRUSTED', unknownAuthority],
    ['CERT_HAS_EXPIRED', expired],
    ['CERT_NOT_YET_VALID', expired],
    ['CERT_REVOKED', ['its certificate was revoked', renewAdvice]],
    [
        'ERR_TLS_CERT_ALTNAME_INVALID',
        [
            'its certificate is for another host name',
            'Use a host name of the certificate. If a proxy opens TLS connections, trust its authority with NODE_EXTRA_CA_CERTS.',
        ],
    ],
    ['ERR_SSL_WRONG_VERSION_NUMBER', noTls],
    ['ERR_SSL_PACKET_LENGTH_TOO_LONG', noTls],
    ['ERR_SSL_HTTP_REQUEST', noTls],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', noCommonVersion],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', noCommonVersion],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', noCommonVersion],
]);
/** All other failures of TLS, and the codes of certificates and lists of revoked ones that cannot be verified. */
const otherCode = /^(?:ERR_SSL_|ERR_TLS_|CERT_|CRL_|UNABLE_TO_|ERROR_IN_C|INVALID_(?:CA|PURPOSE)$|HOSTNAME_MISMATCH$)/;
const otherFailure = ['its certificate cannot be verified, or TLS failed', trustAdvice];
/** Finds a failure of TLS in an error or its causes; undefined for any other error. */
function findTlsFailure(error) {
    let current = error;
    for (let depth = 0; depth < maxCauses && current instanceof Error; depth++) {
        const code = getCode(current);
        const [reason, advice] = failures.get(code) ?? (otherCode.test(code) ? otherFailure : []);
        if (reason !== undefined && advice !== undefined)
            return { code, reason, advice };
        current = current.cause;
    }
    return undefined;
}
/** Node gives a failure while it writes the code EPROTO, and the name of OpenSSL's error only in the message. */
function getCode(error) {
    const code = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getString */ .AA)(error, 'code') ?? '';
    const [, reason] = code === 'EPROTO' ? (/:SSL routines:[^:]*:([^:]{1,80}):/.exec(error.message) ?? []) : [];
    return reason === undefined ? code : `ERR_SSL_${reason.toUpperCase().replaceAll(/\W+/g, '_')}`;
}


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
/** Formats a duration in at most two units: `0.4 s`, `12 s`, `3 min 5 s`, `2 h 10 min`. */
function formatDuration(ms) {
    const seconds = ms / 1000;
    if (seconds < 9.95)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    if (whole < 60)
        return `${whole} s`;
    if (whole < 3600)
        return `${Math.floor(whole / 60)} min ${whole % 60} s`;
    return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
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

/***/ 78198:
/***/ ((__unused_webpack_module, __unused_webpack___webpack_exports__, __webpack_require__) => {


// EXTERNAL MODULE: ./src/action/crash.js
var crash = __webpack_require__(33274);
// EXTERNAL MODULE: ./src/action/docs-link.js
var docs_link = __webpack_require__(70131);
// EXTERNAL MODULE: ./src/action/open-step-log.js
var open_step_log = __webpack_require__(60327);
// EXTERNAL MODULE: ./src/action/outputs.js
var outputs = __webpack_require__(77027);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/lib/environment.js
var environment = __webpack_require__(12819);
// EXTERNAL MODULE: ./src/action/event.js
var action_event = __webpack_require__(98605);
// EXTERNAL MODULE: ./src/lib/json.js
var json = __webpack_require__(33178);
;// CONCATENATED MODULE: ./src/action/finished-run.js

/**
 * Parses the payload of a `workflow_run` event; undefined for any other event.
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#workflow_run
 */
function parseFinishedRun(event) {
    const run = (0,json/* getField */.VI)(event, 'workflow_run');
    const [id, attempt, sha] = [(0,json/* getNumber */.WZ)(run, 'id'), (0,json/* getNumber */.WZ)(run, 'run_attempt'), (0,json/* getString */.AA)(run, 'head_sha')];
    if (id === undefined || attempt === undefined || !sha)
        return undefined;
    return {
        id,
        attempt,
        path: (0,json/* getString */.AA)(run, 'path') ?? '',
        url: (0,json/* getString */.AA)(run, 'html_url') ?? '',
        event: (0,json/* getString */.AA)(run, 'event') ?? '',
        sha,
        branch: (0,json/* getString */.AA)(run, 'head_branch') ?? '',
        repository: (0,json/* getString */.AA)(run, 'head_repository', 'full_name') || undefined,
    };
}

// EXTERNAL MODULE: ./src/action/step-summary.js
var step_summary = __webpack_require__(52366);
// EXTERNAL MODULE: ./src/action/workflow-run.js
var workflow_run = __webpack_require__(83396);
// EXTERNAL MODULE: ./src/action/input-parsers.js
var input_parsers = __webpack_require__(48728);
// EXTERNAL MODULE: ./src/action/input-problems.js
var input_problems = __webpack_require__(95414);
// EXTERNAL MODULE: ./src/action/input-reader.js
var input_reader = __webpack_require__(90977);
// EXTERNAL MODULE: ./src/plan/comment-inputs.js
var comment_inputs = __webpack_require__(27907);
;// CONCATENATED MODULE: ./src/plan/report-action-inputs.js




/** Every input of report/action.yml, in its order. A test compares the two lists. */
const reportActionInputNames = (/* unused pure expression or super */ null && ([
    'result-file',
    'comment',
    'comment-key',
    'comment-mode',
    'github-token',
    'summary',
]));
/** Every output of report/action.yml. */
const reportActionOutputNames = (/* unused pure expression or super */ null && (['comment-url']));
/** Reads the inputs from the runner's `INPUT_*` variables. Throws InvalidInputs with everything that is wrong. */
function readReportActionInputs(env) {
    const problems = [];
    const read = (0,input_reader/* createInputReader */.i)(env, problems);
    const resultFiles = read.list('result-file', input_parsers/* parsePaths */.Iz);
    if (read.text('result-file') === undefined)
        read.missing('result-file', 'Name the result file of the run.');
    const inputs = { resultFiles, comment: (0,comment_inputs/* readCommentInputs */.J5)(read, 'changes'), summary: read.flag('summary', true) };
    if (problems.length > 0)
        throw new input_problems/* InvalidInputs */.hS(problems);
    return inputs;
}

// EXTERNAL MODULE: ./src/report/summary.js + 1 modules
var summary = __webpack_require__(96451);
// EXTERNAL MODULE: ./src/run/comment-target.js
var comment_target = __webpack_require__(43403);
// EXTERNAL MODULE: ./src/run/github-access.js + 2 modules
var github_access = __webpack_require__(75251);
// EXTERNAL MODULE: ./src/run/publish-comment.js + 3 modules
var publish_comment = __webpack_require__(17728);
// EXTERNAL MODULE: ./src/lib/regular-file.js
var regular_file = __webpack_require__(39145);
// EXTERNAL MODULE: ./src/local/workspace-files.js
var workspace_files = __webpack_require__(41113);
// EXTERNAL MODULE: ./src/report/result-file.js
var result_file = __webpack_require__(65835);
;// CONCATENATED MODULE: ./src/run/read-result-files.js
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





/** The most result files in one report. */
const fileLimit = 100;
/**
 * Reads the reports in the result files of the workspace. The lines are paths, folders and patterns, as in
 * `input-path`. The files are untrusted: throws Failure `invalid-input`, which names the file, for a link that
 * leaves the workspace, a file that is too large, or a file that does not match the schema.
 */
async function readResultFiles(lines, workspace, signal) {
    const { readResultFile } = await Promise.all(/* import() */[__webpack_require__.e(3774), __webpack_require__.e(8769)]).then(__webpack_require__.bind(__webpack_require__, 18769));
    const reports = [];
    for (const [at, { source, path }] of (await findFiles(lines, workspace, signal)).entries()) {
        try {
            reports.push(...readResultFile(await readBytes(source), `file-${at + 1}`));
        }
        catch (error) {
            const reason = error instanceof Error ? error.message : '';
            throw createFailure(`result-file: ${(0,input_problems/* quote */.hD)(path)} is not a result file. ${reason}`.trim(), error);
        }
    }
    return reports;
}
async function findFiles(lines, workspace, signal) {
    try {
        const { files } = await (0,workspace_files/* collectFiles */.C)(workspace, lines, { signal, limit: fileLimit });
        return files;
    }
    catch (error) {
        if (!(error instanceof errors/* Failure */.HR))
            throw error;
        throw createFailure(error.message.replace(/^input-path:/, 'result-file:'), error);
    }
}
/** Reads one byte more than allowed at most, so that the reader sees that a file is too large. */
async function readBytes(path) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const file = __addDisposableResource(env_1, await (0,regular_file/* openRegularFile */.ZU)(path, { followsLink: false }), true);
        const buffer = Buffer.alloc(result_file/* resultLimitBytes */._Z + 1);
        let length = 0;
        for (;;) {
            const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
            length += bytesRead;
            if (bytesRead === 0 || length === buffer.length)
                return buffer.subarray(0, length);
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
function createFailure(evidence, cause) {
    const advice = 'Give the files that the output `result-file` of disdat/run-action names, from the same release.';
    return new errors/* Failure */.HR('invalid-input', evidence, advice, { cause });
}

;// CONCATENATED MODULE: ./src/run/report-action.js












/** How long GitHub may take to find the pull request, in milliseconds. */
const findLimitMs = 60_000;
const refusalAdvice = 'Give the job `permissions: pull-requests: write`.';
/**
 * Comments on the pull request of a run that has no write permission, from the result file of that run. The file is as
 * trustworthy as the author of the pull request, so the pull request, the commit and the run come from GitHub alone.
 * Throws Failure for invalid inputs, another event, and invalid files.
 */
async function runReportAction(dependencies) {
    const { env, log, cancelled } = dependencies;
    const inputs = readReportActionInputs(env);
    const event = parseFinishedRun(await (0,action_event.readEvent)(env));
    if (event === undefined)
        throw new errors/* Failure */.HR('invalid-input', '`disdat/run-action/report` works only in a `workflow_run` workflow.', 'Use it in a workflow with `on: workflow_run`, as docs/pull-requests.md shows.');
    const untrusted = await readResultFiles(inputs.resultFiles, env['GITHUB_WORKSPACE'] ?? '.', cancelled);
    // The snippet to attach is left out: readers would copy it, and its author is not trusted.
    const reports = untrusted.map(({ left: _, ...report }) => report);
    if (inputs.summary) {
        const render = () => (0,summary/* renderSummary */.B)(reports, { docsUrl: (0,docs_link/* getDocsUrl */.Tr)(env) });
        await (0,step_summary/* writeStepSummary */.o)(render, log, env['GITHUB_STEP_SUMMARY']);
    }
    if (inputs.comment.comment !== 'never')
        await comment(reports, event, inputs, dependencies);
}
async function comment(reports, event, inputs, { env, log, outputs, cancelled }) {
    const access = { token: inputs.comment.githubToken, env, log };
    try {
        const github = await (0,github_access/* openGitHubFor */.j)(access, AbortSignal.any([cancelled, AbortSignal.timeout(findLimitMs)]));
        if (github === undefined)
            return await log.notice('`comment` needs `github-token`. No comment was posted.');
        const { repository, branch } = event;
        const candidates = repository === undefined ? [] : await github.listPullRequests(repository, branch);
        const pullRequest = candidates.find(({ head }) => head.sha === event.sha);
        if (pullRequest === undefined)
            return await log.notice(explainNoPullRequest(event, candidates));
        const target = createTarget(event, pullRequest, { inputs, env, reports });
        await (0,publish_comment/* publishComment */.p)(reports, target, { ...access, outputs, cancelled });
    }
    catch (error) {
        await (0,publish_comment/* logCommentFailure */.g)(error, refusalAdvice, log);
    }
}
function explainNoPullRequest({ sha, event }, candidates) {
    const [newest] = candidates;
    return newest === undefined
        ? `The event \`${event}\` started the run, and its branch has no open pull request. No comment was posted.`
        : `No comment on pull request #${newest.number}: it has a newer commit than ${sha}.`;
}
function createTarget(run, { number }, { inputs, env, reports, }) {
    const { comment } = inputs;
    const { workflow, job, step } = (0,workflow_run.readWorkflowRun)(env, undefined);
    const place = ['workflow_run', run.path, workflow, job, step, ...(0,comment_target/* describeRuns */._N)(reports)];
    return {
        pullRequest: number,
        ...{ sha: run.sha, runId: run.id, attempt: run.attempt, url: run.url, inputs: comment, refusalAdvice },
        key: (0,comment_target/* createCommentKey */.hO)(comment.commentKey, place),
        remark: "\n<sub>The pull request's own run wrote this report, and the code of the pull request could change it.</sub>\n",
    };
}

;// CONCATENATED MODULE: ./src/report.js







/** The entry of `disdat/run-action/report`. */
async function main(env) {
    (0,environment.resolveFolders)(env);
    const cancel = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'])
        process.on(signal, () => cancel.abort(new Error(signal)));
    const log = (0,open_step_log/* openStepLog */.p)(env);
    try {
        await runReportAction({
            env,
            log,
            outputs: new outputs/* OutputWriter */.P(log.warning, log.holdsMasked, env['GITHUB_OUTPUT']),
            cancelled: cancel.signal,
        });
    }
    catch (error) {
        const failure = error instanceof errors/* Failure */.HR
            ? `${error.verdict}: ${error.message} ${error.advice}`
            : `internal-error: ${(0,errors/* describeError */.Uc)(error)}`;
        await (0,crash.failStep)((0,docs_link/* linkDocs */.cG)(failure, (0,docs_link/* getDocsUrl */.Tr)(env)));
    }
}
process.noDeprecation = true;
(0,crash.reportUncaught)(crash.failWithCrash);
void main(process.env)
    .catch(crash.failWithCrash)
    .finally(() => process.stdout.write('', () => process.exit()));


/***/ })

};
;