"use strict";
exports.id = 929;
exports.ids = [929];
exports.modules = {

/***/ 40643:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HR: () => (/* binding */ Failure),
/* harmony export */   bg: () => (/* binding */ mayPass),
/* harmony export */   q0: () => (/* binding */ describe)
/* harmony export */ });
/* unused harmony export verdicts */
/**
 * Every reason why a step can fail, as the `verdict` output spells it. docs/troubleshooting.md has one section for each;
 * a test keeps the two lists equal.
 */
const verdicts = (/* unused pure expression or super */ null && ([
    'invalid-input',
    'context-conflict',
    'input-not-found',
    'input-not-committed',
    'bundle-corrupt',
    'image-not-found',
    'image-pull-denied',
    'docker-unavailable',
    'pipe-error',
    'pipe-not-found',
    'unknown-parameter',
    'missing-parameter',
    'out-of-memory',
    'timeout',
    'cancelled',
    'no-output',
    'rule-broken',
    'remote-unreachable',
    'access-denied',
    'spot-interrupted',
    'host-lost',
    'image-architecture',
    'queue-timeout',
    'unschedulable',
    'role-refused',
    'agent-fault',
    'dependency-failed',
    'terminated',
    'throttled',
    'local-context-unwritable',
    'disk-full',
    'internal-error',
]));
const passing = new Set([
    'cancelled',
    'remote-unreachable',
    'docker-unavailable',
    'spot-interrupted',
    'host-lost',
    'queue-timeout',
    'agent-fault',
    'terminated',
    'throttled',
]);
/** Whether the same run may succeed the next time, with nothing changed: what ended it was no fault of the run itself. */
const mayPass = (verdict) => passing.has(verdict);
/**
 * A failure that has a name: one sentence of evidence (what was seen) and one of advice (what to do next).
 * Both are shown to users as plain text; text from outside in them is escaped where it is shown, not here.
 */
class Failure extends Error {
    name = 'Failure';
    verdict;
    advice;
    /** The line of the user's own code that it comes from. */
    where;
    constructor(verdict, evidence, advice, options) {
        super(evidence, options);
        this.verdict = verdict;
        this.advice = advice;
        this.where = options?.where;
    }
}
/** The message of anything thrown, with the messages of its causes: `a: b: c`. Never empty. */
function describe(error) {
    if (!(error instanceof Error))
        return String(error);
    const message = error.message || error.name;
    const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
    if (inner === undefined)
        return message;
    const cause = describe(inner);
    return message.includes(cause) ? message : `${message}: ${cause}`;
}


/***/ }),

/***/ 39929:
/***/ ((__unused_webpack_module, __unused_webpack___webpack_exports__, __webpack_require__) => {


// EXTERNAL MODULE: ./src/action/log.js
var action_log = __webpack_require__(86475);
// EXTERNAL MODULE: ./src/action/outputs.js
var outputs = __webpack_require__(77027);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/action/workflow.js
var workflow = __webpack_require__(17244);
;// CONCATENATED MODULE: ./src/action/finished-run.js

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#workflow_run; undefined of any other event. */
function finishedRunOf(event) {
    const run = (0,workflow.at)(event, 'workflow_run');
    const text = (value) => (typeof value === 'string' ? value : '');
    const [id, attempt] = [(0,workflow.at)(run, 'id'), (0,workflow.at)(run, 'run_attempt')];
    const sha = text((0,workflow.at)(run, 'head_sha'));
    if (typeof id !== 'number' || typeof attempt !== 'number' || sha === '')
        return undefined;
    return {
        ...{ id, attempt, sha },
        path: text((0,workflow.at)(run, 'path')),
        url: text((0,workflow.at)(run, 'html_url')),
        event: text((0,workflow.at)(run, 'event')),
        branch: text((0,workflow.at)(run, 'head_branch')),
        repository: text((0,workflow.at)((0,workflow.at)(run, 'head_repository'), 'full_name')) || undefined,
    };
}

// EXTERNAL MODULE: ./src/action/comment-inputs.js
var comment_inputs = __webpack_require__(31236);
// EXTERNAL MODULE: ./src/action/lists.js
var lists = __webpack_require__(17736);
// EXTERNAL MODULE: ./src/action/problems.js
var action_problems = __webpack_require__(61845);
// EXTERNAL MODULE: ./src/action/reader.js
var reader = __webpack_require__(37506);
;// CONCATENATED MODULE: ./src/action/relay-inputs.js




/** Every input of report/action.yml, in its order. A test holds the two equal. */
const relayInputNames = (/* unused pure expression or super */ null && ([
    'result-file',
    'comment',
    'comment-key',
    'comment-mode',
    'github-token',
    'summary',
]));
/** Every output of report/action.yml. */
const relayOutputNames = (/* unused pure expression or super */ null && (['comment-url']));
/** Reads the inputs out of the runner's `INPUT_*` variables. Throws InvalidInputs with all that is wrong. */
function readRelayInputs(env) {
    const problems = [];
    const read = (0,reader/* readerOf */.T)(env, problems);
    const resultFiles = read.list('result-file', lists/* parsePaths */.Iz);
    if (read.text('result-file') === undefined)
        read.missing('result-file', 'Name the file that the run left.');
    const inputs = { resultFiles, comment: (0,comment_inputs/* readCommentInputs */.J5)(read, 'changes'), summary: read.flag('summary', true) };
    if (problems.length > 0)
        throw new action_problems/* InvalidInputs */.hS(problems);
    return inputs;
}

// EXTERNAL MODULE: ./src/action/summary.js + 1 modules
var summary = __webpack_require__(89903);
// EXTERNAL MODULE: ./src/action/tell.js
var tell = __webpack_require__(98250);
// EXTERNAL MODULE: ./src/steps/comment.js + 3 modules
var steps_comment = __webpack_require__(77327);
// EXTERNAL MODULE: ./src/steps/github.js + 1 modules
var steps_github = __webpack_require__(76412);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./src/action/result.js
var result = __webpack_require__(18404);
// EXTERNAL MODULE: ./src/remote/collect.js + 1 modules
var collect = __webpack_require__(83900);
;// CONCATENATED MODULE: ./src/steps/result-files.js
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






/** Result files that are told together, at most. */
const fileLimit = 100;
/**
 * The reports in the files that lines of paths, folders and patterns name in the workspace, as `input-path` does. Nothing in them is trusted: a link
 * that leads elsewhere, what is too large or under no schema of ours is a Failure `invalid-input` that names the file.
 */
async function readReports(lines, workspace, signal) {
    const { readResult } = await Promise.all(/* import() */[__webpack_require__.e(774), __webpack_require__.e(36)]).then(__webpack_require__.bind(__webpack_require__, 65036));
    const reports = [];
    for (const [at, { source, path }] of (await findFiles(lines, workspace, signal)).entries()) {
        try {
            reports.push(...readResult(await readWhole(source), `file-${at + 1}`));
        }
        catch (error) {
            const evidence = `result-file: ${(0,action_problems/* quote */.hD)(path)} is no result file. ${error instanceof Error ? error.message : ''}`;
            throw refusal(evidence.trim(), error);
        }
    }
    return reports;
}
async function findFiles(lines, workspace, signal) {
    try {
        const { files } = await (0,collect/* collectFiles */.C)(workspace, lines, { signal, limit: fileLimit });
        return files;
    }
    catch (error) {
        if (!(error instanceof errors/* Failure */.HR))
            throw error;
        throw refusal(error.message.replace(/^input-path:/, 'result-file:'), error);
    }
}
/** At most a byte more than is allowed. */
async function readWhole(path) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const file = __addDisposableResource(env_1, await (0,promises_.open)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW), true);
        const buffer = Buffer.alloc(result/* resultLimitBytes */._Z + 1);
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
function refusal(evidence, cause) {
    const advice = 'Give `result-file` the files that the output `result-file` of disdat/run-action names, of the same release.';
    return new errors/* Failure */.HR('invalid-input', evidence, advice, { cause });
}

;// CONCATENATED MODULE: ./src/relay.js









/** GitHub is asked so long at most which pull request it is, in milliseconds. */
const findLimitMs = 60_000;
const adviceOfRefusal = 'Give the job `permissions: pull-requests: write`.';
/**
 * Tells a pull request what a run without rights has found out, and left in a file. The file is that run's word, which is worth what its author's
 * is: which pull request, which commit and which run it is comes from GitHub alone. Throws Failure for what is wrong with inputs, event or files.
 */
async function relay({ env, log, outputs, cancelled }) {
    const inputs = readRelayInputs(env);
    const event = finishedRunOf(await (0,workflow/* readEvent */.j_)(env));
    if (event === undefined) {
        const advice = 'Use disdat/run-action/report in a workflow with `on: workflow_run`, as the README shows.';
        throw new errors/* Failure */.HR('invalid-input', 'This is no workflow that the end of another one starts.', advice);
    }
    // What a reader could be made to copy is not passed on.
    const read = await readReports(inputs.resultFiles, env['GITHUB_WORKSPACE'] ?? '.', cancelled);
    const reports = read.map(({ left: _, ...report }) => report);
    if (inputs.summary)
        await (0,tell/* writeSummary */.Sy)(() => (0,summary/* summaryOf */.Y)(reports), log);
    if (inputs.comment.comment === 'never')
        return;
    const access = { token: inputs.comment.githubToken, env, log };
    try {
        const github = await (0,steps_github/* gitHubOf */.T)(access, AbortSignal.any([cancelled, AbortSignal.timeout(findLimitMs)]));
        if (github === undefined)
            return await log.notice('`comment` needs `github-token`. Nothing was posted.');
        const { repository, branch } = event;
        const from = repository === undefined ? [] : await github.pullRequestsFrom(repository, branch);
        const pullRequest = from.find(({ head }) => head.sha === event.sha);
        if (pullRequest === undefined)
            return await log.notice(nobody(event, from));
        await (0,steps_comment/* tellComment */.lB)(reports, occasionOf(event, pullRequest, inputs), { ...access, outputs, cancelled });
    }
    catch (error) {
        await (0,steps_comment/* explain */.WE)(error, adviceOfRefusal, log);
    }
}
function nobody({ sha, event }, from) {
    const [newest] = from;
    return newest === undefined
        ? `The run was started by \`${event}\`, and no open pull request is of its branch. Nothing was posted.`
        : `Pull request #${newest.number} is not told: it has a newer commit than ${sha} by now.`;
}
function occasionOf(run, { number }, { comment }) {
    return {
        pullRequest: number,
        ...{ sha: run.sha, runId: run.id, attempt: run.attempt, url: run.url },
        inputs: comment,
        key: (0,steps_comment/* keyOf */.TN)(comment.commentKey, ['workflow_run', run.path]),
        remark: "\n<sub>This is what the pull request's own run says of itself: its code could have it say anything.</sub>\n",
        adviceOfRefusal,
    };
}

;// CONCATENATED MODULE: ./src/report.js




/** The entry of `disdat/run-action/report`. */
async function main(env) {
    const cancel = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'])
        process.on(signal, () => cancel.abort(new Error(signal)));
    const log = (0,action_log/* openLog */.Ne)(process.stdout, env['RUNNER_DEBUG'] === '1');
    try {
        await relay({ env, log, outputs: new outputs/* Outputs */.tY(), cancelled: cancel.signal });
    }
    catch (error) {
        const failure = error instanceof errors/* Failure */.HR
            ? `${error.verdict}: ${error.message} ${error.advice}`
            : `internal-error: ${(0,errors/* describe */.q0)(error)}`;
        const core = await (0,action_log/* toolkit */.VQ)();
        core.setFailed((0,action_log/* plainText */.wh)(failure));
    }
}
process.noDeprecation = true;
void main(process.env).finally(() => process.stdout.write('', () => process.exit()));


/***/ })

};
;