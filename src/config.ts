import type { LinkKey } from './adapters/links/links.ts';
import { fromBase64Url } from './adapters/links/token.ts';
import { listed, type OperatorConfig, type OperatorVariables, parseOperator } from './config-operator.ts';
import {
  linkKeysProblem,
  liveAddressProblem,
  rateLimitsProblem,
  senderProblem,
  stripeKeyProblem,
  turnstileProblem,
} from './domain/configuration.ts';
import { parseRetention, type Retention } from './domain/retention.ts';

/** The Worker's bindings and variables: those that `wrangler types` generates, and the optional ones. */
export type Env = Cloudflare.Env &
  OperatorVariables & {
    /** Cloudflare's Email Service, if mail is sent through it. */
    readonly EMAIL?: SendEmail;
    /** Secrets of Connect endpoints, separated by commas. */
    readonly STRIPE_CONNECT_WEBHOOK_SECRETS?: string;
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
    /** For how many days what ends is kept, such as `jobs=14, messages=365`: docs/RETENTION.md. */
    readonly RETENTION_DAYS?: string;
  };

export type SmtpConfig = {
  readonly host: string;
  readonly port: number;
  readonly user: string | null;
  readonly password: string | null;
  /** `tls` from the first byte, `starttls`, or `none` (to this machine only). */
  readonly security: 'tls' | 'starttls' | 'none';
  /** Where delivery reports come to; null for the sender's own mailbox. */
  readonly returnDomain: string | null;
};

export type TurnstileConfig = {
  readonly siteKey: string;
  readonly secretKey: string;
  readonly verifyUrl: string;
};

/** The parsed configuration. An error names the variable that is wrong. */
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
  readonly email: { readonly from: string; readonly webhookSecrets: readonly string[] } & (
    | { readonly transport: 'binding'; readonly binding: SendEmail }
    | { readonly transport: 'smtp'; readonly smtp: SmtpConfig }
  );
};

const parsed = new WeakMap<Env, Config>();

/** Parses Env into Config, once per isolate. Throws an Error that names the variable and what it should be. */
export function configOf(env: Env): Config {
  const known = parsed.get(env) ?? parseConfig(env);
  parsed.set(env, known);
  return known;
}

function parseConfig(env: Env): Config {
  const secretKey = required('STRIPE_SECRET_KEY', env.STRIPE_SECRET_KEY);
  const apiUrl = new URL(required('STRIPE_API_URL', env.STRIPE_API_URL));
  refuse(stripeKeyProblem(secretKey));
  refuse(rateLimitsProblem((name) => Reflect.get(env, name) !== undefined));
  refuse(senderProblem(required('EMAIL_FROM', env.EMAIL_FROM)));
  const livemode = /^(sk|rk)_live_/.test(secretKey);
  const loopback = isLoopback(apiUrl);
  if (livemode && apiUrl.hostname !== 'api.stripe.com') {
    throw new Error('STRIPE_SECRET_KEY is a live key, so STRIPE_API_URL has to be https://api.stripe.com');
  }
  if (!loopback && apiUrl.protocol !== 'https:') throw new Error('STRIPE_API_URL has to begin with https://');
  const appUrl = new URL(required('APP_URL', env.APP_URL));
  const { protocol, hostname } = appUrl;
  if (livemode) refuse(liveAddressProblem({ protocol, hostname, isHere: isLoopback(appUrl) }));
  return {
    appUrl: appUrl.origin,
    deploymentId: parseDeploymentId(env.DEPLOYMENT_ID, loopback && isLoopback(appUrl)),
    stripe: {
      secretKey,
      apiUrl,
      livemode,
      isSandbox: loopback,
      webhookSecrets: {
        account: webhookSecrets(
          'STRIPE_WEBHOOK_SECRETS',
          required('STRIPE_WEBHOOK_SECRETS', env.STRIPE_WEBHOOK_SECRETS),
        ),
        connect: webhookSecrets('STRIPE_CONNECT_WEBHOOK_SECRETS', env.STRIPE_CONNECT_WEBHOOK_SECRETS ?? ''),
      },
    },
    checkoutOrigins: [
      'https://checkout.stripe.com',
      ...listed(env.CHECKOUT_ORIGINS ?? ''),
      ...(loopback ? ['http://localhost:*', 'http://127.0.0.1:*'] : []),
    ],
    linkKeys: parseLinkKeys(required('LINK_KEYS', env.LINK_KEYS)),
    securityContact: parseContact(env.SECURITY_CONTACT, env.EMAIL_FROM),
    operator: parseOperator(env, {
      isLoopback,
      secrets: webhookSecrets('ALARM_WEBHOOK_SECRET', env.ALARM_WEBHOOK_SECRET ?? ''),
    }),
    turnstile: parseTurnstile(env),
    mailsPerKeyADay: parseMailsADay(env.MAILS_PER_KEY_A_DAY),
    retention: parseDays(env.RETENTION_DAYS ?? ''),
    email: parseEmail(env),
  };
}

function required(name: string, value: string | undefined): string {
  if (value === undefined || value.trim() === '') throw new Error(`${name} is not set: see README, Deploy`);
  return value.trim();
}

/** A problem with the configuration ends the start: nothing goes on with half of it. */
function refuse(problem: string | null): void {
  if (problem !== null) throw new Error(problem);
}

const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname.endsWith('.localhost') || ['127.0.0.1', '[::1]'].includes(hostname);

/** What wrangler.toml ships. */
const SHIPPED_DEPLOYMENT_ID = 'quittance';

/**
 * The name that our objects at Stripe carry. The shipped one is nobody's: two deployments that keep it would take each
 * other's payments at a shared account for their own. Stripe takes 500 characters.
 */
function parseDeploymentId(text: string | undefined, isHere: boolean): string {
  const id = required('DEPLOYMENT_ID', text);
  if (id === SHIPPED_DEPLOYMENT_ID && !isHere) {
    throw new Error(
      `DEPLOYMENT_ID is still "${id}", as it is shipped: give this deployment a name of its own in wrangler.toml, such as "${id}-acme", before its first payment, and never change it`,
    );
  }
  if (id.length > 100) throw new Error('DEPLOYMENT_ID has to have at most 100 characters');
  return id;
}

/** Signing secrets, separated by commas; `unset` is none, for the time before the endpoint exists. */
function webhookSecrets(name: string, text: string): readonly string[] {
  const secrets = listed(text).filter((secret) => secret !== 'unset');
  if (secrets.every((secret) => /^whsec_.{4,}$/.test(secret))) return secrets;
  throw new Error(`${name} has to hold signing secrets (whsec_…), separated by commas, or unset`);
}

/** `k1:<base64url>,k0:<base64url>`: the first makes new links, the others verify old ones. */
function parseLinkKeys(text: string): readonly [LinkKey, ...LinkKey[]] {
  const [first, ...rest] = listed(text).map((item): LinkKey => {
    const [, id, encoded] = /^k(\d{1,3}):(.+)$/.exec(item) ?? [];
    const secret = fromBase64Url(encoded ?? '');
    if (id === undefined || Number(id) > 255 || secret === null || secret.length < 32) {
      throw new Error('LINK_KEYS has to be k<0-255>:<32 random bytes in base64url>, separated by commas');
    }
    return { id: Number(id), secret };
  });
  if (first === undefined) throw new Error('LINK_KEYS is empty');
  refuse(linkKeysProblem([first, ...rest]));
  return [first, ...rest];
}

function parseContact(text: string | undefined, from: string | undefined): string {
  const contact = text?.trim() || `mailto:${from?.trim()}`;
  if (/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/.test(contact)) return contact;
  throw new Error('SECURITY_CONTACT has to begin with mailto: or https://');
}

function parseTurnstile(env: Env): TurnstileConfig | null {
  const siteKey = env.TURNSTILE_SITE_KEY?.trim() ?? '';
  const secretKey = env.TURNSTILE_SECRET_KEY?.trim() ?? '';
  refuse(turnstileProblem(siteKey, secretKey));
  const verifyUrl = env.TURNSTILE_VERIFY_URL?.trim() || TURNSTILE_VERIFY_URL;
  if (!URL.canParse(verifyUrl)) throw new Error('TURNSTILE_VERIFY_URL has to be an address');
  return siteKey === '' ? null : { siteKey, secretKey, verifyUrl };
}

/** https://developers.cloudflare.com/turnstile/get-started/server-side-validation/ */
const TURNSTILE_VERIFY_URL = 'https://challenges.cloudflare.com/turnstile/v0/siteverify';

/** A business that sends more by one key says so. */
const MAILS_PER_KEY_A_DAY = 1000;

function parseMailsADay(text: string | undefined): number {
  if (text === undefined || text.trim() === '') return MAILS_PER_KEY_A_DAY;
  if (/^[1-9]\d{0,6}$/.test(text.trim())) return Number(text.trim());
  throw new Error('MAILS_PER_KEY_A_DAY has to be a whole number from 1 to 9999999');
}

function parseDays(text: string): Retention {
  const parsed = parseRetention(text);
  if (parsed.kind === 'wrong') throw new Error(`RETENTION_DAYS: ${parsed.why}`);
  return parsed.value;
}

function parseEmail(env: Env): Config['email'] {
  const from = required('EMAIL_FROM', env.EMAIL_FROM);
  const secrets = webhookSecrets('EMAIL_WEBHOOK_SECRETS', env.EMAIL_WEBHOOK_SECRETS ?? '');
  if (env.EMAIL_TRANSPORT === 'binding') {
    if (env.EMAIL === undefined) throw new Error('EMAIL_TRANSPORT is binding, but there is no EMAIL binding');
    return { transport: 'binding', from, webhookSecrets: secrets, binding: env.EMAIL };
  }
  if (env.EMAIL_TRANSPORT !== 'smtp') throw new Error('EMAIL_TRANSPORT has to be binding or smtp');
  const port = Number(required('SMTP_PORT', env.SMTP_PORT));
  return {
    transport: 'smtp',
    from,
    webhookSecrets: secrets,
    smtp: {
      host: required('SMTP_HOST', env.SMTP_HOST),
      port,
      user: env.SMTP_USER ?? null,
      password: env.SMTP_PASSWORD ?? null,
      security: parseSecurity(env.SMTP_SECURITY, port),
      returnDomain: parseReturnDomain(env.EMAIL_RETURN_DOMAIN),
    },
  };
}

/** A return path has 55 characters before the @, and an address 254 in all. */
function parseReturnDomain(text: string | undefined): string | null {
  if (text === undefined || text.trim() === '') return null;
  const domain = text.trim().toLowerCase();
  if (/^(?=.{1,190}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain)) return domain;
  throw new Error('EMAIL_RETURN_DOMAIN has to be a domain, such as bounces.example.com');
}

function parseSecurity(text: string | undefined, port: number): SmtpConfig['security'] {
  if (text === undefined || text === '') return port === 465 ? 'tls' : 'starttls';
  if (text === 'tls' || text === 'starttls' || text === 'none') return text;
  throw new Error('SMTP_SECURITY has to be tls, starttls or none');
}
