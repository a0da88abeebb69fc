import type { TaxWords } from '../en/taxes.ts';

/** What an invoice says of its taxes, in Japanese. */
export const taxes: TaxWords = {
  notes: {
    reverseCharge: 'リバースチャージ:納税義務はお客様にあります。',
    intraCommunity: 'EU域内への免税の供給(指令2006/112/EC第138条)。',
    export: '輸出免税。',
    outsideScope: '課税対象外。',
    smallBusiness: (law) => `税は加算されません:小規模事業者の免税(${law})。`,
    exempt: (law) => `非課税(${law})。`,
    exemptCustomer: '税は加算されません:お客様は免税です。',
  },
};
