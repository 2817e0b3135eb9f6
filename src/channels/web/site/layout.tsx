import type { ReactNode } from 'react'
import type { Locale } from '../../../catalogue'
import { WORDS } from './words'

export type PageFrame = {
  readonly locale: Locale
  readonly title: string
  readonly siteName: string
  /** The same page in the other language; null when it does not exist there. */
  readonly otherLanguageUrl: string | null
  readonly stylesheet: string
  readonly query?: string
  readonly children: ReactNode
}

export const pathOf = (locale: Locale, path: string): string =>
  locale === 'nl' ? path : `/en${path === '/' ? '' : path}`

/** HTML that compiling has sanitised already (`Rendered.html`, `Section.html`, search snippets). */
export function CompiledHtml({ html, className }: { readonly html: string; readonly className?: string }) {
  return <div {...(className ? { className } : {})} dangerouslySetInnerHTML={{ __html: html }} />
}

export function Page(frame: PageFrame) {
  const words = WORDS[frame.locale]
  const other = frame.locale === 'nl' ? 'en' : 'nl'
  return (
    <html lang={frame.locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${frame.title} | ${frame.siteName}`}</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={frame.stylesheet} />
        {frame.otherLanguageUrl && <link rel="alternate" hrefLang={other} href={frame.otherLanguageUrl} />}
      </head>
      <body className="voorbeeld-theme utrecht-html utrecht-document site">
        <a className="site-skip" href="#inhoud">
          {words.skip}
        </a>
        <header className="site-header">
          <div className="site-width site-header__row">
            <a className="site-brand" href={pathOf(frame.locale, '/')}>
              {frame.siteName}
            </a>
            {frame.otherLanguageUrl && (
              <a href={frame.otherLanguageUrl} hrefLang={other} lang={other}>
                {words.otherLanguage}
              </a>
            )}
          </div>
          <div className="site-width">
            <SearchForm locale={frame.locale} query={frame.query ?? ''} />
          </div>
        </header>
        <main id="inhoud" tabIndex={-1} className="site-width site-main">
          {frame.children}
        </main>
        <footer className="site-footer">
          <p className="site-width">{words.footer}</p>
        </footer>
      </body>
    </html>
  )
}

function SearchForm({ locale, query }: { readonly locale: Locale; readonly query: string }) {
  const words = WORDS[locale]
  return (
    <form role="search" action={pathOf(locale, '/zoeken')} method="get" className="site-search">
      <label htmlFor="q">{words.searchLabel}</label>
      <div className="site-search__row">
        <input
          id="q"
          name="q"
          type="search"
          defaultValue={query}
          placeholder={words.searchHint}
          autoComplete="off"
          maxLength={200}
          className="utrecht-textbox utrecht-textbox--html-input"
        />
        <button type="submit" className="utrecht-button utrecht-button--primary-action">
          {words.search}
        </button>
      </div>
    </form>
  )
}

/** Way back from a page, as a list of links. */
export function Crumbs({
  locale,
  trail,
}: {
  readonly locale: Locale
  readonly trail: readonly { title: string; path: string }[]
}) {
  const words = WORDS[locale]
  return (
    <nav aria-label={locale === 'nl' ? 'Kruimelpad' : 'Breadcrumb'}>
      <ol className="site-crumbs">
        <li>
          <a href={pathOf(locale, '/')}>{words.home}</a>
        </li>
        {trail.map((step) => (
          <li key={step.path}>
            <a href={pathOf(locale, step.path)}>{step.title}</a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
