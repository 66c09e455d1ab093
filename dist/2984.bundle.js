"use strict";
exports.id = 2984;
exports.ids = [2984,265];
exports.modules = {

/***/ 78857:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F7: () => (/* binding */ timeUnits),
/* harmony export */   KL: () => (/* binding */ printRule),
/* harmony export */   NR: () => (/* binding */ parseRules)
/* harmony export */ });
/** Rules without an amount. */
const plainRules = ['error', 'missing-output', 'empty', 'column-removed', 'type-changed'];
/** Longer ones first, so that `<=` does not match as `<`. */
const operators = ['<=', '>=', '<', '>'];
const byteUnits = { TiB: 1024 ** 4, GiB: 1024 ** 3, MiB: 1024 ** 2, KiB: 1024, B: 1 };
/** In milliseconds. */
const timeUnits = { d: 86_400_000, h: 3_600_000, m: 60_000 };
const maxRules = 100;
/**
 * Parses at most `maxRules` rules, separated by commas or line breaks: `empty`, `rows<-20%`, `bytes>+1GiB`,
 * `nulls("a column")>1%`, `stale>26h`. Removes duplicates. Reports all syntax errors as faults; never throws.
 */
function parseRules(text) {
    const cursor = new Cursor(text);
    const rules = new Map();
    const faults = [];
    for (cursor.take(/[\s,]+/y); !cursor.isAtEnd && rules.size + faults.length < maxRules; cursor.take(/[\s,]+/y)) {
        const start = cursor.position;
        try {
            const rule = readRule(cursor);
            rules.set(printRule(rule), rule);
        }
        catch (error) {
            if (!(error instanceof SyntaxFault))
                throw error;
            faults.push(describeFault(text, start, error));
            cursor.take(/[^,\n]*/y);
        }
    }
    if (!cursor.isAtEnd) {
        const excess = new SyntaxFault(cursor.position, `the end: at most ${maxRules} rules are allowed`);
        faults.push(describeFault(text, cursor.position, excess));
    }
    return { value: [...rules.values()], faults };
}
/** Formats a rule without blanks, so that `parseRules` returns an equal rule. */
function printRule(rule) {
    if (rule.kind === 'stale')
        return `stale>${rule.amount}${rule.unit}`;
    if (rule.kind !== 'limit')
        return rule.kind;
    const { quantity, is, isChange, isPercent, amount } = rule;
    const what = quantity.of === 'nulls' ? `nulls(${formatColumn(quantity.column)})` : quantity.of;
    const unit = quantity.of === 'bytes' && !isPercent ? findByteUnit(amount) : undefined;
    const number = unit === undefined ? Math.abs(amount) : Math.abs(amount) / byteUnits[unit];
    const sign = isChange ? (amount < 0 ? '-' : '+') : '';
    return `${what}${is}${sign}${number}${isPercent ? '%' : (unit ?? '')}`;
}
const formatColumn = (name) => (plainColumn.test(name) ? name : JSON.stringify(name));
/** The largest unit of which the bytes are a multiple; undefined for bytes themselves. */
function findByteUnit(bytes) {
    return bytes === 0 ? undefined : largerUnits.find((unit) => bytes % byteUnits[unit] === 0);
}
const largerUnits = ['TiB', 'GiB', 'MiB', 'KiB'];
/** A syntax error at a position of the text. The message is what was expected there. */
class SyntaxFault extends Error {
    name = 'SyntaxFault';
    position;
    word;
    /** @param word The word at the position, and the allowed ones. */
    constructor(position, expected, word) {
        super(expected);
        this.position = position;
        this.word = word;
    }
}
function describeFault(text, start, { position, message, word }) {
    const before = text.slice(0, position).split('\n');
    const [line, column] = [before.length, (before.at(-1) ?? '').length + 1];
    const given = word?.given || (/^[^,\n]*/.exec(text.slice(start))?.[0] ?? '').trim();
    const expected = `Line ${line}, column ${column}: expected ${message}.`;
    return { line, column, given, expected, allowed: word?.allowed ?? [] };
}
/** A position in a text that moves forward. Patterns are sticky. */
class Cursor {
    #text;
    position = 0;
    constructor(text) {
        this.#text = text;
    }
    get isAtEnd() {
        return this.position >= this.#text.length;
    }
    /** Moves behind a match of the pattern, and returns the match; undefined without one. */
    take(pattern) {
        pattern.lastIndex = this.position;
        const match = pattern.exec(this.#text)?.[0];
        if (match !== undefined)
            this.position += match.length;
        return match;
    }
    /** Moves behind blanks and the first of the texts that follows them, and returns that text; undefined without one. */
    takeOneOf(texts) {
        this.take(blanks);
        const match = texts.find((each) => this.#text.startsWith(each, this.position));
        this.position += match?.length ?? 0;
        return match;
    }
    expect(text, expected) {
        if (this.takeOneOf([text]) === undefined)
            throw new SyntaxFault(this.position, expected);
    }
}
const blanks = /[^\S\n]*/y;
const words = [...plainRules, 'rows', 'bytes', 'nulls', 'stale'];
/** Columns that can be written without quotes. */
const plainColumn = /^[\p{L}\p{N}_.:-](?:[\p{L}\p{N}_.: -]*[\p{L}\p{N}_.:-])?$/u;
function readRule(cursor) {
    const start = cursor.position;
    const given = cursor.take(/[a-z]+(?:-[a-z]+)*/iy) ?? '';
    const word = words.find((each) => each === given.toLowerCase());
    if (word === undefined)
        throw new SyntaxFault(start, `a rule (${words.join(', ')})`, { given, allowed: words });
    const rule = readAfterWord(cursor, word);
    cursor.take(blanks);
    const end = cursor.position;
    if (!cursor.isAtEnd && cursor.take(/[,\n]/y) === undefined)
        throw new SyntaxFault(end, 'a comma or a line break before the next rule');
    return rule;
}
function readAfterWord(cursor, word) {
    switch (word) {
        case 'rows':
        case 'bytes':
            return readLimit(cursor, { of: word });
        case 'nulls':
            return readLimit(cursor, { of: word, column: readColumn(cursor) });
        case 'stale':
            cursor.expect('>', '`>` and an age, as in `stale>26h`');
            return { kind: word, ...readAge(cursor) };
        default:
            return { kind: word };
    }
}
function readColumn(cursor) {
    cursor.expect('(', '`(` and a column, as in `nulls(email)>1%`');
    cursor.take(blanks);
    const start = cursor.position;
    const quoted = cursor.take(/"(?:[^"\\\n]|\\[^\n])*"/y);
    const name = quoted === undefined ? cursor.take(/[^()"'\n]*/y)?.trim() : parseQuoted(quoted);
    if (name === undefined || name === '')
        throw new SyntaxFault(start, 'a column; write one with quotes, parentheses or line breaks as a JSON text');
    cursor.expect(')', '`)` after the column; write a column with quotes or parentheses as a JSON text');
    return name;
}
function parseQuoted(text) {
    try {
        return String(JSON.parse(text));
    }
    catch {
        return undefined;
    }
}
function readLimit(cursor, quantity) {
    const is = cursor.takeOneOf(operators);
    if (is === undefined)
        throw new SyntaxFault(cursor.position, `one of ${operators.map((each) => `\`${each}\``).join(', ')}`);
    const sign = cursor.takeOneOf(['+', '-']);
    const start = cursor.position;
    const number = readNumber(cursor);
    const isPercent = cursor.takeOneOf(['%']) !== undefined;
    if (isPercent && sign === undefined && quantity.of !== 'nulls')
        throw new SyntaxFault(start, `a sign: a percentage of ${quantity.of} is a change, as in \`rows<-20%\` or \`rows>+50%\``);
    const unit = isPercent || quantity.of !== 'bytes' ? undefined : cursor.takeOneOf(byteUnitNames);
    const size = unit === undefined ? number : Math.round(number * byteUnits[unit]);
    if (!isPercent && !Number.isSafeInteger(size))
        throw new SyntaxFault(start, `a whole number of ${quantity.of}, or percent with \`%\``);
    // −0 and 0 are equal amounts.
    const amount = sign === '-' && size !== 0 ? -size : size;
    return { kind: 'limit', quantity, is, amount, isPercent, isChange: sign !== undefined };
}
const byteUnitNames = ['TiB', 'GiB', 'MiB', 'KiB', 'B'];
const timeUnitNames = ['m', 'h', 'd'];
function readAge(cursor) {
    const amount = readNumber(cursor);
    const unit = cursor.takeOneOf(timeUnitNames);
    if (unit === undefined)
        throw new SyntaxFault(cursor.position, 'a unit: `m` (minutes), `h` (hours) or `d` (days)');
    return { amount, unit };
}
function readNumber(cursor) {
    cursor.take(blanks);
    // Only numbers that a double holds exactly enough, and prints without an exponent.
    const text = cursor.take(/\d{1,12}(?:\.\d{1,6})?/y);
    if (text === undefined)
        throw new SyntaxFault(cursor.position, 'a number, such as 20 or 0.5');
    return Number(text);
}


/***/ }),

/***/ 70265:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ isHostLabel)
/* harmony export */ });
const label = /^(?!-)[A-Za-z0-9-]{1,63}(?<!-)$/;
/** Whether a text can be one label of a host name, as the AWS SDK requires of a region. */
const isHostLabel = (text) => label.test(text);


/***/ }),

/***/ 63497:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ formatCompareWith),
/* harmony export */   D: () => (/* binding */ readComparisonInputs)
/* harmony export */ });
/* harmony import */ var _compare_rules_rules_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78857);
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84092);
/* harmony import */ var _disdat_names_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(15086);
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19177);




/** The values are held in memory: a larger comparison is the task of a pipe. */
const maxDiffBytes = 1024 ** 3;
const defaultDiffBytes = 8 * 1024 ** 2;
const bundleAdvice = 'Give a bundle name or a uuid, `context/name` or `context/uuid` for a bundle of another remote context, `-` for no comparison, or `auto`.';
/** Reads the inputs of the comparison; invalid values become problems of `read`. */
function readComparisonInputs(read) {
    return {
        compareWith: readCompareWith(read),
        failOn: read.list('fail-on', _compare_rules_rules_js__WEBPACK_IMPORTED_MODULE_0__/* .parseRules */ .NR),
        diffMaxBytes: read.parsed('diff-max-bytes', parseDiffBytes, 'Give bytes up to 1 GiB, such as `8MiB`.') ?? defaultDiffBytes,
        diffSamples: read.flag('diff-samples', false),
    };
}
/** An empty text is like `-`; without action.yml there may be no text at all, which is like its default. */
function readCompareWith(read) {
    if (read.isEmpty('compare-with'))
        return { kind: 'nothing' };
    return read.parsed('compare-with', parseCompareWith, bundleAdvice) ?? { kind: 'automatic' };
}
function parseCompareWith(text) {
    if (text.toLowerCase() === 'auto')
        return { kind: 'automatic' };
    if (text === '-' || text.toLowerCase() === 'none')
        return { kind: 'nothing' };
    const at = text.indexOf('/');
    const context = at < 0 ? undefined : text.slice(0, at);
    const which = text.slice(at + 1);
    if (context !== undefined && !(0,_disdat_names_js__WEBPACK_IMPORTED_MODULE_3__/* .isContextName */ .b_)(context))
        return undefined;
    if ((0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_1__/* .isUuid */ .O1)(which))
        return { kind: 'uuid', context, which };
    return (0,_disdat_names_js__WEBPACK_IMPORTED_MODULE_3__/* .findBundleNameProblem */ .sz)(which) === undefined ? { kind: 'name', context, which } : undefined;
}
/** Formats a comparison as the input `compare-with` spells it. */
function formatCompareWith(compareWith) {
    if (!('which' in compareWith))
        return compareWith.kind === 'nothing' ? '-' : 'auto';
    const { context, which } = compareWith;
    return context === undefined ? which : `${context}/${which}`;
}
function parseDiffBytes(text) {
    const bytes = (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_2__/* .parseBytes */ .z_)(text);
    return bytes !== undefined && bytes <= maxDiffBytes ? bytes : undefined;
}


/***/ }),

/***/ 6809:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ deprecatedInputs),
/* harmony export */   d: () => (/* binding */ replaceDeprecatedInputs)
/* harmony export */ });
/* harmony import */ var _action_input_reader_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(90977);
/* harmony import */ var _input_names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(49393);


/** The deprecated inputs of action.yml, each with its replacement. */
const deprecatedInputs = new Map([
    ['memory-mib', { name: 'memory', unit: 'MiB' }],
    ['shm-size-mib', { name: 'shm-size', unit: 'MiB' }],
    ['aws-session-token-duration', { name: 'job-credentials-seconds', unit: '' }],
]);
/**
 * Returns the environment with each deprecated input given as its replacement, and one warning for each. An input that
 * is not a whole number, or whose replacement is given too, becomes a problem.
 */
function replaceDeprecatedInputs(env, problems) {
    const replaced = {};
    const warnings = [];
    for (const [old, { name, unit }] of deprecatedInputs) {
        const given = env[(0,_action_input_reader_js__WEBPACK_IMPORTED_MODULE_0__/* .toInputVariable */ .e)(old)]?.trim();
        if (!given)
            continue;
        const current = env[(0,_action_input_reader_js__WEBPACK_IMPORTED_MODULE_0__/* .toInputVariable */ .e)(name)]?.trim();
        if (current && current !== _input_names_js__WEBPACK_IMPORTED_MODULE_1__/* .inputDefaults */ .V.get(name))
            problems.push({
                where: old,
                given,
                expected: `It is deprecated and \`${name}\` is given too. Remove \`${old}\`.`,
            });
        else if (!/^\d+$/.test(given))
            problems.push({ where: old, given, expected: `Give a whole number, or \`${name}\`, which replaces this input.` });
        else {
            replaced[(0,_action_input_reader_js__WEBPACK_IMPORTED_MODULE_0__/* .toInputVariable */ .e)(name)] = `${given}${unit}`;
            warnings.push(`\`${old}\` is deprecated. Replace it with \`${name}: ${given}${unit}\`.`);
        }
    }
    return { env: warnings.length === 0 ? env : { ...env, ...replaced }, warnings };
}


/***/ }),

/***/ 9111:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B3: () => (/* binding */ readImageInputs),
/* harmony export */   l5: () => (/* binding */ parseRegistry),
/* harmony export */   ts: () => (/* binding */ readDialect),
/* harmony export */   u: () => (/* binding */ parseRepositoryPrefix)
/* harmony export */ });
/* unused harmony export pullPolicies */
/* harmony import */ var _disdat_generations_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9429);
/* harmony import */ var _lib_image_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57531);


const pullPolicies = ['missing', 'always', 'never'];
const advice = {
    image: 'Give an image reference in lower case: `[host[:port]/]name[:tag][@sha256:…]`.',
    registry: 'Give a registry host such as `ghcr.io` or `localhost:5000`, without `https://`; or `*ECR*`.',
    repositoryPrefix: 'Give lower-case path parts such as `team/pipelines`.',
    platform: 'Give `os/architecture`, such as `linux/amd64` or `linux/arm64`.',
};
/** Reads which image to run; invalid values become problems of `read`. */
function readImageInputs(read) {
    return {
        reference: read.parsed('image', parseImage, advice.image),
        registry: read.parsed('registry', parseRegistry, advice.registry),
        repositoryPrefix: read.parsed('repository-prefix', parseRepositoryPrefix, advice.repositoryPrefix),
        pullPolicy: read.choice('pull-policy', 'missing', pullPolicies),
        platform: read.parsed('platform', parsePlatform, advice.platform),
    };
}
/** Reads the command line of the image: a name or a version; undefined for `auto`. */
function readDialect(read) {
    const version = (0,_disdat_generations_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDialect */ .un)(read.text('dialect') ?? '');
    if (version !== undefined)
        return version;
    const chosen = read.choice('dialect', 'auto', ['auto', ..._disdat_generations_js__WEBPACK_IMPORTED_MODULE_0__/* .dialects */ .O9]);
    return chosen === 'auto' ? undefined : chosen;
}
const platform = /^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9.]+)?$/;
const parsePlatform = (text) => (platform.test(text) ? text : undefined);
const parseImage = (text) => ((0,_lib_image_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .parseImageReference */ .o_)(text) === undefined ? undefined : text);
/**
 * Parses a registry, from the input or from disdat.cfg: `*ECR*`, or what can stand before a repository, such as a host;
 * undefined when the text is neither.
 */
function parseRegistry(text) {
    return text === '*ECR*' || (0,_lib_image_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .parseImageReference */ .o_)(`${text}/x`)?.host ? text : undefined;
}
/** Parses a repository prefix, from the input or from disdat.cfg; undefined when the text is not one. */
function parseRepositoryPrefix(text) {
    return (0,_lib_image_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .isRepositoryPath */ .og)(text) ? text : undefined;
}


/***/ }),

/***/ 49393:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ inputDefaults),
/* harmony export */   v: () => (/* binding */ inputNames)
/* harmony export */ });
/** Every input of action.yml, in its order. A test compares the two lists. */
const inputNames = [
    'pipe-class',
    'params',
    'force',
    'force-all',
    'workers',
    'backend',
    'remote',
    'context',
    'remote-index',
    'seed-context',
    'seed-max-bytes',
    'config-file',
    'dry-run',
    'runs',
    'each',
    'rerun',
    'max-parallel',
    'max-runs',
    'order',
    'fail-fast',
    'input-bundle',
    'input-param',
    'input-tags',
    'input-path',
    'input-path-tags',
    'push-input',
    'output-bundle',
    'output-tags',
    'pull-output',
    'compare-with',
    'fail-on',
    'diff-max-bytes',
    'diff-samples',
    'image',
    'registry',
    'repository-prefix',
    'pull-policy',
    'platform',
    'dialect',
    'network',
    'env',
    'vcpus',
    'memory',
    'memory-mib',
    'shm-size',
    'shm-size-mib',
    'gpus',
    'run-timeout-minutes',
    'job-timeout-minutes',
    'aws-region',
    'role-to-assume',
    'role-session-name',
    'role-duration-seconds',
    'role-external-id',
    'audience',
    'allowed-account-ids',
    'mask-aws-account-id',
    'sse',
    'sse-kms-key-id',
    'job-queue',
    'job-definition',
    'job-role-arn',
    'execution-role-arn',
    'attempts',
    'queue-timeout-minutes',
    'share-identifier',
    'scheduling-priority',
    'job-tags',
    'depends-on',
    'job-credentials-seconds',
    'aws-session-token-duration',
    'wait',
    'on-cancel',
    'on-detach',
    'attach-job-ids',
    'base-context',
    'cleanup',
    'comment',
    'comment-key',
    'comment-mode',
    'github-token',
    'annotations',
    'log-tail-lines',
    'summary',
];
/**
 * The defaults of action.yml, which the runner passes like given values; those that are expressions are left out. A
 * test compares the two lists.
 */
const inputDefaults = new Map([
    ['force', 'false'],
    ['force-all', 'false'],
    ['workers', '1'],
    ['backend', 'Local'],
    ['remote-index', 'true'],
    ['seed-max-bytes', '512MiB'],
    ['dry-run', 'false'],
    ['rerun', 'missing'],
    ['max-runs', '100'],
    ['order', 'oldest'],
    ['fail-fast', 'false'],
    ['input-bundle', '-'],
    ['push-input', 'true'],
    ['output-bundle', '-'],
    ['pull-output', 'false'],
    ['compare-with', 'auto'],
    ['diff-max-bytes', '8MiB'],
    ['diff-samples', 'false'],
    ['pull-policy', 'missing'],
    ['dialect', 'auto'],
    ['role-session-name', 'GitHubActions'],
    ['role-duration-seconds', '3600'],
    ['mask-aws-account-id', 'false'],
    ['queue-timeout-minutes', '60'],
    ['job-credentials-seconds', '0'],
    ['wait', 'true'],
    ['on-cancel', 'terminate'],
    ['on-detach', 'succeed'],
    ['cleanup', 'false'],
    ['comment', 'never'],
    ['comment-mode', 'update'],
    ['annotations', 'true'],
    ['log-tail-lines', '100'],
    ['summary', 'true'],
]);


/***/ }),

/***/ 92984:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  pullOutputModes: () => (/* binding */ pullOutputModes),
  readInputs: () => (/* binding */ readInputs)
});

// EXTERNAL MODULE: ./src/action/input-parsers.js
var input_parsers = __webpack_require__(48728);
// EXTERNAL MODULE: ./src/action/input-problems.js
var input_problems = __webpack_require__(95414);
// EXTERNAL MODULE: ./src/action/input-reader.js
var input_reader = __webpack_require__(90977);
// EXTERNAL MODULE: ./src/backends/registry.js + 66 modules
var registry = __webpack_require__(35936);
// EXTERNAL MODULE: ./src/disdat/names.js
var names = __webpack_require__(15086);
// EXTERNAL MODULE: ./src/plan/comment-inputs.js
var comment_inputs = __webpack_require__(27907);
// EXTERNAL MODULE: ./src/plan/comparison-inputs.js
var comparison_inputs = __webpack_require__(63497);
// EXTERNAL MODULE: ./src/plan/deprecated-inputs.js
var deprecated_inputs = __webpack_require__(6809);
;// CONCATENATED MODULE: ./src/plan/encryption-inputs.js
const modes = ['AES256', 'aws:kms', 'none'];
/** https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id */
const kmsKeyId = /^(?:arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(?:key\/[a-z0-9-]{36}|alias\/[\w/-]{1,250})|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}|alias\/[\w/-]{1,250})$/;
const keyAdvice = 'Give a KMS key: its id, `alias/name`, or the ARN of either (an alias of another account needs the ARN).';
/** Reads how new objects are encrypted. A key without a mode means `aws:kms`; a key with another mode is a problem. */
function readEncryptionInputs(read) {
    const hasMode = read.text('sse') !== undefined;
    const kind = read.choice('sse', 'AES256', modes);
    if (hasMode && kind !== 'aws:kms') {
        read.parsed('sse-kms-key-id', () => undefined, `A key needs \`sse: aws:kms\`, not \`sse: ${kind}\`. Remove one of the two.`);
        return { kind };
    }
    const keyId = read.parsed('sse-kms-key-id', (text) => (kmsKeyId.test(text) ? text : undefined), keyAdvice);
    return kind === 'aws:kms' || keyId !== undefined ? { kind: 'aws:kms', keyId } : { kind: 'AES256' };
}

// EXTERNAL MODULE: ./src/plan/image-inputs.js
var image_inputs = __webpack_require__(9111);
// EXTERNAL MODULE: ./src/plan/input-names.js
var input_names = __webpack_require__(49393);
// EXTERNAL MODULE: ./src/plan/many-inputs.js
var many_inputs = __webpack_require__(18799);
// EXTERNAL MODULE: ./src/plan/params.js + 1 modules
var params = __webpack_require__(59130);
// EXTERNAL MODULE: ./src/plan/resource-inputs.js
var resource_inputs = __webpack_require__(61854);
// EXTERNAL MODULE: ./src/lib/host-label.js
var host_label = __webpack_require__(70265);
;// CONCATENATED MODULE: ./src/plan/role-inputs.js


const roleArn = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/;
const roleName = /^[\w+=,.@-]{1,64}$/;
/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html */
const sessionName = /^[\w+=,.@-]{2,64}$/;
/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const externalId = /^[\w+=,.@:/-]{2,1224}$/;
const awsRegion = /^[a-z]{2,}(?:-[a-z]+)+-\d+$/;
/**
 * Reads the region of the step. With an endpoint of another S3, its regions may have any name, such as `auto`, `garage`
 * or `nyc3`; for AWS itself, a typing error becomes a problem of `read`.
 */
function readRegion(read, env) {
    const isAws = isAwsEndpoint(env['AWS_ENDPOINT_URL_S3'] || env['AWS_ENDPOINT_URL']);
    const parse = (text) => ((isAws ? awsRegion.test(text) : (0,host_label/* isHostLabel */.h)(text)) ? text : undefined);
    return read.parsed('aws-region', parse, isAws
        ? 'Give an AWS region such as `us-east-1`. For another S3, set AWS_ENDPOINT_URL, which allows its own names.'
        : 'Give a name of at most 63 letters, digits and hyphens.');
}
/** Without an endpoint, and with one of a VPC. */
function isAwsEndpoint(endpoint) {
    if (!endpoint)
        return true;
    return URL.canParse(endpoint) && /\.amazonaws\.(?:com|com\.cn|eu)$/.test(new URL(endpoint).hostname);
}
/** Reads the identity of the step; invalid values become problems of `read`. */
function readRoleInputs(read) {
    const parseRole = (text) => (roleArn.test(text) || roleName.test(text) ? text : undefined);
    const parseSessionName = (text) => (sessionName.test(text) ? text : undefined);
    const parseExternalId = (text) => (externalId.test(text) ? text : undefined);
    const parseAccountIds = (text) => (0,input_parsers/* parseIds */.Ae)(text, /^\d{12}$/, 'Give account ids of 12 digits, separated by commas or line breaks.');
    return {
        roleToAssume: read.parsed('role-to-assume', parseRole, "Give the role's ARN, such as `arn:aws:iam::123456789012:role/disdat-ci`."),
        roleSessionName: read.parsed('role-session-name', parseSessionName, 'Give 2 to 64 letters, digits and characters of `_+=,.@-`.'),
        roleDurationSeconds: read.number('role-duration-seconds', { min: 900, max: 43_200, isInteger: true }),
        roleExternalId: read.parsed('role-external-id', parseExternalId, 'Give 2 to 1224 letters, digits and characters of `_+=,.@:/-`.'),
        audience: read.text('audience'),
        shouldMaskAccountId: read.flag('mask-aws-account-id', false),
        allowedAccountIds: read.list('allowed-account-ids', parseAccountIds),
    };
}

// EXTERNAL MODULE: ./src/lib/units.js
var units = __webpack_require__(19177);
;// CONCATENATED MODULE: ./src/plan/seed-inputs.js

/** Which bundles of the remote context a container has before it starts. */
const seedModes = ['all', 'newest', 'none'];
const defaultMaxBytes = 512 * 1024 ** 2;
/** A seed is on the disk of the runner before it is in the container. */
const largestMaxBytes = 64 * 1024 ** 3;
function readSeedInputs(read) {
    const maxBytes = read.parsed('seed-max-bytes', parseMaxBytes, 'Give bytes up to 64 GiB, such as `512MiB`.');
    return {
        mode: read.choice('seed-context', 'all', seedModes),
        maxBytes: maxBytes ?? defaultMaxBytes,
        isRequested: read.text('seed-context') !== undefined,
    };
}
function parseMaxBytes(text) {
    const bytes = (0,units/* parseBytes */.z_)(text);
    return bytes !== undefined && bytes <= largestMaxBytes ? bytes : undefined;
}

;// CONCATENATED MODULE: ./src/plan/inputs.js
















/** `metadata`: frames without the files that they link to. */
const pullOutputModes = ['true', 'false', 'metadata'];
/** A summary shows at most this many lines; the job's log has all. */
const maxTailLines = 1000;
/** Tags that Disdat sets. */
const reservedTags = /^(committed|root_task|__.*)$/;
const advice = {
    pipeClass: 'Give `module.submodule.PipeClass`: Python names joined by dots, the class last.',
    bundle: 'Give a bundle name of at most 255 characters without slash, `..`, `::`, leading `-`, line break or other control character; or `-`.',
    remote: 'Give `s3://bucket/prefix`: a bucket of 3 to 63 lower-case letters, digits, dots and hyphens, and a prefix without `..`, `//` or unusual characters.',
    context: 'Give `remote-context/local-context`, or one name for both: letters, digits, `_`, `-` and `.`.',
    baseContext: 'Give the name of a remote context: letters, digits, `_`, `-` and `.`.',
    network: 'Give the name of a Docker network, or `host`.',
    inputParam: "Give the name of one of the pipe's parameters: letters, digits and `_`.",
};
/**
 * Reads the step's inputs from the runner's `INPUT_*` variables. Never throws: invalid inputs are added to
 * `problems`. `types` are the backends to choose from.
 */
function readInputs(runnerEnv, problems, types = registry.backendTypes) {
    const { env, warnings: deprecations } = (0,deprecated_inputs/* replaceDeprecatedInputs */.d)(runnerEnv, problems);
    const read = (0,input_reader/* createInputReader */.i)(env, problems);
    const backend = readBackendKind(read.text('backend'), types, problems);
    const attachJobIds = read.list('attach-job-ids', input_parsers/* parseJobIds */.nI);
    const cleanup = read.flag('cleanup', false);
    const many = (0,many_inputs/* readManyInputs */.d$)(read);
    return {
        backend,
        foreignInputs: findForeignInputs(backend, types).filter((name) => isGiven(read, name)),
        given: readGiven(read),
        pipeClass: readPipeClass(read, !cleanup && attachJobIds.length === 0 && many.runs === undefined),
        ...readBundleInputs(read),
        force: read.flag('force', false),
        forceAll: read.flag('force-all', false),
        pushInput: read.flag('push-input', true),
        pullOutput: read.choice('pull-output', 'false', pullOutputModes),
        ...readRemoteInputs(read),
        cleanup,
        configFile: read.text('config-file'),
        image: (0,image_inputs/* readImageInputs */.B3)(read),
        network: read.parsed('network', matching(networkName), advice.network),
        dialect: (0,image_inputs/* readDialect */.ts)(read),
        workers: read.number('workers', { min: 1, max: 512, isInteger: true }) ?? 1,
        env: read.list('env', input_parsers/* parseEnv */.vc),
        ...(0,resource_inputs/* readResourceInputs */.G)(read),
        awsRegion: readRegion(read, env),
        role: readRoleInputs(read),
        backends: new Map(types.map((type) => [type.kind, type.readInputs(read)])),
        wait: read.flag('wait', true),
        attachJobIds,
        many,
        dryRun: read.flag('dry-run', false),
        comparison: (0,comparison_inputs/* readComparisonInputs */.D)(read),
        comment: (0,comment_inputs/* readCommentInputs */.J5)(read),
        annotations: read.flag('annotations', true),
        logTailLines: read.number('log-tail-lines', { min: 0, max: maxTailLines, isInteger: true }) ?? 100,
        summary: read.flag('summary', true),
        deprecations,
    };
}
const isGiven = (read, name) => ![undefined, input_names/* inputDefaults */.V.get(name)].includes(read.text(name));
function readGiven(read) {
    const names = input_names/* inputNames */.v.filter((name) => isGiven(read, name) && !deprecated_inputs/* deprecatedInputs */.J.has(name));
    return new Map(names.map((name) => [name, read.text(name) ?? '']));
}
function readBundleInputs(read) {
    return {
        inputBundle: read.parsed('input-bundle', parseBundleName, (text) => `${adviseBundleName(text)} A uuid is accepted too.`) ??
            '-',
        inputPaths: read.list('input-path', input_parsers/* parsePaths */.Iz),
        inputPathTags: read.list('input-path-tags', (text) => (0,input_parsers/* parseTags */.rL)(text, reservedTags)),
        inputParam: read.parsed('input-param', matching(parameterName), advice.inputParam),
        outputBundle: read.parsed('output-bundle', parseBundleName, adviseBundleName) ?? '-',
        params: read.list('params', params/* parseParams */.S),
        inputTags: read.list('input-tags', (text) => (0,input_parsers/* parseTags */.rL)(text)),
        outputTags: read.list('output-tags', (text) => (0,input_parsers/* parseTags */.rL)(text, reservedTags)),
    };
}
function readRemoteInputs(read) {
    const parseContextName = (text) => ((0,names/* isContextName */.b_)(text) ? text : undefined);
    return {
        remote: read.parsed('remote', names/* parseRemoteUrl */.JH, advice.remote),
        context: read.parsed('context', names/* parseContext */.DO, advice.context),
        baseContext: read.parsed('base-context', parseContextName, advice.baseContext),
        remoteIndex: read.flag('remote-index', true),
        seed: readSeedInputs(read),
        encryption: readEncryptionInputs(read),
    };
}
/** Attached jobs and each of several runs say which pipe they run, and a cleanup runs none. */
function readPipeClass(read, isRequired) {
    if (read.text('pipe-class') !== undefined)
        return read.parsed('pipe-class', names/* parsePipeClass */.UN, advice.pipeClass);
    return isRequired ? read.missing('pipe-class', `Name the pipe to run. ${advice.pipeClass}`) : undefined;
}
/** In any case, and with hyphens: `aws-batch` is `AWSBatch`. */
function readBackendKind(given, types, problems) {
    const kinds = types.map(({ kind }) => kind);
    const [fallback = ''] = kinds;
    if (given === undefined)
        return fallback;
    const kind = kinds.find((each) => each.toLowerCase() === given.toLowerCase().replaceAll('-', ''));
    if (kind !== undefined)
        return kind;
    const nearest = (0,input_problems/* findNearest */.qg)(given, kinds);
    const expected = `Allowed: ${kinds.join(', ')}.`;
    problems.push({ where: 'backend', given, expected, ...(nearest !== undefined && { nearest }) });
    return fallback;
}
/** The inputs that other backends read and this one does not. */
function findForeignInputs(backend, types) {
    const own = new Set(types.find(({ kind }) => kind === backend)?.inputs);
    return [...new Set(types.flatMap(({ inputs }) => inputs))].filter((name) => !own.has(name));
}
const adviseBundleName = (text) => `It ${(0,names/* findBundleNameProblem */.sz)(text)}. ${advice.bundle}`;
const parseBundleName = (text) => (text === '-' || (0,names/* findBundleNameProblem */.sz)(text) === undefined ? text : undefined);
const networkName = /^[A-Za-z0-9][\w.-]*$/;
const parameterName = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const matching = (pattern) => (text) => (pattern.test(text) ? text : undefined);


/***/ }),

/***/ 18799:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d$: () => (/* binding */ readManyInputs),
/* harmony export */   fn: () => (/* binding */ manyOnlyInputs)
/* harmony export */ });
/* unused harmony exports rerunModes, runOrders, runLimit */
/** `missing`: a run whose output is on the remote already is skipped. */
const rerunModes = ['missing', 'all'];
/** `newest`: the last value of `each` first. */
const runOrders = ['oldest', 'newest'];
/** The most that `max-runs` can be. */
const runLimit = 1000;
const defaultMaxRuns = 100;
/** The inputs that mean something only with `runs` or `each`. */
const manyOnlyInputs = ['rerun', 'max-parallel', 'max-runs', 'order', 'fail-fast'];
/** Reads the inputs of several runs; invalid values become problems of `read`. */
function readManyInputs(read) {
    const readYaml = (name) => read.list(name, (text) => ({ value: text.trim() ? text : undefined, faults: [] }));
    return {
        runs: readYaml('runs'),
        each: readYaml('each'),
        rerun: read.choice('rerun', 'missing', rerunModes),
        maxParallel: read.number('max-parallel', { min: 1, max: runLimit, isInteger: true }),
        maxRuns: read.number('max-runs', { min: 1, max: runLimit, isInteger: true }) ?? defaultMaxRuns,
        order: read.choice('order', 'oldest', runOrders),
        failFast: read.flag('fail-fast', false),
    };
}


/***/ }),

/***/ 59130:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (/* binding */ parseParams)
});

// EXTERNAL MODULE: ../../node_modules/yaml/dist/index.js
var dist = __webpack_require__(33483);
// EXTERNAL MODULE: ./src/action/input-parsers.js
var input_parsers = __webpack_require__(48728);
// EXTERNAL MODULE: ./src/disdat/names.js
var names = __webpack_require__(15086);
;// CONCATENATED MODULE: ./src/plan/yaml-json.js

const missingValue = 'An item of a list or map has no value. Write `null` or `""`.';
/** The fault of a text with a lone surrogate, which UTF-8 cannot hold. */
const notText = 'Half of a surrogate pair, such as `\\ud800`, is not text. Remove it.';
/**
 * Formats a node of YAML 1.2 as JSON, so that each value arrives as it is written. Numbers keep their text, because a
 * JavaScript number would round them. Calls `refuse` for what has no exact form: infinity, a number with a leading zero
 * (which is octal in YAML 1.1), half of a surrogate pair, an item without a value, and a key that is not a text or is
 * given twice.
 */
function formatExactJson(node, refuse) {
    if ((0,dist/* isSeq */.oP)(node))
        return `[${node.items.map((item) => formatExactJson(item, refuse)).join(',')}]`;
    if ((0,dist/* isMap */.jh)(node))
        return formatMap(node, refuse);
    if (!(0,dist/* isScalar */.jn)(node) || !hasValue(node))
        refuse('', missingValue, node);
    else if (typeof node.value === 'number')
        return formatNumber(node, refuse);
    else if (typeof node.value === 'string' && !node.value.isWellFormed())
        refuse(node.value, notText, node);
    else
        return JSON.stringify(node.value);
    return '';
}
/** An empty text in quotes is a value. */
const hasValue = ({ source, value }) => value !== null || source !== '';
function formatMap(map, refuse) {
    const members = new Map();
    for (const { key, value } of map.items) {
        const name = (0,dist/* isScalar */.jn)(key) && hasValue(key) ? String(key.source ?? key.value) : undefined;
        if (name === undefined)
            refuse('', 'A key of a map is a text, such as `day` or `"2026-01-05"`.', key);
        else if (name === '<<' && (0,dist/* isScalar */.jn)(key) && key.type === 'PLAIN')
            refuse(name, 'YAML merges are not supported. Write all keys.', key);
        else if (!name.isWellFormed())
            refuse(name, notText, key);
        else if (members.has(name))
            refuse(name, 'This key is given twice. Give it once.', key);
        else if (value === null)
            refuse(name, missingValue, key);
        else
            members.set(name, formatExactJson(value, refuse));
    }
    return `{${[...members].map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`;
}
/** https://yaml.org/spec/1.2.2/#1032-tag-resolution */
const decimal = /^([-+]?)(\d*)(?:\.(\d*))?([eE][-+]?\d+)?$/;
function formatNumber(node, refuse) {
    const text = node.source ?? String(node.value);
    const inQuotes = 'Write it in quotes if it is a text';
    if (/^0[xo]/.test(text))
        return BigInt(text).toString();
    if (!Number.isFinite(node.value)) {
        refuse(text, `JSON, in which lists and maps reach the pipe, has no such number. ${inQuotes}.`, node);
        return '';
    }
    const [, sign = '', whole = '', fraction, exponent = ''] = decimal.exec(text) ?? [];
    if (/^0\d/.test(whole)) {
        refuse(text, `A leading zero means octal in YAML 1.1 and nothing in YAML 1.2. ${inQuotes}, or without the zero.`, node);
        return '';
    }
    const point = fraction === undefined ? '' : `.${fraction || '0'}`;
    return `${sign === '-' ? '-' : ''}${whole || '0'}${point}${exponent}`;
}

// EXTERNAL MODULE: ./src/plan/yaml-text.js
var yaml_text = __webpack_require__(48237);
;// CONCATENATED MODULE: ./src/plan/params.js





/**
 * Parses the pipe's parameters: a YAML map, or `--name value` pairs with quotes as in a shell. Values keep their text
 * (`010` stays `010`). A YAML list or map as a value becomes JSON, which luigi's List and Dict parameters read.
 */
function parseParams(text) {
    return /^\s*--?[^\s-]/.test(text) ? parsePairs(text) : parseYamlMap(text);
}
const emptyValue = 'has no value, and Disdat requires one. Leave the parameter out, or give it a value (in a YAML map if the value begins with `--`).';
function addParam(params, faults, name, value, place) {
    const problem = (0,input_parsers/* findArgumentProblem */.Ky)(value);
    if (!(0,names/* isIdentifier */._5)(name))
        faults.push({
            given: name,
            expected: `The name of a parameter is a Python identifier: letters, digits and \`_\`${place}.`,
        });
    else if (value === '')
        faults.push({ given: name, expected: `Parameter \`${name}\` ${emptyValue}` });
    else if (problem !== undefined)
        faults.push({ given: name, expected: `Parameter \`${name}\` ${problem}.` });
    else if (value.length > input_parsers/* valueLimit */.fz)
        faults.push({ given: name, expected: `Parameter \`${name}\` has more than ${input_parsers/* valueLimit */.fz} characters.` });
    else if (params.has(name))
        faults.push({ given: name, expected: `Parameter \`${name}\` is given twice. Give it once.` });
    else
        params.set(name, value);
}
function parsePairs(text) {
    const value = new Map();
    const faults = [];
    const words = splitWords(text);
    if (words === undefined)
        return { value, faults: [{ given: text, expected: 'A quote is not closed.' }] };
    for (let at = 0; at < words.length; at += 1) {
        const flag = words[at] ?? '';
        if (!flag.startsWith('--')) {
            faults.push({
                given: flag,
                expected: 'Expected `--name` here. Write `--name value` pairs, with quotes around a value that contains spaces.',
            });
            continue;
        }
        const next = words[at + 1] ?? '';
        const isValue = !next.startsWith('--');
        addParam(value, faults, flag.slice(2), isValue ? next : '', '');
        if (isValue)
            at += 1;
    }
    return { value, faults };
}
const wordPieces = /\s+|'([^']*)'|"((?:\\.|[^"\\])*)"|[^\s'"]+|(['"])/gs;
/**
 * Splits words with quotes as in a shell; a backslash is special only before `"` and `\` in double quotes. Undefined
 * when a quote is not closed.
 */
function splitWords(text) {
    const words = [];
    let open = false;
    for (const [piece, single, double, unclosed] of text.matchAll(wordPieces)) {
        if (unclosed !== undefined)
            return undefined;
        const isSpace = /^\s/.test(piece);
        const plain = single ?? double?.replace(/\\(["\\])/g, '$1') ?? piece;
        if (!isSpace)
            words.push(open ? `${words.pop()}${plain}` : plain);
        open = !isSpace;
    }
    return words;
}
function parseYamlMap(text) {
    const value = new Map();
    const { contents, faults, findPosition, refuse } = (0,yaml_text/* parseYamlText */.c)(text);
    if (faults.length > 0 || contents === null)
        return { value, faults };
    if (!(0,dist/* isMap */.jh)(contents)) {
        return {
            value,
            faults: [{ given: text, expected: 'Write a YAML map (`name: value`, one a line) or `--name value` pairs.' }],
        };
    }
    for (const { key, value: node } of contents.items) {
        const name = (0,dist/* isScalar */.jn)(key) ? String(key.source ?? key.value) : '';
        const count = faults.length;
        const formatted = (0,dist/* isMap */.jh)(node) || (0,dist/* isSeq */.oP)(node) ? formatExactJson(node, refuse) : (0,dist/* isScalar */.jn)(node) ? formatScalar(node) : '';
        const line = findPosition(key)?.line;
        if (faults.length === count)
            addParam(value, faults, name, formatted, line ? ` (line ${line})` : '');
    }
    return { value, faults };
}
const formatScalar = ({ source, value }) => source ?? String(value ?? '');


/***/ }),

/***/ 61854:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ readResourceInputs),
/* harmony export */   X: () => (/* binding */ defaultRunMs)
/* harmony export */ });
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19177);

/** Five days, the limit of a job on a self-hosted runner: https://docs.github.com/en/actions/reference/limits */
const maxRunMinutes = 7200;
/** The limit of a pipe whose workflow gives none: that of a job on a hosted runner. */
const defaultRunMs = 360 * 60_000;
/** In MiB. Docker's own minimum of memory: https://docs.docker.com/engine/containers/resource_constraints/ */
const memoryLimits = { min: 6, minShm: 1, max: 16 * 1024 * 1024 };
/** Reads the resources and the time of a run; invalid values become problems of `read`. */
function readResourceInputs(read) {
    const timeout = read.number('run-timeout-minutes', { min: 0.01, max: maxRunMinutes, isInteger: false });
    return {
        vcpus: read.number('vcpus', { min: 0.01, max: 1024, isInteger: false }),
        memoryMib: readMib(read, 'memory', memoryLimits.min),
        shmSizeMib: readMib(read, 'shm-size', memoryLimits.minShm),
        gpus: read.number('gpus', { min: 1, max: 64, isInteger: true }),
        timeoutMs: timeout === undefined ? undefined : timeout * 60_000,
        jobTimeoutMinutes: read.number('job-timeout-minutes', { min: 1, max: maxRunMinutes, isInteger: false }),
    };
}
/** A size in MiB, rounded up. */
function readMib(read, name, min) {
    return read.parsed(name, (text) => {
        // Without a unit it would be bytes, and the older inputs took MiB.
        const bytes = /iB$/i.test(text) ? (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .parseBytes */ .z_)(text) : undefined;
        const mib = Math.ceil((bytes ?? Number.NaN) / 1024 ** 2);
        return mib >= min && mib <= memoryLimits.max ? mib : undefined;
    }, `Give a number with its unit, such as \`4GiB\` or \`512MiB\`, from ${min} MiB to 16 TiB.`);
}


/***/ }),

/***/ 48237:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ parseYamlText)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33483);

/**
 * Parses YAML, and refuses keys that are given twice, and what would change a value that follows it: anchors,
 * references, tags and the rules of YAML 1.1. Where there are faults, the contents are incomplete.
 */
function parseYamlText(text) {
    const faults = [];
    const lineCounter = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    // The parser would compare each key of a map with all others, which takes a minute for 20,000 keys.
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text, { lineCounter, prettyErrors: false, uniqueKeys: false });
    const lines = document.errors.length === 0 ? [] : text.split('\n');
    for (const error of document.errors) {
        const { line, col } = lineCounter.linePos(error.pos[0]);
        faults.push({
            given: lines[line - 1] ?? '',
            expected: `Not valid YAML at line ${line}, column ${col}: ${error.message}.`,
        });
    }
    const findPosition = (node) => {
        const start = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isNode */ .Ll)(node) ? node.range?.[0] : undefined;
        return start === undefined ? undefined : lineCounter.linePos(start);
    };
    const refuse = (given, expected, node) => {
        const line = findPosition(node)?.line;
        faults.push({ given, expected: line ? expected.replace(/(?=\.(?: |$))/, ` (line ${line})`) : expected });
    };
    if (faults.length === 0)
        refuseUnsupportedSyntax(document, refuse);
    return { text, contents: document.contents, faults, findPosition, refuse };
}
function refuseUnsupportedSyntax(document, refuse) {
    const inQuotes = 'Write the value, in quotes if it is a text.';
    if (document.directives.yaml.explicit === true)
        refuse('%YAML', `\`%YAML\` is not supported: inputs are YAML 1.2. Remove it.`, undefined);
    (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .visit */ .YR)(document, {
        Map: (_, { items }) => refuseRepeatedKeys(items, refuse),
        Alias: (_, node) => refuse(`*${node.source}`, 'YAML references are not supported. Write the value.', node),
        Value: (_, node) => {
            if (node.anchor !== undefined)
                refuse(`&${node.anchor}`, `YAML anchors are not supported. ${inQuotes}`, node);
            if (node.tag !== undefined && node.tag !== textTag)
                refuse(node.tag, `YAML tags are not supported. ${inQuotes}`, node);
        },
    });
}
function refuseRepeatedKeys(items, refuse) {
    const names = new Set();
    for (const { key } of items) {
        if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key))
            continue;
        const name = String(key.source ?? key.value);
        if (names.has(name))
            refuse(name, 'This key is given twice. Give it once.', key);
        names.add(name);
    }
}
/** `!!str`, which keeps the text. */
const textTag = 'tag:yaml.org,2002:str';


/***/ })

};
;