import type { Stripe } from 'stripe';
import { z } from 'zod';

/** `payment_method_options`, as far as they are acted on. */
export const methodOptions = z.strictObject({
  card: z
    .strictObject({ request_three_d_secure: z.enum(['automatic', 'any', 'challenge']).optional() })
    .optional(),
  us_bank_account: z
    .strictObject({ verification_method: z.enum(['automatic', 'instant', 'microdeposits']).optional() })
    .optional(),
});
export type MethodOptions = z.output<typeof methodOptions>;

type Shown = Stripe.PaymentIntent.PaymentMethodOptions;

/** The options that a PaymentIntent shows, for the methods that it takes; what is not sent stays as it was. */
export function shownOptions(types: string[], sent: MethodOptions = {}, before: Shown | null = null): Shown {
  const secure = sent.card?.request_three_d_secure ?? before?.card?.request_three_d_secure ?? 'automatic';
  const verification =
    sent.us_bank_account?.verification_method ?? before?.us_bank_account?.verification_method ?? 'automatic';
  return {
    ...(types.includes('card')
      ? {
          card: {
            installments: null,
            mandate_options: null,
            network: null,
            request_three_d_secure: secure,
          },
        }
      : {}),
    ...(types.includes('us_bank_account') ? { us_bank_account: { verification_method: verification } } : {}),
  };
}
