require('./bundle.js').post()
