import type { PortalChoiceWords } from '../en/portal-choice.ts';
import { plural } from '../plural.ts';

/** What the portal says to somebody who added a payment method while invoices were open, in German. */
export const portalChoice: PortalChoiceWords = {
  title: 'Offene Rechnungen',
  explained:
    'Es wurde nichts abgebucht. Sie entscheiden, was mit den Rechnungen geschieht, die jetzt offen sind.',
  inCurrency: (currency) => `Rechnungen in ${currency}`,
  due: 'Fällig',
  onReceipt: 'bei Erhalt',
  overdue: 'überfällig',
  total: 'Summe',
  select: 'Auswählen',
  selectNumber: (number) => `Rechnung ${number} auswählen`,
  question: 'Was soll mit diesen Rechnungen geschehen?',
  payNow: (amount) => `Jetzt ${amount} bezahlen`,
  onDueDate:
    'Jede am Tag der Fälligkeit automatisch abbuchen. Was schon fällig ist, wird innerhalb eines Tages abgebucht.',
  notAutomatically: 'Nicht automatisch abbuchen. Ich bezahle jede selbst.',
  method: 'Jetzt bezahlen mit',
  other: 'Andere Zahlungsart, auf der Seite von Stripe',
  part: 'Wenn Sie eine Rechnung abwählen, sehen Sie die neue Summe, bevor Sie bezahlen.',
  confirm: 'Bestätigen',
  later: 'Später entscheiden',
  laterHint:
    'Bis Sie sich entscheiden, wird nichts Überfälliges abgebucht. Was noch nicht fällig ist, wird nach Ihren Einstellungen abgebucht.',
  atOnce: (most) => `Dies sind die ersten ${most}. Die übrigen folgen danach.`,
  missing: 'Bitte wählen Sie mindestens eine Rechnung und was damit geschehen soll.',
  chosen: {
    pay_now: 'Sie möchten sie gleich bezahlen.',
    on_due_date: 'Ihre Wahl: am Tag der Fälligkeit.',
    not_automatically: 'Ihre Wahl: nicht automatisch.',
  },
  prompt: (count) =>
    plural('de', count, {
      one: 'Eine offene Rechnung wartet auf Ihre Entscheidung. Durch das Hinzufügen des Zahlungsmittels wurde nichts abgebucht.',
      other: `${count} offene Rechnungen warten auf Ihre Entscheidung. Durch das Hinzufügen des Zahlungsmittels wurde nichts abgebucht.`,
    }),
  choose: 'Jetzt entscheiden',
};
