/**
 * What an invoice says of its taxes, in English, because a law wants it said. Other languages take their type from here. The
 * law comes in as its own country cites it.
 */
export const taxes = {
  /** What stands before a tax id; what only its own authority names, as EIN or SIRET, is called as there. */
  ids: {
    vat: 'VAT number',
    oneStopShop: 'OSS VAT number',
    gst: 'GST number',
    gstHst: 'GST/HST number',
    qst: 'QST number',
    business: 'Business number',
    uid: 'UID number',
    registration: 'Registration number',
    businessRegistration: 'Business registration number',
  },
  notes: {
    reverseCharge: 'Reverse charge: the customer accounts for the tax.',
    intraCommunity: 'Tax-exempt supply to another EU country (Directive 2006/112/EC, art. 138).',
    export: 'Tax-exempt export.',
    outsideScope: 'Outside the scope of the tax.',
    smallBusiness: (law: string) => `No tax is charged: exemption for small businesses (${law}).`,
    exempt: (law: string) => `Exempt from tax (${law}).`,
    exemptCustomer: 'No tax is charged: the customer is exempt.',
  },
  /** What is taken off a total with tax before it is paid. */
  deductions: {
    withholding: (name: string, percentage: string) => `${name} ${percentage} withheld`,
    deposit: (number: string, date: string) => `Deposit invoice ${number} of ${date}`,
    depositTaxed: (number: string, date: string, tax: string) =>
      `Deposit invoice ${number} of ${date}, including ${tax} tax`,
    rounding: 'Rounding',
    payable: 'Amount payable',
  },
};

/** Every text about taxes in one language. */
export type TaxWords = typeof taxes;
