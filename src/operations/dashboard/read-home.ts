import { selectActiveConnection } from '../../db/queries/active-connection.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scope } from '../core/scope.ts';

/** What a business's first page says of it. */
export type Home = {
  /** The Stripe account of this mode: `self` or `acct_…`; null where none is connected. */
  readonly stripe: { readonly account: string; readonly isPaused: boolean } | null;
};

export async function readHome(ctx: Context, { scope }: { readonly scope: Scope }): Promise<Outcome<Home>> {
  const [connection] = await selectActiveConnection(ctx.db, scope);
  return done({
    stripe:
      connection === undefined
        ? null
        : { account: connection.account, isPaused: connection.pausedAt !== null },
  });
}
