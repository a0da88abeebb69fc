import type { EmailWords } from '../en/emails.ts';
import { given } from '../given.ts';
import { accountEmails } from './account-emails.ts';
import { businessEmails } from './business-emails.ts';
import { scheduleEmails } from './schedule-emails.ts';

/** What only the mails say, in Japanese. */
export const emails: EmailWords = {
  invoiceSent: {
    subject: (number, merchant, amount) => `請求書 ${number}：${amount}（${merchant}）`,
    subjectDue: (number, merchant, amount, date) =>
      `請求書 ${number}：${amount}、お支払い期限 ${date}（${merchant}）`,
    preview: (merchant) => `${merchant} からの請求書をお送りします。PDF を添付しています。`,
    previewLinked: (merchant) => `${merchant} からの請求書をお送りします。`,
    nothingDue: 'お支払いは不要です',
    due: (date) => `お支払い期限 ${date}`,
    wasDue: (date) => `期限超過（お支払い期限 ${date}）`,
    dueOnReceipt: '受領後すみやかにお支払いください',
    chargedAtOnce: 'この請求書は、ご登録のお支払い方法で自動的に支払われます。',
    chargedOn: (date) => `この請求書は、${date}にご登録のお支払い方法で自動的に支払われます。`,
    attached: '請求書を PDF で添付しています。',
    linked: 'PDF のサイズが大きくメールに添付できないため、請求書の画面からダウンロードしてください。',
  },
  receipt: {
    subject: (number, amount, date) => `領収書：${amount}（請求書 ${number}、${date}お支払い）`,
    subjectSeveral: (invoices, amount, date) => `領収書：${amount}（請求書 ${invoices} 件、${date}お支払い）`,
    title: (merchant) => `${merchant} からの領収書`,
    preview: (merchant) => `${merchant} がお支払いを受領しました。ありがとうございます。`,
    paid: (date) => `お支払い済み ${date}`,
    stillDue: (amount) => `この請求書の残額は${amount}です。`,
    date: '日付',
    method: 'お支払い方法',
    reference: '参照番号',
    invoices: '請求書の件数',
    invoice: '請求書',
    amountOfInvoice: '請求書の合計',
    paidInAll: 'お支払い済みの合計',
  },
  invoiceVoided: {
    subject: (number, merchant, amount, date) =>
      `お支払い不要：請求書 ${number} は無効になりました（${amount}、${date}、${merchant}）`,
    preview: (merchant) => `${merchant} がこの請求書を取り下げました。お支払いは不要です。`,
    status: (date) => `${date}に無効化`,
    statusUndated: '無効',
    explained: (merchant) => `${merchant} がこの請求書を取り下げました。お支払いは不要です。`,
    alreadyPaid: (merchant) => `すでにお支払いの手続きをされた場合は、${merchant} までご連絡ください。`,
    amount: 'お支払い不要となった金額',
  },
  chargeNotice: {
    subject: (amount, date, number, merchant) =>
      `${date}に${amount}を自動でお支払い（請求書 ${number}、${merchant}）`,
    status: (date) => `${date}に自動でお支払い`,
    explained: (merchant, amount, date, method) =>
      given(method, {
        known: `${date}に、${merchant} への${amount}のお支払いが自動で行われます（${method}）。お手続きは不要です。`,
        unknown: `${date}に、${merchant} への${amount}のお支払いが自動で行われます。お手続きは不要です。`,
      }),
    choices:
      'お早めに、または別の方法でお支払いいただくこともできます。この請求書の自動支払いをご希望でない場合は、その日までに停止できます。停止した場合、お支払いは別途必要です。',
    date: 'お支払い予定日時',
    method: 'お支払い方法',
    payNow: '今すぐ Stripe で支払う',
    pause: 'この請求書の自動支払いを停止する',
  },
  failed: {
    subject: (amount, date, number, merchant) =>
      `お支払い未完了：${amount}、請求書 ${number}（${date}、${merchant}）`,
    status: (date) => `${date}のお支払いは完了していません`,
    charge: (method, date) =>
      given(method, {
        known: `${date}の自動支払いが完了しませんでした（${method}）。`,
        unknown: `${date}の自動支払いが完了しませんでした。`,
      }),
    payment: (method, date) =>
      given(method, {
        known: `${date}のお支払いが完了しませんでした（${method}）。`,
        unknown: `${date}のお支払いが完了しませんでした。`,
      }),
    stillDue: (amount) => `${amount}のお支払いが残っています。`,
    nextAttempt: (date) => `${date}に自動でもう一度お支払いを試みます。`,
    nextAttemptWith: (date, method) => `${date}に自動でもう一度お支払いを試みます（${method}）。`,
    noAttempt: '自動での再試行は行われません。',
    payNow: 'ご希望のカードまたは口座で、オンラインでお支払いください。',
    paySooner: '今すぐお支払いいただくこともできます。別のカードや口座もご利用いただけます。',
    date: '日付',
    method: 'お支払い方法',
    amount: 'お支払いを試みた金額',
    nextDate: '次回の予定',
  },
  declined: {
    subject: (amount, date, number, merchant) =>
      `別の方法でお支払い済み：${amount}、請求書 ${number}（${date}、${merchant}）`,
    status: (date) => `${date}に別の方法でお支払い済み`,
    instead: (amount, method) =>
      given(method, {
        known: `代わりに、別のお支払い方法で${amount}をお支払いいただきました（${method}）。お手続きは不要です。`,
        unknown: `代わりに、別のお支払い方法で${amount}をお支払いいただきました。お手続きは不要です。`,
      }),
    first: '今後は、お支払いできた方法から使用します。お支払い設定で変更できます。',
    declined: '承認されなかった方法',
    charged: '使用したお支払い方法',
  },
  ended: {
    subject: (amount, number, merchant, date) =>
      `お支払いのお願い：${amount}、請求書 ${number}（${date}の自動支払い未完了、${merchant}）`,
  },
  confirmation: {
    subject: (amount, number, merchant, date) =>
      `ご確認のお願い：${amount}、請求書 ${number}（${date}、${merchant}）`,
    status: 'お客様のご確認待ち',
    explained: (merchant, method) =>
      given(method, {
        known: `${merchant} が自動支払いを試みました（${method}）。金融機関がお客様ご自身による確認を求めているため、まだ引き落としは行われていません。`,
        unknown: `${merchant} が自動支払いを試みました。金融機関がお客様ご自身による確認を求めているため、まだ引き落としは行われていません。`,
      }),
    action: 'お支払いの手続きを行い、金融機関から求められたら確認してください。',
  },
  debitStarted: {
    subject: (amount, date, number, merchant) =>
      `口座引き落としを開始：${amount}、請求書 ${number}（${date}、${merchant}）`,
    status: (date) => `お支払いの処理中（${date}から）`,
    explained: (amount, method, date) =>
      given(method, {
        known: `${amount}の口座引き落としを行っています（${method}）。銀行口座からのお支払いには数営業日かかり、${date}までに完了する見込みです。`,
        unknown: `${amount}の口座引き落としを行っています。銀行口座からのお支払いには数営業日かかり、${date}までに完了する見込みです。`,
      }),
    nothingToDo: 'お手続きも、再度のお支払いも不要です。入金を確認でき次第、領収書をお送りします。',
    expected: '完了予定',
  },
  returned: {
    subject: (amount, date, number, merchant) =>
      `引き落とし不能：${amount}、請求書 ${number}（${date}、${merchant}）`,
    status: (date) => `${date}に引き落とし不能`,
    explained: (amount, merchant, method) =>
      given(method, {
        known: `${merchant} が受領した${amount}のお支払いが、金融機関で引き落としができず取り消されました（${method}）。`,
        unknown: `${merchant} が受領した${amount}のお支払いが、金融機関で引き落としができず取り消されました。`,
      }),
    dueAgain: (amount) =>
      `このため${amount}のお支払いが再び必要です。自動支払いは行われません。理由は金融機関にお問い合わせください。`,
    amount: '取り消された金額',
  },
  refund: {
    subject: (amount, date, number, merchant) =>
      `返金のお知らせ：${amount}、請求書 ${number}（${date}、${merchant}）`,
    title: (merchant) => `${merchant} からの返金`,
    status: (date) => `${date}に返金`,
    explained: (merchant, amount, method) =>
      given(method, {
        known: `${merchant} が${amount}を返金しました（${method}）。`,
        unknown: `${merchant} が${amount}を返金しました。`,
      }),
    surplus: 'この請求書の金額を超えてお支払いいただいたため、超過分を返金しました。',
    time: '口座やカードへの反映には最長で 10 日かかることがあります。お手続きは不要です。',
    method: '返金先',
    reference: '参照番号',
  },
  reminder: {
    subject: (number, merchant, amount, date) =>
      `お支払いのお願い：${amount}（期限 ${date}）、請求書 ${number}（${merchant}）`,
    subjectUndated: (number, merchant, amount, date) =>
      `お支払いのお願い：${amount}、請求書 ${number}（${merchant}、${date}）`,
    subjectFailed: (number, merchant, amount, date) =>
      `お支払いのお願い：残額 ${amount}、請求書 ${number}（${merchant}、${date}）`,
    explained: (merchant, amount) =>
      `この請求書について、${merchant} はまだ${amount}のお支払いを確認できていません。`,
    failed: (merchant, amount) =>
      `この請求書の前回のお支払いが完了しておらず、${merchant} は${amount}のお支払いをお待ちしています。`,
    crossed: 'すでにお支払いいただいている場合は、行き違いにつきご容赦ください。',
    overdueFor: (days) => `お支払い期限から ${days} 日が過ぎています。`,
  },
  invoiceTitle: (number, merchant) => `請求書 ${number}（${merchant}）`,
  pay: 'Stripe で支払う',
  view: '請求書の詳細を見る',
  settings: 'お支払い設定を変更する',
  billedTo: '請求先',
  noLink: (merchant) => `お支払い方法については、${merchant} までご相談ください。`,
  noLinkTransfer: '銀行振込でお支払いいただけます。振込先は下記をご覧ください。',
  moreItems: (count) => `ほか ${count} 件は添付の PDF をご覧ください`,
  moreItemsOnline: (count) => `ほか ${count} 件は請求書のページをご覧ください`,
  questions: (merchant) => `お問い合わせは ${merchant} までご連絡ください。`,
  questionsAt: (address) => `お問い合わせ先：${address}`,
  business: businessEmails,
  account: accountEmails,
  schedules: scheduleEmails,
};
