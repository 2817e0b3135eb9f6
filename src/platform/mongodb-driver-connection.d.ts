declare module 'mongodb/lib/cmap/connection.js' {
  import type { DriverConnection } from './mongodb-driver'

  export const Connection: { readonly prototype: DriverConnection }
}
