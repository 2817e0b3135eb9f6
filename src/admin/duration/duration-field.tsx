'use client'

import { FieldDescription, FieldError, FieldLabel, useField } from '@payloadcms/ui'
import type { TextFieldClientComponent } from 'payload'
import { useState } from 'react'
import '../admin.css'
import { DURATION_UNITS, isoDuration, simpleDuration, type DurationUnit } from './duration'

/** Edits an ISO 8601 duration as a number and a unit; one of several parts stays a line of text. */
export const DurationField: TextFieldClientComponent = ({ field, path: givenPath, readOnly }) => {
  const { disabled, path, setValue, showError, value } = useField<string | null | undefined>({
    potentiallyStalePath: givenPath,
  })
  const parts = simpleDuration(value ?? '')
  const [chosenUnit, setChosenUnit] = useState<DurationUnit>(parts?.unit ?? 'day')
  const unit = parts?.unit ?? chosenUnit
  const inputId = `field-${path.replaceAll('.', '__')}`
  const isLocked = Boolean(readOnly) || disabled
  const isCompound = Boolean(value) && parts === null

  const changeAmount = (typed: string) =>
    setValue(/^\d{1,4}$/u.test(typed) ? isoDuration(Number(typed), unit) : null)
  const changeUnit = (next: string) => {
    const known = DURATION_UNITS.find((candidate) => candidate.unit === next)
    if (!known) return
    setChosenUnit(known.unit)
    if (parts) setValue(isoDuration(parts.amount, known.unit))
  }

  return (
    <div className={`field-type text ac-duration ${showError ? 'error' : ''}`}>
      <FieldLabel
        htmlFor={inputId}
        label={field.label ?? 'Duur'}
        path={path}
        required={field.required ?? false}
      />
      <div className="field-type__wrap">
        <FieldError path={path} showError={showError} />
        {isCompound ? (
          <input
            disabled={isLocked}
            id={inputId}
            onChange={(event) => setValue(event.target.value)}
            type="text"
            value={value ?? ''}
          />
        ) : (
          <span className="ac-duration__parts">
            <input
              disabled={isLocked}
              id={inputId}
              inputMode="numeric"
              onChange={(event) => changeAmount(event.target.value)}
              placeholder="5"
              type="text"
              value={parts?.amount ?? ''}
            />
            <select
              aria-label="Eenheid"
              disabled={isLocked}
              onChange={(event) => changeUnit(event.target.value)}
              value={unit}
            >
              {DURATION_UNITS.map((option) => (
                <option key={option.unit} value={option.unit}>
                  {option.label}
                </option>
              ))}
            </select>
          </span>
        )}
      </div>
      {field.admin?.description && <FieldDescription description={field.admin.description} path={path} />}
    </div>
  )
}
