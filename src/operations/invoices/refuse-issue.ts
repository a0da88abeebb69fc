import type { invoices } from '../../db/schema/index.ts';
import { refuseAsInvoice } from '../../domain/invoice/document-kind.ts';
import { sumsOf } from '../../domain/invoice/stored-sums.ts';
import type { Rejection } from '../../domain/rejection.ts';
import { totalsSentences } from './totals-sentences.ts';

/** Why a draft may not be issued as an invoice, or null. */
export function refuseIssue(invoice: typeof invoices.$inferSelect, lines: number): Rejection | null {
  if (lines === 0) return { code: 'invoice_without_lines' };
  const problem = refuseAsInvoice(sumsOf(invoice));
  return problem === null ? null : { code: 'invalid', problems: totalsSentences([problem]) };
}
