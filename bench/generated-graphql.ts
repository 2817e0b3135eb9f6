import { createServer } from 'node:http'
import { configToSchema } from '@payloadcms/graphql'
import { createHandler } from 'graphql-http/lib/use/fetch'
import { BasePayload, createPayloadRequest } from 'payload'
import { composeEditor } from '../src/platform/editor'
import { processEnv } from '../src/platform/env'
import { readSecrets } from '../src/platform/secrets'

/**
 * Payload's own generated GraphQL over plain `node:http`, which is kinder to it than Next would be. Everybody may read, so that
 * no access rule slows it. Prints its port.
 */
const env = processEnv()
const config = await composeEditor({
  env,
  secret: readSecrets(env).payloadSecret,
  generatedGraphQL: true,
  logLevel: 'warn',
})
for (const collection of config.collections) collection.access.read = () => true
const payload = await new BasePayload().init({ config, disableOnInit: true })
const { schema } = configToSchema(payload.config)

const server = createServer((incoming, outgoing) => {
  const parts: Buffer[] = []
  incoming.on('data', (part: Buffer) => parts.push(part))
  incoming.on('end', () => {
    const body = Buffer.concat(parts)
    const request = () =>
      new Request('http://127.0.0.1/api/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
    void answer(request)
      .then(async (response) => {
        outgoing.writeHead(response.status, { 'content-type': 'application/json' })
        outgoing.end(await response.text())
      })
      .catch((error: unknown) => {
        outgoing.writeHead(500)
        outgoing.end(String(error))
      })
  })
})

/** As the route of `@payloadcms/next` does it. */
async function answer(request: () => Request): Promise<Response> {
  const req = await createPayloadRequest({
    canSetHeaders: true,
    config: Promise.resolve(payload.config),
    request: request(),
  })
  req.payload = payload
  return createHandler({ context: { headers: {}, req }, schema })(request())
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`PORT ${typeof address === 'object' && address ? address.port : 0}\n`)
})
