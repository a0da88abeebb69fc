import { isTimeZone } from '../../src/domain/calendar.ts';
import type { Given } from '../business/details.ts';
import type { Answers } from './answers.ts';
import type { Asker } from './ask.ts';
import { type MailSettings, parseMail } from './mail.ts';
import { QUESTIONS, type Question, type QuestionId, readMoney, readName } from './questions.ts';
import type { DeployState } from './state.ts';

export const OPTIONS = {
  env: 'production unless given: staging and the like stand beside it',
  account: 'Cloudflare’s account (or CLOUDFLARE_ACCOUNT_ID)',
  name: 'legal name of the business',
  email: 'its own address; alarms go there, too',
  currency: 'ISO 4217, such as GBP',
  country: 'two letters, such as GB',
  owner: 'who is invited to own the business, by mail; its own address unless given',
  'time-zone': 'such as Europe/London; this machine’s unless given',
  'mail-from':
    'the sender’s address; with SMTP_URL in the environment (smtp://user:password@host:587), or --mail cloudflare',
  mail: 'cloudflare, for its Email Service',
  domain: 'a domain of your own; "none" for workers.dev',
  url: 'where it answers, where that is neither',
  worker: 'its name at Cloudflare: quittance, or quittance-ENV',
  'deployment-id': 'says which deployment this is, on another machine than the first',
} as const;

export type Flags = Readonly<Partial<Record<keyof typeof OPTIONS, string | undefined>>>;
type Environment = Readonly<Record<string, string | undefined>>;

/** Puts the answers together: options first, then the environment, then what was said last time; the rest is asked for. */
export async function gather(
  given: {
    readonly flags: Flags;
    readonly environment: Environment;
    readonly state: DeployState;
    readonly accounts: readonly string[];
  },
  asker: Asker | null,
): Promise<Answers | { readonly problems: readonly string[] }> {
  const { flags, environment: env, state, accounts } = given;
  const problems: string[] = [];
  /** The answer to a question: as it was given, or as it is typed. */
  const answer: Answering = async (id, known, other) => {
    const found = QUESTIONS.find((each) => each.id === id);
    if (found === undefined) throw new TypeError(`no question ${id}`);
    const question = { ...found, ...other };
    if (known === null && asker !== null) return asker.ask(question);
    const problem =
      known === null
        ? `Give ${question.instead}. (${question.text.replace(/:$/, '')})`
        : question.problem(known);
    if (problem !== null) problems.push(problem);
    return known ?? '';
  };
  const environment = flags.env ?? 'production';
  if (!/^[a-z][a-z0-9-]{0,20}$/.test(environment))
    problems.push('--env takes lower-case letters, digits and hyphens.');
  const worker =
    flags.worker ?? state.worker ?? (environment === 'production' ? 'quittance' : `quittance-${environment}`);
  if (flags.worker !== undefined && !/^[a-z][a-z0-9-]{1,50}$/.test(worker))
    problems.push('--worker takes lower-case letters, digits and hyphens.');
  const only = accounts.length === 1 ? accounts[0] : undefined;
  const accountId = await answer(
    'account',
    flags.account ?? env.CLOUDFLARE_ACCOUNT_ID ?? state.accountId ?? only ?? null,
  );
  const business = await businessOf(given, answer);
  const mail = await mailOf(given, answer);
  const stripeKey = await answer('stripe', env.STRIPE_SECRET_KEY?.trim() || null);
  const domain = await domainOf(given, answer);
  if (problems.length > 0) return { problems };
  return {
    environment,
    accountId,
    business,
    mail,
    stripeKey,
    stripeUrl: new URL(env.STRIPE_API_URL ?? 'https://api.stripe.com'),
    domain,
    url: flags.url ?? state.url ?? null,
    worker,
    deploymentId: flags['deployment-id'] ?? env.DEPLOYMENT_ID ?? null,
    linkKeys: env.LINK_KEYS?.trim() || null,
  };
}

type Sources = { readonly flags: Flags; readonly environment: Environment; readonly state: DeployState };
/** What is known or typed; another wording of the question where half of the answer is known. */
type Answering = (id: QuestionId, known: string | null, other?: Partial<Question>) => Promise<string>;

async function businessOf({ flags, state }: Sources, answer: Answering): Promise<Given> {
  const { business: before = {} } = state;
  const name = flags.name ?? before.name;
  const email = flags.email ?? before.email;
  const isNamed = name !== undefined && email !== undefined;
  const named = readName(await answer('name', isNamed ? `${name}, ${email}` : null));
  const currency = flags.currency ?? before.currency;
  const country = flags.country ?? before.country;
  const isCounted = currency !== undefined && country !== undefined;
  const money = readMoney(await answer('money', isCounted ? `${currency} ${country}` : null));
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const timeZone = flags['time-zone'] ?? before['time-zone'] ?? (isTimeZone(here) ? here : 'UTC');
  const owner = flags.owner ?? before.owner;
  return { ...named, ...money, 'time-zone': timeZone, ...(owner !== undefined && { owner }) };
}

async function mailOf({ flags, environment, state }: Sources, answer: Answering): Promise<MailSettings> {
  const way = flags.mail ?? environment.SMTP_URL ?? null;
  const from = flags['mail-from'] ?? state.mail?.from ?? null;
  const given = way === null || from === null ? null : `${from} ${way}`;
  if (given === null && state.mail !== undefined && flags['mail-from'] === undefined) return state.mail;
  const typed =
    way === null || from !== null
      ? await answer('mail', given)
      : `${await answer('mail', null, senderQuestion(way))} ${way}`;
  const mail = parseMail(typed);
  return 'problem' in mail ? { from: '', transport: 'binding' } : mail;
}

/** The way is known, and only the sender is asked for. */
const senderQuestion = (way: string): Partial<Question> => ({
  text: 'Mail: the sender’s address, such as billing@acme.example:',
  instead: '--mail-from',
  isSecret: false,
  problem: (answer) => {
    const mail = parseMail(`${answer} ${way}`);
    return 'problem' in mail ? mail.problem : null;
  },
});

async function domainOf({ flags, state }: Sources, answer: Answering): Promise<string | null> {
  if (flags.url !== undefined || flags.domain === 'none') return null;
  if (flags.domain === undefined && state.domain !== undefined) return state.domain;
  return (await answer('domain', flags.domain ?? null)) || null;
}
