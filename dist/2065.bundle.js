"use strict";
exports.id = 2065;
exports.ids = [2065];
exports.modules = {

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
    const [only, ...others] = chosen;
    if (only !== undefined && others.length === 0)
        return only;
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
    if (isValid(bytes, encoding, isWhole))
        return encoding;
    if (encoding === 'utf-8' && mark === undefined)
        return 'unknown';
    throw new _disdat_format_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC(`not a text in ${encoding.toUpperCase()}`);
}
function detectWithoutMark(bytes) {
    const nuls = [];
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
    const dialect = await (0,_csv_dialect_js__WEBPACK_IMPORTED_MODULE_3__/* .detectCsvDialect */ .i)((0,_csv_encoding_js__WEBPACK_IMPORTED_MODULE_4__/* .createCsvDecoder */ .$)(encoding).decode(bytes), isWhole);
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
        yield decoder.decode(bytes.subarray(start, start + chunkBytes), { stream: true });
    }
    yield decoder.decode();
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
    if (converted.startsWith('TIME'))
        return `${converted.replace('_', '(')}${column_types/* maybeUtc */.dT}`;
    return converted.replace('INT_', 'INT');
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
        const { num_children: count = 0 } = element;
        if (count < 0)
            throw new format_error/* BundleFormatError */.KC(`a column of ${count} fields`);
        next++;
        return { name: requireName(element), element, fields: parseSome(count, depth + 1) };
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
    const { logical_type: logical, converted_type: converted } = element;
    const isMap = logical?.type === 'MAP' || converted === 'MAP' || converted === 'MAP_KEY_VALUE';
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
    const end = trailer.subarray(4);
    if (end.equals(encryptedMagic))
        throw new format_error/* BundleFormatError */.KC('a Parquet file whose footer is encrypted');
    if (!end.equals(magic))
        throw new format_error/* BundleFormatError */.KC('not a Parquet file: it does not end with PAR1');
    const bytes = trailer.readUInt32LE() + parquetTrailerBytes;
    if (bytes > size)
        throw new format_error/* BundleFormatError */.KC('not a Parquet file: its footer is longer than the file');
    if (bytes > maxFooterBytes)
        throw new format_error/* BundleFormatError */.KC(`a footer of ${bytes} bytes; ${maxFooterBytes} is the limit`);
    return bytes;
}
/** Reads the table of a Parquet file from its footer. Throws BundleFormatError as `listParquetColumns` does. */
async function readParquetFooter(footer) {
    const { parquetMetadata } = await Promise.all(/* import() */[__webpack_require__.e(6751), __webpack_require__.e(899)]).then(__webpack_require__.bind(__webpack_require__, 60899));
    // hyparquet looks for geometries without an end where a column has fewer than no fields.
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