import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { restOf } from '../support/editor-rest'
import { openEditor } from '../support/editor'
import type { OpenEditor } from '../support/editor'

/** Files that are not what they say, or are more than they seem. */
let editor: OpenEditor
let token: string
beforeAll(async () => {
  editor = await openEditor()
  const login = { email: 'redactie@voorbeeld.test', password: 'Een-lang-wachtwoord-1' }
  await editor.payload.create({
    collection: 'users',
    data: { ...login, name: 'Redactie', roles: ['editor'] },
  })
  token = String((await editor.payload.login({ collection: 'users', data: login })).token)
})
afterAll(() => editor.close())

/** As the admin sends it; also tells whether all of it was read, without which the connection would be dead. */
async function send(name: string, data: Buffer) {
  const form = new FormData()
  form.set('_payload', JSON.stringify({ alt: 'Een foto' }))
  form.set('file', new Blob([new Uint8Array(data)], { type: 'image/jpeg' }), name)
  const { body, headers } = new Request('http://localhost', { method: 'POST', body: form })
  let isRead = false
  const watched = body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      flush: () => {
        isRead = true
      },
    }),
  )
  const contentType = headers.get('content-type') ?? ''
  const response = await restOf(editor)('/api/media?locale=nl', {
    method: 'POST',
    headers: { authorization: `JWT ${token}`, 'content-type': contentType },
    ...(watched && { body: watched, duplex: 'half' }),
  })
  const answer: unknown = await response.json()
  return { status: response.status, answer, isRead }
}

const upload = (name: string, mimetype: string, data: Buffer) =>
  editor.payload.create({
    collection: 'media',
    data: { alt: 'Een foto' },
    locale: 'nl',
    file: { name, mimetype, data, size: data.length },
  })
const stored = () => {
  try {
    return readdirSync(join(editor.env.dataDir, 'media'))
  } catch {
    return []
  }
}
const documents = async () => (await editor.payload.count({ collection: 'media' })).totalDocs
const picture = (width = 40, height = 30) =>
  sharp({ create: { width, height, channels: 3, background: '#154273' } })

/** A PNG of one colour that says how large it is; it packs to almost nothing. */
function hugePng(width: number, height: number): Buffer {
  const chunk = (type: string, body: Buffer) => {
    const typed = Buffer.concat([Buffer.from(type), body])
    const framed = Buffer.alloc(typed.length + 8)
    framed.writeUInt32BE(body.length, 0)
    typed.copy(framed, 4)
    framed.writeUInt32BE(crc(typed), typed.length + 4)
    return framed
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * 200))
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}

const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
const HALF = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const HTML = Buffer.from('<!doctype html><script>alert(1)</script>')

describe('a file that is sent', () => {
  const refusedWith = (message: unknown) => ({ errors: [expect.objectContaining({ message })] })

  it('is taken up to ten megabytes', async () => {
    const photo = await picture().jpeg().toBuffer()
    const full = Buffer.concat([photo, Buffer.alloc(10 * 1024 * 1024 - photo.length)])
    expect(await send('vol.jpg', full)).toMatchObject({ status: 201, isRead: true })
  })

  it('and is larger is read to its end, and refused with the limit', async () => {
    const { status, answer, isRead } = await send('groot.jpg', Buffer.alloc(10 * 1024 * 1024 + 1))
    expect([status, isRead]).toEqual([400, true])
    expect(answer).toMatchObject(refusedWith(expect.stringMatching(/te groot.*hoogstens 10 MB/)))
  })

  it('and is no picture is refused in words that the admin’s notice keeps whole', async () => {
    const { answer } = await send('brief.pdf', Buffer.from('%PDF-1.7'))
    expect(answer).toMatchObject(refusedWith(expect.stringMatching(/^“brief.pdf” is geen afbeelding[^:]*$/)))
  })
})

describe('a file', () => {
  it('that is a picture is taken, in the sizes that pages ask for', async () => {
    const data = await picture(2_000, 1_500).jpeg().toBuffer()
    const doc = await upload('plein.jpg', 'image/jpeg', data)
    expect(doc).toMatchObject({ mimeType: 'image/jpeg', width: 2_000, height: 1_500 })
    expect(stored().filter((name) => name.startsWith('plein'))).toHaveLength(4)
  })

  it.each([
    ['an SVG with a script', 'a.svg', 'image/svg+xml', SVG, 'maar een svg-tekening'],
    ['an SVG that says it is a PNG', 'b.png', 'image/png', SVG, 'maar een svg-tekening'],
    ['a page that says it is a JPEG', 'c.jpg', 'image/jpeg', HTML, 'maar een webpagina'],
    ['a page with the ending of one', 'd.html', 'image/png', HTML, 'maar een webpagina'],
    ['a program', 'e.png', 'image/png', Buffer.from('7f454c4602010100', 'hex'), 'Toegestaan is JPEG'],
    ['text', 't.jpg', 'image/jpeg', Buffer.from('Geen foto'), 'Toegestaan is JPEG'],
    ['a GIF', 'i.gif', 'image/gif', Buffer.from('GIF89a'), 'maar een gif'],
    ['a photo of an iPhone', 'j.jpg', 'image/jpeg', Buffer.from('0000ftypheic'), 'maar een HEIC-foto'],
    ['nothing', 'f.png', 'image/png', Buffer.alloc(0), 'een leeg bestand'],
    ['a PDF', 'g.pdf', 'application/pdf', Buffer.from('%PDF-1.7'), 'maar een pdf'],
    ['half of a picture', 'h.png', 'image/png', HALF, 'stuk of niet compleet'],
  ])('that is %s is refused with the reason and leaves nothing', async (_what, name, mimetype, data, why) => {
    const before = stored()
    const count = await documents()
    await expect(upload(name, mimetype, data)).rejects.toThrow(why)
    expect(stored()).toEqual(before)
    expect(await documents()).toBe(count)
  })

  it('that unpacks to far more than it is, is refused at once', async () => {
    const bomb = hugePng(60_000, 60_000)
    expect(bomb.length).toBeLessThan(50_000)
    const before = { files: stored(), memory: process.memoryUsage().rss, at: performance.now() }
    await expect(upload('bom.png', 'image/png', bomb)).rejects.toThrow(
      '60.000 × 60.000 beeldpunten, en dat is te veel. Het mogen er samen hoogstens 50 miljoen zijn',
    )
    expect(performance.now() - before.at).toBeLessThan(5_000)
    expect(process.memoryUsage().rss - before.memory).toBeLessThan(300 * 1024 * 1024)
    expect(stored()).toEqual(before.files)
  })

  it('that begins well and is broken further on is refused with the limits', async () => {
    const data = await picture(400, 300).png({ compressionLevel: 0 }).toBuffer()
    await expect(upload('stuk.png', 'image/png', data.subarray(0, 9_000))).rejects.toThrow(
      /stuk of niet compleet.* 10 MB en 50 miljoen beeldpunten/,
    )
  })

  it('with a path for a name stays in its folder, under a name without signs that lead elsewhere', async () => {
    const data = await picture().png().toBuffer()
    const doc = await upload('../../buiten <script>.png', 'image/png', data)
    expect(doc.filename).toMatch(/^[\w. -]+$/)
    expect(stored()).toContain(doc.filename)
  })
})
