import type { SiteWords } from '../en/site.ts';

/** What the first page of a site says, in French. */
export const site: SiteWords = {
  title: 'Factures et paiements',
  of: (merchant) => `Factures et paiements\u00a0: ${merchant}`,
  lead: (merchant) => `${merchant} envoie ses factures et reçoit les paiements ici.`,
  leadOfMany: 'Des entreprises envoient leurs factures et reçoivent les paiements ici.',
  invoice: 'Vous avez une facture\u00a0? Ouvrez le lien de l’e-mail ou celui imprimé dessus.',
  portal: 'Voir toutes mes factures',
  staff: 'Tableau de bord du personnel',
  api: 'API pour développeurs',
};
