import { selectClient, selectMapping } from '../../db/queries/mapping.ts';
import { selectImportRow } from '../../db/queries/mapping-import.ts';
import { endRow, putBack, setImportDue, slowDown } from '../../db/writes/mapping-import.ts';
import {
  againAfter,
  alreadyLinked,
  CHANGED,
  GONE,
  isLimited,
  MOST_TRIES,
  ofLinking,
  type RowResult,
  slowedFor,
  UNANSWERED,
} from '../../domain/mapping/import.ts';
import { DONE, type Outcome } from '../../domain/outcome.ts';
import { sayableMessage } from '../../domain/stripe-refusal.ts';
import type { Context } from '../core/context.ts';
import { ensureStripeCustomer } from '../customers/ensure-stripe-customer.ts';
import { linkClient } from '../customers/link.ts';
import { awaitOwnTurn } from './pace.ts';

/** Requests to Stripe, those of the job that reads methods with them: in test mode its limit is for all of them together. */
const REQUESTS = { map: 3, create: 1 } as const;

type Found = Awaited<ReturnType<typeof selectImportRow>>[number];

/**
 * Does what was decided about one client: links it to the Stripe customer that somebody chose, and has read what is on file
 * there; or has one made, whose exact request is stored before it is sent, under a key of the client's own. Done twice, it
 * is done once.
 */
export async function importRow(
  ctx: Context,
  { importId, customerId }: { readonly importId: string; readonly customerId: string },
): Promise<Outcome<null>> {
  const [found] = await selectImportRow(ctx.db, importId, customerId);
  if (found === undefined || found.row.state !== 'waiting' || found.of.state !== 'running') return DONE;
  const { row, of } = found;
  if (of.slowUntil > ctx.now()) {
    await putBack(ctx.db, row, { at: of.slowUntil, counts: false });
    await setImportDue(ctx.db, importId, { dueAt: of.slowUntil });
    return DONE;
  }
  await conclude(ctx, found, await work(ctx, found));
  return DONE;
}

async function conclude(ctx: Context, { row, of, connection }: Found, result: RowResult): Promise<void> {
  const { importId, customerId } = row;
  const at = ctx.now();
  switch (result.kind) {
    case 'done':
    case 'skipped':
    case 'failed': {
      const { kind: state } = result;
      const said = { stripeCustomerId: null, code: null, message: null, ...result };
      const { stripeCustomerId, code, message } = said;
      const mine = { ...row, connectionId: connection.id };
      return endRow(ctx.db, mine, { state, stripeCustomerId, code, message, at });
    }
    case 'limited':
      ctx.log('client_import_slowed', { importId, slowed: of.slowed });
      await putBack(ctx.db, row, { at: at + slowedFor(of.slowed), counts: false });
      return slowDown(ctx.db, importId, { now: at, until: at + slowedFor(of.slowed) });
    case 'again':
      ctx.log('client_import_again', { importId, customerId, reason: result.reason, tries: row.tries });
      return putBack(ctx.db, row, { at: at + againAfter(row.tries), counts: true });
  }
}

async function work(ctx: Context, { row, connection, customer }: Found): Promise<RowResult> {
  const { customerId, action, target } = row;
  const connectionId = connection.id;
  const [[client], [mapping]] = await ctx.db.batch([
    selectClient(ctx.db, connectionId, customerId),
    selectMapping(ctx.db, connectionId),
  ]);
  if (client === undefined || customer.erasedAt !== null) return GONE;
  if (connection.state !== 'active')
    return {
      kind: 'skipped',
      code: 'not_connected',
      message: 'The Stripe account was disconnected meanwhile.',
    };
  if (client.linked !== null && client.lost === null) return onceLinked(client.linked, row);
  if (client.decision !== action || client.target !== target) return CHANGED;
  await awaitOwnTurn(ctx, connectionId, connection.livemode ? 1 : REQUESTS[action]);
  const result =
    action === 'map' && target !== null
      ? await link(ctx, { connection, customerId, target, importId: row.importId })
      : await make(ctx, { connectionId, customerId }, mapping?.readAt ?? null);
  const mayPass = result.kind === 'again' && row.tries + 1 < MOST_TRIES;
  return result.kind === 'again' && !mayPass ? UNANSWERED : result;
}

/** It is linked: by an earlier try of this row, or by somebody else meanwhile. */
const onceLinked = (linked: string, row: Found['row']): RowResult =>
  row.action === 'map' && row.target !== linked
    ? alreadyLinked(linked)
    : { kind: 'done', stripeCustomerId: linked };

async function link(
  ctx: Context,
  ask: {
    readonly connection: Found['connection'];
    readonly customerId: string;
    readonly target: string;
    readonly importId: string;
  },
): Promise<RowResult> {
  const { connection, customerId, target, importId } = ask;
  const linked = await linkClient(ctx, {
    scope: { merchantId: connection.merchantId, livemode: connection.livemode },
    customerId,
    stripeCustomerId: target,
    commandId: `import/${importId}`,
    onlyUnlinked: true,
  });
  // What is on file there is read by the commit's own job, at once: its turns are taken already.
  return linked.kind === 'done' ? { kind: 'done', stripeCustomerId: target } : ofLinking(linked, target);
}

async function make(
  ctx: Context,
  ask: { readonly customerId: string; readonly connectionId: string },
  listReadAt: number | null,
): Promise<RowResult> {
  const made = await ensureStripeCustomer(ctx, ask, { listReadAt, tells: false });
  if (made.stripeCustomerId !== null) return { kind: 'done', stripeCustomerId: made.stripeCustomerId };
  if (!made.isRefused)
    return isLimited(made.reason) ? { kind: 'limited' } : { kind: 'again', reason: made.reason };
  const { refusal } = made;
  if (refusal === null) return { kind: 'failed', code: 'refused', message: 'Stripe refuses this customer.' };
  return { kind: 'failed', code: refusal.code, message: sayableMessage(refusal.message) };
}
