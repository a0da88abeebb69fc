import { type AnyColumn, and, eq, type SQL, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';

type Scoped = { readonly merchantId: AnyColumn; readonly livemode: AnyColumn };

/** The condition that a table's row is this merchant's, in this mode. */
export const within = ({ merchantId, livemode }: Scoped, scope: Scope): SQL | undefined =>
  and(eq(merchantId, scope.merchantId), eq(livemode, scope.livemode));

/** The same where a narrower condition is to be the one that is looked up: the unary plus takes it from the planner. */
export const alsoWithin = ({ merchantId, livemode }: Scoped, scope: Scope): SQL =>
  sql`+${merchantId} = ${scope.merchantId} AND +${livemode} = ${Number(scope.livemode)}`;
