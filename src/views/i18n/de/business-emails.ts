import type { BusinessWords } from '../en/business-emails.ts';

/** What the business is told of its customers' payments, in German. */
export const businessEmails: BusinessWords = {
  title: (number, customer) => `Rechnung ${number} an ${customer}`,
  view: 'Online-Rechnung öffnen',
  closing: (address) =>
    `Diese Nachricht geht an ${address}, die Adresse in den Einstellungen Ihres Unternehmens.`,
  customer: 'Kunde',
  invoice: 'Rechnungsnummer',
  due: 'Fällig am',
  remaining: 'Offener Betrag',
  method: 'Zahlungsmittel',
  code: 'Fehlercode',
  noCode: 'nicht angegeben',
  told: 'Dem Kunden mitgeteilt',
  next: 'Nächster Versuch',
  noNext: 'keiner',
  payment: 'Zahlung',
  refund: 'Erstattung',
  reason: 'Grund',
  origin: 'Ausgelöst von',
  automatic: 'automatischer Zahlung',
  byCustomer: 'dem Kunden',
  evidenceDue: 'Nachweise bis',
  failed: {
    subject: (amount, date, number, customer) =>
      `Zahlung fehlgeschlagen: ${amount}, ${number} (${customer}, ${date})`,
    status: (date) => `Zahlung am ${date} fehlgeschlagen`,
    next: (date) => `Der nächste automatische Versuch ist am ${date}.`,
    nextWith: (date, method) => `Der nächste automatische Versuch ist am ${date} (${method}).`,
    noNext:
      'Es ist kein automatischer Versuch geplant. Die Rechnung bleibt offen und kann über ihren Link bezahlt werden.',
  },
  declined: {
    subject: (amount, date, number, customer) =>
      `Anders abgebucht: ${amount}, ${number} (${customer}, ${date})`,
    status: (date) => `Am ${date} mit einem anderen Zahlungsmittel bezahlt`,
    explained:
      'Ein Zahlungsmittel des Kunden wurde abgelehnt. Ein anderes wurde sofort belastet, und die Rechnung ist bezahlt.',
    charged: 'Stattdessen belastet',
  },
  ended: {
    subject: (amount, date, number, customer) =>
      `Einzug beendet: ${amount}, ${number} (${customer}, ${date})`,
    status: (date) => `Letzter Versuch am ${date} fehlgeschlagen`,
    explained:
      'Es folgt kein weiterer automatischer Versuch: Die Wiederholungen sind aufgebraucht, oder der Fehler lässt keine zu.',
    open: 'Die Rechnung bleibt offen und kann über ihren Link bezahlt werden. Erinnerungen gehen gemäß Ihren Einstellungen hinaus.',
  },
  returned: {
    subject: (amount, date, number, customer) => `Zurückgebucht: ${amount}, ${number} (${customer}, ${date})`,
    status: (date) => `Zurückgebucht am ${date}`,
    explained: (amount) =>
      `Die Bank des Kunden hat eine erfolgreiche Zahlung von ${amount} zurückgebucht. Stripe zieht den Betrag von Ihrem Stripe-Guthaben ab.`,
    open: 'Die Rechnung ist wieder offen und wird nicht mehr automatisch abgebucht.',
  },
  refundFailed: {
    subject: (amount, date, number, customer) =>
      `Erstattung gescheitert: ${amount}, ${number} (${customer}, ${date})`,
    status: (date) => `Erstattung am ${date} fehlgeschlagen`,
    explained:
      'Der Kunde hat diese Erstattung nicht erhalten. Der Betrag befindet sich in Ihrem Stripe-Guthaben.',
    next: 'Vereinbaren Sie mit dem Kunden einen anderen Weg, oder veranlassen Sie die Erstattung noch einmal.',
  },
  stripeRefuses: {
    subject: (customer, date) => `Stripe lehnt Zahlungen ab: ${customer}, ${date}`,
    title: 'Online-Zahlung',
    headline: 'Stripe lehnt Online-Zahlungen ab',
    status: (date) => `Seit ${date}`,
    connection:
      'Stripe lehnt dies für Ihr Konto ab. Bis es behoben ist, können Kunden nicht online bezahlen.',
    ofCustomer: (customer) =>
      `Stripe nimmt die Angaben zu ${customer} nicht an. Bis es behoben ist, können diese Rechnungen nicht online bezahlt werden.`,
    ofInvoice: (number, customer) =>
      `Stripe nimmt keine Zahlung für die Rechnung ${number} an ${customer} an. Bis es behoben ist, kann sie nicht online bezahlt werden.`,
    told: 'Wer einen Zahlungslink öffnet, liest, dass derzeit nicht online bezahlt werden kann, dass Sie davon wissen und wie sonst bezahlt werden kann.',
    next: 'Beheben Sie, was Stripe unten nennt, hier in Ihren Einstellungen oder im Stripe-Dashboard. Die nächste Zahlung versucht es dann erneut.',
    param: 'Betroffener Parameter',
    words: 'Meldung von Stripe',
  },
  cardTesting: {
    subject: (date) => `An Ihrer Kasse werden Karten ausprobiert, ${date}`,
    title: 'Abgelehnte Karten',
    headline: 'Zu viele Karten wurden abgelehnt',
    status: (time) => `Gesperrt bis ${time}`,
    ofLink: (number, customer) =>
      `Über den Link der Rechnung ${number} an ${customer} wurde eine Karte nach der anderen abgelehnt. So werden gestohlene Karten ausprobiert; der Link nimmt deshalb vorerst keine Zahlung mehr an.`,
    ofCustomer: (customer) =>
      `Wo ${customer} bezahlt, über Links und im Portal, wurde eine Karte nach der anderen abgelehnt. So werden gestohlene Karten ausprobiert; dort ist deshalb vorerst keine Zahlung möglich.`,
    ofBusiness:
      'Über Ihre Zahlungslinks wurden innerhalb einer Stunde mehr Karten abgelehnt als angenommen. So werden gestohlene Karten ausprobiert; deshalb nimmt vorerst keiner Ihrer Links eine Zahlung an. Kunden, die im Portal angemeldet sind, können weiterhin bezahlen.',
    told: 'Wer einen gesperrten Link öffnet, wird gebeten, Ihnen zu schreiben. Automatische Zahlungen laufen weiter.',
    next: 'Die Sperre endet von selbst. War es Ihr Kunde, können Sie sie über die API früher aufheben. War er es nicht, ersetzen Sie die Links der Rechnung und sehen Sie sich die Versuche im Stripe-Dashboard an.',
    declines: 'Abgelehnte Karten',
    until: 'Gesperrt bis',
  },
  unreachable: {
    subject: (customer, date) => `Keine E-Mail erreicht ${customer}, ${date}`,
    title: 'Nicht zugestellte E-Mail',
    headline: 'Ihr Kunde hat unsere E-Mail nicht erhalten',
    status: (date) => `Am ${date}`,
    ofInvoice: (number, customer) =>
      `Eine Nachricht zur Rechnung ${number} hat keine der Adressen von ${customer} erreicht.`,
    ofCustomer: (customer) => `Eine Nachricht an ${customer} hat keine der Adressen erreicht.`,
    waits:
      'Was niemand erhalten hat, gilt nicht als angekündigt: Automatische Zahlungen, die angekündigt werden müssen, warten so lange.',
    next: 'Berichtigen Sie die Adressen dieses Kunden, oder rufen Sie an. Was noch mitzuteilen ist, wird dann erneut gesendet.',
    addresses: 'Adressen',
    words: 'Meldung des Mailservers',
  },
  dispute: {
    opened: {
      subject: (amount, date, number, customer) => `Angefochten: ${amount}, ${number} (${customer}, ${date})`,
      status: (date) => `Angefochten am ${date}`,
      explained:
        'Der Kunde ficht diese Zahlung bei seiner Bank an. Stripe behält den Betrag und eine Gebühr ein, bis darüber entschieden ist. Automatische Abbuchungen bei diesem Kunden sind so lange ausgesetzt.',
    },
    inquiry: {
      subject: (amount, date, number, customer) =>
        `Anfrage zur Zahlung: ${amount}, ${number} (${customer}, ${date})`,
      status: (date) => `Anfrage seit ${date}`,
      explained:
        'Die Bank des Kunden fragt nach dieser Zahlung. Es wurde kein Geld einbehalten. Ohne Antwort kann daraus eine Anfechtung werden.',
    },
    answer: (date) => `Antworten Sie mit Nachweisen im Stripe-Dashboard bis ${date}.`,
    answerUndated: 'Antworten Sie mit Nachweisen im Stripe-Dashboard.',
    answerThere: 'In Stripe antworten',
    won: {
      subject: (amount, date, number, customer) =>
        `Anfechtung gewonnen: ${amount}, ${number} (${customer}, ${date})`,
      status: (date) => `Anfechtung am ${date} gewonnen`,
      explained:
        'Es wurde zu Ihren Gunsten entschieden. Die Zahlung bleibt bestehen, und es ist nichts weiter zu tun.',
    },
    lost: {
      subject: (amount, date, number, customer) =>
        `Anfechtung verloren: ${amount}, ${number} (${customer}, ${date})`,
      status: (date) => `Anfechtung am ${date} verloren`,
      explained: 'Es wurde zugunsten des Kunden entschieden. Sie erhalten den Betrag nicht zurück.',
    },
  },
};
