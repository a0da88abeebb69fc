import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type RunningSandbox, startSandbox } from '#stripe-sandbox/node';
import { type Mailbox, startMailbox } from '../mailbox.ts';
import { type StandIn, startStandIn } from '../stand-in/cloudflare.ts';

/** Everything that a deployment talks to, on this machine: Cloudflare, Stripe, and a mail server with a mailbox. */
export interface World {
  readonly standIn: StandIn;
  readonly stripe: RunningSandbox;
  readonly mailbox: Mailbox;
  readonly stripeKey: string;
  /** Another key of the same account, as Stripe's dashboard makes one. */
  readonly nextStripeKey: string;
  /** What a shell would have set. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const newKey = (): string => `sk_test_${randomBytes(16).toString('hex')}`;

/** `directory` holds the databases; it is the caller's to remove. */
export async function startWorld(directory: string): Promise<World> {
  const [stripeKey, nextStripeKey] = [newKey(), newKey()];
  const [standIn, stripe, mailbox] = await Promise.all([
    startStandIn({ directory: join(directory, 'cloudflare') }),
    startSandbox({ port: 0, secretKeys: [stripeKey, nextStripeKey] }),
    startMailbox({ smtpPort: 0, httpPort: 0, directory: null }),
  ]);
  return {
    standIn,
    stripe,
    mailbox,
    stripeKey,
    nextStripeKey,
    environment: {
      CLOUDFLARE_API_BASE_URL: standIn.apiUrl,
      CLOUDFLARE_API_TOKEN: 'stand-in',
      STRIPE_API_URL: `http://127.0.0.1:${stripe.port}`,
      STRIPE_SECRET_KEY: stripeKey,
      SMTP_URL: `smtp://127.0.0.1:${mailbox.smtpPort}?security=none`,
    },
    close: async () => {
      await Promise.all([standIn.close(), stripe.close(), mailbox.close()]);
    },
  };
}
