"use strict";
exports.id = 4484;
exports.ids = [4484,8224];
exports.modules = {

/***/ 76545:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AB: () => (/* binding */ readNetworkEnv),
/* harmony export */   nl: () => (/* binding */ findNetworkSecrets),
/* harmony export */   yH: () => (/* binding */ findProxyProblems)
/* harmony export */ });
/* harmony import */ var _lib_proxy_env_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58076);
/* harmony import */ var _lib_user_info_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(45152);


const networkVariable = /^(AWS_ENDPOINT_URL(_[A-Z0-9_]+)?|(https?|no|all)_proxy)$/i;
/** Returns the runner's variables for endpoints and proxies. A container on this runner needs them too. */
function readNetworkEnv(env) {
    return new Map(Object.entries(env).flatMap(([name, value]) => (value && networkVariable.test(name) ? [[name, value]] : [])));
}
/** Finds the secrets in the addresses of proxies and endpoints, in every spelling that a program may print. */
function findNetworkSecrets(networkEnv) {
    return [...new Set([...networkEnv.values()].flatMap(_lib_user_info_js__WEBPACK_IMPORTED_MODULE_1__/* .findUserInfoSecrets */ .g))];
}
/** Finds the proxies with an address that no program could use. */
function findProxyProblems(env) {
    return (0,_lib_proxy_env_js__WEBPACK_IMPORTED_MODULE_0__/* .findUnusableProxies */ .pl)(env).map((name) => ({
        where: `the variable ${name}`,
        given: (0,_lib_user_info_js__WEBPACK_IMPORTED_MODULE_1__/* .redactUserInfo */ .p)(env[name] ?? ''),
        expected: 'Write `http://user:password@host:port`, and encode special characters of the password: `/` is `%2F`, `#` is `%23`.',
    }));
}


/***/ }),

/***/ 4938:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ limitIdentity)
/* harmony export */ });
/* harmony import */ var _lib_abort_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31140);

/**
 * The same identity for callers that end when the signal aborts: they wait for no token and no role any longer. The
 * requests themselves continue within their own limits, because other callers share them. Cached credentials are still
 * returned.
 */
function limitIdentity(identity, signal) {
    return {
        ...limitCredentials(identity, signal),
        getAccount: () => (0,_lib_abort_js__WEBPACK_IMPORTED_MODULE_0__/* .raceSignal */ .WU)(identity.getAccount(), signal),
        createPipeIdentity: async (policy, options) => {
            const created = await (0,_lib_abort_js__WEBPACK_IMPORTED_MODULE_0__/* .raceSignal */ .WU)(identity.createPipeIdentity(policy, options), signal);
            return created && limitCredentials(created, signal);
        },
    };
}
const limitCredentials = (identity, signal) => ({
    region: identity.region,
    credentials: (refused) => (0,_lib_abort_js__WEBPACK_IMPORTED_MODULE_0__/* .raceSignal */ .WU)(identity.credentials(refused), signal),
});


/***/ }),

/***/ 76116:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ readHyperFrameObject),
/* harmony export */   U: () => (/* binding */ createCorruptBundleFailure)
/* harmony export */ });
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84092);
/* harmony import */ var _disdat_format_hyperframe_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(53197);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(40643);



/**
 * The bundle of this uuid, read from its HyperFrame alone; undefined when there is no HyperFrame. Throws
 * BundleFormatError when the object is not a HyperFrame.
 */
async function readHyperFrameObject(place, uuid, options) {
    // The uuid becomes part of a key or a path.
    if (!(0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .isUuid */ .O1)(uuid))
        return undefined;
    const bytes = await place.read(uuid, (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .formatHyperFrameName */ .Oj)(uuid), { ...options, maxBytes: _disdat_format_hyperframe_js__WEBPACK_IMPORTED_MODULE_1__/* .maxHyperFrameBytes */ .ts });
    return bytes === undefined ? undefined : { bundle: (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .readBundle */ .Bo)(bytes, uuid), bytes };
}
/** The failure for a bundle that exists and cannot be used. `reason` is a clause without a full stop. */
function createCorruptBundleFailure(place, uuid, reason, cause) {
    const evidence = `The bundle ${place.getUri(uuid)} cannot be used: ${reason}.`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('bundle-corrupt', evidence, 'Create it again, or use an older version.', { cause });
}


/***/ }),

/***/ 38326:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p: () => (/* binding */ readBundleParts)
});

// EXTERNAL MODULE: ./src/disdat/bundle.js
var disdat_bundle = __webpack_require__(84092);
// EXTERNAL MODULE: ./src/disdat/file-names.js
var file_names = __webpack_require__(44995);
// EXTERNAL MODULE: ./src/disdat/format/format-error.js
var format_error = __webpack_require__(51178);
// EXTERNAL MODULE: ./src/disdat/format/frame-reader.js
var frame_reader = __webpack_require__(71109);
// EXTERNAL MODULE: ./src/disdat/format/frame-summary.js
var frame_summary = __webpack_require__(56812);
// EXTERNAL MODULE: ./src/disdat/format/hyperframe.js
var hyperframe = __webpack_require__(53197);
// EXTERNAL MODULE: ./src/disdat/load-rules.js
var load_rules = __webpack_require__(97986);
// EXTERNAL MODULE: ./src/lib/for-each-bounded.js
var for_each_bounded = __webpack_require__(52759);
// EXTERNAL MODULE: ./src/lib/warning-collector.js
var warning_collector = __webpack_require__(82196);
// EXTERNAL MODULE: ./src/bundles/bundle-place.js
var bundle_place = __webpack_require__(76116);
// EXTERNAL MODULE: ./src/lib/semaphore.js
var semaphore = __webpack_require__(68224);
;// CONCATENATED MODULE: ./src/bundles/reading-budget.js



/** The most links and nested bundles of a bundle, all levels together, each as often as it is named. */
const maxReferences = 500_000;
/** The most bytes of frames of links and nested bundles of a bundle, all levels together. */
const maxReferenceBytes = 256 * 1024 * 1024;
/** The most objects in the folder of a bundle, those that the bundle does not name included. */
const maxFolderObjects = 500_000;
/** Bytes of frames that are read at the same time. */
const maxBytesInFlight = hyperframe/* maxFrameBytes */.fr;
/** Bytes of frames that a bundle, with those nested in it, keeps in memory. */
const maxKeptBytes = 8 * 1024 * 1024;
/** What the reading of one bundle, with the bundles nested in it, may still take. */
class ReadingBudget {
    #inFlight = new semaphore.Semaphore(maxBytesInFlight);
    #references = maxReferences;
    #referenceBytes = maxReferenceBytes;
    #keptBytes = maxKeptBytes;
    /** Waits until a frame of this size may be read, and reads it. */
    async hold(bytes, signal, read) {
        return await this.#inFlight.hold(bytes, signal, read);
    }
    /** Counts a frame of links or nested bundles, before it is read. Throws BundleFormatError for too many bytes. */
    countReferenceBytes(bytes) {
        this.#referenceBytes -= bytes;
        if (this.#referenceBytes >= 0)
            return;
        throw new format_error/* BundleFormatError */.KC(`its frames of links and bundles have more than ${maxReferenceBytes} bytes`);
    }
    /** Counts links or nested bundles. Throws BundleFormatError for too many. */
    countReferences(references) {
        this.#references -= references;
        if (this.#references >= 0)
            return;
        throw new format_error/* BundleFormatError */.KC(`it refers to more than ${maxReferences} objects and bundles`);
    }
    /** Whether these bytes may stay in memory, and counts them if so. */
    mayKeep(bytes) {
        if (bytes > this.#keptBytes)
            return false;
        this.#keptBytes -= bytes;
        return true;
    }
}

;// CONCATENATED MODULE: ./src/bundles/bundle-reader.js











/** The deepest nesting of bundles that is followed. */
const maxDepth = 32;
/** The most bundles that one bundle may contain, all levels together. */
const maxParts = 10_000;
/**
 * A bundle and all bundles nested in it, each once, inner before outer, so that the last part is the bundle itself;
 * undefined when its HyperFrame does not exist. Missing objects are listed in their part. Oddities that do not make a
 * bundle unusable are added to `warnings`. Throws Failure `bundle-corrupt` when one of the bundles cannot be read, when
 * Disdat could not load it, or when it refers to more than a ReadingBudget allows.
 */
async function readBundleParts(place, uuid, options) {
    const seen = new Set();
    const parts = [];
    const budget = new ReadingBudget();
    const visit = async (inner, depth) => {
        if (seen.has(inner))
            return true;
        if (depth > maxDepth || seen.size >= maxParts) {
            const reason = `it contains more than ${maxParts} bundles, or nests them more than ${maxDepth} deep`;
            throw (0,bundle_place/* createCorruptBundleFailure */.U)(place, uuid, reason);
        }
        seen.add(inner);
        const read = await readPart(place, inner, budget, options);
        if (read === undefined)
            return false;
        const skipped = [...read.part.skipped];
        for (const nested of read.nested) {
            try {
                if (await visit(nested, depth + 1))
                    continue;
            }
            catch (error) {
                if (!options.canSkip?.(error))
                    throw error;
                skipped.push(nested);
                continue;
            }
            throw (0,bundle_place/* createCorruptBundleFailure */.U)(place, inner, `it contains the bundle ${nested}, which does not exist`);
        }
        parts.push({ ...read.part, skipped });
        return true;
    };
    return (await visit(uuid, 0)) ? parts : undefined;
}
async function readPart(place, uuid, budget, options) {
    try {
        const listing = place.listSizes(uuid, { signal: options.signal, limit: maxFolderObjects });
        const [head, sizes] = await Promise.all([(0,bundle_place/* readHyperFrameObject */.T)(place, uuid, options), listing]);
        if (head === undefined)
            return undefined;
        const { bundle, bytes } = head;
        (0,load_rules/* assertPresentable */.a$)(bundle);
        const { warnings = new warning_collector/* WarningCollector */.U(), canSkip, signal } = options;
        if (!(0,hyperframe/* hyperFrameHashMatches */.XI)(bytes)) {
            warnings.add('HyperFrames with another hash', `The HyperFrame of ${uuid} does not match its own hash.`);
        }
        const frames = await readFrames(place, bundle, { signal, sizes, budget, warnings, canSkip });
        (0,load_rules/* assertColumnsLoadable */.Uy)(bundle, frames.present);
        const linked = collectLinkedFiles(bundle, frames.present, warnings);
        // A skipped frame may link to any file of the folder.
        const possible = frames.skipped.length > 0 ? [...sizes.keys()].filter((path) => !(0,disdat_bundle/* isHyperFrameName */.$f)(path)) : [];
        const paths = new Set([...linked, ...frames.present.map((frame) => frame.path), ...possible]);
        const objects = [];
        const missing = [...frames.missing];
        for (const path of paths) {
            const size = sizes.get(path);
            if (size === undefined)
                missing.push(path);
            else
                objects.push({ path, size });
        }
        const { hashChecks, frameBytes, skipped } = frames;
        const part = { bundle, hyperFrame: bytes, objects, missing, skipped, hashChecks, frameBytes };
        return { part, nested: [...new Set(frames.present.flatMap((frame) => frame.nested))] };
    }
    catch (error) {
        if (error instanceof format_error/* BundleFormatError */.KC)
            throw (0,bundle_place/* createCorruptBundleFailure */.U)(place, uuid, error.message, error);
        throw error;
    }
}
/** The frames of one bundle, each once. A frame without an object is in `missing`. */
async function readFrames(place, bundle, options) {
    const { uuid, frames } = bundle;
    const { sizes, budget, warnings, canSkip } = options;
    const present = [];
    const missing = [];
    const skipped = [];
    const hashChecks = new Map();
    const frameBytes = new Map();
    await (0,for_each_bounded/* forEachBounded */.a)(new Set(frames.map((frame) => frame.uuid)), async (frameUuid, signal) => {
        const path = (0,disdat_bundle/* formatFrameName */.u_)(frameUuid);
        const size = sizes.get(path);
        const tryRead = async () => size === undefined ? undefined : await readFrameObject(place, uuid, path, { size, signal, budget });
        const read = await tryRead().catch((error) => {
            if (!canSkip?.(error))
                throw error;
            skipped.push(path);
            return 'skipped';
        });
        if (read === 'skipped')
            return;
        if (read === undefined) {
            missing.push(path);
            return;
        }
        const { summary, bytes } = read;
        (0,load_rules/* assertFrameLoadable */.CW)(bundle, summary);
        // The first text would keep the bytes of its frame in memory.
        const { firstText: _, ...references } = summary;
        present.push({ path, ...references });
        if (bytes === undefined)
            return;
        const hashMatches = (0,hyperframe/* frameHashMatches */.bG)(bytes);
        hashChecks.set(path, hashMatches);
        if (!hashMatches) {
            warnings.add('frames with another hash', `The frame ${frameUuid} of ${uuid} does not match its own hash.`);
        }
        if (budget.mayKeep(bytes.length))
            frameBytes.set(path, bytes);
    }, options);
    return { present, missing, skipped, hashChecks, frameBytes };
}
/** The files that the links of a bundle name. Throws BundleFormatError for a link to a frame or a HyperFrame. */
function collectLinkedFiles({ uuid, frames }, present, warnings) {
    const own = new Set(frames.map((frame) => (0,disdat_bundle/* formatFrameName */.u_)(frame.uuid)));
    const paths = new Set();
    for (const { links } of present) {
        for (const url of links) {
            const link = (0,disdat_bundle/* parseLinkPath */.xx)(url);
            if (link.kind === 'file')
                paths.add(link.path);
            else
                warnings.add('links outside the bundle', describeExternalLink(uuid, link.url));
        }
    }
    for (const path of paths) {
        if ((0,file_names/* isUnparsableUrlPath */.mc)(path))
            throw new format_error/* BundleFormatError */.KC(`a link to ${path}, which Python cannot parse as a URL`);
        // dsdt reads every file with such a name as the HyperFrame of a bundle.
        if (!own.has(path) && !(0,disdat_bundle/* isHyperFrameName */.$f)(path))
            continue;
        throw new format_error/* BundleFormatError */.KC(`a link to ${path}, which is not a file of the user`);
    }
    return paths;
}
function describeExternalLink(uuid, url) {
    const shown = url.length > 200 ? `${url.slice(0, 200).toWellFormed()}…` : url;
    return `A link of ${uuid} points outside the bundle, to ${shown}: it is neither checked nor pulled.`;
}
/**
 * A frame; undefined when it does not exist. Only the first bytes of a large frame of values are read: they show that
 * it refers to nothing.
 */
async function readFrameObject(place, uuid, path, { size, signal, budget }) {
    if (size > hyperframe/* framePeekBytes */.Af) {
        const start = await place.read(uuid, path, { signal, firstBytes: hyperframe/* framePeekBytes */.Af, maxBytes: hyperframe/* framePeekBytes */.Af });
        if (start === undefined)
            return undefined;
        const head = (0,frame_reader/* readFrameHead */.yS)(start);
        if (head === undefined)
            throw new format_error/* BundleFormatError */.KC(`a frame whose values begin after ${hyperframe/* framePeekBytes */.Af} bytes`);
        if (head.type !== 'LINK' && head.type !== 'HFRAME')
            return { summary: (0,frame_summary/* summarizeFrameHead */.D)(head) };
        budget.countReferenceBytes(size);
    }
    return await budget.hold(size, signal, async () => {
        const bytes = await place.read(uuid, path, { signal, maxBytes: hyperframe/* maxFrameBytes */.fr });
        if (bytes === undefined)
            return undefined;
        const summary = (0,frame_summary/* summarizeFrame */.Z)(bytes);
        budget.countReferences(summary.links.length + summary.nested.length);
        return { summary, bytes };
    });
}


/***/ }),

/***/ 82885:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ matchesQuery)
/* harmony export */ });
/** Whether a bundle has all properties of the query. */
function matchesQuery(bundle, query) {
    const { after, before } = query;
    return ((query.name === undefined || query.name === bundle.name) &&
        (query.codeMethod === undefined || query.codeMethod === bundle.code.method) &&
        (query.className === undefined || isOfClass(bundle, query.className)) &&
        (query.taskId === undefined || bundle.processingName.startsWith(`${query.taskId}_`)) &&
        (query.processingName === undefined || query.processingName === bundle.processingName) &&
        (after === undefined || bundle.createdSeconds >= after.getTime() / 1000) &&
        (before === undefined || bundle.createdSeconds < before.getTime() / 1000) &&
        hasAll(bundle.tags, query.tags));
}
function hasAll(actual, required) {
    return required === undefined || [...required].every(([key, value]) => actual.get(key) === value);
}
/**
 * A processing name begins with the class and its Luigi namespace, if it has one
 * (https://luigi.readthedocs.io/en/stable/api/luigi.task.html#luigi.task.task_id_str).
 */
function isOfClass({ processingName }, className) {
    return `.${processingName}`.includes(`.${className}_`);
}


/***/ }),

/***/ 71109:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IW: () => (/* binding */ readFrame),
/* harmony export */   b3: () => (/* binding */ lastHeadField),
/* harmony export */   yS: () => (/* binding */ readFrameHead)
/* harmony export */ });
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_buffer__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8902);
/* harmony import */ var _bundle_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84092);
/* harmony import */ var _format_error_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(51178);
/* harmony import */ var _frame_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(37521);
/* harmony import */ var _hyperframe_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(53197);
/* harmony import */ var _proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(60339);
/* harmony import */ var _wire_fields_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(71617);








/** The most that a name, uuid, shape, link or hash takes, in bytes. */
const maxSmallFieldBytes = 64 * 1024;
const missingHash = 'a frame without its hash: it is empty or truncated';
const fields = _proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_4__/* .FrameSchema */ .ty.field;
/** The number of the last field before the values. */
const lastHeadField = fields.byteorder.number;
const lastField = fields.hash.number;
const repeatedFields = new Set([fields.shape, fields.hframes, fields.links, fields.strings].map(({ number }) => number));
/**
 * Reads a whole frame. Stricter than Protocol Buffers, but accepts all that Disdat writes: fields are in the order of
 * their numbers, single fields occur once, values are of the frame's type and as many as its shape states, and text is
 * UTF-8. Fields that the schema does not know are skipped. Memory does not grow with lengths that the bytes claim.
 *
 * Throws BundleFormatError for other bytes, possibly after some values went to the visitor, and for links or nested
 * bundles of more than `maxFrameBytes`.
 */
function readFrame(bytes, visitor) {
    const head = readHead(readKnownFields(bytes));
    if (head === undefined)
        throw new _format_error_js__WEBPACK_IMPORTED_MODULE_6__/* .BundleFormatError */ .KC(missingHash);
    const isReference = head.type === 'LINK' || head.type === 'HFRAME';
    if (isReference && bytes.length > _hyperframe_js__WEBPACK_IMPORTED_MODULE_3__/* .maxFrameBytes */ .fr) {
        throw new _format_error_js__WEBPACK_IMPORTED_MODULE_6__/* .BundleFormatError */ .KC(`a frame of ${head.type} of ${bytes.length} bytes; ${_hyperframe_js__WEBPACK_IMPORTED_MODULE_3__/* .maxFrameBytes */ .fr} is the limit`);
    }
    const counter = new ValueCounter(head);
    let hash = '';
    for (const field of readKnownFields(bytes)) {
        if (field.number === lastField)
            hash = readText(field);
        else if (field.number > lastHeadField) {
            counter.add(field);
            visitValue(head.type, readContent(field), visitor);
        }
    }
    // The hash is written last, so a truncation removes it first.
    if (hash === '')
        throw new _format_error_js__WEBPACK_IMPORTED_MODULE_6__/* .BundleFormatError */ .KC(missingHash);
    return { ...head, shape: inferShape(head, counter.count), count: counter.end() };
}
/**
 * The head of the frame that begins with these bytes; undefined when they end before its values begin. Throws
 * BundleFormatError for bytes that do not begin a frame.
 */
function readFrameHead(start) {
    return readHead(readKnownFields(start, true));
}
/** Undefined when the fields end before the first field that follows the head. */
function readHead(knownFields) {
    let head = { name: '', uuid: '', type: 'NONE', shape: [], byteOrder: 'big' };
    for (const field of knownFields) {
        if (field.number > lastHeadField) {
            (0,_frame_js__WEBPACK_IMPORTED_MODULE_2__/* .assertTypeLoadable */ .Xc)(head.type);
            const counter = new ValueCounter(head);
            if (field.number !== lastField)
                counter.add(field);
            return head;
        }
        head = addToHead(head, field);
    }
    return undefined;
}
/** The fields of the schema. Throws BundleFormatError for other than ascending numbers. */
function* readKnownFields(bytes, isPrefix = false) {
    let last = 0;
    for (const field of (0,_wire_fields_js__WEBPACK_IMPORTED_MODULE_5__/* .readFields */ .q)(bytes, { isPrefix })) {
        const { number } = field;
        if (number > lastField)
            continue;
        if (number < last || (number === last && !repeatedFields.has(number))) {
            throw new _format_error_js__WEBPACK_IMPORTED_MODULE_6__/* .BundleFormatError */ .KC(`field ${number} after field ${last}`);
        }
        last = number;
        yield field;
    }
}
function addToHead(head, field) {
    switch (field.number) {
        case fields.name.number:
            return { ...head, name: readText(field) };
        case fields.uuid.number:
            return { ...head, uuid: readText(field) };
        case fields.type.number:
            return { ...head, type: (0,_frame_js__WEBPACK_IMPORTED_MODULE_2__/* .parseFrameType */ .xs)(readNumber(field)) };
        case fields.byteorder.number:
            return { ...head, byteOrder: (0,_frame_js__WEBPACK_IMPORTED_MODULE_2__/* .parseByteOrder */ ._X)(readNumber(field)) };
        default:
            return { ...head, shape: [...head.shape, ...readLengths(field, _frame_js__WEBPACK_IMPORTED_MODULE_2__/* .maxDimensions */ .gj - head.shape.length)] };
    }
}
/** Compares the values of a frame with its head while they are read. */
class ValueCounter {
    #head;
    #stated;
    #field;
    #valueBytes;
    count = 0;
    constructor(head) {
        this.#head = head;
        this.#stated = (0,_frame_js__WEBPACK_IMPORTED_MODULE_2__/* .countStatedValues */ .Fm)(head);
        this.#field = getValueField(head.type);
        this.#valueBytes = (0,_frame_js__WEBPACK_IMPORTED_MODULE_2__/* .getNumberLayout */ .q4)(head.type)?.valueBytes;
    }
    /** Throws BundleFormatError for values of another type, and for more of them than the shape states. */
    add({ number, contentBytes }) {
        const { type, shape } = this.#head;
        if (number !== this.#field)
            throw new _format_error_js__WEBPACK_IMPORTED_MODULE_6__/* .BundleFormatError */ .KC(`a frame of type ${type} that holds a field ${number}`);
        this.count = this.#valueBytes === undefined ? this.count + 1 : contentBytes / this.#valueBytes;
        if (this.#stated !== undefined && this.count > this.#stated) {
            throw new _format_error_js__WEBPACK_IMPORTED_MODULE_6__/* .BundleFormatError */ .KC(`a frame of ${this.count} values or more whose shape is [${shape.join(', ')}]`);
        }
    }
    /** The number of values. Throws BundleFormatError for fewer than the shape states. */
    end() {
        if (this.#stated === undefined || this.count === this.#stated)
            return this.count;
        throw new _format_error_js__WEBPACK_IMPORTED_MODULE_6__/* .BundleFormatError */ .KC(`a frame of ${this.count} values whose shape is [${this.#head.shape.join(', ')}]`);
    }
}
/** The number of the only field that holds values of this type. */
function getValueField(type) {
    if (type === 'LINK')
        return fields.links.number;
    if (type === 'HFRAME')
        return fields.hframes.number;
    return type === 'STRING' ? fields.strings.number : fields.data.number;
}
function visitValue(type, content, visitor) {
    switch (type) {
        case 'LINK':
            visitor.link((0,_hyperframe_js__WEBPACK_IMPORTED_MODULE_3__/* .readLinkUrl */ .uF)(content), content);
            break;
        case 'HFRAME': {
            const hyperFrame = (0,_hyperframe_js__WEBPACK_IMPORTED_MODULE_3__/* .readHyperFrame */ .we)(content);
            if (!(0,_bundle_js__WEBPACK_IMPORTED_MODULE_1__/* .isUuid */ .O1)(hyperFrame.uuid))
                throw new _format_error_js__WEBPACK_IMPORTED_MODULE_6__/* .BundleFormatError */ .KC('a nested bundle without a uuid');
            visitor.bundle(hyperFrame);
            break;
        }
        case 'STRING':
            visitor.text(requireUtf8(content));
            break;
        default:
            visitor.data(content);
    }
}
/** The shape as written, or the number of values where texts, links or bundles have none. */
function inferShape({ shape }, count) {
    return shape.length === 0 && count !== 1 ? [count] : shape;
}
function readContent({ number, wireType, content }, maxBytes = Number.POSITIVE_INFINITY) {
    if (wireType !== _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_7__/* .WireType */ .O0.LengthDelimited)
        throw new _format_error_js__WEBPACK_IMPORTED_MODULE_6__/* .BundleFormatError */ .KC(`a field ${number} of wire type ${wireType}`);
    if (content.length > maxBytes)
        throw new _format_error_js__WEBPACK_IMPORTED_MODULE_6__/* .BundleFormatError */ .KC(`a field ${number} of ${content.length} bytes`);
    return content;
}
function readText(field) {
    return requireUtf8(readContent(field, maxSmallFieldBytes)).toString();
}
function readNumber({ number, wireType, content }) {
    if (wireType !== _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_7__/* .WireType */ .O0.Varint)
        throw new _format_error_js__WEBPACK_IMPORTED_MODULE_6__/* .BundleFormatError */ .KC(`a field ${number} of wire type ${wireType}`);
    return (0,_format_error_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeOrThrow */ .GB)('Frame', () => new _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_7__/* .BinaryReader */ .V5(content).uint32());
}
/** At most `limit` lengths of dimensions, packed or a single one. */
function readLengths(field, limit) {
    const reader = new _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_7__/* .BinaryReader */ .V5(field.wireType === _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_7__/* .WireType */ .O0.Varint ? field.content : readContent(field, maxSmallFieldBytes));
    const lengths = [];
    while (reader.pos < reader.len) {
        if (lengths.length === limit)
            throw new _format_error_js__WEBPACK_IMPORTED_MODULE_6__/* .BundleFormatError */ .KC(`a shape of more than ${_frame_js__WEBPACK_IMPORTED_MODULE_2__/* .maxDimensions */ .gj} dimensions`);
        lengths.push((0,_format_error_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeOrThrow */ .GB)('Frame', () => reader.uint32()));
    }
    return lengths;
}
function requireUtf8(bytes) {
    return (0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isUtf8)(bytes) ? bytes : (0,_format_error_js__WEBPACK_IMPORTED_MODULE_6__/* .throwFormatError */ .o6)('text that is not UTF-8');
}


/***/ }),

/***/ 56812:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ summarizeFrameHead),
/* harmony export */   Z: () => (/* binding */ summarizeFrame)
/* harmony export */ });
/* harmony import */ var _format_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51178);
/* harmony import */ var _frame_reader_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(71109);
/* harmony import */ var _hyperframe_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(53197);



/**
 * Reads what a whole frame refers to. Memory grows with the references that the frame holds, not with lengths that it
 * claims. Throws BundleFormatError as `readFrame` does.
 */
function summarizeFrame(bytes) {
    const links = [];
    const nested = [];
    let startsWithDatabase = false;
    let firstText;
    const { count } = (0,_frame_reader_js__WEBPACK_IMPORTED_MODULE_0__/* .readFrame */ .IW)(bytes, {
        data: () => { },
        text: (text) => {
            firstText ??= text;
        },
        link: (url, encoded) => {
            if (links.length === 0)
                startsWithDatabase = (0,_hyperframe_js__WEBPACK_IMPORTED_MODULE_1__/* .isDatabaseLink */ .cb)(encoded);
            links.push(url);
        },
        bundle: ({ uuid }) => nested.push(uuid),
    });
    const head = (0,_frame_reader_js__WEBPACK_IMPORTED_MODULE_0__/* .readFrameHead */ .yS)(bytes) ?? (0,_format_error_js__WEBPACK_IMPORTED_MODULE_2__/* .throwFormatError */ .o6)('a frame without values and hash');
    return { head, count, links, startsWithDatabase, nested, firstText };
}
/** Summarizes a frame of values of which only the beginning was read. */
function summarizeFrameHead(head) {
    return { head, count: undefined, links: [], startsWithDatabase: false, nested: [], firstText: undefined };
}


/***/ }),

/***/ 37521:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fm: () => (/* binding */ countStatedValues),
/* harmony export */   Xc: () => (/* binding */ assertTypeLoadable),
/* harmony export */   _X: () => (/* binding */ parseByteOrder),
/* harmony export */   gj: () => (/* binding */ maxDimensions),
/* harmony export */   q4: () => (/* binding */ getNumberLayout),
/* harmony export */   vW: () => (/* binding */ decodeNumbers),
/* harmony export */   x: () => (/* binding */ countElements),
/* harmony export */   xs: () => (/* binding */ parseFrameType),
/* harmony export */   yy: () => (/* binding */ maxWrittenFrameBytes)
/* harmony export */ });
/* unused harmony exports frameTypes, swapValues */
/* harmony import */ var _format_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51178);
/* harmony import */ var _proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(60339);


/** The largest frame that Disdat can write, in bytes: the limit of Protocol Buffers for one message. */
const maxWrittenFrameBytes = 2 ** 31 - 1;
/** The limit of NumPy. */
const maxDimensions = 64;
/** The types of frames as Disdat spells them, each at the index that is its number. */
const frameTypes = [
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
];
/** The types of the schema for which Disdat has no values in Python. */
const unloadableTypes = new Set(['NONE', 'COMPLEX64', 'COMPLEX128', 'OBJECT']);
const layouts = new Map([
    ['FLOAT16', createLayout(2, (buffer) => ({ kind: 'floats', values: new Float16Array(buffer) }))],
    ['FLOAT32', createLayout(4, (buffer) => ({ kind: 'floats', values: new Float32Array(buffer) }))],
    ['FLOAT64', createLayout(8, (buffer) => ({ kind: 'floats', values: new Float64Array(buffer) }))],
    ['UINT8', createLayout(1, (buffer) => ({ kind: 'integers', values: new Uint8Array(buffer) }))],
    ['UINT16', createLayout(2, (buffer) => ({ kind: 'integers', values: new Uint16Array(buffer) }))],
    ['UINT32', createLayout(4, (buffer) => ({ kind: 'integers', values: new Uint32Array(buffer) }))],
    ['UINT64', createLayout(8, (buffer) => ({ kind: 'bigints', values: new BigUint64Array(buffer) }))],
    ['INT8', createLayout(1, (buffer) => ({ kind: 'integers', values: new Int8Array(buffer) }))],
    ['INT16', createLayout(2, (buffer) => ({ kind: 'integers', values: new Int16Array(buffer) }))],
    ['INT32', createLayout(4, (buffer) => ({ kind: 'integers', values: new Int32Array(buffer) }))],
    ['INT64', createLayout(8, (buffer) => ({ kind: 'bigints', values: new BigInt64Array(buffer) }))],
    ['BOOL', createLayout(1, (buffer) => ({ kind: 'booleans', values: new Uint8Array(buffer) }))],
]);
/** Undefined for types that are not numbers. */
function getNumberLayout(type) {
    return layouts.get(type);
}
/** The numbers in the data of a frame, copied, in the byte order of this machine. */
function decodeNumbers(layout, data, byteOrder) {
    const buffer = new ArrayBuffer(data.length);
    new Uint8Array(buffer).set(data);
    swapValues(buffer, layout.valueBytes, byteOrder);
    return layout.view(buffer);
}
/** Reverses the bytes of each value in a buffer, in place, where `order` is not the byte order of this machine. */
function swapValues(buffer, valueBytes, order) {
    if ((order === 'big') === isBigEndian)
        return;
    const bytes = Buffer.from(buffer);
    if (valueBytes === 2)
        bytes.swap16();
    if (valueBytes === 4)
        bytes.swap32();
    if (valueBytes === 8)
        bytes.swap64();
}
const isBigEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 0;
/**
 * The number of values in a shape. Throws BundleFormatError for more dimensions than `maxDimensions`, and for more
 * values than a frame can hold, unless a dimension is 0.
 */
function countElements(shape) {
    if (shape.length > maxDimensions) {
        throw new _format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC(`a shape of ${shape.length} dimensions; ${maxDimensions} is the limit`);
    }
    if (shape.includes(0))
        return 0;
    let count = 1;
    for (const length of shape) {
        count *= length;
        // A value takes at least one byte, and the product of two 32-bit factors is still exact enough for this check.
        if (count > maxWrittenFrameBytes) {
            throw new _format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC(`a shape of more values than a frame can hold: ${shape}`);
        }
    }
    return count;
}
/** The number of values that the head states; undefined where texts, links or bundles have no shape. */
function countStatedValues({ type, shape }) {
    const isUncounted = shape.length === 0 && getNumberLayout(type) === undefined;
    return isUncounted ? undefined : countElements(shape);
}
/** Throws BundleFormatError for a number without a type. */
function parseFrameType(number) {
    return frameTypes[number] ?? (0,_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .throwFormatError */ .o6)(`a frame of type ${number}`);
}
/** Throws BundleFormatError for a type of which Disdat can load no frame. */
function assertTypeLoadable(type) {
    if (unloadableTypes.has(type))
        throw new _format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC(`a frame of type ${type}, which Disdat cannot load`);
}
/** Throws BundleFormatError for a number without a byte order. */
function parseByteOrder(number) {
    return byteOrders.get(number) ?? (0,_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .throwFormatError */ .o6)(`a frame of byte order ${number}`);
}
const byteOrders = new Map([
    [_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_0__/* .ByteOrder */ .Bu.BIG, 'big'],
    [_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_0__/* .ByteOrder */ .Bu.LITTLE, 'little'],
    [_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_0__/* .ByteOrder */ .Bu.NA, 'none'],
]);
function createLayout(valueBytes, view) {
    return { valueBytes, view };
}


/***/ }),

/***/ 97986:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CW: () => (/* binding */ assertFrameLoadable),
/* harmony export */   Uy: () => (/* binding */ assertColumnsLoadable),
/* harmony export */   a$: () => (/* binding */ assertPresentable)
/* harmony export */ });
/* harmony import */ var _bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84092);
/* harmony import */ var _format_format_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51178);
/* harmony import */ var _format_frame_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(37521);



/**
 * What Disdat can load: `present_hfr` of disdat/data_context.py and `to_ndarray` of disdat/hyperframe.py. A bundle that
 * breaks these rules never reaches a local context: some kinds make every command of dsdt fail there, and
 * `api.search` fails for the whole context as soon as it meets one. A test compares the rules with the real dsdt.
 */
/** NumPy 1 has no more; NumPy 2 has 64. */
const maxArrayDimensions = 32;
/** Python parses no longer integer: https://docs.python.org/3/library/stdtypes.html#int-max-str-digits */
const maxIntegerDigits = 4300;
/** Disdat writes JSON for `None` alone. */
const maxJsonBytes = 1024 * 1024;
/** Python stops at about 1,000 levels: https://docs.python.org/3/library/sys.html#sys.setrecursionlimit */
const maxJsonDepth = 500;
/** In the names that Disdat gives to values without a name: `DEFAULT_FRAME_NAME` of disdat/common.py. */
const unnamed = 'unnamed';
/** The number of frames of each presentation; Disdat uses the last of several frames with one name. */
const frameCounts = new Map([
    ['HF', { min: 0, max: 1 }],
    ['DF', { min: 0, max: Number.POSITIVE_INFINITY }],
    ['SCALAR', { min: 1, max: 1 }],
    ['TENSOR', { min: 1, max: 1 }],
    ['ROW', { min: 1, max: Number.POSITIVE_INFINITY }],
    ['JSON', { min: 1, max: 1 }],
]);
/** Throws BundleFormatError for a presentation, or a number of frames, that Disdat cannot load. */
function assertPresentable({ presentation, frames }) {
    const allowed = frameCounts.get(presentation);
    if (allowed === undefined)
        throw new _format_format_error_js__WEBPACK_IMPORTED_MODULE_2__/* .BundleFormatError */ .KC(`Disdat cannot load the presentation ${presentation}`);
    const { size } = new Set(frames.map(({ name }) => name));
    if (size >= allowed.min && size <= allowed.max)
        return;
    throw new _format_format_error_js__WEBPACK_IMPORTED_MODULE_2__/* .BundleFormatError */ .KC(`Disdat cannot load the presentation ${presentation} with ${size} frames`);
}
/** Throws BundleFormatError for a frame that Disdat cannot load in this bundle. */
function assertFrameLoadable(bundle, frame) {
    const problem = findTypeProblem(frame) ?? findPresentationProblem(bundle, frame);
    if (problem === undefined)
        return;
    throw new _format_format_error_js__WEBPACK_IMPORTED_MODULE_2__/* .BundleFormatError */ .KC(`Disdat cannot load the frame ${JSON.stringify(frame.head.name.slice(0, 100))}: ${problem}`);
}
/**
 * Throws BundleFormatError for the columns of a table that Disdat cannot load together: pandas fills a column that is
 * shorter than others, and fails at one of big-endian numbers.
 */
function assertColumnsLoadable({ presentation }, columns) {
    if (presentation !== 'DF')
        return;
    const lengths = new Set(columns.map(({ head, count }) => count ?? (0,_format_frame_js__WEBPACK_IMPORTED_MODULE_1__/* .countStatedValues */ .Fm)(head)));
    const isBigEndian = ({ type, byteOrder }) => byteOrder === 'big' && ((0,_format_frame_js__WEBPACK_IMPORTED_MODULE_1__/* .getNumberLayout */ .q4)(type)?.valueBytes ?? 1) > 1;
    if (lengths.size < 2 || !columns.some(({ head }) => isBigEndian(head)))
        return;
    throw new _format_format_error_js__WEBPACK_IMPORTED_MODULE_2__/* .BundleFormatError */ .KC('Disdat cannot load columns of different lengths that have big-endian numbers');
}
function findTypeProblem({ head: { type, shape }, links, startsWithDatabase }) {
    if (type === 'LINK') {
        const [first] = links;
        if (first === undefined)
            return 'it has no links';
        if (!startsWithDatabase && (0,_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .parseLinkPath */ .xx)(first).kind === 'external')
            return 'its first link is not to a file of the bundle';
        return undefined;
    }
    if ((0,_format_frame_js__WEBPACK_IMPORTED_MODULE_1__/* .getNumberLayout */ .q4)(type) === undefined)
        return undefined;
    if (shape.length > maxArrayDimensions)
        return `its shape has ${shape.length} dimensions`;
    // NumPy multiplies the lengths even where one of them is 0.
    (0,_format_frame_js__WEBPACK_IMPORTED_MODULE_1__/* .countElements */ .x)(shape.filter((length) => length > 0));
    return undefined;
}
function findPresentationProblem({ presentation, frames }, frame) {
    const { type, shape } = frame.head;
    const { count } = frame;
    switch (presentation) {
        case 'HF':
            return type === 'HFRAME' ? undefined : `a bundle of bundles has a frame of type ${type}`;
        case 'SCALAR':
            return count === undefined || count === 1 ? undefined : `a scalar has ${count} values`;
        case 'JSON':
            return findJsonProblem(frame);
        case 'ROW':
            return findRowProblem(frame, new Set(frames.map(({ name }) => name)).size === 1);
        case 'DF':
            return (0,_format_frame_js__WEBPACK_IMPORTED_MODULE_1__/* .getNumberLayout */ .q4)(type) !== undefined && shape.length > 1 ? `a column has the shape ${shape}` : undefined;
        default:
            return undefined;
    }
}
function findRowProblem({ head: { name, type, shape } }, isOnly) {
    if (type === 'LINK')
        return undefined;
    if (shape.length === 0)
        return 'a value of a row has no shape';
    if (shape[0] !== 1)
        return undefined;
    if ((0,_format_frame_js__WEBPACK_IMPORTED_MODULE_1__/* .countElements */ .x)(shape) !== 1)
        return `a value of a row has the shape ${shape}`;
    // Disdat makes a tuple of the value itself: of a text, but not of a number.
    if (isOnly && name.includes(unnamed) && (0,_format_frame_js__WEBPACK_IMPORTED_MODULE_1__/* .getNumberLayout */ .q4)(type) !== undefined)
        return 'a row has a single number, without a name';
    return undefined;
}
function findJsonProblem({ head: { type }, count, firstText }) {
    if (type !== 'STRING')
        return `JSON has the type ${type}`;
    if (count !== undefined && count !== 1)
        return `JSON has ${count} values`;
    if (firstText === undefined)
        return undefined;
    if (firstText.length > maxJsonBytes)
        return `its JSON has more than ${maxJsonBytes} bytes`;
    return isPythonJson(Buffer.from(firstText).toString()) ? undefined : 'its text is not JSON';
}
/** A whole text, or a number, that Python also reads as JSON and JavaScript does not. Always matches a quote. */
const jsonTokens = /"(?:[^"\\]|\\.)*"?|(?<=^|[\s[,:])(?:NaN|-?Infinity)(?=$|[\s\],}])/gs;
/** Whether Python's `json.loads` reads a text. */
function isPythonJson(text) {
    const outside = text.replace(jsonTokens, '');
    if (new RegExp(`\\d{${maxIntegerDigits + 1}}`).test(outside))
        return false;
    let depth = 0;
    for (const character of outside) {
        if (character === '[' || character === '{')
            depth += 1;
        else if (character === ']' || character === '}')
            depth -= 1;
        if (depth > maxJsonDepth)
            return false;
    }
    try {
        JSON.parse(text.replace(jsonTokens, (token) => (token.startsWith('"') ? token : '0')));
        return true;
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 96490:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Iq: () => (/* binding */ parseDay),
/* harmony export */   KY: () => (/* binding */ parseWeek),
/* harmony export */   Py: () => (/* binding */ getDay),
/* harmony export */   Tm: () => (/* binding */ countDays),
/* harmony export */   U3: () => (/* binding */ findDay),
/* harmony export */   im: () => (/* binding */ formatDay),
/* harmony export */   kQ: () => (/* binding */ isTimeZone)
/* harmony export */ });
const msPerDay = 86_400_000;
/** Parses `2026-07-01`; undefined for any other form, and for a day that the calendar does not have. */
function parseDay(text) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text))
        return undefined;
    const time = Date.parse(`${text}T00:00:00Z`);
    // Date.parse takes 2026-02-30 for a day of March.
    return Number.isNaN(time) || formatDay(time / msPerDay) !== text ? undefined : time / msPerDay;
}
/**
 * The Monday of a week such as `2026-W27`; undefined for any other form, and for a week that the year does not have.
 * Week 1 is that of 4 January: https://www.iso.org/iso-8601-date-and-time-format.html
 */
function parseWeek(text) {
    const [, year = '', week = ''] = /^(\d{4})-W(\d{2})$/.exec(text) ?? [];
    const fourth = parseDay(`${year}-01-04`);
    const nextFourth = parseDay(`${String(Number(year) + 1).padStart(4, '0')}-01-04`);
    if (fourth === undefined || Number(week) === 0)
        return undefined;
    const monday = getMonday(fourth) + (Number(week) - 1) * 7;
    return nextFourth === undefined || monday < getMonday(nextFourth) ? monday : undefined;
}
/** 1970-01-01 was a Thursday. */
const getMonday = (day) => Math.floor((day + 3) / 7) * 7 - 3;
/** Formats a day as `2026-07-01`. */
const formatDay = (day) => new Date(day * msPerDay).toISOString().slice(0, 10);
/** The day that the calendars of a time zone show at a moment. Throws RangeError for an unknown zone. */
function findDay(moment, timeZone) {
    const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
        ...{ timeZone, year: 'numeric', month: 'numeric', day: 'numeric' },
    });
    const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(parts.get('year') ?? 0, (parts.get('month') ?? 1) - 1, parts.get('day')) / msPerDay;
}
/** Whether the text is the name of a time zone, such as `Europe/Berlin` (https://www.iana.org/time-zones). */
function isTimeZone(text) {
    if (!/^[A-Za-z][\w+/-]{0,63}$/.test(text))
        return false;
    try {
        new Intl.DateTimeFormat('en', { timeZone: text });
        return true;
    }
    catch {
        return false;
    }
}
/** The number of days in a series from `first` to `last`, both included where the step meets them. */
function countDays(first, last, step) {
    if (last < first)
        return 0;
    if (step.unit !== 'mo')
        return Math.floor((last - first) / getDays(step)) + 1;
    const [from, to] = [new Date(first * msPerDay), new Date(last * msPerDay)];
    const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
    const index = Math.floor(months / step.amount);
    return getDay(first, step, index) > last ? index : index + 1;
}
/**
 * A day of a series. Months are counted from the first day, and a day that a month does not have is its last day:
 * after 2026-01-31 come 2026-02-28 and 2026-03-31.
 */
function getDay(first, step, index) {
    if (step.unit !== 'mo')
        return first + index * getDays(step);
    const from = new Date(first * msPerDay);
    const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + index * step.amount];
    const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
    return Date.UTC(year, month, Math.min(from.getUTCDate(), lastOfMonth)) / msPerDay;
}
const getDays = ({ amount, unit }) => amount * (unit === 'w' ? 7 : 1);


/***/ }),

/***/ 52759:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ maxInFlight),
/* harmony export */   a: () => (/* binding */ forEachBounded)
/* harmony export */ });
/**
 * Requests and files in flight at once. With 30 ms of latency this is enough for the 5,500 reads and 3,500 writes a
 * second that S3 accepts below a prefix, and it stays below the default limit of 1,024 open files.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html
 */
const maxInFlight = 192;
/**
 * Calls `work` for each item, at most `limit` calls at a time. At the first error, or when `signal` aborts, it aborts
 * the signals of the other calls, waits until all calls have ended, and throws the error or the reason.
 */
async function forEachBounded(items, work, { limit = maxInFlight, signal }) {
    const failure = new AbortController();
    const workSignal = AbortSignal.any([signal, failure.signal]);
    const iterator = iterate(items);
    const workers = [];
    const runWorker = async () => {
        try {
            for (let isFirst = true;; isFirst = false) {
                workSignal.throwIfAborted();
                const next = await iterator.next();
                if (next.done)
                    return;
                // Each worker starts the next one at its first item, so there are no more workers than items.
                if (isFirst && workers.length < limit)
                    workers.push(runWorker());
                await work(next.value, workSignal);
            }
        }
        catch (error) {
            failure.abort(error);
        }
    };
    workers.push(runWorker());
    // The list grows during the loop.
    for (const worker of workers)
        await worker;
    await iterator.return(undefined);
    failure.signal.throwIfAborted();
}
async function* iterate(items) {
    yield* items;
}


/***/ }),

/***/ 97078:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ck: () => (/* binding */ isTransferable),
/* harmony export */   go: () => (/* binding */ freeBytes),
/* harmony export */   oF: () => (/* binding */ createPageBuffer)
/* harmony export */ });
/**
 * A buffer of zeros for large content. Its memory has pages of its own, which go back to the system with `freeBytes`:
 * malloc would keep them for the process. A resizable buffer has such pages in V8:
 * https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/ArrayBuffer/resizable
 */
function createPageBuffer(bytes) {
    return Buffer.from(new ArrayBuffer(bytes, { maxByteLength: bytes }));
}
/**
 * Whether the memory of bytes can be passed to another thread, or freed: they are a whole buffer. Node shares one among
 * small buffers, and undici one among the chunks of a response.
 */
function isTransferable(bytes) {
    return bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength;
}
/**
 * Frees the buffer of bytes at once, unless they are a part of one. The collector waits for far more garbage than a
 * window or a part.
 */
function freeBytes(bytes) {
    if (isTransferable(bytes))
        bytes.buffer.transfer(0);
}


/***/ }),

/***/ 68224:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Semaphore: () => (/* binding */ Semaphore)
/* harmony export */ });
/**
 * A fixed amount, such as bytes of memory or connections, that many tasks share. Waiting tasks get their share in the
 * order of their requests.
 */
class Semaphore {
    #total;
    #free;
    #queue = [];
    constructor(total) {
        this.#total = total;
        this.#free = total;
    }
    /**
     * Runs the action while it holds `requested`, or the total if that is less. Throws the reason of the signal when that
     * aborts during the wait.
     */
    async hold(requested, signal, action) {
        const amount = Math.min(requested, this.#total);
        await this.#acquire(amount, signal);
        try {
            // The request may have started in the very moment of the abort.
            signal.throwIfAborted();
            return await action();
        }
        finally {
            this.#free += amount;
            this.#startWaiting();
        }
    }
    async #acquire(amount, signal) {
        signal.throwIfAborted();
        if (this.#queue.length === 0 && amount <= this.#free) {
            this.#free -= amount;
            return;
        }
        const { promise, resolve, reject } = Promise.withResolvers();
        const request = { amount, start: resolve };
        const cancel = () => {
            const index = this.#queue.indexOf(request);
            // A request that was cancelled before it, by the same signal, has started this one.
            if (index < 0)
                return;
            this.#queue.splice(index, 1);
            reject(signal.reason);
            this.#startWaiting();
        };
        this.#queue.push(request);
        signal.addEventListener('abort', cancel, { once: true });
        await promise.finally(() => signal.removeEventListener('abort', cancel));
    }
    #startWaiting() {
        for (let next = this.#queue[0]; next !== undefined && next.amount <= this.#free; next = this.#queue[0]) {
            this.#queue.shift();
            this.#free -= next.amount;
            next.start();
        }
    }
}


/***/ }),

/***/ 82196:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ WarningCollector)
/* harmony export */ });
/* unused harmony export maxWarningsOfKind */
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19177);

/** The most warnings of one kind that are kept. */
const maxWarningsOfKind = 5;
/**
 * Warnings that a loop creates: the first `maxWarningsOfKind` of each kind, and the number of the others, so that a
 * bundle with many oddities fills neither memory nor the log.
 */
class WarningCollector {
    #texts = [];
    #counts = new Map();
    /** Adds a warning. `kind` completes "12 more warnings about …", such as `links outside the bundle`. */
    add(kind, text) {
        const count = (this.#counts.get(kind) ?? 0) + 1;
        this.#counts.set(kind, count);
        if (count <= maxWarningsOfKind)
            this.#texts.push(text);
    }
    /** One sentence each, in the order of their additions, the numbers last. */
    get texts() {
        const more = [...this.#counts].filter(([, count]) => count > maxWarningsOfKind);
        const counts = more.map(([kind, count]) => {
            return `There are ${(0,_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(count - maxWarningsOfKind, 'more warning')} about ${kind}.`;
        });
        return [...this.#texts, ...counts];
    }
}


/***/ }),

/***/ 71339:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ writeAt)
/* harmony export */ });
/** Writes all chunks one after the other, from `position` in the file. Throws the error of the file system. */
async function writeAt(handle, chunks, position) {
    const { bytesWritten } = await handle.writev(chunks, position);
    const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    if (bytesWritten === length)
        return;
    // A disk that is nearly full takes some of the bytes; only the next write reports the error.
    const rest = Buffer.concat(chunks).subarray(bytesWritten);
    for (let offset = 0; offset < rest.length;) {
        const written = await handle.write(rest, offset, rest.length - offset, position + bytesWritten + offset);
        offset += written.bytesWritten;
    }
}


/***/ }),

/***/ 81656:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ readFailureIssueInputs)
/* harmony export */ });
/** GitHub's own limits: https://docs.github.com/en/rest/issues */
const maxAssignees = 10;
const labelLimit = 50;
/** GitHub accepts 100 on an issue; the action has one of its own. */
const maxLabels = 20;
/** Logins of people, of enterprise accounts and of apps. */
const login = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\[bot\])?$/;
/** Reads the inputs of the issue; invalid values become problems of `read`. */
function readFailureIssueInputs(read) {
    return {
        isEnabled: read.flag('failure-issue', false),
        key: read.text('failure-issue-key'),
        labels: read.list('failure-issue-labels', parseLabels),
        assignees: read.list('failure-issue-assignees', parseAssignees),
    };
}
function parseLabels(text) {
    const isLabel = (word) => word.length <= labelLimit && !/\p{Cc}/u.test(word) && word.isWellFormed();
    return parseWords(text, maxLabels, (word) => isLabel(word) ? undefined : `A label has at most ${labelLimit} characters and no control characters.`);
}
function parseAssignees(text) {
    return parseWords(text, maxAssignees, (word) => login.test(word) ? undefined : 'Give logins of GitHub without `@`, separated by commas or line breaks.');
}
/** Words separated by commas or line breaks. A repeated word counts once. */
function parseWords(text, max, findProblem) {
    const words = [...new Set(text.split(/[,\n]/).map((word) => word.trim()))].filter((word) => word !== '');
    const faults = words.flatMap((given) => {
        const expected = findProblem(given);
        return expected === undefined ? [] : [{ given, expected }];
    });
    const excess = words.length > max ? [{ given: `${words.length} words`, expected: `Give at most ${max}.` }] : [];
    return { value: words, faults: [...faults, ...excess] };
}


/***/ }),

/***/ 59130:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (/* binding */ parseParams),
  _: () => (/* binding */ readParamMap)
});

// EXTERNAL MODULE: ../../node_modules/yaml/dist/index.js
var dist = __webpack_require__(33483);
// EXTERNAL MODULE: ./src/action/input-parsers.js
var input_parsers = __webpack_require__(48728);
// EXTERNAL MODULE: ./src/disdat/names.js
var names = __webpack_require__(15086);
;// CONCATENATED MODULE: ./src/plan/yaml-json.js

const missingValue = 'An item of a list or map has no value. Write `null` or `""`.';
/** The fault of a text with a lone surrogate, which UTF-8 cannot hold. */
const notText = 'Half of a surrogate pair, such as `\\ud800`, is not text. Remove it.';
/**
 * Formats a node of YAML 1.2 as JSON, so that each value arrives as it is written. Numbers keep their text, because a
 * JavaScript number would round them. Calls `refuse` for what has no exact form: infinity, a number with a leading zero
 * (which is octal in YAML 1.1), half of a surrogate pair, an item without a value, and a key that is not a text or is
 * given twice.
 */
function formatExactJson(node, refuse) {
    if ((0,dist/* isSeq */.oP)(node))
        return `[${node.items.map((item) => formatExactJson(item, refuse)).join(',')}]`;
    if ((0,dist/* isMap */.jh)(node))
        return formatMap(node, refuse);
    if (!(0,dist/* isScalar */.jn)(node) || !hasValue(node))
        refuse('', missingValue, node);
    else if (typeof node.value === 'number')
        return formatNumber(node, refuse);
    else if (typeof node.value === 'string' && !node.value.isWellFormed())
        refuse(node.value, notText, node);
    else
        return JSON.stringify(node.value);
    return '';
}
/** An empty text in quotes is a value. */
const hasValue = ({ source, value }) => value !== null || source !== '';
function formatMap(map, refuse) {
    const members = new Map();
    for (const { key, value } of map.items) {
        const name = (0,dist/* isScalar */.jn)(key) && hasValue(key) ? String(key.source ?? key.value) : undefined;
        if (name === undefined)
            refuse('', 'A key of a map is a text, such as `day` or `"2026-01-05"`.', key);
        else if (name === '<<' && (0,dist/* isScalar */.jn)(key) && key.type === 'PLAIN')
            refuse(name, 'YAML merges are not supported. Write all keys.', key);
        else if (!name.isWellFormed())
            refuse(name, notText, key);
        else if (members.has(name))
            refuse(name, 'This key is given twice. Give it once.', key);
        else if (value === null)
            refuse(name, missingValue, key);
        else
            members.set(name, formatExactJson(value, refuse));
    }
    return `{${[...members].map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`;
}
/** https://yaml.org/spec/1.2.2/#1032-tag-resolution */
const decimal = /^([-+]?)(\d*)(?:\.(\d*))?([eE][-+]?\d+)?$/;
function formatNumber(node, refuse) {
    const text = node.source ?? String(node.value);
    const inQuotes = 'Write it in quotes if it is a text';
    if (/^0[xo]/.test(text))
        return BigInt(text).toString();
    if (!Number.isFinite(node.value)) {
        refuse(text, `JSON, in which lists and maps reach the pipe, has no such number. ${inQuotes}.`, node);
        return '';
    }
    const [, sign = '', whole = '', fraction, exponent = ''] = decimal.exec(text) ?? [];
    if (/^0\d/.test(whole)) {
        refuse(text, `A leading zero means octal in YAML 1.1 and nothing in YAML 1.2. ${inQuotes}, or without the zero.`, node);
        return '';
    }
    const point = fraction === undefined ? '' : `.${fraction || '0'}`;
    return `${sign === '-' ? '-' : ''}${whole || '0'}${point}${exponent}`;
}

// EXTERNAL MODULE: ./src/plan/yaml-text.js
var yaml_text = __webpack_require__(48237);
;// CONCATENATED MODULE: ./src/plan/params.js





/**
 * Parses the pipe's parameters: a YAML map, or `--name value` pairs with quotes as in a shell. Values keep their text
 * (`010` stays `010`). A YAML list or map as a value becomes JSON, which luigi's List and Dict parameters read.
 */
function parseParams(text) {
    return /^\s*--?[^\s-]/.test(text) ? parsePairs(text) : parseYamlMap(text);
}
const emptyValue = 'has no value, and Disdat requires one. Leave the parameter out, or give it a value (in a YAML map if the value begins with `--`).';
function addParam(params, faults, name, value, place) {
    const problem = (0,input_parsers/* findArgumentProblem */.Ky)(value);
    if (!(0,names/* isIdentifier */._5)(name))
        faults.push({
            given: name,
            expected: `The name of a parameter is a Python identifier: letters, digits and \`_\`${place}.`,
        });
    else if (value === '')
        faults.push({ given: name, expected: `Parameter \`${name}\` ${emptyValue}` });
    else if (problem !== undefined)
        faults.push({ given: name, expected: `Parameter \`${name}\` ${problem}.` });
    else if (value.length > input_parsers/* valueLimit */.fz)
        faults.push({ given: name, expected: `Parameter \`${name}\` has more than ${input_parsers/* valueLimit */.fz} characters.` });
    else if (params.has(name))
        faults.push({ given: name, expected: `Parameter \`${name}\` is given twice. Give it once.` });
    else
        params.set(name, value);
}
function parsePairs(text) {
    const value = new Map();
    const faults = [];
    const words = splitWords(text);
    if (words === undefined)
        return { value, faults: [{ given: text, expected: 'A quote is not closed.' }] };
    for (let at = 0; at < words.length; at += 1) {
        const flag = words[at] ?? '';
        if (!flag.startsWith('--')) {
            faults.push({
                given: flag,
                expected: 'Expected `--name` here. Write `--name value` pairs, with quotes around a value that contains spaces.',
            });
            continue;
        }
        const next = words[at + 1] ?? '';
        const isValue = !next.startsWith('--');
        addParam(value, faults, flag.slice(2), isValue ? next : '', '');
        if (isValue)
            at += 1;
    }
    return { value, faults };
}
const wordPieces = /\s+|'([^']*)'|"((?:\\.|[^"\\])*)"|[^\s'"]+|(['"])/gs;
/**
 * Splits words with quotes as in a shell; a backslash is special only before `"` and `\` in double quotes. Undefined
 * when a quote is not closed.
 */
function splitWords(text) {
    const words = [];
    let open = false;
    for (const [piece, single, double, unclosed] of text.matchAll(wordPieces)) {
        if (unclosed !== undefined)
            return undefined;
        const isSpace = /^\s/.test(piece);
        const plain = single ?? double?.replace(/\\(["\\])/g, '$1') ?? piece;
        if (!isSpace)
            words.push(open ? `${words.pop()}${plain}` : plain);
        open = !isSpace;
    }
    return words;
}
function parseYamlMap(text) {
    const yaml = (0,yaml_text/* parseYamlText */.c)(text);
    const { contents, faults } = yaml;
    if (faults.length > 0 || contents === null)
        return { value: new Map(), faults };
    if ((0,dist/* isMap */.jh)(contents))
        return readParamMap(contents, yaml);
    return {
        value: new Map(),
        faults: [{ given: text, expected: 'Write a YAML map (`name: value`, one a line) or `--name value` pairs.' }],
    };
}
/** Reads the parameters of a map that is a part of `yaml`. Faults name lines of the whole text. */
function readParamMap({ items }, { faults, findLine, refuse }) {
    const value = new Map();
    const earlier = faults.length;
    for (const { key, value: node } of items) {
        const name = (0,dist/* isScalar */.jn)(key) ? String(key.source ?? key.value) : '';
        const count = faults.length;
        const formatted = (0,dist/* isMap */.jh)(node) || (0,dist/* isSeq */.oP)(node) ? formatExactJson(node, refuse) : (0,dist/* isScalar */.jn)(node) ? formatScalar(node) : '';
        const line = findLine(key);
        if (faults.length === count)
            addParam(value, faults, name, formatted, line ? ` (line ${line})` : '');
    }
    return { value, faults: faults.slice(earlier) };
}
const formatScalar = ({ source, value }) => source ?? String(value);


/***/ }),

/***/ 65962:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ readRegion),
/* harmony export */   _: () => (/* binding */ readRoleInputs)
/* harmony export */ });
/* harmony import */ var _action_input_parsers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48728);
/* harmony import */ var _lib_host_label_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70265);


const roleArn = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/;
const roleName = /^[\w+=,.@-]{1,64}$/;
/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html */
const sessionName = /^[\w+=,.@-]{2,64}$/;
/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const externalId = /^[\w+=,.@:/-]{2,1224}$/;
const awsRegion = /^[a-z]{2,}(?:-[a-z]+)+-\d+$/;
/**
 * Reads the region of the step. With an endpoint of another S3, its regions may have any name, such as `auto`, `garage`
 * or `nyc3`; for AWS itself, a typing error becomes a problem of `read`.
 */
function readRegion(read, env) {
    const isAws = isAwsEndpoint(env['AWS_ENDPOINT_URL_S3'] || env['AWS_ENDPOINT_URL']);
    const parse = (text) => ((isAws ? awsRegion.test(text) : (0,_lib_host_label_js__WEBPACK_IMPORTED_MODULE_0__/* .isHostLabel */ .h)(text)) ? text : undefined);
    return read.parsed('aws-region', parse, isAws
        ? 'Give an AWS region such as `us-east-1`. For another S3, set AWS_ENDPOINT_URL, which allows its own names.'
        : 'Give a name of at most 63 letters, digits and hyphens.');
}
/** Without an endpoint, and with one of a VPC. */
function isAwsEndpoint(endpoint) {
    if (!endpoint)
        return true;
    return URL.canParse(endpoint) && /\.amazonaws\.(?:com|com\.cn|eu)$/.test(new URL(endpoint).hostname);
}
/** Reads the identity of the step; invalid values become problems of `read`. */
function readRoleInputs(read) {
    const parseRole = (text) => (roleArn.test(text) || roleName.test(text) ? text : undefined);
    const parseSessionName = (text) => (sessionName.test(text) ? text : undefined);
    const parseExternalId = (text) => (externalId.test(text) ? text : undefined);
    const parseAccountIds = (text) => (0,_action_input_parsers_js__WEBPACK_IMPORTED_MODULE_1__/* .parseIds */ .Ae)(text, /^\d{12}$/, 'Give account ids of 12 digits, separated by commas or line breaks.');
    return {
        roleToAssume: read.parsed('role-to-assume', parseRole, "Give the role's ARN, such as `arn:aws:iam::123456789012:role/disdat-ci`."),
        roleSessionName: read.parsed('role-session-name', parseSessionName, 'Give 2 to 64 letters, digits and characters of `_+=,.@-`.'),
        roleDurationSeconds: read.number('role-duration-seconds', { min: 900, max: 43_200, isInteger: true }),
        roleExternalId: read.parsed('role-external-id', parseExternalId, 'Give 2 to 1224 letters, digits and characters of `_+=,.@:/-`.'),
        audience: read.text('audience'),
        shouldMaskAccountId: read.flag('mask-aws-account-id', false),
        allowedAccountIds: read.list('allowed-account-ids', parseAccountIds),
    };
}


/***/ }),

/***/ 49121:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Du: () => (/* binding */ listValues),
/* harmony export */   I6: () => (/* binding */ countValues),
/* harmony export */   JM: () => (/* binding */ parseDateEnd),
/* harmony export */   RC: () => (/* binding */ parseRange),
/* harmony export */   kq: () => (/* binding */ parseStep),
/* harmony export */   yH: () => (/* binding */ getSampleValue)
/* harmony export */ });
/* harmony import */ var _lib_calendar_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(96490);

/** The most digits of a whole number and of days before today. 100,000 days are 273 years. */
const maxDigits = 18;
const maxDayDigits = 5;
/**
 * Parses a range: `1..10`, `2026-07-01..yesterday`, `-7..yesterday`, or one date. Undefined when the text has the form
 * of neither.
 */
function parseRange(text, options) {
    const { now, every = '1d', timeZone = 'UTC' } = options;
    const step = parseStep(every);
    if (step === undefined)
        return { expected: '`every` is a number of days, weeks or months: `1d`, `2w`, `1mo`.' };
    if (!(0,_lib_calendar_js__WEBPACK_IMPORTED_MODULE_0__/* .isTimeZone */ .kQ)(timeZone))
        return { expected: '`timezone` is the name of a time zone, such as `Europe/Berlin`.' };
    const today = (0,_lib_calendar_js__WEBPACK_IMPORTED_MODULE_0__/* .findDay */ .U3)(now, timeZone);
    const ends = text.split('..').map((end) => end.trim());
    const [from = '', to = from] = ends;
    const other = ends.length === 2 ? ends.map(explainOtherDate).find((why) => why !== undefined) : undefined;
    if (other !== undefined)
        return { expected: other };
    const isDates = ends.some((end) => isDate(end));
    if (ends.length > 2 || (ends.length === 1 && !isDates))
        return undefined;
    if (isDates)
        return parseDates([from, to], today, step);
    return wholeNumber.test(from) && wholeNumber.test(to) ? parseNumbers(from, to) : undefined;
}
/** A date of which no range is made, and what to write. */
function explainOtherDate(end) {
    if (/^\d{4}-W\d/.test(end))
        return 'A range has days and no weeks. Write its first Monday and `every: 1w`, or list the weeks.';
    if (/^\d{4}-\d\d-\d\d[T ]/.test(end))
        return 'A range has days without a time of day. Write `2026-07-01..yesterday`, or list the values.';
    return undefined;
}
const wholeNumber = /^-?\d+$/;
const isDate = (end) => /^(today|yesterday|\d{4}-\d\d?-\d\d?)$/.test(end);
/** Parses `1d`, `2w` or `1mo`; undefined for any other text. */
function parseStep(text) {
    const [, amount, unit] = /^([1-9]\d{0,3})(d|w|mo)$/.exec(text) ?? [];
    return unit === 'd' || unit === 'w' || unit === 'mo' ? { amount: Number(amount), unit } : undefined;
}
function parseDates(ends, today, step) {
    const [first, last] = ends.map((end) => parseDateEnd(end, today));
    if (first === undefined || last === undefined) {
        const wrong = first === undefined ? ends[0] : ends[1];
        const advice = 'Write `2026-07-01`, `today`, `yesterday`, or `-7` for 7 days before today.';
        return { expected: `\`${wrong.slice(0, 40)}\` is not a date. ${advice}` };
    }
    if (last < first)
        return { expected: `It has no day: ${(0,_lib_calendar_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDay */ .im)(last)} is before ${(0,_lib_calendar_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDay */ .im)(first)}.` };
    return { kind: 'dates', first, last, step };
}
/** Parses `today`, `yesterday`, `-7` or a date; undefined for any other text. */
function parseDateEnd(text, today) {
    if (text === 'today')
        return today;
    if (text === 'yesterday')
        return today - 1;
    const [, before] = /^-(\d+)$/.exec(text) ?? [];
    if (before === undefined)
        return (0,_lib_calendar_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDay */ .Iq)(text);
    return before.length <= maxDayDigits ? today - Number(before) : undefined;
}
function parseNumbers(from, to) {
    for (const end of [from, to]) {
        if (/^-?0\d/.test(end))
            return { expected: 'A number of a range has no leading zero. Write a list to keep zeros.' };
        if (end.length > maxDigits)
            return { expected: `A number of a range has at most ${maxDigits} digits.` };
    }
    const [first, last] = [BigInt(from), BigInt(to)];
    if (last < first)
        return { expected: 'It has no number: write the smaller end first. `order: newest` reverses it.' };
    return { kind: 'numbers', first, last };
}
/** The number of values, without listing them. */
function countValues(values) {
    switch (values.kind) {
        case 'list':
            return BigInt(values.values.length);
        case 'numbers':
            return values.last - values.first + 1n;
        case 'dates':
            return BigInt((0,_lib_calendar_js__WEBPACK_IMPORTED_MODULE_0__/* .countDays */ .Tm)(values.first, values.last, values.step));
    }
}
/** A value that the parameter has, or stands for one where the values are those of another run. */
function getSampleValue(values) {
    if (values.kind === 'run')
        return '1';
    if (values.kind === 'list')
        return values.values[0] ?? '1';
    return values.kind === 'numbers' ? String(values.first) : (0,_lib_calendar_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDay */ .im)(values.first);
}
/** Lists the values. Their number must be checked first. */
function listValues(values) {
    if (values.kind === 'list')
        return values.values;
    const length = Number(countValues(values));
    if (values.kind === 'numbers')
        return Array.from({ length }, (_, at) => String(values.first + BigInt(at)));
    return Array.from({ length }, (_, at) => (0,_lib_calendar_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDay */ .im)((0,_lib_calendar_js__WEBPACK_IMPORTED_MODULE_0__/* .getDay */ .Py)(values.first, values.step, at)));
}


/***/ }),

/***/ 21571:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ readScalar),
/* harmony export */   D: () => (/* binding */ readKeyValue)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33483);
/* harmony import */ var _params_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(59130);


/** A scalar as it is written: `1.0` and `0x10` stay. Empty for none and for `null`; undefined for a list or a map. */
function readScalar(node) {
    if (node === null || node === undefined)
        return '';
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node))
        return undefined;
    return node.value === null ? '' : (node.source ?? String(node.value));
}
/**
 * Reads the value of a key as the text that the runner would pass: a text as it is, a list as lines, a map of tags as
 * `key:value` lines, of variables as `NAME=value` lines, and of parameters as YAML.
 */
function readKeyValue(node, form, yaml, refuse) {
    const text = readScalar(node);
    if (text !== undefined)
        return text;
    if (form === 'params' && (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node))
        return readParams(node, yaml, refuse);
    if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(node) && form !== 'text' && form !== 'params')
        return readLines(node.items.map(readScalar), 'A list has one text an item.', refuse);
    if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node) && form === 'tags')
        return readPairs(node, ':', refuse);
    if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node) && form === 'variables')
        return readPairs(node, '=', refuse);
    refuse({ expected: expectedForms[form] });
    return undefined;
}
const expectedForms = {
    text: 'Write a text.',
    lines: 'Write a text, or a list of texts.',
    tags: 'Write `key:value` lines, a list of them, or a map.',
    variables: 'Write `NAME=value` lines, a list of them, or a map.',
    params: 'Write a map (`name: value`, one a line), or `--name value` pairs.',
};
/** A line must not be empty or a comment: the input would leave it out. */
const isLine = (text) => text !== undefined && /^\s*[^\s#]/.test(text) && !/[\r\n]/.test(text);
function readLines(lines, expected, refuse) {
    const wrong = lines.filter((line) => !isLine(line));
    if (wrong.length === 0)
        return lines.join('\n');
    const advice = 'It is not empty, has no line break and does not begin with `#`.';
    refuse({ expected: `${expected} ${advice}`, given: wrong[0] });
    return undefined;
}
function readPairs(map, separator, refuse) {
    const lines = map.items.map((pair) => readPair(pair, separator));
    return readLines(lines, `A map has one text a key, and a key has no \`${separator}\`.`, refuse);
}
/** A variable without a value gets the runner's own, as with the input `env`. */
function readPair({ key, value: node }, separator) {
    const [name, value] = [readScalar(key), readScalar(node)];
    if (!name || name.includes(separator) || value === undefined)
        return undefined;
    const hasValue = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node) && node.value !== null;
    return separator === '=' && !hasValue ? name : `${name}${separator}${value}`;
}
/** Parameters become JSON, in which each value is the text that the pipe gets. */
function readParams(map, yaml, refuse) {
    const { value, faults } = (0,_params_js__WEBPACK_IMPORTED_MODULE_1__/* .readParamMap */ ._)(map, yaml);
    for (const fault of faults)
        refuse(fault);
    return faults.length > 0 ? undefined : JSON.stringify(Object.fromEntries(value));
}


/***/ }),

/***/ 28830:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ runConditions),
/* harmony export */   w: () => (/* binding */ createAddRunProblem)
/* harmony export */ });
/* harmony import */ var _action_input_problems_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95414);

/**
 * When a run starts: when all that it needs succeeded; when all that it needs has ended; or never, because another step
 * makes its output.
 */
const runConditions = ['succeeded', 'always', 'never'];
/** Creates a function that adds problems of the runs in an input or a file: `runs, line 7, daily.input-param`. */
function createAddRunProblem(label, problems) {
    return (line, key, { expected, given, allowed }) => {
        const where = [label, line === undefined ? undefined : `line ${line}`, key].filter(Boolean).join(', ');
        // Suggestions of problems that are only counted would take time for each pair of names.
        const isSearched = allowed !== undefined && problems.length < _action_input_problems_js__WEBPACK_IMPORTED_MODULE_0__/* .problemLimit */ .vC;
        const nearest = given !== undefined && isSearched ? (0,_action_input_problems_js__WEBPACK_IMPORTED_MODULE_0__/* .findNearest */ .qg)(given, allowed) : undefined;
        problems.push({
            ...{ where, expected },
            ...(given !== undefined && { given }),
            ...(nearest !== undefined && { nearest }),
        });
    };
}


/***/ }),

/***/ 48237:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ parseYamlText)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33483);

/**
 * Parses YAML, and refuses keys that are given twice, and what would change a value that follows it: anchors,
 * references, tags and the rules of YAML 1.1. Where there are faults, the contents are incomplete.
 */
function parseYamlText(text) {
    const faults = [];
    const lineCounter = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    // The parser would compare each key of a map with all others, which takes a minute for 20,000 keys.
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text, { lineCounter, prettyErrors: false, uniqueKeys: false });
    const lines = text.split('\n');
    for (const error of document.errors) {
        const { line, col } = lineCounter.linePos(error.pos[0]);
        faults.push({
            given: lines[line - 1] ?? '',
            expected: `Not valid YAML at line ${line}, column ${col}: ${error.message}.`,
        });
    }
    const findLine = (node) => {
        const start = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isNode */ .Ll)(node) ? node.range?.[0] : undefined;
        return start === undefined ? undefined : lineCounter.linePos(start).line;
    };
    const refuse = (given, expected, node) => {
        const line = findLine(node);
        faults.push({ given, expected: line ? expected.replace(/(?=\.(?: |$))/, ` (line ${line})`) : expected });
    };
    if (faults.length === 0)
        refuseUnsupportedSyntax(document, refuse);
    return { contents: document.contents, faults, findLine, refuse };
}
function refuseUnsupportedSyntax(document, refuse) {
    const inQuotes = 'Write the value, in quotes if it is a text.';
    const refuseProperties = (node) => {
        const { anchor, tag } = node;
        if (anchor !== undefined)
            refuse(`&${anchor}`, `YAML anchors are not supported. ${inQuotes}`, node);
        if (tag !== undefined && tag !== textTag)
            refuse(tag, `YAML tags are not supported. ${inQuotes}`, node);
    };
    if (document.directives.yaml.explicit === true)
        refuse('%YAML', `\`%YAML\` is not supported: inputs are YAML 1.2. Remove it.`, undefined);
    (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .visit */ .YR)(document, {
        Map: (_, map) => {
            refuseRepeatedKeys(map.items, refuse);
            refuseProperties(map);
        },
        Alias: (_, node) => refuse(`*${node.source}`, 'YAML references are not supported. Write the value.', node),
        // Not called for maps, which have a function of their own.
        Value: (_, node) => refuseProperties(node),
    });
}
function refuseRepeatedKeys(items, refuse) {
    const names = new Set();
    for (const { key } of items) {
        if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key))
            continue;
        const name = String(key.source ?? key.value);
        if (names.has(name))
            refuse(name, 'This key is given twice. Give it once.', key);
        names.add(name);
    }
}
/** `!!str`, which keeps the text. */
const textTag = 'tag:yaml.org,2002:str';


/***/ }),

/***/ 77414:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ HyperFrameCache),
/* harmony export */   u: () => (/* binding */ readCatalog)
/* harmony export */ });
/* harmony import */ var _bundles_bundle_place_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76116);
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84092);
/* harmony import */ var _disdat_bundle_query_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(82885);
/* harmony import */ var _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(51178);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(40643);
/* harmony import */ var _lib_for_each_bounded_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(52759);
/* harmony import */ var _index_line_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(45446);
/* harmony import */ var _listing_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(61681);








/**
 * Lists the context, and reads the bundles that the index does not know: one GET each. With more than `maxUnread`
 * unknown bundles, none of them is read. While the listing runs, the index is read, and the likely answer to
 * `likelyQuery`.
 */
async function readCatalog(remote, cache, options) {
    const { index } = remote;
    const { likelyQuery, maxUnread = Number.POSITIVE_INFINITY } = options;
    const listed = await listBesideIndex(remote, cache, options);
    const unknown = [...listed].filter((uuid) => !index.has(uuid));
    const unread = unknown.length > maxUnread ? unknown.length : 0;
    const lines = new Map();
    const unindexed = [];
    const read = async (uuid, signal) => {
        const bundle = await cache.read(uuid, { signal });
        const line = bundle && (0,_index_line_js__WEBPACK_IMPORTED_MODULE_3__/* .formatIndexLine */ .W2)(bundle);
        if (line !== undefined)
            lines.set(uuid, line);
        else if (bundle !== undefined)
            unindexed.push(bundle);
        if (likelyQuery === undefined || bundle === undefined || !(0,_disdat_bundle_query_js__WEBPACK_IMPORTED_MODULE_5__/* .matchesQuery */ .Q)(bundle, likelyQuery))
            cache.forget(uuid);
    };
    if (unread === 0)
        await (0,_lib_for_each_bounded_js__WEBPACK_IMPORTED_MODULE_6__/* .forEachBounded */ .a)(unknown, read, options);
    index.add(lines, listed);
    const get = (uuid) => unindexed.find((bundle) => bundle.uuid === uuid) ?? index.get(uuid);
    return {
        unread,
        has: (uuid) => listed.has(uuid),
        get: (uuid) => (listed.has(uuid) ? get(uuid) : undefined),
        findMatches: (query) => [
            ...unindexed.filter((bundle) => bundle.committed && (0,_disdat_bundle_query_js__WEBPACK_IMPORTED_MODULE_5__/* .matchesQuery */ .Q)(bundle, query)),
            ...index.findMatches(query).filter(({ uuid, committed }) => committed && listed.has(uuid)),
        ],
    };
}
/** Lists the context while the index is loaded and its best answer to `likelyQuery` is read into the cache. */
async function listBesideIndex(remote, cache, options) {
    const { index } = remote;
    const { likelyQuery } = options;
    let listed = new Set();
    const list = async (cancellable) => {
        listed = await (0,_listing_js__WEBPACK_IMPORTED_MODULE_4__/* .listBundleUuids */ .d)(remote, cancellable);
    };
    const readLikely = async (cancellable) => {
        await index.load(cancellable);
        const best = likelyQuery && (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_1__/* .pickNewest */ .iR)(index.findMatches(likelyQuery).filter(({ committed }) => committed));
        if (best !== undefined)
            await cache.read(best.uuid, cancellable);
    };
    const tasks = [list, readLikely];
    await (0,_lib_for_each_bounded_js__WEBPACK_IMPORTED_MODULE_6__/* .forEachBounded */ .a)(tasks, (task, signal) => task({ signal }), { ...options, limit: tasks.length });
    return listed;
}
/** HyperFrames of one remote, each read once. */
class HyperFrameCache {
    #reads = new Map();
    #remote;
    #onUnreadable;
    constructor(remote, { onUnreadable = () => { } }) {
        this.#remote = remote;
        this.#onUnreadable = onUnreadable;
    }
    /** Undefined for a bundle that does not exist or cannot be read. Throws Failure as a store does. */
    async read(uuid, { signal }) {
        const pending = this.#reads.get(uuid) ?? this.#fetch(uuid, signal);
        this.#reads.set(uuid, pending);
        return await pending;
    }
    forget(uuid) {
        this.#reads.delete(uuid);
    }
    async #fetch(uuid, signal) {
        try {
            return (await (0,_bundles_bundle_place_js__WEBPACK_IMPORTED_MODULE_0__/* .readHyperFrameObject */ .T)(this.#remote, uuid, { signal }))?.bundle;
        }
        catch (error) {
            if (!isUnreadable(error))
                throw error;
            this.#onUnreadable(uuid, error.message);
            return undefined;
        }
    }
}
/** Whether a search can go on without the HyperFrame: one archived bundle must not hide all others. */
function isUnreadable(error) {
    return error instanceof _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_7__/* .BundleFormatError */ .KC || (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR && error.verdict === 'object-archived');
}


/***/ }),

/***/ 45446:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ln: () => (/* binding */ escapeIndexText),
/* harmony export */   OT: () => (/* binding */ parseIndexLine),
/* harmony export */   W2: () => (/* binding */ formatIndexLine),
/* harmony export */   yV: () => (/* binding */ uuidLength)
/* harmony export */ });
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84092);
/* harmony import */ var _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51178);
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(33178);



/** The longest line of an index, in bytes: many times the length of a usual line. */
const maxLineBytes = 16 * 1024;
/** The length of the uuid that starts a line, in characters and bytes. */
const uuidLength = 36;
/**
 * A bundle as a line of an index, without its line break: the uuid, and a JSON array of the other fields. Undefined for
 * more than `maxLineBytes`: such a bundle is not indexed.
 */
function formatIndexLine(bundle) {
    const { createdSeconds, name, processingName, owner, presentation, code, tags, dependsOn } = bundle;
    const fields = [
        createdSeconds,
        name,
        processingName,
        owner,
        presentation,
        [code.method, code.repo, code.hash, code.branch],
        [...tags],
        dependsOn.map((upstream) => [upstream.uuid, upstream.processingName, upstream.argument]),
    ];
    const line = bundle.uuid + JSON.stringify(fields);
    return Buffer.byteLength(line) > maxLineBytes ? undefined : line;
}
/** A text as every line that contains it spells it. */
function escapeIndexText(text) {
    return JSON.stringify(text);
}
/** The bundle of a line. Throws BundleFormatError for a line that `formatIndexLine` did not write. */
function parseIndexLine(line) {
    const uuid = line.slice(0, uuidLength);
    if (!(0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .isUuid */ .O1)(uuid))
        throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC('an index line without a uuid');
    const fields = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qF)(line.slice(uuidLength));
    if (fields === undefined)
        throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC('an index line that is not JSON');
    const [createdSeconds, name, processingName, owner, presentation, code, tags, dependsOn] = readList(fields);
    const [method, repo, hash, branch] = readList(code);
    return (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .createDescription */ .zx)({
        uuid,
        createdSeconds: readNumber(createdSeconds),
        name: readText(name),
        processingName: readText(processingName),
        owner: readText(owner),
        presentation: readText(presentation),
        code: { method: readText(method), repo: readText(repo), hash: readText(hash), branch: readText(branch) },
        tags: new Map(readList(tags).map((tag) => {
            const [key, value] = readList(tag);
            return [readText(key), readText(value)];
        })),
        dependsOn: readList(dependsOn).map((dependency) => {
            const [upstream, upstreamName, argument] = readList(dependency);
            return { uuid: readText(upstream), processingName: readText(upstreamName), argument: readText(argument) };
        }),
    });
}
function readList(value) {
    if (!Array.isArray(value))
        throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC('an index line without one of its lists');
    return value;
}
function readText(value) {
    if (typeof value !== 'string')
        throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC('an index line without one of its texts');
    return value;
}
function readNumber(value) {
    if (typeof value !== 'number')
        throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC('an index line without its time');
    return value;
}


/***/ }),

/***/ 54578:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ isMd5ETag),
/* harmony export */   s: () => (/* binding */ matchesListing)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

const md5ETag = /^[0-9a-f]{32}$/;
/**
 * Whether an ETag can be the MD5 of the content: so it is for an object that was uploaded in one part, except under
 * `aws:kms`. https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
 */
function isMd5ETag(etag) {
    return md5ETag.test(etag);
}
/**
 * Whether the bytes are those that LIST reported: equal size, and an ETag that is their MD5. False for an object whose
 * ETag is not an MD5, because nothing proves its bytes.
 */
function matchesListing({ bytes: size, etag }, bytes) {
    return bytes.length === size && isMd5ETag(etag) && (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('md5', bytes) === etag;
}


/***/ }),

/***/ 61681:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ listBundleUuids),
/* harmony export */   t: () => (/* binding */ visitContext)
/* harmony export */ });
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84092);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40643);
/* harmony import */ var _lib_for_each_bounded_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52759);



/** The entries of one response. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
const pageSize = 1000;
/** A listing that needs more further pages than this is split by the next digit of the uuid. */
const splitPages = 3;
/** The longest prefix that a listing is split by: 256 listings. */
const maxDigits = 2;
/** The most bundles of a context: their uuids are in memory together. */
const maxBundles = 2_000_000;
/** Concurrent listings. */
const maxListings = 32;
const digits = '0123456789abcdef';
const uuidLength = 36;
/**
 * The uuids of a context's bundle folders; a bundle without a folder does not exist. Throws Failure `invalid-input` for
 * more than `maxBundles`.
 */
async function listBundleUuids(remote, options) {
    const uuids = new Set();
    const add = (entry) => {
        if (entry.kind !== 'folder')
            return;
        const uuid = entry.prefix.slice(remote.objects.length, -1);
        if ((0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .isUuid */ .O1)(uuid))
            uuids.add(copyText(uuid));
        if (uuids.size > maxBundles)
            throw createTooManyFailure(remote);
    };
    await visitContext(remote, add, { ...options, delimiter: '/' });
    return uuids;
}
/** A part of a text keeps the whole text in memory, which is a page of the listing. */
const copyText = (text) => Buffer.from(text).toString('latin1');
/**
 * Visits the objects of a context's bundles, or with a delimiter their folders; some of them twice. Small contexts are
 * listed page by page, large ones by 16 or 256 concurrent listings. Uuids are random, so the last one of the first page
 * shows how many pages follow. A large context is visited without what is in folders that no uuid can name.
 */
async function visitContext(remote, visit, options) {
    let prefixes = [''];
    while (prefixes.length > 0) {
        const longer = [];
        const list = async (prefix, signal) => {
            longer.push(...(await listWithPrefix(remote, prefix, visit, { ...options, signal })));
        };
        await (0,_lib_for_each_bounded_js__WEBPACK_IMPORTED_MODULE_2__/* .forEachBounded */ .a)(prefixes, list, { ...options, limit: maxListings });
        prefixes = longer;
    }
}
/** Visits the entries with this prefix. Returns longer prefixes that are still to be listed, or an empty list. */
async function listWithPrefix(remote, prefix, visit, options) {
    let entries = 0;
    for await (const entry of remote.store.list(remote.objects + prefix, options)) {
        visit(entry);
        const path = (entry.kind === 'folder' ? entry.prefix : entry.key).slice(remote.objects.length);
        if (!(0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .isUuid */ .O1)(path.slice(0, uuidLength)))
            continue;
        entries += 1;
        if (entries % pageSize !== 0 || prefix.length >= maxDigits)
            continue;
        const pages = entries / pageSize;
        const pagesLeft = pages / estimateShare(path.slice(prefix.length)) - pages;
        if (pagesLeft > splitPages) {
            return [...digits].filter((digit) => digit >= path.charAt(prefix.length)).map((digit) => prefix + digit);
        }
    }
    return [];
}
function createTooManyFailure({ objects }) {
    const evidence = `The context has more than ${maxBundles} bundles below ${objects}.`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', evidence, 'Use another `context`, or delete old bundles.');
}
/** The share of all uuids that sort before this one, from its first digits. Never zero. */
function estimateShare(uuid) {
    const known = uuid.slice(0, 4);
    return (Number.parseInt(known, 16) + 1) / 16 ** known.length;
}


/***/ }),

/***/ 4235:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bb: () => (/* binding */ formatPack),
/* harmony export */   Ll: () => (/* binding */ parsePack),
/* harmony export */   cF: () => (/* binding */ getMemberBytes),
/* harmony export */   eE: () => (/* binding */ isPackable),
/* harmony export */   tZ: () => (/* binding */ maxPackBytes)
/* harmony export */ });
/* unused harmony export maxMemberBytes */
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38522);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_zlib__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84092);
/* harmony import */ var _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(51178);
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(33178);
/* harmony import */ var _listed_object_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(54578);






const compress = (0,node_util__WEBPACK_IMPORTED_MODULE_0__.promisify)(node_zlib__WEBPACK_IMPORTED_MODULE_1__.gzip);
const decompress = (0,node_util__WEBPACK_IMPORTED_MODULE_0__.promisify)(node_zlib__WEBPACK_IMPORTED_MODULE_1__.gunzip);
/** Name and version of the format. Readers ignore a pack of another version, and writers replace it. */
const format = { pack: 'disdat-run-action', version: 1 };
/** The largest object in a pack, in bytes. A HyperFrame of 100 frames has about 8 KiB. */
const maxMemberBytes = 16 * 1024;
/** The largest pack that is read, in bytes, packed and unpacked: half as much again as the largest capacity. */
const maxPackBytes = 12 * 1024 * 1024;
/** A HyperFrame or frame directly in the folder of its bundle: Disdat names them after their uuids. */
const pathPattern = /^objects\/([0-9a-f-]{36})\/[0-9A-Za-z-]{1,64}_h?frame\.pb$/;
/**
 * Whether an object belongs into packs: a HyperFrame or frame of at most `maxMemberBytes` whose ETag is the MD5 of its
 * content, so that the content can be checked.
 */
function isPackable({ path, bytes, etag }) {
    const uuid = pathPattern.exec(path)?.[1] ?? '';
    return (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_2__/* .isUuid */ .O1)(uuid) && bytes <= maxMemberBytes && (0,_listed_object_js__WEBPACK_IMPORTED_MODULE_3__/* .isMd5ETag */ .S)(etag);
}
/** The size of a member with its path, in bytes. */
const getMemberBytes = (path, bytes) => path.length + bytes.length;
/**
 * The bytes of a pack: gzip of one line of JSON, which names the format, the context and the path and size of each
 * member, followed by the content of the members in this order.
 */
async function formatPack(context, members) {
    const sizes = [...members].map(([path, { length }]) => [path, length]);
    const head = Buffer.from(`${JSON.stringify({ ...format, context, members: sizes })}\n`);
    return await compress(Buffer.concat([head, ...members.values()]), { level: node_zlib__WEBPACK_IMPORTED_MODULE_1__.constants.Z_BEST_SPEED });
}
/** The members of a pack. Throws BundleFormatError for bytes that `formatPack` did not write for this context. */
async function parsePack(packed, context) {
    const text = await decompress(packed, { maxOutputLength: maxPackBytes }).catch((error) => {
        throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_4__/* .BundleFormatError */ .KC('a pack that cannot be unpacked', { cause: error });
    });
    const end = text.indexOf('\n');
    const head = end < 0 ? undefined : (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_5__/* .parseJson */ .qF)(text.toString('utf8', 0, end));
    if (!(0,_lib_json_js__WEBPACK_IMPORTED_MODULE_5__/* .isObject */ .Gv)(head) || head['pack'] !== format.pack || head['version'] !== format.version)
        throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_4__/* .BundleFormatError */ .KC('a pack of another format');
    if (head['context'] !== context)
        throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_4__/* .BundleFormatError */ .KC('a pack of another context');
    const members = new Map();
    let offset = end + 1;
    for (const member of (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_5__/* .getList */ .vS)(head, 'members')) {
        const [path, size] = [(0,_lib_json_js__WEBPACK_IMPORTED_MODULE_5__/* .getString */ .AA)(member, '0'), (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_5__/* .getNumber */ .WZ)(member, '1')];
        if (path === undefined || size === undefined || !Number.isInteger(size) || size < 0)
            throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_4__/* .BundleFormatError */ .KC('a pack with a member without path or size');
        members.set(path, text.subarray(offset, offset + size));
        offset += size;
    }
    if (offset !== text.length)
        throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_4__/* .BundleFormatError */ .KC('a pack of another size than that of its members');
    return members;
}


/***/ }),

/***/ 83411:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ describeMissing),
/* harmony export */   x: () => (/* binding */ proveBundle)
/* harmony export */ });
/* harmony import */ var _bundles_bundle_place_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76116);
/* harmony import */ var _bundles_bundle_reader_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38326);
/* harmony import */ var _disdat_file_names_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44995);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(40643);
/* harmony import */ var _lib_warning_collector_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(82196);





/** The most missing objects that an error names. */
const maxNamed = 5;
/**
 * Proves that a bundle is on the remote: reads its HyperFrame, lists its folder, and checks that every frame, linked
 * file and nested bundle exists. Undefined when there is no HyperFrame. Throws Failure `bundle-corrupt` that names the
 * missing objects, or says why the bundle cannot be read, and `unreadable-file-name` for a file that dsdt left out.
 *
 * @param options.canSkip Allows a proof without the frames and nested bundles that cannot be read: see BundlePart.
 */
async function proveBundle(remote, uuid, { signal, canSkip }) {
    const warnings = new _lib_warning_collector_js__WEBPACK_IMPORTED_MODULE_4__/* .WarningCollector */ .U();
    const parts = await (0,_bundles_bundle_reader_js__WEBPACK_IMPORTED_MODULE_1__/* .readBundleParts */ .p)(remote, uuid, { signal, warnings, canSkip });
    const bundle = parts?.at(-1)?.bundle;
    if (parts === undefined || bundle === undefined)
        return undefined;
    for (const { bundle: inner, missing } of parts) {
        if (missing.length > 0)
            throw createMissingFailure(remote, inner.uuid, missing);
    }
    return {
        bundle,
        uri: remote.getUri(uuid),
        parts,
        objects: parts.reduce((sum, part) => sum + part.objects.length + 1, 0),
        bytes: parts.reduce((sum, part) => sum + part.hyperFrame.length + sumSizes(part.objects), 0),
        warnings: warnings.texts,
    };
}
/** dsdt pushes a bundle without the files whose names it cannot read. */
function createMissingFailure(remote, uuid, missing) {
    const unreadable = missing.find((path) => (0,_disdat_file_names_js__WEBPACK_IMPORTED_MODULE_2__/* .findUrlProblem */ .uZ)(path) !== undefined);
    if (unreadable === undefined)
        return (0,_bundles_bundle_place_js__WEBPACK_IMPORTED_MODULE_0__/* .createCorruptBundleFailure */ .U)(remote, uuid, describeMissing(missing));
    const evidence = `Disdat did not push the file ${unreadable} of the bundle ${remote.getUri(uuid)}.`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('unreadable-file-name', evidence, `Rename it in the pipe: ${(0,_disdat_file_names_js__WEBPACK_IMPORTED_MODULE_2__/* .findUrlProblem */ .uZ)(unreadable)}.`);
}
/** A clause about missing objects: the names of the first `maxNamed`, and how many there are in all. */
function describeMissing(missing) {
    const named = missing.slice(0, maxNamed).join(', ');
    const more = missing.length > maxNamed ? `, … (${missing.length} in all)` : '';
    return `it refers to objects that do not exist: ${named}${more}`;
}
function sumSizes(objects) {
    return objects.reduce((sum, object) => sum + object.size, 0);
}


/***/ }),

/***/ 53923:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IA: () => (/* binding */ formatReceipt),
/* harmony export */   Kf: () => (/* binding */ isReceiptFor),
/* harmony export */   Wy: () => (/* binding */ parseReceipt),
/* harmony export */   uR: () => (/* binding */ maxReceiptBytes)
/* harmony export */ });
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84092);
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33178);


/** The format of receipts. A receipt of another version counts as absent. */
const version = 1;
/** The largest receipt, in bytes. */
const maxReceiptBytes = 64 * 1024;
/**
 * The JSON of a receipt; undefined for more than `maxReceiptBytes`. The missing values of columns are left out first,
 * because their number grows with the data.
 */
function formatReceipt(receipt) {
    return [receipt, { ...receipt, nulls: undefined }].map(encode).find(({ length }) => length <= maxReceiptBytes);
}
/** Maps become lists of entries: an object has no place for the name `__proto__`. */
function encode({ params, nulls, ...rest }) {
    return Buffer.from(JSON.stringify({ version, ...rest, params: [...params], nulls: nulls && [...nulls] }));
}
/** Whether a receipt is about a bundle: what it says of the bundle is what the bundle says of itself. */
const isReceiptFor = (receipt, { uuid, name, processingName, createdSeconds }) => receipt.bundle.uuid === uuid &&
    receipt.bundle.name === name &&
    receipt.bundle.processingName === processingName &&
    receipt.bundle.createdSeconds === createdSeconds;
class InvalidReceiptError extends Error {
}
/** Parses a receipt, which is text from outside; undefined unless each of its fields is valid. */
function parseReceipt(bytes) {
    const value = bytes.length > maxReceiptBytes ? undefined : (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .qF)(Buffer.from(bytes).toString());
    if ((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getNumber */ .WZ)(value, 'version') !== version)
        return undefined;
    try {
        return readFields(value);
    }
    catch (error) {
        if (error instanceof InvalidReceiptError)
            return undefined;
        throw error;
    }
}
function readFields(value) {
    const read = (name, readValue) => readValue((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(value, name));
    const readIfThere = (name, readValue) => (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(value, name) === undefined ? undefined : read(name, readValue);
    return {
        remoteContext: read('remoteContext', readText),
        pipeClass: read('pipeClass', readText),
        outputBundle: read('outputBundle', readText),
        params: read('params', (params) => readMap(params, readText)),
        bundle: read('bundle', readBundleFields),
        input: readIfThere('input', readUuid),
        image: readIfThere('image', readImage),
        commit: readIfThere('commit', readText),
        rows: readIfThere('rows', readCount),
        bytes: readIfThere('bytes', readCount),
        nulls: readIfThere('nulls', (nulls) => readMap(nulls, readCount)),
        tookMs: readIfThere('tookMs', readAmount),
        vcpuHours: readIfThere('vcpuHours', readAmount),
        accepted: readIfThere('accepted', readAccepted),
        run: readIfThere('run', readRun),
        promoted: readIfThere('promoted', readPromoted),
        finishedAt: read('finishedAt', readDate),
    };
}
function readBundleFields(value) {
    return {
        uuid: readUuid((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(value, 'uuid')),
        name: readText((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(value, 'name')),
        processingName: readText((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(value, 'processingName')),
        createdSeconds: readNumber((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(value, 'createdSeconds')),
    };
}
function readImage(value) {
    const fingerprint = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(value, 'fingerprint');
    return {
        reference: readText((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(value, 'reference')),
        fingerprint: fingerprint === undefined ? undefined : readText(fingerprint),
    };
}
function readAccepted(value) {
    return readList(value).map((each) => {
        const by = readText((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(each, 'by'));
        const how = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(each, 'how');
        assertValid(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(by));
        assertValid(how === 'label' || how === 'comment');
        return {
            ...{ rule: readText((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(each, 'rule')), evidence: readText((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(each, 'evidence')), by, how },
            at: readDate((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(each, 'at')),
        };
    });
}
function readPromoted(value) {
    const read = (name) => readText((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(value, name));
    const code = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(value, 'code');
    return {
        ...{ context: read('context'), repository: read('repository'), head: read('head'), commit: read('commit') },
        pullRequest: readCount((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(value, 'pullRequest')),
        code: code === undefined ? undefined : readText(code),
    };
}
function readRun(value) {
    const url = readText((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(value, 'url'));
    // Reports link to it.
    assertValid(/^https?:\/\/[\w.:-]+\/[\w./-]*$/.test(url));
    return { url, runNumber: readCount((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(value, 'runNumber')), attempt: readCount((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .getField */ .VI)(value, 'attempt')) };
}
/** Reads entries with different names. */
function readMap(value, readValue) {
    const entries = readList(value).map((entry) => {
        const [name, inner, ...more] = readList(entry);
        assertValid(more.length === 0);
        return [readText(name), readValue(inner)];
    });
    const map = new Map(entries);
    assertValid(map.size === entries.length);
    return map;
}
function assertValid(isValid) {
    if (!isValid)
        throw new InvalidReceiptError();
}
function readList(value) {
    assertValid(Array.isArray(value));
    return value;
}
function readText(value) {
    assertValid(typeof value === 'string');
    return value;
}
function readUuid(value) {
    const text = readText(value);
    assertValid((0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .isUuid */ .O1)(text));
    return text;
}
function readNumber(value) {
    assertValid(typeof value === 'number' && Number.isFinite(value));
    return value;
}
function readAmount(value) {
    const amount = readNumber(value);
    assertValid(amount >= 0);
    return amount;
}
function readCount(value) {
    const count = readAmount(value);
    assertValid(Number.isSafeInteger(count));
    return count;
}
function readDate(value) {
    const date = new Date(readText(value));
    assertValid(!Number.isNaN(date.getTime()));
    return date;
}


/***/ }),

/***/ 70717:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Z7: () => (/* binding */ openBaseContext),
  d3: () => (/* binding */ openRemote),
  VB: () => (/* binding */ requireRemoteUrl)
});

// UNUSED EXPORTS: createRemote

// EXTERNAL MODULE: ./src/disdat/bundle.js
var bundle = __webpack_require__(84092);
// EXTERNAL MODULE: ./src/disdat/format/format-error.js
var format_error = __webpack_require__(51178);
// EXTERNAL MODULE: ./src/disdat/names.js
var names = __webpack_require__(15086);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/lib/for-each-bounded.js
var for_each_bounded = __webpack_require__(52759);
// EXTERNAL MODULE: ./src/lib/json.js
var json = __webpack_require__(33178);
// EXTERNAL MODULE: ./src/s3/errors.js
var s3_errors = __webpack_require__(65762);
;// CONCATENATED MODULE: ./src/s3/bucket-region.js


/** The statuses with which S3 refuses a request that is for another region. */
const wrongRegionStatuses = new Set([301, 307, 400]);
/** The region of a bucket. All clients of a store share it, so that they all follow a response that corrects it. */
class BucketRegion {
    #current;
    constructor(configured) {
        this.#current = configured;
    }
    get current() {
        return this.#current;
    }
    /** Whether an error names another region than the request was signed for: repeat the request then. */
    correct(error, used) {
        const region = getErrorRegion(error);
        if (region === undefined || region === used || !wrongRegionStatuses.has((0,s3_errors/* getErrorStatus */.v9)(error) ?? 0))
            return false;
        this.#current = region;
        return true;
    }
}
/** The region of the bucket in an error of this client or of the SDK, where the response names a valid one. */
function getErrorRegion(error) {
    if (error instanceof s3_errors/* S3Error */.Dg)
        return error.region;
    const region = (0,json/* getString */.AA)(error, '$response', 'headers', 'x-amz-bucket-region') ?? (0,json/* getString */.AA)(error, 'Region');
    return region !== undefined && isRegion(region) ? region : undefined;
}
/**
 * Whether a text can be the name of a region: it becomes one label of a host name below a domain of AWS, and no more.
 */
function isRegion(text) {
    return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./src/lib/retry.js
var retry = __webpack_require__(44568);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
var external_node_net_default = /*#__PURE__*/__webpack_require__.n(external_node_net_);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(41692);
var external_node_tls_default = /*#__PURE__*/__webpack_require__.n(external_node_tls_);
// EXTERNAL MODULE: ./src/lib/abort.js
var abort = __webpack_require__(31140);
// EXTERNAL MODULE: ./src/lib/trace-requests.js
var trace_requests = __webpack_require__(98458);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: ../../node_modules/undici/index.js
var undici = __webpack_require__(61684);
// EXTERNAL MODULE: ./src/lib/proxy-env.js
var proxy_env = __webpack_require__(58076);
;// CONCATENATED MODULE: ./src/s3/http-exchange.js






/** Limit of connecting, with the handshake of TLS, in milliseconds. */
const connectionTimeoutMs = 5_000;
/** A body that brings fewer bytes than this within the idle timeout fails, even if it never stops. */
const minProgressBytes = 64 * 1024;
/** Limit of the body of an error, in bytes. */
const maxErrorBytes = 256 * 1024;
/** Larger bodies are sent in pieces of this size, in bytes: TLS copies a piece, and each one counts as progress. */
const sentBytes = 512 * 1024;
/** Connections that are kept alive, at most `maxConnections` a server, through the proxy that the environment names. */
class ConnectionPool {
    #options;
    #dispatchers = new Map();
    constructor(options) {
        this.#options = options;
    }
    /**
     * Sends a request once and resolves with the response, which may have any status. Throws the reason of the signal,
     * and ConnectionError or TruncatedBodyError, also when a connection is silent for the idle timeout or makes too
     * little progress in that time.
     */
    async exchange(outgoing) {
        const { endpoint } = outgoing;
        const origin = `${endpoint.isSecure ? 'https' : 'http'}://${endpoint.host}`;
        const dispatcher = this.#dispatchers.get(origin) ?? this.#createDispatcher(origin, endpoint);
        this.#dispatchers.set(origin, dispatcher);
        return await new Exchange(outgoing, this.#options.idleTimeoutMs).send(dispatcher, origin);
    }
    /** Closes all connections, also those in use. */
    close() {
        for (const dispatcher of this.#dispatchers.values())
            void dispatcher.destroy();
    }
    #createDispatcher(origin, endpoint) {
        const { env, maxConnections } = this.#options;
        const proxy = (0,proxy_env/* selectProxy */.Vx)(env, endpoint);
        // An exchange has limits of its own.
        const options = { connections: maxConnections, headersTimeout: 0, bodyTimeout: 0 };
        if (proxy === undefined) {
            // One context for all connections: creating one takes a tenth of a handshake's CPU time.
            const secureOptions = endpoint.isSecure ? { secureContext: (0,external_node_tls_.createSecureContext)() } : {};
            return new undici.Pool(origin, { ...options, connect: { timeout: connectionTimeoutMs, ...secureOptions } });
        }
        const { href: uri, authorization: token } = proxy;
        // Plain requests are passed to the proxy as they are, as Node's agents and curl do.
        return new undici.ProxyAgent({ ...options, uri, proxyTunnel: endpoint.isSecure, ...(token && { token }) });
    }
}
/** One request and its response. */
class Exchange {
    #response = Promise.withResolvers();
    #outgoing;
    #idleTimeoutMs;
    #body;
    #closeConnection = () => { };
    #progressTimer;
    #status = 0;
    #headers = {};
    #chunks = [];
    #into;
    #receivedBytes = 0;
    #maxBytes = maxErrorBytes;
    /** At the last check of the progress: bytes of the response. Since then: whether bytes of the request were sent. */
    #checkedBytes = 0;
    #hasSent = false;
    #isSettled = false;
    constructor(outgoing, idleTimeoutMs) {
        this.#outgoing = outgoing;
        this.#idleTimeoutMs = idleTimeoutMs;
    }
    async send(dispatcher, origin) {
        const { method, path, headers, body, signal } = this.#outgoing;
        (0,abort/* addAbortCallback */.$D)(signal, this.#cancel);
        if (signal.aborted)
            this.#cancel();
        else {
            const opened = openBody(body);
            if (opened instanceof external_node_stream_.Readable)
                this.#body = opened.on('error', (error) => this.#fail(error));
            // Without `reset`, a HEAD request would close its connection.
            dispatcher.dispatch({ origin, method, path, headers, body: opened, reset: false }, this);
        }
        return await this.#response.promise;
    }
    onConnect(abort) {
        this.#closeConnection = abort;
        if (this.#isSettled)
            abort();
        else
            this.#progressTimer = setInterval(() => this.#checkProgress(), this.#idleTimeoutMs);
    }
    onBodySent() {
        this.#hasSent = true;
    }
    onHeaders(status, headers) {
        // Others announce a response.
        if (status >= 200)
            this.#receiveHead(status, undici.util.parseHeaders(headers));
        return true;
    }
    onData(chunk) {
        const room = this.#maxBytes - this.#receivedBytes;
        this.#receivedBytes += chunk.length;
        if (chunk.length > room) {
            if (this.#keepsStart)
                this.#chunks.push(chunk.subarray(0, room));
            this.#finish(this.#receivedBytes);
        }
        else if (this.#into === undefined)
            this.#chunks.push(chunk);
        else
            chunk.copy(this.#into, this.#receivedBytes - chunk.length);
        return true;
    }
    onComplete() {
        this.#finish(undefined);
    }
    onError(error) {
        if (this.#status === 0)
            this.#fail(toConnectionError(error));
        else
            this.#failTruncated(`the body ended early, after ${this.#receivedBytes} bytes`, error);
    }
    #cancel = () => this.#fail(this.#outgoing.signal.reason);
    #receiveHead(status, headers) {
        this.#status = status;
        this.#headers = headers;
        this.#progressTimer?.refresh();
        if (status >= 300)
            return;
        const { into, method, maxBytes } = this.#outgoing;
        this.#maxBytes = maxBytes;
        const length = Number(headers['content-length'] ?? Number.NaN);
        if (method !== 'HEAD' && length > maxBytes && !this.#keepsStart)
            this.#finish(length);
        else if (into !== undefined && length <= into.length)
            this.#into = into;
    }
    /** A server that does not support ranges sends the whole object, whose first bytes may be the requested ones. */
    get #keepsStart() {
        return this.#outgoing.headers['range'] !== undefined && this.#outgoing.into === undefined;
    }
    #finish(cutFrom) {
        if (this.#isSettled)
            return;
        const body = this.#into?.subarray(0, this.#receivedBytes) ?? joinChunks(this.#chunks);
        const isUsable = cutFrom === undefined || this.#keepsStart;
        const [status, headers] = [this.#status, this.#headers];
        this.#settle();
        if (cutFrom !== undefined)
            this.#closeConnection();
        this.#response.resolve({ status, headers, body: isUsable ? body : Buffer.alloc(0), cutFrom });
    }
    #failTruncated(message, cause) {
        this.#fail(new s3_errors/* TruncatedBodyError */.T$(message, { cause }));
    }
    #fail(error) {
        // After its response the connection may serve another request.
        if (this.#isSettled)
            return;
        this.#settle();
        this.#response.reject(error);
        this.#closeConnection();
    }
    #checkProgress() {
        const seconds = this.#idleTimeoutMs / 1000;
        const progress = this.#receivedBytes - this.#checkedBytes;
        this.#checkedBytes = this.#receivedBytes;
        if (this.#status === 0 && !this.#hasSent) {
            this.#fail(new s3_errors/* ConnectionError */.Rc('ETIMEDOUT', `no response in ${seconds} s`));
        }
        if (this.#status !== 0 && progress < minProgressBytes) {
            this.#failTruncated(`the body stopped: ${progress} bytes in ${seconds} s`);
        }
        this.#hasSent = false;
    }
    #settle() {
        this.#isSettled = true;
        clearInterval(this.#progressTimer);
        (0,abort/* removeAbortCallback */.CF)(this.#outgoing.signal, this.#cancel);
        this.#body?.destroy();
    }
}
function openBody(body) {
    if (body === undefined)
        return null;
    if (!(body instanceof Uint8Array))
        return body.open();
    return body.length > sentBytes ? external_node_stream_.Readable.from(splitBody(body)) : body;
}
function* splitBody(body) {
    for (let at = 0; at < body.length; at += sentBytes)
        yield body.subarray(at, at + sentBytes);
}
function joinChunks(chunks) {
    const [first] = chunks;
    return first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks);
}
/** The codes of undici that stand for codes of the system, and messages for them. */
const connectionErrors = new Map([
    ['UND_ERR_SOCKET', ['ECONNRESET', 'socket hang up']],
    ['UND_ERR_CONNECT_TIMEOUT', ['ETIMEDOUT', `no connection in ${connectionTimeoutMs / 1000} s`]],
]);
function toConnectionError(error) {
    const own = 'code' in error ? String(error.code) : error.name;
    const [code = own, message = error.message || own] = connectionErrors.get(own) ?? [];
    return new s3_errors/* ConnectionError */.Rc(code, message, { cause: error });
}

;// CONCATENATED MODULE: ./src/s3/body-reader.js





/** Limit of the head of a response, in bytes. */
const maxHeadBytes = 64 * 1024;
/** Limit of one read of a head, in bytes. A server may close each connection, which has memory for one. */
const headReadBytes = 4 * 1024;
/** Limit of one read into the body, in bytes. */
const maxReadBytes = 1024 * 1024;
const endOfHead = '\r\n\r\n';
/**
 * Headers that say where the body ends and what its bytes are: twice in one response, they may contradict each other.
 */
const framingHeaders = new Set([
    'connection',
    'content-encoding',
    'content-length',
    'content-range',
    'transfer-encoding',
]);
/**
 * Connections that read bodies into memory that is already there. An HTTP client creates a buffer for each chunk of a
 * body, at most 64 KiB with HTTP and 16 KiB with TLS, which takes most of the time of a large download:
 * docs/design/s3-client.md has the figures.
 *
 * At most `maxConnections` are open at a time: beyond them, the reader returns undefined at once.
 *
 * The reader accepts one kind of response, a plain 200 or, of a range, 206 of the requested length. After any other
 * response, and after an error, it closes the connection and returns undefined: the same request with ConnectionPool
 * gives the reason.
 */
class BodyReader {
    #idleTimeoutMs;
    #maxConnections;
    #isDisabled;
    #idle = [];
    #all = new Set();
    constructor({ env, idleTimeoutMs, maxConnections }) {
        this.#idleTimeoutMs = idleTimeoutMs;
        this.#maxConnections = maxConnections;
        // Only ConnectionPool supports proxies.
        this.#isDisabled = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'].some((name) => env[name]);
    }
    /** Fills `into`; undefined when that fails. Throws the reason of the signal. */
    async readBodyInto(request) {
        if (this.#isDisabled)
            return undefined;
        const { endpoint, signal } = request;
        const index = this.#idle.findLastIndex((connection) => connection.endpoint.host === endpoint.host);
        const idle = index < 0 ? undefined : this.#idle.splice(index, 1)[0];
        if (idle === undefined && this.#all.size >= this.#maxConnections)
            return undefined;
        const connection = idle ?? new BodyConnection(endpoint);
        this.#all.add(connection);
        const end = (0,trace_requests/* announceRequest */.z)(request.method, endpoint.hostname);
        const response = await connection.readBodyInto(request, this.#idleTimeoutMs);
        end(response?.status);
        signal.throwIfAborted();
        if (connection.isUsable)
            this.#idle.push(connection);
        else
            this.#all.delete(connection);
        return response;
    }
    close() {
        for (const connection of this.#all)
            connection.close();
    }
}
/** One connection, with at most one request at a time. */
class BodyConnection {
    endpoint;
    #socket;
    #headBuffer = Buffer.allocUnsafeSlow(headReadBytes);
    #head = '';
    #headers;
    #into;
    #status = 0;
    #filledBytes = 0;
    #resolve = () => { };
    constructor(endpoint) {
        this.endpoint = endpoint;
        const { hostname: host, isSecure } = endpoint;
        const onread = { buffer: () => this.#target, callback: (length) => this.#receive(length) };
        const options = { host, port: Number(endpoint.port || (isSecure ? 443 : 80)), onread };
        const secureOptions = external_node_net_default().isIP(host) ? options : { ...options, servername: host };
        this.#socket = isSecure ? external_node_tls_default().connect(secureOptions) : external_node_net_default().connect(options);
        this.#socket.setNoDelay();
        this.#socket.on('error', () => this.close());
        this.#socket.on('end', () => this.close());
        this.#socket.on('close', () => this.#resolve(undefined));
    }
    get isUsable() {
        return !this.#socket.destroyed;
    }
    close() {
        this.#socket.destroy();
    }
    async readBodyInto({ method, path, headers, into, signal }, idleTimeoutMs) {
        const { promise, resolve } = Promise.withResolvers();
        const close = () => this.close();
        let checkedBytes = 0;
        const checkProgress = () => {
            if (this.#filledBytes - checkedBytes < minProgressBytes)
                close();
            checkedBytes = this.#filledBytes;
        };
        this.#start(into, headers['range'] === undefined ? 200 : 206, resolve);
        const progressTimer = setInterval(checkProgress, idleTimeoutMs);
        const connectTimer = setTimeout(() => this.#socket.connecting && close(), connectionTimeoutMs);
        (0,abort/* addAbortCallback */.$D)(signal, close);
        this.#socket.ref();
        const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
        if (signal.aborted || this.#socket.destroyed)
            resolve(undefined);
        else
            this.#socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1');
        try {
            return await promise;
        }
        finally {
            clearInterval(progressTimer);
            clearTimeout(connectTimer);
            (0,abort/* removeAbortCallback */.CF)(signal, close);
            // An idle connection does not keep the process alive.
            this.#socket.unref();
        }
    }
    #start(into, status, resolve) {
        this.#head = '';
        this.#status = status;
        this.#headers = undefined;
        this.#into = into;
        this.#filledBytes = 0;
        this.#resolve = resolve;
    }
    /** The memory for the next bytes. */
    get #target() {
        if (this.#headers === undefined || this.#into === undefined)
            return this.#headBuffer;
        return this.#into.subarray(this.#filledBytes, this.#filledBytes + maxReadBytes);
    }
    #receive(length) {
        const into = this.#into;
        // Bytes without a request are not a response.
        if (into === undefined)
            this.close();
        else if (this.#headers === undefined)
            this.#receiveHead(length, into);
        else
            this.#filledBytes += length;
        if (this.#headers !== undefined && this.#filledBytes === into?.length)
            this.#finish(this.#headers, into);
        return !this.#socket.destroyed;
    }
    #receiveHead(length, into) {
        const before = this.#head.length;
        this.#head += this.#headBuffer.toString('latin1', 0, length);
        const end = this.#head.indexOf(endOfHead);
        if (end < 0 && this.#head.length < maxHeadBytes)
            return;
        const headers = end < 0 ? undefined : parsePlainHead(this.#head.slice(0, end), this.#status, into.length);
        const rest = this.#headBuffer.subarray(end + endOfHead.length - before, length);
        if (headers === undefined || rest.length > into.length) {
            this.close();
            return;
        }
        rest.copy(into);
        this.#filledBytes = rest.length;
        this.#headers = headers;
    }
    #finish(headers, body) {
        if (headers['connection'] !== undefined && headers['connection'] !== 'keep-alive')
            this.close();
        this.#headers = undefined;
        this.#into = undefined;
        this.#head = '';
        this.#resolve({ status: this.#status, headers, body, cutFrom: undefined });
        this.#resolve = () => { };
    }
}
/** Parses the headers of a plain response whose body has `length` bytes; undefined for any other response. */
function parsePlainHead(head, status, length) {
    const [first = '', ...lines] = head.split('\r\n');
    if (first !== `HTTP/1.1 ${status}` && !first.startsWith(`HTTP/1.1 ${status} `))
        return undefined;
    const headers = {};
    for (const line of lines) {
        const [, name = '', value = ''] = /^([\w-]+):[ \t]*([^\r\n]*?)[ \t]*$/.exec(line) ?? [];
        const key = name.toLowerCase();
        if (key === '' || (key in headers && framingHeaders.has(key)))
            return undefined;
        headers[key] ??= value;
    }
    const isPlain = headers['transfer-encoding'] === undefined && headers['content-encoding'] === undefined;
    return isPlain && headers['content-length'] === String(length) ? headers : undefined;
}

// EXTERNAL MODULE: ./src/lib/user-info.js
var user_info = __webpack_require__(45152);
;// CONCATENATED MODULE: ./src/s3/endpoint.js



/** The domains of the partitions: https://docs.aws.amazon.com/general/latest/gr/s3.html */
const domains = [
    ['cn-', 'amazonaws.com.cn'],
    ['us-iso-', 'c2s.ic.gov'],
    ['us-isob-', 'sc2s.sgov.gov'],
    ['us-isof-', 'csp.hci.ic.gov'],
    ['eu-isoe-', 'cloud.adc-e.uk'],
    ['eusc-', 'amazonaws.eu'],
];
/** Whether the environment names another server than S3 of AWS. */
function hasCustomEndpoint({ AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL }) {
    return Boolean(AWS_ENDPOINT_URL_S3 || AWS_ENDPOINT_URL);
}
/**
 * Returns a function from a region to the address of the bucket there. AWS_ENDPOINT_URL_S3, then AWS_ENDPOINT_URL,
 * serve every region, with the bucket in the path. Without them the address is AWS's, with the bucket in the host name
 * where the certificate allows it; AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT apply. Throws StoreError
 * `invalid-endpoint`, and the function `invalid-region`.
 */
function createEndpointResolver(bucket, env) {
    const { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, AWS_USE_FIPS_ENDPOINT, AWS_USE_DUALSTACK_ENDPOINT } = env;
    const custom = AWS_ENDPOINT_URL_S3 || AWS_ENDPOINT_URL;
    if (custom) {
        const endpoint = parseEndpoint(custom, bucket);
        return () => endpoint;
    }
    const service = `s3${isTrue(AWS_USE_FIPS_ENDPOINT) ? '-fips' : ''}${isTrue(AWS_USE_DUALSTACK_ENDPOINT) ? '.dualstack' : ''}`;
    return (region) => {
        if (!isRegion(region)) {
            throw new s3_errors/* StoreError */.AD('invalid-region', `${JSON.stringify(region)} is not a region of AWS.`);
        }
        const domain = domains.find(([regions]) => region.startsWith(regions))?.[1] ?? 'amazonaws.com';
        const server = `${service}.${region}.${domain}`;
        // The certificate covers one more label: https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
        const inPath = bucket.includes('.');
        const host = inPath ? server : `${bucket}.${server}`;
        return { isSecure: true, hostname: host, port: '', host, base: inPath ? `/${bucket}/` : '/' };
    };
}
function parseEndpoint(text, bucket) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
        const value = JSON.stringify((0,user_info/* redactUserInfo */.p)(text));
        throw new s3_errors/* StoreError */.AD('invalid-endpoint', `AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL is ${value}: not an HTTP address.`);
    }
    return {
        isSecure: url.protocol === 'https:',
        hostname: url.hostname.replace(/^\[|\]$/g, ''),
        port: url.port,
        host: url.host,
        base: `${url.pathname.replace(/\/$/, '')}/${bucket}/`,
    };
}
const isTrue = (value) => value?.toLowerCase() === 'true';

;// CONCATENATED MODULE: ./src/s3/request.js
/** The value of a header; undefined when it has none, or several that differ. */
function getHeader({ headers }, name) {
    const values = headers[name];
    if (values === undefined || typeof values === 'string')
        return values;
    return values.every((value) => value === values[0]) ? values[0] : undefined;
}

;// CONCATENATED MODULE: ./src/s3/retry-policy.js


/** Attempts at a request that fails with a transient error. */
const requestAttempts = 4;
/** Attempts at a body that ends too early or is damaged, in either direction. */
const bodyAttempts = 3;
const requestBackoff = { firstMs: 100, maxMs: 800 };
/** After a response that asks for fewer requests. */
const slowDownBackoff = { firstMs: 500, maxMs: 4_000 };
/** Between whole operations: any pause up to the limit, so that clients that collided do not collide again. */
const operationBackoff = { firstMs: 500, maxMs: 500 };
const transientCodes = new Set([
    'InternalError',
    'SlowDown',
    'RequestTimeout',
    'RequestTimeoutException',
    'ServiceUnavailable',
]);
const transientStatuses = new Set([429, 500, 502, 503, 504]);
const slowDownStatuses = new Set([429, 503]);
const damageCodes = new Set(['BadDigest', 'XAmzContentChecksumMismatch', 'InvalidDigest']);
/** Whether S3 received other bytes than were sent. */
const isDamaged = (error) => damageCodes.has((0,s3_errors/* getErrorCode */.E2)(error));
/** The pause before a single request is sent again, in milliseconds; undefined for a final error. */
function choosePause(error, attempt) {
    if (attempt >= countAttempts(error))
        return undefined;
    const isSlowDown = error instanceof s3_errors/* S3Error */.Dg && slowDownStatuses.has(error.status);
    return (0,retry/* jitteredPause */.k)(attempt, isSlowDown ? slowDownBackoff : requestBackoff);
}
function countAttempts(error) {
    if (error instanceof s3_errors/* TruncatedBodyError */.T$)
        return bodyAttempts;
    if (error instanceof s3_errors/* ConnectionError */.Rc)
        return (0,s3_errors/* isConnectionCode */.IL)(error.code) ? requestAttempts : 1;
    const isTransient = error instanceof s3_errors/* S3Error */.Dg && (transientStatuses.has(error.status) || transientCodes.has(error.name));
    return isTransient ? requestAttempts : 1;
}
/** The policy for an operation of one or more requests, repeated for the errors that `isTransient` accepts. */
function repeatOperation(isTransient, signal, attempts = bodyAttempts) {
    const pauseMs = (error, attempt) => attempt < attempts && !signal.aborted && isTransient(error) ? (0,retry/* jitteredPause */.k)(1, operationBackoff) : undefined;
    return { pauseMs, signal };
}

;// CONCATENATED MODULE: ./src/s3/sign.js

/** Stands for the hash of a body that TLS protects, or whose signed checksum S3 compares. */
const unsignedPayload = 'UNSIGNED-PAYLOAD';
/**
 * Signs requests to S3: all headers it is given, and those it adds. It keeps the key of one day, region and secret, and
 * the text of the last second.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
class Signer {
    #key;
    #time;
    /** By the unsorted names: requests have few different sets of them. */
    #names = new Map();
    /** Returns the headers of the signed request, in a new object. */
    sign({ method, path, query, headers, payload }, { credentials, region, atMs }) {
        const { accessKeyId, secretAccessKey, sessionToken } = credentials;
        const time = this.#formatTime(atMs);
        const signed = { ...headers, 'x-amz-content-sha256': payload, 'x-amz-date': time };
        if (sessionToken !== undefined)
            signed['x-amz-security-token'] = sessionToken;
        const { sorted, list } = this.#sortNames(Object.keys(signed));
        const lines = sorted.map((name) => `${name}:${signed[name]?.trim().replace(/ +/g, ' ')}\n`).join('');
        const canonical = `${method}\n${path}\n${query}\n${lines}\n${list}\n${payload}`;
        const day = time.slice(0, 8);
        const scope = `${day}/${region}/s3/aws4_request`;
        const key = this.#deriveKey(secretAccessKey, day, region);
        const signature = createSignature(key, `AWS4-HMAC-SHA256\n${time}\n${scope}\n${(0,external_node_crypto_.hash)('sha256', canonical)}`);
        const credential = `Credential=${accessKeyId}/${scope}`;
        signed['authorization'] = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${list}, Signature=${signature}`;
        return signed;
    }
    #formatTime(atMs) {
        const second = Math.floor(atMs / 1000);
        if (this.#time?.second !== second) {
            const text = new Date(second * 1000).toISOString().replace(/[-:]|\.\d{3}/g, '');
            this.#time = { second, text };
        }
        return this.#time.text;
    }
    #sortNames(names) {
        const id = names.join();
        const known = this.#names.get(id);
        if (known !== undefined)
            return known;
        const sorted = names.toSorted();
        const added = { sorted, list: sorted.join(';') };
        this.#names.set(id, added);
        return added;
    }
    /** A KeyObject, because node takes several times as long to sign with bytes. */
    #deriveKey(secret, day, region) {
        const id = `${day}/${region}/${secret}`;
        if (this.#key?.id !== id) {
            const derive = (key, text) => (0,external_node_crypto_.createHmac)('sha256', key).update(text).digest();
            const bytes = [day, region, 's3', 'aws4_request'].reduce(derive, Buffer.from(`AWS4${secret}`));
            this.#key = { id, object: (0,external_node_crypto_.createSecretKey)(bytes) };
        }
        return this.#key.object;
    }
}
function createSignature(key, text) {
    return (0,external_node_crypto_.createHmac)('sha256', key).update(text).digest('hex');
}
/** Encodes a key as the path of a request; slashes stay. */
function encodePath(key) {
    return key.split('/').map(encode).join('/');
}
/** Encodes parameters, sorted by their encoded names, as the signature needs them. */
function encodeQuery(query) {
    const pairs = Object.entries(query).map(([name, value]) => [encode(name), encode(value)]);
    return pairs
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map((pair) => pair.join('='))
        .join('&');
}
/** Percent-encodes everything but A to Z, a to z, 0 to 9, `-`, `.`, `_` and `~`. */
function encode(text) {
    return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

;// CONCATENATED MODULE: ./src/s3/xml.js
/** A response that is not XML, or not XML as S3 sends it. */
class InvalidXmlError extends Error {
    name = 'InvalidXmlError';
}
/** `<?xml version="1.0" encoding="UTF-8"?>`, optional before the root. */
const declaration = /^\uFEFF?\s*<\?xml\s[^<>]*\?>/;
const maxDeclaration = 200;
/** Nested elements: more than in any response of S3. */
const maxDepth = 8;
/**
 * Parses a ListBucketResult. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html Throws
 * InvalidXmlError.
 */
function parseListPage(xml) {
    const [folders, objects] = [[], []];
    let isTruncated = false;
    let next;
    let [key, size, etag] = ['', 0, ''];
    readElements(xml, 'ListBucketResult', (path, text) => {
        switch (path) {
            case '/Contents/Key':
                key = copyText(text);
                break;
            case '/Contents/Size':
                size = Number(text);
                break;
            case '/Contents/ETag':
                etag = copyText(text.replaceAll('"', ''));
                break;
            case '/Contents':
                if (!Number.isSafeInteger(size) || size < 0)
                    throw new InvalidXmlError('an object has no size');
                if (key !== '')
                    objects.push({ kind: 'object', key, size, etag });
                [key, size, etag] = ['', 0, ''];
                break;
            case '/CommonPrefixes/Prefix':
                if (text !== '')
                    folders.push({ kind: 'folder', prefix: copyText(text) });
                break;
            case '/IsTruncated':
                isTruncated = text === 'true';
                break;
            case '/NextContinuationToken':
                next = copyText(text);
                break;
        }
    });
    return { entries: [...folders, ...objects], isTruncated, next };
}
/** V8 keeps a whole page in memory for as long as a slice of its text is used: a listing outlives its pages. */
const copyText = (slice) => Buffer.from(slice).toString();
/** Parses an Error; undefined for anything else. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
function parseErrorBody(xml) {
    const fields = new Map();
    try {
        readElements(xml, 'Error', (path, text) => void fields.set(path, text));
    }
    catch (error) {
        if (error instanceof InvalidXmlError)
            return undefined;
        throw error;
    }
    return { code: fields.get('/Code') ?? '', message: fields.get('/Message') ?? '', region: fields.get('/Region') };
}
/** Calls `onEnd` at the end of every element below the root, with its path (`/Contents/Key`) and its own text. */
function readElements(xml, root, onEnd) {
    /** For each open element, the length of the path of its parent. */
    const ends = [];
    let path = '';
    let at = declaration.exec(xml.slice(0, maxDeclaration))?.[0].length ?? 0;
    for (;;) {
        const open = xml.indexOf('<', at);
        const close = xml.indexOf('>', open);
        if (open < 0 || close < 0)
            throw new InvalidXmlError('the response is cut off');
        const text = xml.slice(at, open);
        if (xml.charAt(open + 1) === '/') {
            const begin = ends.pop() ?? 0;
            if (path.slice(begin + 1) !== xml.slice(open + 2, close).trimEnd())
                throw new InvalidXmlError('an element is not closed');
            if (ends.length === 0)
                break;
            onEnd(path.slice(root.length + 1), decodeEntities(text));
            path = path.slice(0, begin);
        }
        else {
            const isEmpty = xml.charAt(close - 1) === '/';
            const name = parseTagName(xml.slice(open + 1, isEmpty ? close - 1 : close));
            if (ends.length === 0 && name !== root)
                throw new InvalidXmlError(`the response is not a ${root}`);
            if (ends.length >= maxDepth)
                throw new InvalidXmlError('the response is too deep');
            if (!isEmpty) {
                ends.push(path.length);
                path += `/${name}`;
            }
            else if (ends.length === 0)
                break;
            else
                onEnd(`${path.slice(root.length + 1)}/${name}`, '');
        }
        at = close + 1;
    }
}
/** The name in `Name xmlns="…"`. The attributes are checked and ignored. */
function parseTagName(tag) {
    const [, name] = /^([A-Za-z][A-Za-z0-9]*)(?:\s+[\w:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*$/.exec(tag) ?? [];
    if (name === undefined)
        throw new InvalidXmlError('the response is not XML of S3');
    return name;
}
const entities = new Map([
    ['lt', '<'],
    ['gt', '>'],
    ['amp', '&'],
    ['quot', '"'],
    ['apos', "'"],
]);
function decodeEntities(text) {
    if (!text.includes('&'))
        return text;
    return text.replace(/&([^;&]{0,10});?/g, (whole, name) => {
        const char = entities.get(name) ?? parseCharacterReference(name);
        if (char === undefined || !whole.endsWith(';'))
            throw new InvalidXmlError('the response has an unknown entity');
        return char;
    });
}
/** The character that `#65` or `#x41` stands for. */
function parseCharacterReference(reference) {
    const [, hex, decimal] = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(reference) ?? [];
    const code = hex === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

;// CONCATENATED MODULE: ./src/s3/client.js











/** S3 allows 15 minutes: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html (RequestTimeTooSkewed) */
const maxSkewMs = 5 * 60_000;
const emptySha256 = (0,external_node_crypto_.hash)('sha256', '');
/** Limit of a body that the caller ignores, in bytes: reading it makes the connection reusable. */
const maxIgnoredBytes = 64 * 1024;
/** Limit of a message of S3, which may go into a log, in characters. */
const maxMessageLength = 500;
/**
 * Sends the frequent requests of a store at a fraction of the CPU time of the SDK: docs/design/s3-client.md. Throws
 * S3Error for any response but a success. It sends requests again after transient errors, and follows the region of the
 * bucket, the clock of S3 and renewed credentials.
 */
class S3HttpClient {
    #connections;
    #bodyReader;
    #resolveEndpoint;
    #credentials;
    #userAgent;
    #signer = new Signer();
    #region;
    #clockOffsetMs = 0;
    /** Throws StoreError `invalid-endpoint`. */
    constructor(options) {
        this.#connections = new ConnectionPool(options);
        this.#bodyReader = new BodyReader(options);
        this.#resolveEndpoint = createEndpointResolver(options.bucket, options.env);
        this.#credentials = options.credentials;
        this.#userAgent = options.userAgent;
        this.#region = options.region;
    }
    async send(call) {
        const adjusted = new Set();
        const { signal } = call;
        return await (0,retry/* retry */.L)(() => this.#sendAdjusted(call, adjusted), { pauseMs: choosePause, signal });
    }
    /**
     * Reads an object, or a range, of exactly the length of `into` on a connection of its own. Undefined when that fails:
     * `send` then succeeds or throws the reason.
     */
    async readBodyInto(call) {
        const request = this.#createRequest(call, await this.#getContext());
        return await this.#bodyReader.readBodyInto({ ...request, into: call.into });
    }
    /** Closes the connections. */
    close() {
        this.#bodyReader.close();
        this.#connections.close();
    }
    async #getContext() {
        const credentials = await this.#credentials.get();
        return { region: this.#region.current, clockOffsetMs: this.#clockOffsetMs, credentials };
    }
    async #sendAdjusted(call, adjusted) {
        const { signal } = call;
        signal.throwIfAborted();
        const context = await this.#getContext();
        try {
            const response = await this.#connections.exchange(this.#createRequest(call, context));
            if (response.status < 200 || response.status >= 300)
                throw createError(response);
            return response;
        }
        catch (error) {
            signal.throwIfAborted();
            const part = error instanceof s3_errors/* S3Error */.Dg ? await this.#adjustSigning(error, context) : undefined;
            signal.throwIfAborted();
            if (part === undefined || adjusted.has(part))
                throw error;
            adjusted.add(part);
            return await this.#sendAdjusted(call, adjusted);
        }
    }
    #createRequest(call, { region, clockOffsetMs, credentials }) {
        const { method, body, isBodyUnsigned, signal, maxBytes = maxIgnoredBytes, into } = call;
        const endpoint = this.#resolveEndpoint(region);
        const path = endpoint.base + encodePath(call.key ?? '');
        const query = encodeQuery(call.query ?? {});
        const isUnsigned = endpoint.isSecure || isBodyUnsigned || !(body instanceof Uint8Array);
        const headers = { host: endpoint.host };
        if (body !== undefined)
            headers['content-length'] = String(body.length);
        for (const name in call.headers) {
            const value = call.headers[name];
            if (value !== undefined)
                headers[name] = value;
        }
        const payload = body === undefined ? emptySha256 : isUnsigned ? unsignedPayload : (0,external_node_crypto_.hash)('sha256', body);
        const scope = { credentials, region, atMs: Date.now() + clockOffsetMs };
        const signed = this.#signer.sign({ method, path, query, headers, payload }, scope);
        // The signature does not cover this header, because proxies may change it.
        signed['user-agent'] = this.#userAgent;
        const target = query === '' ? path : `${path}?${query}`;
        return { method, endpoint, signal, body, maxBytes, into, path: target, headers: signed };
    }
    /**
     * Corrects the part of the signing context that a response shows to be wrong, and returns the name of the part.
     */
    async #adjustSigning(error, context) {
        const { status, date } = error;
        if ((0,s3_errors/* isExpiredCredentials */.CW)(error)) {
            return (await this.#credentials.replace(context.credentials)) ? 'credentials' : undefined;
        }
        if (this.#region.correct(error, context.region))
            return 'region';
        if (status !== 403 || date === undefined)
            return undefined;
        const clockOffsetMs = date.getTime() - Date.now();
        if (Math.abs(clockOffsetMs - context.clockOffsetMs) < maxSkewMs)
            return undefined;
        this.#clockOffsetMs = clockOffsetMs;
        return 'clockOffsetMs';
    }
}
function createError(response) {
    const body = parseErrorBody(response.body.toString());
    const code = /^[\w.:-]{1,64}$/.test(body?.code ?? '') ? body?.code : undefined;
    const region = getHeader(response, 'x-amz-bucket-region') ?? body?.region;
    const date = Date.parse(getHeader(response, 'date') ?? '');
    return new s3_errors/* S3Error */.Dg(response.status, code, (body?.message ?? '').slice(0, maxMessageLength), {
        // The region becomes part of a host name.
        ...(region !== undefined && isRegion(region) ? { region } : {}),
        ...(Number.isNaN(date) ? {} : { date: new Date(date) }),
    });
}

;// CONCATENATED MODULE: ./src/s3/condition-probe.js
/** Only objects of at most so many bytes are written a second time. */
const maxProbeBytes = 64 * 1024;
/**
 * Finds out whether a server honours the condition of a write: it repeats the first write of each kind that created a
 * small object. A server that honours the condition refuses the second one. A server that ignores it stores the same
 * bytes again, which changes nothing. This costs one request for each kind of write, and none before the first object.
 */
class ConditionProbe {
    #onIgnored;
    #checked = new Set();
    /** Calls `onIgnored` at most once for each kind of write. Without it, no write is repeated. */
    constructor(onIgnored) {
        this.#onIgnored = onIgnored;
    }
    /**
     * Calls `write`, which stores an object of `size` bytes, and returns its result. Throws what the first call throws.
     */
    async write(kind, size, write) {
        const outcome = await write();
        const isDue = outcome === 'created' && size <= maxProbeBytes && !this.#checked.has(kind);
        if (this.#onIgnored === undefined || !isDue)
            return outcome;
        this.#checked.add(kind);
        // The object is stored: an error of the repeated request means nothing for it.
        const repeated = await write().catch(() => undefined);
        if (repeated === 'created')
            this.#onIgnored(kind);
        return outcome;
    }
}

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
var external_node_zlib_default = /*#__PURE__*/__webpack_require__.n(external_node_zlib_);
;// CONCATENATED MODULE: ./src/s3/crc.js
/**
 * The cyclic redundancy checks of S3, and their combination: parts that are read or sent side by side give the checksum
 * of the whole object. https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */

/** CRC-32 of zip and PNG, which zlib computes. */
const crc32 = {
    width: 4,
    add: (crc, bytes) => BigInt(external_node_zlib_default().crc32(bytes, Number(crc))),
    combine: (pieces) => combinePieces(pieces, 0xedb88320n, 31n),
};
const castagnoliPolynomial = 0x82f63b78;
/** CRC-32C of iSCSI. Only other clients store it, so a byte at a time is fast enough. */
const crc32c = {
    width: 4,
    add: addCrc32c,
    combine: (pieces) => combinePieces(pieces, BigInt(castagnoliPolynomial), 31n),
};
const nvmePolynomial = 0x9a6c9329ac4bc9b5n;
/** CRC-64/NVME, which S3 computes for objects that came without a checksum. */
const crc64Nvme = {
    width: 8,
    add: addCrc64,
    combine: (pieces) => combinePieces(pieces, nvmePolynomial, 63n),
};
/** Encodes a checksum as S3 does: big-endian, in base64. */
function encodeCrc({ width }, crc) {
    return Buffer.from(crc.toString(16).padStart(width * 2, '0'), 'hex').toString('base64');
}
/** Multiplies polynomials modulo the generator, the highest power in the lowest bit, as zlib's crc32_combine does. */
function combinePieces(pieces, polynomial, top) {
    const one = 1n << top;
    const multiply = (a, b) => {
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
    const computeShift = (bytes) => {
        let power = one;
        let square = one >> 8n;
        for (let rest = bytes; rest > 0; rest = Math.floor(rest / 2)) {
            if (rest % 2 === 1)
                power = multiply(square, power);
            square = multiply(square, square);
        }
        return power;
    };
    const shifts = new Map();
    let whole = 0n;
    for (const { bytes, crc } of pieces) {
        const shift = shifts.get(bytes) ?? computeShift(bytes);
        shifts.set(bytes, shift);
        whole = multiply(shift, whole) ^ crc;
    }
    return whole;
}
let castagnoliTable;
function addCrc32c(crc, bytes) {
    castagnoliTable ??= Uint32Array.from({ length: 256 }, (_, byte) => {
        let value = byte;
        for (let bit = 0; bit < 8; bit++)
            value = value & 1 ? (value >>> 1) ^ castagnoliPolynomial : value >>> 1;
        return value;
    });
    let value = ~Number(crc);
    for (const byte of bytes)
        value = (value >>> 8) ^ (castagnoliTable[(value ^ byte) & 255] ?? 0);
    return BigInt(~value >>> 0);
}
/** Tables for eight bytes at a time, of the upper and the lower 32 bits; created at the first use. */
let tables;
function createTables() {
    const upper = new Uint32Array(8 * 256);
    const lower = new Uint32Array(8 * 256);
    const readEntry = (at) => (BigInt(upper[at] ?? 0) << 32n) | BigInt(lower[at] ?? 0);
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
        const before = readEntry(at - 256);
        put(at, (before >> 8n) ^ readEntry(Number(before & 0xffn)));
    }
    return { upper, lower };
}
function addCrc64(crc, bytes) {
    tables ??= createTables();
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

;// CONCATENATED MODULE: ./src/s3/checksum.js



/** The fastest first; widths in bytes. */
const algorithms = [
    { name: 'crc32', width: crc32.width, checksum: { kind: 'crc', crc: crc32 } },
    { name: 'crc64nvme', width: crc64Nvme.width, checksum: { kind: 'crc', crc: crc64Nvme } },
    { name: 'crc32c', width: crc32c.width, checksum: { kind: 'crc', crc: crc32c } },
    { name: 'sha1', width: 20, checksum: { kind: 'hash', algorithm: 'sha1' } },
    { name: 'sha256', width: 32, checksum: { kind: 'hash', algorithm: 'sha256' } },
];
/** The ETag of an object that was uploaded in parts, with their number. */
const partsETag = /-\d+"?$/;
/**
 * Reads the checksum of the whole object from a response. A checksum of the checksums of its parts (`…-3`) is useless
 * without the sizes of the parts; some servers do not mark it as one.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */
function readChecksum(response) {
    const type = getHeader(response, 'x-amz-checksum-type');
    const isInParts = partsETag.test(getHeader(response, 'etag') ?? '');
    if (type === 'COMPOSITE' || (isInParts && type !== 'FULL_OBJECT'))
        return undefined;
    for (const { name, width, checksum } of algorithms) {
        const value = getHeader(response, `x-amz-checksum-${name}`);
        if (value !== undefined && !value.includes('-') && Buffer.from(value, 'base64').length === width)
            return { ...checksum, value };
    }
    return undefined;
}
/** Whether bytes have this checksum. */
function hasChecksum(bytes, checksum) {
    const { value } = checksum;
    if (checksum.kind === 'hash')
        return (0,external_node_crypto_.hash)(checksum.algorithm, bytes, 'base64') === value;
    return encodeCrc(checksum.crc, checksum.crc.add(0n, bytes)) === value;
}

;// CONCATENATED MODULE: ./src/s3/write-headers.js

/**
 * How objects are written, for the SDK. The ACL:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
function createWriteInput(acl, encryption) {
    return {
        ...(encryption.kind === 'none' ? {} : { ServerSideEncryption: encryption.kind }),
        ...(encryption.kind === 'aws:kms' && encryption.keyId !== undefined ? { SSEKMSKeyId: encryption.keyId } : {}),
        ...(acl ? { ACL: 'bucket-owner-full-control' } : {}),
    };
}
/** The same as headers of a request with these bytes, and their checksum. */
function createWriteHeaders(bytes, acl, encryption) {
    const { ServerSideEncryption, SSEKMSKeyId, ACL } = createWriteInput(acl, encryption);
    return {
        'content-type': 'application/octet-stream',
        'x-amz-server-side-encryption': ServerSideEncryption,
        'x-amz-server-side-encryption-aws-kms-key-id': SSEKMSKeyId,
        'x-amz-acl': ACL,
        ...createChecksumHeaders(crc32.add(0n, bytes)),
    };
}
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html */
function createChecksumHeaders(crc) {
    return { 'x-amz-sdk-checksum-algorithm': 'CRC32', 'x-amz-checksum-crc32': encodeCrc(crc32, crc) };
}

;// CONCATENATED MODULE: ./src/s3/conditional.js






/**
 * Whether another writer of the same key was at work:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 *
 * S3 may send the status of a copy before it copies, and an error in the body. The SDK throws such an error with the
 * status 503, so its code counts, too: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 */
const isConflict = (error) => (0,s3_errors/* getErrorStatus */.v9)(error) === 409 || (0,s3_errors/* getErrorCode */.E2)(error) === 'ConditionalRequestConflict';
/** Whether the condition of a write was not met. */
const isConditionFailed = (error) => (0,s3_errors/* getErrorStatus */.v9)(error) === 412 || (0,s3_errors/* getErrorCode */.E2)(error) === 'PreconditionFailed';
/** A success whose body does not say that S3 did what was asked: an error in it, or nothing. */
class EmptyResultError extends Error {
    name = 'EmptyResultError';
}
const isEmptyResult = (error) => error instanceof EmptyResultError;
/** The ETag in the body of a success. Throws an error that `isEmptyResult` accepts when there is none. */
function requireETag(result, key) {
    if (result?.ETag === undefined)
        throw new EmptyResultError(`S3 sent no ETag for ${key}`);
    return result.ETag;
}
/**
 * `copyIfAbsent` of a store. At most 5 GiB: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 *
 * A copy whose answer is lost is sent again, and finds that the key exists when S3 had made it.
 *
 * A server that does not implement the condition of a copy refuses it, as partitions of AWS did that were updated late.
 * It is then asked whether the key exists, which does not protect from a writer at the same moment.
 */
async function copyObject(access, from, to, options) {
    try {
        await sendCopy(access, from, to, { ...options, condition: '*' });
        return 'created';
    }
    catch (error) {
        if (isConditionFailed(error))
            return 'exists';
        if ((0,s3_errors/* isAbsent */.W0)(error))
            return 'absent';
        if ((0,s3_errors/* getErrorStatus */.v9)(error) !== notImplemented)
            throw error;
    }
    if (await hasObject(access, to, options.signal))
        return 'exists';
    await sendCopy(access, from, to, { ...options, condition: undefined });
    return 'created';
}
const notImplemented = 501;
/** The source of a copy as S3 reads it: the bucket and the key, encoded but for its slashes. */
function formatCopySource(bucket, key) {
    return key.split('/').reduce((path, name) => `${path}/${encodeURIComponent(name)}`, bucket);
}
async function sendCopy({ sdk, bucket, encryption }, from, to, { signal, acl, condition }) {
    const CopySource = formatCopySource(bucket, from);
    const input = { Bucket: bucket, CopySource, Key: to, IfNoneMatch: condition, ...createWriteInput(acl, encryption) };
    const copy = async () => {
        const { CopyObjectResult: result } = await sdk.use((client, { CopyObjectCommand }) => client.send(new CopyObjectCommand(input), { abortSignal: signal }));
        requireETag(result, to);
    };
    const isTransient = (error) => isConflict(error) || isEmptyResult(error);
    await (0,retry/* retry */.L)(copy, repeatOperation(isTransient, signal));
}
/** Whether the key exists at this moment. */
async function hasObject({ client }, key, signal) {
    try {
        await client.send({ method: 'HEAD', key, signal });
        return true;
    }
    catch (error) {
        if ((0,s3_errors/* isAbsent */.W0)(error))
            return false;
        throw error;
    }
}
/** `getVersion` of a store. */
async function getVersion({ client }, key, { signal, maxBytes }) {
    try {
        const headers = { 'x-amz-checksum-mode': 'ENABLED' };
        const response = await client.send({ method: 'GET', key, headers, maxBytes, signal });
        const [etag, checksum] = [getHeader(response, 'etag'), readChecksum(response)];
        if (etag === undefined)
            throw new Error(`S3 sent no ETag for ${key}`);
        if (response.cutFrom !== undefined)
            return { etag, bytes: undefined };
        if (checksum !== undefined && !hasChecksum(response.body, checksum)) {
            throw new Error(`the bytes of ${key} do not match the checksum of S3`);
        }
        return { etag, bytes: response.body };
    }
    catch (error) {
        if ((0,s3_errors/* isAbsent */.W0)(error))
            return undefined;
        throw error;
    }
}
/** `putVersion` of a store. */
async function putVersion({ client, encryption }, key, bytes, { etag, signal, acl }) {
    const condition = etag === undefined ? { 'if-none-match': '*' } : { 'if-match': etag };
    const headers = { ...condition, ...createWriteHeaders(bytes, acl, encryption) };
    try {
        await client.send({ method: 'PUT', key, body: bytes, headers, signal });
        return 'stored';
    }
    catch (error) {
        // A key that is absent is a version that was deleted.
        if (isConditionFailed(error) || isConflict(error) || (0,s3_errors/* isAbsent */.W0)(error))
            return 'changed';
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/s3/orphan-uploads.js
/** Limit of the search, in milliseconds: no result depends on it. */
const timeoutMs = 4_000;
/**
 * Aborts all uploads in parts of a key that exists: S3 may have started one whose id was lost with the response. A
 * client that still sends parts loses its upload and finds that the key exists, as it would in the end. Errors are
 * ignored, for example without `s3:ListBucketMultipartUploads`: a lifecycle rule can remove such uploads.
 */
async function abortOrphanUploads({ sdk, bucket }, key, signal) {
    const options = { abortSignal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) };
    await sdk
        .use(async (client, { AbortMultipartUploadCommand, ListMultipartUploadsCommand }) => {
        const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: key }), options);
        for (const { Key, UploadId } of Uploads) {
            if (Key !== key)
                continue;
            await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }), options);
        }
    })
        .catch(() => { });
}

;// CONCATENATED MODULE: ./src/s3/multipart-upload.js
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






/**
 * After a cancellation, the wait for the response to CreateMultipartUpload: without its id the upload cannot be
 * aborted.
 */
const createGraceMs = 2_000;
const abortTimeoutMs = 4_000;
/** Another client wrote the same key, or aborted the upload, and the key does not exist. */
class UploadConflictError extends Error {
    name = 'UploadConflictError';
}
/**
 * Writes an object in parts, which `sendParts` sends, unless the key exists: S3 decides that at the end. All parts are
 * sent again after a conflict with another writer, three times at most. In every case the upload is completed or
 * aborted, as far as S3 responds within `abortTimeoutMs`.
 */
async function writeInParts(access, key, options, sendParts) {
    let hasRepeated = false;
    const onRepeat = () => {
        hasRepeated = true;
    };
    const write = () => writeOnce(access, key, { ...options, onRepeat }, sendParts);
    const isUploadConflict = (error) => error instanceof UploadConflictError;
    const outcome = await (0,retry/* retry */.L)(write, repeatOperation(isUploadConflict, options.signal));
    if (hasRepeated)
        await abortOrphanUploads(access, key, options.signal);
    return outcome;
}
async function writeOnce(access, key, options, sendParts) {
    const { sdk, bucket } = access;
    const { signal, size } = options;
    const upload = { Bucket: bucket, Key: key, UploadId: await createUpload(access, key, options) };
    try {
        const parts = await sendParts(upload.UploadId);
        const conditions = { ChecksumType: 'FULL_OBJECT', IfNoneMatch: '*', MpuObjectSize: size };
        const complete = async () => {
            const completed = await sdk.use((client, { CompleteMultipartUploadCommand }) => client.send(new CompleteMultipartUploadCommand({ ...upload, ...parts, ...conditions }), {
                abortSignal: signal,
            }));
            requireETag(completed, key);
        };
        await (0,retry/* retry */.L)(complete, repeatOperation(isEmptyResult, signal));
        return 'created';
    }
    catch (error) {
        const soon = { abortSignal: AbortSignal.timeout(abortTimeoutMs) };
        await sdk
            .use((client, { AbortMultipartUploadCommand }) => client.send(new AbortMultipartUploadCommand(upload), soon))
            .catch(() => { });
        signal.throwIfAborted();
        if (isConditionFailed(error))
            return 'exists';
        // After a conflict S3 needs all parts again. An upload that is gone may have succeeded without a response.
        const canHaveSucceeded = isEmptyResult(error) || (0,s3_errors/* getErrorCode */.E2)(error) === 'NoSuchUpload';
        if (!isConflict(error) && !canHaveSucceeded)
            throw error;
        if (await hasObject(access, key, signal))
            return 'exists';
        if (isEmptyResult(error))
            throw error;
        throw new UploadConflictError(`other clients write ${key} at the same time`, { cause: error });
    }
}
/** Starts an upload and returns its id. Calls `onRepeat` when S3 may have started another one. */
async function createUpload({ sdk, bucket, encryption }, key, { signal, acl, onRepeat }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const checksum = { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' };
        const input = { Bucket: bucket, Key: key, ...createWriteInput(acl, encryption), ...checksum };
        const delayed = __addDisposableResource(env_1, delaySignal(signal, createGraceMs), false);
        const { UploadId, $metadata: metadata } = await sdk.use((client, { CreateMultipartUploadCommand }) => client.send(new CreateMultipartUploadCommand(input), { abortSignal: delayed.signal }));
        if (UploadId === undefined)
            throw new Error(`S3 sent no upload id for ${key}`);
        if ((metadata.attempts ?? 1) > 1)
            onRepeat();
        return UploadId;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}
/** A signal that aborts `ms` milliseconds after another one. */
function delaySignal(signal, ms) {
    const delayed = new AbortController();
    let timer;
    const start = () => {
        timer = setTimeout(() => delayed.abort(signal.reason), ms);
    };
    signal.addEventListener('abort', start, { once: true });
    return {
        signal: delayed.signal,
        [Symbol.dispose]() {
            signal.removeEventListener('abort', start);
            clearTimeout(timer);
        },
    };
}

// EXTERNAL MODULE: ./src/lib/semaphore.js
var semaphore = __webpack_require__(68224);
// EXTERNAL MODULE: ./src/lib/page-buffer.js
var page_buffer = __webpack_require__(97078);
;// CONCATENATED MODULE: ./src/s3/part-buffers.js

/**
 * Buffers of the size of a part, one after the other for many parts: the collector waits for more garbage than several
 * parts. There are as many as the memory has room for.
 */
class PartBuffers {
    #partBytes;
    #memory;
    #spare = [];
    #transfers = 0;
    /** @param memory Limits the bytes, which others may hold too. */
    constructor(partBytes, memory) {
        this.#partBytes = partBytes;
        this.#memory = memory;
    }
    /** Runs a transfer of many parts. Frees the buffers after the last one. */
    async keepDuring(transfer) {
        this.#transfers += 1;
        try {
            return await transfer();
        }
        finally {
            this.#transfers -= 1;
            if (this.#transfers === 0)
                for (const buffer of this.#spare.splice(0))
                    (0,page_buffer/* freeBytes */.go)(buffer);
        }
    }
    /** Waits for the memory of a buffer, and passes one of any content on. Throws the reason of the signal. */
    async use(signal, action) {
        return await this.#memory.hold(this.#partBytes, signal, async () => {
            const buffer = this.#spare.pop() ?? (0,page_buffer/* createPageBuffer */.oF)(this.#partBytes);
            const result = await action(buffer);
            // Not after an error: a broken connection, or a write, may still use the buffer.
            this.#spare.push(buffer);
            return result;
        });
    }
}

;// CONCATENATED MODULE: ./src/s3/transfer.js


const mib = 1024 * 1024;
/**
 * S3 advises a connection for every 85 to 90 MB/s, and parts of 8 to 16 MB:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance-design-patterns.html
 */
const defaultTuning = {
    idleTimeoutMs: 60_000,
    wholeBytes: 16 * mib,
    partBytes: 8 * mib,
    wholeCopyBytes: 5 * 1024 * mib,
    copyPartBytes: 512 * mib,
    maxParts: 10_000,
};
/** Bytes of all files in memory during uploads, and as many during downloads. */
const maxBufferedBytes = 64 * mib;
/** Chooses the size of the parts of a file, in bytes, so that S3 accepts their number. */
function choosePartSize(size, { partBytes, maxParts }) {
    return Math.max(partBytes, Math.ceil(size / maxParts));
}
function createTransferContext(access, tuning) {
    const [sending, receiving] = [new semaphore.Semaphore(maxBufferedBytes), new semaphore.Semaphore(maxBufferedBytes)];
    const { partBytes } = tuning;
    const [sentParts, receivedParts] = [new PartBuffers(partBytes, sending), new PartBuffers(partBytes, receiving)];
    return { ...access, tuning, sending, receiving, sentParts, receivedParts };
}

;// CONCATENATED MODULE: ./src/s3/copy-in-parts.js








/** Parts of one object that S3 copies at the same time. The bytes do not pass through this machine. */
const maxCopies = 16;
/**
 * Copies an object of `size` bytes in parts, unless the key exists; `absent` when there is nothing to copy. All parts
 * are of one version of the object: with another one, S3 refuses them, and the copy counts as absent.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html
 */
async function copyInParts(access, from, to, options) {
    try {
        const { signal, size } = options;
        const response = await access.client.send({ method: 'HEAD', key: from, signal });
        const source = { key: from, size, etag: getHeader(response, 'etag') };
        return await writeInParts(access, to, options, async (uploadId) => {
            const copied = await copyParts(access, source, { key: to, uploadId }, signal).catch((error) => {
                // Without this, a source that is not there any more would look like a key that exists.
                throw isGone(error) ? new SourceGoneError('the source of the copy is gone', { cause: error }) : error;
            });
            return { MultipartUpload: { Parts: [...copied] } };
        });
    }
    catch (error) {
        if ((0,s3_errors/* isAbsent */.W0)(error) || error instanceof SourceGoneError)
            return 'absent';
        throw error;
    }
}
/** The source was deleted or replaced during the copy. */
class SourceGoneError extends Error {
    name = 'SourceGoneError';
}
const isGone = (error) => (0,s3_errors/* isAbsent */.W0)(error) || isConditionFailed(error);
async function copyParts({ sdk, bucket, tuning }, { key: from, size, etag }, { key, uploadId }, signal) {
    const partBytes = choosePartSize(size, { ...tuning, partBytes: tuning.copyPartBytes });
    const parts = [];
    const source = { CopySource: formatCopySource(bucket, from), CopySourceIfMatch: etag };
    const copyNth = async (nth, ended) => {
        const [first, last] = [nth * partBytes, Math.min((nth + 1) * partBytes, size) - 1];
        const part = { PartNumber: nth + 1, CopySourceRange: `bytes=${first}-${last}` };
        const target = { Bucket: bucket, Key: key, UploadId: uploadId };
        const copyPart = async () => {
            const { CopyPartResult: copied } = await sdk.use((client, { UploadPartCopyCommand }) => client.send(new UploadPartCopyCommand({ ...target, ...source, ...part }), { abortSignal: ended }));
            return { PartNumber: nth + 1, ETag: requireETag(copied, key), ChecksumCRC32: copied?.ChecksumCRC32 };
        };
        parts[nth] = await (0,retry/* retry */.L)(copyPart, repeatOperation(isEmptyResult, ended));
    };
    const numbers = Array.from({ length: Math.ceil(size / partBytes) }).keys();
    await (0,for_each_bounded/* forEachBounded */.a)(numbers, copyNth, { signal, limit: maxCopies });
    return parts;
}

// EXTERNAL MODULE: ./src/lib/clock.js
var lib_clock = __webpack_require__(56620);
;// CONCATENATED MODULE: ./src/s3/credentials.js

/** Credentials are renewed this long before they expire, in milliseconds, but no more often than `minRenewalMs`. */
const renewBeforeMs = 5 * 60_000;
const minRenewalMs = 1_000;
/**
 * How long credentials that just arrived are used. If they seem to have expired, the time of day of this machine is
 * wrong, and S3 says when they expire.
 */
function getUsableMs(expiration, clock) {
    const lifeMs = expiration.getTime() - clock.date().getTime();
    return lifeMs > 0 ? Math.max(lifeMs - renewBeforeMs, minRenewalMs) : renewBeforeMs;
}
/**
 * The credentials of an identity, requested when they are needed and not for each request. Their life is counted from
 * their arrival on the clock that is never set: a later change of the time of day neither repeats nor delays a renewal.
 */
class CredentialCache {
    #identity;
    #clock;
    #current;
    /** On the clock that is never set. */
    #validUntil = Number.NEGATIVE_INFINITY;
    constructor(identity, clock = lib_clock/* systemClock */.m) {
        this.#identity = identity;
        this.#clock = clock;
    }
    /** Rejects as the identity does; the next call asks the identity again. */
    async get() {
        if (this.#current === undefined || this.#clock.now() >= this.#validUntil)
            this.#current = this.#request();
        return await this.#current;
    }
    /**
     * Replaces credentials that S3 says have expired, once for all requests that used them. False where the identity has
     * no others.
     */
    async replace(refused) {
        const current = this.#current;
        const isRefused = (await current)?.accessKeyId === refused.accessKeyId;
        // Another request may have replaced them while this one waited.
        if (isRefused && this.#current === current)
            this.#current = this.#request(refused);
        return (await this.get()).accessKeyId !== refused.accessKeyId;
    }
    async #request(refused) {
        this.#validUntil = Number.POSITIVE_INFINITY;
        try {
            const credentials = await this.#identity.credentials(refused);
            const { expiration } = credentials;
            if (expiration !== undefined) {
                this.#validUntil = this.#clock.now() + getUsableMs(expiration, this.#clock);
            }
            return credentials;
        }
        catch (error) {
            this.#validUntil = Number.NEGATIVE_INFINITY;
            throw error;
        }
    }
}

;// CONCATENATED MODULE: ./src/s3/delete-objects.js


/** The code of a key that S3 could not delete, where a retry may succeed. */
const transientCode = /^(?:InternalError|SlowDown|ServiceUnavailable)$/;
const maxAttempts = 4;
/** `deleteObjects` of a store. */
async function deleteObjects({ sdk, bucket }, keys, { signal }) {
    const failed = [];
    let remaining = keys;
    let isVersioned = false;
    const deleteRemaining = async (attempt) => {
        const input = { Bucket: bucket, Delete: { Objects: remaining.map((Key) => ({ Key })) } };
        const response = await sdk.use((client, { DeleteObjectsCommand }) => client.send(new DeleteObjectsCommand(input), { abortSignal: signal }));
        const { Deleted = [], Errors = [] } = response;
        if (response.Deleted === undefined && response.Errors === undefined && remaining.length > 0)
            throw new UndeletedKeysError('the response names no key');
        isVersioned ||= Deleted.some(({ DeleteMarker }) => DeleteMarker === true);
        const failures = Errors.map(({ Key = '', Code = '', Message = '' }) => ({ key: Key, code: Code, message: Message }));
        // A key that only the response names is not deleted.
        const requested = new Set(remaining);
        const shouldRetry = ({ key, code }) => attempt < maxAttempts && transientCode.test(code) && requested.has(key);
        failed.push(...failures.filter((failure) => !shouldRetry(failure)));
        remaining = failures.filter(shouldRetry).map(({ key }) => key);
        if (remaining.length > 0)
            throw new UndeletedKeysError();
    };
    const isUndeleted = (error) => error instanceof UndeletedKeysError;
    await (0,retry/* retry */.L)(deleteRemaining, repeatOperation(isUndeleted, signal, maxAttempts));
    return { failed, isVersioned };
}
/** Some keys are to be deleted again. */
class UndeletedKeysError extends Error {
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./src/lib/write-at.js
var write_at = __webpack_require__(71339);
;// CONCATENATED MODULE: ./src/s3/get-object.js
var get_object_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var get_object_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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








/** Larger objects are read with BodyReader: the connection that a smaller one needs costs more than its chunks. */
const minReaderBytes = 256 * 1024;
/**
 * Reads an object, or a part; undefined when it does not exist. A server that does not support ranges sends the whole
 * object: its first bytes are used, and its last bytes if it fits. Throws StoreError `object-too-large`, and
 * `no-ranges` for another part than requested.
 */
async function getObject(context, key, options) {
    const { signal, maxBytes, ...part } = options;
    const into = allocateTarget(part, maxBytes);
    return await fetchObject(context, key, { signal, maxBytes, range: formatRange(part), into }, (response) => {
        const bytes = selectPart(response, part);
        if (bytes === undefined)
            throw createRangeError(`s3://${context.bucket}/${key}`, response);
        if (response.cutFrom !== undefined && (part.firstBytes === undefined || bytes.length < part.firstBytes)) {
            throw new s3_errors/* StoreError */.AD('object-too-large', `${key} has more than ${maxBytes} bytes`);
        }
        return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    });
}
/** Memory for a part whose size is known. */
function allocateTarget({ length, size }, maxBytes) {
    // The memory of a range is its own, so that a reader of many can free each.
    if (length !== undefined)
        return Buffer.allocUnsafeSlow(length);
    return size === undefined || size > maxBytes ? undefined : Buffer.allocUnsafe(size);
}
function formatRange({ firstBytes, lastBytes, offset, length }) {
    if (offset !== undefined && length !== undefined)
        return `bytes=${offset}-${offset + length - 1}`;
    if (lastBytes !== undefined)
        return `bytes=-${lastBytes}`;
    return firstBytes === undefined ? undefined : `bytes=0-${firstBytes - 1}`;
}
/** The bytes of the part in a response; undefined where it contains another part. */
function selectPart(response, { firstBytes, lastBytes, offset }) {
    const { status, body, cutFrom } = response;
    const isPartial = status === 206;
    if (firstBytes === undefined && lastBytes === undefined && offset === undefined)
        return isPartial ? undefined : body;
    if (!isPartial) {
        if (firstBytes !== undefined)
            return body.subarray(0, firstBytes);
        return lastBytes === undefined || cutFrom !== undefined ? undefined : body.subarray(-lastBytes);
    }
    // The response to a range of an empty object.
    if (body.length === 0)
        return body;
    const [, from, to, size] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(getHeader(response, 'content-range') ?? '') ?? [];
    const isAtEnd = size === '*' || Number(to) + 1 === Number(size);
    const isRequested = lastBytes === undefined ? Number(from) === (offset ?? 0) : isAtEnd;
    return from !== undefined && isRequested ? body : undefined;
}
/** The error for a response with another part of an object than requested. */
function createRangeError(uri, response) {
    const range = getHeader(response, 'content-range') ?? 'no range';
    return new s3_errors/* StoreError */.AD('no-ranges', `S3 did not send the requested range of ${uri}, but ${range}.`);
}
/** Writes an object that fits into memory to a new file. False when it does not exist. */
async function downloadWhole(context, key, file, { size, signal }) {
    const uri = `s3://${context.bucket}/${key}`;
    return await context.receiving.hold(size, signal, async () => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const handle = get_object_addDisposableResource(env_1, await (0,promises_.open)(file, 'wx'), true);
            const into = size < minReaderBytes ? undefined : (0,page_buffer/* createPageBuffer */.oF)(size);
            const bytes = await fetchObject(context, key, { signal, maxBytes: size, into }, ({ body, cutFrom }) => {
                assertLength(uri, cutFrom ?? body.length, size);
                return body;
            });
            if (bytes !== undefined && size > 0)
                await (0,write_at/* writeAt */.H)(handle, [bytes], 0);
            if (into !== undefined)
                (0,page_buffer/* freeBytes */.go)(into);
            return bytes !== undefined;
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = get_object_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    });
}
/** Throws StoreError `size-mismatch` for another number of bytes than expected. */
function assertLength(what, length, expected) {
    if (length === expected)
        return;
    throw new s3_errors/* StoreError */.AD('size-mismatch', `${what} has ${length} bytes; ${expected} were expected.`);
}
function createChecksumError(uri) {
    return new s3_errors/* StoreError */.AD('checksum-mismatch', `The bytes of ${uri} do not match the checksum that S3 stores.`);
}
const mismatches = new Set(['size-mismatch', 'checksum-mismatch']);
const isMismatch = (error) => error instanceof s3_errors/* StoreError */.AD && mismatches.has(error.kind);
/**
 * Fetches an object and passes the response to `use`, again when its size or checksum is wrong. Undefined when the key
 * does not exist.
 */
async function fetchObject(context, key, options, use) {
    const fetchOnce = async () => {
        const response = await sendGet(context, key, options);
        if (response === undefined)
            return undefined;
        const isWhole = response.status === 200 && response.cutFrom === undefined;
        const checksum = isWhole ? readChecksum(response) : undefined;
        if (checksum !== undefined && !hasChecksum(response.body, checksum)) {
            throw createChecksumError(`s3://${context.bucket}/${key}`);
        }
        return use(response);
    };
    return await (0,retry/* retry */.L)(fetchOnce, repeatOperation(isMismatch, options.signal));
}
async function sendGet({ client }, key, { signal, range, etag, maxBytes, into }) {
    const headers = { range, 'if-match': etag, 'x-amz-checksum-mode': range === undefined ? 'ENABLED' : undefined };
    try {
        const call = { method: 'GET', key, headers, maxBytes, signal };
        const direct = into && (await client.readBodyInto({ ...call, into }));
        return direct ?? (await client.send({ ...call, into }));
    }
    catch (error) {
        if ((0,s3_errors/* isAbsent */.W0)(error))
            return undefined;
        // S3 responds with 416 to any range of an empty object.
        if ((0,s3_errors/* getErrorStatus */.v9)(error) === 416)
            return { status: 206, headers: {}, body: Buffer.alloc(0), cutFrom: undefined };
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/s3/download-in-ranges.js
var download_in_ranges_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var download_in_ranges_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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














/** More connections for one file bring no more bytes a second. */
const maxRanges = 8;
/** Attempts at a whole file whose checksum does not match. */
const fileAttempts = 2;
/**
 * Writes a large object to a new file by ranges, several at a time. All ranges are of one version of the object, each
 * has its length, and the file matches the checksum of the whole object, where S3 stores one. False when the object
 * does not exist.
 */
async function downloadInRanges(context, key, file, { size, signal, onBytes }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const uri = `s3://${context.bucket}/${key}`;
        const info = await fetchInfo(context, key, signal);
        if (info === undefined)
            return false;
        assertLength(uri, info.size, size);
        const handle = download_in_ranges_addDisposableResource(env_1, await (0,promises_.open)(file, 'wx')
        // Ranges arrive in any order. The file takes no room yet.
        , true);
        // Ranges arrive in any order. The file takes no room yet.
        await handle.truncate(size);
        const download = async () => {
            const pieces = await fetchRanges(context, key, handle, info, { signal, onBytes });
            if (pieces === undefined)
                return false;
            if (!(await matchesChecksum(info.checksum, pieces, { file, signal })))
                throw createChecksumError(uri);
            return true;
        };
        const isChecksumError = (error) => error instanceof s3_errors/* StoreError */.AD && error.kind === 'checksum-mismatch';
        return await context.receivedParts.keepDuring(() => (0,retry/* retry */.L)(download, repeatOperation(isChecksumError, signal, fileAttempts)));
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = download_in_ranges_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function fetchRanges(context, key, handle, { size, etag, checksum }, { signal, onBytes }) {
    const { partBytes } = context.tuning;
    const crc = checksum?.kind === 'crc' ? checksum.crc : undefined;
    const pieces = [];
    let isGone = false;
    let receivedBytes = 0;
    const fetchNth = async (nth, ended) => {
        const from = nth * partBytes;
        const to = Math.min(size, from + partBytes);
        const piece = await context.receivedParts.use(ended, (buffer) => fetchRange(context, key, handle, { from, to, size, etag, crc, buffer, signal: ended }));
        if (piece === undefined) {
            isGone = true;
            return;
        }
        pieces[nth] = piece;
        receivedBytes += piece.bytes;
        onBytes?.(receivedBytes);
    };
    const numbers = Array.from({ length: Math.ceil(size / partBytes) }).keys();
    await (0,for_each_bounded/* forEachBounded */.a)(numbers, fetchNth, { signal, limit: maxRanges });
    return isGone ? undefined : pieces;
}
async function fetchRange(context, key, handle, { from, to, size, etag, crc, buffer, signal }) {
    const uri = `s3://${context.bucket}/${key}`;
    const bytes = to - from;
    const options = { signal, etag, range: `bytes=${from}-${to - 1}`, maxBytes: bytes, into: buffer.subarray(0, bytes) };
    try {
        const body = await fetchObject(context, key, options, (response) => {
            const range = getHeader(response, 'content-range');
            // A server that does not support ranges sends the whole object.
            if (range !== `bytes ${from}-${to - 1}/${size}`)
                throw createRangeError(uri, response);
            assertLength(`A range of ${uri}`, response.body.length, bytes);
            return response.body;
        });
        if (body === undefined)
            return undefined;
        const writing = (0,write_at/* writeAt */.H)(handle, [body], from);
        const piece = { bytes, crc: crc?.add(0n, body) ?? 0n };
        await writing;
        return piece;
    }
    catch (error) {
        if (!isConditionFailed(error))
            throw error;
        throw new s3_errors/* StoreError */.AD('object-replaced', `${uri} was replaced while it was read.`, { cause: error });
    }
}
async function fetchInfo({ client }, key, signal) {
    try {
        const head = await client.send({ method: 'HEAD', key, headers: { 'x-amz-checksum-mode': 'ENABLED' }, signal });
        const [etag, length] = [getHeader(head, 'etag'), getHeader(head, 'content-length')];
        if (etag === undefined || length === undefined)
            throw new Error(`S3 sent no ETag, or no length, for ${key}`);
        return { etag, size: Number(length), checksum: readChecksum(head) };
    }
    catch (error) {
        if ((0,s3_errors/* isAbsent */.W0)(error))
            return undefined;
        throw error;
    }
}
async function matchesChecksum(checksum, pieces, { file, signal }) {
    if (checksum === undefined)
        return true;
    if (checksum.kind === 'crc')
        return encodeCrc(checksum.crc, checksum.crc.combine(pieces)) === checksum.value;
    const hash = (0,external_node_crypto_.createHash)(checksum.algorithm);
    await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(file), hash, { signal });
    return hash.digest('base64') === checksum.value;
}

// EXTERNAL MODULE: ./src/lib/regular-file.js
var regular_file = __webpack_require__(39145);
;// CONCATENATED MODULE: ./src/s3/local-file.js
var local_file_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var local_file_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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



/** Opens a file of a bundle. A link that replaced it meanwhile is refused: it could name any file of this user. */
const openLocalFile = (file) => (0,regular_file/* openRegularFile */.ZU)(file, { followsLink: false });
/** Reads a whole file. Throws StoreError `file-changed` when it has another size. */
async function readWholeFile({ file, size }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const handle = local_file_addDisposableResource(env_1, await openLocalFile(file), true);
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
        const result_1 = local_file_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Throws StoreError `file-changed` when the file has another size. */
async function assertSize(handle, { file, size }) {
    if ((await handle.stat()).size !== size)
        throw createChangedError(file);
}
/** Fills a buffer from a position of a file. Throws StoreError `file-changed` when the file ends before. */
async function readAt(handle, bytes, { file, position }) {
    for (let offset = 0; offset < bytes.length;) {
        const { bytesRead } = await handle.read(bytes, offset, bytes.length - offset, position + offset);
        if (bytesRead === 0)
            throw createChangedError(file);
        offset += bytesRead;
    }
}
/** Bytes that are read at a time. */
const streamedBytes = 64 * 1024;
/** A body that is read from a file while it is sent. */
function streamFile(file, position, length) {
    return { length, open: () => external_node_stream_.Readable.from(readRange(file, position, length), { objectMode: false }) };
}
async function* readRange(file, position, length) {
    const handle = await openLocalFile(file);
    // The stream closes the handle.
    yield* handle.createReadStream({ start: position, end: position + length - 1, highWaterMark: streamedBytes });
}
function createChangedError(file) {
    return new s3_errors/* StoreError */.AD('file-changed', `${file} changed while it was sent.`);
}

;// CONCATENATED MODULE: ./src/s3/put-object.js




/**
 * Stores bytes unless the key exists; sends them again when they were damaged or another client writes the same key.
 */
async function putObject({ client, encryption }, key, body, { signal, acl }) {
    const headers = { 'if-none-match': '*', ...createWriteHeaders(body, acl, encryption) };
    const put = () => client.send({ method: 'PUT', key, body, headers, signal });
    try {
        await (0,retry/* retry */.L)(put, repeatOperation((error) => isConflict(error) || isDamaged(error), signal));
        return 'created';
    }
    catch (error) {
        if (isConditionFailed(error))
            return 'exists';
        throw error;
    }
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
var external_node_http_default = /*#__PURE__*/__webpack_require__.n(external_node_http_);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(44708);
var external_node_https_default = /*#__PURE__*/__webpack_require__.n(external_node_https_);
;// CONCATENATED MODULE: ./src/s3/sdk.js




/** The SDK would print its warnings to the log of the process; errors reach the caller anyway. */
const silentLogger = { trace: () => { }, debug: () => { }, info: () => { }, warn: () => { }, error: () => { } };
const sdk_connectionTimeoutMs = 5_000;
const sdk_maxAttempts = 4;
/**
 * The SDK's client, for requests that are rare: start and end of an upload in parts, copies, deletions. Loading it
 * takes about 0.3 s, so that happens at the first use.
 */
class SdkClient {
    #options;
    #client;
    constructor(options) {
        this.#options = options;
    }
    /**
     * Calls `action`, and again after a response that corrects the region or says that the credentials have expired, once
     * for each. Throws errors of the SDK.
     */
    async use(action) {
        const sdk = await Promise.all(/* import() */[__webpack_require__.e(3668), __webpack_require__.e(1366), __webpack_require__.e(3980)]).then(__webpack_require__.bind(__webpack_require__, 53980));
        const client = this.#client ?? this.#create(sdk);
        this.#client = client;
        return await this.#callAdjusted(async () => await action(client, sdk), new Set());
    }
    async #callAdjusted(call, adjusted) {
        const { credentials, region } = this.#options;
        const used = { credentials: await credentials.get(), region: region.current };
        try {
            return await call();
        }
        catch (error) {
            const part = (0,s3_errors/* isExpiredCredentials */.CW)(error) ? 'credentials' : 'region';
            if (adjusted.has(part))
                throw error;
            const canRepeat = part === 'credentials' ? await credentials.replace(used.credentials) : region.correct(error, used.region);
            if (!canRepeat)
                throw error;
            return await this.#callAdjusted(call, adjusted.add(part));
        }
    }
    close() {
        this.#client?.destroy();
        this.#client = undefined;
    }
    #create(sdk) {
        const { credentials, region, env, idleTimeoutMs } = this.#options;
        const { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL } = env;
        const endpoint = AWS_ENDPOINT_URL_S3 || AWS_ENDPOINT_URL || undefined;
        const agentOptions = { keepAlive: true, proxyEnv: (0,proxy_env/* createProxyEnv */.qZ)(env) };
        return new sdk.S3Client({
            region: async () => region.current,
            // The SDK keeps credentials without an expiration for ever; the cache decides when to renew them.
            credentials: async () => ({ ...(await credentials.get()), expiration: new Date() }),
            ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
            logger: silentLogger,
            maxAttempts: sdk_maxAttempts,
            // The handler would send requests with this header without our agents, and so without the proxy.
            expectContinueHeader: false,
            requestHandler: {
                httpAgent: new (external_node_http_default()).Agent(agentOptions),
                httpsAgent: new (external_node_https_default()).Agent(agentOptions),
                connectionTimeout: sdk_connectionTimeoutMs,
                socketTimeout: idleTimeoutMs,
            },
        });
    }
}

;// CONCATENATED MODULE: ./src/s3/upload-in-parts.js
var upload_in_parts_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var upload_in_parts_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
/**
 * Stores a file in parts, several at a time, unless the key exists: S3 decides that at the end. In every case the
 * upload is completed or aborted, as `writeInParts` says.
 */
async function uploadInParts(context, key, body, options) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const handle = upload_in_parts_addDisposableResource(env_1, await openLocalFile(body.file), true);
        await assertSize(handle, body);
        return await context.sentParts.keepDuring(() => writeInParts(context, key, { ...options, size: body.size }, async (uploadId) => listParts(await sendParts(context, { key, uploadId }, { ...body, handle }, options))));
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = upload_in_parts_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
function listParts(parts) {
    const Parts = parts.map(({ etag, crc }, index) => ({
        PartNumber: index + 1,
        ETag: etag,
        ChecksumCRC32: encodeCrc(crc32, crc),
    }));
    const ChecksumCRC32 = encodeCrc(crc32, crc32.combine(parts));
    return { MultipartUpload: { Parts }, ChecksumCRC32 };
}
async function sendParts(context, upload, file, { signal, onBytes }) {
    const { sentParts, tuning } = context;
    const partBytes = choosePartSize(file.size, tuning);
    const parts = [];
    let sentBytes = 0;
    const sendNth = async (nth, ended) => {
        const position = nth * partBytes;
        const bytes = Math.min(partBytes, file.size - position);
        parts[nth] = await sentParts.use(ended, (buffer) => sendPart(context, { ...upload, number: nth + 1 }, file, { position, bytes, buffer, signal: ended }));
        sentBytes += bytes;
        onBytes?.(sentBytes);
    };
    await (0,for_each_bounded/* forEachBounded */.a)(Array.from({ length: Math.ceil(file.size / partBytes) }).keys(), sendNth, { signal });
    return parts;
}
async function sendPart({ client }, { key, uploadId, number }, { handle, file }, { position, bytes, buffer, signal }) {
    let sum = 0;
    for (let offset = 0; offset < bytes; offset += buffer.length) {
        const chunk = buffer.subarray(0, Math.min(buffer.length, bytes - offset));
        await readAt(handle, chunk, { file, position: position + offset });
        sum = external_node_zlib_default().crc32(chunk, sum);
    }
    const crc = BigInt(sum);
    // A part that is larger than the buffer is read again.
    const body = bytes <= buffer.length ? buffer.subarray(0, bytes) : streamFile(file, position, bytes);
    const query = { partNumber: String(number), uploadId };
    const call = { method: 'PUT', key, query, headers: createChecksumHeaders(crc), body, signal };
    const response = await (0,retry/* retry */.L)(() => client.send({ ...call, isBodyUnsigned: true }), repeatOperation(isDamaged, signal));
    return { bytes, crc, etag: getHeader(response, 'etag') };
}

;// CONCATENATED MODULE: ./src/s3/open-store.js


















/** Parts of large files use connections beside all other requests in flight. */
const maxConnections = for_each_bounded/* maxInFlight */.I + 16;
/** Limit of one listing, in pages: ten million objects. A server that always names another page is given up there. */
const maxPages = 10_000;
/** Limit of a page of a listing: a thousand keys of the longest kind, with all their fields. */
const maxPageBytes = 64 * 1024 * 1024;
/** Opens the store of a bucket without a request. Throws StoreError `invalid-endpoint`. */
async function openStore(options) {
    const { bucket, identity, env, userAgent = 'object-store', translateError = (error) => error } = options;
    const { region } = identity;
    const encryption = options.encryption ?? { kind: 'AES256' };
    const tuning = { ...defaultTuning, ...options.tuning };
    const credentials = new CredentialCache(identity);
    const clientOptions = { credentials, region: new BucketRegion(region), env, idleTimeoutMs: tuning.idleTimeoutMs };
    try {
        const client = new S3HttpClient({ ...clientOptions, bucket, userAgent, maxConnections });
        const sdk = new SdkClient(clientOptions);
        const translate = (error, target) => translateError(error, { bucket, target, region });
        const probe = new ConditionProbe(hasCustomEndpoint(env) ? options.onConditionIgnored : undefined);
        return new S3Store(createTransferContext({ client, sdk, bucket, encryption }, tuning), probe, translate);
    }
    catch (error) {
        throw translateError(error, { bucket, target: `s3://${bucket}`, region });
    }
}
class S3Store {
    bucket;
    #context;
    #probe;
    #translate;
    #acceptsAcl = true;
    constructor(context, probe, translate) {
        this.#context = context;
        this.#probe = probe;
        this.#translate = translate;
        this.bucket = context.bucket;
    }
    async *list(prefix, { signal, delimiter }) {
        const { client } = this.#context;
        const query = { 'list-type': '2', prefix, ...(delimiter && { delimiter }) };
        let token;
        let pages = 0;
        do {
            if (pages === maxPages)
                throw createTooLongError(`s3://${this.bucket}/${prefix}`);
            pages += 1;
            const position = token === undefined ? {} : { 'continuation-token': token };
            const call = { method: 'GET', query: { ...query, ...position }, maxBytes: maxPageBytes, signal };
            const page = await this.#run(`${prefix}*`, signal, async () => {
                const { next, ...rest } = parsePage(await client.send(call));
                // A listing that ends early and unnoticed would hide objects.
                if (rest.isTruncated && (!next || next === token))
                    throw createEndlessError(`s3://${this.bucket}/${prefix}`);
                return { ...rest, next: rest.isTruncated ? next : undefined };
            });
            yield* page.entries;
            token = page.next;
        } while (token !== undefined);
    }
    async get(key, options) {
        return await this.#run(key, options.signal, () => getObject(this.#context, key, options));
    }
    async getToFile(key, file, options) {
        const download = options.size > this.#context.tuning.wholeBytes ? downloadInRanges : downloadWhole;
        return await this.#run(key, options.signal, () => download(this.#context, key, file, options));
    }
    async putIfAbsent(key, body, { signal, onBytes }) {
        const context = this.#context;
        return await this.#run(key, signal, async () => {
            if (body instanceof Uint8Array)
                return await this.#putBytes(key, body, signal);
            const { size } = body;
            if (size > maxObjectBytes) {
                throw new s3_errors/* StoreError */.AD('file-too-large', `${key} has ${size} bytes; an object has at most ${maxObjectBytes}.`);
            }
            if (size > context.tuning.wholeBytes) {
                return await this.#withAcl((acl) => uploadInParts(context, key, body, { signal, acl, onBytes }));
            }
            return await context.sending.hold(size, signal, async () => {
                const bytes = await readWholeFile(body);
                return await this.#putBytes(key, bytes, signal);
            });
        });
    }
    async copyIfAbsent(from, to, { signal, size }) {
        const context = this.#context;
        const copy = () => this.#withAcl((acl) => size > context.tuning.wholeCopyBytes
            ? copyInParts(context, from, to, { signal, acl, size })
            : copyObject(context, from, to, { signal, acl }));
        return await this.#run(to, signal, () => this.#probe.write('CopyObject', size, copy));
    }
    async getVersion(key, options) {
        return await this.#run(key, options.signal, () => getVersion(this.#context, key, options));
    }
    async putVersion(key, bytes, etag, { signal }) {
        const put = (acl) => putVersion(this.#context, key, bytes, { etag, signal, acl });
        return await this.#run(key, signal, () => this.#withAcl(put));
    }
    async deleteObjects(keys, { signal }) {
        const [first = ''] = keys;
        return await this.#run(first, signal, () => deleteObjects(this.#context, keys, { signal }));
    }
    close() {
        this.#context.client.close();
        this.#context.sdk.close();
    }
    async #putBytes(key, bytes, signal) {
        const put = () => this.#withAcl((acl) => putObject(this.#context, key, bytes, { signal, acl }));
        return await this.#probe.write('PutObject', bytes.length, put);
    }
    /** Calls `write` with an ACL, or without one once the bucket has refused it. */
    async #withAcl(write) {
        const acl = this.#acceptsAcl;
        try {
            return await write(acl);
        }
        catch (error) {
            if ((0,s3_errors/* getErrorCode */.E2)(error) !== 'AccessControlListNotSupported' || !acl)
                throw error;
            this.#acceptsAcl = false;
            return await write(false);
        }
    }
    /** Throws the reason of the signal when it aborts, and all other errors translated. */
    async #run(key, signal, action) {
        try {
            signal.throwIfAborted();
            return await action();
        }
        catch (error) {
            signal.throwIfAborted();
            throw this.#translate(error, `s3://${this.bucket}/${key}`);
        }
    }
}
/** Throws S3Error: a success with a body that S3 would not send comes from another server. */
function parsePage({ status, body, cutFrom }) {
    if (cutFrom !== undefined)
        throw new s3_errors/* S3Error */.Dg(status, 'InvalidXmlError', 'the response is too long');
    try {
        return parseListPage(body.toString());
    }
    catch (error) {
        if (error instanceof InvalidXmlError)
            throw new s3_errors/* S3Error */.Dg(status, error.name, error.message);
        throw error;
    }
}
function createTooLongError(prefix) {
    return new s3_errors/* StoreError */.AD('endless-listing', `The listing of ${prefix} has more than ${maxPages} pages.`);
}
function createEndlessError(prefix) {
    return new s3_errors/* StoreError */.AD('endless-listing', `The listing of ${prefix} is truncated, but names no next page.`);
}

// EXTERNAL MODULE: ./src/disdat/bundle-query.js
var bundle_query = __webpack_require__(82885);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./src/remote/index/line.js
var index_line = __webpack_require__(45446);
;// CONCATENATED MODULE: ./src/remote/index/shard.js





const compress = (0,external_node_util_.promisify)(external_node_zlib_.gzip);
const decompress = (0,external_node_util_.promisify)(external_node_zlib_.gunzip);
/** The first line of the text of every shard. Another format has another number. */
const header = 'disdat-run-action index 1\n';
/** The longest text of a shard, in bytes: 100,000 bundles take about 40 MiB. */
const maxTextBytes = 256 * 1024 * 1024;
const lineBreak = 10;
/** Finds the lines of a shard. Throws BundleFormatError for a text that is not one. */
function locateLines(text) {
    if (!text.subarray(0, header.length).equals(Buffer.from(header))) {
        throw new format_error/* BundleFormatError */.KC('an index of another format');
    }
    const starts = [header.length];
    const uuids = new Set();
    let last = '';
    for (let offset = header.length; offset < text.length;) {
        const uuid = text.toString('latin1', offset, offset + index_line/* uuidLength */.yV);
        const end = text.indexOf(lineBreak, offset);
        if (end < 0 || uuid <= last || !(0,bundle/* isUuid */.O1)(uuid))
            throw new format_error/* BundleFormatError */.KC('an index that is out of order');
        uuids.add(uuid);
        last = uuid;
        offset = end + 1;
        starts.push(offset);
    }
    return { uuids, starts: Uint32Array.from(starts) };
}
/**
 * One object of an index: gzipped text with a header and one line for each bundle, sorted by uuid. In memory it is one
 * buffer, and only requested lines are parsed: 100,000 bundles load in about 0.1 s and are searched in 0.02 s.
 */
class Shard {
    static empty = new Shard(Buffer.from(header));
    #text;
    #places;
    constructor(text) {
        this.#text = text;
    }
    get uuids() {
        return this.#locate().uuids;
    }
    /** Finds the lines when they are first needed: a shard that is only stored needs none. */
    #locate() {
        this.#places ??= locateLines(this.#text);
        return this.#places;
    }
    /** The shard in the bytes of an object. Throws BundleFormatError for bytes that `pack` did not write. */
    static async unpack(bytes) {
        let text;
        try {
            text = await decompress(bytes, { maxOutputLength: maxTextBytes });
        }
        catch (error) {
            throw new format_error/* BundleFormatError */.KC('an index that cannot be unpacked', { cause: error });
        }
        const shard = new Shard(text);
        shard.#locate();
        return shard;
    }
    /** A shard of these lines, by uuid. Throws BundleFormatError for more than `maxTextBytes`. */
    static fromLines(lines) {
        // One buffer: a copy of each line would take the memory twice.
        let length = header.length;
        for (const line of lines.values())
            length += Buffer.byteLength(line) + 1;
        if (length > maxTextBytes)
            throw new format_error/* BundleFormatError */.KC(`an index of more than ${maxTextBytes} bytes`);
        const text = Buffer.allocUnsafe(length);
        let end = text.write(header);
        for (const uuid of [...lines.keys()].toSorted()) {
            end += text.write(lines.get(uuid) ?? '', end);
            end = text.writeUInt8(lineBreak, end);
        }
        return new Shard(text);
    }
    /** The bytes to store. The fastest compression level: the default takes twice the time and saves 5 %. */
    async pack() {
        return await compress(this.#text, { level: external_node_zlib_.constants.Z_BEST_SPEED });
    }
    /** The line of a bundle; undefined when the shard has none. */
    get(uuid) {
        let low = 0;
        let high = this.uuids.size;
        while (low < high) {
            const middle = (low + high) >>> 1;
            const middleUuid = this.#getUuid(middle);
            if (middleUuid === uuid)
                return this.#getLine(middle);
            if (middleUuid < uuid)
                low = middle + 1;
            else
                high = middle;
        }
        return undefined;
    }
    /** Every line. */
    *lines() {
        for (let index = 0; index < this.uuids.size; index++)
            yield this.#getLine(index);
    }
    /** Every line that contains this text. */
    *linesWith(text) {
        const bytes = Buffer.from(text);
        for (let offset = this.#text.indexOf(bytes, header.length); offset >= 0;) {
            const start = this.#text.lastIndexOf(lineBreak, offset) + 1;
            const end = this.#text.indexOf(lineBreak, offset);
            yield this.#text.toString('utf8', start, end);
            offset = this.#text.indexOf(bytes, end);
        }
    }
    #getUuid(index) {
        const start = this.#locate().starts[index] ?? 0;
        return this.#text.toString('latin1', start, start + index_line/* uuidLength */.yV);
    }
    #getLine(index) {
        const { starts } = this.#locate();
        return this.#text.toString('utf8', starts[index], (starts[index + 1] ?? 0) - 1);
    }
}

;// CONCATENATED MODULE: ./src/remote/index/levels.js




/**
 * The most bundles of each level. A new bundle is written with level 0, about 50 kB; level 1 (about 1 MB) is written
 * every 512 bundles, level 2 (40 MB for half a million) every 16,384. Further bundles are not indexed.
 */
const capacities = [512, 16_384, 524_288];
/** The largest object of an index that is read, in bytes: twice the size of half a million bundles. */
const maxPackedBytes = 96 * 1024 * 1024;
/**
 * The attempts of an update that meets other writers, and the limits of the pauses between them, in milliseconds: about
 * 40 s together, in which 1,000 writers can be served (docs/design/scale.md).
 */
const levels_maxAttempts = 16;
const backoff = { firstMs: 50, maxMs: 8_000 };
/** All levels of an index, the level with the newest lines first. Throws Failure as a store does. */
async function readLevels(location, { signal }) {
    return await Promise.all(capacities.map((_, level) => readLevel(location, level, signal)));
}
async function readLevel({ store, key, debug }, level, signal) {
    const levelKey = getLevelKey(key, level);
    const version = await store.getVersion(levelKey, { signal, maxBytes: maxPackedBytes });
    if (version === undefined)
        return { etag: undefined, shard: Shard.empty };
    const { etag, bytes } = version;
    try {
        if (bytes === undefined)
            throw new format_error/* BundleFormatError */.KC(`an index of more than ${maxPackedBytes} bytes`);
        return { etag, shard: await Shard.unpack(bytes) };
    }
    catch (error) {
        if (!(error instanceof format_error/* BundleFormatError */.KC))
            throw error;
        debug(`${levelKey} is ignored and will be replaced: ${(0,errors/* describeError */.Uc)(error)}.`);
        return { etag, shard: Shard.empty };
    }
}
/** Another writer was first to replace a level. */
class LevelConflict extends Error {
    level;
    constructor(level) {
        super(`Level ${level} of the index was replaced by another writer.`);
        this.level = level;
    }
}
/**
 * Adds lines to an index that other writers may update at the same time, without losing their lines: each level is
 * replaced only if it is still the version that was read; otherwise the update reads it again and starts over. `levels`
 * are the levels as they were read before, if any. Returns false after `maxAttempts` conflicts, or when the index is
 * full. Throws Failure as a store does.
 */
async function addToIndex(location, change, { signal, levels, clock }) {
    let known = levels ?? (await readLevels(location, { signal }));
    let changed = -1;
    const update = async () => {
        known = await Promise.all(known.map((old, level) => (level > changed ? old : readLevel(location, level, signal))));
        return await writeLevels(location, change, known, signal);
    };
    try {
        return await (0,retry/* retry */.L)(update, {
            pauseMs(error, attempt) {
                if (!(error instanceof LevelConflict) || attempt >= levels_maxAttempts)
                    return undefined;
                changed = error.level;
                return (0,retry/* jitteredPause */.k)(attempt, backoff);
            },
            signal,
            ...(clock && { clock }),
        });
    }
    catch (error) {
        if (error instanceof LevelConflict)
            return false;
        throw error;
    }
}
/**
 * Writes the lowest level with room for the new lines and those of all levels below. Returns false when none has room.
 */
async function writeLevels({ store, key }, change, levels, signal) {
    const merged = new Map();
    for (const [uuid, line] of change.lines)
        if (findLine(levels, uuid) !== line)
            merged.set(uuid, line);
    if (merged.size === 0)
        return true;
    const put = async (level, shard, etag) => await store.putVersion(getLevelKey(key, level), await shard.pack(), etag, { signal });
    const emptied = [];
    for (const [level, { etag, shard }] of levels.entries()) {
        for (const uuid of shard.uuids) {
            if (merged.has(uuid) || (level > 0 && change.gone.has(uuid)))
                continue;
            const line = shard.get(uuid);
            if (line !== undefined)
                merged.set(uuid, line);
        }
        if (merged.size > (capacities[level] ?? 0)) {
            if (shard.uuids.size > 0)
                emptied.push({ level, etag });
            continue;
        }
        if ((await put(level, Shard.fromLines(merged), etag)) === 'changed')
            throw new LevelConflict(level);
        // The lines of these levels are now in the higher one. A level that another writer has changed keeps them:
        // harmless.
        for (const lower of emptied)
            await put(lower.level, Shard.empty, lower.etag);
        return true;
    }
    return false;
}
/** The newest line of a bundle. */
function findLine(levels, uuid) {
    for (const { shard } of levels)
        if (shard.uuids.has(uuid))
            return shard.get(uuid);
    return undefined;
}
function getLevelKey(key, level) {
    return `${key}-${level}.gz`;
}

;// CONCATENATED MODULE: ./src/remote/index/bundle-index.js





/** The longest wait of a search for the index, in milliseconds. The search then goes on without it. */
const loadLimitMs = 15_000;
/** The longest update, in milliseconds. */
const saveLimitMs = 120_000;
/**
 * The descriptions of the bundles of a remote context, kept beside its `objects/` so that HyperFrames, which never
 * change, are not read again. The index is a hint: only the LIST says which bundles exist, and a bundle found with the
 * index is read once more. An index that is absent, corrupt, of another version, too large or forbidden counts as empty
 * and is reported with `debug`. Updates run in the background, are not awaited, never fail, and end when `signal`
 * aborts.
 */
class BundleIndex {
    #location;
    #isReadOnly;
    #loading;
    /** Undefined while the index is not loaded or cannot be read. It is then not written. */
    #levels;
    #added = new Map();
    /** The uuids of lines that cannot be parsed. */
    #invalid = new Set();
    #unsaved = new Map();
    #saving = Promise.resolve();
    /** Sends no request. Without a location, the index starts empty and is not stored. */
    constructor(location) {
        this.#location = location;
        this.#isReadOnly = location?.isReadOnly ?? false;
    }
    /** Whether the index is stored on the remote. */
    get isPersisted() {
        return this.#location !== undefined;
    }
    /** Reads the index, once. Throws only the reason of the signal. */
    async load({ signal }) {
        this.#loading ??= this.#location && this.#load(this.#location, signal);
        try {
            await this.#loading;
        }
        catch (error) {
            this.#loading = undefined;
            throw error;
        }
    }
    /** Whether the index has a line for a bundle. A line that was parsed and is invalid does not count. */
    has(uuid) {
        if (this.#added.has(uuid))
            return true;
        return !this.#invalid.has(uuid) && this.#loaded.some(({ shard }) => shard.uuids.has(uuid));
    }
    /** The description of a bundle; undefined without a valid line. */
    get(uuid) {
        const line = this.#added.get(uuid) ?? findLine(this.#loaded, uuid);
        return line === undefined ? undefined : this.#parse(line);
    }
    /** The descriptions of all bundles that match, unordered. */
    findMatches(query) {
        const found = new Map();
        const check = (line) => {
            const bundle = this.#parse(line);
            if (bundle !== undefined && !found.has(bundle.uuid) && (0,bundle_query/* matchesQuery */.Q)(bundle, query))
                found.set(bundle.uuid, bundle);
        };
        const hint = getSearchHint(query);
        for (const line of this.#added.values())
            if (hint === undefined || line.includes(hint))
                check(line);
        for (const [level, { shard }] of this.#loaded.entries()) {
            const newerLevels = this.#loaded.slice(0, level);
            for (const line of hint === undefined ? shard.lines() : shard.linesWith(hint)) {
                const uuid = line.slice(0, index_line/* uuidLength */.yV);
                if (!this.#added.has(uuid) && findLine(newerLevels, uuid) === undefined)
                    check(line);
            }
        }
        return [...found.values()];
    }
    /**
     * Adds lines, and stores them in the background. Bundles that are not `listed` leave the index with a later update.
     */
    add(lines, listed) {
        for (const [uuid, line] of lines) {
            this.#added.set(uuid, line);
            this.#unsaved.set(uuid, line);
        }
        const levels = this.#levels;
        const location = this.#location;
        if (location === undefined || this.#isReadOnly || levels === undefined || this.#unsaved.size === 0)
            return;
        const gone = listed && levels.flatMap(({ shard }) => [...shard.uuids].filter((uuid) => !listed.has(uuid)));
        this.#saving = this.#saving.then(() => this.#save(location, levels, new Set(gone)));
    }
    /** Resolves when all added lines are stored or have failed to be stored. */
    async waitForSave() {
        await this.#saving;
    }
    get #loaded() {
        return this.#levels ?? [];
    }
    #parse(line) {
        try {
            return (0,index_line/* parseIndexLine */.OT)(line);
        }
        catch (error) {
            if (!(error instanceof format_error/* BundleFormatError */.KC))
                throw error;
            this.#invalid.add(line.slice(0, index_line/* uuidLength */.yV));
            this.#location?.debug(`A line of the index is ignored: ${error.message}.`);
            return undefined;
        }
    }
    async #load(location, signal) {
        try {
            const limit = AbortSignal.timeout(loadLimitMs);
            this.#levels = await readLevels(location, { signal: AbortSignal.any([signal, location.signal, limit]) });
        }
        catch (error) {
            signal.throwIfAborted();
            location.debug(`The index is not used: ${(0,errors/* describeError */.Uc)(error)}`);
        }
    }
    async #save(location, levels, gone) {
        const lines = this.#unsaved;
        if (lines.size === 0 || location.signal.aborted)
            return;
        this.#unsaved = new Map();
        try {
            const signal = AbortSignal.any([location.signal, AbortSignal.timeout(saveLimitMs)]);
            const isStored = await addToIndex(location, { lines, gone }, { signal, levels });
            location.debug(`Bundles ${isStored ? '' : 'not '}added to the index: ${lines.size}.`);
        }
        catch (error) {
            if (!location.signal.aborted)
                location.debug(`The index was not updated: ${(0,errors/* describeError */.Uc)(error)}`);
        }
    }
}
/** A text that the line of every match contains: the rarest one of the query. */
function getSearchHint({ processingName, taskId, name, codeMethod, className }) {
    if (processingName !== undefined)
        return (0,index_line/* escapeIndexText */.Ln)(processingName);
    if (taskId !== undefined)
        return (0,index_line/* escapeIndexText */.Ln)(`${taskId}_`).slice(0, -1);
    if (name !== undefined)
        return (0,index_line/* escapeIndexText */.Ln)(name);
    if (codeMethod !== undefined)
        return (0,index_line/* escapeIndexText */.Ln)(codeMethod);
    // Within the processing name, without the quotes around it.
    return className === undefined ? undefined : (0,index_line/* escapeIndexText */.Ln)(className).slice(1, -1);
}

// EXTERNAL MODULE: ./src/remote/listed-object.js
var listed_object = __webpack_require__(54578);
// EXTERNAL MODULE: ./src/remote/packs/pack.js
var pack = __webpack_require__(4235);
;// CONCATENATED MODULE: ./src/remote/packs/pack-tree.js




const pack_tree_mib = 1024 * 1024;
/**
 * The most content of a pack of each level, in bytes: the root, which most updates write, the 16 packs of the bundles
 * with one first digit of their uuid, and the 256 with two. All packs together have at most 642 MiB.
 */
const packCapacities = [2 * pack_tree_mib, 8 * pack_tree_mib, 2 * pack_tree_mib];
/** Packs of one level that are written at the same time: each takes up to 24 MiB of memory. */
const maxWrites = 3;
/**
 * The attempts of an update that meets other writers, and the limits of the pauses between them, in milliseconds. After
 * them, a later step adds the objects.
 */
const pack_tree_maxAttempts = 8;
const pack_tree_backoff = { firstMs: 100, maxMs: 8_000 };
const digits = [...'0123456789abcdef'];
/** The digits of packs one level below. */
const listChildren = (prefix) => digits.map((digit) => prefix + digit);
/** Whether the pack of these first digits of a uuid is the place of a member. */
const belongsTo = (prefix, path) => path.startsWith(prefix, 'objects/'.length);
/** Reads the pack of these first digits of uuids. Throws Failure as a store does. */
async function readPack(location, prefix, options) {
    const { store, context, debug } = location;
    const key = getPackKey(location, prefix);
    const version = await store.getVersion(key, { ...options, maxBytes: pack/* maxPackBytes */.tZ });
    if (version === undefined)
        return { etag: undefined, members: new Map() };
    const { etag, bytes } = version;
    try {
        if (bytes === undefined)
            throw new format_error/* BundleFormatError */.KC(`a pack of more than ${pack/* maxPackBytes */.tZ} bytes`);
        return { etag, members: await (0,pack/* parsePack */.Ll)(bytes, context) };
    }
    catch (error) {
        if (!(error instanceof format_error/* BundleFormatError */.KC))
            throw error;
        debug(`${key} is ignored and will be replaced: ${error.message}.`);
        return { etag, members: new Map() };
    }
}
const getPackKey = ({ key }, prefix) => `${key}${prefix && `-${prefix}`}.gz`;
/** Another writer was first to replace a pack. */
class PackConflict extends Error {
}
/**
 * Adds members to the pack of these digits. A pack that would become larger than its capacity moves its members into
 * the 16 packs below it, which costs 16 writes for about 2,000 bundles; a pack of the last level drops its oldest ones.
 * Other writers may do the same: a pack is replaced only if it is still the version that was read, and members leave it
 * only when the pack below has them, so no update loses the members of another one. Throws Failure as a store does, and
 * PackConflict after `maxAttempts`.
 */
async function addToPacks(location, { members, isCurrent }, { prefix = '', ...options }) {
    const { signal, clock } = options;
    const update = async () => {
        const { etag, members: stored } = await readPack(location, prefix, { signal });
        const kept = new Map([...stored].filter(([path, bytes]) => prefix === '' || isCurrent(path, bytes)));
        const added = [...members].filter(([path, bytes]) => !isEqual(kept.get(path), bytes));
        if (added.length === 0)
            return;
        const merged = new Map([...kept, ...added]);
        const remaining = keepNewest(merged, packCapacities[prefix.length] ?? 0);
        if (remaining.size < merged.size && prefix.length < packCapacities.length - 1) {
            await addToChildren(location, { members: merged, isCurrent }, { ...options, prefix });
            remaining.clear();
        }
        const packed = await (0,pack/* formatPack */.Bb)(location.context, remaining);
        const result = await location.store.putVersion(getPackKey(location, prefix), packed, etag, { signal });
        if (result === 'changed')
            throw new PackConflict(`${getPackKey(location, prefix)} was replaced by another writer.`);
    };
    await (0,retry/* retry */.L)(update, {
        pauseMs: (error, attempt) => error instanceof PackConflict && attempt < pack_tree_maxAttempts ? (0,retry/* jitteredPause */.k)(attempt, pack_tree_backoff) : undefined,
        signal,
        ...(clock && { clock }),
    });
}
async function addToChildren(location, { members, isCurrent }, { prefix, signal, ...options }) {
    const addToChild = async (child, childSignal) => {
        const own = new Map([...members].filter(([path]) => belongsTo(child, path)));
        if (own.size > 0)
            await addToPacks(location, { members: own, isCurrent }, { ...options, signal: childSignal, prefix: child });
    };
    await (0,for_each_bounded/* forEachBounded */.a)(listChildren(prefix), addToChild, { signal, limit: maxWrites });
}
const isEqual = (one, other) => one !== undefined && Buffer.compare(one, other) === 0;
/** The newest members that have at most `maxBytes` together. */
function keepNewest(members, maxBytes) {
    let size = 0;
    const newestFirst = [...members].reverse();
    const fitting = newestFirst.filter(([path, bytes]) => {
        size += (0,pack/* getMemberBytes */.cF)(path, bytes);
        return size <= maxBytes;
    });
    return new Map(fitting.reverse());
}

;// CONCATENATED MODULE: ./src/remote/packs/context-packs.js




/** The longest wait for one pack, in milliseconds. Reading then goes on without it. */
const readLimitMs = 15_000;
/** The longest update, in milliseconds. */
const context_packs_saveLimitMs = 120_000;
/** The fewest missing objects for which a pack below the root is read: with fewer, the objects themselves are. */
const minMissing = 4;
/** Packs that are read at the same time. */
const maxReads = 4;
/**
 * The content that is stored together, in bytes. While it is stored, as much again is held; what comes meanwhile beyond
 * that is left to later steps.
 */
const maxAddedBytes = 16 * 1024 * 1024;
/**
 * HyperFrames and small frames of a remote context in packs, kept beside its `objects/`, so that the objects of 10,000
 * bundles are read with 17 requests, and a context without packs costs one. Packs are a cache: the listing says which
 * objects exist, and a member whose size or MD5 differs from it does not count. A pack that is absent, corrupt, of
 * another version or context, too large or forbidden counts as empty and is reported with `debug`. Updates run in the
 * background, never fail, and end when the signal of the location aborts.
 */
class ContextPacks {
    #location;
    #added = new Map();
    #addedBytes = 0;
    #isSaving = false;
    #updating = Promise.resolve();
    #saving = Promise.resolve();
    /** Sends no request. Without a location, there are no packs. */
    constructor(location) {
        this.#location = location;
    }
    /**
     * The content of those objects that packs have, in any order, once each. Throws only the reason of the signal. In
     * memory are at most `maxReads` packs at a time.
     */
    async *read(objects, { signal }) {
        const location = this.#location;
        if (location === undefined)
            return;
        const missing = new Map();
        for (const object of objects)
            if ((0,pack/* isPackable */.eE)(object))
                missing.set(object.path, object);
        let prefixes = [''];
        for (const _ of packCapacities) {
            const needed = selectPrefixes(prefixes, missing);
            const existing = [];
            for (let start = 0; start < needed.length; start += maxReads) {
                const reads = needed.slice(start, start + maxReads).map((prefix) => this.#read(location, prefix, signal));
                for (const { prefix, members } of await Promise.all(reads)) {
                    if (members === undefined)
                        continue;
                    existing.push(prefix);
                    yield* this.#take(members, missing);
                }
            }
            // An update that fills the packs below one writes it, too: without it, there are none, or few.
            prefixes = existing.flatMap(listChildren);
        }
    }
    /**
     * Keeps an object that packs do not have for the next `save`, if it is small enough and its content is right. A
     * collection of many objects is stored while it goes on.
     */
    add(object, bytes) {
        if (this.#location === undefined || this.#location.isReadOnly || !(0,pack/* isPackable */.eE)(object))
            return;
        const size = (0,pack/* getMemberBytes */.cF)(object.path, bytes);
        if (!(0,listed_object/* matchesListing */.s)(object, bytes))
            return;
        if (this.#addedBytes + size > maxAddedBytes) {
            if (this.#isSaving)
                return;
            this.save();
        }
        this.#addedBytes += size;
        this.#added.set(object.path, new Uint8Array(bytes));
    }
    /**
     * Stores the added objects in the background. With all `listed` objects of the context by their paths, objects that
     * are gone or that differ leave the packs that are written.
     */
    save(listed) {
        const location = this.#location;
        if (location === undefined || this.#added.size === 0)
            return;
        const members = this.#added;
        this.#added = new Map();
        this.#addedBytes = 0;
        const isCurrent = (path, bytes) => {
            const object = listed?.get(path);
            return listed === undefined || (object !== undefined && (0,listed_object/* matchesListing */.s)(object, bytes));
        };
        this.#isSaving = true;
        const saving = this.#saving.then(() => this.#save(location, { members, isCurrent }));
        this.#saving = saving;
        void saving.then(() => {
            if (this.#saving === saving)
                this.#isSaving = false;
        });
    }
    /**
     * Adds objects in the background: `read` resolves with all listed objects of the context, and calls `add` before. It
     * ends with its signal.
     */
    update(read) {
        const location = this.#location;
        if (location === undefined || location.isReadOnly)
            return;
        const work = async () => {
            const signal = AbortSignal.any([location.signal, AbortSignal.timeout(context_packs_saveLimitMs)]);
            this.save(await read({ signal }));
        };
        this.#updating = work().catch((error) => {
            if (!location.signal.aborted)
                location.debug(`The packs were not updated: ${(0,errors/* describeError */.Uc)(error)}`);
        });
    }
    /** Resolves when all updates and saved objects are stored or have failed to be stored. */
    async waitForSave() {
        await this.#updating;
        await this.#saving;
    }
    /** Without members when the pack does not exist, or cannot be read. */
    async #read(location, prefix, signal) {
        signal.throwIfAborted();
        try {
            const limit = AbortSignal.timeout(readLimitMs);
            const options = { signal: AbortSignal.any([signal, location.signal, limit]) };
            const { etag, members } = await readPack(location, prefix, options);
            return { prefix, members: etag === undefined ? undefined : members };
        }
        catch (error) {
            signal.throwIfAborted();
            location.debug(`A pack is not used: ${(0,errors/* describeError */.Uc)(error)}`);
            return { prefix, members: undefined };
        }
    }
    *#take(members, missing) {
        for (const [path, bytes] of members) {
            const object = missing.get(path);
            if (object === undefined || !(0,listed_object/* matchesListing */.s)(object, bytes))
                continue;
            missing.delete(path);
            yield { object, bytes };
        }
    }
    async #save(location, change) {
        if (location.signal.aborted)
            return;
        try {
            const signal = AbortSignal.any([location.signal, AbortSignal.timeout(context_packs_saveLimitMs)]);
            await addToPacks(location, change, { signal });
            location.debug(`Objects added to the packs: ${change.members.size}.`);
        }
        catch (error) {
            if (!location.signal.aborted)
                location.debug(`The packs were not updated: ${(0,errors/* describeError */.Uc)(error)}`);
        }
    }
}
/** The packs with enough missing objects. The root has the newest objects of all. */
function selectPrefixes(prefixes, missing) {
    const counts = new Map();
    const length = prefixes[0]?.length ?? 0;
    for (const path of missing.keys()) {
        const prefix = path.slice('objects/'.length, 'objects/'.length + length);
        counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
    }
    return prefixes.filter((prefix) => (counts.get(prefix) ?? 0) >= (length === 0 ? 1 : minMissing));
}

// EXTERNAL MODULE: ./src/remote/receipts/output-receipt.js
var output_receipt = __webpack_require__(53923);
;// CONCATENATED MODULE: ./src/remote/receipts/receipt-store.js




/** The most receipts of a pipe that are read, and their size together in bytes. */
const receiptLimits = { count: 2_000, bytes: 16 * 1024 * 1024 };
/** Receipts that are read at the same time. */
const receipt_store_maxReads = 32;
/** The attempts of a write that meets other writers, and the limits of the pauses between them, in milliseconds. */
const receipt_store_maxAttempts = 8;
const receipt_store_backoff = { firstMs: 50, maxMs: 2_000 };
/**
 * The receipt of an output; undefined without one, and for an object that is not a receipt of this context and key.
 * Costs one GET. Throws Failure as a store does.
 */
async function readReceipt(place, key, options) {
    return (await readVersion(place, getReceiptKey(place, key), options))?.receipt;
}
/**
 * The receipts of all outputs of a pipe in the order of their keys, at most `receiptLimits` of them. Objects that are
 * not receipts of this context and pipe are left out. Costs one LIST for each 1,000 receipts, and one GET for each.
 * Throws Failure as a store does.
 */
async function listReceipts(place, pipeClass, options) {
    const keys = [];
    let bytes = 0;
    let isCut = false;
    for await (const entry of place.store.list(getPipePrefix(place, pipeClass), options)) {
        if (entry.kind !== 'object' || !entry.key.endsWith('.json') || entry.size > output_receipt/* maxReceiptBytes */.uR)
            continue;
        bytes += entry.size;
        isCut = keys.length >= receiptLimits.count || bytes > receiptLimits.bytes;
        if (isCut)
            break;
        keys.push(entry.key);
    }
    const found = new Map();
    const read = async (key, signal) => {
        const receipt = (await readVersion(place, key, { signal }))?.receipt;
        if (receipt !== undefined)
            found.set(key, receipt);
    };
    await (0,for_each_bounded/* forEachBounded */.a)(keys, read, { ...options, limit: receipt_store_maxReads });
    return { receipts: keys.flatMap((key) => found.get(key) ?? []), isCut };
}
/** Another writer was first to replace a receipt. */
class ReceiptConflict extends Error {
}
/**
 * Stores a receipt unless there is one of a newer bundle, or a later one of the same bundle. The figures of an earlier
 * receipt of the same bundle stay where the new one has none. Another writer's receipt is never replaced unread. Throws
 * Failure as a store does.
 *
 * @returns Why the receipt was not stored: `too-large`, `newer` where a newer receipt is there, or `conflict` after
 *   `maxAttempts` writers that were faster
 */
async function writeReceipt(place, receipt, { signal, clock }) {
    const key = getReceiptKey(place, receipt);
    const write = async () => {
        const current = await readVersion(place, key, { signal });
        if (current?.receipt && isNewer(current.receipt, receipt))
            return 'newer';
        const bytes = (0,output_receipt/* formatReceipt */.IA)(current?.receipt ? mergeReceipts(current.receipt, receipt) : receipt);
        if (bytes === undefined)
            return 'too-large';
        const outcome = await place.store.putVersion(key, bytes, current?.etag, { signal });
        if (outcome === 'changed')
            throw new ReceiptConflict();
        return 'stored';
    };
    try {
        return await (0,retry/* retry */.L)(write, {
            pauseMs: (error, attempt) => error instanceof ReceiptConflict && attempt < receipt_store_maxAttempts ? (0,retry/* jitteredPause */.k)(attempt, receipt_store_backoff) : undefined,
            signal,
            ...(clock && { clock }),
        });
    }
    catch (error) {
        if (error instanceof ReceiptConflict)
            return 'conflict';
        throw error;
    }
}
function isNewer(current, next) {
    if (current.bundle.uuid === next.bundle.uuid)
        return current.finishedAt > next.finishedAt;
    return current.bundle.createdSeconds > next.bundle.createdSeconds;
}
/** A run that finds a bundle up to date knows neither what making it took nor, without a comparison, what is in it. */
function mergeReceipts(earlier, receipt) {
    if (earlier.bundle.uuid !== receipt.bundle.uuid)
        return receipt;
    return {
        ...receipt,
        rows: receipt.rows ?? earlier.rows,
        bytes: receipt.bytes ?? earlier.bytes,
        nulls: receipt.nulls ?? earlier.nulls,
        tookMs: earlier.tookMs ?? receipt.tookMs,
        vcpuHours: earlier.vcpuHours ?? receipt.vcpuHours,
    };
}
/** The receipt at a key, and the version of the object, also of an object that is not the receipt of the key. */
async function readVersion(place, key, options) {
    const version = await place.store.getVersion(key, { ...options, maxBytes: output_receipt/* maxReceiptBytes */.uR });
    if (version === undefined)
        return undefined;
    const receipt = version.bytes && (0,output_receipt/* parseReceipt */.Wy)(version.bytes);
    // A copy of another context's or output's receipt says nothing here.
    const isOwn = receipt?.remoteContext === place.context && getReceiptKey(place, receipt) === key;
    return { etag: version.etag, receipt: isOwn ? receipt : undefined };
}
/** `<context>/run-action/receipts/<hash of the pipe>/<hash of output and parameters>.json` */
function getReceiptKey(place, key) {
    const params = [...key.params].sort(([a], [b]) => (a < b ? -1 : 1));
    return `${getPipePrefix(place, key.pipeClass)}${hash(JSON.stringify([key.outputBundle, params]))}.json`;
}
/** Half of a hash is enough for the pipes of one context, and keeps the keys short. */
const pipeHashLength = 32;
function getPipePrefix({ objects }, pipeClass) {
    const folder = objects.slice(0, -'objects/'.length);
    return `${folder}run-action/receipts/${hash(pipeClass).slice(0, pipeHashLength)}/`;
}
const hash = (text) => (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex');

;// CONCATENATED MODULE: ./src/remote/receipts/context-receipts.js


/** The longest wait for receipts, in milliseconds. The step then goes on without them. */
const context_receipts_readLimitMs = 15_000;
/** The longest write, in milliseconds. */
const context_receipts_saveLimitMs = 60_000;
/**
 * The receipts of the outputs of a remote context, kept beside its `objects/`. They are hints: a receipt that is
 * corrupt, of another version, context or output, too large or forbidden counts as absent. Writes run in the
 * background, are not awaited, never fail, and end when the signal of the place aborts.
 */
class ContextReceipts {
    #place;
    #saving = Promise.resolve();
    /** Sends no request. Without a place, there are no receipts. */
    constructor(place) {
        this.#place = place;
    }
    /** The receipt of an output; undefined without a valid one. Throws only the reason of the signal. */
    async read(key, { signal }) {
        return await this.#try(signal, () => undefined, (place, options) => readReceipt(place, key, options));
    }
    /** The receipts of a pipe; none, and the reason, when they cannot be read. Throws only the reason of the signal. */
    async list(pipeClass, { signal }) {
        const createEmpty = (unreadable) => ({ receipts: [], isCut: false, unreadable });
        return await this.#try(signal, createEmpty, (place, options) => listReceipts(place, pipeClass, options));
    }
    /** Stores a receipt in the background. */
    add(receipt) {
        const place = this.#place;
        if (place === undefined || place.isReadOnly)
            return;
        this.#saving = Promise.all([this.#saving, this.#save(place, receipt)]).then(() => undefined);
    }
    /** Resolves when all added receipts are stored or have failed to be stored. */
    async waitForSave() {
        await this.#saving;
    }
    async #try(signal, createFallback, read) {
        const place = this.#place;
        if (place === undefined)
            return createFallback('`remote-index` is `false`');
        try {
            const limit = AbortSignal.timeout(context_receipts_readLimitMs);
            return await read(place, { signal: AbortSignal.any([signal, place.signal, limit]) });
        }
        catch (error) {
            signal.throwIfAborted();
            const reason = (0,errors/* describeError */.Uc)(error);
            place.debug(`Receipts are not used: ${reason}`);
            return createFallback(reason);
        }
    }
    async #save(place, receipt) {
        if (place.signal.aborted)
            return;
        try {
            const signal = AbortSignal.any([place.signal, AbortSignal.timeout(context_receipts_saveLimitMs)]);
            const outcome = await writeReceipt(place, receipt, { signal });
            place.debug(`Receipt of bundle ${receipt.bundle.uuid}: ${outcome}.`);
        }
        catch (error) {
            if (!place.signal.aborted)
                place.debug(`A receipt was not written: ${(0,errors/* describeError */.Uc)(error)}`);
        }
    }
}

// EXTERNAL MODULE: ./src/lib/file-errors.js
var file_errors = __webpack_require__(60372);
// EXTERNAL MODULE: ./src/lib/tls-errors.js
var tls_errors = __webpack_require__(29587);
;// CONCATENATED MODULE: ./src/remote/s3-error-advice.js
const expired = 'The credentials have expired: set a longer session (`role-duration-seconds`), or renew them.';
const wrongClock = 'The clock of this machine is wrong: set it, and run the job again.';
const wrongSecret = 'The secret key does not belong to the access key, or a proxy changes requests: check AWS_SECRET_ACCESS_KEY.';
const unknownKey = 'S3 does not know this access key: check the secrets that AWS_ACCESS_KEY_ID comes from, and AWS_ENDPOINT_URL.';
const account = 'The AWS account of the bucket has a problem, such as an unpaid bill: ask its owner or AWS Support.';
const restore = 'Restore it, for example with `aws s3api restore-object`, wait until it is readable, and run the job again. Exclude bundles that are still used from lifecycle rules and archive tiers.';
const locked = 'Object Lock or a retention rule of the bucket protects the object. Wait until the retention ends, or use a remote without it.';
const slower = 'S3 asks for fewer requests: run the job again later, and start fewer jobs on this remote at a time.';
const trouble = 'S3 has an error or is overloaded: run the job again later.';
const race = 'Another request changed the same object or bucket at the same time: run the job again.';
const lostUpload = 'Another client or a lifecycle rule ended the upload: run the job again.';
const fullStorage = 'The storage of the server is full or its quota is used up: free space there, and run the job again.';
const unsupported = 'This server lacks what the action needs, or AWS_ENDPOINT_URL is not the address of an S3 API: docs/s3-servers.md lists servers that work.';
/**
 * The codes that have their own verdict or advice: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 * The codes that begin with `XMinio` are MinIO's.
 */
const codes = new Map([
    ['ExpiredToken', ['access-denied', expired]],
    ['ExpiredTokenException', ['access-denied', expired]],
    ['TokenRefreshRequired', ['access-denied', expired]],
    ['InvalidToken', ['access-denied', 'The session token does not belong to these keys: check AWS_SESSION_TOKEN.']],
    ['InvalidAccessKeyId', ['access-denied', unknownKey]],
    ['SignatureDoesNotMatch', ['access-denied', wrongSecret]],
    ['RequestTimeTooSkewed', ['access-denied', wrongClock]],
    ['RequestExpired', ['access-denied', wrongClock]],
    ['AccountProblem', ['access-denied', account]],
    ['AllAccessDisabled', ['access-denied', account]],
    ['NotSignedUp', ['access-denied', account]],
    ['InvalidPayer', ['access-denied', account]],
    ['ObjectLocked', ['access-denied', locked]],
    ['InvalidObjectState', ['object-archived', restore]],
    ['ObjectNotInActiveTierError', ['object-archived', restore]],
    ['SlowDown', ['remote-unreachable', slower]],
    ['SlowDownRead', ['remote-unreachable', slower]],
    ['SlowDownWrite', ['remote-unreachable', slower]],
    ['TooManyRequests', ['remote-unreachable', slower]],
    ['RequestLimitExceeded', ['remote-unreachable', slower]],
    ['InternalError', ['remote-unreachable', trouble]],
    ['ServiceUnavailable', ['remote-unreachable', trouble]],
    ['RequestTimeout', ['remote-unreachable', 'The connection to S3 is too slow or broke: run the job again.']],
    ['OperationAborted', ['remote-unreachable', race]],
    ['ConditionalRequestConflict', ['remote-unreachable', race]],
    ['NoSuchUpload', ['remote-unreachable', lostUpload]],
    ['MethodNotAllowed', ['remote-unreachable', unsupported]],
    ['NotImplemented', ['remote-unreachable', unsupported]],
    ['XNotImplemented', ['remote-unreachable', unsupported]],
    ['QuotaExceeded', ['remote-unreachable', fullStorage]],
    ['XMinioStorageFull', ['remote-unreachable', fullStorage]],
    ['XMinioAdminBucketQuotaExceeded', ['remote-unreachable', fullStorage]],
    [
        'KeyTooLongError',
        ['invalid-input', 'A key has at most 1,024 bytes: shorten `remote`, `context` or the file name.'],
    ],
    ['EntityTooLarge', ['invalid-input', 'The server does not accept objects of this size: split the file.']],
]);
/**
 * `KMS.DisabledException`, `kms:KeyNotFound` and the like:
 * https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html
 */
const kmsCode = /^kms[.:]/i;
const kms = [
    'access-denied',
    "Check `sse-kms-key-id`, or the bucket's default key: it exists, is enabled and in the bucket's region, and the role may use it.",
];
/** The verdict and the advice for a code of S3; undefined for a code that says no more than its status. */
function findS3ErrorAdvice(code) {
    return kmsCode.test(code) ? kms : codes.get(code);
}
const encryptionCode = /^(?:NotImplemented|XNotImplemented|Invalid(?:Argument|Request|EncryptionAlgorithmError))$/;
const encryptionMessage = /KMS is not configured|server.side.encryption|\bSSE\b|encryption (?:method|algorithm)/i;
/** What helps against a server that does not know the encryption which the action asks for. */
const encryptionAdvice = 'Configure an encryption key on the server (MinIO: MINIO_KMS_SECRET_KEY), because Disdat in the container always asks for AES256. `sse: none` omits it from what the action itself writes.';
/** Whether a server does not know the encryption of a request: MinIO without a key, for example. */
function isEncryptionUnknown(code, message) {
    return encryptionCode.test(code) && encryptionMessage.test(message);
}

;// CONCATENATED MODULE: ./src/remote/translate-s3-error.js







const wrongRegionCodes = new Set([
    'PermanentRedirect',
    'TemporaryRedirect',
    'AuthorizationHeaderMalformed',
    'IllegalLocationConstraintException',
]);
const storeErrors = {
    'invalid-endpoint': ['invalid-input', 'Write it as https://host or http://host:port.'],
    'invalid-region': ['invalid-input', 'Set `aws-region` to a region, such as `us-east-1`.'],
    'file-too-large': ['invalid-input', 'Split the file, and create the bundle again.'],
    'file-changed': ['bundle-corrupt', 'Do not change bundles while the action runs, and run the job again.'],
    'size-mismatch': ['bundle-corrupt', 'Another writer may have changed it: run the job again.'],
    'checksum-mismatch': ['bundle-corrupt', 'Run the job again. If the error stays, create the bundle again.'],
    'object-replaced': ['bundle-corrupt', 'Bundles never change: find out what writes there, and run the job again.'],
    'no-ranges': ['remote-unreachable', 'This is an error of the S3 server, or of a proxy on the way to it.'],
    'endless-listing': ['remote-unreachable', 'This is an error of the S3 server.'],
};
/** The permissions for objects that each access needs: docs/iam.md. */
const objectActions = {
    read: 's3:GetObject',
    write: 's3:GetObject, s3:PutObject and s3:PutObjectAcl',
};
/**
 * Turns an error of a store into what the rest of the action expects: a Failure with the error as its cause, or a
 * BundleFormatError for an object that is too large. A Failure, and an error about a local file, stay as they are.
 * The advice about permissions names those that `access` needs.
 */
function translateS3Error(error, operation, access = 'write') {
    if (error instanceof errors/* Failure */.HR || (0,file_errors/* getFileErrorCode */.Ah)(error) !== undefined)
        return error;
    if (!(error instanceof s3_errors/* StoreError */.AD))
        return createFailure(error, operation, access);
    if (error.kind === 'object-too-large')
        return new format_error/* BundleFormatError */.KC(error.message);
    const [verdict, advice] = storeErrors[error.kind];
    return new errors/* Failure */.HR(verdict, error.message, advice, { cause: error });
}
function createFailure(error, operation, access) {
    const [code, status] = [(0,s3_errors/* getErrorCode */.E2)(error), (0,s3_errors/* getErrorStatus */.v9)(error)];
    const [verdict, evidence, advice] = status === undefined
        ? describeLostResponse(error, operation)
        : describeResponse(error, { code, status, access }, operation);
    return new errors/* Failure */.HR(verdict, evidence, advice, { cause: error });
}
function describeLostResponse(error, { target, region }) {
    const tls = (0,tls_errors/* findTlsFailure */.B)(error);
    if (tls !== undefined) {
        const evidence = `No TLS connection to S3 for ${target}: ${tls.reason} (${tls.code}).`;
        return ['remote-unreachable', evidence, tls.advice];
    }
    const advice = `Check \`remote\`, \`aws-region\` (${region}), and AWS_ENDPOINT_URL and proxy variables if you use them.`;
    return ['remote-unreachable', `No answer from S3 about ${target}: ${(0,errors/* describeError */.Uc)(error)}.`, advice];
}
function describeResponse(error, { code, status, access }, operation) {
    const { bucket, target, region } = operation;
    const answer = code === 'Error' ? `${status}` : `${status} ${code}`;
    if (code === 'NoSuchBucket') {
        const advice = 'Check the spelling of `remote`, or create the bucket.';
        return ['remote-unreachable', `The bucket ${bucket} does not exist (NoSuchBucket).`, advice];
    }
    if (status === 301 || wrongRegionCodes.has(code)) {
        const right = getErrorRegion(error);
        const advice = right === undefined ? "Set `aws-region` to the bucket's region." : `Set \`aws-region: ${right}\`.`;
        return ['remote-unreachable', `The bucket ${bucket} is not in ${region} (${answer}).`, advice];
    }
    const message = error instanceof Error ? error.message : '';
    if (isEncryptionUnknown(code, message)) {
        const evidence = `S3 cannot encrypt ${target}: ${answer} (${message}).`;
        return ['invalid-input', evidence, encryptionAdvice];
    }
    const [verdict, advice] = findS3ErrorAdvice(code) ?? [];
    if (verdict === undefined || advice === undefined)
        return describeStatus({ status, answer, access }, operation);
    return [verdict, describeRefusal(verdict, { target, answer, status }), advice];
}
function describeRefusal(verdict, { target, answer, status }) {
    if (verdict === 'object-archived')
        return `${target} is archived and cannot be read until it is restored: ${answer}.`;
    if (verdict === 'access-denied')
        return `S3 refused ${target}: ${answer}.`;
    return status >= 500 || status === 429
        ? `S3 failed at ${target}: ${answer}.`
        : `S3 did not accept ${target}: ${answer}.`;
}
function describeStatus({ status, answer, access }, { bucket, target }) {
    if (status === 401 || status === 403) {
        const advice = `Give the role in use s3:ListBucket on ${bucket}, and ${objectActions[access]} below the remote.`;
        return ['access-denied', `S3 refused ${target}: ${answer}.`, advice];
    }
    if (status === 429 || status >= 500) {
        const advice = 'S3 has an error or is overloaded: run the job again later.';
        return ['remote-unreachable', `S3 failed at ${target}: ${answer}.`, advice];
    }
    if (status < 300) {
        const advice = 'Check AWS_ENDPOINT_URL and proxy variables: another server than S3 may answer there.';
        return ['remote-unreachable', `The server at ${target} did not answer like S3.`, advice];
    }
    const advice = 'If the remote is not AWS, check that it supports what the action needs. Otherwise report this error.';
    return ['remote-unreachable', `S3 did not accept ${target}: ${answer}.`, advice];
}

;// CONCATENATED MODULE: ./src/remote/remote.js









/** The names of the index and of the packs, beside `objects/`. */
const cacheNames = { index: 'run-action/index', packs: 'run-action/pack' };
/** Names the action in the logs of S3. */
const userAgent = 'disdat-run-action';
/** Parses the URL of a remote. Throws Failure `invalid-input` for any other text. */
function requireRemoteUrl(url) {
    const parsed = (0,names/* parseRemoteUrl */.JH)(url);
    if (parsed !== undefined)
        return parsed;
    const evidence = `${JSON.stringify(url)} is not the URL of a remote.`;
    throw new errors/* Failure */.HR('invalid-input', evidence, 'Write it as `s3://bucket/prefix`.');
}
/** Opens a remote context. Sends no request yet. Throws Failure `invalid-input` for a URL that is not a remote's. */
async function openRemote(options) {
    const { url, context, useIndex, identity, env, encryption, tuning, warn } = options;
    const { bucket } = requireRemoteUrl(url);
    const access = useIndex?.isReadOnly === true ? 'read' : 'write';
    const translateError = (error, operation) => translateS3Error(error, operation, access);
    const onConditionIgnored = warn && ((write) => warn(describeIgnoredCondition(bucket, write)));
    const settings = { encryption, onConditionIgnored, userAgent, translateError, ...(tuning && { tuning }) };
    const store = await openStore({ bucket, identity, env, ...settings });
    return createRemote(store, { url, context, useIndex });
}
function describeIgnoredCondition(bucket, write) {
    return `The S3 server of s3://${bucket} ignores the condition of ${write}: steps that write the same object at the same time can overwrite each other's. docs/s3-servers.md lists what holds on which server.`;
}
/** Another context of the same remote, for reading: neither it nor its index is written. */
function openBaseContext(remote, context, useIndex) {
    const { store, url } = remote;
    return createRemote(store, { url, context, useIndex: useIndex && { ...useIndex, isReadOnly: true } });
}
/** A remote context over a store, which must be the store of the URL's bucket. Throws Failure `invalid-input`. */
function createRemote(store, options) {
    const { bucket, url } = requireRemoteUrl(options.url);
    const { context, useIndex } = options;
    const objects = `${(0,bundle/* formatObjectsUri */.Ab)({ url, context }).slice(`s3://${bucket}/`.length)}/`;
    const folder = objects.slice(0, -'objects/'.length);
    const getKey = (uuid, path) => `${objects}${uuid}/${path}`;
    return {
        url,
        context,
        store,
        index: new BundleIndex(useIndex && { ...useIndex, store, key: folder + cacheNames.index }),
        packs: new ContextPacks(useIndex && { ...useIndex, store, context, key: folder + cacheNames.packs }),
        receipts: new ContextReceipts(useIndex && { ...useIndex, store, context, objects }),
        objects,
        getKey,
        getUri: (uuid) => (0,bundle/* formatBundleUri */.gL)({ url, context }, uuid),
        read: (uuid, path, readOptions) => store.get(getKey(uuid, path), readOptions),
        async listSizes(uuid, { signal, limit = Number.POSITIVE_INFINITY }) {
            const prefix = getKey(uuid, '');
            const sizes = new Map();
            for await (const entry of store.list(prefix, { signal })) {
                if (sizes.size >= limit)
                    throw new format_error/* BundleFormatError */.KC(`its folder has more than ${limit} objects`);
                if (entry.kind === 'object')
                    sizes.set(entry.key.slice(prefix.length), entry.size);
            }
            return sizes;
        },
    };
}


/***/ }),

/***/ 65762:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AD: () => (/* binding */ StoreError),
/* harmony export */   CW: () => (/* binding */ isExpiredCredentials),
/* harmony export */   Dg: () => (/* binding */ S3Error),
/* harmony export */   E2: () => (/* binding */ getErrorCode),
/* harmony export */   IL: () => (/* binding */ isConnectionCode),
/* harmony export */   Rc: () => (/* binding */ ConnectionError),
/* harmony export */   T$: () => (/* binding */ TruncatedBodyError),
/* harmony export */   W0: () => (/* binding */ isAbsent),
/* harmony export */   v9: () => (/* binding */ getErrorStatus)
/* harmony export */ });
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33178);

/** An error that a store detects on its own. The message is a sentence for a user. */
class StoreError extends Error {
    name = 'StoreError';
    kind;
    constructor(kind, message, options) {
        super(message, options);
        this.kind = kind;
    }
}
/** A response with an error status, or with a body that S3 would not send. `name` is the error code of S3, if any. */
class S3Error extends Error {
    name;
    status;
    /** The region of the bucket, where the response names it. */
    region;
    /** The time at S3, where the response has it. */
    date;
    constructor(status, code, message, more = {}) {
        super(message || code || `status ${status}`);
        this.name = code ?? 'Error';
        this.status = status;
        this.region = more.region;
        this.date = more.date;
    }
}
/** No response at all. `code` is that of the system, such as `ECONNRESET`. */
class ConnectionError extends Error {
    name = 'ConnectionError';
    code;
    constructor(code, message, options) {
        super(message, options);
        this.code = code;
    }
}
/** A response whose body ended too early, or stopped. */
class TruncatedBodyError extends Error {
    name = 'TruncatedBodyError';
}
const connectionCodes = new Set([
    'ECONNREFUSED',
    'ECONNRESET',
    'ENOTFOUND',
    'EAI_AGAIN',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'EPIPE',
]);
/** Whether a code is that of a failed connection, where a retry may succeed. */
const isConnectionCode = (code) => connectionCodes.has(code);
/** The code of S3 in an error, such as `NoSuchBucket`, or of the system, such as `ECONNREFUSED`. */
function getErrorCode(error) {
    if (!(error instanceof Error))
        return '';
    const code = 'code' in error ? error.code : undefined;
    return typeof code === 'string' && isConnectionCode(code) ? code : error.name;
}
/** The HTTP status in an error of this client or of the SDK. */
function getErrorStatus(error) {
    return error instanceof S3Error ? error.status : (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getNumber */ .WZ)(error, '$metadata', 'httpStatusCode');
}
const expiryCodes = new Set(['ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired']);
/** Whether S3 says that the credentials have expired. */
function isExpiredCredentials(error) {
    return expiryCodes.has(getErrorCode(error));
}
/** A response to HEAD has no body, and so no code: this client and the SDK have names of their own for it. */
const absentCodes = new Set(['NotFound', 'Error', 'UnknownError']);
/**
 * Whether the key does not exist. False for anything else that does not exist: the bucket, an upload, a key of KMS.
 * `NoSuchKey` counts with every status: in the body of a success, it is the error of a copy.
 */
function isAbsent(error) {
    const code = getErrorCode(error);
    return code === 'NoSuchKey' || (getErrorStatus(error) === 404 && absentCodes.has(code));
}


/***/ })

};
;