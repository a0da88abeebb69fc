import { z } from '@hono/zod-openapi';
import { FINDING_KINDS } from '../../../domain/finding.ts';
import type { FindingView } from '../../../operations/recovery/list-findings.ts';
import { oneLine, severalLines, shownInstant } from '../schemas/fields.ts';

export const findingKind = z.enum(FINDING_KINDS).openapi({
  description: [
    '`unknown_object`: a payment at Stripe names you and is not known here.',
    '`unreachable_payment`: a payment’s Stripe account was disconnected, and nobody can say what came of it.',
    '`quarantined_event`: an event of Stripe’s that cannot be worked on.',
    'The others are items of the books: see the reconciliation.',
  ].join(' '),
});

export const finding = z
  .strictObject({
    object: z.literal('finding'),
    kind: findingKind,
    subject: z.string().openapi({
      description: 'What it is about: the payment, event, balance transaction, row or currency.',
    }),
    connectionId: z.string(),
    stripeId: z.string().nullable().openapi({ description: 'The object at Stripe, where it is about one.' }),
    reason: z.string().nullable().openapi({ description: 'Why it needs you.' }),
    currency: z.string().nullable(),
    amount: z
      .int()
      .nullable()
      .openapi({ description: 'Of an item of the books, in Stripe’s minor units of `currency`.' }),
    frozenInvoiceIds: z
      .array(z.string())
      .readonly()
      .openapi({ description: 'The invoices that it freezes: nothing is charged for them meanwhile.' }),
    foundAt: shownInstant,
    dismissed: z
      .strictObject({ by: z.string(), reason: z.string(), at: shownInstant })
      .nullable()
      .openapi({ description: 'Who dismissed it, and why; null while it is open.' }),
  })
  .openapi('Finding');

export const dismissBody = z
  .strictObject({
    reason: severalLines(500).openapi({ description: 'Why it needs nothing more.' }),
    dismissedBy: oneLine(200)
      .optional()
      .openapi({ description: 'Who answers for it; the API key’s name, where it is left out.' }),
  })
  .openapi('DismissInput');

const written = (ms: number): string => new Date(ms).toISOString();

export const shownFinding = (view: FindingView): z.input<typeof finding> => ({
  ...view,
  object: 'finding',
  foundAt: written(view.foundAt),
  dismissed: view.dismissed && { ...view.dismissed, at: written(view.dismissed.at) },
});
