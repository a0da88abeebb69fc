import { env } from 'cloudflare:test';

/** What our Stripe has on record against the SDK's types. Taken by a test that sends something wrong on purpose. */
export async function takeViolations(): Promise<{ what: string; problems: string[] }[]> {
  const answer = await fetch(`${env.STRIPE_API_URL}/_sandbox/violations/take`, { method: 'POST' });
  return answer.json();
}
