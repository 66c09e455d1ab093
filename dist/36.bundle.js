"use strict";
exports.id = 36;
exports.ids = [36];
exports.modules = {

/***/ 65036:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readResult: () => (/* binding */ readResult)
});

// UNUSED EXPORTS: ResultFileError

// EXTERNAL MODULE: ../../node_modules/ajv/dist/2020.js
var _2020 = __webpack_require__(13774);
;// CONCATENATED MODULE: ./docs/result.schema.json
const result_schema_namespaceObject = /*#__PURE__*/JSON.parse('{"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://raw.githubusercontent.com/disdat/run-action/main/docs/result.schema.json","title":"Result of a run","description":"What the file of the `result-file` output holds. What is not known is left out. A later release may add fields within the same version: read the schema of the release that you use.","$ref":"#/$defs/run","type":"object","required":["version"],"$defs":{"run":{"type":"object","additionalProperties":false,"required":["status","pipeClass","backend","remote","context","params","startedAt","durationMs","phases","log"],"properties":{"version":{"const":1,"description":"Of this format."},"status":{"enum":["succeeded","reused","skipped","submitted","detached","failed","cancelled"],"description":"What became of the run, as the `status` output."},"verdict":{"enum":["invalid-input","context-conflict","input-not-found","input-not-committed","bundle-corrupt","image-not-found","image-pull-denied","docker-unavailable","pipe-error","pipe-not-found","unknown-parameter","missing-parameter","out-of-memory","timeout","cancelled","no-output","rule-broken","remote-unreachable","access-denied","spot-interrupted","host-lost","image-architecture","queue-timeout","unschedulable","role-refused","agent-fault","dependency-failed","terminated","throttled","local-context-unwritable","disk-full","internal-error"],"description":"Why the run failed. docs/troubleshooting.md has a section for each."},"evidence":{"type":"string","minLength":1,"description":"What was seen. Text from outside may be in it.","maxLength":20000},"advice":{"type":"string","minLength":1,"description":"What to do next.","maxLength":20000},"retryMayHelp":{"type":"boolean","description":"Whether the same run may succeed the next time, with nothing changed."},"where":{"type":"object","description":"The line of the pipe\'s own code that failed.","additionalProperties":false,"required":["file","line"],"properties":{"file":{"type":"string","minLength":1,"description":"A path in the image.","maxLength":20000},"line":{"type":"integer","minimum":0}}},"pipeClass":{"type":"string","description":"As given; empty where it was missing.","maxLength":20000},"backend":{"enum":["Local","AWSBatch"]},"remote":{"type":"string","pattern":"^(s3://.+)?$","description":"Empty where the inputs were refused.","maxLength":20000},"context":{"type":"string","pattern":"^([^/]+/[^/]+)?$","description":"`remote-context/local-context`. Empty where the inputs were refused.","maxLength":20000},"params":{"$ref":"#/$defs/texts","description":"The pipe\'s parameters, by name."},"startedAt":{"$ref":"#/$defs/time"},"durationMs":{"type":"integer","minimum":0},"phases":{"type":"array","description":"What the time went into, in the order in which the phases ended.","items":{"type":"object","additionalProperties":false,"required":["name","ms"],"properties":{"name":{"type":"string","minLength":1,"maxLength":20000},"ms":{"type":"integer","minimum":0}}},"maxItems":5000},"image":{"type":"object","additionalProperties":false,"required":["reference","pinned","dialect"],"properties":{"reference":{"type":"string","minLength":1,"description":"As it was asked for.","maxLength":20000},"pinned":{"type":"string","minLength":1,"description":"`name@sha256:…`, or the engine\'s id of it.","maxLength":20000},"dialect":{"enum":["classic","luigi"]}}},"job":{"type":"object","description":"The container, or the Batch job.","additionalProperties":false,"required":["id","name"],"properties":{"id":{"type":"string","minLength":1,"maxLength":20000},"name":{"type":"string","minLength":1,"maxLength":20000},"definition":{"type":"string","minLength":1,"description":"Of a Batch job: `name:revision`.","maxLength":20000},"queue":{"type":"string","minLength":1,"description":"Of a Batch job: its queue\'s name.","maxLength":20000},"url":{"type":"string","minLength":1,"description":"Its page in the AWS console.","maxLength":20000},"definitionUrl":{"type":"string","minLength":1,"description":"Its definition\'s page.","maxLength":20000},"queueUrl":{"type":"string","minLength":1,"description":"Its queue\'s page.","maxLength":20000}}},"logUrl":{"type":"string","minLength":1,"description":"The last attempt\'s log in the AWS console.","maxLength":20000},"attempts":{"type":"array","description":"Of a Batch job that is over, the oldest first.","items":{"type":"object","additionalProperties":false,"properties":{"startedAt":{"$ref":"#/$defs/time"},"stoppedAt":{"$ref":"#/$defs/time"},"exitCode":{"type":"integer"},"reason":{"type":"string","description":"In AWS\'s words.","maxLength":20000},"logUrl":{"type":"string","maxLength":20000}}},"maxItems":5000},"left":{"type":"object","description":"A Batch job that goes on without this step.","additionalProperties":false,"required":["why","snippet"],"properties":{"why":{"type":"string","minLength":1,"maxLength":20000},"snippet":{"type":"string","minLength":1,"description":"The step that attaches to it, as YAML.","maxLength":20000}}},"others":{"type":"array","description":"The results of the step\'s other jobs, where it attached to several. Each is as this one, without a version.","items":{"$ref":"#/$defs/run","type":"object","properties":{"version":false,"others":false}},"maxItems":5000},"exitCode":{"type":"integer","description":"Of the container, where it ended by itself."},"input":{"$ref":"#/$defs/bundle","type":"object","description":"What the pipe was given.","required":["pushed"],"properties":{"context":false,"choice":false,"note":false,"commit":false}},"copied":{"type":"array","description":"What else was copied into the run\'s context, for the pipe to find.","items":{"$ref":"#/$defs/bundle","type":"object","required":["copiedFrom"],"properties":{"pushed":false,"context":false,"choice":false,"note":false,"commit":false}},"maxItems":5000},"output":{"$ref":"#/$defs/bundle","type":"object","description":"It is there when `status` is `succeeded` or `reused`, or `verdict` is `rule-broken`; before that, it is what was asked for.","properties":{"pushed":false,"copiedFrom":false,"context":false,"choice":false,"note":false,"commit":false}},"outputPath":{"type":"string","minLength":1,"description":"Its folder in the local context.","maxLength":20000},"newerUpstream":{"type":"array","description":"Bundles that the output is made of, by whatever way, of which the remote has newer ones: of the same name and, unless added by `dsdt add`, the same parameters. The nearest first. Left out where it is not known.","items":{"type":"object","additionalProperties":false,"required":["name","uuid","createdAt","used"],"properties":{"name":{"type":"string","minLength":1,"maxLength":20000},"uuid":{"$ref":"#/$defs/uuid","description":"The newest one\'s."},"createdAt":{"$ref":"#/$defs/time"},"used":{"type":"object","description":"The one that the output is made of.","additionalProperties":false,"required":["uuid","createdAt"],"properties":{"uuid":{"$ref":"#/$defs/uuid"},"createdAt":{"$ref":"#/$defs/time"}}}}},"maxItems":5000},"reuse":{"type":"object","additionalProperties":false,"required":["why"],"properties":{"possible":{"type":"boolean","description":"Whether Disdat could have answered with an earlier bundle. Left out where the image alone decides."},"why":{"type":"string","minLength":1,"maxLength":20000}}},"notCompared":{"type":"string","minLength":1,"description":"Why the output was not compared. Left out where it was, or where there is none.","maxLength":20000},"comparison":{"type":"object","description":"What the output holds, beside its base.","additionalProperties":false,"required":["kind","changes"],"properties":{"base":{"$ref":"#/$defs/bundle","type":"object","description":"What the output is compared with. Left out of a first version.","required":["context","choice"],"properties":{"pushed":false,"copiedFrom":false}},"kind":{"enum":["none","data","schema","first-version","unknown"],"description":"All of it in a word, as the `changes` output."},"changes":{"$ref":"#/$defs/comparison"}}},"rules":{"type":"object","description":"What came of `fail-on`.","additionalProperties":false,"required":["checked","breaches","undecided"],"properties":{"checked":{"type":"array","description":"As they were written.","items":{"type":"string","minLength":1,"maxLength":20000},"maxItems":5000},"breaches":{"type":"array","description":"Those that the output breaks.","items":{"type":"object","additionalProperties":false,"required":["rule","evidence"],"properties":{"rule":{"type":"string","minLength":1,"maxLength":20000},"evidence":{"type":"string","minLength":1,"description":"What was seen.","maxLength":20000}}},"maxItems":5000},"undecided":{"type":"array","description":"Those that nothing could be said of.","items":{"type":"object","additionalProperties":false,"required":["rule","why"],"properties":{"rule":{"type":"string","minLength":1,"maxLength":20000},"why":{"type":"string","minLength":1,"maxLength":20000}}},"maxItems":5000}}},"lineage":{"type":"object","description":"What the output was made of.","additionalProperties":false,"required":["nodes","edges","isCut"],"properties":{"nodes":{"type":"array","description":"The output first, the nearest before the farther.","items":{"type":"object","additionalProperties":false,"required":["id","name","state"],"properties":{"id":{"type":"string","minLength":1,"description":"A bundle\'s uuid, or Luigi\'s id of a task that made none.","maxLength":20000},"name":{"type":"string","maxLength":20000},"state":{"enum":["produced","reused","external","missing","failed"]},"createdAt":{"$ref":"#/$defs/time"},"codeMethod":{"type":"string","description":"The class that made it.","maxLength":20000},"commit":{"type":"string","maxLength":20000},"repo":{"type":"string","description":"As lineage has it: a URL of git, or empty.","maxLength":20000}}},"maxItems":5000},"edges":{"type":"array","description":"From what was used to what was made of it, by id.","items":{"type":"object","additionalProperties":false,"required":["from","to"],"properties":{"from":{"type":"string","maxLength":20000},"to":{"type":"string","maxLength":20000}}},"maxItems":5000},"isCut":{"type":"boolean","description":"Whether there is more of it than was followed."}}},"cost":{"type":"object","description":"What the run took of its machine for as long as it ran; of a Batch job all attempts together.","additionalProperties":false,"required":[],"properties":{"vcpuHours":{"type":"number","minimum":0},"gibHours":{"type":"number","minimum":0}}},"annotations":{"type":"array","description":"What was said at lines of the user\'s own code.","items":{"type":"object","additionalProperties":false,"required":["level","file","line","title","message"],"properties":{"level":{"enum":["error","warning"]},"file":{"type":"string","minLength":1,"description":"Relative to the workspace.","maxLength":20000},"line":{"type":"integer","minimum":0},"title":{"type":"string","maxLength":20000},"message":{"type":"string","maxLength":20000}}},"maxItems":5000},"cleanup":{"type":"object","description":"Of a step that deletes a sandbox and runs no pipe: what was deleted, or what is there.","additionalProperties":false,"required":["bundles","objects","bytes","isVersioned"],"properties":{"bundles":{"type":"integer","minimum":0},"objects":{"type":"integer","minimum":0,"description":"All but the mark of the sandbox."},"bytes":{"type":"integer","minimum":0},"isVersioned":{"type":"boolean","description":"Whether the bucket keeps versions: then what was deleted is hidden, and still there."}}},"log":{"type":"object","description":"Of the container, standard output and standard error as they came.","additionalProperties":false,"required":["lines","tail"],"properties":{"lines":{"type":"integer","minimum":0,"description":"How many there were."},"tail":{"type":"array","maxItems":1000,"items":{"type":"string","maxLength":20000},"description":"The last of them."}}}},"allOf":[{"if":{"properties":{"status":{"enum":["failed","cancelled"]}}},"then":{"required":["verdict","evidence","advice","retryMayHelp"]},"else":{"anyOf":[{"required":["output"]},{"required":["cleanup"]}],"properties":{"verdict":false,"evidence":false,"advice":false,"retryMayHelp":false,"where":false}}},{"if":{"properties":{"status":{"enum":["succeeded","reused"]}}},"then":{"anyOf":[{"required":["job"]},{"required":["cleanup"]}]}},{"if":{"properties":{"status":{"enum":["submitted","detached"]}}},"then":{"required":["job","left"]}},{"if":{"properties":{"status":{"const":"cancelled"}}},"then":{"properties":{"verdict":{"const":"cancelled"}}},"else":{"properties":{"verdict":{"not":{"const":"cancelled"}}}}}]},"uuid":{"type":"string","pattern":"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$","maxLength":20000},"copiedFrom":{"type":"string","minLength":1,"description":"The remote context that this run copied it from.","maxLength":20000},"texts":{"type":"object","maxProperties":5000,"propertyNames":{"type":"string","maxLength":20000},"additionalProperties":{"type":"string","maxLength":20000}},"time":{"type":"string","pattern":"^\\\\d{4}-\\\\d{2}-\\\\d{2}T\\\\d{2}:\\\\d{2}:\\\\d{2}\\\\.\\\\d{3}Z$","description":"In UTC, to the millisecond.","maxLength":20000},"bundle":{"type":"object","additionalProperties":false,"required":["name","uuid","uri"],"properties":{"name":{"type":"string","maxLength":20000},"uuid":{"$ref":"#/$defs/uuid"},"uri":{"type":"string","pattern":"^s3://.+/objects/[0-9a-f-]{36}$","description":"Its folder on the remote.","maxLength":20000},"createdAt":{"$ref":"#/$defs/time"},"files":{"type":"integer","minimum":0,"description":"Linked files, without frames and HyperFrames."},"bytes":{"type":"integer","minimum":0,"description":"Of everything that it holds, frames included."},"tags":{"$ref":"#/$defs/texts","description":"All of them, Disdat\'s own included."},"pushed":{"type":"boolean","description":"Whether this run brought it to the remote."},"copiedFrom":{"type":"string","minLength":1,"description":"The remote context that it was copied from now.","maxLength":20000},"context":{"type":"string","minLength":1,"description":"The remote context that it is in.","maxLength":20000},"choice":{"enum":["asked-for","ancestor","newest"],"description":"Why it is this one: `compare-with` names it, its commit is in the history of the base branch, or nothing better was known."},"note":{"type":"string","minLength":1,"description":"What should be known of the choice, a sentence.","maxLength":20000},"commit":{"type":"string","description":"Whose code made it, where Disdat noted one.","maxLength":20000}}},"fate":{"enum":["added","removed","changed","same","unknown"],"description":"`unknown`: it was not read, and what is known does not tell."},"amount":{"description":"A number; of 64-bit integers, and of what JSON has no number for, its digits as text.","anyOf":[{"type":"number"},{"type":"string","pattern":"^(-?[0-9]{1,20}|-?Infinity|NaN)$","maxLength":20000}]},"numbers":{"type":"object","description":"Before and now. Left out is what there was not, or what is not known.","additionalProperties":false,"required":[],"properties":{"base":{"type":"number","minimum":0},"now":{"type":"number","minimum":0}}},"words":{"type":"object","description":"Before and now. Left out is what there was not, or what is not known.","additionalProperties":false,"required":[],"properties":{"base":{"type":"string","maxLength":20000},"now":{"type":"string","maxLength":20000}}},"values":{"type":"object","description":"Left out where there were more of them than may be read.","additionalProperties":false,"required":["nulls"],"properties":{"nulls":{"type":"integer","minimum":0},"distinct":{"type":"object","additionalProperties":false,"required":["count","isExact"],"properties":{"count":{"type":"integer","minimum":0},"isExact":{"type":"boolean","description":"Otherwise there are more of them."}}},"min":{"$ref":"#/$defs/amount"},"max":{"$ref":"#/$defs/amount"},"mean":{"$ref":"#/$defs/amount"},"sample":{"type":"string","description":"The value itself, where samples were asked for.","maxLength":20000}}},"column":{"type":"object","additionalProperties":false,"required":["type","shape","rows","bytes"],"properties":{"type":{"enum":["NONE","LINK","FLOAT16","FLOAT32","FLOAT64","UINT8","UINT16","UINT32","UINT64","INT8","INT16","INT32","INT64","STRING","BOOL","COMPLEX64","COMPLEX128","HFRAME","OBJECT"],"description":"As Disdat spells it."},"shape":{"type":"array","items":{"type":"integer","minimum":0},"maxItems":5000},"rows":{"type":"integer","minimum":0},"bytes":{"type":"integer","minimum":0,"description":"Of its frame file."},"values":{"$ref":"#/$defs/values"}}},"file":{"type":"object","additionalProperties":false,"required":["bytes"],"properties":{"bytes":{"type":"integer","minimum":0},"table":{"type":"object","description":"What the file\'s own footer or header says.","additionalProperties":false,"required":["format","columns"],"properties":{"format":{"enum":["parquet","csv"]},"rows":{"type":"integer","minimum":0,"description":"Left out where only reading the whole file would tell."},"columns":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["name","type"],"properties":{"name":{"type":"string","maxLength":20000},"type":{"type":"string","maxLength":20000}}},"maxItems":5000}}}}},"comparison":{"type":"object","additionalProperties":false,"required":["presentation","rows","bytes","columns","files","nested","tags","durationMs","notes"],"properties":{"isSame":{"type":"boolean","description":"Whether the data is equal. Left out where that is not known."},"presentation":{"$ref":"#/$defs/words"},"rows":{"$ref":"#/$defs/numbers"},"bytes":{"$ref":"#/$defs/numbers","description":"Of everything that the bundles hold."},"columns":{"type":"array","description":"In the new order.","items":{"type":"object","additionalProperties":false,"required":["name","fate","differs"],"properties":{"name":{"type":"string","maxLength":20000},"fate":{"$ref":"#/$defs/fate"},"base":{"$ref":"#/$defs/column"},"now":{"$ref":"#/$defs/column"},"differs":{"type":"array","items":{"enum":["type","shape","place","values"]},"maxItems":5000},"histogram":{"type":"object","description":"How its numbers lie between two bounds: counts of equal stretches.","additionalProperties":false,"required":["from","to"],"properties":{"from":{"type":"number"},"to":{"type":"number"},"base":{"type":"array","items":{"type":"integer","minimum":0},"maxItems":5000},"now":{"type":"array","items":{"type":"integer","minimum":0},"maxItems":5000}}}}},"maxItems":5000},"files":{"type":"array","description":"By path.","items":{"type":"object","additionalProperties":false,"required":["path","fate"],"properties":{"path":{"type":"string","maxLength":20000},"fate":{"$ref":"#/$defs/fate"},"base":{"$ref":"#/$defs/file"},"now":{"$ref":"#/$defs/file"}}},"maxItems":5000},"nested":{"type":"array","description":"Bundles within the bundle.","items":{"type":"object","additionalProperties":false,"required":["frame","fate","uuids","name"],"properties":{"frame":{"type":"string","maxLength":20000},"fate":{"$ref":"#/$defs/fate"},"uuids":{"$ref":"#/$defs/words"},"name":{"type":"string","maxLength":20000}}},"maxItems":5000},"tags":{"type":"array","description":"Without Disdat\'s own.","items":{"type":"object","additionalProperties":false,"required":["key","fate","values"],"properties":{"key":{"type":"string","maxLength":20000},"fate":{"$ref":"#/$defs/fate"},"values":{"$ref":"#/$defs/words"}}},"maxItems":5000},"durationMs":{"$ref":"#/$defs/numbers","description":"Of the task that made it."},"notes":{"type":"array","description":"What was not compared and why, a sentence each.","items":{"type":"string","maxLength":20000},"maxItems":5000}}}}}');
// EXTERNAL MODULE: ./src/action/problems.js
var problems = __webpack_require__(61845);
// EXTERNAL MODULE: ./src/action/result.js
var action_result = __webpack_require__(18404);
;// CONCATENATED MODULE: ./src/action/result-read.js




/** A file that is no result file. Its message quotes little of it, and all in one line. */
class ResultFileError extends Error {
    name = 'ResultFileError';
}
const validate = new _2020.Ajv2020({ strict: false }).compile(result_schema_namespaceObject);
/**
 * Reads a result file back into the reports that it was made of, as text from somebody who may mean harm: what is under the schema is taken and nothing
 * else, and a link that leads anywhere but to the AWS console is left out. Texts are as they were: they are escaped where they are shown.
 * `named` begins each report's `runId`, which the file does not hold. Throws ResultFileError.
 */
function readResult(bytes, named) {
    if (bytes.length > action_result/* resultLimitBytes */._Z)
        throw new ResultFileError(`It is larger than ${action_result/* resultLimitBytes */._Z} bytes.`);
    const result = parsed(bytes);
    if (!validate(result)) {
        const [error] = validate.errors ?? [];
        const place = error?.instancePath ? `At ${(0,problems/* quote */.hD)(error.instancePath)} it` : 'It';
        throw new ResultFileError(`${place} ${error?.message ?? 'is not under the schema'}.`);
    }
    const { version: _, others = [], ...first } = result;
    return [first, ...others].map((run, at) => reportOf(run, `${named}-${at + 1}`));
}
function parsed(bytes) {
    try {
        return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch (error) {
        // What the error quotes of the file is not for showing.
        throw new ResultFileError('It is no JSON.', { cause: error });
    }
}
function reportOf(run, runId) {
    const { verdict, evidence, advice, where, retryMayHelp: _, startedAt, params, attempts, newerUpstream, ...rest } = run;
    const { input, copied, output, comparison, lineage, job, logUrl, reuse, ...same } = rest;
    const isFailed = verdict !== undefined && evidence !== undefined && advice !== undefined;
    return {
        ...same,
        runId,
        startedAt: timeOf(startedAt),
        params: mapOf(params),
        ...(isFailed && { failure: { verdict, evidence, advice, ...(where && { where }) } }),
        ...(job && { job: jobOf(job) }),
        ...(isConsole(logUrl) && { logUrl }),
        ...(attempts && { attempts: attempts.map(attemptOf) }),
        ...(input && { input: bundleOf(input) }),
        ...(copied && { copied: copied.map((one) => bundleOf(one)) }),
        ...(output && { output: bundleOf(output) }),
        ...(newerUpstream && {
            newerUpstream: newerUpstream.map(({ name, uuid, createdAt, used }) => ({
                name,
                uuid,
                createdAt: timeOf(createdAt),
                used: { uuid: used.uuid, createdAt: timeOf(used.createdAt) },
            })),
        }),
        ...(reuse && { reuse: { possible: reuse.possible, why: reuse.why } }),
        ...(comparison && {
            comparison: {
                kind: comparison.kind,
                base: comparison.base && bundleOf(comparison.base),
                changes: changesOf(comparison.changes),
            },
        }),
        ...(lineage && {
            lineage: {
                ...lineage,
                nodes: lineage.nodes.map(({ createdAt, ...node }) => ({
                    ...node,
                    ...(createdAt !== undefined && { createdAt: timeOf(createdAt) }),
                })),
            },
        }),
    };
}
/** A bundle, and what else is said of it. */
function bundleOf({ createdAt, tags, ...rest }) {
    return {
        ...rest,
        ...(createdAt !== undefined && { createdAt: timeOf(createdAt) }),
        ...(tags && { tags: mapOf(tags) }),
    };
}
function jobOf({ url, definitionUrl, queueUrl, ...job }) {
    return {
        ...job,
        ...(isConsole(url) && { url }),
        ...(isConsole(definitionUrl) && { definitionUrl }),
        ...(isConsole(queueUrl) && { queueUrl }),
    };
}
function attemptOf(attempt) {
    const { startedAt, stoppedAt, logUrl, exitCode, reason } = attempt;
    return {
        startedAt: startedAt === undefined ? undefined : timeOf(startedAt),
        stoppedAt: stoppedAt === undefined ? undefined : timeOf(stoppedAt),
        exitCode,
        reason,
        logUrl: isConsole(logUrl) ? logUrl : undefined,
    };
}
/** Pages of the consoles of AWS's partitions: https://docs.aws.amazon.com/awsconsolehelpdocs/latest/gsg/console-urls.html */
const consolePage = /^https:\/\/(?:[a-z0-9-]{1,40}\.)?console\.(?:aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)\/[\w/?=&#$%:.@+-]{1,1900}$/;
function isConsole(url) {
    return url !== undefined && consolePage.test(url);
}
function changesOf(changes) {
    return {
        ...changes,
        isSame: changes.isSame,
        columns: changes.columns.map(({ base, now, histogram, ...column }) => ({
            ...column,
            base: base && { ...base, values: base.values && valuesOf(base.values) },
            now: now && { ...now, values: now.values && valuesOf(now.values) },
            histogram,
        })),
    };
}
function valuesOf({ min, max, mean, ...facts }) {
    return { ...facts, min: amountOf(min), max: amountOf(max), mean: mean === undefined ? undefined : Number(mean) };
}
/** Digits are a long integer, whatever its length. */
function amountOf(amount) {
    if (typeof amount !== 'string')
        return amount;
    return /^-?\d+$/.test(amount) ? BigInt(amount) : Number(amount);
}
const mapOf = (texts) => new Map(Object.entries(texts));
/** The schema's pattern lets the 99th of a month pass. */
function timeOf(text) {
    const time = new Date(text);
    if (Number.isNaN(time.getTime()))
        throw new ResultFileError(`${(0,problems/* quote */.hD)(text)} is no time.`);
    return time;
}


/***/ })

};
;