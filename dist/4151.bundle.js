"use strict";
exports.id = 4151;
exports.ids = [4151];
exports.modules = {

/***/ 44151:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SeedSpool: () => (/* binding */ SeedSpool)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _lib_write_at_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(71339);



/** The bytes that are collected before they are written, and that are read at once. */
const blockBytes = 4 * 1024 * 1024;
const createBlock = () => ({ start: 0, bytes: new Uint8Array(0) });
/**
 * The content of a seed in a temporary folder: small objects one after the other in one file, large objects in a file
 * each. In memory are the paths, and at most twice `blockBytes`.
 */
class SeedSpool {
    folder;
    #small;
    #places = new Map();
    #pending = [];
    #pendingBytes = 0;
    /** With what is being written. */
    #writtenBytes = 0;
    #storedBytes = 0;
    #writing = Promise.resolve();
    #isComplete = false;
    /** Resolves when `follow` may find more. */
    #change = Promise.withResolvers();
    constructor(folder, small) {
        this.folder = folder;
        this.#small = small;
    }
    /** Creates the folder in `parent`. Throws the error of the file system. */
    static async create(parent) {
        const folder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)(node_path__WEBPACK_IMPORTED_MODULE_1___default().join(parent, 'disdat-seed-'));
        return new SeedSpool(folder, await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(node_path__WEBPACK_IMPORTED_MODULE_1___default().join(folder, 'objects'), 'wx+', 0o600));
    }
    has(objectPath) {
        return this.#places.has(objectPath);
    }
    /** The size of an object in bytes; 0 for an object that the spool does not have. */
    getBytes(objectPath) {
        return this.#places.get(objectPath)?.bytes ?? 0;
    }
    /** The paths of the spool that are not among these. */
    listOthers(paths) {
        return this.#places
            .keys()
            .filter((each) => !paths.has(each))
            .toArray();
    }
    /** The file of a large object that the spool has with this size. */
    findFile({ path: objectPath, bytes }) {
        const place = this.#places.get(objectPath);
        return place !== undefined && 'file' in place && place.bytes === bytes ? place.file : undefined;
    }
    /** Adds a small object. Calls must not overlap. */
    async add({ object, bytes }) {
        this.#places.set(object.path, { offset: this.#writtenBytes + this.#pendingBytes, bytes: bytes.length });
        this.#pending.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
        this.#pendingBytes += bytes.length;
        if (this.#pendingBytes >= blockBytes)
            await this.#flush();
    }
    /** Adds a large object, whose content `write` puts into a new file, unless `write` resolves with false. */
    async addFile(object, write) {
        const file = node_path__WEBPACK_IMPORTED_MODULE_1___default().join(this.folder, `object-${this.#places.size}-${crypto.randomUUID()}`);
        if (!(await write(file)))
            return;
        this.#places.set(object.path, { file, bytes: object.bytes });
        // `follow` passes on what was added before, without a wait for a whole block.
        await this.#flush();
        this.#announce();
    }
    /** Ends `follow` after what was added. Nothing is added later. Throws the error of the file system. */
    async complete() {
        try {
            await this.#flush();
        }
        finally {
            this.#isComplete = true;
            this.#announce();
        }
    }
    /** The objects of these paths that the spool has, in the order in which they were added. */
    async *read(paths) {
        await this.#flush();
        const block = createBlock();
        for (const [objectPath, place] of this.#places)
            if (paths.has(objectPath))
                yield await this.#readObject(objectPath, place, block);
    }
    /** All objects in the order in which they are added, until the spool is complete. */
    async *follow() {
        const block = createBlock();
        const places = this.#places.entries();
        let count = 0;
        let next;
        for (;;) {
            // An iterator that has ended finds nothing that is added later.
            if (next === undefined && count < this.#places.size) {
                next = places.next().value;
                count += 1;
            }
            if (next !== undefined && this.#isStored(next[1])) {
                yield await this.#readObject(...next, block);
                next = undefined;
            }
            else if (this.#isComplete)
                return;
            else
                await this.#change.promise;
        }
    }
    #isStored(place) {
        return 'file' in place || place.offset + place.bytes <= this.#storedBytes;
    }
    async #readObject(objectPath, place, block) {
        const { bytes } = place;
        if ('file' in place)
            return { path: objectPath, bytes, file: place.file };
        const { offset } = place;
        if (offset + bytes > block.start + block.bytes.length) {
            block.start = offset;
            block.bytes = await this.#readBlock(offset, Math.max(bytes, blockBytes));
        }
        const from = offset - block.start;
        return { path: objectPath, bytes, content: block.bytes.subarray(from, from + bytes) };
    }
    async #readBlock(offset, length) {
        const block = new Uint8Array(length);
        let read = 0;
        while (read < length) {
            const { bytesRead } = await this.#small.read(block, read, length - read, offset + read);
            if (bytesRead === 0)
                break;
            read += bytesRead;
        }
        return block.subarray(0, read);
    }
    /** Other runs may read while this one adds. */
    async #flush() {
        const [pending, offset] = [this.#pending, this.#writtenBytes];
        this.#writtenBytes += this.#pendingBytes;
        const end = this.#writtenBytes;
        this.#pending = [];
        this.#pendingBytes = 0;
        if (pending.length > 0)
            this.#writing = this.#writing.then(() => this.#write(pending, offset, end));
        await this.#writing;
    }
    async #write(chunks, offset, end) {
        await (0,_lib_write_at_js__WEBPACK_IMPORTED_MODULE_2__/* .writeAt */ .H)(this.#small, chunks, offset);
        this.#storedBytes = end;
        this.#announce();
    }
    #announce() {
        this.#change.resolve();
        this.#change = Promise.withResolvers();
    }
    /** Removes the folder. */
    async [Symbol.asyncDispose]() {
        await this.#small.close();
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(this.folder, { recursive: true, force: true });
    }
}


/***/ })

};
;