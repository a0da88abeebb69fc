import { stripeKeyProblem } from '../../src/domain/configuration.ts';
import { parseDetails } from '../business/details.ts';
import { parseMail } from './mail.ts';

/** What may be asked for; each can be given as an option or in the environment instead. */
export type QuestionId = 'account' | 'name' | 'money' | 'mail' | 'stripe' | 'domain';

export interface Question {
  readonly id: QuestionId;
  readonly text: string;
  /** How it's given without being asked. */
  readonly instead: string;
  readonly isSecret: boolean;
  /** What is wrong with an answer, as a sentence, or null. */
  readonly problem: (answer: string) => string | null;
}

const HOST = /^(?=.{4,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/;

/** The six, in their order. */
export const QUESTIONS: readonly Question[] = [
  {
    id: 'account',
    text: 'Which Cloudflare account? Its id:',
    instead: '--account, or CLOUDFLARE_ACCOUNT_ID in the environment',
    isSecret: false,
    problem: (answer) =>
      /^[0-9a-f]{32}$/.test(answer) ? null : 'An account’s id has 32 digits and letters a to f.',
  },
  {
    id: 'name',
    text: 'The business: its legal name, then its own address, such as Acme Ltd, billing@acme.example:',
    instead: '--name and --email',
    isSecret: false,
    problem: (answer) => {
      const { name, email } = readName(answer);
      return problemOf({ name, email, currency: 'USD', 'time-zone': 'UTC', country: 'US' });
    },
  },
  {
    id: 'money',
    text: 'Currency and country, such as GBP GB:',
    instead: '--currency and --country',
    isSecret: false,
    problem: (answer) =>
      problemOf({ name: 'A', email: 'a@b.example', 'time-zone': 'UTC', ...readMoney(answer) }),
  },
  {
    id: 'mail',
    text: 'Mail: the sender’s address, then how it goes out, such as billing@acme.example smtp://user:password@host:587, or billing@acme.example cloudflare:',
    instead: '--mail-from, with SMTP_URL in the environment or --mail cloudflare',
    isSecret: true,
    problem: (answer) => {
      const mail = parseMail(answer);
      return 'problem' in mail ? mail.problem : null;
    },
  },
  {
    id: 'stripe',
    text: 'Stripe’s secret key (sk_test_… to try, sk_live_… for real money):',
    instead: 'STRIPE_SECRET_KEY in the environment',
    isSecret: true,
    problem: stripeKeyProblem,
  },
  {
    id: 'domain',
    text: 'A domain of your own that is on this account, such as billing.acme.example; empty for workers.dev:',
    instead: '--domain, which may be none',
    isSecret: false,
    problem: (answer) =>
      answer === '' || HOST.test(answer)
        ? null
        : 'A domain has letters, digits, hyphens and dots: billing.acme.example.',
  },
];

/** `Acme Ltd, billing@acme.example`: the address is what follows the last comma. */
export function readName(answer: string): { readonly name: string; readonly email: string } {
  const comma = answer.lastIndexOf(',');
  return comma === -1
    ? { name: answer.trim(), email: '' }
    : { name: answer.slice(0, comma).trim(), email: answer.slice(comma + 1).trim() };
}

/** `GBP GB`. */
export function readMoney(answer: string): { readonly currency: string; readonly country: string } {
  const [currency = '', country = ''] = answer.trim().split(/[\s,]+/);
  return { currency, country };
}

function problemOf(given: Parameters<typeof parseDetails>[0]): string | null {
  const parsed = parseDetails(given);
  return 'problems' in parsed ? parsed.problems.join(' ').replaceAll('--', '') : null;
}
