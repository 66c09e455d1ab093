"use strict";
exports.id = 6812;
exports.ids = [6812];
exports.modules = {

/***/ 86812:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   terminateChildrenAtExit: () => (/* binding */ terminateChildrenAtExit)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);

/**
 * Terminates, when this process exits, the programs that it has started and that still run, with the programs that
 * those have started: a `credential_process` of AWS that hangs, for example, which the SDK starts in a shell. Only on
 * Linux, which lists them: https://man7.org/linux/man-pages/man5/proc_tid_children.5.html
 */
function terminateChildrenAtExit() {
    process.once('exit', () => {
        // The list comes first: a program whose parent has ended belongs to another process.
        for (const pid of listDescendants(process.pid))
            terminate(pid);
    });
}
function listDescendants(pid) {
    return listChildren(pid).flatMap((child) => [child, ...listDescendants(child)]);
}
/** The processes that any thread of a process has started; empty for a process that has ended. */
function listChildren(pid) {
    try {
        const folder = `/proc/${pid}/task`;
        const lists = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(folder).map((thread) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`${folder}/${thread}/children`, 'latin1'));
        return lists.flatMap((list) => list.match(/\d+/g) ?? []).map(Number);
    }
    catch {
        return [];
    }
}
function terminate(pid) {
    try {
        process.kill(pid);
    }
    catch {
        // It has ended meanwhile.
    }
}


/***/ })

};
;