import { isLoopback, optional, readList, readSecrets, refuse, SettingError } from './config-read.ts';
import {
  alarmEmailProblem,
  alarmWebhookProblem,
  databaseLimitProblem,
  operatorKeyProblem,
} from './domain/configuration.ts';
import { D1_LIMIT_BYTES } from './domain/watch/limits.ts';

/** What is said of the operator; each may be left out. */
export type OperatorVariables = {
  /** Opens the operator's report and work lists; without it they are closed. Two, by a comma, while it is changed. */
  readonly OPERATOR_KEY?: string;
  /** Where alarms are mailed, and posted, signed by the secret (`whsec_…`), or by each of two. */
  readonly ALARM_EMAIL?: string;
  readonly ALARM_WEBHOOK?: string;
  readonly ALARM_WEBHOOK_SECRET?: string;
  /** How large the database may become; by default, D1's 10,000 MB. */
  readonly DATABASE_LIMIT_MB?: string;
};

export type OperatorConfig = {
  /** Each opens the report; none where it is closed. */
  readonly keys: readonly string[];
  readonly email: string | null;
  readonly webhook: { readonly url: URL; readonly secrets: readonly string[] } | null;
  readonly databaseLimitBytes: number;
};

/** Two, by a comma, while one is changed. */
export function readOperatorKeys(env: object): readonly string[] {
  const keys = readList(optional(env, 'OPERATOR_KEY') ?? '');
  for (const key of keys) refuse('OPERATOR_KEY', operatorKeyProblem(key));
  return keys;
}

export function readAlarmEmail(env: object): string | null {
  const email = optional(env, 'ALARM_EMAIL');
  if (email !== null) refuse('ALARM_EMAIL', alarmEmailProblem(email));
  return email;
}

/** In bytes; by default, D1's own limit. */
export function readDatabaseLimit(env: object): number {
  const text = optional(env, 'DATABASE_LIMIT_MB');
  if (text === null) return D1_LIMIT_BYTES;
  const megabytes = Number(text);
  refuse('DATABASE_LIMIT_MB', databaseLimitProblem(megabytes));
  return megabytes * 1_000_000;
}

export const readAlarmSecret = (env: object): string[] =>
  readSecrets('ALARM_WEBHOOK_SECRET', optional(env, 'ALARM_WEBHOOK_SECRET') ?? '');

export function readAlarmWebhook(env: object): OperatorConfig['webhook'] {
  const text = optional(env, 'ALARM_WEBHOOK');
  if (text === null) return null;
  if (!URL.canParse(text)) {
    throw new SettingError('ALARM_WEBHOOK', 'ALARM_WEBHOOK has to be an address that begins with https://');
  }
  const url = new URL(text);
  const secrets = readAlarmSecret(env);
  const hasUser = url.username !== '' || url.password !== '';
  refuse(
    'ALARM_WEBHOOK',
    alarmWebhookProblem({ protocol: url.protocol, isHere: isLoopback(url), hasUser }, secrets),
  );
  return { url, secrets };
}
