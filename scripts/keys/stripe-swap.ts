/** What Stripe says of the key that is used and of the one that shall be. Null where it does not say. */
export interface SwapFacts {
  readonly livemode: { readonly present: boolean; readonly next: boolean };
  /** The accounts' ids; a restricted key may not be told its own. */
  readonly account: { readonly present: string | null; readonly next: string | null };
  /** Whether the new key finds a customer that this deployment made at Stripe. */
  readonly findsOurs: boolean | null;
  /** Whether Stripe takes the new key at all. */
  readonly works: boolean;
}

/** Why one key must not take the place of another, as a sentence, or null. */
export function swapProblem({ livemode, account, findsOurs, works }: SwapFacts): string | null {
  if (!works) return 'Stripe does not take this key: is it whole, and not ended?';
  if (livemode.present !== livemode.next) {
    const [is, shall] = livemode.present ? ['live', 'test'] : ['test', 'live'];
    return `This is a key of ${shall} mode, and the deployment runs in ${is} mode: what it knows is of the other one.`;
  }
  if (account.present !== null && account.next !== null) {
    return account.present === account.next
      ? null
      : `This key is of the account ${account.next}, and the deployment's is ${account.present}.`;
  }
  if (findsOurs === true) return null;
  if (findsOurs === false) {
    return 'This key is of another account: it does not find a customer that this deployment made, or may not read customers.';
  }
  return "Whose account this key is cannot be told: give it 'Account: read' at Stripe, or make the first customer with the old key.";
}

interface Asked {
  readonly apiUrl: URL;
  /** Null where it is not known any more. */
  readonly present: string | null;
  /** The mode that the deployment runs in. */
  readonly livemode: boolean;
  readonly next: string;
  /** A customer that the deployment made, `cus_…`; null where there is none yet. */
  readonly customer: string | null;
}

/** Asks Stripe about both keys; nothing is changed there. */
export async function readSwapFacts({
  apiUrl,
  present,
  livemode,
  next,
  customer,
}: Asked): Promise<SwapFacts> {
  const ask = async (key: string, path: string) => {
    const answer = await fetch(new URL(path, apiUrl), {
      headers: { Authorization: `Bearer ${key}` },
      redirect: 'error',
      signal: AbortSignal.timeout(20_000),
    });
    const body: unknown = await answer.json().catch(() => null);
    const id: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'id') : null;
    return { status: answer.status, id: answer.ok && typeof id === 'string' ? id : null };
  };
  const its = present === null ? null : await ask(present, '/v1/account');
  const shall = await ask(next, '/v1/account');
  const found = customer === null ? null : await ask(next, `/v1/customers/${encodeURIComponent(customer)}`);
  return {
    livemode: { present: livemode, next: isLive(next) },
    account: { present: its?.id ?? null, next: shall.id },
    // Only a 404 says that it is another's; where Stripe is busy nothing is known.
    findsOurs: found === null || found.status >= 429 ? null : found.id === customer,
    works: shall.status !== 401,
  };
}

const isLive = (key: string): boolean => /^(?:sk|rk)_live_/.test(key);
