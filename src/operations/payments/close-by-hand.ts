import { readPayment } from '../../db/queries/payment.ts';
import { selectPayment } from '../../db/queries/payments-read.ts';
import { findCommand } from '../../db/streams.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { whyNotCloseByHand } from '../../domain/payment/close-by-hand.ts';
import { isOpen } from '../../domain/payment/state.ts';
import { CONFLICT, type ConflictOr, type Context, decided, retryOnConflict } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { oldestAt, payerGoneAt } from '../facts/payment-timing.ts';
import { changePayment } from './change-payment.ts';
import { endWithoutProof } from './end-without-proof.ts';
import { expireSession } from './expire-session.ts';
import { appendToInvoice } from './outcome-columns.ts';
import { type Recorded, recordOutcome } from './record-outcome.ts';

type Ask = {
  readonly paymentId: string;
  /** The member of staff who answers for it, and why. */
  readonly by: string;
  readonly reason: string;
  readonly commandId: string;
};
type Closed = Outcome<{ readonly paymentId: string }>;

/**
 * A person ends an open payment that does not end by itself. It is closed at Stripe first, as far as that goes, and what
 * Stripe proves stands; else it is closed here without proof, with the person's name and reason and what Stripe last said.
 * A success that comes late undoes that: it is booked like any other. Rejects with `not_found`, `payment_over` and
 * `payment_not_closable`.
 */
export async function closeByHand(ctx: Context, { scope, ...ask }: Scoped<Ask>): Promise<Closed> {
  const { paymentId } = ask;
  const [row] = await selectPayment(ctx.db, scope, paymentId);
  if (row === undefined) return refused({ code: 'not_found', what: 'payment' });
  const commandId = `close_by_hand/${ask.commandId}`;
  const before = await findCommand(ctx.db, { type: 'payment', id: paymentId }, commandId);
  if (before !== undefined) return done({ paymentId });
  if (!isOpen(row.state)) return refused({ code: 'payment_over', state: row.state });
  await expireSession(ctx, paymentId);
  const recorded = await recordOutcome(ctx, paymentId);
  return retryOnConflict(ctx, () => close(ctx, { ...ask, commandId }, recorded));
}

async function close(
  ctx: Context,
  { paymentId, by, reason, commandId }: Ask,
  { said, isLost }: Recorded,
): Promise<ConflictOr<Closed>> {
  const snapshot = await readPayment(ctx.db, paymentId);
  if (snapshot === null) return decided(refused({ code: 'not_found', what: 'payment' }));
  const { payment, targets } = snapshot;
  const { state } = payment;
  if (!isOpen(state)) {
    // Asking Stripe once more has ended it, with proof.
    const isPaid = state === 'succeeded' || state === 'returned';
    return decided(isPaid ? refused({ code: 'payment_over', state }) : done({ paymentId }));
  }
  const facts = {
    state,
    payerGoneAt: payerGoneAt(payment),
    oldestAt: oldestAt(state, payment),
    isUnreachable: isLost,
  };
  const whyNot = whyNotCloseByHand(facts, ctx.now());
  if (whyNot !== null) return decided(refused({ code: 'payment_not_closable', ...whyNot }));
  const { columns, rows, effects } = endWithoutProof(ctx, snapshot, 'by_staff');
  const committed = await changePayment(ctx, snapshot, {
    commandId,
    type: 'closed_by_hand',
    data: { by, reason, state, stripeSaid: said ?? 'nothing' },
    columns,
    appends: targets.map((target) =>
      appendToInvoice(target, { type: 'payment_closed', data: { paymentId } }),
    ),
    rows,
    effects,
  });
  if (committed.kind !== 'committed') return CONFLICT;
  if (!committed.replayed) ctx.log('payment_closed_by_hand', { paymentId, state, said });
  return decided(done({ paymentId }));
}
