/** Which program plays a role. The environment itself is checked by that program. */
export const programOf = (role) =>
  role === 'editor' || role === 'worker' ? `dist/${role}.js` : 'dist/server.js'
