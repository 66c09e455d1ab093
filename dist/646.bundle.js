"use strict";
exports.id = 646;
exports.ids = [646];
exports.modules = {

/***/ 42093:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ clientConfig)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37067);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_http__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44708);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_https__WEBPACK_IMPORTED_MODULE_1__);


/** The SDK would print its warnings to the step's log; what matters comes as an error. */
const silent = { trace: () => { }, debug: () => { }, info: () => { }, warn: () => { }, error: () => { } };
const connectionTimeoutMs = 5_000;
const requestTimeoutMs = 20_000;
/** With the SDK's own full jitter between them: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html */
const attempts = 6;
/**
 * What every client of an AWS service but S3 is made with: the identity that renews itself, bounded waits, the proxy variables of `env`, and retries
 * of throttling, 5xx and broken connections, not of refusals. AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_<SERVICE> are followed by the SDK itself.
 */
function clientConfig(identity, env, region = identity.region) {
    const agentOptions = { keepAlive: true, maxSockets: 16, proxyEnv: env };
    return {
        region,
        credentials: () => identity.credentials(),
        logger: silent,
        maxAttempts: attempts,
        // Endpoints of a test-bed or a VPC have no host names of their own for streams and data.
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

/***/ 79759:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E2: () => (/* binding */ isThrottling),
/* harmony export */   Is: () => (/* binding */ errorName),
/* harmony export */   MT: () => (/* binding */ awsFailure),
/* harmony export */   Ni: () => (/* binding */ isUnanswered),
/* harmony export */   _d: () => (/* binding */ isExpired),
/* harmony export */   c2: () => (/* binding */ statusOf),
/* harmony export */   vu: () => (/* binding */ isRefusal)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);

/** The `name` of an error of the SDK; empty of anything else. */
const errorName = (error) => (error instanceof Error ? error.name : '');
/** https://docs.aws.amazon.com/batch/latest/APIReference/CommonErrors.html; STS and S3 have words of their own. */
const isThrottling = (error) => /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown/.test(errorName(error)) || statusOf(error) === 429;
/** AWS says that we may not. */
const isRefusal = (error) => /AccessDenied|UnauthorizedOperation|NotAuthorized/.test(errorName(error)) || statusOf(error) === 403;
/** The request may have been carried out, and nobody can tell: no answer came, or one of 5xx. */
function isUnanswered(error) {
    const status = statusOf(error);
    return status === undefined || status >= 500;
}
/** The credentials have ended, and AWS says so. */
const isExpired = (error) => /^ExpiredToken|^RequestExpired$/.test(errorName(error));
/** Of AWS's answer; undefined where there was none at all. */
function statusOf(error) {
    if (typeof error !== 'object' || error === null || !('$metadata' in error))
        return undefined;
    const { $metadata: metadata } = error;
    const code = typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
        ? metadata.httpStatusCode
        : undefined;
    return typeof code === 'number' ? code : undefined;
}
/**
 * What an error of an AWS service is to a user: Failure `throttled`, `access-denied` (with the action to allow), `remote-unreachable` or
 * `invalid-input`. A Failure stays what it is.
 */
function awsFailure(error, what, action) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR)
        return error;
    const options = { cause: error };
    const said = (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describe */ .q0)(error);
    if (isThrottling(error))
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('throttled', `AWS throttles us, and has done so for a while: we could not ${what}. ${said}`, 'Run it again later; fewer jobs that ask at the same time help.', options);
    if (isExpired(error))
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('access-denied', `The step’s AWS credentials have ended: we could not ${what}. ${said}`, 'Give `role-to-assume`, whose session the step renews by itself, or let the credentials last as long as the run.', options);
    if (isRefusal(error))
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('access-denied', `AWS did not let us ${what}: ${said}`, `Allow ${action} for the step's credentials: docs/iam.md.`, options);
    if (isUnanswered(error))
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('remote-unreachable', `AWS did not answer when we wanted to ${what}: ${said}`, 'Check `aws-region`, proxies and the network, and run it again.', options);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `AWS did not accept it when we wanted to ${what}: ${said}`, 'AWS’s own words tell what to change.', options);
}


/***/ }),

/***/ 12646:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ambientIdentity: () => (/* binding */ ambientIdentity),
  identityOf: () => (/* binding */ identityOf),
  isIdentityLost: () => (/* reexport */ isIdentityLost)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/aws/client.js
var client = __webpack_require__(42093);
// EXTERNAL MODULE: ./src/aws/faults.js
var faults = __webpack_require__(79759);
;// CONCATENATED MODULE: ./src/aws/account.js



/** Asks STS who we are; it needs no permission. Throws Failure `access-denied`, `throttled`, `remote-unreachable`. */
async function callerOf(identity, env) {
    const sdk = await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(366), __webpack_require__.e(104)]).then(__webpack_require__.bind(__webpack_require__, 61104));
    const sts = new sdk.STSClient((0,client/* clientConfig */.y)(identity, env));
    try {
        const { Account: account = '', Arn: arn = '' } = await sts.send(new sdk.GetCallerIdentityCommand({}));
        return { account, arn, partition: arn.split(':')[1] ?? 'aws' };
    }
    catch (error) {
        if (error instanceof errors/* Failure */.HR)
            throw error;
        if ((0,faults/* isThrottling */.E2)(error) || (0,faults/* isUnanswered */.Ni)(error))
            throw (0,faults/* awsFailure */.MT)(error, 'ask STS who we are', '');
        const evidence = `AWS does not say who we are: ${(0,errors/* describe */.q0)(error)}`;
        throw new errors/* Failure */.HR('access-denied', evidence, 'Check the step’s credentials and `aws-region`.', { cause: error });
    }
    finally {
        sts.destroy();
    }
}
/** Refuses an account that is not among those allowed; no list allows all. Throws Failure `invalid-input`. */
function assertAllowed({ account, arn }, allowed) {
    if (allowed.length === 0 || allowed.includes(account))
        return;
    throw new errors/* Failure */.HR('invalid-input', `allowed-account-ids: the step is in account ${account} (${arn}), and ${allowed.join(', ')} ${allowed.length === 1 ? 'is' : 'are'} allowed.`, 'Correct `role-to-assume` or the credentials of the environment; or add the account, if it is the one that is meant.');
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./src/aws/roles.js




const realClock = {
    now: () => Date.now(),
    sleep: async (ms) => {
        await (0,external_node_timers_promises_.setTimeout)(ms);
    },
    random: Math.random,
};
/** Credentials of a role could not be renewed, and the last ones have ended: whatever they were needed for goes on without us. */
class IdentityLost extends errors/* Failure */.HR {
}
/** A session is renewed so long before it ends, or when a third of its life is left where that is shorter. */
const aheadMs = 10 * 60_000;
const tries = 12;
const backoff = { firstMs: 200, mostMs: 10_000 };
/**
 * A function that gives the credentials of a role: those of a session that lasts, or of a new one when it is about to end. Callers at the same time
 * share one request. A renewal that fails while the old session lasts is tried again at a later call. A session that
 * AWS has refused, which is handed in, is renewed at once.
 *
 * The function throws Failure `access-denied` (a refusal, which is not tried again), `invalid-input` (a duration that the role does not allow),
 * `throttled`, `remote-unreachable`; and IdentityLost where a session could not be renewed before it ended.
 */
function roleCredentials(asker, request, { region, env, onSecret }, clock = realClock) {
    let session;
    let renewing;
    let renewAt = Number.POSITIVE_INFINITY;
    const renew = async () => {
        const before = session;
        try {
            const made = await patiently(() => assume(asker, request, region, env), clock);
            for (const secret of [made.secretAccessKey, made.sessionToken, made.accessKeyId])
                if (secret)
                    await onSecret(secret);
            session = made;
            renewAt = renewalTime(made, clock.now());
            return made;
        }
        catch (error) {
            if (before?.expiration === undefined)
                throw named(error, request);
            if (before.expiration.getTime() <= clock.now())
                throw lost(error, request);
            // Not at every call, and not all runners at once.
            renewAt = clock.now() + (0.5 + clock.random()) * Math.min(60_000, (before.expiration.getTime() - clock.now()) / 3);
            return before;
        }
        finally {
            renewing = undefined;
        }
    };
    return async (refused) => {
        const isRefused = session?.accessKeyId === refused?.accessKeyId;
        if (session !== undefined && !isRefused && clock.now() < renewAt)
            return session;
        renewing ??= renew();
        return await renewing;
    };
}
function renewalTime({ expiration }, now) {
    if (expiration === undefined)
        return Number.POSITIVE_INFINITY;
    const life = expiration.getTime() - now;
    return now + life - Math.min(aheadMs, life / 3);
}
async function assume(asker, request, region, env) {
    const sdk = await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(366), __webpack_require__.e(104)]).then(__webpack_require__.bind(__webpack_require__, 61104));
    const identity = asker.kind === 'credentials' ? asker.identity : nobody(region);
    // Retries are ours: the SDK would not try again what STS says of a key that it has not fetched yet.
    const sts = new sdk.STSClient({ ...(0,client/* clientConfig */.y)(identity, env), maxAttempts: 1 });
    const common = {
        RoleArn: request.roleArn,
        RoleSessionName: request.sessionName,
        DurationSeconds: request.durationSeconds,
        ...(request.policy !== undefined && { Policy: request.policy }),
    };
    try {
        const { Credentials: given } = asker.kind === 'token'
            ? await sts.send(new sdk.AssumeRoleWithWebIdentityCommand({ ...common, WebIdentityToken: await asker.token() }))
            : await sts.send(new sdk.AssumeRoleCommand(common));
        const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = given ?? {};
        if (!accessKeyId || !secretAccessKey || !sessionToken)
            throw new Error('STS answered without credentials.');
        return { accessKeyId, secretAccessKey, sessionToken, ...(given?.Expiration && { expiration: given.Expiration }) };
    }
    finally {
        sts.destroy();
    }
}
/** A web identity's request is not signed: the token is all that speaks. */
const nobody = (region) => ({
    region,
    credentials: async () => ({ accessKeyId: 'unsigned', secretAccessKey: 'unsigned' }),
});
/** Tries again, with full jitter, what another try may mend: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
async function patiently(work, clock) {
    for (let attempt = 1;; attempt += 1) {
        try {
            return await work();
        }
        catch (error) {
            if (attempt >= tries || !isPassing(error))
                throw error;
            await clock.sleep(clock.random() * Math.min(backoff.mostMs, backoff.firstMs * 2 ** attempt));
        }
    }
}
/** Throttling, 5xx, broken connections, and STS not yet having GitHub's keys; a refusal is final. */
function isPassing(error) {
    if (error instanceof errors/* Failure */.HR)
        return false;
    if ((0,faults/* isThrottling */.E2)(error) || (0,faults/* errorName */.Is)(error) === 'IDPCommunicationErrorException')
        return true;
    if (/verification key/i.test((0,errors/* describe */.q0)(error)))
        return true;
    return (0,faults/* isUnanswered */.Ni)(error);
}
function named(error, { roleArn, durationSeconds }) {
    if (error instanceof errors/* Failure */.HR)
        return error;
    const cause = { cause: error };
    const said = (0,errors/* describe */.q0)(error);
    if ((0,faults/* isThrottling */.E2)(error))
        return new errors/* Failure */.HR('throttled', `STS throttles: ${said}`, 'Let fewer jobs ask for credentials at the same time.', cause);
    if (/MaxSessionDuration|DurationSeconds exceeds/i.test(said))
        return new errors/* Failure */.HR('invalid-input', `role-duration-seconds: ${roleArn} does not allow sessions of ${durationSeconds} s: ${said}`, 'Lower `role-duration-seconds`, or raise the maximum session duration of the role. A longer run renews its session by itself.', cause);
    if ((0,faults/* statusOf */.c2)(error) === undefined)
        return new errors/* Failure */.HR('remote-unreachable', `STS did not answer: ${said}`, 'Check `aws-region`, proxies and the network.', cause);
    return new errors/* Failure */.HR('access-denied', `${roleArn} cannot be assumed: ${said}`, 'Check the role’s name, and that its trust policy names GitHub’s provider, this audience and this repository (`repo:owner/name:…`): docs/iam.md shows one.', cause);
}
function lost(error, { roleArn }) {
    return new IdentityLost('access-denied', `The session of ${roleArn} has ended and could not be renewed; GitHub gives tokens for some six hours only. ${(0,errors/* describe */.q0)(error)}`, 'Let the step end before that: submit with `wait: false`, and attach in another job.', { cause: error });
}
/** Whether something failed because our credentials have ended for good: those of a role, or those of the environment, which nobody renews. */
function isIdentityLost(error) {
    return (error instanceof IdentityLost ||
        (0,faults/* isExpired */._d)(error) ||
        (error instanceof Error && error.cause !== undefined && isIdentityLost(error.cause)));
}

;// CONCATENATED MODULE: ./src/aws/identity.js







/** How long a chain that asks a metadata service or runs a `credential_process` may take, in milliseconds. */
const credentialsTimeoutMs = 30_000;
/** S3 answers there for every region of the public cloud, and says which region a bucket is in. */
const fallbackRegion = 'us-east-1';
const noCredentialsAdvice = 'Run aws-actions/configure-aws-credentials before this step, or set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and (for temporary ones) AWS_SESSION_TOKEN.';
/**
 * Whoever the environment says we are: its keys, or else the SDK's default chain (profile, web identity, container and
 * instance roles), loaded only when it is needed. The region is the one given, or AWS_REGION, AWS_DEFAULT_REGION, the
 * profile's, `us-east-1`. Nothing is asked of AWS until `credentials()` is called.
 */
async function ambientIdentity(options) {
    const { env, onSecret = () => { } } = options;
    const { AWS_REGION, AWS_DEFAULT_REGION } = env;
    const region = options.region || AWS_REGION || AWS_DEFAULT_REGION || (await profileRegion(env)) || fallbackRegion;
    let chain;
    let caller;
    const find = async (forceRefresh) => {
        const fromEnv = environmentCredentials(env);
        if (fromEnv !== undefined)
            return fromEnv;
        chain ??= defaultChain(region);
        return await withinTime((await chain)({ forceRefresh }));
    };
    const ambient = {
        region,
        account() {
            caller ??= callerOf(ambient, env);
            return caller;
        },
        forPipe: async () => undefined,
        async credentials(refused) {
            const found = await find(refused !== undefined).catch((error) => {
                throw new errors/* Failure */.HR('access-denied', 'No AWS credentials could be found.', noCredentialsAdvice, { cause: error });
            });
            const { accessKeyId, secretAccessKey, sessionToken, expiration } = found;
            for (const secret of [secretAccessKey, sessionToken, accessKeyId])
                if (secret)
                    await onSecret(secret);
            return {
                accessKeyId,
                secretAccessKey,
                ...(sessionToken === undefined ? {} : { sessionToken }),
                ...(expiration === undefined ? {} : { expiration }),
            };
        },
    };
    return ambient;
}
const defaultSessionName = 'GitHubActions';
const defaultDurationSeconds = 3600;
/** Of a role that a role assumes: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining */
const longestChainedSeconds = 3600;
/**
 * Who the step is: the role that the inputs name, assumed by GitHub's token or else by the environment's credentials; or the environment's
 * credentials themselves. Throws Failure `access-denied`, or `invalid-input` for an account that is not allowed.
 */
async function identityOf(options) {
    const ambient = await ambientIdentity(options);
    const { roleToAssume, allowedAccountIds } = options;
    const identity = roleToAssume === undefined ? ambient : await roleIdentity(options, roleToAssume, ambient);
    if (allowedAccountIds.length > 0)
        assertAllowed(await identity.account(), allowedAccountIds);
    return identity;
}
async function roleIdentity(options, role, ambient) {
    const { idToken, env, onSecret = () => { } } = options;
    const { region } = ambient;
    const asker = idToken === undefined
        ? { kind: 'credentials', identity: ambient }
        : { kind: 'token', token: () => idToken(options.audience ?? defaultAudience(region)) };
    // Keys and profiles are not the only ones: a runner's own role may assume another.
    if (idToken === undefined)
        await ambient.credentials().catch((error) => {
            const evidence = `There is nobody to assume ${role} for us: ${options.noToken}`;
            throw new errors/* Failure */.HR('access-denied', evidence, idTokenAdvice, { cause: error });
        });
    const roleArn = role.startsWith('arn:') ? role : await arnOf(role, asker, ambient);
    const request = {
        roleArn,
        sessionName: options.roleSessionName ?? defaultSessionName,
        durationSeconds: options.roleDurationSeconds ?? defaultDurationSeconds,
    };
    const make = (policy, durationSeconds = request.durationSeconds) => {
        let caller;
        const made = {
            region,
            credentials: roleCredentials(asker, { ...request, durationSeconds, policy }, { region, env, onSecret }),
            account() {
                caller ??= callerOf(made, env);
                return caller;
            },
            // A session that was made of another one's credentials lasts an hour at most.
            forPipe: async (narrower, { durationSeconds: wanted = durationSeconds } = {}) => make(narrower, asker.kind === 'token' ? wanted : Math.min(wanted, longestChainedSeconds)),
        };
        return made;
    };
    return make();
}
const defaultAudience = (region) => (region.startsWith('cn-') ? 'sts.amazonaws.com.cn' : 'sts.amazonaws.com');
const idTokenAdvice = 'Add `permissions: id-token: write` to the job, or put AWS credentials into its environment. Pull requests from forks get no tokens.';
async function arnOf(role, asker, ambient) {
    if (asker.kind === 'token') {
        const evidence = `role-to-assume: "${role}" is a name, and GitHub’s token does not say in which account.`;
        throw new errors/* Failure */.HR('invalid-input', evidence, `Give its ARN, such as \`arn:aws:iam::123456789012:role/${role}\`.`);
    }
    const { account, partition } = await ambient.account();
    return `arn:${partition}:iam::${account}:role/${role}`;
}
/** As in the SDK's chain: keys in the environment come first, unless a profile is named. */
function environmentCredentials(env) {
    const { AWS_PROFILE, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = env;
    if (AWS_PROFILE || !AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY)
        return undefined;
    return {
        accessKeyId: AWS_ACCESS_KEY_ID,
        secretAccessKey: AWS_SECRET_ACCESS_KEY,
        ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
    };
}
async function defaultChain(region) {
    const { defaultProvider } = await Promise.all(/* import() */[__webpack_require__.e(366), __webpack_require__.e(177)]).then(__webpack_require__.bind(__webpack_require__, 83177));
    return defaultProvider({ clientConfig: { region } });
}
async function withinTime(pending) {
    const timeout = Promise.withResolvers();
    const timer = setTimeout(() => {
        timeout.reject(new Error(`no answer from the credential provider in ${credentialsTimeoutMs / 1000} s`));
    }, credentialsTimeoutMs);
    try {
        return await Promise.race([pending, timeout.promise]);
    }
    finally {
        clearTimeout(timer);
    }
}
/** The `region` of the profile in use. A file that is not there has none. */
async function profileRegion(env) {
    const { AWS_PROFILE, AWS_CONFIG_FILE, HOME } = env;
    const file = AWS_CONFIG_FILE || external_node_path_default().join(HOME || (0,external_node_os_.homedir)(), '.aws', 'config');
    const text = await (0,promises_.readFile)(file, 'utf8').catch(() => '');
    // Only `default` stands without the word `profile`: https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
    const wanted = AWS_PROFILE && AWS_PROFILE !== 'default' ? `profile ${AWS_PROFILE}` : 'default';
    let section = '';
    for (const line of text.split('\n')) {
        section = /^\s*\[\s*(.*?)\s*\]/.exec(line)?.[1]?.replace(/\s+/g, ' ') ?? section;
        const region = /^region\s*=\s*([a-z0-9-]+)/.exec(line)?.[1];
        if (section === wanted && region !== undefined)
            return region;
    }
    return undefined;
}


/***/ })

};
;