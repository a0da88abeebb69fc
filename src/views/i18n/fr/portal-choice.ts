import type { PortalChoiceWords } from '../en/portal-choice.ts';
import { plural } from '../plural.ts';

/** What the portal says to somebody who added a payment method while invoices were open, in French. */
export const portalChoice: PortalChoiceWords = {
  title: 'Factures en attente',
  explained: 'Rien n’a été débité. À vous de décider du sort des factures actuellement en attente.',
  inCurrency: (currency) => `Factures en ${currency}`,
  due: 'Échéance',
  onReceipt: 'à réception',
  overdue: 'en retard',
  total: 'Total',
  select: 'Inclure',
  selectNumber: (number) => `Inclure la facture ${number}`,
  question: 'Que faire de ces factures\u00a0?',
  payNow: (amount) => `Payer ${amount} maintenant`,
  onDueDate:
    'Régler chacune automatiquement à son échéance. Celles déjà échues seront débitées dans la journée.',
  notAutomatically: 'Ne pas les régler automatiquement. Je paierai chacune moi-même.',
  method: 'Payer maintenant avec',
  other: 'Un autre moyen, sur la page de Stripe',
  part: 'Si vous retirez une facture, le nouveau total s’affichera avant tout paiement.',
  confirm: 'Confirmer',
  later: 'Décider plus tard',
  laterHint:
    'Tant que vous n’avez pas décidé, les factures en retard ne sont pas débitées. Celles qui ne sont pas encore échues le sont selon vos paramètres.',
  atOnce: (most) => `Voici les ${most} premières. Les autres suivront.`,
  missing: 'Choisissez au moins une facture, et ce qu’il faut en faire.',
  chosen: {
    pay_now: 'Vous avez choisi de la payer maintenant.',
    on_due_date: 'Votre choix\u00a0: paiement à l’échéance.',
    not_automatically: 'Votre choix\u00a0: pas de paiement automatique.',
  },
  prompt: (count) =>
    plural('fr', count, {
      one: 'Une facture en attente requiert votre décision. L’ajout d’un moyen de paiement n’a entraîné aucun débit.',
      other: `${count} factures en attente requièrent votre décision. L’ajout d’un moyen de paiement n’a entraîné aucun débit.`,
    }),
  choose: 'Choisir maintenant',
};
