import { readSooner, takeRead, writeReadFailure } from '../../db/writes/accounts.ts';
import { judgeEndpoints } from '../../domain/account/endpoints.ts';
import { isOwnTest } from '../../domain/account/status.ts';
import type { Context } from '../core/context.ts';
import { NO_ACCESS } from '../core/is-lost.ts';
import { disconnectedAtStripe } from './disconnected-at-stripe.ts';
import { keepAccountStatus } from './keep-account-status.ts';

const MINUTE_MS = 60_000;
/** Webhooks tell of changes; this finds those that none told of. */
const READ_EVERY_MS = 60 * MINUTE_MS;
const AFTER_FAILURE_MS = 5 * MINUTE_MS;
/** Whoever gives a key the permission that it lacked looks within minutes whether it is seen. */
const AFTER_REFUSAL_MS = 10 * MINUTE_MS;

/** Where Stripe posts its events. */
const WEBHOOKS = '/webhooks/stripe';

/** What came of asking Stripe for an account. `not_due`: another worker reads it, or has just done so. */
export type AccountRead = 'read' | 'not_due' | 'not_answered' | 'refused';

/** Reads an account that is due by then, unless another worker does, and has money follow what it can do. */
export async function readDueAccount(
  ctx: Context,
  { connectionId, dueBy }: { readonly connectionId: string; readonly dueBy: number },
): Promise<AccountRead> {
  const readAt = ctx.now();
  const due = { now: readAt, dueBy: Math.max(readAt, dueBy), next: readAt + READ_EVERY_MS };
  const connection = await takeRead(ctx.db, connectionId, due);
  if (connection === undefined) return 'not_due';
  const stripe = await ctx.stripe(connection.account);
  const read = await stripe.retrieveAccount();
  switch (read.kind) {
    case 'unknown':
      await readSooner(ctx.db, connectionId, readAt + AFTER_FAILURE_MS);
      ctx.log('account_unavailable', { connectionId, reason: read.reason });
      return 'not_answered';
    case 'refused': {
      ctx.log('account_refused', { connectionId, code: read.code });
      if (read.code === NO_ACCESS) {
        const ended = await disconnectedAtStripe(ctx, { connectionId });
        if (ended.kind !== 'done' || ended.value === 'ended') return 'refused';
      }
      // Money that is held waits for what the next read says.
      const next = readAt + (connection.heldSince === null ? AFTER_REFUSAL_MS : AFTER_FAILURE_MS);
      await writeReadFailure(ctx.db, connectionId, { failure: read.code, readAt, next });
      return 'refused';
    }
    case 'ok': {
      const listed = await stripe.platform.listEndpoints();
      if (listed.kind !== 'ok') {
        await readSooner(ctx.db, connectionId, readAt + AFTER_REFUSAL_MS);
        const why = listed.kind === 'refused' ? { code: listed.code } : { reason: listed.reason };
        ctx.log('endpoints_unavailable', { connectionId, ...why });
      }
      const ours = { url: ctx.links.page(WEBHOOKS), isConnected: connection.account !== 'self' };
      const endpoints = listed.kind === 'ok' ? judgeEndpoints(listed.value, ours) : null;
      const status = { ...read.value, isOwnTest: isOwnTest(connection), endpoints };
      await keepAccountStatus(ctx, connection, { status, readAt });
      return 'read';
    }
  }
}
