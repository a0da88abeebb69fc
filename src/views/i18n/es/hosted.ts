import type { HostedWords } from '../en/hosted.ts';

/** What an invoice's page says around its document, and what confirms a printed copy, in Spanish. */
export const hosted: HostedWords = {
  secured: 'Protegido por Stripe',
  methods: { cards: 'Tarjetas, Apple Pay, Google Pay', usBank: 'cuenta bancaria de EE. UU.' },
  runBy: (merchant) =>
    `${merchant} gestiona esta página. Los datos de tarjeta y de cuenta se introducen solo en la página de Stripe.`,
  document: 'Detalle de la factura',
  calendar: 'Añadir al calendario',
  calendarEvent: (amount, merchant, number) => `Pagar ${amount} a ${merchant} (factura ${number})`,
  forward: 'Reenviar a contabilidad',
  forwardText: (merchant, number, amount) =>
    `Por favor, pague la factura ${number} de ${merchant}: ${amount}.`,
  wrong: 'Algo no es correcto',
  wrongSubject: (number) => `Consulta sobre la factura ${number}`,
  wrongText: (number, date, amount) => `Factura ${number} del ${date} por ${amount}: esto no es correcto:`,
  timeline: {
    heading: 'Historial',
    sent: 'Enviada',
    seen: 'Vista',
    processing: (amount) => `Pago de ${amount} iniciado`,
    paid: (amount) => `${amount} pagados`,
    failed: (amount) => `Pago de ${amount} fallido`,
    credit: (amount) => `${amount} pagados con su saldo a favor`,
    creditNote: (number, amount) => `Factura rectificativa ${number} de ${amount}`,
    takenBack: (amount) => `${amount} devueltos por el banco`,
    refunding: (amount) => `Reembolso de ${amount} iniciado`,
    refunded: (amount) => `${amount} reembolsados`,
    asCredit: (amount) => `${amount} abonados a su saldo`,
    outside: (amount) => `${amount} devueltos por otra vía`,
    voided: 'Anulada',
  },
  transfer: {
    holder: 'Titular de la cuenta',
    bank: 'Banco',
    bankCode: 'Código del banco',
    branch: 'Sucursal',
    accountType: 'Tipo de cuenta',
    routingNumber: 'Número de ruta',
    sortCode: 'Código bancario (sort code)',
    accountNumber: 'Número de cuenta',
    amount: 'Importe',
    reference: 'Concepto',
    copy: 'Toque un valor o haga clic en él para seleccionarlo y cópielo.',
    scan: 'Escanee con la aplicación de su banco para rellenar la transferencia.',
    code: 'Código QR para una transferencia SEPA',
  },
  copy: {
    scan: 'Escanee para comprobar esta copia',
    title: 'Comprobar su copia',
    lead: (merchant) =>
      `Esto es lo que emitió ${merchant}. Si su copia muestra otro número, otro importe u otros datos bancarios, no pague con ella. Antes, póngase en contacto con ${merchant} por un medio que ya conozca.`,
    accounts: 'Datos bancarios de esta copia',
    noAccounts: 'Esta copia no indica datos bancarios.',
    stands: 'Estos datos bancarios siguen siendo válidos.',
    replaced: 'Estas cuentas ya no reciben dinero. Use los datos bancarios de la página de la factura.',
  },
};
