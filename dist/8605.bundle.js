"use strict";
exports.id = 8605;
exports.ids = [8605];
exports.modules = {

/***/ 98605:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readEvent: () => (/* binding */ readEvent)
/* harmony export */ });
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33178);
/* harmony import */ var _lib_regular_file_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(39145);


/** GitHub's payloads have at most 25 MB: https://docs.github.com/en/webhooks/webhook-events-and-payloads */
const maxEventBytes = 32 << 20;
/** Reads the payload of the event that started the workflow; undefined without a payload, or when it is not JSON. */
async function readEvent(env) {
    const path = env['GITHUB_EVENT_PATH'];
    return (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .qF)(path ? await (0,_lib_regular_file_js__WEBPACK_IMPORTED_MODULE_0__/* .readOptionalText */ .ko)(path, { maxBytes: maxEventBytes }) : '');
}


/***/ })

};
;