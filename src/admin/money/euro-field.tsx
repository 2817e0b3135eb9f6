'use client'

import { FieldDescription, FieldError, FieldLabel, useField } from '@payloadcms/ui'
import type { NumberFieldClientComponent } from 'payload'
import { useEffect, useState } from 'react'
import '../admin.css'
import { Icon } from '../icons'
import '../admin.css'
import { centsOf, eurosOf } from './euros'

/** Edits whole cents as euros with a comma. What is no amount is not stored, and the field says so. */
export const EuroField: NumberFieldClientComponent = ({ field, path: givenPath, readOnly }) => {
  const { disabled, path, setValue, showError, value } = useField<number | null | undefined>({
    potentiallyStalePath: givenPath,
  })
  const [text, setText] = useState(() => shown(value))
  const parsed = centsOf(text)
  const inputId = `field-${path.replaceAll('.', '__')}`
  const hintId = `${inputId}-hint`
  const troubleId = `${inputId}-trouble`

  // A value set from elsewhere (another version, a reset) replaces the text; one's own typing does not.
  useEffect(() => {
    setText((current) => {
      const now = centsOf(current)
      return now.ok && now.value === (value ?? null)
        ? current
        : value == null && !now.ok
          ? current
          : shown(value)
    })
  }, [value])

  const change = (typed: string) => {
    setText(typed)
    const cents = centsOf(typed)
    setValue(cents.ok ? cents.value : null)
  }

  return (
    <div className={`field-type number ac-euro ${showError ? 'error' : ''} ${field.admin?.className ?? ''}`}>
      <FieldLabel
        htmlFor={inputId}
        label={field.label ?? 'Bedrag'}
        path={path}
        required={field.required ?? false}
      />
      <div className="field-type__wrap">
        <FieldError path={path} showError={showError} />
        <span className="ac-euro__input">
          <span aria-hidden="true">€</span>
          <input
            aria-describedby={parsed.ok ? hintId : `${troubleId} ${hintId}`}
            aria-invalid={!parsed.ok || showError}
            autoComplete="off"
            disabled={Boolean(readOnly) || disabled}
            id={inputId}
            inputMode="decimal"
            name={path}
            onBlur={() => parsed.ok && setText(shown(parsed.value))}
            onChange={(event) => change(event.target.value)}
            placeholder="0,00"
            type="text"
            value={text}
          />
        </span>
      </div>
      {parsed.ok ? null : (
        <p className="ac-hint ac-trouble" id={troubleId} role="alert">
          <Icon name="trouble" /> Dit is geen bedrag. Typ een bedrag zoals 83,87.
        </p>
      )}
      <div id={hintId}>
        {field.admin?.description && <FieldDescription description={field.admin.description} path={path} />}
      </div>
    </div>
  )
}

const shown = (cents: number | null | undefined) => (cents == null ? '' : eurosOf(cents))
