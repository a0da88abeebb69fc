import { z } from 'zod';
import { boolean, id, integer, metadata, text, url } from '../api/params.ts';
import { mandateData } from '../payments/mandate-data.ts';
import { methodOptions } from '../payments/method-options.ts';
import { methodData } from '../payments/method-params.ts';
import { changedTypes, chosenTypes } from '../payments/type-params.ts';

const confirmation = {
  mandate_data: mandateData.optional(),
  payment_method: id.optional(),
  payment_method_data: methodData.optional(),
  payment_method_options: methodOptions.optional(),
  return_url: url.optional(),
  use_stripe_sdk: boolean.optional(),
};

export const setupCreateParams = z.strictObject({
  ...confirmation,
  ...chosenTypes,
  automatic_payment_methods: z
    .strictObject({ allow_redirects: z.enum(['always', 'never']).optional(), enabled: boolean })
    .optional(),
  confirm: boolean.optional(),
  customer: id.optional(),
  description: text(1000).optional(),
  metadata: metadata.optional(),
  single_use: z.strictObject({ amount: integer, currency: text(3) }).optional(),
  usage: z.enum(['off_session', 'on_session']).optional(),
});
export const setupUpdateParams = z.strictObject({
  ...changedTypes,
  customer: id.optional(),
  description: text(1000).optional(),
  metadata: metadata.optional(),
  payment_method: id.optional(),
  payment_method_data: methodData.optional(),
  payment_method_options: methodOptions.optional(),
});
export const setupConfirmParams = z.strictObject({
  ...confirmation,
  allowed_payment_method_types: chosenTypes.allowed_payment_method_types,
});

export type SetupCreateInput = z.output<typeof setupCreateParams>;
export type SetupUpdateInput = z.output<typeof setupUpdateParams>;
export type SetupConfirmInput = z.output<typeof setupConfirmParams>;
