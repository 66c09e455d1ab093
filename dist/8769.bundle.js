"use strict";
exports.id = 8769;
exports.ids = [8769];
exports.modules = {

/***/ 18769:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readResultFile: () => (/* binding */ readResultFile)
});

// UNUSED EXPORTS: ResultFileError

// EXTERNAL MODULE: ../../node_modules/ajv/dist/2020.js
var _2020 = __webpack_require__(13774);
;// CONCATENATED MODULE: ./docs/result.schema.json
const result_schema_namespaceObject = /*#__PURE__*/JSON.parse('{"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://raw.githubusercontent.com/disdat/run-action/v1/docs/result.schema.json","title":"Result of a run","description":"The contents of the file in the `result-file` output. Unknown values are left out. A later release can add fields within the same version: read the schema of the release that you use.","$ref":"#/$defs/run","type":"object","required":["version"],"$defs":{"run":{"type":"object","additionalProperties":false,"required":["status","pipeClass","backend","remote","context","params","startedAt","durationMs","phases","log"],"properties":{"version":{"const":1,"description":"The version of this format."},"status":{"enum":["succeeded","reused","skipped","submitted","detached","not-run","failed","cancelled"],"description":"The result of the run, as in the `status` output."},"verdict":{"enum":["invalid-input","context-conflict","input-not-found","input-not-committed","bundle-corrupt","image-not-found","image-pull-denied","docker-unavailable","pipe-error","pipe-not-found","unknown-parameter","missing-parameter","out-of-memory","timeout","cancelled","no-output","unreadable-file-name","rule-broken","remote-unreachable","access-denied","object-archived","spot-interrupted","host-lost","image-architecture","image-incompatible","queue-timeout","unschedulable","role-refused","agent-fault","dependency-failed","terminated","throttled","local-context-unwritable","disk-full","internal-error"],"description":"Why the run failed. docs/troubleshooting.md has a section for each verdict."},"evidence":{"type":"string","minLength":1,"description":"What was seen. It can contain text from outside.","maxLength":20000},"advice":{"type":"string","minLength":1,"description":"What to do next.","maxLength":20000},"retryMayHelp":{"type":"boolean","description":"Whether the same run can succeed the next time without changes."},"where":{"type":"object","description":"The line of the pipe\'s own code that failed.","additionalProperties":false,"required":["file","line"],"properties":{"file":{"type":"string","minLength":1,"description":"A path in the image.","maxLength":20000},"line":{"type":"integer","minimum":0}}},"pipeClass":{"type":"string","description":"The value of `pipe-class`; empty if it was missing.","maxLength":20000},"backend":{"enum":["Local","AWSBatch"]},"remote":{"type":"string","pattern":"^(s3://.+)?$","description":"Empty if the inputs were refused.","maxLength":20000},"context":{"type":"string","pattern":"^([^/]+/[^/]+)?$","description":"`remote-context/local-context`. Empty if the inputs were refused.","maxLength":20000},"params":{"$ref":"#/$defs/texts","description":"The pipe\'s parameters, by name."},"label":{"type":"object","description":"The run among several of its step: its name in `runs`, and its value of each parameter of `each`.","additionalProperties":false,"required":["name","values"],"properties":{"name":{"type":"string","maxLength":20000},"values":{"$ref":"#/$defs/texts"}}},"notRunReason":{"type":"string","maxLength":20000,"description":"Why the run was skipped or not run: an output that is there already, or a run that it needs."},"startedAt":{"$ref":"#/$defs/time"},"durationMs":{"type":"integer","minimum":0},"phases":{"type":"array","description":"The durations of the phases, in the order in which they ended.","items":{"type":"object","additionalProperties":false,"required":["name","ms"],"properties":{"name":{"type":"string","minLength":1,"maxLength":20000},"ms":{"type":"integer","minimum":0}}},"maxItems":5000},"image":{"type":"object","additionalProperties":false,"required":["reference","pinned","dialect"],"properties":{"reference":{"type":"string","minLength":1,"description":"The requested reference.","maxLength":20000},"pinned":{"type":"string","minLength":1,"description":"`name@sha256:…`, or the engine\'s image id.","maxLength":20000},"dialect":{"enum":["classic","luigi","disdat-0.7.1","disdat-0.7.2","disdat-0.8.0","disdat-0.8.1","disdat-0.8.3","disdat-0.8.13","disdat-0.9.6"],"description":"The command line of the image, by the first version of Disdat that has it. See docs/dialects.md."}}},"job":{"type":"object","description":"The container, or the Batch job.","additionalProperties":false,"required":["id","name"],"properties":{"id":{"type":"string","minLength":1,"maxLength":20000},"name":{"type":"string","minLength":1,"maxLength":20000},"definition":{"type":"string","minLength":1,"description":"The job definition of a Batch job, `name:revision`.","maxLength":20000},"queue":{"type":"string","minLength":1,"description":"The name of a Batch job\'s queue.","maxLength":20000},"url":{"type":"string","minLength":1,"description":"The job\'s page in the AWS console.","maxLength":20000},"definitionUrl":{"type":"string","minLength":1,"description":"The page of the job definition.","maxLength":20000},"queueUrl":{"type":"string","minLength":1,"description":"The page of the queue.","maxLength":20000}}},"logUrl":{"type":"string","minLength":1,"description":"The log of the last attempt in the AWS console.","maxLength":20000},"attempts":{"type":"array","description":"The attempts of a Batch job that ended, the oldest first.","items":{"type":"object","additionalProperties":false,"properties":{"startedAt":{"$ref":"#/$defs/time"},"stoppedAt":{"$ref":"#/$defs/time"},"exitCode":{"type":"integer"},"reason":{"type":"string","description":"The reason as AWS gives it.","maxLength":20000},"logUrl":{"type":"string","maxLength":20000}}},"maxItems":5000},"left":{"type":"object","description":"A Batch job that continues without this step.","additionalProperties":false,"required":["why","snippet"],"properties":{"why":{"type":"string","minLength":1,"maxLength":20000},"snippet":{"type":"string","minLength":1,"description":"The step that attaches to the job, as YAML.","maxLength":20000}}},"others":{"type":"array","description":"The results of the step\'s other jobs, if it attached to several. Each has this format, without a version.","items":{"$ref":"#/$defs/run","type":"object","properties":{"version":false,"others":false}},"maxItems":5000},"exitCode":{"type":"integer","description":"The exit code of the container, if it exited on its own."},"input":{"$ref":"#/$defs/bundle","type":"object","description":"The input bundle of the pipe.","required":["pushed"],"properties":{"context":false,"choice":false,"note":false,"commit":false}},"copied":{"type":"array","description":"The other bundles that were copied into the run\'s context for the pipe.","items":{"$ref":"#/$defs/bundle","type":"object","required":["copiedFrom"],"properties":{"pushed":false,"context":false,"choice":false,"note":false,"commit":false}},"maxItems":5000},"output":{"$ref":"#/$defs/bundle","type":"object","description":"The output bundle. It exists if `status` is `succeeded` or `reused`, or `verdict` is `rule-broken`; otherwise it is the requested bundle.","properties":{"pushed":false,"copiedFrom":false,"context":false,"choice":false,"note":false,"commit":false}},"outputPath":{"type":"string","minLength":1,"description":"The folder of the output bundle in the local context.","maxLength":20000},"newerUpstream":{"type":"array","description":"Upstream bundles of the output, direct and indirect, for which the remote has newer bundles: with the same name and, unless added by `dsdt add`, the same parameters. The nearest first. Left out if unknown.","items":{"type":"object","additionalProperties":false,"required":["name","uuid","createdAt","used"],"properties":{"name":{"type":"string","minLength":1,"maxLength":20000},"uuid":{"$ref":"#/$defs/uuid","description":"The uuid of the newest bundle."},"createdAt":{"$ref":"#/$defs/time"},"used":{"type":"object","description":"The uuid of the bundle that the output is made of.","additionalProperties":false,"required":["uuid","createdAt"],"properties":{"uuid":{"$ref":"#/$defs/uuid"},"createdAt":{"$ref":"#/$defs/time"}}}}},"maxItems":5000},"skip":{"type":"object","description":"The decision of `skip-unchanged`. Left out if it is not set.","additionalProperties":false,"required":["why"],"properties":{"trigger":{"enum":["output","params","input","image","code","upstream","max-age"],"description":"What made the run necessary. Left out if nothing changed, so that the run was skipped."},"why":{"type":"string","minLength":1,"maxLength":20000},"was":{"type":"string","description":"The value of the earlier output.","maxLength":20000},"now":{"type":"string","description":"The value of this run.","maxLength":20000}}},"redo":{"type":"object","description":"The outputs of the base context that must be redone after the merge of the pull request, estimated by receipts before anything is run. In the first of several runs.","additionalProperties":false,"required":["context","runs"],"properties":{"context":{"type":"string","description":"The base context.","maxLength":20000},"unknown":{"type":"string","description":"Why nothing is known.","minLength":1,"maxLength":20000},"runs":{"type":"array","items":{"type":"object","description":"The outputs of a run for all values that the base context has.","additionalProperties":false,"required":["name","outputs","current","unrecorded","isCut"],"properties":{"name":{"type":"string","maxLength":20000},"outputs":{"type":"array","description":"The outputs that other code made.","items":{"type":"object","additionalProperties":false,"required":["values","trigger"],"properties":{"values":{"$ref":"#/$defs/texts"},"trigger":{"enum":["image","code","upstream"],"description":"The difference; `upstream`: only a run that it needs is of other code."},"tookMs":{"type":"number","minimum":0,"description":"How long the pipe ran, in milliseconds. Left out if no receipt has it."},"vcpuHours":{"type":"number","minimum":0}}},"maxItems":5000},"current":{"type":"integer","minimum":0,"description":"The number of outputs that the same code made."},"unrecorded":{"type":"integer","minimum":0,"description":"The number of values of this step without a receipt in the base context."},"isCut":{"type":"boolean","description":"Whether there are more receipts than are read."},"unknown":{"type":"string","description":"Why nothing is known about the run.","minLength":1,"maxLength":20000}}},"maxItems":5000}}},"reuse":{"type":"object","additionalProperties":false,"required":["why"],"properties":{"possible":{"type":"boolean","description":"Whether Disdat can reuse an earlier bundle. Left out if the image alone decides."},"why":{"type":"string","minLength":1,"maxLength":20000}}},"notCompared":{"type":"string","minLength":1,"description":"Why the output was not compared. Left out if it was compared, or without an output.","maxLength":20000},"comparison":{"type":"object","description":"The contents of the output, compared with its base.","additionalProperties":false,"required":["kind","changes"],"properties":{"base":{"$ref":"#/$defs/bundle","type":"object","description":"The bundle that the output is compared with. Left out for a first version.","required":["context","choice"],"properties":{"pushed":false,"copiedFrom":false}},"kind":{"enum":["none","data","schema","first-version","unknown"],"description":"The result of the comparison, as in the `changes` output."},"changes":{"$ref":"#/$defs/comparison"},"commentsSamples":{"type":"boolean","description":"Whether a comment shows rows as examples."}}},"rules":{"type":"object","description":"The results of the rules in `fail-on`.","additionalProperties":false,"required":["checked","breaches","undecided"],"properties":{"checked":{"type":"array","description":"The rules as they are written.","items":{"type":"string","minLength":1,"maxLength":20000},"maxItems":5000},"breaches":{"type":"array","description":"The rules that the output breaks.","items":{"type":"object","additionalProperties":false,"required":["rule","evidence"],"properties":{"rule":{"type":"string","minLength":1,"maxLength":20000},"evidence":{"type":"string","minLength":1,"description":"What was seen.","maxLength":20000},"finding":{"type":"object","description":"The evidence for a comparison with that of another run.","additionalProperties":false,"required":["subjects"],"properties":{"subjects":{"type":"array","description":"Everything that breaks the rule, such as all removed columns.","items":{"type":"string","maxLength":20000},"maxItems":5000},"amount":{"type":"object","additionalProperties":false,"required":["value","worse"],"properties":{"value":{"type":"number"},"worse":{"enum":["higher","lower"],"description":"The direction in which an amount is further from the limit."}}}}}}},"maxItems":5000},"undecided":{"type":"array","description":"The rules that could not be evaluated.","items":{"type":"object","additionalProperties":false,"required":["rule","why"],"properties":{"rule":{"type":"string","minLength":1,"maxLength":20000},"why":{"type":"string","minLength":1,"maxLength":20000}}},"maxItems":5000}}},"acceptance":{"type":"object","description":"Which broken rules a person has accepted. Only if `accept` is set and a rule is broken.","additionalProperties":false,"required":["accepted","refused"],"properties":{"accepted":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["rule","by","at","how"],"properties":{"rule":{"type":"string","minLength":1,"maxLength":20000},"by":{"type":"string","description":"The login of the person.","pattern":"^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$"},"at":{"$ref":"#/$defs/time","description":"When the label was added or the comment was written."},"how":{"enum":["label","comment"]}}},"maxItems":5000},"refused":{"type":"array","description":"The broken rules that are not accepted, and why.","items":{"type":"object","additionalProperties":false,"required":["rule","why"],"properties":{"rule":{"type":"string","minLength":1,"maxLength":20000},"why":{"type":"string","minLength":1,"maxLength":20000}}},"maxItems":5000}}},"history":{"type":"object","description":"The output beside the earlier values with which rules against history compare it.","additionalProperties":false,"required":["over","value","measures"],"properties":{"over":{"type":"array","description":"The parameters whose values order the history; empty: the time of creation does.","items":{"type":"string","maxLength":20000},"maxItems":5000},"value":{"type":"string","description":"The value of the output: of these parameters, or its time of creation.","maxLength":20000},"measures":{"type":"array","description":"One for each rule `outside`.","items":{"type":"object","additionalProperties":false,"required":["quantity","runs","points"],"properties":{"quantity":{"enum":["rows","bytes","nulls"]},"column":{"type":"string","description":"The column of `nulls`.","maxLength":20000},"runs":{"type":"integer","description":"How many values the rule asks for.","minimum":5,"maximum":100},"now":{"type":"number","description":"The amount in the output. Nulls are in percent of the rows.","minimum":0},"band":{"type":"object","description":"The usual range. Absent where fewer than five amounts are known.","additionalProperties":false,"required":["low","median","high"],"properties":{"low":{"type":"number","minimum":0},"median":{"type":"number","minimum":0},"high":{"type":"number","minimum":0}}},"points":{"type":"array","description":"The earlier values, the oldest first.","items":{"type":"object","additionalProperties":false,"required":["value","uuid"],"properties":{"value":{"type":"string","maxLength":20000},"uuid":{"$ref":"#/$defs/uuid"},"amount":{"type":"number","minimum":0,"description":"Absent where it is unknown."}}},"maxItems":100}}},"maxItems":100}}},"lineage":{"type":"object","description":"The lineage of the output.","additionalProperties":false,"required":["nodes","edges","isCut"],"properties":{"nodes":{"type":"array","description":"The bundles: the output first, near bundles before distant ones.","items":{"type":"object","additionalProperties":false,"required":["id","name","state"],"properties":{"id":{"type":"string","minLength":1,"description":"The uuid of a bundle, or Luigi\'s id of a task that created none.","maxLength":20000},"name":{"type":"string","maxLength":20000},"state":{"enum":["produced","reused","external","missing","failed"]},"createdAt":{"$ref":"#/$defs/time"},"codeMethod":{"type":"string","description":"The class that created the bundle.","maxLength":20000},"commit":{"type":"string","maxLength":20000},"repo":{"type":"string","description":"The repository in the bundle\'s lineage: a git URL, or empty.","maxLength":20000}}},"maxItems":5000},"edges":{"type":"array","description":"From an upstream bundle to the bundle that was made from the upstream bundle, by id.","items":{"type":"object","additionalProperties":false,"required":["from","to"],"properties":{"from":{"type":"string","maxLength":20000},"to":{"type":"string","maxLength":20000}}},"maxItems":5000},"isCut":{"type":"boolean","description":"Whether the lineage continues beyond these bundles."}}},"cost":{"type":"object","description":"The resources that the run used while it ran; for a Batch job, of all attempts together.","additionalProperties":false,"required":[],"properties":{"vcpuHours":{"type":"number","minimum":0},"gibHours":{"type":"number","minimum":0}}},"annotations":{"type":"array","description":"Annotations at lines of the user\'s own code.","items":{"type":"object","additionalProperties":false,"required":["level","file","line","title","message"],"properties":{"level":{"enum":["error","warning"]},"file":{"type":"string","minLength":1,"description":"The path relative to the workspace.","maxLength":20000},"line":{"type":"integer","minimum":0},"title":{"type":"string","maxLength":20000},"message":{"type":"string","maxLength":20000}}},"maxItems":5000},"cleanup":{"type":"object","description":"For a step that deletes a sandbox and runs no pipe: what was deleted, or what the sandbox contains.","additionalProperties":false,"required":["bundles","objects","bytes","isVersioned"],"properties":{"bundles":{"type":"integer","minimum":0},"objects":{"type":"integer","minimum":0,"description":"The number of objects, without the mark of the sandbox."},"bytes":{"type":"integer","minimum":0},"isVersioned":{"type":"boolean","description":"Whether the bucket has versioning: then deleted objects are only hidden."}}},"log":{"type":"object","description":"The log of the container: standard output and standard error in the order of arrival.","additionalProperties":false,"required":["lines","tail"],"properties":{"lines":{"type":"integer","minimum":0,"description":"The number of lines."},"tail":{"type":"array","maxItems":1000,"items":{"type":"string","maxLength":20000},"description":"The last lines."}}}},"allOf":[{"if":{"properties":{"status":{"enum":["failed","cancelled"]}}},"then":{"required":["verdict","evidence","advice","retryMayHelp"]},"else":{"anyOf":[{"required":["output"]},{"required":["cleanup"]}],"properties":{"verdict":false,"evidence":false,"advice":false,"retryMayHelp":false,"where":false}}},{"if":{"properties":{"status":{"enum":["succeeded","reused"]}}},"then":{"anyOf":[{"required":["job"]},{"required":["cleanup"]}]}},{"if":{"properties":{"status":{"enum":["submitted","detached"]}}},"then":{"required":["job","left"]}},{"if":{"properties":{"status":{"const":"cancelled"}}},"then":{"properties":{"verdict":{"const":"cancelled"}}},"else":{"properties":{"verdict":{"not":{"const":"cancelled"}}}}}]},"uuid":{"type":"string","pattern":"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$","maxLength":20000},"copiedFrom":{"type":"string","minLength":1,"description":"The remote context that this run copied the bundle from.","maxLength":20000},"texts":{"type":"object","maxProperties":5000,"propertyNames":{"type":"string","maxLength":20000},"additionalProperties":{"type":"string","maxLength":20000}},"time":{"type":"string","pattern":"^\\\\d{4}-\\\\d{2}-\\\\d{2}T\\\\d{2}:\\\\d{2}:\\\\d{2}\\\\.\\\\d{3}Z$","description":"A time in UTC, to the millisecond.","maxLength":20000},"bundle":{"type":"object","additionalProperties":false,"required":["name","uuid","uri"],"properties":{"name":{"type":"string","maxLength":20000},"uuid":{"$ref":"#/$defs/uuid"},"uri":{"type":"string","pattern":"^s3://.+/objects/[0-9a-f-]{36}$","description":"The folder of the bundle on the remote.","maxLength":20000},"createdAt":{"$ref":"#/$defs/time"},"files":{"type":"integer","minimum":0,"description":"The number of linked files, without frames and HyperFrames."},"bytes":{"type":"integer","minimum":0,"description":"The size of the bundle, including frames."},"tags":{"$ref":"#/$defs/texts","description":"All tags, including Disdat\'s own."},"pushed":{"type":"boolean","description":"Whether this run pushed the bundle to the remote."},"copiedFrom":{"type":"string","minLength":1,"description":"The remote context that this run copied the bundle from.","maxLength":20000},"context":{"type":"string","minLength":1,"description":"The remote context of the bundle.","maxLength":20000},"choice":{"enum":["asked-for","ancestor","newest"],"description":"Why this bundle was chosen: `compare-with` names it, its commit is in the history of the base branch, or it is the newest."},"note":{"type":"string","minLength":1,"description":"A sentence about the choice.","maxLength":20000},"commit":{"type":"string","description":"The commit of the code that created the bundle, if Disdat stored it.","maxLength":20000}}},"changeStatus":{"enum":["added","removed","changed","same","unknown"],"description":"`unknown`: the data was not read, and the known facts are inconclusive."},"amount":{"description":"A number. 64-bit integers, and values that JSON numbers cannot represent, are text.","anyOf":[{"type":"number"},{"type":"string","pattern":"^(-?[0-9]{1,20}|-?Infinity|NaN)$","maxLength":20000}]},"numbers":{"type":"object","description":"Before and now. Missing and unknown values are left out.","additionalProperties":false,"required":[],"properties":{"base":{"type":"number","minimum":0},"now":{"type":"number","minimum":0}}},"words":{"type":"object","description":"Before and now. Missing and unknown values are left out.","additionalProperties":false,"required":[],"properties":{"base":{"type":"string","maxLength":20000},"now":{"type":"string","maxLength":20000}}},"values":{"type":"object","description":"Left out if there are more values than the action reads.","additionalProperties":false,"required":[],"properties":{"nulls":{"type":"integer","minimum":0,"description":"Left out for texts where it is unknown whether `null` and `NaN` are missing values."},"distinct":{"type":"object","additionalProperties":false,"required":["count","isExact"],"properties":{"count":{"type":"integer","minimum":0},"isExact":{"type":"boolean","description":"Whether the number is exact. Otherwise it is a lower bound."}}},"min":{"$ref":"#/$defs/amount"},"max":{"$ref":"#/$defs/amount"},"mean":{"$ref":"#/$defs/amount"},"sample":{"type":"string","description":"The value, if `diff-samples` is set.","maxLength":20000}}},"column":{"type":"object","additionalProperties":false,"required":["type","shape","rows","bytes"],"properties":{"type":{"enum":["NONE","LINK","FLOAT16","FLOAT32","FLOAT64","UINT8","UINT16","UINT32","UINT64","INT8","INT16","INT32","INT64","STRING","BOOL","COMPLEX64","COMPLEX128","HFRAME","OBJECT"],"description":"The type as Disdat spells it."},"shape":{"type":"array","items":{"type":"integer","minimum":0},"maxItems":5000},"rows":{"type":"integer","minimum":0},"bytes":{"type":"integer","minimum":0,"description":"The size of the frame file."},"values":{"$ref":"#/$defs/values"}}},"file":{"type":"object","additionalProperties":false,"required":["bytes"],"properties":{"bytes":{"type":"integer","minimum":0},"table":{"type":"object","description":"The table as described by the file\'s footer or header.","additionalProperties":false,"required":["format","columns"],"properties":{"format":{"enum":["parquet","csv"]},"rows":{"type":"integer","minimum":0,"description":"Left out if it requires reading the whole file."},"columns":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["name","type"],"properties":{"name":{"type":"string","maxLength":20000},"type":{"type":"string","maxLength":20000},"isNested":{"type":"boolean","description":"Whether it is a field of a column, named by its path with dots."}}},"maxItems":5000}}}}},"names":{"type":"array","items":{"type":"string","maxLength":20000},"maxItems":5000},"rowCount":{"type":"object","description":"A number of rows or keys. In a sample, it is an estimate with an interval of 95 %.","additionalProperties":false,"required":["count","from","to"],"properties":{"count":{"type":"integer","minimum":0},"from":{"type":"integer","minimum":0},"to":{"type":"integer","minimum":0}}},"columnKind":{"enum":["number","boolean","text","moment","untyped","other"]},"sampleRows":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["key","values"],"properties":{"key":{"$ref":"#/$defs/names"},"values":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["column"],"properties":{"column":{"type":"string","maxLength":20000},"base":{"type":"string","maxLength":20000},"now":{"type":"string","maxLength":20000}}},"maxItems":5000}}},"maxItems":5000},"rowChanges":{"type":"object","description":"The rows compared by the columns of `diff-key`. Left out if the data is equal or was not compared by row.","additionalProperties":false,"required":["key","isKeyFound","rows","added","removed","shared","changed","duplicates","sampledOneIn","columns","removedColumns","addedColumns","uncomparedColumns"],"properties":{"key":{"$ref":"#/$defs/names","description":"The columns that identify a row."},"isKeyFound":{"type":"boolean","description":"Whether `diff-key: auto` found the key."},"rows":{"type":"object","description":"All rows, exactly.","additionalProperties":false,"required":["base","now"],"properties":{"base":{"type":"integer","minimum":0},"now":{"type":"integer","minimum":0}}},"added":{"$ref":"#/$defs/rowCount"},"removed":{"$ref":"#/$defs/rowCount"},"shared":{"$ref":"#/$defs/rowCount","description":"The rows of both with the same key."},"changed":{"$ref":"#/$defs/rowCount","description":"The rows of both that differ in a column."},"duplicates":{"type":"object","description":"The rows that are not compared because their key is not unique, and the number of such keys.","additionalProperties":false,"required":["base","now","keys"],"properties":{"base":{"$ref":"#/$defs/rowCount"},"now":{"$ref":"#/$defs/rowCount"},"keys":{"$ref":"#/$defs/rowCount"}}},"sampledOneIn":{"type":"integer","minimum":1,"description":"1 if all keys were compared."},"columns":{"type":"array","description":"The columns of both, in the new order.","items":{"type":"object","additionalProperties":false,"required":["name","kinds","differing"],"properties":{"name":{"type":"string","maxLength":20000},"kinds":{"type":"object","additionalProperties":false,"properties":{"base":{"$ref":"#/$defs/columnKind"},"now":{"$ref":"#/$defs/columnKind"}}},"differing":{"$ref":"#/$defs/rowCount"},"difference":{"type":"object","description":"Numbers now minus numbers in the base, of the rows that differ.","additionalProperties":false,"required":["mean","greatest"],"properties":{"mean":{"$ref":"#/$defs/amount"},"greatest":{"$ref":"#/$defs/amount"}}}}},"maxItems":5000},"removedColumns":{"$ref":"#/$defs/names"},"addedColumns":{"$ref":"#/$defs/names"},"uncomparedColumns":{"$ref":"#/$defs/names"},"samples":{"type":"object","description":"Rows as examples, with `diff-samples`.","additionalProperties":false,"required":["added","removed","changed"],"properties":{"added":{"$ref":"#/$defs/sampleRows"},"removed":{"$ref":"#/$defs/sampleRows"},"changed":{"$ref":"#/$defs/sampleRows"}}}}},"comparison":{"type":"object","additionalProperties":false,"required":["presentation","rows","bytes","columns","files","nested","tags","durationMs","notes"],"properties":{"isSame":{"type":"boolean","description":"Whether the data is equal. Left out if unknown."},"presentation":{"$ref":"#/$defs/words"},"rows":{"$ref":"#/$defs/numbers"},"bytes":{"$ref":"#/$defs/numbers","description":"The sizes of the bundles."},"columns":{"type":"array","description":"The columns in the new order.","items":{"type":"object","additionalProperties":false,"required":["name","status","differs"],"properties":{"name":{"type":"string","maxLength":20000},"status":{"$ref":"#/$defs/changeStatus"},"base":{"$ref":"#/$defs/column"},"now":{"$ref":"#/$defs/column"},"differs":{"type":"array","items":{"enum":["type","shape","place","values"]},"maxItems":5000},"histogram":{"type":"object","description":"The histogram of the numbers: counts for intervals of equal width between two bounds.","additionalProperties":false,"required":["from","to"],"properties":{"from":{"type":"number"},"to":{"type":"number"},"base":{"type":"array","items":{"type":"integer","minimum":0},"maxItems":5000},"now":{"type":"array","items":{"type":"integer","minimum":0},"maxItems":5000}}}}},"maxItems":5000},"files":{"type":"array","description":"The files by path.","items":{"type":"object","additionalProperties":false,"required":["path","status"],"properties":{"path":{"type":"string","maxLength":20000},"status":{"$ref":"#/$defs/changeStatus"},"base":{"$ref":"#/$defs/file"},"now":{"$ref":"#/$defs/file"}}},"maxItems":5000},"nested":{"type":"array","description":"The nested bundles.","items":{"type":"object","additionalProperties":false,"required":["frame","status","uuids","name"],"properties":{"frame":{"type":"string","maxLength":20000},"status":{"$ref":"#/$defs/changeStatus"},"uuids":{"$ref":"#/$defs/words"},"name":{"type":"string","maxLength":20000}}},"maxItems":5000},"tags":{"type":"array","description":"The tags, without Disdat\'s own.","items":{"type":"object","additionalProperties":false,"required":["key","status","values"],"properties":{"key":{"type":"string","maxLength":20000},"status":{"$ref":"#/$defs/changeStatus"},"values":{"$ref":"#/$defs/words"}}},"maxItems":5000},"durationMs":{"$ref":"#/$defs/numbers","description":"The duration of the task that created the bundle."},"notes":{"type":"array","description":"Sentences that say what was not compared and why.","items":{"type":"string","maxLength":20000},"maxItems":5000},"rowChanges":{"$ref":"#/$defs/rowChanges"},"rowsNotCompared":{"type":"string","maxLength":20000,"description":"Why the rows were not compared although `diff-key` is set."}}}}}');
// EXTERNAL MODULE: ./src/action/input-problems.js
var input_problems = __webpack_require__(95414);
// EXTERNAL MODULE: ./src/report/result-file.js
var result_file = __webpack_require__(65835);
;// CONCATENATED MODULE: ./src/report/read-result-file.js




/** A file is not a result file. The message is one line and quotes at most one short text of the file. */
class ResultFileError extends Error {
    name = 'ResultFileError';
}
const validate = new _2020.Ajv2020({ strict: false }).compile(result_schema_namespaceObject);
/**
 * Reads an untrusted result file back into reports. Only what the schema allows is accepted, and links to other pages
 * than those of the AWS console are left out. Texts are returned as they are: they are escaped when they are rendered.
 * The file does not contain `runId`: it consists of `runIdPrefix` and a number. Throws ResultFileError.
 */
function readResultFile(bytes, runIdPrefix) {
    if (bytes.length > result_file/* resultLimitBytes */._Z)
        throw new ResultFileError(`The file is larger than ${result_file/* resultLimitBytes */._Z} bytes.`);
    const result = parseBytes(bytes);
    if (!validate(result)) {
        const [error] = validate.errors ?? [];
        const place = error?.instancePath ? (0,input_problems/* quote */.hD)(error.instancePath) : 'The file';
        throw new ResultFileError(`${place} ${error?.message ?? 'does not match the schema'}.`);
    }
    const { version: _, others = [], ...first } = result;
    return [first, ...others].map((run, index) => parseReport(run, `${runIdPrefix}-${index + 1}`));
}
function parseBytes(bytes) {
    try {
        return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch (error) {
        // The message of the error is not shown, because it quotes the file.
        throw new ResultFileError('The file is not JSON.', { cause: error });
    }
}
function parseReport(run, runId) {
    const { verdict, evidence, advice, where, retryMayHelp: _, startedAt, params, attempts, newerUpstream, ...rest } = run;
    const { input, copied, output, comparison, lineage, job, logUrl, reuse, label, acceptance, redo, ...unchanged } = rest;
    const isFailed = verdict !== undefined && evidence !== undefined && advice !== undefined;
    return {
        ...unchanged,
        runId,
        startedAt: parseTime(startedAt),
        params: createMap(params),
        ...(label && { label: { name: label.name, values: createMap(label.values) } }),
        ...(isFailed && { failure: { verdict, evidence, advice, ...(where && { where }) } }),
        ...(job && { job: parseJob(job) }),
        ...(isConsoleUrl(logUrl) && { logUrl }),
        ...(attempts && { attempts: attempts.map(parseAttempt) }),
        ...(input && { input: parseBundle(input) }),
        ...(copied && { copied: copied.map((bundle) => parseBundle(bundle)) }),
        ...(output && { output: parseBundle(output) }),
        ...(newerUpstream && { newerUpstream: newerUpstream.map(parseNewerUpstream) }),
        ...(reuse && { reuse: { possible: reuse.possible, why: reuse.why } }),
        ...(comparison && {
            comparison: {
                kind: comparison.kind,
                base: comparison.base && parseBundle(comparison.base),
                changes: parseChanges(comparison.changes),
                ...(comparison.commentsSamples !== undefined && { commentsSamples: comparison.commentsSamples }),
            },
        }),
        ...(redo && { redo: parseRedo(redo) }),
        ...(acceptance && {
            acceptance: {
                ...acceptance,
                accepted: acceptance.accepted.map(({ at, ...rule }) => ({ ...rule, at: parseTime(at) })),
            },
        }),
        ...(lineage && { lineage: { ...lineage, nodes: lineage.nodes.map(parseNode) } }),
    };
}
function parseNewerUpstream({ name, uuid, createdAt, used }) {
    return {
        name,
        uuid,
        createdAt: parseTime(createdAt),
        used: { uuid: used.uuid, createdAt: parseTime(used.createdAt) },
    };
}
function parseRedo({ runs, ...redo }) {
    const parse = ({ values, ...output }) => ({ ...output, values: createMap(values) });
    return { ...redo, runs: runs.map(({ outputs, ...run }) => ({ ...run, outputs: outputs.map(parse) })) };
}
function parseNode({ createdAt, ...node }) {
    return { ...node, ...(createdAt !== undefined && { createdAt: parseTime(createdAt) }) };
}
/** Parses a bundle and keeps its other fields. */
function parseBundle({ createdAt, tags, ...rest }) {
    return {
        ...rest,
        ...(createdAt !== undefined && { createdAt: parseTime(createdAt) }),
        ...(tags && { tags: createMap(tags) }),
    };
}
function parseJob({ url, definitionUrl, queueUrl, ...job }) {
    return {
        ...job,
        ...(isConsoleUrl(url) && { url }),
        ...(isConsoleUrl(definitionUrl) && { definitionUrl }),
        ...(isConsoleUrl(queueUrl) && { queueUrl }),
    };
}
function parseAttempt(attempt) {
    const { startedAt, stoppedAt, logUrl, exitCode, reason } = attempt;
    return {
        startedAt: startedAt === undefined ? undefined : parseTime(startedAt),
        stoppedAt: stoppedAt === undefined ? undefined : parseTime(stoppedAt),
        exitCode,
        reason,
        logUrl: isConsoleUrl(logUrl) ? logUrl : undefined,
    };
}
/**
 * Pages of the AWS console in all partitions:
 * https://docs.aws.amazon.com/awsconsolehelpdocs/latest/gsg/console-urls.html
 */
const consolePageUrl = /^https:\/\/(?:[a-z0-9-]{1,40}\.)?console\.(?:aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)\/[\w/?=&#$%:.@+-]{1,1900}$/;
function isConsoleUrl(url) {
    return url !== undefined && consolePageUrl.test(url);
}
function parseChanges({ rowChanges, ...changes }) {
    return {
        ...changes,
        ...(rowChanges && { rowChanges: parseRowChanges(rowChanges) }),
        isSame: changes.isSame,
        columns: changes.columns.map(({ base, now, histogram, ...column }) => ({
            ...column,
            base: base && { ...base, values: base.values && parseValues(base.values) },
            now: now && { ...now, values: now.values && parseValues(now.values) },
            histogram,
        })),
    };
}
/** Differences of numbers can be infinite, which JSON has as a text. */
function parseRowChanges(changes) {
    const parse = ({ mean, greatest }) => {
        return { mean: Number(mean), greatest: Number(greatest) };
    };
    return {
        ...changes,
        samples: changes.samples,
        columns: changes.columns.map(({ difference, kinds, ...column }) => {
            return { ...column, kinds: { base: kinds.base, now: kinds.now }, difference: difference && parse(difference) };
        }),
    };
}
function parseValues({ min, max, mean, ...facts }) {
    return { ...facts, min: parseNumber(min), max: parseNumber(max), mean: mean === undefined ? undefined : Number(mean) };
}
/** Parses a number. A text of digits is a bigint. */
function parseNumber(value) {
    if (typeof value !== 'string')
        return value;
    return /^-?\d+$/.test(value) ? BigInt(value) : Number(value);
}
const createMap = (texts) => new Map(Object.entries(texts));
/** Parses a time. The schema's pattern also accepts dates such as the 99th of a month. */
function parseTime(text) {
    const time = new Date(text);
    if (Number.isNaN(time.getTime()))
        throw new ResultFileError(`${(0,input_problems/* quote */.hD)(text)} is not a time.`);
    return time;
}


/***/ })

};
;