"use strict";
exports.id = 3200;
exports.ids = [3200,2819];
exports.modules = {

/***/ 33274:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   failStep: () => (/* binding */ failStep),
/* harmony export */   failWith: () => (/* binding */ failWith),
/* harmony export */   failWithCrash: () => (/* binding */ failWithCrash),
/* harmony export */   reportUncaught: () => (/* binding */ reportUncaught)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);
/* harmony import */ var _docs_link_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(70131);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(86475);



/** Fails the step with an error. Its text is escaped. */
async function failStep(text) {
    // Without the toolkit, a damaged checkout of the action for example, the step would be green.
    process.exitCode = 1;
    const core = await (0,_log_js__WEBPACK_IMPORTED_MODULE_2__/* .loadToolkit */ .fl)();
    core.setFailed((0,_log_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeLogText */ .dD)(text));
}
/** Fails the step with what ended it: a failure with its advice, or an internal error. */
async function failWith(error, env) {
    const text = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR
        ? `${error.verdict}: ${error.message} ${error.advice}`
        : `internal-error: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error)}`;
    await failStep((0,_docs_link_js__WEBPACK_IMPORTED_MODULE_1__/* .linkDocs */ .cG)(text, (0,_docs_link_js__WEBPACK_IMPORTED_MODULE_1__/* .getDocsUrl */ .Tr)(env)));
}
/** Fails the step with an error that nothing else explains, with its stack. */
async function failWithCrash(error) {
    await failStep(`internal-error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}
/**
 * Reports an exception that nothing catches, and ends the process. Otherwise node prints its stack as it is: a line in
 * it could be a workflow command.
 */
function reportUncaught(report) {
    process.on('uncaughtException', (error) => {
        void report(error)
            .catch(() => undefined)
            .finally(() => process.stdout.write('', () => process.exit()));
    });
}


/***/ }),

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

/***/ 11033:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ runEntry)
/* harmony export */ });
/* harmony import */ var _lib_environment_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12819);
/* harmony import */ var _crash_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33274);
/* harmony import */ var _open_step_log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(60327);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(77027);




/**
 * Runs a step that has no post, from the environment of the process to its end, and fails it with what `work` throws.
 * Changes the environment as `resolveFolders` says.
 */
function runEntry(env, work) {
    process.noDeprecation = true;
    (0,_crash_js__WEBPACK_IMPORTED_MODULE_1__.reportUncaught)(_crash_js__WEBPACK_IMPORTED_MODULE_1__.failWithCrash);
    const cancel = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'])
        process.on(signal, () => cancel.abort(new Error(signal)));
    const start = async () => {
        (0,_lib_environment_js__WEBPACK_IMPORTED_MODULE_0__.resolveFolders)(env);
        const log = (0,_open_step_log_js__WEBPACK_IMPORTED_MODULE_2__/* .openStepLog */ .p)(env);
        const outputs = new _outputs_js__WEBPACK_IMPORTED_MODULE_3__/* .OutputWriter */ .PO(log.warning, log.holdsMasked, env['GITHUB_OUTPUT']);
        try {
            await work({ env, log, outputs, cancelled: cancel.signal });
        }
        catch (error) {
            await (0,_crash_js__WEBPACK_IMPORTED_MODULE_1__.failWith)(error, env);
        }
    };
    // A call that a server never answers would keep the process for as long as the connection is open.
    void start()
        .catch(_crash_js__WEBPACK_IMPORTED_MODULE_1__.failWithCrash)
        .finally(() => process.stdout.write('', () => process.exit()));
}


/***/ }),

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

/***/ 15086:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DO: () => (/* binding */ parseContext),
/* harmony export */   JH: () => (/* binding */ parseRemoteUrl),
/* harmony export */   UN: () => (/* binding */ parsePipeClass),
/* harmony export */   _5: () => (/* binding */ isIdentifier),
/* harmony export */   b_: () => (/* binding */ isContextName),
/* harmony export */   qW: () => (/* binding */ deriveImageName),
/* harmony export */   sz: () => (/* binding */ findBundleNameProblem)
/* harmony export */ });
/* unused harmony export bundleNameLimit */
/** https://docs.python.org/3/reference/lexical_analysis.html#identifiers */
const identifier = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;
/** Whether a text is a Python identifier. A pipe's parameters are, because they are attributes of its class. */
function isIdentifier(text) {
    return identifier.test(text);
}
/** Parses a dotted Python name; undefined where it is not one, or has no module. */
function parsePipeClass(text) {
    const parts = text.split('.');
    if (parts.length < 2 || !parts.every(isIdentifier))
        return undefined;
    return { name: text, module: parts.slice(0, -1) };
}
/**
 * The repository name of a pipe's image, as `dsdt dockerize` of Disdat 0.7.1 to 0.8.0 names it:
 * `disdat-module-submodule`, in lower case (https://disdat.gitbook.io/disdat-documentation). Later versions use the
 * name in setup.py. Docker may still reject a name made of unusual identifiers.
 */
function deriveImageName(pipeClass) {
    return ['disdat', ...pipeClass.module].join('-').toLowerCase();
}
/** The longest bundle name that the action accepts, in UTF-16 units. Disdat stores names as tags and table rows. */
const bundleNameLimit = 255;
/**
 * Why a text cannot be a bundle's name, as a predicate such as `is empty`; undefined where it can. A name may be in any
 * script. It never becomes a path.
 */
function findBundleNameProblem(name) {
    if (name === '')
        return 'is empty';
    if (name.length > bundleNameLimit)
        return `is ${name.length} characters long, the limit is ${bundleNameLimit}`;
    if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name))
        return 'contains a line break or another control character';
    if (/[/\\]/.test(name))
        return 'contains a slash';
    if (name.includes('..'))
        return 'contains `..`';
    if (name.includes('::'))
        return 'contains `::`';
    if (name !== name.trim())
        return 'starts or ends with a space';
    if (name.startsWith('-'))
        return 'starts with `-`, which Disdat reads as an option';
    return undefined;
}
/** Whether a text can be a context's name: one path segment, because it is a folder on disk and a part of every key. */
function isContextName(name) {
    return /^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,127}$/u.test(name) && !name.includes('..');
}
/** Parses `remote-context/local-context`, or one name for both; undefined where the text is neither. */
function parseContext(text) {
    const [remote = '', local = remote, ...rest] = text.split('/');
    return rest.length === 0 && isContextName(remote) && isContextName(local) ? { remote, local } : undefined;
}
const bucketName = /^(?!\d+(?:\.\d+){3}$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
/**
 * Parses `s3://bucket/prefix`; undefined where the text is not such a URL. The bucket follows S3's naming rules
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html). The prefix has no empty part, `.` or
 * `..`.
 */
function parseRemoteUrl(text) {
    const match = /^s3:\/\/([^/]+)(?:\/(.*?))?\/?$/su.exec(text);
    const bucket = match?.[1] ?? '';
    const prefix = match?.[2] ?? '';
    if (!bucketName.test(bucket) || bucket.includes('..'))
        return undefined;
    const plain = /^[\p{L}\p{N}!_.*'() @=+-]+$/u;
    const parts = prefix === '' ? [] : prefix.split('/');
    if (!parts.every((part) => plain.test(part) && part !== '.' && part !== '..'))
        return undefined;
    return { bucket, prefix, url: ['s3:/', bucket, ...parts].join('/') };
}


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

/***/ 30715:
/***/ ((__unused_webpack_module, __unused_webpack___webpack_exports__, __webpack_require__) => {


// EXTERNAL MODULE: ./src/action/crash.js
var crash = __webpack_require__(33274);
// EXTERNAL MODULE: ./src/action/docs-link.js
var docs_link = __webpack_require__(70131);
// EXTERNAL MODULE: ./src/action/run-entry.js
var run_entry = __webpack_require__(11033);
// EXTERNAL MODULE: ./src/action/event.js
var action_event = __webpack_require__(98605);
// EXTERNAL MODULE: ./src/action/input-reader.js
var input_reader = __webpack_require__(90977);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/plan/failure-issue-inputs.js
var failure_issue_inputs = __webpack_require__(81656);
;// CONCATENATED MODULE: ./src/report/freshness-result.js
/** The bundles that are not as expected. */
const listStale = ({ bundles }) => bundles.filter(({ state }) => state !== 'fresh');

// EXTERNAL MODULE: ./src/lib/units.js
var units = __webpack_require__(19177);
// EXTERNAL MODULE: ./src/report/fit-sections.js
var fit_sections = __webpack_require__(60879);
// EXTERNAL MODULE: ./src/report/markdown.js
var markdown = __webpack_require__(11156);
;// CONCATENATED MODULE: ./src/report/freshness-summary.js



/** The rows of the table, the days in one of them, and the sentences of one bundle. */
const rowLimit = 200;
const dayLimit = 14;
const sentenceLimit = 8;
const icons = { fresh: '✅', stale: '❌', gap: '⚠️' };
/** The worst first. */
const states = [
    { state: 'stale', words: 'stale' },
    { state: 'gap', words: 'with gaps' },
    { state: 'fresh', words: 'fresh' },
];
/** Renders the summary of a check of freshness, at most `limit` bytes of UTF-8. */
function renderFreshness(result, limit = fit_sections/* summaryLimitBytes */.fx) {
    const sections = [
        createTableSection(result.bundles),
        createSentencesSection(result.bundles),
        (0,fit_sections/* createWholeSection */.hx)('failure', renderHeal(result)),
        (0,fit_sections/* createWholeSection */.hx)('notes', renderPlace(result)),
    ];
    return (0,fit_sections/* fitSections */.WK)(renderHeadline(result), sections, { limit, measure: (text) => Buffer.byteLength(text) });
}
function renderHeadline({ bundles }) {
    const counts = states.map(({ state, words }) => ({ words, n: bundles.filter((one) => one.state === state).length }));
    const worst = states.find(({ state }) => bundles.some((one) => one.state === state));
    const text = counts.flatMap(({ n, words }) => (n > 0 ? [`${n.toLocaleString('en')} ${words}`] : [])).join(' · ');
    return `### ${icons[worst?.state ?? 'fresh']} ${text}`;
}
function createTableSection(bundles) {
    const head = ['', 'bundle', 'newest', 'age', 'rows', 'expected', 'missing', 'last run'];
    const rows = bundles.map(({ name, state, days, bundle, rows: count, limits }) => [
        icons[state],
        (0,markdown/* renderCode */.cR)(name),
        (0,markdown/* renderCode */.cR)(days?.newest ?? ''),
        bundle === undefined ? '–' : (0,units/* formatDuration */.a3)(bundle.ageMs),
        count?.toLocaleString('en') ?? '',
        (0,markdown/* renderList */.pI)(limits.map((limit) => (0,markdown/* renderCode */.cR)(limit)), 0),
        renderDays(days?.missing ?? []),
        bundle?.runUrl === undefined ? '' : (0,markdown/* renderLink */.BK)('run', bundle.runUrl),
    ]);
    const render = (shown, more) => `${(0,markdown/* renderFilledTable */.FR)(head, shown)}${(0,markdown/* renderMore */.Ij)(more, 'bundle')}`;
    return { dropPriority: 'overview', variants: (0,fit_sections/* createShorteningVariants */.aI)(rows, rowLimit, render) };
}
/** The newest days, because the others are the same as on the days before. */
function renderDays(days) {
    const shown = days.slice(-dayLimit);
    return (0,markdown/* renderList */.pI)(shown.map((day) => (0,markdown/* renderCode */.cR)(day)), days.length - shown.length);
}
function createSentencesSection(bundles) {
    const lines = bundles.flatMap(({ name, reasons, notes }) => {
        const sentences = [...reasons, ...notes].slice(0, sentenceLimit);
        return sentences.length === 0
            ? []
            : [`- ${(0,markdown/* renderCode */.cR)(name)}: ${sentences.map((text) => (0,markdown/* renderProse */.E9)(text)).join(' ')}`];
    });
    const render = (shown, more) => `${shown.join('\n')}${(0,markdown/* renderMore */.Ij)(more, 'bundle')}`;
    return { dropPriority: 'failure', variants: (0,fit_sections/* createShorteningVariants */.aI)(lines, rowLimit, render) };
}
function renderHeal({ heal }) {
    if (heal === undefined)
        return '';
    const workflow = (0,markdown/* renderCode */.cR)(heal.workflow);
    if (heal.kind !== 'dispatched')
        return `**Heal:** ${workflow} was not started. ${(0,markdown/* renderProse */.E9)(heal.why)}`;
    return `**Heal:** started ${heal.url === undefined ? workflow : (0,markdown/* renderLink */.BK)(workflow, heal.url)} with what is missing.`;
}
const renderPlace = ({ remote, context, checkedAt }) => `<sub>${(0,markdown/* renderCode */.cR)(context)} on ${(0,markdown/* renderCode */.cR)(remote)}, ${(0,units/* formatTime */.fU)(checkedAt)}</sub>`;

// EXTERNAL MODULE: ./src/run/failure-issue-target.js
var failure_issue_target = __webpack_require__(15292);
// EXTERNAL MODULE: ./src/run/publish-failure-issue.js + 5 modules
var publish_failure_issue = __webpack_require__(95719);
// EXTERNAL MODULE: ./src/action/network-env.js
var network_env = __webpack_require__(76545);
// EXTERNAL MODULE: ./src/action/step-summary.js
var step_summary = __webpack_require__(52366);
// EXTERNAL MODULE: ./src/aws/limit-identity.js
var limit_identity = __webpack_require__(4938);
// EXTERNAL MODULE: ./src/action/input-problems.js
var input_problems = __webpack_require__(95414);
// EXTERNAL MODULE: ./src/disdat/names.js
var names = __webpack_require__(15086);
// EXTERNAL MODULE: ./src/plan/role-inputs.js
var role_inputs = __webpack_require__(65962);
// EXTERNAL MODULE: ../../node_modules/yaml/dist/index.js
var dist = __webpack_require__(33483);
// EXTERNAL MODULE: ./src/plan/runs/read-value.js
var read_value = __webpack_require__(21571);
// EXTERNAL MODULE: ./src/plan/runs/run-definition.js
var run_definition = __webpack_require__(28830);
// EXTERNAL MODULE: ./src/plan/yaml-text.js
var yaml_text = __webpack_require__(48237);
// EXTERNAL MODULE: ./src/compare/rules/rules.js + 3 modules
var rules = __webpack_require__(32100);
// EXTERNAL MODULE: ./src/lib/calendar.js
var calendar = __webpack_require__(96490);
// EXTERNAL MODULE: ./src/plan/runs/each-values.js
var each_values = __webpack_require__(49121);
;// CONCATENATED MODULE: ./src/plan/freshness/parse-conditions.js



/** The conditions of a bundle. */
const conditionKeys = ['each', 'newest', 'by', 'timezone', 'window', 'max-age', 'rows'];
/** The conditions that need `each`. */
const dayKeys = ['newest', 'by', 'timezone', 'window'];
const maxKeyLength = 200;
/** The most days of `window`, and of `newest` before today. */
const maxWindowDays = 366;
const daysOfUnit = { d: 1, w: 7 };
/** Parses the conditions of a bundle. Faults are reported with `refuse`, and their conditions are left out. */
function parseConditions(texts, refuse) {
    for (const [key, text] of texts) {
        const isKnown = conditionKeys.some((known) => known === key);
        if (!isKnown)
            refuse(undefined, { expected: listKeys, given: key, allowed: conditionKeys });
        else if (!text)
            refuse(key, { expected: 'Write a text.' });
    }
    const get = (key) => texts.get(key) || undefined;
    const parse = (key, read, expected) => {
        const text = get(key);
        const value = text === undefined ? undefined : read(text);
        if (text !== undefined && value === undefined)
            refuse(key, { expected, given: text });
        return value;
    };
    if (!['newest', 'max-age', 'rows'].some((key) => texts.has(key)))
        refuse(undefined, { expected: 'Give `newest` with `each`, `max-age`, or `rows`.' });
    return {
        days: parseDays(texts, parse, refuse),
        maxAge: parse('max-age', parseMaxAge, 'Write an age in minutes, hours or days, such as `26h`.'),
        rows: parse('rows', parseRowLimit, 'Write a comparison with a whole number in quotes, such as `">0"`.'),
    };
}
const listKeys = `Allowed: ${conditionKeys.join(', ')}.`;
function parseDays(texts, parse, refuse) {
    if (!texts.has('each')) {
        for (const key of dayKeys)
            if (texts.has(key))
                refuse(key, { expected: 'It needs `each`: the parameter or tag that has the day.' });
        return undefined;
    }
    const expectedKey = `Name the parameter or tag that has the day, in at most ${maxKeyLength} characters.`;
    const key = parse('each', (text) => (isKey(text) ? text : undefined), expectedKey);
    if (!texts.has('newest'))
        refuse('each', { expected: 'It needs `newest`, such as `newest: yesterday`.' });
    const newest = parse('newest', parseNewest, 'Write `today`, `yesterday`, or `-2` for 2 days before today.');
    const byMinutes = parse('by', parseTimeOfDay, 'Write a time from `"00:00"` to `"23:59"`, in quotes.');
    const timeZone = parse('timezone', (text) => ((0,calendar/* isTimeZone */.kQ)(text) ? text : undefined), 'Write the name of a time zone, such as `Europe/Berlin`.');
    const windowDays = parse('window', parseWindow, `Write 1 to ${maxWindowDays} days, such as \`14d\` or \`2w\`.`);
    if (key === undefined || newest === undefined)
        return undefined;
    return { key, newest, byMinutes: byMinutes ?? 0, timeZone: timeZone ?? 'UTC', windowDays };
}
const isKey = (text) => text.length <= maxKeyLength && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text);
/** Days before today as a number that is not above 0. */
function parseNewest(text) {
    const days = /^\d/.test(text) ? undefined : (0,each_values/* parseDateEnd */.JM)(text, 0);
    return days === undefined || days < -maxWindowDays ? undefined : days;
}
function parseTimeOfDay(text) {
    const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
    return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}
function parseWindow(text) {
    const step = (0,each_values/* parseStep */.kq)(text);
    if (step === undefined || step.unit === 'mo')
        return undefined;
    const days = step.amount * daysOfUnit[step.unit];
    return days <= maxWindowDays ? days : undefined;
}
/** An age has the grammar of the rule `stale>26h`. */
function parseMaxAge(text) {
    const [rule] = parseOneRule(`stale>${text}`);
    if (rule?.kind !== 'stale')
        return undefined;
    return { text: `${rule.amount}${rule.unit}`, ms: rule.amount * rules/* timeUnits */.F7[rule.unit] };
}
/** A limit of rows has the grammar of the rule `rows<10`, but it is what must hold. */
function parseRowLimit(text) {
    const [rule] = parseOneRule(`rows${text}`);
    if (rule?.kind !== 'limit' || rule.isChange || rule.isPercent)
        return undefined;
    return { is: rule.is, amount: rule.amount, text: `${rule.is}${rule.amount}` };
}
function parseOneRule(text) {
    const { value, faults } = (0,rules/* parseRules */.NR)(text);
    return faults.length > 0 || value.length > 1 ? [] : value;
}

;// CONCATENATED MODULE: ./src/plan/freshness/read-expectations.js






/** The most characters of `expect`, and the most bundles in it. */
const maxExpectLength = 64 * 1024;
const maxExpectations = 200;
/**
 * Reads the expectations of `expect`: a YAML map of bundle names to conditions. Each thing that is wrong becomes a
 * problem with its line, such as `expect, line 2, orders.daily.by`, and its expectation is left out.
 */
function readExpectations(text, problems) {
    const addProblem = (0,run_definition/* createAddRunProblem */.w)('expect', problems);
    const refuse = (expected, given) => {
        addProblem(undefined, undefined, { expected, given });
        return [];
    };
    if (text.length > maxExpectLength)
        return refuse(`It has at most ${maxExpectLength} characters.`);
    const yaml = (0,yaml_text/* parseYamlText */.c)(text);
    for (const fault of yaml.faults)
        addProblem(undefined, undefined, fault);
    if (yaml.faults.length > 0)
        return [];
    const { contents } = yaml;
    if (!(0,dist/* isMap */.jh)(contents) || contents.items.length === 0)
        return refuse('Write a YAML map of bundle names to conditions, such as `orders: { max-age: 26h }`.', text.trim());
    if (contents.items.length > maxExpectations)
        return refuse(`It has at most ${maxExpectations} bundles.`);
    return contents.items.flatMap((pair) => readExpectation(pair, { yaml, addProblem }) ?? []);
}
function readExpectation({ key, value }, { yaml, addProblem }) {
    const name = (0,read_value/* readScalar */.$)(key) ?? '';
    const line = yaml.findLine(key) ?? 1;
    const problem = (0,names/* findBundleNameProblem */.sz)(name);
    if (problem !== undefined) {
        addProblem(line, undefined, { expected: `The name of a bundle ${problem}.`, given: name });
        return undefined;
    }
    if (!(0,dist/* isMap */.jh)(value)) {
        const expected = `Write a map of conditions (${conditionKeys.join(', ')}).`;
        addProblem(line, name, { expected, given: (0,read_value/* readScalar */.$)(value) });
        return undefined;
    }
    let isValid = true;
    const lines = new Map();
    const refuse = (condition, fault) => {
        isValid = false;
        const place = condition === undefined ? name : `${name}.${condition}`;
        addProblem(lines.get(condition ?? '') ?? line, place, fault);
    };
    const texts = readTexts(value.items, (condition, node) => lines.set(condition, yaml.findLine(node) ?? line));
    const conditions = parseConditions(texts, refuse);
    return isValid ? { name, ...conditions } : undefined;
}
/** The conditions as they are written; undefined for a list or a map. */
function readTexts(pairs, place) {
    return new Map(pairs.map(({ key, value }) => {
        const condition = (0,read_value/* readScalar */.$)(key) ?? '';
        place(condition, key);
        return [condition, (0,read_value/* readScalar */.$)(value)?.trim()];
    }));
}

;// CONCATENATED MODULE: ./src/plan/freshness/freshness-inputs.js







/** Every input of freshness/action.yml, in its order. A test compares the two lists. */
const freshnessInputNames = (/* unused pure expression or super */ null && ([
    'remote',
    'context',
    'expect',
    'heal',
    'heal-limit',
    'aws-region',
    'role-to-assume',
    'role-session-name',
    'role-duration-seconds',
    'role-external-id',
    'audience',
    'allowed-account-ids',
    'mask-aws-account-id',
    'failure-issue',
    'failure-issue-key',
    'failure-issue-labels',
    'failure-issue-assignees',
    'github-token',
    'summary',
]));
const advice = {
    remote: 'Give `s3://bucket/prefix`.',
    context: 'Give the name of a remote context: letters, digits, `_`, `-` and `.`.',
    heal: 'Give the name of a file in `.github/workflows`, such as `heal.yml`.',
    input: 'It is the name of an input of `heal`, so it has only letters, digits, `_` and `-`, the first a letter or `_`.',
};
const defaultHealLimit = 3;
const workflowFile = /^[\w.-]{1,200}\.ya?ml$/;
/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_dispatchinputs */
const inputName = /^[A-Za-z_][\w-]{0,99}$/;
/** Reads the inputs from the runner's `INPUT_*` variables. Throws InvalidInputs with everything that is wrong. */
function readFreshnessInputs(env) {
    const problems = [...(0,network_env/* findProxyProblems */.yH)(env)];
    const read = (0,input_reader/* createInputReader */.i)(env, problems);
    const remote = read.parsed('remote', names/* parseRemoteUrl */.JH, advice.remote);
    const context = read.parsed('context', (text) => (0,names/* parseContext */.DO)(text)?.remote, advice.context);
    if (read.text('remote') === undefined)
        read.missing('remote', advice.remote);
    if (read.text('context') === undefined)
        read.missing('context', advice.context);
    const expectations = readExpect(read, env, problems);
    const inputs = {
        heal: readHeal(read, expectations, problems),
        githubToken: read.text('github-token'),
        region: (0,role_inputs/* readRegion */.X)(read, env),
        role: (0,role_inputs/* readRoleInputs */._)(read),
        failureIssue: (0,failure_issue_inputs/* readFailureIssueInputs */.l)(read),
        summary: read.flag('summary', true),
    };
    if (problems.length > 0 || remote === undefined || context === undefined)
        throw new input_problems/* InvalidInputs */.hS(problems);
    return { remote, context, expectations, ...inputs };
}
/** The text is read untrimmed, because YAML is indented and messages have numbers of lines. */
function readExpect(read, env, problems) {
    if (read.text('expect') !== undefined)
        return readExpectations(env['INPUT_EXPECT'] ?? '', problems);
    read.missing('expect', 'Write a YAML map of bundle names to conditions, such as `orders: { max-age: 26h }`.');
    return [];
}
function readHeal(read, expectations, problems) {
    const workflow = read.parsed('heal', (text) => (workflowFile.test(text) ? text : undefined), advice.heal);
    const limit = read.number('heal-limit', { min: 1, max: 100, isInteger: true }) ?? defaultHealLimit;
    if (workflow === undefined)
        return undefined;
    const unusable = expectations.find(({ days }) => days !== undefined && !inputName.test(days.key));
    if (unusable?.days !== undefined)
        problems.push({ where: `expect, ${unusable.name}.each`, given: unusable.days.key, expected: advice.input });
    return { workflow, limit };
}

// EXTERNAL MODULE: ./src/remote/remote.js + 37 modules
var remote_remote = __webpack_require__(70717);
// EXTERNAL MODULE: ./src/run/step-identity.js + 4 modules
var step_identity = __webpack_require__(16214);
// EXTERNAL MODULE: ./src/lib/for-each-bounded.js
var for_each_bounded = __webpack_require__(52759);
// EXTERNAL MODULE: ./src/remote/catalog.js
var remote_catalog = __webpack_require__(77414);
// EXTERNAL MODULE: ./src/disdat/bundle.js
var disdat_bundle = __webpack_require__(84092);
// EXTERNAL MODULE: ./src/compare/rules/check-limit.js
var check_limit = __webpack_require__(79996);
;// CONCATENATED MODULE: ./src/run/freshness/check-rows.js


/** The most bytes of one frame or file that are read to count rows. */
const maxBytes = 8 * 1024 * 1024;
/** Counts the rows of a bundle, and compares them with the limit. Unknown rows are a note. Throws Failure. */
async function checkRows(limit, proof, { remote, signal }) {
    // Most checks count no rows, and the comparison is the largest part of the program.
    const { compareBundles } = await Promise.all(/* import() */[__webpack_require__.e(2065), __webpack_require__.e(3583), __webpack_require__.e(5235)]).then(__webpack_require__.bind(__webpack_require__, 43583));
    const { rows } = await compareBundles({ remote, proof }, undefined, { signal, maxBytes, samples: false });
    if (rows.now === undefined)
        return { rows: undefined, note: 'The number of its rows is unknown.' };
    if ((0,check_limit/* isInLimit */.vZ)(rows.now, limit))
        return { rows: rows.now };
    return { rows: rows.now, reason: `It has ${(0,units/* formatCount */.B4)(rows.now, 'row')}, and \`rows\` must be ${limit.text}.` };
}

// EXTERNAL MODULE: ./src/disdat/reused-bundle.js
var reused_bundle = __webpack_require__(37049);
;// CONCATENATED MODULE: ./src/run/freshness/bundle-days.js



/** Groups bundles by their days. `today` is the day in the time zone of the expectation. */
function groupByDay(bundles, key, today) {
    const byDay = new Map();
    const others = [];
    let future = 0;
    for (const bundle of bundles.toSorted(disdat_bundle/* compareNewestFirst */.a0)) {
        const value = readValue(bundle, key);
        const day = (0,calendar/* parseDay */.Iq)(value);
        if (day === undefined)
            others.push(value);
        else if (day > today)
            future += 1;
        else {
            const sameDay = byDay.get(day);
            if (sameDay === undefined)
                byDay.set(day, [bundle]);
            else
                sameDay.push(bundle);
        }
    }
    return { byDay, future, others };
}
/** The day of a bundle: the value of its parameter, or else of its tag. Undefined for any other value. */
const readDay = (bundle, key) => (0,calendar/* parseDay */.Iq)(readValue(bundle, key));
const readValue = ({ params, tags }, key) => (0,reused_bundle/* decodeParam */.ct)(params.get(key) ?? tags.get(key) ?? '');
/** Resolves the days of an expectation at a moment, in its time zone. */
function resolveDays({ newest, byMinutes, timeZone }, now) {
    const today = (0,calendar/* findDay */.U3)(now, timeZone);
    return { today, required: today + newest - (getMinutes(now, timeZone) < byMinutes ? 1 : 0) };
}
/** Minutes since midnight, as the clocks of a time zone show them. */
function getMinutes(moment, timeZone) {
    const format = new Intl.DateTimeFormat('en-GB-u-nu-latn', {
        ...{ timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    });
    const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
    return (parts.get('hour') ?? 0) * 60 + (parts.get('minute') ?? 0);
}

// EXTERNAL MODULE: ./src/remote/prove.js
var prove = __webpack_require__(83411);
;// CONCATENATED MODULE: ./src/run/freshness/find-newest-whole.js


/** Verdicts about one bundle, which say nothing about others. */
const bundleVerdicts = new Set(['bundle-corrupt', 'unreadable-file-name', 'object-archived']);
/**
 * Disdat pushes the objects of a bundle in any order: a bundle that is younger than this and not whole may be whole in
 * a moment. In milliseconds.
 */
const pushMs = 15 * 60_000;
/**
 * The newest of these bundles, which are in the order newest first; undefined when none of them exists. Bundles that an
 * index describes otherwise than their HyperFrame are left out: `isMatch` decides. While the newest one may still be
 * pushed, it is the newest whole one before. Throws Failure when the remote cannot be read.
 */
async function findNewestWhole(bundles, isMatch, context) {
    let broken;
    for (const bundle of bundles) {
        const checked = await checkBundle(bundle.uuid, context);
        if (checked === undefined)
            continue;
        if (checked.kind === 'whole') {
            if (!isMatch(checked.proof.bundle))
                continue;
            return broken === undefined ? checked : { ...checked, isPrevious: true };
        }
        broken ??= checked;
        if (context.now.getTime() - bundle.createdAt.getTime() > pushMs)
            break;
    }
    return broken;
}
async function checkBundle(uuid, { remote, signal }) {
    try {
        const proof = await (0,prove/* proveBundle */.x)(remote, uuid, { signal });
        return proof && { kind: 'whole', proof, isPrevious: false };
    }
    catch (error) {
        if (error instanceof errors/* Failure */.HR && bundleVerdicts.has(error.verdict))
            return { kind: 'broken', why: error.message };
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/run/freshness/find-days.js





const maxBroken = 3;
/** The most days whose bundles are proved at the same time. */
const maxProofs = 16;
/**
 * Finds the newest day with a whole bundle, and the days that are missing: those of the window, or without one those
 * after the newest day. A window begins no earlier than the first day that has a bundle. Throws Failure.
 */
async function findDays(name, { key, windowDays, ...expectation }, bundles, context) {
    const { today, required } = resolveDays({ key, windowDays, ...expectation }, context.now);
    const { byDay, future, others } = groupByDay(bundles, key, today);
    const known = [...byDay.keys()].toSorted((a, b) => b - a);
    const problems = new Map();
    const wholeDays = new Set();
    let newest;
    const check = async (day) => {
        const isMatch = (bundle) => bundle.name === name && readDay(bundle, key) === day;
        const bundle = await findNewestWhole(byDay.get(day) ?? [], isMatch, context);
        if (bundle?.kind === 'broken')
            problems.set(day, bundle.why);
        if (bundle?.kind !== 'whole')
            return;
        wholeDays.add(day);
        // A proof keeps frames in memory: only that of the newest day is kept.
        if (newest === undefined || day > newest.day)
            newest = { day, bundle };
    };
    const start = windowDays === undefined ? undefined : Math.max(required - windowDays + 1, known.at(-1) ?? required);
    const inWindow = known.filter((day) => start !== undefined && day >= start);
    await (0,for_each_bounded/* forEachBounded */.a)(inWindow, check, { signal: context.signal, limit: maxProofs });
    // Days before the window are checked one by one, until one is whole.
    for (const day of known.slice(inWindow.length, inWindow.length + maxWindowDays)) {
        if (wholeDays.size > 0)
            break;
        await check(day);
    }
    const newestDay = Math.max(...wholeDays);
    // The only known day may be a later day without a whole bundle.
    const first = wholeDays.size === 0 ? Math.min(start ?? required, required) : (start ?? newestDay + 1);
    const from = Math.max(first, required - maxWindowDays + 1);
    const due = Array.from({ length: Math.max(0, required - from + 1) }, (_, at) => from + at);
    const broken = known.flatMap((day) => problems.get(day) ?? []);
    return {
        ...{ key, window: windowDays, future, others },
        required: (0,calendar/* formatDay */.im)(required),
        expected: describeRequired(required, expectation),
        newestDay: wholeDays.size === 0 ? undefined : (0,calendar/* formatDay */.im)(newestDay),
        newest: newest?.bundle,
        missing: due.filter((day) => !wholeDays.has(day)).map(calendar/* formatDay */.im),
        broken: broken.slice(0, maxBroken),
    };
}
function describeRequired(required, { byMinutes, timeZone }) {
    if (byMinutes === 0)
        return `${(0,calendar/* formatDay */.im)(required)} is expected`;
    const time = [Math.floor(byMinutes / 60), byMinutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
    return `${(0,calendar/* formatDay */.im)(required)} is expected since ${time} ${timeZone}`;
}

// EXTERNAL MODULE: ./src/remote/receipts/output-receipt.js
var output_receipt = __webpack_require__(53923);
;// CONCATENATED MODULE: ./src/run/freshness/find-run-url.js



/**
 * The page of the workflow run that made a bundle, or that found it up to date last; undefined where no receipt says
 * it. A receipt lies under the parameters that a run sets, and a bundle also records the others of its class: the
 * likely ones are tried first, and with `isThorough` all receipts of the pipe are read.
 */
async function findRunUrl(bundle, key, { remote: { receipts }, signal }, isThorough) {
    const { name, code } = bundle;
    const isOurs = (receipt) => receipt?.run !== undefined && (0,output_receipt/* isReceiptFor */.Kf)(receipt, bundle);
    const keys = listLikelyParams(bundle, key).flatMap((params) => [name, '-'].map((outputBundle) => ({ pipeClass: code.method, outputBundle, params })));
    const likely = await Promise.all(keys.map((each) => receipts.read(each, { signal })));
    const found = likely.find(isOurs);
    if (found !== undefined || !isThorough)
        return found?.run?.url;
    return (await receipts.list(code.method, { signal })).receipts.find(isOurs)?.run?.url;
}
/** All parameters, those that are not the uuid of an input, and that of the day alone. */
function listLikelyParams({ params }, key) {
    const all = [...params].map(([name, value]) => [name, (0,reused_bundle/* decodeParam */.ct)(value)]);
    const withoutUuids = all.filter(([, value]) => !(0,disdat_bundle/* isUuid */.O1)(value));
    const sets = [all, withoutUuids, withoutUuids.filter(([name]) => name === key)];
    const distinct = new Map(sets.map((set) => [JSON.stringify(set), set]));
    return [...distinct.values()].map((set) => new Map(set));
}

;// CONCATENATED MODULE: ./src/run/freshness/judge-bundle.js






/**
 * S3 refuses requests of a clock that is wrong by more than this, in milliseconds: a bundle that is further ahead of
 * this runner has a wrong time. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
const maxClockSkewMs = 15 * 60_000;
/**
 * Judges the bundles of a name. With `each`, the newest day with a whole bundle is judged; without it, the bundle that
 * was made last. Throws Failure when the remote cannot be read.
 */
async function judgeBundle(expectation, bundles, context) {
    const found = { reasons: [], notes: [] };
    const days = expectation.days && (await findDays(expectation.name, expectation.days, bundles, context));
    const newest = days === undefined ? await findLast(expectation.name, bundles, found, context) : days.newest;
    if (days === undefined)
        addMissing(bundles, newest, found);
    else
        addDayFindings(days, found);
    const proof = newest?.kind === 'whole' ? newest.proof : undefined;
    if (newest?.kind === 'whole' && newest.isPrevious)
        found.notes.push('A newer bundle is not whole yet, as while it is pushed: the one before is judged.');
    if (proof !== undefined)
        checkAge(expectation, proof, found, context);
    // A run replaces a missing or an old bundle. Its rows may be as few again.
    const isHealable = found.reasons.length > 0;
    const rows = proof && expectation.rows && (await checkRows(expectation.rows, proof, context));
    if (rows?.reason !== undefined)
        found.reasons.push(rows.reason);
    if (rows?.note !== undefined)
        found.notes.push(rows.note);
    const isStale = found.reasons.length > 0;
    const gap = days === undefined ? undefined : describeGap(days, isStale);
    const isFresh = !isStale && gap === undefined;
    const runUrl = proof && (await findRunUrl(proof.bundle, days?.key, context, !isFresh));
    return {
        name: expectation.name,
        state: isFresh ? 'fresh' : isStale ? 'stale' : 'gap',
        reasons: gap === undefined ? found.reasons : [...found.reasons, gap],
        notes: found.notes,
        limits: describeLimits(expectation, days),
        ...(days && { days: { key: days.key, newest: days.newestDay, missing: days.missing } }),
        ...(proof && { bundle: { ...describeBundle(proof, context), ...(runUrl !== undefined && { runUrl }) } }),
        ...(rows?.rows !== undefined && { rows: rows.rows }),
        canHeal: days === undefined ? isHealable : days.missing.length > 0,
    };
}
/** The bundle that was made last, by a clock that can be right. */
async function findLast(name, bundles, { notes }, context) {
    const possible = bundles.filter((bundle) => !isAhead(bundle, context.now));
    const ahead = bundles.length - possible.length;
    if (ahead > 0)
        notes.push(`${(0,units/* formatCount */.B4)(ahead, 'bundle')} ${ahead === 1 ? 'has a time' : 'have times'} after ${(0,units/* formatTime */.fU)(context.now)}, the time of this runner, and ${ahead === 1 ? 'is' : 'are'} not judged.`);
    return await findNewestWhole(possible.toSorted(disdat_bundle/* compareNewestFirst */.a0), (bundle) => bundle.name === name, context);
}
const isAhead = ({ createdAt }, now) => createdAt.getTime() - now.getTime() > maxClockSkewMs;
function addMissing(bundles, newest, found) {
    if (newest?.kind === 'broken')
        found.reasons.push(newest.why);
    if (newest !== undefined)
        return;
    const isEmpty = bundles.length === 0;
    found.reasons.push(isEmpty ? 'There is no committed bundle of this name.' : 'There is no bundle that can be judged.');
}
function addDayFindings({ key, newestDay, required, expected, broken, future, others }, found) {
    if (newestDay === undefined)
        found.reasons.push(`No day of \`${key}\` has a whole bundle, and ${expected}.`);
    else if (newestDay < required)
        found.reasons.push(`The newest \`${key}\` is ${newestDay}, and ${expected}.`);
    const target = newestDay === undefined || newestDay < required ? found.reasons : found.notes;
    target.push(...broken);
    if (future > 0)
        found.notes.push(`${(0,units/* formatCount */.B4)(future, 'bundle')} of a day after today ${future === 1 ? 'is' : 'are'} not judged.`);
    if (others.length > 0)
        found.notes.push(describeOthers(others, key));
}
/** The longest value that a note quotes, in UTF-16 units. */
const maxQuoted = 40;
function describeOthers(others, key) {
    const has = others.length === 1 ? 'has' : 'have';
    const none = `${(0,units/* formatCount */.B4)(others.length, 'bundle')} ${has} no day in \`${key}\`, such as 2026-07-01`;
    const other = others.find((value) => value !== '');
    if (other === undefined)
        return `${none}.`;
    return `${none}, but for example ${JSON.stringify(other.slice(0, maxQuoted))}. \`max-age\` can check them.`;
}
function checkAge({ maxAge }, { bundle }, found, { now }) {
    if (maxAge === undefined)
        return;
    const made = (0,units/* formatTime */.fU)(bundle.createdAt);
    if (isAhead(bundle, now))
        found.reasons.push(`It was made at ${made}, after ${(0,units/* formatTime */.fU)(now)}, the time of this runner: one clock is wrong.`);
    const ageMs = getAge(bundle, now);
    if (ageMs > maxAge.ms)
        found.reasons.push(`It was made at ${made}, ${(0,units/* formatDuration */.a3)(ageMs)} ago, and \`max-age\` is ${maxAge.text}.`);
}
const getAge = ({ createdAt }, now) => Math.max(0, now.getTime() - createdAt.getTime());
/** The most days that a sentence names; it counts the others. */
const maxNamed = 7;
function describeGap({ missing, broken, window }, isStale) {
    if (missing.length === 0)
        return undefined;
    const named = missing.slice(-maxNamed).join(', ');
    const more = missing.length > maxNamed ? `${missing.length - maxNamed} earlier days, ` : '';
    const where = window === undefined ? '' : ` in the last ${window} days`;
    const why = isStale ? '' : broken.map((text) => ` ${text}`).join('');
    return `Missing${where}: ${more}${named}.${why}`;
}
function describeLimits({ maxAge, rows }, days) {
    return [
        ...(days === undefined ? [] : [`${days.key} ${days.required}`]),
        ...(days?.window === undefined ? [] : [`window ${days.window}d`]),
        ...(maxAge === undefined ? [] : [`max-age ${maxAge.text}`]),
        ...(rows === undefined ? [] : [`rows ${rows.text}`]),
    ];
}
const describeBundle = ({ bundle, uri }, { now }) => ({
    uuid: bundle.uuid,
    uri,
    createdAt: bundle.createdAt,
    ageMs: getAge(bundle, now),
});

;// CONCATENATED MODULE: ./src/run/freshness/check-freshness.js



/** The names that are judged at the same time. Each proves up to 16 bundles at a time. */
const maxNames = 4;
/**
 * Checks the bundles of a remote context: one LIST of the context, one GET for each bundle that its index does not
 * know, and the proofs of the bundles that decide. Writes nothing. Throws Failure when the remote cannot be read.
 */
async function checkFreshness(remote, expectations, { now, signal, onUnreadable }) {
    const catalog = await (0,remote_catalog/* readCatalog */.u)(remote, new remote_catalog/* HyperFrameCache */.W(remote, { onUnreadable }), { signal });
    const judged = new Map();
    const judge = async (expectation, judgeSignal) => {
        const bundles = catalog.findMatches({ name: expectation.name });
        judged.set(expectation.name, await judgeBundle(expectation, bundles, { remote, now, signal: judgeSignal }));
    };
    await (0,for_each_bounded/* forEachBounded */.a)(expectations, judge, { signal, limit: maxNames });
    const bundles = expectations.flatMap(({ name }) => judged.get(name) ?? []);
    return { checkedAt: now, remote: remote.url, context: remote.context, bundles };
}

// EXTERNAL MODULE: ./src/github/errors.js
var github_errors = __webpack_require__(9421);
// EXTERNAL MODULE: ./src/run/github-access.js + 7 modules
var github_access = __webpack_require__(29287);
;// CONCATENATED MODULE: ./src/run/freshness/heal.js




/** How long all calls of GitHub may take, in milliseconds. */
const limitMs = 180_000;
/** The period of `heal-limit`, in milliseconds. */
const periodMs = 86_400_000;
/** The most values of one input. A step makes at most 1,000 runs. */
const maxValues = 1000;
/**
 * Starts the workflow that makes what is missing, unless one of its runs has not ended, or `heal-limit` of them were
 * dispatched in 24 hours. Undefined when no run can help. Never throws.
 */
async function heal({ workflow, limit }, bundles, context) {
    const missing = bundles.filter(({ canHeal }) => canHeal);
    if (missing.length === 0)
        return undefined;
    const refuse = (why) => ({ kind: 'refused', workflow, why });
    const [, ref] = /^refs\/heads\/(.+)$/.exec(context.env['GITHUB_REF'] ?? '') ?? [];
    if (ref === undefined)
        return refuse('It can be started only from a workflow run of a branch.');
    try {
        const signal = AbortSignal.any([context.cancelled, AbortSignal.timeout(limitMs)]);
        const github = await (0,github_access/* openGitHubFor */.jb)(context, signal);
        if (github === undefined)
            return refuse('It needs `github-token`.');
        const runs = github.workflowRuns;
        const why = await findObstacle(runs, workflow, limit, context.now);
        if (why !== undefined)
            return { kind: 'waiting', workflow, why };
        const url = await runs.dispatch({ workflow, ref, inputs: createInputs(missing) }, context.now);
        return { kind: 'dispatched', workflow, url };
    }
    catch (error) {
        return refuse(explainRefusal(error));
    }
}
async function findObstacle(runs, workflow, limit, now) {
    const unfinished = await runs.countUnfinished(workflow);
    if (unfinished > 0)
        return `${(0,units/* formatCount */.B4)(unfinished, 'run')} of this workflow ${unfinished === 1 ? 'has' : 'have'} not ended.`;
    const dispatched = await runs.countDispatches(workflow, new Date(now.getTime() - periodMs));
    if (dispatched < limit)
        return undefined;
    return `${(0,units/* formatCount */.B4)(dispatched, 'run')} of this workflow ${dispatched === 1 ? 'was' : 'were'} dispatched in the last 24 hours, and \`heal-limit\` is ${limit}.`;
}
/**
 * For each parameter, the missing values of all bundles as a JSON list, the oldest first; of more than `maxValues`, the
 * newest.
 */
function createInputs(bundles) {
    const values = new Map();
    for (const { days } of bundles) {
        if (days !== undefined)
            values.set(days.key, [...(values.get(days.key) ?? []), ...days.missing]);
    }
    const toJson = (all) => JSON.stringify([...new Set(all)].toSorted().slice(-maxValues));
    return Object.fromEntries([...values].map(([key, all]) => [key, toJson(all)]));
}
function explainRefusal(error) {
    const status = error instanceof github_errors/* GitHubError */.y ? error.status : undefined;
    const said = `GitHub answered: ${(0,errors/* describeError */.Uc)(error)}`;
    const needs = 'Give the job `permissions: actions: write`.';
    if (status === 403)
        return `${said}. ${needs}`;
    if (status === 404)
        return `${said}. The default branch has no workflow of this name, or the token may not see it. ${needs}`;
    if (status === 422)
        return `${said}. The workflow needs \`on: workflow_dispatch\` with an input for each \`each\`.`;
    return `${said}.`;
}

;// CONCATENATED MODULE: ./src/run/freshness/freshness-action.js











/** The unreadable bundles that the warning names. */
const freshness_action_maxNamed = 5;
/**
 * Checks bundles, heals what is missing if `heal` asks for it, and publishes outputs and summary. Writes nothing to the
 * remote. Throws Failure for invalid inputs and a remote that cannot be read; a bundle that is not fresh is a result.
 */
async function runFreshnessAction(dependencies) {
    const { env, log, outputs, now, cancelled } = dependencies;
    const inputs = readFreshnessInputs(env);
    const remote = await openForReading(inputs, dependencies);
    const unreadable = [];
    const onUnreadable = (uuid, reason) => unreadable.push(`${uuid} (${reason})`);
    const found = await checkFreshness(remote, inputs.expectations, { now, signal: cancelled, onUnreadable });
    if (unreadable.length > 0)
        await log.warning(`Skipped ${unreadable.length} unreadable bundles: ${unreadable.slice(0, freshness_action_maxNamed).join('; ')}.`);
    for (const bundle of found.bundles)
        log.info(freshness_action_describeBundle(bundle));
    await outputs.set(createOutputs(found));
    const { githubToken: token } = inputs;
    const healed = inputs.heal && (await heal(inputs.heal, found.bundles, { env, log, token, now, cancelled }));
    const result = { ...found, ...(healed && { heal: healed }) };
    if (healed !== undefined)
        await reportHeal(healed, dependencies);
    if (inputs.summary)
        await (0,step_summary/* writeStepSummary */.o)(() => renderFreshness(result), log, env['GITHUB_STEP_SUMMARY']);
    return result;
}
async function openForReading({ remote, context, role, region }, { env, log, cancelled }) {
    for (const secret of (0,network_env/* findNetworkSecrets */.nl)((0,network_env/* readNetworkEnv */.AB)(env)))
        await log.mask(secret);
    const identity = (0,limit_identity/* limitIdentity */.g)(await (0,step_identity.createStepIdentity)({ role, region, env, mask: log.mask }), cancelled);
    const useIndex = { signal: cancelled, debug: (text) => void log.debug(text), isReadOnly: true };
    return await (0,remote_remote/* openRemote */.d3)({ url: remote.url, context, identity, env, useIndex, encryption: { kind: 'none' } });
}
function createOutputs(result) {
    const stale = listStale(result);
    const missing = stale.flatMap(({ name, days }) => (days?.missing.length ? [[name, days.missing]] : []));
    return new Map([
        ['fresh', String(stale.length === 0)],
        ['stale', JSON.stringify(stale.map(({ name }) => name))],
        ['missing', JSON.stringify(Object.fromEntries(missing))],
    ]);
}
/** One line for the log. */
function freshness_action_describeBundle({ name, state, bundle, days, reasons, notes }) {
    const newest = days?.newest === undefined ? '' : `, newest ${days.key} ${days.newest}`;
    const age = bundle === undefined ? '' : `, made ${(0,units/* formatDuration */.a3)(bundle.ageMs)} ago`;
    return [`${name}: ${state}${newest}${age}.`, ...reasons, ...notes].join(' ');
}
async function reportHeal(healed, { log, outputs }) {
    if (healed.kind === 'dispatched') {
        log.info(`Started ${healed.workflow} with what is missing${healed.url === undefined ? '.' : `: ${healed.url}`}`);
        if (healed.url !== undefined)
            await outputs.set(new Map([['heal-run-url', healed.url]]));
        return;
    }
    const text = `\`heal\` did not start ${healed.workflow}. ${healed.why}`;
    await (healed.kind === 'waiting' ? log.notice(text) : log.warning(text));
}
/** The error of a step that found bundles which are not fresh; undefined when all are. */
function describeStale(result) {
    const stale = listStale(result);
    if (stale.length === 0)
        return undefined;
    const lines = stale.map(({ name, reasons }) => `- ${name}: ${reasons.join(' ')}`);
    const title = `${stale.length} of ${result.bundles.length} bundles ${stale.length === 1 ? 'is' : 'are'} not fresh`;
    return `rule-broken: ${title}:\n${lines.join('\n')}\nRun the pipe for what is missing: docs/schedules.md shows how.`;
}

;// CONCATENATED MODULE: ./src/run/freshness/freshness-issue.js











/**
 * Runs `disdat/run-action/freshness`, and reports its end to the issue of `failure-issue`. Resolves with the error of
 * the step; undefined when all bundles are fresh. Never throws.
 */
async function checkAndReport(dependencies) {
    try {
        const result = await runFreshnessAction(dependencies);
        const outcome = (target) => createOutcome(result, target);
        await reportToIssue(outcome, dependencies);
        return describeStale(result);
    }
    catch (error) {
        if (dependencies.cancelled.aborted)
            return 'cancelled: The workflow was cancelled. Run it again.';
        const failure = toFailure(error);
        await reportToIssue((target) => createFailedOutcome(failure, target, dependencies), dependencies);
        return `${failure.verdict}: ${failure.message} ${failure.advice}`.trim();
    }
}
const toFailure = (error) => error instanceof errors/* Failure */.HR ? error : new errors/* Failure */.HR('internal-error', (0,errors/* describeError */.Uc)(error), '');
/** The inputs are read again: the step may have failed because they are invalid. */
async function reportToIssue(createOutcome, { env, log, outputs, cancelled }) {
    const read = (0,input_reader/* createInputReader */.i)(env, []);
    const inputs = (0,failure_issue_inputs/* readFailureIssueInputs */.l)(read);
    if (!inputs.isEnabled)
        return;
    const names = [read.text('remote') ?? '', read.text('context') ?? ''];
    const target = (0,failure_issue_target/* createFailureIssueTarget */.v)(env, await (0,action_event.readEvent)(env), inputs, names);
    if (target === undefined)
        return log.info(failure_issue_target/* unattendedOnly */.l);
    const sinks = {
        env,
        log,
        cancelled,
        token: read.text('github-token'),
        shouldWriteSummary: read.flag('summary', true),
    };
    const url = await (0,publish_failure_issue/* publishFailureIssue */.X)(createOutcome(target), target, sinks);
    if (url !== undefined)
        await outputs.set(new Map([['failure-issue-url', url]]));
}
function createOutcome(result, { url }) {
    if (listStale(result).length === 0)
        return { kind: 'succeeded' };
    const link = `\n\n${(0,markdown/* renderLink */.BK)('Run', url)}`;
    return {
        ...{ kind: 'failed', verdict: 'stale', subject: `Freshness of ${result.context}` },
        renderReport: (limit) => `${renderFreshness(result, limit - link.length)}${link}`,
    };
}
function createFailedOutcome({ verdict, message, advice }, { url }, { env }) {
    const more = (0,markdown/* renderLink */.BK)('More', `${(0,docs_link/* getDocsUrl */.Tr)(env)}/troubleshooting.md#${verdict}`);
    const text = `### ❌ Not checked: ${(0,markdown/* renderCode */.cR)(verdict)}\n\n${(0,markdown/* renderProse */.E9)(message)}\n\n**What to do:** ${(0,markdown/* renderProse */.E9)(advice)} ${more}`;
    return {
        ...{ kind: 'failed', verdict, subject: `Freshness of ${env['INPUT_CONTEXT']?.trim() ?? ''}` },
        renderReport: () => `${text}\n\n${(0,markdown/* renderLink */.BK)('Run', url)}`,
    };
}

;// CONCATENATED MODULE: ./src/freshness.js




/** The entry of `disdat/run-action/freshness`. */
(0,run_entry/* runEntry */.C)(process.env, async (context) => {
    const error = await checkAndReport({ ...context, now: new Date() });
    if (error !== undefined)
        await (0,crash.failStep)((0,docs_link/* linkDocs */.cG)(error, (0,docs_link/* getDocsUrl */.Tr)(context.env)));
});


/***/ }),

/***/ 12819:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   resolveFolders: () => (/* binding */ resolveFolders)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);

/** Folders of the user, the system and the runner. */
const folderVariables = ['HOME', 'TMPDIR', 'RUNNER_TEMP', 'GITHUB_WORKSPACE', 'DOCKER_CONFIG'];
/**
 * Makes the folders in the variables of a process absolute, and deletes variables that are empty. Libraries would take
 * both for a path in the working directory, which is the checkout: they would write there, and read credentials there.
 */
function resolveFolders(env) {
    for (const name of folderVariables) {
        const value = env[name];
        if (value === '')
            delete env[name];
        else if (value !== undefined)
            env[name] = node_path__WEBPACK_IMPORTED_MODULE_0___default().resolve(value);
    }
}


/***/ })

};
;