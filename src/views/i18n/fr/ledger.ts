import type { LedgerWords } from '../en/ledger.ts';

/** What is said of an invoice's money, in French. */
export const ledger: LedgerWords = {
  headline: {
    processing: (merchant) => `En cours de paiement à ${merchant}`,
    refunded: (merchant) => `Remboursé par ${merchant}`,
  },
  row: {
    payment: (date) => `Payé le ${date}`,
    processing: (date) => `En cours depuis le ${date}`,
    credit: (date) => `Payé avec votre crédit le ${date}`,
    creditNote: (number, date) => `Avoir ${number} du ${date}`,
    takenBack: (date) => `Repris par la banque le ${date}`,
    reversed: (date) => `Paiement enregistré annulé le ${date}`,
    refund: (date) => `Remboursé le ${date}`,
    refunding: (date) => `Remboursement en cours depuis le ${date}`,
    asCredit: (date) => `Porté à votre crédit le ${date}`,
    outside: (date) => `Remboursé par un autre moyen le ${date}`,
    earlier: 'Paiements antérieurs',
    dueAfter: 'Restera à payer',
    closed: 'N’est plus à payer',
    kept: 'Payé, remboursements déduits',
  },
  refundedOn: (amount, date) =>
    `${amount} vous ont été remboursés le ${date}. Votre banque peut mettre jusqu’à dix jours à l’afficher.`,
  refundedInAll: (amount, date) =>
    `${amount} vous ont été remboursés en tout, dont les derniers le ${date}. Votre banque peut mettre jusqu’à dix jours à l’afficher.`,
  brief: {
    processing: (amount) => `${amount} en cours`,
    refunded: (amount, date) => `${amount} remboursés le ${date}`,
    charged: (date) => `Débit automatique le ${date}`,
    chargedSoon: 'Débit automatique',
  },
  next: {
    chargedToOn: (method, date) => `${method} sera débité le ${date}. Vous n’avez rien à faire.`,
    chargedTo: (method) => `${method} sera débité automatiquement. Vous n’avez rien à faire.`,
    chargedOn: (date) => `Le montant sera débité automatiquement le ${date}. Vous n’avez rien à faire.`,
    charged: 'Le montant sera débité automatiquement. Vous n’avez rien à faire.',
    retriedOn: (date) =>
      `Une nouvelle tentative de débit aura lieu le ${date}. Vous pouvez aussi payer maintenant.`,
    retried: 'Une nouvelle tentative de débit aura lieu. Vous pouvez aussi payer maintenant.',
    charging: 'Le paiement est en train d’être effectué. Vous n’avez rien à faire.',
    waiting: 'Le paiement automatique est suspendu pour le moment.',
    instead: {
      above_limit:
        'Ce montant dépasse votre plafond de paiement automatique\u00a0: il ne sera pas débité. Veuillez le payer vous-même.',
      no_limit: (currency) =>
        `Vous n’avez pas fixé de plafond de paiement automatique en ${currency}\u00a0: rien ne sera débité. Veuillez payer vous-même.`,
      not_chosen:
        'Vous n’avez pas encore indiqué si cette facture doit être débitée automatiquement\u00a0: elle ne le sera pas. Veuillez la payer vous-même.',
      paused: 'Le paiement automatique de cette facture est suspendu. Veuillez la payer vous-même.',
    },
    payNow: 'Payer maintenant',
  },
};
