import type { DocumentWords } from '../en/documents.ts';

/** What only the PDF says, in Spanish. */
export const documents: DocumentWords = {
  title: (number, merchant) => `Factura ${number} de ${merchant}`,
  heading: 'Factura',
  status: {
    draft: 'Borrador, todavía no es una factura',
    due: (date) => `Vence el ${date}`,
    wasDue: (date) => `Vencida desde el ${date}`,
    dueOnReceipt: 'Pagadera a la recepción',
    nothingDue: 'Nada que pagar',
    processing: 'Pago en curso',
    paid: 'Pagada',
    paidOn: (date) => `Pagada el ${date}`,
    refunded: 'Reembolsada',
    void: 'Anulada. Nada que pagar.',
    voidOn: (date) => `Anulada el ${date}. Nada que pagar.`,
    uncollectible: 'Cerrada',
  },
  pay: 'Pagar con Stripe',
  payAt: 'Pagar en línea en',
  viewAt: 'Ver esta factura en línea en',
  carriedForward: 'Suma y sigue',
  broughtForward: 'Suma anterior',
  page: (page, of) => `Página ${page} de ${of}`,
};
