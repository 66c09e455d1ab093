"use strict";
exports.id = 59;
exports.ids = [59];
exports.modules = {

/***/ 45154:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   oK: () => (/* binding */ promotionTag),
/* harmony export */   ph: () => (/* binding */ addPromotionTag),
/* harmony export */   xz: () => (/* binding */ isEqualExceptPromotion)
/* harmony export */ });
/* harmony import */ var _format_format_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51178);
/* harmony import */ var _format_hyperframe_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(53197);


/** The tag that a promotion adds to a bundle: the context that the bundle was copied from. */
const promotionTag = 'promoted_from';
/**
 * The encoded HyperFrame with the tag of a promotion, which replaces an earlier one. Returns the same bytes where the
 * tag would hide damage, because a new hash would match, and where readers would refuse the size.
 */
function addPromotionTag(hyperFrame, context) {
    if (!(0,_format_hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .hyperFrameHashMatches */ .XI)(hyperFrame))
        return hyperFrame;
    const tagged = (0,_format_hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .replaceTag */ .JG)(hyperFrame, promotionTag, context);
    return tagged.length > _format_hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .maxHyperFrameBytes */ .ts ? hyperFrame : tagged;
}
/**
 * Whether two encoded HyperFrames are equal except for the tag of a promotion: the same bundle in the contexts before
 * and after it. Of HyperFrames that cannot be read, or do not match their own hash, only equal bytes are.
 */
function isEqualExceptPromotion(a, b) {
    if (Buffer.compare(a, b) === 0)
        return true;
    if (!(0,_format_hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .hyperFrameHashMatches */ .XI)(a) || !(0,_format_hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .hyperFrameHashMatches */ .XI)(b))
        return false;
    try {
        const [first, second] = [a, b].map((bytes) => (0,_format_hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .replaceTag */ .JG)(bytes, promotionTag, undefined));
        return first !== undefined && second !== undefined && Buffer.compare(first, second) === 0;
    }
    catch (error) {
        if (error instanceof _format_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC)
            return false;
        throw error;
    }
}


/***/ }),

/***/ 48012:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ reservedTags)
/* harmony export */ });
/* harmony import */ var _promotion_tag_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45154);

/** The tags that no user sets: those of Disdat, which include parameters, and that of a promotion. */
const reservedTags = new RegExp(`^(committed|root_task|${_promotion_tag_js__WEBPACK_IMPORTED_MODULE_0__/* .promotionTag */ .oK}|__.*)$`, 's');


/***/ }),

/***/ 63497:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ formatCompareWith),
/* harmony export */   D: () => (/* binding */ readComparisonInputs)
/* harmony export */ });
/* harmony import */ var _compare_rules_rules_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(32100);
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84092);
/* harmony import */ var _disdat_names_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(15086);
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(33178);
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19177);





/** The values are held in memory: a larger comparison is the task of a pipe. */
const maxDiffBytes = 1024 ** 3;
const defaultDiffBytes = 8 * 1024 ** 2;
/** Temporary files grow with the rows. */
const diffRows = { default: 20_000_000, min: 1000, max: 1_000_000_000 };
const maxKeyColumns = 16;
const bundleAdvice = 'Give a bundle name or a uuid, `context/name` or `context/uuid` for a bundle of another remote context, `-` for no comparison, or `auto`.';
/** Reads the inputs of the comparison; invalid values become problems of `read`. */
function readComparisonInputs(read) {
    const failOn = read.list('fail-on', _compare_rules_rules_js__WEBPACK_IMPORTED_MODULE_0__/* .parseRules */ .NR);
    const diffKey = readDiffKey(read);
    if (diffKey === undefined && failOn.some(({ kind }) => kind === 'row-limit'))
        read.missing('diff-key', neededKey);
    return {
        compareWith: readCompareWith(read),
        failOn,
        diffMaxBytes: read.parsed('diff-max-bytes', parseDiffBytes, 'Give bytes up to 1 GiB, such as `8MiB`.') ?? defaultDiffBytes,
        diffSamples: readDiffSamples(read),
        diffKey,
        diffMaxRows: read.number('diff-max-rows', { min: diffRows.min, max: diffRows.max, isInteger: true }) ?? diffRows.default,
    };
}
function readDiffSamples(read) {
    const chosen = read.choice('diff-samples', 'false', ['true', 'false', 'comment']);
    if (chosen === 'comment')
        return chosen;
    return chosen === 'true' ? 'summary' : 'never';
}
function readDiffKey(read) {
    const columns = read.list('diff-key', parseColumns);
    if (columns.length === 0)
        return undefined;
    return columns.length === 1 && columns[0] === 'auto' ? 'auto' : columns;
}
/** Parses the names of columns, separated by commas or line breaks; a name with these as a JSON text. */
function parseColumns(text) {
    const given = text.match(/[^\S\n]*(?:"(?:[^"\\\n]|\\.)*"[^,\n]*|[^,\n]+)/g) ?? [];
    const names = given.map((part) => part.trim()).filter((part) => part !== '');
    const value = [];
    const faults = [];
    for (const name of names) {
        const column = name.startsWith('"') ? (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_3__/* .parseJson */ .qF)(name) : name;
        if (typeof column !== 'string')
            faults.push({ given: name, expected: keyAdvice });
        else if (!value.includes(column))
            value.push(column);
    }
    const isTooLong = value.length > maxKeyColumns;
    return {
        value,
        faults: isTooLong ? [...faults, { given: text, expected: `Give at most ${maxKeyColumns} columns.` }] : faults,
    };
}
const neededKey = 'Rules about single rows, such as `rows-removed>0`, need it: the columns that identify a row, or `auto`.';
const keyAdvice = 'Give the names of columns, separated by commas or line breaks, or `auto`. Write a name with a comma or a quote as a JSON text.';
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
    if (context !== undefined && !(0,_disdat_names_js__WEBPACK_IMPORTED_MODULE_4__/* .isContextName */ .b_)(context))
        return undefined;
    if ((0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_1__/* .isUuid */ .O1)(which))
        return { kind: 'uuid', context, which };
    return (0,_disdat_names_js__WEBPACK_IMPORTED_MODULE_4__/* .findBundleNameProblem */ .sz)(which) === undefined ? { kind: 'name', context, which } : undefined;
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
    // Any other word than `auto` becomes a problem.
    if (version === undefined)
        read.choice('dialect', 'auto', ['auto', ..._disdat_generations_js__WEBPACK_IMPORTED_MODULE_0__/* .dialects */ .O9]);
    return version;
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
    'skip-unchanged',
    'max-age',
    'promote',
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
    'diff-key',
    'diff-max-rows',
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
    'accept',
    'accept-label',
    'accept-by',
    'failure-issue',
    'failure-issue-key',
    'failure-issue-labels',
    'failure-issue-assignees',
    'github-token',
    'annotations',
    'log-tail-lines',
    'summary',
    'report-html',
];
/**
 * The defaults of action.yml, which the runner passes like given values; those that are expressions are left out. A
 * test compares the two lists.
 */
const inputDefaults = new Map([
    ['force', 'false'],
    ['force-all', 'false'],
    ['skip-unchanged', 'false'],
    ['promote', 'false'],
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
    ['diff-max-rows', '20000000'],
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
    ['accept', 'never'],
    ['accept-label', 'disdat: accepted'],
    ['accept-by', 'writer'],
    ['failure-issue', 'false'],
    ['annotations', 'true'],
    ['log-tail-lines', '100'],
    ['summary', 'true'],
    ['report-html', 'false'],
]);


/***/ }),

/***/ 20059:
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
// EXTERNAL MODULE: ./src/backends/registry.js + 78 modules
var registry = __webpack_require__(15000);
// EXTERNAL MODULE: ./src/disdat/names.js
var names = __webpack_require__(15086);
// EXTERNAL MODULE: ./src/disdat/reserved-tags.js
var reserved_tags = __webpack_require__(48012);
// EXTERNAL MODULE: ./src/plan/acceptance-inputs.js
var acceptance_inputs = __webpack_require__(54415);
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

// EXTERNAL MODULE: ./src/plan/failure-issue-inputs.js
var failure_issue_inputs = __webpack_require__(81656);
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
// EXTERNAL MODULE: ./src/plan/role-inputs.js
var role_inputs = __webpack_require__(65962);
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

// EXTERNAL MODULE: ./src/plan/skip-inputs.js
var skip_inputs = __webpack_require__(80255);
;// CONCATENATED MODULE: ./src/plan/inputs.js




















/** `metadata`: frames without the files that they link to. */
const pullOutputModes = ['true', 'false', 'metadata'];
/** A summary shows at most this many lines; the job's log has all. */
const maxTailLines = 1000;
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
        ...{ force: read.flag('force', false), forceAll: read.flag('force-all', false) },
        ...{ skipUnchanged: (0,skip_inputs/* readSkipInputs */.R)(read), promote: read.flag('promote', false) },
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
        awsRegion: (0,role_inputs/* readRegion */.X)(read, env),
        role: (0,role_inputs/* readRoleInputs */._)(read),
        backends: new Map(types.map((type) => [type.kind, type.readInputs(read)])),
        wait: read.flag('wait', true),
        attachJobIds,
        many,
        dryRun: read.flag('dry-run', false),
        comparison: (0,comparison_inputs/* readComparisonInputs */.D)(read),
        ...readCommentAndAcceptance(read),
        failureIssue: (0,failure_issue_inputs/* readFailureIssueInputs */.l)(read),
        annotations: read.flag('annotations', true),
        logTailLines: read.number('log-tail-lines', { min: 0, max: maxTailLines, isInteger: true }) ?? 100,
        summary: read.flag('summary', true),
        reportHtml: read.flag('report-html', false),
        deprecations,
    };
}
const isGiven = (read, name) => ![undefined, input_names/* inputDefaults */.V.get(name)].includes(read.text(name));
function readGiven(read) {
    const names = input_names/* inputNames */.v.filter((name) => isGiven(read, name) && !deprecated_inputs/* deprecatedInputs */.J.has(name));
    return new Map(names.map((name) => [name, read.text(name) ?? '']));
}
function readCommentAndAcceptance(read) {
    const comment = (0,comment_inputs/* readCommentInputs */.J5)(read);
    return { comment, acceptance: (0,acceptance_inputs/* readAcceptanceInputs */.r)(read, comment) };
}
function readBundleInputs(read) {
    return {
        inputBundle: read.parsed('input-bundle', parseBundleName, (text) => `${adviseBundleName(text)} A uuid is accepted too.`) ??
            '-',
        inputPaths: read.list('input-path', input_parsers/* parsePaths */.Iz),
        inputPathTags: read.list('input-path-tags', (text) => (0,input_parsers/* parseTags */.rL)(text, reserved_tags/* reservedTags */.W)),
        inputParam: read.parsed('input-param', matching(parameterName), advice.inputParam),
        outputBundle: read.parsed('output-bundle', parseBundleName, adviseBundleName) ?? '-',
        params: read.list('params', params/* parseParams */.S),
        inputTags: read.list('input-tags', (text) => (0,input_parsers/* parseTags */.rL)(text)),
        outputTags: read.list('output-tags', (text) => (0,input_parsers/* parseTags */.rL)(text, reserved_tags/* reservedTags */.W)),
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
/* harmony export */   RW: () => (/* binding */ runLimit),
/* harmony export */   Xy: () => (/* binding */ countLaneDependencies),
/* harmony export */   d$: () => (/* binding */ readManyInputs),
/* harmony export */   fn: () => (/* binding */ manyOnlyInputs)
/* harmony export */ });
/* unused harmony exports rerunModes, runOrders */
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
/**
 * How many jobs the job of a run may wait for in its queue besides those that the run needs: with `max-parallel`, jobs
 * that continue without the step start one after another.
 */
const countLaneDependencies = (runCount, maxParallel) => maxParallel !== undefined && runCount > maxParallel ? 1 : 0;


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

/***/ 80255:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ readSkipInputs),
/* harmony export */   z: () => (/* binding */ skipTriggers)
/* harmony export */ });
/* harmony import */ var _compare_rules_rules_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(32100);

/** What can have changed since an output was made, in the order in which it is checked. */
const skipTriggers = ['params', 'input', 'image', 'code', 'upstream'];
const longestMaxAgeMs = 3650 * _compare_rules_rules_js__WEBPACK_IMPORTED_MODULE_0__/* .timeUnits */ .F7.d;
/** Undefined: the run is never skipped. */
function readSkipInputs(read) {
    const triggers = read.list('skip-unchanged', parseTriggers);
    const maxAgeMs = read.parsed('max-age', parseMaxAge, 'Give a time from 1m to 3650d, such as `24h`, `90m` or `7d`.');
    return triggers.size === 0 ? undefined : { triggers, maxAgeMs };
}
/** `true` stands for all triggers, and `false` for no skipping. */
function parseTriggers(text) {
    const words = text.split(/[\s,]+/).filter((word) => word !== '');
    if (words.length === 1 && /^(true|True|TRUE)$/.test(words[0] ?? ''))
        return { value: new Set(skipTriggers), faults: [] };
    if (words.length === 1 && /^(false|False|FALSE)$/.test(words[0] ?? ''))
        return { value: new Set(), faults: [] };
    const isKnown = (word) => skipTriggers.some((trigger) => trigger === word);
    const expected = `Allowed: true, false, or some of ${skipTriggers.join(', ')}.`;
    const faults = words.filter((word) => !isKnown(word)).map((given) => ({ given, expected, allowed: skipTriggers }));
    return { value: new Set(words.filter(isKnown)), faults };
}
function parseMaxAge(text) {
    const [, amount = '', unit = ''] = /^(\d{1,7})([dhm])$/.exec(text) ?? [];
    const [, unitMs = 0] = Object.entries(_compare_rules_rules_js__WEBPACK_IMPORTED_MODULE_0__/* .timeUnits */ .F7).find(([name]) => name === unit) ?? [];
    const ms = Number(amount) * unitMs;
    return ms > 0 && ms <= longestMaxAgeMs ? ms : undefined;
}


/***/ })

};
;