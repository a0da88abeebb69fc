import { z } from '@hono/zod-openapi';
import { type Adjustment, MAX_ADJUSTMENTS } from '../../../domain/invoice/adjustments.ts';
import { MOST_DEDUCTIONS } from '../../../domain/invoice/deductions.ts';
import { MAX_MINOR } from '../../../domain/money.ts';
import type { WholeInput } from '../../../operations/invoices/draft-input.ts';
import { localDate, minorUnits, oneLine } from './fields.ts';
import { decimal, discount, rateOf, shownRate, taxOfDeposit, taxRate } from './tax-rate.ts';

export const signedMinor = z.int().min(-MAX_MINOR).max(MAX_MINOR);

const adjustment = z
  .strictObject({
    kind: z.enum(['discount', 'charge']),
    description: oneLine(200),
    value: discount.openapi({ description: 'Of the lines’ sum where it is a percentage.' }),
    taxRates: z.array(taxRate).max(10).optional().openapi({
      description:
        'A charge is taxed by these, a discount is taken from the lines that bear just these. Without them it is spread over the taxes of all lines.',
    }),
    withheld: z
      .boolean()
      .optional()
      .openapi({ description: '`false` where no income tax is withheld of it.' }),
  })
  .openapi('AdjustmentInput');

const withholding = z
  .strictObject({
    name: oneLine(100).openapi({ example: 'IRPF' }),
    percentage: decimal.openapi({
      description: 'Of the net. From 0 to 100, at most 4 decimals.',
      example: '15',
    }),
  })
  .openapi('WithholdingInput');

const deposit = z
  .strictObject({
    number: oneLine(60).openapi({ description: 'Of the invoice that the deposit was asked for with.' }),
    issuedOn: localDate,
    total: minorUnits.openapi({ description: 'With tax, as that invoice came to.' }),
    taxes: z
      .array(taxOfDeposit)
      .max(10)
      .optional()
      .openapi({ description: 'As that invoice lists them in `taxes`; they are never computed anew.' }),
  })
  .openapi('DepositInput');

/** What a draft may say of the whole, beside its lines. */
export const wholeInput = {
  adjustments: z.array(adjustment).max(MAX_ADJUSTMENTS).optional().openapi({
    description: 'Discounts and charges on the whole, before tax.',
  }),
  withholdings: z.array(withholding).max(MOST_DEDUCTIONS).optional().openapi({
    description: 'Income tax that the customer keeps back and pays for you.',
  }),
  deposits: z.array(deposit).max(MOST_DEDUCTIONS).optional().openapi({
    description: 'Deposits that were invoiced before, which are deducted with their tax.',
  }),
  roundToCoin: z.boolean().optional().openapi({
    description: 'Whether what is to be paid is rounded to the smallest coin, such as 0.05 CHF.',
  }),
};

type Whole = z.output<z.ZodObject<typeof wholeInput>>;

export const wholeOf = ({ adjustments, withholdings, deposits, roundToCoin }: Whole): WholeInput => ({
  adjustments: (adjustments ?? []).map(adjustmentOf),
  withholdings: withholdings ?? [],
  deposits: (deposits ?? []).map(({ taxes, ...rest }) => ({
    ...rest,
    taxes: (taxes ?? []).map(({ taxable, amount, ...rate }) => ({ ...rateOf(rate), taxable, amount })),
  })),
  roundToCoin: roundToCoin ?? false,
});

const adjustmentOf = ({ taxRates, withheld, ...rest }: z.output<typeof adjustment>): Adjustment => ({
  ...rest,
  ...(taxRates !== undefined && { taxRates: taxRates.map(rateOf) }),
  ...(withheld !== undefined && { withheld }),
});

/** The same as it is shown, with what it comes to. */
export const shownWhole = {
  adjustments: z
    .array(
      z
        .strictObject({
          kind: z.enum(['discount', 'charge']),
          description: z.string(),
          value: discount,
          taxRates: z.array(z.strictObject(shownRate)).readonly().nullable(),
          withheld: z.boolean(),
          amount: signedMinor.openapi({ description: 'Below zero for a discount.' }),
          total: signedMinor.openapi({ description: 'With the taxes on top of it.' }),
        })
        .openapi('Adjustment'),
    )
    .readonly(),
  withholdings: z
    .array(
      z
        .strictObject({ name: z.string(), percentage: z.string(), base: signedMinor, amount: signedMinor })
        .openapi('Withholding'),
    )
    .readonly(),
  deposits: z
    .array(
      z
        .strictObject({
          number: z.string(),
          issuedOn: z.string().openapi({ format: 'date' }),
          total: z.int().min(0),
          taxes: z
            .array(z.strictObject({ ...shownRate, taxable: z.int().min(0), amount: z.int().min(0) }))
            .readonly(),
        })
        .openapi('Deposit'),
    )
    .readonly(),
  roundToCoin: z.boolean(),
  rounding: signedMinor.openapi({ description: 'What rounding to a coin adds to what is to be paid.' }),
};
