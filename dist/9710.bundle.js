"use strict";
exports.id = 9710;
exports.ids = [9710];
exports.modules = {

/***/ 8613:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ upsertComment),
/* harmony export */   r: () => (/* binding */ findOwnComment)
/* harmony export */ });
/* harmony import */ var _comment_marker_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(55996);
/* harmony import */ var _shown_rules_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38543);


/** GitHub refuses comments of more than 65,536 characters; the marker takes some of them. */
const commentBodyLimit = 65_536 - _comment_marker_js__WEBPACK_IMPORTED_MODULE_0__/* .commentMarkerLimit */ .rU - 1;
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
    if (newest !== undefined && (0,_comment_marker_js__WEBPACK_IMPORTED_MODULE_0__/* .isNewerMarker */ .Yv)(newest.marker, marker))
        return { kind: 'outdated', by: 'run' };
    if (!request.shouldPost(newest?.marker.state))
        return { kind: 'skipped' };
    const text = formatText(request, newest?.comment);
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
function formatText({ marker, renderBody, shown }, earlier) {
    const rules = shown === undefined
        ? ''
        : (0,_shown_rules_js__WEBPACK_IMPORTED_MODULE_1__/* .formatShownRules */ .QA)((0,_shown_rules_js__WEBPACK_IMPORTED_MODULE_1__/* .keepShownTimes */ .Rc)({ sha: marker.sha, rules: shown.rules }, shown.accepted, earlier));
    return `${(0,_comment_marker_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCommentMarker */ .HP)(marker)}\n${rules}${renderBody(commentBodyLimit - rules.length)}`;
}
/** The newest comment by the token's account whose marker has the key; undefined without one. Throws GitHubError. */
async function findOwnComment(github, comments, key) {
    return findNewest(selectOwn(comments, await github.getLogin(), key))?.comment;
}
async function createComment(github, { request, text, author, earlier }) {
    const { pullRequest, marker } = request;
    const earlierIds = new Set(earlier.map(({ comment }) => comment.id));
    const selectNew = (comments) => selectOwn(comments, author, marker.key).filter(({ comment }) => !earlierIds.has(comment.id));
    const created = await github.createComment(pullRequest, text, (comments) => selectNew(comments)
        .map(({ comment }) => comment)
        .find(({ body }) => body.startsWith((0,_comment_marker_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCommentMarker */ .HP)(marker))));
    for (const id of earlierIds)
        await github.deleteComment(id);
    return await mergeConcurrent(github, selectNew(await github.listComments(pullRequest)), created);
}
/** The account's comments with this key, the oldest first. */
function selectOwn(comments, author, key) {
    return comments
        .flatMap((comment) => {
        const marker = comment.author === author ? (0,_comment_marker_js__WEBPACK_IMPORTED_MODULE_0__/* .parseCommentMarker */ .Zv)(comment.body) : undefined;
        return marker?.key === key ? [{ comment, marker }] : [];
    })
        .toSorted((a, b) => a.comment.id - b.comment.id);
}
const findNewest = (comments) => comments.reduce((newest, comment) => (newest && (0,_comment_marker_js__WEBPACK_IMPORTED_MODULE_0__/* .isNewerMarker */ .Yv)(newest.marker, comment.marker) ? newest : comment), undefined);
/** Leaves one of the comments that concurrent runs created. Every run that merges makes the same choice. */
async function mergeConcurrent(github, comments, created) {
    const [oldest, ...others] = comments;
    const newest = findNewest(comments);
    if (oldest === undefined || newest === undefined || others.length === 0)
        return created;
    if (newest !== oldest && (0,_comment_marker_js__WEBPACK_IMPORTED_MODULE_0__/* .isNewerMarker */ .Yv)(newest.marker, oldest.marker))
        await github.updateComment(oldest.comment.id, newest.comment.body);
    for (const { comment } of others)
        await github.deleteComment(comment.id);
    return oldest.comment;
}


/***/ }),

/***/ 38543:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jc: () => (/* binding */ listShownRules),
/* harmony export */   QA: () => (/* binding */ formatShownRules),
/* harmony export */   Rc: () => (/* binding */ keepShownTimes)
/* harmony export */ });
/* unused harmony exports shownRulesLimit, parseShownRules */
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33178);
/* harmony import */ var _hidden_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35269);


const name = 'disdat-run-action-rules';
const version = 1;
/** The longest line with shown rules, in UTF-16 units: about 80 rules. */
const shownRulesLimit = 8000;
/**
 * The second line of a comment of this action, which GitHub does not show. Rules beyond `shownRulesLimit` are left out,
 * so that they cannot be accepted. Empty without rules.
 */
function formatShownRules({ sha, rules }) {
    for (let count = rules.length; count > 0; count = Math.floor(count * 0.9)) {
        const line = (0,_hidden_json_js__WEBPACK_IMPORTED_MODULE_0__/* .formatHiddenJson */ .Mb)(name, { v: version, sha, rules: rules.slice(0, count).map(formatRule) });
        if (line.length <= shownRulesLimit)
            return `${line}\n`;
    }
    return '';
}
/** A number is a text, because a minus sign is escaped like every character that could end the line. */
function formatRule({ key, subjects, amount, shownAt }) {
    return [key, subjects, ...(amount ? [String(amount.value), amount.worse] : [null, null]), toSeconds(shownAt)];
}
const toSeconds = (time) => (time === undefined ? null : time.getTime() / 1000);
/** The rules that a comment of this action shows; undefined without a valid second line. */
function parseShownRules(body) {
    const second = /^[^\n]*\n/.exec(body)?.[0].length ?? body.length;
    const value = (0,_hidden_json_js__WEBPACK_IMPORTED_MODULE_0__/* .parseHiddenJson */ .G5)(name, body.slice(second), shownRulesLimit);
    const sha = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getString */ .AA)(value, 'sha');
    if ((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(value, 'v') !== version || sha === undefined)
        return undefined;
    const rules = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getList */ .vS)(value, 'rules').map(parseRule);
    return rules.every((rule) => rule !== undefined) ? { sha, rules } : undefined;
}
function parseRule(value) {
    const [key, amount, worse] = [(0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getString */ .AA)(value, '0'), (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getString */ .AA)(value, '2'), (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getString */ .AA)(value, '3')];
    const [subjects, shownAt] = [(0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getList */ .vS)(value, '1'), (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(value, '4')];
    const isMeasured = amount !== undefined && Number.isFinite(Number(amount));
    const isValid = subjects.every((subject) => typeof subject === 'string') && (shownAt === null || (0,_hidden_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isCount */ .my)(shownAt));
    if (key === undefined || !isValid)
        return undefined;
    return {
        ...{ key, subjects },
        ...(isMeasured && (worse === 'higher' || worse === 'lower') && { amount: { value: Number(amount), worse } }),
        ...(shownAt !== null && { shownAt: new Date(shownAt * 1000) }),
    };
}
/** The rules of an earlier comment for a head, each with the time at which it was first shown. */
function listShownRules({ body, updatedAt }, sha) {
    const shown = parseShownRules(body);
    return shown?.sha === sha ? shown.rules.map((rule) => ({ shownAt: updatedAt, ...rule })) : [];
}
/**
 * The rules with the times at which earlier versions of the comment showed the same for the same head. A rule that
 * is accepted stays as it was when it was accepted.
 */
function keepShownTimes({ sha, rules }, accepted, earlier) {
    const known = new Map((earlier ? listShownRules(earlier, sha) : []).map((rule) => [rule.key, rule]));
    const keep = (rule) => {
        const before = known.get(rule.key);
        return before && (accepted.has(rule.key) || isSame(rule, before)) ? before : rule;
    };
    return { sha, rules: rules.map(keep) };
}
const isSame = (one, other) => JSON.stringify([one.subjects, one.amount ?? null]) === JSON.stringify([other.subjects, other.amount ?? null]);


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

/***/ 54415:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ readAcceptanceInputs)
/* harmony export */ });
/** How a person accepts an expected change. */
const acceptanceWays = ['label', 'comment'];
/** Who may accept: everyone with write access, or everyone of them but the author of the pull request. */
const acceptors = ['writer', 'other'];
const defaultLabel = 'disdat: accepted';
/** GitHub's own limit. */
const labelLimit = 50;
/** Reads the inputs of the acceptance; invalid values become problems of `read`. */
function readAcceptanceInputs(read, { comment }) {
    const ways = read.list('accept', parseWays);
    if (ways.length > 0 && comment === 'never')
        read.missing('comment', neededComment);
    const label = read.parsed('accept-label', parseLabel, labelAdvice) ?? defaultLabel;
    return { ways, label, acceptBy: read.choice('accept-by', 'writer', acceptors) };
}
const neededComment = '`accept` needs it, because a person accepts what the comment shows. Give `failures`, `changes` or `always`.';
const labelAdvice = `Give the name of a label: at most ${labelLimit} characters, no comma and no control characters.`;
/** One or both of the words, separated by commas or line breaks; `never` alone stands for neither. */
function parseWays(text) {
    const words = text
        .split(/[,\n]/)
        .map((word) => word.trim())
        .filter((word) => word !== '');
    if (words.length === 1 && words[0]?.toLowerCase() === 'never')
        return { value: [], faults: [] };
    const value = acceptanceWays.filter((way) => words.some((word) => word.toLowerCase() === way));
    const isKnown = (word) => acceptanceWays.some((way) => way === word.toLowerCase());
    const expected = 'Allowed: never, or one or both of label and comment.';
    const faults = words.filter((word) => !isKnown(word)).map((given) => ({ given, expected, allowed: acceptanceWays }));
    return { value, faults };
}
const parseLabel = (text) => text.length <= labelLimit && !/[\p{Cc},]/u.test(text) && text.isWellFormed() ? text : undefined;


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

/***/ 21371:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ redactTexts),
/* harmony export */   a: () => (/* binding */ redactReport)
/* harmony export */ });
/** Fields with words of the action, by which renderers decide, the id that joins a report with its log, and logins. */
const ownFields = new Set([
    ...['runId', 'status', 'backend', 'verdict', 'dialect', 'level', 'trigger', 'choice', 'state'],
    ...['kind', 'kinds', 'differs', 'format', 'quantity', 'how', 'worse', 'by'],
]);
/**
 * Redacts each text of a report that can come from outside, keys of maps included. Only what this function returns may
 * be published: a pipe can write a secret into any name, value or message.
 */
const redactReport = (report, redact) => redactTexts(report, redact);
function redactTexts(value, redact) {
    if (typeof value === 'string')
        return redact(value);
    if (Array.isArray(value))
        return value.map((item) => redactTexts(item, redact));
    if (value instanceof Map)
        return new Map([...value].map((entry) => redactTexts(entry, redact)));
    if (typeof value !== 'object' || value === null || value instanceof Date)
        return value;
    const fields = Object.entries(value);
    return Object.fromEntries(fields.map(([name, of]) => [name, ownFields.has(name) ? of : redactTexts(of, redact)]));
}


/***/ }),

/***/ 86840:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Xs: () => (/* binding */ ReportOutputs),
/* harmony export */   tj: () => (/* binding */ formatAccepted)
/* harmony export */ });
/* unused harmony export createOutputs */
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _action_outputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77027);
/* harmony import */ var _lib_run_label_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(90416);
/* harmony import */ var _run_result_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(30488);




/** From best to worst: with several runs, the output `status` is the worst. */
const fromBest = [
    'reused',
    'promoted',
    'succeeded',
    'skipped',
    'submitted',
    'detached',
    'not-run',
    'cancelled',
    'failed',
];
/**
 * Returns the outputs of the reports so far, without those that are not known yet. With several runs, ids and names are
 * those of the first run.
 */
function createOutputs(reports) {
    const [first] = reports;
    if (first === undefined)
        return new Map();
    const isStatusKnown = reports.every(({ status }) => status !== undefined);
    const checked = reports.flatMap(({ rules }) => (rules ? [rules] : []));
    const outputs = {
        status: isStatusKnown ? fromBest.findLast((status) => reports.some((each) => each.status === status)) : undefined,
        verdict: reports.find(({ failure }) => failure !== undefined)?.failure?.verdict,
        'exit-code': first.exitCode?.toString(),
        'job-id': first.job?.id,
        'job-name': first.job?.name,
        'job-definition': first.job?.definition,
        'job-url': first.job?.url,
        'log-url': first.logUrl,
        image: first.image?.pinned,
        'input-bundle-uuid': first.input?.uuid,
        'input-bundle-uri': first.input?.uri,
        'output-bundle-name': first.output?.name,
        'output-bundle-uuid': first.output?.uuid,
        'output-bundle-uri': first.output?.uri,
        'output-path': first.outputPath,
        changes: first.comparison?.kind ?? (first.notCompared === undefined ? undefined : 'unknown'),
        rows: first.comparison?.changes.rows.now?.toString(),
        breaches: checked.length > 0 ? JSON.stringify(checked.flatMap(listBrokenRules)) : undefined,
        accepted: checked.length > 0 ? formatAccepted(reports) : undefined,
        'base-bundle-uuid': first.comparison?.base?.uuid,
        'base-bundle-uri': first.comparison?.base?.uri,
        ...((0,_run_result_js__WEBPACK_IMPORTED_MODULE_2__/* .areLabelled */ .ko)(reports) && !isStatusKnown ? noLists : createLists(reports)),
        ...((0,_run_result_js__WEBPACK_IMPORTED_MODULE_2__/* .areLabelled */ .ko)(reports) && isStatusKnown ? createRunOutputs(reports) : noRunOutputs),
    };
    const values = new Map(Object.entries(outputs));
    return new Map(_action_outputs_js__WEBPACK_IMPORTED_MODULE_1__/* .outputNames */ .gr.flatMap((name) => {
        const value = values.get(name);
        return value ? [[name, value]] : [];
    }));
}
function createLists(reports) {
    return {
        'job-ids': formatList(reports.flatMap(({ job }) => job?.id ?? [])),
        'output-bundle-uris': formatList(reports.flatMap(({ output }) => output?.uri ?? [])),
    };
}
/** While runs start one after the other, the file of the outputs would get every list again with each of them. */
const noLists = { 'job-ids': undefined, 'output-bundle-uris': undefined };
const noRunOutputs = {
    ...{ runs: undefined, 'failed-runs': undefined, succeeded: undefined },
    ...{ reused: undefined, skipped: undefined, failed: undefined },
};
/** The outputs of a step with several runs, all of which have ended. */
function createRunOutputs(runs) {
    const failed = runs.filter(_run_result_js__WEBPACK_IMPORTED_MODULE_2__/* .isUnsuccessful */ .Ou);
    const count = (...results) => String(runs.filter((report) => results.includes((0,_run_result_js__WEBPACK_IMPORTED_MODULE_2__/* .getRunResult */ .Bq)(report))).length);
    return {
        runs: JSON.stringify(createRunTree(runs)),
        'failed-runs': JSON.stringify(failed.map(({ label }) => (0,_lib_run_label_js__WEBPACK_IMPORTED_MODULE_3__/* .formatRunLabel */ .j)(label))),
        succeeded: count('made', 'accepted'),
        reused: count('reused', 'promoted'),
        skipped: count('present'),
        failed: String(failed.length),
    };
}
/** Each run by its name and its values. */
function createRunTree(runs) {
    const byName = Map.groupBy(runs, ({ label }) => label.name);
    const entries = [...byName].map(([name, reports]) => {
        const summaries = new Map(reports.map((report) => [[...report.label.values.values()].join(','), summarizeRun(report)]));
        return [name, summaries.get('') ?? Object.fromEntries(summaries)];
    });
    return Object.fromEntries(entries);
}
function summarizeRun({ status, failure, output, job, comparison }) {
    return {
        ...{ status, verdict: failure?.verdict, uuid: output?.uuid, uri: output?.uri, 'job-id': job?.id },
        ...{ rows: comparison?.changes.rows.now, changes: comparison?.kind },
    };
}
/** The accepted rules of all reports, as JSON. */
const formatAccepted = (reports) => JSON.stringify(reports
    .flatMap(({ acceptance }) => acceptance?.accepted ?? [])
    .map(({ rule, by, at, how }) => ({ rule, by, at, how })));
const listBrokenRules = ({ breaches }) => breaches.map(({ rule }) => rule);
const formatList = (items) => (items.length > 0 ? JSON.stringify(items) : undefined);
/** Sets the step outputs from the reports of all runs of a step. */
class ReportOutputs {
    #writer;
    #reports = new Map();
    #writing;
    constructor(writer) {
        this.#writer = writer;
    }
    /** The reports so far, one for each run. */
    get reports() {
        return [...this.#reports.values()];
    }
    /** Gives a run its place in the lists: runs are listed in the order in which they are added. */
    add(report) {
        this.#reports.set(report.runId, report);
    }
    /**
     * Sets what follows from the report of one run and from the latest reports of the others. Updates of one turn of the
     * event loop are written together: the lists of ids of many jobs would otherwise be written once for each job.
     */
    async update(report) {
        this.#reports.set(report.runId, report);
        this.#writing ??= this.#write();
        await this.#writing;
    }
    async #write() {
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setImmediate)();
        this.#writing = undefined;
        await this.#writer.set(createOutputs(this.reports));
    }
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
// EXTERNAL MODULE: ./src/report/many-runs.js + 1 modules
var many_runs = __webpack_require__(34049);
// EXTERNAL MODULE: ./src/report/page-artifact.js
var page_artifact = __webpack_require__(7985);
// EXTERNAL MODULE: ./src/report/render-reports.js
var render_reports = __webpack_require__(21395);
// EXTERNAL MODULE: ./src/report/run-result.js
var run_result = __webpack_require__(30488);
// EXTERNAL MODULE: ./src/report/sections/bundles.js
var bundles = __webpack_require__(63179);
// EXTERNAL MODULE: ./src/report/sections/columns.js
var columns = __webpack_require__(91909);
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
function renderSummary(reports, { limitBytes = fit_sections/* summaryLimitBytes */.fx, docsUrl = (0,docs_link/* getDocsUrl */.Tr)({}), page } = {}) {
    const link = page === undefined ? '' : (0,page_artifact/* renderPageLink */.A)(page);
    const footer = link === '' ? '' : `${link}\n\n`;
    const budget = { limit: limitBytes - footer.length, measure: (text) => Buffer.byteLength(text) };
    const layout = { createSections: (report) => createSections(report, docsUrl), budget };
    return ((0,run_result/* areLabelled */.ko)(reports) ? (0,many_runs/* renderManyRuns */.g)(reports, layout) : (0,render_reports/* renderReports */.k)(reports, layout)) + footer;
}
const createSections = (report, docsUrl) => [
    (0,rules/* createRulesSection */.N)(report),
    (0,sections_history/* createHistorySection */.Wj)(report),
    (0,failure/* createFailureSection */.kf)(report, docsUrl),
    (0,failure/* createDetachedSection */.kq)(report),
    (0,skip/* createSkipSection */.N)(report),
    (0,skip/* createPromotionSection */.F)(report),
    createVersioningSection(report),
    (0,overview/* createOverviewSection */.tU)(report),
    (0,schema/* createSchemaSection */.Jy)(report),
    (0,overview/* createNotesSection */.rX)(report),
    (0,rows/* createRowsSection */.jA)(report),
    (0,rows/* createSampleRowsSection */.zj)(report, false),
    (0,columns/* createValuesSection */.wQ)(report),
    (0,columns/* createUnchangedSection */.Pt)(report),
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

/***/ 43438:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ collectShownRules),
/* harmony export */   _: () => (/* binding */ createShownRule)
/* harmony export */ });
/* harmony import */ var _compare_rules_finding_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65011);

/** The broken rules of all runs for the record of a comment, and the keys of those that are accepted. */
function collectShownRules(reports) {
    const rules = reports.flatMap((report) => (report.rules?.breaches ?? []).map((breach) => createShownRule(report, breach)));
    const accepted = reports.flatMap((report) => (report.acceptance?.accepted ?? []).map(({ rule }) => createRuleKey(report, rule)));
    return { rules, accepted: new Set(accepted) };
}
/** A broken rule of a run as the record of a comment holds it. */
function createShownRule(run, { rule, evidence, finding, isClaimed = false }) {
    // A result file of an earlier version has no finding.
    const { subjects, ...digest } = (0,_compare_rules_finding_js__WEBPACK_IMPORTED_MODULE_0__/* .digestFinding */ .s8)(finding ?? { subjects: [evidence] });
    return {
        ...{ key: createRuleKey(run, rule), ...digest },
        // The run itself, which has no such subject, is covered by what the report of its file showed.
        subjects: isClaimed ? [...subjects, (0,_compare_rules_finding_js__WEBPACK_IMPORTED_MODULE_0__/* .hashText */ .qj)(`evidence: ${evidence}`)] : subjects,
    };
}
function createRuleKey({ pipeClass, context, params, label }, rule) {
    const values = [...params].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return (0,_compare_rules_finding_js__WEBPACK_IMPORTED_MODULE_0__/* .hashText */ .qj)(JSON.stringify([pipeClass, context, values, label?.name ?? null, rule]));
}


/***/ }),

/***/ 38721:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  O: () => (/* binding */ createStepAcceptance)
});

// UNUSED EXPORTS: StepAcceptance

// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/github/errors.js
var github_errors = __webpack_require__(9421);
// EXTERNAL MODULE: ./src/lib/memo.js
var memo = __webpack_require__(40590);
// EXTERNAL MODULE: ./src/run/github-access.js + 7 modules
var github_access = __webpack_require__(29287);
// EXTERNAL MODULE: ./src/compare/rules/finding.js
var finding = __webpack_require__(65011);
// EXTERNAL MODULE: ./src/report/redact-report.js
var redact_report = __webpack_require__(21371);
// EXTERNAL MODULE: ./src/run/acceptance/collect-shown-rules.js
var collect_shown_rules = __webpack_require__(43438);
;// CONCATENATED MODULE: ./src/run/acceptance/decide-acceptance.js



/**
 * Decides which broken rules of a run are accepted: those whose evidence the comment showed for this head before a
 * label or a comment of a person who may accept it. Throws GitHubError.
 */
async function decideAcceptance(run, breaches, context) {
    const results = [];
    for (const breach of breaches)
        results.push(await decideRule(run, breach, context));
    return {
        accepted: results.flatMap((result) => ('by' in result ? [result] : [])),
        refused: results.flatMap((result) => ('why' in result ? [result] : [])),
    };
}
async function decideRule(run, breach, context) {
    const { facts, inputs, redact, findObjection } = context;
    const { rule } = breach;
    const { pipeClass, context: names, params, label } = run;
    const published = (0,redact_report/* redactTexts */.S)({ pipeClass, context: names, params, ...(label && { label }) }, redact);
    const now = (0,collect_shown_rules/* createShownRule */._)(published, (0,redact_report/* redactTexts */.S)(breach, redact));
    const shown = facts.shown.get(now.key);
    const refuse = (why) => ({ rule, why });
    const grants = facts.grants.filter(({ rules }) => rules === undefined || rules.has(rule));
    if (grants.length === 0)
        return refuse(`If the change is expected, ${adviseAcceptance(rule, inputs)}.`);
    if (shown === undefined)
        return refuse(`No earlier report of this commit shows it. ${adviseAgain(grants, rule, inputs)}`);
    if (!(0,finding/* isCovered */.P$)(now, shown))
        return refuse(`The evidence goes beyond what was accepted. ${adviseAgain(grants, rule, inputs)}`);
    const { shownAt } = shown;
    const timely = grants.filter(({ at }) => shownAt !== undefined && at > shownAt);
    let why = `It was accepted before the report showed it. ${adviseAgain(grants, rule, inputs)}`;
    for (const [index, { how, by, at, refusal }] of timely.entries()) {
        const objection = refusal ?? (await findObjection(by));
        if (objection === undefined)
            return { rule, by: by.login, at, how };
        if (index === 0)
            why = objection;
    }
    return refuse(why);
}
function adviseAcceptance(rule, { ways, label }) {
    const addLabel = `add the label \`${label}\` to the pull request`;
    const comment = `comment \`/disdat accept ${rule}\` on`;
    if (!ways.includes('comment'))
        return `read this report, and ${addLabel}`;
    return ways.includes('label')
        ? `read this report, and ${addLabel}, or ${comment} it`
        : `read this report, and ${comment} the pull request`;
}
/** A label that is there must go before it can be added again. */
function adviseAgain(grants, rule, inputs) {
    return grants.some(({ how }) => how === 'label')
        ? `If the change is expected, read this report, remove the label \`${inputs.label}\`, and add it again.`
        : `If the change is expected, ${adviseAcceptance(rule, inputs)}.`;
}

// EXTERNAL MODULE: ./src/github/comment.js
var comment = __webpack_require__(8613);
// EXTERNAL MODULE: ./src/github/shown-rules.js
var shown_rules = __webpack_require__(38543);
// EXTERNAL MODULE: ./src/compare/rules/rules.js + 3 modules
var rules_rules = __webpack_require__(32100);
;// CONCATENATED MODULE: ./src/run/acceptance/accept-command.js

const command = /^\/disdat[ \t]+accept(?![^\s])[ \t]*([^\r\n]*)/;
/** Longer first lines are cut, and so are words in messages. In UTF-16 units. */
const limits = { line: 2000, word: 100 };
/**
 * Parses a comment that begins with `/disdat accept` and the rules, which are separated by commas, or by blanks where
 * no rule has one. Only its first line counts. Undefined for any other comment.
 */
function parseAcceptCommand(body) {
    const [, text] = command.exec(body.slice(0, limits.line)) ?? [];
    if (text === undefined)
        return undefined;
    const parsed = [
        text,
        text
            .trim()
            .split(/[\s,]+/)
            .join(','),
    ].map(rules_rules/* parseRules */.NR);
    const { value: rules } = parsed.find(({ faults }) => faults.length === 0) ?? {};
    if (rules !== undefined)
        return { rules: new Set(rules.map(rules_rules/* printRule */.KL)) };
    const given = parsed.at(-1)?.faults[0]?.given ?? '';
    return { unknown: given.replaceAll('`', "'").slice(0, limits.word) };
}

;// CONCATENATED MODULE: ./src/run/acceptance/read-acceptance.js



/**
 * Reads from GitHub which broken rules the comment showed, and who accepted them. The times of all are GitHub's. A
 * text: why nothing can be accepted. Throws GitHubError.
 */
async function readAcceptance(github, { pullRequest: number, sha, key }, { ways, label }) {
    const pullRequest = await github.getPullRequest(number);
    if (pullRequest.head.sha !== sha)
        return 'The pull request has a newer commit.';
    const comments = await github.listComments(number);
    const own = await (0,comment/* findOwnComment */.r)(github, comments, key);
    const shown = own ? (0,shown_rules/* listShownRules */.Jc)(own, sha) : [];
    const grants = [
        ...(ways.includes('label') ? await readLabelGrants(github, pullRequest, label) : []),
        ...(ways.includes('comment') ? comments.flatMap(readCommentGrant) : []),
    ];
    return {
        shown: new Map(shown.map((rule) => [rule.key, rule])),
        grants: grants.toSorted((one, other) => other.at.getTime() - one.at.getTime()),
        author: pullRequest.author,
    };
}
/** Names of labels are equal in any case. A label that was renamed or deleted is on the pull request no more. */
async function readLabelGrants(github, { number, labels }, label) {
    const isLabel = (name) => name.toLowerCase() === label.toLowerCase();
    if (!labels.some(isLabel))
        return [];
    const events = await github.acceptanceEvents.listLabelEvents(number);
    const last = events.findLast((event) => isLabel(event.label));
    return last?.kind === 'labeled' ? [{ how: 'label', by: last.actor, at: last.at, rules: undefined }] : [];
}
function readCommentGrant({ body, by, createdAt, updatedAt }) {
    const command = parseAcceptCommand(body);
    if (command === undefined)
        return [];
    const grant = { how: 'comment', by, at: createdAt, rules: undefined };
    const comment = `The comment of ${by.login === '' ? 'an unknown account' : `@${by.login}`}`;
    if (createdAt.getTime() !== updatedAt.getTime())
        return [{ ...grant, refusal: `${comment} was edited. Write a new one.` }];
    if ('unknown' in command)
        return [{ ...grant, refusal: `${comment} names \`${command.unknown}\`, which is not a rule of \`fail-on\`.` }];
    return command.rules.size === 0
        ? [{ ...grant, refusal: `${comment} names no rule.` }]
        : [{ ...grant, rules: command.rules }];
}

;// CONCATENATED MODULE: ./src/run/acceptance/step-acceptance.js






/** How long GitHub may take to say who accepted something, and for each permission, in milliseconds. */
const limitMs = 60_000;
/** The most accounts whose permission is asked: everyone can comment on a public pull request. */
const maxAccounts = 20;
/** `maintain` counts as `write`, and custom roles as the permission that they extend. */
const writePermissions = new Set(['write', 'maintain', 'admin']);
/**
 * Decides for the runs of a step which broken rules are accepted. GitHub is asked once, when the first rule is broken,
 * again for each person who accepted something, and again for the next broken rule if it did not answer.
 */
class StepAcceptance {
    #options;
    #getContext = (0,memo/* memoize */.B)(() => this.#open());
    constructor(options) {
        this.#options = options;
    }
    /** Throws only when the workflow is cancelled: what GitHub does not answer is not accepted, with the reason. */
    async decide(run, breaches) {
        try {
            const context = await this.#getContext();
            return typeof context === 'string' ? refuseAll(breaches, context) : await decideAcceptance(run, breaches, context);
        }
        catch (error) {
            this.#options.cancelled.throwIfAborted();
            if (!(error instanceof github_errors/* GitHubError */.y) || error.kind !== 'refused')
                return refuseAll(breaches, `GitHub does not answer who accepted it: ${(0,errors/* describeError */.Uc)(error)}.`);
            const advice = 'Give the job `permissions: pull-requests: write`.';
            return refuseAll(breaches, `GitHub does not let this token read who accepted it: ${(0,errors/* describeError */.Uc)(error)}. ${advice}`);
        }
    }
    async #open() {
        const { inputs, redact, findPlace } = this.#options;
        const place = findPlace();
        if (place === undefined)
            return '`accept` has no effect: this workflow run does not belong to a pull request.';
        const github = await this.#openGitHub();
        if (github === undefined)
            return '`accept` needs `github-token`.';
        const facts = await readAcceptance(github, place, inputs);
        if (typeof facts === 'string')
            return facts;
        // Another run can break a rule hours later.
        const getPermission = async (login) => (await this.#openGitHub())?.acceptanceEvents.getPermission(login);
        return { facts, inputs, redact, findObjection: createObjections(getPermission, facts.author, inputs) };
    }
    async #openGitHub() {
        const { access, cancelled } = this.#options;
        return await (0,github_access/* openGitHubFor */.jb)(access, AbortSignal.any([cancelled, AbortSignal.timeout(limitMs)]));
    }
}
/** Creates the acceptance of a step; undefined without `accept`. */
function createStepAcceptance(inputs, options) {
    return inputs.ways.length === 0 ? undefined : new StepAcceptance({ inputs, ...options });
}
const refuseAll = (breaches, why) => ({
    accepted: [],
    refused: breaches.map(({ rule }) => ({ rule, why })),
});
/** Asks for the permission of each account once. */
function createObjections(getPermission, author, { acceptBy }) {
    const asked = new Map();
    const askPermission = async (login) => {
        const permission = await getPermission(login);
        return permission !== undefined && writePermissions.has(permission)
            ? undefined
            : `@${login} accepted it, and has no write access to the repository.`;
    };
    return async ({ login, isPerson }) => {
        if (login === '')
            return 'An unknown account accepted it.';
        if (!isPerson)
            return `@${login} accepted it, and is not a person: bots and apps cannot accept a change.`;
        const key = login.toLowerCase();
        if (acceptBy === 'other' && key === author.toLowerCase())
            return `@${login} accepted it, and is the author of the pull request, who may not with \`accept-by: other\`.`;
        if (!asked.has(key) && asked.size >= maxAccounts)
            return `More than ${maxAccounts} accounts accepted it.`;
        const objection = asked.get(key) ?? askPermission(login);
        asked.set(key, objection);
        return await objection;
    };
}


/***/ })

};
;