import type { ReceiptWords } from '../en/receipts.ts';

/** What is said of receipts, in Japanese. */
export const receipts: ReceiptWords = {
  heading: '領収書',
  refundHeading: '返金明細書',
  title: (number, merchant) => `${merchant} の領収書 ${number}`,
  refundTitle: (number, merchant) => `${merchant} の返金明細書 ${number}`,
  number: '領収書番号',
  paidOn: 'お支払い日',
  refundedOn: '返金日',
  method: 'お支払い方法',
  refundedTo: '返金先',
  reference: '参照番号',
  refundOf: 'お支払いの領収書',
  from: 'お支払い先',
  to: '請求先',
  status: {
    paid: (date) => `${date}にお支払い済み`,
    returned: '銀行がこのお支払いを取り消したため、お支払い済みではなくなりました。',
    reversed:
      '取り消し済み：このお支払いは記録されましたが、入金がないか、この請求書のものではありませんでした。お支払い済みではなくなりました。',
    partlyReturned: (amount) => `銀行がこのお支払いのうち${amount}を取り消しました。`,
    refunded: '全額返金済み',
    partlyRefunded: (amount) => `これまでの返金額：${amount}`,
    refundMade: (date) => `${date}に返金済み`,
    refundOnItsWay: (date) =>
      `${date}に返金手続きを開始しました。明細に表示されるまで最長 10 日かかることがあります。`,
    refundFailed: 'この返金は完了しませんでした。返金は行われていません。',
  },
  invoices: 'お支払いの内訳',
  refundedInvoices: '返金対象のお支払いの内訳',
  invoice: '請求書',
  issued: '発行日',
  total: '請求書の合計',
  amount: 'お支払い額',
  others: (count) => `その他の請求書 ${count} 件`,
  surplus: '請求額を超えた分',
  received: 'お支払い金額',
  refundAmount: '返金額',
  returnedUndated: '銀行が取り消し',
  left: (number) => `このお支払い後の請求書 ${number} の残額`,
  tax: '請求書全体の税額',
  taxLine: (label, taxable, amount) => `${label}（対象 ${taxable}）：${amount}`,
  taxLineOf: (number, label, taxable, amount) => `請求書 ${number}：${label}（対象 ${taxable}）：${amount}`,
  refundNote: '返金によって請求書の内容は変わりません。請求書が訂正された場合は、別に返還請求書があります。',
  proof: {
    heading: 'この領収書の確認',
    explained:
      'これは、この領収書を作成した時点の記録の指紋（ハッシュ値）です。記録が今も一致しているかは、次のページで確認できます。',
    fingerprint: (entry) => `指紋（記録 ${entry}）`,
    link: '確認ページ',
  },
  list: '領収書',
  download: '領収書をダウンロード',
  downloadOf: (number) => `領収書 ${number} をダウンロード`,
  downloadDated: (date) => `${date}の領収書をダウンロード`,
  payment: '領収書',
  refundEntry: '返金明細書',
  mail: {
    attached: '領収書を PDF で添付しています。',
    linked: 'PDF が大きいためメールに添付できません。請求書のページからダウンロードしてください。',
  },
  check: {
    title: (number) => `領収書 ${number}`,
    intact: 'この領収書の記録は保たれています',
    changed: 'この領収書の記録が変更されています',
    gone: 'この記録は残っていません',
    intactExplained: (merchant) =>
      `このお支払いに関する ${merchant} のすべての記録を今確認しました。次の内容をお手元の領収書と比べてください。`,
    changedExplained: (merchant) =>
      `このお支払いに関する ${merchant} の記録の一部が、後から変更されています。${merchant} にお問い合わせのうえ、お手元の領収書を保管してください。`,
    goneExplained: (merchant) =>
      `この領収書の元になった記録は、バックアップからの復元などにより ${merchant} に残っていません。${merchant} にお問い合わせのうえ、お手元の領収書を保管してください。`,
    compare: 'お手元の領収書と比べてください',
    merchant: '発行元',
    fingerprint: '指紋',
    entry: '記録',
    entryOf: (entry, count) => `${count} 件中 ${entry} 件目`,
    proves: {
      heading: 'この確認でわかること',
      chain:
        'このお支払いの各記録には、その内容と直前の記録から計算した指紋が付いています。今、すべてを計算し直しました。',
      copy: '上の指紋がお手元の領収書と同じであれば、その領収書の作成後、その記録までの間に変更・削除・挿入された記録はありません。',
      amounts:
        '上の金額は現在の記録の金額です。返金や取り消しがないのにお手元の領収書と異なる場合、お手元の領収書が書き換えられています。',
    },
    doubts: {
      heading: 'この確認ではわからないこと',
      truth: '記録が書かれた時点で正しかったかどうか。',
      others: 'ほかのお支払いについて。記録はお支払いごとに分かれています。',
      copy: 'お手元の領収書なしには何も確かめられません。このサイトの運営者はすべての記録を書き直すことができ、それがわかるのは保管された指紋によってだけです。お手元の領収書を保管してください。',
    },
  },
};
