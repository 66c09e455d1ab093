"use strict";
exports.id = 8985;
exports.ids = [8985];
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
const reservedTag = 'Disdat or this action sets this tag. Choose another key.';
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

/***/ 28985:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Redaction: () => (/* binding */ Redaction)
/* harmony export */ });
/* harmony import */ var _action_input_parsers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48728);
/* harmony import */ var _action_log_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86475);


/** Shorter values of `env` are words such as `debug`, and not secrets. */
const minSecretLength = 8;
/**
 * Hides secrets in texts that GitHub does not mask, as comments, issues and artifacts: the values that the log masks,
 * and those that pipes get by `env`, line by line, because their logs and errors can quote them.
 */
class Redaction {
    #env;
    #log;
    #secrets = new Set();
    /** @param env has the values of variables that are passed on */
    constructor(env, log) {
        this.#env = env;
        this.#log = log;
    }
    /** Hides the values of these variables from now on. */
    add(passed) {
        const values = [...passed].map(([name, value]) => value ?? this.#env[name] ?? '');
        const lines = values.flatMap((value) => [value, ...value.split('\n')]).map((line) => line.trim());
        for (const line of lines.filter(({ length }) => length >= minSecretLength))
            this.#secrets.add(line);
    }
    /** Hides the values that runs have of their own, as the workflow writes them: a value of `each` is not a secret. */
    addRuns({ runs }) {
        const definitions = new Set(runs.map(({ definition }) => definition));
        for (const { inputs } of definitions)
            this.add((0,_action_input_parsers_js__WEBPACK_IMPORTED_MODULE_1__/* .parseEnv */ .vc)(inputs.get('env')?.value ?? '').value);
    }
    /** Replaces the secrets in a text by `***`. */
    hide = (text) => (0,_action_log_js__WEBPACK_IMPORTED_MODULE_0__/* .hideValues */ .X8)(this.#log.redact(text), [...this.#secrets]);
}


/***/ })

};
;