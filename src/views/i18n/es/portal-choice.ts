import type { PortalChoiceWords } from '../en/portal-choice.ts';
import { plural } from '../plural.ts';

/** What the portal says to somebody who added a payment method while invoices were open, in Spanish. */
export const portalChoice: PortalChoiceWords = {
  title: 'Facturas pendientes',
  explained: 'No se ha cobrado nada. Usted decide qué hacer con las facturas que están pendientes ahora.',
  inCurrency: (currency) => `Facturas en ${currency}`,
  due: 'Vence',
  onReceipt: 'al recibirla',
  overdue: 'vencida',
  total: 'Total',
  select: 'Incluir',
  selectNumber: (number) => `Incluir la factura ${number}`,
  question: '¿Qué quiere hacer con estas facturas?',
  payNow: (amount) => `Pagar ${amount} ahora`,
  onDueDate:
    'Cobrar cada una automáticamente en su fecha de vencimiento. Las que ya han vencido se cobrarán en el plazo de un día.',
  notAutomatically: 'No cobrarlas automáticamente. Pagaré cada una por mi cuenta.',
  method: 'Pagar ahora con',
  other: 'Otra forma de pago, en la página de Stripe',
  part: 'Si excluye una factura, verá el nuevo total antes de pagar.',
  confirm: 'Confirmar',
  later: 'Decidir más tarde',
  laterHint:
    'Hasta que decida, las facturas vencidas no se cobran. Las que aún no han vencido se cobran según sus ajustes.',
  atOnce: (most) => `Estas son las primeras ${most}. Las demás vienen después.`,
  missing: 'Elija al menos una factura y qué quiere hacer con ella.',
  chosen: {
    pay_now: 'Eligió pagarla ahora.',
    on_due_date: 'Eligió el cobro en la fecha de vencimiento.',
    not_automatically: 'Eligió que no se cobre automáticamente.',
  },
  prompt: (count) =>
    plural('es', count, {
      one: 'Una factura pendiente espera su decisión. Al añadir una forma de pago no se cobró nada.',
      other: `${count} facturas pendientes esperan su decisión. Al añadir una forma de pago no se cobró nada.`,
    }),
  choose: 'Decidir ahora',
};
