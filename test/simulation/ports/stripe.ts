import type { Sandbox } from '#stripe-sandbox';
import type { Fault } from './faults.ts';
import type { Ports } from './port.ts';

const TRIP_MS = 350;
const TROUBLED_MS = 90_000;
const ORIGIN = 'http://stripe.test';

/** How a call to Stripe goes wrong, and how often beside the others. */
const TROUBLE = [
  ['stripe_timeout', 1],
  ['stripe_timeout_applied', 1.5],
  ['stripe_timeout_applied_late', 1.5],
  ['stripe_reset', 0.6],
  ['stripe_reset_applied', 1],
  ['stripe_500_cached', 0.8],
  ['stripe_500_applied_cached', 0.8],
  ['stripe_429', 0.5],
  ['stripe_lock_timeout', 0.5],
  ['stripe_409', 0.5],
  ['stripe_403', 1.2],
] as const satisfies readonly (readonly [Fault, number])[];
const SHARES = TROUBLE.reduce((sum, [, share]) => sum + share, 0);

/** The sandbox's own words for those faults that it commits itself. */
const OF_SANDBOX: Partial<Record<Fault, string>> = {
  stripe_500_cached: '500',
  stripe_500_applied_cached: '500_applied',
  stripe_429: '429',
  stripe_lock_timeout: 'lock_timeout',
};

/** An answer that a part of the API gives word for word, whatever Stripe would say. */
export type Refusal = {
  readonly pathPattern: string;
  readonly answer: { readonly status: number; readonly body: string | object };
};

export type StripeSide = {
  /** Takes the place of `fetch` for the SDK. */
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Calls the sandbox directly, without a port or faults, for actors other than the Worker. */
  readonly ask: (
    method: string,
    path: string,
    body?: object,
    account?: string,
  ) => Promise<{ status: number; body: unknown }>;
  /** Until an instant our key is refused this part of the API, or a proxy answers for it; others are not. */
  readonly refuse: (refusal: Refusal, untilMs: number) => void;
  /** The outage that lasts until an instant: nothing is answered. */
  readonly goAway: (untilMs: number) => void;
};

/** Stripe as the Worker reaches it: the sandbox in process, behind a network that fails. */
export function stripeSide(
  sandbox: Sandbox,
  ports: Ports,
  changed: (answered: () => boolean) => void,
): StripeSide {
  const { scheduler, faults, random } = ports;
  let awayUntil = 0;
  let troubledUntil = 0;
  const refusals: (Refusal & { readonly untilMs: number })[] = [];
  const send = async (url: string, init: RequestInit): Promise<Response> => {
    const { pathname, search } = new URL(url);
    const request = new Request(`${ORIGIN}${pathname}${search}`, {
      method: init.method ?? 'GET',
      headers: new Headers(init.headers),
      ...(typeof init.body === 'string' && init.body !== '' && { body: init.body }),
    });
    return sandbox.fetch(request);
  };
  const ask: StripeSide['ask'] = async (method, path, body, account = 'self') => {
    const json = path.startsWith('/_sandbox');
    const answer = await sandbox.fetch(
      new Request(`${ORIGIN}${path}`, {
        method,
        headers: {
          ...(json ? { 'Content-Type': 'application/json' } : FORM),
          ...(account !== 'self' && { 'Stripe-Account': account }),
        },
        ...(body !== undefined && { body: json ? JSON.stringify(body) : form(body) }),
      }),
    );
    return { status: answer.status, body: await answer.json() };
  };
  const trouble = (): Fault | null => {
    const now = scheduler.now();
    if (now < awayUntil) return 'stripe_timeout';
    for (const [fault, share] of TROUBLE) {
      if (!faults.strikes(fault, 'stripe', share / SHARES)) continue;
      troubledUntil = now + TROUBLED_MS;
      return fault;
    }
    // Faults come in bursts, so an immediate retry fails too.
    if (now >= troubledUntil || faults.areOver() || !random.chance(0.3)) return null;
    const again = random.weighted(TROUBLE);
    faults.happened(again);
    return again;
  };

  const refusalOf = (pathname: string): object | null => {
    const now = scheduler.now();
    const found = refusals.find(
      ({ pathPattern, untilMs }) =>
        now < untilMs && !faults.areOver() && pathname.startsWith(pathPattern.replace('*', '')),
    );
    return found === undefined ? null : { kind: 'answer', answer: found.answer };
  };

  const fetch: StripeSide['fetch'] = (url, init) => {
    const { pathname } = new URL(url);
    const method = init.method ?? 'GET';
    const label = `stripe ${method} ${pathname}`;
    const fault = trouble();
    const slow = faults.strikes('stripe_slow', 'stripe', 0.3) ? random.between(1_000, 25_000) : 0;
    const aborted = new Promise<Response>((_, reject) => {
      init.signal?.addEventListener('abort', () => reject(init.signal?.reason));
    });
    const answer = ports.call<Response | 'never'>({
      port: 'stripe',
      label: fault === null ? label : `${label} (${fault})`,
      asked: () => `${method} ${pathname}`,
      tripMs: TRIP_MS + slow,
      perform: async () => {
        switch (fault) {
          case 'stripe_timeout':
            return 'never';
          case 'stripe_timeout_applied_late': {
            const late = scheduler.now() + 15_000 + random.between(0, 60_000);
            scheduler.at(late, `late ${label}`, async () => {
              await send(url, init);
              changed(() => true);
            });
            return 'never';
          }
          case 'stripe_reset':
            throw new TypeError('fetch failed');
          case 'stripe_409':
            return conflict();
          case 'stripe_403':
            return forbidden();
        }
        const kind = fault === null ? undefined : OF_SANDBOX[fault];
        // A rule of the sandbox for this one call, since all others than the Worker have keys of their own.
        const rule = kind === undefined ? refusalOf(pathname) : { kind };
        if (rule !== null) await ask('POST', '/_sandbox/faults', { method, pathPattern: pathname, ...rule });
        const response = await send(url, init);
        if (rule !== null) await ask('DELETE', '/_sandbox/faults');
        let heard = false;
        changed(() => heard);
        const text = await response.text();
        if (fault === 'stripe_timeout_applied') return 'never';
        if (fault === 'stripe_reset_applied') throw new TypeError('fetch failed');
        return new Heard(text, { status: response.status, headers: response.headers }, () => {
          heard = true;
        });
      },
    });
    // The answer never comes, and the SDK gives up by its own timer.
    const heard = answer.then((response) =>
      response === 'never' ? new Promise<Response>(() => undefined) : response,
    );
    return Promise.race([heard, aborted]);
  };
  return {
    fetch,
    ask,
    refuse: (refusal, untilMs) => {
      refusals.push({ ...refusal, untilMs });
    },
    goAway: (untilMs) => {
      awayUntil = untilMs;
    },
  };
}

/** A response that tells when it is read. */
class Heard extends Response {
  readonly #told: () => void;
  constructor(text: string, init: ResponseInit, told: () => void) {
    super(text, init);
    this.#told = told;
  }
  override text(): Promise<string> {
    this.#told();
    return super.text();
  }
}

const FORM = {
  Authorization: 'Bearer sk_test_simulation',
  'Content-Type': 'application/x-www-form-urlencoded',
};

const form = (body: object): string =>
  Object.entries(body)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&');

/** As Stripe words it. https://docs.stripe.com/error-low-level#idempotency */
function conflict(): Response {
  const message =
    'There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice).';
  const error = { type: 'idempotency_error', code: 'idempotency_key_in_use', message };
  return Response.json({ error }, { status: 409 });
}

/** A definite refusal of our key, not of the request. https://docs.stripe.com/keys/restricted-api-keys */
function forbidden(): Response {
  const message = 'The provided key does not have the required permissions for this endpoint.';
  const error = { type: 'invalid_request_error', code: 'more_permissions_required', message };
  return Response.json({ error }, { status: 403 });
}
