require('./bundle.js').plan()
