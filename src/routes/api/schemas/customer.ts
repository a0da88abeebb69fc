import { z } from '@hono/zod-openapi';
import { CONTACT_ROLES, type Contact } from '../../../domain/customer/contacts.ts';
import { mailboxKey } from '../../../operations/core/mailbox.ts';
import {
  type CollectionChoice,
  type CustomerInput,
  isStripeKey,
  STRIPE_KEY,
} from '../../../operations/facts/customer-input.ts';
import type { CustomerPatch } from '../../../operations/facts/customer-patch.ts';
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
import { planInput, planOfInput, shownPlan } from './payment-plan.ts';
import { taxIds } from './tax-id.ts';

const address = z.strictObject({
  line1: oneLine(200).nullish(),
  line2: oneLine(200).nullish(),
  town: oneLine(100).nullish(),
  region: oneLine(100).nullish(),
  postcode: oneLine(20).nullish(),
  country: countryCode.nullish(),
});

const externalId = z
  .strictObject({
    key: oneLine(100),
    value: oneLine(255).nullable().openapi({ description: 'Null takes it off the customer.' }),
  })
  .superRefine(({ key, value }, context) => {
    if (value !== null && isStripeKey(key) && !/^cus_[A-Za-z0-9]{1,250}$/.test(value)) {
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
      'What other systems call the customer. Keys that are not named are kept. `Stripe` links it to that Stripe customer; null unlinks it, which needs the scope `money`.',
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
    partPayments: z
      .strictObject({
        allowed: z.boolean(),
        minimums: z
          .array(z.strictObject({ amount: z.int(), currency: currencyCode }))
          .max(20)
          .optional(),
      })
      .nullish()
      .openapi({
        description:
          'Whether it may pay any part of its invoices, and the least by currency; null for your own setting.',
      }),
    paymentPlan: planInput.nullish().openapi({
      description:
        'How its invoices are paid in parts where they have neither a plan nor a due date of their own; null for at once. Percentages, and days or months after the issue date.',
      example: [{ percentage: '30', afterDays: 0 }, { afterMonths: 2 }],
    }),
  })
  .openapi({
    description: 'How it is collected from. What is left out is kept; autopay is the customer’s own word.',
  });

/** As the domain has it. */
const choiceOf = ({
  partPayments,
  paymentPlan,
  ...choice
}: z.output<typeof collection>): CollectionChoice => ({
  ...choice,
  ...(partPayments !== undefined && {
    partPayments: partPayments && { ...partPayments, minimums: partPayments.minimums ?? [] },
  }),
  ...(paymentPlan !== undefined && {
    paymentPlan: paymentPlan === null || paymentPlan.length === 0 ? null : planOfInput(paymentPlan),
  }),
});

const contact = z
  .strictObject({
    name: oneLine(200).nullish(),
    email: emailAddress,
    roles: z
      .array(z.enum(CONTACT_ROLES))
      .min(1)
      .openapi({ description: 'What they are told; `portal`: they may sign in to it.' }),
    language: languageTag.nullish(),
  })
  .openapi('ContactInput');

const contacts = z
  .array(contact)
  .max(20)
  .superRefine((all, context) => {
    const seen = new Set<string>();
    for (const [index, { email }] of all.entries()) {
      const message = 'This address appears twice: give it all its roles at once.';
      if (seen.has(mailboxKey(email))) context.addIssue({ code: 'custom', path: [index, 'email'], message });
      seen.add(mailboxKey(email));
    }
  })
  .openapi({
    description:
      'Its people, each with roles and a language of their own. `billingEmails` are contacts with the roles invoices and receipts. Kept if omitted.',
  });

const parentId = z
  .string()
  .regex(/^cus_[0-9a-z]{26}$/, 'Give the id of one of your customers.')
  .openapi({
    description:
      'The customer that pays for it, which has no parent itself; null for none, kept if omitted. Its methods and autopay pay where this customer has none of its own switched on. What a change means for planned charges is said by `/customers/{id}/parent-change`.',
    example: 'cus_01k0examp1ey4h7m3pzxq8w5rt',
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
    taxIds: taxIds.optional().openapi({
      description:
        'Printed on its invoices from now on, by their kinds in the customer’s language, and sent to Stripe. Form and check digits are checked. Kept if omitted.',
    }),
    address: address.nullish(),
    customerAliases: z.array(oneLine(200)).max(50).optional(),
    externalIds: externalIds.optional(),
    locale: languageTag.nullish(),
    contacts: contacts.nullish(),
    parentId: parentId.nullish(),
    collection: collection.optional(),
  })
  .openapi('CustomerInput');

/** Changes a customer: a JSON merge patch (RFC 7396). */
export const customerPatchBody = customerBody
  .partial()
  .extend({
    billingEmails: z.array(emailAddress).max(20).nullish(),
    customerAliases: z.array(oneLine(200)).max(50).nullish(),
    taxIds: taxIds.nullish(),
  })
  .openapi('CustomerPatch', {
    description:
      'What is left out stays as it is; null clears. A list takes the place of the one before, but for external ids, of which those that are not named are kept.',
  });

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
  ...externalIdsOf(body.externalIds),
  contacts: contactsOf(body.contacts),
  taxIds: body.taxIds,
  parentId: body.parentId,
  collection: body.collection && choiceOf(body.collection),
});

/** What a merge patch says, without what it leaves out. */
export function customerPatch(body: z.output<typeof customerPatchBody>): CustomerPatch {
  const { externalIds, contacts: people, billingEmails, customerAliases, address: place, ...rest } = body;
  const { taxIds: numbers, legalName, taxStatus, collection: choice, ...texts } = rest;
  const given = <T extends object>(fields: T) =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return {
    ...given(texts),
    ...(legalName !== undefined && { legalName }),
    ...(taxStatus !== undefined && { taxStatus }),
    ...(billingEmails !== undefined && { billingEmails: [...new Set(billingEmails ?? [])] }),
    ...(customerAliases !== undefined && { customerAliases: customerAliases ?? [] }),
    ...(place !== undefined && { address: place === null ? NO_ADDRESS : given(place) }),
    ...(numbers !== undefined && { taxIds: numbers ?? [] }),
    ...(people !== undefined && { contacts: contactsOf(people) ?? [] }),
    ...externalIdsOf(externalIds),
    ...(choice !== undefined && { collection: choiceOf(choice) }),
  };
}

const NO_ADDRESS = { line1: null, line2: null, town: null, region: null, postcode: null, country: null };

/** Ids that are set, and the keys of those that are taken off. */
function externalIdsOf(ids: z.output<typeof externalIds> = []) {
  const set = ids.flatMap(({ key, value }) => (value === null ? [] : [{ key, value }]));
  const removed = ids.filter(({ value }) => value === null).map(({ key }) => key);
  return { externalIds: set, removedIds: removed.map((key) => (isStripeKey(key) ? STRIPE_KEY : key)) };
}

const contactsOf = (people: z.output<typeof contacts> | null | undefined): readonly Contact[] | undefined =>
  people === undefined
    ? undefined
    : (people ?? []).map(({ name, email, roles, language }) => ({
        name: name ?? null,
        email,
        roles: CONTACT_ROLES.filter((role) => roles.includes(role)),
        language: language ?? null,
      }));

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
    taxIds,
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
    contacts: z
      .array(
        z
          .strictObject({
            name: z.string().nullable(),
            email: z.string(),
            roles: z.array(z.enum(CONTACT_ROLES)).readonly(),
            language: z.string().nullable(),
          })
          .openapi('Contact'),
      )
      .readonly(),
    parentId: z.string().nullable().openapi({ description: 'The customer that pays for it.' }),
    collection: z.strictObject({
      policy: collectPolicy.nullable().openapi({ description: 'What you chose; null for your default.' }),
      autopay: z.enum(['default', 'on', 'off']).openapi({
        description: 'The customer’s own choice: none, on, or off. It overrides yours.',
      }),
      autopayWhen: z.enum(['on_send', 'on_due_date']).nullable(),
      cap: cap.nullable(),
      otherCaps: z.array(cap).readonly(),
      partPayments: z.strictObject({ allowed: z.boolean(), minimums: z.array(cap).readonly() }).nullable(),
      paymentPlan: shownPlan,
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
    version: z.int().openapi({ description: 'Counted up with every change; `If-Match` takes it.' }),
    createdAt: shownInstant,
    updatedAt: shownInstant,
  })
  .openapi('Customer');
