"use strict";
exports.id = 8224;
exports.ids = [8224];
exports.modules = {

/***/ 68224:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Semaphore: () => (/* binding */ Semaphore)
/* harmony export */ });
/**
 * A fixed amount, such as bytes of memory or connections, that many tasks share. Waiting tasks get their share in the
 * order of their requests.
 */
class Semaphore {
    #total;
    #free;
    #queue = [];
    constructor(total) {
        this.#total = total;
        this.#free = total;
    }
    /**
     * Runs the action while it holds `requested`, or the total if that is less. Throws the reason of the signal when that
     * aborts during the wait.
     */
    async hold(requested, signal, action) {
        const amount = Math.min(requested, this.#total);
        await this.#acquire(amount, signal);
        try {
            // The request may have started in the very moment of the abort.
            signal.throwIfAborted();
            return await action();
        }
        finally {
            this.#free += amount;
            this.#startWaiting();
        }
    }
    async #acquire(amount, signal) {
        signal.throwIfAborted();
        if (this.#queue.length === 0 && amount <= this.#free) {
            this.#free -= amount;
            return;
        }
        const { promise, resolve, reject } = Promise.withResolvers();
        const request = { amount, start: resolve };
        const cancel = () => {
            const index = this.#queue.indexOf(request);
            // A request that was cancelled before it, by the same signal, has started this one.
            if (index < 0)
                return;
            this.#queue.splice(index, 1);
            reject(signal.reason);
            this.#startWaiting();
        };
        this.#queue.push(request);
        signal.addEventListener('abort', cancel, { once: true });
        await promise.finally(() => signal.removeEventListener('abort', cancel));
    }
    #startWaiting() {
        for (let next = this.#queue[0]; next !== undefined && next.amount <= this.#free; next = this.#queue[0]) {
            this.#queue.shift();
            this.#free -= next.amount;
            next.start();
        }
    }
}


/***/ })

};
;