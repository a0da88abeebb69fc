import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox } from '#stripe-sandbox/node';
import type { Answers } from '../../../scripts/deploy/answers.ts';
import { type StepId, stepsFor } from '../../../scripts/deploy/plan.ts';
import { settingsFile } from '../../../scripts/deploy/settings.ts';
import { stateFile } from '../../../scripts/deploy/state.ts';
import { startWorld, type World } from '../../../scripts/rehearse/world.ts';
import { MIGRATIONS } from '../../../src/domain/migrations.ts';
import { counted } from './counted.ts';
import { onItsOwnDomain } from './own-domain.ts';
import { bindings, CUT_OFF, changesSince, deployments, endpointsOf, WORKER } from './runs.ts';

const PATIENCE_MS = 240_000;

let directory: string;
let world: World;
let runs: Awaited<ReturnType<typeof deployments>>;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'quittance-deploy-'));
  world = await startWorld(directory);
  runs = await deployments(world, directory);
}, PATIENCE_MS);
afterAll(async () => {
  await world.close();
  const files = [directory, ...[CUT_OFF, 'other', 'own'].map(settingsFile)];
  await Promise.all(files.map((path) => rm(path, { recursive: true, force: true })));
});

const answersOf = (more: Partial<Answers> = {}) => runs.answersOf(more);
const run = (answers: Answers, cutAfter?: StepId, template?: string) => runs.run(answers, cutAfter, template);
const endpoints = () => endpointsOf(world);
const bindingsOf = (name: string) => bindings(world, name);

/** What a step asks of Cloudflare. */
const ASKED: Partial<Record<StepId, RegExp>> = {
  database: /^POST .*\/d1\/database$/m,
  queue: /^POST .*\/queues$/m,
  dead_letter_queue: /^POST .*\/queues$/m,
  schema: /^POST .*\/query\n[\s\S]*INSERT INTO [^ ]*d1_migrations/,
  business: /^POST .*\/import\n.*"ingest"/,
};

describe('a deployment', () => {
  it(
    'that is cut off after each step, hears no answer or forgets a webhook secret, ends the same',
    async () => {
      const file = stateFile(directory, CUT_OFF);
      for (const step of stepsFor(answersOf())) {
        const asked = ASKED[step];
        if (asked !== undefined) {
          world.standIn.loseAnswer(asked);
          await expect(run(answersOf(), step)).rejects.toThrow(/failed|Bad gateway/);
        }
        expect((await run(answersOf(), step)).ended).toBe('cut off');
        // Stripe's answer was never heard.
        if (step === 'webhook') await file.write({ webhook: undefined });
      }
      const key = (await file.read()).identity?.apiKey ?? '';
      const last = await run(answersOf());
      expect(last.ended).toBe('done');
      expect(last.said).toContain(key);
      expect(await readFile(join(directory, `.deploy.${CUT_OFF}.json`), 'utf8')).not.toMatch(
        /qk_test_|sk_test_|whsec_/,
      );
      expect(counted(world.standIn.account, WORKER)).toEqual({
        databases: 1,
        queues: 2,
        secrets: ['LINK_KEYS', 'OPERATOR_KEY', 'STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRETS'],
        merchants: 1,
        connections: 1,
        api_keys: 1,
        invoices: 1,
        customers: 1,
      });
      expect(await endpoints()).toMatchObject([{ metadata: { quittance_secret: 'stored' } }]);
    },
    PATIENCE_MS,
  );

  it(
    'keeps its link keys and its webhook endpoint when it is run again',
    async () => {
      const linkKeys = () => bindingsOf(WORKER).bindings.find(({ name }) => name === 'LINK_KEYS')?.text;
      const before = { keys: linkKeys(), endpoints: await endpoints() };
      const kept = await readFile(join(directory, `.secrets.${CUT_OFF}`), 'utf8');
      expect(kept).toContain(`LINK_KEYS="${before.keys}"`);
      expect(kept).toMatch(/^STRIPE_WEBHOOK_SECRETS="whsec_/m);
      expect((await run(answersOf(), 'worker')).ended).toBe('cut off');
      expect({ keys: linkKeys(), endpoints: await endpoints() }).toEqual(before);
    },
    PATIENCE_MS,
  );
});

describe('a deployment on a domain of its own, with Email Service and a bucket', () =>
  onItsOwnDomain(() => ({ world, runs, directory })));

describe('before anything changes, a deployment is refused', () => {
  afterEach(() => rm(join(directory, '.deploy.other.json'), { force: true }));

  async function refusal(more: Partial<Answers>): Promise<string> {
    const from = world.standIn.calls.length;
    const before = counted(world.standIn.account, WORKER);
    const { ended, said } = await run(answersOf(more));
    expect(ended).toBe('refused');
    expect(changesSince(world, from)).toEqual([]);
    expect(counted(world.standIn.account, WORKER)).toEqual(before);
    expect(said).not.toContain(world.stripeKey);
    return said;
  }

  it('with the Stripe key of another account than last time', async () => {
    const other = await startSandbox({ port: 0, seed: 'another account' });
    try {
      const said = await refusal({ stripeUrl: new URL(`http://127.0.0.1:${other.port}`) });
      expect(said).toContain('this deployment is acct_');
    } finally {
      await other.close();
    }
  });

  it('where the database and the Worker of that name belong to another deployment', async () => {
    const said = await refusal({ environment: 'other' });
    expect(said).toContain('The database quittance-cutoff belongs to the deployment quittance-cutoff-');
    expect(said).toContain('The Worker quittance-cutoff belongs to the deployment quittance-cutoff-');
    expect(said).toContain('--worker');
    const named = await refusal({ environment: 'other', deploymentId: 'quittance-mine' });
    expect(named).toContain('belongs to another deployment');
  });

  it('where the domain is another Worker’s, has a record, or is not on the account', async () => {
    const { account } = world.standIn;
    account.zones.set('acme.example', [{ type: 'CNAME', name: 'www.acme.example' }]);
    account.domains.set('shop.acme.example', 'shop');
    const asked = { environment: 'other', worker: 'quittance-own', url: null };
    expect(await refusal({ ...asked, domain: 'www.acme.example' })).toContain('has a DNS record');
    expect(await refusal({ ...asked, domain: 'shop.acme.example' })).toContain('the Worker shop');
    expect(await refusal({ ...asked, domain: 'pay.other.example' })).toContain('add the domain');
  });

  it('where the schema was made of another text, which a repair mends', async () => {
    const { databases } = world.standIn.account;
    const file = [...databases.values()].find(({ name }) => name === WORKER)?.file ?? '';
    const alter = (sha256: string) => {
      const db = new DatabaseSync(file);
      const [name = '', right = ''] = MIGRATIONS[6] ?? [];
      db.prepare('UPDATE migration_checksums SET sha256 = ? WHERE name = ?').run(sha256 || right, name);
      db.close();
    };
    alter('0'.repeat(64));
    try {
      expect(await refusal({})).toContain('npm run migrations -- --repair');
    } finally {
      alter('');
    }
  });

  it('where the database holds tables of something else', async () => {
    const { account } = world.standIn;
    const file = join(directory, 'foreign.sqlite');
    const db = new DatabaseSync(file);
    db.exec('CREATE TABLE posts (id INTEGER)');
    db.close();
    account.databases.set('foreign', { id: 'foreign', name: 'quittance-foreign', file });
    const said = await refusal({ environment: 'other', worker: 'quittance-foreign' });
    expect(said).toContain('The database quittance-foreign holds tables of something else');
  });
});

it(
  'another machine takes a deployment over by its name, and is told what it cannot know',
  async () => {
    const { deploymentId = '' } = await stateFile(directory, CUT_OFF).read();
    await rm(join(directory, `.deploy.${CUT_OFF}.json`));
    const taken = await run(answersOf({ deploymentId }), 'mail');
    expect(taken.ended).toBe('cut off');
    expect(taken.said).toContain('The operator’s key is not known on this machine');
    expect(counted(world.standIn.account, WORKER)).toMatchObject({
      databases: 1,
      merchants: 1,
      api_keys: 1,
    });
  },
  PATIENCE_MS,
);
