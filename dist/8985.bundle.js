"use strict";
exports.id = 8985;
exports.ids = [8985];
exports.modules = {

/***/ 28985:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createRedaction: () => (/* binding */ createRedaction)
/* harmony export */ });
/* harmony import */ var _action_log_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86475);

/** Shorter values of `env` are words such as `debug`, and not secrets. */
const minSecretLength = 8;
/**
 * Creates what hides secrets in texts that GitHub does not mask, as comments, issues and artifacts: the values that
 * the log masks, and those that the pipe gets by `env`, line by line, because its log and its errors can quote them.
 */
function createRedaction(passed, env, log) {
    const values = [...passed].map(([name, value]) => value ?? env[name] ?? '');
    const lines = values.flatMap((value) => [value, ...value.split('\n')]).map((line) => line.trim());
    const secrets = lines.filter((line) => line.length >= minSecretLength);
    return (text) => (0,_action_log_js__WEBPACK_IMPORTED_MODULE_0__/* .hideValues */ .X8)(log.redact(text), secrets);
}


/***/ })

};
;