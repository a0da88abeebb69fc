import { z } from 'zod';
import { boolean, emptyable, id, integer, metadata, PRODUCT_NAME, text, url } from '../api/params.ts';

const taxBehavior = z.enum(['unspecified', 'exclusive', 'inclusive']);
const recurring = z.strictObject({
  interval: z.enum(['day', 'month', 'week', 'year']),
  interval_count: integer.optional(),
});
const decimal = z.string().regex(/^\d+(\.\d{1,12})?$/);
const productFields = {
  active: boolean.optional(),
  metadata: metadata.optional(),
  shippable: boolean.optional(),
  statement_descriptor: text(22).optional(),
};

export const productCreateParams = z.strictObject({
  ...productFields,
  default_price_data: z
    .strictObject({
      currency: text(3),
      metadata: metadata.optional(),
      recurring: recurring.optional(),
      tax_behavior: taxBehavior.optional(),
      unit_amount: integer.optional(),
      unit_amount_decimal: decimal.optional(),
    })
    .optional(),
  description: text().optional(),
  id: id.optional(),
  images: z.array(url).max(8).optional(),
  name: text(PRODUCT_NAME).min(1, 'empty'),
  tax_code: text().optional(),
  unit_label: text(12).optional(),
  url: url.optional(),
});
export const productUpdateParams = z.strictObject({
  ...productFields,
  default_price: id.optional(),
  description: emptyable().optional(),
  images: z.union([z.literal('').transform(() => null), z.array(url).max(8)]).optional(),
  name: text(PRODUCT_NAME).min(1, 'empty').optional(),
  tax_code: emptyable().optional(),
  unit_label: emptyable(12).optional(),
  url: emptyable().optional(),
});
export const priceCreateParams = z.strictObject({
  active: boolean.optional(),
  billing_scheme: z.enum(['per_unit']).optional(),
  currency: text(3),
  lookup_key: text(200).optional(),
  metadata: metadata.optional(),
  nickname: text().optional(),
  product: id.optional(),
  product_data: z
    .strictObject({
      active: boolean.optional(),
      id: id.optional(),
      metadata: metadata.optional(),
      name: text(PRODUCT_NAME).min(1, 'empty'),
      statement_descriptor: text(22).optional(),
      tax_code: text().optional(),
      unit_label: text(12).optional(),
    })
    .optional(),
  recurring: recurring.optional(),
  tax_behavior: taxBehavior.optional(),
  unit_amount: integer.optional(),
  unit_amount_decimal: decimal.optional(),
});
export const priceUpdateParams = z.strictObject({
  active: boolean.optional(),
  lookup_key: text(200).optional(),
  metadata: metadata.optional(),
  nickname: text().optional(),
  tax_behavior: taxBehavior.optional(),
});

export type ProductCreateInput = z.output<typeof productCreateParams>;
export type PriceCreateInput = z.output<typeof priceCreateParams>;
