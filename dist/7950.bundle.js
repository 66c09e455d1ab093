"use strict";
exports.id = 7950;
exports.ids = [7950];
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
/* harmony import */ var _skip_decide_skip_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(37703);
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
/* harmony import */ var _lib_memo_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(40590);
/* harmony import */ var _remote_find_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52130);
/* harmony import */ var _remote_prove_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(83411);





/**
 * The outputs that are on the remote already, for `rerun: missing`. The bundles of a pipe are read once, when
 * the first of its runs is looked up.
 */
class ExistingOutputs {
    #bundles = new _lib_memo_js__WEBPACK_IMPORTED_MODULE_4__/* .Memo */ .l();
    /**
     * The proof of the newest bundle that is the output of the run: of the same class, name, parameters and input.
     * Undefined when there is none, when Disdat did not record what decides, when the newest one is not whole, and for a
     * run with `force`. Throws Failure when the remote cannot be read.
     */
    async find({ run, dependencies }, inputUuid) {
        if (run.force || run.forceAll)
            return undefined;
        const { cancelled: signal } = dependencies;
        const remote = await dependencies.openRemote(run.remote, run.context.remote);
        const bundles = await this.#list(run, remote, signal);
        const newest = bundles.find((bundle) => isOutput(bundle, run, inputUuid));
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
/** Whether Disdat recorded that the bundle is what the run would make. */
function isOutput(bundle, run, inputUuid) {
    if (run.outputName !== '-' && run.outputName !== bundle.name)
        return false;
    return compareOrigin(bundle, run, inputUuid).every((match) => match === 'equal');
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
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);
/* harmony import */ var _lib_run_label_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(90416);
/* harmony import */ var _prepare_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80582);
/* harmony import */ var _pull_output_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4700);




/** Looks for the output that a run would make; undefined without one. Throws Failure. */
async function findExisting(context, existing) {
    const { run, dependencies } = context;
    // A bundle that is created from files is always a new one, and so is the output of a job that has not ended.
    if (run.input?.kind === 'files' || run.input?.kind === 'promised')
        return undefined;
    const { remote, found } = await (0,_prepare_js__WEBPACK_IMPORTED_MODULE_1__/* .openInput */ .lt)(context, await (0,_prepare_js__WEBPACK_IMPORTED_MODULE_1__/* .openLocalContext */ .ny)(context));
    const proof = await existing.find(context, found?.bundle.uuid);
    if (proof === undefined)
        return undefined;
    const output = (0,_pull_output_js__WEBPACK_IMPORTED_MODULE_2__/* .createBundleReport */ .P)(remote, proof);
    const made = proof.bundle.createdAt.toISOString();
    const notRunReason = `Its output ${output.name} is there already: ${output.uri}, made at ${made}.`;
    dependencies.log.info(`Skipped. ${notRunReason}`);
    return { output, notRunReason };
}
/**
 * Whether Disdat has no bundle that it could reuse for the run, as far as bundles record it. False when that cannot be
 * read. Throws Failure when the input is not found.
 */
async function isFirstOutput(context, existing) {
    const { found, promised } = await (0,_prepare_js__WEBPACK_IMPORTED_MODULE_1__/* .openInput */ .lt)(context, await (0,_prepare_js__WEBPACK_IMPORTED_MODULE_1__/* .openLocalContext */ .ny)(context));
    return await existing.isFirst(context, promised?.uuid ?? found?.bundle.uuid).catch(() => {
        context.dependencies.cancelled.throwIfAborted();
        return false;
    });
}
/** The failure of a run with `when: never` whose output is not there. */
function createAbsentFailure({ label, run }) {
    const place = `context \`${run.context.remote}\` of ${run.remote.url}`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('input-not-found', `No bundle in ${place} is the output of ${(0,_lib_run_label_js__WEBPACK_IMPORTED_MODULE_3__/* .formatRunLabel */ .j)(label)}, and with \`when: never\`, this step does not create it.`, 'Run the step that creates it, with the same pipe, parameters and input.');
}


/***/ }),

/***/ 20606:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ RunGraph)
/* harmony export */ });
/* harmony import */ var _lib_run_label_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(90416);

/** The statuses of a run that leaves a proved output. */
const withOutput = new Set(['succeeded', 'reused', 'skipped']);
/** The statuses of a run whose job continues without the step, and may still fail. */
const continuing = new Set(['submitted', 'detached']);
/** Which runs of a step may start, and which cannot any more. Pure: it starts nothing and waits for nothing. */
class RunGraph {
    #waiting;
    #outcomes = new Map();
    /** The run that did not end well, for each run that could not start therefore. */
    #causes = new Map();
    #queue;
    /** @param runs in an order in which each run follows those that it needs */
    constructor(runs, queue = { isLeaving: false, makesOutput: () => false }) {
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
        return needs.flatMap((need) => (this.#isContinuing(need) ? (this.#outcomes.get(need)?.job?.id ?? []) : []));
    }
    /**
     * Whether the run must be made even if its output is there: another run that it needs was made in this step. The run
     * that its input comes from does not count, because the uuid of the input decides.
     */
    mustRun({ needs, inputFrom }) {
        const isMade = (need) => this.#outcomes.get(need)?.status === 'succeeded' || this.#isContinuing(need);
        return needs.some((need) => need !== inputFrom && isMade(need));
    }
    #isContinuing(planned) {
        const { status, job } = this.#outcomes.get(planned) ?? {};
        return status !== undefined && continuing.has(status) && job !== undefined;
    }
    #findBlocker({ needs, inputFrom, when }) {
        const lacksOutput = (need) => this.#outcomes.has(need) && this.getOutputUuid(need) === undefined;
        if (when === 'succeeded') {
            const canAwait = (need) => this.#queue.isLeaving && this.#isContinuing(need);
            const isUncertain = (need) => need === inputFrom && !this.#queue.makesOutput(need);
            return needs.find((need) => lacksOutput(need) && (!canAwait(need) || isUncertain(need)));
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
    #explain({ when, inputFrom }, blocker) {
        const cause = this.#getCause(blocker);
        const status = this.#outcomes.get(cause)?.status ?? 'failed';
        const clause = `It needs ${(0,_lib_run_label_js__WEBPACK_IMPORTED_MODULE_0__/* .formatRunLabel */ .j)(cause.label)}, which ${clauses[status] ?? 'failed'}.`;
        if (!this.#isContinuing(blocker))
            return clause;
        if (when === 'always')
            return `${clause} ${alwaysNote}`;
        return blocker === inputFrom && this.#queue.isLeaving ? `${clause} ${reuseNote}` : clause;
    }
    /** Why a run that could start cannot wait in its queue for the jobs that it needs. */
    #explainDependencies(planned) {
        const { length } = this.listDependencies(planned);
        const most = planned.run.backend.can.maxDependencies;
        if (length <= most || planned.needs.some((need) => !this.#outcomes.has(need)))
            return undefined;
        return `It needs ${length} jobs that continue without this step, and a job in a queue waits for at most ${most}.`;
    }
}
const alwaysNote = 'In a queue, a job waits only for the success of others, and not for their end (`when: always`).';
const reuseNote = 'Disdat may reuse an earlier bundle for it, so that the input is not known yet. Run the workflow again, or set `force` there.';
/** How a run without an output ended, as a clause about it. */
const clauses = {
    cancelled: 'was cancelled',
    detached: 'continues without this step',
    submitted: 'was submitted and not followed',
    'not-run': 'was not run',
};


/***/ }),

/***/ 37950:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runMany: () => (/* binding */ runMany)
});

// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/lib/memo.js
var memo = __webpack_require__(40590);
// EXTERNAL MODULE: ./src/lib/run-label.js
var run_label = __webpack_require__(90416);
// EXTERNAL MODULE: ./src/lib/semaphore.js
var semaphore = __webpack_require__(68224);
// EXTERNAL MODULE: ./src/lib/units.js
var units = __webpack_require__(19177);
// EXTERNAL MODULE: ./src/report/run-reporter.js + 1 modules
var run_reporter = __webpack_require__(55922);
// EXTERNAL MODULE: ./src/lib/abort.js
var abort = __webpack_require__(31140);
;// CONCATENATED MODULE: ./src/seed/earlier-seeds.js

/**
 * The spools of the first seeds of a step, one for each remote context: the other runs read from the disk what the
 * first one has read from the remote. Disposal removes them.
 */
class EarlierSeeds {
    #spools = new Map();
    /** Removes each of them, also when another one cannot be removed. */
    #owned = new AsyncDisposableStack();
    #firsts = new Map();
    /** Collects the first seed of a context at once, and the others when the first has been collected or has failed. */
    async collectInTurn(remote, signal, collect) {
        const key = getKey(remote);
        const first = this.#firsts.get(key);
        if (first !== undefined) {
            await (0,abort/* raceSignal */.WU)(first, signal);
            return await collect();
        }
        const { promise, resolve } = Promise.withResolvers();
        this.#firsts.set(key, promise);
        try {
            return await collect();
        }
        finally {
            resolve();
        }
    }
    /** The objects of the first seed of the context; undefined before it has been collected. */
    getSource(remote) {
        const spool = this.#spools.get(getKey(remote));
        return (spool && {
            ...{ name: 'the seed of another run', isRemote: false },
            read: (objects) => readObjects(spool, objects),
            findFile: (object) => spool.findFile(object),
        });
    }
    /** Takes the spool of a seed that has been collected. Returns false if the context has one already. */
    keep(remote, spool) {
        if (this.#spools.has(getKey(remote)))
            return false;
        this.#spools.set(getKey(remote), this.#owned.use(spool));
        return true;
    }
    async [Symbol.asyncDispose]() {
        this.#spools.clear();
        await this.#owned[Symbol.asyncDispose]();
    }
}
const getKey = ({ url, context }) => `${url} ${context}`;
async function* readObjects(spool, objects) {
    const wanted = new Map(objects.map((object) => [object.path, object]));
    for await (const found of spool.read(new Set(wanted.keys()))) {
        const object = wanted.get(found.path);
        if (object !== undefined && 'content' in found)
            yield { object, bytes: found.content };
    }
}

// EXTERNAL MODULE: ./src/run/prepare.js + 1 modules
var prepare = __webpack_require__(80582);
// EXTERNAL MODULE: ./src/run/run-pipe.js + 11 modules
var run_pipe = __webpack_require__(31545);
// EXTERNAL MODULE: ./src/run/run-with-report.js
var run_with_report = __webpack_require__(17241);
// EXTERNAL MODULE: ./src/run/skip/skip-unchanged.js
var skip_unchanged = __webpack_require__(89607);
// EXTERNAL MODULE: ./src/run/many/find-existing.js
var find_existing = __webpack_require__(70017);
;// CONCATENATED MODULE: ./src/run/many/continuing-jobs.js



/**
 * How long jobs are still submitted after the moment at which GitHub is about to end the workflow job, in milliseconds:
 * those that wait in their queue for others. The report and the post step need the rest of the time.
 */
const lateSubmissionMs = 60_000;
/** The runs of a step whose jobs continue without it, and those whose jobs wait for them in their queue. */
class ContinuingJobs {
    #many;
    #dependencies;
    #existing;
    /** The runs whose output is the input of another one. */
    #sources;
    /** Those of them whose jobs make the announced output, because Disdat cannot reuse another one. */
    #makers = new Set();
    constructor(many, dependencies, existing) {
        this.#many = many;
        this.#dependencies = dependencies;
        this.#existing = existing;
        this.#sources = new Set(many.runs.map(({ inputFrom }) => inputFrom));
    }
    /** Aborts when no further job is submitted, because GitHub is about to end the workflow job. */
    createSubmissionDeadline() {
        const { jobDeadline } = this.#dependencies;
        return this.#canSubmitLate ? (0,abort/* delayAbort */.y5)(jobDeadline, lateSubmissionMs) : jobDeadline;
    }
    /** Whether jobs are submitted that continue without this step. */
    get isLeaving() {
        const { jobDeadline } = this.#dependencies;
        return this.#many.runs.some(({ run }) => !run.wait) || (jobDeadline.aborted && this.#canSubmitLate);
    }
    /** Whether the job of a run makes the output that was announced. Another job may read it before it exists. */
    makesOutput(planned) {
        return this.#makers.has(planned);
    }
    /** Whether jobs are still submitted when GitHub is about to end the workflow job: they would all run at once. */
    get #canSubmitLate() {
        const { runs, maxParallel } = this.#many;
        return (maxParallel === undefined &&
            runs.every(({ run: { backend } }) => backend.can.maxDependencies > 0 && !backend.failsOnDetach));
    }
    /**
     * The run with the output of another one as its input. A run that does not wait for the jobs of others is submitted
     * with a dependency on each of them.
     */
    completeRun(planned, graph) {
        const input = graph.getInput(planned);
        const dependsOn = graph.listDependencies(planned);
        return {
            ...planned.run,
            ...(input && { input }),
            ...(planned.inputFrom && { inputSource: (0,run_label/* formatRunLabel */.j)(planned.inputFrom.label) }),
            ...(dependsOn.length > 0 && { dependsOn }),
            ...(this.isLeaving && { wait: false }),
        };
    }
    /**
     * The run as it is launched. Without the step, the input of a run is the uuid that its source is about to make, so
     * that the source must not reuse another bundle: it is forced, unless it was launched before the step had to leave.
     * Throws Failure when its input is not found.
     */
    async completeSource(planned, context) {
        const { run, dependencies } = context;
        if (!this.#sources.has(planned))
            return run;
        const isForced = run.force || run.forceAll;
        if (run.wait && !isForced && !(this.#canSubmitLate && (await (0,find_existing/* isFirstOutput */.gR)(context, this.#existing))))
            return run;
        this.#makers.add(planned);
        if (run.wait || isForced)
            return run;
        dependencies.log.info('Sets `force`: another run reads the output by its uuid, so that Disdat may not reuse another.');
        return { ...run, force: true };
    }
}
/** Shows one step that attaches to all jobs that continue, in the log and in the first of their reports. */
async function attachTogether(reports, { log, renderAttachSnippet }) {
    const left = reports.filter((report) => report.left !== undefined);
    const [first] = left;
    if (first?.left === undefined || left.length === 1)
        return reports;
    const snippet = renderAttachSnippet(left.flatMap(({ job }) => job?.id ?? []));
    log.info(`This step follows all ${left.length} jobs until they end, proves their outputs and pulls them:\n${snippet}`);
    const together = { ...first, left: { ...first.left, snippet } };
    return reports.map((report) => (report === first ? together : report));
}

// EXTERNAL MODULE: ./src/run/many/dry-run-many.js
var dry_run_many = __webpack_require__(15615);
// EXTERNAL MODULE: ./src/run/many/existing-outputs.js
var existing_outputs = __webpack_require__(57566);
// EXTERNAL MODULE: ./src/run/many/run-graph.js
var run_graph = __webpack_require__(20606);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:readline"
var external_node_readline_ = __webpack_require__(80481);
// EXTERNAL MODULE: ./src/lib/json.js
var json = __webpack_require__(33178);
;// CONCATENATED MODULE: ./src/run/many/log-spool.js






/** The bytes of a log that are held in memory; a longer log goes to a file. */
const maxMemoryBytes = 256 * 1024;
/** The most bytes of a log. */
const maxSpoolBytes = 4 * 1024 * 1024;
/** The last lines of a log that is longer, which mostly show why it ended. */
const keptLines = 200;
/** The log of a run until it is printed: the first 4 MiB, and the last 200 lines. At most 256 KiB are in memory. */
class LogSpool {
    #parent;
    #limits;
    #folder;
    #buffer = '';
    #bytes = 0;
    #isFull = false;
    #last = [];
    #cut = 0;
    /** @param parent The folder for the file of a long log. It is created when it is first needed */
    constructor(parent, limits = { memoryBytes: maxMemoryBytes, totalBytes: maxSpoolBytes, keptLines }) {
        this.#parent = parent;
        this.#limits = limits;
    }
    add(line) {
        const encoded = `${JSON.stringify(line)}\n`;
        this.#isFull ||= this.#bytes + encoded.length > this.#limits.totalBytes;
        if (this.#isFull) {
            this.#last.push(line);
            if (this.#last.length <= this.#limits.keptLines)
                return;
            this.#last.shift();
            this.#cut += 1;
            return;
        }
        this.#buffer += encoded;
        this.#bytes += encoded.length;
    }
    /**
     * Moves a long log from memory to the file. Calls must not overlap. Never throws: without the file, the log is cut
     * earlier.
     */
    async flush() {
        if (this.#isFull || this.#buffer.length <= this.#limits.memoryBytes)
            return;
        try {
            this.#folder ??= await (0,promises_.mkdtemp)((0,external_node_path_.join)(this.#parent, 'disdat-log-'));
            const text = this.#buffer;
            await (0,promises_.appendFile)((0,external_node_path_.join)(this.#folder, 'log'), text, { mode: 0o600 });
            this.#buffer = this.#buffer.slice(text.length);
        }
        catch {
            this.#isFull = true;
        }
    }
    /** All lines in their order, with a line where some are left out. Throws the error of the file system. */
    async *read() {
        if (this.#folder !== undefined) {
            const input = (0,external_node_fs_.createReadStream)((0,external_node_path_.join)(this.#folder, 'log'));
            for await (const line of (0,external_node_readline_.createInterface)({ input, crlfDelay: Number.POSITIVE_INFINITY }))
                yield decode(line);
        }
        for (const line of this.#buffer.split('\n').slice(0, -1))
            yield decode(line);
        if (this.#cut > 0)
            yield { kind: 'text', text: `${(0,units/* formatCount */.B4)(this.#cut, 'line')} of the log are left out here.` };
        yield* this.#last;
    }
    /** Removes the file. */
    async [Symbol.asyncDispose]() {
        if (this.#folder !== undefined)
            await (0,promises_.rm)(this.#folder, { recursive: true, force: true });
    }
}
function decode(line) {
    const value = (0,json/* parseJson */.qF)(line);
    return {
        kind: (0,json/* getString */.AA)(value, 'kind') === 'text' ? 'text' : 'untrusted',
        text: (0,json/* getString */.AA)(value, 'text') ?? '',
    };
}

;// CONCATENATED MODULE: ./src/run/many/run-logs.js
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




/** Warnings, and notices, of all runs that GitHub shows as such; it shows ten of each level of a step. */
const maxAnnouncements = 8;
/** Lines that are printed together. */
const printedLines = 500;
/** The logs of the runs of a step. Each line shows its run, and groups do not interleave. */
class RunLogs {
    #log;
    #temporaryFolder;
    /** Held while a group is printed. */
    #turn = new semaphore.Semaphore(1);
    #announced = { notice: new Set(), warning: new Set() };
    constructor(log, temporaryFolder) {
        this.#log = log;
        this.#temporaryFolder = temporaryFolder;
    }
    /** Prints a line that is not part of the log of a run. */
    async say(text) {
        await this.#take(async () => this.#log.info(text));
    }
    /** Opens the log of a run. `name` is how its lines and groups show it. */
    open(name, mode) {
        switch (mode) {
            case 'live':
                return this.#openLive(name);
            case 'prefixed':
                return this.#openPrefixed(name);
            case 'grouped':
                return this.#openGrouped(name);
        }
    }
    #openLive(name) {
        const log = this.#log;
        return {
            ...this.#createShared(name, log.info),
            info: log.info,
            printUntrusted: log.printUntrusted,
            startGroup: (title) => log.startGroup(`${name}: ${title}`),
            endGroup: log.endGroup,
            endUntrusted: log.endUntrusted,
            finish: log.endGroup,
        };
    }
    #openPrefixed(name) {
        const info = (text) => this.#log.info(`${name}: ${text}`);
        return {
            ...this.#createShared(name, info),
            info,
            printUntrusted: (lines) => this.#log.printUntrusted(lines.map((line) => `${name}: ${line}`)),
            startGroup: async (title) => info(title),
            endGroup: doNothing,
            endUntrusted: this.#log.endUntrusted,
            finish: doNothing,
        };
    }
    #openGrouped(name) {
        const spool = new LogSpool(this.#temporaryFolder);
        const info = (text) => spool.add({ kind: 'text', text });
        return {
            ...this.#createShared(name, info),
            info,
            async printUntrusted(lines) {
                for (const text of lines)
                    spool.add({ kind: 'untrusted', text });
                await spool.flush();
            },
            startGroup: async (title) => info(title),
            endGroup: doNothing,
            endUntrusted: () => undefined,
            finish: async () => await this.#take(() => this.#printGroup(name, spool)),
        };
    }
    /** The members that are the same in each mode. */
    #createShared(name, info) {
        const log = this.#log;
        return {
            debug: (text) => log.debug(`${name}: ${text}`),
            notice: (text) => this.#announce('notice', { name, text, info }),
            warning: (text) => this.#announce('warning', { name, text, info }),
            annotate: log.annotate,
            mask: log.mask,
            holdsMasked: log.holdsMasked,
            redact: log.redact,
        };
    }
    /** Announces the first ones of a level, and each text once. The others are lines of the log of their run. */
    async #announce(level, { name, text, info }) {
        const texts = this.#announced[level];
        if (texts.has(text) || texts.size >= maxAnnouncements)
            return info(text);
        texts.add(text);
        await this.#take(() => this.#log[level](`${name}: ${text}`));
    }
    async #printGroup(name, spool) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const _ = __addDisposableResource(env_1, spool, true);
            await this.#log.startGroup(name);
            try {
                let lines = [];
                for await (const { kind, text } of spool.read()) {
                    if (lines.length > 0 && (kind === 'text' || lines.length >= printedLines)) {
                        await this.#log.printUntrusted(lines);
                        lines = [];
                    }
                    if (kind === 'untrusted')
                        lines.push(text);
                    else
                        this.#log.info(text);
                }
                if (lines.length > 0)
                    await this.#log.printUntrusted(lines);
            }
            catch (error) {
                this.#log.info(`The rest of the log cannot be read: ${(0,errors/* describeError */.Uc)(error)}.`);
            }
            finally {
                this.#log.endUntrusted();
                await this.#log.endGroup();
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
    async #take(work) {
        await this.#turn.hold(1, abort/* neverAborted */.kF, work);
    }
}
const doNothing = async () => undefined;

;// CONCATENATED MODULE: ./src/run/many/run-slots.js
/**
 * Which runs may run at the same time: `max-parallel` of them, or by default as many as fit on the machine of their
 * backend. A run that requests no vCPUs counts as one vCPU.
 */
class RunSlots {
    #maxParallel;
    #machine;
    #running = new Set();
    /** @param machine Undefined: there is no limit but `maxParallel` */
    constructor(maxParallel, machine) {
        this.#maxParallel = maxParallel;
        this.#machine = machine;
    }
    get runningCount() {
        return this.#running.size;
    }
    /** Whether two of these runs can ever run at the same time. */
    canOverlap(runs) {
        if (this.#maxParallel !== undefined)
            return this.#maxParallel > 1 && runs.length > 1;
        const [least = 1, second = 1] = runs.map(countVcpus).toSorted((a, b) => a - b);
        return runs.length > 1 && (this.#machine === undefined || least + second <= this.#machine.vcpus);
    }
    /** Whether the run may start now. A run that is larger than the machine may start alone: its backend refuses it. */
    fits(run) {
        if (this.#running.size === 0)
            return true;
        if (this.#maxParallel !== undefined)
            return this.#running.size < this.#maxParallel;
        if (this.#machine === undefined)
            return true;
        const runs = [...this.#running, run];
        return (runs.reduce((sum, each) => sum + countVcpus(each), 0) <= this.#machine.vcpus &&
            runs.reduce((sum, { memoryMib = 0 }) => sum + memoryMib, 0) <= this.#machine.memoryMib);
    }
    take(run) {
        this.#running.add(run);
    }
    free(run) {
        this.#running.delete(run);
    }
}
const countVcpus = ({ vcpus = 1 }) => vcpus;
/** The size of the backend's machine; undefined where jobs do not share one, or when it cannot be read. */
async function readMachineSize(backend, signal) {
    try {
        return await backend.readMachineSize?.(signal);
    }
    catch {
        // The first run reports what is wrong.
        return { vcpus: 1, memoryMib: 0 };
    }
}

;// CONCATENATED MODULE: ./src/run/many/run-many.js
var run_many_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var run_many_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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


















/** The most runs whose image and input are looked up, and whose jobs are submitted, at the same time. */
const maxPreparing = 16;
/**
 * Carries out several runs, each when the runs that it needs have ended. Resolves with a report for each, in the order
 * of the plan. Never throws.
 */
async function runMany(many, dependencies) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        if (many.runs.some(({ run }) => run.dryRun))
            return (await (0,dry_run_many/* dryRunMany */.u)(many, dependencies)).map(({ report }) => report);
        const [first] = many.runs;
        if (first === undefined)
            return [];
        const backend = dependencies.openBackend(first.run.backend, first.run.timeoutMs);
        const machine = await readMachineSize(backend, dependencies.cancelled);
        const seeds = run_many_addDisposableResource(env_1, new EarlierSeeds(), true);
        const shared = { ...dependencies.shared, seeds };
        return await new Execution(many, { ...dependencies, shared }, new RunSlots(many.maxParallel, machine)).carryOut();
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = run_many_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
class Execution {
    #many;
    #dependencies;
    #slots;
    #graph;
    #logs;
    #mode;
    #starts;
    /** The backend of the first run of each name. */
    #backends;
    #reports = new Map();
    #existing = new existing_outputs/* ExistingOutputs */.g();
    #continuing;
    #preparing = new semaphore.Semaphore(maxPreparing);
    /** Aborts when a failure ends the other runs. */
    #failed = new AbortController();
    /** Aborts when the runs end early, for either reason. */
    #ended;
    /** Aborts when no further run starts. */
    #closed;
    #wake = Promise.withResolvers();
    constructor(many, dependencies, slots) {
        this.#many = many;
        this.#dependencies = dependencies;
        this.#slots = slots;
        this.#continuing = new ContinuingJobs(many, dependencies, this.#existing);
        this.#graph = new run_graph/* RunGraph */.g(many.runs, this.#continuing);
        this.#backends = new Map(many.runs.toReversed().map(({ label, run }) => [label.name, run.backend]));
        this.#logs = new RunLogs(dependencies.log, dependencies.temporaryFolder);
        this.#mode = chooseLogMode(many, slots);
        this.#ended = AbortSignal.any([dependencies.cancelled, this.#failed.signal]);
        this.#closed = AbortSignal.any([this.#ended, this.#continuing.createSubmissionDeadline()]);
        this.#starts = new Map(many.runs.map((planned) => [planned, this.#createStart(planned)]));
        // Outputs list the runs in the order in which their reports are created, which is that of the plan.
        for (const start of this.#starts.values())
            new run_reporter/* RunReporter */.h(start, dependencies.outputs, 0);
    }
    async carryOut() {
        for (;;) {
            await this.#reportBlocked();
            this.#startReady();
            if (this.#slots.runningCount === 0)
                break;
            await this.#wake.promise;
            this.#wake = Promise.withResolvers();
        }
        for (const planned of this.#graph.waiting)
            await this.#reportNotRun(planned, this.#explainEnd());
        const reports = this.#many.runs.flatMap((planned) => this.#reports.get(planned) ?? []);
        return await attachTogether(reports, this.#dependencies);
    }
    #createStart(planned) {
        const { label, run } = planned;
        return (0,run_with_report/* createRunStart */.Gn)(run, { label, runId: this.#dependencies.createRunId() });
    }
    #explainEnd() {
        if (this.#dependencies.cancelled.aborted)
            return 'The workflow was cancelled before it started.';
        if (this.#failed.signal.aborted)
            return 'Another run failed before it started, and `fail-fast` is set.';
        return 'GitHub ends this workflow job soon, and it had not started.';
    }
    async #reportBlocked() {
        for (const { planned, reason } of this.#graph.takeBlocked())
            await this.#reportNotRun(planned, reason);
    }
    async #reportNotRun(planned, notRunReason) {
        const start = this.#starts.get(planned);
        if (start === undefined)
            return;
        const reporter = new run_reporter/* RunReporter */.h(start, this.#dependencies.outputs, 0);
        await reporter.update({ status: 'not-run', notRunReason });
        this.#reports.set(planned, reporter.report);
        await this.#logs.say(`${(0,run_label/* formatRunLabel */.j)(planned.label)}: not run. ${notRunReason}`);
    }
    #startReady() {
        if (this.#closed.aborted)
            return;
        for (const planned of this.#graph.listReady()) {
            if (!this.#slots.fits(planned.run))
                return;
            this.#slots.take(planned.run);
            this.#graph.begin(planned);
            void this.#follow(planned);
        }
    }
    /** Carries out a run, and records its end. Never throws. */
    async #follow(planned) {
        const report = await this.#runOne(planned);
        this.#slots.free(planned.run);
        if (report === undefined) {
            await this.#reportNotRun(planned, this.#explainEnd());
            this.#graph.end(planned, { status: 'not-run' });
        }
        else {
            this.#reports.set(planned, dropLog(report));
            this.#graph.end(planned, report);
            if (report.status === 'failed' && this.#many.failFast)
                this.#failed.abort(createFailFastFailure(planned));
        }
        this.#wake.resolve();
    }
    /** Undefined when the step ended before the run could begin. */
    async #runOne(planned) {
        const launched = Promise.withResolvers();
        let report;
        const prepare = async () => {
            report = this.#report(planned, launched.resolve);
            await Promise.race([launched.promise, report]);
        };
        await this.#preparing.hold(1, this.#closed, prepare).catch(() => undefined);
        return await report;
    }
    async #report(planned, onLaunched) {
        const name = (0,run_label/* formatRunLabel */.j)(planned.label);
        const { length } = this.#many.runs;
        const log = this.#logs.open(name, this.#mode);
        const run = this.#continuing.completeRun(planned, this.#graph);
        const dependencies = { ...this.#dependencies, log, cancelled: this.#ended, shared: this.#share(planned) };
        const backend = this.#openBackend(planned, dependencies);
        const work = async (context, reporter) => {
            const found = await this.#findExisting(planned, context);
            if (found !== undefined)
                return await reporter.update({ status: 'skipped', ...found });
            if (planned.when === 'never')
                throw (0,find_existing/* createAbsentFailure */.yf)(planned);
            if (await this.#skip(planned, context, reporter))
                return;
            const source = await this.#continuing.completeSource(planned, context);
            await this.#logs.say(`${name}: started.`);
            await (0,run_pipe/* runPipe */.G)({ ...context, run: { ...source, skipUnchanged: undefined } }, reporter, onLaunched);
        };
        const report = await (0,run_with_report/* runTarget */.Nh)(run, dependencies, backend, work, this.#starts.get(planned));
        await log.finish();
        const figures = `${this.#graph.endedCount + 1} of ${length}`;
        const time = (0,units/* formatDuration */.a3)(report.durationMs);
        await this.#logs.say(`${name}: ${report.status} after ${time} (${figures}).`);
        return report;
    }
    async #findExisting(planned, context) {
        // `skip-unchanged` asks for more than that an output is there.
        const mustRun = this.#many.rerun === 'all' || planned.run.skipUnchanged || this.#graph.mustRun(planned);
        if (mustRun && planned.when !== 'never')
            return undefined;
        return await (0,find_existing/* findExisting */.xx)(context, this.#existing);
    }
    /** Ends a run whose output is up to date. A run is not skipped when this step has made what it needs. */
    async #skip(planned, context, reporter) {
        if (planned.run.skipUnchanged === undefined || this.#graph.mustRun(planned))
            return false;
        return await (0,skip_unchanged/* skipUnchanged */.z)(context, await (0,prepare/* openLocalContext */.ny)(context), reporter);
    }
    /** The runs of one name differ in their values, and not in their backend. */
    #openBackend({ label, run }, { openBackend }) {
        return openBackend(this.#backends.get(label.name) ?? run.backend, run.timeoutMs);
    }
    /** Other runs may have made a newer bundle of a name since an input was found: a run that needs them looks again. */
    #share({ needs }) {
        const { shared } = this.#dependencies;
        return needs.length === 0 ? shared : { ...shared, inputs: new memo/* Memo */.l(), pushes: new memo/* Memo */.l() };
    }
}
/** The log of a run that did not fail explains nothing, and the reports of a thousand runs are held until the end. */
function dropLog(report) {
    const { status, log } = report;
    return status === 'failed' || status === 'cancelled' ? report : { ...report, log: { ...log, tail: [] } };
}
function chooseLogMode({ runs }, slots) {
    if (!slots.canOverlap(runs.map(({ run }) => run)))
        return 'live';
    return runs.some(({ run }) => run.backend.can.outlivesStep) ? 'prefixed' : 'grouped';
}
const createFailFastFailure = ({ label }) => new errors/* Failure */.HR('cancelled', `The run ${(0,run_label/* formatRunLabel */.j)(label)} failed, and \`fail-fast\` ends the other runs.`, 'Fix that run, and run the workflow again: runs whose output is there are skipped.');


/***/ })

};
;