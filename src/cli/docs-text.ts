import { VARIABLES } from '../platform/env'

const BEGIN = '<!-- variables: made by `npm run generate` -->'
const END = '<!-- end of variables -->'

/** The variables of the environment as a Markdown table. */
export const environmentTable = (): string =>
  [
    '| Variable | Default | Meaning |',
    '| --- | --- | --- |',
    ...VARIABLES.map(({ name, fallback, meaning }) => `| \`${name}\` | ${fallback || '–'} | ${meaning} |`),
  ].join('\n')

/** The same as a file to copy to `.env`; every line is switched off. */
export const exampleEnvironment = (): string =>
  `${VARIABLES.map(({ name, meaning }) => `# ${meaning.replaceAll('`', '')}\n#${name}=\n`).join('\n')}`

/** The page with its table replaced. Throws when the marks are missing. */
export function withTable(page: string, table: string): string {
  const begin = page.indexOf(BEGIN)
  const end = page.indexOf(END)
  if (begin < 0 || end < begin) throw new Error(`The page lacks the marks ${BEGIN} and ${END}`)
  return `${page.slice(0, begin + BEGIN.length)}\n\n${table}\n\n${page.slice(end)}`
}
