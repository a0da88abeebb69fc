import { z } from 'zod';
import { boolean, integer, text } from '../api/params.ts';

/** The most characters or digits of what a payer enters. docs.stripe.com/payments/checkout/custom-fields */
export const LONGEST_ANSWER = 255;

const alphanumeric = (max: number) => text(max).regex(/^[A-Za-z0-9]+$/, 'alphanumeric');
const length = integer.refine((n) => n >= 1 && n <= LONGEST_ANSWER, 'length').optional();

const written = z
  .strictObject({
    default_value: text(LONGEST_ANSWER).optional(),
    maximum_length: length,
    minimum_length: length,
  })
  .optional();

const choices = z
  .strictObject({
    default_value: alphanumeric(100).optional(),
    options: z
      .array(z.strictObject({ label: text(100).min(1, 'empty'), value: alphanumeric(100) }))
      .min(1)
      .max(200),
  })
  .optional();

/** What a session asks its payer beside the payment. SDK, `SessionCreateParams.CustomField`. */
export const customFields = z
  .array(
    z.strictObject({
      key: alphanumeric(200),
      label: z.strictObject({ type: z.enum(['custom']), custom: text(100).min(1, 'empty') }),
      optional: boolean.optional(),
      type: z.enum(['dropdown', 'numeric', 'text']),
      dropdown: choices,
      numeric: written,
      text: written,
    }),
  )
  .max(3)
  .optional();

export type CustomFieldsInput = z.output<typeof customFields>;
