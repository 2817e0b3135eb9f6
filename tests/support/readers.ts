import { z } from 'zod'

const Answer = z.object({
  data: z.object({
    product: z
      .object({
        title: z.string(),
        revision: z.number(),
        answer: z.object({ body: z.object({ text: z.string() }) }),
      })
      .nullable(),
  }),
})
const Found = z.object({
  data: z.object({
    search: z.object({
      limited: z.boolean(),
      hits: z.array(z.object({ title: z.string(), id: z.string() })),
    }),
  }),
})

async function ask(url: string, query: string, variables: object): Promise<unknown> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  })
  if (!answer.ok) throw new TypeError(`${url} answered ${answer.status}`)
  return answer.json()
}

/** What readers of one replica see of a product; null when it is not published. */
export async function productAt(url: string, id: string) {
  const query = `query ($id: ID!) { product(id: $id) { title revision answer(channel: web) { body { text } } } }`
  const { product } = Answer.parse(await ask(url, query, { id })).data
  return product && { title: product.title, revision: product.revision, text: product.answer.body.text }
}

export async function searchAt(url: string, words: string) {
  const query = `query ($words: String!) { search(query: $words) { limited hits { id title } } }`
  return Found.parse(await ask(url, query, { words })).data.search
}
