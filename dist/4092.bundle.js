"use strict";
exports.id = 4092;
exports.ids = [4092];
exports.modules = {

/***/ 84092:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $f: () => (/* binding */ isHyperFrameName),
/* harmony export */   Ab: () => (/* binding */ formatObjectsUri),
/* harmony export */   Bo: () => (/* binding */ readBundle),
/* harmony export */   O1: () => (/* binding */ isUuid),
/* harmony export */   Oj: () => (/* binding */ formatHyperFrameName),
/* harmony export */   VN: () => (/* binding */ isOwnLink),
/* harmony export */   a0: () => (/* binding */ compareNewestFirst),
/* harmony export */   gL: () => (/* binding */ formatBundleUri),
/* harmony export */   iR: () => (/* binding */ pickNewest),
/* harmony export */   sD: () => (/* binding */ pickNewer),
/* harmony export */   u_: () => (/* binding */ formatFrameName),
/* harmony export */   xx: () => (/* binding */ parseLinkPath),
/* harmony export */   y8: () => (/* binding */ findLinkPathProblem),
/* harmony export */   zx: () => (/* binding */ createDescription)
/* harmony export */ });
/* unused harmony export decodeBytesText */
/* harmony import */ var _format_format_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51178);
/* harmony import */ var _format_hyperframe_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(53197);


const paramPrefix = '__param.';
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const linkScheme = 'bundle://';
/** The limit of S3 for a key, in bytes. */
const maxLinkPathBytes = 1024;
/** The limit of most file systems for one name, in bytes. */
const maxNameBytes = 255;
/**
 * The days that Python's datetime can hold in every time zone, in Unix seconds: 0001-01-03 to 9999-12-29. dsdt converts
 * the creation date of every bundle when it rebuilds its index, and fails at the first one outside.
 * https://docs.python.org/3/library/datetime.html#datetime.MINYEAR
 */
const minCreatedSeconds = -62_135_424_000;
const maxCreatedSeconds = 253_402_127_999;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern detects them.
const controlCharacters = /[\u0000-\u001f\u007f-\u009f]/;
/**
 * Whether a text is a uuid as Disdat writes it: 36 characters, lower case. Only such a uuid becomes part of a key or
 * path.
 */
function isUuid(text) {
    return uuidPattern.test(text);
}
/** `<uuid>_hframe.pb`: a bundle exists if this object does. */
function formatHyperFrameName(uuid) {
    return `${uuid}_hframe.pb`;
}
/** Whether dsdt takes the file at this path of a bundle's folder for a HyperFrame. */
function isHyperFrameName(path) {
    return /^(?:[^./][^/]*)?_hframe\.pb$/.test(path);
}
/** `<uuid>_frame.pb` */
function formatFrameName(frameUuid) {
    return `${frameUuid}_frame.pb`;
}
/** The folder of the bundles of a remote context: `s3://bucket/prefix/context/<context>/objects`. */
function formatObjectsUri(remote) {
    return `${remote.url}/context/${remote.context}/objects`;
}
/** The URI of a bundle, which is the folder of its files: `s3://…/objects/<uuid>`. */
function formatBundleUri(remote, uuid) {
    return `${formatObjectsUri(remote)}/${uuid}`;
}
/**
 * Reads a bundle from an encoded HyperFrame. Throws BundleFormatError for bytes that are not a HyperFrame, for another
 * bundle than `uuid`, if given, and for an invalid uuid or date.
 */
function readBundle(bytes, uuid) {
    return toBundle((0,_format_hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .readHyperFrame */ .we)(bytes), uuid);
}
function toBundle(message, expected) {
    const { uuid, lineage } = message;
    if (!isUuid(uuid))
        throw new _format_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC(`a HyperFrame whose uuid is ${quote(uuid)}`);
    if (expected !== undefined && uuid !== expected) {
        throw new _format_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC(`the HyperFrame of another bundle, ${uuid}`);
    }
    const frames = message.frames.map(({ k, v }) => ({ name: k, uuid: v }));
    const invalid = frames.find((frame) => !isUuid(frame.uuid));
    if (invalid !== undefined)
        throw new _format_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC(`a frame whose uuid is ${quote(invalid.uuid)}`);
    const createdSeconds = lineage?.creationDate ?? 0;
    const tags = new Map(message.tags.map(({ k, v }) => [k, v]));
    const stored = {
        uuid,
        name: message.humanName,
        owner: message.owner,
        processingName: message.processingName,
        createdSeconds,
        tags,
        presentation: (0,_format_hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .formatPresentation */ .og)(message.presentation),
        code: {
            method: lineage?.codeMethod ?? '',
            repo: decodeBytesText(lineage?.codeRepo ?? ''),
            hash: decodeBytesText(lineage?.codeHash ?? ''),
            branch: decodeBytesText(lineage?.codeBranch ?? ''),
        },
        dependsOn: (lineage?.dependsOn ?? []).map((dependency) => ({
            uuid: dependency.hframeUuid,
            processingName: dependency.hframeProcName,
            argument: dependency.argName,
        })),
    };
    return { ...createDescription(stored), frames, tookMs: readDuration(lineage) };
}
function readDuration(lineage) {
    const { startTime = 0, stopTime = 0 } = lineage ?? {};
    const ms = Math.round((stopTime - startTime) * 1000);
    return startTime > 0 && ms >= 0 && Number.isFinite(ms) ? ms : undefined;
}
/**
 * Completes a description with the properties that follow from others. Throws BundleFormatError for an invalid time.
 */
function createDescription(stored) {
    const { createdSeconds, tags } = stored;
    if (!(createdSeconds >= minCreatedSeconds && createdSeconds <= maxCreatedSeconds)) {
        throw new _format_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC(`a creation date of ${createdSeconds} seconds`);
    }
    const createdAt = new Date(createdSeconds * 1000);
    return { ...stored, createdAt, committed: tags.get('committed') === 'True', params: readParams(tags) };
}
/** The bundle that was created later; at the same microsecond, the bundle with the greater uuid. */
function pickNewer(a, b) {
    return compareNewestFirst(a, b) <= 0 ? a : b;
}
/** Compares bundles for an order with the newest first. */
function compareNewestFirst(a, b) {
    return b.createdSeconds - a.createdSeconds || (a.uuid > b.uuid ? -1 : 1);
}
/** Undefined without bundles. */
function pickNewest(bundles) {
    let best;
    for (const bundle of bundles)
        best = best === undefined ? bundle : pickNewer(best, bundle);
    return best;
}
/**
 * Parses a link to a file of its own bundle, whose path is relative to the bundle's folder, or to another URL (`s3://`,
 * `db://`), which cannot be proved or pulled. Throws BundleFormatError for a path that leaves the folder, is absolute
 * or empty, or has a character that is not allowed in keys and paths.
 */
function parseLinkPath(url) {
    if (!isOwnLink(url)) {
        if (/^[a-z][a-z0-9+.-]*:\/\//i.test(url))
            return { kind: 'external', url };
        throw new _format_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC(`a link to ${quote(url)}, which is neither a file of the bundle nor a URL`);
    }
    const path = url.slice(linkScheme.length);
    const problem = findLinkPathProblem(path);
    if (problem !== undefined)
        throw new _format_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC(`a link to ${quote(url)}: ${problem}`);
    return { kind: 'file', path };
}
/** Whether a link, as written, points into its own bundle. Its path is not checked: see `parseLinkPath`. */
function isOwnLink(url) {
    return url.startsWith(linkScheme);
}
/** Why a link to a file of its own bundle cannot have this path; undefined where it can. */
function findLinkPathProblem(path) {
    if (path.includes('\\') || controlCharacters.test(path))
        return 'its path has a backslash or a control character';
    if (Buffer.byteLength(path) > maxLinkPathBytes)
        return `its path has more than ${maxLinkPathBytes} bytes`;
    const names = path.split('/');
    if (names.some((name) => name === '' || name === '.' || name === '..'))
        return 'its path is not a plain path within the bundle';
    if (names.some((name) => Buffer.byteLength(name) > maxNameBytes))
        return `its path has a name of more than ${maxNameBytes} bytes`;
    return undefined;
}
/**
 * Decodes lineage that Disdat stored as the text of a Python bytes object with an escaped newline: with quotes
 * (`b'1288…\n'`), or, in an image of `dsdt dockerize`, without them (`b1288…\n`). Returns other text trimmed.
 */
function decodeBytesText(text) {
    const inner = /^b(['"])(.*)\1$/s.exec(text)?.[2] ?? /^b(.*)\\n$/s.exec(text)?.[1];
    return (inner === undefined ? text : inner.replace(/\\[nrt]/g, ' ')).trim();
}
function readParams(tags) {
    const params = new Map();
    for (const [key, value] of tags) {
        if (key.startsWith(paramPrefix))
            params.set(key.slice(paramPrefix.length), value);
    }
    return params;
}
function quote(text) {
    return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}


/***/ }),

/***/ 51178:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GB: () => (/* binding */ decodeOrThrow),
/* harmony export */   KC: () => (/* binding */ BundleFormatError),
/* harmony export */   o6: () => (/* binding */ throwFormatError)
/* harmony export */ });
/**
 * Bytes, a path or a value that Disdat never writes. The message says what is wrong, but not where the bytes come from.
 */
class BundleFormatError extends Error {
    name = 'BundleFormatError';
}
/** Throws BundleFormatError: for the right-hand side of a `??`. */
function throwFormatError(message) {
    throw new BundleFormatError(message);
}
/** Returns what `decode` returns. An error in it becomes a BundleFormatError that says that this is not a `format`. */
function decodeOrThrow(format, decode) {
    try {
        return decode();
    }
    catch (error) {
        if (error instanceof BundleFormatError)
            throw error;
        const reason = error instanceof Error ? error.message : String(error);
        throw new BundleFormatError(`not a ${format}: ${reason}`, { cause: error });
    }
}


/***/ }),

/***/ 53197:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Af: () => (/* binding */ framePeekBytes),
/* harmony export */   JG: () => (/* binding */ replaceTag),
/* harmony export */   NH: () => (/* binding */ writeHyperFrame),
/* harmony export */   XI: () => (/* binding */ hyperFrameHashMatches),
/* harmony export */   _r: () => (/* binding */ frameHashField),
/* harmony export */   bG: () => (/* binding */ frameHashMatches),
/* harmony export */   cb: () => (/* binding */ isDatabaseLink),
/* harmony export */   fr: () => (/* binding */ maxFrameBytes),
/* harmony export */   og: () => (/* binding */ formatPresentation),
/* harmony export */   ts: () => (/* binding */ maxHyperFrameBytes),
/* harmony export */   uF: () => (/* binding */ readLinkUrl),
/* harmony export */   vr: () => (/* binding */ writeFrame),
/* harmony export */   we: () => (/* binding */ readHyperFrame)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(93095);
/* harmony import */ var _bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(90363);
/* harmony import */ var _bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(73188);
/* harmony import */ var _bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(61409);
/* harmony import */ var _format_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(51178);
/* harmony import */ var _proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60339);
/* harmony import */ var _wire_fields_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(71617);





/** The largest HyperFrame that is decoded, in bytes: room for about 50,000 columns. */
const maxHyperFrameBytes = 4 * 1024 * 1024;
/** The largest frame of links or nested bundles that is read, in bytes: room for about 300,000 links. */
const maxFrameBytes = 64 * 1024 * 1024;
/** The first bytes of a frame that show its type, which only the frame's name and uuid precede. */
const framePeekBytes = 64 * 1024;
const hyperFrameHashField = _proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .HyperFrameSchema */ .xm.field.hash.number;
/** The number of the last field of a frame. */
const frameHashField = _proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .FrameSchema */ .ty.field.hash.number;
/**
 * Decodes a HyperFrame. Fields that the schema does not know are kept, and `writeHyperFrame` writes them again. Throws
 * BundleFormatError for bytes that are not a whole HyperFrame: bytes that cannot be decoded, more than
 * `maxHyperFrameBytes`, or no `hash`, which is written last and which a truncation therefore removes first.
 */
function readHyperFrame(bytes) {
    if (bytes.length > maxHyperFrameBytes) {
        throw new _format_error_js__WEBPACK_IMPORTED_MODULE_3__/* .BundleFormatError */ .KC(`a HyperFrame of ${bytes.length} bytes; ${maxHyperFrameBytes} is the limit`);
    }
    const message = (0,_format_error_js__WEBPACK_IMPORTED_MODULE_3__/* .decodeOrThrow */ .GB)('HyperFrame', () => (0,_bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_4__/* .fromBinary */ .Er)(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .HyperFrameSchema */ .xm, bytes));
    (0,_wire_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .assertWireFormat */ .r)(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .HyperFrameSchema */ .xm, bytes);
    if (message.hash === '')
        throw new _format_error_js__WEBPACK_IMPORTED_MODULE_3__/* .BundleFormatError */ .KC('a HyperFrame without its hash: it is empty or truncated');
    return message;
}
/** Encodes a HyperFrame as Disdat does: fields in the order of their numbers, with a new `hash`. */
function writeHyperFrame(message) {
    const copy = (0,_bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_5__/* .clone */ .o)(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .HyperFrameSchema */ .xm, message);
    copy.hash = '';
    copy.hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('md5').update((0,_bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_6__/* .toBinary */ .R)(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .HyperFrameSchema */ .xm, copy)).digest('hex');
    return (0,_bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_6__/* .toBinary */ .R)(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .HyperFrameSchema */ .xm, copy);
}
/**
 * Replaces a tag of an encoded HyperFrame as `replace_tags` of disdat/hyperframe.py does: everything else stays, times
 * and unknown fields included, and `hash` is new. Without a value, the tag is removed. A key is in the result once at
 * most, because dsdt's index refuses two. Throws BundleFormatError as `readHyperFrame` does.
 */
function replaceTag(bytes, key, value) {
    const message = readHyperFrame(bytes);
    const others = message.tags.filter(({ k }) => k !== key);
    message.tags = value === undefined ? others : [...others, (0,_bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_7__/* .create */ .v)(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .StringTupleSchema */ .tC, { k: key, v: value })];
    return writeHyperFrame(message);
}
/** Encodes a Frame as Disdat does: fields in the order of their numbers, with a new `hash`. */
function writeFrame(message) {
    const copy = (0,_bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_5__/* .clone */ .o)(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .FrameSchema */ .ty, message);
    copy.hash = '';
    copy.hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('md5').update((0,_bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_6__/* .toBinary */ .R)(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .FrameSchema */ .ty, copy)).digest('hex');
    return (0,_bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_6__/* .toBinary */ .R)(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .FrameSchema */ .ty, copy);
}
/**
 * Whether the `hash` of an encoded HyperFrame is the MD5 of its other fields. False for bytes that are not a message.
 */
function hyperFrameHashMatches(bytes) {
    return hashMatches(bytes, hyperFrameHashField);
}
/** Whether the `hash` of an encoded Frame is the MD5 of its other fields. False for bytes that are not a message. */
function frameHashMatches(bytes) {
    return hashMatches(bytes, frameHashField);
}
/** `DF`, `SCALAR`, … as dsdt spells it; the digits of a number that Disdat does not define. */
function formatPresentation(value) {
    return Object.entries(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .Presentation */ .Jm).find(([, number]) => number === value)?.[0] ?? String(value);
}
/** The URL of an encoded Link, as written, for `parseLinkPath`. Throws BundleFormatError for bytes without one. */
function readLinkUrl(bytes) {
    const { link } = (0,_format_error_js__WEBPACK_IMPORTED_MODULE_3__/* .decodeOrThrow */ .GB)('Link', () => (0,_bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_4__/* .fromBinary */ .Er)(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .LinkSchema */ .md, bytes));
    (0,_wire_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .assertWireFormat */ .r)(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .LinkSchema */ .md, bytes);
    const url = link.case === 'local' ? link.value.path : (link.value?.url ?? '');
    if (url === '')
        throw new _format_error_js__WEBPACK_IMPORTED_MODULE_3__/* .BundleFormatError */ .KC('a link without a URL');
    return url;
}
/** Whether an encoded Link is to a table of a database. */
function isDatabaseLink(bytes) {
    return (0,_format_error_js__WEBPACK_IMPORTED_MODULE_3__/* .decodeOrThrow */ .GB)('Link', () => (0,_bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_4__/* .fromBinary */ .Er)(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .LinkSchema */ .md, bytes)).link.case === 'database';
}
function hashMatches(bytes, hashField) {
    const md5 = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('md5');
    let claimed = '';
    let hashedTo = 0;
    try {
        for (const { number, start, end, content } of (0,_wire_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readFields */ .q)(bytes)) {
            if (number !== hashField)
                continue;
            md5.update(bytes.subarray(hashedTo, start));
            hashedTo = end;
            claimed = content.toString();
        }
    }
    catch {
        return false;
    }
    return md5.update(bytes.subarray(hashedTo)).digest('hex') === claimed;
}


/***/ }),

/***/ 60339:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bu: () => (/* binding */ ByteOrder),
/* harmony export */   Fh: () => (/* binding */ LocalLinkSchema),
/* harmony export */   Jm: () => (/* binding */ Presentation),
/* harmony export */   ZU: () => (/* binding */ Type),
/* harmony export */   lq: () => (/* binding */ LineageSchema),
/* harmony export */   md: () => (/* binding */ LinkSchema),
/* harmony export */   tC: () => (/* binding */ StringTupleSchema),
/* harmony export */   ty: () => (/* binding */ FrameSchema),
/* harmony export */   xm: () => (/* binding */ HyperFrameSchema)
/* harmony export */ });
/* unused harmony exports file_hyperframe, Lineage_DependencySchema, S3LinkSchema, DatabaseLinkSchema, PresentationSchema, ByteOrderSchema, TypeSchema */
/* harmony import */ var _bufbuild_protobuf_codegenv2__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48671);
/* harmony import */ var _bufbuild_protobuf_codegenv2__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(37860);
// The messages of Disdat: one HyperFrame for each bundle, one Frame for each column or tensor. Names, numbers and types
// are Disdat's wire format. `npm run proto` generates hyperframe_pb.ts from this file.

/**
 * Describes the file hyperframe.proto.
 */
const file_hyperframe = /*@__PURE__*/ (0,_bufbuild_protobuf_codegenv2__WEBPACK_IMPORTED_MODULE_0__/* .fileDesc */ .w)("ChBoeXBlcmZyYW1lLnByb3RvEgZidW5kbGUiIwoLU3RyaW5nVHVwbGUSCQoBaxgBIAEoCRIJCgF2GAIgASgJIvoBCgpIeXBlckZyYW1lEg0KBW93bmVyGAEgASgJEhIKCmh1bWFuX25hbWUYAiABKAkSFwoPcHJvY2Vzc2luZ19uYW1lGAMgASgJEgwKBHV1aWQYBCABKAkSIwoGZnJhbWVzGAUgAygLMhMuYnVuZGxlLlN0cmluZ1R1cGxlEiAKB2xpbmVhZ2UYBiABKAsyDy5idW5kbGUuTGluZWFnZRIhCgR0YWdzGAcgAygLMhMuYnVuZGxlLlN0cmluZ1R1cGxlEioKDHByZXNlbnRhdGlvbhgIIAEoDjIULmJ1bmRsZS5QcmVzZW50YXRpb24SDAoEaGFzaBgJIAEoCSLjAQoFRnJhbWUSDAoEbmFtZRgBIAEoCRIMCgR1dWlkGAIgASgJEhoKBHR5cGUYAyABKA4yDC5idW5kbGUuVHlwZRINCgVzaGFwZRgEIAMoDRIkCglieXRlb3JkZXIYBSABKA4yES5idW5kbGUuQnl0ZU9yZGVyEiMKB2hmcmFtZXMYBiADKAsyEi5idW5kbGUuSHlwZXJGcmFtZRIbCgVsaW5rcxgHIAMoCzIMLmJ1bmRsZS5MaW5rEg8KB3N0cmluZ3MYCCADKAkSDAoEZGF0YRgJIAEoDBIMCgRoYXNoGAogASgJIpgDCgdMaW5lYWdlEhgKEGhmcmFtZV9wcm9jX25hbWUYASABKAkSEwoLaGZyYW1lX3V1aWQYAiABKAkSEQoJY29kZV9yZXBvGAMgASgJEhEKCWNvZGVfbmFtZRgEIAEoCRITCgtjb2RlX3NlbXZlchgFIAEoCRIRCgljb2RlX2hhc2gYBiABKAkSEwoLY29kZV9icmFuY2gYByABKAkSFAoMZGF0YV9jb250ZXh0GAggASgJEhMKC2RhdGFfYnJhbmNoGAkgASgJEhUKDWNyZWF0aW9uX2RhdGUYCiABKAESLgoKZGVwZW5kc19vbhgLIAMoCzIaLmJ1bmRsZS5MaW5lYWdlLkRlcGVuZGVuY3kSEgoKc3RhcnRfdGltZRgMIAEoARIRCglzdG9wX3RpbWUYDSABKAESEwoLY29kZV9tZXRob2QYDiABKAkaTQoKRGVwZW5kZW5jeRIYChBoZnJhbWVfcHJvY19uYW1lGAEgASgJEhMKC2hmcmFtZV91dWlkGAIgASgJEhAKCGFyZ19uYW1lGAMgASgJIsEBCgRMaW5rEgwKBHV1aWQYASABKAkSEgoKZnJhbWVfdXVpZBgCIAEoCRIVCg1saW5rYXV0aF91dWlkGAMgASgJEgwKBGhhc2gYBCABKAkSIgoFbG9jYWwYBSABKAsyES5idW5kbGUuTG9jYWxMaW5rSAASHAoCczMYBiABKAsyDi5idW5kbGUuUzNMaW5rSAASKAoIZGF0YWJhc2UYByABKAsyFC5idW5kbGUuRGF0YWJhc2VMaW5rSABCBgoEbGluayIZCglMb2NhbExpbmsSDAoEcGF0aBgBIAEoCSIVCgZTM0xpbmsSCwoDdXJsGAEgASgJIowBCgxEYXRhYmFzZUxpbmsSCwoDdXJsGAEgASgJEhAKCGRhdGFiYXNlGAIgASgJEhIKCnNlcnZlcm5hbWUYAyABKAkSDgoGc2NoZW1hGAQgASgJEg0KBXRhYmxlGAUgASgJEg8KB2NvbHVtbnMYBiADKAkSCwoDZHNuGAcgASgJEgwKBHBvcnQYCCABKAUqVgoMUHJlc2VudGF0aW9uEgYKAkhGEAASBgoCREYQARIKCgZTQ0FMQVIQAxIKCgZURU5TT1IQBBIHCgNST1cQBRILCgdERUZBVUxUEAYSCAoESlNPThAHKigKCUJ5dGVPcmRlchIHCgNCSUcQABIKCgZMSVRUTEUQARIGCgJOQRACKugBCgRUeXBlEggKBE5PTkUQABIICgRMSU5LEAESCwoHRkxPQVQxNhACEgsKB0ZMT0FUMzIQAxILCgdGTE9BVDY0EAQSCQoFVUlOVDgQBRIKCgZVSU5UMTYQBhIKCgZVSU5UMzIQBxIKCgZVSU5UNjQQCBIICgRJTlQ4EAkSCQoFSU5UMTYQChIJCgVJTlQzMhALEgkKBUlOVDY0EAwSCgoGU1RSSU5HEA0SCAoEQk9PTBAOEg0KCUNPTVBMRVg2NBAPEg4KCkNPTVBMRVgxMjgQEBIKCgZIRlJBTUUQERIKCgZPQkpFQ1QQEmIGcHJvdG8z");
/**
 * Describes the message bundle.StringTuple.
 * Use `create(StringTupleSchema)` to create a new message.
 */
const StringTupleSchema = /*@__PURE__*/ (0,_bufbuild_protobuf_codegenv2__WEBPACK_IMPORTED_MODULE_1__/* .messageDesc */ .Z)(file_hyperframe, 0);
/**
 * Describes the message bundle.HyperFrame.
 * Use `create(HyperFrameSchema)` to create a new message.
 */
const HyperFrameSchema = /*@__PURE__*/ (0,_bufbuild_protobuf_codegenv2__WEBPACK_IMPORTED_MODULE_1__/* .messageDesc */ .Z)(file_hyperframe, 1);
/**
 * Describes the message bundle.Frame.
 * Use `create(FrameSchema)` to create a new message.
 */
const FrameSchema = /*@__PURE__*/ (0,_bufbuild_protobuf_codegenv2__WEBPACK_IMPORTED_MODULE_1__/* .messageDesc */ .Z)(file_hyperframe, 2);
/**
 * Describes the message bundle.Lineage.
 * Use `create(LineageSchema)` to create a new message.
 */
const LineageSchema = /*@__PURE__*/ (0,_bufbuild_protobuf_codegenv2__WEBPACK_IMPORTED_MODULE_1__/* .messageDesc */ .Z)(file_hyperframe, 3);
/**
 * Describes the message bundle.Lineage.Dependency.
 * Use `create(Lineage_DependencySchema)` to create a new message.
 */
const Lineage_DependencySchema = /*@__PURE__*/ (/* unused pure expression or super */ null && (messageDesc(file_hyperframe, 3, 0)));
/**
 * Describes the message bundle.Link.
 * Use `create(LinkSchema)` to create a new message.
 */
const LinkSchema = /*@__PURE__*/ (0,_bufbuild_protobuf_codegenv2__WEBPACK_IMPORTED_MODULE_1__/* .messageDesc */ .Z)(file_hyperframe, 4);
/**
 * Describes the message bundle.LocalLink.
 * Use `create(LocalLinkSchema)` to create a new message.
 */
const LocalLinkSchema = /*@__PURE__*/ (0,_bufbuild_protobuf_codegenv2__WEBPACK_IMPORTED_MODULE_1__/* .messageDesc */ .Z)(file_hyperframe, 5);
/**
 * Describes the message bundle.S3Link.
 * Use `create(S3LinkSchema)` to create a new message.
 */
const S3LinkSchema = /*@__PURE__*/ (/* unused pure expression or super */ null && (messageDesc(file_hyperframe, 6)));
/**
 * Describes the message bundle.DatabaseLink.
 * Use `create(DatabaseLinkSchema)` to create a new message.
 */
const DatabaseLinkSchema = /*@__PURE__*/ (/* unused pure expression or super */ null && (messageDesc(file_hyperframe, 7)));
/**
 * @generated from enum bundle.Presentation
 */
const Presentation = {
    /**
     * @generated from enum value: HF = 0;
     */
    HF: 0,
    /**
     * @generated from enum value: DF = 1;
     */
    DF: 1,
    /**
     * @generated from enum value: SCALAR = 3;
     */
    SCALAR: 3,
    /**
     * @generated from enum value: TENSOR = 4;
     */
    TENSOR: 4,
    /**
     * @generated from enum value: ROW = 5;
     */
    ROW: 5,
    /**
     * @generated from enum value: DEFAULT = 6;
     */
    DEFAULT: 6,
    /**
     * @generated from enum value: JSON = 7;
     */
    JSON: 7,
};
/**
 * Describes the enum bundle.Presentation.
 */
const PresentationSchema = /*@__PURE__*/ (/* unused pure expression or super */ null && (enumDesc(file_hyperframe, 0)));
/**
 * @generated from enum bundle.ByteOrder
 */
const ByteOrder = {
    /**
     * @generated from enum value: BIG = 0;
     */
    BIG: 0,
    /**
     * @generated from enum value: LITTLE = 1;
     */
    LITTLE: 1,
    /**
     * @generated from enum value: NA = 2;
     */
    NA: 2,
};
/**
 * Describes the enum bundle.ByteOrder.
 */
const ByteOrderSchema = /*@__PURE__*/ (/* unused pure expression or super */ null && (enumDesc(file_hyperframe, 1)));
/**
 * @generated from enum bundle.Type
 */
const Type = {
    /**
     * @generated from enum value: NONE = 0;
     */
    NONE: 0,
    /**
     * @generated from enum value: LINK = 1;
     */
    LINK: 1,
    /**
     * @generated from enum value: FLOAT16 = 2;
     */
    FLOAT16: 2,
    /**
     * @generated from enum value: FLOAT32 = 3;
     */
    FLOAT32: 3,
    /**
     * @generated from enum value: FLOAT64 = 4;
     */
    FLOAT64: 4,
    /**
     * @generated from enum value: UINT8 = 5;
     */
    UINT8: 5,
    /**
     * @generated from enum value: UINT16 = 6;
     */
    UINT16: 6,
    /**
     * @generated from enum value: UINT32 = 7;
     */
    UINT32: 7,
    /**
     * @generated from enum value: UINT64 = 8;
     */
    UINT64: 8,
    /**
     * @generated from enum value: INT8 = 9;
     */
    INT8: 9,
    /**
     * @generated from enum value: INT16 = 10;
     */
    INT16: 10,
    /**
     * @generated from enum value: INT32 = 11;
     */
    INT32: 11,
    /**
     * @generated from enum value: INT64 = 12;
     */
    INT64: 12,
    /**
     * @generated from enum value: STRING = 13;
     */
    STRING: 13,
    /**
     * @generated from enum value: BOOL = 14;
     */
    BOOL: 14,
    /**
     * @generated from enum value: COMPLEX64 = 15;
     */
    COMPLEX64: 15,
    /**
     * @generated from enum value: COMPLEX128 = 16;
     */
    COMPLEX128: 16,
    /**
     * @generated from enum value: HFRAME = 17;
     */
    HFRAME: 17,
    /**
     * @generated from enum value: OBJECT = 18;
     */
    OBJECT: 18,
};
/**
 * Describes the enum bundle.Type.
 */
const TypeSchema = /*@__PURE__*/ (/* unused pure expression or super */ null && (enumDesc(file_hyperframe, 2)));


/***/ }),

/***/ 71617:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ readFields),
/* harmony export */   r: () => (/* binding */ assertWireFormat)
/* harmony export */ });
/* harmony import */ var _bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(69395);
/* harmony import */ var _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8902);
/* harmony import */ var _format_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51178);



/**
 * The top-level fields of a message, in the order of its bytes. Allocates nothing as large as a length claims. Throws
 * BundleFormatError for bytes that are not a message, for a group, and for a value that is cut off, unless `isPrefix`.
 *
 * @param isPrefix Whether the bytes are only the beginning of a message, so that its last text, bytes or message may be
 * cut off.
 */
function* readFields(bytes, { isPrefix = false } = {}) {
    const reader = new _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_0__/* .BinaryReader */ .V5(bytes);
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const read = () => readField(buffer, reader);
    while (reader.pos < reader.len) {
        const field = (0,_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .decodeOrThrow */ .GB)('protobuf message', read);
        if (field.end > bytes.length && !isPrefix)
            throw new _format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC(`field ${field.number} is cut off`);
        yield field;
    }
}
/**
 * Throws BundleFormatError for bytes that Python's Protocol Buffers refuse as this message and `fromBinary` reads: it
 * does not compare wire types, and does not stop at the end of an inner message.
 */
function assertWireFormat(schema, bytes) {
    const fields = getFields(schema);
    for (const { number, wireType, content } of readFields(bytes)) {
        const field = fields.get(number);
        if (field === undefined)
            continue;
        if (wireType !== getWireType(field))
            throw new _format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC(`a field ${number} of wire type ${wireType}`);
        if (field.message !== undefined)
            assertWireFormat(field.message, content);
    }
}
const fieldsOfSchemas = new Map();
/** The fields of a message by their numbers: each HyperFrame has many small messages. */
function getFields(schema) {
    const known = fieldsOfSchemas.get(schema);
    if (known !== undefined)
        return known;
    const fields = new Map(schema.fields.map((field) => [field.number, field]));
    fieldsOfSchemas.set(schema, fields);
    return fields;
}
function getWireType(field) {
    if (field.enum !== undefined)
        return _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_0__/* .WireType */ .O0.Varint;
    switch (field.scalar) {
        case _bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_2__/* .ScalarType */ .L.DOUBLE:
            return _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_0__/* .WireType */ .O0.Bit64;
        case _bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_2__/* .ScalarType */ .L.INT32:
            return _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_0__/* .WireType */ .O0.Varint;
        default:
            return _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_0__/* .WireType */ .O0.LengthDelimited;
    }
}
function readField(bytes, reader) {
    const start = reader.pos;
    const [number, wireType] = reader.tag();
    if (wireType === _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_0__/* .WireType */ .O0.StartGroup || wireType === _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_0__/* .WireType */ .O0.EndGroup) {
        throw new _format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC(`field ${number} is a group`);
    }
    const lengthStart = reader.pos;
    const length = wireType === _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_0__/* .WireType */ .O0.LengthDelimited ? reader.uint32() : undefined;
    const begin = reader.pos;
    // The reader takes the lowest 32 bits of a length. A fifth byte of 128 or more is not the last one.
    if (begin - lengthStart > 4 && (bytes[lengthStart + 4] ?? 0) >= 16) {
        throw new _format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC('a length of more than 32 bits');
    }
    if (length === undefined)
        reader.skip(wireType, number);
    else
        reader.pos += length;
    const end = reader.pos;
    return { number, wireType, start, end, content: bytes.subarray(begin, end), contentBytes: end - begin };
}


/***/ })

};
;