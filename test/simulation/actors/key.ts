import type { Random } from '../kernel/random.ts';
import type { Refusal } from '../ports/stripe.ts';
import type { World } from '../world/world.ts';

const MINUTE_MS = 60_000;

/** As Stripe words it. https://docs.stripe.com/keys/restricted-api-keys */
const FORBIDDEN = {
  status: 403,
  body: {
    error: {
      type: 'invalid_request_error',
      code: 'more_permissions_required',
      message: 'The provided key does not have the required permissions for this endpoint.',
    },
  },
} as const;
const REVOKED = {
  status: 401,
  body: {
    error: {
      type: 'invalid_request_error',
      code: 'api_key_expired',
      message: 'Expired API Key provided: sk_***',
    },
  },
} as const;
const UNHEARD_OF = {
  status: 400,
  body: {
    error: { type: 'invalid_request_error', code: 'never_heard_of', message: 'No.', param: 'something' },
  },
} as const;
const PROXY = { status: 502, body: '<html><body><h1>502 Bad Gateway</h1></body></html>' } as const;
const PROXY_REFUSES = { status: 403, body: '<html><body>Request blocked.</body></html>' } as const;

/** What a restricted key is allowed one by one, as paths of the API. */
const PARTS = [
  '/v1/events*',
  '/v1/checkout/sessions*',
  '/v1/payment_intents*',
  '/v1/customers*',
  '/v1/refunds*',
  '/v1/disputes*',
  '/v1/balance*',
  '/v1/payment_methods*',
  '/v1/charges*',
  '*',
] as const;

/** Our key lacks a permission, is revoked, or a proxy answers for Stripe, for minutes to hours; then it is mended. */
export function planRestrictedKey(world: World, random: Random, activeMs: number): void {
  const { scheduler, stripe, faults } = world;
  const at = scheduler.now() + random.int(activeMs * 0.8);
  const forMs = random.pick([random.between(3, 15), random.between(20, 180)]) * MINUTE_MS;
  const answer = random.pick([FORBIDDEN, FORBIDDEN, FORBIDDEN, REVOKED, UNHEARD_OF, PROXY, PROXY_REFUSES]);
  const refusal: Refusal = { pathPattern: random.pick(PARTS), answer };
  scheduler.at(at, 'key restricted', () => {
    faults.happened('stripe_refuses');
    scheduler.note(`refused: ${refusal.pathPattern} ${answer.status}`);
    stripe.refuse(refusal, at + forMs);
  });
}
