"use strict";
exports.id = 3975;
exports.ids = [3975];
exports.modules = {

/***/ 63581:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ openFolder)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);


/**
 * Opens a folder. Throws the error of the file system, also for a symbolic link (`ENOTDIR`).
 * https://man7.org/linux/man-pages/man5/proc_pid_fd.5.html
 */
async function openFolder(folder) {
    if (process.platform !== 'linux')
        return { path: folder, async [Symbol.asyncDispose]() { } };
    const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(folder, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_DIRECTORY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW);
    const path = `/proc/self/fd/${handle.fd}`;
    // A container may have no /proc.
    const hasProc = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(path).catch(() => undefined))?.isDirectory() === true;
    return { path: hasProc ? path : folder, [Symbol.asyncDispose]: () => handle.close() };
}


/***/ }),

/***/ 73975:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ useStagingFolder),
/* harmony export */   removeStagingFolders: () => (/* binding */ removeStagingFolders)
/* harmony export */ });
/* unused harmony export createStagingFolder */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _lib_file_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(60372);
/* harmony import */ var _anchored_folder_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(63581);
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});




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
/**
 * Calls `work` with a new staging folder, and removes the folder. In a context that others can write, they may put a
 * link in its place meanwhile: the path that `work` gets still leads to the folder itself.
 */
async function useStagingFolder(contextFolder, runId, work) {
    const name = await createStagingFolder(contextFolder, runId);
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const folder = __addDisposableResource(env_1, await (0,_anchored_folder_js__WEBPACK_IMPORTED_MODULE_3__/* .openFolder */ .N)(name), true);
            try {
                return await work(folder.path);
            }
            finally {
                const entries = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(folder.path);
                await Promise.all(entries.map((entry) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(node_path__WEBPACK_IMPORTED_MODULE_1___default().join(folder.path, entry), { recursive: true, force: true })));
            }
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = __disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    finally {
        // Fails for a link that another process put there.
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)(name).catch(() => undefined);
    }
}
/**
 * Removes the staging folders that the runs of a killed step left in the folder of a local context, if that folder
 * exists. The ids of the runs are that of the step, or begin with it and `-`.
 */
async function removeStagingFolders(contextFolder, stepId) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(contextFolder).catch((error) => {
        if ((0,_lib_file_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isMissingFileError */ .HP)(error))
            return [];
        throw error;
    });
    const own = names.filter((name) => name.startsWith(`${stagingPrefix}${stepId}-`));
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