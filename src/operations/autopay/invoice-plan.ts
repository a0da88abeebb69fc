import type { Announcements } from '../../db/queries/announcements.ts';
import type { customers, invoices, merchants } from '../../db/schema/index.ts';
import { lateNoticeOf, linkNoticeOf, noticeOf } from '../../domain/collection/charge-dates.ts';
import type { InvoicePlan } from '../../domain/collection/plan.ts';
import type { CollectChoice } from '../../domain/collection/policy.ts';
import { announcedBy } from '../facts/announced.ts';
import { merchantPolicy } from '../facts/policies.ts';

type Invoice = typeof invoices.$inferSelect;

/** What a plan is drawn from. */
export type Planning = {
  readonly invoice: Invoice;
  readonly customer: typeof customers.$inferSelect;
  readonly merchant: typeof merchants.$inferSelect;
  readonly policy: Exclude<CollectChoice['policy'], 'never'>;
  /** The method that is charged first, and whether a link kept it; null where none can be. */
  readonly first: { readonly id: string; readonly isLinks: boolean } | null;
  readonly announcements: Announcements;
  readonly now: number;
};

/** The rules' last decision; they decide anew at each check. */
export function planOf(planning: Planning): InvoicePlan {
  const { invoice, first, now } = planning;
  if (invoice.collectPausedAt !== null) return { kind: 'paused' };
  if (invoice.paymentStatus === 'processing') return { kind: 'charging' };
  switch (invoice.collectReason) {
    case 'over_cap':
    case 'no_cap':
    case 'awaiting_choice':
      return { kind: invoice.collectReason };
    case 'notice_waiting':
    case 'nobody_told':
      return { kind: 'noticed_first' };
    case 'disputed':
    case 'frozen':
    case 'paused':
    case 'verb_pending':
    case 'network_limit':
      return { kind: 'waiting' };
    default:
  }
  switch (invoice.collectStage) {
    case 'charging':
      return { kind: 'charging' };
    case 'retrying':
      return at('retrying', invoice.nextCheckAt, now) ?? whenTold(planning);
    case 'scheduled':
    case null:
      if (first === null) return { kind: 'not' };
      return at('scheduled', invoice.collectAt, now) ?? whenTold(planning);
    case 'needs_customer':
    case 'given_up':
    case 'off':
      return { kind: 'not' };
  }
}

const at = (kind: 'scheduled' | 'retrying', instant: number | null, now: number): InvoicePlan | null =>
  instant !== null && instant > now ? { kind, at: instant } : null;

/** What is due now is charged shortly only if that was said before: else its notice comes first. */
function whenTold({ invoice, customer, merchant, policy, first, announcements, now }: Planning): InvoicePlan {
  const told = announcements.told.filter(({ invoiceId }) => invoiceId === invoice.id);
  const announced = announcedBy({ invoice, customer, told });
  const { noticedMethod, dueDate } = invoice;
  const facts = {
    now,
    merchant: merchantPolicy(merchant),
    invoice: {
      dueDate,
      noticedMethod,
      noticedFor: announced.notice === 'nobody' ? null : invoice.noticedFor,
      announced,
      asked: announcements.asked.find(({ invoiceId }) => invoiceId === invoice.id) ?? null,
    },
  };
  const sentAt = invoice.sentAt ?? now;
  const dueAt = invoice.collectAt ?? now;
  const isRetry = invoice.collectStage === 'retrying';
  const notice =
    first?.isLinks === true
      ? linkNoticeOf(facts, sentAt, first.id, dueAt)
      : isRetry
        ? lateNoticeOf(facts, invoice.nextCheckAt ?? now)
        : noticeOf(facts, sentAt, policy, dueAt);
  return { kind: notice.kind === 'none' ? 'soon' : 'noticed_first' };
}
