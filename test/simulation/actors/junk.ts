import { signatureHeader } from '#stripe-sandbox';
import { receiveEvent } from '../../../src/operations/inbox/receive-event.ts';
import type { Random } from '../kernel/random.ts';
import { SECRETS } from '../ports/events.ts';
import type { World } from '../world/world.ts';

/** Bodies that are no event for us, though the right secret signed them. */
const SIGNED = [
  '',
  'null',
  '[]',
  '"evt_1"',
  '<html><body>502 Bad Gateway</body></html>',
  '{"id":"evt_cut","type":"payment_int',
  '{"id":17,"type":"payment_intent.succeeded","livemode":false}',
  '{"id":"evt_odd","object":"event","type":"charge.succeeded","livemode":"no"}',
  '{"id":"evt_x","object":"event","type":"charge.succeeded","livemode":false,"account":{"id":"acct_1"}}',
  '{"id":"evt_thin","object":"v2.core.event","type":"v2.core.account.updated","livemode":false,"context":"acct_1"}',
  '{"id":"evt_thin2","object":"v2.core.event","type":"v1.billing.meter.error_report_triggered"}',
] as const;

/** Somebody posts what is no event to the webhook's address: it is answered, and nothing of it is kept (I6). */
export function postJunk(world: World, random: Random): void {
  const { scheduler } = world;
  const body = random.pick(SIGNED);
  const isSigned = random.chance(0.7);
  const secret = isSigned ? random.pick([SECRETS.account, SECRETS.connect]) : 'whsec_of_nobody';
  const signature = random.chance(0.9)
    ? signatureHeader(body, Math.floor(scheduler.now() / 1000), [secret])
    : random.pick(['', 't=1,v1=00', 'v1=', 't=abc']);
  let answer: string | null = null;
  world.invoke(
    'junk',
    async ({ ctx, verifier }) => {
      answer = await receiveEvent(ctx, verifier, body, signature);
    },
    (end) => {
      if (end.kind === 'threw')
        world.broken.push(`I6 ${body.slice(0, 40)} was answered by ${String(end.error)}`);
      if (answer === 'stored') world.broken.push(`I6 ${body.slice(0, 40)} was stored`);
    },
  );
}
