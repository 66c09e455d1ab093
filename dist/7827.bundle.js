"use strict";
exports.id = 7827;
exports.ids = [7827];
exports.modules = {

/***/ 35198:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LE: () => (/* binding */ isSameType),
/* harmony export */   dT: () => (/* binding */ maybeUtc),
/* harmony export */   m6: () => (/* binding */ untypedColumn),
/* harmony export */   vI: () => (/* binding */ anyTimestamp)
/* harmony export */ });
/** The type of every column of a CSV file, which states no types. */
const untypedColumn = 'TEXT';
/** Ends the type of a time of which its file does not say whether it is in UTC. */
const maybeUtc = ', UTC?)';
/** The type of a time of which its file does not state the unit either. */
const anyTimestamp = 'TIMESTAMP';
/** Whether two types of columns in files are the same, as far as the files state them. */
function isSameType(a, b) {
    return a === b || includesType(a, b) || includesType(b, a);
}
function includesType(vague, type) {
    if (vague === untypedColumn)
        return true;
    if (vague === anyTimestamp)
        return type.startsWith(`${anyTimestamp}(`);
    return vague === type.replace(/(?:, UTC)?\)/, maybeUtc);
}


/***/ }),

/***/ 31337:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ maxTableColumns),
/* harmony export */   b: () => (/* binding */ detectTableFormat)
/* harmony export */ });
/** Tables with more columns are not compared. */
const maxTableColumns = 10_000;
const formats = new Map([
    ['.parquet', 'parquet'],
    ['.pq', 'parquet'],
    ['.csv', 'csv'],
    ['.tsv', 'csv'],
]);
/** The format that the extension of a file promises; undefined for other files, and for compressed ones. */
function detectTableFormat(path) {
    return formats.get(path.slice(path.lastIndexOf('.')).toLowerCase());
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

/***/ 33178:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AA: () => (/* binding */ getString),
/* harmony export */   Gv: () => (/* binding */ isObject),
/* harmony export */   VI: () => (/* binding */ getField),
/* harmony export */   WZ: () => (/* binding */ getNumber),
/* harmony export */   qF: () => (/* binding */ parseJson),
/* harmony export */   vS: () => (/* binding */ getList)
/* harmony export */ });
/** Whether a value is a JSON object: not null and not a list. */
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/**
 * The value at a path of own properties, one name for each level; undefined where a level is absent or is not an
 * object.
 */
function getField(value, ...path) {
    return path.reduce((inner, name) => typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name) ? Reflect.get(inner, name) : undefined, value);
}
/** The text at a path of own properties; undefined when the field is absent or not a text. */
function getString(value, ...path) {
    const field = getField(value, ...path);
    return typeof field === 'string' ? field : undefined;
}
/** The finite number at a path of own properties; undefined when the field is absent or not a finite number. */
function getNumber(value, ...path) {
    const field = getField(value, ...path);
    return typeof field === 'number' && Number.isFinite(field) ? field : undefined;
}
/** The list at a path of own properties; empty when the field is absent or not a list. */
function getList(value, ...path) {
    const field = getField(value, ...path);
    return Array.isArray(field) ? field : [];
}
/** The value of a JSON text; undefined where the text is not JSON. */
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
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

/***/ 94521:
/***/ ((__unused_webpack_module, __unused_webpack___webpack_exports__, __webpack_require__) => {


// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(75919);
// EXTERNAL MODULE: ./src/lib/page-buffer.js
var page_buffer = __webpack_require__(97078);
// EXTERNAL MODULE: ./src/compare/rows/open-table.js + 15 modules
var open_table = __webpack_require__(64754);
// EXTERNAL MODULE: ./src/compare/rows/row-messages.js
var row_messages = __webpack_require__(65319);
// EXTERNAL MODULE: ./src/compare/rows/row-tasks.js + 5 modules
var row_tasks = __webpack_require__(82068);
;// CONCATENATED MODULE: ./src/compare/rows/serve-row-tasks.js




/** Does what the port asks for, one task after the other, until the thread is ended. */
function serveRowTasks(port) {
    const reads = new Map();
    // The thread is ended to cancel it.
    const { signal } = new AbortController();
    let nextId = 0;
    const answer = (response) => port.postMessage(response);
    const createSource = (size, source) => ({
        size,
        read: async (offset, length) => {
            const id = nextId++;
            return await new Promise((resolve) => {
                reads.set(id, resolve);
                answer({ kind: 'read', id, source, offset, length });
            });
        },
        release: page_buffer/* freeBytes */.go,
    });
    const run = async (request) => {
        if (request.kind === 'join')
            return { kind: 'joined', joined: await (0,row_tasks/* joinPart */.M)(request.task, { signal }) };
        const table = await (0,open_table/* openTable */.R)({ layout: request.layout, sources: request.sizes.map(createSource) }, { signal });
        return { kind: 'filled', filled: await (0,row_tasks/* fillTable */.K)(table, request.task, { signal }) };
    };
    port.on('message', (request) => {
        if (request.kind === 'bytes') {
            reads.get(request.id)?.(request.bytes);
            reads.delete(request.id);
            return;
        }
        run(request).then(answer, (error) => answer({ kind: 'failed', error: (0,row_messages/* packError */.Y)(error) }));
    });
}

;// CONCATENATED MODULE: ./src/rows.js


/** The entry of a thread that compares rows. */
if (external_node_worker_threads_.parentPort)
    serveRowTasks(external_node_worker_threads_.parentPort);


/***/ })

};
;