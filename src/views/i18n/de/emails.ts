import type { EmailWords } from '../en/emails.ts';
import { given } from '../given.ts';
import { plural } from '../plural.ts';
import { accountEmails } from './account-emails.ts';
import { businessEmails } from './business-emails.ts';
import { scheduleEmails } from './schedule-emails.ts';

/** What only the mails say, in German. */
export const emails: EmailWords = {
  invoiceSent: {
    subject: (number, merchant, amount) => `Rechnung ${number}: ${amount} (${merchant})`,
    subjectDue: (number, merchant, amount, date) =>
      `Rechnung ${number}: ${amount}, fällig am ${date} (${merchant})`,
    preview: (merchant) => `${merchant} hat Ihnen eine Rechnung gesendet. Das PDF ist angehängt.`,
    previewLinked: (merchant) => `${merchant} hat Ihnen eine Rechnung gesendet.`,
    nothingDue: 'Nichts zu zahlen',
    due: (date) => `Fällig am ${date}`,
    wasDue: (date) => `Überfällig, war am ${date} fällig`,
    dueOnReceipt: 'Fällig bei Erhalt',
    chargedAtOnce: 'Diese Rechnung wird automatisch von Ihrem hinterlegten Zahlungsmittel abgebucht.',
    chargedOn: (date) =>
      `Diese Rechnung wird am ${date} automatisch von Ihrem hinterlegten Zahlungsmittel abgebucht.`,
    attached: 'Die Rechnung ist als PDF angehängt.',
    linked: 'Das PDF ist zu groß für eine E-Mail: Laden Sie es auf der Seite der Rechnung herunter.',
  },
  receipt: {
    subject: (number, amount, date) => `Beleg: ${amount} für ${number}, bezahlt am ${date}`,
    subjectSeveral: (invoices, amount, date) =>
      `Beleg: ${amount} für ${invoices} Rechnungen, bezahlt am ${date}`,
    title: (merchant) => `Beleg von ${merchant}`,
    preview: (merchant) => `${merchant} hat Ihre Zahlung erhalten. Vielen Dank.`,
    paid: (date) => `Bezahlt am ${date}`,
    stillDue: (amount) => `Von dieser Rechnung sind noch ${amount} offen.`,
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
      `Nichts zu zahlen: ${number} storniert (${amount}, ${date}, ${merchant})`,
    preview: (merchant) => `${merchant} hat diese Rechnung storniert. Sie müssen nichts zahlen.`,
    status: (date) => `Storniert am ${date}`,
    statusUndated: 'Storniert',
    explained: (merchant) => `${merchant} hat diese Rechnung storniert. Sie müssen nichts zahlen.`,
    alreadyPaid: (merchant) =>
      `Wenn Sie bereits eine Zahlung dafür veranlasst haben, wenden Sie sich bitte an ${merchant}.`,
    amount: 'Nicht mehr zu zahlen',
  },
  chargeNotice: {
    subject: (amount, date, number, merchant) =>
      `Am ${date} werden ${amount} abgebucht, ${number} (${merchant})`,
    status: (date) => `Wird am ${date} abgebucht`,
    explained: (merchant, amount, date, method) =>
      given(method, {
        known: `${merchant} bucht ${amount} am ${date} ab (${method}). Sie müssen nichts tun.`,
        unknown: `${merchant} bucht ${amount} am ${date} ab. Sie müssen nichts tun.`,
      }),
    choices:
      'Sie können früher oder auf anderem Weg bezahlen. Wenn diese Rechnung nicht automatisch abgebucht werden soll, können Sie das bis dahin verhindern; sie bleibt dann offen.',
    date: 'Abbuchung am',
    method: 'Zahlungsmittel',
    payNow: 'Jetzt mit Stripe bezahlen',
    pause: 'Diese Rechnung nicht automatisch abbuchen',
  },
  failed: {
    subject: (amount, date, number, merchant) =>
      `Zahlung fehlgeschlagen: ${amount}, ${number} (${date}, ${merchant})`,
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
    nextAttempt: (date) => `Am ${date} versuchen wir die Abbuchung automatisch noch einmal.`,
    nextAttemptWith: (date, method) =>
      `Am ${date} versuchen wir die Abbuchung automatisch noch einmal (${method}).`,
    noAttempt: 'Einen weiteren automatischen Versuch gibt es nicht.',
    payNow: 'Bitte bezahlen Sie online, mit einer Karte oder einem Konto Ihrer Wahl.',
    paySooner:
      'Sie können auch jetzt gleich bezahlen, auf Wunsch mit einer anderen Karte oder einem anderen Konto.',
    date: 'Datum',
    method: 'Zahlungsmittel',
    amount: 'Versuchter Betrag',
    nextDate: 'Nächster Versuch',
  },
  declined: {
    subject: (amount, date, number, merchant) =>
      `Anders abgebucht: ${amount}, ${number} (${date}, ${merchant})`,
    status: (date) => `Am ${date} mit einem anderen Zahlungsmittel bezahlt`,
    instead: (amount, method) =>
      given(method, {
        known: `Stattdessen wurden ${amount} von einem anderen Ihrer Zahlungsmittel abgebucht (${method}). Sie müssen nichts weiter tun.`,
        unknown: `Stattdessen wurden ${amount} von einem anderen Ihrer Zahlungsmittel abgebucht. Sie müssen nichts weiter tun.`,
      }),
    first:
      'Ab jetzt wird zuerst das Zahlungsmittel belastet, mit dem es geklappt hat. In Ihren Zahlungseinstellungen können Sie das ändern.',
    declined: 'Abgelehnt',
    charged: 'Stattdessen belastet',
  },
  ended: {
    subject: (amount, number, merchant, date) =>
      `Bitte zahlen: ${amount}, ${number} (Abbuchung am ${date} fehlgeschlagen, ${merchant})`,
  },
  confirmation: {
    subject: (amount, number, merchant, date) =>
      `Bitte bestätigen: ${amount}, ${number} (${date}, ${merchant})`,
    status: 'Wartet auf Ihre Bestätigung',
    explained: (merchant, method) =>
      given(method, {
        known: `${merchant} hat eine Abbuchung versucht (${method}). Ihre Bank möchte, dass Sie die Zahlung selbst bestätigen. Es wurde deshalb noch nichts abgebucht.`,
        unknown: `${merchant} hat eine Abbuchung versucht. Ihre Bank möchte, dass Sie die Zahlung selbst bestätigen. Es wurde deshalb noch nichts abgebucht.`,
      }),
    action: 'Bitte bezahlen Sie jetzt, und bestätigen Sie die Zahlung, wenn Ihre Bank Sie danach fragt.',
  },
  debitStarted: {
    subject: (amount, date, number, merchant) =>
      `Bankzahlung läuft: ${amount}, ${number} (${date}, ${merchant})`,
    status: (date) => `Zahlung in Bearbeitung seit ${date}`,
    explained: (amount, method, date) =>
      given(method, {
        known: `${amount} werden per Lastschrift eingezogen (${method}). Bankzahlungen dauern einige Bankarbeitstage; diese sollte bis ${date} eingehen.`,
        unknown: `${amount} werden per Lastschrift eingezogen. Bankzahlungen dauern einige Bankarbeitstage; diese sollte bis ${date} eingehen.`,
      }),
    nothingToDo:
      'Sie müssen nichts weiter tun und auch nicht noch einmal bezahlen. Sobald die Zahlung eingegangen ist, erhalten Sie einen Beleg.',
    expected: 'Erwartet bis',
  },
  returned: {
    subject: (amount, date, number, merchant) => `Zurückgebucht: ${amount}, ${number} (${date}, ${merchant})`,
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
    subject: (amount, date, number, merchant) => `Erstattung: ${amount}, ${number} (${date}, ${merchant})`,
    title: (merchant) => `Erstattung von ${merchant}`,
    status: (date) => `Erstattet am ${date}`,
    explained: (merchant, amount, method) =>
      given(method, {
        known: `${merchant} hat Ihnen ${amount} erstattet (${method}).`,
        unknown: `${merchant} hat Ihnen ${amount} erstattet.`,
      }),
    surplus: 'Es wurde mehr bezahlt, als auf dieser Rechnung steht. Die Differenz wurde deshalb erstattet.',
    time: 'Bis die Erstattung auf Ihrem Konto erscheint, kann es bis zu zehn Tage dauern. Sie müssen nichts tun.',
    method: 'Erstattet auf',
    reference: 'Referenz',
  },
  reminder: {
    subject: (number, merchant, amount, date) =>
      `Erinnerung: ${amount} fällig seit ${date}, ${number} (${merchant})`,
    subjectUndated: (number, merchant, amount, date) =>
      `Erinnerung: ${amount} fällig, ${number} (${merchant}, ${date})`,
    subjectFailed: (number, merchant, amount, date) =>
      `Erinnerung: ${amount} noch offen, ${number} (${merchant}, ${date})`,
    explained: (merchant, amount) =>
      `${merchant} hat für diese Rechnung noch keine Zahlung von ${amount} erhalten.`,
    failed: (merchant, amount) =>
      `Die letzte Zahlung für diese Rechnung ist fehlgeschlagen, und ${merchant} wartet noch auf ${amount}.`,
    crossed: 'Falls Sie gerade bezahlt haben, betrachten Sie diese Erinnerung bitte als gegenstandslos.',
    overdueFor: (days) =>
      plural('de', days, {
        one: 'Die Rechnung ist seit einem Tag überfällig.',
        other: `Die Rechnung ist seit ${days} Tagen überfällig.`,
      }),
  },
  invoiceTitle: (number, merchant) => `Rechnung ${number} von ${merchant}`,
  pay: 'Mit Stripe bezahlen',
  view: 'Rechnung ansehen',
  settings: 'Zahlungseinstellungen ändern',
  billedTo: 'Rechnung an',
  noLink: (merchant) => `Bitte wenden Sie sich an ${merchant}, um einen Zahlungsweg zu vereinbaren.`,
  noLinkTransfer: 'Sie können per Überweisung bezahlen; die Angaben stehen unten.',
  moreItems: (count) => `und ${count} weitere, im angehängten PDF`,
  moreItemsOnline: (count) => `und ${count} weitere, auf der Seite der Rechnung`,
  questions: (merchant) => `Fragen? Wenden Sie sich an ${merchant}.`,
  questionsAt: (address) => `Fragen? Schreiben Sie an ${address}.`,
  business: businessEmails,
  account: accountEmails,
  schedules: scheduleEmails,
};
