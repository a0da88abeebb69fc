import { BINDING_NAMES, checkBinding, checkFurther } from './config-bindings.ts';
import {
  readContact,
  readEmailSecrets,
  readHost,
  readPassword,
  readPort,
  readReturnDomain,
  readSecurity,
  readSender,
  readTransport,
  readUser,
} from './config-email.ts';
import {
  readMailsADay,
  readRetention,
  readSiteKey,
  readTurnstileSecret,
  readVerifyUrl,
  readWebhooksLocal,
} from './config-limits.ts';
import { readLinkKeys } from './config-links.ts';
import {
  readAlarmEmail,
  readAlarmSecret,
  readAlarmWebhook,
  readDatabaseLimit,
  readOperatorKeys,
} from './config-operator.ts';
import { SettingError } from './config-read.ts';
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
import type { SettingProblem } from './domain/set-up.ts';

/** How each setting is read: the bindings, the variables and the secrets, by name. Each throws a SettingError. */
const SETTINGS: Readonly<Record<string, (env: object) => unknown>> = {
  ...Object.fromEntries(BINDING_NAMES.map((name) => [name, (env: object) => checkBinding(env, name)])),
  APP_URL: readAppUrl,
  DEPLOYMENT_ID: readDeploymentId,
  STRIPE_SECRET_KEY: readStripeKey,
  STRIPE_API_URL: readStripeUrl,
  STRIPE_WEBHOOK_SECRETS: readWebhookSecrets,
  STRIPE_CONNECT_WEBHOOK_SECRETS: readConnectSecrets,
  STRIPE_CONNECT_CLIENT_ID: readConnectClientId,
  CHECKOUT_ORIGINS: readCheckoutOrigins,
  LINK_KEYS: readLinkKeys,
  EMAIL_TRANSPORT: readTransport,
  EMAIL_FROM: readSender,
  SMTP_HOST: readHost,
  SMTP_PORT: readPort,
  SMTP_SECURITY: readSecurity,
  SMTP_USER: readUser,
  SMTP_PASSWORD: readPassword,
  EMAIL_RETURN_DOMAIN: readReturnDomain,
  EMAIL_WEBHOOK_SECRETS: readEmailSecrets,
  SECURITY_CONTACT: readContact,
  OPERATOR_KEY: readOperatorKeys,
  ALARM_EMAIL: readAlarmEmail,
  ALARM_WEBHOOK: readAlarmWebhook,
  ALARM_WEBHOOK_SECRET: readAlarmSecret,
  DATABASE_LIMIT_MB: readDatabaseLimit,
  TURNSTILE_SITE_KEY: readSiteKey,
  TURNSTILE_SECRET_KEY: readTurnstileSecret,
  TURNSTILE_VERIFY_URL: readVerifyUrl,
  MAILS_PER_KEY_A_DAY: readMailsADay,
  RETENTION_DAYS: readRetention,
  WEBHOOKS_LOCAL: readWebhooksLocal,
};

export const SETTING_NAMES: readonly string[] = Object.keys(SETTINGS);

/** Every setting that is wrong, by name; its value is in no sentence. */
export function settingProblems(env: object): readonly SettingProblem[] {
  const further = Object.keys(env)
    .filter((name) => name.startsWith('DB_'))
    .map((name) => [name, (given: object) => checkFurther(given, name)] as const);
  const found = [...Object.entries(SETTINGS), ...further].flatMap(([name, read]): SettingProblem[] => {
    try {
      read(env);
      return [];
    } catch (error) {
      return [problemOf(name, error)];
    }
  });
  return found.filter(({ setting }, index) => found.findIndex((each) => each.setting === setting) === index);
}

/** What is thrown but is no sentence of ours may hold a value: it is not repeated. */
const problemOf = (name: string, error: unknown): SettingProblem =>
  error instanceof SettingError
    ? { setting: error.setting, says: error.message }
    : { setting: name, says: `${name} cannot be read: see README, Deploy` };
