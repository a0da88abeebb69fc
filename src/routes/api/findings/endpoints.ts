import { z } from '@hono/zod-openapi';
import { mapDone } from '../../../domain/outcome.ts';
import { dismissFinding } from '../../../operations/recovery/dismiss-finding.ts';
import { listFindings } from '../../../operations/recovery/list-findings.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { dismissBody, finding, findingKind, shownFinding } from './schema.ts';

const list = endpoint(
  {
    method: 'get',
    path: '/findings',
    operationId: 'listFindings',
    tag: 'Reconciliation',
    summary: 'List what needs a person',
    description: [
      'Payments at Stripe that are not known here, payments that Stripe cannot be asked about, events that cannot be',
      'worked on, and what the books do not explain, with the invoices that each freezes. The oldest 200, or the 200 that',
      'were dismissed last.',
    ].join(' '),
    params: NOTHING,
    query: z.strictObject({
      state: z
        .enum(['open', 'dismissed'])
        .optional()
        .openapi({ description: 'By default, those that are open.' }),
    }),
    body: NOTHING,
    answer: z.strictObject({ data: z.array(finding) }).openapi('FindingList'),
    refuses: [],
  },
  async ({ ctx, caller: { scope }, query: { state } }) =>
    mapDone(await listFindings(ctx, { scope, state: state ?? 'open' }), (found) => ({
      data: found.map(shownFinding),
    })),
);

const dismiss = endpoint(
  {
    method: 'post',
    path: '/findings/{kind}/{subject}/dismiss',
    operationId: 'dismissFinding',
    tag: 'Reconciliation',
    summary: 'Dismiss a finding',
    description: [
      'You have looked at it, and it needs nothing more. The invoices that it froze go on, and it is not raised again.',
      'Its money at Stripe stays unexplained in the books; an item of the books comes back if its amount changes.',
    ].join(' '),
    params: z.strictObject({
      kind: findingKind,
      subject: z.string().openapi({ description: 'As it is listed.' }),
    }),
    query: NOTHING,
    body: dismissBody,
    answer: z.strictObject({ kind: findingKind, subject: z.string() }),
    refuses: ['not_found', 'finding_dismissed'],
  },
  ({ ctx, caller: { scope, name }, command: { commandId }, params: { kind, subject }, body }) =>
    dismissFinding(ctx, {
      scope,
      kind,
      subject,
      by: body.dismissedBy ?? name,
      reason: body.reason,
      commandId,
    }),
);

export const findingEndpoints = [list, dismiss];
