import type Stripe from 'stripe';
import { toStripeAmount } from './amounts.ts';
import { withoutParams } from './optional-params.ts';
import { payerField } from './payer-field.ts';
import type { OptionalParam, SessionOrder, SessionParams } from './port-sessions.ts';

const LOCALES = [
  ...([
    'bg',
    'cs',
    'da',
    'de',
    'el',
    'en',
    'es',
    'et',
    'fi',
    'fil',
    'fr',
    'hr',
    'hu',
    'id',
    'it',
    'ja',
    'ko',
  ] as const),
  ...([
    'lt',
    'lv',
    'ms',
    'mt',
    'nb',
    'nl',
    'pl',
    'pt',
    'ro',
    'ru',
    'sk',
    'sl',
    'sv',
    'th',
    'tr',
    'vi',
    'zh',
  ] as const),
];

/** The languages of Stripe's own pages; in any other they follow the browser. */
export const CHECKOUT_LOCALES: Readonly<Record<string, Stripe.Checkout.SessionCreateParams.Locale>> =
  Object.fromEntries(LOCALES.map((locale) => [locale, locale]));

/**
 * The exact parameters of a payment session: a line for each invoice with what is paid of it, card and, where it is
 * offered, ACH with instant verification, and no currency conversion. Promotion codes and recovery mails are off
 * unless asked for.
 * https://docs.stripe.com/api/checkout/sessions/create
 */
export function sessionParams(order: SessionOrder): SessionParams {
  const saving = savingOf(order);
  const currency = order.currency.toLowerCase();
  const params: Stripe.Checkout.SessionCreateParams = {
    mode: 'payment',
    customer: order.stripeCustomerId,
    client_reference_id: order.paymentId,
    line_items: (order.lines ?? [order]).map(({ description, amount }) => ({
      quantity: 1,
      price_data: {
        currency,
        unit_amount: toStripeAmount(order.currency, amount),
        product_data: { name: description },
      },
    })),
    allowed_payment_method_types: [
      ...(order.card === false ? [] : (['card'] as const)),
      ...(order.ach ? (['us_bank_account'] as const) : []),
    ],
    ...(order.ach && {
      payment_method_options: { us_bank_account: { verification_method: 'instant' } },
    }),
    payment_intent_data: {
      description: order.description,
      metadata: { ...order.metadata },
      ...(saving === 'saves' && { setup_future_usage: 'off_session' as const }),
      ...(order.receiptEmail !== null && { receipt_email: order.receiptEmail }),
    },
    // Saved at the payer's wish, Stripe would show it to everybody else who opens the link.
    ...(saving === 'asks' && {
      saved_payment_method_options: { payment_method_save: 'enabled' as const },
      payment_method_data: { allow_redisplay: 'limited' as const },
    }),
    ...(saving !== 'nothing' && order.text != null && { custom_text: { submit: { message: order.text } } }),
    ...(saving !== 'nothing' && order.payer != null && { custom_fields: [payerField(order.payer)] }),
    metadata: { ...order.metadata },
    adaptive_pricing: { enabled: false },
    submit_type: 'pay',
    ...(order.payee !== undefined && { branding_settings: { display_name: order.payee } }),
    locale: CHECKOUT_LOCALES[order.locale.split('-', 1)[0] ?? ''] ?? 'auto',
    expires_at: Math.floor(order.expiresAtMs / 1000),
    success_url: order.successUrl,
    cancel_url: order.cancelUrl,
  };
  return JSON.stringify(withoutParams(params, order.without ?? new Set()));
}

/**
 * What becomes of the method. It is not saved where Stripe took one of the parameters that this needs and not the others:
 * neither a method that nothing was said about, nor a text about one that is not saved.
 */
function savingOf({ savesMethod, asksToSave, without }: SessionOrder): 'saves' | 'asks' | 'nothing' {
  const isRefused = SAVING.some((param) => without?.has(param) === true);
  if (isRefused) return 'nothing';
  if (savesMethod) return 'saves';
  return asksToSave === true ? 'asks' : 'nothing';
}

const SAVING = [
  'payment_intent_data[setup_future_usage]',
  'payment_method_data',
  'saved_payment_method_options',
  'custom_text',
  'custom_fields',
] as const satisfies readonly OptionalParam[];
