"use strict";
exports.id = 2824;
exports.ids = [2824];
exports.modules = {

/***/ 37049:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SY: () => (/* binding */ compareInput),
/* harmony export */   eU: () => (/* binding */ listReusable),
/* harmony export */   n7: () => (/* binding */ compareParam)
/* harmony export */ });
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33178);
/* harmony import */ var _bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84092);


/**
 * The bundles that Disdat can have found up to date, newest first, among the committed bundles with the output's name
 * and class. One bundle is proof; none or several are not. Disdat takes the newest bundle with the output's name and
 * the processing name of the task (`resolve_bundle` in https://pypi.org/project/disdat/0.8.25). That is Luigi's hash of
 * all parameters of the class, also of those that a run does not set, and logs to 0.10.1 do not show it. So others are
 * ruled out by what bundles record: the parameters that their own class defines, and their upstream bundles.
 */
function listReusable(bundles, { params, input }) {
    let possible = bundles.toSorted(_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .compareNewestFirst */ .a0);
    for (const [name, value] of params)
        possible = ruleOut(possible, (bundle) => compareParam(bundle, name, value));
    if (input !== undefined)
        possible = ruleOut(possible, (bundle) => compareInput(bundle, input));
    const newest = new Map(possible.toReversed().map((bundle) => [JSON.stringify([bundle.name, bundle.processingName]), bundle]));
    const [only, ...others] = newest.values();
    // Disdat may have found a bundle that cannot be read here.
    if (only !== undefined && others.length === 0 && isContradicted(only, params))
        return [];
    return [...newest.values()].toSorted(_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .compareNewestFirst */ .a0);
}
const isContradicted = (bundle, params) => [...params].some(([name, value]) => compareParam(bundle, name, value) === 'different');
/** A difference counts only beside an equal value, which shows that Disdat records the value as it was given. */
function ruleOut(bundles, compare) {
    if (!bundles.some((bundle) => compare(bundle) === 'equal'))
        return bundles;
    return bundles.filter((bundle) => compare(bundle) !== 'different');
}
/**
 * Compares a parameter that a bundle records with a value that a run sets; `unknown` where the bundle does not record
 * it, or may write it otherwise. Disdat 0.8.1 to 0.10 store a text as JSON.
 */
function compareParam({ params }, name, value) {
    const stored = params.get(name);
    if (stored === undefined)
        return 'unknown';
    if (stored === value || (stored.startsWith('"') && (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .qF)(stored) === value))
        return 'equal';
    return simplify(stored) === simplify(value) ? 'unknown' : 'different';
}
/** Removes what the type of a parameter may write otherwise, such as `True` for `true`, or `1.0` for `01`. */
const simplify = (value) => value.toLowerCase().replaceAll(/[\s"']|\b0+(?=\d)|\.0+\b/g, '');
/** Whether a bundle was made from an input: not known for a bundle that records no upstream bundles. */
function compareInput({ dependsOn }, input) {
    if (dependsOn.some(({ uuid }) => uuid === input))
        return 'equal';
    return dependsOn.length === 0 ? 'unknown' : 'different';
}


/***/ }),

/***/ 42071:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u7: () => (/* binding */ multiplyResources),
/* harmony export */   yN: () => (/* binding */ calculateCost)
/* harmony export */ });
/* unused harmony export sumRunningMs */
const hourMs = 3_600_000;
/**
 * Calculates the resources that the run occupied: for a backend that reports them, the resources of each attempt for as
 * long as the attempts ran; otherwise the limits of the run for `followedMs`. Undefined when neither vCPUs nor memory
 * are known, or nothing ran.
 */
function calculateCost({ run, backend }, result, followedMs) {
    return backend.can.reportsUsage
        ? multiplyResources(result?.resources, sumRunningMs(result?.attempts))
        : multiplyResources(run, followedMs);
}
/** Returns the vCPU hours and GiB hours of resources that were occupied for `ms`. */
function multiplyResources(resources, ms) {
    const { vcpus, memoryMib } = resources ?? {};
    if (ms <= 0 || (vcpus ?? memoryMib) === undefined)
        return undefined;
    const hours = ms / hourMs;
    return {
        ...(vcpus !== undefined && { vcpuHours: vcpus * hours }),
        ...(memoryMib !== undefined && { gibHours: (memoryMib / 1024) * hours }),
    };
}
/** Sums the running times of all attempts; an attempt that never started, or whose end is unknown, does not count. */
function sumRunningMs(attempts = []) {
    return attempts.reduce((sum, { startedAt, stoppedAt }) => startedAt && stoppedAt ? sum + Math.max(0, stoppedAt.getTime() - startedAt.getTime()) : sum, 0);
}


/***/ }),

/***/ 32824:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  finishJob: () => (/* binding */ finishJob)
});

// EXTERNAL MODULE: external "node:perf_hooks"
var external_node_perf_hooks_ = __webpack_require__(643);
// EXTERNAL MODULE: ./src/disdat/closing-summary.js
var closing_summary = __webpack_require__(59132);
;// CONCATENATED MODULE: ./src/disdat/traceback.js
/** Limit of the part of a line that is kept as evidence, in UTF-16 units. */
const evidenceLimit = 500;
/** Limit of the frames that are kept of a traceback: of a recursion, the deepest ones. */
const maxFrames = 16;
/** Limit of the text before a traceback that is recognized on its later lines, in UTF-16 units. */
const maxPrefix = 200;
/** Limit of other lines between two lines of a traceback, such as those of another thread. */
const maxForeignLines = 50;
// A logger, Spark or Ray writes a prefix before the first line, and some write it before each line.
const headerLine = /^(.*?)(?:Exception Group )?Traceback \(most recent call last\):\s*$/;
// The entry of a syntax error ends without ", in function".
const frameLine = /^ {2}File "(.+)", line (\d+)/;
/** The type of an exception, with its module, and its message: https://docs.python.org/3/library/traceback.html */
const exceptionLine = /^[\p{L}_][\p{L}\p{N}_]*(?:\.(?:[\p{L}_][\p{L}\p{N}_]*|<locals>))*(?::(?:\s.*)?)?$/u;
const levelWord = /^(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL)(?::|$)/;
/** https://docs.python.org/3/tutorial/errors.html#exception-chaining */
const chainLine = /(?:^|\s)(?:During handling of the above exception, another exception occurred:|The above exception was the direct cause of the following exception:)\s*$/;
/** The box that Rich draws: https://rich.readthedocs.io/en/stable/traceback.html */
const richHeader = /^(.*?)[╭┌+][─-]+ Traceback \(most recent call last\) [─-]+[╮┐+]\s*$/;
const richFrame = /^[│|] (\S.*?):(\d+) in \S+\s*[│|]?$/;
const richCode = /^[│|] [❱>] +\d+ (.*?)\s*[│|]?$/;
/** Extracts the tracebacks of one stream, line by line. Memory use does not grow with the stream. */
class TracebackReader {
    #isUserFile;
    #open;
    /** Whether the last frame is in the user's code, so that the next line may be its text. */
    #expectsCode = false;
    #isChained = false;
    /** @param isUserFile whether a file, as Python names it, holds the user's code */
    constructor(isUserFile) {
        this.#isUserFile = isUserFile;
    }
    /**
     * Takes the next line. Returns undefined where it does not belong to a traceback, `consumed` where it does, and the
     * traceback with its last line.
     */
    readLine(line) {
        const [, prefix] = headerLine.exec(line) ?? [];
        if (prefix !== undefined)
            return this.#start('python', prefix);
        const [, richPrefix] = richHeader.exec(line) ?? [];
        if (richPrefix !== undefined)
            return this.#start('rich', richPrefix);
        if (this.#open !== undefined)
            return this.#readInside(line, this.#open);
        if (chainLine.test(line))
            this.#isChained = true;
        return undefined;
    }
    #start(style, text) {
        // The traceback of a group itself has the margin `+`; those of its members have the margin `|`.
        const prefix = text.length > maxPrefix ? '' : text.replace(/\+ $/, '| ');
        const [margin = ''] = /(?:^| ) *\| $/.exec(prefix) ?? [];
        this.#open = {
            style,
            prefix,
            margin,
            frames: [],
            isChained: this.#isChained || (margin !== '' && text.endsWith('| ')),
            foreignLines: 0,
        };
        this.#isChained = false;
        this.#expectsCode = false;
        return 'consumed';
    }
    #readInside(line, open) {
        const text = removePrefix(line, open);
        const frame = (open.style === 'rich' ? richFrame : frameLine).exec(text);
        if (frame !== null)
            return this.#addFrame(open, frame);
        const code = open.style === 'rich' ? readRichCode(text) : readCode(text);
        if (this.#expectsCode && code !== undefined) {
            addCode(open.frames, code);
            this.#expectsCode = false;
            return 'consumed';
        }
        if (text === '' || /^[\s│|╰└+]/.test(text)) {
            if (open.style === 'python')
                this.#expectsCode = false;
            return 'consumed';
        }
        if (!exceptionLine.test(text) || levelWord.test(text))
            return this.#skipForeignLine(open);
        this.#open = undefined;
        const exception = text.slice(0, evidenceLimit).replace(/\.$/, '');
        const isNested = open.margin.length > '  | '.length;
        return { exception, frames: open.frames, isChained: open.isChained, isNested };
    }
    #addFrame({ frames }, [, file = '', line]) {
        this.#expectsCode = this.#isUserFile(file);
        if (this.#expectsCode)
            frames.push({ file: shortenPath(file), line: Number(line), code: undefined });
        if (frames.length > maxFrames)
            frames.shift();
        return 'consumed';
    }
    /** A line of another thread or process can stand between two lines of a traceback. */
    #skipForeignLine(open) {
        open.foreignLines += 1;
        if (open.foreignLines > maxForeignLines)
            this.#open = undefined;
    }
}
/** Digits may differ: a logger puts the time before each line. */
function removePrefix(line, { prefix, margin }) {
    const start = line.slice(0, prefix.length);
    if (maskDigits(start) === maskDigits(prefix))
        return line.slice(prefix.length);
    return margin === '' ? line : line.trimStart();
}
const maskDigits = (text) => text.replace(/\d/g, '0');
const readCode = (text) => (text.startsWith('    ') ? text.trim() : undefined);
/** Rich draws a line for each level of indentation. */
const readRichCode = (text) => richCode.exec(text)?.[1]?.replace(/^(?:[│|] *)+/, '');
function addCode(frames, code) {
    const last = frames.pop();
    if (last !== undefined)
        frames.push({ ...last, code: code.slice(0, evidenceLimit) });
}
const installedFile = /(?:\/(?:site|dist)-packages\/(?:[^/]+\.egg\/)?|(?:^|\/)build\/bdist\.[^/]+\/egg\/)(.+)$/;
/**
 * The path of an installed file, from its package on; undefined for other files. The images of Disdat 0.7 and 0.8
 * install pipes as eggs, whose tracebacks name the folder in which setuptools built them.
 */
const findInstalledPath = (file) => installedFile.exec(file)?.[1];
const shortenPath = (file) => (findInstalledPath(file) ?? file).slice(0, evidenceLimit);

;// CONCATENATED MODULE: ./src/disdat/log-analyzer.js


/** Limit of the exceptions whose origins are kept. */
const maxOrigins = 5;
/** The formats of log lines: of Disdat 0.7 and 0.8.0, of Disdat 0.8.1 and later, and of Luigi in disdat-luigi. */
const logLine = /^(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} - \S+ - (?=[A-Z]+ - ))?(DEBUG|INFO|WARNING|ERROR|CRITICAL)(?: - |:[\w.-]+:|: )(.*)$/;
const taskFailedText = /^\[pid \d+\] Worker .+ failed {4}(\S.*)$/;
const taskStatusText = /^Informed scheduler that task {3}(\S+) {3}has status {3}(\w+)$/;
/** The last line of a program whose command line Python's argparse refuses. */
const usageErrorLine = /^[\w./-]+: error: (.+)$/;
/**
 * The messages about a command that cannot be executed: of a container's init process (tini), or, without one, of the
 * container runtime (runc, before and since 2022), of a shell, and of QEMU, which runs a program of another
 * architecture and lacks the libraries of that architecture.
 */
const startErrorLine = /^(?:\[FATAL tini \(\d+\)\] (exec .+ failed: .+)|standard_init_linux\.go:\d+: (exec user process caused.*: exec format error)|(exec \S+: exec format error)|\S{1,200}: (?:(?:line )?\d+: )?(.{1,400}: Exec format error)|(qemu-\w+(?:-static)?: Could not open '[^']{1,400}': No such file or directory))$/;
/**
 * Disdat's messages about a remote that it cannot use, since 0.7. The last one ends a run with exit code 0 and nothing
 * pushed, the others stop it before it begins.
 */
const remoteErrorText = /^(?:Unable to bind context |Pull cannot execute\.|aws_s3: bucket .+ raised a |aws_s3\.\w+ Fail on |Push unable to copy bundle )/;
/**
 * Reads a pipe's log line by line and keeps what explains a failure: the traceback of the first failed task, or else
 * the last traceback; the Luigi Execution Summary; Disdat's first error about the remote. Memory use does not grow with
 * the log. Nothing in a log is proof, because a pipe can print anything: use it only to explain a failure that the exit
 * code or the missing bundle has shown.
 */
class LogAnalyzer {
    #package;
    #streams;
    #firstTaskFailure;
    #lastTraceback;
    /** The first exceptions of tasks that failed. */
    #taskOrigins = [];
    /** The last exception and the exceptions that caused it. */
    #lastOrigins = [];
    #summary;
    #remoteError;
    #usageError;
    #lastError;
    #startError;
    #rootTask;
    /** @param pipeClass `pkg.mod.Class`: the first part is the package with the user's code */
    constructor(pipeClass) {
        this.#package = pipeClass.split('.')[0] ?? '';
        const createState = () => ({
            tracebacks: new TracebackReader((file) => this.#isUserFile(file)),
            failedTask: undefined,
            isInSummary: false,
        });
        this.#streams = { stdout: createState(), stderr: createState() };
    }
    /** Takes the next line of a stream, without its line end. Python, Luigi and Disdat report on stderr. */
    readLine(line, stream = 'stderr') {
        const state = this.#streams[stream];
        const traceback = state.tracebacks.readLine(line);
        if (traceback === 'consumed')
            return;
        if (traceback !== undefined)
            this.#addTraceback(traceback, state);
        else if (line === closing_summary/* summaryEdge */.y)
            this.#toggleSummary(state);
        else if (state.isInSummary)
            this.#readSummaryLine(line);
        else
            this.#readMessage(line, state);
    }
    /** The traceback that explains a failure: that of the task that failed first, or else the last one. */
    get failure() {
        return this.#firstTaskFailure ?? (this.#lastTraceback && { traceback: this.#lastTraceback });
    }
    /**
     * The origins of the exceptions that explain a failure, at most five different ones: those of the tasks that failed,
     * or else the last exception and its causes. Where a task failed, exceptions that the pipe handled are left out.
     */
    get origins() {
        return this.#taskOrigins.length > 0 ? this.#taskOrigins : this.#lastOrigins;
    }
    /** The Luigi Execution Summary; undefined where the pipe ended before Luigi printed it. */
    get summary() {
        return this.#summary;
    }
    /**
     * The requested task and the status in which Luigi found it. Luigi checks it first; `DONE` means up to date. Before
     * disdat-luigi it is Disdat's own task, and `id` is undefined.
     */
    get rootTask() {
        if (this.#rootTask === undefined)
            return undefined;
        const { id, status } = this.#rootTask;
        return { id: id.startsWith('DriverTask_') ? undefined : id, status };
    }
    /** Disdat's first error about the remote. */
    get remoteError() {
        return this.#remoteError;
    }
    /** Why the program of the image refused its command line. */
    get usageError() {
        return this.#usageError;
    }
    /** The last message that a logger printed as an error. */
    get lastError() {
        return this.#lastError;
    }
    /** Why the container's command could not be executed. */
    get startError() {
        return this.#startError;
    }
    #addTraceback({ exception, frames, isChained, isNested }, { failedTask: task }) {
        const origin = { task, exception, frames };
        if (!isChained)
            this.#lastOrigins = [];
        addOrigin(this.#lastOrigins, origin);
        if (this.#lastOrigins.length > maxOrigins)
            this.#lastOrigins.shift();
        if (task !== undefined && this.#taskOrigins.length < maxOrigins)
            addOrigin(this.#taskOrigins, origin);
        // The traceback of an exception group covers the exceptions in the group.
        if (isNested)
            return;
        const deepest = frames.at(-1);
        const traceback = { exception, where: deepest && { file: deepest.file, line: deepest.line } };
        this.#lastTraceback = traceback;
        // Later tracebacks of a task belong to the same failure ("During handling of the above exception").
        if (task !== undefined && (this.#firstTaskFailure === undefined || this.#firstTaskFailure.task === task)) {
            this.#firstTaskFailure = { task, traceback };
        }
    }
    /** `dsdt dockerize` installs the pipe into site-packages, so only the package's name identifies the user's code. */
    #isUserFile(file) {
        const installed = findInstalledPath(file);
        if (installed !== undefined)
            return installed.startsWith(`${this.#package}/`) || installed === `${this.#package}.py`;
        return file.startsWith('/') && !/\/lib(64)?\/python\d|\/bin\/[^/]+$/.test(file);
    }
    #toggleSummary(state) {
        state.isInSummary = !state.isInSummary;
        if (state.isInSummary)
            this.#summary = { ran: 0, complete: 0, failed: 0 };
    }
    #readSummaryLine(line) {
        const [, count, outcome] = /^\* (\d+) (ran successfully|(?:complete ones|present dependencies) were encountered|failed)(?: scheduling)?:/.exec(line) ?? [];
        if (this.#summary === undefined || count === undefined)
            return;
        const key = outcome === 'failed' ? 'failed' : outcome === 'ran successfully' ? 'ran' : 'complete';
        this.#summary = { ...this.#summary, [key]: this.#summary[key] + Number(count) };
    }
    #readTaskStatus(text, state) {
        state.failedTask = undefined;
        const [, id, status] = taskStatusText.exec(text) ?? [];
        if (id !== undefined && status !== undefined)
            this.#rootTask ??= { id: id.slice(0, evidenceLimit), status };
    }
    #readMessage(line, state) {
        const [, level, text = line] = logLine.exec(line) ?? [];
        if (remoteErrorText.test(text))
            this.#addRemoteError(text.slice(0, evidenceLimit));
        else if (level === 'ERROR' || level === 'CRITICAL')
            this.#readError(text, state);
        else if (level !== undefined)
            this.#readTaskStatus(text, state);
        else {
            this.#usageError ??= usageErrorLine.exec(line)?.[1]?.slice(0, evidenceLimit);
            this.#startError ??= startErrorLine.exec(line)?.slice(1).find(Boolean)?.slice(0, evidenceLimit);
        }
    }
    #readError(text, state) {
        const task = taskFailedText.exec(text)?.[1];
        if (task !== undefined)
            state.failedTask = task.slice(0, evidenceLimit);
        else
            this.#lastError = text.slice(0, evidenceLimit);
    }
    /** That a pull cannot execute is the consequence of another message, which may come later on the other stream. */
    #addRemoteError(text) {
        if (this.#remoteError === undefined || this.#remoteError.startsWith('Pull cannot execute'))
            this.#remoteError = text;
    }
}
/** Adds an origin unless the same exception at the same line is there already: one error can end many tasks. */
function addOrigin(origins, origin) {
    const deepest = origin.frames.at(-1);
    if (deepest === undefined)
        return;
    const isKnown = origins.some(({ exception, frames }) => {
        const known = frames.at(-1);
        const isSameLine = known?.file === deepest.file && known.line === deepest.line;
        return isSameLine && getExceptionType(exception) === getExceptionType(origin.exception);
    });
    if (!isKnown)
        origins.push(origin);
}
const getExceptionType = (exception) => exception.split(':', 1)[0];

;// CONCATENATED MODULE: ./src/lib/settle-both.js
/**
 * Waits for both promises. A rejection is thrown only when the other promise has settled too, so that no work continues
 * after the report. When both reject, the first one's reason is thrown.
 */
async function settleBoth(a, b) {
    const [first, second] = await Promise.allSettled([a, b]);
    if (first.status === 'rejected')
        throw first.reason;
    if (second.status === 'rejected')
        throw second.reason;
    return [first.value, second.value];
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./src/disdat/format/frame.js
var format_frame = __webpack_require__(37521);
;// CONCATENATED MODULE: ./src/compare/histogram.js
/** The number of bins, which one line of text can show. */
const bins = 12;
/** Undefined for booleans. */
function getOrderedNumbers(numbers) {
    return numbers === undefined || numbers.kind === 'booleans' ? undefined : numbers.values;
}
/**
 * The distribution of a column's numbers, before and now, over equal bins between the smallest and the largest finite
 * number of both. NaN and infinities do not count, and integers beyond 2^53 are rounded. Undefined where there are
 * fewer than two different numbers.
 */
function createHistogram(base, now) {
    const bounds = [base, now].flatMap((values) => findBounds(values ?? []) ?? []);
    const from = Math.min(...bounds);
    const to = Math.max(...bounds);
    if (from >= to)
        return undefined;
    return { from, to, base: base && countBins(base, from, to), now: now && countBins(now, from, to) };
}
function findBounds(values) {
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    for (const value of values) {
        const number = Number(value);
        if (!Number.isFinite(number))
            continue;
        if (number < min)
            min = number;
        if (number > max)
            max = number;
    }
    return min <= max ? [min, max] : undefined;
}
function countBins(values, from, to) {
    const counts = new Array(bins).fill(0);
    // The difference of the largest doubles overflows; the difference of their halves does not.
    const unit = Number.isFinite(to - from) ? 1 : 0.5;
    const width = to * unit - from * unit;
    for (const value of values) {
        const number = Number(value);
        if (!Number.isFinite(number))
            continue;
        const bin = Math.min(bins - 1, Math.floor(((number * unit - from * unit) / width) * bins));
        counts[bin] = (counts[bin] ?? 0) + 1;
    }
    return counts;
}

;// CONCATENATED MODULE: ./src/compare/columns.js


/** Disdat's name for a frame without a name. */
const unnamed = /^unnamed:\d+$/;
/** The change between two frames of the same name, or of a frame that only one of the bundles has. */
function compareColumn(pair, base, now) {
    const { name } = pair;
    const facts = { base: getFacts(base), now: getFacts(now) };
    const histogram = createHistogram(getNumbers(base), getNumbers(now));
    if (pair.base === undefined)
        return { name, status: 'added', ...facts, differs: [], histogram };
    if (pair.now === undefined)
        return { name, status: 'removed', ...facts, differs: [], histogram };
    const differs = [];
    const hasOtherType = facts.base !== undefined && facts.now !== undefined && facts.base.type !== facts.now.type;
    if (hasOtherType)
        differs.push('type');
    if (facts.base && facts.now && !haveEqualShapes(facts.base.shape, facts.now.shape))
        differs.push('shape');
    if (pair.isMoved)
        differs.push('place');
    const isEqual = haveEqualValues(base, now);
    // Values of another type always differ, which the type already says.
    if (isEqual === false && !hasOtherType)
        differs.push('values');
    const status = differs.length > 0 ? 'changed' : isEqual === undefined ? 'unknown' : 'same';
    return { name, status, ...facts, differs, histogram };
}
/**
 * Whether the report shows a frame as a column. It shows the files or bundles of an unnamed frame in their own lists.
 */
function isColumn(frame, name) {
    if (frame === undefined)
        return false;
    if (frame.kind === 'unreadable' || !unnamed.test(name))
        return true;
    return frame.facts.type !== 'LINK' && (frame.facts.type !== 'HFRAME' || frame.kind === 'head');
}
/**
 * The rows of a bundle: of a table, the rows that its columns agree on; of files, the sum over their tables if all are
 * known; of an array, its first dimension. Otherwise undefined.
 */
function countRows(presentation, columns, files) {
    if (presentation === 'DF') {
        const known = columns.filter((facts) => facts !== undefined);
        const rows = known[0]?.rows ?? (columns.length === 0 ? 0 : undefined);
        return known.every(({ shape }) => shape.length === 1 && shape[0] === rows) ? rows : undefined;
    }
    if (files.length > 0) {
        return files.reduce((sum, rows) => (sum === undefined || rows === undefined ? undefined : sum + rows), 0);
    }
    return presentation === 'TENSOR' && columns.length === 1 ? columns[0]?.shape[0] : undefined;
}
function haveEqualValues(base, now) {
    if (base?.kind === 'read' && now?.kind === 'read')
        return base.digest === now.digest;
    const facts = { base: getFacts(base), now: getFacts(now) };
    if (facts.base === undefined || facts.now === undefined)
        return undefined;
    if (facts.base.type !== facts.now.type)
        return false;
    if ((0,format_frame/* countElements */.x)(facts.base.shape) !== (0,format_frame/* countElements */.x)(facts.now.shape))
        return false;
    // With equal heads, frames of different sizes have different values.
    const isAlike = base?.kind === 'head' && now?.kind === 'head' && base.byteOrder === now.byteOrder;
    return isAlike && haveEqualShapes(facts.base.shape, facts.now.shape) && facts.base.bytes !== facts.now.bytes
        ? false
        : undefined;
}
function haveEqualShapes(a, b) {
    return a.length === b.length && a.every((length, dimension) => length === b[dimension]);
}
function getFacts(frame) {
    return frame === undefined || frame.kind === 'unreadable' ? undefined : frame.facts;
}
function getNumbers(frame) {
    return frame?.kind === 'read' ? frame.numbers : undefined;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./src/disdat/bundle.js
var disdat_bundle = __webpack_require__(84092);
// EXTERNAL MODULE: ./src/lib/for-each-bounded.js
var for_each_bounded = __webpack_require__(52759);
// EXTERNAL MODULE: ./src/disdat/format/format-error.js
var format_error = __webpack_require__(51178);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/lib/semaphore.js
var semaphore = __webpack_require__(68224);
// EXTERNAL MODULE: ./src/lib/units.js
var units = __webpack_require__(19177);
// EXTERNAL MODULE: ./src/s3/errors.js
var s3_errors = __webpack_require__(65762);
;// CONCATENATED MODULE: ./src/compare/compare-read.js





/** All reads of a comparison together take at most this many times the limit of one frame or file. */
const readFactor = 16;
/** The bytes of frames and files in memory at a time, unless a single one is larger. */
const maxHeldBytes = 128 * 1024 * 1024;
/** The bytes that a comparison may still read, and may hold in memory. */
class ReadLimit {
    maxBytes;
    memory = new semaphore.Semaphore(maxHeldBytes);
    #left;
    /** @param maxBytes The limit of one frame or file. */
    constructor(maxBytes) {
        this.maxBytes = maxBytes;
        this.#left = maxBytes * readFactor;
    }
    /** Takes the bytes from the limit; or returns, for a note, the reason why they must not be read. */
    take(bytes) {
        if (bytes > this.maxBytes)
            return `larger than \`diff-max-bytes\` (${(0,units/* formatBytes */.z3)(this.maxBytes)})`;
        if (bytes > this.#left)
            return `not read whole, because ${readFactor} times \`diff-max-bytes\` were read before`;
        this.#left -= bytes;
        return undefined;
    }
}
/** The part of the bundle itself, without the bundles nested in it. */
function findOwnPart({ proof }) {
    return proof.parts.at(-1);
}
/** An object that the store holds but refuses to return. The message is the reason, for a note. */
class RefusedObjectError extends Error {
    name = 'RefusedObjectError';
}
/** The reason why S3 refuses one object, which says nothing about others; undefined for any other error. */
function findRefusalReason(error) {
    if (!(error instanceof errors/* Failure */.HR))
        return undefined;
    if (error.verdict === 'object-archived')
        return 'it is archived, and must be restored first';
    const code = (0,s3_errors/* getErrorCode */.E2)(error.cause);
    return refusalCode.test(code) ? `S3 refuses it: ${code}` : undefined;
}
/** Codes that concern one object, which may have its own key, and not the credentials. */
const refusalCode = /^(?:AccessDenied$|kms[.:])/i;
/**
 * The first or the last bytes of an object, no more than it has; undefined when it no longer exists. Frames that the
 * proof keeps in memory are not read again. Throws
 * Failure as the store does, except for an object that is refused on its own: see `getUnreadableReason`.
 */
async function readObject({ bundle, path }, range, { signal }) {
    const maxBytes = 'firstBytes' in range ? range.firstBytes : range.lastBytes;
    // HTTP has no range of zero bytes.
    if (maxBytes === 0)
        return new Uint8Array();
    const { remote, proof } = bundle;
    const kept = findOwnPart(bundle)?.frameBytes.get(path);
    if (kept !== undefined)
        return 'firstBytes' in range ? kept.subarray(0, maxBytes) : kept.subarray(-maxBytes);
    try {
        return await remote.store.get(remote.getKey(proof.bundle.uuid, path), { ...range, maxBytes, signal });
    }
    catch (error) {
        const reason = findRefusalReason(error);
        throw reason === undefined ? error : new RefusedObjectError(reason);
    }
}
/** The reason why an object is not compared: S3 refuses it, or its format is unknown. Throws other errors. */
function getUnreadableReason(error) {
    if (error instanceof RefusedObjectError || error instanceof format_error/* BundleFormatError */.KC)
        return error.message;
    throw error;
}
/** The name of a frame or file as code, escaped and of limited length, for a note. */
function quoteForNote(name, side) {
    const quoted = `\`${JSON.stringify(name.length > 100 ? `${name.slice(0, 100)}…` : name).slice(1, -1)}\``;
    return side === 'base' ? `${quoted} of the base` : quoted;
}

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./src/compare/column-types.js
var column_types = __webpack_require__(35198);
;// CONCATENATED MODULE: ./src/compare/csv-header.js
/** Texts that stand for a missing value in a column of any type. */
const missing = /^(?:|na|n\/a|n\.a\.|nan|null|none|nil|missing|unknown|[-?.]+|#n\/a)$/i;
/** Texts that are data and never names. */
const valueTypes = {
    number: /^[+-]?\s?[€$£]?\s?(?:\d[\d.,' ]*|[.,]\d+)(?:e[+-]?\d+)?\s?[%€$£]?$/i,
    boolean: /^(?:true|false)$/i,
    date: /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T,].*)?$/i,
    time: /^\d{1,2}:\d{2}(?::.*)?$/,
    email: /^[^\s@]+@[^\s@]+$/,
    url: /^[a-z][a-z0-9+.-]*:\/\//i,
    hash: /^(?=.*\d)(?:[0-9a-f]{16,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i,
    phone: /^[+(]?\d[\d ()/.-]{4,}$/,
};
const types = Object.values(valueTypes);
/** Fewer different texts of the same length are a coincidence. */
const minCodes = 10;
/** The least share of the rows with a value: the few values of a nearly empty column may be exceptions. */
const minValueShare = 0.5;
const maxNameLength = 256;
/**
 * Whether the first record of a CSV file is certainly a header. It is where none of its fields is a value, and at least
 * one field stands above a column whose values all have a type, such as numbers, or are different codes of one length
 * that the field does not have; or where the first column is the index that pandas writes without a name.
 * https://docs.python.org/3/library/csv.html#csv.Sniffer.has_header votes alike.
 */
function isCertainHeader(first, rows) {
    const names = first.map((field) => field.trim());
    if (names[0]?.startsWith('#') || !names.every(canBeName))
        return false;
    if (names[0] === '' && rows.length > 0 && rows.every(([index], row) => index === String(row)))
        return true;
    return names.some((name, column) => {
        if (missing.test(name))
            return false;
        const values = rows.map((row) => row[column]?.trim() ?? '').filter((value) => !missing.test(value));
        if (values.length === 0 || values.length < rows.length * minValueShare)
            return false;
        return hasValueType(values) || areOtherCodes(name, values);
    });
}
function canBeName(name) {
    return name.length <= maxNameLength && types.every((type) => !type.test(name));
}
function hasValueType(values) {
    return types.some((type) => values.every((value) => type.test(value)));
}
function areOtherCodes(name, values) {
    const [{ length } = ''] = values;
    // `item9` above `item10` is a shorter code, and not a name.
    if (/\d/.test(name) || name.length === length || values.some((value) => value.length !== length))
        return false;
    return new Set(values).size >= minCodes;
}

;// CONCATENATED MODULE: ./src/compare/csv-dialect.js


const delimiters = [',', ';', '\t', '|'];
const statedDelimiter = /^sep=([^"\r\n])(?=[\r\n])/i;
/** The most records that are looked at. */
const maxSampleRecords = 1000;
/** The share of records that must have as many fields as the first one, so that a few damaged lines do not matter. */
const minConsistentShare = 0.9;
/** In characters: an unclosed quote makes one record of the rest of the file. */
const maxRecordLength = 1024 * 1024;
/**
 * Detects the dialect of a CSV file from its first characters, as Python's `csv.Sniffer` and DuckDB do: with the right
 * delimiter, records have as many fields as the first one. Throws BundleFormatError where that is not certain.
 *
 * @param isWhole Whether this is all of the text, so that its last record is complete.
 */
async function detectCsvDialect(text, isWhole) {
    const stated = statedDelimiter.exec(text)?.[1];
    const skipped = stated === undefined ? 0 : 1;
    const samples = await parseSamples(stated === undefined ? delimiters : [stated], text, isWhole);
    const candidates = samples.map(({ delimiter, records }) => {
        const [first = [], ...rows] = records.slice(skipped);
        return { delimiter, skipped, first, rows, hasHeader: isCertainHeader(first, rows) };
    });
    const { delimiter, first, hasHeader } = chooseCandidate(candidates);
    if (!isWhole && first.length === 0)
        throw new format_error/* BundleFormatError */.KC('a header without an end');
    return { delimiter, skipped, first, hasHeader: hasHeader || first.length === 0 };
}
function chooseCandidate(candidates) {
    const [any] = candidates;
    const wide = candidates.filter(({ first, rows }) => first.length > 1 && isConsistent(first.length, rows));
    const chosen = wide.length > 1 ? wide.filter(({ hasHeader }) => hasHeader) : wide;
    if (chosen.length === 1 && chosen[0] !== undefined)
        return chosen[0];
    const isSingleColumn = candidates.every(({ first, rows }) => [first, ...rows].every(({ length }) => length <= 1));
    if (any !== undefined && isSingleColumn)
        return any;
    throw new format_error/* BundleFormatError */.KC('a CSV file whose delimiter is not certain');
}
function isConsistent(fields, rows) {
    return rows.filter(({ length }) => length === fields).length >= rows.length * minConsistentShare;
}
/** The records with each delimiter, without delimiters that leave a quote open. Throws where all of them do. */
async function parseSamples(candidates, text, isWhole) {
    const { parse } = await Promise.all(/* import() */[__webpack_require__.e(5624), __webpack_require__.e(7196)]).then(__webpack_require__.bind(__webpack_require__, 27196));
    const errors = [];
    const samples = candidates.flatMap((delimiter) => {
        const records = [];
        const options = createCsvOptions(delimiter, (record) => records.push(record));
        try {
            parse(text, { ...options, to: maxSampleRecords });
            // The end of the text may be within the last record.
            if (!isWhole && records.length < maxSampleRecords)
                records.pop();
        }
        catch (error) {
            errors.push(error);
            // The text may end within quotes.
            if (isWhole || records.length === 0)
                return [];
        }
        return [{ delimiter, records }];
    });
    if (samples.length > 0)
        return samples;
    return (0,format_error/* decodeOrThrow */.GB)('CSV file', () => {
        throw errors[0];
    });
}
/**
 * Options of the parser, with which it finds the records that Python's `csv` module finds: a line ends with CR, LF or
 * both, a quote matters at the beginning of a field, and empty lines are no records.
 *
 * @param onRecord Receives each record. Records are not kept.
 */
function createCsvOptions(delimiter, onRecord) {
    return {
        delimiter,
        record_delimiter: ['\r\n', '\n', '\r'],
        relax_column_count: true,
        relax_quotes: true,
        skip_empty_lines: true,
        max_record_size: maxRecordLength,
        on_record: (record) => {
            onRecord(record);
            return null;
        },
    };
}

;// CONCATENATED MODULE: ./src/compare/csv-encoding.js


/** The least share of the characters of UTF-16 text without a byte order mark that are ASCII. */
const minAsciiShare = 0.1;
/** The least ratio of NUL bytes in ASCII characters of UTF-16 text to NUL bytes in other characters. */
const minNulRatio = 4;
/** https://encoding.spec.whatwg.org/#bom-sniff; UTF-32, whose mark begins as that of UTF-16, is not supported. */
const byteOrderMarks = [
    ['unsupported', [0xff, 0xfe, 0, 0]],
    ['unsupported', [0, 0, 0xfe, 0xff]],
    ['utf-8', [0xef, 0xbb, 0xbf]],
    ['utf-16be', [0xfe, 0xff]],
    ['utf-16le', [0xff, 0xfe]],
];
/**
 * The encoding of a file from its first bytes: its byte order mark; without one, UTF-16 where nearly all NUL bytes are
 * at even or at odd offsets, and UTF-8 where the bytes are valid. Throws BundleFormatError for UTF-32 and binary files.
 *
 * @param isWhole Whether these are all bytes, so that the last character must be complete.
 */
function detectCsvEncoding(bytes, isWhole) {
    const mark = byteOrderMarks.find(([, start]) => start.every((byte, index) => bytes[index] === byte))?.[0];
    if (mark === 'unsupported')
        throw new format_error/* BundleFormatError */.KC('a text in UTF-32');
    const encoding = mark ?? detectWithoutMark(bytes);
    if (encoding === 'unknown' || isValid(bytes, encoding, isWhole))
        return encoding;
    if (encoding === 'utf-8' && mark === undefined)
        return 'unknown';
    throw new format_error/* BundleFormatError */.KC(`not a text in ${encoding.toUpperCase()}`);
}
function detectWithoutMark(bytes) {
    const nuls = [0, 0];
    for (const [index, byte] of bytes.entries())
        if (byte === 0)
            nuls[index % 2] = (nuls[index % 2] ?? 0) + 1;
    const [even = 0, odd = 0] = nuls;
    if (even === 0 && odd === 0)
        return 'utf-8';
    const [most, least] = [Math.max(even, odd), Math.min(even, odd)];
    if (least * minNulRatio > most || most < (bytes.length / 2) * minAsciiShare)
        throw new format_error/* BundleFormatError */.KC('a file with NUL bytes');
    return even > odd ? 'utf-16be' : 'utf-16le';
}
function isValid(bytes, encoding, isWhole) {
    try {
        new external_node_util_.TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: !isWhole });
        return true;
    }
    catch {
        return false;
    }
}
/** Decodes text piece by piece, without its byte order mark. Characters of an unknown encoding are replaced. */
function createCsvDecoder(encoding) {
    return new external_node_util_.TextDecoder(encoding === 'unknown' ? 'windows-1252' : encoding);
}

// EXTERNAL MODULE: ./src/compare/table-file.js
var table_file = __webpack_require__(31337);
;// CONCATENATED MODULE: ./src/compare/csv-table.js








/** The bytes of a file that are searched for its encoding, dialect and header. */
const csvHeadBytes = 64 * 1024;
/** The bytes that are parsed before other tasks run. */
const chunkBytes = 64 * 1024;
/**
 * Reads encoding, dialect and columns of a CSV file from its first `csvHeadBytes`; the types of columns are unknown.
 * Throws BundleFormatError for bytes that are not CSV or not certainly of one dialect, for a header without an end, in
 * an unknown encoding, or of more than `maxTableColumns`.
 */
async function readCsvHead(file, isWholeFile) {
    const bytes = file.subarray(0, csvHeadBytes);
    const isWhole = isWholeFile && bytes.length === file.length;
    const encoding = detectCsvEncoding(bytes, isWhole);
    const dialect = await detectCsvDialect(createCsvDecoder(encoding).decode(bytes, { stream: !isWhole }), isWhole);
    const { first } = dialect;
    if (first.length > table_file/* maxTableColumns */.C)
        throw new format_error/* BundleFormatError */.KC(`a table of ${first.length} columns`);
    if (encoding === 'unknown' && !first.every((name) => (0,external_node_buffer_.isAscii)(Buffer.from(name))))
        throw new format_error/* BundleFormatError */.KC('a header that is neither UTF-8 nor UTF-16');
    return { encoding, dialect, columns: first.map((name) => ({ name, type: column_types/* untypedColumn */.m6 })) };
}
/**
 * Counts the rows of a whole CSV file: its records without the header and without empty lines. Throws BundleFormatError
 * for bytes that are not CSV to their end, and the reason of the signal.
 */
async function countCsvRows(bytes, head, signal) {
    const { parse } = await Promise.all(/* import() */[__webpack_require__.e(5624), __webpack_require__.e(4847)]).then(__webpack_require__.bind(__webpack_require__, 24847));
    let records = 0;
    const parser = parse(createCsvOptions(head.dialect.delimiter, () => records++));
    // The parser emits no records, but ends only when they are consumed.
    parser.resume();
    try {
        await (0,promises_.pipeline)(external_node_stream_.Readable.from(decodeChunks(bytes, head.encoding)), parser, { signal });
    }
    catch (error) {
        signal.throwIfAborted();
        return (0,format_error/* decodeOrThrow */.GB)('CSV file', () => {
            throw error;
        });
    }
    return Math.max(0, records - head.dialect.skipped - 1);
}
function* decodeChunks(bytes, encoding) {
    const decoder = createCsvDecoder(encoding);
    for (let start = 0; start < bytes.length; start += chunkBytes) {
        const chunk = decoder.decode(bytes.subarray(start, start + chunkBytes), { stream: true });
        if (chunk !== '')
            yield chunk;
    }
    const end = decoder.decode();
    if (end !== '')
        yield end;
}

;// CONCATENATED MODULE: ./src/compare/parquet-types.js

const oldInteger = /^(U?INT)_(8|16|32|64)$/;
const oldTime = /^(TIME|TIMESTAMP)_(MILLIS|MICROS)$/;
/**
 * The logical type of a Parquet column, or else its physical type, with the same name whether a file states it as a
 * converted type, as older ones do, as a logical type, or as both.
 * https://github.com/apache/parquet-format/blob/master/LogicalTypes.md
 */
function describeParquetType(element) {
    const { type, type_length: length, converted_type: converted, logical_type: logical } = element;
    if (logical?.type === 'INTEGER')
        return `${logical.isSigned ? '' : 'U'}INT${formatDigits(logical.bitWidth)}`;
    if (logical?.type === 'TIMESTAMP' || logical?.type === 'TIME') {
        return `${logical.type}(${logical.unit}${logical.isAdjustedToUTC ? ', UTC' : ''})`;
    }
    if (logical?.type === 'DECIMAL' || converted === 'DECIMAL') {
        const { precision, scale } = logical?.type === 'DECIMAL' ? logical : element;
        return `DECIMAL(${formatDigits(precision)}, ${formatDigits(scale ?? 0)})`;
    }
    if (typeof logical?.type === 'string')
        return logical.type;
    if (converted !== undefined)
        return describeConvertedType(converted);
    // Only timestamps have this type, in UTC or not.
    if (type === 'INT96')
        return column_types/* anyTimestamp */.vI;
    return type === 'FIXED_LEN_BYTE_ARRAY' ? `${type}(${formatDigits(length)})` : (type ?? 'GROUP');
}
/** Writers set the old types of times for times in UTC and for others. */
function describeConvertedType(converted) {
    if (converted === 'UTF8')
        return 'STRING';
    const [, kind, unit] = oldTime.exec(converted) ?? [];
    return kind === undefined ? converted.replace(oldInteger, '$1$2') : `${kind}(${unit}${column_types/* maybeUtc */.dT}`;
}
function formatDigits(value) {
    return typeof value === 'number' ? String(value) : '?';
}

;// CONCATENATED MODULE: ./src/compare/parquet-columns.js



/** The longest path of a nested column, in UTF-16 units. */
const maxPathLength = 4096;
/** The deepest nesting of columns. */
const maxDepth = 128;
/**
 * Lists the columns that hold values. Fields are named by their path, with dots. Elements of lists and entries of maps
 * are named `list.element`, `key_value.key` and `key_value.value`, which writers name in other ways. Throws
 * BundleFormatError for more than `maxTableColumns`, a path longer than `maxPathLength`, or levels beyond `maxDepth`.
 */
function listParquetColumns([, ...elements]) {
    const columns = [];
    for (const field of parseFields(elements))
        addColumns(columns, field, { path: field.name, isNested: false });
    return columns;
}
function parseFields(elements) {
    let next = 0;
    const parseField = (depth) => {
        const element = elements[next];
        if (element === undefined)
            return undefined;
        if (depth > maxDepth)
            throw new format_error/* BundleFormatError */.KC(`columns nested in more than ${maxDepth} levels`);
        next++;
        return { name: requireName(element), element, fields: parseSome(element.num_children ?? 0, depth + 1) };
    };
    const parseSome = (count, depth) => {
        const fields = [];
        while (fields.length < count) {
            const field = parseField(depth);
            if (field === undefined)
                break;
            fields.push(field);
        }
        return fields;
    };
    return parseSome(Number.POSITIVE_INFINITY, 0);
}
function addColumns(columns, field, place, isElement = false) {
    const { element, fields } = field;
    const { path, isNested } = place;
    if (path.length > maxPathLength)
        throw new format_error/* BundleFormatError */.KC(`a column whose path has ${path.length} characters`);
    const addField = (inner, name, isInnerElement = false) => addColumns(columns, inner, { path: `${path}.${name}`, isNested: true }, isInnerElement);
    if (isRepeated(field) && !isElement) {
        addField(field, listItem, true);
        return;
    }
    const item = findListItem(field);
    if (item !== undefined) {
        addField(item, listItem, true);
        return;
    }
    if (fields.length > 0 && element.logical_type?.type !== 'VARIANT') {
        const entry = findMapEntry(field);
        for (const [index, inner] of (entry ?? fields).entries())
            addField(inner, entry === undefined ? inner.name : index === 0 ? mapKey : mapValue);
        return;
    }
    if (columns.length >= table_file/* maxTableColumns */.C)
        throw new format_error/* BundleFormatError */.KC(`a table of more than ${table_file/* maxTableColumns */.C} columns`);
    columns.push({ name: path, type: describeParquetType(element), ...(isNested && { isNested }) });
}
const listItem = 'list.element';
const mapKey = 'key_value.key';
const mapValue = 'key_value.value';
/** Key and value of a map; undefined for other fields. Some writers leave the value out. */
function findMapEntry({ element, fields }) {
    const isMap = element.logical_type?.type === 'MAP' || /^MAP(?:_KEY_VALUE)?$/.test(element.converted_type ?? '');
    const [entry, ...others] = fields;
    if (!isMap || entry === undefined || others.length > 0 || !isRepeated(entry))
        return undefined;
    return entry.fields.length === 1 || entry.fields.length === 2 ? entry.fields : undefined;
}
/**
 * The element of a list; undefined for other fields. Some writers repeat the element itself, without a group around it.
 * https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#lists
 */
function findListItem({ name, element, fields }) {
    const isList = element.logical_type?.type === 'LIST' || element.converted_type === 'LIST';
    const [repeated, ...others] = fields;
    if (!isList || repeated === undefined || others.length > 0 || !isRepeated(repeated))
        return undefined;
    const [inner, ...moreInner] = repeated.fields;
    const isItself = inner === undefined || moreInner.length > 0 || isRepeated(inner);
    return isItself || repeated.name === 'array' || repeated.name === `${name}_tuple` ? repeated : inner;
}
function isRepeated({ element }) {
    return element.repetition_type === 'REPEATED';
}
/** The decoder does not check names. */
function requireName({ name }) {
    return typeof name === 'string' ? name : (0,format_error/* throwFormatError */.o6)('a column without a name');
}

;// CONCATENATED MODULE: ./src/compare/thrift-validator.js

/** A 64-bit number at seven bits a byte. */
const maxVarintBytes = 10;
/** The deepest nesting of structs and lists. */
const thrift_validator_maxDepth = 16;
/** https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md */
const thrift_validator_types = {
    stop: 0,
    booleanTrue: 1,
    booleanFalse: 2,
    byte: 3,
    i16: 4,
    i32: 5,
    i64: 6,
    double: 7,
    binary: 8,
    list: 9,
    struct: 12,
};
/**
 * Validates a message in Thrift's compact protocol without decoding it, for a decoder that trusts its input: all
 * lengths are within the message, no number is longer than 64 bits, nesting is limited, and there are at most
 * `maxValues` values. Every method throws BundleFormatError for other bytes.
 */
class ThriftValidator {
    #bytes;
    #position = 0;
    #valuesLeft;
    constructor(bytes, maxValues) {
        this.#bytes = bytes;
        this.#valuesLeft = maxValues;
    }
    /** The offset of the next byte. */
    get position() {
        return this.#position;
    }
    /** Reads the number and type of the field after the field `last`; undefined at the end of the struct. */
    readField(last) {
        const byte = this.#readByte();
        const type = byte & 0x0f;
        if (type === thrift_validator_types.stop)
            return undefined;
        const delta = byte >> 4;
        return { number: delta === 0 ? this.#readZigZag() : last + delta, type };
    }
    /** Skips the value of a field of this type. */
    skipValue(type, depth = 0) {
        if (depth > thrift_validator_maxDepth)
            throw createError(`more than ${thrift_validator_maxDepth} levels of nesting`);
        if (--this.#valuesLeft < 0)
            throw createError('too many values');
        if (type === thrift_validator_types.byte)
            this.#skipBytes(1);
        else if (type === thrift_validator_types.i16 || type === thrift_validator_types.i32 || type === thrift_validator_types.i64)
            this.#readVarint();
        else if (type === thrift_validator_types.double)
            this.#skipBytes(8);
        else if (type === thrift_validator_types.binary)
            this.#skipBytes(this.#readVarint());
        else if (type === thrift_validator_types.list)
            this.#skipList(depth);
        else if (type === thrift_validator_types.struct)
            this.#skipStruct(depth);
        else if (type !== thrift_validator_types.booleanTrue && type !== thrift_validator_types.booleanFalse)
            throw createError(`a value of type ${type}`);
    }
    #skipStruct(depth) {
        for (let field = this.readField(0); field !== undefined; field = this.readField(field.number)) {
            this.skipValue(field.type, depth + 1);
        }
    }
    #skipList(depth) {
        const byte = this.#readByte();
        const type = byte & 0x0f;
        const shortSize = byte >> 4;
        const size = shortSize === 15 ? this.#readVarint() : shortSize;
        // A boolean of a list takes a byte, while a boolean field is in its type.
        const elementType = type === thrift_validator_types.booleanTrue || type === thrift_validator_types.booleanFalse ? thrift_validator_types.byte : type;
        if (size > this.#bytes.length - this.#position)
            throw createError('a list of more values than there are bytes');
        for (let index = 0; index < size; index++)
            this.skipValue(elementType, depth + 1);
    }
    #skipBytes(bytes) {
        if (bytes > this.#bytes.length - this.#position)
            throw createError('a value that is cut off');
        this.#position += bytes;
    }
    #readByte() {
        const byte = this.#bytes[this.#position];
        if (byte === undefined)
            throw createError('an unexpected end');
        this.#position++;
        return byte;
    }
    #readVarint() {
        let value = 0;
        for (let index = 0; index < maxVarintBytes; index++) {
            const byte = this.#readByte();
            value += (byte & 0x7f) * 2 ** (7 * index);
            if (byte < 0x80)
                return value;
        }
        throw createError('a number without an end');
    }
    #readZigZag() {
        const value = this.#readVarint();
        return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
}
function createError(reason) {
    return new format_error/* BundleFormatError */.KC(`not Thrift: ${reason}`);
}

;// CONCATENATED MODULE: ./src/compare/parquet-footer.js




/** The end of a file that is read first, in bytes: it holds the whole footer of most files. */
const parquetTailBytes = 64 * 1024;
/** In bytes: wide tables with many row groups have long footers. */
const maxFooterBytes = 16 * 1024 * 1024;
/** The most values before the row groups of a footer, which has about ten for each column. */
const maxValues = 20 * table_file/* maxTableColumns */.C;
/** The footer's length and `PAR1`. https://parquet.apache.org/docs/file-format/ */
const trailerBytes = 8;
const magic = Buffer.from('PAR1');
/** https://github.com/apache/parquet-format/blob/master/Encryption.md#54-encrypted-footer-mode */
const encryptedMagic = Buffer.from('PARE');
/** Fields of FileMetaData. https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift */
const fields = { rows: 3, rowGroups: 4 };
/** An empty list of row groups, as the field after the number of rows, and the end of the struct. */
const noRowGroups = Buffer.of(0x19, 0x0c, 0x00);
/**
 * Reads the size of the footer of a Parquet file of `size` bytes from its last eight bytes; the result includes these.
 * Throws BundleFormatError for a file of another format, and for a footer of more than `maxFooterBytes`.
 */
function readParquetFooterSize(tail, size) {
    const trailer = Buffer.from(tail.subarray(-trailerBytes));
    if (trailer.length === trailerBytes && trailer.subarray(4).equals(encryptedMagic))
        throw new format_error/* BundleFormatError */.KC('a Parquet file whose footer is encrypted');
    if (trailer.length < trailerBytes || !trailer.subarray(4).equals(magic)) {
        throw new format_error/* BundleFormatError */.KC('not a Parquet file: it does not end with PAR1');
    }
    const bytes = trailer.readUInt32LE() + trailerBytes;
    if (bytes > size)
        throw new format_error/* BundleFormatError */.KC('not a Parquet file: its footer is longer than the file');
    if (bytes > maxFooterBytes)
        throw new format_error/* BundleFormatError */.KC(`a footer of ${bytes} bytes; ${maxFooterBytes} is the limit`);
    return bytes;
}
/** Reads the table of a Parquet file from its footer. Throws BundleFormatError as `listParquetColumns` does. */
async function readParquetFooter(footer) {
    const { parquetMetadata } = await __webpack_require__.e(/* import() */ 7829).then(__webpack_require__.bind(__webpack_require__, 37829));
    const { schema, num_rows: rows } = (0,format_error/* decodeOrThrow */.GB)('Parquet file', () => parquetMetadata(removeRowGroups(footer), { geoparquet: false }));
    const isCount = typeof rows === 'bigint' && rows >= 0n && rows <= Number.MAX_SAFE_INTEGER;
    return { format: 'parquet', rows: isCount ? Number(rows) : undefined, columns: listParquetColumns(schema) };
}
/** A valid footer without row groups, which may be most of the footer and are not needed. */
function removeRowGroups(footer) {
    const metadata = footer.subarray(0, -trailerBytes);
    const validator = new ThriftValidator(metadata, maxValues);
    let end = 0;
    let last = 0;
    for (;;) {
        const field = validator.readField(last);
        if (field === undefined || field.number >= fields.rowGroups)
            break;
        validator.skipValue(field.type);
        last = field.number;
        end = validator.position;
    }
    if (last !== fields.rows)
        throw new format_error/* BundleFormatError */.KC('not a Parquet file: it does not state its number of rows');
    const length = Buffer.alloc(4);
    length.writeUInt32LE(end + noRowGroups.length);
    return new Uint8Array(Buffer.concat([metadata.subarray(0, end), noRowGroups, length, magic]));
}

;// CONCATENATED MODULE: ./src/compare/compare-tables.js





/**
 * The table in a file whose name promises one: of Parquet from its footer; of CSV from its header, with the number of
 * rows where the limits permit reading the whole file. Undefined for other files; with a note for an unreadable table;
 * and for CSV without a certain header, whose table is added to `uncertainTables`.
 */
async function readTable(file, context) {
    const format = (0,table_file/* detectTableFormat */.b)(file.path);
    if (format === undefined)
        return undefined;
    try {
        return await (format === 'parquet' ? readParquet(file, context) : readCsv(file, context));
    }
    catch (error) {
        context.notes.add(`not read as a table (${getUnreadableReason(error)})`, quoteForNote(file.path, file.side));
        return undefined;
    }
}
async function readParquet(file, context) {
    const tail = await readObject(file, { lastBytes: Math.min(file.size, parquetTailBytes) }, context);
    const bytes = tail && readParquetFooterSize(tail, file.size);
    if (tail === undefined || bytes === undefined)
        return undefined;
    if (bytes <= tail.length)
        return await readParquetFooter(tail.subarray(-bytes));
    if (context.reads.take(bytes) !== undefined)
        throw new format_error/* BundleFormatError */.KC(`a footer of ${bytes} bytes`);
    return await context.reads.memory.hold(bytes, context.signal, async () => {
        const footer = await readObject(file, { lastBytes: bytes }, context);
        return footer && (await readParquetFooter(footer));
    });
}
async function readCsv(file, context) {
    const isWhole = file.size <= csvHeadBytes || context.reads.take(file.size) === undefined;
    const firstBytes = isWhole ? file.size : csvHeadBytes;
    return await context.reads.memory.hold(firstBytes, context.signal, async () => {
        const bytes = await readObject(file, { firstBytes }, context);
        if (bytes === undefined)
            return undefined;
        const head = await readCsvHead(bytes, isWhole);
        const rows = isWhole ? await countRowsOrNote(file, { bytes, head }, context) : undefined;
        const table = { format: 'csv', rows, columns: head.columns };
        if (head.dialect.hasHeader)
            return table;
        context.uncertainTables.push({ path: file.path, side: file.side, table });
        return undefined;
    });
}
/** Undefined, with a note, for a file that is not valid CSV to its end. */
async function countRowsOrNote(file, { bytes, head }, { notes, signal }) {
    try {
        return await countCsvRows(bytes, head, signal);
    }
    catch (error) {
        notes.add(`read without a count of rows (${getUnreadableReason(error)})`, quoteForNote(file.path, file.side));
        return undefined;
    }
}

;// CONCATENATED MODULE: ./src/compare/uncertain-tables.js

/**
 * Adds the tables of CSV files whose first record alone does not show a header, as in a file without rows or of texts:
 * it is a header where it equals the header of another file of the output or the base. The others get a note.
 */
function settleUncertainTables(changes, { uncertainTables, notes }) {
    const tables = changes.flatMap(({ base, now }) => [base?.table, now?.table]);
    const headers = new Set(tables.flatMap((table) => (table?.format === 'csv' ? [getHeader(table)] : [])));
    const settled = new Map();
    for (const uncertain of uncertainTables) {
        const { path, side } = uncertain;
        if (headers.has(getHeader(uncertain.table)))
            settled.set(path, [...(settled.get(path) ?? []), uncertain]);
        else
            notes.add('not read as a table (its first line can be a header or data)', quoteForNote(path, side));
    }
    return changes.map((change) => (settled.get(change.path) ?? []).reduce(addTable, change));
}
function addTable(change, { side, table }) {
    const facts = change[side];
    if (facts === undefined)
        return change;
    // Equal files are read once.
    const other = change.status === 'same' ? { base: { ...facts, table } } : {};
    return { ...change, ...other, [side]: { ...facts, table } };
}
function getHeader({ columns }) {
    return JSON.stringify(columns.map(({ name }) => name));
}

;// CONCATENATED MODULE: ./src/compare/compare-files.js






/** The most files whose tables are read. */
const maxTables = 1000;
const md5 = /^[0-9a-f]{32}$/;
/** Compares the linked files of two bundles by path: see compareBundles. */
async function compareFiles(now, base, context) {
    const isSameBundle = base?.proof.bundle.uuid === now.proof.bundle.uuid;
    const files = { now: collectFiles('now', now), base: base === undefined ? new Map() : collectFiles('base', base) };
    const pairs = [...new Set([...files.base.keys(), ...files.now.keys()])]
        .toSorted()
        .map((path) => ({ path, base: files.base.get(path), now: files.now.get(path), isSameBundle }));
    const needsEtags = !isSameBundle && pairs.some((pair) => pair.base?.size === pair.now?.size);
    const etags = {
        base: needsEtags && base !== undefined ? await listEtags(base, context) : undefined,
        now: needsEtags ? await listEtags(now, context) : undefined,
    };
    const changes = [];
    await (0,for_each_bounded/* forEachBounded */.a)(pairs.entries(), async ([index, pair], signal) => {
        const inner = { ...context, signal };
        const known = compareBySizeAndEtag(pair, etags);
        const status = known === 'unknown' ? await compareBytes(pair, inner) : known;
        changes[index] = { path: pair.path, status, ...(await readFacts(pair, status, index < maxTables, inner)) };
    }, context);
    for (const { path } of pairs.slice(maxTables))
        context.notes.add(`beyond the ${maxTables} files that are read as tables`, quoteForNote(path, 'now'));
    return settleUncertainTables(changes, context);
}
function collectFiles(side, bundle) {
    const part = findOwnPart(bundle);
    const frames = new Set(part?.bundle.frames.map(({ uuid }) => (0,disdat_bundle/* formatFrameName */.u_)(uuid)));
    const files = part?.objects.filter(({ path }) => !frames.has(path)) ?? [];
    return new Map(files.map(({ path, size }) => [path, { bundle, side, path, size }]));
}
async function listEtags({ remote, proof }, { signal }) {
    const { uuid } = proof.bundle;
    const folder = remote.getKey(uuid, '');
    const etags = new Map();
    for await (const entry of remote.store.list(folder, { signal })) {
        if (entry.kind === 'object')
            etags.set(entry.key.slice(folder.length), entry.etag);
    }
    // Under KMS an ETag looks like an MD5 but is not. One tool writes a whole bundle, so its HyperFrame shows the kind.
    const hash = (0,external_node_crypto_.createHash)('md5').update(proof.parts.at(-1)?.hyperFrame ?? '');
    return { etags, areMd5: etags.get((0,disdat_bundle/* formatHyperFrameName */.Oj)(uuid)) === hash.digest('hex') };
}
/**
 * The status that sizes and ETags show. Equal ETags belong to equal bytes. Different ETags belong to different bytes if
 * both are MD5s, which the ETags of multipart uploads and of objects under KMS are not.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
 */
function compareBySizeAndEtag({ path, base, now, isSameBundle }, listed) {
    if (base === undefined)
        return 'added';
    if (now === undefined)
        return 'removed';
    if (isSameBundle)
        return 'same';
    if (base.size !== now.size)
        return 'changed';
    const etags = { base: listed.base?.etags.get(path) ?? '', now: listed.now?.etags.get(path) ?? '' };
    if (etags.base !== '' && etags.base === etags.now)
        return 'same';
    const areMd5 = listed.base?.areMd5 && listed.now?.areMd5 && md5.test(etags.base) && md5.test(etags.now);
    return areMd5 ? 'changed' : 'unknown';
}
/** The status that the bytes of two files of the same size show; `unknown` where they must not be read. */
async function compareBytes({ path, base, now }, context) {
    if (base === undefined || now === undefined)
        return 'unknown';
    const { reads, notes, signal } = context;
    if (reads.take(base.size) !== undefined || reads.take(now.size) !== undefined) {
        notes.add('of equal size, with ETags that do not show whether the contents are the same', quoteForNote(path, 'now'));
        return 'unknown';
    }
    const read = async (file) => {
        try {
            return await readObject(file, { firstBytes: file.size }, context);
        }
        catch (error) {
            notes.add(`not read (${getUnreadableReason(error)})`, quoteForNote(path, file.side));
            return undefined;
        }
    };
    return await reads.memory.hold(base.size + now.size, signal, async () => {
        const [bytesBase, bytesNow] = await Promise.all([read(base), read(now)]);
        if (bytesBase === undefined || bytesNow === undefined)
            return 'unknown';
        return Buffer.compare(bytesBase, bytesNow) === 0 ? 'same' : 'changed';
    });
}
async function readFacts({ base, now }, status, shouldReadTable, context) {
    const read = async (file) => file && { bytes: file.size, table: shouldReadTable ? await readTable(file, context) : undefined };
    const facts = await read(now);
    return { base: status === 'same' ? facts : await read(base), now: facts };
}

;// CONCATENATED MODULE: ./src/compare/column-pairs.js
/**
 * Pairs columns of the same name: the first of a name with the first of that name, and so on. The pairs have the new
 * order, with removed columns at their old place. As few columns as possible are moved.
 */
function pairColumns(base, now) {
    const baseIndexes = new Map(numberOccurrences(base).map((key, index) => [key, index]));
    const matches = numberOccurrences(now).map((key) => baseIndexes.get(key));
    const kept = matches.filter((index) => index !== undefined);
    const unmoved = findLongestIncreasing(kept);
    const removed = groupRemoved(base, new Set(kept));
    const pairs = now.flatMap((name, index) => {
        const match = matches[index];
        const pair = { name, base: match, now: index, isMoved: match !== undefined && !unmoved.has(match) };
        return [pair, ...((match !== undefined && removed.get(match)) || [])];
    });
    return [...(removed.get(undefined) ?? []), ...pairs];
}
/** The removed columns by the index of the last kept column before them; undefined where there is none. */
function groupRemoved(base, kept) {
    const removed = new Map();
    let lastKept;
    for (const [index, name] of base.entries()) {
        if (kept.has(index)) {
            lastKept = index;
            continue;
        }
        const group = removed.get(lastKept) ?? [];
        group.push({ name, base: index, now: undefined, isMoved: false });
        removed.set(lastKept, group);
    }
    return removed;
}
/** Each name after the number of its earlier occurrences: `0 a`, `1 a`. */
function numberOccurrences(names) {
    const seen = new Map();
    return names.map((name) => {
        const count = seen.get(name) ?? 0;
        seen.set(name, count + 1);
        return `${count} ${name}`;
    });
}
/** https://en.wikipedia.org/wiki/Longest_increasing_subsequence of different numbers. */
function findLongestIncreasing(numbers) {
    // The smallest last number of a subsequence of each length, and the predecessor of each number.
    const ends = [];
    const previous = new Map();
    for (const number of numbers) {
        let low = 0;
        for (let high = ends.length; low < high;) {
            const middle = (low + high) >>> 1;
            if ((ends[middle] ?? 0) < number)
                low = middle + 1;
            else
                high = middle;
        }
        previous.set(number, ends[low - 1]);
        ends[low] = number;
    }
    const longest = new Set();
    for (let number = ends.at(-1); number !== undefined; number = previous.get(number))
        longest.add(number);
    return longest;
}

// EXTERNAL MODULE: ./src/disdat/format/frame-reader.js
var frame_reader = __webpack_require__(71109);
;// CONCATENATED MODULE: ./src/compare/distinct-counter.js
/** The most different values that are counted, so that memory does not grow with the data. */
const maxDistinct = 10_000;
/** Counts different values up to `maxDistinct`. -0 equals 0. */
class DistinctCounter {
    #seen = new Set();
    /** Whether more values can change the count. */
    get isOpen() {
        return this.#seen !== undefined;
    }
    add(value) {
        if (this.#seen === undefined)
            return;
        this.#seen.add(value);
        if (this.#seen.size > maxDistinct)
            this.#seen = undefined;
    }
    /** @param excluded Values that do not count although they were added. */
    count(excluded = []) {
        const seen = this.#seen;
        if (seen === undefined)
            return { count: maxDistinct, isExact: false };
        return { count: seen.size - excluded.filter((value) => seen.has(value)).length, isExact: true };
    }
}

;// CONCATENATED MODULE: ./src/compare/summarize-numbers.js

/** Integers of up to 32 bits whose sum is exact in a double. */
const exactBlock = 2 ** 20;
function summarizeNumbers(numbers) {
    switch (numbers.kind) {
        case 'floats':
            return summarizeFloats(numbers.values);
        case 'integers':
            return summarizeIntegers(numbers.values);
        case 'bigints':
            return summarizeBigints(numbers.values);
        case 'booleans':
            return summarizeBooleans(numbers.values);
    }
}
function summarizeFloats(values) {
    const counter = new DistinctCounter();
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    let nulls = 0;
    let sum = 0;
    // What rounding removes from the sum: https://en.wikipedia.org/wiki/Kahan_summation_algorithm#Further_enhancements
    let lost = 0;
    for (const value of values) {
        if (Number.isNaN(value)) {
            nulls++;
            continue;
        }
        if (value < min)
            min = value;
        if (value > max)
            max = value;
        const next = sum + value;
        lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
        sum = next;
        if (counter.isOpen)
            counter.add(value);
    }
    const distinct = counter.count();
    const count = values.length - nulls;
    if (count === 0)
        return { nulls, distinct, min: undefined, max: undefined, mean: undefined };
    return { nulls, distinct, min, max, mean: (Number.isFinite(sum) ? sum + lost : sum) / count };
}
function summarizeIntegers(values) {
    const counter = new DistinctCounter();
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    let total = 0n;
    for (let start = 0; start < values.length; start += exactBlock) {
        let sum = 0;
        for (const value of values.subarray(start, start + exactBlock)) {
            if (value < min)
                min = value;
            if (value > max)
                max = value;
            sum += value;
            if (counter.isOpen)
                counter.add(value);
        }
        total += BigInt(sum);
    }
    return describeIntegers(values.length, counter, { min, max, total });
}
function summarizeBigints(values) {
    const counter = new DistinctCounter();
    let [min = 0n] = values;
    let max = min;
    let total = 0n;
    for (const value of values) {
        if (value < min)
            min = value;
        if (value > max)
            max = value;
        total += value;
        if (counter.isOpen)
            counter.add(value);
    }
    return describeIntegers(values.length, counter, { min, max, total });
}
function describeIntegers(count, counter, { min, max, total }) {
    const distinct = counter.count();
    if (count === 0)
        return { nulls: 0, distinct, min: undefined, max: undefined, mean: undefined };
    return { nulls: 0, distinct, min, max, mean: Number(total) / count };
}
function summarizeBooleans(values) {
    const count = (values.includes(0) ? 1 : 0) + (values.some((value) => value !== 0) ? 1 : 0);
    return { nulls: 0, distinct: { count, isExact: true }, min: undefined, max: undefined, mean: undefined };
}

// EXTERNAL MODULE: ./src/lib/json.js
var json = __webpack_require__(33178);
;// CONCATENATED MODULE: ./src/compare/text-summary.js




/** Longer texts count as JSON by their first and last byte alone, and are not decoded; in bytes. */
const maxParsedBytes = 64 * 1024;
/** Longer texts are distinguished by their MD5, so that memory does not grow with the data; in bytes. */
const maxKeyBytes = 64;
const jsonScalar = /^(?:null|NaN|-?Infinity|true|false|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
const jsonNulls = ['null', 'NaN'];
const quote = '"'.charCodeAt(0);
/**
 * Counts nulls and different values of a column of texts. Disdat stores texts as they are when every value is a text,
 * and otherwise each value as `json.dumps` writes it: `null` for None, `NaN` for a missing number. So a text `null` is
 * a null only where the column shows which of the two it is: with other than JSON texts, it is a text; with only JSON
 * texts and a quoted string among them, it is a null; with only JSON texts and no quoted string, it is unknown.
 */
class TextSummary {
    #distinct = new DistinctCounter();
    #canBeJson = true;
    #hasJsonString = false;
    #nulls = 0;
    /** Adds a text in UTF-8, which must be valid. */
    add(text) {
        if (!this.#canBeJson && !this.#distinct.isOpen)
            return;
        if (this.#distinct.isOpen)
            this.#distinct.add(createKey(text));
        if (!this.#canBeJson)
            return;
        if (isJsonString(text))
            this.#hasJsonString = true;
        else if (isJsonNull(text))
            this.#nulls++;
        else if (!isJsonContainer(text) && !isJsonScalar(text))
            this.#canBeJson = false;
    }
    /** Undefined where it is unknown whether `null` and `NaN` are texts. */
    get nulls() {
        if (!this.#canBeJson || this.#nulls === 0)
            return 0;
        return this.#hasJsonString ? this.#nulls : undefined;
    }
    /** Undefined where the number of nulls is, which do not count. */
    get distinct() {
        const { nulls } = this;
        return nulls === undefined ? undefined : this.#distinct.count(nulls > 0 ? jsonNulls : []);
    }
}
function createKey(text) {
    if (text.length <= maxKeyBytes)
        return text.toString();
    // Longer than any short text, so that no short text has the same key.
    return (0,external_node_crypto_.createHash)('md5')
        .update(text)
        .digest('hex')
        .padEnd(maxKeyBytes + 1);
}
/** `json.dumps` escapes all characters outside of ASCII. */
function isJsonString(text) {
    if (!(0,external_node_buffer_.isAscii)(text))
        return false;
    if (text.length > maxParsedBytes)
        return isEnclosed(text, '""');
    return text[0] === quote && typeof (0,json/* parseJson */.qF)(text.toString()) === 'string';
}
function isJsonContainer(text) {
    return (isEnclosed(text, '{}') || isEnclosed(text, '[]')) && (0,external_node_buffer_.isAscii)(text);
}
function isJsonScalar(text) {
    return text.length <= maxParsedBytes && jsonScalar.test(text.toString());
}
function isJsonNull(text) {
    return text.length <= 4 && jsonNulls.includes(text.toString());
}
function isEnclosed(text, brackets) {
    return text.length > 1 && text[0] === brackets.charCodeAt(0) && text.at(-1) === brackets.charCodeAt(1);
}

;// CONCATENATED MODULE: ./src/compare/value-digest.js

/** Follows each text: UTF-8 does not have this byte. */
const textEnd = 0xff;
const bufferBytes = 64 * 1024;
/**
 * A SHA-256 of the values of a frame. Collects short texts in a buffer, because an update of the hash for each would
 * take most of the time of a comparison.
 */
class ValueDigest {
    #hash = (0,external_node_crypto_.createHash)('sha256');
    #buffer = Buffer.alloc(bufferBytes);
    #length = 0;
    addText(text) {
        if (this.#length + text.length >= bufferBytes)
            this.#flush();
        if (text.length >= bufferBytes) {
            this.#hash.update(text).update(Buffer.of(textEnd));
            return;
        }
        this.#buffer.set(text, this.#length);
        this.#length += text.length;
        this.#buffer[this.#length++] = textEnd;
    }
    /** Adds the type and the bytes of values other than texts, and returns the digest in hexadecimal. */
    end(type, data) {
        this.#flush();
        return this.#hash.update(type).update(data).digest('hex');
    }
    #flush() {
        this.#hash.update(this.#buffer.subarray(0, this.#length));
        this.#length = 0;
    }
}

;// CONCATENATED MODULE: ./src/compare/inspect-frame.js








/** The longest sample, in UTF-16 units, without the ellipsis. */
const maxSampleLength = 200;
/**
 * Inspects a whole frame in one pass; an invalid frame is unreadable. Takes memory for a copy of its numbers, for
 * the names of nested bundles, and for up to `maxDistinct` short texts.
 *
 * @param samples Whether to report the value of a frame that holds a single one.
 */
function inspectFrame(bytes, samples) {
    return catchFormatError(() => inspectValidFrame(bytes, samples));
}
/** Inspects the beginning of a frame of `size` bytes; unreadable where that does not show the shape. */
function inspectFrameHead(start, size) {
    return catchFormatError(() => {
        const head = (0,frame_reader/* readFrameHead */.yS)(start);
        const count = head && (0,format_frame/* countStatedValues */.Fm)(head);
        if (head === undefined || count === undefined)
            return { kind: 'unreadable', reason: 'its first bytes do not show its shape' };
        const { type, shape, byteOrder } = head;
        return { kind: 'head', facts: { type, shape, rows: shape[0] ?? count, bytes: size, values: undefined }, byteOrder };
    });
}
function catchFormatError(inspect) {
    try {
        return inspect();
    }
    catch (error) {
        if (!(error instanceof format_error/* BundleFormatError */.KC))
            throw error;
        return { kind: 'unreadable', reason: error.message };
    }
}
function inspectValidFrame(bytes, samples) {
    const { frame, texts, digest, data, firstText, nested, hasExternalLinks } = collectValues(bytes);
    const { type, shape, count } = frame;
    const numbers = decodeFrameNumbers(frame, data);
    const sample = samples && count === 1 ? formatSample(numbers, type === 'STRING' ? firstText : undefined) : undefined;
    const values = { ...summarizeValues(frame, numbers, texts), sample };
    return {
        kind: 'read',
        facts: { type, shape, rows: shape[0] ?? count, bytes: bytes.length, values },
        digest: digest.end(type, numbers === undefined ? data : new Uint8Array(numbers.values.buffer)),
        numbers: getOrderedNumbers(numbers),
        nested,
        hasExternalLinks,
    };
}
function collectValues(bytes) {
    const digest = new ValueDigest();
    const texts = new TextSummary();
    const nested = [];
    let hasExternalLinks = false;
    let data = Buffer.alloc(0);
    let firstText;
    const addText = (text) => {
        firstText ??= text;
        digest.addText(text);
        texts.add(text);
    };
    const frame = (0,frame_reader/* readFrame */.IW)(bytes, {
        data: (all) => {
            data = all;
        },
        text: addText,
        link: (url) => {
            addText(Buffer.from(url));
            if (!(0,disdat_bundle/* isOwnLink */.VN)(url))
                hasExternalLinks = true;
        },
        bundle: ({ uuid, humanName: name }) => {
            digest.addText(Buffer.from(uuid));
            nested.push({ uuid, name });
        },
    });
    return { frame, texts, digest, data, firstText, nested, hasExternalLinks };
}
/** Undefined for a frame of a type that is not a number. */
function decodeFrameNumbers({ type, byteOrder }, data) {
    const layout = (0,format_frame/* getNumberLayout */.q4)(type);
    return layout && (0,format_frame/* decodeNumbers */.vW)(layout, data, byteOrder);
}
function summarizeValues({ type }, numbers, texts) {
    if (numbers !== undefined)
        return summarizeNumbers(numbers);
    const isText = type === 'STRING' || type === 'LINK';
    const distinct = isText ? texts.distinct : undefined;
    const nulls = type === 'STRING' ? texts.nulls : 0;
    return { nulls, distinct, min: undefined, max: undefined, mean: undefined };
}
/** The single value of a frame as a text; undefined for links and bundles. */
function formatSample(numbers, text) {
    const sample = numbers === undefined ? text?.toString() : formatNumber(numbers);
    if (sample === undefined || sample.length <= maxSampleLength)
        return sample;
    // Do not cut a surrogate pair.
    return `${sample.slice(0, maxSampleLength).replace(/[\ud800-\udbff]$/, '')}…`;
}
function formatNumber({ kind, values }) {
    return kind === 'booleans' ? String(values[0] !== 0) : String(values[0]);
}

;// CONCATENATED MODULE: ./src/compare/tag-changes.js
/** The tags of Disdat itself that do not begin with `__`. */
const disdatTags = new Set(['committed', 'root_task']);
/** The changes of the tags that users set, sorted by key; without a base all tags are `added`. */
function compareTags(base, now) {
    const keys = new Set([...now.keys(), ...(base?.keys() ?? [])]);
    return [...keys]
        .filter((key) => !key.startsWith('__') && !disdatTags.has(key))
        .toSorted()
        .map((key) => {
        const values = { base: base?.get(key), now: now.get(key) };
        return { key, status: compareValues(values.base, values.now), values };
    });
}
/** The change of a single value. */
function compareValues(base, now) {
    if (base === undefined)
        return 'added';
    if (now === undefined)
        return 'removed';
    return base === now ? 'same' : 'changed';
}

;// CONCATENATED MODULE: ./src/compare/compare-frames.js







/** The first bytes of a frame that is not read whole: enough for its head, except for a very long name. */
const headBytes = 4 * 1024;
/** Compares the frames of two bundles by name: see compareBundles. */
async function compareFrames(now, base, context) {
    const pairs = pairColumns(listFrameNames(base), listFrameNames(now));
    const sides = { now: createSide('now', now), base: base && createSide('base', base) };
    const compared = [];
    await (0,for_each_bounded/* forEachBounded */.a)(pairs.entries(), async ([index, pair], signal) => {
        compared[index] = await comparePair(pair, sides, { ...context, signal });
    }, context);
    const nested = compared.flatMap((pair) => pair.nested);
    return {
        columns: compared.flatMap(({ change, isShown }) => (isShown ? [change] : [])),
        nested,
        statuses: [
            ...compared.flatMap(({ change, isReportedElsewhere }) => (isReportedElsewhere ? [] : [change.status])),
            ...nested.map(({ status }) => status),
        ],
    };
}
async function comparePair(pair, { now, base }, context) {
    const isSameBundle = base?.bundle.proof.bundle.uuid === now.bundle.proof.bundle.uuid;
    const request = {
        now: requestFrame(now, pair, context),
        base: base && !isSameBundle ? requestFrame(base, pair, context) : undefined,
    };
    const heldBytes = countHeldBytes(request.now) + countHeldBytes(request.base);
    return await context.reads.memory.hold(heldBytes, context.signal, async () => {
        const [frameNow, otherFrame] = await Promise.all([inspect(request.now, context), inspect(request.base, context)]);
        const frameBase = isSameBundle ? frameNow : otherFrame;
        const change = compareColumn(pair, frameBase, frameNow);
        const isShown = isColumn(frameBase, pair.name) || isColumn(frameNow, pair.name);
        return {
            // The same bundle is the same even where its frame was not read.
            change: isSameBundle ? { ...change, status: 'same', differs: [] } : change,
            isShown,
            // Links have the order of a folder's listing, which differs between file systems, so files are compared instead.
            isReportedElsewhere: !isShown && !hasExternalLinks(frameBase) && !hasExternalLinks(frameNow),
            nested: [frameBase, frameNow].every(canListNested)
                ? compareNested(pair.name, listNested(frameBase), listNested(frameNow))
                : [],
        };
    });
}
function createSide(side, bundle) {
    return { side, bundle, sizes: new Map(findOwnPart(bundle)?.objects.map(({ path, size }) => [path, size])) };
}
function requestFrame(side, pair, { reads }) {
    const index = pair[side.side];
    const frame = index === undefined ? undefined : side.bundle.proof.bundle.frames[index];
    if (frame === undefined)
        return undefined;
    const path = (0,disdat_bundle/* formatFrameName */.u_)(frame.uuid);
    const size = side.sizes.get(path) ?? 0;
    return { bundle: side.bundle, side: side.side, name: pair.name, path, size, limitReason: reads.take(size) };
}
function countHeldBytes(frame) {
    // The bytes and a copy of them as numbers.
    return frame === undefined ? 0 : 2 * countReadBytes(frame);
}
function countReadBytes({ size, limitReason }) {
    return limitReason === undefined ? size : Math.min(size, headBytes);
}
async function inspect(request, context) {
    if (request === undefined)
        return undefined;
    const { notes } = context;
    const frame = await readAndInspect(request, context);
    const name = quoteForNote(request.name, request.side);
    if (frame.kind === 'unreadable')
        notes.add(`not read (${frame.reason})`, name);
    if (frame.kind === 'head' && request.limitReason !== undefined)
        notes.add(request.limitReason, name);
    if (hasExternalLinks(frame))
        notes.add('linked to places outside the bundle, which are not followed', name);
    return frame;
}
async function readAndInspect(request, context) {
    try {
        const bytes = await readObject(request, { firstBytes: countReadBytes(request) }, context);
        if (bytes === undefined)
            return { kind: 'unreadable', reason: 'it no longer exists' };
        return request.limitReason === undefined
            ? inspectFrame(bytes, context.samples)
            : inspectFrameHead(bytes, request.size);
    }
    catch (error) {
        return { kind: 'unreadable', reason: getUnreadableReason(error) };
    }
}
function compareNested(frame, base, now) {
    return Array.from({ length: Math.max(base.length, now.length) }, (_, index) => {
        const uuids = { base: base[index]?.uuid, now: now[index]?.uuid };
        return { frame, status: compareValues(uuids.base, uuids.now), uuids, name: (now[index] ?? base[index])?.name ?? '' };
    });
}
/** Whether all nested bundles of a frame are known: it was read whole, or does not exist. */
const canListNested = (frame) => frame === undefined || frame.kind === 'read';
function listNested(frame) {
    return frame?.kind === 'read' ? frame.nested : [];
}
function hasExternalLinks(frame) {
    return frame?.kind === 'read' && frame.hasExternalLinks;
}
function listFrameNames(bundle) {
    return bundle?.proof.bundle.frames.map(({ name }) => name) ?? [];
}

;// CONCATENATED MODULE: ./src/compare/comparison-notes.js
/** Further sentences, and further names in a sentence, are only counted. */
const maxNotes = 20;
const maxNames = 5;
/** Collects why parts were not compared: one sentence for each reason, which begins with the names of the parts. */
class ComparisonNotes {
    #names = new Map();
    /** @param reason The rest of the sentence after "is" or "are", without its full stop. */
    add(reason, name) {
        const names = this.#names.get(reason) ?? [];
        names.push(name);
        this.#names.set(reason, names);
    }
    /** Sorted, so that the order does not depend on the order of reads. */
    toSentences() {
        const sentences = [...this.#names]
            .toSorted(([a], [b]) => (a < b ? -1 : 1))
            .map(([reason, names]) => `${listNames(names.toSorted())} ${names.length === 1 ? 'is' : 'are'} ${reason}.`);
        const omitted = sentences.length - maxNotes;
        return omitted > 0 ? [...sentences.slice(0, maxNotes), `${omitted} more notes are omitted.`] : sentences;
    }
}
function listNames(names) {
    const more = names.length - maxNames;
    const items = more > 0 ? [...names.slice(0, maxNames), `${more} more`] : names;
    return [items.slice(0, -1).join(', '), ...items.slice(-1)].filter((text) => text !== '').join(' and ');
}

;// CONCATENATED MODULE: ./src/compare/compare-bundles.js






/**
 * Compares a proved bundle with its base; without a base, describes the bundle alone. Sends one GET for each frame of
 * both bundles and one LIST for each bundle with files. A frame or file is read whole up to `maxBytes`, and while all
 * of them together take at most `readFactor` times that; otherwise only its beginning is read. The same bundle twice is
 * read once. A frame or file that cannot be read is `unknown`, with a note. Throws Failure as the store does.
 *
 * @param options.samples Whether to report the values of frames that hold a single one.
 */
async function compareBundles(now, base, options) {
    const shared = { reads: new ReadLimit(options.maxBytes), notes: new ComparisonNotes(), uncertainTables: [] };
    const context = { ...options, ...shared };
    const frames = await compareFrames(now, base, context);
    const files = await compareFiles(now, base, context);
    const bundles = { base: base?.proof.bundle, now: now.proof.bundle };
    const presentation = { base: bundles.base?.presentation, now: bundles.now.presentation };
    const countRowsIn = (side) => {
        const present = side === 'now' ? 'removed' : 'added';
        const columns = frames.columns.filter(({ status }) => status !== present).map((column) => column[side]);
        const tables = files.filter((file) => file[side] !== undefined).map((file) => file[side]?.table?.rows);
        const bundle = bundles[side];
        return bundle && countRows(bundle.presentation, columns, tables);
    };
    const statuses = [...frames.statuses, ...files.map(({ status }) => status)];
    return {
        isSame: base === undefined ? undefined : isSame(statuses, presentation.base === presentation.now),
        presentation,
        rows: { base: countRowsIn('base'), now: countRowsIn('now') },
        bytes: { base: getBytes(base), now: getBytes(now) },
        columns: frames.columns,
        files,
        nested: frames.nested,
        tags: compareTags(bundles.base?.tags, bundles.now.tags),
        durationMs: { base: bundles.base?.tookMs, now: bundles.now.tookMs },
        notes: context.notes.toSentences(),
    };
}
/** The size of a bundle; undefined where a part is unread, which may refer to more. */
function getBytes(bundle) {
    const hasUnread = bundle?.proof.parts.some(({ skipped }) => skipped.length > 0);
    return hasUnread ? undefined : bundle?.proof.bytes;
}
function isSame(statuses, hasSamePresentation) {
    if (!hasSamePresentation)
        return false;
    if (statuses.some((status) => status !== 'same' && status !== 'unknown'))
        return false;
    return statuses.includes('unknown') ? undefined : true;
}

// EXTERNAL MODULE: ./src/compare/comparison.js
var comparison = __webpack_require__(21581);
// EXTERNAL MODULE: ./src/compare/file-tables.js
var file_tables = __webpack_require__(46446);
// EXTERNAL MODULE: ./src/compare/rules/rules.js
var rules_rules = __webpack_require__(78857);
;// CONCATENATED MODULE: ./src/compare/rules/evaluate-rules.js



const kept = { kind: 'kept' };
const breakRule = (evidence) => ({ kind: 'broken', evidence });
const leaveUndecided = (why) => ({ kind: 'undecided', why });
/** The most columns that a sentence names; it counts the others. */
const maxNamed = 5;
/**
 * Evaluates rules for a proved output. A rule is broken only with evidence; without the facts it is undecided, with the
 * reason. A proved output always keeps `error` and `missing-output`.
 */
function evaluateRules(rules, facts) {
    const results = rules.map((rule) => ({ rule: (0,rules_rules/* printRule */.KL)(rule), ...evaluateRule(rule, facts) }));
    return {
        checked: results.map(({ rule }) => rule),
        breaches: results.flatMap((one) => (one.kind === 'broken' ? [{ rule: one.rule, evidence: one.evidence }] : [])),
        undecided: results.flatMap((one) => (one.kind === 'undecided' ? [{ rule: one.rule, why: one.why }] : [])),
    };
}
function evaluateRule(rule, facts) {
    const { comparison, noBase } = facts;
    const withComparison = (find) => 'unknown' in comparison ? leaveUndecided(comparison.unknown) : find(comparison);
    const withBase = (find) => withComparison((known) => (noBase === undefined ? find(known) : leaveUndecided(noBase)));
    switch (rule.kind) {
        case 'error':
        case 'missing-output':
            return kept;
        case 'stale':
            return checkAge(rule, facts);
        case 'empty':
            return withComparison(checkEmpty);
        case 'column-removed':
            return withBase(checkRemovedColumns);
        case 'type-changed':
            return withBase(checkChangedTypes);
        case 'limit':
            // The size of a proved bundle is known even without a comparison.
            return rule.quantity.of === 'bytes' && !rule.isChange
                ? checkLimit(rule, facts, { base: undefined, now: facts.bytes })
                : withComparison((comparison) => checkQuantity(rule, facts, comparison));
    }
}
function checkAge({ amount, unit }, { createdAt, now }) {
    const age = now.getTime() - createdAt.getTime();
    if (age <= amount * rules_rules/* timeUnits */.F7[unit])
        return kept;
    const created = createdAt.toISOString().slice(0, 16).replace('T', ' ');
    return breakRule(`It was created at ${created} UTC, ${evaluate_rules_formatNumber(age / rules_rules/* timeUnits */.F7[unit])} ${unit} ago.`);
}
function checkEmpty(comparison) {
    const { rows, columns, files, nested } = comparison;
    if (rows.now !== undefined)
        return rows.now > 0 ? kept : breakRule('It has no rows.');
    if (holdsNone(comparison))
        return breakRule('The pipe returned None.');
    const has = (part) => part.now !== undefined;
    if (nested.some(({ uuids }) => has(uuids)) || columns.some(({ now }) => now !== undefined && now.rows > 0))
        return kept;
    const sizes = files.flatMap(({ now }) => (now === undefined ? [] : [now.bytes]));
    if (sizes.some((bytes) => bytes > 0))
        return kept;
    if (columns.some(({ status, now }) => status !== 'removed' && now === undefined))
        return leaveUndecided('Some frames cannot be read.');
    if (sizes.length > 0)
        return breakRule(`All ${sizes.length} file(s) are empty.`);
    return breakRule(columns.some(has) ? 'Its frames hold no values.' : 'It holds nothing.');
}
/** Disdat stores None as JSON with the one text `null`, about which the statistics do not say whether it is a null. */
function holdsNone({ presentation, columns }) {
    if (presentation.now !== 'JSON')
        return false;
    return columns.some(({ now }) => now?.rows === 1 && now.values !== undefined && now.values.nulls !== 0);
}
function checkRemovedColumns(comparison) {
    const removed = comparison.columns.flatMap(({ name, status }) => (status === 'removed' ? [name] : []));
    const { base, now } = (0,file_tables/* collectTables */.Gm)(comparison.files);
    const isUnread = now.size === 0 || (0,file_tables/* hasUnreadTable */.gT)(comparison.files, 'now');
    const missing = isUnread ? [] : [...base].flatMap(([key, { name }]) => (now.has(key) ? [] : [name]));
    if (removed.length + missing.length > 0)
        return breakRule(`Removed: ${evaluate_rules_listNames([...removed, ...missing].map(quoteName))}.`);
    return checkUnreadTables(comparison);
}
function checkChangedTypes(comparison) {
    const changed = comparison.columns.flatMap(({ name, differs, base, now }) => differs.includes('type') ? [`${quoteName(name)} (${base?.type} before, ${now?.type} now)`] : []);
    const { base, now } = (0,file_tables/* collectTables */.Gm)(comparison.files);
    for (const [key, column] of base) {
        const other = now.get(key);
        if (other === undefined || (0,file_tables/* haveSameTypes */.EG)(column, other))
            continue;
        changed.push(`${quoteName(column.name)} (${(0,file_tables/* formatTypes */.fg)(column)} before, ${(0,file_tables/* formatTypes */.fg)(other)} now)`);
    }
    if (changed.length > 0)
        return breakRule(`Type changed: ${evaluate_rules_listNames(changed)}.`);
    const unread = comparison.columns.filter(({ status, base, now }) => status === 'unknown' && !(base && now));
    if (unread.length > 0)
        return leaveUndecided(`Unreadable columns: ${evaluate_rules_listNames(unread.map(({ name }) => name))}.`);
    return checkUnreadTables(comparison);
}
/** Tables in files that can no longer be read may have lost any column, and those of the base may have had any. */
function checkUnreadTables({ files }) {
    const { base, now } = (0,file_tables/* collectTables */.Gm)(files);
    const hasBase = base.size > 0 || (0,file_tables/* hasUnreadTable */.gT)(files, 'base');
    const isUnread = now.size === 0 || (0,file_tables/* hasUnreadTable */.gT)(files, 'now');
    if (hasBase && isUnread && files.some((file) => file.now !== undefined))
        return leaveUndecided('The columns in the files of the output are unknown.');
    return (0,file_tables/* hasUnreadTable */.gT)(files, 'base') ? leaveUndecided('The columns in the files of the base are unknown.') : kept;
}
function checkQuantity(rule, facts, { rows, bytes, columns }) {
    const { quantity } = rule;
    if (quantity.of !== 'nulls')
        return checkLimit(rule, facts, quantity.of === 'rows' ? rows : bytes);
    const column = columns.find(({ name }) => name === quantity.column);
    if (column?.now === undefined)
        return leaveUndecided(`The output has no column ${JSON.stringify(quantity.column)}.`);
    const countNulls = (side) => {
        const nulls = side?.values?.nulls;
        if (side === undefined || nulls === undefined)
            return undefined;
        return rule.isPercent ? toPercent(nulls, countValues(side)) : nulls;
    };
    const nulls = { base: countNulls(column.base), now: countNulls(column.now) };
    const unknown = nulls.now === undefined ? column.now : column.base;
    return checkLimit(rule, facts, nulls, unknown?.values && textOrNull);
}
/** Arrays have more values than rows; texts may have no shape. */
const countValues = ({ shape, rows }) => (shape.length === 0 ? rows : (0,format_frame/* countElements */.x)(shape));
/** In percent; 0 without values. */
const toPercent = (part, whole) => (whole === 0 ? 0 : (part * 100) / whole);
/** @param why The reason why a quantity is unknown, if it is not that of every rule for this quantity. */
function checkLimit(rule, { noBase }, { base, now }, why) {
    const { noun, reason } = describeQuantity(rule, why);
    if (now === undefined)
        return leaveUndecided(`The number of ${noun} in the output is unknown${reason}.`);
    if (!rule.isChange)
        return breaksLimit(now, rule) ? breakRule(`${formatAmount(now, rule)}.`) : kept;
    if (noBase !== undefined)
        return leaveUndecided(noBase);
    if (base === undefined)
        return leaveUndecided(`The number of ${noun} in the base is unknown${reason}.`);
    const isRelative = rule.isPercent && rule.quantity.of !== 'nulls';
    const change = isRelative ? getRelativeChange(base, now) : now - base;
    if (!breaksLimit(change, rule))
        return kept;
    const unit = rule.isPercent && !isRelative ? ' %' : '';
    const evidence = `${formatAmount(now, rule)}, ${evaluate_rules_formatNumber(base)}${unit} in the base`;
    return breakRule(`${evidence}: ${formatChange(change, rule, isRelative)}.`);
}
function formatChange(change, { isPercent }, isRelative) {
    if (change === Number.POSITIVE_INFINITY)
        return 'an infinite increase';
    if (isRelative)
        return `${formatSigned(change)} %`;
    return `${formatSigned(change)}${isPercent ? ' points' : ''}`;
}
/** In percent of the base: 0 from 0 to 0, infinite from 0 to more, −100 to 0. */
function getRelativeChange(base, now) {
    if (base === 0)
        return now === 0 ? 0 : Number.POSITIVE_INFINITY;
    return ((now - base) * 100) / base;
}
function breaksLimit(value, { is, amount }) {
    switch (is) {
        case '<':
            return value < amount;
        case '<=':
            return value <= amount;
        case '>':
            return value > amount;
        case '>=':
            return value >= amount;
    }
}
const textOrNull = 'Disdat stores the texts `null` and `NaN` as it stores missing values';
function describeQuantity({ quantity }, why = 'its values were not read, see `diff-max-bytes`') {
    if (quantity.of !== 'nulls')
        return { noun: quantity.of, reason: '' };
    return { noun: `nulls of ${quantity.column}`, reason: `: ${why}` };
}
function formatAmount(amount, { quantity, isPercent }) {
    if (quantity.of !== 'nulls')
        return `${evaluate_rules_formatNumber(amount)} ${amount === 1 ? quantity.of.slice(0, -1) : quantity.of}`;
    return `${evaluate_rules_formatNumber(amount)}${isPercent ? ' %' : ''} of ${quantity.column} are null`;
}
const evaluate_rules_formatNumber = (value) => value.toLocaleString('en', { maximumFractionDigits: 2 });
const formatSigned = (value) => value.toLocaleString('en', { maximumFractionDigits: 2, signDisplay: 'exceptZero' }).replace('-', '−');
const quoteName = (name) => `\`${name}\``;
function evaluate_rules_listNames(names) {
    const some = names.slice(0, maxNamed).join(', ');
    return names.length > maxNamed ? `${some}, and ${names.length - maxNamed} more` : some;
}

// EXTERNAL MODULE: ./src/bundles/find-in-place.js
var find_in_place = __webpack_require__(95403);
// EXTERNAL MODULE: ./src/disdat/reuse.js
var reuse = __webpack_require__(51354);
;// CONCATENATED MODULE: ./src/remote/base.js


/** The most candidates whose commits are looked up, newest first. */
const maxLookups = 50;
/** The most parameters that a note names. */
const maxNamedParams = 10;
/**
 * The base of a run without `compare-with`: among the bundles with the same identity and the same parameters, the
 * newest whose commit is in the history; otherwise the newest of them, with a note. Undefined when there is none: the
 * output is a first version.
 */
async function findBase(catalog, criteria, ancestry) {
    const { output, isNamedByPipe } = criteria;
    const query = isNamedByPipe && output.code.method !== '' ? { codeMethod: output.code.method } : { name: output.name };
    const similar = listOthers(catalog.findMatches(query), criteria).filter((other) => hasSameParams(other, criteria));
    // A parameter that only one of the two has does not rule a bundle out, but equal parameters are preferred.
    const identical = similar.filter((other) => listDifferentParams(other, criteria).length === 0);
    const candidates = identical.length > 0 ? identical : similar;
    const [newest] = candidates;
    if (newest === undefined)
        return undefined;
    const { head } = ancestry;
    const lookup = head === undefined ? undefined : await findFirstAncestor(candidates, { ...ancestry, head });
    if (lookup?.bundle !== undefined)
        return addNote({ bundle: lookup.bundle, choice: 'ancestor' }, criteria);
    return addNote({ bundle: newest, choice: 'newest' }, criteria, describeOrigin(newest, head, lookup?.known));
}
/** The newest bundle of this name, one with the same parameters first. Undefined when there is none. */
function findNamedBase(catalog, name, criteria) {
    const candidates = listOthers(catalog.findMatches({ name }), criteria);
    const bundle = candidates.find((other) => listDifferentParams(other, criteria).length === 0) ?? candidates[0];
    return bundle && addNote({ bundle, choice: 'asked-for' }, criteria);
}
/** A base for a bundle that `compare-with` names by its uuid. */
function createNamedBase(bundle, criteria) {
    return addNote({ bundle, choice: 'asked-for' }, criteria);
}
function listOthers(bundles, { output, isReused }) {
    return bundles.filter(({ uuid }) => isReused || uuid !== output.uuid).toSorted(disdat_bundle/* compareNewestFirst */.a0);
}
/**
 * Whether the parameters that both bundles have are equal. Uuids of bundles may differ: they change from run to run.
 */
function hasSameParams(other, { output, inputParam }) {
    return [...output.params].every(([name, value]) => {
        const otherValue = other.params.get(name);
        if (otherValue === undefined || name === inputParam || value === otherValue)
            return true;
        return (0,disdat_bundle/* isUuid */.O1)(value) && (0,disdat_bundle/* isUuid */.O1)(otherValue);
    });
}
/** The names of the parameters that differ, or that only one of the bundles has. */
function listDifferentParams(other, { output, inputParam }) {
    const names = new Set([...output.params.keys(), ...other.params.keys()]);
    return [...names].filter((name) => {
        const [value, otherValue] = [output.params.get(name), other.params.get(name)];
        if (name === inputParam || value === otherValue)
            return false;
        return value === undefined || otherValue === undefined || !(0,disdat_bundle/* isUuid */.O1)(value) || !(0,disdat_bundle/* isUuid */.O1)(otherValue);
    });
}
/** The first candidate whose commit is in the history, and the commits that were looked up, each once. */
async function findFirstAncestor(candidates, { head, isAncestor }) {
    const known = new Map();
    for (const bundle of candidates.slice(0, maxLookups)) {
        const commit = (0,reuse/* parseCommit */.L)(bundle.code.hash);
        if (commit === undefined)
            continue;
        if (!known.has(commit))
            known.set(commit, commit === head || (await isAncestor(commit, head)));
        if (known.get(commit))
            return { bundle, known };
    }
    return { bundle: undefined, known };
}
/** The note about a base that is not known to be in the history. */
function describeOrigin(bundle, head, known) {
    const commit = (0,reuse/* parseCommit */.L)(bundle.code.hash);
    if (commit === undefined)
        return 'Base of unknown code: the bundle names no commit.';
    const origin = `the base was created at commit ${shorten(commit)}`;
    if (head === undefined)
        return `Base of unknown history: ${origin}, and the commit of this workflow is unknown.`;
    const history = `the history of ${shorten(head)}`;
    if (known?.get(commit) === false)
        return `Base from another commit: ${origin}, which is not in ${history}.`;
    return `Base of unknown history: ${origin}, which may or may not be in ${history}.`;
}
function addNote(base, criteria, origin) {
    const { bundle, choice } = base;
    if (bundle.uuid === criteria.output.uuid) {
        return { bundle, choice, note: 'The output is its own base: the run created nothing.' };
    }
    const names = listDifferentParams(bundle, criteria).slice(0, maxNamedParams);
    const params = names.length > 0 ? `The base has other parameters: ${names.join(', ')}.` : undefined;
    return { bundle, choice, note: [origin, params].filter(Boolean).join(' ') || undefined };
}
function shorten(commit) {
    return commit.slice(0, 7);
}

// EXTERNAL MODULE: ./src/remote/prove.js
var prove = __webpack_require__(83411);
// EXTERNAL MODULE: ./src/remote/catalog.js
var remote_catalog = __webpack_require__(77414);
;// CONCATENATED MODULE: ./src/run/context-snapshot.js

/** How long the end of a run waits for a comparison, and for the lineage alone. */
const snapshotLimits = { compareMs: 60_000, upstreamMs: 3_000 };
/** The most HyperFrames without an index entry that are read for a comparison; with more, none is read. */
const maxUnread = 10_000;
/**
 * Starts to read the contents of a context. `isWhole`: the whole context is needed, not only the lineage of a bundle.
 */
function createContextSnapshot(remote, signal, isWhole) {
    const hyperFrames = new remote_catalog/* HyperFrameCache */.W(remote, {});
    const catalog = (0,remote_catalog/* readCatalog */.u)(remote, hyperFrames, { signal, maxUnread: isWhole ? maxUnread : 0 });
    // Each reader of the snapshot handles a failure.
    catalog.catch(() => undefined);
    return { hyperFrames, catalog, signal };
}

// EXTERNAL MODULE: ./src/run/pull-output.js + 2 modules
var pull_output = __webpack_require__(4700);
;// CONCATENATED MODULE: ./src/run/choose-base.js








/** The most commits that GitHub is asked about, and the time limit for all its answers, in milliseconds. */
const maxAncestryCalls = 10;
const ancestryLimitMs = 15_000;
const createUnknown = (why) => ({ kind: 'unknown', why });
/** Finds and proves the bundle that the output is compared with. Throws Failure as a remote does. */
async function chooseBase(context, output, snapshot) {
    const { run, dependencies } = context;
    const { compareWith } = run.comparison;
    if (compareWith.kind === 'nothing')
        return createUnknown('`compare-with` turns the comparison off.');
    const baseContext = ('context' in compareWith ? compareWith.context : undefined) ?? run.baseContext;
    const isOwn = baseContext === output.remote.context;
    const remote = isOwn ? output.remote : dependencies.openBase(output.remote, baseContext);
    const criteria = createCriteria(run, output);
    const { signal } = snapshot;
    if (compareWith.kind === 'uuid') {
        const bundle = await (0,find_in_place/* readBundleAt */._)(remote, compareWith.which, { signal });
        if (bundle === undefined)
            return createUnknown(`The bundle ${remote.getUri(compareWith.which)} does not exist.`);
        return await proveBase(remote, createNamedBase(bundle, criteria), output, signal);
    }
    const catalog = await (isOwn ? snapshot : createContextSnapshot(remote, signal, true)).catalog;
    if (catalog.unread > 0)
        return createUnknown(explainUnread(baseContext, catalog.unread));
    if (compareWith.kind === 'name') {
        const base = findNamedBase(catalog, compareWith.which, criteria);
        if (base !== undefined)
            return await proveBase(remote, base, output, signal);
        return createUnknown(`The remote context ${baseContext} has no other committed bundle "${compareWith.which}".`);
    }
    const base = await findBase(catalog, criteria, createAncestry(dependencies));
    return base === undefined ? { kind: 'none' } : await proveBase(remote, base, output, signal);
}
function createCriteria({ outputName, inputParam }, { proof, status }) {
    return { output: proof.bundle, isReused: status === 'reused', isNamedByPipe: outputName === '-', inputParam };
}
const explainUnread = (context, unread) => `The remote context ${context} has ${(0,units/* formatCount */.B4)(unread, 'bundle')} without an index entry, more than a comparison reads. A run of this action in that context with \`input-bundle\` indexes them.`;
/** The checkout answers first, because that costs nothing. When GitHub is slow, the answer is unknown. */
function createAncestry(dependencies) {
    let calls = 0;
    const limit = AbortSignal.timeout(ancestryLimitMs);
    const { promise: late, resolve: giveUp } = Promise.withResolvers();
    limit.addEventListener('abort', () => giveUp(undefined));
    return {
        head: dependencies.baseCommit,
        async isAncestor(commit, head) {
            const known = await dependencies.isAncestorInCheckout(commit, head);
            if (known !== undefined || calls >= maxAncestryCalls || limit.aborted)
                return known;
            calls += 1;
            return await Promise.race([dependencies.isAncestor(commit, head), late]);
        },
    };
}
async function proveBase(remote, { bundle: { uuid }, choice, note }, output, signal) {
    const isOutputItself = uuid === output.proof.bundle.uuid && remote.context === output.remote.context;
    // An archived or forbidden frame of the base must not prevent the comparison of the others.
    const canSkip = (error) => findRefusalReason(error) !== undefined;
    const proof = isOutputItself ? output.proof : await (0,prove/* proveBundle */.x)(remote, uuid, { signal, canSkip });
    if (proof === undefined)
        return createUnknown(`The bundle ${remote.getUri(uuid)} does not exist any more.`);
    const commit = (0,reuse/* parseCommit */.L)(proof.bundle.code.hash);
    const report = {
        ...(0,pull_output/* createBundleReport */.P)(remote, proof),
        context: remote.context,
        choice,
        ...(note !== undefined && { note }),
        ...(commit !== undefined && { commit }),
    };
    return { kind: 'base', report, remote, proof };
}

;// CONCATENATED MODULE: ./src/run/compare-output.js







/**
 * Compares the output with its base, and evaluates the rules of `fail-on`. Throws only when the workflow is cancelled:
 * the report says what cannot be compared.
 */
async function compareOutput(context, output, snapshot) {
    const { result, facts } = await compareOrExplain(context, output, snapshot);
    const { bundle, bytes } = output.proof;
    const { failOn } = context.run.comparison;
    const rules = evaluateRules(failOn, { ...facts, createdAt: bundle.createdAt, now: new Date(), bytes });
    return { ...result, rules };
}
/** Throws Failure `rule-broken` for the rules that the output breaks. */
function throwOnBreach({ breaches }) {
    const [first, ...others] = breaches;
    if (first === undefined)
        return;
    const lines = breaches.map(({ rule, evidence }) => `- ${rule}: ${evidence}`);
    const evidence = others.length === 0
        ? `The output breaks the rule ${first.rule} of \`fail-on\`: ${first.evidence}`
        : `The output breaks ${breaches.length} rules of \`fail-on\`:\n${lines.join('\n')}`;
    const advice = 'The whole bundle is on the remote. Fix the pipe. If the change is intended, relax the rule or name another base in `compare-with`.';
    throw new errors/* Failure */.HR('rule-broken', evidence, advice);
}
/** Whether a rule needs the contents of the output, even without a base. */
function needsContents({ comparison: { failOn } }) {
    return failOn.some(({ kind }) => kind === 'empty' || kind === 'limit');
}
async function compareOrExplain(context, output, snapshot) {
    const { cancelled, log } = context.dependencies;
    try {
        return await context.phase('compare', () => compareWithBase(context, output, snapshot));
    }
    catch (error) {
        cancelled.throwIfAborted();
        await log.debug((0,external_node_util_.inspect)(error, { depth: 5 }));
        const timeout = `The comparison took more than ${snapshotLimits.compareMs / 1000} s.`;
        const why = snapshot.signal.aborted ? timeout : `The comparison failed: ${(0,errors/* describeError */.Uc)(error)}`;
        await log.warning(`The output is proved, but it was not compared with an earlier one. ${why}`);
        return { result: { notCompared: why }, facts: { comparison: { unknown: why }, noBase: why } };
    }
}
async function compareWithBase(context, output, snapshot) {
    const { run, dependencies } = context;
    const { log } = dependencies;
    const base = await chooseBase(context, output, snapshot);
    if (base.kind === 'unknown') {
        const { why } = base;
        if (run.comparison.compareWith.kind !== 'nothing')
            await log.warning(`The output is not compared. ${why}`);
        const comparison = needsContents(run) ? await readContents(run, output, base, snapshot) : { unknown: why };
        return { result: { notCompared: why }, facts: { comparison, noBase: why } };
    }
    const changes = await readContents(run, output, base, snapshot);
    const report = base.kind === 'base' ? base.report : undefined;
    const kind = (0,comparison/* classifyChange */.Fd)(changes, report !== undefined);
    log.info(describeComparison(kind, report));
    return {
        result: { comparison: { base: report, kind, changes } },
        facts: {
            comparison: changes,
            noBase: report === undefined ? 'There is no earlier bundle to compare with.' : undefined,
        },
    };
}
const outcomes = {
    none: 'no changes',
    data: 'the data changed',
    schema: 'the schema changed',
    'first-version': 'this is the first version',
    unknown: 'unknown whether anything changed',
};
function describeComparison(kind, base) {
    if (base === undefined)
        return `There is no earlier bundle to compare with: ${outcomes[kind]}.`;
    return `Compared with ${base.name} ${base.uri}: ${outcomes[kind]}.${base.note === undefined ? '' : ` ${base.note}`}`;
}
/** Reads the contents of the output, and compares them with its base if there is one. */
async function readContents({ comparison: { diffMaxBytes: maxBytes, diffSamples: samples } }, output, base, { signal }) {
    return await compareBundles(output, base.kind === 'base' ? base : undefined, { signal, maxBytes, samples });
}

// EXTERNAL MODULE: ./src/remote/lineage.js
var remote_lineage = __webpack_require__(89692);
// EXTERNAL MODULE: ./src/action/checkout.js
var checkout = __webpack_require__(34837);
;// CONCATENATED MODULE: ./src/run/lineage.js


/** The most bundles in a report; those nearest to the output are kept. */
const maxNodes = 1_000;
/** Creates the lineage of the output for the report: the output first, then its upstream, the nearest bundles first. */
function createLineageReport({ bundle, ancestors, missing, isCut }, context) {
    const found = [bundle, ...[...ancestors.values()].filter(({ uuid }) => uuid !== bundle.uuid)];
    const nodes = [
        ...found.map((each) => createNode(each, context)),
        ...[...missing].map((id) => ({ id, name: '', state: 'missing' })),
    ];
    const kept = new Set(nodes.slice(0, maxNodes).map(({ id }) => id));
    const edges = found.flatMap(({ uuid: to, dependsOn }) => [...new Set(dependsOn.map(({ uuid }) => uuid))].map((from) => ({ from, to })));
    return {
        nodes: nodes.slice(0, maxNodes),
        edges: edges.filter(({ from, to }) => kept.has(from) && kept.has(to)),
        isCut: isCut || nodes.length > maxNodes,
    };
}
/** Creates the lineage of an output that was not created: the failed task alone. Undefined when the log names none. */
function createFailedLineage({ failure }) {
    if (failure?.task === undefined)
        return undefined;
    const [name = ''] = failure.task.split('(');
    return { nodes: [{ id: failure.task, name, state: 'failed' }], edges: [], isCut: true };
}
function createNode({ uuid: id, name, createdAt, code }, context) {
    const commit = (0,reuse/* parseCommit */.L)(code.hash);
    const repo = (0,checkout/* removeCredentials */.tm)(code.repo);
    return {
        id,
        name,
        state: getState(code.method, createdAt, context),
        createdAt,
        ...(code.method !== '' && { codeMethod: code.method }),
        ...(commit !== undefined && { commit }),
        ...(repo !== '' && { repo }),
    };
}
function getState(method, createdAt, context) {
    if (method.split('.')[0] !== context.package)
        return 'external';
    return createdAt >= context.launchedAt ? 'produced' : 'reused';
}

;// CONCATENATED MODULE: ./src/run/upstream.js



/**
 * Reads the lineage of the output, and finds upstream bundles that have a newer version on the remote. Empty after a
 * timeout or an error; without newer versions when some bundles of the context were not read. Never throws.
 */
async function readUpstream({ run, dependencies }, snapshot, output) {
    try {
        const catalog = await snapshot.catalog;
        const found = await (0,remote_lineage/* readLineage */.K)(catalog, snapshot.hyperFrames, output.uuid, { signal: snapshot.signal });
        if (found === undefined)
            return {};
        const ownPackage = run.pipeClass.module[0] ?? '';
        const lineage = createLineageReport(found, { launchedAt: output.launchedAt, package: ownPackage });
        if (catalog.unread > 0)
            return { lineage };
        const newerUpstream = (0,remote_lineage/* findOutdated */.A)(found, catalog).map(({ used, newest }) => ({
            name: newest.name,
            uuid: newest.uuid,
            createdAt: newest.createdAt,
            used: { uuid: used.uuid, createdAt: used.createdAt },
        }));
        return { lineage, newerUpstream };
    }
    catch (error) {
        await dependencies.log.debug(`The lineage of the output could not be read: ${(0,errors/* describeError */.Uc)(error)}`);
        return {};
    }
}

;// CONCATENATED MODULE: ./src/run/analyze-output.js




/**
 * Compares a proved output with its base, evaluates `fail-on`, and reads the output's lineage, all within a time limit.
 * Throws only when the workflow is cancelled.
 */
async function analyzeOutput(context, finished, output) {
    const { comparisons, cancelled } = context.dependencies;
    return await comparisons.hold(1, cancelled, () => analyze(context, finished, output));
}
async function analyze(context, { remote, receipt }, output) {
    const { run, dependencies } = context;
    const isCompared = run.comparison.compareWith.kind !== 'nothing';
    const limitMs = isCompared || needsContents(run) ? snapshotLimits.compareMs : snapshotLimits.upstreamMs;
    const signal = AbortSignal.any([dependencies.cancelled, AbortSignal.timeout(limitMs)]);
    const snapshot = createContextSnapshot(remote, signal, isCompared || remote.index.isPersisted);
    const outputFacts = { uuid: output.proof.bundle.uuid, launchedAt: new Date(receipt.launchedAt) };
    const [comparison, upstream] = await settleBoth(compareOutput(context, { remote, ...output }, snapshot), readUpstream(context, snapshot, outputFacts));
    return { ...comparison, ...upstream };
}

;// CONCATENATED MODULE: ./src/run/annotate-failure.js

/** Failures of a pipe's code, which its tracebacks explain. */
const codeVerdicts = new Set([
    'pipe-error',
    'pipe-not-found',
    'unknown-parameter',
    'missing-parameter',
]);
/** Failures without a line in the user's code, which concern the parameters of the pipe's class. */
const classVerdicts = new Set(['unknown-parameter', 'missing-parameter']);
/**
 * Finds the lines of the checkout that caused a failure; empty for an error that is not a Failure. Never throws: the
 * failure is reported in any case.
 */
async function annotateFailure({ run, dependencies }, analyzer, error, rules) {
    if (!(error instanceof errors/* Failure */.HR))
        return [];
    try {
        return await dependencies.annotate([
            ...createFailureCandidates(run, analyzer, error),
            ...createBreachCandidates(run, rules),
        ]);
    }
    catch (cause) {
        await dependencies.log.debug(`The lines of the failure could not be annotated: ${(0,errors/* describeError */.Uc)(cause)}`);
        return [];
    }
}
function createFailureCandidates({ pipeClass }, { origins }, { verdict, message, advice, where }) {
    const level = 'error';
    const tracebacks = origins.map(({ task, exception, frames }) => {
        const title = `${task ?? locateClass(pipeClass).name} failed`;
        return { level, title, message: exception, at: { kind: 'frames', frames } };
    });
    return [
        ...(codeVerdicts.has(verdict) || where !== undefined ? tracebacks : []),
        ...(classVerdicts.has(verdict)
            ? [{ level, title: verdict, message: `${message} ${advice}`, at: locateClass(pipeClass) }]
            : []),
    ];
}
function createBreachCandidates({ pipeClass }, rules) {
    const at = locateClass(pipeClass);
    return (rules?.breaches ?? []).map(({ rule, evidence }) => ({
        level: 'error',
        title: `${at.name} breaks ${rule}`,
        message: evidence,
        at,
    }));
}
const locateClass = ({ module, name }) => ({ kind: 'class', module, name: name.split('.').at(-1) ?? '' });

// EXTERNAL MODULE: ./src/run/cost.js
var run_cost = __webpack_require__(42071);
// EXTERNAL MODULE: ./src/run/follow.js
var follow = __webpack_require__(22127);
// EXTERNAL MODULE: ./src/run/launch.js
var launch = __webpack_require__(34761);
;// CONCATENATED MODULE: ./src/disdat/exception-rules.js
/** Advice for an image whose command line is another. */
const dialectAdvice = 'Set `dialect` to the version of Disdat in the image, or build the image again (docs/dialects.md).';
/** Advice for a container that may not use the remote. */
const credentialAdvice = 'Check that the step’s role may list, get and put objects below the remote context.';
/** The codes of AWS for credentials without the permission, as botocore writes them into a message. */
const accessDeniedCode = /\((?:AccessDenied|403|Forbidden|ExpiredToken|InvalidAccessKeyId|InvalidClientTokenId|SignatureDoesNotMatch|RequestExpired)\w*\)/;
/**
 * Exceptions before the first task, whose traceback has no line of the user's code.
 * The texts are those of Disdat since 0.7 and of its versions of luigi. In Python 2 exceptions have no module.
 */
const startRules = [
    {
        exception: /^Exception: Driver unable to find input bundle (?:dsdt_docker|-\S+|\/\S+)$/,
        verdict: 'image-incompatible',
        advice: dialectAdvice,
    },
    {
        exception: /^Exception: Driver unable to find input bundle /,
        verdict: 'input-not-found',
        advice: 'Check that the input bundle is still in the context of the remote, with the tags of `input-tags`.',
    },
    {
        exception: /^ValueError: Parameter .+ is not defined in class /,
        verdict: 'unknown-parameter',
        advice: 'Correct the name in `params`, or add the parameter to the pipe.',
    },
    {
        exception: /UnknownParameterException: /,
        verdict: 'unknown-parameter',
        advice: 'Correct the name in `params`, or add the parameter to the pipe.',
    },
    {
        exception: /MissingParameterException: /,
        verdict: 'missing-parameter',
        advice: 'Set the parameter in `params`. If it receives the input bundle’s uuid, set its name in `input-param`.',
    },
    {
        exception: /^ModuleNotFoundError: |^ImportError: No module named |^AttributeError: module '.+' has no attribute |^(?:luigi\.task_register\.)?TaskClassNotFoundException: /,
        verdict: 'pipe-not-found',
        advice: 'Check that the image has the class that `pipe-class` names, and that the image is up to date.',
    },
];
/** Applies at any time: a pipe can fill the disk before and during a task. */
const diskRule = {
    exception: /^OSError: \[Errno 28\] |No space left on device/,
    verdict: 'disk-full',
    advice: 'Use a host with a larger disk, free space before this step, or let the pipe keep fewer files at a time.',
};
/** Applies at any time: a program is for other processors, also where the rest of the image is emulated. */
const architectureRule = {
    exception: /^OSError: \[Errno 8\] /,
    verdict: 'image-architecture',
    advice: 'Build the image for the host’s architecture, or use a host of the image’s architecture. See `platform`.',
};
/** Exceptions of the AWS SDK for Python, at any time. */
const remoteRules = [
    {
        exception: /^botocore\.exceptions\.ClientError: .*\(reached max retries: \d+\)/,
        verdict: 'remote-unreachable',
        advice: 'AWS or the S3 server failed at each attempt of the container. Run it again later.',
    },
    {
        exception: /^botocore\.exceptions\.(?:EndpointConnectionError|ConnectTimeoutError|ReadTimeoutError|ConnectionClosedError|ProxyConnectionError|SSLError): /,
        verdict: 'remote-unreachable',
        advice: 'The container cannot reach S3. Check `network`, the proxy variables and AWS_ENDPOINT_URL from inside a container.',
    },
    {
        exception: new RegExp(`^boto(?:core|3)\\.\\w+\\.(?:NoCredentialsError|CredentialRetrievalError|\\w+: .*${accessDeniedCode.source})`),
        verdict: 'access-denied',
        advice: credentialAdvice,
    },
];
/**
 * The rule for the last line of a traceback; undefined where the pipe itself is the cause. `isStart`: it came before
 * the first task and shows no line of the user's code.
 */
function findExceptionRule(text, isStart) {
    return [...(isStart ? startRules : []), ...remoteRules, diskRule, architectureRule].find(({ exception }) => exception.test(text));
}

;// CONCATENATED MODULE: ./src/disdat/diagnosis.js

/** The exit code of Python's argparse: https://docs.python.org/3/library/argparse.html#exiting-methods */
const usageExitCode = 2;
/** The options that the action itself passes; a pipe's parameters are other words. */
const ownOption = /--(?:output-bundle|output-bundle-uuid|remote|branch|workers|pipeline|force|force-all|input-tags?|output-tags?)\b(?!-)/;
const missingPrefixText = /^Unable to bind context .+ because URL .+ does not exist\.?$/;
const prefixKeyAdvice = 'Check the bucket’s name and `network`. Images of Disdat to 0.9.13 also need an object whose key is the prefix of `remote` with a slash at its end (docs/dialects.md).';
/** Explains why a container did not push its output bundle to the remote. */
function diagnose(analyzer, end) {
    if (end.outOfMemory || (end.exitCode === 137 && end.memoryMib !== undefined))
        return diagnoseOutOfMemory(end);
    const { startError, remoteError, usageError, failure } = analyzer;
    if (startError !== undefined && /exec format error|^qemu-/i.test(startError))
        return diagnoseArchitecture(startError, end);
    if (startError !== undefined && (end.exitCode === 126 || end.exitCode === 127))
        return diagnoseStartError(startError);
    if (usageError !== undefined && end.exitCode === usageExitCode)
        return diagnoseUsageError(usageError);
    const where = failure?.traceback.where;
    const isStart = failure?.task === undefined && where === undefined;
    const rule = failure && findExceptionRule(failure.traceback.exception, isStart);
    if (failure !== undefined && rule !== undefined) {
        return {
            verdict: rule.verdict,
            evidence: `The pipe ended with exit code ${end.exitCode}: ${failure.traceback.exception}.`,
            advice: rule.advice,
            ...(where && { where }),
        };
    }
    if (remoteError !== undefined && failure?.task === undefined)
        return diagnoseRemoteError(remoteError);
    // Disdat 0.7 exits with code 0 also when a task failed.
    if (end.exitCode === 0 && failure?.task === undefined)
        return diagnoseNoOutput(analyzer);
    return diagnosePipeError(analyzer, end);
}
function diagnoseArchitecture(startError, { exitCode }) {
    return {
        verdict: 'image-architecture',
        evidence: `The image is built for another processor architecture than the host’s: ${startError} (exit code ${exitCode}).`,
        advice: 'Build the image for the host’s architecture, or use a host of the image’s architecture. See `platform`.',
    };
}
function diagnoseStartError(startError) {
    return {
        verdict: 'image-incompatible',
        evidence: `The container could not start its command: ${startError}.`,
        advice: `Check that \`image\` names a Disdat pipeline image. ${dialectAdvice}`,
    };
}
/** The program of the image refused its command line. */
function diagnoseUsageError(message) {
    const evidence = `The image refused its command line: ${message}.`;
    if (/^argument pipe_cls: /.test(message))
        return {
            verdict: 'pipe-not-found',
            evidence,
            advice: 'Check that the image has the class that `pipe-class` names, and that the image is up to date.',
        };
    const isAboutParameter = /^(?:unrecognized arguments|ambiguous option): /.test(message) && !ownOption.test(message);
    return isAboutParameter
        ? {
            verdict: 'unknown-parameter',
            evidence,
            advice: 'Correct the name in `params`, or add the parameter to the pipe.',
        }
        : { verdict: 'image-incompatible', evidence, advice: dialectAdvice };
}
/** What Python's URL parser reports about the name of a file: urllib.parse and ipaddress. */
const fileNameText = /^Push unable to copy bundle to branch: .*(?:Invalid IPv6 URL|IPv4 or IPv6 address|IPvFuture|under NFKC normalization)/;
function diagnoseRemoteError(line) {
    const evidence = `Disdat in the container reported: ${line}`;
    if (fileNameText.test(line)) {
        const advice = 'Rename the output files of the pipe: Disdat reads a path as a URL, and cannot read a name with `[`, `]` or full-width forms of `/`, `?`, `#`, `@` and `:`.';
        return { verdict: 'unreadable-file-name', evidence, advice };
    }
    if (accessDeniedCode.test(line) || line.includes('(access forbidden)'))
        return { verdict: 'access-denied', evidence, advice: credentialAdvice };
    const advice = 'The runner can use this remote, but the container cannot. Check `network`, the proxy variables and the bucket’s name.';
    if (missingPrefixText.test(line))
        return { verdict: 'remote-unreachable', evidence, advice: prefixKeyAdvice };
    return { verdict: 'remote-unreachable', evidence, advice };
}
function diagnoseOutOfMemory({ exitCode, outOfMemory, memoryMib }) {
    const victim = exitCode === 137 ? 'The container' : 'A process in the container';
    const limit = memoryMib === undefined ? 'the engine has no memory left' : `the limit is ${memoryMib} MiB`;
    return {
        verdict: 'out-of-memory',
        evidence: `${victim} was killed${outOfMemory ? '' : ', probably'} because it ran out of memory (${limit}; exit code ${exitCode}).`,
        advice: 'Raise `memory`, use a larger runner, or let the pipe work on less data at a time.',
    };
}
function diagnoseNoOutput({ summary, rootTask }) {
    if (rootTask?.status === 'DONE' && summary !== undefined && summary.ran + summary.failed === 0)
        return {
            verdict: 'no-output',
            evidence: 'The pipe made nothing, because Disdat found its output up to date. No committed bundle on the remote can be this output.',
            advice: 'Set `force` to make the output again. Bundles with the tag `__transient` are never pushed.',
        };
    const counts = summary === undefined
        ? ''
        : ` Luigi reports its tasks: ${summary.ran} ran, ${summary.complete} already complete, ${summary.failed} failed.`;
    return {
        verdict: 'no-output',
        evidence: `The pipe ended with exit code 0, but its output bundle is not on the remote.${counts}`,
        advice: 'Check in the log whether the last task finished. Bundles with the tag `__transient` are never pushed.',
    };
}
function diagnosePipeError({ failure, lastError }, { exitCode }) {
    if (failure === undefined) {
        const message = lastError === undefined ? '' : ` Its last error message is: ${lastError}`;
        return {
            verdict: 'pipe-error',
            evidence: `The pipe ended with exit code ${exitCode}${formatSignal(exitCode)} and printed no traceback.${message}`,
            advice: 'Read the last lines of the log.',
        };
    }
    const { task, traceback } = failure;
    return {
        verdict: 'pipe-error',
        evidence: `${task === undefined ? 'The pipe' : `Task ${task}`} failed with ${traceback.exception} (exit code ${exitCode}).`,
        advice: 'Fix the pipe. Bundles from tasks that finished are on the remote and can be reused.',
        ...(traceback.where && { where: traceback.where }),
    };
}
function formatSignal(exitCode) {
    const names = { 134: 'SIGABRT', 137: 'SIGKILL', 139: 'SIGSEGV', 143: 'SIGTERM' };
    const name = names[exitCode];
    return name === undefined ? '' : ` (${name})`;
}

// EXTERNAL MODULE: ./src/disdat/generations.js
var generations = __webpack_require__(9429);
// EXTERNAL MODULE: ./src/disdat/reused-bundle.js
var reused_bundle = __webpack_require__(37049);
// EXTERNAL MODULE: ./src/remote/find.js
var find = __webpack_require__(52130);
;// CONCATENATED MODULE: ./src/remote/find-reused.js


/**
 * The bundles that can be a reused output, newest first: one, where it is proved which one Disdat found. Reads the
 * HyperFrame of each bundle with the output's name and class, unless the log has the id of the task.
 */
async function findReused(remote, output, options) {
    const { name, codeMethod, taskId } = output;
    if (taskId !== undefined) {
        const newest = await (0,find/* findBundle */.a)(remote, { kind: 'newest', name, codeMethod, taskId }, options);
        return newest === undefined ? [] : [newest];
    }
    const bundles = [];
    const className = codeMethod.split('.').at(-1);
    for await (const bundle of (0,find/* findBundles */.n)(remote, { name, className }, options))
        bundles.push(bundle);
    return (0,reused_bundle/* listReusable */.eU)(bundles, output);
}

;// CONCATENATED MODULE: ./src/run/prove.js






/**
 * Proves the output: the bundle that this run created, or the bundle that Disdat found up to date. Throws the Failure
 * that explains why there is neither. A proved bundle is success regardless of the exit code: luigi counts a success at
 * the second attempt as a failure.
 */
async function proveOutput({ run, dependencies }, finished) {
    const { remote, result, receipt } = finished;
    const { cancelled: signal, log } = dependencies;
    const proof = await (0,prove/* proveBundle */.x)(remote, receipt.outputUuid, { signal }).catch((error) => {
        // An interrupted push leaves a corrupt bundle: what interrupted it is the better evidence.
        const isInterrupted = result.exitCode !== 0 && error instanceof errors/* Failure */.HR && error.verdict === 'bundle-corrupt';
        throw isInterrupted ? explainFailure(finished, run.memoryMib) : error;
    });
    if (proof !== undefined) {
        const how = result.failure?.evidence ?? `The container exited with code ${result.exitCode}.`;
        if (result.exitCode !== 0)
            await log.warning(`The whole output is on the remote, although the run failed: ${how}`);
        return { proof, status: 'succeeded' };
    }
    await result.readLog?.();
    const reused = isUpToDate(finished) ? await findReusedOutput(run, finished, signal) : undefined;
    if (reused === undefined)
        throw explainFailure(finished, run.memoryMib);
    const warning = findCodeChange(reused, finished.imageCommit);
    if (warning !== undefined)
        await log.warning(warning);
    return { proof: reused, status: 'reused' };
}
/** The backend's own failure takes precedence over the log. */
function explainFailure({ analyzer, result }, memoryMib) {
    const { exitCode, outOfMemory, failure, logProblem } = result;
    if (failure !== undefined)
        return new errors/* Failure */.HR(failure.verdict, failure.evidence, failure.advice);
    const { verdict, evidence, advice, where } = diagnose(analyzer, { exitCode: exitCode ?? -1, outOfMemory, memoryMib });
    // Without the whole log, its last lines do not explain the failure.
    const fitting = logProblem !== undefined && analyzer.failure === undefined ? logProblem : advice;
    return new errors/* Failure */.HR(verdict, evidence, fitting, { ...(where && { where }) });
}
/**
 * Luigi logs which task it checked first and what it ran: only a task that was done before anything ran is a reuse.
 * Disdat 0.7 does not log this, because it makes its output in each run.
 */
function isUpToDate({ result, analyzer: { rootTask, summary } }) {
    return (result.exitCode === 0 && summary !== undefined && rootTask?.status === 'DONE' && summary.ran + summary.failed === 0);
}
/** An image with `ignore_code_version` returns old data although its code is new. */
function findCodeChange({ bundle }, imageCommit) {
    const bundleCommit = (0,reuse/* parseCommit */.L)(bundle.code.hash);
    if (imageCommit === undefined || bundleCommit === undefined || bundleCommit === imageCommit)
        return undefined;
    return `Commit ${bundleCommit.slice(0, 7)} created the reused bundle, and the image is from ${imageCommit.slice(0, 7)}. Use \`force\` if the change of the code matters to the data.`;
}
/** Throws Failure `no-output` where Disdat can have found more than one bundle. */
async function findReusedOutput(run, { remote, analyzer, receipt }, signal) {
    const { inputParam: param } = run;
    const input = receipt.inputUuid;
    // A pipe whose image takes the input by name has no parameter for it.
    const hasInputParam = param !== undefined && input !== undefined && !(0,generations/* getGeneration */.D3)(receipt.dialect).takesInput;
    const output = {
        name: run.outputName === '-' ? undefined : run.outputName,
        codeMethod: run.pipeClass.name,
        params: hasInputParam ? new Map([...run.params, [param, input]]) : run.params,
        input,
        taskId: analyzer.rootTask?.id,
    };
    const [bundle, ...others] = await findReused(remote, output, { signal });
    if (bundle === undefined)
        return undefined;
    if (others.length > 0)
        throw createUndecidedFailure([bundle, ...others]);
    return await (0,prove/* proveBundle */.x)(remote, bundle.uuid, { signal });
}
function createUndecidedFailure(bundles) {
    const shown = bundles.slice(0, 3).map(({ name, uuid }) => `\`${name}\` (${uuid})`);
    const more = bundles.length > shown.length ? ` and ${bundles.length - shown.length} others` : '';
    return new errors/* Failure */.HR('no-output', `The pipe made nothing, because Disdat found its output up to date. Its log does not show which bundle: ${shown.join(', ')}${more} differ in parameters that this run does not set or that bundles do not record.`, 'Set `force` to make the output again. Give runs with other parameters another `output-bundle`, so that one bundle remains (docs/dialects.md).');
}

;// CONCATENATED MODULE: ./src/run/finish-job.js












/** Follows a running job, then proves, compares and pulls its output. */
async function finishJob(context, reporter, launched, known) {
    const analyzer = new LogAnalyzer(context.run.pipeClass.name);
    const outcome = await followAndCharge(context, reporter, { ...launched, remote: known.remote }, analyzer);
    if (outcome.kind === 'detached') {
        await reporter.update({ left: outcome.left, ...(outcome.error === undefined && { status: 'detached' }) });
        if (outcome.error !== undefined)
            throw outcome.error;
        return;
    }
    const { result } = outcome;
    const { exitCode, attempts, logUrl } = result;
    await reporter.update({
        ...(exitCode !== undefined && { exitCode }),
        ...(attempts && { attempts }),
        ...(logUrl && { logUrl }),
    });
    let rules;
    const { finishedJobs, cancelled } = context.dependencies;
    const proveAndPull = async () => {
        if (!launched.isOneOfMany)
            await context.dependencies.log.startGroup('Output');
        const finished = { ...known, analyzer, result, receipt: launched.receipt };
        const output = await proveAndReport(context, reporter, finished);
        const analyze = async () => {
            const analysis = await analyzeOutput(context, finished, output);
            rules = analysis.rules;
            await reporter.update(analysis);
        };
        await settleBoth(pullAndReport(context, reporter, finished, output), analyze());
        if (rules)
            throwOnBreach(rules);
        await reporter.update({ status: output.status });
    };
    try {
        await settleBoth((0,launch/* releaseJob */.Lv)(context), finishedJobs.hold(1, cancelled, proveAndPull));
    }
    catch (error) {
        const annotations = await annotateFailure(context, analyzer, error, rules);
        if (annotations.length > 0)
            await reporter.update({ annotations });
        throw error;
    }
}
/** Follows the job, and adds its cost to the report however the job ends. */
async function followAndCharge(context, reporter, launched, analyzer) {
    const observer = {
        addLines: (lines) => reporter.tail.add(lines),
        update: (update) => reporter.update(update),
    };
    const started = external_node_perf_hooks_.performance.now();
    let result;
    try {
        const outcome = await context.phase('run', () => (0,follow/* follow */.e)(context, launched, analyzer, observer));
        if (outcome.kind === 'ended')
            result = outcome.result;
        return outcome;
    }
    finally {
        const cost = (0,run_cost/* calculateCost */.yN)(context, result, external_node_perf_hooks_.performance.now() - started);
        if (cost !== undefined)
            await reporter.update({ cost });
    }
}
async function proveAndReport(context, reporter, finished) {
    try {
        const output = await context.phase('prove', () => proveOutput(context, finished));
        await reporter.update({ output: (0,pull_output/* createBundleReport */.P)(finished.remote, output.proof) });
        return output;
    }
    catch (error) {
        const lineage = createFailedLineage(finished.analyzer);
        if (lineage !== undefined)
            await reporter.update({ lineage });
        throw error;
    }
}
async function pullAndReport(context, reporter, { remote }, { proof }) {
    if (context.run.pullOutput === 'false')
        return;
    const { folder } = await context.phase('pull', () => (0,pull_output/* pullOutput */.$)(context, remote, proof));
    await reporter.update({ outputPath: folder });
}


/***/ })

};
;