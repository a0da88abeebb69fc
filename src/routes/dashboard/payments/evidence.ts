import { Hono } from 'hono';
import { z } from 'zod';
import { needsResponse } from '../../../domain/payment/disputes.ts';
import {
  EVIDENCE_FIELDS,
  type Evidence,
  evidenceOf,
  evidenceText,
} from '../../../domain/payment/evidence.ts';
import { evidencePdfName } from '../../../domain/payment/evidence-document.ts';
import { type EvidenceRead, readEvidence } from '../../../operations/dashboard/read-evidence.ts';
import { submitEvidence } from '../../../operations/disputes/submit-evidence.ts';
import { type EvidenceView, evidencePage } from '../../../views/dashboard/payments/evidence.tsx';
import { EVIDENCE_WORDS as words } from '../../../views/dashboard/words/evidence.ts';
import { speakerFor, writerFor } from '../../../views/format.ts';
import { PRIVATE_HEADERS } from '../../pay/respond.ts';
import { respondPdf } from '../../pay/respond-pdf.ts';
import type { DashboardContext, DashboardEnv } from '../env.ts';
import { dashboardForm, dashboardPath, idOf, text } from '../forms.ts';
import { formCommand, formField, newForm } from '../invoice/form-id.ts';
import { done, respondBare, respondDashboard, respondUndone, within } from '../respond.ts';
import { evidenceDocument, evidenceFacts } from './evidence-facts.ts';

const path = z.object({ payment: idOf('pay'), dispute: idOf('dis') });
type Path = z.output<typeof path>;
const fields = {
  customer_name: text(),
  customer_email_address: text(),
  billing_address: text(),
  product_description: text(),
  service_date: text(),
  access_activity_log: text(),
  uncategorized_text: text(),
};
const form = z.object({ form: formField, ...fields });

/** Stripe takes so much in one field. */
const MOST = 20_000;

/** What is on file, as Stripe's fields take it. */
const packOf = async (c: DashboardContext, read: EvidenceRead): Promise<Evidence> =>
  evidenceOf(await evidenceFacts(read, c.get('staff').timeZone));

type Again = Partial<Pick<EvidenceView, 'evidence' | 'problem' | 'problems'>>;

async function show(
  c: DashboardContext,
  { payment, dispute: disputeId }: Path,
  status: 200 | 409 | 422 | 503,
  again: Again = {},
) {
  const ctx = c.get('ctx');
  const { scope, timeZone } = c.get('staff');
  const read = await readEvidence(ctx, { scope, paymentId: payment, disputeId });
  if (read.kind !== 'done') return respondBare(c, 404, 'not_found');
  const { dispute } = read.value;
  const evidence = again.evidence ?? (await packOf(c, read.value));
  return respondDashboard(c, status, (context) =>
    evidencePage(
      {
        self: within(c, `/payments/${payment}/disputes/${disputeId}/evidence`),
        payment: within(c, `/payments/${payment}`),
        amount: writerFor(dispute, context.speech).amount(dispute.amount),
        reason: dispute.reason.replaceAll('_', ' '),
        deadline:
          dispute.evidenceDueAt === null
            ? null
            : speakerFor(context.speech).instant(dispute.evidenceDueAt, timeZone),
        evidence,
        form: newForm(ctx),
        isOpen: needsResponse(dispute.state),
        problems: again.problems ?? {},
        problem: again.problem ?? null,
      },
      context,
    ),
  );
}

async function submit(c: DashboardContext, asked: Path, { form: formId, ...typed }: z.output<typeof form>) {
  const ctx = c.get('ctx');
  const { scope, address: by } = c.get('staff');
  const long = EVIDENCE_FIELDS.filter((field) => typed[field].length > MOST);
  const isEmpty = EVIDENCE_FIELDS.every((field) => typed[field].trim() === '');
  if (long.length > 0 || isEmpty) {
    const problems = Object.fromEntries(long.map((field) => [field, words.tooLong]));
    return show(c, asked, 422, { evidence: typed, problems, problem: isEmpty ? words.empty : words.tooLong });
  }
  const { commandId } = formCommand(ctx, 'evidence', formId);
  const ask = { paymentId: asked.payment, disputeId: asked.dispute, commandId, evidence: typed, by };
  const sent = await submitEvidence(ctx, { scope, ...ask });
  return sent.kind === 'done'
    ? done(c, within(c, `/payments/${asked.payment}`), 'evidence_submitted')
    : respondUndone(c, sent, ({ status, text: problem }) =>
        show(c, asked, status, { evidence: typed, problem }),
      );
}

async function download(c: DashboardContext, { payment, dispute: disputeId }: Path) {
  const ctx = c.get('ctx');
  const read = await readEvidence(ctx, { scope: c.get('staff').scope, paymentId: payment, disputeId });
  if (read.kind !== 'done') return respondBare(c, 404, 'not_found');
  const { dispute, invoices } = read.value;
  const title = words.heading(dispute.stripeDisputeId, invoices.map(({ view }) => view.number).join(', '));
  return c.body(`${evidenceText(title, await packOf(c, read.value), words.fields)}\n`, 200, {
    ...PRIVATE_HEADERS,
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Disposition': `attachment; filename="evidence-${dispute.stripeDisputeId}.txt"`,
  });
}

async function downloadPdf(c: DashboardContext, { payment, dispute: disputeId }: Path) {
  const ctx = c.get('ctx');
  const { scope, timeZone } = c.get('staff');
  const read = await readEvidence(ctx, { scope, paymentId: payment, disputeId });
  if (read.kind !== 'done') return respondBare(c, 404, 'not_found');
  return respondPdf(c, evidencePdfName(read.value.dispute.stripeDisputeId), async () =>
    c.get('documents').evidence(await evidenceDocument(read.value, timeZone, ctx.now())),
  );
}

const EVIDENCE = '/:payment/disputes/:dispute/evidence' as const;

/** What speaks for a disputed payment: shown, taken away as PDF or text, and submitted. */
export const evidenceRoutes = new Hono<DashboardEnv>()
  .get(EVIDENCE, dashboardPath(path), (c) => show(c, c.req.valid('param'), 200))
  .get(`${EVIDENCE}/text`, dashboardPath(path), (c) => download(c, c.req.valid('param')))
  .get(`${EVIDENCE}/pdf`, dashboardPath(path), (c) => downloadPdf(c, c.req.valid('param')))
  .post(EVIDENCE, dashboardPath(path), dashboardForm(form), (c) =>
    submit(c, c.req.valid('param'), c.req.valid('form')),
  );
