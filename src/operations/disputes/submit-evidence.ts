import { selectDisputed } from '../../db/queries/evidence.ts';
import { headOf, selectCommand, selectHead } from '../../db/streams.ts';
import { done, type Outcome, refused, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import { needsResponse } from '../../domain/payment/disputes.ts';
import type { Evidence } from '../../domain/payment/evidence.ts';
import { CONFLICT, type Context, commitChange, decided, retryOnConflict } from '../core/context.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { sha256Hex } from '../facts/hash.ts';
import { recordDisputes } from './record-disputes.ts';

type Ask = {
  readonly paymentId: string;
  readonly disputeId: string;
  readonly commandId: string;
  readonly evidence: Evidence;
  readonly by: string;
};

/**
 * Submits an answer to a dispute, once: Stripe is asked under a key of the command, then what was sent is written down by its hash, and
 * how the dispute stands is read. Rejects with `not_found`, with `invalid` where there is nothing to answer any more, or Stripe
 * refuses what is sent.
 */
export async function submitEvidence(ctx: Context, { scope, ...ask }: Scoped<Ask>): Promise<Outcome<null>> {
  const { paymentId, disputeId, commandId, evidence } = ask;
  const stream = { type: 'payment', id: paymentId } as const;
  const [[dispute], commanded] = await ctx.db.batch([
    selectDisputed(ctx.db, scope, paymentId, disputeId),
    selectCommand(ctx.db, stream, commandId),
  ]);
  if (dispute === undefined) return refused({ code: 'not_found', what: 'payment' });
  if (commanded.length > 0) return done(null);
  if (!needsResponse(dispute.state)) return wrong('This dispute can’t be answered any more.');
  const given = Object.fromEntries(Object.entries(evidence).filter(([, text]) => text !== ''));
  const stripe = await ctx.stripe(dispute.account);
  const sent = await stripe.submitEvidence(dispute.stripeDisputeId, given, `${disputeId}/${commandId}`);
  if (sent.kind === 'unknown') return STRIPE_UNAVAILABLE;
  if (sent.kind === 'refused') return wrong(`Stripe refuses it: ${sent.message}`);
  const hash = await sha256Hex(JSON.stringify(given));
  const written = await write(ctx, scope, ask, hash);
  if (written.kind === 'done') await recordDisputes(ctx, paymentId);
  return written;
}

const wrong = (message: string) => refused({ code: 'invalid', problems: [{ path: '', message }] });

const write = (ctx: Context, scope: Scope, { paymentId, disputeId, commandId, by }: Ask, sha256: string) =>
  retryOnConflict(ctx, async () => {
    const stream = { type: 'payment', id: paymentId } as const;
    const head = headOf(await selectHead(ctx.db, stream));
    const committed = await commitChange(ctx, {
      merchantId: scope.merchantId,
      commandId,
      at: ctx.now(),
      appends: [{ stream, head, type: 'evidence_submitted', data: { disputeId, sha256, by } }],
      rows: [],
      effects: [],
      result: null,
    });
    return committed.kind === 'committed' ? decided(done(null)) : CONFLICT;
  });
