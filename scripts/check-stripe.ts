import { parseArgs } from 'node:util';
import Stripe from 'stripe';
import { readTranscript, writeTranscript } from './check-stripe/files.ts';
import { refusedKey, withoutKey } from './check-stripe/keys.ts';
import { PROBES } from './check-stripe/probes/index.ts';
import { runProbes } from './check-stripe/run-probes.ts';
import { openSandboxTarget } from './check-stripe/sandbox-target.ts';
import { openStripeTarget } from './check-stripe/stripe-target.ts';
import type { Target } from './check-stripe/target.ts';
import { differences, privateIn, type Recording, type Transcript } from './check-stripe/transcript.ts';

/*
 * npm run check:stripe                    asks the sandbox, and Stripe too where STRIPE_TEST_KEY is set
 * npm run check:stripe -- --only debits   the probes whose names begin so; nothing is written
 * npm run check:stripe -- --write         writes what the sandbox does now, where that was meant to change
 */
const { values } = parseArgs({
  options: { only: { type: 'string' }, write: { type: 'boolean', default: false } },
});
const probes = PROBES.filter(({ name }) => name.startsWith(values.only ?? ''));

async function record(source: Transcript['source'], target: Target): Promise<Transcript> {
  console.log(`Asking ${source === 'stripe' ? 'Stripe' : 'the sandbox'}: ${probes.length} probes.`);
  const recordedOn = new Date().toISOString().slice(0, 10);
  try {
    const asked = await runProbes(target, probes, (name) => {
      if (source === 'stripe') console.log(`  ${name}`);
    });
    return { source, recordedOn, apiVersion: Stripe.API_VERSION, probes: asked };
  } finally {
    await target.close();
  }
}

/** Prints what differs, and says whether nothing does. */
function agree(title: string, stored: Recording, fresh: Recording): boolean {
  const asked = Object.fromEntries(
    Object.entries(stored).filter(([name]) => name.startsWith(values.only ?? '')),
  );
  const lines = differences(asked, fresh);
  console.log(lines.length === 0 ? `${title}: the same.` : `${title}:\n  ${lines.join('\n  ')}`);
  return lines.length === 0;
}

function save(transcript: Transcript): void {
  if (values.only !== undefined) return;
  const secrets = privateIn(transcript);
  if (secrets.length > 0) throw new Error(`not written, since it would hold ${secrets.join(', ')}`);
  writeTranscript(transcript);
}

async function main(): Promise<boolean> {
  const key = process.env.STRIPE_TEST_KEY ?? '';
  const refused = key === '' ? null : refusedKey(key);
  if (refused !== null) {
    console.error(refused);
    return false;
  }
  const sandbox = await record('sandbox', await openSandboxTarget());
  if (values.write) save(sandbox);
  const before = readTranscript('sandbox');
  const stays = agree('The sandbox, and what it did', before?.probes ?? {}, sandbox.probes);
  const stored = readTranscript('stripe');
  if (key === '') {
    if (stored !== null)
      agree(`The sandbox, and Stripe on ${stored.recordedOn}`, stored.probes, sandbox.probes);
    console.log(withoutKey(PROBES.length));
    return stays;
  }
  const real = await record(
    'stripe',
    openStripeTarget(key, process.env.STRIPE_TEST_ACCOUNT_WITHOUT_ACH ?? null),
  );
  save(real);
  if (stored !== null) agree(`Stripe, and Stripe on ${stored.recordedOn}`, stored.probes, real.probes);
  const same = agree('The sandbox, and Stripe', sandbox.probes, real.probes);
  return stays && same;
}

process.exitCode = (await main()) ? 0 : 1;
