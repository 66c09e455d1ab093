"use strict";
exports.id = 354;
exports.ids = [354];
exports.modules = {

/***/ 77027:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   tY: () => (/* binding */ Outputs)
/* harmony export */ });
/* unused harmony exports outputNames, outputsOf */
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86475);

/** Every output of action.yml, in its order. A test holds the two equal. */
const outputNames = [
    'status',
    'verdict',
    'exit-code',
    'job-id',
    'job-name',
    'job-definition',
    'job-url',
    'log-url',
    'image',
    'input-bundle-uuid',
    'input-bundle-uri',
    'output-bundle-name',
    'output-bundle-uuid',
    'output-bundle-uri',
    'output-path',
    'changes',
    'rows',
    'breaches',
    'base-bundle-uuid',
    'base-bundle-uri',
    'job-ids',
    'output-bundle-uris',
    'comment-url',
    'result-file',
];
/** From the best to the worst: of many runs, the worst is told. */
const fromBest = ['reused', 'succeeded', 'skipped', 'submitted', 'detached', 'cancelled', 'failed'];
/** The outputs that the reports have so far; absent ones are left out. Of many, ids and names are those of the first. */
function outputsOf(reports) {
    const [report] = reports;
    if (report === undefined)
        return new Map();
    const ids = reports.flatMap(({ job }) => (job ? [job.id] : []));
    const uris = reports.flatMap(({ output }) => (output ? [output.uri] : []));
    const checked = reports.flatMap(({ rules }) => (rules ? [rules] : []));
    const isKnown = reports.every(({ status }) => status !== undefined);
    const outputs = {
        status: isKnown ? fromBest.findLast((status) => reports.some((one) => one.status === status)) : undefined,
        verdict: reports.find(({ failure }) => failure !== undefined)?.failure?.verdict,
        'exit-code': report.exitCode?.toString(),
        'job-id': report.job?.id,
        'job-name': report.job?.name,
        'job-definition': report.job?.definition,
        'job-url': report.job?.url,
        'log-url': report.logUrl,
        image: report.image?.pinned,
        'input-bundle-uuid': report.input?.uuid,
        'input-bundle-uri': report.input?.uri,
        'output-bundle-name': report.output?.name,
        'output-bundle-uuid': report.output?.uuid,
        'output-bundle-uri': report.output?.uri,
        'output-path': report.outputPath,
        changes: report.comparison?.kind ?? (report.notCompared === undefined ? undefined : 'unknown'),
        rows: report.comparison?.changes.rows.now?.toString(),
        breaches: checked.length > 0 ? JSON.stringify(checked.flatMap(breachesOf)) : undefined,
        'base-bundle-uuid': report.comparison?.base?.uuid,
        'base-bundle-uri': report.comparison?.base?.uri,
        'job-ids': ids.length > 0 ? JSON.stringify(ids) : undefined,
        'output-bundle-uris': uris.length > 0 ? JSON.stringify(uris) : undefined,
    };
    const known = new Map(Object.entries(outputs));
    return new Map(outputNames.flatMap((name) => {
        const value = known.get(name);
        return value ? [[name, value]] : [];
    }));
}
const breachesOf = ({ breaches }) => breaches.map(({ rule }) => rule);
/** Sets step outputs as they become known: a value is written once, and again only when it has changed. */
class Outputs {
    #set = new Map();
    #reports = new Map();
    /** Sets what follows from a run's report, and from those of the others. */
    async know(report) {
        this.#reports.set(report.runId, report);
        await this.set(outputsOf([...this.#reports.values()]));
    }
    /** Writes what is new. The runner keeps the last value of a name. */
    async set(outputs) {
        const core = await (0,_log_js__WEBPACK_IMPORTED_MODULE_0__/* .toolkit */ .VQ)();
        for (const [name, value] of outputs) {
            if (this.#set.get(name) === value)
                continue;
            core.setOutput(name, value);
            this.#set.set(name, value);
        }
    }
}


/***/ }),

/***/ 63349:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ persist),
/* harmony export */   y: () => (/* binding */ GitHubError)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);

/** How long GitHub is asked for one thing. */
const limits = {
    calls: 5,
    /** Of one call, in milliseconds. */
    callMs: 15_000,
    /** The first pause lasts at most so long, each further one twice as long, all of them by chance less. */
    firstPauseMs: 1000,
    /** GitHub may ask for a longer pause than this: the step does not wait for that. */
    longestPauseMs: 60_000,
};
/**
 * A call that came to nothing. `refused`: GitHub will not do it however often it is asked. `busy`: it did not do it, and may later. `unclear`:
 * there was no answer, or one of a server in trouble, and it may have been done all the same.
 */
class GitHubError extends Error {
    name = 'GitHubError';
    kind;
    /** Of the answer; undefined where there was none. */
    status;
    /** How long GitHub asks to be left alone, in milliseconds. */
    pauseMs;
    constructor(kind, cause, status, pauseMs) {
        super(cause instanceof Error ? cause.message : String(cause), { cause });
        this.kind = kind;
        this.status = status;
        this.pauseMs = pauseMs;
    }
}
/**
 * Makes a call until it is answered: at most five times, each for at most 15 s, with pauses between them that differ by chance, or that GitHub
 * asks for, of at most a minute. `call` is told which time it is, from 1. Throws GitHubError, at once for what is refused.
 */
async function persist(call, signal) {
    for (let time = 1;; time++) {
        try {
            return await call(AbortSignal.any([signal, AbortSignal.timeout(limits.callMs)]), time);
        }
        catch (error) {
            const failed = error instanceof GitHubError ? error : errorOf(error);
            const pauseMs = failed.pauseMs ?? Math.random() * limits.firstPauseMs * 2 ** (time - 1);
            const isLast = failed.kind === 'refused' || time === limits.calls || pauseMs > limits.longestPauseMs;
            if (isLast || signal.aborted)
                throw failed;
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(pauseMs, undefined, { signal }).catch(() => {
                throw failed;
            });
        }
    }
}
/** What Octokit throws, by what it means. An answer has headers; a connection that broke has none, whatever status stands in its error. */
function errorOf(error) {
    const response = field(error, 'response');
    const status = field(error, 'status');
    // An answer of GraphQL that says what is wrong.
    if (field(error, 'errors') !== undefined && status === undefined)
        return new GitHubError('refused', error, undefined);
    if (response === undefined || typeof status !== 'number')
        return new GitHubError('unclear', error, undefined);
    if (status >= 500)
        return new GitHubError('unclear', error, status, pauseOf(response));
    return isForLater(status, response, error)
        ? new GitHubError('busy', error, status, pauseOf(response))
        : new GitHubError('refused', error, status);
}
/** Too many requests, or two of them at odds: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit */
function isForLater(status, response, error) {
    if (status === 429 || status === 409)
        return true;
    if (status !== 403)
        return false;
    const headers = field(response, 'headers');
    return (field(headers, 'retry-after') !== undefined ||
        field(headers, 'x-ratelimit-remaining') === '0' ||
        /rate limit/i.test(String(field(error, 'message'))));
}
/** In milliseconds; undefined where GitHub does not say. */
function pauseOf(response) {
    const headers = field(response, 'headers');
    const seconds = Number(field(headers, 'retry-after') ?? Number.NaN);
    if (seconds >= 0)
        return seconds * 1000;
    const isSpent = field(headers, 'x-ratelimit-remaining') === '0';
    const reset = Number(field(headers, 'x-ratelimit-reset') ?? Number.NaN);
    return isSpent && reset > 0 ? Math.max(0, reset * 1000 - Date.now()) : undefined;
}
function field(value, name) {
    return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}


/***/ }),

/***/ 83900:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  C: () => (/* binding */ collectFiles)
});

// UNUSED EXPORTS: maxFiles

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./src/disdat/bundle.js
var bundle = __webpack_require__(84092);
// EXTERNAL MODULE: ./src/disdat/hyperframe.js
var hyperframe = __webpack_require__(61999);
;// CONCATENATED MODULE: ./src/disdat/file-names.js


/** Windows opens a device by these names, whatever their extension (https://learn.microsoft.com/windows/win32/fileio/naming-a-file). */
const deviceName = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
/** dsdt takes a file of such a name for a message of its own. */
const messageName = /_(?:h?frame|auth)\.pb$/;
/** Why a file must not have this path in a bundle that we make, `/` between names; undefined where it may. */
function faultInFilePath(path) {
    const names = path.split('/');
    const device = names.find((name) => deviceName.test(name));
    if (device !== undefined)
        return `${device} is a device on Windows`;
    if (messageName.test(path))
        return 'Disdat keeps such names for itself';
    try {
        (0,bundle/* linkPath */.OT)(`bundle://${path}`);
        return undefined;
    }
    catch (error) {
        if (error instanceof hyperframe/* BundleFormatError */.KC)
            return error.message;
        throw error;
    }
}

// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/remote/disk.js
var disk = __webpack_require__(89888);
// EXTERNAL MODULE: ./src/remote/local-paths.js
var local_paths = __webpack_require__(88483);
;// CONCATENATED MODULE: ./src/remote/collect.js







/** More files than this in one bundle make a frame of links that nobody wants to read. */
const maxFiles = 100_000;
const fix = 'Correct `input-path`.';
/**
 * The files that the lines of `input-path` name below a workspace, in the order of `dsdt add`: a file, a folder with all that
 * is in it, or what a pattern matches, sorted. A file is called by its name, one of a folder by its path in there, one of a
 * pattern by its path below the part that has no wildcard. Links to folders are left out, as dsdt does, and so is `.git`,
 * where credentials are. Throws Failure `invalid-input`.
 */
async function collectFiles(workspace, lines, options) {
    const { signal, limit = maxFiles } = options;
    const root = await (0,promises_.realpath)(workspace).catch((error) => {
        throw refusal(`the workspace ${workspace} cannot be read (${(0,errors/* describe */.q0)(error)})`, error);
    });
    const files = new Map();
    const leftOut = [];
    for (const line of lines) {
        const before = files.size;
        let found = false;
        for await (const named of namedBy(root, line, leftOut)) {
            signal.throwIfAborted();
            found = true;
            const file = await fileAt(root, named);
            const taken = files.get(file.path);
            if (taken?.source === file.source)
                continue;
            if (taken !== undefined)
                throw refusal(`${shown(named.named)} and ${shown(taken.source)} would both be ${shown(file.path)} in the bundle`);
            if (files.size === limit)
                throw refusal(`there are more than ${limit} files, up to ${shown(named.named)}`);
            files.set(file.path, file);
        }
        if (!found && files.size === before)
            throw refusal(`${shown(line)} names no file of the workspace`);
    }
    const fault = (0,local_paths/* faultInPaths */.c)([...files.keys()]);
    if (fault !== undefined)
        throw refusal(`in the bundle, ${fault}`);
    return { files: [...files.values()], leftOut };
}
async function* namedBy(root, line, leftOut) {
    const from = external_node_path_default().resolve(root, line);
    const there = await (0,promises_.stat)(from).catch((error) => {
        // What is no name may be a pattern.
        if ((0,disk/* fileErrorCode */.c2)(error) === undefined || (0,disk/* fileErrorCode */.c2)(error) === 'EACCES')
            throw refusal(unreadable(line, error), error);
        return undefined;
    });
    if (there?.isDirectory()) {
        await assertInside(root, from, line);
        yield* below(root, from, '', leftOut);
    }
    else if (there !== undefined) {
        yield { named: external_node_path_default().relative(root, from), path: external_node_path_default().basename(from) };
    }
    else {
        yield* matchedBy(root, line, leftOut);
    }
}
/** As Python's os.walk gives them: a folder's files in the folder's own order, then what is in its folders. */
async function* below(root, base, inner, leftOut) {
    const folders = [];
    const folder = external_node_path_default().join(base, inner);
    const entries = await (0,promises_.opendir)(folder).catch((error) => {
        throw refusal(unreadable(external_node_path_default().relative(root, folder), error), error);
    });
    for await (const entry of entries) {
        const name = external_node_path_default().posix.join(inner, entry.name);
        const named = external_node_path_default().relative(root, external_node_path_default().join(folder, entry.name));
        if (entry.name === '.git')
            leftOut.push(named);
        else if (entry.isDirectory())
            folders.push(name);
        else if (entry.isSymbolicLink() && (await leadsToFolder(external_node_path_default().join(folder, entry.name))))
            leftOut.push(named);
        else
            yield { named, path: name };
    }
    for (const name of folders)
        yield* below(root, base, name, leftOut);
}
async function leadsToFolder(link) {
    // One that leads nowhere is told when it is to be read.
    return (await (0,promises_.stat)(link).catch(() => undefined))?.isDirectory() ?? false;
}
async function* matchedBy(root, pattern, leftOut) {
    const base = fixedPart(pattern);
    const matches = [];
    for await (const match of (0,promises_.glob)(pattern, { cwd: root }))
        matches.push(external_node_path_default().relative(root, external_node_path_default().resolve(root, match)));
    for (const match of matches.toSorted()) {
        if (match.split((external_node_path_default()).sep).includes('.git'))
            leftOut.push(match);
        else if (!(await leadsToFolder(external_node_path_default().join(root, match))))
            yield {
                named: match,
                path: external_node_path_default().relative(external_node_path_default().resolve(root, base), external_node_path_default().join(root, match)).split((external_node_path_default()).sep).join('/'),
            };
    }
}
/** The folders in front of a pattern's first part with a wildcard, and never its last part. */
function fixedPart(pattern) {
    const parts = pattern.split('/');
    const first = parts.findIndex((part) => /[*?[{\\]|[!+@]\(/.test(part));
    return parts.slice(0, first < 0 ? -1 : first).join('/') || (pattern.startsWith('/') ? '/' : '.');
}
async function fileAt(root, { named, path: inBundle }) {
    const file = external_node_path_default().join(root, named);
    const source = await assertInside(root, file, named);
    const found = await (0,promises_.stat)(source).catch((error) => {
        throw refusal(unreadable(named, error), error);
    });
    if (!found.isFile())
        throw refusal(`${shown(named)} is no file`);
    await (0,promises_.access)(source, external_node_fs_.constants.R_OK).catch((error) => {
        throw refusal(unreadable(named, error), error);
    });
    const fault = faultInFilePath(inBundle);
    if (fault !== undefined)
        throw refusal(`${shown(named)} cannot be in a bundle: ${fault}`);
    return { source, path: inBundle, size: found.size };
}
/** Where it really is, which must be in the workspace and nothing of git's. */
async function assertInside(root, file, named) {
    const real = await (0,promises_.realpath)(file).catch((error) => {
        throw refusal(unreadable(named, error), error);
    });
    const relative = external_node_path_default().relative(root, real);
    const names = relative.split((external_node_path_default()).sep);
    if (names[0] === '..' || external_node_path_default().isAbsolute(relative))
        throw refusal(`${shown(named)} leads out of the workspace, to ${real}`);
    if (names.includes('.git'))
        throw refusal(`${shown(named)} is git’s own, where credentials may be`);
    return real;
}
const unreadable = (named, error) => `${shown(named)} cannot be read (${(0,errors/* describe */.q0)(error)})`;
const shown = (text) => JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text);
function refusal(evidence, cause) {
    return new errors/* Failure */.HR('invalid-input', `input-path: ${evidence}.`, fix, { cause });
}


/***/ }),

/***/ 77327:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  WE: () => (/* binding */ explain),
  TN: () => (/* binding */ keyOf),
  zC: () => (/* binding */ occasionOf),
  lB: () => (/* binding */ tellComment)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./src/action/fit.js
var fit = __webpack_require__(85678);
// EXTERNAL MODULE: ./src/action/markdown.js
var markdown = __webpack_require__(8376);
// EXTERNAL MODULE: ./src/action/sections/bundles.js
var bundles = __webpack_require__(17511);
// EXTERNAL MODULE: ./src/action/sections/columns.js + 1 modules
var columns = __webpack_require__(28259);
// EXTERNAL MODULE: ./src/action/sections/contents.js
var contents = __webpack_require__(17822);
// EXTERNAL MODULE: ./src/action/sections/failure.js
var failure = __webpack_require__(75400);
// EXTERNAL MODULE: ./src/action/sections/headline.js
var headline = __webpack_require__(22168);
// EXTERNAL MODULE: ./src/action/sections/lineage.js + 2 modules
var lineage = __webpack_require__(12294);
// EXTERNAL MODULE: ./src/action/sections/log.js
var log = __webpack_require__(28240);
// EXTERNAL MODULE: ./src/action/sections/overview.js
var overview = __webpack_require__(76251);
// EXTERNAL MODULE: ./src/action/sections/rules.js
var rules = __webpack_require__(36405);
// EXTERNAL MODULE: ./src/action/sections/run-table.js
var run_table = __webpack_require__(10446);
// EXTERNAL MODULE: ./src/action/sections/schema.js
var schema = __webpack_require__(62179);
// EXTERNAL MODULE: ./src/action/several.js
var several = __webpack_require__(60405);
// EXTERNAL MODULE: ./src/action/units.js
var units = __webpack_require__(78218);
;// CONCATENATED MODULE: ./src/action/comment.js















/** GitHub takes 65,536 characters; the rest is for a hidden marker. */
const commentLimit = 64_500;
/** Lines of the log of a failed run; the summary has more. */
const logLimit = 20;
/** The comment on a pull request: what happened to the data, for one who has not seen the run. At most `limit` characters, without the marker that finds it again. */
function commentOf(reports, { limit = commentLimit, runUrl, updatedAt } = {}) {
    const foot = [
        ...(runUrl === undefined ? [] : [(0,markdown/* link */.nf)('Run summary', runUrl)]),
        ...(updatedAt === undefined ? [] : [`updated ${(0,units/* minute */.Vc)(updatedAt)}`]),
    ].join(' · ');
    const budget = { limit: limit - foot.length - 1, measure: (text) => text.length };
    const isOne = reports.length === 1;
    const all = (report) => (isOne ? sections(report) : [(0,run_table/* paramsOf */.gI)(report), ...sections(report)]);
    return `${(0,several/* several */.J)(reports, { sections: all, budget })}${foot}`.trimEnd().concat('\n');
}
const sections = (report) => [
    (0,rules/* rulesOf */.f)(report),
    (0,failure/* failureOf */.g)(report),
    (0,failure/* leftOf */.l)(report),
    (0,overview/* overviewOf */.bq)(report),
    (0,schema/* schemaOf */.p)(report),
    (0,overview/* notesOf */.h$)(report),
    (0,columns/* valuesOf */.s)(report),
    (0,contents/* filesOf */.R8)(report),
    (0,contents/* nestedOf */.pZ)(report),
    (0,contents/* tagsOf */.Fg)(report),
    (0,lineage/* lineageLine */.q)(report, report.lineage && report.lineage.nodes.length > 1 ? ' (drawn in the run summary)' : ''),
    (0,bundles/* newerUpstreamOf */._)(report),
    (0,log/* logOf */.G)(report, report.failure && report.failure.verdict !== 'rule-broken' ? logLimit : 0),
    (0,fit/* whole */.WQ)('run', lastLine(report)),
];
function lastLine(report) {
    const { output, logUrl, cost } = report;
    return [
        ...(output && (0,headline/* isProved */.n)(report) ? [(0,markdown/* code */.aY)(output.uri)] : []),
        ...(logUrl === undefined ? [] : [(0,markdown/* link */.nf)('CloudWatch Logs', logUrl)]),
        ...(cost && (0,run_table/* costOf */.ho)(cost) !== '' ? [(0,run_table/* costOf */.ho)(cost)] : []),
    ].join(' · ');
}

// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/github/calls.js
var calls = __webpack_require__(63349);
;// CONCATENATED MODULE: ./src/github/marker.js
const version = 1;
/** More than any marker has: room for it must be left in a comment. */
const markerLimit = 400;
const pattern = /^<!-- disdat-run-action (\{[^\r\n]{1,360}\}) -->/;
/** The first line of a comment of ours. */
function markerText({ key, sha, run, attempt, state }) {
    const json = JSON.stringify({ v: version, key, sha, run, attempt, state });
    // Nothing in it can end the HTML comment that it stands in.
    return `<!-- disdat-run-action ${json.replace(/[<>-]/g, escaped)} -->`;
}
const escaped = (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
/** The marker that a comment begins with, of this version or a later one; undefined where there is none that can be read. */
function readMarker(body) {
    const [, json = ''] = pattern.exec(body) ?? [];
    const { v, key, sha, run, attempt, state } = parsed(json);
    const isOurs = typeof v === 'number' && typeof key === 'string' && typeof sha === 'string';
    if (!isOurs || typeof state !== 'string' || !isCount(run) || !isCount(attempt))
        return undefined;
    return { key, sha, run, attempt, state };
}
const isCount = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
function parsed(json) {
    try {
        return { ...JSON.parse(json) };
    }
    catch {
        return {};
    }
}
/** Whether a marker was written by a later run than another, or by a later attempt of the same. */
function isNewer(one, other) {
    return one.run === other.run ? one.attempt > other.attempt : one.run > other.run;
}

;// CONCATENATED MODULE: ./src/github/comment.js

/** GitHub refuses a comment of more characters than 65,536; some of them are the marker's. */
const bodyLimit = 65_536 - markerLimit - 1;
/**
 * Keeps one comment of a pull request up to date: the one whose author is the token's own, and whose marker has the key. It is never overwritten with
 * what is older than what it says, or than the head of the pull request. Of several, as two runs at once may make, the oldest stays, with the
 * newest of the texts. Throws GitHubError.
 */
async function keepComment(github, telling) {
    const { marker, pullRequest, mode } = telling;
    const { head } = await github.pullRequest(pullRequest);
    if (head.sha !== marker.sha)
        return { kind: 'overtaken', by: 'head' };
    const author = await github.login();
    const select = (comments) => oursOf(comments, author, marker.key);
    const before = select(await github.comments(pullRequest));
    const last = newestOf(before);
    if (last !== undefined && isNewer(last.marker, marker))
        return { kind: 'overtaken', by: 'run' };
    if (!telling.isWanted(last?.marker.state))
        return { kind: 'not-wanted' };
    const text = `${markerText(marker)}\n${telling.body}`;
    const [oldest, ...others] = before;
    const updated = oldest && mode === 'update' ? await github.update(oldest.comment.id, text) : undefined;
    if (updated !== undefined) {
        for (const { comment } of others)
            await github.delete(comment.id);
        return { kind: 'posted', how: 'updated', url: updated.url };
    }
    const known = new Set(before.map(({ comment }) => comment.id));
    const news = (comments) => select(comments).filter(({ comment }) => !known.has(comment.id));
    const created = await github.create(pullRequest, text, (comments) => news(comments)
        .map(({ comment }) => comment)
        .find(({ body }) => body.startsWith(markerText(marker))));
    for (const id of known)
        await github.delete(id);
    const { url } = await settle(github, news(await github.comments(pullRequest)), created);
    return { kind: 'posted', how: 'created', url };
}
/** The oldest first. */
function oursOf(comments, author, key) {
    return comments
        .flatMap((comment) => {
        const marker = comment.author === author ? readMarker(comment.body) : undefined;
        return marker?.key === key ? [{ comment, marker }] : [];
    })
        .toSorted((one, other) => one.comment.id - other.comment.id);
}
const newestOf = (ours) => ours.reduce((last, one) => (last && isNewer(last.marker, one.marker) ? last : one), undefined);
/** Leaves one of those that were made at the same time: whoever comes to do this does the same. */
async function settle(github, ours, created) {
    const [oldest, ...others] = ours;
    const newest = newestOf(ours);
    if (oldest === undefined || newest === undefined || others.length === 0)
        return created;
    if (newest !== oldest && isNewer(newest.marker, oldest.marker))
        await github.update(oldest.comment.id, newest.comment.body);
    for (const { comment } of others)
        await github.delete(comment.id);
    return oldest.comment;
}

// EXTERNAL MODULE: ./src/steps/github.js + 1 modules
var steps_github = __webpack_require__(76412);
;// CONCATENATED MODULE: ./src/steps/comment.js






/** The pull request that a workflow run is for; undefined where it is for none. */
function occasionOf(origin, inputs, reports) {
    const { pullRequest, commit: sha, attempt, url, workflow, job, step, isFromOutside } = origin;
    if (pullRequest === undefined)
        return undefined;
    const adviceOfRefusal = isFromOutside
        ? 'GitHub gives no rights to a pull request from a fork or from Dependabot: see "Pull requests from forks" in the README.'
        : 'Give the job `permissions: pull-requests: write`.';
    const pipes = [...new Set(reports.map(({ pipeClass }) => pipeClass))].toSorted();
    const key = keyOf(inputs.commentKey, [workflow, job, step, ...pipes]);
    return { pullRequest, sha, runId: Number(origin.runId), attempt, url, inputs, key, remark: '', adviceOfRefusal };
}
/** All calls together take so long at most, in milliseconds; once the workflow is cancelled, GitHub leaves the step 10 s in all. */
const limitMs = 180_000;
const cancelledLimitMs = 4_000;
/** Aborts some time after another signal. */
function lateAfter(signal, ms) {
    const late = new AbortController();
    const start = () => setTimeout(() => late.abort(new Error('There was no time left.')), ms).unref();
    if (signal.aborted)
        start();
    else
        signal.addEventListener('abort', start, { once: true });
    return late.signal;
}
/**
 * Tells a pull request what came of a run, in the one comment that is kept up to date, if `comment` wants it told. Never throws: where it cannot be
 * told, the log says so, once.
 */
async function tellComment(reports, occasion, audience) {
    const { log, outputs, cancelled } = audience;
    const limit = AbortSignal.any([AbortSignal.timeout(limitMs), lateAfter(cancelled, cancelledLimitMs)]);
    try {
        const github = await (0,steps_github/* gitHubOf */.T)(audience, limit);
        if (github === undefined)
            return await log.notice('`comment` needs `github-token`. Nothing was posted.');
        const { runId: run, sha, attempt, pullRequest, inputs, key } = occasion;
        const state = concernOf(reports);
        const told = await keepComment(github, {
            pullRequest,
            mode: inputs.commentMode,
            marker: { key, sha, run, attempt, state },
            body: bodyOf(reports, occasion),
            isWanted: (before) => isWanted(inputs, state, before),
        });
        log.info(phrase(told, pullRequest));
        if (told.kind === 'posted')
            await outputs.set(new Map([['comment-url', told.url]]));
    }
    catch (error) {
        await explain(error, occasion.adviceOfRefusal, log);
    }
}
/** Says why a pull request could not be told: where GitHub refuses it, that is no fault of the run's. */
async function explain(error, adviceOfRefusal, log) {
    if (error instanceof calls/* GitHubError */.y && error.kind === 'refused')
        return await log.notice(`GitHub does not let this token comment: ${(0,errors/* describe */.q0)(error)}. ${adviceOfRefusal}`);
    await log.warning(`The pull request could not be told: ${(0,errors/* describe */.q0)(error)}`);
}
function phrase(told, pullRequest) {
    switch (told.kind) {
        case 'posted':
            return `Pull request #${pullRequest} is told: ${told.url}`;
        case 'not-wanted':
            return `Pull request #${pullRequest} is not told: there is nothing that \`comment\` asks for.`;
        case 'overtaken':
            return told.by === 'head'
                ? `Pull request #${pullRequest} is not told: it has a newer commit by now.`
                : `Pull request #${pullRequest} is not told: a newer run has told it already.`;
    }
}
function concernOf(reports) {
    const isBroken = (report) => (report.rules?.breaches ?? []).length > 0 || report.failure?.verdict === 'rule-broken';
    if (reports.some((report) => report.failure !== undefined && !isBroken(report)))
        return 'failed';
    if (reports.some(isBroken))
        return 'broken';
    return reports.some(isChanged) ? 'changed' : 'fine';
}
/** A new bundle that was not compared with anything may hold anything. */
function isChanged({ status, comparison }) {
    return comparison === undefined ? status === 'succeeded' : comparison.kind !== 'none';
}
/** A comment that is there is brought up to date whatever it says, so that no alarm stays. Anew it is posted only where that is news. */
function isWanted({ comment, commentMode }, state, before) {
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
/**
 * Tells the comments of a pull request apart: by the text that was given or, where that is no more than a leg of a matrix, by the place that it was
 * given at too. A hash, so that neither a long name nor an odd one is a part of the marker.
 */
function keyOf(given = 'null', place) {
    const parts = isLeg(given) ? [...place, given] : [given];
    return (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
/** Whether a text is what `toJSON(matrix)` gives. */
function isLeg(text) {
    try {
        return typeof JSON.parse(text) === 'object';
    }
    catch {
        return false;
    }
}
function bodyOf(reports, { url, remark }) {
    const limit = Math.min(commentLimit, bodyLimit - remark.length);
    return `${commentOf(reports, { limit, runUrl: url, updatedAt: new Date() })}${remark}`;
}


/***/ }),

/***/ 76412:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  d: () => (/* binding */ askAncestry),
  T: () => (/* binding */ gitHubOf)
});

// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/github/calls.js
var calls = __webpack_require__(63349);
;// CONCATENATED MODULE: ./src/github/github.js

const pageSize = 100;
/** More comments than a pull request may have: https://docs.github.com/en/rest/issues/comments */
const pageLimit = 100;
/** A repository, under the account of a token. Loads GitHub's client, which nothing else needs. */
async function openGitHub({ token, apiUrl, repository, signal }) {
    const { getOctokit } = await Promise.all(/* import() */[__webpack_require__.e(31), __webpack_require__.e(329)]).then(__webpack_require__.bind(__webpack_require__, 61329));
    const octokit = getOctokit(token, { baseUrl: apiUrl, log: silence });
    const [owner = '', repo = ''] = repository.split('/');
    const place = { owner, repo };
    const listComments = async (pullRequest, within) => await everyPage(async (page) => {
        const parameters = { ...place, issue_number: pullRequest, per_page: pageSize, page, request: { signal: within } };
        const { data, headers } = await octokit.rest.issues.listComments(parameters);
        return { items: data.map(commentOf), hasMore: hasNext(headers.link) };
    });
    return {
        login: async () => {
            try {
                const query = 'query { viewer { login } }';
                return loginOf(await (0,calls/* persist */.Z)(async (within) => await octokit.graphql(query, { request: { signal: within } }), signal));
            }
            catch (error) {
                if (error instanceof calls/* GitHubError */.y && error.kind === 'refused')
                    return actionsLogin;
                throw error;
            }
        },
        pullRequest: (number) => (0,calls/* persist */.Z)(async (within) => {
            const { data } = await octokit.rest.pulls.get({ ...place, pull_number: number, request: { signal: within } });
            return pullRequestOf(data);
        }, signal),
        pullRequestsFrom: (from, branch) => (0,calls/* persist */.Z)(async (within) => {
            const head = `${from.split('/')[0]}:${branch}`;
            const asked = { ...place, head, state: 'open', per_page: pageSize, request: { signal: within } };
            const { data } = await octokit.rest.pulls.list(asked);
            return data
                .map(pullRequestOf)
                .filter((found) => found.head.repository === from && found.head.branch === branch)
                .toSorted((one, other) => other.number - one.number);
        }, signal),
        comments: (pullRequest) => (0,calls/* persist */.Z)((within) => listComments(pullRequest, within), signal),
        create: (pullRequest, body, find) => (0,calls/* persist */.Z)(async (within, time) => {
            const posted = time === 1 ? undefined : find(await listComments(pullRequest, within));
            if (posted !== undefined)
                return posted;
            const asked = { ...place, issue_number: pullRequest, body, request: { signal: within } };
            return commentOf((await octokit.rest.issues.createComment(asked)).data);
        }, signal),
        update: (id, body) => orUndefined((0,calls/* persist */.Z)(async (within) => {
            const asked = { ...place, comment_id: id, body, request: { signal: within } };
            return commentOf((await octokit.rest.issues.updateComment(asked)).data);
        }, signal)),
        async delete(id) {
            await orUndefined((0,calls/* persist */.Z)(async (within) => {
                await octokit.rest.issues.deleteComment({ ...place, comment_id: id, request: { signal: within } });
            }, signal));
        },
        isAncestor: (commit, of) => orUndefined((0,calls/* persist */.Z)(async (within) => {
            const basehead = `${commit}...${of}`;
            const asked = { ...place, basehead, per_page: 1, request: { signal: within } };
            const { status } = (await octokit.rest.repos.compareCommitsWithBasehead(asked)).data;
            return status === 'ahead' || status === 'identical';
        }, signal)),
    };
}
const ignore = () => undefined;
/** Octokit has nothing to say that a step's log should hold. */
const silence = { debug: ignore, info: ignore, warn: ignore, error: ignore };
async function everyPage(get) {
    const all = [];
    for (let page = 1; page <= pageLimit; page++) {
        const { items, hasMore } = await get(page);
        all.push(...items);
        if (!hasMore)
            break;
    }
    return all;
}
/** https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api */
const hasNext = (link) => /;\s*rel="next"/.test(link ?? '');
/** What is not there, or not for us to see. */
async function orUndefined(call) {
    try {
        return await call;
    }
    catch (error) {
        if (error instanceof calls/* GitHubError */.y && (error.status === 404 || error.status === 410))
            return undefined;
        throw error;
    }
}
/** Whose GITHUB_TOKEN is. */
const actionsLogin = 'github-actions[bot]';
/** An app's token, GITHUB_TOKEN for one, may not ask REST who it is (`GET /user`), but GraphQL tells. */
function loginOf(answer) {
    const viewer = typeof answer === 'object' && answer !== null && 'viewer' in answer ? answer.viewer : undefined;
    const login = typeof viewer === 'object' && viewer !== null && 'login' in viewer ? viewer.login : undefined;
    return typeof login === 'string' ? login : actionsLogin;
}
const commentOf = ({ id, user, body = '', html_url: url }) => ({
    id,
    author: user?.login ?? '',
    body,
    url,
});
const pullRequestOf = ({ number, state, head }) => ({
    number,
    isOpen: state === 'open',
    head: { sha: head.sha, branch: head.ref, repository: head.repo?.full_name },
});

;// CONCATENATED MODULE: ./src/steps/github.js


/** The workflow's repository on GitHub; undefined without a token, or outside of a workflow. The token is masked before it is used. */
async function gitHubOf({ token, env, log }, signal) {
    const { GITHUB_API_URL: apiUrl = 'https://api.github.com', GITHUB_REPOSITORY: repository } = env;
    if (token === undefined || !repository)
        return undefined;
    await log.secret(token);
    return await openGitHub({ token, apiUrl, repository, signal });
}
/** GitHub is asked about the history of commits for so long at most, in milliseconds. */
const historyLimitMs = 30_000;
/** Asks GitHub whether a commit is in the history of another: undefined where it does not tell. Never throws. */
function askAncestry(access, cancelled) {
    return async (commit, of) => {
        try {
            const github = await gitHubOf(access, AbortSignal.any([cancelled, AbortSignal.timeout(historyLimitMs)]));
            return await github?.isAncestor(commit, of);
        }
        catch (error) {
            await access.log.debug(`GitHub does not tell whether ${commit} is in the history of ${of}: ${(0,errors/* describe */.q0)(error)}`);
            return undefined;
        }
    };
}


/***/ })

};
;