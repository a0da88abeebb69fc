import Stripe from 'stripe';

/**
 * Puts away what a run has made: its sessions are expired, its intents cancelled where Stripe allows it, its customers
 * deleted with their methods. What is over stays, as it must.
 */
export async function cleanUp(stripe: Stripe, run: string, since: number): Promise<void> {
  const recent = { created: { gte: since }, limit: 100 };
  const isOurs = ({ metadata }: { metadata?: Stripe.Metadata | null }) => metadata?.check_stripe === run;
  for await (const session of stripe.checkout.sessions.list(recent)) {
    if (isOurs(session) && session.status === 'open') {
      await unlessRefused(stripe.checkout.sessions.expire(session.id));
    }
  }
  for await (const intent of stripe.paymentIntents.list(recent)) {
    const isOver = intent.status === 'succeeded' || intent.status === 'canceled';
    if (isOurs(intent) && !isOver) await unlessRefused(stripe.paymentIntents.cancel(intent.id));
  }
  for await (const setup of stripe.setupIntents.list(recent)) {
    const isOver = setup.status === 'succeeded' || setup.status === 'canceled';
    if (isOurs(setup) && !isOver) await unlessRefused(stripe.setupIntents.cancel(setup.id));
  }
  for await (const customer of stripe.customers.list(recent)) {
    if (isOurs(customer)) await unlessRefused(stripe.customers.del(customer.id));
  }
}

/** An intent that belongs to a session, or that is processing, cannot be cancelled: it ends by itself. */
async function unlessRefused(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
  }
}
