import type { EndpointView } from '../../../operations/webhooks/endpoint-view.ts';
import type { Standing } from '../../../views/dashboard/webhooks/list.tsx';

/** An address without what may be secret of it. */
export function addressOf(url: string): string {
  const { host, pathname } = new URL(url);
  return pathname === '/' ? host : `${host}${pathname}`;
}

export function standingOf({ state, offReason, failingSince }: EndpointView): Standing {
  if (state === 'off') return offReason ?? 'by_hand';
  return failingSince === null ? 'on' : 'failing';
}
