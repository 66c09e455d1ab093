"use strict";
exports.id = 2229;
exports.ids = [2229];
exports.modules = {

/***/ 79996:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BY: () => (/* binding */ toPercent),
/* harmony export */   Fu: () => (/* binding */ leaveUndecided),
/* harmony export */   LP: () => (/* binding */ kept),
/* harmony export */   WJ: () => (/* binding */ checkQuantity),
/* harmony export */   ab: () => (/* binding */ checkLimit),
/* harmony export */   ql: () => (/* binding */ breakRule),
/* harmony export */   vZ: () => (/* binding */ isInLimit),
/* harmony export */   zJ: () => (/* binding */ formatDecimal)
/* harmony export */ });
/* harmony import */ var _disdat_format_frame_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37521);
/* harmony import */ var _finding_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65011);


const kept = { kind: 'kept' };
const breakRule = (evidence, finding) => ({
    kind: 'broken',
    evidence,
    finding,
});
const leaveUndecided = (why) => ({ kind: 'undecided', why });
/** Checks a limit of rows, bytes, or the nulls of a column, or of their change from the base. */
function checkQuantity(rule, facts, { rows, bytes, columns }) {
    const { quantity } = rule;
    if (quantity.of !== 'nulls')
        return checkLimit(rule, facts, quantity.of === 'rows' ? rows : bytes);
    const column = columns.find(({ name }) => name === quantity.column);
    if (column?.now === undefined)
        return leaveUndecided(`The output has no column ${JSON.stringify(quantity.column)}.`);
    const countNulls = (side) => {
        const nulls = side.values?.nulls;
        return nulls !== undefined && rule.isPercent ? toPercent(nulls, countValues(side)) : nulls;
    };
    const nulls = { base: column.base && countNulls(column.base), now: countNulls(column.now) };
    const unknown = nulls.now === undefined ? column.now : column.base;
    return checkLimit(rule, facts, nulls, unknown?.values && textOrNull);
}
/** Arrays have more values than rows; texts may have no shape. */
const countValues = ({ shape, rows }) => (shape.length === 0 ? rows : (0,_disdat_format_frame_js__WEBPACK_IMPORTED_MODULE_0__/* .countElements */ .x)(shape));
/** In percent; 0 without values. */
const toPercent = (part, whole) => (whole === 0 ? 0 : (part * 100) / whole);
/**
 * Checks a limit of a quantity, or of its change from the base.
 *
 * @param why The reason why a quantity is unknown, if it is not that of every rule for this quantity.
 */
function checkLimit(rule, { noBase, baseName = 'the base' }, { base, now }, why) {
    const { noun, reason } = describeQuantity(rule, why);
    if (now === undefined)
        return leaveUndecided(`The number of ${noun} in the output is unknown${reason}.`);
    if (!rule.isChange)
        return isInLimit(now, rule) ? breakRule(`${formatAmount(now, rule)}.`, (0,_finding_js__WEBPACK_IMPORTED_MODULE_1__/* .measureFinding */ .Qt)(now, rule.is)) : kept;
    if (noBase !== undefined)
        return leaveUndecided(noBase);
    if (base === undefined)
        return leaveUndecided(`The number of ${noun} in ${baseName} is unknown${reason}.`);
    const isRelative = rule.isPercent && rule.quantity.of !== 'nulls';
    const change = isRelative ? getRelativeChange(base, now) : now - base;
    if (!isInLimit(change, rule))
        return kept;
    const unit = rule.isPercent && !isRelative ? ' %' : '';
    const evidence = `${formatAmount(now, rule)}, ${formatDecimal(base)}${unit} in ${baseName}`;
    return breakRule(`${evidence}: ${formatChange(change, rule, isRelative)}.`, (0,_finding_js__WEBPACK_IMPORTED_MODULE_1__/* .measureFinding */ .Qt)(change, rule.is));
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
/** Whether a value is in the range that a limit names. */
function isInLimit(value, { is, amount }) {
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
        return `${formatDecimal(amount)} ${amount === 1 ? quantity.of.slice(0, -1) : quantity.of}`;
    return `${formatDecimal(amount)}${isPercent ? ' %' : ''} of ${quantity.column} are null`;
}
/** With at most two decimals. */
const formatDecimal = (value) => value.toLocaleString('en', { maximumFractionDigits: 2 });
const formatSigned = (value) => value.toLocaleString('en', { maximumFractionDigits: 2, signDisplay: 'exceptZero' }).replace('-', '−');


/***/ }),

/***/ 37049:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SY: () => (/* binding */ compareInput),
/* harmony export */   ct: () => (/* binding */ decodeParam),
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
/** The text of a parameter or tag that a bundle records. Disdat 0.8.1 to 0.10 store a text as JSON. */
function decodeParam(stored) {
    const text = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .qF)(stored);
    return typeof text === 'string' ? text : stored;
}
/**
 * Compares a parameter that a bundle records with a value that a run sets; `unknown` where the bundle does not record
 * it, or may write it otherwise.
 */
function compareParam({ params }, name, value) {
    const stored = params.get(name);
    if (stored === undefined)
        return 'unknown';
    if (stored === value || decodeParam(stored) === value)
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

/***/ 7608:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Io: () => (/* binding */ findNamedBase),
/* harmony export */   Ke: () => (/* binding */ listDifferentParams),
/* harmony export */   ew: () => (/* binding */ createOutputQuery),
/* harmony export */   lN: () => (/* binding */ findBase),
/* harmony export */   tT: () => (/* binding */ hasSameParams),
/* harmony export */   tz: () => (/* binding */ createNamedBase)
/* harmony export */ });
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84092);
/* harmony import */ var _disdat_reuse_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51354);


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
    const similar = listOthers(catalog.findMatches(createOutputQuery(criteria)), criteria).filter((other) => hasSameParams(other, criteria));
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
/** The bundles with the identity of the output: its name, or its class where the pipe chose the name. */
function createOutputQuery({ output, isNamedByPipe }) {
    return isNamedByPipe && output.code.method !== '' ? { codeMethod: output.code.method } : { name: output.name };
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
    return bundles.filter(({ uuid }) => isReused || uuid !== output.uuid).toSorted(_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .compareNewestFirst */ .a0);
}
/**
 * Whether the parameters that both bundles have are equal. Uuids of bundles may differ: they change from run to run.
 *
 * @param except Further parameters that may differ
 */
function hasSameParams(other, { output, inputParam }, except = new Set()) {
    return [...output.params].every(([name, value]) => {
        const otherValue = other.params.get(name);
        if (otherValue === undefined || name === inputParam || except.has(name) || value === otherValue)
            return true;
        return (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .isUuid */ .O1)(value) && (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .isUuid */ .O1)(otherValue);
    });
}
/**
 * The names of the parameters that differ, or that only one of the bundles has, also those that no run sets. Uuids of
 * bundles may differ: they change from run to run.
 */
function listDifferentParams(other, { output, inputParam }) {
    const names = new Set([...output.params.keys(), ...other.params.keys()]);
    return [...names].filter((name) => {
        const [value, otherValue] = [output.params.get(name), other.params.get(name)];
        if (name === inputParam || value === otherValue)
            return false;
        return value === undefined || otherValue === undefined || !(0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .isUuid */ .O1)(value) || !(0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .isUuid */ .O1)(otherValue);
    });
}
/** The first candidate whose commit is in the history, and the commits that were looked up, each once. */
async function findFirstAncestor(candidates, { head, isAncestor }) {
    const known = new Map();
    for (const bundle of candidates.slice(0, maxLookups)) {
        const commit = (0,_disdat_reuse_js__WEBPACK_IMPORTED_MODULE_1__/* .parseCommit */ .L)(bundle.code.hash);
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
    const commit = (0,_disdat_reuse_js__WEBPACK_IMPORTED_MODULE_1__/* .parseCommit */ .L)(bundle.code.hash);
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


/***/ }),

/***/ 42071:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   lV: () => (/* binding */ sumRunningMs),
/* harmony export */   u7: () => (/* binding */ multiplyResources),
/* harmony export */   yN: () => (/* binding */ calculateCost)
/* harmony export */ });
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

/***/ 42229:
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
/** Limit of other lines between two lines of a traceback, such as those of another thread. */
const maxForeignLines = 50;
// A logger, Spark or Ray writes a prefix before the first line, and some write it before each line.
const headerLine = /(?:Exception Group )?Traceback \(most recent call last\):\s*$/;
// The entry of a syntax error ends without ", in function".
const frameLine = /^ {2}File "(.+)", line (\d+)/;
/** The type of an exception, with its module, and its message: https://docs.python.org/3/library/traceback.html */
const exceptionLine = /^[\p{L}_][\p{L}\p{N}_]*(?:\.(?:[\p{L}_][\p{L}\p{N}_]*|<locals>))*(?::(?:\s.*)?)?$/u;
const levelWord = /^(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL)(?::|$)/;
/** https://docs.python.org/3/tutorial/errors.html#exception-chaining */
const chainLine = /(?:During handling of the above exception, another exception occurred:|The above exception was the direct cause of the following exception:)\s*$/;
/** The box that Rich draws: https://rich.readthedocs.io/en/stable/traceback.html */
const richHeader = /[╭┌+][─-]+ Traceback \(most recent call last\) [─-]+[╮┐+]\s*$/;
const richFrame = /^[│|] (\S.*?):(\d+) in /;
const richCode = /^[│|] [❱>] +\d+ (.*?)\s*[│|]$/;
const pythonStyle = {
    frame: frameLine,
    readCode: (text) => (text.startsWith('    ') ? text.trim() : undefined),
};
const richStyle = {
    frame: richFrame,
    // Rich draws a line for each level of indentation.
    readCode: (text) => richCode.exec(text)?.[1]?.replace(/^(?:[│|] *)+/, ''),
};
/** Extracts the tracebacks of one stream, line by line. Memory use does not grow with the stream. */
class TracebackReader {
    #isUserFile;
    #open;
    #isChained = false;
    /** Whether the last traceback was that of an exception group or of a member. */
    #isInGroup = false;
    /** @param isUserFile whether a file, as Python names it, holds the user's code */
    constructor(isUserFile) {
        this.#isUserFile = isUserFile;
    }
    /**
     * Takes the next line. Returns undefined where it does not belong to a traceback, `consumed` where it does, and the
     * traceback with its last line.
     */
    readLine(line) {
        const header = headerLine.exec(line);
        if (header !== null)
            return this.#start(pythonStyle, line.slice(0, header.index));
        const box = richHeader.exec(line);
        if (box !== null)
            return this.#start(richStyle, line.slice(0, box.index));
        if (this.#open !== undefined)
            return this.#readInside(line, this.#open);
        if (chainLine.test(line))
            this.#isChained = true;
        return undefined;
    }
    #start(style, text) {
        // The traceback of a group itself has the margin `+`; those of its members have the margin `|`, further in.
        const isGroup = text.endsWith('  + ');
        const isNested = this.#isInGroup && text.endsWith('    | ');
        this.#open = {
            style,
            prefix: isGroup ? `${text.slice(0, -2)}| ` : text,
            frames: [],
            lastFrame: undefined,
            isChained: this.#isChained || isNested,
            isNested,
            foreignLines: 0,
        };
        this.#isInGroup = isGroup || isNested;
        this.#isChained = false;
        return 'consumed';
    }
    #readInside(line, open) {
        const text = removePrefix(line, open);
        const frame = open.style.frame.exec(text);
        if (frame !== null)
            return this.#addFrame(open, frame);
        const code = open.style.readCode(text);
        if (open.lastFrame !== undefined && code !== undefined) {
            open.lastFrame.code = code.slice(0, evidenceLimit);
            open.lastFrame = undefined;
            return 'consumed';
        }
        if (/^(?:[\s│|╰└+]|$)/.test(text))
            return 'consumed';
        if (!exceptionLine.test(text) || levelWord.test(text))
            return this.#skipForeignLine(open);
        this.#open = undefined;
        const { frames, isChained, isNested } = open;
        return { exception: text.slice(0, evidenceLimit).replace(/\.$/, ''), frames, isChained, isNested };
    }
    #addFrame(open, [, file = '', line]) {
        open.lastFrame = this.#isUserFile(file)
            ? { file: shortenPath(file), line: Number(line), code: undefined }
            : undefined;
        if (open.lastFrame !== undefined)
            open.frames.push(open.lastFrame);
        if (open.frames.length > maxFrames)
            open.frames.shift();
        return 'consumed';
    }
    /** A line of another thread or process can stand between two lines of a traceback. */
    #skipForeignLine(open) {
        open.foreignLines += 1;
        if (open.foreignLines > maxForeignLines)
            this.#open = undefined;
    }
}
/**
 * Digits may differ: a logger puts the time before each line. Where the first line alone has a prefix, the margin of an
 * exception group is left.
 */
function removePrefix(line, { prefix }) {
    const start = line.slice(0, prefix.length);
    if (maskDigits(start) === maskDigits(prefix))
        return line.slice(prefix.length);
    return line.replace(/^ +\| /, '');
}
const maskDigits = (text) => text.replace(/\d/g, '0');
const installedFile = /(?:\/(?:site|dist)-packages\/(?:[^/]+\.egg\/)?|(?:^|\/)build\/bdist\.[^/]+\/egg\/)(.+)/;
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
const logLine = /^(?:[\d-]+ [\d:,]+ - \S+ - )?(DEBUG|INFO|WARNING|ERROR|CRITICAL)(?: - |:[\w.-]+:|: )(.*)/;
const taskFailedText = /^\[pid \d+\] Worker .+ failed {4}(\S.*)/;
const taskStatusText = /^Informed scheduler that task {3}(\S+) {3}has status {3}(\w+)/;
/** A count in the Luigi Execution Summary. */
const summaryLine = /^\* (\d+) (ran successfully|(?:complete ones|present dependencies) were encountered|failed)(?: scheduling)?:/;
/** The last line of a program whose command line Python's argparse refuses. */
const usageErrorLine = /^[\w./-]+: error: (.+)/;
/**
 * The messages about a command that cannot be executed: of a container's init process (tini), or, without one, of the
 * container runtime (runc, before and since 2022), of a shell, and of QEMU, which runs a program of another
 * architecture and lacks the libraries of that architecture.
 */
const startErrorLine = /^(?:\[FATAL tini \(\d+\)\] (exec .+ failed: .+)|standard_init_linux\.go:\d+: (exec user process caused.*: exec format error)|(exec \S+: exec format error)|\S{1,200}: (?:(?:line )?\d+: )?(.{1,400}: Exec format error)|(qemu-[\w-]+: Could not open '.+': No such file or directory))/;
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
    #taskOrigins = new Map();
    /** The last exception and the exceptions that caused it. */
    #lastOrigins = new Map();
    #summary;
    #remoteError;
    #usageError;
    #lastError;
    #startError;
    #rootTask;
    /** @param pipeClass `pkg.mod.Class`: the first part is the package with the user's code */
    constructor(pipeClass) {
        this.#package = pipeClass.replace(/\..*/, '');
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
        return [...(this.#taskOrigins.size > 0 ? this.#taskOrigins : this.#lastOrigins).values()];
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
            this.#lastOrigins.clear();
        addOrigin(this.#lastOrigins, origin);
        for (const key of [...this.#lastOrigins.keys()].slice(0, -maxOrigins))
            this.#lastOrigins.delete(key);
        if (task !== undefined && this.#taskOrigins.size < maxOrigins)
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
        const found = summaryLine.exec(line);
        if (found === null)
            return;
        const [, count, outcome] = found;
        const key = outcome === 'failed' ? 'failed' : outcome === 'ran successfully' ? 'ran' : 'complete';
        const counts = { ran: 0, complete: 0, failed: 0, ...this.#summary };
        this.#summary = { ...counts, [key]: counts[key] + Number(count) };
    }
    #readTaskStatus(text, state) {
        state.failedTask = undefined;
        const found = taskStatusText.exec(text);
        if (found === null)
            return;
        const [, id = '', status = ''] = found;
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
    const [type] = origin.exception.split(':', 1);
    const key = `${type} ${deepest.line} ${deepest.file}`;
    if (!origins.has(key))
        origins.set(key, origin);
}

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

// EXTERNAL MODULE: ./src/report/accepted-change.js
var accepted_change = __webpack_require__(28473);
// EXTERNAL MODULE: ./src/lib/units.js
var units = __webpack_require__(19177);
;// CONCATENATED MODULE: ./src/run/acceptance/accept-breaches.js

/**
 * Looks up which broken rules a person has accepted, and adds them to the report. Undefined when no rule is broken, or
 * when `accept` is not set. Throws only when the workflow is cancelled.
 */
async function acceptBreaches({ dependencies, phase }, reporter, { breaches }) {
    const { acceptance: step, log } = dependencies;
    if (step === undefined || breaches.length === 0)
        return undefined;
    const acceptance = await phase('accept', () => step.decide(reporter.report, breaches));
    await reporter.update({ acceptance });
    for (const { rule, by, at } of acceptance.accepted)
        await log.warning(`Accepted change: the output breaks the rule ${rule}, which @${by} accepted on ${(0,units/* formatTime */.fU)(at)}.`);
    for (const { rule, why } of acceptance.refused)
        log.info(`Not accepted: ${rule}. ${why}`);
    return acceptance;
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./src/compare/compare-bundles.js + 14 modules
var compare_bundles = __webpack_require__(43583);
// EXTERNAL MODULE: ./src/compare/comparison.js
var comparison = __webpack_require__(21581);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./src/disdat/format/format-error.js
var format_error = __webpack_require__(51178);
// EXTERNAL MODULE: ./src/lib/file-errors.js
var file_errors = __webpack_require__(60372);
// EXTERNAL MODULE: ./src/compare/compare-read.js
var compare_read = __webpack_require__(79062);
// EXTERNAL MODULE: ./src/disdat/bundle.js
var disdat_bundle = __webpack_require__(84092);
// EXTERNAL MODULE: ./src/lib/page-buffer.js
var page_buffer = __webpack_require__(97078);
// EXTERNAL MODULE: ./src/compare/table-file.js
var table_file = __webpack_require__(31337);
;// CONCATENATED MODULE: ./src/compare/rows/bundle-rows.js





/** The windows of all columns of a table together, about, in bytes. */
const maxWindowBytes = 4 * 1024 * 1024;
/** The most bytes of one window. */
const maxOneWindow = 256 * 1024;
/** The fewest bytes of one window: all frames are read together, but of files only some columns. */
const minOneWindow = { frames: 16 * 1024, files: 64 * 1024 };
/** A bundle has no table, or its table cannot be read. The message is a sentence with the reason. */
class NoTableError extends Error {
    name = 'NoTableError';
}
/**
 * Finds the table of a bundle: that of its frames, or the one of all Parquet and CSV files with the columns of the key.
 * Throws NoTableError.
 */
function findBundleTable(bundle, query) {
    const { comparison, side } = query;
    const frames = comparison.columns.filter(({ status }) => status !== (side === 'now' ? 'removed' : 'added'));
    if (frames.length > 0 && ['DF', 'ROW'].includes(comparison.presentation[side] ?? ''))
        return findFrames(bundle, query);
    return findFiles(bundle, query);
}
function findFrames(bundle, { side, comparison }) {
    const uuids = new Map(bundle.proof.bundle.frames.map(({ name, uuid }) => [name, uuid]));
    const facts = comparison.columns.flatMap((column) => {
        const own = column[side];
        const uuid = uuids.get(column.name);
        return own === undefined || uuid === undefined ? [] : [{ name: column.name, uuid, ...own }];
    });
    const isTable = facts.every(({ shape, rows }) => shape.length === 1 && rows === facts[0]?.rows);
    if (!isTable)
        throwNoTable(`The frames of ${nameSide(side)} are not columns of one table.`);
    const layout = {
        windowBytes: chooseWindowBytes('frames', facts.length),
        frames: facts.map(({ name, type }) => ({ name, type })),
    };
    return { layout, sources: facts.map(({ uuid }) => createSource(bundle, side, (0,disdat_bundle/* formatFrameName */.u_)(uuid))) };
}
function throwNoTable(message) {
    throw new NoTableError(message);
}
const nameSide = (side) => (side === 'now' ? 'the output' : 'the base');
/** The files are one table, because a table may be split into any number of files with any names. */
function findFiles(bundle, { side, comparison, key }) {
    const files = comparison.files.flatMap((file) => {
        const facts = file[side];
        if (facts === undefined || (0,table_file/* detectTableFormat */.b)(file.path) === undefined)
            return [];
        const unread = `The table in ${JSON.stringify(file.path)} of ${nameSide(side)} cannot be read.`;
        return [{ path: file.path, table: facts.table ?? throwNoTable(unread) }];
    });
    if (files.length === 0)
        throwNoTable(`There is no table in ${nameSide(side)}.`);
    const ofKey = files.filter(({ table }) => (key ?? []).every((name) => table.columns.some((column) => column.name === name)));
    const chosen = ofKey.length > 0 ? ofKey : files;
    const columnCount = Math.max(...chosen.map(({ table }) => table.columns.length));
    const windowBytes = chooseWindowBytes('files', columnCount);
    const formats = chosen.map(({ table }) => table.format);
    return {
        layout: { windowBytes, files: formats },
        sources: chosen.map(({ path }) => createSource(bundle, side, path)),
    };
}
/** The size of the windows of a table with so many columns, in bytes. */
function chooseWindowBytes(kind, columns) {
    return Math.min(maxOneWindow, Math.max(minOneWindow[kind], Math.floor(maxWindowBytes / columns)));
}
function createSource(bundle, side, path) {
    const part = (0,compare_read/* findOwnPart */.$2)(bundle);
    const size = part?.objects.find((object) => object.path === path)?.size ?? 0;
    const object = { bundle, side, path, size };
    const isKept = part?.frameBytes.has(path) === true;
    return {
        size,
        ...(!isKept && { release: page_buffer/* freeBytes */.go }),
        read: async (offset, length, options) => (await (0,compare_read/* readObject */.Ag)(object, { offset, length }, options)) ?? (0,format_error/* throwFormatError */.o6)('an object that no longer exists'),
    };
}

// EXTERNAL MODULE: ./src/compare/rows/cell-sink.js
var cell_sink = __webpack_require__(20166);
// EXTERNAL MODULE: ./src/compare/rows/key-hasher.js
var key_hasher = __webpack_require__(56013);
// EXTERNAL MODULE: ./src/compare/rows/row-table.js
var row_table = __webpack_require__(32623);
;// CONCATENATED MODULE: ./src/compare/rows/find-row-key.js



/** The first rows of each table, which rule out most sets of columns. */
const maxLookedRows = 20_000;
/** The first columns of a table that can be in a key. */
const maxKeyColumns = 48;
/** The most columns of a key. */
const maxKeySize = 3;
/** The most sets of one size whose rows are all read. */
const maxVerified = 8;
/**
 * The smallest set of at most three columns whose values are unique in both tables; of several, the one with which the
 * fewest rows have no partner, and then the first one. Columns with fractions are not part of a key, because a measured
 * number is unique by chance. Undefined where there is no such set.
 *
 * @param names The columns that both tables have and that can be compared.
 * @param verify Reads all rows with a key.
 */
async function findRowKey(tables, names, verify, options) {
    const candidates = names.slice(0, maxKeyColumns);
    const first = [
        await readFirstRows(tables.base, candidates, options),
        await readFirstRows(tables.now, candidates, options),
    ];
    const whole = candidates.filter((name) => first.every(({ columns }) => !hasFraction(columns.get(name))));
    for (let size = 1; size <= Math.min(maxKeySize, whole.length); size++) {
        const sets = [];
        for (const set of listSets(whole, size)) {
            if (first.every((rows) => isUnique(rows, set)))
                sets.push(set);
            if (sets.length === maxVerified)
                break;
        }
        let best;
        for (const set of sets) {
            const { isUnique: isKey, withoutPartner } = await verify(set);
            if (isKey && (best === undefined || withoutPartner < best.withoutPartner))
                best = { set, withoutPartner };
        }
        if (best !== undefined)
            return best.set;
    }
    return undefined;
}
async function readFirstRows(table, names, options) {
    const columns = new Map(names.map((name) => [name, new cell_sink/* CellSink */.Qc(cell_sink/* cellWords */.OH.key)]));
    const countRows = (sinks) => Math.min(...[...sinks].map(({ rows }) => rows));
    for (const group of (0,row_table/* groupColumns */.Tu)(table, names)) {
        const read = group.flatMap((name) => ({ name, sink: columns.get(name) ?? new cell_sink/* CellSink */.Qc(cell_sink/* cellWords */.OH.key) }));
        for await (const _ of table.read(read, options)) {
            if (countRows(read.map(({ sink }) => sink)) >= maxLookedRows)
                break;
        }
    }
    const rows = columns.size === 0 ? 0 : Math.min(countRows(columns.values()), maxLookedRows);
    return { rows, columns: new Map([...columns].map(([name, sink]) => [name, sink.view(rows)])) };
}
function hasFraction(cells) {
    if (cells === undefined)
        return false;
    for (let at = 0; at < cells.length; at += cell_sink/* cellWords */.OH.key) {
        if (cells[at + 2] !== 0 || cells[at + 3] !== 0)
            continue;
        const number = (0,cell_sink/* readNumberCell */.Ax)(cells[at] ?? 0, cells[at + 1] ?? 0);
        if (number !== undefined && !Number.isInteger(number))
            return true;
    }
    return false;
}
function isUnique({ rows, columns }, set) {
    const cells = set.flatMap((name) => columns.get(name) ?? []);
    const hashes = new key_hasher/* KeyHasher */.l(set.length).hash(cells, rows);
    const seen = new Set();
    for (let row = 0; row < rows; row++) {
        // 52 bits of the hash, as an integer.
        seen.add((hashes[row * 4] ?? 0) * 2 ** 20 + ((hashes[row * 4 + 1] ?? 0) >>> 12));
        if (seen.size <= row)
            return false;
    }
    return true;
}
/** All sets of so many names, in the order of the names. */
function* listSets(names, size, from = 0) {
    for (let index = from; index < names.length; index++) {
        const name = names[index];
        if (name === undefined)
            return;
        if (size === 1)
            yield [name];
        else
            for (const rest of listSets(names, size - 1, index + 1))
                yield [name, ...rest];
    }
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./src/compare/rows/join-rows.js + 1 modules
var join_rows = __webpack_require__(3287);
// EXTERNAL MODULE: ./src/compare/rows/row-tasks.js + 5 modules
var row_tasks = __webpack_require__(82068);
// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(75919);
// EXTERNAL MODULE: ./src/compare/rows/row-messages.js
var row_messages = __webpack_require__(65319);
;// CONCATENATED MODULE: ./src/compare/rows/rows-entry.js
const rowsEntry = `${__dirname}/rows.js`

;// CONCATENATED MODULE: ./src/compare/rows/row-thread.js




/** The most memory of young objects, in MiB: pages and rows make few. */
const maxYoungGenerationSizeMb = 4;
/** A thread did not start, or ended before its task. What it did can be done again, without it. */
class LostThreadError extends Error {
    name = 'LostThreadError';
}
/** Fills and joins tables in a thread, one task after the other. This thread reads their bytes for it. */
class RowThread {
    #worker;
    #lost;
    /** Throws LostThreadError if there are no more threads. @param entry The file of the thread. */
    constructor(entry = rowsEntry) {
        try {
            this.#worker = new external_node_worker_threads_.Worker(entry, { env: {}, resourceLimits: { maxYoungGenerationSizeMb } });
        }
        catch (error) {
            throw new LostThreadError('no thread', { cause: error });
        }
        this.#lost = new Promise((_, reject) => {
            const lose = (cause) => reject(new LostThreadError('a thread ended before its task', { cause }));
            this.#worker.on('error', lose);
            this.#worker.on('exit', () => lose());
        });
        // Tasks throw it, if there are any.
        this.#lost.catch(() => undefined);
    }
    /** Throws LostThreadError, as the table and the file system do, and the reason of the signal. */
    async fill({ layout, sources }, task, options) {
        const sizes = sources.map(({ size }) => size);
        const response = await this.#run({ kind: 'fill', layout, sizes, task }, sources, options);
        return response.kind === 'filled' ? response.filled : throwLost();
    }
    /** Throws LostThreadError, as the file system does, and the reason of the signal. */
    async join(task, options) {
        const response = await this.#run({ kind: 'join', task }, [], options);
        return response.kind === 'joined' ? response.joined : throwLost();
    }
    /** Ends the thread, and waits for its end. */
    async [Symbol.asyncDispose]() {
        await this.#worker.terminate();
    }
    async #run(request, sources, { signal }) {
        signal.throwIfAborted();
        const { promise, resolve, reject } = Promise.withResolvers();
        const abort = () => reject(signal.reason);
        const receive = (response) => {
            if (response.kind === 'failed')
                reject((0,row_messages/* unpackError */.R)(response.error));
            else if (response.kind === 'read')
                this.#read(response, sources, { signal }).catch(reject);
            else
                resolve(response);
        };
        signal.addEventListener('abort', abort);
        this.#worker.on('message', receive);
        try {
            this.#worker.postMessage(request);
            return await Promise.race([promise, this.#lost]);
        }
        finally {
            this.#worker.off('message', receive);
            signal.removeEventListener('abort', abort);
        }
    }
    async #read({ id, source, offset, length }, sources, options) {
        const { read, release } = sources[source] ?? throwLost();
        const found = await read(offset, length, options);
        // Others may have bytes that cannot be released.
        const bytes = release !== undefined && (0,page_buffer/* isTransferable */.ck)(found) ? found : new Uint8Array(found);
        this.#worker.postMessage({ kind: 'bytes', id, bytes }, [bytes.buffer]);
    }
}
const throwLost = () => {
    throw new LostThreadError('a thread answered another task');
};

;// CONCATENATED MODULE: ./src/compare/rows/join-tables.js
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








/** The bytes of both tables from which on threads save more time than they take to start. */
const minThreadBytes = 8 * 1024 * 1024;
/**
 * Reads two tables, and joins them: large ones in this thread and a second one, if there are two processors. Without
 * it, or if it is lost, this thread does everything. Throws as the tables and the file system do.
 */
async function joinTables(tables, columns, options) {
    const { origins } = options;
    if (origins !== undefined && isWorthThreads(origins, options)) {
        try {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const thread = __addDisposableResource(env_1, new RowThread(options.threadEntry), true);
                const runner = createThreadRunner(thread, origins.base, tables.now, options);
                return await fillAndJoin(runner, tables, columns, options);
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
        catch (error) {
            if (!(error instanceof LostThreadError))
                throw error;
        }
    }
    return await fillAndJoin(createLocalRunner(tables, options), tables, columns, options);
}
function isWorthThreads({ base, now }, options) {
    const bytes = [...base.sources, ...now.sources].reduce((sum, { size }) => sum + size, 0);
    return bytes >= (options.minThreadBytes ?? minThreadBytes) && (0,external_node_os_.availableParallelism)() > 1;
}
/** The thread reads the base while this one reads the other table. The first error ends both. */
function createThreadRunner(thread, origin, table, { signal }) {
    const runBoth = async (run) => {
        const failed = new AbortController();
        const stop = (error) => {
            failed.abort(error);
            throw error;
        };
        const [first, second] = run({ signal: AbortSignal.any([signal, failed.signal]) });
        return await settleBoth(first.catch(stop), second.catch(stop));
    };
    return {
        fill: async (base, now) => await runBoth((options) => [thread.fill(origin, base, options), (0,row_tasks/* fillTable */.K)(table, now, options)]),
        join: async (first, second) => await runBoth((options) => [thread.join(first, options), (0,row_tasks/* joinPart */.M)(second, options)]),
    };
}
function createLocalRunner(tables, options) {
    return {
        fill: async (base, now) => [await (0,row_tasks/* fillTable */.K)(tables.base, base, options), await (0,row_tasks/* fillTable */.K)(tables.now, now, options)],
        join: async (first, second) => [await (0,row_tasks/* joinPart */.M)(first, options), await (0,row_tasks/* joinPart */.M)(second, options)],
    };
}
/** Fills and joins two tables. One is read again if its texts turn out to be JSON and the other's do not. */
async function fillAndJoin(runner, tables, columns, { folder, maxRows, maxSamples }) {
    const json = { base: new Set(), now: new Set() };
    for (;;) {
        const create = (side) => {
            return { columns: { ...columns, json: json[side] }, folder, name: (0,external_node_crypto_.randomUUID)(), maxRows };
        };
        const tasks = [create('base'), create('now')];
        try {
            const [base, now] = await runner.fill(...tasks);
            const texts = {
                base: { columns: tables.base.columns, jsonTexts: base.jsonTexts },
                now: { columns: tables.now.columns, jsonTexts: now.jsonTexts },
            };
            if (addJsonColumns(texts, columns, json))
                continue;
            const jsonColumns = findJsonColumns(texts, columns);
            const createTask = (part) => {
                return { base: base.facts, now: now.facts, options: { jsonColumns, maxSamples, part } };
            };
            const joined = (0,join_rows/* mergeJoined */.O)(await runner.join(createTask(0), createTask(1)), maxSamples);
            const shift = Math.max(base.facts.shift, now.facts.shift);
            return { joined, json, shift, rows: { base: base.facts.rows, now: now.facts.rows } };
        }
        finally {
            for (const { name } of tasks)
                await (0,promises_.rm)((0,external_node_path_.join)(folder, name), { force: true });
        }
    }
}
function findJsonColumns({ base, now }, { values }) {
    const isJsonText = ({ jsonTexts }, name) => jsonTexts.get(name)?.hasQuoted === true;
    return new Set(values.flatMap((name, index) => (isJsonText(base, name) || isJsonText(now, name) ? [index] : [])));
}
/** Adds the columns that are JSON in one table alone. Whether there were any. */
function addJsonColumns({ base, now }, { key, values }, json) {
    const before = json.base.size + json.now.size;
    for (const name of [...key, ...values]) {
        if (needsJson(base, now, name))
            json.base.add(name);
        if (needsJson(now, base, name))
            json.now.add(name);
    }
    return json.base.size + json.now.size > before;
}
/** Texts without quotes are JSON only beside a column of numbers, because they can be the texts of numbers. */
function needsJson(table, other, name) {
    const texts = table.jsonTexts.get(name);
    if (texts === undefined)
        return false;
    const otherKind = other.columns.find((column) => column.name === name)?.kind;
    return otherKind === 'text' ? texts.hasQuoted && other.jsonTexts.get(name) === undefined : true;
}

;// CONCATENATED MODULE: ./src/compare/rows/row-changes.js
/** The quantile of the normal distribution for an interval of 95 %. */
const z = 1.96;
/**
 * A number of rows from the number among a sample of one in 2^shift. The interval is the score interval of a Poisson
 * distribution, which is a little too wide for a large share of the rows. It never excludes what was seen.
 */
function estimateRows(seen, shift) {
    if (shift === 0)
        return { count: seen, from: seen, to: seen };
    const scale = 2 ** shift;
    const center = seen + z ** 2 / 2;
    const half = z * Math.sqrt(seen + z ** 2 / 4);
    const from = Math.max(seen, Math.floor((center - half) * scale));
    return { count: seen * scale, from, to: Math.ceil((center + half) * scale) };
}

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: ./src/compare/rows/value-sink.js
var value_sink = __webpack_require__(31535);
;// CONCATENATED MODULE: ./src/compare/rows/text-sink.js



/** The longest text of a value, in UTF-16 units, without the ellipsis. */
const maxLength = 200;
/** How a missing value is shown. */
const missingText = '∅';
const secondsPerDay = 86_400;
/** Collects the values of a few rows of a column as texts, and skips all others. */
class TextSink {
    #rows;
    #row = 0;
    /** By the number of the row. */
    texts = new Map();
    constructor(rows) {
        this.#rows = rows;
    }
    missing() {
        this.#add(() => missingText);
    }
    number(value) {
        this.#add(() => (Number.isNaN(value) ? missingText : String(value)));
    }
    numbers(values, count) {
        for (let index = 0; index < count; index++)
            this.number(values[index] ?? 0);
    }
    boolean(value) {
        this.#add(() => String(value));
    }
    integer(value) {
        this.#add(() => `${value}`);
    }
    decimal(unscaled, scale) {
        this.#add(() => formatDecimal(unscaled, scale));
    }
    moment(kind, seconds, nanos) {
        this.#add(() => formatMoment(kind, seconds, nanos));
    }
    bytes(bytes, start = 0, end = bytes.length) {
        this.#add(() => {
            const buffer = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
            return (0,external_node_buffer_.isUtf8)(buffer) ? buffer.toString('utf8') : `0x${buffer.subarray(0, maxLength).toString('hex')}`;
        });
    }
    jsonNull(text) {
        this.#add(() => text);
    }
    field(text) {
        this.#add(() => (text === '' ? missingText : text));
    }
    prepare(values, pass) {
        const find = (place) => {
            if (!(place >= 0 && place < values))
                throw new format_error/* BundleFormatError */.KC('a value that its dictionary lacks');
            // Few rows are collected: the values are read again for each.
            const one = new TextSink(new Set([place]));
            pass(one);
            return one.texts.get(place) ?? missingText;
        };
        return (places, count) => {
            for (let index = 0; index < count; index++)
                this.#add(() => find(places[index] ?? 0));
        };
    }
    #add(format) {
        const row = this.#row++;
        if (this.#rows.has(row))
            this.texts.set(row, shorten(format()));
    }
}
function shorten(text) {
    return text.length <= maxLength ? text : `${text.slice(0, maxLength).toWellFormed()}…`;
}
function formatDecimal(value, places) {
    const { unscaled, scale } = (0,value_sink/* normalizeDecimal */.BH)(value, places);
    if (scale <= 0)
        return `${unscaled * 10n ** BigInt(-scale)}`;
    const digits = `${unscaled < 0n ? -unscaled : unscaled}`.padStart(scale + 1, '0');
    return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
function formatMoment(kind, seconds, nanos) {
    const fraction = nanos === 0 ? '' : `.${String(nanos).padStart(9, '0').replace(/0+$/, '')}`;
    const date = new Date((kind === 'time' ? seconds % secondsPerDay : seconds) * 1000);
    // Beyond the years that JavaScript knows.
    if (Number.isNaN(date.getTime()))
        return `${seconds}${fraction} s`;
    const [day = '', time = ''] = date.toISOString().split(/[TZ.]/);
    if (kind === 'date')
        return day;
    if (kind === 'time')
        return `${time}${fraction}`;
    return `${day} ${time}${fraction}${kind === 'utc' ? 'Z' : ''}`;
}

;// CONCATENATED MODULE: ./src/compare/rows/sample-rows.js


/** The most values of a row beside its key. */
const maxValues = 12;
/** Reads the values of some rows of both tables as texts. Throws as the tables do. */
async function readSamples(tables, { key, values, json }, { added, removed, changed }, options) {
    const names = [...key, ...values];
    const all = [...added, ...removed, ...changed];
    const listRows = (side) => new Set(all.flatMap((pair) => pair[side] ?? []));
    const base = await readTexts(tables.base, { names, json: json.base, rows: listRows('base') }, options);
    const now = await readTexts(tables.now, { names, json: json.now, rows: listRows('now') }, options);
    const create = (pair) => {
        const get = (name) => ({
            base: pair.base === undefined ? undefined : base.get(name)?.get(pair.base),
            now: pair.now === undefined ? undefined : now.get(name)?.get(pair.now),
        });
        const cells = values.map((column) => ({ column, ...get(column) })).filter((cell) => cell.base !== cell.now);
        return {
            key: key.map((name) => get(name).now ?? get(name).base ?? ''),
            values: cells.slice(0, maxValues).map(({ column, base: before, now: after }) => ({
                column,
                ...(before !== undefined && { base: before }),
                ...(after !== undefined && { now: after }),
            })),
        };
    };
    return { added: added.map(create), removed: removed.map(create), changed: changed.map(create) };
}
async function readTexts(table, { names, json, rows, }, options) {
    if (rows.size === 0)
        return new Map();
    const texts = new Map();
    for (const group of (0,row_table/* groupColumns */.Tu)(table, names)) {
        const columns = group.map((name) => ({ name, sink: new TextSink(rows), isJson: json.has(name) }));
        for await (const _ of table.read(columns, options)) {
            options.signal.throwIfAborted();
            if (columns.every(({ sink }) => sink.texts.size === rows.size))
                break;
        }
        for (const { name, sink } of columns)
            texts.set(name, sink.texts);
    }
    return texts;
}

;// CONCATENATED MODULE: ./src/compare/rows/compare-row-tables.js




/** The most columns that are compared, each of which takes memory for a window of its values. */
const maxRowColumns = 500;
/**
 * Compares the rows of two tables by their key, or returns a sentence with the reason why they cannot be compared.
 * Memory does not grow with the tables. Throws BundleFormatError for data that cannot be read, and as the store and the
 * file system do.
 */
async function compareRowTables(tables, options) {
    const columns = pairRowColumns(tables);
    const found = options.key === 'auto' ? await findKey(tables, columns, options) : options.key;
    if (found === undefined)
        return {
            unknown: 'No set of at most three columns identifies each row of both bundles. Set `diff-key` to the columns of a key.',
        };
    const missing = found.find((name) => !columns.comparable.includes(name));
    if (missing !== undefined)
        return { unknown: explainMissing(missing, tables) };
    const values = columns.comparable.filter((name) => !found.includes(name));
    const compared = values.slice(0, maxRowColumns);
    const { joined, shift, rows, json } = await joinTables(tables, { key: found, values: compared }, options);
    const samples = options.maxSamples > 0
        ? await readSamples(tables, { key: found, values: compared, json }, joined.samples, options)
        : undefined;
    return {
        key: found,
        isKeyFound: options.key === 'auto',
        rows,
        ...estimateJoined(joined, shift),
        sampledOneIn: 2 ** shift,
        columns: compared.flatMap((name, index) => describeColumn(name, columns, joined.columns[index], shift)),
        removedColumns: columns.removed,
        addedColumns: columns.added,
        uncomparedColumns: [...columns.uncompared, ...values.slice(maxRowColumns)],
        samples,
    };
}
function pairRowColumns({ base, now }) {
    const before = new Map(base.columns.map((column) => [column.name, column]));
    const after = new Map(now.columns.map((column) => [column.name, column]));
    const shared = [...after.keys()].filter((name) => before.has(name));
    const isOther = (column) => column?.kind === 'other';
    const uncompared = shared.filter((name) => isOther(before.get(name)) || isOther(after.get(name)));
    return {
        comparable: shared.filter((name) => !uncompared.includes(name)),
        kinds: new Map(shared.map((name) => [name, { base: before.get(name)?.kind ?? 'other', now: after.get(name)?.kind ?? 'other' }])),
        removed: [...before.keys()].filter((name) => !after.has(name)),
        added: [...after.keys()].filter((name) => !before.has(name)),
        uncompared,
    };
}
async function findKey(tables, columns, options) {
    const verify = async (key) => {
        const { joined } = await joinTables(tables, { key, values: [] }, { ...options, maxSamples: 0 });
        return { isUnique: joined.ambiguous.keys === 0, withoutPartner: joined.added + joined.removed };
    };
    return await findRowKey(tables, columns.comparable, verify, options);
}
function explainMissing(name, { base, now }) {
    const has = ({ columns }) => columns.some((column) => column.name === name);
    const where = has(now)
        ? has(base)
            ? undefined
            : 'the base has'
        : has(base)
            ? 'the output has'
            : 'the output and the base have';
    const quoted = JSON.stringify(name);
    return where === undefined
        ? `The column ${quoted} of \`diff-key\` does not hold single values.`
        : `\`diff-key\` names the column ${quoted}, which ${where} not.`;
}
function estimateJoined({ added, removed, shared, changed, ambiguous }, shift) {
    const estimate = (seen) => estimateRows(seen, shift);
    return {
        added: estimate(added),
        removed: estimate(removed),
        shared: estimate(shared),
        changed: estimate(changed),
        duplicates: { base: estimate(ambiguous.base), now: estimate(ambiguous.now), keys: estimate(ambiguous.keys) },
    };
}
function describeColumn(name, { kinds }, counts, shift) {
    const pair = kinds.get(name);
    if (counts === undefined || pair === undefined)
        return [];
    const { differing, numbers, sum, greatest } = counts;
    const isBoolean = pair.base === 'boolean' && pair.now === 'boolean';
    const difference = numbers === 0 || isBoolean ? undefined : { mean: sum / numbers, greatest };
    return [{ name, kinds: pair, differing: estimateRows(differing, shift), difference }];
}

// EXTERNAL MODULE: ./src/compare/rows/open-table.js + 15 modules
var open_table = __webpack_require__(64754);
;// CONCATENATED MODULE: ./src/compare/rows/compare-rows.js








/** The longest comparison by row, in milliseconds. */
const maxRowsMs = 10 * 60_000;
/**
 * Compares the rows of a bundle with those of its base by their key, in at most `maxRowsMs`. Reads the frames or files
 * of both in parts, the columns that both have. Throws as the store and the file system do.
 *
 * @param comparison The comparison of the two bundles.
 * @param options.folder Temporary files go into a folder in this one, which is deleted.
 */
async function compareRows(bundles, comparison, options) {
    const timeout = AbortSignal.timeout(maxRowsMs);
    const signal = AbortSignal.any([options.signal, timeout]);
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(options.folder, 'disdat-rows-'));
    try {
        const key = options.key === 'auto' ? undefined : options.key;
        const find = (side) => findBundleTable(bundles[side], { side, comparison, key });
        const origins = { base: find('base'), now: find('now') };
        const tables = {
            base: await (0,open_table/* openTable */.R)(origins.base, { signal }),
            now: await (0,open_table/* openTable */.R)(origins.now, { signal }),
        };
        const changes = await compareRowTables(tables, { ...options, origins, signal, folder });
        return 'unknown' in changes ? { rowsNotCompared: changes.unknown } : { rowChanges: changes };
    }
    catch (error) {
        options.signal.throwIfAborted();
        return { rowsNotCompared: timeout.aborted ? tooLong : explainError(error) };
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}
const tooLong = `The comparison by row took more than ${maxRowsMs / 60_000} minutes.`;
/** Throws errors that do not concern the tables. */
function explainError(error) {
    if (error instanceof NoTableError)
        return error.message;
    if (error instanceof format_error/* BundleFormatError */.KC || error instanceof compare_read/* RefusedObjectError */.qx)
        return `The table cannot be read: ${error.message}.`;
    const code = (0,file_errors/* getFileErrorCode */.Ah)(error);
    if (code !== undefined && file_errors/* diskFullCodes */.b3.has(code))
        return 'The disk has no space for the temporary files of the comparison.';
    throw error;
}

// EXTERNAL MODULE: ./src/compare/history/band.js
var history_band = __webpack_require__(85998);
;// CONCATENATED MODULE: ./src/compare/history/measure-history.js

/** In percent: a null among a thousand rows is not an outlier, however few there were before. */
const leastNullDistance = 0.1;
/** Measures the quantity of a rule in the last values, nearest first, and in the output. */
function measureHistory({ quantity, runs }, values, now) {
    const measure = (counts) => counts && getAmount(counts, quantity, true);
    const points = values
        .slice(0, runs)
        .map(({ label, uuid, counts }) => ({ value: label, uuid, amount: measure(counts) }))
        .reverse();
    const amounts = points.flatMap(({ amount }) => amount ?? []);
    return {
        quantity: quantity.of,
        ...(quantity.of === 'nulls' && { column: quantity.column }),
        runs,
        now: measure(now),
        band: (0,history_band/* createBand */.oY)(amounts, quantity.of === 'nulls' ? leastNullDistance : 0),
        points,
    };
}
/**
 * The amount of a quantity; undefined where it is unknown. Nulls in percent are those of the rows, because receipts do
 * not have the number of values of a column of arrays.
 */
function getAmount({ rows, bytes, nulls }, quantity, isPercentOfRows) {
    if (quantity.of !== 'nulls')
        return quantity.of === 'rows' ? rows : bytes;
    const count = nulls.get(quantity.column);
    if (!isPercentOfRows || count === undefined)
        return count;
    return rows === undefined ? undefined : rows === 0 ? 0 : (count * 100) / rows;
}

// EXTERNAL MODULE: ./src/compare/rules/check-limit.js
var check_limit = __webpack_require__(79996);
// EXTERNAL MODULE: ./src/compare/rules/finding.js
var rules_finding = __webpack_require__(65011);
// EXTERNAL MODULE: ./src/compare/rules/rules.js + 3 modules
var rules_rules = __webpack_require__(32100);
;// CONCATENATED MODULE: ./src/compare/rules/check-history.js






/** Whether a rule needs the history of the output. */
const isHistoryRule = (rule) => rule.kind === 'outside' || rule.kind === 'previous' || rule.kind === 'restated';
/** How many values before that of the output the rules need. */
const countNeededRuns = (rules) => Math.max(0, ...rules.map((rule) => (rule.kind === 'outside' ? rule.runs : rule.kind === 'previous' ? 1 : 0)));
/** The quantities of earlier values that the rules need. */
const listHistoryQuantities = (rules) => rules.flatMap((rule) => rule.kind === 'outside' ? [rule.quantity] : rule.kind === 'previous' ? [rule.change.quantity] : []);
/** The quantities that the rules compare with a band, each once, in the order of the rules. */
const measureRules = (rules, { values, now }) => rules.flatMap((rule) => (rule.kind === 'outside' ? [measureHistory(rule, values, now)] : []));
/** Whether a rule that compares the output with earlier amounts is broken. */
const breaksHistory = (rules, history) => rules.some((rule) => (rule.kind === 'outside' || rule.kind === 'previous') && checkHistory(rule, { history }).kind === 'broken');
/** Evaluates a rule against the history. Without the facts it is undecided: a look that failed breaks no rule. */
function checkHistory(rule, { history }) {
    if ('unknown' in history)
        return (0,check_limit/* leaveUndecided */.Fu)(`Not checked: ${history.unknown}`);
    switch (rule.kind) {
        case 'outside':
            return checkBand(rule, history);
        case 'previous':
            return checkPrevious(rule, history);
        case 'restated':
            return checkRestated(history.restated);
    }
}
function checkBand(rule, { values, now }) {
    const measure = measureHistory(rule, values, now);
    const noun = describeQuantity(rule);
    if (measure.now === undefined)
        return (0,check_limit/* leaveUndecided */.Fu)(`Not checked: the ${noun} of the output are unknown.`);
    const known = measure.points.filter(({ amount }) => amount !== undefined).length;
    const { band } = measure;
    if (band === undefined) {
        const found = known === measure.points.length ? `there are ${known} earlier values` : describeGaps(known, measure);
        return (0,check_limit/* leaveUndecided */.Fu)(`Not checked: ${found}, and a band needs ${rules_rules/* historyRuns */.xA.fewest}.`);
    }
    if (!(0,history_band/* isOutlier */.Li)(measure.now, band))
        return check_limit/* kept */.LP;
    const { low, median, high } = (0,history_band/* roundBand */.Ww)(band, rule.quantity);
    const unit = rule.quantity.of === 'nulls' ? ' %' : '';
    const format = (amount) => `${(0,check_limit/* formatDecimal */.zJ)(amount)}${unit}`;
    const range = `${format(low)} to ${format(high)}, around ${format(median)}`;
    const finding = (0,rules_finding/* measureFinding */.Qt)(measure.now, measure.now < band.low ? '<' : '>');
    return (0,check_limit/* breakRule */.ql)(`${format(measure.now)} ${noun}: the band of the last ${known} values is ${range}.`, finding);
}
const describeGaps = (known, { points }) => `the amounts of ${known} of ${points.length} earlier values are known`;
const describeQuantity = ({ quantity }) => quantity.of === 'nulls' ? `nulls of ${quantity.column}` : quantity.of;
function checkPrevious({ change }, { values, now }) {
    const [previous] = values;
    if (previous === undefined)
        return (0,check_limit/* leaveUndecided */.Fu)('Not checked: there is no earlier value.');
    const { quantity, isPercent } = change;
    const count = (counts) => counts && getAmount(counts, quantity, isPercent);
    const amounts = { base: count(previous.counts), now: count(now) };
    const side = amounts.now === undefined ? 'the output' : `\`${previous.label}\``;
    if (amounts.now === undefined || amounts.base === undefined)
        return (0,check_limit/* leaveUndecided */.Fu)(`Not checked: the ${(0,rules_rules/* printQuantity */.xi)(quantity)} of ${side} are unknown.`);
    return (0,check_limit/* checkLimit */.ab)(change, { noBase: undefined, baseName: `\`${previous.label}\`` }, amounts);
}
function checkRestated(restated) {
    if (restated.isRestated === undefined)
        return (0,check_limit/* leaveUndecided */.Fu)(`Not checked: ${restated.why}`);
    if (!restated.isRestated)
        return check_limit/* kept */.LP;
    const { value, uuid, madeAt } = restated;
    const evidence = `\`${value}\` was made before with other data: ${uuid}, created at ${(0,units/* formatTime */.fU)(madeAt)}.`;
    return (0,check_limit/* breakRule */.ql)(evidence, { subjects: [`${value} ${uuid}`] });
}

// EXTERNAL MODULE: ./src/compare/file-tables.js
var file_tables = __webpack_require__(46446);
;// CONCATENATED MODULE: ./src/compare/rules/check-rows.js


const none = { count: 0, from: 0, to: 0 };
/**
 * Checks how many rows differ from the base. An estimate from a sample breaks a limit only with its whole interval, and
 * keeps it only with its whole interval.
 */
function checkRowChanges(rule, { isSame, rowChanges, rowsNotCompared }) {
    // Rows of equal data are not compared one by one.
    if (isSame === true)
        return (0,check_limit/* isInLimit */.vZ)(0, rule) ? (0,check_limit/* breakRule */.ql)('No row differs.') : check_limit/* kept */.LP;
    if (rowChanges === undefined)
        return (0,check_limit/* leaveUndecided */.Fu)(rowsNotCompared ?? 'Rows are compared only with `diff-key`.');
    const rows = countRows(rule, rowChanges);
    if (rows === undefined)
        return (0,check_limit/* leaveUndecided */.Fu)(`The column ${JSON.stringify(rule.column)} is not among those compared by row.`);
    const whole = rule.of === 'rows-added' || rule.of === 'rows-removed' ? rowChanges.rows.base : rowChanges.shared.count;
    const measure = (count) => (rule.isPercent ? (0,check_limit/* toPercent */.BY)(count, whole) : count);
    const ends = [measure(rows.from), measure(rows.to)];
    const isBroken = ends.map((amount) => (0,check_limit/* isInLimit */.vZ)(amount, rule));
    const evidence = describeRows(rule, rows, whole);
    // The end of an estimate that is further from the limit counts.
    const furthest = rule.is === '<' || rule.is === '<=' ? Math.min(...ends) : Math.max(...ends);
    if (isBroken.every(Boolean))
        return (0,check_limit/* breakRule */.ql)(evidence, (0,rules_finding/* measureFinding */.Qt)(furthest, rule.is));
    return isBroken.some(Boolean) ? (0,check_limit/* leaveUndecided */.Fu)(`The sample does not decide it: ${evidence}`) : check_limit/* kept */.LP;
}
function countRows({ of, column }, { added, removed, changed, columns, key }) {
    switch (of) {
        case 'rows-added':
            return added;
        case 'rows-removed':
            return removed;
        case 'rows-changed':
            return changed;
        case 'changed':
            // The key is equal in rows of both.
            if (key.some((name) => name === column))
                return none;
            return columns.find(({ name }) => name === column)?.differing;
    }
}
function describeRows({ of, column, isPercent }, { count, from, to }, whole) {
    const interval = from === to ? '' : ` (${(0,check_limit/* formatDecimal */.zJ)(from)} to ${(0,check_limit/* formatDecimal */.zJ)(to)})`;
    const rows = `${from === to ? '' : 'about '}${(0,check_limit/* formatDecimal */.zJ)(count)}${interval} ${count === 1 ? 'row' : 'rows'}`;
    const share = isPercent ? `, ${(0,check_limit/* formatDecimal */.zJ)((0,check_limit/* toPercent */.BY)(count, whole))} %` : '';
    return column === undefined ? `${rows} ${of.slice('rows-'.length)}${share}.` : `${column} differs in ${rows}${share}.`;
}

;// CONCATENATED MODULE: ./src/compare/rules/evaluate-rules.js





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
        breaches: results.flatMap((one) => {
            if (one.kind !== 'broken')
                return [];
            const { rule, evidence, finding = { subjects: [evidence] } } = one;
            return [{ rule, evidence, finding }];
        }),
        undecided: results.flatMap((one) => (one.kind === 'undecided' ? [{ rule: one.rule, why: one.why }] : [])),
    };
}
function evaluateRule(rule, facts) {
    const { comparison, noBase } = facts;
    const withComparison = (find) => 'unknown' in comparison ? (0,check_limit/* leaveUndecided */.Fu)(comparison.unknown) : find(comparison);
    const withBase = (find) => withComparison((known) => (noBase === undefined ? find(known) : (0,check_limit/* leaveUndecided */.Fu)(noBase)));
    switch (rule.kind) {
        case 'error':
        case 'missing-output':
            return check_limit/* kept */.LP;
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
                ? (0,check_limit/* checkLimit */.ab)(rule, facts, { base: undefined, now: facts.bytes })
                : withComparison((comparison) => (0,check_limit/* checkQuantity */.WJ)(rule, facts, comparison));
        case 'row-limit':
            return withBase((comparison) => checkRowChanges(rule, comparison));
        case 'outside':
        case 'previous':
        case 'restated':
            return checkHistory(rule, facts);
    }
}
function checkAge({ amount, unit }, { createdAt, now }) {
    const age = now.getTime() - createdAt.getTime();
    if (age <= amount * rules_rules/* timeUnits */.F7[unit])
        return check_limit/* kept */.LP;
    const created = createdAt.toISOString().slice(0, 16).replace('T', ' ');
    const evidence = `It was created at ${created} UTC, ${(0,check_limit/* formatDecimal */.zJ)(age / rules_rules/* timeUnits */.F7[unit])} ${unit} ago.`;
    // The age grows from one look to the next, and the bundle is the same.
    return (0,check_limit/* breakRule */.ql)(evidence, { subjects: [createdAt.toISOString()] });
}
function checkEmpty(comparison) {
    const { rows, columns, files, nested } = comparison;
    if (rows.now !== undefined)
        return rows.now > 0 ? check_limit/* kept */.LP : (0,check_limit/* breakRule */.ql)('It has no rows.');
    if (holdsNone(comparison))
        return (0,check_limit/* breakRule */.ql)('The pipe returned None.');
    const has = (part) => part.now !== undefined;
    if (nested.some(({ uuids }) => has(uuids)) || columns.some(({ now }) => now !== undefined && now.rows > 0))
        return check_limit/* kept */.LP;
    const sizes = files.flatMap(({ now }) => (now === undefined ? [] : [now.bytes]));
    if (sizes.some((bytes) => bytes > 0))
        return check_limit/* kept */.LP;
    if (columns.some(({ status, now }) => status !== 'removed' && now === undefined))
        return (0,check_limit/* leaveUndecided */.Fu)('Some frames cannot be read.');
    if (sizes.length > 0)
        return (0,check_limit/* breakRule */.ql)(`All ${sizes.length} file(s) are empty.`);
    return (0,check_limit/* breakRule */.ql)(columns.some(has) ? 'Its frames hold no values.' : 'It holds nothing.');
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
    const subjects = [...removed, ...missing];
    if (subjects.length > 0)
        return (0,check_limit/* breakRule */.ql)(`Removed: ${listNames(subjects.map(quoteName))}.`, { subjects });
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
        return (0,check_limit/* breakRule */.ql)(`Type changed: ${listNames(changed)}.`, { subjects: changed });
    const unread = comparison.columns.filter(({ status, base, now }) => status === 'unknown' && !(base && now));
    if (unread.length > 0)
        return (0,check_limit/* leaveUndecided */.Fu)(`Unreadable columns: ${listNames(unread.map(({ name }) => name))}.`);
    return checkUnreadTables(comparison);
}
/** Tables in files that can no longer be read may have lost any column, and those of the base may have had any. */
function checkUnreadTables({ files }) {
    const { base, now } = (0,file_tables/* collectTables */.Gm)(files);
    const hasBase = base.size > 0 || (0,file_tables/* hasUnreadTable */.gT)(files, 'base');
    const isUnread = now.size === 0 || (0,file_tables/* hasUnreadTable */.gT)(files, 'now');
    if (hasBase && isUnread && files.some((file) => file.now !== undefined))
        return (0,check_limit/* leaveUndecided */.Fu)('The columns in the files of the output are unknown.');
    return (0,file_tables/* hasUnreadTable */.gT)(files, 'base') ? (0,check_limit/* leaveUndecided */.Fu)('The columns in the files of the base are unknown.') : check_limit/* kept */.LP;
}
const quoteName = (name) => `\`${name}\``;
function listNames(names) {
    const some = names.slice(0, maxNamed).join(', ');
    return names.length > maxNamed ? `${some}, and ${names.length - maxNamed} more` : some;
}

// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/bundles/find-in-place.js
var find_in_place = __webpack_require__(95403);
// EXTERNAL MODULE: ./src/disdat/reuse.js
var reuse = __webpack_require__(51354);
// EXTERNAL MODULE: ./src/remote/base.js
var remote_base = __webpack_require__(7608);
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

// EXTERNAL MODULE: ./src/run/pull-output.js + 3 modules
var pull_output = __webpack_require__(73983);
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
        return await proveBase(remote, (0,remote_base/* createNamedBase */.tz)(bundle, criteria), output, signal);
    }
    const catalog = await (isOwn ? snapshot : createContextSnapshot(remote, signal, true)).catalog;
    if (catalog.unread > 0)
        return createUnknown(explainUnread(baseContext, catalog.unread));
    if (compareWith.kind === 'name') {
        const base = (0,remote_base/* findNamedBase */.Io)(catalog, compareWith.which, criteria);
        if (base !== undefined)
            return await proveBase(remote, base, output, signal);
        return createUnknown(`The remote context ${baseContext} has no other committed bundle "${compareWith.which}".`);
    }
    const base = await (0,remote_base/* findBase */.lN)(catalog, criteria, createAncestry(dependencies));
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
    const canSkip = (error) => (0,compare_read/* findRefusalReason */.sk)(error) !== undefined;
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

;// CONCATENATED MODULE: ./src/compare/history/bundle-counts.js




/** The limits of one history: docs/limits.md. */
const createCountBudget = () => ({ bundles: 30, frames: 2_000, bytes: 256 * 1024 * 1024 });
/** The counts of the new bundle of a comparison. */
function getCounts({ rows, bytes, columns }) {
    const nulls = columns.flatMap(({ name, now }) => {
        const count = now?.values?.nulls;
        return count === undefined ? [] : [[name, count]];
    });
    return { rows: rows.now, bytes: bytes.now, nulls: new Map(nulls) };
}
/**
 * Proves a bundle, and counts it as the output of a run is counted. Undefined for a bundle that no longer exists, or
 * beyond the budget. Throws Failure as the remote does.
 */
async function countBundle(remote, uuid, { signal, maxBytes, budget }) {
    budget.bundles -= 1;
    if (budget.bundles < 0)
        return undefined;
    const bundle = await (0,find_in_place/* readBundleAt */._)(remote, uuid, { signal });
    budget.frames -= bundle?.frames.length ?? 0;
    if (bundle === undefined || budget.frames < 0)
        return undefined;
    const canSkip = (error) => (0,compare_read/* findRefusalReason */.sk)(error) !== undefined;
    const proof = await (0,prove/* proveBundle */.x)(remote, uuid, { signal, canSkip });
    if (proof === undefined)
        return undefined;
    budget.bytes -= proof.bytes;
    const options = { signal, maxBytes: budget.bytes < 0 ? 0 : maxBytes, samples: false };
    return getCounts(await (0,compare_bundles.compareBundles)({ remote, proof }, undefined, options));
}

;// CONCATENATED MODULE: ./src/compare/history/choose-checks.js

/**
 * The receipts of a window that each run compares with their bundles. To move a band beyond what the true values allow,
 * at least half of them must be false, and then at least seven of eight choices contain one of these.
 */
const checksOfWindow = 3;
/**
 * Chooses the values whose receipts are compared with their bundles although no rule is broken: the previous value if a
 * rule asks for it, and some of each window. The choice is random, so that no writer of receipts knows it.
 *
 * @param values The nearest first
 * @param pick Returns a whole number from 0 to below its argument
 */
function chooseChecks(rules, values, pick = external_node_crypto_.randomInt) {
    const windows = new Set(rules.flatMap((rule) => (rule.kind === 'outside' ? rule.runs : [])));
    const previous = rules.some(({ kind }) => kind === 'previous') ? values.slice(0, 1) : [];
    const chosen = [...windows].flatMap((runs) => chooseSome(values.slice(0, runs).filter(isRecorded), pick));
    return new Set([...previous.filter(isRecorded), ...chosen]);
}
const isRecorded = (value) => value.isRecorded === true;
function chooseSome(values, pick) {
    const left = [...values];
    return Array.from({ length: Math.min(checksOfWindow, left.length) }).flatMap(() => left.splice(pick(left.length), 1));
}

// EXTERNAL MODULE: ./src/disdat/reused-bundle.js
var reused_bundle = __webpack_require__(37049);
// EXTERNAL MODULE: ./src/lib/calendar.js
var calendar = __webpack_require__(96490);
;// CONCATENATED MODULE: ./src/compare/history/history-order.js


const msPerDay = 86_400_000;
/**
 * `2026-07`, `2026-07-01`, `2026-W27`, and with a time as Luigi and ISO 8601 write it: `T05`, `T0530`, `T05:30:00.5`,
 * `T05:30Z`, `T05:30+02:00`.
 */
const datePattern = /^(\d{4}-(?:\d{2}(?:-\d{2})?|W\d{2}))(?:[T ](\d{2})(?::?(\d{2})(?::?(\d{2}(?:\.\d{1,9})?))?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
/** Numbers that a double holds exactly enough. */
const numberPattern = /^-?\d{1,15}(?:\.\d{1,9})?$/;
/**
 * The parameters whose values order the outputs of a pipe: those whose values are dates; without dates, those of `each`
 * whose values are numbers. Empty: only the time of creation orders them.
 *
 * @param each The parameters of `each` of the step
 */
function listOrderedParams(bundle, each) {
    const ordered = [...bundle.params.keys()].flatMap((name) => {
        const value = parseOrdered(getParamText(bundle, name));
        return value === undefined ? [] : [{ name, ...value }];
    });
    const dates = ordered.filter(({ kind }) => kind === 'date');
    return dates.length > 0 ? dates : ordered.filter(({ name }) => each.includes(name));
}
/** The values of another output for these parameters; undefined where it lacks one, or has one of another kind. */
function readOrder(bundle, ordered) {
    const orders = ordered.map(({ name, kind }) => {
        const value = parseOrdered(getParamText(bundle, name));
        return value?.kind === kind ? value.order : undefined;
    });
    const known = orders.filter((order) => order !== undefined);
    return known.length === orders.length ? known : undefined;
}
/** Compares values of several parameters: the first difference decides. */
function compareOrder(a, b) {
    const [index = -1] = [...a.keys()].filter((position) => a[position] !== b[position]);
    return (a[index] ?? 0) - (b[index] ?? 0);
}
/** The value of a parameter as a run sets it; empty without one. */
const getParamText = ({ params }, name) => (0,reused_bundle/* decodeParam */.ct)(params.get(name) ?? '');
function parseOrdered(text) {
    if (numberPattern.test(text))
        return { kind: 'number', order: Number(text) };
    const order = parseDate(text);
    return order === undefined ? undefined : { kind: 'date', order };
}
/** In milliseconds; a month or a week is its first day, and a time without a zone is taken for UTC. */
function parseDate(text) {
    const [, date, hour = '0', minute = '0', second = '0', zone = 'Z'] = datePattern.exec(text) ?? [];
    const day = date === undefined ? undefined : parseFirstDay(date);
    if (day === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) >= 60)
        return undefined;
    const offset = parseOffset(zone);
    if (offset === undefined)
        return undefined;
    return day * msPerDay + (Number(hour) * 3600 + (Number(minute) - offset) * 60 + Number(second)) * 1000;
}
const parseFirstDay = (date) => date.includes('W') ? (0,calendar/* parseWeek */.KY)(date) : (0,calendar/* parseDay */.Iq)(date.length === 'YYYY-MM'.length ? `${date}-01` : date);
/** Minutes east of UTC; undefined for more than the 14 hours that zones have. */
function parseOffset(zone) {
    const [, sign, hours = '0', minutes = '0'] = /([+-])(\d{2}):?(\d{2})/.exec(zone) ?? [];
    const offset = Number(hours) * 60 + Number(minutes);
    if (Number(minutes) > 59 || offset > 14 * 60)
        return undefined;
    return sign === '-' ? -offset : offset;
}

;// CONCATENATED MODULE: ./src/compare/history/select-history.js




/**
 * Selects the history of an output among the committed bundles of its name: those whose other parameters are equal, in
 * the order of the parameters that `listOrderedParams` finds. A value that was made several times counts once, with its
 * newest bundle. Bundles that were made after the output, such as a later backfill, count for their own values. The
 * output itself may be among the bundles.
 */
function selectHistory(bundles, criteria) {
    const { output, each } = criteria;
    const ordered = listOrderedParams(output, each);
    const over = ordered.map(({ name }) => name);
    const similar = bundles.filter((other) => (0,remote_base/* hasSameParams */.tT)(other, criteria, new Set(over)));
    const isEarlier = ({ createdSeconds }) => createdSeconds < output.createdSeconds;
    if (ordered.length === 0) {
        const earlier = similar.filter(isEarlier).toSorted(disdat_bundle/* compareNewestFirst */.a0);
        const entries = earlier.map((bundle) => ({ label: (0,units/* formatTime */.fU)(bundle.createdAt), bundle }));
        return { over, label: (0,units/* formatTime */.fU)(output.createdAt), entries, before: earlier[0] };
    }
    const own = ordered.map(({ order }) => order);
    const placed = similar.toSorted(disdat_bundle/* compareNewestFirst */.a0).flatMap((bundle) => {
        const order = readOrder(bundle, ordered);
        return order === undefined ? [] : [{ bundle, order }];
    });
    const format = (bundle) => over.map((name) => getParamText(bundle, name)).join(', ');
    const made = [...Map.groupBy(placed, ({ order }) => order.join()).values()];
    const entries = made
        .flatMap((bundlesOfValue) => bundlesOfValue.slice(0, 1))
        .filter(({ order }) => compareOrder(order, own) < 0)
        .toSorted((a, b) => compareOrder(b.order, a.order))
        .map(({ bundle }) => ({ label: format(bundle), bundle }));
    const again = placed.find(({ bundle, order }) => compareOrder(order, own) === 0 && isEarlier(bundle));
    return { over, label: format(output), entries, before: again?.bundle };
}

// EXTERNAL MODULE: ./src/lib/for-each-bounded.js
var for_each_bounded = __webpack_require__(52759);
// EXTERNAL MODULE: ./src/remote/receipts/output-receipt.js
var output_receipt = __webpack_require__(53923);
;// CONCATENATED MODULE: ./src/run/history-counts.js








/** The receipts that are read at the same time. */
const maxReceiptReads = 32;
/** The bundles without a receipt that are counted at the same time. The values of each are held in memory. */
const maxCounting = 2;
/**
 * Counts the values that the rules need, nearest first: as their receipts have them, otherwise as their bundles have
 * them, within the limits of `createCountBudget`. Throws Failure as the remote does.
 */
async function countHistory(run, selected, reading) {
    const { failOn } = run.comparison;
    const entries = selected.entries.slice(0, countNeededRuns(failOn));
    const recorded = await readReceipts(run, { ...selected, entries }, reading);
    const quantities = listHistoryQuantities(failOn);
    const budget = createCountBudget();
    const values = [];
    const count = async ([index, { label, bundle }], signal) => {
        const { uuid } = bundle;
        const known = recorded.get(uuid);
        const isComplete = known && quantities.every((quantity) => getAmount(known, quantity, true) !== undefined);
        const counts = isComplete ? known : await tryCount(uuid, { ...reading, signal }, budget);
        values[index] = { label, uuid, counts: counts ?? known, ...(isComplete && { isRecorded: true }) };
    };
    await (0,for_each_bounded/* forEachBounded */.a)(entries.entries(), count, { signal: reading.signal, limit: maxCounting });
    return values;
}
/**
 * Counts again the values whose counts a receipt has, as their bundles have them, within the limits of
 * `createCountBudget`. A value that cannot be counted keeps the counts of its receipt. Throws Failure as the remote
 * does.
 *
 * @param chosen The values to count; the others stay as they are
 */
async function recountRecorded(values, reading, chosen = new Set(values)) {
    const budget = createCountBudget();
    const recounted = [...values];
    const recount = async ([index, value], signal) => {
        if (value.isRecorded !== true || !chosen.has(value))
            return;
        const { counts, ...rest } = value;
        const found = await tryCount(value.uuid, { ...reading, signal }, budget);
        if (found === undefined)
            return;
        const nulls = new Map([...(counts?.nulls ?? []), ...found.nulls]);
        recounted[index] = {
            ...{ ...rest, isRecorded: false },
            counts: { rows: found.rows ?? counts?.rows, bytes: found.bytes ?? counts?.bytes, nulls },
        };
    };
    await (0,for_each_bounded/* forEachBounded */.a)(values.entries(), recount, { signal: reading.signal, limit: maxCounting });
    return recounted;
}
/** The counts of receipts by bundle. A receipt counts for the bundle that it names, if that is what the bundle says. */
async function readReceipts(run, { over, entries }, { remote, signal }) {
    const names = over.filter((name) => run.params.has(name));
    // Outputs whose values the run does not set share one receipt.
    const byKey = Map.groupBy(entries, ({ bundle }) => JSON.stringify(names.map((name) => getParamText(bundle, name))));
    const counts = new Map();
    const read = async (sharing, innerSignal) => {
        const [first] = sharing;
        if (first === undefined)
            return;
        const params = new Map([...run.params, ...names.map((name) => [name, getParamText(first.bundle, name)])]);
        const key = { pipeClass: run.pipeClass.name, outputBundle: run.outputName, params };
        const receipt = await remote.receipts.read(key, { signal: innerSignal });
        const entry = receipt && sharing.find(({ bundle }) => (0,output_receipt/* isReceiptFor */.Kf)(receipt, bundle));
        if (entry)
            counts.set(entry.bundle.uuid, toCounts(receipt));
    };
    await (0,for_each_bounded/* forEachBounded */.a)(byKey.values(), read, { signal, limit: maxReceiptReads });
    return counts;
}
const toCounts = ({ rows, bytes, nulls = new Map() }) => ({ rows, bytes, nulls });
/** One bundle that is damaged must not hide the others. */
async function tryCount(uuid, { remote, ...options }, budget) {
    try {
        return await countBundle(remote, uuid, { ...options, budget });
    }
    catch (error) {
        if (concernsBundleOnly(error))
            return undefined;
        throw error;
    }
}
/** Whether an error says nothing about other bundles: this one is damaged, archived, or refused on its own. */
function concernsBundleOnly(error) {
    const verdict = error instanceof errors/* Failure */.HR ? error.verdict : undefined;
    return verdict === 'bundle-corrupt' || verdict === 'unreadable-file-name' || (0,compare_read/* findRefusalReason */.sk)(error) !== undefined;
}

;// CONCATENATED MODULE: ./src/run/read-history.js












/** The most values that a warning names. */
const read_history_maxNamed = 5;
/** How long the end of a run waits for the history of its output, in milliseconds. */
const historyLimitMs = 20_000;
/** Whether a rule needs the history of the output. */
const needsHistory = ({ comparison: { failOn } }) => failOn.some(isHistoryRule);
/**
 * Reads the history of an output in the base context: the earlier values, their counts as receipts have them, and
 * otherwise as their bundles have them, and whether the value was made before. Bounded in time, requests and bytes.
 * Throws only when the workflow is cancelled.
 */
async function readHistory(context, output, snapshot) {
    if (!needsHistory(context.run))
        return { facts: { unknown: 'no rule needs it.' }, report: undefined };
    const { cancelled, log } = context.dependencies;
    const limit = AbortSignal.timeout(historyLimitMs);
    const signal = AbortSignal.any([snapshot.signal, limit]);
    try {
        return await context.phase('history', () => read(context, output, { ...snapshot, signal }));
    }
    catch (error) {
        cancelled.throwIfAborted();
        await log.debug((0,external_node_util_.inspect)(error, { depth: 5 }));
        const timeout = `reading the history took more than ${historyLimitMs / 1000} s.`;
        const unknown = signal.aborted ? timeout : `the history cannot be read: ${(0,errors/* describeError */.Uc)(error)}`;
        return { facts: { unknown }, report: undefined };
    }
}
async function read(context, output, snapshot) {
    const { run, dependencies } = context;
    const isOwn = run.baseContext === output.remote.context;
    const remote = isOwn ? output.remote : dependencies.openBase(output.remote, run.baseContext);
    const { catalog } = isOwn ? snapshot : createContextSnapshot(remote, snapshot.signal, true);
    const { findMatches, unread } = await catalog;
    if (unread > 0)
        return { facts: { unknown: read_history_explainUnread(remote, unread) }, report: undefined };
    const { bundle } = output.proof;
    const criteria = { output: bundle, inputParam: run.inputParam, each: run.eachParams };
    const query = (0,remote_base/* createOutputQuery */.ew)({ ...criteria, isReused: false, isNamedByPipe: run.outputName === '-' });
    const selected = selectHistory(findMatches(query), criteria);
    const { failOn, diffMaxBytes } = run.comparison;
    const reading = { remote, signal: snapshot.signal, maxBytes: diffMaxBytes };
    const values = await countHistory(run, selected, reading);
    const restated = await findRestatement(context, output, selected, reading);
    const counted = { over: selected.over, values, now: countOutput(output), restated };
    const facts = { ...counted, values: await checkReceipts(failOn, counted, reading) };
    await warnOfReceipts(listContradicted(failOn, values, facts.values), context);
    const measures = measureRules(failOn, facts);
    const report = measures.length === 0 ? undefined : { over: selected.over, value: selected.label, measures };
    return { facts, report };
}
/**
 * The values with the counts of bundles in place of those that receipts alone say, where it matters. A receipt is a
 * hint: it may not fail a run alone, and many false ones may not hide that an output is unusual. So all are counted for
 * a rule that would be broken, and where one of a few is false.
 */
async function checkReceipts(failOn, counted, reading) {
    const { values } = counted;
    if (!breaksHistory(failOn, counted)) {
        const checked = await recountRecorded(values, reading, chooseChecks(failOn, values));
        if (listContradicted(failOn, values, checked).length === 0)
            return checked;
    }
    return await recountRecorded(values, reading);
}
/** The values whose receipts contradict the bundles that they name. */
const listContradicted = (failOn, recorded, counted) => counted.filter(({ counts }, index) => {
    const before = recorded[index]?.counts;
    if (before === undefined || counts === undefined)
        return false;
    const quantities = listHistoryQuantities(failOn);
    return quantities.some((quantity) => getAmount(before, quantity, false) !== getAmount(counts, quantity, false));
});
/** Warns once of receipts that contradict the bundles that they name. */
async function warnOfReceipts(contradicted, { dependencies }) {
    if (contradicted.length === 0)
        return;
    const labels = contradicted.slice(0, read_history_maxNamed).map(({ label }) => label);
    const more = contradicted.length > read_history_maxNamed ? ` and ${contradicted.length - read_history_maxNamed} more` : '';
    await dependencies.log.warning(`The receipts of ${labels.join(', ')}${more} contradict their bundles, which count: find out what else writes to run-action/receipts/.`);
}
const read_history_explainUnread = ({ context }, unread) => `${unread.toLocaleString('en')} bundles of the remote context ${context} have no index entry.`;
function countOutput({ contents, proof }) {
    return 'unknown' in contents ? { rows: undefined, bytes: proof.bytes, nulls: new Map() } : getCounts(contents);
}
/** Compares the output with the earlier bundle of its value, if it is not its base, which was compared. */
async function findRestatement({ run }, output, { before, label: value }, { remote, ...options }) {
    const isAsked = run.comparison.failOn.some(({ kind }) => kind === 'restated');
    if (!isAsked || before === undefined || output.status === 'reused')
        return { isRestated: false };
    const { uuid, createdAt: madeAt } = before;
    const { base, changes } = output.comparison ?? {};
    const compare = async () => {
        try {
            const proof = await (0,prove/* proveBundle */.x)(remote, uuid, { signal: options.signal });
            return proof && (await (0,compare_bundles.compareBundles)(output, { remote, proof }, { ...options, samples: false })).isSame;
        }
        catch (error) {
            if (concernsBundleOnly(error))
                return undefined;
            throw error;
        }
    };
    const isSame = base?.uuid === uuid && base.context === remote.context ? changes?.isSame : await compare();
    if (isSame !== undefined)
        return isSame ? { isRestated: false } : { isRestated: true, value, uuid, madeAt };
    return { isRestated: undefined, why: `it is unknown whether the data differs from that of ${remote.getUri(uuid)}.` };
}

;// CONCATENATED MODULE: ./src/run/compare-output.js











/**
 * Compares the output with its base and its history, and evaluates the rules of `fail-on`. Throws only when the
 * workflow is cancelled: the report says what cannot be compared.
 */
async function compareOutput(context, output, snapshot) {
    const { result, facts } = await compareOrExplain(context, output, snapshot);
    const { bundle, bytes } = output.proof;
    const compared = { ...output, contents: facts.comparison, comparison: result.comparison };
    const history = await readHistory(context, compared, snapshot);
    const { failOn } = context.run.comparison;
    const now = new Date();
    const rules = evaluateRules(failOn, { ...facts, history: history.facts, createdAt: bundle.createdAt, now, bytes });
    return { ...result, rules, ...(history.report && { history: history.report }) };
}
/** Throws Failure `rule-broken` for the rules that the output breaks and that are not accepted. */
function throwOnBreach(rules, acceptance) {
    const breaches = (0,accepted_change/* listUnaccepted */.h)({ rules, ...(acceptance && { acceptance }) });
    const [first, ...others] = breaches;
    if (first === undefined)
        return;
    const lines = breaches.map(({ rule, evidence }) => `- ${rule}: ${evidence}`);
    const evidence = others.length === 0
        ? `The output breaks the rule ${first.rule} of \`fail-on\`: ${first.evidence}`
        : `The output breaks ${breaches.length} rules of \`fail-on\`:\n${lines.join('\n')}`;
    const ways = `relax the rule or name another base in \`compare-with\`${acceptance ? ', or accept it as the report says' : ''}`;
    const advice = `The whole bundle is on the remote. Fix the pipe. If the change is intended, ${ways}.`;
    throw new errors/* Failure */.HR('rule-broken', evidence, advice);
}
/** Whether a rule needs the contents of the output, even without a base. */
function needsContents({ comparison: { failOn } }) {
    return failOn.some((rule) => rule.kind === 'empty' || rule.kind === 'limit' || isHistoryRule(rule));
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
    const changes = await addRowChanges(context, output, base, await readContents(run, output, base, snapshot));
    const report = base.kind === 'base' ? base.report : undefined;
    const kind = (0,comparison/* classifyChange */.Fd)(changes, report !== undefined);
    log.info(describeComparison(kind, report));
    return {
        result: {
            comparison: {
                base: report,
                kind,
                changes,
                ...(run.comparison.diffSamples === 'comment' && { commentsSamples: true }),
            },
        },
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
async function readContents({ comparison: { diffMaxBytes: maxBytes, diffSamples } }, output, base, { signal }) {
    const samples = diffSamples !== 'never';
    return await (0,compare_bundles.compareBundles)(output, base.kind === 'base' ? base : undefined, { signal, maxBytes, samples });
}
/** The most rows of each kind that a report shows. */
const maxSampleRows = 10;
/** Adds the comparison by row where `diff-key` asks for it; rows that cannot be compared have a reason. */
async function addRowChanges({ run, dependencies }, output, base, changes) {
    const { diffKey: key, diffMaxRows: maxRows, diffSamples } = run.comparison;
    // Rows of the same data are the same.
    if (key === undefined || base.kind !== 'base' || changes.isSame === true)
        return changes;
    const { cancelled: signal, temporaryFolder: folder, log } = dependencies;
    const options = { key, maxRows, folder, signal, maxSamples: diffSamples === 'never' ? 0 : maxSampleRows };
    try {
        return { ...changes, ...(await compareRows({ base, now: output }, changes, options)) };
    }
    catch (error) {
        signal.throwIfAborted();
        await log.debug((0,external_node_util_.inspect)(error, { depth: 5 }));
        return { ...changes, rowsNotCompared: `The comparison by row failed: ${(0,errors/* describeError */.Uc)(error)}` };
    }
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
    const snapshot = createContextSnapshot(remote, signal, isCompared || needsHistory(run) || remote.index.isPersisted);
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
        exception: /^Exception: Driver unable to find input bundle (?:dsdt_docker$|-|\/)/,
        verdict: 'image-incompatible',
        advice: dialectAdvice,
    },
    {
        exception: /^Exception: Driver unable to find input bundle /,
        verdict: 'input-not-found',
        advice: 'Check that the input bundle is still in the context of the remote, with the tags of `input-tags`.',
    },
    {
        exception: /^ValueError: Parameter .+ is not defined in class |UnknownParameterException: /,
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
const prefixKeyAdvice = 'Check the bucket’s name and `network`. Images of Disdat to 0.9.13 also need an object whose key is the prefix of `remote` with a slash at its end (docs/dialects.md).';
/** Explains why a container did not push its output bundle to the remote. */
function diagnose(analyzer, end) {
    if (end.outOfMemory || (end.exitCode === 137 && end.memoryMib !== undefined))
        return diagnoseOutOfMemory(end);
    const { startError, remoteError, usageError, failure } = analyzer;
    if (startError !== undefined) {
        if (/exec format error|^qemu-/i.test(startError))
            return diagnoseArchitecture(startError, end);
        if (end.exitCode === 126 || end.exitCode === 127)
            return diagnoseStartError(startError);
    }
    if (usageError !== undefined && end.exitCode === usageExitCode)
        return diagnoseUsageError(usageError);
    if (failure !== undefined) {
        const { exception, where } = failure.traceback;
        const rule = findExceptionRule(exception, failure.task === undefined && where === undefined);
        if (rule !== undefined) {
            const evidence = `The pipe ended with exit code ${end.exitCode}: ${exception}.`;
            return { verdict: rule.verdict, evidence, advice: rule.advice, ...(where && { where }) };
        }
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
const fileNameText = /Invalid IPv6 URL|IPv4 or IPv6 address|IPvFuture|under NFKC normalization/;
function diagnoseRemoteError(line) {
    const evidence = `Disdat in the container reported: ${line}`;
    if (fileNameText.test(line)) {
        const advice = 'Rename the output files of the pipe: Disdat reads a path as a URL, and cannot read a name with `[`, `]` or full-width forms of `/`, `?`, `#`, `@` and `:`.';
        return { verdict: 'unreadable-file-name', evidence, advice };
    }
    if (accessDeniedCode.test(line) || line.includes('(access forbidden)'))
        return { verdict: 'access-denied', evidence, advice: credentialAdvice };
    const advice = 'The runner can use this remote, but the container cannot. Check `network`, the proxy variables and the bucket’s name.';
    if (line.includes(' because URL '))
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

// EXTERNAL MODULE: ./src/action/untrusted.js
var untrusted = __webpack_require__(23707);
;// CONCATENATED MODULE: ./src/run/record-receipt.js




/** The most accepted rules of a receipt, as many as `fail-on` can have, and the length of their texts. */
const acceptedLimits = { count: 100, text: 200 };
/** Records in the background what is known about a proved output. Never throws. */
function recordReceipt(context, finished, output, report) {
    finished.remote.receipts.add(createOutputReceipt(context, finished, output, report));
}
function createOutputReceipt({ run, dependencies }, { remote, receipt: { inputUuid, image, imageFingerprint } }, { proof: { bundle, bytes }, status }, report) {
    const { uuid, name, processingName, createdSeconds } = bundle;
    const { url } = dependencies.workflowRun;
    return {
        remoteContext: remote.context,
        pipeClass: run.pipeClass.name,
        outputBundle: run.outputName,
        params: run.params,
        bundle: { uuid, name, processingName, createdSeconds },
        input: inputUuid,
        image: { reference: image, fingerprint: imageFingerprint },
        commit: (0,reuse/* parseCommit */.L)(bundle.code.hash),
        rows: report.comparison?.changes.rows.now,
        bytes,
        nulls: countNulls(report),
        ...(status === 'succeeded' && { tookMs: measurePipe(report), vcpuHours: report.cost?.vcpuHours }),
        accepted: listAccepted(report),
        run: url === '' ? undefined : dependencies.workflowRun,
        finishedAt: new Date(),
    };
}
/** Undefined where no rule was broken. Texts and their number are limited, so that the receipt has room for them. */
function listAccepted({ rules, acceptance }) {
    const evidence = new Map(rules?.breaches.map((breach) => [breach.rule, breach.evidence]));
    const accepted = (acceptance?.accepted ?? []).slice(0, acceptedLimits.count).map(({ rule, ...how }) => ({
        ...{ rule: (0,untrusted/* truncate */.xv)(rule, acceptedLimits.text), evidence: (0,untrusted/* truncate */.xv)(evidence.get(rule) ?? '', acceptedLimits.text) },
        ...how,
    }));
    return accepted.length > 0 ? accepted : undefined;
}
/** Undefined without counts, which an earlier receipt of the bundle may have. */
function countNulls({ comparison }) {
    const nulls = comparison && getCounts(comparison.changes).nulls;
    return nulls?.size ? nulls : undefined;
}
/** A Batch job also waits, so its attempts count; a container is followed as long as it runs. */
function measurePipe({ attempts, phases }) {
    if (attempts)
        return (0,run_cost/* sumRunningMs */.lV)(attempts) || undefined;
    return phases.find(({ name }) => name === 'run')?.ms;
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
            throwOnBreach(rules, await acceptBreaches(context, reporter, rules));
        await reporter.update({ status: output.status });
        recordReceipt(context, finished, output, reporter.report);
    };
    try {
        await settleBoth((0,launch/* releaseJob */.Lv)(context), finishedJobs.hold(1, cancelled, proveAndPull));
    }
    catch (error) {
        const broken = rules && { ...rules, breaches: (0,accepted_change/* listUnaccepted */.h)(reporter.report) };
        const annotations = await annotateFailure(context, analyzer, error, broken);
        if (annotations.length > 0)
            await reporter.update({ annotations });
        throw error;
    }
}
/** Follows the job, and adds its cost to the report however the job ends. */
async function followAndCharge(context, reporter, launched, analyzer) {
    const observer = {
        addLines: (lines) => {
            reporter.tail.add(lines);
            context.dependencies.pageLogs?.add(reporter.runId, lines);
        },
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