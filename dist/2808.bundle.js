"use strict";
exports.id = 2808;
exports.ids = [2808];
exports.modules = {

/***/ 2808:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  SeedBuilder: () => (/* binding */ SeedBuilder)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./src/disdat/bundle.js
var disdat_bundle = __webpack_require__(84092);
// EXTERNAL MODULE: ./src/disdat/format/format-error.js
var format_error = __webpack_require__(51178);
// EXTERNAL MODULE: ./src/disdat/format/frame-reader.js
var frame_reader = __webpack_require__(71109);
// EXTERNAL MODULE: ./src/disdat/format/frame-summary.js
var frame_summary = __webpack_require__(56812);
// EXTERNAL MODULE: ./src/disdat/format/hyperframe.js
var hyperframe = __webpack_require__(53197);
// EXTERNAL MODULE: ./src/lib/for-each-bounded.js
var for_each_bounded = __webpack_require__(52759);
// EXTERNAL MODULE: ./src/local/files.js
var files = __webpack_require__(10357);
// EXTERNAL MODULE: ./src/local/ctxt-db.js
var ctxt_db = __webpack_require__(33538);
;// CONCATENATED MODULE: ./src/local/index-writer.js

/**
 * Writes a new `ctxt.db` with the rows that dsdt itself would write for these bundles. Nothing but `close` makes the
 * file complete: it has no journal.
 */
class IndexWriter {
    #database;
    #insertBundle;
    #insertTag;
    /** Throws the error of SQLite when the file cannot be created. */
    static async create(file) {
        const { DatabaseSync } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 80099, 23));
        return new IndexWriter(new DatabaseSync(file));
    }
    constructor(database) {
        this.#database = database;
        this.#database.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; ${ctxt_db/* indexTables */.YI} BEGIN`);
        this.#insertBundle = this.#database.prepare(ctxt_db/* insertBundleSql */.e4);
        this.#insertTag = this.#database.prepare(ctxt_db/* insertTagSql */.C);
    }
    /** Adds a bundle once. */
    add(bundle, hyperFrame) {
        this.#insertBundle.run(...(0,ctxt_db/* createIndexRow */.rp)(bundle, hyperFrame));
        for (const [key, value] of bundle.tags)
            this.#insertTag.run(key, bundle.uuid, value);
    }
    remove(uuid) {
        this.#database.prepare('DELETE FROM hframes WHERE uuid = ?').run(uuid);
        this.#database.prepare('DELETE FROM hframes_tags WHERE uuid = ?').run(uuid);
    }
    /** Completes the file. */
    close() {
        if (!this.#database.isOpen)
            return;
        this.#database.exec('COMMIT');
        this.#database.close();
    }
    [Symbol.dispose]() {
        if (this.#database.isOpen)
            this.#database.close();
    }
}

// EXTERNAL MODULE: ./src/remote/catalog.js
var remote_catalog = __webpack_require__(77414);
// EXTERNAL MODULE: ./src/remote/index/line.js
var index_line = __webpack_require__(45446);
// EXTERNAL MODULE: ./src/seed/list-seed.js
var list_seed = __webpack_require__(73348);
// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(40643);
// EXTERNAL MODULE: ./src/remote/listed-object.js
var listed_object = __webpack_require__(54578);
;// CONCATENATED MODULE: ./src/seed/read-seed.js


/**
 * Yields the members of a seed, in any order: asks each source for what the sources before it do not hold. Every member
 * has the size and the MD5 that LIST reported, or comes from the remote itself; other bytes count as not held. What no
 * source holds is left out. Throws only the reason of the signal.
 */
async function* readSeed(sources, objects, options) {
    let rest = objects;
    for (const source of sources) {
        if (rest.length === 0)
            return;
        const missing = new Map(rest.map((object) => [object.path, object]));
        yield* readFrom(source, missing, options);
        rest = [...missing.values()];
    }
}
/** Takes every object that the source holds out of `missing`. */
async function* readFrom(source, missing, { signal, debug }) {
    let different = 0;
    try {
        for await (const { object, bytes } of source.read([...missing.values()], { signal })) {
            const wanted = missing.get(object.path);
            if (wanted === undefined)
                continue;
            const isEqual = source.isRemote ? bytes.length === wanted.bytes : (0,listed_object/* matchesListing */.s)(wanted, bytes);
            if (!isEqual) {
                different += 1;
                continue;
            }
            missing.delete(object.path);
            yield { object: wanted, bytes };
        }
    }
    catch (error) {
        signal.throwIfAborted();
        debug(`The seed is not read from ${source.name}: ${(0,errors/* describeError */.Uc)(error)}`);
    }
    if (different > 0)
        debug(`Objects in ${source.name} that differ from the remote: ${different}.`);
}

// EXTERNAL MODULE: ./src/seed/seed-path.js
var seed_path = __webpack_require__(50209);
;// CONCATENATED MODULE: ./src/seed/seed-bundles.js


/** The bundles whose HyperFrames a seed has, and which frames belong to them. */
class SeedBundles {
    /** The uuids of the frames of a bundle in one text: a list for each of many bundles takes much more memory. */
    #frames = new Map();
    add({ uuid, frames }) {
        this.#frames.set(uuid, frames.map((frame) => frame.uuid).join(' '));
    }
    /** Returns how many bundles are complete with the objects of these paths, and the uuids of the others. */
    check(paths) {
        let files;
        // Disdat looks for a frame in all folders. It is usually in that of its bundle.
        const hasFrame = (uuid, file) => {
            if (paths.has((0,seed_path/* formatSeedPath */.AR)(uuid, file)))
                return true;
            files ??= new Set(paths.values().map((each) => (0,seed_path/* parseSeedPath */.Qc)(each)?.file ?? ''));
            return files.has(file);
        };
        const incomplete = [];
        for (const [uuid, joined] of this.#frames) {
            const frames = joined === '' ? [] : joined.split(' ');
            const isListed = paths.has((0,seed_path/* formatSeedPath */.AR)(uuid, (0,disdat_bundle/* formatHyperFrameName */.Oj)(uuid)));
            if (!isListed || !frames.every((frame) => hasFrame(uuid, (0,disdat_bundle/* formatFrameName */.u_)(frame))))
                incomplete.push(uuid);
        }
        return { complete: this.#frames.size - incomplete.length, incomplete };
    }
}

;// CONCATENATED MODULE: ./src/seed/select-seed.js

/** Objects that are read together: those of about 20,000 bundles. */
const maxBatchObjects = 50_000;
/** Whether all objects of a listing fit into `maxBytes`. Their order does not matter then. */
function fitsWhole(listing, maxBytes) {
    let bytes = 0;
    for (const objects of listing.bundles.values())
        bytes += sumBytes(objects);
    return bytes <= maxBytes;
}
/**
 * Chooses whole bundles, the newest first, until `maxBytes` are reached; a bundle that does not fit is left out, and an
 * older one may still fit. Bundles without a description are the last. `only` limits the choice to these uuids; the
 * selection is complete when all of them are listed and fit.
 */
function selectSeed(listing, describe, { maxBytes, only }) {
    const uuids = [...listing.bundles.keys()].filter((uuid) => only?.has(uuid) ?? true);
    const selected = [];
    let [bundles, bytes] = [0, 0];
    for (const uuid of sortNewestFirst(uuids, describe)) {
        const objects = listing.bundles.get(uuid) ?? [];
        const size = sumBytes(objects);
        if (bytes + size > maxBytes)
            continue;
        selected.push(...objects);
        bundles += 1;
        bytes += size;
    }
    const isComplete = only === undefined ? bundles === uuids.length && !listing.hasOthers : bundles === only.size;
    return { objects: selected, bundles, bytes, isComplete };
}
/**
 * The uuids of the mode `newest`: the newest committed bundle of each processing name and of each human name, and the
 * pinned ones.
 */
function pickNewestUuids(bundles, pinned) {
    const newest = new Map();
    const offer = (key, bundle) => {
        const best = newest.get(key);
        newest.set(key, best === undefined ? bundle : (0,disdat_bundle/* pickNewer */.sD)(best, bundle));
    };
    const picked = new Set();
    for (const bundle of bundles) {
        if (pinned.has(bundle.uuid))
            picked.add(bundle.uuid);
        if (!bundle.committed)
            continue;
        offer(`processing ${bundle.processingName}`, bundle);
        offer(`human ${bundle.name}`, bundle);
    }
    for (const { uuid } of newest.values())
        picked.add(uuid);
    return picked;
}
function sortNewestFirst(uuids, describe) {
    const described = uuids.flatMap((uuid) => describe(uuid) ?? []).sort(disdat_bundle/* compareNewestFirst */.a0);
    const known = new Set(described.map(({ uuid }) => uuid));
    return [...known, ...uuids.filter((uuid) => !known.has(uuid))];
}
/**
 * The objects in batches that are read one after the other: all of them, or for more than `limit` those of the uuids
 * with one first digit, which are in the same packs. The memory of a batch is free for the next ones.
 */
function splitIntoBatches(objects, limit = maxBatchObjects) {
    if (objects.length <= limit)
        return [objects];
    return [...Map.groupBy(objects, ({ path }) => path.charAt('objects/'.length)).values()];
}
const sumBytes = (objects) => objects.reduce((sum, { bytes }) => sum + bytes, 0);

;// CONCATENATED MODULE: ./src/seed/seed-builder.js


















/** Objects up to this size are held in memory, as many at a time as are in flight; larger ones go to a file each. */
const maxSmallBytes = 256 * 1024;
/** Large objects in flight. */
const maxLargeInFlight = 4;
/**
 * Collects the seed of a remote context in a spool. `update` lists the context and reads what the spool does not have;
 * it can be repeated after bundles were pushed. `finish` completes the seed.
 *
 * What cannot be read, or what Disdat could not read, is left out, and the seed is then not complete: the container
 * pulls the rest on its own, and ends as it ends without a seed.
 */
class SeedBuilder {
    #remote;
    #request;
    #spool;
    #index;
    #bundles = new SeedBundles();
    #nested = new Map();
    /** The lines of bundles that the index of the remote does not know. */
    #unindexed = new Map();
    /** The bundles of the context; undefined while they are not all known. */
    #listed;
    #selection;
    constructor(remote, request, spool, index) {
        this.#remote = remote;
        this.#request = request;
        this.#spool = spool;
        this.#index = index;
    }
    static async create(remote, request, spool) {
        return new SeedBuilder(remote, request, spool, await IndexWriter.create(external_node_path_default().join(spool.folder, indexName)));
    }
    /** Throws SeedTooLargeError, errors of the file system, and what `readCatalog` and `visitContext` throw. */
    async update(options) {
        const { mode } = this.#request;
        // Nothing else refers to the objects, so that those of a batch that was read do not stay in memory.
        const batches = mode === 'all' ? await this.#selectAll(options) : await this.#selectNewest(options);
        for (let batch = batches.pop(); batch !== undefined; batch = batches.pop())
            await this.#read(batch, options);
        if (mode === 'newest')
            await this.#addNested(options);
        this.#remote.packs.save();
        this.#remote.index.add(this.#unindexed, this.#listed);
        this.#unindexed = new Map();
    }
    async #selectAll(options) {
        const { maxBytes } = this.#request;
        const [listing] = await Promise.all([(0,list_seed/* listSeed */.Ar)(this.#remote, options), this.#remote.index.load(options)]);
        this.#listed = new Set(listing.bundles.keys());
        if (fitsWhole(listing, maxBytes))
            return this.#select(selectSeed(listing, () => undefined, { maxBytes }));
        const catalog = await (0,remote_catalog/* readCatalog */.u)(this.#remote, new remote_catalog/* HyperFrameCache */.W(this.#remote, {}), options);
        return this.#select(selectSeed(listing, catalog.get, { maxBytes }));
    }
    async #selectNewest(options) {
        const { pinned, maxBytes } = this.#request;
        const catalog = await (0,remote_catalog/* readCatalog */.u)(this.#remote, new remote_catalog/* HyperFrameCache */.W(this.#remote, {}), options);
        const only = pickNewestUuids(catalog.findMatches({}), new Set([...pinned].filter(catalog.has)));
        const listing = await (0,list_seed/* listSeed */.Ar)(this.#remote, { ...options, only });
        return this.#select(selectSeed(listing, catalog.get, { maxBytes, only }));
    }
    /** Keeps the paths of a selection, and returns its objects in batches. */
    #select({ objects, ...selection }) {
        this.#selection = { ...selection, paths: objects.map((object) => object.path) };
        this.#request.onSelected(objects.length);
        return splitIntoBatches(objects);
    }
    /** Adds the bundles that the selected ones contain, level by level. */
    async #addNested({ signal }) {
        for (;;) {
            const { paths, bytes, bundles, isComplete } = this.#requireSelection();
            const selected = new Set(paths.map((each) => (0,seed_path/* parseSeedPath */.Qc)(each)?.uuid ?? ''));
            const nested = [...selected].flatMap((uuid) => [...(this.#nested.get(uuid) ?? [])]);
            const only = new Set(nested.filter((uuid) => !selected.has(uuid)));
            if (only.size === 0)
                return;
            const listing = await (0,list_seed/* listSeed */.Ar)(this.#remote, { signal, only });
            const added = selectSeed(listing, () => undefined, { maxBytes: this.#request.maxBytes - bytes, only });
            this.#selection = {
                paths: [...paths, ...added.objects.map((object) => object.path)],
                bundles: bundles + added.bundles,
                bytes: bytes + added.bytes,
                isComplete: isComplete && added.isComplete,
            };
            await this.#read(added.objects, { signal });
            if (added.bundles < only.size)
                return;
        }
    }
    async #read(objects, { signal }) {
        const missing = objects.filter((object) => !this.#spool.has(object.path));
        const small = missing.filter(({ bytes }) => bytes <= maxSmallBytes);
        for await (const member of readSeed(this.#request.sources, small, { signal, debug: this.#request.debug }))
            if (this.#inspect(member))
                await this.#spool.add(member);
        const large = missing.filter(({ bytes }) => bytes > maxSmallBytes);
        await (0,for_each_bounded/* forEachBounded */.a)(large, (object, workSignal) => this.#readLarge(object, workSignal), {
            signal,
            limit: maxLargeInFlight,
        });
    }
    async #readLarge(object, signal) {
        const { uuid, file } = (0,seed_path/* parseSeedPath */.Qc)(object.path) ?? { uuid: '', file: '' };
        // Disdat's HyperFrames and frames of bundles are small: a large one is left to the container.
        if ((0,disdat_bundle/* isHyperFrameName */.$f)(file))
            return;
        const key = this.#remote.getKey(uuid, file);
        await this.#spool.addFile(object, async (target) => {
            const isLinked = await this.#linkLarge(object, target);
            if (!isLinked && !(await this.#remote.store.getToFile(key, target, { size: object.bytes, signal })))
                return false;
            if (this.#request.mode === 'all')
                return true;
            const start = await (0,files/* readBounded */.CB)(target, { maxBytes: object.bytes, firstBytes: hyperframe/* framePeekBytes */.Af });
            return start !== undefined && hasNoBundles(start);
        });
    }
    /** Whether another run has the object on this disk. The spools are in one folder, and none changes its files. */
    async #linkLarge(object, target) {
        const file = this.#request.sources.map((source) => source.findFile?.(object)).find((each) => each !== undefined);
        if (file === undefined)
            return false;
        return await (0,promises_.link)(file, target).then(() => true, () => false);
    }
    /** Whether a member can be in the seed. A HyperFrame is added to the index. */
    #inspect({ object, bytes }) {
        const { uuid, file } = (0,seed_path/* parseSeedPath */.Qc)(object.path) ?? { uuid: '', file: '' };
        try {
            if ((0,disdat_bundle/* isHyperFrameName */.$f)(file)) {
                // Another name would be another bundle, or the same one again.
                if (file !== (0,disdat_bundle/* formatHyperFrameName */.Oj)(uuid))
                    return false;
                this.#addBundle((0,disdat_bundle/* readBundle */.Bo)(bytes, uuid), bytes);
            }
            else if (this.#request.mode === 'newest' && file.endsWith('_frame.pb')) {
                this.#nested.set(uuid, new Set([...(this.#nested.get(uuid) ?? []), ...(0,frame_summary/* summarizeFrame */.Z)(bytes).nested]));
            }
            return true;
        }
        catch (error) {
            if (!(error instanceof format_error/* BundleFormatError */.KC))
                throw error;
            this.#request.debug(`${object.path} is not in the seed: ${error.message}.`);
            return false;
        }
    }
    #addBundle(bundle, bytes) {
        this.#index.add(bundle, bytes);
        const line = this.#remote.index.has(bundle.uuid) ? undefined : (0,index_line/* formatIndexLine */.W2)(bundle);
        if (line !== undefined)
            this.#unindexed.set(bundle.uuid, line);
        this.#bundles.add(bundle);
    }
    /** Completes the index and the seed. */
    finish() {
        const { paths: selected, isComplete } = this.#requireSelection();
        const paths = new Set(selected.filter((each) => this.#spool.has(each)));
        const { complete: bundles, incomplete } = this.#bundles.check(paths);
        for (const uuid of incomplete)
            this.#index.remove(uuid);
        this.#index.close();
        const indexFile = external_node_path_default().join(this.#spool.folder, indexName);
        return {
            bundles,
            bytes: selected.reduce((sum, each) => sum + this.#spool.getBytes(each), 0),
            isComplete: isComplete && paths.size === selected.length,
            indexFile,
            indexBytes: (0,external_node_fs_.statSync)(indexFile).size,
            dropped: this.#spool.listOthers(paths),
        };
    }
    #requireSelection() {
        if (this.#selection === undefined)
            throw new Error('The seed was not updated.');
        return this.#selection;
    }
    [Symbol.dispose]() {
        this.#index[Symbol.dispose]();
    }
}
const indexName = 'ctxt.db';
/** Whether a frame of values begins with these bytes. */
function hasNoBundles(start) {
    const type = (0,frame_reader/* readFrameHead */.yS)(start)?.type;
    return type !== undefined && type !== 'HFRAME';
}


/***/ })

};
;