import { z } from 'zod';
import { boolean, email, emptyable, id, integer, metadata, text, url } from '../api/params.ts';
import { mandateData } from './mandate-data.ts';
import { methodOptions } from './method-options.ts';
import { methodData } from './method-params.ts';
import { shipping } from './shipping.ts';
import { changedTypes, chosenTypes } from './type-params.ts';

const offSession = z.union([boolean, z.enum(['one_off', 'recurring']).transform(() => true)]);
/** What a confirmation takes, alone or together with a create. */
const confirmation = {
  error_on_requires_action: boolean.optional(),
  mandate: id.optional(),
  mandate_data: mandateData.optional(),
  off_session: offSession.optional(),
  payment_method_data: methodData.optional(),
  return_url: url.optional(),
  shipping: shipping.optional(),
  use_stripe_sdk: boolean.optional(),
};

export const intentCreateParams = z.strictObject({
  ...confirmation,
  ...chosenTypes,
  amount: integer,
  automatic_payment_methods: z
    .strictObject({ allow_redirects: z.enum(['always', 'never']).optional(), enabled: boolean })
    .optional(),
  capture_method: z.enum(['automatic', 'automatic_async']).optional(),
  confirm: boolean.optional(),
  confirmation_method: z.enum(['automatic']).optional(),
  currency: text(3),
  customer: id.optional(),
  description: text(1000).optional(),
  metadata: metadata.optional(),
  payment_method: id.optional(),
  payment_method_options: methodOptions.optional(),
  receipt_email: email.optional(),
  setup_future_usage: z.enum(['off_session', 'on_session']).optional(),
  statement_descriptor_suffix: text(22).optional(),
});

export const intentUpdateParams = z.strictObject({
  ...changedTypes,
  amount: integer.optional(),
  currency: text(3).optional(),
  customer: id.optional(),
  description: text(1000).optional(),
  metadata: metadata.optional(),
  payment_method: id.optional(),
  payment_method_data: methodData.optional(),
  payment_method_options: methodOptions.optional(),
  receipt_email: emptyable().optional(),
  setup_future_usage: z
    .enum(['', 'off_session', 'on_session'])
    .transform((value) => (value === '' ? null : value))
    .optional(),
  shipping: shipping.optional(),
  statement_descriptor_suffix: text(22).optional(),
});

export const intentConfirmParams = z.strictObject({
  ...chosenTypes,
  ...confirmation,
  amount_to_confirm: integer.optional(),
  payment_method: id.optional(),
  payment_method_options: methodOptions.optional(),
  receipt_email: emptyable().optional(),
  setup_future_usage: z.enum(['off_session', 'on_session']).optional(),
});

export type IntentCreateInput = z.output<typeof intentCreateParams>;
export type IntentUpdateInput = z.output<typeof intentUpdateParams>;
export type IntentConfirmInput = z.output<typeof intentConfirmParams>;
