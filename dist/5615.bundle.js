"use strict";
exports.id = 5615;
exports.ids = [5615,94];
exports.modules = {

/***/ 42071:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   lV: () => (/* binding */ sumRunningMs),
/* harmony export */   u7: () => (/* binding */ multiplyResources),
/* harmony export */   yN: () => (/* binding */ calculateCost)
/* harmony export */ });
const hourMs = 3_600_000;
/**
 * Calculates the resources that the run occupied: for a backend that reports them, the resources of each attempt for as
 * long as the attempts ran; otherwise the limits of the run for `followedMs`. Undefined when neither vCPUs nor memory
 * are known, or nothing ran.
 */
function calculateCost({ run, backend }, result, followedMs) {
    return backend.can.reportsUsage
        ? multiplyResources(result?.resources, sumRunningMs(result?.attempts))
        : multiplyResources(run, followedMs);
}
/** Returns the vCPU hours and GiB hours of resources that were occupied for `ms`. */
function multiplyResources(resources, ms) {
    const { vcpus, memoryMib } = resources ?? {};
    if (ms <= 0 || (vcpus ?? memoryMib) === undefined)
        return undefined;
    const hours = ms / hourMs;
    return {
        ...(vcpus !== undefined && { vcpuHours: vcpus * hours }),
        ...(memoryMib !== undefined && { gibHours: (memoryMib / 1024) * hours }),
    };
}
/** Sums the running times of all attempts; an attempt that never started, or whose end is unknown, does not count. */
function sumRunningMs(attempts = []) {
    return attempts.reduce((sum, { startedAt, stoppedAt }) => startedAt && stoppedAt ? sum + Math.max(0, stoppedAt.getTime() - startedAt.getTime()) : sum, 0);
}


/***/ }),

/***/ 15615:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ dryRunMany)
/* harmony export */ });
/* harmony import */ var _lib_run_label_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(90416);
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19177);
/* harmony import */ var _cost_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(42071);
/* harmony import */ var _prepare_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80582);
/* harmony import */ var _run_with_report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(17241);
/* harmony import */ var _skip_decide_skip_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(30094);
/* harmony import */ var _existing_outputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(57566);
/* harmony import */ var _find_existing_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(70017);
/* harmony import */ var _run_graph_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(20606);









/**
 * Prints for each run whether it would run, be skipped, or wait for others, and the totals. Starts nothing. Resolves
 * with the runs in the order of the plan. Never throws.
 */
async function dryRunMany(many, dependencies) {
    const dryRun = new DryRun(many, dependencies);
    const runs = [];
    for (const planned of many.runs)
        runs.push(await dryRun.look(planned));
    dependencies.log.info(dryRun.formatTotals());
    return runs;
}
class DryRun {
    #many;
    #dependencies;
    #graph;
    #existing = new _existing_outputs_js__WEBPACK_IMPORTED_MODULE_4__/* .ExistingOutputs */ .g();
    #counts = { run: 0, skip: 0, wait: 0, fail: 0 };
    #vcpuHours = 0;
    constructor(many, dependencies) {
        this.#many = many;
        this.#dependencies = dependencies;
        this.#graph = new _run_graph_js__WEBPACK_IMPORTED_MODULE_6__/* .RunGraph */ .g(many.runs);
    }
    async look(planned) {
        const { run: each, label } = planned;
        const input = this.#graph.getInput(planned);
        const run = input === undefined ? each : { ...each, input };
        const backend = this.#dependencies.openBackend(run.backend, run.timeoutMs);
        let forecast = 'fail';
        const work = async (context, reporter) => {
            forecast = await this.#forecast(planned, context, reporter);
        };
        const report = await (0,_run_with_report_js__WEBPACK_IMPORTED_MODULE_2__/* .runTarget */ .Nh)(run, this.#dependencies, backend, work, { label });
        if (report.failure)
            this.#print('fail', planned, report.failure.evidence);
        this.#graph.end(planned, report.output === undefined ? {} : report);
        return { planned, forecast, report };
    }
    async #forecast(planned, context, reporter) {
        const awaited = planned.needs.find((need) => this.#graph.getOutputUuid(need) === undefined);
        if (awaited !== undefined) {
            const name = (0,_lib_run_label_js__WEBPACK_IMPORTED_MODULE_7__/* .formatRunLabel */ .j)(awaited.label);
            await this.#addEstimate(context);
            await reporter.update({ status: 'skipped', notRunReason: `Dry run: it would wait for ${name}.` });
            return this.#print('wait', planned, name);
        }
        const found = await this.#findOutput(planned, context, reporter);
        if (found !== undefined) {
            await reporter.update({ status: 'skipped', ...found });
            return this.#print('skip', planned, found.output?.uri);
        }
        if (planned.when === 'never')
            throw (0,_find_existing_js__WEBPACK_IMPORTED_MODULE_5__/* .createAbsentFailure */ .yf)(planned);
        await this.#addEstimate(context);
        const { skip } = reporter.report;
        await reporter.update({ status: 'skipped', notRunReason: `Dry run: it would run. ${skip?.why ?? ''}`.trimEnd() });
        return this.#print('run', planned, skip && `${skip.trigger}: ${skip.why}`);
    }
    /** The output that makes the run unnecessary. */
    async #findOutput(planned, context, reporter) {
        if (planned.when === 'never')
            return await (0,_find_existing_js__WEBPACK_IMPORTED_MODULE_5__/* .findExisting */ .xx)(context, this.#existing);
        if (context.run.skipUnchanged === undefined)
            return this.#many.rerun === 'all' ? undefined : await (0,_find_existing_js__WEBPACK_IMPORTED_MODULE_5__/* .findExisting */ .xx)(context, this.#existing);
        const decision = await (0,_skip_decide_skip_js__WEBPACK_IMPORTED_MODULE_3__.decideSkip)(context, await (0,_prepare_js__WEBPACK_IMPORTED_MODULE_1__/* .openLocalContext */ .ny)(context));
        if (decision?.kind === 'skip')
            return decision.update;
        if (decision !== undefined)
            await reporter.update({ skip: decision.skip });
        return undefined;
    }
    #print(forecast, { label }, detail) {
        this.#counts[forecast] += 1;
        const name = `${forecast.padEnd(4)}  ${(0,_lib_run_label_js__WEBPACK_IMPORTED_MODULE_7__/* .formatRunLabel */ .j)(label)}`;
        this.#dependencies.log.info(detail === undefined ? name : `${name}: ${detail}`);
        return forecast;
    }
    async #addEstimate(context) {
        const ms = (await this.#existing.estimateMs(context)) ?? 0;
        this.#vcpuHours += (0,_cost_js__WEBPACK_IMPORTED_MODULE_8__/* .multiplyResources */ .u7)(context.run, ms)?.vcpuHours ?? 0;
    }
    /** One sentence, and the vCPU-hours where earlier runs and the inputs show them. */
    formatTotals() {
        const { run, skip, wait, fail } = this.#counts;
        const hours = this.#vcpuHours > 0 ? ` About ${this.#vcpuHours.toFixed(2)} vCPU-hours, by earlier runs.` : '';
        const failed = fail > 0 ? `, ${fail} cannot be decided` : '';
        return `Dry run: of ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(this.#many.runs.length, 'run')}, ${run} would run, ${skip} would be skipped and ${wait} would wait for others${failed}.${hours}`;
    }
}


/***/ }),

/***/ 57566:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ ExistingOutputs)
/* harmony export */ });
/* harmony import */ var _disdat_reused_bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37049);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40643);
/* harmony import */ var _lib_memo_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(40590);
/* harmony import */ var _remote_find_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52130);
/* harmony import */ var _remote_prove_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(83411);
/* harmony import */ var _remote_receipts_output_receipt_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(53923);






/**
 * The outputs that are on the remote already, for `rerun: missing`. The bundles of a pipe are read once, when
 * the first of its runs is looked up.
 */
class ExistingOutputs {
    #bundles = new _lib_memo_js__WEBPACK_IMPORTED_MODULE_5__/* .Memo */ .l();
    /**
     * The proof of the newest bundle that is the output of the run: of the same class, name, parameters and input. Where
     * Disdat did not record what decides, the receipt of an earlier run does. Undefined when there is none, when the
     * newest one is not whole, and for a run with `force`. Throws Failure when the remote cannot be read.
     */
    async find({ run, dependencies }, inputUuid) {
        if (run.force || run.forceAll)
            return undefined;
        const { cancelled: signal } = dependencies;
        const remote = await dependencies.openRemote(run.remote, run.context.remote);
        const bundles = await this.#list(run, remote, signal);
        const newest = bundles.find((bundle) => compareOutput(bundle, run, inputUuid).every((match) => match === 'equal')) ??
            (await findRecorded(remote, run, inputUuid, { bundles, signal }));
        if (newest === undefined)
            return undefined;
        try {
            return await (0,_remote_prove_js__WEBPACK_IMPORTED_MODULE_3__/* .proveBundle */ .x)(remote, newest.uuid, { signal });
        }
        catch (error) {
            if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR && error.verdict === 'bundle-corrupt')
                return undefined;
            throw error;
        }
    }
    /**
     * Whether every bundle of the run's class was made of something else, so that Disdat cannot reuse one, as far as
     * bundles record it. Throws Failure when the remote cannot be read.
     */
    async isFirst({ run, dependencies }, inputUuid) {
        const remote = await dependencies.openRemote(run.remote, run.context.remote);
        const bundles = await this.#list(run, remote, dependencies.cancelled);
        return bundles.every((bundle) => compareOrigin(bundle, run, inputUuid).includes('different'));
    }
    /** The median duration of the earlier tasks of the run's class, in milliseconds; undefined where none is known. */
    async estimateMs({ run, dependencies }) {
        const remote = await dependencies.openRemote(run.remote, run.context.remote);
        const bundles = await this.#list(run, remote, dependencies.cancelled);
        const durations = bundles.flatMap(({ tookMs }) => tookMs ?? []).toSorted((a, b) => a - b);
        return durations[Math.floor(durations.length / 2)];
    }
    async #list(run, remote, signal) {
        const codeMethod = run.pipeClass.name;
        return await this.#bundles.get(JSON.stringify([remote.url, remote.context, codeMethod]), async () => {
            const bundles = [];
            for await (const { frames: _, ...bundle } of (0,_remote_find_js__WEBPACK_IMPORTED_MODULE_2__/* .findBundles */ .n)(remote, { codeMethod }, { signal }))
                bundles.push(bundle);
            return bundles;
        });
    }
}
/** Compares what Disdat recorded of a bundle with what the run would make. */
function compareOutput(bundle, run, inputUuid) {
    const isNamed = run.outputName === '-' || run.outputName === bundle.name;
    return isNamed ? compareOrigin(bundle, run, inputUuid) : ['different'];
}
/**
 * The bundle that an earlier run of the same request recorded as its output, unless its own record contradicts that.
 * Disdat does not record the parameters of a base class, and may write a value in another form.
 */
async function findRecorded({ receipts }, run, inputUuid, { bundles, signal }) {
    const possible = bundles.filter((bundle) => !compareOutput(bundle, run, inputUuid).includes('different'));
    if (possible.length === 0)
        return undefined;
    const { pipeClass, outputName: outputBundle, params } = run;
    const receipt = await receipts.read({ pipeClass: pipeClass.name, outputBundle, params }, { signal });
    return receipt !== undefined && receipt.input === inputUuid
        ? possible.find((bundle) => (0,_remote_receipts_output_receipt_js__WEBPACK_IMPORTED_MODULE_4__/* .isReceiptFor */ .Kf)(receipt, bundle))
        : undefined;
}
/** Compares each parameter of the run, and its input, with what a bundle of its class records. */
function compareOrigin(bundle, { params, inputParam }, inputUuid) {
    const matches = [...params].map(([name, value]) => (0,_disdat_reused_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .compareParam */ .n7)(bundle, name, value));
    if (inputUuid === undefined)
        return matches;
    // A pipe that gets its input as a parameter need not declare it as a dependency.
    const asParam = inputParam === undefined ? 'unknown' : (0,_disdat_reused_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .compareParam */ .n7)(bundle, inputParam, inputUuid);
    return [...matches, asParam === 'unknown' ? (0,_disdat_reused_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .compareInput */ .SY)(bundle, inputUuid) : asParam];
}


/***/ }),

/***/ 70017:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   gR: () => (/* binding */ isFirstOutput),
/* harmony export */   xx: () => (/* binding */ findExisting),
/* harmony export */   yf: () => (/* binding */ createAbsentFailure)
/* harmony export */ });
/* harmony import */ var _compare_rules_rules_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(32100);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40643);
/* harmony import */ var _lib_run_label_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(90416);
/* harmony import */ var _remote_receipts_output_receipt_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(53923);
/* harmony import */ var _prepare_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(80582);
/* harmony import */ var _pull_output_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(73983);






/** Looks for the output that a run would make; undefined without one. Throws Failure. */
async function findExisting(context, existing) {
    const { run, dependencies } = context;
    // A bundle that is created from files is always a new one, and so is the output of a job that has not ended.
    if (run.input?.kind === 'files' || run.input?.kind === 'promised')
        return undefined;
    const { remote, found } = await (0,_prepare_js__WEBPACK_IMPORTED_MODULE_3__/* .openInput */ .lt)(context, await (0,_prepare_js__WEBPACK_IMPORTED_MODULE_3__/* .openLocalContext */ .ny)(context));
    const proof = await existing.find(context, found?.bundle.uuid);
    if (proof === undefined)
        return undefined;
    const output = (0,_pull_output_js__WEBPACK_IMPORTED_MODULE_4__/* .createBundleReport */ .P)(remote, proof);
    const made = proof.bundle.createdAt.toISOString();
    const notRunReason = `Its output ${output.name} is there already: ${output.uri}, made at ${made}.`;
    const rules = await listUnchecked(context, remote, proof.bundle);
    dependencies.log.info(`Skipped. ${notRunReason}${rules === undefined ? '' : ` ${unrecorded}`}`);
    return { output, notRunReason, ...(rules && { rules }) };
}
/** A run that breaks a rule makes its bundle, but leaves no receipt. */
const unrecorded = 'It may have broken a rule of `fail-on` when it was made: no run recorded that it succeeded.';
/** The rules of `fail-on` that an output may have broken; undefined where a receipt shows that its run succeeded. */
async function listUnchecked({ run, dependencies }, remote, bundle) {
    const rules = run.comparison.failOn.filter(({ kind }) => kind !== 'error');
    if (rules.length === 0 || !remote.index.isPersisted)
        return undefined;
    const key = { pipeClass: run.pipeClass.name, outputBundle: run.outputName, params: run.params };
    const receipt = await remote.receipts.read(key, { signal: dependencies.cancelled });
    if (receipt !== undefined && (0,_remote_receipts_output_receipt_js__WEBPACK_IMPORTED_MODULE_2__/* .isReceiptFor */ .Kf)(receipt, bundle))
        return undefined;
    const why = `Not checked: the output is there already. ${unrecorded}`;
    return { checked: [], breaches: [], undecided: rules.map((rule) => ({ rule: (0,_compare_rules_rules_js__WEBPACK_IMPORTED_MODULE_0__/* .printRule */ .KL)(rule), why })) };
}
/**
 * Whether Disdat has no bundle that it could reuse for the run, as far as bundles record it. False when that cannot be
 * read. Throws Failure when the input is not found.
 */
async function isFirstOutput(context, existing) {
    const { found, promised } = await (0,_prepare_js__WEBPACK_IMPORTED_MODULE_3__/* .openInput */ .lt)(context, await (0,_prepare_js__WEBPACK_IMPORTED_MODULE_3__/* .openLocalContext */ .ny)(context));
    return await existing.isFirst(context, promised?.uuid ?? found?.bundle.uuid).catch(() => {
        context.dependencies.cancelled.throwIfAborted();
        return false;
    });
}
/** The failure of a run with `when: never` whose output is not there. */
function createAbsentFailure({ label, run }) {
    const place = `context \`${run.context.remote}\` of ${run.remote.url}`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('input-not-found', `No bundle in ${place} is the output of ${(0,_lib_run_label_js__WEBPACK_IMPORTED_MODULE_5__/* .formatRunLabel */ .j)(label)}, and with \`when: never\`, this step does not create it.`, 'Run the step that creates it, with the same pipe, parameters and input.');
}


/***/ }),

/***/ 20606:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ getContinuingJob),
/* harmony export */   g: () => (/* binding */ RunGraph)
/* harmony export */ });
/* harmony import */ var _lib_run_label_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(90416);

/** The statuses of a run that leaves a proved output. */
const withOutput = new Set(['succeeded', 'reused', 'promoted', 'skipped']);
/** The statuses of a run whose job continues without the step, and may still fail. */
const continuing = new Set(['submitted', 'detached']);
/** The id of the job of a run that continues without the step; undefined for any other outcome. */
const getContinuingJob = ({ status, job }) => status !== undefined && continuing.has(status) ? job?.id : undefined;
const noQueue = { isLeaving: false, laneDependencies: 0 };
/** Which runs of a step may start, and which cannot any more. Pure: it starts nothing and waits for nothing. */
class RunGraph {
    #waiting;
    #outcomes = new Map();
    /** The run that did not end well, for each run that could not start therefore. */
    #causes = new Map();
    #queue;
    /** @param runs in an order in which each run follows those that it needs */
    constructor(runs, queue = noQueue) {
        this.#waiting = new Set(runs);
        this.#queue = queue;
    }
    /** The runs that have not started. */
    get waiting() {
        return [...this.#waiting];
    }
    /** How many runs have ended, those that were not run included. */
    get endedCount() {
        return this.#outcomes.size;
    }
    /** The runs that may start now, in the order of the plan. Call `takeBlocked` before. */
    listReady() {
        return this.waiting.filter(({ needs }) => needs.every((need) => this.#outcomes.has(need)));
    }
    /** Takes the runs that cannot start any more out of those that wait. */
    takeBlocked() {
        return this.waiting.flatMap((planned) => {
            const blocker = this.#findBlocker(planned);
            const reason = blocker === undefined ? this.#explainDependencies(planned) : this.#explain(planned, blocker);
            if (reason === undefined)
                return [];
            if (blocker !== undefined)
                this.#causes.set(planned, this.#getCause(blocker));
            this.end(planned, { status: 'not-run' });
            return [{ planned, reason }];
        });
    }
    /** Records that the run has started. */
    begin(planned) {
        this.#waiting.delete(planned);
    }
    /** Records how the run ended, or that it was not run. */
    end(planned, outcome) {
        this.#waiting.delete(planned);
        this.#outcomes.set(planned, outcome);
    }
    /** The output that is the run's input; undefined where its input is not the output of another run. */
    getInput({ inputFrom }) {
        if (inputFrom === undefined)
            return undefined;
        const uuid = this.getOutputUuid(inputFrom);
        if (uuid !== undefined)
            return { kind: 'uuid', uuid };
        const output = this.#isContinuing(inputFrom) ? this.#outcomes.get(inputFrom)?.output : undefined;
        return output && { kind: 'promised', uuid: output.uuid, name: output.name };
    }
    /** The ids of the jobs that the run needs and that continue without the step. */
    listDependencies({ needs }) {
        return needs.flatMap((need) => this.#getContinuingJob(need) ?? []);
    }
    /**
     * Whether the run must be made even if its output is there: another run that it needs was made in this step. The run
     * that its input comes from does not count, because the uuid of the input decides.
     */
    mustRun({ needs, inputFrom }) {
        const isMade = (need) => this.#outcomes.get(need)?.status === 'succeeded' || this.#isContinuing(need);
        return needs.some((need) => need !== inputFrom && isMade(need));
    }
    #getContinuingJob(planned) {
        const outcome = this.#outcomes.get(planned);
        return outcome && getContinuingJob(outcome);
    }
    #isContinuing(planned) {
        return this.#getContinuingJob(planned) !== undefined;
    }
    #findBlocker({ needs, inputFrom, when }) {
        const lacksOutput = (need) => this.#outcomes.has(need) && this.getOutputUuid(need) === undefined;
        if (when === 'succeeded') {
            const canAwait = (need) => this.#queue.isLeaving && this.#isContinuing(need);
            return needs.find((need) => lacksOutput(need) && !canAwait(need));
        }
        // It waits for the end of all, which the step does not see.
        const unseen = needs.find((need) => this.#isContinuing(need));
        if (unseen !== undefined)
            return unseen;
        const haveAllEnded = needs.every((need) => this.#outcomes.has(need));
        return haveAllEnded && inputFrom !== undefined && lacksOutput(inputFrom) ? inputFrom : undefined;
    }
    /** The uuid of the proved output of a run; undefined when it has none, or has not ended. */
    getOutputUuid(planned) {
        const { status, output } = this.#outcomes.get(planned) ?? {};
        return status !== undefined && withOutput.has(status) ? output?.uuid : undefined;
    }
    #getCause(blocker) {
        return this.#causes.get(blocker) ?? blocker;
    }
    #explain({ when }, blocker) {
        const cause = this.#getCause(blocker);
        const status = this.#outcomes.get(cause)?.status ?? 'failed';
        const clause = `It needs ${(0,_lib_run_label_js__WEBPACK_IMPORTED_MODULE_0__/* .formatRunLabel */ .j)(cause.label)}, which ${clauses[status] ?? 'failed'}.`;
        return when === 'always' && this.#isContinuing(blocker) ? `${clause} ${alwaysNote}` : clause;
    }
    /** Why a run that could start cannot wait in its queue for the jobs that it needs. */
    #explainDependencies(planned) {
        const { length } = this.listDependencies(planned);
        const { laneDependencies } = this.#queue;
        const most = planned.run.backend.can.maxDependencies - laneDependencies;
        if (length === 0)
            return undefined;
        if (length <= most || planned.needs.some((need) => !this.#outcomes.has(need)))
            return undefined;
        return `It needs ${length} jobs that continue without this step, and a job in a queue waits for at most ${most}${laneDependencies > 0 ? ' besides that of `max-parallel`' : ''}.`;
    }
}
const alwaysNote = 'In a queue, a job waits only for the success of others, and not for their end (`when: always`).';
/** How a run without an output ended, as a clause about it. */
const clauses = {
    cancelled: 'was cancelled',
    detached: 'continues without this step',
    submitted: 'was submitted and not followed',
    'not-run': 'was not run',
};


/***/ }),

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