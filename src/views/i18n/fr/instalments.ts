import type { InstalmentWords } from '../en/instalments.ts';

/** What is said of paying an invoice in parts, in French. */
export const instalments: InstalmentWords = {
  heading: 'Échéances',
  number: (number, of) => `Échéance ${number} sur ${of}`,
  state: {
    paid: 'Payée',
    processing: 'En cours',
    overdue: 'En retard',
    due: 'À payer maintenant',
    upcoming: 'À venir',
  },
  left: (amount) => `reste ${amount}`,
  askedNow: (amount) => `à payer maintenant\u00a0: ${amount}`,
  ofWhole: (amount, left) => `${amount} sont à payer maintenant, sur ${left} restant dus.`,
  next: (amount, date) => `La prochaine échéance est de ${amount}, le ${date}.`,
  charged: 'Chaque échéance est débitée à sa date.',
  payAll: (amount) => `Tout payer\u00a0: ${amount}`,
  ownAmount: (currency) => `Un autre montant, en ${currency}`,
  ownLeast: (amount) => `Au moins ${amount}.`,
  payOwn: 'Payer ce montant',
  pays: 'Règle',
  nextLabel: 'Prochaine échéance',
  nextValue: (amount, date) => `${amount}, le ${date}`,
  leftLabel: 'Reste à payer',
  terms: (amount, date) => `${amount} au plus tard le ${date}`,
  problem: {
    unreadable: (example) => `Indiquez un montant, par exemple ${example}.`,
    zero: 'Indiquez un montant supérieur à zéro.',
    more_than_owed: (amount) => `Il ne reste que ${amount} à payer.`,
    whole_only: (amount) => `Cette facture se paie en entier\u00a0: ${amount}.`,
    no_instalment: (amount) => `Cette facture se paie par échéances\u00a0: la prochaine est de ${amount}.`,
    below_least: (amount) => `Payez au moins ${amount}.`,
    leaves_too_little:
      'Le reste serait trop petit pour être payé en ligne\u00a0: payez un peu moins, ou toute l’échéance.',
  },
};
