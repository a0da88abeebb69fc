import { counted } from '../database/command.ts';
import { fieldOf, listOf, textOf } from '../deploy/api.ts';

const numberOf = (body: unknown, name: string): number => {
  const value = fieldOf(body, name);
  return typeof value === 'number' ? value : 0;
};

/** What has stopped, by its field in the report. */
const STOPPED: readonly (readonly [field: string, one: string, many?: string])[] = [
  ['deadEffects', 'job that stopped', 'jobs that stopped'],
  ['deadLetters', 'message that the queue gave up', 'messages that the queue gave up'],
  ['quarantinedEvents', 'event of Stripe’s set aside', 'events of Stripe’s set aside'],
  ['unknownObjects', 'object at Stripe that isn’t known here', 'objects at Stripe that aren’t known here'],
  ['unexplained', 'balance transaction that is unexplained', 'balance transactions that are unexplained'],
  ['undelivered', 'mail that came back this week', 'mails that came back this week'],
];

/** The operator's report in lines: how it is, what is wrong, and what somebody has to do. */
export function healthText(url: string, body: unknown): string {
  const isReady = fieldOf(body, 'ready') === true;
  const head = `${url} is ${isReady ? 'ready' : 'not ready'}.`;
  const setUp = fieldOf(body, 'setUp');
  if (setUp === undefined)
    return `${head} It tells nothing more to this key: OPERATOR_KEY is another one there, or not set.`;
  const problems = listOf(fieldOf(setUp, 'problems')).map((each) => `✗ ${textOf(each, 'says') ?? '?'}`);
  const causes = listOf(fieldOf(body, 'causes')).map((each) => `✗ ${textOf(each, 'says') ?? '?'}`);
  const stopped = STOPPED.flatMap(([field, one, many]) => {
    const count = numberOf(body, field);
    return count === 0 ? [] : [`! ${counted(count, one, many)}`];
  });
  const hints = stopped.length > 0 ? ['  What stopped and why: `npm run operator -- work`'] : [];
  const fine = problems.length + causes.length + stopped.length === 0 ? ['✓ Nothing is wrong.'] : [];
  return [
    head,
    ...problems,
    ...causes,
    ...stopped,
    ...hints,
    ...fine,
    ...hooks(body),
    ...standing(body),
  ].join('\n');
}

/** Businesses' own endpoints that nothing reaches: theirs to mend, and they were mailed. */
function hooks(body: unknown): readonly string[] {
  const webhooks = fieldOf(body, 'webhooks');
  const [failing, off] = [numberOf(webhooks, 'failing'), numberOf(webhooks, 'switchedOff')];
  if (failing === 0) return [];
  return [
    `  webhooks      ${counted(failing, 'endpoint')} failing for a day or more, ${off} of them switched off`,
  ];
}

/** What is measured, a line each. */
function standing(body: unknown): readonly string[] {
  const sweeps = listOf(fieldOf(body, 'sweeps'));
  if (sweeps.length === 0) return [];
  const oldest = sweeps.toSorted((a, b) => numberOf(b, 'lagMs') - numberOf(a, 'lagMs'))[0];
  const database = fieldOf(body, 'database');
  const full = textOf(database, 'fullOn');
  const megabytes = (name: string): string =>
    (numberOf(database, name) / 1e6).toLocaleString('en', { maximumFractionDigits: 1 });
  return [
    `  cron          ${ago(numberOf(body, 'tickLagMs'))}`,
    `  sweeps        ${sweeps.length}; the one that concluded first, ${textOf(oldest, 'name')}, ${ago(numberOf(oldest, 'lagMs'))}`,
    `  oldest work   ${waits(numberOf(body, 'oldestUndoneMs'))}`,
    `  Stripe        read ${ago(numberOf(body, 'eventsLagMs'))}`,
    `  database      ${megabytes('bytes')} MB of ${megabytes('limitBytes')}${full === null ? '' : `, full on ${full}`}`,
    `  schema        ${textOf(body, 'schema') ?? 'none'}`,
  ];
}

const ago = (ms: number): string => `${lasting(ms)} ago`;
const waits = (ms: number): string => (ms === 0 ? 'none waits' : `waits for ${lasting(ms)}`);

function lasting(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
