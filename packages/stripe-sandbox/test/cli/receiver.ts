import { createServer } from 'node:http';
import Stripe from 'stripe';

export interface Delivery {
  /** `account` or `connect`: which of the two endpoints it came to. */
  readonly endpoint: string;
  readonly event: Stripe.Event;
}

/** Two webhook endpoints of a real server, for an account's own events and for those of connected accounts. */
export interface Receiver {
  readonly accountUrl: string;
  readonly connectUrl: string;
  /** What was delivered with a signature that the SDK takes, in its order. */
  readonly deliveries: readonly Delivery[];
  /** What was delivered with any other. */
  readonly forged: readonly string[];
  close(): Promise<void>;
}

export const SECRETS: Record<string, string> = { account: 'whsec_own_events', connect: 'whsec_their_events' };

export async function openReceiver(): Promise<Receiver> {
  const stripe = new Stripe('sk_test_only_verifies');
  const deliveries: Delivery[] = [];
  const forged: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const endpoint = (request.url ?? '').slice(1);
    const signature = request.headers['stripe-signature'] ?? '';
    try {
      const event = await stripe.webhooks.constructEventAsync(
        body,
        signature,
        SECRETS[endpoint] ?? '',
        // The sandbox's clock is moved by days.
        0,
      );
      deliveries.push({ endpoint, event });
      response.writeHead(200).end();
    } catch (error) {
      forged.push(String(error));
      response.writeHead(400).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    accountUrl: `http://127.0.0.1:${port}/account`,
    connectUrl: `http://127.0.0.1:${port}/connect`,
    deliveries,
    forged,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
