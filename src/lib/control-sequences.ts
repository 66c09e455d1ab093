/** ESC and the C1 controls that begin a control sequence or a control string: ECMA-48, 5.3 to 5.6. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern detects them.
const introducer = /[\u001b\u0090\u0098\u009b\u009d-\u009f]/

/**
 * A control sequence, a control string up to its terminator or the next escape, or another escape. Each alternative
 * matches once its introducer matches, so that the search never goes back: its time is linear.
 * https://ecma-international.org/publications-and-standards/standards/ecma-48/
 */
const sequence =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern detects them.
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|(?:\u001b[PX\]^_]|[\u0090\u0098\u009d-\u009f])([^\u0007\u001b\u009c]*)(\u0007|\u001b\\|\u009c)?|\u001b[ -/]*[0-~]?/g

/** The sequences that set colors and other looks of text (SGR): ECMA-48, 8.3.117. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern detects them.
const rendition = /\u001b\[[0-9;:]{0,64}m/g
const reset = '\u001b[0m'
/** Stands for a sequence that is kept: a noncharacter, which no text contains. */
const placeholder = '\uffff'

/**
 * Cleans a line with `clean`, which removes control characters, and keeps the sequences that set colors, with a reset
 * at its end. A sequence within another one goes with it. The colors go where the text between them would not be the
 * text that `clean` leaves without them: its checks must see what a reader sees.
 */
export function keepColors(line: string, clean: (text: string) => string): string {
  if (!line.includes('\u001b[')) return clean(line)
  const kept: string[] = []
  const marked = line
    .replaceAll(placeholder, '')
    .replace(rendition, (found) => `${placeholder}${kept.push(found) - 1}${placeholder}`)
  const [plain, cleaned] = [clean(line), clean(marked)]
  if (kept.length === 0 || cleaned.replace(/\uffff\d+\uffff/g, '') !== plain) return plain
  return cleaned.replace(/\uffff(\d+)\uffff/g, (_, index: string) => kept[Number(index)] ?? '') + reset
}

/**
 * Removes terminal control sequences, such as colors, titles and links. The text of a control string that does not end
 * stays. Takes time in proportion to the length of the text, unlike `util.stripVTControlCharacters`.
 */
export function stripControlSequences(text: string): string {
  if (!introducer.test(text)) return text
  return text.replace(sequence, (_, content: string | undefined, terminator: string | undefined) =>
    terminator === undefined ? (content ?? '') : '',
  )
}
