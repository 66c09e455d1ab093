"use strict";
exports.id = 94;
exports.ids = [94];
exports.modules = {

/***/ 30094:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   decideSkip: () => (/* binding */ decideSkip)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19177);
/* harmony import */ var _remote_catalog_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(77414);
/* harmony import */ var _remote_lineage_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(89692);
/* harmony import */ var _remote_prove_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(83411);
/* harmony import */ var _remote_replaced_upstream_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(74192);
/* harmony import */ var _prepare_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(80582);
/* harmony import */ var _pull_output_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(73983);
/* harmony import */ var _sandbox_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(18390);
/* harmony import */ var _shared_parts_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(67276);
/* harmony import */ var _find_change_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(21076);
/* harmony import */ var _find_earlier_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(85814);
/* harmony import */ var _identify_run_image_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(90136);













/** The longest time for the decision, in milliseconds. The run then takes place. */
const decideLimitMs = 60_000;
/** The most HyperFrames without an index entry that are read; with more, the run takes place. */
const maxUnread = 10_000;
/** The acceptance may have ended since. */
const acceptedChange = 'The last run broke rules that a person accepted, so the rules are checked again.';
/**
 * Decides whether the newest output of a run is up to date: a proved bundle that was made of the same. Undefined when
 * the run does not ask. Pulls and starts nothing. What cannot be compared counts as changed. Throws Failure when the
 * input is not found, and the reason of the cancellation.
 */
async function decideSkip(context, localContext) {
    const { run, dependencies } = context;
    const { skipUnchanged } = run;
    if (skipUnchanged === undefined || run.force || run.forceAll)
        return undefined;
    // An input that is not found fails the run.
    const prepared = await (0,_prepare_js__WEBPACK_IMPORTED_MODULE_6__/* .openInput */ .lt)(context, localContext);
    try {
        return await decide(context, skipUnchanged, prepared);
    }
    catch (error) {
        dependencies.cancelled.throwIfAborted();
        return { kind: 'run', skip: { trigger: 'output', why: `It could not be checked: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error)}` } };
    }
}
async function decide(context, inputs, prepared) {
    const { run, dependencies } = context;
    const { remote, files, promised } = prepared;
    if (promised)
        return { kind: 'run', skip: { trigger: 'input', why: 'The job that makes the input has not ended.' } };
    if (files !== undefined && inputs.triggers.has('input'))
        return {
            kind: 'run',
            skip: { trigger: 'input', why: 'The input bundle is created from files, so it is a new one.' },
        };
    const signal = AbortSignal.any([dependencies.cancelled, AbortSignal.timeout(decideLimitMs)]);
    const hyperFrames = new _remote_catalog_js__WEBPACK_IMPORTED_MODULE_2__/* .HyperFrameCache */ .W(remote, {});
    const [receipts, catalog, image] = await Promise.all([
        readReceipts(context, prepared, inputs, signal),
        (0,_remote_catalog_js__WEBPACK_IMPORTED_MODULE_2__/* .readCatalog */ .u)(remote, hyperFrames, { signal, maxUnread }),
        identifyImage(context, inputs, signal),
    ]);
    if (catalog.unread > 0)
        return { kind: 'run', skip: { trigger: 'output', why: `${catalog.unread} bundles are not in the index yet.` } };
    const receipt = (0,_find_earlier_js__WEBPACK_IMPORTED_MODULE_11__/* .findNewestReceipt */ .Y)(run, receipts, catalog);
    if ('why' in receipt)
        return { kind: 'run', skip: receipt };
    if (receipt.accepted !== undefined)
        return { kind: 'run', skip: { trigger: 'output', why: acceptedChange } };
    const outputContext = { receipt, catalog, hyperFrames };
    const [proof, upstream] = await Promise.all([
        prove(prepared, receipt, signal),
        inputs.triggers.has('upstream') ? readUpstreamChange(context, prepared, outputContext, signal) : undefined,
    ]);
    if ('why' in proof)
        return { kind: 'run', skip: proof };
    const input = (0,_shared_parts_js__WEBPACK_IMPORTED_MODULE_9__/* .getInputBundle */ .l)(prepared)?.uuid;
    const facts = { ...{ run, receipt, proof, input, image, upstream, now: new Date() }, ...inputs };
    const skip = (0,_find_change_js__WEBPACK_IMPORTED_MODULE_10__/* .findChange */ .Y)(facts);
    return skip === undefined ? createSkip(prepared, proof, inputs) : { kind: 'run', skip };
}
/** The receipt of the same parameters; where they do not count, those of all parameters. */
async function readReceipts({ run }, { remote }, { triggers }, signal) {
    const { pipeClass, outputName: outputBundle, params } = run;
    if (triggers.has('params')) {
        const receipt = await remote.receipts.read({ pipeClass: pipeClass.name, outputBundle, params }, { signal });
        return receipt === undefined ? [] : [receipt];
    }
    const { receipts } = await remote.receipts.list(pipeClass.name, { signal });
    return receipts.filter((receipt) => receipt.outputBundle === outputBundle);
}
async function identifyImage({ run, runId, backend, dependencies }, { triggers }, signal) {
    if (!triggers.has('image') && !triggers.has('code'))
        return undefined;
    return await (0,_identify_run_image_js__WEBPACK_IMPORTED_MODULE_12__/* .identifyRunImage */ .r)(run, { backend, dependencies, runId }, signal);
}
async function prove({ remote }, receipt, signal) {
    const { uuid } = receipt.bundle;
    try {
        const proof = await (0,_remote_prove_js__WEBPACK_IMPORTED_MODULE_4__/* .proveBundle */ .x)(remote, uuid, { signal });
        return proof ?? { trigger: 'output', why: `The bundle ${uuid} of the last run is not on the remote any more.` };
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR) || error.verdict !== 'bundle-corrupt')
            throw error;
        return { trigger: 'output', why: `The bundle of the last run is not whole: ${error.message}` };
    }
}
async function readUpstreamChange(context, prepared, { receipt, catalog, hyperFrames }, signal) {
    const { uuid } = receipt.bundle;
    // A run in a sandbox would first copy what is new in the base.
    const [copied] = prepared.base === undefined ? [] : await (0,_sandbox_js__WEBPACK_IMPORTED_MODULE_8__/* .listCopies */ .cJ)(context, prepared, prepared.base);
    if (copied !== undefined)
        return { kind: 'in-base', name: copied.name };
    const lineage = await (0,_remote_lineage_js__WEBPACK_IMPORTED_MODULE_3__/* .readLineage */ .K)(catalog, hyperFrames, uuid, { signal });
    return lineage === undefined ? { kind: 'missing', uuid } : (0,_remote_replaced_upstream_js__WEBPACK_IMPORTED_MODULE_5__/* .findUpstreamChange */ .B)(lineage, catalog, receipt.input);
}
function createSkip({ remote, found }, proof, { triggers }) {
    const output = (0,_pull_output_js__WEBPACK_IMPORTED_MODULE_7__/* .createBundleReport */ .P)(remote, proof);
    const why = `Nothing has changed since ${output.name} was made at ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatTime */ .fU)(proof.bundle.createdAt)}. Compared: ${[...triggers].join(', ')}.`;
    const input = found && { name: found.bundle.name, uuid: found.bundle.uuid, uri: remote.getUri(found.bundle.uuid) };
    return {
        kind: 'skip',
        proof,
        remote,
        update: { output, skip: { why }, notRunReason: why, ...(input && { input: { ...input, pushed: false } }) },
    };
}


/***/ })

};
;