import type { StripePort } from '../../adapters/stripe/port.ts';
import {
  decideSetup,
  isSetupOpen,
  type SetupFacts,
  type SetupSessionFacts,
  type SetupState,
} from '../../domain/methods/setup.ts';
import { CONFLICT, type ConflictOr, type Context, decided, retryOnConflict } from '../core/context.ts';
import { isLostFor } from '../core/is-lost.ts';
import { applySetupEnd, applySetupSuccess, applyVerifying, setupColumns } from './apply-setup.ts';
import { changeSetup, readSetupRow, type SetupSnapshot } from './change-setup.ts';
import { syncMethods } from './sync-methods.ts';
import { BANK_SETUP_FOUND_WITHIN_MS, SETUP_POLL_EVERY_MS, SETUP_SURELY_OVER_MS } from './timing.ts';

export type SyncedSetup = {
  readonly state: SetupState;
  /** False if Stripe did not answer, so nothing new is known. */
  readonly known: boolean;
};

/**
 * The single entry point for the outcome of a set-up: webhook, return page, verification and sweep all end here. It
 * retrieves Stripe's objects, is safe to repeat, and never moves a state backwards; the customer's head is read before
 * Stripe is called. `answered` is Stripe's answer from a moment ago, so that it is not retrieved again.
 */
export async function syncSetup(
  ctx: Context,
  setupId: string,
  answered: RetrievedSetup | null = null,
): Promise<SyncedSetup> {
  const progress = { followed: false };
  return retryOnConflict(ctx, () => attempt(ctx, setupId, answered, progress));
}

async function attempt(
  ctx: Context,
  setupId: string,
  answered: RetrievedSetup | null,
  progress: { followed: boolean },
): Promise<ConflictOr<SyncedSetup>> {
  const snapshot = await readSetupRow(ctx.db, setupId);
  if (snapshot === null) throw new Error('syncSetup of a missing set-up');
  const { setup } = snapshot;
  const stateNow = (state: SetupState, known = true): ConflictOr<SyncedSetup> => decided({ state, known });
  if (!isSetupOpen(setup.state)) return stateNow(setup.state);
  const retrieved = answered ?? (await retrieve(snapshot, await ctx.stripe(snapshot.connection.account)));
  if (retrieved === 'unknown') return stateNow(setup.state, false);
  if (retrieved === 'lost') {
    // Its account was disconnected: when its time is over, no method comes of it.
    if (ctx.now() < lastsUntil(setup)) return stateNow(setup.state, false);
    const committed = await applySetupEnd(ctx, snapshot, null, 'expired', null);
    return committed.kind === 'committed' ? stateNow('expired') : CONFLICT;
  }
  if (retrieved === null) {
    if (ctx.now() < surelyMadeUntil(setup)) return stateNow(setup.state);
    const committed = await applySetupEnd(ctx, snapshot, null, 'failed', 'never_created');
    return committed.kind === 'committed' ? stateNow('failed') : CONFLICT;
  }
  const { session, intent } = retrieved;
  const outcome = decideSetup(setup.state, session, intent);
  switch (outcome.kind) {
    case 'nothing_new': {
      if (setup.state !== 'asked' && setup.state !== 'unknown') return stateNow(setup.state);
      const committed = await changeSetup(ctx, snapshot, {
        commandId: `setup/${setup.id}/open`,
        entry: { type: 'method_setup_opened', data: { setupId: setup.id } },
        columns: {
          ...setupColumns(session, intent),
          state: 'open',
          checkAt: ctx.now() + SETUP_POLL_EVERY_MS,
        },
      });
      return committed.kind === 'committed' ? stateNow('open') : CONFLICT;
    }
    case 'verify': {
      if (intent === null) throw new Error('verifying set-up without a SetupIntent');
      const committed = await applyVerifying(ctx, snapshot, session, intent);
      return committed.kind === 'committed' ? stateNow('verifying') : CONFLICT;
    }
    case 'succeed': {
      // The method is synced before its set-up is recorded as decided, so that its page and mail find it.
      if (!progress.followed) {
        const synced = await syncMethods(ctx, setup);
        if (synced.kind !== 'done') return stateNow(setup.state, false);
        progress.followed = true;
        return CONFLICT;
      }
      if (intent === null) throw new Error('succeeded set-up without a SetupIntent');
      const committed = await applySetupSuccess(ctx, snapshot, session, intent);
      return committed.kind === 'committed' ? stateNow('succeeded') : CONFLICT;
    }
    case 'fail': {
      const committed = await applySetupEnd(ctx, snapshot, { session, intent }, 'failed', outcome.code);
      return committed.kind === 'committed' ? stateNow('failed') : CONFLICT;
    }
    case 'expire': {
      const committed = await applySetupEnd(ctx, snapshot, { session, intent }, 'expired', null);
      return committed.kind === 'committed' ? stateNow('expired') : CONFLICT;
    }
  }
}

export type RetrievedSetup = {
  readonly session: SetupSessionFacts | null;
  readonly intent: SetupFacts | null;
};

/**
 * Retrieves a set-up from Stripe: by its id, else by its metadata; null if it does not exist, `lost` if Stripe cannot be
 * asked about its account any more.
 */
async function retrieve(
  { setup, connection }: SetupSnapshot,
  stripe: StripePort,
): Promise<RetrievedSetup | 'unknown' | 'lost' | null> {
  const since = setup.createdAt - 60_000;
  if (setup.kind === 'bank_deposits') {
    const found =
      setup.stripeSetupIntentId === null
        ? await stripe.findSetup(setup.stripeCustomerId, setup.id, since)
        : await stripe.retrieveSetup(setup.stripeSetupIntentId);
    if (found.kind !== 'ok') return isLostFor(connection, found) ? 'lost' : 'unknown';
    return found.value === null ? null : { session: null, intent: found.value };
  }
  const found =
    setup.stripeSessionId === null
      ? await stripe.findSetupSession(setup.stripeCustomerId, setup.id, since)
      : await stripe.retrieveSetupSession(setup.stripeSessionId);
  if (found.kind !== 'ok') return isLostFor(connection, found) ? 'lost' : 'unknown';
  return found.value === null ? null : { session: found.value, intent: found.value.setup };
}

const lastsUntil = ({ state, verifyBy, expiresAt }: SetupSnapshot['setup']): number =>
  (state === 'verifying' ? (verifyBy ?? expiresAt) : expiresAt) + SETUP_SURELY_OVER_MS;

const surelyMadeUntil = ({ kind, createdAt, expiresAt }: SetupSnapshot['setup']): number =>
  kind === 'bank_deposits' ? createdAt + BANK_SETUP_FOUND_WITHIN_MS : expiresAt + SETUP_SURELY_OVER_MS;
