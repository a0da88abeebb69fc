import { localDateAt } from '../calendar.ts';
import type { InvoicePlan } from '../collection/plan.ts';
import type { NextFacts, SumFacts } from './facts.ts';
import type { LedgerSums, Planned, WhatNext } from './types.ts';

/** What happens next with an invoice, and whether its payer has to do anything. */
export function whatNext(
  status: SumFacts['status'],
  { due, processing }: Pick<LedgerSums, 'due' | 'processing'>,
  facts: NextFacts,
): WhatNext {
  if (status !== 'open' || due <= 0) return { kind: 'nothing' };
  if (processing > 0 || facts.paymentStatus === 'processing') return { kind: 'processing' };
  if (facts.paymentStatus === 'disputed') return { kind: 'disputed' };
  return byPlan(facts.plan, facts);
}

function byPlan(plan: InvoicePlan, { asked, method, timeZone }: NextFacts): WhatNext {
  const planned = (at: number | null): Planned => ({
    on: at === null ? null : localDateAt(at, timeZone),
    at,
    amount: asked,
    method,
  });
  switch (plan.kind) {
    case 'scheduled':
      return { kind: 'charge', ...planned(plan.at) };
    case 'retrying':
      return { kind: 'retry', ...planned(plan.at) };
    case 'soon':
    case 'noticed_first':
      return { kind: 'charge', ...planned(null) };
    case 'charging':
    case 'waiting':
      return { kind: plan.kind };
    case 'over_cap':
      return { kind: 'pay_instead', why: 'above_limit' };
    case 'no_cap':
      return { kind: 'pay_instead', why: 'no_limit' };
    case 'awaiting_choice':
      return { kind: 'pay_instead', why: 'not_chosen' };
    case 'paused':
      return { kind: 'pay_instead', why: 'paused' };
    case 'not':
      return { kind: 'pay' };
    default:
      return plan satisfies never;
  }
}
