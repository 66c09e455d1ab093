"use strict";
exports.id = 857;
exports.ids = [857];
exports.modules = {

/***/ 7506:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ng: () => (/* binding */ connect),
/* harmony export */   aC: () => (/* binding */ engineGone),
/* harmony export */   rH: () => (/* binding */ wake),
/* harmony export */   rU: () => (/* binding */ callEngine),
/* harmony export */   v_: () => (/* binding */ engineError)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40643);


let engine;
/**
 * The engine that `DOCKER_HOST` names, or the one at the default socket; always the same object. Nothing is called yet. Throws Failure
 * `docker-unavailable` for a DOCKER_HOST that is none.
 */
function connect() {
    engine ??= open();
    return engine;
}
async function open() {
    const { default: Engine } = await __webpack_require__.e(/* import() */ 292).then(__webpack_require__.t.bind(__webpack_require__, 65292, 23));
    try {
        return new Engine();
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('docker-unavailable', `DOCKER_HOST is not usable: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .describe */ .q0)(error)}.`, 'Mend or unset it.', {
            cause: error,
        });
    }
}
/**
 * Sends the engine a first request, and does not wait for the answer: connection and engine warm up while the rest of the program is loaded,
 * which takes longer. Whether there is an engine, the first real call tells.
 */
async function wake() {
    connect()
        .then((docker) => docker.ping())
        .catch(() => undefined);
    await connect().catch(() => undefined);
    // A turn of the event loop for the connection, and one for the request: loading a module lets nothing else happen.
    await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setImmediate)();
    await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setImmediate)();
}
/** Docker-modem's own words before what the engine said. */
const modemPrefix = /^\(HTTP code \d+\) [\w ]+ - /;
/** What is known of an error that dockerode threw. */
function engineError(error) {
    const fields = typeof error === 'object' && error !== null ? { ...error } : {};
    const { statusCode, code, json } = fields;
    const said = typeof json === 'object' && json !== null && 'message' in json ? json.message : undefined;
    return {
        status: typeof statusCode === 'number' ? statusCode : undefined,
        code: typeof code === 'string' ? code : undefined,
        message: (typeof said === 'string' && said !== '' ? said : (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .describe */ .q0)(error)).replace(modemPrefix, '').trim(),
    };
}
const socketErrors = {
    ENOENT: 'Start the Docker engine, or point DOCKER_HOST to one. Hosted runners have it on Linux only.',
    ECONNREFUSED: 'Start the Docker engine, or point DOCKER_HOST to one.',
    ENOTFOUND: 'Check DOCKER_HOST: there is no machine of that name.',
    HPE_INVALID_CONSTANT: 'Check DOCKER_HOST: what answers there is no Docker engine.',
    EACCES: "Let the runner's user use the Docker socket (the group `docker`).",
};
/** The failure for an engine that cannot be reached or went away; undefined where the engine did answer. */
function engineGone(error, seen = 'The Docker engine does not answer') {
    const { status, code, message } = engineError(error);
    if (status !== undefined || error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR)
        return undefined;
    const lost = code !== undefined || /socket hang up|aborted|ECONNRESET|Unable to determine the domain name/.test(message);
    if (!lost)
        return undefined;
    const advice = socketErrors[code ?? ''] ?? 'See why the Docker engine stopped answering, and run the step again.';
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('docker-unavailable', `${seen}: ${message}.`, advice, { cause: error });
}
/** The longest that we wait for one answer of the engine, pulls apart. */
const answerLimitMs = 60_000;
/**
 * Runs a call to the engine, for 60 s at most unless told otherwise. The engine's loss or silence becomes `docker-unavailable`; an answer
 * that is an error is `otherwise`'s to name. Throws the signal's reason where that has been aborted.
 */
async function callEngine(call, otherwise, signal, limitMs = answerLimitMs) {
    try {
        return await within(call(), limitMs, signal);
    }
    catch (error) {
        signal?.throwIfAborted();
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR)
            throw error;
        const { message } = engineError(error);
        throw (engineGone(error) ??
            otherwise(engineError(error)) ??
            new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('docker-unavailable', `The Docker engine refused: ${message}.`, "See the engine's log.", {
                cause: error,
            }));
    }
}
function within(work, limitMs, signal) {
    return new Promise((resolve, reject) => {
        const limit = setTimeout(() => {
            const evidence = `The Docker engine did not answer within ${limitMs / 1000} s.`;
            reject(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('docker-unavailable', evidence, "See the engine's log: it may be overloaded."));
        }, limitMs);
        const abort = () => reject(signal?.reason);
        signal?.addEventListener('abort', abort, { once: true });
        work.then(resolve, reject).finally(() => {
            clearTimeout(limit);
            signal?.removeEventListener('abort', abort);
        });
    });
}


/***/ }),

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

/***/ 49857:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _backends_engine_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7506);

/** The engine is asked first: it answers while the rest of the program, most of it S3's client, is loaded. */
async function main() {
    await (0,_backends_engine_js__WEBPACK_IMPORTED_MODULE_0__/* .wake */ .rH)();
    const { step } = await Promise.all(/* import() */[__webpack_require__.e(809), __webpack_require__.e(474), __webpack_require__.e(262), __webpack_require__.e(956), __webpack_require__.e(354), __webpack_require__.e(646), __webpack_require__.e(16)]).then(__webpack_require__.bind(__webpack_require__, 25016));
    await step(process.env);
}
// What a library should not have called is nothing to tell a user in the step's log.
process.noDeprecation = true;
// A call that an engine never answers would keep the process for as long as the connection lives.
void main().finally(() => process.stdout.write('', () => process.exit()));


/***/ })

};
;