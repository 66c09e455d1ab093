"use strict";
exports.id = 1827;
exports.ids = [1827];
exports.modules = {

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

/***/ 40590:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
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
        Promise.all(/* import() */[__webpack_require__.e(2536), __webpack_require__.e(4422), __webpack_require__.e(6474), __webpack_require__.e(1496), __webpack_require__.e(3127), __webpack_require__.e(7524), __webpack_require__.e(59), __webpack_require__.e(2278)]).then(__webpack_require__.bind(__webpack_require__, 20059)),
        __webpack_require__.e(/* import() */ 8985).then(__webpack_require__.bind(__webpack_require__, 28985)),
        __webpack_require__.e(/* import() */ 8723).then(__webpack_require__.bind(__webpack_require__, 18723)),
        Promise.all(/* import() */[__webpack_require__.e(2536), __webpack_require__.e(1496), __webpack_require__.e(2669), __webpack_require__.e(562), __webpack_require__.e(8632), __webpack_require__.e(5718)]).then(__webpack_require__.bind(__webpack_require__, 25718)),
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
        Promise.all(/* import() */[__webpack_require__.e(6474), __webpack_require__.e(3127), __webpack_require__.e(7524), __webpack_require__.e(1240)]).then(__webpack_require__.bind(__webpack_require__, 77524)),
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
        Promise.all(/* import() */[__webpack_require__.e(3127), __webpack_require__.e(6214), __webpack_require__.e(9336)]).then(__webpack_require__.bind(__webpack_require__, 16214)),
        Promise.all(/* import() */[__webpack_require__.e(2536), __webpack_require__.e(4422), __webpack_require__.e(6474), __webpack_require__.e(1496), __webpack_require__.e(3127), __webpack_require__.e(7524), __webpack_require__.e(59), __webpack_require__.e(2278)]).then(__webpack_require__.bind(__webpack_require__, 20059)),
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