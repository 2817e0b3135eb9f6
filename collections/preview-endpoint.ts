import type { Endpoint } from 'payload'
import { LOCALES } from '../src/catalogue'
import { mayOpenAdmin } from '../src/access'
import type { CollectionPorts } from './ports'

/** `GET /api/<collection>/:id/preview?locale=nl`: what each channel would say. For editors only. */
export const previewEndpoint = (kind: 'product' | 'question', ports: CollectionPorts): Endpoint => ({
  path: '/:id/preview',
  method: 'get',
  handler: async (req) => {
    if (!mayOpenAdmin(req))
      return Response.json({ code: 'FORBIDDEN', message: 'Log in as an editor' }, { status: 403 })
    const id = req.routeParams?.['id']
    const locale = LOCALES.find((known) => known === req.query['locale']) ?? 'nl'
    if (typeof id !== 'string')
      return Response.json({ code: 'BAD_USER_INPUT', message: 'An id is missing' }, { status: 400 })
    return Response.json(await ports.preview({ kind, id, locale }, req))
  },
})
