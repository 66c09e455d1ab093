require('./bundle.js').rows()
