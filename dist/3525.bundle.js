"use strict";
exports.id = 3525;
exports.ids = [3525,3274,2819];
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

/***/ 35269:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G5: () => (/* binding */ parseHiddenJson),
/* harmony export */   Mb: () => (/* binding */ formatHiddenJson),
/* harmony export */   Y2: () => (/* binding */ hiddenJsonLimit),
/* harmony export */   my: () => (/* binding */ isCount)
/* harmony export */ });
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33178);

/** The longest JSON that is parsed, in UTF-16 units. */
const jsonLimit = 460;
/** The longest line of `formatHiddenJson`, for a name of at most 30 characters. */
const hiddenJsonLimit = 500;
/** Formats a small object as one line of Markdown that GitHub does not show. */
function formatHiddenJson(name, value) {
    // These characters could end the HTML comment.
    return `<!-- ${name} ${JSON.stringify(value).replace(/[<>-]/g, escapeCharacter)} -->`;
}
const escapeCharacter = (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
/** The value in the first line of a text; undefined when that line is not one of `formatHiddenJson` with this name. */
function parseHiddenJson(name, text) {
    const [, json = ''] = /^<!-- [a-z-]+ (\{[^\r\n]*\}) -->/.exec(text.slice(0, hiddenJsonLimit)) ?? [];
    return text.startsWith(`<!-- ${name} `) && json.length <= jsonLimit ? (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .parseJson */ .qF)(json) : undefined;
}
/** Whether a value counts something: an integer from 0. */
const isCount = (value) => Number.isSafeInteger(value) && Number(value) >= 0;


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

/***/ 78198:
/***/ ((__unused_webpack_module, __unused_webpack___webpack_exports__, __webpack_require__) => {


// EXTERNAL MODULE: ./src/action/crash.js
var crash = __webpack_require__(33274);
// EXTERNAL MODULE: ./src/action/open-step-log.js
var open_step_log = __webpack_require__(60327);
// EXTERNAL MODULE: ./src/action/outputs.js
var outputs = __webpack_require__(77027);
// EXTERNAL MODULE: ./src/lib/environment.js
var environment = __webpack_require__(12819);
// EXTERNAL MODULE: ./src/action/docs-link.js
var docs_link = __webpack_require__(70131);
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
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
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
// EXTERNAL MODULE: ./src/run/github-access.js + 3 modules
var github_access = __webpack_require__(75096);
// EXTERNAL MODULE: ./src/run/publish-comment.js + 1 modules
var publish_comment = __webpack_require__(19812);
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
        key: (0,comment_target/* createPlaceKey */.xZ)(comment.commentKey, place),
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
            outputs: new outputs/* OutputWriter */.PO(log.warning, log.holdsMasked, env['GITHUB_OUTPUT']),
            cancelled: cancel.signal,
        });
    }
    catch (error) {
        await (0,crash.failWith)(error, env);
    }
}
process.noDeprecation = true;
(0,crash.reportUncaught)(crash.failWithCrash);
void main(process.env)
    .catch(crash.failWithCrash)
    .finally(() => process.stdout.write('', () => process.exit()));


/***/ }),

/***/ 91388:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ commentLimit),
/* harmony export */   w: () => (/* binding */ renderComment)
/* harmony export */ });
/* harmony import */ var _action_docs_link_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70131);
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19177);
/* harmony import */ var _fit_sections_js__WEBPACK_IMPORTED_MODULE_20__ = __webpack_require__(60879);
/* harmony import */ var _many_runs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(74361);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(11156);
/* harmony import */ var _render_reports_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(21395);
/* harmony import */ var _run_result_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(30488);
/* harmony import */ var _sections_bundles_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(63179);
/* harmony import */ var _sections_columns_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(46311);
/* harmony import */ var _sections_contents_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(96738);
/* harmony import */ var _sections_failure_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(89396);
/* harmony import */ var _sections_headline_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(48996);
/* harmony import */ var _sections_history_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(70602);
/* harmony import */ var _sections_lineage_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(94611);
/* harmony import */ var _sections_log_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(46564);
/* harmony import */ var _sections_overview_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(10703);
/* harmony import */ var _sections_rows_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(58693);
/* harmony import */ var _sections_rules_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(83385);
/* harmony import */ var _sections_run_table_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(30234);
/* harmony import */ var _sections_schema_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(49415);
/* harmony import */ var _sections_skip_js__WEBPACK_IMPORTED_MODULE_19__ = __webpack_require__(72499);





















/** GitHub accepts 65,536 characters; the difference is for a hidden marker. */
const commentLimit = 64_500;
/** The log lines of a failed run; the summary shows more. */
const logLimit = 20;
/** Renders the comment on a pull request: what happened to the data. At most `limit` characters, without the marker. */
function renderComment(reports, { limit = commentLimit, runUrl, commit, updatedAt, docsUrl = (0,_action_docs_link_js__WEBPACK_IMPORTED_MODULE_0__/* .getDocsUrl */ .Tr)({}) } = {}) {
    const footer = [
        ...(runUrl === undefined ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_18__/* .renderLink */ .BK)('Run summary', runUrl)]),
        ...(commit ? [`commit ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_18__/* .renderShortId */ .i4)(commit)}`] : []),
        ...(updatedAt === undefined ? [] : [`updated ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatTime */ .fU)(updatedAt)}`]),
    ].join(' · ');
    const budget = { limit: limit - footer.length - 1, measure: (text) => text.length };
    // A label has the values that distinguish several runs.
    const hasParams = reports.length > 1 && !(0,_run_result_js__WEBPACK_IMPORTED_MODULE_4__/* .areLabelled */ .ko)(reports);
    const sections = (report) => hasParams ? [(0,_sections_run_table_js__WEBPACK_IMPORTED_MODULE_16__/* .createParamsSection */ .gE)(report), ...createSections(report, docsUrl)] : createSections(report, docsUrl);
    const layout = { createSections: sections, budget };
    const text = (0,_run_result_js__WEBPACK_IMPORTED_MODULE_4__/* .areLabelled */ .ko)(reports) ? (0,_many_runs_js__WEBPACK_IMPORTED_MODULE_2__/* .renderManyRuns */ .g)(reports, layout) : (0,_render_reports_js__WEBPACK_IMPORTED_MODULE_3__/* .renderReports */ .k)(reports, layout);
    return `${text}${footer}`.trimEnd().concat('\n');
}
const createSections = (report, docsUrl) => [
    (0,_sections_rules_js__WEBPACK_IMPORTED_MODULE_15__/* .createRulesSection */ .N)(report),
    (0,_sections_history_js__WEBPACK_IMPORTED_MODULE_10__/* .createHistorySection */ .W)(report),
    (0,_sections_failure_js__WEBPACK_IMPORTED_MODULE_8__/* .createFailureSection */ .kf)(report, docsUrl),
    (0,_sections_failure_js__WEBPACK_IMPORTED_MODULE_8__/* .createDetachedSection */ .kq)(report),
    (0,_sections_skip_js__WEBPACK_IMPORTED_MODULE_19__/* .createSkipSection */ .N)(report),
    (0,_sections_overview_js__WEBPACK_IMPORTED_MODULE_13__/* .createOverviewSection */ .tU)(report),
    (0,_sections_schema_js__WEBPACK_IMPORTED_MODULE_17__/* .createSchemaSection */ .J)(report),
    (0,_sections_overview_js__WEBPACK_IMPORTED_MODULE_13__/* .createNotesSection */ .rX)(report),
    (0,_sections_rows_js__WEBPACK_IMPORTED_MODULE_14__/* .createRowsSection */ .j)(report),
    (0,_sections_rows_js__WEBPACK_IMPORTED_MODULE_14__/* .createSampleRowsSection */ .z)(report, true),
    (0,_sections_columns_js__WEBPACK_IMPORTED_MODULE_6__/* .createValuesSection */ .w)(report),
    (0,_sections_contents_js__WEBPACK_IMPORTED_MODULE_7__/* .createFilesSection */ .f8)(report),
    (0,_sections_contents_js__WEBPACK_IMPORTED_MODULE_7__/* .createNestedSection */ .Tx)(report),
    (0,_sections_contents_js__WEBPACK_IMPORTED_MODULE_7__/* .createTagsSection */ .TG)(report),
    (0,_sections_lineage_js__WEBPACK_IMPORTED_MODULE_11__/* .createLineageCountsSection */ .p)(report, report.lineage && report.lineage.nodes.length > 1 ? ' (graph in the run summary)' : ''),
    (0,_sections_bundles_js__WEBPACK_IMPORTED_MODULE_5__/* .createNewerUpstreamSection */ .y)(report),
    (0,_sections_log_js__WEBPACK_IMPORTED_MODULE_12__/* .createLogSection */ .M)(report, report.failure && report.failure.verdict !== 'rule-broken' ? logLimit : 0),
    (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_20__/* .createWholeSection */ .hx)('run', renderLinks(report)),
];
function renderLinks(report) {
    const { output, logUrl, cost } = report;
    return [
        ...(output && (0,_sections_headline_js__WEBPACK_IMPORTED_MODULE_9__/* .isProved */ .n_)(report) ? [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_18__/* .renderCode */ .cR)(output.uri)] : []),
        ...(logUrl === undefined ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_18__/* .renderLink */ .BK)('CloudWatch Logs', logUrl)]),
        ...(cost && (0,_sections_run_table_js__WEBPACK_IMPORTED_MODULE_16__/* .formatCost */ .BD)(cost) !== '' ? [`${(0,_sections_run_table_js__WEBPACK_IMPORTED_MODULE_16__/* .labelCost */ .kj)(report)}: ${(0,_sections_run_table_js__WEBPACK_IMPORTED_MODULE_16__/* .formatCost */ .BD)(cost)}`] : []),
    ].join(' · ');
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
const textNumbers = new Set(['min', 'max', 'mean', 'greatest']);
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
        skip: report.skip,
        reuse: report.reuse && { possible: report.reuse.possible, why: report.reuse.why },
        notCompared: report.notCompared,
        comparison: comparison && {
            ...comparison,
            changes: { ...comparison.changes, notes: createNotes(comparison, maxItems) },
        },
        rules: report.rules,
        history: report.history,
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

/***/ 96451:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  B: () => (/* binding */ renderSummary)
});

// EXTERNAL MODULE: ./src/action/docs-link.js
var docs_link = __webpack_require__(70131);
// EXTERNAL MODULE: ./src/report/fit-sections.js
var fit_sections = __webpack_require__(60879);
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
// EXTERNAL MODULE: ./src/report/sections/history.js
var sections_history = __webpack_require__(70602);
// EXTERNAL MODULE: ./src/report/sections/lineage.js
var lineage = __webpack_require__(94611);
// EXTERNAL MODULE: ./src/report/sections/log.js
var log = __webpack_require__(46564);
// EXTERNAL MODULE: ./src/report/sections/overview.js
var overview = __webpack_require__(10703);
// EXTERNAL MODULE: ./src/report/sections/rows.js
var rows = __webpack_require__(58693);
// EXTERNAL MODULE: ./src/report/sections/rules.js
var rules = __webpack_require__(83385);
// EXTERNAL MODULE: ./src/report/sections/run-table.js
var run_table = __webpack_require__(30234);
// EXTERNAL MODULE: ./src/report/sections/schema.js
var schema = __webpack_require__(49415);
// EXTERNAL MODULE: ./src/report/sections/skip.js
var skip = __webpack_require__(72499);
;// CONCATENATED MODULE: ./src/report/sections/versions.js

/** What a deletion leaves in a versioned bucket. */
function createVersioningSection({ cleanup }) {
    const text = 'The bucket is versioned: deleted objects are hidden and charged until a lifecycle rule of the bucket removes them.';
    return (0,fit_sections/* createWholeSection */.hx)('notes', cleanup?.isVersioned ? text : '');
}

;// CONCATENATED MODULE: ./src/report/summary.js



















/**
 * Renders the summary of a step: for each run its result, the changes of the data, and the details; for several runs
 * one table, and the details of some. At most `limitBytes` of UTF-8.
 */
function renderSummary(reports, { limitBytes = fit_sections/* summaryLimitBytes */.fx, docsUrl = (0,docs_link/* getDocsUrl */.Tr)({}) } = {}) {
    const budget = { limit: limitBytes, measure: (text) => Buffer.byteLength(text) };
    const layout = { createSections: (report) => createSections(report, docsUrl), budget };
    return (0,run_result/* areLabelled */.ko)(reports) ? (0,many_runs/* renderManyRuns */.g)(reports, layout) : (0,render_reports/* renderReports */.k)(reports, layout);
}
const createSections = (report, docsUrl) => [
    (0,rules/* createRulesSection */.N)(report),
    (0,sections_history/* createHistorySection */.W)(report),
    (0,failure/* createFailureSection */.kf)(report, docsUrl),
    (0,failure/* createDetachedSection */.kq)(report),
    (0,skip/* createSkipSection */.N)(report),
    createVersioningSection(report),
    (0,overview/* createOverviewSection */.tU)(report),
    (0,schema/* createSchemaSection */.J)(report),
    (0,overview/* createNotesSection */.rX)(report),
    (0,rows/* createRowsSection */.j)(report),
    (0,rows/* createSampleRowsSection */.z)(report, false),
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
/* harmony export */   xZ: () => (/* binding */ createPlaceKey)
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
    const parts = isMatrixLeg(given) ? [...place, given] : [given];
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
/** Whether a text can come from `toJSON(matrix)`. */
const isMatrixLeg = (text) => typeof (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .qF)(text) === 'object';


/***/ }),

/***/ 19812:
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
// EXTERNAL MODULE: ./src/github/comment-marker.js
var comment_marker = __webpack_require__(55996);
;// CONCATENATED MODULE: ./src/github/comment.js

/** GitHub refuses comments of more than 65,536 characters; the marker takes some of them. */
const commentBodyLimit = 65_536 - comment_marker/* commentMarkerLimit */.rU - 1;
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
    if (newest !== undefined && (0,comment_marker/* isNewerMarker */.Yv)(newest.marker, marker))
        return { kind: 'outdated', by: 'run' };
    if (!request.shouldPost(newest?.marker.state))
        return { kind: 'skipped' };
    const text = `${(0,comment_marker/* formatCommentMarker */.HP)(marker)}\n${request.body}`;
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
        .find(({ body }) => body.startsWith((0,comment_marker/* formatCommentMarker */.HP)(marker))));
    for (const id of earlierIds)
        await github.deleteComment(id);
    return await mergeConcurrent(github, selectNew(await github.listComments(pullRequest)), created);
}
/** The account's comments with this key, the oldest first. */
function selectOwn(comments, author, key) {
    return comments
        .flatMap((comment) => {
        const marker = comment.author === author ? (0,comment_marker/* parseCommentMarker */.Zv)(comment.body) : undefined;
        return marker?.key === key ? [{ comment, marker }] : [];
    })
        .toSorted((a, b) => a.comment.id - b.comment.id);
}
const findNewest = (comments) => comments.reduce((newest, comment) => (newest && (0,comment_marker/* isNewerMarker */.Yv)(newest.marker, comment.marker) ? newest : comment), undefined);
/** Leaves one of the comments that concurrent runs created. Every run that merges makes the same choice. */
async function mergeConcurrent(github, comments, created) {
    const [oldest, ...others] = comments;
    const newest = findNewest(comments);
    if (oldest === undefined || newest === undefined || others.length === 0)
        return created;
    if (newest !== oldest && (0,comment_marker/* isNewerMarker */.Yv)(newest.marker, oldest.marker))
        await github.updateComment(oldest.comment.id, newest.comment.body);
    for (const { comment } of others)
        await github.deleteComment(comment.id);
    return oldest.comment;
}

// EXTERNAL MODULE: ./src/github/errors.js
var github_errors = __webpack_require__(9421);
// EXTERNAL MODULE: ./src/lib/abort.js
var abort = __webpack_require__(31140);
// EXTERNAL MODULE: ./src/report/comment.js
var comment = __webpack_require__(91388);
// EXTERNAL MODULE: ./src/run/github-access.js + 3 modules
var github_access = __webpack_require__(75096);
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
    const limit = Math.min(comment/* commentLimit */.j, commentBodyLimit - remark.length);
    return `${(0,comment/* renderComment */.w)(reports, { limit, runUrl: url, commit: sha, updatedAt: new Date(), docsUrl })}${remark}`;
}


/***/ }),

/***/ 77068:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ distance),
/* harmony export */   k: () => (/* binding */ closest)
/* harmony export */ });
const peq = new Uint32Array(0x10000);
const myers_32 = (a, b) => {
    const n = a.length;
    const m = b.length;
    const lst = 1 << (n - 1);
    let pv = -1;
    let mv = 0;
    let sc = n;
    let i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        let eq = peq[b.charCodeAt(i)];
        const xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
const myers_x = (b, a) => {
    const n = a.length;
    const m = b.length;
    const mhc = [];
    const phc = [];
    const hsize = Math.ceil(n / 32);
    const vsize = Math.ceil(m / 32);
    for (let i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    let j = 0;
    for (; j < vsize - 1; j++) {
        let mv = 0;
        let pv = -1;
        const start = j * 32;
        const vlen = Math.min(32, m) + start;
        for (let k = start; k < vlen; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (let i = 0; i < n; i++) {
            const eq = peq[a.charCodeAt(i)];
            const pb = (phc[(i / 32) | 0] >>> i) & 1;
            const mb = (mhc[(i / 32) | 0] >>> i) & 1;
            const xv = eq | mv;
            const xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
            let ph = mv | ~(xh | pv);
            let mh = pv & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv = mh | ~(xv | ph);
            mv = ph & xv;
        }
        for (let k = start; k < vlen; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    let mv = 0;
    let pv = -1;
    const start = j * 32;
    const vlen = Math.min(32, m - start) + start;
    for (let k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    let score = m;
    for (let i = 0; i < n; i++) {
        const eq = peq[a.charCodeAt(i)];
        const pb = (phc[(i / 32) | 0] >>> i) & 1;
        const mb = (mhc[(i / 32) | 0] >>> i) & 1;
        const xv = eq | mv;
        const xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        let ph = mv | ~(xh | pv);
        let mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (let k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
const distance = (a, b) => {
    if (a.length < b.length) {
        const tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
const closest = (str, arr) => {
    let min_distance = Infinity;
    let min_index = 0;
    for (let i = 0; i < arr.length; i++) {
        const dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};



/***/ })

};
;