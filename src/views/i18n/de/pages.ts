import type { PageWords } from '../en/pages.ts';
import { plural } from '../plural.ts';
import { failures } from './failures.ts';

/** Every word a payer reads, in German. */
export const pages: PageWords = {
  sentenceGap: ' ',
  language: 'Sprache',
  status: {
    draft: 'Entwurf',
    due: 'Fällig',
    overdue: 'Überfällig',
    nothingDue: 'Nichts zu zahlen',
    processing: 'Zahlung in Bearbeitung',
    failed: 'Zahlung fehlgeschlagen',
    returned: 'Zahlung zurückgebucht',
    paid: 'Bezahlt',
    partiallyRefunded: 'Bezahlt, teilweise erstattet',
    refunded: 'Erstattet',
    disputed: 'Zahlung angefochten',
    void: 'Storniert',
    uncollectible: 'Abgeschlossen',
  },
  statusDetail: {
    on: (date) => `am ${date}`,
    wasDue: (date) => `· war am ${date} fällig`,
    isDue: (date) => `· fällig am ${date}`,
    onReceipt: 'bei Erhalt',
    since: (date) => `seit ${date}`,
  },
  invoice: {
    title: (number, merchant) => `Rechnung ${number} von ${merchant}`,
    titleSeveral: (numbers, merchant) => `Rechnungen ${numbers} von ${merchant}`,
    amountDueTo: (merchant) => `Zu zahlen an ${merchant}`,
    amountPaidTo: (merchant) => `Bezahlt an ${merchant}`,
    amountFrom: (merchant) => `Rechnung von ${merchant}`,
    processing: (amount, date, method) =>
      `Ihre Zahlung von ${amount} (${method}) wurde am ${date} eingeleitet. Bankzahlungen dauern bis zu vier Bankarbeitstage. Sie müssen nichts weiter tun.`,
    processingShort: (amount, date) =>
      `Ihre Zahlung von ${amount} wurde am ${date} eingeleitet und wird bearbeitet. Sie müssen nichts weiter tun.`,
    failed: (amount, date) => `Ihre Zahlung von ${amount} am ${date} ist fehlgeschlagen.`,
    returned: (amount, date) =>
      `Ihre Zahlung von ${amount} am ${date} wurde von Ihrer Bank zurückgebucht. Der Betrag ist deshalb wieder offen.`,
    paidWith: (amount, date, method) => `${amount} am ${date} bezahlt (${method}).`,
    paidOn: (amount, date) => `${amount} am ${date} bezahlt.`,
    reference: (reference) => `Referenz ${reference}.`,
    partlyPaid: (paid, total) => `${paid} von ${total} sind bereits bezahlt.`,
    disputed:
      'Diese Zahlung wurde bei Ihrer Bank angefochten. Solange die Bank prüft, müssen Sie nichts zahlen.',
    pay: 'Mit Stripe bezahlen',
    download: 'PDF herunterladen',
    downloadXml: 'E-Rechnung (XML)',
    payOnline: 'Online bezahlen:',
    viewOnline: 'Online ansehen:',
    from: 'Von',
    to: 'Rechnung an',
    addressee: { organization: (name) => name, person: (name) => name },
    number: 'Rechnungsnummer',
    issued: 'Rechnungsdatum',
    due: 'Fällig am',
    taxId: (taxId) => `USt-IdNr./Steuernummer ${taxId}`,
    rates: {
      row: (name, rate, net, tax, gross) => `${name} ${rate}: netto ${net}, Steuer ${tax}, brutto ${gross}`,
      beside: (name, rate, net, tax) => `${name} ${rate}: netto ${net}, Steuer ${tax}`,
      untaxed: (net) => `Ohne Steuer: ${net}`,
    },
    details: {
      supplyDate: 'Leistungsdatum',
      supplyPeriod: 'Leistungszeitraum',
      purchaseOrder: 'Bestellnummer',
      buyerReference: 'Ihre Referenz',
      contract: 'Vertrag',
    },
    lines: 'Positionen',
    description: 'Beschreibung',
    quantity: 'Menge',
    unitPrice: 'Einzelpreis',
    amount: 'Betrag',
    lineDiscount: (amount) => `Rabatt ${amount}`,
    shownLines: (shown, all, count) =>
      plural('de', count, {
        one: `${shown} von ${all} Positionen wird angezeigt.`,
        other: `Die ersten ${shown} von ${all} Positionen werden angezeigt.`,
      }),
    allLines: 'Alle Positionen anzeigen',
    subtotal: 'Zwischensumme',
    discount: 'Rabatt',
    tax: (name, percentage) => `${name} ${percentage}`,
    taxOn: (name, percentage, taxable) => `${name} ${percentage} auf ${taxable}`,
    taxIncluded: (name, percentage) => `Enthält ${name} ${percentage}`,
    total: 'Gesamtbetrag',
    remaining: 'Offener Betrag',
    notes: 'Anmerkungen',
    transferInstead: 'Oder per Überweisung bezahlen',
    transfer: 'Per Überweisung bezahlen',
    transferReference: (number) => `Geben Sie als Verwendungszweck ${number} an.`,
    account: {
      routing: (routingNumber) => `Bankleitzahl (ABA) ${routingNumber}`,
      number: (accountNumber) => `Kontonummer ${accountNumber}`,
      sortCode: (sortCode) => `Bankleitzahl (Sort Code) ${sortCode}`,
      branch: (branchCode) => `Filiale ${branchCode}`,
      types: { ordinary: 'Girokonto (普通)', current: 'Kontokorrent (当座)', savings: 'Sparkonto (貯蓄)' },
    },
    transferReplaced:
      'Unsere Bankverbindung hat sich seit Ausstellung der Rechnung geändert. Bitte verwenden Sie nur noch diese.',
    questions: (merchant) => `Fragen zu dieser Rechnung? Wenden Sie sich an ${merchant}.`,
  },
  pay: {
    title: (amount, merchant) => `${amount} an ${merchant} bezahlen`,
    invoice: (number) => `Rechnung ${number}`,
    button: (amount) => `${amount} mit Stripe bezahlen`,
    explained: 'Ihre Karten- oder Bankdaten geben Sie auf der Seite von Stripe ein.',
    view: 'Rechnung ansehen',
    withSaved: (amount, method) => `${amount} mit ${method} bezahlen`,
    anotherMethod: 'Andere Zahlungsart verwenden',
    isDefault: 'Standard',
    expires: (month) => `Gültig bis ${month}`,
    bankDebitTakes: 'Eine Lastschrift dauert bis zu vier Bankarbeitstage.',
  },
  success: {
    succeeded: 'Zahlung erfolgreich',
    processing: 'Zahlung in Bearbeitung',
    failed: 'Zahlung nicht abgeschlossen',
    open: 'Zahlung nicht abgeschlossen',
    unknown: 'Zahlung noch nicht bestätigt',
    paidTo: (merchant) => `an ${merchant} bezahlt`,
    onItsWay: (merchant) => `an ${merchant} unterwegs`,
    dueTo: (merchant) => `an ${merchant} zu zahlen`,
    processingExplained:
      'Bankzahlungen dauern bis zu vier Bankarbeitstage. Sie müssen nichts weiter tun und auch nicht noch einmal bezahlen.',
    openExplained: 'Die Zahlung wurde nicht abgeschlossen. Es wurde noch nichts bezahlt.',
    failedExplained: 'Es wurde nichts bezahlt.',
    unknownExplained:
      'Stripe hat uns noch nicht mitgeteilt, wie diese Zahlung ausgegangen ist. Bitte bezahlen Sie nicht noch einmal, sondern sehen Sie in einer Minute wieder nach: Das Ergebnis erscheint hier.',
    receipt: (email) => `Der Beleg ist an ${email} unterwegs.`,
    receiptLater: (email) => `Sobald die Zahlung eingegangen ist, senden wir einen Beleg an ${email}.`,
    invoice: 'Rechnung',
    date: 'Datum',
    started: 'Eingeleitet am',
    method: 'Zahlungsmittel',
    reference: 'Referenz',
    payAgain: 'Erneut versuchen',
    continuePaying: 'Weiter zur Zahlung',
    checkAgain: 'Status aktualisieren',
    view: 'Rechnung ansehen',
  },
  keeps: {
    ifTicked: 'Wenn Sie beim Bezahlen Ihre Zahlungsdaten speichern lassen, gilt Folgendes.',
    onSend: (merchant, customer, days) =>
      plural('de', days, {
        one: `Die Karte oder das Bankkonto, mit der oder dem Sie bezahlen, wird für spätere Rechnungen von ${merchant} an ${customer} gespeichert. Abgebucht wird automatisch nach dem Versand jeder Rechnung, in der Höhe, die darauf steht. Jede Abbuchung wird ${customer} einen Tag vorher per E-Mail angekündigt.`,
        other: `Die Karte oder das Bankkonto, mit der oder dem Sie bezahlen, wird für spätere Rechnungen von ${merchant} an ${customer} gespeichert. Abgebucht wird automatisch nach dem Versand jeder Rechnung, in der Höhe, die darauf steht. Jede Abbuchung wird ${customer} ${days} Tage vorher per E-Mail angekündigt.`,
      }),
    onDueDate: (merchant, customer, days) =>
      plural('de', days, {
        one: `Die Karte oder das Bankkonto, mit der oder dem Sie bezahlen, wird für spätere Rechnungen von ${merchant} an ${customer} gespeichert. Abgebucht wird automatisch bei Fälligkeit jeder Rechnung, in der Höhe, die darauf steht. Jede Abbuchung wird ${customer} einen Tag vorher per E-Mail angekündigt.`,
        other: `Die Karte oder das Bankkonto, mit der oder dem Sie bezahlen, wird für spätere Rechnungen von ${merchant} an ${customer} gespeichert. Abgebucht wird automatisch bei Fälligkeit jeder Rechnung, in der Höhe, die darauf steht. Jede Abbuchung wird ${customer} ${days} Tage vorher per E-Mail angekündigt.`,
      }),
    stop: (contact) =>
      `Sie können das jederzeit beenden: mit dem Link, den Sie nach der Zahlung und per E-Mail erhalten, oder indem Sie an ${contact} schreiben.`,
    address: 'Ihre eigene E-Mail-Adresse: dorthin schreiben wir, wie Sie spätere Abbuchungen beenden',
    addressIfTicked: 'Ihre eigene E-Mail-Adresse, wenn Sie Ihre Zahlungsdaten speichern lassen',
    kept: (customer) =>
      `Die Karte oder das Bankkonto, mit der oder dem Sie bezahlt haben, ist für spätere Rechnungen an ${customer} gespeichert.`,
    refuse: 'Nicht mehr belasten',
  },
  refuse: {
    title: 'Spätere Abbuchungen beenden',
    question: (method, merchant, customer) =>
      `${method} ist für spätere Rechnungen von ${merchant} an ${customer} gespeichert, weil damit eine davon über einen Link bezahlt wurde.`,
    explained:
      'Danach wird nicht mehr automatisch abgebucht, und das Zahlungsmittel wird entfernt. Eine bereits laufende Zahlung wird noch ausgeführt.',
    button: 'Nicht mehr belasten',
    doneTitle: 'Keine weiteren Abbuchungen',
    done: (method, merchant) =>
      `${method} wurde entfernt. ${merchant} kann davon keine weiteren Rechnungen abbuchen.`,
    nothingTitle: 'Es ist nichts gespeichert',
    nothing:
      'Bei dieser Zahlung wurde weder eine Karte noch ein Bankkonto gespeichert. Es gibt also nichts zu beenden.',
    unknown:
      'Das ist im Moment nicht möglich, es wurde noch nichts beendet. Bitte versuchen Sie es in einer Minute noch einmal.',
  },
  method: {
    card: (brand, last4) => `${brand} mit den Endziffern ${last4}`,
    anyCard: 'Karte',
    bankAccount: (bank, last4) => `Konto bei ${bank} mit den Endziffern ${last4}`,
    anyBankAccount: (last4) => `Bankkonto mit den Endziffern ${last4}`,
    offline: {
      bank_transfer: 'Überweisung',
      cash: 'Bargeld',
      check: 'Scheck',
      card: 'Kartenzahlung',
      other: 'anderer Zahlungsweg',
    },
  },
  notice: {
    linkNotFound: {
      title: 'Dieser Link funktioniert nicht',
      text: 'Möglicherweise wurde er beim Kopieren abgeschnitten.',
      next: 'Öffnen Sie den Link in der E-Mail noch einmal, oder bitten Sie das Unternehmen, das ihn gesendet hat, um einen neuen.',
    },
    linkRotated: {
      title: 'Dieser Link ist nicht mehr gültig',
      text: 'Er wurde durch einen neueren ersetzt.',
      next: 'Verwenden Sie den Link in der neuesten E-Mail zu dieser Rechnung, oder bitten Sie um einen neuen.',
    },
    pageNotFound: {
      title: 'Seite nicht gefunden',
      text: 'Möglicherweise enthält die Adresse einen Tippfehler oder ist veraltet.',
      next: 'Prüfen Sie die Adresse, oder öffnen Sie den Link in der E-Mail noch einmal.',
    },
    methodNotAllowed: {
      title: 'Aktion nicht verfügbar',
      text: 'Das ist auf dieser Seite nicht möglich.',
      next: 'Öffnen Sie den Link in der E-Mail noch einmal.',
    },
    tooManyRequests: {
      title: 'Zu viele Anfragen',
      text: 'Aus Ihrem Netzwerk kommen gerade mehr Anfragen, als wir beantworten können. Es geht nichts verloren.',
      next: 'Warten Sie eine Minute, und öffnen Sie dann den Link noch einmal.',
    },
    notSetUp: {
      title: 'Diese Website ist noch nicht eingerichtet',
      text: 'Der Betreiber muss die Einrichtung noch abschließen. Es geht nichts verloren, und Ihr Link bleibt gültig.',
      next: 'Versuchen Sie es später noch einmal.',
      missing: 'Sie richten sie gerade ein? Es fehlt noch:',
    },
    databaseAway: {
      title: 'Diese Seite kann gerade nicht angezeigt werden',
      text: 'Unsere Datenbank antwortet nicht. Was Sie bezahlt haben, geht nicht verloren und zählt nur einmal.',
      next: 'Versuchen Sie es in einer Minute wieder.',
    },
    notCharged: {
      title: 'Sie können gerade nicht bezahlen',
      text: 'Unsere Datenbank antwortet nicht, deshalb wurde keine Zahlung eingeleitet. Es wurde nichts abgebucht.',
      next: 'Warten Sie eine Minute und versuchen Sie es dann wieder.',
    },
    internalError: {
      title: 'Diese Seite konnte nicht angezeigt werden',
      text: 'Bei uns ist etwas schiefgegangen. Der Vorfall wurde protokolliert.',
      next: 'Versuchen Sie es in einigen Minuten wieder. Falls es noch einmal passiert, nennen Sie bitte diese Nummer:',
    },
    void: {
      title: (number) => `Rechnung ${number} ist storniert`,
      text: (merchant) => `${merchant} hat diese Rechnung storniert. Sie müssen nichts zahlen.`,
    },
    draft: {
      title: 'Diese Rechnung ist noch nicht fertig',
      text: (merchant) => `${merchant} arbeitet noch daran und sendet sie, sobald sie endgültig ist.`,
    },
    uncollectible: {
      title: (number) => `Rechnung ${number} ist abgeschlossen`,
      text: (merchant) =>
        `${merchant} hat diese Rechnung abgeschlossen. Sie kann hier nicht mehr bezahlt werden.`,
    },
    zero: {
      title: 'Sie müssen nichts zahlen',
      text: (number, amount) => `Der Betrag der Rechnung ${number} ist ${amount}.`,
    },
    belowMinimum: {
      title: (amount) => `${amount} sind zu wenig für eine Online-Zahlung`,
      text: (currency) =>
        `Der Betrag liegt unter dem Mindestbetrag von Stripe für Zahlungen in ${currency}. Sie können ihn zusammen mit einer anderen offenen Rechnung bezahlen.`,
      textWithLimit: (limit) =>
        `Der Mindestbetrag von Stripe ist ${limit}. Sie können diese Rechnung zusammen mit einer anderen offenen Rechnung bezahlen.`,
    },
    aboveMaximum: {
      title: (amount) => `${amount} sind zu viel für eine einzelne Online-Zahlung`,
      text: (currency) => `Der Betrag liegt über dem Höchstbetrag von Stripe für Zahlungen in ${currency}.`,
      textWithLimit: (limit) => `Der Höchstbetrag von Stripe ist ${limit}.`,
    },
    notDivisible: {
      title: (amount) => `${amount} können nicht online bezahlt werden`,
      text: (currency) => `Stripe nimmt in ${currency} keine so fein unterteilten Beträge an.`,
    },
    unsupportedCurrency: {
      title: (amount) => `${amount} können nicht online bezahlt werden`,
      text: 'Stripe nimmt in dieser Währung keine Zahlungen an.',
    },
    linksOff: {
      title: 'Diese Rechnung kann nicht online bezahlt werden',
      text: (merchant) => `${merchant} nimmt dafür keine Online-Zahlungen an.`,
    },
    notConnected: {
      title: 'Online-Zahlung ist noch nicht möglich',
      text: (merchant) => `${merchant} hat Online-Zahlungen noch nicht fertig eingerichtet.`,
    },
    stripeUnreachable: {
      title: 'Die Zahlung kann gerade nicht geöffnet werden',
      text: 'Stripe antwortet im Moment nicht. Es wurde nichts abgebucht.',
      next: 'Versuchen Sie es in einer Minute wieder.',
    },
    catchingUp: {
      title: 'Diese Zahlungsseite wird gerade auf den neuesten Stand gebracht',
      text: 'Bevor etwas abgebucht wird, prüfen wir bei Stripe, was schon bezahlt wurde. Es wurde nichts abgebucht.',
      next: 'Versuchen Sie es in einer Minute wieder.',
    },
    paymentsPaused: {
      title: 'Online-Zahlungen sind vorübergehend nicht möglich',
      text: (merchant) =>
        `${merchant} hat Online-Zahlungen vorübergehend ausgesetzt. Es wurde nichts abgebucht.`,
    },
    underReview: {
      title: 'Eine Zahlung wird geprüft',
      text: (merchant) =>
        `${merchant} prüft gerade eine Zahlung zu dieser Rechnung. Solange kann sie hier nicht bezahlt werden. Es wurde nichts abgebucht.`,
    },
    refusedByStripe: {
      title: 'Eine Online-Zahlung ist gerade nicht möglich',
      text: (merchant) =>
        `Stripe nimmt diese Zahlung nicht an. Es wurde nichts abgebucht, und wir haben ${merchant} benachrichtigt.`,
    },
    accountHeld: {
      title: 'Online-Zahlungen sind vorübergehend nicht möglich',
      text: (merchant) =>
        `Stripe nimmt zurzeit keine Zahlungen für ${merchant} an. Es wurde nichts abgebucht, und es geht nichts verloren: Sobald Stripe wieder Zahlungen annimmt, können Sie diese Rechnung hier bezahlen.`,
    },
    tooManyDeclines: {
      title: 'Über diesen Link sind derzeit keine weiteren Zahlungen möglich',
      text: 'Es wurden zu viele Karten abgelehnt, deshalb sind Online-Zahlungen vorübergehend gesperrt. Von den abgelehnten Karten wurde nichts abgebucht.',
      next: (merchant) =>
        `Schreiben Sie an ${merchant}, um auf anderem Weg zu bezahlen oder den Link wieder freischalten zu lassen.`,
      nextByMail: (merchant, email) =>
        `Schreiben Sie an ${merchant} unter ${email}, um auf anderem Weg zu bezahlen oder den Link wieder freischalten zu lassen.`,
    },
    beingPrepared: {
      title: 'Ihre Zahlung wird gerade geöffnet',
      text: 'Diese Zahlung wird gerade in einem anderen Tab oder von jemand anderem geöffnet. Das geht immer nur an einer Stelle.',
      next: 'Warten Sie einige Sekunden, und versuchen Sie es dann wieder.',
    },
    tryAgain: 'Erneut versuchen',
    view: 'Rechnung ansehen',
    transferNext: 'Sie können stattdessen per Überweisung bezahlen.',
    contactNext: (merchant) => `Wenden Sie sich an ${merchant}, um einen anderen Zahlungsweg zu vereinbaren.`,
    questionsNext: (merchant) => `Wenn Sie eine Frage haben, wenden Sie sich an ${merchant}.`,
  },
  failures,
};
