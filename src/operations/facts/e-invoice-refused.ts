import { buildEInvoice } from '../../domain/e-invoice/build.ts';
import { brokenRules } from '../../domain/e-invoice/rules/check.ts';
import type { EInvoiceSource, EInvoiceWords } from '../../domain/e-invoice/source.ts';
import type { Rejection } from '../../domain/rejection.ts';

/** Rules ask whether something is said, not how. */
const ANY_WORDS: EInvoiceWords = {
  dueOnReceipt: 'Due on receipt',
  discount: 'Discount',
  language: 'en',
  taxNote: ({ note }) => note,
};

/** Why no e-invoice could be made of it, each broken rule by its number and what to do; null where nothing is wrong. */
export function eInvoiceRefused(source: EInvoiceSource): Rejection | null {
  const broken = brokenRules({ invoice: buildEInvoice(source, ANY_WORDS), source });
  if (broken.length === 0) return null;
  return {
    code: 'invalid',
    problems: broken.map(({ rule, path, message }) => ({ path, message: `${message} (${rule})` })),
  };
}
