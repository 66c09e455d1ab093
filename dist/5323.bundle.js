"use strict";
exports.id = 5323;
exports.ids = [5323];
exports.modules = {

/***/ 25323:
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
// EXTERNAL MODULE: ./src/run/promote/promote-output.js
var promote_output = __webpack_require__(14837);
// EXTERNAL MODULE: ./src/run/promote/step-promotion.js
var step_promotion = __webpack_require__(55593);
// EXTERNAL MODULE: ./src/run/run-pipe.js + 11 modules
var run_pipe = __webpack_require__(31545);
// EXTERNAL MODULE: ./src/run/run-with-report.js
var run_with_report = __webpack_require__(17241);
// EXTERNAL MODULE: ./src/run/skip/skip-unchanged.js
var skip_unchanged = __webpack_require__(89607);
// EXTERNAL MODULE: ./src/plan/many-inputs.js
var many_inputs = __webpack_require__(18799);
// EXTERNAL MODULE: ./src/run/many/find-existing.js
var find_existing = __webpack_require__(70017);
;// CONCATENATED MODULE: ./src/run/many/queue-lanes.js
/**
 * Keeps `max-parallel` among jobs that continue without the step. A queue of AWS Batch has no such limit, so each job
 * takes a lane, and depends on the job that took it before: of each lane, at most one job runs.
 * https://docs.aws.amazon.com/batch/latest/userguide/job_dependencies.html
 */
class QueueLanes {
    #free;
    #taken = new Map();
    /** @param count The most jobs at the same time; undefined: no limit, and no lanes */
    constructor(count) {
        this.#free = Array.from({ length: count ?? 0 }, () => ({ lastJob: undefined, count: 0 }));
    }
    /**
     * Takes a lane for a run, at most as many at the same time as there are: one whose last job the run needs anyhow, or
     * else the one with the fewest jobs.
     */
    take(planned, needed) {
        const isNeeded = ({ lastJob }) => lastJob !== undefined && needed.includes(lastJob);
        const lane = this.#free.find(isNeeded) ?? this.#free.toSorted((a, b) => a.count - b.count)[0];
        if (lane === undefined)
            return;
        this.#free.splice(this.#free.indexOf(lane), 1);
        this.#taken.set(planned, lane);
    }
    /** The job that must succeed before that of the run starts; undefined where its lane is empty. */
    getPredecessor(planned) {
        return this.#taken.get(planned)?.lastJob;
    }
    /** Frees the lane of a run that has ended. `job` is the id of its job if that continues without the step. */
    free(planned, job) {
        const lane = this.#taken.get(planned);
        if (lane === undefined)
            return;
        this.#taken.delete(planned);
        this.#free.push(job === undefined ? lane : { lastJob: job, count: lane.count + 1 });
    }
}

// EXTERNAL MODULE: ./src/run/many/run-graph.js
var run_graph = __webpack_require__(20606);
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
    #lanes;
    /** Whether the log says what the lanes mean. */
    #hasExplainedLanes = false;
    constructor(many, dependencies, existing) {
        this.#many = many;
        this.#dependencies = dependencies;
        this.#existing = existing;
        this.#sources = new Set(many.runs.map(({ inputFrom }) => inputFrom));
        this.#lanes = new QueueLanes(many.maxParallel);
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
    get laneDependencies() {
        return (0,many_inputs/* countLaneDependencies */.Xy)(this.#many.runs.length, this.#many.maxParallel);
    }
    /** Whether jobs are still submitted when GitHub is about to end the workflow job. */
    get #canSubmitLate() {
        const { runs } = this.#many;
        return runs.every(({ run: { backend } }) => backend.can.maxDependencies > this.laneDependencies && !backend.failsOnDetach);
    }
    /** Records that the run starts. */
    begin(planned, graph) {
        this.#lanes.take(planned, graph.listDependencies(planned));
    }
    /** Records how the run ended. */
    end(planned, outcome) {
        this.#lanes.free(planned, (0,run_graph/* getContinuingJob */.I)(outcome));
    }
    /**
     * The run with its label, and with the output of another one as its input. A run that does not wait for the jobs of
     * others is submitted with a dependency on each of them, and on the job before it in its lane.
     */
    async completeRun(planned, graph) {
        const input = graph.getInput(planned);
        const needed = graph.listDependencies(planned);
        const predecessor = this.#lanes.getPredecessor(planned);
        const dependsOn = [...new Set([...needed, ...(predecessor === undefined ? [] : [predecessor])])];
        if (dependsOn.length > needed.length)
            await this.#explainLanes();
        return {
            ...planned.run,
            label: (0,run_label/* formatRunLabel */.j)(planned.label),
            ...(input && { input }),
            ...(planned.inputFrom && { inputSource: (0,run_label/* formatRunLabel */.j)(planned.inputFrom.label) }),
            ...(dependsOn.length > 0 && { dependsOn }),
            ...(this.isLeaving && { wait: false }),
        };
    }
    async #explainLanes() {
        if (this.#hasExplainedLanes)
            return;
        this.#hasExplainedLanes = true;
        await this.#dependencies.log.notice(`So that no more jobs run at the same time than \`max-parallel\` says (${this.#many.maxParallel}), each further one waits in its queue for the success of an earlier one. If that fails, those behind it fail as \`dependency-failed\`: run the workflow again to make what is missing.`);
    }
    /**
     * The run as it is launched. Once the step has left, the input of a run is the uuid that its source announced when it
     * was launched. So a source is forced where Disdat could reuse another bundle instead, also while the step still
     * waits: GitHub may end the workflow job before the source ends. Throws Failure when its input is not found.
     */
    async completeSource(planned, context) {
        const { run, dependencies } = context;
        const isReadUnproved = this.#sources.has(planned) && (!run.wait || this.#canSubmitLate);
        if (!isReadUnproved || run.force || run.forceAll)
            return run;
        if (run.wait && (await (0,find_existing/* isFirstOutput */.gR)(context, this.#existing)))
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
/** How the logs of several runs are written: as they come where only one runs at a time. */
function chooseLogMode({ runs }, slots) {
    if (!slots.canOverlap(runs.map(({ run }) => run)))
        return 'live';
    return runs.some(({ run }) => run.backend.can.outlivesStep) ? 'prefixed' : 'grouped';
}

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
        const promotion = run_many_addDisposableResource(env_1, new step_promotion/* StepPromotion */.E(many.runs.length), true);
        const shared = { ...dependencies.shared, seeds, promotion };
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
            this.#continuing.begin(planned, this.#graph);
            this.#graph.begin(planned);
            void this.#follow(planned);
        }
    }
    /** Carries out a run, and records its end. Never throws. */
    async #follow(planned) {
        const report = await this.#runOne(planned);
        this.#slots.free(planned.run);
        this.#continuing.end(planned, report ?? { status: 'not-run' });
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
        const run = await this.#continuing.completeRun(planned, this.#graph);
        const dependencies = { ...this.#dependencies, log, cancelled: this.#ended, shared: this.#share(planned) };
        const backend = this.#openBackend(planned, dependencies);
        const work = async (context, reporter) => {
            if (await this.#promote(planned, context, reporter))
                return;
            const found = await this.#findExisting(planned, context);
            if (found !== undefined)
                return await reporter.update({ status: 'skipped', ...found });
            if (planned.when === 'never')
                throw (0,find_existing/* createAbsentFailure */.yf)(planned);
            if (await this.#skip(planned, context, reporter))
                return;
            const source = await this.#continuing.completeSource(planned, context);
            await this.#logs.say(`${name}: started.`);
            const decided = { skipUnchanged: undefined, promote: false };
            await (0,run_pipe/* runPipe */.G)({ ...context, run: { ...source, ...decided } }, reporter, onLaunched);
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
    /** Takes the output from a sandbox, unless this step has made what the run needs. */
    async #promote(planned, context, reporter) {
        if (!planned.run.promote || planned.when === 'never' || this.#graph.mustRun(planned))
            return false;
        return await (0,promote_output/* promoteOutput */.u)(context, await (0,prepare/* openLocalContext */.ny)(context), reporter);
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
const createFailFastFailure = ({ label }) => new errors/* Failure */.HR('cancelled', `The run ${(0,run_label/* formatRunLabel */.j)(label)} failed, and \`fail-fast\` ends the other runs.`, 'Fix that run, and run the workflow again: runs whose output is there are skipped.');


/***/ })

};
;