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
  const target = delivery && targetOf(kernel, delivery);
  if (!target) return undefined;
  const at = kernel.clock.now();
  const { url, body } = target;
  const active = target.secrets.filter(({ expiresAt }) => expiresAt === null || expiresAt > at);
  const request = new Request(url, {
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

interface Target {
  url: string;
  body: string;
  secrets: { secret: string; expiresAt: number | null }[];
}

/** Where an event goes: the whole of it to an endpoint, a notification of it to a destination of thin events. */
function targetOf({ store }: Kernel, { eventId, endpointId }: DeliveryRecord): Target | undefined {
  const event = store.get('event', eventId)?.value;
  const endpoint = store.get('_webhook_endpoint', endpointId)?.value;
  if (event && endpoint) {
    return { url: endpoint.endpoint.url, body: JSON.stringify(event, null, 2), secrets: endpoint.secrets };
  }
  const thin = store.get('_thin_event', eventId)?.value;
  const destination = store.get('_event_destination', endpointId)?.value;
  if (!thin || !destination) return undefined;
  const { data: _, ...notification } = thin;
  const secrets = [{ secret: destination.secret, expiresAt: null }];
  return { url: destination.url, body: JSON.stringify(notification), secrets };
}

/** Any 2xx is a delivery; a redirect is not (docs.stripe.com/webhooks#built-in-retries). */
function succeeded({ status }: Attempt): boolean {
  return status !== null && status >= 200 && status < 300;
}

function record(kernel: Kernel, deliveryId: string, attempts: Attempt[]): void {
  kernel.store.transaction(() => {
    const found = kernel.store.get('_delivery', deliveryId);
    if (!found) return;
    const event = kernel.store.get('event', found.value.eventId);
    const wasDelivered = found.value.status === 'delivered';
    const delivery: DeliveryRecord = { ...found.value, attempts: [...found.value.attempts, ...attempts] };
    const scope = scopeFor(kernel, event?.account ?? found.account);
    if (wasDelivered || attempts.some(succeeded)) {
      delivery.status = 'delivered';
      kernel.store.removeTask(deliveryId);
      if (!wasDelivered && event)
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
