import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveDelivery } from '../../support/delivery/start'
import type { ServedDelivery } from '../../support/delivery/start'

/** Clients that take their time, or too much, on real sockets. */
let served: ServedDelivery
beforeAll(async () => {
  served = await serveDelivery({
    connectionLimits: {
      headersMs: 400,
      requestMs: 800,
      idleMs: 600,
      answerMs: 500,
      checkMs: 50,
      connections: 20,
    },
  })
})
afterAll(() => served?.stop())

type Talk = { readonly said: string; readonly ms: number }

/** Says something, then hears what comes until the other side closes. */
function talk(begin: (socket: Socket) => void, port = served.port): Promise<Talk> {
  return new Promise((resolve) => {
    const begun = performance.now()
    let said = ''
    const socket = connect(port, '127.0.0.1', () => begin(socket))
    socket.on('data', (chunk) => (said += chunk.toString()))
    // A server that hangs up may do so in the middle of what we say.
    socket.on('error', () => undefined)
    socket.on('close', () => resolve({ said, ms: performance.now() - begun }))
  })
}

const POST = 'POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n'

/** Sends one more byte now and then, as long as the other side listens. */
function drip(socket: Socket, byte: string): void {
  const timer = setInterval(() => socket.write(byte), 40)
  socket.on('close', () => clearInterval(timer))
}

describe('who is slow', () => {
  it('with the headers is cut off', async () => {
    const { said, ms } = await talk((socket) => {
      socket.write('GET /healthz HTTP/1.1\r\nX-Slow: ')
      drip(socket, 'a')
    })
    expect(said).toMatch(/^(HTTP\/1\.1 408 |$)/)
    expect(ms).toBeLessThan(3_000)
  })

  it('to say anything at all is cut off', async () => {
    expect((await talk(() => undefined)).ms).toBeLessThan(3_000)
  })

  it('with the body is answered without it, and cut off', async () => {
    const { said, ms } = await talk((socket) => {
      socket.write(`${POST}Content-Length: 5000\r\n\r\n{`)
      drip(socket, ' ')
    })
    expect(said).toMatch(/^HTTP\/1\.1 (408|503) /)
    expect(ms).toBeLessThan(4_000)
  })

  it('to read is cut off, and what was kept for them is let go', async () => {
    const { ms, said } = await new Promise<Talk>((resolve) => {
      const begun = performance.now()
      const socket = connect(served.port, '127.0.0.1', () => {
        socket.write('GET /large HTTP/1.1\r\nHost: a\r\n\r\n')
        socket.pause()
      })
      socket.on('error', () => undefined)
      // A paused socket is told nothing; it notices by writing.
      const timer = setInterval(() => socket.write('x'), 100)
      socket.on('close', () => {
        clearInterval(timer)
        resolve({ said: '', ms: performance.now() - begun })
      })
    })
    expect(said).toBe('')
    expect(ms).toBeLessThan(6_000)
  })

  it('does not keep others waiting', async () => {
    const slow = Array.from({ length: 10 }, () => talk((socket) => socket.write('GET / HTTP/1.1\r\nX: ')))
    expect((await fetch(`${served.url}/healthz`)).status).toBe(200)
    await Promise.all(slow)
  })
})

describe('who says too much', () => {
  it('in the headers is refused', async () => {
    const { said } = await talk((socket) =>
      socket.write(`GET /healthz HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`),
    )
    expect(said).toMatch(/^HTTP\/1\.1 431 /)
  })

  it('in the body is refused before it has been read, by what it claims', async () => {
    const { said, ms } = await talk((socket) => socket.write(`${POST}Content-Length: 900000000\r\n\r\n{`))
    expect(said).toMatch(/^HTTP\/1\.1 400 /)
    expect(said).toContain('BAD_USER_INPUT')
    expect(ms).toBeLessThan(4_000)
  })

  it('in pieces without a length is refused when it is too much', async () => {
    const { said } = await talk((socket) => {
      socket.write(`${POST}Transfer-Encoding: chunked\r\n\r\n`)
      const piece = 'x'.repeat(16_000)
      for (let count = 0; count < 8; count += 1) socket.write(`${piece.length.toString(16)}\r\n${piece}\r\n`)
    })
    expect(said).toMatch(/^HTTP\/1\.1 400 /)
  })

  it('hears why, also when they go on sending before they listen', async () => {
    const patient = await serveDelivery({})
    const pieces = (count: number) => `4000\r\n${'x'.repeat(0x4000)}\r\n`.repeat(count)
    const { said } = await talk((socket) => {
      socket.write(`${POST}Transfer-Encoding: chunked\r\n\r\n${pieces(8)}`)
      for (let count = 0; count < 3; count += 1) {
        // A client that is busy: nothing is read meanwhile, and each writing finds the connection as it is then.
        const until = performance.now() + 150
        while (performance.now() < until);
        socket.write(pieces(1))
      }
      socket.end('0\r\n\r\n')
    }, patient.port)
    await patient.stop()
    expect(said).toMatch(/^HTTP\/1\.1 400 /)
    expect(said).toContain('BAD_USER_INPUT')
  })

  it('is not heard for long', async () => {
    const patient = await serveDelivery({ connectionLimits: { lingerMs: 200 } })
    const { said, ms } = await talk((socket) => {
      socket.write(`${POST}Content-Length: 900000000\r\n\r\n`)
      drip(socket, 'x')
    }, patient.port)
    await patient.stop()
    expect(said).toMatch(/^HTTP\/1\.1 400 /)
    expect(ms).toBeLessThan(10_000)
  })

  it('packed small is refused when it is unpacked', async () => {
    const packed = gzipSync(JSON.stringify({ query: ' '.repeat(30_000_000) }))
    expect(packed.length).toBeLessThan(64 * 1024)
    const response = await fetch(`${served.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: packed,
    })
    expect(response.status).toBe(400)
  })

  it('over too many connections is not heard on the last ones', async () => {
    const sockets = Array.from({ length: 40 }, () => connect(served.port, '127.0.0.1'))
    const closed = sockets.map(
      (socket) =>
        new Promise<number>((resolve) => {
          const begun = performance.now()
          socket.on('error', () => undefined)
          socket.on('close', () => resolve(performance.now() - begun))
          // What nobody reads never ends.
          socket.resume()
        }),
    )
    const times = await Promise.all(closed)
    expect(times.filter((ms) => ms < 300).length).toBeGreaterThanOrEqual(15)
  })
})

it.each(['TRACE', 'TRACK', 'CONNECT'])('does not do %s', async (method) => {
  const { said } = await talk((socket) =>
    socket.write(`${method} /healthz HTTP/1.1\r\nHost: a\r\nX-Secret: 12345\r\nConnection: close\r\n\r\n`),
  )
  expect(said).not.toMatch(/^HTTP\/1\.1 2|12345/)
})

it('lets a deep value in an address overflow nothing', async () => {
  const variables = `{"s":${'['.repeat(6_000)}${']'.repeat(6_000)}}`
  const query = 'query($s:String){product(slug:$s){id}}'
  const { said } = await talk((socket) =>
    socket.write(
      `GET /graphql?query=${encodeURIComponent(query)}&variables=${variables.replaceAll('"', '%22')} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
    ),
  )
  expect(said).toMatch(/^HTTP\/1\.1 400 /)
})
