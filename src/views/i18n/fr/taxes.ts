import type { TaxWords } from '../en/taxes.ts';

/** What an invoice says of its taxes, in French. */
export const taxes: TaxWords = {
  ids: {
    vat: 'N° de TVA',
    oneStopShop: 'N° de TVA OSS',
    gst: 'N° GST',
    gstHst: 'N° de TPS/TVH',
    qst: 'N° de TVQ',
    business: 'Numéro d’entreprise',
    uid: 'N° IDE',
    registration: 'Numéro d’enregistrement',
    businessRegistration: 'Numéro d’enregistrement d’entreprise',
  },
  notes: {
    reverseCharge: 'Autoliquidation\u00a0: la taxe est due par le client.',
    intraCommunity: 'Livraison intracommunautaire exonérée (article 138 de la directive 2006/112/CE).',
    export: 'Exportation exonérée de taxe.',
    outsideScope: 'Hors du champ d’application de la taxe.',
    smallBusiness: (law) => `Taxe non applicable\u00a0: franchise des petites entreprises (${law}).`,
    exempt: (law) => `Exonéré de taxe (${law}).`,
    exemptCustomer: 'Taxe non applicable\u00a0: le client est exonéré.',
  },
  deductions: {
    withholding: (name, percentage) => `Retenue ${name} ${percentage}`,
    deposit: (number, date) => `Facture d’acompte ${number} du ${date}`,
    depositTaxed: (number, date, tax) => `Facture d’acompte ${number} du ${date}, dont ${tax} de taxe`,
    rounding: 'Arrondi',
    payable: 'Net à payer',
  },
};
