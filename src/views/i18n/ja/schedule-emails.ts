import type { ScheduleWords } from '../en/schedule-emails.ts';
import { given } from '../given.ts';

/** Mails about a billing schedule, in Japanese. */
export const scheduleEmails: ScheduleWords = {
  title: (merchant) => `${merchant} からの定期請求`,
  view: '定期請求を見る',
  what: '内容',
  rhythm: '頻度',
  every: {
    days: (count) => `${count} 日ごと`,
    weeks: (count) => `${count} 週間ごと`,
    months: (count) => `${count} か月ごと`,
    years: (count) => `${count} 年ごと`,
  },
  counted: 'ご利用分はこれらの金額に加算されます。',
  mayPause: 'お客様ポータルでいつでも一時停止できます。',
  mayEnd: 'お客様ポータルでいつでも一時停止または終了できます。',
  ask: (merchant) => `変更または終了をご希望の場合は、${merchant} までお問い合わせください。`,
  created: {
    subject: (name, amount, date, merchant) =>
      given(amount, {
        known: `定期請求：${name}、${date}に${amount}（${merchant}）`,
        unknown: `定期請求：${name}、${date}から（${merchant}）`,
      }),
    headline: '定期請求のお知らせ',
    status: (date) => `初回の請求書：${date}`,
    explained: (merchant, name) => `${merchant} は、${name} を以下のとおり請求します。`,
    onSend: (method) =>
      given(method, {
        known: `各請求書は、送付時に ${method} から自動的に引き落とされます。`,
        unknown: 'お支払い方法を保存していただくと、各請求書は送付時に自動的に引き落とされます。',
      }),
    onDueDate: (method) =>
      given(method, {
        known: `各請求書は、支払期日に ${method} から自動的に引き落とされます。`,
        unknown: 'お支払い方法を保存していただくと、各請求書は支払期日に自動的に引き落とされます。',
      }),
    byYou: '自動的な引き落としはありません。請求書がメールで届きますので、お支払いください。',
    last: (date) => `最後の請求書は${date}に届きます。`,
    next: '今後の請求',
    days: (from, to) => `${from} ～ ${to}`,
    comesOn: (date) => `請求日：${date}`,
    notSaid: 'ご利用分による',
  },
  cadence: {
    subject: (name, date, merchant) => `請求間隔の変更：${name}、${date} から（${merchant}）`,
    status: (date) => `${date} から`,
    explained: (merchant, name, date) =>
      `${merchant} は、引き続き ${name} を請求します。請求の間隔は ${date} から変わり、それまでは変更ありません。`,
  },
  ended: {
    subject: (name, date, merchant) => `定期請求の終了：${name}、${date}（${merchant}）`,
    headline: '定期請求の終了',
    status: (date) => `最終日：${date}`,
    over: (merchant, name) => `${merchant} から ${name} の請求書が届くことはもうありません。`,
    later: (name, date, merchant) =>
      `${name} の請求は${date}分までです。その後、${merchant} から請求書は届きません。`,
    open: 'すでにお手元にある請求書に変更はありません。',
  },
  price: {
    subject: (name, amount, date, merchant) => `価格変更：${name}、${date}から ${amount}（${merchant}）`,
    status: (date) => `${date}から`,
    explained: (merchant, name, date) => `${merchant} は、${name} の価格を${date}から変更します。`,
    was: 'それまでの価格',
    becomes: '新しい価格',
    first: (date) => `新しい価格での最初の請求書は${date}に届きます。`,
    atOnce: 'すでに請求済みの残りの日数分は、これまでの価格で差し引き、新しい価格で請求します。',
    counted: (merchant) =>
      `ご利用分はこれらの金額に加算されます。ご利用分の新しい価格は ${merchant} にお問い合わせください。`,
  },
  paused: {
    subject: (name, date, merchant) => `定期請求の一時停止：${name}（${merchant}、${date}）`,
    headline: '定期請求を一時停止しました',
    status: (date) => `停止日：${date}`,
    explained: (merchant, name) => `再開されるまで、${merchant} から ${name} の請求書は届きません。`,
  },
  resumed: {
    subject: (name, date, merchant) => `定期請求の再開：${name}（${merchant}、${date}）`,
    headline: '定期請求を再開しました',
    status: (date) => `再開日：${date}`,
    explained: (merchant, name) => `${merchant} は、${name} の請求を再開します。`,
    next: (date) => `次の請求書は${date}に届きます。`,
  },
  byCustomer: {
    title: '請求スケジュール',
    schedule: 'スケジュール',
    paused: {
      subject: (name, customer, date) => `顧客によるスケジュールの一時停止：${name}（${customer}、${date}）`,
      headline: '顧客がスケジュールを一時停止しました',
      status: (date) => `停止日：${date}`,
      explained: (customer, name) =>
        `${customer} がポータルで ${name} を一時停止しました。再開されるまで請求書は作成されません。`,
    },
    resumed: {
      subject: (name, customer, date) => `顧客によるスケジュールの再開：${name}（${customer}、${date}）`,
      headline: '顧客がスケジュールを再開しました',
      status: (date) => `再開日：${date}`,
      explained: (customer, name) =>
        `${customer} がポータルで ${name} を再開しました。停止中に到来した期間は請求されません。`,
    },
    ended: {
      subject: (name, customer, date) => `顧客によるスケジュールの終了：${name}（${customer}、${date}）`,
      headline: '顧客がスケジュールを終了しました',
      status: (date) => `終了日：${date}`,
      explained: (customer, name) =>
        `${customer} がポータルで ${name} を終了しました。進行中の期間をもって終わります。`,
    },
    lastDay: '最終請求日',
    allowed: '設定により、顧客はポータルでこの操作ができます。「Business profile」で変更できます。',
  },
};
