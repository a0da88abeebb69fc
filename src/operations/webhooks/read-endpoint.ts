import { selectBacklog, selectEndpoint, selectEndpoints } from '../../db/queries/webhooks.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { type EndpointView, endpointView } from './endpoint-view.ts';

export const NO_ENDPOINT = refused({ code: 'not_found', what: 'webhook endpoint' });

/** An endpoint, and how many events wait for it or were given up. */
export type EndpointStanding = {
  readonly endpoint: EndpointView;
  readonly backlog: { readonly pending: number; readonly failed: number };
};

/** One of the business's endpoints in this mode. Rejects with `not_found`. */
export async function readEndpoint(
  ctx: Context,
  { scope, endpointId }: Scoped<{ readonly endpointId: string }>,
): Promise<Outcome<EndpointStanding>> {
  const [[row], [backlog]] = await ctx.db.batch([
    selectEndpoint(ctx.db, scope, endpointId),
    selectBacklog(ctx.db, endpointId),
  ]);
  if (row === undefined) return NO_ENDPOINT;
  return done({
    endpoint: endpointView(row, ctx.now()),
    backlog: { pending: backlog?.pending ?? 0, failed: backlog?.failed ?? 0 },
  });
}

/** The business's endpoints in this mode, newest first. */
export async function listEndpoints(
  ctx: Context,
  { scope }: Scoped<unknown>,
): Promise<Outcome<readonly EndpointView[]>> {
  const rows = await selectEndpoints(ctx.db, scope);
  return done(rows.map((row) => endpointView(row, ctx.now())));
}
