import type { PageWords } from '../en/pages.ts';
import { plural } from '../plural.ts';
import { failures } from './failures.ts';

/** Every word a payer reads, in German. */
export const pages: PageWords = {
  sentenceGap: ' ',
  status: {
    draft: 'Entwurf',
    due: 'Fällig',
    overdue: 'Überfällig',
    nothingDue: 'Nichts zu bezahlen',
    processing: 'Zahlung in Bearbeitung',
    failed: 'Zahlung fehlgeschlagen',
    returned: 'Zahlung zurückgebucht',
    paid: 'Bezahlt',
    partiallyRefunded: 'Bezahlt, teilweise erstattet',
    refunded: 'Erstattet',
    disputed: 'Zahlung angefochten',
    void: 'Storniert',
    uncollectible: 'Wird nicht mehr eingefordert',
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
    amountDueTo: (merchant) => `Offener Betrag an ${merchant}`,
    amountPaidTo: (merchant) => `Bezahlt an ${merchant}`,
    amountFrom: (merchant) => `Rechnung von ${merchant}`,
    processing: (amount, date, method) =>
      `Ihre Zahlung von ${amount} (${method}) wurde am ${date} begonnen. Bankzahlungen dauern bis zu vier Bankarbeitstage. Sie müssen nichts weiter tun.`,
    processingShort: (amount, date) =>
      `Ihre Zahlung von ${amount} wurde am ${date} begonnen und wird bearbeitet. Sie müssen nichts weiter tun.`,
    failed: (amount, date) => `Ihre Zahlung von ${amount} am ${date} ist fehlgeschlagen.`,
    returned: (amount, date) =>
      `Ihre Zahlung von ${amount} am ${date} wurde von Ihrer Bank zurückgebucht. Der Betrag ist deshalb wieder offen.`,
    paidWith: (amount, date, method) => `${amount} am ${date} bezahlt (${method}).`,
    paidOn: (amount, date) => `${amount} am ${date} bezahlt.`,
    reference: (reference) => `Referenz ${reference}.`,
    partlyPaid: (paid, total) => `${paid} von ${total} sind bereits bezahlt.`,
    partiallyRefunded: 'Ein Teil dieser Zahlung wurde Ihnen erstattet.',
    refunded:
      'Diese Zahlung wurde Ihnen erstattet. Es kann bis zu zehn Tage dauern, bis Ihre Bank sie anzeigt.',
    disputed: 'Diese Zahlung ist bei Ihrer Bank angefochten. Solange die Bank prüft, ist nichts zu bezahlen.',
    pay: 'Mit Stripe bezahlen',
    download: 'PDF herunterladen',
    payOnline: 'Online bezahlen:',
    viewOnline: 'Online ansehen:',
    from: 'Von',
    to: 'Rechnung an',
    number: 'Rechnungsnummer',
    issued: 'Rechnungsdatum',
    due: 'Fällig am',
    taxId: (taxId) => `Steuernummer ${taxId}`,
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
        one: `${shown} von ${all} Position wird hier gezeigt.`,
        other: `Die ersten ${shown} von ${all} Positionen werden hier gezeigt.`,
      }),
    allLines: 'Alle Positionen zeigen',
    subtotal: 'Zwischensumme',
    discount: 'Rabatt',
    tax: (name, percentage) => `${name} ${percentage}`,
    taxOn: (name, percentage, taxable) => `${name} ${percentage} auf ${taxable}`,
    taxIncluded: (name, percentage) => `Enthält ${name} ${percentage}`,
    total: 'Gesamtbetrag',
    paid: 'Bereits bezahlt',
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
      'Die Bankverbindung hat sich geändert, seit die Rechnung ausgestellt wurde. Bitte verwenden Sie nur diese.',
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
    expires: (month) => `Läuft ab ${month}`,
    bankDebitTakes: 'Eine Lastschrift dauert bis zu vier Bankarbeitstage.',
  },
  success: {
    succeeded: 'Zahlung erfolgreich',
    processing: 'Zahlung in Bearbeitung',
    failed: 'Zahlung nicht abgeschlossen',
    open: 'Zahlung nicht abgeschlossen',
    unknown: 'Zahlung noch nicht bestätigt',
    paidTo: (merchant) => `an ${merchant} bezahlt`,
    onItsWay: (merchant) => `unterwegs zu ${merchant}`,
    dueTo: (merchant) => `an ${merchant} zu bezahlen`,
    processingExplained:
      'Bankzahlungen dauern bis zu vier Bankarbeitstage. Sie müssen nichts weiter tun und nicht noch einmal bezahlen.',
    openExplained: 'Die Zahlung wurde nicht abgeschlossen, und es wurde noch nichts bezahlt.',
    failedExplained: 'Es wurde nichts bezahlt.',
    unknownExplained:
      'Stripe hat uns noch nicht mitgeteilt, wie diese Zahlung ausgegangen ist. Bitte bezahlen Sie nicht noch einmal. Sehen Sie in einer Minute wieder nach: Dann steht es auf dieser Seite.',
    receipt: (email) => `Ein Beleg ist unterwegs an ${email}.`,
    receiptLater: (email) => `Ein Beleg geht an ${email}, sobald die Zahlung eingegangen ist.`,
    invoice: 'Rechnung',
    date: 'Datum',
    started: 'Begonnen',
    method: 'Zahlungsmittel',
    reference: 'Referenz',
    payAgain: 'Noch einmal bezahlen',
    continuePaying: 'Weiter zur Zahlung',
    checkAgain: 'Noch einmal nachsehen',
    view: 'Rechnung ansehen',
  },
  keeps: {
    ifTicked: 'Wenn Sie beim Bezahlen Ihre Zahlungsdaten speichern lassen, gilt Folgendes.',
    onSend: (merchant, customer, days) =>
      plural('de', days, {
        one: `Die Karte oder das Bankkonto, womit Sie bezahlen, wird für spätere Rechnungen von ${merchant} an ${customer} gespeichert. Abgebucht wird automatisch nach dem Versand jeder Rechnung, in der Höhe, die darauf steht. Jede Abbuchung wird ${customer} einen Tag vorher per E-Mail angekündigt.`,
        other: `Die Karte oder das Bankkonto, womit Sie bezahlen, wird für spätere Rechnungen von ${merchant} an ${customer} gespeichert. Abgebucht wird automatisch nach dem Versand jeder Rechnung, in der Höhe, die darauf steht. Jede Abbuchung wird ${customer} ${days} Tage vorher per E-Mail angekündigt.`,
      }),
    onDueDate: (merchant, customer, days) =>
      plural('de', days, {
        one: `Die Karte oder das Bankkonto, womit Sie bezahlen, wird für spätere Rechnungen von ${merchant} an ${customer} gespeichert. Abgebucht wird automatisch bei Fälligkeit jeder Rechnung, in der Höhe, die darauf steht. Jede Abbuchung wird ${customer} einen Tag vorher per E-Mail angekündigt.`,
        other: `Die Karte oder das Bankkonto, womit Sie bezahlen, wird für spätere Rechnungen von ${merchant} an ${customer} gespeichert. Abgebucht wird automatisch bei Fälligkeit jeder Rechnung, in der Höhe, die darauf steht. Jede Abbuchung wird ${customer} ${days} Tage vorher per E-Mail angekündigt.`,
      }),
    stop: (contact) =>
      `Sie können das jederzeit beenden: mit dem Link, den Sie nach der Zahlung und per E-Mail erhalten, oder indem Sie an ${contact} schreiben.`,
    address: 'Ihre eigene E-Mail-Adresse: dorthin schreiben wir, wie Sie spätere Abbuchungen beenden',
    addressIfTicked: 'Ihre eigene E-Mail-Adresse, wenn Sie Ihre Zahlungsdaten speichern lassen',
    kept: (customer) =>
      `Die Karte oder das Bankkonto, womit Sie bezahlt haben, ist für spätere Rechnungen an ${customer} gespeichert.`,
    refuse: 'Nicht mehr belasten',
  },
  refuse: {
    title: 'Spätere Abbuchungen beenden',
    question: (method, merchant, customer) =>
      `${method} ist für spätere Rechnungen von ${merchant} an ${customer} gespeichert, weil damit eine über den Link bezahlt wurde.`,
    explained:
      'Wenn Sie das beenden, wird nicht mehr automatisch abgebucht, und das Zahlungsmittel wird entfernt. Eine Zahlung, die schon läuft, wird noch ausgeführt.',
    button: 'Nicht mehr belasten',
    doneTitle: 'Spätere Abbuchungen sind beendet',
    done: (method, merchant) =>
      `${method} ist entfernt. ${merchant} kann damit keine späteren Rechnungen mehr abbuchen.`,
    nothingTitle: 'Es ist nichts gespeichert',
    nothing:
      'Von dieser Zahlung ist keine Karte und kein Bankkonto gespeichert. Es gibt also nichts zu beenden.',
    unknown:
      'Das ist im Moment nicht möglich. Es wurde noch nichts beendet. Bitte versuchen Sie es in einer Minute noch einmal.',
  },
  method: {
    card: (brand, last4) => `${brand} mit Endziffern ${last4}`,
    anyCard: 'Karte',
    bankAccount: (bank, last4) => `Konto bei ${bank} mit Endziffern ${last4}`,
    anyBankAccount: (last4) => `Bankkonto mit Endziffern ${last4}`,
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
      title: 'Dieser Link führt nirgendwohin',
      text: 'Er wurde beim Kopieren vielleicht abgeschnitten.',
      next: 'Öffnen Sie den Link in der E-Mail noch einmal, oder bitten Sie das Unternehmen, das ihn gesendet hat, um einen neuen.',
    },
    linkRotated: {
      title: 'Dieser Link ist nicht mehr gültig',
      text: 'Er wurde durch einen neueren ersetzt.',
      next: 'Verwenden Sie den Link in der neuesten E-Mail zu dieser Rechnung, oder bitten Sie um einen neuen.',
    },
    pageNotFound: {
      title: 'Hier gibt es keine Seite',
      text: 'Die Adresse ist vielleicht falsch geschrieben oder veraltet.',
      next: 'Prüfen Sie die Adresse, oder öffnen Sie den Link in der E-Mail noch einmal.',
    },
    methodNotAllowed: {
      title: 'Diese Seite kann so nicht verwendet werden',
      text: 'Es wurde etwas verlangt, was diese Seite nicht tut.',
      next: 'Öffnen Sie den Link in der E-Mail noch einmal.',
    },
    tooManyRequests: {
      title: 'Zu viele Anfragen',
      text: 'Aus Ihrem Netz kamen mehr Anfragen, als wir auf einmal beantworten können. Es ist nichts verloren.',
      next: 'Warten Sie eine Minute, und öffnen Sie dann den Link noch einmal.',
    },
    notSetUp: {
      title: 'Diese Seite ist noch nicht eingerichtet',
      text: 'Wer sie betreibt, hat noch etwas fertigzustellen. Nichts geht verloren, und Ihr Link bleibt derselbe.',
      next: 'Versuchen Sie es später noch einmal.',
      missing: 'Sie richten sie gerade ein? Das fehlt noch:',
    },
    internalError: {
      title: 'Diese Seite konnte nicht gezeigt werden',
      text: 'Auf unserer Seite ist etwas schiefgegangen, und es wurde festgehalten.',
      next: 'Versuchen Sie es in einigen Minuten wieder. Wenn es noch einmal geschieht, nennen Sie diese Nummer:',
    },
    void: {
      title: (number) => `Rechnung ${number} ist storniert`,
      text: (merchant) => `${merchant} hat diese Rechnung zurückgezogen. Es ist nichts zu bezahlen.`,
    },
    draft: {
      title: 'Diese Rechnung ist noch nicht fertig',
      text: (merchant) => `${merchant} arbeitet noch daran und sendet sie, sobald sie endgültig ist.`,
    },
    uncollectible: {
      title: (number) => `Rechnung ${number} wird nicht mehr eingefordert`,
      text: (merchant) => `${merchant} hat diese Rechnung geschlossen. Sie kann hier nicht bezahlt werden.`,
    },
    zero: {
      title: 'Es ist nichts zu bezahlen',
      text: (number, amount) => `Rechnung ${number} beläuft sich auf ${amount}.`,
    },
    belowMinimum: {
      title: (amount) => `${amount} sind zu wenig für eine Online-Zahlung`,
      text: (currency) =>
        `Der Betrag liegt unter der kleinsten Zahlung, die Stripe in ${currency} annimmt. Zusammen mit einer anderen offenen Rechnung kann der Betrag bezahlt werden.`,
      textWithLimit: (limit) =>
        `Die kleinste Zahlung, die Stripe annimmt, beträgt ${limit}. Zusammen mit einer anderen offenen Rechnung kann der Betrag bezahlt werden.`,
    },
    aboveMaximum: {
      title: (amount) => `${amount} sind zu viel für eine einzelne Online-Zahlung`,
      text: (currency) => `Der Betrag liegt über der größten Zahlung, die Stripe in ${currency} annimmt.`,
      textWithLimit: (limit) => `Die größte Zahlung, die Stripe annimmt, beträgt ${limit}.`,
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
      title: 'Diese Rechnung wird nicht online bezahlt',
      text: (merchant) => `${merchant} nimmt dafür keine Online-Zahlungen an.`,
    },
    notConnected: {
      title: 'Online-Zahlung ist noch nicht möglich',
      text: (merchant) => `${merchant} hat Online-Zahlungen noch nicht fertig eingerichtet.`,
    },
    stripeUnreachable: {
      title: 'Die Zahlung kann gerade nicht geöffnet werden',
      text: 'Stripe antwortet im Moment nicht. Durch diesen Besuch wurde nichts abgebucht.',
      next: 'Versuchen Sie es in einer Minute wieder.',
    },
    catchingUp: {
      title: 'Diese Zahlungsseite wird gerade auf den neuesten Stand gebracht',
      text: 'Bevor etwas abgebucht wird, prüfen wir bei Stripe, was schon bezahlt wurde. Durch diesen Besuch wurde nichts abgebucht.',
      next: 'Versuchen Sie es in einer Minute wieder.',
    },
    paymentsPaused: {
      title: 'Die Online-Zahlung ist unterbrochen',
      text: (merchant) =>
        `${merchant} hat Online-Zahlungen unterbrochen. Durch diesen Besuch wurde nichts abgebucht.`,
    },
    underReview: {
      title: 'Eine Zahlung wird geprüft',
      text: (merchant) =>
        `${merchant} prüft eine Zahlung zu dieser Rechnung. Bis das geschehen ist, kann sie hier nicht bezahlt werden. Durch diesen Besuch wurde nichts abgebucht.`,
    },
    refusedByStripe: {
      title: 'Das kann gerade nicht online bezahlt werden',
      text: (merchant) =>
        `Stripe nimmt diese Zahlung nicht an. Es wurde nichts abgebucht. ${merchant} wurde benachrichtigt.`,
    },
    accountHeld: {
      title: 'Die Online-Zahlung ist unterbrochen',
      text: (merchant) =>
        `Stripe nimmt zurzeit keine Zahlungen für ${merchant} an. Es wurde nichts abgebucht, und es geht nichts verloren: Sobald Stripe wieder Zahlungen annimmt, können Sie diese Rechnung hier bezahlen.`,
    },
    tooManyDeclines: {
      title: 'Über diesen Link sind derzeit keine weiteren Zahlungen möglich',
      text: 'Es wurden zu viele Karten abgelehnt, deshalb ist die Online-Zahlung unterbrochen. Für die abgelehnten Karten wurde nichts abgebucht.',
      next: (merchant) =>
        `Schreiben Sie an ${merchant}, um anders zu bezahlen oder den Link wieder öffnen zu lassen.`,
      nextByMail: (merchant, email) =>
        `Schreiben Sie an ${merchant} unter ${email}, um anders zu bezahlen oder den Link wieder öffnen zu lassen.`,
    },
    beingPrepared: {
      title: 'Ihre Zahlung wird geöffnet',
      text: 'Ein anderer Tab oder eine andere Person öffnet diese Zahlung gerade. Das geht nur einmal zur selben Zeit.',
      next: 'Warten Sie einige Sekunden, und versuchen Sie es dann wieder.',
    },
    tryAgain: 'Noch einmal versuchen',
    view: 'Rechnung ansehen',
    transferNext: 'Sie können stattdessen per Überweisung bezahlen.',
    contactNext: (merchant) => `Wenden Sie sich an ${merchant}, um einen anderen Zahlungsweg zu vereinbaren.`,
    questionsNext: (merchant) => `Wenn Sie eine Frage haben, wenden Sie sich an ${merchant}.`,
  },
  failures,
};
