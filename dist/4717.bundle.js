"use strict";
exports.id = 4717;
exports.ids = [4717];
exports.modules = {

/***/ 56620:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ systemClock)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);

/** The machine's own time and random numbers. */
const systemClock = {
    now: () => performance.now(),
    date: () => new Date(),
    async sleep(ms, signal) {
        signal?.throwIfAborted();
        try {
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(ms, undefined, signal && { signal });
        }
        catch (error) {
            // Node throws an AbortError of its own; callers compare with the reason.
            signal?.throwIfAborted();
            throw error;
        }
    },
    random: Math.random,
};


/***/ }),

/***/ 44568:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ retry),
/* harmony export */   k: () => (/* binding */ jitteredPause)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56620);

/**
 * Calls `work` until it resolves or the policy gives up. `work` gets the number of the attempt, from 1. Throws the last
 * error.
 */
async function retry(work, { pauseMs, signal, clock = _clock_js__WEBPACK_IMPORTED_MODULE_0__/* .systemClock */ .m }) {
    for (let attempt = 1;; attempt += 1) {
        try {
            return await work(attempt);
        }
        catch (error) {
            const ms = pauseMs(error, attempt);
            if (ms === undefined)
                throw error;
            await clock.sleep(ms, signal);
        }
    }
}
/**
 * A pause with full jitter: any length up to an exponentially growing limit, so that many runners do not retry in step.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
function jitteredPause(attempt, { firstMs, maxMs }, random = Math.random) {
    return random() * Math.min(maxMs, firstMs * 2 ** (attempt - 1));
}


/***/ }),

/***/ 29587:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ findTlsFailure)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33178);

/** Limit of the causes of an error that are examined. */
const maxCauses = 10;
const trustAdvice = 'If you trust the server, set NODE_EXTRA_CA_CERTS in the environment of the step to a PEM file with the certificate of its authority.';
const renewAdvice = 'Renew the certificate of the server, and check the clock of this machine.';
const plainAdvice = 'Check the address: a server without TLS needs `http://`, and https has another port.';
const versionAdvice = 'Let the server, or the proxy before it, offer TLS 1.2 or newer.';
const unknownAuthority = ['its certificate comes from an authority that this machine does not trust', trustAdvice];
const expired = ['its certificate has expired, or is not valid yet', renewAdvice];
const noTls = ['it did not respond with TLS', plainAdvice];
const noCommonVersion = ['the server and this machine have no TLS version or cipher in common', versionAdvice];
/** https://nodejs.org/api/tls.html#x509-certificate-error-codes and the names of OpenSSL's errors. */
const failures = new Map([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', ['its certificate is self-signed', trustAdvice]],
    ['SELF_SIGNED_CERT_IN_CHAIN', unknownAuthority],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', unknownAuthority],
    ['UNABLE_TO_GET_ISSUER_CERT', unknownAuthority],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', unknownAuthority],
    ['CERT_UNTRUSTED', unknownAuthority],
    ['CERT_HAS_EXPIRED', expired],
    ['CERT_NOT_YET_VALID', expired],
    ['CERT_REVOKED', ['its certificate was revoked', renewAdvice]],
    [
        'ERR_TLS_CERT_ALTNAME_INVALID',
        [
            'its certificate is for another host name',
            'Use a host name of the certificate. If a proxy opens TLS connections, trust its authority with NODE_EXTRA_CA_CERTS.',
        ],
    ],
    ['ERR_SSL_WRONG_VERSION_NUMBER', noTls],
    ['ERR_SSL_PACKET_LENGTH_TOO_LONG', noTls],
    ['ERR_SSL_HTTP_REQUEST', noTls],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', noCommonVersion],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', noCommonVersion],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', noCommonVersion],
]);
/** All other failures of TLS, and the codes of certificates and lists of revoked ones that cannot be verified. */
const otherCode = /^(?:ERR_SSL_|ERR_TLS_|CERT_|CRL_|UNABLE_TO_|ERROR_IN_C|INVALID_(?:CA|PURPOSE)$|HOSTNAME_MISMATCH$)/;
const otherFailure = ['its certificate cannot be verified, or TLS failed', trustAdvice];
/** Finds a failure of TLS in an error or its causes; undefined for any other error. */
function findTlsFailure(error) {
    let current = error;
    for (let depth = 0; depth < maxCauses && current instanceof Error; depth++) {
        const code = getCode(current);
        const [reason, advice] = failures.get(code) ?? (otherCode.test(code) ? otherFailure : []);
        if (reason !== undefined && advice !== undefined)
            return { code, reason, advice };
        current = current.cause;
    }
    return undefined;
}
/** Node gives a failure while it writes the code EPROTO, and the name of OpenSSL's error only in the message. */
function getCode(error) {
    const code = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getString */ .AA)(error, 'code') ?? '';
    const [, reason] = code === 'EPROTO' ? (/:SSL routines:[^:]*:([^:]{1,80}):/.exec(error.message) ?? []) : [];
    return reason === undefined ? code : `ERR_SSL_${reason.toUpperCase().replaceAll(/\W+/g, '_')}`;
}


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


/***/ })

};
;