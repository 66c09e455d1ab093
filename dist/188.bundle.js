exports.id = 188;
exports.ids = [188];
exports.modules = {

/***/ 5037:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ambientIdentity: () => (/* binding */ ambientIdentity),
  identityOf: () => (/* binding */ identityOf),
  isIdentityLost: () => (/* reexport */ isIdentityLost)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./errors.js
var errors = __webpack_require__(3296);
// EXTERNAL MODULE: ./aws/client.js
var client = __webpack_require__(1210);
;// CONCATENATED MODULE: ./aws/account.js


/** Asks STS who we are; it needs no permission. Throws Failure `access-denied`. */
async function callerOf(identity, env) {
    const sdk = await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(366), __webpack_require__.e(104)]).then(__webpack_require__.bind(__webpack_require__, 1104));
    const sts = new sdk.STSClient((0,client/* clientConfig */.y)(identity, env));
    try {
        const { Account: account = '', Arn: arn = '' } = await sts.send(new sdk.GetCallerIdentityCommand({}));
        return { account, arn, partition: arn.split(':')[1] ?? 'aws' };
    }
    catch (error) {
        if (error instanceof errors/* Failure */.HR)
            throw error;
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
var external_node_timers_promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./aws/roles.js



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
 * share one request. A renewal that fails while the old session lasts is tried again at a later call.
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
    return async () => {
        if (session !== undefined && clock.now() < renewAt)
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
    const sdk = await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(366), __webpack_require__.e(104)]).then(__webpack_require__.bind(__webpack_require__, 1104));
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
const throttling = /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown/;
const nameOf = (error) => (error instanceof Error ? error.name : '');
/** Throttling, 5xx, broken connections, and STS not yet having GitHub's keys; a refusal is final. */
function isPassing(error) {
    if (error instanceof errors/* Failure */.HR)
        return false;
    const status = statusOf(error);
    if (throttling.test(nameOf(error)) || nameOf(error) === 'IDPCommunicationErrorException')
        return true;
    if (/verification key/i.test((0,errors/* describe */.q0)(error)))
        return true;
    return status === undefined || status >= 500;
}
/** Undefined where there was no answer at all. */
function statusOf(error) {
    if (typeof error !== 'object' || error === null || !('$metadata' in error))
        return undefined;
    const { $metadata: metadata } = error;
    return typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
        ? Number(metadata.httpStatusCode)
        : undefined;
}
function named(error, { roleArn, durationSeconds }) {
    if (error instanceof errors/* Failure */.HR)
        return error;
    const cause = { cause: error };
    const said = (0,errors/* describe */.q0)(error);
    if (throttling.test(nameOf(error)))
        return new errors/* Failure */.HR('throttled', `STS throttles: ${said}`, 'Let fewer jobs ask for credentials at the same time.', cause);
    if (/MaxSessionDuration|DurationSeconds exceeds/i.test(said))
        return new errors/* Failure */.HR('invalid-input', `role-duration-seconds: ${roleArn} does not allow sessions of ${durationSeconds} s: ${said}`, 'Lower `role-duration-seconds`, or raise the maximum session duration of the role. A longer run renews its session by itself.', cause);
    if (statusOf(error) === undefined)
        return new errors/* Failure */.HR('remote-unreachable', `STS did not answer: ${said}`, 'Check `aws-region`, proxies and the network.', cause);
    return new errors/* Failure */.HR('access-denied', `${roleArn} cannot be assumed: ${said}`, 'Check the role’s name, and that its trust policy names GitHub’s provider, this audience and this repository (`repo:owner/name:…`): docs/iam.md shows one.', cause);
}
function lost(error, { roleArn }) {
    return new IdentityLost('access-denied', `The session of ${roleArn} has ended and could not be renewed; GitHub gives tokens for some six hours only. ${(0,errors/* describe */.q0)(error)}`, 'Let the step end before that: submit with `wait: false`, and attach in another job.', { cause: error });
}
/** Whether something failed because our credentials have ended for good. */
function isIdentityLost(error) {
    return (error instanceof IdentityLost ||
        (error instanceof Error && error.cause !== undefined && isIdentityLost(error.cause)));
}

;// CONCATENATED MODULE: ./aws/identity.js







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
    const find = async () => {
        const fromEnv = environmentCredentials(env);
        if (fromEnv !== undefined)
            return fromEnv;
        chain ??= defaultChain(region);
        return await withinTime((await chain)());
    };
    const ambient = {
        region,
        account() {
            caller ??= callerOf(ambient, env);
            return caller;
        },
        forPipe: async () => undefined,
        async credentials() {
            const { accessKeyId, secretAccessKey, sessionToken, expiration } = await find().catch((error) => {
                throw new errors/* Failure */.HR('access-denied', 'No AWS credentials could be found.', noCredentialsAdvice, { cause: error });
            });
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
    if (idToken === undefined && environmentCredentials(env) === undefined && !env['AWS_PROFILE'])
        throw new errors/* Failure */.HR('access-denied', `There is nobody to assume ${role} for us: ${options.noToken}`, idTokenAdvice);
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
    const { defaultProvider } = await Promise.all(/* import() */[__webpack_require__.e(366), __webpack_require__.e(177)]).then(__webpack_require__.bind(__webpack_require__, 3177));
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


/***/ }),

/***/ 5188:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  step: () => (/* binding */ step)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
;// CONCATENATED MODULE: ./action/checkout.js



const nothing = { repo: '', hash: '', branch: '' };
/** A git that has not answered by then, of a repository on a dead disk most likely, does not hold the run up. */
const gitTimeoutMs = 10_000;
/**
 * What git says of the checkout that a folder of the workspace is in. A repository above the workspace is none of the
 * workflow's, and says nothing. No credentials: those of the URL are left out.
 */
async function checkoutOf(folder, workspace, env) {
    const git = (...args) => askGit(folder, workspace, env, args);
    const [hash = '', head = ''] = (await git('rev-parse', 'HEAD', '--abbrev-ref', 'HEAD')).split('\n');
    if (!/^[0-9a-f]{40,64}$/.test(hash))
        return nothing;
    const repo = withoutCredentials((await git('config', '--get', 'remote.origin.url')).trim());
    return { repo, hash, branch: head === 'HEAD' ? branchOfWorkflow(hash, env) : head };
}
/** actions/checkout leaves no branch behind; the workflow knows whose commit it runs for. */
function branchOfWorkflow(hash, env) {
    if (env['GITHUB_SHA'] !== hash)
        return '';
    return env['GITHUB_HEAD_REF'] || (env['GITHUB_REF_TYPE'] === 'branch' ? (env['GITHUB_REF_NAME'] ?? '') : '');
}
function withoutCredentials(repository) {
    if (!URL.canParse(repository))
        return repository;
    const url = new URL(repository);
    if (url.password === '' && (url.username === '' || url.protocol === 'ssh:'))
        return repository;
    url.password = '';
    if (url.protocol !== 'ssh:')
        url.username = '';
    return url.href;
}
/** What git prints; empty where there is no git, no repository, or no answer. */
async function askGit(folder, workspace, { PATH, HOME }, args) {
    const { promise, resolve } = Promise.withResolvers();
    const env = { PATH, HOME, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_CEILING_DIRECTORIES: external_node_path_default().dirname(workspace) };
    // In a container of the job the workspace belongs to somebody else, whom git would not trust.
    const all = ['-c', 'safe.directory=*', '-C', folder, ...args];
    (0,external_node_child_process_.execFile)('git', all, { env, timeout: gitTimeoutMs, maxBuffer: 64 * 1024 }, (error, stdout) => {
        resolve(error === null ? stdout : '');
    });
    return await promise;
}
/** Who makes bundles here, as Python's getpass.getuser() has it. */
function userOf(env) {
    const named = ['LOGNAME', 'USER', 'LNAME', 'USERNAME'].map((name) => env[name]).find((name) => name);
    return named ?? nameOfAccount();
}
function nameOfAccount() {
    try {
        return (0,external_node_os_.userInfo)().username;
    }
    catch {
        // A container's user may have a number and no name.
        return '';
    }
}

// EXTERNAL MODULE: ./action/id-token.js
var id_token = __webpack_require__(6481);
// EXTERNAL MODULE: ./action/inputs.js + 2 modules
var action_inputs = __webpack_require__(8506);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ../../node_modules/yaml/dist/index.js
var dist = __webpack_require__(3483);
// EXTERNAL MODULE: ./action/workflow.js
var action_workflow = __webpack_require__(1621);
;// CONCATENATED MODULE: ./action/leaving.js




/** What a job has without a `timeout-minutes` of its own, and at most on a hosted runner: https://docs.github.com/en/actions/reference/limits */
const defaultMinutes = 360;
/** What is kept for the report, the post steps and the rest of the job. */
const margin = { minutes: 6, share: 0.1 };
/** Aborts when GitHub is about to end the job for its time. */
async function leavingSignal(env) {
    return AbortSignal.timeout(Math.max(0, Math.round((await leavesAt(env)) - Date.now())));
}
/**
 * The time, in ms since 1970, at which a job should be left before GitHub ends it. A job begins when the runner writes its event's payload, and its limit is that of the
 * workflow's own file, where the workspace has it and it is a plain number; six hours otherwise.
 */
async function leavesAt(env) {
    const minutes = (await jobMinutes(env)) ?? defaultMinutes;
    const kept = Math.min(margin.minutes, minutes * margin.share);
    return (await jobStart(env)) + (minutes - kept) * 60_000;
}
async function jobStart({ GITHUB_EVENT_PATH: path }) {
    const written = path ? await (0,promises_.stat)(path).catch(() => undefined) : undefined;
    return written?.mtimeMs ?? Date.now();
}
/** `timeout-minutes` of this job; undefined where it has none, or one that cannot be known. */
async function jobMinutes(env) {
    const { GITHUB_WORKSPACE: workspace = '', GITHUB_WORKFLOW_REF: ref = '', GITHUB_JOB: job = '' } = env;
    // `owner/name/.github/workflows/file.yml@refs/heads/main`
    const path = /^[^/]+\/[^/]+\/(\.github\/workflows\/[^/@]+)@/.exec(ref)?.[1];
    if (path === undefined || workspace === '')
        return undefined;
    try {
        const workflow = (0,dist/* parse */.qg)(await (0,promises_.readFile)((0,external_node_path_.join)(workspace, path), 'utf8'));
        const minutes = ['jobs', job, 'timeout-minutes'].reduce(action_workflow.at, workflow);
        return typeof minutes === 'number' && minutes > 0 ? minutes : undefined;
    }
    catch {
        return undefined;
    }
}
/** The step that attaches to jobs, as YAML for a workflow: the same identity, and what else it would need to be told again. */
function attachSnippet(jobIds, inputs, env) {
    const { GITHUB_ACTION_REPOSITORY: repository, GITHUB_ACTION_REF: ref } = env;
    const { awsRegion, role, pullOutput, given } = inputs;
    const lines = [
        ['backend', 'AWSBatch'],
        ['attach-job-ids', jobIds.join(',')],
        ['aws-region', awsRegion],
        ['role-to-assume', role.roleToAssume],
        ['audience', role.audience],
        ['pull-output', given.has('pull-output') ? pullOutput : undefined],
    ];
    const filled = lines.flatMap(([name, value]) => (value ? [`    ${name}: ${value}`] : []));
    return [`- uses: ${repository || 'disdat/run-action'}@${ref || 'main'}`, '  with:', ...filled].join('\n');
}

// EXTERNAL MODULE: ./action/log.js
var action_log = __webpack_require__(4464);
;// CONCATENATED MODULE: ./action/outputs.js

/** Every output of action.yml, in its order. A test holds the two equal. */
const outputNames = [
    'status',
    'verdict',
    'exit-code',
    'job-id',
    'job-name',
    'job-definition',
    'job-url',
    'log-url',
    'image',
    'input-bundle-uuid',
    'input-bundle-uri',
    'output-bundle-name',
    'output-bundle-uuid',
    'output-bundle-uri',
    'output-path',
    'job-ids',
    'output-bundle-uris',
    'result-file',
];
/** From the best to the worst: of many runs, the worst is told. */
const fromBest = ['reused', 'succeeded', 'skipped', 'submitted', 'detached', 'cancelled', 'failed'];
/** The outputs that the reports have so far; absent ones are left out. Of many, ids and names are those of the first. */
function outputsOf(reports) {
    const [report] = reports;
    if (report === undefined)
        return new Map();
    const ids = reports.flatMap(({ job }) => (job ? [job.id] : []));
    const uris = reports.flatMap(({ output }) => (output ? [output.uri] : []));
    const isKnown = reports.every(({ status }) => status !== undefined);
    const outputs = {
        status: isKnown ? fromBest.findLast((status) => reports.some((one) => one.status === status)) : undefined,
        verdict: reports.find(({ failure }) => failure !== undefined)?.failure?.verdict,
        'exit-code': report.exitCode?.toString(),
        'job-id': report.job?.id,
        'job-name': report.job?.name,
        'job-definition': report.job?.definition,
        'job-url': report.job?.url,
        'log-url': report.logUrl,
        image: report.image?.pinned,
        'input-bundle-uuid': report.input?.uuid,
        'input-bundle-uri': report.input?.uri,
        'output-bundle-name': report.output?.name,
        'output-bundle-uuid': report.output?.uuid,
        'output-bundle-uri': report.output?.uri,
        'output-path': report.outputPath,
        'job-ids': ids.length > 0 ? JSON.stringify(ids) : undefined,
        'output-bundle-uris': uris.length > 0 ? JSON.stringify(uris) : undefined,
    };
    return new Map(outputNames.flatMap((name) => (name !== 'result-file' && outputs[name] ? [[name, outputs[name]]] : [])));
}
/** Sets step outputs as they become known: a value is written once, and again only when it has changed. */
class Outputs {
    #set = new Map();
    #reports = new Map();
    /** Sets what follows from a run's report, and from those of the others. */
    async know(report) {
        this.#reports.set(report.runId, report);
        await this.set(outputsOf([...this.#reports.values()]));
    }
    /** Writes what is new. The runner keeps the last value of a name. */
    async set(outputs) {
        const core = await (0,action_log/* toolkit */.VQ)();
        for (const [name, value] of outputs) {
            if (this.#set.get(name) === value)
                continue;
            core.setOutput(name, value);
            this.#set.set(name, value);
        }
    }
}

// EXTERNAL MODULE: ./action/state.js
var action_state = __webpack_require__(3475);
// EXTERNAL MODULE: ./action/tell.js + 1 modules
var tell = __webpack_require__(7204);
// EXTERNAL MODULE: ./errors.js
var errors = __webpack_require__(3296);
;// CONCATENATED MODULE: ./aws/ecr.js

const requestTimeoutMs = 20_000;
async function client(identity, region) {
    const sdk = await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(366), __webpack_require__.e(119)]).then(__webpack_require__.bind(__webpack_require__, 1119));
    const ecr = new sdk.ECRClient({
        region,
        credentials: () => identity.credentials(),
        requestHandler: { requestTimeout: requestTimeoutMs },
    });
    return { sdk, ecr };
}
/**
 * The newest image's reference of a repository in the caller's own ECR: its URI with the tag `latest`, as Disdat pushes it. ECR is asked,
 * never written to. Throws Failure `image-not-found` or `access-denied`.
 */
async function ecrReference(identity, repository, signal) {
    const { sdk, ecr } = await client(identity, identity.region);
    try {
        const command = new sdk.DescribeRepositoriesCommand({ repositoryNames: [repository] });
        const { repositories } = await ecr.send(command, { abortSignal: signal });
        const uri = repositories?.[0]?.repositoryUri;
        if (uri !== undefined)
            return `${uri}:latest`;
    }
    catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof sdk.RepositoryNotFoundException))
            throw refused(error, `look up the repository ${repository}`, 'ecr:DescribeRepositories');
    }
    finally {
        ecr.destroy();
    }
    throw new errors/* Failure */.HR('image-not-found', `ECR has no repository ${repository} in ${identity.region}.`, 'Check `pipe-class`, `repository-prefix` and `aws-region`, or push the image with `dsdt dockerize --push`.');
}
const ecrHost = /^\d{12}\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/;
/** A login for a registry host that is an ECR; undefined for any other. It is good for twelve hours, and its password has been given to `onSecret`. Throws Failure `access-denied`. */
async function ecrLogin(identity, serveraddress, onSecret) {
    const region = ecrHost.exec(serveraddress)?.[1];
    if (region === undefined)
        return undefined;
    const { sdk, ecr } = await client(await identity(), region);
    try {
        const { authorizationData } = await ecr.send(new sdk.GetAuthorizationTokenCommand({}));
        const token = authorizationData?.[0]?.authorizationToken;
        const [, username, password] = /^([^:]+):(.+)$/s.exec(Buffer.from(token ?? '', 'base64').toString()) ?? [];
        if (username === undefined || password === undefined)
            return undefined;
        await onSecret(password);
        return { username, password, serveraddress };
    }
    catch (error) {
        throw refused(error, `log in to ${serveraddress}`, 'ecr:GetAuthorizationToken');
    }
    finally {
        ecr.destroy();
    }
}
function refused(error, what, action) {
    if (error instanceof errors/* Failure */.HR)
        return error;
    return new errors/* Failure */.HR('access-denied', `ECR did not let us ${what}: ${(0,errors/* describe */.q0)(error)}.`, `Allow ${action} for the step's credentials, or give \`image\` as a whole reference.`, { cause: error });
}

// EXTERNAL MODULE: ./aws/identity.js + 2 modules
var aws_identity = __webpack_require__(5037);
// EXTERNAL MODULE: ./aws/session-policy.js
var session_policy = __webpack_require__(5280);
// EXTERNAL MODULE: ./backends/batch/batch.js + 19 modules
var batch = __webpack_require__(6004);
;// CONCATENATED MODULE: ./backends/batch/settings.js
/** Of jobs that are submitted already: nothing is asked for any more. */
const settledSettings = {
    queue: '',
    fixedDefinition: undefined,
    definitionName: '',
    jobRoleArn: undefined,
    executionRoleArn: undefined,
    attempts: undefined,
    shareIdentifier: undefined,
    schedulingPriority: undefined,
    tags: new Map(),
    dependsOn: [],
    handsCredentials: false,
};

// EXTERNAL MODULE: ./backends/local.js + 4 modules
var local = __webpack_require__(8252);
// EXTERNAL MODULE: ./backends/registry-login.js
var registry_login = __webpack_require__(4534);
// EXTERNAL MODULE: ../../node_modules/ini/lib/ini.js
var ini = __webpack_require__(7224);
;// CONCATENATED MODULE: ./disdat/configuration.js

/** Reads the text of a `disdat.cfg` (INI, as Python's configparser writes it). Never throws: INI has no wrong text. */
function readConfiguration(text) {
    const stanzas = (0,ini.parse)(text);
    const registry = setting(stanzas, 'docker', 'registry');
    const repositoryPrefix = setting(stanzas, 'docker', 'repository_prefix');
    const jobQueue = setting(stanzas, 'run', 'aws_batch_queue');
    const jobDefinition = setting(stanzas, 'run', 'aws_batch_job_definition');
    return {
        ...(registry && { registry }),
        ...(repositoryPrefix && { repositoryPrefix }),
        ...(jobQueue && { jobQueue }),
        ...(jobDefinition && { jobDefinition }),
    };
}
function setting(stanzas, stanza, key) {
    const settings = property(stanzas, stanza);
    const value = property(settings, key);
    // Disdat's own template carries `key = None` for what is not set.
    return typeof value === 'string' && value !== '' && value !== 'None' ? value : undefined;
}
function property(record, key) {
    return typeof record === 'object' && record !== null
        ? Object.entries(record).find(([name]) => name === key)?.[1]
        : undefined;
}

// EXTERNAL MODULE: ./disdat/names.js
var names = __webpack_require__(3665);
// EXTERNAL MODULE: ./disdat/bundle.js
var disdat_bundle = __webpack_require__(4429);
// EXTERNAL MODULE: ./remote/ctxt-db.js
var ctxt_db = __webpack_require__(8350);
// EXTERNAL MODULE: ./remote/disk.js
var disk = __webpack_require__(713);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./disdat/hyperframe.js
var hyperframe = __webpack_require__(1362);
;// CONCATENATED MODULE: ./remote/files.js
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






/** ctxt.json and fs.json are a line each: more than so many bytes is something else. */
const maxJsonBytes = 64 * 1024;
/** Every file below a folder with its size in bytes, `/` between names; empty when there is no folder. */
async function sizesBelow(folder) {
    const sizes = new Map();
    const entries = await (0,promises_.readdir)(folder, { recursive: true, withFileTypes: true }).catch((error) => {
        if ((0,disk/* isMissing */.b2)(error))
            return [];
        throw (0,disk/* diskFailure */.C9)(error, folder);
    });
    for (const entry of entries) {
        const file = external_node_path_default().join(entry.parentPath, entry.name);
        const found = await (0,promises_.stat)(file).catch(() => undefined);
        if (found?.isFile())
            sizes.set(external_node_path_default().relative(folder, file).split((external_node_path_default()).sep).join('/'), found.size);
    }
    return sizes;
}
/** The bytes of a file, or the first so many; undefined when it is not there. Throws BundleFormatError beyond `maxBytes`. */
async function readBounded(file, { maxBytes, firstBytes }) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const handle = __addDisposableResource(env_1, await (0,promises_.open)(file), true);
            const { size } = await handle.stat();
            const wanted = Math.min(size, firstBytes ?? size);
            if (wanted > maxBytes)
                throw new hyperframe/* BundleFormatError */.KC(`${external_node_path_default().basename(file)} has more than ${maxBytes} bytes`);
            const bytes = new Uint8Array(wanted);
            let length = 0;
            while (length < wanted) {
                const { bytesRead } = await handle.read(bytes, length, wanted - length, length);
                if (bytesRead === 0)
                    break;
                length += bytesRead;
            }
            return bytes.subarray(0, length);
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
    catch (error) {
        if ((0,disk/* isMissing */.b2)(error))
            return undefined;
        throw error;
    }
}
/**
 * The JSON object in a file's first line, which is all that dsdt reads; undefined when there is no file. Throws Failure
 * `context-conflict` when it is something else.
 */
async function readJson(file) {
    const bytes = await readBounded(file, { firstBytes: maxJsonBytes, maxBytes: maxJsonBytes }).catch((error) => {
        throw garbage(file, (0,errors/* describe */.q0)(error), error);
    });
    if (bytes === undefined)
        return undefined;
    const json = parsed(file, new TextDecoder().decode(bytes).split('\n')[0] ?? '');
    if (typeof json !== 'object' || json === null || Array.isArray(json))
        throw garbage(file, 'no JSON object', undefined);
    return json;
}
function parsed(file, text) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        throw garbage(file, (0,errors/* describe */.q0)(error), error);
    }
}
/** The text under a name of a JSON object; undefined when it is not there, null, or empty. */
function textAt(json, name) {
    const value = Object.getOwnPropertyDescriptor(json, name)?.value;
    return typeof value === 'string' && value !== '' ? value : undefined;
}
/** The failure for a file of dsdt's that says something else than dsdt would. */
function garbage(file, reason, cause) {
    // dsdt itself dies of either file, whatever it is told to do.
    const advice = file.endsWith('fs.json')
        ? 'Remove it, and `dsdt switch` to a context.'
        : 'Mend it, or remove its folder and make the context anew with `dsdt context`.';
    return new errors/* Failure */.HR('context-conflict', `${file} is not what dsdt writes: ${reason}.`, advice, { cause });
}
/** Writes a file of dsdt's, whole, unless there is one. */
async function writeOnce(file, json) {
    if ((await (0,promises_.stat)(file).catch(() => undefined)) !== undefined)
        return;
    const temporary = `${file}.${(0,external_node_crypto_.randomUUID)()}`;
    try {
        await (0,promises_.writeFile)(temporary, JSON.stringify(json));
        await (0,promises_.rename)(temporary, file);
    }
    catch (error) {
        await (0,promises_.rm)(temporary, { force: true });
        throw error;
    }
}

// EXTERNAL MODULE: ./remote/contents.js
var contents = __webpack_require__(5826);
;// CONCATENATED MODULE: ./remote/index-line.js


/** The longest line of an index, in bytes: many times what a bundle says of itself. */
const maxLineBytes = 16 * 1024;
/** Of the uuid that a line begins with, in characters and bytes. */
const uuidLength = 36;
/**
 * A bundle as a line of an index, without its line break: the uuid, and a JSON array of the rest. Undefined when that
 * would be more than `maxLineBytes`: such a bundle is not indexed.
 */
function lineOf(bundle) {
    const { createdSeconds, name, processingName, owner, presentation, code, tags, dependsOn } = bundle;
    const rest = [
        createdSeconds,
        name,
        processingName,
        owner,
        presentation,
        [code.method, code.repo, code.hash, code.branch],
        [...tags],
        dependsOn.map((upstream) => [upstream.uuid, upstream.processingName, upstream.argument]),
    ];
    const line = bundle.uuid + JSON.stringify(rest);
    return Buffer.byteLength(line) > maxLineBytes ? undefined : line;
}
/** How a text stands in every line that holds it. */
function inLine(text) {
    return JSON.stringify(text);
}
/** The bundle of a line. Throws BundleFormatError for a line that `lineOf` did not write. */
function descriptionIn(line) {
    const uuid = line.slice(0, uuidLength);
    if (!(0,disdat_bundle/* isUuid */.O1)(uuid))
        throw new hyperframe/* BundleFormatError */.KC('an index line without a uuid');
    const [createdSeconds, name, processingName, owner, presentation, code, tags, dependsOn] = list(index_line_parsed(line));
    const [method, repo, hash, branch] = list(code);
    return (0,disdat_bundle/* descriptionOf */.Kq)({
        uuid,
        createdSeconds: number(createdSeconds),
        name: index_line_text(name),
        processingName: index_line_text(processingName),
        owner: index_line_text(owner),
        presentation: index_line_text(presentation),
        code: { method: index_line_text(method), repo: index_line_text(repo), hash: index_line_text(hash), branch: index_line_text(branch) },
        tags: new Map(list(tags).map((tag) => {
            const [key, value] = list(tag);
            return [index_line_text(key), index_line_text(value)];
        })),
        dependsOn: list(dependsOn).map((dependency) => {
            const [upstream, madeBy, argument] = list(dependency);
            return { uuid: index_line_text(upstream), processingName: index_line_text(madeBy), argument: index_line_text(argument) };
        }),
    });
}
function index_line_parsed(line) {
    try {
        return JSON.parse(line.slice(uuidLength));
    }
    catch (error) {
        throw new hyperframe/* BundleFormatError */.KC('an index line that is no JSON', { cause: error });
    }
}
function list(value) {
    if (!Array.isArray(value))
        throw new hyperframe/* BundleFormatError */.KC('an index line without one of its lists');
    return value;
}
function index_line_text(value) {
    if (typeof value !== 'string')
        throw new hyperframe/* BundleFormatError */.KC('an index line without one of its texts');
    return value;
}
function number(value) {
    if (typeof value !== 'number')
        throw new hyperframe/* BundleFormatError */.KC('an index line without its time');
    return value;
}

// EXTERNAL MODULE: ./remote/pool.js
var pool = __webpack_require__(6438);
;// CONCATENATED MODULE: ./remote/listing.js


/** What S3 gives with one answer: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
const pageSize = 1000;
/** A listing with more answers to come than this goes on by the next digit of the uuid, side by side. */
const splitPages = 3;
/** So many digits at most: 256 listings. */
const maxDigits = 2;
/** Listings at a time. */
const maxListings = 32;
const digits = '0123456789abcdef';
/**
 * The uuids of a context's bundle folders: whoever has none of these is not there. One request after the other for
 * small contexts; 16 or 256 side by side for large ones, which the first answer tells: uuids are random, so the last
 * of the first thousand tells how many more there are.
 */
async function listUuids(remote, options) {
    const uuids = new Set();
    let prefixes = [''];
    while (prefixes.length > 0) {
        const longer = [];
        const list = async (prefix, signal) => {
            longer.push(...(await listBelow(remote, prefix, uuids, signal)));
        };
        await (0,pool/* forEachBounded */.a)(prefixes, list, { ...options, limit: maxListings });
        prefixes = longer;
    }
    return uuids;
}
/** Lists the bundles whose uuid begins so, to the end, or else tells the prefixes that are left. */
async function listBelow(remote, prefix, uuids, signal) {
    let folders = 0;
    for await (const entry of remote.store.list(remote.objects + prefix, { signal, delimiter: '/' })) {
        if (entry.kind !== 'folder')
            continue;
        const uuid = entry.prefix.slice(remote.objects.length, -1);
        if (!(0,disdat_bundle/* isUuid */.O1)(uuid))
            continue;
        uuids.add(uuid);
        folders += 1;
        if (folders % pageSize !== 0 || prefix.length >= maxDigits)
            continue;
        const pages = folders / pageSize;
        const pagesLeft = pages / shareBefore(uuid.slice(prefix.length)) - pages;
        if (pagesLeft > splitPages) {
            return [...digits].filter((digit) => digit >= uuid.charAt(prefix.length)).map((digit) => prefix + digit);
        }
    }
    return [];
}
/** Which share of all uuids comes before one, by its first digits; never zero. */
function shareBefore(uuid) {
    const known = uuid.slice(0, 4);
    return (Number.parseInt(known, 16) + 1) / 16 ** known.length;
}

;// CONCATENATED MODULE: ./remote/catalogue.js






/**
 * Lists the context, and reads what the index does not know yet: one GET a bundle. The listing goes on beside the index
 * being read and the likely answer to `likely`; with more than `maxUnread` unknown bundles none of them is read.
 */
async function readCatalogue(remote, heads, options) {
    const { index } = remote;
    const { likely, maxUnread = Number.POSITIVE_INFINITY } = options;
    let listed = new Set();
    const tasks = [
        async (heard) => {
            listed = await listUuids(remote, heard);
        },
        async (heard) => {
            await index.load(heard);
            const best = likely && (0,disdat_bundle/* newest */.BP)(index.matching(likely).filter(({ committed }) => committed));
            if (best !== undefined)
                await heads.read(best.uuid, heard);
        },
    ];
    await (0,pool/* forEachBounded */.a)(tasks, (task, signal) => task({ signal }), { ...options, limit: tasks.length });
    const unknown = [...listed].filter((uuid) => !index.has(uuid));
    const unread = unknown.length > maxUnread ? unknown.length : 0;
    const lines = new Map();
    const large = [];
    const look = async (uuid, signal) => {
        const bundle = await heads.read(uuid, { signal });
        const line = bundle && lineOf(bundle);
        if (line !== undefined)
            lines.set(uuid, line);
        else if (bundle !== undefined)
            large.push(bundle);
        if (likely === undefined || bundle === undefined || !(0,disdat_bundle/* matches */.cK)(bundle, likely))
            heads.forget(uuid);
    };
    if (unread === 0)
        await (0,pool/* forEachBounded */.a)(unknown, look, options);
    index.learn(lines, listed);
    return {
        unread,
        has: (uuid) => listed.has(uuid),
        get: (uuid) => (listed.has(uuid) ? (large.find((bundle) => bundle.uuid === uuid) ?? index.get(uuid)) : undefined),
        matching: (wanted) => [
            ...large.filter((bundle) => bundle.committed && (0,disdat_bundle/* matches */.cK)(bundle, wanted)),
            ...index.matching(wanted).filter(({ uuid, committed }) => committed && listed.has(uuid)),
        ],
    };
}
/** HyperFrames of one remote, each read once. */
class Heads {
    #read = new Map();
    #remote;
    #onUnreadable;
    constructor(remote, { onUnreadable = () => { } }) {
        this.#remote = remote;
        this.#onUnreadable = onUnreadable;
    }
    /** Undefined for one that is not there, or cannot be read. Throws Failure as a store does. */
    async read(uuid, { signal }) {
        const reading = this.#read.get(uuid) ?? this.#readNow(uuid, signal);
        this.#read.set(uuid, reading);
        return await reading;
    }
    forget(uuid) {
        this.#read.delete(uuid);
    }
    async #readNow(uuid, signal) {
        try {
            return (await (0,contents/* readHead */.zy)(this.#remote, uuid, { signal }))?.bundle;
        }
        catch (error) {
            if (!(error instanceof hyperframe/* BundleFormatError */.KC))
                throw error;
            this.#onUnreadable(uuid, error.message);
            return undefined;
        }
    }
}

;// CONCATENATED MODULE: ./remote/find.js






/** Bundles whose HyperFrames are read ahead by somebody who asks for more than one: twice as many each time, up to this. */
const maxReadAhead = 64;
/**
 * The bundle asked for, or the newest committed one that has what is asked for; undefined when there is none. A bundle
 * asked for by its uuid whose HyperFrame cannot be read is a Failure `bundle-corrupt`. That its frames and files are
 * there too, `proveBundle` tells.
 */
async function findBundle(remote, query, options) {
    if (query.kind === 'uuid')
        return await bundleAt(remote, query.uuid, options);
    for await (const bundle of findBundles(remote, query, options))
        return bundle;
    return undefined;
}
/**
 * The committed bundles that have what is asked for, newest first, as many as the caller takes. Costs the LIST of the
 * context and a GET for each bundle that the index does not know, without an index for each bundle there is; then one
 * for each bundle that is given, so that what is given is what its HyperFrame says. Those without a HyperFrame, which
 * nobody finished, are passed over.
 */
async function* findBundles(remote, wanted, options) {
    const heads = new Heads(remote, options);
    const catalogue = await readCatalogue(remote, heads, { ...options, likely: wanted });
    let queue = catalogue.matching(wanted).toSorted(disdat_bundle/* newestFirst */.ll);
    for (let size = 1; queue.length > 0; size = Math.min(2 * size, maxReadAhead)) {
        const batch = queue.splice(0, size);
        await (0,pool/* forEachBounded */.a)(batch, async ({ uuid }, signal) => void (await heads.read(uuid, { signal })), options);
        for (const [place, said] of batch.entries()) {
            const bundle = await heads.read(said.uuid, options);
            if (bundle === undefined)
                continue;
            const line = lineOf(bundle);
            if (line === lineOf(said)) {
                yield bundle;
                continue;
            }
            // The index was wrong about it: it takes its place among those that are left.
            if (line !== undefined)
                remote.index.learn(new Map([[bundle.uuid, line]]));
            const here = bundle.committed && (0,disdat_bundle/* matches */.cK)(bundle, wanted) ? [bundle] : [];
            queue = [...here, ...batch.slice(place + 1), ...queue].toSorted(disdat_bundle/* newestFirst */.ll);
            break;
        }
    }
}
/** The bundle of this uuid in a place. Throws Failure `bundle-corrupt` when its HyperFrame cannot be read. */
async function bundleAt(place, uuid, options) {
    try {
        return (await (0,contents/* readHead */.zy)(place, uuid, options))?.bundle;
    }
    catch (error) {
        if (error instanceof hyperframe/* BundleFormatError */.KC)
            throw (0,contents/* corrupt */.qb)(place, uuid, error.message, error);
        throw error;
    }
}
/** The newest of these bundles that is wanted. Those without a HyperFrame, which nobody finished, are passed over. */
async function newestOf(place, uuids, options, isWanted) {
    const { onUnreadable = () => { } } = options;
    let best;
    const look = async (uuid, signal) => {
        try {
            const bundle = (await (0,contents/* readHead */.zy)(place, uuid, { signal }))?.bundle;
            if (bundle !== undefined && isWanted(bundle))
                best = best === undefined ? bundle : (0,disdat_bundle/* newer */.AE)(best, bundle);
        }
        catch (error) {
            if (!(error instanceof hyperframe/* BundleFormatError */.KC))
                throw error;
            onUnreadable(uuid, error.message);
        }
    };
    await (0,pool/* forEachBounded */.a)(uuids, look, options);
    return best;
}

;// CONCATENATED MODULE: ./remote/local.js








/** The current local context, as `dsdt switch` set it; undefined when there is none. Throws Failure `context-conflict`. */
async function readCurrentContext(home) {
    const json = await readJson(external_node_path_default().join(home, '.disdat', 'fs.json'));
    return json === undefined ? undefined : textAt(json, '_mangled_curr_context_name');
}
/**
 * The context of this name; undefined when there is none. Throws Failure `context-conflict` when its ctxt.json is
 * garbage, and `invalid-input` for a name that is no folder's.
 */
async function openContext({ home, name }) {
    const folder = contextFolder({ home, name });
    const file = external_node_path_default().join(folder, 'ctxt.json');
    const json = await readJson(file);
    if (json === undefined)
        return undefined;
    const url = textAt(json, 'remote_ctxt_url');
    const context = textAt(json, 'remote_ctxt');
    if (url === undefined || context === undefined)
        return contextAt(name, folder, undefined);
    if (!url.endsWith('/context'))
        throw garbage(file, `its remote_ctxt_url is ${JSON.stringify(url)}`, undefined);
    return contextAt(name, folder, { url: trimmed(url.slice(0, -'/context'.length)), context });
}
/**
 * The context of this name, bound to this remote, made if need be; it becomes the current one only where there is none.
 * Throws Failure `context-conflict` when it is bound to another remote, and `local-context-unwritable` or `disk-full`.
 */
async function ensureContext({ home, name }, remote) {
    const existing = await openContext({ home, name });
    if (existing !== undefined) {
        assertSameRemote(existing, remote);
        return existing;
    }
    const folder = contextFolder({ home, name });
    try {
        // dsdt lists `objects` as soon as it finds ctxt.json.
        await (0,promises_.mkdir)(external_node_path_default().join(folder, 'objects'), { recursive: true });
        const url = `${trimmed(remote.url)}/context`;
        await writeOnce(external_node_path_default().join(folder, 'ctxt.json'), {
            remote_ctxt: remote.context,
            local_ctxt: name,
            remote_ctxt_url: url,
        });
        await writeOnce(external_node_path_default().join(home, '.disdat', 'fs.json'), { _mangled_curr_context_name: name });
    }
    catch (error) {
        throw (0,disk/* diskFailure */.C9)(error, folder);
    }
    const made = await openContext({ home, name });
    if (made === undefined)
        throw garbage(external_node_path_default().join(folder, 'ctxt.json'), 'it vanished', undefined);
    assertSameRemote(made, remote);
    return made;
}
/** Throws Failure `context-conflict` when the context is bound to another remote; one without a remote fits any. */
function assertSameRemote(context, remote) {
    const bound = context.remote;
    if (bound === undefined || (bound.url === trimmed(remote.url) && bound.context === remote.context))
        return;
    const evidence = `The local context ${context.name} is bound to ${bound.context} on ${bound.url}, not to ${remote.context} on ${trimmed(remote.url)}.`;
    throw new errors/* Failure */.HR('context-conflict', evidence, 'Leave out `remote`, or name another local context in `context`.');
}
/** Throws Failure `local-context-unwritable` or `disk-full` unless a context of this name can be made. */
async function assertCreatable(name) {
    const folder = contextFolder(name);
    let nearest = folder;
    while ((await (0,promises_.stat)(nearest).catch(() => undefined)) === undefined)
        nearest = external_node_path_default().dirname(nearest);
    try {
        await (0,promises_.rmdir)(await (0,promises_.mkdtemp)(external_node_path_default().join(nearest, '.probe-')));
    }
    catch (error) {
        throw (0,disk/* diskFailure */.C9)(error, folder);
    }
}
/** Throws Failure `local-context-unwritable` or `disk-full` unless a bundle can be made and moved to its place. */
async function assertWritable(context) {
    try {
        await (0,promises_.mkdir)(context.objects, { recursive: true });
        const probe = await (0,promises_.mkdtemp)(external_node_path_default().join(context.folder, '.probe-'));
        const moved = external_node_path_default().join(context.objects, external_node_path_default().basename(probe));
        // As a pull does, whose download would be in vain otherwise.
        await (0,promises_.rename)(probe, moved).catch(async (error) => {
            await (0,promises_.rmdir)(probe);
            throw error;
        });
        await (0,promises_.rmdir)(moved);
    }
    catch (error) {
        throw (0,disk/* diskFailure */.C9)(error, context.folder);
    }
}
/**
 * The bundle asked for; for `newest`, the newest committed one, or when there is none the newest that is not committed,
 * which the caller must refuse. Undefined when there is none. `newest` sees what dsdt sees: when there is a ctxt.db, a
 * bundle that is not in it is not there. Throws Failure `bundle-corrupt` for a uuid whose HyperFrame cannot be read.
 */
async function findLocalBundle(context, query, options) {
    if (query.kind === 'uuid')
        return await bundleAt(context, query.uuid, options);
    const uuids = (await (0,ctxt_db/* indexedUuids */.sE)(context, query.name, options)) ?? (await objectUuids(context));
    const committed = await newestOf(context, uuids, options, (bundle) => bundle.committed && (0,disdat_bundle/* matches */.cK)(bundle, query));
    if (committed !== undefined)
        return committed;
    return await newestOf(context, uuids, { signal: options.signal }, (bundle) => (0,disdat_bundle/* matches */.cK)(bundle, query));
}
async function objectUuids(context) {
    return await (0,promises_.readdir)(context.objects).catch((error) => {
        if ((0,disk/* isMissing */.b2)(error))
            return [];
        throw (0,disk/* diskFailure */.C9)(error, context.objects);
    });
}
function contextAt(name, folder, remote) {
    const objects = external_node_path_default().join(folder, 'objects');
    return {
        name,
        folder,
        objects,
        remote,
        uri: (uuid) => external_node_path_default().join(objects, uuid),
        sizes: (uuid) => sizesBelow(external_node_path_default().join(objects, uuid)),
        read: (uuid, name, options) => readBounded(external_node_path_default().join(objects, uuid, name), options),
    };
}
/** Where the context of this name is, or would be. Throws Failure `invalid-input` for a name that is no folder's. */
function contextFolder({ home, name }) {
    if (name === '' || name === '.' || name === '..' || /[\p{Cc}/\\]/u.test(name) || Buffer.byteLength(name) > 255) {
        throw new errors/* Failure */.HR('invalid-input', `${JSON.stringify(name)} is no name for a context.`, 'Use a plain name.');
    }
    return external_node_path_default().join(home, '.disdat', 'context', name);
}
function trimmed(url) {
    return url.replace(/\/+$/, '');
}

;// CONCATENATED MODULE: ./defaults.js






/**
 * What this machine's Disdat says where the inputs say nothing: disdat.cfg, and the local context that is meant, or the current one. A
 * `config-file` that cannot be read is added to `problems`. Throws Failure `context-conflict` where Disdat's own files are garbage.
 */
async function readDefaults(home, inputs, problems) {
    const name = inputs.context?.local ?? (await readCurrentContext(home));
    const context = name !== undefined && (0,names/* isContextName */.b_)(name) ? await openContext({ home, name }) : undefined;
    return {
        configuration: readConfiguration(await configurationText(home, inputs.configFile, problems)),
        context: context && { local: context.name, remote: context.remote?.context ?? context.name },
        remote: context?.remote && (0,names/* parseRemote */.M8)(context.remote.url),
    };
}
async function configurationText(home, given, problems) {
    try {
        return await (0,promises_.readFile)(given ?? (0,external_node_path_.join)(home, '.config', 'disdat', 'disdat.cfg'), 'utf8');
    }
    catch (error) {
        if (given !== undefined)
            problems.push({ where: 'config-file', given, expected: `It cannot be read: ${(0,errors/* describe */.q0)(error)}.` });
        return '';
    }
}

// EXTERNAL MODULE: ./action/lists.js
var lists = __webpack_require__(4295);
// EXTERNAL MODULE: ./action/problems.js
var action_problems = __webpack_require__(7584);
;// CONCATENATED MODULE: ./attach-plan.js




/** What the step that submitted a job set out to bring about. A receipt is text from outside: throws Failure `invalid-input` where it makes no sense, or names another remote or context than the inputs. */
function attachedGoal(attachment, receipt, batch) {
    const pipeClass = (0,names/* parsePipeClass */.UN)(receipt.pipeClass);
    const remote = (0,names/* parseRemote */.M8)(receipt.remote);
    const context = (0,names/* parseContext */.DO)(receipt.context);
    if (!pipeClass || !remote || !context || !(0,disdat_bundle/* isUuid */.O1)(receipt.outputUuid))
        throw notOurs();
    const meant = [attachment.remote?.url ?? remote.url, attachment.context?.remote ?? context.remote];
    if (meant[0] !== remote.url || meant[1] !== context.remote) {
        const evidence = `The job writes to ${remote.url}, remote context ${context.remote}; the inputs say ${meant.join(', ')}.`;
        throw new errors/* Failure */.HR('invalid-input', evidence, 'Leave `remote` and `context` out, or give those of the step that submitted the job.');
    }
    return {
        pipeClass,
        remote,
        context: attachment.context ?? context,
        outputName: receipt.outputName,
        params: new Map(Object.entries(receipt.params)),
        inputParam: receipt.inputParam,
        pullOutput: attachment.pullOutput,
        memoryMib: undefined,
        timeoutMs: attachment.timeoutMs,
        batch,
    };
}
function notOurs() {
    return new errors/* Failure */.HR('invalid-input', 'attach-job-ids: the job does not say which bundle it makes.', 'Attach only to jobs that this action submitted.');
}
/** Everything else is known from the jobs themselves. */
function attachmentOf(inputs, found) {
    const { attachJobIds: jobIds, queueTimeoutMs, wait } = inputs.batch;
    const wrong = [...found];
    if (inputs.backend !== 'AWSBatch')
        wrong.push({ where: 'backend', given: inputs.backend, expected: '`attach-job-ids` needs `backend: AWSBatch`.' });
    if (!wait)
        wrong.push({ where: 'wait', given: 'false', expected: 'To attach to jobs is to wait for them: leave it out.' });
    if (inputs.dryRun)
        wrong.push({ where: 'dry-run', given: 'true', expected: 'There is nothing to submit: leave it out.' });
    if (wrong.length > 0)
        throw new action_problems/* InvalidInputs */.hS(wrong);
    const { pullOutput, remote, context, timeoutMs } = inputs;
    const told = [...inputs.given].filter((name) => !attaching.has(name));
    const warnings = told.length === 0
        ? []
        : [`Ignored with \`attach-job-ids\`, as the jobs run already: ${told.map((name) => `\`${name}\``).join(', ')}.`];
    return { runs: [], attachment: { jobIds, queueTimeoutMs, timeoutMs, pullOutput, remote, context }, warnings };
}
/** What counts when the step attaches, and what has a default in action.yml and so is always given. */
const attaching = new Set([
    ...[
        'attach-job-ids',
        'backend',
        'queue-timeout-minutes',
        'pull-output',
        'remote',
        'context',
        'wait',
        'on-cancel',
    ],
    ...['aws-region', 'role-to-assume', 'role-session-name', 'role-duration-seconds', 'audience'],
    ...['allowed-account-ids', 'log-tail-lines', 'summary', 'dry-run', 'remote-index', 'config-file'],
    ...['input-bundle', 'output-bundle', 'force', 'force-all', 'push-input', 'pull-policy', 'dialect'],
    ...['workers', 'run-timeout-minutes'],
]);

;// CONCATENATED MODULE: ./batch-plan.js

/** Adds what is wrong with the inputs of a run on Batch, as far as they tell by themselves. */
function checkBatch(inputs, configuration, wrong) {
    const { given, batch } = inputs;
    if ((batch.jobQueue ?? configuration.jobQueue) === undefined)
        wrong('job-queue', 'Name the queue: the input, or `aws_batch_queue` in the `[run]` stanza of `config-file`.');
    if (!batch.wait && given.has('pull-output') && inputs.pullOutput !== 'false')
        wrong('pull-output', 'With `wait: false` nobody is there to pull: leave one of the two out, and let the step that attaches pull.', inputs.pullOutput);
    if ((batch.jobDefinition ?? configuration.jobDefinition) !== undefined) {
        for (const name of fixedByDefinition.filter((each) => given.has(each)))
            wrong(name, 'A job definition that is used as it is has this fixed, and Batch cannot override it: leave one of the two out.');
    }
}
/** What SubmitJob's overrides cannot change: https://docs.aws.amazon.com/batch/latest/APIReference/API_ContainerOverrides.html */
const fixedByDefinition = [
    'image',
    'registry',
    'repository-prefix',
    'job-role-arn',
    'execution-role-arn',
    'shm-size-mib',
    'platform',
];
/** Adds what only Batch could do. */
function checkLocal({ batch }, wrong) {
    if (!batch.wait)
        wrong('wait', 'A container on the runner ends with the step: `wait: false` needs `backend: AWSBatch`.', 'false');
}
/** What a Batch job needs to be told beyond its task; undefined for a run on the runner's Docker. */
function batchSettingsOf({ backend, batch }, pipeClass, configuration) {
    if (backend !== 'AWSBatch')
        return undefined;
    const { jobRoleArn, executionRoleArn, attempts, queueTimeoutMs, shareIdentifier, schedulingPriority } = batch;
    return {
        queue: batch.jobQueue ?? configuration.jobQueue ?? '',
        fixedDefinition: batch.jobDefinition ?? configuration.jobDefinition,
        definitionName: `${(0,names/* imageNameOf */.mi)(pipeClass)}-job-definition`,
        jobRoleArn,
        executionRoleArn,
        attempts,
        queueTimeoutMs,
        shareIdentifier,
        schedulingPriority,
        tags: batch.jobTags,
        dependsOn: batch.dependsOn,
        handsCredentials: batch.tokenSeconds > 0,
    };
}

;// CONCATENATED MODULE: ./plan.js








/**
 * Makes one plan of inputs and defaults; nothing is called. Throws InvalidInputs with everything that is wrong, the `problems` that reading the
 * inputs found included.
 */
function planOf(inputs, defaults, env, problems) {
    const found = [...problems];
    const wrong = (where, expected, given) => {
        if (!found.some((problem) => problem.where === where))
            found.push({ where, expected, ...(given && { given }) });
    };
    if (inputs.batch.attachJobIds.length > 0)
        return attachmentOf(inputs, found);
    const { pipeClass } = inputs;
    const remote = inputs.remote ?? defaults.remote;
    const context = inputs.context ?? defaults.context;
    if (!remote)
        wrong('remote', 'Give `s3://bucket/prefix`, or work in a local context that is bound to a remote (`dsdt remote`).');
    if (!context)
        wrong('context', 'Give `remote-context/local-context` or one name for both, or `dsdt switch` to a local context first.');
    const workspace = env['GITHUB_WORKSPACE'] ?? '';
    if (inputs.inputPaths.length > 0) {
        checkInputPath(inputs, workspace, wrong);
        const outside = inputs.inputPaths.filter((line) => workspace !== '' && isOutside(workspace, line));
        found.push(...outside.map((given) => ({ where: 'input-path', given, expected: lists/* outsideWorkspace */.tq })));
    }
    const input = inputOf(inputs, workspace);
    if (inputs.inputParam !== undefined && !input)
        wrong('input-param', 'It receives the input bundle’s uuid: give `input-bundle` too.', inputs.inputParam);
    if (inputs.inputParam !== undefined && inputs.params.has(inputs.inputParam)) {
        wrong('input-param', 'This parameter stands in `params` too: give it once.', inputs.inputParam);
    }
    if (inputs.forceAll && inputs.dialect === 'classic')
        wrong('force-all', 'The classic dialect knows `force` only.', 'true');
    if (inputs.backend === 'AWSBatch')
        checkBatch(inputs, defaults.configuration, wrong);
    else
        checkLocal(inputs, wrong);
    const image = pipeClass && imageOf(inputs, pipeClass, defaults.configuration, wrong);
    if (found.length > 0 || !pipeClass || !remote || !context || !image)
        throw new action_problems/* InvalidInputs */.hS(found);
    const run = {
        ...inputs,
        pipeClass,
        remote,
        context,
        image,
        input,
        outputName: inputs.outputBundle,
        batch: batchSettingsOf(inputs, pipeClass, defaults.configuration),
        wait: inputs.batch.wait,
        tokenSeconds: inputs.batch.tokenSeconds,
        env: new Map([...inputs.env].flatMap(([name, value]) => pair(name, value ?? env[name]))),
    };
    return { runs: [run], attachment: undefined, warnings: warningsOf(inputs, env) };
}
const pair = (name, value) => value === undefined ? [] : [[name, value]];
function checkInputPath({ inputBundle, pushInput }, workspace, wrong) {
    if (workspace === '')
        wrong('input-path', 'GITHUB_WORKSPACE is not set, and paths are those of the workspace.');
    if (inputBundle === '-')
        wrong('input-bundle', 'Name the bundle that is made of `input-path`.');
    if ((0,disdat_bundle/* isUuid */.O1)(inputBundle))
        wrong('input-bundle', 'A bundle that is made of `input-path` gets a name.', inputBundle);
    if (!pushInput)
        wrong('push-input', 'What is made of `input-path` is nowhere else, so it has to be pushed: leave this out.', 'false');
}
function isOutside(workspace, line) {
    return external_node_path_default().relative(workspace, external_node_path_default().resolve(workspace, line)).split((external_node_path_default()).sep)[0] === '..';
}
/** The tags by which a pipe finds its input, where it looks for it by itself. */
function inputTagsOf({ input }) {
    return input === undefined || input.kind === 'uuid' ? new Map() : input.tags;
}
function inputOf(inputs, workspace) {
    const { inputBundle, inputTags, inputPaths } = inputs;
    if (inputBundle === '-')
        return undefined;
    if (inputPaths.length > 0)
        return { kind: 'files', name: inputBundle, tags: inputs.inputPathTags, paths: inputPaths, workspace };
    return (0,disdat_bundle/* isUuid */.O1)(inputBundle)
        ? { kind: 'uuid', uuid: inputBundle }
        : { kind: 'newest', name: inputBundle, tags: inputTags };
}
function imageOf(inputs, pipeClass, configuration, wrong) {
    if (inputs.image !== undefined)
        return { kind: 'reference', reference: inputs.image };
    const configured = (what, value, parse) => {
        if (value !== undefined && parse(value) === undefined)
            wrong(`config-file, [docker] ${what}`, 'Mend it, or give the input.', value);
        return value;
    };
    const registry = inputs.registry ?? configured('registry', configuration.registry, action_inputs/* parseRegistry */.l5);
    const prefix = inputs.repositoryPrefix ?? configured('repository_prefix', configuration.repositoryPrefix, action_inputs/* parseRepositoryPrefix */.u);
    const name = (0,names/* imageNameOf */.mi)(pipeClass);
    if (!/^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/.test(name)) {
        wrong('image', `No image can be called \`${name}\`, as the pipe class would have it: give \`image\`.`);
        return undefined;
    }
    const repository = prefix === undefined ? name : `${prefix}/${name}`;
    if (registry === '*ECR*')
        return { kind: 'ecr', repository };
    return { kind: 'reference', reference: `${registry === undefined ? repository : `${registry}/${repository}`}:latest` };
}
const ofBatch = [
    ...[
        'job-queue',
        'job-definition',
        'job-role-arn',
        'execution-role-arn',
        'attempts',
        'queue-timeout-minutes',
    ],
    ...['share-identifier', 'scheduling-priority', 'job-tags', 'depends-on', 'aws-session-token-duration'],
    'on-cancel',
];
const ofLocal = ['network'];
function ignoredOf({ backend, given }) {
    const names = (backend === 'AWSBatch' ? ofLocal : ofBatch).filter((name) => given.has(name));
    return names.map((name) => `\`${name}\` is ignored: it means nothing to the backend ${backend}.`);
}
function warningsOf(inputs, env) {
    const warnings = ignoredOf(inputs);
    if (inputs.image !== undefined && (inputs.registry ?? inputs.repositoryPrefix) !== undefined) {
        warnings.push('`registry` and `repository-prefix` are ignored: `image` is a whole reference.');
    }
    if (inputs.inputPathTags.size > 0 && inputs.inputPaths.length === 0) {
        warnings.push('`input-path-tags` are ignored: no bundle is made without `input-path`.');
    }
    if (inputs.inputTags.size > 0 && inputs.inputPaths.length > 0) {
        warnings.push('`input-tags` are ignored: they choose among bundles, and `input-path` makes one.');
    }
    else if (inputs.inputTags.size > 0 && (inputs.inputBundle === '-' || (0,disdat_bundle/* isUuid */.O1)(inputs.inputBundle))) {
        warnings.push('`input-tags` are ignored: they choose among the bundles of a name, and `input-bundle` is no name.');
    }
    for (const [name, value] of inputs.env) {
        if (value === undefined && env[name] === undefined)
            warnings.push(`\`env\`: ${name} is not set on this runner, so the container does not get it.`);
    }
    return warnings;
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./remote/index-shard.js





const compress = (0,external_node_util_.promisify)(external_node_zlib_.gzip);
const decompress = (0,external_node_util_.promisify)(external_node_zlib_.gunzip);
/** What the text of every shard begins with; another format has another number. */
const header = 'disdat-run-action index 1\n';
/** The longest text of a shard that is read or written, in bytes: 100,000 bundles take about 40 MiB. */
const maxTextBytes = 256 * 1024 * 1024;
const lineBreak = 10;
/**
 * One object of an index: a gzipped header, and under it a line a bundle, in the order of their uuids. It stays one
 * buffer of text in memory, and only the lines that somebody asks for are parsed: 100,000 bundles are ready within
 * about 0.1 s, and searched in 0.02 s.
 */
class Shard {
    static empty = new Shard(Buffer.from(header));
    uuids;
    #text;
    /** Where each line begins, and where the last one ends. */
    #starts;
    constructor(text) {
        if (!text.subarray(0, header.length).equals(Buffer.from(header))) {
            throw new hyperframe/* BundleFormatError */.KC('an index of another format');
        }
        const starts = [header.length];
        const uuids = new Set();
        let last = '';
        for (let at = header.length; at < text.length;) {
            const uuid = text.toString('latin1', at, at + uuidLength);
            const end = text.indexOf(lineBreak, at);
            if (end < 0 || uuid <= last || !(0,disdat_bundle/* isUuid */.O1)(uuid))
                throw new hyperframe/* BundleFormatError */.KC('an index that is out of order');
            uuids.add(uuid);
            last = uuid;
            at = end + 1;
            starts.push(at);
        }
        this.#text = text;
        this.#starts = Uint32Array.from(starts);
        this.uuids = uuids;
    }
    /** The shard in an object's bytes. Throws BundleFormatError for anything that `pack` did not write. */
    static async unpack(bytes) {
        let text;
        try {
            text = await decompress(bytes, { maxOutputLength: maxTextBytes });
        }
        catch (error) {
            throw new hyperframe/* BundleFormatError */.KC('an index that cannot be unpacked', { cause: error });
        }
        return new Shard(text);
    }
    /** A shard of these lines, by their uuids. Throws BundleFormatError when they are more than a shard holds. */
    static of(lines) {
        const sorted = [...lines].toSorted(([a], [b]) => (a < b ? -1 : 1));
        const chunks = [Buffer.from(header)];
        let length = header.length;
        for (const [, line] of sorted) {
            const chunk = Buffer.from(`${line}\n`);
            length += chunk.length;
            if (length > maxTextBytes)
                throw new hyperframe/* BundleFormatError */.KC(`an index of more than ${maxTextBytes} bytes`);
            chunks.push(chunk);
        }
        return new Shard(Buffer.concat(chunks, length));
    }
    /** The bytes to be stored. Compressed little: twice the time would save a twentieth. */
    async pack() {
        return await compress(this.#text, { level: external_node_zlib_.constants.Z_BEST_SPEED });
    }
    /** The line of this bundle. */
    get(uuid) {
        let low = 0;
        let high = this.uuids.size;
        while (low < high) {
            const middle = (low + high) >>> 1;
            const found = this.#uuidAt(middle);
            if (found === uuid)
                return this.#line(middle);
            if (found < uuid)
                low = middle + 1;
            else
                high = middle;
        }
        return undefined;
    }
    /** Every line. */
    *lines() {
        for (let index = 0; index < this.uuids.size; index++)
            yield this.#line(index);
    }
    /** Every line in which this text stands somewhere. */
    *linesWith(text) {
        const wanted = Buffer.from(text);
        for (let at = this.#text.indexOf(wanted, header.length); at >= 0;) {
            const start = this.#text.lastIndexOf(lineBreak, at) + 1;
            const end = this.#text.indexOf(lineBreak, at);
            yield this.#text.toString('utf8', start, end);
            at = this.#text.indexOf(wanted, end);
        }
    }
    #uuidAt(index) {
        const start = this.#starts[index] ?? 0;
        return this.#text.toString('latin1', start, start + uuidLength);
    }
    #line(index) {
        return this.#text.toString('utf8', this.#starts[index], (this.#starts[index + 1] ?? 0) - 1);
    }
}

;// CONCATENATED MODULE: ./remote/index-levels.js




/**
 * How many bundles each level holds. A bundle that is added is written with a level 0 of some 50 kB; level 1 (about
 * 1 MB) is written every 512 bundles, level 2 (40 MB for half a million) every 16,384. More than that is not indexed.
 */
const capacities = [512, 16_384, 524_288];
/** The largest object of an index that is read, in bytes: half a million bundles, and as much again. */
const maxPackedBytes = 96 * 1024 * 1024;
/** How often an update that met another one begins again, and how long it waits at most before, in milliseconds. */
const saveAttempts = 16;
const maxPauseMs = 500;
/** All levels of an index, the one with the newest lines first. Throws Failure as a store does. */
async function readLevels(shelf, { signal }) {
    return await Promise.all(capacities.map((_, level) => readLevel(shelf, level, signal)));
}
async function readLevel({ store, key, debug }, level, signal) {
    const version = await store.getVersion(keyOf(key, level), { signal, maxBytes: maxPackedBytes });
    if (version === undefined)
        return { tag: undefined, shard: Shard.empty };
    const { tag, bytes } = version;
    try {
        if (bytes === undefined)
            throw new hyperframe/* BundleFormatError */.KC(`an index of more than ${maxPackedBytes} bytes`);
        return { tag, shard: await Shard.unpack(bytes) };
    }
    catch (error) {
        if (!(error instanceof hyperframe/* BundleFormatError */.KC))
            throw error;
        debug(`${keyOf(key, level)} is ignored, and will be replaced: ${(0,errors/* describe */.q0)(error)}.`);
        return { tag, shard: Shard.empty };
    }
}
/**
 * Adds lines to an index that others may be adding to: nothing that anybody added is lost. Each level is replaced only
 * if it is still what was read; whoever comes second reads again. `levels` is what was read before, if it was. False
 * when others were first every time, or when the index is full. Throws Failure as a store does.
 */
async function addToLevels(shelf, change, { signal, levels }) {
    let known = levels ?? (await readLevels(shelf, { signal }));
    for (let attempt = 1; attempt <= saveAttempts; attempt++) {
        const outcome = await write(shelf, change, known, signal);
        if (outcome === 'stored')
            return true;
        if (outcome === 'full')
            return false;
        await (0,external_node_timers_promises_.setTimeout)(Math.random() * Math.min(maxPauseMs, 10 * 2 ** attempt), undefined, { signal });
        const { changed } = outcome;
        known = await Promise.all(known.map((old, level) => (level > changed ? old : readLevel(shelf, level, signal))));
    }
    return false;
}
async function write(shelf, change, levels, signal) {
    const merged = new Map([...change.lines].filter(([uuid, line]) => lineIn(levels, uuid) !== line));
    if (merged.size === 0)
        return 'stored';
    const emptied = [];
    for (const [number, { tag, shard }] of levels.entries()) {
        for (const uuid of shard.uuids) {
            if (merged.has(uuid) || (number > 0 && change.gone.has(uuid)))
                continue;
            const line = shard.get(uuid);
            if (line !== undefined)
                merged.set(uuid, line);
        }
        if (merged.size > (capacities[number] ?? 0)) {
            if (shard.uuids.size > 0)
                emptied.push({ level: number, tag });
            continue;
        }
        const put = (level, content, over) => content.pack().then((bytes) => shelf.store.putVersion(keyOf(shelf.key, level), bytes, over, { signal }));
        const outcome = await put(number, Shard.of(merged), tag);
        if (outcome === 'changed')
            return { changed: number };
        // Their lines stand in the higher level now. Where somebody has added to one meanwhile, they stand in both: no harm.
        for (const { level, tag: old } of emptied)
            await put(level, Shard.empty, old);
        return 'stored';
    }
    return 'full';
}
/** The newest line of a bundle. */
function lineIn(levels, uuid) {
    for (const { shard } of levels)
        if (shard.uuids.has(uuid))
            return shard.get(uuid);
    return undefined;
}
function keyOf(key, level) {
    return `${key}-${level}.gz`;
}

;// CONCATENATED MODULE: ./remote/bundle-index.js





/** How long a search waits for the index at most, before it goes on without, in milliseconds. */
const loadLimitMs = 15_000;
/** How long an update may take, in milliseconds. */
const saveLimitMs = 120_000;
/**
 * What the HyperFrames of a remote context say of themselves, kept beside its `objects/` so that nobody has to read
 * them all again: bundles never change. A hint and no truth: what is there, the LIST says, and what is found with it is
 * read once more. Whatever is wrong with it (absent, corrupt, of another version, too large, forbidden) is a debug line,
 * and then it knows nothing. Updates happen behind the caller's back; they never fail and are never waited for, and end
 * when `signal` aborts.
 */
class BundleIndex {
    #shelf;
    #loading;
    /** Undefined where the index cannot be read, and so is not written. */
    #levels;
    #learnt = new Map();
    /** Bundles whose lines were looked at and cannot be read. */
    #spoilt = new Set();
    #unsaved = new Map();
    #saving = Promise.resolve();
    /** An index on this shelf, of which nothing is asked yet; without one it is empty, and forgotten in the end. */
    constructor(shelf) {
        this.#shelf = shelf;
    }
    /** Whether it is on the remote, or to be put there. */
    get isKept() {
        return this.#shelf !== undefined;
    }
    /** Reads it, once. Throws the signal's reason, and nothing else. */
    async load({ signal }) {
        this.#loading ??= this.#shelf && this.#load(this.#shelf, signal);
        try {
            await this.#loading;
        }
        catch (error) {
            this.#loading = undefined;
            throw error;
        }
    }
    /** Whether it says something of a bundle, as far as its lines have been looked at. */
    has(uuid) {
        return this.#learnt.has(uuid) || (!this.#spoilt.has(uuid) && this.#known.some(({ shard }) => shard.uuids.has(uuid)));
    }
    /** What it says of a bundle; undefined where it says nothing that can be read. */
    get(uuid) {
        const line = this.#learnt.get(uuid) ?? lineIn(this.#known, uuid);
        return line === undefined ? undefined : this.#read(line);
    }
    /** What it says of the bundles that have what is asked for, in no order. */
    matching(wanted) {
        const found = new Map();
        const look = (line) => {
            const bundle = this.#read(line);
            if (bundle !== undefined && !found.has(bundle.uuid) && (0,disdat_bundle/* matches */.cK)(bundle, wanted))
                found.set(bundle.uuid, bundle);
        };
        const needle = needleOf(wanted);
        for (const line of this.#learnt.values())
            if (needle === undefined || line.includes(needle))
                look(line);
        for (const [number, { shard }] of this.#known.entries()) {
            const newer = this.#known.slice(0, number);
            for (const line of needle === undefined ? shard.lines() : shard.linesWith(needle)) {
                const uuid = line.slice(0, uuidLength);
                if (!this.#learnt.has(uuid) && lineIn(newer, uuid) === undefined)
                    look(line);
            }
        }
        return [...found.values()];
    }
    /** Adds lines; the store learns of them by and by, and forgets at an occasion what is not `listed` any more. */
    learn(lines, listed) {
        for (const [uuid, line] of lines) {
            this.#learnt.set(uuid, line);
            this.#unsaved.set(uuid, line);
        }
        const levels = this.#levels;
        const shelf = this.#shelf;
        if (shelf === undefined || levels === undefined || this.#unsaved.size === 0)
            return;
        const gone = listed && levels.flatMap(({ shard }) => [...shard.uuids].filter((uuid) => !listed.has(uuid)));
        this.#saving = this.#saving.then(() => this.#save(shelf, levels, new Set(gone)));
    }
    /** Resolves when everything that was learnt is stored, or will not be. */
    async settled() {
        await this.#saving;
    }
    get #known() {
        return this.#levels ?? [];
    }
    #read(line) {
        try {
            return descriptionIn(line);
        }
        catch (error) {
            if (!(error instanceof hyperframe/* BundleFormatError */.KC))
                throw error;
            this.#spoilt.add(line.slice(0, uuidLength));
            this.#shelf?.debug(`A line of the index is ignored: ${error.message}.`);
            return undefined;
        }
    }
    async #load(shelf, signal) {
        try {
            const limit = AbortSignal.timeout(loadLimitMs);
            this.#levels = await readLevels(shelf, { signal: AbortSignal.any([signal, shelf.signal, limit]) });
        }
        catch (error) {
            signal.throwIfAborted();
            shelf.debug(`The index is not used: ${(0,errors/* describe */.q0)(error)}`);
        }
    }
    async #save(shelf, levels, gone) {
        const lines = this.#unsaved;
        if (lines.size === 0 || shelf.signal.aborted)
            return;
        this.#unsaved = new Map();
        try {
            const signal = AbortSignal.any([shelf.signal, AbortSignal.timeout(saveLimitMs)]);
            const stored = await addToLevels(shelf, { lines, gone }, { signal, levels });
            shelf.debug(`Bundles ${stored ? '' : 'not '}added to the index: ${lines.size}.`);
        }
        catch (error) {
            if (!shelf.signal.aborted)
                shelf.debug(`The index was not updated: ${(0,errors/* describe */.q0)(error)}`);
        }
    }
}
/** A text that stands in the line of every bundle that has what is asked for; the rarest that is known. */
function needleOf({ processingName, taskId, name, codeMethod }) {
    if (processingName !== undefined)
        return inLine(processingName);
    if (taskId !== undefined)
        return inLine(`${taskId}_`).slice(0, -1);
    if (name !== undefined)
        return inLine(name);
    return codeMethod === undefined ? undefined : inLine(codeMethod);
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
var external_node_http_default = /*#__PURE__*/__webpack_require__.n(external_node_http_);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
var external_node_https_default = /*#__PURE__*/__webpack_require__.n(external_node_https_);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __webpack_require__(8321);
;// CONCATENATED MODULE: ./remote/s3-errors.js

const wrongRegion = new Set(['PermanentRedirect', 'AuthorizationHeaderMalformed', 'IllegalLocationConstraintException']);
/** Codes of https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html that a 403 or a 400 may carry. */
const refusals = new Map([
    ['ExpiredToken', 'The credentials have expired: ask for a longer session (role-duration-seconds), or renew them.'],
    ['TokenRefreshRequired', 'The credentials have expired: ask for a longer session, or renew them.'],
    ['InvalidToken', 'The session token does not belong to these keys: check AWS_SESSION_TOKEN.'],
    ['InvalidAccessKeyId', 'AWS does not know this access key: check the secrets that AWS_ACCESS_KEY_ID comes from.'],
    ['SignatureDoesNotMatch', 'The secret key is not that of the access key: check AWS_SECRET_ACCESS_KEY.'],
    ['RequestTimeTooSkewed', "This machine's clock is wrong: set it, and run again."],
    ['RequestExpired', "This machine's clock is wrong: set it, and run again."],
]);
/** `KMS.NotFoundException`, `KMS.DisabledException` and the like: https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html */
const kmsAdvice = "Check `sse-kms-key-id`, that the key is enabled, and that it is in the bucket's region.";
const network = new Set([
    'ECONNREFUSED',
    'ECONNRESET',
    'ENOTFOUND',
    'EAI_AGAIN',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'EPIPE',
    'ERR_STREAM_PREMATURE_CLOSE',
]);
/** The service's own name for an error, such as `NoSuchBucket`; for a connection, such as `ECONNREFUSED`. */
function codeOf(error) {
    if (!(error instanceof Error))
        return '';
    const code = 'code' in error ? error.code : undefined;
    if (typeof code === 'string' && network.has(code))
        return code;
    return error.name;
}
/** The HTTP status that an error of the SDK came with. */
function statusOf(error) {
    if (!(error instanceof Error) || !('$metadata' in error))
        return undefined;
    const metadata = error.$metadata;
    if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata))
        return undefined;
    return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}
/** Whether a key is not there. A bucket that is not there is something else, where S3 says so. */
function isAbsent(error) {
    return statusOf(error) === 404 && codeOf(error) !== 'NoSuchBucket';
}
/** The failure that an error of S3, of the way to it, or of the credentials amounts to, with the error as its cause. */
function s3Failure(error, attempt) {
    const { bucket, target, region } = attempt;
    const code = codeOf(error);
    const status = statusOf(error);
    const options = { cause: error };
    const answer = status === undefined ? (0,errors/* describe */.q0)(error) : code === 'Error' ? `${status}` : `${status} ${code}`;
    if (code === 'NoSuchBucket') {
        const advice = 'Check the spelling of `remote`, or create the bucket.';
        return new errors/* Failure */.HR('remote-unreachable', `The bucket ${bucket} does not exist (NoSuchBucket).`, advice, options);
    }
    if (status === 301 || wrongRegion.has(code)) {
        const evidence = `The bucket ${bucket} is not in ${region} (${answer}).`;
        return new errors/* Failure */.HR('remote-unreachable', evidence, "Set `aws-region` to the bucket's region.", options);
    }
    const refusal = refusals.get(code) ?? (code.startsWith('KMS.') ? kmsAdvice : undefined);
    if (refusal !== undefined)
        return new errors/* Failure */.HR('access-denied', `S3 refused ${target}: ${answer}.`, refusal, options);
    if (status === 401 || status === 403) {
        const advice = `Give the role in use s3:ListBucket on ${bucket}, and s3:GetObject, s3:PutObject and s3:PutObjectAcl below the remote.`;
        return new errors/* Failure */.HR('access-denied', `S3 refused ${target}: ${answer}.`, advice, options);
    }
    if (status === 429 || (status !== undefined && status >= 500)) {
        const advice = 'S3 itself is in trouble or asks for patience: run the job again later.';
        return new errors/* Failure */.HR('remote-unreachable', `S3 failed at ${target}: ${answer}.`, advice, options);
    }
    if (status !== undefined && status < 300) {
        const advice = 'Check AWS_ENDPOINT_URL and proxy variables: something else than S3 may answer there.';
        return new errors/* Failure */.HR('remote-unreachable', `What answers about ${target} is no S3.`, advice, options);
    }
    if (status !== undefined) {
        const advice = 'If the remote is not AWS, check that it supports what the action needs; otherwise report this.';
        return new errors/* Failure */.HR('remote-unreachable', `S3 did not accept ${target}: ${answer}.`, advice, options);
    }
    const advice = `Check \`remote\`, \`aws-region\` (${region}), and AWS_ENDPOINT_URL and proxy variables if you use them.`;
    return new errors/* Failure */.HR('remote-unreachable', `No answer from S3 about ${target}: ${(0,errors/* describe */.q0)(error)}.`, advice, options);
}

;// CONCATENATED MODULE: ./remote/s3-conditional.js



/** How often a copy is tried that met somebody who was writing the very same key. */
const copyAttempts = 3;
/**
 * How objects are written, as dsdt does it, or with a KMS key:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-kms-encryption.html
 */
function writing(acl, kmsKeyId) {
    const encryption = kmsKeyId === undefined
        ? { ServerSideEncryption: 'AES256' }
        : { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kmsKeyId };
    return { ...encryption, ...(acl ? { ACL: 'bucket-owner-full-control' } : {}) };
}
/** `copyIfAbsent` of a store. At most 5 GiB: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
async function copyObject({ sdk, client, bucket, kmsKeyId }, from, to, { signal, acl }) {
    const CopySource = from.split('/').reduce((path, name) => `${path}/${encodeURIComponent(name)}`, bucket);
    const input = { Bucket: bucket, CopySource, Key: to, IfNoneMatch: '*', ...writing(acl, kmsKeyId) };
    for (let attempt = 1;; attempt++) {
        try {
            await client.send(new sdk.CopyObjectCommand(input), { abortSignal: signal });
            return 'created';
        }
        catch (error) {
            if (statusOf(error) === 412)
                return 'exists';
            if (isAbsent(error))
                return 'absent';
            if (statusOf(error) !== 409 || attempt >= copyAttempts)
                throw error;
        }
    }
}
/** `getVersion` of a store. */
async function getVersion({ sdk, client, bucket }, key, { signal, maxBytes }) {
    try {
        const command = new sdk.GetObjectCommand({ Bucket: bucket, Key: key });
        const { Body, ETag, ContentLength } = await client.send(command, { abortSignal: signal });
        if (!(Body instanceof external_node_stream_.Readable) || ETag === undefined)
            throw new Error(`no body, or no ETag, for ${key}`);
        if (ContentLength !== undefined && ContentLength <= maxBytes)
            return { tag: ETag, bytes: await (0,consumers_.buffer)(Body) };
        Body.destroy();
        return { tag: ETag, bytes: undefined };
    }
    catch (error) {
        if (isAbsent(error))
            return undefined;
        throw error;
    }
}
/** `putVersion` of a store. */
async function putVersion({ sdk, client, bucket, kmsKeyId }, key, bytes, { tag, signal, acl }) {
    const condition = tag === undefined ? { IfNoneMatch: '*' } : { IfMatch: tag };
    try {
        const input = { Bucket: bucket, Key: key, Body: bytes, ...condition, ...writing(acl, kmsKeyId) };
        await client.send(new sdk.PutObjectCommand(input), { abortSignal: signal });
        return 'stored';
    }
    catch (error) {
        // 409 is a race, 404 a version that is gone: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
        if (statusOf(error) === 412 || statusOf(error) === 409 || isAbsent(error))
            return 'changed';
        throw error;
    }
}

;// CONCATENATED MODULE: ./remote/budget.js
/** A fixed amount of something, bytes of memory or connections, that many tasks share; who comes first is served first. */
class Budget {
    #total;
    #free;
    #waiting = [];
    constructor(total) {
        this.#total = total;
        this.#free = total;
    }
    /** Runs it while it holds so much; whoever wants more than there is gets all of it. Ends with the signal's reason when that aborts first. */
    async hold(wanted, signal, action) {
        const amount = Math.min(wanted, this.#total);
        await this.#take(amount, signal);
        try {
            return await action();
        }
        finally {
            this.#free += amount;
            this.#serve();
        }
    }
    async #take(amount, signal) {
        signal.throwIfAborted();
        if (this.#waiting.length === 0 && amount <= this.#free) {
            this.#free -= amount;
            return;
        }
        const { promise, resolve, reject } = Promise.withResolvers();
        const request = { amount, start: resolve };
        const leave = () => {
            const at = this.#waiting.indexOf(request);
            // What it waited for may have been given to it a moment ago.
            if (at < 0)
                return;
            this.#waiting.splice(at, 1);
            reject(signal.reason);
            this.#serve();
        };
        this.#waiting.push(request);
        signal.addEventListener('abort', leave, { once: true });
        await promise.finally(() => signal.removeEventListener('abort', leave));
    }
    #serve() {
        for (let next = this.#waiting[0]; next !== undefined && next.amount <= this.#free; next = this.#waiting[0]) {
            this.#waiting.shift();
            this.#free -= next.amount;
            next.start();
        }
    }
}

;// CONCATENATED MODULE: ./remote/s3-transfer.js





const mib = 1024 * 1024;
/**
 * S3's own advice is a connection for every 85 to 90 MB/s that are wanted, and parts of 8 to 16 MB:
 * https://docs.aws.amazon.com/whitepapers/latest/s3-optimizing-performance-best-practices/horizontal-scaling-and-request-parallelization-for-high-throughput.html
 */
const tuned = { idleTimeoutMs: 60_000, wholeBytes: 16 * mib, partBytes: 8 * mib, maxParts: 10_000 };
/** Bytes of files in memory, on their way up; a store's own, however many files it sends. */
const maxSentBytes = 64 * mib;
/** Ranges of large files on their way down. */
const maxRanges = 8;
function transfersOf(access, tuning) {
    return { ...access, tuning, sending: new Budget(maxSentBytes), receiving: new Budget(maxRanges), spare: [] };
}
/** How often a body that broke off, or came wrong, is asked for, or sent, again. */
const bodyAttempts = 3;
const longestPauseMs = 500;
/** Waits before another attempt, for so long that those who failed together do not come again together. */
async function pause(signal) {
    await (0,external_node_timers_promises_.setTimeout)(Math.random() * longestPauseMs, undefined, { signal });
}
/** What no retry mends, and what is no trouble with S3. */
function isFinal(error) {
    return error instanceof errors/* Failure */.HR || error instanceof hyperframe/* BundleFormatError */.KC || (0,disk/* fileErrorCode */.c2)(error) !== undefined;
}

;// CONCATENATED MODULE: ./remote/s3-download.js
var s3_download_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var s3_download_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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







/** A body that brings fewer bytes than this within the idle timeout has stopped, whatever it drips. */
const leastProgressBytes = 64 * 1024;
/** Bytes that are gathered before they are written. */
const batchBytes = 1024 * 1024;
/** A file of so many bytes is taken into memory and written at once. */
const smallBytes = 256 * 1024;
/** The bytes of an object, or of a range of it; undefined when it is not there. Throws BundleFormatError for more than `maxBytes`. */
async function readObject(transfers, key, { maxBytes, ...reading }) {
    return await eachAttempt(transfers, key, reading, async (chunks) => {
        const kept = [];
        let length = 0;
        for await (const chunk of chunks) {
            length += chunk.length;
            if (length > maxBytes)
                throw new hyperframe/* BundleFormatError */.KC(`${key} has more than ${maxBytes} bytes`);
            kept.push(chunk);
        }
        return new Uint8Array(Buffer.concat(kept));
    });
}
/** Writes an object of this size to a file, over a single connection. False when it is not there. */
async function downloadWhole(transfers, key, file, { size, signal }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const uri = `s3://${transfers.bucket}/${key}`;
        const handle = s3_download_addDisposableResource(env_1, await (0,promises_.open)(file, 'wx'), true);
        if (size <= smallBytes) {
            const done = await eachAttempt(transfers, key, { signal }, async (chunks) => {
                const bytes = await gathered(chunks, size, uri);
                await (0,disk/* writeAt */.HN)(handle, [bytes], 0);
                return true;
            });
            return done ?? false;
        }
        const written = await eachAttempt(transfers, key, { signal }, async (chunks) => {
            const length = await writeChunks(chunks, handle, { from: 0, to: size });
            if (length !== size)
                throw new WrongBody(uri, `${length} bytes`, `${size}`);
            return length;
        });
        return written !== undefined;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = s3_download_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Bytes that are not those that S3 has: worth another attempt, and a bundle that cannot be used after the last. */
class WrongBody extends Error {
    name = 'WrongBody';
    /** What a user is told in the end. */
    failure;
    constructor(uri, came, expected) {
        const evidence = `${uri} came as ${came}; the listing said ${expected}.`;
        super(evidence);
        this.failure = new errors/* Failure */.HR('bundle-corrupt', evidence, 'Something changed it meanwhile: run again.');
    }
}
async function gathered(chunks, size, uri) {
    const kept = [];
    let length = 0;
    for await (const chunk of chunks) {
        length += chunk.length;
        kept.push(chunk);
        if (length > size)
            break;
    }
    if (length !== size)
        throw new WrongBody(uri, `${length} bytes`, `${size}`);
    return Buffer.concat(kept, length);
}
/** Writes chunks to a file from a position on, but nothing beyond `to`; resolves with how many bytes there were. */
async function writeChunks(chunks, handle, { from, to, see }) {
    let batch = [];
    let at = from;
    let seen = from;
    for await (const chunk of chunks) {
        seen += chunk.length;
        if (seen > to)
            break;
        see?.(chunk);
        batch.push(chunk);
        if (seen - at < batchBytes)
            continue;
        await (0,disk/* writeAt */.HN)(handle, batch, at);
        at = seen;
        batch = [];
    }
    if (batch.length > 0)
        await (0,disk/* writeAt */.HN)(handle, batch, at);
    return seen - from;
}
/** Opens the body and has it consumed, again when it breaks off; undefined when the key is not there. */
async function eachAttempt(transfers, key, reading, consume) {
    const { signal } = reading;
    for (let attempt = 1;; attempt++) {
        const opened = await openBody(transfers, key, reading);
        if (opened === undefined)
            return undefined;
        try {
            return await consume(steady(opened.body, transfers.tuning.idleTimeoutMs), opened.range);
        }
        catch (error) {
            if (attempt >= bodyAttempts || signal.aborted || isFinal(error))
                throw told(error, transfers.bucket, key);
        }
        finally {
            opened.body.destroy();
        }
        await pause(signal);
    }
}
/** The SDK tells a wrong checksum in words only. */
function told(error, bucket, key) {
    if (error instanceof WrongBody)
        return error.failure;
    if (!(error instanceof Error) || !error.message.startsWith('Checksum mismatch'))
        return error;
    return wrongChecksum(`s3://${bucket}/${key}`, error);
}
/** What came again and again with another checksum than S3 says it has. */
function wrongChecksum(uri, cause) {
    const evidence = `What came of ${uri} does not have the checksum that S3 has of it.`;
    return new errors/* Failure */.HR('bundle-corrupt', evidence, 'Run again; if it stays so, make the bundle again.', { cause });
}
async function openBody({ sdk, client, bucket }, key, { signal, range, tag }) {
    try {
        const command = new sdk.GetObjectCommand({ Bucket: bucket, Key: key, Range: range, IfMatch: tag });
        const { Body, ContentRange } = await client.send(command, { abortSignal: signal });
        if (Body instanceof external_node_stream_.Readable)
            return { body: Body, range: ContentRange };
        throw new Error(`no body for ${key}`);
    }
    catch (error) {
        if (isAbsent(error))
            return undefined;
        // A range of an empty object cannot be satisfied, and S3 says so.
        if (statusOf(error) === 416)
            return { body: external_node_stream_.Readable.from([]), range: undefined };
        throw error;
    }
}
/** The chunks of a body, which breaks when too little comes of it. */
async function* steady(body, idleTimeoutMs) {
    let received = 0;
    const clock = setInterval(() => {
        if (received < leastProgressBytes)
            body.destroy(new StalledBody(received, idleTimeoutMs));
        received = 0;
    }, idleTimeoutMs);
    try {
        for await (const chunk of body) {
            const bytes = chunk;
            received += bytes.length;
            yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        }
    }
    finally {
        clearInterval(clock);
    }
}
class StalledBody extends Error {
    name = 'StalledBody';
    constructor(received, idleTimeoutMs) {
        super(`the body stopped: ${received} bytes in ${idleTimeoutMs / 1000} s`);
    }
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
;// CONCATENATED MODULE: ./remote/crc.js
/**
 * Cyclic redundancy checks as S3 has them for whole objects, and their combination: parts that are read or sent side by
 * side give the checksum of the whole. https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */

/** CRC-32 of zip and PNG, which zlib computes. */
const crc32Of = {
    width: 4,
    add: (crc, bytes) => BigInt((0,external_node_zlib_.crc32)(bytes, Number(crc))),
    combine: (pieces) => combined(pieces, 0xedb88320n, 31n),
};
const nvmePolynomial = 0x9a6c9329ac4bc9b5n;
/** CRC-64/NVME, which S3 makes of what came without a checksum. */
const crc64NvmeOf = {
    width: 8,
    add: addCrc64,
    combine: (pieces) => combined(pieces, nvmePolynomial, 63n),
};
/** The checksum as S3 writes it: big-endian, in base64. */
function encoded({ width }, crc) {
    return Buffer.from(crc.toString(16).padStart(width * 2, '0'), 'hex').toString('base64');
}
/** Polynomials modulo the generator, the highest power in the lowest bit, as in zlib's crc32_combine. */
function combined(pieces, polynomial, top) {
    const one = 1n << top;
    const product = (a, b) => {
        let sum = 0n;
        let shifted = b;
        for (let bit = one; bit > 0n; bit >>= 1n) {
            if (a & bit)
                sum ^= shifted;
            shifted = shifted & 1n ? (shifted >> 1n) ^ polynomial : shifted >> 1n;
        }
        return sum;
    };
    /** x to the power of eight times `bytes`. */
    const shiftOf = (bytes) => {
        let power = one;
        let square = one >> 8n;
        for (let rest = bytes; rest > 0; rest = Math.floor(rest / 2)) {
            if (rest % 2 === 1)
                power = product(square, power);
            square = product(square, square);
        }
        return power;
    };
    const shifts = new Map();
    let whole = 0n;
    for (const { bytes, crc } of pieces) {
        const shift = shifts.get(bytes) ?? shiftOf(bytes);
        shifts.set(bytes, shift);
        whole = product(shift, whole) ^ crc;
    }
    return whole;
}
/** Tables for eight bytes at a time, of the upper and the lower 32 bits; made when they are first needed. */
let tables;
function makeTables() {
    const upper = new Uint32Array(8 * 256);
    const lower = new Uint32Array(8 * 256);
    const entry = (at) => (BigInt(upper[at] ?? 0) << 32n) | BigInt(lower[at] ?? 0);
    const put = (at, value) => {
        upper[at] = Number(value >> 32n);
        lower[at] = Number(value & 0xffffffffn);
    };
    for (let byte = 0; byte < 256; byte++) {
        let value = BigInt(byte);
        for (let bit = 0; bit < 8; bit++)
            value = value & 1n ? (value >> 1n) ^ nvmePolynomial : value >> 1n;
        put(byte, value);
    }
    for (let at = 256; at < 8 * 256; at++) {
        const before = entry(at - 256);
        put(at, (before >> 8n) ^ entry(Number(before & 0xffn)));
    }
    return { upper, lower };
}
function addCrc64(crc, bytes) {
    tables ??= makeTables();
    const { upper, lower } = tables;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let high = ~Number(crc >> 32n);
    let low = ~Number(crc & 0xffffffffn);
    let at = 0;
    for (; at + 8 <= bytes.length; at += 8) {
        low ^= view.getUint32(at, true);
        high ^= view.getUint32(at + 4, true);
        const [a, b, c, d] = [
            1792 + (low & 255),
            1536 + ((low >>> 8) & 255),
            1280 + ((low >>> 16) & 255),
            1024 + (low >>> 24),
        ];
        const [e, f, g, h] = [768 + (high & 255), 512 + ((high >>> 8) & 255), 256 + ((high >>> 16) & 255), high >>> 24];
        low = xor(lower, a, b, c, d) ^ xor(lower, e, f, g, h);
        high = xor(upper, a, b, c, d) ^ xor(upper, e, f, g, h);
    }
    for (; at < bytes.length; at++) {
        const index = (low ^ view.getUint8(at)) & 255;
        low = ((low >>> 8) | (high << 24)) ^ (lower[index] ?? 0);
        high = (high >>> 8) ^ (upper[index] ?? 0);
    }
    return (BigInt(~high >>> 0) << 32n) | BigInt(~low >>> 0);
}
function xor(table, a, b, c, d) {
    return (table[a] ?? 0) ^ (table[b] ?? 0) ^ (table[c] ?? 0) ^ (table[d] ?? 0);
}

;// CONCATENATED MODULE: ./remote/s3-ranges.js
var s3_ranges_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var s3_ranges_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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









/** How often the whole file is fetched when its checksum is another one. */
const wholeAttempts = 2;
/**
 * Writes a large object to a new file by ranges, several at a time. All of them are of one version of the object, each
 * has its length, and the whole has the checksum of S3 where that keeps one of the whole object. False when the object
 * is not there.
 */
async function downloadInRanges(transfers, key, file, { size, signal }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const uri = `s3://${transfers.bucket}/${key}`;
        const known = await headOf(transfers, key, signal);
        if (known === undefined)
            return false;
        if (known.size !== size)
            throw new WrongBody(uri, `${known.size} bytes`, `${size}`).failure;
        const handle = s3_ranges_addDisposableResource(env_1, await (0,promises_.open)(file, 'wx')
        // Takes no room yet; what it is for is that ranges may come in any order.
        , true);
        // Takes no room yet; what it is for is that ranges may come in any order.
        await handle.truncate(size);
        for (let attempt = 1;; attempt++) {
            const pieces = await fetchRanges(transfers, key, handle, known, signal);
            if (pieces === undefined)
                return false;
            if (await isRight(known.checksum, pieces, { file, signal }))
                return true;
            if (attempt >= wholeAttempts)
                throw wrongChecksum(uri);
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = s3_ranges_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function fetchRanges(transfers, key, handle, { size, tag, checksum }, signal) {
    const { partBytes } = transfers.tuning;
    const crc = checksum?.kind === 'crc' ? checksum.crc : undefined;
    const pieces = [];
    let isGone = false;
    const one = async (nth, heard) => {
        const from = nth * partBytes;
        const to = Math.min(size, from + partBytes);
        const piece = await transfers.receiving.hold(1, heard, () => fetchRange(transfers, key, handle, { from, to, size, tag, crc, signal: heard }));
        if (piece === undefined)
            isGone = true;
        else
            pieces[nth] = piece;
    };
    await (0,pool/* forEachBounded */.a)(Array.from({ length: Math.ceil(size / partBytes) }).keys(), one, { signal });
    return isGone ? undefined : pieces;
}
async function fetchRange(transfers, key, handle, { from, to, size, tag, crc, signal }) {
    const uri = `s3://${transfers.bucket}/${key}`;
    const reading = { signal, tag, range: `bytes=${from}-${to - 1}` };
    try {
        return await eachAttempt(transfers, key, reading, async (chunks, range) => {
            // A server that knows no ranges sends the whole instead.
            if (range !== `bytes ${from}-${to - 1}/${size}`)
                throw new errors/* Failure */.HR('remote-unreachable', ...noRange(uri, range));
            let sum = 0n;
            const see = (chunk) => {
                if (crc !== undefined)
                    sum = crc.add(sum, chunk);
            };
            const bytes = await writeChunks(chunks, handle, { from, to, see });
            if (bytes !== to - from)
                throw new WrongBody(uri, `${bytes} bytes of a range`, `${to - from}`);
            return { bytes, crc: sum };
        });
    }
    catch (error) {
        if (statusOf(error) !== 412)
            throw error;
        const evidence = `${uri} was replaced while it was read.`;
        const advice = 'Bundles never change: find out who writes there, and run again.';
        throw new errors/* Failure */.HR('bundle-corrupt', evidence, advice, { cause: error });
    }
}
function noRange(uri, range) {
    const evidence = `A part of ${uri} was asked for, and something else came (${range ?? 'no range'}).`;
    return [evidence, 'This is an error of the S3 server, or of a proxy on the way to it.'];
}
async function headOf({ sdk, client, bucket }, key, signal) {
    try {
        const command = new sdk.HeadObjectCommand({ Bucket: bucket, Key: key, ChecksumMode: 'ENABLED' });
        const head = await client.send(command, { abortSignal: signal });
        if (head.ETag === undefined || head.ContentLength === undefined)
            throw new Error(`no ETag, or no length, of ${key}`);
        return { tag: head.ETag, size: head.ContentLength, checksum: checksumOf(head) };
    }
    catch (error) {
        if (isAbsent(error))
            return undefined;
        throw error;
    }
}
/** The checksum of the whole object; one of the checksums of its parts (`…-3`) says nothing without knowing these. */
function checksumOf(head) {
    if (head.ChecksumType === 'COMPOSITE')
        return undefined;
    const { ChecksumCRC32, ChecksumCRC64NVME, ChecksumSHA256 } = head;
    if (isOf(crc32Of.width, ChecksumCRC32))
        return { kind: 'crc', crc: crc32Of, value: ChecksumCRC32 };
    if (isOf(crc64NvmeOf.width, ChecksumCRC64NVME))
        return { kind: 'crc', crc: crc64NvmeOf, value: ChecksumCRC64NVME };
    return isOf(32, ChecksumSHA256) ? { kind: 'sha256', value: ChecksumSHA256 } : undefined;
}
function isOf(width, text) {
    return text !== undefined && !text.includes('-') && Buffer.from(text, 'base64').length === width;
}
async function isRight(checksum, pieces, { file, signal }) {
    if (checksum === undefined)
        return true;
    if (checksum.kind === 'crc')
        return encoded(checksum.crc, checksum.crc.combine(pieces)) === checksum.value;
    const hash = (0,external_node_crypto_.createHash)('sha256');
    await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(file), hash, { signal });
    return hash.digest('base64') === checksum.value;
}

;// CONCATENATED MODULE: ./remote/s3-upload.js
var s3_upload_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var s3_upload_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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









/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const maxObjectBytes = 5 * 1024 ** 4;
/** How long the answer to CreateMultipartUpload is waited for when nobody wants the upload any more: without it nobody could abort it. */
const lateAnswerMs = 2_000;
const abortTimeoutMs = 4_000;
/** What S3 says of bytes that changed on the way to it. */
const damaged = new Set(['BadDigest', 'XAmzContentChecksumMismatch', 'InvalidDigest']);
/** The size of the parts of a file of so many bytes, which are as many as S3 takes at most. */
function partSizeOf(size, { partBytes, maxParts }) {
    return Math.max(partBytes, Math.ceil(size / maxParts));
}
/** Stores bytes unless the key is taken. Sent again when they were damaged on the way, or another was writing the same key. */
async function putWhole({ sdk, client, bucket, kmsKeyId }, key, body, { signal, acl }) {
    const input = {
        ...{ Bucket: bucket, Key: key, Body: body, ContentLength: body.length, IfNoneMatch: '*' },
        ...writing(acl, kmsKeyId),
    };
    for (let attempt = 1;; attempt++) {
        try {
            await client.send(new sdk.PutObjectCommand(input), { abortSignal: signal });
            return 'created';
        }
        catch (error) {
            if (statusOf(error) === 412)
                return 'exists';
            // 409: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
            const mayPass = statusOf(error) === 409 || damaged.has(codeOf(error));
            if (!mayPass || attempt >= bodyAttempts || signal.aborted)
                throw error;
        }
        await pause(signal);
    }
}
/** The bytes of a file that must have so many. Throws Failure `bundle-corrupt` when it has not. */
async function wholeFile({ file, size }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const handle = s3_upload_addDisposableResource(env_1, await (0,promises_.open)(file), true);
        await assertSize(handle, { file, size });
        const bytes = Buffer.allocUnsafeSlow(size);
        await readAt(handle, bytes, { file, position: 0 });
        return bytes;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = s3_upload_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/**
 * Stores a file in parts, several at a time, unless the key is taken: S3 decides that when the last part is there.
 * However it ends, no unfinished upload is left behind, as far as S3 can still be told (within `abortTimeoutMs`).
 */
async function uploadInParts(transfers, key, body, sending) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const handle = s3_upload_addDisposableResource(env_2, await (0,promises_.open)(body.file), true);
        await assertSize(handle, body);
        try {
            for (let attempt = 1;; attempt++) {
                const outcome = await uploadOnce(transfers, key, { ...body, handle }, sending);
                if (outcome !== 'conflict')
                    return outcome;
                if (attempt >= bodyAttempts)
                    throw new Error(`others write ${key} all the time`);
                await pause(sending.signal);
            }
        }
        finally {
            // What comes next, a pull for one, has use for the memory.
            transfers.spare.length = 0;
        }
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = s3_upload_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
async function uploadOnce(transfers, key, file, { signal, acl }) {
    const env_3 = { stack: [], error: void 0, hasError: false };
    try {
        const { sdk, client, bucket, kmsKeyId } = transfers;
        const target = { Bucket: bucket, Key: key };
        const create = new sdk.CreateMultipartUploadCommand({
            ...target,
            ...writing(acl, kmsKeyId),
            ChecksumAlgorithm: 'CRC32',
            ChecksumType: 'FULL_OBJECT',
        });
        const late = s3_upload_addDisposableResource(env_3, laterThan(signal, lateAnswerMs), false);
        const { UploadId } = await client.send(create, { abortSignal: late.signal });
        if (UploadId === undefined)
            throw new Error(`no upload id for ${key}`);
        try {
            const { parts, pieces } = await sendParts(transfers, { ...target, UploadId }, file, signal);
            const complete = new sdk.CompleteMultipartUploadCommand({
                ...{ ...target, UploadId, IfNoneMatch: '*', MultipartUpload: { Parts: parts }, MpuObjectSize: file.size },
                ...{ ChecksumType: 'FULL_OBJECT', ChecksumCRC32: encoded(crc32Of, crc32Of.combine(pieces)) },
            });
            await client.send(complete, { abortSignal: signal });
            return 'created';
        }
        catch (error) {
            const abort = new sdk.AbortMultipartUploadCommand({ ...target, UploadId });
            await client.send(abort, { abortSignal: AbortSignal.timeout(abortTimeoutMs) }).catch(() => { });
            signal.throwIfAborted();
            if (statusOf(error) === 412)
                return 'exists';
            // After a conflict S3 wants all parts again. An upload that is gone may be one whose success was not heard of.
            if (statusOf(error) !== 409 && codeOf(error) !== 'NoSuchUpload')
                throw error;
            return (await isThere(transfers, key, signal)) ? 'exists' : 'conflict';
        }
    }
    catch (e_3) {
        env_3.error = e_3;
        env_3.hasError = true;
    }
    finally {
        s3_upload_disposeResources(env_3);
    }
}
async function sendParts(transfers, upload, file, signal) {
    const partBytes = partSizeOf(file.size, transfers.tuning);
    const parts = [];
    const pieces = [];
    const one = async (nth, heard) => {
        const position = nth * partBytes;
        const bytes = Math.min(partBytes, file.size - position);
        await transfers.sending.hold(Math.min(bytes, transfers.tuning.partBytes), heard, async () => {
            const range = { position, bytes };
            const { ETag, crc } = await sendPart(transfers, { ...upload, PartNumber: nth + 1 }, file, {
                ...range,
                signal: heard,
            });
            parts[nth] = { PartNumber: nth + 1, ETag, ChecksumCRC32: encoded(crc32Of, crc) };
            pieces[nth] = { bytes, crc };
        });
    };
    await (0,pool/* forEachBounded */.a)(Array.from({ length: Math.ceil(file.size / partBytes) }).keys(), one, { signal });
    return { parts, pieces };
}
async function sendPart(transfers, target, { handle, file }, { position, bytes, signal }) {
    const { spare, tuning } = transfers;
    const buffer = spare.pop() ?? Buffer.allocUnsafeSlow(tuning.partBytes);
    let crc = 0;
    for (let at = 0; at < bytes; at += buffer.length) {
        const some = buffer.subarray(0, Math.min(buffer.length, bytes - at));
        await readAt(handle, some, { file, position: position + at });
        crc = (0,external_node_zlib_.crc32)(some, crc);
    }
    const isWhole = bytes <= buffer.length;
    const end = position + bytes - 1;
    const body = () => (isWhole ? buffer.subarray(0, bytes) : (0,external_node_fs_.createReadStream)(file, { start: position, end }));
    const sum = BigInt(crc);
    for (let attempt = 1;; attempt++) {
        try {
            const input = { ...target, Body: body(), ContentLength: bytes, ChecksumCRC32: encoded(crc32Of, sum) };
            const command = new transfers.sdk.UploadPartCommand(input);
            command.middlewareStack.add(unsigned, { step: 'build', name: 'unsignedPayload' });
            const { ETag } = await transfers.client.send(command, { abortSignal: signal });
            // Not after an error: what is left of a broken connection may still be reading it.
            spare.push(buffer);
            return { ETag, crc: sum };
        }
        catch (error) {
            // The SDK cannot send a stream again by itself.
            const isBroken = !isWhole && (statusOf(error) ?? 500) >= 500;
            if (attempt >= bodyAttempts || signal.aborted || !(isBroken || damaged.has(codeOf(error))))
                throw error;
        }
        await pause(signal);
    }
}
/** The signature leaves the bytes out, as it does for streams: their checksum is signed, and S3 compares it. */
function unsigned(next) {
    return async (args) => {
        if ('request' in args && typeof args.request === 'object' && args.request !== null && 'headers' in args.request) {
            Object.assign(args.request.headers ?? {}, { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' });
        }
        return await next(args);
    };
}
async function isThere({ sdk, client, bucket }, key, signal) {
    try {
        await client.send(new sdk.HeadObjectCommand({ Bucket: bucket, Key: key }), { abortSignal: signal });
        return true;
    }
    catch (error) {
        if (isAbsent(error))
            return false;
        throw error;
    }
}
async function assertSize(handle, { file, size }) {
    const { size: now } = await handle.stat();
    if (now !== size)
        throw changed(file);
}
async function readAt(handle, bytes, { file, position }) {
    for (let at = 0; at < bytes.length;) {
        const { bytesRead } = await handle.read(bytes, at, bytes.length - at, position + at);
        if (bytesRead === 0)
            throw changed(file);
        at += bytesRead;
    }
}
function changed(file) {
    return new errors/* Failure */.HR('bundle-corrupt', `${file} changed while it was pushed.`, 'Leave bundles alone, and run again.');
}
/** A signal that aborts so long after another one. */
function laterThan(signal, ms) {
    const later = new AbortController();
    let timer;
    const begin = () => {
        timer = setTimeout(() => later.abort(signal.reason), ms);
    };
    signal.addEventListener('abort', begin, { once: true });
    return {
        signal: later.signal,
        [Symbol.dispose]() {
            signal.removeEventListener('abort', begin);
            clearTimeout(timer);
        },
    };
}

;// CONCATENATED MODULE: ./remote/s3.js










/** The SDK would print its warnings to the step's log; what matters comes as an error. */
const silent = { trace: () => { }, debug: () => { }, info: () => { }, warn: () => { }, error: () => { } };
const connectionTimeoutMs = 5_000;
const requestAttempts = 4;
/** Parts of large files go beside what else is in flight. */
const maxSockets = pool/* maxInFlight */.I + 16;
/**
 * The bucket, as this identity sees it; nothing is asked of it yet. AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL (with
 * path-style addresses) and the proxy variables of `env` are followed. The SDK is loaded here and not before.
 */
async function openStore(options) {
    const { bucket, identity, env, kmsKeyId } = options;
    const tuning = { ...tuned, ...options.tuning };
    const { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL } = env;
    const endpoint = AWS_ENDPOINT_URL_S3 || AWS_ENDPOINT_URL || undefined;
    const sdk = await Promise.all(/* import() */[__webpack_require__.e(668), __webpack_require__.e(366), __webpack_require__.e(980)]).then(__webpack_require__.bind(__webpack_require__, 3980));
    const agentOptions = { keepAlive: true, maxSockets, proxyEnv: env };
    const client = new sdk.S3Client({
        region: identity.region,
        credentials: () => identity.credentials(),
        ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
        followRegionRedirects: true,
        logger: silent,
        maxAttempts: requestAttempts,
        // The handler would send such requests past our agents, and so past the proxy.
        expectContinueHeader: false,
        requestHandler: {
            httpAgent: new (external_node_http_default()).Agent(agentOptions),
            httpsAgent: new (external_node_https_default()).Agent(agentOptions),
            connectionTimeout: connectionTimeoutMs,
            socketTimeout: tuning.idleTimeoutMs,
        },
    });
    return new S3Store(transfersOf({ sdk, client, bucket, kmsKeyId }, tuning), identity.region);
}
class S3Store {
    bucket;
    #transfers;
    #region;
    #acceptsAcl = true;
    constructor(transfers, region) {
        this.#transfers = transfers;
        this.bucket = transfers.bucket;
        this.#region = region;
    }
    async *list(prefix, { signal, delimiter }) {
        const { sdk, client } = this.#transfers;
        let token;
        do {
            const page = await this.#attempt(`${prefix}*`, signal, () => client.send(new sdk.ListObjectsV2Command({
                Bucket: this.bucket,
                Prefix: prefix,
                Delimiter: delimiter,
                ContinuationToken: token,
            }), { abortSignal: signal }));
            for (const { Prefix } of page.CommonPrefixes ?? [])
                if (Prefix)
                    yield { kind: 'folder', prefix: Prefix };
            for (const { Key, Size } of page.Contents ?? [])
                if (Key)
                    yield { kind: 'object', key: Key, size: Size ?? 0 };
            const next = page.IsTruncated ? page.NextContinuationToken : undefined;
            // A listing that is cut short unnoticed would be a lie about what is there.
            if (page.IsTruncated && (!next || next === token))
                throw endlessListing(`s3://${this.bucket}/${prefix}`);
            token = next;
        } while (token !== undefined);
    }
    async get(key, { signal, maxBytes, firstBytes }) {
        const range = firstBytes === undefined ? undefined : `bytes=0-${firstBytes - 1}`;
        return await this.#attempt(key, signal, () => readObject(this.#transfers, key, { signal, maxBytes, range }));
    }
    async getToFile(key, file, options) {
        const download = options.size > this.#transfers.tuning.wholeBytes ? downloadInRanges : downloadWhole;
        return await this.#attempt(key, options.signal, () => download(this.#transfers, key, file, options));
    }
    async putIfAbsent(key, body, { signal }) {
        const transfers = this.#transfers;
        return await this.#attempt(key, signal, async () => {
            if (body instanceof Uint8Array)
                return await this.#withAcl((acl) => putWhole(transfers, key, body, { signal, acl }));
            const { size } = body;
            if (size > maxObjectBytes)
                throw tooLarge(key, size);
            if (size > transfers.tuning.wholeBytes) {
                return await this.#withAcl((acl) => uploadInParts(transfers, key, body, { signal, acl }));
            }
            return await transfers.sending.hold(size, signal, async () => {
                const bytes = await wholeFile(body);
                return await this.#withAcl((acl) => putWhole(transfers, key, bytes, { signal, acl }));
            });
        });
    }
    async copyIfAbsent(from, to, { signal }) {
        return await this.#attempt(to, signal, () => this.#withAcl((acl) => copyObject(this.#transfers, from, to, { signal, acl })));
    }
    async getVersion(key, options) {
        return await this.#attempt(key, options.signal, () => getVersion(this.#transfers, key, options));
    }
    async putVersion(key, bytes, tag, { signal }) {
        return await this.#attempt(key, signal, () => this.#withAcl((acl) => putVersion(this.#transfers, key, bytes, { tag, signal, acl })));
    }
    close() {
        this.#transfers.client.destroy();
    }
    /** Sends it with an ACL, or without one to a bucket that has none. */
    async #withAcl(send) {
        const acl = this.#acceptsAcl;
        try {
            return await send(acl);
        }
        catch (error) {
            if (codeOf(error) !== 'AccessControlListNotSupported' || !acl)
                throw error;
            this.#acceptsAcl = false;
            return await send(false);
        }
    }
    /** Runs it; what it throws becomes the signal's reason, an error of a file as it is, or a Failure. */
    async #attempt(key, signal, action) {
        try {
            signal.throwIfAborted();
            return await action();
        }
        catch (error) {
            signal.throwIfAborted();
            if (isFinal(error))
                throw error;
            throw s3Failure(error, {
                bucket: this.bucket,
                target: `s3://${this.bucket}/${key}`,
                region: this.#region,
            });
        }
    }
}
function endlessListing(prefix) {
    const evidence = `The listing of ${prefix} goes on, and does not say where.`;
    return new errors/* Failure */.HR('remote-unreachable', evidence, 'This is an error of the S3 server.');
}
function tooLarge(key, size) {
    const evidence = `${key} has ${size} bytes; an object has at most ${maxObjectBytes}.`;
    return new errors/* Failure */.HR('invalid-input', evidence, 'Split the file, and make the bundle again.');
}

;// CONCATENATED MODULE: ./remote/remote.js




/** Where the index is, beside `objects/`. */
const indexName = 'run-action/index';
/** Bucket and prefix of `s3://bucket/prefix`; the prefix may be empty. Throws Failure `invalid-input`. */
function parseRemoteUrl(url) {
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*?))?\/?$/s.exec(url) ?? [];
    const names = prefix.split('/');
    const isPlain = prefix === '' || !names.some((name) => name === '' || name === '.' || name === '..');
    if (bucket === undefined || !isPlain || /[\p{Cc}\\?#]/u.test(prefix)) {
        throw new errors/* Failure */.HR('invalid-input', `${JSON.stringify(url)} is not a remote.`, 'Write it as s3://bucket/prefix.');
    }
    return { bucket, prefix };
}
/** The remote context, as this identity sees it. Nothing is asked of it yet. Throws Failure `invalid-input`. */
async function openRemote(options) {
    const { bucket } = parseRemoteUrl(options.url);
    return remoteAt(await openStore({ ...options, bucket }), options);
}
/** The remote context over a store, which must be that of the URL's bucket. */
function remoteAt(store, where) {
    const { bucket, prefix } = parseRemoteUrl(where.url);
    const { context } = where;
    const url = prefix === '' ? `s3://${bucket}` : `s3://${bucket}/${prefix}`;
    const objects = `${(0,disdat_bundle/* objectsUri */.bS)({ url, context }).slice(`s3://${bucket}/`.length)}/`;
    const folder = objects.slice(0, -'objects/'.length);
    const key = (uuid, path) => `${objects}${uuid}/${path}`;
    return {
        url,
        context,
        store,
        index: new BundleIndex(where.useIndex && { ...where.useIndex, store, key: `${folder}${indexName}` }),
        objects,
        key,
        uri: (uuid) => (0,disdat_bundle/* bundleUri */.fR)({ url, context }, uuid),
        read: (uuid, path, options) => store.get(key(uuid, path), options),
        async sizes(uuid, options) {
            const folder = key(uuid, '');
            const sizes = new Map();
            for await (const entry of store.list(folder, options)) {
                if (entry.kind === 'object')
                    sizes.set(entry.key.slice(folder.length), entry.size);
            }
            return sizes;
        },
    };
}

;// CONCATENATED MODULE: ./action/tail.js
/** The last lines of a stream of lines, in flat memory. */
class Tail {
    #limit;
    #ring = [];
    #lines = 0;
    constructor(limit) {
        this.#limit = limit;
    }
    /** How many lines there were in all. */
    get lines() {
        return this.#lines;
    }
    add(lines) {
        // Of a batch, only the lines that can be the last ones are worth a place.
        const skipped = Math.max(0, lines.length - this.#limit);
        this.#lines += skipped;
        for (const line of lines.slice(skipped)) {
            if (this.#limit > 0)
                this.#ring[this.#lines % this.#limit] = line;
            this.#lines += 1;
        }
    }
    /** The last lines, oldest first. */
    last() {
        if (this.#lines <= this.#limit)
            return this.#ring.slice();
        const start = this.#lines % this.#limit || 0;
        return this.#limit === 0 ? [] : [...this.#ring.slice(start), ...this.#ring.slice(0, start)];
    }
}

;// CONCATENATED MODULE: ./action/teller.js


/** Gathers a run's report while it goes on, and sets each output as soon as it is known. */
class Teller {
    tail;
    #outputs;
    #started = performance.now();
    #report;
    #phase = 'start';
    #cutShort = [];
    /** @param tailLines how many of the log's last lines are kept */
    constructor(start, outputs, tailLines) {
        this.#report = { ...start, startedAt: new Date(), phases: [], durationMs: 0, log: { lines: 0, tail: [] } };
        this.#outputs = outputs;
        this.tail = new Tail(tailLines);
    }
    /** Everything that is known by now. */
    get report() {
        const { lines } = this.tail;
        return { ...this.#report, durationMs: performance.now() - this.#started, log: { lines, tail: this.tail.last() } };
    }
    get runId() {
        return this.#report.runId;
    }
    /** The phase that is going on or was cut short, for a sentence such as "cancelled during …". Two may have been at once. */
    get phase() {
        return this.#cutShort.length > 0 ? this.#cutShort.join(' and ') : this.#phase;
    }
    /** Adds to the report, and sets the outputs that follow from it. */
    async know(news) {
        this.#report = { ...this.#report, ...news };
        await this.#outputs.know(this.#report);
    }
    /** Does a part of the run under a name, and keeps how long it took, also when it fails. */
    async during(name, work) {
        const started = performance.now();
        this.#phase = name;
        try {
            return await work();
        }
        catch (error) {
            this.#cutShort.push(name);
            throw error;
        }
        finally {
            const phase = { name, ms: performance.now() - started };
            this.#report = { ...this.#report, phases: [...this.#report.phases, phase] };
        }
    }
    /** Ends the report with what went wrong. Anything that is not a Failure is a mistake of ours, and is said to be one. */
    async failed(error) {
        const failure = error instanceof errors/* Failure */.HR ? error : unexpected(error);
        const { verdict, message: evidence, advice, where } = failure;
        const status = verdict === 'cancelled' ? 'cancelled' : 'failed';
        await this.know({ status, failure: { verdict, evidence, advice, ...(where && { where }) } });
    }
}
function unexpected(error) {
    const advice = 'This is a mistake of the action. Please report it with the log of a run with debug logging on.';
    return new errors/* Failure */.HR('internal-error', `Unexpected: ${(0,errors/* describe */.q0)(error)}.`, advice, { cause: error });
}

;// CONCATENATED MODULE: ./disdat/reuse.js
/**
 * What can be said about reuse before the run. disdat 1.x takes code for changed unless GIT_DIRTY is there and empty, which images of
 * `dsdt dockerize` never have: we vouch for an image whose commit is the workflow's own. An image whose configuration has
 * `ignore_code_version`, as `dsdt init` writes it, does not ask about the code at all.
 */
function reuseOf({ dialect, force, env, commits }) {
    const imageCommit = commitOf(env.get('PIPELINE_GIT_HASH'));
    const answer = (possible, why, told = []) => {
        return { possible, why, env: new Map(told), imageCommit };
    };
    if (force)
        return answer(false, 'Not asked for: `force` makes everything anew.');
    if (dialect === 'classic')
        return answer(undefined, 'Left to the classic image, which decides by itself.');
    const dirty = env.get('GIT_DIRTY');
    if (dirty === '')
        return answer(true, 'Possible: GIT_DIRTY is empty in the environment.');
    if (dirty !== undefined)
        return answer(undefined, `Left to the image: GIT_DIRTY is set, so ${unlessIgnored}`);
    if (imageCommit === undefined)
        return answer(undefined, `Left to the image, which names no commit: ${unlessIgnored}`);
    const built = `the image was built from commit ${imageCommit.slice(0, 7)}`;
    if (commits.includes(imageCommit))
        return answer(true, `Possible: ${built}, this workflow's own.`, [['GIT_DIRTY', '']]);
    const mine = commits[0]?.slice(0, 7) ?? 'none';
    return answer(undefined, `Left to the image: ${built}, this workflow runs for ${mine}, so ${unlessIgnored}`);
}
const unlessIgnored = 'Disdat makes everything anew unless the image is configured with `ignore_code_version`.';
/** What dockerize bakes in may be the text of a Python bytes object, with or without its quotes: `b'1288…\n'`, `b1288…\n`. */
function commitOf(text) {
    return /^(?:b'?)?([0-9a-f]{40}|[0-9a-f]{64})(?:\\n)?'?$/.exec(text?.trim() ?? '')?.[1];
}

;// CONCATENATED MODULE: ./disdat/transcript.js
/** Longest piece of a line that is kept as evidence, in UTF-16 units. */
const evidenceLimit = 500;
// A syntax error's own line has no ", in function" behind it.
const transcript_frame = /^ {2}File "(.+)", line (\d+)/;
const tracebackHead = /^(?: {2}\+ Exception Group )?Traceback \(most recent call last\):/;
const taskFailed = /^ERROR: \[pid \d+\] Worker .+ failed {4}(\S.*)$/;
const taskInformed = /^INFO: Informed scheduler that task {3}(\S+) {3}has status {3}(\w+)$/;
const summaryEdge = '===== Luigi Execution Summary =====';
/** The init process of a container, on a command that it cannot execute. */
const initFailed = /^\[FATAL tini \(\d+\)\] (exec .+ failed: .+)$/;
/** As disdat 1.2 words it: the first five stop a run before it begins, the last one lets it end with exit code 0 and nothing pushed. */
const remoteTrouble = /^(?:Unable to bind context |Pull cannot execute\.|aws_s3: bucket .+ raised a |aws_s3\.\w+ Fail on |Push unable to copy bundle )/;
/**
 * Reads a pipe's log line by line and keeps what explains the end: the traceback of the first failed task, or else the last one of all; Luigi's
 * own summary; Disdat's first word on a remote that it could not use. Memory is flat, whatever the pipe prints. Nothing here is proof: a pipe can
 * print anything, and a log is evidence only where the exit code or the missing bundle has already told that the run failed.
 */
class Transcript {
    #package;
    #places = { stdout: nowhere(), stderr: nowhere() };
    #first;
    #last;
    #summary;
    #remoteTrouble;
    #notStarted;
    #root;
    /** @param pipeClass `pkg.mod.Class`: its first part is the package whose code is the user's own */
    constructor(pipeClass) {
        this.#package = pipeClass.split('.')[0] ?? '';
    }
    /** The next line of a stream, without its line end. Python, Luigi and Disdat report on stderr. */
    read(line, stream = 'stderr') {
        const place = this.#places[stream];
        if (place.traceback !== undefined)
            this.#readTraceback(line, place, place.traceback);
        else if (tracebackHead.test(line))
            place.traceback = { where: undefined };
        else if (line === summaryEdge)
            this.#toggleSummary(place);
        else if (place.inSummary)
            this.#readSummary(line);
        else
            this.#readNotice(line, place);
    }
    /** The traceback that explains a failure: of the task that failed first, or else the last one there was. */
    get failure() {
        return this.#first ?? (this.#last && { traceback: this.#last });
    }
    /** Luigi's summary; undefined where the pipe did not come so far. */
    get summary() {
        return this.#summary;
    }
    /** The task that was asked for, which Luigi looks at first, and what it found: `DONE` is up to date. */
    get root() {
        return this.#root;
    }
    /** The first line in which Disdat says that it cannot use the remote. */
    get remoteTrouble() {
        return this.#remoteTrouble;
    }
    /** Why the container's command could not be executed at all. */
    get notStarted() {
        return this.#notStarted;
    }
    #readTraceback(text, place, open) {
        const line = text.replace(/^ {2}\| /, '');
        const [, file, number] = transcript_frame.exec(line) ?? [];
        if (file !== undefined && this.#isOwn(file))
            open.where = { file: shortPath(file), line: Number(number) };
        if (line === '' || line.startsWith(' '))
            return;
        place.traceback = undefined;
        const traceback = { exception: line.slice(0, evidenceLimit).replace(/\.$/, ''), where: open.where };
        this.#last = traceback;
        // A task's later tracebacks are the same failure, told again with its consequences ("During handling of the above exception").
        if (place.failing !== undefined && (this.#first === undefined || this.#first.task === place.failing)) {
            this.#first = { task: place.failing, traceback };
        }
    }
    /** `dsdt dockerize` installs the pipe into site-packages beside everything else: the package's name tells it apart. */
    #isOwn(file) {
        const installed = installedPath(file);
        if (installed !== undefined)
            return installed.startsWith(`${this.#package}/`) || installed === `${this.#package}.py`;
        return file.startsWith('/') && !/\/lib(64)?\/python\d|\/bin\/[^/]+$/.test(file);
    }
    #toggleSummary(place) {
        place.inSummary = !place.inSummary;
        if (place.inSummary)
            this.#summary = { ran: 0, complete: 0, failed: 0 };
    }
    #readSummary(line) {
        const [, count, what] = /^\* (\d+) (ran successfully|complete ones were encountered|failed)(?: scheduling)?:/.exec(line) ?? [];
        if (this.#summary === undefined || count === undefined)
            return;
        const key = what === 'failed' ? 'failed' : what === 'ran successfully' ? 'ran' : 'complete';
        this.#summary = { ...this.#summary, [key]: this.#summary[key] + Number(count) };
    }
    #readLuigi(line, place) {
        place.failing = undefined;
        if (this.#root !== undefined)
            return;
        const [, id, status] = taskInformed.exec(line) ?? [];
        if (id !== undefined && status !== undefined)
            this.#root = { id: id.slice(0, evidenceLimit), status };
    }
    #readNotice(line, place) {
        const task = taskFailed.exec(line)?.[1];
        if (task !== undefined)
            place.failing = task.slice(0, evidenceLimit);
        else if (/^(INFO|DEBUG|WARNING): /.test(line))
            this.#readLuigi(line, place);
        else if (remoteTrouble.test(line))
            this.#remoteTrouble ??= line.slice(0, evidenceLimit);
        else
            this.#notStarted ??= initFailed.exec(line)?.[1]?.slice(0, evidenceLimit);
    }
}
const nowhere = () => ({ traceback: undefined, failing: undefined, inSummary: false });
const installedPath = (file) => /\/(?:site|dist)-packages\/(.+)$/.exec(file)?.[1];
const shortPath = (file) => (installedPath(file) ?? file).slice(0, evidenceLimit);

;// CONCATENATED MODULE: ./steps/both.js
/** Both, side by side. The first failure is thrown only when the other has ended too: nothing goes on behind the report's back. */
async function bothOf(a, b) {
    const [first, second] = await Promise.allSettled([a, b]);
    if (first.status === 'rejected')
        throw first.reason;
    if (second.status === 'rejected')
        throw second.reason;
    return [first.value, second.value];
}

;// CONCATENATED MODULE: ./aws/container-files.js
const folder = '/etc/disdat-run-action';
const credentialsPath = `${folder}/credentials.json`;
/** By these, an image would choose its credentials before the SDK looks into a configuration file. */
const imagesOwn = [
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'AWS_SECURITY_TOKEN',
    'AWS_CREDENTIAL_EXPIRATION',
    'AWS_PROFILE',
    'AWS_DEFAULT_PROFILE',
    'AWS_ROLE_ARN',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
];
/**
 * What tells the AWS SDK in the container to read our files, and nothing else: an image's own variables (undefined here: taken away) and
 * `~/.aws` must not win over the step's credentials, nor may a metadata service. None of these is a secret.
 */
function awsFileVariables(region) {
    return new Map([
        ...imagesOwn.map((name) => [name, undefined]),
        ['AWS_CONFIG_FILE', `${folder}/config`],
        ['AWS_SHARED_CREDENTIALS_FILE', `${folder}/none`],
        ['AWS_EC2_METADATA_DISABLED', 'true'],
        ['AWS_REGION', region],
        ['AWS_DEFAULT_REGION', region],
    ]);
}
/**
 * An AWS configuration whose `credential_process` reads a file beside it. When that file is renewed, SDKs take the new credentials before
 * the old ones end (https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html).
 */
function awsFiles(identity, credentials) {
    const config = ['[default]', `region = ${identity.region}`, `credential_process = cat ${credentialsPath}`, ''];
    return [{ path: `${folder}/config`, content: config.join('\n') }, credentialsFile(credentials)];
}
/** The renewed part of `awsFiles`. */
function credentialsFile({ accessKeyId, secretAccessKey, sessionToken, expiration }) {
    const content = {
        Version: 1,
        AccessKeyId: accessKeyId,
        SecretAccessKey: secretAccessKey,
        SessionToken: sessionToken,
        Expiration: expiration?.toISOString(),
    };
    return { path: credentialsPath, content: JSON.stringify(content) };
}
/** Credentials are renewed this long before they end, or at half their remaining life where that is shorter. */
const aheadMs = 5 * 60_000;
/** How long to wait, in ms, before credentials must be renewed; undefined for those that do not end. */
function renewalDelay({ expiration }, now) {
    if (expiration === undefined)
        return undefined;
    const left = expiration.getTime() - now.getTime();
    return Math.max(0, left - aheadMs, left / 2);
}

;// CONCATENATED MODULE: ./steps/credentials.js



/**
 * Gives the pipe its credentials: files in a container here; in a Batch job nothing, for its job role is the way, unless the inputs ask for credentials
 * in the job's overrides. They may do no more than the remote's context needs, where the step has a role to assume again. Throws Failure
 * `invalid-input` where credentials would have to be shown to everyone who may read jobs and cannot be narrowed.
 */
async function handOver({ run, parts }, task, remote) {
    if (run.batch !== undefined) {
        const env = run.tokenSeconds > 0 ? await overrides(run, parts, remote) : [];
        return { task: { ...task, env: new Map([...env, ...task.env]), files: [] } };
    }
    const own = await parts.identity();
    const limited = await own.forPipe(parts.pipePolicy(remote, own.region));
    if (limited === undefined)
        await parts.log.debug('The pipe gets the step’s own credentials: only a `role-to-assume` can be narrowed to the remote.');
    const identity = limited ?? own;
    const credentials = await identity.credentials();
    const env = new Map([...awsFileVariables(identity.region), ...task.env]);
    return { task: { ...task, env, files: awsFiles(identity, credentials) }, source: { identity, credentials } };
}
async function overrides(run, parts, remote) {
    const own = await parts.identity();
    const limited = await own.forPipe(parts.pipePolicy(remote, own.region), { durationSeconds: run.tokenSeconds });
    if (limited === undefined)
        throw new errors/* Failure */.HR('invalid-input', 'aws-session-token-duration: the step’s own credentials cannot be narrowed to the remote, and a job’s overrides show them to everyone who may read jobs.', 'Give `role-to-assume`, which is assumed again with a policy for the remote alone; better still, give the job a role of its own: `job-role-arn`.');
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = await limited.credentials();
    await parts.log.warning('The job gets credentials in its overrides. Whoever may call batch:DescribeJobs in this account can read them until they end; they allow the remote’s context only. A `job-role-arn` needs none.');
    const needed = run.timeoutMs + (run.batch?.queueTimeoutMs ?? 0);
    if (expiration !== undefined && expiration.getTime() - Date.now() < needed)
        await parts.log.warning(`Those credentials end at ${expiration.toISOString()}, before the job may: it has \`queue-timeout-minutes\` and \`run-timeout-minutes\` together. Raise \`aws-session-token-duration\`, or lower these.`);
    return [
        ['AWS_ACCESS_KEY_ID', accessKeyId],
        ['AWS_SECRET_ACCESS_KEY', secretAccessKey],
        ['AWS_SESSION_TOKEN', sessionToken ?? ''],
        ['AWS_REGION', own.region],
        ['AWS_DEFAULT_REGION', own.region],
    ];
}
/** How long to wait before asking again for credentials that could not be renewed, at most and at least. */
const retryMs = { most: 60_000, least: 1_000 };
/** Puts new credentials into the container before the old ones end, for as long as it runs. A failure to do so is a warning: the pipe may end in time. */
async function renew({ parts, backend }, job, { task, source }, ended) {
    if (source === undefined || backend.refresh === undefined)
        return;
    const { log } = parts;
    let current = source.credentials;
    let failed = false;
    for (;;) {
        const delay = renewalDelay(current, new Date());
        if (delay === undefined)
            return;
        await (0,external_node_timers_promises_.setTimeout)(failed ? retryDelay(delay) : delay, undefined, { signal: ended }).catch(() => undefined);
        if (ended.aborted)
            return;
        try {
            const next = await source.identity.credentials();
            // A source that gives the same credentials again has no newer ones yet.
            failed = next.expiration?.getTime() === current.expiration?.getTime();
            if (failed)
                continue;
            current = next;
            await backend.refresh(job, [credentialsFile(current)], task.image);
            log.info('The container has new credentials.');
        }
        catch (error) {
            failed = true;
            if (!ended.aborted)
                await log.warning(`The container's credentials could not be renewed: ${(0,errors/* describe */.q0)(error)}`);
        }
    }
}
/** Within what is left of the old credentials, so that short-lived ones are renewed too; without haste when they have ended anyway. */
function retryDelay(delay) {
    return delay === 0 ? retryMs.most : Math.min(retryMs.most, Math.max(delay, retryMs.least));
}

;// CONCATENATED MODULE: ./steps/dry-run.js
/** Prints what would be asked for, and the least that must be allowed for it. */
async function tellDryRun({ run, parts, backend }, task, remote) {
    const { log } = parts;
    log.info(await backend.dryRun(task, parts.cancelled));
    if (run.batch !== undefined && run.tokenSeconds > 0)
        log.info('Credentials for the pipe would be added to the environment of the overrides.');
    const { region } = await parts.identity();
    log.info(`What the pipe needs to be allowed to do:\n${JSON.stringify(JSON.parse(parts.pipePolicy(remote, region)), null, 2)}`);
}

// EXTERNAL MODULE: ./disdat/command-line.js
var command_line = __webpack_require__(9911);
;// CONCATENATED MODULE: ./steps/state.js

/** Leaves for post what it must clean up if nobody else does: before anything is started, and for a job when more is known of it. */
async function keepState({ run, parts, teller }, job) {
    if (job !== undefined && run.batch !== undefined) {
        const { region } = await parts.identity();
        await parts.state.job({ ...job, region, queue: run.batch.queue });
        return;
    }
    const folder = contextFolder({ home: parts.home, name: run.context.local });
    await parts.state.know({ runId: teller.runId, pipeClass: run.pipeClass.name, contextFolder: folder, unclean: true });
}

;// CONCATENATED MODULE: ./steps/launch.js





/** The container of this run. */
function taskOf({ run, parts, teller }, { image, input, reuse, outputUuid }) {
    const bundle = input.found?.bundle;
    const inputParam = run.inputParam !== undefined && bundle && image.dialect === 'luigi' ? [[run.inputParam, bundle.uuid]] : [];
    const argv = (0,command_line/* commandLine */.ay)(image.dialect, {
        ...run,
        pipeClass: run.pipeClass.name,
        outputUuid,
        inputName: bundle?.name ?? '-',
        inputTags: inputTagsOf(run),
        params: new Map([...run.params, ...inputParam]),
        remote: run.remote.url,
    });
    const cpus = run.vcpus === undefined ? [] : [['DISDAT_CPU_COUNT', String(Math.ceil(run.vcpus))]];
    // This runner's proxies and endpoints are not those of a Batch host.
    const surroundings = run.batch === undefined ? parts.surroundings : [];
    return {
        ...run,
        runId: teller.runId,
        name: `${(0,names/* imageNameOf */.mi)(run.pipeClass)}-${teller.runId}`,
        image,
        argv,
        env: new Map([['PYTHONUNBUFFERED', '1'], ...cpus, ...surroundings, ...reuse.env, ...run.env]),
        receipt: {
            pipeClass: run.pipeClass.name,
            remote: run.remote.url,
            context: `${run.context.remote}/${run.context.local}`,
            dialect: image.dialect,
            outputName: run.outputName,
            outputUuid,
            inputUuid: bundle?.uuid,
            inputParam: run.inputParam,
            params: Object.fromEntries(run.params),
            image: image.pinned,
            launchedAt: new Date().toISOString(),
            workflowAttempt: parts.workflowAttempt,
        },
    };
}
/** Starts the task. What post must know to end it is left before it can run. */
async function launch(step, handed) {
    const { run, parts, teller, backend } = step;
    const { task } = handed;
    if (run.batch !== undefined) {
        const name = (await backend.jobName?.(task)) ?? task.name;
        await keepState(step, { name, outputUuid: task.receipt.outputUuid });
    }
    const job = await backend.launch(task, parts.cancelled);
    await teller.know({ job });
    const what = run.batch === undefined ? 'Container' : 'Job';
    const words = task.argv.map((part) => JSON.stringify(part)).join(' ');
    parts.log.info(`${what} ${job.name} runs: ${words}`);
    return { job, receipt: await settledReceipt(step, handed, job.adopted), handed };
}
/** A job that was there already makes another bundle than the one that we would have asked for. */
async function settledReceipt(step, { task }, adopted) {
    const { run, parts, teller } = step;
    const { job, output } = teller.report;
    if (run.batch !== undefined && job !== undefined) {
        const { outputUuid } = adopted ?? task.receipt;
        await keepState(step, { name: job.name, id: job.id, outputUuid });
        parts.log.info(`Its id is ${job.id}${job.url ? `, its page ${job.url}` : ''}.`);
    }
    if (adopted === undefined)
        return task.receipt;
    parts.log.info(`It was submitted by attempt ${adopted.workflowAttempt} of this workflow run, and is still alive: it is followed, and nothing is submitted.`);
    const uri = output?.uri.replace(task.receipt.outputUuid, adopted.outputUuid) ?? '';
    await teller.know({ output: { name: adopted.outputName, uuid: adopted.outputUuid, uri } });
    return adopted;
}
/** Removes the run's container, or ends its job; post tries again what fails here. Never throws. */
async function stop({ parts, teller, backend, run }, job) {
    try {
        await backend.stop(teller.runId, job);
    }
    catch (error) {
        const what = run.batch === undefined ? 'container is not removed' : 'job is not ended';
        await parts.log.warning(`The ${what} yet: ${(0,errors/* describe */.q0)(error)}`);
    }
}

;// CONCATENATED MODULE: ./steps/follow.js




/**
 * Follows the job to its end, within its time. What does not end by itself is ended before this throws. Resolves with undefined where the job is
 * left to itself, as it must be before GitHub ends this one, or where GitHub gives no tokens any more: the report then says how to go on.
 */
async function follow(step, launched, transcript) {
    const { run, parts, backend } = step;
    const { log, cancelled } = parts;
    const limit = run.batch === undefined ? AbortSignal.timeout(run.timeoutMs) : parts.leaving;
    const ended = new AbortController();
    const { handed, job } = launched;
    const renewing = handed && renew({ parts, backend }, job, handed, ended.signal);
    try {
        return await backend.follow(job, listener(step, launched, transcript), AbortSignal.any([cancelled, limit]));
    }
    catch (error) {
        log.endUntrusted();
        if (run.batch !== undefined && !cancelled.aborted && (limit.aborted || (0,aws_identity.isIdentityLost)(error))) {
            await leave(step, launched, limit.aborted ? ending : (0,errors/* describe */.q0)(error));
            return undefined;
        }
        if (run.batch !== undefined && cancelled.aborted && parts.leavesJobs)
            await leave(step, launched, cancelledButLeft);
        else
            await stop(step, job);
        if (!limit.aborted || cancelled.aborted)
            throw error;
        throw timedOut(run.timeoutMs, error);
    }
    finally {
        log.endUntrusted();
        await log.endGroup();
        ended.abort();
        await renewing;
    }
}
const ending = 'GitHub ends this job soon, and the Batch job is not at its end.';
const cancelledButLeft = 'The workflow was cancelled, and `on-cancel: detach` leaves the Batch job running.';
function timedOut(timeoutMs, cause) {
    const evidence = `The pipe did not end within ${timeoutMs / 60_000} minutes and was stopped.`;
    return new errors/* Failure */.HR('timeout', evidence, 'Raise `run-timeout-minutes`, or see in the log what it waits for.', {
        cause,
    });
}
/** Leaves the job to itself, and says how to go on and what that costs. */
async function leave({ parts, teller }, { job, receipt }, why) {
    const snippet = parts.attachSnippet([job.id]);
    await teller.know({ left: { why, snippet } });
    await parts.state.leave(receipt.outputUuid);
    await parts.log.notice(`${why} Job ${job.id} goes on without this step, and is paid for until it ends.`);
    parts.log.info(`This step follows it to its end, proves its output and pulls it:\n${snippet}`);
}
function listener({ parts, teller }, { job, isOneOfMany }, transcript) {
    const { log } = parts;
    const mark = isOneOfMany ? `[${job.name} ${job.id.slice(0, 8)}] ` : '';
    return {
        async lines(stream, lines) {
            for (const line of lines)
                transcript.read(line, stream);
            teller.tail.add(lines);
            await log.untrusted(mark === '' ? lines : lines.map((line) => mark + line));
        },
        async changed(text) {
            log.info(`${mark}${text}`);
        },
        async attempt(number) {
            log.endUntrusted();
            if (isOneOfMany)
                log.info(`${mark}Attempt ${number}`);
            else
                await log.group(`Log of attempt ${number}`);
        },
        known: (news) => teller.know(news),
    };
}

// EXTERNAL MODULE: ./action/summary.js
var summary = __webpack_require__(7158);
;// CONCATENATED MODULE: ./remote/input.js



/**
 * The input bundle: from the local context if it has one that fits, else from the remote. Throws Failure `input-not-found`,
 * `input-not-committed` (with the command that fixes it), `bundle-corrupt`, `remote-unreachable` or `access-denied`.
 */
async function findInput(query, context, remote, options) {
    const local = context && (await findLocalBundle(context, query, options));
    if (local?.committed)
        return { bundle: local, source: 'local' };
    if (local !== undefined)
        throw notCommitted(local);
    const bundle = await findBundle(remote, query, options);
    if (bundle !== undefined)
        return { bundle, source: 'remote' };
    const where = `${remote.context} on ${remote.url}`;
    const places = context ? `Neither the local context ${context.name} nor ${where} has` : `There is not in ${where}`;
    const advice = query.kind === 'uuid'
        ? 'Check the uuid, `remote` and `context`.'
        : 'Check the name, `input-tags`, `remote` and `context`; `dsdt ls -v` shows what there is.';
    throw new errors/* Failure */.HR('input-not-found', `${places} ${wordsFor(query)}.`, advice);
}
function wordsFor(query) {
    if (query.kind === 'uuid')
        return `a bundle ${query.uuid}`;
    const tags = [...(query.tags ?? [])].map(([key, value]) => `${key}:${value}`);
    return `a committed bundle "${query.name}"${tags.length > 0 ? ` with the tags ${tags.join(', ')}` : ''}`;
}
function notCommitted(bundle) {
    const evidence = `The input bundle "${bundle.name}" (${bundle.uuid}) in the local context is not committed, and only committed bundles are pushed.`;
    return new errors/* Failure */.HR('input-not-committed', evidence, `Commit it: dsdt commit -u ${bundle.uuid}`);
}
/** The newest bundle that was made the same way, which Disdat therefore did not make again; undefined where there is none. */
async function findReusable(remote, made, options) {
    const params = made.taskId === undefined ? made.params : undefined;
    return await findBundle(remote, { kind: 'newest', ...made, params }, options);
}

;// CONCATENATED MODULE: ./remote/prove.js

/** How many missing objects an error names before it only counts them. */
const maxNamed = 5;
/**
 * Proof that a bundle is on the remote: its HyperFrame was read, its folder listed, and every frame, linked file and
 * nested bundle is there. Undefined when there is no HyperFrame. Throws Failure `bundle-corrupt` that names what is
 * missing, or says why the bundle cannot be read.
 */
async function proveBundle(remote, uuid, options) {
    const parts = await (0,contents/* readParts */.fp)(remote, uuid, options);
    const bundle = parts?.at(-1)?.bundle;
    if (parts === undefined || bundle === undefined)
        return undefined;
    for (const { bundle: inner, missing } of parts) {
        if (missing.length > 0)
            throw (0,contents/* corrupt */.qb)(remote, inner.uuid, absence(missing), undefined);
    }
    return {
        bundle,
        uri: remote.uri(uuid),
        parts,
        objects: parts.reduce((sum, part) => sum + part.objects.length + 1, 0),
        bytes: parts.reduce((sum, part) => sum + part.hyperFrame.length + bytesOf(part.objects), 0),
        warnings: parts.flatMap((part) => part.warnings),
    };
}
/** What a sentence says of objects that are not there: the names of the first of them, and their number. */
function absence(missing) {
    const named = missing.slice(0, maxNamed).join(', ');
    const more = missing.length > maxNamed ? `, … (${missing.length} in all)` : '';
    return `it names what is not there: ${named}${more}`;
}
function bytesOf(objects) {
    return objects.reduce((sum, object) => sum + object.size, 0);
}

;// CONCATENATED MODULE: ./remote/push.js





/**
 * Brings a bundle of the local context to the remote, and before it those nested in it: its files and frames, then the
 * HyperFrame, each only if it is not there, so that nobody sees half a bundle and nothing is overwritten. Files that
 * are only on the remote (`dsdt push --delocalize`) are left there. Undefined when the bundle is not in the context.
 * Throws Failure `bundle-corrupt` when something it names is nowhere, or is on the remote with another size.
 */
async function pushBundle(context, uuid, remote, options) {
    const parts = await (0,contents/* readParts */.fp)(context, uuid, options);
    if (parts === undefined)
        return undefined;
    const pushed = { uri: remote.uri(uuid), objects: 0, bytes: 0 };
    for (const part of parts) {
        const { objects, bytes } = await pushPart(context, part, remote, options);
        pushed.objects += objects;
        pushed.bytes += bytes;
    }
    return pushed;
}
async function pushPart(context, part, remote, options) {
    const { uuid } = part.bundle;
    const there = await remote.sizes(uuid, options);
    const nowhere = part.missing.filter((name) => !there.has(name));
    if (nowhere.length > 0)
        throw (0,contents/* corrupt */.qb)(context, uuid, absence(nowhere), undefined);
    const different = part.objects.find(({ path: name, size }) => there.has(name) && there.get(name) !== size);
    if (different !== undefined) {
        const reason = `${different.path} has ${different.size} bytes here and ${there.get(different.path)} on the remote`;
        throw (0,contents/* corrupt */.qb)(context, uuid, reason, undefined);
    }
    let objects = 0;
    let bytes = 0;
    await (0,pool/* forEachBounded */.a)(part.objects.filter((object) => !there.has(object.path)), async ({ path: name, size }, signal) => {
        const file = external_node_path_default().join(context.objects, uuid, name);
        const outcome = await remote.store.putIfAbsent(remote.key(uuid, name), { file, size }, { signal });
        if (outcome === 'exists')
            return;
        objects += 1;
        bytes += size;
    }, options);
    // Last: whoever sees it may rely on the rest.
    const last = await remote.store.putIfAbsent(remote.key(uuid, (0,disdat_bundle/* hyperFrameName */.lm)(uuid)), part.hyperFrame, options);
    return last === 'exists' ? { objects, bytes } : { objects: objects + 1, bytes: bytes + part.hyperFrame.length };
}

// EXTERNAL MODULE: ../../node_modules/@bufbuild/protobuf/dist/esm/create.js
var create = __webpack_require__(1409);
// EXTERNAL MODULE: ./disdat/proto/hyperframe_pb.js
var hyperframe_pb = __webpack_require__(7718);
;// CONCATENATED MODULE: ./disdat/frame.js


/**
 * Protobuf's own limit for a message, and so for a frame, in bytes. Python refuses to write more; a length beyond it
 * is refused unread.
 */
const maxFrameFileBytes = 2 ** 31 - 1;
/** As many as NumPy takes. */
const maxDimensions = 64;
/** Where each stands is its number. */
const types = (/* unused pure expression or super */ null && ([
    'NONE',
    'LINK',
    'FLOAT16',
    'FLOAT32',
    'FLOAT64',
    'UINT8',
    'UINT16',
    'UINT32',
    'UINT64',
    'INT8',
    'INT16',
    'INT32',
    'INT64',
    'STRING',
    'BOOL',
    'COMPLEX64',
    'COMPLEX128',
    'HFRAME',
    'OBJECT',
]));
/** How a type's numbers lie in `data`; undefined for types whose values are no numbers. */
function layoutOf(type) {
    return layouts.get(type);
}
const layouts = new Map([
    ['FLOAT16', layout(2, (buffer) => ({ kind: 'floats', values: new Float16Array(buffer) }))],
    ['FLOAT32', layout(4, (buffer) => ({ kind: 'floats', values: new Float32Array(buffer) }))],
    ['FLOAT64', layout(8, (buffer) => ({ kind: 'floats', values: new Float64Array(buffer) }))],
    ['UINT8', layout(1, (buffer) => ({ kind: 'integers', values: new Uint8Array(buffer) }))],
    ['UINT16', layout(2, (buffer) => ({ kind: 'integers', values: new Uint16Array(buffer) }))],
    ['UINT32', layout(4, (buffer) => ({ kind: 'integers', values: new Uint32Array(buffer) }))],
    ['UINT64', layout(8, (buffer) => ({ kind: 'bigints', values: new BigUint64Array(buffer) }))],
    ['INT8', layout(1, (buffer) => ({ kind: 'integers', values: new Int8Array(buffer) }))],
    ['INT16', layout(2, (buffer) => ({ kind: 'integers', values: new Int16Array(buffer) }))],
    ['INT32', layout(4, (buffer) => ({ kind: 'integers', values: new Int32Array(buffer) }))],
    ['INT64', layout(8, (buffer) => ({ kind: 'bigints', values: new BigInt64Array(buffer) }))],
    ['BOOL', layout(1, (buffer) => ({ kind: 'booleans', values: new Uint8Array(buffer) }))],
    ['COMPLEX64', { ...layout(4, (buffer) => ({ kind: 'complex', values: new Float32Array(buffer) })), valueBytes: 8 }],
    ['COMPLEX128', { ...layout(8, (buffer) => ({ kind: 'complex', values: new Float64Array(buffer) })), valueBytes: 16 }],
]);
function layout(bytes, view) {
    return { valueBytes: bytes, wordBytes: bytes, view };
}
/** Turns the words of a buffer round, in place, between this order and the machine's. */
function swapWords(buffer, wordBytes, order) {
    if ((order === 'big') === isBigEndian)
        return;
    const bytes = Buffer.from(buffer);
    if (wordBytes === 2)
        bytes.swap16();
    if (wordBytes === 4)
        bytes.swap32();
    if (wordBytes === 8)
        bytes.swap64();
}
const isBigEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 0;
/**
 * How many values a shape speaks of. Throws BundleFormatError for more dimensions than `maxDimensions`, and for more
 * values than any frame can hold, whatever the other dimensions are, unless one of them is zero.
 */
function countOf(shape) {
    if (shape.length > maxDimensions) {
        throw new hyperframe/* BundleFormatError */.KC(`a shape of ${shape.length} dimensions; ${maxDimensions} is the limit`);
    }
    if (shape.includes(0))
        return 0;
    let count = 1;
    for (const length of shape) {
        count *= length;
        // Each value takes at least a byte, and two 32-bit factors cannot leave the exact integers unseen.
        if (count > maxFrameFileBytes)
            throw new hyperframe/* BundleFormatError */.KC(`a shape of more values than a frame can hold: ${shape}`);
    }
    return count;
}
/** Throws BundleFormatError for a number that Disdat has no type for. */
function typeOf(number) {
    return types[number] ?? refuse(`a frame of type ${number}`);
}
/** Throws BundleFormatError for a number that Disdat has no byte order for. */
function byteOrderOf(number) {
    return byteOrders.get(number) ?? refuse(`a frame of byte order ${number}`);
}
const byteOrders = new Map([
    [hyperframe_pb/* ByteOrder */.Bu.BIG, 'big'],
    [hyperframe_pb/* ByteOrder */.Bu.LITTLE, 'little'],
    [hyperframe_pb/* ByteOrder */.Bu.NA, 'none'],
]);
/** Throws BundleFormatError: for the right-hand side of a `??`. */
function refuse(message) {
    throw new hyperframe/* BundleFormatError */.KC(message);
}

// EXTERNAL MODULE: ../../node_modules/@bufbuild/protobuf/dist/esm/to-binary.js
var to_binary = __webpack_require__(3188);
;// CONCATENATED MODULE: ./disdat/frame-write.js






/**
 * The bytes of `<uuid>_frame.pb`, the very ones that Disdat writes of the same values under the same uuid. Throws
 * BundleFormatError for what could not be read back: a shape of another number of values, a uuid that is none, text with
 * half a surrogate pair, half a complex number, a bundle that is none.
 */
function makeFrame(draft) {
    const { name, uuid, content } = draft;
    if (!(0,disdat_bundle/* isUuid */.O1)(uuid))
        refuse(`a frame whose uuid is ${JSON.stringify(uuid)}`);
    const type = frameTypeOf(content);
    const count = valuesIn(content);
    const shape = draft.shape ?? (content.kind === 'none' ? [] : [count]);
    if (content.kind !== 'none' && countOf(shape) !== count)
        refuse(`${count} values for the shape [${shape.join(', ')}]`);
    const byteOrder = draft.byteOrder ?? usualByteOrder(type);
    return (0,hyperframe/* writeFrame */.vr)((0,create/* create */.v)(hyperframe_pb/* FrameSchema */.ty, {
        name: wellFormed(name),
        uuid,
        type: hyperframe_pb/* Type */.ZU[type],
        shape: [...shape],
        byteorder: frame_write_byteOrders[byteOrder],
        hframes: content.kind === 'bundles' ? content.values.map(hyperframe/* readHyperFrame */.we) : [],
        links: content.kind === 'links' ? content.values.map((url) => makeLink(uuid, url)) : [],
        strings: content.kind === 'strings' ? content.values.map(wellFormed) : [],
        data: dataOf(content, type, byteOrder),
    }));
}
const frame_write_byteOrders = { big: hyperframe_pb/* ByteOrder */.Bu.BIG, little: hyperframe_pb/* ByteOrder */.Bu.LITTLE, none: hyperframe_pb/* ByteOrder */.Bu.NA };
function usualByteOrder(type) {
    if (type === 'NONE' || type === 'LINK' || type === 'HFRAME')
        return 'big';
    return (layoutOf(type)?.wordBytes ?? 1) > 1 ? 'little' : 'none';
}
/** Disdat's type for what a frame holds. */
function frameTypeOf(content) {
    switch (content.kind) {
        case 'none':
            return 'NONE';
        case 'floats':
            return floatTypes[content.values[Symbol.toStringTag]];
        case 'integers':
        case 'bigints':
            return integerTypes[content.values[Symbol.toStringTag]];
        case 'booleans':
            return 'BOOL';
        case 'complex':
            return complexTypes[content.values[Symbol.toStringTag]];
        case 'strings':
            return 'STRING';
        case 'object':
            return 'OBJECT';
        case 'links':
            return 'LINK';
        case 'bundles':
            return 'HFRAME';
    }
}
const floatTypes = { Float16Array: 'FLOAT16', Float32Array: 'FLOAT32', Float64Array: 'FLOAT64' };
const complexTypes = { Float32Array: 'COMPLEX64', Float64Array: 'COMPLEX128' };
const integerTypes = {
    Int8Array: 'INT8',
    Uint8Array: 'UINT8',
    Int16Array: 'INT16',
    Uint16Array: 'UINT16',
    Int32Array: 'INT32',
    Uint32Array: 'UINT32',
    BigInt64Array: 'INT64',
    BigUint64Array: 'UINT64',
};
/** How many values there are: an object is one, a complex number too. Throws BundleFormatError for half of one. */
function valuesIn(content) {
    if (content.kind === 'none')
        return 0;
    if (content.kind === 'object')
        return 1;
    if (content.kind !== 'complex')
        return content.values.length;
    if (content.values.length % 2 !== 0)
        refuse('complex numbers of which the last has no imaginary part');
    return content.values.length / 2;
}
/** The text. Throws BundleFormatError when half a surrogate pair is in it, which no UTF-8 can hold. */
function wellFormed(text) {
    return text.isWellFormed() ? text : refuse(`text that is not Unicode: ${JSON.stringify(text.slice(0, 100))}`);
}
function dataOf(content, type, byteOrder) {
    if (content.kind === 'object')
        return Buffer.from(wellFormed(content.text));
    const layout = layoutOf(type);
    if (layout === undefined || content.kind === 'none' || !ArrayBuffer.isView(content.values))
        return new Uint8Array(0);
    const { buffer, byteOffset, byteLength } = content.values;
    const bytes = new Uint8Array(byteLength);
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength));
    if (content.kind === 'booleans')
        return bytes.map((byte) => Math.min(byte, 1));
    swapWords(bytes.buffer, layout.wordBytes, byteOrder);
    return bytes;
}
function makeLink(frameUuid, url) {
    const link = (0,create/* create */.v)(hyperframe_pb/* LinkSchema */.md, {
        frameUuid,
        link: { case: 'local', value: (0,create/* create */.v)(hyperframe_pb/* LocalLinkSchema */.Fh, { path: wellFormed(url) }) },
    });
    link.hash = (0,external_node_crypto_.createHash)('md5').update((0,to_binary/* toBinary */.R)(hyperframe_pb/* LinkSchema */.md, link)).digest('hex');
    return link;
}

;// CONCATENATED MODULE: ./disdat/bundle-write.js







/** What frames without a name are called. */
const unnamed = 'unnamed';
/**
 * The files of a bundle but for those that it links to: the very bytes that Disdat would write. The HyperFrame is the
 * one to be stored last. Throws BundleFormatError for what Disdat could not read back, and for uuids that are none.
 */
function writeBundle(draft) {
    const { uuid, content, code } = draft;
    if (!(0,disdat_bundle/* isUuid */.O1)(uuid))
        refuse(`a bundle whose uuid is ${JSON.stringify(uuid)}`);
    const frames = framesOf(content);
    const pair = ([k, v]) => ({ k: wellFormed(k), v: wellFormed(v) });
    const hyperFrame = (0,create/* create */.v)(hyperframe_pb/* HyperFrameSchema */.xm, {
        owner: wellFormed(draft.owner),
        humanName: wellFormed(draft.name),
        processingName: wellFormed(draft.processingName),
        uuid,
        frames: frames.map((frame) => pair([frame.name, frame.uuid])),
        lineage: (0,create/* create */.v)(hyperframe_pb/* LineageSchema */.lq, {
            hframeProcName: draft.processingName,
            hframeUuid: uuid,
            codeRepo: wellFormed(code.repo),
            codeHash: wellFormed(code.hash),
            codeBranch: wellFormed(code.branch),
            creationDate: draft.createdSeconds,
            dependsOn: draft.dependsOn.map((dependency) => ({
                hframeProcName: wellFormed(dependency.processingName),
                hframeUuid: wellFormed(dependency.uuid),
                argName: wellFormed(dependency.argument),
            })),
            startTime: draft.startSeconds,
            stopTime: draft.stopSeconds,
            codeMethod: wellFormed(code.method),
        }),
        tags: [...draft.tags].map(pair),
        presentation: hyperframe_pb/* Presentation */.Jm[content.presentation],
    });
    const bytes = (0,hyperframe/* writeHyperFrame */.NH)(hyperFrame);
    // What we could not read back nobody should have to.
    (0,disdat_bundle/* readBundle */.Bo)(bytes, uuid);
    return {
        hyperFrame: { name: (0,disdat_bundle/* hyperFrameName */.lm)(uuid), bytes },
        frames: frames.map((frame) => ({ name: (0,disdat_bundle/* frameName */.VW)(frame.uuid), bytes: makeFrame(frame) })),
    };
}
/**
 * What Disdat calls bundles that were made the same way, where the pipe does not say: the code, and hashes of the
 * parameters and of the processing names of what it was made from, by argument.
 */
function defaultProcessingName(codeMethod, params, upstream) {
    return `${codeMethod}_${shortHash(params)}_${shortHash(upstream)}`;
}
/** Disdat's PROC_ID_TRUNCATE_HASH. */
const shortHashLength = 10;
function shortHash(values) {
    const inOrder = [...values].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const text = inOrder.map(([, value]) => value).join('.');
    return (0,external_node_crypto_.createHash)('md5').update(text).digest('hex').slice(0, shortHashLength);
}
function framesOf(content) {
    if ('columns' in content)
        return table(content.columns);
    if ('fields' in content)
        return row(content.fields);
    if ('frames' in content)
        return namedApart(content.frames);
    const reason = reasonAgainst(content.presentation, content.frame);
    if (reason !== undefined)
        refuse(reason);
    return [{ ...content.frame, name: `${unnamed}:0` }];
}
function reasonAgainst(presentation, { content }) {
    const values = valuesIn(content);
    switch (presentation) {
        case 'HF':
            return content.kind === 'bundles' ? undefined : 'an HF of other than bundles';
        case 'SCALAR':
            return values === 1 ? undefined : `a scalar of ${values} values`;
        case 'ROW':
            return values === 1 ? 'a tuple of one value, which Disdat cannot read' : undefined;
        case 'JSON':
            return content.kind === 'strings' && values === 1 ? undefined : 'JSON that is not one text';
        case 'TENSOR':
            return undefined;
    }
}
function row(fields) {
    const [first] = fields;
    if (first === undefined)
        return refuse('a row of nothing, which Disdat cannot read');
    if (first.name.includes(unnamed))
        refuse(`a row whose first name, ${first.name}, tells Disdat that there are no names`);
    if (fields.some(({ shape }) => shape?.length === 0))
        refuse('a row that holds a value without a dimension');
    return namedApart(fields);
}
function table(columns) {
    const lengths = new Set(columns.map(({ content }) => valuesIn(content)));
    if (lengths.size > 1)
        refuse(`a table whose columns have ${[...lengths].join(' and ')} rows`);
    if (columns.some(({ shape }) => shape !== undefined && shape.length !== 1))
        refuse('a column of other than one dimension');
    return namedApart(columns);
}
/** Disdat finds frames by name, and their files by uuid. */
function namedApart(frames) {
    if (new Set(frames.map(({ name }) => name)).size < frames.length)
        refuse('two frames of the same name');
    if (new Set(frames.map(({ uuid }) => uuid)).size < frames.length)
        refuse('two frames of the same uuid');
    return frames;
}

// EXTERNAL MODULE: ./remote/pull.js + 1 modules
var pull = __webpack_require__(7642);
;// CONCATENATED MODULE: ./remote/add.js












/** What dsdt calls the code of `dsdt add`. */
const method = 'add';
/**
 * Makes a committed bundle of files in a local context: what `dsdt add` and `dsdt commit` make of them, one file as a scalar
 * and several as a list. It is there whole or not at all, and dsdt sees it at once. Throws Failure `disk-full`,
 * `local-context-unwritable`, or `invalid-input` for more links than anybody could read.
 */
async function addBundle(context, files, addition, options) {
    let temporary;
    try {
        temporary = await (0,pull/* makeTemporary */.ww)(context, options.runId);
        const uuid = (0,external_node_crypto_.randomUUID)();
        const landing = external_node_path_default().join(temporary, uuid);
        await copyAll(files, landing, options);
        const hyperFrame = await writeMessages(landing, draftOf(uuid, files, addition));
        options.signal.throwIfAborted();
        const target = external_node_path_default().join(context.objects, uuid);
        await (0,promises_.mkdir)(context.objects, { recursive: true });
        await (0,promises_.rename)(landing, target);
        await (0,ctxt_db/* registerBundle */.eE)(context, hyperFrame, options).catch(async (error) => {
            await (0,promises_.rm)(target, { recursive: true, force: true });
            throw error;
        });
        return (0,disdat_bundle/* readBundle */.Bo)(hyperFrame, uuid);
    }
    catch (error) {
        throw (0,disk/* diskFailure */.C9)(error, context.folder);
    }
    finally {
        if (temporary !== undefined)
            await (0,promises_.rm)(temporary, { recursive: true, force: true });
    }
}
async function copyAll(files, landing, options) {
    const folders = new Set([landing, ...files.map((file) => external_node_path_default().dirname(external_node_path_default().join(landing, file.path)))]);
    for (const folder of folders)
        await (0,promises_.mkdir)(folder, { recursive: true });
    await (0,pool/* forEachBounded */.a)(files, async (file) => await (0,promises_.copyFile)(file.source, external_node_path_default().join(landing, file.path), external_node_fs_.constants.COPYFILE_FICLONE), options);
}
/** Writes the frame, then the HyperFrame, whose bytes are given back. */
async function writeMessages(folder, draft) {
    const { hyperFrame, frames } = writeBundle(draft);
    for (const { name, bytes } of frames) {
        if (bytes.length > hyperframe/* maxFrameBytes */.fr) {
            const evidence = `input-path: the paths of the files take ${bytes.length} bytes; ${hyperframe/* maxFrameBytes */.fr} is the limit.`;
            throw new errors/* Failure */.HR('invalid-input', evidence, 'Name fewer files, or shorten their paths.');
        }
        await (0,promises_.writeFile)(external_node_path_default().join(folder, name), bytes);
    }
    await (0,promises_.writeFile)(external_node_path_default().join(folder, hyperFrame.name), hyperFrame.bytes);
    return hyperFrame.bytes;
}
function draftOf(uuid, files, addition) {
    const links = { kind: 'links', values: files.map((file) => `bundle://${file.path}`) };
    return {
        uuid,
        name: addition.name,
        owner: addition.owner,
        processingName: defaultProcessingName(method, new Map([['path', addition.path]]), new Map()),
        tags: new Map([['__param.path', addition.path], ...addition.tags, ['committed', 'True']]),
        createdSeconds: (performance.timeOrigin + performance.now()) / 1000,
        startSeconds: 0,
        stopSeconds: 0,
        code: { method, ...addition.checkout },
        dependsOn: [],
        content: {
            presentation: files.length === 1 ? 'SCALAR' : 'TENSOR',
            frame: { uuid: (0,external_node_crypto_.randomUUID)(), content: links },
        },
    };
}

;// CONCATENATED MODULE: ./disdat/file-names.js


/** Windows opens a device by these names, whatever their extension (https://learn.microsoft.com/windows/win32/fileio/naming-a-file). */
const deviceName = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
/** dsdt takes a file of such a name for a message of its own. */
const messageName = /_(?:h?frame|auth)\.pb$/;
/** Why a file must not have this path in a bundle that we make, `/` between names; undefined where it may. */
function faultInFilePath(path) {
    const names = path.split('/');
    const device = names.find((name) => deviceName.test(name));
    if (device !== undefined)
        return `${device} is a device on Windows`;
    if (messageName.test(path))
        return 'Disdat keeps such names for itself';
    try {
        (0,disdat_bundle/* linkPath */.OT)(`bundle://${path}`);
        return undefined;
    }
    catch (error) {
        if (error instanceof hyperframe/* BundleFormatError */.KC)
            return error.message;
        throw error;
    }
}

// EXTERNAL MODULE: ./remote/local-paths.js
var local_paths = __webpack_require__(2640);
;// CONCATENATED MODULE: ./remote/collect.js







/** More files than this in one bundle make a frame of links that nobody wants to read. */
const maxFiles = 100_000;
const fix = 'Correct `input-path`.';
/**
 * The files that the lines of `input-path` name below a workspace, in the order of `dsdt add`: a file, a folder with all that
 * is in it, or what a pattern matches, sorted. A file is called by its name, one of a folder by its path in there, one of a
 * pattern by its path below the part that has no wildcard. Links to folders are left out, as dsdt does, and so is `.git`,
 * where credentials are. Throws Failure `invalid-input`.
 */
async function collectFiles(workspace, lines, options) {
    const { signal, limit = maxFiles } = options;
    const root = await (0,promises_.realpath)(workspace).catch((error) => {
        throw refusal(`the workspace ${workspace} cannot be read (${(0,errors/* describe */.q0)(error)})`, error);
    });
    const files = new Map();
    const leftOut = [];
    for (const line of lines) {
        const before = files.size;
        let found = false;
        for await (const named of namedBy(root, line, leftOut)) {
            signal.throwIfAborted();
            found = true;
            const file = await fileAt(root, named);
            const taken = files.get(file.path);
            if (taken?.source === file.source)
                continue;
            if (taken !== undefined)
                throw refusal(`${shown(named.named)} and ${shown(taken.source)} would both be ${shown(file.path)} in the bundle`);
            if (files.size === limit)
                throw refusal(`there are more than ${limit} files, up to ${shown(named.named)}`);
            files.set(file.path, file);
        }
        if (!found && files.size === before)
            throw refusal(`${shown(line)} names no file of the workspace`);
    }
    const fault = (0,local_paths/* faultInPaths */.c)([...files.keys()]);
    if (fault !== undefined)
        throw refusal(`in the bundle, ${fault}`);
    return { files: [...files.values()], leftOut };
}
async function* namedBy(root, line, leftOut) {
    const from = external_node_path_default().resolve(root, line);
    const there = await (0,promises_.stat)(from).catch((error) => {
        // What is no name may be a pattern.
        if ((0,disk/* fileErrorCode */.c2)(error) === undefined || (0,disk/* fileErrorCode */.c2)(error) === 'EACCES')
            throw refusal(unreadable(line, error), error);
        return undefined;
    });
    if (there?.isDirectory()) {
        await assertInside(root, from, line);
        yield* below(root, from, '', leftOut);
    }
    else if (there !== undefined) {
        yield { named: external_node_path_default().relative(root, from), path: external_node_path_default().basename(from) };
    }
    else {
        yield* matchedBy(root, line, leftOut);
    }
}
/** As Python's os.walk gives them: a folder's files in the folder's own order, then what is in its folders. */
async function* below(root, base, inner, leftOut) {
    const folders = [];
    const folder = external_node_path_default().join(base, inner);
    const entries = await (0,promises_.opendir)(folder).catch((error) => {
        throw refusal(unreadable(external_node_path_default().relative(root, folder), error), error);
    });
    for await (const entry of entries) {
        const name = external_node_path_default().posix.join(inner, entry.name);
        const named = external_node_path_default().relative(root, external_node_path_default().join(folder, entry.name));
        if (entry.name === '.git')
            leftOut.push(named);
        else if (entry.isDirectory())
            folders.push(name);
        else if (entry.isSymbolicLink() && (await leadsToFolder(external_node_path_default().join(folder, entry.name))))
            leftOut.push(named);
        else
            yield { named, path: name };
    }
    for (const name of folders)
        yield* below(root, base, name, leftOut);
}
async function leadsToFolder(link) {
    // One that leads nowhere is told when it is to be read.
    return (await (0,promises_.stat)(link).catch(() => undefined))?.isDirectory() ?? false;
}
async function* matchedBy(root, pattern, leftOut) {
    const base = fixedPart(pattern);
    const matches = [];
    for await (const match of (0,promises_.glob)(pattern, { cwd: root }))
        matches.push(external_node_path_default().relative(root, external_node_path_default().resolve(root, match)));
    for (const match of matches.toSorted()) {
        if (match.split((external_node_path_default()).sep).includes('.git'))
            leftOut.push(match);
        else if (!(await leadsToFolder(external_node_path_default().join(root, match))))
            yield {
                named: match,
                path: external_node_path_default().relative(external_node_path_default().resolve(root, base), external_node_path_default().join(root, match)).split((external_node_path_default()).sep).join('/'),
            };
    }
}
/** The folders in front of a pattern's first part with a wildcard, and never its last part. */
function fixedPart(pattern) {
    const parts = pattern.split('/');
    const first = parts.findIndex((part) => /[*?[{\\]|[!+@]\(/.test(part));
    return parts.slice(0, first < 0 ? -1 : first).join('/') || (pattern.startsWith('/') ? '/' : '.');
}
async function fileAt(root, { named, path: inBundle }) {
    const file = external_node_path_default().join(root, named);
    const source = await assertInside(root, file, named);
    const found = await (0,promises_.stat)(source).catch((error) => {
        throw refusal(unreadable(named, error), error);
    });
    if (!found.isFile())
        throw refusal(`${shown(named)} is no file`);
    await (0,promises_.access)(source, external_node_fs_.constants.R_OK).catch((error) => {
        throw refusal(unreadable(named, error), error);
    });
    const fault = faultInFilePath(inBundle);
    if (fault !== undefined)
        throw refusal(`${shown(named)} cannot be in a bundle: ${fault}`);
    return { source, path: inBundle, size: found.size };
}
/** Where it really is, which must be in the workspace and nothing of git's. */
async function assertInside(root, file, named) {
    const real = await (0,promises_.realpath)(file).catch((error) => {
        throw refusal(unreadable(named, error), error);
    });
    const relative = external_node_path_default().relative(root, real);
    const names = relative.split((external_node_path_default()).sep);
    if (names[0] === '..' || external_node_path_default().isAbsolute(relative))
        throw refusal(`${shown(named)} leads out of the workspace, to ${real}`);
    if (names.includes('.git'))
        throw refusal(`${shown(named)} is git’s own, where credentials may be`);
    return real;
}
const unreadable = (named, error) => `${shown(named)} cannot be read (${(0,errors/* describe */.q0)(error)})`;
const shown = (text) => JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text);
function refusal(evidence, cause) {
    return new errors/* Failure */.HR('invalid-input', `input-path: ${evidence}.`, fix, { cause });
}

;// CONCATENATED MODULE: ./steps/add.js







/** The files that the input is to be made of. Nothing is made before it is known that the run can start. */
async function findFiles({ paths, workspace }, parts) {
    const { files, leftOut } = await collectFiles(workspace, paths, { signal: parts.cancelled });
    if (leftOut.length > 0) {
        const some = leftOut.slice(0, 5).map((name) => JSON.stringify(name));
        const rest = leftOut.length > some.length ? ` and ${leftOut.length - some.length} more` : '';
        await parts.log.warning(`Left out of the input bundle, as links to folders and git’s own: ${some.join(', ')}${rest}.`);
    }
    return files;
}
/** Makes the input bundle in the local context, which is made where there was none. */
async function makeInput({ run, parts, teller }, files) {
    const { input } = run;
    if (input?.kind !== 'files')
        return undefined;
    const { name, tags, paths, workspace } = input;
    const checkout = await parts.checkoutOf(await folderOf(external_node_path_default().resolve(workspace, paths[0] ?? '')), workspace);
    const addition = { name, tags, owner: parts.owner, path: paths.join(' '), checkout };
    try {
        const bound = { url: run.remote.url, context: run.context.remote };
        const context = await ensureContext({ home: parts.home, name: run.context.local }, bound);
        const bundle = await addBundle(context, files, addition, { signal: parts.cancelled, runId: teller.runId });
        const bytes = files.reduce((sum, file) => sum + file.size, 0);
        parts.log.info(`Made ${name} of ${files.length} file(s) of the workspace (${(0,summary/* size */.Ej)(bytes)}).`);
        return { context, found: { bundle, source: 'local' } };
    }
    catch (error) {
        throw error instanceof errors/* Failure */.HR ? notMade(error) : error;
    }
}
function notMade(error) {
    const advice = error.verdict === 'local-context-unwritable'
        ? "Make it writable for the job's user: `input-path` makes the bundle there."
        : error.advice;
    return new errors/* Failure */.HR(error.verdict, `The input bundle could not be made. ${error.message}`, advice, { cause: error });
}
/** The nearest folder that is there: the path itself may be a file or a pattern. */
async function folderOf(place) {
    for (let folder = place;; folder = external_node_path_default().dirname(folder)) {
        if ((await (0,promises_.stat)(folder).catch(() => undefined))?.isDirectory() || folder === external_node_path_default().dirname(folder))
            return folder;
    }
}

;// CONCATENATED MODULE: ./disdat/verdict.js
const credentialAdvice = 'Check what the step’s role may do on this remote: list, get and put under its context.';
const denial = /\((?:AccessDenied|403|Forbidden|ExpiredToken|InvalidAccessKeyId|InvalidClientTokenId|SignatureDoesNotMatch|RequestExpired)\w*\)/;
/** Exceptions before a task has begun, none of the user's own lines among their frames, as disdat 1.2, disdat-luigi 1.0.2 and luigi 3.8 word them. */
const startRules = [
    {
        exception: /^ValueError: Parameter .+ is not defined in class /,
        verdict: 'unknown-parameter',
        advice: 'Correct the name in `params`, or add the parameter to the pipe.',
    },
    {
        exception: /UnknownParameterException: /,
        verdict: 'unknown-parameter',
        advice: 'Correct the name in `params`, or add the parameter to the pipe.',
    },
    {
        exception: /MissingParameterException: /,
        verdict: 'missing-parameter',
        advice: 'Give the parameter in `params`; for the one that takes the input bundle’s uuid, name it in `input-param`.',
    },
    {
        exception: /^ModuleNotFoundError: |^AttributeError: module '.+' has no attribute /,
        verdict: 'pipe-not-found',
        advice: 'Check `pipe-class` against the modules in the image, and that the image is not an old one.',
    },
];
/** Exceptions of the AWS SDK for Python, whenever they come. */
const remoteRules = [
    {
        exception: /^botocore\.exceptions\.(?:EndpointConnectionError|ConnectTimeoutError|ReadTimeoutError|ConnectionClosedError|ProxyConnectionError|SSLError): /,
        verdict: 'remote-unreachable',
        advice: 'The container did not reach S3: check `network`, proxies and AWS_ENDPOINT_URL as seen from inside a container.',
    },
    {
        exception: new RegExp(`^boto(?:core|3)\\.\\w+\\.(?:NoCredentialsError|CredentialRetrievalError|\\w+: .*${denial.source})`),
        verdict: 'access-denied',
        advice: credentialAdvice,
    },
];
/** Names what went wrong in a container that did not bring its bundle to the remote. */
function diagnose(transcript, end) {
    if (end.outOfMemory || (end.exitCode === 137 && end.memoryMib !== undefined))
        return outOfMemory(end);
    if (transcript.notStarted !== undefined && (end.exitCode === 126 || end.exitCode === 127))
        return notStarted(transcript.notStarted);
    const failure = transcript.failure;
    const where = failure?.traceback.where;
    const isStart = failure?.task === undefined && where === undefined;
    const rule = [...(isStart ? startRules : []), ...remoteRules].find(({ exception }) => exception.test(failure?.traceback.exception ?? ''));
    if (failure !== undefined && rule !== undefined) {
        return {
            verdict: rule.verdict,
            evidence: `The pipe ended with exit code ${end.exitCode}: ${failure.traceback.exception}.`,
            advice: rule.advice,
            ...(where && { where }),
        };
    }
    if (transcript.remoteTrouble !== undefined && failure?.task === undefined)
        return verdict_remoteTrouble(transcript.remoteTrouble);
    if (end.exitCode === 0)
        return noOutput(transcript);
    return pipeError(transcript, end);
}
function notStarted(why) {
    return {
        verdict: 'invalid-input',
        evidence: `The container could not start its command: ${why}.`,
        advice: 'Is it a Disdat pipeline image of this dialect, for this platform? See `image`, `dialect` and `platform`.',
    };
}
function verdict_remoteTrouble(line) {
    const evidence = `Disdat in the container says: ${line}`;
    if (denial.test(line) || line.includes('(access forbidden)'))
        return { verdict: 'access-denied', evidence, advice: credentialAdvice };
    const advice = 'The container could not use the remote that this runner could: check `network` and proxies, and that the bucket is the one you mean.';
    return { verdict: 'remote-unreachable', evidence, advice };
}
function outOfMemory({ exitCode, outOfMemory: isKnown, memoryMib }) {
    const victim = exitCode === 137 ? 'The container' : 'A process in the container';
    const limit = memoryMib === undefined ? 'the engine’s memory was used up' : `the limit is ${memoryMib} MiB`;
    return {
        verdict: 'out-of-memory',
        evidence: `${victim} was killed${isKnown ? '' : ', most likely'} for its memory (${limit}; exit code ${exitCode}).`,
        advice: 'Raise `memory-mib`, use a larger runner, or let the pipe work on less data at a time.',
    };
}
function noOutput({ summary }) {
    const told = summary === undefined
        ? ''
        : ` Luigi counts its tasks: ${summary.ran} ran, ${summary.complete} complete before, ${summary.failed} failed.`;
    return {
        verdict: 'no-output',
        evidence: `The pipe ended with exit code 0, but its output bundle is not on the remote.${told}`,
        advice: 'See in the log whether the last task ran to its end. Transient bundles (tag `__transient`) are never pushed.',
    };
}
function pipeError({ failure }, { exitCode }) {
    if (failure === undefined) {
        return {
            verdict: 'pipe-error',
            evidence: `The pipe ended with exit code ${exitCode}${signalOf(exitCode)} and left no traceback.`,
            advice: 'Read the last lines of the log.',
        };
    }
    const { task, traceback } = failure;
    return {
        verdict: 'pipe-error',
        evidence: `${task === undefined ? 'The pipe' : `Task ${task}`} failed with ${traceback.exception} (exit code ${exitCode}).`,
        advice: 'Mend the pipe. What its earlier tasks made is on the remote, and the next run may reuse it.',
        ...(traceback.where && { where: traceback.where }),
    };
}
function signalOf(exitCode) {
    const names = { 134: 'SIGABRT', 137: 'SIGKILL', 139: 'SIGSEGV', 143: 'SIGTERM' };
    const name = names[exitCode];
    return name === undefined ? '' : ` (${name})`;
}

;// CONCATENATED MODULE: ./steps/prove.js







/**
 * Proof of the output: the bundle that this run made, or the one that Disdat found up to date. Throws the Failure that explains why there is
 * neither. A proved bundle is success whatever the exit code says: luigi counts a success at the second try as failure.
 */
async function prove({ run, parts }, ended) {
    const { remote, ending } = ended;
    const { outputUuid } = ended.receipt;
    const { cancelled: signal, log } = parts;
    const failed = () => failureOf(ended, run.memoryMib);
    const proof = await proveBundle(remote, outputUuid, { signal }).catch((error) => {
        // The remains of a push that was cut short: what cut it short is the better evidence.
        throw ending.exitCode === 0 || !(error instanceof errors/* Failure */.HR) || error.verdict !== 'bundle-corrupt' ? error : failed();
    });
    if (proof !== undefined) {
        const how = ending.fault?.evidence ?? `The container ended with exit code ${ending.exitCode}.`;
        if (ending.exitCode !== 0)
            await log.warning(`Its output is on the remote, whole, all the same: ${how}`);
        return { proof, status: 'succeeded' };
    }
    const other = mayBeReuse(ended) ? await reused(run, ended, signal) : undefined;
    if (other === undefined)
        throw failed();
    if (other.bundle.createdAt < new Date(ended.receipt.launchedAt)) {
        const stale = staleness(other, ended.imageCommit);
        if (stale !== undefined)
            await log.warning(stale);
        return { proof: other, status: 'reused' };
    }
    await log.warning('The image gave its output another uuid than it was asked to: it was found by its name and time.');
    return { proof: other, status: 'succeeded' };
}
/** Where the place that ran it knows better than the log, its word counts. */
function failureOf({ transcript, ending }, memoryMib) {
    const { exitCode, outOfMemory, fault } = ending;
    if (fault !== undefined)
        return new errors/* Failure */.HR(fault.verdict, fault.evidence, fault.advice);
    const { verdict, evidence, advice, where } = diagnose(transcript, {
        exitCode: exitCode ?? -1,
        outOfMemory,
        memoryMib,
    });
    return new errors/* Failure */.HR(verdict, evidence, advice, { ...(where && { where }) });
}
/** Luigi says which task it looked at first, and what it did: only one that was done before anything ran has been reused. */
function mayBeReuse({ ending, receipt, transcript: { root, summary } }) {
    if (ending.exitCode !== 0)
        return false;
    return (receipt.dialect === 'classic' ||
        (root?.status === 'DONE' && summary !== undefined && summary.ran + summary.failed === 0));
}
/** An image with `ignore_code_version` gives the old data also when its code is new. */
function staleness({ bundle }, imageCommit) {
    const made = commitOf(bundle.code.hash);
    if (imageCommit === undefined || made === undefined || made === imageCommit)
        return undefined;
    return `The reused bundle was made by commit ${made.slice(0, 7)}, the image is of ${imageCommit.slice(0, 7)}: use \`force\` if the code's change matters to the data.`;
}
async function reused(run, { remote, transcript, receipt: { inputUuid } }, signal) {
    const input = run.inputParam !== undefined && inputUuid !== undefined ? [[run.inputParam, inputUuid]] : [];
    const made = {
        name: run.outputName === '-' ? undefined : run.outputName,
        codeMethod: run.pipeClass.name,
        // A classic pipe takes no input parameter, and has none in its tags.
        params: new Map([...run.params, ...(transcript.root ? input : [])]),
        taskId: transcript.root?.id,
    };
    const bundle = await findReusable(remote, made, { signal });
    return bundle && (await proveBundle(remote, bundle.uuid, { signal }));
}
/** Pulls the proved output into the local context, which is made where there was none. */
async function pullOutput({ run, parts, teller }, remote, proof) {
    const bound = { url: run.remote.url, context: run.context.remote };
    try {
        const context = await ensureContext({ home: parts.home, name: run.context.local }, bound);
        const files = run.pullOutput !== 'metadata';
        const pulled = await (0,pull/* pullBundle */.C1)(remote, proof, context, { signal: parts.cancelled, runId: teller.runId, files });
        for (const warning of pulled.warnings)
            await parts.log.warning(warning);
        return pulled;
    }
    catch (error) {
        if (!(error instanceof errors/* Failure */.HR))
            throw error;
        const evidence = `The output bundle is on the remote, whole, but could not be pulled. ${error.message}`;
        throw new errors/* Failure */.HR(error.verdict, evidence, error.advice, { cause: error });
    }
}
/** A proved bundle as the report shows it. */
function bundleReport(remote, { bundle, bytes, parts }) {
    const frames = parts.reduce((sum, part) => sum + part.bundle.frames.length, 0);
    const objects = parts.reduce((sum, part) => sum + part.objects.length, 0);
    const { name, uuid, createdAt, tags } = bundle;
    return { name, uuid, uri: remote.uri(uuid), createdAt, tags, bytes, files: Math.max(0, objects - frames) };
}

;// CONCATENATED MODULE: ./steps/prepare.js











/**
 * The local context to read the input from and to pull the output into, if there is one. Checked now, so that a folder that cannot be written to, or
 * is bound elsewhere, does not cost a run. One that is not there yet is made when there is something to pull: a mistyped remote must not be bound.
 */
async function localContext({ run, parts }) {
    const name = { home: parts.home, name: run.context.local };
    const context = await openContext(name);
    if (context !== undefined)
        assertSameRemote(context, { url: run.remote.url, context: run.context.remote });
    if (run.pullOutput !== 'false')
        await (context === undefined ? assertCreatable(name) : assertWritable(context));
    return context;
}
/** The image, found or pulled, with a dialect that can do what the inputs ask. */
async function findImage({ run, parts, backend }) {
    const reference = run.image.kind === 'ecr'
        ? await ecrReference(await parts.identity(), run.image.repository, parts.cancelled)
        : run.image.reference;
    const image = await backend.image({ ...run, reference, pullPolicy: run.dryRun ? 'never' : run.pullPolicy }, parts.cancelled);
    await checkDialect(run, image, parts);
    parts.log.info(`Image ${image.reference} (${image.dialect}) is ${image.pinned}.`);
    return image;
}
async function checkDialect(run, { dialect, reference }, { log }) {
    const refuse = (evidence, advice) => new errors/* Failure */.HR('invalid-input', evidence, advice);
    if (dialect === 'classic') {
        if (run.forceAll)
            throw refuse(`force-all: ${reference} is a classic image, which knows \`force\` only.`, 'Use `force`.');
        if (run.inputParam !== undefined)
            await log.warning('`input-param` is ignored: a classic image takes the input bundle by its name.');
        if (run.workers !== 1)
            await log.warning('`workers` is ignored: a classic image has no workers.');
        return;
    }
    const [tag] = [...run.outputTags].find(([key, value]) => value.includes(':') || key.includes(':')) ?? [];
    // dsdt_docker splits an --output-tag at every colon and dies of the third part.
    if (tag !== undefined)
        throw refuse(`output-tags: the value of ${tag} holds a colon, which a luigi image cannot take.`, 'Use another character.');
    if (run.input !== undefined && run.inputParam === undefined) {
        await log.warning('The pipe is not told of the input bundle: a luigi pipe takes it as a parameter. Name that in `input-param`.');
    }
}
/** Opens the remote and finds the input bundle. A remote that cannot be listed fails here, before anything runs. */
async function openInput({ run, parts }, context) {
    const remote = await parts.openRemote(run.remote, run.context.remote);
    const signal = parts.cancelled;
    if (run.input === undefined) {
        await assertReachable(remote, signal);
        return { remote, found: undefined };
    }
    if (run.input.kind === 'files') {
        await assertReachable(remote, signal);
        return { remote, found: undefined, files: await findFiles(run.input, parts) };
    }
    const unreadable = [];
    const onUnreadable = (uuid, reason) => unreadable.push(`${uuid} (${reason})`);
    const found = await findInput(run.input, context, remote, { signal, onUnreadable });
    if (unreadable.length > 0)
        await parts.log.warning(`Passed over what cannot be read: ${unreadable.slice(0, 5).join('; ')}.`);
    if (found.source === 'local')
        await assertReachable(remote, signal);
    return { remote, found };
}
async function assertReachable(remote, signal) {
    for await (const _ of remote.store.list(remote.objects, { signal, delimiter: '/' }))
        return;
}
/**
 * Makes the input of files where it is to be made; pushes one of the local context, unless told not to; and makes sure that
 * the remote has the whole of it.
 */
async function bringInput(step, asked, image, existing) {
    const { run, parts, teller } = step;
    const { remote } = asked;
    const made = asked.files && (await makeInput(step, asked.files));
    const context = made?.context ?? existing;
    const found = made?.found ?? asked.found;
    if (found === undefined)
        return asked;
    const { uuid } = found.bundle;
    const mayPush = found.source === 'local' && run.pushInput && context !== undefined;
    const pushed = mayPush ? await pushBundle(context, uuid, remote, { signal: parts.cancelled }) : undefined;
    const proof = await proveBundle(remote, uuid, { signal: parts.cancelled });
    if (proof === undefined) {
        const evidence = `The input bundle "${found.bundle.name}" (${uuid}) is in the local context but not on the remote.`;
        throw new errors/* Failure */.HR('input-not-found', evidence, 'Leave `push-input` at true, or push it with `dsdt push`.');
    }
    if (image.dialect === 'classic')
        await assertNewest(step, remote, proof);
    for (const warning of proof.warnings)
        await parts.log.warning(warning);
    const input = { ...bundleReport(remote, proof), pushed: (pushed?.objects ?? 0) > 0 };
    parts.log.info(`Input ${input.name} is ${input.uri} (${(0,summary/* size */.Ej)(proof.bytes)}${input.pushed ? ', pushed now' : ''}).`);
    await teller.know({ input });
    return { remote, found };
}
/** A classic container looks for the input by itself, by name and tags: it must come to the same bundle. */
async function assertNewest({ run, parts }, remote, { bundle }) {
    const tags = inputTagsOf(run);
    const newest = await findBundle(remote, { kind: 'newest', name: bundle.name, tags }, { signal: parts.cancelled });
    if (newest === undefined || newest.uuid === bundle.uuid)
        return;
    throw new errors/* Failure */.HR('invalid-input', `A classic image takes the newest bundle of a name, and the remote has a newer "${bundle.name}" (${newest.uuid}) than ${bundle.uuid}.`, 'Use that one, or tell them apart with `input-tags`.');
}

;// CONCATENATED MODULE: ./steps/preflight.js




/**
 * Looks up image and input, and asks the backend what it knows to be wrong, before anything is pushed or started. Everything that can be known to be
 * wrong is told in one Failure.
 */
async function preflight(step, context, outputUuid) {
    const { teller, parts } = step;
    const [image, input] = await Promise.allSettled([
        teller.during('image', () => findImage(step)),
        teller.during('input', () => openInput(step, context)),
    ]);
    const asks = () => teller.during('preflight', () => check(step, image, input, outputUuid));
    const [checked] = await Promise.allSettled([step.backend.preflight === undefined ? [] : asks()]);
    if (image.status === 'fulfilled' && input.status === 'fulfilled' && checked.status === 'fulfilled') {
        for (const notice of checked.value)
            parts.log.info(notice);
        return { image: image.value, input: input.value };
    }
    throw joined([checked, image, input].flatMap((part) => (part.status === 'rejected' ? [part.reason] : [])));
}
async function check(step, image, input, outputUuid) {
    const { backend, parts, run } = step;
    if (backend.preflight === undefined)
        return [];
    // What is not there is told already; the rest can be asked about without it.
    const known = image.status === 'fulfilled' ? image.value : absentImage(step);
    const found = input.status === 'fulfilled' ? input.value.found : undefined;
    const reuse = reuseOf({ ...known, force: run.force, commits: parts.commits });
    const task = taskOf(step, { image: known, input: { found }, reuse, outputUuid });
    return await backend.preflight({ ...task, files: [] }, parts.cancelled);
}
function absentImage({ run }) {
    const reference = run.image.kind === 'reference' ? run.image.reference : run.image.repository;
    const nothing = { env: new Map(), user: '', architecture: undefined };
    return { reference, pinned: reference, id: reference, dialect: run.dialect ?? 'luigi', ...nothing };
}
/** One failure of several; anything that is not a Failure is a mistake of ours or a cancel, and comes first. */
function joined(reasons) {
    const failures = reasons.filter((reason) => reason instanceof errors/* Failure */.HR);
    const [first] = failures;
    const other = reasons.find((reason) => !(reason instanceof errors/* Failure */.HR));
    if (other !== undefined || first === undefined || failures.length === 1)
        return other ?? first;
    const lines = failures.map(({ message }) => message);
    const advice = [...new Set(failures.map((failure) => failure.advice))];
    return new errors/* Failure */.HR(first.verdict, lines.join('\n'), advice.join(' '), { cause: first });
}

;// CONCATENATED MODULE: ./remote/lineage.js


/** Bundles made of bundles, longer than anybody's chain. */
const maxDepth = 256;
/** Ancestors that are followed, all levels together. */
const maxAncestors = 10_000;
/**
 * The lineage of a bundle, from the remote alone; undefined when the bundle is not there. Costs nothing for what the
 * catalogue knows, and a GET for each other bundle. Throws Failure as a store does.
 */
async function readLineage(catalogue, heads, uuid, options) {
    const read = async (wanted, signal) => (0,disdat_bundle/* isUuid */.O1)(wanted) && catalogue.has(wanted)
        ? (catalogue.get(wanted) ?? (await heads.read(wanted, { signal })))
        : undefined;
    const bundle = await read(uuid, options.signal);
    if (bundle === undefined)
        return undefined;
    const ancestors = new Map();
    const missing = new Set();
    let next = upstreamOf([bundle]);
    for (let depth = 1; next.length > 0; depth++) {
        const room = maxAncestors - ancestors.size - missing.size;
        if (depth > maxDepth || room <= 0)
            return { bundle, ancestors, missing, cut: true };
        const level = next.slice(0, room);
        const found = new Map();
        await (0,pool/* forEachBounded */.a)(level, async (each, signal) => void found.set(each, await read(each, signal)), options);
        for (const each of level) {
            const ancestor = found.get(each);
            if (ancestor === undefined)
                missing.add(each);
            else
                ancestors.set(each, ancestor);
        }
        const further = upstreamOf([...found.values()].filter((each) => each !== undefined));
        next = [...next.slice(room), ...further].filter((each) => !ancestors.has(each) && !missing.has(each));
    }
    return { bundle, ancestors, missing, cut: false };
}
/**
 * The ancestors of which there is a newer committed bundle, the nearest first: of the same name, and, unless it was
 * added by hand (`dsdt add`), of the same parameters, for another day's bundle is not a newer one of this day.
 */
function outdated({ bundle, ancestors }, catalogue) {
    const named = new Map();
    const newer = [];
    for (const used of ancestors.values()) {
        const { name } = used;
        if (name === '' || used.uuid === bundle.uuid)
            continue;
        const others = named.get(name) ?? catalogue.matching({ name }).toSorted(disdat_bundle/* newestFirst */.ll);
        named.set(name, others);
        const newest = others.find((other) => replaces(other, used));
        if (newest !== undefined && newest.uuid !== used.uuid && (0,disdat_bundle/* newestFirst */.ll)(newest, used) < 0)
            newer.push({ used, newest });
    }
    return newer;
}
/** `dsdt add` gives its bundles this code method, and the path of the file as a parameter. */
const addedByHand = 'add';
function replaces(other, used) {
    if (used.code.method === addedByHand)
        return true;
    return (other.params.size === used.params.size && [...used.params].every(([key, value]) => other.params.get(key) === value));
}
function upstreamOf(bundles) {
    return [...new Set(bundles.flatMap((bundle) => bundle.dependsOn.map(({ uuid }) => uuid)))];
}

;// CONCATENATED MODULE: ./steps/upstream.js



/** What the end of a run waits for the answer at most, in milliseconds. */
const limitMs = 3_000;
/** HyperFrames that are read for it at most; where the index lacks more, another run will know. */
const maxUnread = 1_000;
/**
 * Reports the bundles upstream of the output of which the remote has newer ones. Only for telling: where there is no
 * index, no time or no answer, nothing is said of it.
 */
async function tellNewerUpstream({ parts, teller }, remote, uuid) {
    if (!remote.index.isKept)
        return;
    const signal = AbortSignal.any([parts.cancelled, AbortSignal.timeout(limitMs)]);
    try {
        const heads = new Heads(remote, {});
        const catalogue = await readCatalogue(remote, heads, { signal, maxUnread });
        const lineage = catalogue.unread > 0 ? undefined : await readLineage(catalogue, heads, uuid, { signal });
        if (lineage === undefined)
            return;
        const newerUpstream = outdated(lineage, catalogue).map(({ used, newest }) => ({
            name: newest.name,
            uuid: newest.uuid,
            createdAt: newest.createdAt,
            used: { uuid: used.uuid, createdAt: used.createdAt },
        }));
        await teller.know({ newerUpstream });
    }
    catch (error) {
        await parts.log.debug(`Whether anything upstream is newer is not known: ${(0,errors/* describe */.q0)(error)}`);
    }
}

;// CONCATENATED MODULE: ./run.js

















/** Carries out a plan, one run after the other, or follows the jobs that it names, all at a time. Never throws: what went wrong stands in the reports. */
async function run(plan, parts) {
    for (const warning of plan.warnings)
        await parts.log.warning(warning);
    if (plan.attachment !== undefined)
        return await attach(plan.attachment, parts);
    const reports = [];
    for (const one of plan.runs) {
        reports.push(await run_told(one, parts, (teller) => story({ run: one, parts, teller, backend: parts.backendFor(one.batch) })));
    }
    return reports;
}
/** A report of whatever comes of it. */
async function run_told(goal, parts, work) {
    const teller = new Teller(startOf(goal), parts.outputs, parts.tailLines);
    try {
        await work(teller);
    }
    catch (error) {
        await parts.log.debug((0,external_node_util_.inspect)(error, { depth: 5 }));
        await teller.failed(parts.cancelled.aborted ? cancelledDuring(teller.phase, error) : error);
    }
    return teller.report;
}
/** What happens, in order. Whatever it throws is the report's failure; nothing that it started is left when it ends. */
async function story(step) {
    const { run, teller } = step;
    const context = await localContext(step);
    await keepState(step);
    const outputUuid = crypto.randomUUID();
    const { image, input: asked } = await preflight(step, context, outputUuid);
    const reuse = reuseFor(step, image);
    await teller.know({ image, reuse });
    await teller.know({ output: { name: run.outputName, uuid: outputUuid, uri: asked.remote.uri(outputUuid) } });
    if (run.dryRun) {
        const task = { ...taskOf(step, { image, input: asked, reuse, outputUuid }), files: [] };
        await tellDryRun(step, task, asked.remote);
        return await teller.know({ status: 'skipped' });
    }
    const input = run.input ? await teller.during('push', () => bringInput(step, asked, image, context)) : asked;
    const launched = await teller.during('launch', async () => {
        const task = taskOf(step, { image, input, reuse, outputUuid });
        return await launch(step, await handOver(step, task, input.remote));
    });
    if (!run.wait) {
        await leave(step, launched, '`wait: false` was asked for.');
        return await teller.know({ status: 'submitted' });
    }
    await followAndProve(step, launched, { remote: input.remote, imageCommit: reuse.imageCommit });
}
/** From a job that runs to a bundle that is proved and pulled. */
async function followAndProve(step, launched, known) {
    const { run, teller } = step;
    const { receipt } = launched;
    const transcript = new Transcript(run.pipeClass.name);
    const ending = await teller.during('run', () => follow(step, launched, transcript));
    if (ending === undefined)
        return await teller.know({ status: 'detached' });
    const { exitCode, attempts, logUrl } = ending;
    await teller.know({
        ...(exitCode !== undefined && { exitCode }),
        ...(attempts && { attempts }),
        ...(logUrl && { logUrl }),
    });
    const clearAway = run.batch === undefined ? stop(step, launched.job) : Promise.resolve();
    await bothOf(clearAway, proveAndPull(step, { ...known, transcript, ending, receipt }));
}
async function proveAndPull(step, ended) {
    const { run, teller } = step;
    const { proof, status } = await teller.during('prove', () => prove(step, ended));
    await teller.know({ output: bundleReport(ended.remote, proof) });
    const pull = async () => {
        if (run.pullOutput === 'false')
            return;
        const { folder } = await teller.during('pull', () => pullOutput(step, ended.remote, proof));
        await teller.know({ outputPath: folder });
    };
    await bothOf(pull(), tellNewerUpstream(step, ended.remote, proof.bundle.uuid));
    await teller.know({ status });
}
/** Jobs that an earlier step submitted, followed to their end and proved as that step would have done. */
async function attach(attachment, parts) {
    let jobs;
    try {
        const found = await parts.attach(attachment, parts.cancelled);
        // All of them, before the first is followed.
        jobs = found.map((job) => ({ ...job, goal: attachedGoal(attachment, job.receipt, job.settings) }));
    }
    catch (error) {
        return [await reportOfRefusal('', parts.outputs, error, 'AWSBatch')];
    }
    return await Promise.all(jobs.map(({ job, receipt, backend, goal }) => run_told(goal, parts, async (teller) => {
        const step = { run: goal, parts, teller, backend };
        const remote = await parts.openRemote(goal.remote, goal.context.remote);
        await keepState(step);
        await keepState(step, { name: job.name, id: job.id, outputUuid: receipt.outputUuid });
        const { outputName: name, outputUuid: uuid } = receipt;
        await teller.know({ job, output: { name, uuid, uri: remote.uri(uuid) } });
        await localContext(step);
        await followAndProve(step, { job, receipt, isOneOfMany: jobs.length > 1 }, { remote, imageCommit: undefined });
    })));
}
/** The report of a step that was refused before it began. */
async function reportOfRefusal(pipeClass, outputs, error, backend) {
    const nothing = { runId: newRunId(), backend, remote: '', context: '', params: new Map() };
    const teller = new Teller({ ...nothing, pipeClass }, outputs, 0);
    await teller.failed(error);
    return teller.report;
}
const newRunId = () => (0,external_node_crypto_.randomBytes)(6).toString('hex');
function startOf(run) {
    return {
        runId: newRunId(),
        pipeClass: run.pipeClass.name,
        backend: run.batch === undefined ? 'Local' : 'AWSBatch',
        remote: run.remote.url,
        context: `${run.context.remote}/${run.context.local}`,
        params: run.params,
    };
}
function cancelledDuring(phase, cause) {
    const advice = 'Run the workflow again. Bundles of tasks that had ended are on the remote, and the next run may reuse them.';
    return new errors/* Failure */.HR('cancelled', `The workflow was cancelled during the phase "${phase}".`, advice, { cause });
}
function reuseFor({ run, parts }, image) {
    const env = new Map([...image.env, ...run.env]);
    return reuseOf({ ...image, force: run.force || run.forceAll, env, commits: parts.commits });
}

;// CONCATENATED MODULE: ./step.js






















/** The step, from its inputs to its exit code. Never throws. */
async function step(env) {
    // Updates of the remote's index go on beside the run, and do not outlast it.
    const ended = new AbortController();
    try {
        await carryOutAndTell(env, ended.signal);
    }
    catch (error) {
        const core = await (0,action_log/* toolkit */.VQ)();
        core.setFailed(`internal-error: ${error instanceof Error ? error.stack : String(error)}`);
    }
    finally {
        ended.abort();
    }
}
async function carryOutAndTell(env, ended) {
    const log = (0,action_log/* openLog */.Ne)(process.stdout, env['RUNNER_DEBUG'] === '1');
    const outputs = new Outputs();
    const state = new action_state/* StateKeeper */.o();
    const cancel = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'])
        process.on(signal, () => cancel.abort(new Error(signal)));
    const problems = [];
    const inputs = (0,action_inputs/* readInputs */.Ko)(env, problems);
    const reports = await carryOut({ env, log, outputs, state, inputs, cancelled: cancel.signal, ended }, problems);
    const [first, ...others] = reports;
    if (first === undefined)
        return;
    await (0,tell/* tell */.q)([first, ...others], { env, log, outputs, summary: inputs.summary });
    // The container of a failed run was removed, or could not be, as when the engine was gone: post tries once more.
    await state.know({ reported: true, unclean: reports.some(mayHaveLeft) });
    for (const { failure } of reports)
        if (failure)
            await fail(failure);
}
const mayHaveLeft = ({ failure, phases }) => failure !== undefined && phases.some(({ name }) => name === 'launch' || name === 'run');
async function fail({ verdict, evidence, advice, where }) {
    const core = await (0,action_log/* toolkit */.VQ)();
    const place = where ? `At ${where.file}:${where.line}. ` : '';
    core.setFailed((0,action_log/* plainText */.wh)(`${verdict}: ${evidence}${evidence.includes('\n') ? '\n' : ' '}${place}${advice}`));
}
async function carryOut(beginning, problems) {
    const { env, inputs, outputs } = beginning;
    try {
        const home = env['HOME'] ?? (0,external_node_os_.homedir)();
        const defaults = await readDefaults(home, inputs, problems);
        const plan = planOf(inputs, defaults, env, problems);
        return await run(plan, await partsOf(beginning, home));
    }
    catch (error) {
        return [await reportOfRefusal(env['INPUT_PIPE-CLASS'] ?? '', outputs, error, inputs.backend)];
    }
}
async function partsOf(beginning, home) {
    const { env, log, outputs, state, inputs, cancelled, ended } = beginning;
    const surroundings = (0,action_workflow/* surroundingsOf */.ZD)(env);
    for (const secret of (0,action_workflow/* proxySecrets */.Wm)(surroundings))
        await log.secret(secret);
    const identity = once(() => (0,aws_identity.identityOf)({
        ...inputs.role,
        region: inputs.awsRegion,
        env,
        onSecret: log.secret,
        noToken: id_token/* noToken */.f,
        idToken: (0,id_token/* idTokens */.S)(env, log.secret),
    }));
    const event = await (0,action_workflow/* readEvent */.j_)(env);
    const origin = (0,action_workflow/* originOf */.yv)(env, event);
    const index = { signal: AbortSignal.any([cancelled, ended]), debug: (text) => void log.debug(text) };
    const useIndex = inputs.remoteIndex ? index : undefined;
    const kmsKeyId = inputs.sseKmsKeyId;
    const batchFor = (settings) => new batch.BatchBackend({ identity, env, settings, origin, timeoutMs: inputs.timeoutMs });
    return {
        backendFor: (batch) => batch === undefined
            ? new local/* LocalBackend */.i(async (reference) => {
                const login = await (0,registry_login/* registryLogin */.j)(reference, env['DOCKER_CONFIG'] ?? (0,external_node_path_.join)(home, '.docker'));
                return login ?? (await ecrLogin(identity, (0,registry_login/* registryOf */.F)(reference), log.secret));
            })
            : batchFor(batch),
        attach: (attachment, signal) => attachTo(batchFor, attachment, signal),
        identity,
        pipePolicy: ({ url, context }, region) => (0,session_policy/* pipePolicy */.X)({ ...parseRemoteUrl(url), context, region, kmsKeyId }),
        openRemote: async ({ url }, context) => openRemote({ url, context, identity: await identity(), env, useIndex, kmsKeyId }),
        log,
        outputs,
        state,
        home,
        owner: userOf(env),
        checkoutOf: async (folder, workspace) => await checkoutOf(folder, workspace, env),
        surroundings,
        commits: (0,action_workflow/* commitsOf */.g3)(env, event),
        workflowAttempt: origin.attempt,
        tailLines: inputs.logTailLines,
        cancelled,
        leaving: await leavingSignal(env),
        leavesJobs: inputs.batch.onCancel === 'detach',
        attachSnippet: (jobIds) => attachSnippet(jobIds, inputs, env),
    };
}
function once(make) {
    let made;
    return () => {
        made ??= make();
        return made;
    };
}
/** One backend for all of them, so that they are looked at together. */
async function attachTo(batchFor, { jobIds, queueTimeoutMs }, signal) {
    const settings = { ...settledSettings, queueTimeoutMs };
    const backend = batchFor(settings);
    const jobs = await backend.attach(jobIds, signal);
    return jobs.map((found) => ({ ...found, backend, settings }));
}


/***/ }),

/***/ 7224:
/***/ ((module) => {

const { hasOwnProperty } = Object.prototype

const encode = (obj, opt = {}) => {
  if (typeof opt === 'string') {
    opt = { section: opt }
  }
  opt.align = opt.align === true
  opt.newline = opt.newline === true
  opt.sort = opt.sort === true
  opt.whitespace = opt.whitespace === true || opt.align === true
  // The `typeof` check is required because accessing the `process` directly fails on browsers.
  /* istanbul ignore next */
  opt.platform = opt.platform || (typeof process !== 'undefined' && process.platform)
  opt.bracketedArray = opt.bracketedArray !== false

  /* istanbul ignore next */
  const eol = opt.platform === 'win32' ? '\r\n' : '\n'
  const separator = opt.whitespace ? ' = ' : '='
  const children = []

  const keys = opt.sort ? Object.keys(obj).sort() : Object.keys(obj)

  let padToChars = 0
  // If aligning on the separator, then padToChars is determined as follows:
  // 1. Get the keys
  // 2. Exclude keys pointing to objects unless the value is null or an array
  // 3. Add `[]` to array keys
  // 4. Ensure non empty set of keys
  // 5. Reduce the set to the longest `safe` key
  // 6. Get the `safe` length
  if (opt.align) {
    padToChars = safe(
      (
        keys
          .filter(k => obj[k] === null || Array.isArray(obj[k]) || typeof obj[k] !== 'object')
          .map(k => Array.isArray(obj[k]) ? `${k}[]` : k)
      )
        .concat([''])
        .reduce((a, b) => safe(a).length >= safe(b).length ? a : b)
    ).length
  }

  let out = ''
  const arraySuffix = opt.bracketedArray ? '[]' : ''

  for (const k of keys) {
    const val = obj[k]
    if (val && Array.isArray(val)) {
      for (const item of val) {
        out += safe(`${k}${arraySuffix}`).padEnd(padToChars, ' ') + separator + safe(item) + eol
      }
    } else if (val && typeof val === 'object') {
      children.push(k)
    } else {
      out += safe(k).padEnd(padToChars, ' ') + separator + safe(val) + eol
    }
  }

  if (opt.section && out.length) {
    out = '[' + safe(opt.section) + ']' + (opt.newline ? eol + eol : eol) + out
  }

  for (const k of children) {
    const nk = splitSections(k, '.').join('\\.')
    const section = (opt.section ? opt.section + '.' : '') + nk
    const child = encode(obj[k], {
      ...opt,
      section,
    })
    if (out.length && child.length) {
      out += eol
    }

    out += child
  }

  return out
}

function splitSections (str, separator) {
  var lastMatchIndex = 0
  var lastSeparatorIndex = 0
  var nextIndex = 0
  var sections = []

  do {
    nextIndex = str.indexOf(separator, lastMatchIndex)

    if (nextIndex !== -1) {
      lastMatchIndex = nextIndex + separator.length

      if (nextIndex > 0 && str[nextIndex - 1] === '\\') {
        continue
      }

      sections.push(str.slice(lastSeparatorIndex, nextIndex))
      lastSeparatorIndex = nextIndex + separator.length
    }
  } while (nextIndex !== -1)

  sections.push(str.slice(lastSeparatorIndex))

  return sections
}

const decode = (str, opt = {}) => {
  opt.bracketedArray = opt.bracketedArray !== false
  const out = Object.create(null)
  let p = out
  let section = null
  //          section          |key      = value
  const re = /^\[([^\]]*)\]\s*$|^([^=]+)(=(.*))?$/i
  const lines = str.split(/[\r\n]+/g)
  const duplicates = {}

  for (const line of lines) {
    if (!line || line.match(/^\s*[;#]/) || line.match(/^\s*$/)) {
      continue
    }
    const match = line.match(re)
    if (!match) {
      continue
    }
    if (match[1] !== undefined) {
      section = unsafe(match[1])
      if (section === '__proto__') {
        // not allowed
        // keep parsing the section, but don't attach it.
        p = Object.create(null)
        continue
      }
      p = out[section] = out[section] || Object.create(null)
      continue
    }
    const keyRaw = unsafe(match[2])
    let isArray
    if (opt.bracketedArray) {
      isArray = keyRaw.length > 2 && keyRaw.slice(-2) === '[]'
    } else {
      duplicates[keyRaw] = (duplicates?.[keyRaw] || 0) + 1
      isArray = duplicates[keyRaw] > 1
    }
    const key = isArray && keyRaw.endsWith('[]')
      ? keyRaw.slice(0, -2) : keyRaw

    if (key === '__proto__') {
      continue
    }
    const valueRaw = match[3] ? unsafe(match[4]) : true
    const value = valueRaw === 'true' ||
      valueRaw === 'false' ||
      valueRaw === 'null' ? JSON.parse(valueRaw)
      : valueRaw

    // Convert keys with '[]' suffix to an array
    if (isArray) {
      if (!hasOwnProperty.call(p, key)) {
        p[key] = []
      } else if (!Array.isArray(p[key])) {
        p[key] = [p[key]]
      }
    }

    // safeguard against resetting a previously defined
    // array by accidentally forgetting the brackets
    if (Array.isArray(p[key])) {
      p[key].push(value)
    } else {
      p[key] = value
    }
  }

  // {a:{y:1},"a.b":{x:2}} --> {a:{y:1,b:{x:2}}}
  // use a filter to return the keys that have to be deleted.
  const remove = []
  for (const k of Object.keys(out)) {
    if (!hasOwnProperty.call(out, k) ||
      typeof out[k] !== 'object' ||
      Array.isArray(out[k])) {
      continue
    }

    // see if the parent section is also an object.
    // if so, add it to that, and mark this one for deletion
    const parts = splitSections(k, '.')
    p = out
    const l = parts.pop()
    const nl = l.replace(/\\\./g, '.')
    for (const part of parts) {
      if (part === '__proto__') {
        continue
      }
      if (!hasOwnProperty.call(p, part) || typeof p[part] !== 'object') {
        p[part] = Object.create(null)
      }
      p = p[part]
    }
    if (p === out && nl === l) {
      continue
    }

    p[nl] = out[k]
    remove.push(k)
  }
  for (const del of remove) {
    delete out[del]
  }

  return out
}

const isQuoted = val => {
  return (val.startsWith('"') && val.endsWith('"')) ||
    (val.startsWith("'") && val.endsWith("'"))
}

const safe = val => {
  if (
    typeof val !== 'string' ||
    val.match(/[=\r\n]/) ||
    val.match(/^\[/) ||
    (val.length > 1 && isQuoted(val)) ||
    val !== val.trim()
  ) {
    return JSON.stringify(val)
  }
  return val.split(';').join('\\;').split('#').join('\\#')
}

const unsafe = val => {
  val = (val || '').trim()
  if (isQuoted(val)) {
    // remove the single quotes before calling JSON.parse
    if (val.charAt(0) === "'") {
      val = val.slice(1, -1)
    }
    try {
      val = JSON.parse(val)
    } catch {
      // ignore errors
    }
  } else {
    // walk the val to find the first not-escaped ; character
    let esc = false
    let unesc = ''
    for (let i = 0, l = val.length; i < l; i++) {
      const c = val.charAt(i)
      if (esc) {
        if ('\\;#'.indexOf(c) !== -1) {
          unesc += c
        } else {
          unesc += '\\' + c
        }

        esc = false
      } else if (';#'.indexOf(c) !== -1) {
        break
      } else if (c === '\\') {
        esc = true
      } else {
        unesc += c
      }
    }
    if (esc) {
      unesc += '\\'
    }

    return unesc.trim()
  }
  return val
}

module.exports = {
  parse: decode,
  decode,
  stringify: encode,
  encode,
  safe,
  unsafe,
}


/***/ })

};
;