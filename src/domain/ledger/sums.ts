import type { SumFacts } from './facts.ts';
import type { Headline, LedgerSums } from './types.ts';

/** What an invoice comes to, and what became of that. */
export function ledgerSums({ status, ...facts }: SumFacts): LedgerSums {
  const { total, paid, credited } = facts;
  const left = total - paid - credited;
  const isClosed = status === 'void' || status === 'uncollectible';
  const due = isClosed ? 0 : left;
  const processing = Math.min(facts.processing, due);
  return { ...facts, processing, due, dueAfter: due - processing, closed: isClosed ? left : 0 };
}

/** The amount that matters now. `asked` is what of an open invoice is asked for. */
export function headlineOf(
  status: SumFacts['status'],
  { total, paid, credited, processing, refunded, closed }: LedgerSums,
  asked: number,
): Headline {
  switch (status) {
    case 'draft':
    case 'void':
      return { kind: status, amount: total };
    case 'open':
      return processing > 0 ? { kind: 'processing', amount: processing } : { kind: 'due', amount: asked };
    case 'paid':
      return paid > 0 && refunded >= paid
        ? { kind: 'refunded', amount: refunded }
        : { kind: 'paid', amount: paid };
    case 'credited':
      return { kind: 'credited', amount: credited };
    case 'uncollectible':
      return { kind: 'closed', amount: closed };
    default:
      return status satisfies never;
  }
}
