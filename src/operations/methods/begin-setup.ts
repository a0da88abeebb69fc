import type { StripePort } from '../../adapters/stripe/port.ts';
import type { SetupSessionFacts } from '../../domain/methods/setup.ts';
import { done, type Outcome, refused, STRIPE_UNAVAILABLE, thenRead } from '../../domain/outcome.ts';
import { CONFLICT, type ConflictOr, type Context, decided, retryOnConflict } from '../core/context.ts';
import { localeOf } from '../facts/locale.ts';
import { setupColumns } from './apply-setup.ts';
import { changeSetup, readSetupRow } from './change-setup.ts';
import { claimSetup, type SetupRow } from './claim-setup.ts';
import type { ForCustomer } from './customer-scope.ts';
import { findMethod } from './find-method.ts';
import { endSetupRefused, setupRefused } from './setup-refused.ts';
import { syncSetup } from './sync-setup.ts';
import { SETUP_POLL_EVERY_MS, SETUP_SESSION_LIFE_MS } from './timing.ts';

/** Stripe's page that the customer is sent to. */
type SetupPage = { readonly url: string; readonly expiresAt: number };
type BegunSetup = Outcome<SetupPage>;

const OVER = refused({ code: 'setup_over' });

/**
 * Sends a customer to Stripe's page to put a card, or an instantly verified US bank account, on file. The row with the
 * exact request is committed before the call, and the page's id before anybody gets its address.
 */
export async function beginSetup(
  ctx: Context,
  {
    who,
    ...ask
  }: {
    readonly who: ForCustomer;
    readonly setupId: string;
    readonly kind: 'card' | 'bank_instant';
    readonly locale: string;
    /** Where Stripe's page returns to; null for the portal. */
    readonly returnUrl?: string | null;
    /** The card that the new one replaces. */
    readonly replaces?: string | null;
  },
): Promise<BegunSetup> {
  if (ask.replaces != null && (await findMethod(ctx.db, who, ask.replaces)) === null) {
    return refused({ code: 'not_found', what: 'payment method' });
  }
  const expiresAt = ctx.now() + SETUP_SESSION_LIFE_MS;
  // Escaped, so that a caller's URL cannot pass for a link of ours.
  const back = ask.returnUrl == null ? null : ctx.links.escape(ask.returnUrl);
  const claimed = await claimSetup(ctx, who, {
    setupId: ask.setupId,
    kind: ask.kind,
    agreed: null,
    card: null,
    holderName: null,
    routingNumber: null,
    expiresAt,
    replaces: ask.replaces ?? null,
    request: ({ owner, stripeCustomerId }) =>
      ctx.rules.setupSessionParams({
        stripeCustomerId,
        kind: ask.kind,
        metadata: {
          quittance_deployment: ctx.deploymentId,
          quittance_merchant: who.merchantId,
          quittance_customer: who.customerId,
          quittance_setup: ask.setupId,
        },
        successUrl: back ?? ctx.links.page(`/portal/settings/return/${ask.setupId}`),
        cancelUrl: back ?? ctx.links.page('/portal/settings'),
        expiresAtMs: expiresAt,
        locale: localeOf(ctx, owner.customer, ask),
      }),
  });
  return thenRead(claimed, async ({ setup, account }) => openSession(ctx, setup, await ctx.stripe(account)));
}

async function openSession(ctx: Context, setup: SetupRow, stripe: StripePort): Promise<BegunSetup> {
  if (setup.closedAt !== null || setup.request === null) return OVER;
  const made =
    setup.stripeSessionId === null
      ? await stripe.createSetupSession(await ctx.links.fill(setup.request), `${setup.id}/session`)
      : await stripe.retrieveSetupSession(setup.stripeSessionId);
  if (made.kind === 'ok') {
    await endSetupRefused(ctx, setup);
    return adopt(ctx, setup.id, made.value);
  }
  ctx.log('stripe_no_setup_session', {
    setupId: setup.id,
    reason: made.kind === 'refused' ? made.code : made.reason,
  });
  // It may have been created all the same: find its page now, or let the sweep see it end.
  const synced = await syncSetup(ctx, setup.id);
  const found = synced.state === 'open' ? await readSetupRow(ctx.db, setup.id) : null;
  const sessionId = found?.setup.stripeSessionId ?? null;
  const again = sessionId === null ? null : await stripe.retrieveSetupSession(sessionId);
  if (again?.kind === 'ok' && again.value.url !== null) {
    return done({ url: again.value.url, expiresAt: setup.expiresAt });
  }
  return made.kind === 'refused' ? setupRefused(ctx, setup, made) : STRIPE_UNAVAILABLE;
}

const adopt = (ctx: Context, setupId: string, session: SetupSessionFacts): Promise<BegunSetup> =>
  retryOnConflict(ctx, async (): Promise<ConflictOr<BegunSetup>> => {
    const snapshot = await readSetupRow(ctx.db, setupId);
    if (snapshot === null || snapshot.setup.closedAt !== null) return decided(OVER);
    const { url } = session;
    const { expiresAt } = snapshot.setup;
    if (session.status !== 'open' || url === null) {
      await syncSetup(ctx, setupId);
      return decided(OVER);
    }
    if (snapshot.setup.stripeSessionId === session.sessionId) return decided(done({ url, expiresAt }));
    const committed = await changeSetup(ctx, snapshot, {
      commandId: `setup/${setupId}/open`,
      entry: { type: 'method_setup_opened', data: { setupId, sessionId: session.sessionId } },
      columns: {
        ...setupColumns(session, session.setup),
        state: 'open',
        checkAt: ctx.now() + SETUP_POLL_EVERY_MS,
      },
    });
    return committed.kind === 'committed' ? decided(done({ url, expiresAt })) : CONFLICT;
  });
