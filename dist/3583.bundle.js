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
    if (tail === undefined)
        return undefined;
    const bytes = (0,parquet_footer/* readParquetFooterSize */.x6)(tail, file.size);
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
    const isHeader = ({ table }) => headers.has(getHeader(table));
    for (const { path, side } of uncertainTables.filter((uncertain) => !isHeader(uncertain)))
        notes.add('not read as a table (its first line can be a header or data)', (0,compare_read/* quoteForNote */.C9)(path, side));
    const settled = Map.groupBy(uncertainTables.filter(isHeader), ({ path }) => path);
    return changes.map((change) => settled.get(change.path)?.reduce(addTable, change) ?? change);
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
    const etags = needsEtags && base ? { base: await listEtags(base, context), now: await listEtags(now, context) } : undefined;
    const changes = [];
    await (0,for_each_bounded/* forEachBounded */.a)(pairs.entries(), async ([index, pair], signal) => {
        const inner = { ...context, signal };
        const status = await comparePair(pair, etags, inner);
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
async function comparePair({ path, base, now, isSameBundle }, etags, context) {
    if (base === undefined)
        return 'added';
    if (now === undefined)
        return 'removed';
    if (isSameBundle)
        return 'same';
    if (base.size !== now.size)
        return 'changed';
    return compareEtags(path, etags) ?? (await compareBytes(base, now, context));
}
/**
 * The status that ETags show; undefined where they show nothing. Equal ETags belong to equal bytes. Different ETags
 * belong to different bytes if both are MD5s, which the ETags of multipart uploads and of objects under KMS are not.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
 */
function compareEtags(path, listed) {
    const [base, now] = [listed?.base.etags.get(path), listed?.now.etags.get(path)];
    // A server may send no ETag.
    if (!listed || !base || !now)
        return undefined;
    if (base === now)
        return 'same';
    return listed.base.areMd5 && listed.now.areMd5 && md5.test(base) && md5.test(now) ? 'changed' : undefined;
}
/** The status that the bytes of two files of the same size show; `unknown` where they must not be read. */
async function compareBytes(base, now, context) {
    const { path } = now;
    const { reads, notes, signal } = context;
    if (reads.take(base.size) !== undefined || reads.take(now.size) !== undefined) {
        notes.add('of equal size, with ETags that do not show whether the contents are the same', (0,compare_read/* quoteForNote */.C9)(path, now.side));
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
    return text[0] === brackets.charCodeAt(0) && text.at(-1) === brackets.charCodeAt(1);
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

// EXTERNAL MODULE: ./src/disdat/reserved-tags.js
var reserved_tags = __webpack_require__(48012);
;// CONCATENATED MODULE: ./src/compare/tag-changes.js

/** The changes of the tags that users set, sorted by key; without a base all tags are `added`. */
function compareTags(base, now) {
    const keys = new Set([...now.keys(), ...(base?.keys() ?? [])]);
    return [...keys]
        .filter((key) => !reserved_tags/* reservedTags */.W.test(key))
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
        compared[index] = await compare_frames_comparePair(pair, sides, { ...context, signal });
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
async function compare_frames_comparePair(pair, { now, base }, context) {
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
        const absent = side === 'now' ? 'removed' : 'added';
        const columns = frames.columns.filter(({ status }) => status !== absent).map((column) => column[side]);
        const tables = files.flatMap((file) => file[side] ?? []).map(({ table }) => table?.rows);
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


/***/ })

};
;