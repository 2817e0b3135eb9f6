import type { Channel, Locale, TypedValue } from '../../catalogue'
import { readableUrl, writtenPhone } from '../format/reachable'
import type { LinkedKind, LinkTarget } from './tree'

/** A fact as a text shows it: formatted for the channel, with its value for a link. */
export type ResolvedFact = { readonly key: string; readonly text: string; readonly value: TypedValue }

/** What rendering needs to know of the world outside the text. */
export type RenderContext = {
  readonly channel: Channel
  readonly locale: Locale
  /** Null: leave it out. Publishing is refused before that can reach a reader. */
  readonly fact: (id: string) => ResolvedFact | null
  /** Where an item stands on the site; null when readers cannot see it, then its label stays as plain text. */
  readonly link: (kind: LinkedKind, id: string) => string | null
}

/** The address of a link for readers; null for none. */
export function hrefOf(target: LinkTarget, context: RenderContext): string | null {
  switch (target.kind) {
    case 'url':
      return target.url
    case 'item':
      return context.link(target.item.kind, target.item.id)
    case 'invalid':
      return null
  }
}

/** The link that a fact is by itself: a web address, telephone number or e-mail address in a channel with clickable text. */
export function hrefOfFact(fact: ResolvedFact, context: RenderContext): string | null {
  if (context.channel !== 'web' && context.channel !== 'email' && context.channel !== 'chat') return null
  switch (fact.value.kind) {
    case 'url':
      return fact.value.url
    case 'email':
      return `mailto:${fact.value.address}`
    case 'phone':
      return `tel:${writtenPhone(fact.value.number).replace(/[^\d+]/g, '')}`
    default:
      return null
  }
}

/**
 * How a link's address shows beside its label in plain text: whole where people click or copy it, readable in a letter, not
 * at all where it is heard or stands on a screen already, and not when it is a path that means nothing off the site.
 */
export function shownAddress(href: string, context: RenderContext): string | null {
  if (href.startsWith('/')) return null
  const address = href.replace(/^(mailto|tel):/i, '')
  switch (context.channel) {
    case 'chat':
    case 'email':
    case 'text':
      return address
    case 'letter':
      return readableUrl(address)
    case 'general':
    case 'web':
    case 'counter':
    case 'phone':
      return null
  }
}
