import type { LedgerWords } from '../en/ledger.ts';

/** What is said of an invoice's money, in German. */
export const ledger: LedgerWords = {
  headline: {
    processing: (merchant) => `An ${merchant} unterwegs`,
    refunded: (merchant) => `Erstattet von ${merchant}`,
  },
  row: {
    payment: (date) => `Bezahlt am ${date}`,
    processing: (date) => `In Bearbeitung seit ${date}`,
    credit: (date) => `Aus Ihrem Guthaben bezahlt am ${date}`,
    creditNote: (number, date) => `Rechnungskorrektur ${number} vom ${date}`,
    takenBack: (date) => `Von der Bank zurückgebucht am ${date}`,
    reversed: (date) => `Erfasste Zahlung storniert am ${date}`,
    refund: (date) => `Erstattet am ${date}`,
    refunding: (date) => `Erstattung unterwegs seit ${date}`,
    asCredit: (date) => `Ihrem Guthaben zugeschlagen am ${date}`,
    outside: (date) => `Auf anderem Weg erstattet am ${date}`,
    earlier: 'Frühere Zahlungen',
    dueAfter: 'Danach zu zahlen',
    closed: 'Nicht mehr zu zahlen',
    kept: 'Bezahlt, abzüglich Erstattungen',
  },
  refundedOn: (amount, date) =>
    `${amount} wurden Ihnen am ${date} erstattet. Es kann bis zu zehn Tage dauern, bis Ihre Bank das anzeigt.`,
  refundedInAll: (amount, date) =>
    `Insgesamt wurden Ihnen ${amount} erstattet, zuletzt am ${date}. Es kann bis zu zehn Tage dauern, bis Ihre Bank das anzeigt.`,
  brief: {
    processing: (amount) => `${amount} in Bearbeitung`,
    refunded: (amount, date) => `${amount} am ${date} erstattet`,
    charged: (date) => `Wird am ${date} abgebucht`,
    chargedSoon: 'Wird automatisch abgebucht',
  },
  next: {
    chargedToOn: (method, date) =>
      `Der Betrag wird am ${date} von ${method} abgebucht. Sie müssen nichts tun.`,
    chargedTo: (method) => `Der Betrag wird automatisch von ${method} abgebucht. Sie müssen nichts tun.`,
    chargedOn: (date) => `Der Betrag wird am ${date} automatisch abgebucht. Sie müssen nichts tun.`,
    charged: 'Der Betrag wird automatisch abgebucht. Sie müssen nichts tun.',
    retriedOn: (date) => `Am ${date} wird die Abbuchung erneut versucht. Sie können auch jetzt bezahlen.`,
    retried: 'Die Abbuchung wird erneut versucht. Sie können auch jetzt bezahlen.',
    charging: 'Die Zahlung wird gerade ausgeführt. Sie müssen nichts tun.',
    waiting: 'Die automatische Zahlung ruht zurzeit.',
    instead: {
      above_limit:
        'Der Betrag liegt über Ihrem Höchstbetrag für automatische Zahlungen und wird deshalb nicht abgebucht. Bitte bezahlen Sie selbst.',
      no_limit: (currency) =>
        `Für automatische Zahlungen in ${currency} haben Sie keinen Höchstbetrag festgelegt, deshalb wird nichts abgebucht. Bitte bezahlen Sie selbst.`,
      not_chosen:
        'Sie haben noch nicht gesagt, ob diese Rechnung automatisch bezahlt werden soll. Deshalb wird nichts abgebucht. Bitte bezahlen Sie selbst.',
      paused: 'Die automatische Zahlung ist für diese Rechnung angehalten. Bitte bezahlen Sie selbst.',
    },
    payNow: 'Stattdessen jetzt bezahlen',
  },
};
