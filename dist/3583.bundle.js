"use strict";
exports.id = 3583;
exports.ids = [3583];
exports.modules = {

/***/ 43583:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  compareBundles: () => (/* binding */ compareBundles)
});

// EXTERNAL MODULE: ./src/disdat/format/frame.js
var format_frame = __webpack_require__(37521);
;// CONCATENATED MODULE: ./src/compare/histogram.js
/** The number of bins, which one line of text can show. */
const bins = 12;
/** Undefined for booleans. */
function getOrderedNumbers(numbers) {
    return numbers === undefined || numbers.kind === 'booleans' ? undefined : numbers.values;
}
/**
 * The distribution of a column's numbers, before and now, over equal bins between the smallest and the largest finite
 * number of both. NaN and infinities do not count, and integers beyond 2^53 are rounded. Undefined where there are
 * fewer than two different numbers.
 */
function createHistogram(base, now) {
    const bounds = [base, now].flatMap((values) => findBounds(values ?? []) ?? []);
    const from = Math.min(...bounds);
    const to = Math.max(...bounds);
    if (from >= to)
        return undefined;
    return { from, to, base: base && countBins(base, from, to), now: now && countBins(now, from, to) };
}
function findBounds(values) {
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    for (const value of values) {
        const number = Number(value);
        if (!Number.isFinite(number))
            continue;
        if (number < min)
            min = number;
        if (number > max)
            max = number;
    }
    return min <= max ? [min, max] : undefined;
}
function countBins(values, from, to) {
    const counts = new Array(bins).fill(0);
    // The difference of the largest doubles overflows; the difference of their halves does not.
    const unit = Number.isFinite(to - from) ? 1 : 0.5;
    const width = to * unit - from * unit;
    for (const value of values) {
        const number = Number(value);
        if (!Number.isFinite(number))
            continue;
        const bin = Math.min(bins - 1, Math.floor(((number * unit - from * unit) / width) * bins));
        counts[bin] = (counts[bin] ?? 0) + 1;
    }
    return counts;
}

;// CONCATENATED MODULE: ./src/compare/columns.js


/** Disdat's name for a frame without a name. */
const unnamed = /^unnamed:\d+$/;
/** The change between two frames of the same name, or of a frame that only one of the bundles has. */
function compareColumn(pair, base, now) {
    const { name } = pair;
    const facts = { base: getFacts(base), now: getFacts(now) };
    const histogram = createHistogram(getNumbers(base), getNumbers(now));
    if (pair.base === undefined)
        return { name, status: 'added', ...facts, differs: [], histogram };
    if (pair.now === undefined)
        return { name, status: 'removed', ...facts, differs: [], histogram };
    const differs = [];
    const hasOtherType = facts.base !== undefined && facts.now !== undefined && facts.base.type !== facts.now.type;
    if (hasOtherType)
        differs.push('type');
    if (facts.base && facts.now && !haveEqualShapes(facts.base.shape, facts.now.shape))
        differs.push('shape');
    if (pair.isMoved)
        differs.push('place');
    const isEqual = haveEqualValues(base, now);
    // The other type already says that the values differ.
    if (isEqual === false && !hasOtherType)
        differs.push('values');
    const status = differs.length > 0 ? 'changed' : isEqual === undefined ? 'unknown' : 'same';
    return { name, status, ...facts, differs, histogram };
}
/**
 * Whether the report shows a frame as a column. It shows the files or bundles of an unnamed frame in their own lists.
 */
function isColumn(frame, name) {
    if (frame === undefined)
        return false;
    if (frame.kind === 'unreadable' || !unnamed.test(name))
        return true;
    return frame.facts.type !== 'LINK' && (frame.facts.type !== 'HFRAME' || frame.kind === 'head');
}
/**
 * The rows of a bundle: of a table, the rows that its columns agree on; of files, the sum over their tables if all are
 * known; of an array, its first dimension. Otherwise undefined.
 */
function countRows(presentation, columns, files) {
    if (presentation === 'DF') {
        const known = columns.filter((facts) => facts !== undefined);
        const rows = known[0]?.rows ?? (columns.length === 0 ? 0 : undefined);
        return known.every(({ shape }) => shape.length === 1 && shape[0] === rows) ? rows : undefined;
    }
    if (files.length > 0) {
        return files.reduce((sum, rows) => (sum === undefined || rows === undefined ? undefined : sum + rows), 0);
    }
    return presentation === 'TENSOR' && columns.length === 1 ? columns[0]?.shape[0] : undefined;
}
/** Undefined where it is unknown. For frames of one type; values of another type always differ. */
function haveEqualValues(base, now) {
    if (base?.kind === 'read' && now?.kind === 'read')
        return base.digest === now.digest;
    const facts = { base: getFacts(base), now: getFacts(now) };
    if (facts.base === undefined || facts.now === undefined)
        return undefined;
    if ((0,format_frame/* countElements */.x)(facts.base.shape) !== (0,format_frame/* countElements */.x)(facts.now.shape))
        return false;
    // With equal heads, frames of different sizes have different values.
    const isAlike = base?.kind === 'head' && now?.kind === 'head' && base.byteOrder === now.byteOrder;
    return isAlike && haveEqualShapes(facts.base.shape, facts.now.shape) && facts.base.bytes !== facts.now.bytes
        ? false
        : undefined;
}
function haveEqualShapes(a, b) {
    return a.length === b.length && a.every((length, dimension) => length === b[dimension]);
}
function getFacts(frame) {
    return frame === undefined || frame.kind === 'unreadable' ? undefined : frame.facts;
}
function getNumbers(frame) {
    return frame?.kind === 'read' ? frame.numbers : undefined;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./src/disdat/bundle.js
var disdat_bundle = __webpack_require__(84092);
// EXTERNAL MODULE: ./src/lib/for-each-bounded.js
var for_each_bounded = __webpack_require__(52759);
// EXTERNAL MODULE: ./src/compare/compare-read.js
var compare_read = __webpack_require__(79062);
// EXTERNAL MODULE: ./src/disdat/format/format-error.js
var format_error = __webpack_require__(51178);
// EXTERNAL MODULE: ./src/compare/csv-table.js
var csv_table = __webpack_require__(43952);
// EXTERNAL MODULE: ./src/compare/parquet-footer.js + 2 modules
var parquet_footer = __webpack_require__(12215);
// EXTERNAL MODULE: ./src/compare/table-file.js
var table_file = __webpack_require__(31337);
;// CONCATENATED MODULE: ./src/compare/compare-tables.js





/**
 * The table in a file whose name promises one: of Parquet from its footer; of CSV from its header, with the number of
 * rows where the limits permit reading the whole file. Undefined for other files; with a note for an unreadable table;
 * and for CSV without a certain header, whose table is added to `uncertainTables`.
 */
async function readTable(file, context) {
    const format = (0,table_file/* detectTableFormat */.b)(file.path);
    if (format === undefined)
        return undefined;
    try {
        return await (format === 'parquet' ? readParquet(file, context) : readCsv(file, context));
    }
    catch (error) {
        context.notes.add(`not read as a table (${(0,compare_read/* getUnreadableReason */.U3)(error)})`, (0,compare_read/* quoteForNote */.C9)(file.path, file.side));
        return undefined;
    }
}
async function readParquet(file, context) {
    const tail = await (0,compare_read/* readObject */.Ag)(file, { lastBytes: Math.min(file.size, parquet_footer/* parquetTailBytes */.kf) }, context);
    const bytes = tail && (0,parquet_footer/* readParquetFooterSize */.x6)(tail, file.size);
    if (tail === undefined || bytes === undefined)
        return undefined;
    if (bytes <= tail.length)
        return await (0,parquet_footer/* readParquetFooter */.es)(tail.subarray(-bytes));
    if (context.reads.take(bytes) !== undefined)
        throw new format_error/* BundleFormatError */.KC(`a footer of ${bytes} bytes`);
    return await context.reads.memory.hold(bytes, context.signal, async () => {
        const footer = await (0,compare_read/* readObject */.Ag)(file, { lastBytes: bytes }, context);
        return footer && (await (0,parquet_footer/* readParquetFooter */.es)(footer));
    });
}
async function readCsv(file, context) {
    const isWhole = file.size <= csv_table/* csvHeadBytes */.U1 || context.reads.take(file.size) === undefined;
    const firstBytes = isWhole ? file.size : csv_table/* csvHeadBytes */.U1;
    return await context.reads.memory.hold(firstBytes, context.signal, async () => {
        const bytes = await (0,compare_read/* readObject */.Ag)(file, { firstBytes }, context);
        if (bytes === undefined)
            return undefined;
        const head = await (0,csv_table/* readCsvHead */.v3)(bytes, isWhole);
        const rows = isWhole ? await countRowsOrNote(file, { bytes, head }, context) : undefined;
        const table = { format: 'csv', rows, columns: head.columns };
        if (head.dialect.hasHeader)
            return table;
        context.uncertainTables.push({ path: file.path, side: file.side, table });
        return undefined;
    });
}
/** Undefined, with a note, for a file that is not valid CSV to its end. */
async function countRowsOrNote(file, { bytes, head }, { notes, signal }) {
    try {
        return await (0,csv_table/* countCsvRows */.Hd)(bytes, head, signal);
    }
    catch (error) {
        notes.add(`read without a count of rows (${(0,compare_read/* getUnreadableReason */.U3)(error)})`, (0,compare_read/* quoteForNote */.C9)(file.path, file.side));
        return undefined;
    }
}

;// CONCATENATED MODULE: ./src/compare/uncertain-tables.js

/**
 * Adds the tables of CSV files whose first record alone does not show a header, as in a file without rows or of texts:
 * it is a header where it equals the header of another file of the output or the base. The others get a note.
 */
function settleUncertainTables(changes, { uncertainTables, notes }) {
    const tables = changes.flatMap(({ base, now }) => [base?.table, now?.table]);
    const headers = new Set(tables.flatMap((table) => (table?.format === 'csv' ? [getHeader(table)] : [])));
    const settled = new Map();
    for (const uncertain of uncertainTables) {
        const { path, side } = uncertain;
        if (headers.has(getHeader(uncertain.table)))
            settled.set(path, [...(settled.get(path) ?? []), uncertain]);
        else
            notes.add('not read as a table (its first line can be a header or data)', (0,compare_read/* quoteForNote */.C9)(path, side));
    }
    return changes.map((change) => (settled.get(change.path) ?? []).reduce(addTable, change));
}
function addTable(change, { side, table }) {
    const facts = change[side];
    if (facts === undefined)
        return change;
    // Equal files are read once.
    const other = change.status === 'same' ? { base: { ...facts, table } } : {};
    return { ...change, ...other, [side]: { ...facts, table } };
}
function getHeader({ columns }) {
    return JSON.stringify(columns.map(({ name }) => name));
}

;// CONCATENATED MODULE: ./src/compare/compare-files.js






/** The most files whose tables are read. */
const maxTables = 1000;
const md5 = /^[0-9a-f]{32}$/;
/** Compares the linked files of two bundles by path: see compareBundles. */
async function compareFiles(now, base, context) {
    const isSameBundle = base?.proof.bundle.uuid === now.proof.bundle.uuid;
    const files = { now: collectFiles('now', now), base: base === undefined ? new Map() : collectFiles('base', base) };
    const pairs = [...new Set([...files.base.keys(), ...files.now.keys()])]
        .toSorted()
        .map((path) => ({ path, base: files.base.get(path), now: files.now.get(path), isSameBundle }));
    const needsEtags = !isSameBundle && pairs.some((pair) => pair.base?.size === pair.now?.size);
    const etags = {
        base: needsEtags && base !== undefined ? await listEtags(base, context) : undefined,
        now: needsEtags ? await listEtags(now, context) : undefined,
    };
    const changes = [];
    await (0,for_each_bounded/* forEachBounded */.a)(pairs.entries(), async ([index, pair], signal) => {
        const inner = { ...context, signal };
        const known = compareBySizeAndEtag(pair, etags);
        const status = known === 'unknown' ? await compareBytes(pair, inner) : known;
        changes[index] = { path: pair.path, status, ...(await readFacts(pair, status, index < maxTables, inner)) };
    }, context);
    for (const { path } of pairs.slice(maxTables))
        context.notes.add(`beyond the ${maxTables} files that are read as tables`, (0,compare_read/* quoteForNote */.C9)(path, 'now'));
    return settleUncertainTables(changes, context);
}
function collectFiles(side, bundle) {
    const part = (0,compare_read/* findOwnPart */.$2)(bundle);
    const frames = new Set(part?.bundle.frames.map(({ uuid }) => (0,disdat_bundle/* formatFrameName */.u_)(uuid)));
    const files = part?.objects.filter(({ path }) => !frames.has(path)) ?? [];
    return new Map(files.map(({ path, size }) => [path, { bundle, side, path, size }]));
}
async function listEtags({ remote, proof }, { signal }) {
    const { uuid } = proof.bundle;
    const folder = remote.getKey(uuid, '');
    const etags = new Map();
    for await (const entry of remote.store.list(folder, { signal })) {
        if (entry.kind === 'object')
            etags.set(entry.key.slice(folder.length), entry.etag);
    }
    // Under KMS an ETag looks like an MD5 but is not. One tool writes a whole bundle, so its HyperFrame shows the kind.
    const hash = (0,external_node_crypto_.createHash)('md5').update(proof.parts.at(-1)?.hyperFrame ?? '');
    return { etags, areMd5: etags.get((0,disdat_bundle/* formatHyperFrameName */.Oj)(uuid)) === hash.digest('hex') };
}
/**
 * The status that sizes and ETags show. Equal ETags belong to equal bytes. Different ETags belong to different bytes if
 * both are MD5s, which the ETags of multipart uploads and of objects under KMS are not.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
 */
function compareBySizeAndEtag({ path, base, now, isSameBundle }, listed) {
    if (base === undefined)
        return 'added';
    if (now === undefined)
        return 'removed';
    if (isSameBundle)
        return 'same';
    if (base.size !== now.size)
        return 'changed';
    const etags = { base: listed.base?.etags.get(path) ?? '', now: listed.now?.etags.get(path) ?? '' };
    if (etags.base !== '' && etags.base === etags.now)
        return 'same';
    const areMd5 = listed.base?.areMd5 && listed.now?.areMd5 && md5.test(etags.base) && md5.test(etags.now);
    return areMd5 ? 'changed' : 'unknown';
}
/** The status that the bytes of two files of the same size show; `unknown` where they must not be read. */
async function compareBytes({ path, base, now }, context) {
    if (base === undefined || now === undefined)
        return 'unknown';
    const { reads, notes, signal } = context;
    if (reads.take(base.size) !== undefined || reads.take(now.size) !== undefined) {
        notes.add('of equal size, with ETags that do not show whether the contents are the same', (0,compare_read/* quoteForNote */.C9)(path, 'now'));
        return 'unknown';
    }
    const read = async (file) => {
        try {
            return await (0,compare_read/* readObject */.Ag)(file, { firstBytes: file.size }, context);
        }
        catch (error) {
            notes.add(`not read (${(0,compare_read/* getUnreadableReason */.U3)(error)})`, (0,compare_read/* quoteForNote */.C9)(path, file.side));
            return undefined;
        }
    };
    return await reads.memory.hold(base.size + now.size, signal, async () => {
        const [bytesBase, bytesNow] = await Promise.all([read(base), read(now)]);
        if (bytesBase === undefined || bytesNow === undefined)
            return 'unknown';
        return Buffer.compare(bytesBase, bytesNow) === 0 ? 'same' : 'changed';
    });
}
async function readFacts({ base, now }, status, shouldReadTable, context) {
    const read = async (file) => file && { bytes: file.size, table: shouldReadTable ? await readTable(file, context) : undefined };
    const facts = await read(now);
    return { base: status === 'same' ? facts : await read(base), now: facts };
}

;// CONCATENATED MODULE: ./src/compare/column-pairs.js
/**
 * Pairs columns of the same name: the first of a name with the first of that name, and so on. The pairs have the new
 * order, with removed columns at their old place. As few columns as possible are moved.
 */
function pairColumns(base, now) {
    const baseIndexes = new Map(numberOccurrences(base).map((key, index) => [key, index]));
    const matches = numberOccurrences(now).map((key) => baseIndexes.get(key));
    const kept = matches.filter((index) => index !== undefined);
    const unmoved = findLongestIncreasing(kept);
    const removed = groupRemoved(base, new Set(kept));
    const pairs = now.flatMap((name, index) => {
        const match = matches[index];
        const pair = { name, base: match, now: index, isMoved: match !== undefined && !unmoved.has(match) };
        return [pair, ...((match !== undefined && removed.get(match)) || [])];
    });
    return [...(removed.get(undefined) ?? []), ...pairs];
}
/** The removed columns by the index of the last kept column before them; undefined where there is none. */
function groupRemoved(base, kept) {
    const removed = new Map();
    let lastKept;
    for (const [index, name] of base.entries()) {
        if (kept.has(index)) {
            lastKept = index;
            continue;
        }
        const group = removed.get(lastKept) ?? [];
        group.push({ name, base: index, now: undefined, isMoved: false });
        removed.set(lastKept, group);
    }
    return removed;
}
/** Each name after the number of its earlier occurrences: `0 a`, `1 a`. */
function numberOccurrences(names) {
    const seen = new Map();
    return names.map((name) => {
        const count = seen.get(name) ?? 0;
        seen.set(name, count + 1);
        return `${count} ${name}`;
    });
}
/** https://en.wikipedia.org/wiki/Longest_increasing_subsequence of different numbers. */
function findLongestIncreasing(numbers) {
    // The smallest last number of a subsequence of each length, and the predecessor of each number.
    const ends = [];
    const previous = new Map();
    for (const number of numbers) {
        let low = 0;
        for (let high = ends.length; low < high;) {
            const middle = (low + high) >>> 1;
            if ((ends[middle] ?? 0) < number)
                low = middle + 1;
            else
                high = middle;
        }
        previous.set(number, ends[low - 1]);
        ends[low] = number;
    }
    const longest = new Set();
    for (let number = ends.at(-1); number !== undefined; number = previous.get(number))
        longest.add(number);
    return longest;
}

// EXTERNAL MODULE: ./src/disdat/format/frame-reader.js
var frame_reader = __webpack_require__(71109);
;// CONCATENATED MODULE: ./src/compare/distinct-counter.js
/** The most different values that are counted, so that memory does not grow with the data. */
const maxDistinct = 10_000;
/** Counts different values up to `maxDistinct`. -0 equals 0. */
class DistinctCounter {
    #seen = new Set();
    /** Whether more values can change the count. */
    get isOpen() {
        return this.#seen !== undefined;
    }
    add(value) {
        if (this.#seen === undefined)
            return;
        this.#seen.add(value);
        if (this.#seen.size > maxDistinct)
            this.#seen = undefined;
    }
    /** @param excluded Values that do not count although they were added. */
    count(excluded = []) {
        const seen = this.#seen;
        if (seen === undefined)
            return { count: maxDistinct, isExact: false };
        return { count: seen.size - excluded.filter((value) => seen.has(value)).length, isExact: true };
    }
}

;// CONCATENATED MODULE: ./src/compare/summarize-numbers.js

/** Integers of up to 32 bits whose sum is exact in a double. */
const exactBlock = 2 ** 20;
function summarizeNumbers(numbers) {
    switch (numbers.kind) {
        case 'floats':
            return summarizeFloats(numbers.values);
        case 'integers':
            return summarizeIntegers(numbers.values);
        case 'bigints':
            return summarizeBigints(numbers.values);
        case 'booleans':
            return summarizeBooleans(numbers.values);
    }
}
function summarizeFloats(values) {
    const counter = new DistinctCounter();
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    let nulls = 0;
    let sum = 0;
    // What rounding removes from the sum: https://en.wikipedia.org/wiki/Kahan_summation_algorithm#Further_enhancements
    let lost = 0;
    for (const value of values) {
        if (Number.isNaN(value)) {
            nulls++;
            continue;
        }
        if (value < min)
            min = value;
        if (value > max)
            max = value;
        const next = sum + value;
        lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
        sum = next;
        if (counter.isOpen)
            counter.add(value);
    }
    const distinct = counter.count();
    const count = values.length - nulls;
    if (count === 0)
        return { nulls, distinct, min: undefined, max: undefined, mean: undefined };
    return { nulls, distinct, min, max, mean: (Number.isFinite(sum) ? sum + lost : sum) / count };
}
function summarizeIntegers(values) {
    const counter = new DistinctCounter();
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    let total = 0n;
    for (let start = 0; start < values.length; start += exactBlock) {
        let sum = 0;
        for (const value of values.subarray(start, start + exactBlock)) {
            if (value < min)
                min = value;
            if (value > max)
                max = value;
            sum += value;
            if (counter.isOpen)
                counter.add(value);
        }
        total += BigInt(sum);
    }
    return describeIntegers(values.length, counter, { min, max, total });
}
function summarizeBigints(values) {
    const counter = new DistinctCounter();
    let [min = 0n] = values;
    let max = min;
    let total = 0n;
    for (const value of values) {
        if (value < min)
            min = value;
        if (value > max)
            max = value;
        total += value;
        if (counter.isOpen)
            counter.add(value);
    }
    return describeIntegers(values.length, counter, { min, max, total });
}
function describeIntegers(count, counter, { min, max, total }) {
    const distinct = counter.count();
    if (count === 0)
        return { nulls: 0, distinct, min: undefined, max: undefined, mean: undefined };
    return { nulls: 0, distinct, min, max, mean: Number(total) / count };
}
function summarizeBooleans(values) {
    const count = (values.includes(0) ? 1 : 0) + (values.some((value) => value !== 0) ? 1 : 0);
    return { nulls: 0, distinct: { count, isExact: true }, min: undefined, max: undefined, mean: undefined };
}

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: ./src/lib/json.js
var json = __webpack_require__(33178);
;// CONCATENATED MODULE: ./src/compare/text-summary.js




/** Longer texts count as JSON by their first and last byte alone, and are not decoded; in bytes. */
const maxParsedBytes = 64 * 1024;
/** Longer texts are distinguished by their MD5, so that memory does not grow with the data; in bytes. */
const maxKeyBytes = 64;
const jsonScalar = /^(?:null|NaN|-?Infinity|true|false|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
const jsonNulls = ['null', 'NaN'];
const quote = '"'.charCodeAt(0);
/**
 * Counts nulls and different values of a column of texts. Disdat stores texts as they are when every value is a text,
 * and otherwise each value as `json.dumps` writes it: `null` for None, `NaN` for a missing number. So a text `null` is
 * a null only where the column shows which of the two it is: with other than JSON texts, it is a text; with only JSON
 * texts and a quoted string among them, it is a null; with only JSON texts and no quoted string, it is unknown.
 */
class TextSummary {
    #distinct = new DistinctCounter();
    #canBeJson = true;
    #hasJsonString = false;
    #nulls = 0;
    /** Adds a text in UTF-8, which must be valid. */
    add(text) {
        if (!this.#canBeJson && !this.#distinct.isOpen)
            return;
        if (this.#distinct.isOpen)
            this.#distinct.add(createKey(text));
        if (!this.#canBeJson)
            return;
        if (isJsonString(text))
            this.#hasJsonString = true;
        else if (isJsonNull(text))
            this.#nulls++;
        else if (!isJsonContainer(text) && !isJsonScalar(text))
            this.#canBeJson = false;
    }
    /** Undefined where it is unknown whether `null` and `NaN` are texts. */
    get nulls() {
        if (!this.#canBeJson || this.#nulls === 0)
            return 0;
        return this.#hasJsonString ? this.#nulls : undefined;
    }
    /** Undefined where the number of nulls is, which do not count. */
    get distinct() {
        const { nulls } = this;
        return nulls === undefined ? undefined : this.#distinct.count(nulls > 0 ? jsonNulls : []);
    }
}
function createKey(text) {
    if (text.length <= maxKeyBytes)
        return text.toString();
    // Longer than any short text, so that no short text has the same key.
    return (0,external_node_crypto_.createHash)('md5')
        .update(text)
        .digest('hex')
        .padEnd(maxKeyBytes + 1);
}
/** `json.dumps` escapes all characters outside of ASCII. */
function isJsonString(text) {
    if (!(0,external_node_buffer_.isAscii)(text))
        return false;
    if (text.length > maxParsedBytes)
        return isEnclosed(text, '""');
    return text[0] === quote && typeof (0,json/* parseJson */.qF)(text.toString()) === 'string';
}
function isJsonContainer(text) {
    return (isEnclosed(text, '{}') || isEnclosed(text, '[]')) && (0,external_node_buffer_.isAscii)(text);
}
function isJsonScalar(text) {
    return text.length <= maxParsedBytes && jsonScalar.test(text.toString());
}
function isJsonNull(text) {
    return text.length <= 4 && jsonNulls.includes(text.toString());
}
function isEnclosed(text, brackets) {
    return text.length > 1 && text[0] === brackets.charCodeAt(0) && text.at(-1) === brackets.charCodeAt(1);
}

;// CONCATENATED MODULE: ./src/compare/value-digest.js

/** Follows each text: UTF-8 does not have this byte. */
const textEnd = 0xff;
const bufferBytes = 64 * 1024;
/**
 * A SHA-256 of the values of a frame. Collects short texts in a buffer, because an update of the hash for each would
 * take most of the time of a comparison.
 */
class ValueDigest {
    #hash = (0,external_node_crypto_.createHash)('sha256');
    #buffer = Buffer.alloc(bufferBytes);
    #length = 0;
    addText(text) {
        if (this.#length + text.length >= bufferBytes)
            this.#flush();
        if (text.length >= bufferBytes) {
            this.#hash.update(text).update(Buffer.of(textEnd));
            return;
        }
        this.#buffer.set(text, this.#length);
        this.#length += text.length;
        this.#buffer[this.#length++] = textEnd;
    }
    /** Adds the type and the bytes of values other than texts, and returns the digest in hexadecimal. */
    end(type, data) {
        this.#flush();
        return this.#hash.update(type).update(data).digest('hex');
    }
    #flush() {
        this.#hash.update(this.#buffer.subarray(0, this.#length));
        this.#length = 0;
    }
}

;// CONCATENATED MODULE: ./src/compare/inspect-frame.js








/** The longest sample, in UTF-16 units, without the ellipsis. */
const maxSampleLength = 200;
/**
 * Inspects a whole frame in one pass; an invalid frame is unreadable. Takes memory for a copy of its numbers, for
 * the names of nested bundles, and for up to `maxDistinct` short texts.
 *
 * @param samples Whether to report the value of a frame that holds a single one.
 */
function inspectFrame(bytes, samples) {
    return catchFormatError(() => inspectValidFrame(bytes, samples));
}
/** Inspects the beginning of a frame of `size` bytes; unreadable where that does not show the shape. */
function inspectFrameHead(start, size) {
    return catchFormatError(() => {
        const head = (0,frame_reader/* readFrameHead */.yS)(start);
        const count = head && (0,format_frame/* countStatedValues */.Fm)(head);
        if (head === undefined || count === undefined)
            return { kind: 'unreadable', reason: 'its first bytes do not show its shape' };
        const { type, shape, byteOrder } = head;
        return { kind: 'head', facts: { type, shape, rows: shape[0] ?? count, bytes: size, values: undefined }, byteOrder };
    });
}
function catchFormatError(inspect) {
    try {
        return inspect();
    }
    catch (error) {
        if (!(error instanceof format_error/* BundleFormatError */.KC))
            throw error;
        return { kind: 'unreadable', reason: error.message };
    }
}
function inspectValidFrame(bytes, samples) {
    const { frame, texts, digest, data, firstText, nested, hasExternalLinks } = collectValues(bytes);
    const { type, shape, count } = frame;
    const numbers = decodeFrameNumbers(frame, data);
    const sample = samples && count === 1 ? formatSample(numbers, type === 'STRING' ? firstText : undefined) : undefined;
    const values = { ...summarizeValues(frame, numbers, texts), sample };
    return {
        kind: 'read',
        facts: { type, shape, rows: shape[0] ?? count, bytes: bytes.length, values },
        digest: digest.end(type, numbers === undefined ? data : new Uint8Array(numbers.values.buffer)),
        numbers: getOrderedNumbers(numbers),
        nested,
        hasExternalLinks,
    };
}
function collectValues(bytes) {
    const digest = new ValueDigest();
    const texts = new TextSummary();
    const nested = [];
    let hasExternalLinks = false;
    let data = Buffer.alloc(0);
    let firstText;
    const addText = (text) => {
        firstText ??= text;
        digest.addText(text);
        texts.add(text);
    };
    const frame = (0,frame_reader/* readFrame */.IW)(bytes, {
        data: (all) => {
            data = all;
        },
        text: addText,
        link: (url) => {
            addText(Buffer.from(url));
            if (!(0,disdat_bundle/* isOwnLink */.VN)(url))
                hasExternalLinks = true;
        },
        bundle: ({ uuid, humanName: name }) => {
            digest.addText(Buffer.from(uuid));
            nested.push({ uuid, name });
        },
    });
    return { frame, texts, digest, data, firstText, nested, hasExternalLinks };
}
/** Undefined for a frame of a type that is not a number. */
function decodeFrameNumbers({ type, byteOrder }, data) {
    const layout = (0,format_frame/* getNumberLayout */.q4)(type);
    return layout && (0,format_frame/* decodeNumbers */.vW)(layout, data, byteOrder);
}
function summarizeValues({ type }, numbers, texts) {
    if (numbers !== undefined)
        return summarizeNumbers(numbers);
    const isText = type === 'STRING' || type === 'LINK';
    const distinct = isText ? texts.distinct : undefined;
    // No URL is a null, and bundles are not among the texts.
    return { nulls: texts.nulls, distinct, min: undefined, max: undefined, mean: undefined };
}
/** The single value of a frame as a text; undefined for links and bundles. */
function formatSample(numbers, text) {
    const sample = numbers === undefined ? text?.toString() : formatNumber(numbers);
    if (sample === undefined || sample.length <= maxSampleLength)
        return sample;
    // Do not cut a surrogate pair.
    return `${sample.slice(0, maxSampleLength).replace(/[\ud800-\udbff]$/, '')}…`;
}
function formatNumber({ kind, values }) {
    return kind === 'booleans' ? String(values[0] !== 0) : String(values[0]);
}

;// CONCATENATED MODULE: ./src/compare/tag-changes.js
/** The tags of Disdat itself that do not begin with `__`. */
const disdatTags = new Set(['committed', 'root_task']);
/** The changes of the tags that users set, sorted by key; without a base all tags are `added`. */
function compareTags(base, now) {
    const keys = new Set([...now.keys(), ...(base?.keys() ?? [])]);
    return [...keys]
        .filter((key) => !key.startsWith('__') && !disdatTags.has(key))
        .toSorted()
        .map((key) => {
        const values = { base: base?.get(key), now: now.get(key) };
        return { key, status: compareValues(values.base, values.now), values };
    });
}
/** The change of a single value. */
function compareValues(base, now) {
    if (base === undefined)
        return 'added';
    if (now === undefined)
        return 'removed';
    return base === now ? 'same' : 'changed';
}

;// CONCATENATED MODULE: ./src/compare/compare-frames.js







/** The first bytes of a frame that is not read whole: enough for its head, except for a very long name. */
const headBytes = 4 * 1024;
/** Compares the frames of two bundles by name: see compareBundles. */
async function compareFrames(now, base, context) {
    const pairs = pairColumns(listFrameNames(base), listFrameNames(now));
    const sides = { now: createSide('now', now), base: base && createSide('base', base) };
    const compared = [];
    await (0,for_each_bounded/* forEachBounded */.a)(pairs.entries(), async ([index, pair], signal) => {
        compared[index] = await comparePair(pair, sides, { ...context, signal });
    }, context);
    const nested = compared.flatMap((pair) => pair.nested);
    return {
        columns: compared.flatMap(({ change, isShown }) => (isShown ? [change] : [])),
        nested,
        statuses: [
            ...compared.flatMap(({ change, isReportedElsewhere }) => (isReportedElsewhere ? [] : [change.status])),
            ...nested.map(({ status }) => status),
        ],
    };
}
async function comparePair(pair, { now, base }, context) {
    const isSameBundle = base?.bundle.proof.bundle.uuid === now.bundle.proof.bundle.uuid;
    const request = {
        now: requestFrame(now, pair, context),
        base: base && !isSameBundle ? requestFrame(base, pair, context) : undefined,
    };
    const heldBytes = countHeldBytes(request.now) + countHeldBytes(request.base);
    return await context.reads.memory.hold(heldBytes, context.signal, async () => {
        const [frameNow, otherFrame] = await Promise.all([inspect(request.now, context), inspect(request.base, context)]);
        const frameBase = isSameBundle ? frameNow : otherFrame;
        const change = compareColumn(pair, frameBase, frameNow);
        const isShown = isColumn(frameBase, pair.name) || isColumn(frameNow, pair.name);
        return {
            // The same bundle is the same even where its frame was not read.
            change: isSameBundle ? { ...change, status: 'same', differs: [] } : change,
            isShown,
            // Links have the order of a folder's listing, which differs between file systems, so files are compared instead.
            isReportedElsewhere: !isShown && !hasExternalLinks(frameBase) && !hasExternalLinks(frameNow),
            nested: [frameBase, frameNow].every(canListNested)
                ? compareNested(pair.name, listNested(frameBase), listNested(frameNow))
                : [],
        };
    });
}
function createSide(side, bundle) {
    return { side, bundle, sizes: new Map((0,compare_read/* findOwnPart */.$2)(bundle)?.objects.map(({ path, size }) => [path, size])) };
}
function requestFrame(side, pair, { reads }) {
    const index = pair[side.side];
    const frame = index === undefined ? undefined : side.bundle.proof.bundle.frames[index];
    if (frame === undefined)
        return undefined;
    const path = (0,disdat_bundle/* formatFrameName */.u_)(frame.uuid);
    const size = side.sizes.get(path) ?? 0;
    return { bundle: side.bundle, side: side.side, name: pair.name, path, size, limitReason: reads.take(size) };
}
function countHeldBytes(frame) {
    // The bytes and a copy of them as numbers.
    return frame === undefined ? 0 : 2 * countReadBytes(frame);
}
function countReadBytes({ size, limitReason }) {
    return limitReason === undefined ? size : Math.min(size, headBytes);
}
async function inspect(request, context) {
    if (request === undefined)
        return undefined;
    const { notes } = context;
    const frame = await readAndInspect(request, context);
    const name = (0,compare_read/* quoteForNote */.C9)(request.name, request.side);
    if (frame.kind === 'unreadable')
        notes.add(`not read (${frame.reason})`, name);
    if (frame.kind === 'head' && request.limitReason !== undefined)
        notes.add(request.limitReason, name);
    if (hasExternalLinks(frame))
        notes.add('linked to places outside the bundle, which are not followed', name);
    return frame;
}
async function readAndInspect(request, context) {
    try {
        const bytes = await (0,compare_read/* readObject */.Ag)(request, { firstBytes: countReadBytes(request) }, context);
        if (bytes === undefined)
            return { kind: 'unreadable', reason: 'it no longer exists' };
        return request.limitReason === undefined
            ? inspectFrame(bytes, context.samples)
            : inspectFrameHead(bytes, request.size);
    }
    catch (error) {
        return { kind: 'unreadable', reason: (0,compare_read/* getUnreadableReason */.U3)(error) };
    }
}
function compareNested(frame, base, now) {
    return Array.from({ length: Math.max(base.length, now.length) }, (_, index) => {
        const uuids = { base: base[index]?.uuid, now: now[index]?.uuid };
        return { frame, status: compareValues(uuids.base, uuids.now), uuids, name: (now[index] ?? base[index])?.name ?? '' };
    });
}
/** Whether all nested bundles of a frame are known: it was read whole, or does not exist. */
const canListNested = (frame) => frame === undefined || frame.kind === 'read';
function listNested(frame) {
    return frame?.kind === 'read' ? frame.nested : [];
}
function hasExternalLinks(frame) {
    return frame?.kind === 'read' && frame.hasExternalLinks;
}
function listFrameNames(bundle) {
    return bundle?.proof.bundle.frames.map(({ name }) => name) ?? [];
}

;// CONCATENATED MODULE: ./src/compare/comparison-notes.js
/** Further sentences, and further names in a sentence, are only counted. */
const maxNotes = 20;
const maxNames = 5;
/** Collects why parts were not compared: one sentence for each reason, which begins with the names of the parts. */
class ComparisonNotes {
    #names = new Map();
    /** @param reason The rest of the sentence after "is" or "are", without its full stop. */
    add(reason, name) {
        const names = this.#names.get(reason) ?? [];
        names.push(name);
        this.#names.set(reason, names);
    }
    /** Sorted, so that the order does not depend on the order of reads. */
    toSentences() {
        const sentences = [...this.#names]
            .toSorted(([a], [b]) => (a < b ? -1 : 1))
            .map(([reason, names]) => `${listNames(names.toSorted())} ${names.length === 1 ? 'is' : 'are'} ${reason}.`);
        const omitted = sentences.length - maxNotes;
        return omitted > 0 ? [...sentences.slice(0, maxNotes), `${omitted} more notes are omitted.`] : sentences;
    }
}
function listNames(names) {
    const more = names.length - maxNames;
    const items = more > 0 ? [...names.slice(0, maxNames), `${more} more`] : names;
    return [items.slice(0, -1).join(', '), ...items.slice(-1)].filter((text) => text !== '').join(' and ');
}

;// CONCATENATED MODULE: ./src/compare/compare-bundles.js






/**
 * Compares a proved bundle with its base; without a base, describes the bundle alone. Sends one GET for each frame of
 * both bundles and one LIST for each bundle with files. A frame or file is read whole up to `maxBytes`, and while all
 * of them together take at most `readFactor` times that; otherwise only its beginning is read. The same bundle twice is
 * read once. A frame or file that cannot be read is `unknown`, with a note. Throws Failure as the store does.
 *
 * @param options.samples Whether to report the values of frames that hold a single one.
 */
async function compareBundles(now, base, options) {
    const shared = { reads: new compare_read/* ReadLimit */.GI(options.maxBytes), notes: new ComparisonNotes(), uncertainTables: [] };
    const context = { ...options, ...shared };
    const frames = await compareFrames(now, base, context);
    const files = await compareFiles(now, base, context);
    const bundles = { base: base?.proof.bundle, now: now.proof.bundle };
    const presentation = { base: bundles.base?.presentation, now: bundles.now.presentation };
    const countRowsIn = (side) => {
        const present = side === 'now' ? 'removed' : 'added';
        const columns = frames.columns.filter(({ status }) => status !== present).map((column) => column[side]);
        const tables = files.filter((file) => file[side] !== undefined).map((file) => file[side]?.table?.rows);
        const bundle = bundles[side];
        return bundle && countRows(bundle.presentation, columns, tables);
    };
    const statuses = [...frames.statuses, ...files.map(({ status }) => status)];
    return {
        isSame: base === undefined ? undefined : isSame(statuses, presentation.base === presentation.now),
        presentation,
        rows: { base: countRowsIn('base'), now: countRowsIn('now') },
        bytes: { base: getBytes(base), now: getBytes(now) },
        columns: frames.columns,
        files,
        nested: frames.nested,
        tags: compareTags(bundles.base?.tags, bundles.now.tags),
        durationMs: { base: bundles.base?.tookMs, now: bundles.now.tookMs },
        notes: context.notes.toSentences(),
    };
}
/** The size of a bundle; undefined where a part is unread, which may refer to more. */
function getBytes(bundle) {
    const hasUnread = bundle?.proof.parts.some(({ skipped }) => skipped.length > 0);
    return hasUnread ? undefined : bundle?.proof.bytes;
}
function isSame(statuses, hasSamePresentation) {
    if (!hasSamePresentation)
        return false;
    if (statuses.some((status) => status !== 'same' && status !== 'unknown'))
        return false;
    return statuses.includes('unknown') ? undefined : true;
}


/***/ }),

/***/ 79062:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $2: () => (/* binding */ findOwnPart),
/* harmony export */   Ag: () => (/* binding */ readObject),
/* harmony export */   C9: () => (/* binding */ quoteForNote),
/* harmony export */   GI: () => (/* binding */ ReadLimit),
/* harmony export */   U3: () => (/* binding */ getUnreadableReason),
/* harmony export */   qx: () => (/* binding */ RefusedObjectError),
/* harmony export */   sk: () => (/* binding */ findRefusalReason)
/* harmony export */ });
/* unused harmony export readFactor */
/* harmony import */ var _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(51178);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);
/* harmony import */ var _lib_semaphore_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(68224);
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19177);
/* harmony import */ var _s3_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(65762);





/** All reads of a comparison together take at most this many times the limit of one frame or file. */
const readFactor = 16;
/** The bytes of frames and files in memory at a time, unless a single one is larger. */
const maxHeldBytes = 128 * 1024 * 1024;
/** The bytes that a comparison may still read, and may hold in memory. */
class ReadLimit {
    maxBytes;
    memory = new _lib_semaphore_js__WEBPACK_IMPORTED_MODULE_3__.Semaphore(maxHeldBytes);
    #left;
    /** @param maxBytes The limit of one frame or file. */
    constructor(maxBytes) {
        this.maxBytes = maxBytes;
        this.#left = maxBytes * readFactor;
    }
    /** Takes the bytes from the limit; or returns, for a note, the reason why they must not be read. */
    take(bytes) {
        if (bytes > this.maxBytes)
            return `larger than \`diff-max-bytes\` (${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(this.maxBytes)})`;
        if (bytes > this.#left)
            return `not read whole, because ${readFactor} times \`diff-max-bytes\` were read before`;
        this.#left -= bytes;
        return undefined;
    }
}
/** The part of the bundle itself, without the bundles nested in it. */
function findOwnPart({ proof }) {
    return proof.parts.at(-1);
}
/** An object that the store holds but refuses to return. The message is the reason, for a note. */
class RefusedObjectError extends Error {
    name = 'RefusedObjectError';
}
/** The reason why S3 refuses one object, which says nothing about others; undefined for any other error. */
function findRefusalReason(error) {
    if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR))
        return undefined;
    if (error.verdict === 'object-archived')
        return 'it is archived, and must be restored first';
    const code = (0,_s3_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .getErrorCode */ .E2)(error.cause);
    return refusalCode.test(code) ? `S3 refuses it: ${code}` : undefined;
}
/** Codes that concern one object, which may have its own key, and not the credentials. */
const refusalCode = /^(?:AccessDenied$|kms[.:])/i;
/**
 * The first or the last bytes of an object, or those from an offset, no more than it has; undefined when it no longer
 * exists. Frames that the proof keeps in memory are not read again. Throws Failure as the store does, except for an
 * object that is refused on its own: see `getUnreadableReason`.
 */
async function readObject({ bundle, path }, range, { signal }) {
    const maxBytes = 'length' in range ? range.length : 'firstBytes' in range ? range.firstBytes : range.lastBytes;
    // HTTP has no range of zero bytes.
    if (maxBytes === 0)
        return new Uint8Array();
    const { remote, proof } = bundle;
    const kept = findOwnPart(bundle)?.frameBytes.get(path);
    if (kept !== undefined)
        return selectBytes(kept, range);
    try {
        return await remote.store.get(remote.getKey(proof.bundle.uuid, path), { ...range, maxBytes, signal });
    }
    catch (error) {
        const reason = findRefusalReason(error);
        throw reason === undefined ? error : new RefusedObjectError(reason);
    }
}
function selectBytes(bytes, range) {
    if ('length' in range)
        return bytes.subarray(range.offset, range.offset + range.length);
    return 'firstBytes' in range ? bytes.subarray(0, range.firstBytes) : bytes.subarray(-range.lastBytes);
}
/** The reason why an object is not compared: S3 refuses it, or its format is unknown. Throws other errors. */
function getUnreadableReason(error) {
    if (error instanceof RefusedObjectError || error instanceof _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_4__/* .BundleFormatError */ .KC)
        return error.message;
    throw error;
}
/** The name of a frame or file as code, escaped and of limited length, for a note. */
function quoteForNote(name, side) {
    const quoted = `\`${JSON.stringify(name.length > 100 ? `${name.slice(0, 100)}…` : name).slice(1, -1)}\``;
    return side === 'base' ? `${quoted} of the base` : quoted;
}


/***/ }),

/***/ 97333:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  F: () => (/* binding */ createCsvOptions),
  i: () => (/* binding */ detectCsvDialect)
});

// EXTERNAL MODULE: ./src/disdat/format/format-error.js
var format_error = __webpack_require__(51178);
;// CONCATENATED MODULE: ./src/compare/csv-header.js
/** Texts that stand for a missing value in a column of any type. */
const missing = /^(?:|na|n\/a|n\.a\.|nan|null|none|nil|missing|unknown|[-?.]+|#n\/a)$/i;
/** Texts that are data and never names. */
const valueTypes = {
    number: /^[+-]?\s?[€$£]?\s?(?:\d[\d.,' ]*|[.,]\d+)(?:e[+-]?\d+)?\s?[%€$£]?$/i,
    boolean: /^(?:true|false)$/i,
    date: /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T,].*)?$/i,
    time: /^\d{1,2}:\d{2}(?::.*)?$/,
    email: /^[^\s@]+@[^\s@]+$/,
    url: /^[a-z][a-z0-9+.-]*:\/\//i,
    hash: /^(?=.*\d)(?:[0-9a-f]{16,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i,
    phone: /^[+(]?\d[\d ()/.-]{4,}$/,
};
const types = Object.values(valueTypes);
/** Fewer different texts of the same length are a coincidence. */
const minCodes = 10;
/** The least share of the rows with a value: the few values of a nearly empty column may be exceptions. */
const minValueShare = 0.5;
const maxNameLength = 256;
/**
 * Whether the first record of a CSV file is certainly a header. It is where none of its fields is a value, and at least
 * one field stands above a column whose values all have a type, such as numbers, or are different codes of one length
 * that the field does not have; or where the first column is the index that pandas writes without a name.
 * https://docs.python.org/3/library/csv.html#csv.Sniffer.has_header votes alike.
 */
function isCertainHeader(first, rows) {
    const names = first.map((field) => field.trim());
    if (names[0]?.startsWith('#') || !names.every(canBeName))
        return false;
    if (names[0] === '' && rows.length > 0 && rows.every(([index], row) => index === String(row)))
        return true;
    return names.some((name, column) => {
        if (missing.test(name))
            return false;
        const values = rows.map((row) => row[column]?.trim() ?? '').filter((value) => !missing.test(value));
        if (values.length === 0 || values.length < rows.length * minValueShare)
            return false;
        return hasValueType(values) || areOtherCodes(name, values);
    });
}
function canBeName(name) {
    return name.length <= maxNameLength && types.every((type) => !type.test(name));
}
function hasValueType(values) {
    return types.some((type) => values.every((value) => type.test(value)));
}
function areOtherCodes(name, values) {
    const [{ length } = ''] = values;
    // `item9` above `item10` is a shorter code, and not a name.
    if (/\d/.test(name) || name.length === length || values.some((value) => value.length !== length))
        return false;
    return new Set(values).size >= minCodes;
}

;// CONCATENATED MODULE: ./src/compare/csv-dialect.js


const delimiters = [',', ';', '\t', '|'];
const statedDelimiter = /^sep=([^"\r\n])(?=[\r\n])/i;
/** The most records that are looked at. */
const maxSampleRecords = 1000;
/** The share of records that must have as many fields as the first one, so that a few damaged lines do not matter. */
const minConsistentShare = 0.9;
/** In characters: an unclosed quote makes one record of the rest of the file. */
const maxRecordLength = 1024 * 1024;
/**
 * Detects the dialect of a CSV file from its first characters, as Python's `csv.Sniffer` and DuckDB do: with the right
 * delimiter, records have as many fields as the first one. Throws BundleFormatError where that is not certain.
 *
 * @param isWhole Whether this is all of the text, so that its last record is complete.
 */
async function detectCsvDialect(text, isWhole) {
    const stated = statedDelimiter.exec(text)?.[1];
    const skipped = stated === undefined ? 0 : 1;
    const samples = await parseSamples(stated === undefined ? delimiters : [stated], text, isWhole);
    const candidates = samples.map(({ delimiter, records }) => {
        const [first = [], ...rows] = records.slice(skipped);
        return { delimiter, skipped, first, rows, hasHeader: isCertainHeader(first, rows) };
    });
    const { delimiter, first, hasHeader } = chooseCandidate(candidates);
    if (!isWhole && first.length === 0)
        throw new format_error/* BundleFormatError */.KC('a header without an end');
    return { delimiter, skipped, first, hasHeader: hasHeader || first.length === 0 };
}
function chooseCandidate(candidates) {
    const [any] = candidates;
    const wide = candidates.filter(({ first, rows }) => first.length > 1 && isConsistent(first.length, rows));
    const chosen = wide.length > 1 ? wide.filter(({ hasHeader }) => hasHeader) : wide;
    if (chosen.length === 1 && chosen[0] !== undefined)
        return chosen[0];
    const isSingleColumn = candidates.every(({ first, rows }) => [first, ...rows].every(({ length }) => length <= 1));
    if (any !== undefined && isSingleColumn)
        return any;
    throw new format_error/* BundleFormatError */.KC('a CSV file whose delimiter is not certain');
}
function isConsistent(fields, rows) {
    return rows.filter(({ length }) => length === fields).length >= rows.length * minConsistentShare;
}
/** The records with each delimiter, without delimiters that leave a quote open. Throws where all of them do. */
async function parseSamples(candidates, text, isWhole) {
    const { parse } = await Promise.all(/* import() */[__webpack_require__.e(5624), __webpack_require__.e(7196)]).then(__webpack_require__.bind(__webpack_require__, 27196));
    const errors = [];
    const samples = candidates.flatMap((delimiter) => {
        const records = [];
        const options = createCsvOptions(delimiter, (record) => records.push(record));
        try {
            parse(text, { ...options, to: maxSampleRecords });
            // The end of the text may be within the last record.
            if (!isWhole && records.length < maxSampleRecords)
                records.pop();
        }
        catch (error) {
            errors.push(error);
            // The text may end within quotes.
            if (isWhole || records.length === 0)
                return [];
        }
        return [{ delimiter, records }];
    });
    if (samples.length > 0)
        return samples;
    return (0,format_error/* decodeOrThrow */.GB)('CSV file', () => {
        throw errors[0];
    });
}
/**
 * Options of the parser, with which it finds the records that Python's `csv` module finds: a line ends with CR, LF or
 * both, a quote matters at the beginning of a field, and empty lines are no records.
 *
 * @param onRecord Receives each record. Records are not kept.
 */
function createCsvOptions(delimiter, onRecord) {
    return {
        delimiter,
        record_delimiter: ['\r\n', '\n', '\r'],
        relax_column_count: true,
        relax_quotes: true,
        skip_empty_lines: true,
        max_record_size: maxRecordLength,
        on_record: (record) => {
            onRecord(record);
            return null;
        },
    };
}


/***/ }),

/***/ 85510:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ createCsvDecoder),
/* harmony export */   z: () => (/* binding */ detectCsvEncoding)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51178);


/** The least share of the characters of UTF-16 text without a byte order mark that are ASCII. */
const minAsciiShare = 0.1;
/** The least ratio of NUL bytes in ASCII characters of UTF-16 text to NUL bytes in other characters. */
const minNulRatio = 4;
/** https://encoding.spec.whatwg.org/#bom-sniff; UTF-32, whose mark begins as that of UTF-16, is not supported. */
const byteOrderMarks = [
    ['unsupported', [0xff, 0xfe, 0, 0]],
    ['unsupported', [0, 0, 0xfe, 0xff]],
    ['utf-8', [0xef, 0xbb, 0xbf]],
    ['utf-16be', [0xfe, 0xff]],
    ['utf-16le', [0xff, 0xfe]],
];
/**
 * The encoding of a file from its first bytes: its byte order mark; without one, UTF-16 where nearly all NUL bytes are
 * at even or at odd offsets, and UTF-8 where the bytes are valid. Throws BundleFormatError for UTF-32 and binary files.
 *
 * @param isWhole Whether these are all bytes, so that the last character must be complete.
 */
function detectCsvEncoding(bytes, isWhole) {
    const mark = byteOrderMarks.find(([, start]) => start.every((byte, index) => bytes[index] === byte))?.[0];
    if (mark === 'unsupported')
        throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC('a text in UTF-32');
    const encoding = mark ?? detectWithoutMark(bytes);
    if (encoding === 'unknown' || isValid(bytes, encoding, isWhole))
        return encoding;
    if (encoding === 'utf-8' && mark === undefined)
        return 'unknown';
    throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC(`not a text in ${encoding.toUpperCase()}`);
}
function detectWithoutMark(bytes) {
    const nuls = [0, 0];
    for (const [index, byte] of bytes.entries())
        if (byte === 0)
            nuls[index % 2] = (nuls[index % 2] ?? 0) + 1;
    const [even = 0, odd = 0] = nuls;
    if (even === 0 && odd === 0)
        return 'utf-8';
    const [most, least] = [Math.max(even, odd), Math.min(even, odd)];
    if (least * minNulRatio > most || most < (bytes.length / 2) * minAsciiShare)
        throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC('a file with NUL bytes');
    return even > odd ? 'utf-16be' : 'utf-16le';
}
function isValid(bytes, encoding, isWhole) {
    try {
        new node_util__WEBPACK_IMPORTED_MODULE_0__.TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: !isWhole });
        return true;
    }
    catch {
        return false;
    }
}
/** Decodes text piece by piece, without its byte order mark. Characters of an unknown encoding are replaced. */
function createCsvDecoder(encoding) {
    return new node_util__WEBPACK_IMPORTED_MODULE_0__.TextDecoder(encoding === 'unknown' ? 'windows-1252' : encoding);
}


/***/ }),

/***/ 43952:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hd: () => (/* binding */ countCsvRows),
/* harmony export */   U1: () => (/* binding */ csvHeadBytes),
/* harmony export */   v3: () => (/* binding */ readCsvHead)
/* harmony export */ });
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_buffer__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(46466);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_stream_promises__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(51178);
/* harmony import */ var _column_types_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(35198);
/* harmony import */ var _csv_dialect_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(97333);
/* harmony import */ var _csv_encoding_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(85510);
/* harmony import */ var _table_file_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(31337);








/** The bytes of a file that are searched for its encoding, dialect and header. */
const csvHeadBytes = 64 * 1024;
/** The bytes that are parsed before other tasks run. */
const chunkBytes = 64 * 1024;
/**
 * Reads encoding, dialect and columns of a CSV file from its first `csvHeadBytes`; the types of columns are unknown.
 * Throws BundleFormatError for bytes that are not CSV or not certainly of one dialect, for a header without an end, in
 * an unknown encoding, or of more than `maxTableColumns`.
 */
async function readCsvHead(file, isWholeFile) {
    const bytes = file.subarray(0, csvHeadBytes);
    const isWhole = isWholeFile && bytes.length === file.length;
    const encoding = (0,_csv_encoding_js__WEBPACK_IMPORTED_MODULE_4__/* .detectCsvEncoding */ .z)(bytes, isWhole);
    const dialect = await (0,_csv_dialect_js__WEBPACK_IMPORTED_MODULE_3__/* .detectCsvDialect */ .i)((0,_csv_encoding_js__WEBPACK_IMPORTED_MODULE_4__/* .createCsvDecoder */ .$)(encoding).decode(bytes, { stream: !isWhole }), isWhole);
    const { first } = dialect;
    if (first.length > _table_file_js__WEBPACK_IMPORTED_MODULE_5__/* .maxTableColumns */ .C)
        throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_6__/* .BundleFormatError */ .KC(`a table of ${first.length} columns`);
    if (encoding === 'unknown' && !first.every((name) => (0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isAscii)(Buffer.from(name))))
        throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_6__/* .BundleFormatError */ .KC('a header that is neither UTF-8 nor UTF-16');
    return { encoding, dialect, columns: first.map((name) => ({ name, type: _column_types_js__WEBPACK_IMPORTED_MODULE_7__/* .untypedColumn */ .m6 })) };
}
/**
 * Counts the rows of a whole CSV file: its records without the header and without empty lines. Throws BundleFormatError
 * for bytes that are not CSV to their end, and the reason of the signal.
 */
async function countCsvRows(bytes, head, signal) {
    const { parse } = await Promise.all(/* import() */[__webpack_require__.e(5624), __webpack_require__.e(4847)]).then(__webpack_require__.bind(__webpack_require__, 24847));
    let records = 0;
    const parser = parse((0,_csv_dialect_js__WEBPACK_IMPORTED_MODULE_3__/* .createCsvOptions */ .F)(head.dialect.delimiter, () => records++));
    // The parser emits no records, but ends only when they are consumed.
    parser.resume();
    try {
        await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_2__.pipeline)(node_stream__WEBPACK_IMPORTED_MODULE_1__.Readable.from(decodeChunks(bytes, head.encoding)), parser, { signal });
    }
    catch (error) {
        signal.throwIfAborted();
        return (0,_disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeOrThrow */ .GB)('CSV file', () => {
            throw error;
        });
    }
    return Math.max(0, records - head.dialect.skipped - 1);
}
function* decodeChunks(bytes, encoding) {
    const decoder = (0,_csv_encoding_js__WEBPACK_IMPORTED_MODULE_4__/* .createCsvDecoder */ .$)(encoding);
    for (let start = 0; start < bytes.length; start += chunkBytes) {
        const chunk = decoder.decode(bytes.subarray(start, start + chunkBytes), { stream: true });
        if (chunk !== '')
            yield chunk;
    }
    const end = decoder.decode();
    if (end !== '')
        yield end;
}


/***/ }),

/***/ 12215:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  kf: () => (/* binding */ parquetTailBytes),
  ZK: () => (/* binding */ parquetTrailerBytes),
  es: () => (/* binding */ readParquetFooter),
  x6: () => (/* binding */ readParquetFooterSize)
});

// EXTERNAL MODULE: ./src/disdat/format/format-error.js
var format_error = __webpack_require__(51178);
// EXTERNAL MODULE: ./src/compare/column-types.js
var column_types = __webpack_require__(35198);
;// CONCATENATED MODULE: ./src/compare/parquet-types.js

const oldInteger = /^(U?INT)_(8|16|32|64)$/;
const oldTime = /^(TIME|TIMESTAMP)_(MILLIS|MICROS)$/;
/**
 * The logical type of a Parquet column, or else its physical type, with the same name whether a file states it as a
 * converted type, as older ones do, as a logical type, or as both.
 * https://github.com/apache/parquet-format/blob/master/LogicalTypes.md
 */
function describeParquetType(element) {
    const { type, type_length: length, converted_type: converted, logical_type: logical } = element;
    if (logical?.type === 'INTEGER')
        return `${logical.isSigned ? '' : 'U'}INT${formatDigits(logical.bitWidth)}`;
    if (logical?.type === 'TIMESTAMP' || logical?.type === 'TIME') {
        return `${logical.type}(${logical.unit}${logical.isAdjustedToUTC ? ', UTC' : ''})`;
    }
    if (logical?.type === 'DECIMAL' || converted === 'DECIMAL') {
        const { precision, scale } = logical?.type === 'DECIMAL' ? logical : element;
        return `DECIMAL(${formatDigits(precision)}, ${formatDigits(scale ?? 0)})`;
    }
    if (typeof logical?.type === 'string')
        return logical.type;
    if (converted !== undefined)
        return describeConvertedType(converted);
    // Only timestamps have this type, in UTC or not.
    if (type === 'INT96')
        return column_types/* anyTimestamp */.vI;
    return type === 'FIXED_LEN_BYTE_ARRAY' ? `${type}(${formatDigits(length)})` : (type ?? 'GROUP');
}
/** Writers set the old types of times for times in UTC and for others. */
function describeConvertedType(converted) {
    if (converted === 'UTF8')
        return 'STRING';
    const [, kind, unit] = oldTime.exec(converted) ?? [];
    return kind === undefined ? converted.replace(oldInteger, '$1$2') : `${kind}(${unit}${column_types/* maybeUtc */.dT}`;
}
function formatDigits(value) {
    return typeof value === 'number' ? String(value) : '?';
}

// EXTERNAL MODULE: ./src/compare/table-file.js
var table_file = __webpack_require__(31337);
;// CONCATENATED MODULE: ./src/compare/parquet-columns.js



/** The longest path of a nested column, in UTF-16 units. */
const maxPathLength = 4096;
/** The deepest nesting of columns. */
const maxDepth = 128;
/**
 * Lists the columns that hold values. Fields are named by their path, with dots. Elements of lists and entries of maps
 * are named `list.element`, `key_value.key` and `key_value.value`, which writers name in other ways. Throws
 * BundleFormatError for more than `maxTableColumns`, a path longer than `maxPathLength`, or levels beyond `maxDepth`.
 */
function listParquetColumns([, ...elements]) {
    const columns = [];
    for (const field of parseFields(elements))
        addColumns(columns, field, { path: field.name, isNested: false });
    return columns;
}
function parseFields(elements) {
    let next = 0;
    const parseField = (depth) => {
        const element = elements[next];
        if (element === undefined)
            return undefined;
        if (depth > maxDepth)
            throw new format_error/* BundleFormatError */.KC(`columns nested in more than ${maxDepth} levels`);
        next++;
        return { name: requireName(element), element, fields: parseSome(element.num_children ?? 0, depth + 1) };
    };
    const parseSome = (count, depth) => {
        const fields = [];
        while (fields.length < count) {
            const field = parseField(depth);
            if (field === undefined)
                break;
            fields.push(field);
        }
        return fields;
    };
    return parseSome(Number.POSITIVE_INFINITY, 0);
}
function addColumns(columns, field, place, isElement = false) {
    const { element, fields } = field;
    const { path, isNested } = place;
    if (path.length > maxPathLength)
        throw new format_error/* BundleFormatError */.KC(`a column whose path has ${path.length} characters`);
    const addField = (inner, name, isInnerElement = false) => addColumns(columns, inner, { path: `${path}.${name}`, isNested: true }, isInnerElement);
    if (isRepeated(field) && !isElement) {
        addField(field, listItem, true);
        return;
    }
    const item = findListItem(field);
    if (item !== undefined) {
        addField(item, listItem, true);
        return;
    }
    if (fields.length > 0 && element.logical_type?.type !== 'VARIANT') {
        const entry = findMapEntry(field);
        for (const [index, inner] of (entry ?? fields).entries())
            addField(inner, entry === undefined ? inner.name : index === 0 ? mapKey : mapValue);
        return;
    }
    if (columns.length >= table_file/* maxTableColumns */.C)
        throw new format_error/* BundleFormatError */.KC(`a table of more than ${table_file/* maxTableColumns */.C} columns`);
    columns.push({ name: path, type: describeParquetType(element), ...(isNested && { isNested }) });
}
const listItem = 'list.element';
const mapKey = 'key_value.key';
const mapValue = 'key_value.value';
/** Key and value of a map; undefined for other fields. Some writers leave the value out. */
function findMapEntry({ element, fields }) {
    const isMap = element.logical_type?.type === 'MAP' || /^MAP(?:_KEY_VALUE)?$/.test(element.converted_type ?? '');
    const [entry, ...others] = fields;
    if (!isMap || entry === undefined || others.length > 0 || !isRepeated(entry))
        return undefined;
    return entry.fields.length === 1 || entry.fields.length === 2 ? entry.fields : undefined;
}
/**
 * The element of a list; undefined for other fields. Some writers repeat the element itself, without a group around it.
 * https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#lists
 */
function findListItem({ name, element, fields }) {
    const isList = element.logical_type?.type === 'LIST' || element.converted_type === 'LIST';
    const [repeated, ...others] = fields;
    if (!isList || repeated === undefined || others.length > 0 || !isRepeated(repeated))
        return undefined;
    const [inner, ...moreInner] = repeated.fields;
    const isItself = inner === undefined || moreInner.length > 0 || isRepeated(inner);
    return isItself || repeated.name === 'array' || repeated.name === `${name}_tuple` ? repeated : inner;
}
function isRepeated({ element }) {
    return element.repetition_type === 'REPEATED';
}
/** The decoder does not check names. */
function requireName({ name }) {
    return typeof name === 'string' ? name : (0,format_error/* throwFormatError */.o6)('a column without a name');
}

// EXTERNAL MODULE: ./src/compare/thrift-validator.js
var thrift_validator = __webpack_require__(97816);
;// CONCATENATED MODULE: ./src/compare/parquet-footer.js




/** The end of a file that is read first, in bytes: it holds the whole footer of most files. */
const parquetTailBytes = 64 * 1024;
/** In bytes: wide tables with many row groups have long footers. */
const maxFooterBytes = 16 * 1024 * 1024;
/** The most values before the row groups of a footer, which has about ten for each column. */
const maxValues = 20 * table_file/* maxTableColumns */.C;
/** The bytes of the footer's length and `PAR1`. https://parquet.apache.org/docs/file-format/ */
const parquetTrailerBytes = 8;
const magic = Buffer.from('PAR1');
/** https://github.com/apache/parquet-format/blob/master/Encryption.md#54-encrypted-footer-mode */
const encryptedMagic = Buffer.from('PARE');
/** Fields of FileMetaData. https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift */
const fields = { rows: 3, rowGroups: 4 };
/** An empty list of row groups, as the field after the number of rows, and the end of the struct. */
const noRowGroups = Buffer.of(0x19, 0x0c, 0x00);
/**
 * Reads the size of the footer of a Parquet file of `size` bytes from its last eight bytes; the result includes these.
 * Throws BundleFormatError for a file of another format, and for a footer of more than `maxFooterBytes`.
 */
function readParquetFooterSize(tail, size) {
    const trailer = Buffer.from(tail.subarray(-parquetTrailerBytes));
    if (trailer.length === parquetTrailerBytes && trailer.subarray(4).equals(encryptedMagic))
        throw new format_error/* BundleFormatError */.KC('a Parquet file whose footer is encrypted');
    if (trailer.length < parquetTrailerBytes || !trailer.subarray(4).equals(magic)) {
        throw new format_error/* BundleFormatError */.KC('not a Parquet file: it does not end with PAR1');
    }
    const bytes = trailer.readUInt32LE() + parquetTrailerBytes;
    if (bytes > size)
        throw new format_error/* BundleFormatError */.KC('not a Parquet file: its footer is longer than the file');
    if (bytes > maxFooterBytes)
        throw new format_error/* BundleFormatError */.KC(`a footer of ${bytes} bytes; ${maxFooterBytes} is the limit`);
    return bytes;
}
/** Reads the table of a Parquet file from its footer. Throws BundleFormatError as `listParquetColumns` does. */
async function readParquetFooter(footer) {
    const { parquetMetadata } = await __webpack_require__.e(/* import() */ 899).then(__webpack_require__.bind(__webpack_require__, 60899));
    const { schema, num_rows: rows } = (0,format_error/* decodeOrThrow */.GB)('Parquet file', () => parquetMetadata(removeRowGroups(footer), { geoparquet: false }));
    const isCount = typeof rows === 'bigint' && rows >= 0n && rows <= Number.MAX_SAFE_INTEGER;
    return { format: 'parquet', rows: isCount ? Number(rows) : undefined, columns: listParquetColumns(schema) };
}
/** A valid footer without row groups, which may be most of the footer and are not needed. */
function removeRowGroups(footer) {
    const metadata = footer.subarray(0, -parquetTrailerBytes);
    const validator = new thrift_validator/* ThriftValidator */.q(metadata, maxValues);
    let end = 0;
    let last = 0;
    for (;;) {
        const field = validator.readField(last);
        if (field === undefined || field.number >= fields.rowGroups)
            break;
        validator.skipValue(field.type);
        last = field.number;
        end = validator.position;
    }
    if (last !== fields.rows)
        throw new format_error/* BundleFormatError */.KC('not a Parquet file: it does not state its number of rows');
    const length = Buffer.alloc(4);
    length.writeUInt32LE(end + noRowGroups.length);
    return new Uint8Array(Buffer.concat([metadata.subarray(0, end), noRowGroups, length, magic]));
}


/***/ }),

/***/ 97816:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ ThriftValidator)
/* harmony export */ });
/* harmony import */ var _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51178);

/** A 64-bit number at seven bits a byte. */
const maxVarintBytes = 10;
/** The deepest nesting of structs and lists. */
const maxDepth = 16;
/** https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md */
const types = {
    stop: 0,
    booleanTrue: 1,
    booleanFalse: 2,
    byte: 3,
    i16: 4,
    i32: 5,
    i64: 6,
    double: 7,
    binary: 8,
    list: 9,
    struct: 12,
};
/**
 * Validates a message in Thrift's compact protocol without decoding it, for a decoder that trusts its input: all
 * lengths are within the message, no number is longer than 64 bits, nesting is limited, and there are at most
 * `maxValues` values. Every method throws BundleFormatError for other bytes.
 */
class ThriftValidator {
    #bytes;
    #position = 0;
    #valuesLeft;
    constructor(bytes, maxValues) {
        this.#bytes = bytes;
        this.#valuesLeft = maxValues;
    }
    /** The offset of the next byte. */
    get position() {
        return this.#position;
    }
    /** Reads the number and type of the field after the field `last`; undefined at the end of the struct. */
    readField(last) {
        const byte = this.#readByte();
        const type = byte & 0x0f;
        if (type === types.stop)
            return undefined;
        const delta = byte >> 4;
        return { number: delta === 0 ? this.#readZigZag() : last + delta, type };
    }
    /** Skips the fields of a struct, such as the whole message. */
    skipStruct(depth = 0) {
        for (let field = this.readField(0); field !== undefined; field = this.readField(field.number)) {
            this.skipValue(field.type, depth + 1);
        }
    }
    /** Skips the value of a field of this type. */
    skipValue(type, depth = 0) {
        if (depth > maxDepth)
            throw createError(`more than ${maxDepth} levels of nesting`);
        if (--this.#valuesLeft < 0)
            throw createError('too many values');
        if (type === types.byte)
            this.#skipBytes(1);
        else if (type === types.i16 || type === types.i32 || type === types.i64)
            this.#readVarint();
        else if (type === types.double)
            this.#skipBytes(8);
        else if (type === types.binary)
            this.#skipBytes(this.#readVarint());
        else if (type === types.list)
            this.#skipList(depth);
        else if (type === types.struct)
            this.skipStruct(depth);
        else if (type !== types.booleanTrue && type !== types.booleanFalse)
            throw createError(`a value of type ${type}`);
    }
    #skipList(depth) {
        const byte = this.#readByte();
        const type = byte & 0x0f;
        const shortSize = byte >> 4;
        const size = shortSize === 15 ? this.#readVarint() : shortSize;
        // A boolean of a list takes a byte, while a boolean field is in its type.
        const elementType = type === types.booleanTrue || type === types.booleanFalse ? types.byte : type;
        if (size > this.#bytes.length - this.#position)
            throw createError('a list of more values than there are bytes');
        for (let index = 0; index < size; index++)
            this.skipValue(elementType, depth + 1);
    }
    #skipBytes(bytes) {
        if (bytes > this.#bytes.length - this.#position)
            throw createError('a value that is cut off');
        this.#position += bytes;
    }
    #readByte() {
        const byte = this.#bytes[this.#position];
        if (byte === undefined)
            throw createError('an unexpected end');
        this.#position++;
        return byte;
    }
    #readVarint() {
        let value = 0;
        for (let index = 0; index < maxVarintBytes; index++) {
            const byte = this.#readByte();
            value += (byte & 0x7f) * 2 ** (7 * index);
            if (byte < 0x80)
                return value;
        }
        throw createError('a number without an end');
    }
    #readZigZag() {
        const value = this.#readVarint();
        return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
}
function createError(reason) {
    return new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_0__/* .BundleFormatError */ .KC(`not Thrift: ${reason}`);
}


/***/ })

};
;