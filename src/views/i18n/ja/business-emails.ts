import type { BusinessWords } from '../en/business-emails.ts';

/** What the business is told of its customers' payments, in Japanese. */
export const businessEmails: BusinessWords = {
  title: (number, customer) => `請求書 ${number}（${customer} 宛）`,
  view: 'オンライン請求書を開く',
  closing: (address) => `このメッセージは、事業者設定に登録されたアドレス ${address} にお送りしています。`,
  customer: '顧客',
  invoice: '請求書番号',
  due: '支払期限',
  remaining: '未払い額',
  method: '支払い方法',
  code: 'エラーコード',
  noCode: '記載なし',
  told: '顧客への説明',
  next: '次回の試行',
  noNext: 'なし',
  payment: '支払い',
  refund: '返金',
  reason: '理由',
  origin: '開始者',
  automatic: '自動支払い',
  byCustomer: '顧客',
  evidenceDue: '証拠の提出期限',
  failed: {
    subject: (amount, date, number, customer) =>
      `支払い失敗：${amount}、請求書 ${number}（${customer}、${date}）`,
    status: (date) => `${date}に支払い失敗`,
    next: (date) => `次回の自動試行は${date}です。`,
    nextWith: (date, method) => `次回の自動試行は${date}です（${method}）。`,
    noNext: '自動試行の予定はありません。請求書は未払いのままで、リンクから支払えます。',
  },
  declined: {
    subject: (amount, date, number, customer) =>
      `別の方法で回収：${amount}、請求書 ${number}（${customer}、${date}）`,
    status: (date) => `${date}に別の方法で支払い済み`,
    explained: '顧客の支払い方法が拒否されました。すぐに別の方法で回収し、請求書は支払い済みです。',
    charged: '使用した支払い方法',
  },
  ended: {
    subject: (amount, date, number, customer) =>
      `自動回収の終了：${amount}、請求書 ${number}（${customer}、${date}）`,
    status: (date) => `${date}の最終試行が失敗`,
    explained: '自動試行はこれ以上行われません。再試行の回数を使い切ったか、再試行できない失敗です。',
    open: '請求書は未払いのままで、リンクから支払えます。督促は設定に従って送信されます。',
  },
  returned: {
    subject: (amount, date, number, customer) =>
      `引き落とし不能：${amount}、請求書 ${number}（${customer}、${date}）`,
    status: (date) => `${date}に引き落とし不能`,
    explained: (amount) =>
      `完了していた${amount}の支払いが、顧客の金融機関により取り消されました。Stripe の残高から差し引かれます。`,
    open: '請求書は再び未払いとなり、自動支払いは行われません。',
  },
  refundFailed: {
    subject: (amount, date, number, customer) =>
      `返金失敗：${amount}、請求書 ${number}（${customer}、${date}）`,
    status: (date) => `${date}に返金失敗`,
    explained: '顧客はこの返金を受け取っていません。金額は Stripe の残高にあります。',
    next: '別の返金方法を顧客と取り決めるか、返金をもう一度行ってください。',
  },
  stripeRefuses: {
    subject: (customer, date) => `Stripe が ${customer} のオンライン決済を拒否しています（${date}）`,
    title: 'オンライン決済',
    headline: 'Stripe がオンライン決済を拒否しています',
    status: (date) => `${date}から`,
    connection:
      'お使いのアカウントについて Stripe がこの操作を拒否しています。解決するまで、お客様はオンラインでお支払いいただけません。',
    ofCustomer: (customer) =>
      `Stripe が ${customer} の情報を受け付けません。解決するまで、この顧客の請求書はオンラインで支払えません。`,
    ofInvoice: (number, customer) =>
      `Stripe が ${customer} 宛ての請求書 ${number} の支払いを受け付けません。解決するまで、オンラインで支払えません。`,
    told: '支払いリンクを開いた方には、現在オンラインで支払えないこと、貴社がご存じであること、ほかの支払い方法が表示されます。',
    next: '下記の Stripe の指摘を、こちらの設定または Stripe ダッシュボードで修正してください。次回の支払い時に再度試行されます。',
    param: 'パラメーター',
    words: 'Stripe のメッセージ',
  },
  cardTesting: {
    subject: (date) => `お客様の支払いページでカードが試されています（${date}）`,
    title: '拒否されたカード',
    headline: '拒否されたカードが多すぎます',
    status: (time) => `${time}まで停止`,
    ofLink: (number, customer) =>
      `${customer} 宛ての請求書 ${number} のリンクで、カードが次々に拒否されました。盗まれたカードを試す手口のため、このリンクでは当面お支払いを受け付けません。`,
    ofCustomer: (customer) =>
      `${customer} のリンクとポータルで、カードが次々に拒否されました。盗まれたカードを試す手口のため、この顧客は当面そこでは支払えません。`,
    ofBusiness:
      '貴社の支払いリンクで、1 時間に承認された数より多くのカードが拒否されました。盗まれたカードを試す手口のため、どのリンクでも当面お支払いを受け付けません。ポータルにログインしているお客様は引き続きお支払いになれます。',
    told: '停止中のリンクを開いた方には、貴社への連絡をお願いしています。自動支払いは続きます。',
    next: '停止は自動的に終わります。お客様ご本人であれば、API で早めに解除できます。そうでなければ、請求書のリンクを差し替え、Stripe ダッシュボードで試行をご確認ください。',
    declines: '拒否されたカード',
    until: '停止の終了',
  },
  unreachable: {
    subject: (customer, date) => `${customer} にメールが届いていません（${date}）`,
    title: '配信できなかったメール',
    headline: '顧客にメールが届きませんでした',
    status: (date) => date,
    ofInvoice: (number, customer) =>
      `請求書 ${number} に関するメールが、${customer} のどのアドレスにも届きませんでした。`,
    ofCustomer: (customer) => `${customer} 宛てのメールが、どのアドレスにも届きませんでした。`,
    waits:
      'どなたにも届いていないお知らせは、通知済みと見なされません。事前のお知らせが必要な自動引き落としは、届くまで待機します。',
    next: 'この顧客のアドレスを修正するか、お電話でご連絡ください。未送信のお知らせは、その後あらためて送信されます。',
    addresses: 'アドレス',
    words: 'メールサーバーの応答',
  },
  dispute: {
    opened: {
      subject: (amount, date, number, customer) =>
        `異議申立て：${amount}、請求書 ${number}（${customer}、${date}）`,
      status: (date) => `${date}に異議申立て`,
      explained:
        '顧客が金融機関にこの支払いへの異議を申し立てました。決定が出るまで、Stripe は金額と手数料を留保します。その間、この顧客の自動支払いは休止します。',
    },
    inquiry: {
      subject: (amount, date, number, customer) =>
        `照会：${amount}、請求書 ${number}（${customer}、${date}）`,
      status: (date) => `${date}から照会中`,
      explained:
        '顧客の金融機関がこの支払いについて照会しています。金額は差し引かれていません。回答がない場合、異議申立てになることがあります。',
    },
    answer: (date) => `${date}までに、Stripe ダッシュボードで証拠を提出して回答してください。`,
    answerUndated: 'Stripe ダッシュボードで証拠を提出して回答してください。',
    answerThere: 'Stripe で回答する',
    won: {
      subject: (amount, date, number, customer) =>
        `異議申立て（有利な決定）：${amount}、請求書 ${number}（${customer}、${date}）`,
      status: (date) => `${date}に貴社に有利な決定`,
      explained: '貴社に有利な決定が出ました。支払いは有効なままで、対応は不要です。',
    },
    lost: {
      subject: (amount, date, number, customer) =>
        `異議申立て（不利な決定）：${amount}、請求書 ${number}（${customer}、${date}）`,
      status: (date) => `${date}に顧客に有利な決定`,
      explained: '顧客に有利な決定が出ました。金額は返還されません。',
    },
  },
};
