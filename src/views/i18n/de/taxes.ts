import type { TaxWords } from '../en/taxes.ts';

/** What an invoice says of its taxes, in German. */
export const taxes: TaxWords = {
  ids: {
    vat: 'USt-IdNr.',
    oneStopShop: 'OSS-USt-IdNr.',
    gst: 'GST-Nummer',
    gstHst: 'GST/HST-Nummer',
    qst: 'QST-Nummer',
    business: 'Unternehmensnummer',
    uid: 'UID-Nummer',
    registration: 'Registrierungsnummer',
    businessRegistration: 'Gewerberegisternummer',
  },
  notes: {
    reverseCharge: 'Steuerschuldnerschaft des Leistungsempfängers (Reverse Charge).',
    intraCommunity: 'Steuerfreie innergemeinschaftliche Lieferung (Art. 138 der Richtlinie 2006/112/EG).',
    export: 'Steuerfreie Ausfuhrlieferung.',
    outsideScope: 'Nicht steuerbar.',
    smallBusiness: (law) => `Steuerfrei: Es gilt die Steuerbefreiung für Kleinunternehmer (${law}).`,
    exempt: (law) => `Steuerfrei (${law}).`,
    exemptCustomer: 'Steuerfrei: Der Kunde ist von der Steuer befreit.',
  },
  deductions: {
    withholding: (name, percentage) => `${name} ${percentage} einbehalten`,
    deposit: (number, date) => `Anzahlungsrechnung ${number} vom ${date}`,
    depositTaxed: (number, date, tax) => `Anzahlungsrechnung ${number} vom ${date}, darin ${tax} Steuer`,
    rounding: 'Rundung',
    payable: 'Zahlbetrag',
  },
};
