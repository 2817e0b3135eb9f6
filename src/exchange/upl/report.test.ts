import { describe, expect, it } from 'vitest'
import { aUplName } from './csv.fixture'
import { planUplImport } from './plan'
import { printUplReport } from './report'

describe('the report of an import', () => {
  it('counts everything and names ended names with who still uses them', () => {
    const ended = aUplName('aanleunwoning')
    const changed = aUplName('paspoort')
    const release = { names: [{ ...changed, label: 'reispas' }, aUplName('rijbewijs')], rows: 3 }
    const plan = planUplImport(release, [
      { id: '1', name: ended, endedAt: null },
      { id: '2', name: changed, endedAt: null },
    ])
    const users = [
      { kind: 'product', title: 'Aanleunwoning huren', isPublished: true },
      { kind: 'product', title: 'Wonen met zorg', isPublished: false },
    ]
    expect(printUplReport(release, plan, (id) => (id === '1' ? users : [])).split('\n')).toEqual([
      '3 rows, 2 uniform product names',
      '  added      1',
      '  changed    1',
      '  returned   0',
      '  ended      1',
      '  unchanged  0',
      '',
      'Changed:',
      `  paspoort → reispas <${changed.uri}> (label)`,
      '',
      'No longer on the list; kept with an end date:',
      `  aanleunwoning <${ended.uri}>`,
      '    used by product "Aanleunwoning huren"',
      '    used by product "Wonen met zorg" (draft only)',
    ])
  })
})
