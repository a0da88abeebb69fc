import type { Announcements } from '../../db/queries/announcements.ts';
import type { customers, invoices, merchants } from '../../db/schema/index.ts';
import { lateNoticeOf, linkNoticeOf, noticeOf } from '../../domain/collection/charge-dates.ts';
import { type InvoicePlan, invoicePlan } from '../../domain/collection/plan.ts';
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

/** What becomes of an invoice by itself, as planned now. */
export function planOf(planning: Planning): InvoicePlan {
  const { invoice, first, now } = planning;
  const plan = invoicePlan({
    now,
    paymentStatus: invoice.paymentStatus,
    isPausedByCustomer: invoice.collectPausedAt !== null,
    stage: invoice.collectStage,
    reason: invoice.collectReason,
    collectAt: invoice.collectAt,
    nextCheckAt: invoice.nextCheckAt,
    hasMethod: first !== null,
  });
  return plan.kind === 'soon' ? whenTold(planning) : plan;
}

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
