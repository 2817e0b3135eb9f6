import { PICTURE_LIMITS } from '../../src/i18n/uploads'

type PictureType = (typeof PICTURE_LIMITS.mimeTypes)[number]

const HEAD_BYTES = 1_000

/** What a file is by its first bytes, whatever it is called; null for everything that is not taken. */
export function pictureType(file: Buffer): PictureType | null {
  const head = file.toString('latin1', 0, 16)
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image/webp'
  return /^ftypavi[fs]$/.test(head.slice(4, 12)) ? 'image/avif' : null
}

/** In words for an editor, what people upload by mistake; null for anything else. */
export function kindOfFile(file: Buffer): string | null {
  const head = file.toString('latin1', 0, HEAD_BYTES)
  if (head.startsWith('GIF8')) return 'een gif'
  if (head.startsWith('%PDF')) return 'een pdf'
  if (/^ftyp(hei|hev|mif|msf)/.test(head.slice(4))) return 'een HEIC-foto, zoals een iPhone die maakt'
  if (/<svg[\s>]/i.test(head)) return 'een svg-tekening'
  return /<(!doctype html|html|script|body)[\s>]/i.test(head) ? 'een webpagina' : null
}
