import { fingerprintOf } from './adapters/links/fingerprint.ts';
import type { StripeResult } from './adapters/stripe/port-result.ts';
import type { Config } from './config.ts';
import type { HeldSecrets } from './domain/held-secrets.ts';
import { NotSetUp, type SettingProblem } from './domain/set-up.ts';
import type { Context } from './operations/core/context.ts';
import { describeError } from './operations/core/describe-error.ts';
import { whileStripeWaits } from './operations/core/while-waiting.ts';
import { agreeLinkKeys } from './operations/watch/agree-link-keys.ts';
import { agreeOwner } from './operations/watch/agree-owner.ts';

/** Whether something was compared with what the database holds, and when that was last asked (ms). */
export type Compared = { isAgreed: boolean; askedAt: number };
export const notCompared = (): Compared => ({ isAgreed: false, askedAt: 0 });

/** What cannot be compared now is asked again after this: the database or Stripe may be away, and each request would wait for it. */
const ASK_AGAIN_MS = 10_000;

const isAskedOfLate = ({ isAgreed, askedAt }: Compared): boolean =>
  isAgreed || Date.now() < askedAt + ASK_AGAIN_MS;

/**
 * Compares the link keys with those that links were made with, noting in `compared` what came of it. Another key under a known
 * number ends the start: each link that is made or opened from here on would do harm. A database that cannot tell in time, or is older,
 * stops nobody; it is asked again. False where it could not.
 */
export async function agreedLinkKeys(ctx: Context, config: Config, compared: Compared): Promise<boolean> {
  if (isAskedOfLate(compared)) return compared.isAgreed;
  let problem: string | null;
  try {
    const outcome = await whileStripeWaits.ask(ctx.db, async () =>
      agreeLinkKeys(ctx, await namedKeys(config)),
    );
    problem = outcome.kind === 'done' ? outcome.value : null;
  } catch (error) {
    compared.askedAt = Date.now();
    ctx.log('link_keys_not_compared', describeError(error));
    return false;
  }
  if (problem !== null) notSetUp(ctx, { setting: 'LINK_KEYS', says: problem });
  compared.isAgreed = true;
  return true;
}

function notSetUp(ctx: Context, told: SettingProblem): never {
  ctx.log('not_set_up', told);
  throw new NotSetUp([told]);
}

/**
 * As {@link agreedLinkKeys}, whether a deployment's settings are its own: another's Stripe key would take money to the wrong account.
 * `ctx` is of the first database, which is the deployment's.
 */
export async function agreedOwner(
  ctx: Context,
  { stripe }: Config,
  asked: Compared,
  askAccount: () => Promise<StripeResult<string>>,
): Promise<void> {
  if (isAskedOfLate(asked)) return;
  let problem: SettingProblem | null;
  try {
    const keyFingerprint = await fingerprintOf(stripe.secretKey);
    const outcome = await agreeOwner(ctx, { keyFingerprint, askAccount });
    if (outcome.kind !== 'done') {
      asked.askedAt = Date.now();
      ctx.log('stripe_account_not_compared', { why: outcome.kind });
      return;
    }
    problem = outcome.value;
  } catch (error) {
    asked.askedAt = Date.now();
    ctx.log('stripe_account_not_compared', describeError(error));
    return;
  }
  if (problem !== null) notSetUp(ctx, problem);
  asked.isAgreed = true;
}

const namedKeys = (config: Config) =>
  Promise.all(
    config.linkKeys.map(async ({ id, secret }) => ({ number: id, fingerprint: await fingerprintOf(secret) })),
  );

/** The secrets that the Worker runs with, by their fingerprints. */
export async function heldSecrets(config: Config): Promise<HeldSecrets> {
  const all = (secrets: readonly string[]) => Promise.all(secrets.map(fingerprintOf));
  return {
    linkKeys: await namedKeys(config),
    webhook: await all(config.stripe.webhookSecrets.account),
    connect: await all(config.stripe.webhookSecrets.connect),
    mail: await all(config.email.webhookSecrets),
    alarm: await all(config.operator.webhook?.secrets ?? []),
    operator: await all(config.operator.keys),
    stripe: await fingerprintOf(config.stripe.secretKey),
  };
}
