import type { ReceiptWords } from '../en/receipts.ts';
import { plural } from '../plural.ts';

/** What is said of receipts, in French. */
export const receipts: ReceiptWords = {
  heading: 'Reçu',
  refundHeading: 'Reçu de remboursement',
  title: (number, merchant) => `Reçu ${number} de ${merchant}`,
  refundTitle: (number, merchant) => `Reçu de remboursement ${number} de ${merchant}`,
  number: 'Numéro du reçu',
  paidOn: 'Date de paiement',
  refundedOn: 'Date du remboursement',
  method: 'Payé avec',
  refundedTo: 'Remboursé sur',
  reference: 'Référence',
  refundOf: 'Reçu du paiement',
  from: 'Payé à',
  to: 'Facturé à',
  status: {
    paid: (date) => `Payé le ${date}`,
    returned: 'Votre banque a repris ce paiement. Il ne compte plus comme payé.',
    reversed:
      'Annulé\u00a0: ce paiement avait été enregistré, mais n’est pas arrivé ou ne concernait pas cette facture. Il ne compte plus comme payé.',
    partlyReturned: (amount) => `Votre banque a repris ${amount} de ce paiement.`,
    refunded: 'Remboursé en totalité',
    partlyRefunded: (amount) => `Remboursé à ce jour\u00a0: ${amount}`,
    refundMade: (date) => `Remboursé le ${date}`,
    refundOnItsWay: (date) =>
      `Remboursement initié le ${date}. Il peut mettre jusqu’à dix jours à apparaître auprès de votre banque.`,
    refundFailed: 'Ce remboursement n’a pas abouti. Rien n’a été remboursé.',
  },
  invoices: 'Ce qui a été payé',
  refundedInvoices: 'Ce que le paiement réglait',
  invoice: 'Facture',
  issued: 'Émise le',
  total: 'Total de la facture',
  amount: 'Payé',
  others: (count) => plural('fr', count, { one: 'Une autre facture', other: `${count} autres factures` }),
  surplus: 'Au-delà de ce qui était dû',
  received: 'Montant payé',
  refundAmount: 'Montant remboursé',
  returnedUndated: 'Repris par la banque',
  left: (number) => `Reste à payer sur la facture ${number} après ce paiement`,
  tax: 'Taxe de la facture entière',
  taxLine: (label, taxable, amount) => `${label} sur ${taxable}\u00a0: ${amount}`,
  taxLineOf: (number, label, taxable, amount) =>
    `Facture ${number}\u00a0: ${label} sur ${taxable}\u00a0: ${amount}`,
  refundNote:
    'Un remboursement rend de l’argent sans modifier la facture\u00a0: si la facture a été corrigée, vous avez aussi un avoir.',
  proof: {
    heading: 'Vérifier ce reçu',
    explained:
      'Voici l’empreinte de nos écritures au moment où ce reçu a été établi. La page ci-dessous indique si elles concordent toujours.',
    fingerprint: (entry) => `Empreinte, écriture ${entry}`,
    link: 'À vérifier sur',
  },
  list: 'Reçus',
  download: 'Télécharger le reçu',
  downloadOf: (number) => `Télécharger le reçu ${number}`,
  downloadDated: (date) => `Télécharger le reçu du ${date}`,
  payment: 'Reçu',
  refundEntry: 'Reçu de remboursement',
  mail: {
    attached: 'Le reçu est joint en PDF.',
    linked: 'Le PDF est trop volumineux pour un e-mail\u00a0: téléchargez-le sur la page de la facture.',
  },
  check: {
    title: (number) => `Reçu ${number}`,
    intact: 'Les écritures de ce reçu sont intactes',
    changed: 'Les écritures de ce reçu ont été modifiées',
    gone: 'Cette écriture n’existe plus',
    intactExplained: (merchant) =>
      `Nous venons de vérifier chaque écriture de ${merchant} concernant ce paiement. Comparez maintenant les indications ci-dessous avec votre exemplaire.`,
    changedExplained: (merchant) =>
      `Une écriture de ${merchant} concernant ce paiement a été modifiée après coup. Interrogez ${merchant} à ce sujet et conservez votre exemplaire.`,
    goneExplained: (merchant) =>
      `L’écriture à partir de laquelle ce reçu a été établi ne figure plus chez ${merchant}, par exemple parce qu’une sauvegarde a été restaurée. Interrogez ${merchant} à ce sujet et conservez votre exemplaire.`,
    compare: 'À comparer avec votre exemplaire',
    merchant: 'De',
    fingerprint: 'Empreinte',
    entry: 'Écriture',
    entryOf: (entry, count) => `${entry} sur ${count}`,
    proves: {
      heading: 'Ce que cela montre',
      chain:
        'Chaque écriture de ce paiement porte une empreinte calculée à partir de son contenu et de l’écriture précédente. Nous venons de toutes les recalculer.',
      copy: 'Si l’empreinte ci-dessus figure sur votre exemplaire, aucune écriture n’a été modifiée, supprimée ou insérée jusqu’à celle-ci depuis que votre exemplaire a été établi.',
      amounts:
        'Les montants ci-dessus sont ceux des écritures actuelles. S’ils diffèrent de votre exemplaire sans remboursement ni reprise, votre exemplaire a été modifié.',
    },
    doubts: {
      heading: 'Ce que cela ne montre pas',
      truth: 'Que les écritures étaient exactes au moment où elles ont été passées.',
      others: 'Quoi que ce soit sur d’autres paiements\u00a0: chacun a ses propres écritures.',
      copy: 'Quoi que ce soit sans votre exemplaire. Qui exploite ce site pourrait réécrire toutes les écritures\u00a0; seule une empreinte que vous avez conservée le révélerait. Conservez donc votre exemplaire.',
    },
  },
};
