import { fingerprintOf } from './adapters/links/fingerprint.ts';
import type { Config } from './config.ts';
import type { HeldSecrets } from './domain/held-secrets.ts';
import { NotSetUp } from './domain/set-up.ts';
import type { Context } from './operations/core/context.ts';
import { describeError } from './operations/core/describe-error.ts';
import { agreeLinkKeys } from './operations/watch/agree-link-keys.ts';

/**
 * Whether the link keys are those that links were made with. Another key under a known number ends the start: each link that is
 * made or opened from here on would do harm. A database that cannot tell, or is older, stops nobody; it is asked again.
 */
export async function agreedLinkKeys(ctx: Context, config: Config): Promise<boolean> {
  let problem: string | null;
  try {
    const outcome = await agreeLinkKeys(ctx, await namedKeys(config));
    problem = outcome.kind === 'done' ? outcome.value : null;
  } catch (error) {
    ctx.log('link_keys_not_compared', describeError(error));
    return false;
  }
  if (problem === null) return true;
  const told = { setting: 'LINK_KEYS', says: problem };
  ctx.log('not_set_up', told);
  throw new NotSetUp([told]);
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
