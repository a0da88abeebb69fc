import type { ReceiptWords } from '../en/receipts.ts';
import { plural } from '../plural.ts';

/** What is said of receipts, in Spanish. */
export const receipts: ReceiptWords = {
  heading: 'Recibo',
  refundHeading: 'Recibo de reembolso',
  title: (number, merchant) => `Recibo ${number} de ${merchant}`,
  refundTitle: (number, merchant) => `Recibo de reembolso ${number} de ${merchant}`,
  number: 'Número de recibo',
  paidOn: 'Fecha de pago',
  refundedOn: 'Fecha del reembolso',
  method: 'Pagado con',
  refundedTo: 'Reembolsado en',
  reference: 'Referencia',
  refundOf: 'Recibo del pago',
  from: 'Pagado a',
  to: 'Facturado a',
  status: {
    paid: (date) => `Pagado el ${date}`,
    returned: 'Su banco devolvió este pago. Ya no cuenta como pagado.',
    reversed:
      'Anulado: este pago se registró, pero no llegó o no era de esta factura. Ya no cuenta como pagado.',
    partlyReturned: (amount) => `Su banco devolvió ${amount} de este pago.`,
    refunded: 'Reembolsado por completo',
    partlyRefunded: (amount) => `Reembolsado hasta ahora: ${amount}`,
    refundMade: (date) => `Reembolsado el ${date}`,
    refundOnItsWay: (date) =>
      `Reembolso iniciado el ${date}. Su banco puede tardar hasta diez días en mostrarlo.`,
    refundFailed: 'Este reembolso no se completó. No se reembolsó nada.',
  },
  invoices: 'Qué se pagó',
  refundedInvoices: 'Para qué era el pago',
  invoice: 'Factura',
  issued: 'Emitida el',
  total: 'Total de la factura',
  amount: 'Pagado',
  others: (count) => plural('es', count, { one: 'Otra factura', other: `Otras ${count} facturas` }),
  surplus: 'Más de lo que se debía',
  received: 'Importe pagado',
  refundAmount: 'Importe reembolsado',
  returnedUndated: 'Devuelto por el banco',
  left: (number) => `Queda por pagar de la factura ${number} tras este pago`,
  tax: 'Impuesto de la factura completa',
  taxLine: (label, taxable, amount) => `${label} sobre ${taxable}: ${amount}`,
  taxLineOf: (number, label, taxable, amount) => `Factura ${number}: ${label} sobre ${taxable}: ${amount}`,
  refundNote:
    'Un reembolso devuelve dinero y no cambia la factura: si la factura se corrigió, tiene también una factura rectificativa.',
  proof: {
    heading: 'Comprobar este recibo',
    explained:
      'Esta es la huella de nuestros registros cuando se emitió este recibo. La página siguiente muestra si todavía coinciden.',
    fingerprint: (entry) => `Huella, asiento ${entry}`,
    link: 'Compruébelo en',
  },
  list: 'Recibos',
  download: 'Descargar recibo',
  downloadOf: (number) => `Descargar el recibo ${number}`,
  downloadDated: (date) => `Descargar el recibo del ${date}`,
  payment: 'Recibo',
  refundEntry: 'Recibo de reembolso',
  mail: {
    attached: 'El recibo va adjunto en PDF.',
    linked: 'El PDF es demasiado grande para un correo: descárguelo en la página de la factura.',
  },
  check: {
    title: (number) => `Recibo ${number}`,
    intact: 'Los registros de este recibo están intactos',
    changed: 'Los registros de este recibo se han modificado',
    gone: 'Este asiento ya no existe',
    intactExplained: (merchant) =>
      `Acabamos de comprobar cada asiento de ${merchant} sobre este pago. Compare ahora los datos de abajo con su copia.`,
    changedExplained: (merchant) =>
      `Algo en los registros de ${merchant} sobre este pago se cambió después de escribirse. Pregunte a ${merchant} y conserve su copia.`,
    goneExplained: (merchant) =>
      `El asiento del que salió este recibo ya no figura en los registros de ${merchant}, por ejemplo porque se restauraron desde una copia de seguridad. Pregunte a ${merchant} y conserve su copia.`,
    compare: 'Compare esto con su copia',
    merchant: 'De',
    fingerprint: 'Huella',
    entry: 'Asiento',
    entryOf: (entry, count) => `${entry} de ${count}`,
    proves: {
      heading: 'Qué demuestra',
      chain:
        'Cada asiento de este pago lleva una huella que se calcula a partir de lo que dice y del asiento anterior. Acabamos de calcularlas todas de nuevo.',
      copy: 'Si la huella de arriba es la de su copia, ningún asiento hasta ese se ha cambiado, eliminado ni intercalado desde que se emitió su copia.',
      amounts:
        'Los importes de arriba son los que dicen ahora los registros. Si difieren de su copia y no hubo reembolso ni devolución, su copia fue alterada.',
    },
    doubts: {
      heading: 'Qué no demuestra',
      truth: 'Que los registros fueran correctos cuando se escribieron.',
      others: 'Nada sobre otros pagos: cada uno tiene sus propios registros.',
      copy: 'Nada sin su copia. Quien gestiona este sitio podría escribir de nuevo todos los asientos, y solo una huella que usted haya guardado lo revelaría. Por eso, conserve su copia.',
    },
  },
};
