require('./bundle.js').freshness()
