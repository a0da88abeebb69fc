import type { CoverFact, NextFacts, NoteFact, RefundFact, SumFacts, UnderWay } from './facts.ts';
import { coveredBy, movementsOf } from './movements.ts';
import { whatNext } from './next.ts';
import type { RefundShare } from './refund-shares.ts';
import { headlineOf, ledgerSums } from './sums.ts';
import type { Ledger } from './types.ts';

export type LedgerFacts = Omit<SumFacts, 'processing' | 'refunded' | 'refunding' | 'givenBack'> &
  Omit<NextFacts, 'asked'> & {
    /** What is asked for now of an invoice in parts; null for all that is due. */
    readonly asked: number | null;
    /** What covers it, oldest first; the newest where there are very many. */
    readonly covers: readonly CoverFact[];
    readonly refunds: readonly RefundShare<RefundFact>[];
    readonly notes: readonly NoteFact[];
    readonly underWay: UnderWay | null;
  };

/** What is known of an invoice that nothing has happened to. */
export const UNTOUCHED = {
  discounts: 0,
  withheld: 0,
  deposited: 0,
  paid: 0,
  credited: 0,
  paymentStatus: 'none',
  asked: null,
  plan: { kind: 'not' },
  method: null,
  covers: [],
  refunds: [],
  notes: [],
  underWay: null,
} as const satisfies Partial<LedgerFacts>;

/** The ledger of one invoice, from what is known of it. */
export function ledgerOf(facts: LedgerFacts): Ledger {
  const { status, refunds, notes, underWay } = facts;
  const refunded = sum(refunds.map(({ amount }) => amount));
  const arrived = refunds.filter(({ refund }) => refund.state === 'succeeded');
  const sums = ledgerSums({
    status,
    total: facts.total,
    discounts: facts.discounts,
    withheld: facts.withheld,
    deposited: facts.deposited,
    paid: facts.paid,
    credited: facts.credited,
    processing: status === 'open' ? (underWay?.amount ?? 0) : 0,
    refunded,
    refunding: refunded - sum(arrived.map(({ amount }) => amount)),
    givenBack: sum(notes.map(({ asCredit, outside }) => asCredit + outside)),
  });
  const asked = facts.asked ?? sums.due;
  const movements = movementsOf(facts);
  return {
    ...sums,
    headline: headlineOf(status, sums, asked),
    next: whatNext(status, sums, { ...facts, asked }),
    movements,
    earlier: sums.paid + sums.credited - sum(movements.map(coveredBy)),
  };
}

const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0);
