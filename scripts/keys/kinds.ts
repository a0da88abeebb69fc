/** The secrets that `npm run keys` changes one by one: the variable that holds each, and who makes a new one. */
export const KINDS = {
  links: { variable: 'LINK_KEYS', local: 'linkKeys', maker: 'us' },
  webhook: { variable: 'STRIPE_WEBHOOK_SECRETS', local: 'webhookSecret', maker: 'them' },
  connect: { variable: 'STRIPE_CONNECT_WEBHOOK_SECRETS', local: 'connectWebhookSecret', maker: 'them' },
  mail: { variable: 'EMAIL_WEBHOOK_SECRETS', local: null, maker: 'them' },
  alarm: { variable: 'ALARM_WEBHOOK_SECRET', local: null, maker: 'us' },
  operator: { variable: 'OPERATOR_KEY', local: 'operatorKey', maker: 'us' },
  stripe: { variable: 'STRIPE_SECRET_KEY', local: 'stripeSecretKey', maker: 'them' },
} as const;

export type Kind = keyof typeof KINDS;

export const isKind = (text: string): text is Kind => Object.hasOwn(KINDS, text);

/** What is done to a secret. */
export const SECRET_VERBS = ['secrets', 'add', 'use', 'drop', 'replace', 'put'] as const;
export type SecretVerb = (typeof SECRET_VERBS)[number];

export const isSecretVerb = (text: string | undefined): text is SecretVerb =>
  SECRET_VERBS.some((verb) => verb === text);
