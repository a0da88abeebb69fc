import type { TaxWords } from '../en/taxes.ts';

/** What an invoice says of its taxes, in Japanese. */
export const taxes: TaxWords = {
  ids: {
    vat: 'VAT 番号',
    oneStopShop: 'OSS VAT 番号',
    gst: 'GST 番号',
    gstHst: 'GST/HST 番号',
    qst: 'QST 番号',
    business: '事業者番号',
    uid: 'UID 番号',
    registration: '登録番号',
    businessRegistration: '事業者登録番号',
  },
  notes: {
    reverseCharge: 'リバースチャージ方式：納税義務はお客様にあります。',
    intraCommunity: 'EU 域内への免税の供給（指令 2006/112/EC 第 138 条）。',
    export: '輸出免税。',
    outsideScope: '課税対象外。',
    smallBusiness: (law) => `税は加算されません：小規模事業者の免税（${law}）。`,
    exempt: (law) => `非課税（${law}）。`,
    exemptCustomer: '税は加算されません：お客様は免税です。',
  },
  deductions: {
    withholding: (name, percentage) => `${name} ${percentage}（源泉徴収）`,
    deposit: (number, date) => `前受金請求書 ${number}（${date}）`,
    depositTaxed: (number, date, tax) => `前受金請求書 ${number}（${date}、うち税額 ${tax}）`,
    rounding: '端数調整',
    payable: '差引請求額',
  },
};
