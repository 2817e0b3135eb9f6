import type { Env } from './env'

const LOCAL_NAMES = ['localhost', '127.0.0.1']

/** Origins from which people use the editor: the public address and, for local use, this machine under its other name. */
export function allowedOrigins({ publicUrl, env }: Pick<Env, 'publicUrl' | 'env'>): string[] {
  const { protocol, hostname, port, origin } = new URL(publicUrl)
  if (env === 'production' || !LOCAL_NAMES.includes(hostname)) return [origin]
  return LOCAL_NAMES.map((name) => `${protocol}//${name}${port === '' ? '' : `:${port}`}`)
}
