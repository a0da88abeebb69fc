import type { DocumentWords } from '../en/documents.ts';

/** What only the PDF says, in Japanese. */
export const documents: DocumentWords = {
  title: (number, merchant) => `請求書 ${number}（${merchant}）`,
  heading: '請求書',
  status: {
    draft: '下書き（請求書ではありません）',
    due: (date) => `お支払い期限 ${date}`,
    wasDue: (date) => `期限超過（お支払い期限 ${date}）`,
    dueOnReceipt: '受領後すみやかにお支払いください',
    nothingDue: 'お支払いは不要です',
    processing: 'お支払いの処理中',
    paid: 'お支払い済み',
    paidOn: (date) => `お支払い済み ${date}`,
    refunded: '返金済み',
    void: '無効。お支払いは不要です。',
    voidOn: (date) => `${date}に無効化。お支払いは不要です。`,
    uncollectible: '請求終了',
  },
  pay: 'Stripe で支払う',
  payAt: 'オンラインでのお支払い：',
  viewAt: 'この請求書をオンラインで見る：',
  carriedForward: '次ページへ繰越',
  broughtForward: '前ページより繰越',
  page: (page, of) => `${page} / ${of} ページ`,
};
