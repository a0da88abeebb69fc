import { selectLines } from '../../db/queries/invoices.ts';
import { sumsOf } from '../../domain/invoice/stored-sums.ts';
import { comeOf, type TaxStatus, taxStatusOf } from '../../domain/invoice/tax-status.ts';
import { type Refused, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scope } from '../core/scope.ts';
import type { IssuingFacts } from './parties.ts';

const WORDS: Readonly<Record<TaxStatus, string>> = {
  taxed: 'taxed',
  exempt: 'exempt',
  reverse_charge: 'under reverse charge',
};

/**
 * Refuses with `invalid` to issue a draft that was summed under another tax status than its customer has now: nobody has looked at
 * what it would come to. Null where the status changes nothing of it.
 */
export async function refuseTaxStatus(
  ctx: Pick<Context, 'db'>,
  scope: Scope,
  { invoice, customer }: Pick<IssuingFacts, 'invoice' | 'customer'>,
): Promise<Refused | null> {
  const was = invoice.sums?.taxStatus ?? 'taxed';
  const now = taxStatusOf(customer.taxStatus);
  if (was === now) return null;
  const lines = await selectLines(ctx.db, scope, invoice.id);
  const rates = [
    ...lines.flatMap(({ line }) => line.taxes),
    ...sumsOf(invoice).adjustments.flatMap(({ taxRates }) => taxRates ?? []),
  ];
  if (!comeOf(was, rates)) return null;
  const message = `The customer was ${WORDS[was]} when this draft was written, and is ${WORDS[now]} now: write the draft again with its taxes, so that it comes to what you have seen.`;
  return refused({ code: 'invalid', problems: [{ path: 'lines', message }] });
}
