/** Signs beside words; never the only carrier of a meaning, so hidden from screen readers. Drawn, because fonts lack some. */
type IconName = 'coming' | 'fact' | 'trouble'

const PATHS: Readonly<Record<IconName, string>> = {
  coming:
    'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Zm0 1.6a4.9 4.9 0 1 1 0 9.8 4.9 4.9 0 0 1 0-9.8Zm-.8 1.6h1.6v3l2.1 1.2-.8 1.4-2.9-1.7V4.7Z',
  fact: 'M8 1.5 14.5 8 8 14.5 1.5 8 8 1.5Z',
  trouble: 'M8 1 15.5 14.5H.5L8 1Zm0 3.4L3.2 12.9h9.6L8 4.4Zm-.8 2.4h1.6v3.2H7.2V6.8Zm0 4h1.6v1.4H7.2v-1.4Z',
}

export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg aria-hidden="true" className="ac-icon" focusable="false" viewBox="0 0 16 16">
    <path d={PATHS[name]} fill="currentColor" fillRule="evenodd" />
  </svg>
)
