import type { PortalScheduleWords } from '../en/portal-schedules.ts';

/** The portal's pages of recurring invoices, in German. */
export const portalSchedules: PortalScheduleWords = {
  title: 'Wiederkehrende Rechnungen',
  explained: (merchant) => `Was ${merchant} Ihnen regelmäßig in Rechnung stellt.`,
  none: (merchant) => `${merchant} sendet Ihnen keine wiederkehrenden Rechnungen.`,
  status: { active: 'Aktiv', paused: 'Angehalten', ended: 'Beendet' },
  pausedSince: (date) => `Angehalten seit ${date}. Es kommen keine Rechnungen, bis Sie sie fortsetzen.`,
  endsOn: (date) => `Endet am ${date}.`,
  endedOn: (date) => `Beendet am ${date}.`,
  period: 'Zeitraum',
  invoicedOn: 'Rechnung am',
  amount: 'Betrag',
  skipped: 'Entfällt',
  pause: 'Anhalten',
  resume: 'Fortsetzen',
  end: 'Beenden',
  pauseNamed: (name) => `Anhalten: ${name}`,
  resumeNamed: (name) => `Fortsetzen: ${name}`,
  endNamed: (name) => `Beenden: ${name}`,
  endTitle: 'Wiederkehrende Rechnungen beenden',
  endQuestion: (name) => `Die Rechnungen für ${name} beenden?`,
  endPaid: (date, merchant) =>
    `Sie enden am ${date}. ${merchant} sendet Ihnen keine weiteren Rechnungen dafür.`,
  endOneMore: (date, merchant) =>
    `Sie enden am ${date}. ${merchant} sendet Ihnen noch eine Rechnung für die Zeit bis dahin.`,
  endNone: (merchant) => `Sie enden jetzt. ${merchant} sendet Ihnen keine Rechnungen dafür.`,
  endForGood: (merchant) =>
    `Das lässt sich nicht rückgängig machen. Um neu zu beginnen, wenden Sie sich an ${merchant}.`,
  endButton: 'Jetzt beenden',
  keep: 'Nicht beenden',
  said: {
    paused: 'Die Rechnungen sind angehalten.',
    resumed: 'Die Rechnungen gehen weiter. Was inzwischen gekommen wäre, entfällt.',
    ended: 'Die Rechnungen enden. Wir haben Ihnen eine Bestätigung gesendet.',
    changed: 'Das hatte sich inzwischen geändert. So ist der Stand jetzt.',
    busy: 'Das hat gerade nicht geklappt. Bitte versuchen Sie es noch einmal.',
  },
};
