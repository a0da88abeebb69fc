import type { CreditNoteWords } from '../en/credit-notes.ts';

/** What is said of credit notes, in Japanese. */
export const creditNotes: CreditNoteWords = {
  heading: '返還請求書',
  title: (number, merchant) => `${merchant} の返還請求書 ${number}`,
  number: '返還請求書番号',
  corrects: (number, date) => `${date}発行の請求書 ${number} の訂正`,
  reason: '理由',
  invoice: '請求書',
  settled: {
    offDue: 'ご請求額からの減額',
    refunded: '返金',
    asCredit: '次回以降への充当',
    outside: 'その他の方法による返金',
  },
  onInvoice: {
    status: '取消済み',
    closed: (merchant) => `${merchant} がこの請求書の全額を取り消しました。お支払いは不要です。`,
    list: '返還請求書',
    download: (number) => `返還請求書 ${number} をダウンロード`,
    downloadXml: (number) => `返還請求書 ${number} の電子データをダウンロード`,
    since: (date) => `${date}に取り消されました。お支払いは不要です。`,
  },
  mail: {
    subject: (number, merchant, amount, invoice) =>
      `返還請求書 ${number}：${amount}（請求書 ${invoice}、${merchant}）`,
    status: (date) => `${date}に発行`,
    explained: (merchant, amount, invoice) => `${merchant} が請求書 ${invoice} を${amount}減額しました。`,
    closed: 'この請求書のお支払いは不要になりました。',
    stillDue: (amount) => `この請求書の残額は${amount}です。`,
    refunded: (amount) =>
      `${amount}をお支払いに使われた方法へ返金します。口座やカードへの反映には最長で 10 日かかることがあります。`,
    asCredit: (amount) => `${amount}は次回以降の請求書に充当します。`,
    outside: (amount, merchant) => `${amount}は ${merchant} が別の方法で返金します。`,
    attached: '返還請求書を PDF で添付しています。',
    linked: 'PDF はメールに添付できない大きさです。請求書のページからダウンロードしてください。',
    total: '減額した金額',
  },
};
