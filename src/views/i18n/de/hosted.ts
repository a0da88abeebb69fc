import type { HostedWords } from '../en/hosted.ts';

/** What an invoice's page says around its document, and what confirms a printed copy, in German. */
export const hosted: HostedWords = {
  secured: 'Gesichert durch Stripe',
  methods: { cards: 'Karten, Apple Pay, Google Pay', usBank: 'US-Bankkonto' },
  runBy: (merchant) =>
    `${merchant} betreibt diese Seite. Karten- und Bankdaten geben Sie nur auf der Seite von Stripe ein.`,
  document: 'Rechnung im Einzelnen',
  copyOf: {
    asOf: (time) => `Stand: ${time}`,
    why: 'Unsere Datenbank antwortet gerade nicht. Was sich seitdem geändert hat, ist noch nicht zu sehen.',
    noPayment:
      'Sie können hier im Moment nicht bezahlen, und es wird nichts abgebucht. Versuchen Sie es in einer Minute wieder.',
  },
  calendar: 'In den Kalender',
  calendarEvent: (amount, merchant, number) => `${amount} an ${merchant} zahlen (Rechnung ${number})`,
  forward: 'An die Buchhaltung weiterleiten',
  forwardText: (merchant, number, amount) =>
    `Bitte bezahlen Sie die Rechnung ${number} von ${merchant}: ${amount}.`,
  wrong: 'Etwas stimmt nicht',
  wrongSubject: (number) => `Frage zur Rechnung ${number}`,
  wrongText: (number, date, amount) => `Rechnung ${number} vom ${date} über ${amount}: Das stimmt nicht:`,
  timeline: {
    heading: 'Verlauf',
    sent: 'Gesendet',
    seen: 'Geöffnet',
    processing: (amount) => `Zahlung von ${amount} eingeleitet`,
    paid: (amount) => `${amount} bezahlt`,
    failed: (amount) => `Zahlung von ${amount} fehlgeschlagen`,
    credit: (amount) => `${amount} aus Ihrem Guthaben bezahlt`,
    creditNote: (number, amount) => `Um ${amount} korrigiert (${number})`,
    takenBack: (amount) => `${amount} von der Bank zurückgebucht`,
    reversed: (amount) => `Erfasste Zahlung von ${amount} storniert`,
    refunding: (amount) => `Erstattung von ${amount} eingeleitet`,
    refunded: (amount) => `${amount} erstattet`,
    asCredit: (amount) => `${amount} Ihrem Guthaben zugeschlagen`,
    outside: (amount) => `${amount} auf anderem Weg erstattet`,
    voided: 'Storniert',
  },
  transfer: {
    holder: 'Kontoinhaber',
    bank: 'Bank',
    bankCode: 'Bankleitzahl',
    branch: 'Filiale',
    accountType: 'Kontoart',
    routingNumber: 'Routing Number',
    sortCode: 'Sort Code',
    accountNumber: 'Kontonummer',
    amount: 'Betrag',
    reference: 'Verwendungszweck',
    copy: 'Tippen oder klicken Sie auf einen Wert, um ihn zu markieren und zu kopieren.',
    scan: 'Mit der Banking-App scannen, um die Überweisung auszufüllen.',
    code: 'QR-Code für eine SEPA-Überweisung',
    swissCode: 'Swiss QR Code für diese Überweisung',
    swissScan: 'Mit einer Schweizer Banking-App scannen, um wie mit einer QR-Rechnung zu zahlen.',
  },
  copy: {
    scan: 'Scannen, um diese Ausfertigung zu prüfen',
    title: 'Ihre Ausfertigung prüfen',
    lead: (merchant) =>
      `Das hat ${merchant} ausgestellt. Nennt Ihre Ausfertigung eine andere Nummer, einen anderen Betrag oder eine andere Bankverbindung, zahlen Sie nicht danach. Fragen Sie zuerst bei ${merchant} nach, auf einem Weg, den Sie schon kennen.`,
    accounts: 'Bankverbindung auf dieser Ausfertigung',
    noAccounts: 'Diese Ausfertigung nennt keine Bankverbindung.',
    stands: 'Diese Bankverbindung gilt weiterhin.',
    replaced:
      'Diese Konten nehmen kein Geld mehr an. Bitte verwenden Sie die Bankverbindung auf der Seite der Rechnung.',
  },
};
