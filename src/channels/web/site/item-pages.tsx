import type { Locale } from '../../../catalogue'
import { CompiledHtml, Crumbs, pathOf } from './layout'
import { Cards } from './overview-pages'
import type { AnswerView, ProductView, QuestionView } from './views'
import { WORDS } from './words'

/** One product: the web answer first, then the sections; derived answers are not shown twice. */
export function Product({ product, locale }: { readonly product: ProductView; readonly locale: Locale }) {
  const words = WORDS[locale]
  const web = product.answers.find((answer) => answer.channel === 'web')
  const theme = product.themes[0]
  return (
    <>
      <Crumbs locale={locale} trail={theme ? [{ title: theme.title, path: `/themas/${theme.slug}` }] : []} />
      <article>
        <h1>{product.title}</h1>
        {product.image && (
          <img
            src={product.image.url}
            alt={product.image.alt}
            width={product.image.width}
            height={product.image.height}
            className="site-image"
          />
        )}
        {web && web.servedFrom !== 'sections' ? (
          <WebAnswer answer={web} />
        ) : (
          <p className="site-lead">{product.summary}</p>
        )}
        <KeyFacts facts={product.facts} locale={locale} />
        <Apply product={product} locale={locale} />
        {product.sections.map((section) => (
          <section key={section.key} aria-labelledby={`deel-${section.key}`}>
            <h2 id={`deel-${section.key}`}>{section.title}</h2>
            <CompiledHtml html={section.html} />
          </section>
        ))}
        {product.parts.length > 0 && (
          <section aria-labelledby="delen">
            <h2 id="delen">{words.parts}</h2>
            <Cards cards={product.parts} locale={locale} />
          </section>
        )}
        <Questions questions={product.questions} locale={locale} />
        <Contact product={product} locale={locale} />
        <Legal product={product} locale={locale} />
        {product.related.length > 0 && (
          <section aria-labelledby="zie-ook">
            <h2 id="zie-ook">{words.related}</h2>
            <Cards cards={product.related} locale={locale} />
          </section>
        )}
        <PerChannel answers={product.answers} locale={locale} />
        <Stamp revision={product.revision} publishedAt={product.publishedAt} locale={locale} />
      </article>
    </>
  )
}

export function Question({ question, locale }: { readonly question: QuestionView; readonly locale: Locale }) {
  const words = WORDS[locale]
  const web = question.answers.find((answer) => answer.channel === 'web')
  return (
    <>
      <Crumbs
        locale={locale}
        trail={question.products
          .slice(0, 1)
          .map((card) => ({ title: card.title, path: `/producten/${card.slug}` }))}
      />
      <article>
        <h1>{question.question}</h1>
        {web && <WebAnswer answer={web} />}
        {question.products.length > 0 && (
          <section aria-labelledby="hoort-bij">
            <h2 id="hoort-bij">{words.belongsTo}</h2>
            <Cards cards={question.products} locale={locale} />
          </section>
        )}
        <PerChannel answers={question.answers} locale={locale} />
        <Stamp revision={question.revision} publishedAt={question.publishedAt} locale={locale} />
      </article>
    </>
  )
}

/** The short answer first; an answer without a text of its own repeats the short one, which is shown once. */
function WebAnswer({ answer }: { readonly answer: AnswerView }) {
  return (
    <div className="site-answer" data-channel="web">
      <CompiledHtml html={answer.short.html} className="site-lead" />
      {answer.body.html !== answer.short.html && <CompiledHtml html={answer.body.html} />}
    </div>
  )
}

function KeyFacts({ facts, locale }: { readonly facts: ProductView['facts']; readonly locale: Locale }) {
  if (facts.length === 0) return null
  return (
    <section aria-labelledby="kort">
      <h2 id="kort">{WORDS[locale].keyFacts}</h2>
      <dl className="site-facts">
        {facts.map((fact) => (
          <div key={fact.key}>
            <dt>{fact.label}</dt>
            <dd>{fact.formatted}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Apply({ product, locale }: { readonly product: ProductView; readonly locale: Locale }) {
  const words = WORDS[locale]
  if (product.requestChannels.length === 0) return null
  return (
    <section aria-labelledby="regelen">
      <h2 id="regelen">{words.apply}</h2>
      <ul className="site-apply">
        {product.requestChannels.map((way) => (
          <li key={`${way.kind}-${way.label}`}>
            <strong>{words.requestChannels[way.kind]}</strong>{' '}
            {way.url ? (
              <a
                href={way.url}
                className={
                  way.kind === 'online'
                    ? 'utrecht-button-link utrecht-button-link--primary-action'
                    : undefined
                }
              >
                {way.label}
              </a>
            ) : (
              way.label
            )}
            {way.loginMeans.some((means) => means !== 'none') && (
              <span className="site-meta">
                {' '}
                {words.login(way.loginMeans.map((means) => words.logins[means]).join(', '))}
              </span>
            )}
            {way.appointment && way.appointmentUrl && way.appointmentUrl !== way.url && (
              <>
                {' '}
                <a href={way.appointmentUrl}>{words.appointment}</a>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Questions({
  questions,
  locale,
}: {
  readonly questions: ProductView['questions']
  readonly locale: Locale
}) {
  if (questions.length === 0) return null
  return (
    <section aria-labelledby="vragen">
      <h2 id="vragen">{WORDS[locale].questions}</h2>
      <ul>
        {questions.map((question) => (
          <li key={question.slug}>
            <a href={pathOf(locale, `/vragen/${question.slug}`)}>{question.question}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Contact({ product, locale }: { readonly product: ProductView; readonly locale: Locale }) {
  const words = WORDS[locale]
  const { contact, name } = product.serviceDesk
  return (
    <section aria-labelledby="contact">
      <h2 id="contact">{words.contact}</h2>
      <p>
        {words.answeredBy} <strong>{name}</strong>
        {contact.phone && (
          <>
            {', '}
            <a href={`tel:${contact.phone.replace(/\s/g, '')}`}>{contact.phone}</a>
          </>
        )}
        {contact.website && (
          <>
            {', '}
            <a href={contact.website}>{contact.website.replace(/^https?:\/\//, '')}</a>
          </>
        )}
      </p>
      {product.organisation.name !== name && (
        <p>
          {words.competent} {product.organisation.name}
        </p>
      )}
      {product.locations.map((location) => (
        <div key={location.name} className="site-location">
          <h3>{location.name}</h3>
          <p>{location.addressText}</p>
          <p className="site-hours">{location.openingHoursText}</p>
          {location.appointmentUrl && <a href={location.appointmentUrl}>{words.appointment}</a>}
        </div>
      ))}
    </section>
  )
}

function Legal({ product, locale }: { readonly product: ProductView; readonly locale: Locale }) {
  if (product.legalBasis.length === 0) return null
  return (
    <section aria-labelledby="wet">
      <h2 id="wet">{WORDS[locale].legal}</h2>
      <ul>
        {product.legalBasis.map((basis) => (
          <li key={basis.label}>{basis.url ? <a href={basis.url}>{basis.label}</a> : basis.label}</li>
        ))}
      </ul>
    </section>
  )
}

/** What the other channels say, for whoever wants to see that it is the same answer. */
function PerChannel({
  answers,
  locale,
}: {
  readonly answers: readonly AnswerView[]
  readonly locale: Locale
}) {
  const words = WORDS[locale]
  return (
    <details className="site-channels">
      <summary>{words.perChannel}</summary>
      {answers
        .filter((answer) => answer.channel !== 'web' && answer.channel !== 'general')
        .map((answer) => (
          <section
            key={answer.channel}
            data-channel={answer.channel}
            aria-labelledby={`kanaal-${answer.channel}`}
          >
            <h3 id={`kanaal-${answer.channel}`}>{words.channels[answer.channel]}</h3>
            <p>{answer.short.text}</p>
          </section>
        ))}
    </details>
  )
}

function Stamp({
  revision,
  publishedAt,
  locale,
}: {
  readonly revision: number
  readonly publishedAt: string
  readonly locale: Locale
}) {
  const words = WORDS[locale]
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'Europe/Amsterdam' }).format(
    new Date(publishedAt),
  )
  return (
    <p className="site-meta">
      {words.published} <time dateTime={publishedAt}>{day}</time> ({words.revision} {revision})
    </p>
  )
}
