import type { Stripe } from 'stripe';
import { invalidRequest } from '../core/api-error.ts';
import { changed, emit } from '../core/emit.ts';
import { mergeMetadata } from '../core/metadata.ts';
import type { Scope } from '../core/scope.ts';
import { toAddress } from './address.ts';
import type { MethodUpdateInput } from './method-params.ts';
import { savePaymentMethod } from './payment-method.ts';

/** Changes a payment method, with `payment_method.updated`. Throws for the fields of another type. */
export function updateMethod(
  scope: Scope,
  method: Stripe.PaymentMethod,
  input: MethodUpdateInput,
): Stripe.PaymentMethod {
  for (const type of ['card', 'us_bank_account'] as const) {
    if (input[type] === undefined || method.type === type) continue;
    throw invalidRequest(`You cannot update \`${type}\` on a PaymentMethod of type ${method.type}.`, {
      param: type,
    });
  }
  const { card, us_bank_account: bank } = method;
  const updated: Stripe.PaymentMethod = {
    ...method,
    allow_redisplay: input.allow_redisplay ?? method.allow_redisplay ?? 'unspecified',
    billing_details: billingDetails(method.billing_details, input.billing_details),
    metadata: mergeMetadata(method.metadata ?? {}, input.metadata),
    ...(card
      ? {
          card: {
            ...card,
            exp_month: input.card?.exp_month ?? card.exp_month,
            exp_year: input.card?.exp_year ?? card.exp_year,
          },
        }
      : {}),
    ...(bank
      ? {
          us_bank_account: {
            ...bank,
            account_holder_type: input.us_bank_account?.account_holder_type ?? bank.account_holder_type,
            account_type: input.us_bank_account?.account_type ?? bank.account_type,
          },
        }
      : {}),
  };
  savePaymentMethod(scope, updated);
  emit(scope, 'payment_method.updated', updated, changed(method, updated));
  return updated;
}

function billingDetails(
  old: Stripe.PaymentMethod.BillingDetails,
  sent: MethodUpdateInput['billing_details'] = {},
): Stripe.PaymentMethod.BillingDetails {
  const keep = <T>(value: T | undefined, known: T): T => (value === undefined ? known : value);
  return {
    ...old,
    address: sent.address === undefined ? old.address : toAddress(sent.address),
    email: keep(sent.email, old.email),
    name: keep(sent.name, old.name),
    phone: keep(sent.phone, old.phone),
  };
}
