import type { PortalChoiceWords } from '../en/portal-choice.ts';
import { plural } from '../plural.ts';

/** What the portal says to somebody who added a payment method while invoices were open, in French. */
export const portalChoice: PortalChoiceWords = {
  title: 'Factures ouvertes',
  explained: 'Rien n’a été prélevé. Vous décidez de ce que deviennent les factures ouvertes aujourd’hui.',
  inCurrency: (currency) => `Factures en ${currency}`,
  due: 'Échéance',
  onReceipt: 'à réception',
  overdue: 'en retard',
  total: 'Total',
  select: 'Choisir',
  selectNumber: (number) => `Choisir la facture ${number}`,
  question: 'Que faire de ces factures\u00a0?',
  payNow: (amount) => `Payer ${amount} maintenant`,
  onDueDate:
    'Prélever chacune automatiquement à son échéance. Ce qui est déjà échu est prélevé dans la journée.',
  notAutomatically: 'Ne pas les prélever automatiquement. Je paie chacune moi-même.',
  method: 'Payer maintenant avec',
  other: 'Un autre moyen, sur la page de Stripe',
  part: 'Si vous laissez une facture de côté, vous voyez le nouveau total avant tout paiement.',
  confirm: 'Confirmer',
  later: 'Décider plus tard',
  laterHint:
    'Tant que vous n’avez pas décidé, ce qui est en retard n’est pas prélevé. Ce qui n’est pas encore échu est prélevé selon vos paramètres.',
  atOnce: (most) => `Voici les ${most} premières. Les autres suivront.`,
  missing: 'Choisissez ce qui doit se passer, et au moins une facture.',
  chosen: {
    pay_now: 'Vous avez choisi de la payer maintenant.',
    on_due_date: 'Votre choix\u00a0: à son échéance.',
    not_automatically: 'Votre choix\u00a0: pas automatiquement.',
  },
  prompt: (count) =>
    plural('fr', count, {
      one: 'Une facture ouverte attend votre choix. L’ajout d’un moyen de paiement n’a rien prélevé.',
      other: `${count} factures ouvertes attendent votre choix. L’ajout d’un moyen de paiement n’a rien prélevé.`,
    }),
  choose: 'Choisir maintenant',
};
