require('./bundle.js').main()
