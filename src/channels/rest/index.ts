/**
 * The REST facade: the same content as the public GraphQL, for who prefers addresses to queries. Asks the public schema
 * and nothing else.
 */
export { problemOf, type ProblemCode } from './problem'
export { ALLOWED_METHODS, restRoutes, sendProblem, type QueryAnswer, type RestOptions } from './rest-routes'
export { API_VERSION, ROOT } from './root'
