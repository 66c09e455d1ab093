"use strict";
exports.id = 7260;
exports.ids = [7260];
exports.modules = {

/***/ 42897:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R$: () => (/* binding */ listPromotions),
/* harmony export */   gn: () => (/* binding */ isUnderWay),
/* harmony export */   xn: () => (/* binding */ beginPromotion)
/* harmony export */ });
/* unused harmony export maxMarkerAgeMs */
/* harmony import */ var _lib_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56620);
/* harmony import */ var _lib_for_each_bounded_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(52759);
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(33178);
/* harmony import */ var _sandbox_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19770);




/** The format of markers. A marker of another version counts as absent. */
const version = 1;
/** The limit for a marker, in bytes: four times its size. */
const maxMarkerBytes = 1024;
/** The most markers of a sandbox that are read. */
const maxMarkers = 1000;
/** How often a marker is renewed while its promotion is under way, in milliseconds. */
const renewalMs = 30_000;
/** The longest write of the end, in milliseconds. */
const endLimitMs = 5_000;
/** A marker that is older belongs to a step that was killed, in milliseconds: ten renewals. */
const maxMarkerAgeMs = 10 * renewalMs;
/**
 * Says that a step reads a sandbox, until it ends: a cleanup of the sandbox waits as long. The marker is in the base
 * context, where the role of pull requests cannot write. It is renewed in the background. Throws Failure as a store
 * does.
 */
async function beginPromotion(base, { sandbox, commit, workflowRun: { url, attempt }, stepId }, { signal, clock = _lib_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .systemClock */ .m }) {
    const key = `${getMarkersPrefix(base, sandbox)}${stepId}.json`;
    const { store } = base;
    const write = async (state, ended = signal) => {
        const options = { signal: ended };
        const text = JSON.stringify({ version, commit, url, attempt, state, at: clock.date().toISOString() });
        const current = await store.getVersion(key, { ...options, maxBytes: maxMarkerBytes });
        await store.putVersion(key, Buffer.from(text), current?.etag, options);
    };
    await write('under-way');
    const ended = new AbortController();
    const renew = async () => {
        for (;;) {
            await clock.sleep(renewalMs, AbortSignal.any([ended.signal, signal]));
            // A renewal that fails is tried again the next time, which is before the marker is too old.
            await write('under-way').catch(() => undefined);
        }
    };
    const renewing = renew().catch(() => undefined);
    return {
        async end() {
            ended.abort();
            await renewing;
            // Also after a cancellation.
            await write('ended', AbortSignal.timeout(endLimitMs));
        },
    };
}
/**
 * The markers of all steps that promote, or have promoted, from a sandbox into the base, without those that a later
 * attempt of their workflow run replaces. Throws Failure.
 */
async function listPromotions(base, sandbox, options) {
    const keys = [];
    for await (const entry of base.store.list(getMarkersPrefix(base, sandbox), options)) {
        if (entry.kind === 'object' && entry.size <= maxMarkerBytes)
            keys.push(entry.key);
        if (keys.length === maxMarkers)
            break;
    }
    const markers = [];
    const read = async (key, signal) => {
        const object = await base.store.getVersion(key, { signal, maxBytes: maxMarkerBytes });
        const marker = object?.bytes && parseMarker(Buffer.from(object.bytes).toString());
        if (marker !== undefined)
            markers.push(marker);
    };
    await (0,_lib_for_each_bounded_js__WEBPACK_IMPORTED_MODULE_1__/* .forEachBounded */ .a)(keys, read, options);
    return markers.filter((marker) => !markers.some((other) => replaces(other, marker)));
}
/**
 * Whether a marker is of a later attempt: GitHub starts it after all steps of the earlier one have ended, so what they
 * left under way was killed.
 */
const replaces = ({ workflowRun: later }, { workflowRun: earlier }) => later.url !== '' && later.url === earlier.url && later.attempt > earlier.attempt;
/** Whether a step reads the sandbox at this moment. A marker that is not renewed any more is that of a killed step. */
function isUnderWay({ state, at }, now) {
    return state === 'under-way' && now.getTime() - at.getTime() <= maxMarkerAgeMs;
}
function parseMarker(text) {
    const marker = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qF)(text);
    const [commit, state] = [(0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .getString */ .AA)(marker, 'commit'), (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .getString */ .AA)(marker, 'state')];
    const [url, attempt] = [(0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .getString */ .AA)(marker, 'url'), (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .getNumber */ .WZ)(marker, 'attempt')];
    const at = new Date((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .getString */ .AA)(marker, 'at') ?? Number.NaN);
    const isValid = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .getNumber */ .WZ)(marker, 'version') === version && !Number.isNaN(at.getTime());
    if (!isValid || commit === undefined || url === undefined || attempt === undefined)
        return undefined;
    return state === 'under-way' || state === 'ended' ? { commit, workflowRun: { url, attempt }, state, at } : undefined;
}
const getMarkersPrefix = (base, sandbox) => `${(0,_sandbox_js__WEBPACK_IMPORTED_MODULE_3__/* .getContextPrefix */ .i9)(base)}run-action/promotions/${sandbox}/`;


/***/ }),

/***/ 91388:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ commentLimit),
/* harmony export */   w: () => (/* binding */ renderComment)
/* harmony export */ });
/* harmony import */ var _action_docs_link_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70131);
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19177);
/* harmony import */ var _fit_sections_js__WEBPACK_IMPORTED_MODULE_21__ = __webpack_require__(60879);
/* harmony import */ var _many_runs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(34049);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_19__ = __webpack_require__(11156);
/* harmony import */ var _page_artifact_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7985);
/* harmony import */ var _render_reports_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(21395);
/* harmony import */ var _run_result_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(30488);
/* harmony import */ var _sections_bundles_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(63179);
/* harmony import */ var _sections_columns_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(91909);
/* harmony import */ var _sections_contents_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(96738);
/* harmony import */ var _sections_failure_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(89396);
/* harmony import */ var _sections_headline_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(48996);
/* harmony import */ var _sections_history_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(70602);
/* harmony import */ var _sections_lineage_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(94611);
/* harmony import */ var _sections_log_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(46564);
/* harmony import */ var _sections_overview_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(10703);
/* harmony import */ var _sections_rows_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(58693);
/* harmony import */ var _sections_rules_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(83385);
/* harmony import */ var _sections_run_table_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(30234);
/* harmony import */ var _sections_schema_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(49415);
/* harmony import */ var _sections_skip_js__WEBPACK_IMPORTED_MODULE_20__ = __webpack_require__(72499);






















/** GitHub accepts 65,536 characters; the difference is for a hidden marker. */
const commentLimit = 64_500;
/** The log lines of a failed run; the summary shows more. */
const logLimit = 20;
/** Renders the comment on a pull request: what happened to the data. At most `limit` characters, without the marker. */
function renderComment(reports, { limit = commentLimit, runUrl, pageName, commit, updatedAt, docsUrl = (0,_action_docs_link_js__WEBPACK_IMPORTED_MODULE_0__/* .getDocsUrl */ .Tr)({}) } = {}) {
    const footer = [
        ...(runUrl === undefined ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_19__/* .renderLink */ .BK)('Run summary', runUrl)]),
        ...(runUrl && pageName ? [(0,_page_artifact_js__WEBPACK_IMPORTED_MODULE_3__/* .renderPageLink */ .A)({ name: pageName, runUrl })] : []),
        ...(commit ? [`commit ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_19__/* .renderShortId */ .i4)(commit)}`] : []),
        ...(updatedAt === undefined ? [] : [`updated ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatTime */ .fU)(updatedAt)}`]),
    ].join(' · ');
    const budget = { limit: limit - footer.length - 1, measure: (text) => text.length };
    // A label has the values that distinguish several runs.
    const hasParams = reports.length > 1 && !(0,_run_result_js__WEBPACK_IMPORTED_MODULE_5__/* .areLabelled */ .ko)(reports);
    const sections = (report) => hasParams ? [(0,_sections_run_table_js__WEBPACK_IMPORTED_MODULE_17__/* .createParamsSection */ .gE)(report), ...createSections(report, docsUrl)] : createSections(report, docsUrl);
    const layout = { createSections: sections, budget };
    const text = (0,_run_result_js__WEBPACK_IMPORTED_MODULE_5__/* .areLabelled */ .ko)(reports) ? (0,_many_runs_js__WEBPACK_IMPORTED_MODULE_2__/* .renderManyRuns */ .g)(reports, layout) : (0,_render_reports_js__WEBPACK_IMPORTED_MODULE_4__/* .renderReports */ .k)(reports, layout);
    return `${text}${footer}`.trimEnd().concat('\n');
}
const createSections = (report, docsUrl) => [
    (0,_sections_rules_js__WEBPACK_IMPORTED_MODULE_16__/* .createRulesSection */ .N)(report),
    (0,_sections_history_js__WEBPACK_IMPORTED_MODULE_11__/* .createHistorySection */ .Wj)(report),
    (0,_sections_failure_js__WEBPACK_IMPORTED_MODULE_9__/* .createFailureSection */ .kf)(report, docsUrl),
    (0,_sections_failure_js__WEBPACK_IMPORTED_MODULE_9__/* .createDetachedSection */ .kq)(report),
    (0,_sections_skip_js__WEBPACK_IMPORTED_MODULE_20__/* .createSkipSection */ .N)(report),
    (0,_sections_skip_js__WEBPACK_IMPORTED_MODULE_20__/* .createPromotionSection */ .F)(report),
    (0,_sections_overview_js__WEBPACK_IMPORTED_MODULE_14__/* .createOverviewSection */ .tU)(report),
    (0,_sections_schema_js__WEBPACK_IMPORTED_MODULE_18__/* .createSchemaSection */ .Jy)(report),
    (0,_sections_overview_js__WEBPACK_IMPORTED_MODULE_14__/* .createNotesSection */ .rX)(report),
    (0,_sections_rows_js__WEBPACK_IMPORTED_MODULE_15__/* .createRowsSection */ .jA)(report),
    (0,_sections_rows_js__WEBPACK_IMPORTED_MODULE_15__/* .createSampleRowsSection */ .zj)(report, true),
    (0,_sections_columns_js__WEBPACK_IMPORTED_MODULE_7__/* .createValuesSection */ .wQ)(report),
    (0,_sections_contents_js__WEBPACK_IMPORTED_MODULE_8__/* .createFilesSection */ .f8)(report),
    (0,_sections_contents_js__WEBPACK_IMPORTED_MODULE_8__/* .createNestedSection */ .Tx)(report),
    (0,_sections_contents_js__WEBPACK_IMPORTED_MODULE_8__/* .createTagsSection */ .TG)(report),
    (0,_sections_lineage_js__WEBPACK_IMPORTED_MODULE_12__/* .createLineageCountsSection */ .p)(report, report.lineage && report.lineage.nodes.length > 1 ? ' (graph in the run summary)' : ''),
    (0,_sections_bundles_js__WEBPACK_IMPORTED_MODULE_6__/* .createNewerUpstreamSection */ .y)(report),
    (0,_sections_log_js__WEBPACK_IMPORTED_MODULE_13__/* .createLogSection */ .M)(report, report.failure && report.failure.verdict !== 'rule-broken' ? logLimit : 0),
    (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_21__/* .createWholeSection */ .hx)('run', renderLinks(report)),
];
function renderLinks(report) {
    const { output, logUrl, cost } = report;
    return [
        ...(output && (0,_sections_headline_js__WEBPACK_IMPORTED_MODULE_10__/* .isProved */ .n_)(report) ? [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_19__/* .renderCode */ .cR)(output.uri)] : []),
        ...(logUrl === undefined ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_19__/* .renderLink */ .BK)('CloudWatch Logs', logUrl)]),
        ...(cost && (0,_sections_run_table_js__WEBPACK_IMPORTED_MODULE_17__/* .formatCost */ .BD)(cost) !== '' ? [`${(0,_sections_run_table_js__WEBPACK_IMPORTED_MODULE_17__/* .labelCost */ .kj)(report)}: ${(0,_sections_run_table_js__WEBPACK_IMPORTED_MODULE_17__/* .formatCost */ .BD)(cost)}`] : []),
    ].join(' · ');
}


/***/ }),

/***/ 11180:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ed: () => (/* binding */ Html),
/* harmony export */   YZ: () => (/* binding */ renderAnchor),
/* harmony export */   iQ: () => (/* binding */ renderSentence),
/* harmony export */   qy: () => (/* binding */ html)
/* harmony export */ });
/* harmony import */ var _action_untrusted_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23707);

/** A piece of HTML in which every text from outside is escaped. Only `html` creates it. */
class Html {
    text;
    constructor(text) {
        this.text = text;
    }
}
/**
 * Creates HTML from a template. Values may stand in elements and in quoted attributes, and never in a script, a style
 * or a URL: `renderAnchor` checks URLs.
 */
function html(parts, ...values) {
    return new Html(parts.map((part, index) => (index === 0 ? '' : renderValue(values[index - 1])) + part).join(''));
}
function renderValue(value) {
    if (value === undefined)
        return '';
    if (value instanceof Html)
        return value.text;
    if (typeof value === 'string')
        return escapeHtml(value);
    return typeof value === 'number' ? String(value) : value.map(renderValue).join('');
}
const entities = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
};
/**
 * Escapes one untrusted line for an element or a quoted attribute. Control characters and the marks that reorder text
 * are removed.
 */
function escapeHtml(text) {
    return (0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeLogLine */ ._P)(text.replace(/[\r\n]+/g, ' ').toWellFormed()).replace(/[&<>"']/g, (c) => entities[c] ?? c);
}
/** Renders a sentence: text between backticks becomes code. */
function renderSentence(text) {
    return html `${(0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .splitCode */ .mB)(text).map((part) => (part.isCode ? html `<code>${part.text}</code>` : part.text))}`;
}
/** Renders a link that opens no window of this page, or only its text when the URL is not an https URL. */
function renderAnchor(text, url) {
    if (url === undefined || !URL.canParse(url) || new URL(url).protocol !== 'https:')
        return html `${text}`;
    return html `<a href="${new URL(url).href}" rel="noopener noreferrer">${text}</a>`;
}


/***/ }),

/***/ 61089:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   cV: () => (/* binding */ pageLimitBytes),
/* harmony export */   qE: () => (/* binding */ partLimits),
/* harmony export */   vd: () => (/* binding */ PageLogs)
/* harmony export */ });
/* harmony import */ var _html_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(11180);

/** The size limit of a page in bytes. */
const pageLimitBytes = 20 * 1024 * 1024;
/** The most lines and characters of a part of a log, which a browser lays out as a whole, once it is visible. */
const partLimits = { lines: 500, characters: 64 * 1024 };
/** The bytes of the element of a part. */
const partMarkup = '<div></div>\n'.length;
const lineBreak = 0x0a;
/**
 * The logs of the runs of a step for its page, as the bytes of the page, because texts of JavaScript take up to several
 * times the memory. All logs together keep about the bytes of a page; the first lines of the longest logs are left out.
 */
class PageLogs {
    #redact;
    #logs = new Map();
    #bytes = 0;
    /** @param redact Hides secrets in a line: the runner masks its log, and no file. */
    constructor(redact) {
        this.#redact = redact;
    }
    /** Adds lines to the log of a run. */
    add(runId, lines) {
        if (lines.length === 0)
            return;
        const log = this.#logs.get(runId) ?? new KeptLog();
        this.#logs.set(runId, log);
        const before = log.bytes;
        for (const line of lines)
            log.add((0,_html_js__WEBPACK_IMPORTED_MODULE_0__/* .html */ .qy) `${this.#redact(line)}`.text);
        this.#bytes += log.bytes - before;
        // Cutting at every call would visit all logs each time.
        if (this.#bytes > 1.25 * pageLimitBytes)
            this.#cut([...this.#logs.values()], pageLimitBytes);
    }
    /** The bytes of the log of a run; undefined when it has none. */
    getBytes(runId) {
        return this.#logs.get(runId)?.bytes;
    }
    /** Cuts the logs of these runs, so that together they have at most `limitBytes`. Short logs stay whole. */
    fit(runIds, limitBytes) {
        const found = [...new Set(runIds)].flatMap((runId) => {
            const log = this.#logs.get(runId);
            return log === undefined ? [] : [[runId, log]];
        });
        this.#cut(found.map(([, log]) => log), limitBytes);
        return new Map(found);
    }
    #cut(logs, limitBytes) {
        // The size of an open part is known when it is closed.
        for (const log of logs)
            log.close();
        const share = findShare(logs.map(({ bytes }) => bytes), limitBytes);
        for (const log of logs)
            log.cut(share);
        this.#bytes = [...this.#logs.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    }
}
/** Finds the most bytes that each log may keep: what a short log does not need goes to the longer ones. */
function findShare(sizes, limitBytes) {
    let left = limitBytes;
    for (const [index, size] of sizes.toSorted((a, b) => a - b).entries()) {
        const share = Math.floor(left / (sizes.length - index));
        if (size > share)
            return share;
        left -= size;
    }
    return limitBytes;
}
class KeptLog {
    parts = [];
    lineCount = 0;
    omittedLines = 0;
    omittedBytes = 0;
    #closedBytes = 0;
    #open = [];
    #openLength = 0;
    /** In a page; of the part that is not closed yet, the characters. */
    get bytes() {
        return this.#closedBytes + this.#openLength;
    }
    add(escapedLine) {
        this.lineCount += 1;
        this.#open.push(`${escapedLine}\n`);
        this.#openLength += escapedLine.length + 1;
        if (this.#open.length >= partLimits.lines || this.#openLength >= partLimits.characters)
            this.close();
    }
    /** Closes the last part: the next line begins another one. */
    close() {
        if (this.#open.length === 0)
            return;
        const part = Buffer.from(this.#open.join(''));
        this.parts.push(part);
        this.#closedBytes += part.length + partMarkup;
        this.#open = [];
        this.#openLength = 0;
    }
    /** Leaves out the first lines, so that the closed parts have at most `limitBytes`. */
    cut(limitBytes) {
        let dropped = 0;
        while (this.#closedBytes > limitBytes) {
            const part = this.parts[dropped] ?? Buffer.alloc(0);
            const excess = this.#closedBytes - limitBytes;
            const end = excess < part.length ? part.indexOf(lineBreak, excess - 1) + 1 : part.length;
            this.omittedLines += countLines(part.subarray(0, end));
            this.omittedBytes += end;
            this.#closedBytes -= end;
            if (end < part.length)
                this.parts[dropped] = part.subarray(end);
            else {
                this.#closedBytes -= partMarkup;
                dropped += 1;
            }
        }
        this.parts = this.parts.slice(dropped);
    }
}
function countLines(part) {
    let count = 0;
    for (let at = part.indexOf(lineBreak); at >= 0; at = part.indexOf(lineBreak, at + 1))
        count += 1;
    return count;
}


/***/ }),

/***/ 65835:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _Z: () => (/* binding */ resultLimitBytes),
/* harmony export */   ux: () => (/* binding */ renderResultFile)
/* harmony export */ });
/* unused harmony export resultVersion */
/* harmony import */ var _action_untrusted_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23707);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);


/**
 * The version of the result file's format. Within a version fields may be added, but none is removed or changes its
 * meaning.
 */
const resultVersion = 1;
/** The size limit of a result file in bytes. Larger files are not read. */
const resultLimitBytes = 4 * 1024 * 1024;
/** The limits of lists, of the log's last lines, and of texts in the schema. */
const itemLimit = 5000;
const tailLimit = 1000;
const textLimit = 19_900;
/** The years that the schema's times have room for. */
const years = { first: 0, last: 9999 };
/** The numbers for which the schema allows texts, because JSON cannot represent NaN and infinity. */
const textNumbers = new Set(['min', 'max', 'mean', 'greatest']);
/**
 * Renders the result file: the first report as JSON, with the other reports of the step in `others`. The schema is
 * docs/result.schema.json. Absent values are left out. Long texts and lists are shortened, and lists again until the
 * file is smaller than 4 MiB. The comparison's `notes` name its shortened lists.
 */
function renderResultFile(reports) {
    for (let maxItems = itemLimit;; maxItems = Math.ceil(maxItems / 2)) {
        const text = renderRuns(reports, maxItems);
        if (maxItems === 1 || Buffer.byteLength(text) <= resultLimitBytes)
            return text;
    }
}
function renderRuns([first, ...others], maxItems) {
    const result = {
        version: resultVersion,
        ...createRun(first, maxItems),
        ...(others.length > 0 && { others: others.map((report) => createRun(report, maxItems)) }),
    };
    const convert = function (key, value) {
        return convertToJson.call(this, key, value, maxItems);
    };
    return `${JSON.stringify(result, convert, 2)}\n`;
}
/**
 * Converts values that JSON cannot represent to texts and objects, and shortens texts, keys and lists. A value without
 * a place in the schema, such as an invalid time or an infinite count, is left out.
 */
function convertToJson(key, value, maxItems) {
    // JSON.stringify has already called toJSON of a date.
    const original = this !== null && typeof this === 'object' ? Reflect.get(this, key) : value;
    if (original instanceof Date)
        return isWritable(original) ? value : undefined;
    if (typeof value === 'string')
        return (0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_1__/* .truncate */ .xv)(value, textLimit).toWellFormed();
    if (typeof value === 'bigint')
        return value.toString();
    if (typeof value === 'number' && !Number.isFinite(value))
        return textNumbers.has(key) ? String(value) : undefined;
    if (value instanceof Map)
        return createObject(value);
    return Array.isArray(value) && value.length > maxItems ? value.slice(0, maxItems) : value;
}
function isWritable(time) {
    const year = time.getUTCFullYear();
    return year >= years.first && year <= years.last;
}
/** The first of several keys that are equal once they are shortened counts. */
function createObject(map) {
    const entries = new Map();
    for (const [key, value] of map) {
        if (entries.size === itemLimit)
            break;
        const shortened = (0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_1__/* .truncate */ .xv)(key, textLimit).toWellFormed();
        if (!entries.has(shortened))
            entries.set(shortened, value);
    }
    return Object.fromEntries(entries);
}
/** A duration in whole milliseconds; 0 where the clock was set back. */
function roundDuration(ms) {
    return Number.isFinite(ms) ? Math.max(0, Math.round(ms)) : 0;
}
function createRun(report, maxItems) {
    const { status, failure, image, comparison, durationMs, phases, log } = report;
    return {
        status,
        label: report.label,
        notRunReason: report.notRunReason,
        ...(failure && createFailureJson(failure)),
        retryMayHelp: failure && (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTransientVerdict */ .Gp)(failure.verdict),
        pipeClass: report.pipeClass,
        backend: report.backend,
        remote: report.remote,
        context: report.context,
        params: report.params,
        startedAt: report.startedAt,
        durationMs: roundDuration(durationMs),
        phases: phases.map(({ name, ms }) => ({ name, ms: roundDuration(ms) })),
        image: image && { reference: image.reference, pinned: image.pinned, dialect: image.dialect },
        job: report.job && createJob(report.job),
        exitCode: report.exitCode,
        logUrl: report.logUrl,
        attempts: report.attempts,
        left: report.left,
        input: report.input,
        copied: report.copied,
        output: report.output,
        outputPath: report.outputPath,
        newerUpstream: report.newerUpstream?.filter(({ name, createdAt, used }) => {
            return name !== '' && isWritable(createdAt) && isWritable(used.createdAt);
        }),
        ...{ skip: report.skip, promotion: report.promotion },
        reuse: report.reuse && { possible: report.reuse.possible, why: report.reuse.why },
        notCompared: report.notCompared,
        comparison: comparison && {
            ...comparison,
            changes: { ...comparison.changes, notes: createNotes(comparison, maxItems) },
        },
        ...{ rules: report.rules, acceptance: report.acceptance, history: report.history },
        lineage: report.lineage && createLineage(report.lineage),
        cost: report.cost,
        annotations: report.annotations,
        ...{ cleanup: report.cleanup, redo: report.redo },
        log: { lines: log.lines, tail: log.tail.slice(-Math.min(maxItems, tailLimit)) },
    };
}
/** A job also has what the log says of its start. */
function createJob({ id, name, definition, queue, url, definitionUrl, queueUrl }) {
    return { id, name, ...{ definition, queue, url, definitionUrl, queueUrl } };
}
function createFailureJson({ evidence, advice, where, ...rest }) {
    const unknown = 'Nothing more is known.';
    return { ...rest, evidence: evidence || unknown, advice: advice || unknown, where: where?.file ? where : undefined };
}
/** Bundles can name upstream bundles without a uuid. */
function createLineage(lineage) {
    return { ...lineage, nodes: lineage.nodes.filter(({ id }) => id !== '') };
}
/** Adds notes on shortened lists to the notes of the comparison. */
function createNotes({ changes }, maxItems) {
    const lists = { columns: changes.columns, files: changes.files, 'nested bundles': changes.nested, tags: changes.tags };
    const shortened = Object.entries(lists)
        .filter(([, { length }]) => length > maxItems)
        .map(([name, { length }]) => `The result file contains ${maxItems} of ${length} ${name}.`);
    return [...shortened, ...changes.notes];
}


/***/ }),

/***/ 70200:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  a: () => (/* binding */ injectCredentials),
  Q: () => (/* binding */ renewCredentials)
});

;// CONCATENATED MODULE: ./src/aws/container-files.js
const folder = '/etc/disdat-run-action';
const credentialsPath = `${folder}/credentials.json`;
/** Variables of an image that the SDK would prefer to a configuration file. */
const removedVariables = [
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'AWS_SECURITY_TOKEN',
    'AWS_CREDENTIAL_EXPIRATION',
    'AWS_PROFILE',
    'AWS_DEFAULT_PROFILE',
    'AWS_ROLE_ARN',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
    'AWS_ACCESS_KEY',
    'AWS_SECRET_KEY',
    'AWS_CREDENTIAL_FILE',
    'BOTO_CONFIG',
];
/**
 * Variables that make the AWS SDK in the container read only our files. The image's own variables are removed
 * (undefined here), and neither `~/.aws` nor a metadata service can replace the step's credentials. None is a secret.
 */
function createAwsFileEnv(region) {
    return new Map([
        ...removedVariables.map((name) => [name, undefined]),
        ['AWS_CONFIG_FILE', `${folder}/config`],
        ['AWS_SHARED_CREDENTIALS_FILE', `${folder}/none`],
        ['AWS_EC2_METADATA_DISABLED', 'true'],
        ['AWS_REGION', region],
        ['AWS_DEFAULT_REGION', region],
    ]);
}
/**
 * An AWS configuration whose `credential_process` prints a file beside it. SDKs run the process again before the
 * credentials expire (https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html), so replacing
 * the file renews the credentials of a running pipe.
 */
function createAwsFiles(identity, credentials) {
    const config = ['[default]', `region = ${identity.region}`, `credential_process = cat ${credentialsPath}`, ''];
    return [{ path: `${folder}/config`, content: config.join('\n') }, createCredentialsFile(credentials)];
}
/** The file of `createAwsFiles` that holds the credentials. */
function createCredentialsFile({ accessKeyId, secretAccessKey, sessionToken, expiration, }) {
    const content = {
        Version: 1,
        AccessKeyId: accessKeyId,
        SecretAccessKey: secretAccessKey,
        SessionToken: sessionToken,
        Expiration: expiration?.toISOString(),
    };
    return { path: credentialsPath, content: JSON.stringify(content) };
}
/** Credentials are renewed this long before they expire, or after half of the remaining time if that is later. */
const renewBeforeMs = 5 * 60_000;
/** How long to wait before credentials must be renewed, in milliseconds; undefined for credentials without an end. */
function getRenewalDelay({ expiration }, now) {
    if (expiration === undefined)
        return undefined;
    const leftMs = expiration.getTime() - now.getTime();
    return Math.max(0, leftMs - renewBeforeMs, leftMs / 2);
}

// EXTERNAL MODULE: ./src/disdat/generations.js
var generations = __webpack_require__(9429);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/lib/clock.js
var clock = __webpack_require__(56620);
;// CONCATENATED MODULE: ./src/run/credentials.js




/**
 * Gives the pipe its credentials, the way the backend delivers them. With `role-to-assume` they allow only what the
 * remote context needs. Throws Failure `invalid-input` when everyone who may describe jobs could read credentials that
 * cannot be narrowed.
 */
async function injectCredentials(context, task, remote) {
    const delivery = context.run.backend.credentials;
    switch (delivery.kind) {
        case 'job-role':
            return { task };
        case 'environment':
            return { task: addEnv(task, await createCredentialsEnv(context, delivery, task, remote)) };
        case 'files':
            return await addCredentialFiles(context, task, remote);
    }
}
/** Variables of the task itself take precedence. */
const addEnv = (task, env) => ({
    ...task,
    env: new Map([...env, ...task.env]),
});
async function addCredentialFiles({ dependencies }, task, remote) {
    const own = await dependencies.identity();
    const generation = (0,generations/* getGeneration */.D3)(task.image.dialect);
    const narrowed = await own.createPipeIdentity(dependencies.createPipePolicy(remote, own.region, generation));
    if (narrowed === undefined)
        await dependencies.log.debug("The pipe gets the step's own credentials: only those of a `role-to-assume` can be narrowed to the remote.");
    const identity = narrowed ?? own;
    const credentials = await identity.credentials();
    const files = createAwsFiles(identity, credentials);
    return { task: { ...addEnv(task, createAwsFileEnv(identity.region)), files }, source: { identity, credentials } };
}
async function createCredentialsEnv({ run, dependencies }, { durationSeconds, queueTimeoutMs }, { image, jobSeed }, remote) {
    const own = await dependencies.identity();
    const needs = { ...(0,generations/* getGeneration */.D3)(image.dialect), readsPacks: jobSeed !== undefined };
    const policy = dependencies.createPipePolicy(remote, own.region, needs);
    const narrowed = await own.createPipeIdentity(policy, { durationSeconds });
    if (narrowed === undefined)
        throw new errors/* Failure */.HR('invalid-input', "job-credentials-seconds: the step's own credentials cannot be narrowed to the remote, and everyone who may describe jobs can read them.", 'Set `role-to-assume`, which can be narrowed, or better give the job a role of its own with `job-role-arn`.');
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = await narrowed.credentials();
    await dependencies.log.warning('The job gets credentials as environment variables. Everyone who may call batch:DescribeJobs in this account can read them until they expire. They allow access to the remote context only. With `job-role-arn` the job needs none.');
    const jobEndsBy = clock/* systemClock */.m.date().getTime() + run.timeoutMs + queueTimeoutMs;
    if (expiration !== undefined && expiration.getTime() < jobEndsBy)
        await dependencies.log.warning(`These credentials expire at ${expiration.toISOString()}, and the job may take longer: \`queue-timeout-minutes\` plus \`run-timeout-minutes\`. Raise \`job-credentials-seconds\`, or lower the two.`);
    return [
        ['AWS_ACCESS_KEY_ID', accessKeyId],
        ['AWS_SECRET_ACCESS_KEY', secretAccessKey],
        ['AWS_SESSION_TOKEN', sessionToken ?? ''],
        ['AWS_REGION', own.region],
        ['AWS_DEFAULT_REGION', own.region],
    ];
}
/** Limits of the pause before another attempt to renew credentials, in milliseconds. */
const retryPause = { minMs: 1_000, maxMs: 60_000 };
/**
 * Puts new credentials into the container before the old ones expire, until `ended` aborts. A failure is only a
 * warning: the pipe may end before they expire.
 */
async function renewCredentials({ dependencies, backend }, job, { task, source }, ended) {
    if (source === undefined || backend.refresh === undefined)
        return;
    const { log } = dependencies;
    let current = source.credentials;
    let hasFailed = false;
    for (;;) {
        const delayMs = getRenewalDelay(current, clock/* systemClock */.m.date());
        if (delayMs === undefined)
            return;
        await clock/* systemClock */.m.sleep(hasFailed ? getRetryPause(delayMs) : delayMs, ended).catch(() => undefined);
        if (ended.aborted)
            return;
        try {
            const next = await source.identity.credentials();
            // A source that returns the same credentials has no newer ones yet.
            hasFailed = next.expiration?.getTime() === current.expiration?.getTime();
            if (hasFailed)
                continue;
            current = next;
            await backend.refresh(job, [createCredentialsFile(current)], task.image);
            log.info("Renewed the container's credentials.");
        }
        catch (error) {
            hasFailed = true;
            if (!ended.aborted)
                await log.warning(`The container's credentials were not renewed: ${(0,errors/* describeError */.Uc)(error)}`);
        }
    }
}
/**
 * Returns a pause within the remaining life of the old credentials, so that short-lived ones are renewed too; the
 * longest pause once they have expired.
 */
function getRetryPause(remainingMs) {
    if (remainingMs === 0)
        return retryPause.maxMs;
    return Math.min(retryPause.maxMs, Math.max(remainingMs, retryPause.minMs));
}


/***/ }),

/***/ 22127:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ detach),
/* harmony export */   e: () => (/* binding */ follow)
/* harmony export */ });
/* harmony import */ var _aws_role_credentials_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8304);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40643);
/* harmony import */ var _lib_clock_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56620);
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19177);
/* harmony import */ var _credentials_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(70200);
/* harmony import */ var _launch_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(34761);
/* harmony import */ var _output_watch_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(80605);







const deadlineReason = 'GitHub ends this workflow job soon, and the pipe has not ended.';
const detachedOnCancelReason = 'The workflow was cancelled, and `on-cancel: detach` leaves the job of the pipe running.';
/**
 * Follows the job until it ends, within its time limit. A job that does not end on its own is stopped before this
 * throws. A job that can outlive the step is detached when GitHub is about to end the step, when the step gets no more
 * credentials, on cancellation with `on-cancel: detach`, and when it can be followed no longer: an error of the step or
 * of AWS says nothing about the job, and does not end it.
 */
async function follow(context, launched, analyzer, observer) {
    const { run, dependencies, backend } = context;
    const { log, cancelled } = dependencies;
    const isLimitedByJob = backend.can.outlivesStep || run.isLimitedByJob;
    const limit = isLimitedByJob ? dependencies.jobDeadline : AbortSignal.timeout(run.timeoutMs);
    const ended = new AbortController();
    const { prepared, job } = launched;
    const renewing = prepared && (0,_credentials_js__WEBPACK_IMPORTED_MODULE_4__/* .renewCredentials */ .Q)(context, job, prepared, ended.signal);
    const watch = createOutputWatch(context, launched, ended.signal);
    try {
        const listener = createListener(context, launched, { analyzer, observer, watch });
        // A job of Batch begins a group for each of its attempts.
        if (!backend.can.outlivesStep && !launched.isOneOfMany)
            await log.startGroup('Log of the pipe');
        return { kind: 'ended', result: await backend.follow(job, listener, AbortSignal.any([cancelled, limit])) };
    }
    catch (error) {
        log.endUntrusted();
        const reason = findDetachReason(context, limit, error);
        if (reason !== undefined) {
            const { why, failure } = reason;
            const left = await detach(context, launched, why);
            return { kind: 'detached', left, ...(failure !== undefined && { error: failure }) };
        }
        await (0,_launch_js__WEBPACK_IMPORTED_MODULE_5__/* .stop */ .ds)(context, job);
        if (!limit.aborted || cancelled.aborted)
            throw error;
        throw isLimitedByJob ? createJobLimitFailure(error) : createTimeoutFailure(run.timeoutMs, error);
    }
    finally {
        log.endUntrusted();
        await log.endGroup();
        ended.abort();
        await Promise.all([renewing, watch?.finish()]);
    }
}
/** Returns why the job continues without this step, and the error if that fails the step; undefined to stop the job. */
function findDetachReason({ run, dependencies, backend }, limit, error) {
    if (!backend.can.outlivesStep)
        return undefined;
    if (dependencies.cancelled.aborted)
        return canDetach(run, dependencies) ? { why: detachedOnCancelReason, failure: error } : undefined;
    const { failsOnDetach } = run.backend;
    if (limit.aborted)
        return { why: deadlineReason, ...(failsOnDetach && { failure: createDetachFailure(error) }) };
    const why = (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .describeError */ .Uc)(error);
    return (0,_aws_role_credentials_js__WEBPACK_IMPORTED_MODULE_0__/* .isIdentityLost */ .Fs)(error) && !failsOnDetach ? { why } : { why, failure: error };
}
/** A cancellation by the step itself has a failure of its own as its reason, and ends the job. */
const canDetach = ({ backend }, { cancelled }) => backend.detachesOnCancel && !(cancelled.reason instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR);
function createDetachFailure(cause) {
    const evidence = 'GitHub ends this workflow job soon, and the job of the pipe has not ended. It continues.';
    const advice = 'Attach to it with the step in the report, or set `on-detach: succeed` and attach in a later job.';
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('timeout', evidence, advice, { cause });
}
function createJobLimitFailure(cause) {
    const evidence = 'GitHub ends this workflow job soon, and the pipe had not ended. It was stopped.';
    const advice = 'Raise `timeout-minutes` of the workflow job, or run the pipe with `backend: AWSBatch`, where it can outlive the job.';
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('timeout', evidence, advice, { cause });
}
function createTimeoutFailure(timeoutMs, cause) {
    const evidence = `The pipe did not end within ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_3__/* .formatDuration */ .a3)(timeoutMs)} and was stopped.`;
    const advice = 'Raise `run-timeout-minutes`, or look in the log for what the pipe waits for.';
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('timeout', evidence, advice, { cause });
}
/** Lets the job continue without this step. The log says how to attach to it, and that it costs money until it ends. */
async function detach({ dependencies }, { job, receipt }, why) {
    const { log, state } = dependencies;
    const snippet = dependencies.renderAttachSnippet([job.id]);
    await state.removeOrphan(receipt.outputUuid);
    await log.notice(`${why} Job ${job.id} continues without this step and is charged until it ends.`);
    log.info(`This step follows the job until it ends, proves its output and pulls it:\n${snippet}`);
    return { why, snippet };
}
/** Watches the output of a job whose backend has to look for its end. */
function createOutputWatch({ dependencies, backend }, { job, receipt, remote }, ended) {
    if (backend.announceEnd === undefined)
        return undefined;
    const announceEnd = async () => await backend.announceEnd?.(job);
    const { outputLooks: limiter } = dependencies;
    return new _output_watch_js__WEBPACK_IMPORTED_MODULE_6__/* .OutputWatch */ .$({ remote, uuid: receipt.outputUuid, clock: _lib_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .systemClock */ .m, limiter, announceEnd, ended });
}
function createListener({ dependencies }, { job, isOneOfMany }, { analyzer, observer, watch }) {
    const { log } = dependencies;
    const prefix = isOneOfMany ? `[${job.name} ${job.id.slice(0, 8)}] ` : '';
    return {
        async lines(stream, lines) {
            for (const line of lines)
                analyzer.readLine(line, stream);
            observer.addLines(lines);
            watch?.recordLines();
            await log.printUntrusted(prefix === '' ? lines : lines.map((line) => prefix + line));
        },
        async changed(text) {
            log.info(`${prefix}${text}`);
        },
        async attempt(number) {
            watch?.start();
            log.endUntrusted();
            if (isOneOfMany)
                log.info(`${prefix}Attempt ${number}`);
            else
                await log.startGroup(`Log of attempt ${number}`);
        },
        known: (update) => observer.update(update),
    };
}


/***/ }),

/***/ 34761:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F9: () => (/* binding */ recordJob),
/* harmony export */   Lv: () => (/* binding */ releaseJob),
/* harmony export */   ds: () => (/* binding */ stop),
/* harmony export */   ql: () => (/* binding */ launch)
/* harmony export */ });
/* harmony import */ var _backends_unknown_job_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24802);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40643);
/* harmony import */ var _lib_abort_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(31140);
/* harmony import */ var _lib_progress_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(14443);
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19177);
/* harmony import */ var _save_state_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(69343);






/** Starts the task. Saves what post needs to end it before it can run. */
async function launch(context, task) {
    const { backend, dependencies } = context;
    const save = async () => await (0,_save_state_js__WEBPACK_IMPORTED_MODULE_5__/* .saveOrphan */ .q)(context, task.receipt.outputUuid, await backend.createOrphanFields(task));
    await save();
    const progress = {
        begin: `Starting the ${backend.can.unit} of ${task.receipt.pipeClass}.`,
        describe: (ms) => `The ${backend.can.unit} has not started yet, after ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_4__/* .formatDuration */ .a3)(ms)}.`,
        say: dependencies.log.info,
    };
    const launched = (0,_lib_progress_js__WEBPACK_IMPORTED_MODULE_3__/* .withProgress */ .E)(progress, () => backend.launch(task, dependencies.cancelled));
    const job = await launched.catch(async (error) => {
        // What post needs has changed: the backend may now know that nothing was started.
        if (backend.can.outlivesStep)
            await forgetOrphan(context, task, error);
        else
            await save().catch(() => undefined);
        throw error;
    });
    if (job.adopted !== undefined)
        return job;
    const words = (job.argv ?? task.argv).map((part) => JSON.stringify(part)).join(' ');
    dependencies.log.info(`Started ${backend.can.unit} ${job.name}: ${words}`);
    return job;
}
/** Post has nothing to look for when there is no job, or when `on-cancel: detach` leaves a job that may exist. */
async function forgetOrphan({ run, dependencies }, task, error) {
    const { cancelled, state, log } = dependencies;
    const isUnknown = error instanceof _backends_unknown_job_js__WEBPACK_IMPORTED_MODULE_0__/* .UnknownJobError */ .y;
    const isLeft = isUnknown && cancelled.aborted && run.backend.detachesOnCancel;
    if (isUnknown && !isLeft)
        return;
    await state.removeOrphan(task.receipt.outputUuid);
    if (!isLeft)
        return;
    await log.notice('The workflow was cancelled during the submission. If a job was created, `on-cancel: detach` leaves it running: look for it in the queue.');
}
/**
 * Saves what post needs now that the job has an id, and resolves with the job's receipt. A job that an earlier attempt
 * submitted creates another bundle than this step requested.
 */
async function recordJob(context, task, job) {
    const { backend, dependencies } = context;
    const { log, state } = dependencies;
    const receipt = job.adopted ?? task.receipt;
    if (receipt.outputUuid !== task.receipt.outputUuid)
        await state.removeOrphan(task.receipt.outputUuid);
    await (0,_save_state_js__WEBPACK_IMPORTED_MODULE_5__/* .saveOrphan */ .q)(context, receipt.outputUuid, await backend.createOrphanFields(task, job));
    if (backend.can.outlivesStep)
        log.info(`Job id: ${job.id}${job.url ? `, page: ${job.url}` : ''}`);
    if (job.adopted === undefined)
        return receipt;
    log.info(`Attempt ${receipt.workflowAttempt} of this workflow run submitted this job, and it is still active. It is followed; no other job is submitted.`);
    const { otherInputs = [] } = job;
    if (otherInputs.length > 0) {
        const names = otherInputs.map((name) => `\`${name}\``).join(', ');
        await log.warning(`The job that is followed differs from what this attempt asks for: ${names}. No second job makes the same output beside it. To make it in the new way, terminate job ${job.id}, and run the workflow again.`);
    }
    if (receipt.image !== task.receipt.image)
        log.info(`Its image is ${receipt.image}, and this attempt found ${task.receipt.image}.`);
    if (receipt.inputUuid !== task.receipt.inputUuid)
        log.info(`Its input bundle is ${receipt.inputUuid}, and this attempt found ${task.receipt.inputUuid}.`);
    return receipt;
}
/** Stops the run's container or job; post tries again when this fails. Never throws. */
async function stop(context, job) {
    await endInTime(context, 'stopped', () => context.backend.stop(context.runId, job));
}
/** Frees what the ended job still occupies; post tries again when this fails. Never throws. */
async function releaseJob(context) {
    await endInTime(context, 'removed', async () => await context.backend.release?.(context.runId));
}
/** How long ending a container or job may take, and after a cancellation, of which GitHub leaves 7.5 s. */
const endLimits = { ms: 120_000, cancelledMs: 6_000 };
async function endInTime({ dependencies, backend }, result, work) {
    const { cancelled, log } = dependencies;
    const late = (0,_lib_abort_js__WEBPACK_IMPORTED_MODULE_2__/* .delayAbort */ .y5)(cancelled, endLimits.cancelledMs);
    try {
        await (0,_lib_abort_js__WEBPACK_IMPORTED_MODULE_2__/* .limitTime */ .DZ)(work, { ms: endLimits.ms, signal: late });
    }
    catch (error) {
        const reason = late.aborted
            ? `there was no response within ${endLimits.cancelledMs / 1000} s`
            : (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .describeError */ .Uc)(error);
        await log.warning(`The ${backend.can.unit} could not be ${result} yet: ${reason}`);
    }
}


/***/ }),

/***/ 14837:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ promoteOutput)
/* harmony export */ });
/* harmony import */ var _pull_output_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73983);
/* harmony import */ var _skip_skip_unchanged_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(89607);


/**
 * Makes the output of the merged pull request's sandbox that of the run, and reports it as promoted, pulled if the run
 * pulls its output. Otherwise reports which difference makes the run necessary. `force` is for that run, in which
 * Disdat could reuse an output of older code. Returns whether the run has ended. Throws Failure when the input is not
 * found or the output is not pulled, and the reason of the cancellation.
 */
async function promoteOutput(context, localContext, reporter) {
    const { run, dependencies, phase } = context;
    const { log, mergeSource } = dependencies;
    if (!run.promote)
        return false;
    if (mergeSource === undefined) {
        log.info('`promote` is ignored: this workflow does not run for a push to a branch.');
        return false;
    }
    // A step without the input does not load the rest.
    const { attemptPromotion } = await Promise.all(/* import() */[__webpack_require__.e(3434), __webpack_require__.e(6316)]).then(__webpack_require__.bind(__webpack_require__, 36316));
    const outcome = await phase('promote', () => attemptPromotion(context, mergeSource, localContext));
    if ('trigger' in outcome) {
        log.info((0,_skip_skip_unchanged_js__WEBPACK_IMPORTED_MODULE_1__/* .describeChange */ .u)('promoted', outcome));
        await reporter.update({ promotion: outcome });
        return false;
    }
    const { remote, proof, update } = outcome;
    log.info(`Promoted. ${update.promotion.why}`);
    await reporter.update(update);
    if (run.pullOutput !== 'false') {
        const { folder } = await phase('pull', () => (0,_pull_output_js__WEBPACK_IMPORTED_MODULE_0__/* .pullOutput */ .$)(context, remote, proof));
        await reporter.update({ outputPath: folder });
    }
    await reporter.update({ status: 'promoted' });
    return true;
}


/***/ }),

/***/ 79575:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ logCommentFailure),
/* harmony export */   p: () => (/* binding */ publishComment)
/* harmony export */ });
/* harmony import */ var _action_docs_link_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70131);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40643);
/* harmony import */ var _github_comment_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8613);
/* harmony import */ var _github_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9421);
/* harmony import */ var _lib_abort_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(31140);
/* harmony import */ var _report_accepted_change_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(28473);
/* harmony import */ var _report_comment_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(91388);
/* harmony import */ var _acceptance_collect_shown_rules_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(43438);
/* harmony import */ var _github_access_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(29287);









/** How long all calls may take, in milliseconds. After a cancellation GitHub leaves the step 10 s in all. */
const limitMs = 180_000;
const cancelledLimitMs = 4_000;
/**
 * Posts or updates the one comment of the pull request, when `comment` asks for it. Never throws: the log says once why
 * a comment could not be posted.
 */
async function publishComment(reports, target, sinks) {
    const { log, outputs, cancelled } = sinks;
    const limit = AbortSignal.any([AbortSignal.timeout(limitMs), (0,_lib_abort_js__WEBPACK_IMPORTED_MODULE_4__/* .delayAbort */ .y5)(cancelled, cancelledLimitMs)]);
    try {
        const github = await (0,_github_access_js__WEBPACK_IMPORTED_MODULE_7__/* .openGitHubFor */ .jb)(sinks, limit);
        if (github === undefined)
            return await log.notice('`comment` needs `github-token`. No comment was posted.');
        const { runId: run, sha, attempt, pullRequest, inputs, key } = target;
        const state = getCommentState(reports);
        const result = await (0,_github_comment_js__WEBPACK_IMPORTED_MODULE_2__/* .upsertComment */ .l)(github, {
            pullRequest,
            mode: inputs.commentMode,
            marker: { key, sha, run, attempt, state },
            renderBody: (limit) => renderBody(reports, target, { limit, docsUrl: (0,_action_docs_link_js__WEBPACK_IMPORTED_MODULE_0__/* .getDocsUrl */ .Tr)(sinks.env) }),
            ...(sinks.recordsRules && { shown: (0,_acceptance_collect_shown_rules_js__WEBPACK_IMPORTED_MODULE_6__/* .collectShownRules */ .T)(reports) }),
            shouldPost: (before) => shouldPost(inputs, state, before),
        });
        log.info(describeResult(result, pullRequest));
        if (result.kind === 'posted')
            await outputs.set(new Map([['comment-url', result.url]]));
    }
    catch (error) {
        await logCommentFailure(error, target.refusalAdvice, log);
    }
}
/** Logs why a comment could not be posted. A refusal by GitHub is only a notice: the run did not cause it. */
async function logCommentFailure(error, refusalAdvice, log) {
    if (error instanceof _github_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .GitHubError */ .y && error.kind === 'refused')
        return await log.notice(`GitHub does not let this token comment: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .describeError */ .Uc)(error)}. ${refusalAdvice}`);
    await log.warning(`The comment could not be posted: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .describeError */ .Uc)(error)}`);
}
function describeResult(result, pullRequest) {
    switch (result.kind) {
        case 'posted':
            return `Commented on pull request #${pullRequest}: ${result.url}`;
        case 'skipped':
            return `No comment on pull request #${pullRequest}: nothing happened that \`comment\` asks for.`;
        case 'outdated':
            return result.by === 'head'
                ? `No comment on pull request #${pullRequest}: it has a newer commit.`
                : `No comment on pull request #${pullRequest}: a newer run has commented already.`;
    }
}
function getCommentState(reports) {
    const isBroken = (report) => (0,_report_accepted_change_js__WEBPACK_IMPORTED_MODULE_8__/* .listUnaccepted */ .h)(report).length > 0 || report.failure?.verdict === 'rule-broken';
    if (reports.some((report) => report.failure !== undefined && !isBroken(report)))
        return 'failed';
    if (reports.some(isBroken))
        return 'broken';
    return reports.some(isChanged) ? 'changed' : 'fine';
}
/** A new bundle that was not compared may contain anything. Outputs to redo are a change, too. */
function isChanged({ status, comparison, redo }) {
    if (redo?.runs.some(({ outputs }) => outputs.length > 0))
        return true;
    return comparison === undefined ? status === 'succeeded' : comparison.kind !== 'none';
}
/**
 * An existing comment is always updated, so that no alarm stays. A comment is posted again only when its state changes.
 */
function shouldPost({ comment, commentMode }, state, before) {
    if (before !== undefined && (commentMode === 'update' || before !== state))
        return true;
    switch (comment) {
        case 'never':
            return false;
        case 'changes':
            return state !== 'fine';
        case 'failures':
            return state === 'failed' || state === 'broken';
        case 'always':
            return true;
    }
}
function renderBody(reports, { url, pageName, sha, remark }, { limit, docsUrl }) {
    const options = { limit: Math.min(_report_comment_js__WEBPACK_IMPORTED_MODULE_5__/* .commentLimit */ .j, limit - remark.length), docsUrl, ...(pageName && { pageName }) };
    return `${(0,_report_comment_js__WEBPACK_IMPORTED_MODULE_5__/* .renderComment */ .w)(reports, { ...options, runUrl: url, commit: sha, updatedAt: new Date() })}${remark}`;
}


/***/ }),

/***/ 28985:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Redaction: () => (/* binding */ Redaction)
/* harmony export */ });
/* harmony import */ var _action_input_parsers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48728);
/* harmony import */ var _action_log_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86475);


/** Shorter values of `env` are words such as `debug`, and not secrets. */
const minSecretLength = 8;
/**
 * Hides secrets in texts that GitHub does not mask, as comments, issues and artifacts: the values that the log masks,
 * and those that pipes get by `env`, line by line, because their logs and errors can quote them.
 */
class Redaction {
    #env;
    #log;
    #secrets = new Set();
    /** @param env has the values of variables that are passed on */
    constructor(env, log) {
        this.#env = env;
        this.#log = log;
    }
    /** Hides the values of these variables from now on. */
    add(passed) {
        const values = [...passed].map(([name, value]) => value ?? this.#env[name] ?? '');
        const lines = values.flatMap((value) => [value, ...value.split('\n')]).map((line) => line.trim());
        for (const line of lines.filter(({ length }) => length >= minSecretLength))
            this.#secrets.add(line);
    }
    /** Hides the values that runs have of their own, as the workflow writes them: a value of `each` is not a secret. */
    addRuns({ runs }) {
        const definitions = new Set(runs.map(({ definition }) => definition));
        for (const { inputs } of definitions)
            this.add((0,_action_input_parsers_js__WEBPACK_IMPORTED_MODULE_1__/* .parseEnv */ .vc)(inputs.get('env')?.value ?? '').value);
    }
    /** Replaces the secrets in a text by `***`. */
    hide = (text) => (0,_action_log_js__WEBPACK_IMPORTED_MODULE_0__/* .hideValues */ .X8)(this.#log.redact(text), [...this.#secrets]);
}


/***/ }),

/***/ 31545:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Q: () => (/* binding */ loadFinishing),
  G: () => (/* binding */ runPipe)
});

// EXTERNAL MODULE: external "node:perf_hooks"
var external_node_perf_hooks_ = __webpack_require__(643);
// EXTERNAL MODULE: ./src/disdat/bundle.js
var bundle = __webpack_require__(84092);
// EXTERNAL MODULE: ./src/disdat/generations.js
var generations = __webpack_require__(9429);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/report/format-seed.js
var format_seed = __webpack_require__(78842);
;// CONCATENATED MODULE: ./src/run/context-seed.js
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





/** How long the collection of a seed may take; the container then pulls its context on its own. */
const maxCollectMs = 10 * 60_000;
/** Loads what collects a seed, beside the lookup of the image. */
const loadSeeding = () => Promise.all([__webpack_require__.e(/* import() */ 2808).then(__webpack_require__.bind(__webpack_require__, 2808)), __webpack_require__.e(/* import() */ 4151).then(__webpack_require__.bind(__webpack_require__, 44151)), Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 10811))]);
/**
 * Collects the seed of a run while its image is pulled and its container is prepared. A failure is a notice at most:
 * without a seed, the container pulls its context as Disdat does it.
 */
class SeedCollector {
    #context;
    #localContext;
    #ended = new AbortController();
    /** Resolves when the objects are listed. */
    #listed = Promise.withResolvers();
    /** Resolves with undefined when it fails. */
    #collecting;
    #finishing;
    #owned = new AsyncDisposableStack();
    constructor(context, localContext) {
        this.#context = context;
        this.#localContext = localContext;
    }
    /** Starts to collect the seed in the background, if the run can have one. */
    start(input) {
        const { run, backend } = this.#context;
        const isPossible = run.dialect === undefined || (0,generations/* getGeneration */.D3)(run.dialect).pullsContext;
        if (run.seed.mode === 'none' || run.dryRun || !backend.can.seedsContext || !isPossible)
            return;
        const { seeds } = this.#context.dependencies.shared;
        const collect = () => this.#collect(input.remote, input.found?.bundle.uuid);
        this.#collecting = this.#protect((signal) => seeds?.collectInTurn(input.remote, signal, collect) ?? collect());
    }
    get isStarted() {
        return this.#collecting !== undefined;
    }
    /**
     * Resolves with the seed for a container of the image once its objects are listed; with undefined when there is none.
     * `hasPushed`: this run has changed the remote context since `start`.
     */
    async open(image, hasPushed) {
        const { pullsContext, indexesBundlesOnly } = (0,generations/* getGeneration */.D3)(image.dialect);
        const collecting = this.#collecting;
        if (!pullsContext || collecting === undefined)
            return undefined;
        const listed = await Promise.race([this.#listed.promise, collecting]);
        if (listed === undefined)
            return undefined;
        const finished = this.#finish(collecting, hasPushed);
        this.#finishing = finished;
        return {
            localContext: this.#context.run.context.local,
            count: listed.count + (indexesBundlesOnly ? 2 : 1),
            files: () => this.#listFiles(listed, finished, indexesBundlesOnly),
            collect: () => finished,
        };
    }
    async #finish(collecting, hasPushed) {
        const collection = await collecting;
        if (collection === undefined)
            return undefined;
        const { builder, spool, startedMs } = collection;
        const finish = async (signal) => {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const _ = __addDisposableResource(env_1, { [Symbol.asyncDispose]: () => spool.complete() }, true);
                if (hasPushed)
                    await builder.update({ signal });
                return builder.finish();
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
        };
        const seed = await this.#protect(finish);
        if (seed === undefined || seed.bundles === 0)
            return undefined;
        const { bundles, bytes, isComplete } = seed;
        return { ...seed, report: { bundles, bytes, ms: external_node_perf_hooks_.performance.now() - startedMs, isComplete } };
    }
    async #collect(remote, inputUuid) {
        const { run, dependencies } = this.#context;
        const { seeds } = dependencies.shared;
        const startedMs = external_node_perf_hooks_.performance.now();
        const [{ SeedBuilder }, { SeedSpool }, sourceTypes] = await loadSeeding();
        const { createLocalSource, createPackSource, createRemoteSource } = sourceTypes;
        const mode = run.seed.mode === 'newest' ? 'newest' : 'all';
        const pinned = new Set([...run.params.values(), inputUuid ?? ''].filter(bundle/* isUuid */.O1));
        const local = this.#localContext === undefined ? [] : [createLocalSource(this.#localContext)];
        const earlier = seeds?.getSource(remote) ?? [];
        const sources = [local, earlier, createPackSource(remote), createRemoteSource(remote)].flat();
        const debug = (text) => void dependencies.log.debug(text);
        const spool = await SeedSpool.create(dependencies.temporaryFolder);
        let isKept = false;
        this.#owned.defer(async () => {
            if (!isKept)
                await spool[Symbol.asyncDispose]();
        });
        let count = 0;
        const onSelected = (objects) => {
            count = objects;
            this.#listed.resolve({ spool, builder, startedMs, count });
        };
        const request = { mode, maxBytes: run.seed.maxBytes, pinned, sources, debug, onSelected };
        const builder = this.#owned.use(await SeedBuilder.create(remote, request, spool));
        try {
            await builder.update({ signal: this.#signal() });
        }
        catch (error) {
            await spool.complete().catch(() => undefined);
            throw error;
        }
        isKept = seeds?.keep(remote, spool) ?? false;
        return { spool, builder, startedMs, count };
    }
    async *#listFiles({ spool }, finished, hasIndex) {
        const { run } = this.#context;
        yield* spool.follow();
        const seed = await finished;
        if (seed === undefined)
            return;
        if (hasIndex)
            yield { path: 'ctxt.db', bytes: seed.indexBytes, file: seed.indexFile };
        // The context exists for Disdat once it has this file.
        const binding = {
            remote_ctxt: run.context.remote,
            local_ctxt: run.context.local,
            remote_ctxt_url: `${run.remote.url}/context`,
        };
        const content = Buffer.from(JSON.stringify(binding));
        yield { path: 'ctxt.json', bytes: content.length, content };
    }
    #signal() {
        const { cancelled } = this.#context.dependencies;
        return AbortSignal.any([cancelled, this.#ended.signal, AbortSignal.timeout(maxCollectMs)]);
    }
    /** Resolves with undefined, after one notice, when the work fails. Throws the reason of a cancellation. */
    async #protect(work) {
        const { dependencies } = this.#context;
        try {
            return await work(this.#signal());
        }
        catch (error) {
            if (this.#ended.signal.aborted || dependencies.cancelled.aborted)
                return undefined;
            await dependencies.log.notice(`${unseededNotice} ${(0,errors/* describeError */.Uc)(error).replace(/\.$/, '')}.`);
            return undefined;
        }
    }
    /** Ends what still runs, and removes the temporary files, or leaves them to the later runs of the step. */
    async [Symbol.asyncDispose]() {
        this.#ended.abort();
        await this.#collecting;
        await this.#finishing;
        this.#collecting = undefined;
        try {
            await this.#owned[Symbol.asyncDispose]();
        }
        catch (error) {
            await this.#context.dependencies.log.debug(`The seed's files were not removed: ${(0,errors/* describeError */.Uc)(error)}`);
        }
    }
}
const unseededNotice = 'The container pulls its context on its own, because no seed could be collected:';
/** Logs whether the container of a job has its seed. Resolves with its part of the report. */
async function reportSeed({ dependencies }, seed, { seedProblem }) {
    const { log } = dependencies;
    if (seed === undefined)
        return {};
    if (seedProblem !== undefined) {
        const { reason, isExpected } = seedProblem;
        if (isExpected)
            await log.debug(`The container gets no seed, because ${reason}.`);
        else
            await log.notice(`The container pulls its context on its own, because ${reason}.`);
        return {};
    }
    const collected = await seed.collect();
    if (collected === undefined)
        return {};
    log.info(`Local context: ${(0,format_seed/* formatSeed */.j)(collected.report)}.`);
    return { seed: collected.report };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./src/action/input-parsers.js
var input_parsers = __webpack_require__(48728);
// EXTERNAL MODULE: ./src/disdat/command-line.js
var command_line = __webpack_require__(30458);
// EXTERNAL MODULE: ./src/disdat/names.js
var names = __webpack_require__(15086);
// EXTERNAL MODULE: ./src/plan/input-request.js
var input_request = __webpack_require__(29516);
;// CONCATENATED MODULE: ./src/run/create-task.js







const nameAdvice = 'Give another bundle, or push this one again under another name.';
/**
 * Creates the task of a run, without credentials, which `injectCredentials` adds. Throws Failure `bundle-corrupt` for
 * an input bundle whose name cannot be an argument.
 */
function createTask(context, parts) {
    const { run, runId } = context;
    const { image, seed } = parts;
    const problem = findNameProblem(parts);
    if (problem !== undefined)
        throw new errors/* Failure */.HR('bundle-corrupt', `The name of the input bundle ${parts.inputBundle?.uuid} ${problem}.`, nameAdvice);
    return {
        runId,
        name: `${(0,names/* deriveImageName */.qW)(run.pipeClass)}-${runId}`,
        image,
        argv: createArgv(context, parts, false),
        env: createEnv(context, parts),
        files: [],
        ...createJobSeed(context, parts),
        ...(seed && { seed: createContextSeed(context, parts, seed) }),
        network: run.network,
        platform: run.platform,
        vcpus: run.vcpus,
        memoryMib: run.memoryMib,
        shmSizeMib: run.shmSizeMib,
        gpus: run.gpus,
        timeoutMs: run.timeoutMs,
        ...(run.dependsOn && { dependsOn: run.dependsOn }),
        request: createRequestText(run),
        receipt: createReceipt(context, parts),
    };
}
function createContextSeed(context, parts, seed) {
    const { localContext, count, files } = seed;
    const collect = async () => {
        const collected = await seed.collect();
        if (collected === undefined)
            return undefined;
        const { isComplete } = collected.report;
        return { argv: createArgv(context, parts, isComplete), dropped: collected.dropped };
    };
    return { localContext, count, files, collect };
}
/** A job fills its local context itself, where its backend cannot. */
function createJobSeed({ run }, { image, isContextEmpty }) {
    const { mode, maxBytes, isRequested } = run.seed;
    if (mode === 'none' || isContextEmpty || !(0,generations/* getGeneration */.D3)(image.dialect).pullsContext)
        return {};
    const { remote: remoteContext, local: localContext } = run.context;
    return { jobSeed: { mode, remote: run.remote.url, remoteContext, localContext, maxBytes, isRequested } };
}
function createArgv(context, parts, noPull) {
    const { run } = context;
    const { image, inputBundle, outputUuid } = parts;
    return (0,command_line/* createCommandLine */.G)(image.dialect, {
        pipeClass: run.pipeClass.name,
        inputName: inputBundle?.name ?? '-',
        inputTags: (0,input_request/* getInputTags */.eQ)(run.input),
        outputName: run.outputName,
        outputTags: run.outputTags,
        outputUuid,
        params: createParams(context, parts),
        remote: run.remote.url,
        context: run.context,
        force: run.force,
        forceAll: run.forceAll,
        workers: run.workers,
        noPull,
    });
}
/** Only the inputs were checked: a HyperFrame may have any name. The name `-` would select no input at all. */
function findNameProblem({ image, inputBundle }) {
    if (inputBundle === undefined || !(0,generations/* getGeneration */.D3)(image.dialect).takesInput)
        return undefined;
    if (inputBundle.name === '-')
        return 'is `-`, which Disdat reads as no input';
    return (0,input_parsers/* findArgumentProblem */.Ky)(inputBundle.name);
}
/** A pipe receives the uuid of its input as a parameter, unless its image takes the input by name. */
function createParams({ run }, { image, inputBundle }) {
    const { takesInput } = (0,generations/* getGeneration */.D3)(image.dialect);
    if (run.inputParam === undefined || inputBundle === undefined || takesInput)
        return run.params;
    return new Map([...run.params, [run.inputParam, inputBundle.uuid]]);
}
/**
 * Disdat's threads for S3; nothing else reads the variable. With 30 ms of latency, containers start sooner with 16
 * threads than with 8, and no sooner with 32: bench/README.md.
 */
const s3Threads = 16;
function createEnv({ run, backend, dependencies }, { reuse }) {
    const threads = Math.max(s3Threads, Math.ceil(run.vcpus ?? 0));
    const networkEnv = backend.can.usesRunnerNetwork ? dependencies.networkEnv : [];
    return new Map([
        ['PYTHONUNBUFFERED', '1'],
        ['DISDAT_CPU_COUNT', String(threads)],
        ...networkEnv,
        ...reuse.env,
        ...run.env,
    ]);
}
/** Variables whose values are other ones in each attempt of a workflow. */
const credentialVariables = new Set([
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
]);
/**
 * Which output a run makes, without what an attempt of the workflow finds or decides: the bundle of a name or of
 * another run, and how the output is made. Two runs of a step may make the same: their labels distinguish them.
 */
function createRequestText({ label, pipeClass, remote, context, input, inputSource, ...run }) {
    const { inputParam, outputName, params } = run;
    return JSON.stringify([
        ...[label, pipeClass.name, remote.url, context.remote, context.local, outputName, [...params]],
        ...[inputSource ?? (0,input_request/* getRequestKey */.fW)(input?.kind === 'files' ? { ...input, workspace: '' } : input), inputParam],
    ]);
}
/** Hexadecimal digits of the hash of a setting. */
const settingHashLength = 8;
/** Hashes of the inputs that say how the output of a run is made, without those that are not given. */
function hashSettings(run) {
    const { image, platform, dialect, workers, env, outputTags, vcpus, memoryMib, gpus, shmSizeMib } = run;
    const variables = [...env].filter(([name]) => !credentialVariables.has(name));
    const settings = {
        ...{ image, platform, dialect, workers, vcpus, memory: memoryMib, gpus, 'shm-size': shmSizeMib },
        env: variables.length > 0 ? variables : undefined,
        'output-tags': outputTags.size > 0 ? [...outputTags] : undefined,
    };
    const given = Object.entries(settings).filter(([, value]) => value !== undefined);
    return Object.fromEntries(given.map(([name, value]) => [name, hash(JSON.stringify(value))]));
}
const hash = (text) => (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex').slice(0, settingHashLength);
function createReceipt({ run, dependencies }, { image, inputBundle, outputUuid }) {
    return {
        pipeClass: run.pipeClass.name,
        remote: run.remote.url,
        context: `${run.context.remote}/${run.context.local}`,
        dialect: image.dialect,
        outputName: run.outputName,
        outputUuid,
        inputUuid: inputBundle?.uuid,
        inputParam: run.inputParam,
        params: Object.fromEntries(run.params),
        image: image.pinned,
        ...(image.fingerprint !== undefined && { imageFingerprint: image.fingerprint }),
        settings: hashSettings(run),
        launchedAt: new Date().toISOString(),
        workflowAttempt: dependencies.workflowAttempt,
    };
}

// EXTERNAL MODULE: ./src/lib/user-info.js
var user_info = __webpack_require__(45152);
// EXTERNAL MODULE: ./src/run/sandbox.js + 1 modules
var sandbox = __webpack_require__(18390);
;// CONCATENATED MODULE: ./src/run/dry-run.js



/** Prints what a run would request, and the permissions that it needs. */
async function logDryRun(context, task, remote) {
    const { run, dependencies, backend } = context;
    const { log } = dependencies;
    log.info(await backend.dryRun(hidePasswords(task), dependencies.cancelled));
    if (run.backend.credentials.kind === 'environment')
        log.info('The environment of the overrides would also contain credentials for the pipe.');
    const { region } = await dependencies.identity();
    const generation = (0,generations/* getGeneration */.D3)(task.image.dialect);
    const policy = JSON.parse(dependencies.createPipePolicy(remote, region, generation));
    log.info(`The pipe and the step need these permissions:\n${toJson(policy)}`);
    const index = dependencies.createIndexStatement(remote, region);
    const base = (0,sandbox/* openSandboxBase */.BI)(context, remote);
    const statements = [
        ...(index ? [index] : []),
        ...(generation.needsPrefixKey ? dependencies.createPrefixKeyStatements(remote, region) : []),
        ...(base ? dependencies.createBaseStatements(base, region) : []),
        ...(run.promote ? dependencies.createSandboxStatements(remote, region) : []),
        ...(run.image.kind === 'ecr' ? [describeRepositories] : []),
    ];
    if (statements.length > 0)
        log.info(`The step also needs these permissions:\n${toJson(statements)}`);
}
/** Addresses of proxies and services in variables may hold a password. */
function hidePasswords(task) {
    return { ...task, env: new Map([...task.env].map(([name, value]) => [name, value && (0,user_info/* redactUserInfo */.p)(value)])) };
}
/** For `registry: '*ECR*'`. */
const describeRepositories = { Effect: 'Allow', Action: 'ecr:DescribeRepositories', Resource: '*' };
const toJson = (value) => JSON.stringify(value, null, 2);

// EXTERNAL MODULE: ./src/run/follow.js
var follow = __webpack_require__(22127);
// EXTERNAL MODULE: ./src/remote/packs/pack.js
var pack = __webpack_require__(4235);
// EXTERNAL MODULE: ./src/seed/list-seed.js
var list_seed = __webpack_require__(73348);
// EXTERNAL MODULE: ./src/seed/seed-sources.js + 1 modules
var seed_sources = __webpack_require__(10811);
;// CONCATENATED MODULE: ./src/seed/update-packs.js



/** The most objects that one step reads for the packs, of about 20,000 bundles. Later steps read the rest. */
const maxObjects = 50_000;
/**
 * Adds what the packs of a context lack, in the background, for jobs that fill their local context from them. Never
 * throws. Costs a LIST for each 1,000 objects, a GET for each pack, and a GET for each missing object.
 */
function updatePacks(remote) {
    remote.packs.update(async (options) => await readMissing(remote, options));
}
async function readMissing(remote, options) {
    const { bundles } = await (0,list_seed/* listSeed */.Ar)(remote, options);
    const listed = new Map([...bundles.values()].flat().map((object) => [object.path, object]));
    const missing = new Map([...listed].filter(([, object]) => (0,pack/* isPackable */.eE)(object)));
    for await (const { object } of (0,seed_sources.createPackSource)(remote).read([...missing.values()], options))
        missing.delete(object.path);
    const members = (0,seed_sources.createRemoteSource)(remote).read([...missing.values()].slice(0, maxObjects), options);
    for await (const _ of members)
        options.signal.throwIfAborted();
    return listed;
}

// EXTERNAL MODULE: ./src/run/credentials.js + 1 modules
var credentials = __webpack_require__(70200);
// EXTERNAL MODULE: ./src/run/launch.js
var launch = __webpack_require__(34761);
// EXTERNAL MODULE: ./src/remote/remote.js + 37 modules
var remote_remote = __webpack_require__(70717);
;// CONCATENATED MODULE: ./src/remote/prefix-key.js


/**
 * Creates the object without bytes whose key is the prefix of the remote and a slash, unless it exists. Disdat before
 * 0.9.14 binds a remote only if it does (`s3_path_exists` in disdat/utility/aws_s3.py). A remote without a prefix needs
 * none. Throws Failure; `access-denied` has the command that creates the object.
 */
async function createPrefixKey(remote, options) {
    const { bucket, prefix } = (0,remote_remote/* requireRemoteUrl */.VB)(remote.url);
    if (prefix === '')
        return 'exists';
    const key = `${prefix}/`;
    try {
        const existing = await remote.store.getVersion(key, { ...options, maxBytes: 0 }).catch(ignoreDenied);
        if (existing !== undefined)
            return 'exists';
        return await remote.store.putIfAbsent(key, new Uint8Array(), options);
    }
    catch (error) {
        if (!isDenied(error))
            throw error;
        throw new errors/* Failure */.HR('access-denied', `The image needs the object s3://${bucket}/${key} to bind the remote, and the step may not create it: ${(0,errors/* describeError */.Uc)(error)}`, `Allow s3:GetObject, s3:PutObject and s3:PutObjectAcl on this key, or create it once: aws s3api put-object --bucket ${quote(bucket)} --key ${quote(key)}`, { cause: error });
    }
}
const isDenied = (error) => error instanceof errors/* Failure */.HR && error.verdict === 'access-denied';
/** The right to write is enough. */
function ignoreDenied(error) {
    if (!isDenied(error))
        throw error;
}
/** As a word of a shell. */
const quote = (word) => (/^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

;// CONCATENATED MODULE: ./src/run/prepare-binding.js


/** Creates, as the step, the object that images before 0.9.14 need to bind a remote. Throws Failure. */
async function prepareBinding({ dependencies }, image, remote) {
    const { needsPrefixKey, versions } = (0,generations/* getGeneration */.D3)(image.dialect);
    if (!needsPrefixKey)
        return;
    const outcome = await createPrefixKey(remote, { signal: dependencies.cancelled });
    if (outcome === 'created')
        dependencies.log.info(`Created the empty object ${remote.url}/, which images of ${versions} need to bind a remote.`);
}

;// CONCATENATED MODULE: ./src/run/launch-task.js







/** Starts the job, and records it in the report and for post. */
async function launchTask(context, reporter, remote, parts) {
    await prepareBinding(context, parts.image, remote);
    const isContextEmpty = await hasEmptyContext(context, remote);
    const prepared = await (0,credentials/* injectCredentials */.a)(context, createTask(context, { ...parts, isContextEmpty }), remote);
    const job = await (0,launch/* launch */.ql)(context, prepared.task);
    await reporter.update({ job, ...(await reportSeed(context, parts.seed, job)) });
    const receipt = await (0,launch/* recordJob */.F9)(context, prepared.task, job);
    if (prepared.task.jobSeed && !context.backend.can.seedsContext)
        updatePacks(remote);
    if (job.adopted)
        await reporter.update(describeAdopted(job.adopted, reporter.report, remote));
    // A job is followed for hours, and what it was started with only helps to renew credentials.
    return { job, receipt, ...(context.backend.refresh && { prepared }) };
}
/** The image and the bundles of a job that an earlier attempt submitted. This attempt may have found others. */
function describeAdopted({ outputName, outputUuid, inputUuid, image: pinned, dialect }, { image, input }, remote) {
    const isSameInput = input?.uuid === inputUuid;
    return {
        output: { name: outputName, uuid: outputUuid, uri: remote.getUri(outputUuid) },
        ...(image && { image: { ...image, pinned, dialect } }),
        ...(input &&
            inputUuid &&
            !isSameInput && { input: { ...input, uuid: inputUuid, uri: remote.getUri(inputUuid), pushed: false } }),
    };
}
/** Whether a job has nothing to put into its local context: one LIST. Disdat pulls what is pushed until it starts. */
async function hasEmptyContext({ run, backend, dependencies }, remote) {
    const { cancelled: signal, log } = dependencies;
    if (backend.can.seedsContext || run.seed.mode === 'none')
        return false;
    try {
        const { done } = await remote.store.list(remote.objects, { signal })[Symbol.asyncIterator]().next();
        return done === true;
    }
    catch (error) {
        signal.throwIfAborted();
        await log.debug(`Whether the remote context has bundles is not known: ${(0,errors/* describeError */.Uc)(error)}`);
        return false;
    }
}

// EXTERNAL MODULE: ./src/run/find-image.js
var find_image = __webpack_require__(8261);
// EXTERNAL MODULE: ./src/run/prepare.js + 1 modules
var prepare = __webpack_require__(80582);
// EXTERNAL MODULE: ./src/disdat/reuse.js
var disdat_reuse = __webpack_require__(51354);
;// CONCATENATED MODULE: ./src/run/reuse.js

/** Predicts whether Disdat reuses an existing output, and returns the variables that allow it. */
function decideReuse({ run, dependencies, backend }, image) {
    const env = new Map([...image.env, ...run.env]);
    const force = run.force || run.forceAll;
    const reuse = (0,disdat_reuse/* predictReuse */.A)({ dialect: image.dialect, force, env, commits: dependencies.commits });
    const needsEmptyVariable = image.env.get('GIT_DIRTY') !== '';
    if (reuse.possible !== true || backend.can.passesEmptyVariables || !needsEmptyVariable)
        return reuse;
    return { ...reuse, possible: undefined, why: `${reuse.why} However, ${backend.kind} may drop the empty GIT_DIRTY.` };
}

// EXTERNAL MODULE: ./src/run/shared-parts.js
var shared_parts = __webpack_require__(67276);
;// CONCATENATED MODULE: ./src/run/preflight.js






/**
 * Finds image and input, and lets the backend check the run, before anything is pushed or started. Throws one Failure
 * that names all problems.
 * `onInput` is called as soon as the input is found, when the image may still be pulled.
 */
async function preflight(context, localContext, outputUuid, onInput = () => undefined) {
    const { phase, backend, dependencies } = context;
    const [image, input] = await Promise.allSettled([
        phase('image', () => (0,find_image/* findImage */.F)(context)),
        phase('input', () => (0,prepare/* openInput */.lt)(context, localContext)).then((found) => {
            onInput(found);
            return found;
        }),
    ]);
    const check = () => phase('preflight', () => checkTask(context, image, input, outputUuid));
    const [checked] = await Promise.allSettled([backend.preflight === undefined ? [] : check()]);
    if (image.status === 'fulfilled' && input.status === 'fulfilled' && checked.status === 'fulfilled') {
        for (const notice of checked.value)
            dependencies.log.info(notice);
        return { image: image.value, input: input.value };
    }
    throw combineErrors([checked, image, input].flatMap((part) => (part.status === 'rejected' ? [part.reason] : [])));
}
async function checkTask(context, image, input, outputUuid) {
    const { backend, dependencies } = context;
    if (backend.preflight === undefined)
        return [];
    // A missing image is reported on its own; the rest of the task can be checked without it.
    const known = image.status === 'fulfilled' ? image.value : createMissingImage(context);
    const inputBundle = input.status === 'fulfilled' ? (0,shared_parts/* getInputBundle */.l)(input.value) : undefined;
    const reuse = decideReuse(context, known);
    const task = createTask(context, { image: known, inputBundle, reuse, outputUuid });
    return await backend.preflight(task, dependencies.cancelled);
}
function createMissingImage({ run }) {
    const reference = run.image.kind === 'reference' ? run.image.reference : run.image.repository;
    const unknown = { env: new Map(), user: '', architecture: undefined };
    return { reference, pinned: reference, id: reference, dialect: run.dialect ?? 'luigi', ...unknown };
}
/** Combines failures into one. An error that is not a Failure is a bug or a cancellation, and takes precedence. */
function combineErrors(reasons) {
    const failures = reasons.filter((reason) => reason instanceof errors/* Failure */.HR);
    const [first] = failures;
    const other = reasons.find((reason) => !(reason instanceof errors/* Failure */.HR));
    // A job definition of the user is read for its image and again for the rest: its problem is reported once.
    const bullets = [...new Set(failures.flatMap(listProblems))];
    if (other !== undefined || first === undefined || failures.length === 1)
        return other ?? first;
    if (new Set(failures.map(({ message }) => message)).size === 1)
        return first;
    const evidence = [`${bullets.length} problems:`, ...bullets.map((bullet) => `- ${bullet}`)].join('\n');
    return new errors/* Failure */.HR(first.verdict, evidence, 'Fix each of them. Nothing was started.', { cause: first });
}
/** Lists the problems of a failure, each with its fix: one, or one for each line where each line is a problem. */
function listProblems({ message, advice }) {
    const lines = message.split('\n').map((line) => line.replace(/^- /, ''));
    return lines.length > 1 ? lines : [`${message} ${advice}`];
}

// EXTERNAL MODULE: ./src/run/promote/promote-output.js
var promote_output = __webpack_require__(14837);
// EXTERNAL MODULE: ./src/lib/units.js
var units = __webpack_require__(19177);
// EXTERNAL MODULE: ./src/remote/find.js
var find = __webpack_require__(52130);
// EXTERNAL MODULE: ./src/remote/prove.js
var prove = __webpack_require__(83411);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./src/bundles/bundle-place.js
var bundle_place = __webpack_require__(76116);
// EXTERNAL MODULE: ./src/bundles/bundle-reader.js + 1 modules
var bundle_reader = __webpack_require__(38326);
// EXTERNAL MODULE: ./src/lib/for-each-bounded.js
var for_each_bounded = __webpack_require__(52759);
;// CONCATENATED MODULE: ./src/remote/push.js






/**
 * Pushes a bundle of the local context to the remote, after the bundles nested in it: files and frames first, then the
 * HyperFrame, each only if it does not exist, so that a bundle appears whole and nothing is overwritten. Files that are
 * only on the remote (`dsdt push --delocalize`) stay there. Undefined when the bundle is not in the context. Throws
 * Failure `bundle-corrupt` when an object exists in neither place, or has another size on the remote.
 */
async function pushBundle(context, uuid, remote, options) {
    const parts = await (0,bundle_reader/* readBundleParts */.p)(context, uuid, options);
    if (parts === undefined)
        return undefined;
    options.counter?.expect(measureParts(parts));
    const result = { uri: remote.getUri(uuid), objects: 0, bytes: 0 };
    for (const part of parts) {
        const { objects, bytes } = await pushPart(context, part, remote, options);
        result.objects += objects;
        result.bytes += bytes;
    }
    return result;
}
/** Returns the number of objects of a bundle's parts and their bytes, HyperFrames included. */
function measureParts(parts) {
    return {
        objects: parts.reduce((sum, part) => sum + part.objects.length + 1, 0),
        bytes: parts.reduce((sum, part) => sum + part.hyperFrame.length + sumSizes(part.objects), 0),
    };
}
const sumSizes = (objects) => objects.reduce((sum, { size }) => sum + size, 0);
async function pushPart(context, part, remote, options) {
    const { uuid } = part.bundle;
    const existing = await remote.listSizes(uuid, options);
    assertPushable(context, part, existing);
    let objects = 0;
    let bytes = 0;
    for (const { size } of part.objects.filter((object) => existing.has(object.path)))
        options.counter?.add(size);
    await (0,for_each_bounded/* forEachBounded */.a)(part.objects.filter((object) => !existing.has(object.path)), async ({ path: name, size }, signal) => {
        const frame = part.frameBytes.get(name);
        const body = frame?.length === size ? frame : { file: external_node_path_default().join(context.objects, uuid, name), size };
        const progress = options.counter?.begin();
        const outcome = await remote.store.putIfAbsent(remote.getKey(uuid, name), body, {
            signal,
            onBytes: progress?.update,
        });
        progress?.end(size);
        if (outcome === 'exists')
            return;
        objects += 1;
        bytes += size;
    }, options);
    // The HyperFrame comes last: once it exists, readers rely on all other objects.
    const outcome = await remote.store.putIfAbsent(remote.getKey(uuid, (0,bundle/* formatHyperFrameName */.Oj)(uuid)), part.hyperFrame, options);
    options.counter?.add(part.hyperFrame.length);
    return outcome === 'exists' ? { objects, bytes } : { objects: objects + 1, bytes: bytes + part.hyperFrame.length };
}
function assertPushable(context, part, existing) {
    const { uuid } = part.bundle;
    const missing = part.missing.filter((name) => !existing.has(name));
    if (missing.length > 0)
        throw (0,bundle_place/* createCorruptBundleFailure */.U)(context, uuid, (0,prove/* describeMissing */.U)(missing));
    const different = part.objects.find((object) => (existing.get(object.path) ?? object.size) !== object.size);
    if (different === undefined)
        return;
    const { path: name, size } = different;
    const reason = `${name} has ${size} bytes in the local context and ${existing.get(name)} on the remote`;
    throw (0,bundle_place/* createCorruptBundleFailure */.U)(context, uuid, reason);
}

// EXTERNAL MODULE: ./src/run/create-input.js + 2 modules
var create_input = __webpack_require__(37368);
// EXTERNAL MODULE: ./src/run/pull-output.js + 3 modules
var pull_output = __webpack_require__(73983);
// EXTERNAL MODULE: ./src/run/report-transfer.js
var report_transfer = __webpack_require__(39082);
;// CONCATENATED MODULE: ./src/run/push-input.js












/**
 * Brings the input to the remote context: creates it from files, pushes it from the local context unless `push-input`
 * is false, or copies it from the base. Then proves that the remote has the whole bundle. Runs with the same request
 * share its result. The output of a job that has not ended stays where the job will put it.
 */
async function pushInput(context, prepared, image, existing) {
    const { run, dependencies } = context;
    const { log, shared } = dependencies;
    const { remote } = prepared;
    if (prepared.promised !== undefined)
        return acceptPromised(context, prepared.promised, image);
    if (prepared.found === undefined && prepared.files === undefined)
        return { bundle: undefined };
    const key = JSON.stringify([(0,prepare/* getInputKey */.Ok)(context), prepared.found?.bundle.uuid, run.pushInput]);
    const { found, proof, pushed } = await shared.pushes.get(key, () => bringInput(context, prepared, existing));
    const { takesInput, versions } = (0,generations/* getGeneration */.D3)(image.dialect);
    if (takesInput)
        await assertNewest(context, remote, proof, versions);
    for (const warning of proof.warnings)
        await log.warning(warning);
    const report = {
        ...(0,pull_output/* createBundleReport */.P)(remote, proof),
        pushed,
        ...(found.source === 'base' && { copiedFrom: run.baseContext }),
    };
    log.info(`Input ${report.name}: ${report.uri} (${(0,units/* formatBytes */.z3)(proof.bytes)}${report.pushed ? ', pushed now' : ''})`);
    return { bundle: found.bundle, report };
}
/** A container that takes the input by name would take the newest bundle that exists. */
function acceptPromised({ run, dependencies }, promised, image) {
    const { takesInput, versions } = (0,generations/* getGeneration */.D3)(image.dialect);
    if (takesInput)
        throw new errors/* Failure */.HR('invalid-input', `Images of ${versions} take the newest bundle of a name, and the input of ${run.pipeClass.name} does not exist before another job has ended.`, 'Let the step wait for its jobs (`wait: true`), or build the image with disdat 0.8.1 or later.');
    dependencies.log.info(`Input: ${promised.uuid}, which another job makes first.`);
    return { bundle: promised };
}
async function bringInput(context, prepared, existing) {
    const { run, dependencies } = context;
    const { cancelled: signal } = dependencies;
    const { remote, base } = prepared;
    const created = prepared.files && (await (0,create_input/* createInput */.p)(context, prepared.files));
    const localContext = created?.context ?? existing;
    const found = created?.found ?? prepared.found;
    if (found === undefined)
        throw new Error('The run has no input.');
    const { uuid, name } = found.bundle;
    if (found.source === 'base' && base)
        await (0,sandbox/* copyInput */.sH)(context, base, found.bundle, remote);
    const mayPush = found.source === 'local' && run.pushInput && localContext !== undefined;
    const pushed = mayPush
        ? await (0,report_transfer/* reportTransfer */.u)(context, `Pushing the input ${name} to ${remote.getUri(uuid)}.`, (counter) => pushBundle(localContext, uuid, remote, { signal, counter }))
        : undefined;
    const proof = await (0,prove/* proveBundle */.x)(remote, uuid, { signal });
    if (proof === undefined)
        throw new errors/* Failure */.HR('input-not-found', `The input bundle "${name}" (${uuid}) is in the local context but not on the remote.`, 'Set `push-input: true`, or push it with `dsdt push`.');
    return { found, proof, pushed: (pushed?.objects ?? 0) > 0 };
}
/** A container that takes the input by name looks for it on its own, and must find the same bundle. */
async function assertNewest({ run, dependencies }, remote, { bundle }, versions) {
    const query = { kind: 'newest', name: bundle.name, tags: (0,input_request/* getInputTags */.eQ)(run.input) };
    const newest = await (0,find/* findBundle */.a)(remote, query, { signal: dependencies.cancelled });
    if (newest === undefined || newest.uuid === bundle.uuid)
        return;
    throw new errors/* Failure */.HR('invalid-input', `Images of ${versions} take the newest bundle of a name, and the remote has a newer "${bundle.name}" (${newest.uuid}) than ${bundle.uuid}.`, 'Use that bundle, or distinguish the two with `input-tags`.');
}

// EXTERNAL MODULE: ./src/run/save-state.js
var save_state = __webpack_require__(69343);
// EXTERNAL MODULE: ./src/run/skip/skip-unchanged.js
var skip_unchanged = __webpack_require__(89607);
;// CONCATENATED MODULE: ./src/run/run-pipe.js
var run_pipe_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var run_pipe_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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














const lateReason = 'GitHub ends this workflow job soon.';
/** Loads what proves, compares and pulls an output. The pipe is running by then, so that loading costs no time. */
const loadFinishing = () => Promise.all(/* import() */[__webpack_require__.e(2065), __webpack_require__.e(925), __webpack_require__.e(3583), __webpack_require__.e(2229)]).then(__webpack_require__.bind(__webpack_require__, 42229));
/**
 * Runs a pipe, phase by phase. Errors become the failure of the report. Nothing that the run started remains when it
 * ends, except a job that continues without this step.
 *
 * @param onLaunched Called when the pipe runs
 */
async function runPipe(context, reporter, onLaunched = () => undefined) {
    const running = await launchPipe(context, reporter);
    if (running === undefined)
        return;
    onLaunched();
    const { finishJob } = await loadFinishing();
    await finishJob(context, reporter, running.launched, running.known);
}
/** Resolves when the pipe runs; with undefined when it is not to be followed, or in a dry run. */
async function launchPipe(context, reporter) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { run, phase, dependencies } = context;
        await dependencies.log.startGroup('Preparation');
        const localContext = await (0,prepare/* openLocalContext */.ny)(context);
        await (0,save_state/* saveState */.L)(context);
        if (await (0,skip_unchanged/* skipUnchanged */.z)(context, localContext, reporter))
            return undefined;
        if (await (0,promote_output/* promoteOutput */.u)(context, localContext, reporter))
            return undefined;
        const seed = run_pipe_addDisposableResource(env_1, new SeedCollector(context, localContext), true);
        const outputUuid = crypto.randomUUID();
        const { image, input } = await preflight(context, localContext, outputUuid, (found) => seed.start(found));
        const reuse = decideReuse(context, image);
        const output = { name: run.outputName, uuid: outputUuid, uri: input.remote.getUri(outputUuid) };
        await reporter.update({ image, reuse, output });
        if (run.dryRun) {
            const task = createTask(context, { image, inputBundle: (0,shared_parts/* getInputBundle */.l)(input), reuse, outputUuid });
            await logDryRun(context, task, input.remote);
            await reporter.update({ status: 'skipped' });
            return undefined;
        }
        const { base } = input;
        const { copying } = dependencies.shared;
        const fill = (from) => copying.hold(1, dependencies.cancelled, () => (0,sandbox/* fillSandbox */.F5)(context, input, from));
        if (base)
            await reporter.update(await phase('copy', () => fill(base)));
        const pushed = run.input && (await phase('push', () => pushInput(context, input, image, localContext)));
        if (pushed?.report)
            await reporter.update({ input: pushed.report });
        const hasPushed = base !== undefined || pushed?.report?.pushed === true;
        const prepared = seed.isStarted ? await phase('seed', () => seed.open(image, hasPushed)) : undefined;
        const parts = { image, inputBundle: pushed?.bundle, reuse, outputUuid, seed: prepared };
        const launched = await phase('launch', () => launchTask(context, reporter, input.remote, parts));
        await seed[Symbol.asyncDispose]();
        // A cancelled step ends its job, or detaches it, as it does when it waits.
        if (run.wait || dependencies.cancelled.aborted) {
            const imageCommit = launched.receipt.image === image.pinned ? reuse.imageCommit : undefined;
            return { launched, known: { remote: input.remote, imageCommit } };
        }
        const isLate = dependencies.jobDeadline.aborted;
        const left = await (0,follow/* detach */.Y)(context, launched, isLate ? lateReason : '`wait: false` is set.');
        await reporter.update({ left, status: 'submitted' });
        return undefined;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = run_pipe_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}


/***/ }),

/***/ 69343:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ saveState),
/* harmony export */   q: () => (/* binding */ saveOrphan)
/* harmony export */ });
/* harmony import */ var _local_context_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78917);

/** Saves what post cleans up when main cannot. Called before anything is started. */
async function saveState({ run, dependencies }) {
    const { home, state, stepId: runId } = dependencies;
    const contextFolder = (0,_local_context_js__WEBPACK_IMPORTED_MODULE_0__/* .getContextFolder */ .KH)({ home, name: run.context.local });
    await state.update({ runId, pipeClass: run.pipeClass.name, contextFolder, unclean: true });
}
/** Saves what post needs to end a container or job; replaces what was saved for the same output. */
async function saveOrphan({ dependencies, backend, runId }, outputUuid, fields) {
    await dependencies.state.addOrphan({ backend: backend.kind, runId, outputUuid, fields });
}


/***/ }),

/***/ 89607:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ describeChange),
/* harmony export */   z: () => (/* binding */ skipUnchanged)
/* harmony export */ });
/* harmony import */ var _pull_output_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73983);

/**
 * Ends a run whose output is up to date: reports it as skipped, with the outputs of the bundle, which is pulled if the
 * run pulls its output. Otherwise reports which change makes the run necessary. Returns whether the run has ended.
 * Throws as `decideSkip` and `pullOutput` do.
 */
async function skipUnchanged(context, localContext, reporter) {
    const { run, dependencies, phase } = context;
    if (run.skipUnchanged === undefined)
        return false;
    // A step without the input does not load the rest.
    const { decideSkip } = await Promise.all(/* import() */[__webpack_require__.e(3434), __webpack_require__.e(94)]).then(__webpack_require__.bind(__webpack_require__, 30094));
    const decision = await phase('skip', () => decideSkip(context, localContext));
    if (decision === undefined)
        return false;
    if (decision.kind === 'run') {
        dependencies.log.info(describeChange('skipped', decision.skip));
        await reporter.update({ skip: decision.skip });
        return false;
    }
    const { update, remote, proof } = decision;
    dependencies.log.info(`Skipped. ${update.notRunReason}`);
    await reporter.update(update);
    if (run.pullOutput !== 'false' && !run.dryRun) {
        const { folder } = await phase('pull', () => (0,_pull_output_js__WEBPACK_IMPORTED_MODULE_0__/* .pullOutput */ .$)(context, remote, proof));
        await reporter.update({ outputPath: folder });
    }
    await reporter.update({ status: 'skipped' });
    return true;
}
/** The change that makes a run necessary, as a line of the log. */
function describeChange(word, { trigger, why, was, now }) {
    const values = was === undefined && now === undefined ? '' : ` Was: ${was ?? 'unknown'}. Now: ${now ?? 'unknown'}.`;
    return `Not ${word} (${trigger}). ${why}${values}`;
}


/***/ }),

/***/ 25718:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   publishKilledIssue: () => (/* binding */ publishKilledIssue),
/* harmony export */   publishStepIssue: () => (/* binding */ publishStepIssue)
/* harmony export */ });
/* harmony import */ var _action_docs_link_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70131);
/* harmony import */ var _action_event_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98605);
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19177);
/* harmony import */ var _report_comment_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(91388);
/* harmony import */ var _report_markdown_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(11156);
/* harmony import */ var _report_run_result_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(30488);
/* harmony import */ var _failure_issue_target_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(15292);
/* harmony import */ var _publish_failure_issue_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(95719);








/**
 * Reports the end of a step to its issue, where the step runs unattended. Resolves with the issue's URL; undefined when
 * nothing changed. Never throws.
 */
async function publishStepIssue(reports, inputs, sinks) {
    const createOutcome = (target) => getStepOutcome(reports, target, (0,_action_docs_link_js__WEBPACK_IMPORTED_MODULE_0__/* .getDocsUrl */ .Tr)(sinks.env), sinks.cancelled.aborted);
    return await publishOutcome(createOutcome, inputs, sinks);
}
/** Reports that a step was killed, as `publishStepIssue` does. `text` is Markdown. */
async function publishKilledIssue({ pipeClass, text }, inputs, sinks) {
    const createOutcome = ({ url, job }) => ({
        ...{ kind: 'failed', verdict: 'killed', subject: pipeClass || job },
        renderReport: () => `${text}${(0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_7__/* .renderLink */ .BK)('Run', url)}\n`,
    });
    return await publishOutcome(createOutcome, inputs, sinks);
}
async function publishOutcome(createOutcome, { failureIssue, comment, summary: shouldWriteSummary }, { env, log, cancelled }) {
    if (!failureIssue.isEnabled)
        return undefined;
    // The inputs as they are given: a failure may come before they are understood.
    const names = ['PIPE-CLASS', 'CONTEXT'].map((name) => env[`INPUT_${name}`]?.trim() ?? '');
    const target = (0,_failure_issue_target_js__WEBPACK_IMPORTED_MODULE_5__/* .createFailureIssueTarget */ .v)(env, await (0,_action_event_js__WEBPACK_IMPORTED_MODULE_1__.readEvent)(env), failureIssue, names);
    if (target === undefined) {
        log.info(_failure_issue_target_js__WEBPACK_IMPORTED_MODULE_5__/* .unattendedOnly */ .l);
        return undefined;
    }
    const sinks = { token: comment.githubToken, env, log, cancelled, shouldWriteSummary };
    return await (0,_publish_failure_issue_js__WEBPACK_IMPORTED_MODULE_6__/* .publishFailureIssue */ .X)(createOutcome(target), target, sinks);
}
/** Decides by the results of all runs. A workflow that was cancelled says nothing about the data. */
function getStepOutcome(reports, target, docsUrl, isCancelled) {
    const results = new Set(reports.map(_report_run_result_js__WEBPACK_IMPORTED_MODULE_4__/* .getRunResult */ .Bq));
    if (results.has('cancelled') && (isCancelled || !results.has('failed')))
        return { kind: 'undecided' };
    const failed = reports.filter(_report_run_result_js__WEBPACK_IMPORTED_MODULE_4__/* .isUnsuccessful */ .Ou);
    if (failed.length > 0) {
        const { url: runUrl, commit } = target;
        const options = { runUrl, commit, updatedAt: new Date(), docsUrl };
        return {
            kind: 'failed',
            subject: describeSubject(reports, target),
            verdict: failed.find(({ failure }) => failure !== undefined)?.failure?.verdict ?? 'not-run',
            renderReport: (limit) => (0,_report_comment_js__WEBPACK_IMPORTED_MODULE_3__/* .renderComment */ .w)(reports, { ...options, limit: Math.min(limit, _report_comment_js__WEBPACK_IMPORTED_MODULE_3__/* .commentLimit */ .j) }),
        };
    }
    if (results.has('planned') || results.has('continuing'))
        return { kind: 'undecided' };
    return { kind: results.size === 1 && results.has('present') ? 'up-to-date' : 'succeeded' };
}
/** The pipe of the step, or the number of its pipes; the job where none is known. */
function describeSubject(reports, { job }) {
    const names = [...new Set(reports.map(({ pipeClass }) => pipeClass))].filter((name) => name !== '');
    return names.length > 1 ? (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(names.length, 'pipe') : (names[0] ?? job);
}


/***/ }),

/***/ 47260:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runStep: () => (/* binding */ runStep)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./src/action/annotations.js + 1 modules
var action_annotations = __webpack_require__(70161);
// EXTERNAL MODULE: ./src/action/crash.js
var crash = __webpack_require__(33274);
// EXTERNAL MODULE: ./src/action/event.js
var action_event = __webpack_require__(98605);
// EXTERNAL MODULE: ./src/action/network-env.js
var network_env = __webpack_require__(76545);
// EXTERNAL MODULE: ./src/action/open-step-log.js
var open_step_log = __webpack_require__(60327);
// EXTERNAL MODULE: ./src/action/outputs.js
var action_outputs = __webpack_require__(77027);
// EXTERNAL MODULE: ./src/action/state.js
var action_state = __webpack_require__(57048);
// EXTERNAL MODULE: ./src/action/workflow-run.js
var workflow_run = __webpack_require__(83396);
// EXTERNAL MODULE: ./src/lib/clock.js
var lib_clock = __webpack_require__(56620);
// EXTERNAL MODULE: ./src/plan/create-plan.js + 10 modules
var create_plan = __webpack_require__(95489);
// EXTERNAL MODULE: ./src/plan/defaults.js + 1 modules
var plan_defaults = __webpack_require__(85364);
// EXTERNAL MODULE: ./src/plan/inputs.js + 2 modules
var plan_inputs = __webpack_require__(20059);
// EXTERNAL MODULE: ./src/plan/runs/runs-source.js
var runs_source = __webpack_require__(88315);
// EXTERNAL MODULE: ./src/report/page/page-log.js
var page_log = __webpack_require__(61089);
// EXTERNAL MODULE: ./src/report/page-artifact.js
var page_artifact = __webpack_require__(7985);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./src/action/docs-link.js
var docs_link = __webpack_require__(70131);
// EXTERNAL MODULE: ./src/action/step-summary.js
var step_summary = __webpack_require__(52366);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/lib/units.js
var units = __webpack_require__(19177);
// EXTERNAL MODULE: ./src/report/many-runs.js + 1 modules
var many_runs = __webpack_require__(34049);
// EXTERNAL MODULE: ./src/report/result-file.js
var result_file = __webpack_require__(65835);
// EXTERNAL MODULE: ./src/report/run-result.js
var run_result = __webpack_require__(30488);
// EXTERNAL MODULE: ./src/report/summary.js + 1 modules
var summary = __webpack_require__(96451);
;// CONCATENATED MODULE: ./src/report/publish-report.js











/**
 * Publishes how the runs ended: result file, page, their outputs, step summary, and a line of the log for each run, or
 * one line for the runs of a step with several. Never throws.
 */
async function publishReport(reports, { env, log, outputs, shouldWriteSummary, page }) {
    const docsUrl = (0,docs_link/* getDocsUrl */.Tr)(env);
    const publishFile = async (output, name, render) => {
        try {
            const file = await writeReportFile(env['RUNNER_TEMP'] ?? (0,external_node_os_.tmpdir)(), name, await render());
            await outputs.set(new Map([[output, file]]));
        }
        catch (error) {
            await log.warning(`Cannot write the file of the output \`${output}\`: ${(0,errors/* describeError */.Uc)(error)}`);
        }
    };
    await publishFile('result-file', 'result.json', () => (0,result_file/* renderResultFile */.ux)(reports));
    if (page !== undefined) {
        const { name, logs, runUrl } = page;
        await publishFile('report-file', name, async () => {
            const { renderPage } = await __webpack_require__.e(/* import() */ 602).then(__webpack_require__.bind(__webpack_require__, 90602));
            return renderPage(reports, { docsUrl, runUrl, logs });
        });
    }
    if (shouldWriteSummary)
        await (0,step_summary/* writeStepSummary */.o)(() => (0,summary/* renderSummary */.B)(reports, { docsUrl, ...(page && { page }) }), log, env['GITHUB_STEP_SUMMARY']);
    for (const line of (0,run_result/* areLabelled */.ko)(reports) ? [(0,many_runs/* renderRunsHeadline */.b)(reports)] : reports.map(formatClosingLine))
        log.info(line);
}
/** Writes a file in a new folder, whole or not at all, and returns its path. */
async function writeReportFile(parent, name, text) {
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(parent, 'disdat-run-'));
    try {
        await (0,promises_.writeFile)((0,external_node_path_.join)(folder, name), text);
    }
    catch (error) {
        // A full disk leaves half a file, which an upload by pattern would pass on.
        await (0,promises_.rm)(folder, { recursive: true, force: true });
        throw error;
    }
    return (0,external_node_path_.join)(folder, name);
}
/** What happened to an output that is there. */
const closingVerbs = {
    succeeded: 'Produced',
    reused: 'Up to date',
    promoted: 'Promoted',
};
function formatClosingLine({ status, output, durationMs, outputPath, cleanup }) {
    const time = (0,units/* formatDuration */.a3)(durationMs);
    if (cleanup === undefined && status === 'skipped')
        return 'Dry run: nothing was pushed, registered or started.';
    const verb = cleanup === undefined && status !== undefined ? closingVerbs[status] : undefined;
    if (verb === undefined)
        return `Ended after ${time}: ${status}.`;
    return `${verb}: ${output?.name} ${output?.uri}${outputPath ? ` (pulled to ${outputPath})` : ''}, ${time}.`;
}

// EXTERNAL MODULE: ./src/report/redact-report.js
var redact_report = __webpack_require__(21371);
// EXTERNAL MODULE: ./src/report/report-outputs.js
var report_outputs = __webpack_require__(86840);
// EXTERNAL MODULE: ./src/run/comment-target.js
var comment_target = __webpack_require__(43403);
// EXTERNAL MODULE: ./src/run/create-dependencies.js + 5 modules
var create_dependencies = __webpack_require__(28753);
// EXTERNAL MODULE: ./src/run/failure-texts.js
var failure_texts = __webpack_require__(91063);
// EXTERNAL MODULE: ./src/run/publish-comment.js
var publish_comment = __webpack_require__(79575);
// EXTERNAL MODULE: ./src/run/redaction.js
var run_redaction = __webpack_require__(28985);
// EXTERNAL MODULE: ./src/run/remote-updates.js
var remote_updates = __webpack_require__(76303);
// EXTERNAL MODULE: ./src/plan/attach-plan.js
var attach_plan = __webpack_require__(51075);
// EXTERNAL MODULE: ./src/disdat/bundle.js
var bundle = __webpack_require__(84092);
// EXTERNAL MODULE: ./src/lib/for-each-bounded.js
var for_each_bounded = __webpack_require__(52759);
;// CONCATENATED MODULE: ./src/s3/store.js
/** Keys in one deletion: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
const maxDeletedKeys = 1000;

// EXTERNAL MODULE: ./src/remote/sandbox.js
var sandbox = __webpack_require__(19770);
;// CONCATENATED MODULE: ./src/remote/remove.js




/** Concurrent requests of 1,000 keys each: S3 accepts 3,500 deletions a second below one prefix. */
const maxRequests = 3;
/** The most times that the context is listed again for objects that were written meanwhile. */
const maxPasses = 3;
/** The most keys that a result names. */
const maxNamed = 20;
/** Every object of a remote context, the marker of a sandbox included. Costs a request for each 1,000 objects. */
async function* listContextObjects(remote, options) {
    const prefix = (0,sandbox/* getContextPrefix */.i9)(remote);
    for await (const entry of remote.store.list(prefix, options)) {
        if (entry.kind === 'object' && entry.key.startsWith(prefix))
            yield entry;
    }
}
/**
 * Deletes every object of a remote context, and nothing else: HyperFrames first, so that no incomplete bundle is
 * visible; the marker of the sandbox last and only when everything else is gone, so that another attempt can finish the
 * work. Objects that are written meanwhile are deleted too, in at most `maxPasses` passes. Throws Failure as a store
 * does.
 */
async function deleteContext(remote, options) {
    const remover = new ObjectRemover(remote, options);
    await remover.remove(listHyperFrames(remote, options));
    let found = 1;
    for (let pass = 1; found > 0 && pass <= maxPasses && remover.failures === 0; pass++) {
        found = await remover.remove(listAllButMarker(remote, options));
    }
    const isWrittenTo = found > 0 && remover.failures === 0;
    if (remover.failures === 0 && !isWrittenTo)
        await remover.removeMarker();
    const { counts, failed, failures, isVersioned } = remover;
    return { ...counts, failed, failures, isVersioned, isWrittenTo };
}
async function* listHyperFrames(remote, options) {
    for await (const entry of listContextObjects(remote, options))
        if (isHyperFrameKey(remote, entry.key))
            yield entry;
}
async function* listAllButMarker(remote, options) {
    const markerKey = (0,sandbox/* getMarkerKey */.ob)(remote);
    for await (const entry of listContextObjects(remote, options))
        if (entry.key !== markerKey)
            yield entry;
}
/** Whether a key is that of a HyperFrame, whose existence makes a bundle visible. */
function isHyperFrameKey({ objects }, key) {
    const [uuid = '', name, ...more] = key.startsWith(objects) ? key.slice(objects.length).split('/') : [];
    return (0,bundle/* isUuid */.O1)(uuid) && name === (0,bundle/* formatHyperFrameName */.Oj)(uuid) && more.length === 0;
}
/** Deletes objects in batches of `maxDeletedKeys`, and counts them. */
class ObjectRemover {
    #remote;
    #options;
    failed = [];
    failures = 0;
    isVersioned = false;
    counts = { bundles: 0, objects: 0, bytes: 0 };
    constructor(remote, options) {
        this.#remote = remote;
        this.#options = options;
    }
    /** Returns the number of entries, deleted or not. */
    async remove(entries) {
        let found = 0;
        const removeBatch = async (batch, signal) => {
            found += batch.length;
            await this.#removeBatch(batch, signal);
        };
        await (0,for_each_bounded/* forEachBounded */.a)(splitIntoBatches(entries), removeBatch, { ...this.#options, limit: maxRequests });
        return found;
    }
    async removeMarker() {
        const { failed } = await this.#remote.store.deleteObjects([(0,sandbox/* getMarkerKey */.ob)(this.#remote)], this.#options);
        this.#addFailures(failed);
    }
    async #removeBatch(batch, signal) {
        const keys = batch.map(({ key }) => key);
        const { failed, isVersioned } = await this.#remote.store.deleteObjects(keys, { signal });
        const remaining = new Set(failed.map(({ key }) => key));
        const deleted = batch.filter(({ key }) => !remaining.has(key));
        const { bundles, objects, bytes } = this.counts;
        this.counts = {
            bundles: bundles + deleted.filter(({ key }) => isHyperFrameKey(this.#remote, key)).length,
            objects: objects + deleted.length,
            bytes: bytes + deleted.reduce((sum, { size }) => sum + size, 0),
        };
        this.isVersioned ||= isVersioned;
        this.#addFailures(failed);
    }
    #addFailures(failed) {
        this.failures += failed.length;
        this.failed.push(...failed.slice(0, Math.max(0, maxNamed - this.failed.length)));
    }
}
async function* splitIntoBatches(entries) {
    let batch = [];
    for await (const entry of entries) {
        batch.push(entry);
        if (batch.length < maxDeletedKeys)
            continue;
        yield batch;
        batch = [];
    }
    if (batch.length > 0)
        yield batch;
}

// EXTERNAL MODULE: ./src/remote/promotion/promotion-marker.js
var promotion_marker = __webpack_require__(42897);
;// CONCATENATED MODULE: ./src/run/promote/await-promotions.js




/** Limits of the wait of a cleanup, in milliseconds. */
const promotionLimits = {
    /** Between two looks at the markers. */
    pollMs: 5_000,
    /** Until a promotion begins that is expected: the workflow of the merge may build an image first. */
    beginMs: 20 * 60_000,
    /** After the end of a promotion: the next step of the same job may begin another one. */
    settleMs: 60_000,
    /** For all promotions together. */
    totalMs: 60 * 60_000,
};
/**
 * Waits while steps copy from a sandbox, and for a promotion that is expected to begin. The markers of steps that were
 * killed get too old, so that they do not count. Throws Failure `context-conflict` when promotions are still under way
 * after an hour, Failure as a store does, and the reason of the signal.
 */
async function awaitPromotions(base, options) {
    const { sandbox, isExpected, say, clock = lib_clock/* systemClock */.m, signal } = options;
    const { pollMs, beginMs, settleMs, totalMs } = promotionLimits;
    const start = clock.now();
    let said = '';
    const sayOnce = (text) => {
        if (text !== said)
            say(text);
        said = text;
    };
    for (;;) {
        const markers = await (0,promotion_marker/* listPromotions */.R$)(base, sandbox, { signal });
        const waitedMs = clock.now() - start;
        const now = clock.date();
        if (markers.some((marker) => (0,promotion_marker/* isUnderWay */.gn)(marker, now))) {
            if (waitedMs >= totalMs)
                throw createLateFailure(sandbox, base);
            sayOnce(`Waiting for a promotion from ${sandbox} to ${base.context}, at most ${(0,units/* formatDuration */.a3)(totalMs)}.`);
        }
        else if (!isExpected) {
            return;
        }
        else if (markers.length === 0) {
            if (waitedMs >= beginMs)
                return say(`No promotion from ${sandbox} began within ${(0,units/* formatDuration */.a3)(beginMs)}.`);
            sayOnce(`Waiting until the merge promotes from ${sandbox}, at most ${(0,units/* formatDuration */.a3)(beginMs)}.`);
        }
        else {
            const newest = Math.max(...markers.map(({ at }) => at.getTime()));
            if (now.getTime() - newest >= settleMs || waitedMs >= totalMs)
                return say(`The promotion from ${sandbox} has ended.`);
            sayOnce(`The promotion from ${sandbox} has ended. Another one may begin within ${(0,units/* formatDuration */.a3)(settleMs)}.`);
        }
        await clock.sleep(pollMs, signal);
    }
}
const createLateFailure = (sandbox, { context }) => new errors/* Failure */.HR('context-conflict', `A promotion from ${sandbox} to ${context} is still under way after ${(0,units/* formatDuration */.a3)(promotionLimits.totalMs)}. Nothing was deleted.`, 'Run this job again after the promotion has ended.');

;// CONCATENATED MODULE: ./src/run/cleanup.js





/** The most keys that a dry run lists. */
const maxListedKeys = 1000;
/**
 * Deletes the sandbox of a closed pull request, after the promotions from it; undefined when the context is empty.
 * Throws Failure `invalid-input` on any other event, for a context with another name, and for a context without a
 * marker of this pull request, and as `awaitPromotions` does.
 */
async function deleteSandbox(cleanup, dependencies, remote, phase) {
    const { log, cancelled: signal } = dependencies;
    throwRefusal(findEventRefusal(cleanup, dependencies));
    if (await isEmpty(remote, dependencies)) {
        log.info(`${formatContextUri(remote)} is empty: no run created a sandbox in it, or it has been deleted.`);
        return undefined;
    }
    throwRefusal(await findMarkerRefusal(cleanup, dependencies, remote));
    const { baseContext, awaitsPromotion } = cleanup;
    if (baseContext !== undefined) {
        const isExpected = awaitsPromotion && dependencies.pullRequest?.isMerged === true;
        const wait = { sandbox: remote.context, isExpected, say: log.info, signal };
        await phase('wait', () => awaitPromotions(dependencies.openBase(remote, baseContext), wait));
    }
    const deletion = await phase('cleanup', () => deleteContext(remote, { signal }));
    log.info(`Deleted from ${formatContextUri(remote)}: ${formatCounts(deletion)}`);
    if (deletion.isVersioned)
        log.info('The bucket has versioning: the deleted objects are hidden and remain until a lifecycle rule removes them.');
    return deletion;
}
/** Throws Failure when something remains in the sandbox. */
function assertDeleted({ failed, failures, isWrittenTo }, remote) {
    if (isWrittenTo)
        throw new errors/* Failure */.HR('context-conflict', `Another process writes to ${formatContextUri(remote)} during its deletion.`, 'Cancel the runs of this pull request, and run this job again: it deletes what remains.');
    if (failures === 0)
        return;
    const keys = failed.slice(0, 5).map(({ key, code }) => `${key} (${code})`);
    const more = failures > keys.length ? `, and ${failures - keys.length} more` : '';
    const isDenied = failed.every(({ code }) => code === 'AccessDenied');
    throw new errors/* Failure */.HR(isDenied ? 'access-denied' : 'remote-unreachable', `S3 did not delete ${keys.join(', ')}${more}.`, isDenied
        ? `Give the role s3:DeleteObject below ${formatContextUri(remote)}, and run this job again: it deletes what remains.`
        : 'Run this job again: it deletes what remains.');
}
/** Lists what a cleanup would delete, and why it would be refused. */
async function listSandbox(cleanup, dependencies, remote) {
    const { log, cancelled: signal } = dependencies;
    const counts = { bundles: 0, objects: 0, bytes: 0 };
    const keys = [];
    for await (const object of listContextObjects(remote, { signal })) {
        if (isHyperFrameKey(remote, object.key))
            counts.bundles += 1;
        counts.objects += 1;
        counts.bytes += object.size;
        if (keys.length < maxListedKeys)
            keys.push(object.key);
    }
    if (counts.objects > 0) {
        const refusal = findEventRefusal(cleanup, dependencies) ?? (await findMarkerRefusal(cleanup, dependencies, remote));
        if (refusal !== undefined)
            log.info(`This cleanup would be refused. ${refusal.evidence}`);
    }
    log.info(`A cleanup would delete from ${formatContextUri(remote)}: ${formatCounts(counts)}`);
    await log.printUntrusted(keys);
    log.endUntrusted();
    if (keys.length < counts.objects)
        log.info(`… and ${(0,units/* formatCount */.B4)(counts.objects - keys.length, 'object')} more`);
    return counts;
}
/** Checks the event of the workflow and the name of the context. */
function findEventRefusal({ context: { remote: context } }, { pullRequest }) {
    if (pullRequest === undefined || !pullRequest.isClosed)
        return {
            evidence: 'This workflow does not run because a pull request was closed.',
            advice: 'Use `on: pull_request` with `types: [closed]`, and set `cleanup` for that event only.',
        };
    const { number } = pullRequest;
    if ((0,sandbox/* isSandboxNameFor */.ex)(context, number))
        return undefined;
    return {
        evidence: `The context ${context} is not named after pull request ${number}.`,
        advice: `Only a context that is called \`pr-${number}\`, or ends in \`-pr-${number}\`, is deleted when that pull request is closed.`,
    };
}
/** Checks the marker in the context. */
async function findMarkerRefusal({ context: { remote: context } }, { pullRequest, cancelled: signal }, remote) {
    const marker = await (0,sandbox/* readSandboxMarker */.w2)(remote, { signal });
    if (marker === undefined)
        return {
            evidence: `The context ${context} is not marked as a sandbox: it contained bundles before a run with \`base-context\` could mark it.`,
            advice: 'Delete it yourself if it is not needed.',
        };
    const isOurs = marker.repository === pullRequest?.repository && marker.pullRequest === pullRequest.number;
    if (isOurs)
        return undefined;
    return {
        evidence: `The context ${context} is the sandbox of pull request ${marker.pullRequest} of ${marker.repository}.`,
        advice: 'It is deleted when that pull request is closed.',
    };
}
function throwRefusal(refusal) {
    if (refusal === undefined)
        return;
    throw new errors/* Failure */.HR('invalid-input', `cleanup: ${refusal.evidence} Nothing was deleted.`, refusal.advice);
}
async function isEmpty(remote, { cancelled: signal }) {
    for await (const _ of listContextObjects(remote, { signal }))
        return false;
    return true;
}
const formatCounts = ({ bundles, objects, bytes }) => `${(0,units/* formatCount */.B4)(bundles, 'bundle')}, ${(0,units/* formatCount */.B4)(objects, 'object')}, ${(0,units/* formatBytes */.z3)(bytes)}`;
const formatContextUri = ({ url, context }) => `${url}/context/${context}`;

// EXTERNAL MODULE: ./src/run/prepare.js + 1 modules
var prepare = __webpack_require__(80582);
// EXTERNAL MODULE: ./src/run/run-pipe.js + 11 modules
var run_pipe = __webpack_require__(31545);
// EXTERNAL MODULE: ./src/run/run-with-report.js
var run_with_report = __webpack_require__(17241);
// EXTERNAL MODULE: ./src/run/save-state.js
var save_state = __webpack_require__(69343);
;// CONCATENATED MODULE: ./src/run/run.js






/**
 * Carries out a plan: its run or runs, or the jobs to attach to all at once, or a cleanup. Never throws:
 * every failure is in a report.
 */
async function run(plan, dependencies) {
    for (const warning of plan.warnings)
        await dependencies.log.warning(warning);
    switch (plan.kind) {
        case 'run':
            return [await runOne(plan.run, dependencies)];
        case 'many':
            return await runSeveral(plan.many, dependencies);
        case 'attach':
            return await attach(plan.attachment, dependencies);
        case 'cleanup':
            return [await cleanUp(plan.cleanup, dependencies)];
    }
}
async function runSeveral(many, dependencies) {
    const [{ runMany }, { addRedo, forecastRedo }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(3434), __webpack_require__.e(5615), __webpack_require__.e(5323)]).then(__webpack_require__.bind(__webpack_require__, 25323)),
        __webpack_require__.e(/* import() */ 6945).then(__webpack_require__.bind(__webpack_require__, 6945)),
    ]);
    const redo = await forecastRedo(many, dependencies);
    return addRedo(await runMany(many, dependencies), redo);
}
async function runOne(each, dependencies) {
    const backend = dependencies.openBackend(each.backend, each.timeoutMs);
    const report = await (0,run_with_report/* runTarget */.Nh)(each, dependencies, backend, run_pipe/* runPipe */.G);
    await dependencies.log.endGroup();
    return report;
}
/** Follows jobs that an earlier step submitted, and proves their outputs as that step would have done. */
async function attach(attachment, dependencies) {
    const backend = dependencies.openBackend(attachment.backend, attachment.timeoutMs);
    let jobs;
    try {
        if (backend.attach === undefined)
            throw new Error(`the backend ${backend.kind} cannot attach to jobs`);
        const found = await backend.attach(attachment.jobIds, dependencies.cancelled);
        // Every receipt is checked before the first job is followed.
        jobs = found.map((job) => ({ ...job, target: (0,attach_plan/* createAttachedTarget */.i)(attachment, job.receipt) }));
    }
    catch (error) {
        const failure = dependencies.cancelled.aborted ? (0,run_with_report/* createCancelFailure */.Zb)('attach', error) : error;
        const requested = { pipeClass: '', backend: backend.kind, context: '', params: new Map() };
        return [await (0,run_with_report/* createRefusalReport */.fr)(requested, dependencies.outputs, failure)];
    }
    const isOneOfMany = jobs.length > 1;
    const reports = await Promise.all(jobs.map(({ target, ...job }) => (0,run_with_report/* runTarget */.Nh)(target, dependencies, backend, (context, reporter) => finishAttachedJob(context, reporter, { ...job, isOneOfMany }))));
    await dependencies.log.endGroup();
    return reports;
}
async function finishAttachedJob(context, reporter, { orphanFields, ...launched }) {
    const { run, dependencies } = context;
    const { job, receipt } = launched;
    const remote = await dependencies.openRemote(run.remote, run.context.remote);
    await (0,save_state/* saveState */.L)(context);
    await (0,save_state/* saveOrphan */.q)(context, receipt.outputUuid, orphanFields);
    const { outputName: name, outputUuid: uuid } = receipt;
    await reporter.update({ job, output: { name, uuid, uri: remote.getUri(uuid) } });
    await (0,prepare/* openLocalContext */.ny)(context);
    const { finishJob } = await (0,run_pipe/* loadFinishing */.Q)();
    await finishJob(context, reporter, launched, { remote, imageCommit: undefined });
}
/** Deletes the sandbox of a closed pull request, or lists it in a dry run. */
async function cleanUp(cleanup, dependencies) {
    const { remote: url, context } = cleanup;
    const names = `${context.remote}/${context.local}`;
    const start = { pipeClass: '', backend: 'Local', remote: url.url, context: names, params: new Map() };
    return await (0,run_with_report/* runWithReport */.E1)(start, dependencies, async (reporter) => {
        const remote = await dependencies.openRemote(url, context.remote);
        await reporter.update({ cleanup: { bundles: 0, objects: 0, bytes: 0, isVersioned: false } });
        if (cleanup.dryRun) {
            const listed = await listSandbox(cleanup, dependencies, remote);
            return await reporter.update({ status: 'skipped', cleanup: { ...listed, isVersioned: false } });
        }
        const deletion = await deleteSandbox(cleanup, dependencies, remote, reporter.phase.bind(reporter));
        if (deletion === undefined)
            return await reporter.update({ status: 'skipped' });
        const { bundles, objects, bytes, isVersioned } = deletion;
        await reporter.update({ cleanup: { bundles, objects, bytes, isVersioned } });
        assertDeleted(deletion, remote);
        await reporter.update({ status: 'succeeded' });
    });
}

// EXTERNAL MODULE: ./src/run/step-issue.js
var step_issue = __webpack_require__(25718);
;// CONCATENATED MODULE: ./src/run/step.js




























/** Runs the step, from its inputs to its exit code. `cancelled` aborts with the workflow. Never throws. */
async function runStep(env, cancelled) {
    const ended = new AbortController();
    const updates = new remote_updates/* RemoteUpdates */.D();
    try {
        await runAndPublish(env, { cancelled, ended: ended.signal, updates });
        await updates.wait(cancelled);
    }
    catch (error) {
        await (0,crash.failWithCrash)(error);
    }
    finally {
        ended.abort();
    }
}
async function runAndPublish(env, scope) {
    const log = (0,open_step_log/* openStepLog */.p)(env);
    const outputs = new action_outputs/* OutputWriter */.PO(log.warning, log.holdsMasked, env['GITHUB_OUTPUT']);
    const state = new action_state/* StateWriter */.r(env['RUNNER_TEMP'] || (0,external_node_os_.tmpdir)(), log.warning, env['GITHUB_STATE']);
    const problems = [];
    const inputs = (0,plan_inputs.readInputs)(env, problems);
    const redaction = new run_redaction.Redaction(env, log);
    redaction.add(inputs.env);
    const redact = redaction.hide;
    const pageLogs = inputs.reportHtml ? new page_log/* PageLogs */.vd(redact) : undefined;
    const pageName = (0,page_artifact/* createPageName */.X)();
    const context = { env, log, outputs, state, inputs, redact, pageLogs, ...scope };
    // A step that is killed after a cancellation did not fail.
    if (inputs.failureIssue.isEnabled)
        scope.cancelled.addEventListener('abort', () => void state.update({ cancelled: true }), { once: true });
    // Comments, issues and artifacts are public where the repository is, and GitHub masks nothing in them.
    const reports = (await planAndRun(context, problems, redaction)).map((report) => (0,redact_report/* redactReport */.a)(report, redact));
    const [first, ...others] = reports;
    if (first === undefined)
        return;
    await publishReport([first, ...others], {
        ...{ env, log, outputs, shouldWriteSummary: inputs.summary },
        page: pageLogs && { name: pageName, logs: pageLogs, runUrl: (0,workflow_run.readWorkflowRun)(env, undefined).url },
    });
    if (inputs.comment.comment !== 'never' && !inputs.cleanup)
        await comment(reports, context, pageLogs && pageName);
    await reportToIssue(reports, context);
    // Main may have failed to remove the container of a failed run, for example without an engine: post tries again.
    const unclean = reports.some(mayLeaveContainer);
    await state.update({ reported: true, unclean });
    if (!unclean)
        await state.markClean();
    // Annotations come before the final error, which repeats the failure without a line of code.
    const annotations = reports.flatMap((report) => report.annotations ?? []);
    const failures = (0,failure_texts/* createFailureTexts */.P)(reports, env);
    const maxAnnotations = action_annotations/* maxErrors */.a - failures.length;
    for (const annotation of annotations.slice(0, maxAnnotations))
        await log.annotate(annotation);
    for (const text of failures)
        await (0,crash.failStep)(text);
}
async function comment(reports, context, pageName) {
    const { env, log, outputs, inputs, cancelled } = context;
    const target = (0,comment_target/* createCommentTarget */.fG)((0,workflow_run.readWorkflowRun)(env, await (0,action_event.readEvent)(env)), inputs.comment, reports);
    if (target === undefined)
        return await log.notice('`comment` is ignored: this workflow run does not belong to a pull request.');
    await (0,publish_comment/* publishComment */.p)(reports, { ...target, ...(pageName && { pageName }) }, {
        ...{ token: inputs.comment.githubToken, env, log, outputs, cancelled },
        recordsRules: inputs.acceptance.ways.length > 0,
    });
}
async function reportToIssue(reports, context) {
    const url = await (0,step_issue.publishStepIssue)(reports, context.inputs, context);
    if (url !== undefined)
        await context.outputs.set(new Map([['failure-issue-url', url]]));
}
const mayLeaveContainer = ({ failure, phases }) => failure !== undefined && phases.some(({ name }) => name === 'launch' || name === 'run');
async function planAndRun(context, problems, redaction) {
    const { env, inputs, outputs, cancelled } = context;
    let defaults;
    try {
        const home = env['HOME'] ?? (0,external_node_os_.homedir)();
        problems.push(...(0,network_env/* findProxyProblems */.yH)(env));
        defaults = await (0,plan_defaults/* readDefaults */.D)(home, inputs, problems);
        const runs = await (0,runs_source/* readRunsSource */.O)(inputs, env, lib_clock/* systemClock */.m.date(), problems);
        const plan = (0,create_plan/* createPlan */.q)(inputs, defaults, env, problems, runs);
        if (plan.kind === 'many')
            redaction.addRuns(plan.many);
        return await run(plan, await (0,create_dependencies/* createDependencies */.Y)(context, home));
    }
    catch (error) {
        const failure = cancelled.aborted ? (0,run_with_report/* createCancelFailure */.Zb)('plan', error) : error;
        const { backend, context: names = defaults?.context, params } = inputs;
        const requested = {
            pipeClass: env['INPUT_PIPE-CLASS'] ?? '',
            backend,
            context: names === undefined ? '' : `${names.remote}/${names.local}`,
            params,
        };
        return [await (0,run_with_report/* createRefusalReport */.fr)(requested, new report_outputs/* ReportOutputs */.Xs(outputs), failure)];
    }
}


/***/ }),

/***/ 73348:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ar: () => (/* binding */ listSeed)
/* harmony export */ });
/* unused harmony exports maxSeedObjects, SeedTooLargeError */
/* harmony import */ var _lib_for_each_bounded_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52759);
/* harmony import */ var _remote_listing_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(61681);
/* harmony import */ var _seed_path_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50209);



/** The most objects of a seed: about 100 MiB of names while they are listed and read. */
const maxSeedObjects = 300_000;
/** Up to this number of bundles, each folder is listed alone. */
const maxFolderListings = 256;
/** A context with more objects than a seed may have. */
class SeedTooLargeError extends Error {
    constructor() {
        super(`the context has more than ${maxSeedObjects} objects that a container pulls; use \`seed-context: newest\``);
    }
}
/**
 * Lists the objects of a context that a container pulls at its start, or those of some bundles. Throws
 * SeedTooLargeError, and Failure as a store does.
 */
async function listSeed(remote, { signal, only }) {
    // By path: a large context is listed with overlaps.
    const objects = new Map();
    let hasOthers = false;
    const folder = remote.objects.slice(0, -'objects/'.length);
    const visit = (entry) => {
        if (entry.kind !== 'object' || !(0,_seed_path_js__WEBPACK_IMPORTED_MODULE_1__/* .isPulledAtStart */ .E0)(entry.key))
            return;
        const path = copyText(entry.key.slice(folder.length));
        const parsed = (0,_seed_path_js__WEBPACK_IMPORTED_MODULE_1__/* .parseSeedPath */ .Qc)(path);
        if (parsed === undefined)
            hasOthers = true;
        else if (only?.has(parsed.uuid) ?? true)
            objects.set(path, { path, bytes: entry.size, etag: entry.etag });
        if (objects.size > maxSeedObjects)
            throw new SeedTooLargeError();
    };
    if (only !== undefined && only.size <= maxFolderListings)
        await visitFolders(remote, only, visit, signal);
    else
        await (0,_remote_listing_js__WEBPACK_IMPORTED_MODULE_0__/* .visitContext */ .t)(remote, visit, { signal });
    return { bundles: Map.groupBy(objects.values(), ({ path }) => (0,_seed_path_js__WEBPACK_IMPORTED_MODULE_1__/* .parseSeedPath */ .Qc)(path)?.uuid ?? ''), hasOthers };
}
/** A part of a key would keep the whole key in memory. */
const copyText = (text) => Buffer.from(text).toString();
async function visitFolders(remote, uuids, visit, signal) {
    const list = async (uuid, listSignal) => {
        for await (const entry of remote.store.list(remote.getKey(uuid, ''), { signal: listSignal }))
            visit(entry);
    };
    await (0,_lib_for_each_bounded_js__WEBPACK_IMPORTED_MODULE_2__/* .forEachBounded */ .a)(uuids, list, { signal });
}


/***/ }),

/***/ 50209:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AR: () => (/* binding */ formatSeedPath),
/* harmony export */   E0: () => (/* binding */ isPulledAtStart),
/* harmony export */   Qc: () => (/* binding */ parseSeedPath)
/* harmony export */ });
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84092);

/** The limit of most file systems for one name, in bytes. */
const maxNameBytes = 255;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern detects them.
const unusual = /[\u0000-\u001f\u007f-\u009f/\\]/;
/** The path of an object within the folder of its context. */
function formatSeedPath(uuid, file) {
    return `objects/${uuid}/${file}`;
}
/**
 * The uuid and the file name of a path `objects/<uuid>/<file name>`; undefined for every other text. The path is text
 * from outside that becomes a path in a container: it has no other folder, no `..`, and no control character.
 */
function parseSeedPath(path) {
    const [folder, uuid = '', file = '', ...rest] = path.split('/');
    if (folder !== 'objects' || rest.length > 0 || !(0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .isUuid */ .O1)(uuid))
        return undefined;
    const isPlain = file !== '' && file !== '.' && file !== '..' && !unusual.test(file) && file.isWellFormed();
    return isPlain && Buffer.byteLength(file) <= maxNameBytes ? { uuid, file } : undefined;
}
/** Whether the pull that starts a container fetches an object: Disdat looks for this text in the key. */
function isPulledAtStart(pathInContext) {
    return pathInContext.includes('frame.pb');
}


/***/ }),

/***/ 10811:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createLocalSource: () => (/* binding */ createLocalSource),
  createPackSource: () => (/* binding */ createPackSource),
  createRemoteSource: () => (/* binding */ createRemoteSource)
});

// EXTERNAL MODULE: ./src/disdat/format/format-error.js
var format_error = __webpack_require__(51178);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/lib/for-each-bounded.js
var for_each_bounded = __webpack_require__(52759);
;// CONCATENATED MODULE: ./src/lib/map-bounded.js
/**
 * Yields the result of `work` for each item, in the order of the items, while at most `limit` calls run or wait for
 * their turn. At the first error, when `signal` aborts, and when the caller stops, it aborts the signals of the other
 * calls; it does not wait for their ends.
 */
async function* mapBounded(items, work, { limit, signal }) {
    const ended = new AbortController();
    const workSignal = AbortSignal.any([signal, ended.signal]);
    const running = [];
    const start = (item) => {
        const result = work(item, workSignal);
        // The error of a call is thrown at its turn, or not at all after an earlier one.
        result.catch(() => undefined);
        running.push(result);
    };
    try {
        for (const item of items) {
            signal.throwIfAborted();
            start(item);
            if (running.length >= limit)
                yield* running.splice(0, 1);
        }
        yield* running;
    }
    finally {
        ended.abort();
    }
}

// EXTERNAL MODULE: ./src/seed/seed-path.js
var seed_path = __webpack_require__(50209);
;// CONCATENATED MODULE: ./src/seed/seed-sources.js





/** The bundles that a local context of the runner holds. */
function createLocalSource(context) {
    return { name: 'the local context', isRemote: false, read: createRead(context.read.bind(context)) };
}
/** The packs beside the index of a remote context. */
function createPackSource({ packs }) {
    return { name: 'the packs', isRemote: false, read: (objects, options) => packs.read(objects, options) };
}
/** The remote itself: one GET for each object. What it reads is added to the packs with their next `save`. */
function createRemoteSource(remote) {
    const read = createRead((uuid, file, options) => remote.store.get(remote.getKey(uuid, file), { ...options, size: options.maxBytes }));
    return {
        ...{ name: 'the remote', isRemote: true },
        async *read(objects, options) {
            for await (const member of read(objects, options)) {
                remote.packs.add(member.object, member.bytes);
                yield member;
            }
        },
    };
}
function createRead(readBytes) {
    const read = async (object, signal) => {
        const { uuid, file } = (0,seed_path/* parseSeedPath */.Qc)(object.path) ?? { uuid: '', file: '' };
        try {
            return { object, bytes: await readBytes(uuid, file, { signal, maxBytes: object.bytes }) };
        }
        catch (error) {
            if (!concernsObjectOnly(error))
                throw error;
            return { object, bytes: undefined };
        }
    };
    return async function* (objects, { signal }) {
        for await (const { object, bytes } of mapBounded(objects, read, { limit: for_each_bounded/* maxInFlight */.I, signal }))
            if (bytes !== undefined)
                yield { object, bytes };
    };
}
/** Whether other objects can be read: this one is larger than LIST reported, or archived. */
function concernsObjectOnly(error) {
    if (error instanceof errors/* Failure */.HR)
        return error.verdict === 'object-archived' || error.verdict === 'bundle-corrupt';
    return error instanceof format_error/* BundleFormatError */.KC;
}


/***/ })

};
;