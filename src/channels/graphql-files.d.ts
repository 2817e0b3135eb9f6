/** Schemas are bundled as text: `scripts/bundle.mjs`, and `vitest.config.ts` for tests. */
declare module '*.graphql' {
  const text: string
  export default text
}
