import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeId } from '../../src/domain/ids.ts';
import { MIGRATIONS } from '../../src/domain/migrations.ts';
import { parseDetails } from '../business/details.ts';
import { newIdentity } from '../business/identity.ts';
import { bodyOf } from '../business/invite-owner.ts';
import { inviteOwnerSql, lacksOwner } from '../business/owner.ts';
import { businessSql, literal } from '../business/sql.ts';
import { WRANGLER } from '../business/store.ts';
import { versionMessage } from '../release/message.ts';
import { runTool } from '../tools.ts';
import { namesOf } from './answers.ts';
import { textOf } from './api.ts';
import { firstLink } from './first-link.ts';
import { subscriptionCommand } from './mail-events.ts';
import {
  keepableEndpoint,
  ownEndpoints,
  ownerOf,
  type StepId,
  strayEndpoints,
  webhookAddress,
} from './plan.ts';
import type { Run } from './run-context.ts';
import { sendTestMail, settledReport } from './running.ts';
import { bringSchema } from './schema.ts';
import { secretsFor } from './secrets.ts';
import { createEndpoint, deleteEndpoint, STRIPE_VERSION, updateEndpoint } from './stripe.ts';

/** Does one step; returns what it has to say beyond being done. */
export async function act(id: StepId, run: Run): Promise<string | null> {
  const names = namesOf(run.answers);
  switch (id) {
    case 'database':
      return wrangler(run, ['d1', 'create', names.database]);
    case 'queue':
      return wrangler(run, ['queues', 'create', names.queue]);
    case 'dead_letter_queue':
      return wrangler(run, ['queues', 'create', names.deadLetterQueue]);
    case 'mail_queue':
      return wrangler(run, ['queues', 'create', names.mailEventsQueue]);
    case 'bucket':
      return wrangler(run, ['r2', 'bucket', 'create', names.bucket]);
    case 'schema':
      return bringSchema(run);
    case 'business':
      return makeBusiness(run);
    case 'webhook':
      return makeEndpoint(run);
    case 'worker':
      return deployWorker(run);
    case 'mail_events':
      return subscribe(run);
    case 'owner':
      return inviteOwner(run);
    case 'mail':
      return sendTestMail(run);
    case 'doctor':
      return settledReport(run);
    case 'first_link':
      return firstLink(run);
    default:
      return id satisfies never;
  }
}

async function wrangler(run: Run, command: readonly string[]): Promise<null> {
  const { code, output } = await runTool(['wrangler', ...command], { ...WRANGLER, ...run.environment });
  if (code !== 0) throw new Error(`wrangler ${command.slice(0, 2).join(' ')} failed:\n${output.trim()}`);
  return null;
}

/** Has Email Service say what becomes of mail. Where it doesn't, mail goes out all the same. */
async function subscribe(run: Run): Promise<string | null> {
  const command = subscriptionCommand(run.facts, run.answers);
  if (typeof command === 'string') return command;
  const asked = await runTool(['wrangler', ...command, '--config', run.settings], {
    ...WRANGLER,
    ...run.environment,
  });
  return asked.code === 0
    ? null
    : `Email Service didn’t take it, so nobody says what becomes of mail: mend that, and run this again.\n${asked.output.trim()}`;
}

/** Says in the database whose it is, and makes the business where there is none in the key's mode. */
async function makeBusiness(run: Run): Promise<string | null> {
  const { facts, answers, deploymentId } = run;
  const { account, livemode } = facts.stripe;
  const note = literal(JSON.stringify({ deploymentId, account, livemode }));
  const claim = `INSERT INTO watch_notes (name, value) VALUES ('deployment', ${note}) ON CONFLICT (name) DO NOTHING;\n`;
  const parsed = parseDetails(answers.business);
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'));
  const isThere = (facts.database?.businesses.length ?? 0) > 0;
  const identity = run.state.identity ?? newIdentity(livemode, run.now());
  // Kept before it is used, so that a run that is cut off makes the same business again.
  if (!isThere) await run.file.write({ identity });
  await withFile('business.sql', isThere ? claim : claim + businessSql(parsed.details, identity), (file) =>
    wrangler(run, ['d1', 'execute', 'DB', '--remote', '--yes', '--file', file, '--config', run.settings]),
  );
  return null;
}

/** Invites the owner of each business that has none: the Worker, which runs by now, sends the mail. */
async function inviteOwner(run: Run): Promise<string | null> {
  const { api, facts, answers } = run;
  const address = ownerOf(answers.business);
  if (facts.database === null || address === undefined) throw new Error('there is no business yet');
  const at = run.now();
  const found = await api.rows(
    facts.accountId,
    facts.database.id,
    `SELECT id FROM merchants WHERE ${lacksOwner('merchants.id', at)} ORDER BY id`,
  );
  const { livemode } = facts.stripe;
  const sql = found.map((row) => {
    const body = bodyOf(makeId('ivt', at, randomBytes(9)));
    const merchantId = textOf(row, 'id') ?? '';
    return inviteOwnerSql({ merchantId, livemode, address, body, at, by: 'npm run deploy' });
  });
  await withFile('owner.sql', sql.join(''), (file) =>
    wrangler(run, ['d1', 'execute', 'DB', '--remote', '--yes', '--file', file, '--config', run.settings]),
  );
  return `The mail goes within a minute; its link works for seven days. They sign in at ${run.appUrl}/dashboard and invite the others.`;
}

/** Makes the endpoint or changes it. A new one's secret is kept here until the Worker has it. */
async function makeEndpoint(run: Run): Promise<string | null> {
  const kept = keepableEndpoint({ ...run, stripeVersion: STRIPE_VERSION });
  const at = { url: webhookAddress(run.appUrl), deploymentId: run.deploymentId };
  const isThere = run.facts.stripe.endpoints.some(({ id }) => id === run.state.webhook?.id);
  if (kept !== null) await updateEndpoint(run.answers, kept.id, at);
  else if (!isThere) await run.file.write({ webhook: await createEndpoint(run.answers, at) });
  const strays = strayEndpoints(run).map(({ id }) => id);
  return strays.length === 0
    ? null
    : `At the same address there is ${strays.join(', ')}, made by hand: unless it is Connect’s, delete it in Stripe’s dashboard.`;
}

/** Uploads the Worker with the secrets that it lacks, then says at Stripe that it has the endpoint's. */
async function deployWorker(run: Run): Promise<string | null> {
  const operatorKey = run.state.operatorKey ?? randomBytes(32).toString('hex');
  const isNew = run.facts.worker?.secrets.includes('OPERATOR_KEY') !== true;
  if (isNew) await run.file.write({ operatorKey });
  const { webhook = null } = run.state;
  const secrets = secretsFor(run, {
    operatorKey: isNew ? operatorKey : null,
    webhookSecret: webhook?.secret ?? null,
  });
  await run.kept.keep(secrets);
  // What a rollback reads: which schema the version knows.
  const commit = await runTool(['git', 'rev-parse', '--short', 'HEAD']);
  const known = MIGRATIONS.at(-1)?.[0] ?? '';
  const message = versionMessage(known, commit.code === 0 ? commit.output.trim() : 'unknown');
  const code = run.bundle === null ? [] : [run.bundle, '--no-bundle'];
  await withFile('secrets.json', JSON.stringify(secrets), (file) =>
    wrangler(run, [
      ...['deploy', ...code, '--config', run.settings],
      ...['--secrets-file', file, '--message', message],
    ]),
  );
  const at = { url: webhookAddress(run.appUrl), deploymentId: run.deploymentId };
  if (webhook !== null) {
    await updateEndpoint(run.answers, webhook.id, at);
    await run.file.write({ webhook: undefined });
  }
  // Whatever else is ours was made by a run that was cut off, or for an older version.
  const keep = webhook?.id ?? keepableEndpoint({ ...run, stripeVersion: STRIPE_VERSION })?.id;
  for (const { id } of ownEndpoints(run))
    if (keep !== undefined && id !== keep) await deleteEndpoint(run.answers, id);
  return null;
}

/** A file for this user alone, gone afterwards. */
async function withFile<T>(name: string, text: string, use: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'quittance-'));
  try {
    const file = join(folder, name);
    await writeFile(file, text, { mode: 0o600 });
    return await use(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
