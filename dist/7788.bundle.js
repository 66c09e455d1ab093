"use strict";
exports.id = 7788;
exports.ids = [7788];
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


/***/ })

};
;