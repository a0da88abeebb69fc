import { z } from 'zod';
import { boolean, email, emptyable, id, integer, metadata, PRODUCT_NAME, text, url } from '../api/params.ts';
import { MIRRORED } from '../payments/method-types.ts';
import { shipping } from '../payments/shipping.ts';
import { customFields } from './custom-field-params.ts';

const LOCALES =
  'auto bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hi-IN hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW'.split(
    ' ',
  );

const priceData = z.strictObject({
  currency: text(3),
  product: id.optional(),
  product_data: z
    .strictObject({
      name: text(PRODUCT_NAME).min(1, 'empty'),
      description: text(5000).optional(),
      images: z.array(url).max(8).optional(),
      metadata: metadata.optional(),
      tax_code: text().optional(),
      unit_label: text(12).optional(),
    })
    .optional(),
  tax_behavior: z.enum(['unspecified', 'exclusive', 'inclusive']).optional(),
  unit_amount: integer.optional(),
  unit_amount_decimal: z
    .string()
    .regex(/^\d+(\.\d{1,12})?$/)
    .optional(),
});

const methodType = z.enum(MIRRORED);

const colour = z.union([z.literal(''), z.string().regex(/^#[0-9a-fA-F]{6}$/)]);

/** How the page looks, for this session alone; images of it are not mirrored. SDK, `SessionCreateParams.BrandingSettings`. */
const branding = z
  .strictObject({
    background_color: colour.optional(),
    border_style: z.enum(['', 'pill', 'rectangular', 'rounded']).optional(),
    button_color: colour.optional(),
    display_name: text(5000).min(1, 'empty').optional(),
  })
  .optional();

/** A text of the merchant's on the page; sent empty, there is none. SDK, `SessionCreateParams.CustomText`. */
const customText = z
  .union(
    [z.literal('').transform(() => null), z.strictObject({ message: text(1200).min(1, 'empty') })],
    'object',
  )
  .optional();

/** The supported parameters of `POST /v1/checkout/sessions`. */
export const sessionParams = z.strictObject({
  adaptive_pricing: z.strictObject({ enabled: boolean.optional() }).optional(),
  allowed_payment_method_types: z.array(methodType).min(1).optional(),
  branding_settings: branding,
  cancel_url: url.optional(),
  client_reference_id: text(200).optional(),
  custom_fields: customFields,
  custom_text: z
    .strictObject({
      after_submit: customText,
      shipping_address: customText,
      submit: customText,
      terms_of_service_acceptance: customText,
    })
    .optional(),
  currency: text(3).optional(),
  customer: id.optional(),
  customer_creation: z.enum(['always', 'if_required']).optional(),
  customer_email: email.optional(),
  excluded_payment_method_types: z.array(methodType).optional(),
  expires_at: integer.optional(),
  line_items: z
    .array(
      z.strictObject({
        metadata: metadata.optional(),
        price: id.optional(),
        price_data: priceData.optional(),
        quantity: integer.refine((n) => n >= 1 && n <= 999_999, 'quantity').optional(),
      }),
    )
    .max(100)
    .optional(),
  locale: z.enum(LOCALES).optional(),
  metadata: metadata.optional(),
  mode: z.enum(['payment', 'setup', 'subscription']),
  payment_intent_data: z
    .strictObject({
      description: text(1000).optional(),
      metadata: metadata.optional(),
      receipt_email: email.optional(),
      setup_future_usage: z.enum(['off_session', 'on_session']).optional(),
      shipping: shipping.optional(),
      statement_descriptor_suffix: text(22).optional(),
    })
    .optional(),
  payment_method_data: z
    .strictObject({ allow_redisplay: z.enum(['always', 'limited', 'unspecified']).optional() })
    .optional(),
  payment_method_options: z
    .strictObject({
      card: z
        .strictObject({ request_three_d_secure: z.enum(['automatic', 'any', 'challenge']).optional() })
        .optional(),
      us_bank_account: z
        .strictObject({ verification_method: z.enum(['automatic', 'instant']).optional() })
        .optional(),
    })
    .optional(),
  saved_payment_method_options: z
    .strictObject({
      allow_redisplay_filters: z.array(z.enum(['always', 'limited', 'unspecified'])).optional(),
      payment_method_remove: z.enum(['disabled', 'enabled']).optional(),
      payment_method_save: z.enum(['disabled', 'enabled']).optional(),
    })
    .optional(),
  setup_intent_data: z
    .strictObject({ description: text(1000).optional(), metadata: metadata.optional() })
    .optional(),
  submit_type: z.enum(['auto', 'book', 'donate', 'pay', 'subscribe']).optional(),
  success_url: url.optional(),
  ui_mode: z.enum(['hosted_page']).optional(),
});

export type SessionInput = z.output<typeof sessionParams>;

/** The supported parameters of `POST /v1/checkout/sessions/:id`. */
export const sessionUpdateParams = z.strictObject({ metadata: metadata.optional() });

export const sessionListParams = {
  customer: id.optional(),
  customer_details: z.strictObject({ email: emptyable() }).optional(),
  payment_intent: id.optional(),
  status: z.enum(['open', 'complete', 'expired']).optional(),
};
