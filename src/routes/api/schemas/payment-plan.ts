import { z } from '@hono/zod-openapi';
import type { PartTerms } from '../../../domain/invoice/part-terms.ts';
import { MAX_AFTER, type PaymentPlan, type PlanPart } from '../../../domain/invoice/payment-plan.ts';
import { localDate, minorUnits } from './fields.ts';
import { decimal } from './tax-rate.ts';

const share = {
  percentage: decimal
    .optional()
    .openapi({ description: 'Of what is to be paid, with at most four decimals.', example: '30' }),
  amount: z.int().optional().openapi({ description: 'In minor units of the invoice’s currency.' }),
};

const day = {
  dueDate: localDate.optional(),
  afterDays: z.int().min(0).max(MAX_AFTER.days).optional().openapi({
    description: 'So many days after the issue date; 0 for that day itself.',
  }),
  afterMonths: z.int().min(0).max(MAX_AFTER.months).optional().openapi({
    description: 'So many months after the issue date, on the same day or the month’s last.',
  }),
};

const part = z
  .strictObject({ ...share, ...day })
  .superRefine(({ percentage, amount, dueDate, afterDays, afterMonths }, context) => {
    if (percentage !== undefined && amount !== undefined) {
      const message = 'Give a percentage or an amount, not both.';
      context.addIssue({ code: 'custom', path: ['amount'], message });
    }
    const days = [dueDate, afterDays, afterMonths].filter((each) => each !== undefined);
    if (days.length === 1) return;
    const message = 'Say when it is due, in one way: dueDate, afterDays or afterMonths.';
    context.addIssue({ code: 'custom', path: ['dueDate'], message });
  })
  .openapi('PlanPartInput');

/** A plan of two parts or more; what is wrong with it as a whole the domain says. */
export const planInput = z.array(part).max(100);

const shownPart = z
  .strictObject({
    percentage: z.string().nullable(),
    amount: z.int().nullable(),
    dueDate: z.string().nullable().openapi({ format: 'date' }),
    afterDays: z.int().nullable(),
    afterMonths: z.int().nullable(),
  })
  .openapi('PlanPart', {
    description: 'A part as it was asked for; with neither percentage nor amount it is the rest.',
  });

export const shownPlan = z
  .array(shownPart)
  .readonly()
  .nullable()
  .openapi({ description: 'How it is paid in parts, as it was asked for; null where it is paid at once.' });

export const planOfInput = (parts: z.output<typeof planInput>): PaymentPlan => parts.map(partOf);

const partOf = ({ percentage, amount, ...due }: z.output<typeof part>): PlanPart => ({
  share:
    percentage !== undefined
      ? { kind: 'percentage', percentage }
      : amount !== undefined
        ? { kind: 'amount', amount }
        : { kind: 'rest' },
  due:
    due.dueDate !== undefined
      ? { kind: 'on', date: due.dueDate }
      : due.afterMonths !== undefined
        ? { kind: 'after', count: due.afterMonths, unit: 'months' }
        : { kind: 'after', count: due.afterDays ?? 0, unit: 'days' },
});

export const partPaymentsInput = z
  .strictObject({
    allowed: z.boolean(),
    minimum: minorUnits
      .min(1)
      .nullish()
      .openapi({ description: 'The least that may be paid at once, in minor units.' }),
  })
  .superRefine(({ allowed, minimum }, context) => {
    if (allowed || minimum == null) return;
    const message = 'No part may be paid, so there is no least one: leave it out.';
    context.addIssue({ code: 'custom', path: ['minimum'], message });
  });

export const partTermsOfInput = ({ allowed, minimum }: z.output<typeof partPaymentsInput>): PartTerms => ({
  allowed,
  least: minimum ?? null,
});

export const shownPartPayments = z
  .strictObject({ allowed: z.boolean(), minimum: z.int().nullable() })
  .nullable()
  .openapi({
    description: 'Whether any part of it may be paid; null where what was chosen for the customer counts.',
  });

export const shownInstalments = z
  .array(
    z
      .strictObject({
        position: z.int().min(1),
        amount: z.int().min(1),
        dueDate: z.string().openapi({ format: 'date' }),
        amountCovered: z.int().min(0).openapi({ description: 'Parts are covered in their order.' }),
        amountRemaining: z.int().min(0),
        state: z.enum(['paid', 'processing', 'overdue', 'due', 'upcoming']).openapi({
          description: '`due`: its day has come. `processing`: money for all of it is on its way.',
        }),
      })
      .openapi('Instalment'),
  )
  .readonly()
  .openapi({
    description: 'Its parts, frozen when it was issued; none where it is paid at once, or is a draft.',
  });
