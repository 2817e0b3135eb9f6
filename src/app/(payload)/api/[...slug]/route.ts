import config from '@payload-config'
import '@payloadcms/next/css'
import { REST_DELETE, REST_GET, REST_OPTIONS, REST_PATCH, REST_POST, REST_PUT } from '@payloadcms/next/routes'
import { retriedRoute } from '../../../../platform/editor/conflict-answer'
import { numberedRoute } from '../../../../platform/editor/request-numbers'

export const GET = numberedRoute(retriedRoute(REST_GET(config)))
export const POST = numberedRoute(retriedRoute(REST_POST(config)))
export const DELETE = numberedRoute(retriedRoute(REST_DELETE(config)))
export const PATCH = numberedRoute(retriedRoute(REST_PATCH(config)))
export const PUT = numberedRoute(retriedRoute(REST_PUT(config)))
export const OPTIONS = REST_OPTIONS(config)
