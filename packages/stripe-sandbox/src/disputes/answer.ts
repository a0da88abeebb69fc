import type { Stripe } from 'stripe';
import { invalidRequest } from '../core/api-error.ts';
import { mergeMetadata } from '../core/metadata.ts';
import { cancelTask, scheduleTask } from '../core/schedule-task.ts';
import type { Scope } from '../core/scope.ts';
import { alreadyClosed, decisionIn } from './decide.ts';
import { getDispute, isClosed, isInquiry, updateDispute } from './dispute.ts';

/** The fields of evidence that are taken, each text. */
export const EVIDENCE_FIELDS = [
  'access_activity_log',
  'billing_address',
  'cancellation_policy',
  'cancellation_policy_disclosure',
  'cancellation_rebuttal',
  'customer_communication',
  'customer_email_address',
  'customer_name',
  'customer_purchase_ip',
  'customer_signature',
  'duplicate_charge_documentation',
  'duplicate_charge_explanation',
  'duplicate_charge_id',
  'product_description',
  'receipt',
  'refund_policy',
  'refund_policy_disclosure',
  'refund_refusal_explanation',
  'service_date',
  'service_documentation',
  'shipping_address',
  'shipping_carrier',
  'shipping_date',
  'shipping_documentation',
  'shipping_tracking_number',
  'uncategorized_file',
  'uncategorized_text',
] as const;
export type EvidenceField = (typeof EVIDENCE_FIELDS)[number];

export interface AnswerInput {
  evidence?: Partial<Record<EvidenceField, string | null | undefined>> | undefined;
  metadata?: Record<string, string> | null | undefined;
  submit?: boolean | undefined;
}

/** All fields of evidence together (docs.stripe.com/api/disputes/update). */
const MOST_CHARACTERS = 150_000;

/**
 * Responds to a dispute, or changes its metadata. Evidence is submitted at once unless `submit` is false, which only
 * saves it. Submitted evidence is under review until the decision. Throws for evidence on a dispute that has ended.
 */
export function answerDispute(scope: Scope, id: string, input: AnswerInput): Stripe.Dispute {
  const dispute = getDispute(scope, id);
  const metadata = mergeMetadata(dispute.metadata, input.metadata);
  const answers = input.evidence !== undefined || input.submit !== undefined;
  if (!answers) return updateDispute(scope, dispute, { ...dispute, metadata });
  if (isClosed(dispute)) throw alreadyClosed();
  const evidence = mergeEvidence(dispute.evidence, input.evidence ?? {});
  const submits = input.submit !== false;
  const { evidence_details: details } = dispute;
  if (submits) {
    cancelTask(scope, 'dispute_due', id);
    if (decisionIn(evidence)) scheduleTask(scope, 'decide_dispute', id, scope.nowMs());
  }
  return updateDispute(scope, dispute, {
    ...dispute,
    metadata,
    evidence,
    evidence_details: {
      ...details,
      has_evidence: true,
      submission_count: details.submission_count + (submits ? 1 : 0),
      submission_method: submits ? 'manual' : details.submission_method,
    },
    status: submits ? (isInquiry(dispute) ? 'warning_under_review' : 'under_review') : dispute.status,
  });
}

function mergeEvidence(
  before: Stripe.Dispute.Evidence,
  sent: NonNullable<AnswerInput['evidence']>,
): Stripe.Dispute.Evidence {
  const given = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined));
  const merged: Stripe.Dispute.Evidence = { ...before, ...given };
  const length = EVIDENCE_FIELDS.reduce((sum, field) => {
    const value = merged[field];
    return sum + (typeof value === 'string' ? value.length : 0);
  }, 0);
  if (length > MOST_CHARACTERS) {
    throw invalidRequest(`The evidence can have at most ${MOST_CHARACTERS} characters in all.`, {
      param: 'evidence',
    });
  }
  return merged;
}
