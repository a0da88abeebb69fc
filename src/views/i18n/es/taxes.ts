import type { TaxWords } from '../en/taxes.ts';

/** What an invoice says of its taxes, in Spanish. */
export const taxes: TaxWords = {
  ids: {
    vat: 'NIF-IVA',
    oneStopShop: 'NIF-IVA (OSS)',
    gst: 'Número de GST',
    gstHst: 'Número de GST/HST',
    qst: 'Número de QST',
    business: 'Número de empresa',
    uid: 'Número UID',
    registration: 'Número de registro',
    businessRegistration: 'Número de registro de empresa',
  },
  notes: {
    reverseCharge: 'Inversión del sujeto pasivo: el cliente liquida el impuesto.',
    intraCommunity: 'Entrega intracomunitaria exenta (artículo 138 de la Directiva 2006/112/CE).',
    export: 'Exportación exenta de impuesto.',
    outsideScope: 'Operación no sujeta al impuesto.',
    smallBusiness: (law) => `Sin impuesto: exención para pequeñas empresas (${law}).`,
    exempt: (law) => `Exento de impuesto (${law}).`,
    exemptCustomer: 'Sin impuesto: el cliente está exento.',
  },
  deductions: {
    withholding: (name, percentage) => `Retención ${name} ${percentage}`,
    deposit: (number, date) => `Factura de anticipo ${number} del ${date}`,
    depositTaxed: (number, date, tax) => `Factura de anticipo ${number} del ${date}, con ${tax} de impuesto`,
    rounding: 'Redondeo',
    payable: 'Total a pagar',
  },
};
