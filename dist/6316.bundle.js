"use strict";
exports.id = 6316;
exports.ids = [6316];
exports.modules = {

/***/ 36316:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  attemptPromotion: () => (/* binding */ attemptPromotion)
});

// EXTERNAL MODULE: ./src/bundles/bundle-place.js
var bundle_place = __webpack_require__(76116);
// EXTERNAL MODULE: ./src/disdat/promotion-tag.js
var promotion_tag = __webpack_require__(45154);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/lib/units.js
var units = __webpack_require__(19177);
// EXTERNAL MODULE: ./src/remote/copy.js
var copy = __webpack_require__(78952);
// EXTERNAL MODULE: ./src/remote/promotion/promotion-marker.js
var promotion_marker = __webpack_require__(42897);
// EXTERNAL MODULE: ./src/remote/prove.js
var prove = __webpack_require__(83411);
// EXTERNAL MODULE: ./src/run/prepare.js + 1 modules
var prepare = __webpack_require__(80582);
// EXTERNAL MODULE: ./src/run/pull-output.js + 3 modules
var pull_output = __webpack_require__(73983);
// EXTERNAL MODULE: ./src/run/report-transfer.js
var report_transfer = __webpack_require__(39082);
// EXTERNAL MODULE: ./src/disdat/bundle.js
var disdat_bundle = __webpack_require__(84092);
// EXTERNAL MODULE: ./src/remote/base.js
var base = __webpack_require__(7608);
// EXTERNAL MODULE: ./src/remote/catalog.js
var catalog = __webpack_require__(77414);
// EXTERNAL MODULE: ./src/remote/lineage.js
var remote_lineage = __webpack_require__(89692);
// EXTERNAL MODULE: ./src/disdat/reuse.js
var reuse = __webpack_require__(51354);
;// CONCATENATED MODULE: ./src/remote/promotion/select-made.js

/**
 * The bundles that the base lacks and that the pipe made for its output in the sandbox: of its own package, and by the
 * code of the output. Each comes after its own upstream, and the output is last. Otherwise the first bundle of the
 * lineage that is in the sandbox only and is not known to be made by this code. Pure.
 */
function selectMade({ lineage, base, ownPackage, receipt, }) {
    const made = [];
    const seen = new Set();
    let foreign;
    const visit = (bundle) => {
        if (seen.has(bundle.uuid) || foreign !== undefined)
            return;
        seen.add(bundle.uuid);
        const isOutput = bundle.uuid === lineage.bundle.uuid;
        if (!isOutput && base.get(bundle.uuid) !== undefined)
            return;
        const why = isOutput ? undefined : explainForeign(bundle, ownPackage, receipt);
        if (why !== undefined) {
            foreign = { foreign: bundle, why };
            return;
        }
        for (const { uuid } of bundle.dependsOn) {
            const upstream = lineage.ancestors.get(uuid);
            if (upstream !== undefined)
                visit(upstream);
        }
        made.push(bundle);
    };
    visit(lineage.bundle);
    return foreign ?? made;
}
/** Why the code of the output is not known to have made a bundle, too; undefined when it has. */
function explainForeign({ code }, ownPackage, { commit: own }) {
    if (code.method.split('.')[0] !== ownPackage)
        return 'another package made it';
    const commit = (0,reuse/* parseCommit */.L)(code.hash);
    if (commit === undefined || own === undefined)
        return 'names no commit, so that the code that made it is not known: set PIPELINE_GIT_HASH in the image';
    return commit === own ? undefined : 'other code made it';
}

// EXTERNAL MODULE: ./src/remote/replaced-upstream.js + 1 modules
var replaced_upstream = __webpack_require__(74192);
// EXTERNAL MODULE: ./src/run/shared-parts.js
var shared_parts = __webpack_require__(67276);
// EXTERNAL MODULE: ./src/run/skip/find-change.js
var find_change = __webpack_require__(21076);
// EXTERNAL MODULE: ./src/run/skip/find-earlier.js
var find_earlier = __webpack_require__(85814);
// EXTERNAL MODULE: ./src/run/skip/identify-run-image.js
var identify_run_image = __webpack_require__(90136);
// EXTERNAL MODULE: ./src/github/errors.js
var github_errors = __webpack_require__(9421);
;// CONCATENATED MODULE: ./src/run/promote/find-other-code.js



/**
 * Why the code of two images is not known to be the same; undefined when it is: both name the commit that they are
 * built from, and the folder with the package of the pipe is the same in both commits. So an image that was built again
 * counts as the same, and what is outside of that folder is not compared. Throws the reason of the cancellation.
 */
async function findOtherCode({ module }, source, { receipt, image, change }) {
    const was = receipt.commit;
    const env = 'unknown' in image ? undefined : image.env;
    if (env === undefined || was === undefined)
        return change;
    const now = (0,reuse/* parseCommit */.L)(env.get('PIPELINE_GIT_HASH'));
    // What a changed checkout was built of is in no commit.
    if (now === undefined || (env.get('PIPELINE_GIT_DIRTY') ?? '') !== '')
        return change;
    let comparison;
    try {
        comparison = await source.compareCode(module, was, now);
    }
    catch (error) {
        if (!(error instanceof github_errors/* GitHubError */.y))
            throw error;
        return { ...change, why: `${change.why} GitHub did not say whether the code is the same: ${(0,errors/* describeError */.Uc)(error)}` };
    }
    const { match, folder } = comparison;
    if (match === 'equal')
        return undefined;
    const what = folder === '' ? 'the repository' : `the folder ${folder}`;
    const why = match === 'different'
        ? `${change.why} The code is not the same, either: ${what} differs between the commits.`
        : `${change.why} GitHub does not have ${what} in both commits, to compare the code.`;
    return { trigger: 'code', why, was, now };
}

;// CONCATENATED MODULE: ./src/run/promote/decide-promotion.js














/** The longest time for the decision, in milliseconds. The run then takes place. */
const decideLimitMs = 120_000;
/** The most HyperFrames without an index entry that are read; with more, the run takes place. */
const maxUnread = 10_000;
/** Triggers but `code`: a merge has another commit than the head of its pull request, also of the same code. */
const triggers = new Set(['params', 'input', 'image', 'upstream']);
const triggersButImage = new Set(['params', 'input', 'upstream']);
/**
 * Decides whether the newest output of the sandbox is what a run would make now: of the same code, parameters, input
 * and upstream bundles, and with nothing newer in the base. Writes nothing. What cannot be compared counts as
 * different. Throws Failure as a store does, GitHubError, and the reason of the cancellation.
 */
async function decidePromotion(context, source, candidate) {
    const signal = AbortSignal.any([context.dependencies.cancelled, AbortSignal.timeout(decideLimitMs)]);
    const facts = await readFacts(context, candidate, signal);
    if ('why' in facts)
        return facts;
    const change = (await findDifference(context, source, candidate, facts)) ?? findNewerInBase(context, candidate, facts);
    if (change !== undefined)
        return change;
    const { lineage, inBase, receipt, output, image } = facts;
    const made = selectMade({ lineage, base: inBase, ownPackage: context.run.pipeClass.module[0] ?? '', receipt });
    if ('foreign' in made) {
        const { name, uuid } = made.foreign;
        return {
            trigger: 'upstream',
            why: `The upstream bundle ${name} (${uuid}) is in the sandbox only, and ${made.why}.`,
        };
    }
    const proofs = [];
    for (const { uuid } of made) {
        const proof = uuid === output.bundle.uuid ? output : await decide_promotion_prove(candidate.sandbox, uuid, signal);
        if ('why' in proof)
            return proof;
        proofs.push(proof);
    }
    return { proofs, receipt, image };
}
async function readFacts({ run, backend, runId, dependencies }, { sandbox, prepared: { remote: base } }, signal) {
    const { pipeClass, outputName: outputBundle, params } = run;
    const hyperFrames = new catalog/* HyperFrameCache */.W(sandbox, {});
    const [recorded, image, inBase, inSandbox] = await Promise.all([
        sandbox.receipts.read({ pipeClass: pipeClass.name, outputBundle, params }, { signal }),
        (0,identify_run_image/* identifyRunImage */.r)(run, { backend, dependencies, runId }, signal),
        (0,catalog/* readCatalog */.u)(base, new catalog/* HyperFrameCache */.W(base, {}), { signal, maxUnread }),
        (0,catalog/* readCatalog */.u)(sandbox, hyperFrames, { signal, maxUnread }),
    ]);
    const unread = inBase.unread + inSandbox.unread;
    if (unread > 0)
        return { trigger: 'output', why: `${unread} bundles are not in the index yet.` };
    const asked = { ...run, skipUnchanged: { triggers, maxAgeMs: undefined } };
    const receipt = (0,find_earlier/* findNewestReceipt */.Y)(asked, recorded === undefined ? [] : [recorded], inSandbox);
    if ('why' in receipt)
        return { ...receipt, trigger: receipt.trigger ?? 'output' };
    const output = await decide_promotion_prove(sandbox, receipt.bundle.uuid, signal);
    if ('why' in output)
        return output;
    const lineage = await (0,remote_lineage/* readLineage */.K)(joinCatalogs(inBase, inSandbox), hyperFrames, output.bundle.uuid, { signal });
    if (lineage === undefined)
        return { trigger: 'sandbox', why: `The bundle ${output.uri} does not exist any more.` };
    return { receipt, output, image, lineage, inBase };
}
/** The first difference between what the output was made of and what a run would make it of. */
async function findDifference({ run }, source, { prepared }, { receipt, output: proof, image, lineage, inBase }) {
    const input = (0,shared_parts/* getInputBundle */.l)(prepared)?.uuid;
    const upstream = (0,replaced_upstream/* findUpstreamChange */.B)(lineage, inBase, receipt.input);
    const facts = { ...{ run, receipt, proof, input, image, upstream, maxAgeMs: undefined }, now: new Date() };
    const change = (0,find_change/* findChange */.Y)({ ...facts, triggers });
    const other = change?.trigger === 'image'
        ? ((await findOtherCode(run.pipeClass, source, { receipt, image, change })) ??
            (0,find_change/* findChange */.Y)({ ...facts, triggers: triggersButImage }))
        : change;
    return other && { ...other, trigger: other.trigger ?? 'output' };
}
/** What has happened in the base since the pull request was run, and would hide the output or its input. */
function findNewerInBase({ run }, { prepared }, { output: { bundle }, inBase }) {
    const { context } = prepared.remote;
    const criteria = { output: bundle, inputParam: run.inputParam };
    // Also of another class, and where one of the two lacks a parameter: readers look for a name.
    const newer = (0,disdat_bundle/* pickNewest */.iR)(inBase.findMatches({ name: bundle.name }).filter((other) => (0,base/* hasSameParams */.tT)(other, criteria)));
    if (newer !== undefined && newer.createdSeconds > bundle.createdSeconds) {
        const why = `The context ${context} has a newer output, which readers would find.`;
        return { trigger: 'output', why, was: describeVersion(bundle), now: describeVersion(newer) };
    }
    const input = (0,shared_parts/* getInputBundle */.l)(prepared)?.uuid;
    if (input === undefined || inBase.get(input) !== undefined)
        return undefined;
    return { trigger: 'input', why: `The input bundle ${input} is not in the context ${context}.` };
}
/** The bundles of the base, and those that only the sandbox has. */
const joinCatalogs = (base, sandbox) => ({
    has: (uuid) => base.get(uuid) !== undefined || sandbox.has(uuid),
    get: (uuid) => base.get(uuid) ?? sandbox.get(uuid),
});
const describeVersion = ({ uuid, createdAt }) => `${uuid} (${(0,units/* formatTime */.fU)(createdAt)})`;
async function decide_promotion_prove(sandbox, uuid, signal) {
    try {
        const why = `The bundle ${uuid} is not in the sandbox ${sandbox.context} any more.`;
        return (await (0,prove/* proveBundle */.x)(sandbox, uuid, { signal })) ?? { trigger: 'sandbox', why };
    }
    catch (error) {
        if (!(error instanceof errors/* Failure */.HR) || error.verdict !== 'bundle-corrupt')
            throw error;
        return { trigger: 'sandbox', why: `The sandbox has only a part of the output. ${error.message}` };
    }
}

// EXTERNAL MODULE: ./src/remote/promotion/find-sandbox.js
var find_sandbox = __webpack_require__(74958);
;// CONCATENATED MODULE: ./src/run/promote/find-candidate.js



/**
 * Finds the sandbox of the pull request that was merged as the workflow's commit. Throws Failure as a store does, and
 * the reason of the cancellation.
 */
async function findCandidate(context, source, prepared) {
    const { push } = source;
    const pullRequest = await findPullRequest(context, source);
    if ('why' in pullRequest)
        return pullRequest;
    const { number, head } = pullRequest;
    if (head.repository !== push.repository) {
        const why = `Pull request #${number} comes from a fork, whose sandbox is never promoted.`;
        return { trigger: 'pull-request', why, was: head.repository ?? 'a deleted repository', now: push.repository };
    }
    const { remote } = prepared;
    const { openBase, cancelled: signal } = context.dependencies;
    const owner = { repository: push.repository, pullRequest: number };
    const { sandbox, denied } = await (0,find_sandbox/* findSandbox */.n7)(remote, owner, (name) => openBase(remote, name), { signal });
    if (sandbox !== undefined)
        return { pullRequest, sandbox, prepared };
    const names = (0,find_sandbox/* listSandboxNames */.Gq)(remote.context, number).join(', ');
    if (denied !== undefined) {
        const advice = 'Give the role the permission to read sandboxes, as docs/iam.md describes.';
        const why = `The sandbox of pull request #${number}, one of the contexts ${names}, cannot be read. ${denied.message} ${advice}`;
        return { trigger: 'sandbox', why };
    }
    const advice = 'If a cleanup has deleted it: with `promote: true`, the step with `cleanup` waits for the merge.';
    const why = `Pull request #${number} has no sandbox on the remote: none of the contexts ${names} has its mark. ${advice}`;
    return { trigger: 'sandbox', why };
}
async function findPullRequest({ dependencies }, source) {
    const { commit, branch } = source.push;
    try {
        const found = await source.findPullRequest();
        const why = `The commit ${commit} of ${branch} is not the merge of a pull request.`;
        return found ?? { trigger: 'pull-request', why };
    }
    catch (error) {
        dependencies.cancelled.throwIfAborted();
        if (!(error instanceof github_errors/* GitHubError */.y))
            throw error;
        const advice = error.kind === 'refused' ? ' Give the job `permissions: pull-requests: read`.' : '';
        const why = `GitHub did not say which pull request the commit belongs to: ${(0,errors/* describeError */.Uc)(error)}.${advice}`;
        return { trigger: 'pull-request', why };
    }
}

;// CONCATENATED MODULE: ./src/run/promote/promoted-receipt.js

/**
 * The receipt of an output that was copied from a sandbox: the record of the run there, the image of this step, by
 * which a run would have made the same, and where the output comes from. The tag of the bundle names the context only.
 */
function createPromotedReceipt({ prepared, sandbox, pullRequest }, { receipt, image }, { repository, commit }) {
    const isKnown = !('unknown' in image);
    return {
        ...receipt,
        remoteContext: prepared.remote.context,
        image: isKnown ? { reference: image.pinned, fingerprint: image.fingerprint } : receipt.image,
        promoted: {
            ...{ context: sandbox.context, repository, pullRequest: pullRequest.number, head: pullRequest.head.sha, commit },
            code: isKnown ? (0,reuse/* parseCommit */.L)(image.env?.get('PIPELINE_GIT_HASH')) : undefined,
        },
        finishedAt: new Date(),
    };
}

;// CONCATENATED MODULE: ./src/run/promote/attempt-promotion.js













/**
 * Copies the output of the merged pull request's sandbox into the context of the run, with what was made for it, if it
 * is what a run would make. Otherwise returns the difference; in a dry run what would be copied. A copy that fails is a
 * difference, too: only whole bundles are visible then, and the next attempt completes it. Throws Failure when
 * the input is not found, and the reason of the cancellation.
 */
async function attemptPromotion(context, source, localContext) {
    const { cancelled, shared } = context.dependencies;
    try {
        const prepared = await (0,prepare/* openInput */.lt)(context, localContext);
        return await attempt(context, source, prepared).catch((error) => {
            cancelled.throwIfAborted();
            return { trigger: 'sandbox', why: `The promotion failed. ${(0,errors/* describeError */.Uc)(error)}` };
        });
    }
    finally {
        await shared.promotion.decide();
    }
}
async function attempt(context, source, prepared) {
    const { shared, stepId, workflowRun, cancelled: signal } = context.dependencies;
    const candidate = await findCandidate(context, source, prepared);
    if ('why' in candidate)
        return candidate;
    const request = { sandbox: candidate.sandbox.context, commit: source.push.commit, workflowRun, stepId };
    const { dryRun } = context.run;
    if (!dryRun)
        await shared.promotion.begin(() => (0,promotion_marker/* beginPromotion */.xn)(prepared.remote, request, { signal }));
    const decision = await decidePromotion(context, source, candidate);
    if ('why' in decision)
        return decision;
    return dryRun
        ? {
            trigger: 'output',
            why: `Dry run: ${describeBundles(decision.proofs)} of ${candidate.sandbox.context} would be promoted.`,
        }
        : await attempt_promotion_copy(context, source, candidate, decision);
}
async function attempt_promotion_copy({ dependencies }, { push }, candidate, decision) {
    const { sandbox, pullRequest, prepared } = candidate;
    const { remote } = prepared;
    const { proofs } = decision;
    const { cancelled: signal } = dependencies;
    const begin = `Copying ${describeBundles(proofs)} from ${sandbox.context} to ${remote.context}.`;
    const counts = await (0,report_transfer/* reportTransfer */.u)({ dependencies }, begin, (counter) => (0,copy/* copyBundles */.R)(sandbox, proofs, remote, { signal, counter, isPromotion: true }));
    const proof = await proveCopy(remote, proofs, signal);
    remote.receipts.add(createPromotedReceipt(candidate, decision, push));
    const output = (0,pull_output/* createBundleReport */.P)(remote, proof);
    const { number } = pullRequest;
    const why = `${output.name} is the output of the sandbox ${sandbox.context} of pull request #${number}. Copied: ${(0,units/* formatCount */.B4)(counts.objects, 'object')}, ${(0,units/* formatBytes */.z3)(counts.bytes)}.`;
    const promotion = { why, pullRequest: number, from: sandbox.context, copied: { bundles: proofs.length, ...counts } };
    const { found } = prepared;
    const input = found && { name: found.bundle.name, uuid: found.bundle.uuid, uri: remote.getUri(found.bundle.uuid) };
    const update = { output, promotion, notRunReason: why, ...(input && { input: { ...input, pushed: false } }) };
    return { remote, proof, update };
}
/** The output in the context of the run. Throws Failure `bundle-corrupt` unless it is the one of the sandbox. */
async function proveCopy(remote, proofs, signal) {
    const original = proofs.at(-1);
    const uuid = original?.bundle.uuid ?? '';
    const proof = await (0,prove/* proveBundle */.x)(remote, uuid, { signal });
    const getHyperFrame = (each) => each?.parts.at(-1)?.hyperFrame ?? Buffer.of();
    if (proof === undefined || !(0,promotion_tag/* isEqualExceptPromotion */.xz)(getHyperFrame(original), getHyperFrame(proof)))
        throw (0,bundle_place/* createCorruptBundleFailure */.U)(remote, uuid, 'its HyperFrame is not that of the sandbox');
    return proof;
}
/** `3 bundles, 12 MB` */
const describeBundles = (proofs) => `${(0,units/* formatCount */.B4)(proofs.length, 'bundle')}, ${(0,units/* formatBytes */.z3)(proofs.reduce((sum, { bytes }) => sum + bytes, 0))}`;


/***/ })

};
;