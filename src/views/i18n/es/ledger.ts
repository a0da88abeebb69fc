import type { LedgerWords } from '../en/ledger.ts';

/** What is said of an invoice's money, in Spanish. */
export const ledger: LedgerWords = {
  headline: {
    processing: (merchant) => `En camino a ${merchant}`,
    refunded: (merchant) => `Reembolsado por ${merchant}`,
  },
  row: {
    payment: (date) => `Pagado el ${date}`,
    processing: (date) => `En curso desde el ${date}`,
    credit: (date) => `Pagado con su saldo a favor el ${date}`,
    creditNote: (number, date) => `Factura rectificativa ${number} del ${date}`,
    takenBack: (date) => `Devuelto por el banco el ${date}`,
    reversed: (date) => `Pago registrado anulado el ${date}`,
    refund: (date) => `Reembolsado el ${date}`,
    refunding: (date) => `Reembolso en camino desde el ${date}`,
    asCredit: (date) => `Abonado a su saldo el ${date}`,
    outside: (date) => `Devuelto por otra vía el ${date}`,
    earlier: 'Pagos anteriores',
    dueAfter: 'Quedará por pagar',
    closed: 'Ya no se debe pagar',
    kept: 'Pagado, descontados los reembolsos',
  },
  refundedOn: (amount, date) =>
    `Se le reembolsaron ${amount} el ${date}. Su banco puede tardar hasta diez días en mostrarlo.`,
  refundedInAll: (amount, date) =>
    `Se le han reembolsado ${amount} en total, los últimos el ${date}. Su banco puede tardar hasta diez días en mostrarlo.`,
  brief: {
    processing: (amount) => `${amount} en curso`,
    refunded: (amount, date) => `${amount} reembolsados el ${date}`,
    charged: (date) => `Se cobrará automáticamente el ${date}`,
    chargedSoon: 'Se cobrará automáticamente',
  },
  next: {
    chargedToOn: (method, date) => `Se cobrará en ${method} el ${date}. No tiene que hacer nada.`,
    chargedTo: (method) => `Se cobrará automáticamente en ${method}. No tiene que hacer nada.`,
    chargedOn: (date) => `Se cobrará automáticamente el ${date}. No tiene que hacer nada.`,
    charged: 'Se cobrará automáticamente. No tiene que hacer nada.',
    retriedOn: (date) => `Se volverá a intentar el cobro el ${date}. También puede pagar ahora.`,
    retried: 'Se volverá a intentar el cobro. También puede pagar ahora.',
    charging: 'El pago se está realizando en este momento. No tiene que hacer nada.',
    waiting: 'El pago automático está en espera por ahora.',
    instead: {
      above_limit:
        'El importe supera su límite de pago automático, así que no se cobrará. Páguelo usted, por favor.',
      no_limit: (currency) =>
        `No ha fijado un límite de pago automático en ${currency}, así que no se cobrará. Páguelo usted, por favor.`,
      not_chosen:
        'Todavía no ha indicado si esta factura debe cobrarse automáticamente, así que no se cobrará. Páguela usted, por favor.',
      paused: 'El pago automático de esta factura está en pausa. Páguela usted, por favor.',
    },
    payNow: 'Pagar ahora',
  },
};
