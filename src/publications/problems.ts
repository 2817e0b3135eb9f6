/** Reasons why something cannot be published. Closed list; Dutch messages live in `src/i18n`. */
export const PROBLEM_CODES = [
  'title_missing',
  'organisation_missing',
  'organisation_unpublished',
  'uniform_product_name_missing',
  'audience_missing',
  'review_date_missing',
  'answer_missing',
  'answer_too_long',
  'answer_not_speakable',
  'placeholder_text',
  'link_invalid',
  'link_target_unpublished',
  'fact_unknown',
  'fact_unpublished',
  'fact_without_value',
  'fact_expired',
  'fact_not_yet_valid',
  'fact_periods_overlap',
  'fact_value_invalid',
  'parts_circular',
  'period_invalid',
] as const
export type ProblemCode = (typeof PROBLEM_CODES)[number]

/** One reason, where it is (a path an editor recognises, such as `answers.phone.short`), and what it names. */
export type Problem = {
  readonly code: ProblemCode
  readonly where: string
  readonly params: Readonly<Record<string, string>>
}
