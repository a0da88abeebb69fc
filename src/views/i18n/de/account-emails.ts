import type { AccountWords } from '../en/account-emails.ts';
import { given } from '../given.ts';
import { plural } from '../plural.ts';

/** Mails to a customer about no invoice, in German. */
export const accountEmails: AccountWords = {
  title: (merchant) => `Ihr Kundenkonto bei ${merchant}`,
  settings: 'Zahlungseinstellungen ansehen',
  autopay: 'Automatische Zahlung ansehen',
  notYou: (merchant) => `Wenn Sie das nicht waren, wenden Sie sich bitte sofort an ${merchant}.`,
  signIn: {
    subject: (merchant, time) => `Ihr Anmeldelink für ${merchant}, gültig bis ${time}`,
    headline: 'Anmelden',
    status: (time) => `Einmal verwendbar, bis ${time}`,
    explained: (merchant) =>
      `Melden Sie sich an, um Ihre Rechnungen von ${merchant} zu sehen. Öffnen Sie den Link in dem Browser, in dem Sie ihn angefordert haben.`,
    neutralTitle: 'Ihre Rechnungen',
    neutralSubject: (time) => `Ihr Anmeldelink, gültig bis ${time}`,
    neutralExplained:
      'Melden Sie sich an, um die Rechnungen zu sehen, die an diese Adresse gehen. Öffnen Sie den Link in dem Browser, in dem Sie ihn angefordert haben.',
    neutralClosing: 'Fragen? Wenden Sie sich an den Absender Ihrer Rechnungen.',
    portal: 'Kundenportal',
    notYou:
      'Wenn Sie diesen Link nicht angefordert haben, müssen Sie nichts tun: Ohne ihn kann sich niemand anmelden. Bitte leiten Sie ihn nicht weiter.',
    action: 'Anmelden',
  },
  methodAsked: {
    subject: (merchant) => `Zahlungsmittel hinzufügen (${merchant})`,
    headline: 'Zahlungsmittel hinzufügen',
    status: (time) => `Der Link ist einmal verwendbar, bis ${time}`,
    explained: (merchant, customer) =>
      `${merchant} bittet um eine Karte oder ein Bankkonto für die Rechnungen an ${customer}.`,
    nothingCharged:
      'Durch das Hinzufügen wird nichts abgebucht. Sie sehen vorher, wofür abgebucht werden darf, und können das Zahlungsmittel jederzeit wieder entfernen.',
    note: 'Bitte leiten Sie diese E-Mail nicht weiter: Wer den Link öffnet, sieht Ihre Rechnungen und Zahlungsmittel. Wenn Sie sie nicht erwartet haben, müssen Sie nichts tun.',
    action: 'Zahlungsmittel hinzufügen',
  },
  methodAdded: {
    openInvoices:
      'Durch das Hinzufügen wird nichts abgebucht. Wenn Rechnungen offen sind, entscheiden Sie in den Zahlungseinstellungen, was mit ihnen geschieht.',
    subject: (method, merchant, date) => `Hinzugefügt: ${method} (${merchant}, ${date})`,
    headline: 'Zahlungsmittel hinzugefügt',
    status: (date) => `Hinzugefügt am ${date}`,
    explained: (merchant, method) =>
      `Für Rechnungen von ${merchant} ist jetzt gespeichert: ${method}. Sie können das Zahlungsmittel jederzeit in Ihren Zahlungseinstellungen entfernen.`,
  },
  mandate: {
    subject: (merchant, last4, date) => `Lastschrift erlaubt: Konto •••• ${last4} (${merchant}, ${date})`,
    headline: 'Ermächtigung bestätigt',
    status: (date) => `Ermächtigung vom ${date}`,
    explained: (merchant, account) =>
      `Sie haben ${merchant} ermächtigt, Rechnungen, die Sie bezahlen oder automatisch abbuchen lassen, in der darauf angegebenen Höhe von diesem Konto einzuziehen und Beträge gutzuschreiben, wenn eine Lastschrift berichtigt werden muss: ${account}. Stripe führt die Lastschriften aus.`,
    revoke: (merchant, contact) =>
      `Die Ermächtigung gilt, bis Sie sie widerrufen. Dazu entfernen Sie das Konto in Ihren Zahlungseinstellungen oder teilen es ${merchant} mit: ${contact}. Lastschriften, die dann schon unterwegs sind, werden noch ausgeführt.`,
    keep: 'Bitte bewahren Sie diese Bestätigung auf.',
    authorised: 'Ermächtigt',
    holder: 'Kontoinhaber',
    bank: 'Bank',
    routing: 'Bankleitzahl (Routing Number)',
    account: 'Kontonummer',
    endingIn: (last4) => `mit den Endziffern ${last4}`,
    date: 'Datum',
  },
  methodKept: {
    subject: (method, merchant, date) =>
      `Gespeichert: ${method} (für spätere Rechnungen von ${merchant}, ${date})`,
    headline: 'Ihr Zahlungsmittel ist gespeichert',
    status: (date) => `Gespeichert am ${date}`,
    explained: (merchant, customer, method) =>
      `Sie haben eine Rechnung von ${merchant} an ${customer} bezahlt: mit ${method}. Das Zahlungsmittel ist für spätere Rechnungen an ${customer} gespeichert.`,
    waits: (customer) => `Dafür abgebucht wird erst, wenn ${customer} es bestätigt hat.`,
    agreed: 'Das wurde Ihnen vor der Zahlung mitgeteilt',
    stop: 'Wenn Sie das nicht möchten, können Sie es ohne Anmeldung beenden.',
    action: 'Nicht mehr belasten',
  },
  methodToConfirm: {
    subject: (method, merchant, date) => `Bitte bestätigen: ${method} (${merchant}, ${date})`,
    headline: 'Zahlungsmittel bestätigen',
    status: (date) => `Wartet seit ${date}`,
    explained: (merchant, method, email) =>
      given(email, {
        known: `Eine Ihrer Rechnungen von ${merchant} wurde über den Link bezahlt (${method}), von ${email}. Das ist keine Ihrer Adressen.`,
        unknown: `Eine Ihrer Rechnungen von ${merchant} wurde über den Link bezahlt (${method}). Wir wissen nicht, von wem.`,
      }),
    next: 'Für Ihre späteren Rechnungen wird es nur belastet, wenn Sie es in den Zahlungseinstellungen bestätigen. Wenn Sie es nicht kennen, entfernen Sie es dort.',
  },
  methodRemoved: {
    subject: (method, merchant, date) => `Entfernt: ${method} (${merchant}, ${date})`,
    headline: 'Zahlungsmittel entfernt',
    status: (date) => `Entfernt am ${date}`,
    explained: (merchant, method) => `${merchant} kann dieses Zahlungsmittel nicht mehr belasten: ${method}.`,
  },
  verification: {
    subject: (last4, date) => `Bankkonto •••• ${last4} bestätigen (Testüberweisung bis ${date})`,
    headline: 'Bankkonto bestätigen',
    status: (date) => `Testüberweisung trifft bis ${date} ein`,
    amounts: (account) =>
      `Stripe überweist Ihnen zwei kleine Beträge (${account}). Sobald sie auf Ihrem Kontoauszug stehen, geben Sie die beiden Beträge in Ihren Zahlungseinstellungen ein.`,
    code: (account) =>
      `Stripe überweist Ihnen 0,01 $ (${account}). Sobald der Betrag auf Ihrem Kontoauszug steht, geben Sie den Code aus dem Verwendungszweck in Ihren Zahlungseinstellungen ein. Der Code hat sechs Zeichen und beginnt mit SM.`,
    limit:
      'Bitte tun Sie das innerhalb von zehn Tagen nach dem Eingang. Sobald das Konto bestätigt ist, kann es verwendet werden.',
    action: 'Bankkonto bestätigen',
  },
  verificationFailed: {
    subject: (last4, date) => `Bankkonto •••• ${last4} nicht bestätigt, ${date}`,
    headline: 'Bankkonto nicht bestätigt',
    status: (date) => `Beendet am ${date}`,
    attemptsExceeded: (account) =>
      `Die Testüberweisungen wurden zu oft falsch eingegeben. Das Konto kann nicht mehr bestätigt werden: ${account}.`,
    timedOut: (account) => `Das Konto wurde nicht rechtzeitig bestätigt: ${account}.`,
    depositsFailed: (account) =>
      `Die Testüberweisungen konnten nicht ausgeführt werden: ${account}. Möglicherweise stimmt die Bankleitzahl oder die Kontonummer nicht.`,
    again:
      'Es wurde nichts abgebucht. Sie können das Konto noch einmal hinzufügen oder eine andere Karte oder ein anderes Konto verwenden.',
    action: 'Zahlungsmittel hinzufügen',
  },
  cardExpiring: {
    subject: (card, month, merchant) => `Karte läuft Ende ${month} ab (${card}, ${merchant})`,
    headline: 'Ihre Karte läuft bald ab',
    status: (month) => `Gültig bis Ende ${month}`,
    explained: (merchant, card) =>
      `Rechnungen von ${merchant} werden mit dieser Karte bezahlt: ${card}. Nach dem Ablauf kann sie nicht mehr belastet werden.`,
    next: 'Bitte fügen Sie Ihre neue Karte hinzu. Wenn Ihre Bank diese Karte von sich aus erneuert und es Stripe mitteilt, müssen Sie nichts tun.',
    action: 'Karte aktualisieren',
  },
  statement: {
    subject: (merchant, period) => `Kontoübersicht: ${period} (${merchant})`,
    period: (from, to) => `${from} bis ${to}`,
    explained: (merchant, from, to) =>
      `Die Vorgänge auf Ihrem Kundenkonto bei ${merchant} vom ${from} bis ${to}.`,
    attached: 'Die angehängte Datei enthält alle Buchungen für Ihre Tabellenkalkulation.',
    tooLong: 'Für eine E-Mail sind es zu viele Buchungen. Sie finden sie im Kundenportal.',
    overdue: (amount) => `${amount} überfällig`,
    overdueSum: 'Davon überfällig',
    nothingOwed: 'Nichts offen',
    more: (count) => `Frühere Buchungen in der angehängten Datei: ${count}`,
    action: 'Kontoübersicht ansehen',
    stop: (merchant) =>
      `Sie erhalten diese E-Mail einmal im Monat, weil ${merchant} Kontoübersichten an Ihre Adresse sendet. Wenn Sie das nicht möchten, wenden Sie sich an ${merchant}.`,
  },
  autopayOn: {
    subject: (merchant, date) => `Automatische Zahlung eingeschaltet (${merchant}, ${date})`,
    headline: 'Automatische Zahlung ist eingeschaltet',
    status: (date) => `Vereinbart am ${date}`,
    onSend: (merchant, method) =>
      given(method, {
        known: `Rechnungen von ${merchant} werden abgebucht, wenn sie Ihnen gesendet werden (${method}).`,
        unknown: `Rechnungen von ${merchant} werden abgebucht, wenn sie Ihnen gesendet werden.`,
      }),
    onDueDate: (merchant, method) =>
      given(method, {
        known: `Rechnungen von ${merchant} werden am Tag der Fälligkeit abgebucht (${method}).`,
        unknown: `Rechnungen von ${merchant} werden am Tag der Fälligkeit abgebucht.`,
      }),
    asAgreed: (merchant, method) =>
      given(method, {
        known: `Rechnungen von ${merchant} werden an dem Tag abgebucht, der bei der jeweiligen Rechnung steht (${method}).`,
        unknown: `Rechnungen von ${merchant} werden an dem Tag abgebucht, der bei der jeweiligen Rechnung steht.`,
      }),
    cap: (amount) =>
      `Für eine Rechnung werden höchstens ${amount} abgebucht. Eine höhere Rechnung wird nicht automatisch abgebucht.`,
    notice: (days) =>
      plural('de', days, {
        one: 'Einen Tag vor jeder Abbuchung am Tag der Fälligkeit erhalten Sie eine E-Mail.',
        other: `${days} Tage vor jeder Abbuchung am Tag der Fälligkeit erhalten Sie eine E-Mail.`,
      }),
    off: 'Sie können dies jederzeit unter „Automatische Zahlung“ nachlesen, ändern oder ausschalten.',
  },
  autopayOff: {
    subject: (merchant, date) => `Automatische Zahlung ausgeschaltet (${merchant}, ${date})`,
    headline: 'Automatische Zahlung ist ausgeschaltet',
    status: (date) => `Ausgeschaltet am ${date}`,
    explained: (merchant) =>
      `Rechnungen von ${merchant} werden nicht mehr automatisch abgebucht. Bitte bezahlen Sie jede über ihren Link.`,
    underWay: 'Eine bereits laufende Zahlung kann noch ausgeführt werden.',
  },
};
