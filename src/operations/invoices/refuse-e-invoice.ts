import { selectLines } from '../../db/queries/invoices.ts';
import { localDateAt } from '../../domain/calendar.ts';
import { type Refused, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scope } from '../core/scope.ts';
import { eInvoiceSource } from '../facts/e-invoice.ts';
import { eInvoiceRefused } from '../facts/e-invoice-refused.ts';
import { profileOf } from '../facts/profile.ts';
import { type IssuingFacts, partiesOf } from './parties.ts';

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
  const refusal = source === null ? null : eInvoiceRefused(source);
  return refusal === null ? null : refused(refusal);
}
