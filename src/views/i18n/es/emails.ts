import type { EmailWords } from '../en/emails.ts';
import { given } from '../given.ts';
import { plural } from '../plural.ts';
import { accountEmails } from './account-emails.ts';
import { businessEmails } from './business-emails.ts';

/** What only the mails say, in Spanish. */
export const emails: EmailWords = {
  invoiceSent: {
    subject: (number, merchant, amount) => `Factura ${number} de ${merchant}: ${amount}`,
    subjectDue: (number, merchant, amount, date) =>
      `Factura ${number} de ${merchant}: ${amount}, vence el ${date}`,
    preview: (merchant) => `${merchant} le ha enviado una factura. Se adjunta el PDF.`,
    previewLinked: (merchant) => `${merchant} le ha enviado una factura.`,
    nothingDue: 'Nada que pagar',
    due: (date) => `Vence el ${date}`,
    wasDue: (date) => `Vencida, venció el ${date}`,
    dueOnReceipt: 'Pagadera a la recepción',
    chargedAtOnce: 'Esta factura se cobra automáticamente con la forma de pago que tiene registrada.',
    chargedOn: (date) =>
      `El ${date}, esta factura se cobrará automáticamente con la forma de pago que tiene registrada.`,
    attached: 'Se adjunta la factura en PDF.',
    linked: 'El PDF es demasiado grande para un correo: descárguelo desde la factura en línea.',
  },
  receipt: {
    subject: (number, amount, date) => `Recibo de la factura ${number}: ${amount} pagados el ${date}`,
    subjectSeveral: (invoices, amount, date) =>
      `Recibo de ${invoices} facturas: ${amount} pagados el ${date}`,
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
      `Factura ${number} de ${merchant} anulada el ${date}: ya no hay que pagar ${amount}`,
    preview: (merchant) => `${merchant} ha retirado esta factura. No hay nada que pagar.`,
    status: (date) => `Anulada el ${date}`,
    statusUndated: 'Anulada',
    explained: (merchant) => `${merchant} ha retirado esta factura. No hay nada que pagar.`,
    alreadyPaid: (merchant) => `Si ya ha enviado un pago para ella, póngase en contacto con ${merchant}.`,
    amount: 'Importe que ya no se debe',
  },
  chargeNotice: {
    subject: (amount, date, number, merchant) =>
      `Se cobrarán ${amount} el ${date}: factura ${number} de ${merchant}`,
    status: (date) => `Se cobrará el ${date}`,
    explained: (merchant, amount, date, method) =>
      given(method, {
        known: `${merchant} cobrará ${amount} el ${date} (${method}). No tiene que hacer nada.`,
        unknown: `${merchant} cobrará ${amount} el ${date}. No tiene que hacer nada.`,
      }),
    choices:
      'Puede pagar antes o de otra forma. Si esta factura no debe cobrarse automáticamente, puede impedirlo antes de esa fecha; en ese caso queda pendiente.',
    date: 'Fecha del cobro',
    method: 'Forma de pago',
    payNow: 'Pagar ahora con Stripe',
    pause: 'No cobrar esta factura automáticamente',
  },
  failed: {
    subject: (amount, date, number, merchant) =>
      `El pago de ${amount} falló el ${date}: factura ${number} de ${merchant}`,
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
    payNow: 'Pague con el botón de abajo, con la tarjeta o cuenta que prefiera.',
    paySooner: 'También puede pagar ahora con el botón de abajo, con otra tarjeta o cuenta si lo prefiere.',
    date: 'Fecha',
    method: 'Forma de pago',
    amount: 'Importe del intento',
    nextDate: 'Próximo intento',
  },
  declined: {
    subject: (amount, date, number, merchant) =>
      `${amount} cobrados con otra forma de pago el ${date}: factura ${number} de ${merchant}`,
    status: (date) => `Pagada con otra forma de pago el ${date}`,
    instead: (amount, method) =>
      given(method, {
        known: `En su lugar se cobraron ${amount} con otra de sus formas de pago (${method}). No tiene que hacer nada.`,
        unknown: `En su lugar se cobraron ${amount} con otra de sus formas de pago. No tiene que hacer nada.`,
      }),
    first:
      'A partir de ahora se cobra primero con la forma de pago que funcionó. Puede cambiarlo en sus ajustes de pago.',
    declined: 'Rechazada',
    charged: 'Cobrado con',
  },
  ended: {
    subject: (amount, number, merchant, date) =>
      `Pague ${amount} de la factura ${number} de ${merchant}: el cobro falló el ${date}`,
  },
  confirmation: {
    subject: (amount, number, merchant, date) =>
      `Confirme su pago de ${amount}, ${date}: factura ${number} de ${merchant}`,
    status: 'A la espera de su confirmación',
    explained: (merchant, method) =>
      given(method, {
        known: `${merchant} intentó un cobro (${method}). Su banco desea que confirme el pago personalmente, por lo que todavía no se ha cobrado nada.`,
        unknown: `${merchant} intentó un cobro. Su banco desea que confirme el pago personalmente, por lo que todavía no se ha cobrado nada.`,
      }),
    action: 'Pague con el botón de abajo y confirme el pago cuando su banco se lo pida.',
  },
  debitStarted: {
    subject: (amount, date, number, merchant) =>
      `Pago bancario de ${amount} iniciado el ${date}: factura ${number} de ${merchant}`,
    status: (date) => `Pago en curso desde el ${date}`,
    explained: (amount, method, date) =>
      given(method, {
        known: `Se están adeudando ${amount} (${method}). Los pagos bancarios tardan algunos días hábiles; este debería llegar a más tardar el ${date}.`,
        unknown: `Se están adeudando ${amount}. Los pagos bancarios tardan algunos días hábiles; este debería llegar a más tardar el ${date}.`,
      }),
    nothingToDo: 'No tiene que hacer nada más ni volver a pagar. Recibirá un recibo cuando haya llegado.',
    expected: 'Previsto para el',
  },
  returned: {
    subject: (amount, date, number, merchant) =>
      `Pago de ${amount} devuelto por su banco el ${date}: factura ${number} de ${merchant}`,
    status: (date) => `Devuelto por su banco el ${date}`,
    explained: (amount, merchant, method) =>
      given(method, {
        known: `Su banco retiró el pago de ${amount} que ${merchant} había recibido (${method}).`,
        unknown: `Su banco retiró el pago de ${amount} que ${merchant} había recibido.`,
      }),
    dueAgain: (amount) =>
      `Vuelven a estar pendientes ${amount}, que no se cobrarán automáticamente. Su banco puede decirle por qué se devolvió el pago.`,
    amount: 'Importe devuelto',
  },
  refund: {
    subject: (amount, date, number, merchant) =>
      `Reembolso de ${amount} de ${merchant}, ${date}: factura ${number}`,
    title: (merchant) => `Reembolso de ${merchant}`,
    status: (date) => `Reembolsado el ${date}`,
    explained: (merchant, amount, method) =>
      given(method, {
        known: `${merchant} le ha reembolsado ${amount} (${method}).`,
        unknown: `${merchant} le ha reembolsado ${amount}.`,
      }),
    surplus: 'Se había pagado más de lo que pedía esta factura, por lo que se devolvió el excedente.',
    time: 'Su banco puede tardar hasta diez días en mostrarlo. No tiene que hacer nada.',
    method: 'Reembolsado en',
    reference: 'Referencia',
  },
  reminder: {
    subject: (number, merchant, amount, date) =>
      `Recordatorio: factura ${number} de ${merchant}, ${amount}, venció el ${date}`,
    subjectUndated: (number, merchant, amount, date) =>
      `Recordatorio del ${date}: ${amount} por pagar de la factura ${number} de ${merchant}`,
    subjectFailed: (number, merchant, amount, date) =>
      `Recordatorio del ${date}: siguen pendientes ${amount} de la factura ${number} de ${merchant}`,
    explained: (merchant, amount) =>
      `${merchant} todavía no ha recibido un pago de ${amount} por esta factura.`,
    failed: (merchant, amount) =>
      `El último pago de esta factura no se completó, y ${merchant} sigue a la espera de ${amount}.`,
    crossed: 'Si acaba de pagar, no tiene que hacer nada.',
    count: (count) =>
      plural('es', count, {
        one: 'Este es el primer recordatorio.',
        other: `Este es el recordatorio número ${count}.`,
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
  moreItemsOnline: (count) => `y ${count} más, en la factura en línea`,
  questions: (merchant) => `¿Preguntas? Póngase en contacto con ${merchant}.`,
  questionsAt: (address) => `¿Preguntas? Escriba a ${address}.`,
  business: businessEmails,
  account: accountEmails,
};
