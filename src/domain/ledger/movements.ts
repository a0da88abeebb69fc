import { localDateAt } from '../calendar.ts';
import type { CoverFact, NoteFact, RefundFact, UnderWay } from './facts.ts';
import type { RefundShare } from './refund-shares.ts';
import type { Movement, MovementDocument } from './types.ts';

export type MovementFacts = {
  readonly covers: readonly CoverFact[];
  readonly refunds: readonly RefundShare<RefundFact>[];
  readonly notes: readonly NoteFact[];
  readonly underWay: UnderWay | null;
  readonly timeZone: string;
};

/** All that moved an invoice's money, in the order of the days it happened on. */
export function movementsOf({
  covers,
  refunds,
  notes,
  underWay,
  timeZone,
}: MovementFacts): readonly Movement[] {
  const day = (at: number) => localDateAt(at, timeZone);
  const all: readonly Movement[] = [
    ...covers.map((cover) => ofCover(cover, day)),
    ...refunds.map(({ refund, amount }): Movement => {
      const { id, paymentId, at, method, creditNote, state } = refund;
      return {
        kind: 'refund',
        state: state === 'succeeded' ? 'done' : 'pending',
        amount,
        on: day(at),
        at,
        method,
        document: { kind: 'refund', id, paymentId, creditNote: creditNote?.number ?? null },
      };
    }),
    ...notes.flatMap(ofNote),
    ...(underWay === null ? [] : [ofPayment(underWay, day)]),
  ];
  // Days of equal rank stay in the order given: what came before what went back.
  return all.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

const ofPayment = ({ paymentId, amount, at, method }: UnderWay, day: (at: number) => string): Movement => ({
  kind: 'payment',
  state: 'pending',
  amount,
  on: day(at),
  at,
  method,
  document: { kind: 'payment', paymentId },
});

function ofCover({ amount, at, source }: CoverFact, day: (at: number) => string): Movement {
  const moved = { state: 'done', amount: Math.abs(amount), on: day(at), at, method: null } as const;
  switch (source.kind) {
    case 'payment':
      return {
        ...moved,
        kind: amount < 0 ? 'taken_back' : 'payment',
        method: source.method,
        document: { kind: 'payment', paymentId: source.paymentId },
      };
    case 'offline_payment':
      return {
        ...moved,
        kind: amount < 0 ? 'reversed' : 'offline_payment',
        // The day that the money came, and not the minute it was written down.
        on: amount < 0 ? day(at) : (source.receivedOn ?? day(at)),
        at: amount < 0 ? at : null,
        method: { kind: 'offline', label: source.method },
        document: { kind: 'offline_payment', id: source.id, reference: source.reference },
      };
    case 'credit':
      return { ...moved, kind: 'credit', document: { kind: 'credit', id: source.id } };
    case 'credit_note':
      return { ...moved, kind: 'credit_note', document: source };
    default:
      return source satisfies never;
  }
}

function ofNote({ id, number, on, asCredit, outside }: NoteFact): readonly Movement[] {
  const document: MovementDocument = { kind: 'credit_note', id, number };
  const moved = { state: 'done', on, at: null, method: null, document } as const;
  return [
    ...(asCredit > 0 ? [{ ...moved, kind: 'as_credit', amount: asCredit } as const] : []),
    ...(outside > 0 ? [{ ...moved, kind: 'outside', amount: outside } as const] : []),
  ];
}

/** What a movement adds to what covers the invoice; what goes back to the payer leaves it covered. */
export function coveredBy({ kind, state, amount }: Movement): number {
  switch (kind) {
    case 'payment':
    case 'offline_payment':
    case 'credit':
    case 'credit_note':
      return state === 'done' ? amount : 0;
    case 'taken_back':
    case 'reversed':
      return -amount;
    case 'refund':
    case 'as_credit':
    case 'outside':
      return 0;
    default:
      return kind satisfies never;
  }
}
