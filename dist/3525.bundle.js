"use strict";
exports.id = 3525;
exports.ids = [3525];
exports.modules = {

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


// EXTERNAL MODULE: ./src/action/run-entry.js
var run_entry = __webpack_require__(11033);
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
// EXTERNAL MODULE: ./src/run/github-access.js + 5 modules
var github_access = __webpack_require__(13283);
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
(0,run_entry/* runEntry */.C)(process.env, runReportAction);


/***/ }),

/***/ 91388:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ commentLimit),
/* harmony export */   w: () => (/* binding */ renderComment)
/* harmony export */ });
/* harmony import */ var _action_docs_link_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70131);
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19177);
/* harmony import */ var _fit_sections_js__WEBPACK_IMPORTED_MODULE_21__ = __webpack_require__(60879);
/* harmony import */ var _many_runs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(34049);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_19__ = __webpack_require__(11156);
/* harmony import */ var _page_artifact_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7985);
/* harmony import */ var _render_reports_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(21395);
/* harmony import */ var _run_result_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(30488);
/* harmony import */ var _sections_bundles_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(63179);
/* harmony import */ var _sections_columns_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(46311);
/* harmony import */ var _sections_contents_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(96738);
/* harmony import */ var _sections_failure_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(89396);
/* harmony import */ var _sections_headline_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(48996);
/* harmony import */ var _sections_history_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(70602);
/* harmony import */ var _sections_lineage_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(94611);
/* harmony import */ var _sections_log_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(46564);
/* harmony import */ var _sections_overview_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(10703);
/* harmony import */ var _sections_rows_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(58693);
/* harmony import */ var _sections_rules_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(83385);
/* harmony import */ var _sections_run_table_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(30234);
/* harmony import */ var _sections_schema_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(49415);
/* harmony import */ var _sections_skip_js__WEBPACK_IMPORTED_MODULE_20__ = __webpack_require__(72499);






















/** GitHub accepts 65,536 characters; the difference is for a hidden marker. */
const commentLimit = 64_500;
/** The log lines of a failed run; the summary shows more. */
const logLimit = 20;
/** Renders the comment on a pull request: what happened to the data. At most `limit` characters, without the marker. */
function renderComment(reports, { limit = commentLimit, runUrl, pageName, commit, updatedAt, docsUrl = (0,_action_docs_link_js__WEBPACK_IMPORTED_MODULE_0__/* .getDocsUrl */ .Tr)({}) } = {}) {
    const footer = [
        ...(runUrl === undefined ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_19__/* .renderLink */ .BK)('Run summary', runUrl)]),
        ...(runUrl && pageName ? [(0,_page_artifact_js__WEBPACK_IMPORTED_MODULE_3__/* .renderPageLink */ .A)({ name: pageName, runUrl })] : []),
        ...(commit ? [`commit ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_19__/* .renderShortId */ .i4)(commit)}`] : []),
        ...(updatedAt === undefined ? [] : [`updated ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatTime */ .fU)(updatedAt)}`]),
    ].join(' · ');
    const budget = { limit: limit - footer.length - 1, measure: (text) => text.length };
    // A label has the values that distinguish several runs.
    const hasParams = reports.length > 1 && !(0,_run_result_js__WEBPACK_IMPORTED_MODULE_5__/* .areLabelled */ .ko)(reports);
    const sections = (report) => hasParams ? [(0,_sections_run_table_js__WEBPACK_IMPORTED_MODULE_17__/* .createParamsSection */ .gE)(report), ...createSections(report, docsUrl)] : createSections(report, docsUrl);
    const layout = { createSections: sections, budget };
    const text = (0,_run_result_js__WEBPACK_IMPORTED_MODULE_5__/* .areLabelled */ .ko)(reports) ? (0,_many_runs_js__WEBPACK_IMPORTED_MODULE_2__/* .renderManyRuns */ .g)(reports, layout) : (0,_render_reports_js__WEBPACK_IMPORTED_MODULE_4__/* .renderReports */ .k)(reports, layout);
    return `${text}${footer}`.trimEnd().concat('\n');
}
const createSections = (report, docsUrl) => [
    (0,_sections_rules_js__WEBPACK_IMPORTED_MODULE_16__/* .createRulesSection */ .N)(report),
    (0,_sections_history_js__WEBPACK_IMPORTED_MODULE_11__/* .createHistorySection */ .W)(report),
    (0,_sections_failure_js__WEBPACK_IMPORTED_MODULE_9__/* .createFailureSection */ .kf)(report, docsUrl),
    (0,_sections_failure_js__WEBPACK_IMPORTED_MODULE_9__/* .createDetachedSection */ .kq)(report),
    (0,_sections_skip_js__WEBPACK_IMPORTED_MODULE_20__/* .createSkipSection */ .N)(report),
    (0,_sections_overview_js__WEBPACK_IMPORTED_MODULE_14__/* .createOverviewSection */ .tU)(report),
    (0,_sections_schema_js__WEBPACK_IMPORTED_MODULE_18__/* .createSchemaSection */ .J)(report),
    (0,_sections_overview_js__WEBPACK_IMPORTED_MODULE_14__/* .createNotesSection */ .rX)(report),
    (0,_sections_rows_js__WEBPACK_IMPORTED_MODULE_15__/* .createRowsSection */ .j)(report),
    (0,_sections_rows_js__WEBPACK_IMPORTED_MODULE_15__/* .createSampleRowsSection */ .z)(report, true),
    (0,_sections_columns_js__WEBPACK_IMPORTED_MODULE_7__/* .createValuesSection */ .w)(report),
    (0,_sections_contents_js__WEBPACK_IMPORTED_MODULE_8__/* .createFilesSection */ .f8)(report),
    (0,_sections_contents_js__WEBPACK_IMPORTED_MODULE_8__/* .createNestedSection */ .Tx)(report),
    (0,_sections_contents_js__WEBPACK_IMPORTED_MODULE_8__/* .createTagsSection */ .TG)(report),
    (0,_sections_lineage_js__WEBPACK_IMPORTED_MODULE_12__/* .createLineageCountsSection */ .p)(report, report.lineage && report.lineage.nodes.length > 1 ? ' (graph in the run summary)' : ''),
    (0,_sections_bundles_js__WEBPACK_IMPORTED_MODULE_6__/* .createNewerUpstreamSection */ .y)(report),
    (0,_sections_log_js__WEBPACK_IMPORTED_MODULE_13__/* .createLogSection */ .M)(report, report.failure && report.failure.verdict !== 'rule-broken' ? logLimit : 0),
    (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_21__/* .createWholeSection */ .hx)('run', renderLinks(report)),
];
function renderLinks(report) {
    const { output, logUrl, cost } = report;
    return [
        ...(output && (0,_sections_headline_js__WEBPACK_IMPORTED_MODULE_10__/* .isProved */ .n_)(report) ? [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_19__/* .renderCode */ .cR)(output.uri)] : []),
        ...(logUrl === undefined ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_19__/* .renderLink */ .BK)('CloudWatch Logs', logUrl)]),
        ...(cost && (0,_sections_run_table_js__WEBPACK_IMPORTED_MODULE_17__/* .formatCost */ .BD)(cost) !== '' ? [`${(0,_sections_run_table_js__WEBPACK_IMPORTED_MODULE_17__/* .labelCost */ .kj)(report)}: ${(0,_sections_run_table_js__WEBPACK_IMPORTED_MODULE_17__/* .formatCost */ .BD)(cost)}`] : []),
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
        ...{ cleanup: report.cleanup, redo: report.redo },
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
function renderSummary(reports, { limitBytes = fit_sections/* summaryLimitBytes */.fx, docsUrl = (0,docs_link/* getDocsUrl */.Tr)({}), page } = {}) {
    const link = page === undefined ? '' : (0,page_artifact/* renderPageLink */.A)(page);
    const footer = link === '' ? '' : `${link}\n\n`;
    const budget = { limit: limitBytes - footer.length, measure: (text) => Buffer.byteLength(text) };
    const layout = { createSections: (report) => createSections(report, docsUrl), budget };
    return ((0,run_result/* areLabelled */.ko)(reports) ? (0,many_runs/* renderManyRuns */.g)(reports, layout) : (0,render_reports/* renderReports */.k)(reports, layout)) + footer;
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
// EXTERNAL MODULE: ./src/run/github-access.js + 5 modules
var github_access = __webpack_require__(13283);
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
/** A new bundle that was not compared may contain anything. Outputs to redo are a change, too. */
function isChanged({ status, comparison, redo }) {
    if (redo?.runs.some(({ outputs }) => outputs.length > 0))
        return true;
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
function renderBody(reports, { url, pageName, sha, remark }, docsUrl) {
    const limit = Math.min(comment/* commentLimit */.j, commentBodyLimit - remark.length);
    const options = { limit, runUrl: url, commit: sha, updatedAt: new Date(), docsUrl, ...(pageName && { pageName }) };
    return `${(0,comment/* renderComment */.w)(reports, options)}${remark}`;
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