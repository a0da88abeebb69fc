import type { HostedWords } from '../en/hosted.ts';

/** What an invoice's page says around its document, and what confirms a printed copy, in Japanese. */
export const hosted: HostedWords = {
  secured: 'Stripe による安全な決済',
  methods: { cards: 'カード、Apple Pay、Google Pay', usBank: '米国の銀行口座' },
  runBy: (merchant) =>
    `このページは ${merchant} が運営しています。カードや口座の情報を入力するのは Stripe のページだけです。`,
  document: '請求書の内容',
  copyOf: {
    asOf: (time) => `${time} 現在の内容`,
    why: '現在、データベースが応答していません。その後の変更はまだ表示されていません。',
    noPayment:
      '今はここでお支払いいただけません。何も請求されません。1 分ほど待ってから、もう一度お試しください。',
  },
  calendar: 'カレンダーに追加',
  calendarEvent: (amount, merchant, number) => `${merchant} に${amount}を支払う（請求書 ${number}）`,
  forward: '経理担当に転送',
  forwardText: (merchant, number, amount) =>
    `${merchant} の請求書 ${number}（${amount}）のお支払いをお願いします。`,
  wrong: '内容に誤りがある場合',
  wrongSubject: (number) => `請求書 ${number} についての問い合わせ`,
  wrongText: (number, date, amount) =>
    `${date}付の請求書 ${number}（${amount}）について、次の点に誤りがあります：`,
  timeline: {
    heading: '履歴',
    sent: '送付',
    seen: '閲覧',
    processing: (amount) => `${amount}のお支払いを開始`,
    paid: (amount) => `${amount}のお支払い`,
    failed: (amount) => `${amount}のお支払いが失敗`,
    credit: (amount) => `${amount}をお預かり分から充当`,
    creditNote: (number, amount) => `${amount}を減額（${number}）`,
    takenBack: (amount) => `銀行が${amount}のお支払いを取り消し`,
    reversed: (amount) => `記録済みのお支払い${amount}を取り消し`,
    refunding: (amount) => `${amount}の返金を開始`,
    refunded: (amount) => `${amount}を返金`,
    asCredit: (amount) => `${amount}を次回以降に充当`,
    outside: (amount) => `${amount}をその他の方法で返金`,
    voided: '無効',
  },
  transfer: {
    holder: '口座名義',
    bank: '銀行',
    bankCode: '銀行コード',
    branch: '支店',
    accountType: '預金種別',
    routingNumber: 'ルーティング番号',
    sortCode: 'ソートコード',
    accountNumber: '口座番号',
    amount: '金額',
    reference: '振込時の記載事項',
    copy: '値をタップまたはクリックすると選択され、コピーできます。',
    scan: '銀行のアプリで読み取ると、振込の内容が入力されます。',
    code: 'SEPA 送金用の QR コード',
    swissCode: 'この振込のスイス QR コード',
    swissScan: 'スイスの銀行アプリで読み取ると、QR 請求書として支払えます。',
  },
  copy: {
    scan: '読み取って内容を確認',
    title: 'お手元の請求書の確認',
    lead: (merchant) =>
      `${merchant} が発行した内容は次のとおりです。お手元の請求書の番号、金額、振込先がこれと異なる場合は、そのとおりに支払わず、すでにご存じの連絡先で ${merchant} にお問い合わせください。`,
    accounts: 'この請求書に記載の振込先',
    noAccounts: 'この請求書に振込先の記載はありません。',
    stands: 'この振込先は現在も有効です。',
    replaced: 'この口座では入金を受け付けていません。請求書のページに記載の振込先をご利用ください。',
  },
};
