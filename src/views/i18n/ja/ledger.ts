import type { LedgerWords } from '../en/ledger.ts';

/** What is said of an invoice's money, in Japanese. */
export const ledger: LedgerWords = {
  headline: {
    processing: (merchant) => `${merchant} へ送金中`,
    refunded: (merchant) => `${merchant} から返金済み`,
  },
  row: {
    payment: (date) => `${date} お支払い`,
    processing: (date) => `${date}から処理中`,
    credit: (date) => `${date} お預かり分からの充当`,
    creditNote: (number, date) => `${date} 返還請求書 ${number}`,
    takenBack: (date) => `${date} 銀行による取り消し`,
    reversed: (date) => `${date} 記録済みのお支払いの取り消し`,
    refund: (date) => `${date} 返金`,
    refunding: (date) => `${date}から返金処理中`,
    asCredit: (date) => `${date} 次回以降への充当`,
    outside: (date) => `${date} その他の方法による返金`,
    earlier: '以前のお支払い',
    dueAfter: '処理後のお支払い残高',
    closed: 'お支払い不要',
    kept: 'お支払い額（返金差引後）',
  },
  refundedOn: (amount, date) =>
    `${date}に${amount}を返金しました。銀行の明細に反映されるまで最長 10 日かかることがあります。`,
  refundedInAll: (amount, date) =>
    `合計${amount}を返金しました（最新は${date}）。銀行の明細に反映されるまで最長 10 日かかることがあります。`,
  brief: {
    processing: (amount) => `${amount} 処理中`,
    refunded: (amount, date) => `${date}に${amount} 返金`,
    charged: (date) => `${date}に自動引き落とし`,
    chargedSoon: '自動引き落とし予定',
  },
  next: {
    chargedToOn: (method, date) => `${date}に ${method} から引き落とされます。お手続きは不要です。`,
    chargedTo: (method) => `${method} から自動で引き落とされます。お手続きは不要です。`,
    chargedOn: (date) => `${date}に自動で引き落とされます。お手続きは不要です。`,
    charged: '自動で引き落とされます。お手続きは不要です。',
    retriedOn: (date) => `${date}にもう一度引き落としを行います。今すぐお支払いいただくこともできます。`,
    retried: 'もう一度引き落としを行います。今すぐお支払いいただくこともできます。',
    charging: 'ただいまお支払いを処理しています。お手続きは不要です。',
    waiting: '自動支払いは現在保留中です。',
    instead: {
      above_limit: '自動支払いの上限額を超えているため、引き落とされません。お客様ご自身でお支払いください。',
      no_limit: (currency) =>
        `${currency} の自動支払いの上限額が設定されていないため、引き落とされません。お客様ご自身でお支払いください。`,
      not_chosen:
        'この請求書を自動で引き落とすかどうかがまだ選択されていないため、引き落とされません。お客様ご自身でお支払いください。',
      paused: 'この請求書の自動支払いは一時停止中です。お客様ご自身でお支払いください。',
    },
    payNow: '今すぐ支払う',
  },
};
