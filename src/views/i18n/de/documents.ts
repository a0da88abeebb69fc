import type { DocumentWords } from '../en/documents.ts';

/** What only the PDF says, in German. */
export const documents: DocumentWords = {
  title: (number, merchant) => `Rechnung ${number} von ${merchant}`,
  heading: 'Rechnung',
  status: {
    draft: 'Entwurf, noch keine Rechnung',
    due: (date) => `Fällig am ${date}`,
    wasDue: (date) => `Überfällig, war am ${date} fällig`,
    dueOnReceipt: 'Fällig bei Erhalt',
    nothingDue: 'Nichts zu zahlen',
    processing: 'Zahlung in Bearbeitung',
    paid: 'Bezahlt',
    paidOn: (date) => `Bezahlt am ${date}`,
    refunded: 'Erstattet',
    void: 'Storniert. Es ist nichts zu zahlen.',
    voidOn: (date) => `Storniert am ${date}. Es ist nichts zu zahlen.`,
    uncollectible: 'Abgeschlossen',
  },
  pay: 'Mit Stripe bezahlen',
  payAt: 'Online bezahlen unter',
  viewAt: 'Diese Rechnung online ansehen unter',
  carriedForward: 'Übertrag auf die nächste Seite',
  broughtForward: 'Übertrag der vorigen Seite',
  page: (page, of) => `Seite ${page} von ${of}`,
};
