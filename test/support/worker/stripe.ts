import { SANDBOX } from './shop.ts';

/** Calls Stripe's API as the merchant's own code would, bypassing the app. Throws on a refusal. */
export async function askStripe(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  params: Readonly<Record<string, string>> = {},
): Promise<Record<string, unknown>> {
  const answer = await fetch(`${SANDBOX}${path}`, {
    method,
    headers: {
      Authorization: 'Bearer sk_test_worker_suite',
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    ...(method === 'POST' && { body: new URLSearchParams(params) }),
  });
  const body: unknown = await answer.json();
  if (!answer.ok || typeof body !== 'object' || body === null) throw new Error(JSON.stringify(body));
  return { ...body };
}

/** Calls the sandbox's control API. */
export async function controlStripe(path: string, body: object): Promise<void> {
  const answer = await fetch(`${SANDBOX}/_sandbox${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

/** The payer comes through 3-D Secure on the bank's page. */
export const passChallenge = (intentId: string) =>
  fetch(`${SANDBOX}/c/authenticate/${intentId}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'outcome=complete',
    redirect: 'manual',
  });
