import { builtinModules } from 'node:module'
import tseslint from 'typescript-eslint'

const PAYLOAD = ['payload', 'payload/*', '@payloadcms/*', '@payload-config']
const NEXT = ['next', 'next/*']
const REACT = ['react', 'react/*', 'react-dom', 'react-dom/*']
const ENGINES = ['meilisearch', 'fastify', '@fastify/*', 'mercurius', 'libsql', 'mongodb']

/** What a folder may not import, with the reason that the linter gives. */
const forbid = (files, group, message, extra = {}) => ({
  files,
  ignores: ['**/*.test.ts', '**/*.test.tsx', '**/*.fixture.ts', ...(extra.ignores ?? [])],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      { patterns: [{ group, message, allowTypeImports: extra.types ?? false }] },
    ],
  },
})

export default tseslint.config(
  {
    ignores: [
      'node_modules',
      'dist',
      '**/.next',
      'data',
      'coverage',
      'src/generated',
      'src/platform/editor/migrations',
      'src/app/**/importMap.js',
      'next-env.d.ts',
    ],
  },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only src/platform/env.ts reads the environment.' },
      ],
    },
  },
  // The core is pure (invariant I6).
  forbid(
    ['src/{kernel,catalogue,answers,publications,feedback}/**'],
    [
      ...PAYLOAD,
      ...NEXT,
      ...REACT,
      ...ENGINES,
      '**/platform/**',
      '**/channels/**',
      '**/collections/**',
      '**/generated/**',
      '**/search/**',
    ],
    'The core knows no framework, engine or adapter.',
  ),
  forbid(
    ['src/kernel/**'],
    ['../*', '!./*', ...builtinModules.filter((name) => name !== 'crypto')],
    'The kernel imports nothing.',
  ),
  // Collections get adapters handed in; hooks come from factories.
  forbid(
    ['collections/**'],
    ['**/platform/**', '**/channels/**', '**/app/**', ...NEXT, ...REACT, ...ENGINES],
    'Collections import no adapter: ports are handed in.',
  ),
  // Delivery never loads Payload or Next.
  forbid(
    [
      'src/server.ts',
      'src/editor.ts',
      'src/platform/delivery/**',
      'src/platform/lease/**',
      'src/channels/**',
      'src/search/**',
    ],
    [...PAYLOAD, ...NEXT, '**/platform/editor/**', '**/collections/**', '**/admin/**'],
    'Delivery never loads Payload, Next or the editor.',
  ),
  forbid(['src/admin/**'], ['**/platform/**', '**/channels/**'], 'Admin screens ask the editor over HTTP.'),
  {
    files: ['src/platform/env.ts', 'src/instrumentation.ts', 'tests/**', 'bench/**', '**/*.test.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: [
      'src/{kernel,catalogue,answers,publications,feedback,search,channels,platform,access,exchange,admin}/**',
      'collections/**',
    ],
    rules: { 'no-console': 'error' },
  },
)
