/** Signs around what was searched for: from a part of Unicode that texts cannot use, so that no text can forge them. */
export const MARK = { open: '\u{E000}', close: '\u{E001}' } as const

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
])

/** Plain text with signs around what was searched for → safe HTML with `<mark>`; signs that do not pair are dropped. */
export function snippetHtml(text: string): string {
  const safe = text.replaceAll(/[&<>"']/g, (sign) => ESCAPES.get(sign) ?? '')
  return safe
    .replaceAll(/\u{E000}([^\u{E000}\u{E001}]*)\u{E001}/gu, '<mark>$1</mark>')
    .replaceAll(/[\u{E000}\u{E001}]/gu, '')
}

/** The first text in which something was found, else the first that is not empty. */
export function bestSnippet(texts: readonly string[]): string {
  const found = texts.find((text) => text.includes(MARK.open)) ?? texts.find((text) => text.trim() !== '')
  return snippetHtml((found ?? '').replaceAll(/\s+/g, ' ').trim())
}
