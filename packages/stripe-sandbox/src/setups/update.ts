import type { Stripe } from 'stripe';
import { invalidRequest, noSuchReference, unexpectedState } from '../core/api-error.ts';
import { idOf, toJson } from '../core/json.ts';
import { mergeMetadata } from '../core/metadata.ts';
import { find, type Scope } from '../core/scope.ts';
import { methodFromParams } from '../payments/method-data.ts';
import { retyped } from '../payments/method-types.ts';
import { getSetup, methodOptions, saveSetup } from './setup-intent.ts';
import type { SetupUpdateInput } from './setup-params.ts';

/** Changes a SetupIntent. Once it is over only its description and metadata can change; a customer stays. */
export function updateSetup(scope: Scope, id: string, input: SetupUpdateInput): Stripe.SetupIntent {
  const setup = getSetup(scope, id);
  const closed = setup.status === 'succeeded' || setup.status === 'canceled';
  if (closed && Object.keys(input).some((key) => key !== 'metadata' && key !== 'description')) {
    throw unexpectedState(
      'setup_intent_unexpected_state',
      `This SetupIntent could not be updated because it has a status of ${setup.status}.`,
      { extra: { setup_intent: toJson(setup) } },
    );
  }
  checkCustomer(scope, setup, input.customer);
  const known = idOf(setup.payment_method);
  const method = closed ? known : (methodFromParams(scope, input, known)?.id ?? null);
  const types = retyped(scope, 'usd', setup, input);
  const updated: Stripe.SetupIntent = {
    ...setup,
    ...types,
    customer: input.customer ?? idOf(setup.customer),
    description: input.description ?? setup.description,
    metadata: mergeMetadata(setup.metadata ?? {}, input.metadata),
    payment_method: method,
    payment_method_options: methodOptions(
      types.payment_method_types,
      input.payment_method_options ?? {},
      setup.payment_method_options,
    ),
    status:
      setup.status === 'requires_payment_method' && method !== null ? 'requires_confirmation' : setup.status,
  };
  saveSetup(scope, updated);
  return updated;
}

function checkCustomer(scope: Scope, setup: Stripe.SetupIntent, sent: string | undefined): void {
  if (sent === undefined) return;
  if (!find(scope, 'customer', sent)) throw noSuchReference('customer', sent, 'customer');
  const known = idOf(setup.customer);
  if (known === null || known === sent) return;
  throw invalidRequest(
    `You cannot modify \`customer\` on a SetupIntent once it already has been set. To fulfill a payment with a different Customer, cancel this SetupIntent and create a new one.`,
    { param: 'customer' },
  );
}
