/** A response of the double of GitHub. */
export interface Answer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export const notFound: Answer = { status: 404, body: { message: 'Not Found' } }

/** One page of a list, with the link to the next. */
export function answerPage(entries: readonly unknown[], query: URLSearchParams, url: string): Answer {
  const perPage = Number(query.get('per_page') ?? 30)
  const page = Number(query.get('page') ?? 1)
  const next = new URLSearchParams([...query].filter(([name]) => name !== 'page'))
  next.set('page', `${page + 1}`)
  const hasMore = entries.length > page * perPage
  return {
    status: 200,
    body: entries.slice((page - 1) * perPage, page * perPage),
    headers: hasMore ? { link: `<${url}?${next}>; rel="next", <${url}?${next}>; rel="last"` } : {},
  }
}
