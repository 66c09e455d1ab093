"use strict";
exports.id = 5000;
exports.ids = [5000];
exports.modules = {

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

/***/ 51925:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ parseEcrHost)
/* harmony export */ });
/**
 * The domains of ECR's registries, by partition. The second one of a partition is that of its dual-stack endpoints:
 * https://docs.aws.amazon.com/general/latest/gr/ecr.html,
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html
 */
const domains = [
    ...['amazonaws.com', 'on.aws'],
    ...['amazonaws.com.cn', 'on.amazonwebservices.com.cn'],
    ...['amazonaws.eu', 'on.amazonwebservices.eu', 'amazonwebservices.eu'],
    ...['c2s.ic.gov', 'on.aws.ic.gov'],
    ...['sc2s.sgov.gov', 'on.aws.scloud'],
    ...['cloud.adc-e.uk', 'on.cloud-aws.adc-e.uk'],
    ...['csp.hci.ic.gov', 'on.aws.hci.ic.gov'],
];
const host = /^(?<registryId>\d{12})\.dkr[.-]ecr(?<fips>-fips)?\.(?<region>[a-z0-9-]+)\.(?<domain>[a-z0-9.-]+)$/;
/**
 * Parses the host of a private ECR registry; undefined for other hosts. `public.ecr.aws` is another service, whose
 * images need no login.
 */
function parseEcrHost(text) {
    const { registryId, region, fips, domain = '' } = host.exec(text)?.groups ?? {};
    return registryId !== undefined && region !== undefined && domains.includes(domain)
        ? { registryId, region, isFips: fips !== undefined }
        : undefined;
}


/***/ }),

/***/ 50574:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ne: () => (/* binding */ openEcr),
/* harmony export */   kG: () => (/* binding */ createEcrLogin),
/* harmony export */   wB: () => (/* binding */ resolveEcrReference)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(33178);
/* harmony import */ var _lib_shape_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8883);
/* harmony import */ var _aws_client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3037);
/* harmony import */ var _ecr_host_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51925);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(29333);






/** A client of ECR, for the registry of a host or else of the identity's region. The caller destroys it. */
async function openEcr(identity, env, host) {
    const sdk = await Promise.all(/* import() */[__webpack_require__.e(3668), __webpack_require__.e(1366), __webpack_require__.e(1119)]).then(__webpack_require__.bind(__webpack_require__, 1119));
    // The SDK refuses both at once. With an endpoint of its own, a network decides where requests go.
    const hasOwnEndpoint = Boolean(env['AWS_ENDPOINT_URL_ECR'] || env['AWS_ENDPOINT_URL']);
    const useFipsEndpoint = host?.isFips === true && !hasOwnEndpoint;
    const options = { env, region: host?.region, useFipsEndpoint };
    return { sdk, ecr: new _aws_client_js__WEBPACK_IMPORTED_MODULE_1__/* .AwsClient */ .t6((config) => new sdk.ECRClient(config), identity, options) };
}
/**
 * The reference of a repository in the caller's ECR: its URI with the tag `latest`, which `dsdt` pushes. Never creates
 * the repository. `env` has the proxy variables. Throws Failure `image-not-found`, `access-denied`, `throttled`,
 * `remote-unreachable`.
 */
async function resolveEcrReference(identity, env, repository, signal) {
    const { sdk, ecr } = await openEcr(identity, env);
    try {
        const command = new sdk.DescribeRepositoriesCommand({ repositoryNames: [repository] });
        return await ecr.call(signal, async (client, options) => {
            const [found] = (0,_lib_shape_js__WEBPACK_IMPORTED_MODULE_4__/* .requireList */ .Ky)(await client.send(command, options), 'repositories');
            const uri = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_5__/* .getString */ .AA)(found, 'repositoryUri');
            if (uri === undefined)
                throw new Error('the response names no repository');
            return `${uri}:latest`;
        });
    }
    catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof sdk.RepositoryNotFoundException))
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .toAwsFailure */ .B_)(error, `look up the repository ${repository}`, 'ecr:DescribeRepositories');
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('image-not-found', `ECR has no repository ${repository} in ${identity.region}.`, 'Check `pipe-class`, `repository-prefix` and `aws-region`, or push the image with `docker push`.');
    }
    finally {
        ecr.destroy();
    }
}
/**
 * A login for a registry host of ECR, valid for twelve hours; undefined for other hosts. Its password has been passed
 * to `onSecret`. Throws Failure `access-denied`, `throttled`, `remote-unreachable`.
 */
async function createEcrLogin(identity, env, serveraddress, onSecret, signal) {
    const host = (0,_ecr_host_js__WEBPACK_IMPORTED_MODULE_2__/* .parseEcrHost */ .w)(serveraddress);
    if (host === undefined)
        return undefined;
    const { sdk, ecr } = await openEcr(await identity(), env, host);
    try {
        const login = await ecr.call(signal, async (client, options) => parseLogin(await client.send(new sdk.GetAuthorizationTokenCommand({}), options)));
        await onSecret(login.password);
        return { ...login, serveraddress };
    }
    catch (error) {
        signal.throwIfAborted();
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .toAwsFailure */ .B_)(error, `log in to ${serveraddress}`, 'ecr:GetAuthorizationToken');
    }
    finally {
        ecr.destroy();
    }
}
/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_AuthorizationData.html */
function parseLogin(response) {
    const [data] = (0,_lib_shape_js__WEBPACK_IMPORTED_MODULE_4__/* .requireList */ .Ky)(response, 'authorizationData');
    const text = Buffer.from((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_5__/* .getString */ .AA)(data, 'authorizationToken') ?? '', 'base64').toString();
    const [, username, password] = /^([^:]+):(.+)$/s.exec(text) ?? [];
    if (username === undefined || password === undefined)
        throw new Error('the response has no login');
    return { username, password };
}


/***/ }),

/***/ 67858:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ escapePattern)
/* harmony export */ });
/**
 * Escapes a text for an ARN or a condition of an IAM policy of version `2012-10-17`, so that it stands for itself: `*`
 * and `?` would be wildcards, and `$` would begin a variable. An escaped character takes four characters. IAM allows it
 * only after the fifth colon of an ARN
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html).
 */
function escapePattern(text) {
    return text.replace(/[*?$]/g, (character) => `\${${character}}`);
}


/***/ }),

/***/ 29171:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ib: () => (/* binding */ createIndexStatement),
/* harmony export */   KX: () => (/* binding */ createSandboxStatements),
/* harmony export */   OH: () => (/* binding */ createBaseStatements),
/* harmony export */   PO: () => (/* binding */ getPartition),
/* harmony export */   mN: () => (/* binding */ createPrefixKeyStatements),
/* harmony export */   pd: () => (/* binding */ createPipePolicy)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);
/* harmony import */ var _iam_pattern_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67858);


/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const maxPolicyLength = 2048;
/**
 * Prefixes of the regions in each partition except the public one:
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
const partitionPrefixes = [
    ['cn-', 'aws-cn'],
    ['us-gov-', 'aws-us-gov'],
    ['eusc-', 'aws-eusc'],
    ['us-iso-', 'aws-iso'],
    ['us-isob-', 'aws-iso-b'],
    ['eu-isoe-', 'aws-iso-e'],
    ['us-isof-', 'aws-iso-f'],
];
/** The partition of a region. */
function getPartition(region) {
    return partitionPrefixes.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
}
/** The ARN of the bucket, and the folder of the context in it without a trailing slash, as patterns of a policy. */
function createPatterns({ region, bucket, prefix, context }) {
    const folder = `${prefix === '' ? '' : `${prefix}/`}context/${context}`;
    return { arn: `arn:${getPartition(region)}:s3:::${(0,_iam_pattern_js__WEBPACK_IMPORTED_MODULE_1__/* .escapePattern */ .M)(bucket)}`, folder: (0,_iam_pattern_js__WEBPACK_IMPORTED_MODULE_1__/* .escapePattern */ .M)(folder) };
}
/**
 * The session policy of a pipe. It allows listing, reading and writing the bundles of one context, and nothing else: no
 * deletion. disdat sends HeadBucket, which needs `s3:ListBucket`. Throws Failure `invalid-input` for a policy of more
 * than 2,048 characters.
 */
function createPipePolicy(scope) {
    const { region, kmsKeyId } = scope;
    const { arn, folder } = createPatterns(scope);
    const statements = [
        {
            Effect: 'Allow',
            Action: 's3:ListBucket',
            Resource: arn,
            // HeadBucket has no prefix. Neither has a listing of the whole bucket, so it is allowed, and shows keys.
            Condition: { StringLikeIfExists: { 's3:prefix': `${folder}/*` } },
        },
        {
            Effect: 'Allow',
            Action: ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl', 's3:AbortMultipartUpload'],
            Resource: `${arn}/${folder}/objects/*`,
        },
        ...(scope.readsPrefixKey ? createPrefixKeyStatements(scope, ['s3:GetObject']) : []),
        ...(scope.readsPacks
            ? [{ Effect: 'Allow', Action: 's3:GetObject', Resource: `${arn}/${folder}/run-action/pack*` }]
            : []),
        ...(kmsKeyId === undefined ? [] : [createKmsStatement(kmsKeyId, region)]),
    ];
    const policy = toLatin1Json({ Version: '2012-10-17', Statement: statements });
    if (policy.length > maxPolicyLength) {
        const evidence = `The session policy for ${scope.bucket}/${scope.prefix}, context ${scope.context}, has ${policy.length} characters. STS allows ${maxPolicyLength}.`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', evidence, 'Use a shorter prefix in `remote`. In a policy, `*` takes four characters, and a letter outside of Latin-1 six.');
    }
    return policy;
}
/** The statements for the object with the key `<prefix>/`: none without a prefix. */
function createPrefixKeyStatements({ region, bucket, prefix }, Action = ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl']) {
    if (prefix === '')
        return [];
    const arn = `arn:${getPartition(region)}:s3:::${(0,_iam_pattern_js__WEBPACK_IMPORTED_MODULE_1__/* .escapePattern */ .M)(bucket)}`;
    return [{ Effect: 'Allow', Action, Resource: `${arn}/${(0,_iam_pattern_js__WEBPACK_IMPORTED_MODULE_1__/* .escapePattern */ .M)(prefix)}/` }];
}
/** STS accepts only these characters: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
function toLatin1Json(value) {
    return JSON.stringify(value).replace(/[\u0100-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
/** Statements for the base of a sandbox, from which the step copies. The pipe needs no access to it. */
function createBaseStatements(scope) {
    const { arn, folder } = createPatterns(scope);
    const Condition = { StringLike: { 's3:prefix': `${folder}/*` } };
    return [
        { Effect: 'Allow', Action: 's3:ListBucket', Resource: arn, Condition },
        { Effect: 'Allow', Action: 's3:GetObject', Resource: `${arn}/${folder}/*` },
    ];
}
/**
 * Statements for sandboxes, from which a promotion copies: for all contexts of the remote whose names begin with one of
 * the given texts. IAM's `*` also matches slashes, so a text must not be empty.
 */
function createSandboxStatements({ region, bucket, prefix }, beginnings) {
    const scopes = beginnings.map((context) => createPatterns({ region, bucket, prefix, context }));
    const [arn] = scopes.map((scope) => scope.arn);
    const Condition = { StringLike: { 's3:prefix': scopes.map(({ folder }) => `${folder}*`) } };
    return [
        { Effect: 'Allow', Action: 's3:ListBucket', Resource: arn, Condition },
        { Effect: 'Allow', Action: 's3:GetObject', Resource: scopes.map(({ folder }) => `${arn}/${folder}*`) },
    ];
}
/** The statement for index and packs beside the bundles and the marker of a sandbox. The pipe writes none of them. */
function createIndexStatement(scope) {
    const { arn, folder } = createPatterns(scope);
    return {
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl'],
        Resource: `${arn}/${folder}/run-action/*`,
    };
}
/** An alias does not name the key, so the statement allows every key, but only for use by S3. */
function createKmsStatement(kmsKeyId, region) {
    const isKeyArn = kmsKeyId.startsWith('arn:') && kmsKeyId.includes(':key/');
    return {
        Effect: 'Allow',
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: isKeyArn ? (0,_iam_pattern_js__WEBPACK_IMPORTED_MODULE_1__/* .escapePattern */ .M)(kmsKeyId) : '*',
        ...(isKeyArn ? {} : { Condition: { StringEquals: { 'kms:ViaService': getS3ServiceNames(region) } } }),
    };
}
/** In China, services also have names in another domain. */
const getS3ServiceNames = (region) => [
    `s3.${region}.amazonaws.com`,
    ...(region.startsWith('cn-') ? [`s3.${region}.amazonaws.com.cn`] : []),
];


/***/ }),

/***/ 15000:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  backendTypes: () => (/* binding */ backendTypes)
});

// EXTERNAL MODULE: ./src/disdat/names.js
var names = __webpack_require__(15086);
// EXTERNAL MODULE: ./src/lib/memo.js
var memo = __webpack_require__(40590);
;// CONCATENATED MODULE: ./src/backends/resource-name.js
/**
 * A text as part of the name of a container, a Batch job or a job definition, which may have ASCII letters, digits,
 * `-` and `_` only. Names of Python may have letters of any script.
 */
const toResourceName = (text) => text.replace(/[^A-Za-z0-9_-]/g, '-');

// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/lib/abort.js
var abort = __webpack_require__(31140);
// EXTERNAL MODULE: ./src/lib/clock.js
var lib_clock = __webpack_require__(56620);
// EXTERNAL MODULE: ./src/aws/aws-client.js + 1 modules
var aws_client = __webpack_require__(3037);
// EXTERNAL MODULE: ./src/aws/errors.js
var aws_errors = __webpack_require__(29333);
// EXTERNAL MODULE: ./src/disdat/generations.js
var generations = __webpack_require__(9429);
// EXTERNAL MODULE: ./src/lib/json.js
var json = __webpack_require__(33178);
;// CONCATENATED MODULE: ./src/backends/batch/receipt.js


/** The environment variable of a job that holds its receipt. */
const receiptVariable = 'DISDAT_RUN_ACTION_RECEIPT';
/**
 * The receipt in a container's environment, as DescribeJobs returns it; undefined without a complete receipt. The
 * variable is untrusted.
 */
function readJobReceipt(environment) {
    const text = environment?.find(({ name }) => name === receiptVariable)?.value;
    return text === undefined ? undefined : parseReceipt((0,json/* parseJson */.qF)(text));
}
function parseReceipt(value) {
    const dialect = generations/* dialects */.O9.find((name) => name === (0,json/* getField */.VI)(value, 'dialect'));
    const params = readStrings((0,json/* getField */.VI)(value, 'params'));
    const [pipeClass, remote, context] = [
        (0,json/* getString */.AA)(value, 'pipeClass'),
        (0,json/* getString */.AA)(value, 'remote'),
        (0,json/* getString */.AA)(value, 'context'),
    ];
    const [outputName, outputUuid] = [(0,json/* getString */.AA)(value, 'outputName'), (0,json/* getString */.AA)(value, 'outputUuid')];
    const [image, launchedAt] = [(0,json/* getString */.AA)(value, 'image'), (0,json/* getString */.AA)(value, 'launchedAt')];
    const workflowAttempt = (0,json/* getNumber */.WZ)(value, 'workflowAttempt');
    if (!dialect || !params || !pipeClass || !remote || !context || !outputName || !outputUuid)
        return undefined;
    if (image === undefined || launchedAt === undefined || Number.isNaN(Date.parse(launchedAt)))
        return undefined;
    if (workflowAttempt === undefined)
        return undefined;
    const [inputUuid, inputParam] = [(0,json/* getString */.AA)(value, 'inputUuid'), (0,json/* getString */.AA)(value, 'inputParam')];
    const imageFingerprint = (0,json/* getString */.AA)(value, 'imageFingerprint');
    const settings = readStrings((0,json/* getField */.VI)(value, 'settings'));
    return {
        ...{ pipeClass, remote, context, dialect, outputName, outputUuid, inputUuid, inputParam },
        ...{ params, image, launchedAt, workflowAttempt },
        ...(imageFingerprint !== undefined && { imageFingerprint }),
        ...(settings && { settings }),
    };
}
function readStrings(value) {
    if (!(0,json/* isObject */.Gv)(value))
        return undefined;
    const entries = Object.entries(value).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : []));
    return entries.length === Object.keys(value).length ? Object.fromEntries(entries) : undefined;
}

// EXTERNAL MODULE: ./src/lib/shape.js
var shape = __webpack_require__(8883);
;// CONCATENATED MODULE: ./src/backends/batch/responses.js


/**
 * What Batch and CloudWatch Logs return, field by field. A proxy or an outage can change a response, and the SDK does
 * not check types: a value of another type is unknown here, and no item of a list is ever null. A response without its
 * list throws, within the call that is repeated: an empty list would be an answer.
 * https://docs.aws.amazon.com/batch/latest/APIReference/API_Operations.html
 */
/** https://docs.aws.amazon.com/batch/latest/APIReference/API_SubmitJob.html */
const jobNamePattern = /^[A-Za-z0-9][\w-]{0,127}$/;
/** A name that Batch accepts: it becomes an output, and part of the log and the report. */
const parseJobName = (value) => (typeof value === 'string' && jobNamePattern.test(value) ? value : undefined);
const parseVariable = (0,shape/* parseRecord */.Hh)({ name: shape/* parseText */.r4, value: shape/* parseText */.r4 });
const parseRequirement = (0,shape/* parseRecord */.Hh)({ type: shape/* parseText */.r4, value: shape/* parseText */.r4 });
const parseLogConfiguration = (0,shape/* parseRecord */.Hh)({ logDriver: shape/* parseText */.r4, options: shape/* parseTexts */.oh });
const parseContainer = (0,shape/* parseRecord */.Hh)({
    reason: shape/* parseText */.r4,
    exitCode: shape/* parseInteger */.cG,
    logStreamName: shape/* parseText */.r4,
    environment: (0,shape/* parseList */.E1)(parseVariable),
    logConfiguration: parseLogConfiguration,
    resourceRequirements: (0,shape/* parseList */.E1)(parseRequirement),
    vcpus: shape/* parseInteger */.cG,
    memory: shape/* parseInteger */.cG,
});
const parseAttempt = (0,shape/* parseRecord */.Hh)({
    startedAt: shape/* parseTimestamp */.EH,
    stoppedAt: shape/* parseTimestamp */.EH,
    statusReason: shape/* parseText */.r4,
    container: (0,shape/* parseRecord */.Hh)({ exitCode: shape/* parseInteger */.cG, reason: shape/* parseText */.r4, logStreamName: shape/* parseText */.r4 }),
});
const parseJobFields = (0,shape/* parseRecord */.Hh)({
    jobId: shape/* parseText */.r4,
    jobArn: shape/* parseText */.r4,
    jobName: parseJobName,
    jobQueue: shape/* parseText */.r4,
    jobDefinition: shape/* parseText */.r4,
    status: shape/* parseText */.r4,
    statusReason: shape/* parseText */.r4,
    createdAt: shape/* parseTimestamp */.EH,
    startedAt: shape/* parseTimestamp */.EH,
    isTerminated: shape/* parseFlag */.og,
    isCancelled: shape/* parseFlag */.og,
    container: parseContainer,
    attempts: (0,shape/* parseList */.E1)(parseAttempt),
});
/** A job; undefined without an id or a status, which say nothing about any job. */
function parseBatchJob(value) {
    const job = parseJobFields(value);
    const { jobId, status } = job ?? {};
    return job && jobId !== undefined && status !== undefined ? { ...job, jobId, status } : undefined;
}
/** The jobs in a response of DescribeJobs. Throws when it has no list of jobs. */
function parseJobs(response) {
    return (0,shape/* parseList */.E1)(parseBatchJob)((0,shape/* requireList */.Ky)(response, 'jobs'));
}
const parseSummary = (0,shape/* parseRecord */.Hh)({ jobId: shape/* parseText */.r4, jobName: parseJobName, status: shape/* parseText */.r4 });
const parseSummaries = (0,shape/* parseList */.E1)(parseSummary);
/** A page of ListJobs. Throws when it has no list of jobs: an empty list would mean that there is no job. */
function parseJobPage(response) {
    const jobSummaryList = parseSummaries((0,shape/* requireList */.Ky)(response, 'jobSummaryList'));
    return { jobSummaryList, nextToken: (0,shape/* parseText */.r4)((0,json/* getField */.VI)(response, 'nextToken')) };
}
/** The response to SubmitJob. */
const parseSubmission = (0,shape/* parseRecord */.Hh)({ jobId: shape/* parseText */.r4, jobName: parseJobName });
/** The response to GetJobQueueSnapshot. */
const parseQueueSnapshot = (0,shape/* parseRecord */.Hh)({
    frontOfQueue: (0,shape/* parseRecord */.Hh)({ jobs: (0,shape/* parseList */.E1)((0,shape/* parseRecord */.Hh)({ jobArn: shape/* parseText */.r4 })) }),
});
const parseTerminationErrors = (0,shape/* parseList */.E1)((0,shape/* parseRecord */.Hh)({ job: shape/* parseText */.r4, code: shape/* parseText */.r4, message: shape/* parseText */.r4 }));
/** The response to TerminateJobs. A list that is missing names no job. */
const parseTerminations = (response) => ({
    successful: (0,shape/* parseList */.E1)(shape/* parseText */.r4)((0,json/* getField */.VI)(response, 'successful')),
    errors: parseTerminationErrors((0,json/* getField */.VI)(response, 'errors')),
});
const parseEvents = (0,shape/* parseList */.E1)((0,shape/* parseRecord */.Hh)({ message: shape/* parseText */.r4 }));
/** A page of GetLogEvents. Throws when it has no list of events: an empty list would mean that no line is missing. */
function parseLogPage(response) {
    const events = parseEvents((0,shape/* requireList */.Ky)(response, 'events'));
    return { events, nextForwardToken: (0,shape/* parseText */.r4)((0,json/* getField */.VI)(response, 'nextForwardToken')) };
}
const parseQueue = (0,shape/* parseRecord */.Hh)({
    jobQueueName: shape/* parseText */.r4,
    jobQueueArn: shape/* parseText */.r4,
    state: shape/* parseText */.r4,
    status: shape/* parseText */.r4,
    statusReason: shape/* parseText */.r4,
    schedulingPolicyArn: shape/* parseText */.r4,
    computeEnvironmentOrder: (0,shape/* parseList */.E1)((0,shape/* parseRecord */.Hh)({ computeEnvironment: shape/* parseText */.r4 })),
});
/** The queues in a response of DescribeJobQueues. Throws without a list, or for an unreadable queue. */
const parseQueues = (response) => (0,shape/* requireList */.Ky)(response, 'jobQueues').map(requireItem(parseQueue));
/** An item of a list in which an unreadable item would pass for an absent one. */
const requireItem = (parseItem) => (value) => {
    const item = parseItem(value);
    if (item === undefined)
        throw new Error('the response has an unreadable item');
    return item;
};
const parseEnvironment = (0,shape/* parseRecord */.Hh)({
    computeEnvironmentName: shape/* parseText */.r4,
    state: shape/* parseText */.r4,
    status: shape/* parseText */.r4,
    statusReason: shape/* parseText */.r4,
    eksConfiguration: (0,shape/* parseRecord */.Hh)({}),
    computeResources: (0,shape/* parseRecord */.Hh)({
        type: shape/* parseText */.r4,
        maxvCpus: shape/* parseInteger */.cG,
        instanceTypes: (0,shape/* parseList */.E1)(shape/* parseText */.r4),
    }),
});
/** The environments in a response of DescribeComputeEnvironments. Throws without a list, or for an unreadable one. */
const parseEnvironments = (response) => (0,shape/* requireList */.Ky)(response, 'computeEnvironments').map(requireItem(parseEnvironment));
const parseDefinition = (0,shape/* parseRecord */.Hh)({
    jobDefinitionArn: shape/* parseText */.r4,
    jobDefinitionName: shape/* parseText */.r4,
    revision: shape/* parseInteger */.cG,
    status: shape/* parseText */.r4,
    type: shape/* parseText */.r4,
    platformCapabilities: (0,shape/* parseList */.E1)(shape/* parseText */.r4),
    tags: shape/* parseTexts */.oh,
    containerProperties: (0,shape/* parseRecord */.Hh)({
        image: shape/* parseText */.r4,
        jobRoleArn: shape/* parseText */.r4,
        resourceRequirements: (0,shape/* parseList */.E1)(parseRequirement),
        vcpus: shape/* parseInteger */.cG,
        memory: shape/* parseInteger */.cG,
        logConfiguration: parseLogConfiguration,
    }),
});
/** A page of DescribeJobDefinitions. Throws without a list, or for an unreadable definition. */
function parseDefinitionPage(response) {
    const jobDefinitions = (0,shape/* requireList */.Ky)(response, 'jobDefinitions').map(requireItem(parseDefinition));
    return { jobDefinitions, nextToken: (0,shape/* parseText */.r4)((0,json/* getField */.VI)(response, 'nextToken')) };
}
/** The response to RegisterJobDefinition. */
const parseRegistration = (0,shape/* parseRecord */.Hh)({
    jobDefinitionArn: shape/* parseText */.r4,
    jobDefinitionName: shape/* parseText */.r4,
    revision: shape/* parseInteger */.cG,
});

;// CONCATENATED MODULE: ./src/backends/batch/jobs.js




/** https://docs.aws.amazon.com/batch/latest/APIReference/API_DescribeJobs.html */
const maxJobsPerCall = 100;
/** https://docs.aws.amazon.com/batch/latest/APIReference/API_TerminateJob.html */
const maxReasonLength = 1024;
/** The most pages of ListJobs, which have up to 100 jobs: those of some attempts of a step with 1,000 runs. */
const maxListPages = 50;
/** The jobs of these ids that Batch still knows. Throws Failure. */
async function describeJobs({ sdk, batch }, ids, signal, limits = {}) {
    const details = [];
    try {
        for (let start = 0; start < ids.length; start += maxJobsPerCall) {
            const command = new sdk.DescribeJobsCommand({ jobs: ids.slice(start, start + maxJobsPerCall) });
            const jobs = await batch.call(signal, async (client, options) => parseJobs(await client.send(command, options)), limits);
            details.push(...jobs);
        }
        return details;
    }
    catch (error) {
        signal.throwIfAborted();
        throw (0,aws_errors/* toAwsFailure */.B_)(error, 'describe the job', 'batch:DescribeJobs');
    }
}
const isFinishedStatus = (status) => status === 'SUCCEEDED' || status === 'FAILED';
/**
 * All jobs of a name in a queue that ListJobs shows, including ended ones, the newest first. A new job appears there
 * some seconds after SubmitJob. Throws Failure.
 */
async function listJobsByName(clients, jobQueue, name, signal) {
    const { ids } = await listIds(clients, { jobQueue, filter: name, isWanted: ({ jobName }) => jobName === name }, signal);
    return await describeListed(clients, ids, signal);
}
/**
 * The jobs in a queue whose names begin with a text and that have not ended, the newest first: one call for each 100
 * jobs, and one for each 100 that have not ended. Undefined when there are too many to list. Throws Failure.
 */
async function listActiveJobs(clients, jobQueue, prefix, signal) {
    const isWanted = ({ jobName, status }) => jobName?.startsWith(prefix) === true && !isFinishedStatus(status);
    const { ids, isComplete } = await listIds(clients, { jobQueue, filter: `${prefix}*`, isWanted }, signal);
    if (!isComplete)
        return undefined;
    return (await describeListed(clients, ids, signal)).filter(({ isFinished }) => !isFinished);
}
async function describeListed(clients, ids, signal) {
    const jobs = await describeJobs(clients, ids, signal);
    return jobs
        .toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
        .map(({ jobId, jobName = '', jobQueue, jobDefinition, status, statusReason, container }) => ({
        id: jobId,
        name: jobName,
        queue: jobQueue,
        definition: getDefinitionName(jobDefinition),
        status,
        statusReason,
        isFinished: isFinishedStatus(status),
        receipt: readJobReceipt(container?.environment),
    }));
}
async function listIds({ sdk, batch }, { jobQueue, filter, isWanted }, signal) {
    const filters = [{ name: 'JOB_NAME', values: [filter] }];
    const ids = [];
    let nextToken;
    try {
        for (let pages = 0; pages < maxListPages; pages += 1) {
            const command = new sdk.ListJobsCommand({ jobQueue, filters, nextToken });
            const page = await batch.call(signal, async (client, options) => parseJobPage(await client.send(command, options)));
            ids.push(...page.jobSummaryList.filter(isWanted).flatMap(({ jobId }) => (jobId ? [jobId] : [])));
            nextToken = page.nextToken;
            if (!nextToken)
                return { ids, isComplete: true };
        }
        return { ids, isComplete: false };
    }
    catch (error) {
        signal.throwIfAborted();
        throw (0,aws_errors/* toAwsFailure */.B_)(error, `list the jobs of this run in the queue ${jobQueue}`, 'batch:ListJobs');
    }
}
/** The `name:revision` in a definition's ARN. */
const getDefinitionName = (arn) => arn?.slice(arn.lastIndexOf('/') + 1);
/**
 * Terminates a job in any state, with a single attempt unless `limits` allow more. Does nothing to an ended job. Cuts
 * the reason to 1,024 characters. Throws Failure.
 */
async function terminateJob({ sdk, batch }, { id: jobId, reason }, signal, limits = aws_client/* singleAttempt */.My) {
    const command = new sdk.TerminateJobCommand({ jobId, reason: reason.slice(0, maxReasonLength) });
    try {
        await batch.call(signal, (client, options) => client.send(command, options), limits);
    }
    catch (error) {
        signal.throwIfAborted();
        throw (0,aws_errors/* toAwsFailure */.B_)(error, `terminate job ${jobId}`, 'batch:TerminateJob');
    }
}

;// CONCATENATED MODULE: ./src/backends/batch/instance-types.js
/** Families with Graviton (`m7g`, `c7gn`, `r8gd`, `a1`) or Grace processors, and AWS's own selection of them. */
const armPattern = /^(?:a1|[a-z]+\d+g[a-z]*|\w+-gb\d+)(?:\.|$)|^default_arm64$/;
/** Families with NVIDIA GPUs: https://docs.aws.amazon.com/batch/latest/userguide/gpu-jobs.html */
const gpuPattern = /^(?:p\d|g\d|gr\d)/;
/** Whether the instances of a type or family have arm64 processors. */
const isArmInstanceType = (type) => armPattern.test(type);
/**
 * GiB for each vCPU in a family where the ratio is the same for all sizes:
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/gp.html
 */
function getGibPerVcpu(family) {
    if (/^c5n/.test(family))
        return 2.625;
    if (/^c\d/.test(family))
        return 2;
    if (/^[mt]\d/.test(family) && !/^m2/.test(family))
        return 4;
    return /^r\d/.test(family) ? 8 : Number.POSITIVE_INFINITY;
}
/** The most vCPUs of an instance of this size. Unlimited for a family without a size, `optimal` and bare metal. */
function getMaxVcpus(size) {
    if (size === 'xlarge')
        return 4;
    if (size !== undefined && /^(?:nano|micro|small|medium|large)$/.test(size))
        return 2;
    const multiple = /^(\d+)xlarge$/.exec(size ?? '')?.[1];
    return multiple === undefined ? Number.POSITIVE_INFINITY : 4 * Number(multiple);
}
/** One sentence for each resource that none of the instance types has. Unknown types count as large enough. */
function findInstanceProblems(types, { vcpus, memoryMib, gpus }) {
    if (types.length === 0)
        return [];
    const sizes = types.map((type) => {
        const [family = '', size] = type.split('.');
        const maxVcpus = getMaxVcpus(size);
        return { vcpus: maxVcpus, memoryMib: maxVcpus * getGibPerVcpu(family) * 1024 };
    });
    const subject = `none of the queue’s instances (${types.slice(0, 5).join(', ')}) has`;
    return [
        ...(sizes.every((size) => size.vcpus < vcpus) ? [`vcpus: ${subject} ${vcpus}.`] : []),
        ...(sizes.every((size) => size.memoryMib < memoryMib) ? [`memory: ${subject} ${memoryMib} MiB.`] : []),
        ...(gpus !== undefined && !types.some((type) => gpuPattern.test(type)) ? [`gpus: ${subject} GPUs.`] : []),
    ];
}

;// CONCATENATED MODULE: ./src/backends/batch/queue.js




/** The most queues in one response: https://docs.aws.amazon.com/batch/latest/APIReference/API_DescribeJobQueues.html */
const maxListedQueues = 100;
/** A queue, by name or ARN; undefined when it does not exist. Throws Failure. */
async function readQueue({ sdk, batch }, queue, signal) {
    try {
        const command = new sdk.DescribeJobQueuesCommand({ jobQueues: [queue] });
        const [found] = await batch.call(signal, async (client, options) => parseQueues(await client.send(command, options)));
        return found;
    }
    catch (error) {
        signal.throwIfAborted();
        throw (0,aws_errors/* toAwsFailure */.B_)(error, `describe the queue ${queue}`, 'batch:DescribeJobQueues');
    }
}
/** The names of the queues of the region, of up to 100. Throws Failure. */
async function listQueueNames({ sdk, batch }, signal) {
    try {
        const command = new sdk.DescribeJobQueuesCommand({ maxResults: maxListedQueues });
        const queues = await batch.call(signal, async (client, options) => parseQueues(await client.send(command, options)));
        return queues.flatMap(({ jobQueueName }) => jobQueueName ?? []);
    }
    catch (error) {
        signal.throwIfAborted();
        throw (0,aws_errors/* toAwsFailure */.B_)(error, 'list the queues', 'batch:DescribeJobQueues');
    }
}
/** The compute environments of a queue. Without permission to describe them: none, and a notice. Throws Failure. */
async function readComputeEnvironments({ sdk, batch }, { computeEnvironmentOrder }, signal) {
    const names = computeEnvironmentOrder.flatMap(({ computeEnvironment }) => computeEnvironment ? [computeEnvironment] : []);
    if (names.length === 0)
        return { environments: [] };
    try {
        const command = new sdk.DescribeComputeEnvironmentsCommand({ computeEnvironments: names });
        const environments = await batch.call(signal, async (client, options) => parseEnvironments(await client.send(command, options)));
        return { environments };
    }
    catch (error) {
        signal.throwIfAborted();
        if (!(0,aws_errors/* isAccessDenied */.w7)(error))
            throw (0,aws_errors/* toAwsFailure */.B_)(error, 'describe the queue’s compute environments', 'batch:DescribeComputeEnvironments');
        return {
            environments: [],
            notice: `The queue’s compute environments could not be described. The action assumes EC2: ${(0,errors/* describeError */.Uc)(error)}`,
        };
    }
}
/** The problem of a queue that does not exist. */
function describeMissingQueue(queue, region) {
    const queueRegion = /^arn:[^:]+:batch:([^:]+):/.exec(queue)?.[1];
    if (queueRegion !== undefined && queueRegion !== region)
        return `job-queue: ${queue} is in ${queueRegion}, and the step works in ${region}: set \`aws-region: ${queueRegion}\`.`;
    return `job-queue: there is no queue ${queue} in ${region}: check its name, \`aws-region\` and the account.`;
}
/** Why a queue does not accept the job, one sentence per problem. */
function findQueueProblems({ jobQueueName, state, status, statusReason, schedulingPolicyArn }, { shareIdentifier }) {
    const problems = [];
    if (state !== 'ENABLED')
        problems.push(`job-queue: ${jobQueueName} is ${state} and accepts no jobs: enable it, or name another queue.`);
    if (status !== undefined && status !== 'VALID')
        problems.push(`job-queue: ${jobQueueName} is ${status}${statusReason ? ` (${statusReason})` : ''}. It must be VALID.`);
    if (schedulingPolicyArn !== undefined && shareIdentifier === undefined)
        problems.push(`share-identifier: nothing given. ${jobQueueName} has a scheduling policy and requires one.`);
    if (schedulingPolicyArn === undefined && shareIdentifier !== undefined)
        problems.push(`share-identifier: got ${JSON.stringify(shareIdentifier)}. ${jobQueueName} has no scheduling policy and accepts no share identifier. Remove the input.`);
    return problems;
}
/** Why a compute environment does not run the job, one sentence per problem. */
function findEnvironmentProblems({ computeEnvironmentName: name, state, status, statusReason, eksConfiguration, }) {
    const problems = [];
    if (eksConfiguration !== undefined)
        problems.push(`job-queue: its compute environment ${name} is on EKS, where a job cannot override the container's command.`);
    if (state !== 'ENABLED')
        problems.push(`job-queue: its compute environment ${name} is ${state}: enable it.`);
    if (status !== undefined && status !== 'VALID' && status !== 'UPDATING')
        problems.push(`job-queue: its compute environment ${name} is ${status}${statusReason ? ` (${statusReason})` : ''}. It must be VALID.`);
    return problems;
}
/** The resources that no environment can provide, one sentence each. */
function findCapacityProblems(environments, resources) {
    // An unmanaged environment does not report its size.
    const limits = environments.map(({ computeResources }) => computeResources?.maxvCpus ?? Number.POSITIVE_INFINITY);
    if (limits.length === 0)
        return [];
    const { vcpus } = resources;
    return Math.max(...limits) < vcpus
        ? [
            `vcpus: got ${vcpus}. No compute environment of the queue has as many. The largest allows ${Math.max(...limits)}.`,
        ]
        : findInstanceProblems(listInstanceTypes(environments), resources);
}
/** The instance types of all environments; empty when one of them does not name its own. */
function listInstanceTypes(environments) {
    const types = environments.map(({ computeResources }) => computeResources?.instanceTypes ?? []);
    return types.some((each) => each.length === 0) ? [] : types.flat();
}
/** A problem only when every host has the same processors, and the image is for others. `optimal` selects x86. */
function findProcessorProblems(environments, architecture) {
    const types = listInstanceTypes(environments);
    if (types.length === 0 || (architecture !== 'amd64' && architecture !== 'arm64'))
        return [];
    const armCount = types.filter(isArmInstanceType).length;
    const isMismatch = architecture === 'amd64' ? armCount === types.length : armCount === 0;
    if (!isMismatch)
        return [];
    return [
        `image: it is for ${architecture}, and the queue’s instances (${types.slice(0, 5).join(', ')}) are not. Build it for them, or name another queue.`,
    ];
}
/** Whether all environments have spot capacity. */
const isSpotOnly = (environments) => environments.length > 0 && environments.every(({ computeResources }) => computeResources?.type?.endsWith('SPOT'));

;// CONCATENATED MODULE: ./src/backends/batch/attach.js




/** DescribeJobs may omit a job for a moment: how often it is called again, and the pause before each call. */
const lookups = { count: 5, pauseMs: 3_000 };
/**
 * The jobs of these ids, each with its receipt, and whether all their queues have only spot capacity. Throws one
 * Failure `invalid-input` for all ids that are unknown for 15 s, or of jobs that this action did not submit.
 */
async function findAttachableJobs(clients, links, ids, { clock, signal }) {
    const byId = await describeAll(clients, ids, clock, signal);
    const problems = [];
    const jobs = ids.flatMap((id) => {
        const detail = byId.get(id);
        const receipt = readJobReceipt(detail?.container?.environment);
        if (detail !== undefined && receipt !== undefined)
            return [{ job: createJob(id, detail, links), receipt }];
        problems.push(detail === undefined
            ? `attach-job-ids: ${id} is not known in ${clients.region}: it is in another region or account, or it ended days ago.`
            : `attach-job-ids: ${id} (${detail.jobName}) was not submitted by this action, so its output bundle is unknown.`);
        return [];
    });
    if (problems.length > 0)
        throw new errors/* Failure */.HR('invalid-input', problems.join('\n'), 'Use ids from the outputs `job-id` or `job-ids`.');
    return { jobs, isSpot: await hasOnlySpotQueues(clients, [...byId.values()], signal) };
}
async function describeAll(clients, ids, clock, signal) {
    const byId = new Map();
    for (let lookup = 0;; lookup += 1) {
        const missing = ids.filter((id) => !byId.has(id));
        for (const job of await describeJobs(clients, missing, signal))
            byId.set(job.jobId, job);
        if (ids.every((id) => byId.has(id)) || lookup === lookups.count)
            return byId;
        await clock.sleep(lookups.pauseMs, signal);
    }
}
function createJob(id, { jobName: name = '', jobDefinition, jobQueue: queue }, links) {
    const definition = getDefinitionName(jobDefinition);
    return { id, name, ...(definition && { definition }), ...links.getJobLinks(id, { definition: jobDefinition, queue }) };
}
/** Whether all queues have only spot capacity, which explains a lost host. False without the permission. */
async function hasOnlySpotQueues(clients, details, signal) {
    const queues = [...new Set(details.flatMap(({ jobQueue }) => jobQueue ?? []))];
    try {
        const areSpot = await Promise.all(queues.map(async (name) => {
            const queue = await readQueue(clients, name, signal);
            return queue !== undefined && isSpotOnly((await readComputeEnvironments(clients, queue, signal)).environments);
        }));
        return areSpot.length > 0 && areSpot.every(Boolean);
    }
    catch {
        signal.throwIfAborted();
        return false;
    }
}

;// CONCATENATED MODULE: ./src/backends/batch/dry-run.js
/** The requests as text. */
function renderDryRun({ definition, submission, policy }) {
    return [
        typeof definition === 'string'
            ? `Uses the job definition ${definition}.`
            : `RegisterJobDefinition\n${formatJson(definition)}`,
        `SubmitJob\n${formatJson(submission)}`,
        `Permissions that the step needs on Batch:\n${formatJson(policy)}`,
    ].join('\n');
}
const formatJson = (value) => JSON.stringify(value, null, 2);

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./src/backends/batch/fargate.js
/**
 * The memory sizes of Fargate for each number of vCPUs, in MiB:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
 */
const sizes = [
    { vcpus: 0.25, memory: [512, 1024, 2048] },
    { vcpus: 0.5, memory: createRange(1024, 4096, 1024) },
    { vcpus: 1, memory: createRange(2048, 8192, 1024) },
    { vcpus: 2, memory: createRange(4096, 16_384, 1024) },
    { vcpus: 4, memory: createRange(8192, 30_720, 1024) },
    { vcpus: 8, memory: createRange(16_384, 61_440, 4096) },
    { vcpus: 16, memory: createRange(32_768, 122_880, 8192) },
];
function createRange(first, last, step) {
    return Array.from({ length: (last - first) / step + 1 }, (_, index) => first + index * step);
}
/**
 * The smallest Fargate size with at least these vCPUs and this memory; undefined when there is none. Without a memory,
 * the smallest one of that number of vCPUs.
 */
function chooseFargateSize(vcpus, memoryMib) {
    for (const size of sizes) {
        if (size.vcpus < (vcpus ?? 0.25))
            continue;
        const memory = size.memory.find((each) => each >= (memoryMib ?? 0));
        if (memory !== undefined)
            return { vcpus: size.vcpus, memoryMib: memory };
    }
    return undefined;
}

;// CONCATENATED MODULE: ./src/backends/batch/resources.js

const ec2Defaults = { vcpus: 1, memoryMib: 2048 };
/** https://docs.aws.amazon.com/batch/latest/APIReference/API_ResourceRequirement.html */
const minMemoryMib = 4;
/** The resources for a request on a platform. */
function chooseResources(request, platform) {
    if (platform === 'FARGATE')
        return chooseFargateResources(request);
    const vcpus = Math.max(1, Math.ceil(request.vcpus ?? ec2Defaults.vcpus));
    const memoryMib = Math.max(minMemoryMib, request.memoryMib ?? ec2Defaults.memoryMib);
    const isChanged = vcpus !== request.vcpus || memoryMib !== request.memoryMib;
    return {
        resources: { vcpus, memoryMib, gpus: request.gpus },
        notices: isChanged ? [`The job gets ${vcpus} vCPU and ${memoryMib} MiB.`] : [],
        problems: [],
    };
}
function chooseFargateResources({ vcpus, memoryMib, gpus }) {
    const size = chooseFargateSize(vcpus ?? (memoryMib === undefined ? 1 : undefined), memoryMib);
    const problems = [
        ...(gpus === undefined ? [] : [`gpus: got ${gpus}. Fargate has no GPUs. Use a queue of EC2 instances.`]),
        ...(size
            ? []
            : [
                `vcpus, memory: no Fargate size has ${vcpus ?? 'any'} vCPU and ${memoryMib ?? 'any'} MiB. The largest has 16 and 122880.`,
            ]),
    ];
    const isRounded = size && (size.vcpus !== vcpus || size.memoryMib !== memoryMib);
    return {
        resources: { ...(size ?? ec2Defaults), gpus: undefined },
        notices: isRounded
            ? [`The job gets ${size.vcpus} vCPU and ${size.memoryMib} MiB, the nearest size that Fargate has.`]
            : [],
        problems,
    };
}
/** Resources in the format of the Batch API. */
function createRequirements({ vcpus, memoryMib, gpus }) {
    return [
        { type: 'VCPU', value: String(vcpus) },
        { type: 'MEMORY', value: String(memoryMib) },
        ...(gpus === undefined ? [] : [{ type: 'GPU', value: String(gpus) }]),
    ];
}
/** The resources in a definition's or job's requirements. */
function parseRequirements(requirements) {
    const findAmount = (kind) => {
        const amount = Number(requirements.find(({ type }) => type === kind)?.value);
        return Number.isFinite(amount) ? amount : undefined;
    };
    return { vcpus: findAmount('VCPU'), memoryMib: findAmount('MEMORY'), gpus: findAmount('GPU') };
}
/** The resources of a job or definition as Batch describes it. Old definitions have `vcpus` and `memory`. */
function readResources({ resourceRequirements, vcpus, memory, }) {
    const required = parseRequirements(resourceRequirements);
    return { vcpus: required.vcpus ?? (vcpus || undefined), memoryMib: required.memoryMib ?? (memory || undefined) };
}

;// CONCATENATED MODULE: ./src/backends/batch/retry-strategy.js
/**
 * Retries an attempt that ended because its host was lost, which AWS words in two ways, and nothing else: a pipe that
 * failed would fail again. Without the last rule, Batch would retry everything that matches no rule:
 * https://docs.aws.amazon.com/batch/latest/userguide/job_retries.html
 */
function createRetryStrategy(attempts) {
    return { attempts, evaluateOnExit: attempts === 1 ? [exitRule] : [...lostHostRules, exitRule] };
}
const exitRule = { onReason: '*', action: 'EXIT' };
const lostHostRules = [
    { onStatusReason: 'Host EC2*', action: 'RETRY' },
    { onStatusReason: 'Your Spot Task was interrupted*', action: 'RETRY' },
];

;// CONCATENATED MODULE: ./src/backends/batch/job-definition.js






/** Tags of the action's definitions: their creator, and the hash of their content. */
const definitionTags = { madeBy: 'disdat-run-action:made-by', content: 'disdat-run-action:content' };
const madeBy = 'disdat/run-action';
/** How many active revisions of ours stay: a concurrent run that has found one of them still has to submit with it. */
const maxKeptRevisions = 5;
/** Most pages of DescribeJobDefinitions; each has up to a hundred revisions. */
const maxDefinitionPages = 50;
/** https://docs.aws.amazon.com/batch/latest/userguide/service_limits.html */
const definitionLimitBytes = 24 * 1024;
/** The processor architecture that a task needs. For an image of several architectures, `platform` decides. */
const getArchitecture = ({ image, platform }) => image.architecture ?? platform?.split('/')[1];
/** The request for RegisterJobDefinition with the definition that a task needs. */
function createDefinitionRequest(task, settings, { kind, resources }) {
    const isFargate = kind === 'FARGATE';
    const isArm = getArchitecture(task) === 'arm64';
    const content = {
        jobDefinitionName: settings.definitionName,
        type: 'container',
        platformCapabilities: [kind],
        propagateTags: true,
        retryStrategy: createRetryStrategy(settings.attempts ?? 1),
        timeout: { attemptDurationSeconds: getTimeoutSeconds(task) },
        containerProperties: {
            image: task.image.id,
            resourceRequirements: createRequirements(resources),
            ...(settings.jobRoleArn && { jobRoleArn: settings.jobRoleArn }),
            ...(settings.executionRoleArn && { executionRoleArn: settings.executionRoleArn }),
            logConfiguration: { logDriver: 'awslogs' },
            ...(task.shmSizeMib !== undefined && { linuxParameters: { sharedMemorySize: task.shmSizeMib } }),
            // Without a public address, a task in a public subnet cannot pull its image.
            ...(isFargate && { networkConfiguration: { assignPublicIp: 'ENABLED' } }),
            ...(isFargate && isArm && { runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' } }),
        },
    };
    return { ...content, tags: { [definitionTags.madeBy]: madeBy, [definitionTags.content]: hashContent(content) } };
}
/** At least a minute: https://docs.aws.amazon.com/batch/latest/userguide/job_timeouts.html */
const getTimeoutSeconds = ({ timeoutMs }) => Math.max(60, Math.ceil(timeoutMs / 1000));
function hashContent(content) {
    return (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(content)).digest('hex');
}
/** The names of a revision, as Batch describes it. */
const toDefinitionRevision = ({ jobDefinitionArn = '', jobDefinitionName = '', revision = 0, }) => ({
    arn: jobDefinitionArn,
    name: `${jobDefinitionName}:${revision}`,
});
/** All active revisions of a name, or the revision of an ARN or `name:revision`, the newest first. Throws Failure. */
async function listRevisions(clients, nameOrArn, signal) {
    const { sdk, batch } = clients;
    // An ARN without a revision means the newest one, which Batch looks up only by name.
    const name = /^(?:arn:.*:job-definition\/)?([^:/]+)$/.exec(nameOrArn)?.[1];
    const query = name === undefined ? { jobDefinitions: [nameOrArn] } : { jobDefinitionName: name, status: 'ACTIVE' };
    const revisions = [];
    let nextToken;
    try {
        for (let pages = 0; pages < maxDefinitionPages; pages += 1) {
            const command = new sdk.DescribeJobDefinitionsCommand({ ...query, nextToken });
            const page = await batch.call(signal, async (client, options) => parseDefinitionPage(await client.send(command, options)));
            revisions.push(...page.jobDefinitions);
            nextToken = page.nextToken;
            if (!nextToken)
                break;
        }
    }
    catch (error) {
        signal.throwIfAborted();
        throw (0,aws_errors/* toAwsFailure */.B_)(error, `look up the job definition ${nameOrArn}`, 'batch:DescribeJobDefinitions');
    }
    return revisions.toSorted((a, b) => (b.revision ?? 0) - (a.revision ?? 0));
}
/** The active revision of ours with the requested content, if there is one, and all active revisions of ours. */
async function findSameDefinition(clients, request, signal) {
    const revisions = await listRevisions(clients, request.jobDefinitionName ?? '', signal);
    const ours = revisions.filter(({ tags, status }) => tags[definitionTags.madeBy] === madeBy && status === 'ACTIVE');
    const same = ours.find(({ tags }) => tags[definitionTags.content] === request.tags?.[definitionTags.content]);
    return { same: same && toDefinitionRevision(same), ours };
}
/**
 * The revision to submit with: an active one with the same content, or a new one. Deregisters old revisions of ours,
 * never those of others. Two concurrent registrations create two revisions, which are equally valid.
 */
async function ensureDefinition(clients, request, signal) {
    const { sdk, batch } = clients;
    const { same, ours } = await findSameDefinition(clients, request, signal);
    if (same !== undefined)
        return same;
    try {
        const revision = await batch.call(signal, async (client, options) => {
            const registered = parseRegistration(await client.send(new sdk.RegisterJobDefinitionCommand(request), options));
            if (registered?.jobDefinitionArn === undefined)
                throw new Error('the response names no job definition');
            return registered;
        });
        await deregister(clients, ours.slice(maxKeptRevisions - 1), signal);
        return toDefinitionRevision(revision);
    }
    catch (error) {
        signal.throwIfAborted();
        throw (0,aws_errors/* toAwsFailure */.B_)(error, `register the job definition ${request.jobDefinitionName}`, 'batch:RegisterJobDefinition (and batch:TagResource, iam:PassRole for the roles that it names)');
    }
}
/** A revision that cannot be deregistered stays. */
async function deregister({ sdk, batch }, revisions, signal) {
    for (const { jobDefinitionArn: jobDefinition } of revisions) {
        const command = new sdk.DeregisterJobDefinitionCommand({ jobDefinition });
        await batch.call(signal, (client, options) => client.send(command, options), aws_client/* singleAttempt */.My).catch(() => undefined);
    }
}
/** Whether Batch refused a submission because the definition is not active any more. */
const isInactiveDefinition = (error) => (0,aws_errors/* getErrorName */.WY)(error) === 'ClientException' &&
    error instanceof Error &&
    /definition/i.test(error.message) &&
    /active|not exist|not found/i.test(error.message);

;// CONCATENATED MODULE: ./src/backends/batch/fixed-definition.js



/** Reads a user's job definition. Throws Failure `invalid-input` when it cannot run a pipe. */
async function readFixedDefinition(clients, nameOrArn, signal) {
    const [definition] = await listRevisions(clients, nameOrArn, signal);
    if (definition === undefined)
        throw createMissingFailure(nameOrArn, clients.region);
    const { status, type, containerProperties, platformCapabilities, tags } = definition;
    const revision = toDefinitionRevision(definition);
    if (status !== 'ACTIVE')
        throw new errors/* Failure */.HR('invalid-input', `job-definition: ${revision.name} is ${status}.`, 'Name a revision that is ACTIVE.');
    if (type !== 'container' || !containerProperties?.image)
        throw new errors/* Failure */.HR('invalid-input', `job-definition: ${revision.name} is of type ${type}, or for EKS or several containers.`, 'Name a definition of type `container` with a single container.');
    return {
        ...revision,
        image: containerProperties.image,
        hasJobRole: Boolean(containerProperties.jobRoleArn),
        platforms: platformCapabilities,
        resources: {
            ...parseRequirements(containerProperties.resourceRequirements),
            ...readResources(containerProperties),
        },
        tagCount: Object.keys(tags).length,
        logGroup: containerProperties.logConfiguration?.options['awslogs-group'],
    };
}
function createMissingFailure(nameOrArn, region) {
    const definitionRegion = /^arn:[^:]+:batch:([^:]+):/.exec(nameOrArn)?.[1] ?? region;
    return new errors/* Failure */.HR('invalid-input', `job-definition: there is no active ${nameOrArn} in ${region}.`, definitionRegion === region
        ? 'Check name, revision and `aws-region`, or leave out `job-definition` so that the action registers one.'
        : `It is in ${definitionRegion}: set \`aws-region: ${definitionRegion}\`.`);
}

// EXTERNAL MODULE: ./src/disdat/closing-summary.js
var closing_summary = __webpack_require__(59132);
;// CONCATENATED MODULE: ./src/backends/line-splitter.js
/** The longest line that is shown, in UTF-16 units. The rest of a longer line is dropped. */
const maxLineLength = 16 * 1024;
/** Cuts a line at the limit, and says how much is missing. */
function truncateLine(text) {
    const dropped = text.length - maxLineLength;
    return dropped > 0 ? addDroppedCount(text.slice(0, maxLineLength), dropped) : text;
}
const addDroppedCount = (text, dropped) => `${text} … [${dropped} more characters not shown]`;
/**
 * Splits a stream of bytes into lines, with bounded memory. A line ends at `\n`, `\r\n` or a bare `\r`, as it does for
 * the runner's reader (https://learn.microsoft.com/dotnet/api/system.io.streamreader.readline). Invalid UTF-8 becomes
 * U+FFFD. A line over the limit is cut and says how much is missing.
 */
class LineSplitter {
    // Keeps byte order marks. Otherwise the decoder removes one inside the stream too, depending on the chunks.
    #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    #unfinished = '';
    #dropped = 0;
    #endsWithReturn = false;
    /** The lines that these bytes complete. */
    push(bytes) {
        return this.#split(this.#decoder.decode(bytes, { stream: true }));
    }
    /** The last line, if the stream does not end with a line end. */
    end() {
        const lines = this.#split(this.#decoder.decode());
        if (this.#unfinished !== '' || this.#dropped > 0)
            lines.push(this.#finish(''));
        return lines;
    }
    #split(text) {
        let rest = text;
        if (this.#endsWithReturn && rest !== '') {
            if (rest.startsWith('\n'))
                rest = rest.slice(1);
            this.#endsWithReturn = false;
        }
        if (rest.endsWith('\r'))
            this.#endsWithReturn = true;
        const parts = rest.includes('\r') ? rest.split(/\r\n|\r|\n/) : rest.split('\n');
        const last = parts.pop() ?? '';
        const lines = parts.map((part) => this.#finish(part));
        this.#append(last);
        return lines;
    }
    #append(text) {
        const room = maxLineLength - this.#unfinished.length;
        if (text.length <= room) {
            this.#unfinished += text;
            return;
        }
        this.#unfinished += text.slice(0, Math.max(0, room));
        this.#dropped += text.length - Math.max(0, room);
    }
    #finish(text) {
        this.#append(text);
        const line = this.#dropped > 0 ? addDroppedCount(this.#unfinished, this.#dropped) : this.#unfinished;
        this.#unfinished = '';
        this.#dropped = 0;
        return line;
    }
}

// EXTERNAL MODULE: ./src/lib/rate-limiter.js
var rate_limiter = __webpack_require__(45747);
;// CONCATENATED MODULE: ./src/backends/batch/log-limits.js

/** CloudWatch Logs reads of all jobs of the step, per second: less than half of the account's quota of 10. */
const readsPerSecond = 4;
/** The pause between two reads while lines arrive, and the longest pause while none do. */
const readInterval = { busyMs: 2_000, quietMs: 10_000, growth: 1.5 };
/** Most pages of one read; the next read continues. */
const maxPagesPerRead = 20;
/**
 * When a log counts as complete after the job ended, in milliseconds: so long after its last line, or so long without
 * any line, because the log driver delivers lines some seconds late. Failed reads extend the wait. After so many reads
 * with new lines the rest is left: CloudWatch Logs may return lines without end.
 */
const drainLimits = {
    afterLinesMs: 5_000,
    withoutLinesMs: 15_000,
    pauseMs: 1_500,
    failingMs: 120_000,
    maxReads: 60,
};
/** The same for a log that ends with Luigi's closing summary: no lines of the pipe are missing. In milliseconds. */
const closedDrainLimits = { afterLinesMs: 1_000, pauseMs: 500 };
/** Limits the reads of the logs of all jobs of a step. */
const createLogLimiter = (clock) => new rate_limiter/* RateLimiter */.v(clock, { perSecond: readsPerSecond });
/**
 * The longest waits of an ended job for a read, in milliseconds: of its first read, within which a step reads the logs
 * of 1,200 jobs that end at the same time, and of each later one.
 */
const readWaits = { firstMs: 300_000, laterMs: 10_000 };

;// CONCATENATED MODULE: ./src/backends/batch/job-log.js







/** The log group of jobs that name none: https://docs.aws.amazon.com/batch/latest/userguide/using_awslogs.html */
const defaultLogGroup = '/aws/batch/job';
const crowdedProblem = 'The job’s log may lack its last lines here, because this step reads the logs of many jobs.';
/**
 * Reads a job's log, attempt by attempt, line by line. A log that cannot be read is reported once and never hides why a
 * job failed.
 */
class JobLog {
    #context;
    #listener;
    #onClosing;
    #stream;
    #location = { group: defaultLogGroup, region: '' };
    #intervalMs = readInterval.busyMs;
    #isOff = false;
    /** Why the log is incomplete as far as it was read. */
    #problem;
    /** @param onClosing Called when the log announces the end of the job, possibly several times */
    constructor(context, listener, onClosing) {
        this.#context = context;
        this.#listener = listener;
        this.#onClosing = onClosing;
    }
    /** How long to wait before the next read, in milliseconds. */
    get intervalMs() {
        return this.#stream === undefined || this.#isOff ? readInterval.quietMs : this.#intervalMs;
    }
    /** The console page of the newest attempt's log. */
    get url() {
        return this.#stream && this.#context.links.getLogUrl(this.#location.group, this.#stream.name);
    }
    /** Why the log could not be read completely, and where to read it; undefined for a complete log. */
    get problem() {
        if (this.#problem === undefined)
            return undefined;
        return `${this.#problem} Read the log in the console${this.url === undefined ? '' : `: ${this.url}`}.`;
    }
    /** Takes a new description of the job. Reads an ended attempt's log completely before the next one's. */
    async update({ container, attempts }, signal) {
        const { logDriver, options } = container?.logConfiguration ?? {};
        if (logDriver !== undefined && logDriver !== 'awslogs' && !this.#isOff)
            await this.#turnOff(`The job’s log goes to ${logDriver} and is not shown here.`);
        this.#location = {
            group: options?.['awslogs-group'] ?? defaultLogGroup,
            region: options?.['awslogs-region'] ?? this.#context.clients.region,
        };
        const names = attempts.map((attempt) => attempt.container?.logStreamName);
        const current = container?.logStreamName;
        if (current !== undefined && names.at(-1) !== current)
            names.push(current);
        for (const [index, name] of names.entries()) {
            if (name === undefined || index + 1 <= (this.#stream?.attempt ?? 0) || this.#stream?.name === name)
                continue;
            await this.#open(createStream(index + 1, name), signal);
        }
    }
    async #open(stream, signal) {
        if (this.#stream !== undefined)
            await this.#readAll(signal, readWaits.firstMs);
        this.#stream = stream;
        this.#intervalMs = readInterval.busyMs;
        await this.#listener.attempt(stream.attempt);
        const { url } = this;
        if (url !== undefined)
            await this.#listener.known({ logUrl: url });
    }
    /** Passes on the lines that have arrived, if the rate limit allows a read now. */
    async read(signal) {
        if (this.#stream !== undefined && !this.#isOff && this.#context.rateLimiter.tryAcquire())
            await this.#readPages(signal);
    }
    /** Waits for the rate limit. Resolves with the number of new lines; undefined where the wait would be too long. */
    async #readAll(signal, maxWaitMs) {
        return (await this.#context.rateLimiter.acquire(signal, maxWaitMs)) ? await this.#readPages(signal) : undefined;
    }
    async #readPages(signal) {
        const linesBefore = this.#stream?.lines ?? 0;
        for (let page = 0; page < maxPagesPerRead; page += 1) {
            if (page > 0 && !(await this.#context.rateLimiter.acquire(signal, readWaits.laterMs)))
                break;
            if (!(await this.#readPage(signal)))
                break;
        }
        const count = (this.#stream?.lines ?? 0) - linesBefore;
        const { busyMs, quietMs, growth } = readInterval;
        this.#intervalMs = count > 0 ? busyMs : Math.min(quietMs, this.#intervalMs * growth);
        return count;
    }
    /** Reads the rest of the log of a job that ended long ago: nothing is added to it any more. */
    async readComplete(signal) {
        if (this.#stream === undefined || this.#isOff)
            return;
        for (let page = 0; page < drainLimits.maxReads * maxPagesPerRead; page += 1) {
            const maxWaitMs = page === 0 ? readWaits.firstMs : readWaits.laterMs;
            if (!(await this.#context.rateLimiter.acquire(signal, maxWaitMs)))
                return await this.#leaveRest(crowdedProblem);
            if (await this.#readPage(signal))
                continue;
            return this.#problem === undefined ? undefined : await this.drain(signal);
        }
        await this.#leaveRest('The job’s log has more lines than this step shows.');
    }
    /** Reads the rest of the log after the job ended, until no lines have arrived for some time. */
    async drain(signal) {
        if (this.#stream === undefined || this.#isOff)
            return;
        const { clock } = this.#context;
        const { summary } = this.#stream;
        const startedAt = clock.now();
        let quietSince = startedAt;
        let maxWaitMs = readWaits.firstMs;
        for (let readsWithLines = 0; readsWithLines < drainLimits.maxReads;) {
            const count = await this.#readAll(signal, maxWaitMs);
            maxWaitMs = readWaits.laterMs;
            if (count === undefined)
                return await this.#leaveRest(this.#problem ?? crowdedProblem);
            if (this.#isOff)
                return;
            if (count > 0)
                readsWithLines += 1;
            const isFailing = this.#problem !== undefined && clock.now() - startedAt < drainLimits.failingMs;
            if (count > 0 || isFailing)
                quietSince = clock.now();
            const isClosed = summary.isLast && !isFailing;
            const limitMs = this.#stream.lines > 0 ? drainLimits.afterLinesMs : drainLimits.withoutLinesMs;
            const isQuiet = isClosed
                ? clock.now() - this.#stream.linesAt >= closedDrainLimits.afterLinesMs
                : clock.now() - quietSince >= limitMs;
            if (isQuiet)
                return await this.#reportProblem();
            await clock.sleep(isClosed ? closedDrainLimits.pauseMs : drainLimits.pauseMs, signal);
        }
        await this.#leaveRest('The job’s log has more lines than this step shows.');
    }
    async #leaveRest(problem) {
        this.#problem = problem;
        await this.#reportProblem();
    }
    async #reportProblem() {
        if (this.problem !== undefined)
            await this.#listener.changed(this.problem);
    }
    /** Resolves with whether another page may follow at once. */
    async #readPage(signal) {
        const stream = this.#stream;
        if (stream === undefined || this.#isOff)
            return false;
        const { logsSdk, getLogsClient } = this.#context.clients;
        try {
            const command = new logsSdk.GetLogEventsCommand({
                logGroupName: this.#location.group,
                logStreamName: stream.name,
                // Without it, the API reads backwards:
                // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
                startFromHead: true,
                nextToken: stream.token,
            });
            const client = getLogsClient(this.#location.region);
            const { events, nextForwardToken } = await client.call(signal, async (logs, options) => parseLogPage(await logs.send(command, options)), aws_client/* singleAttempt */.My);
            this.#problem = undefined;
            const lines = events.flatMap(({ message }) => (message === undefined ? [] : splitMessage(message)));
            // Batch merges the two streams, and the explanation of a failure is on stderr.
            if (lines.length > 0)
                await this.#addLines(stream, lines);
            // The log ends for now when the token repeats; an empty page does not mean the end.
            const isEnd = nextForwardToken === undefined || nextForwardToken === stream.token;
            stream.token = nextForwardToken ?? stream.token;
            return !isEnd;
        }
        catch (error) {
            signal.throwIfAborted();
            if (error instanceof errors/* Failure */.HR)
                throw error;
            await this.#handleError(error);
            return false;
        }
    }
    async #addLines(stream, lines) {
        await this.#listener.lines('stderr', lines);
        stream.lines += lines.length;
        stream.linesAt = this.#context.clock.now();
        if (stream.summary.readLines(lines))
            this.#onClosing();
    }
    async #handleError(error) {
        // A stream does not exist before its first line.
        if ((0,aws_errors/* getErrorName */.WY)(error) === 'ResourceNotFoundException')
            return;
        this.#intervalMs = readInterval.quietMs;
        this.#problem = `The job’s log could not be read completely: ${(0,errors/* describeError */.Uc)(error)}.`;
        if ((0,aws_errors/* isAccessDenied */.w7)(error)) {
            const { group } = this.#location;
            await this.#turnOff(`The job’s log is not shown: allow logs:GetLogEvents on ${group} for the step's credentials.`);
        }
    }
    async #turnOff(reason) {
        this.#isOff = true;
        this.#problem = reason;
        await this.#listener.changed(reason);
    }
}
const createStream = (attempt, name) => ({
    ...{ attempt, name, token: undefined, lines: 0, linesAt: 0 },
    summary: new closing_summary/* ClosingSummary */.W(),
});
/** An event is one write, which may hold several lines; the runner also ends a line at a bare carriage return. */
const splitMessage = (message) => message
    .replace(/\r?\n$/, '')
    .split(/\r\n|\r|\n/)
    .map(truncateLine);

// EXTERNAL MODULE: ./src/aws/role-credentials.js + 1 modules
var role_credentials = __webpack_require__(8304);
;// CONCATENATED MODULE: ./src/backends/batch/end-announcements.js
/**
 * Seconds from an announcement to the polls that it causes, each from the previous one: Batch learns of the end of a
 * container some seconds late.
 */
const intervals = [0, 1, 1, 2, 3, 5, 8];
/** How many announcements of a job count: a pipe can print in a loop that it ends. */
const maxPerJob = 3;
/** Jobs whose end was announced, and when each is polled for it. A job has at most 21 of these polls. */
class EndAnnouncements {
    #counts = new Map();
    #pending = new Map();
    /** Adds an announcement. Returns false for a job that has had too many. */
    add(id, nowMs) {
        const count = (this.#counts.get(id) ?? 0) + 1;
        if (count > maxPerJob)
            return false;
        this.#counts.set(id, count);
        this.#pending.set(id, { polls: 0, at: nowMs });
        return true;
    }
    has(id) {
        return this.#pending.has(id);
    }
    /** When the first of these jobs is to be polled; infinite when none is. */
    getNextTime(ids) {
        return Math.min(...ids.map((id) => this.#pending.get(id)?.at ?? Number.POSITIVE_INFINITY));
    }
    /** Those of these jobs that are to be polled by now. */
    listDue(ids, nowMs) {
        return ids.filter((id) => (this.#pending.get(id)?.at ?? Number.POSITIVE_INFINITY) <= nowMs);
    }
    /** Records a poll of a job: the next one is later, and there is none after the end of the job. */
    recordPoll(id, nowMs, hasEnded) {
        const { polls = 0 } = this.#pending.get(id) ?? {};
        const seconds = this.#pending.has(id) && !hasEnded ? intervals[polls + 1] : undefined;
        if (seconds === undefined)
            this.#pending.delete(id);
        else
            this.#pending.set(id, { polls: polls + 1, at: nowMs + seconds * 1000 });
    }
}

;// CONCATENATED MODULE: ./src/backends/batch/job-poller.js






/** Seconds between two polls, counted from the last change. The last value repeats. */
const job_poller_intervals = [1, 1, 2, 2, 3, 4, 5, 5, 8, 8, 10, 10, 15, 15, 15, 20, 20, 36];
/** Intervals vary by a fifth, so that runners do not poll in step. */
const jitter = 0.2;
/** The average time between two calls for any number of jobs: all runners of the account share its request rate. */
const perCallMs = 1_000;
/**
 * Failed polls in a row before the poller gives up, which is after about thirteen minutes, or after a minute of
 * refusals: a single refusal may come from a proxy, and says nothing about the job. And the longest pause.
 */
const failedPolls = { limit: 10, refusedLimit: 6, maxPauseMs: 5 * 60_000 };
/**
 * Polls all followed jobs, a hundred per call, and less often the longer nothing changes. A job whose end was announced
 * is polled at once. A poll without a readable response slows the poller down. It becomes an error only when it is
 * repeated for some time.
 */
class JobPoller {
    #clients;
    #clock;
    #waiters = new Map();
    #states = new Map();
    #announcements = new EndAnnouncements();
    #wake = new AbortController();
    #isPolling = false;
    /** When all jobs are polled next; undefined until the wait for it begins. */
    #regularAt;
    #polledAt = Number.NEGATIVE_INFINITY;
    /** Calls of the last poll. */
    #calls = 0;
    #pollsWithoutChange = 0;
    #failedPolls = 0;
    constructor(clients, clock) {
        this.#clients = clients;
        this.#clock = clock;
    }
    /**
     * The job at the next readable poll, without its variables; undefined when Batch does not describe it. Rejects with
     * the signal's reason or a Failure.
     */
    async next(id, signal) {
        const { promise, resolve, reject } = Promise.withResolvers();
        this.#waiters.set(id, { resolve, reject });
        const abort = () => {
            this.#waiters.delete(id);
            reject(signal.reason);
        };
        signal.addEventListener('abort', abort, { once: true });
        if (signal.aborted)
            abort();
        else
            void this.#poll();
        if (this.#announcements.has(id))
            this.#wake.abort();
        try {
            return await promise;
        }
        finally {
            signal.removeEventListener('abort', abort);
        }
    }
    /** Polls the job at once and some more times soon after, because it may have ended. */
    announceEnd(id) {
        if (this.#announcements.add(id, this.#clock.now()))
            this.#wake.abort();
    }
    async #poll() {
        if (this.#isPolling)
            return;
        this.#isPolling = true;
        try {
            while (this.#waiters.size > 0)
                await this.#pollOnce(await this.#waitForPoll());
        }
        finally {
            this.#isPolling = false;
        }
    }
    /** Waits for the next poll, and resolves with the jobs that it is for. */
    async #waitForPoll() {
        for (;;) {
            this.#regularAt ??= this.#clock.now() + this.#getIntervalMs();
            const earlyAt = this.#getEarlyTime();
            const pauseMs = Math.min(this.#regularAt, earlyAt) - this.#clock.now();
            this.#wake = new AbortController();
            const { signal } = this.#wake;
            if (pauseMs > 0)
                await this.#clock.sleep(pauseMs, signal).catch(() => undefined);
            if (signal.aborted)
                continue;
            const all = [...this.#waiters.keys()];
            if (earlyAt >= this.#regularAt) {
                this.#regularAt = undefined;
                return all;
            }
            const due = this.#announcements.listDue(all, this.#clock.now()).slice(0, maxJobsPerCall);
            this.#regularAt = due.length === all.length ? undefined : this.#regularAt + perCallMs;
            return due;
        }
    }
    /** When the next announced end is polled. With many jobs, these polls take at most half of the request rate. */
    #getEarlyTime() {
        if (this.#failedPolls > 0)
            return Number.POSITIVE_INFINITY;
        const spacingMs = this.#waiters.size > maxJobsPerCall ? 2 * perCallMs : perCallMs;
        return Math.max(this.#announcements.getNextTime([...this.#waiters.keys()]), this.#polledAt + spacingMs);
    }
    #getIntervalMs() {
        const seconds = job_poller_intervals[Math.min(this.#pollsWithoutChange, job_poller_intervals.length - 1)] ?? 36;
        const regularMs = Math.max(seconds * 1000, this.#calls * perCallMs);
        const slowedMs = Math.min(regularMs * 2 ** this.#failedPolls, Math.max(regularMs, failedPolls.maxPauseMs));
        return slowedMs * (1 - jitter + 2 * jitter * this.#clock.random());
    }
    async #pollOnce(ids) {
        const due = new Set(ids);
        const waiters = new Map([...this.#waiters].filter(([id]) => due.has(id)));
        const isRegular = waiters.size === this.#waiters.size;
        if (isRegular)
            this.#calls = Math.ceil(waiters.size / maxJobsPerCall);
        try {
            // All waiters share a poll: the abort of one does not end it for the others.
            const jobs = await describeJobs(this.#clients, ids, abort/* neverAborted */.kF, aws_client/* singleAttempt */.My);
            this.#failedPolls = 0;
            if (this.#recordStates(jobs))
                this.#pollsWithoutChange = 0;
            else if (isRegular)
                this.#pollsWithoutChange += 1;
            for (const [id, { resolve }] of waiters) {
                if (this.#waiters.delete(id))
                    resolve(omitVariables(jobs.find(({ jobId }) => jobId === id)));
            }
        }
        catch (error) {
            this.#failedPolls += 1;
            const limit = isTransientFailure(error) ? failedPolls.limit : failedPolls.refusedLimit;
            if (!(0,role_credentials/* isIdentityLost */.Fs)(error) && this.#failedPolls < limit)
                return;
            for (const [id, { reject }] of waiters) {
                if (this.#waiters.delete(id))
                    reject(error);
            }
        }
    }
    /** Returns whether a job has changed since the last poll. */
    #recordStates(jobs) {
        let hasChanged = false;
        this.#polledAt = this.#clock.now();
        for (const { jobId, status, attempts } of jobs) {
            this.#announcements.recordPoll(jobId, this.#polledAt, isFinishedStatus(status));
            const state = `${status} ${attempts.length}`;
            hasChanged ||= this.#states.get(jobId) !== state;
            this.#states.set(jobId, state);
        }
        return hasChanged;
    }
}
/** A follower holds its job until the next poll. The variables, up to 30 KiB, are of no use to it. */
const omitVariables = (job) => job?.container === undefined ? job : { ...job, container: { ...job.container, environment: [] } };
/** Whether a later retry may succeed. */
const isTransientFailure = (error) => error instanceof errors/* Failure */.HR && (error.verdict === 'throttled' || error.verdict === 'remote-unreachable');

;// CONCATENATED MODULE: ./src/backends/image-failure-rules.js
/** Advice for an image that is neither on the engine nor in the registry. */
const buildAdvice = 'Build the image with `docker build` (examples/pipeline/Dockerfile of this action is a template), or set `image`, `registry` or `repository-prefix` so that the name is right.';
const programAdvice = 'Check that `image` names a Disdat pipeline image, and set `dialect` to the version of Disdat in it (docs/dialects.md).';
const networkHostAdvice = 'Give the subnet of the compute environment a route to the registry (a NAT gateway or VPC endpoints), and check its security groups.';
const diskFull = {
    pattern: /no space left on device|disk quota exceeded|not enough space|Thin Pool has \d+ free data blocks/i,
    verdict: 'disk-full',
    clause: 'the disk is full',
    runnerAdvice: 'Free space on the engine’s disk before this step, for example with `docker image prune`.',
    hostAdvice: 'Give the instances larger disks (launch template of the compute environment), or make the image smaller.',
};
const wrongPlatform = {
    pattern: /no matching manifest for|no match for platform|does not (?:contain descriptor matching|match the (?:specified|detected)) platform|image operating system .* cannot be used|exec format error/i,
    verdict: 'image-architecture',
    clause: 'the image is not built for this platform',
    runnerAdvice: 'Set `platform` to a platform of the image, or build the image for this runner.',
    hostAdvice: 'Build the image for the queue’s processors, or use a queue that matches the image.',
};
/** Failures of a pull, specific ones before general ones. */
const pullFailureRules = [
    {
        pattern: /(?:reached your|exceeded) (?:\w+ )?pull rate limit/i,
        verdict: 'throttled',
        clause: 'the registry’s limit of pulls is reached',
        runnerAdvice: 'Log in to the registry before this step, which raises the limit, or use a copy of the image in ECR.',
        hostAdvice: 'Use a copy of the image in ECR, or a pull-through cache of ECR.',
    },
    {
        pattern: /toomanyrequests|too many requests|\b429\b|rate exceeded|throttling/i,
        verdict: 'throttled',
        clause: 'the registry is throttling requests',
        runnerAdvice: 'Run the step again later, and start fewer runs at a time.',
        hostAdvice: 'Run it again later, or let Batch retry with `attempts`.',
        isTransient: true,
    },
    diskFull,
    {
        pattern: /server gave HTTP response to HTTPS client/i,
        verdict: 'remote-unreachable',
        clause: 'the registry does not speak TLS',
        runnerAdvice: 'Add the registry to `insecure-registries` in the configuration of the engine, or give it a certificate.',
        hostAdvice: 'Use a registry with TLS.',
    },
    {
        pattern: /x509:|\btls: (?!.*timeout)|certificate (?:has expired|is not|signed by)/i,
        verdict: 'remote-unreachable',
        clause: 'the engine does not trust the registry’s certificate, or TLS failed',
        runnerAdvice: 'Put the certificate of its authority in `/etc/docker/certs.d/<registry>/ca.crt` on the machine of the engine, and check its clock.',
        hostAdvice: 'Install the certificate of its authority on the instances, or use a registry with a public certificate.',
    },
    wrongPlatform,
    {
        pattern: /(?:unexpected (?:HTTP )?status(?: code)?|error parsing HTTP).{0,400}?\b5\d\d\b|\b50[0234] (?:internal|bad gateway|service|gateway)|service unavailable|internal server error/i,
        verdict: 'remote-unreachable',
        clause: 'the registry failed',
        runnerAdvice: 'Run the step again later, and check the status page of the registry.',
        hostAdvice: 'Run it again later, or let Batch retry with `attempts`.',
        isTransient: true,
    },
    {
        pattern: /layer verification failed|unexpected commit digest|failed size validation|layers and diffIDs|short read/i,
        verdict: 'remote-unreachable',
        clause: 'the image did not arrive intact',
        runnerAdvice: 'Run the step again, and check the proxy between engine and registry.',
        hostAdvice: 'Run it again, or let Batch retry with `attempts`.',
        isTransient: true,
    },
    {
        pattern: /i\/o timeout|handshake timeout|deadline exceeded|client\.timeout|request cancell?ed|connection (?:reset|timed out)|broken pipe|\bEOF\b|server misbehaving|temporary failure in name resolution|stream error/i,
        verdict: 'remote-unreachable',
        clause: 'the connection to the registry broke or timed out',
        runnerAdvice: 'Check that this runner can reach the registry, or set `pull-policy: never` for an image that is built on this runner.',
        hostAdvice: networkHostAdvice,
        isTransient: true,
    },
    {
        pattern: /no such host|connection refused|network is unreachable|no route to host|proxyconnect|connection issue|network configuration|context canceled|signal: killed/i,
        verdict: 'remote-unreachable',
        clause: 'the registry cannot be reached',
        runnerAdvice: 'Check that this runner can reach the registry, or set `pull-policy: never` for an image that is built on this runner.',
        hostAdvice: networkHostAdvice,
    },
    {
        // Docker Hub reports a missing repository in these words too: "does not exist or may require 'docker login'".
        pattern: /denied|unauthorized|authentication required|no basic auth|forbidden|not authorized|authorization token has expired|failed to authorize|failed to fetch (?:anonymous|oauth) token|incorrect username|permissions|\b40[13]\b/i,
        verdict: 'image-pull-denied',
        clause: 'the registry refused the pull',
        runnerAdvice: 'Log in before this step (docker/login-action, or amazon-ecr-login), and check the name.',
        hostAdvice: 'Allow the execution role, or the instance’s role, to pull the image (docs/iam.md), and check that the image exists.',
    },
    {
        pattern: /manifest unknown|name unknown|not found|does not exist|no such image|image exists|failed to resolve ref|invalid reference format|must be lowercase/i,
        verdict: 'image-not-found',
        clause: 'the registry does not have the image',
        runnerAdvice: buildAdvice,
        hostAdvice: 'Check that the registry still has the image under this tag or digest.',
    },
    {
        pattern: /failed open|failed to do request|send request failed|pull command failed|error pulling image conf/i,
        verdict: 'remote-unreachable',
        clause: 'the registry, or the storage of its layers, cannot be reached',
        runnerAdvice: 'Check that this runner can reach the registry, and the host that stores its layers.',
        hostAdvice: `${networkHostAdvice} ECR stores layers in S3, which needs a route too.`,
    },
];
/** Programs of the engine itself: if one is missing, the image is not to blame. */
const engineProgram = String.raw `(?:[^"\\]*/)?(?:docker-init|tini|catatonit|runc|crun|runsc|containerd-shim|nvidia-|modprobe|ip6?tables)`;
const ownProgram = String.raw `exec: [\\"]+(?!${engineProgram})[^"\\]+[\\"]+: `;
/** Failures of the start of a container, specific ones before general ones. AWS cuts them at 255 characters. */
const startFailureRules = [
    {
        pattern: /requirement error: unsatisfied condition|driver\/library version mismatch/i,
        verdict: 'invalid-input',
        clause: 'the GPU driver of the machine does not fit the image',
        runnerAdvice: 'Use a runner with a newer GPU driver, or an image for an older CUDA.',
        hostAdvice: 'Use a newer AMI in the compute environment, or an image for an older CUDA.',
    },
    {
        pattern: /could not select device driver|capabilities: \[\[gpu|nvidia-container-(?:cli|runtime)|unknown (?:or invalid )?runtime(?: name| specified)?:? nvidia|libnvidia-ml|NVML|unresolvable CDI devices/i,
        verdict: 'invalid-input',
        clause: 'gpus: the machine has no usable GPU',
        runnerAdvice: 'Use a runner with GPUs and the NVIDIA container toolkit, or leave out `gpus`.',
        hostAdvice: 'Use a queue whose instances have GPUs and an ECS AMI with GPU support, or leave out `gpus`.',
    },
    wrongPlatform,
    diskFull,
    {
        pattern: new RegExp(`${ownProgram}(?:executable file|stat\\b|no such file|file does not exist|is a directory)|executable file \`[^\`]+\` not found|invoke a command that was not found|exec user process caused.{0,20}no such file`, 'i'),
        verdict: 'image-incompatible',
        clause: 'the image does not have the program to run',
        runnerAdvice: programAdvice,
        hostAdvice: programAdvice,
    },
    {
        pattern: new RegExp(`${ownProgram}(?:fork/exec \\S+: )?permission denied`, 'i'),
        verdict: 'invalid-input',
        clause: 'the image’s user may not execute the program',
        runnerAdvice: 'Make the program executable in the image (`chmod +x`), for its user.',
        hostAdvice: 'Make the program executable in the image (`chmod +x`), for its user.',
    },
    {
        pattern: /OOM-killed|minimum memory limit allowed/i,
        verdict: 'out-of-memory',
        clause: 'its memory limit is too low to start',
        runnerAdvice: 'Raise `memory`.',
        hostAdvice: 'Raise `memory`.',
    },
    {
        pattern: /argument list too long/i,
        verdict: 'invalid-input',
        clause: 'params: the command line is too long',
        runnerAdvice: 'Pass large values in a bundle or a file, not as parameters.',
        hostAdvice: 'Pass large values in a bundle or a file, not as parameters.',
    },
    {
        pattern: /unable to find (?:user|group) |no users found|no matching entries in (?:passwd|group) file/i,
        verdict: 'invalid-input',
        clause: 'the image does not have the user that it runs as',
        runnerAdvice: 'Create the user in the image, or correct its `USER`.',
        hostAdvice: 'Create the user in the image, or correct its `USER` or the user of `job-definition`.',
    },
    {
        pattern: /chdir to cwd .{0,200}(?:no such file|permission denied)/i,
        verdict: 'invalid-input',
        clause: 'the image does not have its working directory',
        runnerAdvice: 'Correct `WORKDIR` in the image.',
        hostAdvice: 'Correct `WORKDIR` in the image.',
    },
];
/** The first rule whose pattern the message matches; undefined for an unknown reason. */
function findImageFailure(rules, message) {
    return rules.find(({ pattern }) => pattern.test(message));
}

;// CONCATENATED MODULE: ./src/backends/batch/failure-rules.js

/** Advice for a failure of the host: a retry may succeed. */
const retryAdvice = 'The pipe did not cause this: run it again, or let Batch retry with `attempts`.';
/** The agents prefix the error of a pull: `CannotPullContainerError`, `CannotPullImageManifestError`. */
const pullRules = pullFailureRules.map(({ pattern, verdict, clause, hostAdvice }) => ({
    pattern: new RegExp(`CannotPull.*?(?:${pattern.source})`, 'is'),
    verdict,
    summary: `The job’s host could not pull the image, because ${clause}`,
    advice: hostAdvice,
}));
const startRules = startFailureRules.map((rule) => ({
    pattern: rule.pattern,
    verdict: rule.verdict,
    summary: `The job’s container could not be started, because ${rule.clause}`,
    advice: rule.hostAdvice,
}));
/** Reasons of the job as a whole. */
const jobRules = [
    {
        pattern: /Dependent Job failed/i,
        verdict: 'dependency-failed',
        advice: 'Check the jobs in `depends-on`, those of the runs that this run needs, and with `max-parallel` the one before it. Then run the workflow again.',
    },
    {
        pattern: /Job attempt duration exceeded timeout/i,
        verdict: 'timeout',
        advice: 'Raise `run-timeout-minutes`, or find out from the log what the pipe waits for.',
    },
    { pattern: /Your Spot Task was interrupted|SpotInterruption/i, verdict: 'spot-interrupted', advice: retryAdvice },
    {
        pattern: /JobStateTimeLimit action/i,
        verdict: 'unschedulable',
        summary: 'The queue cancelled the job, which waited too long with a reason of its `jobStateTimeLimitActions`',
        advice: 'Give the compute environments the capacity that the reason names, or request less.',
    },
    {
        pattern: /reached the limit on the number of|vCPU limit/i,
        verdict: 'unschedulable',
        summary: 'The account’s quota of Fargate is reached',
        advice: 'Raise the quota, or start fewer jobs at a time.',
    },
    {
        pattern: /OutOfMemory/i,
        verdict: 'out-of-memory',
        advice: 'Raise `memory`, or let the pipe process less data at a time.',
    },
    {
        pattern: /unable to assume (?:the )?(?:service linked )?role|trust relationship/i,
        verdict: 'role-refused',
        advice: 'Check that `job-role-arn` and `execution-role-arn` exist, and that their trust policies name ecs-tasks.amazonaws.com (docs/iam.md).',
    },
];
/** What the host needs before the container: secrets, log streams, volumes, network interfaces. */
const resourceRules = [
    {
        pattern: /Timeout waiting for|network interface|netplugin|failed to (?:configure|setup regular) ENI/i,
        verdict: 'agent-fault',
        advice: `Check that the subnets have free addresses. ${retryAdvice}`,
    },
    {
        pattern: /(?:ResourceInitialization|logging driver|log stream|logger args).*?(?:i\/o time|deadline exceeded|request cancell?ed|send request failed|request send failed|connection (?:issue|refused|reset)|no such host|network configuration|signal: killed)/is,
        verdict: 'remote-unreachable',
        summary: 'The job’s host could not reach an AWS service',
        advice: 'Give the subnet of the compute environment a route to ECR, CloudWatch Logs and Secrets Manager (a public address, a NAT gateway or VPC endpoints), and check its security groups.',
    },
    {
        pattern: /log group does not exist|ResourceNotFoundException: The specified log (?:group|stream)|Cloudwatch log (?:group|stream).*?ResourceNotFound/is,
        verdict: 'invalid-input',
        summary: 'The log group of the job definition does not exist',
        advice: 'Create the log group, or set `awslogs-create-group` in the log configuration of `job-definition`.',
    },
    {
        pattern: /can['’]t find the specified secret|cannot find the secret|did not contain json key|invalid ssm parameters|ParameterNotFound|ResourceInitialization.*?ResourceNotFound/is,
        verdict: 'invalid-input',
        summary: 'A secret of the job definition does not exist',
        advice: 'Correct the secrets in `job-definition`, or create them in its region.',
    },
    {
        pattern: /EFS utils|EFS volume|CannotCreateVolume|mount\.nfs|failed to copy file info|env files|environment files/i,
        verdict: 'invalid-input',
        summary: 'The job’s host could not prepare a volume or file of the job definition',
        advice: 'Correct the volumes and environment files in `job-definition`, and their permissions.',
    },
    {
        pattern: /not authorized to perform|AccessDenied|UnauthorizedOperation|unable to pull secrets or registry auth/i,
        verdict: 'role-refused',
        summary: 'The execution role, or the instance’s role, lacks a permission',
        advice: 'Allow the role the action in the reason (docs/iam.md).',
    },
];
/** Failures of the host that have no known cause. */
const hostRules = [
    {
        pattern: /CannotPull/i,
        verdict: 'agent-fault',
        advice: `The host could not pull the image: check its route to the registry. ${retryAdvice}`,
    },
    { pattern: /Host EC2|container instance .*(?:deregist|drain|terminat)/i, verdict: 'host-lost', advice: retryAdvice },
    {
        pattern: /Cannot(?:Inspect|Start|Create|Stop)Container|DockerTimeout|ContainerRuntime|ResourceInitialization|InternalError|Capacity is unavailable|Task failed to start|agent (?:was )?disconnect/i,
        verdict: 'agent-fault',
        advice: retryAdvice,
    },
];
/**
 * AWS's messages for the end of a job, specific ones before general ones:
 * https://docs.aws.amazon.com/batch/latest/userguide/troubleshooting.html,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html
 */
const failureRules = [
    ...jobRules,
    ...pullRules,
    ...resourceRules,
    ...startRules,
    ...hostRules,
];
/** What happened, for each verdict of a rule without a summary. */
const summaries = {
    'dependency-failed': 'The job did not start, because a job that it depends on failed',
    timeout: 'The pipe exceeded its time limit, and Batch terminated it',
    'spot-interrupted': 'AWS reclaimed the spot instance while the job ran',
    'out-of-memory': 'The container was killed because it exceeded its memory',
    'role-refused': 'The job’s host was not allowed to use a role',
    'host-lost': 'The instance that ran the job was lost',
    'agent-fault': 'The job’s host failed, not the pipe',
};

;// CONCATENATED MODULE: ./src/backends/batch/job-result.js



/**
 * The result of an ended job: its attempts, and why it failed as far as AWS reports it. A failure of the pipe itself is
 * left to its log.
 */
function createJobResult(job, context) {
    const attempts = readAttempts(job, context.links);
    const last = attempts.at(-1);
    const exitCode = job.container?.exitCode ?? last?.exitCode;
    const reasons = readReasons(job);
    const failure = job.status === 'SUCCEEDED' ? undefined : explainFailure(job, reasons, exitCode, context);
    const logUrl = last?.logUrl;
    return {
        exitCode,
        outOfMemory: reasons.some((reason) => /OutOfMemory/i.test(reason)),
        attempts,
        ...(failure && { failure: { ...failure, evidence: addHistory(failure.evidence, attempts) } }),
        ...(logUrl !== undefined && { logUrl }),
        ...(context.logProblem !== undefined && { logProblem: context.logProblem }),
        ...(job.container && { resources: readResources(job.container) }),
    };
}
function readReasons({ statusReason, container, attempts }) {
    const last = attempts.at(-1);
    const reasons = [container?.reason, last?.container?.reason, last?.statusReason, statusReason];
    return [...new Set(reasons.flatMap((reason) => (reason ? [reason] : [])))];
}
function explainFailure({ isTerminated, isCancelled }, reasons, exitCode, { terminatedFor, isSpot, cancelReason }) {
    if (terminatedFor !== undefined)
        return terminatedFor;
    const reason = reasons.join('; ');
    const rule = failureRules.find(({ pattern }) => pattern.test(reason));
    if (rule !== undefined) {
        const verdict = rule.verdict === 'host-lost' && isSpot ? 'spot-interrupted' : rule.verdict;
        const summary = rule.summary ?? summaries[verdict] ?? 'The job failed';
        return { verdict, evidence: `${summary}. AWS reports: ${reason}.`, advice: rule.advice };
    }
    if (isTerminated || isCancelled)
        return explainTermination(reason, cancelReason);
    // The pipe's exit code and log explain more than AWS's "Essential container in task exited".
    if (exitCode !== undefined)
        return undefined;
    const evidence = reason === '' ? 'The job failed, and AWS reports no reason.' : `The job failed. AWS reports: ${reason}.`;
    return { verdict: 'agent-fault', evidence, advice: `No container exited. ${retryAdvice}` };
}
function explainTermination(reason, cancelReason) {
    if (reason.includes(cancelReason))
        return {
            verdict: 'terminated',
            evidence: `This action terminated the job when its workflow was cancelled: ${reason}.`,
            advice: 'Run the workflow again.',
        };
    return {
        verdict: 'terminated',
        evidence: `The job was terminated, and not by this action: ${reason === '' ? 'AWS reports no reason' : reason}.`,
        advice: 'Find out from CloudTrail who called batch:TerminateJob, then run it again.',
    };
}
function readAttempts({ attempts, container }, links) {
    const logGroup = container?.logConfiguration?.options['awslogs-group'] ?? defaultLogGroup;
    return attempts.map(({ startedAt, stoppedAt, statusReason, container: ended }) => ({
        startedAt: startedAt ? new Date(startedAt) : undefined,
        stoppedAt: stoppedAt ? new Date(stoppedAt) : undefined,
        exitCode: ended?.exitCode,
        reason: [ended?.reason, statusReason].filter(Boolean).join('; ') || undefined,
        logUrl: ended?.logStreamName === undefined ? undefined : links.getLogUrl(logGroup, ended.logStreamName),
    }));
}
function addHistory(evidence, attempts) {
    if (attempts.length < 2)
        return evidence;
    const history = attempts.map(({ exitCode, reason = 'no reason' }, index) => {
        const suffix = exitCode === undefined ? '' : ` (exit code ${exitCode})`;
        return `attempt ${index + 1}: ${reason}${suffix}`;
    });
    return `${evidence}\n${history.join('\n')}`;
}

;// CONCATENATED MODULE: ./src/backends/batch/job-state-reporter.js
/** How often the state of an unchanged job is reported. */
const heartbeatMs = 5 * 60_000;
/** Reports each new state of a job and how long the previous one lasted, and from time to time an unchanged state. */
class JobStateReporter {
    #job;
    #listener;
    #clock;
    #state = '';
    #since = 0;
    #reportedAt = 0;
    constructor(job, listener, clock) {
        this.#job = job;
        this.#listener = listener;
        this.#clock = clock;
    }
    /** Takes a new description of the job. */
    async report({ status, startedAt }) {
        const now = this.#clock.now();
        if (status !== this.#state) {
            const previous = this.#state === '' ? '' : ` (${this.#state} for ${formatDuration(now - this.#since)})`;
            this.#state = status;
            // A job that the step attached to may have run for hours.
            const ranMs = startedAt === undefined ? 0 : this.#clock.date().getTime() - startedAt;
            this.#since = status === 'RUNNING' ? now - Math.max(0, ranMs) : now;
            await this.#send(`The job is ${status}${previous}.`, now);
        }
        else if (now - this.#reportedAt >= heartbeatMs) {
            const link = this.#job.url === undefined ? '' : `: ${this.#job.url}`;
            await this.#send(`The job has been ${status} for ${formatDuration(now - this.#since)}${link}`, now);
        }
    }
    async #send(text, now) {
        this.#reportedAt = now;
        await this.#listener.changed(text);
    }
}
function formatDuration(ms) {
    const seconds = Math.round(ms / 1000);
    return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

;// CONCATENATED MODULE: ./src/backends/batch/queue-wait.js

/**
 * How long AWS must report a misconfiguration before the job is terminated. Environments can grow, and AWS may withdraw
 * a reason.
 */
const graceMs = 13 * 60_000;
/** How often the position in the queue is looked up. */
const positionIntervalMs = 60_000;
/**
 * Explanations of AWS's codes for a job that does not start:
 * https://docs.aws.amazon.com/batch/latest/userguide/job_stuck_in_runnable.html
 */
const explanations = [
    [
        'MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT',
        'it requests more vCPUs, memory or GPUs than any compute environment of the queue has',
    ],
    [
        'MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE',
        'the maximum vCPUs of the queue’s compute environments are too low for it',
    ],
    ['MISCONFIGURATION:SERVICE_ROLE_PERMISSIONS', 'Batch’s service role lacks permissions'],
    ['CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY', 'AWS has no free instances of the types that the queue uses'],
    ['UNDETERMINED', 'AWS cannot determine why'],
];
/** An explanation of a status reason, followed by the reason itself. */
function explainStatusReason(reason) {
    const explanation = explanations.find(([code]) => reason.includes(code))?.[1];
    return explanation === undefined ? reason : `${explanation} (${reason})`;
}
const getReasonCode = (reason) => /[A-Z]+:[A-Z_]+|UNDETERMINED/.exec(reason)?.[0];
/** How long a job has waited to start, its position in the queue, and why. Waiting for other jobs does not count. */
class QueueWait {
    #snapshots;
    #clock;
    #limitMs;
    #since;
    #reason;
    #positionAt = Number.NEGATIVE_INFINITY;
    #lastMessage = '';
    constructor(snapshots, clock, limitMs) {
        this.#snapshots = snapshots;
        this.#clock = clock;
        this.#limitMs = limitMs;
    }
    /**
     * Takes a new description of the job. Resolves with a sentence when something changed, or with the reason to
     * terminate the job.
     */
    async update(job, signal) {
        const now = this.#clock.now();
        const { status, statusReason = '' } = job;
        if (status !== 'SUBMITTED' && status !== 'RUNNABLE' && status !== 'STARTING') {
            this.#since = undefined;
            this.#reason = undefined;
            return {};
        }
        this.#since ??= now;
        // Kept here, because TerminateJob replaces it. A reason that AWS withdraws no longer counts.
        if (statusReason !== (this.#reason?.text ?? ''))
            this.#reason = statusReason === '' ? undefined : { text: statusReason, since: now };
        const failure = this.#checkLimits(now);
        if (failure !== undefined)
            return { failure };
        const position = await this.#describePosition(job, now, signal);
        const parts = [position, this.#reason && explainStatusReason(this.#reason.text)];
        const message = parts.filter((part) => part !== undefined).join('; ');
        if (message === '' || message === this.#lastMessage)
            return {};
        this.#lastMessage = message;
        return { message: `The job waits: ${message}.` };
    }
    #checkLimits(now) {
        const { text = '', since = now } = this.#reason ?? {};
        if (text.includes('MISCONFIGURATION:') && now - since >= graceMs) {
            return {
                verdict: 'unschedulable',
                evidence: `The job was terminated: for ${formatMinutes(now - since)} AWS reported that it cannot be placed: ${explainStatusReason(text)}.`,
                advice: `Lower \`vcpus\`, \`memory-mib\` or \`gpus\`, or enlarge the queue’s compute environments (${getReasonCode(text)}).`,
            };
        }
        const waitedMs = now - (this.#since ?? now);
        if (waitedMs < this.#limitMs)
            return undefined;
        const reason = text === '' ? 'AWS gives no reason' : explainStatusReason(text);
        return {
            verdict: 'queue-timeout',
            evidence: `The job was terminated: it waited ${formatMinutes(waitedMs)} in the queue and did not start; ${reason}.`,
            advice: 'Raise `queue-timeout-minutes`, or use a queue with more capacity. A retry may succeed.',
        };
    }
    async #describePosition(job, now, signal) {
        if (job.status !== 'RUNNABLE' || now - this.#positionAt < positionIntervalMs)
            return undefined;
        this.#positionAt = now;
        return await (0,abort/* raceSignal */.WU)(this.#snapshots.describePlace(job), signal);
    }
}
const formatMinutes = (ms) => `${Math.max(1, Math.round(ms / 60_000))} min`;

;// CONCATENATED MODULE: ./src/backends/batch/running-time.js
/** How much longer than its timeout an attempt may appear to run. Batch enforces the timeout, a moment late. */
const running_time_graceMs = 2 * 60_000;
/**
 * How long the current attempt of a job has been seen running. The start that AWS reports only distinguishes attempts:
 * the runner's time of day may be wrong, and may be set while the job runs.
 */
class RunningTime {
    #clock;
    #limitMs;
    #attempt;
    /** `limitMs` is the timeout of one attempt. */
    constructor(clock, limitMs) {
        this.#clock = clock;
        this.#limitMs = limitMs;
    }
    /** Takes a new description of the job. Returns the reason to terminate a job that Batch should have terminated. */
    update({ status, startedAt }) {
        if (status !== 'RUNNING') {
            this.#attempt = undefined;
            return undefined;
        }
        const now = this.#clock.now();
        const isNew = this.#attempt === undefined || this.#attempt.startedAt !== startedAt;
        if (isNew)
            this.#attempt = { startedAt, seenMs: now };
        if (now - (this.#attempt?.seenMs ?? now) < this.#limitMs + running_time_graceMs)
            return undefined;
        return {
            verdict: 'timeout',
            evidence: `The pipe ran for more than ${Math.round(this.#limitMs / 60_000)} minutes and was terminated.`,
            advice: 'Raise `run-timeout-minutes`, or find out from the log what the pipe waits for.',
        };
    }
}

;// CONCATENATED MODULE: ./src/backends/batch/follow.js









/** How long after the end of a job its log is complete, in milliseconds: the log driver delivers lines late. */
const logDelayMs = 60_000;
/**
 * How long Batch may not describe the job, in milliseconds. A response without the job says nothing about the job: it
 * may be new, or the response may be incomplete.
 */
const missingLimitMs = 5 * 60_000;
/**
 * Follows a job until it ends. Terminates a job that waits or runs too long, and keeps the reason. Rejects with the
 * signal's reason on abort; the job then continues. Throws Failure when AWS does not describe the job for several
 * minutes, or refuses to; the job then continues, too, because its state is unknown.
 */
async function followJob(job, listener, context, signal) {
    const { snapshots, clock, links, isSpot, cancelReason } = context;
    const log = new JobLog(context, listener, () => context.poller.announceEnd(job.id));
    const queueWait = new QueueWait(snapshots, clock, context.queueTimeoutMs);
    const stateReporter = new JobStateReporter(job, listener, clock);
    const runningTime = new RunningTime(clock, context.timeoutMs);
    let terminatedFor;
    let detail = await pollUntilKnown(job, log, context, signal);
    if (hasEndedBefore(detail, clock.date().getTime() - logDelayMs)) {
        await stateReporter.report(detail);
        return await readEndedJob(detail, log, context, signal);
    }
    for (;;) {
        await stateReporter.report(detail);
        await log.update(detail, signal);
        await log.read(signal);
        const { message, failure } = await queueWait.update(detail, signal);
        if (message !== undefined)
            await listener.changed(message);
        terminatedFor ??= failure ?? runningTime.update(detail);
        if (terminatedFor !== undefined && !isFinishedStatus(detail.status))
            await requestTermination(context, job, terminatedFor, signal);
        if (isFinishedStatus(detail.status))
            break;
        detail = await pollUntilKnown(job, log, context, signal);
    }
    const createResult = () => createJobResult(detail, { isSpot, terminatedFor, cancelReason, links, logProblem: log.problem });
    if (context.defersLogs && detail.status === 'SUCCEEDED')
        return { ...createResult(), readLog: async () => await log.drain(signal) };
    await log.drain(signal);
    return createResult();
}
function hasEndedBefore({ status, attempts }, ms) {
    const stoppedAt = attempts.at(-1)?.stoppedAt;
    return isFinishedStatus(status) && stoppedAt !== undefined && stoppedAt < ms;
}
/** The result of a job whose log is complete. */
async function readEndedJob(detail, log, { isSpot, cancelReason, links, defersLogs }, signal) {
    const createResult = () => createJobResult(detail, { isSpot, terminatedFor: undefined, cancelReason, links, logProblem: log.problem });
    const readLog = async () => {
        await log.update(detail, signal);
        await log.readComplete(signal);
    };
    if (defersLogs && detail.status === 'SUCCEEDED')
        return { ...createResult(), readLog };
    await readLog();
    return createResult();
}
/** Asks Batch to terminate the job. A transient error is ignored, because the next poll asks again. */
async function requestTermination({ terminator }, { id }, { evidence }, signal) {
    try {
        await (0,abort/* raceSignal */.WU)(terminator.terminate(id, `disdat/run-action: ${evidence}`, 'limit'), signal);
    }
    catch (error) {
        signal.throwIfAborted();
        if (!isTransientFailure(error))
            throw error;
    }
}
/** The job as soon as Batch describes it. */
async function pollUntilKnown(job, log, context, signal) {
    const { clock } = context;
    let missingSinceMs;
    for (;;) {
        const detail = await pollAndReadLog(job, log, context, signal);
        if (detail !== undefined)
            return detail;
        missingSinceMs ??= clock.now();
        if (clock.now() - missingSinceMs >= missingLimitMs)
            break;
    }
    throw new errors/* Failure */.HR('remote-unreachable', `Batch has not described job ${job.id} for ${missingLimitMs / 60_000} minutes, so its state is unknown.`, 'Look at the job in the console, and attach to it in another step.');
}
/** Reads the job's log until the next poll is done. */
async function pollAndReadLog(job, log, { poller, clock }, signal) {
    const polled = new AbortController();
    // Also when the signal aborts, which rejects.
    const detail = poller.next(job.id, signal).finally(() => polled.abort());
    detail.catch(() => undefined);
    while (!polled.signal.aborted) {
        await clock.sleep(log.intervalMs, polled.signal).catch(() => undefined);
        if (!polled.signal.aborted && !signal.aborted)
            await log.read(signal);
        signal.throwIfAborted();
    }
    return await detail;
}

// EXTERNAL MODULE: ./src/lib/http.js
var http = __webpack_require__(46504);
// EXTERNAL MODULE: ./src/lib/image-reference.js
var image_reference = __webpack_require__(57531);
// EXTERNAL MODULE: ./src/lib/retry.js
var retry = __webpack_require__(44568);
// EXTERNAL MODULE: ./src/aws/ecr.js
var aws_ecr = __webpack_require__(50574);
// EXTERNAL MODULE: ./src/aws/ecr-host.js
var ecr_host = __webpack_require__(51925);
;// CONCATENATED MODULE: ./src/aws/ecr-image.js









/** Whether a reference names an image in a private ECR registry. */
function isEcrReference(text) {
    return (0,ecr_host/* parseEcrHost */.w)((0,image_reference/* parseImageReference */.o_)(text)?.host ?? '') !== undefined;
}
/** An image's configuration has a few KiB. */
const configLimitBytes = 4 << 20;
const configTimeoutMs = 20_000;
/** Attempts at the configuration; its address expires after some minutes, so the pauses are short. */
const configAttempts = 4;
const configBackoff = { firstMs: 500, maxMs: 4_000 };
/**
 * Looks up an image in ECR without writing to it. For an image of several platforms, the digest is the manifest list's,
 * so that each host pulls its own image, the configuration is that of the first Linux image, and the architecture is
 * undefined. Throws Failure `image-not-found`, `access-denied`, `throttled` or `remote-unreachable`.
 */
async function readEcrImage(identity, env, reference, signal) {
    const { name, host = '', path: repository = '', tag, digest } = (0,image_reference/* parseImageReference */.o_)(reference) ?? {};
    const registryHost = (0,ecr_host/* parseEcrHost */.w)(host);
    const { sdk, ecr } = await (0,aws_ecr/* openEcr */.Ne)(identity, env, registryHost);
    const registry = { sdk, ecr, registryId: registryHost?.registryId, repository, reference };
    try {
        const top = await readManifest(registry, digest ? { imageDigest: digest } : { imageTag: tag ?? 'latest' }, signal);
        const images = (0,json/* getList */.vS)(top.manifest, 'manifests').filter((entry) => (0,json/* getString */.AA)(entry, 'platform', 'os') === 'linux');
        const [first] = images;
        const { manifest } = first === undefined
            ? top
            : await readManifest(registry, { imageDigest: (0,json/* getString */.AA)(first, 'digest') ?? '' }, signal);
        const content = await readConfig(registry, (0,json/* getString */.AA)(manifest, 'config', 'digest'), env, signal);
        return {
            pinned: `${name}@${top.digest}`,
            architecture: images.length > 1 ? undefined : (0,json/* getString */.AA)(content, 'architecture'),
            content,
        };
    }
    catch (error) {
        signal.throwIfAborted();
        if (error instanceof errors/* Failure */.HR)
            throw error;
        if (error instanceof sdk.RepositoryNotFoundException)
            throw createNotFoundFailure(reference, error.message);
        throw (0,aws_errors/* toAwsFailure */.B_)(error, `look up ${reference} in ECR`, 'ecr:BatchGetImage and ecr:GetDownloadUrlForLayer');
    }
    finally {
        ecr.destroy();
    }
}
async function readManifest({ sdk, ecr, registryId, repository: repositoryName, reference }, imageId, signal) {
    const acceptedMediaTypes = [...image_reference/* manifestTypes */.Fm];
    const command = new sdk.BatchGetImageCommand({ registryId, repositoryName, imageIds: [imageId], acceptedMediaTypes });
    return await ecr.call(signal, async (client, options) => {
        const response = await client.send(command, options);
        const [image] = (0,shape/* requireList */.Ky)(response, 'images');
        const digest = (0,json/* getString */.AA)(image, 'imageId', 'imageDigest');
        const manifest = (0,json/* getString */.AA)(image, 'imageManifest');
        if (digest !== undefined && manifest !== undefined)
            return { digest, manifest: JSON.parse(manifest) };
        const [failure] = (0,shape/* requireList */.Ky)(response, 'failures');
        if (failure === undefined)
            throw new Error('the response names neither an image nor a failure');
        throw createNotFoundFailure(reference, (0,json/* getString */.AA)(failure, 'failureReason'));
    });
}
function createNotFoundFailure(reference, reason = 'no such image') {
    return new errors/* Failure */.HR('image-not-found', `ECR does not have ${reference}: ${reason}.`, 'Check name, tag and `aws-region`, or push the image with `docker push`.');
}
async function readConfig({ sdk, ecr, registryId, repository: repositoryName }, layerDigest, env, signal) {
    const command = new sdk.GetDownloadUrlForLayerCommand({ registryId, repositoryName, layerDigest });
    const downloadUrl = await ecr.call(signal, async (client, options) => {
        const url = (0,json/* getString */.AA)(await client.send(command, options), 'downloadUrl');
        if (url === undefined)
            throw new Error('the response names no address of the configuration');
        return url;
    });
    const limits = { timeoutMs: configTimeoutMs, limitBytes: configLimitBytes };
    const download = async () => {
        const { status, text } = await (0,http/* getText */.q)(downloadUrl, { env, signal, ...limits });
        if (status !== 200)
            throw new DownloadError(status);
        return JSON.parse(text);
    };
    const pauseMs = (error, attempt) => signal.aborted || attempt >= configAttempts || (error instanceof DownloadError && !error.isTransient)
        ? undefined
        : (0,retry/* jitteredPause */.k)(attempt, configBackoff);
    return await (0,retry/* retry */.L)(download, { pauseMs, signal });
}
class DownloadError extends Error {
    isTransient;
    constructor(status) {
        super(`the image's configuration cannot be read: ${status}`);
        this.isTransient = status === 429 || status >= 500;
    }
}

;// CONCATENATED MODULE: ./src/disdat/recognize-image.js

const isEntrypointFile = (word) => word.endsWith(generations/* entrypointFile */.fx);
/** Programs that start the command as it is, to be process 1 of a container. */
const initPrograms = new Set(['tini', 'dumb-init', 'docker-init', 'catatonit']);
/** Whether a program of an entry point starts its arguments as they are. */
function isInitProgram(program) {
    return initPrograms.has(program.split('/').at(-1));
}
/** The generations that an image can be of, by its configuration. Empty where it does not show one. */
function detectGenerations({ entrypoint, command, env }) {
    if (entrypoint.some(isEntrypointFile))
        return env.has('PIPELINE_CLASS') ? generations/* classicGenerations */.Qe : generations/* entrypointGenerations */.qh;
    const [program] = command;
    if (program === generations/* entrypointFile */.fx)
        return [(0,generations/* getGeneration */.D3)('disdat-0.9.6')];
    const luigi = (0,generations/* getGeneration */.D3)('luigi');
    return program?.split('/').at(-1) === luigi.program ? [luigi] : [];
}
/** Whether a container of the image can start the command line of a generation. */
function canStart({ entrypoint }, { program }) {
    if (program === undefined)
        return entrypoint.length > 0;
    return !entrypoint.some(isEntrypointFile);
}
/** The generation with the command line that an image's `--help` describes; undefined for another command line. */
function recognizeHelp(help, program) {
    const has = (option) => new RegExp(`(?<![\\w-])${option}(?![\\w-])`).test(help);
    return generations/* dialects */.O9
        .filter((name) => name !== 'classic')
        .map(generations/* getGeneration */.D3)
        .find((generation) => generation.program === program &&
        generation.takesInput === has('input_bundle') &&
        (generation.pipeClass !== 'argument') === has('--pipeline') &&
        (generation.tags === 'json') === has('--input-tags') &&
        (generation.tags === 'options') === has('--input-tag') &&
        generation.hasWorkers === has('--workers') &&
        generation.hasForceAll === has('--force-all'));
}

;// CONCATENATED MODULE: ./src/backends/image-failures.js

/** The failure for an image whose dialect is unknown. `reason` completes "the image X …". */
function createUnknownDialectFailure(reference, reason) {
    return new errors/* Failure */.HR('invalid-input', `dialect: the image ${reference} ${reason}.`, 'If it is a Disdat pipeline image, set `dialect` to the version of Disdat that it contains, such as `disdat-0.8.25`.');
}
/** The failure for an image that can be of several generations, when nothing shows which. */
function createAmbiguousDialectFailure(reference, candidates) {
    const versions = joinAlternatives(candidates.map((generation) => generation.versions));
    return new errors/* Failure */.HR('invalid-input', `dialect: the configuration of the image ${reference} fits images of ${versions}, whose command lines differ.`, `Set \`dialect\` to ${listNames(candidates)}, or to the exact version.`);
}
/** The failure for a `dialect` whose command line a container of the image cannot start. */
function createWrongDialectFailure(reference, dialect, detected) {
    return new errors/* Failure */.HR('invalid-input', `dialect: the image ${reference} cannot start the command line of ${dialect}: its configuration is that of an image of ${joinAlternatives(detected.map(({ versions }) => versions))}.`, `Leave out \`dialect\`, set it to ${listNames(detected)}, or name another image in \`image\`.`);
}
const listNames = (generations) => joinAlternatives(generations.map(({ dialect }) => `\`${dialect}\``));
function joinAlternatives(words) {
    return [...(words.length > 1 ? [words.slice(0, -1).join(', ')] : []), ...words.slice(-1)].join(' or ');
}
/** The reason when an image's configuration matches no generation. */
const noDialectReason = 'has neither the entry point of a pipeline image (/opt/bin/entrypoint.py) nor its command (dsdt_docker)';

;// CONCATENATED MODULE: ./src/backends/choose-dialect.js



/**
 * The generation of an image: the requested one, or that of the configuration. `findVersion` is called only where these
 * leave several with different command lines. Throws Failure `invalid-input` for an image of no known generation, for
 * several that remain, and for a request that the image cannot start.
 */
async function chooseDialect(request, command, findVersion) {
    const { reference, dialect: requested } = request;
    const detected = detectGenerations(command);
    const candidates = requested === undefined ? detected : (0,generations/* listGenerations */.UN)(requested);
    const [first, second] = candidates;
    if (first === undefined)
        throw createUnknownDialectFailure(reference, noDialectReason);
    if (requested !== undefined && detected.length > 0 && !canStart(command, first))
        throw createWrongDialectFailure(reference, requested, detected);
    if (second === undefined)
        return first.dialect;
    if (first.takesInput && !request.needsVersion)
        return 'classic';
    const found = (await findVersion(first.program)) ?? requested;
    if (found === undefined)
        throw createAmbiguousDialectFailure(reference, candidates);
    return found;
}

;// CONCATENATED MODULE: ./src/backends/image-content.js

/** The content that the configuration of an image in a registry describes. */
function parseImageContent(content) {
    return {
        layers: readTexts((0,json/* getField */.VI)(content, 'rootfs'), 'diff_ids'),
        os: (0,json/* getString */.AA)(content, 'os') ?? '',
        architecture: (0,json/* getString */.AA)(content, 'architecture') ?? '',
        config: (0,json/* getField */.VI)(content, 'config'),
    };
}
/** The command line, the variables and the user that an image's configuration sets. The user is empty for root. */
function readImageCommand(config) {
    return {
        entrypoint: readTexts(config, 'Entrypoint'),
        command: readTexts(config, 'Cmd'),
        env: readImageVariables(config),
        user: (0,json/* getString */.AA)(config, 'User') ?? '',
    };
}
/** The variables of an image's configuration. */
function readImageVariables(config) {
    return new Map(readTexts(config, 'Env').map((line) => {
        const end = line.indexOf('=');
        return [line.slice(0, end), line.slice(end + 1)];
    }));
}
/** The texts in a list of a configuration; other entries are left out. */
function readTexts(value, name) {
    return (0,json/* getList */.vS)(value, name).flatMap((text) => (typeof text === 'string' ? [text] : []));
}

;// CONCATENATED MODULE: ./src/backends/image-fingerprint.js



/**
 * What decides how a container of the image behaves. Labels do not, and often have the time of the build.
 */
const textFields = ['User', 'WorkingDir', 'StopSignal'];
const listFields = ['Entrypoint', 'Cmd'];
/** Variables in which `dsdt dockerize` names the commit, and the time of the build: the trigger `code` compares it. */
const commitVariable = /^PIPELINE_GIT_[A-Z_]*=/;
/**
 * A hash of an image that is equal for two builds with the same layers and the same configuration, also when their
 * digests differ: it has no times, labels and commits. An engine and a registry give the same. Undefined without
 * layers.
 */
function computeImageFingerprint({ layers, os, architecture, config }) {
    if (layers.length === 0)
        return undefined;
    const volumes = (0,json/* getField */.VI)(config, 'Volumes');
    const parts = [
        ...[layers, os, architecture],
        ...textFields.map((name) => (0,json/* getString */.AA)(config, name) ?? ''),
        ...listFields.map((name) => (0,json/* getList */.vS)(config, name)),
        readTexts(config, 'Env')
            .filter((line) => !commitVariable.test(line))
            .toSorted(),
        (0,json/* isObject */.Gv)(volumes) ? Object.keys(volumes).toSorted() : [],
    ];
    return (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(parts)).digest('hex');
}

;// CONCATENATED MODULE: ./src/backends/batch/image.js







/**
 * The image that Batch pulls. ECR provides the digest, the architecture and the configuration. Where that leaves
 * several dialects, the runner's own copy shows which, if there is one. Another registry's image keeps its reference,
 * and without a `dialect` input only the runner's own copy shows the dialect.
 */
async function resolveBatchImage(context, request, signal) {
    const { reference } = request;
    if (!isEcrReference(reference))
        return await resolveOtherImage(context, request, signal);
    const found = await readEcrImage(context.identity, context.env, reference, signal);
    const { pinned, architecture, content } = found;
    const settings = readImageCommand(parseImageContent(content).config);
    const dialect = await chooseDialect(request, settings, async () => {
        const local = await context.findLocalImage({ ...request, reference: pinned }, signal).catch(() => undefined);
        signal.throwIfAborted();
        return local?.dialect;
    });
    const { env: imageEnv, user, entrypoint } = settings;
    const fingerprint = fingerprintEcrImage(found);
    return { reference, pinned, id: pinned, dialect, env: imageEnv, user, entrypoint, architecture, fingerprint };
}
/** Undefined for an image of several platforms, of which one was read and the hosts may run another. */
const fingerprintEcrImage = ({ architecture, content }) => architecture === undefined ? undefined : computeImageFingerprint(parseImageContent(content));
/**
 * The image that Batch would pull, by its description in ECR, or by the digest in its reference. Throws an Error for a
 * tag in another registry: only the hosts know what they pull.
 */
async function identifyBatchImage(identity, env, reference, signal) {
    if (isEcrReference(reference)) {
        const found = await readEcrImage(identity, env, reference, signal);
        const variables = readImageVariables(parseImageContent(found.content).config);
        return { pinned: found.pinned, fingerprint: fingerprintEcrImage(found), env: variables };
    }
    if ((0,image_reference/* parseImageReference */.o_)(reference)?.digest === undefined)
        throw new Error('it is not in ECR, and its reference names no digest');
    return { pinned: reference, fingerprint: undefined, env: undefined };
}
async function resolveOtherImage({ findLocalImage }, request, signal) {
    const { reference, dialect } = request;
    const local = await findLocalImage(request, signal).catch((error) => {
        signal.throwIfAborted();
        if (error instanceof errors/* Failure */.HR && error.verdict === 'invalid-input')
            throw error;
        return (0,errors/* describeError */.Uc)(error);
    });
    // The hosts may pull another image of this tag than the runner has.
    if (typeof local !== 'string')
        return { ...local, pinned: reference, id: reference, fingerprint: undefined };
    if (dialect === undefined)
        throw createUnknownDialectFailure(reference, 'is not in ECR and not on this runner, so its configuration cannot be read');
    return { reference, pinned: reference, id: reference, dialect, env: new Map(), user: '', architecture: undefined };
}

// EXTERNAL MODULE: ./src/aws/iam-pattern.js
var iam_pattern = __webpack_require__(67858);
;// CONCATENATED MODULE: ./src/backends/batch/least-privilege-policy.js

/**
 * The least-privilege IAM policy for submitting and following one job. It grants no access to S3. Calls that list or
 * describe do not support narrower resources than `*`.
 */
function createLeastPrivilegePolicy(settings, { account: { account, partition }, region, image, logGroup = '/aws/batch/job' }) {
    const formatArn = (service, path) => `arn:${partition}:${service}:${region}:${account}:${path}`;
    const queue = settings.queue.startsWith('arn:')
        ? (0,iam_pattern/* escapePattern */.M)(settings.queue)
        : formatArn('batch', `job-queue/${(0,iam_pattern/* escapePattern */.M)(settings.queue)}`);
    const definition = getDefinitionArn(settings, formatArn);
    const definitions = [definition, `${definition}:*`];
    const statements = [
        allow(readActions, '*'),
        allow(['batch:SubmitJob', 'batch:TagResource'], [queue, ...definitions, formatArn('batch', 'job/*')]),
        allow(['batch:TerminateJob'], formatArn('batch', 'job/*')),
        allow(['batch:GetJobQueueSnapshot'], queue),
        ...(settings.fixedDefinition === undefined ? createDefinitionStatements(settings, definitions) : []),
        allow(['logs:GetLogEvents'], formatArn('logs', `log-group:${(0,iam_pattern/* escapePattern */.M)(logGroup)}:log-stream:*`)),
        ...createEcrStatements(image, partition),
    ];
    return { Version: '2012-10-17', Statement: statements };
}
const readActions = [
    'batch:DescribeJobQueues',
    'batch:DescribeComputeEnvironments',
    'batch:DescribeJobDefinitions',
    'batch:DescribeJobs',
    'batch:ListJobs',
];
function allow(Action, Resource) {
    return { Effect: 'Allow', Action, Resource };
}
/** Without a revision. */
function getDefinitionArn({ fixedDefinition, definitionName }, formatArn) {
    if (fixedDefinition?.startsWith('arn:'))
        return (0,iam_pattern/* escapePattern */.M)(fixedDefinition);
    const [name = ''] = (fixedDefinition ?? definitionName).split(':');
    return formatArn('batch', `job-definition/${(0,iam_pattern/* escapePattern */.M)(name)}`);
}
/** Permissions to register our own definition and to pass the roles that it names. */
function createDefinitionStatements({ jobRoleArn, executionRoleArn }, definitions) {
    const actions = ['batch:RegisterJobDefinition', 'batch:DeregisterJobDefinition', 'batch:TagResource'];
    const roles = [jobRoleArn, executionRoleArn].filter((role) => role !== undefined).map(iam_pattern/* escapePattern */.M);
    const Condition = { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } };
    return [allow(actions, definitions), ...(roles.length > 0 ? [{ ...allow(['iam:PassRole'], roles), Condition }] : [])];
}
function createEcrStatements(image, partition) {
    const [, account, region, repository] = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.[^/]+\/([^:@]+)/.exec(image) ?? [];
    if (repository === undefined)
        return [];
    const actions = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
    return [allow(actions, `arn:${partition}:ecr:${region}:${account}:repository/${(0,iam_pattern/* escapePattern */.M)(repository)}`)];
}

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./src/backends/batch/launcher/launcher-text.js
const launcherText = "\"\"\"Fills the local context of a Batch job from S3, and then becomes the command of the job.\n\n    python3 -c <this file> <settings> <command> <argument>...\n\nThe settings are a JSON list: URL of the remote, remote context, local context, and the most bytes to fetch. Disdat\nfetches every HyperFrame and frame of the context one by one; here most come from the packs beside the bundles. A pack\nis a cache: a member counts only with the size and the MD5 that the listing reports. After any failure, the command starts\nas if this file did not exist.\n\"\"\"\nimport configparser\nimport hashlib\nimport json\nimport os\nimport re\nimport shutil\nimport sys\nimport tempfile\nimport threading\nimport time\nimport warnings\nimport zlib\nfrom concurrent.futures import ThreadPoolExecutor\n\nIDLE_SECONDS = 8  # without an object or a page of the listing\nTOTAL_SECONDS = 600\nTHREADS = 32\nPACK_THREADS = 4  # a pack takes up to three times MAX_PACK of memory\nMAX_OBJECTS = 300000  # about 150 MiB of memory\nMAX_FAILURES = 20  # of single objects; Disdat pulls them\nMAX_PACK = 12 << 20\nCHUNK = 1 << 20\nMAX_MEMBER = 16 << 10\nMIN_MISSING = 4  # objects of one pack below the root; fewer are fetched themselves\nDIGITS = \"0123456789abcdef\"\nPATH = re.compile(r\"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/[0-9A-Za-z_-][0-9A-Za-z._-]{0,200}\")\n\n# The fields of a HyperFrame that are texts (None) or messages. https://protobuf.dev/programming-guides/encoding/\nPAIR = {1: None, 2: None}\nLINEAGE = dict.fromkeys((1, 2, 3, 4, 5, 6, 7, 8, 9, 14))\nLINEAGE[11] = dict.fromkeys((1, 2, 3))\nHYPER_FRAME = {1: None, 2: None, 3: None, 4: None, 5: PAIR, 6: LINEAGE, 7: PAIR, 9: None}\n\n\nclass Seed:\n    \"\"\"The objects of a context, and the folder that they are written to before it becomes the context.\"\"\"\n\n    def __init__(self, url, remote, local, max_bytes):\n        warnings.simplefilter(\"ignore\")  # the command shows those of boto3\n        import boto3\n        from botocore.config import Config\n\n        self.bucket, _, key = url[len(\"s3://\"):].partition(\"/\")\n        self.base = (key.rstrip(\"/\") + \"/\" if key else \"\") + \"context/\" + remote + \"/\"\n        self.binding = {\"remote_ctxt\": remote, \"local_ctxt\": local, \"remote_ctxt_url\": url.rstrip(\"/\") + \"/context\"}\n        self.max_bytes = max_bytes\n        self.touched = time.monotonic()\n        self.stopped = False\n        self.complete = True\n        self.objects = {}  # path below objects/ -> (size, ETag, time)\n        self.failures = 0\n        self.folders = set()\n        limits = {\"connect_timeout\": 3, \"read_timeout\": 5, \"retries\": {\"max_attempts\": 2}}\n        self.s3 = boto3.client(\"s3\", config=Config(max_pool_connections=THREADS, **limits))\n\n    def fill(self, home):\n        target = os.path.join(home, \"context\", self.binding[\"local_ctxt\"])\n        if os.path.lexists(target):\n            raise Exception(target + \" exists\")\n        self.list_objects()\n        self.choose_objects()\n        os.makedirs(os.path.dirname(target), exist_ok=True)\n        self.folder = tempfile.mkdtemp(dir=home, prefix=\".seed-\")\n        os.chmod(self.folder, 0o755)\n        count = len(self.objects)\n        os.mkdir(os.path.join(self.folder, \"objects\"))\n        self.fetch_objects()\n        with open(os.path.join(self.folder, \"ctxt.json\"), \"w\") as file:\n            json.dump(self.binding, file)\n        self.touch()\n        os.rename(self.folder, target)\n        return count - len(self.objects)\n\n    def touch(self):\n        if self.stopped:\n            raise Exception(\"stopped\")\n        self.touched = time.monotonic()\n\n    def list_objects(self):\n        if self.list_prefix(\"\", False):\n            for_each(self.list_prefix, DIGITS)\n\n    def list_prefix(self, digit, follow=True):\n        \"\"\"Whether there are more pages, unless they are followed.\"\"\"\n        request = {\"Bucket\": self.bucket, \"Prefix\": self.base + \"objects/\" + digit}\n        while True:\n            page = self.s3.list_objects_v2(**request)\n            self.touch()\n            for entry in page.get(\"Contents\", ()):\n                path = entry[\"Key\"][len(self.base + \"objects/\"):]\n                if \"frame.pb\" in path:\n                    if PATH.fullmatch(path):\n                        self.objects[path] = (entry[\"Size\"], entry[\"ETag\"].strip('\"'), entry[\"LastModified\"])\n                    else:\n                        self.complete = False  # left to Disdat\n            if len(self.objects) > MAX_OBJECTS:\n                raise Exception(\"the context has more than %d objects\" % MAX_OBJECTS)\n            if not page.get(\"IsTruncated\") or not follow:\n                return page.get(\"IsTruncated\")\n            request[\"ContinuationToken\"] = page[\"NextContinuationToken\"]\n\n    def choose_objects(self):\n        \"\"\"Leaves out the oldest bundles that do not fit.\"\"\"\n        bundles = {}\n        for path, (size, _, modified) in self.objects.items():\n            bundles.setdefault(path[:36], []).append((modified, size, path))\n        left = self.max_bytes\n        for files in sorted(bundles.values(), key=max, reverse=True):\n            size = sum(file[1] for file in files)\n            left -= size\n            if left < 0:\n                left += size\n                self.complete = False\n                for file in files:\n                    del self.objects[file[2]]\n\n    def fetch_objects(self):\n        \"\"\"Takes what it writes out of self.objects.\"\"\"\n        prefixes = [\"\"]\n        for _ in range(3):\n            counts = {}\n            for path, (size, _, _) in self.objects.items():\n                if size <= MAX_MEMBER:\n                    prefix = path[:len(prefixes[0])]\n                    counts[prefix] = counts.get(prefix, 0) + 1\n            self.packs = []\n            for_each(self.fetch_pack, [p for p in prefixes if counts.get(p, 0) >= MIN_MISSING], PACK_THREADS)\n            prefixes = [prefix + digit for prefix in self.packs for digit in DIGITS]\n            if not prefixes:\n                break\n        for_each(self.fetch_object, list(self.objects))\n        self.complete = self.complete and not self.objects\n\n    def fetch_pack(self, prefix):\n        try:\n            key = self.base + \"run-action/pack\" + (prefix and \"-\" + prefix) + \".gz\"\n            packed = b\"\".join(self.read(key, MAX_PACK))\n            self.packs.append(prefix)  # an update that fills the packs below writes this one, too\n            for path, content in read_pack(packed, self.binding[\"remote_ctxt\"]):\n                path = path[len(\"objects/\"):]\n                size, etag, _ = self.objects.get(path, (-1, \"\", 0))\n                if size == len(content) and etag == hashlib.md5(content).hexdigest():\n                    self.write(path, [content])\n        except OSError:\n            raise\n        except Exception:\n            self.touch()  # the objects are fetched one by one\n\n    def fetch_object(self, path):\n        try:\n            self.write(path, self.read(self.base + \"objects/\" + path, self.objects[path][0]))\n        except OSError:\n            raise\n        except Exception:\n            self.failures += 1\n            if self.failures > MAX_FAILURES:\n                raise\n\n    def read(self, key, limit):\n        response = self.s3.get_object(Bucket=self.bucket, Key=key)\n        if response[\"ContentLength\"] > limit:\n            raise Exception(key + \" is larger than expected\")\n        return response[\"Body\"].iter_chunks(CHUNK)\n\n    def write(self, path, chunks):\n        \"\"\"A file that is not whole is removed: Disdat pulls no file that exists.\"\"\"\n        folder = os.path.join(self.folder, \"objects\", path[:36])\n        if folder not in self.folders:\n            os.makedirs(folder, exist_ok=True)\n            self.folders.add(folder)\n        file = folder + path[36:]\n        try:\n            with open(file, \"wb\") as stream:\n                for chunk in chunks:\n                    self.touch()\n                    stream.write(chunk)\n            if os.path.getsize(file) != self.objects[path][0]:\n                raise Exception(path + \" has another size than listed\")\n            del self.objects[path]\n            if path.endswith(\"_hframe.pb\") and not is_hyper_frame(file):\n                self.complete = False\n                os.unlink(file)  # Disdat's own pull fails on it, as it should\n        except BaseException:\n            if os.path.exists(file):\n                os.unlink(file)\n            raise\n\n\ndef for_each(work, items, threads=THREADS):\n    with ThreadPoolExecutor(threads) as pool:\n        for _ in pool.map(work, items):\n            pass\n\n\ndef read_pack(packed, context):\n    unpacker = zlib.decompressobj(31)\n    text = unpacker.decompress(packed, MAX_PACK)\n    head, _, text = text.partition(b\"\\n\")\n    head = json.loads(head.decode())\n    if not unpacker.eof or (head[\"pack\"], head[\"version\"], head[\"context\"]) != (\"disdat-run-action\", 1, context):\n        raise Exception(\"not a pack of this context\")\n    start = 0\n    for path, size in head[\"members\"]:\n        yield path, text[start:start + size]\n        start += size\n\n\ndef is_hyper_frame(file):\n    with open(file, \"rb\") as stream:\n        try:\n            return check_message(stream.read(), HYPER_FRAME)\n        except (IndexError, ValueError):\n            return False\n\n\ndef check_message(message, texts):\n    \"\"\"Whether Disdat can parse a protobuf message. `texts` has its fields that are texts or messages.\"\"\"\n    at = 0\n\n    def read_varint():\n        nonlocal at\n        value = 0\n        for shift in range(0, 70, 7):\n            byte = message[at]\n            at += 1\n            value |= (byte & 127) << shift\n            if byte < 128:\n                return value\n        raise ValueError\n\n    while at < len(message):\n        field, kind = divmod(read_varint(), 8)\n        if field == 0 or kind not in (0, 1, 2, 5):\n            return False\n        size = {0: 0, 1: 8, 5: 4}.get(kind)\n        if kind == 0:\n            read_varint()\n        elif kind == 2:\n            size = read_varint()\n        at += size\n        if at > len(message):\n            return False\n        inner = texts.get(field) if kind == 2 else None\n        if inner is not None and not check_message(message[at - size:at], inner):\n            return False\n        if kind == 2 and field in texts and inner is None:\n            message[at - size:at].decode()\n    return True\n\n\ndef find_home():\n    \"\"\"The folder .disdat, as Disdat finds it.\"\"\"\n    file = os.path.expanduser(\"~/.config/disdat/disdat.cfg\")\n    config = configparser.ConfigParser({\"meta_dir_root\": \"~/\"})\n    config.read(file)\n    root = os.path.expanduser(config.get(\"core\", \"meta_dir_root\", fallback=\"~/\"))\n    return os.path.join(os.path.dirname(file), root, \".disdat\")\n\n\ndef fill(settings, command):\n    \"\"\"Returns the options to add to the command.\"\"\"\n    with open(shutil.which(command[0]), \"rb\") as program:\n        text = program.read(1 << 16)\n        if b\"--no-pull\" in text and b\"add_argument\" not in text:  # Disdat's own program defines the option\n            return []  # the image wants an empty context\n    seed, result = None, []\n    started = time.monotonic()\n\n    def work():\n        nonlocal seed\n        try:\n            seed = Seed(*settings)\n            result.append(seed.fill(find_home()))\n        except BaseException as error:\n            result.append(error)\n\n    thread = threading.Thread(target=work, daemon=True)\n    thread.start()\n    while thread.is_alive():\n        thread.join(0.05)\n        now = time.monotonic()\n        if now - (seed.touched if seed else started) > IDLE_SECONDS or now - started > TOTAL_SECONDS:\n            break\n    result = result[0] if result else \"no progress for %d s\" % IDLE_SECONDS\n    if not isinstance(result, int):\n        if seed:\n            seed.stopped = True\n            shutil.rmtree(getattr(seed, \"folder\", \"\"), ignore_errors=True)\n        print(\"disdat/run-action: the local context was not filled: %s\" % result, flush=True)\n        return []\n    rest = \"\" if seed.complete else \"; Disdat pulls the rest\"\n    text = \"disdat/run-action: filled the local context with %d objects in %.1f s%s\"\n    print(text % (result, time.monotonic() - started, rest), flush=True)\n    return [\"--no-pull\"] if seed.complete else []\n\n\ndef main():\n    command = sys.argv[2:]\n    options = []\n    try:\n        options = fill(json.loads(sys.argv[1]), command)\n    except BaseException as error:\n        print(\"disdat/run-action: the local context was not filled: %s\" % error, flush=True)\n    os.execvp(command[0], command[:1] + options + command[1:])\n\n\nmain()\n"

;// CONCATENATED MODULE: ./src/backends/batch/launcher/wrap-command.js




/**
 * Starts the launcher with the Python of the image, or the command itself without Python 3.6 or later. `$0` is the
 * program of `python -c`, `$1` its settings, and then the command follows.
 */
const shellScript = 'p=$(command -v python3 || command -v python) && exec "$p" -c "$0" "$@"; shift; exec "$@"';
/** The working directory is not searched for modules: it has those of the pipeline. */
const createProgram = (packed) => [
    'import sys',
    'sys.path=[p for p in sys.path if p]',
    'import base64,os,zlib',
    'sys.version_info<(3,6)and os.execvp(sys.argv[2],sys.argv[2:])',
    `exec(zlib.decompress(base64.b64decode("${packed}")))`,
].join(';');
/**
 * The command of a job that fills its local context first, as `launcher.py` describes, and then becomes the command of
 * the task. The program is compressed: ECS limits the overrides of a job to 8,192 characters.
 */
function wrapCommand(argv, seed) {
    const packed = (0,external_node_zlib_.deflateSync)(minifyPython(launcherText), { level: 9 }).toString('base64');
    const settings = JSON.stringify([seed.remote, seed.remoteContext, seed.localContext, seed.maxBytes]);
    return ['sh', '-c', shellScript, createProgram(packed), settings, ...argv];
}
/**
 * A Python program without docstrings and comments, and with the least indentation: an eighth shorter when compressed.
 * Its strings must contain neither three quotes nor a `#`.
 */
function minifyPython(text) {
    const code = text.replace(/^ *"""[\s\S]*?"""\n/gm, '').replace(/ *#.*$/gm, '');
    return code.replace(/^ +/gm, (spaces) => ' '.repeat(spaces.length / 4)).replace(/\n{2,}/g, '\n');
}
/**
 * The seed of a job whose command can be wrapped; undefined for others: the image has to start the command as it is,
 * and to pull its context. The command of a user's job definition changes only on request.
 */
function selectJobSeed({ jobSeed: seed, image }, { isFixed }) {
    const { program } = (0,generations/* getGeneration */.D3)(image.dialect);
    const startsCommand = image.entrypoint?.every((word) => isInitProgram(word) || word === '--') ?? false;
    return program !== undefined && startsCommand && (!isFixed || seed?.isRequested) ? seed : undefined;
}

;// CONCATENATED MODULE: ./src/backends/batch/submit-request.js








/** https://docs.aws.amazon.com/batch/latest/APIReference/API_SubmitJob.html */
const maxNameLength = 128;
const maxDependencies = 20;
const submitLimitBytes = 30 * 1024;
/**
 * The most characters of the overrides of a task, as JSON of ECS. A job with more fails when it starts.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
 */
const overridesLimit = 8192;
/**
 * The characters that Batch adds to our overrides: the names of container, job, queue and compute environment, and the
 * attempt, with short names and with the longest. https://docs.aws.amazon.com/batch/latest/userguide/job_env_vars.html
 */
const addedCharacters = { least: 256, most: 1024 };
/** Hexadecimal digits of the hashes in a name: of the step, and of the step with the request. */
const hashLengths = { step: 8, request: 16 };
/**
 * A job's name: the pipe, a hash of the step (repository, workflow run, job, leg of a matrix, step), and a hash of the
 * step and what it requests for the job. It is the same in each attempt, so that a rerun workflow finds its job.
 */
function createJobName({ request, receipt }, origin) {
    const { repository, runId, workflow, job, step, leg } = origin;
    const place = [repository, runId, workflow, job, step, ...(leg === undefined ? [] : [leg])];
    const suffix = `-${hash(place, hashLengths.step)}-${hash([place, request], hashLengths.request)}`;
    const pipeClass = (0,names/* parsePipeClass */.UN)(receipt.pipeClass);
    const pipe = `${pipeClass ? (0,names/* deriveImageName */.qW)(pipeClass) : 'disdat'}-${receipt.pipeClass.split('.').at(-1)}`;
    return `${toResourceName(pipe).slice(0, maxNameLength - suffix.length)}${suffix}`;
}
/** What the names of all jobs of one pipe of a step begin with. */
const getJobNamePrefix = (jobName) => jobName.slice(0, -hashLengths.request);
const hash = (value, length) => (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(value)).digest('hex').slice(0, length);
/** The request for SubmitJob. */
function createSubmitRequest(task, settings, origin, { definition, resources, isFixed }) {
    return {
        jobName: createJobName(task, origin),
        jobQueue: settings.queue,
        jobDefinition: definition,
        containerOverrides: createOverrides(task, { resources, isFixed }).overrides,
        ...(isFixed && { timeout: { attemptDurationSeconds: getTimeoutSeconds(task) } }),
        ...(isFixed && settings.attempts !== undefined && { retryStrategy: createRetryStrategy(settings.attempts) }),
        ...createDependencies(task, settings),
        ...(settings.shareIdentifier !== undefined && { shareIdentifier: settings.shareIdentifier }),
        ...(settings.schedulingPriority !== undefined && { schedulingPriorityOverride: settings.schedulingPriority }),
        propagateTags: true,
        tags: createTags(task, settings, origin),
    };
}
/** The jobs that must succeed before a job starts: those of its task, and those of the input `depends-on`. */
const listDependencies = ({ dependsOn = [] }, settings) => [...new Set([...settings.dependsOn, ...dependsOn])];
function createDependencies(task, settings) {
    const ids = listDependencies(task, settings);
    return ids.length === 0 ? {} : { dependsOn: ids.map((jobId) => ({ jobId })) };
}
/** Creates the overrides of a job. `moreCharacters` is the length of variables that are added later. */
function createOverrides(task, { resources, isFixed }, moreCharacters = 0) {
    const variables = [...task.env, [receiptVariable, JSON.stringify(task.receipt)]];
    const environment = variables.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
    const others = { environment, ...(resources && { resourceRequirements: createRequirements(resources) }) };
    const count = (command) => JSON.stringify({ command, ...others }).length + moreCharacters;
    const seed = selectJobSeed(task, { isFixed });
    const wrapped = seed && wrapCommand(task.argv, seed);
    const hasLauncher = wrapped !== undefined && count(wrapped) + addedCharacters.most <= overridesLimit;
    const length = count(task.argv);
    const isTooLong = (added) => length + added > overridesLimit;
    return {
        overrides: { command: [...(hasLauncher ? wrapped : task.argv)], ...others },
        characters: length + addedCharacters.most,
        fits: isTooLong(addedCharacters.least) ? 'no' : isTooLong(addedCharacters.most) ? 'maybe' : 'yes',
        lacksLauncher: wrapped !== undefined && !hasLauncher,
    };
}
/** Tags for people and for billing: long values are cut, and characters that AWS refuses become spaces. */
function createTags(task, settings, origin) {
    const ownTags = [
        ['repository', origin.repository],
        ['run', origin.runId],
        ['commit', origin.commit],
        ['actor', origin.actor],
        ['pull-request', origin.pullRequest?.toString() ?? ''],
        ['pipe', task.receipt.pipeClass],
    ];
    const tags = ownTags.flatMap(([name, value]) => (value === '' ? [] : [[`disdat-run-action:${name}`, value]]));
    return Object.fromEntries([...settings.tags, ...tags].map(([name, value]) => [name, toTagValue(value)]));
}
/** https://docs.aws.amazon.com/batch/latest/userguide/using-tags.html#tag-restrictions */
const toTagValue = (text) => text.replace(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, ' ').slice(0, 256);

;// CONCATENATED MODULE: ./src/backends/batch/task-problems.js



/** A user's definition for another platform than the queue's. */
function findPlatformProblems({ jobQueueName }, kind, fixed) {
    if (fixed === undefined)
        return [];
    const platforms = fixed.platforms.length > 0 ? fixed.platforms : ['EC2'];
    if (platforms.includes(kind))
        return [];
    return [`job-definition: ${fixed.name} is for ${platforms.join(', ')}, and the queue ${jobQueueName} is on ${kind}.`];
}
/** Roles that the job needs and no input names. */
function findRoleProblems(settings, kind, fixed) {
    const problems = [];
    const hasRole = settings.jobRoleArn !== undefined || fixed?.hasJobRole || settings.passesCredentials;
    if (!hasRole)
        problems.push('job-role-arn: nothing given. The pipe needs a role that can read and write the remote. Name one (docs/iam.md).');
    if (kind === 'FARGATE' && settings.executionRoleArn === undefined && fixed === undefined)
        problems.push('execution-role-arn: nothing given. Fargate needs a role to pull the image and to write the log. Name one (docs/iam.md).');
    return problems;
}
/** Roles of another account: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html */
function findAccountProblems({ jobRoleArn, executionRoleArn }, queueArn = '') {
    const getAccount = (arn) => arn.split(':')[4];
    const roles = [
        ['job-role-arn', jobRoleArn],
        ['execution-role-arn', executionRoleArn],
    ];
    return roles.flatMap(([input, arn]) => arn === undefined || queueArn === '' || getAccount(arn) === getAccount(queueArn)
        ? []
        : [
            `${input}: ${arn} is in another account than the queue (${getAccount(queueArn)}) and cannot be passed to its jobs.`,
        ]);
}
/** https://docs.aws.amazon.com/batch/latest/userguide/service_limits.html */
const limits = { tags: 50 };
/** The tags that the action adds to a job and to its own definitions. */
const ownTags = { job: 6, definition: 2 };
/** Parts of the task that Batch does not accept. */
function findTaskProblems({ task, settings, fixed }, kind) {
    const problems = [];
    const reserved = [...task.env.keys()].filter((name) => name.startsWith('AWS_BATCH'));
    if (reserved.length > 0)
        problems.push(`env: got ${reserved.join(', ')}. Names that begin with AWS_BATCH are reserved for Batch.`);
    const empty = task.argv.indexOf('');
    if (empty >= 0)
        problems.push(`params: got "" after ${task.argv[empty - 1]}. A Batch job cannot get an empty value.`);
    const dependencies = listDependencies(task, settings);
    if (dependencies.length > maxDependencies)
        problems.push(`depends-on: got ${dependencies.length} jobs${task.dependsOn ? ', those of other runs included' : ''}. A job can depend on at most ${maxDependencies}.`);
    // A job also gets the definition's tags, and a job with more than 50 tags fails.
    const maxTags = limits.tags - ownTags.job - (fixed?.tagCount ?? ownTags.definition);
    if (settings.tags.size > maxTags)
        problems.push(`job-tags: got ${settings.tags.size}. At most ${maxTags} fit beside the definition's tags and the six that identify the run.`);
    if (kind === 'FARGATE' && task.shmSizeMib !== undefined)
        problems.push(`shm-size: got ${task.shmSizeMib} MiB. Fargate does not allow a size. Leave it out, or use a queue of EC2 instances.`);
    return problems;
}
/** The keys and the session token of a role in the overrides. They are requested only after the checks. */
const credentialBytes = 2048;
/** Requests that are larger than Batch or ECS accepts. */
function findSizeProblems({ task, settings, origin, fixed }, platform) {
    const { resources } = platform;
    const options = { definition: settings.definitionName, resources, isFixed: fixed !== undefined };
    const added = settings.passesCredentials ? credentialBytes : 0;
    const { fits, characters } = createOverrides(task, options, added);
    const submitBytes = countBytes(createSubmitRequest(task, settings, origin, options)) + added;
    const definitionBytes = countBytes(createDefinitionRequest(task, settings, platform));
    const submitProblem = fits === 'no'
        ? `params, env: the command and the variables of the job have up to ${characters} characters, and ECS accepts ${overridesLimit}. Pass less, or put large values into a bundle.`
        : submitBytes > submitLimitBytes
            ? `params, env, job-tags: the request has ${submitBytes} bytes, and Batch accepts ${submitLimitBytes}. Pass less, or put large values into a bundle.`
            : undefined;
    return [
        ...(submitProblem === undefined ? [] : [submitProblem]),
        ...(definitionBytes > definitionLimitBytes
            ? [`image: the job definition has ${definitionBytes} bytes, and Batch accepts ${definitionLimitBytes}.`]
            : []),
    ];
}
/** Overrides that ECS may refuse, and a job that does not fill its local context as `seed-context` requests it. */
function findOverridesNotices({ task, settings: { passesCredentials }, fixed }, { resources }) {
    const isFixed = fixed !== undefined;
    const added = passesCredentials ? credentialBytes : 0;
    const { fits, characters, lacksLauncher } = createOverrides(task, { resources, isFixed }, added);
    const isNewest = selectJobSeed(task, { isFixed })?.mode === 'newest';
    return [
        ...(fits === 'maybe'
            ? [
                `params, env: the command and the variables of the job have up to ${characters} characters, and ECS accepts ${overridesLimit}. If the job fails with \`Container Overrides length\`, pass less.`,
            ]
            : []),
        ...(lacksLauncher
            ? [
                `The job pulls its context on its own: with what fills it, the command and the variables of the job would have more than the ${overridesLimit} characters that ECS accepts. Pass less in \`params\` and \`env\`, or set \`seed-context: none\`.`,
            ]
            : isNewest
                ? ['seed-context: got newest, which is `all` for a job on Batch. The newest bundles are fetched first.']
                : []),
    ];
}
const countBytes = (request) => Buffer.byteLength(JSON.stringify(request));

;// CONCATENATED MODULE: ./src/backends/batch/preflight.js





/**
 * Reads what the check of a task needs. Missing permission to describe the compute environments is a notice. Throws
 * Failure when the queue cannot be described.
 */
async function readQueueFacts(clients, name, signal) {
    const queue = await readQueue(clients, name, signal);
    return { queue, ...(queue ? await readComputeEnvironments(clients, queue, signal) : { environments: [] }) };
}
/** Checks everything about a task that can be checked before it is submitted. */
function checkTask({ region }, check, { queue, environments, notice }) {
    const { task, settings, fixed } = check;
    const kind = getPlatformKind(environments);
    const { vcpus = fixed?.resources.vcpus, memoryMib = fixed?.resources.memoryMib, gpus = fixed?.resources.gpus } = task;
    const chosen = chooseResources({ vcpus, memoryMib, gpus }, kind);
    const platform = { kind, resources: chosen.resources };
    const hosts = checkEnvironments(environments);
    const isSpot = isSpotOnly(environments);
    return {
        queue: queue?.jobQueueArn,
        platform,
        isSpot,
        problems: [
            ...(queue ? findQueueProblems(queue, settings) : [describeMissingQueue(settings.queue, region)]),
            ...hosts.problems,
            ...chosen.problems,
            ...findCapacityProblems(hosts.usable, chosen.resources),
            ...findProcessorProblems(hosts.usable, getArchitecture(task)),
            ...(queue && environments.length > 0 ? findPlatformProblems(queue, kind, fixed) : []),
            ...findRoleProblems(settings, kind, fixed),
            ...findAccountProblems(settings, queue?.jobQueueArn),
            ...findTaskProblems(check, kind),
            ...findSizeProblems(check, platform),
        ],
        notices: [
            ...(notice ? [notice] : []),
            ...hosts.notices,
            ...(keepsDefinitionSize(check) ? [] : chosen.notices),
            ...findEmptyVariables(task),
            ...findOverridesNotices(check, platform),
            ...(isSpot ? findSpotNotices(check) : []),
        ],
    };
}
/** A job that requests nothing keeps the size of a user's definition. */
const keepsDefinitionSize = ({ task, fixed }) => fixed !== undefined && (task.vcpus ?? task.memoryMib ?? task.gpus) === undefined;
function findSpotNotices({ settings, fixed }) {
    const canRetry = (settings.attempts ?? 1) > 1 || fixed !== undefined;
    return canRetry
        ? []
        : ['The queue has only spot capacity, which AWS may reclaim. Set `attempts` to retry when it does.'];
}
function getPlatformKind(environments) {
    const types = environments.map(({ computeResources }) => computeResources?.type ?? 'EC2');
    return types.length > 0 && types.every((type) => type.startsWith('FARGATE')) ? 'FARGATE' : 'EC2';
}
/** A queue works as long as one of its environments does; problems of the others are notices. */
function checkEnvironments(environments) {
    const healthy = environments.filter((environment) => findEnvironmentProblems(environment).length === 0);
    const sentences = environments.flatMap(findEnvironmentProblems);
    return healthy.length > 0
        ? { usable: healthy, problems: [], notices: sentences }
        : { usable: environments, problems: sentences, notices: [] };
}
/** https://github.com/hashicorp/terraform-provider-aws/issues/19466 */
function findEmptyVariables({ env }) {
    const names = [...env].flatMap(([name, value]) => (value === '' ? [name] : []));
    return names.length === 0 ? [] : [`env: Batch may omit empty variables, so the pipe may not see ${names.join(', ')}.`];
}
/** Throws all problems as one Failure. Does nothing without problems. */
function throwProblems(problems) {
    if (problems.length === 0)
        return;
    throw new errors/* Failure */.HR('invalid-input', problems.join('\n'), 'Nothing was submitted. Change what each line names.');
}

;// CONCATENATED MODULE: ./src/backends/batch/settings.js
/** Settings for jobs that an earlier step submitted: nothing is requested any more. */
const attachedSettings = {
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
    passesCredentials: false,
};
/** The reason for TerminateJob when the workflow run is cancelled. */
const createCancelReason = ({ url, attempt }) => `disdat/run-action: the workflow run was cancelled: ${url} (attempt ${attempt})`;

// EXTERNAL MODULE: ./src/backends/unknown-job.js
var unknown_job = __webpack_require__(24802);
;// CONCATENATED MODULE: ./src/backends/batch/own-jobs.js

/** ListJobs shows a new job some seconds late: the pause after the first lookup, which doubles, and the longest one. */
const pauses = { firstMs: 1_000, maxMs: 8_000 };
/**
 * Looks for the jobs of a submission until ListJobs shows one, or until the limit. None found does not mean that there
 * is none. A failed lookup is repeated. Throws only the signal's reason.
 */
async function findOwnJobs(clients, { queue, name, outputUuid }, { clock, limitMs, signal }) {
    const startMs = clock.now();
    for (let lookup = 1;; lookup += 1) {
        const result = await listJobsByName(clients, queue, name, signal).then((jobs) => ({ jobs: jobs.filter(({ receipt }) => receipt?.outputUuid === outputUuid) }), (error) => ({ jobs: [], error }));
        signal.throwIfAborted();
        const pauseMs = Math.min(pauses.maxMs, pauses.firstMs * 2 ** (lookup - 1));
        if (result.jobs.length > 0 || clock.now() - startMs + pauseMs > limitMs)
            return result;
        await clock.sleep(pauseMs, signal);
    }
}

;// CONCATENATED MODULE: ./src/backends/batch/submit.js








/** How long a job whose submission has no response is looked for, in milliseconds. */
const lookupMs = 90_000;
/**
 * The runner sends its second signal 7.5 s after the first. Within that time a request in flight still gets its
 * response, which names the job; then the job is looked for.
 */
const cancelLimits = { responseMs: 4_000, lookupMs: 2_000 };
/**
 * Submits the job at most once. An unfinished job of the same name from an earlier attempt of the workflow run is
 * adopted instead.
 *
 * SubmitJob has no idempotency token, and ListJobs shows a new job late, so no lookup can prove that a request without
 * a response created no job. Therefore such a request is never sent again: the job is looked for, and when it does not
 * appear, the step fails. Post looks for it once more, and a rerun of the workflow run adopts it. A request is repeated
 * only when AWS refused it for its rate, or when no connection was established. (docs/design/batch-submission.md)
 *
 * A job that was created is returned even if the signal has aborted meanwhile: the caller ends or detaches it. Throws
 * UnknownJobError when that is unknown; otherwise there is no job, and it throws the signal's reason, or Failure
 * `throttled`, `access-denied`, `invalid-input`, `remote-unreachable`.
 */
async function submitJob(clients, submission, options) {
    const earlier = await findEarlierJob(clients, submission, options);
    return earlier ?? (await sendRequest(clients, submission, options));
}
/**
 * The unfinished job of this name that an earlier attempt of the workflow run submitted, possibly to another queue. The
 * jobs of a step are listed together, and the first attempt does not look for one: Batch limits the rate of calls for
 * the whole account.
 */
async function findEarlierJob(clients, { request: { jobQueue = '', jobName = '' }, receipt: requested }, { earlierJobs, signal }) {
    const { workflowAttempt } = requested;
    if (workflowAttempt <= 1)
        return undefined;
    const prefix = getJobNamePrefix(jobName);
    const isEarlier = ({ name, isFinished, receipt }) => name === jobName && !isFinished && receipt !== undefined && receipt.workflowAttempt < workflowAttempt;
    const list = () => listActiveJobs(clients, jobQueue, prefix, signal);
    const listed = await earlierJobs.get(JSON.stringify([jobQueue, prefix]), list);
    const own = (listed ?? (await listJobsByName(clients, jobQueue, jobName, signal))).find(isEarlier);
    const listOthers = () => listInOtherQueues(clients, jobQueue, prefix, signal);
    const earlier = own ?? (await earlierJobs.get(JSON.stringify([jobQueue, prefix, 'others']), listOthers))?.find(isEarlier);
    if (earlier?.receipt === undefined)
        return undefined;
    const otherInputs = [...listOtherSettings(earlier.receipt, requested), ...(own === undefined ? ['job-queue'] : [])];
    return { ...toJob(earlier), adopted: earlier.receipt, ...(otherInputs.length > 0 && { otherInputs }) };
}
/** The unfinished jobs whose names have a prefix, in the other queues. Queues with too many are left out. */
async function listInOtherQueues(clients, jobQueue, prefix, signal) {
    const names = await listQueueNames(clients, signal);
    const jobs = [];
    for (const name of names.filter((each) => each !== jobQueue && !jobQueue.endsWith(`:job-queue/${each}`)))
        jobs.push(...((await listActiveJobs(clients, name, prefix, signal)) ?? []));
    return jobs;
}
/** The inputs that say how an output is made, and that two jobs do not share. */
function listOtherSettings({ settings: a }, { settings: b }) {
    if (a === undefined || b === undefined)
        return [];
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => a[name] !== b[name]);
}
const toJob = ({ id, name, queue, definition }) => ({
    ...{ id, name },
    ...(queue && { queue }),
    ...(definition && { definition }),
});
async function sendRequest(clients, submission, options) {
    const { sdk, batch } = clients;
    const { request } = submission;
    const { signal } = options;
    // Whether a request was sent that has no definite response.
    let isOutcomeUnknown = false;
    try {
        return await batch.call(signal, async (client, sendOptions) => {
            signal.throwIfAborted();
            isOutcomeUnknown = true;
            const response = await client.send(new sdk.SubmitJobCommand(request), sendOptions).catch((error) => {
                isOutcomeUnknown = (0,aws_errors/* isConnectionError */.Rk)(error) && !(0,aws_errors/* isUnsent */.wt)(error) && !(0,aws_errors/* isThrottling */.E2)(error);
                throw error;
            });
            const { jobId: id, jobName: name = request.jobName ?? '' } = parseSubmission(response) ?? {};
            if (id === undefined)
                throw new Error('the response names no job');
            return { id, name, definition: getDefinitionName(request.jobDefinition) ?? '' };
        }, { isRepeatable: false, responseGraceMs: cancelLimits.responseMs });
    }
    catch (error) {
        if (isOutcomeUnknown)
            return await findSubmittedJob(clients, submission, options, error);
        signal.throwIfAborted();
        throw (0,aws_errors/* toAwsFailure */.B_)(error, 'submit the job', 'batch:SubmitJob');
    }
}
/** The job of a request without a response. Throws Failure, or the signal's reason, when it does not appear. */
async function findSubmittedJob(clients, { request: { jobQueue: queue = '', jobName: name = '' }, receipt: { outputUuid } }, { clock, signal }, cause) {
    const submitted = { queue, name, outputUuid };
    let found = { jobs: [] };
    if (!signal.aborted)
        found = await findOwnJobs(clients, submitted, { clock, limitMs: lookupMs, signal }).catch(() => found);
    if (signal.aborted) {
        const soon = AbortSignal.timeout(cancelLimits.lookupMs);
        found = await findOwnJobs(clients, submitted, { clock, limitMs: cancelLimits.lookupMs, signal: soon }).catch(() => found);
    }
    // A proxy may have repeated the request. The oldest job that has not failed is followed, and the others are ended.
    const [kept, ...others] = found.jobs.toReversed().toSorted((a, b) => Number(hasFailed(a)) - Number(hasFailed(b)));
    await terminateDuplicates(clients, others);
    if (kept !== undefined)
        return toJob(kept);
    throw createLostFailure(submitted, found.error, cause);
}
const hasFailed = ({ status }) => status === 'FAILED';
/** Terminates the active ones of these jobs, within the time that a cancelled step has. Never throws. */
async function terminateDuplicates(clients, jobs) {
    const signal = AbortSignal.timeout(cancelLimits.lookupMs);
    const reason = 'disdat/run-action: the request for this job arrived twice, and its other job is followed';
    const active = jobs.filter(({ isFinished }) => !isFinished);
    await Promise.allSettled(active.map(({ id }) => terminateJob(clients, { id, reason }, signal)));
}
function createLostFailure({ queue, name }, lookupError, cause) {
    const lookup = lookupError === undefined ? 'it was not found' : `it could not be looked up (${(0,errors/* describeError */.Uc)(lookupError)})`;
    return new unknown_job/* UnknownJobError */.y('remote-unreachable', `SubmitJob had no readable response, so it is unknown whether the job ${name} is in the queue ${queue}: ${lookup}. ${(0,errors/* describeError */.Uc)(cause)}`, 'The post step looks for the job once more and terminates it. Check the queue for a job of this name before you run the workflow again.', { cause });
}

;// CONCATENATED MODULE: ./src/backends/batch/batch-backend.js















/** How long a cancelled step waits for the connection with which it ends its jobs, in milliseconds. */
const connectLimitMs = 5_000;
/** What AWS Batch can do. */
const batchCapabilities = {
    unit: 'job',
    outlivesStep: true,
    maxDependencies: maxDependencies,
    usesRunnerNetwork: false,
    seedsContext: false,
    // Whether Batch keeps an empty variable of the overrides is not documented.
    passesEmptyVariables: false,
    reportsUsage: true,
};
/** CloudWatch Logs allows few reads a second for a whole account: of more jobs, only some logs are read. */
const maxReadLogs = 20;
/** Pipes as jobs in a Batch queue. */
class BatchBackend {
    kind = 'AWSBatch';
    can = batchCapabilities;
    #options;
    #jobs = new Set();
    #hasChecked = false;
    #fixedDefinitions = new memo/* Memo */.l();
    /** How many jobs the step attached to. */
    #attachedJobs = 0;
    /** Whether the jobs run on spot capacity. */
    #isSpot = false;
    constructor(options) {
        this.#options = options;
    }
    async image(request, signal) {
        const { identity, env, findLocalImage } = this.#options;
        const reference = (await this.#readFixedDefinition(signal))?.image ?? request.reference;
        const context = { identity: await identity(), env, findLocalImage };
        return await resolveBatchImage(context, { ...request, reference }, signal);
    }
    async identifyImage(request, signal) {
        const reference = (await this.#readFixedDefinition(signal))?.image ?? request.reference;
        return await identifyBatchImage(await this.#options.identity(), this.#options.env, reference, signal);
    }
    async preflight(task, signal) {
        this.#hasChecked = true;
        const result = await this.#check(task, signal);
        throwProblems(result.problems);
        return result.notices;
    }
    /** Checks a task. Its queue is read once in a step. */
    async #check(task, signal) {
        const { clients, queues } = await this.#options.connect();
        const { settings, origin } = this.#options;
        const fixed = await this.#readFixedDefinition(signal);
        const facts = await queues.get(settings.queue, () => readQueueFacts(clients, settings.queue, signal));
        const result = checkTask(clients, { task, settings, origin, fixed }, facts);
        this.#isSpot = result.isSpot;
        return result;
    }
    async createOrphanFields(task, job) {
        return await this.#describeOrphan(job ?? { name: createJobName(task, this.#options.origin) });
    }
    async #describeOrphan({ name, id }) {
        const { region } = await this.#options.identity();
        return { region, queue: this.#options.settings.queue, name, ...(id !== undefined && { id }) };
    }
    async dryRun(task, signal) {
        const { clients } = await this.#options.connect();
        const { settings, origin, identity } = this.#options;
        const { platform } = await this.#getPreflightResult(task, signal);
        const fixed = await this.#readFixedDefinition(signal);
        const definitionRequest = createDefinitionRequest(task, settings, platform);
        const existing = fixed ?? (await findSameDefinition(clients, definitionRequest, signal)).same;
        const caller = await identity();
        return renderDryRun({
            definition: existing?.name ?? definitionRequest,
            submission: createSubmitRequest(task, settings, origin, {
                definition: existing?.name ?? `${settings.definitionName}:(the new revision)`,
                resources: fixed === undefined || requestsResources(task) ? platform.resources : undefined,
                isFixed: fixed !== undefined,
            }),
            policy: createLeastPrivilegePolicy(settings, {
                account: await (0,abort/* raceSignal */.WU)(caller.getAccount(), signal),
                region: caller.region,
                image: task.image.reference,
                logGroup: fixed?.logGroup,
            }),
        });
    }
    async launch(task, signal) {
        const definition = await this.#ensureDefinition(task, signal);
        const job = await this.#submit(task, definition, signal).catch(async (error) => {
            // Another run or a person may have deregistered the revision meanwhile.
            const wasDeregistered = error instanceof errors/* Failure */.HR &&
                isInactiveDefinition(error.cause) &&
                this.#options.settings.fixedDefinition === undefined;
            if (!wasDeregistered)
                throw error;
            return await this.#submit(task, await this.#ensureDefinition(task, signal, true), signal);
        });
        this.#jobs.add(job.id);
        return job;
    }
    async #submit(task, { arn, name }, signal) {
        const { clients, links, earlierJobs } = await this.#options.connect();
        const { settings, origin } = this.#options;
        const { platform, queue } = await this.#getPreflightResult(task, signal);
        const isFixed = settings.fixedDefinition !== undefined;
        const resources = !isFixed || requestsResources(task) ? platform.resources : undefined;
        const request = createSubmitRequest(task, settings, origin, { definition: arn, resources, isFixed });
        const options = { clock: lib_clock/* systemClock */.m, signal, earlierJobs };
        const job = await submitJob(clients, { request, receipt: task.receipt }, options);
        // An adopted job may have another revision, and be in another queue.
        const place = { definition: job.definition === name ? arn : undefined, queue: job.queue ?? queue };
        return { ...job, ...links.getJobLinks(job.id, place) };
    }
    async #ensureDefinition(task, signal, isStale = false) {
        const { clients, definitions } = await this.#options.connect();
        const fixed = await this.#readFixedDefinition(signal);
        if (fixed !== undefined)
            return fixed;
        const { platform } = await this.#getPreflightResult(task, signal);
        const request = createDefinitionRequest(task, this.#options.settings, platform);
        const key = JSON.stringify(request);
        if (isStale)
            definitions.forget(key);
        return await definitions.get(key, () => ensureDefinition(clients, request, signal));
    }
    async follow(job, listener, signal) {
        const connection = await this.#options.connect();
        const { settings, timeoutMs } = this.#options;
        const { followed } = connection;
        this.#jobs.add(job.id);
        followed.add(job.id);
        const context = {
            ...connection,
            ...{ timeoutMs, clock: lib_clock/* systemClock */.m, isSpot: this.#isSpot },
            queueTimeoutMs: settings.queueTimeoutMs,
            cancelReason: this.#cancelReason,
            defersLogs: Math.max(this.#attachedJobs, followed.size) > maxReadLogs,
        };
        return await followJob(job, listener, context, signal).finally(() => followed.delete(job.id));
    }
    async announceEnd({ id }) {
        const { poller } = await this.#options.connect();
        poller.announceEnd(id);
    }
    /** Terminates the job, or all jobs that this backend has submitted or followed. */
    async stop(_runId, job) {
        const ids = job === undefined ? [...this.#jobs] : [job.id];
        const reason = this.#cancelReason;
        const { terminator } = await (0,abort/* limitTime */.DZ)(() => this.#options.connect(), { ms: connectLimitMs });
        await Promise.all(ids.map((id) => terminator.terminate(id, reason, 'cancellation')));
        return ids.length;
    }
    /** The jobs of these ids, each with its receipt. Throws one Failure `invalid-input` for all others. */
    async attach(ids, signal) {
        const { clients, links } = await this.#options.connect();
        const { isSpot, jobs } = await findAttachableJobs(clients, links, ids, { clock: lib_clock/* systemClock */.m, signal });
        this.#isSpot = isSpot;
        this.#attachedJobs = jobs.length;
        return await Promise.all(jobs.map(async ({ job, receipt }) => ({ job, receipt, orphanFields: await this.#describeOrphan(job) })));
    }
    get #cancelReason() {
        return createCancelReason(this.#options.origin);
    }
    /** The result of the check. Throws its problems, unless `preflight` has done so before. */
    async #getPreflightResult(task, signal) {
        const result = await this.#check(task, signal);
        if (!this.#hasChecked)
            throwProblems(result.problems);
        return result;
    }
    async #readFixedDefinition(signal) {
        const { fixedDefinition: nameOrArn } = this.#options.settings;
        if (nameOrArn === undefined)
            return undefined;
        return await this.#fixedDefinitions.get(nameOrArn, async () => {
            const { clients } = await this.#options.connect();
            return await readFixedDefinition(clients, nameOrArn, signal);
        });
    }
}
const requestsResources = ({ vcpus, memoryMib, gpus }) => (vcpus ?? memoryMib ?? gpus) !== undefined;

// EXTERNAL MODULE: ./src/action/input-parsers.js
var input_parsers = __webpack_require__(48728);
;// CONCATENATED MODULE: ./src/backends/batch/batch-inputs.js

/** What happens to a job when the workflow is cancelled. */
const cancelActions = ['terminate', 'detach'];
/** How a step ends that leaves a running job, because its time or its credentials ran out. */
const detachActions = ['succeed', 'fail'];
/** The inputs that only AWS Batch reads. */
const batchInputNames = [
    'job-queue',
    'job-definition',
    'job-role-arn',
    'execution-role-arn',
    'attempts',
    'queue-timeout-minutes',
    'share-identifier',
    'scheduling-priority',
    'job-tags',
    'depends-on',
    'job-credentials-seconds',
    'on-cancel',
    'on-detach',
];
const roleArn = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/;
const queue = /^(?:[A-Za-z0-9][\w-]{0,127}|arn:aws[a-z-]*:batch:[a-z0-9-]+:\d{12}:job-queue\/[\w-]{1,128})$/;
const definition = /^(?:[A-Za-z0-9][\w-]{0,127}(?::\d+)?|arn:aws[a-z-]*:batch:[a-z0-9-]+:\d{12}:job-definition\/[\w-]{1,128}(?::\d+)?)$/;
const shareIdentifier = /^[A-Za-z0-9]{1,255}\*?$/;
/** Tags of AWS and of the action: https://docs.aws.amazon.com/batch/latest/userguide/using-tags.html */
const reservedTags = /^(?:aws|disdat-run-action)$/i;
const defaultQueueMinutes = 60;
const describeRole = (name) => `Give the role's ARN, such as \`arn:aws:iam::123456789012:role/${name}\`.`;
const matching = (pattern) => (text) => (pattern.test(text) ? text : undefined);
/** Parses a job queue, from the input or from disdat.cfg; undefined when the text is not one. */
const parseJobQueue = matching(queue);
/** Parses a job definition, from the input or from disdat.cfg; undefined when the text is not one. */
const parseJobDefinition = matching(definition);
/** Reads the inputs that only Batch reads; every mistake becomes a problem of `read`. */
function readBatchInputs(read) {
    const queueTimeout = read.number('queue-timeout-minutes', { min: 1, max: 7200, isInteger: false });
    return {
        jobQueue: read.parsed('job-queue', parseJobQueue, "Give a job queue's name or ARN."),
        jobDefinition: read.parsed('job-definition', parseJobDefinition, "Give a job definition's `name`, `name:revision` or ARN."),
        jobRoleArn: read.parsed('job-role-arn', matching(roleArn), describeRole('disdat-job')),
        executionRoleArn: read.parsed('execution-role-arn', matching(roleArn), describeRole('ecsTaskExecutionRole')),
        // https://docs.aws.amazon.com/batch/latest/APIReference/API_RetryStrategy.html
        attempts: read.number('attempts', { min: 1, max: 10, isInteger: true }),
        queueTimeoutMs: (queueTimeout ?? defaultQueueMinutes) * 60_000,
        shareIdentifier: read.parsed('share-identifier', matching(shareIdentifier), 'Give at most 255 letters and digits; the last character may be `*`.'),
        schedulingPriority: read.number('scheduling-priority', { min: 0, max: 9999, isInteger: true }),
        jobTags: read.list('job-tags', (text) => (0,input_parsers/* parseTags */.rL)(text, reservedTags)),
        dependsOn: read.list('depends-on', input_parsers/* parseJobIds */.nI),
        tokenSeconds: readTokenSeconds(read),
        onCancel: read.choice('on-cancel', 'terminate', cancelActions),
        onDetach: read.choice('on-detach', 'succeed', detachActions),
    };
}
/** 0, or a duration that STS accepts for a session. */
function readTokenSeconds(read) {
    if (read.text('job-credentials-seconds') === '0')
        return 0;
    return read.number('job-credentials-seconds', { min: 900, max: 43_200, isInteger: true }) ?? 0;
}

// EXTERNAL MODULE: ./src/aws/session-policy.js
var session_policy = __webpack_require__(29171);
;// CONCATENATED MODULE: ./src/backends/batch/clients.js

/**
 * Loads the SDKs and creates clients in the identity's region. AWS is not called yet. `options` are for tests, which
 * use their own endpoint, limits and clock.
 */
async function openBatchClients(identity, env, options = {}) {
    const [sdk, logsSdk] = await Promise.all([Promise.all(/* import() */[__webpack_require__.e(3668), __webpack_require__.e(1366), __webpack_require__.e(7256)]).then(__webpack_require__.bind(__webpack_require__, 87256)), Promise.all(/* import() */[__webpack_require__.e(3668), __webpack_require__.e(1366), __webpack_require__.e(3376)]).then(__webpack_require__.bind(__webpack_require__, 3376))]);
    const logsClients = new Map();
    const openLogs = (region) => new aws_client/* AwsClient */.t6((config) => new logsSdk.CloudWatchLogsClient(config), identity, { ...options, env, region });
    return {
        sdk,
        logsSdk,
        batch: new aws_client/* AwsClient */.t6((config) => new sdk.BatchClient(config), identity, { ...options, env }),
        getLogsClient: (region) => {
            const client = logsClients.get(region) ?? openLogs(region);
            logsClients.set(region, client);
            return client;
        },
        region: identity.region,
    };
}

;// CONCATENATED MODULE: ./src/backends/batch/console-links.js
/** The console's host in each partition: https://docs.aws.amazon.com/awsconsolehelpdocs/latest/gsg/console-urls.html */
const hosts = {
    aws: 'console.aws.amazon.com',
    'aws-cn': 'console.amazonaws.cn',
    'aws-us-gov': 'console.amazonaws-us-gov.com',
};
/** Addresses of pages in the AWS console of a region; undefined in a partition whose console is unknown. */
class ConsoleLinks {
    #base;
    #region;
    constructor(partition, region) {
        const host = hosts[partition];
        this.#region = region;
        this.#base = host && (partition === 'aws' ? `https://${region}.${host}` : `https://${host}`);
    }
    /** The pages of a job and of the definition and queue with these ARNs. The console does not encode ARNs. */
    getJobLinks(id, { definition, queue } = {}) {
        const url = this.#getUrl(`batch/home?region=${this.#region}#jobs/detail/${encodeURIComponent(id)}`);
        const definitionUrl = definition && this.#getUrl(`batch/home?region=${this.#region}#job-definition/detail/${definition}`);
        const queueUrl = queue && this.#getUrl(`batch/home?region=${this.#region}#queues/detail/${queue}`);
        const name = queue?.split('/').at(-1);
        return {
            ...(name && { queue: name }),
            ...(url && { url }),
            ...(definitionUrl && { definitionUrl }),
            ...(queueUrl && { queueUrl }),
        };
    }
    /** The page of a log stream. */
    getLogUrl(group, stream) {
        // The console encodes names in the fragment twice, with $ instead of %.
        const encode = (name) => encodeURIComponent(encodeURIComponent(name)).replaceAll('%', '$');
        return this.#getUrl(`cloudwatch/home?region=${this.#region}#logsV2:log-groups/log-group/${encode(group)}/log-events/${encode(stream)}`);
    }
    #getUrl(path) {
        return this.#base && `${this.#base}/${path}`;
    }
}

;// CONCATENATED MODULE: ./src/lib/call-collector.js
/** Collects requests that are made within a short time into calls for many of them. */
class CallCollector {
    #call;
    #limits;
    #collected = [];
    /** `call` resolves with a function that returns, or throws, what came of each of its requests. */
    constructor(call, limits) {
        this.#call = call;
        this.#limits = limits;
    }
    /** The result of a request, from the next call. Rejects with the error of the request, or of the whole call. */
    async request(request) {
        return await new Promise((resolve, reject) => {
            this.#collected.push({ request, resolve, reject });
            if (this.#collected.length === 1)
                setTimeout(() => this.#flush(), this.#limits.waitMs);
        });
    }
    #flush() {
        const { maxSize } = this.#limits;
        const collected = this.#collected;
        this.#collected = [];
        for (let start = 0; start < collected.length; start += maxSize)
            void this.#carryOut(collected.slice(start, start + maxSize));
    }
    async #carryOut(collected) {
        const result = await this.#call(collected.map(({ request }) => request)).catch((error) => () => {
            throw error;
        });
        for (const { request, resolve, reject } of collected) {
            try {
                resolve(result(request));
            }
            catch (error) {
                reject(error);
            }
        }
    }
}

// EXTERNAL MODULE: ./src/lib/tls-errors.js
var tls_errors = __webpack_require__(29587);
;// CONCATENATED MODULE: ./src/backends/batch/job-terminator.js







/** https://docs.aws.amazon.com/batch/latest/APIReference/API_TerminateJobs.html */
const maxJobsPerTermination = 50;
/** How long a job waits for others that are terminated with it, in milliseconds. */
const collectMs = 20;
/** The limits of a termination, by its occasion. */
const terminationLimits = {
    // The runner sends its second signal 7.5 s after the first, and post tries again.
    cancellation: { totalMs: 5_000, limits: aws_client/* patientLimits */.q1, together: { attemptMs: 2_000 } },
    // The next poll asks again.
    limit: { totalMs: 20_000, limits: aws_client/* singleAttempt */.My },
    orphan: { totalMs: 60_000, limits: aws_client/* patientLimits */.q1 },
};
/** The codes of single jobs that AWS asks to repeat; any other is final. */
const temporaryStatuses = new Map([
    ['ThrottlingException', 429],
    ['ServerException', 500],
]);
/**
 * Terminates jobs, up to 50 with one call of TerminateJobs. An endpoint that does not know this call, or refuses it,
 * gets one TerminateJob for each job from then on. That AWS accepts a termination does not prove that the job ends: it
 * does so for jobs that it does not know, too.
 */
class JobTerminator {
    #clients;
    #limits;
    /** By occasion and reason, which are the same for all jobs of a call. */
    #collectors = new Map();
    #isRefused = false;
    constructor(clients, limits = terminationLimits) {
        this.#clients = clients;
        this.#limits = limits;
    }
    /** Resolves when AWS has accepted the termination. Throws Failure, or TimeLimitError after the occasion's limit. */
    async terminate(id, reason, occasion) {
        const key = JSON.stringify([occasion, reason]);
        const collector = this.#collectors.get(key) ??
            new CallCollector((ids) => this.#terminateAll(ids, reason, occasion), {
                maxSize: maxJobsPerTermination,
                waitMs: collectMs,
            });
        this.#collectors.set(key, collector);
        await collector.request(id);
    }
    async #terminateAll(ids, reason, occasion) {
        const { totalMs, limits, together } = this.#limits[occasion];
        const left = new Set(ids);
        const errors = new Map();
        const work = async (signal) => {
            if (left.size > 1 && !this.#isRefused)
                await this.#terminateTogether({ left, errors }, reason, signal, { ...limits, ...together });
            await Promise.all([...left].map((id) => this.#terminateOne(id, { left, errors }, reason, signal, limits)));
        };
        await (0,abort/* limitTime */.DZ)(work, { ms: totalMs }).catch((error) => {
            for (const id of left)
                errors.set(id, error);
        });
        return (id) => {
            if (errors.has(id))
                throw errors.get(id);
        };
    }
    /** Leaves the jobs of a refused call in `left`. */
    async #terminateTogether(jobs, reason, signal, limits) {
        const { sdk, batch } = this.#clients;
        try {
            await batch.call(signal, async (client, options) => {
                const request = { jobs: [...jobs.left], reason: reason.slice(0, maxReasonLength) };
                recordTerminations(jobs, await client.send(new sdk.TerminateJobsCommand(request), options));
            }, limits);
        }
        catch (error) {
            signal.throwIfAborted();
            if (isRefusal(error)) {
                this.#isRefused = true;
                return;
            }
            for (const id of jobs.left)
                setError(jobs, id, error);
        }
    }
    async #terminateOne(id, { left, errors }, reason, signal, limits) {
        try {
            await terminateJob(this.#clients, { id, reason }, signal, limits);
            left.delete(id);
        }
        catch (error) {
            signal.throwIfAborted();
            left.delete(id);
            errors.set(id, error);
        }
    }
}
/** An error about the whole call, which a single TerminateJob need not have. */
const isRefusal = (error) => !(0,aws_errors/* isThrottling */.E2)(error) && !(0,aws_errors/* isConnectionError */.Rk)(error) && !(0,aws_errors/* isExpiredToken */.r_)(error) && (0,tls_errors/* findTlsFailure */.B)(error) === undefined;
function setError({ left, errors }, id, error) {
    left.delete(id);
    errors.set(id, (0,aws_errors/* toAwsFailure */.B_)(error, `terminate job ${id}`, 'batch:TerminateJob'));
}
/**
 * Takes the jobs of a response, which has status 200 even when all of them have errors. Throws the error of a job that
 * is left, so that the call is repeated for it; a refusal when the response is not about these jobs.
 */
function recordTerminations(jobs, response) {
    const { successful, errors } = parseTerminations(response);
    const isAnswered = [...successful, ...errors.map(({ job }) => job)].some((id) => jobs.left.has(id ?? ''));
    if (!isAnswered)
        throw createJobError('UnknownResponse', 'the response names none of the jobs', 400);
    for (const id of successful)
        jobs.left.delete(id);
    let repeated;
    for (const { job, code = '', message = '' } of errors) {
        if (job === undefined || !jobs.left.has(job))
            continue;
        const status = temporaryStatuses.get(code);
        const error = createJobError(code, message, status ?? 400);
        if (status === undefined)
            setError(jobs, job, error);
        // Throttling is waited out for longer.
        else if (repeated === undefined || status === 429)
            repeated = error;
    }
    if (jobs.left.size > 0)
        throw repeated ?? new Error('the response does not name all jobs');
}
/** The error of a job, as the SDK would throw it for a call about this job only. */
const createJobError = (name, message, httpStatusCode) => Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });

;// CONCATENATED MODULE: ./src/backends/batch/queue-snapshots.js




/** How long a snapshot counts for all jobs of its queue. */
const snapshotMs = 60_000;
/** https://docs.aws.amazon.com/batch/latest/APIReference/API_GetJobQueueSnapshot.html */
const maxListed = 100;
/** The places of jobs in their queues, looked up once a minute for all jobs of a queue. */
class QueueSnapshots {
    #clients;
    #clock;
    #byQueue = new Map();
    constructor(clients, clock) {
        this.#clients = clients;
        this.#clock = clock;
    }
    /** The place of a job as a clause; undefined when it is unknown. The place is optional: never throws. */
    async describePlace({ jobQueue, jobArn, jobId }) {
        const arns = jobQueue === undefined ? undefined : await this.#list(jobQueue);
        if (arns === undefined)
            return undefined;
        const index = arns.findIndex((arn) => arn === jobArn || arn?.endsWith(`/${jobId}`));
        if (index >= 0)
            return `it is number ${index + 1} in the queue`;
        return arns.length >= maxListed ? `it is not among the first ${maxListed} in the queue` : undefined;
    }
    async #list(jobQueue) {
        const known = this.#byQueue.get(jobQueue);
        if (known !== undefined && this.#clock.now() - known.at < snapshotMs)
            return await known.arns;
        const arns = this.#look(jobQueue).catch((error) => {
            // Without permission it is not looked up again.
            if ((0,aws_errors/* isAccessDenied */.w7)(error))
                this.#byQueue.set(jobQueue, { at: Number.POSITIVE_INFINITY, arns: Promise.resolve(undefined) });
            return undefined;
        });
        this.#byQueue.set(jobQueue, { at: this.#clock.now(), arns });
        return await arns;
    }
    async #look(jobQueue) {
        const { sdk, batch } = this.#clients;
        const command = new sdk.GetJobQueueSnapshotCommand({ jobQueue });
        // All jobs share a look: the abort of one does not end it for the others.
        const snapshot = await batch.call(abort/* neverAborted */.kF, (client, options) => client.send(command, options), aws_client/* singleAttempt */.My);
        return (parseQueueSnapshot(snapshot)?.frontOfQueue?.jobs ?? []).map((job) => job.jobArn);
    }
}

;// CONCATENATED MODULE: ./src/backends/batch/connection.js









/** Opens the clients of Batch in the identity's region. Batch is not called yet. */
async function openConnection({ identity, env, onWait }) {
    const caller = await identity();
    const clients = await openBatchClients(caller, env, { onWait });
    return {
        clients,
        poller: new JobPoller(clients, lib_clock/* systemClock */.m),
        terminator: new JobTerminator(clients),
        snapshots: new QueueSnapshots(clients, lib_clock/* systemClock */.m),
        rateLimiter: createLogLimiter(lib_clock/* systemClock */.m),
        followed: new Set(),
        ...{ queues: new memo/* Memo */.l(), definitions: new memo/* Memo */.l(), earlierJobs: new memo/* Memo */.l() },
        links: new ConsoleLinks((0,session_policy/* getPartition */.PO)(caller.region), caller.region),
    };
}

;// CONCATENATED MODULE: ./src/backends/batch/terminate-orphan.js








/** How long a job waits for others that are described with it, and AWS may take to describe them, in milliseconds. */
const describeLimits = { waitMs: 20, totalMs: 30_000 };
/** Opens a connection in the identity's region. Batch is not called yet. */
async function openOrphanConnection(identity, env, clock = lib_clock/* systemClock */.m) {
    const clients = await openBatchClients(await identity(), env, { clock });
    const describe = async (ids) => {
        const work = (signal) => describeJobs(clients, ids, signal);
        const jobs = await (0,abort/* limitTime */.DZ)(work, { ms: describeLimits.totalMs });
        return (id) => jobs.find(({ jobId }) => jobId === id);
    };
    const describer = new CallCollector(describe, { maxSize: maxJobsPerCall, waitMs: describeLimits.waitMs });
    return { clients, terminator: new JobTerminator(clients), describer };
}
/**
 * The limit of everything, credentials included, and of the search for a job without an id, in milliseconds.
 * Longer than ListJobs needs to show a new job, and shorter than the five minutes that GitHub gives a cancelled job.
 */
const orphanLimits = { totalMs: 120_000, lookupMs: 60_000 };
/**
 * Terminates a job that main left running, and returns a sentence about it. A job without an id is looked for by its
 * name until it appears. Within two minutes. Throws Failure or TimeLimitError when AWS does not respond.
 */
async function terminateOrphan({ connect, origin }, { id, ...submitted }, { clock = lib_clock/* systemClock */.m, limits = orphanLimits } = {}) {
    return await (0,abort/* limitTime */.DZ)(async (signal) => {
        const connection = await (0,abort/* raceSignal */.WU)(connect(), signal);
        const terminate = (job) => endJob(connection, job, createCancelReason(origin), signal);
        if (id !== undefined)
            return await terminate(await describeLeftJob(connection, id, signal));
        const search = { clock, limitMs: limits.lookupMs, signal };
        const { jobs, error } = await findOwnJobs(connection.clients, submitted, search);
        if (error !== undefined)
            throw error;
        if (jobs.length > 0)
            return (await Promise.all(jobs.map(terminate))).join(' ');
        return `No Batch job ${submitted.name} was found in the queue ${submitted.queue} within ${limits.lookupMs / 1000} s. If it appears later, terminate it.`;
    }, { ms: limits.totalMs });
}
/** A job whose description cannot be read is terminated, too. */
async function describeLeftJob({ describer }, id, signal) {
    const detail = await (0,abort/* raceSignal */.WU)(describer.request(id), signal).catch(() => {
        signal.throwIfAborted();
        return undefined;
    });
    return { id, status: detail?.status, statusReason: detail?.statusReason };
}
async function endJob({ terminator }, { id, status, statusReason }, reason, signal) {
    if (isFinishedStatus(status))
        return `Batch job ${id} has ended: ${status}${statusReason ? ` (${statusReason})` : ''}.`;
    await (0,abort/* raceSignal */.WU)(terminator.terminate(id, reason, 'orphan'), signal);
    if (status === undefined)
        return `Batch does not describe job ${id}. Its termination was requested.`;
    return `Batch job ${id} was ${status}. It is being terminated.`;
}

;// CONCATENATED MODULE: ./src/backends/batch/batch-type.js









/** Jobs in an AWS Batch queue. `findLocalImage` finds an image that is not in ECR. */
const createBatchBackendType = (findLocalImage) => ({
    kind: 'AWSBatch',
    inputs: batchInputNames,
    readInputs(read) {
        const inputs = readBatchInputs(read);
        return {
            plan(request) {
                checkInputs(inputs, request);
                return createPlannedBackend(inputs, createBatchSettings(inputs, request), findLocalImage);
            },
            planAttach() {
                const settings = { ...attachedSettings, queueTimeoutMs: inputs.queueTimeoutMs };
                return createPlannedBackend(inputs, settings, findLocalImage);
            },
        };
    },
    maxParallelEnds,
    async endOrphan({ fields, outputUuid }, services) {
        const { region = '', queue = '', name = '', id } = fields;
        const connect = () => connectForOrphans(services, region);
        return await terminateOrphan({ connect, origin: await services.origin() }, { queue, name, id, outputUuid });
    },
});
/** Orphans that end together share their calls: this many take two of DescribeJobs and four of TerminateJobs. */
const maxParallelEnds = 200;
/** The connections of post steps by region, by what identifies the step. */
const orphanConnections = new WeakMap();
async function connectForOrphans(services, region) {
    const byRegion = orphanConnections.get(services) ?? new memo/* Memo */.l();
    orphanConnections.set(services, byRegion);
    const { identity, env } = services;
    return await byRegion.get(region, () => openOrphanConnection(() => identity(region), env));
}
function createPlannedBackend(inputs, settings, findLocalImage) {
    return {
        kind: 'AWSBatch',
        // The jobs of `depends-on` count among those that a job waits for.
        can: { ...batchCapabilities, maxDependencies: Math.max(0, maxDependencies - settings.dependsOn.length) },
        credentials: createDelivery(inputs),
        detachesOnCancel: inputs.onCancel === 'detach',
        failsOnDetach: inputs.onDetach === 'fail',
        open: (services) => {
            const { identity, env, origin, timeoutMs } = services;
            const connect = () => connectOnce(services);
            return new BatchBackend({ identity, env, origin, timeoutMs, settings, findLocalImage, connect });
        },
    };
}
/** The connections of steps, by what identifies the step. */
const connections = new WeakMap();
/** Backends of one step share its connection: its poller, its rate limits, and what was read from Batch. */
async function connectOnce(services) {
    const connection = connections.get(services.identity) ?? openConnection(services);
    connections.set(services.identity, connection);
    return await connection;
}
function createDelivery({ tokenSeconds, queueTimeoutMs }) {
    return tokenSeconds > 0
        ? { kind: 'environment', durationSeconds: tokenSeconds, queueTimeoutMs }
        : { kind: 'job-role' };
}
function checkInputs(inputs, request) {
    const { given, configuration, addProblem } = request;
    checkConfiguration(inputs, request);
    if ((inputs.jobQueue ?? configuration.jobQueue) === undefined)
        addProblem('job-queue', 'Name the queue here, or as `aws_batch_queue` in the `[run]` section of `config-file`.');
    if ((inputs.jobDefinition ?? configuration.jobDefinition) === undefined)
        return;
    for (const name of fixedByDefinition.filter((each) => given.has(each)))
        addProblem(name, 'A job definition fixes this, and Batch cannot override it. Give `job-definition` or this input.');
}
/** Settings of disdat.cfg that are used have the syntax of the inputs. */
function checkConfiguration(inputs, { configuration, addProblem }) {
    const { jobQueue, jobDefinition } = configuration;
    if (inputs.jobQueue === undefined && jobQueue !== undefined && parseJobQueue(jobQueue) === undefined)
        addProblem('config-file, [run] aws_batch_queue', 'Give a name or an ARN there, or set `job-queue`.', jobQueue);
    if (inputs.jobDefinition === undefined &&
        jobDefinition !== undefined &&
        parseJobDefinition(jobDefinition) === undefined) {
        const expected = 'Give `name`, `name:revision` or an ARN there, or set `job-definition`.';
        addProblem('config-file, [run] aws_batch_job_definition', expected, jobDefinition);
    }
}
/** What SubmitJob cannot override: https://docs.aws.amazon.com/batch/latest/APIReference/API_ContainerOverrides.html */
const fixedByDefinition = [
    'image',
    'registry',
    'repository-prefix',
    'job-role-arn',
    'execution-role-arn',
    'shm-size',
    'platform',
];
/** What a Batch job needs beyond its task; absent inputs come from disdat.cfg. */
function createBatchSettings(inputs, { configuration, pipeClass }) {
    return {
        queue: inputs.jobQueue ?? configuration.jobQueue ?? '',
        fixedDefinition: inputs.jobDefinition ?? configuration.jobDefinition,
        definitionName: pipeClass === undefined ? '' : createDefinitionName(pipeClass),
        jobRoleArn: inputs.jobRoleArn,
        executionRoleArn: inputs.executionRoleArn,
        attempts: inputs.attempts,
        queueTimeoutMs: inputs.queueTimeoutMs,
        shareIdentifier: inputs.shareIdentifier,
        schedulingPriority: inputs.schedulingPriority,
        tags: inputs.jobTags,
        dependsOn: inputs.dependsOn,
        passesCredentials: inputs.tokenSeconds > 0,
    };
}
/** https://docs.aws.amazon.com/batch/latest/APIReference/API_RegisterJobDefinition.html */
const maxDefinitionNameLength = 128;
const definitionSuffix = '-job-definition';
function createDefinitionName(pipeClass) {
    const name = toResourceName((0,names/* deriveImageName */.qW)(pipeClass));
    return `${name.slice(0, maxDefinitionNameLength - definitionSuffix.length)}${definitionSuffix}`;
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __webpack_require__(38321);
// EXTERNAL MODULE: ../../node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(36474);
;// CONCATENATED MODULE: ./src/backends/docker/container.js






/** The label of every container of this action; its value is the run's id. */
const runIdLabel = 'disdat.run-action.run-id';
/** The fields of an orphan whose creation the engine has not answered: the container may still appear. */
const unansweredFields = { created: 'unknown' };
const mib = 1024 * 1024;
/** The request to create a task's container, with the volumes of another container if there is one. */
function createContainerRequest(task, volumesFrom) {
    return {
        ...createCommonRequest(task),
        name: toResourceName(task.name),
        Cmd: [...task.argv],
        // A name without a value removes the image's variable:
        // https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerCreate
        Env: [...task.env].map(([name, value]) => (value === undefined ? name : `${name}=${value}`)),
        HostConfig: {
            ...commonHostConfig,
            ...(volumesFrom !== undefined && { VolumesFrom: [volumesFrom] }),
            ...(task.network && { NetworkMode: task.network }),
            ...(task.vcpus !== undefined && { NanoCpus: Math.round(task.vcpus * 1e9) }),
            // Equal limits mean no swap: a pipe that needs more memory ends now, not after an hour of thrashing.
            ...(task.memoryMib !== undefined && { Memory: task.memoryMib * mib, MemorySwap: task.memoryMib * mib }),
            ...(task.shmSizeMib !== undefined && { ShmSize: task.shmSizeMib * mib }),
            ...(task.gpus !== undefined && { DeviceRequests: [{ Count: task.gpus, Capabilities: [['gpu']] }] }),
        },
    };
}
/**
 * The request to create a container of a task's image that fills an anonymous volume: it runs a program of the image on
 * its standard input, without a network. The engine removes the volume with the last container that has it.
 */
function createFillerRequest(task, { volume, argv: [program = '', ...argv] }) {
    return {
        ...createCommonRequest(task),
        name: toResourceName(`${task.name}-seed`),
        Entrypoint: [program],
        Cmd: argv,
        AttachStdin: true,
        OpenStdin: true,
        StdinOnce: true,
        Volumes: { [volume]: {} },
        HostConfig: { ...commonHostConfig, NetworkMode: 'none' },
    };
}
const createCommonRequest = ({ image, platform, runId }) => ({
    Image: image.id,
    ...(platform && { platform }),
    Labels: { [runIdLabel]: runId },
    AttachStdout: true,
    AttachStderr: true,
});
const commonHostConfig = {
    // As process 1, Python does not reap other processes and ignores SIGTERM.
    Init: true,
    // We read the streams directly. A copy in the engine's log would only fill the runner's disk.
    LogConfig: { Type: 'none', Config: {} },
};
/** The files as a tar archive for the container's root. Only the image's user can read them, if it has a number. */
async function createFileArchive(files, image) {
    const [uid = '', gid = uid] = (image.user === '' || image.user === 'root' ? '0' : image.user).split(':');
    const owner = /^\d+$/.test(uid)
        ? { uid: Number(uid), gid: /^\d+$/.test(gid) ? Number(gid) : 0, mode: 0o600 }
        : { mode: 0o644 };
    const archive = (0,tar_stream.pack)();
    const folders = new Set(files.map((file) => file.path.slice(1, file.path.lastIndexOf('/'))));
    for (const name of folders)
        archive.entry({ name, type: 'directory', mode: 0o755 });
    for (const { path, content } of files)
        archive.entry({ name: path.slice(1), ...owner }, content);
    archive.finalize();
    return (0,consumers_.buffer)(external_node_stream_.Readable.from(archive));
}
/** The failure for the engine's refusal to create or start a container; undefined for an unknown reason. */
function explainLaunchFailure(task, { message }) {
    const { reference } = task.image;
    if (/network .*not found/i.test(message))
        return new errors/* Failure */.HR('invalid-input', `network: the engine has no network ${task.network}.`, 'Name a network that `docker network ls` lists. On Linux, `host` always exists.');
    if (/CPUs? (available|is from)|Range of CPUs/i.test(message))
        return new errors/* Failure */.HR('invalid-input', `vcpus: the engine refuses ${task.vcpus} (${message}).`, 'Request at most as many CPUs as the runner has.');
    const rule = findImageFailure(startFailureRules, message);
    return (rule &&
        new errors/* Failure */.HR(rule.verdict, `The image ${reference} could not be started, because ${rule.clause}: ${message}.`, rule.runnerAdvice));
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./src/backends/docker/engine.js
var docker_engine = __webpack_require__(90813);
;// CONCATENATED MODULE: ./src/backends/docker/container-result.js





/** How often a container without output is inspected. */
const inspectIntervalMs = 10_000;
/** The longest wait for one inspection. */
const inspectTimeoutMs = 60_000;
/** How much later than the end of the output the exit code may arrive. */
const exitCodeDelayMs = 1_000;
/** 128 + SIGKILL: the exit code of a container that is removed by force. */
const killedExitCode = 137;
/**
 * How a container ended. docker-modem never settles a call whose connection breaks after the response has begun, which
 * happens to a wait when the engine dies. So the container is also inspected, at the end of its output and from time to
 * time. Throws dockerode's error when the engine is lost, and Failure `docker-unavailable` when somebody else removed
 * the container.
 */
async function waitForResult(docker, job, { exitCode, copied }, signal, clock = lib_clock/* systemClock */.m) {
    let outputEnd = copied.then(async () => {
        await clock.sleep(exitCodeDelayMs, signal);
        return undefined;
    });
    for (;;) {
        const pause = clock.sleep(inspectIntervalMs, signal).then(() => undefined);
        const code = await Promise.race([exitCode, outputEnd, pause]);
        const seen = await inspect(docker, job, signal);
        if (seen === 'unknown')
            continue;
        const { state } = seen;
        const isRemoved = state === undefined || state.Status === 'removing' || state.Status === 'dead';
        // A removal after the end does not matter.
        if (isRemoved && (code === undefined || code === killedExitCode))
            throw createContainerRemovedFailure(job);
        const outOfMemory = state?.OOMKilled ?? false;
        if (code !== undefined)
            return { exitCode: code, outOfMemory };
        if (state?.Running === false)
            return { exitCode: state.ExitCode, outOfMemory };
        outputEnd = new Promise(() => undefined);
    }
}
/**
 * The state of the container; undefined after its removal. An engine that does not answer in time says nothing about
 * the container: it is inspected again, within the time limit of the run.
 */
async function inspect(docker, { id }, signal) {
    const look = async () => ({ state: (await docker.getContainer(id).inspect().catch(docker_engine/* ignoreMissing */.bt))?.State });
    return await (0,abort/* limitTime */.DZ)(look, { ms: inspectTimeoutMs, signal }).catch((error) => {
        if (error instanceof abort/* TimeLimitError */.$q)
            return 'unknown';
        throw error;
    });
}
/** The failure for a container that somebody else removed. */
function createContainerRemovedFailure({ name }) {
    return new errors/* Failure */.HR('docker-unavailable', `The container ${name} was removed while it ran, and not by this step.`, 'Find out what else removes containers on this machine, such as a clean-up job, and run the step again.');
}
/** Throws Failure `docker-unavailable` for a lost engine, and any other error as it is. */
function throwEngineLoss(error) {
    throw (0,docker_engine/* explainEngineLoss */.HN)(error, 'The Docker engine was lost while the container ran') ?? error;
}
/** The exit code in the engine's answer to a wait. */
function readExitCode(response) {
    const code = (0,json/* getNumber */.WZ)(response, 'StatusCode');
    if (code === undefined)
        throw new Error('The engine returned no exit code.');
    return code;
}

;// CONCATENATED MODULE: ./src/backends/docker/demux.js
const headerLength = 8;
/**
 * Splits Docker's multiplexed stream:
 * https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerAttach
 * Passes on payloads as they arrive, so a frame of any claimed length needs no memory. dockerode's demultiplexer
 * buffers whole frames, recurses for each of them and has no backpressure.
 */
async function* demux(source) {
    const header = Buffer.alloc(headerLength);
    let headerBytes = 0;
    let payloadLeft = 0;
    let stream = 'stdout';
    for await (const data of source) {
        const chunks = [];
        let offset = 0;
        while (offset < data.length) {
            if (payloadLeft > 0) {
                const bytes = data.subarray(offset, offset + payloadLeft);
                chunks.push({ stream, bytes });
                offset += bytes.length;
                payloadLeft -= bytes.length;
                continue;
            }
            const part = data.subarray(offset, offset + headerLength - headerBytes);
            header.set(part, headerBytes);
            headerBytes += part.length;
            offset += part.length;
            if (headerBytes < headerLength)
                continue;
            headerBytes = 0;
            stream = header[0] === 2 ? 'stderr' : 'stdout';
            payloadLeft = header.readUInt32BE(4);
        }
        if (chunks.length > 0)
            yield chunks;
    }
}

;// CONCATENATED MODULE: ./src/backends/docker/copy-lines.js


/** Passes a container's multiplexed output to a sink, line by line. Resolves at the end of the output. */
async function copyLines(output, sink) {
    const splitters = { stdout: new LineSplitter(), stderr: new LineSplitter() };
    for await (const chunks of demux(output)) {
        // Adjacent chunks of one stream go to the sink together.
        let batch;
        for (const { stream, bytes } of chunks) {
            const lines = splitters[stream].push(bytes);
            if (batch?.stream === stream)
                batch.lines.push(...lines);
            else {
                if (batch !== undefined && batch.lines.length > 0)
                    await sink(batch.stream, batch.lines);
                batch = { stream, lines };
            }
        }
        if (batch !== undefined && batch.lines.length > 0)
            await sink(batch.stream, batch.lines);
    }
    for (const stream of ['stdout', 'stderr']) {
        const lines = splitters[stream].end();
        if (lines.length > 0)
            await sink(stream, lines);
    }
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
;// CONCATENATED MODULE: ./src/backends/docker/container-paths.js






/** The most bytes of a configuration file that is read out of a container. */
const maxTextBytes = 1024 * 1024;
/** Go's bits for the kind of a file: https://pkg.go.dev/io/fs#FileMode */
const [directoryBit, otherBits] = [2 ** 31, [2 ** 27, 2 ** 26, 2 ** 25, 2 ** 24, 2 ** 21, 2 ** 19]];
/** Looks at a path of a container, which need not run. Throws the error of the engine. */
async function inspectPath(container, path) {
    const response = await container.infoArchive({ path }).catch(ignoreNotFound);
    if (response === undefined)
        return 'missing';
    if (!(response instanceof external_node_http_.IncomingMessage))
        return 'other';
    response.resume();
    const stat = response.headers['x-docker-container-path-stat'];
    const mode = (0,json/* getNumber */.WZ)((0,json/* parseJson */.qF)(Buffer.from(String(stat), 'base64').toString()), 'mode');
    if (mode === undefined)
        return 'other';
    if (hasBit(mode, directoryBit))
        return 'folder';
    return otherBits.some((bit) => hasBit(mode, bit)) ? 'other' : 'file';
}
const hasBit = (mode, bit) => Math.floor(mode / bit) % 2 === 1;
/**
 * Reads a small text file of a container, which need not run. Undefined for a missing file, for a link and for more
 * than 1 MiB. Throws the error of the engine.
 */
async function readTextFile(container, path, signal) {
    const stream = await container.getArchive({ path }).catch(ignoreNotFound);
    if (!(stream instanceof external_node_stream_.Readable))
        return undefined;
    const entries = (0,tar_stream.extract)();
    // The error of the stream ends the loop.
    stream.on('error', (error) => entries.destroy(error));
    stream.pipe(entries);
    try {
        for await (const entry of entries) {
            signal.throwIfAborted();
            const { type, size = 0 } = entry.header;
            if (type !== 'file' || size > maxTextBytes)
                return undefined;
            return await (0,consumers_.text)(external_node_stream_.Readable.from(entry));
        }
        return undefined;
    }
    finally {
        stream.destroy();
    }
}
function ignoreNotFound(error) {
    if ((0,docker_engine/* toEngineError */.Ib)(error).status !== 404)
        throw error;
}

;// CONCATENATED MODULE: ./src/backends/docker/find-program.js


/** The PATH of a container whose image sets none: https://github.com/moby/moby/blob/v28.0.0/oci/defaults.go */
const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** The most folders of a PATH that are searched. */
const maxFolders = 20;
/**
 * The text of the program of a task in a created container, found as the container finds it; undefined for a program
 * that is missing, a link, or larger than 1 MiB. Throws the error of the engine.
 */
async function readProgram(container, { argv: [program = ''], image, env }, signal) {
    const path = (env.has('PATH') ? env.get('PATH') : image.env.get('PATH')) ?? defaultPath;
    const folders = program.includes('/') ? [''] : path.split(':').slice(0, maxFolders);
    for (const folder of folders) {
        const text = await readTextFile(container, external_node_path_.posix.join(folder, program), signal);
        if (text !== undefined)
            return text;
    }
    return undefined;
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
;// CONCATENATED MODULE: ./src/backends/docker/put-seed.js





/** Puts the folder of a local context into a created container, and those above it that do not exist. */
async function putFolders(container, { context, missing, owner }) {
    const [outermost = context] = missing;
    const parent = external_node_path_.posix.dirname(outermost);
    const folders = (0,tar_stream.pack)();
    for (const folder of missing)
        folders.entry({ ...createFolderHeader(owner), name: external_node_path_.posix.relative(parent, folder) });
    folders.finalize();
    await container.putArchive(external_node_stream_.Readable.from(folders), { path: parent });
}
/**
 * Puts the files of a seed into a created container that has the folder of the context, as one archive. The signal ends
 * it between two files. Throws the error of the engine or of the seed; the container must then not start, because it
 * may hold half of a file.
 */
async function putFiles(container, { context, owner }, files, signal) {
    const failed = new AbortController();
    const archive = (0,tar_stream.pack)();
    const filled = fillArchive(archive, owner, files, signal);
    // An error of the archive does not end the request that sends it.
    filled.catch((error) => failed.abort(error));
    const abortSignal = AbortSignal.any([signal, failed.signal]);
    try {
        await container.putArchive(external_node_stream_.Readable.from(archive), { path: context, abortSignal });
    }
    catch (error) {
        archive.destroy();
        failed.signal.throwIfAborted();
        throw error;
    }
    await filled;
}
const createFolderHeader = ({ uid, gid }) => ({ type: 'directory', mode: 0o755, uid, gid });
async function fillArchive(archive, { uid, gid }, files, signal) {
    const folders = new Set(['.']);
    const addFolder = (folder) => {
        if (folders.has(folder))
            return;
        addFolder(external_node_path_.posix.dirname(folder));
        folders.add(folder);
        archive.entry({ ...createFolderHeader({ uid, gid }), name: folder });
    };
    for await (const file of files) {
        signal.throwIfAborted();
        addFolder(external_node_path_.posix.dirname(file.path));
        const header = { name: file.path, size: file.bytes, mode: 0o644, uid, gid };
        if ('content' in file)
            await addContent(archive, header, file.content);
        else
            await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(file.file), archive.entry(header));
    }
    archive.finalize();
}
/** Waits until the archive has taken the content, so that memory stays flat. Throws for another size than stated. */
async function addContent(archive, header, content) {
    const { name, size } = header;
    if (content.length !== size)
        throw new Error(`${name} has ${content.length} bytes, not ${size}.`);
    const { promise, resolve, reject } = Promise.withResolvers();
    archive.entry(header, Buffer.from(content.buffer, content.byteOffset, content.byteLength), (error) => error ? reject(error) : resolve());
    await promise;
}

;// CONCATENATED MODULE: ./src/backends/docker/remove-container.js


/**
 * How long a container may take to end after SIGTERM. The runner allows the step 7.5 s (actions/runner,
 * ProcessInvoker).
 */
const stopGraceSeconds = 3;
/** The longest wait for the engine's answer to a stop. */
const stopLimitMs = (stopGraceSeconds + 3) * 1000;
/** Stops and removes the containers with a run's id, and resolves with their number. Throws the engine's failure. */
async function stopContainers(docker, runId) {
    const filters = { label: [`${runIdLabel}=${runId}`] };
    const containers = await (0,docker_engine/* callEngine */.rU)(() => docker.listContainers({ all: true, filters }), useEngineMessage);
    await Promise.all(containers.map(async ({ Id, State }) => {
        const container = docker.getContainer(Id);
        // The forced removal follows in any case.
        if (State === 'running')
            await (0,docker_engine/* callEngine */.rU)(() => container.stop({ t: stopGraceSeconds }), useEngineMessage, undefined, stopLimitMs).catch(useEngineMessage);
        await removeContainer(container);
    }));
    return containers.length;
}
/** Removes a container, also a running one. Accepts that it is gone, or being removed. */
async function removeContainer(container) {
    await (0,docker_engine/* callEngine */.rU)(() => container.remove({ force: true, v: true }).catch(ignoreRemoved), useEngineMessage);
}
/** Docker responds with 404 for a removed container and with 409 while it is being removed. */
function ignoreRemoved(error) {
    const { status } = (0,docker_engine/* toEngineError */.Ib)(error);
    if (status !== 404 && status !== 409)
        throw error;
}
/** The failure quotes the engine's own message. */
const useEngineMessage = () => undefined;

// EXTERNAL MODULE: ./src/disdat/python-config.js
var python_config = __webpack_require__(19845);
;// CONCATENATED MODULE: ./src/backends/docker/container-user.js
/**
 * The user that an image runs as, `user[:group]` by name or number, as the engine finds it in its files
 * (https://docs.docker.com/reference/dockerfile/#user). The home is the variable HOME if the container has one.
 * Undefined where the files do not show it.
 */
function findContainerUser(user, homeVariable, { passwd = '', group = '' }) {
    const [name = '', groupName] = (user === '' ? '0' : user).split(':');
    const accounts = parseRows(passwd, 7);
    const account = accounts.find(([each]) => each === name) ?? accounts.find(([, , uid]) => uid === name);
    const uid = parseId(account?.[2] ?? name);
    const gid = groupName ? findGroup(groupName, group) : parseId(account?.[3] ?? '0');
    const home = homeVariable || account?.[5];
    if (uid === undefined || gid === undefined || !home?.startsWith('/'))
        return undefined;
    return { uid, gid, home: home.replace(/(?<=.)\/+$/, '') };
}
function findGroup(name, group) {
    const row = parseRows(group, 3).find(([each]) => each === name);
    return parseId(row?.[2] ?? name);
}
const parseRows = (text, columns) => text
    .split('\n')
    .map((line) => line.split(':'))
    .filter((row) => row.length >= columns);
/** The kernel has 32 bits for a user. */
function parseId(text) {
    return /^\d{1,10}$/.test(text) && Number(text) < 2 ** 32 ? Number(text) : undefined;
}

;// CONCATENATED MODULE: ./src/backends/docker/seed-location.js




/**
 * Finds the folder of a local context in a created container: `.disdat/context/<name>` in the home of the image's user,
 * or where `meta_dir_root` of its disdat.cfg says. A context that the image has already is never touched: it is the
 * user's own. Throws the error of the engine.
 */
async function findSeedLocation(container, { image, env }, name, signal) {
    const read = (path) => readTextFile(container, path, signal);
    const [passwd, group] = await Promise.all([read('/etc/passwd'), read('/etc/group')]);
    const home = env.has('HOME') ? env.get('HOME') : image.env.get('HOME');
    const owner = findContainerUser(image.user, home, { passwd, group });
    if (owner === undefined)
        return { problem: `the home of the image's user ${image.user || 'root'} is not known` };
    const root = findMetaRoot(await read(`${owner.home}/.config/disdat/disdat.cfg`), owner.home);
    if (root === undefined)
        return { problem: '`meta_dir_root` in the disdat.cfg of the image is not an absolute path' };
    if ((await inspectPath(container, root)) !== 'folder')
        return { problem: `${root} in the image is not a folder` };
    const folders = ['.disdat', '.disdat/context', `.disdat/context/${name}`].map((folder) => external_node_path_.posix.join(root, folder));
    const missing = [];
    for (const folder of folders) {
        const kind = missing.length > 0 ? 'missing' : await inspectPath(container, folder);
        if (kind === 'missing')
            missing.push(folder);
        else if (kind !== 'folder')
            return { problem: `${folder} in the image is not a folder` };
    }
    if (missing.length === 0)
        return { problem: `the image has a local context ${name} of its own` };
    return { context: external_node_path_.posix.join(root, '.disdat/context', name), missing, owner };
}
/** Disdat's `meta_dir_root`, by default the home; undefined for what only Python would find. */
function findMetaRoot(configuration, home) {
    if (configuration === undefined)
        return home;
    try {
        const value = (0,python_config/* parsePythonConfig */.q)(configuration).get('core', 'meta_dir_root') ?? '~';
        const root = value.replace(/^~(?=\/|$)/, home);
        return root.startsWith('/') ? external_node_path_.posix.normalize(root) : undefined;
    }
    catch (error) {
        if (error instanceof python_config/* PythonConfigError */.h)
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/backends/docker/unpacker/find-interpreter.js
/**
 * The Python that runs a program of the image, by its first line; undefined for another program, for a Python 2 by
 * name, and for a Python that another program finds (`/usr/bin/env python3`). A `python` may still be a Python 2, which
 * refuses the program that unpacks a seed before that does anything.
 */
function findInterpreter(program) {
    return /^#!(\/[^\s]*\/python(?:3(?:\.\d{1,2})?)?)\s*(?:\n|$)/.exec(program)?.[1];
}

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
;// CONCATENATED MODULE: ./src/backends/docker/unpacker/pack-files.js

/** A block is held in memory once. */
const blockBytes = 4 * 1024 * 1024;
/**
 * Packs files into blocks for `unpack_seed.py`, in the same order: an engine takes 0.25 ms of CPU time for each file
 * that it unpacks on its own, and the program 0.07 ms. Throws for content of another size than stated.
 */
async function* packFiles(files) {
    // An engine that gets the body of the request to attach after the head passes it on to the program.
    yield Buffer.from('\n');
    let block = [];
    let bytes = 0;
    const finishBlock = () => {
        const packed = Buffer.concat([formatHead(block), ...block.map((file) => file.content)]);
        block = [];
        bytes = 0;
        return packed;
    };
    for await (const file of files) {
        if ('content' in file) {
            checkSize(file, file.content.length);
            block.push(file);
            bytes += file.bytes;
            if (bytes >= blockBytes)
                yield finishBlock();
            continue;
        }
        if (block.length > 0)
            yield finishBlock();
        yield* readLarge(file);
    }
    if (block.length > 0)
        yield finishBlock();
}
/** What follows the last block: `dropped` has the paths of files that are not in the seed after all. */
const formatPackEnd = (dropped) => Buffer.from(`${JSON.stringify({ dropped })}\n`);
const formatHead = (block) => Buffer.from(`${JSON.stringify(block.map((file) => [file.path, file.bytes]))}\n`);
/** The program waits for as many bytes as the head states. */
async function* readLarge(file) {
    yield formatHead([file]);
    let bytes = 0;
    for await (const chunk of (0,external_node_fs_.createReadStream)(file.file)) {
        bytes += chunk.length;
        if (bytes > file.bytes)
            break;
        yield chunk;
    }
    checkSize(file, bytes);
}
function checkSize({ path, bytes: stated }, bytes) {
    if (bytes !== stated)
        throw new Error(`${path} has ${bytes} bytes, not ${stated}.`);
}

;// CONCATENATED MODULE: ./src/backends/docker/unpacker/unpack-seed.js





/** What `unpack_seed.py` prints at its end. */
const doneLine = 'disdat/run-action: unpacked the seed';
/** The longest reason that is quoted, in characters. */
const unpack_seed_maxReasonLength = 200;
/** The longest wait for the connection, which a proxy that does not know `Upgrade` never gives. */
const maxAttachMs = 10_000;
/**
 * Starts a created container whose command is `unpack_seed.py`, and passes the files of a seed on to it while they are
 * collected. Resolves when they are unpacked; with undefined when there is no seed. Throws an Error with the reason
 * that the program printed, the error of the engine, or the reason of the signal.
 */
async function unpackSeed(container, seed, signal, attachLimitMs = maxAttachMs) {
    const attach = () => container.attach({ stream: true, hijack: true, stdin: true, stdout: true, stderr: true });
    const createError = () => new Error('the engine, or a proxy before it, gives no connection to its input');
    const stream = await (0,abort/* limitTime */.DZ)(attach, { ms: attachLimitMs, signal, createError });
    if (!(stream instanceof external_node_stream_.Duplex))
        throw new Error('The engine returned no stream of the container.');
    const ended = new AbortController();
    try {
        await container.start();
        const answer = readAnswer(stream);
        const sending = send(stream, seed, AbortSignal.any([signal, ended.signal]));
        for (const work of [answer, sending])
            work.catch(() => undefined);
        const unpack = async () => {
            // A program that ends early says why, and the collection of the rest may take minutes.
            const collected = await Promise.race([sending, answer.then(() => sending)]);
            if (collected !== undefined)
                await answer;
            return collected;
        };
        return await (0,abort/* raceSignal */.WU)(unpack(), signal);
    }
    finally {
        ended.abort();
        stream.destroy();
    }
}
async function send(stream, seed, signal) {
    const write = async (chunk) => {
        signal.throwIfAborted();
        if (!stream.write(chunk))
            await (0,external_node_events_.once)(stream, 'drain', { signal });
    };
    for await (const chunk of packFiles(seed.files()))
        await write(chunk);
    const collected = await seed.collect();
    if (collected !== undefined)
        await write(formatPackEnd(collected.dropped));
    return collected;
}
/** Resolves when the program has unpacked everything. Throws an Error with what it prints instead. */
async function readAnswer(stream) {
    let answer = 'the program that unpacks it ended';
    let isFirst = true;
    await copyLines(stream, async (name, [line = '']) => {
        if (name === 'stdout' && isFirst) {
            answer = line.slice(0, unpack_seed_maxReasonLength);
            isFirst = false;
        }
    });
    if (answer !== doneLine)
        throw new Error(answer);
}

;// CONCATENATED MODULE: ./src/backends/docker/unpacker/unpacker-text.js
const unpackerText = "\"\"\"Unpacks the seed of a container, which comes on standard input, into the folder of its local context.\n\n    python3 -c <this text> <folder>\n\nThe first line is ignored. A block is a line of JSON, the paths and sizes of its files, and then their contents. After the last\nblock comes a line with the paths of those files that are not in the seed after all.\n\"\"\"\nimport json\nimport os\nimport sys\n\nDONE = \"disdat/run-action: unpacked the seed\"\nCHUNK = 1 << 20\n\n\ndef unpack(root, stream):\n    folders = set()\n    stream.readline()\n    while True:\n        head = json.loads(stream.readline().decode() or \"null\")\n        if head is None:\n            raise Exception(\"the seed is not whole\")\n        if isinstance(head, dict):\n            break\n        for path, size in head:\n            folder = path.rpartition(\"/\")[0]\n            if folder not in folders:\n                os.makedirs(os.path.join(root, folder), exist_ok=True)\n                folders.add(folder)\n            write(root, path, stream, size)\n    for path in head[\"dropped\"]:\n        os.unlink(os.path.join(root, path))\n\n\ndef write(root, path, stream, size):\n    \"\"\"Without a Python stream for the file, which takes half as long again for a small one.\"\"\"\n    file = os.open(root + \"/\" + path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)\n    left = size\n    try:\n        while left:\n            content = stream.read(min(left, CHUNK))\n            if not content:\n                raise Exception(\"%s has %d bytes, not %d\" % (path, size - left, size))\n            left -= len(content)\n            while content:\n                content = content[os.write(file, content):]\n    finally:\n        os.close(file)\n\n\ndef main():\n    try:\n        unpack(sys.argv[1], open(0, \"rb\", CHUNK))\n    except Exception as error:\n        print(error, flush=True)\n        sys.exit(1)\n    print(DONE, flush=True)\n\n\nmain()\n"

;// CONCATENATED MODULE: ./src/backends/docker/create-container.js












/** How long a seed may be collected and put into a container. */
const maxSeedingMs = 15 * 60_000;
/** From this number of files, a program unpacks a seed: its container takes less time than an engine for the files. */
const minPackedFiles = 1_000;
/**
 * Creates the container of a task, with its seed if there is one and the image allows it. A container that did not get
 * its whole seed is replaced by one without. Throws what `create` throws, and the reason of the signal; no container is
 * left then.
 */
async function createContainer(create, task, signal) {
    const { seed, image, argv } = task;
    const createUnseeded = () => create(createContainerRequest(task));
    if (seed === undefined)
        return { container: await createUnseeded(), argv };
    if (hasWrapper(image)) {
        const reason = `the image has an entry point of its own, ${image.entrypoint?.join(' ')}, that may choose what to pull`;
        return { container: await createUnseeded(), argv, seedProblem: { reason, isExpected: true } };
    }
    // The few files of a small seed are collected by now, or soon.
    const isSmall = seed.count < minPackedFiles;
    const early = isSmall ? await (0,abort/* raceSignal */.WU)(seed.collect(), signal) : undefined;
    if (isSmall && early === undefined)
        return { container: await createUnseeded(), argv };
    // The current one: the name of the task allows one at a time.
    let container = await create(createContainerRequest({ ...task, argv: early?.argv ?? argv }));
    const replace = async (request) => {
        await removeContainer(container);
        container = await create(request);
        return container;
    };
    try {
        const filled = await fillContainer(container, { task, seed, early, create, replace }, signal);
        signal.throwIfAborted();
        if ('argv' in filled)
            return { container, argv: filled.argv };
        return { container: await replace(createContainerRequest(task)), argv, ...filled };
    }
    catch (error) {
        await removeContainer(container).catch(ignore);
        throw error;
    }
}
/**
 * Whether another program than Disdat, or an init process, reads the command. It may pass `--no-pull` on its own, and
 * with a seed, the pipe would then reuse bundles that it does not see today.
 */
function hasWrapper({ dialect, entrypoint = [] }) {
    const [program = '', ...options] = entrypoint;
    if ((0,generations/* getGeneration */.D3)(dialect).program === undefined)
        return entrypoint.length !== 1 || !program.endsWith(generations/* entrypointFile */.fx);
    return entrypoint.length > 0 && !(isInitProgram(program) && options.every((option) => option.startsWith('-')));
}
/** Puts the seed into a container, or into its replacement. */
async function fillContainer(container, filling, signal) {
    const { task, seed, early, replace } = filling;
    const limit = AbortSignal.any([signal, AbortSignal.timeout(maxSeedingMs)]);
    try {
        const program = (await readProgram(container, task, limit)) ?? '';
        if (wantsEmptyContext(program)) {
            const reason = `the program ${task.argv[0]} of the image contains \`--no-pull\``;
            return { seedProblem: { reason, isExpected: true } };
        }
        const location = await findSeedLocation(container, task, seed.localContext, limit);
        if ('problem' in location)
            return { seedProblem: { reason: location.problem, isExpected: true } };
        const python = early === undefined ? findInterpreter(program) : undefined;
        if (python !== undefined)
            return await fillVolume({ ...filling, python, location }, limit);
        const collected = early ?? (await (0,abort/* raceSignal */.WU)(seed.collect(), limit));
        if (collected === undefined)
            return {};
        const { argv, dropped } = collected;
        const filled = early ? container : await replace(createContainerRequest({ ...task, argv }));
        await putFolders(filled, location);
        await putFiles(filled, location, omitFiles(seed.files(), new Set(dropped)), limit);
        return { argv };
    }
    catch (error) {
        const { message } = (0,docker_engine/* toEngineError */.Ib)(error);
        return { seedProblem: { reason: `it could not be put into the container: ${message}`, isExpected: false } };
    }
}
/**
 * Unpacks the seed into a volume while it is collected, and gives the volume to the container. A file in a volume takes
 * half the time of one in the file system of the container.
 */
async function fillVolume({ task, seed, create, replace, python, location }, signal) {
    const argv = [python, '-I', '-c', unpackerText, location.context];
    const filler = await create(createFillerRequest(task, { volume: location.context, argv }));
    try {
        await putFolders(filler, location);
        const collected = await unpackSeed(filler, seed, signal);
        if (collected === undefined)
            return {};
        const container = await replace(createContainerRequest({ ...task, argv: collected.argv }, filler.id));
        await putFolders(container, location);
        return { argv: collected.argv };
    }
    finally {
        await removeContainer(filler).catch(ignore);
    }
}
async function* omitFiles(files, dropped) {
    for await (const file of files)
        if (!dropped.has(file.path))
            yield file;
}
/**
 * Whether the program of the image passes `--no-pull` on its own. Its pipes find no bundles of others then, and with a
 * seed, they would reuse them. The entry point of Disdat itself defines the option.
 */
function wantsEmptyContext(program) {
    return program.includes('--no-pull') && !program.includes('add_argument');
}
const ignore = () => undefined;

// EXTERNAL MODULE: ./src/lib/progress.js
var lib_progress = __webpack_require__(14443);
// EXTERNAL MODULE: ./src/lib/units.js
var units = __webpack_require__(19177);
;// CONCATENATED MODULE: ./src/backends/docker/pull-progress.js


/** The messages of the engine about a layer that needs no more work. */
const finished = new Set(['Pull complete', 'Already exists']);
/** The states whose figures are bytes that arrive; those of `Extracting` count the same bytes again. */
const arriving = 'Downloading';
const arrived = new Set(['Download complete', 'Verifying Checksum', ...finished]);
/** More layers than an image has (https://docs.docker.com/build/building/best-practices/): others are not counted. */
const maxLayers = 1000;
/** Counts the layers of a pull from the engine's messages. */
class PullProgress {
    #layers = new Map();
    /** Takes a message of the engine, a JSON value. Messages that are not about a layer change nothing. */
    add(message) {
        const [id, status] = [(0,json/* getString */.AA)(message, 'id'), (0,json/* getString */.AA)(message, 'status')];
        const isLayer = id !== undefined && /^[0-9a-f]{12}$/.test(id);
        if (!isLayer || (this.#layers.size >= maxLayers && !this.#layers.has(id)))
            return;
        const { current = 0, total = 0 } = this.#layers.get(id) ?? {};
        const size = (0,json/* getNumber */.WZ)(message, 'progressDetail', 'total') ?? total;
        const bytes = status === arriving ? ((0,json/* getNumber */.WZ)(message, 'progressDetail', 'current') ?? current) : current;
        const isWhole = arrived.has(status);
        const layer = status === arriving ? { current: bytes, total: size } : { current: isWhole ? total : current, total };
        this.#layers.set(id, { ...layer, isFinished: finished.has(status) });
    }
    /** The state in words: `3 of 8 layers, 120.0 MiB of 400.0 MiB, 20 s`. */
    describe(ms) {
        const layers = [...this.#layers.values()];
        const count = layers.filter(({ isFinished }) => isFinished).length;
        const [current, total] = [sum(layers.map((layer) => layer.current)), sum(layers.map((layer) => layer.total))];
        return [
            `${count} of ${(0,units/* formatCount */.B4)(layers.length, 'layer')}`,
            `${(0,units/* formatBytes */.z3)(current)} of ${(0,units/* formatBytes */.z3)(total)}`,
            (0,units/* formatDuration */.a3)(ms),
        ].join(', ');
    }
}
const sum = (values) => values.reduce((total, value) => total + value, 0);

;// CONCATENATED MODULE: ./src/backends/docker/pull.js












/** The longest pull, with its attempts. */
const pullTimeoutMs = 60 * 60_000;
/** The longest time without progress; the engine checks a large layer silently for some minutes. */
const pullIdleMs = 15 * 60_000;
/** How often a pull is tried when its registry fails or the connection breaks. */
const maxAttempts = 3;
const backoff = { firstMs: 2_000, maxMs: 10_000 };
/**
 * Pulls the image, up to three times where a failure may pass. Throws Failure `image-not-found`, `image-pull-denied`,
 * `image-architecture`, `throttled`, `disk-full`, `remote-unreachable` or `docker-unavailable`.
 */
async function pullImage(docker, request, findLogin, signal, { say = () => undefined, clock = lib_clock/* systemClock */.m } = {}) {
    const { reference } = request;
    const login = await (0,abort/* raceSignal */.WU)(findLogin(reference, signal), signal);
    const pauseMs = (error, attempt) => {
        const isTransient = findPullFailure(reference, (0,docker_engine/* toEngineError */.Ib)(error))?.isTransient === true;
        return isTransient && attempt < maxAttempts ? (0,retry/* jitteredPause */.k)(attempt, backoff, clock.random) : undefined;
    };
    await (0,docker_engine/* callEngine */.rU)(() => (0,retry/* retry */.L)(() => reportPull(docker, request, login, { signal, say }), { pauseMs, signal, clock }), (error) => explainPullFailure(reference, error, login !== undefined), signal, pullTimeoutMs);
}
async function reportPull(docker, request, login, { signal, say }) {
    const progress = new PullProgress();
    const begin = `Pulling the image ${request.reference}.`;
    await (0,lib_progress/* withProgress */.E)({ begin, describe: (ms) => progress.describe(ms), say }, () => pullOnce(docker, request, login, { signal, progress }));
}
async function pullOnce(docker, { reference, platform }, login, { signal, progress }) {
    const { name = reference, tag = 'latest', digest } = (0,image_reference/* parseImageReference */.o_)(reference) ?? {};
    const image = { fromImage: name, tag: digest ?? tag, ...(platform && { platform }) };
    const options = { ...image, abortSignal: signal, ...(login && { authconfig: login }) };
    const messages = await (0,abort/* limitTime */.DZ)(() => docker.createImage(options), { ms: pullIdleMs, signal });
    await readProgress(external_node_stream_.Readable.from(messages), { onMessage: (message) => progress.add(message) });
}
/**
 * Reads the progress of a pull to its end: JSON values, one a line. The engine has answered with 200 when a pull fails
 * midway, so the failure is one of them. Throws it as an error response, and TimeLimitError after `idleMs` without
 * progress.
 * https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Image/operation/ImageCreate
 */
async function readProgress(progress, { idleMs = pullIdleMs, onMessage = () => undefined } = {}) {
    const splitter = new LineSplitter();
    const check = (lines) => {
        for (const line of lines) {
            const value = (0,json/* parseJson */.qF)(line);
            onMessage(value);
            const message = (0,json/* getString */.AA)(value, 'errorDetail', 'message') ?? (0,json/* getString */.AA)(value, 'error');
            if (message !== undefined)
                throw Object.assign(new Error(message), { statusCode: 500 });
        }
    };
    const chunks = progress[Symbol.asyncIterator]();
    for (;;) {
        const { done, value } = await (0,abort/* limitTime */.DZ)(() => chunks.next(), { ms: idleMs });
        if (done === true)
            break;
        check(splitter.push(Buffer.from(value)));
    }
    check(splitter.end());
}
/** Names of images are no evidence: an image may be named `denied`. */
function findPullFailure(text, { status, message }) {
    if (status === undefined)
        return undefined;
    const { path = '', tag = 'latest', digest = '' } = (0,image_reference/* parseImageReference */.o_)(text) ?? {};
    const names = [text, `${path}:${tag}`, `${path}@${digest}`, path].filter((name) => name !== '');
    return findImageFailure(pullFailureRules, names.reduce((rest, name) => rest.replaceAll(name, ''), message));
}
/** The failure for an engine's error during a pull. */
function explainPullFailure(reference, error, hasLogin) {
    const rule = findPullFailure(reference, error);
    const start = `The image ${reference} could not be pulled`;
    if (rule === undefined)
        return new errors/* Failure */.HR('docker-unavailable', `${start}: ${error.message}.`, 'See the engine’s log, and try `docker pull` on this machine.');
    const evidence = `${start}, because ${rule.clause}: ${error.message}.`;
    if (rule.verdict !== 'image-pull-denied')
        return new errors/* Failure */.HR(rule.verdict, evidence, rule.runnerAdvice);
    const registry = (0,image_reference/* parseImageReference */.o_)(reference)?.host;
    const reason = hasLogin
        ? `The login for ${registry} was refused or may not pull this image`
        : `There is no login for ${registry} on this runner`;
    return new errors/* Failure */.HR('image-pull-denied', evidence, `${reason}. ${rule.runnerAdvice}`);
}

;// CONCATENATED MODULE: ./src/backends/docker/read-help.js





/** How long an image may take to print its help: an old Disdat imports pandas first. */
const helpTimeoutMs = 60_000;
/** How long the engine may take to start a container. */
const startTimeoutMs = 60_000;
/** The help of the longest command line has 4 KiB. */
const helpLimitBytes = 64 * 1024;
/** The help by the id of its image: it is read once in a step. */
const helpTexts = new Map();
/**
 * What an image prints for `--help` within 60 s, at most 64 KiB. Starts a container without network, and removes it,
 * also when the signal aborts. Throws Failure `invalid-input` for an image that does not start.
 */
async function readHelp(docker, id, request, signal, timeoutMs = helpTimeoutMs) {
    const known = helpTexts.get(id);
    if (known !== undefined)
        return await known;
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const run = () => runHelp(docker, id, request, { limit, timeoutMs });
    const { trackContainer } = request;
    const reading = trackContainer ? trackContainer({ backend: 'Local', fields: unansweredFields }, run) : run();
    helpTexts.set(id, reading);
    try {
        const help = await reading;
        signal.throwIfAborted();
        return help;
    }
    catch (error) {
        helpTexts.delete(id);
        signal.throwIfAborted();
        throw error;
    }
}
async function runHelp(docker, id, request, { limit, timeoutMs }) {
    const explain = ({ message }) => createUnknownDialectFailure(request.reference, `cannot print its help (${message})`);
    const container = await (0,docker_engine/* callEngine */.rU)(() => docker.createContainer(createHelpRequest(id, request)), explain);
    try {
        const print = async () => {
            limit.throwIfAborted();
            const output = await container.attach({ stream: true, stdout: true, stderr: true });
            if (!(output instanceof external_node_stream_.Readable))
                throw new Error('The engine returned no stream of the container.');
            await container.start();
            return await readText(output, limit);
        };
        return await (0,docker_engine/* callEngine */.rU)(print, explain, undefined, timeoutMs + startTimeoutMs);
    }
    finally {
        await (0,docker_engine/* callEngine */.rU)(() => read_help_removeContainer(container), () => undefined);
    }
}
/** The engine removes the container when it ends. Post removes it when the step is killed before it starts. */
function createHelpRequest(id, { platform, runId }) {
    return {
        Image: id,
        ...(platform && { platform }),
        Cmd: ['--help'],
        Labels: { [runIdLabel]: runId },
        AttachStdout: true,
        AttachStderr: true,
        HostConfig: { Init: true, AutoRemove: true, NetworkMode: 'none', LogConfig: { Type: 'none', Config: {} } },
    };
}
async function readText(output, limit) {
    const parts = [];
    let bytes = 0;
    const stop = () => output.destroy();
    limit.addEventListener('abort', stop, { once: true });
    if (limit.aborted)
        stop();
    try {
        for await (const chunks of demux(output)) {
            for (const chunk of chunks) {
                parts.push(chunk.bytes);
                bytes += chunk.bytes.length;
            }
            if (bytes >= helpLimitBytes)
                break;
        }
    }
    catch (error) {
        if (!limit.aborted)
            throw error;
    }
    finally {
        limit.removeEventListener('abort', stop);
        output.destroy();
    }
    return Buffer.concat(parts).subarray(0, helpLimitBytes).toString();
}
/** Resolves when the container is gone. The engine may be removing it already, because it has ended. */
async function read_help_removeContainer(container) {
    try {
        await container.remove({ force: true, v: true });
    }
    catch (error) {
        if ((0,docker_engine/* toEngineError */.Ib)(error).status === 409)
            await container.wait({ condition: 'removed' }).catch(docker_engine/* ignoreMissing */.bt);
        else
            (0,docker_engine/* ignoreMissing */.bt)(error);
    }
}

;// CONCATENATED MODULE: ./src/backends/docker/image.js










/** Finds the image on the engine, or pulls it as the policy says. Throws the failures of `Backend.image`. */
async function resolveDockerImage(docker, request, { findLogin, say }, signal) {
    const { reference, pullPolicy } = request;
    const existing = pullPolicy === 'always' ? undefined : await recognizeImage(docker, request, signal);
    if (existing !== undefined)
        return existing;
    if (pullPolicy === 'never') {
        throw new errors/* Failure */.HR('image-not-found', `The image ${reference} is not on this engine, and pull-policy is \`never\`.`, buildAdvice);
    }
    await pullImage(docker, request, findLogin, signal, { say });
    const pulled = await recognizeImage(docker, request, signal);
    if (pulled === undefined) {
        throw new errors/* Failure */.HR('image-not-found', `The engine pulled ${reference} but does not have it.`, 'Check `platform`, and the engine’s log.');
    }
    return pulled;
}
/** Finds an image on the engine, without pulling it. Throws the failures of `Backend.image`. */
async function findLocalImage(request, signal) {
    const docker = await (0,docker_engine/* connectEngine */.xn)();
    const services = { findLogin: async () => undefined, say: () => undefined };
    return await resolveDockerImage(docker, { ...request, pullPolicy: 'never' }, services, signal);
}
/**
 * The engine's copy of an image, for the platform of the request if it has one; undefined without it. Starts nothing.
 * Throws Failure `docker-unavailable`.
 */
async function inspectImage(docker, { reference, platform }, signal) {
    const info = await (0,docker_engine/* callEngine */.rU)(() => docker.getImage(reference).inspect().catch(docker_engine/* ignoreMissing */.bt), () => undefined, signal);
    if (info === undefined)
        return undefined;
    const { Config: config, RootFS: files, Os: os, Architecture: architecture } = info;
    if (typeof info.Id !== 'string' || typeof config !== 'object')
        throw createNoEngineFailure();
    if (platform !== undefined && !isForPlatform(info, platform))
        return undefined;
    return {
        reference,
        pinned: pinReference(reference, toList(info.RepoDigests)) ?? info.Id,
        id: info.Id,
        env: readImageVariables(config),
        user: config.User,
        entrypoint: toList(config.Entrypoint),
        command: toList(config.Cmd),
        architecture,
        fingerprint: computeImageFingerprint({ layers: toList(files?.Layers), os, architecture, config }),
    };
}
/** The image with its dialect, for which a container may have to start. */
async function recognizeImage(docker, request, signal) {
    const inspected = await inspectImage(docker, request, signal);
    if (inspected === undefined)
        return undefined;
    const { command, ...image } = inspected;
    const dialect = await chooseDialect(request, { ...image, command }, async (program) => {
        const help = await readHelp(docker, image.id, request, signal);
        return recognizeHelp(help, program)?.dialect;
    });
    return { ...image, dialect };
}
/** `name@sha256:…` with the name of the reference; undefined for an image that its registry did not give a digest. */
function pinReference(reference, repoDigests) {
    const wanted = (0,image_reference/* parseImageReference */.o_)(reference);
    const known = repoDigests
        .map(image_reference/* parseImageReference */.o_)
        .find((repository) => repository?.host === wanted?.host && repository?.path === wanted?.path);
    const digest = wanted?.digest ?? known?.digest;
    return wanted && digest && `${wanted.name}@${digest}`;
}
function createNoEngineFailure() {
    return new errors/* Failure */.HR('docker-unavailable', 'The server at DOCKER_HOST did not answer like a Docker engine.', 'Check DOCKER_HOST.');
}
const toList = (value) => typeof value === 'string' ? [value] : (value ?? []);
function isForPlatform({ Os, Architecture }, platform) {
    return platform.split('/').slice(0, 2).join('/') === `${Os}/${Architecture}`;
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
;// CONCATENATED MODULE: ./src/backends/docker/registry-image.js






/** One response, and the longest document, which has a few KiB. */
const timeoutMs = 10_000;
const limitBytes = 4 << 20;
const maxRedirects = 3;
const accept = image_reference/* manifestTypes */.Fm.join(', ');
/**
 * Reads what an image is from its registry, without a layer: two to five requests. Every document is checked against
 * its digest. Throws an Error with a clause that says why the image cannot be read.
 * https://distribution.github.io/distribution/spec/api/
 */
async function readRegistryImage(reference, access) {
    const { host, path, tag = 'latest', digest } = (0,image_reference/* parseImageReference */.o_)(reference) ?? {};
    if (!host || !path)
        throw new Error('its name has no registry');
    const registry = new Registry(host, path, access);
    const top = digest === undefined ? await registry.readTag(tag) : await registry.readManifest(digest);
    const entries = (0,json/* getList */.vS)(top.value, 'manifests');
    const own = entries.length === 0 ? undefined : findPlatform(entries, access.platform);
    const manifest = own === undefined ? top : await registry.readManifest(own);
    const config = (0,json/* getString */.AA)(manifest.value, 'config', 'digest');
    if (config === undefined)
        throw new Error('its manifest names no configuration');
    return { digest: top.digest, content: await registry.readConfig(config) };
}
function findPlatform(entries, { os, architecture }) {
    const entry = entries.find((each) => (0,json/* getString */.AA)(each, 'platform', 'os') === os && (0,json/* getString */.AA)(each, 'platform', 'architecture') === architecture);
    const digest = (0,json/* getString */.AA)(entry, 'digest');
    if (digest === undefined)
        throw new Error(`it has no image for ${os}/${architecture}`);
    return digest;
}
class Registry {
    #origin;
    #path;
    #access;
    #authorization;
    constructor(host, path, access) {
        // The engine, too, connects to its own machine without TLS.
        const name = host === image_reference/* dockerHub */.UD ? 'registry-1.docker.io' : host;
        this.#origin = `${isLoopback(host) ? 'http' : 'https'}://${name}`;
        this.#path = path;
        this.#access = access;
    }
    async readTag(tag) {
        const text = await this.#read(`manifests/${tag}`, { accept });
        return { digest: computeDigest(text), value: (0,json/* parseJson */.qF)(text) };
    }
    async readManifest(digest) {
        return { digest, value: await this.#readByDigest('manifests', digest, { accept }) };
    }
    async readConfig(digest) {
        return await this.#readByDigest('blobs', digest, {});
    }
    async #readByDigest(folder, digest, headers) {
        if (!/^sha256:[0-9a-f]{64}$/.test(digest))
            throw new Error('one of its digests is not a SHA-256');
        const text = await this.#read(`${folder}/${digest}`, headers);
        if (computeDigest(text) !== digest)
            throw new Error(`its ${folder === 'blobs' ? 'configuration' : 'manifest'} has another digest`);
        return (0,json/* parseJson */.qF)(text);
    }
    async #read(path, headers) {
        const url = `${this.#origin}/v2/${this.#path}/${path}`;
        let response = await this.#get(url, headers);
        if (response.status === 401) {
            this.#authorization = await this.#authorize(response.headers['www-authenticate'] ?? '');
            response = await this.#get(url, headers);
        }
        for (let count = 0; isRedirect(response) && count < maxRedirects; count++) {
            const next = new URL(response.headers.location ?? '', url);
            if (next.protocol !== 'https:' && !isLoopback(next.host))
                throw new Error('its registry redirects to plain HTTP');
            // Storage gets no login.
            response = await this.#request(next.href, {});
        }
        if (response.status !== 200)
            throw new Error(`its registry answered with status ${response.status}`);
        return response.text;
    }
    async #get(url, headers) {
        return await this.#request(url, { ...headers, ...(this.#authorization && { authorization: this.#authorization }) });
    }
    async #request(url, headers) {
        const { env, signal } = this.#access;
        try {
            return await (0,http/* getText */.q)(url, { env, signal, headers, timeoutMs, limitBytes });
        }
        catch (error) {
            signal.throwIfAborted();
            throw new Error(`its registry cannot be reached: ${(0,errors/* describeError */.Uc)(error)}`, { cause: error });
        }
    }
    /** https://distribution.github.io/distribution/spec/auth/token/ */
    async #authorize(challenge) {
        const { login } = this.#access;
        const basic = login && `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`;
        if (/^basic\b/i.test(challenge)) {
            if (basic === undefined)
                throw new Error('its registry needs a login');
            return basic;
        }
        const realm = readParameter(challenge, 'realm');
        if (!/^bearer\b/i.test(challenge) || realm === undefined)
            throw new Error('its registry asks for an unknown login');
        const url = new URL(realm);
        if (url.protocol !== 'https:' && !isLoopback(url.host))
            throw new Error('its registry asks for a login by plain HTTP');
        url.searchParams.set('service', readParameter(challenge, 'service') ?? '');
        url.searchParams.set('scope', `repository:${this.#path}:pull`);
        const { status, text } = await this.#request(url.href, basic ? { authorization: basic } : {});
        const body = (0,json/* parseJson */.qF)(text);
        const token = (0,json/* getString */.AA)(body, 'token') ?? (0,json/* getString */.AA)(body, 'access_token');
        if (status !== 200 || token === undefined)
            throw new Error('its registry refused the login');
        return `Bearer ${token}`;
    }
}
const isRedirect = ({ status, headers }) => [301, 302, 303, 307, 308].includes(status) && headers.location !== undefined;
const readParameter = (challenge, name) => new RegExp(`\\b${name}="([^"]*)"`).exec(challenge)?.[1];
const computeDigest = (text) => `sha256:${(0,external_node_crypto_.createHash)('sha256').update(text).digest('hex')}`;
/** Whether a host, with or without a port, is this machine. */
function isLoopback(host) {
    const name = host.replace(/:\d+$/, '');
    return name === 'localhost' || name === '[::1]' || ((0,external_node_net_.isIP)(name) === 4 && name.startsWith('127.'));
}

;// CONCATENATED MODULE: ./src/backends/docker/identify-image.js






/**
 * The image that a run would use, by the engine's own copy, or by its registry's description where the run would pull.
 * Pulls nothing. Throws an Error with the reason where neither has it.
 */
async function identifyDockerImage(docker, request, { env, signal, findLogin }) {
    const { reference, pullPolicy } = request;
    const existing = pullPolicy === 'always' ? undefined : await inspectImage(docker, request, signal);
    if (existing !== undefined)
        return existing;
    if (pullPolicy === 'never')
        throw new Error('it is not on this engine, and `pull-policy` is `never`');
    const platform = await choosePlatform(docker, request, signal);
    const login = toBasicLogin(await findLogin(reference, signal));
    const { digest, content } = await readRegistryImage(reference, { env, signal, platform, login });
    const image = parseImageContent(content);
    return {
        pinned: `${(0,image_reference/* parseImageReference */.o_)(reference)?.name}@${digest}`,
        fingerprint: computeImageFingerprint(image),
        env: readImageVariables(image.config),
    };
}
async function choosePlatform(docker, request, signal) {
    const [os, architecture] = request.platform?.split('/') ?? [];
    if (os !== undefined && architecture !== undefined)
        return { os, architecture };
    const engine = await (0,docker_engine/* callEngine */.rU)(() => docker.version(), () => undefined, signal);
    return { os: engine.Os, architecture: engine.Arch };
}
/** The engine can exchange tokens at a registry, which is not worth it for a description. */
function toBasicLogin(login) {
    if (login === undefined)
        return undefined;
    const { username, password } = login;
    if (username === undefined || password === undefined)
        throw new Error('its registry has a login by a token');
    return { username, password };
}

;// CONCATENATED MODULE: ./src/backends/docker/start-container.js





/**
 * Creates and starts the container of a task, with its seed if that is possible. Throws what `create` throws, the error
 * of the engine, and the reason of the signal; no container is left then.
 */
async function startContainer(create, task, signal) {
    const { container, ...created } = await createContainer(create, task, signal);
    try {
        return { ...created, ...(await start(container, task, signal)) };
    }
    catch (error) {
        await removeContainer(container).catch(start_container_ignore);
        throw error;
    }
}
async function start(container, task, signal) {
    signal.throwIfAborted();
    await container.putArchive(await createFileArchive(task.files, task.image), { path: '/' });
    // Attaching and waiting before the start misses no line and no exit.
    const output = await container.attach({ stream: true, stdout: true, stderr: true });
    if (!(output instanceof external_node_stream_.Readable))
        throw new Error('The engine returned no stream of the container.');
    const exitCode = container.wait({ condition: 'next-exit' }).then(readExitCode);
    exitCode.catch(start_container_ignore);
    signal.throwIfAborted();
    await container.start();
    signal.throwIfAborted();
    return { id: container.id, output, exitCode };
}
const start_container_ignore = () => undefined;

;// CONCATENATED MODULE: ./src/backends/docker/docker-backend.js













/** How long the engine may take to create and start a container, without its seed. */
const launchLimitMs = 60_000;
/** How long a launch that has failed waits for the engine's answer to the creation of the container. */
const answerGraceMs = 2_000;
/** How long the removal after a failed launch may take; after a cancellation the runner kills the step after 10 s. */
const maxStopMs = 60_000;
const cancelledStopMs = 3_000;
const docker_backend_mib = 1024 * 1024;
/** Whether main ended before the engine had answered the creation of the container. `fields` are the orphan's. */
const isUnanswered = (fields) => fields['created'] === unansweredFields.created;
/** What the Docker engine of the runner can do. */
const dockerCapabilities = {
    unit: 'container',
    outlivesStep: false,
    maxDependencies: 0,
    usesRunnerNetwork: true,
    seedsContext: true,
    passesEmptyVariables: true,
    reportsUsage: false,
};
/** Pipes in containers on the Docker engine that `DOCKER_HOST` names. */
class DockerBackend {
    kind = 'Local';
    can = dockerCapabilities;
    #findLogin;
    #options;
    #running = new Map();
    /** The runs whose container the engine has created or refused. */
    #answered = new Set();
    constructor(findLogin, options = {}) {
        this.#findLogin = findLogin;
        this.#options = options;
    }
    async image(request, signal) {
        const { say = () => undefined, explain = async (error) => error } = this.#options;
        try {
            return await resolveDockerImage(await (0,docker_engine/* connectEngine */.xn)(), request, { findLogin: this.#findLogin, say }, signal);
        }
        catch (error) {
            throw await explain(error);
        }
    }
    async identifyImage(request, signal) {
        const { env = {} } = this.#options;
        return await identifyDockerImage(await (0,docker_engine/* connectEngine */.xn)(), request, { env, signal, findLogin: this.#findLogin });
    }
    /** Post finds the container by the run's id. Without an answer of the engine, it may have to wait for it. */
    async createOrphanFields({ runId }, job) {
        return job !== undefined || this.#answered.has(runId) ? {} : unansweredFields;
    }
    async dryRun(task) {
        return `POST /containers/create\n${JSON.stringify(createContainerRequest(task), null, 2)}`;
    }
    async readMachineSize(signal) {
        const docker = await (0,docker_engine/* connectEngine */.xn)();
        const info = await (0,docker_engine/* callEngine */.rU)(() => docker.info(), docker_backend_useEngineMessage, signal);
        const bytes = (0,json/* getNumber */.WZ)(info, 'MemTotal') ?? 0;
        return { vcpus: (0,json/* getNumber */.WZ)(info, 'NCPU') ?? 1, memoryMib: Math.floor(bytes / docker_backend_mib) };
    }
    async launch(task, signal) {
        const docker = await (0,docker_engine/* connectEngine */.xn)();
        const abandoned = new AbortController();
        const started = this.#start(docker, task, AbortSignal.any([signal, abandoned.signal]));
        try {
            return await (0,docker_engine/* callEngine */.rU)(() => started, (error) => explainLaunchFailure(task, error), signal, task.seed ? launchLimitMs + maxSeedingMs : launchLimitMs);
        }
        catch (error) {
            abandoned.abort(error);
            // The engine may still create the container. It is removed when the engine answers, here or in post.
            const settled = started.then(docker_backend_ignore, docker_backend_ignore);
            await Promise.race([settled, (0,promises_.setTimeout)(answerGraceMs, undefined, { ref: false })]);
            const ms = signal.aborted ? cancelledStopMs : maxStopMs;
            await (0,abort/* limitTime */.DZ)(() => this.stop(task.runId), { ms }).catch(docker_backend_ignore);
            signal.throwIfAborted();
            throw error;
        }
    }
    async #start(docker, task, signal) {
        const create = (request) => this.#create(docker, task.runId, request);
        const { id, argv, seedProblem, ...running } = await startContainer(create, task, signal);
        this.#running.set(id, running);
        const name = toResourceName(task.name);
        return { id, name, ...(task.seed && { argv }), ...(seedProblem && { seedProblem }) };
    }
    async #create(docker, runId, request) {
        this.#answered.delete(runId);
        try {
            const container = await docker.createContainer(request);
            this.#answered.add(runId);
            return container;
        }
        catch (error) {
            if ((0,docker_engine/* toEngineError */.Ib)(error).status !== undefined)
                this.#answered.add(runId);
            throw error;
        }
    }
    async follow(job, { lines }, signal) {
        const running = this.#running.get(job.id);
        if (running === undefined)
            throw new Error(`Container ${job.name} was not started here.`);
        const docker = await (0,docker_engine/* connectEngine */.xn)();
        const ended = new AbortController();
        const abort = () => running.output.destroy();
        signal.addEventListener('abort', abort, { once: true });
        const copied = copyLines(running.output, lines);
        try {
            signal.throwIfAborted();
            const output = { exitCode: running.exitCode, copied };
            const work = Promise.all([waitForResult(docker, job, output, ended.signal), copied]);
            const [result] = await (0,docker_engine/* callEngine */.rU)(() => work.catch(throwEngineLoss), docker_backend_useEngineMessage, signal, maxFollowMs);
            return result;
        }
        finally {
            signal.removeEventListener('abort', abort);
            ended.abort();
            running.output.destroy();
            // The listener gets no lines after this call has ended.
            await copied.catch(() => undefined);
        }
    }
    async refresh(job, files, image) {
        const archive = await createFileArchive(files, image);
        const docker = await (0,docker_engine/* connectEngine */.xn)();
        await (0,docker_engine/* callEngine */.rU)(() => docker.getContainer(job.id).putArchive(archive, { path: '/' }), ({ status }) => (status === 404 ? createContainerRemovedFailure(job) : undefined));
    }
    /** An ended container stays until it is removed. */
    async release(runId) {
        await this.stop(runId);
    }
    async stop(runId) {
        return await stopContainers(await (0,docker_engine/* connectEngine */.xn)(), runId);
    }
}
const docker_backend_ignore = () => undefined;
/** Five days: GitHub's limit for a job on a self-hosted runner. */
const maxFollowMs = 5 * 24 * 60 * 60_000;
/** The failure quotes the engine's own message. */
const docker_backend_useEngineMessage = () => undefined;

// EXTERNAL MODULE: ./src/lib/regular-file.js
var regular_file = __webpack_require__(39145);
;// CONCATENATED MODULE: ./src/backends/docker/docker-config.js



/** A larger configuration counts as absent. */
const maxConfigBytes = 4 << 20;
/**
 * The folder of the docker command's configuration.
 * https://docs.docker.com/reference/cli/docker/#environment-variables
 */
function findConfigFolder({ DOCKER_CONFIG: folder }, home) {
    return folder || (0,external_node_path_.join)(home, '.docker');
}
/** The configuration of the docker command; undefined when it is absent or cannot be read. Never throws. */
async function readDockerConfig(configFolder) {
    return (0,json/* parseJson */.qF)(await (0,regular_file/* readOptionalText */.ko)((0,external_node_path_.join)(configFolder, 'config.json'), { maxBytes: maxConfigBytes }));
}

;// CONCATENATED MODULE: ./src/backends/docker/missing-engine.js




/** The codes of an address at which nothing listens. */
const absentCodes = new Set(['ENOENT', 'ECONNREFUSED']);
const withoutEngine = 'or use `backend: AWSBatch`, which needs no engine.';
/**
 * Replaces the advice of a failure that means that there is no engine, where the place of the step shows why and what
 * to do: a machine without Linux, a Docker context, a Kubernetes pod, or a job in a container. Returns other errors
 * unchanged. Never throws.
 */
async function explainMissingEngine(error, env, home) {
    if (!(error instanceof errors/* Failure */.HR) || !absentCodes.has((0,docker_engine/* toEngineError */.Ib)(error.cause).code))
        return error;
    const advice = findPlaceAdvice(env) ?? (await findContextAdvice(env, home)) ?? findContainerAdvice(env);
    return advice === undefined ? error : new errors/* Failure */.HR(error.verdict, error.message, advice, { cause: error });
}
function findPlaceAdvice(env) {
    const { RUNNER_OS: os, ACTIONS_RUNNER_POD_NAME: pod, KUBERNETES_SERVICE_HOST: kubernetes } = env;
    if (os === 'macOS' || os === 'Windows')
        return `This runner has ${os}, and containers of Linux need an engine there. Use a Linux runner (\`runs-on: ubuntu-latest\`), ${withoutEngine}`;
    if (pod || kubernetes)
        return `This runner is a Kubernetes pod without an engine. Set \`containerMode: dind\` in its runner scale set, ${withoutEngine}`;
    return undefined;
}
/** The docker command follows a context, which other clients do not know. */
async function findContextAdvice(env, home) {
    if (env['DOCKER_HOST'])
        return undefined;
    const current = env['DOCKER_CONTEXT'] || (0,json/* getString */.AA)(await readDockerConfig(findConfigFolder(env, home)), 'currentContext');
    if (!current || current === 'default')
        return undefined;
    return `The docker command uses the context \`${current}\`, and this action only DOCKER_HOST. Set DOCKER_HOST to the address that \`docker context inspect ${current}\` shows.`;
}
/** The runner mounts the workspace of a job with `container:` at this path. */
const containerWorkspace = '/__w/';
function findContainerAdvice(env) {
    if (!env['GITHUB_WORKSPACE']?.startsWith(containerWorkspace))
        return undefined;
    return `This job runs in a container without the engine's socket. Add \`/var/run/docker.sock:/var/run/docker.sock\` to the \`volumes\` of \`container\`, run the step in a job without \`container\`, ${withoutEngine}`;
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
;// CONCATENATED MODULE: ./src/backends/docker/registry-login.js




/** A credential helper that hangs must not hold up the run. */
const helperTimeoutMs = 20_000;
const dockerHubKey = 'https://index.docker.io/v1/';
const dockerHubHosts = [image_reference/* dockerHub */.UD, 'index.docker.io', 'registry-1.docker.io'];
/** The user name with which a helper marks an identity token. */
const tokenUsername = '<token>';
/**
 * The login for a registry that `docker login` (or docker/login-action) left in Docker's configuration, as the docker
 * command finds it; undefined without one. `host` is that of a parsed image reference. The variable DOCKER_AUTH_CONFIG,
 * which docker reads since version 28, comes first, then a helper for the registry, the helper for all, and the file.
 * Never throws: a pull without a login reports the problem.
 * https://github.com/docker/cli/tree/master/cli/config/credentials,
 * https://github.com/docker/docker-credential-helpers
 */
async function findRegistryLogin(host, { configFolder, authConfig = '' }) {
    const config = await readDockerConfig(configFolder);
    const names = host === image_reference/* dockerHub */.UD ? [dockerHubKey, image_reference/* dockerHub */.UD] : [host, `https://${host}`];
    const serveraddress = names[0] ?? host;
    const variable = findSavedLogin((0,json/* getField */.VI)((0,json/* parseJson */.qF)(authConfig), 'auths'), host, serveraddress);
    if (variable)
        return { ...variable, serveraddress };
    const [ownHelper] = names.flatMap((name) => (0,json/* getString */.AA)(config, 'credHelpers', name) ?? []);
    const helper = ownHelper ?? (0,json/* getString */.AA)(config, 'credsStore') ?? '';
    for (const name of helper === '' ? [] : names) {
        const login = await runHelper(helper, name);
        if (login)
            return { ...login, serveraddress };
    }
    const login = findSavedLogin((0,json/* getField */.VI)(config, 'auths'), host, serveraddress);
    return login && { ...login, serveraddress };
}
/** Old versions of docker saved logins under URLs: `https://host/v1/`. */
function findSavedLogin(auths, host, key) {
    if (!(0,json/* isObject */.Gv)(auths))
        return undefined;
    const hosts = host === image_reference/* dockerHub */.UD ? dockerHubHosts : [host];
    const entries = Object.entries(auths).filter(([name]) => hosts.includes(name.replace(/^https?:\/\//, '').replace(/\/.*$/s, '')));
    const exactFirst = entries.toSorted(([a], [b]) => Number(b === key) - Number(a === key));
    for (const [, entry] of exactFirst) {
        const secret = parseSavedLogin(entry);
        if (secret)
            return secret;
    }
    return undefined;
}
function parseSavedLogin(entry) {
    const [, user, word] = /^([^:]+):(.*)$/s.exec(Buffer.from(getText(entry, 'auth') ?? '', 'base64').toString()) ?? [];
    const username = user ?? getText(entry, 'username');
    const password = user === undefined ? getText(entry, 'password') : word?.replace(/^\0+|\0+$/g, '');
    const identitytoken = getText(entry, 'identitytoken');
    const registrytoken = getText(entry, 'registrytoken');
    if (identitytoken !== undefined || registrytoken !== undefined)
        return { ...(identitytoken && { identitytoken }), ...(registrytoken && { registrytoken }) };
    return username && password ? { username, password } : undefined;
}
function runHelper(name, serverUrl) {
    if (!/^[\w.-]+$/.test(name))
        return Promise.resolve(undefined);
    return new Promise((resolve) => {
        const child = (0,external_node_child_process_.execFile)(`docker-credential-${name}`, ['get'], { timeout: helperTimeoutMs }, (error, stdout) => {
            const output = error ? undefined : (0,json/* parseJson */.qF)(stdout);
            const username = getText(output, 'Username');
            const password = getText(output, 'Secret');
            if (username === undefined || password === undefined)
                resolve(undefined);
            else
                resolve(username === tokenUsername ? { identitytoken: password } : { username, password });
        });
        // The write fails for a helper that is not installed, and for a helper that ends without reading it, which may have
        // printed a login. The callback above handles both.
        child.stdin?.on('error', () => undefined);
        child.stdin?.end(serverUrl);
    });
}
/** The text at the path; undefined where it is empty. */
const getText = (value, ...path) => (0,json/* getString */.AA)(value, ...path) || undefined;

;// CONCATENATED MODULE: ./src/backends/docker/docker-type.js









/** Containers on the Docker engine that `DOCKER_HOST` names, by default the runner's own. */
const dockerBackendType = {
    kind: 'Local',
    inputs: ['network'],
    maxParallelEnds: 16,
    readInputs: () => ({ plan: () => planned, planAttach: () => undefined }),
    async endOrphan({ fields, runId }) {
        try {
            const removed = await removeContainers(runId, isUnanswered(fields) ? lateCreateMs : 0);
            return removed > 0 ? 'Removed the container that main left.' : undefined;
        }
        catch (error) {
            // An engine that comes back keeps the container, which has exited.
            const command = `docker rm --force --volumes $(docker ps --all --quiet --filter label=${runIdLabel}=${runId})`;
            throw new Error(`${(0,errors/* describeError */.Uc)(error)} When the engine is back, remove the container with \`${command}\`.`);
        }
    },
};
/** How long post waits for a container whose creation the engine has not answered, and how often it looks. */
const lateCreateMs = 30_000;
const lateCreateIntervalMs = 1_000;
/** Removes the run's containers; waits for one so long if there is none. Resolves with their number. */
async function removeContainers(runId, waitMs) {
    const backend = new DockerBackend(async () => undefined);
    for (let waitedMs = 0;; waitedMs += lateCreateIntervalMs) {
        const removed = await backend.stop(runId);
        if (removed > 0 || waitedMs >= waitMs)
            return removed;
        await lib_clock/* systemClock */.m.sleep(lateCreateIntervalMs);
    }
}
const planned = {
    kind: 'Local',
    can: dockerCapabilities,
    credentials: { kind: 'files' },
    detachesOnCancel: false,
    failsOnDetach: false,
    open: (services) => new DockerBackend((reference, signal) => findLogin(reference, services, signal), {
        env: services.env,
        say: services.onWait,
        explain: (error) => explainMissingEngine(error, services.env, services.home),
    }),
};
/**
 * The login of `docker login` or of a credential helper; for ECR also the login that AWS issues. A reference that names
 * no host gets none: a login never goes to another registry than its own.
 */
async function findLogin(reference, { env, home, identity, onSecret }, signal) {
    const host = (0,image_reference/* parseImageReference */.o_)(reference)?.host;
    if (!host)
        return undefined;
    const configFolder = findConfigFolder(env, home);
    const login = await findRegistryLogin(host, { configFolder, authConfig: env['DOCKER_AUTH_CONFIG'] });
    return login ?? (await (0,aws_ecr/* createEcrLogin */.kG)(identity, env, host, onSecret, signal));
}

;// CONCATENATED MODULE: ./src/backends/registry.js



/** Every backend. The first is the default of the input `backend`. */
const backendTypes = [dockerBackendType, createBatchBackendType(findLocalImage)];


/***/ }),

/***/ 24802:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ UnknownJobError)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);

/** The request for a job has no response, and the job was not found: it may exist. Post looks for it. */
class UnknownJobError extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR {
}


/***/ }),

/***/ 59132:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ ClosingSummary),
/* harmony export */   y: () => (/* binding */ summaryEdge)
/* harmony export */ });
/** The line around a summary of Luigi: https://luigi.readthedocs.io/en/stable/execution_summary.html */
const summaryEdge = '===== Luigi Execution Summary =====';
/** The most lines that follow the summary at the end of a log: Disdat's own result, and empty lines. */
const maxLinesAfter = 5;
/**
 * Finds the end of the Luigi Execution Summary in the lines of a log. Images from disdat 0.8.0 print it when the last
 * task has ended; Disdat may still push bundles then. A pipe can print the same lines: the summary announces the end of
 * a run, and proves nothing.
 */
class ClosingSummary {
    #isOpen = false;
    #linesAfter = Number.POSITIVE_INFINITY;
    /** Whether the log has a complete summary and seems to end with it. */
    get isLast() {
        return this.#linesAfter <= maxLinesAfter;
    }
    /** Takes the next lines. Returns whether a summary ended in them. */
    readLines(lines) {
        let hasEnded = false;
        for (const line of lines) {
            this.#linesAfter += 1;
            if (line !== summaryEdge)
                continue;
            this.#isOpen = !this.#isOpen;
            this.#linesAfter = this.#isOpen ? Number.POSITIVE_INFINITY : 0;
            hasEnded ||= !this.#isOpen;
        }
        return hasEnded;
    }
}


/***/ }),

/***/ 9429:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D3: () => (/* binding */ getGeneration),
/* harmony export */   O9: () => (/* binding */ dialects),
/* harmony export */   Qe: () => (/* binding */ classicGenerations),
/* harmony export */   UN: () => (/* binding */ listGenerations),
/* harmony export */   fx: () => (/* binding */ entrypointFile),
/* harmony export */   qh: () => (/* binding */ entrypointGenerations),
/* harmony export */   un: () => (/* binding */ parseDialect)
/* harmony export */ });
/**
 * The generations of pipeline images: every version of Disdat since 0.7.1, by its command line. Read in the parsers of
 * the packages on PyPI, which have 0.7.1, 0.7.2 and 0.8.0 only as release candidates
 * (https://pypi.org/project/disdat/#history, https://pypi.org/project/disdat-luigi/#history). `docs/dialects.md`
 * describes them.
 */
const dialects = [
    'classic',
    'luigi',
    'disdat-0.7.1',
    'disdat-0.7.2',
    'disdat-0.8.0',
    'disdat-0.8.1',
    'disdat-0.8.3',
    'disdat-0.8.13',
    'disdat-0.9.6',
];
/** The entry point of images to 0.9.14. */
const entrypointFile = '/opt/bin/entrypoint.py';
const version071 = {
    dialect: 'disdat-0.7.1',
    versions: 'disdat 0.7.1',
    program: undefined,
    takesInput: true,
    pushesUnnamedOutput: false,
    pipeClass: 'default',
    tags: 'json',
    hasWorkers: false,
    hasForceAll: false,
    runsEntrypointOption: false,
    needsPrefixKey: true,
    pullsContext: false,
    indexesBundlesOnly: false,
};
const classic = {
    ...version071,
    dialect: 'classic',
    versions: 'disdat 0.7.1 to 0.8.0',
    // 0.8.0 does.
    pushesUnnamedOutput: true,
};
const version072 = { ...version071, dialect: 'disdat-0.7.2', versions: 'disdat 0.7.2', tags: 'options' };
const version080 = {
    ...version072,
    dialect: 'disdat-0.8.0',
    versions: 'disdat 0.8.0',
    pushesUnnamedOutput: true,
    hasWorkers: true,
    pullsContext: true,
};
const version081 = {
    ...version080,
    dialect: 'disdat-0.8.1',
    versions: 'disdat 0.8.1 and 0.8.2',
    takesInput: false,
    pipeClass: 'option',
};
const version083 = {
    ...version081,
    dialect: 'disdat-0.8.3',
    versions: 'disdat 0.8.3 to 0.8.12',
    pipeClass: 'argument',
    // Only 0.8.12 does.
    runsEntrypointOption: true,
};
const version0813 = {
    ...version083,
    dialect: 'disdat-0.8.13',
    versions: 'disdat 0.8.13 to 0.9.5',
    hasForceAll: true,
};
const version096 = {
    ...version0813,
    dialect: 'disdat-0.9.6',
    versions: 'disdat 0.9.6 to 0.9.14',
    program: entrypointFile,
    runsEntrypointOption: false,
};
const luigi = {
    ...version096,
    dialect: 'luigi',
    versions: 'disdat 0.9.15 to 0.10.1 and disdat-luigi',
    program: 'dsdt_docker',
    needsPrefixKey: false,
    indexesBundlesOnly: true,
};
/** The generations with PIPELINE_CLASS in the environment of their images. */
const classicGenerations = [version071, version072, version080];
/** The generations with the entry point, but without PIPELINE_CLASS. */
const entrypointGenerations = [version081, version083, version0813];
const generations = {
    classic,
    'disdat-0.7.1': version071,
    'disdat-0.7.2': version072,
    'disdat-0.8.0': version080,
    'disdat-0.8.1': version081,
    'disdat-0.8.3': version083,
    'disdat-0.8.13': version0813,
    'disdat-0.9.6': version096,
    luigi,
};
const getGeneration = (dialect) => generations[dialect];
/** 0.10.1, the last version of the package `disdat` that makes images; later pipelines use `disdat-luigi`. */
const lastVersion = [10, 1];
/**
 * The generation of a value of the input `dialect`: a name in any case, or any version, such as `disdat-0.8.20` or
 * `disdat-luigi-1.0.2`; undefined for other values.
 */
function parseDialect(text) {
    const lower = text.toLowerCase();
    const named = dialects.find((name) => name === lower);
    if (named !== undefined)
        return named;
    if (/^disdat-luigi-1\.\d+(\.\d+)?$/.test(lower))
        return 'luigi';
    const version = parseVersion(lower);
    if (version === undefined || isBefore(lastVersion, version))
        return undefined;
    if (!isBefore(version, [9, 15]))
        return 'luigi';
    return dialects.findLast((name) => {
        const first = parseVersion(name);
        return first !== undefined && !isBefore(version, first);
    });
}
function parseVersion(dialect) {
    const found = /^disdat-0\.(\d+)\.(\d+)$/.exec(dialect);
    return found === null ? undefined : [Number(found[1]), Number(found[2])];
}
function isBefore([minor, patch], [otherMinor, otherPatch]) {
    return minor < otherMinor || (minor === otherMinor && patch < otherPatch);
}
/** The generations of a value of the input `dialect`: three for `classic`, one for others. */
function listGenerations(dialect) {
    return dialect === 'classic' ? classicGenerations : [generations[dialect]];
}


/***/ }),

/***/ 15086:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DO: () => (/* binding */ parseContext),
/* harmony export */   JH: () => (/* binding */ parseRemoteUrl),
/* harmony export */   UN: () => (/* binding */ parsePipeClass),
/* harmony export */   _5: () => (/* binding */ isIdentifier),
/* harmony export */   b_: () => (/* binding */ isContextName),
/* harmony export */   qW: () => (/* binding */ deriveImageName),
/* harmony export */   sz: () => (/* binding */ findBundleNameProblem)
/* harmony export */ });
/* unused harmony export bundleNameLimit */
/** https://docs.python.org/3/reference/lexical_analysis.html#identifiers */
const identifier = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;
/** Whether a text is a Python identifier. A pipe's parameters are, because they are attributes of its class. */
function isIdentifier(text) {
    return identifier.test(text);
}
/** Parses a dotted Python name; undefined where it is not one, or has no module. */
function parsePipeClass(text) {
    const parts = text.split('.');
    if (parts.length < 2 || !parts.every(isIdentifier))
        return undefined;
    return { name: text, module: parts.slice(0, -1) };
}
/**
 * The repository name of a pipe's image, as `dsdt dockerize` of Disdat 0.7.1 to 0.8.0 names it:
 * `disdat-module-submodule`, in lower case (https://disdat.gitbook.io/disdat-documentation). Later versions use the
 * name in setup.py. Docker may still reject a name made of unusual identifiers.
 */
function deriveImageName(pipeClass) {
    return ['disdat', ...pipeClass.module].join('-').toLowerCase();
}
/** The longest bundle name that the action accepts, in UTF-16 units. Disdat stores names as tags and table rows. */
const bundleNameLimit = 255;
/**
 * Why a text cannot be a bundle's name, as a predicate such as `is empty`; undefined where it can. A name may be in any
 * script. It never becomes a path.
 */
function findBundleNameProblem(name) {
    if (name === '')
        return 'is empty';
    if (name.length > bundleNameLimit)
        return `is ${name.length} characters long, the limit is ${bundleNameLimit}`;
    if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name))
        return 'contains a line break or another control character';
    if (/[/\\]/.test(name))
        return 'contains a slash';
    if (name.includes('..'))
        return 'contains `..`';
    if (name.includes('::'))
        return 'contains `::`';
    if (name !== name.trim())
        return 'starts or ends with a space';
    if (name.startsWith('-'))
        return 'starts with `-`, which Disdat reads as an option';
    return undefined;
}
/** Whether a text can be a context's name: one path segment, because it is a folder on disk and a part of every key. */
function isContextName(name) {
    return /^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,127}$/u.test(name) && !name.includes('..');
}
/** Parses `remote-context/local-context`, or one name for both; undefined where the text is neither. */
function parseContext(text) {
    const [remote = '', local = remote, ...rest] = text.split('/');
    return rest.length === 0 && isContextName(remote) && isContextName(local) ? { remote, local } : undefined;
}
const bucketName = /^(?!\d+(?:\.\d+){3}$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
/**
 * Parses `s3://bucket/prefix`; undefined where the text is not such a URL. The bucket follows S3's naming rules
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html). The prefix has no empty part, `.` or
 * `..`.
 */
function parseRemoteUrl(text) {
    const match = /^s3:\/\/([^/]+)(?:\/(.*?))?\/?$/su.exec(text);
    const bucket = match?.[1] ?? '';
    const prefix = match?.[2] ?? '';
    if (!bucketName.test(bucket) || bucket.includes('..'))
        return undefined;
    const plain = /^[\p{L}\p{N}!_.*'() @=+-]+$/u;
    const parts = prefix === '' ? [] : prefix.split('/');
    if (!parts.every((part) => plain.test(part) && part !== '.' && part !== '..'))
        return undefined;
    return { bucket, prefix, url: ['s3:/', bucket, ...parts].join('/') };
}


/***/ }),

/***/ 19845:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ PythonConfigError),
/* harmony export */   q: () => (/* binding */ parsePythonConfig)
/* harmony export */ });
/** A file that Python's configparser refuses. The message is a clause without a full stop. */
class PythonConfigError extends Error {
}
const defaultSection = 'DEFAULT';
/** Python's `MAX_INTERPOLATION_DEPTH`. */
const maxDepth = 10;
/** Unlike Python: ten references to ten references, ten deep, would fill the memory. */
const maxValueLength = 64 * 1024;
/** What Python's `str.strip` and `str.isspace` take for white space; JavaScript also takes U+FEFF, and not U+001C. */
const space = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const leadingSpace = new RegExp(`^[${space}]+`);
const isSpace = new RegExp(`[${space}]`);
/**
 * Reads an INI file as `configparser.ConfigParser()` of Python 3 does, by its rules for delimiters, comments, case,
 * continuation lines, `[DEFAULT]` and duplicates (https://docs.python.org/3/library/configparser.html). Throws
 * PythonConfigError where Python throws.
 */
function parsePythonConfig(text) {
    const sections = new SectionReader();
    for (const [index, line] of text.split(/\r\n|\r|\n/).entries())
        sections.read(line, index + 1);
    return {
        get(section, option) {
            const own = sections.sections.get(section);
            if (own === undefined)
                return undefined;
            const values = new Map([...sections.defaults, ...own].map(([name, lines]) => [name, joinLines(lines)]));
            const value = values.get(option);
            return value === undefined ? undefined : interpolate(value, { values, option: `[${section}] ${option}` });
        },
    };
}
/** Reads line after line, as `RawConfigParser._read` does. */
class SectionReader {
    sections = new Map();
    defaults = new Map();
    #added = new Set();
    #section;
    /** The lines of the last option, which more indented lines continue. */
    #value;
    #indent = 0;
    read(line, number) {
        const indent = leadingSpace.exec(line)?.[0].length ?? 0;
        const text = stripEnd(line.slice(indent));
        if (/^[#;]/.test(text))
            return;
        if (text === '') {
            this.#value?.push('');
            return;
        }
        if (this.#value !== undefined && indent > this.#indent) {
            this.#value.push(text);
            return;
        }
        this.#indent = indent;
        const end = text.lastIndexOf(']');
        if (text.startsWith('[') && end > 1)
            this.#openSection(text.slice(1, end), number);
        else
            this.#addOption(text, number);
    }
    #openSection(name, number) {
        if (this.sections.has(name))
            throw new PythonConfigError(`line ${number} repeats the section [${name}]`);
        const options = name === defaultSection ? this.defaults : new Map();
        if (name !== defaultSection)
            this.sections.set(name, options);
        this.#section = { name, options };
        this.#value = undefined;
    }
    #addOption(text, number) {
        if (this.#section === undefined)
            throw new PythonConfigError(`line ${number} comes before the first section`);
        const delimiter = text.search(/[=:]/);
        const option = stripEnd(text.slice(0, Math.max(delimiter, 0))).toLowerCase();
        if (option === '')
            throw new PythonConfigError(`line ${number} is not \`name = value\``);
        const key = JSON.stringify([this.#section.name, option]);
        if (this.#added.has(key))
            throw new PythonConfigError(`line ${number} repeats ${option} of [${this.#section.name}]`);
        this.#added.add(key);
        this.#value = [text.slice(delimiter + 1).replace(leadingSpace, '')];
        this.#section.options.set(option, this.#value);
    }
}
const joinLines = (lines) => stripEnd(lines.join('\n'));
function stripEnd(text) {
    let end = text.length;
    while (isSpace.test(text.charAt(end - 1)))
        end -= 1;
    return text.slice(0, end);
}
/** `BasicInterpolation`: `%%` is a percent sign, and `%(name)s` another option of the section or of `[DEFAULT]`. */
function interpolate(text, context, depth = 1) {
    const { values, option } = context;
    if (depth > maxDepth)
        throw new PythonConfigError(`${option} refers to itself, or to options more than ${maxDepth} deep`);
    let result = '';
    let start = 0;
    for (let at = text.indexOf('%'); at >= 0; at = text.indexOf('%', start)) {
        result += text.slice(start, at);
        const isPercent = text.startsWith('%%', at);
        const end = isPercent ? at + 2 : text.startsWith('%(', at) ? text.indexOf(')', at) + 2 : 0;
        const name = text.slice(at + 2, end - 2);
        if (!isPercent && (name === '' || !text.startsWith(')s', end - 2)))
            throw new PythonConfigError(`${option} has a \`%\` that is neither \`%%\` nor the start of \`%(name)s\``);
        const value = isPercent ? '%' : values.get(name.toLowerCase());
        if (value === undefined)
            throw new PythonConfigError(`${option} refers to ${name}, which does not exist`);
        result += !isPercent && value.includes('%') ? interpolate(value, context, depth + 1) : value;
        if (result.length > maxValueLength)
            throw new PythonConfigError(`${option} has more than ${maxValueLength} characters`);
        start = end;
    }
    return result + text.slice(start);
}


/***/ }),

/***/ 57531:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fm: () => (/* binding */ manifestTypes),
/* harmony export */   UD: () => (/* binding */ dockerHub),
/* harmony export */   o_: () => (/* binding */ parseImageReference),
/* harmony export */   og: () => (/* binding */ isRepositoryPath)
/* harmony export */ });
/**
 * The media types of manifests, and of lists with a manifest for each platform:
 * https://github.com/opencontainers/image-spec/blob/main/media-types.md#compatibility-matrix
 */
const manifestTypes = [
    'application/vnd.docker.distribution.manifest.v2+json',
    'application/vnd.oci.image.manifest.v1+json',
    'application/vnd.docker.distribution.manifest.list.v2+json',
    'application/vnd.oci.image.index.v1+json',
];
/** Docker Hub, in a normalized reference. */
const dockerHub = 'docker.io';
const pathPart = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const path = `${pathPart}(?:/${pathPart})*`;
const label = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const host = `(?:${label}(?:\\.${label})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const digest = 'sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128}';
const normalizedReference = new RegExp(`^(?:(?<host>${host})/)?(?<path>${path})(?::(?<tag>\\w[\\w.-]{0,127}))?(?:@(?<digest>${digest}))?$`);
const maxPathLength = 255;
/** Docker takes this for the id of an image. */
const imageId = /^[a-f0-9]{64}$/;
const wholePath = new RegExp(`^${path}$`);
/** Whether a text can be the path of a repository, such as `team/orders`. */
const isRepositoryPath = (text) => wholePath.test(text);
/**
 * Parses an image reference exactly as Docker does, with `ParseNormalizedNamed` of
 * https://pkg.go.dev/github.com/distribution/reference; undefined where Docker refuses it. A first part with a dot, a
 * colon or an upper-case letter is a host, and so is `localhost`.
 */
function parseImageReference(text) {
    if (imageId.test(text))
        return undefined;
    const groups = normalizedReference.exec(normalize(text))?.groups;
    if (groups?.['path'] === undefined || groups['path'].length > maxPathLength)
        return undefined;
    const suffixLength = (groups['tag'] ?? '').length + (groups['digest'] ?? '').length;
    const separators = Number(groups['tag'] !== undefined) + Number(groups['digest'] !== undefined);
    return {
        name: text.slice(0, text.length - suffixLength - separators),
        host: groups['host'] ?? '',
        path: groups['path'],
        tag: groups['tag'],
        digest: groups['digest'],
    };
}
/** Adds what a short reference leaves out: `python` is `docker.io/library/python`. */
function normalize(text) {
    const end = text.indexOf('/');
    const first = text.slice(0, Math.max(0, end));
    const isHost = /[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first;
    const rest = isHost ? text.slice(end + 1) : text;
    if (isHost && first !== dockerHub && first !== 'index.docker.io')
        return text;
    return rest.includes('/') ? `${dockerHub}/${rest}` : `${dockerHub}/library/${rest}`;
}


/***/ }),

/***/ 14443:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ TransferCounter),
/* harmony export */   E: () => (/* binding */ withProgress)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56620);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19177);


/** How often work that lasts is reported, in milliseconds. */
const intervalMs = 10_000;
/** Says that work begins, then every 10 s how far it is, until it settles. Resolves or rejects as `work` does. */
async function withProgress(options, work) {
    options.say(options.begin);
    const ended = new AbortController();
    const reporting = reportUntil(ended.signal, options);
    try {
        return await work();
    }
    finally {
        ended.abort();
        await reporting;
    }
}
async function reportUntil(ended, { describe, say, clock = _clock_js__WEBPACK_IMPORTED_MODULE_0__/* .systemClock */ .m }) {
    const start = clock.now();
    for (;;) {
        await clock.sleep(intervalMs, ended).catch(() => undefined);
        if (ended.aborted)
            return;
        say(describe(clock.now() - start));
    }
}
/** Counts the objects that a transfer has finished, and the bytes of all. */
class TransferCounter {
    #expected;
    #objects = 0;
    #bytes = 0;
    /** Sets how much there is to transfer. */
    expect(amount) {
        this.#expected = amount;
    }
    /** Counts the bytes of an object from now on. */
    begin() {
        let counted = 0;
        const update = (bytes) => {
            this.#bytes += bytes - counted;
            counted = bytes;
        };
        const end = (bytes) => {
            update(bytes);
            this.#objects += 1;
        };
        return { update, end };
    }
    /** Counts a finished object of so many bytes. */
    add(bytes) {
        this.begin().end(bytes);
    }
    /** The state in words: `12 of 40 objects, 1.5 MiB of 2.0 GiB, 153.6 KiB/s, 10 s`. */
    describe(ms) {
        const total = this.#expected;
        const objects = total
            ? `${this.#objects} of ${(0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(total.objects, 'object')}`
            : (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(this.#objects, 'object');
        const bytes = `${(0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(this.#bytes)}${total ? ` of ${(0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(total.bytes)}` : ''}`;
        const rate = `${(0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(Math.round((this.#bytes * 1000) / Math.max(1, ms)))}/s`;
        return [objects, bytes, rate, (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(ms)].join(', ');
    }
}


/***/ }),

/***/ 45747:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ RateLimiter)
/* harmony export */ });
/** Limits how often something is done in all, for example how often the logs of all followed jobs are read. */
class RateLimiter {
    #clock;
    #intervalMs;
    #nextAt = 0;
    constructor(clock, { perSecond }) {
        this.#clock = clock;
        this.#intervalMs = 1000 / perSecond;
    }
    /** Uses up a turn if one is available now. */
    tryAcquire() {
        if (this.#nextAt > this.#clock.now())
            return false;
        this.#nextAt = this.#clock.now() + this.#intervalMs;
        return true;
    }
    /**
     * Waits for a turn. Resolves with false at once, and uses up no turn, where that takes longer than `maxWaitMs`.
     * Rejects with the signal's reason on abort.
     */
    async acquire(signal, maxWaitMs = Number.POSITIVE_INFINITY) {
        const now = this.#clock.now();
        const at = Math.max(now, this.#nextAt);
        if (at - now > maxWaitMs)
            return false;
        this.#nextAt = at + this.#intervalMs;
        if (at > now)
            await this.#clock.sleep(at - now, signal);
        return true;
    }
}


/***/ }),

/***/ 8883:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E1: () => (/* binding */ parseList),
/* harmony export */   EH: () => (/* binding */ parseTimestamp),
/* harmony export */   Hh: () => (/* binding */ parseRecord),
/* harmony export */   Ky: () => (/* binding */ requireList),
/* harmony export */   cG: () => (/* binding */ parseInteger),
/* harmony export */   og: () => (/* binding */ parseFlag),
/* harmony export */   oh: () => (/* binding */ parseTexts),
/* harmony export */   r4: () => (/* binding */ parseText)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33178);

const parseText = (value) => (typeof value === 'string' ? value : undefined);
const parseFlag = (value) => (typeof value === 'boolean' ? value : undefined);
/** A safe integer: exit codes, sizes and counts. */
const parseInteger = (value) => typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
/** https://tc39.es/ecma262/#sec-time-values-and-time-range */
const maxTimestampMs = 8.64e15;
/** Milliseconds since the Unix epoch, within what a Date can hold. */
const parseTimestamp = (value) => typeof value === 'number' && value > 0 && value <= maxTimestampMs ? value : undefined;
/** A list without its unreadable items; empty when the value is not a list. */
const parseList = (parseItem) => (value) => Array.isArray(value)
    ? value.flatMap((each) => {
        const item = parseItem(each);
        return item === undefined ? [] : [item];
    })
    : [];
/**
 * The list of this name in a response. Throws without one: such a response cannot be read, and says nothing. An empty
 * list would say that there is nothing.
 */
function requireList(response, name) {
    const list = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getField */ .VI)(response, name);
    if (!Array.isArray(list))
        throw new Error(`the response has no list \`${name}\``);
    return list;
}
/** An object's fields that are texts; empty when the value is not an object. */
function parseTexts(value) {
    if (typeof value !== 'object' || value === null)
        return {};
    return Object.fromEntries(Object.entries(value).filter((entry) => typeof entry[1] === 'string'));
}
/** An object with these fields, each read by its parser; undefined when the value is not an object. */
const parseRecord = (shape) => (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
        return undefined;
    return Object.fromEntries(Object.entries(shape).map(([name, parse]) => [name, parse((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getField */ .VI)(value, name))]));
};


/***/ })

};
;