/** What is wrong with the value of a fact and what to do, by the reasons that `checkFact` gives. */
const REASONS: Readonly<Record<string, string>> = {
  kind: 'De waarde past niet bij de soort van het feit. Vul haar opnieuw in.',
  amount: 'Vul een bedrag in van nul euro of meer.',
  duration: 'Vul een duur in, bijvoorbeeld 6 weken.',
  workingDays: 'Werkdagen gaan alleen samen met een duur in dagen. Zet “Werkdagen” uit of vul dagen in.',
  date: 'Vul een datum in die bestaat.',
  phone: 'Vul een telefoonnummer in, bijvoorbeeld 14 0492 of +31 492 587777.',
  email: 'Vul een e-mailadres in, bijvoorbeeld info@voorbeeld.nl.',
  city: 'Vul bij het adres een plaats in.',
  postalCode: 'Vul een postcode in als 5701 NV.',
  street: 'Vul bij het adres een straat of een postbus in.',
  url: 'Vul een webadres in dat met https:// begint.',
  exceptions: 'Een bijzondere dag bestaat niet of staat er twee keer.',
  times: 'Openingstijden lopen van vroeg naar laat en overlappen elkaar niet. Schrijf ze als 09:00.',
  number: 'Vul een getal en een eenheid in.',
  documents: 'Vul minstens één document in, en bij elk document een Nederlandse naam.',
  text: 'Vul een Nederlandse tekst in.',
}

/** A whole sentence for an editor; for a reason without one, what to do in general. */
export const invalidValue = (reason: string): string => REASONS[reason] ?? 'Vul de waarde opnieuw in.'
