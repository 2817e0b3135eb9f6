import { ADMIN } from './content'

/** Somebody who edits over REST. */
export type RestEditor = {
  idOf(collection: 'products' | 'organisations', slug: string): Promise<string>
  save(path: string, data: Readonly<Record<string, unknown>>): Promise<void>
}

export async function loggedIn(url: string): Promise<RestEditor> {
  const response = await fetch(`${url}/api/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ADMIN),
  })
  const { token }: { token?: string } = await response.json()
  if (!token) throw new Error(`Logging in failed: ${response.status}`)
  const authorization = `JWT ${token}`
  return {
    async idOf(collection, slug) {
      const found = await fetch(`${url}/api/${collection}?where[slug][equals]=${slug}&depth=0`, {
        headers: { authorization },
      })
      const { docs }: { docs: readonly { readonly id: string }[] } = await found.json()
      const [first] = docs
      if (!first) throw new Error(`There is no ${slug} in ${collection}`)
      return first.id
    },
    async save(path, data) {
      const saved = await fetch(`${url}/api/${path}?locale=nl&publishSpecificLocale=nl&depth=0`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json', authorization },
        body: JSON.stringify(data),
      })
      if (!saved.ok) throw new Error(`Saving ${path} failed: ${saved.status} ${await saved.text()}`)
    },
  }
}
