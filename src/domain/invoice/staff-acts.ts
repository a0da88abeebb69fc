import type { Permission } from '../staff/roles.ts';
import type { InvoiceStatus } from './status.ts';

/** What staff may do to an invoice on its page, and what that asks of their role: what moves or forgives money, or what does not. */
export const STAFF_ACTS = {
  send: 'issue_invoices',
  edit: 'issue_invoices',
  finalize: 'issue_invoices',
  delete: 'issue_invoices',
  'rotate-link': 'issue_invoices',
  void: 'move_money',
  credit: 'move_money',
  replace: 'move_money',
  'record-payment': 'move_money',
  'reverse-payment': 'move_money',
  'apply-credit': 'move_money',
  charge: 'move_money',
  pause: 'move_money',
  resume: 'move_money',
  uncollectible: 'move_money',
  collect: 'move_money',
} as const satisfies Record<string, Permission>;
export type StaffAct = keyof typeof STAFF_ACTS;

export type ActFacts = {
  readonly status: InvoiceStatus;
  readonly isSent: boolean;
  readonly isPaused: boolean;
  /** Of what is due, minor units. */
  readonly remaining: number;
  /** Covered by anything at all, and by credit notes. */
  readonly covered: number;
  readonly credited: number;
  readonly total: number;
  /** Whether a payment around Stripe was recorded, and not reversed. */
  readonly hasRecorded: boolean;
};

/** What an invoice's page offers as it stands, the likeliest first. The operations decide: this only spares a vain press. */
export function offeredActs(facts: ActFacts): readonly StaffAct[] {
  const { status, isSent, isPaused, remaining, covered, credited, total, hasRecorded } = facts;
  const creditable: readonly StaffAct[] = credited < total ? ['credit', 'replace'] : [];
  const reversible: readonly StaffAct[] = hasRecorded ? ['reverse-payment'] : [];
  switch (status) {
    case 'draft':
      // Nothing can be sent yet.
      return total === 0 ? ['edit', 'send', 'finalize', 'delete'] : ['send', 'edit', 'finalize', 'delete'];
    case 'open':
      return [
        ...(isSent ? (['charge', 'record-payment', 'send'] as const) : (['send', 'record-payment'] as const)),
        'apply-credit',
        ...(isSent ? ([isPaused ? 'resume' : 'pause'] as const) : (['collect'] as const)),
        'rotate-link',
        ...reversible,
        ...creditable,
        ...(covered === 0 ? (['void'] as const) : []),
        ...(remaining > 0 ? (['uncollectible'] as const) : []),
      ];
    case 'paid':
      return ['send', 'rotate-link', ...reversible, ...creditable];
    case 'uncollectible':
      return ['rotate-link', ...reversible, ...(covered === 0 ? (['void'] as const) : [])];
    case 'void':
      return [];
  }
}
