import type { BusinessWords } from '../en/business-emails.ts';

/** What the business is told of its customers' payments, in Spanish. */
export const businessEmails: BusinessWords = {
  title: (number, customer) => `Factura ${number} a ${customer}`,
  view: 'Abrir la factura en línea',
  closing: (address) =>
    `Este mensaje se envía a ${address}, la dirección que figura en los ajustes de su empresa.`,
  customer: 'Cliente',
  invoice: 'Número de factura',
  due: 'Vencimiento',
  remaining: 'Importe pendiente',
  method: 'Forma de pago',
  code: 'Código del fallo',
  noCode: 'no indicado',
  told: 'Mensaje al cliente',
  next: 'Próximo intento',
  noNext: 'ninguno',
  payment: 'Pago',
  refund: 'Reembolso',
  reason: 'Motivo',
  origin: 'Iniciado por',
  automatic: 'pago automático',
  byCustomer: 'el cliente',
  evidenceDue: 'Pruebas hasta el',
  failed: {
    subject: (amount, date, number, customer) => `Pago fallido: ${amount}, ${number} (${customer}, ${date})`,
    status: (date) => `Pago fallido el ${date}`,
    next: (date) => `El próximo intento automático es el ${date}.`,
    nextWith: (date, method) => `El próximo intento automático es el ${date} (${method}).`,
    noNext:
      'No hay ningún intento automático previsto. La factura sigue abierta y se puede pagar con su enlace.',
  },
  declined: {
    subject: (amount, date, number, customer) =>
      `Cobrado con otra: ${amount}, ${number} (${customer}, ${date})`,
    status: (date) => `Pagada con otra forma de pago el ${date}`,
    explained:
      'Una forma de pago del cliente fue rechazada. Se cobró enseguida con otra y la factura está pagada.',
    charged: 'Cobrado con',
  },
  ended: {
    subject: (amount, date, number, customer) =>
      `Cobro finalizado: ${amount}, ${number} (${customer}, ${date})`,
    status: (date) => `Último intento fallido el ${date}`,
    explained:
      'No habrá más intentos automáticos: los reintentos se han agotado, o el fallo no permite otro.',
    open: 'La factura sigue abierta y se puede pagar con su enlace. Los recordatorios se envían según sus ajustes.',
  },
  returned: {
    subject: (amount, date, number, customer) => `Pago devuelto: ${amount}, ${number} (${customer}, ${date})`,
    status: (date) => `Devuelto el ${date}`,
    explained: (amount) =>
      `El banco del cliente devolvió un pago de ${amount} que se había completado. Stripe lo carga en su saldo.`,
    open: 'La factura vuelve a estar abierta y ya no se cobrará automáticamente.',
  },
  refundFailed: {
    subject: (amount, date, number, customer) =>
      `Reembolso fallido: ${amount}, ${number} (${customer}, ${date})`,
    status: (date) => `Reembolso fallido el ${date}`,
    explained: 'El cliente no ha recibido este reembolso. El importe está en su saldo de Stripe.',
    next: 'Acuerde con el cliente otra forma de devolverlo, o vuelva a solicitar el reembolso.',
  },
  stripeRefuses: {
    subject: (customer, date) => `Stripe rechaza los pagos de ${customer}, ${date}`,
    title: 'Pago en línea',
    headline: 'Stripe rechaza los pagos en línea',
    status: (date) => `Desde el ${date}`,
    connection:
      'Stripe rechaza esta operación para su cuenta. Los clientes no pueden pagar en línea hasta que se corrija.',
    ofCustomer: (customer) =>
      `Stripe no acepta los datos de ${customer}. Sus facturas no se pueden pagar en línea hasta que se corrija.`,
    ofInvoice: (number, customer) =>
      `Stripe no acepta un pago de la factura ${number} a ${customer}. No se puede pagar en línea hasta que se corrija.`,
    told: 'Quien abre un enlace de pago lee que ahora no se puede pagar en línea, que usted lo sabe y de qué otra forma se puede pagar.',
    next: 'Corrija lo que Stripe indica abajo, en sus ajustes aquí o en el panel de Stripe. El próximo pago volverá a intentarlo.',
    param: 'Parámetro',
    words: 'Mensaje de Stripe',
  },
  cardTesting: {
    subject: (date) => `Se prueban tarjetas en sus páginas de pago, ${date}`,
    title: 'Tarjetas rechazadas',
    headline: 'Se han rechazado demasiadas tarjetas',
    status: (time) => `Bloqueado hasta el ${time}`,
    ofLink: (number, customer) =>
      `En el enlace de la factura ${number} a ${customer} se ha rechazado una tarjeta tras otra. Así se prueban tarjetas robadas, por lo que el enlace no acepta más pagos por ahora.`,
    ofCustomer: (customer) =>
      `Donde paga ${customer}, por enlace y en el portal, se ha rechazado una tarjeta tras otra. Así se prueban tarjetas robadas, por lo que este cliente no puede pagar allí por ahora.`,
    ofBusiness:
      'En sus enlaces de pago se han rechazado en una hora más tarjetas de las que se han aceptado. Así se prueban tarjetas robadas, por lo que ninguno de sus enlaces acepta pagos por ahora. Los clientes que han iniciado sesión en su portal pueden seguir pagando.',
    told: 'A quien abre un enlace bloqueado se le pide que le escriba. Los pagos automáticos continúan.',
    next: 'El bloqueo termina por sí solo. Si era su cliente, puede levantarlo antes mediante la API. Si no, sustituya los enlaces de la factura y revise los intentos en el panel de Stripe.',
    declines: 'Tarjetas rechazadas',
    until: 'Bloqueado hasta',
  },
  unreachable: {
    subject: (customer, date) => `Nuestro correo no llega a ${customer}, ${date}`,
    title: 'Correo no entregado',
    headline: 'Su cliente no recibió nuestro correo',
    status: (date) => `El ${date}`,
    ofInvoice: (number, customer) =>
      `Un mensaje sobre la factura ${number} no llegó a ninguna de las direcciones de ${customer}.`,
    ofCustomer: (customer) => `Un mensaje a ${customer} no llegó a ninguna de sus direcciones.`,
    waits:
      'Un aviso que nadie recibió no cuenta: los cobros automáticos que necesitan un aviso esperan hasta que alguien lo reciba.',
    next: 'Corrija las direcciones de este cliente o llámelo. Los mensajes pendientes se enviarán de nuevo.',
    addresses: 'Direcciones',
    words: 'Mensaje del servidor de correo',
  },
  dispute: {
    opened: {
      subject: (amount, date, number, customer) =>
        `Disputa abierta: ${amount}, ${number} (${customer}, ${date})`,
      status: (date) => `En disputa desde el ${date}`,
      explained:
        'El cliente disputa este pago ante su banco. Stripe retiene el importe y una comisión hasta que se decida. Mientras tanto, el pago automático de este cliente queda en suspenso.',
    },
    inquiry: {
      subject: (amount, date, number, customer) =>
        `Consulta abierta: ${amount}, ${number} (${customer}, ${date})`,
      status: (date) => `Consulta desde el ${date}`,
      explained:
        'El banco del cliente pregunta por este pago. No se ha retenido dinero. Sin respuesta puede convertirse en una disputa.',
    },
    answer: (date) => `Responda con pruebas en el panel de Stripe antes del ${date}.`,
    answerUndated: 'Responda con pruebas en el panel de Stripe.',
    answerThere: 'Responder en Stripe',
    won: {
      subject: (amount, date, number, customer) =>
        `Disputa ganada: ${amount}, ${number} (${customer}, ${date})`,
      status: (date) => `Disputa ganada el ${date}`,
      explained: 'Se decidió a su favor. El pago se mantiene y no hay nada más que hacer.',
    },
    lost: {
      subject: (amount, date, number, customer) =>
        `Disputa perdida: ${amount}, ${number} (${customer}, ${date})`,
      status: (date) => `Disputa perdida el ${date}`,
      explained: 'Se decidió a favor del cliente y no se le devolverá el importe.',
    },
  },
};
