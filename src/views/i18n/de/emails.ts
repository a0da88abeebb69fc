import type { EmailWords } from '../en/emails.ts';
import { given } from '../given.ts';
import { accountEmails } from './account-emails.ts';
import { businessEmails } from './business-emails.ts';

/** What only the mails say, in German. */
export const emails: EmailWords = {
  invoiceSent: {
    subject: (number, merchant, amount) => `Rechnung ${number} von ${merchant}: ${amount}`,
    subjectDue: (number, merchant, amount, date) =>
      `Rechnung ${number} von ${merchant}: ${amount}, fällig am ${date}`,
    preview: (merchant) => `${merchant} hat Ihnen eine Rechnung gesendet. Das PDF liegt bei.`,
    previewLinked: (merchant) => `${merchant} hat Ihnen eine Rechnung gesendet.`,
    nothingDue: 'Nichts zu bezahlen',
    due: (date) => `Fällig am ${date}`,
    wasDue: (date) => `Überfällig, war am ${date} fällig`,
    dueOnReceipt: 'Fällig bei Erhalt',
    chargedAtOnce: 'Diese Rechnung wird automatisch von Ihrem hinterlegten Zahlungsmittel abgebucht.',
    chargedOn: (date) =>
      `Diese Rechnung wird am ${date} automatisch von Ihrem hinterlegten Zahlungsmittel abgebucht.`,
    attached: 'Die Rechnung liegt als PDF bei.',
    linked: 'Das PDF ist zu groß für eine E-Mail: Laden Sie es dort herunter, wo Sie die Rechnung ansehen.',
  },
  receipt: {
    subject: (number, amount, date) => `Beleg zur Rechnung ${number}: ${amount} am ${date} bezahlt`,
    subjectSeveral: (invoices, amount, date) =>
      `Beleg zu ${invoices} Rechnungen: ${amount} am ${date} bezahlt`,
    title: (merchant) => `Beleg von ${merchant}`,
    preview: (merchant) => `${merchant} hat Ihre Zahlung erhalten. Vielen Dank.`,
    paid: (date) => `Bezahlt am ${date}`,
    stillDue: (amount) => `${amount} dieser Rechnung sind noch offen.`,
    date: 'Datum',
    method: 'Zahlungsmittel',
    reference: 'Referenz',
    invoices: 'Rechnungen',
    invoice: 'Rechnung',
    amountOfInvoice: 'Rechnungsbetrag',
    paidInAll: 'Insgesamt bezahlt',
  },
  invoiceVoided: {
    subject: (number, merchant, amount, date) =>
      `Rechnung ${number} von ${merchant} am ${date} storniert: ${amount} sind nicht mehr zu bezahlen`,
    preview: (merchant) => `${merchant} hat diese Rechnung zurückgezogen. Es ist nichts zu bezahlen.`,
    status: (date) => `Storniert am ${date}`,
    statusUndated: 'Storniert',
    explained: (merchant) => `${merchant} hat diese Rechnung zurückgezogen. Es ist nichts zu bezahlen.`,
    alreadyPaid: (merchant) =>
      `Wenn Sie bereits eine Zahlung dafür veranlasst haben, wenden Sie sich bitte an ${merchant}.`,
    amount: 'Nicht mehr zu bezahlen',
  },
  chargeNotice: {
    subject: (amount, date, number, merchant) =>
      `${amount} werden am ${date} abgebucht: Rechnung ${number} von ${merchant}`,
    status: (date) => `Wird am ${date} abgebucht`,
    explained: (merchant, amount, date, method) =>
      given(method, {
        known: `${merchant} bucht ${amount} am ${date} ab (${method}). Sie müssen nichts tun.`,
        unknown: `${merchant} bucht ${amount} am ${date} ab. Sie müssen nichts tun.`,
      }),
    choices:
      'Sie können früher oder auf anderem Weg bezahlen. Wenn diese Rechnung nicht automatisch abgebucht werden soll, können Sie das vor diesem Tag verhindern; sie bleibt dann offen.',
    date: 'Abbuchung am',
    method: 'Zahlungsmittel',
    payNow: 'Jetzt mit Stripe bezahlen',
    pause: 'Diese Rechnung nicht automatisch abbuchen',
  },
  failed: {
    subject: (amount, date, number, merchant) =>
      `Zahlung von ${amount} am ${date} fehlgeschlagen: Rechnung ${number} von ${merchant}`,
    status: (date) => `Zahlung am ${date} fehlgeschlagen`,
    charge: (method, date) =>
      given(method, {
        known: `Die Abbuchung vom ${date} ist fehlgeschlagen (${method}).`,
        unknown: `Die Abbuchung vom ${date} ist fehlgeschlagen.`,
      }),
    payment: (method, date) =>
      given(method, {
        known: `Ihre Zahlung vom ${date} ist fehlgeschlagen (${method}).`,
        unknown: `Ihre Zahlung vom ${date} ist fehlgeschlagen.`,
      }),
    stillDue: (amount) => `${amount} sind noch offen.`,
    nextAttempt: (date) => `Am ${date} wird die Abbuchung automatisch noch einmal versucht.`,
    nextAttemptWith: (date, method) =>
      `Am ${date} wird die Abbuchung automatisch noch einmal versucht (${method}).`,
    noAttempt: 'Es wird nicht automatisch noch einmal versucht.',
    payNow: 'Bitte bezahlen Sie über die Schaltfläche unten, mit einer Karte oder einem Konto Ihrer Wahl.',
    paySooner:
      'Sie können auch jetzt über die Schaltfläche unten bezahlen, wenn Sie möchten mit einer anderen Karte oder einem anderen Konto.',
    date: 'Datum',
    method: 'Zahlungsmittel',
    amount: 'Versuchter Betrag',
    nextDate: 'Nächster Versuch',
  },
  declined: {
    subject: (amount, date, number, merchant) =>
      `${amount} am ${date} von einem anderen Zahlungsmittel abgebucht: Rechnung ${number} von ${merchant}`,
    status: (date) => `Am ${date} mit einem anderen Zahlungsmittel bezahlt`,
    instead: (amount, method) =>
      given(method, {
        known: `Stattdessen wurden ${amount} von einem anderen Ihrer Zahlungsmittel abgebucht (${method}). Sie müssen nichts weiter tun.`,
        unknown: `Stattdessen wurden ${amount} von einem anderen Ihrer Zahlungsmittel abgebucht. Sie müssen nichts weiter tun.`,
      }),
    first:
      'Das Zahlungsmittel, mit dem bezahlt wurde, wird ab jetzt zuerst belastet. In Ihren Zahlungseinstellungen können Sie das ändern.',
    declined: 'Abgelehnt',
    charged: 'Stattdessen belastet',
  },
  ended: {
    subject: (amount, number, merchant, date) =>
      `Bitte bezahlen Sie ${amount} für die Rechnung ${number} von ${merchant}: Abbuchung am ${date} fehlgeschlagen`,
  },
  confirmation: {
    subject: (amount, number, merchant, date) =>
      `Bitte bestätigen Sie Ihre Zahlung von ${amount}, ${date}: Rechnung ${number} von ${merchant}`,
    status: 'Wartet auf Ihre Bestätigung',
    explained: (merchant, method) =>
      given(method, {
        known: `${merchant} hat eine Abbuchung versucht (${method}). Ihre Bank möchte, dass Sie die Zahlung selbst bestätigen. Es wurde deshalb noch nichts abgebucht.`,
        unknown: `${merchant} hat eine Abbuchung versucht. Ihre Bank möchte, dass Sie die Zahlung selbst bestätigen. Es wurde deshalb noch nichts abgebucht.`,
      }),
    action:
      'Bitte bezahlen Sie über die Schaltfläche unten, und bestätigen Sie die Zahlung, wenn Ihre Bank Sie danach fragt.',
  },
  debitStarted: {
    subject: (amount, date, number, merchant) =>
      `Bankzahlung von ${amount} am ${date} begonnen: Rechnung ${number} von ${merchant}`,
    status: (date) => `Zahlung in Bearbeitung seit ${date}`,
    explained: (amount, method, date) =>
      given(method, {
        known: `${amount} werden per Lastschrift eingezogen (${method}). Bankzahlungen dauern einige Bankarbeitstage; diese sollte bis ${date} eingehen.`,
        unknown: `${amount} werden per Lastschrift eingezogen. Bankzahlungen dauern einige Bankarbeitstage; diese sollte bis ${date} eingehen.`,
      }),
    nothingToDo:
      'Sie müssen nichts weiter tun und nicht noch einmal bezahlen. Sobald die Zahlung eingegangen ist, erhalten Sie einen Beleg.',
    expected: 'Erwartet bis',
  },
  returned: {
    subject: (amount, date, number, merchant) =>
      `Zahlung von ${amount} am ${date} von Ihrer Bank zurückgebucht: Rechnung ${number} von ${merchant}`,
    status: (date) => `Am ${date} von Ihrer Bank zurückgebucht`,
    explained: (amount, merchant, method) =>
      given(method, {
        known: `Ihre Bank hat die Zahlung von ${amount}, die ${merchant} erhalten hatte, zurückgebucht (${method}).`,
        unknown: `Ihre Bank hat die Zahlung von ${amount}, die ${merchant} erhalten hatte, zurückgebucht.`,
      }),
    dueAgain: (amount) =>
      `${amount} sind wieder offen und werden nicht automatisch abgebucht. Ihre Bank kann Ihnen sagen, warum die Zahlung zurückgebucht wurde.`,
    amount: 'Zurückgebuchter Betrag',
  },
  refund: {
    subject: (amount, date, number, merchant) =>
      `Erstattung von ${amount} durch ${merchant}, ${date}: Rechnung ${number}`,
    title: (merchant) => `Erstattung von ${merchant}`,
    status: (date) => `Erstattet am ${date}`,
    explained: (merchant, amount, method) =>
      given(method, {
        known: `${merchant} hat Ihnen ${amount} erstattet (${method}).`,
        unknown: `${merchant} hat Ihnen ${amount} erstattet.`,
      }),
    surplus:
      'Es war mehr bezahlt worden, als diese Rechnung verlangt. Der Überschuss wurde deshalb erstattet.',
    time: 'Es kann bis zu zehn Tage dauern, bis Ihre Bank die Erstattung anzeigt. Sie müssen nichts tun.',
    method: 'Erstattet auf',
    reference: 'Referenz',
  },
  reminder: {
    subject: (number, merchant, amount, date) =>
      `Erinnerung: Rechnung ${number} von ${merchant}, ${amount} waren am ${date} fällig`,
    subjectUndated: (number, merchant, amount, date) =>
      `Erinnerung vom ${date}: ${amount} für die Rechnung ${number} von ${merchant} sind zu bezahlen`,
    subjectFailed: (number, merchant, amount, date) =>
      `Erinnerung vom ${date}: ${amount} für die Rechnung ${number} von ${merchant} sind noch offen`,
    explained: (merchant, amount) =>
      `${merchant} hat für diese Rechnung noch keine Zahlung von ${amount} erhalten.`,
    failed: (merchant, amount) =>
      `Die letzte Zahlung für diese Rechnung ist fehlgeschlagen, und ${merchant} wartet noch auf ${amount}.`,
    crossed: 'Wenn Sie gerade bezahlt haben, müssen Sie nichts tun.',
    count: (count) => `Dies ist die ${count}. Erinnerung.`,
  },
  invoiceTitle: (number, merchant) => `Rechnung ${number} von ${merchant}`,
  pay: 'Mit Stripe bezahlen',
  view: 'Rechnung ansehen',
  settings: 'Zahlungseinstellungen ändern',
  billedTo: 'Rechnung an',
  noLink: (merchant) => `Bitte wenden Sie sich an ${merchant}, um einen Zahlungsweg zu vereinbaren.`,
  noLinkTransfer: 'Sie können per Überweisung bezahlen; die Angaben stehen unten.',
  moreItems: (count) => `und ${count} weitere, im beiliegenden PDF`,
  moreItemsOnline: (count) => `und ${count} weitere, in der Rechnung online`,
  questions: (merchant) => `Fragen? Wenden Sie sich an ${merchant}.`,
  questionsAt: (address) => `Fragen? Schreiben Sie an ${address}.`,
  business: businessEmails,
  account: accountEmails,
};
