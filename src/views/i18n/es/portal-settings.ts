import type { PortalSettingsWords } from '../en/portal-settings.ts';
import { given } from '../given.ts';
import { plural } from '../plural.ts';

/** What the portal says about payment methods and automatic payment, in Spanish. */
export const portalSettings: PortalSettingsWords = {
  of: (action, what) => `${action}: ${what}`,
  settings: {
    title: 'Ajustes de pago',
    explained: (merchant) =>
      `Tarjetas y cuentas bancarias con las que ${merchant} puede cobrar sus facturas.`,
    paidBy: (customer) =>
      `${customer} paga sus facturas. Para pagarlas por su cuenta, añada una forma de pago y active el pago automático.`,
    none: 'Todavía no ha guardado ninguna tarjeta ni cuenta bancaria. Añada una para pagar sus facturas con ella.',
    methods: 'Tarjetas y cuentas guardadas',
    order:
      'Primero se cobra con la predeterminada: la última con la que se pagó, salvo que después haya elegido otra. Si falla, se prueba con la siguiente en este orden.',
    expires: (month) => `Caduca en ${month}`,
    expired: (month) => `Caducó en ${month}`,
    declined: (date) => `Último cobro rechazado el ${date}`,
    othersFirst: 'Se prueba antes con las demás hasta que un cobro con esta vuelva a funcionar.',
    state: {
      default: 'Predeterminada',
      usable: 'Lista',
      unconfirmed: 'Sin confirmar',
      pending: 'Pendiente de verificación',
      removing: 'En proceso de eliminación',
      blocked: 'No se puede cobrar con ella',
    },
    blocked: {
      bank_account_closed: 'Según su banco, esta cuenta está cerrada. Elimínela y añada otra.',
      bank_account_frozen: 'Según su banco, esta cuenta está bloqueada. Consulte a su banco, o añada otra.',
      bank_account_invalid_details:
        'Su banco no conoce esta cuenta. Elimínela y añádala de nuevo con los números correctos.',
      bank_account_restricted: 'Su banco no permite adeudos en esta cuenta. Añada otra.',
      bank_account_unusable: 'Esta cuenta no se puede adeudar. Añada otra.',
      debit_not_authorized:
        'Los adeudos en esta cuenta están bloqueados en su banco. Consulte a su banco, o añada otra.',
      other: 'No se puede cobrar con esta cuenta. Añada otra.',
    },
    verifyBy: (arrives, until) =>
      `Los depósitos de prueba llegan a más tardar el ${arrives}. Verifique la cuenta antes del ${until}.`,
    verify: 'Verificar',
    keptBy: (email) =>
      given(email, {
        known: `${email} la usó para pagar por enlace. Sus facturas no se cobrarán con ella si no la confirma.`,
        unknown:
          'Alguien la usó para pagar por enlace. Sus facturas no se cobrarán con ella si no la confirma.',
      }),
    confirm: 'Confirmar',
    makeDefault: 'Usar como predeterminada',
    up: 'Subir',
    down: 'Bajar',
    replace: 'Reemplazar',
    remove: 'Eliminar',
    add: 'Añadir una forma de pago',
    addCard: 'Añadir una tarjeta',
    addCardHint: 'La introducirá en la página de Stripe. Nosotros nunca vemos su número.',
    addBank: 'Añadir una cuenta bancaria de EE. UU.',
    addBankHint: 'Adeudo ACH: solo para clientes y bancos de EE. UU. y solo en dólares estadounidenses.',
    notConnected: 'En este momento no se pueden añadir formas de pago.',
    failedTitle: 'Sin pagar todavía',
    failed: 'No se pudieron cobrar estas facturas. Puede pagarlas ahora.',
    pay: (amount) => `Pagar ${amount}`,
    ended: {
      attempts_exceeded: (method) =>
        `Sin verificar: ${method}. Hubo demasiadas respuestas incorrectas. No se ha cobrado nada.`,
      timed_out: (method) => `Sin verificar: ${method}. El plazo terminó. No se ha cobrado nada.`,
      deposits_failed: (method) =>
        `Sin verificar: ${method}. Los depósitos de prueba no llegaron. Puede que sus números sean incorrectos.`,
    },
    addAgain: 'Añadir de nuevo',
  },
  said: {
    method_added: 'La forma de pago está guardada.',
    method_pending:
      'La cuenta bancaria está guardada. Verifíquela aquí cuando lleguen los depósitos de prueba; le avisaremos por correo.',
    method_not_added: 'No se añadió ninguna forma de pago.',
    method_unknown: 'Stripe todavía no nos ha comunicado si se guardó. Compruébelo de nuevo en un minuto.',
    method_verified: 'La cuenta bancaria está verificada. A partir de ahora se puede cobrar con ella.',
    method_confirmed: 'La forma de pago está confirmada. Desde ahora se pueden cobrar con ella sus facturas.',
    method_removed: 'La forma de pago se ha eliminado.',
    method_removing: 'Ya no se cobrará con esta forma de pago. En Stripe todavía se está eliminando.',
    default_set: 'Se ha cambiado la forma de pago predeterminada.',
    order_changed: 'Se ha cambiado el orden.',
    autopay_on: 'El pago automático está activado.',
    autopay_off: 'El pago automático está desactivado. Ya no se cobrará nada automáticamente.',
    autopay_off_under_way:
      'El pago automático está desactivado. Un adeudo bancario ya enviado no se puede retirar y todavía puede completarse.',
    autopay_off_unknown:
      'El pago automático está desactivado y no se iniciará ningún cobro nuevo. Stripe todavía no ha confirmado que se detuviera un pago ya iniciado. Compruébelo de nuevo en un minuto.',
    invoice_paused: 'Esta factura no se cobrará automáticamente.',
    invoice_paused_under_way:
      'Esta factura no volverá a cobrarse automáticamente. Un adeudo bancario ya enviado no se puede retirar y todavía puede completarse.',
    invoice_paused_unknown:
      'Esta factura no se cobrará automáticamente. Stripe todavía no ha confirmado que se detuviera un pago ya iniciado. Compruébelo de nuevo en un minuto.',
    invoice_resumed: 'Esta factura volverá a cobrarse automáticamente.',
    invoice_closed: 'Esta factura ya no está pendiente.',
    choice_on_due_date: 'Su decisión está guardada. Estas facturas se cobrarán automáticamente.',
    choice_not_automatically:
      'Su decisión está guardada. Estas facturas no se cobrarán automáticamente: las paga usted.',
    choice_under_way:
      'Su decisión está guardada. Un adeudo bancario ya enviado no se puede retirar y todavía puede completarse.',
    choice_unknown:
      'Estas facturas no se cobrarán automáticamente. Stripe todavía no ha confirmado que se detuviera un pago ya iniciado. Compruébelo de nuevo en un minuto.',
    choice_closed: 'Estas facturas ya no están pendientes, así que no queda nada que decidir.',
  },
  refused: {
    not_connected: 'En este momento no se pueden añadir formas de pago.',
    stripe_unavailable:
      'Stripe no responde en este momento. No se ha cobrado nada. Inténtelo de nuevo en un minuto.',
    busy: 'En este momento se está modificando otra cosa. No se ha cobrado nada. Inténtelo de nuevo en un minuto.',
    stripe_refuses:
      'Stripe no acepta esta operación en este momento. No se ha cobrado nada y hemos avisado a la empresa.',
    account_held:
      'Stripe no acepta esta forma de pago para la empresa en este momento. No se ha cobrado nada.',
    too_many_setups:
      'Hoy se han probado demasiadas formas de pago. No se ha cobrado nada. Inténtelo de nuevo mañana.',
    form_used: 'Este formulario ya se ha usado. Aquí tiene uno nuevo.',
    not_usable: 'Ahora no se puede cobrar con esta forma de pago, así que no puede ser la predeterminada.',
    in_use:
      'Hay un pago en curso con ella, así que todavía no se puede eliminar. Con una tarjeta tarda un momento; con una cuenta bancaria, unos días.',
    terms_changed: 'Las condiciones que acepta han cambiado. Léalas de nuevo.',
    stopped_meanwhile:
      'El pago automático se desactivó después de esta solicitud y sigue desactivado. Puede volver a activarlo.',
    no_method: 'Elija la forma de pago con la que se debe cobrar.',
    cap: (example) => `Escriba un importe, como ${example}, o deje el campo vacío.`,
    cap_zero: 'El límite debe ser mayor que cero. Deje el campo vacío si no quiere límite.',
  },
  bank: {
    title: 'Añadir una cuenta bancaria de EE. UU.',
    explained:
      'El adeudo ACH es solo para clientes y bancos de EE. UU. y solo en dólares estadounidenses. Stripe envía pequeños depósitos de prueba, que usted confirma después.',
    accountNumber: 'Número de cuenta',
    accountNumberHint: 'De 4 a 17 cifras. Se envía a Stripe; nosotros no lo guardamos.',
    accountNumberAgain: 'Por su seguridad, introdúzcalo de nuevo.',
    holderName: 'Nombre del titular de la cuenta',
    holderType: 'Tipo de titular',
    individual: 'Particular',
    company: 'Empresa',
    byNumbers: 'Con los números de su cuenta',
    country: 'País',
    us: 'Estados Unidos',
    otherCountry: 'Otro país',
    currency: 'Moneda',
    usd: 'Dólar estadounidense (USD)',
    otherCurrency: 'Otra moneda',
    routingNumber: 'Número de ruta (routing number)',
    routingNumberHint: 'Nueve cifras, abajo a la izquierda en un cheque.',
    terms: 'Su permiso',
    save: 'Guardar',
    instantTitle: 'Sin esperar',
    instant:
      'En su lugar, inicie sesión en su banco en la página de Stripe y la cuenta quedará lista de inmediato.',
    instantButton: 'Verificar al instante con su banco',
    back: 'Volver a los ajustes de pago',
    problems: (fields) =>
      plural('es', fields, {
        one: 'Hay que revisar un campo. No se ha guardado nada.',
        other: `Hay que revisar ${fields} campos. No se ha guardado nada.`,
      }),
    problem: {
      accountNumber: {
        missing: 'Introduzca el número de cuenta.',
        not_digits: 'En EE. UU., los números de cuenta solo tienen cifras. No escriba letras ni símbolos.',
        length: 'Un número de cuenta tiene de 4 a 17 cifras.',
        refused: 'Stripe no acepta este número de cuenta. Compruébelo en un extracto o en un cheque.',
      },
      holderName: {
        missing: 'Introduzca el nombre del titular de la cuenta, tal como figura en el banco.',
        too_long: 'Use 100 caracteres como máximo.',
      },
      holderType: { missing: 'Indique si la cuenta es de un particular o de una empresa.' },
      country: { not_us: 'Solo se pueden adeudar cuentas de bancos de EE. UU. Use una tarjeta en su lugar.' },
      currency: {
        not_usd:
          'Las cuentas bancarias solo se adeudan en dólares estadounidenses. Use una tarjeta en su lugar.',
      },
      routingNumber: {
        missing: 'Introduzca el número de ruta.',
        not_digits: 'Un número de ruta solo tiene cifras.',
        length: 'Un número de ruta tiene nueve cifras.',
        check_digit:
          'Este número de ruta no existe. Una de sus cifras es incorrecta: compárelo con un cheque.',
        refused: 'Stripe no conoce este número de ruta. Compárelo con un cheque.',
      },
    },
    refused: {
      blocked:
        'El banco ya devolvió un adeudo de esta cuenta, así que no se puede cobrar con ella. Use otra cuenta o una tarjeta.',
      too_many: 'Ya tiene demasiadas formas de pago. Elimine una primero.',
      other: 'Stripe no acepta esta cuenta. Use otra cuenta o una tarjeta.',
    },
  },
  verify: {
    title: 'Verificar su cuenta bancaria',
    amountsExplained: (method, arrives) =>
      `Dos pequeños depósitos llegarán a más tardar el ${arrives} (${method}). Introduzca sus importes.`,
    codeExplained: (method, arrives) =>
      `Un depósito de 0,01 US$ llegará a más tardar el ${arrives} (${method}). Introduzca el código que figura en su concepto.`,
    until: (date) => `Hasta el ${date}.`,
    tries: (left) =>
      plural('es', left, { one: 'Le queda un intento.', other: `Le quedan ${left} intentos.` }),
    first: 'Primer importe',
    second: 'Segundo importe',
    amountHint: 'Tal como lo muestra su banco, por ejemplo 0.32.',
    code: 'Código',
    codeHint: 'Seis caracteres que empiezan por SM, por ejemplo SM11AA.',
    button: 'Verificar',
    problem: {
      missing: 'Introduzca lo que muestra su banco.',
      not_an_amount: 'Eso no es un importe. Introdúzcalo tal como lo muestra su banco, por ejemplo 0.32.',
      not_under_a_dollar: 'Cada depósito es menor que un dólar, por ejemplo 0.32.',
      not_a_code: 'El código tiene seis caracteres y empieza por SM, por ejemplo SM11AA.',
    },
    wrongAmounts: 'Esos no son los importes enviados. Revise de nuevo su extracto.',
    wrongCode: 'Ese no es el código enviado. Revise de nuevo su extracto.',
    ended: {
      attempts_exceeded:
        'Hubo demasiadas respuestas incorrectas, así que esta cuenta ya no se puede verificar.',
      timed_out: 'El plazo de diez días para verificar esta cuenta ha terminado.',
      deposits_failed:
        'Los depósitos de prueba no llegaron a esta cuenta. Puede que el número de ruta o de cuenta sea incorrecto.',
    },
    endedNext: 'No se ha cobrado nada. Puede añadir la cuenta de nuevo, o usar otra cuenta o una tarjeta.',
    addAgain: 'Añadir una cuenta bancaria',
    back: 'Volver a los ajustes de pago',
  },
  remove: {
    title: 'Eliminar una forma de pago',
    question: (method) => `¿Eliminar ${method}?`,
    explained: (merchant) => `${merchant} ya no podrá cobrar con ella. Puede añadirla de nuevo más tarde.`,
    lastOfAutopay:
      'Es la última disponible para el pago automático. Sin ella no se pagará ninguna factura automáticamente: pagará cada una por su cuenta.',
    button: 'Eliminar',
    anyway: 'Eliminar de todos modos',
    keep: 'Conservar',
  },
  autopay: {
    title: 'Pago automático',
    on: (when) => `Activado. Sus facturas se cobran automáticamente ${when}.`,
    byMerchant: (merchant, when) => `${merchant} cobra sus facturas automáticamente ${when}.`,
    off: 'Desactivado. Usted paga cada factura por su cuenta.',
    offUntilMethod: 'Empezará cuando guarde una tarjeta o una cuenta bancaria.',
    when: { on_send: 'cuando se le envían', on_due_date: 'en la fecha de vencimiento' },
    firstWith: (method) => `Primero se cobra con: ${method}.`,
    upTo: (amount) => `Como máximo ${amount} por factura.`,
    notice: (days) =>
      plural('es', days, {
        one: 'Le avisaremos por correo un día antes de cada cobro en la fecha de vencimiento.',
        other: `Le avisaremos por correo ${days} días antes de cada cobro en la fecha de vencimiento.`,
      }),
    next: 'Próximos cobros',
    nothingNext: 'No tiene facturas pendientes.',
    step: {
      scheduled: (date) => `Se cobrará el ${date}`,
      soon: 'Se cobrará en breve',
      noticed_first: 'Le avisaremos por correo antes de cobrarla',
      waiting: 'En espera: por ahora no se cobra',
      charging: 'Cobro en curso',
      retrying: (date) => `Próximo intento el ${date}`,
      paused: 'Detenida por usted',
      over_cap: 'Por encima de su límite: no se cobra',
      no_cap: (currency) => `Aún sin límite en ${currency}: no se cobra`,
      awaiting_choice: 'Pendiente de su decisión',
      not: 'No se cobra automáticamente',
    },
    invoice: 'Factura',
    invoiceNumber: (number) => `factura ${number}`,
    amount: 'Importe',
    plan: 'Qué ocurrirá',
    actions: 'Acciones',
    pause: 'Detener',
    resume: 'Reanudar',
    pay: 'Pagar',
    change: 'Cambiar el pago automático',
    turnOnTitle: 'Activar el pago automático',
    whenLabel: 'Cuándo',
    whenOption: { on_due_date: 'En la fecha de vencimiento', on_send: 'Cuando se envía la factura' },
    methodLabel: 'Cobrar primero con',
    capLabel: (currency) => `Límite por factura en ${currency} (opcional)`,
    capHint: 'Las facturas de mayor importe no se cobran automáticamente: le pediremos que las pague.',
    capsHint:
      'Las facturas de mayor importe no se cobran automáticamente. Deje vacíos todos los límites para no fijar ninguno; en cuanto fije uno, las facturas en una moneda sin límite no se cobran automáticamente.',
    terms: 'Lo que acepta',
    turnOn: 'Aceptar y activar',
    save: 'Aceptar y guardar',
    turnOff: 'Desactivar el pago automático',
    needsMethod: 'Guarde primero una tarjeta o una cuenta bancaria.',
    addMethod: 'Ir a los ajustes de pago',
    agreedOn: (date) => `Lo aceptó el ${date}.`,
    readAgain: 'Leer de nuevo lo que aceptó',
  },
  agreements: {
    title: 'Lo que aceptó',
    none: 'Todavía nada.',
    kind: {
      bank_debit: 'Adeudos en una cuenta bancaria',
      autopay: 'Pago automático',
      link_payment: 'Pago por enlace',
    },
    by: (person, date, address) => `Aceptado por ${person} el ${date}, desde ${address}`,
    byPayer: (person, date) => `Mostrado a ${person} en el pago por enlace del ${date}`,
    anybody: 'una persona sin dirección',
    edition: (version) => `Edición ${version}`,
    back: 'Volver al pago automático',
  },
  terms: {
    bankDebit: (merchant, contact) =>
      `Al pulsar «Guardar», permito a ${merchant} adeudar en la cuenta bancaria indicada arriba lo que debo por sus facturas: cuando pago una con esta cuenta, y en los días en los que mis facturas se cobran automáticamente, como indica la página «Pago automático». ${merchant} puede abonar importes en la cuenta para corregir un adeudo erróneo. Stripe realiza los adeudos. Soy titular de la cuenta, o puedo actuar en su nombre. Este permiso es válido hasta que lo revoque, eliminando la cuenta en los ajustes de pago o comunicándolo a ${merchant} (${contact}). Los adeudos que ya estén en curso se realizarán.`,
    bankDebitGiven: (holder, last4, routingNumber) =>
      `Indicado: la cuenta de ${holder} terminada en ${last4}, número de ruta ${routingNumber}.`,
    autopay: (merchant) =>
      `Al aceptar, permito a ${merchant} cobrar mis facturas automáticamente en el momento elegido arriba, empezando por la forma de pago elegida arriba y, si falla, con la siguiente en el orden de mis ajustes de pago, por el importe que figura en cada factura y nunca por encima del límite indicado arriba para su moneda. Si indico un límite, las facturas en una moneda sin límite no se cobran automáticamente. Puedo desactivarlo en cualquier momento en esta página, o detener una sola factura. Los pagos que ya estén en curso se realizarán.`,
    autopayChoices: (when, method, cap) =>
      given(cap, {
        known: `Elegido: se cobra ${when}; empezando por ${method}; como máximo ${cap} por factura.`,
        unknown: `Elegido: se cobra ${when}; empezando por ${method}; sin límite.`,
      }),
  },
  pause: {
    title: 'Detener el pago automático',
    question: (number) =>
      `La factura ${number} no se cobrará automáticamente. La pagará usted con su enlace.`,
    plan: (amount, date) => `Se van a cobrar ${amount} el ${date}.`,
    button: 'No cobrar esta factura automáticamente',
    doneTitle: 'Pago automático detenido',
    done: (number) => `La factura ${number} no se cobrará automáticamente.`,
    view: 'Ver la factura',
    notOpen: 'Esta factura ya no está pendiente, así que no hay nada que detener.',
  },
};
