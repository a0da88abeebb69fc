import { randomBytes } from 'node:crypto';
import type { Answers } from './answers.ts';
import type { Facts } from './facts.ts';

interface Given {
  /** A new one; null where the Worker has one. */
  readonly operatorKey: string | null;
  readonly webhookSecret: string | null;
}

/**
 * The secrets to put beside what the Worker has: the Stripe key as it was given, and what it lacks. Link keys are made once,
 * since a link of another key opens nothing.
 */
export function secretsFor(
  { facts, answers }: { readonly facts: Pick<Facts, 'worker'>; readonly answers: Answers },
  { operatorKey, webhookSecret }: Given,
): Readonly<Record<string, string>> {
  const has = (name: string) => facts.worker?.secrets.includes(name) === true;
  const { mail, linkKeys } = answers;
  return {
    STRIPE_SECRET_KEY: answers.stripeKey,
    ...(!has('LINK_KEYS') && { LINK_KEYS: linkKeys ?? `k1:${randomBytes(32).toString('base64url')}` }),
    ...(webhookSecret !== null && { STRIPE_WEBHOOK_SECRETS: webhookSecret }),
    ...(webhookSecret === null && !has('STRIPE_WEBHOOK_SECRETS') && { STRIPE_WEBHOOK_SECRETS: 'unset' }),
    ...(operatorKey !== null && { OPERATOR_KEY: operatorKey }),
    ...(mail.transport === 'smtp' && mail.password !== null && { SMTP_PASSWORD: mail.password }),
  };
}
