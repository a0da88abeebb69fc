import { type TakeOverView, takeOverPage } from '../../../src/views/dashboard/invoices/take-over.tsx';
import { takeOverUploadPage } from '../../../src/views/dashboard/invoices/upload.tsx';
import { speechFor } from '../../../src/views/i18n/speech.ts';
import { baseOf, frameAt } from './frame.ts';

const base = baseOf('/invoice-imports');
const NONE = { read: 0, create: 0, same: 0, wrong: 0, skipped: 0, done: 0, failed: 0 };
const READY: TakeOverView = {
  base: `${base}/imp_1`,
  backHref: baseOf('/customers'),
  state: 'ready',
  lines: 10_000,
  counts: { ...NONE, create: 9_980, same: 11, wrong: 7, skipped: 2 },
  series: [
    { series: 'NW-2026-', next: 'NW-2026-0418' },
    { series: '', next: '20240018' },
  ],
  mayApply: true,
  problem: null,
  shown: null,
  page: [
    { line: 2, state: 'create', number: 'OLD-2024-017', problems: [] },
    {
      line: 3,
      state: 'wrong',
      number: 'OLD-2024-018',
      problems: [
        {
          column: 'gross',
          message: 'net and tax come to 11.90 EUR, and gross is 11.91 EUR: correct the one that is wrong.',
        },
        { column: 'paidOn', message: 'Give a day that exists as YYYY-MM-DD, such as 2026-03-31.' },
      ],
    },
    {
      line: 4,
      state: 'skipped',
      number: 'OLD-2024-018',
      problems: [{ column: null, message: 'It is right itself; line 3 of the same invoice is not.' }],
    },
    { line: 5, state: 'same', number: `<script>${'0123456789'.repeat(3)}`, problems: [] },
  ],
  next: 5,
};

/** Taking over the invoices of another system. */
export async function takeOverGallery() {
  const context = { speech: await speechFor('en'), nonce: 'nonce', frame: frameAt('Customers') };
  const upload = { base, backHref: baseOf('/customers'), separator: '', problem: null };
  const under = { page: [], next: null, series: [] };
  const pages: Readonly<Record<string, string>> = {
    upload: takeOverUploadPage(upload, context),
    'upload-refused': takeOverUploadPage(
      { ...upload, problem: 'Line 1, column 3: “colour” is no column here.' },
      context,
    ),
    checking: takeOverPage(
      { ...READY, ...under, state: 'checking', counts: { ...NONE, read: 4_000, create: 6_000 } },
      context,
    ),
    ready: takeOverPage(READY, context),
    refused: takeOverPage(
      { ...READY, problem: 'Nothing was taken over, since lines are wrong: 3, 88, 1204.' },
      context,
    ),
    applying: takeOverPage(
      { ...READY, ...under, state: 'applying', counts: { ...NONE, create: 5_000, done: 5_000 } },
      context,
    ),
    done: takeOverPage({ ...READY, ...under, state: 'done', counts: { ...NONE, done: 10_000 } }, context),
    seen: takeOverPage({ ...READY, mayApply: false }, context),
  };
  return Object.entries(pages).map(([name, html]) => ({ name: `take-over-${name}`, html }));
}
