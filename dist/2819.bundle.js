"use strict";
exports.id = 2819;
exports.ids = [2819];
exports.modules = {

/***/ 12819:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   resolveFolders: () => (/* binding */ resolveFolders)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);

/** Folders of the user, the system and the runner. */
const folderVariables = ['HOME', 'TMPDIR', 'RUNNER_TEMP', 'GITHUB_WORKSPACE', 'DOCKER_CONFIG'];
/**
 * Makes the folders in the variables of a process absolute, and deletes variables that are empty. Libraries would take
 * both for a path in the working directory, which is the checkout: they would write there, and read credentials there.
 */
function resolveFolders(env) {
    for (const name of folderVariables) {
        const value = env[name];
        if (value === '')
            delete env[name];
        else if (value !== undefined)
            env[name] = node_path__WEBPACK_IMPORTED_MODULE_0___default().resolve(value);
    }
}


/***/ })

};
;