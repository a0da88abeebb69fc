import { z } from '@hono/zod-openapi';
import { EXEMPTIONS } from '../../../domain/invoice/exemptions.ts';
import { TAX_CATEGORIES } from '../../../domain/invoice/tax-category.ts';
import type { TaxRate } from '../../../domain/invoice/totals.ts';
import { minorUnits, oneLine } from './fields.ts';

export const decimal = z.string().max(40);

// It stays unnamed: making a named schema nullable would make it nullable wherever it is referenced.
export const discount = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('percentage'),
    percentage: decimal.openapi({ description: 'From 0 to 100, at most 4 decimals.', example: '12.5' }),
  }),
  z.strictObject({ kind: z.literal('amount'), amount: minorUnits }),
]);

const rate = {
  name: oneLine(100).openapi({ example: 'VAT' }),
  percentage: decimal.openapi({ description: 'From 0 to 100, at most 4 decimals.', example: '20' }),
  inclusive: z.boolean().openapi({ description: 'Whether the unit amount contains it already.' }),
  category: z.enum(TAX_CATEGORIES).optional().openapi({
    description:
      'How the law treats what is sold, by which the invoice says why it bears no tax. What has one is `0` %, but for `standard` and `reduced`.',
  }),
  exemption: z.enum(EXEMPTIONS).optional().openapi({
    description: 'The provision by which a sale of the category `exempt` is so.',
  }),
  reason: oneLine(200).optional().openapi({
    description: 'The same in words of your own, printed as they are; beside or without a provision.',
  }),
};

export const taxRate = z.strictObject(rate).openapi('TaxRate');

/** A tax with what it came to on an invoice of before. */
export const taxOfDeposit = z
  .strictObject({ ...rate, taxable: minorUnits, amount: minorUnits })
  .openapi('DepositTaxInput');

export function rateOf({ category, exemption, reason, ...plain }: z.output<typeof taxRate>): TaxRate {
  return {
    ...plain,
    ...(category !== undefined && { category }),
    ...(exemption !== undefined && { exemption }),
    ...(reason !== undefined && { reason }),
  };
}

/** A tax as it is shown. */
export const shownRate = {
  name: z.string(),
  percentage: z.string(),
  inclusive: z.boolean(),
  category: z.enum(TAX_CATEGORIES).optional(),
  exemption: z.enum(EXEMPTIONS).optional(),
  reason: z.string().optional(),
};

const signed = z.int();

/** What an invoice comes to under one rate. */
export const rateRow = z
  .strictObject({
    tax: z
      .strictObject(shownRate)
      .nullable()
      .openapi({ description: 'Null for what bears no tax that it names.' }),
    net: signed,
    amount: signed.openapi({ description: 'The tax.' }),
    gross: signed.nullable().openapi({
      description: 'Null where what bears the tax bears others too, so that none alone makes a gross.',
    }),
  })
  .openapi('TaxRateSum');

/** A note on taxes. */
export const taxNote = z
  .strictObject({
    note: z.enum([
      'reverse_charge',
      'intra_community',
      'export',
      'outside_scope',
      'exempt_customer',
      'small_business',
      'exempt',
      'words',
    ]),
    law: z.string().optional().openapi({ description: 'The provision that exempts it.' }),
    text: z
      .string()
      .optional()
      .openapi({ description: 'With `words`: what a law prescribes, or what the business gave as reason.' }),
  })
  .openapi('TaxNote');
