"use strict";
exports.id = 262;
exports.ids = [262];
exports.modules = {

/***/ 31236:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J5: () => (/* binding */ readCommentInputs)
/* harmony export */ });
/* unused harmony exports commentWhens, commentModes */
/** When a pull request is told: what differs, what failed, or whatever came of it. */
const commentWhens = ['never', 'changes', 'failures', 'always'];
/** Whether an earlier comment is edited in place, or deleted and posted anew. */
const commentModes = ['update', 'recreate'];
/** Reads what matters to the comment; whatever is wrong becomes a problem of `read`'s. `unsaid`: when to tell where nothing is said. */
function readCommentInputs(read, unsaid = 'never') {
    return {
        comment: read.choice('comment', unsaid, commentWhens),
        commentKey: read.text('comment-key'),
        commentMode: read.choice('comment-mode', 'update', commentModes),
        githubToken: read.text('github-token'),
    };
}


/***/ }),

/***/ 85678:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $5: () => (/* binding */ fitted),
/* harmony export */   A8: () => (/* binding */ shorter),
/* harmony export */   WQ: () => (/* binding */ whole)
/* harmony export */ });
/** What gives way when a rendering is too large, the first before the next. The verdict is not among them: it always stands. */
const order = [
    'log',
    'unchanged',
    'graph',
    'files',
    'contents',
    'values',
    'run',
    'schema',
    'notes',
    'overview',
    'failure',
];
const between = '\n\n';
const shortened = '_There is more than GitHub takes: some of it is left out here._';
/** The head and its sections in as full a form as the budget takes; a note says so where that is not the fullest. The head stands even where it alone is larger. */
function fitted(head, sections, { limit, measure }) {
    const pieces = sections.map(({ gives, forms }) => ({ gives, forms, at: 0, text: forms[0]?.() ?? '' }));
    const cost = (text) => (text === '' ? 0 : measure(between + text));
    let total = pieces.reduce((sum, { text }) => sum + cost(text), measure(head));
    const note = total > limit ? shortened : '';
    total += cost(note);
    for (const gives of order) {
        for (const piece of pieces.filter((one) => one.gives === gives).reverse()) {
            while (total > limit && piece.text !== '') {
                piece.at += 1;
                total -= cost(piece.text);
                piece.text = piece.forms[piece.at]?.() ?? '';
                total += cost(piece.text);
            }
        }
    }
    return [head, ...pieces.map(({ text }) => text), note].filter((text) => text !== '').join(between);
}
/** A section of one form: whole, or left out. */
const whole = (gives, text) => ({ gives, forms: [() => text] });
/** Forms of a list: at most `most` items, then half as many, and so on. `show` is told how many are left out. */
function shorter(items, most, show) {
    const sizes = [];
    for (let n = Math.min(items.length, most); n > 0; n = Math.floor(n / 2))
        sizes.push(n);
    return sizes.map((n) => () => show(items.slice(0, n), items.length - n));
}


/***/ }),

/***/ 17736:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ae: () => (/* binding */ parseIds),
/* harmony export */   Iz: () => (/* binding */ parsePaths),
/* harmony export */   Sl: () => (/* binding */ parseParams),
/* harmony export */   rL: () => (/* binding */ parseTags),
/* harmony export */   tq: () => (/* binding */ outsideWorkspace),
/* harmony export */   vc: () => (/* binding */ parseEnv)
/* harmony export */ });
/* unused harmony export valueLimit */
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33483);
/* harmony import */ var _disdat_names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15086);


/** The largest value of one parameter, tag or variable, in characters. Batch takes 30 KiB for a whole request. */
const valueLimit = 8192;
const lines = (text) => text
    .split(/\r?\n/)
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'));
/** `key:value`, one a line; the value may hold `:`. Keys that match `reserved` are Disdat's own and are refused. */
function parseTags(text, reserved) {
    const value = new Map();
    const faults = [];
    for (const { line } of lines(text)) {
        const [, key = '', tag = ''] = /^([^:]*):(.*)$/s.exec(line) ?? [];
        const expected = faultInPair(key.trim(), tag.trim(), value) ?? (reserved?.test(key.trim()) ? reservedTag : undefined);
        if (expected !== undefined)
            faults.push({ given: line, expected });
        else
            value.set(key.trim(), tag.trim());
    }
    return { value, faults };
}
const reservedTag = 'Disdat sets this tag itself: choose another key.';
function faultInPair(key, value, taken) {
    if (key === '' || value === '')
        return 'Give one `key:value` a line, neither side empty.';
    if (control.test(key) || control.test(value))
        return 'Control characters are not allowed in tags.';
    if (/^-|\s/.test(key))
        return 'A key has no spaces, and no `-` in front: Disdat takes that for an option.';
    if (value.length > valueLimit)
        return `A value is at most ${valueLimit} characters long.`;
    if (taken.has(key))
        return 'This key stands twice: give it once.';
    return undefined;
}
/** Files, folders and patterns of the workspace, one a line. That they lead nowhere else is seen again when they are looked up. */
function parsePaths(text) {
    const value = [];
    const faults = [];
    if (text.length > valueLimit)
        return {
            value,
            faults: [{ given: text, expected: `At most ${valueLimit} characters: use a folder or a pattern.` }],
        };
    for (const { line } of lines(text)) {
        const expected = faultInPath(line);
        if (expected === undefined)
            value.push(line);
        else
            faults.push({ given: line, expected });
    }
    return { value, faults };
}
/** What is said of a path that leads elsewhere. */
const outsideWorkspace = 'Only what is in the workspace can be named, and without `..`.';
function faultInPath(line) {
    if (control.test(line))
        return 'Control characters are not allowed in paths.';
    if (line.startsWith('!') && !line.startsWith('!('))
        return 'Nothing can be taken out again: name what is wanted. A file of such a name is `./!…`.';
    if (line.split('/').includes('..'))
        return outsideWorkspace;
    return undefined;
}
const control = /[\p{Cc}\p{Zl}\p{Zp}]/u;
/**
 * The pipe's parameters: a YAML map, or `--name value` pairs with shell-like quotes. Values keep the text that was written
 * (`010` stays `010`); a YAML list or map as a value becomes JSON, which is what luigi's List and Dict parameters read.
 */
function parseParams(text) {
    return /^\s*--?[^\s-]/.test(text) ? parsePairs(text) : parseYamlMap(text);
}
const emptyValue = 'has an empty value. Disdat expects every parameter to have one: leave the parameter out, or give it a value (in a YAML map if it begins with `--`).';
function addParam(params, faults, name, value, place) {
    if (!(0,_disdat_names_js__WEBPACK_IMPORTED_MODULE_1__/* .isIdentifier */ ._5)(name))
        faults.push({ given: name, expected: `A parameter's name is a Python one: letters, digits and \`_\`${place}.` });
    else if (value === '')
        faults.push({ given: name, expected: `Parameter \`${name}\` ${emptyValue}` });
    else if (value.includes('\0'))
        faults.push({
            given: name,
            expected: `Parameter \`${name}\` holds a NUL character, which no command line can carry.`,
        });
    else if (value.length > valueLimit)
        faults.push({ given: name, expected: `Parameter \`${name}\` is over ${valueLimit} characters long.` });
    else if (params.has(name))
        faults.push({ given: name, expected: `Parameter \`${name}\` stands twice: give it once.` });
    else
        params.set(name, value);
}
function parsePairs(text) {
    const value = new Map();
    const faults = [];
    const words = splitWords(text);
    if (words === undefined)
        return { value, faults: [{ given: text, expected: 'A quote is opened and never closed.' }] };
    for (let at = 0; at < words.length; at += 1) {
        const flag = words[at] ?? '';
        if (!flag.startsWith('--')) {
            faults.push({
                given: flag,
                expected: 'Expected `--name` here: give `--name value` pairs, with quotes round a value that has spaces.',
            });
            continue;
        }
        const next = words[at + 1] ?? '';
        const isValue = !next.startsWith('--');
        addParam(value, faults, flag.slice(2), isValue ? next : '', '');
        if (isValue)
            at += 1;
    }
    return { value, faults };
}
const pieces = /\s+|'([^']*)'|"((?:\\.|[^"\\])*)"|[^\s'"]+|(['"])/gs;
/** Words with quotes, as in a shell; a backslash is special only before `"` and `\` in double quotes. Undefined where a quote is not closed. */
function splitWords(text) {
    const words = [];
    let open = false;
    for (const [piece, single, double, unclosed] of text.matchAll(pieces)) {
        if (unclosed !== undefined)
            return undefined;
        const isSpace = /^\s/.test(piece);
        const plain = single ?? double?.replace(/\\(["\\])/g, '$1') ?? piece;
        if (!isSpace)
            words.push(open ? `${words.pop()}${plain}` : plain);
        open = !isSpace;
    }
    return words;
}
function parseYamlMap(text) {
    const value = new Map();
    const faults = [];
    const lineCounter = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text, { lineCounter, prettyErrors: false });
    for (const error of document.errors) {
        const { line, col } = lineCounter.linePos(error.pos[0]);
        faults.push({
            given: text.split('\n')[line - 1] ?? '',
            expected: `Not valid YAML at line ${line}, column ${col}: ${error.message}.`,
        });
    }
    (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .visit */ .YR)(document, {
        Alias: (_, { source, range }) => {
            const expected = `References are not read (line ${lineCounter.linePos(range?.[0] ?? 0).line}): write the value out.`;
            faults.push({ given: `*${source}`, expected });
        },
    });
    if (faults.length > 0 || document.contents === null)
        return { value, faults };
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(document.contents)) {
        return {
            value,
            faults: [{ given: text, expected: 'Give a YAML map (`name: value`, one a line) or `--name value` pairs.' }],
        };
    }
    for (const pair of document.contents.items) {
        const name = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(pair.key) ? String(pair.key.source ?? pair.key.value) : '';
        const at = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(pair.key) ? pair.key.range?.[0] : undefined;
        addParam(value, faults, name, paramText(pair.value), at === undefined ? '' : ` (line ${lineCounter.linePos(at).line})`);
    }
    return { value, faults };
}
function paramText(node) {
    return (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node) ? scalarText(node) : (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node) || (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(node) ? jsonOf(node) : '';
}
const scalarText = ({ source, value }) => source ?? String(value ?? '');
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** A node as JSON. Numbers are copied, not computed: a JavaScript number would round a long id. */
function jsonOf(node) {
    if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(node))
        return `[${node.items.map(jsonOf).join(',')}]`;
    if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node))
        return `{${node.items.map(({ key, value }) => `${jsonKey(key)}:${jsonOf(value)}`).join(',')}}`;
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node))
        return 'null';
    const isNumber = typeof node.value === 'number' && jsonNumber.test(scalarText(node));
    return isNumber ? scalarText(node) : JSON.stringify(node.value);
}
const jsonKey = (key) => JSON.stringify(paramText(key));
const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;
const credential = /^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|SECURITY_TOKEN|CONFIG_FILE|SHARED_CREDENTIALS_FILE|PROFILE)$/;
/** `NAME` (the runner's own value is passed on) or `NAME=value`, one a line. Credentials are refused: they reach the container as files. */
function parseEnv(text) {
    const value = new Map();
    const faults = [];
    for (const { line, number } of lines(text)) {
        const at = line.indexOf('=');
        const name = at < 0 ? line : line.slice(0, at);
        // The value is not repeated: people put secrets here. What is no name may be a secret's second line.
        const given = at < 0 ? line : `${name}=…`;
        if (!variableName.test(name))
            faults.push({
                given: '…',
                expected: `Line ${number} is not shown, it may be a secret. Give \`NAME\` or \`NAME=value\`, one a line; a name is letters, digits and \`_\`.`,
            });
        else if (credential.test(name))
            faults.push({
                given,
                expected: 'Credentials never travel in the environment: the pipe already has this step’s own, from a file. Remove the line.',
            });
        else if (value.has(name))
            faults.push({ given, expected: 'This variable stands twice: give it once.' });
        else
            value.set(name, at < 0 ? undefined : line.slice(at + 1));
    }
    return { value, faults };
}
/** Ids, separated by commas, blanks or line breaks; one that stands twice counts once. */
function parseIds(text, pattern, expected) {
    const words = text.split(/[\s,]+/).filter((word) => word !== '');
    const faults = words.filter((word) => !pattern.test(word)).map((given) => ({ given, expected }));
    return { value: [...new Set(words.filter((word) => pattern.test(word)))], faults };
}


/***/ }),

/***/ 86475:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ne: () => (/* binding */ openLog),
/* harmony export */   VQ: () => (/* binding */ toolkit),
/* harmony export */   wh: () => (/* binding */ plainText)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _untrusted_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23707);


/** What the log needs of `@actions/core`, loaded when it is first needed: it takes longer to load than a first Docker call. */
const toolkit = () => Promise.all(/* import() */[__webpack_require__.e(31), __webpack_require__.e(825)]).then(__webpack_require__.bind(__webpack_require__, 22825));
/**
 * A log on `sink`. Everything goes to one stream: the runner reads stdout and stderr apart, so a line on stderr could overtake the
 * `::stop-commands::` that protects it. While lines from outside are printed, commands are stopped under a random token that is new each
 * time (https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#stopping-and-starting-workflow-commands).
 */
function openLog(sink, debugging) {
    const masked = new Set();
    let token;
    let grouped = false;
    const stop = () => {
        token ??= (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(32).toString('hex');
        sink.write(`::stop-commands::${token}\n`);
    };
    const resume = () => {
        if (token !== undefined)
            sink.write(`::${token}::\n`);
        token = undefined;
    };
    const command = async (send) => {
        const core = await toolkit();
        const stopped = token !== undefined;
        resume();
        send(core);
        if (stopped)
            stop();
    };
    return {
        info: (text) => {
            // A line of ours that quotes text from outside could start with `::`; the runner trims before it looks.
            sink.write(`${plainText(text).replace(/^(\s*)::/gm, '$1: :')}\n`);
        },
        debug: async (text) => {
            if (debugging)
                await command((core) => core.debug(plainText(text)));
        },
        notice: (text) => command((core) => core.notice(plainText(text))),
        warning: (text) => command((core) => core.warning(plainText(text))),
        annotate: ({ level, file, line, title, message }) => command((core) => {
            const place = { file, startLine: line, title: (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_1__/* .plainLine */ .h0)(title) };
            // A `::` is harmless here; a reader of the raw log should not have to know that.
            core[level](plainText(message).replaceAll('::', ': :'), place);
        }),
        secret: async (value) => {
            if (masked.has(value))
                return;
            masked.add(value);
            await command((core) => core.setSecret(value));
        },
        untrusted: async (lines) => {
            if (token === undefined)
                stop();
            let text = '';
            for (const line of lines)
                text += `${(0,_untrusted_js__WEBPACK_IMPORTED_MODULE_1__/* .plainLine */ .h0)(line)}\n`;
            if (!sink.write(text))
                await new Promise((resolve) => sink.once('drain', resolve));
        },
        group: async (title) => {
            await command((core) => {
                if (grouped)
                    core.endGroup();
                core.startGroup(plainText(title));
            });
            grouped = true;
        },
        endGroup: async () => {
            if (grouped)
                await command((core) => core.endGroup());
            grouped = false;
        },
        endUntrusted: resume,
    };
}
/** Lines of ours that may quote text from outside, each made plain. */
const plainText = (text) => text
    .split(/\r\n|\r|\n/)
    .map(_untrusted_js__WEBPACK_IMPORTED_MODULE_1__/* .plainLine */ .h0)
    .join('\n');


/***/ }),

/***/ 8376:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CS: () => (/* binding */ prose),
/* harmony export */   KE: () => (/* binding */ listed),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   h0: () => (/* binding */ short),
/* harmony export */   nf: () => (/* binding */ link),
/* harmony export */   p3: () => (/* binding */ filledTable),
/* harmony export */   tp: () => (/* binding */ table),
/* harmony export */   v: () => (/* binding */ andMore),
/* harmony export */   zH: () => (/* binding */ details)
/* harmony export */ });
/* harmony import */ var _untrusted_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23707);

/** What is shown of one name or value, and of one sentence, in UTF-16 units. The result file has more. */
const valueLimit = 300;
const sentenceLimit = 1000;
/** A URL that is longer is no link. */
const urlLimit = 2000;
/** A name or value from outside as inline code, cut where it is long. */
const code = (text, limit = valueLimit) => (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .inlineCode */ .ti)((0,_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)(text, limit));
/** A sentence that may quote text from outside, cut where it is long. */
const prose = (text, limit = sentenceLimit) => (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .proseMarkdown */ .Rw)((0,_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)(text, limit));
/** The first characters of a uuid or commit, as code. */
const short = (id) => (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .inlineCode */ .ti)((0,_untrusted_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)(id, 8).replace(/ …$/, ''));
/** A link, or its text alone where the URL is none of https. `text` is Markdown. */
function link(text, url) {
    if (url.length > urlLimit || !URL.canParse(url) || new URL(url).protocol !== 'https:')
        return text;
    const safe = new URL(url).href.replace(/[()[\]<>\\|`*_~'"\s]/g, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
    return `[${text}](${safe})`;
}
/**
 * A table. A cell is Markdown of one line; a table is split into cells before anything else, so a `|` is escaped even in code
 * (https://github.github.com/gfm/#tables-extension-). `align` has a letter for each column: `l` or `r`.
 */
function table(head, rows, align = '') {
    const rule = head.map((_, at) => (align[at] === 'r' ? '--:' : '---'));
    const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
    return [line(head), `|${rule.join('|')}|`, ...rows.map(line)].join('\n');
}
/** A table without the columns that nothing stands in. */
function filledTable(head, rows, align = '') {
    const kept = [...head.keys()].filter((at) => rows.some((row) => (row[at] ?? '') !== ''));
    const pick = (cells) => kept.map((at) => cells[at] ?? '');
    return table(pick(head), rows.map(pick), kept.map((at) => align[at] ?? 'l').join(''));
}
/** What can be unfolded. `title` is ours, `body` is Markdown. */
function details(title, body, open = false) {
    return `<details${open ? ' open' : ''}><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
/** Items after each other, and how many more there are. */
const listed = (shown, more, between = ', ') => [...shown, ...(more > 0 ? [`and ${more.toLocaleString('en')} more`] : [])].join(between);
/** Below a list or table that does not show everything. */
const andMore = (more, noun) => more > 0 ? `\n\n… and ${more.toLocaleString('en')} more ${noun}${more === 1 ? '' : 's'}.` : '';


/***/ }),

/***/ 61845:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   hD: () => (/* binding */ quote),
/* harmony export */   hS: () => (/* binding */ InvalidInputs),
/* harmony export */   qw: () => (/* binding */ nearestOf)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77068);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40643);


/** More than these are counted, not shown: a long list that is wrong in every line is told by its first ones. */
const problemLimit = 50;
/** Every problem of every input, in one error. */
class InvalidInputs extends _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR {
    problems;
    constructor(problems) {
        const lines = problems.slice(0, problemLimit).map((problem) => `- ${phrase(problem)}`);
        if (problems.length > problemLimit)
            lines.push(`- … and ${problems.length - problemLimit} more.`);
        const count = problems.length === 1 ? 'One input is wrong' : `${problems.length} mistakes in the inputs`;
        super('invalid-input', `${count}:\n${lines.join('\n')}`, 'Mend the `with:` block of the step. Nothing was started.');
        this.problems = problems;
    }
}
const shown = 120;
function phrase(problem) {
    const given = problem.given === undefined ? 'nothing given' : `got ${quote(problem.given)}`;
    const nearest = problem.nearest === undefined ? '' : ` Did you mean ${quote(problem.nearest)}?`;
    return `${problem.where}: ${given}. ${problem.expected}${nearest}`;
}
/** A value from outside, on one line, cut at 120 characters, in double quotes with its control characters escaped. */
function quote(value) {
    const text = value.length > shown ? `${value.slice(0, shown)}…` : value;
    return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
/** The allowed word that a mistyped one was probably meant to be; undefined where none is near. */
function nearestOf(given, allowed) {
    if (allowed.length === 0 || given.length > shown)
        return undefined;
    const best = (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .closest */ .k)(given.toLowerCase(), allowed.map((word) => word.toLowerCase()));
    const near = allowed.find((word) => word.toLowerCase() === best);
    return near !== undefined && (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .I)(given.toLowerCase(), best) <= Math.max(2, near.length / 3) ? near : undefined;
}


/***/ }),

/***/ 37506:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ readerOf)
/* harmony export */ });
/* harmony import */ var _problems_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(61845);

/** A reader over the runner's `INPUT_*` variables: upper case, spaces as `_`, hyphens kept. */
function readerOf(env, problems) {
    const raw = (name) => env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '';
    const text = (name) => raw(name).trim() || undefined;
    const wrong = (where, given, expected, allowed = []) => {
        const nearest = (0,_problems_js__WEBPACK_IMPORTED_MODULE_0__/* .nearestOf */ .qw)(given, allowed);
        problems.push({ where, given, expected, ...(nearest !== undefined && { nearest }) });
        return undefined;
    };
    return {
        text,
        one(name, parse, expected) {
            const given = text(name);
            return given === undefined
                ? undefined
                : (parse(given) ?? wrong(name, given, typeof expected === 'string' ? expected : expected(given)));
        },
        choice(name, fallback, allowed) {
            const given = text(name);
            if (given === undefined)
                return fallback;
            const chosen = allowed.find((word) => word.toLowerCase() === given.toLowerCase());
            return chosen ?? wrong(name, given, `Allowed: ${allowed.join(', ')}.`, allowed) ?? fallback;
        },
        flag(name, fallback) {
            const given = text(name);
            if (given === undefined)
                return fallback;
            if (/^(true|True|TRUE)$/.test(given))
                return true;
            if (/^(false|False|FALSE)$/.test(given))
                return false;
            return wrong(name, given, 'Allowed: true, false.', ['true', 'false']) ?? fallback;
        },
        number(name, { least, most, whole }) {
            const given = text(name);
            if (given === undefined)
                return undefined;
            const number = /^\d+(\.\d+)?$/.test(given) ? Number(given) : Number.NaN;
            if (number >= least && number <= most && (!whole || Number.isInteger(number)))
                return number;
            return wrong(name, given, `Give a ${whole ? 'whole ' : ''}number from ${least} to ${most}.`);
        },
        list(name, parse) {
            const { value, faults } = parse(raw(name));
            for (const { given, expected, allowed } of faults)
                wrong(name, given, expected, allowed);
            return value;
        },
        missing(name, expected) {
            problems.push({ where: name, expected });
            return undefined;
        },
    };
}


/***/ }),

/***/ 18404:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _Z: () => (/* binding */ resultLimitBytes),
/* harmony export */   y3: () => (/* binding */ resultJson)
/* harmony export */ });
/* unused harmony export resultVersion */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);
/* harmony import */ var _untrusted_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23707);


/** The result file's format. A field may be added within a version; one is never removed or given another meaning. */
const resultVersion = 1;
/** A result file is never larger than this, in bytes; one that is, is not read. */
const resultLimitBytes = 4 * 1024 * 1024;
/** What a list holds at most, and how long a text is, as the schema says. */
const itemLimit = 5000;
const textLimit = 19_900;
/**
 * The result file: a report as JSON, under docs/result.schema.json; those of a step with several beside the first one. Absent values are left out.
 * Texts and lists that are very long are cut, and lists more so where the whole would be larger than 4 MiB. Of the comparison's own, its `notes` say so.
 */
function resultJson(reports) {
    for (let most = itemLimit;; most = Math.ceil(most / 2)) {
        const text = written(reports, most);
        if (most === 1 || Buffer.byteLength(text) <= resultLimitBytes)
            return text;
    }
}
function written([first, ...others], most) {
    const result = {
        version: resultVersion,
        ...resultOf(first, most),
        ...(others.length > 0 && { others: others.map((report) => resultOf(report, most)) }),
    };
    return `${JSON.stringify(result, (_, value) => jsonOf(value, most), 2)}\n`;
}
/** What JSON has no word for, as text or object. A number that is none, too. */
function jsonOf(value, most) {
    if (typeof value === 'string')
        return (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_1__/* .cut */ .Jj)(value, textLimit);
    if (typeof value === 'bigint')
        return value.toString();
    if (typeof value === 'number' && !Number.isFinite(value))
        return String(value);
    if (value instanceof Map)
        return Object.fromEntries([...value].slice(0, itemLimit));
    return Array.isArray(value) && value.length > most ? value.slice(0, most) : value;
}
function resultOf(report, most) {
    const { status, failure, image, comparison, durationMs, phases, log } = report;
    return {
        status,
        ...failure,
        retryMayHelp: failure && (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .mayPass */ .bg)(failure.verdict),
        pipeClass: report.pipeClass,
        backend: report.backend,
        remote: report.remote,
        context: report.context,
        params: report.params,
        startedAt: report.startedAt,
        durationMs: Math.round(durationMs),
        phases: phases.map(({ name, ms }) => ({ name, ms: Math.round(ms) })),
        image: image && { reference: image.reference, pinned: image.pinned, dialect: image.dialect },
        job: report.job,
        exitCode: report.exitCode,
        logUrl: report.logUrl,
        attempts: report.attempts,
        left: report.left,
        input: report.input,
        copied: report.copied,
        output: report.output,
        outputPath: report.outputPath,
        newerUpstream: report.newerUpstream,
        reuse: report.reuse && { possible: report.reuse.possible, why: report.reuse.why },
        notCompared: report.notCompared,
        comparison: comparison && { ...comparison, changes: { ...comparison.changes, notes: notesOf(comparison, most) } },
        rules: report.rules,
        lineage: report.lineage,
        cost: report.cost,
        annotations: report.annotations,
        cleanup: report.cleanup,
        log: { lines: log.lines, tail: log.tail.slice(-most) },
    };
}
/** What a reader of the file would miss. */
function notesOf({ changes }, most) {
    const lists = { columns: changes.columns, files: changes.files, 'nested bundles': changes.nested, tags: changes.tags };
    const cuts = Object.entries(lists)
        .filter(([, { length }]) => length > most)
        .map(([name, { length }]) => `The result file holds ${most} of ${length} ${name}.`);
    return [...cuts, ...changes.notes];
}


/***/ }),

/***/ 17511:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ newerUpstreamOf),
/* harmony export */   n: () => (/* binding */ bundlesOf)
/* harmony export */ });
/* harmony import */ var _fit_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85678);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8376);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(78218);
/* harmony import */ var _headline_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(22168);




const newerUpstreamLimit = 5;
const copiedLimit = 10;
/** Input and output with their places on the remote. An output that is not proved is none. */
function bundlesOf(report) {
    const { input, copied = [], output, status } = report;
    const rows = [
        ...(input ? [bundleRow(inputKind(input), input)] : []),
        ...copied.slice(0, copiedLimit).map((each) => bundleRow(`copied from ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(each.copiedFrom)}`, each)),
        ...(output && (0,_headline_js__WEBPACK_IMPORTED_MODULE_1__/* .isProved */ .n)(report) ? [bundleRow(status === 'reused' ? 'output, reused' : 'output', output)] : []),
    ];
    return (0,_fit_js__WEBPACK_IMPORTED_MODULE_2__/* .whole */ .WQ)('run', rows.length === 0 ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(['bundle', 'name', 'uuid', 'made', 'holds', 'where'], rows));
}
function inputKind({ pushed, copiedFrom }) {
    if (copiedFrom !== undefined)
        return `input, copied from ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(copiedFrom)}`;
    return pushed ? 'input, pushed' : 'input';
}
function bundleRow(kind, bundle) {
    const made = bundle.createdAt ? (0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .minute */ .Vc)(bundle.createdAt) : '';
    const holds = bundle.bytes === undefined ? '' : `${bundle.files ? `${(0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .count */ .U9)(bundle.files, 'file')}, ` : ''}${(0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .size */ .Ej)(bundle.bytes)}`;
    return [kind, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(bundle.name), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .short */ .h0)(bundle.uuid), made, holds, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(bundle.uri)];
}
/** Which bundles upstream there are newer ones of. */
function newerUpstreamOf({ newerUpstream = [] }) {
    if (newerUpstream.length === 0)
        return (0,_fit_js__WEBPACK_IMPORTED_MODULE_2__/* .whole */ .WQ)('notes', '');
    const shown = newerUpstream
        .slice(0, newerUpstreamLimit)
        .map(({ name, createdAt, used }) => `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(name)} of ${(0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .minute */ .Vc)(createdAt)} (used: ${(0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .minute */ .Vc)(used.createdAt)})`);
    return (0,_fit_js__WEBPACK_IMPORTED_MODULE_2__/* .whole */ .WQ)('notes', `**Newer upstream:** ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .listed */ .KE)(shown, newerUpstream.length - shown.length)}`);
}


/***/ }),

/***/ 28259:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p: () => (/* binding */ unchangedOf),
  s: () => (/* binding */ valuesOf)
});

// EXTERNAL MODULE: ./src/disdat/comparison.js
var comparison = __webpack_require__(71641);
// EXTERNAL MODULE: ./src/action/fit.js
var fit = __webpack_require__(85678);
// EXTERNAL MODULE: ./src/action/markdown.js
var markdown = __webpack_require__(8376);
// EXTERNAL MODULE: ./src/action/units.js
var units = __webpack_require__(78218);
// EXTERNAL MODULE: ./src/action/untrusted.js
var untrusted = __webpack_require__(23707);
;// CONCATENATED MODULE: ./src/action/sections/histogram.js

const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/** More stretches than this are drawn together. */
const widthLimit = 16;
/**
 * Two histograms as pictures made of text, base and now; undefined where there is none. Each shows shares of its own column, on one scale for
 * both, so that their forms compare even where there are more rows. Nothing at all is the lowest bar; anything is higher.
 */
function drawings(histogram) {
    const base = sharesOf(histogram?.base);
    const now = sharesOf(histogram?.now);
    const top = Math.max(...(base ?? []), ...(now ?? []));
    return [draw(base, top), draw(now, top)];
}
function draw(shares, top) {
    if (shares === undefined || !(top > 0))
        return undefined;
    const heights = shares.map((share) => Math.ceil((share / top) * (bars.length - 1)));
    return (0,untrusted/* inlineCode */.ti)(heights.map((height) => bars[height] ?? '').join(''));
}
function sharesOf(counts) {
    if (counts === undefined || counts.length === 0)
        return undefined;
    const each = Math.ceil(counts.length / widthLimit);
    const folded = Array.from({ length: Math.ceil(counts.length / each) }, (_, at) => counts.slice(at * each, (at + 1) * each).reduce((sum, n) => sum + n, 0));
    const total = folded.reduce((sum, n) => sum + n, 0);
    return total === 0 ? undefined : folded.map((n) => n / total);
}

// EXTERNAL MODULE: ./src/action/sections/schema.js
var schema = __webpack_require__(62179);
;// CONCATENATED MODULE: ./src/action/sections/columns.js






const rowLimit = 200;
/** More columns than this are folded away; and so are fewer where the schema has more to say. */
const openLimit = 12;
/** Of a value itself, which is shown only where samples were asked for, in UTF-16 units. */
const sampleLimit = 80;
/** Values of columns that differ, before and now; of a first version, of all its columns. */
function valuesOf({ comparison }) {
    if (comparison === undefined)
        return (0,fit/* whole */.WQ)('values', '');
    const { base, changes } = comparison;
    const shown = base === undefined ? changes.columns : changes.columns.filter(hasOtherValues);
    const title = base === undefined
        ? `Columns: ${shown.length.toLocaleString('en')}`
        : `Values: ${(0,units/* count */.U9)(shown.length, 'column')} changed`;
    const isOpen = comparison.kind !== 'schema' && shown.length <= openLimit;
    return { gives: 'values', forms: columns_forms(title, shown, isOpen) };
}
/** The columns whose values are the same, and those that nothing is known of. */
function unchangedOf({ comparison }) {
    if (comparison?.base === undefined)
        return (0,fit/* whole */.WQ)('unchanged', '');
    const { columns } = comparison.changes;
    const rest = columns
        .filter(({ fate }) => fate !== 'added' && fate !== 'removed')
        .filter((column) => !hasOtherValues(column) && !hasOtherForm(column));
    const dark = rest.filter(({ fate }) => fate === 'unknown').length;
    const title = `Values: ${(0,units/* count */.U9)(rest.length - dark, 'column')} unchanged${dark > 0 ? `, ${dark.toLocaleString('en')} not known` : ''}`;
    return { gives: 'unchanged', forms: columns_forms(title, rest, false) };
}
/** Of a column in another form, other values are worth a line only where they are known: the schema tells the rest. */
const hasOtherValues = (column) => column.fate === 'changed' &&
    column.differs.includes('values') &&
    (column.now?.values !== undefined || !hasOtherForm(column));
const hasOtherForm = (column) => column.differs.includes('type') || (0,comparison/* isReshaped */.PW)(column);
const head = ['column', 'type', 'nulls', 'distinct', 'min', 'max', 'mean', 'distribution', 'value'];
function columns_forms(title, columns, isOpen) {
    return (0,fit/* shorter */.A8)(columns, rowLimit, (shown, more) => (0,markdown/* details */.zH)(title, (0,markdown/* filledTable */.p3)(head, shown.map(cellsOf), 'llrrrrrll') + (0,markdown/* andMore */.v)(more, 'column'), isOpen));
}
function cellsOf({ name, fate, base, now, histogram }) {
    const [a, b] = [base?.values, now?.values];
    if (a === undefined && b === undefined)
        return [(0,markdown/* code */.aY)(name), (0,schema/* typeOf */.Q)(now ?? base), fate === 'same' ? '' : 'not read', '', '', '', '', '', ''];
    const number = (key) => beside(a?.[key], b?.[key]);
    return [
        (0,markdown/* code */.aY)(name),
        arrow(base && (0,schema/* typeOf */.Q)(base), now && (0,schema/* typeOf */.Q)(now)),
        number('nulls'),
        arrow(distinctOf(a), distinctOf(b)),
        ...[number('min'), number('max'), number('mean')],
        [...new Set(drawings(histogram))].filter((drawing) => drawing !== undefined).join('<br>'),
        arrow(sampleOf(a), sampleOf(b)),
    ];
}
const distinctOf = (values) => values?.distinct && `${values.distinct.isExact ? '' : 'over '}${values.distinct.count.toLocaleString('en')}`;
const sampleOf = (values) => values?.sample === undefined ? undefined : (0,markdown/* code */.aY)(values.sample, sampleLimit);
function beside(base, now) {
    if (base === undefined || now === undefined)
        return arrow(base && (0,units/* quantity */.au)(base), now && (0,units/* quantity */.au)(now));
    return arrow(...(0,units/* quantities */.OI)(base, now));
}
/** Before and, below it, now; once where they are the same. */
function arrow(base, now) {
    if (base === undefined || now === undefined || base === now)
        return `${now ?? base ?? ''}`;
    return `${base}<br>→\u00a0${now}`;
}


/***/ }),

/***/ 17822:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fg: () => (/* binding */ tagsOf),
/* harmony export */   R8: () => (/* binding */ filesOf),
/* harmony export */   pZ: () => (/* binding */ nestedOf)
/* harmony export */ });
/* harmony import */ var _fit_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85678);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8376);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(78218);



const rowLimit = 200;
const marks = {
    removed: '❌ removed',
    added: '➕ added',
    changed: '✏️ changed',
    unknown: '❓ not known',
    same: 'same',
};
/** Files that were added, removed or changed; of a first version, all. */
function filesOf({ comparison }) {
    const head = ['file', '', 'base', 'now', 'Δ', 'rows', 'columns'];
    return listed(comparison, {
        gives: 'files',
        noun: 'file',
        all: comparison?.changes.files,
        head,
        align: 'llrrrrl',
        cellsOf: fileCells,
    });
}
/** Bundles within the bundle that are others than before, or new, or gone. */
function nestedOf({ comparison }) {
    const head = ['bundle', 'frame', '', 'base', 'now'];
    return listed(comparison, { noun: 'nested bundle', all: comparison?.changes.nested, head, cellsOf: nestedCells });
}
/** Tags that differ, but for Disdat's own. */
function tagsOf({ comparison }) {
    const head = ['tag', '', 'base', 'now'];
    return listed(comparison, { noun: 'tag', all: comparison?.changes.tags, head, cellsOf: tagCells });
}
/** A folded table of what is not the same, under a title that counts everything. */
function listed(comparison, { gives = 'contents', noun, all = [], head, align = '', cellsOf }) {
    const hasBase = comparison?.base !== undefined;
    const title = `${noun[0]?.toUpperCase()}${noun.slice(1)}s: ${hasBase ? fatesOf(all) : all.length.toLocaleString('en')}`;
    const differing = all.filter(({ fate }) => fate !== 'same');
    const forms = (0,_fit_js__WEBPACK_IMPORTED_MODULE_1__/* .shorter */ .A8)(differing, rowLimit, (shown, more) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .details */ .zH)(title, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .filledTable */ .p3)(head, shown.map((one) => cellsOf(one, hasBase)), align) + (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .andMore */ .v)(more, noun)));
    return { gives, forms };
}
/** `1 added, 2 changed, 3 same`. */
function fatesOf(all) {
    const words = ['added', 'removed', 'changed', 'unknown', 'same']
        .map((fate) => ({ fate, n: all.filter((one) => one.fate === fate).length }))
        .filter(({ n }) => n > 0);
    return words.map(({ fate, n }) => `${n.toLocaleString('en')} ${fate === 'unknown' ? 'not known' : fate}`).join(', ');
}
function fileCells({ path, fate, base, now }, hasBase) {
    const sizes = (facts, isGone) => facts ? (0,_units_js__WEBPACK_IMPORTED_MODULE_2__/* .size */ .Ej)(facts.bytes) : isGone ? '–' : 'not known';
    const delta = base && now ? (0,_units_js__WEBPACK_IMPORTED_MODULE_2__/* .difference */ .iv)(base.bytes, now.bytes) : '';
    const before = hasBase ? [marks[fate], sizes(base, fate === 'added')] : ['', ''];
    return [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(path), ...before, sizes(now, fate === 'removed'), delta, rowsOf(base, now), columnsOf(now ?? base)];
}
function rowsOf(base, now) {
    const [before, after] = [base, now].map((facts) => facts?.table?.rows?.toLocaleString('en'));
    const isOne = before === undefined || after === undefined || before === after;
    return isOne ? (after ?? before ?? '') : `${before} → ${after}`;
}
const columnsOf = (facts) => facts?.table ? `${facts.table.columns.length.toLocaleString('en')}, ${facts.table.format}` : '';
function nestedCells({ frame, name, fate, uuids }, hasBase) {
    const before = hasBase ? [marks[fate], uuids.base ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .short */ .h0)(uuids.base) : '–'] : ['', ''];
    return [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(name), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(frame), ...before, uuids.now ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .short */ .h0)(uuids.now) : '–'];
}
function tagCells({ key, fate, values }, hasBase) {
    const before = hasBase ? [marks[fate], (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(values.base ?? '') || '–'] : ['', ''];
    return [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(key), ...before, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(values.now ?? '') || '–'];
}


/***/ }),

/***/ 75400:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ failureOf),
/* harmony export */   l: () => (/* binding */ leftOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);
/* harmony import */ var _fit_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85678);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8376);
/* harmony import */ var _untrusted_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23707);




/** Evidence, in lines. */
const lineLimit = 60;
const docs = 'https://github.com/disdat/run-action/blob/main/docs/troubleshooting.md';
/** Why the run failed and what to do, as a quote; of a broken rule only what to do, as the rules have a section of their own. */
function failureOf({ failure, rules }) {
    if (failure === undefined)
        return (0,_fit_js__WEBPACK_IMPORTED_MODULE_3__/* .whole */ .WQ)('failure', '');
    const isTold = failure.verdict === 'rule-broken' && (rules?.breaches.length ?? 0) > 0;
    const lines = isTold ? [] : failure.evidence.split('\n', lineLimit).map((line) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .prose */ .CS)(line));
    const where = failure.where ? [`At ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(`${failure.where.file}:${failure.where.line}`)}`] : [];
    const retry = (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .mayPass */ .bg)(failure.verdict) ? ' A retry may help.' : '';
    const advice = `**What to do:** ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .prose */ .CS)(failure.advice)}${retry} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .link */ .nf)('More', `${docs}#${failure.verdict}`)}`;
    const quote = (evidence) => [...evidence, ...where, ...(evidence.length + where.length > 0 ? [''] : []), advice]
        .map((line) => `> ${line}`.trimEnd())
        .join('  \n');
    return { gives: 'failure', forms: [() => quote(lines), () => quote(lines.slice(0, 5)), () => quote([])] };
}
/** How to go on with a job that nobody follows any more. */
function leftOf({ left, job }) {
    if (left === undefined)
        return (0,_fit_js__WEBPACK_IMPORTED_MODULE_3__/* .whole */ .WQ)('failure', '');
    const cost = `Job ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(job?.id ?? '')} is paid for until it ends. This step follows it, proves its output and pulls it:`;
    return (0,_fit_js__WEBPACK_IMPORTED_MODULE_3__/* .whole */ .WQ)('failure', `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .prose */ .CS)(left.why)} ${cost}\n\n${(0,_untrusted_js__WEBPACK_IMPORTED_MODULE_2__/* .codeBlock */ .DV)(left.snippet.split('\n'))}`);
}


/***/ }),

/***/ 22168:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ headlineOf),
/* harmony export */   n: () => (/* binding */ isProved)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8376);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78218);


/** Of a name in a headline, which always stands, in UTF-16 units. */
const nameLimit = 100;
const kinds = {
    none: { icon: '✅', words: 'same data' },
    data: { icon: '⚠️', words: 'data changed' },
    schema: { icon: '⚠️', words: 'schema changed' },
    'first-version': { icon: '✅', words: 'first version' },
    unknown: { icon: '❓', words: 'not known whether the data changed' },
};
/** The verdict in one line of Markdown, without a mark of a heading: safe, changed or broken. At most 700 bytes. */
function headlineOf(report) {
    const where = report.backend === 'AWSBatch' ? ' · AWS Batch' : '';
    return `${verdictOf(report)}${where}`;
}
function cleanupOf({ status, context, durationMs, failure }, { bundles, objects, bytes }) {
    const sandbox = `the sandbox ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(context.split('/')[0] ?? '', nameLimit)}`;
    const tally = `${(0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9)(bundles, 'bundle')}, ${(0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9)(objects, 'object')}, ${(0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .size */ .Ej)(bytes)}`;
    const time = (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .duration */ .p0)(durationMs);
    if (status === 'succeeded')
        return `🧹 deleted ${sandbox}: ${tally} · ${time}`;
    if (status === 'skipped')
        return `📝 deleted nothing of ${sandbox}, which holds ${tally} · ${time}`;
    if (status === 'cancelled')
        return `🚫 was cancelled while it deleted ${sandbox} · ${time}`;
    return `❌ did not delete ${sandbox}: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(failure?.verdict ?? 'internal-error')} · ${time}`;
}
function verdictOf(report) {
    if (report.cleanup !== undefined)
        return cleanupOf(report, report.cleanup);
    const pipe = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(report.pipeClass.split('.').at(-1) ?? '', nameLimit);
    const time = (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .duration */ .p0)(report.durationMs);
    const output = report.output ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(report.output.name, nameLimit) : 'its output';
    const change = report.comparison && kinds[report.comparison.kind];
    const changed = change ? `: ${change.words}` : '';
    const broken = report.rules?.breaches.length ?? 0;
    switch (report.status ?? 'failed') {
        case 'succeeded':
            return `${change?.icon ?? '✅'} ${pipe} made ${output}${changed} · ${time}`;
        case 'reused':
            return `♻️ ${pipe} had nothing new to make: ${output} is up to date${change ? `, ${change.words}` : ''} · ${time}`;
        case 'skipped':
            return `📝 ${pipe} would run: nothing was started · ${time}`;
        case 'submitted':
            return `📨 ${pipe} is submitted; ${output} is not made yet · ${time}`;
        case 'detached':
            return `⏳ ${pipe} goes on without this step; ${output} is not proved yet · ${time}`;
        case 'cancelled':
            return `🚫 ${pipe} was cancelled after ${time}`;
        case 'failed':
            if (report.failure?.verdict === 'rule-broken' && broken > 0)
                return `❌ ${pipe} made ${output} and broke ${(0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9)(broken, 'rule')}${changed} · ${time}`;
            return `❌ ${pipe} failed: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(report.failure?.verdict ?? 'internal-error')} · ${time}`;
    }
}
/** Whether the output bundle is there and whole, also where a rule about it made the step fail. */
function isProved({ status, failure }) {
    return status === 'succeeded' || status === 'reused' || failure?.verdict === 'rule-broken';
}


/***/ }),

/***/ 12294:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  q: () => (/* binding */ lineageLine),
  b: () => (/* binding */ lineageOf)
});

// EXTERNAL MODULE: ./src/disdat/bundle.js
var bundle = __webpack_require__(84092);
// EXTERNAL MODULE: ./src/action/fit.js
var fit = __webpack_require__(85678);
// EXTERNAL MODULE: ./src/action/markdown.js
var markdown = __webpack_require__(8376);
// EXTERNAL MODULE: ./src/action/units.js
var units = __webpack_require__(78218);
;// CONCATENATED MODULE: ./src/action/sections/commit.js

const github = /^(?:https:\/\/(?:[^@/]+@)?|(?:ssh:\/\/)?git@)github\.com[/:]([A-Za-z0-9-]{1,39})\/([A-Za-z0-9._-]{1,100}?)(?:\.git)?\/?$/;
/** Where a commit can be seen; undefined where its repository is not one on github.com, or the commit is none. */
function commitUrl({ commit, repo }) {
    const [, owner, name] = github.exec(repo ?? '') ?? [];
    if (owner === undefined || name === undefined || !/^[0-9a-f]{7,40}$/.test(commit ?? ''))
        return undefined;
    return `https://github.com/${owner}/${name}/commit/${commit}`;
}
/** A commit, linked where it can be seen; '' where there is none. */
function commitOf(code) {
    const url = commitUrl(code);
    return code.commit === undefined ? '' : url === undefined ? (0,markdown/* short */.h0)(code.commit) : (0,markdown/* link */.nf)((0,markdown/* short */.h0)(code.commit), url);
}

// EXTERNAL MODULE: ./src/action/untrusted.js
var untrusted = __webpack_require__(23707);
;// CONCATENATED MODULE: ./src/action/sections/graph.js



/** Most that is drawn: a larger graph is not read by anybody. */
const nodeLimit = 60;
/** GitHub draws no diagram with more characters, or more edges: https://mermaid.js.org/config/schema-docs/config.html (maxTextSize, maxEdges). */
const textLimit = 50_000;
const edgeLimit = 500;
const nameLimit = 60;
const styles = {
    produced: 'stroke:#2da44e,stroke-width:2px',
    reused: 'stroke:#0969da,stroke-width:2px',
    external: 'stroke:#8c959f,stroke-width:1px',
    missing: 'stroke:#bf8700,stroke-width:2px,stroke-dasharray:4 3',
    failed: 'stroke:#cf222e,stroke-width:3px',
};
/**
 * The lineage as a mermaid flow chart, from what was used to what was made of it. The nearest are drawn; one node stands for the rest and says how
 * many they are. Undefined where there is nothing to draw. @param most nodes, as many as are drawn at all unless said otherwise
 */
function graphOf(lineage, most = nodeLimit) {
    if (lineage.nodes.length < 2)
        return undefined;
    for (let drawn = Math.min(most, lineage.nodes.length); drawn > 1; drawn = Math.floor(drawn / 2)) {
        const { text, edges } = draw(lineage, drawn);
        if (text.length <= textLimit && edges <= edgeLimit)
            return text;
    }
    return undefined;
}
function draw({ nodes, edges, isCut }, drawn) {
    const places = new Map(nodes.map(({ id }, at) => [id, Math.min(at, drawn)]));
    const rest = nodes.length - drawn;
    const more = rest > 0 ? `${rest.toLocaleString('en')} more${isCut ? ', and farther ones' : ''}` : isCut ? 'farther ones' : '';
    const arrows = new Set(edges.flatMap(({ from, to }) => {
        const [a, b] = [places.get(from), places.get(to)];
        return a === undefined || b === undefined || a === b ? [] : [`  n${a} --> n${b}`];
    }));
    const shown = nodes.slice(0, drawn);
    const lines = [
        'graph LR',
        ...shown.map((node, at) => `  n${at}["${labelOf(node)}"]:::${node.state}`),
        ...(more === '' ? [] : [`  n${drawn}(["${more}"]):::external`]),
        ...arrows,
        ...shown.flatMap((node, at) => {
            const url = commitUrl(node);
            return url === undefined ? [] : [`  click n${at} href "${url}" _blank`];
        }),
        ...[...new Set(shown.map(({ state }) => state)), ...(more === '' ? [] : ['external'])]
            .filter((state, at, all) => all.indexOf(state) === at)
            .map((state) => `  classDef ${state} ${styles[state]}`),
    ];
    return { text: lines.join('\n'), edges: arrows.size };
}
function labelOf({ id, name, state }) {
    const what = (0,bundle/* isUuid */.O1)(id) ? `${(0,untrusted/* mermaidText */.Hg)(id.slice(0, 8))}\u00a0·\u00a0${state}` : state;
    return `${(0,untrusted/* mermaidText */.Hg)((0,untrusted/* cut */.Jj)(name, nameLimit)) || '#8211;'}<br/>${what}`;
}

;// CONCATENATED MODULE: ./src/action/sections/lineage.js






const rowLimit = 200;
/** A graph of more nodes is folded away. */
const openLimit = 12;
/** What the output was made of in numbers, in one line. */
function lineageLine({ lineage }, suffix = '') {
    return (0,fit/* whole */.WQ)('graph', lineage === undefined ? '' : `**Lineage:** ${countsOf(lineage)}${suffix}`);
}
/** What the output was made of as a graph, then as a list, which is all where nothing can be drawn. */
function lineageOf({ lineage }) {
    if (lineage === undefined)
        return [];
    const title = `Lineage: ${countsOf(lineage)}`;
    const open = lineage.nodes.length <= openLimit;
    const graphs = [60, 30, 15].map((most) => () => {
        const graph = graphOf(lineage, most);
        return graph === undefined ? '' : (0,markdown/* details */.zH)(title, ['```mermaid', graph, '```'].join('\n'), open);
    });
    return [{ gives: 'graph', forms: [...graphs, () => `**${title}**`] }, listOf(lineage)];
}
function listOf({ nodes }) {
    const forms = (0,fit/* shorter */.A8)(nodes, rowLimit, (shown, more) => (0,markdown/* details */.zH)('Lineage as a list', (0,markdown/* filledTable */.p3)(['bundle', 'uuid', 'state', 'made', 'by', 'commit'], shown.map(cellsOf)) + (0,markdown/* andMore */.v)(more, 'bundle')));
    return { gives: 'graph', forms: nodes.length === 0 ? [] : forms };
}
function cellsOf(node) {
    const { id, name, state, createdAt, codeMethod } = node;
    return [
        (0,markdown/* code */.aY)(name),
        (0,bundle/* isUuid */.O1)(id) ? (0,markdown/* short */.h0)(id) : '',
        state,
        createdAt ? (0,units/* minute */.Vc)(createdAt) : '',
        (0,markdown/* code */.aY)(codeMethod ?? ''),
        commitOf(node),
    ];
}
function countsOf({ nodes, isCut }) {
    const words = ['produced', 'reused', 'external', 'missing', 'failed']
        .map((state) => ({ state, n: nodes.filter((node) => node.state === state).length }))
        .filter(({ n }) => n > 0)
        .map(({ state, n }) => `${n.toLocaleString('en')} ${state}`);
    return `${words.join(', ')}${isCut ? ', and farther ones' : ''}`;
}


/***/ }),

/***/ 28240:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ logOf)
/* harmony export */ });
/* harmony import */ var _fit_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85678);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8376);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(78218);
/* harmony import */ var _untrusted_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23707);




const lineLimit = 500;
/** The last lines of the log: those at the end are kept longest. Open after a failure that it may explain. */
function logOf({ log, failure }, most = log.tail.length) {
    const isOpen = failure !== undefined && failure.verdict !== 'rule-broken';
    const fromLast = log.tail.toReversed();
    const forms = (0,_fit_js__WEBPACK_IMPORTED_MODULE_2__/* .shorter */ .A8)(fromLast, most, (shown) => {
        const title = shown.length < log.lines
            ? `Log: the last ${shown.length.toLocaleString('en')} of ${log.lines.toLocaleString('en')} lines`
            : `Log: ${(0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .count */ .U9)(log.lines, 'line')}`;
        const lines = shown.toReversed().map((line) => (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_1__/* .cut */ .Jj)(line, lineLimit));
        return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .details */ .zH)(title, (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_1__/* .codeBlock */ .DV)(lines), isOpen);
    });
    return { gives: 'log', forms };
}


/***/ }),

/***/ 76251:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L5: () => (/* binding */ unknown),
/* harmony export */   bq: () => (/* binding */ overviewOf),
/* harmony export */   h$: () => (/* binding */ notesOf)
/* harmony export */ });
/* harmony import */ var _fit_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85678);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8376);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(78218);



const noteLimit = 20;
/** What stands for it wherever it is not known. */
const unknown = 'not known';
/** The table at one glance: the base, this run and the difference, and which base it is. */
function overviewOf({ output, comparison, notCompared, lineage }) {
    if (comparison === undefined || output === undefined) {
        return (0,_fit_js__WEBPACK_IMPORTED_MODULE_1__/* .whole */ .WQ)('overview', notCompared === undefined ? '' : `**Not compared:** ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .prose */ .CS)(notCompared)}`);
    }
    const { base, changes } = comparison;
    const commit = lineage?.nodes.find(({ id }) => id === output.uuid)?.commit;
    const rows = [...(base ? [bundleRow(base, output)] : [['bundle', '', bundle(output), '']]), ...rowsOf(changes)];
    const head = [
        '',
        base ? `base ${place(base.context, base.commit)}` : '',
        `this run${commit ? ` at ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .short */ .h0)(commit)}` : ''}`,
        'Δ',
    ];
    const text = base
        ? `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(head, rows, 'lrrl')}\n\n${baseLine(base)}`
        : `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(['', head[2] ?? ''], rows.map(([name = '', , now = '']) => [name, now]), 'lr')}\n\nThere is no earlier bundle to compare it with.`;
    return (0,_fit_js__WEBPACK_IMPORTED_MODULE_1__/* .whole */ .WQ)('overview', text);
}
/** What was not compared, and why. */
function notesOf({ comparison }) {
    const notes = comparison?.changes.notes ?? [];
    const forms = (0,_fit_js__WEBPACK_IMPORTED_MODULE_1__/* .shorter */ .A8)(notes, noteLimit, (shown, more) => notes.length === 1
        ? `**Not compared:** ${shown.map((note) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .prose */ .CS)(note)).join('')}`
        : ['**Not compared:**', '', ...shown.map((note) => `- ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .prose */ .CS)(note)}`)].join('\n') + (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .andMore */ .v)(more, 'note'));
    return { gives: 'notes', forms };
}
const bundle = ({ name, uuid }) => `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(name, 100)} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .short */ .h0)(uuid)}`;
const place = (context, commit) => `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(context, 100)}${commit ? ` at ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .short */ .h0)(commit)}` : ''}`;
function bundleRow(base, output) {
    return ['bundle', bundle(base), bundle(output), base.uuid === output.uuid ? 'the same' : 'another'];
}
function baseLine({ choice, note, createdAt, context }) {
    const of = createdAt ? `, of ${(0,_units_js__WEBPACK_IMPORTED_MODULE_2__/* .minute */ .Vc)(createdAt)}` : '';
    const why = {
        'asked-for': 'the bundle that `compare-with` names',
        ancestor: `the newest in ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(context)} whose commit is in the history of the base branch`,
        newest: `the newest in ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(context)}`,
    }[choice];
    return `**Base:** ${why}${of}.${note ? ` ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .prose */ .CS)(note)}` : ''}`;
}
function rowsOf(changes) {
    const { base, now } = changes.presentation;
    return [
        ...(base !== undefined && now !== undefined && base !== now
            ? [['presentation', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(base), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(now), 'changed']]
            : []),
        ...measured(changes.rows, { name: 'rows', show: (n) => n.toLocaleString('en') }),
        ...counted('columns', changes.columns),
        ...counted('files', changes.files),
        ...counted('nested', changes.nested),
        ...measured(changes.bytes, { name: 'size', show: _units_js__WEBPACK_IMPORTED_MODULE_2__/* .size */ .Ej }),
        ...counted('tags', changes.tags),
        ...measured(changes.durationMs, { name: 'task time', show: _units_js__WEBPACK_IMPORTED_MODULE_2__/* .duration */ .p0, least: 1000 }),
    ];
}
function measured({ base, now }, { name, show, least = 0 }) {
    if (base === undefined && now === undefined)
        return [];
    const shown = [base, now].map((value) => (value === undefined ? unknown : show(value)));
    if (base === undefined || now === undefined)
        return [[name, ...shown, unknown]];
    const delta = Math.abs(now - base) < least ? '' : (0,_units_js__WEBPACK_IMPORTED_MODULE_2__/* .difference */ .iv)(base, now);
    return [[name, ...shown, name === 'rows' && now < base ? `🔻 ${delta}` : delta]];
}
function counted(name, things) {
    if (things.length === 0)
        return [];
    const of = (fate) => things.filter((thing) => thing.fate === fate).length;
    const words = ['added', 'removed', 'changed', 'unknown']
        .map((fate) => ({ fate, n: of(fate) }))
        .filter(({ n }) => n > 0)
        .map(({ fate, n }) => `${n.toLocaleString('en')} ${fate === 'unknown' ? unknown : fate}`);
    const total = (except) => (things.length - of(except)).toLocaleString('en');
    return [[name, total('added'), total('removed'), words.length === 0 ? 'same' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .listed */ .KE)(words, 0)]];
}


/***/ }),

/***/ 36405:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ rulesOf)
/* harmony export */ });
/* harmony import */ var _fit_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85678);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8376);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(78218);



const ruleLimit = 50;
/** What came of `fail-on`: broken rules first, then those that nothing could be said of. Rules that hold are one line. */
function rulesOf({ rules }) {
    if (rules === undefined)
        return (0,_fit_js__WEBPACK_IMPORTED_MODULE_1__/* .whole */ .WQ)('failure', '');
    const { checked, breaches, undecided } = rules;
    const lines = [
        ...breaches.map(({ rule, evidence }) => `- ❌ ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(rule)}: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .prose */ .CS)(evidence)}`),
        ...undecided.map(({ rule, why }) => `- ❓ ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(rule)}, not decided: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .prose */ .CS)(why)}`),
    ];
    if (lines.length === 0) {
        // `error` is the default, and a run that came to its end keeps it.
        const asked = checked.filter((rule) => rule !== 'error');
        const all = `**${(0,_units_js__WEBPACK_IMPORTED_MODULE_2__/* .count */ .U9)(asked.length, 'rule')} ${asked.length === 1 ? 'holds' : 'hold'}:**`;
        const forms = (0,_fit_js__WEBPACK_IMPORTED_MODULE_1__/* .shorter */ .A8)(asked, ruleLimit, (shown, more) => `${all} ${shown.map((rule) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(rule)).join(', ')}${more > 0 ? ' …' : ''}`);
        return { gives: 'failure', forms };
    }
    const title = [
        ...(breaches.length > 0 ? [`${(0,_units_js__WEBPACK_IMPORTED_MODULE_2__/* .count */ .U9)(breaches.length, 'rule')} broken`] : []),
        ...(undecided.length > 0 ? [`${(0,_units_js__WEBPACK_IMPORTED_MODULE_2__/* .count */ .U9)(undecided.length, 'rule')} not decided`] : []),
    ];
    const head = `**${title.join(', ')}**`;
    const forms = (0,_fit_js__WEBPACK_IMPORTED_MODULE_1__/* .shorter */ .A8)(lines, ruleLimit, (shown, more) => `${head}\n\n${shown.join('\n')}${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .andMore */ .v)(more, 'rule')}`);
    return { gives: 'failure', forms: [...forms, () => head] };
}


/***/ }),

/***/ 10446:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Or: () => (/* binding */ attemptsOf),
/* harmony export */   S5: () => (/* binding */ reuseOf),
/* harmony export */   gI: () => (/* binding */ paramsOf),
/* harmony export */   ho: () => (/* binding */ costOf),
/* harmony export */   ng: () => (/* binding */ runOf)
/* harmony export */ });
/* harmony import */ var _fit_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85678);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8376);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(78218);
/* harmony import */ var _untrusted_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23707);




const pairLimit = 50;
const reasonLimit = 300;
/** Batch tries at most so often: https://docs.aws.amazon.com/batch/latest/APIReference/API_RetryStrategy.html */
const attemptLimit = 10;
/** Whether Disdat could have reused an earlier bundle. */
function reuseOf({ reuse }) {
    return (0,_fit_js__WEBPACK_IMPORTED_MODULE_2__/* .whole */ .WQ)('notes', reuse ? `**Reuse:** ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .prose */ .CS)(reuse.why)}` : '');
}
/** The parameters in one line, which tell several runs of one pipe apart. */
function paramsOf({ params }) {
    return (0,_fit_js__WEBPACK_IMPORTED_MODULE_2__/* .whole */ .WQ)('notes', params.size === 0 ? '' : `**Parameters:** ${pairs([...params], '=', 10)}`);
}
/** What ran, with what, where and how long. */
function runOf(report) {
    return { gives: 'run', forms: [() => runTable(report, pairLimit), () => runTable(report, 5)] };
}
/** Every output has them, and they tell nobody anything. */
const disdatsOwn = /^(?:__|committed$|root_task$)/;
function runTable(report, most) {
    const tags = [...(report.output?.tags ?? [])].filter(([key]) => !disdatsOwn.test(key));
    const rows = [
        ['pipe', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(report.pipeClass)],
        ['parameters', pairs([...report.params], '=', most)],
        ['remote', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(report.remote)],
        ['context', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(report.context)],
        ['output tags', pairs(tags, ':', most)],
        ['image', report.image && `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(report.image.reference)} as ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(report.image.pinned)}`],
        ['dialect', report.image?.dialect],
        [report.backend === 'Local' ? 'container' : 'job', report.job && jobOf(report.job)],
        ['job definition', report.job?.definition && linked(report.job.definition, report.job.definitionUrl)],
        ['queue', report.job?.queue && linked(report.job.queue, report.job.queueUrl)],
        ['log', report.logUrl && (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)('CloudWatch Logs', report.logUrl)],
        ['exit code', report.exitCode?.toString()],
        ['local copy', report.outputPath && (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(report.outputPath)],
        ['time', report.phases.map(({ name, ms }) => `${(0,_untrusted_js__WEBPACK_IMPORTED_MODULE_1__/* .inlineMarkdown */ .x)(name)} ${(0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .duration */ .p0)(ms)}`).join(' · ')],
        ['cost', report.cost && costOf(report.cost)],
    ];
    const filled = rows.flatMap(([name, value]) => (value ? [[name, value]] : []));
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .details */ .zH)('Run', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(['', ''], filled));
}
const linked = (name, url) => (url === undefined ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(name) : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(name), url));
function jobOf({ name, id, url }) {
    return url === undefined ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(name) : `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(name)} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(id), url)}`;
}
/** What the run took of its machine: `0.23 vCPU·h, 0.94 GiB·h`. */
function costOf({ vcpuHours, gibHours }) {
    return [
        ...(vcpuHours === undefined ? [] : [`${(0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .quantity */ .au)(vcpuHours, 2)} vCPU·h`]),
        ...(gibHours === undefined ? [] : [`${(0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .quantity */ .au)(gibHours, 2)} GiB·h`]),
    ].join(', ');
}
function pairs(all, between, most) {
    const shown = all.slice(0, most).map(([name, value]) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(`${name}${between}${value}`));
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .listed */ .KE)(shown, all.length - shown.length, ' ');
}
/** The tries of a Batch job, where there was more than one. */
function attemptsOf({ attempts = [] }) {
    if (attempts.length < 2)
        return (0,_fit_js__WEBPACK_IMPORTED_MODULE_2__/* .whole */ .WQ)('run', '');
    const rows = attempts
        .slice(-attemptLimit)
        .map(({ startedAt, stoppedAt, exitCode, reason, logUrl }, at) => [
        `${Math.max(0, attempts.length - attemptLimit) + at + 1}`,
        startedAt ? (0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .minute */ .Vc)(startedAt) : '',
        startedAt && stoppedAt ? (0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .duration */ .p0)(stoppedAt.getTime() - startedAt.getTime()) : '',
        exitCode?.toString() ?? '',
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .prose */ .CS)(reason ?? '', reasonLimit),
        logUrl === undefined ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)('log', logUrl),
    ]);
    const head = ['', 'started', 'took', 'exit code', 'ended because', ''];
    return {
        gives: 'run',
        forms: (0,_fit_js__WEBPACK_IMPORTED_MODULE_2__/* .shorter */ .A8)(rows.toReversed(), attemptLimit, (shown) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .details */ .zH)((0,_units_js__WEBPACK_IMPORTED_MODULE_3__/* .count */ .U9)(attempts.length, 'attempt'), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(head, shown.toReversed()))),
    };
}


/***/ }),

/***/ 62179:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ typeOf),
/* harmony export */   p: () => (/* binding */ schemaOf)
/* harmony export */ });
/* harmony import */ var _disdat_comparison_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(71641);
/* harmony import */ var _disdat_file_tables_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14362);
/* harmony import */ var _fit_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(85678);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8376);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(78218);
/* harmony import */ var _untrusted_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23707);
/* harmony import */ var _overview_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76251);







const rowLimit = 100;
/** The columns that are not there any more, are new, have another type or shape, or stand elsewhere; those of tables in files too. */
function schemaOf({ comparison }) {
    const { base, changes } = comparison ?? {};
    const rows = changes === undefined || base === undefined ? [] : [...columnRows(changes), ...fileRows(changes.files)];
    const sorted = rows.toSorted((a, b) => a.gravity - b.gravity).map(({ cells }) => cells);
    const title = `Schema: ${(0,_units_js__WEBPACK_IMPORTED_MODULE_4__/* .count */ .U9)(rows.length, 'difference')}`;
    const forms = (0,_fit_js__WEBPACK_IMPORTED_MODULE_5__/* .shorter */ .A8)(sorted, rowLimit, (shown, more) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .details */ .zH)(title, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)(['column', 'base', 'now', ''], shown) + (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .andMore */ .v)(more, 'difference'), true));
    return { gives: 'schema', forms: rows.length === 0 ? [] : [...forms, () => `**${title}**`] };
}
function columnRows({ columns }) {
    return columns.flatMap((column) => {
        const { name, fate, base, now, differs } = column;
        if (fate === 'removed')
            return [{ gravity: 0, cells: [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(name), typeOf(base), '–', '❌ removed'] }];
        if (fate === 'added')
            return [{ gravity: 2, cells: [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(name), '–', typeOf(now), `➕ added${factsOf(now)}`] }];
        const words = [
            ...(differs.includes('type') ? ['other type'] : []),
            ...((0,_disdat_comparison_js__WEBPACK_IMPORTED_MODULE_6__/* .isReshaped */ .PW)(column) ? ['other shape'] : []),
            ...(differs.includes('place') ? ['moved'] : []),
        ];
        if (words.length === 0)
            return [];
        const isMoved = words[0] === 'moved';
        const note = isMoved ? '↕️ moved' : `⚠️ ${words.join(', ')}${shiftsOf(column)}`;
        return [{ gravity: isMoved ? 3 : 1, cells: [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(name), typeOf(base), typeOf(now), note] }];
    });
}
/** A column's type, and the shape of each of its values where they are more than one. */
function typeOf(facts) {
    if (facts === undefined)
        return _overview_js__WEBPACK_IMPORTED_MODULE_3__/* .unknown */ .L5;
    const inner = facts.shape.slice(1);
    return (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_2__/* .inlineMarkdown */ .x)(inner.length === 0 ? facts.type : `${facts.type} [${inner.join('×')}]`);
}
function factsOf(now) {
    const values = now?.values;
    if (values === undefined)
        return '';
    const range = values.min !== undefined && values.max !== undefined ? `, ${(0,_units_js__WEBPACK_IMPORTED_MODULE_4__/* .quantity */ .au)(values.min)} to ${(0,_units_js__WEBPACK_IMPORTED_MODULE_4__/* .quantity */ .au)(values.max)}` : '';
    return `, ${(0,_units_js__WEBPACK_IMPORTED_MODULE_4__/* .count */ .U9)(values.nulls, 'null')}${range}`;
}
/** What a column with another type or shape has of its values beside it. */
function shiftsOf({ base, now }) {
    if (base?.values === undefined || now?.values === undefined)
        return '';
    const [before, after] = [base.values, now.values];
    const shifts = ['nulls', 'min', 'max', 'mean'].flatMap((name) => {
        const [a, b] = [before[name], after[name]];
        if (a === undefined || b === undefined || a === b)
            return [];
        return [`${name} ${(0,_units_js__WEBPACK_IMPORTED_MODULE_4__/* .quantities */ .OI)(a, b).join(' → ')}`];
    });
    if (shifts.length > 0)
        return `; ${shifts.join(', ')}`;
    return after.mean === undefined ? '' : '; nulls, min, max and mean as before';
}
/** Columns of tables in files. What a file that could not be read would have to tell is not known. */
function fileRows(files) {
    const { base: before, now: after } = (0,_disdat_file_tables_js__WEBPACK_IMPORTED_MODULE_0__/* .tablesOf */ .t)(files);
    if (before.size === 0 || after.size === 0)
        return [];
    const lack = (side) => ((0,_disdat_file_tables_js__WEBPACK_IMPORTED_MODULE_0__/* .hasUnreadTable */ .g)(files, side) ? _overview_js__WEBPACK_IMPORTED_MODULE_3__/* .unknown */ .L5 : '–');
    return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
        const [base, now] = [before.get(name), after.get(name)];
        if (base === now)
            return [];
        const cells = [`${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(name)} in files`, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(base ?? '') || lack('base'), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(now ?? '') || lack('now')];
        if (cells.includes(_overview_js__WEBPACK_IMPORTED_MODULE_3__/* .unknown */ .L5))
            return [{ gravity: 1, cells: [...cells, '❓ one of the files could not be read'] }];
        const note = now === undefined ? '❌ removed' : base === undefined ? '➕ added' : '⚠️ other type';
        return [{ gravity: now === undefined ? 0 : base === undefined ? 2 : 1, cells: [...cells, note] }];
    });
}


/***/ }),

/***/ 60405:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ several)
/* harmony export */ });
/* harmony import */ var _fit_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85678);
/* harmony import */ var _sections_headline_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22168);


/** What a report takes at least, in bytes or characters: its headline, and what stands round it. */
const leastRoom = 1000;
/** The gravest first: where not all reports find room, these do. */
const gravity = [
    'failed',
    undefined,
    'cancelled',
    'detached',
    'submitted',
    'succeeded',
    'skipped',
    'reused',
];
const between = '\n\n';
/**
 * Reports after each other within one budget, each in as full a form as its share takes; what one leaves, the others may use. Where there are
 * more than find room, the gravest are shown and the others counted.
 */
function several(reports, { sections, budget }) {
    const room = Math.max(1, Math.floor(budget.limit / leastRoom) - 1);
    const numbered = reports.map((report, at) => ({ at, report }));
    const gravest = numbered.toSorted((a, b) => gravityOf(a.report) - gravityOf(b.report)).slice(0, room);
    const texts = new Map();
    let left = reports.length === 1 ? budget.limit : budget.limit - leastRoom;
    // Those that need the least come first, so that what they leave goes to those in trouble.
    for (const [done, { at, report }] of gravest.toReversed().entries()) {
        const limit = Math.floor(left / (gravest.length - done)) - budget.measure(between);
        const text = `${(0,_fit_js__WEBPACK_IMPORTED_MODULE_1__/* .fitted */ .$5)(`### ${(0,_sections_headline_js__WEBPACK_IMPORTED_MODULE_0__/* .headlineOf */ .g)(report)}`, sections(report), { ...budget, limit })}${between}`;
        texts.set(at, text);
        left -= budget.measure(text);
    }
    const rest = reports.filter((_, at) => !texts.has(at));
    return [...reports.keys()].map((at) => texts.get(at) ?? '').join('') + (rest.length === 0 ? '' : restOf(rest));
}
const gravityOf = ({ status }) => gravity.indexOf(status);
function restOf(reports) {
    const words = gravity
        .map((status) => ({ status, n: reports.filter((report) => report.status === status).length }))
        .filter(({ n }) => n > 0)
        .map(({ status, n }) => `${n.toLocaleString('en')} ${status ?? 'without a status'}`);
    return `… and ${reports.length.toLocaleString('en')} more: ${words.join(', ')}.${between}`;
}


/***/ }),

/***/ 89903:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Y: () => (/* binding */ summaryOf)
});

// UNUSED EXPORTS: summaryLimitBytes

// EXTERNAL MODULE: ./src/action/sections/bundles.js
var bundles = __webpack_require__(17511);
// EXTERNAL MODULE: ./src/action/sections/columns.js + 1 modules
var columns = __webpack_require__(28259);
// EXTERNAL MODULE: ./src/action/sections/contents.js
var contents = __webpack_require__(17822);
// EXTERNAL MODULE: ./src/action/sections/failure.js
var failure = __webpack_require__(75400);
// EXTERNAL MODULE: ./src/action/sections/lineage.js + 2 modules
var lineage = __webpack_require__(12294);
// EXTERNAL MODULE: ./src/action/sections/log.js
var log = __webpack_require__(28240);
// EXTERNAL MODULE: ./src/action/sections/overview.js
var overview = __webpack_require__(76251);
// EXTERNAL MODULE: ./src/action/sections/rules.js
var rules = __webpack_require__(36405);
// EXTERNAL MODULE: ./src/action/sections/run-table.js
var run_table = __webpack_require__(10446);
// EXTERNAL MODULE: ./src/action/sections/schema.js
var schema = __webpack_require__(62179);
// EXTERNAL MODULE: ./src/action/fit.js
var fit = __webpack_require__(85678);
;// CONCATENATED MODULE: ./src/action/sections/versions.js

/** What a deletion leaves in a bucket that keeps versions. */
function versionsOf({ cleanup }) {
    const text = 'The bucket keeps versions: what was deleted is hidden and still paid for, until a lifecycle rule of the bucket removes it.';
    return (0,fit/* whole */.WQ)('notes', cleanup?.isVersioned ? text : '');
}

// EXTERNAL MODULE: ./src/action/several.js
var several = __webpack_require__(60405);
;// CONCATENATED MODULE: ./src/action/summary.js












/** GitHub drops a whole summary over 1 MiB (https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#step-isolation-and-limits). */
const summaryLimitBytes = 1_000_000;
/** The step summary of the runs of one step, each: verdict first, then what happened to the data, then the details. At most `limitBytes` of UTF-8. */
function summaryOf(reports, limitBytes = summaryLimitBytes) {
    return (0,several/* several */.J)(reports, { sections, budget: { limit: limitBytes, measure: (text) => Buffer.byteLength(text) } });
}
const sections = (report) => [
    (0,rules/* rulesOf */.f)(report),
    (0,failure/* failureOf */.g)(report),
    (0,failure/* leftOf */.l)(report),
    versionsOf(report),
    (0,overview/* overviewOf */.bq)(report),
    (0,schema/* schemaOf */.p)(report),
    (0,overview/* notesOf */.h$)(report),
    (0,columns/* valuesOf */.s)(report),
    (0,columns/* unchangedOf */.p)(report),
    (0,contents/* filesOf */.R8)(report),
    (0,contents/* nestedOf */.pZ)(report),
    (0,contents/* tagsOf */.Fg)(report),
    ...(0,lineage/* lineageOf */.b)(report),
    (0,bundles/* bundlesOf */.n)(report),
    (0,bundles/* newerUpstreamOf */._)(report),
    (0,run_table/* reuseOf */.S5)(report),
    (0,run_table/* runOf */.ng)(report),
    (0,run_table/* attemptsOf */.Or)(report),
    (0,log/* logOf */.G)(report),
];


/***/ }),

/***/ 98250:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gr: () => (/* binding */ tellOfKilled),
/* harmony export */   Sy: () => (/* binding */ writeSummary),
/* harmony export */   qz: () => (/* binding */ tell)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(40643);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(86475);
/* harmony import */ var _result_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(18404);
/* harmony import */ var _summary_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(89903);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(78218);
/* harmony import */ var _untrusted_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(23707);









/** Tells how the run ended: the result file, the last outputs, the summary, the last line of the log. Never throws. */
async function tell(reports, { env, log, outputs, summary }) {
    try {
        const folder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(env['RUNNER_TEMP'] ?? (0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(), 'disdat-run-'));
        const file = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'result.json');
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(file, (0,_result_js__WEBPACK_IMPORTED_MODULE_5__/* .resultJson */ .y3)(reports));
        await outputs.set(new Map([['result-file', file]]));
    }
    catch (error) {
        await log.warning(`The result file could not be written: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .describe */ .q0)(error)}`);
    }
    if (summary)
        await writeSummary(() => (0,_summary_js__WEBPACK_IMPORTED_MODULE_6__/* .summaryOf */ .Y)(reports), log);
    for (const report of reports)
        log.info(lastWords(report));
}
/** The summary of a run whose main was killed before it could report. `clean`: what it had started has been removed. */
async function tellOfKilled({ pipeClass }, log, clean) {
    const pipe = (0,_untrusted_js__WEBPACK_IMPORTED_MODULE_7__/* .inlineCode */ .ti)(pipeClass.split('.').at(-1) ?? '');
    const left = clean
        ? 'Nothing that it had started is left.'
        : 'What it had started, or an unfinished download, may be left: see the warnings of the clean-up.';
    const text = `### 🚫 ${pipe} was killed before it could report\n\n${left} The log above shows how far it came.\n\n`;
    await writeSummary(() => text, log);
}
/** Adds to the step summary. Never throws. */
async function writeSummary(render, log) {
    try {
        await (await (0,_log_js__WEBPACK_IMPORTED_MODULE_4__/* .toolkit */ .VQ)()).summary.addRaw(render()).write();
    }
    catch (error) {
        await log.warning(`The step summary could not be written: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .describe */ .q0)(error)}`);
    }
}
function lastWords({ status, output, durationMs, outputPath, cleanup }) {
    if (cleanup !== undefined)
        return `Ended after ${(0,_units_js__WEBPACK_IMPORTED_MODULE_8__/* .duration */ .p0)(durationMs)}: ${status}.`;
    if (status === 'skipped')
        return 'A dry run: nothing was pushed, registered or started.';
    if (status !== 'succeeded' && status !== 'reused')
        return `Ended after ${(0,_units_js__WEBPACK_IMPORTED_MODULE_8__/* .duration */ .p0)(durationMs)}: ${status}.`;
    const verb = status === 'reused' ? 'Up to date' : 'Made';
    return `${verb}: ${output?.name} ${output?.uri}${outputPath ? ` (pulled to ${outputPath})` : ''}, ${(0,_units_js__WEBPACK_IMPORTED_MODULE_8__/* .duration */ .p0)(durationMs)}.`;
}


/***/ }),

/***/ 78218:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ej: () => (/* binding */ size),
/* harmony export */   OI: () => (/* binding */ quantities),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   Vc: () => (/* binding */ minute),
/* harmony export */   au: () => (/* binding */ quantity),
/* harmony export */   iv: () => (/* binding */ difference),
/* harmony export */   p0: () => (/* binding */ duration)
/* harmony export */ });
/** A length of time in at most two units: `0.4 s`, `12 s`, `3 min 5 s`, `2 h 10 min`. */
function duration(ms) {
    const seconds = ms / 1000;
    if (seconds < 9.95)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    if (whole < 60)
        return `${whole} s`;
    if (whole < 3600)
        return `${Math.floor(whole / 60)} min ${whole % 60} s`;
    return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
/** A number of bytes in binary units: `512 B`, `3.4 KiB`. */
function size(bytes) {
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
    const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
    return power === 0 ? `${bytes} B` : `${(bytes / 1024 ** power).toFixed(1)} ${units[power]}`;
}
/** A time to the minute: `2026-01-05 09:31 UTC`. */
const minute = (time) => Number.isNaN(time.getTime()) ? 'not known' : `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
/** A number of things: `1 file`, `1,234 files`. */
const count = (n, noun) => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;
/** Any number as a reader takes it in: whole ones whole, others to so many significant digits, very large and very small ones with an exponent. */
function quantity(value, digits = 6) {
    if (typeof value === 'bigint' || (Number.isInteger(value) && Math.abs(value) < 1e15))
        return value.toLocaleString('en');
    if (!Number.isFinite(value))
        return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '-∞';
    const exponent = Math.abs(value) < 1e-4 || Math.abs(value) >= 1e15;
    return exponent ? value.toExponential(digits - 1) : value.toLocaleString('en', { maximumSignificantDigits: digits });
}
/** Two numbers, to as many digits as show that they differ. */
function quantities(base, now) {
    for (const digits of [6, 9, 12]) {
        const [before, after] = [quantity(base, digits), quantity(now, digits)];
        if (before !== after || base === now)
            return [before, after];
    }
    return [String(base), String(now)];
}
/** How far `now` is from `base`, in percent of `base`; from nothing and to nothing in words. */
function difference(base, now) {
    if (base === now)
        return 'same';
    if (base === 0)
        return 'none before';
    if (now === 0)
        return 'none left';
    const percent = ((now - base) / Math.abs(base)) * 100;
    const sign = percent < 0 ? '−' : '+';
    const size = Math.abs(percent);
    if (size < 0.05)
        return `${sign}<0.1 %`;
    if (percent > -100 && percent < -99.95)
        return '−>99.9 %';
    return `${sign}${size.toLocaleString('en', { minimumFractionDigits: size < 100 ? 1 : 0, maximumFractionDigits: size < 100 ? 1 : 0 })} %`;
}


/***/ }),

/***/ 23707:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DV: () => (/* binding */ codeBlock),
/* harmony export */   Hg: () => (/* binding */ mermaidText),
/* harmony export */   Jj: () => (/* binding */ cut),
/* harmony export */   Rw: () => (/* binding */ proseMarkdown),
/* harmony export */   h0: () => (/* binding */ plainLine),
/* harmony export */   ti: () => (/* binding */ inlineCode),
/* harmony export */   x: () => (/* binding */ inlineMarkdown)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_0__);

// Control characters but tab, line separators, and the marks that reorder text on a screen.
const unseen = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const everyUnseen = /(?!\t)[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
/** What GitHub looks for in the text of a page after Markdown is done with it, escapes included: https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls */
const references = /@|#(?=\w)|\bgh-(?=\d)|:(?=\/\/)|\bwww\.(?=\S)/gi;
/**
 * One line of text from outside as it may be shown in a log: terminal escapes and control characters are gone, and `##[`, which the
 * log viewer takes for its own marks even where commands are stopped, is broken up
 * (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs).
 */
function plainLine(text) {
    const seen = unseen.test(text) ? (0,node_util__WEBPACK_IMPORTED_MODULE_0__.stripVTControlCharacters)(text).replace(everyUnseen, '') : text;
    return seen.includes('##[') ? seen.replaceAll('##[', '## [') : seen;
}
/** Text from outside as one inline piece of Markdown: no HTML, mention, reference, link or line break comes through. */
function inlineMarkdown(text) {
    return oneLine(text)
        .replace(references, '$&\u2060')
        .replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? c)
        .replace(/[\\`*_{}[\]()#+.!|~$:=-]/g, '\\$&');
}
/** Text from outside as inline code. The text cannot end the code: the fence is longer than any run of backticks in it. */
function inlineCode(text) {
    const plain = oneLine(text).trim();
    if (plain === '')
        return '';
    const fence = '`'.repeat(longestRun(plain) + 1);
    return longestRun(plain) === 0 ? `${fence}${plain}${fence}` : `${fence} ${plain} ${fence}`;
}
/** A sentence as Markdown, in which what stands between backticks is code. No other mark of it has an effect, whoever wrote it. */
function proseMarkdown(text) {
    const parts = text.split(/`([^`]+)`/);
    return parts.map((part, index) => (index % 2 === 1 ? inlineCode(part) : inlineMarkdown(part))).join('');
}
/** Lines from outside as a code block that they cannot break out of. */
function codeBlock(lines) {
    const plain = lines.map((line) => plainLine(line.toWellFormed()));
    const fence = '`'.repeat(Math.max(2, ...plain.map(longestRun)) + 1);
    return [`${fence}text`, ...plain, fence].join('\n');
}
/** At most so many UTF-16 units of a text, and an ellipsis where some are left out; never half a character. */
function cut(text, limit) {
    if (text.length <= limit)
        return text;
    return `${text.slice(0, isHalf(text.charCodeAt(limit - 1)) ? limit - 1 : limit)} …`;
}
/**
 * Text from outside in the quotes of a mermaid label: all but letters, digits and spaces are entities of mermaid's own
 * (https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters), so that nothing in it is a quote, a keyword, a comment,
 * Markdown or HTML.
 */
function mermaidText(text) {
    return oneLine(text)
        .trim()
        .replace(/[^\p{L}\p{N} ]/gu, (c) => `#${c.codePointAt(0)};`);
}
const oneLine = (text) => plainLine(text.toWellFormed().replace(/\s+/g, ' '));
const isHalf = (unit) => unit >= 0xd800 && unit < 0xdc00;
function longestRun(text) {
    return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}


/***/ }),

/***/ 17244:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Wm: () => (/* binding */ proxySecrets),
/* harmony export */   ZD: () => (/* binding */ surroundingsOf),
/* harmony export */   _n: () => (/* binding */ pullRequestOf),
/* harmony export */   at: () => (/* binding */ at),
/* harmony export */   g3: () => (/* binding */ commitsOf),
/* harmony export */   j_: () => (/* binding */ readEvent),
/* harmony export */   sP: () => (/* binding */ baseCommitOf),
/* harmony export */   yv: () => (/* binding */ originOf)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);

/** A field of whatever came from outside; undefined where there is none. */
function at(value, key) {
    return typeof value === 'object' && value !== null
        ? Object.entries(value).find(([name]) => name === key)?.[1]
        : undefined;
}
/** The payload of the event that started the workflow, as the runner has left it; undefined where there is none. */
async function readEvent(env) {
    const path = env['GITHUB_EVENT_PATH'];
    const text = path ? await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'utf8').catch(() => '') : '';
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/**
 * The commits that this workflow runs for: the one that was checked out, and in a pull request also its head, since what is checked out there is
 * a merge that nobody has built an image from (https://docs.github.com/en/actions/reference/events-that-trigger-workflows#pull_request).
 */
function commitsOf(env, event) {
    const head = at(at(at(event, 'pull_request'), 'head'), 'sha');
    return [env['GITHUB_SHA'], head].filter((commit) => typeof commit === 'string' && commit !== '').map(String);
}
/** The commit in whose history an earlier bundle is looked for: in a pull request that of the base branch, else the one that the workflow runs for. */
function baseCommitOf(env, event) {
    const base = at(at(at(event, 'pull_request'), 'base'), 'sha');
    return (typeof base === 'string' && base) || env['GITHUB_SHA'] || undefined;
}
/** Who asks for what is submitted: https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
function originOf(env, event) {
    const { GITHUB_REPOSITORY: repository = '', GITHUB_RUN_ID: runId = '', GITHUB_SERVER_URL: server = '' } = env;
    const { GITHUB_WORKFLOW: workflow = '', GITHUB_JOB: job = '', GITHUB_ACTION: step = '', GITHUB_ACTOR: actor = '', } = env;
    const number = at(event, 'number') ?? at(at(event, 'pull_request'), 'number');
    return {
        ...{ repository, runId, workflow, job, step, actor },
        attempt: Number(env['GITHUB_RUN_ATTEMPT'] ?? 1) || 1,
        commit: commitsOf(env, event).at(-1) ?? '',
        isFromOutside: actor === 'dependabot[bot]' || isFork(at(event, 'pull_request'), repository),
        pullRequest: typeof number === 'number' && at(event, 'pull_request') !== undefined ? number : undefined,
        url: runId === '' ? '' : `${server}/${repository}/actions/runs/${runId}`,
    };
}
/** The pull request that the workflow runs for; undefined where it runs for none. */
function pullRequestOf(env, event) {
    const { repository, pullRequest: number } = originOf(env, event);
    if (number === undefined || repository === '')
        return undefined;
    const isClosed = env['GITHUB_EVENT_NAME'] === 'pull_request' && at(event, 'action') === 'closed';
    return { repository, number, isClosed };
}
/** One whose repository is gone was a fork. */
function isFork(pullRequest, repository) {
    return pullRequest !== undefined && at(at(at(pullRequest, 'head'), 'repo'), 'full_name') !== repository;
}
const passedOn = /^(AWS_ENDPOINT_URL(_[A-Z0-9_]+)?|(https?|no|all)_proxy)$/i;
/** The variables that say how this runner reaches the world, for a container that must reach it too. */
function surroundingsOf(env) {
    return new Map(Object.entries(env).flatMap(([name, value]) => (value && passedOn.test(name) ? [[name, value]] : [])));
}
/** The passwords in proxy URLs. */
function proxySecrets(surroundings) {
    return [...surroundings.values()].flatMap((value) => {
        const password = URL.canParse(value) ? new URL(value).password : '';
        return password === '' ? [] : [password, decodeURIComponent(password)];
    });
}


/***/ }),

/***/ 84092:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AE: () => (/* binding */ newer),
/* harmony export */   BP: () => (/* binding */ newest),
/* harmony export */   Bo: () => (/* binding */ readBundle),
/* harmony export */   Kq: () => (/* binding */ descriptionOf),
/* harmony export */   O1: () => (/* binding */ isUuid),
/* harmony export */   OT: () => (/* binding */ linkPath),
/* harmony export */   VN: () => (/* binding */ isOwnLink),
/* harmony export */   VW: () => (/* binding */ frameName),
/* harmony export */   bS: () => (/* binding */ objectsUri),
/* harmony export */   cK: () => (/* binding */ matches),
/* harmony export */   fR: () => (/* binding */ bundleUri),
/* harmony export */   ll: () => (/* binding */ newestFirst),
/* harmony export */   lm: () => (/* binding */ hyperFrameName)
/* harmony export */ });
/* unused harmony export plainText */
/* harmony import */ var _hyperframe_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(61999);

const paramPrefix = '__param.';
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const linkScheme = 'bundle://';
/** S3's limit for a key, and more than Linux takes in most places, in bytes. */
const maxLinkPathBytes = 1024;
/** What file systems take for one name, in bytes. */
const maxNameBytes = 255;
/** 9999-12-31: the last day that Python, and so dsdt, can write down, in Unix seconds. */
const maxCreatedSeconds = 253_402_300_799;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
const controlCharacters = /[\u0000-\u001f\u007f-\u009f]/;
/** Whether this is a uuid as Disdat writes it: 36 characters, lower case. Only such a one becomes a key or a path. */
function isUuid(text) {
    return uuidPattern.test(text);
}
/** `<uuid>_hframe.pb`: a bundle is there when this object is. */
function hyperFrameName(uuid) {
    return `${uuid}_hframe.pb`;
}
/** `<uuid>_frame.pb` */
function frameName(frameUuid) {
    return `${frameUuid}_frame.pb`;
}
/** Where the bundles of a remote's context are: `s3://bucket/prefix/context/<context>/objects`, no slash at the end. */
function objectsUri(remote) {
    return `${remote.url}/context/${remote.context}/objects`;
}
/** A bundle's own URI, which is also where its files are: `s3://…/objects/<uuid>`. */
function bundleUri(remote, uuid) {
    return `${objectsUri(remote)}/${uuid}`;
}
/**
 * The bundle in a HyperFrame's bytes. Throws BundleFormatError when they are no HyperFrame, when it speaks of another
 * bundle than `uuid` (where one is expected), or when a uuid or a date in it is none.
 */
function readBundle(bytes, uuid) {
    return bundleOf((0,_hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .readHyperFrame */ .we)(bytes), uuid);
}
function bundleOf(message, expected) {
    const { uuid, lineage } = message;
    if (!isUuid(uuid))
        throw new _hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .BundleFormatError */ .KC(`a HyperFrame whose uuid is ${quoted(uuid)}`);
    if (expected !== undefined && uuid !== expected) {
        throw new _hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .BundleFormatError */ .KC(`the HyperFrame of another bundle, ${uuid}`);
    }
    const frames = message.frames.map(({ k, v }) => ({ name: k, uuid: v }));
    const stray = frames.find((frame) => !isUuid(frame.uuid));
    if (stray !== undefined)
        throw new _hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .BundleFormatError */ .KC(`a frame whose uuid is ${quoted(stray.uuid)}`);
    const createdSeconds = lineage?.creationDate ?? 0;
    const tags = new Map(message.tags.map(({ k, v }) => [k, v]));
    const said = {
        uuid,
        name: message.humanName,
        owner: message.owner,
        processingName: message.processingName,
        createdSeconds,
        tags,
        presentation: (0,_hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .presentationName */ .Qk)(message.presentation),
        code: {
            method: lineage?.codeMethod ?? '',
            repo: plainText(lineage?.codeRepo ?? ''),
            hash: plainText(lineage?.codeHash ?? ''),
            branch: plainText(lineage?.codeBranch ?? ''),
        },
        dependsOn: (lineage?.dependsOn ?? []).map((dependency) => ({
            uuid: dependency.hframeUuid,
            processingName: dependency.hframeProcName,
            argument: dependency.argName,
        })),
    };
    return { ...descriptionOf(said), frames, tookMs: tookMs(lineage) };
}
function tookMs(lineage) {
    const { startTime = 0, stopTime = 0 } = lineage ?? {};
    const ms = Math.round((stopTime - startTime) * 1000);
    return startTime > 0 && ms >= 0 && Number.isFinite(ms) ? ms : undefined;
}
/** A description with what follows from the rest of it. Throws BundleFormatError for a time that is none. */
function descriptionOf(said) {
    const { createdSeconds, tags } = said;
    if (!(Math.abs(createdSeconds) <= maxCreatedSeconds)) {
        throw new _hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .BundleFormatError */ .KC(`a creation date of ${createdSeconds} seconds`);
    }
    const createdAt = new Date(createdSeconds * 1000);
    return { ...said, createdAt, committed: tags.get('committed') === 'True', params: paramsOf(tags) };
}
/** Whether a bundle has everything that is asked for. */
function matches(bundle, wanted) {
    const { after, before } = wanted;
    return ((wanted.name === undefined || wanted.name === bundle.name) &&
        (wanted.codeMethod === undefined || wanted.codeMethod === bundle.code.method) &&
        (wanted.taskId === undefined || bundle.processingName.startsWith(`${wanted.taskId}_`)) &&
        (wanted.processingName === undefined || wanted.processingName === bundle.processingName) &&
        (after === undefined || bundle.createdSeconds >= after.getTime() / 1000) &&
        (before === undefined || bundle.createdSeconds < before.getTime() / 1000) &&
        hasAll(bundle.tags, wanted.tags) &&
        hasAll(bundle.params, wanted.params));
}
/** The newer of two bundles: later created, or at the very same microsecond the one of the greater uuid. */
function newer(a, b) {
    return newestFirst(a, b) <= 0 ? a : b;
}
/** The order in which the newest bundle comes first. */
function newestFirst(a, b) {
    return b.createdSeconds - a.createdSeconds || (a.uuid > b.uuid ? -1 : 1);
}
/** The newest of all, undefined of none. */
function newest(bundles) {
    let best;
    for (const bundle of bundles)
        best = best === undefined ? bundle : newer(best, bundle);
    return best;
}
/**
 * Where a link leads: to a file of its own bundle, as a path relative to the bundle's folder, or out of the bundle
 * (`s3://`, `db://`), which nobody can prove or pull. Throws BundleFormatError for a path that would leave the
 * folder, is absolute, names no file, or has a character in it that a key or a path must not have.
 */
function linkPath(url) {
    if (!isOwnLink(url)) {
        if (/^[a-z][a-z0-9+.-]*:\/\//i.test(url))
            return { kind: 'external', url };
        throw new _hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .BundleFormatError */ .KC(`a link to ${quoted(url)}, which is neither a file of the bundle nor a URL`);
    }
    const path = url.slice(linkScheme.length);
    const reason = reasonAgainst(path);
    if (reason !== undefined)
        throw new _hyperframe_js__WEBPACK_IMPORTED_MODULE_0__/* .BundleFormatError */ .KC(`a link to ${quoted(url)}: ${reason}`);
    return { kind: 'file', path };
}
/** Whether a link, as written, is to a file of its own bundle; which file, and whether it may be one, `linkPath` tells. */
function isOwnLink(url) {
    return url.startsWith(linkScheme);
}
function reasonAgainst(path) {
    if (path === '')
        return 'it names no file';
    if (path.includes('\\') || controlCharacters.test(path))
        return 'a path must not have such characters';
    if (Buffer.byteLength(path) > maxLinkPathBytes)
        return `a path has at most ${maxLinkPathBytes} bytes`;
    const names = path.split('/');
    if (names.some((name) => name === '' || name === '.' || name === '..'))
        return 'it leaves the bundle or is not plain';
    if (names.some((name) => Buffer.byteLength(name) > maxNameBytes))
        return `a name has at most ${maxNameBytes} bytes`;
    return undefined;
}
/**
 * Lineage text without the traces of Python: what came from git may be stored as the text of a bytes object with its newline spelt out,
 * with quotes (`b'1288…\n'`) or, through an image of `dsdt dockerize`, without (`b1288…\n`).
 */
function plainText(text) {
    const inner = /^b(['"])(.*)\1$/s.exec(text)?.[2] ?? /^b(.*)\\n$/s.exec(text)?.[1];
    return (inner === undefined ? text : inner.replace(/\\[nrt]/g, ' ')).trim();
}
function paramsOf(tags) {
    const params = new Map();
    for (const [key, value] of tags) {
        if (key.startsWith(paramPrefix))
            params.set(key.slice(paramPrefix.length), value);
    }
    return params;
}
function hasAll(have, wanted) {
    return wanted === undefined || [...wanted].every(([key, value]) => have.get(key) === value);
}
function quoted(text) {
    return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}


/***/ }),

/***/ 71641:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PW: () => (/* binding */ isReshaped),
/* harmony export */   cC: () => (/* binding */ changeKindOf)
/* harmony export */ });
/* unused harmony export changeKinds */
/** The whole of a comparison in a word, as the `changes` output spells it. */
const changeKinds = (/* unused pure expression or super */ null && (['none', 'data', 'schema', 'first-version', 'unknown']));
/**
 * The comparison in a word. `none`: the data is equal. `schema`: a column, a file or a nested bundle was added or
 * removed, a column (one in a file's table too) has another type, place or dimension but for its rows, or the bundle is
 * presented otherwise. `data`: nothing of that, but other values. `unknown`: what was read does not tell. `hasBase`:
 * whether there was anything to compare with; `first-version` without.
 */
function changeKindOf(comparison, hasBase) {
    if (!hasBase)
        return 'first-version';
    const { isSame, presentation, columns, files, nested } = comparison;
    if (isSame === true)
        return 'none';
    const isOther = presentation.base !== presentation.now ||
        [...columns, ...files, ...nested].some(({ fate }) => fate === 'added' || fate === 'removed') ||
        columns.some(hasOtherSchema) ||
        files.some(hasOtherTable);
    if (isOther)
        return 'schema';
    return isSame === false ? 'data' : 'unknown';
}
function hasOtherSchema(column) {
    return column.differs.includes('type') || column.differs.includes('place') || isReshaped(column);
}
/** Whether a column has another shape but for the number of its rows. */
function isReshaped({ differs, base, now }) {
    return differs.includes('shape') && withoutRows(base) !== withoutRows(now);
}
function withoutRows(facts) {
    return [facts?.shape.length, ...(facts?.shape.slice(1) ?? [])].join();
}
function hasOtherTable({ base, now }) {
    if (base?.table === undefined || now?.table === undefined)
        return false;
    return JSON.stringify(base.table.columns) !== JSON.stringify(now.table.columns);
}


/***/ }),

/***/ 14362:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ hasUnreadTable),
/* harmony export */   t: () => (/* binding */ tablesOf)
/* harmony export */ });
/* harmony import */ var _table_file_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64509);

/** The columns of all tables in files, with the types that they have there. Files come and go under new names, and a table may be cut into files anyhow: they are taken together. */
function tablesOf(files) {
    const typesIn = (side) => {
        const types = new Map();
        for (const { name, type } of files.flatMap((file) => file[side]?.table?.columns ?? []))
            types.set(name, (types.get(name) ?? new Set()).add(type));
        return new Map([...types].map(([name, found]) => [name, [...found].toSorted().join(' or ')]));
    };
    return { base: typesIn('base'), now: typesIn('now') };
}
/** Whether one of the two has a file that holds a table, by its name, and could not be read: what columns that has is not known. */
function hasUnreadTable(files, side) {
    return files.some((file) => {
        const facts = file[side];
        return facts !== undefined && facts.table === undefined && (0,_table_file_js__WEBPACK_IMPORTED_MODULE_0__/* .tableFormatOf */ .$)(file.path) !== undefined;
    });
}


/***/ }),

/***/ 61999:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $$: () => (/* binding */ scanFrame),
/* harmony export */   Af: () => (/* binding */ framePeekBytes),
/* harmony export */   DH: () => (/* binding */ decoded),
/* harmony export */   KC: () => (/* binding */ BundleFormatError),
/* harmony export */   NH: () => (/* binding */ writeHyperFrame),
/* harmony export */   Qk: () => (/* binding */ presentationName),
/* harmony export */   VT: () => (/* binding */ peekFrame),
/* harmony export */   XI: () => (/* binding */ hyperFrameHashMatches),
/* harmony export */   YY: () => (/* binding */ linkUrl),
/* harmony export */   bG: () => (/* binding */ frameHashMatches),
/* harmony export */   fr: () => (/* binding */ maxFrameBytes),
/* harmony export */   ts: () => (/* binding */ maxHyperFrameBytes),
/* harmony export */   vr: () => (/* binding */ writeFrame),
/* harmony export */   we: () => (/* binding */ readHyperFrame)
/* harmony export */ });
/* unused harmony export readFrame */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(93095);
/* harmony import */ var _bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(90363);
/* harmony import */ var _bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(73188);
/* harmony import */ var _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8902);
/* harmony import */ var _proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26033);




/** More than any HyperFrame needs (50,000 columns), and little enough to be decoded without thought, in bytes. */
const maxHyperFrameBytes = 4 * 1024 * 1024;
/** Frames whose links or nested bundles are read: room for about 300,000 links, in bytes. */
const maxFrameBytes = 64 * 1024 * 1024;
/** A frame's type stands in its first bytes: so many are enough unless the frame's name is absurd. */
const framePeekBytes = 64 * 1024;
const hyperFrameHashField = 9;
const frameHashField = 10;
/** Bytes, a path or a value that no Disdat ever wrote. The message says what is wrong, without saying where it lay. */
class BundleFormatError extends Error {
    name = 'BundleFormatError';
}
/**
 * The HyperFrame in these bytes. Fields that this schema does not know are kept, and written again by
 * `writeHyperFrame`. Throws BundleFormatError for anything that is not a whole HyperFrame: undecodable bytes, more
 * than `maxHyperFrameBytes`, or no `hash`, which is written last and so is what a truncation loses first.
 */
function readHyperFrame(bytes) {
    if (bytes.length > maxHyperFrameBytes) {
        throw new BundleFormatError(`a HyperFrame of ${bytes.length} bytes; ${maxHyperFrameBytes} is the limit`);
    }
    const message = decoded('HyperFrame', () => (0,_bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_2__/* .fromBinary */ .Er)(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .HyperFrameSchema */ .xm, bytes));
    if (message.hash === '')
        throw new BundleFormatError('a HyperFrame without its hash: it is empty or truncated');
    return message;
}
/** The bytes of a HyperFrame as Disdat writes them: fields in number order, `hash` made anew. */
function writeHyperFrame(message) {
    const copy = (0,_bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_3__/* .clone */ .o)(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .HyperFrameSchema */ .xm, message);
    copy.hash = '';
    copy.hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('md5').update((0,_bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_4__/* .toBinary */ .R)(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .HyperFrameSchema */ .xm, copy)).digest('hex');
    return (0,_bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_4__/* .toBinary */ .R)(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .HyperFrameSchema */ .xm, copy);
}
/** The whole Frame in these bytes, its data included. Throws BundleFormatError when they are not one. */
function readFrame(bytes) {
    return decoded('Frame', () => fromBinary(FrameSchema, bytes));
}
/** The bytes of a Frame as Disdat writes them: fields in number order, `hash` made anew. */
function writeFrame(message) {
    const copy = (0,_bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_3__/* .clone */ .o)(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .FrameSchema */ .ty, message);
    copy.hash = '';
    copy.hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('md5').update((0,_bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_4__/* .toBinary */ .R)(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .FrameSchema */ .ty, copy)).digest('hex');
    return (0,_bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_4__/* .toBinary */ .R)(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .FrameSchema */ .ty, copy);
}
/** Whether the `hash` in a HyperFrame's bytes is the MD5 of the rest of them. False for bytes that are no message. */
function hyperFrameHashMatches(bytes) {
    return hashMatches(bytes, hyperFrameHashField);
}
/** Whether the `hash` in a Frame's bytes is the MD5 of the rest of them. False for bytes that are no message. */
function frameHashMatches(bytes) {
    return hashMatches(bytes, frameHashField);
}
/**
 * What kind of frame begins with these bytes, the first `framePeekBytes` of it; undefined when they do not tell. Throws
 * BundleFormatError for bytes that begin no frame.
 */
function peekFrame(start) {
    return decoded('Frame', () => {
        const reader = new _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_5__/* .BinaryReader */ .V5(start);
        while (reader.pos < reader.len) {
            const [field, wireType] = reader.tag();
            if (field === _proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .FrameSchema */ .ty.field.type.number && wireType === _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_5__/* .WireType */ .O0.Varint)
                return kindOf(reader.int32());
            const length = wireType === _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_5__/* .WireType */ .O0.LengthDelimited ? reader.uint32() : undefined;
            if (length === undefined)
                reader.skip(wireType, field);
            else
                reader.pos += length;
        }
        return undefined;
    });
}
/**
 * The links and nested bundles of a whole frame. Memory grows with what is found, not with what the bytes claim.
 * Throws BundleFormatError for more than `maxFrameBytes`, bytes that are no frame, or a link that leads nowhere.
 */
function scanFrame(bytes) {
    if (bytes.length > maxFrameBytes) {
        throw new BundleFormatError(`a frame of links of ${bytes.length} bytes; ${maxFrameBytes} is the limit`);
    }
    return decoded('Frame', () => {
        const links = [];
        const nested = [];
        let kind = 'values';
        for (const { field, wireType, value } of topLevelFields(bytes)) {
            const isMessage = wireType === _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_5__/* .WireType */ .O0.LengthDelimited;
            if (field === _proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .FrameSchema */ .ty.field.type.number && wireType === _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_5__/* .WireType */ .O0.Varint) {
                kind = kindOf(new _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_5__/* .BinaryReader */ .V5(value).int32());
            }
            else if (field === _proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .FrameSchema */ .ty.field.links.number && isMessage) {
                links.push(linkUrl(content(value)));
            }
            else if (field === _proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .FrameSchema */ .ty.field.hframes.number && isMessage) {
                nested.push(readHyperFrame(content(value)).uuid);
            }
        }
        return { kind, links, nested };
    });
}
/** `DF`, `SCALAR`, … as dsdt spells it; a number that Disdat does not define becomes its digits. */
function presentationName(value) {
    return Object.entries(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .Presentation */ .Jm).find(([, number]) => number === value)?.[0] ?? String(value);
}
function kindOf(type) {
    if (type === _proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .Type */ .ZU.LINK)
        return 'links';
    return type === _proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .Type */ .ZU.HFRAME ? 'bundles' : 'values';
}
/**
 * Where the Link in these bytes leads, as written: to be given to `linkPath`. Throws BundleFormatError for one that leads
 * nowhere, and whatever the decoder throws for bytes that are no Link.
 */
function linkUrl(bytes) {
    const { link } = (0,_bufbuild_protobuf__WEBPACK_IMPORTED_MODULE_2__/* .fromBinary */ .Er)(_proto_hyperframe_pb_js__WEBPACK_IMPORTED_MODULE_1__/* .LinkSchema */ .md, bytes);
    const url = link.case === 'local' ? link.value.path : (link.value?.url ?? '');
    if (url === '')
        throw new BundleFormatError('a link that leads nowhere');
    return url;
}
function hashMatches(bytes, hashField) {
    const md5 = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('md5');
    let claimed = '';
    try {
        for (const { field, wireType, value, whole } of topLevelFields(bytes)) {
            if (field !== hashField)
                md5.update(whole);
            else if (wireType === _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_5__/* .WireType */ .O0.LengthDelimited)
                claimed = new _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_5__/* .BinaryReader */ .V5(value).string(false);
        }
    }
    catch {
        return false;
    }
    return md5.digest('hex') === claimed;
}
function* topLevelFields(bytes) {
    const reader = new _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_5__/* .BinaryReader */ .V5(bytes);
    while (reader.pos < reader.len) {
        const start = reader.pos;
        const [field, wireType] = reader.tag();
        const value = reader.skip(wireType, field);
        yield { field, wireType, value, whole: bytes.subarray(start, reader.pos) };
    }
}
function content(lengthPrefixed) {
    return new _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_5__/* .BinaryReader */ .V5(lengthPrefixed).bytes();
}
/** What `decode` returns; whatever it throws becomes a BundleFormatError that says that this is not a `what`. */
function decoded(what, decode) {
    try {
        return decode();
    }
    catch (error) {
        if (error instanceof BundleFormatError)
            throw error;
        const reason = error instanceof Error ? error.message : String(error);
        throw new BundleFormatError(`not a ${what}: ${reason}`, { cause: error });
    }
}


/***/ }),

/***/ 15086:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DO: () => (/* binding */ parseContext),
/* harmony export */   M8: () => (/* binding */ parseRemote),
/* harmony export */   UN: () => (/* binding */ parsePipeClass),
/* harmony export */   _5: () => (/* binding */ isIdentifier),
/* harmony export */   b_: () => (/* binding */ isContextName),
/* harmony export */   ld: () => (/* binding */ faultInBundleName),
/* harmony export */   mi: () => (/* binding */ imageNameOf)
/* harmony export */ });
/* unused harmony export bundleNameLimit */
/** https://docs.python.org/3/reference/lexical_analysis.html#identifiers */
const identifier = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;
/** Whether Python could call something so; a pipe's parameters are attributes of its class. */
function isIdentifier(text) {
    return identifier.test(text);
}
/** Takes a dotted Python name apart; undefined where it is not one, or names no module. */
function parsePipeClass(text) {
    const parts = text.split('.');
    if (parts.length < 2 || !parts.every(isIdentifier))
        return undefined;
    return { name: text, module: parts.slice(0, -1) };
}
/**
 * The repository name of a pipe's image, as `dsdt dockerize` of the 0.7 line names it: `disdat-module-submodule`, in lower case
 * (https://disdat.gitbook.io/disdat-documentation). Docker may still refuse a name made of unusual identifiers.
 */
function imageNameOf(pipeClass) {
    return ['disdat', ...pipeClass.module].join('-').toLowerCase();
}
/** The longest bundle name that we pass on. Names are stored as tags and table rows; nothing sensible is longer. */
const bundleNameLimit = 255;
/** Why a text cannot be a bundle's name; undefined where it can. A name may be in any script; it never becomes a path. */
function faultInBundleName(name) {
    if (name === '')
        return 'is empty';
    if (name.length > bundleNameLimit)
        return `is ${name.length} characters long, the limit is ${bundleNameLimit}`;
    if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name))
        return 'holds a line break or another control character';
    if (/[/\\]/.test(name))
        return 'holds a slash';
    if (name.includes('..'))
        return 'holds `..`';
    if (name.includes('::'))
        return 'holds `::`';
    if (name !== name.trim())
        return 'starts or ends with a space';
    if (name.startsWith('-'))
        return 'starts with `-`, which Disdat takes for an option';
    return undefined;
}
/** A context's name is a folder on disk and a part of every key on the remote, so it is one plain path segment. */
function isContextName(name) {
    return /^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,127}$/u.test(name) && !name.includes('..');
}
/** `remote-context/local-context`, or one name for both; undefined where it is neither. */
function parseContext(text) {
    const [remote = '', local = remote, ...rest] = text.split('/');
    return rest.length === 0 && isContextName(remote) && isContextName(local) ? { remote, local } : undefined;
}
const bucketName = /^(?!\d+(?:\.\d+){3}$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
/**
 * Parses `s3://bucket/prefix`; undefined where it is no such URL. The bucket follows S3's naming rules
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html), the prefix has no empty, `.` or `..` part.
 */
function parseRemote(text) {
    const match = /^s3:\/\/([^/]+)(?:\/(.*?))?\/?$/su.exec(text);
    const bucket = match?.[1] ?? '';
    const prefix = match?.[2] ?? '';
    if (!bucketName.test(bucket) || bucket.includes('..'))
        return undefined;
    const plain = /^[\p{L}\p{N}!_.*'() @=+-]+$/u;
    const parts = prefix === '' ? [] : prefix.split('/');
    if (!parts.every((part) => plain.test(part) && part !== '.' && part !== '..'))
        return undefined;
    return { bucket, prefix, url: ['s3:/', bucket, ...parts].join('/') };
}


/***/ }),

/***/ 26033:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bu: () => (/* binding */ ByteOrder),
/* harmony export */   Fh: () => (/* binding */ LocalLinkSchema),
/* harmony export */   Jm: () => (/* binding */ Presentation),
/* harmony export */   ZU: () => (/* binding */ Type),
/* harmony export */   lq: () => (/* binding */ LineageSchema),
/* harmony export */   md: () => (/* binding */ LinkSchema),
/* harmony export */   ty: () => (/* binding */ FrameSchema),
/* harmony export */   xm: () => (/* binding */ HyperFrameSchema)
/* harmony export */ });
/* unused harmony exports file_hyperframe, StringTupleSchema, Lineage_DependencySchema, S3LinkSchema, DatabaseLinkSchema, PresentationSchema, ByteOrderSchema, TypeSchema */
/* harmony import */ var _bufbuild_protobuf_codegenv2__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48671);
/* harmony import */ var _bufbuild_protobuf_codegenv2__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(37860);
// The messages that Disdat writes beside a bundle's files: one HyperFrame a bundle, one Frame a column or tensor.
// Names, numbers and types are Disdat's wire format; `npm run proto` makes hyperframe_pb.ts from this file.

/**
 * Describes the file hyperframe.proto.
 */
const file_hyperframe = /*@__PURE__*/ (0,_bufbuild_protobuf_codegenv2__WEBPACK_IMPORTED_MODULE_0__/* .fileDesc */ .w)("ChBoeXBlcmZyYW1lLnByb3RvEgZidW5kbGUiIwoLU3RyaW5nVHVwbGUSCQoBaxgBIAEoCRIJCgF2GAIgASgJIvoBCgpIeXBlckZyYW1lEg0KBW93bmVyGAEgASgJEhIKCmh1bWFuX25hbWUYAiABKAkSFwoPcHJvY2Vzc2luZ19uYW1lGAMgASgJEgwKBHV1aWQYBCABKAkSIwoGZnJhbWVzGAUgAygLMhMuYnVuZGxlLlN0cmluZ1R1cGxlEiAKB2xpbmVhZ2UYBiABKAsyDy5idW5kbGUuTGluZWFnZRIhCgR0YWdzGAcgAygLMhMuYnVuZGxlLlN0cmluZ1R1cGxlEioKDHByZXNlbnRhdGlvbhgIIAEoDjIULmJ1bmRsZS5QcmVzZW50YXRpb24SDAoEaGFzaBgJIAEoCSLjAQoFRnJhbWUSDAoEbmFtZRgBIAEoCRIMCgR1dWlkGAIgASgJEhoKBHR5cGUYAyABKA4yDC5idW5kbGUuVHlwZRINCgVzaGFwZRgEIAMoDRIkCglieXRlb3JkZXIYBSABKA4yES5idW5kbGUuQnl0ZU9yZGVyEiMKB2hmcmFtZXMYBiADKAsyEi5idW5kbGUuSHlwZXJGcmFtZRIbCgVsaW5rcxgHIAMoCzIMLmJ1bmRsZS5MaW5rEg8KB3N0cmluZ3MYCCADKAkSDAoEZGF0YRgJIAEoDBIMCgRoYXNoGAogASgJIpgDCgdMaW5lYWdlEhgKEGhmcmFtZV9wcm9jX25hbWUYASABKAkSEwoLaGZyYW1lX3V1aWQYAiABKAkSEQoJY29kZV9yZXBvGAMgASgJEhEKCWNvZGVfbmFtZRgEIAEoCRITCgtjb2RlX3NlbXZlchgFIAEoCRIRCgljb2RlX2hhc2gYBiABKAkSEwoLY29kZV9icmFuY2gYByABKAkSFAoMZGF0YV9jb250ZXh0GAggASgJEhMKC2RhdGFfYnJhbmNoGAkgASgJEhUKDWNyZWF0aW9uX2RhdGUYCiABKAESLgoKZGVwZW5kc19vbhgLIAMoCzIaLmJ1bmRsZS5MaW5lYWdlLkRlcGVuZGVuY3kSEgoKc3RhcnRfdGltZRgMIAEoARIRCglzdG9wX3RpbWUYDSABKAESEwoLY29kZV9tZXRob2QYDiABKAkaTQoKRGVwZW5kZW5jeRIYChBoZnJhbWVfcHJvY19uYW1lGAEgASgJEhMKC2hmcmFtZV91dWlkGAIgASgJEhAKCGFyZ19uYW1lGAMgASgJIsEBCgRMaW5rEgwKBHV1aWQYASABKAkSEgoKZnJhbWVfdXVpZBgCIAEoCRIVCg1saW5rYXV0aF91dWlkGAMgASgJEgwKBGhhc2gYBCABKAkSIgoFbG9jYWwYBSABKAsyES5idW5kbGUuTG9jYWxMaW5rSAASHAoCczMYBiABKAsyDi5idW5kbGUuUzNMaW5rSAASKAoIZGF0YWJhc2UYByABKAsyFC5idW5kbGUuRGF0YWJhc2VMaW5rSABCBgoEbGluayIZCglMb2NhbExpbmsSDAoEcGF0aBgBIAEoCSIVCgZTM0xpbmsSCwoDdXJsGAEgASgJIowBCgxEYXRhYmFzZUxpbmsSCwoDdXJsGAEgASgJEhAKCGRhdGFiYXNlGAIgASgJEhIKCnNlcnZlcm5hbWUYAyABKAkSDgoGc2NoZW1hGAQgASgJEg0KBXRhYmxlGAUgASgJEg8KB2NvbHVtbnMYBiADKAkSCwoDZHNuGAcgASgJEgwKBHBvcnQYCCABKAUqVgoMUHJlc2VudGF0aW9uEgYKAkhGEAASBgoCREYQARIKCgZTQ0FMQVIQAxIKCgZURU5TT1IQBBIHCgNST1cQBRILCgdERUZBVUxUEAYSCAoESlNPThAHKigKCUJ5dGVPcmRlchIHCgNCSUcQABIKCgZMSVRUTEUQARIGCgJOQRACKugBCgRUeXBlEggKBE5PTkUQABIICgRMSU5LEAESCwoHRkxPQVQxNhACEgsKB0ZMT0FUMzIQAxILCgdGTE9BVDY0EAQSCQoFVUlOVDgQBRIKCgZVSU5UMTYQBhIKCgZVSU5UMzIQBxIKCgZVSU5UNjQQCBIICgRJTlQ4EAkSCQoFSU5UMTYQChIJCgVJTlQzMhALEgkKBUlOVDY0EAwSCgoGU1RSSU5HEA0SCAoEQk9PTBAOEg0KCUNPTVBMRVg2NBAPEg4KCkNPTVBMRVgxMjgQEBIKCgZIRlJBTUUQERIKCgZPQkpFQ1QQEmIGcHJvdG8z");
/**
 * Describes the message bundle.StringTuple.
 * Use `create(StringTupleSchema)` to create a new message.
 */
const StringTupleSchema = /*@__PURE__*/ (/* unused pure expression or super */ null && (messageDesc(file_hyperframe, 0)));
/**
 * Describes the message bundle.HyperFrame.
 * Use `create(HyperFrameSchema)` to create a new message.
 */
const HyperFrameSchema = /*@__PURE__*/ (0,_bufbuild_protobuf_codegenv2__WEBPACK_IMPORTED_MODULE_1__/* .messageDesc */ .Z)(file_hyperframe, 1);
/**
 * Describes the message bundle.Frame.
 * Use `create(FrameSchema)` to create a new message.
 */
const FrameSchema = /*@__PURE__*/ (0,_bufbuild_protobuf_codegenv2__WEBPACK_IMPORTED_MODULE_1__/* .messageDesc */ .Z)(file_hyperframe, 2);
/**
 * Describes the message bundle.Lineage.
 * Use `create(LineageSchema)` to create a new message.
 */
const LineageSchema = /*@__PURE__*/ (0,_bufbuild_protobuf_codegenv2__WEBPACK_IMPORTED_MODULE_1__/* .messageDesc */ .Z)(file_hyperframe, 3);
/**
 * Describes the message bundle.Lineage.Dependency.
 * Use `create(Lineage_DependencySchema)` to create a new message.
 */
const Lineage_DependencySchema = /*@__PURE__*/ (/* unused pure expression or super */ null && (messageDesc(file_hyperframe, 3, 0)));
/**
 * Describes the message bundle.Link.
 * Use `create(LinkSchema)` to create a new message.
 */
const LinkSchema = /*@__PURE__*/ (0,_bufbuild_protobuf_codegenv2__WEBPACK_IMPORTED_MODULE_1__/* .messageDesc */ .Z)(file_hyperframe, 4);
/**
 * Describes the message bundle.LocalLink.
 * Use `create(LocalLinkSchema)` to create a new message.
 */
const LocalLinkSchema = /*@__PURE__*/ (0,_bufbuild_protobuf_codegenv2__WEBPACK_IMPORTED_MODULE_1__/* .messageDesc */ .Z)(file_hyperframe, 5);
/**
 * Describes the message bundle.S3Link.
 * Use `create(S3LinkSchema)` to create a new message.
 */
const S3LinkSchema = /*@__PURE__*/ (/* unused pure expression or super */ null && (messageDesc(file_hyperframe, 6)));
/**
 * Describes the message bundle.DatabaseLink.
 * Use `create(DatabaseLinkSchema)` to create a new message.
 */
const DatabaseLinkSchema = /*@__PURE__*/ (/* unused pure expression or super */ null && (messageDesc(file_hyperframe, 7)));
/**
 * @generated from enum bundle.Presentation
 */
const Presentation = {
    /**
     * @generated from enum value: HF = 0;
     */
    HF: 0,
    /**
     * @generated from enum value: DF = 1;
     */
    DF: 1,
    /**
     * @generated from enum value: SCALAR = 3;
     */
    SCALAR: 3,
    /**
     * @generated from enum value: TENSOR = 4;
     */
    TENSOR: 4,
    /**
     * @generated from enum value: ROW = 5;
     */
    ROW: 5,
    /**
     * @generated from enum value: DEFAULT = 6;
     */
    DEFAULT: 6,
    /**
     * @generated from enum value: JSON = 7;
     */
    JSON: 7,
};
/**
 * Describes the enum bundle.Presentation.
 */
const PresentationSchema = /*@__PURE__*/ (/* unused pure expression or super */ null && (enumDesc(file_hyperframe, 0)));
/**
 * @generated from enum bundle.ByteOrder
 */
const ByteOrder = {
    /**
     * @generated from enum value: BIG = 0;
     */
    BIG: 0,
    /**
     * @generated from enum value: LITTLE = 1;
     */
    LITTLE: 1,
    /**
     * @generated from enum value: NA = 2;
     */
    NA: 2,
};
/**
 * Describes the enum bundle.ByteOrder.
 */
const ByteOrderSchema = /*@__PURE__*/ (/* unused pure expression or super */ null && (enumDesc(file_hyperframe, 1)));
/**
 * @generated from enum bundle.Type
 */
const Type = {
    /**
     * @generated from enum value: NONE = 0;
     */
    NONE: 0,
    /**
     * @generated from enum value: LINK = 1;
     */
    LINK: 1,
    /**
     * @generated from enum value: FLOAT16 = 2;
     */
    FLOAT16: 2,
    /**
     * @generated from enum value: FLOAT32 = 3;
     */
    FLOAT32: 3,
    /**
     * @generated from enum value: FLOAT64 = 4;
     */
    FLOAT64: 4,
    /**
     * @generated from enum value: UINT8 = 5;
     */
    UINT8: 5,
    /**
     * @generated from enum value: UINT16 = 6;
     */
    UINT16: 6,
    /**
     * @generated from enum value: UINT32 = 7;
     */
    UINT32: 7,
    /**
     * @generated from enum value: UINT64 = 8;
     */
    UINT64: 8,
    /**
     * @generated from enum value: INT8 = 9;
     */
    INT8: 9,
    /**
     * @generated from enum value: INT16 = 10;
     */
    INT16: 10,
    /**
     * @generated from enum value: INT32 = 11;
     */
    INT32: 11,
    /**
     * @generated from enum value: INT64 = 12;
     */
    INT64: 12,
    /**
     * @generated from enum value: STRING = 13;
     */
    STRING: 13,
    /**
     * @generated from enum value: BOOL = 14;
     */
    BOOL: 14,
    /**
     * @generated from enum value: COMPLEX64 = 15;
     */
    COMPLEX64: 15,
    /**
     * @generated from enum value: COMPLEX128 = 16;
     */
    COMPLEX128: 16,
    /**
     * @generated from enum value: HFRAME = 17;
     */
    HFRAME: 17,
    /**
     * @generated from enum value: OBJECT = 18;
     */
    OBJECT: 18,
};
/**
 * Describes the enum bundle.Type.
 */
const TypeSchema = /*@__PURE__*/ (/* unused pure expression or super */ null && (enumDesc(file_hyperframe, 2)));


/***/ }),

/***/ 64509:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ tableFormatOf),
/* harmony export */   C: () => (/* binding */ maxTableColumns)
/* harmony export */ });
/** A table of more columns is no table that anybody compares. */
const maxTableColumns = 10_000;
const formats = new Map([
    ['parquet', { format: 'parquet' }],
    ['pq', { format: 'parquet' }],
    ['csv', { format: 'csv', delimiter: ',' }],
    ['tsv', { format: 'csv', delimiter: '\t' }],
]);
/** What table a file holds, by the end of its name; undefined of other files, and of tables that are compressed as a whole. */
function tableFormatOf(path) {
    return formats.get(/\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '');
}


/***/ }),

/***/ 89888:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C9: () => (/* binding */ diskFailure),
/* harmony export */   HN: () => (/* binding */ writeAt),
/* harmony export */   b2: () => (/* binding */ isMissing),
/* harmony export */   c2: () => (/* binding */ fileErrorCode)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40643);

const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const forbidden = new Set(['EACCES', 'EROFS', 'EPERM', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG']);
const other = new Set(['EXDEV', 'ENOENT', 'EIO', 'EMFILE', 'ENFILE', 'EEXIST', 'ENOTEMPTY', 'EBUSY']);
/** The system's name for what went wrong with a file, such as `ENOSPC`; undefined for errors of another kind. */
function fileErrorCode(error) {
    if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string')
        return undefined;
    return full.has(error.code) || forbidden.has(error.code) || other.has(error.code) ? error.code : undefined;
}
/** Whether a file or folder is not there. */
function isMissing(error) {
    return fileErrorCode(error) === 'ENOENT' || fileErrorCode(error) === 'ENOTDIR';
}
/**
 * The failure that an error of writing below `folder` amounts to: `disk-full` or `local-context-unwritable`.
 * What is no error of a file is given back as it came.
 */
function diskFailure(error, folder) {
    const code = fileErrorCode(error);
    if (code === undefined || error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR)
        return error;
    const options = { cause: error };
    if (full.has(code)) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('disk-full', `No room is left below ${folder} (${code}).`, 'Free some space there.', options);
    }
    const evidence = `${folder} could not be written (${code}).`;
    if (code === 'EXDEV') {
        const advice = 'Have `objects` on the same file system as its context: a bundle is put there by one rename.';
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('local-context-unwritable', evidence, advice, options);
    }
    const advice = "Make it writable for the job's user, or set `pull-output: false`.";
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('local-context-unwritable', evidence, advice, options);
}
/** Writes all of these bytes from a position of a file on. */
async function writeAt(handle, chunks, position) {
    const { bytesWritten } = await handle.writev(chunks, position);
    const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    if (bytesWritten === length)
        return;
    // A disk that is nearly full takes a part of it, and says why it did not take more when it is asked again.
    const rest = Buffer.concat(chunks).subarray(bytesWritten);
    for (let at = 0; at < rest.length;) {
        at += (await handle.write(rest, at, rest.length - at, position + bytesWritten + at)).bytesWritten;
    }
}


/***/ }),

/***/ 88483:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ linkOnTheWay),
/* harmony export */   c: () => (/* binding */ faultInPaths)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _disk_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(89888);



/** Names that lead to a device whatever folder they are in: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const deviceName = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?$/i;
/** A name that ends like this loses its end there, and so becomes another file's. */
const lostEnd = /[ .]$/;
const forbiddenOnWindows = /[<>:"|?*\\]/;
/**
 * Why these paths of one bundle, `/` between names, cannot all be files of a folder, or undefined when they can. Two that
 * differ in case only are refused everywhere: on some machines the one would overwrite the other.
 */
function faultInPaths(paths, platform = process.platform) {
    const files = new Map();
    const folders = new Map();
    for (const each of paths) {
        const names = each.split('/');
        const unusable = platform === 'win32' ? names.find(isUnusableOnWindows) : undefined;
        if (unusable !== undefined)
            return `Windows has no file named ${JSON.stringify(unusable)} (${each})`;
        const twin = files.get(folded(each)) ?? each;
        if (twin !== each)
            return `${twin} and ${each} are the same file where case does not count`;
        files.set(folded(each), each);
        for (let depth = 1; depth < names.length; depth++)
            folders.set(folded(names.slice(0, depth).join('/')), each);
    }
    for (const [name, inner] of folders) {
        const file = files.get(name);
        if (file !== undefined)
            return `${file} is a file, and the folder of ${inner}`;
    }
    return undefined;
}
/** As file systems that do not count case compare names; those of macOS do not tell é from e´ either. */
function folded(name) {
    return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}
function isUnusableOnWindows(name) {
    return deviceName.test(name) || lostEnd.test(name) || forbiddenOnWindows.test(name);
}
/**
 * The folder on the way from `root` to one of these files that is a symbolic link, so that the file would land elsewhere;
 * `root` itself counts. Undefined when there is none. What is not there yet is none.
 */
async function linkOnTheWay(root, paths) {
    const folders = new Set([root]);
    for (const each of paths) {
        const names = each.split('/');
        for (let depth = 1; depth < names.length; depth++)
            folders.add(node_path__WEBPACK_IMPORTED_MODULE_1___default().join(root, ...names.slice(0, depth)));
    }
    for (const folder of folders) {
        const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(folder).catch((error) => {
            if ((0,_disk_js__WEBPACK_IMPORTED_MODULE_2__/* .isMissing */ .b2)(error))
                return undefined;
            throw error;
        });
        if (found?.isSymbolicLink())
            return folder;
    }
    return undefined;
}


/***/ })

};
;