import type { EmailWords } from '../en/emails.ts';
import { given } from '../given.ts';
import { plural } from '../plural.ts';
import { accountEmails } from './account-emails.ts';
import { businessEmails } from './business-emails.ts';
import { scheduleEmails } from './schedule-emails.ts';

/** What only the mails say, in Spanish. */
export const emails: EmailWords = {
  invoiceSent: {
    subject: (number, merchant, amount) => `Factura ${number}: ${amount} (${merchant})`,
    subjectDue: (number, merchant, amount, date) =>
      `Factura ${number}: ${amount}, vence el ${date} (${merchant})`,
    preview: (merchant) => `${merchant} le ha enviado una factura. Se adjunta el PDF.`,
    previewLinked: (merchant) => `${merchant} le ha enviado una factura.`,
    nothingDue: 'Nada que pagar',
    due: (date) => `Vence el ${date}`,
    wasDue: (date) => `Vencida desde el ${date}`,
    dueOnReceipt: 'Pagadera a la recepción',
    chargedAtOnce: 'Esta factura se cobrará automáticamente con su forma de pago guardada.',
    chargedOn: (date) => `Esta factura se cobrará automáticamente el ${date} con su forma de pago guardada.`,
    attached: 'Se adjunta la factura en PDF.',
    linked: 'El PDF es demasiado grande para un correo: descárguelo desde la página de la factura.',
  },
  receipt: {
    subject: (number, amount, date) => `Recibo: ${amount} por ${number}, pagados el ${date}`,
    subjectSeveral: (invoices, amount, date) =>
      `Recibo: ${amount} por ${invoices} facturas, pagados el ${date}`,
    title: (merchant) => `Recibo de ${merchant}`,
    preview: (merchant) => `${merchant} ha recibido su pago. Gracias.`,
    paid: (date) => `Pagado el ${date}`,
    stillDue: (amount) => `Quedan por pagar ${amount} de esta factura.`,
    date: 'Fecha',
    method: 'Forma de pago',
    reference: 'Referencia',
    invoices: 'Facturas',
    invoice: 'Factura',
    amountOfInvoice: 'Total de la factura',
    paidInAll: 'Pagado en total',
  },
  invoiceVoided: {
    subject: (number, merchant, amount, date) =>
      `Nada que pagar: ${number} anulada (${amount}, ${date}, ${merchant})`,
    preview: (merchant) => `${merchant} ha anulado esta factura. No tiene que pagar nada.`,
    status: (date) => `Anulada el ${date}`,
    statusUndated: 'Anulada',
    explained: (merchant) => `${merchant} ha anulado esta factura. No tiene que pagar nada.`,
    alreadyPaid: (merchant) => `Si ya ha enviado el pago, póngase en contacto con ${merchant}.`,
    amount: 'Importe que ya no se debe',
  },
  chargeNotice: {
    subject: (amount, date, number, merchant) => `Se cobrarán ${amount} el ${date}, ${number} (${merchant})`,
    status: (date) => `Se cobrará el ${date}`,
    explained: (merchant, amount, date, method) =>
      given(method, {
        known: `${merchant} cobrará ${amount} el ${date} (${method}). No tiene que hacer nada.`,
        unknown: `${merchant} cobrará ${amount} el ${date}. No tiene que hacer nada.`,
      }),
    choices:
      'Puede pagar antes o de otra forma. Si no quiere que esta factura se cobre automáticamente, puede impedirlo antes de esa fecha; en ese caso seguirá pendiente.',
    date: 'Fecha del cobro',
    method: 'Forma de pago',
    payNow: 'Pagar ahora con Stripe',
    pause: 'No cobrar esta factura automáticamente',
  },
  failed: {
    subject: (amount, date, number, merchant) => `Pago fallido: ${amount}, ${number} (${date}, ${merchant})`,
    status: (date) => `Pago fallido el ${date}`,
    charge: (method, date) =>
      given(method, {
        known: `El cobro del ${date} no se completó (${method}).`,
        unknown: `El cobro del ${date} no se completó.`,
      }),
    payment: (method, date) =>
      given(method, {
        known: `Su pago del ${date} no se completó (${method}).`,
        unknown: `Su pago del ${date} no se completó.`,
      }),
    stillDue: (amount) => `Quedan pendientes ${amount}.`,
    nextAttempt: (date) => `Se intentará de nuevo automáticamente el ${date}.`,
    nextAttemptWith: (date, method) => `Se intentará de nuevo automáticamente el ${date} (${method}).`,
    noAttempt: 'No se intentará de nuevo automáticamente.',
    payNow: 'Pague en línea con la tarjeta o cuenta que prefiera.',
    paySooner: 'También puede pagar ahora, con otra tarjeta o cuenta si lo prefiere.',
    date: 'Fecha',
    method: 'Forma de pago',
    amount: 'Importe del intento',
    nextDate: 'Próximo intento',
  },
  declined: {
    subject: (amount, date, number, merchant) =>
      `Cobrado con otra: ${amount}, ${number} (${date}, ${merchant})`,
    status: (date) => `Pagada con otra forma de pago el ${date}`,
    instead: (amount, method) =>
      given(method, {
        known: `En su lugar se cobraron ${amount} con otra de sus formas de pago (${method}). No tiene que hacer nada.`,
        unknown: `En su lugar se cobraron ${amount} con otra de sus formas de pago. No tiene que hacer nada.`,
      }),
    first:
      'A partir de ahora se cobrará primero con la forma de pago que funcionó. Puede cambiarlo en sus ajustes de pago.',
    declined: 'Rechazada',
    charged: 'Cobrado con',
  },
  ended: {
    subject: (amount, number, merchant, date) =>
      `Pago pendiente: ${amount}, ${number} (cobro fallido el ${date}, ${merchant})`,
  },
  confirmation: {
    subject: (amount, number, merchant, date) =>
      `Confirme su pago: ${amount}, ${number} (${date}, ${merchant})`,
    status: 'A la espera de su confirmación',
    explained: (merchant, method) =>
      given(method, {
        known: `${merchant} intentó un cobro (${method}). Su banco necesita que usted confirme el pago, por lo que todavía no se ha cobrado nada.`,
        unknown: `${merchant} intentó un cobro. Su banco necesita que usted confirme el pago, por lo que todavía no se ha cobrado nada.`,
      }),
    action: 'Pague ahora y confirme el pago cuando su banco se lo pida.',
  },
  debitStarted: {
    subject: (amount, date, number, merchant) =>
      `Pago bancario: ${amount}, ${number} (iniciado el ${date}, ${merchant})`,
    status: (date) => `Pago en curso desde el ${date}`,
    explained: (amount, method, date) =>
      given(method, {
        known: `Se están adeudando ${amount} (${method}). Los pagos bancarios tardan algunos días hábiles; este debería llegar a más tardar el ${date}.`,
        unknown: `Se están adeudando ${amount}. Los pagos bancarios tardan algunos días hábiles; este debería llegar a más tardar el ${date}.`,
      }),
    nothingToDo: 'No tiene que hacer nada ni pagar de nuevo. Recibirá un recibo cuando llegue.',
    expected: 'Previsto para el',
  },
  returned: {
    subject: (amount, date, number, merchant) => `Pago devuelto: ${amount}, ${number} (${date}, ${merchant})`,
    status: (date) => `Devuelto por su banco el ${date}`,
    explained: (amount, merchant, method) =>
      given(method, {
        known: `Su banco devolvió el pago de ${amount} que ${merchant} había recibido (${method}).`,
        unknown: `Su banco devolvió el pago de ${amount} que ${merchant} había recibido.`,
      }),
    dueAgain: (amount) =>
      `Vuelven a estar pendientes ${amount}, que no se cobrarán automáticamente. Su banco puede decirle por qué se devolvió el pago.`,
    amount: 'Importe devuelto',
  },
  refund: {
    subject: (amount, date, number, merchant) => `Reembolso: ${amount}, ${number} (${date}, ${merchant})`,
    title: (merchant) => `Reembolso de ${merchant}`,
    status: (date) => `Reembolsado el ${date}`,
    explained: (merchant, amount, method) =>
      given(method, {
        known: `${merchant} le ha reembolsado ${amount} (${method}).`,
        unknown: `${merchant} le ha reembolsado ${amount}.`,
      }),
    surplus: 'Se pagó más de lo que indicaba esta factura, por lo que se ha reembolsado la diferencia.',
    time: 'Puede tardar hasta diez días en aparecer en su cuenta. No tiene que hacer nada.',
    method: 'Reembolsado en',
    reference: 'Referencia',
  },
  reminder: {
    subject: (number, merchant, amount, date) =>
      `Aviso: ${amount} vencidos el ${date}, ${number} (${merchant})`,
    subjectUndated: (number, merchant, amount, date) =>
      `Aviso: ${amount} por pagar, ${number} (${merchant}, ${date})`,
    subjectFailed: (number, merchant, amount, date) =>
      `Aviso: siguen pendientes ${amount}, ${number} (${merchant}, ${date})`,
    explained: (merchant, amount) =>
      `${merchant} todavía no ha recibido un pago de ${amount} por esta factura.`,
    failed: (merchant, amount) =>
      `El último pago de esta factura no se completó, y ${merchant} sigue a la espera de ${amount}.`,
    crossed: 'Si acaba de pagar, no tenga en cuenta este recordatorio.',
    overdueFor: (days) =>
      plural('es', days, {
        one: 'Esta factura lleva un día vencida.',
        other: `Esta factura lleva ${days} días vencida.`,
      }),
  },
  invoiceTitle: (number, merchant) => `Factura ${number} de ${merchant}`,
  pay: 'Pagar con Stripe',
  view: 'Ver la factura',
  settings: 'Cambiar los ajustes de pago',
  billedTo: 'Facturado a',
  noLink: (merchant) => `Póngase en contacto con ${merchant} para acordar una forma de pago.`,
  noLinkTransfer: 'Puede pagar por transferencia; los datos están más abajo.',
  moreItems: (count) => `y ${count} más, en el PDF adjunto`,
  moreItemsOnline: (count) => `y ${count} más, en la página de la factura`,
  questions: (merchant) => `¿Tiene alguna duda? Póngase en contacto con ${merchant}.`,
  questionsAt: (address) => `¿Tiene alguna duda? Escriba a ${address}.`,
  business: businessEmails,
  account: accountEmails,
  schedules: scheduleEmails,
};
