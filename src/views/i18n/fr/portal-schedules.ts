import type { PortalScheduleWords } from '../en/portal-schedules.ts';

/** The portal's pages of recurring invoices, in French. */
export const portalSchedules: PortalScheduleWords = {
  title: 'Factures récurrentes',
  explained: (merchant) => `Ce que ${merchant} vous facture régulièrement.`,
  none: (merchant) => `${merchant} ne vous envoie pas de factures récurrentes.`,
  status: { active: 'Actives', paused: 'Suspendues', ended: 'Terminées' },
  pausedSince: (date) =>
    `Suspendues depuis le ${date}. Aucune facture n’arrive tant que vous ne les reprenez pas.`,
  endsOn: (date) => `Fin le ${date}.`,
  endedOn: (date) => `Terminées le ${date}.`,
  period: 'Période',
  invoicedOn: 'Facture le',
  amount: 'Montant',
  skipped: 'Omise',
  pause: 'Suspendre',
  resume: 'Reprendre',
  end: 'Arrêter',
  pauseNamed: (name) => `Suspendre\u00a0: ${name}`,
  resumeNamed: (name) => `Reprendre\u00a0: ${name}`,
  endNamed: (name) => `Arrêter\u00a0: ${name}`,
  endTitle: 'Arrêter les factures récurrentes',
  endQuestion: (name) => `Arrêter les factures pour ${name}\u00a0?`,
  endPaid: (date, merchant) =>
    `Elles prennent fin le ${date}. ${merchant} ne vous enverra plus de factures à ce titre.`,
  endOneMore: (date, merchant) =>
    `Elles prennent fin le ${date}. ${merchant} vous enverra encore une facture, pour la période allant jusque-là.`,
  endNone: (merchant) =>
    `Elles prennent fin maintenant. ${merchant} ne vous enverra pas de factures à ce titre.`,
  endForGood: (merchant) => `Cette action est irréversible. Pour recommencer, contactez ${merchant}.`,
  endButton: 'Les arrêter',
  keep: 'Conserver',
  said: {
    paused: 'Les factures sont suspendues.',
    resumed: 'Les factures reprennent. Celles qui seraient arrivées entre-temps sont omises.',
    ended: 'Les factures prennent fin. Nous vous avons envoyé une confirmation par e-mail.',
    changed: 'La situation avait changé entre-temps. Voici où elle en est.',
    busy: 'Cela n’a pas fonctionné. Veuillez réessayer.',
  },
};
