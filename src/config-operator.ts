import {
  alarmEmailProblem,
  alarmWebhookProblem,
  databaseLimitProblem,
  operatorKeyProblem,
} from './domain/configuration.ts';

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

type Given = { readonly isLoopback: (url: URL) => boolean; readonly secrets: readonly string[] };

/** Parses what is said of the operator. Throws an Error that names the variable and what it should be. */
export function parseOperator(env: OperatorVariables, { isLoopback, secrets }: Given): OperatorConfig {
  const given = (text: string | undefined): string | null => text?.trim() || null;
  const email = given(env.ALARM_EMAIL);
  const keys = listed(env.OPERATOR_KEY ?? '');
  for (const key of keys) refuse(operatorKeyProblem(key));
  if (email !== null) refuse(alarmEmailProblem(email));
  const megabytes = Number(given(env.DATABASE_LIMIT_MB) ?? MOST_MEGABYTES);
  refuse(databaseLimitProblem(megabytes));
  const webhook = parseAlarmWebhook(given(env.ALARM_WEBHOOK), { isLoopback, secrets });
  return { keys, email, webhook, databaseLimitBytes: megabytes * 1_000_000 };
}

/** https://developers.cloudflare.com/d1/platform/limits/ */
const MOST_MEGABYTES = 10_000;

function parseAlarmWebhook(text: string | null, { isLoopback, secrets }: Given): OperatorConfig['webhook'] {
  if (text === null) return null;
  if (!URL.canParse(text)) throw new Error('ALARM_WEBHOOK has to be an address that begins with https://');
  const url = new URL(text);
  const hasUser = url.username !== '' || url.password !== '';
  refuse(alarmWebhookProblem({ protocol: url.protocol, isHere: isLoopback(url), hasUser }, secrets));
  return { url, secrets };
}

/** What stands between commas; nothing of what is empty. */
export const listed = (text: string): readonly string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** A problem ends the start: nothing goes on with half of it. */
function refuse(problem: string | null): void {
  if (problem !== null) throw new Error(problem);
}
