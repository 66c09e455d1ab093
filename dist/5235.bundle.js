"use strict";
exports.id = 5235;
exports.ids = [5235];
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

/***/ 45154:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   oK: () => (/* binding */ promotionTag),
/* harmony export */   ph: () => (/* binding */ addPromotionTag),
/* harmony export */   xz: () => (/* binding */ isEqualExceptPromotion)
/* harmony export */ });
/* harmony import */ var _format_format_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51178);
/* harmony import */ var _format_hyperframe_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(53197);


/** The tag that a promotion adds to a bundle: the context that the bundle was copied from. */
const promotionTag = 'promoted_from';
/**
 * The encoded HyperFrame with the tag of a promotion, which replaces an earlier one. Returns the same bytes where the
 * tag would hide damage, because a new hash would match, and where readers would refuse the size.
 */
function addPromotionTag(hyperFrame, context) {
    if (!(0,_format_hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .hyperFrameHashMatches */ .XI)(hyperFrame))
        return hyperFrame;
    const tagged = (0,_format_hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .replaceTag */ .JG)(hyperFrame, promotionTag, context);
    return tagged.length > _format_hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .maxHyperFrameBytes */ .ts ? hyperFrame : tagged;
}
/**
 * Whether two encoded HyperFrames are equal except for the tag of a promotion: the same bundle in the contexts before
 * and after it. Of HyperFrames that cannot be read, or do not match their own hash, only equal bytes are.
 */
function isEqualExceptPromotion(a, b) {
    if (Buffer.compare(a, b) === 0)
        return true;
    if (!(0,_format_hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .hyperFrameHashMatches */ .XI)(a) || !(0,_format_hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .hyperFrameHashMatches */ .XI)(b))
        return false;
    try {
        const [first, second] = [a, b].map((bytes) => (0,_format_hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .replaceTag */ .JG)(bytes, promotionTag, undefined));
        return first !== undefined && second !== undefined && Buffer.compare(first, second) === 0;
    }
    catch (error) {
        if (error instanceof _format_format_error_js__WEBPACK_IMPORTED_MODULE_1__/* .BundleFormatError */ .KC)
            return false;
        throw error;
    }
}


/***/ }),

/***/ 48012:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ reservedTags)
/* harmony export */ });
/* harmony import */ var _promotion_tag_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45154);

/** The tags that no user sets: those of Disdat, which include parameters, and that of a promotion. */
const reservedTags = new RegExp(`^(committed|root_task|${_promotion_tag_js__WEBPACK_IMPORTED_MODULE_0__/* .promotionTag */ .oK}|__.*)$`, 's');


/***/ })

};
;