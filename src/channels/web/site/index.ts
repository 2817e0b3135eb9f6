/**
 * The reference website: plain pages rendered on the server that read through the public GraphQL over HTTP, like any
 * other website would. It never looks into the read model, and it never shows agent-only text.
 */
export { site } from './routes'
export type { SiteOptions } from './routes'
