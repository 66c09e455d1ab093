"use strict";
exports.id = 3434;
exports.ids = [3434];
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

/***/ 74192:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  B: () => (/* binding */ findUpstreamChange)
});

// EXTERNAL MODULE: ./src/disdat/bundle.js
var bundle = __webpack_require__(84092);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./src/disdat/task-dependencies.js

/** The digits of a hash that Luigi and Disdat keep in a name. */
const hashLength = 10;
/** The characters of a parameter that Luigi keeps in the name of a task. */
const paramLength = 16;
/** The most dependencies whose combinations are tried: a thousand hashes. */
const maxDependencies = 10;
/**
 * The uuids of the upstream bundles that tasks of the same pipe made (`add_dependency`, `yield_dependency`). Disdat
 * finds such a bundle by its processing name alone, and not by the name by which a pipe can ask for a bundle of another
 * one (`add_external_dependency`). A bundle that is both is left out. Empty when that is not known.
 *
 * No field of a bundle says which one it is, but the processing name does: it ends with a hash of the processing names
 * of all dependencies, where an external one counts as a task that has the bundle's uuid and processing name as
 * parameters. Disdat adds what a task yields to the dependencies afterwards, under the name of the task.
 * https://github.com/kyocum/disdat-luigi/blob/master/disdatluigi/pipe.py (`processing_id`, `_resolve_bundle`)
 */
function listTaskDependencies({ processingName, dependsOn }) {
    const required = dependsOn.filter((dependency) => !isYielded(dependency)).toSorted(compareArguments);
    if (required.length > maxDependencies)
        return new Set();
    const ending = processingName.slice(processingName.lastIndexOf('_') + 1);
    for (const external of Array(1 << required.length).keys()) {
        const isExternal = (nth) => (external & (1 << nth)) !== 0;
        const names = required.map((each, nth) => (isExternal(nth) ? formatExternalName(each) : each.processingName));
        if (shorten(names.join('.')) !== ending)
            continue;
        const byName = new Set(required.filter((_, nth) => isExternal(nth)).map(({ uuid }) => uuid));
        return new Set(dependsOn.map(({ uuid }) => uuid).filter((uuid) => !byName.has(uuid)));
    }
    return new Set();
}
/** Whether a task yielded the dependency: its argument is the name of the task, to which Disdat has added a hash. */
const isYielded = ({ processingName, argument }) => processingName.length === argument.length + 1 + hashLength && processingName.startsWith(`${argument}_`);
/** Arguments are names in Python, in the order of their characters. */
const compareArguments = (a, b) => (a.argument < b.argument ? -1 : 1);
/**
 * The processing name of the task that stands for an external bundle.
 * https://github.com/spotify/luigi/blob/master/luigi/task.py (`task_id_str`)
 */
function formatExternalName({ processingName, uuid }) {
    const params = [processingName, uuid].map((value) => [...value].slice(0, paramLength).join('')).join('_');
    const id = shorten(escapeNonAscii(JSON.stringify({ processing_name: processingName, uuid })));
    return `ExternalDepTask_${params.replaceAll(/[^A-Za-z0-9_]/gu, '_')}_${id}_${shorten('')}`;
}
/** Python writes JSON in ASCII: https://docs.python.org/3/library/json.html#json.dump */
const escapeNonAscii = (json) => json.replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
const shorten = (text) => (0,external_node_crypto_.hash)('md5', text).slice(0, hashLength);

;// CONCATENATED MODULE: ./src/remote/replaced-upstream.js


/**
 * The first change of the upstream bundles since the output was made; undefined when a new run would use the same ones.
 * A newer committed bundle of the same name is a change, unless it differs in a parameter in which the output and the
 * bundle that was used agree: the bundle of another day does not replace that of the output's day. Where only tasks of
 * the pipe itself read the bundle, it must also have the same processing name, by which they find it: other parameters
 * make another one. The input bundle and its own upstream are left out, because the step chooses the input.
 */
function findUpstreamChange(lineage, catalog, inputUuid) {
    if (lineage.isCut)
        return { kind: 'cut' };
    for (const [uuid, { isOfPipe }] of listOwnUpstream(lineage, inputUuid)) {
        const used = lineage.ancestors.get(uuid);
        if (used === undefined)
            return { kind: 'missing', uuid };
        const newest = findReplacement({ used, isOfPipe }, lineage.bundle, catalog);
        if (newest !== undefined)
            return { kind: 'newer', used, newest };
    }
    return undefined;
}
/** The ancestors that are reached without the input, the nearest first, by uuid. */
function listOwnUpstream({ bundle, ancestors }, inputUuid) {
    const reached = new Map();
    const queue = [bundle];
    for (const next of queue) {
        const tasks = listTaskDependencies(next);
        for (const { uuid } of next.dependsOn) {
            if (uuid === inputUuid || uuid === bundle.uuid)
                continue;
            const known = reached.get(uuid);
            if (known !== undefined) {
                known.isOfPipe &&= tasks.has(uuid);
                continue;
            }
            reached.set(uuid, { isOfPipe: tasks.has(uuid) });
            const ancestor = ancestors.get(uuid);
            if (ancestor !== undefined)
                queue.push(ancestor);
        }
    }
    return reached;
}
function findReplacement({ used, isOfPipe }, output, catalog) {
    const shared = [...used.params].filter(([name, value]) => output.params.get(name) === value);
    return catalog
        .findMatches({ name: used.name })
        .filter((other) => other.uuid !== used.uuid && (0,bundle/* compareNewestFirst */.a0)(other, used) < 0)
        .filter(({ processingName }) => !isOfPipe || processingName === used.processingName)
        .filter(({ params }) => shared.every(([name, value]) => params.get(name) === value))
        .toSorted(bundle/* compareNewestFirst */.a0)[0];
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