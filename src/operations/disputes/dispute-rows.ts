import { eq } from 'drizzle-orm';
import type { DisputeFacts } from '../../adapters/stripe/port-refunds.ts';
import type { Statement } from '../../db/database.ts';
import type { MoneySnapshot } from '../../db/queries/payment-money.ts';
import { disputes } from '../../db/schema/index.ts';
import { isClosed } from '../../domain/payment/disputes.ts';
import type { DisputeMove } from '../../domain/payment/follow-disputes.ts';
import { type Context, newId } from '../core/context.ts';

export type Move = DisputeMove<DisputeFacts>;

/** A move with its row's id, and what the dispute has taken after it. */
export type NamedMove = { readonly move: Move; readonly id: string; readonly takenAmount: number | null };

/** `taken` is what each one that takes money takes, by Stripe's id. */
export const namedMoves = (
  ctx: Context,
  moves: readonly Move[],
  taken: ReadonlyMap<string, number>,
): readonly NamedMove[] =>
  moves.map((move) => ({
    move,
    id: move.known?.id ?? newId(ctx, 'dis'),
    takenAmount: move.takes
      ? (taken.get(move.found.stripeDisputeId) ?? 0)
      : move.givesBack !== null
        ? null
        : (move.known?.takenAmount ?? null),
  }));

/** A dispute may come to the same state twice: its place on the stream tells the commands apart. */
export const commandOf = (money: MoneySnapshot, moves: readonly Move[]): string =>
  `disputes/${money.head.seq}/${moves.map(({ found }) => `${found.stripeDisputeId}:${found.status}`).join(',')}`;

/** What the journal says of them. */
export const entryOf = (made: readonly NamedMove[]) =>
  made.map(({ move: { found }, id }) => ({
    id,
    stripeDisputeId: found.stripeDisputeId,
    amount: found.amount,
    status: found.status,
  }));

/** All disputes of the payment as they are after the moves. */
export const disputesAfter = (money: MoneySnapshot, made: readonly NamedMove[]) => [
  ...money.disputes.filter((row) => !made.some(({ id }) => id === row.id)),
  ...made.map(({ move, takenAmount }) => ({ state: move.found.status, takenAmount })),
];

export function disputeRow(
  ctx: Context,
  { payment }: MoneySnapshot,
  { move: { found, known, kind, withdrawn }, id, takenAmount }: NamedMove,
  at: number,
): Statement {
  const columns = {
    amount: found.amount,
    reason: found.reason,
    state: found.status,
    kind,
    evidenceDueAt: found.evidenceDueAt,
    closedAt: isClosed(found.status) ? at : null,
    takenAmount,
    withdrawn,
    updatedAt: at,
  };
  if (known !== null) return ctx.db.update(disputes).set(columns).where(eq(disputes.id, id));
  return ctx.db.insert(disputes).values({
    ...columns,
    id,
    merchantId: payment.merchantId,
    connectionId: payment.connectionId,
    paymentId: payment.id,
    stripeDisputeId: found.stripeDisputeId,
    currency: found.currency,
    createdAt: found.createdAt,
  });
}
