import type { PortalChoiceWords } from '../en/portal-choice.ts';

/** What the portal says to somebody who added a payment method while invoices were open, in Japanese. */
export const portalChoice: PortalChoiceWords = {
  title: '未払いの請求書',
  explained: '引き落としはまだ行われていません。現在未払いの請求書について、お支払い方法をお選びください。',
  inCurrency: (currency) => `${currency} の請求書`,
  due: 'お支払い期限',
  onReceipt: '受領後すみやかに',
  overdue: '期限超過',
  total: '合計',
  select: '選択',
  selectNumber: (number) => `請求書 ${number} を選択`,
  question: 'これらの請求書をどのように支払いますか？',
  payNow: (amount) => `今すぐ${amount}を支払う`,
  onDueDate: 'お支払い期限の日に自動で支払う。期限を過ぎたものは 1 日以内に支払われます。',
  notAutomatically: '自動では支払わない。自分で手続きします。',
  method: '今すぐ支払う方法',
  other: '別のお支払い方法（Stripe のページ）',
  part: '請求書を外した場合は、お支払いの前に新しい合計が表示されます。',
  confirm: '確定する',
  later: '後で決める',
  laterHint:
    'お選びいただくまで、期限を過ぎた請求書は自動では支払われません。期限前の請求書は設定のとおりに支払われます。',
  atOnce: (most) => `最初の ${most} 件です。残りはその後に表示されます。`,
  missing: '請求書を 1 件以上選び、支払い方をお選びください。',
  chosen: {
    pay_now: '今すぐ支払うことを選択済み',
    on_due_date: '期限の日に支払うことを選択済み',
    not_automatically: '自動では支払わないことを選択済み',
  },
  prompt: (count) =>
    `${count} 件の未払いの請求書について、選択をお待ちしています。お支払い方法を追加しただけでは、引き落としは行われません。`,
  choose: '選択する',
};
