import type { PortalChoiceWords } from '../en/portal-choice.ts';
import { plural } from '../plural.ts';

/** What the portal says to somebody who added a payment method while invoices were open, in Spanish. */
export const portalChoice: PortalChoiceWords = {
  title: 'Facturas abiertas',
  explained: 'No se ha cobrado nada. Usted decide qué se hace con las facturas que están abiertas ahora.',
  inCurrency: (currency) => `Facturas en ${currency}`,
  due: 'Vence',
  onReceipt: 'al recibirla',
  overdue: 'vencida',
  total: 'Total',
  select: 'Elegir',
  selectNumber: (number) => `Elegir la factura ${number}`,
  question: '¿Qué se hace con estas facturas?',
  payNow: (amount) => `Pagar ${amount} ahora`,
  onDueDate:
    'Cobrar cada una automáticamente en su fecha de vencimiento. Lo que ya ha vencido se cobra en el plazo de un día.',
  notAutomatically: 'No cobrarlas automáticamente. Pago cada una yo.',
  method: 'Pagar ahora con',
  other: 'Otra forma de pago, en la página de Stripe',
  part: 'Si deja fuera una factura, verá el nuevo total antes de que se pague nada.',
  confirm: 'Confirmar',
  later: 'Decidir más tarde',
  laterHint: 'Hasta que decida, lo vencido no se cobra. Lo que aún no vence se cobra según sus ajustes.',
  atOnce: (most) => `Estas son las primeras ${most}. Las demás vienen después.`,
  missing: 'Elija qué se hace, y al menos una factura.',
  chosen: {
    pay_now: 'Eligió pagarla ahora.',
    on_due_date: 'Eligió: en su vencimiento.',
    not_automatically: 'Eligió: no automáticamente.',
  },
  prompt: (count) =>
    plural('es', count, {
      one: 'Una factura abierta espera su decisión. Al añadir una forma de pago no se cobró nada.',
      other: `${count} facturas abiertas esperan su decisión. Al añadir una forma de pago no se cobró nada.`,
    }),
  choose: 'Decidir ahora',
};
