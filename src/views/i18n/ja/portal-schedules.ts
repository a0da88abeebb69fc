import type { PortalScheduleWords } from '../en/portal-schedules.ts';

/** The portal's pages of recurring invoices, in Japanese. */
export const portalSchedules: PortalScheduleWords = {
  title: '定期請求',
  explained: (merchant) => `${merchant} が定期的に請求する内容です。`,
  none: (merchant) => `${merchant} からの定期請求はありません。`,
  status: { active: '有効', paused: '一時停止中', ended: '終了' },
  pausedSince: (date) => `${date}から一時停止中です。再開するまで請求書は届きません。`,
  endsOn: (date) => `${date}に終了します。`,
  endedOn: (date) => `${date}に終了しました。`,
  period: '期間',
  invoicedOn: '請求日',
  amount: '金額',
  skipped: '請求なし',
  pause: '一時停止',
  resume: '再開',
  end: '終了',
  pauseNamed: (name) => `一時停止：${name}`,
  resumeNamed: (name) => `再開：${name}`,
  endNamed: (name) => `終了：${name}`,
  endTitle: '定期請求の終了',
  endQuestion: (name) => `${name} の定期請求を終了しますか？`,
  endPaid: (date, merchant) => `${date}に終了します。その後、${merchant} から請求書は届きません。`,
  endOneMore: (date, merchant) =>
    `${date}に終了します。それまでの分の請求書が ${merchant} からもう一通届きます。`,
  endNone: (merchant) => `今すぐ終了します。${merchant} から請求書は届きません。`,
  endForGood: (merchant) =>
    `この操作は取り消せません。再び始めるには、${merchant} までお問い合わせください。`,
  endButton: '終了する',
  keep: '続ける',
  said: {
    paused: '定期請求を一時停止しました。',
    resumed: '定期請求を再開しました。停止中の分は請求されません。',
    ended: '定期請求は終了します。確認のメールをお送りしました。',
    changed: 'その間に状況が変わりました。現在の状況は次のとおりです。',
    busy: '処理できませんでした。もう一度お試しください。',
  },
};
