"use strict";
exports.id = 8723;
exports.ids = [8723];
exports.modules = {

/***/ 52366:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ writeStepSummary)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86475);


/** Adds Markdown to the step summary. Never throws: a failure, also of `render`, is a warning. */
async function writeStepSummary(render, log) {
    try {
        await (await (0,_log_js__WEBPACK_IMPORTED_MODULE_1__/* .loadToolkit */ .fl)()).summary.addRaw(render()).write();
    }
    catch (error) {
        await log.warning(`Cannot write the step summary: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error)}`);
    }
}


/***/ }),

/***/ 18723:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   publishKilledReport: () => (/* binding */ publishKilledReport)
/* harmony export */ });
/* unused harmony export renderKilledReport */
/* harmony import */ var _action_step_summary_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(52366);
/* harmony import */ var _action_untrusted_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(83585);


/**
 * Writes the step summary of a run that was killed before it could report. `isClean`: everything that the run started
 * was removed. Never throws.
 */
async function publishKilledReport(pipeClass, log, isClean) {
    await (0,_action_step_summary_js__WEBPACK_IMPORTED_MODULE_0__/* .writeStepSummary */ .o)(() => renderKilledReport(pipeClass, isClean), log);
}
/** Renders the step summary of a killed run as Markdown. */
function renderKilledReport(pipeClass, isClean) {
    const pipe = (0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCode */ .P_)(pipeClass.split('.').at(-1) ?? '');
    const cleanup = isClean
        ? 'Everything that it started was removed.'
        : 'Something that it started, or an unfinished download, may remain: see the warnings of the post step.';
    return `### 🚫 ${pipe} was killed before it could report\n\n${cleanup} The log above shows how far it got.\n\n`;
}


/***/ })

};
;