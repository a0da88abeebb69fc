import { addressText, SHARED_FIELDS, type SharedField } from '../../domain/customer/shared-fields.ts';
import type { CustomerRequest, OptionalParam } from './port-sessions.ts';

/** What a payment does without, where Stripe does not take it: the payer is charged the same. */
const OPTIONAL = [
  'client_reference_id',
  'locale',
  'branding_settings',
  'submit_type',
  'payment_intent_data[description]',
  'payment_intent_data[receipt_email]',
  'payment_intent_data[setup_future_usage]',
  'payment_method_data',
  'saved_payment_method_options',
  'custom_text',
  'custom_fields',
] as const satisfies readonly OptionalParam[];

/** Stripe's codes for a value that name no parameter every time. https://docs.stripe.com/error-codes */
const PARAM_OF_CODE: Readonly<Record<string, string>> = {
  email_invalid: 'email',
  country_unsupported: 'address',
  postal_code_invalid: 'address',
  state_unsupported: 'address',
};

export function optionalParam(param: string | null, code: string): OptionalParam | null {
  const named = param === null && code === 'email_invalid' ? 'payment_intent_data[receipt_email]' : param;
  return OPTIONAL.find((each) => named === each || named?.startsWith(`${each}[`)) ?? null;
}

type Params = { readonly [name: string]: unknown };

/** Parameters without these, named as Stripe names them: `payment_intent_data[receipt_email]`. */
export function withoutParams(params: object, without: ReadonlySet<string>): object {
  let left: Params = Object.fromEntries(Object.entries(params));
  for (const name of without) {
    const [outer = '', inner] = name.split(/[[\]]/);
    const { [outer]: held, ...others } = left;
    if (inner === undefined) left = others;
    else if (typeof held === 'object' && held !== null) {
      left = { ...left, [outer]: Object.fromEntries(Object.entries(held).filter(([key]) => key !== inner)) };
    }
  }
  return left;
}

/** The shared field of a customer that a refusal is about; null where it is about none. */
export function customerField(param: string | null, code: string): SharedField | null {
  const [name] = (param ?? PARAM_OF_CODE[code] ?? '').split('[');
  return SHARED_FIELDS.find((field) => field === name) ?? null;
}

export function withoutParam(
  request: CustomerRequest,
  param: string | null,
  code: string,
): CustomerRequest | null {
  const field = customerField(param, code);
  switch (field) {
    case 'name':
      return request.name === null ? null : { ...request, name: null };
    case 'email':
    case 'phone':
      return request[field] === null ? null : { ...request, [field]: null };
    case 'address':
      return addressText(request.address) === null ? null : { ...request, address: {} };
    case null:
      return null;
  }
}
