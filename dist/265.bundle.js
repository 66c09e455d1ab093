"use strict";
exports.id = 265;
exports.ids = [265];
exports.modules = {

/***/ 70265:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ isHostLabel)
/* harmony export */ });
const label = /^(?!-)[A-Za-z0-9-]{1,63}(?<!-)$/;
/** Whether a text can be one label of a host name, as the AWS SDK requires of a region. */
const isHostLabel = (text) => label.test(text);


/***/ })

};
;