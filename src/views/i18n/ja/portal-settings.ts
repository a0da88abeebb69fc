import type { PortalSettingsWords } from '../en/portal-settings.ts';
import { given } from '../given.ts';

/** What the portal says about payment methods and automatic payment, in Japanese. */
export const portalSettings: PortalSettingsWords = {
  of: (action, what) => `${action}：${what}`,
  settings: {
    title: 'お支払い設定',
    explained: (merchant) => `${merchant} が請求書のお支払いに使用できるカードと銀行口座です。`,
    paidBy: (customer) =>
      `請求書は ${customer} が支払います。ご自身でお支払いになるには、お支払い方法を追加し、自動支払いを有効にしてください。`,
    none: 'カードや銀行口座がまだ保存されていません。追加すると、請求書のお支払いにご利用いただけます。',
    methods: '保存されているカードと口座',
    order:
      '既定のお支払い方法から順に使用します。既定は前回お支払いいただいた方法です（その後に別の方法を選ばれた場合はその方法）。お支払いできない場合は、この順に次の方法を試します。',
    expires: (month) => `有効期限 ${month}`,
    expired: (month) => `${month}に期限切れ`,
    declined: (date) => `${date}のお支払いは承認されませんでした`,
    othersFirst: '再びお支払いできるまで、ほかの方法を先に使用します。',
    state: {
      default: '既定',
      usable: '利用可能',
      unconfirmed: '未確認',
      pending: '確認待ち',
      removing: '削除中',
      blocked: '利用不可',
    },
    blocked: {
      bank_account_closed:
        '金融機関によると、この口座は解約されています。削除して、別の口座を追加してください。',
      bank_account_frozen:
        '金融機関によると、この口座は凍結されています。金融機関にお問い合わせいただくか、別の口座を追加してください。',
      bank_account_invalid_details:
        '金融機関でこの口座が見つかりません。削除して、正しい番号で追加し直してください。',
      bank_account_restricted:
        '金融機関がこの口座からの引き落としを認めていません。別の口座を追加してください。',
      bank_account_unusable: 'この口座からは引き落としができません。別の口座を追加してください。',
      debit_not_authorized:
        'この口座からの引き落としは金融機関で停止されています。金融機関にお問い合わせいただくか、別の口座を追加してください。',
      other: 'この口座はご利用いただけません。別の口座を追加してください。',
    },
    verifyBy: (arrives, until) =>
      `確認用入金は${arrives}までに届きます。${until}までに口座を確認してください。`,
    verify: '確認する',
    keptBy: (email) =>
      given(email, {
        known: `${email} がリンクからのお支払いに使いました。確認されない限り、お客様の請求書には使われません。`,
        unknown:
          'どなたかがリンクからのお支払いに使いました。確認されない限り、お客様の請求書には使われません。',
      }),
    confirm: '確認する',
    makeDefault: '既定にする',
    up: '上へ',
    down: '下へ',
    replace: '差し替える',
    remove: '削除',
    add: 'お支払い方法の追加',
    addCard: 'カードを追加',
    addCardHint: 'Stripe のページで入力していただきます。カード番号を当社が知ることはありません。',
    addBank: '米国の銀行口座を追加',
    addBankHint: 'ACH 口座引き落としです。米国のお客様と米国の銀行、米ドルのみが対象です。',
    notConnected: '現在、お支払い方法を追加できません。',
    failedTitle: 'お支払いが済んでいない請求書',
    failed: '次の請求書は自動でお支払いいただけませんでした。今すぐお支払いいただけます。',
    pay: (amount) => `${amount}を支払う`,
    ended: {
      attempts_exceeded: (method) =>
        `${method}を確認できませんでした。入力誤りが多すぎます。引き落としは行われていません。`,
      timed_out: (method) =>
        `${method}を確認できませんでした。期限が過ぎました。引き落としは行われていません。`,
      deposits_failed: (method) =>
        `${method}を確認できませんでした。確認用入金が届きませんでした。番号が間違っている可能性があります。`,
    },
    addAgain: 'もう一度追加する',
  },
  said: {
    method_added: 'お支払い方法を保存しました。',
    method_pending:
      '銀行口座を保存しました。確認用入金が届きましたら、こちらで確認してください。メールでもお知らせします。',
    method_not_added: 'お支払い方法は追加されませんでした。',
    method_unknown: '保存の結果がまだ Stripe から届いていません。1 分ほどしてからもう一度ご覧ください。',
    method_verified: '銀行口座を確認しました。今後のお支払いにご利用いただけます。',
    method_confirmed: 'お支払い方法を確認しました。今後、お客様の請求書に使われます。',
    method_removed: 'お支払い方法を削除しました。',
    method_removing: 'このお支払い方法は今後使用されません。Stripe での削除がまだ完了していません。',
    default_set: '既定のお支払い方法を変更しました。',
    order_changed: '順序を変更しました。',
    autopay_on: '自動支払いを有効にしました。',
    autopay_off: '自動支払いを停止しました。今後、自動での引き落としは行われません。',
    autopay_off_under_way:
      '自動支払いを停止しました。すでに送信された口座引き落としは取り消せないため、完了することがあります。',
    autopay_off_unknown:
      '自動支払いを停止しました。新たなお支払いは始まりません。すでに始まっていたお支払いの停止は、Stripe でまだ確認されていません。1 分ほどしてからもう一度ご覧ください。',
    invoice_paused: 'この請求書の自動支払いを停止しました。',
    invoice_paused_under_way:
      'この請求書の自動支払いは今後行われません。すでに送信された口座引き落としは取り消せないため、完了することがあります。',
    invoice_paused_unknown:
      'この請求書の自動支払いを停止しました。すでに始まっていたお支払いの停止は、Stripe でまだ確認されていません。1 分ほどしてからもう一度ご覧ください。',
    invoice_resumed: 'この請求書の自動支払いを再開しました。',
    invoice_closed: 'この請求書はお支払いの対象ではなくなりました。',
    choice_on_due_date: '選択を保存しました。これらの請求書は自動でお支払いいただきます。',
    choice_not_automatically:
      '選択を保存しました。これらの請求書は自動では支払われません。お客様ご自身でお支払いください。',
    choice_under_way:
      '選択を保存しました。すでに送信された口座引き落としは取り消せないため、完了することがあります。',
    choice_unknown:
      'これらの請求書は自動では支払われません。すでに始まっていたお支払いの停止は、Stripe でまだ確認されていません。1 分ほどしてからもう一度ご覧ください。',
    choice_closed: 'これらの請求書はお支払いの対象ではなくなりました。選択する必要はありません。',
  },
  refused: {
    not_connected: '現在、お支払い方法を追加できません。',
    stripe_unavailable:
      'Stripe が応答していません。引き落としは行われていません。1 分ほどしてからもう一度お試しください。',
    busy: '現在、別の変更を行っています。引き落としは行われていません。1 分ほどしてからもう一度お試しください。',
    stripe_refuses:
      '現在 Stripe がこの操作を受け付けていません。引き落としは行われておらず、請求元に通知しました。',
    account_held:
      '現在 Stripe はこの事業者へのこのお支払い方法を受け付けていません。引き落としは行われていません。',
    too_many_setups:
      '本日のお支払い方法の追加回数が上限に達しました。引き落としは行われていません。明日もう一度お試しください。',
    form_used: 'この入力画面は使用済みです。新しい画面を表示しています。',
    not_usable: 'このお支払い方法は現在ご利用いただけないため、既定にできません。',
    in_use:
      'このお支払い方法での処理が進行中のため、まだ削除できません。カードはまもなく、銀行口座は数日で完了します。',
    terms_changed: '同意いただく内容が変わりました。もう一度お読みください。',
    stopped_meanwhile:
      'この操作の後に自動支払いが停止されたため、停止したままになっています。もう一度有効にできます。',
    no_method: '使用するお支払い方法を選択してください。',
    cap: (example) => `${example} のように金額を入力するか、空欄にしてください。`,
    cap_zero: '上限は 0 より大きい金額にしてください。上限を設けない場合は空欄にしてください。',
  },
  bank: {
    title: '米国の銀行口座を追加',
    explained:
      'ACH 口座引き落としは、米国のお客様と米国の銀行、米ドルのみが対象です。Stripe から少額の確認用入金がありますので、届きましたらご確認いただきます。',
    accountNumber: '口座番号',
    accountNumberHint: '4～17 桁の数字です。Stripe に送信され、当社では保管しません。',
    accountNumberAgain: '安全のため、もう一度入力してください。',
    holderName: '口座名義',
    holderType: '名義人の種類',
    individual: '個人',
    company: '法人',
    byNumbers: '口座番号で登録する',
    country: '国',
    us: '米国',
    otherCountry: 'その他の国',
    currency: '通貨',
    usd: '米ドル（USD）',
    otherCurrency: 'その他の通貨',
    routingNumber: 'ルーティング番号',
    routingNumberHint: '9 桁の数字で、小切手の左下に記載されています。',
    terms: '承認内容',
    save: '保存',
    instantTitle: '待たずに確認する',
    instant: 'Stripe のページで銀行にログインすると、口座をすぐにご利用いただけます。',
    instantButton: '銀行にログインしてすぐに確認する',
    back: 'お支払い設定に戻る',
    problems: (fields) => `${fields} 件の項目を見直してください。まだ保存されていません。`,
    problem: {
      accountNumber: {
        missing: '口座番号を入力してください。',
        not_digits: '米国の口座番号は数字のみです。文字や記号は入力しないでください。',
        length: '口座番号は 4～17 桁です。',
        refused: 'この口座番号は Stripe で受け付けられません。明細または小切手でご確認ください。',
      },
      holderName: {
        missing: '銀行に登録されている口座名義を入力してください。',
        too_long: '100 文字以内で入力してください。',
      },
      holderType: { missing: '個人の口座か法人の口座かを選択してください。' },
      country: { not_us: '引き落としができるのは米国の銀行の口座のみです。カードをご利用ください。' },
      currency: { not_usd: '銀行口座からの引き落としは米ドルのみです。カードをご利用ください。' },
      routingNumber: {
        missing: 'ルーティング番号を入力してください。',
        not_digits: 'ルーティング番号は数字のみです。',
        length: 'ルーティング番号は 9 桁です。',
        check_digit:
          'このルーティング番号は存在しません。いずれかの数字が間違っています。小切手でご確認ください。',
        refused: 'このルーティング番号は Stripe で確認できません。小切手でご確認ください。',
      },
    },
    refused: {
      blocked:
        'この口座は以前に引き落としができなかったため、ご利用いただけません。別の口座またはカードをご利用ください。',
      too_many: 'お支払い方法の数が上限に達しています。先にいずれかを削除してください。',
      other: 'この口座は Stripe で受け付けられません。別の口座またはカードをご利用ください。',
    },
  },
  verify: {
    title: '銀行口座の確認',
    amountsExplained: (method, arrives) =>
      `${method}に、少額の入金が 2 件、${arrives}までに届きます。その金額を入力してください。`,
    codeExplained: (method, arrives) =>
      `${method}に、0.01 ドルの入金が${arrives}までに届きます。摘要欄のコードを入力してください。`,
    until: (date) => `期限は${date}です。`,
    tries: (left) => `あと ${left} 回入力できます。`,
    first: '1 件目の金額',
    second: '2 件目の金額',
    amountHint: '0.32 のように、明細の表示どおりに入力してください。',
    code: 'コード',
    codeHint: 'SM11AA のように、SM で始まる 6 文字です。',
    button: '確認する',
    problem: {
      missing: '明細に表示されている内容を入力してください。',
      not_an_amount: '金額ではありません。0.32 のように、明細の表示どおりに入力してください。',
      not_under_a_dollar: '各入金は 0.32 のように 1 ドル未満です。',
      not_a_code: 'コードは SM11AA のように、SM で始まる 6 文字です。',
    },
    wrongAmounts: '入金された金額と一致しません。明細をもう一度ご確認ください。',
    wrongCode: '入金のコードと一致しません。明細をもう一度ご確認ください。',
    ended: {
      attempts_exceeded: '入力誤りが多すぎるため、この口座はこれ以上確認できません。',
      timed_out: 'この口座を確認できる 10 日間が過ぎました。',
      deposits_failed:
        '確認用入金がこの口座に届きませんでした。ルーティング番号または口座番号が間違っている可能性があります。',
    },
    endedNext:
      '引き落としは行われていません。同じ口座をもう一度追加するか、別の口座またはカードをご利用ください。',
    addAgain: '銀行口座を追加',
    back: 'お支払い設定に戻る',
  },
  remove: {
    title: 'お支払い方法の削除',
    question: (method) => `${method}を削除しますか？`,
    explained: (merchant) => `${merchant} はこの方法で引き落とせなくなります。後で再び追加できます。`,
    lastOfAutopay:
      '自動支払いに使用できる最後のお支払い方法です。削除すると自動でのお支払いは行われず、請求書ごとにお手続きが必要になります。',
    button: '削除',
    anyway: 'それでも削除する',
    keep: '削除しない',
  },
  autopay: {
    title: '自動支払い',
    on: (when) => `有効です。請求書は${when}自動でお支払いいただきます。`,
    byMerchant: (merchant, when) => `${merchant} の請求書は${when}自動でお支払いいただきます。`,
    off: '停止しています。請求書ごとにお支払いの手続きをしていただきます。',
    offUntilMethod: 'カードまたは銀行口座を保存すると始まります。',
    when: { on_send: '送付時に', on_due_date: 'お支払い期限の日に' },
    firstWith: (method) => `最初に使用するお支払い方法：${method}。`,
    upTo: (amount) => `1 件の請求書につき最大${amount}。`,
    notice: (days) => `お支払い期限の日の自動支払いについては、${days} 日前にメールでお知らせします。`,
    next: '今後のお支払い',
    nothingNext: 'お支払いが必要な請求書はありません。',
    step: {
      scheduled: (date) => `${date}に自動でお支払い`,
      soon: 'まもなく自動でお支払い',
      noticed_first: 'お支払いの前にメールでお知らせします',
      waiting: '保留中：現在は自動でお支払いしません',
      charging: 'お支払いの処理中',
      retrying: (date) => `${date}に再試行`,
      paused: 'お客様により停止中',
      over_cap: '上限を超えるため、自動では支払われません',
      no_cap: (currency) => `${currency} の上限が未設定のため、自動では支払われません`,
      awaiting_choice: 'お客様の選択待ち',
      not: '自動では支払われません',
    },
    invoice: '請求書',
    invoiceNumber: (number) => `請求書 ${number}`,
    amount: '金額',
    plan: '予定',
    actions: '操作',
    pause: '停止',
    resume: '再開',
    pay: '支払う',
    change: '自動支払いの変更',
    turnOnTitle: '自動支払いを有効にする',
    whenLabel: '時期',
    whenOption: { on_due_date: 'お支払い期限の日', on_send: '請求書の送付時' },
    methodLabel: '最初に使用するお支払い方法',
    capLabel: (currency) => `1 件の請求書の上限（${currency}、任意）`,
    capHint: '上限を超える請求書は自動では支払われません。お支払いの手続きをお願いします。',
    capsHint:
      '上限を超える請求書は自動では支払われません。上限を設けない場合はすべて空欄にしてください。いずれかの通貨に上限を設定すると、上限のない通貨の請求書は自動では支払われません。',
    terms: '同意いただく内容',
    turnOn: '同意して有効にする',
    save: '同意して保存する',
    turnOff: '自動支払いを停止する',
    needsMethod: '先にカードまたは銀行口座を保存してください。',
    addMethod: 'お支払い設定へ',
    agreedOn: (date) => `${date}に同意いただきました。`,
    readAgain: '同意した内容を読む',
  },
  agreements: {
    title: '同意いただいた内容',
    none: 'まだありません。',
    kind: {
      bank_debit: '銀行口座からの引き落とし',
      autopay: '自動支払い',
      link_payment: 'リンクからのお支払い',
    },
    by: (person, date, address) => `同意者 ${person}、${date}、接続元 ${address}`,
    byPayer: (person, date) => `${date}、リンクからのお支払い時に ${person} に表示`,
    anybody: '不明な支払者',
    edition: (version) => `第 ${version} 版`,
    back: '自動支払いに戻る',
  },
  terms: {
    bankDebit: (merchant, contact) =>
      `私は「保存」を押すことにより、${merchant} の請求書に基づく債務の額を、上記の銀行口座から引き落とすことを ${merchant} に承認します。引き落としは、この口座で請求書を支払うとき、および「自動支払い」のページに示されるとおり請求書が自動的に支払われる日に行われます。${merchant} は、誤った引き落としを訂正するために、この口座に入金することができます。引き落としは Stripe が行います。私はこの口座の名義人であるか、名義人を代理する権限を有しています。この承認は、お支払い設定でこの口座を削除するか、${merchant}（${contact}）に連絡して撤回するまで有効です。その時点で処理中の引き落としは実行されます。`,
    bankDebitGiven: (holder, last4, routingNumber) =>
      `指定された口座：${holder} 名義、末尾 ${last4}、ルーティング番号 ${routingNumber}。`,
    autopay: (merchant) =>
      `私は同意することにより、上記で選択した時期に、上記で選択したお支払い方法で、またその方法で支払えない場合はお支払い設定の順序で次の方法により、私の請求書を自動で請求することを ${merchant} に承認します。金額は各請求書に記載の額とし、その通貨について上記で指定した上限を超えることはありません。上限を指定した場合、上限のない通貨の請求書は自動で請求されません。私はいつでもこのページで自動支払いを停止し、または個別の請求書の自動支払いを停止できます。その時点で処理中のお支払いは実行されます。`,
    autopayChoices: (when, method, cap) =>
      given(cap, {
        known: `選択内容：${when}請求、最初に使用するお支払い方法は${method}、1 件の請求書につき最大${cap}。`,
        unknown: `選択内容：${when}請求、最初に使用するお支払い方法は${method}、上限なし。`,
      }),
  },
  pause: {
    title: '自動支払いの停止',
    question: (number) =>
      `請求書 ${number} は自動では支払われなくなります。請求書のリンクからお支払いください。`,
    plan: (amount, date) => `${date}に${amount}のお支払いが予定されています。`,
    button: 'この請求書の自動支払いを停止する',
    doneTitle: '自動支払いを停止しました',
    done: (number) => `請求書 ${number} は自動では支払われません。`,
    view: '請求書を見る',
    notOpen: 'この請求書はお支払いの対象ではなくなったため、停止の必要はありません。',
  },
};
