/** What one part says of itself: null when it works, else the reason in a few words. */
export type Check = () => string | null | Promise<string | null>

export type ReadinessReport = {
  readonly ready: boolean
  readonly parts: Readonly<Record<string, { readonly ready: boolean; readonly reason?: string }>>
}

/** Collects the checks of all parts. A part that serves reading counts for `/readyz/read` too. */
export type Readiness = {
  register(part: string, options: { readonly forReading: boolean }, check: Check): void
  report(scope: 'all' | 'reading'): Promise<ReadinessReport>
  /** From now on the answer is no, also for reading: this process is about to stop, and proxies should leave it. */
  drain(): void
}

export function readiness(): Readiness {
  const checks = new Map<string, { readonly forReading: boolean; readonly check: Check }>()
  return {
    drain() {
      checks.set('process', { forReading: true, check: () => 'this process was told to stop' })
    },
    register(part, { forReading }, check) {
      if (checks.has(part)) throw new Error(`Two parts report their readiness as ${part}`)
      checks.set(part, { forReading, check })
    },
    async report(scope) {
      const asked = [...checks].filter(([, { forReading }]) => scope === 'all' || forReading)
      const parts = await Promise.all(
        asked.map(async ([part, { check }]) => {
          const reason = await reasonOf(check)
          return [part, reason === null ? { ready: true } : { ready: false, reason }] as const
        }),
      )
      return { ready: parts.every(([, { ready }]) => ready), parts: Object.fromEntries(parts) }
    },
  }
}

async function reasonOf(check: Check): Promise<string | null> {
  try {
    return await check()
  } catch (error) {
    return error instanceof Error ? error.message : 'the check failed'
  }
}
