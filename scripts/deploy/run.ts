import { randomBytes } from 'node:crypto';
import { ROOT } from '../tools.ts';
import { act } from './act.ts';
import type { Answers } from './answers.ts';
import type { CloudflareApi } from './api.ts';
import type { Facts } from './facts.ts';
import { keptSecrets } from './kept-secrets.ts';
import { look } from './look.ts';
import { withoutPassword } from './mail.ts';
import { planOf, type Step, type StepId } from './plan.ts';
import { addressOf, refusalsOf } from './refusals.ts';
import type { Run } from './run-context.ts';
import { writeSettings } from './settings.ts';
import { stateFile } from './state.ts';
import { STRIPE_VERSION } from './stripe.ts';

export interface Io {
  readonly say: (line: string) => void;
  /** Whether to go ahead with what was printed. */
  readonly confirm: () => Promise<boolean>;
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
  /** What is under way: a step may take a minute. */
  readonly begin?: (what: string) => void;
  /** Called after each step; a test cuts the run off by throwing. */
  readonly onStep?: (id: StepId) => void;
}

export interface Options {
  readonly answers: Answers;
  readonly accountId: string;
  readonly api: CloudflareApi;
  /** What wrangler is given besides; and OPERATOR_KEY, where it is known. */
  readonly environment: Readonly<Record<string, string>>;
  readonly dryRun: boolean;
  /** Where state and configuration are written; the checkout, unless a test has its own. */
  readonly directory?: string;
  /** The Worker as wrangler built it before; it's built from the checkout where this is left out. */
  readonly bundle?: string;
  /** wrangler's configuration that this one is written from; the checkout's, unless a test has its own. */
  readonly template?: string;
}

export type Ended = 'done' | 'planned' | 'declined' | 'refused';

/**
 * Looks, prints what it would do, and does it step by step. It looks again before each step, so that it can be cut off
 * anywhere and run again; nothing is changed where something speaks against it.
 */
export async function deploy(options: Options, io: Io): Promise<Ended> {
  const { accountId, api, directory = ROOT } = options;
  const file = stateFile(directory, options.answers.environment);
  const answers = await withLinkKeys(options);
  const facts = await look(api, accountId, answers, options.template);
  const state = await file.read();
  const refusals = refusalsOf(facts, answers, state);
  const appUrl = addressOf(facts, answers);
  if (refusals.length > 0 || appUrl === null) {
    io.say(['Nothing was changed.', ...refusals].join('\n'));
    return 'refused';
  }
  const deploymentId =
    state.deploymentId ??
    answers.deploymentId ??
    facts.database?.owner ??
    `${answers.worker}-${randomBytes(6).toString('hex')}`;
  const given = { answers, appUrl, deploymentId, stripeVersion: STRIPE_VERSION };
  const planned = planOf({ ...given, facts, state });
  io.say(planText(answers, facts, appUrl, planned));
  if (options.dryRun) return 'planned';
  if (!(await io.confirm())) return 'declined';

  const { account, livemode } = facts.stripe;
  await file.write({
    deploymentId,
    accountId,
    worker: answers.worker,
    appUrl,
    business: answers.business,
    mail: withoutPassword(answers.mail),
    domain: answers.domain,
    url: answers.url,
    pinned: { account, livemode },
  });
  for (const { id } of planned) {
    const run = await prepare(options, io, { appUrl, deploymentId });
    const now = planOf({ ...given, facts: run.facts, state: run.state }).find((each) => each.id === id);
    if (now !== undefined && !now.isDone) {
      io.begin?.(`${now.verb} ${now.what}`);
      const more = await act(id, run);
      io.say(`✓ ${now.what}${more === null ? '' : `\n${indented(more)}`}`);
    } else if (now !== undefined) io.say(`· ${now.what}`);
    io.onStep?.(id);
  }
  await finish(options, io, appUrl);
  return 'done';
}

/** Link keys of the file are as good as given ones: a Worker that lost them gets them back. */
async function withLinkKeys({ answers, directory = ROOT }: Options): Promise<Answers> {
  const kept = keptSecrets(directory, answers.environment);
  return { ...answers, linkKeys: answers.linkKeys ?? (await kept.linkKeys()) };
}

async function prepare(
  options: Options,
  { now, pause }: Io,
  { appUrl, deploymentId }: { readonly appUrl: string; readonly deploymentId: string },
): Promise<Run> {
  const { accountId, api, environment, directory = ROOT, bundle = null } = options;
  const answers = await withLinkKeys(options);
  const file = stateFile(directory, answers.environment);
  const facts = await look(api, accountId, answers, options.template);
  const databaseId = facts.database?.id ?? null;
  const settings = await writeSettings(
    answers,
    { accountId, databaseId, deploymentId, appUrl },
    options.template,
  );
  return {
    answers,
    api,
    facts,
    state: await file.read(),
    file,
    kept: keptSecrets(directory, answers.environment),
    appUrl,
    deploymentId,
    settings,
    bundle,
    environment,
    now,
    pause,
  };
}

/** Shows the first API key, once, and forgets it. */
async function finish({ answers, directory = ROOT }: Options, io: Io, appUrl: string): Promise<void> {
  const file = stateFile(directory, answers.environment);
  const { identity } = await file.read();
  io.say(`\nIt answers at ${appUrl} (the API: ${appUrl}/api/v1/docs).`);
  if (identity !== undefined) {
    io.say(
      `The secrets that were made for it are in .secrets.${answers.environment}: keep a copy where others are kept. Without its link keys no sent link opens.`,
    );
    io.say(`The owner signs in at ${appUrl}/dashboard, and invites the others there.`);
    io.say(
      `\nThe first API key, which is shown once. Keep it for managing keys, and make others by npm run keys:\n\n  ${identity.apiKey}`,
    );
  }
  await file.write({ identity: undefined });
}

function planText(answers: Answers, facts: Facts, appUrl: string, steps: readonly Step[]): string {
  const mode = facts.stripe.livemode ? 'live mode: real money' : 'test mode';
  const head = `${answers.environment}: ${appUrl}, Stripe account ${facts.stripe.account} in ${mode}\n`;
  return [
    head,
    ...steps.map(({ isDone, what, verb }) => (isDone ? `  · there: ${what}` : `  + ${verb} ${what}`)),
    '',
  ].join('\n');
}

const indented = (text: string): string => text.replaceAll(/^/gm, '    ');
