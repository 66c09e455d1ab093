"use strict";
exports.id = 324;
exports.ids = [324];
exports.modules = {

/***/ 8804:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ createClientConfig)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37067);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_http__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44708);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_https__WEBPACK_IMPORTED_MODULE_1__);


/** The SDK would print warnings to the step's log; everything that matters is an error. */
const silentLogger = { trace: () => { }, debug: () => { }, info: () => { }, warn: () => { }, error: () => { } };
const connectionTimeoutMs = 5_000;
const requestTimeoutMs = 20_000;
/** The SDK pauses with full jitter: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html */
const maxAttempts = 6;
/**
 * The configuration of every AWS client except S3's: the renewing identity, bounded waits, the proxy variables of
 * `env`, and retries after throttling, 5xx and broken connections, never after a refusal. The SDK itself follows
 * AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_<SERVICE>.
 */
function createClientConfig(identity, env, region = identity.region) {
    const agentOptions = { keepAlive: true, maxSockets: 16, proxyEnv: env };
    return {
        region,
        credentials: () => identity.credentials(),
        logger: silentLogger,
        maxAttempts,
        // Endpoints of a test double or a VPC have no separate host names for streams and data.
        disableHostPrefix: true,
        requestHandler: {
            httpAgent: new (node_http__WEBPACK_IMPORTED_MODULE_0___default().Agent)(agentOptions),
            httpsAgent: new (node_https__WEBPACK_IMPORTED_MODULE_1___default().Agent)(agentOptions),
            connectionTimeout: connectionTimeoutMs,
            requestTimeout: requestTimeoutMs,
        },
    };
}


/***/ }),

/***/ 29333:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B_: () => (/* binding */ toAwsFailure),
/* harmony export */   E2: () => (/* binding */ isThrottling),
/* harmony export */   Rk: () => (/* binding */ isConnectionError),
/* harmony export */   WY: () => (/* binding */ getErrorName),
/* harmony export */   jx: () => (/* binding */ getHttpStatus),
/* harmony export */   r_: () => (/* binding */ isExpiredToken),
/* harmony export */   w7: () => (/* binding */ isAccessDenied)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33178);


/** The `name` of an SDK error; empty for anything else. */
const getErrorName = (error) => (error instanceof Error ? error.name : '');
/** https://docs.aws.amazon.com/batch/latest/APIReference/CommonErrors.html; STS and S3 use other names. */
const isThrottling = (error) => /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown/.test(getErrorName(error)) || getHttpStatus(error) === 429;
/** AWS does not allow the call. */
const isAccessDenied = (error) => /AccessDenied|UnauthorizedOperation|NotAuthorized/.test(getErrorName(error)) || getHttpStatus(error) === 403;
/** Whether AWS may have carried out the request: there was no response, or one with a 5xx status. */
function isConnectionError(error) {
    const status = getHttpStatus(error);
    return status === undefined || status >= 500;
}
/** AWS reports that the credentials have expired. */
const isExpiredToken = (error) => /^ExpiredToken|^RequestExpired$/.test(getErrorName(error));
/** The HTTP status of AWS's response; undefined without a response. */
const getHttpStatus = (error) => (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getNumber */ .WZ)(error, '$metadata', 'httpStatusCode');
/**
 * The failure for an error of an AWS service: `throttled`, `access-denied`, `remote-unreachable` or `invalid-input`.
 * A Failure is returned unchanged. `operation` is a verb and its object, such as "submit the job"; `action` is the
 * IAM action to allow.
 */
function toAwsFailure(error, operation, action) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR)
        return error;
    const options = { cause: error };
    const message = (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error);
    if (isThrottling(error))
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('throttled', `AWS is throttling requests: could not ${operation}. ${message}`, 'A retry may succeed. Run fewer jobs that call AWS at the same time.', options);
    if (isExpiredToken(error))
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('access-denied', `The AWS credentials of this step have expired: could not ${operation}. ${message}`, 'Set `role-to-assume`, whose session the step renews, or use credentials that last as long as the run.', options);
    if (isAccessDenied(error))
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('access-denied', `AWS denied permission to ${operation}: ${message}`, `Allow ${action} for the step's credentials: docs/iam.md.`, options);
    if (isConnectionError(error))
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('remote-unreachable', `AWS did not respond when the step tried to ${operation}: ${message}`, 'Check `aws-region`, proxies and the network, then run it again.', options);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `AWS rejected the request to ${operation}: ${message}`, 'Correct what the message of AWS names.', options);
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
    now: () => Date.now(),
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

/***/ 46504:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ getText)
/* harmony export */ });
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78474);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_events__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(37067);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_http__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44708);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_https__WEBPACK_IMPORTED_MODULE_2__);



/**
 * Requests a text. Resolves for every status and does not follow redirects. Rejects when the connection fails, the time
 * limit passes, or the body is larger than the size limit.
 */
async function getText(url, { env, headers = {}, timeoutMs, limitBytes, signal }) {
    const { get: sendRequest, Agent } = new URL(url).protocol === 'http:' ? (node_http__WEBPACK_IMPORTED_MODULE_1___default()) : (node_https__WEBPACK_IMPORTED_MODULE_2___default());
    const agent = new Agent({ proxyEnv: env });
    const timeout = AbortSignal.timeout(timeoutMs);
    const ended = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    try {
        const request = sendRequest(url, { headers, agent, signal: ended });
        const [response] = await (0,node_events__WEBPACK_IMPORTED_MODULE_0__.once)(request, 'response', { signal: ended });
        if (response === undefined)
            throw new Error('the server did not answer');
        const chunks = [];
        let bytes = 0;
        for await (const chunk of response) {
            chunks.push(chunk);
            bytes += chunk.length;
            if (bytes > limitBytes)
                throw new Error(`the response is larger than ${limitBytes} bytes`);
        }
        return { status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() };
    }
    finally {
        agent.destroy();
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


/***/ })

};
;