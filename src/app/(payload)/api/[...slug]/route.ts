import config from '@payload-config'
import '@payloadcms/next/css'
import { REST_DELETE, REST_GET, REST_OPTIONS, REST_PATCH, REST_POST, REST_PUT } from '@payloadcms/next/routes'
import { retriedRoute } from '../../../../platform/editor/conflict-answer'

export const GET = retriedRoute(REST_GET(config))
export const POST = retriedRoute(REST_POST(config))
export const DELETE = retriedRoute(REST_DELETE(config))
export const PATCH = retriedRoute(REST_PATCH(config))
export const PUT = retriedRoute(REST_PUT(config))
export const OPTIONS = REST_OPTIONS(config)
