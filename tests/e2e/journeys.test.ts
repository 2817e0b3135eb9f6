import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { startApp, until } from './support/app'
import type { RunningApp } from './support/app'
import { accessibilityProblems, openBrowser } from './support/browser'

const NEW_FEE = { typed: '91,25', written: '€ 91,25', spoken: 'eenennegentig euro vijfentwintig' }

let app: RunningApp
let browser: Browser
let page: Page
/** What the browser kept a page from doing. */
const forbidden: string[] = []

beforeAll(async () => {
  app = await startApp()
  browser = await openBrowser()
  page = await (
    await browser.newContext({ viewport: { width: 1400, height: 1000 }, locale: 'nl-NL' })
  ).newPage()
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) forbidden.push(`${page.url()}: ${message.text()}`)
  })
})
afterAll(async () => {
  await browser?.close()
  await app?.stop()
})

describe('a resident', () => {
  it('finds a product from the home page with the keyboard alone', async () => {
    await page.goto(app.url)
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Direct naar de inhoud')
    await page.getByRole('searchbox').focus()
    await page.keyboard.type('pasport kwijt')
    await page.keyboard.press('Enter')
    await page.waitForURL(/zoeken\?q=/)
    await page.getByRole('link', { name: 'Paspoort aanvragen' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/producten\/paspoort$/)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Paspoort aanvragen')
  })

  it.each([
    '/',
    '/producten/paspoort',
    '/zoeken?q=paspoort',
    '/zoeken?q=qqqqqqqq',
    '/themas/natuur-en-milieu',
    '/bestaat-niet',
    '/en/producten/paspoort',
  ])('meets no accessibility problem on %s', async (path) => {
    await page.goto(`${app.url}${path}`)
    await page.evaluate(() =>
      document.querySelectorAll('details').forEach((details) => (details.open = true)),
    )
    expect(await accessibilityProblems(page)).toEqual([])
  })

  it.each(['/', '/producten/paspoort', '/zoeken?q=paspoort'])(
    'can read %s on a small phone',
    async (path) => {
      await page.setViewportSize({ width: 320, height: 640 })
      await page.goto(`${app.url}${path}`)
      const tooWide = await page.evaluate(() =>
        [...document.querySelectorAll('main *, header *')]
          .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
          .map((element) => `${element.tagName}: ${element.textContent}`),
      )
      await page.setViewportSize({ width: 1400, height: 1000 })
      expect(tooWide).toEqual([])
    },
  )

  it('is told kindly, with a 404, that a page does not exist', async () => {
    const response = await page.goto(`${app.url}/producten/bestaat-niet`)
    expect(response?.status()).toBe(404)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
      'Deze pagina bestaat niet (meer)',
    )
  })
})

describe('an editor', () => {
  it('logs in, in Dutch', async () => {
    await logIn(page, app.admin)
    await page.getByRole('link', { name: 'Producten' }).first().waitFor()
  })

  it('changes the passport fee once, and within a second every channel and search say it', async () => {
    await page.goto(
      `${app.url}/admin/collections/facts/${await idOf('facts', 'key', 'paspoort-kosten-volwassene')}`,
    )
    const amount = page.getByLabel('Bedrag in euro').nth(1)
    await amount.waitFor()
    expect(await amount.inputValue()).toBe('89,80')
    await amount.fill(NEW_FEE.typed)
    await amount.blur()
    const published = page.waitForResponse(
      (response) =>
        response.request().method() === 'PATCH' && response.url().includes('publishSpecificLocale'),
    )
    await page.getByRole('button', { name: /^Publiceren in|^Publiceer in/ }).click()
    expect((await published).status()).toBe(200)
    const begun = performance.now()

    // Of each channel, after how many milliseconds it said so.
    const after = new Map<string, number>()
    await until('every channel to say the new fee', 15_000, async () => {
      const said = await everyChannel()
      const isNew = {
        web: said.web.includes(NEW_FEE.written),
        phone: said.phone.includes(NEW_FEE.spoken),
        chat: said.chat.includes(NEW_FEE.written),
        website: said.website.includes(NEW_FEE.written),
        search: said.search.includes('91,25'),
      }
      for (const [channel, is] of Object.entries(isNew))
        if (is && !after.has(channel)) after.set(channel, Math.round(performance.now() - begun))
      return Object.values(isNew).every(Boolean)
    })
    process.stdout.write(`  the new fee stood in ${JSON.stringify(Object.fromEntries(after))} ms\n`)
    expect(Math.max(...after.values())).toBeLessThan(2_000)
  })

  it('puts a fact into a text with “/”, without typing its value, and sees what each channel will say', async () => {
    await page.goto(`${app.url}/admin/collections/products/${await idOf('products', 'slug', 'paspoort')}`)
    await page.getByRole('button', { name: 'Antwoorden per kanaal' }).first().click()
    const chat = page
      .locator('[id^=answers-row]')
      .filter({ has: page.getByText('Chat', { exact: true }) })
      .first()
    await chat.locator('.collapsible__toggle').first().click()
    const editor = chat.locator('[contenteditable=true]').first()
    // Facts that stood there already are shown with their value, not as a nameless block.
    await editor.locator('.ac-chip__value').first().waitFor()
    await editor.focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.type(' /feit')
    await page
      .getByRole('button', { name: 'Feit invoegen' })
      .or(page.locator('.slash-menu-popup__item-fact'))
      .first()
      .waitFor()
    await settled()
    await page.keyboard.press('Enter')
    const picker = page.getByRole('combobox').last()
    await picker.fill('telefoonnummer gemeente')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('Enter')
    await chat.locator('.ac-chip').last().waitFor()
    expect(await chat.locator('.ac-chip').last().textContent()).toContain('14 0490')
    expect(await accessibilityProblems(page, '.ac-preview')).toEqual([])
    const preview = page.locator('.ac-preview')
    await preview.getByRole('tab', { name: 'Telefoon' }).click()
    await until('the preview to show the phone answer', 15_000, async () =>
      ((await preview.getByRole('tabpanel').textContent()) ?? '').includes(NEW_FEE.spoken),
    )
  })

  it('writes a new product from nothing, publishes it with one fact, and takes it back', async () => {
    await page.goto(`${app.url}/admin/collections/products/create`)
    await page.getByLabel(/^Titel/).fill('Bijenkast melden')
    await choose('Bevoegde organisatie', 'Gemeente Dommelrode')
    await choose('Uniforme productnamen', 'hondenbelasting')
    await publish()
    const refusal = page.locator('.toast-error')
    await refusal.waitFor()
    expect((await refusal.innerText()).trim().split('\n')).toEqual([
      '“Bijenkast melden” kan niet gepubliceerd worden.',
      '• Nederlands, Controleren voor: Vul in wanneer de tekst opnieuw bekeken wordt.',
      '• Nederlands, Antwoorden › Algemeen: Er is geen antwoord. Vul bij “Antwoorden per kanaal” een tekst in voor “Algemeen”, of vul bij “Teksten” een sectie in.',
    ])
    // It outlives what is said after it, and goes when it is closed.
    await page.keyboard.press('Control+s')
    await page.locator('.toast-success').waitFor()
    await page.locator('.toast-success').waitFor({ state: 'detached' })
    await refusal.locator('.payload-toast-close-button').click()
    await refusal.waitFor({ state: 'detached' })
    await tab('Antwoorden per kanaal')
    await page.getByRole('button', { name: 'Voeg Antwoord toe' }).click()
    await choose('Kanaal', 'Algemeen')
    await page.locator('[contenteditable=true]').first().click()
    await page.keyboard.type('Meld uw bijenkast. Bel /telefoonnummer')
    await page.locator('.slash-menu-popup__item-fact').waitFor()
    await settled()
    await page.keyboard.press('Enter')
    // What was typed after the slash is what is looked for.
    await page
      .getByRole('option', { name: /^Telefoonnummer gemeente/ })
      .first()
      .waitFor()
    await page.keyboard.press('Enter')
    await page.locator('.ac-chip__value').first().waitFor()

    await publish()
    await page.getByText('Vul in wanneer de tekst opnieuw bekeken wordt').first().waitFor()
    await tab('Beheer')
    await page.locator('#field-reviewBy input').fill('01-06-2027')
    await page.keyboard.press('Tab')
    await publish()
    const address = `${app.url}/producten/bijenkast-melden`
    await until('the new product to be on the website', 5_000, async () => (await fetch(address)).ok)
    expect(await textAt('/producten/bijenkast-melden')).toContain('14 0490')

    await page
      .getByRole('button', { name: 'Meer opties' })
      .or(page.locator('.doc-controls__popup button'))
      .first()
      .click()
    await page.getByRole('button', { name: /Depubliceren|Publicatie ongedaan maken/ }).click()
    await page.getByRole('button', { name: /Bevestig/ }).click()
    await until('the product to be gone', 5_000, async () => (await fetch(address)).status === 404)
  })

  it('cannot delete a fact that is in use, and is told where it is used', async () => {
    const id = await idOf('facts', 'key', 'paspoort-kosten-volwassene')
    const refused = await page.evaluate(async (fact) => {
      const response = await fetch(`/api/facts/${fact}`, { method: 'DELETE' })
      return { status: response.status, text: await response.text() }
    }, id)
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('Paspoort aanvragen')
  })
})

describe('an editor who may not publish', () => {
  it('is offered in lists to change drafts, not to publish or unpublish', async () => {
    const login = { email: 'schrijver@voorbeeld.test', password: 'Een-lang-wachtwoord-2' }
    const account = { ...login, name: 'Schrijver', roles: ['editor'] }
    const organisations = [await idOf('organisations', 'slug', 'dommelrode')]
    expect(await post('/api/users', { ...account, organisations })).toBe(201)
    expect(await offeredFor(page)).toEqual(expect.arrayContaining(['Bewerk', 'Publiceren']))

    const other = await (await browser.newContext({ locale: 'nl-NL' })).newPage()
    await logIn(other, login)
    const offered = await offeredFor(other)
    expect(offered).toContain('Bewerk')
    expect(offered.join()).not.toMatch(/publi/i)
    await other.locator('.list-selection').getByRole('button', { name: 'Bewerk' }).click()
    await other.getByRole('button', { name: 'Bewaar concept' }).waitFor()
    expect(await other.getByRole('button', { name: /publi/i }).count()).toBe(0)
    await other.context().close()
  })

  /** What can be done with the first product of the list. */
  async function offeredFor(reader: Page): Promise<readonly string[]> {
    await reader.goto(`${app.url}/admin/collections/products`)
    await reader.locator('tbody .cell-_select input').first().click()
    const actions = reader.locator('.list-selection').getByRole('button')
    await actions.filter({ hasText: 'Bewerk' }).first().waitFor()
    return actions.allInnerTexts()
  }
})

describe('agent-only text', () => {
  it('stands in no public page, answer or document', async () => {
    const slugs = z
      .object({ data: z.object({ products: z.object({ nodes: z.array(z.object({ slug: z.string() })) }) }) })
      .parse(await graphql('{ products(first: 100) { nodes { slug } } }'))
      .data.products.nodes.map(({ slug }) => slug)
    expect(slugs.length).toBeGreaterThanOrEqual(30)
    for (const slug of slugs)
      for (const path of [`/producten/${slug}`, `/api/v1/products/${slug}`])
        expect(await textAt(path)).not.toMatch(/CANARY-[A-Z0-9]{8}/)
    for (const path of [
      '/',
      '/api/v1/openapi.json',
      '/api/v1/changes',
      '/metrics',
      '/readyz',
      '/zoeken?q=CANARY',
    ])
      expect(await textAt(path)).not.toMatch(/CANARY-[A-Z0-9]{8}/)
    expect(app.output()).not.toMatch(/CANARY-[A-Z0-9]{8}/)
  })
})

async function logIn(reader: Page, { email, password }: RunningApp['admin']): Promise<void> {
  await reader.goto(`${app.url}/admin`)
  await reader.locator('input[name=email]').fill(email)
  await reader.locator('input[name=password]').fill(password)
  await reader.getByRole('button', { name: 'Inloggen' }).click()
  await reader.waitForURL(/\/admin\/?$/)
}

/** Sent from inside the page, with the editor's login. */
const post = (path: string, data: object): Promise<number> =>
  page.evaluate(
    async ([url, body]) => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch(url, { method: 'POST', headers, body })).status
    },
    [path, JSON.stringify(data)] as const,
  )

async function everyChannel() {
  const answer = z
    .object({
      data: z.object({
        product: z.object({ web: said, phone: said, chat: said }),
        search: z.object({
          hits: z.array(
            z.object({ slug: z.string(), answer: z.object({ short: z.object({ text: z.string() }) }) }),
          ),
        }),
      }),
    })
    .parse(
      await graphql(`
        {
          product(slug: "paspoort") {
            web: answer(channel: web) {
              short {
                text
              }
            }
            phone: answer(channel: phone) {
              short {
                text
              }
            }
            chat: answer(channel: chat) {
              short {
                text
              }
            }
          }
          search(query: "paspoort 91,25", channel: web) {
            hits {
              slug
              answer {
                short {
                  text
                }
              }
            }
          }
        }
      `),
    ).data
  return {
    web: answer.product.web.short.text,
    phone: answer.product.phone.short.text,
    chat: answer.product.chat.short.text,
    search: answer.search.hits.find((hit) => hit.slug === 'paspoort')?.answer.short.text ?? '',
    website: await textAt('/producten/paspoort'),
  }
}

const said = z.object({ short: z.object({ text: z.string() }) })

async function graphql(query: string): Promise<unknown> {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  return response.json()
}

const textAt = async (path: string) => (await fetch(`${app.url}${path}`)).text()

const tab = (name: string) => page.locator('.tabs-field__tab-button', { hasText: name }).click()

const publish = () => page.getByRole('button', { name: /^Publiceer in/ }).click()

/** Waits until the page has nothing left to do: the "/" menu follows what is typed in transitions, which may lag behind the keys. */
const settled = () =>
  page.evaluate(
    () => new Promise<void>((done) => requestIdleCallback(() => requestIdleCallback(() => done()))),
  )

/** Chooses from a list by typing, as one does with the keyboard. */
async function choose(label: string, option: string): Promise<void> {
  const field = page.locator('.field-type').filter({ hasText: new RegExp(`^${label}`) })
  await field.last().getByRole('combobox').click()
  await page.keyboard.type(option)
  await page.getByRole('option', { name: option, exact: true }).first().waitFor()
  await page.keyboard.press('Enter')
}

/** Asked inside the page, with the editor's login. */
async function idOf(collection: string, field: string, value: string): Promise<string> {
  const found = await page.evaluate(
    async ([where]) => (await fetch(where ?? '')).json() as Promise<unknown>,
    [`/api/${collection}?where[${field}][equals]=${value}&depth=0&limit=1`],
  )
  return z.object({ docs: z.tuple([z.object({ id: z.string() })]) }).parse(found).docs[0].id
}

it('needs nothing on any page so far that the rules for pages forbid', () => {
  expect(forbidden).toEqual([])
})
