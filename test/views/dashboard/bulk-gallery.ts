import {
  type BulkAskView,
  type BulkReportView,
  bulkAskPage,
  bulkReportPage,
} from '../../../src/views/dashboard/invoices/bulk.tsx';
import { BULK_WORDS as words } from '../../../src/views/dashboard/words/bulk.ts';
import { speechFor } from '../../../src/views/i18n/speech.ts';
import { baseOf, frameAt, HOSTILE } from './frame.ts';

const base = baseOf('/invoices');
const ASK: BulkAskView = {
  action: `${base}/bulk`,
  back: `${base}?view=draft`,
  act: 'send',
  form: 'req_1',
  ids: ['inv_1', 'inv_2'],
  said: '1/USD100',
  todo: 198,
  sums: ['$24,310.00', '€1,200.00'],
  passedOver: [
    { why: 'sent_already', count: 12 },
    { why: 'not_open', count: 1 },
  ],
  hasMore: true,
  problem: null,
};
const row = {
  id: 'inv_1',
  name: 'NW-2026-0042',
  isGone: false,
  customer: HOSTILE,
  amount: '$120.00',
  why: '',
};
const REPORT: BulkReportView = {
  base,
  self: `${base}/bulk/blm_1`,
  act: 'send',
  invoices: 200,
  begun: words.begun('ada.lindqvist@northwind.example', 'Nov 30, 2026, 9:05 AM Eastern Time'),
  counts: { waiting: 120, done: 77, skipped: 2, failed: 1 },
  rows: [
    { ...row, state: 'done' },
    { ...row, state: 'skipped', why: words.skips.changed },
    { ...row, state: 'failed', why: 'The customer has no address: add one first.' },
    {
      ...row,
      name: words.deleted,
      isGone: true,
      customer: null,
      amount: '–',
      state: 'skipped',
      why: words.skips.gone,
    },
    { ...row, state: 'waiting' },
  ],
  isFirst: false,
  next: 99,
};

/** Doing something to many invoices at once. */
export async function bulkGallery() {
  const context = { speech: await speechFor('en'), nonce: 'x', frame: frameAt('Invoices') };
  return [
    { name: 'bulk-ask', html: bulkAskPage(ASK, context) },
    { name: 'bulk-ask-void', html: bulkAskPage({ ...ASK, act: 'void', problem: words.changed }, context) },
    { name: 'bulk-ask-none', html: bulkAskPage({ ...ASK, act: 'remind', todo: 0 }, context) },
    { name: 'bulk-report', html: bulkReportPage(REPORT, context) },
    {
      name: 'bulk-report-over',
      html: bulkReportPage(
        { ...REPORT, counts: { waiting: 0, done: 197, skipped: 2, failed: 1 }, next: null, isFirst: true },
        context,
      ),
    },
  ];
}
