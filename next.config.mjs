import { withPayload } from '@payloadcms/next/withPayload'

/** The editor is reached through delivery, which passes the reader's host on; nothing else may post forms to it. */
export default withPayload(
  {
    poweredByHeader: false,
    // Types are checked by `npm run typecheck`; checking them twice makes a first start slow.
    typescript: { ignoreBuildErrors: true },
    images: { unoptimized: true },
    // Payload chooses by the name of an error how it is logged, and operators read these names.
    experimental: { serverMinification: false },
  },
  { devBundleServerPackages: false },
)
