"use strict";
exports.id = 8632;
exports.ids = [8632];
exports.modules = {

/***/ 15292:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ unattendedOnly),
/* harmony export */   v: () => (/* binding */ createFailureIssueTarget)
/* harmony export */ });
/* harmony import */ var _action_workflow_run_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(83396);
/* harmony import */ var _comment_target_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43403);


/** What the log says about an event in which nothing is reported. */
const unattendedOnly = '`failure-issue` is ignored: it is for schedules, and for runs by hand on the default branch.';
/**
 * Creates the target of a step; undefined for a run that a person follows. `names` distinguish the steps of two calls
 * of one reusable workflow. They must be the same in each run, whether it fails or succeeds.
 */
function createFailureIssueTarget(env, event, inputs, names) {
    const { runId, attempt, url, commit, workflow, workflowPath, job, step } = (0,_action_workflow_run_js__WEBPACK_IMPORTED_MODULE_1__.readWorkflowRun)(env, event);
    if (!(0,_action_workflow_run_js__WEBPACK_IMPORTED_MODULE_1__.isUnattendedRun)(env, event))
        return undefined;
    const key = (0,_comment_target_js__WEBPACK_IMPORTED_MODULE_0__/* .createPlaceKey */ .xZ)(inputs.key, ['failure-issue', workflowPath || workflow, job, step, ...names]);
    return { key, runId: Number(runId) || 0, attempt, url, commit, workflow, job, inputs };
}


/***/ }),

/***/ 95719:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  X: () => (/* binding */ publishFailureIssue)
});

// EXTERNAL MODULE: ./src/action/step-summary.js
var step_summary = __webpack_require__(52366);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/github/errors.js
var github_errors = __webpack_require__(9421);
// EXTERNAL MODULE: ./src/github/comment-marker.js
var comment_marker = __webpack_require__(55996);
// EXTERNAL MODULE: ./src/lib/json.js
var json = __webpack_require__(33178);
// EXTERNAL MODULE: ./src/github/hidden-json.js
var hidden_json = __webpack_require__(35269);
;// CONCATENATED MODULE: ./src/github/issue-marker.js


const version = 1;
const issue_marker_name = 'disdat-run-action-failure';
const states = ['failing', 'succeeded', 'duplicate'];
/** The longest verdict, so that every marker is shorter than its limit. */
const verdictLimit = 24;
/** Ends the part of an issue's body that the action writes. */
const endMark = '<!-- disdat-run-action-end -->';
/** What the body of an issue has beside its text, at most, in UTF-16 units. */
const issueMarkerLimit = hidden_json/* hiddenJsonLimit */.Y2 + endMark.length + 4;
/** The body of an issue: the marker, the text, and what a person wrote below. */
function formatIssueBody(marker, text, addition = '') {
    return `${formatIssueMarker(marker)}\n${text.trimEnd()}\n\n${endMark}${addition}`;
}
/** Replaces the marker in the body of an issue, and nothing else. */
function replaceIssueMarker(body, marker) {
    return body.replace(/^[^\r\n]*/, () => formatIssueMarker(marker));
}
function formatIssueMarker({ verdict, since, ...marker }) {
    const value = {
        v: version,
        ...marker,
        verdict: verdict.replace(/[^a-z-]/g, '').slice(0, verdictLimit),
        since: since.toISOString(),
    };
    return (0,hidden_json/* formatHiddenJson */.Mb)(issue_marker_name, value);
}
/** The marker of an issue, of this version or a later one; undefined without a valid marker. */
function parseIssueMarker(body) {
    const value = (0,hidden_json/* parseHiddenJson */.G5)(issue_marker_name, body);
    const [run, attempt, failures] = ['run', 'attempt', 'failures'].map((field) => (0,json/* getField */.VI)(value, field));
    const since = new Date((0,json/* getString */.AA)(value, 'since') ?? '');
    const state = states.find((each) => each === (0,json/* getField */.VI)(value, 'state'));
    const [key, verdict, notifiedOn] = ['key', 'verdict', 'notifiedOn'].map((field) => (0,json/* getString */.AA)(value, field));
    if (!(0,hidden_json/* isCount */.my)(run) || !(0,hidden_json/* isCount */.my)(attempt) || !(0,hidden_json/* isCount */.my)(failures) || Number.isNaN(since.getTime()))
        return undefined;
    if (state === undefined || key === undefined || verdict === undefined || notifiedOn === undefined)
        return undefined;
    if (typeof (0,json/* getField */.VI)(value, 'v') !== 'number')
        return undefined;
    return { key, run, attempt, state, verdict, failures, since, notifiedOn };
}
/** What a person wrote below the action's part of an issue's body. */
function readAddition(body) {
    const at = body.lastIndexOf(endMark);
    return at < 0 ? '' : body.slice(at + endMark.length);
}
/** Breaks up what GitHub would hide in a text, so that no text from outside can be a marker. */
const showHidden = (text) => text.replaceAll('<!--', '<\u2060!--');

;// CONCATENATED MODULE: ./src/github/issue-comment.js




const issue_comment_name = 'disdat-run-action-news';
/**
 * Posts a comment on an issue, once for a run and its attempt, and for a day if it has one. Resolves with false when
 * GitHub refuses comments on this issue, because it is locked. Throws other GitHubErrors.
 */
async function addIssueComment(github, comment) {
    const { number, author: own, run, attempt, kind, day = '', text } = comment;
    const mark = (0,hidden_json/* formatHiddenJson */.Mb)(issue_comment_name, { kind, run, attempt, day });
    try {
        const isSame = ({ author, body }) => author === own && body.split('\n', 1)[0] === mark;
        const created = await github.createComment(number, `${mark}\n${showHidden(text)}`, (all) => all.find(isSame));
        if (day !== '')
            await removeLater(github, created, { number, day });
        return true;
    }
    catch (error) {
        if (error instanceof github_errors/* GitHubError */.y && error.kind === 'refused')
            return false;
        throw error;
    }
}
/** Concurrent runs may both comment: the first comment of a day stays. Every run that removes makes the same choice. */
async function removeLater(github, created, { number, day }) {
    const comments = await github.listComments(number);
    const isEarlier = ({ id, author, body }) => id < created.id && author === created.author && (0,json/* getString */.AA)((0,hidden_json/* parseHiddenJson */.G5)(issue_comment_name, body), 'day') === day;
    if (comments.some(isEarlier))
        await github.deleteComment(created.id);
}

;// CONCATENATED MODULE: ./src/github/own-issues.js


/** The label by which the action finds its issues. */
const failureLabel = 'disdat-failure';
/**
 * Selects the issues by the token's account whose marker has the key, the oldest first. A marker by another account has
 * no effect. Throws GitHubError.
 */
async function selectOwnIssues(github, issues, key) {
    const marked = issues.flatMap((issue) => {
        const marker = parseIssueMarker(issue.body);
        return marker?.key === key ? [{ issue, marker }] : [];
    });
    if (marked.length === 0)
        return [];
    const author = await github.getLogin();
    return marked.filter(({ issue }) => issue.author === author).toSorted((a, b) => a.issue.number - b.issue.number);
}
/** Combines the markers of issues that concurrent runs opened: the newest one, with the failures of all. */
function combineMarkers([first, ...others]) {
    return others.reduce((marker, { marker: other }) => {
        const newest = (0,comment_marker/* isNewerMarker */.Yv)(other, marker) ? other : marker;
        return {
            ...newest,
            failures: marker.failures + (other.run === marker.run ? 0 : other.failures),
            since: new Date(Math.min(marker.since.getTime(), other.since.getTime())),
            notifiedOn: [marker.notifiedOn, other.notifiedOn].toSorted().at(-1) ?? '',
        };
    }, first.marker);
}

;// CONCATENATED MODULE: ./src/github/failure-issue.js





/** GitHub refuses bodies of more than 65,536 characters. */
const issueBodyLimit = 65_536 - issueMarkerLimit;
/** What a person wrote below the action's text is kept up to this length, in UTF-16 units. */
const additionLimit = 40_000;
/**
 * Reports a failure in the one open issue of its key, or opens it: an issue by the token's account, with
 * `failureLabel`, whose marker has the key. Its body is renewed below what a person wrote, and subscribers get at most
 * one comment a day. If concurrent runs open several, the oldest stays. A closed issue stays closed. Throws
 * GitHubError.
 */
async function reportFailure(github, request) {
    const open = await selectOwnIssues(github, await github.issues.listOpen(failureLabel), request.key);
    return (await updateOldest(github, request, open)) ?? (await openIssue(github, request));
}
/**
 * Closes the open issue of the key, if the success is of a newer run than its last failure. Throws GitHubError.
 */
async function reportSuccess(github, request) {
    const open = await selectOwnIssues(github, await github.issues.listOpen(failureLabel), request.key);
    const [oldest, ...others] = open;
    if (oldest === undefined)
        return { kind: 'unchanged' };
    const { number, url, body, author } = oldest.issue;
    const last = combineMarkers([oldest, ...others]);
    if (!(0,comment_marker/* isNewerMarker */.Yv)(request, last))
        return { kind: 'outdated', number };
    // A person who opened the issue again has a reason.
    if (last.state !== 'failing' || !request.isEndOf(last.verdict))
        return { kind: 'unchanged' };
    await closeDuplicates(github, others, number);
    const { key, run, attempt, now } = request;
    const marker = { ...last, key, run, attempt, state: 'succeeded', notifiedOn: getDay(now) };
    const changes = { body: replaceIssueMarker(body, marker), closeAs: 'completed' };
    if ((await github.issues.update(number, changes)) === undefined)
        return { kind: 'unchanged' };
    const comment = { number, author, run, attempt, text: request.renderComment(last) };
    const isPosted = await addIssueComment(github, { ...comment, kind: 'end' });
    return { kind: 'closed', number, url, history: last, ...(!isPosted && { refused: 'comment' }) };
}
/** Undefined when there is no open issue, or not any more. */
async function updateOldest(github, request, [oldest, ...others]) {
    if (oldest === undefined)
        return undefined;
    const { number, url, body, author } = oldest.issue;
    await closeDuplicates(github, others, number);
    const last = combineMarkers([oldest, ...others]);
    if ((0,comment_marker/* isNewerMarker */.Yv)(last, request))
        return { kind: 'outdated', number };
    const { key, run, attempt, now, verdict } = request;
    const today = getDay(now);
    const history = last.state === 'failing' ? countFailure(last, run) : { failures: 1, since: now };
    const marker = { key, run, attempt, state: 'failing', verdict, ...history, notifiedOn: today };
    const addition = readAddition(body).slice(0, additionLimit);
    const text = showHidden(request.renderBody(history, issueBodyLimit - addition.length));
    const updated = await github.issues.update(number, { body: formatIssueBody(marker, text, addition) });
    if (updated === undefined)
        return undefined;
    const isDue = last.notifiedOn !== today;
    const comment = { number, author, run, attempt, text: request.renderComment(history) };
    const isRefused = isDue && !(await addIssueComment(github, { ...comment, kind: 'failure', day: today }));
    return { kind: 'updated', number, url, history, ...(isRefused && { refused: 'comment' }) };
}
/** Attempts of one run are one failure. */
const countFailure = ({ failures, since, run }, newRun) => ({
    failures: failures + (run === newRun ? 0 : 1),
    since,
});
async function openIssue(github, request) {
    const { key, run, attempt, now, verdict } = request;
    const closed = await selectOwnIssues(github, await github.issues.listClosed(failureLabel), key);
    const newer = closed.find(({ marker }) => (0,comment_marker/* isNewerMarker */.Yv)(marker, request));
    if (newer !== undefined)
        return { kind: 'outdated', number: newer.issue.number };
    const latest = closed.findLast(({ marker }) => marker.state !== 'duplicate');
    const closedByHand = latest?.marker.state === 'failing' ? latest.issue.number : undefined;
    const history = { failures: 1, since: now, ...(closedByHand !== undefined && { closedByHand }) };
    const marker = { key, run, attempt, state: 'failing', verdict, failures: 1, since: now };
    const text = showHidden(request.renderBody(history, issueBodyLimit));
    const { issue, refused } = await createIssue(github, {
        title: request.title,
        body: formatIssueBody({ ...marker, notifiedOn: getDay(now) }, text),
        labels: [failureLabel, ...request.labels],
        assignees: request.assignees,
    });
    const all = await selectOwnIssues(github, await github.issues.listOpen(failureLabel), key);
    const isFirst = !all.some((other) => other.issue.number < issue.number);
    const merged = isFirst ? undefined : await updateOldest(github, request, all);
    return merged ?? { kind: 'opened', number: issue.number, url: issue.url, history, ...(refused && { refused }) };
}
/** GitHub refuses an issue with an assignee who may not be assigned. The failure is more important. */
async function createIssue(github, input) {
    const author = await github.getLogin();
    const find = (issues) => issues.find((issue) => issue.author === author && getFirstLine(issue.body) === getFirstLine(input.body));
    try {
        return { issue: await labelIssue(github, await github.issues.create(input, find), input), refused: undefined };
    }
    catch (error) {
        if (!(error instanceof github_errors/* GitHubError */.y) || error.status !== 422 || input.assignees.length === 0)
            throw error;
    }
    return { ...(await createIssue(github, { ...input, assignees: [] })), refused: 'assignees' };
}
const getFirstLine = (text) => text.split(/\r?\n/, 1)[0];
/** GitHub drops labels of an issue without an error, where the token may not set them. */
async function labelIssue(github, issue, { labels }) {
    const isLabelled = issue.labels.some((label) => label.toLowerCase() === failureLabel);
    if (!isLabelled)
        await github.issues.addLabels(issue.number, labels);
    return issue;
}
async function closeDuplicates(github, duplicates, of) {
    for (const { issue, marker } of duplicates) {
        const text = `Duplicate of #${of}: several runs failed at the same time.`;
        const body = formatIssueBody({ ...marker, state: 'duplicate' }, text, readAddition(issue.body));
        await github.issues.update(issue.number, { body, closeAs: 'not_planned' });
    }
}
const getDay = (time) => time.toISOString().slice(0, 10);

// EXTERNAL MODULE: ./src/lib/abort.js
var abort = __webpack_require__(31140);
// EXTERNAL MODULE: ./src/action/untrusted.js
var untrusted = __webpack_require__(23707);
// EXTERNAL MODULE: ./src/lib/units.js
var units = __webpack_require__(19177);
// EXTERNAL MODULE: ./src/report/markdown.js
var markdown = __webpack_require__(11156);
;// CONCATENATED MODULE: ./src/report/failure-issue.js



/** The limits of a name in a title, in UTF-16 units: GitHub accepts 256 in all. */
const titleNameLimit = 90;
/** Renders the title of an issue. Both names are untrusted. */
function renderIssueTitle(subject, workflow) {
    const [what, where] = [subject, workflow].map((name) => (0,untrusted/* escapeTitle */.A5)((0,untrusted/* truncate */.xv)(name, titleNameLimit)));
    return where === '' ? `${what} failed` : `${what} failed in ${where}`;
}
/** Renders the text of an issue: how many failures in a row, and `renderReport` below it, in `limit` characters. */
function renderIssueText(facts, renderReport, limit) {
    const head = `**${renderFailureCount(facts)}** The first success closes this issue.${renderEarlier(facts)}\n\n`;
    return `${head}${renderReport(limit - head.length)}`;
}
const renderFailureCount = ({ failures, since }) => failures === 1
    ? `Failed at ${(0,units/* formatTime */.fU)(since)}.`
    : `${(0,units/* formatCount */.B4)(failures, 'failure')} in a row, the first at ${(0,units/* formatTime */.fU)(since)}.`;
const renderEarlier = ({ closedByHand }) => closedByHand === undefined ? '' : ` An earlier issue, #${closedByHand}, was closed while the failure lasted.`;
/** Renders the comment of a day on which runs still fail. `verdict` says why the last one did. */
function renderFailureComment(facts, verdict) {
    const run = (0,markdown/* renderLink */.BK)('Last run', facts.runUrl);
    return `❌ ${renderFailureCount(facts)} ${run}: ${(0,markdown/* renderCode */.cR)(verdict)}. The description above is up to date.`;
}
/** Renders the comment of the success that ends the failures. */
function renderEndComment({ failures, since, runUrl }, now) {
    const time = (0,units/* formatDuration */.a3)(Math.max(0, now.getTime() - since.getTime()));
    return `✅ A ${(0,markdown/* renderLink */.BK)('run', runUrl)} succeeded ${time} after the first failure, and after ${(0,units/* formatCount */.B4)(failures, 'failure')} in a row.`;
}
/** Renders what the step summary says about the issue. */
function renderIssueNote({ kind, number, url, ...facts }, now) {
    const issue = (0,markdown/* renderLink */.BK)(`Issue #${number}`, url);
    if (kind !== 'closed')
        return `${issue} ${kind}: ${renderFailureCount(facts)}\n\n`;
    const time = (0,units/* formatDuration */.a3)(Math.max(0, now.getTime() - facts.since.getTime()));
    return `${issue} closed, ${time} after the first of ${(0,units/* formatCount */.B4)(facts.failures, 'failure')} in a row.\n\n`;
}

// EXTERNAL MODULE: ./src/run/github-access.js + 7 modules
var github_access = __webpack_require__(29287);
;// CONCATENATED MODULE: ./src/run/publish-failure-issue.js







/** How long all calls may take, in milliseconds. After a cancellation GitHub leaves the step 10 s in all. */
const limitMs = 180_000;
const cancelledLimitMs = 4_000;
/**
 * Opens, updates or closes the one issue of a step. Resolves with its URL; undefined when nothing changed. Never
 * throws: the log says once why an issue could not be reported, and the end of the step does not change.
 */
async function publishFailureIssue(outcome, target, sinks) {
    const { log, cancelled, env } = sinks;
    if (outcome.kind === 'undecided')
        return undefined;
    const limit = AbortSignal.any([AbortSignal.timeout(limitMs), (0,abort/* delayAbort */.y5)(cancelled, cancelledLimitMs)]);
    try {
        const github = await (0,github_access/* openGitHubFor */.jb)(sinks, limit);
        if (github === undefined)
            return void (await log.notice('`failure-issue` needs `github-token`. No issue was opened.'));
        const now = new Date();
        const result = await report(github, outcome, target, { now, log });
        await logResult(result, log);
        if (result.kind === 'unchanged' || result.kind === 'outdated')
            return undefined;
        const { kind, number, url, history } = result;
        const note = () => renderIssueNote({ kind, number, url, ...history }, now);
        if (sinks.shouldWriteSummary)
            await (0,step_summary/* writeStepSummary */.o)(note, log, env['GITHUB_STEP_SUMMARY']);
        return url;
    }
    catch (error) {
        await logIssueFailure(error, log);
        return undefined;
    }
}
async function report(github, outcome, target, { now, log }) {
    const { key, runId: run, attempt, url: runUrl, workflow, inputs } = target;
    const place = { key, run, attempt, now };
    const addRun = (history) => ({ ...history, runUrl });
    if (outcome.kind !== 'failed')
        return await reportSuccess(github, {
            ...place,
            // The data that a rule refused is there too.
            isEndOf: (verdict) => outcome.kind === 'succeeded' || verdict !== 'rule-broken',
            renderComment: (history) => renderEndComment(addRun(history), now),
        });
    const { subject, verdict, renderReport } = outcome;
    return await reportFailure(github, {
        ...{ ...place, verdict, labels: inputs.labels, assignees: inputs.assignees },
        title: log.redact(renderIssueTitle(subject, workflow)),
        renderBody: (history, limit) => log.redact(renderIssueText(addRun(history), renderReport, limit)),
        renderComment: (history) => renderFailureComment(addRun(history), verdict),
    });
}
async function logResult(result, log) {
    switch (result.kind) {
        case 'unchanged':
            return await log.debug('No open issue is about failures that this run ends.');
        case 'outdated':
            return log.info(`Issue #${result.number} stays as it is: a newer run has reported already.`);
        default:
            log.info(`Issue #${result.number} was ${result.kind}: ${result.url}`);
            if (result.refused === 'comment')
                log.info('GitHub refused a comment on it: it may be locked.');
            if (result.refused === 'assignees')
                await log.warning('`failure-issue-assignees`: GitHub refused the assignees, so the issue has none. Give logins of people with access to the repository.');
    }
}
/** Logs why an issue could not be reported. A refusal by GitHub is only a notice: the run did not cause it. */
async function logIssueFailure(error, log) {
    if (!(error instanceof github_errors/* GitHubError */.y) || error.kind !== 'refused')
        return await log.warning(`The issue of \`failure-issue\` could not be updated: ${(0,errors/* describeError */.Uc)(error)}`);
    const advice = error.status === 410
        ? 'Enable issues in the settings of the repository.'
        : 'Give the job `permissions: issues: write`: see docs/failure-issue.md.';
    await log.notice(`GitHub refused the issue of \`failure-issue\`: ${(0,errors/* describeError */.Uc)(error)}. ${advice}`);
}


/***/ })

};
;