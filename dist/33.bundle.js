"use strict";
exports.id = 33;
exports.ids = [33];
exports.modules = {

/***/ 4033:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _action_log_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4464);
/* harmony import */ var _action_state_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3475);
/* harmony import */ var _action_tell_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7204);
/* harmony import */ var _backends_local_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(67);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3296);
/* harmony import */ var _remote_pull_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7391);






const env = process.env;
const log = (0,_action_log_js__WEBPACK_IMPORTED_MODULE_0__/* .openLog */ .N)(process.stdout, env['RUNNER_DEBUG'] === '1');
/** Removes what main left, and says so where main could not. Every part is tried, and none can fail the job. */
async function post() {
    const state = (0,_action_state_js__WEBPACK_IMPORTED_MODULE_1__/* .readState */ .u)(env);
    if (state === undefined || state.reported)
        return;
    await attempt('remove the container', async () => {
        const removed = await new _backends_local_js__WEBPACK_IMPORTED_MODULE_3__/* .LocalBackend */ .i(async () => undefined).stop(state.runId);
        if (removed > 0)
            log.info('Removed the container that was left.');
    });
    await attempt('remove what was half pulled', async () => {
        if (state.contextFolder !== undefined)
            await (0,_remote_pull_js__WEBPACK_IMPORTED_MODULE_5__/* .removeUnfinishedPulls */ .G)(state.contextFolder, state.runId);
    });
    await attempt('write the summary', () => (0,_action_tell_js__WEBPACK_IMPORTED_MODULE_2__/* .tellOfKilled */ .G)(state, log));
}
async function attempt(what, work) {
    try {
        await work();
    }
    catch (error) {
        await log.warning(`Could not ${what}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .describe */ .q0)(error)}`);
    }
}
post().catch((error) => log.info(`The clean-up ended early: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .describe */ .q0)(error)}`));


/***/ })

};
;