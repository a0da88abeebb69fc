import { selectLines } from '../../db/queries/invoices.ts';
import { localDateAt } from '../../domain/calendar.ts';
import { buildEInvoice } from '../../domain/e-invoice/build.ts';
import { brokenRules } from '../../domain/e-invoice/rules/check.ts';
import type { EInvoiceWords } from '../../domain/e-invoice/source.ts';
import { type Refused, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scope } from '../core/scope.ts';
import { eInvoiceSource } from '../facts/e-invoice.ts';
import { profileOf } from '../facts/profile.ts';
import { type IssuingFacts, partiesOf } from './parties.ts';

/** Rules ask whether something is said, not how. */
const ANY_WORDS: EInvoiceWords = {
  dueOnReceipt: 'Due on receipt',
  discount: 'Discount',
  language: 'en',
  taxNote: ({ note }) => note,
};

/**
 * Refuses with `invalid` to issue what no e-invoice could be made of, each broken rule by its number and what to do. Null where
 * nothing is wrong, and where the business sends no e-invoices: then nothing more is read.
 */
export async function refuseEInvoice(
  ctx: Pick<Context, 'db' | 'now'>,
  scope: Scope,
  facts: IssuingFacts,
): Promise<Refused | null> {
  const { invoice, merchant } = facts;
  if (merchant.eInvoice === null) return null;
  const lines = await selectLines(ctx.db, scope, invoice.id);
  const source = eInvoiceSource({
    invoice,
    lines: lines.map(({ line }) => line),
    parties: partiesOf(facts),
    profile: profileOf(merchant),
    // The number is taken by issuing alone.
    number: 'next',
    issuedOn: localDateAt(ctx.now(), merchant.timeZone),
    prepaid: 0,
  });
  if (source === null) return null;
  const broken = brokenRules({ invoice: buildEInvoice(source, ANY_WORDS), source });
  if (broken.length === 0) return null;
  return refused({
    code: 'invalid',
    problems: broken.map(({ rule, path, message }) => ({ path, message: `${message} (${rule})` })),
  });
}
