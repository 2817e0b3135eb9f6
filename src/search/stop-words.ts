import type { Locale } from '../catalogue'

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

/** Words without meaning of their own: the engine skips them in texts and queries. Folded: lower case, no accents. */
export const STOP_WORDS: Readonly<Record<Locale, readonly string[]>> = {
  nl: words(`
    de het een der des den en of dat die dit deze te ten ter er om op in aan bij van voor met naar uit over door tot als
    dan dus maar want ook nog al wel ik je jij u uw jouw mijn hij zij ze we wij ons onze jullie hun hen mij me zich zijn
    is was ben bent wordt worden werd heb hebt heeft hebben had`),
  en: words(`
    the a an and or of to in on at by for from with as that this these those it its is are was were be been am do does
    did have has had i you your my he she we our they their me us them if then so but also`),
}

/** Words people put around what they look for; left out of queries only, because in a text they can matter. */
export const QUERY_FILLERS: Readonly<Record<Locale, readonly string[]>> = {
  nl: words(`
    hoe hoeveel wat waar waarom wanneer welke welk wie kan kun kunt kunnen mag mogen moet moeten wil willen wilt zou
    zouden krijg krijgt krijgen ga gaat gaan doe doet doen graag alstublieft hallo goedemorgen goedemiddag vraag weten`),
  en: words(`
    how much many what where why when which who can could may must should would want need get go please hello there
    question know tell`),
}

/**
 * Words that say what somebody wants to do, not with what, and those for a price, which nearly everything has: left out of a
 * query as soon as it names anything else.
 */
export const WEAK_WORDS: Readonly<Record<Locale, readonly string[]>> = {
  nl: words(`
    aanvragen aanvraag vraag vragen regelen krijgen halen nodig nieuw nieuwe graag hulp info informatie gemeente online
    organiseren beginnen starten maken laten weten weet niet geen iets iemand zelf mensen nu vandaag hier daar toch even
    moment keer gekregen komen kom gaan willen zeggen snel eerst meer veel
    kost kosten prijs prijzen tarief tarieven bedrag bedragen`),
  en: words(`
    apply application new information info help municipality city council online make start not no
    cost costs price prices fee fees`),
}
