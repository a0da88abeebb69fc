import type { PageWords } from '../en/pages.ts';
import { plural } from '../plural.ts';
import { failures } from './failures.ts';

/** Every word a payer reads, in Spanish. */
export const pages: PageWords = {
  sentenceGap: ' ',
  language: 'Idioma',
  status: {
    draft: 'Borrador',
    due: 'Vence',
    overdue: 'Vencida',
    nothingDue: 'Nada que pagar',
    processing: 'Pago en curso',
    failed: 'Pago fallido',
    returned: 'Pago devuelto',
    paid: 'Pagada',
    partiallyRefunded: 'Pagada, reembolsada en parte',
    refunded: 'Reembolsada',
    disputed: 'Pago en disputa',
    void: 'Anulada',
    uncollectible: 'Cerrada',
  },
  statusDetail: {
    on: (date) => `el ${date}`,
    wasDue: (date) => `· venció el ${date}`,
    isDue: (date) => `· vence el ${date}`,
    onReceipt: 'a la recepción',
    since: (date) => `desde el ${date}`,
  },
  invoice: {
    title: (number, merchant) => `Factura ${number} de ${merchant}`,
    titleSeveral: (numbers, merchant) => `Facturas ${numbers} de ${merchant}`,
    amountDueTo: (merchant) => `A pagar a ${merchant}`,
    amountPaidTo: (merchant) => `Pagado a ${merchant}`,
    amountFrom: (merchant) => `Factura de ${merchant}`,
    processing: (amount, date, method) =>
      `Su pago de ${amount} (${method}) se inició el ${date}. Los pagos bancarios tardan hasta cuatro días hábiles. No tiene que hacer nada.`,
    processingShort: (amount, date) =>
      `Su pago de ${amount} se inició el ${date} y se está procesando. No tiene que hacer nada.`,
    failed: (amount, date) => `Su pago de ${amount} del ${date} no se completó.`,
    returned: (amount, date) =>
      `Su banco devolvió el pago de ${amount} del ${date}, por lo que el importe vuelve a estar pendiente.`,
    paidWith: (amount, date, method) => `${amount} pagados el ${date} (${method}).`,
    paidOn: (amount, date) => `${amount} pagados el ${date}.`,
    reference: (reference) => `Referencia ${reference}.`,
    partlyPaid: (paid, total) => `Pagados ${paid} de ${total}.`,
    disputed:
      'Este pago está en disputa con su banco. No tiene que pagar nada mientras el banco lo resuelve.',
    pay: 'Pagar con Stripe',
    download: 'Descargar PDF',
    downloadXml: 'Factura electrónica (XML)',
    payOnline: 'Pagar en línea:',
    viewOnline: 'Ver en línea:',
    from: 'Emisor',
    to: 'Facturado a',
    addressee: { organization: (name) => name, person: (name) => name },
    number: 'Número de factura',
    issued: 'Fecha de emisión',
    due: 'Vencimiento',
    taxId: (taxId) => `NIF/CIF ${taxId}`,
    rates: {
      row: (name, rate, net, tax, gross) => `${name} ${rate}: base ${net}, cuota ${tax}, total ${gross}`,
      beside: (name, rate, net, tax) => `${name} ${rate}: base ${net}, cuota ${tax}`,
      untaxed: (net) => `Sin impuesto: ${net}`,
    },
    details: {
      supplyDate: 'Fecha de la operación',
      supplyPeriod: 'Período de la operación',
      purchaseOrder: 'N.º de pedido',
      buyerReference: 'Su referencia',
      contract: 'Contrato',
    },
    lines: 'Conceptos',
    description: 'Descripción',
    quantity: 'Cantidad',
    unitPrice: 'Precio unitario',
    amount: 'Importe',
    lineDiscount: (amount) => `Descuento ${amount}`,
    shownLines: (shown, all, count) =>
      plural('es', count, {
        one: `Se muestra ${shown} de ${all} conceptos.`,
        other: `Se muestran los primeros ${shown} de ${all} conceptos.`,
      }),
    allLines: 'Mostrar todos los conceptos',
    subtotal: 'Subtotal',
    discount: 'Descuento',
    tax: (name, percentage) => `${name} ${percentage}`,
    taxOn: (name, percentage, taxable) => `${name} ${percentage} sobre ${taxable}`,
    taxIncluded: (name, percentage) => `Incluye ${name} ${percentage}`,
    total: 'Total',
    remaining: 'Importe pendiente',
    notes: 'Observaciones',
    transferInstead: 'O pague por transferencia',
    transfer: 'Pagar por transferencia',
    transferReference: (number) => `Indique ${number} como concepto.`,
    account: {
      routing: (routingNumber) => `Número de ruta ABA ${routingNumber}`,
      number: (accountNumber) => `Número de cuenta ${accountNumber}`,
      sortCode: (sortCode) => `Código bancario (sort code) ${sortCode}`,
      branch: (branchCode) => `Sucursal ${branchCode}`,
      types: {
        ordinary: 'Cuenta ordinaria (普通)',
        current: 'Cuenta corriente (当座)',
        savings: 'Cuenta de ahorro (貯蓄)',
      },
    },
    transferReplaced:
      'Nuestros datos bancarios han cambiado desde que se emitió la factura. Utilice solo estos.',
    questions: (merchant) => `¿Tiene alguna duda sobre esta factura? Póngase en contacto con ${merchant}.`,
  },
  pay: {
    title: (amount, merchant) => `Pagar ${amount} a ${merchant}`,
    invoice: (number) => `Factura ${number}`,
    button: (amount) => `Pagar ${amount} con Stripe`,
    explained: 'Introducirá los datos de su tarjeta o cuenta en la página de Stripe.',
    view: 'Ver la factura',
    withSaved: (amount, method) => `Pagar ${amount} con ${method}`,
    anotherMethod: 'Usar otra forma de pago',
    isDefault: 'Predeterminada',
    expires: (month) => `Caduca en ${month}`,
    bankDebitTakes: 'Un adeudo bancario tarda hasta cuatro días hábiles.',
  },
  success: {
    succeeded: 'Pago realizado',
    processing: 'Pago en curso',
    failed: 'Pago no completado',
    open: 'Pago no completado',
    unknown: 'Pago sin confirmar todavía',
    paidTo: (merchant) => `pagados a ${merchant}`,
    onItsWay: (merchant) => `en camino a ${merchant}`,
    dueTo: (merchant) => `a pagar a ${merchant}`,
    processingExplained:
      'Los pagos bancarios tardan hasta cuatro días hábiles. No tiene que hacer nada ni pagar de nuevo.',
    openExplained: 'El pago no se completó: todavía no se ha pagado nada.',
    failedExplained: 'No se ha pagado nada.',
    unknownExplained:
      'Stripe todavía no nos ha comunicado el resultado de este pago. No pague de nuevo: vuelva dentro de un minuto y el resultado aparecerá aquí.',
    receipt: (email) => `Hemos enviado un recibo a ${email}.`,
    receiptLater: (email) => `Enviaremos un recibo a ${email} cuando llegue el pago.`,
    invoice: 'Factura',
    date: 'Fecha',
    started: 'Iniciado el',
    method: 'Forma de pago',
    reference: 'Referencia',
    payAgain: 'Reintentar el pago',
    continuePaying: 'Continuar con el pago',
    checkAgain: 'Actualizar',
    view: 'Ver la factura',
  },
  keeps: {
    ifTicked: 'Si al pagar elige guardar sus datos de pago, se aplica lo que sigue.',
    onSend: (merchant, customer, days) =>
      plural('es', days, {
        one: `La tarjeta o la cuenta bancaria con la que paga se guarda para las facturas siguientes de ${merchant} a ${customer}. Se cobra automáticamente después del envío de cada una, por el importe que figura en ella. Cada cobro se anuncia a ${customer} por correo un día antes.`,
        other: `La tarjeta o la cuenta bancaria con la que paga se guarda para las facturas siguientes de ${merchant} a ${customer}. Se cobra automáticamente después del envío de cada una, por el importe que figura en ella. Cada cobro se anuncia a ${customer} por correo ${days} días antes.`,
      }),
    onDueDate: (merchant, customer, days) =>
      plural('es', days, {
        one: `La tarjeta o la cuenta bancaria con la que paga se guarda para las facturas siguientes de ${merchant} a ${customer}. Se cobra automáticamente al vencimiento de cada una, por el importe que figura en ella. Cada cobro se anuncia a ${customer} por correo un día antes.`,
        other: `La tarjeta o la cuenta bancaria con la que paga se guarda para las facturas siguientes de ${merchant} a ${customer}. Se cobra automáticamente al vencimiento de cada una, por el importe que figura en ella. Cada cobro se anuncia a ${customer} por correo ${days} días antes.`,
      }),
    stop: (contact) =>
      `Puede ponerle fin en cualquier momento, con el enlace que recibe después del pago y por correo, o escribiendo a ${contact}.`,
    address: 'Su propio correo electrónico, donde le decimos cómo detener los cobros siguientes',
    addressIfTicked: 'Su propio correo electrónico, si elige guardar sus datos de pago',
    kept: (customer) =>
      `La tarjeta o la cuenta bancaria con la que pagó se guarda para las facturas siguientes a ${customer}.`,
    refuse: 'No volver a cobrar con ella',
  },
  refuse: {
    title: 'Detener los cobros siguientes',
    question: (method, merchant, customer) =>
      `${method}: se guarda para las próximas facturas de ${merchant} a ${customer}, tras un pago por enlace.`,
    explained:
      'Ya no se cobrará automáticamente con esta forma de pago, que se eliminará. Un pago ya en curso se completará.',
    button: 'No volver a cobrar con ella',
    doneTitle: 'No habrá más cobros',
    done: (method, merchant) =>
      `${method}: eliminada. ${merchant} no puede cobrar con ella las próximas facturas.`,
    nothingTitle: 'No hay nada guardado',
    nothing: 'En este pago no se guardó ninguna tarjeta ni cuenta bancaria, así que no hay nada que detener.',
    unknown: 'Ahora mismo no es posible: todavía no se ha detenido nada. Inténtelo de nuevo en un minuto.',
  },
  method: {
    card: (brand, last4) => `${brand} terminada en ${last4}`,
    anyCard: 'Tarjeta',
    bankAccount: (bank, last4) => `cuenta de ${bank} terminada en ${last4}`,
    anyBankAccount: (last4) => `cuenta bancaria terminada en ${last4}`,
    offline: {
      bank_transfer: 'transferencia',
      cash: 'efectivo',
      check: 'cheque',
      card: 'tarjeta',
      other: 'otro medio',
    },
  },
  notice: {
    linkNotFound: {
      title: 'Este enlace no funciona',
      text: 'Quizá se cortó al copiarlo.',
      next: 'Abra de nuevo el enlace del correo, o pida uno nuevo a la empresa que lo envió.',
    },
    linkRotated: {
      title: 'Este enlace ya no es válido',
      text: 'Se sustituyó por uno más reciente.',
      next: 'Use el enlace del último correo sobre esta factura, o pida uno nuevo.',
    },
    pageNotFound: {
      title: 'Página no encontrada',
      text: 'Puede que la dirección esté mal escrita o haya dejado de ser válida.',
      next: 'Compruebe la dirección, o abra de nuevo el enlace del correo.',
    },
    methodNotAllowed: {
      title: 'Acción no disponible',
      text: 'Esta página no permite esa acción.',
      next: 'Abra de nuevo el enlace del correo.',
    },
    tooManyRequests: {
      title: 'Demasiadas solicitudes',
      text: 'Desde su red llegan más solicitudes de las que podemos atender. No se pierde nada.',
      next: 'Espere un minuto y abra de nuevo el enlace.',
    },
    notSetUp: {
      title: 'Este sitio aún no está listo',
      text: 'Su administrador todavía tiene que terminar la configuración. No se pierde nada y su enlace sigue siendo válido.',
      next: 'Inténtelo de nuevo más tarde.',
      missing: '¿Lo está configurando? Todavía falta esto:',
    },
    databaseAway: {
      title: 'Esta página no se puede mostrar en este momento',
      text: 'Nuestra base de datos no responde. Lo que haya pagado no se pierde y se cuenta una sola vez.',
      next: 'Inténtelo de nuevo en un minuto.',
    },
    notCharged: {
      title: 'No se puede pagar en este momento',
      text: 'Nuestra base de datos no responde, por lo que no se ha iniciado ningún pago. No se ha cobrado nada.',
      next: 'Espere un minuto y vuelva a intentarlo.',
    },
    internalError: {
      title: 'No se pudo mostrar esta página',
      text: 'Algo falló por nuestra parte y ha quedado registrado.',
      next: 'Inténtelo de nuevo en unos minutos. Si vuelve a ocurrir, mencione este número:',
    },
    void: {
      title: (number) => `La factura ${number} está anulada`,
      text: (merchant) => `${merchant} ha anulado esta factura. No tiene que pagar nada.`,
    },
    draft: {
      title: 'Esta factura todavía no está lista',
      text: (merchant) => `${merchant} la está preparando y la enviará cuando sea definitiva.`,
    },
    uncollectible: {
      title: (number) => `La factura ${number} está cerrada`,
      text: (merchant) => `${merchant} ha cerrado esta factura y ya no se puede pagar aquí.`,
    },
    zero: {
      title: 'No tiene que pagar nada',
      text: (number, amount) => `La factura ${number} asciende a ${amount}.`,
    },
    belowMinimum: {
      title: (amount) => `${amount}: importe demasiado bajo para pagar en línea`,
      text: (currency) =>
        `Está por debajo del importe mínimo que acepta Stripe en ${currency}. Puede pagarlo junto con otra factura pendiente.`,
      textWithLimit: (limit) =>
        `El importe mínimo que acepta Stripe es de ${limit}. Puede pagar esta factura junto con otra pendiente.`,
    },
    aboveMaximum: {
      title: (amount) => `${amount}: importe demasiado alto para un solo pago en línea`,
      text: (currency) => `Está por encima del importe máximo que acepta Stripe en ${currency}.`,
      textWithLimit: (limit) => `El importe máximo que acepta Stripe es de ${limit}.`,
    },
    notDivisible: {
      title: (amount) => `${amount} no se puede pagar en línea`,
      text: (currency) => `Stripe no acepta importes con tantos decimales en ${currency}.`,
    },
    unsupportedCurrency: {
      title: (amount) => `${amount} no se puede pagar en línea`,
      text: 'Stripe no acepta pagos en esta moneda.',
    },
    linksOff: {
      title: 'Esta factura no se puede pagar en línea',
      text: (merchant) => `${merchant} no acepta pagos en línea para esta factura.`,
    },
    notConnected: {
      title: 'El pago en línea todavía no está disponible',
      text: (merchant) => `${merchant} no ha terminado de configurar los pagos en línea.`,
    },
    stripeUnreachable: {
      title: 'La página de pago no está disponible en este momento',
      text: 'Stripe no responde en este momento. No se ha cobrado nada.',
      next: 'Inténtelo de nuevo en un minuto.',
    },
    catchingUp: {
      title: 'Estamos actualizando esta página',
      text: 'Antes de cobrar nada, comprobamos en Stripe lo que ya se ha pagado. No se ha cobrado nada.',
      next: 'Inténtelo de nuevo en un minuto.',
    },
    paymentsPaused: {
      title: 'El pago en línea está en pausa',
      text: (merchant) => `${merchant} ha puesto en pausa los pagos en línea. No se ha cobrado nada.`,
    },
    underReview: {
      title: 'Se está revisando un pago',
      text: (merchant) =>
        `${merchant} está revisando un pago de esta factura. Hasta que termine, no se puede pagar aquí. No se ha cobrado nada.`,
    },
    refusedByStripe: {
      title: 'Ahora mismo no se puede pagar en línea',
      text: (merchant) => `Stripe no acepta este pago. No se ha cobrado nada y hemos avisado a ${merchant}.`,
    },
    accountHeld: {
      title: 'El pago en línea está en pausa',
      text: (merchant) =>
        `Stripe no acepta pagos para ${merchant} en este momento. No se ha cobrado nada ni se ha perdido nada: podrá pagar esta factura aquí en cuanto Stripe vuelva a aceptar pagos.`,
    },
    tooManyDeclines: {
      title: 'Este enlace no acepta más tarjetas por ahora',
      text: 'Se han rechazado demasiadas tarjetas, por lo que el pago en línea está en pausa. No se ha cobrado nada en las tarjetas rechazadas.',
      next: (merchant) => `Escriba a ${merchant} para pagar de otra forma o para que reactive el enlace.`,
      nextByMail: (merchant, email) =>
        `Escriba a ${merchant}, a ${email}, para pagar de otra forma o para que reactive el enlace.`,
    },
    beingPrepared: {
      title: 'Se está abriendo su pago',
      text: 'Este pago se está abriendo en otra pestaña o lo está abriendo otra persona. Solo puede abrirse en un sitio a la vez.',
      next: 'Espere unos segundos e inténtelo de nuevo.',
    },
    tryAgain: 'Intentar de nuevo',
    view: 'Ver la factura',
    transferNext: 'También puede pagar por transferencia.',
    contactNext: (merchant) => `Póngase en contacto con ${merchant} para acordar otra forma de pago.`,
    questionsNext: (merchant) => `Si tiene alguna pregunta, póngase en contacto con ${merchant}.`,
  },
  failures,
};
