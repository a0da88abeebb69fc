import { isInvoicing, type StatementEntry } from '../../domain/statement.ts';
import type { PortalWords } from '../i18n/en/portal.ts';
import { isolate } from '../text.ts';

/** An id of ours means nothing to a reader: it is shown only on the payment's own page, and in the CSV. */
const OUR_ID = /^[a-z]{2,3}_[0-9a-z]{20,}$/;

/** What happened, in words. */
export function statementEntryText(
  { kind, reference }: Pick<StatementEntry, 'kind' | 'reference'>,
  words: PortalWords['statement'],
): string {
  const said = OUR_ID.test(reference) ? '' : isolate(reference);
  return words.kind[kind](said).replace(/\s+/g, ' ').trim();
}

/** The column that an entry's amount stands in. */
export function columnOf({ kind }: Pick<StatementEntry, 'kind'>): 'invoiced' | 'paid' | 'refunded' {
  if (isInvoicing(kind)) return 'invoiced';
  return kind === 'refund' ? 'refunded' : 'paid';
}
