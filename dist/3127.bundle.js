"use strict";
exports.id = 3127;
exports.ids = [3127];
exports.modules = {

/***/ 3037:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  t6: () => (/* binding */ AwsClient),
  bz: () => (/* binding */ maxThrottledAttempts),
  q1: () => (/* binding */ patientLimits),
  My: () => (/* binding */ singleAttempt)
});

// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/lib/abort.js
var abort = __webpack_require__(31140);
// EXTERNAL MODULE: ./src/lib/clock.js
var lib_clock = __webpack_require__(56620);
// EXTERNAL MODULE: ./src/lib/retry.js
var retry = __webpack_require__(44568);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
var external_node_http_default = /*#__PURE__*/__webpack_require__.n(external_node_http_);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(44708);
var external_node_https_default = /*#__PURE__*/__webpack_require__.n(external_node_https_);
// EXTERNAL MODULE: ./src/lib/proxy-env.js
var proxy_env = __webpack_require__(58076);
;// CONCATENATED MODULE: ./src/aws/client-config.js



/** The SDK would print warnings to the step's log; everything that matters is an error. */
const silentLogger = { trace: () => { }, debug: () => { }, info: () => { }, warn: () => { }, error: () => { } };
const connectionTimeoutMs = 5_000;
/**
 * The configuration of every AWS client except S3's: the renewing identity, the proxy variables of `env`, and a single
 * attempt, because AwsClient limits and repeats calls. The SDK itself follows AWS_ENDPOINT_URL and
 * AWS_ENDPOINT_URL_<SERVICE>.
 */
function createClientConfig(identity, env, region = identity.region) {
    const agentOptions = { keepAlive: true, maxSockets: 16, proxyEnv: (0,proxy_env/* createProxyEnv */.qZ)(env) };
    return {
        region,
        credentials: () => identity.credentials(),
        logger: silentLogger,
        maxAttempts: 1,
        // Endpoints of a test double or a VPC have no separate host names for streams and data.
        disableHostPrefix: true,
        requestHandler: {
            httpAgent: new (external_node_http_default()).Agent(agentOptions),
            httpsAgent: new (external_node_https_default()).Agent(agentOptions),
            connectionTimeout: connectionTimeoutMs,
        },
    };
}

// EXTERNAL MODULE: ./src/aws/errors.js
var aws_errors = __webpack_require__(29333);
;// CONCATENATED MODULE: ./src/aws/aws-client.js






/** For calls whose failure ends the step. */
const patientLimits = {
    attemptMs: 20_000,
    maxAttempts: 6,
    throttledMs: 5 * 60_000,
    isRepeatable: true,
    responseGraceMs: 0,
};
/** For calls that the caller repeats. */
const singleAttempt = { maxAttempts: 1, throttledMs: 0 };
/** Limits the attempts of a throttled call when all jittered pauses happen to be short. */
const maxThrottledAttempts = 60;
const backoff = { firstMs: 500, maxMs: 20_000 };
/** A call that waits longer than this is reported. */
const reportAfterMs = 10_000;
/**
 * A client of one AWS service, which can be used only within limits: `requestTimeout` of the SDK is only a warning
 * unless `throwOnRequestTimeout` is set, and ends with the response's headers. Nothing else creates a client of an SDK,
 * except the S3 room (test/aws/aws-client.test.ts). docs/limits.md lists all calls.
 */
class AwsClient {
    #client;
    #identity;
    #options;
    #clock;
    /** `create` receives the configuration for the constructor of the SDK's client. AWS is not called yet. */
    constructor(create, identity, options) {
        const { env, region, endpoint, useFipsEndpoint, clock = lib_clock/* systemClock */.m } = options;
        this.#client = create({
            ...createClientConfig(identity, env, region),
            ...(endpoint && { endpoint }),
            ...(useFipsEndpoint && { useFipsEndpoint }),
        });
        this.#identity = identity;
        this.#options = options;
        this.#clock = clock;
    }
    /**
     * Makes a call: `send` passes its options to the client's `send`. Each attempt has a time limit. Throttling, 5xx,
     * broken connections and unreadable responses are retried with jittered pauses, refusals are not. Throws the SDK's
     * error of the last attempt, TimeLimitError, the Failure of an identity without credentials, or the signal's reason
     * at once when it aborts.
     */
    async call(signal, send, limits = {}) {
        const own = { ...patientLimits, ...this.#options.limits, ...limits };
        // A session that must be renewed has limits of its own, and an error of its own.
        await (0,abort/* raceSignal */.WU)(this.#identity.credentials(), signal);
        const sendSignal = own.responseGraceMs > 0 ? (0,abort/* delayAbort */.y5)(signal, own.responseGraceMs) : signal;
        const attempt = () => (0,abort/* limitTime */.DZ)((abortSignal) => send(this.#client, { abortSignal }), { ms: own.attemptMs, signal: sendSignal });
        return await (0,retry/* retry */.L)(attempt, { signal, clock: this.#clock, pauseMs: this.#createPolicy(own, signal) });
    }
    #createPolicy(limits, signal) {
        const startMs = this.#clock.now();
        let isReported = false;
        return (error, attempt) => {
            if (signal.aborted)
                return undefined;
            const waitedMs = this.#clock.now() - startMs;
            const pauseMs = (0,retry/* jitteredPause */.k)(attempt, backoff, () => this.#clock.random());
            const canRetry = (0,aws_errors/* isThrottling */.E2)(error)
                ? waitedMs + pauseMs < limits.throttledMs && attempt < maxThrottledAttempts
                : attempt < limits.maxAttempts && isRetryable(error, limits);
            if (!canRetry)
                return undefined;
            if (!isReported && waitedMs >= reportAfterMs) {
                isReported = true;
                this.#options.onWait?.(describeWait(error, limits));
            }
            return pauseMs;
        };
    }
    /** Closes the connections. */
    destroy() {
        this.#client.destroy();
    }
}
const isRetryable = (error, { isRepeatable }) => !(error instanceof errors/* Failure */.HR) &&
    ((0,aws_errors/* isUnsent */.wt)(error) || (0,aws_errors/* isCorrectedClockSkew */.WM)(error) || (isRepeatable && (0,aws_errors/* isConnectionError */.Rk)(error)));
const describeWait = (error, { throttledMs }) => (0,aws_errors/* isThrottling */.E2)(error)
    ? `AWS is throttling requests. The step retries for up to ${Math.round(throttledMs / 60_000)} minutes: ${(0,errors/* describeError */.Uc)(error)}`
    : `AWS does not respond. The step retries: ${(0,errors/* describeError */.Uc)(error)}`;


/***/ }),

/***/ 29333:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B_: () => (/* binding */ toAwsFailure),
/* harmony export */   E2: () => (/* binding */ isThrottling),
/* harmony export */   Rk: () => (/* binding */ isConnectionError),
/* harmony export */   WM: () => (/* binding */ isCorrectedClockSkew),
/* harmony export */   WY: () => (/* binding */ getErrorName),
/* harmony export */   r_: () => (/* binding */ isExpiredToken),
/* harmony export */   w7: () => (/* binding */ isAccessDenied),
/* harmony export */   wt: () => (/* binding */ isUnsent)
/* harmony export */ });
/* unused harmony export getHttpStatus */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(33178);
/* harmony import */ var _lib_tls_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(29587);



/** The `name` of an SDK error; empty for anything else. */
const getErrorName = (error) => (error instanceof Error ? error.name : '');
/** https://docs.aws.amazon.com/batch/latest/APIReference/CommonErrors.html; STS and S3 use other names. */
const isThrottling = (error) => /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown/.test(getErrorName(error)) || getHttpStatus(error) === 429;
/** AWS does not allow the call. */
const isAccessDenied = (error) => /AccessDenied|UnauthorizedOperation|NotAuthorized/.test(getErrorName(error)) || getHttpStatus(error) === 403;
/**
 * Whether AWS may have carried out the request, and a retry may succeed: there was no response, a 5xx status, or an
 * unreadable response, such as a proxy's page with status 200. False without TLS: such a request was never sent.
 */
function isConnectionError(error) {
    const status = getHttpStatus(error);
    return status === undefined ? (0,_lib_tls_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .findTlsFailure */ .B)(error) === undefined : status < 400 || status >= 500;
}
/** Codes of errors before a connection stands: https://nodejs.org/api/errors.html#common-system-errors */
const unsentCodes = new Set([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
]);
/** Whether the request was certainly not sent, because no connection was established. */
const isUnsent = (error) => unsentCodes.has((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .getString */ .AA)(error, 'code') ?? '');
/** AWS refused the time of the signature, and the client uses AWS's time from now on. */
const isCorrectedClockSkew = (error) => (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .getField */ .VI)(error, '$metadata', 'clockSkewCorrected') === true;
/** AWS reports that the credentials have expired. */
const isExpiredToken = (error) => /^ExpiredToken|^RequestExpired$/.test(getErrorName(error));
/** The HTTP status of AWS's response; undefined without a response. */
const getHttpStatus = (error) => (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .getNumber */ .WZ)(error, '$metadata', 'httpStatusCode');
const unknownKey = 'AWS does not know this access key: check the secrets that AWS_ACCESS_KEY_ID comes from.';
const wrongSecret = 'The secret key does not belong to the access key, or a proxy changes requests: check AWS_SECRET_ACCESS_KEY.';
const wrongClock = 'The clock of this machine is wrong: set it, and run the job again.';
const account = 'The AWS account is not active for this service or region: ask its owner or AWS Support.';
/** Codes about the credentials and not about a permission; the services spell them in several ways. */
const credentialAdvice = new Map([
    ['InvalidClientTokenId', unknownKey],
    ['UnrecognizedClientException', unknownKey],
    ['InvalidAccessKeyId', unknownKey],
    ['MissingAuthenticationToken', unknownKey],
    ['MissingAuthenticationTokenException', unknownKey],
    ['SignatureDoesNotMatch', wrongSecret],
    ['InvalidSignatureException', wrongSecret],
    ['IncompleteSignature', wrongSecret],
    ['IncompleteSignatureException', wrongSecret],
    ['RequestTimeTooSkewed', wrongClock],
    ['OptInRequired', account],
    ['SubscriptionRequiredException', account],
]);
/** AWS names a wrong clock in the message of the code for a wrong signature. */
const clockMessage = /Signature (?:expired|not yet current)/i;
function findCredentialAdvice(error) {
    const advice = credentialAdvice.get(getErrorName(error));
    return advice === wrongSecret && clockMessage.test((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error)) ? wrongClock : advice;
}
/**
 * The failure for an error of an AWS service: `throttled`, `access-denied`, `remote-unreachable` or `invalid-input`.
 * A Failure is returned unchanged. `operation` is a verb and its object, such as "submit the job"; `action` is the
 * IAM action to allow.
 */
function toAwsFailure(error, operation, action) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR)
        return error;
    const [verdict, evidence, advice] = describeAwsError(error, operation, action);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(verdict, evidence, advice, { cause: error });
}
function describeAwsError(error, operation, action) {
    const message = (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error);
    if (isThrottling(error)) {
        const evidence = `AWS is throttling requests: could not ${operation}. ${message}`;
        return ['throttled', evidence, 'A retry may succeed. Run fewer jobs that call AWS at the same time.'];
    }
    if (isExpiredToken(error)) {
        const evidence = `The AWS credentials of this step have expired: could not ${operation}. ${message}`;
        const advice = 'Set `role-to-assume`, whose session the step renews, or use credentials that last as long as the run.';
        return ['access-denied', evidence, advice];
    }
    const credential = findCredentialAdvice(error);
    if (credential !== undefined) {
        const evidence = `AWS did not accept the credentials of this step: could not ${operation}. ${message}`;
        return ['access-denied', evidence, credential];
    }
    if (isAccessDenied(error)) {
        const advice = `Allow ${action} for the step's credentials: docs/iam.md.`;
        return ['access-denied', `AWS denied permission to ${operation}: ${message}`, advice];
    }
    const tls = (0,_lib_tls_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .findTlsFailure */ .B)(error);
    if (tls !== undefined) {
        const evidence = `No TLS connection to AWS: could not ${operation}. About the server: ${tls.reason} (${tls.code}).`;
        return ['remote-unreachable', evidence, tls.advice];
    }
    if (isConnectionError(error)) {
        const evidence = `AWS did not respond when the step tried to ${operation}: ${message}`;
        return ['remote-unreachable', evidence, 'Check `aws-region`, proxies and the network, then run it again.'];
    }
    return [
        'invalid-input',
        `AWS rejected the request to ${operation}: ${message}`,
        'Correct what the message of AWS names.',
    ];
}


/***/ }),

/***/ 8304:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  nR: () => (/* binding */ createRoleCredentials),
  Fs: () => (/* binding */ isIdentityLost)
});

// UNUSED EXPORTS: IdentityLostError

// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/lib/clock.js
var lib_clock = __webpack_require__(56620);
// EXTERNAL MODULE: ./src/lib/retry.js
var retry = __webpack_require__(44568);
// EXTERNAL MODULE: ./src/lib/abort.js
var abort = __webpack_require__(31140);
// EXTERNAL MODULE: ./src/lib/json.js
var json = __webpack_require__(33178);
// EXTERNAL MODULE: ./src/lib/tls-errors.js
var tls_errors = __webpack_require__(29587);
// EXTERNAL MODULE: ./src/aws/aws-client.js + 1 modules
var aws_client = __webpack_require__(3037);
// EXTERNAL MODULE: ./src/aws/errors.js
var aws_errors = __webpack_require__(29333);
;// CONCATENATED MODULE: ./src/aws/assume-role.js






/** A new session of a role. One attempt of at most 20 s: throws the SDK's error, or what `source` throws. */
async function assumeRole(source, { roleArn, sessionName, durationSeconds, externalId, policy }, region, env) {
    const sdk = await Promise.all(/* import() */[__webpack_require__.e(3668), __webpack_require__.e(1366), __webpack_require__.e(1104)]).then(__webpack_require__.bind(__webpack_require__, 61104));
    const identity = source.kind === 'credentials' ? source.identity : createUnsignedIdentity(region);
    // The caller retries, because STS may not have GitHub's new keys yet.
    const sts = new aws_client/* AwsClient */.t6((config) => new sdk.STSClient(config), identity, { env, limits: aws_client/* singleAttempt */.My });
    const token = source.kind === 'token' ? await source.token() : undefined;
    const input = {
        RoleArn: roleArn,
        RoleSessionName: sessionName,
        DurationSeconds: durationSeconds,
        ...(policy !== undefined && { Policy: policy }),
    };
    try {
        const { Credentials: credentials } = await sts.call(abort/* neverAborted */.kF, async (client, options) => token === undefined
            ? await client.send(new sdk.AssumeRoleCommand({ ...input, ExternalId: externalId }), options)
            : await client.send(new sdk.AssumeRoleWithWebIdentityCommand({ ...input, WebIdentityToken: token }), options));
        return parseCredentials(credentials);
    }
    finally {
        sts.destroy();
    }
}
function parseCredentials(value) {
    const [accessKeyId, secretAccessKey, sessionToken] = ['AccessKeyId', 'SecretAccessKey', 'SessionToken'].map((name) => (0,json/* getString */.AA)(value, name));
    if (!accessKeyId || !secretAccessKey || !sessionToken)
        throw new Error('STS returned no credentials.');
    const expiration = (0,json/* getField */.VI)(value, 'Expiration');
    const isDate = expiration instanceof Date && !Number.isNaN(expiration.getTime());
    return { accessKeyId, secretAccessKey, sessionToken, ...(isDate && { expiration }) };
}
/** AssumeRoleWithWebIdentity is not signed: the token alone authenticates it. */
const createUnsignedIdentity = (region) => ({
    region,
    credentials: async () => ({ accessKeyId: 'unsigned', secretAccessKey: 'unsigned' }),
});
/** The failure for a role that could not be assumed. A Failure is returned unchanged. */
function toRoleFailure(error, { roleArn, durationSeconds }) {
    if (error instanceof errors/* Failure */.HR)
        return error;
    const options = { cause: error };
    const message = (0,errors/* describeError */.Uc)(error);
    if ((0,aws_errors/* isThrottling */.E2)(error))
        return new errors/* Failure */.HR('throttled', `STS is throttling requests: ${message}`, 'Run fewer jobs that request credentials at the same time.', options);
    if (/MaxSessionDuration|DurationSeconds exceeds/i.test(message))
        return new errors/* Failure */.HR('invalid-input', `role-duration-seconds: ${roleArn} does not allow sessions of ${durationSeconds} s: ${message}`, 'Lower `role-duration-seconds`, or raise the role’s maximum session duration. The step renews the session of a longer run.', options);
    const tls = (0,tls_errors/* findTlsFailure */.B)(error);
    if (tls !== undefined)
        return new errors/* Failure */.HR('remote-unreachable', `No TLS connection to STS: ${tls.reason} (${tls.code}).`, tls.advice, options);
    if ((0,aws_errors/* isConnectionError */.Rk)(error))
        return new errors/* Failure */.HR('remote-unreachable', `STS did not respond: ${message}`, 'Check `aws-region`, proxies and the network.', options);
    return new errors/* Failure */.HR('access-denied', `${roleArn} cannot be assumed: ${message}`, 'Check the role’s name, and that its trust policy names GitHub’s provider, this audience and this repository (`repo:owner/name:…`): docs/iam.md shows one.', options);
}

;// CONCATENATED MODULE: ./src/aws/role-credentials.js






/** A role's session expired and could not be renewed. */
class IdentityLostError extends errors/* Failure */.HR {
}
/** A session is renewed this long before it expires, or when a third of its life is left if that is later. */
const renewBeforeMs = 10 * 60_000;
/** Attempts without a response of STS, of 20 s each; and while STS does not have GitHub's new keys yet. */
const maxAttempts = { unreachable: 6, unverified: 12 };
const backoff = { firstMs: 400, maxMs: 10_000 };
/**
 * A function that returns a role's credentials: those of the current session, or of a new one when it is about to
 * expire. Concurrent callers share one request. A renewal that fails while the old session lasts is retried at a later
 * call. Credentials in `refused` are renewed at once.
 *
 * The function throws Failure `access-denied` (a refusal, which is not retried), `invalid-input` (a duration that the
 * role does not allow), `throttled`, `remote-unreachable`; and IdentityLostError when the session expired before it
 * could be renewed.
 */
function createRoleCredentials(source, request, { region, env, onSecret }, clock = lib_clock/* systemClock */.m) {
    let session;
    let renewal;
    // On the clock that is never set.
    let renewAt = Number.POSITIVE_INFINITY;
    let expiresAt = Number.POSITIVE_INFINITY;
    const renew = async () => {
        const previous = session;
        try {
            const created = await assumeRoleWithRetries(source, request, { region, env, clock });
            for (const secret of [created.secretAccessKey, created.sessionToken, created.accessKeyId])
                if (secret)
                    await onSecret(secret);
            const lifeMs = getLifeMs(created, request, clock);
            session = created;
            expiresAt = clock.now() + lifeMs;
            renewAt = expiresAt - Math.min(renewBeforeMs, lifeMs / 3);
            return created;
        }
        catch (error) {
            if (previous === undefined)
                throw toRoleFailure(error, request);
            const leftMs = expiresAt - clock.now();
            if (leftMs <= 0)
                throw createLostError(error, request);
            // Neither at every call, nor on all runners at the same time.
            renewAt = clock.now() + (0.5 + clock.random()) * Math.min(60_000, leftMs / 3);
            return previous;
        }
        finally {
            renewal = undefined;
        }
    };
    return async (refused) => {
        const isRefused = session?.accessKeyId === refused?.accessKeyId;
        if (session !== undefined && !isRefused && clock.now() < renewAt)
            return session;
        renewal ??= renew();
        return await renewal;
    };
}
/**
 * How long new credentials last: until their expiration, unless the runner's time of day is wrong. The later life of
 * the session does not depend on that time.
 */
function getLifeMs({ expiration }, { durationSeconds }, clock) {
    const requestedMs = durationSeconds * 1000;
    const lifeMs = expiration === undefined ? requestedMs : expiration.getTime() - clock.date().getTime();
    return lifeMs > 0 && lifeMs < requestedMs ? lifeMs : requestedMs;
}
async function assumeRoleWithRetries(source, request, { region, env, clock }) {
    const startMs = clock.now();
    return await (0,retry/* retry */.L)(() => assumeRole(source, request, region, env), {
        pauseMs: (error, attempt) => {
            const hasTime = clock.now() - startMs < aws_client/* patientLimits */.q1.throttledMs;
            return hasTime && attempt < getMaxAttempts(error)
                ? (0,retry/* jitteredPause */.k)(attempt, backoff, () => clock.random())
                : undefined;
        },
        clock,
    });
}
/** Throttling, 5xx, broken connections, and STS without GitHub's new keys are retried. A refusal is final. */
function getMaxAttempts(error) {
    if (error instanceof errors/* Failure */.HR)
        return 1;
    if ((0,aws_errors/* isThrottling */.E2)(error))
        return aws_client/* maxThrottledAttempts */.bz;
    const isUnverified = (0,aws_errors/* getErrorName */.WY)(error) === 'IDPCommunicationErrorException' || /verification key/i.test((0,errors/* describeError */.Uc)(error));
    if (isUnverified)
        return maxAttempts.unverified;
    return (0,aws_errors/* isConnectionError */.Rk)(error) ? maxAttempts.unreachable : 1;
}
function createLostError(error, { roleArn }) {
    return new IdentityLostError('access-denied', `The session of ${roleArn} expired and could not be renewed. GitHub issues tokens for about six hours. ${(0,errors/* describeError */.Uc)(error)}`, 'End the step before that: submit with `wait: false`, and attach in another job.', { cause: error });
}
/** Whether an error means that credentials expired for good: a role's, or those of the environment. */
function isIdentityLost(error) {
    return (error instanceof IdentityLostError ||
        (0,aws_errors/* isExpiredToken */.r_)(error) ||
        (error instanceof Error && error.cause !== undefined && isIdentityLost(error.cause)));
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

/***/ 46504:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ getText)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37067);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_http__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44708);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_https__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _proxy_env_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58076);



/**
 * Requests a text. Resolves for every status and does not follow redirects. Rejects when the connection fails, the time
 * limit passes, or the body is larger than the size limit.
 */
async function getText(url, { env, headers = {}, timeoutMs, limitBytes, signal }) {
    const { get: sendRequest, Agent } = new URL(url).protocol === 'http:' ? (node_http__WEBPACK_IMPORTED_MODULE_0___default()) : (node_https__WEBPACK_IMPORTED_MODULE_1___default());
    const agent = new Agent({ proxyEnv: (0,_proxy_env_js__WEBPACK_IMPORTED_MODULE_2__/* .createProxyEnv */ .qZ)(env) });
    const timeout = AbortSignal.timeout(timeoutMs);
    const ended = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    try {
        const response = await new Promise((resolve, reject) => {
            sendRequest(url, { headers, agent, signal: ended }, resolve).on('error', reject);
        });
        const chunks = [];
        let bytes = 0;
        for await (const chunk of response) {
            chunks.push(chunk);
            bytes += chunk.length;
            if (bytes > limitBytes)
                throw new Error(`the response is larger than ${limitBytes} bytes`);
        }
        const { statusCode: status = 0, headers: answered } = response;
        return { status, text: Buffer.concat(chunks).toString(), headers: answered };
    }
    finally {
        agent.destroy();
    }
}


/***/ }),

/***/ 58076:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vx: () => (/* binding */ selectProxy),
/* harmony export */   pl: () => (/* binding */ findUnusableProxies),
/* harmony export */   qZ: () => (/* binding */ createProxyEnv)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_net__WEBPACK_IMPORTED_MODULE_0__);

/** The proxy variables that Node's agents use. */
const proxyVariable = /^https?_proxy$/i;
/**
 * The proxy variables of an environment, as Node's agents understand them. An address without a scheme is one of
 * `http`, as for curl and Python; Node would ignore it. An address that no program could use is left out, because
 * Node would throw it, with its password, from the constructor of an agent.
 */
function createProxyEnv(env) {
    return Object.fromEntries(Object.entries(env).flatMap(([name, value = '']) => {
        if (/^no_proxy$/i.test(name))
            return [[name, value]];
        const address = proxyVariable.test(name) ? normalizeProxyAddress(value) : undefined;
        return address === undefined ? [] : [[name, address]];
    }));
}
/** The names of the proxy variables with an address that no program could use. */
function findUnusableProxies(env) {
    return Object.entries(env).flatMap(([name, value = '']) => proxyVariable.test(name) && value.trim() !== '' && normalizeProxyAddress(value) === undefined ? [name] : []);
}
function normalizeProxyAddress(text) {
    const trimmed = text.trim();
    const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
    // A `%` that begins no code stands for itself.
    const encoded = address.replace(/%(?![0-9a-f]{2})/gi, '%25');
    if (!URL.canParse(encoded))
        return undefined;
    const { hostname, username, password } = new URL(encoded);
    return hostname !== '' && [username, password].every(canDecode) ? encoded : undefined;
}
function canDecode(text) {
    try {
        decodeURIComponent(text);
        return true;
    }
    catch {
        return false;
    }
}
/**
 * The proxy through which an environment reaches a server, and the value of its Proxy-Authorization header; undefined
 * for a direct connection. The rules are those of Node's agents:
 * https://nodejs.org/api/http.html#built-in-proxy-support
 */
function selectProxy(env, server) {
    const { http_proxy, HTTP_PROXY, https_proxy, HTTPS_PROXY, no_proxy, NO_PROXY } = createProxyEnv(env);
    const address = server.isSecure ? https_proxy || HTTPS_PROXY : http_proxy || HTTP_PROXY;
    const bypassed = (no_proxy || NO_PROXY || '').toLowerCase().split(',');
    if (!address || !/^https?:/i.test(address) || bypassed.some((entry) => isBypassed(server, entry.trim()))) {
        return undefined;
    }
    const { href, username, password } = new URL(address);
    const userInfo = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return { href, authorization: userInfo === ':' ? undefined : `Basic ${Buffer.from(userInfo).toString('base64')}` };
}
/** Whether an entry of NO_PROXY covers a server. */
function isBypassed({ isSecure, hostname, port }, entry) {
    const host = hostname.toLowerCase();
    if (entry === '*' || entry === host || entry === `${host}:${port || (isSecure ? 443 : 80)}`)
        return true;
    if (entry.startsWith('.'))
        return `.${host}`.endsWith(entry);
    if (entry.startsWith('*.'))
        return host.endsWith(entry.slice(1));
    const [first = '', last = ''] = entry.split('-').map((end) => end.trim());
    if (![host, first, last].every(node_net__WEBPACK_IMPORTED_MODULE_0__.isIPv4))
        return false;
    return toNumber(first) <= toNumber(host) && toNumber(host) <= toNumber(last);
}
const toNumber = (address) => address.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);


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


/***/ })

};
;