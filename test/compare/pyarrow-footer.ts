/**
 * The footer of a Parquet file that pyarrow 26.0.1 wrote, of a table with a column of most types; Brotli, then Base64.
 * It is a wheel of 45 MB, so the tests do not install it.
 */
export const pyarrowFooter = [
  'G6wIYI7EOBbyKHVu8j915dO3VuvlI2mkAFvjC3OFUOIBQhcCrIhbrDJXpQLANuHgCWrUWPv3RTXjKeExM7cv5hUTSwyhmDUSPl00Fh7D6ToNED',
  'AeEyU3/80IaCH6+2QvSO6RpoLsOY3MAbsjPTXrbKqbAuimRR8N5lXev3T/QI6HWdVpYYsID21vaa6J0xiCBKjCsqIXnOyMBi86qxjA8VpGtZc2',
  'a21yl/5AZQ54/Gjx2pQu4xsG7dzi5sz+ybgMy44MGOOFJZdp/Rff+gIYQZoHmT6SpJg1XgdcMFCi9buWfUrjCEDkiUdybF5W/2BqMHzGKckoly',
  'RpVn9Y7aGinIZlTHRJDjAI7Wjp+ECG0Vi0oFBlRp130zmlqbFkDQaStxbfAKCE6WL+p1p0kdyMgEgy3O8toYR6xs6JFlm3i3YdtBXaZThMwdf+',
  'W3IyTH/JJSRBQiZJwvh0YSwEACyZpJUsN6zH+sd2k5eskfC5o8AXCy4zqg8SXAzNRw971PGdqtuSzzI1ywAUVNx0RcQzw7qAxNH5gJ3POMt9dt',
  'IuWtvkx9N+T1Lka8/v61m4Ml1NMOWMvdhb8zrgRsDM4YGb7mCY8bpIyH1gPAET5rkaFh2P2w4xzZhmUOQ/kKflXSRmOp8pGsYUztiKrc8+CTob',
  'TPO3c4FbXMF/XayQ9OGqIKMaN3Aj9d51p5uGOy03d04VeGQxj/aS4NFG4plb3cmw/6GrMHLY0bMr9KMo5tFeooIpw8yi7nnElchVR7c8BYBHUc',
  'yjvbgiM65NbFhgP/bX7I75Hh0UAIDt94MKvsaSxB7z6CSLyZQueSIqtKP9oStxm+ON5D6rH+cFmqvoDgJmChGIRRY/cdvJ6pfaWwmbE+uzFKVV',
  'mHMkmvmx1W+o/ZtkHyXlUH3KodYhHdNE0jwjORbJMCtD69HDXkyxq1NmAEVNF6WLWXCbJnPgxsV5kK0DnU21K1O7JI6sGBlnvM5fUDprgwbmDw',
  'RuqD/62Cdp9mSar5OUkamX+Zf9oyZ0Mm9hYSg/rrR3pD0oQS1NlqDLl1ga5h23tWeV3ajSHecJ9FYdSgnr3j8Fv0d5RmVFTU71gKzy8gEZlZVl',
  'df9B/AtDRw4cPHCI+Z/aBTgDOOY2qXlfMAQ=',
].join('')
