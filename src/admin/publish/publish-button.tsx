'use client'

import {
  FormSubmit,
  PopupList,
  toast,
  useConfig,
  useDocumentInfo,
  useForm,
  useHotkey,
  useEditDepth,
  useLocale,
  useModal,
} from '@payloadcms/ui'
import { LOCALES } from '../../catalogue'
import { LANGUAGE_NAMES } from '../words'
import { PlanDrawer } from './plan-drawer'

/**
 * In the place of Payload's own (3.90.2), of which "all languages" cannot be told from no language in particular, and whose
 * drawer for planning has that as its default.
 */
export const PublishButton = () => {
  const info = useDocumentInfo()
  const { collectionSlug, hasPublishPermission, id } = info
  const { config } = useConfig()
  const { submit } = useForm()
  const { code } = useLocale()
  const { isModalOpen, toggleModal } = useModal()
  const editDepth = useEditDepth()
  const drawer = `plan-publication-${id}`
  const base = `${config.routes.api}/${collectionSlug}${id === undefined ? '' : `/${id}`}`
  const language = LANGUAGE_NAMES[LOCALES.find((locale) => locale === code) ?? 'nl']

  const publish = async (languages: Readonly<Record<string, string>>) => {
    const query = new URLSearchParams({ depth: '0', locale: code, ...languages })
    const done = await submit({ action: `${base}?${query}`, overrides: { _status: 'published' } })
    if (!done) return keepErrors()
    info.setUnpublishedVersionCount(0)
    info.setMostRecentVersionIsAutosaved(false)
    info.setHasPublishedDoc(true)
  }
  const saveDraft = () => {
    const query = new URLSearchParams({ depth: '0', draft: 'true', 'fallback-locale': 'null', locale: code })
    return submit({
      action: `${base}?${query}`,
      method: id === undefined ? 'POST' : 'PATCH',
      overrides: { _status: 'draft' },
      skipValidation: true,
    })
  }
  useHotkey({ cmdCtrlKey: true, editDepth, keyCodes: ['s'] }, (event) => {
    event.preventDefault()
    event.stopPropagation()
    void saveDraft()
  })

  if (!hasPublishPermission) return null
  return (
    <>
      <FormSubmit
        buttonId="action-save"
        enableSubMenu
        onClick={() => publish({ publishSpecificLocale: code })}
        size="medium"
        SubMenuPopupContent={({ close }) => (
          <PopupList.ButtonGroup>
            {id !== undefined && (
              <PopupList.Button
                id="schedule-publish"
                onClick={() => {
                  toggleModal(drawer)
                  close()
                }}
              >
                Publicatie plannen
              </PopupList.Button>
            )}
            <PopupList.Button
              id="publish-all-languages"
              onClick={() => {
                close()
                void publish({ publishAllLocales: 'true' })
              }}
            >
              Publiceer alle talen waarin er tekst is
            </PopupList.Button>
          </PopupList.ButtonGroup>
        )}
        type="button"
      >
        Publiceer in {language}
      </FormSubmit>
      {id !== undefined && isModalOpen(drawer) && <PlanDrawer slug={drawer} />}
    </>
  )
}

/**
 * What stands in the way stays until it is closed: Payload shows it for four seconds (3.90.2), which is less than it takes to
 * read and mend it.
 */
async function keepErrors(): Promise<void> {
  // The notice that says "busy" becomes the error once the answer has been taken in.
  await new Promise((taken) => setTimeout(taken))
  for (const shown of toast.getToasts())
    if ('type' in shown && shown.type === 'error')
      toast.error(shown.title, { id: shown.id, duration: Number.POSITIVE_INFINITY })
}
