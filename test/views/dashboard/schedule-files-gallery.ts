import { takeOverUploadPage } from '../../../src/views/dashboard/invoices/upload.tsx';
import { type ScheduleFileView, scheduleFilePage } from '../../../src/views/dashboard/schedules/import.tsx';
import {
  SCHEDULE_FILE_WORDS,
  SUBSCRIPTION_FILE_WORDS,
} from '../../../src/views/dashboard/words/schedule-imports.ts';
import { speechFor } from '../../../src/views/i18n/speech.ts';
import { baseOf, frameAt, HOSTILE } from './frame.ts';

const base = baseOf('/schedule-imports');
const NONE = { read: 0, create: 0, same: 0, wrong: 0, skipped: 0, done: 0, failed: 0 };
const PLAIN = { href: null, next: [], remarks: [], problems: [] };
const READY: ScheduleFileView = {
  base: `${base}/imp_1`,
  backHref: baseOf('/schedules'),
  state: 'ready',
  lines: 412,
  counts: { ...NONE, create: 400, same: 3, wrong: 7, skipped: 2 },
  mayApply: true,
  problem: null,
  shown: null,
  page: [
    {
      ...PLAIN,
      line: 2,
      state: 'create',
      externalId: 'crm-1',
      next: ['Next invoice on 31 Jan 2027: €1,234.50'],
    },
    {
      ...PLAIN,
      line: 3,
      state: 'wrong',
      externalId: 'crm-2',
      problems: [
        { column: 'unitPrice', message: '“five” is no price in EUR: write it as 1234.50.' },
        { column: 'startsOn', message: 'Give a day that exists as YYYY-MM-DD, such as 2026-03-31.' },
      ],
    },
    {
      ...PLAIN,
      line: 4,
      state: 'skipped',
      externalId: 'crm-2',
      problems: [{ column: null, message: 'It is right itself; line 3 of the same schedule is not.' }],
    },
    { ...PLAIN, line: 5, state: 'same', externalId: HOSTILE, href: baseOf('/schedules/sch_1') },
  ],
  next: 5,
};

const STRIPE: ScheduleFileView = {
  ...READY,
  base: `${baseOf('/subscription-imports')}/imp_2`,
  counts: { ...NONE, create: 2, skipped: 1 },
  page: [
    {
      ...PLAIN,
      line: 2,
      state: 'create',
      externalId: 'sub_1NXjXlEw2dGDS9lZTXoQ3u0f',
      next: ['Next invoice on 14 Dec 2026: €59.50', 'Stripe’s: 15 Dec 2026, €50.00'],
      remarks: [
        'Stripe’s period ends on 2026-12-15 in UTC, which is 2026-12-14 where you are.',
        'Stripe’s Amount is taken for the price of one: 5 × 10.00 EUR.',
        'Our invoice comes to 59.50 EUR, and Stripe’s to 50.00 EUR.',
      ],
    },
    {
      ...PLAIN,
      line: 3,
      state: 'skipped',
      externalId: 'sub_2',
      remarks: ['It was canceled at Stripe and ends on 2026-12-15: nothing is taken over.'],
    },
  ],
  next: null,
};

/** Files of schedules, and of Stripe's subscriptions. */
export async function scheduleFilesGallery() {
  const context = { speech: await speechFor('en'), nonce: 'nonce', frame: frameAt('Schedules') };
  const upload = { base, backHref: baseOf('/schedules'), separator: '', problem: null };
  const wrong = { ...upload, problem: 'Line 1, column 3: “colour” is no column here.' };
  const done = { ...READY, state: 'done', counts: { ...NONE, done: 412 }, page: [], next: null } as const;
  const pages: Readonly<Record<string, string>> = {
    upload: takeOverUploadPage(upload, context, SCHEDULE_FILE_WORDS),
    'upload-refused': takeOverUploadPage(wrong, context, SCHEDULE_FILE_WORDS),
    'upload-stripe': takeOverUploadPage(upload, context, SUBSCRIPTION_FILE_WORDS),
    ready: scheduleFilePage(READY, context, SCHEDULE_FILE_WORDS),
    stripe: scheduleFilePage(STRIPE, context, SUBSCRIPTION_FILE_WORDS),
    done: scheduleFilePage(done, context, SCHEDULE_FILE_WORDS),
    seen: scheduleFilePage({ ...READY, mayApply: false }, context, SCHEDULE_FILE_WORDS),
  };
  return Object.entries(pages).map(([name, html]) => ({ name: `schedule-file-${name}`, html }));
}
