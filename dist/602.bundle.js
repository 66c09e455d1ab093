"use strict";
exports.id = 602;
exports.ids = [602];
exports.modules = {

/***/ 90602:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  renderPage: () => (/* binding */ renderPage)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./src/action/docs-link.js
var docs_link = __webpack_require__(70131);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/lib/units.js
var units = __webpack_require__(19177);
// EXTERNAL MODULE: ./src/report/accepted-change.js
var accepted_change = __webpack_require__(28473);
// EXTERNAL MODULE: ./src/report/format-seed.js
var format_seed = __webpack_require__(78842);
// EXTERNAL MODULE: ./src/report/many-runs.js + 1 modules
var many_runs = __webpack_require__(34049);
// EXTERNAL MODULE: ./src/report/run-result.js
var run_result = __webpack_require__(30488);
// EXTERNAL MODULE: ./src/report/sections/acceptance.js
var acceptance = __webpack_require__(56267);
// EXTERNAL MODULE: ./src/report/sections/commit.js
var commit = __webpack_require__(6185);
// EXTERNAL MODULE: ./src/report/sections/graph.js
var graph = __webpack_require__(52246);
// EXTERNAL MODULE: ./src/report/sections/headline.js
var headline = __webpack_require__(48996);
// EXTERNAL MODULE: ./src/report/sections/run-table.js
var run_table = __webpack_require__(30234);
// EXTERNAL MODULE: ./src/report/sections/columns.js
var columns = __webpack_require__(91909);
// EXTERNAL MODULE: ./src/report/sections/contents.js
var contents = __webpack_require__(96738);
// EXTERNAL MODULE: ./src/report/sections/schema.js
var schema = __webpack_require__(49415);
// EXTERNAL MODULE: ./src/disdat/bundle.js
var bundle = __webpack_require__(84092);
// EXTERNAL MODULE: ./src/report/sections/histogram.js
var sections_histogram = __webpack_require__(21060);
// EXTERNAL MODULE: ./src/report/page/html.js
var html = __webpack_require__(11180);
;// CONCATENATED MODULE: ./src/report/page/drawings.js






const chart = { width: 160, height: 36 };
/** The size of a node, and the space between nodes. */
const box = { width: 236, height: 44, gapX: 60, gapY: 14, margin: 8 };
/** The most nodes of a drawing: those that are nearest to the output. */
const maxNodes = 400;
/** The limit of a name in a box, in characters. */
const nameLength = 28;
/**
 * Draws the histograms of the base, as a line, and of this run, as bars, on one scale of shares of their rows. Empty
 * without counts.
 */
function drawHistogramImage(histogram) {
    const [base, now] = [(0,sections_histogram/* computeShares */.en)(histogram?.base) ?? [], (0,sections_histogram/* computeShares */.en)(histogram?.now) ?? []];
    const top = Math.max(...base, ...now);
    if (histogram === undefined || !(top > 0))
        return (0,html/* html */.qy) ``;
    const { width, height } = chart;
    const step = width / Math.max(base.length, now.length);
    const getY = (share) => round(height - (share / top) * height);
    const bars = now.map((share, bin) => (0,html/* html */.qy) `<rect x="${round(bin * step)}" y="${getY(share)}" width="${round(Math.max(step - 1, 0.5))}" height="${round(height - getY(share))}"/>`);
    const points = base.map((share, bin) => `${round((bin + 0.5) * step)},${getY(share)}`).join(' ');
    const range = `${(0,units/* formatNumber */.ZV)(histogram.from)} to ${(0,units/* formatNumber */.ZV)(histogram.to)}`;
    return (0,html/* html */.qy) `<svg class="histogram" role="img" aria-label="Distribution from ${range}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${bars}${points === '' ? undefined : (0,html/* html */.qy) `<polyline points="${points}"/>`}</svg>`;
}
/**
 * Draws the last values of a quantity as a line, this run as a point, and the band behind them. Empty where no earlier
 * value is known.
 */
function drawHistory({ points, now, band }, { label, isOutlier }) {
    const amounts = points.map(({ amount }) => amount);
    const known = [...amounts, now, band?.low, band?.high].filter((amount) => amount !== undefined);
    if (known.length === 0 || points.length === 0)
        return (0,html/* html */.qy) ``;
    const { width, height } = chart;
    const [least, greatest] = [Math.min(...known), Math.max(...known)];
    const getY = (amount) => round(height - 4 - (greatest > least ? (amount - least) / (greatest - least) : 0.5) * (height - 8));
    const getX = (index) => round(4 + (index / points.length) * (width - 8));
    const line = amounts.flatMap((amount, index) => (amount === undefined ? [] : [`${getX(index)},${getY(amount)}`]));
    const rectangle = band &&
        (0,html/* html */.qy) `<rect x="0" y="${getY(band.high)}" width="${width}" height="${round(Math.max(getY(band.low) - getY(band.high), 1))}"/>`;
    const point = now === undefined ? undefined : (0,html/* html */.qy) `<circle cx="${getX(points.length)}" cy="${getY(now)}" r="3"/>`;
    return (0,html/* html */.qy) `<svg class="history${isOutlier ? ' outlier' : ''}" role="img" aria-label="${label}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${rectangle}<polyline points="${line.join(' ')}"/>${point}</svg>`;
}
/** Draws the lineage from left to right, the output last. A box links to its commit where that has a page. */
function drawLineage(lineage) {
    const nodes = lineage.nodes.slice(0, maxNodes);
    if (nodes.length < 2)
        return (0,html/* html */.qy) ``;
    const places = placeNodes({ ...lineage, nodes });
    const [columns, rows] = [...places.values()].reduce(([x, y], place) => [Math.max(x, place.column + 1), Math.max(y, place.row + 1)], [1, 1]);
    const getX = (column) => box.margin + (columns - 1 - column) * (box.width + box.gapX);
    const getY = (row) => box.margin + row * (box.height + box.gapY);
    const lines = lineage.edges.flatMap(({ from, to }) => {
        const [a, b] = [places.get(from), places.get(to)];
        if (a === undefined || b === undefined)
            return [];
        const [x1, y1] = [getX(a.column) + box.width, getY(a.row) + box.height / 2];
        const [x2, y2] = [getX(b.column), getY(b.row) + box.height / 2];
        const bend = Math.max(30, Math.abs(x2 - x1) / 2);
        return [(0,html/* html */.qy) `<path d="M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}"/>`];
    });
    const boxes = nodes.map((node) => {
        const { column = 0, row = 0 } = places.get(node.id) ?? {};
        return drawNode(node, getX(column), getY(row));
    });
    const width = 2 * box.margin + columns * box.width + (columns - 1) * box.gapX;
    const height = 2 * box.margin + rows * box.height + (rows - 1) * box.gapY;
    return (0,html/* html */.qy) `<div class="scroll" role="group" tabindex="0" aria-label="Lineage">
<svg class="lineage" role="group" aria-label="Lineage of the output" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
${lines}${boxes}</svg>
</div>`;
}
function drawNode(node, x, y) {
    const { id, name, state } = node;
    const details = `${(0,bundle/* isUuid */.O1)(id) ? `${id.slice(0, 8)} · ` : ''}${graph/* stateWords */.X[state]}`;
    const short = [...name].length > nameLength ? `${[...name].slice(0, nameLength - 1).join('')}…` : name || '–';
    const drawing = (0,html/* html */.qy) `<g class="${state}"><title>${name} ${id}</title><rect x="${x}" y="${y}" width="${box.width}" height="${box.height}" rx="6"/><text x="${x + 10}" y="${y + 18}">${short}</text><text class="details" x="${x + 10}" y="${y + 35}">${details}</text></g>`;
    return (0,html/* renderAnchor */.YZ)(drawing, (0,commit/* getCommitUrl */.r)(node));
}
/** The column of a node is its longest path to the output. Invalid bundles can have cycles, which end the search. */
function placeNodes({ nodes, edges }) {
    const upstream = Map.groupBy(edges, ({ to }) => to);
    const columns = new Map(nodes.map(({ id }) => [id, 0]));
    for (let pass = 0, hasMoved = true; hasMoved && pass < nodes.length; pass++) {
        hasMoved = false;
        for (const { id } of nodes) {
            for (const { from } of upstream.get(id) ?? []) {
                const next = (columns.get(id) ?? 0) + 1;
                const known = columns.get(from);
                if (known === undefined || known >= next || next >= nodes.length)
                    continue;
                columns.set(from, next);
                hasMoved = true;
            }
        }
    }
    const filled = new Map();
    return new Map([...columns].map(([id, column]) => {
        const row = filled.get(column) ?? 0;
        filled.set(column, row + 1);
        return [id, { column, row }];
    }));
}
const round = (value) => Math.round(value * 100) / 100;

;// CONCATENATED MODULE: ./src/report/page/table.js


/** Shorter tables have no search. */
const searchedRows = 10;
/**
 * Renders a table that can be sorted by each column and searched, without its empty columns. At most `maxRows` rows are
 * shown, and the number of the others.
 */
function renderPageTable({ title, head, rows, align = '' }, maxRows) {
    if (rows.length === 0)
        return (0,html/* html */.qy) ``;
    const kept = [...head.keys()].filter((column) => rows.some((row) => !isEmpty(row[column])));
    const getClass = (column) => (align[column] === 'r' ? (0,html/* html */.qy) ` class="number"` : (0,html/* html */.qy) ``);
    const shown = rows.slice(0, maxRows);
    const omitted = rows.length - shown.length;
    const renderRow = (row) => (0,html/* html */.qy) `<tr>${kept.map((column) => (0,html/* html */.qy) `<td${getClass(column)}${renderSortKey(row[column])}>${getContents(row[column])}</td>`)}</tr>
`;
    return (0,html/* html */.qy) `${shown.length > searchedRows ? renderSearch(title) : undefined}
<div class="scroll" role="group" tabindex="0" aria-label="${title}">
<table>
<thead><tr>${kept.map((column) => (0,html/* html */.qy) `<th scope="col"${getClass(column)}>${head[column]}</th>`)}</tr></thead>
<tbody>
${shown.map(renderRow)}</tbody>
</table>
</div>
${omitted > 0 ? (0,html/* html */.qy) `<p>${(0,units/* formatCount */.B4)(omitted, 'row')} not shown.</p>` : undefined}`;
}
/** Renders the field that searches what follows. The script of the page shows it. */
function renderSearch(title) {
    return (0,html/* html */.qy) `<p class="search" hidden><label>Search in ${title.toLowerCase()}: <input type="search"></label> <output></output></p>`;
}
const isRich = (cell) => typeof cell === 'object' && 'sortBy' in cell;
const getContents = (cell) => (isRich(cell) ? cell.contents : cell);
const isEmpty = (cell) => {
    const contents = getContents(cell);
    return contents === undefined || contents === '' || (contents instanceof html/* Html */.Ed && contents.text === '');
};
const renderSortKey = (cell) => (isRich(cell) ? (0,html/* html */.qy) ` data-sort="${cell.sortBy}"` : (0,html/* html */.qy) ``);

;// CONCATENATED MODULE: ./src/report/page/changes.js







/** The order of statuses in a table that is sorted by them. */
const severity = ['removed', 'added', 'changed', 'unknown', 'same'];
/** Renders the comparison of the output with its base: measures, columns, files, nested bundles and tags. */
function renderChanges({ comparison, notCompared }, maxRows) {
    if (comparison === undefined)
        return (0,html/* html */.qy) `${notCompared === undefined ? undefined : (0,html/* html */.qy) `<p>${notCompared}</p>`}`;
    const { base, changes } = comparison;
    return (0,html/* html */.qy) `${base === undefined ? (0,html/* html */.qy) `<p>There is no earlier bundle to compare with.</p>` : renderBase(base)}
${changes.notes.length === 0 ? undefined : (0,html/* html */.qy) `<h3>Not checked</h3><ul>${changes.notes.map((note) => (0,html/* html */.qy) `<li>${(0,html/* renderSentence */.iQ)(note)}</li>`)}</ul>`}
${createTables(comparison).map((table) => (table.rows.length === 0 ? undefined : (0,html/* html */.qy) `<h3>${table.title}</h3>${renderPageTable(table, maxRows)}`))}`;
}
/** Creates the tables of a comparison; a table without rows is not shown. */
function createTables(comparison) {
    const { changes } = comparison;
    return [
        createMeasures(comparison),
        {
            title: 'Columns',
            head: [
                'column',
                'status',
                'differs',
                'type',
                'rows',
                'nulls',
                'distinct',
                'min',
                'max',
                'mean',
                'distribution',
                'value',
            ],
            align: 'llllrrrrrrll',
            rows: changes.columns.map(createColumnRow),
        },
        {
            title: 'Files',
            head: ['file', 'status', 'base', 'now', 'Δ', 'rows', 'columns'],
            align: 'llrrrrl',
            rows: changes.files.map(createFileRow),
        },
        {
            title: 'Columns of files',
            head: ['file', 'column', 'base', 'now'],
            rows: changes.files.flatMap(createTableRows),
        },
        {
            title: 'Nested bundles',
            head: ['bundle', 'frame', 'status', 'base', 'now'],
            rows: changes.nested.map(({ name, frame, status, uuids }) => [
                name,
                frame,
                createStatus(status),
                uuids.base,
                uuids.now,
            ]),
        },
        {
            title: 'Tags',
            head: ['tag', 'status', 'base', 'now'],
            rows: changes.tags.map(({ key, status, values }) => [key, createStatus(status), values.base, values.now]),
        },
    ];
}
function renderBase({ name, uuid, context, commit, note }) {
    const at = commit === undefined ? undefined : (0,html/* html */.qy) ` at <code>${commit.slice(0, 12)}</code>`;
    const more = note === undefined ? undefined : (0,html/* html */.qy) ` ${(0,html/* renderSentence */.iQ)(note)}`;
    return (0,html/* html */.qy) `<p>Base: <code>${name}</code> <code>${uuid}</code> in <code>${context}</code>${at}.${more}</p>`;
}
function createMeasures({ base, changes }) {
    const measures = [
        { name: 'rows', values: changes.rows, format: (n) => n.toLocaleString('en') },
        { name: 'size', values: changes.bytes, format: units/* formatBytes */.z3 },
        { name: 'task time', values: changes.durationMs, format: units/* formatDuration */.a3 },
    ];
    const rows = measures.flatMap(({ name, values: { base: before, now }, format }) => {
        if (before === undefined && now === undefined)
            return [];
        const show = (value) => (value === undefined ? 'unknown' : format(value));
        const delta = before === undefined || now === undefined ? '' : (0,units/* formatDifference */.jR)(before, now);
        return [[name, base === undefined ? '' : show(before), show(now), base === undefined ? '' : delta]];
    });
    return { title: 'Measures', head: ['measure', 'base', 'now', 'Δ'], rows, align: 'lrrr' };
}
const createStatus = (status) => ({ contents: status, sortBy: severity.indexOf(status) });
function createColumnRow({ name, status, differs, base, now, histogram }) {
    const [a, b] = [base?.values, now?.values];
    const number = (key) => createNumberCell(a?.[key], b?.[key]);
    return [
        name,
        createStatus(status),
        differs.join(', '),
        renderArrow(base && (0,schema/* describeColumnType */.Gb)(base), now && (0,schema/* describeColumnType */.Gb)(now)),
        createNumberCell(base?.rows, now?.rows),
        number('nulls'),
        { contents: renderArrow((0,columns/* formatDistinctCount */.rr)(a), (0,columns/* formatDistinctCount */.rr)(b)), sortBy: (b ?? a)?.distinct?.count ?? '' },
        ...['min', 'max', 'mean'].map(number),
        drawHistogramImage(histogram),
        renderArrow(a?.sample, b?.sample),
    ];
}
function createNumberCell(base, now) {
    if (base === undefined && now === undefined)
        return '';
    return { contents: renderArrow(...(0,columns/* formatNumberPair */.Xk)(base, now)), sortBy: String(now ?? base) };
}
/** The value of the base and of this run; once when they are equal or one is absent. */
function renderArrow(base, now) {
    if (base === undefined || now === undefined || base === now)
        return now ?? base;
    return (0,html/* html */.qy) `${base} → ${now}`;
}
function createFileRow({ path, status, base, now }) {
    const size = (facts) => facts === undefined ? '' : { contents: (0,units/* formatBytes */.z3)(facts.bytes), sortBy: facts.bytes };
    return [
        path,
        createStatus(status),
        size(base),
        size(now),
        base && now ? { contents: (0,units/* formatDifference */.jR)(base.bytes, now.bytes), sortBy: now.bytes - base.bytes } : '',
        createNumberCell(base?.table?.rows, now?.table?.rows),
        (0,contents/* formatTableColumns */.Zg)(now ?? base),
    ];
}
/** The columns of a table in a file that changed; of a new or unchanged file, those of either side. */
function createTableRows({ path, base, now }) {
    const [before, after] = [base, now].map((facts) => new Map(facts?.table?.columns.map(({ name, type }) => [name, type])));
    const names = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])];
    return names.map((name) => [path, name, before?.get(name), after?.get(name)]);
}

// EXTERNAL MODULE: ./src/report/sections/history.js
var sections_history = __webpack_require__(70602);
;// CONCATENATED MODULE: ./src/report/page/history.js




/** Renders the quantities of the rules `outside` beside the values before them. */
function renderHistory({ history }, maxRows) {
    if (history === undefined || history.measures.length === 0)
        return (0,html/* html */.qy) ``;
    const head = ['quantity', 'this run', 'last values and this run', 'band', 'values'];
    const rows = history.measures.map(createRow);
    return (0,html/* html */.qy) `<p>Last values: ${(0,sections_history/* describeOrder */.mw)(history, (code) => (0,html/* html */.qy) `<code>${code}</code>`)}</p>
${renderPageTable({ title: 'History', head, rows, align: 'lrllr' }, maxRows)}`;
}
function createRow(measure) {
    const { name, now, state, ends, format } = (0,sections_history/* describeMeasure */.UF)(measure);
    const values = measure.points.map(({ amount }) => format(amount)).join(', ');
    const band = ends && `${ends.low} to ${ends.high}`;
    const label = `Last values: ${values}. This run: ${now}. Band: ${band ?? 'unknown'}`;
    return [
        (0,html/* html */.qy) `<code>${name}</code>`,
        { contents: now, sortBy: measure.now ?? '' },
        drawHistory(measure, { label, isOutlier: state === 'outlier' }),
        band,
        measure.points.length,
    ];
}

// EXTERNAL MODULE: ./src/report/page/page-log.js
var page_log = __webpack_require__(61089);
// EXTERNAL MODULE: ./src/report/sections/redo.js
var sections_redo = __webpack_require__(96320);
;// CONCATENATED MODULE: ./src/report/page/redo.js




/** Renders what must be redone after the merge: the totals, and a table of all outputs that other code made. */
function renderRedo({ redo }, maxRows) {
    if (redo === undefined)
        return (0,html/* html */.qy) ``;
    const sentences = (0,sections_redo/* formatRedo */.E4)(redo, { code: (text) => text, prose: (text) => text });
    const rows = redo.runs.flatMap(({ name, outputs }) => outputs.map(({ values, trigger, tookMs, vcpuHours }) => [
        name,
        [...values].map(([parameter, value]) => `${parameter}=${value}`).join(', '),
        sections_redo/* redoWords */.IS[trigger],
        { contents: tookMs === undefined ? undefined : (0,units/* formatDuration */.a3)(tookMs), sortBy: tookMs ?? -1 },
        { contents: vcpuHours === undefined ? undefined : (0,units/* formatNumber */.ZV)(vcpuHours, 2), sortBy: vcpuHours ?? -1 },
    ]));
    const head = ['run', 'values', 'different', 'earlier time', 'vCPU·h'];
    return (0,html/* html */.qy) `<section><h2>After the merge</h2><p>${(0,html/* renderSentence */.iQ)(sentences.join(' '))}</p>
${renderPageTable({ title: 'Outputs to redo', head, rows, align: 'lllrr' }, maxRows)}
</section>`;
}

// EXTERNAL MODULE: ./src/report/sections/rows.js
var rows = __webpack_require__(58693);
;// CONCATENATED MODULE: ./src/report/page/row-changes.js




/** Renders the comparison by row: counts, every compared column, and the rows that are examples. */
function renderRowChanges({ comparison }, maxRows) {
    const { rowChanges, rowsNotCompared } = comparison?.changes ?? {};
    if (rowChanges === undefined) {
        const reason = rowsNotCompared && (0,html/* html */.qy) `<p>Rows are not compared. ${(0,html/* renderSentence */.iQ)(rowsNotCompared)}</p>`;
        return (0,html/* html */.qy) `${reason}`;
    }
    const { head, cells } = (0,rows/* countRowChanges */.TX)(rowChanges);
    const remarks = (0,rows/* listRemarks */.md)(rowChanges).map(({ text, names }) => names === undefined ? (0,html/* html */.qy) `<p>${(0,html/* renderSentence */.iQ)(text)}</p>` : (0,html/* html */.qy) `<p>${text}: ${renderNames(names)}.</p>`);
    const counts = { title: 'Rows', head, rows: [cells], align: 'rrrrr' };
    return (0,html/* html */.qy) `<h3>Rows</h3><p>By ${renderNames(rowChanges.key)}${(0,rows/* describeKey */.Rx)(rowChanges)}.</p>
${renderPageTable(counts, maxRows)}
${remarks}
${rowChanges.columns.length === 0 ? undefined : (0,html/* html */.qy) `<h3>Rows by column</h3>${renderColumns(rowChanges, maxRows)}`}
${(0,rows/* listSamples */.KM)(rowChanges).map(({ title, rows }) => (0,html/* html */.qy) `<h3>${title}</h3>${renderSamples(title, rowChanges.key, rows, maxRows)}`)}`;
}
function renderColumns({ columns, shared }, maxRows) {
    const createRow = ({ name, kinds, differing, difference }) => [
        name,
        renderArrow(kinds.base, kinds.now),
        { contents: (0,rows/* formatRowCount */.nV)(differing), sortBy: differing.count },
        { contents: (0,rows/* formatShare */.T1)(differing.count, shared.count), sortBy: differing.count },
        difference === undefined ? '' : { contents: (0,rows/* formatSigned */.Gp)(difference.mean), sortBy: difference.mean },
        difference === undefined ? '' : { contents: (0,rows/* formatSigned */.Gp)(difference.greatest), sortBy: difference.greatest },
    ];
    const head = ['column', 'type', 'rows that differ', 'share', 'mean Δ', 'greatest Δ'];
    return renderPageTable({ title: 'Rows by column', head, rows: columns.map(createRow), align: 'llrrrr' }, maxRows);
}
function renderSamples(title, key, rows, maxRows) {
    const createRow = (row) => [
        ...row.key,
        (0,html/* html */.qy) `${row.values.map(({ column, base, now }) => (0,html/* html */.qy) `<div><code>${column}</code> ${renderArrow(base, now)}</div>`)}`,
    ];
    return renderPageTable({ title, head: [...key, 'values'], rows: rows.map(createRow) }, maxRows);
}
const renderNames = (names) => names.map((name, index) => (0,html/* html */.qy) `${index === 0 ? '' : ', '}<code>${name}</code>`);

;// CONCATENATED MODULE: ./src/report/page/runs.js




/** The id of the section of a run in the page. */
const getRunId = (index) => `run-${index + 1}`;
/** Renders the runs of a step that has several: their counts, a calendar, and a table with a link to each. */
function renderRuns(reports, maxRows) {
    const numbered = reports.map((report, index) => ({ report, index }));
    const byName = Map.groupBy(numbered, ({ report }) => report.label.name);
    const calendars = [...byName].map(([name, runs]) => (0,html/* html */.qy) `<h3>${name}</h3>
<ol class="calendar">${runs.slice(0, maxRows).map(({ report, index }) => renderDay(report, index))}</ol>`);
    const counts = (0,run_result/* countResults */.aD)(reports).map(({ n, words }) => `${n.toLocaleString('en')} ${words}`);
    const rows = numbered.map(({ report, index }) => [
        (0,html/* html */.qy) `<a href="#${getRunId(index)}">${report.label.name}</a>`,
        formatValues(report),
        getWords(report),
        report.failure?.verdict,
        report.output?.name,
        report.comparison?.kind,
        { contents: (0,units/* formatDuration */.a3)(report.durationMs), sortBy: report.durationMs },
    ]);
    const head = ['run', 'values', 'result', 'verdict', 'output', 'changes', 'time'];
    return (0,html/* html */.qy) `<section><h2>Runs</h2><p>${counts.join(', ')}</p>
${calendars}
<h3>All runs</h3>
${renderPageTable({ title: 'Runs', head, rows, align: 'llllllr' }, maxRows)}
</section>`;
}
function renderDay(report, index) {
    const values = formatValues(report);
    const day = /^\w+=\d{4}-(\d\d-\d\d)$/.exec(values)?.[1] ?? `${index + 1}`;
    const label = `${report.label.name} ${values}: ${getWords(report)}`;
    return (0,html/* html */.qy) `<li><a class="${(0,run_result/* getRunResult */.Bq)(report)}" href="#${getRunId(index)}" title="${label}">${getIcon(report)} ${day}<span class="unseen"> ${label}</span></a></li>`;
}
const formatValues = ({ label }) => [...label.values].map(([name, value]) => `${name}=${value}`).join(', ');
const getWords = (report) => findResult(report)?.words ?? '';
const getIcon = (report) => findResult(report)?.icon ?? '';
const findResult = (report) => run_result/* runResults */.Qj.find(({ result }) => result === (0,run_result/* getRunResult */.Bq)(report));

;// CONCATENATED MODULE: ./src/report/page/script.js

/**
 * The script of the page: it sorts and searches tables and logs, and unfolds everything for a print. Without it, the
 * page shows the same contents.
 */
const pageScript = `
'use strict'
const all = (selector, root = document) => [...root.querySelectorAll(selector)]
const keyOf = (cell) => cell.dataset.sort ?? cell.textContent
const compare = (a, b) => {
  const [x, y] = [Number(a), Number(b)]
  if (a !== '' && b !== '' && !Number.isNaN(x) && !Number.isNaN(y)) return x - y
  return a.localeCompare(b, 'en', { numeric: true })
}
for (const head of all('table thead th')) {
  const button = document.createElement('button')
  button.type = 'button'
  button.append(...head.childNodes)
  head.append(button)
  button.addEventListener('click', () => {
    const body = head.closest('table').tBodies[0]
    const isDescending = head.getAttribute('aria-sort') === 'ascending'
    for (const other of head.parentNode.children) other.removeAttribute('aria-sort')
    head.setAttribute('aria-sort', isDescending ? 'descending' : 'ascending')
    const rows = [...body.rows].map((row) => ({ row, key: keyOf(row.cells[head.cellIndex]) }))
    rows.sort((a, b) => (isDescending ? compare(b.key, a.key) : compare(a.key, b.key)))
    body.append(...rows.map(({ row }) => row))
  })
}
const createRowFilter = (table) => {
  const rows = all('tbody tr', table)
  return (isWanted) => {
    for (const row of rows) row.hidden = !isWanted(row.textContent)
    return { found: rows.filter((row) => !row.hidden).length, count: rows.length }
  }
}
const createPart = (lines) => {
  const part = document.createElement('div')
  part.textContent = lines.join('\\n') + '\\n'
  return part
}
const divide = (lines) => {
  const parts = []
  let [from, characters] = [0, 0]
  for (let at = 0; at < lines.length; at++) {
    characters += lines[at].length + 1
    if (at + 1 - from < ${page_log/* partLimits */.qE.lines} && characters < ${page_log/* partLimits */.qE.characters} && at + 1 < lines.length) continue
    parts.push(createPart(lines.slice(from, at + 1)))
    from = at + 1
    characters = 0
  }
  return parts
}
const createLineFilter = (log) => {
  const parts = [...log.children]
  let lines
  return (isWanted, isAll) => {
    lines ??= parts.flatMap((part) => part.textContent.split('\\n').slice(0, -1))
    const found = isAll ? lines : lines.filter(isWanted)
    log.replaceChildren(...(isAll ? parts : divide(found)))
    return { found: found.length, count: lines.length }
  }
}
for (const search of all('.search')) {
  const [input, output] = [search.querySelector('input'), search.querySelector('output')]
  const place = search.nextElementSibling
  const filter = place.matches('.log') ? createLineFilter(place) : createRowFilter(place)
  search.hidden = false
  input.addEventListener('input', () => {
    const wanted = input.value.toLowerCase()
    const { found, count } = filter((text) => text.toLowerCase().includes(wanted), wanted === '')
    output.textContent = wanted === '' ? '' : found.toLocaleString('en') + ' of ' + count.toLocaleString('en')
  })
}
const unfoldTarget = () => {
  const target = document.getElementById(location.hash.slice(1))
  for (let each = target; each; each = each.parentElement) if (each.tagName === 'DETAILS') each.open = true
  target?.scrollIntoView()
}
addEventListener('hashchange', unfoldTarget)
unfoldTarget()
addEventListener('beforeprint', () => { for (const each of all('details')) each.open = true })
`;

;// CONCATENATED MODULE: ./src/report/page/style.js

/** The style of the page. It loads nothing. */
const pageStyle = `
:root { color-scheme: light dark; --ink: light-dark(#1f2328, #e6edf3); --muted: light-dark(#59636e, #9da7b3);
  --paper: light-dark(#ffffff, #0d1117); --soft: light-dark(#f6f8fa, #151b23); --line: light-dark(#d1d9e0, #3d444d);
  --blue: light-dark(#0550ae, #79b8ff); --green: light-dark(#116329, #56d364); --red: light-dark(#a40e26, #ff8182);
  --amber: light-dark(#7d4e00, #e3b341); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1200px; padding: 16px; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.25rem; border-bottom: 1px solid var(--line); padding-bottom: 4px; }
h3 { font-size: 1rem; margin: 20px 0 6px; }
a { color: var(--blue); }
code, pre, .log { font-family: ui-monospace, monospace; font-size: 0.85em; }
code { background: var(--soft); padding: 1px 4px; border-radius: 4px; }
summary { cursor: pointer; font-weight: 600; padding: 6px 0; }
pre { overflow-x: auto; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.meta, .details { color: var(--muted); }
.scroll { overflow-x: auto; max-width: 100%; border: 1px solid var(--line); border-radius: 6px; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: 4px 10px; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
td { min-width: 4ch; overflow-wrap: normal; }
tbody tr:last-child td { border-bottom: 0; }
th { background: var(--soft); white-space: nowrap; }
th button { all: unset; cursor: pointer; } th button:focus-visible { outline: 2px solid var(--blue); }
th[aria-sort=ascending] button::after { content: " ▲"; } th[aria-sort=descending] button::after { content: " ▼"; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.failure { border-left: 4px solid var(--red); background: var(--soft); padding: 8px 14px; }
.search input { font: inherit; padding: 2px 6px; }
.log { margin: 0; padding: 8px; max-height: 70vh; overflow: auto; background: var(--soft); border-radius: 6px; }
.log div { white-space: pre-wrap; }
.log div:not(:last-child) { content-visibility: auto; contain-intrinsic-block-size: auto ${page_log/* partLimits */.qE.lines}lh; }
.histogram rect { fill: var(--blue); } .histogram polyline { fill: none; stroke: var(--amber); stroke-width: 1.5; }
.history rect { fill: var(--soft); stroke: var(--line); } .history circle { fill: var(--green); }
.history polyline { fill: none; stroke: var(--blue); stroke-width: 1.5; } .history.outlier circle { fill: var(--red); }
.lineage path { fill: none; stroke: var(--muted); }
.lineage rect { fill: var(--soft); stroke: var(--line); stroke-width: 2; } .lineage text { fill: var(--ink); font-size: 13px; }
.lineage .details { fill: var(--muted); font-size: 11px; }
.lineage .produced rect { stroke: var(--green); } .lineage .reused rect { stroke: var(--blue); }
.lineage .failed rect { stroke: var(--red); } .lineage .missing rect { stroke: var(--amber); stroke-dasharray: 4 3; }
.calendar { display: flex; flex-wrap: wrap; gap: 4px; list-style: none; padding: 0; margin: 4px 0 12px; }
.calendar a { display: block; min-width: 2.4em; padding: 2px 6px; text-align: center; text-decoration: none;
  border: 2px solid var(--line); border-radius: 4px; color: var(--ink); }
.calendar .accepted { border-color: var(--amber); } .calendar .made { border-color: var(--green); } .calendar .failed { border-color: var(--red); font-weight: 700; }
.calendar .not-run, .calendar .cancelled { border-style: dashed; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 2px 16px; margin: 0; } dd { margin: 0; }
@media (max-width: 600px) { dl { grid-template-columns: minmax(0, 1fr); } dd { margin-bottom: 6px; } }
@media print { .search, nav { display: none; } .scroll, .log { overflow: visible; max-height: none; border: 0; }
  .log div:not(:last-child) { content-visibility: visible; } details::details-content { content-visibility: visible; block-size: auto; } body { max-width: none; } }
`;

;// CONCATENATED MODULE: ./src/report/page/page.js
























/** The bytes of a page that tables leave to longer logs. */
const minLogBytes = 6 * 1024 * 1024;
/** The most bytes of what stands around the lines of a log. */
const logFrameBytes = 500;
/** The most rows of a table, where the size permits them. */
const mostRows = 20_000;
/**
 * Renders everything that is known about the runs of a step as one HTML page, in pieces. The page loads nothing, and
 * its only script is its own: a content security policy allows no other. At most 20 MiB: tables are shortened first,
 * then the first lines of the longest logs are left out.
 */
function renderPage(reports, options) {
    const sizes = reports.flatMap(({ runId }) => options.logs.getBytes(runId) ?? []);
    const logBytes = sizes.reduce((sum, bytes) => sum + bytes, 0);
    const reserved = Math.min(logBytes, minLogBytes) + sizes.length * logFrameBytes;
    for (let maxRows = mostRows; maxRows >= 1; maxRows = Math.floor(maxRows / 4)) {
        const page = renderDocument(reports, options, maxRows);
        if (Buffer.byteLength(page) + reserved <= page_log/* pageLimitBytes */.cV)
            return addLogs(page, reports, options.logs);
    }
    const few = reports.slice(0, 100);
    return addLogs(renderDocument(few, options, 1), few, options.logs);
}
/** The place of the log of a run. Texts from outside cannot contain it, because their `<` is escaped. */
const renderLogPlace = (index) => (0,html/* html */.qy) `<!--log ${index}-->`;
const logPlace = /<!--log (\d+)-->/;
/** Puts the logs into their places, as far as the page has room. */
function addLogs(page, reports, logs) {
    const runIds = reports.map(({ runId }) => runId).filter((runId) => logs.getBytes(runId) !== undefined);
    const left = page_log/* pageLimitBytes */.cV - Buffer.byteLength(page) - runIds.length * logFrameBytes;
    const fitted = logs.fit(runIds, Math.max(0, left));
    // Every second piece of the split is the index of a run.
    return page.split(logPlace).flatMap((piece, at) => {
        if (at % 2 === 0)
            return [piece];
        const log = fitted.get(reports[Number(piece)]?.runId ?? '');
        return log === undefined ? [] : renderLog(log);
    });
}
const hashForPolicy = (text) => `'sha256-${(0,external_node_crypto_.createHash)('sha256').update(text).digest('base64')}'`;
/** https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Content-Security-Policy */
const policy = [
    "default-src 'none'",
    `script-src ${hashForPolicy(pageScript)}`,
    `style-src ${hashForPolicy(pageStyle)}`,
    "base-uri 'none'",
    "form-action 'none'",
].join('; ');
function renderDocument(reports, options, maxRows) {
    const labelled = (0,run_result/* areLabelled */.ko)(reports) ? reports : undefined;
    const [first] = reports;
    const title = labelled ? (0,many_runs/* renderRunsHeadline */.b)(labelled) : first === undefined ? 'No runs' : (0,headline/* renderHeadline */.Lf)(first);
    const isFolded = reports.length > 1;
    const body = (0,html/* html */.qy) `<header><h1>${(0,html/* renderSentence */.iQ)(title)}</h1>
<p class="meta">${options.runUrl === '' ? undefined : (0,html/* html */.qy) `${(0,html/* renderAnchor */.YZ)('Workflow run', options.runUrl)} · `}${(0,units/* formatTime */.fU)(first?.startedAt ?? new Date(Number.NaN))}</p></header>
<main>
${labelled ? renderRuns(labelled, maxRows) : undefined}
${first ? renderRedo(first, maxRows) : undefined}
${reports.map((report, index) => renderRun(report, { ...options, index, isFolded, maxRows }))}
</main>`;
    // The texts of style and script are constants, whose hashes the policy names.
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${(0,html/* html */.qy) `${title.replaceAll('`', '')}`.text}</title>
<style>${pageStyle}</style>
</head>
<body>
${body.text}
<script>${pageScript}</script>
</body>
</html>
`;
}
function renderRun(report, options) {
    const { index, isFolded, maxRows, logs, docsUrl } = options;
    const parts = [
        { title: 'Failure', contents: renderFailure(report, docsUrl) },
        { title: 'Rules', contents: renderRules(report, maxRows) },
        { title: 'Data', contents: (0,html/* html */.qy) `${renderChanges(report, maxRows)}${renderRowChanges(report, maxRows)}` },
        { title: 'History', contents: renderHistory(report, maxRows) },
        { title: 'Lineage', contents: renderLineage(report, maxRows) },
        { title: 'Run', contents: renderFacts(report, maxRows) },
        {
            title: 'Log',
            contents: logs.getBytes(report.runId) === undefined ? renderLogTail(report) : renderLogPlace(index),
        },
    ];
    const contents = parts.map(({ title, contents: part }) => part.text.trim() === '' ? undefined : (0,html/* html */.qy) `<section><h2>${title}</h2>${part}</section>\n`);
    if (!isFolded)
        return (0,html/* html */.qy) `<div id="${getRunId(index)}">${contents}</div>`;
    return (0,html/* html */.qy) `<details id="${getRunId(index)}"${report.failure && index < 5 ? (0,html/* html */.qy) ` open` : undefined}><summary>${(0,html/* renderSentence */.iQ)((0,headline/* renderHeadline */.Lf)(report))}</summary>
${contents}</details>
`;
}
function renderFailure({ failure, left, notRunReason }, docsUrl) {
    const notRun = notRunReason === undefined ? undefined : (0,html/* html */.qy) `<p>${(0,html/* renderSentence */.iQ)(notRunReason)}</p>`;
    const attach = left && (0,html/* html */.qy) `<p>${(0,html/* renderSentence */.iQ)(left.why)} This step follows the job:</p><pre>${renderLines(left.snippet)}</pre>`;
    if (failure === undefined)
        return (0,html/* html */.qy) `${notRun}${attach}`;
    const where = failure.where && (0,html/* html */.qy) `<p>At <code>${failure.where.file}:${failure.where.line}</code></p>`;
    const evidence = failure.evidence
        .split('\n')
        .slice(0, 200)
        .map((line) => (0,html/* html */.qy) `<p>${(0,html/* renderSentence */.iQ)(line)}</p>`);
    const more = (0,html/* renderAnchor */.YZ)('More', `${docsUrl}/troubleshooting.md#${failure.verdict}`);
    return (0,html/* html */.qy) `<div class="failure"><p><strong>${failure.verdict}</strong></p>${evidence}${where}
<p><strong>What to do:</strong> ${renderAdvice((0,errors/* completeAdvice */.Gd)(failure), docsUrl)} ${more}</p></div>${attach}`;
}
const renderLines = (text) => text.split('\n').map((line) => (0,html/* html */.qy) `${line}\n`);
function renderAdvice(text, docsUrl) {
    const parts = (0,docs_link/* splitAtDocs */.hk)(text);
    return (0,html/* html */.qy) `${parts.map((part, at) => (at % 2 === 0 ? (0,html/* renderSentence */.iQ)(part) : (0,html/* renderAnchor */.YZ)(`docs/${part}`, `${docsUrl}/${part}`)))}`;
}
function renderRules(report, maxRows) {
    const { rules } = report;
    if (rules === undefined)
        return (0,html/* html */.qy) ``;
    const { checked, breaches, undecided } = rules;
    const broken = (0,accepted_change/* listUnaccepted */.h)(report);
    const decided = new Set([...breaches, ...undecided].map(({ rule }) => rule));
    const rows = [
        ...breaches.map((breach) => {
            const { rule, evidence } = breach;
            const result = broken.includes(breach) ? 'broken' : 'accepted change';
            return [rule, result, (0,html/* renderSentence */.iQ)(`${evidence} ${(0,acceptance/* explainAcceptance */.j)(rule, report)}`.trimEnd())];
        }),
        ...undecided.map(({ rule, why }) => [rule, 'undecided', (0,html/* renderSentence */.iQ)(why)]),
        // `error` is the default, and every run that ends successfully passes it.
        ...checked.filter((rule) => rule !== 'error' && !decided.has(rule)).map((rule) => [rule, 'passed', '']),
    ];
    return renderPageTable({ title: 'Rules', head: ['rule', 'result', 'evidence'], rows }, maxRows);
}
function renderLineage({ lineage }, maxRows) {
    if (lineage === undefined)
        return (0,html/* html */.qy) ``;
    const rows = lineage.nodes.map((node) => [
        node.name,
        node.id,
        graph/* stateWords */.X[node.state],
        node.createdAt && (0,units/* formatTime */.fU)(node.createdAt),
        node.codeMethod,
        node.commit === undefined ? '' : (0,html/* renderAnchor */.YZ)(node.commit.slice(0, 12), (0,commit/* getCommitUrl */.r)(node)),
    ]);
    const head = ['bundle', 'uuid', 'state', 'created', 'code', 'commit'];
    return (0,html/* html */.qy) `${drawLineage(lineage)}<details><summary>Lineage as a table</summary>
${renderPageTable({ title: 'Lineage', head, rows }, maxRows)}</details>${lineage.isCut ? (0,html/* html */.qy) `<p>There is more upstream.</p>` : undefined}`;
}
function renderFacts(report, maxRows) {
    const { image, job, output, input, attempts = [], cost, seed } = report;
    const format = (pairs) => [...(pairs ?? [])].slice(0, maxRows).map(([name, value]) => (0,html/* html */.qy) `<div><code>${name}: ${value}</code></div>`);
    const facts = [
        ['pipe', report.pipeClass],
        ['parameters', format(report.params)],
        ['backend', report.backend],
        ['remote', report.remote],
        ['context', report.context],
        ['input', input && (0,html/* html */.qy) `<code>${input.name}</code> ${input.uri}`],
        [
            'output',
            output &&
                (0,html/* html */.qy) `<code>${output.name}</code> ${output.uri}${output.bytes === undefined ? '' : `, ${(0,units/* formatBytes */.z3)(output.bytes)}`}`,
        ],
        ['tags', format(output?.tags)],
        ['image', image && `${image.reference} as ${image.pinned}`],
        ['job', job && (0,html/* renderAnchor */.YZ)(job.name, job.url)],
        ['queue', job?.queue && (0,html/* renderAnchor */.YZ)(job.queue, job.queueUrl)],
        ['job definition', job?.definition && (0,html/* renderAnchor */.YZ)(job.definition, job.definitionUrl)],
        ['log', report.logUrl && (0,html/* renderAnchor */.YZ)('CloudWatch Logs', report.logUrl)],
        ['seed', seed && (0,format_seed/* formatSeed */.j)(seed)],
        ['reuse', report.reuse && (0,html/* renderSentence */.iQ)(report.reuse.why)],
        ['exit code', report.exitCode],
        ['time', (0,units/* formatDuration */.a3)(report.durationMs)],
        ['phases', report.phases.map(({ name, ms }) => `${name} ${(0,units/* formatDuration */.a3)(ms)}`).join(' · ')],
        [(0,run_table/* labelCost */.kj)(report).toLowerCase(), cost && (0,run_table/* formatCost */.BD)(cost)],
    ];
    const isFilled = (value) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
    const rows = attempts.map(({ startedAt, exitCode, reason, logUrl }, index) => [
        index + 1,
        startedAt && (0,units/* formatTime */.fU)(startedAt),
        exitCode,
        reason,
        logUrl === undefined ? '' : (0,html/* renderAnchor */.YZ)('log', logUrl),
    ]);
    const table = { title: 'Attempts', head: ['attempt', 'started', 'exit code', 'reason', 'log'], rows };
    return (0,html/* html */.qy) `<dl>${facts.map(([name, value]) => (isFilled(value) ? (0,html/* html */.qy) `<dt>${name}</dt><dd>${value}</dd>` : undefined))}</dl>
${rows.length < 2 ? undefined : (0,html/* html */.qy) `<h3>Attempts</h3>${renderPageTable(table, maxRows)}`}`;
}
function renderLog({ parts, lineCount, omittedLines, omittedBytes }) {
    const omitted = (0,html/* html */.qy) `<p>The first ${omittedLines.toLocaleString('en')} of ${(0,units/* formatCount */.B4)(lineCount, 'line')} are left out, ${(0,units/* formatBytes */.z3)(omittedBytes)}: a page has at most ${(0,units/* formatBytes */.z3)(page_log/* pageLimitBytes */.cV)}.</p>`;
    return [
        omittedLines > 0 ? omitted.text : '',
        parts.length === 0 ? '' : logStart.text,
        ...parts.flatMap((part) => ['<div>', part, '</div>\n']),
        parts.length === 0 ? '' : '</div>',
    ];
}
/** Renders the last lines of a log that was not kept for the page. */
function renderLogTail({ log }) {
    if (log.tail.length === 0)
        return (0,html/* html */.qy) ``;
    const omitted = log.lines - log.tail.length;
    return (0,html/* html */.qy) `${omitted > 0 ? (0,html/* html */.qy) `<p>The first ${(0,units/* formatCount */.B4)(omitted, 'line')} are left out.</p>` : undefined}
${logStart}<div>${log.tail.map((line) => (0,html/* html */.qy) `${line}\n`)}</div></div>`;
}
const logStart = (0,html/* html */.qy) `${renderSearch('Log')}<div class="log" role="log" tabindex="0" aria-label="Log">`;


/***/ })

};
;