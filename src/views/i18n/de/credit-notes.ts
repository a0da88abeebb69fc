import type { CreditNoteWords } from '../en/credit-notes.ts';

/** What is said of credit notes, in German. */
export const creditNotes: CreditNoteWords = {
  heading: 'Rechnungskorrektur',
  title: (number, merchant) => `Rechnungskorrektur ${number} von ${merchant}`,
  number: 'Nummer der Rechnungskorrektur',
  corrects: (number, date) => `Korrigiert die Rechnung ${number} vom ${date}`,
  reason: 'Grund',
  invoice: 'Rechnung',
  settled: {
    offDue: 'Vom fälligen Betrag abgezogen',
    refunded: 'An Sie erstattet',
    asCredit: 'Ihr Guthaben',
    outside: 'Auf anderem Weg zurückgegeben',
  },
  onInvoice: {
    status: 'Korrigiert',
    closed: (merchant) => `${merchant} hat diese Rechnung vollständig korrigiert. Es ist nichts zu bezahlen.`,
    credited: 'Korrigiert',
    list: 'Rechnungskorrekturen',
    download: (number) => `Rechnungskorrektur ${number} herunterladen`,
    since: (date) => `Korrigiert am ${date}. Es ist nichts zu bezahlen.`,
  },
  mail: {
    subject: (number, merchant, amount, invoice) =>
      `Rechnungskorrektur ${number} von ${merchant}: ${amount} der Rechnung ${invoice}`,
    status: (date) => `Korrigiert am ${date}`,
    explained: (merchant, amount, invoice) =>
      `${merchant} hat die Rechnung ${invoice} um ${amount} korrigiert.`,
    closed: 'Von dieser Rechnung ist nichts mehr zu bezahlen.',
    stillDue: (amount) => `${amount} dieser Rechnung sind noch zu bezahlen.`,
    refunded: (amount) =>
      `${amount} werden auf die Zahlungsmethode erstattet, mit der Sie bezahlt haben. Es kann bis zu zehn Tage dauern, bis Ihre Bank die Erstattung anzeigt.`,
    asCredit: (amount) =>
      `${amount} bleiben als Ihr Guthaben stehen und werden mit Ihren nächsten Rechnungen verrechnet.`,
    outside: (amount, merchant) => `${amount} gibt Ihnen ${merchant} auf anderem Weg zurück.`,
    attached: 'Die Rechnungskorrektur ist als PDF angehängt.',
    linked:
      'Das PDF ist für eine E-Mail zu groß: Sie können es dort herunterladen, wo Sie die Rechnung ansehen.',
    total: 'Korrigierter Betrag',
  },
};
