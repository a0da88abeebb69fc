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
    outside: 'Auf anderem Weg erstattet',
  },
  onInvoice: {
    status: 'Korrigiert',
    closed: (merchant) => `${merchant} hat diese Rechnung vollständig korrigiert. Es ist nichts zu zahlen.`,
    list: 'Rechnungskorrekturen',
    download: (number) => `Rechnungskorrektur ${number} herunterladen`,
    downloadXml: (number) => `E-Rechnung zur Rechnungskorrektur ${number} herunterladen`,
    since: (date) => `Korrigiert am ${date}. Es ist nichts zu zahlen.`,
  },
  mail: {
    subject: (number, merchant, amount, invoice) =>
      `Rechnungskorrektur ${number}: ${amount} (Rechnung ${invoice}, ${merchant})`,
    status: (date) => `Korrigiert am ${date}`,
    explained: (merchant, amount, invoice) =>
      `${merchant} hat die Rechnung ${invoice} um ${amount} korrigiert.`,
    closed: 'Für diese Rechnung ist nichts mehr zu zahlen.',
    stillDue: (amount) => `Von dieser Rechnung sind noch ${amount} offen.`,
    refunded: (amount) =>
      `${amount} werden auf das Zahlungsmittel erstattet, mit dem Sie bezahlt haben. Bis die Erstattung dort erscheint, kann es bis zu zehn Tage dauern.`,
    asCredit: (amount) =>
      `${amount} werden Ihnen gutgeschrieben und mit Ihren nächsten Rechnungen verrechnet.`,
    outside: (amount, merchant) => `${amount} erstattet Ihnen ${merchant} auf anderem Weg.`,
    attached: 'Die Rechnungskorrektur ist als PDF angehängt.',
    linked: 'Das PDF ist zu groß für eine E-Mail: Laden Sie es auf der Seite der Rechnung herunter.',
    total: 'Korrigierter Betrag',
  },
};
