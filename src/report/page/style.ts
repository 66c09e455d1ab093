import { partLimits } from './page-log.ts'

/** The style of the page. It loads nothing. */
export const pageStyle = `
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
.log div:not(:last-child) { content-visibility: auto; contain-intrinsic-block-size: auto ${partLimits.lines}lh; }
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
`
