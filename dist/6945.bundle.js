"use strict";
exports.id = 6945;
exports.ids = [6945];
exports.modules = {

/***/ 37049:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SY: () => (/* binding */ compareInput),
/* harmony export */   ct: () => (/* binding */ decodeParam),
/* harmony export */   eU: () => (/* binding */ listReusable),
/* harmony export */   n7: () => (/* binding */ compareParam)
/* harmony export */ });
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33178);
/* harmony import */ var _bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84092);


/**
 * The bundles that Disdat can have found up to date, newest first, among the committed bundles with the output's name
 * and class. One bundle is proof; none or several are not. Disdat takes the newest bundle with the output's name and
 * the processing name of the task (`resolve_bundle` in https://pypi.org/project/disdat/0.8.25). That is Luigi's hash of
 * all parameters of the class, also of those that a run does not set, and logs to 0.10.1 do not show it. So others are
 * ruled out by what bundles record: the parameters that their own class defines, and their upstream bundles.
 */
function listReusable(bundles, { params, input }) {
    let possible = bundles.toSorted(_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .compareNewestFirst */ .a0);
    for (const [name, value] of params)
        possible = ruleOut(possible, (bundle) => compareParam(bundle, name, value));
    if (input !== undefined)
        possible = ruleOut(possible, (bundle) => compareInput(bundle, input));
    const newest = new Map(possible.toReversed().map((bundle) => [JSON.stringify([bundle.name, bundle.processingName]), bundle]));
    const [only, ...others] = newest.values();
    // Disdat may have found a bundle that cannot be read here.
    if (only !== undefined && others.length === 0 && isContradicted(only, params))
        return [];
    return [...newest.values()].toSorted(_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .compareNewestFirst */ .a0);
}
const isContradicted = (bundle, params) => [...params].some(([name, value]) => compareParam(bundle, name, value) === 'different');
/** A difference counts only beside an equal value, which shows that Disdat records the value as it was given. */
function ruleOut(bundles, compare) {
    if (!bundles.some((bundle) => compare(bundle) === 'equal'))
        return bundles;
    return bundles.filter((bundle) => compare(bundle) !== 'different');
}
/** The text of a parameter or tag that a bundle records. Disdat 0.8.1 to 0.10 store a text as JSON. */
function decodeParam(stored) {
    const text = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .qF)(stored);
    return typeof text === 'string' ? text : stored;
}
/**
 * Compares a parameter that a bundle records with a value that a run sets; `unknown` where the bundle does not record
 * it, or may write it otherwise.
 */
function compareParam({ params }, name, value) {
    const stored = params.get(name);
    if (stored === undefined)
        return 'unknown';
    if (stored === value || decodeParam(stored) === value)
        return 'equal';
    return simplify(stored) === simplify(value) ? 'unknown' : 'different';
}
/** Removes what the type of a parameter may write otherwise, such as `True` for `true`, or `1.0` for `01`. */
const simplify = (value) => value.toLowerCase().replaceAll(/[\s"']|\b0+(?=\d)|\.0+\b/g, '');
/** Whether a bundle was made from an input: not known for a bundle that records no upstream bundles. */
function compareInput({ dependsOn }, input) {
    if (dependsOn.some(({ uuid }) => uuid === input))
        return 'equal';
    return dependsOn.length === 0 ? 'unknown' : 'different';
}


/***/ }),

/***/ 7608:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Io: () => (/* binding */ findNamedBase),
/* harmony export */   Ke: () => (/* binding */ listDifferentParams),
/* harmony export */   ew: () => (/* binding */ createOutputQuery),
/* harmony export */   lN: () => (/* binding */ findBase),
/* harmony export */   tT: () => (/* binding */ hasSameParams),
/* harmony export */   tz: () => (/* binding */ createNamedBase)
/* harmony export */ });
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84092);
/* harmony import */ var _disdat_reuse_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51354);


/** The most candidates whose commits are looked up, newest first. */
const maxLookups = 50;
/** The most parameters that a note names. */
const maxNamedParams = 10;
/**
 * The base of a run without `compare-with`: among the bundles with the same identity and the same parameters, the
 * newest whose commit is in the history; otherwise the newest of them, with a note. Undefined when there is none: the
 * output is a first version.
 */
async function findBase(catalog, criteria, ancestry) {
    const similar = listOthers(catalog.findMatches(createOutputQuery(criteria)), criteria).filter((other) => hasSameParams(other, criteria));
    // A parameter that only one of the two has does not rule a bundle out, but equal parameters are preferred.
    const identical = similar.filter((other) => listDifferentParams(other, criteria).length === 0);
    const candidates = identical.length > 0 ? identical : similar;
    const [newest] = candidates;
    if (newest === undefined)
        return undefined;
    const { head } = ancestry;
    const lookup = head === undefined ? undefined : await findFirstAncestor(candidates, { ...ancestry, head });
    if (lookup?.bundle !== undefined)
        return addNote({ bundle: lookup.bundle, choice: 'ancestor' }, criteria);
    return addNote({ bundle: newest, choice: 'newest' }, criteria, describeOrigin(newest, head, lookup?.known));
}
/** The bundles with the identity of the output: its name, or its class where the pipe chose the name. */
function createOutputQuery({ output, isNamedByPipe }) {
    return isNamedByPipe && output.code.method !== '' ? { codeMethod: output.code.method } : { name: output.name };
}
/** The newest bundle of this name, one with the same parameters first. Undefined when there is none. */
function findNamedBase(catalog, name, criteria) {
    const candidates = listOthers(catalog.findMatches({ name }), criteria);
    const bundle = candidates.find((other) => listDifferentParams(other, criteria).length === 0) ?? candidates[0];
    return bundle && addNote({ bundle, choice: 'asked-for' }, criteria);
}
/** A base for a bundle that `compare-with` names by its uuid. */
function createNamedBase(bundle, criteria) {
    return addNote({ bundle, choice: 'asked-for' }, criteria);
}
function listOthers(bundles, { output, isReused }) {
    return bundles.filter(({ uuid }) => isReused || uuid !== output.uuid).toSorted(_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .compareNewestFirst */ .a0);
}
/**
 * Whether the parameters that both bundles have are equal. Uuids of bundles may differ: they change from run to run.
 *
 * @param except Further parameters that may differ
 */
function hasSameParams(other, { output, inputParam }, except = new Set()) {
    return [...output.params].every(([name, value]) => {
        const otherValue = other.params.get(name);
        if (otherValue === undefined || name === inputParam || except.has(name) || value === otherValue)
            return true;
        return (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .isUuid */ .O1)(value) && (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .isUuid */ .O1)(otherValue);
    });
}
/**
 * The names of the parameters that differ, or that only one of the bundles has, also those that no run sets. Uuids of
 * bundles may differ: they change from run to run.
 */
function listDifferentParams(other, { output, inputParam }) {
    const names = new Set([...output.params.keys(), ...other.params.keys()]);
    return [...names].filter((name) => {
        const [value, otherValue] = [output.params.get(name), other.params.get(name)];
        if (name === inputParam || value === otherValue)
            return false;
        return value === undefined || otherValue === undefined || !(0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .isUuid */ .O1)(value) || !(0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .isUuid */ .O1)(otherValue);
    });
}
/** The first candidate whose commit is in the history, and the commits that were looked up, each once. */
async function findFirstAncestor(candidates, { head, isAncestor }) {
    const known = new Map();
    for (const bundle of candidates.slice(0, maxLookups)) {
        const commit = (0,_disdat_reuse_js__WEBPACK_IMPORTED_MODULE_1__/* .parseCommit */ .L)(bundle.code.hash);
        if (commit === undefined)
            continue;
        if (!known.has(commit))
            known.set(commit, commit === head || (await isAncestor(commit, head)));
        if (known.get(commit))
            return { bundle, known };
    }
    return { bundle: undefined, known };
}
/** The note about a base that is not known to be in the history. */
function describeOrigin(bundle, head, known) {
    const commit = (0,_disdat_reuse_js__WEBPACK_IMPORTED_MODULE_1__/* .parseCommit */ .L)(bundle.code.hash);
    if (commit === undefined)
        return 'Base of unknown code: the bundle names no commit.';
    const origin = `the base was created at commit ${shorten(commit)}`;
    if (head === undefined)
        return `Base of unknown history: ${origin}, and the commit of this workflow is unknown.`;
    const history = `the history of ${shorten(head)}`;
    if (known?.get(commit) === false)
        return `Base from another commit: ${origin}, which is not in ${history}.`;
    return `Base of unknown history: ${origin}, which may or may not be in ${history}.`;
}
function addNote(base, criteria, origin) {
    const { bundle, choice } = base;
    if (bundle.uuid === criteria.output.uuid) {
        return { bundle, choice, note: 'The output is its own base: the run created nothing.' };
    }
    const names = listDifferentParams(bundle, criteria).slice(0, maxNamedParams);
    const params = names.length > 0 ? `The base has other parameters: ${names.join(', ')}.` : undefined;
    return { bundle, choice, note: [origin, params].filter(Boolean).join(' ') || undefined };
}
function shorten(commit) {
    return commit.slice(0, 7);
}


/***/ }),

/***/ 6945:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  addRedo: () => (/* binding */ addRedo),
  forecastRedo: () => (/* binding */ forecastRedo)
});

// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/lib/abort.js
var abort = __webpack_require__(31140);
// EXTERNAL MODULE: ./src/lib/for-each-bounded.js
var for_each_bounded = __webpack_require__(52759);
// EXTERNAL MODULE: ./src/report/sections/redo.js
var redo = __webpack_require__(96320);
// EXTERNAL MODULE: ./src/run/skip/identify-run-image.js
var identify_run_image = __webpack_require__(90136);
// EXTERNAL MODULE: ./src/plan/runs/substitute-values.js
var substitute_values = __webpack_require__(82830);
;// CONCATENATED MODULE: ./src/plan/runs/output-template.js

/**
 * The values of the parameters of `each` with which a run makes this output; undefined when it makes none such. Pure.
 */
function findEachValues({ outputName, params }, each, output) {
    const values = new Map();
    for (const name of each) {
        const value = output.params.get(name);
        if (value === undefined)
            return undefined;
        values.set(name, value);
    }
    const isText = (substitution, text) => 'text' in substitution && substitution.text === text;
    const isOutput = output.params.size === params.size + each.length &&
        isText((0,substitute_values/* substituteValues */.n)(outputName.trim(), values), output.outputBundle) &&
        [...params].every(([name, text]) => isText((0,substitute_values/* substituteInParam */.r)(text, values), output.params.get(name)));
    return isOutput ? values : undefined;
}

// EXTERNAL MODULE: ./src/plan/skip-inputs.js
var skip_inputs = __webpack_require__(80255);
// EXTERNAL MODULE: ./src/run/skip/find-change.js
var find_change = __webpack_require__(21076);
;// CONCATENATED MODULE: ./src/run/redo/find-redo.js



/** The changes that make a run necessary: those of `skip-unchanged`, otherwise all. */
const getRedoTriggers = ({ run }) => run.skipUnchanged?.triggers ?? new Set(skip_inputs/* skipTriggers */.z);
/**
 * Finds the outputs of a run that other code made: for all values of `each` that the receipts have, and not only for
 * those of this step. An output whose need is made again counts too. Pure.
 *
 * @param earlier what is found about the runs that it needs, by name
 */
function findRunRedo(facts, earlier) {
    const { runs, listing } = facts;
    const { name } = runs[0].label;
    const unknown = explainUnknown(facts);
    if (unknown !== undefined)
        return { name, outputs: [], current: 0, unrecorded: 0, isCut: false, unknown };
    const outputs = [];
    const recorded = new Set();
    for (const { receipt, values, planned } of listRecorded(facts)) {
        recorded.add(toKey(values));
        const { tookMs, vcpuHours } = receipt;
        const change = (0,find_change/* findCodeChange */.p)({ triggers: getRedoTriggers(planned), receipt, image: facts.getImage(planned) });
        const own = change && (change.trigger === 'code' ? 'code' : 'image');
        const trigger = own ?? (needsRedo(runs, values, earlier) ? 'upstream' : undefined);
        if (trigger === undefined)
            continue;
        outputs.push({
            ...{ values, trigger },
            ...(tookMs !== undefined && { tookMs }),
            ...(vcpuHours !== undefined && { vcpuHours }),
        });
    }
    const unrecorded = runs.filter(({ label }) => !recorded.has(toKey(label.values))).length;
    const current = recorded.size - outputs.length;
    return { name, outputs: outputs.toSorted(compareValues), current, unrecorded, isCut: listing.isCut };
}
function explainUnknown({ runs, listing, getImage }) {
    if (listing.unreadable !== undefined)
        return `Its receipts cannot be read: ${listing.unreadable.replace(/\.$/, '')}.`;
    for (const planned of runs) {
        const image = getImage(planned);
        if (image !== undefined && 'unknown' in image)
            return `Its image cannot be compared: ${image.unknown}.`;
    }
    return undefined;
}
function listRecorded({ runs, listing }) {
    const [first] = runs;
    const each = [...first.label.values.keys()];
    const byValues = new Map(runs.map((planned) => [toKey(planned.label.values), planned]));
    // The image can depend on the values: then only those of this step are known.
    const hasOneImage = new Set(runs.map(({ run }) => JSON.stringify(run.image))).size === 1;
    return listing.receipts.flatMap((receipt) => {
        const values = findEachValues(first.template, each, receipt);
        const planned = values && (byValues.get(toKey(values)) ?? (hasOneImage ? first : undefined));
        return planned ? [{ receipt, values, planned }] : [];
    });
}
const toKey = (values) => JSON.stringify([...values]);
/** Values of one run, in the order of their texts; numbers by their size. */
function compareValues({ values: one }, { values: other }) {
    const order = new Intl.Collator('en', { numeric: true });
    const pairs = [...one].map(([name, value]) => order.compare(value, other.get(name) ?? ''));
    return pairs.find((sign) => sign !== 0) ?? 0;
}
/** Whether a run that the output needs is made again, for the same values of the parameters that both have. */
function needsRedo(runs, values, earlier) {
    const [first] = runs;
    const triggers = getRedoTriggers(first);
    const followsInput = triggers.has('input') || triggers.has('upstream');
    const needs = new Set(runs.flatMap(({ needs: needed }) => needed.map(({ label }) => label.name)));
    // The uuid of the input decides, where the run compares it.
    if (!followsInput && first.inputFrom)
        needs.delete(first.inputFrom.label.name);
    const isNeeded = (output) => [...output.values].every(([name, value]) => (values.get(name) ?? value) === value);
    return [...needs].some((name) => earlier.get(name)?.outputs.some(isNeeded) === true);
}

;// CONCATENATED MODULE: ./src/run/redo/forecast-redo.js






/** How long a step waits for the forecast, in milliseconds. Its runs then start without it. */
const forecastLimitMs = 20_000;
/** Pipes whose receipts are listed, and images that are looked up, at the same time. */
const maxLookups = 4;
/**
 * Forecasts what must be redone in the base context after a pull request is merged, and logs it: the outputs of the
 * runs that other code made, and what earlier runs took for them. Undefined outside of a pull request and without a
 * base context. Lists the receipts of each pipe once, and looks each image up once. Starts nothing. Never throws.
 */
async function forecastRedo(many, dependencies) {
    const { pullRequest, cancelled, log } = dependencies;
    const context = many.runs[0]?.run.baseContext;
    if (pullRequest === undefined || context === undefined || context === many.runs[0]?.run.context.remote)
        return undefined;
    const limit = AbortSignal.timeout(forecastLimitMs);
    const signal = AbortSignal.any([cancelled, limit]);
    let report;
    try {
        report = { context, runs: await (0,abort/* raceSignal */.WU)(findRuns(many, dependencies, signal), signal) };
    }
    catch (error) {
        // The runs report a cancellation.
        if (cancelled.aborted)
            return undefined;
        const reason = limit.aborted ? `it takes more than ${forecastLimitMs / 1000} s` : (0,errors/* describeError */.Uc)(error);
        report = { context, runs: [], unknown: `The receipts cannot be read: ${reason.replace(/\.$/, '')}.` };
    }
    for (const line of (0,redo/* formatRedoLines */.N6)(report))
        log.info(line);
    return report;
}
/** The reports with a forecast in the first of them. */
const addRedo = (reports, redo) => redo === undefined ? reports : reports.map((report, index) => (index === 0 ? { ...report, redo } : report));
async function findRuns(many, dependencies, signal) {
    // Another step makes the others.
    const made = many.runs.filter(({ when }) => when !== 'never');
    const [listings, images] = await Promise.all([
        listAllReceipts(made, dependencies, signal),
        identifyImages(made, dependencies, signal),
    ]);
    const found = new Map();
    for (const [name, [first, ...others]] of Map.groupBy(made, ({ label }) => label.name)) {
        const listing = first && listings.get(first.run.pipeClass.name);
        if (first === undefined || listing === undefined)
            continue;
        const getImage = (planned) => images.get(toImageKey(planned));
        found.set(name, findRunRedo({ runs: [first, ...others], listing, getImage }, found));
    }
    return [...found.values()];
}
/** The receipts of the base context by pipe. */
async function listAllReceipts(runs, { openRemote, openBase }, signal) {
    const listings = new Map();
    const [first] = runs;
    if (first === undefined)
        return listings;
    const { remote, context, baseContext } = first.run;
    const { receipts } = openBase(await openRemote(remote, context.remote), baseContext);
    const list = async (pipeClass, inner) => void listings.set(pipeClass, await receipts.list(pipeClass, { signal: inner }));
    const pipeClasses = new Set(runs.map(({ run }) => run.pipeClass.name));
    await (0,for_each_bounded/* forEachBounded */.a)(pipeClasses, list, { signal, limit: maxLookups });
    return listings;
}
const toImageKey = ({ run: { image, pullPolicy, platform, dialect } }) => JSON.stringify([image, pullPolicy, platform, dialect]);
/** The images that some run compares, by `toImageKey`. */
async function identifyImages(runs, dependencies, signal) {
    const images = new Map();
    const compared = runs.filter((planned) => {
        const triggers = getRedoTriggers(planned);
        return triggers.has('image') || triggers.has('code');
    });
    const identify = async ({ run }, key, inner) => {
        const backend = dependencies.openBackend(run.backend, run.timeoutMs);
        images.set(key, await (0,identify_run_image/* identifyRunImage */.r)(run, { backend, dependencies, runId: dependencies.stepId }, inner));
    };
    const byKey = new Map(compared.map((planned) => [toImageKey(planned), planned]));
    await (0,for_each_bounded/* forEachBounded */.a)(byKey, ([key, planned], inner) => identify(planned, key, inner), { signal, limit: maxLookups });
    return images;
}


/***/ }),

/***/ 21076:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ findChange),
/* harmony export */   p: () => (/* binding */ findCodeChange)
/* harmony export */ });
/* harmony import */ var _disdat_reuse_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51354);
/* harmony import */ var _disdat_reused_bundle_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(37049);
/* harmony import */ var _lib_image_reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57531);
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19177);
/* harmony import */ var _remote_receipts_output_receipt_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(53923);
/* harmony import */ var _find_earlier_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(85814);






/** How far the clock of a container may be ahead of the runner's. */
const maxClockSkewMs = 5 * 60_000;
/** The first change that makes a run necessary; undefined when its output is up to date. Pure. */
function findChange(facts) {
    const check = (trigger, find) => facts.triggers.has(trigger) ? find(facts) : undefined;
    return (findContradiction(facts) ??
        check('params', findParamChange) ??
        check('input', findInputChange) ??
        findCodeChange(facts) ??
        check('upstream', findUpstream) ??
        findAge(facts));
}
/** A receipt is a hint: what it says of the bundle must be what the bundle says of itself. */
function findContradiction({ run, receipt, proof: { bundle } }) {
    const isOutput = bundle.committed &&
        (0,_remote_receipts_output_receipt_js__WEBPACK_IMPORTED_MODULE_4__/* .isReceiptFor */ .Kf)(receipt, bundle) &&
        (0,_find_earlier_js__WEBPACK_IMPORTED_MODULE_5__/* .canBeMadeBy */ .M)(bundle.code.method, run.pipeClass.name) &&
        (run.outputName === '-' || run.outputName === bundle.name) &&
        (0,_disdat_reuse_js__WEBPACK_IMPORTED_MODULE_0__/* .parseCommit */ .L)(bundle.code.hash) === receipt.commit;
    if (isOutput)
        return undefined;
    return { trigger: 'output', why: `The record of the last run does not fit the bundle ${bundle.uuid} that it names.` };
}
/** The key of a receipt has the parameters; the bundle itself must not have others. */
function findParamChange({ run, proof: { bundle } }) {
    for (const [name, now] of run.params)
        if ((0,_disdat_reused_bundle_js__WEBPACK_IMPORTED_MODULE_1__/* .compareParam */ .n7)(bundle, name, now) === 'different')
            return { ...changed('params', `The parameter ${name} is another one.`), was: bundle.params.get(name) ?? '', now };
    for (const [key, now] of run.outputTags)
        if (bundle.tags.get(key) !== now)
            return {
                ...changed('params', `The output tag ${key} is another one.`),
                was: bundle.tags.get(key) ?? 'not set',
                now,
            };
    return undefined;
}
function findInputChange({ run, receipt, proof: { bundle }, input }) {
    const was = receipt.input ?? 'none';
    const now = input ?? 'none';
    if (was !== now)
        return { ...changed('input', 'The input bundle is another one.'), was, now };
    if (input === undefined)
        return undefined;
    const asParam = run.inputParam === undefined ? 'unknown' : (0,_disdat_reused_bundle_js__WEBPACK_IMPORTED_MODULE_1__/* .compareParam */ .n7)(bundle, run.inputParam, input);
    const match = asParam === 'unknown' ? (0,_disdat_reused_bundle_js__WEBPACK_IMPORTED_MODULE_1__/* .compareInput */ .SY)(bundle, input) : asParam;
    if (match !== 'different')
        return undefined;
    return changed('input', `The output does not name the input bundle ${input}, although the record of the last run does.`);
}
/**
 * The image or the code by which a run would make another output than the receipt's; undefined when both are the same,
 * or no trigger asks. What cannot be compared counts as changed. Pure.
 */
const findCodeChange = (facts) => (facts.triggers.has('image') ? findOtherImage(facts) : undefined) ??
    (facts.triggers.has('code') ? findOtherCommit(facts) : undefined);
function findOtherImage({ receipt, image }) {
    const { reference: was = 'unknown', fingerprint } = receipt.image ?? {};
    if (image === undefined || 'unknown' in image)
        return { ...changed('image', `The image cannot be compared: ${image?.unknown ?? 'it is not known'}.`), was };
    const { pinned: now } = image;
    if (fingerprint !== undefined && fingerprint === image.fingerprint)
        return undefined;
    const digest = (0,_lib_image_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .parseImageReference */ .o_)(was)?.digest;
    if (digest !== undefined && digest === (0,_lib_image_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .parseImageReference */ .o_)(now)?.digest)
        return undefined;
    const isKnown = fingerprint !== undefined && image.fingerprint !== undefined;
    const why = isKnown
        ? 'The image has other layers or another configuration.'
        : 'The image cannot be compared by its layers.';
    return { ...changed('image', why), was, now };
}
/**
 * The commit that the image names, and that Disdat recorded. Where one of the two is not known, only the layers of the
 * image show a change: a run is then necessary unless the trigger `image` compares them.
 */
function findOtherCommit({ triggers, receipt: { commit: was, promoted }, image, }) {
    const env = image === undefined || 'unknown' in image ? undefined : image.env;
    const now = (0,_disdat_reuse_js__WEBPACK_IMPORTED_MODULE_0__/* .parseCommit */ .L)(env?.get('PIPELINE_GIT_HASH'));
    const isKnown = was !== undefined && now !== undefined;
    // A promotion has proved that the code of both commits is the same.
    const isSame = was === now || now === promoted?.code;
    if (isKnown ? isSame : triggers.has('image'))
        return undefined;
    const why = isKnown ? 'The image is built from another commit.' : 'The commits cannot be compared.';
    return { ...changed('code', why), was: was ?? 'unknown', now: now ?? 'unknown' };
}
function findUpstream({ upstream }) {
    switch (upstream?.kind) {
        case undefined:
            return undefined;
        case 'cut':
            return changed('upstream', 'The output has too many upstream bundles to compare them.');
        case 'missing':
            return changed('upstream', `The upstream bundle ${upstream.uuid} is not in the context: it was deleted, or is transient and was never pushed.`);
        case 'in-base':
            return changed('upstream', `The base context has a newer bundle ${upstream.name}.`);
        case 'newer': {
            const { used, newest } = upstream;
            const describe = ({ uuid, createdAt }) => `${uuid} (${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_3__/* .formatTime */ .fU)(createdAt)})`;
            return {
                ...changed('upstream', `There is a newer bundle ${newest.name}.`),
                was: describe(used),
                now: describe(newest),
            };
        }
    }
}
function findAge({ maxAgeMs, proof: { bundle }, now }) {
    if (maxAgeMs === undefined)
        return undefined;
    const ageMs = now.getTime() - bundle.createdSeconds * 1000;
    const created = (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_3__/* .formatTime */ .fU)(bundle.createdAt);
    if (ageMs < -maxClockSkewMs)
        return {
            trigger: 'max-age',
            why: `The age of the output is not known: it was made at ${created}, which is in the future.`,
        };
    if (ageMs <= maxAgeMs)
        return undefined;
    return {
        trigger: 'max-age',
        why: `The output was made at ${created}.`,
        was: (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_3__/* .formatDuration */ .a3)(ageMs),
        now: (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_3__/* .formatDuration */ .a3)(maxAgeMs),
    };
}
const changed = (trigger, why) => ({ trigger, why });


/***/ }),

/***/ 85814:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ canBeMadeBy),
/* harmony export */   Y: () => (/* binding */ findNewestReceipt)
/* harmony export */ });
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84092);
/* harmony import */ var _disdat_reused_bundle_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(37049);
/* harmony import */ var _remote_base_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7608);



/** The longest text of parameters in a report. */
const maxParamsLength = 300;
/**
 * The receipt of the newest output, among receipts of the pipe and output; with the trigger `params`, of the output
 * with the same parameters. Otherwise why there is none, with the values that differ.
 */
function findNewestReceipt(run, receipts, catalog) {
    const outputs = listOutputs(run, catalog);
    const comparesParams = run.skipUnchanged?.triggers.has('params') === true;
    const [own] = comparesParams ? receipts : [];
    if (comparesParams && own === undefined)
        return explainMissing(run, outputs);
    const made = own && catalog.get(own.bundle.uuid);
    if (own && made === undefined)
        return { trigger: 'output', why: `The bundle ${own.bundle.uuid} of the last run is not in the context any more.` };
    const { inputParam } = run;
    const isLikeMade = (other) => made === undefined || (0,_remote_base_js__WEBPACK_IMPORTED_MODULE_2__/* .listDifferentParams */ .Ke)(other, { output: made, inputParam }).length === 0;
    const newest = (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .pickNewest */ .iR)(outputs.filter(isLikeMade));
    if (newest === undefined)
        return explainMissing(run, outputs);
    const receipt = receipts.find(({ bundle }) => bundle.uuid === newest.uuid);
    return receipt ?? explainUnrecorded(newest);
}
/** The committed bundles that the pipe made under the output's name. */
function listOutputs({ pipeClass, outputName }, catalog) {
    const name = outputName === '-' ? undefined : outputName;
    const className = pipeClass.name.split('.').at(-1);
    const unnamed = catalog.findMatches({ name, className }).filter(({ code }) => code.method === '');
    return [...catalog.findMatches({ name, codeMethod: pipeClass.name }), ...unnamed];
}
/** Whether a bundle can be of this class by the code that it names: Disdat before 0.9 records none. */
const canBeMadeBy = (method, pipeClass) => method === '' || method === pipeClass;
function explainMissing(run, outputs) {
    const newest = (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .pickNewest */ .iR)(outputs);
    if (newest === undefined)
        return { trigger: 'output', why: 'The pipe has no output in the context yet.' };
    const same = (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .pickNewest */ .iR)(outputs.filter((output) => listDifferences(output, run).length === 0));
    if (same !== undefined)
        return explainUnrecorded(same);
    const names = listDifferences(newest, run);
    const format = (params) => names
        .map((name) => `${name}: ${params.get(name) ?? 'not set'}`)
        .join(', ')
        .slice(0, maxParamsLength);
    return {
        trigger: 'params',
        why: 'The pipe has no output with these parameters yet.',
        was: format(newest.params),
        now: format(run.params),
    };
}
const listDifferences = (output, { params }) => [...params].filter(([name, value]) => (0,_disdat_reused_bundle_js__WEBPACK_IMPORTED_MODULE_1__/* .compareParam */ .n7)(output, name, value) === 'different').map(([name]) => name);
function explainUnrecorded({ uuid, createdAt }) {
    const why = `No run of the action recorded what the newest output was made of: ${uuid}, made at ${createdAt.toISOString()}.`;
    return { trigger: 'output', why };
}


/***/ }),

/***/ 90136:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ identifyRunImage)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);
/* harmony import */ var _find_image_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8261);


/** Identifies the image that a run would use. Pulls and starts nothing. Throws only the reason of the cancellation. */
async function identifyRunImage(run, { backend, dependencies, runId }, signal) {
    const { pullPolicy, platform, dialect } = run;
    try {
        const reference = await (0,_find_image_js__WEBPACK_IMPORTED_MODULE_1__/* .resolveReference */ .s)(run, dependencies);
        return await backend.identifyImage({ reference, pullPolicy, platform, dialect, runId, needsVersion: false }, signal);
    }
    catch (error) {
        dependencies.cancelled.throwIfAborted();
        return { unknown: (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error).replace(/\.$/, '') };
    }
}


/***/ })

};
;