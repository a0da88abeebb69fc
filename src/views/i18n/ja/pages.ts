import type { PageWords } from '../en/pages.ts';
import { failures } from './failures.ts';

/** Every word a payer reads, in Japanese. Counting knows one form, so nothing here asks for a plural. */
export const pages: PageWords = {
  sentenceGap: '',
  language: '言語',
  status: {
    draft: '下書き',
    due: 'お支払い期限',
    overdue: '期限超過',
    nothingDue: 'お支払いは不要です',
    processing: 'お支払いの処理中',
    failed: 'お支払い未完了',
    returned: '引き落とし不能',
    paid: 'お支払い済み',
    partiallyRefunded: 'お支払い済み（一部返金）',
    refunded: '返金済み',
    disputed: 'お支払いへの異議申立て中',
    void: '無効',
    uncollectible: '請求終了',
  },
  statusDetail: {
    on: (date) => date,
    wasDue: (date) => `・期限 ${date}`,
    isDue: (date) => `・期限 ${date}`,
    onReceipt: '受領後すみやかに',
    since: (date) => `${date}付`,
  },
  invoice: {
    title: (number, merchant) => `請求書 ${number}（${merchant}）`,
    titleSeveral: (numbers, merchant) => `請求書 ${numbers}（${merchant}）`,
    amountDueTo: (merchant) => `${merchant} へのお支払い金額`,
    amountPaidTo: (merchant) => `${merchant} へお支払い済み`,
    amountFrom: (merchant) => `${merchant} からの請求書`,
    processing: (amount, date, method) =>
      `${amount}のお支払い（${method}）の手続きを${date}に開始しました。銀行口座からのお支払いには最長で 4 営業日かかります。お客様のお手続きは不要です。`,
    processingShort: (amount, date) =>
      `${amount}のお支払いは${date}に開始し、現在処理中です。お客様のお手続きは不要です。`,
    failed: (amount, date) => `${date}の${amount}のお支払いは完了しませんでした。`,
    returned: (amount, date) =>
      `${date}の${amount}のお支払いは、金融機関で引き落としができず取り消されました。恐れ入りますが、再度お支払いください。`,
    paidWith: (amount, date, method) => `${date}に${amount}をお支払いいただきました（${method}）。`,
    paidOn: (amount, date) => `${date}に${amount}をお支払いいただきました。`,
    reference: (reference) => `参照番号 ${reference}。`,
    partlyPaid: (paid, total) => `${total}のうち${paid}はお支払い済みです。`,
    disputed:
      'このお支払いについて、金融機関に異議が申し立てられています。結果が出るまで、お支払いは不要です。',
    pay: 'Stripe で支払う',
    download: 'PDF をダウンロード',
    downloadXml: '電子請求書（XML）',
    payOnline: 'オンラインでのお支払い：',
    viewOnline: 'オンラインで見る：',
    from: '請求元',
    to: '請求先',
    addressee: { organization: (name) => `${name} 御中`, person: (name) => `${name} 様` },
    number: '請求書番号',
    issued: '発行日',
    due: 'お支払い期限',
    taxId: (taxId) => `登録番号 ${taxId}`,
    rates: {
      row: (name, rate, net, tax, gross) => `${name} ${rate}：税抜 ${net}、税額 ${tax}、税込 ${gross}`,
      beside: (name, rate, net, tax) => `${name} ${rate}：税抜 ${net}、税額 ${tax}`,
      untaxed: (net) => `課税対象外：${net}`,
    },
    details: {
      supplyDate: '取引年月日',
      supplyPeriod: '取引期間',
      purchaseOrder: '注文番号',
      buyerReference: 'お客様参照番号',
      contract: '契約番号',
    },
    lines: '明細',
    description: '内容',
    quantity: '数量',
    unitPrice: '単価',
    amount: '金額',
    lineDiscount: (amount) => `割引 ${amount}`,
    shownLines: (shown, all) => `全 ${all} 件のうち、最初の ${shown} 件を表示しています。`,
    allLines: 'すべての明細を表示',
    subtotal: '小計',
    discount: '割引',
    tax: (name, percentage) => `${name} ${percentage}`,
    taxOn: (name, percentage, taxable) => `${name} ${percentage}（対象 ${taxable}）`,
    taxIncluded: (name, percentage) => `うち ${name} ${percentage}`,
    total: '合計',
    remaining: 'お支払い金額',
    notes: '備考',
    transferInstead: '銀行振込でもお支払いいただけます',
    transfer: '銀行振込でのお支払い',
    transferReference: (number) => `お振込の際は、振込依頼人名などに ${number} をご記入ください。`,
    account: {
      routing: (routingNumber) => `ルーティング番号 ${routingNumber}`,
      number: (accountNumber) => `口座番号 ${accountNumber}`,
      sortCode: (sortCode) => `ソートコード ${sortCode}`,
      branch: (branchCode) => `支店番号 ${branchCode}`,
      types: { ordinary: '普通', current: '当座', savings: '貯蓄' },
    },
    transferReplaced: '請求書の発行後に振込先が変更されました。必ずこちらの口座をご利用ください。',
    questions: (merchant) => `この請求書についてのお問い合わせは ${merchant} までご連絡ください。`,
  },
  pay: {
    title: (amount, merchant) => `${merchant} へ${amount}を支払う`,
    invoice: (number) => `請求書 ${number}`,
    button: (amount) => `Stripe で${amount}を支払う`,
    explained: 'カードや口座の情報は、Stripe のページで入力していただきます。',
    view: '請求書の詳細を見る',
    withSaved: (amount, method) => `${method} で${amount}を支払う`,
    anotherMethod: '別のお支払い方法を使う',
    isDefault: '既定',
    expires: (month) => `有効期限 ${month}`,
    bankDebitTakes: '口座引き落としには最長 4 営業日かかります。',
  },
  success: {
    succeeded: 'お支払いが完了しました',
    processing: 'お支払いを処理しています',
    failed: 'お支払いは完了していません',
    open: 'お支払いは完了していません',
    unknown: 'お支払いはまだ確認できていません',
    paidTo: (merchant) => `${merchant} へお支払い済み`,
    onItsWay: (merchant) => `${merchant} へのお支払いを処理中`,
    dueTo: (merchant) => `${merchant} へのお支払い金額`,
    processingExplained:
      '銀行口座からのお支払いには最長で 4 営業日かかります。お手続きも、再度のお支払いも不要です。',
    openExplained: 'お支払いの手続きが完了していないため、まだお支払いは行われていません。',
    failedExplained: 'お支払いは行われていません。',
    unknownExplained:
      'このお支払いの結果が、まだ Stripe から届いていません。重ねてお支払いにならず、1 分ほどしてからもう一度ご覧ください。こちらに結果が表示されます。',
    receipt: (email) => `領収書を ${email} にお送りしています。`,
    receiptLater: (email) => `入金を確認でき次第、領収書を ${email} にお送りします。`,
    invoice: '請求書',
    date: '日付',
    started: '開始日',
    method: 'お支払い方法',
    reference: '参照番号',
    payAgain: 'お支払い手続きをやり直す',
    continuePaying: 'お支払いに進む',
    checkAgain: '最新の状態を確認する',
    view: '請求書の詳細を見る',
  },
  keeps: {
    ifTicked: 'お支払いの際にお支払い情報の保存を選ばれた場合は、以下のとおりとなります。',
    onSend: (merchant, customer, days) =>
      `お支払いに使われるカードまたは銀行口座は、${merchant} から ${customer} への今後の請求書のために保存されます。各請求書の送付後に、記載の金額が自動で引き落とされます。引き落としは毎回、${days}日前にメールで ${customer} に通知されます。`,
    onDueDate: (merchant, customer, days) =>
      `お支払いに使われるカードまたは銀行口座は、${merchant} から ${customer} への今後の請求書のために保存されます。各請求書の支払期日に、記載の金額が自動で引き落とされます。引き落としは毎回、${days}日前にメールで ${customer} に通知されます。`,
    stop: (contact) =>
      `いつでも停止できます。お支払い後の画面とメールでお渡しするリンクをご利用いただくか、${contact} までご連絡ください。`,
    address: 'ご自身のメールアドレス（今後の引き落としの停止方法をお知らせします）',
    addressIfTicked: 'ご自身のメールアドレス（お支払い情報の保存を選ばれた場合）',
    kept: (customer) =>
      `お支払いに使われたカードまたは銀行口座は、${customer} への今後の請求書のために保存されます。`,
    refuse: '今後は引き落とさない',
  },
  refuse: {
    title: '今後の引き落としの停止',
    question: (method, merchant, customer) =>
      `${method}は、リンクからのお支払いに使われたため、${merchant} から ${customer} への今後の請求書のために保存されています。`,
    explained:
      '停止すると、自動で引き落とされることはなくなり、お支払い方法は削除されます。進行中のお支払いはそのまま完了します。',
    button: '今後は引き落とさない',
    doneTitle: '今後の引き落としを停止しました',
    done: (method, merchant) => `${method}を削除しました。${merchant} は今後この方法で引き落とせません。`,
    nothingTitle: '保存されているものはありません',
    nothing: 'このお支払いでは、カードも銀行口座も保存されていません。停止するものはありません。',
    unknown: '現在この操作を行えず、まだ停止できていません。1 分ほどしてからもう一度お試しください。',
  },
  method: {
    card: (brand, last4) => `末尾 ${last4} の ${brand}`,
    anyCard: 'カード',
    bankAccount: (bank, last4) => `末尾 ${last4} の ${bank} 口座`,
    anyBankAccount: (last4) => `末尾 ${last4} の銀行口座`,
    offline: {
      bank_transfer: '銀行振込',
      cash: '現金',
      check: '小切手',
      card: 'カード',
      other: 'その他の方法',
    },
  },
  notice: {
    linkNotFound: {
      title: 'このリンクは使えません',
      text: 'コピーの際に途中で切れた可能性があります。',
      next: 'メールのリンクをもう一度開くか、送信元の会社に新しいリンクをご依頼ください。',
    },
    linkRotated: {
      title: 'このリンクは無効になりました',
      text: '新しいリンクに置き換えられています。',
      next: 'この請求書に関する最新のメールのリンクをご利用いただくか、新しいリンクをご依頼ください。',
    },
    pageNotFound: {
      title: 'ページが見つかりません',
      text: 'URL が間違っているか、古くなっている可能性があります。',
      next: 'URL をご確認いただくか、メールのリンクをもう一度開いてください。',
    },
    methodNotAllowed: {
      title: 'この操作は行えません',
      text: 'このページではご利用いただけない操作です。',
      next: 'メールのリンクをもう一度開いてください。',
    },
    tooManyRequests: {
      title: 'アクセスが集中しています',
      text: 'お使いのネットワークからのアクセスが集中しています。データが失われることはありません。',
      next: '1 分ほどお待ちになってから、リンクをもう一度開いてください。',
    },
    notSetUp: {
      title: 'このサイトはまだ準備中です',
      text: '運営者による設定がまだ完了していません。データが失われることはなく、リンクもそのままお使いいただけます。',
      next: 'しばらくしてからもう一度お試しください。',
      missing: '設定作業中の方へ：以下がまだ足りません。',
    },
    databaseAway: {
      title: '現在このページを表示できません',
      text: 'データベースが応答していません。お支払いは失われず、二重に計上されることもありません。',
      next: '1 分ほど待ってから、もう一度お試しください。',
    },
    notCharged: {
      title: '現在お支払いいただけません',
      text: 'データベースが応答していないため、お支払いの処理は始まっていません。何も請求されていません。',
      next: '1 分ほど待ってから、もう一度お試しください。',
    },
    internalError: {
      title: 'ページを表示できませんでした',
      text: 'システム側で問題が発生しました。内容は記録されています。',
      next: '数分後にもう一度お試しください。繰り返し発生する場合は、次の番号をお知らせください：',
    },
    void: {
      title: (number) => `請求書 ${number} は無効になりました`,
      text: (merchant) => `${merchant} がこの請求書を取り下げました。お支払いは不要です。`,
    },
    draft: {
      title: 'この請求書はまだ準備中です',
      text: (merchant) => `${merchant} が作成中です。確定後に送付されます。`,
    },
    uncollectible: {
      title: (number) => `請求書 ${number} の請求は終了しました`,
      text: (merchant) => `${merchant} がこの請求書の請求を終了したため、こちらではお支払いいただけません。`,
    },
    zero: {
      title: 'お支払いは不要です',
      text: (number, amount) => `請求書 ${number} の金額は${amount}です。`,
    },
    belowMinimum: {
      title: (amount) => `${amount}はオンライン決済の最低額に届きません`,
      text: (currency) =>
        `Stripe が ${currency} で受け付ける最低額を下回っています。ほかの未払いの請求書と一緒にお支払いいただけます。`,
      textWithLimit: (limit) =>
        `Stripe が受け付ける最低額は${limit}です。ほかの未払いの請求書と一緒にお支払いいただけます。`,
    },
    aboveMaximum: {
      title: (amount) => `${amount}は 1 回のオンライン決済の上限を超えています`,
      text: (currency) => `Stripe が ${currency} で受け付ける上限額を超えています。`,
      textWithLimit: (limit) => `Stripe が受け付ける上限額は${limit}です。`,
    },
    notDivisible: {
      title: (amount) => `${amount}はオンラインではお支払いいただけません`,
      text: (currency) => `Stripe は ${currency} でこの端数の金額を受け付けていません。`,
    },
    unsupportedCurrency: {
      title: (amount) => `${amount}はオンラインではお支払いいただけません`,
      text: 'Stripe はこの通貨でのお支払いを受け付けていません。',
    },
    linksOff: {
      title: 'この請求書はオンライン決済の対象外です',
      text: (merchant) => `${merchant} はこの請求書のオンライン決済を受け付けていません。`,
    },
    notConnected: {
      title: 'オンライン決済はまだご利用いただけません',
      text: (merchant) => `${merchant} のオンライン決済の設定がまだ完了していません。`,
    },
    stripeUnreachable: {
      title: '現在、お支払いページを開けません',
      text: 'Stripe が応答していません。引き落としは行われていません。',
      next: '1 分ほどしてからもう一度お試しください。',
    },
    catchingUp: {
      title: 'お支払いページを最新の状態にしています',
      text: '引き落としの前に、すでにお支払い済みでないかを Stripe に確認しています。引き落としは行われていません。',
      next: '1 分ほどしてからもう一度お試しください。',
    },
    paymentsPaused: {
      title: 'オンライン決済を一時停止しています',
      text: (merchant) => `${merchant} がオンライン決済を一時停止しています。引き落としは行われていません。`,
    },
    underReview: {
      title: 'お支払いを確認しています',
      text: (merchant) =>
        `${merchant} がこの請求書のお支払いを確認しています。確認が終わるまで、こちらではお支払いいただけません。引き落としは行われていません。`,
    },
    refusedByStripe: {
      title: '現在オンラインでお支払いいただけません',
      text: (merchant) =>
        `Stripe がこのお支払いを受け付けていません。引き落としは行われておらず、${merchant} に通知しました。`,
    },
    accountHeld: {
      title: 'オンライン決済を一時停止しています',
      text: (merchant) =>
        `現在 Stripe は ${merchant} へのお支払いを受け付けていません。引き落としは行われていません。Stripe が受け付けを再開すると、この請求書はこちらでお支払いいただけます。`,
    },
    tooManyDeclines: {
      title: 'このリンクでは現在カードをお受けできません',
      text: '承認されなかったカードが多いため、オンラインでのお支払いを一時停止しています。承認されなかったカードからの引き落としはありません。',
      next: (merchant) => `ほかの方法でのお支払いやリンクの再開については、${merchant} にご連絡ください。`,
      nextByMail: (merchant, email) =>
        `ほかの方法でのお支払いやリンクの再開については、${merchant}（${email}）にご連絡ください。`,
    },
    beingPrepared: {
      title: 'お支払いページを準備しています',
      text: '別のタブまたは別の方が、このお支払いを開いています。同時に開けるのは 1 つだけです。',
      next: '数秒お待ちになってから、もう一度お試しください。',
    },
    tryAgain: 'もう一度試す',
    view: '請求書の詳細を見る',
    transferNext: '銀行振込でもお支払いいただけます。',
    contactNext: (merchant) => `別のお支払い方法については、${merchant} までご相談ください。`,
    questionsNext: (merchant) => `ご不明な点は ${merchant} までお問い合わせください。`,
  },
  failures,
};
