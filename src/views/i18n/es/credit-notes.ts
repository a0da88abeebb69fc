import type { CreditNoteWords } from '../en/credit-notes.ts';

/** What is said of credit notes, in Spanish. */
export const creditNotes: CreditNoteWords = {
  heading: 'Factura rectificativa',
  title: (number, merchant) => `Factura rectificativa ${number} de ${merchant}`,
  number: 'Número de la factura rectificativa',
  corrects: (number, date) => `Rectifica la factura ${number} del ${date}`,
  reason: 'Motivo',
  invoice: 'Factura',
  settled: {
    offDue: 'Descontado del importe pendiente',
    refunded: 'Reembolsado',
    asCredit: 'Saldo a su favor',
    outside: 'Devuelto por otra vía',
  },
  onInvoice: {
    status: 'Rectificada',
    closed: (merchant) => `${merchant} ha rectificado esta factura por completo. No tiene que pagar nada.`,
    list: 'Facturas rectificativas',
    download: (number) => `Descargar la factura rectificativa ${number}`,
    downloadXml: (number) => `Descargar la factura electrónica rectificativa ${number}`,
    since: (date) => `Rectificada el ${date}. Nada que pagar.`,
  },
  mail: {
    subject: (number, merchant, amount, invoice) =>
      `Rectificativa ${number}: ${amount} (factura ${invoice}, ${merchant})`,
    status: (date) => `Rectificada el ${date}`,
    explained: (merchant, amount, invoice) =>
      `${merchant} ha rectificado la factura ${invoice} por ${amount}.`,
    closed: 'Ya no queda nada por pagar de esta factura.',
    stillDue: (amount) => `Quedan ${amount} por pagar de esta factura.`,
    refunded: (amount) =>
      `${amount} se reembolsan en la forma de pago que utilizó. Puede tardar hasta diez días en aparecer en su cuenta.`,
    asCredit: (amount) => `${amount} quedan como saldo a su favor y se descontarán de sus próximas facturas.`,
    outside: (amount, merchant) => `${merchant} le devuelve ${amount} por otra vía.`,
    attached: 'La factura rectificativa se adjunta en PDF.',
    linked: 'El PDF es demasiado grande para un correo: descárguelo desde la página de la factura.',
    total: 'Importe rectificado',
  },
};
