import type { InstalmentWords } from '../en/instalments.ts';

/** What is said of paying an invoice in parts, in Japanese. */
export const instalments: InstalmentWords = {
  heading: '分割払い',
  number: (number, of) => `分割払い ${number} / ${of} 回目`,
  state: {
    paid: '支払済み',
    processing: '処理中',
    overdue: '期限超過',
    due: 'お支払い期日',
    upcoming: '今後',
  },
  left: (amount) => `残り${amount}`,
  askedNow: (amount) => `今回のお支払い：${amount}`,
  ofWhole: (amount, left) => `残額${left}のうち、今回のお支払いは${amount}です。`,
  next: (amount, date) => `次回は${amount}、期日は${date}です。`,
  charged: '各回の金額は、それぞれの期日に自動で引き落とされます。',
  payAll: (amount) => `全額を支払う：${amount}`,
  ownAmount: (currency) => `別の金額（${currency}）`,
  ownLeast: (amount) => `${amount}以上。`,
  payOwn: 'この金額を支払う',
  pays: 'お支払い内容',
  nextLabel: '次回のお支払い',
  nextValue: (amount, date) => `${amount}（期日：${date}）`,
  leftLabel: '残額',
  terms: (amount, date) => `${date}までに${amount}`,
  problem: {
    unreadable: (example) => `金額を入力してください（例：${example}）。`,
    zero: '0 より大きい金額を入力してください。',
    more_than_owed: (amount) => `残額は${amount}です。`,
    whole_only: (amount) => `この請求書は全額（${amount}）でのお支払いとなります。`,
    no_instalment: (amount) => `この請求書は分割でのお支払いです。次回は${amount}です。`,
    below_least: (amount) => `${amount}以上をお支払いください。`,
    leaves_too_little:
      '残額が少なすぎてオンラインでお支払いいただけなくなります。少し減らすか、その回の全額をお支払いください。',
  },
};
