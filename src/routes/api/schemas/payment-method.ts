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

export const methodCard = z.discriminatedUnion('kind', [card, bank, other]);

const verification = z
  .strictObject({
    proof: z.enum(['amounts', 'descriptor_code']),
    arrivesAt: shownInstant,
    verifyBy: shownInstant,
    triesLeft: z.number().int(),
  })
  .openapi({ description: 'The test deposits that the customer has to confirm; null where there are none.' });

const keptByLink = z
  .strictObject({
    paymentId: z.string().openapi({ description: 'The payment by link that kept it.' }),
    payerEmail: z
      .string()
      .nullable()
      .openapi({ description: 'The address that the payer typed as their own on Stripe’s page.' }),
    standing: z.enum(['confirmed', 'not_confirmed', 'refused']).openapi({
      description: [
        '`confirmed`: it was paid from one of the customer’s addresses, or they confirmed it; it is charged, each time',
        'after a notice. `not_confirmed`: it is not charged. `refused`: its owner refused, and it is being removed.',
      ].join(' '),
    }),
    confirmedAt: shownInstant.nullable(),
    refusedAt: shownInstant.nullable(),
  })
  .openapi({ description: 'Set where a pay link kept it; null where it came another way.' });

export const paymentMethod = z
  .strictObject({
    id: z.string(),
    object: z.literal('payment_method'),
    method: methodCard,
    state: z.enum(['pending_verification', 'usable', 'unusable']),
    stateReason: z
      .string()
      .nullable()
      .openapi({ description: 'Why it cannot be charged, such as `bank_account_closed`.' }),
    isDefault: z.boolean().openapi({
      description:
        'Charged first, since it paid last or was made the default after that; then the others as they are listed.',
    }),
    paidAt: shownInstant.nullable().openapi({ description: 'When it last paid; null where it never did.' }),
    declinedAt: shownInstant.nullable().openapi({
      description:
        'When its last charge was declined; null where it has paid since, was renewed, or was never declined.',
    }),
    hasSteppedBack: z.boolean().openapi({
      description: 'All others are charged before it: it was declined, and not made the default since.',
    }),
    verification: verification.nullable(),
    keptByLink: keptByLink.nullable(),
    stripePaymentMethodId: z.string(),
    createdAt: shownInstant,
  })
  .openapi('PaymentMethod');

export const methodOfCustomer = z.strictObject({
  id: z.string().openapi({ description: 'The id of the customer.' }),
  methodId: z.string().openapi({ description: 'The id of the payment method, `pm_…`.' }),
});

export const setupBody = z.strictObject({
  kind: z.enum(['card', 'us_bank_account']),
  returnUrl: z
    .string()
    .max(2_000)
    .refine(isWebAddress, 'Give an absolute address that begins with https://.')
    .openapi({
      description: 'Where Stripe’s page leads back to.',
      example: 'https://app.example.com/clients/7',
    }),
});

/** An https URL, or http on this machine. */
function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  if (url === null) return false;
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLocal);
}

export const paymentMethodSetup = z
  .strictObject({
    id: z.string(),
    object: z.literal('payment_method_setup'),
    url: z.string().openapi({ description: 'Stripe’s page, for the holder of the card or account.' }),
    expiresAt: shownInstant,
  })
  .openapi('PaymentMethodSetup');
