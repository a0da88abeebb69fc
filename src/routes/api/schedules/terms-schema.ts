import { z } from '@hono/zod-openapi';
import { ISSUES, type ScheduleLine, type ScheduleTerms, type Tier } from '../../../domain/schedule/terms.ts';
import { collectPolicy } from '../schemas/collection.ts';
import { minorUnits, oneLine, severalLines } from '../schemas/fields.ts';
import { detailsInput, detailsOf, shownDetails } from '../schemas/invoice-details.ts';
import { shownWhole, signedMinor, wholeInput, wholeOf } from '../schemas/invoice-whole.ts';
import { planInput, planOfInput, shownPlan } from '../schemas/payment-plan.ts';
import { decimal, discount, rateOf, shownRate, taxRate } from '../schemas/tax-rate.ts';

const borne = {
  description: oneLine(400),
  discount: discount.nullish(),
  taxRates: z.array(taxRate).max(10).optional(),
  withheld: z.boolean().optional().openapi({
    description: '`false` where no income tax is withheld of it; see `withholdings`.',
  }),
};
const exact = decimal.optional().openapi({
  description: 'In major units, at most 12 decimals, where minor units are too coarse.',
});
const priced = { unitAmount: minorUnits.optional(), unitAmountDecimal: exact };
const meter = z.string().max(40).openapi({
  description: 'What is counted: a name of yours in lower-case letters, digits and underscores.',
  example: 'api_calls',
});

const tier = z
  .strictObject({
    upTo: z.int().nullish().openapi({ description: 'Up to and with so many; left out for the last tier.' }),
    ...priced,
    flatAmount: minorUnits.optional().openapi({ description: 'Once, where the quantity reaches the tier.' }),
  })
  .openapi('TierInput');

const line = z
  .discriminatedUnion('price', [
    z.strictObject({
      price: z.literal('fixed'),
      ...borne,
      quantity: decimal.optional().openapi({ description: '`1` where it is left out.' }),
      unitAmount: signedMinor.optional(),
      unitAmountDecimal: exact,
    }),
    z.strictObject({ price: z.literal('metered'), ...borne, meter, ...priced }),
    z.strictObject({ price: z.literal('graduated'), ...borne, meter, tiers: z.array(tier).max(100) }),
    z.strictObject({ price: z.literal('volume'), ...borne, meter, tiers: z.array(tier).max(100) }),
  ])
  .superRefine((given, context) => {
    if ('tiers' in given || given.unitAmount !== undefined || given.unitAmountDecimal !== undefined) return;
    const message = 'Give the price: unitAmount, or unitAmountDecimal where minor units are too coarse.';
    context.addIssue({ code: 'custom', path: ['unitAmount'], message });
  })
  .openapi('ScheduleLineInput', {
    description:
      '`fixed`: on each invoice. `metered`: by the quantity that was reported. `graduated`: each unit at the price of its own tier. `volume`: all at the price of the tier that the quantity reaches.',
  });

const { deposits: _, ...whole } = wholeInput;
const { supply: __, ...references } = detailsInput;

/** What a schedule's invoices say. */
export const termsInput = {
  lines: z
    .array(line)
    .max(200)
    .openapi({ example: [{ price: 'fixed', description: 'Hosting', unitAmount: 4_900 }] }),
  ...whole,
  notes: severalLines(5000).nullish(),
  ...references,
  netDays: z.int().nullish().openapi({
    description: 'Each invoice is due so many days after it is made; without it, it has no due date.',
    example: 14,
  }),
  paymentPlan: planInput.nullish().openapi({
    description: 'How each invoice is paid in parts, in place of `netDays`.',
  }),
  paymentLink: z.boolean().optional().openapi({
    description:
      'Whether its invoices carry a pay link beside your bank details; they do where this is left out.',
  }),
  collectPolicy: collectPolicy.nullish().openapi({
    description: 'When its invoices are charged automatically; without it, as was chosen for the customer.',
  }),
  issue: z.enum(ISSUES).optional().openapi({
    description:
      '`send`: issued and sent by itself, as where this is left out. `draft`: left for you to look at.',
  }),
};

type Terms = z.output<z.ZodObject<typeof termsInput>>;

export function termsOfInput(body: Terms): ScheduleTerms {
  const { adjustments, withholdings, roundToCoin } = wholeOf({ ...body, deposits: [] });
  const { supply: ___, ...given } = detailsOf({ ...body, supply: null });
  return {
    lines: body.lines.map(lineOf),
    adjustments,
    withholdings,
    roundToCoin,
    notes: body.notes ?? null,
    references: given,
    netDays: body.netDays ?? null,
    plan: body.paymentPlan == null || body.paymentPlan.length === 0 ? null : planOfInput(body.paymentPlan),
    paymentLink: body.paymentLink ?? true,
    collectPolicy: body.collectPolicy ?? null,
    issue: body.issue ?? 'send',
  };
}

const unitOf = (given: { unitAmount?: number | undefined; unitAmountDecimal?: string | undefined }) => ({
  unitAmount: given.unitAmount ?? 0,
  ...(given.unitAmountDecimal !== undefined && { unitAmountDecimal: given.unitAmountDecimal }),
});

const tierOf = ({ upTo, flatAmount, ...unit }: z.output<typeof tier>): Tier => ({
  upTo: upTo ?? null,
  ...unitOf(unit),
  ...(flatAmount !== undefined && { flatAmount }),
});

function lineOf(given: z.output<typeof line>): ScheduleLine {
  const shared = {
    description: given.description,
    discount: given.discount ?? null,
    taxRates: (given.taxRates ?? []).map(rateOf),
    ...(given.withheld !== undefined && { withheld: given.withheld }),
  };
  switch (given.price) {
    case 'fixed':
      return { kind: 'fixed', ...shared, quantity: given.quantity ?? '1', ...unitOf(given) };
    case 'metered':
      return { kind: 'metered', ...shared, meter: given.meter, price: { kind: 'unit', ...unitOf(given) } };
    case 'graduated':
    case 'volume': {
      const price = { kind: given.price, tiers: given.tiers.map(tierOf) };
      return { kind: 'metered', ...shared, meter: given.meter, price };
    }
  }
}

const { supply: ____, ...shownReferences } = shownDetails;

/** The same as it is shown. */
export const shownTerms = z
  .strictObject({
    lines: z
      .array(
        z
          .strictObject({
            price: z.enum(['fixed', 'metered', 'graduated', 'volume']),
            description: z.string(),
            quantity: z.string().nullable(),
            meter: z.string().nullable(),
            unitAmount: z.int().nullable(),
            unitAmountDecimal: z.string().nullable(),
            tiers: z
              .array(
                z
                  .strictObject({
                    upTo: z.int().nullable(),
                    unitAmount: z.int(),
                    unitAmountDecimal: z.string().nullable(),
                    flatAmount: z.int(),
                  })
                  .openapi('Tier'),
              )
              .readonly()
              .nullable(),
            discount: discount.nullable(),
            taxRates: z.array(z.strictObject(shownRate)).readonly(),
            withheld: z.boolean(),
          })
          .openapi('ScheduleLine'),
      )
      .readonly(),
    adjustments: z
      .array(
        z.strictObject({
          kind: z.enum(['discount', 'charge']),
          description: z.string(),
          value: discount,
          taxRates: z.array(z.strictObject(shownRate)).readonly().nullable(),
          withheld: z.boolean(),
        }),
      )
      .readonly(),
    withholdings: z.array(z.strictObject({ name: z.string(), percentage: z.string() })).readonly(),
    roundToCoin: shownWhole.roundToCoin,
    notes: z.string().nullable(),
    ...shownReferences,
    netDays: z.int().nullable(),
    paymentPlan: shownPlan,
    paymentLink: z.boolean(),
    collectPolicy: collectPolicy.nullable(),
    issue: z.enum(ISSUES),
  })
  .openapi('ScheduleTerms');
