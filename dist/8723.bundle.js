"use strict";
exports.id = 8723;
exports.ids = [8723];
exports.modules = {

/***/ 52366:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ writeStepSummary)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86475);
/* harmony import */ var _undo_append_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4384);



/**
 * Adds Markdown to the step summary, all or nothing. Never throws: a failure, also of `render`, is a warning.
 *
 * @param file GITHUB_STEP_SUMMARY.
 */
async function writeStepSummary(render, log, file) {
    const undo = (0,_undo_append_js__WEBPACK_IMPORTED_MODULE_2__/* .prepareUndo */ .G)(file);
    try {
        await (await (0,_log_js__WEBPACK_IMPORTED_MODULE_1__/* .loadToolkit */ .fl)()).summary.addRaw(render()).write();
    }
    catch (error) {
        undo();
        await log.warning(`Cannot write the step summary: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error)}`);
    }
}


/***/ }),

/***/ 19177:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B4: () => (/* binding */ formatCount),
/* harmony export */   ZV: () => (/* binding */ formatNumber),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   cH: () => (/* binding */ formatDistinctNumbers),
/* harmony export */   fU: () => (/* binding */ formatTime),
/* harmony export */   jR: () => (/* binding */ formatDifference),
/* harmony export */   z3: () => (/* binding */ formatBytes),
/* harmony export */   z_: () => (/* binding */ parseBytes)
/* harmony export */ });
/** Shorter durations are easier to compare in hours. */
const minDayHours = 48;
/** Formats a duration in at most two units: `0.4 s`, `12 s`, `3 min 5 s`, `2 h 10 min`, `3 days 4 h`. */
function formatDuration(ms) {
    const seconds = ms / 1000;
    if (seconds < 9.95)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    if (whole < 60)
        return `${whole} s`;
    if (whole < 3600)
        return `${Math.floor(whole / 60)} min ${whole % 60} s`;
    const hours = Math.floor(whole / 3600);
    if (hours < minDayHours)
        return `${hours} h ${Math.floor((whole % 3600) / 60)} min`;
    return `${formatCount(Math.floor(hours / 24), 'day')} ${hours % 24} h`;
}
/** Formats a number of bytes in binary units: `512 B`, `3.4 KiB`. */
function formatBytes(bytes) {
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
    const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
    return power === 0 ? `${bytes} B` : `${(bytes / 1024 ** power).toFixed(1)} ${units[power]}`;
}
const byteUnits = { B: 1, KIB: 1024, MIB: 1024 ** 2, GIB: 1024 ** 3, TIB: 1024 ** 4 };
/** Parses bytes, or a number of KiB, MiB, GiB or TiB, in any case; undefined for any other text. */
function parseBytes(text) {
    const [, number, unit = 'B'] = /^(\d{1,15}(?:\.\d{1,6})?) ?(B|[KMGT]iB)?$/i.exec(text) ?? [];
    const [, factor] = Object.entries(byteUnits).find(([name]) => name === unit.toUpperCase()) ?? [];
    return number === undefined || factor === undefined ? undefined : Math.round(Number(number) * factor);
}
/** Formats a time to the minute: `2026-01-05 09:31 UTC`. */
const formatTime = (time) => Number.isNaN(time.getTime()) ? 'unknown' : `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
/** Formats a count with its noun: `1 file`, `1,234 files`. */
const formatCount = (n, noun) => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;
/**
 * Formats a number: integers in full, other numbers with `digits` significant digits, very large and very small numbers
 * with an exponent.
 */
function formatNumber(value, digits = 6) {
    if (typeof value === 'bigint' || (Number.isInteger(value) && Math.abs(value) < 1e15))
        return value.toLocaleString('en');
    if (!Number.isFinite(value))
        return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '-∞';
    const needsExponent = Math.abs(value) < 1e-4 || Math.abs(value) >= 1e15;
    return needsExponent
        ? value.toExponential(digits - 1)
        : value.toLocaleString('en', { maximumSignificantDigits: digits });
}
/** Formats two numbers with as many digits as are needed to see that they differ. */
function formatDistinctNumbers(base, now) {
    for (const digits of [6, 9, 12]) {
        const [before, after] = [formatNumber(base, digits), formatNumber(now, digits)];
        if (before !== after || base === now)
            return [before, after];
    }
    return [String(base), String(now)];
}
/** Formats the change from `base` to `now` in percent of `base`; words when one of the two is 0. */
function formatDifference(base, now) {
    if (base === now)
        return 'same';
    if (base === 0)
        return 'none before';
    if (now === 0)
        return 'none left';
    const percent = ((now - base) / Math.abs(base)) * 100;
    const sign = percent < 0 ? '−' : '+';
    const amount = Math.abs(percent);
    if (amount < 0.05)
        return `${sign}<0.1 %`;
    if (percent > -100 && percent < -99.95)
        return '−>99.9 %';
    const digits = amount < 100 ? 1 : 0;
    return `${sign}${amount.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })} %`;
}


/***/ }),

/***/ 18723:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   publishKilledReport: () => (/* binding */ publishKilledReport),
/* harmony export */   renderKilledReport: () => (/* binding */ renderKilledReport)
/* harmony export */ });
/* harmony import */ var _action_step_summary_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(52366);
/* harmony import */ var _action_untrusted_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23707);
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19177);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11156);




/** The most different sentences in the summary; the log of the post step has all. */
const maxSentences = 5;
/**
 * Writes the step summary of a step that was killed before it could report. Resolves with its text. Never throws.
 */
async function publishKilledReport(pipeClass, { log, summaryFile }, cleanup) {
    const text = renderKilledReport(pipeClass, cleanup);
    await (0,_action_step_summary_js__WEBPACK_IMPORTED_MODULE_0__/* .writeStepSummary */ .o)(() => text, log, summaryFile);
    return text;
}
/** Renders the step summary of a killed step as Markdown. `pipeClass` names the step if it had started one run. */
function renderKilledReport(pipeClass, { isComplete, sentences, startedRuns }) {
    const hasSeveral = startedRuns > 1;
    const name = hasSeveral ? 'A step with several runs' : (0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCode */ .P_)(pipeClass.split('.').at(-1) ?? '');
    const remaining = isComplete
        ? []
        : ['Something that it started, or an unfinished download, may remain: see the warnings of the post step.'];
    const parts = [...renderSentences(sentences), ...remaining];
    const cleanup = parts.length > 0 ? parts.join(' ') : 'Everything that it started was removed.';
    const started = hasSeveral ? `${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(startedRuns, 'run')} had started. ` : '';
    return `### 🚫 ${name} was killed before it could report\n\n${started}${cleanup} The log of the step shows how far it got.\n\n`;
}
/** The first different sentences, each with how often it occurs, and the number of the others. */
function renderSentences(sentences) {
    const groups = [...Map.groupBy(sentences, (sentence) => sentence).values()];
    const shown = groups.slice(0, maxSentences).map(({ 0: sentence = '', length }) => {
        const times = length > 1 ? ` (${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(length, 'time')})` : '';
        return `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderProse */ .E9)(sentence)}${times}`;
    });
    const hidden = groups.slice(maxSentences).flat().length;
    return hidden > 0 ? [...shown, `The log of the post step has ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(hidden, 'more sentence')}.`] : shown;
}


/***/ }),

/***/ 11156:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BK: () => (/* binding */ renderLink),
/* harmony export */   E9: () => (/* binding */ renderProse),
/* harmony export */   FR: () => (/* binding */ renderFilledTable),
/* harmony export */   Ij: () => (/* binding */ renderMore),
/* harmony export */   PL: () => (/* binding */ renderDetails),
/* harmony export */   bo: () => (/* binding */ renderTable),
/* harmony export */   cR: () => (/* binding */ renderCode),
/* harmony export */   i4: () => (/* binding */ renderShortId),
/* harmony export */   pI: () => (/* binding */ renderList)
/* harmony export */ });
/* harmony import */ var _action_untrusted_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23707);

/** The limits of a name or value and of a sentence, in UTF-16 units. The result file has more. */
const valueLimit = 300;
const sentenceLimit = 1000;
/** Longer URLs are not linked. */
const urlLimit = 2000;
/** Renders an untrusted name or value as inline code, shortened to `limit`. */
const renderCode = (text, limit = valueLimit) => (0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCode */ .P_)((0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .truncate */ .xv)(text, limit));
/** Renders a sentence that may quote untrusted text, shortened to `limit`. */
const renderProse = (text, limit = sentenceLimit) => (0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .formatProse */ .v9)((0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .truncate */ .xv)(text, limit));
/** Renders the first characters of a uuid or commit as code. */
const renderShortId = (id) => (0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCode */ .P_)((0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .truncate */ .xv)(id, 8).replace(/ …$/, ''));
/** Renders a link, or only its text when the URL is not an https URL. `text` is Markdown. */
function renderLink(text, url) {
    if (url.length > urlLimit || !URL.canParse(url) || new URL(url).protocol !== 'https:')
        return text;
    const safe = new URL(url).href.replace(/[()[\]<>\\|`*_~'"\s]/g, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
    return `[${text}](${safe})`;
}
/**
 * Renders a table. A cell is one line of Markdown. GitHub splits rows into cells before it parses code, so that `|` is
 * escaped everywhere (https://github.github.com/gfm/#tables-extension-). `align` has a letter for each column: `l` or
 * `r`.
 */
function renderTable(head, rows, align = '') {
    const delimiters = head.map((_, index) => (align[index] === 'r' ? '--:' : '---'));
    const renderRow = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
    return [renderRow(head), `|${delimiters.join('|')}|`, ...rows.map(renderRow)].join('\n');
}
/** Renders a table without its empty columns. */
function renderFilledTable(head, rows, align = '') {
    const kept = [...head.keys()].filter((index) => rows.some((row) => (row[index] ?? '') !== ''));
    const pick = (cells) => kept.map((index) => cells[index] ?? '');
    return renderTable(pick(head), rows.map(pick), kept.map((index) => align[index]).join(''));
}
/** Renders a section that can be unfolded. `title` must not hold untrusted text; `body` is Markdown. */
function renderDetails(title, body, isOpen = false) {
    return `<details${isOpen ? ' open' : ''}><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
/** Renders items one after the other, and the number of further items. */
const renderList = (shown, omitted, separator = ', ') => [...shown, ...(omitted > 0 ? [`and ${omitted.toLocaleString('en')} more`] : [])].join(separator);
/** Renders the number of omitted items below a list or table; empty when there are none. */
const renderMore = (omitted, noun) => omitted > 0 ? `\n\n… and ${omitted.toLocaleString('en')} more ${noun}${omitted === 1 ? '' : 's'}.` : '';


/***/ })

};
;