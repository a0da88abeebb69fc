import type { AccountWords } from '../en/account-emails.ts';
import { given } from '../given.ts';

/** Mails to a customer about no invoice, in Japanese. */
export const accountEmails: AccountWords = {
  title: (merchant) => `${merchant} のお客様アカウント`,
  settings: 'お支払い設定を見る',
  autopay: '自動支払いを確認する',
  notYou: (merchant) => `お心当たりがない場合は、すぐに ${merchant} までご連絡ください。`,
  signIn: {
    subject: (merchant, time) => `${merchant}：ログイン用リンク（${time}まで有効）`,
    headline: 'ログイン',
    status: (time) => `1 回のみ、${time}まで有効`,
    explained: (merchant) =>
      `ログインすると、${merchant} からの請求書をご覧いただけます。リンクは、リクエストしたブラウザーで開いてください。`,
    neutralTitle: 'お客様への請求書',
    neutralSubject: (time) => `ログイン用リンク（${time}まで有効）`,
    neutralExplained:
      'ログインすると、このアドレスにお送りしている請求書をご覧いただけます。リンクは、リクエストしたブラウザーで開いてください。',
    neutralClosing: 'ご不明な点は、請求書の送付元までお問い合わせください。',
    portal: 'お客様ポータル',
    notYou:
      'このリンクをリクエストしていない場合、お手続きは不要です。リンクがなければ誰もログインできません。このメールは転送しないでください。',
    action: 'ログインする',
  },
  methodAsked: {
    subject: (merchant) => `お支払い方法の追加のお願い（${merchant}）`,
    headline: 'お支払い方法の追加のお願い',
    status: (time) => `リンクは 1 回のみ、${time}まで有効`,
    explained: (merchant, customer) =>
      `${merchant} より、${customer} への請求書のお支払いに使うカードまたは銀行口座の追加をお願いしております。`,
    nothingCharged:
      '追加しただけでは、お支払いは発生しません。何のお支払いに使われるかを事前にご確認いただけ、いつでも削除できます。',
    note: 'このメールは転送しないでください。リンクを開くと、請求書とお支払い方法をどなたでもご覧いただけます。お心当たりがない場合、お手続きは不要です。',
    action: 'お支払い方法を追加する',
  },
  methodAdded: {
    openInvoices:
      '追加しただけでは、お支払いは発生しません。未払いの請求書がある場合は、お支払い設定で支払い方をお選びいただけます。',
    subject: (method, merchant, date) => `お支払い方法を追加しました：${method}（${merchant}、${date}）`,
    headline: 'お支払い方法を追加しました',
    status: (date) => `${date}に追加`,
    explained: (merchant, method) =>
      `${merchant} からの請求書のお支払い方法として、${method}を保存しました。お支払い設定でいつでも削除できます。`,
  },
  mandate: {
    subject: (merchant, last4, date) =>
      `口座引き落としの承認：銀行口座 •••• ${last4}（${merchant}、${date}）`,
    headline: '口座引き落としの承認',
    status: (date) => `${date}に承認`,
    explained: (merchant, account) =>
      `お客様は ${merchant} に対し、お支払いの手続きをされた請求書、または自動支払いの対象となる請求書の金額を、${account}から引き落とすこと、および引き落としの訂正が必要な場合に同口座へ入金することを承認されました。引き落としは Stripe が行います。`,
    revoke: (merchant, contact) =>
      `この承認は、撤回されるまで有効です。撤回するには、お支払い設定でこの口座を削除するか、${merchant} までご連絡ください（${contact}）。その時点で処理中の引き落としは実行されます。`,
    keep: 'この確認書を保管してください。',
    authorised: '承認先',
    holder: '口座名義',
    bank: '銀行',
    routing: 'ルーティング番号',
    account: '口座番号',
    endingIn: (last4) => `末尾 ${last4}`,
    date: '日時',
  },
  methodKept: {
    subject: (method, merchant, date) =>
      `お支払い方法を保存しました：${method}（${merchant} の今後の請求書用、${date}）`,
    headline: 'お支払い方法を保存しました',
    status: (date) => `${date}に保存`,
    explained: (merchant, customer, method) =>
      `${merchant} から ${customer} への請求書を${method}でお支払いいただきました。このお支払い方法は、${customer} への今後の請求書のために保存されます。`,
    waits: (customer) => `${customer} が確認するまで、引き落とされることはありません。`,
    agreed: 'お支払い前にお伝えした内容',
    stop: 'ご希望でない場合は、ログインせずに停止できます。',
    action: '今後は引き落とさない',
  },
  methodToConfirm: {
    subject: (method, merchant, date) => `ご確認のお願い：${method}（${merchant} の請求書、${date}）`,
    headline: 'お支払い方法の確認',
    status: (date) => `${date}から確認待ち`,
    explained: (merchant, method, email) =>
      given(email, {
        known: `${merchant} からの請求書の一つが、${method}でリンクから支払われました。支払者は ${email} で、お客様のメールアドレスではありません。`,
        unknown: `${merchant} からの請求書の一つが、${method}でリンクから支払われました。支払者は不明です。`,
      }),
    next: 'お支払い設定で確認されない限り、今後の請求書が引き落とされることはありません。お心当たりがない場合は、お支払い設定で削除してください。',
  },
  methodRemoved: {
    subject: (method, merchant, date) => `お支払い方法を削除しました：${method}（${merchant}、${date}）`,
    headline: 'お支払い方法を削除しました',
    status: (date) => `${date}に削除`,
    explained: (merchant, method) => `${merchant} は今後、${method}から引き落とせません。`,
  },
  verification: {
    subject: (last4, date) => `銀行口座 •••• ${last4} の確認のお願い（確認用入金は${date}まで）`,
    headline: '銀行口座の確認',
    status: (date) => `確認用入金は${date}までに届きます`,
    amounts: (account) =>
      `Stripe から${account}に少額の入金が 2 件あります。明細に表示されましたら、2 件の金額をお支払い設定に入力してください。`,
    code: (account) =>
      `Stripe から${account}に 0.01 ドルの入金があります。明細に表示されましたら、摘要欄のコードをお支払い設定に入力してください。コードは SM で始まる 6 文字です。`,
    limit: '入金から 10 日以内にお願いいたします。確認が済み次第、口座をご利用いただけます。',
    action: '銀行口座を確認する',
  },
  verificationFailed: {
    subject: (last4, date) => `銀行口座 •••• ${last4} を確認できませんでした（${date}）`,
    headline: '銀行口座を確認できませんでした',
    status: (date) => `${date}に終了`,
    attemptsExceeded: (account) => `確認用入金の入力誤りが多すぎるため、${account}はこれ以上確認できません。`,
    timedOut: (account) => `${account}の確認が期限までに行われませんでした。`,
    depositsFailed: (account) =>
      `${account}に確認用入金を行えませんでした。ルーティング番号または口座番号が間違っている可能性があります。`,
    again: '引き落としは行われていません。同じ口座を追加し直すか、別のカードや口座をご利用いただけます。',
    action: 'お支払い方法を追加する',
  },
  cardExpiring: {
    subject: (card, month, merchant) => `カードの有効期限は${month}末です（${card}、${merchant}）`,
    headline: 'カードの有効期限が近づいています',
    status: (month) => `${month}末まで有効`,
    explained: (merchant, card) =>
      `${merchant} からの請求書は${card}でお支払いいただいています。有効期限を過ぎるとご利用いただけません。`,
    next: '新しいカードを追加してください。カード会社が自動で更新し Stripe に通知する場合、お手続きは不要です。',
    action: 'カードを更新する',
  },
  statement: {
    subject: (merchant, period) => `取引明細：${period}（${merchant}）`,
    period: (from, to) => `${from}から${to}まで`,
    explained: (merchant, from, to) => `${from}から${to}までの、${merchant} との取引明細です。`,
    attached: 'すべての明細は添付ファイルにあります。表計算ソフトで開けます。',
    tooLong: '明細が多いため、メールには記載できません。お客様ポータルでご覧ください。',
    overdue: (amount) => `${amount}がお支払い期限を過ぎています`,
    overdueSum: 'うち期限超過',
    nothingOwed: '未払いはありません',
    more: (count) => `以前の明細 ${count} 件は添付ファイルにあります`,
    action: '取引明細を表示',
    stop: (merchant) =>
      `${merchant} の設定により、お客様のアドレスに毎月 1 回お送りしています。不要な場合は ${merchant} までお知らせください。`,
  },
  autopayOn: {
    subject: (merchant, date) => `自動支払いを有効にしました（${merchant}、${date}）`,
    headline: '自動支払いは有効です',
    status: (date) => `${date}に同意`,
    onSend: (merchant, method) =>
      given(method, {
        known: `${merchant} からの請求書は、送付時に自動でお支払いいただきます（${method}）。`,
        unknown: `${merchant} からの請求書は、送付時に自動でお支払いいただきます。`,
      }),
    onDueDate: (merchant, method) =>
      given(method, {
        known: `${merchant} からの請求書は、お支払い期限の日に自動でお支払いいただきます（${method}）。`,
        unknown: `${merchant} からの請求書は、お支払い期限の日に自動でお支払いいただきます。`,
      }),
    asAgreed: (merchant, method) =>
      given(method, {
        known: `${merchant} からの請求書は、各請求書に記載の日に自動でお支払いいただきます（${method}）。`,
        unknown: `${merchant} からの請求書は、各請求書に記載の日に自動でお支払いいただきます。`,
      }),
    cap: (amount) =>
      `1 件の請求書につき最大${amount}までです。これを超える請求書が自動で支払われることはありません。`,
    notice: (days) => `お支払い期限の日の自動支払いについては、${days} 日前にメールでお知らせします。`,
    off: 'この内容の確認と変更、自動支払いの停止は、自動支払いの設定でいつでも行えます。',
  },
  autopayOff: {
    subject: (merchant, date) => `自動支払いを停止しました（${merchant}、${date}）`,
    headline: '自動支払いは停止しています',
    status: (date) => `${date}に停止`,
    explained: (merchant) =>
      `${merchant} からの請求書は、今後自動では支払われません。各請求書のリンクからお支払いください。`,
    underWay: 'その時点で処理中のお支払いは、完了することがあります。',
  },
};
