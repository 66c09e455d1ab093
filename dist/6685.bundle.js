"use strict";
exports.id = 6685;
exports.ids = [6685];
exports.modules = {

/***/ 90813:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HN: () => (/* binding */ explainEngineLoss),
/* harmony export */   Ib: () => (/* binding */ toEngineError),
/* harmony export */   bt: () => (/* binding */ ignoreMissing),
/* harmony export */   lM: () => (/* binding */ warmUp),
/* harmony export */   rU: () => (/* binding */ callEngine),
/* harmony export */   xn: () => (/* binding */ connectEngine)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40643);
/* harmony import */ var _lib_abort_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(31140);
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(33178);




let engine;
/**
 * The engine that `DOCKER_HOST` names, or the one at the default socket; always the same object. Sends no request.
 * Throws Failure `docker-unavailable` for an invalid DOCKER_HOST.
 */
function connectEngine() {
    engine ??= createEngine();
    return engine;
}
async function createEngine() {
    const { default: Engine } = await __webpack_require__.e(/* import() */ 5292).then(__webpack_require__.t.bind(__webpack_require__, 65292, 23));
    let docker;
    try {
        docker = new Engine();
    }
    catch (error) {
        const evidence = `DOCKER_HOST is not usable: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .describeError */ .Uc)(error)}.`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('docker-unavailable', evidence, 'Correct or unset DOCKER_HOST.', { cause: error });
    }
    // docker-modem would open a connection of its own for each call, without a check of the server's key.
    if ((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_3__/* .getString */ .AA)(docker, 'modem', 'protocol') === 'ssh')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('docker-unavailable', 'DOCKER_HOST is an ssh:// address, which is not supported.', sshAdvice);
    return docker;
}
const sshAdvice = 'Set it to `unix:///path` or `tcp://host:port`. To reach an engine by SSH, forward its socket in a step before this one: `ssh -fnNT -L "$RUNNER_TEMP/docker.sock:/var/run/docker.sock" host`.';
/**
 * Sends a first request to the engine and does not wait for the response, so that the connection opens while the rest
 * of the program loads. The first real call reports an engine that does not respond.
 */
async function warmUp() {
    connectEngine()
        .then((docker) => docker.ping())
        .catch(() => undefined);
    await connectEngine().catch(() => undefined);
    // One turn of the event loop to connect and one to send: nothing else runs while a module loads.
    await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setImmediate)();
    await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setImmediate)();
}
/** What docker-modem puts before the engine's message. */
const modemPrefix = /^\(HTTP code \d+\) [\w ]+ - /;
/** The parts of an error that dockerode threw. */
function toEngineError(error) {
    const message = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_3__/* .getString */ .AA)(error, 'json', 'message') || (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .describeError */ .Uc)(error);
    return {
        status: (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_3__/* .getNumber */ .WZ)(error, 'statusCode'),
        code: (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_3__/* .getString */ .AA)(error, 'code'),
        message: message.replace(modemPrefix, '').trim(),
    };
}
/** Resolves with undefined when the engine does not have the container or image; throws other errors. */
function ignoreMissing(error) {
    if (toEngineError(error).status !== 404)
        throw error;
}
const adviceByCode = {
    ENOENT: 'Start the Docker engine, or set DOCKER_HOST. Among hosted runners, only Linux has an engine.',
    ECONNREFUSED: 'Start the Docker engine, or set DOCKER_HOST.',
    ENOTFOUND: 'Check DOCKER_HOST: its host name does not exist.',
    HPE_INVALID_CONSTANT: 'Check DOCKER_HOST: the server there is not a Docker engine.',
    EACCES: "Allow the runner's user to use the Docker socket (the group `docker`).",
};
/** The failure for an engine that cannot be reached or was lost; undefined when the engine responded. */
function explainEngineLoss(error, summary = 'The Docker engine does not respond') {
    const { status, code, message } = toEngineError(error);
    if (status !== undefined || error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR)
        return undefined;
    const isLost = code !== undefined || /socket hang up|aborted|ECONNRESET|Unable to determine the domain name/.test(message);
    if (!isLost)
        return undefined;
    const advice = adviceByCode[code ?? ''] ?? 'Find out why the Docker engine stopped responding, then run it again.';
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('docker-unavailable', `${summary}: ${message}.`, advice, { cause: error });
}
/** The longest wait for one response of the engine, except for pulls. */
const responseTimeoutMs = 60_000;
/**
 * Calls the engine, with a limit of 60 s unless given. A lost or silent engine becomes `docker-unavailable`;
 * `explainError` returns the failure for an error response, if it knows the reason. Throws the signal's reason on
 * abort.
 */
async function callEngine(call, explainError, signal, timeoutMs = responseTimeoutMs) {
    try {
        return await (0,_lib_abort_js__WEBPACK_IMPORTED_MODULE_2__/* .limitTime */ .DZ)(call, { ms: timeoutMs, signal, createError: () => createSilenceFailure(timeoutMs) });
    }
    catch (error) {
        signal?.throwIfAborted();
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR)
            throw error;
        const { message } = toEngineError(error);
        throw (explainEngineLoss(error) ??
            explainError(toEngineError(error)) ??
            new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('docker-unavailable', `The Docker engine refused the request: ${message}.`, "See the engine's log.", {
                cause: error,
            }));
    }
}
function createSilenceFailure(timeoutMs) {
    const evidence = `The Docker engine did not respond within ${timeoutMs / 1000} s.`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('docker-unavailable', evidence, "See the engine's log: it may be overloaded.");
}


/***/ }),

/***/ 95857:
/***/ ((__unused_webpack_module, __unused_webpack___webpack_exports__, __webpack_require__) => {


// EXTERNAL MODULE: ./src/action/run-entry.js
var run_entry = __webpack_require__(11033);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./src/action/crash.js
var crash = __webpack_require__(33274);
// EXTERNAL MODULE: ./src/action/docs-link.js
var docs_link = __webpack_require__(70131);
// EXTERNAL MODULE: ./src/action/input-problems.js
var input_problems = __webpack_require__(95414);
// EXTERNAL MODULE: ./src/action/network-env.js
var network_env = __webpack_require__(76545);
// EXTERNAL MODULE: ./src/action/state.js
var action_state = __webpack_require__(57048);
// EXTERNAL MODULE: ./src/action/step-summary.js
var step_summary = __webpack_require__(52366);
// EXTERNAL MODULE: ./src/lib/clock.js
var clock = __webpack_require__(56620);
// EXTERNAL MODULE: ./src/lib/units.js
var units = __webpack_require__(19177);
// EXTERNAL MODULE: ./src/plan/create-plan.js + 10 modules
var create_plan = __webpack_require__(95489);
// EXTERNAL MODULE: ./src/plan/defaults.js + 1 modules
var plan_defaults = __webpack_require__(85364);
// EXTERNAL MODULE: ./src/plan/inputs.js + 2 modules
var plan_inputs = __webpack_require__(20059);
// EXTERNAL MODULE: ./src/action/input-reader.js
var input_reader = __webpack_require__(90977);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/lib/run-label.js
var run_label = __webpack_require__(90416);
// EXTERNAL MODULE: ./src/plan/runs/run-keys.js
var run_keys = __webpack_require__(99439);
// EXTERNAL MODULE: ./src/plan/runs/runs-source.js
var runs_source = __webpack_require__(88315);
;// CONCATENATED MODULE: ./src/plan/runs/create-layers.js





/** The most jobs of a matrix: https://docs.github.com/en/actions/reference/limits */
const maxLegs = 256;
/** The most characters of the layers. GitHub allows 1 MB of UTF-16 for the outputs of a job. */
const maxLayersLength = 500_000;
/**
 * Creates a matrix for each level of the runs `made`: a run is one level above the highest run that it needs. Each leg
 * has the whole text of its run, and of the runs whose outputs it needs with `when: never`. Throws Failure when GitHub
 * would refuse a matrix, its output, or the input of a leg.
 */
function createLayers(many, made, step) {
    const texts = readStepTexts(step.inputs, step.env);
    const levels = findLevels(many.runs);
    const layers = Array.from({ length: Math.max(...levels.values()) + 1 }, (_, level) => {
        const runs = many.runs.filter((planned) => levels.get(planned) === level && made.has(planned));
        if (runs.length > maxLegs)
            throw createTooManyFailure(level, runs);
        return runs.length === 0 ? null : { include: runs.map((planned) => createLeg(planned, many.rerun, made, texts)) };
    });
    const { length } = JSON.stringify(layers);
    if (length > maxLayersLength)
        throw new errors/* Failure */.HR('invalid-input', `The matrices have ${length} characters, and an output has at most ${maxLayersLength}.`, 'Plan fewer runs, or write less into each.');
    return layers;
}
function readStepTexts({ given }, env) {
    const names = [...run_keys/* runKeys */.k.keys()].filter((name) => [...given.keys()].some((other) => other === name));
    return new Map(names.map((name) => [name, env[(0,input_reader/* toInputVariable */.e)(name)] ?? '']));
}
/** The level of each run, from 0. It depends on the texts alone: a job of a workflow always has the same runs. */
function findLevels(runs) {
    const levels = new Map();
    for (const planned of runs)
        levels.set(planned, Math.max(-1, ...planned.needs.map((need) => levels.get(need) ?? 0)) + 1);
    return levels;
}
function createLeg(planned, rerun, made, texts) {
    const { label, needs, inputFrom, definition } = planned;
    const name = (0,run_label/* formatRunLabel */.j)(label);
    const runs = JSON.stringify(writeRuns(planned, texts));
    if (runs.length > runs_source/* maxRunsLength */.V)
        throw new errors/* Failure */.HR('invalid-input', `The text of ${name} and of the runs that it needs has ${runs.length} characters, and \`runs\` has at most ${runs_source/* maxRunsLength */.V}.`, 'Write less into these runs.');
    // As within one step: a run is made if another run that it needs is made, unless the uuid of its input decides.
    const mustRun = needs.some((need) => need !== inputFrom && made.has(need));
    return {
        ...{ name, run: label.name, values: Object.fromEntries(label.values) },
        ...(definition.runsOn !== undefined && { 'runs-on': definition.runsOn }),
        ...{ rerun: mustRun ? 'all' : rerun, runs },
    };
}
/** The runs of a leg as `runs` has them: those whose outputs it needs are looked up, and not started. */
function writeRuns(planned, texts) {
    const neededByName = Map.groupBy(listNeeded(planned), ({ label }) => label.name);
    const needed = [...neededByName.values()].map((instances) => {
        const [{ definition, label } = planned] = instances;
        return [label.name, { ...writeInputs(definition, texts), ...writeEach(instances), when: 'never' }];
    });
    const { label, definition } = planned;
    const needs = definition.needs.map(({ value }) => value);
    const own = { ...writeInputs(definition, texts), ...writeEach([planned]), needs, when: definition.when };
    return Object.fromEntries([...needed, [label.name, own]]);
}
/** The runs that a run needs, and those that made the inputs of these, which identify their outputs. */
function listNeeded({ needs }) {
    const needed = new Set(needs);
    for (const { inputFrom } of needed)
        if (inputFrom !== undefined)
            needed.add(inputFrom);
    return [...needed];
}
const writeInputs = ({ inputs }, texts) => Object.fromEntries([...texts, ...[...inputs].map(([name, { value }]) => [name, value])]);
function writeEach(instances) {
    const parameters = [...(instances[0]?.label.values.keys() ?? [])];
    if (parameters.length === 0)
        return {};
    const listValues = (parameter) => [
        ...new Set(instances.map(({ label }) => label.values.get(parameter) ?? '')),
    ];
    return { each: Object.fromEntries(parameters.map((parameter) => [parameter, listValues(parameter)])) };
}
function createTooManyFailure(level, runs) {
    const names = [...new Set(runs.map(({ label }) => label.name))].slice(0, 5).join(', ');
    return new errors/* Failure */.HR('invalid-input', `Layer ${level} has ${runs.length} runs (${names}), and GitHub allows ${maxLegs} jobs in a matrix.`, 'Shorten a range, or give these runs to one step of `disdat/run-action`, which has at most 1,000.');
}

// EXTERNAL MODULE: ./src/report/report-outputs.js
var report_outputs = __webpack_require__(86840);
// EXTERNAL MODULE: ./src/report/summary.js + 1 modules
var summary = __webpack_require__(96451);
// EXTERNAL MODULE: ./src/run/create-dependencies.js + 3 modules
var create_dependencies = __webpack_require__(77496);
// EXTERNAL MODULE: ./src/run/failure-texts.js
var failure_texts = __webpack_require__(91063);
// EXTERNAL MODULE: ./src/run/many/dry-run-many.js
var dry_run_many = __webpack_require__(15615);
// EXTERNAL MODULE: ./src/run/remote-updates.js
var remote_updates = __webpack_require__(76303);
;// CONCATENATED MODULE: ./src/run/plan-action.js




















/**
 * Carries out `disdat/run-action/plan`: looks which runs are to be made, and sets a matrix for each level of them.
 * Starts nothing. Throws Failure for invalid inputs; when the remote cannot be read, the step fails without matrices.
 */
async function runPlanAction({ env, log, outputs, cancelled }) {
    const ended = new AbortController();
    const updates = new remote_updates/* RemoteUpdates */.D();
    try {
        const state = new action_state/* StateWriter */.r(env['RUNNER_TEMP'] || (0,external_node_os_.tmpdir)(), log.warning, undefined);
        const problems = [];
        const inputs = (0,plan_inputs.readInputs)(env, problems);
        const context = { env, log, outputs, state, inputs, cancelled, ended: ended.signal, updates, pageLogs: undefined };
        await planLayers(context, problems);
        await updates.wait(cancelled);
    }
    finally {
        ended.abort();
    }
}
async function planLayers(context, problems) {
    const { env, log, outputs, inputs } = context;
    const home = env['HOME'] ?? (0,external_node_os_.homedir)();
    const many = await planRuns(context, home, problems);
    const dependencies = await (0,create_dependencies/* createDependencies */.Y)(context, home);
    // A forecast has a report, but no outputs: those of this action are the matrices.
    const forecasts = await (0,dry_run_many/* dryRunMany */.u)(many, { ...dependencies, outputs: new report_outputs/* ReportOutputs */.Xs({ set: async () => { } }) });
    const reports = forecasts.map(({ report }) => report);
    if (inputs.summary) {
        const render = () => (0,summary/* renderSummary */.B)(reports, { docsUrl: (0,docs_link/* getDocsUrl */.Tr)(env) });
        await (0,step_summary/* writeStepSummary */.o)(render, log, env['GITHUB_STEP_SUMMARY']);
    }
    const undecided = reports.filter(({ failure }) => failure !== undefined && failure.verdict !== 'input-not-found');
    for (const text of (0,failure_texts/* createFailureTexts */.P)(undecided, env))
        await (0,crash.failStep)(text);
    if (undecided.length > 0)
        return;
    const made = listMade(forecasts);
    const layers = createLayers(many, made, context);
    for (const [level, layer] of layers.entries())
        log.info(`Layer ${level}: ${describeLayer(layer)}.`);
    const skipped = forecasts.filter(({ forecast }) => forecast === 'skip').length;
    await outputs.set(new Map([
        ['layers', JSON.stringify(layers)],
        ['legs', String(made.size)],
        ['skipped', String(skipped)],
    ]));
}
async function planRuns({ env, log, inputs }, home, problems) {
    problems.push(...(0,network_env/* findProxyProblems */.yH)(env));
    const defaults = await (0,plan_defaults/* readDefaults */.D)(home, inputs, problems);
    const source = await (0,runs_source/* readRunsSource */.O)(inputs, env, clock/* systemClock */.m.date(), problems);
    if (source === undefined && problems.length === 0)
        problems.push({ where: 'runs', expected: 'Write a map of runs, the path of a file with such a map, or `each`.' });
    const plan = (0,create_plan/* createPlan */.q)(inputs, defaults, env, problems, source);
    if (plan.kind !== 'many')
        throw new input_problems/* InvalidInputs */.hS(problems);
    for (const warning of plan.warnings)
        await log.warning(warning);
    return plan.many;
}
/** An input that is not there fails the leg of its run, and not those of the others. */
const listMade = (forecasts) => new Set(forecasts
    .filter(({ forecast, planned }) => forecast !== 'skip' && planned.when !== 'never')
    .map(({ planned }) => planned));
function describeLayer(layer) {
    if (layer === null)
        return 'nothing to make';
    const names = [...new Set(layer.include.map(({ run }) => run))];
    return `${(0,units/* formatCount */.B4)(layer.include.length, 'job')} (${names.slice(0, maxNamesShown).join(', ')})`;
}
const maxNamesShown = 5;

;// CONCATENATED MODULE: ./src/plan.js


/** The entry of `disdat/run-action/plan`. */
(0,run_entry/* runEntry */.C)(process.env, runPlanAction);


/***/ }),

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


/***/ })

};
;