"use strict";
exports.id = 6685;
exports.ids = [6685,2819];
exports.modules = {

/***/ 33274:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   failStep: () => (/* binding */ failStep),
/* harmony export */   failWith: () => (/* binding */ failWith),
/* harmony export */   failWithCrash: () => (/* binding */ failWithCrash),
/* harmony export */   reportUncaught: () => (/* binding */ reportUncaught)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);
/* harmony import */ var _docs_link_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(70131);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(86475);



/** Fails the step with an error. Its text is escaped. */
async function failStep(text) {
    // Without the toolkit, a damaged checkout of the action for example, the step would be green.
    process.exitCode = 1;
    const core = await (0,_log_js__WEBPACK_IMPORTED_MODULE_2__/* .loadToolkit */ .fl)();
    core.setFailed((0,_log_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeLogText */ .dD)(text));
}
/** Fails the step with what ended it: a failure with its advice, or an internal error. */
async function failWith(error, env) {
    const text = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR
        ? `${error.verdict}: ${error.message} ${error.advice}`
        : `internal-error: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error)}`;
    await failStep((0,_docs_link_js__WEBPACK_IMPORTED_MODULE_1__/* .linkDocs */ .cG)(text, (0,_docs_link_js__WEBPACK_IMPORTED_MODULE_1__/* .getDocsUrl */ .Tr)(env)));
}
/** Fails the step with an error that nothing else explains, with its stack. */
async function failWithCrash(error) {
    await failStep(`internal-error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}
/**
 * Reports an exception that nothing catches, and ends the process. Otherwise node prints its stack as it is: a line in
 * it could be a workflow command.
 */
function reportUncaught(report) {
    process.on('uncaughtException', (error) => {
        void report(error)
            .catch(() => undefined)
            .finally(() => process.stdout.write('', () => process.exit()));
    });
}


/***/ }),

/***/ 11033:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ runEntry)
/* harmony export */ });
/* harmony import */ var _lib_environment_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12819);
/* harmony import */ var _crash_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33274);
/* harmony import */ var _open_step_log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(60327);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(77027);




/**
 * Runs a step that has no post, from the environment of the process to its end, and fails it with what `work` throws.
 * Changes the environment as `resolveFolders` says.
 */
function runEntry(env, work) {
    process.noDeprecation = true;
    (0,_crash_js__WEBPACK_IMPORTED_MODULE_1__.reportUncaught)(_crash_js__WEBPACK_IMPORTED_MODULE_1__.failWithCrash);
    const cancel = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'])
        process.on(signal, () => cancel.abort(new Error(signal)));
    const start = async () => {
        (0,_lib_environment_js__WEBPACK_IMPORTED_MODULE_0__.resolveFolders)(env);
        const log = (0,_open_step_log_js__WEBPACK_IMPORTED_MODULE_2__/* .openStepLog */ .p)(env);
        const outputs = new _outputs_js__WEBPACK_IMPORTED_MODULE_3__/* .OutputWriter */ .PO(log.warning, log.holdsMasked, env['GITHUB_OUTPUT']);
        try {
            await work({ env, log, outputs, cancelled: cancel.signal });
        }
        catch (error) {
            await (0,_crash_js__WEBPACK_IMPORTED_MODULE_1__.failWith)(error, env);
        }
    };
    // A call that a server never answers would keep the process for as long as the connection is open.
    void start()
        .catch(_crash_js__WEBPACK_IMPORTED_MODULE_1__.failWithCrash)
        .finally(() => process.stdout.write('', () => process.exit()));
}


/***/ }),

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

/***/ 12819:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   resolveFolders: () => (/* binding */ resolveFolders)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);

/** Folders of the user, the system and the runner. */
const folderVariables = ['HOME', 'TMPDIR', 'RUNNER_TEMP', 'GITHUB_WORKSPACE', 'DOCKER_CONFIG'];
/**
 * Makes the folders in the variables of a process absolute, and deletes variables that are empty. Libraries would take
 * both for a path in the working directory, which is the checkout: they would write there, and read credentials there.
 */
function resolveFolders(env) {
    for (const name of folderVariables) {
        const value = env[name];
        if (value === '')
            delete env[name];
        else if (value !== undefined)
            env[name] = node_path__WEBPACK_IMPORTED_MODULE_0___default().resolve(value);
    }
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
    const ofRuns = [...given].filter(([name]) => run_keys/* runKeys */.k.has(name));
    return new Map(ofRuns.map(([name, text]) => [name, env[(0,input_reader/* toInputVariable */.e)(name)] ?? text]));
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
        return [
            label.name,
            { ...writeInputs(definition, texts), ...writeEach(definition, instances), when: 'never' },
        ];
    });
    const { label, definition } = planned;
    const needs = definition.needs.map(({ value }) => value);
    const own = { ...writeInputs(definition, texts), ...writeEach(definition, [planned]), needs, when: definition.when };
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
function writeEach({ each }, instances) {
    if (each.size === 0)
        return {};
    const listValues = (parameter) => [
        ...new Set(instances.map(({ label }) => label.values.get(parameter) ?? '')),
    ];
    return { each: Object.fromEntries([...each.keys()].map((parameter) => [parameter, listValues(parameter)])) };
}
function createTooManyFailure(level, runs) {
    const names = [...new Set(runs.map(({ label }) => label.name))].slice(0, 5).join(', ');
    return new errors/* Failure */.HR('invalid-input', `Layer ${level} has ${runs.length} runs (${names}), and GitHub allows ${maxLegs} jobs in a matrix.`, 'Shorten a range, or give these runs to one step of `disdat/run-action`, which has at most 1,000.');
}

// EXTERNAL MODULE: ./src/report/report-outputs.js
var report_outputs = __webpack_require__(86840);
// EXTERNAL MODULE: ./src/report/summary.js + 1 modules
var summary = __webpack_require__(96451);
// EXTERNAL MODULE: ./src/run/create-dependencies.js + 5 modules
var create_dependencies = __webpack_require__(28753);
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
        const scope = { cancelled, ended: ended.signal, updates };
        const context = { env, log, outputs, state, inputs, redact: log.redact, pageLogs: undefined, ...scope };
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


/***/ })

};
;