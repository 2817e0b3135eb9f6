import serveFiles from '@fastify/static'
import type { FastifyPluginAsync } from 'fastify'

/** Pictures of the catalogue. Their names change with their content. */
export const media: FastifyPluginAsync<{ readonly folder: string }> = async (app, { folder }) => {
  app.setErrorHandler((error, _request, reply) => {
    // A folder, a path out of ours, a name that cannot be: whatever it is, there is no picture.
    if (!isRefusal(error)) throw error
    reply.callNotFound()
  })
  await app.register(serveFiles, {
    root: folder,
    prefix: '/media/',
    index: false,
    dotfiles: 'ignore',
    decorateReply: false,
    cacheControl: false,
    setHeaders: (response) => {
      void response.header('x-content-type-options', 'nosniff')
      void response.header('content-security-policy', "default-src 'none'; sandbox")
      void response.header('cross-origin-resource-policy', 'cross-origin')
      void response.header('cache-control', 'public, max-age=3600')
    },
  })
}

function isRefusal(error: unknown): boolean {
  const status: unknown =
    typeof error === 'object' && error !== null ? Reflect.get(error, 'statusCode') : null
  return status === 400 || status === 403 || status === 404
}
