"use strict";
exports.id = 4154;
exports.ids = [4154,2819];
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

/***/ 56620:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ systemClock)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);

/** The machine's own time and random numbers. */
const systemClock = {
    now: () => performance.now(),
    date: () => new Date(),
    async sleep(ms, signal) {
        signal?.throwIfAborted();
        try {
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(ms, undefined, signal && { signal });
        }
        catch (error) {
            // Node throws an AbortError of its own; callers compare with the reason.
            signal?.throwIfAborted();
            throw error;
        }
    },
    random: Math.random,
};


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


/***/ }),

/***/ 44568:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ retry),
/* harmony export */   k: () => (/* binding */ jitteredPause)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56620);

/**
 * Calls `work` until it resolves or the policy gives up. `work` gets the number of the attempt, from 1. Throws the last
 * error.
 */
async function retry(work, { pauseMs, signal, clock = _clock_js__WEBPACK_IMPORTED_MODULE_0__/* .systemClock */ .m }) {
    for (let attempt = 1;; attempt += 1) {
        try {
            return await work(attempt);
        }
        catch (error) {
            const ms = pauseMs(error, attempt);
            if (ms === undefined)
                throw error;
            await clock.sleep(ms, signal);
        }
    }
}
/**
 * A pause with full jitter: any length up to an exponentially growing limit, so that many runners do not retry in step.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
function jitteredPause(attempt, { firstMs, maxMs }, random = Math.random) {
    return random() * Math.min(maxMs, firstMs * 2 ** (attempt - 1));
}


/***/ }),

/***/ 29587:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ findTlsFailure)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33178);

/** Limit of the causes of an error that are examined. */
const maxCauses = 10;
const trustAdvice = 'If you trust the server, set NODE_EXTRA_CA_CERTS in the environment of the step to a PEM file with the certificate of its authority.';
const renewAdvice = 'Renew the certificate of the server, and check the clock of this machine.';
const plainAdvice = 'Check the address: a server without TLS needs `http://`, and https has another port.';
const versionAdvice = 'Let the server, or the proxy before it, offer TLS 1.2 or newer.';
const unknownAuthority = ['its certificate comes from an authority that this machine does not trust', trustAdvice];
const expired = ['its certificate has expired, or is not valid yet', renewAdvice];
const noTls = ['it did not respond with TLS', plainAdvice];
const noCommonVersion = ['the server and this machine have no TLS version or cipher in common', versionAdvice];
/** https://nodejs.org/api/tls.html#x509-certificate-error-codes and the names of OpenSSL's errors. */
const failures = new Map([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', ['its certificate is self-signed', trustAdvice]],
    ['SELF_SIGNED_CERT_IN_CHAIN', unknownAuthority],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', unknownAuthority],
    ['UNABLE_TO_GET_ISSUER_CERT', unknownAuthority],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', unknownAuthority],
    ['CERT_UNTRUSTED', unknownAuthority],
    ['CERT_HAS_EXPIRED', expired],
    ['CERT_NOT_YET_VALID', expired],
    ['CERT_REVOKED', ['its certificate was revoked', renewAdvice]],
    [
        'ERR_TLS_CERT_ALTNAME_INVALID',
        [
            'its certificate is for another host name',
            'Use a host name of the certificate. If a proxy opens TLS connections, trust its authority with NODE_EXTRA_CA_CERTS.',
        ],
    ],
    ['ERR_SSL_WRONG_VERSION_NUMBER', noTls],
    ['ERR_SSL_PACKET_LENGTH_TOO_LONG', noTls],
    ['ERR_SSL_HTTP_REQUEST', noTls],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', noCommonVersion],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', noCommonVersion],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', noCommonVersion],
]);
/** All other failures of TLS, and the codes of certificates and lists of revoked ones that cannot be verified. */
const otherCode = /^(?:ERR_SSL_|ERR_TLS_|CERT_|CRL_|UNABLE_TO_|ERROR_IN_C|INVALID_(?:CA|PURPOSE)$|HOSTNAME_MISMATCH$)/;
const otherFailure = ['its certificate cannot be verified, or TLS failed', trustAdvice];
/** Finds a failure of TLS in an error or its causes; undefined for any other error. */
function findTlsFailure(error) {
    let current = error;
    for (let depth = 0; depth < maxCauses && current instanceof Error; depth++) {
        const code = getCode(current);
        const [reason, advice] = failures.get(code) ?? (otherCode.test(code) ? otherFailure : []);
        if (reason !== undefined && advice !== undefined)
            return { code, reason, advice };
        current = current.cause;
    }
    return undefined;
}
/** Node gives a failure while it writes the code EPROTO, and the name of OpenSSL's error only in the message. */
function getCode(error) {
    const code = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getString */ .AA)(error, 'code') ?? '';
    const [, reason] = code === 'EPROTO' ? (/:SSL routines:[^:]*:([^:]{1,80}):/.exec(error.message) ?? []) : [];
    return reason === undefined ? code : `ERR_SSL_${reason.toUpperCase().replaceAll(/\W+/g, '_')}`;
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
// EXTERNAL MODULE: ./src/plan/acceptance-inputs.js
var acceptance_inputs = __webpack_require__(54415);
// EXTERNAL MODULE: ./src/plan/comment-inputs.js
var comment_inputs = __webpack_require__(27907);
;// CONCATENATED MODULE: ./src/plan/report-action-inputs.js





/** Every input of report/action.yml, in its order. A test compares the two lists. */
const reportActionInputNames = (/* unused pure expression or super */ null && ([
    'result-file',
    'comment',
    'comment-key',
    'comment-mode',
    'accept',
    'accept-label',
    'accept-by',
    'github-token',
    'summary',
]));
/** Every output of report/action.yml. */
const reportActionOutputNames = (/* unused pure expression or super */ null && (['comment-url', 'accepted']));
/** Reads the inputs from the runner's `INPUT_*` variables. Throws InvalidInputs with everything that is wrong. */
function readReportActionInputs(env) {
    const problems = [];
    const read = (0,input_reader/* createInputReader */.i)(env, problems);
    const resultFiles = read.list('result-file', input_parsers/* parsePaths */.Iz);
    if (read.text('result-file') === undefined)
        read.missing('result-file', 'Name the result file of the run.');
    const comment = (0,comment_inputs/* readCommentInputs */.J5)(read, 'changes');
    const inputs = {
        resultFiles,
        comment,
        acceptance: (0,acceptance_inputs/* readAcceptanceInputs */.r)(read, comment),
        summary: read.flag('summary', true),
    };
    if (problems.length > 0)
        throw new input_problems/* InvalidInputs */.hS(problems);
    return inputs;
}

// EXTERNAL MODULE: ./src/report/accepted-change.js
var accepted_change = __webpack_require__(28473);
// EXTERNAL MODULE: ./src/report/report-outputs.js
var report_outputs = __webpack_require__(86840);
// EXTERNAL MODULE: ./src/report/summary.js + 1 modules
var summary = __webpack_require__(96451);
// EXTERNAL MODULE: ./src/run/acceptance/step-acceptance.js + 3 modules
var step_acceptance = __webpack_require__(38721);
// EXTERNAL MODULE: ./src/run/comment-target.js
var comment_target = __webpack_require__(43403);
// EXTERNAL MODULE: ./src/run/github-access.js + 7 modules
var github_access = __webpack_require__(29287);
// EXTERNAL MODULE: ./src/run/publish-comment.js
var publish_comment = __webpack_require__(79575);
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
    const { env, log, outputs, cancelled } = dependencies;
    const inputs = readReportActionInputs(env);
    const event = parseFinishedRun(await (0,action_event.readEvent)(env));
    if (event === undefined)
        throw new errors/* Failure */.HR('invalid-input', '`disdat/run-action/report` works only in a `workflow_run` workflow.', 'Use it in a workflow with `on: workflow_run`, as docs/pull-requests.md shows.');
    const untrusted = await readResultFiles(inputs.resultFiles, env['GITHUB_WORKSPACE'] ?? '.', cancelled);
    const claimed = untrusted.map(dropClaims);
    const access = { token: inputs.comment.githubToken, env, log };
    const target = inputs.comment.comment === 'never' ? undefined : await findTarget(claimed, event, inputs, dependencies);
    const reports = target === undefined ? claimed : await acceptReports(claimed, target, { access, inputs, cancelled });
    if (inputs.acceptance.ways.length > 0)
        await outputs.set(new Map([['accepted', (0,report_outputs/* formatAccepted */.tj)(reports)]]));
    if (inputs.summary) {
        const render = () => (0,summary/* renderSummary */.B)(reports, { docsUrl: (0,docs_link/* getDocsUrl */.Tr)(env) });
        await (0,step_summary/* writeStepSummary */.o)(render, log, env['GITHUB_STEP_SUMMARY']);
    }
    if (target !== undefined) {
        const recordsRules = inputs.acceptance.ways.length > 0;
        await (0,publish_comment/* publishComment */.p)(reports, target, { ...access, outputs, cancelled, recordsRules });
    }
}
/**
 * The report without what its author must not decide: the snippet to attach, which readers would copy, and the
 * acceptance. Findings are marked, because readers see the evidence instead.
 */
function dropClaims({ left: _, acceptance: __, rules, ...report }) {
    if (rules === undefined)
        return report;
    return { ...report, rules: { ...rules, breaches: rules.breaches.map((breach) => ({ ...breach, isClaimed: true })) } };
}
/** Decides which broken rules are accepted, as the run itself does: what its file says about it is not trusted. */
async function acceptReports(reports, target, { access, inputs: { acceptance: inputs }, cancelled, }) {
    // A result file holds redacted reports.
    const redact = (text) => text;
    const step = (0,step_acceptance/* createStepAcceptance */.O)(inputs, { access, cancelled, redact, findPlace: () => target });
    if (step === undefined)
        return reports;
    const decided = [];
    for (const report of reports) {
        const breaches = report.rules?.breaches ?? [];
        const acceptance = breaches.length === 0 ? undefined : await step.decide(report, breaches);
        decided.push(acceptance === undefined ? report : endAccepted({ ...report, acceptance }));
    }
    return decided;
}
/** The report as that of a run that knew the acceptance: broken rules that are all accepted are no failure. */
function endAccepted(report) {
    const { failure, ...rest } = report;
    return failure?.verdict === 'rule-broken' && (0,accepted_change/* isAcceptedChange */.c)(report) ? { ...rest, status: 'succeeded' } : report;
}
/** The pull request that GitHub names for the commit of the run; undefined without it, and the log says why. */
async function findTarget(reports, event, inputs, { env, log, cancelled }) {
    const access = { token: inputs.comment.githubToken, env, log };
    try {
        const github = await (0,github_access/* openGitHubFor */.jb)(access, AbortSignal.any([cancelled, AbortSignal.timeout(findLimitMs)]));
        if (github === undefined) {
            await log.notice('`comment` needs `github-token`. No comment was posted.');
            return undefined;
        }
        const { repository, branch } = event;
        const candidates = repository === undefined ? [] : await github.listPullRequests(repository, branch);
        const pullRequest = candidates.find(({ head }) => head.sha === event.sha);
        if (pullRequest !== undefined)
            return createTarget(event, pullRequest, { inputs, env, reports });
        await log.notice(explainNoPullRequest(event, candidates));
    }
    catch (error) {
        await (0,publish_comment/* logCommentFailure */.g)(error, refusalAdvice, log);
    }
    return undefined;
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
/* harmony import */ var _sections_columns_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(91909);
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
    (0,_sections_history_js__WEBPACK_IMPORTED_MODULE_11__/* .createHistorySection */ .Wj)(report),
    (0,_sections_failure_js__WEBPACK_IMPORTED_MODULE_9__/* .createFailureSection */ .kf)(report, docsUrl),
    (0,_sections_failure_js__WEBPACK_IMPORTED_MODULE_9__/* .createDetachedSection */ .kq)(report),
    (0,_sections_skip_js__WEBPACK_IMPORTED_MODULE_20__/* .createSkipSection */ .N)(report),
    (0,_sections_skip_js__WEBPACK_IMPORTED_MODULE_20__/* .createPromotionSection */ .F)(report),
    (0,_sections_overview_js__WEBPACK_IMPORTED_MODULE_14__/* .createOverviewSection */ .tU)(report),
    (0,_sections_schema_js__WEBPACK_IMPORTED_MODULE_18__/* .createSchemaSection */ .Jy)(report),
    (0,_sections_overview_js__WEBPACK_IMPORTED_MODULE_14__/* .createNotesSection */ .rX)(report),
    (0,_sections_rows_js__WEBPACK_IMPORTED_MODULE_15__/* .createRowsSection */ .jA)(report),
    (0,_sections_rows_js__WEBPACK_IMPORTED_MODULE_15__/* .createSampleRowsSection */ .zj)(report, true),
    (0,_sections_columns_js__WEBPACK_IMPORTED_MODULE_7__/* .createValuesSection */ .wQ)(report),
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
        job: report.job && createJob(report.job),
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
        ...{ skip: report.skip, promotion: report.promotion },
        reuse: report.reuse && { possible: report.reuse.possible, why: report.reuse.why },
        notCompared: report.notCompared,
        comparison: comparison && {
            ...comparison,
            changes: { ...comparison.changes, notes: createNotes(comparison, maxItems) },
        },
        ...{ rules: report.rules, acceptance: report.acceptance, history: report.history },
        lineage: report.lineage && createLineage(report.lineage),
        cost: report.cost,
        annotations: report.annotations,
        ...{ cleanup: report.cleanup, redo: report.redo },
        log: { lines: log.lines, tail: log.tail.slice(-Math.min(maxItems, tailLimit)) },
    };
}
/** A job also has what the log says of its start. */
function createJob({ id, name, definition, queue, url, definitionUrl, queueUrl }) {
    return { id, name, ...{ definition, queue, url, definitionUrl, queueUrl } };
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

/***/ 79575:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ logCommentFailure),
/* harmony export */   p: () => (/* binding */ publishComment)
/* harmony export */ });
/* harmony import */ var _action_docs_link_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70131);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40643);
/* harmony import */ var _github_comment_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8613);
/* harmony import */ var _github_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9421);
/* harmony import */ var _lib_abort_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(31140);
/* harmony import */ var _report_accepted_change_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(28473);
/* harmony import */ var _report_comment_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(91388);
/* harmony import */ var _acceptance_collect_shown_rules_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(43438);
/* harmony import */ var _github_access_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(29287);









/** How long all calls may take, in milliseconds. After a cancellation GitHub leaves the step 10 s in all. */
const limitMs = 180_000;
const cancelledLimitMs = 4_000;
/**
 * Posts or updates the one comment of the pull request, when `comment` asks for it. Never throws: the log says once why
 * a comment could not be posted.
 */
async function publishComment(reports, target, sinks) {
    const { log, outputs, cancelled } = sinks;
    const limit = AbortSignal.any([AbortSignal.timeout(limitMs), (0,_lib_abort_js__WEBPACK_IMPORTED_MODULE_4__/* .delayAbort */ .y5)(cancelled, cancelledLimitMs)]);
    try {
        const github = await (0,_github_access_js__WEBPACK_IMPORTED_MODULE_7__/* .openGitHubFor */ .jb)(sinks, limit);
        if (github === undefined)
            return await log.notice('`comment` needs `github-token`. No comment was posted.');
        const { runId: run, sha, attempt, pullRequest, inputs, key } = target;
        const state = getCommentState(reports);
        const result = await (0,_github_comment_js__WEBPACK_IMPORTED_MODULE_2__/* .upsertComment */ .l)(github, {
            pullRequest,
            mode: inputs.commentMode,
            marker: { key, sha, run, attempt, state },
            renderBody: (limit) => renderBody(reports, target, { limit, docsUrl: (0,_action_docs_link_js__WEBPACK_IMPORTED_MODULE_0__/* .getDocsUrl */ .Tr)(sinks.env) }),
            ...(sinks.recordsRules && { shown: (0,_acceptance_collect_shown_rules_js__WEBPACK_IMPORTED_MODULE_6__/* .collectShownRules */ .T)(reports) }),
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
    if (error instanceof _github_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .GitHubError */ .y && error.kind === 'refused')
        return await log.notice(`GitHub does not let this token comment: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .describeError */ .Uc)(error)}. ${refusalAdvice}`);
    await log.warning(`The comment could not be posted: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .describeError */ .Uc)(error)}`);
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
    const isBroken = (report) => (0,_report_accepted_change_js__WEBPACK_IMPORTED_MODULE_8__/* .listUnaccepted */ .h)(report).length > 0 || report.failure?.verdict === 'rule-broken';
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
function renderBody(reports, { url, pageName, sha, remark }, { limit, docsUrl }) {
    const options = { limit: Math.min(_report_comment_js__WEBPACK_IMPORTED_MODULE_5__/* .commentLimit */ .j, limit - remark.length), docsUrl, ...(pageName && { pageName }) };
    return `${(0,_report_comment_js__WEBPACK_IMPORTED_MODULE_5__/* .renderComment */ .w)(reports, { ...options, runUrl: url, commit: sha, updatedAt: new Date() })}${remark}`;
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