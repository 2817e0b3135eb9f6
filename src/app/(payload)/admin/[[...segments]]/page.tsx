import config from '@payload-config'
import { RootPage, generatePageMetadata } from '@payloadcms/next/views'
import { headers } from 'next/headers'
import { numbered } from '../../../../platform/editor/request-numbers'
import { importMap } from '../importMap'
type Args = {
  params: Promise<{ segments: string[] }>
  searchParams: Promise<{ [key: string]: string | string[] }>
}
export const generateMetadata = ({ params, searchParams }: Args) =>
  generatePageMetadata({ config, params, searchParams })
const Page = async ({ params, searchParams }: Args) =>
  numbered(await headers(), () => RootPage({ config, params, searchParams, importMap }))
export default Page
