"use strict";
exports.id = 98;
exports.ids = [98];
exports.modules = {

/***/ 90098:
/***/ ((__unused_webpack_module, __unused_webpack_exports, __webpack_require__) => {


const env = process.env;
async function post() {
    const [{ reportUncaught }, { terminateChildrenAtExit }, { resolveFolders }, { runPostStep }] = await Promise.all([
        __webpack_require__.e(/* import() */ 3274).then(__webpack_require__.bind(__webpack_require__, 33274)),
        __webpack_require__.e(/* import() */ 6812).then(__webpack_require__.bind(__webpack_require__, 86812)),
        __webpack_require__.e(/* import() */ 2819).then(__webpack_require__.bind(__webpack_require__, 12819)),
        Promise.all(/* import() */[__webpack_require__.e(3929), __webpack_require__.e(1827)]).then(__webpack_require__.bind(__webpack_require__, 21827)),
    ]);
    resolveFolders(env);
    terminateChildrenAtExit();
    await runPostStep(env, reportUncaught);
}
process.noDeprecation = true;
// After most runs there is nothing to do: then post loads nothing, because users wait for its end too.
if (env['STATE_file'] && env['STATE_clean'] !== 'true')
    void post()
        // A call that the engine never answers would keep the process for as long as the connection is open.
        .finally(() => process.stdout.write('', () => process.exit()));


/***/ })

};
;