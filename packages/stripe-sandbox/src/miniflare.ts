import type { Sandbox } from './sandbox.ts';

export interface OutboundOptions {
  /** The hosts, with their ports, that are Stripe; `api.stripe.com` unless given. */
  hosts?: readonly string[];
  /** Answers requests to other hosts; by default a 502 that names the host. */
  elsewhere?: (request: Request) => Promise<Response> | Response;
}

/**
 * What a Worker under Miniflare reaches when it calls `fetch`: the sandbox in place of Stripe, so that its SDK needs no
 * setting. A connection that a fault cuts reaches the Worker as a 500 that is not JSON.
 */
export function outboundService(
  sandbox: Pick<Sandbox, 'fetch'>,
  { hosts = ['api.stripe.com'], elsewhere = unreachable }: OutboundOptions = {},
): (request: Request) => Promise<Response> | Response {
  return (request) =>
    hosts.includes(new URL(request.url).host) ? sandbox.fetch(request) : elsewhere(request);
}

function unreachable(request: Request): Response {
  return new Response(`Nothing here reaches ${new URL(request.url).host}`, { status: 502 });
}
