import { type SQL, sql } from 'drizzle-orm';
import type { EventObject } from '../domain/webhooks/event-types.ts';

/**
 * What an event says of an object: ids, states and amounts as they stand once the change is written, by the names that the API has for
 * them. Nothing personal. `id` is an expression for the object's id.
 */
export const EVENT_FACTS: Readonly<Record<EventObject, (id: SQL) => SQL>> = {
  invoice: (
    id,
  ) => sql`SELECT json_object('series', o.series, 'numberValue', o.number_value, 'status', o.status,
    'customerId', o.customer_id, 'currency', o.currency, 'amountDue', o.amount_due, 'amountPaid', o.amount_paid,
    'amountCredited', o.amount_credited, 'amountRemaining', max(0, o.amount_due - o.amount_paid), 'issueDate', o.issue_date,
    'dueDate', o.due_date) FROM invoices o WHERE o.id = ${id}`,
  credit_note: (
    id,
  ) => sql`SELECT json_object('series', o.series, 'numberValue', o.number_value, 'invoiceId', o.invoice_id,
    'customerId', o.customer_id, 'currency', o.currency, 'issueDate', o.issue_date, 'total', o.total, 'payable', o.payable,
    'offDue', o.off_due, 'refunded', o.refunded, 'asCredit', o.as_credit, 'outside', o.outside)
    FROM credit_notes o WHERE o.id = ${id}`,
  payment: (
    id,
  ) => sql`SELECT json_object('state', o.state, 'customerId', o.customer_id, 'via', o.via, 'currency', o.currency,
    'amount', o.amount, 'amountReceived', o.amount_received, 'failureCode', o.failure_code, 'methodKind', o.method ->> 'kind',
    'stripePaymentIntentId', o.stripe_payment_intent_id, 'createdAt', o.claimed_at, 'succeededAt', o.succeeded_at,
    'invoices', json((SELECT json_group_array(json_object('invoiceId', t.invoice_id, 'amount', t.amount))
      FROM payment_targets t WHERE t.payment_id = o.id))) FROM payments o WHERE o.id = ${id}`,
  refund: (
    id,
  ) => sql`SELECT json_object('state', o.state, 'paymentId', o.payment_id, 'customerId', o.customer_id,
    'currency', o.currency, 'amount', o.amount, 'purpose', o.purpose, 'creditNoteId', o.credit_note_id,
    'stripeRefundId', o.stripe_refund_id, 'createdAt', o.created_at) FROM refunds o WHERE o.id = ${id}`,
  dispute: (
    id,
  ) => sql`SELECT json_object('state', o.state, 'kind', o.kind, 'paymentId', o.payment_id, 'reason', o.reason,
    'currency', o.currency, 'amount', o.amount, 'evidenceDueAt', o.evidence_due_at, 'stripeDisputeId', o.stripe_dispute_id,
    'closedAt', o.closed_at) FROM disputes o WHERE o.id = ${id}`,
  customer: (
    id,
  ) => sql`SELECT json_object('version', o.version, 'isErased', json(iif(o.erased_at IS NULL, 'false', 'true')))
    FROM customers o WHERE o.id = ${id}`,
  schedule: (
    id,
  ) => sql`SELECT json_object('status', o.status, 'customerId', o.customer_id, 'currency', o.currency,
    'every', o.every, 'unit', o.unit, 'startsOn', o.starts_on, 'endsOn', o.ends_on, 'nextNumber', o.next_number,
    'termsVersion', o.terms_version) FROM schedules o WHERE o.id = ${id}`,
};
