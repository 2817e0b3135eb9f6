import { failed, ok, type Result } from '../kernel'
import type { ImportProblem } from './problem'

/**
 * Text of a UTF-8 file, with or without a byte order mark. Refuses anything else and names the lines, since a wrongly decoded
 * name would be a different name.
 */
export function decodeUtf8(bytes: Uint8Array): Result<string, readonly ImportProblem[]> {
  const whole = wholeFileProblem(bytes)
  if (whole) return failed([whole])
  const text = decoded(bytes)
  if (text === null) return failed(undecodableLines(bytes))
  const damaged = damagedLines(text)
  return damaged.length > 0 ? failed(damaged) : ok(text)
}

function wholeFileProblem(bytes: Uint8Array): ImportProblem | null {
  const problem = (code: string, message: string) => ({ code, line: null, message })
  if (bytes.length === 0) return problem('file_empty', 'the file is empty')
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (isUtf16) return problem('encoding_unsupported', 'the file is UTF-16; save it as UTF-8')
  if (bytes.includes(0))
    return problem('file_not_text', 'the file holds null bytes, so it is not a text file')
  return null
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // The only error a fatal decoder throws: invalid bytes. Which ones is found out line by line.
    return null
  }
}

function undecodableLines(bytes: Uint8Array): readonly ImportProblem[] {
  const problems: ImportProblem[] = []
  let line = 1
  for (let start = 0; start <= bytes.length; line += 1) {
    const newline = bytes.indexOf(0x0a, start)
    const end = newline === -1 ? bytes.length : newline
    if (decoded(bytes.subarray(start, end)) === null) {
      problems.push({ code: 'encoding_invalid', line, message: 'this line is not valid UTF-8' })
    }
    start = end + 1
  }
  return problems
}

/** UTF-8 bytes of U+0080–U+00FF (`Ã«` for `ë`) read as another encoding and saved again, or a replacement character. */
const DAMAGE = /\uFFFD|[\u00C2\u00C3][\u0080-\u00BF]/u

function damagedLines(text: string): readonly ImportProblem[] {
  return text.split('\n').flatMap((content, index) => {
    const found = DAMAGE.exec(content)
    if (!found) return []
    const message = `"${found[0]}" shows that the text was saved in a wrong encoding before`
    return [{ code: 'encoding_damaged', line: index + 1, message }]
  })
}
