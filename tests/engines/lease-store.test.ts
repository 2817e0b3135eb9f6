import { leaseStoreOf } from '../../src/platform/lease'
import { leaseStoreContract } from '../contract/lease-store-contract'
import { openEditor } from '../support/editor'

leaseStoreContract('the engine under test', async () => {
  const { env, close } = await openEditor()
  return { open: () => leaseStoreOf(env), close }
})
