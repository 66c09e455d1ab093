"use strict";
exports.id = 3396;
exports.ids = [3396];
exports.modules = {

/***/ 83396:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   getBaseCommit: () => (/* binding */ getBaseCommit),
/* harmony export */   getWorkflowCommits: () => (/* binding */ getWorkflowCommits),
/* harmony export */   isUnattendedRun: () => (/* binding */ isUnattendedRun),
/* harmony export */   readWorkflowRun: () => (/* binding */ readWorkflowRun)
/* harmony export */ });
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33178);

/** Reads the workflow run. https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
function readWorkflowRun(env, event) {
    const { GITHUB_REPOSITORY: repository = '', GITHUB_RUN_ID: runId = '', GITHUB_SERVER_URL: server = '' } = env;
    const actor = env['GITHUB_ACTOR'] ?? '';
    const pullRequest = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getField */ .VI)(event, 'pull_request');
    const pullRequestNumber = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getNumber */ .WZ)(event, 'number') ?? (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getNumber */ .WZ)(pullRequest, 'number');
    return {
        repository,
        runId,
        number: Number(env['GITHUB_RUN_NUMBER'] ?? 0) || 0,
        attempt: Number(env['GITHUB_RUN_ATTEMPT'] ?? 1) || 1,
        workflow: env['GITHUB_WORKFLOW'] ?? '',
        workflowPath: /^[^/]+\/[^/]+\/([^@]+)@/.exec(env['GITHUB_WORKFLOW_REF'] ?? '')?.[1] ?? '',
        job: env['GITHUB_JOB'] ?? '',
        step: env['GITHUB_ACTION'] ?? '',
        commit: getWorkflowCommits(env, event).at(-1) ?? '',
        actor,
        pullRequest: pullRequest === undefined ? undefined : pullRequestNumber,
        isFromOutside: actor === 'dependabot[bot]' || isFork(pullRequest, repository),
        url: runId === '' ? '' : `${server}/${repository}/actions/runs/${runId}`,
    };
}
/** A pull request whose repository was deleted came from a fork. */
function isFork(pullRequest, repository) {
    return pullRequest !== undefined && (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getField */ .VI)(pullRequest, 'head', 'repo', 'full_name') !== repository;
}
/**
 * Returns the commits that the workflow runs for: the commit that is checked out, and in a pull request also its head.
 * The checked-out commit of a pull request is a merge from which no image was built.
 * https://docs.github.com/en/actions/reference/events-that-trigger-workflows#pull_request
 */
function getWorkflowCommits(env, event) {
    return [env['GITHUB_SHA'], (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getString */ .AA)(event, 'pull_request', 'head', 'sha')].flatMap((commit) => commit || []);
}
/**
 * Returns the commit in whose history an earlier bundle is looked for: in a pull request the commit of the base branch,
 * otherwise the workflow's own commit.
 */
function getBaseCommit(env, event) {
    return (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getString */ .AA)(event, 'pull_request', 'base', 'sha') || env['GITHUB_SHA'] || undefined;
}
/**
 * Whether the workflow runs on a schedule, which GitHub does only on the default branch, or was started by hand on the
 * default branch. https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */
function isUnattendedRun(env, event) {
    const { GITHUB_EVENT_NAME: name, GITHUB_REF: ref } = env;
    const branch = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getString */ .AA)(event, 'repository', 'default_branch');
    return name === 'schedule' || (name === 'workflow_dispatch' && ref !== undefined && ref === `refs/heads/${branch}`);
}


/***/ })

};
;