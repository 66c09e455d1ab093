"use strict";
exports.id = 3194;
exports.ids = [3194,813];
exports.modules = {

/***/ 90813:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HN: () => (/* binding */ explainEngineLoss),
/* harmony export */   Ib: () => (/* binding */ toEngineError),
/* harmony export */   bt: () => (/* binding */ ignoreMissing),
/* harmony export */   lM: () => (/* binding */ warmUp),
/* harmony export */   rU: () => (/* binding */ callEngine),
/* harmony export */   xn: () => (/* binding */ connectEngine)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40643);
/* harmony import */ var _lib_abort_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(31140);
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(33178);




let engine;
/**
 * The engine that `DOCKER_HOST` names, or the one at the default socket; always the same object. Sends no request.
 * Throws Failure `docker-unavailable` for an invalid DOCKER_HOST.
 */
function connectEngine() {
    engine ??= createEngine();
    return engine;
}
async function createEngine() {
    const { default: Engine } = await __webpack_require__.e(/* import() */ 5292).then(__webpack_require__.t.bind(__webpack_require__, 65292, 23));
    let docker;
    try {
        docker = new Engine();
    }
    catch (error) {
        const evidence = `DOCKER_HOST is not usable: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .describeError */ .Uc)(error)}.`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('docker-unavailable', evidence, 'Correct or unset DOCKER_HOST.', { cause: error });
    }
    // docker-modem would open a connection of its own for each call, without a check of the server's key.
    if ((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_3__/* .getString */ .AA)(docker, 'modem', 'protocol') === 'ssh')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('docker-unavailable', 'DOCKER_HOST is an ssh:// address, which is not supported.', sshAdvice);
    return docker;
}
const sshAdvice = 'Set it to `unix:///path` or `tcp://host:port`. To reach an engine by SSH, forward its socket in a step before this one: `ssh -fnNT -L "$RUNNER_TEMP/docker.sock:/var/run/docker.sock" host`.';
/**
 * Sends a first request to the engine and does not wait for the response, so that the connection opens while the rest
 * of the program loads. The first real call reports an engine that does not respond.
 */
async function warmUp() {
    connectEngine()
        .then((docker) => docker.ping())
        .catch(() => undefined);
    await connectEngine().catch(() => undefined);
    // One turn of the event loop to connect and one to send: nothing else runs while a module loads.
    await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setImmediate)();
    await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setImmediate)();
}
/** What docker-modem puts before the engine's message. */
const modemPrefix = /^\(HTTP code \d+\) [\w ]+ - /;
/** The parts of an error that dockerode threw. */
function toEngineError(error) {
    const message = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_3__/* .getString */ .AA)(error, 'json', 'message') || (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .describeError */ .Uc)(error);
    return {
        status: (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_3__/* .getNumber */ .WZ)(error, 'statusCode'),
        code: (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_3__/* .getString */ .AA)(error, 'code'),
        message: message.replace(modemPrefix, '').trim(),
    };
}
/** Resolves with undefined when the engine does not have the container or image; throws other errors. */
function ignoreMissing(error) {
    if (toEngineError(error).status !== 404)
        throw error;
}
const adviceByCode = {
    ENOENT: 'Start the Docker engine, or set DOCKER_HOST. Among hosted runners, only Linux has an engine.',
    ECONNREFUSED: 'Start the Docker engine, or set DOCKER_HOST.',
    ENOTFOUND: 'Check DOCKER_HOST: its host name does not exist.',
    HPE_INVALID_CONSTANT: 'Check DOCKER_HOST: the server there is not a Docker engine.',
    EACCES: "Allow the runner's user to use the Docker socket (the group `docker`).",
};
/** The failure for an engine that cannot be reached or was lost; undefined when the engine responded. */
function explainEngineLoss(error, summary = 'The Docker engine does not respond') {
    const { status, code, message } = toEngineError(error);
    if (status !== undefined || error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR)
        return undefined;
    const isLost = code !== undefined || /socket hang up|aborted|ECONNRESET|Unable to determine the domain name/.test(message);
    if (!isLost)
        return undefined;
    const advice = adviceByCode[code ?? ''] ?? 'Find out why the Docker engine stopped responding, then run it again.';
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('docker-unavailable', `${summary}: ${message}.`, advice, { cause: error });
}
/** The longest wait for one response of the engine, except for pulls. */
const responseTimeoutMs = 60_000;
/**
 * Calls the engine, with a limit of 60 s unless given. A lost or silent engine becomes `docker-unavailable`;
 * `explainError` returns the failure for an error response, if it knows the reason. Throws the signal's reason on
 * abort.
 */
async function callEngine(call, explainError, signal, timeoutMs = responseTimeoutMs) {
    try {
        return await (0,_lib_abort_js__WEBPACK_IMPORTED_MODULE_2__/* .limitTime */ .DZ)(call, { ms: timeoutMs, signal, createError: () => createSilenceFailure(timeoutMs) });
    }
    catch (error) {
        signal?.throwIfAborted();
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR)
            throw error;
        const { message } = toEngineError(error);
        throw (explainEngineLoss(error) ??
            explainError(toEngineError(error)) ??
            new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('docker-unavailable', `The Docker engine refused the request: ${message}.`, "See the engine's log.", {
                cause: error,
            }));
    }
}
function createSilenceFailure(timeoutMs) {
    const evidence = `The Docker engine did not respond within ${timeoutMs / 1000} s.`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('docker-unavailable', evidence, "See the engine's log: it may be overloaded.");
}


/***/ })

};
;