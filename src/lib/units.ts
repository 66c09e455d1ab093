/** Shorter durations are easier to compare in hours. */
const minDayHours = 48

/** Formats a duration in at most two units: `0.4 s`, `12 s`, `3 min 5 s`, `2 h 10 min`, `3 days 4 h`. */
export function formatDuration(ms: number): string {
  const seconds = ms / 1000
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  const hours = Math.floor(whole / 3600)
  if (hours < minDayHours) return `${hours} h ${Math.floor((whole % 3600) / 60)} min`
  return `${formatCount(Math.floor(hours / 24), 'day')} ${hours % 24} h`
}

/** Formats a number of bytes in binary units: `512 B`, `3.4 KiB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB']
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1)
  return power === 0 ? `${bytes} B` : `${(bytes / 1024 ** power).toFixed(1)} ${units[power]}`
}

const byteUnits = { B: 1, KIB: 1024, MIB: 1024 ** 2, GIB: 1024 ** 3, TIB: 1024 ** 4 } as const

/** Parses bytes, or a number of KiB, MiB, GiB or TiB, in any case; undefined for any other text. */
export function parseBytes(text: string): number | undefined {
  const [, number, unit = 'B'] = /^(\d{1,15}(?:\.\d{1,6})?) ?(B|[KMGT]iB)?$/i.exec(text) ?? []
  const [, factor] = Object.entries(byteUnits).find(([name]) => name === unit.toUpperCase()) ?? []
  return number === undefined || factor === undefined ? undefined : Math.round(Number(number) * factor)
}

/** Formats a time to the minute: `2026-01-05 09:31 UTC`. */
export const formatTime = (time: Date) =>
  Number.isNaN(time.getTime()) ? 'unknown' : `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`

/** Formats a count with its noun: `1 file`, `1,234 files`. */
export const formatCount = (n: number, noun: string) => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`

/**
 * Formats a number: integers in full, other numbers with `digits` significant digits, very large and very small numbers
 * with an exponent.
 */
export function formatNumber(value: number | bigint, digits = 6): string {
  if (typeof value === 'bigint' || (Number.isInteger(value) && Math.abs(value) < 1e15))
    return value.toLocaleString('en')
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '-∞'
  const needsExponent = Math.abs(value) < 1e-4 || Math.abs(value) >= 1e15
  return needsExponent
    ? value.toExponential(digits - 1)
    : value.toLocaleString('en', { maximumSignificantDigits: digits })
}

/** Formats two numbers with as many digits as are needed to see that they differ. */
export function formatDistinctNumbers(base: number | bigint, now: number | bigint): readonly [string, string] {
  for (const digits of [6, 9, 12]) {
    const [before, after] = [formatNumber(base, digits), formatNumber(now, digits)]
    if (before !== after || base === now) return [before, after]
  }
  return [String(base), String(now)]
}

/** Formats the change from `base` to `now` in percent of `base`; words when one of the two is 0. */
export function formatDifference(base: number, now: number): string {
  if (base === now) return 'same'
  if (base === 0) return 'none before'
  if (now === 0) return 'none left'
  const percent = ((now - base) / Math.abs(base)) * 100
  const sign = percent < 0 ? '−' : '+'
  const amount = Math.abs(percent)
  if (amount < 0.05) return `${sign}<0.1 %`
  if (percent > -100 && percent < -99.95) return '−>99.9 %'
  const digits = amount < 100 ? 1 : 0
  return `${sign}${amount.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })} %`
}
