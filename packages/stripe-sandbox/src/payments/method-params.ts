import { z } from 'zod';
import { address, email, emptyable, integer, metadata, text } from '../api/params.ts';

const billing = z.strictObject({
  address: address.optional(),
  email: email.optional(),
  name: text().optional(),
  phone: text().optional(),
});

const bankFields = z.strictObject({
  account_holder_type: z.enum(['company', 'individual']).optional(),
  account_number: text(17).optional(),
  account_type: z.enum(['checking', 'savings']).optional(),
  routing_number: text(9).optional(),
});

/** `payment_method_data`: a bank account made while an intent is confirmed. Cards come as payment methods. */
export const methodData = z.strictObject({
  allow_redisplay: z.enum(['always', 'limited', 'unspecified']).optional(),
  billing_details: billing.optional(),
  metadata: metadata.optional(),
  type: z.enum(['us_bank_account']),
  us_bank_account: bankFields.optional(),
});

export type MethodDataInput = z.output<typeof methodData>;

export const methodCreateParams = z.strictObject({
  allow_redisplay: z.enum(['always', 'limited', 'unspecified']).optional(),
  billing_details: billing.optional(),
  card: z
    .strictObject({
      cvc: text(4).optional(),
      exp_month: integer.optional(),
      exp_year: integer.optional(),
      number: text(25).optional(),
      token: text().optional(),
    })
    .optional(),
  metadata: metadata.optional(),
  type: z.enum(['card', 'us_bank_account']).optional(),
  us_bank_account: bankFields.optional(),
});
export type MethodCreateInput = z.output<typeof methodCreateParams>;

export const methodUpdateParams = z.strictObject({
  allow_redisplay: z.enum(['always', 'limited', 'unspecified']).optional(),
  billing_details: z
    .strictObject({
      address: z.union([z.literal('').transform(() => ({})), address], 'object').optional(),
      email: emptyable().optional(),
      name: emptyable().optional(),
      phone: emptyable().optional(),
    })
    .optional(),
  card: z.strictObject({ exp_month: integer.optional(), exp_year: integer.optional() }).optional(),
  metadata: metadata.optional(),
  us_bank_account: z
    .strictObject({
      account_holder_type: z.enum(['company', 'individual']).optional(),
      account_type: z.enum(['checking', 'savings']).optional(),
    })
    .optional(),
});
export type MethodUpdateInput = z.output<typeof methodUpdateParams>;
