"use strict";
exports.id = 3975;
exports.ids = [3975];
exports.modules = {

/***/ 73975:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ createStagingFolder),
/* harmony export */   removeStagingFolders: () => (/* binding */ removeStagingFolders)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _lib_file_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(60372);



/** Staging folders stand beside `objects/`: dsdt indexes everything inside `objects/`. */
const stagingPrefix = '.pull-';
/** The age in milliseconds after which a staging folder counts as left behind by a killed run. */
const abandonedAfterMs = 24 * 3600 * 1000;
/**
 * Creates a folder for a bundle that is not yet complete, in the folder of a local context and outside its `objects/`.
 * `removeStagingFolders` finds it by the id of the run. Removes abandoned staging folders of earlier runs.
 */
async function createStagingFolder(contextFolder, runId) {
    await removeAbandonedFolders(contextFolder);
    return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)(node_path__WEBPACK_IMPORTED_MODULE_1___default().join(contextFolder, `${stagingPrefix}${runId}-`));
}
/** Removes the staging folders that a killed run left in the folder of a local context, if that folder exists. */
async function removeStagingFolders(contextFolder, runId) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(contextFolder).catch((error) => {
        if ((0,_lib_file_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isMissingFileError */ .HP)(error))
            return [];
        throw error;
    });
    const own = names.filter((name) => name.startsWith(`${stagingPrefix}${runId}-`));
    await Promise.all(own.map((name) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(node_path__WEBPACK_IMPORTED_MODULE_1___default().join(contextFolder, name), { recursive: true, force: true })));
}
/** The folders that this process has cleaned: once is enough, however many bundles it pulls. */
const cleaned = new Set();
async function removeAbandonedFolders(contextFolder) {
    if (cleaned.has(contextFolder))
        return;
    cleaned.add(contextFolder);
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(contextFolder);
    for (const name of names.filter((each) => each.startsWith(stagingPrefix))) {
        const folder = node_path__WEBPACK_IMPORTED_MODULE_1___default().join(contextFolder, name);
        const { mtimeMs } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(folder).catch(() => ({ mtimeMs: Date.now() }));
        if (Date.now() - mtimeMs > abandonedAfterMs)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(folder, { recursive: true, force: true });
    }
}


/***/ })

};
;