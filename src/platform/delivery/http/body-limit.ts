import { Transform } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { problemOf } from '../../../channels/rest'
import { ReaderError } from '../../../channels/web/graphql'

/** Limits what is passed on without being read here: by the length it claims, and by counting what claims none. */
export function limitBody(app: FastifyInstance, mostBytes: number): void {
  app.addHook('preParsing', (request, reply, payload, done) => {
    if (Number(request.headers['content-length'] ?? 0) > mostBytes) {
      // The rest of it is not worth waiting for.
      void reply
        .code(413)
        .header('connection', 'close')
        .type('application/problem+json')
        .send({ ...problemOf('BAD_USER_INPUT', wordsFor(mostBytes), ''), status: 413 })
      return
    }
    if (request.headers['transfer-encoding'] === undefined) {
      done(null, payload)
      return
    }
    let seen = 0
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, passOn) {
        seen += chunk.length
        if (seen > mostBytes) {
          passOn(tooLarge(mostBytes))
          request.raw.destroy()
        } else passOn(null, chunk)
      },
    })
    payload.on('error', (error) => counted.destroy(error))
    done(null, payload.pipe(counted))
  })
}

const tooLarge = (mostBytes: number) => new ReaderError('BAD_USER_INPUT', wordsFor(mostBytes))

const wordsFor = (mostBytes: number) =>
  `What is sent may have ${Math.floor(mostBytes / 1024 / 1024)} megabytes at most.`
