"use strict";
exports.id = 925;
exports.ids = [925];
exports.modules = {

/***/ 20166:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ax: () => (/* binding */ readNumberCell),
/* harmony export */   OH: () => (/* binding */ cellWords),
/* harmony export */   Qc: () => (/* binding */ CellSink),
/* harmony export */   u_: () => (/* binding */ isNullCell)
/* harmony export */ });
/* harmony import */ var _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51178);
/* harmony import */ var _hash_bytes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(13906);
/* harmony import */ var _value_sink_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31535);



/**
 * A cell of a compared column takes two words: a number is its double, and everything else is a NaN with the lowest 52
 * bits of its hash, so that one in 2^52 changes of a text goes unseen. A cell of a key takes four words: a double, or
 * the 128 bits of the hash.
 */
const cellWords = { value: 2, key: 4 };
const initialRows = 4096;
/** The upper half of NaN, which JavaScript and pandas have for a missing number. */
const nanHigh = 0x7ff80000;
/** The bits of the upper half that distinguish one NaN from another. */
const hashMask = 0x8007ffff;
/** The lower halves of cells that are not hashes. */
const lowWords = { missing: 0, null: 1, NaN: 2, firstHash: 16 };
/** Tags that distinguish hashes of words from each other. */
const tags = { utc: 1, local: 2, date: 3, time: 4 };
const textNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?$/;
const longInteger = /^[+-]?\d+$/;
/** Longer integers are compared digit by digit. */
const maxDoubleDigits = 15;
const double = new Float64Array(1);
const halves = new Uint32Array(double.buffer);
/** Collects the values of a column as cells, so that values are equal if their cells are. */
class CellSink {
    #words;
    #hash = new Uint32Array(4);
    #text = Buffer.alloc(4096);
    #out;
    #start = 0;
    #end = 0;
    /** @param rows The rows for which there is room at first. */
    constructor(words, rows = initialRows) {
        this.#words = words;
        this.#out = new Uint32Array(Math.max(rows, 1) * words);
    }
    /** The rows that were added and not removed. */
    get rows() {
        return (this.#end - this.#start) / this.#words;
    }
    /** The cells of the first rows: a view that is valid until more are added. */
    view(rows) {
        return this.#out.subarray(this.#start, this.#start + rows * this.#words);
    }
    remove(rows) {
        this.#start += rows * this.#words;
        if (this.#start !== this.#end)
            return;
        this.#start = 0;
        this.#end = 0;
    }
    missing() {
        this.#put(lowWords.missing, nanHigh);
    }
    number(value) {
        // Adding 0 makes 0 of -0.
        double[0] = value + 0;
        if (Number.isNaN(value))
            this.missing();
        else
            this.#put(halves[0] ?? 0, halves[1] ?? 0);
    }
    numbers(values, count) {
        const words = new Uint32Array(values.buffer, values.byteOffset, count * 2);
        this.#reserve(count);
        const out = this.#out;
        let at = this.#end;
        for (let index = 0; index < count; index++) {
            const value = values[index] ?? 0;
            const isMissing = Number.isNaN(value);
            // Neither -0 nor the bits of NaN distinguish values.
            const isSpecial = isMissing || value === 0;
            out[at] = isSpecial ? 0 : (words[index * 2] ?? 0);
            out[at + 1] = isSpecial ? (isMissing ? nanHigh : 0) : (words[index * 2 + 1] ?? 0);
            at = this.#close(at);
        }
        this.#end = at;
    }
    boolean(value) {
        this.number(value ? 1 : 0);
    }
    integer(value) {
        const exact = (0,_value_sink_js__WEBPACK_IMPORTED_MODULE_0__/* .toExactDouble */ ._p)(value);
        if (exact === undefined)
            this.#putText(`${value}`);
        else
            this.number(exact);
    }
    decimal(unscaled, scale) {
        const normal = (0,_value_sink_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeDecimal */ .BH)(unscaled, scale);
        const nearest = (0,_value_sink_js__WEBPACK_IMPORTED_MODULE_0__/* .toNearestDouble */ .XS)(normal.unscaled, normal.scale);
        if (normal.scale === 0)
            this.integer(normal.unscaled);
        else if (nearest === undefined)
            this.#putText(`${normal.unscaled}e-${normal.scale}`);
        else
            this.number(nearest);
    }
    moment(kind, seconds, nanos) {
        double[0] = seconds + 0;
        (0,_hash_bytes_js__WEBPACK_IMPORTED_MODULE_1__/* .hashWords */ .mX)(tags[kind], nanos, halves[0] ?? 0, halves[1] ?? 0, this.#hash, 0);
        this.#putHash();
    }
    bytes(bytes, start = 0, end = bytes.length) {
        (0,_hash_bytes_js__WEBPACK_IMPORTED_MODULE_1__/* .hashBytes */ .yi)(bytes, start, end, this.#hash, 0);
        this.#putHash();
    }
    jsonNull(text) {
        this.#put(lowWords[text], nanHigh);
    }
    field(text) {
        if (text === '')
            this.missing();
        else if (!textNumber.test(text))
            this.#putText(text);
        else if (text.length > maxDoubleDigits && longInteger.test(text))
            this.integer(BigInt(text.replace('+', '')));
        else
            this.number(Number(text));
    }
    prepare(values, pass) {
        const words = this.#words;
        const inner = new CellSink(words, values);
        pass(inner);
        const cells = inner.view(values);
        return (places, count) => {
            this.#reserve(count);
            const out = this.#out;
            let at = this.#end;
            for (let index = 0; index < count; index++) {
                const place = places[index] ?? 0;
                if (!(place >= 0 && place < values))
                    throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_2__/* .BundleFormatError */ .KC('a value that its dictionary lacks');
                for (let from = place * words; from < (place + 1) * words; from++)
                    out[at++] = cells[from] ?? 0;
            }
            this.#end = at;
        };
    }
    #putText(text) {
        if (text.length * 3 > this.#text.length)
            this.#text = Buffer.alloc(text.length * 6);
        this.bytes(this.#text, 0, this.#text.write(text));
    }
    #put(low, high) {
        this.#reserve(1);
        this.#out[this.#end] = low;
        this.#out[this.#end + 1] = high;
        this.#end = this.#close(this.#end);
    }
    /** Completes the cell at a place, of which two words are there, and returns the place of the next one. */
    #close(at) {
        if (this.#words === cellWords.value)
            return at + 2;
        this.#out[at + 2] = 0;
        this.#out[at + 3] = 0;
        return at + 4;
    }
    #putHash() {
        const hash = this.#hash;
        const [a, b] = [hash[0] ?? 0, hash[1] ?? 0];
        if (this.#words === cellWords.value) {
            this.#put(b < lowWords.firstHash ? b + lowWords.firstHash : b, nanHigh | (a & hashMask));
            return;
        }
        this.#reserve(1);
        for (let word = 0; word < 4; word++)
            this.#out[this.#end++] = hash[word] ?? 0;
    }
    #reserve(rows) {
        const words = rows * this.#words;
        if (this.#end + words <= this.#out.length)
            return;
        const kept = this.#out.subarray(this.#start, this.#end);
        const isHalfEmpty = kept.length + words <= this.#out.length / 2;
        const out = isHalfEmpty ? this.#out : new Uint32Array(Math.max(this.#out.length, words) * 2);
        if (isHalfEmpty)
            out.copyWithin(0, this.#start, this.#end);
        else
            out.set(kept);
        this.#out = out;
        this.#end -= this.#start;
        this.#start = 0;
    }
}
/** The number in a cell; undefined for every other value. */
function readNumberCell(low, high) {
    if ((high & nanHigh) === nanHigh)
        return undefined;
    halves[0] = low;
    halves[1] = high;
    return double[0];
}
/** Whether a cell is a text `null` or `NaN`, or a missing value. */
function isNullCell(low, high) {
    return high === nanHigh && low <= lowWords.NaN;
}


/***/ }),

/***/ 13906:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $e: () => (/* binding */ hashBlocks),
/* harmony export */   mX: () => (/* binding */ hashWords),
/* harmony export */   yi: () => (/* binding */ hashBytes)
/* harmony export */ });
const c1 = 0x239b961b;
const c2 = 0xab0e9789;
const c3 = 0x38b34ae5;
const c4 = 0xa1e38b93;
/**
 * Writes the 128-bit MurmurHash3 (x86 variant, seed 0) of some bytes into four words. It distinguishes values, and does
 * not protect against texts that were made to collide: who makes the data could also hide a change in it.
 * https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp
 */
function hashBytes(bytes, start, end, out, at) {
    const length = end - start;
    const blocks = end - (length % 16);
    let [h1, h2, h3, h4] = [0, 0, 0, 0];
    for (let i = start; i < blocks; i += 16) {
        h1 ^= scramble(readWord(bytes, i), c1, 15, c2);
        h1 = (Math.imul(rotate(h1, 19) + h2, 5) + 0x561ccd1b) | 0;
        h2 ^= scramble(readWord(bytes, i + 4), c2, 16, c3);
        h2 = (Math.imul(rotate(h2, 17) + h3, 5) + 0x0bcaa747) | 0;
        h3 ^= scramble(readWord(bytes, i + 8), c3, 17, c4);
        h3 = (Math.imul(rotate(h3, 15) + h4, 5) + 0x96cd1c35) | 0;
        h4 ^= scramble(readWord(bytes, i + 12), c4, 18, c1);
        h4 = (Math.imul(rotate(h4, 13) + h1, 5) + 0x32ac3b17) | 0;
    }
    const rest = end - blocks;
    if (rest > 12)
        h4 ^= scramble(readTail(bytes, blocks + 12, rest - 12), c4, 18, c1);
    if (rest > 8)
        h3 ^= scramble(readTail(bytes, blocks + 8, rest - 8), c3, 17, c4);
    if (rest > 4)
        h2 ^= scramble(readTail(bytes, blocks + 4, rest - 4), c2, 16, c3);
    if (rest > 0)
        h1 ^= scramble(readTail(bytes, blocks, rest), c1, 15, c2);
    finish(h1 ^ length, h2 ^ length, h3 ^ length, h4 ^ length, out, at);
}
/** Writes the hash of some words, four of which make a block, as `hashBytes` does of their bytes. */
function hashBlocks(words, out, at) {
    let [h1, h2, h3, h4] = [0, 0, 0, 0];
    for (let i = 0; i < words.length; i += 4) {
        h1 ^= scramble(words[i] ?? 0, c1, 15, c2);
        h1 = (Math.imul(rotate(h1, 19) + h2, 5) + 0x561ccd1b) | 0;
        h2 ^= scramble(words[i + 1] ?? 0, c2, 16, c3);
        h2 = (Math.imul(rotate(h2, 17) + h3, 5) + 0x0bcaa747) | 0;
        h3 ^= scramble(words[i + 2] ?? 0, c3, 17, c4);
        h3 = (Math.imul(rotate(h3, 15) + h4, 5) + 0x96cd1c35) | 0;
        h4 ^= scramble(words[i + 3] ?? 0, c4, 18, c1);
        h4 = (Math.imul(rotate(h4, 13) + h1, 5) + 0x32ac3b17) | 0;
    }
    const length = words.length * 4;
    finish(h1 ^ length, h2 ^ length, h3 ^ length, h4 ^ length, out, at);
}
/** Writes the hash of four words, without their length. */
function hashWords(a, b, c, d, out, at) {
    finish(scramble(a, c1, 15, c2), scramble(b, c2, 16, c3), scramble(c, c3, 17, c4), scramble(d, c4, 18, c1), out, at);
}
function finish(a, b, c, d, out, at) {
    const sum = (a + b + c + d) | 0;
    const h1 = mix(sum);
    const h2 = mix((b + sum) | 0);
    const h3 = mix((c + sum) | 0);
    const h4 = mix((d + sum) | 0);
    const total = (h1 + h2 + h3 + h4) | 0;
    out[at] = total;
    out[at + 1] = h2 + total;
    out[at + 2] = h3 + total;
    out[at + 3] = h4 + total;
}
function rotate(word, bits) {
    return (word << bits) | (word >>> (32 - bits));
}
function scramble(word, first, bits, second) {
    return Math.imul(rotate(Math.imul(word, first), bits), second);
}
/** The finalizer, which lets each bit of the word change half of the others. */
function mix(word) {
    let h = word ^ (word >>> 16);
    h = Math.imul(h, 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return h ^ (h >>> 16);
}
function readWord(bytes, at) {
    return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
}
function readTail(bytes, at, length) {
    let word = 0;
    for (let i = Math.min(length, 4) - 1; i >= 0; i--)
        word = (word << 8) | (bytes[at + i] ?? 0);
    return word;
}


/***/ }),

/***/ 3287:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  U: () => (/* binding */ joinRows),
  O: () => (/* binding */ mergeJoined)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./src/compare/rows/cell-sink.js
var cell_sink = __webpack_require__(20166);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./src/compare/rows/row-records.js
var row_records = __webpack_require__(23209);
;// CONCATENATED MODULE: ./src/compare/rows/key-table.js


/** The places of the two tables in a `KeyTable`. */
const tableSides = { base: 0, now: 1 };
/** The most bytes of the first records of all keys, which decide how many keys are held. */
const maxKeyRecordBytes = 64 * 1024 ** 2;
/**
 * The keys of a part of two tables, with the first record of each key in each table, and the number of its records. It
 * takes at most `maxBytes` for records, and at most half as much for the rest. Adding takes no memory.
 */
class KeyTable {
    /** The records: that of a key in a table begins at `getPlace`. */
    records;
    /** The most keys. */
    capacity;
    #words;
    /** A hash table of the numbers of keys plus one, with open addressing, which is at most half full. */
    #slots;
    #mask;
    /** For each key and table, the number of records. */
    #counts;
    /** Random, so that a maker of data cannot choose keys that share a slot. */
    #factors = Uint32Array.from({ length: row_records/* recordHead */.os.hashWords }, () => (0,external_node_crypto_.randomInt)(2 ** 32) | 1);
    #keys = 0;
    /** @param records The most records that both tables add between two calls of `clear`. */
    constructor(recordWords, { records, maxBytes }) {
        this.#words = recordWords;
        this.capacity = Math.max(1, Math.min(records, Math.floor(maxBytes / (recordWords * 4 * 2))));
        const slots = 2 ** Math.ceil(Math.log2(this.capacity * 2));
        this.records = new Uint32Array(this.capacity * recordWords * 2);
        this.#slots = new Int32Array(slots);
        this.#mask = slots - 1;
        this.#counts = new Uint32Array(this.capacity * 2);
    }
    /** The bytes that it takes. */
    get bytes() {
        return this.records.byteLength + this.#slots.byteLength + this.#counts.byteLength;
    }
    /** The number of keys; they have the numbers from 0. */
    get keys() {
        return this.#keys;
    }
    clear() {
        this.#slots.fill(0);
        this.#counts.fill(0, 0, this.#keys * 2);
        this.#keys = 0;
    }
    /** Adds the record of a table that begins at a place of a block. Whether there was room for its key. */
    add(side, block, at) {
        const key = this.#findKey(block, at);
        if (key === undefined)
            return false;
        const count = this.#counts[key * 2 + side] ?? 0;
        this.#counts[key * 2 + side] = count + 1;
        if (count > 0)
            return true;
        const { records } = this;
        const place = this.getPlace(key, side);
        for (let word = 0; word < this.#words; word++)
            records[place + word] = block[at + word] ?? 0;
        return true;
    }
    countRecords(key, side) {
        return this.#counts[key * 2 + side] ?? 0;
    }
    getPlace(key, side) {
        return (key * 2 + side) * this.#words;
    }
    #findKey(block, at) {
        for (let slot = this.#chooseSlot(block, at) & this.#mask;; slot = (slot + 1) & this.#mask) {
            const key = (this.#slots[slot] ?? 0) - 1;
            if (key >= 0) {
                if (this.#hasKey(key, block, at))
                    return key;
                continue;
            }
            if (this.#keys === this.capacity)
                return undefined;
            this.#slots[slot] = ++this.#keys;
            return this.#keys - 1;
        }
    }
    #chooseSlot(block, at) {
        let sum = 0;
        for (let word = 0; word < row_records/* recordHead */.os.hashWords; word++)
            sum = (sum + Math.imul(block[at + word] ?? 0, this.#factors[word] ?? 0)) | 0;
        // The upper bits of a product depend on all bits.
        return sum ^ (sum >>> 15);
    }
    #hasKey(key, block, at) {
        const { records } = this;
        const place = this.getPlace(key, this.countRecords(key, tableSides.base) > 0 ? tableSides.base : tableSides.now);
        return (records[place] === block[at] &&
            records[place + 1] === block[at + 1] &&
            records[place + 2] === block[at + 2] &&
            records[place + 3] === block[at + 3]);
    }
}

;// CONCATENATED MODULE: ./src/compare/rows/join-rows.js




/** The parts of the keys, which two threads can join at the same time. */
const joinParts = 2;
/**
 * Joins a part of two tables by the hashes of their keys, one partition after the other. Memory does not grow with the
 * tables for any choice of keys: a partition with more keys than fit is read several times. Throws as the file system
 * does.
 */
async function joinRows(base, now, options) {
    const { recordWords } = base.facts;
    const columns = (recordWords - row_records/* recordHead */.os.words) / 2;
    const joined = {
        ...{ added: 0, removed: 0, shared: 0, changed: 0 },
        ambiguous: { base: 0, now: 0, keys: 0 },
        columns: Array.from({ length: columns }, () => ({ differing: 0, numbers: 0, sum: 0, greatest: 0 })),
        samples: { added: [], removed: [], changed: [] },
    };
    const partitions = [...new Array(row_records/* partitionCount */.O0).keys()].filter((index) => index % joinParts === options.part);
    const counts = partitions.map((index) => [index, base.countRecords(index) + now.countRecords(index)]);
    const maxBytes = options.maxBytes ?? maxKeyRecordBytes / joinParts;
    const keys = new KeyTable(recordWords, { records: Math.max(...counts.map(([, records]) => records)), maxBytes });
    const shift = Math.max(base.facts.shift, now.facts.shift);
    for (const [partition, records] of counts) {
        if (records === 0)
            continue;
        const shared = { partition, shift, keys, canOverflow: records > keys.capacity };
        const parts = [
            new PartitionRecords(base, { ...shared, side: tableSides.base }),
            new PartitionRecords(now, { ...shared, side: tableSides.now }),
        ];
        do {
            // Lets other tasks run, so that the join can be cancelled.
            await (0,promises_.setImmediate)();
            options.signal.throwIfAborted();
            keys.clear();
            for (const part of parts)
                part.addKeys();
            addToResult(keys, joined, options);
        } while (parts.some(({ isDone }) => !isDone));
    }
    return joined;
}
/** What all parts of two tables have in common, and how they differ. */
function mergeJoined(parts, maxSamples) {
    const sum = (count) => parts.reduce((total, part) => total + count(part), 0);
    const collect = (kind) => parts
        .flatMap(({ samples }) => samples[kind])
        .toSorted(comparePairs)
        .slice(0, maxSamples);
    return {
        added: sum(({ added }) => added),
        removed: sum(({ removed }) => removed),
        shared: sum(({ shared }) => shared),
        changed: sum(({ changed }) => changed),
        ambiguous: {
            base: sum(({ ambiguous }) => ambiguous.base),
            now: sum(({ ambiguous }) => ambiguous.now),
            keys: sum(({ ambiguous }) => ambiguous.keys),
        },
        columns: (parts[0]?.columns ?? []).map((_, index) => mergeCounts(parts.flatMap((part) => part.columns[index] ?? []))),
        samples: { added: collect('added'), removed: collect('removed'), changed: collect('changed') },
    };
}
function mergeCounts(parts) {
    const all = { differing: 0, numbers: 0, sum: 0, greatest: 0 };
    for (const { differing, numbers, sum, greatest } of parts) {
        all.differing += differing;
        all.numbers += numbers;
        all.sum += sum;
        if (Math.abs(greatest) > Math.abs(all.greatest))
            all.greatest = greatest;
    }
    return all;
}
/** The records of one table in one partition, which are added to a table of keys in as many passes as it takes. */
class PartitionRecords {
    #store;
    #partition;
    /** A bit for each record that was added in a pass; undefined where all fit. */
    #added;
    isDone = false;
    constructor(store, partition) {
        this.#store = store;
        this.#partition = partition;
        const records = store.countRecords(partition.partition);
        if (partition.canOverflow)
            this.#added = new Uint8Array(Math.ceil(records / 8));
    }
    /** Adds the records that were not added before, and for whose keys there is room. */
    addKeys() {
        const { partition, shift, keys, side } = this.#partition;
        const words = this.#store.facts.recordWords;
        const added = this.#added;
        let index = -1;
        this.isDone = true;
        for (const block of this.#store.readBlocks(partition)) {
            for (let at = 0; at < block.length; at += words) {
                index++;
                if ((0,row_records/* countZeros */.jE)(block, at) < shift)
                    continue;
                const byte = index >>> 3;
                const bit = 1 << (index & 7);
                if (added !== undefined && ((added[byte] ?? 0) & bit) !== 0)
                    continue;
                if (!keys.add(side, block, at))
                    this.isDone = false;
                else if (added !== undefined)
                    added[byte] = (added[byte] ?? 0) | bit;
            }
        }
    }
}
function addToResult(keys, joined, options) {
    const { records } = keys;
    for (let key = 0; key < keys.keys; key++) {
        const base = keys.countRecords(key, tableSides.base);
        const now = keys.countRecords(key, tableSides.now);
        if (base > 1 || now > 1) {
            joined.ambiguous.base += base;
            joined.ambiguous.now += now;
            joined.ambiguous.keys++;
            continue;
        }
        const kind = base === 0 ? 'added' : now === 0 ? 'removed' : 'changed';
        const basePlace = keys.getPlace(key, tableSides.base);
        const nowPlace = keys.getPlace(key, tableSides.now);
        if (kind === 'changed') {
            joined.shared++;
            if (!compareCells(records, basePlace, nowPlace, joined.columns, options.jsonColumns))
                continue;
        }
        joined[kind]++;
        if (options.maxSamples === 0)
            continue;
        const pair = {
            base: base === 0 ? undefined : records[basePlace + row_records/* recordHead */.os.row],
            now: now === 0 ? undefined : records[nowPlace + row_records/* recordHead */.os.row],
        };
        addSample(joined.samples[kind], pair, options.maxSamples);
    }
}
/** Whether a cell differs. */
function compareCells(records, base, now, columns, jsonColumns) {
    let isChanged = false;
    for (let column = 0; column < columns.length; column++) {
        const word = row_records/* recordHead */.os.words + column * 2;
        const lowA = records[base + word] ?? 0;
        const highA = records[base + word + 1] ?? 0;
        const lowB = records[now + word] ?? 0;
        const highB = records[now + word + 1] ?? 0;
        if (lowA === lowB && highA === highB)
            continue;
        if (jsonColumns.has(column) && (0,cell_sink/* isNullCell */.u_)(lowA, highA) && (0,cell_sink/* isNullCell */.u_)(lowB, highB))
            continue;
        isChanged = true;
        addDifference(columns[column], (0,cell_sink/* readNumberCell */.Ax)(lowA, highA), (0,cell_sink/* readNumberCell */.Ax)(lowB, highB));
    }
    return isChanged;
}
function addSample(samples, pair, maxSamples) {
    const last = samples.at(-1);
    if (samples.length === maxSamples && last !== undefined && comparePairs(pair, last) > 0)
        return;
    samples.push(pair);
    samples.sort(comparePairs);
    if (samples.length > maxSamples)
        samples.pop();
}
function comparePairs(a, b) {
    return (a.now ?? a.base ?? 0) - (b.now ?? b.base ?? 0);
}
function addDifference(counts, base, now) {
    if (counts === undefined)
        return;
    counts.differing++;
    if (base === undefined || now === undefined)
        return;
    const difference = now - base;
    counts.numbers++;
    counts.sum += difference;
    if (Math.abs(difference) > Math.abs(counts.greatest))
        counts.greatest = difference;
}


/***/ }),

/***/ 56013:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ KeyHasher)
/* harmony export */ });
/* harmony import */ var _cell_sink_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20166);
/* harmony import */ var _hash_bytes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(13906);


/** Hashes the cells of a key. */
class KeyHasher {
    #hashes = new Uint32Array();
    #words;
    constructor(columns) {
        this.#words = new Uint32Array(columns * _cell_sink_js__WEBPACK_IMPORTED_MODULE_0__/* .cellWords */ .OH.key);
    }
    /** The hashes of the keys of rows, four words each, which are valid until the next ones. */
    hash(cells, rows) {
        if (this.#hashes.length < rows * 4)
            this.#hashes = new Uint32Array(rows * 4);
        const words = this.#words;
        for (let row = 0; row < rows; row++) {
            let at = 0;
            for (const column of cells) {
                for (let word = 0; word < _cell_sink_js__WEBPACK_IMPORTED_MODULE_0__/* .cellWords */ .OH.key; word++)
                    words[at++] = column[row * _cell_sink_js__WEBPACK_IMPORTED_MODULE_0__/* .cellWords */ .OH.key + word] ?? 0;
            }
            (0,_hash_bytes_js__WEBPACK_IMPORTED_MODULE_1__/* .hashBlocks */ .$e)(words, this.#hashes, row * 4);
        }
        return this.#hashes;
    }
}


/***/ }),

/***/ 64754:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  R: () => (/* binding */ openTable)
});

// UNUSED EXPORTS: concatTables

// EXTERNAL MODULE: ./src/disdat/format/format-error.js
var format_error = __webpack_require__(51178);
// EXTERNAL MODULE: ./src/compare/csv-dialect.js + 1 modules
var csv_dialect = __webpack_require__(97333);
// EXTERNAL MODULE: ./src/compare/csv-encoding.js
var csv_encoding = __webpack_require__(85510);
// EXTERNAL MODULE: ./src/compare/csv-table.js
var csv_table = __webpack_require__(43952);
// EXTERNAL MODULE: ./src/lib/page-buffer.js
var page_buffer = __webpack_require__(97078);
;// CONCATENATED MODULE: ./src/compare/rows/byte-stream.js

/**
 * Reads a part of a source from its beginning to its end. The next window is on its way while one is in use. Disposing
 * frees the memory of what was peeked.
 */
class ByteStream {
    #source;
    #end;
    #windowBytes;
    #signal;
    /** Used again and again, because the collector waits for far more garbage than a window. */
    #buffer = Buffer.allocUnsafeSlow(0);
    /** The bytes in the buffer that were not skipped. */
    #start = 0;
    #length = 0;
    #next;
    #ahead;
    constructor(source, { start, end, windowBytes, signal, }) {
        this.#source = source;
        this.#next = start;
        this.#end = Math.min(end, source.size);
        this.#windowBytes = windowBytes;
        this.#signal = signal;
    }
    /** The bytes that were not skipped. */
    get left() {
        return this.#length + this.#end - this.#next;
    }
    /**
     * The next bytes: at least `minBytes`, or all that are left; often more. They are not consumed, and valid until the
     * next call.
     */
    async peek(minBytes) {
        while (this.#length < minBytes && this.#next < this.#end) {
            const { length, bytes } = this.#ahead ?? this.#fetch(minBytes - this.#length);
            const window = await bytes;
            this.#next += length;
            this.#append(window, Math.min(minBytes, this.left + window.length));
            this.#source.release?.(window);
            this.#ahead = this.#next < this.#end ? this.#fetch(0) : undefined;
        }
        return this.#buffer.subarray(this.#start, this.#start + this.#length);
    }
    [Symbol.dispose]() {
        (0,page_buffer/* freeBytes */.go)(this.#buffer);
        const { release } = this.#source;
        if (release)
            this.#ahead?.bytes.then(release, () => undefined);
    }
    /** Consumes bytes that `peek` returned. */
    skip(bytes) {
        this.#start += bytes;
        this.#length -= bytes;
    }
    /** @param needed The bytes that there will be soon: room for them at once spares a copy for each window. */
    #append(window, needed) {
        const length = this.#length + window.length;
        if (this.#start + length > this.#buffer.length) {
            const rest = this.#buffer.subarray(this.#start, this.#start + this.#length);
            const room = Math.max(length, needed) + this.#windowBytes;
            const before = this.#buffer;
            if (length > before.length)
                this.#buffer = Buffer.allocUnsafeSlow(room);
            this.#buffer.set(rest);
            if (before !== this.#buffer)
                (0,page_buffer/* freeBytes */.go)(before);
            this.#start = 0;
        }
        this.#buffer.set(window, this.#start + this.#length);
        this.#length = length;
    }
    #fetch(minBytes) {
        const length = Math.min(Math.max(this.#windowBytes, minBytes), this.#end - this.#next);
        const bytes = this.#source.read(this.#next, length, { signal: this.#signal });
        // Who peeks next gets the error.
        bytes.catch(() => undefined);
        return { length, bytes };
    }
}

;// CONCATENATED MODULE: ./src/compare/rows/csv-rows.js
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





/** The bytes that are parsed before other tasks run. */
const chunkBytes = 64 * 1024;
/**
 * Opens the table in a CSV file. Its first record is taken as the header. Fields that are numbers are compared as
 * numbers, and empty ones are missing values. Throws BundleFormatError as `readCsvHead` does.
 */
async function openCsvRows(source, windowBytes, options) {
    const headSize = Math.min(source.size, csv_table/* csvHeadBytes */.U1);
    const head = await (0,csv_table/* readCsvHead */.v3)(await source.read(0, headSize, options), headSize === source.size);
    return {
        columns: head.columns.map(({ name }) => ({ name, kind: 'untyped' })),
        jsonTexts: new Map(),
        read: (columns, inner) => readRecords(source, head, { ...inner, columns, windowBytes }),
    };
}
async function* readRecords(source, head, { columns, windowBytes, signal, }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { parse } = await Promise.all(/* import() */[__webpack_require__.e(5624), __webpack_require__.e(4847)]).then(__webpack_require__.bind(__webpack_require__, 24847));
        const sinks = columns.map(({ name, sink }) => ({
            sink,
            index: head.columns.findIndex((column) => column.name === name),
        }));
        let toSkip = head.dialect.skipped + 1;
        const parser = parse((0,csv_dialect/* createCsvOptions */.F)(head.dialect.delimiter, (record) => {
            if (toSkip-- > 0)
                return;
            for (const { sink, index } of sinks)
                sink.field(record[index] ?? '');
        }));
        // The parser emits no records, but goes on only when they are consumed.
        parser.resume();
        const failure = new Promise((_, reject) => parser.once('error', reject));
        failure.catch(() => undefined);
        const decoder = (0,csv_encoding/* createCsvDecoder */.$)(head.encoding);
        const stream = __addDisposableResource(env_1, new ByteStream(source, { start: 0, end: source.size, windowBytes, signal }), false);
        try {
            while (stream.left > 0) {
                const bytes = (await stream.peek(1)).subarray(0, chunkBytes);
                await Promise.race([
                    failure,
                    new Promise((resolve) => parser.write(decoder.decode(bytes, { stream: true }), resolve)),
                ]);
                stream.skip(bytes.length);
                yield;
            }
            await Promise.race([failure, new Promise((resolve) => parser.end(decoder.decode(), () => resolve()))]);
            yield;
        }
        catch (error) {
            signal.throwIfAborted();
            (0,format_error/* decodeOrThrow */.GB)('CSV file', () => {
                throw error;
            });
        }
        finally {
            parser.destroy();
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: ./src/disdat/format/frame.js
var format_frame = __webpack_require__(37521);
// EXTERNAL MODULE: ./src/disdat/format/frame-reader.js
var frame_reader = __webpack_require__(71109);
// EXTERNAL MODULE: ./src/disdat/format/proto/hyperframe_pb.js
var hyperframe_pb = __webpack_require__(60339);
// EXTERNAL MODULE: ./src/disdat/format/wire-fields.js
var wire_fields = __webpack_require__(71617);
// EXTERNAL MODULE: ./src/lib/json.js
var lib_json = __webpack_require__(33178);
;// CONCATENATED MODULE: ./src/compare/rows/json-texts.js


const quote = '"'.charCodeAt(0);
/** The first bytes of JSON that `json.dumps` writes: texts, containers, numbers, and words such as `null`. */
const firstBytes = new Set(Buffer.from('"{[-0123456789ntfNI'));
/** What a text that is not quoted looks like if it is JSON. */
const jsonValue = /^(?:null|NaN|-?Infinity|true|false|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[[{].*[\]}])$/s;
/** Longer texts are judged by their first byte. */
const maxMatchedBytes = 64;
/**
 * Finds out whether all texts of a column look like JSON: Disdat stores texts as they are when every value is a text,
 * and otherwise each value as `json.dumps` writes it.
 */
class JsonTexts {
    #isJson = true;
    #hasQuoted = false;
    add(text) {
        if (!this.#isJson)
            return;
        if (text[0] === quote && text.length > 1 && text.at(-1) === quote)
            this.#hasQuoted = true;
        else if (!looksLikeValue(text))
            this.#isJson = false;
    }
    /** Undefined if a text is not JSON. */
    get result() {
        return this.#isJson ? { hasQuoted: this.#hasQuoted } : undefined;
    }
}
function looksLikeValue(text) {
    if (!firstBytes.has(text[0] ?? 0) || text[0] === quote)
        return false;
    return text.length > maxMatchedBytes || jsonValue.test(text.toString());
}
/** Passes the value of a JSON text on, or the text of a container. Throws BundleFormatError for any other text. */
function passJson(text, sink) {
    const json = text.toString();
    if (json === 'null' || json === 'NaN')
        sink.missing();
    else if (/^-?\d+$/.test(json))
        sink.integer(BigInt(json));
    else if (json === 'Infinity' || json === '-Infinity')
        sink.number(Number(json));
    else
        passParsed((0,lib_json/* parseJson */.qF)(json), text, sink);
}
function passParsed(value, text, sink) {
    if (value === undefined)
        throw new format_error/* BundleFormatError */.KC('a text that is not JSON among others that are');
    if (typeof value === 'string')
        sink.bytes(Buffer.from(value));
    else if (typeof value === 'number')
        sink.number(value);
    else if (typeof value === 'boolean')
        sink.boolean(value);
    else
        sink.bytes(text);
}

// EXTERNAL MODULE: ./src/compare/rows/value-sink.js
var value_sink = __webpack_require__(31535);
;// CONCATENATED MODULE: ./src/compare/rows/frame-column.js
var frame_column_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var frame_column_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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









/** The bytes of a frame that are read first, which have its head. */
const headBytes = 4 * 1024;
/** Longer texts are not compared. */
const maxTextBytes = 16 * 1024 * 1024;
/** The most bytes of the tag and the length of a text. */
const maxPrefixBytes = 6;
const { strings, data } = hyperframe_pb/* FrameSchema */.ty.field;
/** The one byte that begins each text: its number, and the wire type of bytes. */
const textTag = (strings.number << 3) | 2;
/** The kind of values that a frame of this type holds. */
function getFrameKind(type) {
    if (type === 'BOOL')
        return 'boolean';
    if (type === 'STRING')
        return 'text';
    return (0,format_frame/* getNumberLayout */.q4)(type) === undefined ? 'other' : 'number';
}
/** Passes the values of a frame to a sink, and yields how many there are after each window. */
async function* readFrameColumn(column, sink, options) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { source, windowBytes } = column;
        const head = await source.read(0, Math.min(headBytes, source.size), options);
        const frame = (0,frame_reader/* readFrameHead */.yS)(head) ?? (0,format_error/* throwFormatError */.o6)('a frame whose values begin after its first bytes');
        const values = findValues(head);
        if (values === undefined)
            return;
        const stream = frame_column_addDisposableResource(env_1, new ByteStream(source, { ...options, windowBytes, ...values }), false);
        yield* frame.type === 'STRING' ? readTexts(stream, column, sink) : readNumbers(stream, frame, sink);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        frame_column_disposeResources(env_1);
    }
}
/** Where the numbers, or the first text, begin and end; undefined without values. */
function findValues(head) {
    for (const { number, start, end, contentBytes } of (0,wire_fields/* readFields */.q)(head, { isPrefix: true })) {
        if (number === data.number)
            return { start: end - contentBytes, end };
        if (number === strings.number)
            return { start, end: Number.POSITIVE_INFINITY };
    }
    return undefined;
}
async function* readNumbers(stream, { type, byteOrder }, sink) {
    const layout = (0,format_frame/* getNumberLayout */.q4)(type) ?? (0,format_error/* throwFormatError */.o6)(`a frame of type ${type}`);
    while (stream.left > 0) {
        const bytes = await stream.peek(layout.valueBytes);
        const count = Math.floor(bytes.length / layout.valueBytes);
        if (count === 0)
            throw new format_error/* BundleFormatError */.KC('a frame whose last number is cut off');
        passNumbers((0,format_frame/* decodeNumbers */.vW)(layout, bytes.subarray(0, count * layout.valueBytes), byteOrder), sink);
        stream.skip(count * layout.valueBytes);
        yield count;
    }
}
function passNumbers({ kind, values }, sink) {
    if (kind === 'bigints')
        (0,value_sink/* passBigints */.OA)(values, sink);
    else if (kind === 'booleans')
        for (const value of values)
            sink.boolean(value !== 0);
    else if (values instanceof Float64Array)
        sink.numbers(values, values.length);
    else
        sink.numbers(Float64Array.from(values), values.length);
}
async function* readTexts(stream, { isJson, jsonTexts }, sink) {
    let needed = maxPrefixBytes;
    for (;;) {
        const window = await stream.peek(needed);
        const { count, bytes, missing, isEnd } = passTexts(window, (text) => {
            jsonTexts.add(text);
            if (isJson)
                passJson(text, sink);
            else
                passText(text, sink);
        });
        stream.skip(bytes);
        if (count > 0)
            yield count;
        if (isEnd || stream.left === 0)
            return;
        // The window has all bytes that are left.
        if (window.length < needed)
            throw new format_error/* BundleFormatError */.KC('a text that is cut off');
        needed = window.length - bytes + missing;
        if (needed > maxTextBytes)
            throw new format_error/* BundleFormatError */.KC(`a text of more than ${maxTextBytes} bytes`);
    }
}
/** Passes the whole texts in a window on. `missing`: the bytes that the next text lacks. `isEnd`: there is none. */
function passTexts(window, pass) {
    let [at, count] = [0, 0];
    while (at < window.length) {
        if (window[at] !== textTag)
            return { count, bytes: at, missing: 0, isEnd: true };
        let [length, begin, shift] = [0, at + 1, 0];
        for (; begin < window.length && ((window[begin] ?? 0) & 0x80) !== 0; shift += 7)
            length += ((window[begin++] ?? 0) & 0x7f) * 2 ** shift;
        if (begin - at > maxPrefixBytes)
            throw new format_error/* BundleFormatError */.KC('a text whose length has more than 32 bits');
        if (begin >= window.length)
            return { count, bytes: at, missing: maxPrefixBytes, isEnd: false };
        length += (window[begin++] ?? 0) * 2 ** shift;
        if (begin + length > window.length)
            return { count, bytes: at, missing: begin + length - window.length, isEnd: false };
        pass(window.subarray(begin, begin + length));
        at = begin + length;
        count++;
    }
    return { count, bytes: at, missing: maxPrefixBytes, isEnd: false };
}
function passText(text, sink) {
    if (!(0,external_node_buffer_.isUtf8)(text))
        throw new format_error/* BundleFormatError */.KC('text that is not UTF-8');
    const isNull = text.length <= 4 && (text.equals(nullTexts.null) || text.equals(nullTexts.NaN));
    if (isNull)
        sink.jsonNull(text.length === 4 ? 'null' : 'NaN');
    else
        sink.bytes(text);
}
const nullTexts = { null: Buffer.from('null'), NaN: Buffer.from('NaN') };

// EXTERNAL MODULE: ./src/compare/rows/row-table.js
var row_table = __webpack_require__(32623);
;// CONCATENATED MODULE: ./src/compare/rows/frame-rows.js




/** The table whose columns are frames of equal length. */
function openFrameRows(frames, windowBytes) {
    const byName = new Map(frames.map((frame) => [frame.name, frame]));
    const texts = new Map();
    const readColumn = ({ name, isJson = false }) => {
        const { type, open } = byName.get(name) ?? (0,format_error/* throwFormatError */.o6)(`no frame ${JSON.stringify(name)}`);
        const jsonTexts = new JsonTexts();
        if (type === 'STRING')
            texts.set(name, jsonTexts);
        return { source: open(), windowBytes, isJson, jsonTexts };
    };
    return {
        columns: frames.map(({ name, type }) => ({ name, kind: getFrameKind(type) })),
        get jsonTexts() {
            return new Map([...texts].flatMap(([name, { result }]) => (result === undefined ? [] : [[name, result]])));
        },
        read: (wanted, options) => (0,row_table/* advanceColumns */.aQ)(wanted.map((column) => readFrameColumn(readColumn(column), column.sink, options))),
    };
}

// EXTERNAL MODULE: ./src/compare/parquet-footer.js + 2 modules
var parquet_footer = __webpack_require__(12215);
// EXTERNAL MODULE: ./src/compare/thrift-validator.js
var thrift_validator = __webpack_require__(97816);
;// CONCATENATED MODULE: ./src/compare/rows/page-budget.js

/** Limits the memory of the pages and dictionaries that all columns of a table have at the same time. */
class PageBudget {
    #limit;
    #used = 0;
    /** @param limit In bytes. */
    constructor(limit) {
        this.#limit = limit;
    }
    /** Takes bytes, and returns how many. Throws BundleFormatError if fewer are left. */
    reserve(bytes) {
        if (this.#used + bytes > this.#limit)
            throw new format_error/* BundleFormatError */.KC(`columns whose pages take more than ${this.#limit} bytes together`);
        this.#used += bytes;
        return bytes;
    }
    release(bytes) {
        this.#used -= bytes;
    }
}

;// CONCATENATED MODULE: ./src/compare/rows/page-memory.js


/**
 * Memory for the pages of one column, one after the other: the collector waits for far more garbage than they take. The
 * content is valid until the next page.
 */
class PageMemory {
    #bytes = new Uint8Array();
    /** For each row of a slice, whether it has a value, and the place of its value in the dictionary. */
    present = new Uint8Array(row_table/* sliceRows */.mG);
    places = new Int32Array(row_table/* sliceRows */.mG);
    /** So many bytes of any content. */
    take(size) {
        if (size > this.#bytes.length) {
            (0,page_buffer/* freeBytes */.go)(this.#bytes);
            this.#bytes = new Uint8Array(size);
        }
        return this.#bytes.subarray(0, size);
    }
    [Symbol.dispose]() {
        (0,page_buffer/* freeBytes */.go)(this.#bytes);
    }
}

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./src/compare/rows/lz4-block.js

/** The shortest repetition, in bytes: shorter ones have no length. */
const minMatch = 4;
/** A length of four bits that further bytes extend, the last of which is not 255. */
const extended = { bits: 15, byte: 255 };
/** The sizes before a block in a file of Hadoop, in bytes. */
const hadoopHeadBytes = 8;
/**
 * Unpacks a block of LZ4 into `out`, which it fills. Throws BundleFormatError for any other block.
 * https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md
 */
function unpackLz4Block(block, out) {
    let at = 0;
    let filled = 0;
    const readLength = (bits) => {
        let length = bits;
        if (bits < extended.bits)
            return length;
        for (let byte = extended.byte; byte === extended.byte; length += byte)
            byte = block[at++] ?? 0;
        return length;
    };
    while (at < block.length) {
        const token = block[at++] ?? 0;
        const literals = readLength(token >>> 4);
        if (literals > block.length - at || literals > out.length - filled)
            throw new format_error/* BundleFormatError */.KC(damaged);
        out.set(block.subarray(at, at + literals), filled);
        at += literals;
        filled += literals;
        // The last sequence has no repetition.
        if (at === block.length)
            break;
        const distance = (block[at] ?? 0) | ((block[at + 1] ?? 0) << 8);
        at += 2;
        const end = filled + readLength(token & 15) + minMatch;
        if (distance === 0 || distance > filled || end > out.length)
            throw new format_error/* BundleFormatError */.KC(damaged);
        // Byte by byte, because a repetition may include bytes of its own.
        for (; filled < end; filled++)
            out[filled] = out[filled - distance] ?? 0;
    }
    if (filled !== out.length)
        throw new format_error/* BundleFormatError */.KC(damaged);
}
const damaged = 'a page whose LZ4 block is damaged';
/**
 * Unpacks a page of Parquet's older codec `LZ4`: blocks with the two sizes of Hadoop before each, or, from some
 * writers, one block alone. Throws as `unpackLz4Block` does.
 * https://github.com/apache/parquet-format/blob/master/Compression.md#lz4
 */
function unpackHadoopLz4(page, out) {
    const blocks = findHadoopBlocks(page, out.length);
    if (blocks === undefined) {
        unpackLz4Block(page, out);
        return;
    }
    let filled = 0;
    for (const { block, size } of blocks) {
        unpackLz4Block(block, out.subarray(filled, filled + size));
        filled += size;
    }
}
/** Undefined where the sizes are not those of blocks that are `size` bytes together. */
function findHadoopBlocks(page, size) {
    const view = new DataView(page.buffer, page.byteOffset, page.length);
    const blocks = [];
    let left = size;
    for (let at = 0; at < page.length;) {
        const start = at + hadoopHeadBytes;
        if (start > page.length)
            return undefined;
        const sizes = { unpacked: view.getUint32(at), packed: view.getUint32(at + 4) };
        at = start + sizes.packed;
        left -= sizes.unpacked;
        if (at > page.length || left < 0)
            return undefined;
        blocks.push({ block: page.subarray(start, at), size: sizes.unpacked });
    }
    return left === 0 ? blocks : undefined;
}

;// CONCATENATED MODULE: ./src/compare/rows/parquet-codecs.js



/** How pages of each codec are unpacked. Of those of the format, LZO is missing, which no common writer has. */
function createCodecs(unpackSnappy) {
    return new Map([
        ['UNCOMPRESSED', (bytes, page) => copy(bytes, page)],
        ['SNAPPY', unpackSnappy],
        ['GZIP', (bytes, page) => copy((0,external_node_zlib_.gunzipSync)(bytes, limit(page)), page)],
        ['ZSTD', (bytes, page) => copy((0,external_node_zlib_.zstdDecompressSync)(bytes, limit(page)), page)],
        ['BROTLI', (bytes, page) => copy((0,external_node_zlib_.brotliDecompressSync)(bytes, limit(page)), page)],
        ['LZ4', unpackHadoopLz4],
        ['LZ4_RAW', unpackLz4Block],
    ]);
}
/** A page that is larger than its header says is refused. */
const limit = (page) => ({ maxOutputLength: Math.max(page.length, 1) });
function copy(bytes, page) {
    if (bytes.length !== page.length)
        throw new format_error/* BundleFormatError */.KC('a page of another size than its header states');
    page.set(bytes);
}

;// CONCATENATED MODULE: ./src/compare/rows/parquet-deltas.js

/** Writers have blocks of about 128 integers. */
const maxBlockIntegers = 1024 * 1024;
/**
 * Decodes integers that a page has as differences, one after the other.
 * https://parquet.apache.org/docs/file-format/data-pages/encodings/#delta-encoding-delta_binary_packed--5
 */
class DeltaDecoder {
    #bytes;
    #bits;
    #perMiniblock;
    #miniblocks;
    #count;
    #at;
    #value;
    #read = 0;
    #minDelta = 0n;
    #widths = new Uint8Array();
    /** The number of the miniblock in its block, and how many of its integers are left. */
    #miniblock = 0;
    #left = 0;
    #bit = 0;
    /** Throws BundleFormatError for other bytes. @param at Where the integers begin. */
    constructor(bytes, at, bits) {
        this.#bytes = bytes;
        this.#at = at;
        this.#bits = bits;
        const perBlock = Number(this.#readVarint());
        this.#miniblocks = Number(this.#readVarint());
        this.#count = Number(this.#readVarint());
        this.#value = this.#readZigZag();
        this.#perMiniblock = perBlock / this.#miniblocks;
        this.#miniblock = this.#miniblocks;
        const isSized = perBlock > 0 && perBlock <= maxBlockIntegers && this.#perMiniblock % 8 === 0;
        if (!isSized)
            throw new format_error/* BundleFormatError */.KC('differences in blocks of another size');
    }
    /** The next integer. Throws BundleFormatError when there is none. */
    next() {
        if (this.#read >= this.#count)
            throw new format_error/* BundleFormatError */.KC('fewer values than its page states');
        if (this.#read++ > 0) {
            if (this.#left === 0)
                this.#openMiniblock();
            this.#left--;
            const width = this.#widths[this.#miniblock] ?? 0;
            this.#value = BigInt.asIntN(this.#bits, this.#value + this.#minDelta + this.#readBits(width));
            this.#bit += width;
        }
        return this.#value;
    }
    /** Where the integers end, which are not read. */
    findEnd() {
        for (let left = this.#count - 1; left > 0; left -= this.#perMiniblock)
            this.#openMiniblock();
        return this.#at;
    }
    #openMiniblock() {
        this.#miniblock++;
        if (this.#miniblock >= this.#miniblocks) {
            this.#minDelta = this.#readZigZag();
            this.#widths = this.#bytes.subarray(this.#at, this.#at + this.#miniblocks);
            this.#at += this.#miniblocks;
            this.#miniblock = 0;
        }
        const width = this.#widths[this.#miniblock] ?? 0;
        const bytes = (this.#perMiniblock / 8) * width;
        if (width > 64 || this.#at + bytes > this.#bytes.length)
            throw new format_error/* BundleFormatError */.KC('differences that are cut off');
        this.#left = this.#perMiniblock;
        this.#bit = this.#at * 8;
        this.#at += bytes;
    }
    #readBits(width) {
        const low = readNumber(this.#bytes, this.#bit, Math.min(width, 32));
        return width <= 32
            ? BigInt(low)
            : BigInt(low) + (BigInt(readNumber(this.#bytes, this.#bit + 32, width - 32)) << 32n);
    }
    #readVarint() {
        let value = 0n;
        for (let shift = 0n; shift < 70n; shift += 7n) {
            const byte = this.#bytes[this.#at++] ?? (0,format_error/* throwFormatError */.o6)('a number that is cut off');
            value |= BigInt(byte & 0x7f) << shift;
            if (byte < 0x80)
                return value;
        }
        throw new format_error/* BundleFormatError */.KC('a number of more than 64 bits');
    }
    #readZigZag() {
        const value = this.#readVarint();
        return value % 2n === 0n ? value / 2n : -(value + 1n) / 2n;
    }
}
/** At most 32 bits, which begin at any bit. */
function readNumber(bytes, bit, width) {
    const at = Math.floor(bit / 8);
    let value = 0;
    for (let byte = 0; byte < 5; byte++)
        value += (bytes[at + byte] ?? 0) * 2 ** (byte * 8);
    return Math.floor(value / 2 ** (bit % 8)) % 2 ** width;
}

;// CONCATENATED MODULE: ./src/compare/rows/parquet-runs.js

/**
 * Decodes small integers that a page has as runs and packed bits, such as places in a dictionary, a part at a time: a
 * few bytes of a damaged file can be a run of any length.
 * https://parquet.apache.org/docs/file-format/data-pages/encodings/
 */
class RunDecoder {
    #bytes;
    #view;
    #width;
    #at = 0;
    /** The integers that are left of the run or of the packed bits. */
    #left = 0;
    /** The integer of the run; undefined in packed bits. */
    #value;
    /** The bit at which the next packed integer begins. */
    #bit = 0;
    /**
     * Throws BundleFormatError for more than 32 bits.
     *
     * @param width The bits of an integer.
     */
    constructor(bytes, width) {
        if (width > 32)
            throw new format_error/* BundleFormatError */.KC(`integers of ${width} bits`);
        this.#bytes = bytes;
        this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
        this.#width = width;
    }
    /** Writes the next integers to the start of `out`. Throws BundleFormatError for other bytes or fewer integers. */
    read(out, count) {
        for (let filled = 0; filled < count;) {
            if (this.#left === 0)
                this.#readHeader();
            const part = Math.min(this.#left, count - filled);
            if (this.#value === undefined)
                this.#unpack(out, filled, part);
            else
                out.fill(this.#value, filled, filled + part);
            this.#left -= part;
            filled += part;
        }
    }
    #readHeader() {
        const header = this.#readVarint();
        const count = Math.floor(header / 2);
        if (count === 0)
            throw new format_error/* BundleFormatError */.KC('an empty run');
        if (header % 2 === 0) {
            this.#value = this.#readInteger((this.#width + 7) >> 3);
            this.#left = count;
            return;
        }
        this.#value = undefined;
        this.#left = count * 8;
        this.#bit = this.#at * 8;
        // The last of eight integers may be cut off.
        this.#at = Math.min(this.#at + count * this.#width, this.#bytes.length);
    }
    #unpack(out, from, count) {
        const view = this.#view;
        const width = this.#width;
        const end = this.#bit + count * width;
        if (end > this.#bytes.length * 8)
            throw new format_error/* BundleFormatError */.KC('packed bits that are cut off');
        const mask = 2 ** width - 1;
        // An integer and the bits before it in its byte fit into a word that is within the bytes.
        const lastWord = width <= 25 ? (this.#bytes.length - 4) * 8 : 0;
        for (let index = from, bit = this.#bit; bit < end || index < from + count; index++, bit += width)
            out[index] = bit < lastWord ? (view.getUint32(bit >>> 3, true) >>> (bit & 7)) & mask : this.#readBits(bit);
        this.#bit = end;
    }
    #readBits(bit) {
        let value = 0;
        for (let byte = 0; byte < 5; byte++)
            value += (this.#bytes[(bit >>> 3) + byte] ?? 0) * 2 ** (byte * 8);
        return Math.floor(value / 2 ** (bit & 7)) % 2 ** this.#width;
    }
    #readVarint() {
        let value = 0;
        for (let shift = 0; shift < 35; shift += 7) {
            const byte = this.#readByte();
            value += (byte & 0x7f) * 2 ** shift;
            if (byte < 0x80)
                return value;
        }
        throw new format_error/* BundleFormatError */.KC('a run of more than 32 bits');
    }
    #readInteger(bytes) {
        let value = 0;
        for (let index = 0; index < bytes; index++)
            value += this.#readByte() * 2 ** (index * 8);
        return value;
    }
    #readByte() {
        return this.#bytes[this.#at++] ?? (0,format_error/* throwFormatError */.o6)('a run that is cut off');
    }
}

;// CONCATENATED MODULE: ./src/compare/rows/parquet-encodings.js




/** The length before the runs of booleans, in bytes. */
const lengthBytes = 4;
/** The most bytes of the texts of a page of which each repeats the beginning of the one before it. */
const maxRepeatedBytes = 256 * 1024 * 1024;
const julianDayOf1970 = 2440588n;
const nanosPerDay = 86400000000000n;
/** Opens the values of a page in any encoding but that by a dictionary. Throws BundleFormatError for others. */
function openValues(encoding, encoded) {
    const { element, body } = encoded;
    const { type } = element;
    if (encoding === 'PLAIN')
        return openPlain(encoded);
    if (encoding === 'RLE' && type === 'BOOLEAN')
        return openBooleanRuns(encoded);
    if (encoding === 'BYTE_STREAM_SPLIT')
        return openSplitBytes(encoded);
    if (encoding === 'DELTA_BINARY_PACKED' && (type === 'INT32' || type === 'INT64'))
        return openDeltas(new DeltaDecoder(body, 0, type === 'INT32' ? 32 : 64), encoded);
    if (encoding === 'DELTA_LENGTH_BYTE_ARRAY' && type === 'BYTE_ARRAY')
        return openDeltaLengths(encoded);
    const isBytes = type === 'BYTE_ARRAY' || type === 'FIXED_LEN_BYTE_ARRAY';
    if (encoding === 'DELTA_BYTE_ARRAY' && isBytes)
        return openRepeatedTexts(encoded);
    throw new format_error/* BundleFormatError */.KC(`the encoding ${encoding}`);
}
/** https://parquet.apache.org/docs/file-format/data-pages/encodings/#plain-plain--0 */
function openPlain({ element: { type, type_length: length = 0 }, body, values }) {
    const view = new DataView(body.buffer, body.byteOffset, body.length);
    switch (type) {
        case 'BOOLEAN':
            return openPackedBooleans(body, values);
        case 'INT32':
        case 'FLOAT':
        case 'DOUBLE':
        case 'INT64':
            return openNumbers(view, type, values);
        case 'INT96':
            return openFixed(body, 12, (at, sink) => {
                const days = BigInt(view.getInt32(at + 8, true)) - julianDayOf1970;
                values.bigint(days * nanosPerDay + view.getBigInt64(at, true), sink);
            });
        case 'FIXED_LEN_BYTE_ARRAY':
            return openFixed(body, length, (at, sink) => values.bytes(body, at, at + length, sink));
        case 'BYTE_ARRAY':
            return openTexts(view, body, values);
        default:
            return (0,format_error/* throwFormatError */.o6)('a column without a type');
    }
}
function openFixed(body, bytes, pass) {
    if (bytes === 0)
        throw new format_error/* BundleFormatError */.KC('values without a size');
    let next = 0;
    return (count, sink) => {
        const end = next + count * bytes;
        if (end > body.length)
            throw new format_error/* BundleFormatError */.KC('values that are cut off');
        for (; next < end; next += bytes)
            pass(next, sink);
    };
}
function openNumbers(view, type, values) {
    const batch = new value_sink/* NumberBatch */.kL(values.numbers);
    const bytes = getWidth(type);
    let next = 0;
    return (count, sink) => {
        const end = next + count * bytes;
        if (end > view.byteLength)
            throw new format_error/* BundleFormatError */.KC('values that are cut off');
        // A loop for each type, because a call for each value takes longer than the value.
        if (type === 'INT32')
            for (; next < end; next += bytes)
                batch.add(view.getInt32(next, true), sink);
        else if (type === 'FLOAT')
            for (; next < end; next += bytes)
                batch.add(view.getFloat32(next, true), sink);
        else if (type === 'DOUBLE')
            for (; next < end; next += bytes)
                batch.add(view.getFloat64(next, true), sink);
        else
            for (; next < end; next += bytes)
                passLong(view, next, { batch, values }, sink);
        batch.flush(sink);
    };
}
function passLong(view, at, { batch, values }, sink) {
    const number = view.getInt32(at + 4, true) * 2 ** 32 + view.getUint32(at, true);
    if (Number.isSafeInteger(number)) {
        batch.add(number, sink);
        return;
    }
    batch.flush(sink);
    values.bigint(view.getBigInt64(at, true), sink);
}
function openTexts(view, body, values) {
    let next = 0;
    return (count, sink) => {
        for (let index = 0; index < count; index++) {
            const start = next + lengthBytes;
            const end = start <= body.length ? start + view.getUint32(next, true) : start;
            if (end > body.length)
                throw new format_error/* BundleFormatError */.KC('values that are cut off');
            next = end;
            values.bytes(body, start, end, sink);
        }
    };
}
function openPackedBooleans(body, values) {
    const batch = new value_sink/* NumberBatch */.kL(values.numbers);
    let bit = 0;
    return (count, sink) => {
        if (bit + count > body.length * 8)
            throw new format_error/* BundleFormatError */.KC('values that are cut off');
        for (const end = bit + count; bit < end; bit++)
            batch.add(((body[bit >>> 3] ?? 0) >>> (bit & 7)) & 1, sink);
        batch.flush(sink);
    };
}
function openBooleanRuns({ body, values }) {
    const decoder = new RunDecoder(body.subarray(lengthBytes), 1);
    return (count, sink) => {
        const part = new Uint8Array(count);
        decoder.read(part, count);
        values.numbers(Float64Array.from(part), count, sink);
    };
}
/** The first bytes of all values are followed by the second bytes of all, and so on. */
function openSplitBytes(encoded) {
    const { element, body } = encoded;
    const width = element.type === 'FIXED_LEN_BYTE_ARRAY' ? (element.type_length ?? 0) : getWidth(element.type);
    const all = Math.floor(body.length / width);
    const plain = new Uint8Array(all * width);
    for (let byte = 0; byte < width; byte++)
        for (let index = 0; index < all; index++)
            plain[index * width + byte] = body[byte * all + index] ?? 0;
    return openPlain({ ...encoded, body: plain });
}
const getWidth = (type) => {
    if (type === 'INT32' || type === 'FLOAT')
        return 4;
    return type === 'INT64' || type === 'DOUBLE' ? 8 : (0,format_error/* throwFormatError */.o6)('split bytes of another type');
};
function openDeltas(decoder, { values }) {
    return (count, sink) => {
        for (let index = 0; index < count; index++) {
            const value = decoder.next();
            const number = Number(value);
            if (Number.isSafeInteger(number))
                values.number(number, sink);
            else
                values.bigint(value, sink);
        }
    };
}
function openDeltaLengths({ body, values }) {
    const lengths = new DeltaDecoder(body, 0, 32);
    const takeText = createTextReader(body, new DeltaDecoder(body, 0, 32).findEnd());
    return (count, sink) => {
        for (let index = 0; index < count; index++)
            passWhole(values, takeText(Number(lengths.next())), sink);
    };
}
function openRepeatedTexts({ body, values }) {
    const prefixes = new DeltaDecoder(body, 0, 32);
    const end = new DeltaDecoder(body, 0, 32).findEnd();
    const suffixes = new DeltaDecoder(body, end, 32);
    const takeText = createTextReader(body, new DeltaDecoder(body, end, 32).findEnd());
    let text = new Uint8Array();
    let bytes = 0;
    return (count, sink) => {
        for (let index = 0; index < count; index++) {
            const prefix = Number(prefixes.next());
            const suffix = takeText(Number(suffixes.next()));
            if (!(prefix >= 0 && prefix <= text.length))
                throw new format_error/* BundleFormatError */.KC('a text that repeats more than there is');
            bytes += prefix + suffix.length;
            if (bytes > maxRepeatedBytes)
                throw new format_error/* BundleFormatError */.KC(`a page of more than ${maxRepeatedBytes} bytes of texts`);
            text = prefix === 0 ? suffix : Buffer.concat([text.subarray(0, prefix), suffix]);
            passWhole(values, text, sink);
        }
    };
}
function passWhole(values, text, sink) {
    values.bytes(text, 0, text.length, sink);
}
function createTextReader(body, start) {
    let next = start;
    return (size) => {
        if (!(size >= 0 && size <= body.length - next))
            throw new format_error/* BundleFormatError */.KC('values that are cut off');
        next += size;
        return body.subarray(next - size, next);
    };
}

;// CONCATENATED MODULE: ./src/compare/rows/parquet-pages.js
var parquet_pages_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var parquet_pages_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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








/** A page is decoded whole; writers limit pages to about 1 MiB. In bytes. */
const maxPageBytes = 32 * 1024 * 1024;
/** The bytes in which a page's header ends: it has statistics with two values of the column. */
const maxHeaderBytes = 64 * 1024;
/** The most values in a header of a page, which has about twenty. */
const maxHeaderValues = 100;
/** The most values of a page or a dictionary: runs can state any number of them in a few bytes. */
const maxPageValues = 8 * 1024 * 1024;
/** The most bytes of a prepared value of a dictionary. */
const preparedBytes = 16;
/** The length before the levels of a page, in bytes. */
const parquet_pages_lengthBytes = 4;
async function loadHyparquet() {
    const [metadata, column, { snappyUncompress }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(6751), __webpack_require__.e(899)]).then(__webpack_require__.bind(__webpack_require__, 60899)),
        Promise.all(/* import() */[__webpack_require__.e(6751), __webpack_require__.e(6551)]).then(__webpack_require__.bind(__webpack_require__, 36551)),
        __webpack_require__.e(/* import() */ 4406).then(__webpack_require__.bind(__webpack_require__, 34406)),
    ]);
    return { metadata, column, codecs: createCodecs(snappyUncompress) };
}
/**
 * Passes the values of a column of a row group to a sink, and yields how many there are after each slice of at most
 * `sliceRows`. A page takes memory for its bytes, and its dictionary for `maxPageValues`.
 */
async function* readColumnChunk(reading, sink, options) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { hyparquet, source, windowBytes, budget, rows, chunk } = reading;
        if (!hyparquet.codecs.has(chunk.codec))
            throw new format_error/* BundleFormatError */.KC(`the compression ${chunk.codec}`);
        const stream = parquet_pages_addDisposableResource(env_1, new ByteStream(source, { ...options, windowBytes, ...findRange(chunk, source.size) }), false);
        let passPlaces;
        let dictionaryBytes = 0;
        try {
            for (let passed = 0; passed < rows;) {
                const { header, bytes } = await readPageBytes(hyparquet, stream);
                const pageBytes = header.uncompressed_page_size;
                const { count, dictionary } = checkCounts(header, rows - passed);
                if (dictionary !== undefined) {
                    dictionaryBytes += budget.reserve(pageBytes + dictionary * preparedBytes - dictionaryBytes);
                    passPlaces = (0,format_error/* decodeOrThrow */.GB)('Parquet page', () => prepareDictionary(reading, header, bytes, sink));
                }
                stream.skip(bytes.length);
                if (count === undefined)
                    continue;
                budget.reserve(pageBytes);
                try {
                    yield* passSlices(count, reading, { header, bytes, passPlaces }, sink);
                }
                finally {
                    budget.release(pageBytes);
                }
                passed += count;
            }
        }
        finally {
            budget.release(dictionaryBytes);
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        parquet_pages_disposeResources(env_1);
    }
}
function prepareDictionary(reading, header, bytes, sink) {
    const { element, values } = reading;
    const count = header.dictionary_page_header?.num_values ?? 0;
    // The sink may read the values later.
    const memory = new PageMemory();
    const body = unpack({ ...reading, memory }, bytes, header.uncompressed_page_size);
    // Its encoding is PLAIN, which older writers call PLAIN_DICTIONARY.
    return sink.prepare(count, (inner) => openValues('PLAIN', { element, values, body })(count, inner));
}
function* passSlices(count, reading, page, sink) {
    const { levels, pass } = (0,format_error/* decodeOrThrow */.GB)('Parquet page', () => openPage(reading, page));
    const { present } = reading.memory;
    for (let left = count; left > 0; left -= row_table/* sliceRows */.mG) {
        const rows = Math.min(left, row_table/* sliceRows */.mG);
        (0,format_error/* decodeOrThrow */.GB)('Parquet page', () => {
            levels?.read(present, rows);
            if (levels === undefined || !present.subarray(0, rows).includes(0))
                pass(rows, sink);
            else
                passPresent(present.subarray(0, rows), pass, sink);
        });
        yield rows;
    }
}
/** Passes rows of which some are null: `present` is 0 for these. */
function passPresent(present, pass, sink) {
    for (let row = 0; row < present.length;) {
        const isPresent = present[row] !== 0;
        let end = row + 1;
        while (end < present.length && (present[end] !== 0) === isPresent)
            end++;
        if (isPresent)
            pass(end - row, sink);
        else
            for (let index = row; index < end; index++)
                sink.missing();
        row = end;
    }
}
/** Opens the levels of a page, which are undefined where no value is null, and its values. */
function openPage(reading, { header, bytes, passPlaces }) {
    const { element, values } = reading;
    const { encoding, levels, body } = splitPage(reading, header, bytes);
    const hasDictionary = encoding === 'PLAIN_DICTIONARY' || encoding === 'RLE_DICTIONARY';
    if (!hasDictionary)
        return { levels, pass: openValues(encoding, { element, values, body }) };
    const places = new RunDecoder(body.subarray(1), body[0] ?? 0);
    const part = reading.memory.places;
    const pass = (count) => {
        places.read(part, count);
        if (passPlaces === undefined)
            throw new format_error/* BundleFormatError */.KC('a page without its dictionary');
        passPlaces(part, count);
    };
    return { levels, pass };
}
/** Splits a page into its levels, of which 0 is null and 1 is not, and the encoded values. */
function splitPage(reading, header, bytes) {
    const { data_page_header: first, data_page_header_v2: second, uncompressed_page_size: size } = header;
    const isNullable = reading.element.repetition_type !== 'REQUIRED';
    if (first !== undefined) {
        const page = unpack(reading, bytes, size);
        const { encoding } = first;
        if (!isNullable)
            return { encoding, levels: undefined, body: page };
        if (first.definition_level_encoding !== 'RLE')
            throw new format_error/* BundleFormatError */.KC('levels that are not encoded as runs');
        const end = parquet_pages_lengthBytes + new DataView(page.buffer, page.byteOffset, page.length).getUint32(0, true);
        return { encoding, levels: new RunDecoder(page.subarray(parquet_pages_lengthBytes, end), 1), body: page.subarray(end) };
    }
    if (second === undefined)
        return (0,format_error/* throwFormatError */.o6)('a page without a header');
    const { encoding, is_compressed: isCompressed } = second;
    const [start, length] = [second.repetition_levels_byte_length, second.definition_levels_byte_length];
    const levels = isNullable ? new RunDecoder(bytes.subarray(start, start + length), 1) : undefined;
    const rest = bytes.subarray(start + length);
    return { encoding, levels, body: isCompressed === false ? rest : unpack(reading, rest, size - start - length) };
}
function unpack({ hyparquet, chunk, memory }, part, size) {
    if (!(size >= 0))
        throw new format_error/* BundleFormatError */.KC('a page of less than its levels');
    // Some writers compress no values, such as those of a page with nulls only, to no bytes.
    if (size === 0)
        return new Uint8Array();
    const page = memory.take(size);
    hyparquet.codecs.get(chunk.codec)?.(part, page);
    return page;
}
function findRange({ dictionary_page_offset, data_page_offset, total_compressed_size }, size) {
    // Some writers state 0 where there is no dictionary.
    const start = Number(dictionary_page_offset || data_page_offset);
    const end = start + Number(total_compressed_size);
    if (start >= 0 && start <= end && end <= size)
        return { start, end };
    throw new format_error/* BundleFormatError */.KC('a column that begins or ends outside of the file');
}
/** The header and the bytes of the next page, which are not skipped. */
async function readPageBytes(hyparquet, stream) {
    if (stream.left === 0)
        throw new format_error/* BundleFormatError */.KC('a column with fewer rows than its row group');
    const window = await stream.peek(Math.min(maxHeaderBytes, stream.left));
    const start = window.subarray(0, maxHeaderBytes);
    new thrift_validator/* ThriftValidator */.q(start, maxHeaderValues).skipStruct();
    const reader = { view: new DataView(start.buffer, start.byteOffset, start.length), offset: 0 };
    const header = (0,format_error/* decodeOrThrow */.GB)('Parquet page', () => hyparquet.column.parquetHeader(reader));
    const sizes = [header.compressed_page_size, header.uncompressed_page_size];
    if (!sizes.every((size) => Number.isInteger(size) && size >= 0 && size <= maxPageBytes))
        throw new format_error/* BundleFormatError */.KC(`a page of more than ${maxPageBytes} bytes`);
    stream.skip(reader.offset);
    const bytes = await stream.peek(header.compressed_page_size);
    if (bytes.length < header.compressed_page_size)
        throw new format_error/* BundleFormatError */.KC('a page that is cut off');
    return { header, bytes: bytes.subarray(0, header.compressed_page_size) };
}
/**
 * The rows of a data page, and the values of a dictionary; undefined for other pages. Throws BundleFormatError for more
 * than `maxPageValues`.
 */
function checkCounts({ data_page_header: first, data_page_header_v2: second, dictionary_page_header: dictionary }, rowsLeft) {
    const count = first?.num_values ?? second?.num_values;
    if (count !== undefined && !(Number.isSafeInteger(count) && count > 0 && count <= rowsLeft))
        throw new format_error/* BundleFormatError */.KC('a page of more rows than its row group');
    const values = dictionary?.num_values;
    if (values !== undefined && !(Number.isSafeInteger(values) && values >= 0))
        throw new format_error/* BundleFormatError */.KC('a dictionary of no number of values');
    if (Math.max(count ?? 0, values ?? 0) > maxPageValues)
        throw new format_error/* BundleFormatError */.KC(`a page of more than ${maxPageValues} values`);
    return { count, dictionary: values };
}

;// CONCATENATED MODULE: ./src/compare/rows/parquet-values.js

/** The ticks of a second. */
const ticks = { MILLIS: 1_000, MICROS: 1_000_000, NANOS: 1_000_000_000 };
const nanosPerSecond = 1000000000n;
const secondsPerDay = 86_400;
/** The most bytes of a decimal; those of Arrow have up to 32. */
const maxDecimalBytes = 128;
/** The most digits behind the point, or zeros before it: as many as fit into `maxDecimalBytes`. */
const maxDecimalScale = 308;
/**
 * How the physical values of a column are meant: its logical type decides, or the converted type that older files have
 * in its place. https://github.com/apache/parquet-format/blob/master/LogicalTypes.md
 */
function describeParquetValues(element) {
    const { type, logical_type: logical, converted_type: converted, scale = 0 } = element;
    if (logical?.type === 'DECIMAL')
        return passDecimals(logical.scale);
    if (converted === 'DECIMAL')
        return passDecimals(scale);
    if (logical?.type === 'DATE' || converted === 'DATE')
        return passMoments('date', 1n, secondsPerDay);
    if (logical?.type === 'TIMESTAMP')
        return passTicks(logical.isAdjustedToUTC ? 'utc' : 'local', logical.unit);
    if (logical?.type === 'TIME')
        return passTicks('time', logical.unit);
    const [, time, unit] = /^(TIME|TIMESTAMP)_(MILLIS|MICROS)$/.exec(converted ?? '') ?? [];
    // Older files do not distinguish times in UTC from others.
    if (time !== undefined)
        return passTicks(time === 'TIME' ? 'time' : 'utc', unit === 'MILLIS' ? 'MILLIS' : 'MICROS');
    if (type === 'INT96')
        return passTicks('utc', 'NANOS');
    if (logical?.type === 'FLOAT16')
        return { ...refused, kind: 'number', bytes: passFloat16 };
    if (logical?.type === 'INTEGER' ? !logical.isSigned : converted?.startsWith('UINT_'))
        return passUnsigned(type);
    return describePhysicalValues(type);
}
function describePhysicalValues(type) {
    switch (type) {
        case 'BOOLEAN':
            return { ...refused, kind: 'boolean', ...passEach((value, sink) => sink.boolean(value !== 0)) };
        case 'INT32':
        case 'INT64':
        case 'FLOAT':
        case 'DOUBLE':
            return { ...refused, kind: 'number', ...parquet_values_passNumbers, bigint: passInteger };
        case 'BYTE_ARRAY':
        case 'FIXED_LEN_BYTE_ARRAY':
            return { ...refused, kind: 'text', bytes: parquet_values_passText };
        default:
            return { ...refused, kind: 'other' };
    }
}
const refuse = () => (0,format_error/* throwFormatError */.o6)('values of another type than its column');
const refused = { number: refuse, numbers: refuse, bigint: refuse, bytes: refuse };
const parquet_values_passNumbers = {
    number: (value, sink) => sink.number(value),
    numbers: (values, count, sink) => sink.numbers(values, count),
};
const passEach = (number) => ({
    number,
    numbers: (values, count, sink) => {
        for (let index = 0; index < count; index++)
            number(values[index] ?? 0, sink);
    },
});
const parquet_values_passText = (bytes, start, end, sink) => sink.bytes(bytes, start, end);
const passInteger = (value, sink) => sink.integer(value);
function passUnsigned(type) {
    const bigint = (value, sink) => sink.integer(BigInt.asUintN(64, value));
    const number = (value, sink) => {
        if (value >= 0)
            sink.number(value);
        else if (type === 'INT32')
            sink.number(value >>> 0);
        else
            bigint(BigInt(value), sink);
    };
    return { ...refused, kind: 'number', ...passEach(number), bigint };
}
function passFloat16(bytes, start, end, sink) {
    if (end - start !== 2)
        throw new format_error/* BundleFormatError */.KC('a FLOAT16 of another size');
    sink.number(new DataView(bytes.buffer, bytes.byteOffset + start, 2).getFloat16(0, true));
}
function passDecimals(scale) {
    // Decimals are normalized digit by digit, and a damaged file can state any scale.
    if (!(Math.abs(scale) <= maxDecimalScale))
        return { ...refused, kind: 'other' };
    return {
        kind: 'number',
        ...passEach((value, sink) => sink.decimal(BigInt(value), scale)),
        bigint: (value, sink) => sink.decimal(value, scale),
        bytes: (bytes, start, end, sink) => sink.decimal(readUnscaled(bytes.subarray(start, end)), scale),
    };
}
/** A big-endian number in two's complement. */
function readUnscaled(bytes) {
    if (bytes.length > maxDecimalBytes)
        throw new format_error/* BundleFormatError */.KC(`a decimal of more than ${maxDecimalBytes} bytes`);
    const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
    return BigInt.asIntN(bytes.length * 8, BigInt(`0x0${hex}`));
}
function passTicks(kind, unit) {
    return passMoments(kind, BigInt(ticks[unit]), 1);
}
/** @param perSecond The ticks of a second, or 1 where each tick takes `seconds`. */
function passMoments(moment, perSecond, seconds) {
    const nanosPerTick = Number(nanosPerSecond / perSecond);
    const divisor = Number(perSecond);
    const number = (value, sink) => {
        const whole = Math.floor(value / divisor);
        sink.moment(moment, whole * seconds, (value - whole * divisor) * nanosPerTick);
    };
    const bigint = (value, sink) => {
        const rest = ((value % perSecond) + perSecond) % perSecond;
        sink.moment(moment, Number((value - rest) / perSecond) * seconds, Number(rest) * nanosPerTick);
    };
    return { ...refused, kind: 'moment', ...passEach(number), bigint };
}

;// CONCATENATED MODULE: ./src/compare/rows/parquet-rows.js
var parquet_rows_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var parquet_rows_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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








/** The most values in a footer, with about thirty for each column of each row group. */
const maxFooterValues = 2_000_000;
/** Writers limit a page to about 1 MiB, in bytes. */
const usualPageBytes = 1.25 * 1024 * 1024;
/** The most bytes of the pages and dictionaries of all columns that are in memory together. */
const maxPagesBytes = 512 * 1024 * 1024;
/**
 * Opens the table in a Parquet file. Columns are read by row group and page, and only those that are asked for. Nested
 * columns are of the kind `other`. Throws BundleFormatError for other files, and as the store does.
 */
async function openParquetRows(source, windowBytes, options) {
    const hyparquet = await loadHyparquet();
    const footer = await readFooter(source, options);
    new thrift_validator/* ThriftValidator */.q(footer.subarray(0, -parquet_footer/* parquetTrailerBytes */.ZK), maxFooterValues).skipStruct();
    const { metadata, root } = (0,format_error/* decodeOrThrow */.GB)('Parquet file', () => {
        const parsed = hyparquet.metadata.parquetMetadata(new Uint8Array(footer), { geoparquet: false });
        return { metadata: parsed, root: hyparquet.metadata.parquetSchema(parsed) };
    });
    const leaves = new Map();
    const readBytes = estimateReadBytes(metadata.row_groups);
    const columns = root.children.map(({ element, children }) => {
        const isFlat = children.length === 0 && element.repetition_type !== 'REPEATED';
        const values = isFlat ? describeParquetValues(element) : undefined;
        if (values === undefined)
            return { name: element.name, kind: 'other' };
        leaves.set(element.name, values);
        return { name: element.name, kind: values.kind, readBytes: readBytes.get(element.name) ?? 0 };
    });
    const file = { hyparquet, source, windowBytes, rowGroups: metadata.row_groups, root, leaves };
    return {
        columns,
        jsonTexts: new Map(),
        read: (wanted, inner) => {
            const budget = new PageBudget(maxPagesBytes);
            return (0,row_table/* advanceColumns */.aQ)(wanted.map((column) => readColumn(file, column, budget, inner)));
        },
    };
}
/**
 * The memory for the pages of each column: one packed, one unpacked, and a dictionary, whose packed size is known. Some
 * writers, such as DuckDB, write one page for each row group.
 */
function estimateReadBytes(rowGroups) {
    const all = new Map();
    for (const { columns } of rowGroups) {
        for (const { meta_data: chunk } of columns) {
            const [name] = chunk?.path_in_schema ?? [];
            if (chunk === undefined || name === undefined)
                continue;
            const { total_compressed_size: packed, total_uncompressed_size: unpacked } = chunk;
            const pages = countPages(chunk);
            const needed = estimatePage(Number(packed), pages) + estimatePage(Number(unpacked), pages);
            all.set(name, Math.max(all.get(name) ?? 0, needed + estimateDictionary(chunk)));
        }
    }
    return all;
}
/** The pages of a column in a row group that have one encoding; 1 where the writer does not say. */
function countPages({ encoding_stats: stats = [] }) {
    return Math.max(1, ...stats.map(({ count }) => count).filter(Number.isSafeInteger));
}
/** The size of a page of a column that has so many bytes and pages. A damaged file may have no size. */
function estimatePage(bytes, pages) {
    const size = Math.max(0, bytes || 0);
    return Math.min(size, Math.max(usualPageBytes, size / pages), maxPageBytes);
}
function estimateDictionary({ dictionary_page_offset: start, data_page_offset: end }) {
    return start === undefined ? 0 : estimatePage((Number(end) - Number(start)) * 2, 1);
}
const findChunk = ({ columns }, name) => columns.find(({ meta_data }) => meta_data?.path_in_schema.length === 1 && meta_data.path_in_schema[0] === name);
async function readFooter(source, options) {
    const { size } = source;
    const tailBytes = Math.min(size, parquet_footer/* parquetTailBytes */.kf);
    const tail = await source.read(size - tailBytes, tailBytes, options);
    const bytes = (0,parquet_footer/* readParquetFooterSize */.x6)(tail, size);
    return bytes <= tail.length ? tail.subarray(-bytes) : await source.read(size - bytes, bytes, options);
}
async function* readColumn(file, { name, sink }, budget, options) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { hyparquet, source, windowBytes, rowGroups, root } = file;
        const values = file.leaves.get(name);
        const memory = parquet_rows_addDisposableResource(env_1, new PageMemory(), false);
        const leaf = root.children.find(({ element }) => element.name === name);
        for (const group of rowGroups) {
            const found = findChunk(group, name);
            const rows = Number(group.num_rows);
            if (!(Number.isSafeInteger(rows) && rows >= 0))
                throw new format_error/* BundleFormatError */.KC('a row group of no number of rows');
            if (values === undefined) {
                yield* (0,row_table/* passMissing */.u_)(rows, sink);
                continue;
            }
            if (!found?.meta_data || found.file_path || leaf === undefined)
                throw new format_error/* BundleFormatError */.KC('a row group without one of its columns');
            const { element } = leaf;
            const chunk = { hyparquet, source, windowBytes, budget, rows, chunk: found.meta_data, element, values, memory };
            yield* readColumnChunk(chunk, sink, options);
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        parquet_rows_disposeResources(env_1);
    }
}

;// CONCATENATED MODULE: ./src/compare/rows/open-table.js




/**
 * Opens a table: that of its frames, or the one of all its files. Throws BundleFormatError for files that cannot be
 * read, and as the sources do.
 */
async function openTable({ layout, sources }, options) {
    const { windowBytes } = layout;
    const getSource = (index) => sources[index] ?? (0,format_error/* throwFormatError */.o6)('a table without one of its objects');
    if ('frames' in layout) {
        const frames = layout.frames.map((frame, index) => ({ ...frame, open: () => getSource(index) }));
        return openFrameRows(frames, windowBytes);
    }
    const openers = layout.files.map((format, index) => async () => {
        const openRows = format === 'parquet' ? openParquetRows : openCsvRows;
        return await openRows(getSource(index), windowBytes, options);
    });
    return await concatTables(openers);
}
/**
 * The tables one after the other as one, which has the columns of all. Each is opened twice, because the footers of all
 * together can be large.
 */
async function concatTables(openers) {
    const columns = new Map();
    for (const open of openers) {
        for (const column of (await open()).columns) {
            const other = columns.get(column.name);
            const isSame = other === undefined || other.kind === column.kind;
            const kind = other?.kind === 'other' || column.kind === 'other' ? 'other' : 'untyped';
            const readBytes = Math.max(column.readBytes ?? 0, other?.readBytes ?? 0);
            columns.set(column.name, {
                ...(isSame ? column : { name: column.name, kind }),
                ...(readBytes > 0 && { readBytes }),
            });
        }
    }
    return {
        columns: [...columns.values()],
        jsonTexts: new Map(),
        async *read(wanted, options) {
            for (const open of openers)
                yield* (await open()).read(wanted, options);
        },
    };
}


/***/ }),

/***/ 65319:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ unpackError),
/* harmony export */   Y: () => (/* binding */ packError)
/* harmony export */ });
/* harmony import */ var _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51178);

function packError(error) {
    const message = error instanceof Error ? error.message : String(error);
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    return { message, code, isFormatError: error instanceof _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_0__/* .BundleFormatError */ .KC };
}
function unpackError({ message, code, isFormatError }) {
    return isFormatError ? new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_0__/* .BundleFormatError */ .KC(message) : Object.assign(new Error(message), code && { code });
}


/***/ }),

/***/ 23209:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $Y: () => (/* binding */ RowRecords),
/* harmony export */   O0: () => (/* binding */ partitionCount),
/* harmony export */   jE: () => (/* binding */ countZeros),
/* harmony export */   os: () => (/* binding */ recordHead)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);

/** The first eight bits of a key's hash decide on the part of its row. One part of both tables is in memory. */
const partitionCount = 256;
/** Words of a record before its cells: the hash of its key, and the number of its row. */
const recordHead = { hashWords: 4, row: 4, words: 5 };
/** Reads the records of one table by partition, also those that a sample of a later shift does not have. */
class RowRecords {
    facts;
    #file;
    /** Throws as the file system does. */
    constructor(facts) {
        this.facts = facts;
        this.#file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(facts.path, 'r');
    }
    countRecords(partition) {
        const { blocks, blockWords, fill, recordWords } = this.facts;
        return ((blocks[partition]?.length ?? 0) * blockWords + (fill[partition] ?? 0)) / recordWords;
    }
    /** Reads the records that `countRecords` counts in blocks of whole records. A block is valid until the next one. */
    *readBlocks(partition) {
        const { path, blocks, blockWords, buffers, bufferWords, fill } = this.facts;
        const numbers = blocks[partition] ?? [];
        const block = new Uint32Array(numbers.length > 0 ? blockWords : 0);
        const bytes = new Uint8Array(block.buffer);
        for (const number of numbers) {
            if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(this.#file, bytes, 0, bytes.length, number * bytes.length) !== bytes.length)
                throw new Error(`${path} is cut off`);
            yield block;
        }
        const start = partition * bufferWords;
        const rest = buffers.subarray(start, start + (fill[partition] ?? 0));
        if (rest.length > 0)
            yield rest;
    }
    close() {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(this.#file);
    }
}
/** The zeros at the beginning of the second word of a hash, which decide whether a sample has the row. */
function countZeros(records, at) {
    return Math.clz32(records[at + 1] ?? 0);
}


/***/ }),

/***/ 32623:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Tu: () => (/* binding */ groupColumns),
/* harmony export */   aQ: () => (/* binding */ advanceColumns),
/* harmony export */   mG: () => (/* binding */ sliceRows),
/* harmony export */   u_: () => (/* binding */ passMissing)
/* harmony export */ });
/* unused harmony export maxReadBytes */
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51178);


/** The most memory of the columns of a table that are read together, about, in bytes. */
const maxReadBytes = 28 * 1024 * 1024;
/** Splits names of columns into groups, each of which can be read in limited memory. No group is empty. */
function groupColumns({ columns }, names) {
    const bytes = new Map(columns.map(({ name, readBytes = 0 }) => [name, readBytes]));
    const groups = [];
    let used = 0;
    for (const name of names) {
        const needed = bytes.get(name) ?? 0;
        const group = groups.at(-1);
        if (group === undefined || (used > 0 && used + needed > maxReadBytes)) {
            groups.push([name]);
            used = needed;
        }
        else {
            group.push(name);
            used += needed;
        }
    }
    return groups;
}
/**
 * Advances the columns of a table together, each of which yields the rows that it passed to its sink. Throws
 * BundleFormatError for columns of different lengths.
 */
async function* advanceColumns(columns) {
    const states = columns.map((rows) => ({ rows, passed: 0, isDone: false }));
    for (;;) {
        const open = states.filter(({ isDone }) => !isDone);
        if (open.length === 0)
            break;
        const least = Math.min(...open.map(({ passed }) => passed));
        for (const state of open) {
            if (state.passed > least)
                continue;
            const next = await state.rows.next();
            if (next.done)
                state.isDone = true;
            else
                state.passed += next.value;
        }
        // Lets other tasks run, so that reading can be cancelled: not every round has a request.
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setImmediate)();
        yield;
    }
    const [first] = states;
    const other = states.find(({ passed }) => passed !== first?.passed);
    if (first && other)
        throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC(`columns of ${first.passed} and of ${other.passed} rows`);
}
/** The most rows of a column that are passed at a time where its source does not decide. */
const sliceRows = 16 * 1024;
/** Passes as many missing values to a sink, and yields how many there are after each part. */
async function* passMissing(rows, sink) {
    for (let left = rows; left > 0; left -= sliceRows) {
        const count = Math.min(left, sliceRows);
        for (let index = 0; index < count; index++)
            sink.missing();
        yield count;
    }
}


/***/ }),

/***/ 82068:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  K: () => (/* binding */ fillTable),
  M: () => (/* binding */ joinPart)
});

// EXTERNAL MODULE: ./src/compare/rows/cell-sink.js
var cell_sink = __webpack_require__(20166);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./src/disdat/format/format-error.js
var format_error = __webpack_require__(51178);
// EXTERNAL MODULE: ./src/compare/rows/key-hasher.js
var key_hasher = __webpack_require__(56013);
// EXTERNAL MODULE: ./src/compare/rows/row-records.js
var row_records = __webpack_require__(23209);
;// CONCATENATED MODULE: ./src/compare/rows/row-sample.js

/** The zeros at the beginning of a word that is 0: a sample of one more has no row, and is always small enough. */
const maxZeros = 32;
/**
 * Which rows of a table are kept: all, or beyond `limit` those whose hash begins with a zero, then with two, and so on,
 * so that the same keys are left of two tables.
 */
class RowSample {
    #limit;
    #byZeros = new Float64Array(maxZeros + 1);
    #kept = 0;
    #shift = 0;
    constructor(limit) {
        this.#limit = limit;
    }
    /** Of 2^shift rows, one is kept. Grows with the rows. */
    get shift() {
        return this.#shift;
    }
    /** Whether the row is kept whose key has the hash at this place, among the rows so far. */
    has(hashes, at) {
        return (0,row_records/* countZeros */.jE)(hashes, at) >= this.#shift;
    }
    /** Counts a row that is kept. */
    count(hashes, at) {
        const zeros = (0,row_records/* countZeros */.jE)(hashes, at);
        this.#byZeros[zeros] = (this.#byZeros[zeros] ?? 0) + 1;
        this.#kept++;
        while (this.#kept > this.#limit) {
            this.#kept -= this.#byZeros[this.#shift] ?? 0;
            this.#shift++;
        }
    }
    /** Counts rows by the hashes of their keys, of four words each. */
    countAll(hashes, rows) {
        for (let at = 0; at < rows * row_records/* recordHead */.os.hashWords; at += row_records/* recordHead */.os.hashWords)
            if (this.has(hashes, at))
                this.count(hashes, at);
    }
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./src/compare/rows/word-file.js


/** A temporary file of words, which is written from its beginning to its end, then read, and deleted. */
class WordFile {
    #path;
    #file;
    /** Creates the file in a folder. Throws as the file system does. */
    constructor(folder) {
        this.#path = (0,external_node_path_.join)(folder, crypto.randomUUID());
        this.#file = (0,external_node_fs_.openSync)(this.#path, 'wx+', 0o600);
    }
    /** Adds words. Throws as the file system does. */
    write(words) {
        // Behind the words before: a file descriptor keeps its position.
        (0,external_node_fs_.writeFileSync)(this.#file, new Uint8Array(words.buffer, words.byteOffset, words.byteLength));
    }
    /** Returns a function that reads the next words, from the first ones on. They are valid until its next call. */
    createReader() {
        let memory = new Uint32Array();
        let position = 0;
        return (count) => {
            if (memory.length < count)
                memory = new Uint32Array(count);
            const bytes = new Uint8Array(memory.buffer, 0, count * 4);
            if ((0,external_node_fs_.readSync)(this.#file, bytes, 0, bytes.length, position) !== bytes.length)
                throw new Error(`${this.#path} is cut off`);
            position += bytes.length;
            return memory.subarray(0, count);
        };
    }
    [Symbol.dispose]() {
        (0,external_node_fs_.closeSync)(this.#file);
        (0,external_node_fs_.rmSync)(this.#path, { force: true });
    }
}

;// CONCATENATED MODULE: ./src/compare/rows/fill-in-groups.js
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






/** The rows of all columns that are in memory together. */
const blockRows = 1024;
const { hashWords } = row_records/* recordHead */.os;
/**
 * Reads the rows of a table with many columns into a store: the key first, and then group by group the cells of the
 * rows that the store will keep, into a temporary file each. Memory does not grow with the columns, nor the files with
 * rows that are not kept. Throws as the table and the file system do.
 */
async function fillInGroups(table, { keys, groups }, store, options) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const owned = __addDisposableResource(env_1, new DisposableStack(), false);
        const createFile = () => owned.use(new WordFile(options.folder));
        const hashes = createFile();
        const sample = new RowSample(store.limit);
        const rows = await writeHashes(table, keys, { hashes, sample }, options);
        const files = [];
        for (const open of groups) {
            const columns = open();
            const file = createFile();
            await writeCells(table, columns, { hashes, rows, sample, file }, options);
            files.push({ columns: columns.length, file });
        }
        const readHashes = hashes.createReader();
        const readers = files.map(({ columns, file }) => ({ columns, read: file.createReader() }));
        for (let from = 0; from < rows; from += blockRows) {
            options.signal.throwIfAborted();
            const count = Math.min(blockRows, rows - from);
            const block = readHashes(count * hashWords);
            const kept = listKept(sample, block, count);
            const cells = readers.flatMap(({ columns, read }) => spreadCells(read(columns * kept.length * 2), kept, count));
            store.add(block, cells, count);
            // Lets other tasks run, so that the comparison can be cancelled.
            await (0,promises_.setImmediate)();
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}
/** Writes the hashes of all keys, and returns their number. */
async function writeHashes(table, keys, { hashes, sample }, options) {
    const hasher = new key_hasher/* KeyHasher */.l(keys.length);
    let rows = 0;
    for await (const count of readBlocks(table, keys, options)) {
        const cells = keys.map(({ sink }) => sink.view(count));
        const block = hasher.hash(cells, count).subarray(0, count * hashWords);
        hashes.write(block);
        sample.countAll(block, count);
        rows += count;
    }
    return rows;
}
/**
 * Writes the cells of the rows that are kept, column by column for each block of rows. Throws BundleFormatError for
 * another number of rows than there are hashes.
 */
async function writeCells(table, columns, { hashes, rows, sample, file }, options) {
    const readHashes = hashes.createReader();
    const words = new Uint32Array(columns.length * blockRows * 2);
    let read = 0;
    for await (const count of readBlocks(table, columns, options)) {
        read += count;
        if (read > rows)
            continue;
        const kept = listKept(sample, readHashes(count * hashWords), count);
        let at = 0;
        for (const { sink } of columns) {
            const cells = sink.view(count);
            for (const row of kept) {
                words[at++] = cells[row * 2] ?? 0;
                words[at++] = cells[row * 2 + 1] ?? 0;
            }
        }
        file.write(words.subarray(0, at));
    }
    if (read !== rows)
        throw new format_error/* BundleFormatError */.KC(`columns of ${rows} and of ${read} rows`);
}
/**
 * Reads columns block by block, and yields the rows of each, which are then removed from the sinks: `blockRows`, and at
 * last the rest.
 */
async function* readBlocks(table, columns, options) {
    const countRows = () => Math.min(...columns.map(({ sink }) => sink.rows));
    const remove = (count) => {
        for (const { sink } of columns)
            sink.remove(count);
    };
    for await (const _ of table.read(columns, options)) {
        options.signal.throwIfAborted();
        for (; countRows() >= blockRows; remove(blockRows))
            yield blockRows;
    }
    const rest = countRows();
    if (rest > 0)
        yield rest;
    remove(rest);
}
/** The rows of a block that the sample has. */
function listKept(sample, block, count) {
    const kept = [];
    for (let row = 0; row < count; row++)
        if (sample.has(block, row * hashWords))
            kept.push(row);
    return kept;
}
/** The cells of each column of a block, with those of the kept rows at their places. */
function spreadCells(words, kept, count) {
    const columnWords = kept.length * 2;
    const columns = columnWords === 0 ? 0 : words.length / columnWords;
    return Array.from({ length: columns }, (_, column) => {
        const own = words.subarray(column * columnWords, (column + 1) * columnWords);
        if (kept.length === count)
            return own;
        const cells = new Uint32Array(count * 2);
        for (const [index, row] of kept.entries())
            cells.set(own.subarray(index * 2, index * 2 + 2), row * 2);
        return cells;
    });
}

// EXTERNAL MODULE: ./src/compare/rows/row-table.js
var row_table = __webpack_require__(32623);
;// CONCATENATED MODULE: ./src/compare/rows/fill-store.js




/**
 * Reads the rows of a table into a store, all columns at once where that takes little memory. Throws as the table and
 * the file system do.
 *
 * @param options.folder Temporary files of tables with many columns go into this folder, and are deleted.
 */
async function fillStore(table, columns, store, options) {
    const open = (words) => (name) => {
        return { name, sink: new cell_sink/* CellSink */.Qc(words), isJson: columns.json.has(name) };
    };
    const keys = columns.key.map(open(cell_sink/* cellWords */.OH.key));
    const names = [...columns.key, ...columns.values];
    if ((0,row_table/* groupColumns */.Tu)(table, names).length > 1) {
        const groups = (0,row_table/* groupColumns */.Tu)(table, columns.values);
        const openers = groups.map((group) => () => group.map(open(cell_sink/* cellWords */.OH.value)));
        await fillInGroups(table, { keys, groups: openers }, store, options);
        return;
    }
    const values = columns.values.map(open(cell_sink/* cellWords */.OH.value));
    const all = [...keys, ...values];
    const hasher = new key_hasher/* KeyHasher */.l(keys.length);
    for await (const _ of table.read(all, options)) {
        options.signal.throwIfAborted();
        const rows = Math.min(...all.map(({ sink }) => sink.rows));
        const keyCells = keys.map(({ sink }) => sink.view(rows));
        const cells = values.map(({ sink }) => sink.view(rows));
        store.add(hasher.hash(keyCells, rows), cells, rows);
        for (const { sink } of all)
            sink.remove(rows);
    }
}

// EXTERNAL MODULE: ./src/compare/rows/join-rows.js + 1 modules
var join_rows = __webpack_require__(3287);
;// CONCATENATED MODULE: ./src/compare/rows/row-store.js





/** The most words of a block, which a partition collects before it writes them. A longer record is a block. */
const maxBlockWords = 4096;
/** The records of a partition for which there is room at first. */
const firstRecords = 4;
/** The most bytes of the records of one table on disk, about; more rows are sampled. */
const maxStoreBytes = 4 * 1024 ** 3;
/** The most rows of a table: a word has the number of each. */
const maxRows = 2 ** 32;
const createBuffers = (words) => new Uint32Array(new SharedArrayBuffer(row_records/* partitionCount */.O0 * words * 4));
/**
 * Writes the rows of one table as records into a new file of a temporary folder: memory does not grow with them. Of
 * more than `limit` rows, only a sample is kept.
 */
class RowStore {
    #recordWords;
    /** The most rows that are kept. */
    limit;
    #sample;
    #file;
    #path;
    /** The block that each partition collects, one after the other: small ones at first. */
    #buffers;
    #bufferWords;
    /** The words of a block in the file. */
    #blockWords;
    /** Where the records of the rows begin that are added together; -1 for those that are not kept. */
    #places = new Int32Array();
    #fill = new Uint32Array(row_records/* partitionCount */.O0);
    /** For each partition the numbers of its blocks in the file, each of which is full. */
    #blocks = Array.from({ length: row_records/* partitionCount */.O0 }, () => []);
    #blocksWritten = 0;
    /** The rows that were added. */
    #rows = 0;
    constructor(folder, name, { cells, maxRows: limit, maxBytes = maxStoreBytes }) {
        this.#recordWords = row_records/* recordHead */.os.words + cells * 2;
        this.limit = Math.min(limit, Math.floor(maxBytes / (this.#recordWords * 4)));
        this.#sample = new RowSample(this.limit);
        this.#blockWords = Math.max(1, Math.floor(maxBlockWords / this.#recordWords)) * this.#recordWords;
        this.#bufferWords = Math.min(this.#blockWords, firstRecords * this.#recordWords);
        this.#buffers = createBuffers(this.#bufferWords);
        this.#path = (0,external_node_path_.join)(folder, name);
        this.#file = (0,external_node_fs_.openSync)(this.#path, 'wx', 0o600);
    }
    /** Adds the next rows: the hashes of their keys, of four words each, and the cells of each column. */
    add(hashes, cells, rows) {
        if (this.#rows + rows > maxRows)
            throw new format_error/* BundleFormatError */.KC(`a table of more than ${maxRows} rows`);
        if (this.#places.length < rows)
            this.#places = new Int32Array(rows);
        let from = 0;
        for (let index = 0; index < rows; index++) {
            this.#places[index] = this.#addHead(hashes, index * row_records/* recordHead */.os.hashWords);
            const partition = (hashes[index * row_records/* recordHead */.os.hashWords] ?? 0) >>> 24;
            if ((this.#fill[partition] ?? 0) < this.#bufferWords)
                continue;
            this.#addCells(cells, from, index + 1);
            from = index + 1;
            if (this.#bufferWords < this.#blockWords)
                this.#growBuffers();
            else
                this.#write(partition);
        }
        this.#addCells(cells, from, rows);
    }
    /** Where the records are, which are complete. */
    get facts() {
        return {
            path: this.#path,
            rows: this.#rows,
            shift: this.#sample.shift,
            recordWords: this.#recordWords,
            blockWords: this.#blockWords,
            blocks: this.#blocks,
            buffers: this.#buffers,
            bufferWords: this.#bufferWords,
            fill: this.#fill,
        };
    }
    /** Closes the file, which remains. */
    close() {
        (0,external_node_fs_.closeSync)(this.#file);
    }
    /** Begins the record of the next row, and returns its place; -1 if it is not kept. */
    #addHead(hashes, at) {
        const row = this.#rows++;
        if (!this.#sample.has(hashes, at))
            return -1;
        const partition = (hashes[at] ?? 0) >>> 24;
        const fill = this.#fill[partition] ?? 0;
        const place = partition * this.#bufferWords + fill;
        for (let word = 0; word < row_records/* recordHead */.os.hashWords; word++)
            this.#buffers[place + word] = hashes[at + word] ?? 0;
        this.#buffers[place + row_records/* recordHead */.os.row] = row;
        this.#fill[partition] = fill + this.#recordWords;
        this.#sample.count(hashes, at);
        return place;
    }
    /** Adds the cells of some of the rows to their records, column by column. */
    #addCells(cells, from, to) {
        const buffers = this.#buffers;
        const places = this.#places;
        for (const [index, column] of cells.entries()) {
            const word = row_records/* recordHead */.os.words + index * 2;
            for (let row = from; row < to; row++) {
                const place = places[row] ?? -1;
                if (place < 0)
                    continue;
                buffers[place + word] = column[row * 2] ?? 0;
                buffers[place + word + 1] = column[row * 2 + 1] ?? 0;
            }
        }
    }
    #growBuffers() {
        const words = Math.min(this.#blockWords, this.#bufferWords * 2);
        const buffers = createBuffers(words);
        for (const [partition, fill] of this.#fill.entries()) {
            const start = partition * this.#bufferWords;
            buffers.set(this.#buffers.subarray(start, start + fill), partition * words);
        }
        this.#buffers = buffers;
        this.#bufferWords = words;
    }
    #write(partition) {
        const words = this.#blockWords;
        const bytes = new Uint8Array(this.#buffers.buffer, partition * words * 4, words * 4);
        // Behind the blocks before: a file descriptor keeps its position.
        (0,external_node_fs_.writeFileSync)(this.#file, bytes);
        this.#blocks[partition]?.push(this.#blocksWritten++);
        this.#fill[partition] = 0;
    }
}

;// CONCATENATED MODULE: ./src/compare/rows/row-tasks.js




/** Throws as the table and the file system do. */
async function fillTable(table, { columns, folder, name, maxRows }, options) {
    const store = new RowStore(folder, name, { cells: columns.values.length, maxRows });
    try {
        await fillStore(table, columns, store, { ...options, folder });
        return { facts: store.facts, jsonTexts: table.jsonTexts };
    }
    finally {
        store.close();
    }
}
/** Throws as the file system does. */
async function joinPart(task, { signal }) {
    const base = new row_records/* RowRecords */.$Y(task.base);
    try {
        const now = new row_records/* RowRecords */.$Y(task.now);
        try {
            return await (0,join_rows/* joinRows */.U)(base, now, { ...task.options, signal });
        }
        finally {
            now.close();
        }
    }
    finally {
        base.close();
    }
}


/***/ }),

/***/ 31535:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BH: () => (/* binding */ normalizeDecimal),
/* harmony export */   OA: () => (/* binding */ passBigints),
/* harmony export */   XS: () => (/* binding */ toNearestDouble),
/* harmony export */   _p: () => (/* binding */ toExactDouble),
/* harmony export */   kL: () => (/* binding */ NumberBatch)
/* harmony export */ });
const maxExact = BigInt(Number.MAX_SAFE_INTEGER);
/** The greatest power of ten that a double holds exactly. */
const maxScale = 22;
/** The double that is exactly this integer; undefined where there is none. */
function toExactDouble(value) {
    const double = Number(value);
    return (value >= -maxExact && value <= maxExact) || BigInt(double) === value ? double : undefined;
}
/**
 * The double that is nearest to a decimal, for decimals of at most fifteen digits or so, which are all different
 * doubles; undefined for others. Its trailing zeros do not matter.
 */
function toNearestDouble(unscaled, scale) {
    if (scale < 0 || scale > maxScale || unscaled > maxExact || unscaled < -maxExact)
        return undefined;
    return Number(unscaled) / 10 ** scale;
}
/** Removes the trailing zeros behind the point of a decimal. */
function normalizeDecimal(unscaled, scale) {
    let [digits, places] = [unscaled, scale];
    while (places > 0 && digits % 10n === 0n) {
        digits /= 10n;
        places--;
    }
    return { unscaled: digits, scale: digits === 0n ? 0 : places };
}
/** Passes 64-bit integers to a sink, those that are doubles without a bigint for each. */
function passBigints(values, sink) {
    const isSigned = values instanceof BigInt64Array;
    const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
    const batch = new NumberBatch((numbers, count, inner) => inner.numbers(numbers, count));
    for (let index = 0; index < values.length; index++) {
        const high = words[index * 2 + 1] ?? 0;
        const number = (isSigned ? high | 0 : high) * 2 ** 32 + (words[index * 2] ?? 0);
        if (Number.isSafeInteger(number)) {
            batch.add(number, sink);
            continue;
        }
        batch.flush(sink);
        sink.integer(values[index] ?? 0n);
    }
    batch.flush(sink);
}
const batchNumbers = 2048;
/** Collects the numbers of a sink, and passes them on together: a call for each takes longer than the number. */
class NumberBatch {
    #pass;
    #values = new Float64Array(batchNumbers);
    #count = 0;
    constructor(pass) {
        this.#pass = pass;
    }
    add(value, sink) {
        this.#values[this.#count++] = value;
        if (this.#count === batchNumbers)
            this.flush(sink);
    }
    /** Passes on the numbers that were added, which takes place before any other value is passed. */
    flush(sink) {
        const count = this.#count;
        this.#count = 0;
        if (count > 0)
            this.#pass(this.#values, count, sink);
    }
}


/***/ })

};
;