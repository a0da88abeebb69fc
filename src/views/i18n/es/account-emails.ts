import type { AccountWords } from '../en/account-emails.ts';
import { given } from '../given.ts';
import { plural } from '../plural.ts';

/** Mails to a customer about no invoice, in Spanish. */
export const accountEmails: AccountWords = {
  title: (merchant) => `Su cuenta de cliente en ${merchant}`,
  settings: 'Ver los ajustes de pago',
  autopay: 'Ver el pago automático',
  notYou: (merchant) => `Si no ha sido usted, póngase en contacto con ${merchant} de inmediato.`,
  signIn: {
    subject: (merchant, time) => `Su enlace de acceso a ${merchant}, válido hasta el ${time}`,
    headline: 'Iniciar sesión',
    status: (time) => `Solo funciona una vez, hasta el ${time}`,
    explained: (merchant) =>
      `Inicie sesión para ver sus facturas de ${merchant}. Abra el enlace en el navegador en el que lo pidió.`,
    neutralTitle: 'Sus facturas',
    neutralSubject: (time) => `Su enlace de acceso, válido hasta el ${time}`,
    neutralExplained:
      'Inicie sesión para ver las facturas que se envían a esta dirección. Abra el enlace en el navegador en el que lo pidió.',
    neutralClosing: '¿Tiene alguna duda? Póngase en contacto con quien le envía las facturas.',
    portal: 'Portal de clientes',
    notYou:
      'Si no pidió este enlace, no tiene que hacer nada: sin él nadie puede iniciar sesión. No lo reenvíe.',
    action: 'Iniciar sesión',
  },
  methodAsked: {
    subject: (merchant) => `Añada una forma de pago (${merchant})`,
    headline: 'Añada una forma de pago',
    status: (time) => `El enlace solo funciona una vez, hasta el ${time}`,
    explained: (merchant, customer) =>
      `${merchant} le pide una tarjeta o una cuenta bancaria para pagar las facturas de ${customer}.`,
    nothingCharged:
      'Al añadirla no se cobra nada. Antes verá qué se podrá cobrar con ella, y podrá eliminarla cuando quiera.',
    note: 'No reenvíe este correo: quien abra el enlace podrá ver sus facturas y formas de pago. Si no lo esperaba, no tiene que hacer nada.',
    action: 'Añadir una forma de pago',
  },
  methodAdded: {
    openInvoices:
      'Al añadirla no se cobra nada. Si tiene facturas pendientes, decida en los ajustes de pago qué hacer con ellas.',
    subject: (method, merchant, date) => `Forma añadida: ${method} (${merchant}, ${date})`,
    headline: 'Forma de pago añadida',
    status: (date) => `Añadida el ${date}`,
    explained: (merchant, method) =>
      `Esta forma de pago está guardada para las facturas de ${merchant}: ${method}. Puede eliminarla en cualquier momento en sus ajustes de pago.`,
  },
  mandate: {
    subject: (merchant, last4, date) => `Adeudo autorizado: cuenta •••• ${last4} (${merchant}, ${date})`,
    headline: 'Autorización confirmada',
    status: (date) => `Autorización del ${date}`,
    explained: (merchant, account) =>
      `Ha autorizado a ${merchant} a adeudar en esta cuenta las facturas que usted paga o que se cobran automáticamente, por los importes que figuran en ellas, y a abonarle importes cuando haya que corregir un adeudo: ${account}. Stripe realiza los adeudos.`,
    revoke: (merchant, contact) =>
      `La autorización es válida hasta que la revoque. Para revocarla, elimine la cuenta en sus ajustes de pago o comuníquelo a ${merchant}: ${contact}. Los adeudos que ya estén en curso se realizarán.`,
    keep: 'Conserve esta confirmación.',
    authorised: 'Autorizado',
    holder: 'Titular de la cuenta',
    bank: 'Banco',
    routing: 'Número de ruta (routing number)',
    account: 'Número de cuenta',
    endingIn: (last4) => `terminado en ${last4}`,
    date: 'Fecha',
  },
  methodKept: {
    subject: (method, merchant, date) =>
      `Forma guardada: ${method} (para las próximas facturas de ${merchant}, ${date})`,
    headline: 'Hemos guardado su forma de pago',
    status: (date) => `Guardada el ${date}`,
    explained: (merchant, customer, method) =>
      `Pagó una factura de ${merchant} a ${customer} con ${method}. Esta forma de pago se guarda para las próximas facturas a ${customer}.`,
    waits: (customer) => `Solo se cobrará con ella cuando ${customer} la confirme.`,
    agreed: 'Lo que se le indicó antes del pago',
    stop: 'Si no lo desea, puede detenerlo sin iniciar sesión.',
    action: 'No volver a cobrar con ella',
  },
  methodToConfirm: {
    subject: (method, merchant, date) => `Confirme: ${method} (${merchant}, ${date})`,
    headline: 'Confirme una forma de pago',
    status: (date) => `En espera desde el ${date}`,
    explained: (merchant, method, email) =>
      given(email, {
        known: `Una de sus facturas de ${merchant} fue pagada por enlace (${method}) por ${email}. Esa dirección no es una de las suyas.`,
        unknown: `Una de sus facturas de ${merchant} se pagó por enlace (${method}). No sabemos quién lo hizo.`,
      }),
    next: 'Sus próximas facturas no se cobrarán con ella si no la confirma en sus ajustes de pago. Si no la reconoce, elimínela allí.',
  },
  methodRemoved: {
    subject: (method, merchant, date) => `Forma eliminada: ${method} (${merchant}, ${date})`,
    headline: 'Forma de pago eliminada',
    status: (date) => `Eliminada el ${date}`,
    explained: (merchant, method) => `${merchant} ya no puede cobrar nada con esta forma de pago: ${method}.`,
  },
  verification: {
    subject: (last4, date) => `Verifique su cuenta •••• ${last4} (depósito de prueba antes del ${date})`,
    headline: 'Verifique su cuenta bancaria',
    status: (date) => `Depósito de prueba previsto para el ${date}`,
    amounts: (account) =>
      `Stripe le envía dos pequeños depósitos (${account}). Cuando aparezcan en su extracto, introduzca los dos importes en sus ajustes de pago.`,
    code: (account) =>
      `Stripe le envía un depósito de 0,01 US$ (${account}). Cuando aparezca en su extracto, introduzca en sus ajustes de pago el código que figura en su concepto. El código tiene seis caracteres y empieza por SM.`,
    limit:
      'Hágalo en los diez días siguientes a su llegada. La cuenta se puede usar en cuanto esté verificada.',
    action: 'Verificar la cuenta bancaria',
  },
  verificationFailed: {
    subject: (last4, date) => `Cuenta bancaria •••• ${last4} no verificada, ${date}`,
    headline: 'Cuenta bancaria no verificada',
    status: (date) => `Terminado el ${date}`,
    attemptsExceeded: (account) =>
      `Se introdujeron datos incorrectos de los depósitos de prueba demasiadas veces. Esta cuenta ya no se puede verificar: ${account}.`,
    timedOut: (account) => `Esta cuenta no se verificó a tiempo: ${account}.`,
    depositsFailed: (account) =>
      `No se pudieron hacer los depósitos de prueba: ${account}. Puede que el número de ruta o de cuenta sea incorrecto.`,
    again: 'No se ha cobrado nada. Puede añadir la cuenta de nuevo o usar otra tarjeta o cuenta.',
    action: 'Añadir una forma de pago',
  },
  cardExpiring: {
    subject: (card, month, merchant) => `Tarjeta que caduca en ${month} (${card}, ${merchant})`,
    headline: 'Su tarjeta caduca pronto',
    status: (month) => `Válida hasta finales de ${month}`,
    explained: (merchant, card) =>
      `Las facturas de ${merchant} se pagan con esta tarjeta: ${card}. Cuando caduque, no se podrá cobrar con ella.`,
    next: 'Añada su nueva tarjeta. Si su banco renueva esta por sí mismo y lo comunica a Stripe, no tiene que hacer nada.',
    action: 'Actualizar la tarjeta',
  },
  statement: {
    subject: (merchant, period) => `Estado de cuenta: ${period} (${merchant})`,
    period: (from, to) => `del ${from} al ${to}`,
    explained: (merchant, from, to) =>
      `Estos son los movimientos de su cuenta con ${merchant} del ${from} al ${to}.`,
    attached: 'El archivo adjunto contiene todos los movimientos, para su hoja de cálculo.',
    tooLong: 'Hay demasiados movimientos para un correo. Los encontrará en el portal de clientes.',
    overdue: (amount) => `${amount} vencidos`,
    overdueSum: 'Del cual vencido',
    nothingOwed: 'Nada pendiente',
    more: (count) => `Movimientos anteriores en el archivo adjunto: ${count}`,
    action: 'Ver el estado de cuenta',
    stop: (merchant) =>
      `Recibe este mensaje una vez al mes porque ${merchant} envía estados de cuenta a su dirección. Si no los quiere, dígaselo a ${merchant}.`,
  },
  autopayOn: {
    subject: (merchant, date) => `Pago automático activado (${merchant}, ${date})`,
    headline: 'El pago automático está activado',
    status: (date) => `Acordado el ${date}`,
    onSend: (merchant, method) =>
      given(method, {
        known: `Las facturas de ${merchant} se cobrarán cuando se le envíen (${method}).`,
        unknown: `Las facturas de ${merchant} se cobrarán cuando se le envíen.`,
      }),
    onDueDate: (merchant, method) =>
      given(method, {
        known: `Las facturas de ${merchant} se cobrarán en la fecha de vencimiento (${method}).`,
        unknown: `Las facturas de ${merchant} se cobrarán en la fecha de vencimiento.`,
      }),
    asAgreed: (merchant, method) =>
      given(method, {
        known: `Las facturas de ${merchant} se cobrarán el día que se indique en cada una (${method}).`,
        unknown: `Las facturas de ${merchant} se cobrarán el día que se indique en cada una.`,
      }),
    cap: (amount) =>
      `Por una factura se cobran como máximo ${amount}. Una de mayor importe no se cobra automáticamente.`,
    notice: (days) =>
      plural('es', days, {
        one: 'Le avisaremos por correo un día antes de cada cobro en la fecha de vencimiento.',
        other: `Le avisaremos por correo ${days} días antes de cada cobro en la fecha de vencimiento.`,
      }),
    off: 'Puede volver a leer esto, cambiarlo o desactivar el pago automático en cualquier momento en sus ajustes.',
  },
  autopayOff: {
    subject: (merchant, date) => `Pago automático desactivado (${merchant}, ${date})`,
    headline: 'El pago automático está desactivado',
    status: (date) => `Desactivado el ${date}`,
    explained: (merchant) =>
      `Las facturas de ${merchant} ya no se cobrarán automáticamente. Pague cada una con su enlace.`,
    underWay: 'Un pago que ya estaba en curso todavía puede completarse.',
  },
};
