import { selectConnections, wasAnothers } from '../../db/queries/accounts.ts';
import { isOwnTest } from '../../domain/account/status.ts';
import { done, type Outcome, refused, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { connectAccount } from './connect-account.ts';
import { readAccountNow } from './sweep-accounts.ts';

/** A connection that the business has or had. Instants in ms. */
export type AnyConnection = {
  readonly id: string;
  /** `self` for the deployment's own account, else `acct_…`. */
  readonly account: string;
  /** Its id at Stripe; null for the deployment's own account, as long as it was not read. */
  readonly accountId: string | null;
  readonly name: string | null;
  readonly isActive: boolean;
  readonly createdAt: number;
  readonly disconnectedAt: number | null;
};

/** Every connection that the business has had in its mode, the newest first. */
export async function listConnections(
  ctx: Context,
  { scope }: Scoped<unknown>,
): Promise<Outcome<readonly AnyConnection[]>> {
  const rows = await selectConnections(ctx.db, scope);
  return done(
    rows.map(({ connection: { id, account, state, createdAt, disconnectedAt }, status }) => ({
      id,
      account,
      accountId: status?.accountId ?? (account === 'self' ? null : account),
      name: status?.name ?? null,
      isActive: state === 'active',
      createdAt,
      disconnectedAt,
    })),
  );
}

const NOT_REACHABLE = refused({ code: 'account_not_reachable' });

/**
 * Connects an account again that was disconnected here, and that Stripe still gives access to. Rejects with `not_found`,
 * `account_not_reachable` where its owner ended it at Stripe, and as {@link connectAccount} does. Where another business was
 * connected to it too, Stripe's answer does not say to whom its owner agreed: they sign in there and agree anew.
 */
export async function connectAgain(
  ctx: Context,
  { scope, connectionId, by }: Scoped<{ readonly connectionId: string; readonly by: string }>,
): Promise<Outcome<{ readonly connectionId: string }>> {
  const rows = await selectConnections(ctx.db, scope);
  const found = rows.find(({ connection }) => connection.id === connectionId)?.connection;
  if (found === undefined) return refused({ code: 'not_found', what: 'connection' });
  const { account } = found;
  const isOurs = account === 'self' || !(await wasAnothers(ctx.db, { ...scope, account }));
  if (scope.livemode !== ctx.livemode || !isOurs) return NOT_REACHABLE;
  const stripe = await ctx.stripe(account);
  const read = await stripe.retrieveAccount();
  if (read.kind === 'unknown') return STRIPE_UNAVAILABLE;
  if (read.kind === 'refused') return NOT_REACHABLE;
  const status = { ...read.value, isOwnTest: isOwnTest(found), endpoints: null };
  const connected = await connectAccount(ctx, { scope, account, how: 'oauth', by, status });
  if (connected.kind === 'done') await readAccountNow(ctx, connected.value.connectionId);
  return connected;
}
