import type { FastifyHelmetOptions } from '@fastify/helmet'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { REQUEST_ID } from '../../request-id'

/** Headers of answers that are data: nothing in them may be shown as a page or guessed to be one. */
export const DATA_HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
} as const

export function dataHeaders(_request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  void reply.headers(DATA_HEADERS)
  done()
}

/** For pages rendered here: only our own files, no inline script or style, no frame around them. */
export const PAGE_HELMET: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      baseUri: ["'none'"],
      connectSrc: ["'self'"],
      fontSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      imgSrc: ["'self'", 'data:'],
      objectSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
    },
  },
  // Said for every answer, and only where the public address is https.
  strictTransportSecurity: false,
  crossOriginEmbedderPolicy: false,
}

/** No page of ours needs a camera, a place or the like. */
const PERMISSIONS = 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()'
const ONE_YEAR_OF_HTTPS = 'max-age=31536000; includeSubDomains'

export function pageHeaders(_request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  reply.header('permissions-policy', PERMISSIONS)
  done()
}

/** What every answer says: its number, by which it is found in the logs, and to come by https only. */
export function everyAnswer(app: FastifyInstance, { isHttps }: { readonly isHttps: boolean }): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header(REQUEST_ID, request.id)
    if (isHttps) reply.header('strict-transport-security', ONE_YEAR_OF_HTTPS)
    done()
  })
}

/**
 * For the editor's pages. Its framework writes scripts into the page, which carry a number that is used once, and its
 * text editor sets styles on elements. In development it also compiles while it runs.
 */
export const editorPageHeaders = (nonce: string, { development }: { readonly development: boolean }) => ({
  'content-security-policy': [
    "default-src 'self'",
    "base-uri 'none'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "font-src 'self' data:",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "frame-src 'self'",
    "img-src 'self' data: blob:",
    "object-src 'none'",
    `script-src 'self' 'nonce-${nonce}'${development ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "worker-src 'self' blob:",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': PERMISSIONS,
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
})

/** For what the editor's pages fetch. Pictures in it may be shown, nothing in it may run. */
export const EDITOR_DATA_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const
