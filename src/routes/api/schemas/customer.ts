import { z } from '@hono/zod-openapi';
import { type CustomerInput, isStripeKey } from '../../../operations/facts/customer-input.ts';
import { cap, collectPolicy } from './collection.ts';
import {
  countryCode,
  currencyCode,
  emailAddress,
  languageTag,
  oneLine,
  shownInstant,
  stripeRefusal,
  webAddress,
} from './fields.ts';

const address = z.strictObject({
  line1: oneLine(200).nullish(),
  line2: oneLine(200).nullish(),
  town: oneLine(100).nullish(),
  region: oneLine(100).nullish(),
  postcode: oneLine(20).nullish(),
  country: countryCode.nullish(),
});

const externalId = z
  .strictObject({ key: oneLine(100), value: oneLine(255) })
  .superRefine(({ key, value }, context) => {
    if (isStripeKey(key) && !/^cus_[A-Za-z0-9]{1,250}$/.test(value)) {
      context.addIssue({
        code: 'custom',
        path: ['value'],
        message: 'The key Stripe needs the id of a Stripe customer, which begins with cus_.',
      });
    }
  })
  .openapi('ExternalId', { example: { key: 'Xero', value: '123456789' } });

const externalIds = z
  .array(externalId)
  .max(50)
  .superRefine((ids, context) => {
    const seen = new Set<string>();
    for (const [index, { key }] of ids.entries()) {
      const name = isStripeKey(key) ? 'stripe' : key;
      if (seen.has(name)) {
        context.addIssue({ code: 'custom', path: [index, 'key'], message: 'This key appears twice.' });
      }
      seen.add(name);
    }
  })
  .openapi({
    description:
      'What other systems call the customer. Keys that are not named are kept. `Stripe` links it to that Stripe customer.',
  });

const collection = z
  .strictObject({
    policy: collectPolicy
      .nullish()
      .openapi({ description: 'When this customer’s invoices are charged; null for your default.' }),
    cap: z
      .strictObject({ amount: z.int(), currency: currencyCode })
      .nullish()
      .openapi({
        description:
          'The most that is charged automatically per invoice. A cap that the customer agreed to can only be lowered here.',
        example: { amount: 50000, currency: 'USD' },
      }),
    otherCaps: z
      .array(z.strictObject({ amount: z.int(), currency: currencyCode }))
      .max(20)
      .optional()
      .openapi({
        description:
          'The same for invoices in other currencies. Where there is any cap, an invoice in a currency without one is not charged automatically.',
        example: [{ amount: 40000, currency: 'EUR' }],
      }),
  })
  .openapi({
    description: 'How it is collected from. What is left out is kept; autopay is the customer’s own word.',
  });

/** Creates or replaces a customer. */
export const customerBody = z
  .strictObject({
    legalName: oneLine(200),
    label: oneLine(200).nullish(),
    contactName: oneLine(200).nullish(),
    email: emailAddress.nullish(),
    billingEmails: z
      .array(emailAddress)
      .max(20)
      .optional()
      .openapi({ description: 'Where invoices and receipts go; without any, to `email`.' }),
    telephone: oneLine(50).nullish(),
    url: webAddress.nullish(),
    taxStatus: z
      .string()
      .regex(/^[A-Z][A-Z_]{0,39}$/, 'Give a word in capitals, such as TAXED.')
      .optional()
      .openapi({ description: '`TAXED` where it is left out.', example: 'TAXED' }),
    address: address.nullish(),
    customerAliases: z.array(oneLine(200)).max(50).optional(),
    externalIds: externalIds.optional(),
    locale: languageTag.nullish(),
    collection: collection.optional(),
  })
  .openapi('CustomerInput');

export const customerInput = (body: z.output<typeof customerBody>): CustomerInput => ({
  legalName: body.legalName,
  label: body.label ?? null,
  contactName: body.contactName ?? null,
  email: body.email ?? null,
  billingEmails: [...new Set(body.billingEmails ?? [])],
  telephone: body.telephone ?? null,
  url: body.url ?? null,
  taxStatus: body.taxStatus ?? 'TAXED',
  address: {
    line1: body.address?.line1 ?? null,
    line2: body.address?.line2 ?? null,
    town: body.address?.town ?? null,
    region: body.address?.region ?? null,
    postcode: body.address?.postcode ?? null,
    country: body.address?.country ?? null,
  },
  customerAliases: body.customerAliases ?? [],
  locale: body.locale ?? null,
  externalIds: body.externalIds ?? [],
  collection: body.collection,
});

export const customer = z
  .strictObject({
    id: z.string(),
    object: z.literal('customer'),
    legalName: z.string(),
    label: z.string().nullable(),
    contactName: z.string().nullable(),
    email: z.string().nullable(),
    billingEmails: z.array(z.string()).readonly(),
    telephone: z.string().nullable(),
    url: z.string().nullable(),
    taxStatus: z.string(),
    address: z.strictObject({
      line1: z.string().nullable(),
      line2: z.string().nullable(),
      town: z.string().nullable(),
      region: z.string().nullable(),
      postcode: z.string().nullable(),
      country: z.string().nullable(),
    }),
    customerAliases: z.array(z.string()).readonly(),
    externalIds: z.array(z.strictObject({ key: z.string(), value: z.string() })).readonly(),
    locale: z.string().nullable(),
    collection: z.strictObject({
      policy: collectPolicy.nullable().openapi({ description: 'What you chose; null for your default.' }),
      autopay: z.enum(['default', 'on', 'off']).openapi({
        description: 'The customer’s own choice: none, on, or off. It overrides yours.',
      }),
      autopayWhen: z.enum(['on_send', 'on_due_date']).nullable(),
      cap: cap.nullable(),
      otherCaps: z.array(cap).readonly(),
      effective: z
        .strictObject({
          policy: collectPolicy,
          decidedBy: z.enum(['customer', 'merchant_for_customer', 'merchant']),
        })
        .openapi({ description: 'The policy of an invoice that has none of its own.' }),
    }),
    stripeCustomerId: z
      .string()
      .nullable()
      .openapi({ description: 'The Stripe customer that it is linked to; null until there is one.' }),
    stripeRefusal: stripeRefusal.nullable(),
    livemode: z.boolean(),
    createdAt: shownInstant,
    updatedAt: shownInstant,
  })
  .openapi('Customer');
