import { saveEvent } from '../core/emit.ts';
import { type Kernel, save, scopeFor } from '../core/scope.ts';
import { readWorlds } from '../core/worlds.ts';
import type { Attempt, DeliveryRecord } from '../store/records.ts';
import { signatureHeader } from './sign.ts';
import { readSwitch } from './switch.ts';

/** Waits between attempts in seconds; after the last one an endpoint is given up (Stripe: up to three days). */
const BACK_OFF_SECONDS = {
  within_seconds: [1, 5, 30, 120, 600, 3600, 10_800, 21_600, 43_200, 86_400, 86_400],
  within_an_hour: [3600, 7200, 14_400, 28_800, 57_600, 86_400],
};
const TIMEOUT_MS = 30_000;

export type Send = (request: Request) => Promise<Response>;

/**
 * Posts one delivery to its endpoint, with the switch's duplicates, and records the result. A failure is retried
 * later. `account` owns the delivery's endpoint; the event may be a connected account's.
 */
export async function deliver(kernel: Kernel, deliveryId: string, send: Send): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  const copies = 1 + readSwitch(kernel.store).duplicate;
  for (let copy = 0; copy < copies; copy++) {
    const attempt = await attemptOnce(kernel, deliveryId, send);
    if (!attempt) break;
    attempts.push(attempt);
  }
  if (attempts.length > 0) record(kernel, deliveryId, attempts);
  return attempts;
}

async function attemptOnce(kernel: Kernel, deliveryId: string, send: Send): Promise<Attempt | undefined> {
  const delivery = kernel.store.get('_delivery', deliveryId)?.value;
  const event = delivery && kernel.store.get('event', delivery.eventId)?.value;
  const endpoint = delivery && kernel.store.get('_webhook_endpoint', delivery.endpointId)?.value;
  if (!event || !endpoint) return undefined;
  const at = kernel.clock.now();
  const active = endpoint.secrets.filter(({ expiresAt }) => expiresAt === null || expiresAt > at);
  const body = JSON.stringify(event, null, 2);
  const request = new Request(endpoint.endpoint.url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Stripe-Signature': signatureHeader(
        body,
        Math.floor(at / 1000),
        active.map(({ secret }) => secret),
      ),
      'User-Agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    },
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  try {
    const response = await send(request);
    // Read, not cancelled: cancelling closes the connection under the delivery that comes next.
    await response.arrayBuffer();
    return { at, status: response.status, error: null };
  } catch (error) {
    return { at, status: null, error: error instanceof Error ? error.message : String(error) };
  }
}

/** Any 2xx is a delivery; a redirect is not (docs.stripe.com/webhooks#built-in-retries). */
function succeeded({ status }: Attempt): boolean {
  return status !== null && status >= 200 && status < 300;
}

function record(kernel: Kernel, deliveryId: string, attempts: Attempt[]): void {
  kernel.store.transaction(() => {
    const found = kernel.store.get('_delivery', deliveryId);
    const event = found && kernel.store.get('event', found.value.eventId);
    if (!found || !event) return;
    const wasDelivered = found.value.status === 'delivered';
    const delivery: DeliveryRecord = { ...found.value, attempts: [...found.value.attempts, ...attempts] };
    const scope = scopeFor(kernel, event.account);
    if (wasDelivered || attempts.some(succeeded)) {
      delivery.status = 'delivered';
      kernel.store.removeTask(deliveryId);
      if (!wasDelivered)
        saveEvent(scope, { ...event.value, pending_webhooks: Math.max(0, event.value.pending_webhooks - 1) });
    } else {
      const wait = BACK_OFF_SECONDS[readWorlds(kernel.store).webhookRetries][delivery.attempts.length - 1];
      if (wait === undefined) {
        delivery.status = 'failed';
        kernel.store.removeTask(deliveryId);
      } else {
        const at = kernel.clock.now() + wait * 1000;
        kernel.store.putTask({
          id: deliveryId,
          queue: 'delivery',
          at,
          verb: 'deliver',
          account: found.account,
          subject: deliveryId,
        });
      }
    }
    save(scope, '_delivery', deliveryId, delivery, { event: delivery.eventId });
  });
}
