import config from '@payload-config'
import '@payloadcms/next/css'
import type { ServerFunctionClient } from 'payload'
import { handleServerFunctions, RootLayout } from '@payloadcms/next/layouts'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { schedulePublish } from '../../admin/publishing/schedule-publish'
import { numbered } from '../../platform/editor/request-numbers'
import { importMap } from './admin/importMap.js'
const serverFunction: ServerFunctionClient = async function (args) {
  'use server'
  return numbered(await headers(), () =>
    handleServerFunctions({
      ...args,
      config,
      importMap,
      serverFunctions: { 'schedule-publish': schedulePublish },
    }),
  )
}
const Layout = ({ children }: { children: ReactNode }) => (
  <RootLayout config={config} importMap={importMap} serverFunction={serverFunction}>
    {children}
  </RootLayout>
)
export default Layout
