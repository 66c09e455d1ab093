"use strict";
exports.id = 9336;
exports.ids = [9336];
exports.modules = {

/***/ 56620:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ systemClock)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);

/** The machine's own time and random numbers. */
const systemClock = {
    now: () => performance.now(),
    date: () => new Date(),
    async sleep(ms, signal) {
        signal?.throwIfAborted();
        try {
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(ms, undefined, signal && { signal });
        }
        catch (error) {
            // Node throws an AbortError of its own; callers compare with the reason.
            signal?.throwIfAborted();
            throw error;
        }
    },
    random: Math.random,
};


/***/ }),

/***/ 44568:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ retry),
/* harmony export */   k: () => (/* binding */ jitteredPause)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56620);

/**
 * Calls `work` until it resolves or the policy gives up. `work` gets the number of the attempt, from 1. Throws the last
 * error.
 */
async function retry(work, { pauseMs, signal, clock = _clock_js__WEBPACK_IMPORTED_MODULE_0__/* .systemClock */ .m }) {
    for (let attempt = 1;; attempt += 1) {
        try {
            return await work(attempt);
        }
        catch (error) {
            const ms = pauseMs(error, attempt);
            if (ms === undefined)
                throw error;
            await clock.sleep(ms, signal);
        }
    }
}
/**
 * A pause with full jitter: any length up to an exponentially growing limit, so that many runners do not retry in step.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
function jitteredPause(attempt, { firstMs, maxMs }, random = Math.random) {
    return random() * Math.min(maxMs, firstMs * 2 ** (attempt - 1));
}


/***/ }),

/***/ 29587:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ findTlsFailure)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33178);

/** Limit of the causes of an error that are examined. */
const maxCauses = 10;
const trustAdvice = 'If you trust the server, set NODE_EXTRA_CA_CERTS in the environment of the step to a PEM file with the certificate of its authority.';
const renewAdvice = 'Renew the certificate of the server, and check the clock of this machine.';
const plainAdvice = 'Check the address: a server without TLS needs `http://`, and https has another port.';
const versionAdvice = 'Let the server, or the proxy before it, offer TLS 1.2 or newer.';
const unknownAuthority = ['its certificate comes from an authority that this machine does not trust', trustAdvice];
const expired = ['its certificate has expired, or is not valid yet', renewAdvice];
const noTls = ['it did not respond with TLS', plainAdvice];
const noCommonVersion = ['the server and this machine have no TLS version or cipher in common', versionAdvice];
/** https://nodejs.org/api/tls.html#x509-certificate-error-codes and the names of OpenSSL's errors. */
const failures = new Map([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', ['its certificate is self-signed', trustAdvice]],
    ['SELF_SIGNED_CERT_IN_CHAIN', unknownAuthority],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', unknownAuthority],
    ['UNABLE_TO_GET_ISSUER_CERT', unknownAuthority],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', unknownAuthority],
    ['CERT_UNTRUSTED', unknownAuthority],
    ['CERT_HAS_EXPIRED', expired],
    ['CERT_NOT_YET_VALID', expired],
    ['CERT_REVOKED', ['its certificate was revoked', renewAdvice]],
    [
        'ERR_TLS_CERT_ALTNAME_INVALID',
        [
            'its certificate is for another host name',
            'Use a host name of the certificate. If a proxy opens TLS connections, trust its authority with NODE_EXTRA_CA_CERTS.',
        ],
    ],
    ['ERR_SSL_WRONG_VERSION_NUMBER', noTls],
    ['ERR_SSL_PACKET_LENGTH_TOO_LONG', noTls],
    ['ERR_SSL_HTTP_REQUEST', noTls],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', noCommonVersion],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', noCommonVersion],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', noCommonVersion],
]);
/** All other failures of TLS, and the codes of certificates and lists of revoked ones that cannot be verified. */
const otherCode = /^(?:ERR_SSL_|ERR_TLS_|CERT_|CRL_|UNABLE_TO_|ERROR_IN_C|INVALID_(?:CA|PURPOSE)$|HOSTNAME_MISMATCH$)/;
const otherFailure = ['its certificate cannot be verified, or TLS failed', trustAdvice];
/** Finds a failure of TLS in an error or its causes; undefined for any other error. */
function findTlsFailure(error) {
    let current = error;
    for (let depth = 0; depth < maxCauses && current instanceof Error; depth++) {
        const code = getCode(current);
        const [reason, advice] = failures.get(code) ?? (otherCode.test(code) ? otherFailure : []);
        if (reason !== undefined && advice !== undefined)
            return { code, reason, advice };
        current = current.cause;
    }
    return undefined;
}
/** Node gives a failure while it writes the code EPROTO, and the name of OpenSSL's error only in the message. */
function getCode(error) {
    const code = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .getString */ .AA)(error, 'code') ?? '';
    const [, reason] = code === 'EPROTO' ? (/:SSL routines:[^:]*:([^:]{1,80}):/.exec(error.message) ?? []) : [];
    return reason === undefined ? code : `ERR_SSL_${reason.toUpperCase().replaceAll(/\W+/g, '_')}`;
}


/***/ })

};
;