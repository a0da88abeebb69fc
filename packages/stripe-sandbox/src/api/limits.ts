import { ApiError } from '../core/api-error.ts';

/** The most calls in a second; null for no limit. */
export interface RateLimits {
  perAccount: number | null;
  perEndpoint: number | null;
}

export interface CountedCall {
  account: string;
  method: string;
  /** The route's path, so that calls about different objects count together. */
  route: string;
  id: string;
  /** Milliseconds, by the sandbox's clock. */
  atMs: number;
}

export interface Limits {
  /** Counts a call. Throws 429 `rate_limit` beyond the limit. */
  count(call: CountedCall): void;
  set(limits: RateLimits): void;
  read(): RateLimits;
}

export const UNLIMITED: RateLimits = { perAccount: null, perEndpoint: null };
/** Stripe's own limits (docs.stripe.com/rate-limits). */
export const STRIPE_LIMITS = {
  live: { perAccount: 100, perEndpoint: 25 },
  sandbox: { perAccount: 25, perEndpoint: 25 },
} as const;

/** Updates of one PaymentIntent in an hour, where limits are on. */
const INTENT_UPDATES = 1000;
const UPDATE_ROUTE = '/v1/payment_intents/:id';
const HOUR_MS = 3_600_000;

/**
 * Stripe's rate limits, in windows of a second: per account, and per account and endpoint. Off until they are set.
 * A rejected call is not counted.
 */
export function createLimits(initial: RateLimits = UNLIMITED): Limits {
  let limits = initial;
  let second = createWindow(1000);
  let hour = createWindow(HOUR_MS);
  return {
    count({ account, method, route, id, atMs }) {
      if (limits.perAccount === null && limits.perEndpoint === null) return;
      const endpoint = `${account} ${method} ${route}`;
      const isUpdate = method === 'POST' && route === UPDATE_ROUTE;
      if (second.isFull(account, limits.perAccount, atMs)) throw tooMany('global-rate');
      if (second.isFull(endpoint, limits.perEndpoint, atMs)) throw tooMany('endpoint-rate');
      if (isUpdate && hour.isFull(id, INTENT_UPDATES, atMs)) throw tooMany('resource-specific');
      second.add(account);
      second.add(endpoint);
      if (isUpdate) hour.add(id);
    },
    set(next) {
      limits = next;
      second = createWindow(1000);
      hour = createWindow(HOUR_MS);
    },
    read: () => limits,
  };
}

interface Window {
  isFull(name: string, most: number | null, atMs: number): boolean;
  add(name: string): void;
}

function createWindow(lengthMs: number): Window {
  let index = -1;
  const counts = new Map<string, number>();
  return {
    isFull(name, most, atMs) {
      const now = Math.floor(atMs / lengthMs);
      if (now !== index) counts.clear();
      index = now;
      return most !== null && (counts.get(name) ?? 0) >= most;
    },
    add: (name) => counts.set(name, (counts.get(name) ?? 0) + 1),
  };
}

function tooMany(reason: string): ApiError {
  return new ApiError(
    429,
    'invalid_request_error',
    'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.',
    { code: 'rate_limit', headers: { 'Stripe-Rate-Limited-Reason': reason } },
  );
}
