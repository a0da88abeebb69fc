import { selectCustomer } from '../../db/queries/customers.ts';
import { type OwnDetails, type TypedDetails, typedDetails } from '../../domain/customer/own-details.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { changeCustomer } from '../customers/update.ts';
import type { Visit } from '../facts/visit.ts';

export type ShownDetails = {
  readonly details: TypedDetails;
  /** Saved with what was changed of it, so that nothing newer is written over. */
  readonly version: number;
  readonly country: string | null;
};

/** A customer's own billing details. Rejects with `not_found` where the business lets nobody change them. */
export async function readOwnDetails(ctx: Context, visit: Visit): Promise<Outcome<ShownDetails>> {
  if (!visit.mayEditDetails) return refused({ code: 'not_found', what: 'customer' });
  const [found] = await selectCustomer(ctx.db, visit, visit.customerId);
  if (found === undefined) return refused({ code: 'not_found', what: 'customer' });
  const { customer } = found;
  return done({
    details: typedDetails(customer),
    version: customer.version,
    country: customer.address.country ?? null,
  });
}

/**
 * Changes them: invoices that are finalized from now on have them. Rejects with `not_found` where the business lets nobody,
 * and with `version_differs` what has changed since it was shown.
 */
export async function changeOwnDetails(
  ctx: Context,
  {
    visit,
    details,
    version,
  }: { readonly visit: Visit; readonly details: OwnDetails; readonly version: number },
): Promise<Outcome<{ customerId: string }>> {
  if (!visit.mayEditDetails) return refused({ code: 'not_found', what: 'customer' });
  const { customerId, merchantId, livemode } = visit;
  return changeCustomer(ctx, {
    scope: { merchantId, livemode },
    customerId,
    // A form that is sent twice is one change.
    commandId: `own_details.${version}`,
    version,
    patch: details,
    by: 'customer',
  });
}
