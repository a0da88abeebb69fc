import type { InstalmentWords } from '../en/instalments.ts';

/** What is said of paying an invoice in parts, in German. */
export const instalments: InstalmentWords = {
  heading: 'Raten',
  number: (number, of) => `Rate ${number} von ${of}`,
  state: {
    paid: 'Bezahlt',
    processing: 'In Bearbeitung',
    overdue: 'Überfällig',
    due: 'Jetzt fällig',
    upcoming: 'Später fällig',
  },
  left: (amount) => `${amount} offen`,
  askedNow: (amount) => `jetzt zu zahlen: ${amount}`,
  ofWhole: (amount, left) => `Jetzt zu zahlen sind ${amount} von noch offenen ${left}.`,
  next: (amount, date) => `Die nächste Rate beträgt ${amount} und ist am ${date} fällig.`,
  charged: 'Jede Rate wird an ihrem Tag eingezogen.',
  payAll: (amount) => `Alles bezahlen: ${amount}`,
  ownAmount: (currency) => `Ein anderer Betrag, in ${currency}`,
  ownLeast: (amount) => `Mindestens ${amount}.`,
  payOwn: 'Diesen Betrag bezahlen',
  pays: 'Bezahlt',
  nextLabel: 'Nächste Rate',
  nextValue: (amount, date) => `${amount}, fällig am ${date}`,
  leftLabel: 'Noch zu zahlen',
  terms: (amount, date) => `${amount} bis ${date}`,
  problem: {
    unreadable: (example) => `Geben Sie einen Betrag an, zum Beispiel ${example}.`,
    zero: 'Geben Sie einen Betrag über null an.',
    more_than_owed: (amount) => `Es sind nur noch ${amount} zu zahlen.`,
    whole_only: (amount) => `Diese Rechnung wird als Ganzes bezahlt: ${amount}.`,
    no_instalment: (amount) =>
      `Diese Rechnung wird in ihren Raten bezahlt: Als Nächstes sind ${amount} fällig.`,
    below_least: (amount) => `Zahlen Sie mindestens ${amount}.`,
    leaves_too_little:
      'Der Rest wäre zu klein, um online bezahlt zu werden: Zahlen Sie etwas weniger oder die ganze Rate.',
  },
};
