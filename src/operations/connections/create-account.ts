import { eq } from 'drizzle-orm';
import { findUnconnectedAccount, selectOpenCreation } from '../../db/queries/accounts.ts';
import { selectActiveConnection } from '../../db/queries/active-connection.ts';
import { type accountCreations, merchants } from '../../db/schema/index.ts';
import { beginCreation, endCreation } from '../../db/writes/connect.ts';
import { done, LOST_RACE, type Outcome, refused, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import { sayableMessage } from '../../domain/stripe-refusal.ts';
import { type Context, newId } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { connectAccount } from './connect-account.ts';
import { readAccountNow } from './sweep-accounts.ts';

type Creation = typeof accountCreations.$inferSelect;

/** The mark in Stripe's metadata by which an account is found whose answer was lost. */
const MARK = 'quittance_account';

/**
 * Makes a new account at Stripe, of the business alone, and connects it; its owner completes it on Stripe's pages. The row
 * comes before the call: whoever presses twice, or again after a lost answer, gets the same account. Rejects with
 * `connect_not_set_up`, also in the other mode than the deployment's own key, `already_connected` and `account_not_made`.
 */
export async function createAccount(
  ctx: Context,
  { scope, by }: Scoped<{ readonly by: string }>,
): Promise<Outcome<{ readonly connectionId: string }>> {
  // The account would be made by the deployment's key, in its mode: a test key is shared freely, and makes no live account.
  if ((ctx.connect ?? null) === null || scope.livemode !== ctx.livemode) {
    return refused({ code: 'connect_not_set_up' });
  }
  const [active] = await selectActiveConnection(ctx.db, scope);
  if (active !== undefined) return refused({ code: 'already_connected', account: active.account });
  const account = (await findUnconnectedAccount(ctx.db, scope)) ?? (await make(ctx, scope, by));
  if (typeof account !== 'string') return account;
  const connected = await connectAccount(ctx, { scope, account, how: 'created', by, status: null });
  if (connected.kind === 'done') await readAccountNow(ctx, connected.value.connectionId);
  return connected;
}

async function make(ctx: Context, scope: Scoped<unknown>['scope'], by: string) {
  const [before] = await selectOpenCreation(ctx.db, scope);
  if (before === undefined) await begin(ctx, scope, by);
  const [creation] = await selectOpenCreation(ctx.db, scope);
  if (creation === undefined) return LOST_RACE;
  const { platform } = await ctx.stripe('self');
  if (before !== undefined) {
    // Stripe forgets keys after a while, and a forgotten one would make a second account.
    const found = await platform.findAccount(MARK, creation.id);
    if (found.kind === 'unknown') return STRIPE_UNAVAILABLE;
    if (found.kind === 'refused')
      return refused({ code: 'account_not_made', message: sayableMessage(found.message) });
    if (found.value !== null) return keep(ctx, creation, found.value.id);
  }
  const made = await platform.createAccount(creation.request, creation.id);
  switch (made.kind) {
    case 'unknown':
      ctx.log('account_creation_unknown', { creationId: creation.id, reason: made.reason });
      return STRIPE_UNAVAILABLE;
    case 'refused': {
      const message = sayableMessage(made.message);
      await endCreation(ctx.db, creation.id, { refusal: message });
      ctx.log('account_creation_refused', { creationId: creation.id, code: made.code, param: made.param });
      return refused({ code: 'account_not_made', message });
    }
    case 'ok':
      return keep(ctx, creation, made.value.id);
  }
}

async function keep(ctx: Context, { id }: Creation, account: string): Promise<string> {
  await endCreation(ctx.db, id, { account, createdAt: ctx.now() });
  return account;
}

async function begin(ctx: Context, scope: Scoped<unknown>['scope'], by: string): Promise<void> {
  const [merchant] = await ctx.db.select().from(merchants).where(eq(merchants.id, scope.merchantId));
  if (merchant === undefined) return;
  const id = newId(ctx, 'acc');
  await beginCreation(ctx.db, {
    ...scope,
    id,
    person: by,
    requestedAt: ctx.now(),
    request: {
      displayName: merchant.displayName,
      email: merchant.email,
      country: merchant.address.country ?? null,
      currency: merchant.defaultCurrency,
      url: merchant.website,
      metadata: { [MARK]: id, quittance_deployment: ctx.deploymentId, quittance_merchant: merchant.id },
    },
  });
}

/**
 * A link to Stripe's own pages, where the account's owner says what Stripe still wants. It is made when somebody presses for
 * it, works once and for minutes, and is neither stored nor mailed. Rejects with `not_connected` and `account_not_made`.
 */
export async function createOnboardingLink(
  ctx: Context,
  { scope, page }: Scoped<{ readonly page: `/${string}` }>,
): Promise<Outcome<{ readonly url: string; readonly expiresAt: number }>> {
  const [active] = await selectActiveConnection(ctx.db, scope);
  if (active === undefined) return refused({ code: 'not_connected' });
  if (active.account === 'self' || scope.livemode !== ctx.livemode)
    return refused({ code: 'connect_not_set_up' });
  const { platform } = await ctx.stripe('self');
  // Whoever reloads inside Stripe's form comes back to the first of them, which says nothing of what they completed: both
  // lead to the page that reads the account.
  const address = ctx.links.page(page);
  const made = await platform.createOnboardingLink(active.account, {
    refreshUrl: address,
    returnUrl: address,
  });
  switch (made.kind) {
    case 'ok':
      return done(made.value);
    case 'unknown':
      return STRIPE_UNAVAILABLE;
    case 'refused':
      return refused({ code: 'account_not_made', message: sayableMessage(made.message) });
  }
}
