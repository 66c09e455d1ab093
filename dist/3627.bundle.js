"use strict";
exports.id = 3627;
exports.ids = [3627];
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

/***/ 33627:
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
// EXTERNAL MODULE: ./src/compare/table-file.js
var table_file = __webpack_require__(31337);
// EXTERNAL MODULE: ./src/compare/csv-dialect.js + 1 modules
var csv_dialect = __webpack_require__(97333);
// EXTERNAL MODULE: ./src/compare/csv-encoding.js
var csv_encoding = __webpack_require__(85510);
// EXTERNAL MODULE: ./src/compare/csv-table.js
var csv_table = __webpack_require__(43952);
;// CONCATENATED MODULE: ./src/compare/rows/byte-stream.js
/** Reads a part of a source from its beginning to its end. The next window is on its way while one is in use. */
class ByteStream {
    #source;
    #end;
    #windowBytes;
    #signal;
    #buffer = Buffer.alloc(0);
    #next;
    #ahead;
    constructor(source, { start, end, windowBytes, signal, }) {
        this.#source = source;
        this.#next = start;
        this.#end = Math.min(end, source.size);
        this.#windowBytes = windowBytes;
        this.#signal = signal;
    }
    /** The bytes that were not skipped. */
    get left() {
        return this.#buffer.length + this.#end - this.#next;
    }
    /** The next bytes: at least `minBytes`, or all that are left; often more. They are not consumed. */
    async peek(minBytes) {
        while (this.#buffer.length < minBytes && this.#next < this.#end) {
            const { length, bytes } = this.#ahead ?? this.#fetch(minBytes - this.#buffer.length);
            const window = await bytes;
            const read = Buffer.from(window.buffer, window.byteOffset, window.length);
            this.#next += length;
            this.#buffer = this.#buffer.length === 0 ? read : Buffer.concat([this.#buffer, read]);
            this.#ahead = this.#next < this.#end ? this.#fetch(0) : undefined;
        }
        return this.#buffer;
    }
    /** Consumes bytes that `peek` returned. */
    skip(bytes) {
        this.#buffer = this.#buffer.subarray(bytes);
    }
    #fetch(minBytes) {
        const length = Math.min(Math.max(this.#windowBytes, minBytes), this.#end - this.#next);
        const bytes = this.#source.read(this.#next, length, { signal: this.#signal });
        // Who peeks next gets the error.
        bytes.catch(() => undefined);
        return { length, bytes };
    }
}

;// CONCATENATED MODULE: ./src/compare/rows/csv-rows.js





/** The bytes that are parsed before other tasks run. */
const chunkBytes = 64 * 1024;
/**
 * Opens the table in a CSV file. Its first record is taken as the header. Fields that are numbers are compared as
 * numbers, and empty ones are missing values. Throws BundleFormatError as `readCsvHead` does.
 */
async function openCsvRows(source, windowBytes, options) {
    const headSize = Math.min(source.size, csv_table/* csvHeadBytes */.U1);
    const head = await (0,csv_table/* readCsvHead */.v3)(await source.read(0, headSize, options), headSize === source.size);
    return {
        columns: head.columns.map(({ name }) => ({ name, kind: 'untyped' })),
        jsonTexts: new Map(),
        read: (columns, inner) => readRecords(source, head, { ...inner, columns, windowBytes }),
    };
}
async function* readRecords(source, head, { columns, windowBytes, signal, }) {
    const { parse } = await Promise.all(/* import() */[__webpack_require__.e(5624), __webpack_require__.e(4847)]).then(__webpack_require__.bind(__webpack_require__, 24847));
    const sinks = columns.map(({ name, sink }) => ({
        sink,
        index: head.columns.findIndex((column) => column.name === name),
    }));
    let toSkip = head.dialect.skipped + 1;
    const parser = parse((0,csv_dialect/* createCsvOptions */.F)(head.dialect.delimiter, (record) => {
        if (toSkip-- > 0)
            return;
        for (const { sink, index } of sinks)
            sink.field(record[index] ?? '');
    }));
    // The parser emits no records, but goes on only when they are consumed.
    parser.resume();
    const failure = new Promise((_, reject) => parser.once('error', reject));
    failure.catch(() => undefined);
    const decoder = (0,csv_encoding/* createCsvDecoder */.$)(head.encoding);
    const stream = new ByteStream(source, { start: 0, end: source.size, windowBytes, signal });
    try {
        while (stream.left > 0) {
            const bytes = (await stream.peek(1)).subarray(0, chunkBytes);
            await Promise.race([
                failure,
                new Promise((resolve) => parser.write(decoder.decode(bytes, { stream: true }), resolve)),
            ]);
            stream.skip(bytes.length);
            yield;
        }
        await Promise.race([failure, new Promise((resolve) => parser.end(decoder.decode(), () => resolve()))]);
        yield;
    }
    catch (error) {
        signal.throwIfAborted();
        (0,format_error/* decodeOrThrow */.GB)('CSV file', () => {
            throw error;
        });
    }
    finally {
        parser.destroy();
    }
}

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: ./src/disdat/format/frame.js
var format_frame = __webpack_require__(37521);
// EXTERNAL MODULE: ./src/disdat/format/frame-reader.js
var frame_reader = __webpack_require__(71109);
// EXTERNAL MODULE: ./src/disdat/format/proto/hyperframe_pb.js
var hyperframe_pb = __webpack_require__(60339);
// EXTERNAL MODULE: ./src/disdat/format/wire-fields.js
var wire_fields = __webpack_require__(71617);
// EXTERNAL MODULE: ./src/lib/json.js
var lib_json = __webpack_require__(33178);
;// CONCATENATED MODULE: ./src/compare/rows/json-texts.js


const quote = '"'.charCodeAt(0);
/** The first bytes of JSON that `json.dumps` writes: texts, containers, numbers, and words such as `null`. */
const firstBytes = new Set(Buffer.from('"{[-0123456789ntfNI'));
/** What a text that is not quoted looks like if it is JSON. */
const jsonValue = /^(?:null|NaN|-?Infinity|true|false|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[[{].*[\]}])$/s;
/** Longer texts are judged by their first byte. */
const maxMatchedBytes = 64;
/**
 * Finds out whether all texts of a column look like JSON: Disdat stores texts as they are when every value is a text,
 * and otherwise each value as `json.dumps` writes it.
 */
class JsonTexts {
    #isJson = true;
    #hasQuoted = false;
    add(text) {
        if (!this.#isJson)
            return;
        if (text[0] === quote && text.length > 1 && text.at(-1) === quote)
            this.#hasQuoted = true;
        else if (!looksLikeValue(text))
            this.#isJson = false;
    }
    /** Undefined if a text is not JSON. */
    get result() {
        return this.#isJson ? { hasQuoted: this.#hasQuoted } : undefined;
    }
}
function looksLikeValue(text) {
    if (!firstBytes.has(text[0] ?? 0) || text[0] === quote)
        return false;
    return text.length > maxMatchedBytes || jsonValue.test(text.toString());
}
/** Passes the value of a JSON text on, or the text of a container. Throws BundleFormatError for any other text. */
function passJson(text, sink) {
    const json = text.toString();
    if (json === 'null' || json === 'NaN')
        sink.missing();
    else if (/^-?\d+$/.test(json))
        sink.integer(BigInt(json));
    else if (json === 'Infinity' || json === '-Infinity')
        sink.number(Number(json));
    else
        passParsed((0,lib_json/* parseJson */.qF)(json), text, sink);
}
function passParsed(value, text, sink) {
    if (value === undefined)
        throw new format_error/* BundleFormatError */.KC('a text that is not JSON among others that are');
    if (typeof value === 'string')
        sink.bytes(Buffer.from(value));
    else if (typeof value === 'number')
        sink.number(value);
    else if (typeof value === 'boolean')
        sink.boolean(value);
    else
        sink.bytes(text);
}

;// CONCATENATED MODULE: ./src/compare/rows/value-sink.js
const maxExact = BigInt(Number.MAX_SAFE_INTEGER);
/** The greatest power of ten that a double holds exactly. */
const maxScale = 22;
/** The double that is exactly this integer; undefined where there is none. */
function toExactDouble(value) {
    const double = Number(value);
    return (value >= -maxExact && value <= maxExact) || BigInt(double) === value ? double : undefined;
}
/**
 * The double that is nearest to a decimal, for decimals of at most fifteen digits or so, which are all different
 * doubles; undefined for others. Its trailing zeros do not matter.
 */
function toNearestDouble(unscaled, scale) {
    if (scale < 0 || scale > maxScale || unscaled > maxExact || unscaled < -maxExact)
        return undefined;
    return Number(unscaled) / 10 ** scale;
}
/** Removes the trailing zeros behind the point of a decimal. */
function normalizeDecimal(unscaled, scale) {
    let [digits, places] = [unscaled, scale];
    while (places > 0 && digits % 10n === 0n) {
        digits /= 10n;
        places--;
    }
    return { unscaled: digits, scale: digits === 0n ? 0 : places };
}
/** Passes 64-bit integers to a sink, those that are doubles without a bigint for each. */
function passBigints(values, sink) {
    const isSigned = values instanceof BigInt64Array;
    const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
    const batch = new NumberBatch((numbers, count, inner) => inner.numbers(numbers, count));
    for (let index = 0; index < values.length; index++) {
        const high = words[index * 2 + 1] ?? 0;
        const number = (isSigned ? high | 0 : high) * 2 ** 32 + (words[index * 2] ?? 0);
        if (Number.isSafeInteger(number)) {
            batch.add(number, sink);
            continue;
        }
        batch.flush(sink);
        sink.integer(values[index] ?? 0n);
    }
    batch.flush(sink);
}
const batchNumbers = 2048;
/** Collects the numbers of a sink, and passes them on together: a call for each takes longer than the number. */
class NumberBatch {
    #pass;
    #values = new Float64Array(batchNumbers);
    #count = 0;
    constructor(pass) {
        this.#pass = pass;
    }
    add(value, sink) {
        this.#values[this.#count++] = value;
        if (this.#count === batchNumbers)
            this.flush(sink);
    }
    /** Passes on the numbers that were added, which takes place before any other value is passed. */
    flush(sink) {
        const count = this.#count;
        this.#count = 0;
        if (count > 0)
            this.#pass(this.#values, count, sink);
    }
}

;// CONCATENATED MODULE: ./src/compare/rows/frame-column.js









/** The bytes of a frame that are read first, which have its head. */
const headBytes = 4 * 1024;
/** Longer texts are not compared. */
const maxTextBytes = 16 * 1024 * 1024;
/** The most bytes of the tag and the length of a text. */
const maxPrefixBytes = 6;
const { strings, data } = hyperframe_pb/* FrameSchema */.ty.field;
/** The one byte that begins each text: its number, and the wire type of bytes. */
const textTag = (strings.number << 3) | 2;
/** The kind of values that a frame of this type holds. */
function getFrameKind(type) {
    if (type === 'BOOL')
        return 'boolean';
    if (type === 'STRING')
        return 'text';
    return (0,format_frame/* getNumberLayout */.q4)(type) === undefined ? 'other' : 'number';
}
/** Passes the values of a frame to a sink, and yields how many there are after each window. */
async function* readFrameColumn(column, sink, options) {
    const { source, windowBytes } = column;
    const head = await source.read(0, Math.min(headBytes, source.size), options);
    const frame = (0,frame_reader/* readFrameHead */.yS)(head) ?? (0,format_error/* throwFormatError */.o6)('a frame whose values begin after its first bytes');
    const values = findValues(head);
    if (values === undefined)
        return;
    const stream = new ByteStream(source, { ...options, windowBytes, ...values });
    yield* frame.type === 'STRING' ? readTexts(stream, column, sink) : readNumbers(stream, frame, sink);
}
/** Where the numbers, or the first text, begin and end; undefined without values. */
function findValues(head) {
    for (const { number, start, end, contentBytes } of (0,wire_fields/* readFields */.q)(head, { isPrefix: true })) {
        if (number === data.number)
            return { start: end - contentBytes, end };
        if (number === strings.number)
            return { start, end: Number.POSITIVE_INFINITY };
    }
    return undefined;
}
async function* readNumbers(stream, { type, byteOrder }, sink) {
    const layout = (0,format_frame/* getNumberLayout */.q4)(type) ?? (0,format_error/* throwFormatError */.o6)(`a frame of type ${type}`);
    while (stream.left > 0) {
        const bytes = await stream.peek(layout.valueBytes);
        const count = Math.floor(bytes.length / layout.valueBytes);
        if (count === 0)
            throw new format_error/* BundleFormatError */.KC('a frame whose last number is cut off');
        passNumbers((0,format_frame/* decodeNumbers */.vW)(layout, bytes.subarray(0, count * layout.valueBytes), byteOrder), sink);
        stream.skip(count * layout.valueBytes);
        yield count;
    }
}
function passNumbers({ kind, values }, sink) {
    if (kind === 'bigints')
        passBigints(values, sink);
    else if (kind === 'booleans')
        for (const value of values)
            sink.boolean(value !== 0);
    else if (values instanceof Float64Array)
        sink.numbers(values, values.length);
    else
        sink.numbers(Float64Array.from(values), values.length);
}
async function* readTexts(stream, { isJson, jsonTexts }, sink) {
    let needed = maxPrefixBytes;
    for (;;) {
        const window = await stream.peek(needed);
        const { count, bytes, missing, isEnd } = passTexts(window, (text) => {
            jsonTexts.add(text);
            if (isJson)
                passJson(text, sink);
            else
                passText(text, sink);
        });
        stream.skip(bytes);
        if (count > 0)
            yield count;
        if (isEnd || stream.left === 0)
            return;
        needed = window.length - bytes + missing;
        if (needed > maxTextBytes)
            throw new format_error/* BundleFormatError */.KC(`a text of more than ${maxTextBytes} bytes`);
    }
}
/** Passes the whole texts in a window on. `missing`: the bytes that the next text lacks. `isEnd`: there is none. */
function passTexts(window, pass) {
    let [at, count] = [0, 0];
    while (at < window.length) {
        if (window[at] !== textTag)
            return { count, bytes: at, missing: 0, isEnd: true };
        let [length, begin, shift] = [0, at + 1, 0];
        for (; begin < window.length && ((window[begin] ?? 0) & 0x80) !== 0; shift += 7)
            length += ((window[begin++] ?? 0) & 0x7f) * 2 ** shift;
        if (begin - at > maxPrefixBytes)
            throw new format_error/* BundleFormatError */.KC('a text whose length has more than 32 bits');
        if (begin >= window.length)
            return { count, bytes: at, missing: maxPrefixBytes, isEnd: false };
        length += (window[begin++] ?? 0) * 2 ** shift;
        if (begin + length > window.length)
            return { count, bytes: at, missing: begin + length - window.length, isEnd: false };
        pass(window.subarray(begin, begin + length));
        at = begin + length;
        count++;
    }
    return { count, bytes: at, missing: maxPrefixBytes, isEnd: false };
}
function passText(text, sink) {
    if (!(0,external_node_buffer_.isUtf8)(text))
        throw new format_error/* BundleFormatError */.KC('text that is not UTF-8');
    const isNull = text.length <= 4 && (text.equals(nullTexts.null) || text.equals(nullTexts.NaN));
    if (isNull)
        sink.jsonNull(text.length === 4 ? 'null' : 'NaN');
    else
        sink.bytes(text);
}
const nullTexts = { null: Buffer.from('null'), NaN: Buffer.from('NaN') };

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./src/compare/rows/row-table.js


/**
 * Advances the columns of a table together, each of which yields the rows that it passed to its sink. Throws
 * BundleFormatError for columns of different lengths.
 */
async function* advanceColumns(columns) {
    const states = columns.map((rows) => ({ rows, passed: 0, isDone: false }));
    for (;;) {
        const open = states.filter(({ isDone }) => !isDone);
        if (open.length === 0)
            break;
        const least = Math.min(...open.map(({ passed }) => passed));
        for (const state of open) {
            if (state.passed > least)
                continue;
            const next = await state.rows.next();
            if (next.done)
                state.isDone = true;
            else
                state.passed += next.value;
        }
        // Lets other tasks run, so that reading can be cancelled: not every round has a request.
        await (0,external_node_timers_promises_.setImmediate)();
        yield;
    }
    const [first] = states;
    const other = states.find(({ passed }) => passed !== first?.passed);
    if (first && other)
        throw new format_error/* BundleFormatError */.KC(`columns of ${first.passed} and of ${other.passed} rows`);
}
/** The most rows of a column that are passed at a time where its source does not decide. */
const sliceRows = 16 * 1024;
/** Passes as many missing values to a sink, and yields how many there are after each part. */
async function* passMissing(rows, sink) {
    for (let left = rows; left > 0; left -= sliceRows) {
        const count = Math.min(left, sliceRows);
        for (let index = 0; index < count; index++)
            sink.missing();
        yield count;
    }
}

;// CONCATENATED MODULE: ./src/compare/rows/frame-rows.js




/** The table whose columns are frames of equal length. */
function openFrameRows(frames, windowBytes) {
    const byName = new Map(frames.map((frame) => [frame.name, frame]));
    const texts = new Map();
    const readColumn = ({ name, isJson = false }) => {
        const { type, open } = byName.get(name) ?? (0,format_error/* throwFormatError */.o6)(`no frame ${JSON.stringify(name)}`);
        const jsonTexts = new JsonTexts();
        if (type === 'STRING')
            texts.set(name, jsonTexts);
        return { source: open(), windowBytes, isJson, jsonTexts };
    };
    return {
        columns: frames.map(({ name, type }) => ({ name, kind: getFrameKind(type) })),
        get jsonTexts() {
            return new Map([...texts].flatMap(([name, { result }]) => (result === undefined ? [] : [[name, result]])));
        },
        read: (wanted, options) => advanceColumns(wanted.map((column) => readFrameColumn(readColumn(column), column.sink, options))),
    };
}

// EXTERNAL MODULE: ./src/compare/parquet-footer.js + 2 modules
var parquet_footer = __webpack_require__(12215);
// EXTERNAL MODULE: ./src/compare/thrift-validator.js
var thrift_validator = __webpack_require__(97816);
;// CONCATENATED MODULE: ./src/compare/rows/page-budget.js

/** Limits the memory of the pages and dictionaries that all columns of a table have at the same time. */
class PageBudget {
    #limit;
    #used = 0;
    /** @param limit In bytes. */
    constructor(limit) {
        this.#limit = limit;
    }
    /** Takes bytes, and returns how many. Throws BundleFormatError if fewer are left. */
    reserve(bytes) {
        if (this.#used + bytes > this.#limit)
            throw new format_error/* BundleFormatError */.KC(`columns whose pages take more than ${this.#limit} bytes together`);
        this.#used += bytes;
        return bytes;
    }
    release(bytes) {
        this.#used -= bytes;
    }
}

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./src/compare/rows/lz4-block.js

/** The shortest repetition, in bytes: shorter ones have no length. */
const minMatch = 4;
/** A length of four bits that further bytes extend, the last of which is not 255. */
const extended = { bits: 15, byte: 255 };
/** The sizes before a block in a file of Hadoop, in bytes. */
const hadoopHeadBytes = 8;
/**
 * Unpacks a block of LZ4 into `out`, which it fills. Throws BundleFormatError for any other block.
 * https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md
 */
function unpackLz4Block(block, out) {
    let at = 0;
    let filled = 0;
    const readLength = (bits) => {
        let length = bits;
        if (bits < extended.bits)
            return length;
        for (let byte = extended.byte; byte === extended.byte; length += byte)
            byte = block[at++] ?? 0;
        return length;
    };
    while (at < block.length) {
        const token = block[at++] ?? 0;
        const literals = readLength(token >>> 4);
        if (literals > block.length - at || literals > out.length - filled)
            throw new format_error/* BundleFormatError */.KC(damaged);
        out.set(block.subarray(at, at + literals), filled);
        at += literals;
        filled += literals;
        // The last sequence has no repetition.
        if (at === block.length)
            break;
        const distance = (block[at] ?? 0) | ((block[at + 1] ?? 0) << 8);
        at += 2;
        const end = filled + readLength(token & 15) + minMatch;
        if (distance === 0 || distance > filled || end > out.length)
            throw new format_error/* BundleFormatError */.KC(damaged);
        // Byte by byte, because a repetition may include bytes of its own.
        for (; filled < end; filled++)
            out[filled] = out[filled - distance] ?? 0;
    }
    if (filled !== out.length)
        throw new format_error/* BundleFormatError */.KC(damaged);
}
const damaged = 'a page whose LZ4 block is damaged';
/**
 * Unpacks a page of Parquet's older codec `LZ4`: blocks with the two sizes of Hadoop before each, or, from some
 * writers, one block alone. Throws as `unpackLz4Block` does.
 * https://github.com/apache/parquet-format/blob/master/Compression.md#lz4
 */
function unpackHadoopLz4(page, out) {
    const blocks = findHadoopBlocks(page, out.length);
    if (blocks === undefined) {
        unpackLz4Block(page, out);
        return;
    }
    let filled = 0;
    for (const { block, size } of blocks) {
        unpackLz4Block(block, out.subarray(filled, filled + size));
        filled += size;
    }
}
/** Undefined where the sizes are not those of blocks that are `size` bytes together. */
function findHadoopBlocks(page, size) {
    const view = new DataView(page.buffer, page.byteOffset, page.length);
    const blocks = [];
    let left = size;
    for (let at = 0; at < page.length;) {
        const start = at + hadoopHeadBytes;
        if (start > page.length)
            return undefined;
        const sizes = { unpacked: view.getUint32(at), packed: view.getUint32(at + 4) };
        at = start + sizes.packed;
        left -= sizes.unpacked;
        if (at > page.length || left < 0)
            return undefined;
        blocks.push({ block: page.subarray(start, at), size: sizes.unpacked });
    }
    return left === 0 ? blocks : undefined;
}

;// CONCATENATED MODULE: ./src/compare/rows/parquet-codecs.js


/** Unpacks pages of the codecs that hyparquet has not itself. A page that is larger than its header says is refused. */
const compressors = {
    GZIP: (bytes, length) => (0,external_node_zlib_.gunzipSync)(bytes, { maxOutputLength: Math.max(length, 1) }),
    ZSTD: (bytes, length) => (0,external_node_zlib_.zstdDecompressSync)(bytes, { maxOutputLength: Math.max(length, 1) }),
    BROTLI: (bytes, length) => (0,external_node_zlib_.brotliDecompressSync)(bytes, { maxOutputLength: Math.max(length, 1) }),
    LZ4: (bytes, length) => unpackInto(unpackHadoopLz4, bytes, length),
    LZ4_RAW: (bytes, length) => unpackInto(unpackLz4Block, bytes, length),
};
/** All codecs of pages that can be read. Of those of the format, LZO is missing, which no common writer has. */
const codecs = new Set(['UNCOMPRESSED', 'SNAPPY', ...Object.keys(compressors)]);
function unpackInto(unpack, bytes, length) {
    const page = new Uint8Array(length);
    unpack(bytes, page);
    return page;
}

;// CONCATENATED MODULE: ./src/compare/rows/parquet-deltas.js

/** Writers have blocks of about 128 integers. */
const maxBlockIntegers = 1024 * 1024;
/**
 * Decodes integers that a page has as differences, one after the other.
 * https://parquet.apache.org/docs/file-format/data-pages/encodings/#delta-encoding-delta_binary_packed--5
 */
class DeltaDecoder {
    #bytes;
    #bits;
    #perMiniblock;
    #miniblocks;
    #count;
    #at;
    #value;
    #read = 0;
    #minDelta = 0n;
    #widths = new Uint8Array();
    /** The number of the miniblock in its block, and how many of its integers are left. */
    #miniblock = 0;
    #left = 0;
    #bit = 0;
    /** Throws BundleFormatError for other bytes. @param at Where the integers begin. */
    constructor(bytes, at, bits) {
        this.#bytes = bytes;
        this.#at = at;
        this.#bits = bits;
        const perBlock = Number(this.#readVarint());
        this.#miniblocks = Number(this.#readVarint());
        this.#count = Number(this.#readVarint());
        this.#value = this.#readZigZag();
        this.#perMiniblock = perBlock / this.#miniblocks;
        this.#miniblock = this.#miniblocks;
        const isSized = perBlock > 0 && perBlock <= maxBlockIntegers && this.#perMiniblock % 8 === 0;
        if (!isSized)
            throw new format_error/* BundleFormatError */.KC('differences in blocks of another size');
    }
    /** The next integer. Throws BundleFormatError when there is none. */
    next() {
        if (this.#read >= this.#count)
            throw new format_error/* BundleFormatError */.KC('fewer values than its page states');
        if (this.#read++ > 0) {
            if (this.#left === 0)
                this.#openMiniblock();
            this.#left--;
            const width = this.#widths[this.#miniblock] ?? 0;
            this.#value = BigInt.asIntN(this.#bits, this.#value + this.#minDelta + this.#readBits(width));
            this.#bit += width;
        }
        return this.#value;
    }
    /** Where the integers end, which are not read. */
    findEnd() {
        for (let left = this.#count - 1; left > 0; left -= this.#perMiniblock)
            this.#openMiniblock();
        return this.#at;
    }
    #openMiniblock() {
        this.#miniblock++;
        if (this.#miniblock >= this.#miniblocks) {
            this.#minDelta = this.#readZigZag();
            this.#widths = this.#bytes.subarray(this.#at, this.#at + this.#miniblocks);
            this.#at += this.#miniblocks;
            this.#miniblock = 0;
        }
        const width = this.#widths[this.#miniblock] ?? 0;
        const bytes = (this.#perMiniblock / 8) * width;
        if (width > 64 || this.#at + bytes > this.#bytes.length)
            throw new format_error/* BundleFormatError */.KC('differences that are cut off');
        this.#left = this.#perMiniblock;
        this.#bit = this.#at * 8;
        this.#at += bytes;
    }
    #readBits(width) {
        const low = readNumber(this.#bytes, this.#bit, Math.min(width, 32));
        return width <= 32
            ? BigInt(low)
            : BigInt(low) + (BigInt(readNumber(this.#bytes, this.#bit + 32, width - 32)) << 32n);
    }
    #readVarint() {
        let value = 0n;
        for (let shift = 0n; shift < 70n; shift += 7n) {
            const byte = this.#bytes[this.#at++] ?? (0,format_error/* throwFormatError */.o6)('a number that is cut off');
            value |= BigInt(byte & 0x7f) << shift;
            if (byte < 0x80)
                return value;
        }
        throw new format_error/* BundleFormatError */.KC('a number of more than 64 bits');
    }
    #readZigZag() {
        const value = this.#readVarint();
        return value % 2n === 0n ? value / 2n : -(value + 1n) / 2n;
    }
}
/** At most 32 bits, which begin at any bit. */
function readNumber(bytes, bit, width) {
    const at = Math.floor(bit / 8);
    let value = 0;
    for (let byte = 0; byte < 5; byte++)
        value += (bytes[at + byte] ?? 0) * 2 ** (byte * 8);
    return Math.floor(value / 2 ** (bit % 8)) % 2 ** width;
}

;// CONCATENATED MODULE: ./src/compare/rows/parquet-runs.js

/**
 * Decodes small integers that a page has as runs and packed bits, such as places in a dictionary, a part at a time: a
 * few bytes of a damaged file can be a run of any length.
 * https://parquet.apache.org/docs/file-format/data-pages/encodings/
 */
class RunDecoder {
    #bytes;
    #view;
    #width;
    #at = 0;
    /** The integers that are left of the run or of the packed bits. */
    #left = 0;
    /** The integer of the run; undefined in packed bits. */
    #value;
    /** The bit at which the next packed integer begins. */
    #bit = 0;
    /**
     * Throws BundleFormatError for more than 32 bits.
     *
     * @param width The bits of an integer.
     */
    constructor(bytes, width) {
        if (width > 32)
            throw new format_error/* BundleFormatError */.KC(`integers of ${width} bits`);
        this.#bytes = bytes;
        this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
        this.#width = width;
    }
    /** Writes the next integers to the start of `out`. Throws BundleFormatError for other bytes or fewer integers. */
    read(out, count) {
        for (let filled = 0; filled < count;) {
            if (this.#left === 0)
                this.#readHeader();
            const part = Math.min(this.#left, count - filled);
            if (this.#value === undefined)
                this.#unpack(out, filled, part);
            else
                out.fill(this.#value, filled, filled + part);
            this.#left -= part;
            filled += part;
        }
    }
    #readHeader() {
        const header = this.#readVarint();
        const count = Math.floor(header / 2);
        if (count === 0)
            throw new format_error/* BundleFormatError */.KC('an empty run');
        if (header % 2 === 0) {
            this.#value = this.#readInteger((this.#width + 7) >> 3);
            this.#left = count;
            return;
        }
        this.#value = undefined;
        this.#left = count * 8;
        this.#bit = this.#at * 8;
        // The last of eight integers may be cut off.
        this.#at = Math.min(this.#at + count * this.#width, this.#bytes.length);
    }
    #unpack(out, from, count) {
        const view = this.#view;
        const width = this.#width;
        const end = this.#bit + count * width;
        if (end > this.#bytes.length * 8)
            throw new format_error/* BundleFormatError */.KC('packed bits that are cut off');
        const mask = 2 ** width - 1;
        // An integer and the bits before it in its byte fit into a word that is within the bytes.
        const lastWord = width <= 25 ? (this.#bytes.length - 4) * 8 : 0;
        for (let index = from, bit = this.#bit; bit < end || index < from + count; index++, bit += width)
            out[index] = bit < lastWord ? (view.getUint32(bit >>> 3, true) >>> (bit & 7)) & mask : this.#readBits(bit);
        this.#bit = end;
    }
    #readBits(bit) {
        let value = 0;
        for (let byte = 0; byte < 5; byte++)
            value += (this.#bytes[(bit >>> 3) + byte] ?? 0) * 2 ** (byte * 8);
        return Math.floor(value / 2 ** (bit & 7)) % 2 ** this.#width;
    }
    #readVarint() {
        let value = 0;
        for (let shift = 0; shift < 35; shift += 7) {
            const byte = this.#readByte();
            value += (byte & 0x7f) * 2 ** shift;
            if (byte < 0x80)
                return value;
        }
        throw new format_error/* BundleFormatError */.KC('a run of more than 32 bits');
    }
    #readInteger(bytes) {
        let value = 0;
        for (let index = 0; index < bytes; index++)
            value += this.#readByte() * 2 ** (index * 8);
        return value;
    }
    #readByte() {
        return this.#bytes[this.#at++] ?? (0,format_error/* throwFormatError */.o6)('a run that is cut off');
    }
}

;// CONCATENATED MODULE: ./src/compare/rows/parquet-encodings.js




/** The length before the runs of booleans, in bytes. */
const lengthBytes = 4;
/** The most bytes of the texts of a page of which each repeats the beginning of the one before it. */
const maxRepeatedBytes = 256 * 1024 * 1024;
const julianDayOf1970 = 2440588n;
const nanosPerDay = 86400000000000n;
/** Opens the values of a page in any encoding but that by a dictionary. Throws BundleFormatError for others. */
function openValues(encoding, encoded) {
    const { element, body } = encoded;
    const { type } = element;
    if (encoding === 'PLAIN')
        return openPlain(encoded);
    if (encoding === 'RLE' && type === 'BOOLEAN')
        return openBooleanRuns(encoded);
    if (encoding === 'BYTE_STREAM_SPLIT')
        return openSplitBytes(encoded);
    if (encoding === 'DELTA_BINARY_PACKED' && (type === 'INT32' || type === 'INT64'))
        return openDeltas(new DeltaDecoder(body, 0, type === 'INT32' ? 32 : 64), encoded);
    if (encoding === 'DELTA_LENGTH_BYTE_ARRAY' && type === 'BYTE_ARRAY')
        return openDeltaLengths(encoded);
    const isBytes = type === 'BYTE_ARRAY' || type === 'FIXED_LEN_BYTE_ARRAY';
    if (encoding === 'DELTA_BYTE_ARRAY' && isBytes)
        return openRepeatedTexts(encoded);
    throw new format_error/* BundleFormatError */.KC(`the encoding ${encoding}`);
}
/** https://parquet.apache.org/docs/file-format/data-pages/encodings/#plain-plain--0 */
function openPlain({ element: { type, type_length: length = 0 }, body, values }) {
    const view = new DataView(body.buffer, body.byteOffset, body.length);
    switch (type) {
        case 'BOOLEAN':
            return openPackedBooleans(body, values);
        case 'INT32':
        case 'FLOAT':
        case 'DOUBLE':
        case 'INT64':
            return openNumbers(view, type, values);
        case 'INT96':
            return openFixed(body, 12, (at, sink) => {
                const days = BigInt(view.getInt32(at + 8, true)) - julianDayOf1970;
                values.bigint(days * nanosPerDay + view.getBigInt64(at, true), sink);
            });
        case 'FIXED_LEN_BYTE_ARRAY':
            return openFixed(body, length, (at, sink) => values.bytes(body, at, at + length, sink));
        case 'BYTE_ARRAY':
            return openTexts(view, body, values);
        default:
            return (0,format_error/* throwFormatError */.o6)('a column without a type');
    }
}
function openFixed(body, bytes, pass) {
    if (bytes === 0)
        throw new format_error/* BundleFormatError */.KC('values without a size');
    let next = 0;
    return (count, sink) => {
        const end = next + count * bytes;
        if (end > body.length)
            throw new format_error/* BundleFormatError */.KC('values that are cut off');
        for (; next < end; next += bytes)
            pass(next, sink);
    };
}
function openNumbers(view, type, values) {
    const batch = new NumberBatch(values.numbers);
    const bytes = getWidth(type);
    let next = 0;
    return (count, sink) => {
        const end = next + count * bytes;
        if (end > view.byteLength)
            throw new format_error/* BundleFormatError */.KC('values that are cut off');
        // A loop for each type, because a call for each value takes longer than the value.
        if (type === 'INT32')
            for (; next < end; next += bytes)
                batch.add(view.getInt32(next, true), sink);
        else if (type === 'FLOAT')
            for (; next < end; next += bytes)
                batch.add(view.getFloat32(next, true), sink);
        else if (type === 'DOUBLE')
            for (; next < end; next += bytes)
                batch.add(view.getFloat64(next, true), sink);
        else
            for (; next < end; next += bytes)
                passLong(view, next, { batch, values }, sink);
        batch.flush(sink);
    };
}
function passLong(view, at, { batch, values }, sink) {
    const number = view.getInt32(at + 4, true) * 2 ** 32 + view.getUint32(at, true);
    if (Number.isSafeInteger(number)) {
        batch.add(number, sink);
        return;
    }
    batch.flush(sink);
    values.bigint(view.getBigInt64(at, true), sink);
}
function openTexts(view, body, values) {
    let next = 0;
    return (count, sink) => {
        for (let index = 0; index < count; index++) {
            const start = next + lengthBytes;
            const end = start <= body.length ? start + view.getUint32(next, true) : start;
            if (end > body.length)
                throw new format_error/* BundleFormatError */.KC('values that are cut off');
            next = end;
            values.bytes(body, start, end, sink);
        }
    };
}
function openPackedBooleans(body, values) {
    const batch = new NumberBatch(values.numbers);
    let bit = 0;
    return (count, sink) => {
        if (bit + count > body.length * 8)
            throw new format_error/* BundleFormatError */.KC('values that are cut off');
        for (const end = bit + count; bit < end; bit++)
            batch.add(((body[bit >>> 3] ?? 0) >>> (bit & 7)) & 1, sink);
        batch.flush(sink);
    };
}
function openBooleanRuns({ body, values }) {
    const decoder = new RunDecoder(body.subarray(lengthBytes), 1);
    return (count, sink) => {
        const part = new Uint8Array(count);
        decoder.read(part, count);
        values.numbers(Float64Array.from(part), count, sink);
    };
}
/** The first bytes of all values are followed by the second bytes of all, and so on. */
function openSplitBytes(encoded) {
    const { element, body } = encoded;
    const width = element.type === 'FIXED_LEN_BYTE_ARRAY' ? (element.type_length ?? 0) : getWidth(element.type);
    const all = Math.floor(body.length / width);
    const plain = new Uint8Array(all * width);
    for (let byte = 0; byte < width; byte++)
        for (let index = 0; index < all; index++)
            plain[index * width + byte] = body[byte * all + index] ?? 0;
    return openPlain({ ...encoded, body: plain });
}
const getWidth = (type) => {
    if (type === 'INT32' || type === 'FLOAT')
        return 4;
    return type === 'INT64' || type === 'DOUBLE' ? 8 : (0,format_error/* throwFormatError */.o6)('split bytes of another type');
};
function openDeltas(decoder, { values }) {
    return (count, sink) => {
        for (let index = 0; index < count; index++) {
            const value = decoder.next();
            const number = Number(value);
            if (Number.isSafeInteger(number))
                values.number(number, sink);
            else
                values.bigint(value, sink);
        }
    };
}
function openDeltaLengths({ body, values }) {
    const lengths = new DeltaDecoder(body, 0, 32);
    const takeText = createTextReader(body, new DeltaDecoder(body, 0, 32).findEnd());
    return (count, sink) => {
        for (let index = 0; index < count; index++)
            passWhole(values, takeText(Number(lengths.next())), sink);
    };
}
function openRepeatedTexts({ body, values }) {
    const prefixes = new DeltaDecoder(body, 0, 32);
    const end = new DeltaDecoder(body, 0, 32).findEnd();
    const suffixes = new DeltaDecoder(body, end, 32);
    const takeText = createTextReader(body, new DeltaDecoder(body, end, 32).findEnd());
    let text = new Uint8Array();
    let bytes = 0;
    return (count, sink) => {
        for (let index = 0; index < count; index++) {
            const prefix = Number(prefixes.next());
            const suffix = takeText(Number(suffixes.next()));
            if (!(prefix >= 0 && prefix <= text.length))
                throw new format_error/* BundleFormatError */.KC('a text that repeats more than there is');
            bytes += prefix + suffix.length;
            if (bytes > maxRepeatedBytes)
                throw new format_error/* BundleFormatError */.KC(`a page of more than ${maxRepeatedBytes} bytes of texts`);
            text = prefix === 0 ? suffix : Buffer.concat([text.subarray(0, prefix), suffix]);
            passWhole(values, text, sink);
        }
    };
}
function passWhole(values, text, sink) {
    values.bytes(text, 0, text.length, sink);
}
function createTextReader(body, start) {
    let next = start;
    return (size) => {
        if (!(size >= 0 && size <= body.length - next))
            throw new format_error/* BundleFormatError */.KC('values that are cut off');
        next += size;
        return body.subarray(next - size, next);
    };
}

;// CONCATENATED MODULE: ./src/compare/rows/parquet-pages.js







/** A page is decoded whole; writers limit pages to about 1 MiB. In bytes. */
const maxPageBytes = 32 * 1024 * 1024;
/** The bytes in which a page's header ends: it has statistics with two values of the column. */
const maxHeaderBytes = 64 * 1024;
/** The most values in a header of a page, which has about twenty. */
const maxHeaderValues = 100;
/** The most values of a page or a dictionary: runs can state any number of them in a few bytes. */
const maxPageValues = 8 * 1024 * 1024;
/** The most bytes of a prepared value of a dictionary. */
const preparedBytes = 16;
/** The length before the levels of a page, in bytes. */
const parquet_pages_lengthBytes = 4;
async function loadHyparquet() {
    const [metadata, column, datapage] = await Promise.all([
        __webpack_require__.e(/* import() */ 899).then(__webpack_require__.bind(__webpack_require__, 60899)),
        Promise.all(/* import() */[__webpack_require__.e(5589), __webpack_require__.e(9551)]).then(__webpack_require__.bind(__webpack_require__, 79551)),
        __webpack_require__.e(/* import() */ 5589).then(__webpack_require__.bind(__webpack_require__, 95589)),
    ]);
    return { metadata, column, datapage };
}
/**
 * Passes the values of a column of a row group to a sink, and yields how many there are after each slice of at most
 * `sliceRows`. A page takes memory for its bytes, and its dictionary for `maxPageValues`.
 */
async function* readColumnChunk(reading, sink, options) {
    const { hyparquet, source, windowBytes, budget, rows, chunk } = reading;
    if (!codecs.has(chunk.codec))
        throw new format_error/* BundleFormatError */.KC(`the compression ${chunk.codec}`);
    const stream = new ByteStream(source, { ...options, windowBytes, ...findRange(chunk, source.size) });
    let passPlaces;
    let dictionaryBytes = 0;
    try {
        for (let passed = 0; passed < rows;) {
            const { header, bytes } = await readPageBytes(hyparquet, stream);
            const pageBytes = header.uncompressed_page_size;
            const { count, dictionary } = checkCounts(header, rows - passed);
            if (dictionary !== undefined) {
                dictionaryBytes += budget.reserve(pageBytes + dictionary * preparedBytes - dictionaryBytes);
                passPlaces = (0,format_error/* decodeOrThrow */.GB)('Parquet page', () => prepareDictionary(reading, header, bytes, sink));
            }
            stream.skip(bytes.length);
            if (count === undefined)
                continue;
            budget.reserve(pageBytes);
            try {
                yield* passSlices(count, reading, { header, bytes, passPlaces }, sink);
            }
            finally {
                budget.release(pageBytes);
            }
            passed += count;
        }
    }
    finally {
        budget.release(dictionaryBytes);
    }
}
function prepareDictionary(reading, header, bytes, sink) {
    const { element, values } = reading;
    const count = header.dictionary_page_header?.num_values ?? 0;
    const body = decompress(reading, bytes, header.uncompressed_page_size);
    // Its encoding is PLAIN, which older writers call PLAIN_DICTIONARY.
    return sink.prepare(count, (inner) => openValues('PLAIN', { element, values, body })(count, inner));
}
function* passSlices(count, reading, page, sink) {
    const { levels, pass } = (0,format_error/* decodeOrThrow */.GB)('Parquet page', () => openPage(reading, page));
    const present = new Uint8Array(levels === undefined ? 0 : sliceRows);
    for (let left = count; left > 0; left -= sliceRows) {
        const rows = Math.min(left, sliceRows);
        (0,format_error/* decodeOrThrow */.GB)('Parquet page', () => {
            levels?.read(present, rows);
            if (levels === undefined || !present.subarray(0, rows).includes(0))
                pass(rows, sink);
            else
                passPresent(present.subarray(0, rows), pass, sink);
        });
        yield rows;
    }
}
/** Passes rows of which some are null: `present` is 0 for these. */
function passPresent(present, pass, sink) {
    for (let row = 0; row < present.length;) {
        const isPresent = present[row] !== 0;
        let end = row + 1;
        while (end < present.length && (present[end] !== 0) === isPresent)
            end++;
        if (isPresent)
            pass(end - row, sink);
        else
            for (let index = row; index < end; index++)
                sink.missing();
        row = end;
    }
}
/** Opens the levels of a page, which are undefined where no value is null, and its values. */
function openPage(reading, { header, bytes, passPlaces }) {
    const { element, values } = reading;
    const { encoding, levels, body } = splitPage(reading, header, bytes);
    const hasDictionary = encoding === 'PLAIN_DICTIONARY' || encoding === 'RLE_DICTIONARY';
    if (!hasDictionary)
        return { levels, pass: openValues(encoding, { element, values, body }) };
    const places = new RunDecoder(body.subarray(1), body[0] ?? 0);
    const part = new Int32Array(sliceRows);
    const pass = (count) => {
        places.read(part, count);
        if (passPlaces === undefined)
            throw new format_error/* BundleFormatError */.KC('a page without its dictionary');
        passPlaces(part, count);
    };
    return { levels, pass };
}
/** Splits a page into its levels, of which 0 is null and 1 is not, and the encoded values. */
function splitPage(reading, header, bytes) {
    const { data_page_header: first, data_page_header_v2: second, uncompressed_page_size: size } = header;
    const isNullable = reading.element.repetition_type !== 'REQUIRED';
    if (first !== undefined) {
        const page = decompress(reading, bytes, size);
        const { encoding } = first;
        if (!isNullable)
            return { encoding, levels: undefined, body: page };
        if (first.definition_level_encoding !== 'RLE')
            throw new format_error/* BundleFormatError */.KC('levels that are not encoded as runs');
        const end = parquet_pages_lengthBytes + new DataView(page.buffer, page.byteOffset, page.length).getUint32(0, true);
        return { encoding, levels: new RunDecoder(page.subarray(parquet_pages_lengthBytes, end), 1), body: page.subarray(end) };
    }
    if (second === undefined)
        return (0,format_error/* throwFormatError */.o6)('a page without a header');
    const { encoding, is_compressed: isCompressed } = second;
    const [start, length] = [second.repetition_levels_byte_length, second.definition_levels_byte_length];
    const levels = isNullable ? new RunDecoder(bytes.subarray(start, start + length), 1) : undefined;
    const rest = bytes.subarray(start + length);
    return { encoding, levels, body: isCompressed === false ? rest : decompress(reading, rest, size - start - length) };
}
function decompress({ hyparquet, chunk }, part, size) {
    if (!(size >= 0))
        throw new format_error/* BundleFormatError */.KC('a page of less than its levels');
    // Some writers compress no values, such as those of a page with nulls only, to no bytes.
    if (size === 0)
        return new Uint8Array();
    return hyparquet.datapage.decompressPage(part, size, chunk.codec, compressors);
}
function findRange({ dictionary_page_offset, data_page_offset, total_compressed_size }, size) {
    // Some writers state 0 where there is no dictionary.
    const start = Number(dictionary_page_offset || data_page_offset);
    const end = start + Number(total_compressed_size);
    if (start >= 0 && start <= end && end <= size)
        return { start, end };
    throw new format_error/* BundleFormatError */.KC('a column that begins or ends outside of the file');
}
/** The header and the bytes of the next page, which are not skipped. */
async function readPageBytes(hyparquet, stream) {
    if (stream.left === 0)
        throw new format_error/* BundleFormatError */.KC('a column with fewer rows than its row group');
    const window = await stream.peek(Math.min(maxHeaderBytes, stream.left));
    const start = window.subarray(0, maxHeaderBytes);
    new thrift_validator/* ThriftValidator */.q(start, maxHeaderValues).skipStruct();
    const reader = { view: new DataView(start.buffer, start.byteOffset, start.length), offset: 0 };
    const header = (0,format_error/* decodeOrThrow */.GB)('Parquet page', () => hyparquet.column.parquetHeader(reader));
    const sizes = [header.compressed_page_size, header.uncompressed_page_size];
    if (!sizes.every((size) => Number.isInteger(size) && size >= 0 && size <= maxPageBytes))
        throw new format_error/* BundleFormatError */.KC(`a page of more than ${maxPageBytes} bytes`);
    stream.skip(reader.offset);
    const bytes = await stream.peek(header.compressed_page_size);
    if (bytes.length < header.compressed_page_size)
        throw new format_error/* BundleFormatError */.KC('a page that is cut off');
    return { header, bytes: bytes.subarray(0, header.compressed_page_size) };
}
/**
 * The rows of a data page, and the values of a dictionary; undefined for other pages. Throws BundleFormatError for more
 * than `maxPageValues`.
 */
function checkCounts({ data_page_header: first, data_page_header_v2: second, dictionary_page_header: dictionary }, rowsLeft) {
    const count = first?.num_values ?? second?.num_values;
    if (count !== undefined && !(Number.isSafeInteger(count) && count > 0 && count <= rowsLeft))
        throw new format_error/* BundleFormatError */.KC('a page of more rows than its row group');
    const values = dictionary?.num_values;
    if (values !== undefined && !(Number.isSafeInteger(values) && values >= 0))
        throw new format_error/* BundleFormatError */.KC('a dictionary of no number of values');
    if (Math.max(count ?? 0, values ?? 0) > maxPageValues)
        throw new format_error/* BundleFormatError */.KC(`a page of more than ${maxPageValues} values`);
    return { count, dictionary: values };
}

;// CONCATENATED MODULE: ./src/compare/rows/parquet-values.js

/** The ticks of a second. */
const ticks = { MILLIS: 1_000, MICROS: 1_000_000, NANOS: 1_000_000_000 };
const nanosPerSecond = 1000000000n;
const secondsPerDay = 86_400;
/** The most bytes of a decimal; those of Arrow have up to 32. */
const maxDecimalBytes = 128;
/** The most digits behind the point, or zeros before it: as many as fit into `maxDecimalBytes`. */
const maxDecimalScale = 308;
/**
 * How the physical values of a column are meant: its logical type decides, or the converted type that older files have
 * in its place. https://github.com/apache/parquet-format/blob/master/LogicalTypes.md
 */
function describeParquetValues(element) {
    const { type, logical_type: logical, converted_type: converted, scale = 0 } = element;
    if (logical?.type === 'DECIMAL')
        return passDecimals(logical.scale);
    if (converted === 'DECIMAL')
        return passDecimals(scale);
    if (logical?.type === 'DATE' || converted === 'DATE')
        return passMoments('date', 1n, secondsPerDay);
    if (logical?.type === 'TIMESTAMP')
        return passTicks(logical.isAdjustedToUTC ? 'utc' : 'local', logical.unit);
    if (logical?.type === 'TIME')
        return passTicks('time', logical.unit);
    const [, time, unit] = /^(TIME|TIMESTAMP)_(MILLIS|MICROS)$/.exec(converted ?? '') ?? [];
    // Older files do not distinguish times in UTC from others.
    if (time !== undefined)
        return passTicks(time === 'TIME' ? 'time' : 'utc', unit === 'MILLIS' ? 'MILLIS' : 'MICROS');
    if (type === 'INT96')
        return passTicks('utc', 'NANOS');
    if (logical?.type === 'FLOAT16')
        return { ...refused, kind: 'number', bytes: passFloat16 };
    if (logical?.type === 'INTEGER' ? !logical.isSigned : converted?.startsWith('UINT_'))
        return passUnsigned(type);
    return describePhysicalValues(type);
}
function describePhysicalValues(type) {
    switch (type) {
        case 'BOOLEAN':
            return { ...refused, kind: 'boolean', ...passEach((value, sink) => sink.boolean(value !== 0)) };
        case 'INT32':
        case 'INT64':
        case 'FLOAT':
        case 'DOUBLE':
            return { ...refused, kind: 'number', ...parquet_values_passNumbers, bigint: passInteger };
        case 'BYTE_ARRAY':
        case 'FIXED_LEN_BYTE_ARRAY':
            return { ...refused, kind: 'text', bytes: parquet_values_passText };
        default:
            return { ...refused, kind: 'other' };
    }
}
const refuse = () => (0,format_error/* throwFormatError */.o6)('values of another type than its column');
const refused = { number: refuse, numbers: refuse, bigint: refuse, bytes: refuse };
const parquet_values_passNumbers = {
    number: (value, sink) => sink.number(value),
    numbers: (values, count, sink) => sink.numbers(values, count),
};
const passEach = (number) => ({
    number,
    numbers: (values, count, sink) => {
        for (let index = 0; index < count; index++)
            number(values[index] ?? 0, sink);
    },
});
const parquet_values_passText = (bytes, start, end, sink) => sink.bytes(bytes, start, end);
const passInteger = (value, sink) => sink.integer(value);
function passUnsigned(type) {
    const bigint = (value, sink) => sink.integer(BigInt.asUintN(64, value));
    const number = (value, sink) => {
        if (value >= 0)
            sink.number(value);
        else if (type === 'INT32')
            sink.number(value >>> 0);
        else
            bigint(BigInt(value), sink);
    };
    return { ...refused, kind: 'number', ...passEach(number), bigint };
}
function passFloat16(bytes, start, end, sink) {
    if (end - start !== 2)
        throw new format_error/* BundleFormatError */.KC('a FLOAT16 of another size');
    sink.number(new DataView(bytes.buffer, bytes.byteOffset + start, 2).getFloat16(0, true));
}
function passDecimals(scale) {
    // Decimals are normalized digit by digit, and a damaged file can state any scale.
    if (!(Math.abs(scale) <= maxDecimalScale))
        return { ...refused, kind: 'other' };
    return {
        kind: 'number',
        ...passEach((value, sink) => sink.decimal(BigInt(value), scale)),
        bigint: (value, sink) => sink.decimal(value, scale),
        bytes: (bytes, start, end, sink) => sink.decimal(readUnscaled(bytes.subarray(start, end)), scale),
    };
}
/** A big-endian number in two's complement. */
function readUnscaled(bytes) {
    if (bytes.length > maxDecimalBytes)
        throw new format_error/* BundleFormatError */.KC(`a decimal of more than ${maxDecimalBytes} bytes`);
    const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
    return BigInt.asIntN(bytes.length * 8, BigInt(`0x0${hex}`));
}
function passTicks(kind, unit) {
    return passMoments(kind, BigInt(ticks[unit]), 1);
}
/** @param perSecond The ticks of a second, or 1 where each tick takes `seconds`. */
function passMoments(moment, perSecond, seconds) {
    const nanosPerTick = Number(nanosPerSecond / perSecond);
    const divisor = Number(perSecond);
    const number = (value, sink) => {
        const whole = Math.floor(value / divisor);
        sink.moment(moment, whole * seconds, (value - whole * divisor) * nanosPerTick);
    };
    const bigint = (value, sink) => {
        const rest = ((value % perSecond) + perSecond) % perSecond;
        sink.moment(moment, Number((value - rest) / perSecond) * seconds, Number(rest) * nanosPerTick);
    };
    return { ...refused, kind: 'moment', ...passEach(number), bigint };
}

;// CONCATENATED MODULE: ./src/compare/rows/parquet-rows.js







/** The most values in a footer, with about thirty for each column of each row group. */
const maxFooterValues = 2_000_000;
/** The most bytes of the pages and dictionaries of all columns that are in memory together. */
const maxPagesBytes = 512 * 1024 * 1024;
/**
 * Opens the table in a Parquet file. Columns are read by row group and page, and only those that are asked for. Nested
 * columns are of the kind `other`. Throws BundleFormatError for other files, and as the store does.
 */
async function openParquetRows(source, windowBytes, options) {
    const hyparquet = await loadHyparquet();
    const footer = await readFooter(source, options);
    new thrift_validator/* ThriftValidator */.q(footer.subarray(0, -parquet_footer/* parquetTrailerBytes */.ZK), maxFooterValues).skipStruct();
    const { metadata, root } = (0,format_error/* decodeOrThrow */.GB)('Parquet file', () => {
        const parsed = hyparquet.metadata.parquetMetadata(new Uint8Array(footer), { geoparquet: false });
        return { metadata: parsed, root: hyparquet.metadata.parquetSchema(parsed) };
    });
    const leaves = new Map();
    const columns = root.children.map(({ element, children }) => {
        const isFlat = children.length === 0 && element.repetition_type !== 'REPEATED';
        const values = isFlat ? describeParquetValues(element) : undefined;
        if (values !== undefined)
            leaves.set(element.name, values);
        return { name: element.name, kind: values?.kind ?? 'other' };
    });
    const file = { hyparquet, source, windowBytes, rowGroups: metadata.row_groups, root, leaves };
    return {
        columns,
        jsonTexts: new Map(),
        read: (wanted, inner) => {
            const budget = new PageBudget(maxPagesBytes);
            return advanceColumns(wanted.map((column) => readColumn(file, column, budget, inner)));
        },
    };
}
async function readFooter(source, options) {
    const { size } = source;
    const tailBytes = Math.min(size, parquet_footer/* parquetTailBytes */.kf);
    const tail = await source.read(size - tailBytes, tailBytes, options);
    const bytes = (0,parquet_footer/* readParquetFooterSize */.x6)(tail, size);
    return bytes <= tail.length ? tail.subarray(-bytes) : await source.read(size - bytes, bytes, options);
}
async function* readColumn(file, { name, sink }, budget, options) {
    const { hyparquet, source, windowBytes, rowGroups, root } = file;
    const values = file.leaves.get(name);
    const leaf = root.children.find(({ element }) => element.name === name);
    for (const { columns, num_rows } of rowGroups) {
        const found = columns.find(({ meta_data }) => meta_data?.path_in_schema.length === 1 && meta_data.path_in_schema[0] === name);
        const rows = Number(num_rows);
        if (!(Number.isSafeInteger(rows) && rows >= 0))
            throw new format_error/* BundleFormatError */.KC('a row group of no number of rows');
        if (values === undefined) {
            yield* passMissing(rows, sink);
            continue;
        }
        if (!found?.meta_data || found.file_path || leaf === undefined)
            throw new format_error/* BundleFormatError */.KC('a row group without one of its columns');
        const { element } = leaf;
        const chunk = { hyparquet, source, windowBytes, budget, rows, chunk: found.meta_data, element, values };
        yield* readColumnChunk(chunk, sink, options);
    }
}

;// CONCATENATED MODULE: ./src/compare/rows/bundle-rows.js







/** The windows of all columns of a table together, about; and the size of one window. In bytes. */
const maxWindowBytes = 8 * 1024 * 1024;
const windowLimits = { min: 16 * 1024, max: 512 * 1024 };
/** A bundle has no table, or its table cannot be read. The message is a sentence with the reason. */
class NoTableError extends Error {
    name = 'NoTableError';
}
/**
 * Opens the table of a bundle: that of its frames, or the one of all Parquet and CSV files with the columns of the key.
 * Throws NoTableError, BundleFormatError for files that cannot be read, and as the store does.
 */
async function openBundleRows(bundle, opening) {
    const { comparison, side } = opening;
    const frames = comparison.columns.filter(({ status }) => status !== (side === 'now' ? 'removed' : 'added'));
    if (frames.length > 0 && ['DF', 'ROW'].includes(comparison.presentation[side] ?? ''))
        return openFrames(bundle, opening);
    return await openFiles(bundle, opening);
}
function openFrames(bundle, { side, comparison }) {
    const uuids = new Map(bundle.proof.bundle.frames.map(({ name, uuid }) => [name, uuid]));
    const facts = comparison.columns.flatMap((column) => {
        const own = column[side];
        const uuid = uuids.get(column.name);
        return own === undefined || uuid === undefined ? [] : [{ name: column.name, uuid, ...own }];
    });
    const isTable = facts.every(({ shape, rows }) => shape.length === 1 && rows === facts[0]?.rows);
    if (!isTable)
        throw new NoTableError(`The frames of ${nameSide(side)} are not columns of one table.`);
    const frames = facts.map(({ name, type, uuid }) => {
        return { name, type, open: () => createSource(bundle, side, (0,disdat_bundle/* formatFrameName */.u_)(uuid)) };
    });
    return openFrameRows(frames, chooseWindowBytes(frames.length));
}
const nameSide = (side) => (side === 'now' ? 'the output' : 'the base');
/** The files are one table, because a table may be split into any number of files with any names. */
async function openFiles(bundle, { side, comparison, key, signal }) {
    const files = comparison.files.flatMap((file) => {
        const facts = file[side];
        return facts === undefined || (0,table_file/* detectTableFormat */.b)(file.path) === undefined
            ? []
            : [{ path: file.path, table: facts.table }];
    });
    if (files.length === 0)
        throw new NoTableError(`There is no table in ${nameSide(side)}.`);
    const unread = files.find(({ table }) => table === undefined);
    if (unread)
        throw new NoTableError(`The table in ${JSON.stringify(unread.path)} of ${nameSide(side)} cannot be read.`);
    const ofKey = files.filter(({ table }) => (key ?? []).every((name) => table?.columns.some((column) => column.name === name)));
    const chosen = ofKey.length > 0 ? ofKey : files;
    const columnCount = Math.max(...chosen.map(({ table }) => table?.columns.length ?? 0));
    const windowBytes = chooseWindowBytes(columnCount);
    const openers = chosen.map(({ path, table }) => async () => {
        const source = createSource(bundle, side, path);
        return await (table?.format === 'parquet' ? openParquetRows : openCsvRows)(source, windowBytes, { signal });
    });
    return await joinTables(openers);
}
/**
 * The tables one after the other as one, which has the columns of all. Each is opened twice, because the footers of all
 * together can be large.
 */
async function joinTables(openers) {
    const columns = new Map();
    for (const open of openers) {
        for (const column of (await open()).columns) {
            const other = columns.get(column.name);
            const isSame = other === undefined || other.kind === column.kind;
            const kind = other?.kind === 'other' || column.kind === 'other' ? 'other' : 'untyped';
            columns.set(column.name, isSame ? column : { name: column.name, kind });
        }
    }
    return {
        columns: [...columns.values()],
        jsonTexts: new Map(),
        async *read(wanted, options) {
            for (const open of openers)
                yield* (await open()).read(wanted, options);
        },
    };
}
function chooseWindowBytes(columns) {
    const { min, max } = windowLimits;
    return Math.min(max, Math.max(min, Math.floor(maxWindowBytes / Math.max(columns, 1))));
}
function createSource(bundle, side, path) {
    const size = (0,compare_read/* findOwnPart */.$2)(bundle)?.objects.find((object) => object.path === path)?.size ?? 0;
    const object = { bundle, side, path, size };
    return {
        size,
        read: async (offset, length, options) => (await (0,compare_read/* readObject */.Ag)(object, { offset, length }, options)) ?? (0,format_error/* throwFormatError */.o6)('an object that no longer exists'),
    };
}

;// CONCATENATED MODULE: ./src/compare/rows/hash-bytes.js
const c1 = 0x239b961b;
const c2 = 0xab0e9789;
const c3 = 0x38b34ae5;
const c4 = 0xa1e38b93;
/**
 * Writes the 128-bit MurmurHash3 (x86 variant, seed 0) of some bytes into four words. It distinguishes values, and does
 * not protect against texts that were made to collide: who makes the data could also hide a change in it.
 * https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp
 */
function hashBytes(bytes, start, end, out, at) {
    const length = end - start;
    const blocks = end - (length % 16);
    let [h1, h2, h3, h4] = [0, 0, 0, 0];
    for (let i = start; i < blocks; i += 16) {
        h1 ^= scramble(readWord(bytes, i), c1, 15, c2);
        h1 = (Math.imul(rotate(h1, 19) + h2, 5) + 0x561ccd1b) | 0;
        h2 ^= scramble(readWord(bytes, i + 4), c2, 16, c3);
        h2 = (Math.imul(rotate(h2, 17) + h3, 5) + 0x0bcaa747) | 0;
        h3 ^= scramble(readWord(bytes, i + 8), c3, 17, c4);
        h3 = (Math.imul(rotate(h3, 15) + h4, 5) + 0x96cd1c35) | 0;
        h4 ^= scramble(readWord(bytes, i + 12), c4, 18, c1);
        h4 = (Math.imul(rotate(h4, 13) + h1, 5) + 0x32ac3b17) | 0;
    }
    const rest = end - blocks;
    if (rest > 12)
        h4 ^= scramble(readTail(bytes, blocks + 12, rest - 12), c4, 18, c1);
    if (rest > 8)
        h3 ^= scramble(readTail(bytes, blocks + 8, rest - 8), c3, 17, c4);
    if (rest > 4)
        h2 ^= scramble(readTail(bytes, blocks + 4, rest - 4), c2, 16, c3);
    if (rest > 0)
        h1 ^= scramble(readTail(bytes, blocks, rest), c1, 15, c2);
    finish(h1 ^ length, h2 ^ length, h3 ^ length, h4 ^ length, out, at);
}
/** Writes the hash of some words, four of which make a block, as `hashBytes` does of their bytes. */
function hashBlocks(words, out, at) {
    let [h1, h2, h3, h4] = [0, 0, 0, 0];
    for (let i = 0; i < words.length; i += 4) {
        h1 ^= scramble(words[i] ?? 0, c1, 15, c2);
        h1 = (Math.imul(rotate(h1, 19) + h2, 5) + 0x561ccd1b) | 0;
        h2 ^= scramble(words[i + 1] ?? 0, c2, 16, c3);
        h2 = (Math.imul(rotate(h2, 17) + h3, 5) + 0x0bcaa747) | 0;
        h3 ^= scramble(words[i + 2] ?? 0, c3, 17, c4);
        h3 = (Math.imul(rotate(h3, 15) + h4, 5) + 0x96cd1c35) | 0;
        h4 ^= scramble(words[i + 3] ?? 0, c4, 18, c1);
        h4 = (Math.imul(rotate(h4, 13) + h1, 5) + 0x32ac3b17) | 0;
    }
    const length = words.length * 4;
    finish(h1 ^ length, h2 ^ length, h3 ^ length, h4 ^ length, out, at);
}
/** Writes the hash of four words, without their length. */
function hashWords(a, b, c, d, out, at) {
    finish(scramble(a, c1, 15, c2), scramble(b, c2, 16, c3), scramble(c, c3, 17, c4), scramble(d, c4, 18, c1), out, at);
}
function finish(a, b, c, d, out, at) {
    const sum = (a + b + c + d) | 0;
    const h1 = mix(sum);
    const h2 = mix((b + sum) | 0);
    const h3 = mix((c + sum) | 0);
    const h4 = mix((d + sum) | 0);
    const total = (h1 + h2 + h3 + h4) | 0;
    out[at] = total;
    out[at + 1] = h2 + total;
    out[at + 2] = h3 + total;
    out[at + 3] = h4 + total;
}
function rotate(word, bits) {
    return (word << bits) | (word >>> (32 - bits));
}
function scramble(word, first, bits, second) {
    return Math.imul(rotate(Math.imul(word, first), bits), second);
}
/** The finalizer, which lets each bit of the word change half of the others. */
function mix(word) {
    let h = word ^ (word >>> 16);
    h = Math.imul(h, 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return h ^ (h >>> 16);
}
function readWord(bytes, at) {
    return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
}
function readTail(bytes, at, length) {
    let word = 0;
    for (let i = Math.min(length, 4) - 1; i >= 0; i--)
        word = (word << 8) | (bytes[at + i] ?? 0);
    return word;
}

;// CONCATENATED MODULE: ./src/compare/rows/cell-sink.js



/**
 * A cell of a compared column takes two words: a number is its double, and everything else is a NaN with the lowest 52
 * bits of its hash, so that one in 2^52 changes of a text goes unseen. A cell of a key takes four words: a double, or
 * the 128 bits of the hash.
 */
const cellWords = { value: 2, key: 4 };
const initialRows = 4096;
/** The upper half of NaN, which JavaScript and pandas have for a missing number. */
const nanHigh = 0x7ff80000;
/** The bits of the upper half that distinguish one NaN from another. */
const hashMask = 0x8007ffff;
/** The lower halves of cells that are not hashes. */
const lowWords = { missing: 0, null: 1, NaN: 2, firstHash: 16 };
/** Tags that distinguish hashes of words from each other. */
const tags = { utc: 1, local: 2, date: 3, time: 4 };
const textNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?$/;
const longInteger = /^[+-]?\d+$/;
/** Longer integers are compared digit by digit. */
const maxDoubleDigits = 15;
const cell_sink_double = new Float64Array(1);
const halves = new Uint32Array(cell_sink_double.buffer);
/** Collects the values of a column as cells, so that values are equal if their cells are. */
class CellSink {
    #words;
    #hash = new Uint32Array(4);
    #text = Buffer.alloc(4096);
    #out;
    #start = 0;
    #end = 0;
    /** @param rows The rows for which there is room at first. */
    constructor(words, rows = initialRows) {
        this.#words = words;
        this.#out = new Uint32Array(Math.max(rows, 1) * words);
    }
    /** The rows that were added and not removed. */
    get rows() {
        return (this.#end - this.#start) / this.#words;
    }
    /** The cells of the first rows: a view that is valid until more are added. */
    view(rows) {
        return this.#out.subarray(this.#start, this.#start + rows * this.#words);
    }
    remove(rows) {
        this.#start += rows * this.#words;
        if (this.#start !== this.#end)
            return;
        this.#start = 0;
        this.#end = 0;
    }
    missing() {
        this.#put(lowWords.missing, nanHigh);
    }
    number(value) {
        // Adding 0 makes 0 of -0.
        cell_sink_double[0] = value + 0;
        if (Number.isNaN(value))
            this.missing();
        else
            this.#put(halves[0] ?? 0, halves[1] ?? 0);
    }
    numbers(values, count) {
        const words = new Uint32Array(values.buffer, values.byteOffset, count * 2);
        this.#reserve(count);
        const out = this.#out;
        let at = this.#end;
        for (let index = 0; index < count; index++) {
            const value = values[index] ?? 0;
            const isMissing = Number.isNaN(value);
            // Neither -0 nor the bits of NaN distinguish values.
            const isSpecial = isMissing || value === 0;
            out[at] = isSpecial ? 0 : (words[index * 2] ?? 0);
            out[at + 1] = isSpecial ? (isMissing ? nanHigh : 0) : (words[index * 2 + 1] ?? 0);
            at = this.#close(at);
        }
        this.#end = at;
    }
    boolean(value) {
        this.number(value ? 1 : 0);
    }
    integer(value) {
        const exact = toExactDouble(value);
        if (exact === undefined)
            this.#putText(`${value}`);
        else
            this.number(exact);
    }
    decimal(unscaled, scale) {
        const normal = normalizeDecimal(unscaled, scale);
        const nearest = toNearestDouble(normal.unscaled, normal.scale);
        if (normal.scale === 0)
            this.integer(normal.unscaled);
        else if (nearest === undefined)
            this.#putText(`${normal.unscaled}e-${normal.scale}`);
        else
            this.number(nearest);
    }
    moment(kind, seconds, nanos) {
        cell_sink_double[0] = seconds + 0;
        hashWords(tags[kind], nanos, halves[0] ?? 0, halves[1] ?? 0, this.#hash, 0);
        this.#putHash();
    }
    bytes(bytes, start = 0, end = bytes.length) {
        hashBytes(bytes, start, end, this.#hash, 0);
        this.#putHash();
    }
    jsonNull(text) {
        this.#put(lowWords[text], nanHigh);
    }
    field(text) {
        if (text === '')
            this.missing();
        else if (!textNumber.test(text))
            this.#putText(text);
        else if (text.length > maxDoubleDigits && longInteger.test(text))
            this.integer(BigInt(text.replace('+', '')));
        else
            this.number(Number(text));
    }
    prepare(values, pass) {
        const words = this.#words;
        const inner = new CellSink(words, values);
        pass(inner);
        const cells = inner.view(values);
        return (places, count) => {
            this.#reserve(count);
            const out = this.#out;
            let at = this.#end;
            for (let index = 0; index < count; index++) {
                const place = places[index] ?? 0;
                if (!(place >= 0 && place < values))
                    throw new format_error/* BundleFormatError */.KC('a value that its dictionary lacks');
                for (let from = place * words; from < (place + 1) * words; from++)
                    out[at++] = cells[from] ?? 0;
            }
            this.#end = at;
        };
    }
    #putText(text) {
        if (text.length * 3 > this.#text.length)
            this.#text = Buffer.alloc(text.length * 6);
        this.bytes(this.#text, 0, this.#text.write(text));
    }
    #put(low, high) {
        this.#reserve(1);
        this.#out[this.#end] = low;
        this.#out[this.#end + 1] = high;
        this.#end = this.#close(this.#end);
    }
    /** Completes the cell at a place, of which two words are there, and returns the place of the next one. */
    #close(at) {
        if (this.#words === cellWords.value)
            return at + 2;
        this.#out[at + 2] = 0;
        this.#out[at + 3] = 0;
        return at + 4;
    }
    #putHash() {
        const hash = this.#hash;
        const [a, b] = [hash[0] ?? 0, hash[1] ?? 0];
        if (this.#words === cellWords.value) {
            this.#put(b < lowWords.firstHash ? b + lowWords.firstHash : b, nanHigh | (a & hashMask));
            return;
        }
        this.#reserve(1);
        for (let word = 0; word < 4; word++)
            this.#out[this.#end++] = hash[word] ?? 0;
    }
    #reserve(rows) {
        const words = rows * this.#words;
        if (this.#end + words <= this.#out.length)
            return;
        const kept = this.#out.subarray(this.#start, this.#end);
        const isHalfEmpty = kept.length + words <= this.#out.length / 2;
        const out = isHalfEmpty ? this.#out : new Uint32Array(Math.max(this.#out.length, words) * 2);
        if (isHalfEmpty)
            out.copyWithin(0, this.#start, this.#end);
        else
            out.set(kept);
        this.#out = out;
        this.#end -= this.#start;
        this.#start = 0;
    }
}
/** The number in a cell; undefined for every other value. */
function readNumberCell(low, high) {
    if ((high & nanHigh) === nanHigh)
        return undefined;
    halves[0] = low;
    halves[1] = high;
    return cell_sink_double[0];
}
/** Whether a cell is a text `null` or `NaN`, or a missing value. */
function isNullCell(low, high) {
    return high === nanHigh && low <= lowWords.NaN;
}

;// CONCATENATED MODULE: ./src/compare/rows/fill-store.js


/** Reads the rows of a table into a store. Throws as the table does. */
async function fillStore(table, columns, store, options) {
    const open = (name, words) => ({ name, sink: new CellSink(words), isJson: columns.json.has(name) });
    const keys = columns.key.map((name) => open(name, cellWords.key));
    const values = columns.values.map((name) => open(name, cellWords.value));
    const all = [...keys, ...values];
    const hasher = new KeyHasher(keys.length);
    for await (const _ of table.read(all, options)) {
        options.signal.throwIfAborted();
        const rows = Math.min(...all.map(({ sink }) => sink.rows));
        const keyCells = keys.map(({ sink }) => sink.view(rows));
        const cells = values.map(({ sink }) => sink.view(rows));
        store.add(hasher.hash(keyCells, rows), cells, rows);
        for (const { sink } of all)
            sink.remove(rows);
    }
}
/** Hashes the cells of a key. */
class KeyHasher {
    #hashes = new Uint32Array();
    #words;
    constructor(columns) {
        this.#words = new Uint32Array(columns * cellWords.key);
    }
    /** The hashes of the keys of rows, four words each, which are valid until the next ones. */
    hash(cells, rows) {
        if (this.#hashes.length < rows * 4)
            this.#hashes = new Uint32Array(rows * 4);
        const words = this.#words;
        for (let row = 0; row < rows; row++) {
            let at = 0;
            for (const column of cells) {
                for (let word = 0; word < cellWords.key; word++)
                    words[at++] = column[row * cellWords.key + word] ?? 0;
            }
            hashBlocks(words, this.#hashes, row * 4);
        }
        return this.#hashes;
    }
}

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
    const columns = names.map((name) => ({ name, sink: new CellSink(cellWords.key) }));
    const countRows = () => Math.min(...columns.map(({ sink }) => sink.rows));
    for await (const _ of table.read(columns, options)) {
        if (countRows() >= maxLookedRows)
            break;
    }
    const rows = columns.length === 0 ? 0 : Math.min(countRows(), maxLookedRows);
    return { rows, columns: new Map(columns.map(({ name, sink }) => [name, sink.view(rows)])) };
}
function hasFraction(cells) {
    if (cells === undefined)
        return false;
    for (let at = 0; at < cells.length; at += cellWords.key) {
        if (cells[at + 2] !== 0 || cells[at + 3] !== 0)
            continue;
        const number = readNumberCell(cells[at] ?? 0, cells[at + 1] ?? 0);
        if (number !== undefined && !Number.isInteger(number))
            return true;
    }
    return false;
}
function isUnique({ rows, columns }, set) {
    const cells = set.flatMap((name) => columns.get(name) ?? []);
    const hashes = new KeyHasher(set.length).hash(cells, rows);
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
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./src/compare/rows/row-store.js



/** The first eight bits of a key's hash decide on the part of its row. One part of both tables is in memory. */
const partitionCount = 256;
/** Words of a record before its cells: the hash of its key, and the number of its row. */
const recordHead = { hashWords: 4, row: 4, words: 5 };
/** The most words of a block, which a partition collects before it writes them. A longer record is a block. */
const maxBlockWords = 8192;
/** The records of a partition for which there is room at first. */
const firstRecords = 4;
/** The most bytes of the records of one table on disk, about; more rows are sampled. */
const maxStoreBytes = 4 * 1024 ** 3;
/** The zeros at the beginning of a word that is 0: a sample of one more has no row, and is always small enough. */
const maxZeros = 32;
/** The most rows that a word counts. */
const maxRows = 2 ** 32 - 1;
/**
 * The rows of one table as records, in a file of a temporary folder: memory does not grow with them. When there are
 * more than `limit` rows, only those are kept whose hash begins with a zero, then with two, and so on, so that the same
 * keys are left of two tables.
 */
class RowStore {
    recordWords;
    #limit;
    #file;
    #path;
    /** The block that each partition collects, one after the other: small ones at first. */
    #buffers;
    #bufferWords;
    /** The words of a block in the file. */
    #blockWords;
    /** Where the records of the rows begin that are added together; -1 for those that are not kept. */
    #places = new Int32Array();
    #fill = new Uint32Array(partitionCount);
    /** For each partition the numbers of its blocks in the file, each of which is full. */
    #blocks = Array.from({ length: partitionCount }, () => []);
    #blocksWritten = 0;
    #byZeros = new Float64Array(maxZeros + 1);
    #kept = 0;
    #shift = 0;
    /** The rows that were added. */
    rows = 0;
    constructor(folder, name, { cells, maxRows: limit }) {
        this.recordWords = recordHead.words + cells * 2;
        this.#limit = Math.min(limit, Math.floor(maxStoreBytes / (this.recordWords * 4)));
        this.#blockWords = Math.max(1, Math.floor(maxBlockWords / this.recordWords)) * this.recordWords;
        this.#bufferWords = Math.min(this.#blockWords, firstRecords * this.recordWords);
        this.#buffers = new Uint32Array(partitionCount * this.#bufferWords);
        this.#path = (0,external_node_path_.join)(folder, name);
        this.#file = (0,external_node_fs_.openSync)(this.#path, 'wx+', 0o600);
    }
    /** Of 2^shift rows, one is kept. */
    get shift() {
        return this.#shift;
    }
    /** Adds the next rows: the hashes of their keys, of four words each, and the cells of each column. */
    add(hashes, cells, rows) {
        if (this.#places.length < rows)
            this.#places = new Int32Array(rows);
        let from = 0;
        for (let index = 0; index < rows; index++) {
            const place = this.#addHead(hashes, index * recordHead.hashWords);
            this.#places[index] = place;
            const partition = (hashes[index * recordHead.hashWords] ?? 0) >>> 24;
            if (place < 0 || (this.#fill[partition] ?? 0) < this.#bufferWords)
                continue;
            this.#addCells(cells, from, index + 1);
            from = index + 1;
            if (this.#bufferWords < this.#blockWords)
                this.#growBuffers();
            else
                this.#write(partition);
        }
        this.#addCells(cells, from, rows);
    }
    /** The records of a partition, also those that a sample of a later shift does not have. */
    countRecords(partition) {
        const blocks = this.#blocks[partition]?.length ?? 0;
        return (blocks * this.#blockWords + (this.#fill[partition] ?? 0)) / this.recordWords;
    }
    /** Reads the records that `countRecords` counts in blocks of whole records. A block is valid until the next one. */
    *readBlocks(partition) {
        const numbers = this.#blocks[partition] ?? [];
        const block = new Uint32Array(numbers.length > 0 ? this.#blockWords : 0);
        const bytes = new Uint8Array(block.buffer);
        for (const number of numbers) {
            if ((0,external_node_fs_.readSync)(this.#file, bytes, 0, bytes.length, number * bytes.length) !== bytes.length)
                throw new Error(`${this.#path} is cut off`);
            yield block;
        }
        const start = partition * this.#bufferWords;
        const rest = this.#buffers.subarray(start, start + (this.#fill[partition] ?? 0));
        if (rest.length > 0)
            yield rest;
    }
    close() {
        (0,external_node_fs_.closeSync)(this.#file);
        (0,external_node_fs_.rmSync)(this.#path, { force: true });
    }
    /** Begins the record of the next row, and returns its place; -1 if it is not kept. */
    #addHead(hashes, at) {
        const row = this.rows++;
        const zeros = countZeros(hashes, at);
        if (zeros < this.#shift)
            return -1;
        if (row > maxRows)
            throw new format_error/* BundleFormatError */.KC(`a table of more than ${maxRows} rows`);
        const partition = (hashes[at] ?? 0) >>> 24;
        const fill = this.#fill[partition] ?? 0;
        const place = partition * this.#bufferWords + fill;
        for (let word = 0; word < recordHead.hashWords; word++)
            this.#buffers[place + word] = hashes[at + word] ?? 0;
        this.#buffers[place + recordHead.row] = row;
        this.#fill[partition] = fill + this.recordWords;
        this.#count(zeros);
        return place;
    }
    /** Adds the cells of some of the rows to their records, column by column. */
    #addCells(cells, from, to) {
        const buffers = this.#buffers;
        const places = this.#places;
        for (const [index, column] of cells.entries()) {
            const word = recordHead.words + index * 2;
            for (let row = from; row < to; row++) {
                const place = places[row] ?? -1;
                if (place < 0)
                    continue;
                buffers[place + word] = column[row * 2] ?? 0;
                buffers[place + word + 1] = column[row * 2 + 1] ?? 0;
            }
        }
    }
    #count(zeros) {
        this.#byZeros[zeros] = (this.#byZeros[zeros] ?? 0) + 1;
        this.#kept++;
        while (this.#kept > this.#limit) {
            this.#kept -= this.#byZeros[this.#shift] ?? 0;
            this.#shift++;
        }
    }
    #growBuffers() {
        const words = Math.min(this.#blockWords, this.#bufferWords * 2);
        const buffers = new Uint32Array(partitionCount * words);
        for (const [partition, fill] of this.#fill.entries()) {
            const start = partition * this.#bufferWords;
            buffers.set(this.#buffers.subarray(start, start + fill), partition * words);
        }
        this.#buffers = buffers;
        this.#bufferWords = words;
    }
    #write(partition) {
        const words = this.#blockWords;
        const bytes = new Uint8Array(this.#buffers.buffer, partition * words * 4, words * 4);
        const number = this.#blocksWritten++;
        for (let written = 0; written < bytes.length;) {
            written += (0,external_node_fs_.writeSync)(this.#file, bytes, written, bytes.length - written, number * bytes.length + written);
        }
        this.#blocks[partition]?.push(number);
        this.#fill[partition] = 0;
    }
}
/** The zeros at the beginning of the second word of a hash, which decide whether a sample has the row. */
function countZeros(records, at) {
    return Math.clz32(records[at + 1] ?? 0);
}

;// CONCATENATED MODULE: ./src/compare/rows/key-table.js


/** The places of the two tables in a `KeyTable`. */
const tableSides = { base: 0, now: 1 };
/** The most bytes of the first records of all keys, which decide how many keys are held. */
const maxKeyRecordBytes = 64 * 1024 ** 2;
/**
 * The keys of a part of two tables, with the first record of each key in each table, and the number of its records. It
 * takes at most `maxBytes` for records, and at most half as much for the rest. Adding takes no memory.
 */
class KeyTable {
    /** The records: that of a key in a table begins at `getPlace`. */
    records;
    /** The most keys. */
    capacity;
    #words;
    /** A hash table of the numbers of keys plus one, with open addressing, which is at most half full. */
    #slots;
    #mask;
    /** For each key and table, the number of records. */
    #counts;
    /** Random, so that a maker of data cannot choose keys that share a slot. */
    #factors = Uint32Array.from({ length: recordHead.hashWords }, () => (0,external_node_crypto_.randomInt)(2 ** 32) | 1);
    #keys = 0;
    /** @param records The most records that both tables add between two calls of `clear`. */
    constructor(recordWords, { records, maxBytes }) {
        this.#words = recordWords;
        this.capacity = Math.max(1, Math.min(records, Math.floor(maxBytes / (recordWords * 4 * 2))));
        const slots = 2 ** Math.ceil(Math.log2(this.capacity * 2));
        this.records = new Uint32Array(this.capacity * recordWords * 2);
        this.#slots = new Int32Array(slots);
        this.#mask = slots - 1;
        this.#counts = new Uint32Array(this.capacity * 2);
    }
    /** The bytes that it takes. */
    get bytes() {
        return this.records.byteLength + this.#slots.byteLength + this.#counts.byteLength;
    }
    /** The number of keys; they have the numbers from 0. */
    get keys() {
        return this.#keys;
    }
    clear() {
        this.#slots.fill(0);
        this.#counts.fill(0, 0, this.#keys * 2);
        this.#keys = 0;
    }
    /** Adds the record of a table that begins at a place of a block. Whether there was room for its key. */
    add(side, block, at) {
        const key = this.#findKey(block, at);
        if (key === undefined)
            return false;
        const count = this.#counts[key * 2 + side] ?? 0;
        this.#counts[key * 2 + side] = count + 1;
        if (count > 0)
            return true;
        const { records } = this;
        const place = this.getPlace(key, side);
        for (let word = 0; word < this.#words; word++)
            records[place + word] = block[at + word] ?? 0;
        return true;
    }
    countRecords(key, side) {
        return this.#counts[key * 2 + side] ?? 0;
    }
    getPlace(key, side) {
        return (key * 2 + side) * this.#words;
    }
    #findKey(block, at) {
        for (let slot = this.#chooseSlot(block, at) & this.#mask;; slot = (slot + 1) & this.#mask) {
            const key = (this.#slots[slot] ?? 0) - 1;
            if (key >= 0) {
                if (this.#hasKey(key, block, at))
                    return key;
                continue;
            }
            if (this.#keys === this.capacity)
                return undefined;
            this.#slots[slot] = ++this.#keys;
            return this.#keys - 1;
        }
    }
    #chooseSlot(block, at) {
        let sum = 0;
        for (let word = 0; word < recordHead.hashWords; word++)
            sum = (sum + Math.imul(block[at + word] ?? 0, this.#factors[word] ?? 0)) | 0;
        // The upper bits of a product depend on all bits.
        return sum ^ (sum >>> 15);
    }
    #hasKey(key, block, at) {
        const { records } = this;
        const place = this.getPlace(key, this.countRecords(key, tableSides.base) > 0 ? tableSides.base : tableSides.now);
        return (records[place] === block[at] &&
            records[place + 1] === block[at + 1] &&
            records[place + 2] === block[at + 2] &&
            records[place + 3] === block[at + 3]);
    }
}

;// CONCATENATED MODULE: ./src/compare/rows/join-rows.js




/**
 * Joins two tables by the hashes of their keys, one partition after the other. Memory does not grow with the tables for
 * any choice of keys: a partition with more keys than fit is read several times. Throws as the file system does.
 */
async function joinRows(base, now, options) {
    const columns = (base.recordWords - recordHead.words) / 2;
    const joined = {
        ...{ added: 0, removed: 0, shared: 0, changed: 0 },
        ambiguous: { base: 0, now: 0, keys: 0 },
        columns: Array.from({ length: columns }, () => ({ differing: 0, numbers: 0, sum: 0, greatest: 0 })),
        samples: { added: [], removed: [], changed: [] },
    };
    const counts = Array.from({ length: partitionCount }, (_, part) => base.countRecords(part) + now.countRecords(part));
    const maxBytes = options.maxBytes ?? maxKeyRecordBytes;
    const keys = new KeyTable(base.recordWords, { records: Math.max(...counts), maxBytes });
    const shift = Math.max(base.shift, now.shift);
    for (const [partition, records] of counts.entries()) {
        if (records === 0)
            continue;
        const shared = { partition, shift, keys, canOverflow: records > keys.capacity };
        const parts = [
            new PartitionRecords(base, { ...shared, side: tableSides.base }),
            new PartitionRecords(now, { ...shared, side: tableSides.now }),
        ];
        do {
            // Lets other tasks run, so that the join can be cancelled.
            await (0,external_node_timers_promises_.setImmediate)();
            options.signal.throwIfAborted();
            keys.clear();
            for (const part of parts)
                part.addKeys();
            addToResult(keys, joined, options);
        } while (parts.some(({ isDone }) => !isDone));
    }
    return joined;
}
/** The records of one table in one partition, which are added to a table of keys in as many passes as it takes. */
class PartitionRecords {
    #store;
    #partition;
    /** A bit for each record that was added in a pass; undefined where all fit. */
    #added;
    isDone = false;
    constructor(store, partition) {
        this.#store = store;
        this.#partition = partition;
        const records = store.countRecords(partition.partition);
        if (partition.canOverflow)
            this.#added = new Uint8Array(Math.ceil(records / 8));
    }
    /** Adds the records that were not added before, and for whose keys there is room. */
    addKeys() {
        const { partition, shift, keys, side } = this.#partition;
        const words = this.#store.recordWords;
        const added = this.#added;
        let index = -1;
        this.isDone = true;
        for (const block of this.#store.readBlocks(partition)) {
            for (let at = 0; at < block.length; at += words) {
                index++;
                if (countZeros(block, at) < shift)
                    continue;
                const byte = index >>> 3;
                const bit = 1 << (index & 7);
                if (added !== undefined && ((added[byte] ?? 0) & bit) !== 0)
                    continue;
                if (!keys.add(side, block, at))
                    this.isDone = false;
                else if (added !== undefined)
                    added[byte] = (added[byte] ?? 0) | bit;
            }
        }
    }
}
function addToResult(keys, joined, options) {
    const { records } = keys;
    for (let key = 0; key < keys.keys; key++) {
        const base = keys.countRecords(key, tableSides.base);
        const now = keys.countRecords(key, tableSides.now);
        if (base > 1 || now > 1) {
            joined.ambiguous.base += base;
            joined.ambiguous.now += now;
            joined.ambiguous.keys++;
            continue;
        }
        const kind = base === 0 ? 'added' : now === 0 ? 'removed' : 'changed';
        const basePlace = keys.getPlace(key, tableSides.base);
        const nowPlace = keys.getPlace(key, tableSides.now);
        if (kind === 'changed') {
            joined.shared++;
            if (!compareCells(records, basePlace, nowPlace, joined.columns, options.jsonColumns))
                continue;
        }
        joined[kind]++;
        if (options.maxSamples === 0)
            continue;
        const pair = {
            base: base === 0 ? undefined : records[basePlace + recordHead.row],
            now: now === 0 ? undefined : records[nowPlace + recordHead.row],
        };
        addSample(joined.samples[kind], pair, options.maxSamples);
    }
}
/** Whether a cell differs. */
function compareCells(records, base, now, columns, jsonColumns) {
    let isChanged = false;
    for (let column = 0; column < columns.length; column++) {
        const word = recordHead.words + column * 2;
        const lowA = records[base + word] ?? 0;
        const highA = records[base + word + 1] ?? 0;
        const lowB = records[now + word] ?? 0;
        const highB = records[now + word + 1] ?? 0;
        if (lowA === lowB && highA === highB)
            continue;
        if (jsonColumns.has(column) && isNullCell(lowA, highA) && isNullCell(lowB, highB))
            continue;
        isChanged = true;
        addDifference(columns[column], readNumberCell(lowA, highA), readNumberCell(lowB, highB));
    }
    return isChanged;
}
function addSample(samples, pair, maxSamples) {
    const last = samples.at(-1);
    if (samples.length === maxSamples && last !== undefined && comparePairs(pair, last) > 0)
        return;
    samples.push(pair);
    samples.sort(comparePairs);
    if (samples.length > maxSamples)
        samples.pop();
}
function comparePairs(a, b) {
    return (a.now ?? a.base ?? 0) - (b.now ?? b.base ?? 0);
}
function addDifference(counts, base, now) {
    if (counts === undefined)
        return;
    counts.differing++;
    if (base === undefined || now === undefined)
        return;
    const difference = now - base;
    counts.numbers++;
    counts.sum += difference;
    if (Math.abs(difference) > Math.abs(counts.greatest))
        counts.greatest = difference;
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

;// CONCATENATED MODULE: ./src/compare/rows/text-sink.js



/** The longest text of a value, in UTF-16 units, without the ellipsis. */
const maxLength = 200;
/** How a missing value is shown. */
const missingText = '∅';
const text_sink_secondsPerDay = 86_400;
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
    const { unscaled, scale } = normalizeDecimal(value, places);
    if (scale <= 0)
        return `${unscaled * 10n ** BigInt(-scale)}`;
    const digits = `${unscaled < 0n ? -unscaled : unscaled}`.padStart(scale + 1, '0');
    return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
function formatMoment(kind, seconds, nanos) {
    const fraction = nanos === 0 ? '' : `.${String(nanos).padStart(9, '0').replace(/0+$/, '')}`;
    const date = new Date((kind === 'time' ? seconds % text_sink_secondsPerDay : seconds) * 1000);
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
    const base = await sample_rows_readTexts(tables.base, { names, json: json.base, rows: listRows('base') }, options);
    const now = await sample_rows_readTexts(tables.now, { names, json: json.now, rows: listRows('now') }, options);
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
async function sample_rows_readTexts(table, { names, json, rows, }, options) {
    if (rows.size === 0)
        return new Map();
    const columns = names.map((name) => ({ name, sink: new TextSink(rows), isJson: json.has(name) }));
    for await (const _ of table.read(columns, options)) {
        options.signal.throwIfAborted();
        if (columns.every(({ sink }) => sink.texts.size === rows.size))
            break;
    }
    return new Map(columns.map(({ name, sink }) => [name, sink.texts]));
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
    const { joined, shift, rows, json } = await join(tables, { key: found, values: compared }, options);
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
        const { joined } = await join(tables, { key, values: [] }, { ...options, maxSamples: 0 });
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
/** Reads both tables, and joins them. A table is read again if its texts turn out to be JSON and the other's do not. */
async function join(tables, columns, options) {
    const json = { base: new Set(), now: new Set() };
    for (;;) {
        const size = { cells: columns.values.length, maxRows: options.maxRows };
        const base = new RowStore(options.folder, 'base', size);
        try {
            const now = new RowStore(options.folder, 'now', size);
            try {
                await fillStore(tables.base, { ...columns, json: json.base }, base, options);
                await fillStore(tables.now, { ...columns, json: json.now }, now, options);
                if (addJsonColumns(tables, columns, json))
                    continue;
                const jsonColumns = new Set(columns.values.flatMap((name, index) => isJsonText(tables.base, name) || isJsonText(tables.now, name) ? [index] : []));
                const joined = await joinRows(base, now, { ...options, jsonColumns });
                return { joined, json, shift: Math.max(base.shift, now.shift), rows: { base: base.rows, now: now.rows } };
            }
            finally {
                now.close();
            }
        }
        finally {
            base.close();
        }
    }
}
const isJsonText = ({ jsonTexts }, name) => jsonTexts.get(name)?.hasQuoted === true;
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
        const open = async (side) => await openBundleRows(bundles[side], {
            side,
            comparison,
            signal,
            key: options.key === 'auto' ? undefined : options.key,
        });
        const tables = { base: await open('base'), now: await open('now') };
        const changes = await compareRowTables(tables, { ...options, signal, folder });
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
    const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
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