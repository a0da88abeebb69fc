import type { ReceiptWords } from '../en/receipts.ts';
import { plural } from '../plural.ts';

/** What is said of receipts, in German. */
export const receipts: ReceiptWords = {
  heading: 'Zahlungsbeleg',
  refundHeading: 'Erstattungsbeleg',
  title: (number, merchant) => `Zahlungsbeleg ${number} von ${merchant}`,
  refundTitle: (number, merchant) => `Erstattungsbeleg ${number} von ${merchant}`,
  number: 'Belegnummer',
  paidOn: 'Zahlungsdatum',
  refundedOn: 'Erstattungsdatum',
  method: 'Bezahlt mit',
  refundedTo: 'Erstattet auf',
  reference: 'Referenz',
  refundOf: 'Beleg der Zahlung',
  from: 'Bezahlt an',
  to: 'Rechnungsempfänger',
  status: {
    paid: (date) => `Bezahlt am ${date}`,
    returned: 'Ihre Bank hat diese Zahlung zurückgebucht. Sie gilt nicht mehr als bezahlt.',
    reversed:
      'Storniert: Diese Zahlung war erfasst, ist aber nicht eingegangen oder war nicht für diese Rechnung. Sie gilt nicht mehr als bezahlt.',
    partlyReturned: (amount) => `Ihre Bank hat ${amount} dieser Zahlung zurückgebucht.`,
    refunded: 'Vollständig erstattet',
    partlyRefunded: (amount) => `Bisher erstattet: ${amount}`,
    refundMade: (date) => `Erstattet am ${date}`,
    refundOnItsWay: (date) =>
      `Erstattung am ${date} veranlasst. Bis Ihre Bank sie anzeigt, kann es bis zu zehn Tage dauern.`,
    refundFailed: 'Diese Erstattung ist nicht zustande gekommen. Es wurde nichts erstattet.',
  },
  invoices: 'Was damit bezahlt wurde',
  refundedInvoices: 'Wofür die Zahlung war',
  invoice: 'Rechnung',
  issued: 'Ausgestellt am',
  total: 'Rechnungsbetrag',
  amount: 'Bezahlt',
  others: (count) =>
    plural('de', count, { one: 'Eine weitere Rechnung', other: `${count} weitere Rechnungen` }),
  surplus: 'Mehr als fällig war',
  received: 'Gezahlter Betrag',
  refundAmount: 'Erstatteter Betrag',
  returnedUndated: 'Von der Bank zurückgebucht',
  left: (number) => `Nach dieser Zahlung noch offen von Rechnung ${number}`,
  tax: 'Steuer der ganzen Rechnung',
  taxLine: (label, taxable, amount) => `${label} auf ${taxable}: ${amount}`,
  taxLineOf: (number, label, taxable, amount) => `Rechnung ${number}: ${label} auf ${taxable}: ${amount}`,
  refundNote:
    'Eine Erstattung gibt Geld zurück und ändert die Rechnung nicht: Wurde die Rechnung korrigiert, erhalten Sie dazu eine Rechnungskorrektur.',
  proof: {
    heading: 'Beleg prüfen',
    explained:
      'Das ist der Fingerabdruck unserer Aufzeichnungen zu dem Zeitpunkt, zu dem dieser Beleg erstellt wurde. Ob sie noch übereinstimmen, zeigt die Seite darunter.',
    fingerprint: (entry) => `Fingerabdruck, Eintrag ${entry}`,
    link: 'Prüfen unter',
  },
  list: 'Belege',
  download: 'Beleg herunterladen',
  downloadOf: (number) => `Beleg ${number} herunterladen`,
  downloadDated: (date) => `Beleg vom ${date} herunterladen`,
  payment: 'Zahlungsbeleg',
  refundEntry: 'Erstattungsbeleg',
  mail: {
    attached: 'Der Beleg ist als PDF angehängt.',
    linked: 'Das PDF ist zu groß für eine E-Mail: Laden Sie es auf der Seite der Rechnung herunter.',
  },
  check: {
    title: (number) => `Beleg ${number}`,
    intact: 'Die Aufzeichnungen zu diesem Beleg sind unversehrt',
    changed: 'Die Aufzeichnungen zu diesem Beleg wurden geändert',
    gone: 'Dieser Eintrag ist nicht mehr vorhanden',
    intactExplained: (merchant) =>
      `Wir haben gerade jeden Eintrag von ${merchant} zu dieser Zahlung geprüft. Vergleichen Sie nun die Angaben unten mit Ihrem Exemplar.`,
    changedExplained: (merchant) =>
      `In den Aufzeichnungen von ${merchant} zu dieser Zahlung wurde nachträglich etwas geändert. Fragen Sie bitte ${merchant} danach, und bewahren Sie Ihr Exemplar auf.`,
    goneExplained: (merchant) =>
      `Der Eintrag, aus dem dieser Beleg erstellt wurde, steht nicht mehr in den Aufzeichnungen von ${merchant}, zum Beispiel weil sie aus einer Sicherung wiederhergestellt wurden. Fragen Sie bitte ${merchant} danach, und bewahren Sie Ihr Exemplar auf.`,
    compare: 'Vergleichen Sie mit Ihrem Exemplar',
    merchant: 'Von',
    fingerprint: 'Fingerabdruck',
    entry: 'Eintrag',
    entryOf: (entry, count) => `${entry} von ${count}`,
    proves: {
      heading: 'Was das zeigt',
      chain:
        'Jeder Eintrag zu dieser Zahlung trägt einen Fingerabdruck, der aus seinem Inhalt und dem Eintrag davor berechnet ist. Wir haben gerade alle neu berechnet.',
      copy: 'Steht der Fingerabdruck von oben auch auf Ihrem Exemplar, wurde bis zu diesem Eintrag nichts geändert, entfernt oder eingefügt, seit Ihr Exemplar erstellt wurde.',
      amounts:
        'Die Beträge oben sind der heutige Stand der Aufzeichnungen. Weichen sie von Ihrem Exemplar ab, ohne dass etwas erstattet oder zurückgebucht wurde, so wurde Ihr Exemplar verändert.',
    },
    doubts: {
      heading: 'Was das nicht zeigt',
      truth: 'Dass die Aufzeichnungen richtig waren, als sie entstanden.',
      others: 'Etwas über andere Zahlungen: Jede hat ihre eigenen Aufzeichnungen.',
      copy: 'Etwas ohne Ihr Exemplar. Wer diese Website betreibt, könnte alle Einträge neu schreiben; nur ein Fingerabdruck, den Sie aufbewahrt haben, würde das zeigen. Bewahren Sie Ihr Exemplar also auf.',
    },
  },
};
