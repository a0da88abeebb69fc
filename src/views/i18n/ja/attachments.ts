import type { AttachmentWords } from '../en/attachments.ts';

/** What is said of the files that go with an invoice, in Japanese. */
export const attachments: AttachmentWords = {
  list: '添付ファイル',
  download: (name, size) => `${name} をダウンロード（${size}）`,
  mail: {
    attached: 'これらのファイルはこのメールに添付しています。',
    linked: 'これらのファイルは請求書の画面からダウンロードしてください。',
  },
  unavailable: {
    title: '現在このファイルをダウンロードできません',
    text: 'ファイルの保管先が応答していません。',
    next: '1 分ほど待ってから、もう一度リンクを開いてください。解決しない場合は、請求書の送付元にお問い合わせください。',
  },
};
