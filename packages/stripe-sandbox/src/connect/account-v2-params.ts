import { z } from 'zod';

/** The parts of an account that are returned only when `include` names them. */
export const INCLUDES = [
  'configuration.customer',
  'configuration.merchant',
  'configuration.recipient',
  'defaults',
  'future_requirements',
  'identity',
  'requirements',
] as const;
export type Include = (typeof INCLUDES)[number];

const word = z.string().max(5000, 'too_long:5000');
const wanted = z.strictObject({ requested: z.boolean() }).optional();
const address = z.strictObject({
  city: word.optional(),
  country: word.optional(),
  line1: word.optional(),
  line2: word.optional(),
  postal_code: word.optional(),
  state: word.optional(),
  town: word.optional(),
});

const merchant = z.strictObject({
  capabilities: z.strictObject({ ach_debit_payments: wanted, card_payments: wanted }).optional(),
  mcc: word.optional(),
  statement_descriptor: z.strictObject({ descriptor: word.optional(), prefix: word.optional() }).optional(),
  support: z
    .strictObject({
      address: address.optional(),
      email: word.optional(),
      phone: word.optional(),
      url: word.optional(),
    })
    .optional(),
});
const recipient = z.strictObject({
  capabilities: z
    .strictObject({ stripe_balance: z.strictObject({ stripe_transfers: wanted }).optional() })
    .optional(),
});

/** The supported parameters of creating and updating an account. Stripe's others are refused as unknown. */
export const accountParams = z.strictObject({
  configuration: z
    .strictObject({
      customer: z.strictObject({}).optional(),
      merchant: merchant.optional(),
      recipient: recipient.optional(),
    })
    .optional(),
  contact_email: z
    .string()
    .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'email')
    .optional(),
  contact_phone: word.optional(),
  dashboard: z.enum(['express', 'full', 'none']).optional(),
  defaults: z
    .strictObject({
      currency: word.optional(),
      profile: z
        .strictObject({
          business_url: word.optional(),
          doing_business_as: word.optional(),
          product_description: word.optional(),
        })
        .optional(),
      responsibilities: z
        .strictObject({
          fees_collector: z
            .enum(['application', 'application_custom', 'application_express', 'stripe'])
            .optional(),
          losses_collector: z.enum(['application', 'stripe']).optional(),
        })
        .optional(),
    })
    .optional(),
  display_name: word.optional(),
  identity: z
    .strictObject({
      business_details: z
        .strictObject({
          address: address.optional(),
          phone: word.optional(),
          registered_name: word.optional(),
        })
        .optional(),
      country: z.string().length(2).optional(),
      entity_type: z.enum(['company', 'government_entity', 'individual', 'non_profit']).optional(),
    })
    .optional(),
  include: z.array(z.enum(INCLUDES)).optional(),
  metadata: z.record(z.string().max(40), z.string().max(500)).optional(),
});
export type AccountParams = z.output<typeof accountParams>;
