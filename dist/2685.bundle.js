"use strict";
exports.id = 2685;
exports.ids = [2685];
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


/***/ }),

/***/ 19177:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B4: () => (/* binding */ formatCount),
/* harmony export */   ZV: () => (/* binding */ formatNumber),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   cH: () => (/* binding */ formatDistinctNumbers),
/* harmony export */   fU: () => (/* binding */ formatTime),
/* harmony export */   jR: () => (/* binding */ formatDifference),
/* harmony export */   z3: () => (/* binding */ formatBytes),
/* harmony export */   z_: () => (/* binding */ parseBytes)
/* harmony export */ });
/** Shorter durations are easier to compare in hours. */
const minDayHours = 48;
/** Formats a duration in at most two units: `0.4 s`, `12 s`, `3 min 5 s`, `2 h 10 min`, `3 days 4 h`. */
function formatDuration(ms) {
    const seconds = ms / 1000;
    if (seconds < 9.95)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    if (whole < 60)
        return `${whole} s`;
    if (whole < 3600)
        return `${Math.floor(whole / 60)} min ${whole % 60} s`;
    const hours = Math.floor(whole / 3600);
    if (hours < minDayHours)
        return `${hours} h ${Math.floor((whole % 3600) / 60)} min`;
    return `${formatCount(Math.floor(hours / 24), 'day')} ${hours % 24} h`;
}
/** Formats a number of bytes in binary units: `512 B`, `3.4 KiB`. */
function formatBytes(bytes) {
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
    const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
    return power === 0 ? `${bytes} B` : `${(bytes / 1024 ** power).toFixed(1)} ${units[power]}`;
}
const byteUnits = { B: 1, KIB: 1024, MIB: 1024 ** 2, GIB: 1024 ** 3, TIB: 1024 ** 4 };
/** Parses bytes, or a number of KiB, MiB, GiB or TiB, in any case; undefined for any other text. */
function parseBytes(text) {
    const [, number, unit = 'B'] = /^(\d{1,15}(?:\.\d{1,6})?) ?(B|[KMGT]iB)?$/i.exec(text) ?? [];
    const [, factor] = Object.entries(byteUnits).find(([name]) => name === unit.toUpperCase()) ?? [];
    return number === undefined || factor === undefined ? undefined : Math.round(Number(number) * factor);
}
/** Formats a time to the minute: `2026-01-05 09:31 UTC`. */
const formatTime = (time) => Number.isNaN(time.getTime()) ? 'unknown' : `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
/** Formats a count with its noun: `1 file`, `1,234 files`. */
const formatCount = (n, noun) => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;
/**
 * Formats a number: integers in full, other numbers with `digits` significant digits, very large and very small numbers
 * with an exponent.
 */
function formatNumber(value, digits = 6) {
    if (typeof value === 'bigint' || (Number.isInteger(value) && Math.abs(value) < 1e15))
        return value.toLocaleString('en');
    if (!Number.isFinite(value))
        return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '-∞';
    const needsExponent = Math.abs(value) < 1e-4 || Math.abs(value) >= 1e15;
    return needsExponent
        ? value.toExponential(digits - 1)
        : value.toLocaleString('en', { maximumSignificantDigits: digits });
}
/** Formats two numbers with as many digits as are needed to see that they differ. */
function formatDistinctNumbers(base, now) {
    for (const digits of [6, 9, 12]) {
        const [before, after] = [formatNumber(base, digits), formatNumber(now, digits)];
        if (before !== after || base === now)
            return [before, after];
    }
    return [String(base), String(now)];
}
/** Formats the change from `base` to `now` in percent of `base`; words when one of the two is 0. */
function formatDifference(base, now) {
    if (base === now)
        return 'same';
    if (base === 0)
        return 'none before';
    if (now === 0)
        return 'none left';
    const percent = ((now - base) / Math.abs(base)) * 100;
    const sign = percent < 0 ? '−' : '+';
    const amount = Math.abs(percent);
    if (amount < 0.05)
        return `${sign}<0.1 %`;
    if (percent > -100 && percent < -99.95)
        return '−>99.9 %';
    const digits = amount < 100 ? 1 : 0;
    return `${sign}${amount.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })} %`;
}


/***/ })

};
;