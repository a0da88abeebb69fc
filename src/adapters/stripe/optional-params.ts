import type { CustomerRequest, OptionalParam } from './port-sessions.ts';

/** What a payment does without, where Stripe does not take it: the payer is charged the same. */
const OPTIONAL = [
  'client_reference_id',
  'locale',
  'submit_type',
  'payment_intent_data[description]',
  'payment_intent_data[receipt_email]',
  'payment_intent_data[setup_future_usage]',
  'payment_method_data',
  'saved_payment_method_options',
  'custom_text',
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

export function withoutParam(
  request: CustomerRequest,
  param: string | null,
  code: string,
): CustomerRequest | null {
  const name = (param ?? PARAM_OF_CODE[code] ?? '').split('[')[0];
  switch (name) {
    case 'name':
      return request.name === null ? null : { ...request, name: null };
    case 'email':
    case 'phone':
      return request[name] === null ? null : { ...request, [name]: null };
    case 'address':
      return request.address.line1 == null ? null : { ...request, address: {} };
    default:
      return null;
  }
}
