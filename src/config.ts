import type { LinkKey } from './adapters/links/links.ts';
import {
  readContact,
  readEmailSecrets,
  readPassword,
  readReturnDomain,
  readSecurity,
  readSender,
  readTransport,
  readUser,
  type SmtpConfig,
} from './config-email.ts';
import {
  readMailsADay,
  readRetention,
  readSiteKey,
  readTurnstileSecret,
  readVerifyUrl,
  readWebhooksLocal,
  type TurnstileConfig,
} from './config-limits.ts';
import { readLinkKeys } from './config-links.ts';
import {
  type OperatorConfig,
  type OperatorVariables,
  readAlarmEmail,
  readAlarmWebhook,
  readDatabaseLimit,
  readOperatorKeys,
} from './config-operator.ts';
import { isLoopback, required } from './config-read.ts';
import { settingProblems } from './config-settings.ts';
import {
  readAppUrl,
  readCheckoutOrigins,
  readConnectClientId,
  readConnectSecrets,
  readDeploymentId,
  readStripeKey,
  readStripeUrl,
  readWebhookSecrets,
} from './config-stripe.ts';
import type { ConnectPlatform } from './domain/account/platform.ts';
import type { Retention } from './domain/retention.ts';
import { NotSetUp } from './domain/set-up.ts';

/** The Worker's bindings and variables: those that `wrangler types` generates, and the optional ones. */
export type Env = Cloudflare.Env &
  OperatorVariables & {
    /** Cloudflare's Email Service, if mail is sent through it. */
    readonly EMAIL?: SendEmail;
    /** The bucket for files that go with invoices; without one, none can be attached. */
    readonly FILES?: R2Bucket;
    /** Secrets of Connect endpoints, separated by commas. */
    readonly STRIPE_CONNECT_WEBHOOK_SECRETS?: string;
    /** Our Connect application, `ca_…`. */
    readonly STRIPE_CONNECT_CLIENT_ID?: string;
    readonly SMTP_USER?: string;
    readonly SMTP_PASSWORD?: string;
    /** `tls`, `starttls` or `none`; by default, the port decides. */
    readonly SMTP_SECURITY?: string;
    /** A domain whose mail Email Routing hands to this Worker, for delivery reports. */
    readonly EMAIL_RETURN_DOMAIN?: string;
    /** Secrets that a mail provider signs its events with (`whsec_…`), separated by commas. */
    readonly EMAIL_WEBHOOK_SECRETS?: string;
    /** Custom domains of Stripe Checkout, separated by commas. */
    readonly CHECKOUT_ORIGINS?: string;
    /** Keys of a Turnstile widget: the sign-in asks for it where both are set. */
    readonly TURNSTILE_SITE_KEY?: string;
    readonly TURNSTILE_SECRET_KEY?: string;
    /** Where Turnstile's answers are verified; Cloudflare's own address where it is left out. */
    readonly TURNSTILE_VERIFY_URL?: string;
    /** How many mails one API key may have sent in a day (UTC). */
    readonly MAILS_PER_KEY_A_DAY?: string;
    /** Where weaknesses are reported: `mailto:` or `https:`; the sender's address where it is left out. */
    readonly SECURITY_CONTACT?: string;
    /** `on` where a business's own receiver may be on this machine; only beside the sandbox. */
    readonly WEBHOOKS_LOCAL?: string;
    /** For how many days what ends is kept, such as `jobs=14, messages=365`: docs/RETENTION.md. */
    readonly RETENTION_DAYS?: string;
  };

/** The parsed configuration. What is wrong with it is named setting by setting. */
export type Config = {
  /** Without a trailing slash. */
  readonly appUrl: string;
  readonly deploymentId: string;
  readonly stripe: {
    readonly secretKey: string;
    readonly apiUrl: URL;
    readonly livemode: boolean;
    /** True where Stripe is a sandbox on this machine, whose clock can be moved. */
    readonly isSandbox: boolean;
    /** Null where this deployment is no Connect platform. */
    readonly connect: ConnectPlatform | null;
    readonly webhookSecrets: { readonly account: readonly string[]; readonly connect: readonly string[] };
  };
  /** Where our forms may send a payer's browser: Stripe's Checkout and custom domains for it. */
  readonly checkoutOrigins: readonly string[];
  readonly linkKeys: readonly [LinkKey, ...LinkKey[]];
  readonly securityContact: string;
  readonly operator: OperatorConfig;
  /** Null where Turnstile is not used. */
  readonly turnstile: TurnstileConfig | null;
  readonly mailsPerKeyADay: number;
  readonly retention: Retention;
  /** Events may be posted to this machine. */
  readonly webhooksLocal: boolean;
  readonly email: { readonly from: string; readonly webhookSecrets: readonly string[] } & (
    | { readonly transport: 'binding'; readonly binding: SendEmail }
    | { readonly transport: 'smtp'; readonly smtp: SmtpConfig }
  );
};

const parsed = new WeakMap<Env, Config>();

/** Parses Env into Config, once per isolate. Throws NotSetUp with every setting that is wrong. */
export function configOf(env: Env): Config {
  const known = parsed.get(env) ?? parseConfig(env);
  parsed.set(env, known);
  return known;
}

function parseConfig(env: Env): Config {
  const problems = settingProblems(env);
  if (problems.length > 0) throw new NotSetUp(problems);
  const apiUrl = readStripeUrl(env);
  const isSandbox = isLoopback(apiUrl);
  const from = readSender(env);
  return {
    appUrl: readAppUrl(env).origin,
    deploymentId: readDeploymentId(env),
    stripe: {
      ...readStripeKey(env),
      apiUrl,
      isSandbox,
      connect: platformOf(env, apiUrl),
      webhookSecrets: { account: readWebhookSecrets(env), connect: readConnectSecrets(env) },
    },
    checkoutOrigins: [
      'https://checkout.stripe.com',
      ...readCheckoutOrigins(env),
      ...(isSandbox ? ['http://localhost:*', 'http://127.0.0.1:*'] : []),
    ],
    linkKeys: readLinkKeys(env),
    securityContact: readContact(env) ?? `mailto:${from}`,
    operator: {
      keys: readOperatorKeys(env),
      email: readAlarmEmail(env),
      webhook: readAlarmWebhook(env),
      databaseLimitBytes: readDatabaseLimit(env),
    },
    turnstile: turnstileOf(env),
    mailsPerKeyADay: readMailsADay(env),
    retention: readRetention(env),
    webhooksLocal: readWebhooksLocal(env),
    email: { from, webhookSecrets: readEmailSecrets(env), ...transportOf(env) },
  };
}

/** The sandbox asks for consent where its API is; Stripe does not. https://docs.stripe.com/connect/oauth-reference */
function platformOf(env: Env, apiUrl: URL): ConnectPlatform | null {
  const clientId = readConnectClientId(env);
  if (clientId === null) return null;
  const origin = isLoopback(apiUrl) ? apiUrl.origin : 'https://connect.stripe.com';
  return { clientId, authorizeUrl: `${origin}/oauth/authorize` };
}

function turnstileOf(env: Env): TurnstileConfig | null {
  const [siteKey, secretKey] = [readSiteKey(env), readTurnstileSecret(env)];
  return siteKey === null || secretKey === null
    ? null
    : { siteKey, secretKey, verifyUrl: readVerifyUrl(env) };
}

type Transport =
  | { readonly transport: 'binding'; readonly binding: SendEmail }
  | { readonly transport: 'smtp'; readonly smtp: SmtpConfig };

function transportOf(env: Env): Transport {
  if (readTransport(env) === 'binding' && env.EMAIL !== undefined)
    return { transport: 'binding', binding: env.EMAIL };
  return {
    transport: 'smtp',
    smtp: {
      host: required(env, 'SMTP_HOST'),
      port: Number(required(env, 'SMTP_PORT')),
      user: readUser(env),
      password: readPassword(env),
      security: readSecurity(env),
      returnDomain: readReturnDomain(env),
    },
  };
}
