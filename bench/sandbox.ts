import { createMemoryStore, createSandbox, type Sandbox } from '#stripe-sandbox';
import { median } from './harness/compare.ts';
import { beside, type Finding } from './harness/finding.ts';

const ROUNDS = 5;
const PER_ROUND = 500;
const WARM_UP = 300;
const GOAL_PER_SECOND = 1000;

/**
 * How many PaymentIntents a second our Stripe takes, in process, in memory and unvalidated, one after the other,
 * with the idempotency key that the SDK sends: made only, and made and paid by card (with its charge, balance
 * transaction and events). No test should ever wait for it.
 */
export async function measureSandbox(): Promise<readonly Finding[]> {
  const sandbox = createSandbox({ store: createMemoryStore(), baseUrl: 'http://127.0.0.1', seed: 'bench' });
  try {
    const made = await perSecond(sandbox, {});
    const paid = await perSecond(sandbox, {
      confirm: 'true',
      payment_method: 'pm_card_visa',
      'allowed_payment_method_types[0]': 'card',
    });
    return [
      {
        what: 'sandbox: PaymentIntents a second, in process',
        measured: `${made.toFixed(0)}/s`,
        goal: `≥ ${GOAL_PER_SECOND}/s`,
        isWithin: made >= GOAL_PER_SECOND,
      },
      beside('  the same, paid by card', `${paid.toFixed(0)}/s`),
    ];
  } finally {
    await sandbox.close();
  }
}

/** The median of the rounds. Throws at the first answer that is not 200: what fails is fast, and no measurement. */
async function perSecond(sandbox: Sandbox, extra: Readonly<Record<string, string>>): Promise<number> {
  let sent = 0;
  const fire = async (count: number): Promise<number> => {
    const began = performance.now();
    for (let index = 0; index < count; index += 1) {
      sent += 1;
      const answer = await sandbox.fetch(
        new Request('http://127.0.0.1/v1/payment_intents', {
          method: 'POST',
          headers: {
            Authorization: 'Bearer sk_test_bench',
            'Idempotency-Key': `bench-${extra.confirm ?? 'false'}-${sent}`,
          },
          body: new URLSearchParams({ amount: '12000', currency: 'usd', ...extra }),
        }),
      );
      if (answer.status !== 200)
        throw new Error(`the sandbox answered ${answer.status}: ${await answer.text()}`);
      await answer.text();
    }
    return (count / (performance.now() - began)) * 1000;
  };
  await fire(WARM_UP);
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await fire(PER_ROUND));
  return median(rounds);
}
