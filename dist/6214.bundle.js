exports.id = 6214;
exports.ids = [6214];
exports.modules = {

/***/ 16604:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S2: () => (/* binding */ createIdTokenSource),
/* harmony export */   c4: () => (/* binding */ explainMissingIdToken),
/* harmony export */   lP: () => (/* binding */ hasIdToken)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);
/* harmony import */ var _lib_clock_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56620);
/* harmony import */ var _lib_http_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(46504);
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(33178);
/* harmony import */ var _lib_retry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(44568);
/* harmony import */ var _lib_tls_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(29587);






const requestTimeoutMs = 10_000;
const maxTokenBytes = 64 << 10;
const maxAttempts = 5;
const backoff = { firstMs: 500, maxMs: 5_000 };
/** Why a job has no OIDC token, and what to do. `act` sets ACT (https://nektosact.com/usage/index.html). */
function explainMissingIdToken(env) {
    if (env['ACT'] === 'true')
        return {
            reason: '`act` runs this job, and it has no OIDC tokens.',
            advice: 'Pass AWS credentials with `act --secret` or `act --env`, and set them as `env` of the job.',
        };
    return {
        reason: 'The job has no `permissions: id-token: write`, so GitHub gives it no OIDC token.',
        advice: 'Add `permissions: id-token: write` to the job, or put AWS credentials into its environment. Pull requests from forks get no tokens.',
    };
}
const variables = { url: 'ACTIONS_ID_TOKEN_REQUEST_URL', token: 'ACTIONS_ID_TOKEN_REQUEST_TOKEN' };
/** Whether the job may request an OIDC token. */
const hasIdToken = (env) => Boolean(env[variables.url] && env[variables.token]);
/**
 * Creates a function that requests an OIDC token for an audience; each call gets a new token, which lasts five minutes.
 * Undefined when the job may not have one. Throttling, 5xx and broken connections are retried with full jitter. Throws
 * Failure `access-denied` when GitHub refuses, and `remote-unreachable` when the attempts are used up.
 *
 * `core.getIDToken` is not used: it waits up to 3 minutes for each answer, reads answers of any size, fails on 429, and
 * prints its `::add-mask::` without regard to stopped commands, where the runner ignores it.
 * https://docs.github.com/en/actions/reference/security/oidc
 */
function createIdTokenSource(env, onSecret, clock = _lib_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .systemClock */ .m) {
    const url = env[variables.url];
    const requestToken = env[variables.token];
    if (!url || !requestToken)
        return undefined;
    return async (audience) => {
        const token = await requestIdToken(() => requestOnce(`${url}&audience=${encodeURIComponent(audience)}`, requestToken, env), clock);
        await onSecret(token);
        return token;
    };
}
class RefusalError extends Error {
}
async function requestIdToken(request, clock) {
    try {
        return await (0,_lib_retry_js__WEBPACK_IMPORTED_MODULE_3__/* .retry */ .L)(request, {
            clock,
            pauseMs: (error, attempt) => error instanceof RefusalError || (0,_lib_tls_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .findTlsFailure */ .B)(error) !== undefined || attempt >= maxAttempts
                ? undefined
                : (0,_lib_retry_js__WEBPACK_IMPORTED_MODULE_3__/* .jitteredPause */ .k)(attempt, backoff, clock.random),
        });
    }
    catch (error) {
        if (error instanceof RefusalError)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('access-denied', `GitHub gives no OIDC token: ${error.message}.`, refusalAdvice, {
                cause: error,
            });
        const tls = (0,_lib_tls_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .findTlsFailure */ .B)(error);
        const reason = tls === undefined ? (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error) : `no TLS connection, ${tls.reason} (${tls.code})`;
        const evidence = `Cannot get an OIDC token from GitHub: ${reason}.`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('remote-unreachable', evidence, tls?.advice ?? outageAdvice, { cause: error });
    }
}
async function requestOnce(url, requestToken, env) {
    const { status, text } = await (0,_lib_http_js__WEBPACK_IMPORTED_MODULE_2__/* .getText */ .q)(url, {
        env,
        headers: { authorization: `Bearer ${requestToken}`, accept: 'application/json' },
        timeoutMs: requestTimeoutMs,
        limitBytes: maxTokenBytes,
    });
    if (status >= 500 || status === 429)
        throw new Error(`GitHub answered ${status}`);
    if (status !== 200)
        throw new RefusalError(`GitHub answered ${status}`);
    const token = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_5__/* .getString */ .AA)(JSON.parse(text), 'value');
    if (!token)
        throw new RefusalError('GitHub answered without a token');
    return token;
}
const refusalAdvice = 'Check `permissions: id-token: write`. GitHub gives tokens only while the job runs, and not much longer than six hours.';
const outageAdvice = 'Run the workflow again. See githubstatus.com.';


/***/ }),

/***/ 70265:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ isHostLabel)
/* harmony export */ });
const label = /^(?!-)[A-Za-z0-9-]{1,63}(?<!-)$/;
/** Whether a text can be one label of a host name, as the AWS SDK requires of a region. */
const isHostLabel = (text) => label.test(text);


/***/ }),

/***/ 16214:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createStepIdentity: () => (/* binding */ createStepIdentity)
});

// EXTERNAL MODULE: ./src/action/id-token.js
var id_token = __webpack_require__(16604);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/lib/memo.js
var memo = __webpack_require__(40590);
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
;// CONCATENATED MODULE: ./src/aws/account.js






/**
 * Asks STS for the account of an identity, which needs no permission. Throws Failure `access-denied`, `throttled`,
 * `remote-unreachable`.
 */
async function getCallerAccount(identity, env) {
    const sdk = await Promise.all(/* import() */[__webpack_require__.e(3668), __webpack_require__.e(1366), __webpack_require__.e(1104)]).then(__webpack_require__.bind(__webpack_require__, 61104));
    const sts = new aws_client/* AwsClient */.t6((config) => new sdk.STSClient(config), identity, { env });
    try {
        return await sts.call(abort/* neverAborted */.kF, async (client, options) => {
            const response = await client.send(new sdk.GetCallerIdentityCommand({}), options);
            const [account, arn] = [(0,json/* getString */.AA)(response, 'Account'), (0,json/* getString */.AA)(response, 'Arn') ?? ''];
            if (account === undefined)
                throw new Error('the response names no account');
            return { account, arn, partition: arn.split(':')[1] || 'aws' };
        });
    }
    catch (error) {
        if (error instanceof errors/* Failure */.HR)
            throw error;
        const hasNoAnswer = (0,aws_errors/* isConnectionError */.Rk)(error) || (0,tls_errors/* findTlsFailure */.B)(error) !== undefined;
        if ((0,aws_errors/* isThrottling */.E2)(error) || hasNoAnswer)
            throw (0,aws_errors/* toAwsFailure */.B_)(error, 'get the caller identity', '');
        const evidence = `STS rejected the credentials of this step: ${(0,errors/* describeError */.Uc)(error)}`;
        throw new errors/* Failure */.HR('access-denied', evidence, 'Check the credentials of the step and `aws-region`.', {
            cause: error,
        });
    }
    finally {
        sts.destroy();
    }
}
/** Throws Failure `invalid-input` when the account is not in the list. An empty list allows every account. */
function assertAllowedAccount({ account, arn }, allowed) {
    if (allowed.length === 0 || allowed.includes(account))
        return;
    throw new errors/* Failure */.HR('invalid-input', `allowed-account-ids: the step runs in account ${account} (${arn}). Allowed: ${allowed.join(', ')}.`, 'Correct `role-to-assume` or the credentials in the environment, or add the account to `allowed-account-ids`.');
}

// EXTERNAL MODULE: ./src/lib/host-label.js
var host_label = __webpack_require__(70265);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ../../node_modules/ini/lib/ini.js
var ini = __webpack_require__(27224);
// EXTERNAL MODULE: ./src/lib/regular-file.js
var regular_file = __webpack_require__(39145);
;// CONCATENATED MODULE: ./src/aws/profile-region.js





/** The most bytes of a configuration file of AWS; a larger one counts as absent. */
const maxConfigurationBytes = 4 << 20;
/** The `region` of the AWS profile in use; undefined when the configuration file has none or does not exist. */
async function readProfileRegion(env) {
    const { AWS_PROFILE, AWS_CONFIG_FILE, HOME } = env;
    const file = AWS_CONFIG_FILE || external_node_path_default().join(HOME || (0,external_node_os_.homedir)(), '.aws', 'config');
    const text = await (0,regular_file/* readOptionalText */.ko)(file, { maxBytes: maxConfigurationBytes });
    // Only `default` stands without the word `profile`: https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
    const section = AWS_PROFILE && AWS_PROFILE !== 'default' ? `profile ${AWS_PROFILE}` : 'default';
    const [region] = (0,json/* getString */.AA)((0,ini.parse)(toFlatIni(text)), section, 'region')?.match(/^[a-z0-9-]+/) ?? [];
    return region;
}
/**
 * The file as `ini` must see it. A dot in a section's name does not nest there, spaces around and in the name do not
 * count, and indented lines are settings of the setting above them.
 */
function toFlatIni(text) {
    return text
        .split('\n')
        .filter((line) => /^\S|^\s*\[/.test(line))
        .map((line) => line.replace(/^\s*\[\s*(.*?)\s*\].*$/, (_, name) => {
        return `[${name.replace(/\s+/g, ' ').replaceAll('.', '\\.')}]`;
    }))
        .join('\n');
}

;// CONCATENATED MODULE: ./src/aws/ambient-identity.js






/** How long a chain that calls a metadata service or runs a `credential_process` may take, in milliseconds. */
const credentialsTimeoutMs = 30_000;
/** S3 accepts requests here for every region of the public cloud, and reports the region of a bucket. */
const fallbackRegion = 'us-east-1';
const missingCredentialsAdvice = 'Set `role-to-assume` and give the job `permissions: id-token: write`. Or run aws-actions/configure-aws-credentials before this step, or set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and (for temporary credentials) AWS_SESSION_TOKEN.';
/**
 * The identity that the environment gives: its keys, else the SDK's default chain (profile, web identity, container
 * and instance roles), which is loaded only when needed. The region is the given one, else AWS_REGION,
 * AWS_DEFAULT_REGION, the profile's, `us-east-1`. AWS is not called before `credentials()`. Throws Failure
 * `invalid-input` for a region that cannot be part of a host name.
 */
async function createAmbientIdentity(options) {
    const { env, onSecret = () => { } } = options;
    const { AWS_REGION, AWS_DEFAULT_REGION } = env;
    const region = options.region || AWS_REGION || AWS_DEFAULT_REGION || (await readProfileRegion(env)) || fallbackRegion;
    // A policy cannot escape a region in an ARN. A host label needs no escape.
    if (!(0,host_label/* isHostLabel */.h)(region)) {
        const evidence = `AWS_REGION or AWS_DEFAULT_REGION is ${JSON.stringify(region)}, which is not the name of a region.`;
        throw new errors/* Failure */.HR('invalid-input', evidence, 'Correct it, or set `aws-region`.');
    }
    const openChain = (0,memo/* memoize */.B)(() => loadDefaultChain(region));
    const find = async (forceRefresh) => {
        const fromEnv = readEnvCredentials(env);
        if (fromEnv !== undefined)
            return fromEnv;
        const provide = await openChain();
        return await (0,abort/* limitTime */.DZ)(() => provide({ forceRefresh }), { ms: credentialsTimeoutMs });
    };
    const identity = {
        region,
        getAccount: (0,memo/* memoize */.B)(() => getCallerAccount(identity, env)),
        createPipeIdentity: async () => undefined,
        async credentials(refused) {
            const { accessKeyId, secretAccessKey, sessionToken, expiration } = await find(refused !== undefined).catch((error) => {
                throw new errors/* Failure */.HR('access-denied', 'No AWS credentials could be found.', missingCredentialsAdvice, {
                    cause: error,
                });
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
    return identity;
}
/** Keys in the environment, unless a profile is named: the order of the SDK's own chain. */
function readEnvCredentials(env) {
    const { AWS_PROFILE, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = env;
    if (AWS_PROFILE || !AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY)
        return undefined;
    return {
        accessKeyId: AWS_ACCESS_KEY_ID,
        secretAccessKey: AWS_SECRET_ACCESS_KEY,
        ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
    };
}
async function loadDefaultChain(region) {
    const { defaultProvider } = await Promise.all(/* import() */[__webpack_require__.e(1366), __webpack_require__.e(3177)]).then(__webpack_require__.bind(__webpack_require__, 83177));
    return defaultProvider({ clientConfig: { region } });
}

// EXTERNAL MODULE: ./src/aws/role-credentials.js + 1 modules
var role_credentials = __webpack_require__(8304);
;// CONCATENATED MODULE: ./src/aws/identity.js





const defaultSessionName = 'GitHubActions';
const defaultDurationSeconds = 3600;
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining */
const maxChainedSeconds = 3600;
/**
 * The identity of the step: the role of the inputs, assumed with GitHub's token or else with the environment's
 * credentials; without a role, those credentials themselves. Throws Failure `access-denied`, or `invalid-input` for an
 * account that is not allowed.
 */
async function createIdentity(options) {
    const ambient = await createAmbientIdentity(options);
    const { roleToAssume, allowedAccountIds } = options;
    const identity = roleToAssume === undefined ? ambient : await createRoleIdentity(options, roleToAssume, ambient);
    if (allowedAccountIds.length > 0)
        assertAllowedAccount(await identity.getAccount(), allowedAccountIds);
    return identity;
}
async function createRoleIdentity(options, role, ambient) {
    const { env, onSecret = () => { } } = options;
    const { region } = ambient;
    const source = await chooseRoleSource(options, role, ambient);
    const request = {
        roleArn: role.startsWith('arn:') ? role : await resolveRoleArn(role, source, ambient),
        sessionName: options.roleSessionName ?? defaultSessionName,
        durationSeconds: options.roleDurationSeconds ?? defaultDurationSeconds,
        externalId: options.roleExternalId,
    };
    const create = (policy, durationSeconds = request.durationSeconds) => {
        const identity = {
            region,
            credentials: (0,role_credentials/* createRoleCredentials */.nR)(source, { ...request, durationSeconds, policy }, { region, env, onSecret }),
            getAccount: (0,memo/* memoize */.B)(() => getCallerAccount(identity, env)),
            createPipeIdentity: async (pipePolicy, { durationSeconds: seconds = durationSeconds } = {}) => create(pipePolicy, source.kind === 'token' ? seconds : Math.min(seconds, maxChainedSeconds)),
        };
        return identity;
    };
    return create();
}
async function chooseRoleSource({ getIdToken, audience, missingToken }, role, ambient) {
    if (getIdToken !== undefined)
        return { kind: 'token', token: () => getIdToken(audience ?? getDefaultAudience(ambient.region)) };
    // Any credentials of the SDK's chain will do: a role of the runner itself may assume another role.
    await ambient.credentials().catch((error) => {
        const evidence = `Cannot assume ${role}: this job has no credentials. ${missingToken.reason}`;
        throw new errors/* Failure */.HR('access-denied', evidence, missingToken.advice, { cause: error });
    });
    return { kind: 'credentials', identity: ambient };
}
const getDefaultAudience = (region) => (region.startsWith('cn-') ? 'sts.amazonaws.com.cn' : 'sts.amazonaws.com');
async function resolveRoleArn(role, source, ambient) {
    if (source.kind === 'token') {
        const evidence = `role-to-assume: "${role}" is a name, and GitHub’s token does not say in which account.`;
        throw new errors/* Failure */.HR('invalid-input', evidence, `Use its ARN, such as \`arn:aws:iam::123456789012:role/${role}\`.`);
    }
    const { account, partition } = await ambient.getAccount();
    return `arn:${partition}:iam::${account}:role/${role}`;
}

;// CONCATENATED MODULE: ./src/run/step-identity.js


/**
 * Creates the identity of a step, the same in main and post. With `mask-aws-account-id` it masks the account first,
 * which costs one call of STS. Throws Failure `access-denied` or `invalid-input`.
 */
async function createStepIdentity({ role, region, env, mask }) {
    const [, ofRole] = /^arn:[^:]*:iam::(\d{12}):/.exec(role.roleToAssume ?? '') ?? [];
    if (role.shouldMaskAccountId && ofRole !== undefined)
        await mask(ofRole);
    const identity = await createIdentity({
        roleToAssume: role.roleToAssume,
        roleSessionName: role.roleSessionName,
        roleDurationSeconds: role.roleDurationSeconds,
        roleExternalId: role.roleExternalId,
        audience: role.audience,
        allowedAccountIds: role.allowedAccountIds,
        region,
        env,
        onSecret: mask,
        getIdToken: (0,id_token/* createIdTokenSource */.S2)(env, mask),
        missingToken: (0,id_token/* explainMissingIdToken */.c4)(env),
    });
    if (role.shouldMaskAccountId)
        await mask((await identity.getAccount()).account);
    return identity;
}


/***/ }),

/***/ 27224:
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