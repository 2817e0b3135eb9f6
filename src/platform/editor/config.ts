import { join, resolve } from 'node:path'
import { nl } from '@payloadcms/translations/languages/nl'
import { buildConfig } from 'payload'
import type { AfterErrorHook, Config, DatabaseAdapterObj, SanitizedConfig } from 'payload'
import sharp from 'sharp'
import { collectionsWith } from '../../../collections'
import type { CollectionPorts } from '../../../collections/ports'
import { SLUGS } from '../../../collections/slugs'
import { adminEndpoints } from '../../admin/endpoints'
import { dutchError, isAboutFields } from '../../i18n/payload-errors'
import { fileBroken, PICTURE_LIMITS } from '../../i18n/uploads'
import type { Env } from '../env'
import { allowedOrigins } from '../origins'
import { conflictAnswer } from './conflict-answer'
import { editorLogger, type EditorLog } from './editor-log'
import { noteDenied } from './note-denied'
import { noteFailedLogin } from './note-failed-login'
import { plannedPublication } from './planned-publication'
import { unreadableQuery } from './unreadable-query'
import { withoutMailServer } from './without-mail-server'
import { richTextEditor } from './rich-text-editor'

/** One byte more than is taken: `refuseFile` knows by it that a file was larger. */
const CUT_OFF_BYTES = PICTURE_LIMITS.megabytes * 1024 * 1024 + 1

/** Where Payload's Dutch says less than an editor has to know. */
const WORDS = {
  error: {
    noFilesUploaded: 'Kies eerst een bestand.',
    problemUploadingFile: fileBroken(),
    valueMustBeUnique: 'Dit is al in gebruik. Kies iets anders.',
  },
  validation: {
    invalidInput: 'Dit kan hier niet worden ingevuld.',
    longerThanMin: 'Gebruik minstens {{minLength}} tekens.',
    shorterThanMax: 'Gebruik hoogstens {{maxLength}} tekens.',
  },
  version: {
    aboutToUnpublishSelection:
      'U staat op het punt om de publicatie van alle geselecteerde {{label}} ongedaan te maken. Weet u het zeker?',
  },
}

/**
 * Gives errors the words of `src/i18n`; their data, by which the admin marks fields, stays. What is not about
 * fields stands beside the list of errors too: from there the admin shows it whole, and out of the list it cuts what follows
 * the first colon at its commas (3.90.2, ui/elements/Toasts/fieldErrors).
 */
const inDutch: AfterErrorHook = ({ error, result }) => {
  const [first, ...others] = result?.errors ?? []
  if (first === undefined) return
  const shown = first.message ?? ''
  const message = dutchError(error, shown) ?? shown
  const errors = [{ ...first, message }, ...others]
  return { response: { ...(!isAboutFields(error) && { message }), errors } }
}

export type EditorParts = {
  readonly env: Pick<Env, 'dataDir' | 'publicUrl' | 'env'>
  /** Signs logins. Empty only while building. */
  readonly secret: string
  readonly ports: CollectionPorts
  readonly database: DatabaseAdapterObj
  /** For measurements only: Payload's own GraphQL, which is off in the product. */
  readonly generatedGraphQL?: boolean
  readonly log: EditorLog
}

/** Payload's configuration: the editor's screens, its REST API and its jobs. Readers never come here. */
export const buildEditorConfig = (parts: EditorParts): Promise<SanitizedConfig> =>
  buildConfig(editorConfig(parts))

const editorConfig = ({
  env,
  secret,
  ports,
  database,
  generatedGraphQL = false,
  log,
}: EditorParts): Config => ({
  secret,
  logger: editorLogger(log),
  // Who asks what cannot be answered is told so; it is no crash here.
  loggingLevels: { QueryError: 'info' },
  db: database,
  collections: collectionsWith(ports, {
    mediaDirectory: join(env.dataDir, 'media'),
    secureCookies: env.publicUrl.startsWith('https:'),
  }),
  endpoints: adminEndpoints(ports),
  editor: richTextEditor(),
  // Without it the admin asks the host it was opened on, which is right behind delivery and on a local machine.
  serverURL: env.env === 'production' ? env.publicUrl : '',
  cors: allowedOrigins(env),
  csrf: allowedOrigins(env),
  cookiePrefix: 'payload',
  email: withoutMailServer,
  telemetry: false,
  graphQL: { disable: !generatedGraphQL },
  sharp,
  upload: {
    limits: { fileSize: CUT_OFF_BYTES },
    // Payload would stop reading, and the connection from the proxy be dead without either of them knowing (3.90.2). It cuts
    // the file off instead, and the collection refuses it.
    abortOnLimit: false,
    safeFileNames: true,
    preserveExtension: 4,
  },
  i18n: { supportedLanguages: { nl }, fallbackLanguage: 'nl', translations: { nl: WORDS } },
  hooks: {
    afterError: [noteDenied(ports), noteFailedLogin(ports), conflictAnswer, unreadableQuery, inDutch],
  },
  localization: {
    locales: [
      { code: 'nl', label: 'Nederlands' },
      { code: 'en', label: 'Engels' },
    ],
    defaultLocale: 'nl',
    fallback: false,
    defaultLocalePublishOption: 'active',
  },
  jobs: {
    access: { run: () => false, queue: () => false, cancel: () => false },
    deleteJobOnComplete: true,
    tasks: [plannedPublication],
  },
  admin: {
    user: SLUGS.users,
    avatar: 'default',
    meta: { titleSuffix: ' · Antwoordcatalogus' },
    dateFormat: 'd MMMM yyyy HH:mm',
    timezones: {
      defaultTimezone: 'Europe/Amsterdam',
      supportedTimezones: [{ label: 'Nederland', value: 'Europe/Amsterdam' }],
    },
    components: { beforeDashboard: ['/src/admin/dashboard/health-banner#HealthBanner'] },
    importMap: {
      baseDir: resolve('.'),
      importMapFile: resolve('src/app/(payload)/admin/importMap.js'),
    },
  },
  // Payload would start a process that writes the types at every start; `npm run generate` does it when asked.
  // Rows are parsed where they are read (load-*.ts): generated types would promise what a database cannot.
  typescript: { autoGenerate: false },
})
