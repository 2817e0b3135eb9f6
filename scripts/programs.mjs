/** Which program plays a role. The environment itself is checked by that program. */
export const programOf = (role) =>
  role === 'editor' || role === 'worker' ? `dist/${role}.js` : 'dist/server.js'

/**
 * How Node runs them. Lexical, which the editor's texts are made with, has a build of its own for Node whose modules wait for
 * others while they load; on Node 20 that wait does not always end, and the program stops with code 13 before it has begun.
 * With this condition its ordinary build is taken.
 */
export const NODE_FLAGS = ['--enable-source-maps', '--conditions=production']
