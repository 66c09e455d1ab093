"use strict";
exports.id = 562;
exports.ids = [562];
exports.modules = {

/***/ 35198:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LE: () => (/* binding */ isSameType),
/* harmony export */   dT: () => (/* binding */ maybeUtc),
/* harmony export */   m6: () => (/* binding */ untypedColumn),
/* harmony export */   vI: () => (/* binding */ anyTimestamp)
/* harmony export */ });
/** The type of every column of a CSV file, which states no types. */
const untypedColumn = 'TEXT';
/** Ends the type of a time of which its file does not say whether it is in UTC. */
const maybeUtc = ', UTC?)';
/** The type of a time of which its file does not state the unit either. */
const anyTimestamp = 'TIMESTAMP';
/** Whether two types of columns in files are the same, as far as the files state them. */
function isSameType(a, b) {
    return a === b || includesType(a, b) || includesType(b, a);
}
function includesType(vague, type) {
    if (vague === untypedColumn)
        return true;
    if (vague === anyTimestamp)
        return type.startsWith(`${anyTimestamp}(`);
    return vague === type.replace(/(?:, UTC)?\)/, maybeUtc);
}


/***/ }),

/***/ 21581:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fd: () => (/* binding */ classifyChange),
/* harmony export */   PW: () => (/* binding */ isReshaped)
/* harmony export */ });
/* unused harmony export changeKinds */
/* harmony import */ var _column_types_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35198);

/** The summary of a comparison in one word, as in the output `changes`. */
const changeKinds = (/* unused pure expression or super */ null && (['none', 'data', 'schema', 'first-version', 'unknown']));
/**
 * Summarizes a comparison. `none`: the data is equal. `schema`: a column, file or nested bundle was added or removed; a
 * column, also in the table of a file, has another type, place or dimension other than its rows; or the bundle has
 * another presentation. `data`: only values differ. `unknown`: the parts that were read do not show a change.
 *
 * @param hasBase Whether there was a bundle to compare with; without one it is the `first-version`.
 */
function classifyChange(comparison, hasBase) {
    if (!hasBase)
        return 'first-version';
    const { isSame, presentation, columns, files, nested } = comparison;
    if (isSame === true)
        return 'none';
    const isSchemaChange = presentation.base !== presentation.now ||
        [...columns, ...files, ...nested].some(({ status }) => status === 'added' || status === 'removed') ||
        columns.some(hasSchemaChange) ||
        files.some(hasOtherTable);
    if (isSchemaChange)
        return 'schema';
    return isSame === false ? 'data' : 'unknown';
}
function hasSchemaChange(column) {
    return column.differs.includes('type') || column.differs.includes('place') || isReshaped(column);
}
/** Whether another dimension than the rows of a column differs. */
function isReshaped({ differs, base, now }) {
    return differs.includes('shape') && describeDimensions(base) !== describeDimensions(now);
}
function describeDimensions(facts) {
    return facts?.shape.map((length, dimension) => (dimension === 0 ? 'rows' : length)).join();
}
function hasOtherTable({ base, now }) {
    if (base?.table === undefined || now?.table === undefined)
        return false;
    const [columns, others] = [base.table.columns, now.table.columns];
    return others.length > columns.length || columns.some((column, index) => !isSameTableColumn(column, others[index]));
}
function isSameTableColumn(a, b) {
    return a.name === b?.name && a.isNested === b.isNested && (0,_column_types_js__WEBPACK_IMPORTED_MODULE_0__/* .isSameType */ .LE)(a.type, b.type);
}


/***/ }),

/***/ 46446:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EG: () => (/* binding */ haveSameTypes),
/* harmony export */   Gm: () => (/* binding */ collectTables),
/* harmony export */   fg: () => (/* binding */ formatTypes),
/* harmony export */   gT: () => (/* binding */ hasUnreadTable)
/* harmony export */ });
/* harmony import */ var _column_types_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35198);
/* harmony import */ var _table_file_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31337);


/**
 * The columns of all tables in files. The tables of all files count as one, because file names change from run to run
 * and a table may be split into any number of files. Further columns of one name in a table are columns of their own,
 * as are a field `b` of a column `a` and a column `a.b`; equal columns of both sides have the same key.
 */
function collectTables(files) {
    const collectColumns = (side) => {
        const columns = new Map();
        for (const table of files.flatMap((file) => file[side]?.table ?? [])) {
            for (const { key, name, type } of numberColumns(table)) {
                const column = columns.get(key) ?? { name, types: new Set() };
                columns.set(key, column);
                column.types.add(type);
            }
        }
        return columns;
    };
    return { base: collectColumns('base'), now: collectColumns('now') };
}
function numberColumns({ columns }) {
    const seen = new Map();
    return columns.map(({ name, type, isNested = false }) => {
        const id = JSON.stringify([name, isNested]);
        const count = (seen.get(id) ?? 0) + 1;
        seen.set(id, count);
        const shown = name === '' ? '""' : name;
        return { key: `${count} ${id}`, name: count === 1 ? shown : `${shown} (${count})`, type };
    });
}
/** Whether each type of one column is a type of the other one. */
function haveSameTypes(a, b) {
    const includesAll = (all, some) => [...some].every((type) => [...all].some((other) => (0,_column_types_js__WEBPACK_IMPORTED_MODULE_1__/* .isSameType */ .LE)(type, other)));
    return includesAll(a.types, b.types) && includesAll(b.types, a.types);
}
/** Formats the types of a column: `INT32 or INT64`. */
function formatTypes({ types }) {
    return [...types].toSorted().join(' or ');
}
/** Whether a side has a file with the name of a table that could not be read, so that its columns are unknown. */
function hasUnreadTable(files, side) {
    return files.some((file) => {
        const facts = file[side];
        return facts !== undefined && facts.table === undefined && (0,_table_file_js__WEBPACK_IMPORTED_MODULE_0__/* .detectTableFormat */ .b)(file.path) !== undefined;
    });
}


/***/ }),

/***/ 85998:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Li: () => (/* binding */ isOutlier),
/* harmony export */   Ww: () => (/* binding */ roundBand),
/* harmony export */   oY: () => (/* binding */ createBand)
/* harmony export */ });
/* harmony import */ var _rules_rules_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(32100);

/**
 * The distance from the median, in MADs, beyond which a value is an outlier: 3.5 as the limit of the modified z-score
 * of Iglewicz and Hoaglin, whose factor 0.6745 makes the MAD of normally distributed values their standard deviation.
 * Median and MAD stay where they are while fewer than half of the values are outliers.
 * https://www.itl.nist.gov/div898/handbook/eda/section3/eda35h.htm
 */
const outlierMads = 3.5 / 0.6745;
/** The least distance, as a part of the median: after values that hardly differ, a small change is not an outlier. */
const leastShare = 0.05;
/**
 * The band of earlier values, by their median and their median absolute deviation (MAD); undefined for fewer than five.
 * Neither the order of the values nor their unit matters: the band of doubled values is the doubled band.
 *
 * @param leastDistance The least distance from the median to the ends, in the unit of the values
 */
function createBand(values, leastDistance = 0) {
    if (values.length < _rules_rules_js__WEBPACK_IMPORTED_MODULE_0__/* .historyRuns */ .xA.fewest)
        return undefined;
    const median = findMedian(values);
    const mad = findMedian(values.map((value) => Math.abs(value - median)));
    const distance = Math.max(outlierMads * mad, leastShare * Math.abs(median), leastDistance);
    return { low: Math.max(0, median - distance), median, high: median + distance };
}
/** Whether the value is below or above the band. Its ends belong to it. */
const isOutlier = (value, { low, high }) => value < low || value > high;
/** The band for display: rows and bytes are whole, so that its ends are the least and the greatest of them inside. */
function roundBand(band, { of }) {
    if (of === 'nulls')
        return band;
    return { low: Math.ceil(band.low), median: Math.round(band.median), high: Math.floor(band.high) };
}
/** The middle value, or the mean of the two in the middle. */
function findMedian(values) {
    const sorted = values.toSorted((a, b) => a - b);
    const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
    const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
    return lower + (upper - lower) / 2;
}


/***/ }),

/***/ 31337:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ maxTableColumns),
/* harmony export */   b: () => (/* binding */ detectTableFormat)
/* harmony export */ });
/** Tables with more columns are not compared. */
const maxTableColumns = 10_000;
const formats = new Map([
    ['.parquet', 'parquet'],
    ['.pq', 'parquet'],
    ['.csv', 'csv'],
    ['.tsv', 'csv'],
]);
/** The format that the extension of a file promises; undefined for other files, and for compressed ones. */
function detectTableFormat(path) {
    return formats.get(path.slice(path.lastIndexOf('.')).toLowerCase());
}


/***/ }),

/***/ 90416:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ formatRunLabel)
/* harmony export */ });
/** Formats a label for messages and tables: `daily`, `daily [day=2026-07-01]`. */
function formatRunLabel({ name, values }) {
    if (values.size === 0)
        return name;
    return `${name} [${[...values].map(([parameter, value]) => `${parameter}=${value}`).join(', ')}]`;
}


/***/ }),

/***/ 28473:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ isAcceptedChange),
/* harmony export */   h: () => (/* binding */ listUnaccepted)
/* harmony export */ });
/** The broken rules that are not accepted. */
function listUnaccepted({ rules, acceptance }) {
    const accepted = new Set(acceptance?.accepted.map(({ rule }) => rule));
    return (rules?.breaches ?? []).filter(({ rule }) => !accepted.has(rule));
}
/** Whether rules are broken, and all of them are accepted. */
const isAcceptedChange = (report) => (report.rules?.breaches ?? []).length > 0 && listUnaccepted(report).length === 0;


/***/ }),

/***/ 78842:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ formatSeed)
/* harmony export */ });
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19177);

/** Describes a seed, for the log and the summary. */
function formatSeed({ bundles, bytes, ms, isComplete }) {
    const rest = isComplete ? '' : '; the container pulled the rest';
    return `seeded ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(bundles, 'bundle')}, ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(bytes)}, in ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(ms)}${rest}`;
}


/***/ }),

/***/ 34049:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  g: () => (/* binding */ renderManyRuns),
  b: () => (/* binding */ renderRunsHeadline)
});

// EXTERNAL MODULE: ./src/lib/run-label.js
var run_label = __webpack_require__(90416);
// EXTERNAL MODULE: ./src/lib/units.js
var units = __webpack_require__(19177);
// EXTERNAL MODULE: ./src/report/fit-sections.js
var fit_sections = __webpack_require__(60879);
// EXTERNAL MODULE: ./src/report/markdown.js
var markdown = __webpack_require__(11156);
// EXTERNAL MODULE: ./src/report/render-reports.js
var render_reports = __webpack_require__(21395);
// EXTERNAL MODULE: ./src/report/run-result.js
var run_result = __webpack_require__(30488);
;// CONCATENATED MODULE: ./src/report/sections/calendar.js




/** The rows of the table. */
const rowLimit = 120;
/** The values in one row, where they are no days. */
const valuesInRow = 31;
/** The limits of names and values, in UTF-16 units. */
const nameLimit = 80;
const valueLimit = 40;
/** A day without a run. */
const noRun = '▫️';
const isDate = (value) => /^\d{4}-\d\d-\d\d$/.test(value);
const icons = new Map(run_result/* runResults */.Qj.map(({ result, icon }) => [result, icon]));
const getIcon = (report) => icons.get((0,run_result/* getRunResult */.Bq)(report)) ?? '';
/** A row for each run, with a cell for each value, and a row for each month where the values are days. */
function createCalendarSection(reports) {
    const byName = Map.groupBy(reports, ({ label }) => label.name);
    const rows = [...byName].flatMap(([name, runs]) => createRows(name, runs));
    const counts = [...byName].map(([name, runs]) => [(0,markdown/* renderCode */.cR)(name, nameLimit), renderCounts(runs)]);
    const countTable = (0,markdown/* renderTable */.bo)(['run', 'result'], counts.slice(0, rowLimit));
    return {
        dropPriority: 'overview',
        variants: [
            ...(0,fit_sections/* createShorteningVariants */.aI)(rows, rowLimit, (shown, more) => {
                const table = (0,markdown/* renderTable */.bo)(['run', 'result', 'values', ''], shown);
                return `${table}${(0,markdown/* renderMore */.Ij)(more, 'row')}\n\n${renderLegend(reports)}`;
            }),
            () => countTable,
        ],
    };
}
const renderCounts = (reports) => (0,run_result/* countResults */.aD)(reports)
    .map(({ n, words }) => `${n.toLocaleString('en')} ${words}`)
    .join(', ');
function renderLegend(reports) {
    const found = new Set(reports.map(run_result/* getRunResult */.Bq));
    return run_result/* runResults */.Qj
        .filter(({ result }) => found.has(result))
        .map(({ icon, words }) => `${icon} ${words}`)
        .join(' · ');
}
/** The result stands in the first row of a run. */
function createRows(name, runs) {
    const rows = createLines(name, runs).flatMap(({ title, cells }) => splitCells(cells).map(({ first, last, text }, index) => ({
        title: index === 0 ? (0,markdown/* renderCode */.cR)(title, nameLimit) : '',
        cells: [first === '' ? '' : renderRange(first, last), text],
    })));
    return rows.map(({ title, cells }, index) => [title, index === 0 ? renderCounts(runs) : '', ...cells]);
}
const renderRange = (first, last) => first === last
    ? (0,markdown/* renderCode */.cR)(first, valueLimit)
    : `${(0,markdown/* renderCode */.cR)(first, valueLimit)} – ${(0,markdown/* renderCode */.cR)(isDate(last) ? last.slice('YYYY-MM-'.length) : last, valueLimit)}`;
/** The columns are the values of the last parameter whose values are days, else of the last parameter. */
function createLines(name, runs) {
    const parameters = [...(runs[0]?.label.values.keys() ?? [])];
    const areDays = (parameter) => runs.every(({ label }) => isDate(label.values.get(parameter) ?? ''));
    const column = parameters.findLast(areDays) ?? parameters.at(-1) ?? '';
    const getTitle = ({ values }) => (0,run_label/* formatRunLabel */.j)({ name, values: new Map([...values].filter(([parameter]) => parameter !== column)) });
    return [...Map.groupBy(runs, ({ label }) => getTitle(label))].map(([title, found]) => ({
        title,
        cells: found.map((report) => ({ value: report.label.values.get(column) ?? '', icon: getIcon(report) })),
    }));
}
function splitCells(cells) {
    if (cells.every(({ value }) => isDate(value)))
        return splitByMonth(cells);
    const chunks = [];
    for (let start = 0; start < cells.length; start += valuesInRow) {
        const row = cells.slice(start, start + valuesInRow);
        const text = row.map(({ icon }) => icon).join('');
        chunks.push({ first: row[0]?.value ?? '', last: row.at(-1)?.value ?? '', text });
    }
    return chunks;
}
/** Each month from its first to its last day with a run; a space after every fifth day of the month. */
function splitByMonth(cells) {
    const sorted = cells.toSorted((one, other) => (one.value < other.value ? -1 : 1));
    return [...Map.groupBy(sorted, ({ value }) => value.slice(0, 'YYYY-MM'.length))].map(([month, days]) => {
        const byDay = new Map(days.map(({ value, icon }) => [Number(value.slice(-2)), icon]));
        const numbers = [...byDay.keys()];
        const [first = 1, last = 1] = [numbers[0], numbers.at(-1)];
        let text = '';
        for (let day = first; day <= last; day++)
            text += `${byDay.get(day) ?? noRun}${day % 5 === 0 && day < last ? ' ' : ''}`;
        const format = (day) => `${month}-${String(day).padStart(2, '0')}`;
        return { first: format(first), last: format(last), text };
    });
}

// EXTERNAL MODULE: ./src/report/sections/failure.js
var failure = __webpack_require__(89396);
// EXTERNAL MODULE: ./src/report/sections/redo.js
var redo = __webpack_require__(96320);
// EXTERNAL MODULE: ./src/report/sections/run-changes.js
var run_changes = __webpack_require__(83015);
// EXTERNAL MODULE: ./src/report/sections/run-table.js
var run_table = __webpack_require__(30234);
;// CONCATENATED MODULE: ./src/report/many-runs.js











/** The runs that are shown with all their sections: those that failed, and a few runs in any case. */
const maxShown = 5;
/** The further runs without success that are listed, one a line. */
const listLimit = 100;
/** The limit of a label, in UTF-16 units. */
const labelLimit = 120;
/** The shares of the budget for what stands above the reports of single runs, and for these reports. */
const shares = { overview: 0.5, reports: 0.3 };
/**
 * Renders the reports of a step with several runs: one headline, a table of all runs, the reports of at most five runs,
 * those that failed first, and how the outputs changed.
 */
function renderManyRuns(reports, { createSections, budget }) {
    const { limit, measure } = budget;
    const shown = selectShown(reports);
    const others = reports.filter((report) => (0,run_result/* isUnsuccessful */.Ou)(report) && !shown.includes(report));
    const overview = (0,fit_sections/* fitSections */.WK)(`### ${renderRunsHeadline(reports)}`, [createCalendarSection(reports), ...(0,redo/* createRedoSections */.RW)(reports)], { limit: Math.floor(limit * shares.overview), measure });
    const inFull = shown.length === 0
        ? ''
        : (0,render_reports/* renderReports */.k)(shown.map(omitLeft), {
            ...{ createSections, heading: '####' },
            budget: { limit: Math.floor(limit * shares.reports), measure },
        });
    const sections = [
        (0,failure/* createContinuingSection */.II)(reports),
        createReasonsSection(others),
        createUncheckedSection(reports),
        ...(0,run_changes/* createRunChangesSections */.L)(reports),
    ];
    const above = `${overview}\n\n${inFull}`;
    return `${(0,fit_sections/* fitSections */.WK)(above.trimEnd(), sections, { limit: limit - 2, measure })}\n\n`;
}
/** One section says how to attach to all jobs. */
function omitLeft({ left: _, ...report }) {
    return report;
}
/** A run that was not started has nothing to show but its reason. */
function selectShown(reports) {
    const started = reports.filter((report) => !['not-run', 'present', 'planned'].includes((0,run_result/* getRunResult */.Bq)(report)));
    if (started.length <= maxShown)
        return started;
    return started.filter((report) => ['failed', 'cancelled'].includes((0,run_result/* getRunResult */.Bq)(report))).slice(0, maxShown);
}
/** Renders the result of all runs as one line, such as `❌ 87 of 90 runs made, 2 failed, 1 not run · 14 min`. */
function renderRunsHeadline(reports) {
    const [first, ...others] = (0,run_result/* countResults */.aD)(reports);
    const total = reports.length.toLocaleString('en');
    const noun = reports.length === 1 ? 'run' : 'runs';
    const counts = first && [
        first.n === reports.length
            ? `${total} ${noun} ${first.words}`
            : `${first.n.toLocaleString('en')} of ${total} ${noun} ${first.words}`,
        ...others.map(({ n, words }) => `${n.toLocaleString('en')} ${words}`),
    ];
    const cost = (0,run_table/* formatCost */.BD)(sumCosts(reports));
    return [
        `${many_runs_getIcon(reports)} ${counts?.join(', ') ?? ''}`,
        (0,units/* formatDuration */.a3)(measureAll(reports)),
        ...(cost === '' ? [] : [cost]),
    ].join(' · ');
}
function many_runs_getIcon(reports) {
    const results = new Set(reports.map(run_result/* getRunResult */.Bq));
    if (results.has('cancelled'))
        return '🚫';
    if (results.has('failed') || results.has('not-run'))
        return '❌';
    if (results.has('continuing'))
        return '⏳';
    if (results.has('accepted'))
        return '⚠️';
    return results.has('planned') ? '📝' : '✅';
}
/** From the start of the first run to the end of the last, in milliseconds. */
function measureAll(reports) {
    const starts = reports.map(({ startedAt }) => startedAt.getTime());
    const ends = reports.map(({ startedAt, durationMs }) => startedAt.getTime() + durationMs);
    return Math.max(...ends) - Math.min(...starts);
}
function sumCosts(reports) {
    const sum = (values) => {
        const known = values.filter((value) => value !== undefined);
        return known.length === 0 ? undefined : known.reduce((total, value) => total + value, 0);
    };
    const vcpuHours = sum(reports.map(({ cost }) => cost?.vcpuHours));
    const gibHours = sum(reports.map(({ cost }) => cost?.gibHours));
    return { ...(vcpuHours !== undefined && { vcpuHours }), ...(gibHours !== undefined && { gibHours }) };
}
/** The runs without success that are not shown in full, with the verdict or the reason of each; folded if many. */
function createReasonsSection(reports) {
    const lines = reports.map((report) => {
        const { label, failure, notRunReason } = report;
        const reason = notRunReason === undefined ? (0,markdown/* renderCode */.cR)(failure?.verdict ?? 'cancelled') : (0,markdown/* renderProse */.E9)(notRunReason, 200);
        return `- ${(0,markdown/* renderCode */.cR)((0,run_label/* formatRunLabel */.j)(label), labelLimit)}: ${reason}`;
    });
    return {
        dropPriority: 'schema',
        variants: (0,fit_sections/* createShorteningVariants */.aI)(lines, listLimit, (shown, more) => {
            const list = shown.join('\n') + (0,markdown/* renderMore */.Ij)(more, 'run');
            return lines.length > maxShown
                ? (0,markdown/* renderDetails */.PL)(`${(0,units/* formatCount */.B4)(lines.length, 'other run')} without success`, list)
                : list;
        }),
    };
}
/** The runs whose outputs were there already, and may have broken a rule when they were made. */
function createUncheckedSection(reports) {
    const unchecked = reports.filter((report) => (0,run_result/* getRunResult */.Bq)(report) === 'present' && report.rules?.undecided.length);
    const names = unchecked.map(({ label }) => (0,markdown/* renderCode */.cR)((0,run_label/* formatRunLabel */.j)(label), labelLimit));
    const title = `**Rules of ${(0,units/* formatCount */.B4)(unchecked.length, 'run')} not checked:**`;
    const why = 'the output is there already, and may have broken one when it was made, because no run recorded a success';
    const render = (shown, more) => `${title} ${why}: ${shown.join(', ')}${more > 0 ? `, and ${more.toLocaleString('en')} more` : ''}`;
    return { dropPriority: 'schema', variants: (0,fit_sections/* createShorteningVariants */.aI)(names, listLimit, render) };
}


/***/ }),

/***/ 7985:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ renderPageLink),
/* harmony export */   X: () => (/* binding */ createPageName)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11156);


/** Creates a name that no other step, matrix leg or attempt has: artifacts of one name in a workflow run conflict. */
const createPageName = () => `report-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4).toString('hex')}.html`;
/**
 * A link to the artifacts of the workflow run, with the name of the page, as Markdown. The address of the artifact
 * itself exists only after its upload, which comes after the report. Empty outside of a workflow.
 */
function renderPageLink({ name, runUrl }) {
    return runUrl === '' ? '' : `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .renderLink */ .BK)('Whole report', `${runUrl}#artifacts`)} (artifact ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .renderCode */ .cR)(name)})`;
}


/***/ }),

/***/ 21395:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ renderReports)
/* harmony export */ });
/* harmony import */ var _fit_sections_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60879);
/* harmony import */ var _sections_headline_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48996);


/** The space for the smallest report, its headline, in bytes or characters. */
const minReportSize = 1000;
/** The most severe status first: these reports are shown when not all fit. */
const severity = [
    'failed',
    undefined,
    'cancelled',
    'not-run',
    'detached',
    'submitted',
    'succeeded',
    'promoted',
    'skipped',
    'reused',
];
const separator = '\n\n';
/**
 * Renders reports one after the other within one budget, each shortened to its share. Space that one report does not
 * need is given to the others. If not all fit, the most severe reports are shown and the others are counted.
 */
function renderReports(reports, { createSections, budget, heading = '###' }) {
    const maxShown = Math.max(1, Math.floor(budget.limit / minReportSize) - 1);
    const numbered = reports.map((report, index) => ({ index, report }));
    const shown = numbered.toSorted((a, b) => getSeverity(a.report) - getSeverity(b.report)).slice(0, maxShown);
    const texts = new Map();
    let remaining = reports.length === 1 ? budget.limit : budget.limit - minReportSize;
    // Reports of successful runs come first, because they are short and leave space for the others.
    for (const [done, { index, report }] of shown.toReversed().entries()) {
        const limit = Math.floor(remaining / (shown.length - done)) - budget.measure(separator);
        const text = `${(0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .fitSections */ .WK)(`${heading} ${(0,_sections_headline_js__WEBPACK_IMPORTED_MODULE_0__/* .renderHeadline */ .Lf)(report)}`, createSections(report), { ...budget, limit })}${separator}`;
        texts.set(index, text);
        remaining -= budget.measure(text);
    }
    const omitted = reports.filter((_, index) => !texts.has(index));
    const all = [...reports.keys()].map((index) => texts.get(index) ?? '');
    return all.join('') + (omitted.length === 0 ? '' : renderOmitted(omitted));
}
const getSeverity = ({ status }) => severity.indexOf(status);
function renderOmitted(reports) {
    const counts = severity
        .map((status) => ({ status, n: reports.filter((report) => report.status === status).length }))
        .filter(({ n }) => n > 0)
        .map(({ status, n }) => `${n.toLocaleString('en')} ${status ?? 'without a status'}`);
    return `… and ${reports.length.toLocaleString('en')} more: ${counts.join(', ')}.${separator}`;
}


/***/ }),

/***/ 30488:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bq: () => (/* binding */ getRunResult),
/* harmony export */   Ou: () => (/* binding */ isUnsuccessful),
/* harmony export */   Qj: () => (/* binding */ runResults),
/* harmony export */   aD: () => (/* binding */ countResults),
/* harmony export */   ko: () => (/* binding */ areLabelled)
/* harmony export */ });
/* harmony import */ var _accepted_change_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28473);

/** How one of several runs ended, in the order in which a headline counts them. */
const runResults = [
    { result: 'made', icon: '✅', words: 'made' },
    { result: 'accepted', icon: '⚠️', words: 'made with an accepted change' },
    { result: 'promoted', icon: '🚀', words: 'promoted' },
    { result: 'reused', icon: '♻️', words: 'up to date' },
    { result: 'present', icon: '🟦', words: 'there already' },
    { result: 'planned', icon: '📝', words: 'not started: dry run' },
    { result: 'continuing', icon: '⏳', words: 'without an end yet' },
    { result: 'failed', icon: '❌', words: 'failed' },
    { result: 'cancelled', icon: '🚫', words: 'cancelled' },
    { result: 'not-run', icon: '⏭️', words: 'not run' },
];
/** Whether the reports are those of the runs of one step with `runs` or `each`. */
const areLabelled = (reports) => reports.length > 0 && reports.every(({ label }) => label !== undefined);
/** Returns how a run ended. A run without a status ended with the step. */
function getRunResult(report) {
    const { status, output } = report;
    if ((status === 'succeeded' || status === 'reused') && (0,_accepted_change_js__WEBPACK_IMPORTED_MODULE_0__/* .isAcceptedChange */ .c)(report))
        return 'accepted';
    switch (status) {
        case 'succeeded':
            return 'made';
        case 'skipped':
            return output === undefined ? 'planned' : 'present';
        case 'submitted':
        case 'detached':
            return 'continuing';
        case undefined:
            return 'failed';
        default:
            return status;
    }
}
/** Whether the run makes the step fail. */
const isUnsuccessful = (report) => ['failed', 'cancelled', 'not-run'].includes(getRunResult(report));
/** Counts the results: `87 made, 2 failed, 1 not run`. */
function countResults(reports) {
    const counts = Map.groupBy(reports, getRunResult);
    return runResults.map(({ result, words }) => ({ n: counts.get(result)?.length ?? 0, words })).filter(({ n }) => n > 0);
}


/***/ }),

/***/ 56267:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ explainAcceptance)
/* harmony export */ });
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19177);

/** Who accepted a broken rule and when, or why it is not accepted, as a sentence; empty without `accept`. */
function explainAcceptance(rule, { acceptance }) {
    const accepted = acceptance?.accepted.find((each) => each.rule === rule);
    if (accepted !== undefined) {
        const { by, at, how } = accepted;
        return `Accepted by @${by} on ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatTime */ .fU)(at)} with a ${how}.`;
    }
    const refused = acceptance?.refused.find((each) => each.rule === rule);
    return refused === undefined ? '' : `Not accepted. ${refused.why}`;
}


/***/ }),

/***/ 40678:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ isLocalBackend),
/* harmony export */   i: () => (/* binding */ formatBackend)
/* harmony export */ });
/** Whether pipes of a backend run in a container on the runner; other backends run jobs. */
const isLocalBackend = (backend) => backend === 'Local';
/** Formats the name of a backend as words: `AWSBatch` becomes `AWS Batch`. */
const formatBackend = (backend) => backend.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ');


/***/ }),

/***/ 63179:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ createBundlesSection),
/* harmony export */   y: () => (/* binding */ createNewerUpstreamSection)
/* harmony export */ });
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19177);
/* harmony import */ var _fit_sections_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(60879);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11156);
/* harmony import */ var _headline_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48996);




const newerUpstreamLimit = 5;
const copiedLimit = 10;
/** The input, copied bundles and the output with their URIs. An output that is not proved is left out. */
function createBundlesSection(report) {
    const { input, copied = [], output } = report;
    const rows = [
        ...(input ? [createBundleCells(formatInputKind(input), input)] : []),
        ...copied
            .slice(0, copiedLimit)
            .map((bundle) => createBundleCells(`copied from ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(bundle.copiedFrom)}`, bundle)),
        ...(output && (0,_headline_js__WEBPACK_IMPORTED_MODULE_1__/* .isProved */ .n_)(report) ? [createBundleCells(formatOutputKind(report), output)] : []),
    ];
    return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_3__/* .createWholeSection */ .hx)('run', rows.length === 0 ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderTable */ .bo)(['bundle', 'name', 'uuid', 'created', 'contents', 'URI'], rows));
}
function formatOutputKind(report) {
    if (report.status === 'reused' || report.status === 'promoted')
        return `output, ${report.status}`;
    return (0,_headline_js__WEBPACK_IMPORTED_MODULE_1__/* .isUnchanged */ ._5)(report) ? 'output, unchanged' : 'output';
}
function formatInputKind({ pushed, copiedFrom }) {
    if (copiedFrom !== undefined)
        return `input, copied from ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(copiedFrom)}`;
    return pushed ? 'input, pushed' : 'input';
}
function createBundleCells(kind, bundle) {
    const created = bundle.createdAt ? (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatTime */ .fU)(bundle.createdAt) : '';
    const contents = bundle.bytes === undefined
        ? ''
        : `${bundle.files ? `${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(bundle.files, 'file')}, ` : ''}${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(bundle.bytes)}`;
    return [kind, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(bundle.name), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderShortId */ .i4)(bundle.uuid), created, contents, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(bundle.uri)];
}
/** The upstream bundles of which newer ones exist. */
function createNewerUpstreamSection({ newerUpstream = [] }) {
    if (newerUpstream.length === 0)
        return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_3__/* .createWholeSection */ .hx)('notes', '');
    const shown = newerUpstream
        .slice(0, newerUpstreamLimit)
        .map(({ name, createdAt, used }) => `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(name)} of ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatTime */ .fU)(createdAt)} (used: ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatTime */ .fU)(used.createdAt)})`);
    return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_3__/* .createWholeSection */ .hx)('notes', `**Newer upstream:** ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderList */ .pI)(shown, newerUpstream.length - shown.length)}`);
}


/***/ }),

/***/ 91909:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pt: () => (/* binding */ createUnchangedSection),
/* harmony export */   Xk: () => (/* binding */ formatNumberPair),
/* harmony export */   rr: () => (/* binding */ formatDistinctCount),
/* harmony export */   wQ: () => (/* binding */ createValuesSection)
/* harmony export */ });
/* harmony import */ var _compare_comparison_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(21581);
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19177);
/* harmony import */ var _fit_sections_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(60879);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(11156);
/* harmony import */ var _histogram_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(21060);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(49415);






const rowLimit = 200;
/** Longer tables are folded, and so are all tables when the schema changed. */
const openLimit = 12;
/** The limit of a sample value, in UTF-16 units. */
const sampleLimit = 80;
/** The columns whose values changed, with the values of the base and of this run; in a first version all columns. */
function createValuesSection({ comparison }) {
    if (comparison === undefined)
        return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .createWholeSection */ .hx)('values', '');
    const { base, changes } = comparison;
    const shown = base === undefined ? changes.columns : changes.columns.filter(hasOtherValues);
    const title = base === undefined ? `Columns: ${shown.length.toLocaleString('en')}` : 'Changed values';
    const isOpen = comparison.kind !== 'schema' && shown.length <= openLimit;
    return { dropPriority: 'values', variants: createVariants(title, shown, isOpen) };
}
/** The columns whose values are unchanged or unknown. */
function createUnchangedSection({ comparison }) {
    if (comparison?.base === undefined)
        return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .createWholeSection */ .hx)('unchanged', '');
    const { columns } = comparison.changes;
    const others = columns
        .filter(({ status }) => status !== 'added' && status !== 'removed')
        .filter((column) => !hasOtherValues(column) && !hasOtherTypeOrShape(column));
    const hasUnknown = others.some(({ status }) => status === 'unknown');
    const title = hasUnknown ? 'Unchanged and unknown values' : 'Unchanged values';
    return { dropPriority: 'unchanged', variants: createVariants(title, others, false) };
}
/**
 * A column with another type or shape is listed only when its values are known: the schema section reports the rest.
 */
const hasOtherValues = (column) => column.status === 'changed' &&
    column.differs.includes('values') &&
    (column.now?.values !== undefined || !hasOtherTypeOrShape(column));
const hasOtherTypeOrShape = (column) => column.differs.includes('type') || (0,_compare_comparison_js__WEBPACK_IMPORTED_MODULE_3__/* .isReshaped */ .PW)(column);
const head = ['column', 'type', 'nulls', 'distinct', 'min', 'max', 'mean', 'distribution', 'value'];
function createVariants(title, columns, isOpen) {
    return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .createShorteningVariants */ .aI)(columns, rowLimit, (shown, more) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderDetails */ .PL)(title, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderFilledTable */ .FR)(head, shown.map(createColumnCells), 'llrrrrrll') + (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderMore */ .Ij)(more, 'column'), isOpen));
}
function createColumnCells({ name, status, base, now, histogram }) {
    const [a, b] = [base?.values, now?.values];
    if (a === undefined && b === undefined)
        return [
            (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(name),
            (0,_schema_js__WEBPACK_IMPORTED_MODULE_1__/* .formatColumnType */ .Mt)(now ?? base),
            status === 'same' ? '' : 'not read',
            '',
            '',
            '',
            '',
            '',
            '',
        ];
    const number = (key) => formatNumberChange(a?.[key], b?.[key]);
    return [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(name),
        formatChange(base && (0,_schema_js__WEBPACK_IMPORTED_MODULE_1__/* .formatColumnType */ .Mt)(base), now && (0,_schema_js__WEBPACK_IMPORTED_MODULE_1__/* .formatColumnType */ .Mt)(now)),
        number('nulls'),
        formatChange(formatDistinctCount(a), formatDistinctCount(b)),
        ...[number('min'), number('max'), number('mean')],
        [...new Set((0,_histogram_js__WEBPACK_IMPORTED_MODULE_5__/* .drawHistogram */ .fE)(histogram))].filter((drawing) => drawing !== undefined).join('<br>'),
        formatChange(formatSample(a), formatSample(b)),
    ];
}
/** How many values of a column are distinct. */
const formatDistinctCount = (values) => values?.distinct && `${values.distinct.isExact ? '' : 'over '}${values.distinct.count.toLocaleString('en')}`;
const formatSample = (values) => values?.sample === undefined ? undefined : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(values.sample, sampleLimit);
function formatNumberChange(base, now) {
    return formatChange(...formatNumberPair(base, now));
}
/** The numbers of both sides, with as many digits as are needed to see that they differ. */
function formatNumberPair(base, now) {
    if (base !== undefined && now !== undefined)
        return (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDistinctNumbers */ .cH)(base, now);
    return [base === undefined ? undefined : (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatNumber */ .ZV)(base), now === undefined ? undefined : (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatNumber */ .ZV)(now)];
}
/** Formats the value of the base and, below it, of this run; once when both are the same. */
function formatChange(base, now) {
    if (base === undefined || now === undefined || base === now)
        return `${now ?? base ?? ''}`;
    return `${base}<br>→\u00a0${now}`;
}


/***/ }),

/***/ 6185:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ renderCommit),
/* harmony export */   r: () => (/* binding */ getCommitUrl)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(11156);

const github = /^(?:https:\/\/(?:[^@/]+@)?|(?:ssh:\/\/)?git@)github\.com[/:]([A-Za-z0-9-]{1,39})\/([A-Za-z0-9._-]{1,100}?)(?:\.git)?\/?$/;
/** Returns the page of a commit; undefined unless the repository is on github.com and the commit is a hash. */
function getCommitUrl({ commit, repo }) {
    const [, owner, name] = github.exec(repo ?? '') ?? [];
    if (owner === undefined || name === undefined || !/^[0-9a-f]{7,40}$/.test(commit ?? ''))
        return undefined;
    return `https://github.com/${owner}/${name}/commit/${commit}`;
}
/** Renders a commit, linked if it has a page; empty without a commit. */
function renderCommit(code) {
    const url = getCommitUrl(code);
    return code.commit === undefined
        ? ''
        : url === undefined
            ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .renderShortId */ .i4)(code.commit)
            : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .renderLink */ .BK)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .renderShortId */ .i4)(code.commit), url);
}


/***/ }),

/***/ 96738:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TG: () => (/* binding */ createTagsSection),
/* harmony export */   Tx: () => (/* binding */ createNestedSection),
/* harmony export */   Zg: () => (/* binding */ formatTableColumns),
/* harmony export */   f8: () => (/* binding */ createFilesSection)
/* harmony export */ });
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19177);
/* harmony import */ var _fit_sections_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60879);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11156);



const rowLimit = 200;
const marks = {
    removed: '❌ removed',
    added: '➕ added',
    changed: '✏️ changed',
    unknown: '❓ unknown',
    same: 'same',
};
/** Files that were added, removed or changed; in a first version all files. */
function createFilesSection({ comparison }) {
    const head = ['file', '', 'base', 'now', 'Δ', 'rows', 'columns'];
    return createChangesSection(comparison, {
        dropPriority: 'files',
        noun: 'file',
        all: comparison?.changes.files,
        head,
        align: 'llrrrrl',
        createCells: createFileCells,
    });
}
/** Bundles within the bundle that were added, removed or replaced. */
function createNestedSection({ comparison }) {
    const head = ['bundle', 'frame', '', 'base', 'now'];
    return createChangesSection(comparison, {
        noun: 'nested bundle',
        all: comparison?.changes.nested,
        head,
        createCells: createNestedCells,
    });
}
/** Tags that differ, without the tags that Disdat sets. */
function createTagsSection({ comparison }) {
    const head = ['tag', '', 'base', 'now'];
    return createChangesSection(comparison, {
        noun: 'tag',
        all: comparison?.changes.tags,
        head,
        createCells: createTagCells,
    });
}
/** Creates a folded table of the changes, under a title that counts all items. */
function createChangesSection(comparison, { dropPriority = 'contents', noun, all = [], head, align = '', createCells }) {
    const hasBase = comparison?.base !== undefined;
    const title = `${noun[0]?.toUpperCase()}${noun.slice(1)}s: ${hasBase ? formatStatusCounts(all) : all.length.toLocaleString('en')}`;
    const differing = all.filter(({ status }) => status !== 'same');
    const variants = (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .createShorteningVariants */ .aI)(differing, rowLimit, (shown, more) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderDetails */ .PL)(title, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderFilledTable */ .FR)(head, shown.map((item) => createCells(item, hasBase)), align) + (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderMore */ .Ij)(more, noun)));
    return { dropPriority, variants };
}
/** Counts the items of each status: `1 added, 2 changed, 3 same`. */
function formatStatusCounts(all) {
    return ['added', 'removed', 'changed', 'unknown', 'same']
        .map((status) => ({ status, n: all.filter((item) => item.status === status).length }))
        .filter(({ n }) => n > 0)
        .map(({ status, n }) => `${n.toLocaleString('en')} ${status}`)
        .join(', ');
}
function createFileCells({ path, status, base, now }, hasBase) {
    const formatSize = (facts, isAbsent) => facts ? (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(facts.bytes) : isAbsent ? '–' : 'unknown';
    const delta = base && now ? (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDifference */ .jR)(base.bytes, now.bytes) : '';
    const before = hasBase ? [marks[status], formatSize(base, status === 'added')] : ['', ''];
    return [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(path),
        ...before,
        formatSize(now, status === 'removed'),
        delta,
        formatRows(base, now),
        formatTableColumns(now ?? base),
    ];
}
function formatRows(base, now) {
    const [before, after] = [base, now].map((facts) => facts?.table?.rows?.toLocaleString('en'));
    const isSingle = before === undefined || after === undefined || before === after;
    return isSingle ? (after ?? before ?? '') : `${before} → ${after}`;
}
/** The number of columns of the table in a file, and its format. */
const formatTableColumns = (facts) => facts?.table ? `${facts.table.columns.length.toLocaleString('en')}, ${facts.table.format}` : '';
function createNestedCells({ frame, name, status, uuids }, hasBase) {
    const before = hasBase ? [marks[status], uuids.base ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderShortId */ .i4)(uuids.base) : '–'] : ['', ''];
    return [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(name), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(frame), ...before, uuids.now ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderShortId */ .i4)(uuids.now) : '–'];
}
function createTagCells({ key, status, values }, hasBase) {
    const before = hasBase ? [marks[status], (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(values.base ?? '') || '–'] : ['', ''];
    return [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(key), ...before, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(values.now ?? '') || '–'];
}


/***/ }),

/***/ 89396:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   II: () => (/* binding */ createContinuingSection),
/* harmony export */   kf: () => (/* binding */ createFailureSection),
/* harmony export */   kq: () => (/* binding */ createDetachedSection)
/* harmony export */ });
/* harmony import */ var _action_docs_link_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70131);
/* harmony import */ var _action_untrusted_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(23707);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40643);
/* harmony import */ var _fit_sections_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(60879);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11156);





/** The limit of the evidence, in lines. */
const lineLimit = 60;
/**
 * Why the run failed and what to do, as a quote. Broken rules have a section of their own, so that only the advice is
 * shown. Names of pages are links below `docsUrl`.
 */
function createFailureSection({ failure, rules }, docsUrl) {
    if (failure === undefined)
        return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .createWholeSection */ .hx)('failure', '');
    const isReportedElsewhere = failure.verdict === 'rule-broken' && (rules?.breaches.length ?? 0) > 0;
    const lines = isReportedElsewhere
        ? []
        : failure.evidence.split('\n', lineLimit).map((line) => renderEvidence(line, docsUrl));
    const where = failure.where ? [`At ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderCode */ .cR)(`${failure.where.file}:${failure.where.line}`)}`] : [];
    const more = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderLink */ .BK)('More', `${docsUrl}/troubleshooting.md#${failure.verdict}`);
    const advice = `**What to do:** ${renderSentence((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .completeAdvice */ .Gd)(failure), docsUrl)} ${more}`;
    const quote = (evidence) => [...evidence, ...where, ...(evidence.length + where.length > 0 ? [''] : []), advice]
        .map((line) => `> ${line}`.trimEnd())
        .join('  \n');
    return { dropPriority: 'failure', variants: [() => quote(lines), () => quote(lines.slice(0, 5)), () => quote([])] };
}
/** A line of several problems is an item of a list. */
function renderEvidence(line, docsUrl) {
    const isItem = line.startsWith('- ');
    return `${isItem ? '- ' : ''}${renderSentence(isItem ? line.slice(2) : line, docsUrl)}`;
}
/** Renders a sentence with links to the pages that it names. */
function renderSentence(text, docsUrl) {
    const parts = (0,_action_docs_link_js__WEBPACK_IMPORTED_MODULE_0__/* .splitAtDocs */ .hk)(text);
    return parts
        .map((part, index) => index % 2 === 0 ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderProse */ .E9)(part) : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderLink */ .BK)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderCode */ .cR)(`docs/${part}`), `${docsUrl}/${part}`))
        .join('');
}
/** How to attach to a job that continues without the step. */
function createDetachedSection({ left, job }) {
    if (left === undefined)
        return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .createWholeSection */ .hx)('failure', '');
    const cost = `Job ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderCode */ .cR)(job?.id ?? '')} is charged until it ends. This step follows the job, proves its output and pulls it:`;
    return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .createWholeSection */ .hx)('failure', `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderProse */ .E9)(left.why)} ${cost}\n\n${(0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_4__/* .formatCodeBlock */ .mU)(left.snippet.split('\n'), 'yaml')}`);
}
/** How to attach to all jobs of a step that continue without it. The first of their reports has the step that does. */
function createContinuingSection(reports) {
    const continuing = reports.flatMap(({ left }) => left ?? []);
    const [first] = continuing;
    if (first === undefined)
        return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .createWholeSection */ .hx)('failure', '');
    const count = continuing.length.toLocaleString('en');
    const facts = `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderProse */ .E9)(first.why)} Jobs that continue without this step: ${count}. Nothing of them is proved yet, and each is charged until it ends.`;
    const step = (0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_4__/* .formatCodeBlock */ .mU)(first.snippet.split('\n'), 'yaml');
    return {
        dropPriority: 'failure',
        variants: [
            () => `${facts} This step follows them, proves their outputs and pulls them:\n\n${step}`,
            () => `${facts} A step whose \`attach-job-ids\` has the ids in the output \`job-ids\` follows them.`,
        ],
    };
}


/***/ }),

/***/ 52246:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ renderGraph),
/* harmony export */   X: () => (/* binding */ stateWords)
/* harmony export */ });
/* harmony import */ var _action_untrusted_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23707);
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84092);
/* harmony import */ var _commit_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6185);



/** Larger graphs are unreadable. */
const nodeLimit = 60;
/**
 * Mermaid draws no diagram with more characters or edges (maxTextSize, maxEdges):
 * https://mermaid.js.org/config/schema-docs/config.html
 */
const textLimit = 50_000;
const edgeLimit = 500;
const nameLimit = 60;
/** The states of bundles in words. */
const stateWords = {
    produced: 'produced',
    reused: 'reused',
    external: 'external',
    missing: 'not found on the remote',
    failed: 'failed',
};
const styles = {
    produced: 'stroke:#2da44e,stroke-width:2px',
    reused: 'stroke:#0969da,stroke-width:2px',
    external: 'stroke:#8c959f,stroke-width:1px',
    missing: 'stroke:#bf8700,stroke-width:2px,stroke-dasharray:4 3',
    failed: 'stroke:#cf222e,stroke-width:3px',
};
/**
 * Renders the lineage as a mermaid flow chart, from upstream to the output. The `maxNodes` nodes nearest to the output
 * are drawn; one more node counts the others. Undefined when there is nothing to draw.
 */
function renderGraph(lineage, maxNodes = nodeLimit) {
    if (lineage.nodes.length < 2)
        return undefined;
    for (let drawn = Math.min(maxNodes, lineage.nodes.length); drawn > 1; drawn = Math.floor(drawn / 2)) {
        const { text, edges } = renderNodes(lineage, drawn);
        if (text.length <= textLimit && edges <= edgeLimit)
            return text;
    }
    return undefined;
}
function renderNodes({ nodes, edges, isCut }, drawn) {
    const numbers = new Map(nodes.map(({ id }, index) => [id, Math.min(index, drawn)]));
    const omitted = nodes.length - drawn;
    const counted = omitted > 0 ? `${omitted.toLocaleString('en')} more` : '';
    const more = [counted, isCut ? 'more upstream' : ''].filter((words) => words !== '').join(', and ');
    const arrows = new Set(edges.flatMap(({ from, to }) => {
        const [a, b] = [numbers.get(from), numbers.get(to)];
        return a === undefined || b === undefined || a === b ? [] : [`  n${a} --> n${b}`];
    }));
    const shown = nodes.slice(0, drawn);
    const lines = [
        'graph LR',
        ...shown.map((node, at) => `  n${at}["${renderLabel(node)}"]:::${node.state}`),
        ...(more === '' ? [] : [`  n${drawn}(["${more}"]):::external`]),
        ...arrows,
        ...shown.flatMap((node, at) => {
            const url = (0,_commit_js__WEBPACK_IMPORTED_MODULE_1__/* .getCommitUrl */ .r)(node);
            return url === undefined ? [] : [`  click n${at} href "${url}" _blank`];
        }),
        ...[...new Set(shown.map(({ state }) => state)), ...(more === '' ? [] : ['external'])]
            .filter((state, at, all) => all.indexOf(state) === at)
            .map((state) => `  classDef ${state} ${styles[state]}`),
    ];
    return { text: lines.join('\n'), edges: arrows.size };
}
function renderLabel({ id, name, state }) {
    const details = (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .isUuid */ .O1)(id) ? `${(0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeMermaid */ .Fw)(id.slice(0, 8))}\u00a0·\u00a0${stateWords[state]}` : stateWords[state];
    return `${(0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeMermaid */ .Fw)((0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_2__/* .truncate */ .xv)(name, nameLimit)) || '#8211;'}<br/>${details}`;
}


/***/ }),

/***/ 48996:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H0: () => (/* binding */ isRefused),
/* harmony export */   Lf: () => (/* binding */ renderHeadline),
/* harmony export */   _5: () => (/* binding */ isUnchanged),
/* harmony export */   n_: () => (/* binding */ isProved)
/* harmony export */ });
/* harmony import */ var _lib_run_label_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(90416);
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19177);
/* harmony import */ var _accepted_change_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(28473);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11156);
/* harmony import */ var _backend_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40678);





/** The limit of a name in a headline, which is never dropped, in UTF-16 units. */
const nameLimit = 100;
const changeKinds = {
    none: { icon: '✅', words: 'same data' },
    data: { icon: '⚠️', words: 'data changed' },
    schema: { icon: '⚠️', words: 'schema changed' },
    'first-version': { icon: '✅', words: 'first version' },
    unknown: { icon: '❓', words: 'changes unknown' },
};
const notCompared = { icon: '❓', words: 'not compared' };
/** Renders the result of a run as one line of Markdown, without the mark of a heading. At most 700 bytes. */
function renderHeadline(report) {
    const backend = (0,_backend_js__WEBPACK_IMPORTED_MODULE_1__/* .isLocalBackend */ .S)(report.backend) ? '' : ` · ${(0,_backend_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBackend */ .i)(report.backend)}`;
    return `${renderVerdict(report)}${backend}`;
}
function renderCleanup({ status, context, durationMs, failure }, { bundles, objects, bytes }) {
    const sandbox = `the sandbox ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(context.split('/')[0] ?? '', nameLimit)}`;
    const counts = `${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(bundles, 'bundle')}, ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(objects, 'object')}, ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(bytes)}`;
    const time = (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(durationMs);
    if (status === 'succeeded')
        return `🧹 Deleted ${sandbox}: ${counts} · ${time}`;
    if (status === 'skipped')
        return `📝 Did not delete ${sandbox}, which holds ${counts} · ${time}`;
    if (status === 'cancelled')
        return `🚫 Cancelled while deleting ${sandbox} · ${time}`;
    return `❌ Did not delete ${sandbox}: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(failure?.verdict ?? 'internal-error')} · ${time}`;
}
/** Renders the result first, then the output, the pipe and the time. */
function renderVerdict(report) {
    if (report.cleanup !== undefined)
        return renderCleanup(report, report.cleanup);
    const { label, pipeClass } = report;
    const pipe = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(label ? (0,_lib_run_label_js__WEBPACK_IMPORTED_MODULE_3__/* .formatRunLabel */ .j)(label) : (pipeClass.split('.').at(-1) ?? ''), nameLimit);
    return [renderResult(report), pipe, (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(report.durationMs)].filter((part) => part !== '').join(' · ');
}
function renderResult(report) {
    const output = report.output ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(report.output.name, nameLimit) : 'the output';
    const change = report.comparison ? changeKinds[report.comparison.kind] : notCompared;
    const [first = ''] = change.words;
    const status = report.status ?? 'failed';
    const isMade = status === 'succeeded' || status === 'reused';
    const changed = `${output}${report.comparison ? `, ${change.words}` : ''}`;
    if (isMade && (0,_accepted_change_js__WEBPACK_IMPORTED_MODULE_4__/* .isAcceptedChange */ .c)(report))
        return `⚠️ Accepted change: ${changed}`;
    // A result file that is not trusted can claim an acceptance that is not known here.
    if (isMade && (0,_accepted_change_js__WEBPACK_IMPORTED_MODULE_4__/* .listUnaccepted */ .h)(report).length > 0)
        return renderBroken(report, changed);
    switch (status) {
        case 'succeeded':
            return `${change.icon} ${first.toUpperCase()}${change.words.slice(1)}: ${output}`;
        case 'reused':
            return `♻️ Up to date: ${changed}`;
        case 'promoted':
            return `🚀 Promoted: ${output}${renderOrigin(report)}, nothing was started`;
        case 'skipped':
            if (isUnchanged(report))
                return `🟦 Unchanged: ${output}, nothing was started`;
            if (report.label !== undefined && report.output !== undefined)
                return `🟦 There already: ${output}`;
            return '📝 Dry run: nothing was started';
        case 'submitted':
            return `📨 Submitted: ${output} is not produced yet`;
        case 'detached':
            return `⏳ Continues without this step: ${output} is not proved yet`;
        case 'not-run':
            return `⏭️ Not run: ${output}`;
        case 'cancelled':
            return '🚫 Cancelled';
        case 'failed':
            return renderFailure(report, changed);
    }
}
/** The context of a sandbox has a short name, and the headline is never dropped. */
const renderOrigin = ({ promotion }) => promotion?.from === undefined ? '' : ` from ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(promotion.from, nameLimit)}`;
function renderFailure(report, output) {
    const { failure } = report;
    if (failure?.verdict === 'rule-broken' && (0,_accepted_change_js__WEBPACK_IMPORTED_MODULE_4__/* .listUnaccepted */ .h)(report).length > 0)
        return renderBroken(report, output);
    if (isRefused(report))
        return '❌ Inputs refused: nothing was started';
    return `❌ Failed: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(failure?.verdict ?? 'internal-error')}`;
}
const renderBroken = (report, output) => `❌ ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)((0,_accepted_change_js__WEBPACK_IMPORTED_MODULE_4__/* .listUnaccepted */ .h)(report).length, 'rule')} broken: ${output}`;
/** Whether `skip-unchanged` skipped the run. */
const isUnchanged = ({ status, skip }) => status === 'skipped' && skip !== undefined && skip.trigger === undefined;
/** Whether the inputs of the step were refused, so that there is no run to report. */
const isRefused = ({ failure, remote, phases }) => failure?.verdict === 'invalid-input' && remote === '' && phases.length === 0;
/** Whether the output bundle is on the remote and complete, also when the step failed because of a broken rule. */
function isProved(report) {
    const { status, failure } = report;
    return (status === 'succeeded' ||
        status === 'reused' ||
        status === 'promoted' ||
        isUnchanged(report) ||
        failure?.verdict === 'rule-broken');
}


/***/ }),

/***/ 21060:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   en: () => (/* binding */ computeShares),
/* harmony export */   fE: () => (/* binding */ drawHistogram),
/* harmony export */   mu: () => (/* binding */ textBars)
/* harmony export */ });
/* harmony import */ var _action_untrusted_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23707);

/** Bars of text, the lowest first. */
const textBars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/** The limit of bars: bins of finer histograms are added up. */
const widthLimit = 16;
/**
 * Draws the histograms of the base and of this run as bars of text; undefined for a missing one. Both show shares of
 * their own rows on one scale, so that shapes compare even when the number of rows differs. Only an empty bin has the
 * lowest bar.
 */
function drawHistogram(histogram) {
    const base = computeShares(addUpBins(histogram?.base));
    const now = computeShares(addUpBins(histogram?.now));
    const top = Math.max(...(base ?? []), ...(now ?? []));
    return [drawBars(base, top), drawBars(now, top)];
}
function drawBars(shares, top) {
    if (shares === undefined || !(top > 0))
        return undefined;
    const heights = shares.map((share) => Math.ceil((share / top) * (textBars.length - 1)));
    return (0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCode */ .P_)(heights.map((height) => textBars[height] ?? '').join(''));
}
function addUpBins(counts = []) {
    const binsPerBar = Math.ceil(counts.length / widthLimit);
    return Array.from({ length: Math.ceil(counts.length / Math.max(binsPerBar, 1)) }, (_, index) => counts.slice(index * binsPerBar, (index + 1) * binsPerBar).reduce((sum, n) => sum + n, 0));
}
/** The share of each bin in all rows; undefined without rows. */
function computeShares(counts) {
    const total = (counts ?? []).reduce((sum, count) => sum + count, 0);
    return total > 0 ? counts?.map((count) => count / total) : undefined;
}


/***/ }),

/***/ 70602:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   UF: () => (/* binding */ describeMeasure),
/* harmony export */   Wj: () => (/* binding */ createHistorySection),
/* harmony export */   mw: () => (/* binding */ describeOrder)
/* harmony export */ });
/* harmony import */ var _compare_history_band_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85998);
/* harmony import */ var _compare_rules_rules_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(32100);
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19177);
/* harmony import */ var _fit_sections_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(60879);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(11156);
/* harmony import */ var _histogram_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(21060);
/* harmony import */ var _overview_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(10703);







const measureLimit = 20;
/** The most earlier values in a row of bars, so that a row fits beside the other cells. */
const barLimit = 30;
const unknownBar = '·';
/** A blank would break the row of bars on a phone. */
const separator = '│';
/**
 * The quantities of the rules `outside`: this run, the last values and this run as bars of text, and the band with the
 * heights of its ends.
 */
function createHistorySection({ history }) {
    if (history === undefined)
        return { dropPriority: 'overview', variants: [] };
    const head = ['', 'this run', 'last values │ this run', 'band'];
    const variants = (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_4__/* .createShorteningVariants */ .aI)(history.measures, measureLimit, (shown, more) => [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .renderTable */ .bo)(head, shown.map(createCells), 'lrll') + (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .renderMore */ .Ij)(more, 'rule'),
        shown.some(({ points }) => points.length > 0)
            ? `**History:** ${describeOrder(history, _markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .renderCode */ .cR).join('')}`
            : '',
    ]
        .filter((part) => part !== '')
        .join('\n\n'));
    return { dropPriority: 'overview', variants };
}
/** Describes what orders a history. `render` formats the name of a parameter or a value as code. */
function describeOrder({ over, value }, render) {
    if (over.length === 0)
        return ['the outputs before this one, in the order of their creation.'];
    const names = over.flatMap((name, index) => (index === 0 ? [render(name)] : [', ', render(name)]));
    return ['the values of ', ...names, ' before ', render(value), '.'];
}
const marks = { usual: '✅', outlier: '❌', unknown: '❓' };
/** Describes a quantity beside the values before it, as plain text. `ends` are the numbers of the band as text. */
function describeMeasure({ quantity, column = '', now, band }) {
    const format = (amount) => (amount === undefined ? _overview_js__WEBPACK_IMPORTED_MODULE_3__/* .unknownValue */ .Uo : formatAmount(amount, quantity));
    const rounded = band && (0,_compare_history_band_js__WEBPACK_IMPORTED_MODULE_0__/* .roundBand */ .Ww)(band, { of: quantity });
    const isOutside = now !== undefined && band !== undefined && (0,_compare_history_band_js__WEBPACK_IMPORTED_MODULE_0__/* .isOutlier */ .Li)(now, band);
    const state = now === undefined || band === undefined ? 'unknown' : isOutside ? 'outlier' : 'usual';
    return {
        name: (0,_compare_rules_rules_js__WEBPACK_IMPORTED_MODULE_1__/* .printQuantity */ .xi)(quantity === 'nulls' ? { of: quantity, column } : { of: quantity }),
        state,
        now: `${marks[state]} ${format(now)}`,
        band: rounded,
        ends: rounded && { low: format(rounded.low), high: format(rounded.high) },
        format,
    };
}
function createCells(measure) {
    const { name, now, band, ends } = describeMeasure(measure);
    const amounts = measure.points.slice(-barLimit).map(({ amount }) => amount);
    const draw = createScale([...amounts, measure.now, measure.band?.low, measure.band?.high]);
    const range = band && ends && `${draw(band.low)} ${ends.low} to ${draw(band.high)} ${ends.high}`;
    const drawing = `${amounts.map(draw).join('')}${separator}${draw(measure.now)}`;
    return [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .renderCode */ .cR)(name), now, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .renderCode */ .cR)(drawing), range ?? _overview_js__WEBPACK_IMPORTED_MODULE_3__/* .unknownValue */ .Uo];
}
/** Bars on one scale from the least to the greatest amount, so that an outlier in either direction is seen. */
function createScale(amounts) {
    const known = amounts.filter((amount) => amount !== undefined);
    const [least, greatest] = [Math.min(...known), Math.max(...known)];
    return (amount) => {
        if (amount === undefined)
            return unknownBar;
        const share = greatest > least ? (amount - least) / (greatest - least) : 0.5;
        return _histogram_js__WEBPACK_IMPORTED_MODULE_6__/* .textBars */ .mu[Math.round(share * (_histogram_js__WEBPACK_IMPORTED_MODULE_6__/* .textBars */ .mu.length - 1))] ?? unknownBar;
    };
}
function formatAmount(amount, quantity) {
    if (quantity === 'bytes')
        return (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(amount);
    return quantity === 'nulls' ? `${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_2__/* .formatNumber */ .ZV)(amount, 3)} %` : amount.toLocaleString('en');
}


/***/ }),

/***/ 94611:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ createLineageSections),
/* harmony export */   p: () => (/* binding */ createLineageCountsSection)
/* harmony export */ });
/* harmony import */ var _disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84092);
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19177);
/* harmony import */ var _fit_sections_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(60879);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(11156);
/* harmony import */ var _commit_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6185);
/* harmony import */ var _graph_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52246);






const rowLimit = 200;
/** A graph of more nodes is folded. */
const openLimit = 12;
/** The number of lineage nodes in each state, in one line. */
function createLineageCountsSection({ lineage }, suffix = '') {
    return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_3__/* .createWholeSection */ .hx)('graph', lineage === undefined ? '' : `**Lineage:** ${formatStateCounts(lineage)}${suffix}`);
}
/** The lineage as a graph, if it can be drawn, and as a list. */
function createLineageSections({ lineage }) {
    if (lineage === undefined)
        return [];
    const title = `Lineage: ${formatStateCounts(lineage)}`;
    const isOpen = lineage.nodes.length <= openLimit;
    const graphs = [60, 30, 15].map((maxNodes) => () => {
        const graph = (0,_graph_js__WEBPACK_IMPORTED_MODULE_2__/* .renderGraph */ .D)(lineage, maxNodes);
        return graph === undefined ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderDetails */ .PL)(title, ['```mermaid', graph, '```'].join('\n'), isOpen);
    });
    return [{ dropPriority: 'graph', variants: [...graphs, () => `**${title}**`] }, createListSection(lineage)];
}
function createListSection({ nodes }) {
    const variants = (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_3__/* .createShorteningVariants */ .aI)(nodes, rowLimit, (shown, more) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderDetails */ .PL)('Lineage as a list', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderFilledTable */ .FR)(['bundle', 'uuid', 'state', 'created', 'code', 'commit'], shown.map(createNodeCells)) +
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderMore */ .Ij)(more, 'bundle')));
    return { dropPriority: 'graph', variants: nodes.length === 0 ? [] : variants };
}
function createNodeCells(node) {
    const { id, name, state, createdAt, codeMethod } = node;
    return [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(name),
        (0,_disdat_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .isUuid */ .O1)(id) ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderShortId */ .i4)(id) : '',
        _graph_js__WEBPACK_IMPORTED_MODULE_2__/* .stateWords */ .X[state],
        createdAt ? (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatTime */ .fU)(createdAt) : '',
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(codeMethod ?? ''),
        (0,_commit_js__WEBPACK_IMPORTED_MODULE_5__/* .renderCommit */ .a)(node),
    ];
}
function formatStateCounts({ nodes, isCut }) {
    const counts = ['produced', 'reused', 'external', 'missing', 'failed']
        .map((state) => ({ state, n: nodes.filter((node) => node.state === state).length }))
        .filter(({ n }) => n > 0)
        .map(({ state, n }) => `${n.toLocaleString('en')} ${_graph_js__WEBPACK_IMPORTED_MODULE_2__/* .stateWords */ .X[state]}`);
    return `${counts.join(', ')}${isCut ? ', and more upstream' : ''}`;
}


/***/ }),

/***/ 46564:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ createLogSection)
/* harmony export */ });
/* harmony import */ var _action_untrusted_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23707);
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19177);
/* harmony import */ var _fit_sections_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60879);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11156);




const lineLimit = 500;
/**
 * The last lines of the log, of which earlier lines are dropped first. Unfolded after a failure that the log may
 * explain.
 */
function createLogSection({ log, failure }, limit = log.tail.length) {
    const isOpen = failure !== undefined && failure.verdict !== 'rule-broken';
    const fromLast = log.tail.toReversed();
    const variants = (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .createShorteningVariants */ .aI)(fromLast, limit, (shown) => {
        const title = shown.length < log.lines
            ? `Log: last ${shown.length.toLocaleString('en')} of ${log.lines.toLocaleString('en')} lines`
            : `Log: ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(log.lines, 'line')}`;
        const lines = shown.toReversed().map((line) => (0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_2__/* .truncate */ .xv)(line, lineLimit));
        return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderDetails */ .PL)(title, (0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCodeBlock */ .mU)(lines), isOpen);
    });
    return { dropPriority: 'log', variants };
}


/***/ }),

/***/ 10703:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Uo: () => (/* binding */ unknownValue),
/* harmony export */   rX: () => (/* binding */ createNotesSection),
/* harmony export */   tU: () => (/* binding */ createOverviewSection)
/* harmony export */ });
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19177);
/* harmony import */ var _fit_sections_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60879);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11156);



const noteLimit = 20;
const unmeasured = { base: undefined, now: undefined };
/** Stands for every value that could not be determined. */
const unknownValue = 'unknown';
/** The base, this run and the differences in one table, and how the base was chosen. */
function createOverviewSection({ output, status, comparison, notCompared, lineage }) {
    if (comparison === undefined || output === undefined) {
        // The headline of a successful run says "Not compared".
        const label = status === 'succeeded' ? '' : '**Not compared:** ';
        return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .createWholeSection */ .hx)('overview', notCompared === undefined ? '' : `${label}${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderProse */ .E9)(notCompared)}`);
    }
    const { base, kind } = comparison;
    // Disdat records the time of the run that produced a bundle, which is another run.
    const changes = status === 'reused' ? { ...comparison.changes, durationMs: unmeasured } : comparison.changes;
    const commit = lineage?.nodes.find(({ id }) => id === output.uuid)?.commit;
    const rows = [
        ...(base ? [createBundleRow(base, output)] : [['bundle', '', renderBundle(output), '']]),
        ...createRows(changes),
    ];
    const head = [
        '',
        base ? `base ${renderContext(base.context, base.commit)}` : '',
        `this run${commit ? ` at ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderShortId */ .i4)(commit)}` : ''}`,
        'Δ',
    ];
    if (base && kind === 'none') {
        const table = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderDetails */ .PL)('Base and this run', renderComparison(head, rows));
        return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .createWholeSection */ .hx)('overview', `${renderBase(base, '**No difference from the base**,')}\n\n${table}`);
    }
    const text = base
        ? `${renderComparison(head, rows)}\n\n${renderBase(base)}`
        : `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderTable */ .bo)(['', head[2] ?? ''], rows.map(([name = '', , now = '']) => [name, now]), 'lr')}\n\nThere is no earlier bundle to compare with.`;
    return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .createWholeSection */ .hx)('overview', text);
}
/** The differences come first, because a phone shows the first columns only. */
function renderComparison(head, rows) {
    const reorder = ([name = '', base = '', now = '', delta = '']) => [name, delta, base, now];
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderTable */ .bo)(reorder(head), rows.map(reorder), 'llrr');
}
/** What could not be compared, and why. */
function createNotesSection({ comparison }) {
    const notes = comparison?.changes.notes ?? [];
    const variants = (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .createShorteningVariants */ .aI)(notes, noteLimit, (shown, more) => notes.length === 1
        ? `**Not checked:** ${shown.map((note) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderProse */ .E9)(note)).join('')}`
        : ['**Not checked:**', '', ...shown.map((note) => `- ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderProse */ .E9)(note)}`)].join('\n') +
            (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderMore */ .Ij)(more, 'note'));
    return { dropPriority: 'notes', variants };
}
const renderBundle = ({ name, uuid }) => `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(name, 100)} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderShortId */ .i4)(uuid)}`;
const renderContext = (context, commit) => `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(context, 100)}${commit ? ` at ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderShortId */ .i4)(commit)}` : ''}`;
function createBundleRow(base, output) {
    return ['bundle', renderBundle(base), renderBundle(output), base.uuid === output.uuid ? 'same' : 'different'];
}
function renderBase({ choice, note, createdAt, context }, label = '**Base:**') {
    const created = createdAt ? `, created ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatTime */ .fU)(createdAt)}` : '';
    const reason = {
        'asked-for': 'the bundle that `compare-with` names',
        ancestor: `the newest bundle in ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(context)} whose commit is in the history of the base branch`,
        newest: `the newest bundle in ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(context)}`,
    }[choice];
    return `${label} ${reason}${created}.${note ? ` ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderProse */ .E9)(note)}` : ''}`;
}
function createRows(changes) {
    const { base, now } = changes.presentation;
    return [
        ...(base !== undefined && now !== undefined && base !== now
            ? [['presentation', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(base), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(now), 'changed']]
            : []),
        ...createMeasureRows(changes.rows, { name: 'rows', format: (n) => n.toLocaleString('en') }),
        ...createCountRows('columns', changes.columns),
        ...createCountRows('files', changes.files),
        ...createCountRows('nested', changes.nested),
        ...createMeasureRows(changes.bytes, { name: 'size', format: _lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3 }),
        ...createCountRows('tags', changes.tags),
        ...createMeasureRows(changes.durationMs, { name: 'task time', format: _lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3, minDifference: 1000 }),
    ];
}
function createMeasureRows({ base, now }, { name, format, minDifference = 0 }) {
    if (base === undefined && now === undefined)
        return [];
    const values = [base, now].map((value) => (value === undefined ? unknownValue : format(value)));
    if (base === undefined || now === undefined)
        return [[name, ...values, unknownValue]];
    const delta = Math.abs(now - base) < minDifference ? '' : (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDifference */ .jR)(base, now);
    return [[name, ...values, name === 'rows' && now < base ? `🔻 ${delta}` : delta]];
}
function createCountRows(name, items) {
    if (items.length === 0)
        return [];
    const countStatus = (status) => items.filter((item) => item.status === status).length;
    const words = ['added', 'removed', 'changed', 'unknown']
        .map((status) => ({ status, n: countStatus(status) }))
        .filter(({ n }) => n > 0)
        .map(({ status, n }) => `${n.toLocaleString('en')} ${status}`);
    const total = (excluded) => (items.length - countStatus(excluded)).toLocaleString('en');
    return [[name, total('added'), total('removed'), words.length === 0 ? 'same' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderList */ .pI)(words, 0)]];
}


/***/ }),

/***/ 96320:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E4: () => (/* binding */ formatRedo),
/* harmony export */   IS: () => (/* binding */ redoWords),
/* harmony export */   N6: () => (/* binding */ formatRedoLines),
/* harmony export */   RW: () => (/* binding */ createRedoSections)
/* harmony export */ });
/* unused harmony export sumRedo */
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19177);
/* harmony import */ var _fit_sections_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(60879);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11156);
/* harmony import */ var _overview_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10703);
/* harmony import */ var _run_changes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83015);





/** The rows of a table. */
const rowLimit = 200;
/** More days than these are shown by month. */
const maxDays = 31;
/** The limit of a value, in UTF-16 units. */
const valueLimit = 80;
/** The runs whose gaps are named. */
const maxNamed = 20;
/** The words for what is different, beside an output. */
const redoWords = {
    image: 'image',
    code: 'commit',
    upstream: 'an upstream run',
};
/** What must be redone after the merge: the totals, and a folded table for each run with outputs of other code. */
function createRedoSections(reports) {
    const redo = reports.find((report) => report.redo !== undefined)?.redo;
    if (redo === undefined)
        return [];
    const [first = '', ...others] = formatRedo(redo, { code: _markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderCode */ .cR, prose: _markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderProse */ .E9 });
    const totals = [first.replace(/^[^:]*:/, (title) => `**${title}**`), ...others].join(' ');
    const runs = redo.runs.filter(({ outputs }) => outputs.length > 0);
    return [(0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_4__/* .createWholeSection */ .hx)('overview', totals), ...runs.map(createRunSection)];
}
/** The totals for the log, one sentence a line. */
const formatRedoLines = (redo) => formatRedo(redo, { code: (text) => text, prose: (text) => text });
/** The totals as sentences, the first with a title that ends with a colon. */
function formatRedo({ context, runs, unknown }, { code, prose }) {
    const title = 'To redo after the merge:';
    if (unknown !== undefined)
        return [`${title} unknown.`, prose(unknown)];
    const outputs = runs.flatMap((run) => run.outputs);
    const all = outputs.length + runs.reduce((sum, { current }) => sum + current, 0);
    return [
        // Runs of which nothing is known may have receipts.
        all === 0 && runs.some((run) => run.unknown !== undefined)
            ? `${title} unknown.`
            : `${title} ${formatCounts(outputs.length, all, code(context))}`,
        ...(outputs.length > 0 ? [formatEstimate(outputs)] : []),
        ...formatGaps(runs, code(context)),
        ...formatUnknown(runs, { code, prose }),
    ];
}
function formatCounts(count, all, context) {
    if (all === 0)
        return `unknown. The context ${context} has no receipts of these runs.`;
    if (count === 0)
        return `nothing. The code of this pull request made all ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(all, 'output')} in ${context}.`;
    return `${count.toLocaleString('en')} of ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(all, 'output')} in ${context}, which other code made.`;
}
/** What earlier runs took, and for how many outputs where some do not say. */
function formatEstimate(outputs) {
    const { ms, hours } = sumRedo(outputs);
    const parts = [
        { text: (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(ms.sum), count: ms.count },
        { text: `${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatNumber */ .ZV)(hours.sum, 2)} vCPU·h`, count: hours.count },
    ].filter(({ count }) => count > 0);
    if (parts.length === 0)
        return 'No receipt says how long they took.';
    const byCount = Map.groupBy(parts, ({ count }) => count);
    const texts = [...byCount].map(([count, sums]) => {
        const sum = sums.map(({ text }) => text).join(' and ');
        return count === outputs.length ? sum : `${sum} for ${count.toLocaleString('en')} of them`;
    });
    return `Estimate: earlier runs took ${texts.join(', and ')}.`;
}
/** The sums of the receipts that have a value, and their numbers. */
function sumRedo(outputs) {
    const add = (values) => {
        const known = values.filter((value) => value !== undefined);
        return { sum: known.reduce((total, value) => total + value, 0), count: known.length };
    };
    return { ms: add(outputs.map(({ tookMs }) => tookMs)), hours: add(outputs.map(({ vcpuHours }) => vcpuHours)) };
}
function formatGaps(runs, context) {
    const unrecorded = runs.reduce((sum, run) => sum + run.unrecorded, 0);
    const cut = runs.filter(({ isCut }) => isCut);
    return [
        ...(unrecorded > 0
            ? [`Not counted: ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(unrecorded, 'value')} of this step without a receipt in ${context}.`]
            : []),
        ...(cut.length > 0 ? [`Receipts beyond 2,000 of a pipe are not counted: ${listNames(cut)}.`] : []),
    ];
}
/** The same reason of several runs is given once. */
function formatUnknown(runs, { prose }) {
    const byReason = Map.groupBy(runs, ({ unknown }) => unknown);
    return [...byReason].flatMap(([reason, found]) => reason === undefined ? [] : [`Unknown for ${listNames(found)}: ${prose(reason)}`]);
}
function listNames(runs) {
    const names = runs.slice(0, maxNamed).map(({ name }) => (0,_run_changes_js__WEBPACK_IMPORTED_MODULE_2__/* .formatRunName */ .G)(name));
    return names.join(', ') + (runs.length > maxNamed ? ` and ${runs.length - maxNamed} more` : '');
}
function createRunSection({ name, outputs }) {
    const { ms, hours } = sumRedo(outputs);
    const totals = [
        (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(outputs.length, 'output'),
        ...(ms.count > 0 ? [(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(ms.sum)] : []),
        ...(hours.count > 0 ? [`${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatNumber */ .ZV)(hours.sum, 2)} vCPU·h`] : []),
    ];
    const rows = groupOutputs(outputs);
    const title = `To redo of ${(0,_run_changes_js__WEBPACK_IMPORTED_MODULE_2__/* .formatRunName */ .G)(name)}: ${totals.join(', ')}`;
    const head = ['values', 'outputs', 'different', 'earlier time', 'vCPU·h'];
    return {
        dropPriority: 'values',
        variants: (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_4__/* .createShorteningVariants */ .aI)(rows, rowLimit, (shown, more) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderDetails */ .PL)(title, `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderTable */ .bo)(head, shown.map(createCells), 'lrlrr')}${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderMore */ .Ij)(more, 'row')}`)),
    };
}
const isDate = (value) => /^\d{4}-\d\d-\d\d$/.test(value);
function groupOutputs(outputs) {
    const getKey = ({ values, trigger }) => {
        const shortened = [...values.values()].map((value) => (isDate(value) ? value.slice(0, 'YYYY-MM'.length) : value));
        return JSON.stringify([shortened, trigger]);
    };
    const groups = outputs.length > maxDays ? [...Map.groupBy(outputs, getKey).values()] : outputs.map((each) => [each]);
    return groups.flatMap(([first, ...others]) => (first === undefined ? [] : [[first, ...others]]));
}
function createCells(group) {
    const [first] = group;
    const last = group.at(-1) ?? first;
    const { ms, hours } = sumRedo(group);
    const values = [...first.values].map(([name, value]) => renderRange(value, last.values.get(name) ?? value));
    return [
        values.join(' ') || 'all',
        group.length.toLocaleString('en'),
        redoWords[first.trigger],
        ms.count > 0 ? (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(ms.sum) : _overview_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownValue */ .Uo,
        hours.count > 0 ? (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatNumber */ .ZV)(hours.sum, 2) : _overview_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownValue */ .Uo,
    ];
}
const renderRange = (first, last) => first === last
    ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderCode */ .cR)(first, valueLimit)
    : `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderCode */ .cR)(first, valueLimit)} – ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderCode */ .cR)(last.slice('YYYY-MM-'.length), valueLimit)}`;


/***/ }),

/***/ 58693:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gp: () => (/* binding */ formatSigned),
/* harmony export */   KM: () => (/* binding */ listSamples),
/* harmony export */   Rx: () => (/* binding */ describeKey),
/* harmony export */   T1: () => (/* binding */ formatShare),
/* harmony export */   TX: () => (/* binding */ countRowChanges),
/* harmony export */   jA: () => (/* binding */ createRowsSection),
/* harmony export */   md: () => (/* binding */ listRemarks),
/* harmony export */   nV: () => (/* binding */ formatRowCount),
/* harmony export */   zj: () => (/* binding */ createSampleRowsSection)
/* harmony export */ });
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19177);
/* harmony import */ var _fit_sections_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60879);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11156);



const columnLimit = 100;
/** Longer tables are folded. */
const openLimit = 12;
/** The limits of a value and of a list of columns, in UTF-16 units and in names. */
const valueLimit = 60;
const nameLimit = 20;
/** The rows that were added, removed and changed, and in how many of the others each column differs. */
function createRowsSection({ comparison }) {
    if (comparison?.base === undefined)
        return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .createWholeSection */ .hx)('values', '');
    const { rowChanges, rowsNotCompared } = comparison.changes;
    if (rowChanges === undefined) {
        const text = rowsNotCompared === undefined ? '' : `**Rows:** not compared. ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderProse */ .E9)(rowsNotCompared)}`;
        return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .createWholeSection */ .hx)('values', text);
    }
    const changed = rowChanges.columns.filter(({ differing }) => differing.count > 0);
    const head = renderHead(rowChanges);
    const variants = (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .createShorteningVariants */ .aI)(changed, columnLimit, (shown, omitted) => [head, renderColumns(rowChanges, shown, omitted)].join('\n\n'));
    return { dropPriority: 'values', variants: [...variants, () => head] };
}
/**
 * Rows as examples, folded, in the summary and, where `diff-samples` asks for it, in the comment.
 *
 * @param isComment Whether the section is for a comment.
 */
function createSampleRowsSection({ comparison }, isComment) {
    const rowChanges = comparison?.changes.rowChanges;
    const isHidden = isComment && comparison?.commentsSamples !== true;
    if (rowChanges?.samples === undefined || isHidden)
        return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .createWholeSection */ .hx)('contents', '');
    const parts = listSamples(rowChanges).map(({ title, rows }) => renderSamples(title, rowChanges.key, rows));
    return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_1__/* .createWholeSection */ .hx)('contents', parts.join('\n\n'));
}
/** The examples of each kind that has some. */
function listSamples({ samples }) {
    const all = [
        { title: 'Changed rows', rows: samples?.changed ?? [] },
        { title: 'Added rows', rows: samples?.added ?? [] },
        { title: 'Removed rows', rows: samples?.removed ?? [] },
    ];
    return all.filter(({ rows }) => rows.length > 0);
}
/** The head and the one row of the table that counts rows. */
function countRowChanges({ rows, added, removed, changed, shared }) {
    return {
        head: ['rows', 'added', 'removed', 'changed', 'unchanged'],
        cells: [
            `${format(rows.base)} → ${format(rows.now)}`,
            ...[added, removed, changed, subtract(shared, changed)].map(formatRowCount),
        ],
    };
}
/** How a key that `diff-key: auto` found is described; empty for another one. */
const describeKey = ({ isKeyFound }) => isKeyFound ? ', which was found: the values are unique in both' : '';
function renderHead(changes) {
    const names = changes.key.map((name) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(name)).join(', ');
    const { head, cells } = countRowChanges(changes);
    const remarks = listRemarks(changes).map(({ text, names: columns }) => columns === undefined ? text : `${text}: ${listNames(columns)}.`);
    return [`**Rows** by ${names}${describeKey(changes)}`, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderTable */ .bo)(head, [cells], 'rrrrr'), ...remarks].join('\n\n');
}
/** What else is to say about a comparison by row: sentences, or words with the names of columns. */
function listRemarks(changes) {
    const { duplicates, sampledOneIn, removedColumns, addedColumns, uncomparedColumns } = changes;
    const [keys, base, now] = [duplicates.keys, duplicates.base, duplicates.now].map(formatRowCount);
    const lists = [
        { text: 'Columns that are gone', names: removedColumns },
        { text: 'New columns', names: addedColumns },
        { text: 'Columns that are not compared by row', names: uncomparedColumns },
    ];
    return [
        ...(duplicates.keys.count > 0
            ? [
                {
                    text: `Keys that are not unique: ${keys}. Their rows, ${base} of the base and ${now} of this run, are not compared.`,
                },
            ]
            : []),
        ...(sampledOneIn > 1
            ? [{ text: `Estimated from one in ${format(sampledOneIn)} keys (\`diff-max-rows\`), with intervals of 95 %.` }]
            : []),
        ...lists.filter(({ names }) => names.length > 0),
    ];
}
function renderColumns({ shared }, columns, omitted) {
    const head = ['column', 'rows that differ', '', 'mean Δ', 'greatest Δ'];
    const rows = columns.map(({ name, kinds, differing, difference }) => [
        kinds.base === kinds.now ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(name) : `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(name)} (${kinds.base} → ${kinds.now})`,
        formatRowCount(differing),
        formatShare(differing.count, shared.count),
        difference ? formatSigned(difference.mean) : '',
        difference ? formatSigned(difference.greatest) : '',
    ]);
    const table = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderFilledTable */ .FR)(head, rows, 'lrrrr') + (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderMore */ .Ij)(omitted, 'column');
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderDetails */ .PL)(`Columns that differ: ${format(columns.length + omitted)}`, table, columns.length + omitted <= openLimit);
}
function renderSamples(title, key, samples) {
    const renderValue = (text) => (text === undefined ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(text, valueLimit));
    const rows = samples.map((row) => [
        ...row.key.map((text) => renderValue(text)),
        row.values
            .map(({ column, base, now }) => {
            const both = base !== undefined && now !== undefined;
            return `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(column, valueLimit)} ${both ? `${renderValue(base)} → ${renderValue(now)}` : renderValue(now ?? base)}`;
        })
            .join('<br>'),
    ]);
    const head = [...key.map((name) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(name, valueLimit)), 'values'];
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderDetails */ .PL)(`${title}: ${samples.length}${samples.length === 1 ? ' example' : ' examples'}`, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderTable */ .bo)(head, rows));
}
function listNames(names) {
    const shown = names
        .slice(0, nameLimit)
        .map((name) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .renderCode */ .cR)(name))
        .join(', ');
    return names.length > nameLimit ? `${shown} and ${format(names.length - nameLimit)} more` : shown;
}
/** The rows of both that are equal. The ends of both intervals are taken to fall together, which makes them wide. */
function subtract(all, some) {
    const limit = (count) => Math.max(0, count);
    return { count: limit(all.count - some.count), from: limit(all.from - some.to), to: limit(all.to - some.from) };
}
const format = (count) => count.toLocaleString('en');
/** A number of rows, with the interval of an estimate. */
const formatRowCount = ({ count, from, to }) => from === to ? format(count) : `≈ ${format(count)} (${format(from)} to ${format(to)})`;
/** A part of the rows in percent; empty without rows. */
function formatShare(part, whole) {
    if (whole === 0)
        return '';
    const percent = (part * 100) / whole;
    return percent > 0 && percent < 0.01 ? '< 0.01 %' : `${percent.toLocaleString('en', { maximumFractionDigits: 2 })} %`;
}
/** A difference with its sign. */
const formatSigned = (value) => `${value > 0 ? '+' : ''}${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatNumber */ .ZV)(value)}`.replace(/^-/, '−');


/***/ }),

/***/ 83385:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ createRulesSection)
/* harmony export */ });
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19177);
/* harmony import */ var _accepted_change_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28473);
/* harmony import */ var _fit_sections_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(60879);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(11156);
/* harmony import */ var _acceptance_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56267);





const ruleLimit = 50;
/**
 * The results of `fail-on`: broken rules first, then undecided rules, without their number, which the headline has. If
 * all rules passed, they are one line.
 */
function createRulesSection(report) {
    const { rules } = report;
    if (rules === undefined)
        return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .createWholeSection */ .hx)('failure', '');
    const { checked, breaches, undecided } = rules;
    const broken = (0,_accepted_change_js__WEBPACK_IMPORTED_MODULE_3__/* .listUnaccepted */ .h)(report);
    const accepted = breaches.filter((breach) => !broken.includes(breach));
    const lines = [
        ...broken.map((breach) => `- ❌ ${renderBreach(breach, report)}`),
        ...accepted.map((breach) => `- ⚠️ ${renderBreach(breach, report)}`),
        ...undecided.map(({ rule, why }) => `- ❓ ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(rule)} is undecided: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderProse */ .E9)(why)}`),
    ];
    if (lines.length === 0) {
        // `error` is the default, and every run that ends successfully passes it.
        const passed = checked.filter((rule) => rule !== 'error');
        const title = `**${passed.length === 1 ? 'Rule' : 'Rules'} passed:**`;
        const variants = (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .createShorteningVariants */ .aI)(passed, ruleLimit, (shown, more) => `${title} ${shown.map((rule) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(rule)).join(', ')}${more > 0 ? ' …' : ''}`);
        return { dropPriority: 'failure', variants };
    }
    const counts = [
        ...(broken.length > 0 ? [`${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(broken.length, 'rule')} broken`] : []),
        ...(accepted.length > 0 ? [(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(accepted.length, 'accepted change')] : []),
        ...(undecided.length > 0 ? [`${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(undecided.length, 'rule')} undecided`] : []),
    ];
    const variants = (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .createShorteningVariants */ .aI)(lines, ruleLimit, (shown, more) => `${shown.join('\n')}${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderMore */ .Ij)(more, 'rule')}`);
    return { dropPriority: 'failure', variants: [...variants, () => `**${counts.join(', ')}**`] };
}
function renderBreach({ rule, evidence }, report) {
    const note = (0,_acceptance_js__WEBPACK_IMPORTED_MODULE_1__/* .explainAcceptance */ .j)(rule, report);
    return `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(rule)}: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderProse */ .E9)(evidence)}${note === '' ? '' : ` ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderProse */ .E9)(note)}`}`;
}


/***/ }),

/***/ 83015:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ formatRunName),
/* harmony export */   L: () => (/* binding */ createRunChangesSections)
/* harmony export */ });
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19177);
/* harmony import */ var _fit_sections_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(60879);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11156);
/* harmony import */ var _overview_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10703);




/** The rows of the table. */
const rowLimit = 400;
/** The limit of names and values, in UTF-16 units. */
const nameLimit = 80;
/** The changes that matter most come first. */
const order = ['schema', 'data', 'unknown', 'first-version', 'none'];
const words = {
    schema: '⚠️ schema changed',
    data: '⚠️ data changed',
    unknown: '❓ changes unknown',
    'first-version': '✅ first version',
    none: '✅ same data',
};
const isCompared = (report) => report.comparison !== undefined;
/** How the outputs of each run differ from their bases: folded, one table for each run. */
function createRunChangesSections(reports) {
    const compared = reports.filter(isCompared);
    return [...Map.groupBy(compared, ({ label }) => label.name)].map(([name, runs]) => createSection(name, runs));
}
function createSection(name, runs) {
    const sorted = runs.toSorted((one, other) => getRank(one) - getRank(other));
    const counts = order
        .map((kind) => ({ kind, n: runs.filter(({ comparison }) => comparison.kind === kind).length }))
        .filter(({ n }) => n > 0)
        .map(({ kind, n }) => `${n.toLocaleString('en')} × ${words[kind]}`);
    const title = `Changes of ${formatRunName(name)}: ${counts.join(', ')}`;
    return {
        dropPriority: 'values',
        variants: (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .createShorteningVariants */ .aI)(sorted, rowLimit, (shown, more) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderDetails */ .PL)(title, `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderTable */ .bo)(['values', 'change', 'rows', 'Δ'], shown.map(createRow), 'llrr')}${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderMore */ .Ij)(more, 'run')}`)),
    };
}
/** The name of a run for a title, which must not hold untrusted text: a result file can hold any name. */
const formatRunName = (name) => (/^[A-Za-z0-9_-]{1,64}$/.test(name) ? name : 'a run');
const getRank = ({ comparison }) => order.indexOf(comparison.kind);
function createRow({ label, comparison }) {
    const { base, now } = comparison.changes.rows;
    const difference = base === undefined || now === undefined ? '' : (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDifference */ .jR)(base, now);
    const values = [...label.values.values()].map((value) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .renderCode */ .cR)(value, nameLimit)).join(' ');
    return [values, words[comparison.kind], now === undefined ? _overview_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownValue */ .Uo : now.toLocaleString('en'), difference];
}


/***/ }),

/***/ 30234:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BD: () => (/* binding */ formatCost),
/* harmony export */   GL: () => (/* binding */ createAttemptsSection),
/* harmony export */   bH: () => (/* binding */ createRunSection),
/* harmony export */   cK: () => (/* binding */ createReuseSection),
/* harmony export */   gE: () => (/* binding */ createParamsSection),
/* harmony export */   kj: () => (/* binding */ labelCost)
/* harmony export */ });
/* harmony import */ var _action_untrusted_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(23707);
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19177);
/* harmony import */ var _fit_sections_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(60879);
/* harmony import */ var _format_seed_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78842);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(11156);
/* harmony import */ var _backend_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(40678);
/* harmony import */ var _headline_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48996);







const pairLimit = 50;
const reasonLimit = 300;
/** The maximum of AWS Batch: https://docs.aws.amazon.com/batch/latest/APIReference/API_RetryStrategy.html */
const attemptLimit = 10;
/** Whether Disdat could have reused an earlier bundle. */
function createReuseSection({ reuse }) {
    return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_3__/* .createWholeSection */ .hx)('notes', reuse ? `**Reuse:** ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderProse */ .E9)(reuse.why)}` : '');
}
/** The parameters in one line, which distinguish several runs of one pipe. */
function createParamsSection({ params }) {
    return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_3__/* .createWholeSection */ .hx)('notes', params.size === 0 ? '' : `**Parameters:** ${renderPairs([...params], '=', 10)}`);
}
/** The details of the run: pipe, parameters, image, job, phases. */
function createRunSection(report) {
    return { dropPriority: 'run', variants: [() => renderRunTable(report, pairLimit), () => renderRunTable(report, 5)] };
}
/** Tags that Disdat sets on every output. */
const disdatTags = /^(?:__|committed$|root_task$)/;
function renderRunTable(report, maxPairs) {
    if ((0,_headline_js__WEBPACK_IMPORTED_MODULE_2__/* .isRefused */ .H0)(report))
        return '';
    const tags = [...(report.output?.tags ?? [])].filter(([key]) => !disdatTags.test(key));
    const rows = [
        ['pipe', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(report.pipeClass)],
        ['parameters', renderPairs([...report.params], '=', maxPairs)],
        ['remote', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(report.remote)],
        ['context', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(report.context)],
        ['output tags', renderPairs(tags, ':', maxPairs)],
        ['image', report.image && `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(report.image.reference)} as ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(report.image.pinned)}`],
        ['dialect', report.image?.dialect],
        [(0,_backend_js__WEBPACK_IMPORTED_MODULE_5__/* .isLocalBackend */ .S)(report.backend) ? 'container' : 'job', report.job && renderJob(report.job)],
        ['job definition', report.job?.definition && renderNamedLink(report.job.definition, report.job.definitionUrl)],
        ['queue', report.job?.queue && renderNamedLink(report.job.queue, report.job.queueUrl)],
        ['log', report.logUrl && (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderLink */ .BK)('CloudWatch Logs', report.logUrl)],
        ['seed', report.seed && (0,_format_seed_js__WEBPACK_IMPORTED_MODULE_1__/* .formatSeed */ .j)(report.seed)],
        ['exit code', report.exitCode?.toString()],
        ['local copy', report.outputPath && (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(report.outputPath)],
        ['phases', report.phases.map(({ name, ms }) => `${(0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_6__/* .escapeMarkdown */ .FV)(name)} ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(ms)}`).join(' · ')],
        [labelCost(report).toLowerCase(), report.cost && formatCost(report.cost)],
    ];
    // The first row is the head, because GitHub shows a head without text as an empty row.
    const [head = [], ...filled] = rows.flatMap(([name, value]) => (value ? [[name, value]] : []));
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderDetails */ .PL)('Run', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderTable */ .bo)(head, filled));
}
const renderNamedLink = (name, url) => url === undefined ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(name) : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderLink */ .BK)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(name), url);
function renderJob({ name, id, url }) {
    return url === undefined ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(name) : `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(name)} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderLink */ .BK)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(id), url)}`;
}
/** The label of the cost, which is that of all attempts. */
const labelCost = ({ attempts = [] }) => attempts.length > 1 ? `Cost of ${attempts.length} attempts` : 'Cost';
/** Formats the resources that a run occupied: `0.23 vCPU·h, 0.94 GiB·h`. */
function formatCost({ vcpuHours, gibHours }) {
    return [
        ...(vcpuHours === undefined ? [] : [`${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatNumber */ .ZV)(vcpuHours, 2)} vCPU·h`]),
        ...(gibHours === undefined ? [] : [`${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatNumber */ .ZV)(gibHours, 2)} GiB·h`]),
    ].join(', ');
}
function renderPairs(pairs, separator, limit) {
    const shown = pairs.slice(0, limit).map(([name, value]) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(`${name}${separator}${value}`));
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderList */ .pI)(shown, pairs.length - shown.length, ' ');
}
/** The attempts of a Batch job, if there was more than one. */
function createAttemptsSection({ attempts = [] }) {
    if (attempts.length < 2)
        return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_3__/* .createWholeSection */ .hx)('run', '');
    const rows = attempts
        .slice(-attemptLimit)
        .map(({ startedAt, stoppedAt, exitCode, reason, logUrl }, index) => [
        `${Math.max(0, attempts.length - attemptLimit) + index + 1}`,
        startedAt ? (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatTime */ .fU)(startedAt) : '',
        startedAt && stoppedAt ? (0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(stoppedAt.getTime() - startedAt.getTime()) : '',
        exitCode?.toString() ?? '',
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderProse */ .E9)(reason ?? '', reasonLimit),
        logUrl === undefined ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderLink */ .BK)('log', logUrl),
    ]);
    const head = ['', 'started', 'duration', 'exit code', 'reason', ''];
    return {
        dropPriority: 'run',
        variants: (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_3__/* .createShorteningVariants */ .aI)(rows.toReversed(), attemptLimit, (shown) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderDetails */ .PL)((0,_lib_units_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(attempts.length, 'attempt'), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderFilledTable */ .FR)(head, shown.toReversed()))),
    };
}


/***/ }),

/***/ 49415:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gb: () => (/* binding */ describeColumnType),
/* harmony export */   Jy: () => (/* binding */ createSchemaSection),
/* harmony export */   Mt: () => (/* binding */ formatColumnType)
/* harmony export */ });
/* harmony import */ var _action_untrusted_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(23707);
/* harmony import */ var _compare_comparison_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(21581);
/* harmony import */ var _compare_file_tables_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46446);
/* harmony import */ var _lib_units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19177);
/* harmony import */ var _fit_sections_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(60879);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(11156);
/* harmony import */ var _overview_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(10703);







const rowLimit = 100;
/** The columns that were removed or added, have another type or shape, or moved, also those of tables in files. */
function createSchemaSection({ comparison }) {
    const { base, changes } = comparison ?? {};
    const rows = changes === undefined || base === undefined ? [] : [...createColumnRows(changes), ...createFileRows(changes.files)];
    // The differences come first, because a phone shows the first columns only.
    const sorted = rows
        .toSorted((a, b) => a.severity - b.severity)
        .map(({ cells: [column = '', before = '', after = '', note = ''] }) => [column, note, before, after]);
    const title = 'Schema';
    const variants = (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_3__/* .createShorteningVariants */ .aI)(sorted, rowLimit, (shown, more) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderDetails */ .PL)(title, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderTable */ .bo)(['column', 'Δ', 'base', 'now'], shown) + (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderMore */ .Ij)(more, 'difference'), true));
    return { dropPriority: 'schema', variants: rows.length === 0 ? [] : [...variants, () => `**${title}**`] };
}
function createColumnRows({ columns }) {
    return columns.flatMap((column) => {
        const { name, status, base, now, differs } = column;
        if (status === 'removed')
            return [{ severity: 0, cells: [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(name), formatColumnType(base), '–', '❌ removed'] }];
        if (status === 'added')
            return [
                { severity: 2, cells: [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(name), '–', formatColumnType(now), `➕ added${formatAddedValues(now)}`] },
            ];
        const words = [
            ...(differs.includes('type') ? ['type changed'] : []),
            ...((0,_compare_comparison_js__WEBPACK_IMPORTED_MODULE_5__/* .isReshaped */ .PW)(column) ? ['shape changed'] : []),
            ...(differs.includes('place') ? ['moved'] : []),
        ];
        if (words.length === 0)
            return [];
        const isMoved = words[0] === 'moved';
        const note = isMoved ? '↕️ moved' : `⚠️ ${words.join(', ')}${formatValueChanges(column)}`;
        return [
            { severity: isMoved ? 3 : 1, cells: [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)(name), formatColumnType(base), formatColumnType(now), note] },
        ];
    });
}
/** Formats the type of a column, and the shape of its values if they are arrays. */
function formatColumnType(facts) {
    return facts === undefined ? _overview_js__WEBPACK_IMPORTED_MODULE_2__/* .unknownValue */ .Uo : (0,_action_untrusted_js__WEBPACK_IMPORTED_MODULE_6__/* .escapeMarkdown */ .FV)(describeColumnType(facts));
}
/** The type of a column, and the shape of its values if they are arrays, as plain text. */
function describeColumnType({ type, shape }) {
    const inner = shape.slice(1);
    return inner.length === 0 ? type : `${type} [${inner.join('×')}]`;
}
function formatAddedValues(now) {
    const values = now?.values;
    if (values === undefined)
        return '';
    const range = values.min !== undefined && values.max !== undefined
        ? `, ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatNumber */ .ZV)(values.min)} to ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatNumber */ .ZV)(values.max)}`
        : '';
    return `${values.nulls === undefined ? '' : `, ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(values.nulls, 'null')}`}${range}`;
}
/** Formats how the values of a column with another type or shape changed. */
function formatValueChanges({ base, now }) {
    if (base?.values === undefined || now?.values === undefined)
        return '';
    const [before, after] = [base.values, now.values];
    const changes = ['nulls', 'min', 'max', 'mean'].flatMap((name) => {
        const [a, b] = [before[name], after[name]];
        if (a === undefined || b === undefined || a === b)
            return [];
        return [`${name} ${(0,_lib_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDistinctNumbers */ .cH)(a, b).join(' → ')}`];
    });
    if (changes.length > 0)
        return `; ${changes.join(', ')}`;
    return after.mean === undefined ? '' : '; nulls, min, max and mean unchanged';
}
/** Creates rows for tables in files. The columns of a file that could not be read are unknown. */
function createFileRows(files) {
    const { base: before, now: after } = (0,_compare_file_tables_js__WEBPACK_IMPORTED_MODULE_0__/* .collectTables */ .Gm)(files);
    if (before.size === 0 || after.size === 0)
        return [];
    const formatAbsent = (side) => ((0,_compare_file_tables_js__WEBPACK_IMPORTED_MODULE_0__/* .hasUnreadTable */ .gT)(files, side) ? _overview_js__WEBPACK_IMPORTED_MODULE_2__/* .unknownValue */ .Uo : '–');
    return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
        const [base, now] = [before.get(key), after.get(key)];
        if (base && now && (0,_compare_file_tables_js__WEBPACK_IMPORTED_MODULE_0__/* .haveSameTypes */ .EG)(base, now))
            return [];
        const cells = [
            `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)((base ?? now)?.name ?? '')} in files`,
            (base && (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)((0,_compare_file_tables_js__WEBPACK_IMPORTED_MODULE_0__/* .formatTypes */ .fg)(base))) ?? formatAbsent('base'),
            (now && (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .renderCode */ .cR)((0,_compare_file_tables_js__WEBPACK_IMPORTED_MODULE_0__/* .formatTypes */ .fg)(now))) ?? formatAbsent('now'),
        ];
        if (cells.includes(_overview_js__WEBPACK_IMPORTED_MODULE_2__/* .unknownValue */ .Uo))
            return [{ severity: 1, cells: [...cells, '❓ a file could not be read'] }];
        const note = now === undefined ? '❌ removed' : base === undefined ? '➕ added' : '⚠️ type changed';
        return [{ severity: now === undefined ? 0 : base === undefined ? 2 : 1, cells: [...cells, note] }];
    });
}


/***/ }),

/***/ 72499:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ createPromotionSection),
/* harmony export */   N: () => (/* binding */ createSkipSection)
/* harmony export */ });
/* harmony import */ var _fit_sections_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(60879);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11156);


/** The longest value that is shown. */
const valueLimit = 200;
/** Why `skip-unchanged` skipped the run, or the change that made it necessary, with both values. */
const createSkipSection = ({ skip }) => createDecisionSection(skip, 'skipped');
/** Where a promoted output comes from, or the difference that made the run necessary, with both values. */
const createPromotionSection = ({ promotion }) => createDecisionSection(promotion, 'promoted');
function createDecisionSection(decision, word) {
    if (decision === undefined)
        return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_0__/* .createWholeSection */ .hx)('notes', '');
    const { trigger, why, was, now } = decision;
    const [first = ''] = word;
    const label = trigger === undefined ? `**${first.toUpperCase()}${word.slice(1)}:**` : `**Not ${word}** (\`${trigger}\`)**:**`;
    const values = was === undefined && now === undefined
        ? ''
        : ` Was ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .renderCode */ .cR)(was ?? 'unknown', valueLimit)}, now ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .renderCode */ .cR)(now ?? 'unknown', valueLimit)}.`;
    return (0,_fit_sections_js__WEBPACK_IMPORTED_MODULE_0__/* .createWholeSection */ .hx)('notes', `${label} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .renderProse */ .E9)(why)}${values}`);
}


/***/ })

};
;