import type { SiteWords } from '../en/site.ts';

/** What the first page of a site says, in Japanese. */
export const site: SiteWords = {
  title: '請求書とお支払い',
  of: (merchant) => `請求書とお支払い：${merchant}`,
  lead: (merchant) => `${merchant} がここで請求書を送付し、お支払いを受け付けています。`,
  leadOfMany: '事業者がここで請求書を送付し、お支払いを受け付けています。',
  invoice: '請求書をお持ちの場合は、メールのリンク、または請求書に印刷されたリンクを開いてください。',
  portal: 'すべての請求書を見る',
  staff: 'スタッフ用ダッシュボード',
  api: '開発者向け API',
};
