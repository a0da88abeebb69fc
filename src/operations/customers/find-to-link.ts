import { lostBy } from '../../domain/customer/lost.ts';
import type { Shared } from '../../domain/customer/shared-fields.ts';
import { done, type Outcome, refused, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';

/** What else is typed would become another address of Stripe's: `.` the list, to which a change makes a new customer. */
const IS_ID = /^[\w-]{1,255}$/;

/** What a Stripe customer that is to be linked is at Stripe. Rejects with `stripe_customer_unusable` if it is not there. */
export async function findToLink(
  ctx: Context,
  { account }: { readonly account: string },
  stripeCustomerId: string,
): Promise<Outcome<Shared>> {
  if (!IS_ID.test(stripeCustomerId)) {
    return refused({ code: 'stripe_customer_unusable', why: 'missing', stripeCustomerId });
  }
  const found = await (await ctx.stripe(account)).retrieveCustomer(stripeCustomerId);
  switch (found.kind) {
    case 'unknown':
      ctx.log('stripe_unknown_customer', { reason: found.reason });
      return STRIPE_UNAVAILABLE;
    case 'refused': {
      ctx.log('stripe_refused_customer', { status: found.status, code: found.code });
      const why = lostBy(found);
      if (why === null) return refused({ code: 'stripe_refuses' });
      return refused({ code: 'stripe_customer_unusable', why, stripeCustomerId });
    }
    case 'ok':
      return found.value.kind === 'deleted'
        ? refused({ code: 'stripe_customer_unusable', why: 'deleted', stripeCustomerId })
        : done(found.value.shared);
  }
}
