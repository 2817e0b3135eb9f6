/** The least that a Next route can do: what it costs to go through Next at all. */
export const dynamic = 'force-dynamic'
export const GET = () => Response.json({ plain: true })
