import { env } from 'cloudflare:test';

/** The recorded violations of the SDK's types, cleared by reading; for a test that violates them on purpose. */
export async function takeViolations(): Promise<{ what: string; problems: string[] }[]> {
  const answer = await fetch(`${env.STRIPE_API_URL}/_sandbox/violations/take`, { method: 'POST' });
  return answer.json();
}
