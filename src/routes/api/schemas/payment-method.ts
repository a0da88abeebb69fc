import { z } from '@hono/zod-openapi';
import { shownInstant } from './fields.ts';

const card = z.strictObject({
  kind: z.literal('card'),
  brand: z.string(),
  last4: z.string(),
  expMonth: z.number().int(),
  expYear: z.number().int(),
});
const bank = z.strictObject({
  kind: z.literal('us_bank_account'),
  bankName: z.string().nullable(),
  last4: z.string(),
});
const other = z.strictObject({ kind: z.literal('other'), type: z.string() });

const verification = z
  .strictObject({
    proof: z.enum(['amounts', 'descriptor_code']),
    arrivesAt: shownInstant,
    verifyBy: shownInstant,
    triesLeft: z.number().int(),
  })
  .openapi({ description: 'The test deposits that the customer has to confirm; null where there are none.' });

/** A method on file as staff see it. */
export const paymentMethod = z
  .strictObject({
    id: z.string(),
    object: z.literal('payment_method'),
    method: z.discriminatedUnion('kind', [card, bank, other]),
    state: z.enum(['pending_verification', 'usable', 'unusable']),
    stateReason: z
      .string()
      .nullable()
      .openapi({ description: 'Why it cannot be charged, such as `bank_account_closed`.' }),
    isDefault: z.boolean().openapi({ description: 'Charged first; then the others as they are listed.' }),
    verification: verification.nullable(),
    stripePaymentMethodId: z.string(),
    createdAt: shownInstant,
  })
  .openapi('PaymentMethod');
