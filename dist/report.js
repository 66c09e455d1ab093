require('./bundle.js').report()
